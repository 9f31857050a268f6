"""_assignment.exact: what is the best solution of a problem solved as a whole?"""

import math

from delegation._assignment.problem import UNDONE, Choice, Problem, Solution, usage_of
from delegation._assignment.program import Program
from delegation._assignment.watch import seconds_until
from delegation.errors import MissingExtraError

try:
    import highspy
except ImportError as error:
    raise MissingExtraError("highspy", "plan") from error


STRONG = 20_000
"""With up to so many columns each is linked to its state by a row of its own, which makes the program tight."""

PROVEN = 1e-7
"""The gap, as a part of the cost, that is but rounding."""


def exactly(
    problem: Problem, *, until: float = math.inf, gap: float = 0.0, seed: int = 0, start: Choice | None = None
) -> Solution:
    """One mixed-integer program for the whole problem.

    Args:
        problem: The problem.
        until: When to stop, by the monotonic clock.
        gap: How far from the bound is good enough, as a part of the cost.
        seed: The solver's seed.
        start: A choice to start from.
    """
    left = seconds_until(until)
    if start is not None and usage_of(problem, start).violations:
        start = None  # it exceeds a limit at these prices
    fallback = start or (UNDONE,) * len(problem.penalties)
    if not problem.columns:  # nothing to choose; HiGHS knows no solution of a model without variables
        least = math.fsum(problem.penalties)
        return Solution(fallback, least, least, "optimal")
    if left <= 0.0:
        return Solution(fallback, usage_of(problem, fallback).cost, -math.inf, "stopped")
    program = Program(problem, strong=len(problem.columns) <= STRONG)
    solver = program.solver(whole=True)
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("mip_abs_gap", 1e-9)
    solver.setOptionValue("random_seed", seed % 2**31)
    if math.isfinite(left):
        solver.setOptionValue("time_limit", left)
    if start is not None:
        given = highspy.HighsSolution()
        given.col_value = program.values(start)
        solver.setSolution(given)
    solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    values = solver.getSolution().col_value
    choice = fallback
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible and values:
        choice = program.choice(values)
    used = usage_of(problem, choice)
    if used.violations:
        choice, used = fallback, usage_of(problem, fallback)
    elif start is not None and (kept := usage_of(problem, start)).cost < used.cost:
        choice, used = start, kept
    bound = info.mip_dual_bound if math.isfinite(info.mip_dual_bound) else -math.inf
    return judged(choice, used.cost, bound, ended=status == highspy.HighsModelStatus.kOptimal)


def judged(choice: Choice, cost: float, bound: float, *, ended: bool) -> Solution:
    """What a solver found that ended by itself or not; optimal only where the bound says so."""
    stopped = Solution(choice, cost, min(bound, cost), "stopped")
    return with_proven_status(stopped) if ended else stopped


def with_proven_status(solution: Solution) -> Solution:
    """A solution of a solver that ended by itself: optimal just if its bound says so."""
    return solution._replace(status="optimal" if solution.gap <= PROVEN else "feasible")
