"""queueing.work: what does a kind of work add to a queue?"""

import math
from collections.abc import Iterable
from typing import NamedTuple

Residual = tuple[float, float, float]
"""e1, e2 and e3: E[size^(k+1)]/((k+1)! E[size]), moments of what is left of a job in progress, in hours^k."""


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
    def without(cls, loads: "tuple[Load, ...]", place: int) -> "Load":
        """All together but the one in this place, added up: taken off the total, a large one would leave rounding."""
        return cls.total(loads[:place] + loads[place + 1 :])


NOTHING = Load(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
"""What no work adds."""
