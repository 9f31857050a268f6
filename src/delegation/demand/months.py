"""demand.months: how many hours of work does a month bring, and how many of them lie above a block of hours?"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from delegation.demand import grid
from delegation.demand.counts import Count, Poisson

CARRIED = 400
"""How many steps the hours that roll over may take."""

REMEMBERED = 256
"""How many distributions of a month's hours are remembered."""


class DemandComponent(NamedTuple):
    """Work of one kind in a month.

    Attributes:
        occurrences: How often it comes.
        size: Hours each time.
    """

    occurrences: Count
    size: float


Month = tuple[DemandComponent, ...]
"""All work of a month; its lumps are independent."""


def mean_hours(month: Month) -> float:
    """Expected hours of a month."""
    return math.fsum(count.mean * size for count, size in month)


def month_excess(month: Month) -> Callable[[float], float]:
    """The expected hours of a month above any level: a function of the level in hours, at least 0."""
    merged = month if len(month) == 1 else _merged(month)
    if len(merged) == 1:
        ((count, size),) = merged
        return lambda level: size * count.excess(level / size)
    laid, step = _laid(merged)
    return grid.Tail.of(laid, step).excess


def expected_excess(months: Sequence[tuple[Month, int]], block: float, rollover: float = 0.0) -> float:
    """Expected hours above the block, over several months.

    Args:
        months: Each kind of month in order, with how many of it come in a row.
        block: Hours included in each month, at least 0.
        rollover: The most hours that may be carried into the next month; the first month has none.
            Carried hours are min(rollover, max(0, block + carried - demand)).

    Returns:
        Hours, at least 0 and at most the demand.
    """
    if block <= 0.0:
        return math.fsum(repeats * mean_hours(month) for month, repeats in months)
    if rollover > 0.0:
        most = min(rollover, (sum(repeats for _, repeats in months) - 1) * block)
        if most > 0.0:
            return _carried_excess(months, block, most)
    if len(months) == 1:
        ((month, repeats),) = months
        return repeats * month_excess(month)(block)
    alike = Counter[Month]()
    for month, repeats in months:
        alike[month] += repeats
    return math.fsum(repeats * month_excess(month)(block) for month, repeats in alike.items())


def _merged(month: Month) -> Month:
    """The same month with sporadic lumps of one size made one, and in an order that does not depend on the caller's."""
    sporadic: dict[float, list[float]] = {}
    others: list[DemandComponent] = []
    for count, size in month:
        if isinstance(count, Poisson):
            sporadic.setdefault(size, []).append(count.mean)
        else:
            others.append(DemandComponent(count, size))
    others.extend(DemandComponent(Poisson(math.fsum(means)), size) for size, means in sporadic.items())
    return tuple(
        sorted(
            others,
            key=lambda component: (component.size, component.occurrences.mean, type(component.occurrences).__name__),
        )
    )


def _carried_excess(runs: Sequence[tuple[Month, int]], block: float, most: float) -> float:
    """`expected_excess` with hours that roll over: the months one after the other, with the carried hours on a grid."""
    steps = min(CARRIED, math.ceil(most / grid.QUARTER_HOUR))
    step = most / steps
    pile = [1.0] + [0.0] * steps
    levels = [block + k * step for k in range(steps + 1)]
    total: list[float] = []
    seen: dict[Month, tuple[list[float], list[float]]] = {}
    for month, repeats in runs:
        if month not in seen:
            above = list(map(month_excess(month), levels))
            seen[month] = above, grid.lay_shifts(_points(month), block, step, steps)
        above, shifts = seen[month]
        for _ in range(repeats):
            total.append(math.fsum(map(mul, pile, above)))
            pile = grid.carry(pile, shifts)
    return math.fsum(total)


def _laid(month: Month) -> tuple[grid.Weights, float]:
    """The hours of a month on a grid, and its step."""
    step = grid.step_for(math.fsum(count.largest() * size for count, size in month))
    return _added(month, step), step


@lru_cache(maxsize=REMEMBERED)
def _added(month: Month, step: float) -> grid.Weights:
    """The hours of a month on a grid: months that begin alike, as bundles that differ by a task do, share the work."""
    if not month:
        return grid.add_all(())
    count, size = month[-1]
    return grid.add(_added(month[:-1], step), count.lay(size, step))


def _points(month: Month) -> Sequence[tuple[float, float]]:
    """The hours of a month with their probabilities: of one lump as they are, of several on a grid."""
    merged = _merged(month)
    if len(merged) == 1:
        ((count, size),) = merged
        points = count.points()
        if points is not None:
            return [(count * size, probability) for count, probability in points]
    (first, weights), step = _laid(merged)
    return [((first + index) * step, weight) for index, weight in enumerate(weights)]
