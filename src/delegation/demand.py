"""demand: how many hours of work does a month bring, and how many of them lie above a block of hours?

A month's demand is a sum of independent lumps: a random count times a size in hours. What matters is the expected
excess E[(demand - level)+], never the excess of the mean: a 20-hour block absorbs little of a rare 60-hour project.
Every sum here has a bounded number of terms, whatever its input, and adds only what is not negative.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from operator import mul
from typing import NamedTuple, Protocol

import attrs

from delegation import _grid

MANY = 10_000.0
"""Mean count above which the normal form of a Poisson count serves."""

NEGLIGIBLE = 1e-17
"""Terms below this share of a sum are left out of it."""

CARRIED = 400
"""How many steps the hours that roll over may take."""


class Count(Protocol):
    """How often something happens in a month: a distribution of whole numbers."""

    @property
    def mean(self) -> float:
        """Expected count."""
        ...

    def excess(self, level: float) -> float:
        """E[(count - level)+]; the level is any number, at least 0."""
        ...

    def times(self, factor: float) -> "Count":
        """The same kind of count with its mean multiplied."""
        ...

    def largest(self) -> float:
        """A count that is as good as never surpassed."""
        ...

    def points(self) -> Sequence[tuple[float, float]] | None:
        """All counts that matter with their probabilities, in rising order; None where these are too many."""
        ...

    def lay(self, size: float, step: float) -> _grid.Weights:
        """The distribution of count times size on a grid of hours."""
        ...


@attrs.frozen
class Rounded:
    """A count that is its mean rounded down or up, so that the mean is kept: nothing is more regular.

    Attributes:
        mean: Expected count, at least 0; a whole mean is a certain count.
    """

    mean: float

    def excess(self, level: float) -> float:
        """E[(count - level)+]."""
        low = math.floor(self.mean)
        upper = self.mean - low
        return (1.0 - upper) * max(0.0, low - level) + upper * max(0.0, low + 1.0 - level)

    def times(self, factor: float) -> "Rounded":
        """A rounded count with its mean multiplied."""
        return Rounded(self.mean * factor)

    def largest(self) -> float:
        """The mean rounded up."""
        return float(math.ceil(self.mean))

    def points(self) -> Sequence[tuple[float, float]]:
        """Two counts, or one."""
        low = math.floor(self.mean)
        upper = self.mean - low
        return ((float(low), 1.0 - upper), (low + 1.0, upper)) if upper else ((self.mean, 1.0),)

    def lay(self, size: float, step: float) -> _grid.Weights:
        """The counts times size on the grid."""
        return _grid.lay_points([(count * size, probability) for count, probability in self.points()], step)


@attrs.frozen
class Poisson:
    """A sporadic count: Poisson with this mean.

    Attributes:
        mean: Expected count, at least 0.
    """

    mean: float

    def excess(self, level: float) -> float:
        """E[(count - level)+]."""
        return poisson_excess(self.mean, level)

    def times(self, factor: float) -> "Poisson":
        """A Poisson count with its mean multiplied."""
        return Poisson(self.mean * factor)

    def largest(self) -> float:
        """The mean and nine deviations, and a few more where the mean is small."""
        return self.mean + 9.0 * math.sqrt(self.mean) + 9.0 if self.mean else 0.0

    def points(self) -> Sequence[tuple[float, float]] | None:
        """Counts within nine deviations; None above `MANY`."""
        mean = self.mean
        if mean > MANY:
            return None
        if not mean:
            return ((0.0, 1.0),)
        low = max(0, math.floor(mean - 9.0 * math.sqrt(mean)))
        probability = poisson_probability(mean, low)
        points: list[tuple[float, float]] = []
        for count in range(low, math.ceil(self.largest()) + 1):
            points.append((float(count), probability))
            probability *= mean / (count + 1)
        return points

    def lay(self, size: float, step: float) -> _grid.Weights:
        """The counts times size on the grid; above `MANY` the normal form."""
        points = self.points()
        if points is None:
            return _grid.lay_normal(self.mean * size, math.sqrt(self.mean) * size, step)
        return _grid.lay_points([(count * size, probability) for count, probability in points], step)


class Lump(NamedTuple):
    """Work of one kind in a month.

    Attributes:
        often: How often it comes.
        size: Hours each time.
    """

    often: Count
    size: float


Month = tuple[Lump, ...]
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
    return _grid.Tail.of(laid, step).excess


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
        return math.fsum(often * mean_hours(month) for month, often in months)
    if rollover > 0.0:
        most = min(rollover, (sum(often for _, often in months) - 1) * block)
        if most > 0.0:
            return _carried_excess(months, block, most)
    if len(months) == 1:
        ((month, often),) = months
        return often * month_excess(month)(block)
    alike = Counter[Month]()
    for month, often in months:
        alike[month] += often
    return math.fsum(often * month_excess(month)(block) for month, often in alike.items())


def poisson_probability(mean: float, count: int) -> float:
    """P(K = count) of a Poisson K with this mean, above 0."""
    return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1.0))


def poisson_excess(mean: float, level: float) -> float:
    """E[(K - level)+] of a Poisson K: the upper-tail sum, or the lower one and mean - level, whichever is smaller.

    Args:
        mean: Expected count, at least 0; above `MANY` the normal form serves.
        level: Any number, at least 0.

    Returns:
        An expected count, at least 0.
    """
    if level <= 0.0 or mean <= 0.0:
        return mean
    if mean > MANY:
        return normal_excess(mean, math.sqrt(mean), level)
    if level > 100.0 * (mean + 10.0):
        return 0.0  # smaller than the smallest float
    total, count = 0.0, math.floor(level)
    if level < mean:
        probability = poisson_probability(mean, count)
        while count >= 0 and (term := (level - count) * probability) >= total * NEGLIGIBLE and probability:
            total += term
            probability *= count / mean
            count -= 1
        return mean - level + total
    count += 1
    probability = poisson_probability(mean, count)
    while (grown := total + (count - level) * probability) > total:
        total = grown
        count += 1
        probability *= mean / count
    return total


def normal_excess(mean: float, deviation: float, level: float) -> float:
    """E[(X - level)+] of a normal X, never below 0 nor below mean - level."""
    z = (level - mean) / deviation
    density = math.exp(-z * z / 2.0) / math.sqrt(2.0 * math.pi)
    return max(0.0, mean - level, deviation * (density - z * math.erfc(z / math.sqrt(2.0)) / 2.0))


def _merged(month: Month) -> Month:
    """The same month with sporadic lumps of one size made one, and in an order that does not depend on the caller's."""
    sporadic: dict[float, list[float]] = {}
    others: list[Lump] = []
    for count, size in month:
        if isinstance(count, Poisson):
            sporadic.setdefault(size, []).append(count.mean)
        else:
            others.append(Lump(count, size))
    others.extend(Lump(Poisson(math.fsum(means)), size) for size, means in sporadic.items())
    return tuple(sorted(others, key=lambda lump: (lump.size, lump.often.mean, type(lump.often).__name__)))


def _carried_excess(runs: Sequence[tuple[Month, int]], block: float, most: float) -> float:
    """`expected_excess` with hours that roll over: the months one after the other, with the carried hours on a grid."""
    steps = min(CARRIED, math.ceil(most / _grid.QUARTER_HOUR))
    step = most / steps
    pile = [1.0] + [0.0] * steps
    levels = [block + k * step for k in range(steps + 1)]
    total: list[float] = []
    seen: dict[Month, tuple[list[float], list[float]]] = {}
    for month, often in runs:
        if month not in seen:
            above = list(map(month_excess(month), levels))
            seen[month] = above, _grid.lay_shifts(_points(month), block, step, steps)
        above, shifts = seen[month]
        for _ in range(often):
            total.append(math.fsum(map(mul, pile, above)))
            pile = _grid.carry(pile, shifts)
    return math.fsum(total)


def _laid(month: Month) -> tuple[_grid.Weights, float]:
    """The hours of a month on a grid, and its step."""
    step = _grid.step_for(math.fsum(count.largest() * size for count, size in month))
    return _grid.add_all(count.lay(size, step) for count, size in month), step


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
