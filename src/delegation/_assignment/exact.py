"""_assignment.exact: what is the best solution of a problem solved as a whole?

What HiGHS says is believed only where our own sums confirm it.
"""

import math
from typing import Any

from delegation._assignment.ledger import completed
from delegation._assignment.problem import UNDONE, Choice, Problem, Solution, usage_of
from delegation._assignment.program import Program
from delegation._assignment.running import Allowance, run
from delegation._assignment.watch import over
from delegation.errors import MissingExtraError

try:
    import highspy
except ImportError as error:
    raise MissingExtraError("highspy", "plan") from error


STRONG = 20_000
"""With up to so many columns each is linked to its state by a row of its own, which makes the program tight."""

PROVEN = 1e-7
"""The gap, as a part of the cost, that is but rounding."""

CONFIRMED = 1e-6
"""How far what HiGHS says may be from what we add up, as a part of the cost."""


def exactly(
    problem: Problem,
    *,
    until: float = math.inf,
    allowance: Allowance | None = None,
    gap: float = 0.0,
    seed: int = 0,
    start: Choice | None = None,
) -> Solution:
    """One mixed-integer program for the whole problem.

    Args:
        problem: The problem.
        until: When to stop, by the monotonic clock.
        allowance: How much work HiGHS may do; default None, any.
        gap: How far from the bound is good enough, as a part of the cost.
        seed: The solver's seed.
        start: A choice to start from. Where nothing better is found and it is called the best, this is believed only
            of a solver that has not seen it: some versions call a start optimal in their reduced program.
    """
    if start is not None and usage_of(problem, start).violations:
        start = None  # it exceeds a limit at these prices
    fallback = completed(problem, (UNDONE,) * len(problem.penalties)) if start is None else start
    cost = usage_of(problem, fallback).cost
    if not problem.columns:  # nothing to choose; HiGHS knows no solution of a model without variables
        return Solution(fallback, cost, cost, "optimal")
    if over(until):
        return Solution(fallback, cost, -math.inf, "stopped")
    allowance = allowance or Allowance()
    program = Program(problem, strong=len(problem.columns) <= STRONG)
    found = attempt(program, fallback, until=until, allowance=allowance, gap=gap, seed=seed, start=start)
    if start is not None and found.status != "stopped" and (found.cost >= cost or found.bound == -math.inf):
        again = attempt(program, found.choice, until=until, allowance=allowance, gap=gap, seed=seed, start=None)
        return again if again.cost < found.cost or again.status != "stopped" else found._replace(status="stopped")
    return found


def attempt(
    program: Program,
    fallback: Choice,
    *,
    until: float,
    allowance: Allowance,
    gap: float,
    seed: int,
    start: Choice | None,
    nodes: int | None = None,
) -> Solution:
    """What HiGHS finds, as far as our own sums confirm it.

    Args:
        program: The program.
        fallback: A choice that keeps to all limits; what is found is never worse.
        until: When to stop, by the monotonic clock.
        allowance: How much work HiGHS may do.
        gap: How far from the bound is good enough, as a part of the cost.
        seed: The solver's seed.
        start: A choice to start from, or None.
        nodes: How many nodes HiGHS may look at; default None, any number.
    """
    problem, solver = program.problem, program.solver(whole=True)
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("mip_abs_gap", 1e-9)
    solver.setOptionValue("random_seed", seed % 2**31)
    if nodes is not None:
        solver.setOptionValue("mip_max_nodes", nodes)
    if start is not None:
        given = highspy.HighsSolution()
        given.col_value = program.values(start)
        solver.setSolution(given)
    run(solver, until=until, allowance=allowance)
    info = solver.getInfo()
    ended = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    cost = usage_of(problem, fallback).cost
    choice = _choice_of(program, solver, info)
    if choice is None:
        return Solution(fallback, cost, -math.inf, "feasible" if ended else "stopped")
    used = usage_of(problem, choice)
    told = info.objective_function_value / program.scale
    bound = info.mip_dual_bound / program.scale if math.isfinite(info.mip_dual_bound) else -math.inf
    rounding = CONFIRMED * max(abs(cost), abs(used.cost))
    confirmed = not used.violations and abs(told - used.cost) <= rounding
    if used.violations:
        choice = completed(problem, choice)
        used = usage_of(problem, choice)
    if used.cost < cost:
        fallback, cost = choice, used.cost
    if bound > cost + rounding or (ended and not confirmed):
        bound = -math.inf
    return judged(fallback, cost, bound, ended=ended)


def _choice_of(program: Program, solver: Any, info: Any) -> Choice | None:
    """The choice that HiGHS has found, or None."""
    values = solver.getSolution().col_value
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible or not values:
        return None
    return program.choice(values)


def judged(choice: Choice, cost: float, bound: float, *, ended: bool) -> Solution:
    """What a solver found that ended by itself or not; optimal only where the bound says so."""
    stopped = Solution(choice, cost, min(bound, cost), "stopped")
    return with_proven_status(stopped) if ended else stopped


def with_proven_status(solution: Solution) -> Solution:
    """A solution of a solver that ended by itself: optimal just if its bound says so."""
    return solution._replace(status="optimal" if solution.gap <= PROVEN else "feasible")
