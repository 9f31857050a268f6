"""A verdict is told as unsettled where it is unsure and that matters, with how many more jobs would settle it."""

import datetime as dt

import pytest

from delegation import History, Task
from delegation.reviewing.advice import Advice, Kind
from delegation.reviewing.likelihood import Likelihood
from delegation.reviewing.unsettled import unsettled
from tests.people import NEW_YEAR, TEN
from tests.reviewing.logs import hired, jobs, monthly, situation

FEW = monthly(dt.date(2025, 10, 15), 3)
TASK = Task("news", hours=2, recurrence=History(FEW, until=NEW_YEAR))


def about(chance: float, loss: float, *, settles: bool = True, tasks: tuple[Task, ...] = (TASK,)) -> list[Advice]:
    """Asked of a saving that is so sure now, and after more jobs sure or as unsure as before."""
    return unsettled(
        situation(hired(TASK, jobs(FEW))),
        "Ann",
        tasks,
        question="whether it pays",
        offer=TEN,
        sure=Likelihood(chance, loss),
        surely=lambda _: Likelihood(1.0 if settles else chance, 0.0),
    )


def test_unsure_verdict_that_matters_is_told_with_the_jobs_that_would_settle_it() -> None:
    (found,) = about(0.4, 50.0)
    assert (found.kind, found.money, found.confidence, found.retainer) == (Kind.UNSETTLED, 50.0, 0.6, TEN)
    assert found.sentence == (
        "Too little is known of news to say whether it pays (40% likely, from 3 jobs): about 1 more job would settle "
        "it. Deciding now costs you 50 a month on average."
    )
    assert found.evidence == (
        ("jobs known", 3, dt.date(2025, 10, 15)),
        ("more jobs that would settle it", 1, NEW_YEAR),
    )


def test_toss_up_that_no_jobs_settle_says_so() -> None:
    (found,) = about(0.4, 50.0, settles=False)
    assert "even 64 more jobs would not settle it" in found.sentence
    assert found.evidence == (("jobs known", 3, dt.date(2025, 10, 15)),)


def test_task_without_jobs_is_known_from_the_day_of_the_review() -> None:
    (found,) = about(0.4, 50.0, tasks=(Task("other", hours=2, recurrence=History([], until=NEW_YEAR)),))
    assert found.evidence[0] == ("jobs known", 0, NEW_YEAR)


@pytest.mark.parametrize(("chance", "loss"), [(0.7, 50.0), (0.3, 50.0), (0.5, 29.0)])
def test_nothing_is_said_of_what_is_sure_enough_or_hardly_matters(chance: float, loss: float) -> None:
    assert about(chance, loss) == []
