"""_assignment.neighbourhoods: how is a large problem answered, a few facilities at a time?

Needs the extra `plan`. The search finds a start; then, again and again, a few facilities that compete for the same
tasks are freed and their part of the problem is solved as a whole.
"""

import math
import random
from collections.abc import Sequence

from delegation._assignment.annealing import search
from delegation._assignment.exact import PROVEN, attempt, with_proven_status
from delegation._assignment.problem import NO_STATE, UNDONE, Choice, Problem, Solution, columns_by_task, usage_of
from delegation._assignment.program import Program
from delegation._assignment.running import Allowance, run
from delegation._assignment.subproblem import Subproblem, subproblem_of
from delegation._assignment.watch import Watch, over
from delegation.errors import MissingExtraError

try:
    import highspy
    import numpy as np
except ImportError as error:
    raise MissingExtraError("highspy", "plan") from error


NEIGHBOURS = 500
"""About how many columns a neighbourhood frees."""

UNHELD = 20
"""Of the tasks that need no state or are undone, how many a neighbourhood frees at the most."""

ROUNDS = 60
"""Neighbourhoods at effort 1, at the most."""

ASKED, ASKED_A_COLUMN = 60.0, 0.01
"""How often, at effort 1, HiGHS may ask whether to go on: in any case, and for each column of the problem."""

WARM = 0.3
"""The part of all this where there is a start to improve, as in a later round of planning."""

SEARCHING = 0.3
"""Which part of the whole the search is that it starts from, for who waits."""

NODES = 1
"""How many nodes of a neighbourhood HiGHS looks at: what the root does not find is seldom worth the time."""

CLOSE = 1e-4
"""The gap to which a neighbourhood is solved, as a part of its cost."""

VIOLATED, GAIN = 1e-6, 1e-5
"""By how much a link must be violated to be added to a relaxation, and what a round of these must gain, as a part."""


def by_neighbourhoods(
    problem: Problem,
    *,
    effort: float,
    until: float,
    gap: float,
    seed: int,
    start: Choice | None,
    watch: Watch,
    known: Solution | None = None,
) -> Solution:
    """What the search finds, improved neighbourhood by neighbourhood, with a proven bound.

    It is never worse than what the search finds with the same effort.

    Args:
        problem: The problem.
        effort: How much work to do; 1 is `ROUNDS` neighbourhoods at the most.
        until: When to stop, by the monotonic clock.
        gap: How far from the bound is good enough, as a part of the cost.
        seed: Where random choices start.
        start: A choice to start from.
        watch: Hears now and then which part of the work is done; True stops it.
        known: What is known already: a choice that keeps to all limits, and a bound.
    """
    found = search(
        problem, effort=effort, seed=seed, start=start, until=until, watch=lambda done: watch(done * SEARCHING)
    )
    if known is not None and known.cost < found.cost:
        found = found._replace(choice=known.choice, cost=known.cost)
    rng = random.Random(seed)  # noqa: S311  # no secrets here
    bound = known.bound if known is not None else relaxed_bound(problem, until)
    incumbent = found._replace(bound=min(bound, found.cost))
    by_task = columns_by_task(problem)
    work = effort if start is None else WARM * effort
    rounds = max(1, round(work * ROUNDS))
    allowance = Allowance(max(1.0, work * (ASKED + ASKED_A_COLUMN * len(problem.columns))))
    for count in range(rounds):
        if incumbent.gap <= max(gap, PROVEN):
            return with_proven_status(incumbent)
        if watch(SEARCHING + (1.0 - SEARCHING) * count / rounds) or over(until):
            return incumbent._replace(status="stopped")
        if allowance.left <= 0:
            break
        part = _neighbourhood(problem, by_task, incumbent.choice, rng)
        incumbent = _improved(problem, part, incumbent, until=until, allowance=allowance, seed=seed)
    watch(1.0)
    return with_proven_status(incumbent)


def _improved(
    problem: Problem, part: Subproblem, incumbent: Solution, *, until: float, allowance: Allowance, seed: int
) -> Solution:
    """An incumbent after one neighbourhood of it; never worse."""
    held = part.lower(incumbent.choice)
    program = Program(part.problem, strong=True)
    better = attempt(program, held, until=until, allowance=allowance, gap=CLOSE, seed=seed, start=held, nodes=NODES)
    choice = list(incumbent.choice)
    part.lift(better.choice, choice)
    used = usage_of(problem, choice)
    if used.violations or used.cost >= incumbent.cost:
        return incumbent
    return incumbent._replace(choice=tuple(choice), cost=used.cost, bound=min(incumbent.bound, used.cost))


def relaxed_bound(problem: Problem, until: float = math.inf) -> float:
    """What no choice costs less than: the cost where tasks may be split; -inf where the time does not suffice.

    The rows that link each column to its state are added where they are violated, until none is.

    Args:
        problem: The problem.
        until: When to stop, by the monotonic clock; a bound that is found by then is proven, if not the best.
    """
    if over(until):
        return -math.inf
    program = Program(problem, strong=False)
    solver = program.solver(whole=False)
    bound = -math.inf
    while not over(until):
        run(solver, until=until, allowance=Allowance())
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            break
        found = float(solver.getInfo().objective_function_value) / program.scale
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


def _neighbourhood(
    problem: Problem, by_task: Sequence[Sequence[int]], choice: Choice, rng: random.Random
) -> Subproblem:
    """A few facilities that compete for the same tasks, with all that they hold, and some that none holds."""
    columns, states = problem.columns, problem.states
    at = [NO_STATE if column.state == NO_STATE else states[column.state].facility for column in columns]
    held: dict[int, list[int]] = {}
    for task, index in enumerate(choice):
        held.setdefault(NO_STATE if index == UNDONE else at[index], []).append(task)
    facilities = sorted({state.facility for state in states})
    chosen = set(rng.sample(facilities, min(1, len(facilities))))
    free = {task for facility in chosen for task in held.get(facility, [])}
    loose = set(held.get(NO_STATE, []))
    size = 0
    while size < NEIGHBOURS and len(chosen) < len(facilities):
        rivals: dict[int, int] = {}
        for task in free or loose:
            for index in by_task[task]:
                if columns[index].state != NO_STATE and at[index] not in chosen:
                    rivals[at[index]] = rivals.get(at[index], 0) + 1
        pool = sorted(rivals) or [facility for facility in facilities if facility not in chosen]
        facility = rng.choices(pool, [rivals.get(facility, 1) for facility in pool])[0]
        chosen.add(facility)
        free.update(held.get(facility, []))
        size = sum(columns[index].state == NO_STATE or at[index] in chosen for task in free for index in by_task[task])
    near = {
        task
        for task in loose
        if not facilities or any(columns[index].state != NO_STATE and at[index] in chosen for index in by_task[task])
    }
    free.update(rng.sample(sorted(near), min(len(near), UNHELD)))
    return subproblem_of(
        problem, sorted(free), [index for index, state in enumerate(states) if state.facility in chosen], choice
    )
