"""_costing.balance: what does a commitment save in a case, what does it cost, and how long does each task wait?"""

import math
from typing import NamedTuple

from delegation import payback
from delegation.queueing.delayed import AnyWait


class ClassWaits(NamedTuple):
    """How long one task waits.

    Attributes:
        regular: As a regular client's.
        one_off: As a one-off client's; as a regular's where a retainer runs that has other tasks too.
    """

    regular: AnyWait
    one_off: AnyWait


class Balance(NamedTuple):
    """The two sides of a case.

    Attributes:
        saved: B, in money over the horizon.
        fees: The fees of F, a set-up fee included.
        onboarding: What starting the retainer adds to F.
        overage_hours: Expected hours above the block in the horizon that this bundle causes.
        jobs: What the occurrences of each task come to.
        waits: How long each task waits.
    """

    saved: float
    fees: float
    onboarding: float
    overage_hours: float
    jobs: tuple[payback.Jobs, ...]
    waits: tuple[ClassWaits, ...]

    @property
    def committed(self) -> float:
        """F, in money over the horizon."""
        return payback.committed(self.fees, self.onboarding)

    @property
    def gain(self) -> float:
        """What the commitment saves more than it costs, in money over the horizon; -inf where there is no room."""
        return -math.inf if self.full else self.saved - self.committed

    @property
    def outsource(self) -> bool:
        """Whether the commitment saves more than it costs and there is room for it; a tie is out-tasked."""
        return self.gain > 0.0

    @property
    def full(self) -> bool:
        """Whether there is no room for the owner as a regular client."""
        return any(wait.regular.endless for wait in self._met)

    @property
    def unreached(self) -> bool:
        """Whether the owner is never reached as a one-off client."""
        return any(wait.one_off.endless for wait in self._met)

    @property
    def _met(self) -> list[ClassWaits]:
        """The waits of what comes within the horizon; of all where nothing does."""
        met = [wait for wait, job in zip(self.waits, self.jobs, strict=True) if job.occurrences]
        return met or list(self.waits)
