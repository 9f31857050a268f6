"""_assignment.highs: how does HiGHS answer a problem: as a whole where it is small, else by neighbourhoods?

Needs the extra `plan`. Parts that hang together only through shared limits are solved apart, and together only where a
shared limit binds.
"""

import math
from collections.abc import Sequence

from delegation._assignment.annealing import search
from delegation._assignment.exact import exactly, judged
from delegation._assignment.neighbourhoods import by_neighbourhoods
from delegation._assignment.problem import UNDONE, Choice, Problem, Solution, usage_of
from delegation._assignment.subproblem import Subproblem, components, subproblem_of
from delegation._assignment.watch import Watch, deadline, go_on, over

SMALL = 3_000
"""With up to so many columns a problem is solved as a whole."""

QUICK = 0.1
"""The effort of the search that a small problem starts from where time is limited."""


def solve(
    problem: Problem,
    *,
    effort: float = 1.0,
    seconds: float = math.inf,
    gap: float = 0.0,
    seed: int = 0,
    start: Choice | None = None,
    watch: Watch = go_on,
) -> Solution:
    """The best solution that HiGHS finds, with a proven bound.

    Args:
        problem: The problem.
        effort: How many neighbourhoods to search where the problem is large.
        seconds: The longest that it may take, in all.
        gap: How far from the bound is good enough, as a part of the cost.
        seed: Where random choices start.
        start: A choice to start from.
        watch: Hears now and then which part of the work is done; True stops it.
    """
    until = deadline(seconds)
    if len(problem.columns) > SMALL:
        return by_neighbourhoods(problem, effort=effort, until=until, gap=gap, seed=seed, start=start, watch=watch)
    if start is None and math.isfinite(seconds):  # so that there is something good when the time is over
        start = search(problem, effort=QUICK * min(1.0, effort), seed=seed, watch=lambda _: over(until)).choice
    parts = [subproblem_of(problem, *each, [UNDONE] * len(problem.penalties)) for each in components(problem)]
    if len(parts) > 1:
        apart = _apart(problem, parts, until, gap=gap, seed=seed, start=start)
        if apart is not None:
            return apart
    return exactly(problem, until=until, gap=gap, seed=seed, start=start)


def _apart(
    problem: Problem, parts: Sequence[Subproblem], until: float, *, gap: float, seed: int, start: Choice | None
) -> Solution | None:
    """The solutions of parts put together; None where together they exceed a shared limit."""
    choice = [UNDONE] * len(problem.penalties)
    solutions = [
        exactly(part.problem, until=until, gap=gap, seed=seed, start=None if start is None else part.lower(start))
        for part in parts
    ]
    for part, solution in zip(parts, solutions, strict=True):
        part.lift(solution.choice, choice)
    used = usage_of(problem, choice)
    if used.violations:
        return None
    never = math.fsum(
        penalty for task, penalty in enumerate(problem.penalties) if all(task not in part.tasks for part in parts)
    )
    bound = math.fsum([never, *(solution.bound for solution in solutions)])
    ended = all(solution.status != "stopped" for solution in solutions)
    return judged(tuple(choice), used.cost, bound, ended=ended)
