"""planning.coverage: how well do the blocks of a plan cover its work?"""

import math

from delegation.planning.assignments import Assignment
from delegation.planning.commitments import Agreement


class Coverage:
    """What a plan knows of all its blocks together.

    Attributes:
        assignments: How every task is done.
        retainers: Retainers to sign and to keep.
    """

    __slots__ = ()

    assignments: tuple[Assignment, ...]
    retainers: tuple[Agreement, ...]

    @property
    def included(self) -> float:
        """Hours a month that all blocks include."""
        return math.fsum(each.block.included for each in self.retainers)

    @property
    def used(self) -> float:
        """Hours of them that are used."""
        return math.fsum(each.block.used for each in self.retainers)

    @property
    def unused(self) -> float:
        """Hours of them that are paid and not used."""
        return math.fsum(each.block.unused for each in self.retainers)

    @property
    def utilisation(self) -> float | None:
        """Used hours of all blocks, as a part of those included; None where there are none."""
        return self.used / self.included if self.included else None

    @property
    def coverage(self) -> float | None:
        """Hours within blocks, as a part of all hours that contractors work; None where they do not work."""
        hours = math.fsum(each.hours for each in self.assignments if each.contractor is not None)
        return min(1.0, self.used / hours) if hours else None

    @property
    def lock_in(self) -> float:
        """Fees that would still be owed if notice were given for every retainer on the day they are signed or kept."""
        return math.fsum(each.lock_in for each in self.retainers)
