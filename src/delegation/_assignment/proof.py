"""_assignment.proof: what does no choice of the array problem cost less than, as HiGHS proves it?

Needs the extra `plan`.
"""

import math

from delegation._assignment.exact import exactly
from delegation._assignment.neighbourhoods import relaxed_bound
from delegation._assignment.problem import Problem
from delegation._assignment.watch import deadline

WHOLE = 500
"""With up to so many columns tasks may not be split."""

CLOSE = 1e-3
"""How near the bound is to the best there, as a part of the cost."""


def proven_bound(problem: Problem, *, seconds: float = math.inf, seed: int = 0) -> float:
    """What no choice costs less than; -inf where nothing is proven in time.

    Args:
        problem: The problem.
        seconds: The longest that it may take.
        seed: The solver's seed.
    """
    if len(problem.columns) <= WHOLE:
        return exactly(problem, until=deadline(seconds), gap=CLOSE, seed=seed).bound
    return relaxed_bound(problem, seconds)
