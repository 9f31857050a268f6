"""Whole businesses: what is asked is always answered, and simple at its simplest."""

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegation import Business, Contractor, Engagement, Job, Mode, Once, Plan, Rate, Retainer, Rule, Task, plan, score
from delegation._fields import word_key
from delegation.errors import RefusedValueError
from delegation.strategies import Question, businesses, engagements, jobs, questions
from tests.examples import examples
from tests.strategies.shrinking import simplest

MAY, JUNE = dt.date(2026, 5, 1), dt.date(2026, 6, 30)
ANA, NEWS = Contractor("Ana", rate=50), Task("News", hours=1, recurrence=2)
TEN = Retainer(450, 10)
OWNER = Business()
PLAIN: dict[str, Any] = {"contractor": st.just(ANA), "task": st.just(NEWS), "business": st.just(OWNER)}


class TestBusinesses:
    def test_shrink_to_no_costs_and_no_limits(self) -> None:
        costless = Business(
            owner_rate=0, hiring_hours=0, briefing_hours=0, onboarding_hours=0, replacement_days=0, horizon_months=1
        )
        assert simplest(businesses(), lambda _: True) == costless

    @given(
        businesses(
            owner_rate=(20, 30),
            hiring_hours=(1, 2),
            briefing_hours=(0.1, 0.2),
            onboarding_hours=(3, 4),
            replacement_days=(5, 6),
            horizon_months=(7, 8),
            monthly_budget=(100, 200),
            owner_hours_per_month=(9, 10),
            most_retainers=(1, 2),
        )
    )
    def test_keep_to_their_bounds(self, business: Business) -> None:
        assert 20 <= business.owner_rate <= 30
        assert 1 <= business.hiring_hours <= 2
        assert 0.1 <= business.briefing_hours <= 0.2
        assert 3 <= business.onboarding_hours <= 4
        assert 5 <= business.replacement_days <= 6
        assert 7 <= business.horizon_months <= 8
        assert business.monthly_budget is None or 100 <= business.monthly_budget <= 200
        assert business.owner_hours_per_month is None or 9 <= business.owner_hours_per_month <= 10
        assert business.most_retainers in {None, 1, 2}

    @given(businesses(monthly_budget=None, owner_hours_per_month=None, most_retainers=None))
    def test_have_no_limits_that_are_not_asked_for(self, business: Business) -> None:
        limits = (business.monthly_budget, business.owner_hours_per_month, business.most_retainers)
        assert limits == (None, None, None)


class TestJobs:
    def test_shrink_to_an_hour_on_the_first_day(self) -> None:
        assert simplest(jobs(), lambda _: True) == Job(dt.date(2025, 1, 1), 1)

    @given(jobs(within=(MAY, JUNE), hours=(1, 2), waited_days=(3, 4), price=(50, 60), task=st.just("News")))
    def test_keep_to_their_bounds(self, job: Job) -> None:
        assert MAY <= job.date <= JUNE
        assert 1 <= job.hours <= 2
        assert job.waited_days is None or 3 <= job.waited_days <= 4
        assert job.price is None or 50 <= job.price <= 60
        assert job.task == "News"


class TestEngagements:
    def test_shrink_to_work_that_is_out_tasked_without_a_job(self) -> None:
        drawn = engagements(contractor=st.just(ANA), task=st.just(NEWS))
        plain = Engagement(ANA, tasks=NEWS, mode=Mode.OUT_TASK, start=dt.date(2025, 1, 1))
        assert simplest(drawn, lambda _: True) == plain

    @pytest.mark.parametrize("mode", [Mode.OUTSOURCE, Mode.OUT_TASK])
    def test_reach_both_modes_over_and_running_with_jobs(self, mode: Mode) -> None:
        drawn = engagements(contractor=st.just(ANA), task=st.just(NEWS), retainer=st.just(TEN))
        found = simplest(drawn, lambda each: each.mode is mode and each.end and each.jobs)
        assert (found.mode, found.retainer) == (mode, TEN if mode is Mode.OUTSOURCE else None)

    @given(engagements(contractor=st.just(ANA), within=(MAY, JUNE), max_jobs=2))
    def test_keep_to_their_days(self, engagement: Engagement) -> None:
        assert MAY <= engagement.start <= (engagement.end or JUNE) <= JUNE
        assert all(engagement.start <= job.date <= (engagement.end or JUNE) for job in engagement.jobs)
        assert len(engagement.jobs) <= 2

    def test_reach_several_tasks_whose_jobs_are_told_apart(self) -> None:
        two = st.sampled_from([NEWS, attrs.evolve(NEWS, name="Shop")])
        drawn = engagements(contractor=st.just(ANA), task=two)
        found = simplest(drawn, lambda each: {job.task for job in each.jobs} == {"News", "Shop", ""})
        assert [task.name for task in found.tasks] == ["News", "Shop"]

    @given(engagements(contractor=st.just(ANA), retainer=st.sampled_from([Retainer(10, 500), Retainer(500, 10)])))
    def test_never_have_terms_that_look_swapped(self, engagement: Engagement) -> None:
        assert engagement.retainer in (None, Retainer(500, 10))


class TestQuestions:
    def test_shrink_to_the_newsletter_and_ana(self) -> None:
        found = simplest(questions(**PLAIN), lambda _: True)
        assert found == Question([attrs.evolve(NEWS, name="Newsletter")], [ANA], OWNER, [], None)

    @settings(examples(0.8), suppress_health_check=[])
    @given(questions())
    def test_are_drawn_without_hypothesis_complaining(self, question: Question) -> None:
        assert len(question.tasks) in {1, 2, 3, 4}
        assert len(question.contractors) in {1, 2, 3}

    @pytest.mark.measured
    @examples(0.8)
    @given(questions())
    def test_are_planned_as_they_are(self, question: Question) -> None:
        assert isinstance(plan(*question.args, **question.kwargs, solver="search", effort=0.001), Plan)

    @examples(0.8)
    @given(questions(max_tasks=2))
    def test_are_scored_as_they_are(self, question: Question) -> None:
        value = score(question.tasks, question.contractors[0], question.business, **question.kwargs).value
        assert 0 <= value <= 1

    @examples(0.8)
    @given(questions(min_tasks=2, max_tasks=3, min_contractors=2, max_contractors=2))
    def test_have_as_many_tasks_and_people_as_asked_for_whose_names_differ(self, question: Question) -> None:
        assert len({word_key(task.name) for task in question.tasks}) == len(question.tasks) in {2, 3}
        assert len({word_key(each.name) for each in question.contractors}) == len(question.contractors) == 2

    @pytest.mark.measured
    @given(questions(min_tasks=0, max_tasks=0, min_contractors=0))
    def test_have_no_past_where_there_is_no_work(self, question: Question) -> None:
        assert question.engagements == []

    @given(questions(**{**PLAIN, "task": st.just(Task("Move", hours=9, recurrence=Once(MAY)))}, within=(MAY, JUNE)))
    def test_are_asked_before_anything_is_overdue(self, question: Question) -> None:
        assert question.on in {None, MAY}

    @pytest.mark.measured
    @given(questions(**{**PLAIN, "task": st.just(Task("Tour", hours=1, recurrence=Rule("FREQ=DAILY;COUNT=9", MAY)))}))
    def test_are_asked_on_a_day_where_a_rule_ends(self, question: Question) -> None:
        assert question.on is not None

    @given(questions(**PLAIN, within=(MAY, JUNE)))
    def test_without_a_day_leave_no_retainer_open(self, question: Question) -> None:
        ends = {each.end for each in question.engagements}
        assert question.on is not None or None not in ends

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda question: question.on and any(each.end is None for each in question.engagements),
            lambda question: not question.on and any(each.retainer for each in question.engagements),
        ],
    )
    def test_reach_pasts_of_every_kind(self, wanted: Any) -> None:
        assert simplest(questions(**PLAIN), wanted).engagements

    @pytest.mark.parametrize("draw", [engagements, jobs, questions])
    def test_what_is_no_pair_of_days_is_refused(self, draw: Any) -> None:
        with pytest.raises(RefusedValueError, match=rf"{draw.__name__}\.within"):
            draw(within=MAY)

    @examples(0.2)
    @given(st.from_type(Question))
    def test_are_drawn_by_their_type_once_the_module_is_there(self, question: Question) -> None:
        assert question.args == (question.tasks, question.contractors, question.business)
        assert question.kwargs == {"engagements": question.engagements, "on": question.on}

    @given(questions(**{**PLAIN, "task": st.just(attrs.evolve(NEWS, recurrence=Rate(3)))}))
    def test_take_the_work_that_is_given_under_names_of_their_own(self, question: Question) -> None:
        assert {task.recurrence for task in question.tasks} == {Rate(3)}
