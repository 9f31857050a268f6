"""queueing.shape: how are waits spread around their mean?

A mix of two exponentials with the second and third moment of the wait, so far as such a mix has them.
"""

import math

from delegation.queueing.priority import Wait
from delegation.queueing.work import Load

THIRD_MOMENT = 0.05
"""How far the third moment gives way so that a mix of two exponentials always exists."""

FLAT = 1e-9
"""Below this surplus of the second moment the wait is one exponential."""

SOONEST = 1e-12
"""The shorter of two mean times, at the least, as a part of the mean of both: rounding may leave nothing of it."""

NO_WAIT = Wait(0.0, ((1.0, 1.0),))
"""The wait where nobody else is served."""


def moments(
    level: float, first_class: float, work: Load, before: Load, busy: float, *, regular: bool
) -> tuple[float, float, float]:
    """The second and third moment of the wait of those who wait, over powers of their mean (step S)."""
    u = 1.0 - level
    beta, phi = (before.first, before.second) if regular else (work.first, work.second)
    m1 = work.first / u
    m2 = (work.second + beta * m1) / u
    m3 = (work.third + phi * m1 + beta * m2) / u
    if not regular:  # the first class goes before for as long as the wait lasts
        t = 1.0 / (1.0 - first_class)
        q, r = before.first * t**3, before.second * t**4 + 2.0 * before.first**2 * t**5
        m1, m2, m3 = t * m1, t * t * m2 + q * m1, t**3 * m3 + 2.0 * t * q * m2 + r * m1
    return (u, m2 / m1 * (busy / m1), m3 / m1 * (busy / m1) ** 2) if m1 else (u, 1.0, 1.0)


def fitted(mean: float, chance: float, u: float, second: float, third: float) -> Wait:
    """A wait of this mean and chance as a mix of two exponentials with these relative moments, so far as one has them.

    Args:
        mean: Mean wait in days.
        chance: Probability of waiting at all.
        u: 1 less the work that comes before.
        second: E[W^2]/(2 E[W]^2) of those who wait.
        third: E[W^3]/(6 E[W]^3) of those who wait.
    """
    if not mean or not chance or not (average := mean / chance) * SOONEST:
        return NO_WAIT
    y = max(0.0, second - 1.0)
    if y < FLAT:
        return Wait(chance, ((1.0, 1.0 / average),))
    m = max(third, (1.0 + y) ** 2)
    g = (m - 1.0 - 2.0 * y + THIRD_MOMENT * (u + 2.0 * y)) / (y + THIRD_MOMENT)
    d = math.sqrt((1.0 - g) ** 2 + 4.0 * y)
    t1 = (1.0 + g + d) / 2.0
    t2 = max((g - y) / t1, SOONEST)
    p = (1.0 + (1.0 - g) / d) / 2.0
    return Wait(chance, ((p, 1.0 / (average * t1)), (1.0 - p, 1.0 / (average * t2))))
