"""_costing.block: what becomes of the block of hours?"""

import math
from typing import NamedTuple

from delegation._costing.case import Case
from delegation._costing.workload import bundle_months
from delegation.demand.months import expected_excess, mean_hours


def used_hours(case: Case, excess: float) -> float:
    """Expected hours of the block that are used in the horizon, by all that runs on it.

    Args:
        case: The case.
        excess: Hours above the block because of this bundle.
    """
    alone = 0.0
    if case.offer is not None and case.relationship.others:
        alone = expected_excess(
            bundle_months(case.relationship.others, case.months), case.offer.hours, case.offer.rollover_hours
        )
    return max(0.0, math.fsum(mean_hours(month) * repeats for month, repeats in case.demand()) - excess - alone)


class BlockUse(NamedTuple):
    """What becomes of the block of hours, a month on average.

    Attributes:
        included: Hours that the fee includes.
        used: Hours of them that work takes, of all that runs on the retainer.
        unused: Hours of them that are paid and not used.
        above: Hours above the block because of this work.
    """

    included: float
    used: float
    unused: float
    above: float


def block_use(case: Case, excess: float) -> BlockUse:
    """What becomes of the block in a case that bears so many hours above it."""
    included = 0.0 if case.offer is None else case.offer.hours
    used = min(included, used_hours(case, excess) / case.months)
    return BlockUse(included=included, used=used, unused=included - used, above=excess / case.months)
