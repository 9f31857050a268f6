"""What a review looks at: what runs, what is learnt of it, and scores of one retainer at a time."""

import datetime as dt

import attrs
import pytest

from delegation import History, Mode, Once, Task, score
from delegation.recurrence.kinds import Recurrence
from tests.people import ANN, BEA, LAST_YEAR, NEW_YEAR, NEWS, OWNER, TEN, TWENTY
from tests.reviewing.logs import hired, jobs, monthly, retained, situation

YEAR = dt.timedelta(days=365)
SITE = Task("site", hours=2, recurrence=1)


def test_what_runs_on_the_day_is_told_apart_from_what_is_over() -> None:
    over, hire, kept = hired(SITE, [], end=dt.date(2025, 12, 31)), hired(SITE, [], BEA), retained(NEWS, [], TEN)
    found = situation(over, hire, kept)
    assert found.running == (hire, kept)
    assert found.retainers == (kept,)
    assert found.hired == {"Bea": (hire,)}


def test_tasks_are_learnt_in_order_without_those_that_are_kept_or_were_due() -> None:
    kept = Task("kept", hours=1, keep=True)
    past, due = Task("past", hours=1, recurrence=Once(LAST_YEAR)), Task("due", hours=1, recurrence=Once(NEW_YEAR))
    site = hired([SITE], jobs(monthly(LAST_YEAR, 12), 4))
    other = hired([NEWS, kept, past, due], [])
    found = situation(site, other).tasks_of([site, other])
    assert [task.name for task in found] == ["due", "news", "site"]
    assert found[1] is NEWS
    assert isinstance(found[2].recurrence, History)
    assert found[2].hours == pytest.approx(4)


@pytest.mark.parametrize(
    "recurrence", [NEWS.recurrence, Once(dt.date(2028, 1, 1)), History(monthly(LAST_YEAR, 3), until=LAST_YEAR + YEAR)]
)
def test_what_you_said_stays_however_long_the_silence(recurrence: Recurrence) -> None:
    task = attrs.evolve(NEWS, recurrence=recurrence)
    engagement = hired(task, jobs(monthly(LAST_YEAR, 12), 8))
    found = situation(engagement, on=dt.date(2027, 1, 1))
    assert found.ended("news")
    assert found.tasks_of([engagement]) == (task,)


def test_guess_of_work_that_was_long_silent_is_replaced_by_nearly_nothing() -> None:
    engagement = hired(SITE, jobs(monthly(LAST_YEAR, 12), 8))
    (found,) = situation(engagement, on=dt.date(2027, 1, 1)).tasks_of([engagement])
    assert found.recurrence.per_month < 0.05


def test_silence_that_may_be_a_holiday_changes_no_rate() -> None:
    weekly = [LAST_YEAR + dt.timedelta(days=7 * week) for week in range(50)]  # until Dec 10
    engagement = hired(Task("site", hours=2, recurrence=4), jobs(weekly))
    found = situation(engagement, on=NEW_YEAR)
    (task,) = found.tasks_of([engagement])
    assert found.histories["site"].ended > 0.99
    assert not found.ended("site")
    assert task.recurrence.per_month == pytest.approx(52 / 12, rel=0.02)


def test_log_of_a_retainer_misses_the_block_where_each_job_cost_something_until_the_day() -> None:
    priced = retained(NEWS, jobs([LAST_YEAR], 2, price=100), TEN)
    free = attrs.evolve(priced, jobs=[*priced.jobs, *jobs([dt.date(2025, 6, 1)])])
    assert situation(priced).misses_block(priced)
    assert not situation(free).misses_block(free)
    assert situation(free, on=dt.date(2025, 5, 1)).misses_block(free)
    assert not situation().misses_block(hired(NEWS, jobs([LAST_YEAR], 2, price=100)))


def test_task_without_jobs_has_not_ended() -> None:
    assert not situation(hired(SITE, [])).ended("site")


def test_histories_are_of_tasks_with_jobs_up_to_the_day() -> None:
    engagement = hired(SITE, jobs(monthly(LAST_YEAR, 12)))
    found = situation(engagement, hired(NEWS, []), on=dt.date(2025, 3, 1)).histories
    assert found.keys() == {"site"}
    assert found["site"].dates == tuple(monthly(LAST_YEAR, 3))
    assert found["site"].until == dt.date(2025, 3, 1)


def test_score_is_that_of_the_same_question() -> None:
    engagement = retained(NEWS, [], TWENTY)
    found = situation(engagement).score((NEWS,), ANN, running=engagement)
    assert found.runs
    assert found.costs == score(NEWS, ANN, OWNER, engagements=engagement, on=NEW_YEAR).costs


def test_score_without_the_running_retainer_knows_that_there_was_one() -> None:
    found = situation(retained(NEWS, [], TWENTY)).score((NEWS,), ANN, retainer=TEN)
    assert not found.runs
    assert found.costs.outsource is not None
    assert found.costs.outsource.hiring == 0  # neither search nor onboarding


def test_retainer_that_starts_on_the_day_is_left_out_of_a_score_without_it() -> None:
    engagement = retained(NEWS, [], TWENTY, start=NEW_YEAR)
    assert not situation(engagement).score((NEWS,), ANN, retainer=TEN).runs
    assert situation(engagement).score((NEWS,), ANN, running=engagement).runs


def test_score_learns_nothing_twice() -> None:
    engagement = hired(SITE, jobs(monthly(LAST_YEAR, 12)))
    rare = Task("site", hours=2, recurrence=0.25)
    found = situation(engagement).score((rare,), ANN)
    assert found.recurrence.per_month == 0.25
    assert all(each.jobs == () for each in found.engagements)


def test_retainer_that_is_over_stays_over() -> None:
    over = retained(NEWS, [], TEN, end=dt.date(2025, 3, 31))
    (seen,) = situation(over).score((NEWS,), ANN).engagements
    assert seen == attrs.evolve(over, jobs=())
    assert seen.mode is Mode.OUTSOURCE


def test_contractors_loads_are_learnt_from_waits() -> None:
    open_minded = attrs.evolve(ANN, availability=type(ANN.availability)())
    log = [attrs.evolve(job, waited_days=9) for job in jobs(monthly(LAST_YEAR, 6))]
    learnt = situation(hired(SITE, log, open_minded)).learnt(open_minded)
    assert learnt.availability.beliefs
    assert learnt.name == "Ann"
