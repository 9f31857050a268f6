"""queueing.work: what does a kind of work add to a queue?"""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Residual = tuple[float, float, float]
"""e1, e2 and e3: E[size^(k+1)]/((k+1)! E[size]), moments of what is left of a job in progress, in hours^k."""

FEW = 10
"""Up to so many kinds of work are added up anew without each of them, which is quicker."""


class Load(NamedTuple):
    """What one kind of work, or several together, add to a queue: shares of its hours, each times something.

    Attributes:
        share: x: share of all working hours.
        first: x times e1, the mean residual hours of a job in progress, E[size^2]/(2 E[size]); summed: B.
        second: x times e2 = E[size^3]/(6 E[size]); summed: V.
        third: x times e3 = E[size^4]/(24 E[size]); summed: U.
        root: x times e1^(1/c); summed: P.
        smooth: x times z: 1 for work that comes at random, less for work on a rhythm.
    """

    share: float
    first: float
    second: float
    third: float
    root: float
    smooth: float

    @classmethod
    def of(cls, share: float, residual: Residual, people: int, z: float = 1.0) -> "Load":
        """A share of the hours in jobs of these residual moments."""
        e1, e2, e3 = residual
        root = e1 if people == 1 else e1 ** (1.0 / people)
        return cls(share, share * e1, share * e2, share * e3, share * root, share * z)

    @classmethod
    def total(cls, loads: Iterable["Load"]) -> "Load":
        """Several kinds of work together, or none."""
        listed = tuple(loads)
        if len(listed) == 1:
            return listed[0]
        return cls(*map(math.fsum, zip(*listed, strict=True))) if listed else NOTHING

    def plus(self, other: "Load") -> "Load":
        """Two kinds of work together."""
        a, b, c, d, e, f = self
        u, v, w, x, y, z = other
        return Load(a + u, b + v, c + w, d + x, e + y, f + z)

    @classmethod
    def apart(cls, loads: "tuple[Load, ...]", places: Iterable[int]) -> "tuple[Load, ...]":
        """For each of these places all together but the one there.

        Each is what adding up gives: taken off a rounded total, a large one would leave rounding. Of many the total is
        held exactly instead, as a few numbers that are added up with it.
        """
        exact = [_exactly(column) for column in zip(*loads, strict=True)] if len(loads) > FEW else []
        if not exact or not all(exact):
            return tuple(cls.total(loads[:place] + loads[place + 1 :]) for place in places)
        return tuple(
            cls(*[math.fsum((*parts, -part)) for parts, part in zip(exact, loads[place], strict=True)])
            for place in places
        )


NOTHING = Load(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
"""What no work adds."""


def _exactly(numbers: Sequence[float]) -> tuple[float, ...]:
    """A few numbers whose exact sum is that of many, the largest first; none where it is not finite."""
    taken: list[float] = []
    while math.isfinite(part := math.fsum((*numbers, *taken))):
        if not part:
            return tuple(-each for each in taken) or (0.0,)
        taken.append(-part)
    return ()
