"""learning: what does the log of past jobs tell of a task, and of how busy a contractor is?"""

import datetime as dt

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import (
    Availability,
    Contractor,
    Engagement,
    History,
    Job,
    Mode,
    Once,
    Rate,
    Retainer,
    Rule,
    Task,
    Urgency,
    plan,
    recommend,
    score,
)
from delegation.learning import history_of, learnt_contractor, learnt_task

ON = dt.date(2026, 6, 1)
DAYS = [dt.date(2026, 1, 5), dt.date(2026, 2, 4), dt.date(2026, 3, 6), dt.date(2026, 4, 3), dt.date(2026, 5, 5)]
ANN = Contractor("Ann", rate=60)
SITE = Task("site", hours=5, recurrence=Rate(0.5), urgency=Urgency(40, 2))


def worked(
    *jobs: Job, tasks: Task | list[Task] = SITE, contractor: Contractor = ANN, mode: Mode = Mode.OUT_TASK
) -> Engagement:
    retainer = Retainer(500, 10) if mode is Mode.OUTSOURCE else None
    return Engagement(
        contractor,
        tasks=tasks,
        mode=mode,
        start=dt.date(2025, 12, 1),
        end=dt.date(2026, 5, 20),
        jobs=jobs,
        retainer=retainer,
    )


MONTHLY = worked(*(Job(day, 3 + place % 2) for place, day in enumerate(DAYS)))


class TestTask:
    """Recurrence and hours of a task."""

    def test_a_guessed_rate_is_bettered_by_the_log_with_the_guess_as_the_prior(self) -> None:
        found = learnt_task(SITE, [MONTHLY], ON)
        assert found.recurrence == History(DAYS, hours=[3, 4, 3, 4, 3], until=ON, prior_per_month=0.5)
        assert found.hours == pytest.approx(3.4)

    def test_without_a_day_the_log_is_known_until_the_last_day_that_it_names(self) -> None:
        history = history_of(SITE, [MONTHLY])
        assert history is not None
        assert history.until == dt.date(2026, 5, 20)

    def test_jobs_after_the_day_of_the_question_are_not_known(self) -> None:
        history = history_of(SITE, [MONTHLY], dt.date(2026, 3, 6))
        assert history is not None
        assert history.dates == tuple(DAYS[:3])

    def test_work_of_several_contractors_is_one_task_and_their_hours_are_those_at_a_pace_of_one(self) -> None:
        slow = attrs.evolve(ANN, name="Sue", pace=2.0)
        history = history_of(SITE, [MONTHLY, worked(Job(DAYS[0], 8), contractor=slow)], ON)
        assert history is not None
        assert history.dates[:2] == (DAYS[0], DAYS[0])
        assert sorted(history.hours[:2]) == [3.0, 4.0]  # type: ignore[type-var]  # both are known

    def test_a_job_without_hours_counts_by_its_day(self) -> None:
        history = history_of(SITE, [worked(Job(DAYS[0], 0), Job(DAYS[1], 4))], ON)
        assert history is not None
        assert history.hours == (None, 4.0)

    def test_where_no_hours_are_known_the_estimate_stays(self) -> None:
        assert learnt_task(SITE, [worked(Job(DAYS[0], 0))], ON).hours == 5.0

    @pytest.mark.parametrize("known", [Rule("FREQ=MONTHLY"), Once(dt.date(2026, 8, 1)), History(DAYS, until=ON)])
    def test_what_is_known_stays_as_it_is_said(self, known: Rule | Once | History) -> None:
        task = attrs.evolve(SITE, recurrence=known)
        assert learnt_task(task, [MONTHLY], ON).recurrence == known

    @pytest.mark.parametrize("known", [Rule("FREQ=MONTHLY"), Once(dt.date(2026, 8, 1)), Once()])
    def test_hours_are_bettered_however_well_the_days_are_known(self, known: Rule | Once) -> None:
        task = attrs.evolve(SITE, recurrence=known)
        assert learnt_task(task, [worked(Job(DAYS[0], 4))], ON) == attrs.evolve(task, hours=4.0)

    def test_a_history_of_your_own_keeps_its_hours(self) -> None:
        task = attrs.evolve(SITE, recurrence=History(DAYS, until=ON))
        assert learnt_task(task, [MONTHLY], ON) is task

    def test_what_is_said_to_come_once_and_came_twice_comes_back(self) -> None:
        once = Task("site", hours=5)
        assert learnt_task(once, [worked(Job(DAYS[0], 4), tasks=once)], ON).recurrence == Once()
        again = learnt_task(once, [worked(Job(DAYS[0], 4), Job(DAYS[1], 4), tasks=once)], ON)
        assert again.recurrence == History(DAYS[:2], hours=[4, 4], until=ON)

    def test_in_an_engagement_of_several_tasks_a_job_says_which_it_was(self) -> None:
        news = Task("news", hours=1, recurrence=1)
        both = worked(Job(DAYS[0], 3, task="site"), Job(DAYS[1], 4), tasks=[SITE, news])
        history = history_of(SITE, [both], ON)
        assert history is not None
        assert history.dates == (DAYS[0],)
        assert history_of(news, [both], ON) is None

    def test_a_guess_of_no_jobs_at_all_is_no_guess(self) -> None:
        task = attrs.evolve(SITE, recurrence=Rate(0))
        history = history_of(task, [MONTHLY], ON)
        assert history is not None
        assert history.prior_per_month is None

    def test_nothing_in_the_log_changes_nothing(self) -> None:
        assert learnt_task(SITE, [worked(tasks=Task("other", hours=1))], ON) is SITE

    @given(st.permutations(DAYS))
    def test_the_order_of_engagements_never_matters(self, days: list[dt.date]) -> None:
        parts = [worked(Job(day, 3)) for day in days]
        assert history_of(SITE, parts, ON) == history_of(SITE, parts[::-1], ON)


class TestContractor:
    """Loads of a contractor."""

    def test_waits_in_the_log_tell_how_busy_they_are(self) -> None:
        log = [worked(*(Job(day, 3, waited_days=20.0) for day in DAYS))]
        found = learnt_contractor(ANN, log, ON).availability
        assert found.regular_load > 0.40
        own = 15.0 / ((DAYS[-1] - DAYS[0]).days + 1)
        assert found.beliefs == Availability.learn(one_off_waits=[20.0] * 5, own_hours_per_day=own).beliefs

    def test_who_waited_on_a_retainer_waited_as_a_regular_client(self) -> None:
        log = [worked(Job(DAYS[0], 3, waited_days=20.0), mode=Mode.OUTSOURCE)]
        found = learnt_contractor(ANN, log, ON).availability
        assert found.beliefs == Availability.learn(regular_waits=[20.0], own_hours_per_day=3.0 / 30.0).beliefs

    def test_the_size_of_others_jobs_stays_where_it_is_given(self) -> None:
        known = attrs.evolve(ANN, availability=Availability(job_hours=20.0, time_off=[ON]))
        found = learnt_contractor(known, [worked(Job(DAYS[0], 3, waited_days=2.0))], ON).availability
        assert {belief.job_hours for belief in found.beliefs} == {20.0}
        assert found.time_off == known.availability.time_off

    def test_loads_that_are_given_stay(self) -> None:
        known = attrs.evolve(ANN, availability=Availability(regular_load=0.4, one_off_load=0.25))
        assert learnt_contractor(known, [worked(Job(DAYS[0], 3, waited_days=2.0))], ON) is known

    def test_without_waits_nothing_is_learnt(self) -> None:
        assert learnt_contractor(ANN, [MONTHLY], ON) is ANN

    def test_waits_with_somebody_else_tell_nothing_of_them(self) -> None:
        log = [worked(Job(DAYS[0], 3, waited_days=2.0), contractor=Contractor("Bea", rate=50))]
        assert learnt_contractor(ANN, log, ON) is ANN

    def test_more_work_than_fits_counts_as_nearly_all_of_their_hours(self) -> None:
        small = attrs.evolve(ANN, availability=Availability(hours_per_week=5.0))
        log = [worked(*(Job(day, 8, waited_days=2.0) for day in [DAYS[0]] * 4))]
        found = learnt_contractor(small, log, ON).availability
        most = Availability.learn(one_off_waits=[2.0] * 4, hours_per_week=5.0, own_hours_per_day=0.9 * 5.0 / 7.0)
        assert found.beliefs == most.beliefs

    def test_learning_twice_is_learning_once(self) -> None:
        log = [worked(Job(DAYS[0], 3, waited_days=2.0))]
        once = learnt_contractor(ANN, log, ON)
        assert learnt_contractor(once, log, ON) == once


class TestAnswers:
    """Score, recommendation and plan use the log by themselves."""

    LOG = (worked(*(Job(day, 3, waited_days=9.0) for day in DAYS)),)

    def test_a_score_is_that_of_what_was_learnt(self) -> None:
        task, ann = learnt_task(SITE, self.LOG, ON), learnt_contractor(ANN, self.LOG, ON)
        found = score(SITE, ANN, engagements=self.LOG, on=ON)
        assert found.tasks == (task,)
        assert found == score(task, ann, engagements=self.LOG, on=ON)
        assert found.recurrence.per_month == pytest.approx(task.recurrence.per_month)

    def test_so_is_a_recommendation(self) -> None:
        found = recommend(SITE, ANN, engagements=self.LOG, on=ON)
        assert found.score == score(SITE, ANN, engagements=self.LOG, on=ON)

    def test_so_is_a_plan(self) -> None:
        found = plan(SITE, ANN, engagements=self.LOG, on=ON, solver="search")
        best = recommend(SITE, ANN, engagements=self.LOG, on=ON).best
        assert best is not None
        assert found.cost == pytest.approx(best.costs.total)

    def test_what_else_runs_on_a_retainer_is_learnt_too(self) -> None:
        news = Task("news", hours=1, recurrence=1)
        running = Engagement(
            ANN,
            tasks=[SITE, news],
            mode=Mode.OUTSOURCE,
            start=dt.date(2026, 1, 1),
            retainer=Retainer(500, 10),
            jobs=[Job(day, 3, task="site") for day in DAYS],
        )
        known = attrs.evolve(running, tasks=[learnt_task(SITE, [running], ON), news])
        found, same = (score(news, ANN, engagements=each, on=ON) for each in (running, known))
        assert found.block == same.block
