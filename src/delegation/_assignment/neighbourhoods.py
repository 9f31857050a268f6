"""_assignment.neighbourhoods: how is a large problem answered, a few facilities at a time?"""

import math
import random
import time
from collections.abc import Sequence

from delegation._assignment.exact import PROVEN, exactly
from delegation._assignment.problem import NO_STATE, UNDONE, Choice, Problem, Solution, columns_by_task, usage_of
from delegation._assignment.program import Program
from delegation._assignment.subproblem import Subproblem, subproblem_of
from delegation._assignment.watch import Watch
from delegation.errors import MissingExtraError

try:
    import highspy
    import numpy as np
except ImportError as error:
    raise MissingExtraError("highspy", "plan") from error


NEIGHBOURS = 700
"""About how many columns a neighbourhood frees."""

ROUNDS = 60
"""Neighbourhoods at effort 1."""

START, SEARCHING = 0.5, 0.2
"""The effort, at the most, of the search that large problems start from, and which part of the whole that is."""

PART_SECONDS = 4.0
"""The longest that one neighbourhood may take; reached, it counts as searched."""

CLOSE = 1e-4
"""The gap to which a neighbourhood is solved, as a part of its cost."""

VIOLATED, GAIN = 1e-6, 1e-5
"""By how much a link must be violated to be added to a relaxation, and what a round of these must gain, as a part."""


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


def by_neighbourhoods(
    problem: Problem, found: Solution, effort: float, until: float, *, gap: float, seed: int, watch: Watch
) -> Solution:
    """An answer, improved where a few sites that compete for the same tasks are freed, again and again."""
    drawn = random.Random(seed)  # noqa: S311  # no secrets here
    bound = relaxed_bound(problem, until - time.monotonic())
    best = found._replace(bound=min(bound, found.cost))
    by_task = columns_by_task(problem)
    rounds = max(1, round(effort * ROUNDS))
    for count in range(rounds):
        if best.gap <= max(gap, PROVEN):
            return best._replace(status="optimal" if best.gap <= PROVEN else "feasible")
        if watch(SEARCHING + (1.0 - SEARCHING) * count / rounds) or over(until):
            return best._replace(status="stopped")
        part = _neighbourhood(problem, by_task, best.choice, drawn)
        own = tuple(own_choice(part, best.choice))
        limit = min(until, time.monotonic() + PART_SECONDS)
        better = exactly(part.problem, until=limit, gap=CLOSE, seed=seed, start=own)
        choice = list(best.choice)
        part.lift(better.choice, choice)
        used = usage_of(problem, choice)
        if not used.problems and used.cost < best.cost:
            best = best._replace(choice=tuple(choice), cost=used.cost, bound=min(best.bound, used.cost))
    watch(1.0)
    return best._replace(status="optimal" if best.gap <= PROVEN else "feasible")


def over(until: float) -> bool:
    """Whether the time is over."""
    return time.monotonic() >= until


def own_choice(part: Subproblem, choice: Sequence[int]) -> list[int]:
    """A choice of the larger problem as one of its part."""
    number = {column: index for index, column in enumerate(part.columns)}
    return [number.get(choice[task], UNDONE) for task in part.tasks]


def _neighbourhood(
    problem: Problem, by_task: Sequence[Sequence[int]], choice: Choice, drawn: random.Random
) -> Subproblem:
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
    return subproblem_of(
        problem, sorted(free), [index for index, state in enumerate(states) if state.site in chosen], choice
    )


def _at(problem: Problem, index: int, sites: set[int]) -> bool:
    """Whether a column is at one of some sites."""
    state = problem.columns[index].state
    return state != NO_STATE and problem.states[state].site in sites
