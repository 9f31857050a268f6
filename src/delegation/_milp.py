"""_milp: how does HiGHS answer the array problem: exactly where it is small, neighbourhood by neighbourhood where not?

Needs the extra `plan`. Parts that hang together only through shared limits are solved apart, and together only where a
shared limit binds.
"""

import math
import random
import time
from collections.abc import Sequence

from delegation._assignment import (
    NO_STATE,
    UNDONE,
    Answer,
    Choice,
    Part,
    Problem,
    columns_by_task,
    components,
    part_of,
    use_of,
)
from delegation._program import STRONG, Program
from delegation._progress import Watch, go_on
from delegation._search import search
from delegation.errors import MissingExtraError

try:
    import highspy
    import numpy as np
except ImportError as error:
    raise MissingExtraError("highspy", "plan") from error

SMALL = 3_000
"""With up to so many columns a problem is solved as a whole."""

NEIGHBOURS = 700
"""About how many columns a neighbourhood frees."""

ROUNDS = 60
"""Neighbourhoods at effort 1."""

START, SEARCHING = 0.5, 0.2
"""The effort, at the most, of the search that large problems start from, and which part of the whole that is."""

QUICK = 0.1
"""The effort of the search that a small problem starts from where time is limited."""

PART_SECONDS = 4.0
"""The longest that one neighbourhood may take; reached, it counts as searched."""

PROVEN = 1e-7
"""The gap, as a part of the cost, that is but rounding."""

CLOSE = 1e-4
"""The gap to which a neighbourhood is solved, as a part of its cost."""

VIOLATED, GAIN = 1e-6, 1e-5
"""By how much a link must be violated to be added to a relaxation, and what a round of these must gain, as a part."""


def solve(
    problem: Problem,
    *,
    effort: float = 1.0,
    seconds: float = math.inf,
    gap: float = 0.0,
    seed: int = 0,
    start: Choice | None = None,
    watch: Watch = go_on,
) -> Answer:
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
            watch=lambda done: watch(done * SEARCHING) or _over(until),
        )
        return _by_neighbourhoods(problem, found, effort, until, gap=gap, seed=seed, watch=watch)
    if start is None and math.isfinite(seconds):  # so that there is something good when the time is over
        start = search(problem, effort=QUICK * min(1.0, effort), seed=seed, watch=lambda _: _over(until)).choice
    parts = [part_of(problem, *each, [UNDONE] * len(problem.penalties)) for each in components(problem)]
    if len(parts) > 1:
        apart = _apart(problem, parts, until, gap=gap, seed=seed, start=start)
        if apart is not None:
            return apart
    return exactly(problem, until=until, gap=gap, seed=seed, start=start)


def _apart(
    problem: Problem, parts: Sequence[Part], until: float, *, gap: float, seed: int, start: Choice | None
) -> Answer | None:
    """The answers of parts put together; None where together they pass a shared limit."""
    choice = [UNDONE] * len(problem.penalties)
    starts = [None if start is None else tuple(_own(part, start)) for part in parts]
    answers = [
        exactly(part.problem, until=until, gap=gap, seed=seed, start=own)
        for part, own in zip(parts, starts, strict=True)
    ]
    for part, answer in zip(parts, answers, strict=True):
        part.lift(answer.choice, choice)
    used = use_of(problem, choice)
    if used.problems:
        return None
    never = math.fsum(
        penalty for task, penalty in enumerate(problem.penalties) if all(task not in p.tasks for p in parts)
    )
    bound = math.fsum([never, *(answer.bound for answer in answers)])
    return _judged(tuple(choice), used.cost, bound, ended=all(answer.status != "stopped" for answer in answers))


def exactly(
    problem: Problem, *, until: float = math.inf, gap: float = 0.0, seed: int = 0, start: Choice | None = None
) -> Answer:
    """One mixed-integer program for the whole problem.

    Args:
        problem: The problem.
        until: When to stop, by the monotonic clock.
        gap: How far from the bound is good enough, as a part of the cost.
        seed: The solver's seed.
        start: A choice to start from.
    """
    left = until - time.monotonic()
    if start is not None and use_of(problem, start).problems:
        start = None  # it passes a limit at these prices
    fallback = start or (UNDONE,) * len(problem.penalties)
    if not problem.columns:  # nothing to choose; HiGHS knows no answer to a model without variables
        least = math.fsum(problem.penalties)
        return Answer(fallback, least, least, "optimal")
    if left <= 0.0:
        return Answer(fallback, use_of(problem, fallback).cost, -math.inf, "stopped")
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
    used = use_of(problem, choice)
    if used.problems:
        choice, used = fallback, use_of(problem, fallback)
    elif start is not None and (kept := use_of(problem, start)).cost < used.cost:
        choice, used = start, kept
    bound = info.mip_dual_bound if math.isfinite(info.mip_dual_bound) else -math.inf
    return _judged(choice, used.cost, bound, ended=status == highspy.HighsModelStatus.kOptimal)


def _judged(choice: Choice, cost: float, bound: float, *, ended: bool) -> Answer:
    """An answer of a solver that ended by itself or not; optimal only where the bound says so."""
    answer = Answer(choice, cost, min(bound, cost), "stopped")
    if not ended:
        return answer
    return answer._replace(status="optimal" if answer.gap <= PROVEN else "feasible")


def relaxed_bound(problem: Problem, seconds: float = math.inf) -> float:
    """What no choice costs less than: the cost where tasks may be split; -inf where the time does not suffice.

    The rows that link each column to its state are added where they are violated, until none is.

    Args:
        problem: The problem.
        seconds: The longest that it may take; a bound that is found by then is proven, if not the best.
    """
    until = time.monotonic() + seconds
    program = Program(problem, strong=False)
    solver = program.solver(whole=False)
    bound = -math.inf
    while (left := until - time.monotonic()) > 0.0:
        if math.isfinite(left):
            solver.setOptionValue("time_limit", solver.getRunTime() + left)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            break
        found = float(solver.getInfo().objective_function_value)
        gained, bound = found - bound, max(bound, found)
        values = solver.getSolution().col_value
        violated = [
            (index, program.opened + column.state)
            for index, column in enumerate(problem.columns)
            if column.state != NO_STATE and values[index] > values[program.opened + column.state] + VIOLATED
        ]
        if not violated or gained <= GAIN * abs(bound):
            break
        many = len(violated)
        solver.addRows(
            many,
            np.full(many, -math.inf),
            np.zeros(many),
            2 * many,
            np.arange(0, 2 * many, 2, dtype=np.int32),
            np.array(violated, dtype=np.int32).ravel(),
            np.tile([1.0, -1.0], many),
        )
    return bound


def _by_neighbourhoods(
    problem: Problem, found: Answer, effort: float, until: float, *, gap: float, seed: int, watch: Watch
) -> Answer:
    """An answer, improved where a few sites that compete for the same tasks are freed, again and again."""
    drawn = random.Random(seed)  # noqa: S311  # no secrets here
    bound = relaxed_bound(problem, until - time.monotonic())
    best = found._replace(bound=min(bound, found.cost))
    by_task = columns_by_task(problem)
    rounds = max(1, round(effort * ROUNDS))
    for count in range(rounds):
        if best.gap <= max(gap, PROVEN):
            return best._replace(status="optimal" if best.gap <= PROVEN else "feasible")
        if watch(SEARCHING + (1.0 - SEARCHING) * count / rounds) or _over(until):
            return best._replace(status="stopped")
        part = _neighbourhood(problem, by_task, best.choice, drawn)
        own = tuple(_own(part, best.choice))
        limit = min(until, time.monotonic() + PART_SECONDS)
        better = exactly(part.problem, until=limit, gap=CLOSE, seed=seed, start=own)
        choice = list(best.choice)
        part.lift(better.choice, choice)
        used = use_of(problem, choice)
        if not used.problems and used.cost < best.cost:
            best = best._replace(choice=tuple(choice), cost=used.cost, bound=min(best.bound, used.cost))
    watch(1.0)
    return best._replace(status="optimal" if best.gap <= PROVEN else "feasible")


def _over(until: float) -> bool:
    """Whether the time is over."""
    return time.monotonic() >= until


def _own(part: Part, choice: Sequence[int]) -> list[int]:
    """A choice of the larger problem as one of its part."""
    number = {column: index for index, column in enumerate(part.columns)}
    return [number.get(choice[task], UNDONE) for task in part.tasks]


def _neighbourhood(problem: Problem, by_task: Sequence[Sequence[int]], choice: Choice, drawn: random.Random) -> Part:
    """A few sites that compete for the same tasks, with all that they hold, and some that are kept or undone."""
    columns, states = problem.columns, problem.states
    held: dict[int, list[int]] = {}
    for task, index in enumerate(choice):
        site = NO_STATE if index == UNDONE or columns[index].state == NO_STATE else states[columns[index].state].site
        held.setdefault(site, []).append(task)
    sites = sorted({state.site for state in states})
    chosen = set(drawn.sample(sites, min(1, len(sites))))
    free = {task for site in chosen for task in held.get(site, [])}
    loose = set(held.get(NO_STATE, []))
    size = 0
    while size < NEIGHBOURS and len(chosen) < len(sites):
        rivals: dict[int, int] = {}
        for task in free or loose:
            for index in by_task[task]:
                if columns[index].state != NO_STATE and (site := states[columns[index].state].site) not in chosen:
                    rivals[site] = rivals.get(site, 0) + 1
        pool = sorted(rivals) or [site for site in sites if site not in chosen]
        site = drawn.choices(pool, [rivals.get(site, 1) for site in pool])[0]
        chosen.add(site)
        free.update(held.get(site, []))
        size = sum(
            1
            for task in free
            for index in by_task[task]
            if columns[index].state == NO_STATE or states[columns[index].state].site in chosen
        )
    near = {task for task in loose if not sites or any(_at(problem, index, chosen) for index in by_task[task])}
    free.update(drawn.sample(sorted(near), min(len(near), 20)))
    return part_of(problem, sorted(free), [index for index, state in enumerate(states) if state.site in chosen], choice)


def _at(problem: Problem, index: int, sites: set[int]) -> bool:
    """Whether a column is at one of some sites."""
    state = problem.columns[index].state
    return state != NO_STATE and problem.states[state].site in sites
