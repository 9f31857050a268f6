"""demand.months: how many hours of work does a month bring, or several, and how many of them lie above a level?"""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from delegation.demand import grid, jobs
from delegation.demand.counts import Count, OneOf, Poisson, Rounded

SHARED = 64
"""Months of so many kinds of work share the work of reckoning them with those that begin alike; of more, all is new."""

SMOOTH = 24.0
"""Steps of a grid in a standard deviation of a month in which hours vary: finer ones would show no lumps."""

REMEMBERED = 256
"""How many distributions of a month's hours are remembered."""


class DemandComponent(NamedTuple):
    """Work of one kind in a month.

    Attributes:
        occurrences: How often it comes.
        size: Hours each time; where they vary, on average.
        cv: Coefficient of variation of the hours of one, which are then Gamma-distributed, from 0; default 0: they are
            always the same.
    """

    occurrences: Count
    size: float
    cv: float = 0.0

    @property
    def varies(self) -> bool:
        """Whether its hours vary by more than nothing."""
        return self.cv > jobs.ALIKE

    @property
    def largest(self) -> float:
        """Hours that a month hardly ever surpasses."""
        if self.varies:
            return jobs.largest(self.occurrences, self.cv) * self.size
        return self.occurrences.largest() * self.size

    def lay(self, step: float) -> grid.Weights:
        """Its hours of a month on a grid."""
        if self.varies:
            return jobs.lay(self.occurrences, self.size, self.cv, step)
        return self.occurrences.lay(self.size, step)

    def excess(self) -> Callable[[float], float]:
        """Its expected hours of a month above any level: a function of the level in hours, at least 0."""
        count, size = self.occurrences, self.size
        if self.varies:
            return jobs.excess_above(count, size, self.cv)
        return lambda level: size * count.excess(level / size)


Month = tuple[DemandComponent, ...]
"""All work of a month; its lumps are independent. Months of one run list the same work in the same order."""


def mean_hours(month: Month) -> float:
    """Expected hours of a month."""
    return math.fsum(count.mean * size for count, size, _ in month)


def month_excess(month: Month) -> Callable[[float], float]:
    """The expected hours of a month above any level: a function of the level in hours, at least 0."""
    merged = month if len(month) == 1 else _merged(month)
    if len(merged) == 1:
        return merged[0].excess()
    laid, step = _laid(merged)
    return grid.Tail.of(laid, step).excess


def together(months: Sequence[Month]) -> Month:
    """Several months in a row as one.

    Sporadic work stays sporadic; work by rule comes as often as its months together say, rounded down or up, and what
    comes once comes in one of them or in none. Of another count that is the same in all of them, they are one month so
    many times as long; counts that differ in kind are as independent as months are.

    Args:
        months: At least one month.
    """
    if len(months) == 1:
        return months[0]
    found: list[DemandComponent] = []
    for same in zip(*months, strict=True):
        kinds, sizes = {type(each.occurrences) for each in same}, {(each.size, each.cv) for each in same}
        kind = kinds.pop() if len(kinds) == len(sizes) == 1 else Count
        mean = math.fsum(each.occurrences.mean for each in same)
        if kind is Poisson:
            found.append(DemandComponent(Poisson(mean), *same[0][1:]))
        elif kind is Rounded:
            found.append(DemandComponent(Rounded(mean), *same[0][1:]))
        elif kind is OneOf:
            found.append(DemandComponent(OneOf(min(1.0, mean)), *same[0][1:]))
        elif len(set(same)) == 1:
            found.append(same[0]._replace(occurrences=same[0].occurrences.times(float(len(same)))))
        else:
            found.extend(same)
    return tuple(found)


def _merged(month: Month) -> Month:
    """The same month with sporadic lumps of one size made one, and in an order that does not depend on the caller's."""
    sporadic: dict[tuple[float, float], list[float]] = {}
    others: list[DemandComponent] = []
    for count, size, cv in month:
        if isinstance(count, Poisson):
            sporadic.setdefault((size, cv), []).append(count.mean)
        else:
            others.append(DemandComponent(count, size, cv))
    others.extend(DemandComponent(Poisson(math.fsum(means)), size, cv) for (size, cv), means in sporadic.items())
    return tuple(
        sorted(
            others,
            key=lambda each: (each.size, each.occurrences.mean, type(each.occurrences).__name__, each.cv),
        )
    )


@lru_cache(maxsize=64)  # five offers ask for one month, and so does every input that is no rate
def _laid(month: Month) -> tuple[grid.Weights, float]:
    """The hours of a month on a grid, and its step."""
    step = grid.step_for(math.fsum(component.largest for component in month))
    if any(component.varies for component in month):
        square = math.fsum(size**2 * jobs.variance(count, cv) for count, size, cv in month)
        step = max(step, math.sqrt(square) / SMOOTH)
    return _added(month, step), step


@lru_cache(maxsize=REMEMBERED)
def _added(month: Month, step: float) -> grid.Weights:
    """The hours of a month on a grid: months that begin alike, as bundles that differ by a task do, share the work."""
    if len(month) > SHARED or not month:
        return grid.add_all(component.lay(step) for component in month)
    return grid.add(_added(month[:-1], step), month[-1].lay(step))


def hours_with_chances(month: Month) -> Sequence[tuple[float, float]]:
    """The hours of a month with their probabilities: of one lump of fixed size as they are, of others on a grid."""
    merged = _merged(month)
    if len(merged) == 1 and not merged[0].varies:
        count, size, _ = merged[0]
        points = count.points()
        if points is not None:
            return [(count * size, probability) for count, probability in points]
    (first, weights), step = _laid(merged)
    return [((first + index) * step, weight) for index, weight in enumerate(weights)]
