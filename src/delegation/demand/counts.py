"""demand.counts: how often does something happen in a month, and how much of it lies above a level?"""

import math
from collections.abc import Sequence
from typing import Protocol

import attrs

from delegation.demand import grid

MANY = 10_000.0
"""Mean count above which the normal form of a Poisson count serves."""

NEGLIGIBLE = 1e-17
"""Terms below this share of a sum are left out of it."""


class Count(Protocol):
    """How often something happens in a month: a distribution of whole numbers."""

    def __hash__(self) -> int:
        """Equal counts share what was reckoned for one of them."""
        ...

    @property
    def mean(self) -> float:
        """Expected count."""
        ...

    @property
    def variance(self) -> float:
        """Its variance."""
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

    def lay(self, size: float, step: float) -> grid.Weights:
        """The distribution of count times size on a grid of hours."""
        ...


@attrs.frozen
class Rounded:
    """A count that is its mean rounded down or up, so that the mean is kept: nothing is more regular.

    Attributes:
        mean: Expected count, at least 0; a whole mean is a certain count.
    """

    mean: float

    @property
    def variance(self) -> float:
        """That of the part by which the mean is above a whole number."""
        upper = self.mean - math.floor(self.mean)
        return upper * (1.0 - upper)

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

    def lay(self, size: float, step: float) -> grid.Weights:
        """The counts times size on the grid."""
        return grid.lay_points([(count * size, probability) for count, probability in self.points()], step)


@attrs.frozen
class OneOf(Rounded):
    """The count of what comes exactly once, in one of several months: one with this chance in this month, else none.

    By itself it is a `Rounded` count. The counts of several months belong together: where one of them is one, the
    others are none.

    Attributes:
        mean: The chance that it comes in this month, at most 1.
    """


@attrs.frozen
class Poisson:
    """A sporadic count: Poisson with this mean.

    Attributes:
        mean: Expected count, at least 0.
    """

    mean: float

    @property
    def variance(self) -> float:
        """The mean."""
        return self.mean

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

    def lay(self, size: float, step: float) -> grid.Weights:
        """The counts times size on the grid; above `MANY` the normal form."""
        points = self.points()
        if points is None:
            return grid.lay_normal(self.mean * size, math.sqrt(self.mean) * size, step)
        return grid.lay_points([(count * size, probability) for count, probability in points], step)


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
