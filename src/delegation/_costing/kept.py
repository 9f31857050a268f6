"""_costing.kept: what does it cost the owner to do tasks themselves, and how long does each wait?"""

import math
from collections.abc import Iterable
from typing import NamedTuple

from delegation._costing.costs import CostRows
from delegation._costing.waiting import Server, waits_in_class
from delegation._costing.workload import Work
from delegation.model.business import Business
from delegation.model.task import Task
from delegation.queueing.delayed import AnyWait
from delegation.queueing.own import MONTH_DAYS
from delegation.queueing.shape import NO_WAIT

ROUNDING = 1e-9
"""By what part of the owner's hours rounding may exceed them."""


class Kept(NamedTuple):
    """What tasks come to that the owner does.

    Attributes:
        costs: What they cost a month, in rows.
        hours: Hours of the owner a month that each takes.
        waits: How long each waits.
        losses: Money that waiting loses of each, an occurrence.
    """

    costs: CostRows
    hours: tuple[float, ...]
    waits: tuple[AnyWait, ...]
    losses: tuple[float, ...]


def kept(tasks: Iterable[tuple[Task, float]], business: Business) -> Kept | None:
    """What tasks come to that the owner does; None where they cannot do every one.

    Where the owner's hours are given they are a queue of this work alone; else nothing waits.

    Args:
        tasks: Each task with its expected occurrences in the horizon.
        business: The owner's assumptions.
    """
    works = []
    for task, occurrences in tasks:
        hours = task.hours_if_kept
        if hours is None:
            return None
        recurrence = task.recurrence
        once, rhythmic, cv = not recurrence.comes_back, recurrence.rhythmic, recurrence.hours_cv
        works.append(Work(task, (), occurrences, hours, hours, once, rhythmic, cv))
    months, waits = business.horizon_months, kept_waits(works, business)
    losses = [_loss(work.task, wait, months * MONTH_DAYS) for work, wait in zip(works, waits, strict=True)]
    spent = tuple(work.occurrences * work.size / months for work in works)
    costs = CostRows(
        work=math.fsum(spent) * business.owner_rate,
        waiting=math.fsum(work.occurrences * loss for work, loss in zip(works, losses, strict=True)) / months,
    )
    return Kept(costs, spent, waits, tuple(losses))


def _loss(task: Task, wait: AnyWait, horizon_days: float) -> float:
    """What waiting loses of an occurrence that goes nowhere else, but cannot be later than the horizon is long."""
    cost, slack = task.urgency.cost_per_day, task.urgency.slack_days
    return cost * wait.lateness(slack, horizon_days) if cost else 0.0


def kept_waits(works: list[Work], business: Business) -> tuple[AnyWait, ...]:
    """How long works wait that the owner does; not at all where the owner's hours are not given."""
    hours = business.owner_hours_per_month
    if hours is None:
        return (NO_WAIT,) * len(works)
    sized = [work for work in works if work.size]
    found = iter(waits_in_class(sized, (), Server.owner(hours), regular=True, months=business.horizon_months))
    return tuple(next(found) if work.size else NO_WAIT for work in works)


def kept_costs(tasks: Iterable[tuple[Task, float]], business: Business) -> CostRows | None:
    """What it costs the owner a month to do tasks themselves; None where they cannot do every one.

    Args:
        tasks: Each task with its expected occurrences in the horizon.
        business: The owner's assumptions.
    """
    found = kept(tasks, business)
    return None if found is None else found.costs


def kept_within_hours(tasks: Iterable[tuple[Task, float]], business: Business) -> CostRows | None:
    """As `kept_costs`, and None too where all of it takes more hours than the owner has and none of it is pinned.

    Args:
        tasks: Each task with its expected occurrences in the horizon.
        business: The owner's assumptions.
    """
    tasks = tuple(tasks)
    found, limit = kept(tasks, business), business.owner_hours_per_month
    if found is None:
        return None
    pinned = any(task.keep for task, _ in tasks)
    beyond = limit is not None and math.fsum(found.hours) > limit * (1.0 + ROUNDING)
    return None if beyond and not pinned else found.costs
