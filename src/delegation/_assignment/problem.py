"""_assignment.problem: who does what at least cost, as plain numbers?

A fixed-charge assignment with modes. Every task takes one column or stays undone at a penalty. A column that needs a
state opens it; of the states of one facility at most one is open. An open state costs its fixed charge, carries loads
up to its capacity, and charges block hours above its block. Two resources, cash and the owner's hours, are shared by
all, and of some states only so many may be open at once.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

UNDONE = -1
"""The choice of a task that is not done."""

NO_STATE = -1
"""The state of a column that needs none."""

SLACK = 1e-9
"""How far a sum may exceed its limit, as a part of it: what rounding adds."""


class State(NamedTuple):
    """One way in which a facility can be open.

    Attributes:
        facility: The facility; at most one of its states is open.
        fixed_charge: Cost of being open.
        capacity: The load that it carries.
        block: Block hours that cost nothing more.
        overage_rate: Cost, in cash, of each block hour above them.
        cash: Cash that being open takes.
        owner_hours: Owner's hours that being open takes.
        counted: Whether it is one of those of which only so many may be open.
    """

    facility: int
    fixed_charge: float = 0.0
    capacity: float = math.inf
    block: float = math.inf
    overage_rate: float = 0.0
    cash: float = 0.0
    owner_hours: float = 0.0
    counted: bool = False


class Column(NamedTuple):
    """One way of doing one task.

    Attributes:
        task: The task.
        state: The state that must be open, or `NO_STATE`.
        cost: Its cost.
        load: What it takes of the state's capacity.
        block: Block hours that it takes.
        cash: Cash that it takes.
        owner_hours: Owner's hours that it takes.
    """

    task: int
    state: int
    cost: float
    load: float = 0.0
    block: float = 0.0
    cash: float = 0.0
    owner_hours: float = 0.0


class Problem(NamedTuple):
    """The array problem.

    Attributes:
        penalties: For each task the cost of leaving it undone.
        states: The states of all facilities.
        columns: The ways of doing the tasks.
        cash_limit: Most cash in all.
        owner_hours_limit: Most owner's hours in all.
        open_limit: Most counted states that are open at once.
    """

    penalties: tuple[float, ...]
    states: tuple[State, ...]
    columns: tuple[Column, ...]
    cash_limit: float = math.inf
    owner_hours_limit: float = math.inf
    open_limit: float = math.inf


Choice = tuple[int, ...]
"""For each task the index of its column, or `UNDONE`."""


class Solution(NamedTuple):
    """What a solver found.

    Attributes:
        choice: The columns.
        cost: Their cost, penalties included.
        bound: No choice costs less, as far as is proven; -inf where nothing is.
        status: ``optimal`` where the cost is proven to be the least, ``feasible``, or ``stopped`` where a limit of
            time ended the work.
    """

    choice: Choice
    cost: float
    bound: float
    status: str

    @property
    def gap(self) -> float:
        """How much dearer than the bound, as a part of the cost."""
        if self.cost <= self.bound:
            return 0.0
        return min(math.inf, (self.cost - self.bound) / abs(self.cost)) if self.cost else math.inf


class Usage(NamedTuple):
    """What a choice comes to.

    Attributes:
        cost: Cost, penalties included.
        cash: Cash.
        owner_hours: Owner's hours.
        violations: Why it is no solution, in words; empty where it is one.
    """

    cost: float
    cash: float
    owner_hours: float
    violations: tuple[str, ...]


def usage_of(problem: Problem, choice: Sequence[int]) -> Usage:
    """What a choice costs and takes, and whether it keeps to all limits."""
    chosen = [(task, problem.columns[index]) for task, index in enumerate(choice) if index != UNDONE]
    violations = [
        f"task {task} is done by a column of task {column.task}" for task, column in chosen if column.task != task
    ]
    held: dict[int, list[Column]] = {}
    for _, column in chosen:
        if column.state != NO_STATE:
            held.setdefault(column.state, []).append(column)
    facilities = [problem.states[state].facility for state in held]
    violations += [
        f"facility {facility} is open in two ways"
        for facility in sorted(set(facilities))
        if facilities.count(facility) > 1
    ]
    cost = [problem.penalties[task] for task, index in enumerate(choice) if index == UNDONE]
    cost += [column.cost for _, column in chosen]
    cash, owner_hours = [column.cash for _, column in chosen], [column.owner_hours for _, column in chosen]
    for index, columns in sorted(held.items()):
        state = problem.states[index]
        load = math.fsum(column.load for column in columns)
        if exceeds(load, state.capacity):
            violations.append(f"state {index} carries {load:g} of {state.capacity:g}")
        above = overage(state, math.fsum(column.block for column in columns))
        cost += [state.fixed_charge, above]
        cash += [state.cash, above]
        owner_hours.append(state.owner_hours)
    for name, taken, limit in (
        ("cash", math.fsum(cash), problem.cash_limit),
        ("owner's hours", math.fsum(owner_hours), problem.owner_hours_limit),
    ):
        if exceeds(taken, limit):
            violations.append(f"{name} {taken:g} of {limit:g}")
    counted = sum(problem.states[state].counted for state in held)
    if exceeds(counted, problem.open_limit):
        violations.append(f"counted states {counted} of {problem.open_limit:g}")
    return Usage(math.fsum(cost), math.fsum(cash), math.fsum(owner_hours), tuple(violations))


def overage(state: State, hours: float, last: float = math.inf) -> float:
    """What the last of so many block hours cost above the block of an open state.

    Args:
        state: The state.
        hours: All block hours.
        last: How many of them are asked about: those that came last, or all.
    """
    above = hours - state.block
    if above <= 0.0:
        return 0.0
    least = above if above < last else last  # noqa: FURB136  # the search asks millions of times, and min is slower
    return state.overage_rate * least


def exceeds(taken: float, limit: float) -> bool:
    """Whether a sum exceeds its limit by more than rounding."""
    return taken > loosened(limit)


def loosened(limit: float) -> float:
    """A limit with what rounding may add to a sum that meets it exactly."""
    return limit + SLACK * max(1.0, abs(limit))


def columns_by_task(problem: Problem) -> list[list[int]]:
    """For each task the indices of its columns."""
    found: list[list[int]] = [[] for _ in problem.penalties]
    for index, column in enumerate(problem.columns):
        found[column.task].append(index)
    return found
