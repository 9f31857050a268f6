"""demand.grid: what is the distribution of a sum of independent hours, each a count times a size?

Every part is laid on one grid of hours, its weight at a point off the grid split between the two neighbours so that its
mean is kept; then parts are added by convolution. The grid has at most about `POINTS` points, so that no sum's length
depends on how much work there is.
"""

import math
from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import accumulate
from operator import mul

import attrs

QUARTER_HOUR = 0.25
"""The finest step of a grid, in hours."""

POINTS = 4_000
"""How many steps the largest month may take; beyond, the grid is coarser than a quarter hour."""

NEGLIGIBLE = 1e-18
"""A weight below this at either end of a distribution is cut off."""

Weights = tuple[int, list[float]]
"""Index of the first grid point, and the weights from there on."""


def step_for(largest: float) -> float:
    """The step of a grid, in hours, on which the largest month is `largest` hours."""
    return max(QUARTER_HOUR, largest / POINTS)


def lay_points(points: Sequence[tuple[float, float]], step: float) -> Weights:
    """Weights on the grid for pairs of hours and probability, in rising order of hours."""
    first = math.floor(points[0][0] / step)
    weights = [0.0] * (math.floor(points[-1][0] / step) - first + 2)
    for hours, probability in points:
        position = hours / step
        index = math.floor(position)
        upper = probability * (position - index)
        weights[index - first] += probability - upper
        weights[index - first + 1] += upper
    return _trimmed(first, weights)


def lay_normal(mean: float, deviation: float, step: float) -> Weights:
    """Weights on the grid for a normal number of hours, nine deviations to either side of its mean."""
    first = math.floor((mean - 9.0 * deviation) / step)
    last = math.ceil((mean + 9.0 * deviation) / step)

    def below(index: int) -> float:
        """E[(index·step - X)+] / step: its second difference is the weight that keeps the mean."""
        z = (index * step - mean) / deviation
        density = math.exp(-z * z / 2.0) / math.sqrt(2.0 * math.pi)
        return deviation / step * (density + z * math.erfc(-z / math.sqrt(2.0)) / 2.0)

    heights = [below(index) for index in range(first - 1, last + 2)]
    weights = [max(0.0, a - 2.0 * b + c) for a, b, c in zip(heights, heights[1:], heights[2:], strict=False)]
    return _trimmed(first, weights)


def add(one: Weights, other: Weights) -> Weights:
    """The distribution of the sum of two independent amounts on the same grid."""
    (first, few), (start, many) = sorted((one, other), key=lambda laid: sum(map(bool, laid[1])))
    total = [0.0] * (len(few) + len(many) - 1)
    length = len(many)
    for offset, weight in enumerate(few):
        if weight:
            total[offset : offset + length] = [
                held + weight * share for held, share in zip(total[offset : offset + length], many, strict=True)
            ]
    return _trimmed(first + start, total)


def add_all(laid: Iterable[Weights]) -> Weights:
    """The distribution of the sum of independent amounts on the same grid."""
    return reduce(add, laid, (0, [1.0]))


def mix(laid: Sequence[Weights]) -> Weights:
    """Of weights on the same grid that are parts of one distribution, all of it.

    Args:
        laid: At least one.
    """
    begin = min(first for first, _ in laid)
    total = [0.0] * (max(first + len(weights) for first, weights in laid) - begin)
    for first, weights in laid:
        part = slice(first - begin, first - begin + len(weights))
        total[part] = [held + weight for held, weight in zip(total[part], weights, strict=True)]
    return _trimmed(begin, total)


def _trimmed(first: int, weights: list[float]) -> Weights:
    """The same weights without the negligible ones at both ends; at least one stays."""
    low, high = 0, len(weights)
    while high - low > 1 and weights[high - 1] < NEGLIGIBLE:
        high -= 1
    while high - low > 1 and weights[low] < NEGLIGIBLE:
        low += 1
    return first + low, weights[low:high]


@attrs.frozen(eq=False)
class Tail:
    """The expected excess of a distribution on a grid above any level.

    Attributes:
        step: Hours between grid points.
        first: Index of the first grid point that has weight.
        excesses: Expected excess above each grid point from the first to the last, in hours; each is a sum of what is
            not negative, so that nothing cancels.
    """

    step: float
    first: int
    excesses: list[float]

    @classmethod
    def of(cls, laid: Weights, step: float) -> "Tail":
        """The tail of an amount that was laid on a grid."""
        first, weights = laid
        above = accumulate(reversed(weights))  # P(X >= point), from the last point down
        excesses = [0.0, *accumulate(share * step for share in above)][: len(weights)]
        return cls(step, first, excesses[::-1])

    def excess(self, level: float) -> float:
        """E[(X - level)+] in hours: straight between grid points, as it must be for an amount that lies on them."""
        position = level / self.step - self.first
        if position <= 0.0:
            return self.excesses[0] - position * self.step
        if position >= len(self.excesses) - 1:
            return 0.0
        index = math.floor(position)
        low, high = self.excesses[index], self.excesses[index + 1]
        return low + (high - low) * (position - index)


def lay_shifts(points: Iterable[tuple[float, float]], block: float, step: float, most: int) -> list[float]:
    """How a month moves the hours carried, in steps.

    Args:
        points: Demand of the month.
        block: Hours included.
        step: Hours of a step of carried hours.
        most: The most steps that may be carried.

    Returns:
        Probabilities of -most, ..., most steps, split between neighbours so that the mean is kept; beyond either end
        the carried hours are full, or none, wherever they were.
    """
    shifts = [0.0] * (2 * most + 2)
    for hours, probability in points:
        position = min(float(most), max(-float(most), (block - hours) / step)) + most
        index = math.floor(position)
        upper = probability * (position - index)
        shifts[index] += probability - upper
        shifts[index + 1] += upper
    return shifts[:-1]


def carry(pile: Sequence[float], shifts: Sequence[float]) -> list[float]:
    """The distribution of hours carried into the next month, from that of hours carried into this one.

    Args:
        pile: Probabilities of 0, 1, ..., n steps being carried into this month.
        shifts: Probabilities of a month that moves it by -n, ..., n steps, see `lay_shifts`.

    Returns:
        Probabilities of min(n, max(0, carried + shift)) steps.
    """
    n = len(pile) - 1
    falling = shifts[::-1]
    none = list(accumulate(shifts[: n + 1]))[::-1]  # of a shift by -i or less, for i = 0, ..., n
    full = list(accumulate(falling[: n + 1]))  # of a shift by n - i or more
    between = [sum(map(mul, pile, falling[n - j : 2 * n + 1 - j])) for j in range(1, n)]
    return [sum(map(mul, pile, none)), *between, sum(map(mul, pile, full))]
