"""posterior.rates: which few rates stand for all that a learnt rate may be?"""

import math
from collections.abc import Iterable
from typing import NamedTuple

from delegation.posterior.gaps import Term

DEVIATIONS = (
    0.07841241273311,
    0.23720210932879,
    0.40225006532173,
    0.57913216225556,
    0.77642176114793,
    1.00999016924958,
    1.31801089730354,
    1.86273186742165,
)
"""The middles of the upper eight of sixteen equally likely parts of a standard normal distribution."""

LEAST = 1e-3
"""The least cube root of a quantile: where a rate is hardly known the approximation would go below none."""


class RateNode(NamedTuple):
    """A rate that work may have.

    Attributes:
        weight: Its probability.
        per_month: Occurrences a month; 0 where the work has ended.
        shape: How regular it then is: the shape of its gaps, 1/4, 1, 4 or 16; 0 where it has ended.
    """

    weight: float
    per_month: float
    shape: float


def nodes(terms: Iterable[Term], ended: float) -> tuple[RateNode, ...]:
    """Sixteen rates of equal weight for each term, and none for work that has ended.

    They are the middles of equally likely parts, by Wilson and Hilferty's cube (1931), scaled so that the mean is kept;
    the variance is up to a sixth too small.

    Args:
        terms: Work that is alive, one term a shape.
        ended: The probability that it has ended.
    """
    found = [RateNode(ended, 0.0, 0.0)] if ended else []
    for term in terms:
        cubes = [_cube(term.a, sign * deviation) for sign in (-1.0, 1.0) for deviation in DEVIATIONS]
        scale = term.rate * len(cubes) / math.fsum(cubes)
        found.extend(RateNode(term.weight / len(cubes), cube * scale, term.shape) for cube in sorted(cubes))
    return tuple(found)


def _cube(a: float, deviation: float) -> float:
    """A quantile of a Gamma(a) rate in parts of its mean, from that of a normal one."""
    return float(max(LEAST, 1.0 - 1.0 / (9.0 * a) + deviation / (3.0 * math.sqrt(a))) ** 3)
