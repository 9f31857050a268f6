"""demand.months: how many hours of work does a month bring, or several, and how many of them lie above a level?"""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from delegation.demand import grid
from delegation.demand.counts import Count, OneOf, Poisson, Rounded

SHARED = 64
"""Months of so many kinds of work share the work of reckoning them with those that begin alike; of more, all is new."""

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
"""All work of a month; its lumps are independent. Months of one run list the same work in the same order."""


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


def together(months: Sequence[Month]) -> Month:
    """Several months in a row as one.

    Sporadic work stays sporadic; work by rule comes as often as its months together say, rounded down or up, and what
    comes once comes in one of them or in none. Other counts are as independent as months are.

    Args:
        months: At least one month.
    """
    if len(months) == 1:
        return months[0]
    found: list[DemandComponent] = []
    for same in zip(*months, strict=True):
        kinds, sizes = {type(each.occurrences) for each in same}, {each.size for each in same}
        kind = kinds.pop() if len(kinds) == len(sizes) == 1 else Count
        mean = math.fsum(each.occurrences.mean for each in same)
        if kind is Poisson:
            found.append(DemandComponent(Poisson(mean), same[0].size))
        elif kind is Rounded:
            found.append(DemandComponent(Rounded(mean), same[0].size))
        elif kind is OneOf:
            found.append(DemandComponent(OneOf(min(1.0, mean)), same[0].size))
        else:
            found.extend(same)
    return tuple(found)


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


@lru_cache(maxsize=64)  # five offers ask for one month, and so does every input that is no rate
def _laid(month: Month) -> tuple[grid.Weights, float]:
    """The hours of a month on a grid, and its step."""
    step = grid.step_for(math.fsum(count.largest() * size for count, size in month))
    return _added(month, step), step


@lru_cache(maxsize=REMEMBERED)
def _added(month: Month, step: float) -> grid.Weights:
    """The hours of a month on a grid: months that begin alike, as bundles that differ by a task do, share the work."""
    if len(month) > SHARED or not month:
        return grid.add_all(count.lay(size, step) for count, size in month)
    count, size = month[-1]
    return grid.add(_added(month[:-1], step), count.lay(size, step))


def hours_with_chances(month: Month) -> Sequence[tuple[float, float]]:
    """The hours of a month with their probabilities: of one lump as they are, of several on a grid."""
    merged = _merged(month)
    if len(merged) == 1:
        ((count, size),) = merged
        points = count.points()
        if points is not None:
            return [(count * size, probability) for count, probability in points]
    (first, weights), step = _laid(merged)
    return [((first + index) * step, weight) for index, weight in enumerate(weights)]
