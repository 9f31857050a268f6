"""posterior.hours: what do the hours of past jobs tell of the next one's?"""

import math
from collections.abc import Sequence

PRIOR_JOBS = 4.0
"""For how many jobs the spread that is expected beforehand counts."""

PRIOR_SPREAD = math.log(1.36)
"""The variance of the logarithm of hours that is expected beforehand: a coefficient of variation of 0.6."""


def mean_and_cv(hours: Sequence[float]) -> tuple[float, float]:
    """Expected hours of a job, and their coefficient of variation.

    v = ((n - 1)·var(ln h) + 4·ln 1.36)/(n + 3), cv = sqrt(exp(v) - 1): the spread of the logarithms, shrunk towards
    what is usual.

    Args:
        hours: Of past jobs, each above 0; at least one.
    """
    n = len(hours)
    logs = [math.log(each) for each in hours]
    middle = math.fsum(logs) / n
    squares = math.fsum((each - middle) ** 2 for each in logs)
    variance = (squares + PRIOR_JOBS * PRIOR_SPREAD) / (n + PRIOR_JOBS - 1.0)
    return math.fsum(hours) / n, math.sqrt(math.expm1(variance))
