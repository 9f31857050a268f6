"""demand: how many hours of work does a month bring, and how many of them lie above a block of hours?"""

from delegation.demand.blocks import excess_by_month, expected_excess
from delegation.demand.counts import (
    MANY,
    Count,
    OneOf,
    Poisson,
    Rounded,
    normal_excess,
    poisson_excess,
    poisson_probability,
)
from delegation.demand.months import DemandComponent, Month, mean_hours, month_excess
from delegation.demand.rollover import CARRIED

__all__ = [
    "CARRIED",
    "MANY",
    "Count",
    "DemandComponent",
    "Month",
    "OneOf",
    "Poisson",
    "Rounded",
    "excess_by_month",
    "expected_excess",
    "mean_hours",
    "month_excess",
    "normal_excess",
    "poisson_excess",
    "poisson_probability",
]
