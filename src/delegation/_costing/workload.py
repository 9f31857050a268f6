"""_costing.workload: what does a bundle of tasks bring, month by month, if one contractor does it?"""

import datetime as dt
import math
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from delegation.demand.counts import Count
from delegation.demand.jobs import ALIKE, jobs_excess
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
        billed = billed_hours(size, task.recurrence.hours_cv, contractor.one_off_minimum_hours)
        recurrence, times = task.recurrence, occurrences_in(counts)
        once, rhythmic = not recurrence.comes_back, recurrence.rhythmic
        works.append(Work(task, counts, times, size, billed, once, rhythmic, recurrence.hours_cv))
    return tuple(works)


def resized(work: Work, contractor: Contractor, factor: float) -> Work:
    """The same work with its hours multiplied."""
    size = work.size * factor
    return work._replace(size=size, billed=billed_hours(size, work.cv, contractor.one_off_minimum_hours))


def billed_hours(size: float, cv: float, minimum: float) -> float:
    """Expected hours that a one-off job is billed: its own, or the fewest that are billed.

    Args:
        size: Expected hours of one, above 0.
        cv: Coefficient of variation of these.
        minimum: The fewest hours that are billed.
    """
    if cv <= ALIKE or not minimum:
        return max(size, minimum)
    return minimum + size * jobs_excess(1.0, minimum / size, cv)


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


def part_within(work: Work, months: int) -> float:
    """Which part of its expected occurrences comes in the first so many months; all where none is expected."""
    return occurrences_in(first_of(work.counts, months)) / work.occurrences if work.occurrences else 1.0


def first_of(counts: Iterable[tuple[Count, int]], months: int) -> tuple[tuple[Count, int], ...]:
    """The counts of the first so many months."""
    found: list[tuple[Count, int]] = []
    left = months
    for count, repeats in counts:
        if left > 0:
            found.append((count, min(left, repeats)))
        left -= repeats
    return tuple(found)


def bundle_months(works: Iterable[Work], months: int, *, once_within: int | None = None) -> list[tuple[Month, int]]:
    """The months of several works together, equal ones that follow each other made one.

    Args:
        works: What there is to do.
        months: The months in which the block is there, from the first on.
        once_within: In which months what comes once falls into one; default those in which the block is there.
    """
    listed = tuple(works)
    within = [first_of(_counts(work, months if once_within is None else once_within), months) for work in listed]
    if len(listed) == 1:
        size, cv = listed[0].size, listed[0].cv
        return [((DemandComponent(count, size, cv),), repeats) for count, repeats in within[0]]
    if all(len(counts) == 1 for counts in within):
        pairs = zip(listed, within, strict=True)
        month = tuple(DemandComponent(counts[0][0], work.size, work.cv) for work, counts in pairs)
        return [(month, months)]
    columns = [
        [DemandComponent(count, work.size, work.cv) for count, repeats in counts for _ in range(repeats)]
        for work, counts in zip(listed, within, strict=True)
    ]
    return [(month, len(list(run))) for month, run in groupby(zip(*columns, strict=True))]


def _counts(work: Work, once_within: int) -> tuple[tuple[Count, int], ...]:
    """A work's counts; of what comes once, in its month where that is known and one of so many, else in any of them."""
    dated = len(work.counts) > 1 and part_within(work, once_within) == 1.0
    return work.task.recurrence.counts(once_within) if work.once and not dated else work.counts
