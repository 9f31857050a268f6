"""demand.certainty: does a month surely bring more hours than so many?

Where it does, nothing of a block is ever left, and hours above it are plain subtraction: no distribution is needed,
which at many times the work is long.
"""

import math
from collections.abc import Sequence

from delegation.demand.counts import Count, Poisson

Work = Sequence[tuple[Count, float, float]]
"""How often each kind of work of a month comes, its hours each time on average, and their coefficient of variation."""

UNLIKELY = -45.0
"""The logarithm of a chance that is none: less than what rounding takes from a sum of chances."""

TILTS = (0.5, 1.0, 2.0)
"""At which tilts a bound is tried, in parts of the best one of a normal distribution."""


def surely_above(month: Work, level: float) -> bool:
    """Whether it is as good as impossible that a month brings no more than so many hours; False where it is not known.

    By Chernoff's bound, ln P(X <= level) <= t·level + ln E[exp(-t·X)] for every t > 0.

    Args:
        month: All work of the month.
        level: Hours, above 0.
    """
    spare = math.fsum(count.mean * size for count, size, _ in month) - level
    variance = math.fsum((count.variance + count.mean * cv * cv) * size * size for count, size, cv in month)
    if spare <= 0.0:
        return False
    if not variance:
        return True
    return any(_bound(month, level, part * spare / variance) < UNLIKELY for part in TILTS)


def _bound(month: Work, level: float, tilt: float) -> float:
    """The logarithm of a bound on the chance of no more than so many hours; infinite where it cannot be computed."""
    terms = [tilt * level, *(_tilted(count, _job(tilt * size, cv)) for count, size, cv in month)]
    return math.fsum(terms) if all(map(math.isfinite, terms)) else math.inf


def _job(tilt: float, cv: float) -> float:
    """Minus the logarithm of E[exp(-tilt·hours)], of Gamma-distributed hours of mean 1."""
    square = cv * cv
    return math.log1p(tilt * square) / square if square else tilt


def _tilted(count: Count, tilt: float) -> float:
    """The logarithm of E[exp(-tilt·count)]."""
    if isinstance(count, Poisson):
        return count.mean * math.expm1(-tilt)
    points = count.points()
    if points is None:
        return 0.0
    least = points[0][0]
    return math.log(math.fsum(chance * math.exp(-tilt * (often - least)) for often, chance in points)) - tilt * least
