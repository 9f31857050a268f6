"""A contractor, an owner and offers in round numbers, and the cases that they make."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from delegation import Availability, Business, Contractor, Engagement, Mode, Rate, Retainer, Task, Urgency
from delegation._costing.case import Case
from delegation._costing.relationship import relationship_with
from delegation._costing.workload import Work, works_of
from delegation.recurrence.kinds import Recurrence
from tests.people import FIRST_OF_MONTH

STEADY = Rate(30.4375 / 8)
"""Of four hours each, half an hour a calendar day: an eighth of a job of Ann's clients."""

ANN = Contractor(
    "Ann",
    rate=50,
    retainers=(),
    availability=Availability(hours_per_week=28, job_hours=4, regular_load=0.25, one_off_load=0.25),
)
"""One job a day is completed; a quarter of the time goes to regular and a quarter to one-off clients."""

OWNER = Business(owner_rate=40, hiring_hours=2, briefing_hours=0.5, onboarding_hours=3, replacement_days=5)
TEN = Retainer(450, 10)


def about(number: float) -> Any:
    """A number to rounding, to stand where a number stands."""
    return pytest.approx(number)


def case_of(
    tasks: Task | Iterable[Task],
    offer: Retainer | None = TEN,
    *,
    contractor: Contractor = ANN,
    business: Business = OWNER,
    engagements: Sequence[Engagement] = (),
    on: dt.date | None = None,
) -> Case:
    listed = [tasks] if isinstance(tasks, Task) else list(tasks)
    relationship = relationship_with(contractor, listed, business, engagements, on)
    return Case(works_of(listed, contractor, business, on), contractor, business, relationship, offer)


def spread_out(case: Case) -> Case:
    """The same with hours that spread like those of Ann's other clients: where they are as long, too, it is M/M/1."""
    return case._replace(works=tuple(work._replace(cv=1.0) for work in case.works))


NEWS = Task("news", hours=3, recurrence=FIRST_OF_MONTH)
BOOKS = Task("books", hours=9, recurrence=FIRST_OF_MONTH)


def running(*tasks: Task, retainer: Retainer = TEN, end: dt.date | None = None) -> Engagement:
    """Since 1 November 2025 Ann has a retainer that binds for three months and ends a month after notice."""
    return Engagement(ANN, tasks=tasks, mode=Mode.OUTSOURCE, retainer=retainer, start=dt.date(2025, 11, 1), end=end)


def work(
    name: str,
    size: float = 4.0,
    a_year: float = 12.0,
    *,
    recurrence: Recurrence | None = None,
    occasion: str = "",
    cost: float = 0.0,
    rhythmic: bool = False,
) -> Work:
    """A task that comes so often in the twelve months of the horizon; once where nothing else is said of it."""
    comes = Rate(a_year / 12) if recurrence is None else recurrence
    task = Task(name, hours=size, recurrence=comes, occasion=occasion, urgency=Urgency(cost, 0))
    return Work(task, (), a_year if comes.comes_back else 1.0, size, size, not comes.comes_back, rhythmic)
