"""_costing.workload: what does a bundle of tasks bring, month by month, if one contractor does it?"""

import datetime as dt
import math
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from delegation.demand.counts import Count
from delegation.demand.months import DemandComponent, Month
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.task import Task


class Work(NamedTuple):
    """One task as one contractor would do it.

    Attributes:
        task: The task.
        counts: Its counts month by month over the horizon, each with how many months in a row.
        occurrences: N, expected occurrences in the horizon.
        size: The contractor's working hours for one occurrence.
        billed: Hours billed for one as a one-off job.
        once: Whether it comes only once.
        rhythmic: Whether it comes at intervals that are known.
        cv: Coefficient of variation of its size, from 0.
    """

    task: Task
    counts: tuple[tuple[Count, int], ...]
    occurrences: float
    size: float
    billed: float
    once: bool
    rhythmic: bool = False
    cv: float = 0.0


def works_of(tasks: Iterable[Task], contractor: Contractor, business: Business, on: dt.date | None) -> tuple[Work, ...]:
    """Tasks as a contractor would do them over the horizon."""
    works = []
    for task in tasks:
        counts = task.recurrence.counts(business.horizon_months, on=on)
        size = task.hours * contractor.pace
        billed = max(size, contractor.one_off_minimum_hours)
        recurrence = task.recurrence
        works.append(
            Work(task, counts, occurrences_in(counts), size, billed, not recurrence.comes_back, recurrence.rhythmic)
        )
    return tuple(works)


ANY_TASK = Task("any", hours=1.0)
"""The task of work of which only hours and times count."""


def anonymous(occurrences: float, size: float, cv: float = 0.0) -> Work:
    """Work of which only hours and times count, at random.

    Args:
        occurrences: Expected occurrences in the horizon.
        size: Working hours of one.
        cv: Coefficient of variation of these.
    """
    return Work(ANY_TASK, (), occurrences, size, size, once=False, rhythmic=False, cv=cv)


def as_one(works: Iterable[Work]) -> Work | None:
    """Several works as one whose jobs have their mean size and spread; None where none of them comes."""
    listed = list(works)
    times = math.fsum(work.occurrences for work in listed)
    if not times:
        return None
    mean = math.fsum(work.occurrences * work.size for work in listed) / times
    square = math.fsum(work.occurrences * work.size**2 * (1.0 + work.cv**2) for work in listed) / times
    return anonymous(times, mean, math.sqrt(max(0.0, square / mean**2 - 1.0)))


def occurrences_in(counts: Iterable[tuple[Count, int]]) -> float:
    """N: expected occurrences, from the counts of the months."""
    return math.fsum([count.mean * repeats for count, repeats in counts])


def bundle_months(works: Iterable[Work], months: int) -> list[tuple[Month, int]]:
    """The months of several works together, equal ones that follow each other made one.

    Args:
        works: What there is to do.
        months: The months in which the block is there: what comes once falls into one of them.
    """
    listed = tuple(works)
    if len(listed) == 1:
        (work,) = listed
        return [((DemandComponent(count, work.size),), repeats) for count, repeats in _within(work, months)]
    if all(len(work.counts) == 1 for work in listed):
        return [(tuple(DemandComponent(_within(work, months)[0][0], work.size) for work in listed), months)]
    columns = [
        [DemandComponent(count, work.size) for count, repeats in _within(work, months) for _ in range(repeats)][:months]
        for work in listed
    ]
    return [(month, len(list(run))) for month, run in groupby(zip(*columns, strict=True))]


def _within(work: Work, months: int) -> tuple[tuple[Count, int], ...]:
    """A work's counts; of what comes once, spread over the months in which the block is there."""
    return work.task.recurrence.counts(months) if work.once else work.counts
