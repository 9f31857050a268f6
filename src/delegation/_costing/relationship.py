"""_costing.relationship: how do owner and contractor stand with each other on the day of the question?"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from delegation._costing.workload import Work, works_of
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.mode import Mode
from delegation.model.retainer import by_terms
from delegation.model.task import Task


class Relationship(NamedTuple):
    """How owner and contractor stand with each other on the day of the question.

    Attributes:
        known: Whether the contractor was ever engaged before.
        retained: Whether the contractor was ever on retainer before.
        running: The retainer that runs, or None.
        others: The other tasks on that retainer.
        on: The day of the question, or None.
    """

    known: bool = False
    retained: bool = False
    running: Engagement | None = None
    others: tuple[Work, ...] = ()
    on: dt.date | None = None


STRANGERS = Relationship()
"""They have never met."""


def relationship_with(
    contractor: Contractor,
    tasks: Sequence[Task],
    business: Business,
    engagements: Sequence[Engagement],
    on: dt.date | None,
) -> Relationship:
    """How the owner stands with a contractor, who is known by name, on a day."""
    if not engagements:
        return Relationship(on=on) if on else STRANGERS
    past = [
        engagement
        for engagement in engagements
        if engagement.contractor.name == contractor.name and (on is None or engagement.start <= on)
    ]
    retainers = [engagement for engagement in past if engagement.mode is Mode.OUTSOURCE]
    running = [engagement for engagement in retainers if on is not None and engagement.active(on)]
    if not running:
        return Relationship(known=bool(past), retained=bool(retainers), on=on)
    scored = {task.name for task in tasks}
    latest = max(running, key=_recent)
    others = sorted((task for task in latest.tasks if task.name not in scored), key=lambda task: task.name)
    return Relationship(
        known=True, retained=True, running=latest, others=works_of(others, contractor, business, on), on=on
    )


def _recent(engagement: Engagement) -> tuple[dt.date, tuple[float, ...], list[str]]:
    """What orders retainers that run at once: the one that started last, of several the dearest, then by its tasks."""
    return engagement.start, by_terms(engagement.retainer), [task.name for task in engagement.tasks]
