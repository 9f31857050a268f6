"""demand: how many hours of work does a month bring, and how many of them lie above a block of hours?"""

from delegation.demand.counts import MANY, Count, Poisson, Rounded, normal_excess, poisson_excess, poisson_probability
from delegation.demand.months import CARRIED, DemandComponent, Month, expected_excess, mean_hours, month_excess

__all__ = [
    "CARRIED",
    "MANY",
    "Count",
    "DemandComponent",
    "Month",
    "Poisson",
    "Rounded",
    "expected_excess",
    "mean_hours",
    "month_excess",
    "normal_excess",
    "poisson_excess",
    "poisson_probability",
]
