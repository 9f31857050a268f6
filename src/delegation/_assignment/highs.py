"""_assignment.highs: how does HiGHS answer a problem: as a whole where it is small, else by neighbourhoods?

Needs the extra `plan`. Parts that hang together only through shared limits are solved apart, and together only where a
shared limit binds.
"""

import math
import time
from collections.abc import Sequence

from delegation._assignment.annealing import search
from delegation._assignment.exact import exactly, judged
from delegation._assignment.neighbourhoods import by_neighbourhoods, over, own_choice
from delegation._assignment.problem import UNDONE, Choice, Problem, Solution, usage_of
from delegation._assignment.subproblem import Subproblem, components, subproblem_of
from delegation._assignment.watch import Watch, go_on

SMALL = 3_000
"""With up to so many columns a problem is solved as a whole."""

START, SEARCHING = 0.5, 0.2
"""The effort, at the most, of the search that large problems start from, and which part of the whole that is."""

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
    """The best answer that HiGHS finds, with a proven bound.

    Args:
        problem: The problem.
        effort: How many neighbourhoods to search where the problem is large.
        seconds: The longest that it may take, in all.
        gap: How far from the bound is good enough, as a part of the cost.
        seed: Where random choices start.
        start: A choice to start from.
        watch: Told now and then which part of the work is done; True stops it.
    """
    until = time.monotonic() + seconds
    if len(problem.columns) > SMALL:
        found = search(
            problem,
            effort=START * min(1.0, effort),
            seed=seed,
            start=start,
            watch=lambda done: watch(done * SEARCHING) or over(until),
        )
        return by_neighbourhoods(problem, found, effort, until, gap=gap, seed=seed, watch=watch)
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
    """The answers of parts put together; None where together they pass a shared limit."""
    choice = [UNDONE] * len(problem.penalties)
    starts = [None if start is None else tuple(own_choice(part, start)) for part in parts]
    answers = [
        exactly(part.problem, until=until, gap=gap, seed=seed, start=own)
        for part, own in zip(parts, starts, strict=True)
    ]
    for part, answer in zip(parts, answers, strict=True):
        part.lift(answer.choice, choice)
    used = usage_of(problem, choice)
    if used.problems:
        return None
    never = math.fsum(
        penalty for task, penalty in enumerate(problem.penalties) if all(task not in p.tasks for p in parts)
    )
    bound = math.fsum([never, *(answer.bound for answer in answers)])
    return judged(tuple(choice), used.cost, bound, ended=all(answer.status != "stopped" for answer in answers))
