"""_costing.block: what becomes of the block of hours?"""

import math
from typing import NamedTuple

from delegation._costing.case import Case
from delegation.demand.months import mean_hours


class BlockUse(NamedTuple):
    """What becomes of the block of hours, a month on average while it is there.

    Attributes:
        included: Hours that the fee includes.
        used: Hours of them that work takes, of all that runs on the retainer.
        unused: Hours of them that are paid and not used.
        overage_hours: Hours above the block because of this work.
    """

    included: float
    used: float
    unused: float
    overage_hours: float


def block_use(case: Case, overage_hours: float) -> BlockUse:
    """What becomes of the block in a case that bears so many hours above it.

    Args:
        case: The case.
        overage_hours: Hours above the block in the horizon because of this bundle.
    """
    included = 0.0 if case.offer is None else case.offer.hours_per_month
    demand = math.fsum(mean_hours(month) * repeats for month, repeats in case.demand())
    within = max(0.0, demand - overage_hours - case.overage_hours_of_others())
    months = max(1, case.months)  # of a retainer that ends within days nothing is used
    used = min(included, within / months)
    return BlockUse(included, used, included - used, overage_hours / months)
