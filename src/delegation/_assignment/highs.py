"""_assignment.highs: how does HiGHS answer a problem: as a whole where it is small, else by neighbourhoods?

Needs the extra `plan`. Parts that hang together only through shared limits are solved apart, and together only where a
shared limit binds. What HiGHS does not prove soon is searched too, and improved by neighbourhoods.
"""

import math
from collections.abc import Sequence

from delegation._assignment.annealing import search
from delegation._assignment.exact import PROVEN, exactly, judged
from delegation._assignment.neighbourhoods import WARM, by_neighbourhoods
from delegation._assignment.problem import UNDONE, Choice, Problem, Solution, usage_of
from delegation._assignment.running import Allowance
from delegation._assignment.subproblem import Subproblem, components, subproblem_of
from delegation._assignment.watch import Watch, deadline, go_on, over

SMALL = 3_000
"""With up to so many columns a problem is solved as a whole."""

QUICK = 0.1
"""The effort of the search that a small problem starts from where time is limited."""

WORK, LEAST_ASKED = 1_200_000.0, 200.0
"""How often, at effort 1, HiGHS may ask whether to go on with a small problem, times its columns; and in any case."""


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
        effort: How much work to do where HiGHS does not end soon by itself.
        seconds: The longest that it may take, in all.
        gap: How far from the bound is good enough, as a part of the cost.
        seed: Where random choices start.
        start: A choice to start from.
        watch: Hears now and then which part of the work is done; True stops it.
    """
    until = deadline(seconds)
    if len(problem.columns) > SMALL:
        return by_neighbourhoods(problem, effort=effort, until=until, gap=gap, seed=seed, start=start, watch=watch)
    fallback = start
    if start is None and math.isfinite(seconds):  # so that there is something good when the time is over
        fallback = search(problem, effort=QUICK * min(1.0, effort), seed=seed, until=until).choice
    work = WORK * (effort if start is None else WARM * effort) / max(1, len(problem.columns))
    found = _whole(problem, until, Allowance(max(LEAST_ASKED, work)), gap=gap, seed=seed)
    if fallback is not None:
        found = _no_worse(problem, found, fallback)
    if over(until) or found.gap <= max(gap, PROVEN):
        return found
    return by_neighbourhoods(
        problem, effort=effort, until=until, gap=gap, seed=seed, start=start, watch=watch, known=found
    )


def _whole(problem: Problem, until: float, allowance: Allowance, *, gap: float, seed: int) -> Solution:
    """What HiGHS finds for the whole problem, part by part if it can; without a start, so that it proves by itself."""
    parts = [subproblem_of(problem, *each, [UNDONE] * len(problem.penalties)) for each in components(problem)]
    apart = _apart(problem, parts, until, allowance, gap=gap, seed=seed) if len(parts) > 1 else None
    return apart or exactly(problem, until=until, allowance=allowance, gap=gap, seed=seed)


def _no_worse(problem: Problem, found: Solution, choice: Choice) -> Solution:
    """A solution, or a choice where that keeps to all limits and is cheaper."""
    used = usage_of(problem, choice)
    if used.violations or used.cost >= found.cost:
        return found
    return judged(choice, used.cost, found.bound, ended=found.status != "stopped")


def _apart(
    problem: Problem, parts: Sequence[Subproblem], until: float, allowance: Allowance, *, gap: float, seed: int
) -> Solution | None:
    """The solutions of parts put together; None where together they exceed a shared limit."""
    choice = [UNDONE] * len(problem.penalties)
    solutions = [exactly(part.problem, until=until, allowance=allowance, gap=gap, seed=seed) for part in parts]
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
