"""_assignment: who does what at least cost, as plain numbers: the array problem between the domain and the solvers.

A fixed-charge assignment with modes. Every task takes one column or stays undone at a penalty. A column that needs a
state opens it; of the states of one site at most one is open. An open state costs its fixed charge, carries loads up
to its capacity, and charges block hours above its block. Two resources, cash and the owner's hours, are shared by all.
"""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

UNDONE = -1
"""The choice of a task that is not done."""

NO_STATE = -1
"""The state of a column that needs none."""

SLACK = 1e-9
"""How far a sum may pass its limit, as a part of it: what rounding adds."""


class State(NamedTuple):
    """One way in which a site can be open.

    Attributes:
        site: The site; at most one of its states is open.
        fixed: Cost of being open.
        capacity: The load that it carries.
        block: Block hours that cost nothing more.
        overage: Cost, in cash, of each block hour above them.
        cash: Cash that being open takes.
        owner: Owner's hours that being open takes.
    """

    site: int
    fixed: float = 0.0
    capacity: float = math.inf
    block: float = math.inf
    overage: float = 0.0
    cash: float = 0.0
    owner: float = 0.0


class Column(NamedTuple):
    """One way of doing one task.

    Attributes:
        task: The task.
        state: The state that must be open, or `NO_STATE`.
        cost: Its cost.
        load: What it takes of the state's capacity.
        block: Block hours that it takes.
        cash: Cash that it takes.
        owner: Owner's hours that it takes.
    """

    task: int
    state: int
    cost: float
    load: float = 0.0
    block: float = 0.0
    cash: float = 0.0
    owner: float = 0.0


class Problem(NamedTuple):
    """The array problem.

    Attributes:
        penalties: For each task the cost of leaving it undone.
        states: The states of all sites.
        columns: The ways of doing the tasks.
        cash: Most cash in all.
        owner: Most owner's hours in all.
    """

    penalties: tuple[float, ...]
    states: tuple[State, ...]
    columns: tuple[Column, ...]
    cash: float = math.inf
    owner: float = math.inf


Choice = tuple[int, ...]
"""For each task the index of its column, or `UNDONE`."""


class Answer(NamedTuple):
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


class Use(NamedTuple):
    """What a choice comes to.

    Attributes:
        cost: Cost, penalties included.
        cash: Cash.
        owner: Owner's hours.
        problems: Why it is no answer, in words; empty where it is one.
    """

    cost: float
    cash: float
    owner: float
    problems: tuple[str, ...]


def use_of(problem: Problem, choice: Sequence[int]) -> Use:
    """What a choice costs and takes, and whether it keeps to all limits."""
    chosen = [(task, problem.columns[index]) for task, index in enumerate(choice) if index != UNDONE]
    problems = [
        f"task {task} is done by a column of task {column.task}" for task, column in chosen if column.task != task
    ]
    held: dict[int, list[Column]] = {}
    for _, column in chosen:
        if column.state != NO_STATE:
            held.setdefault(column.state, []).append(column)
    sites = [problem.states[state].site for state in held]
    problems += [f"site {site} is open in two ways" for site in sorted(set(sites)) if sites.count(site) > 1]
    cost = [problem.penalties[task] for task, index in enumerate(choice) if index == UNDONE]
    cost += [column.cost for _, column in chosen]
    cash, owner = [column.cash for _, column in chosen], [column.owner for _, column in chosen]
    for index, columns in sorted(held.items()):
        state = problem.states[index]
        load = math.fsum(column.load for column in columns)
        if passes(load, state.capacity):
            problems.append(f"state {index} carries {load:g} of {state.capacity:g}")
        above = overage(state, math.fsum(column.block for column in columns))
        cost += [state.fixed, above]
        cash += [state.cash, above]
        owner.append(state.owner)
    for name, taken, most in (("cash", math.fsum(cash), problem.cash), ("owner", math.fsum(owner), problem.owner)):
        if passes(taken, most):
            problems.append(f"{name} is {taken:g} of {most:g}")
    return Use(math.fsum(cost), math.fsum(cash), math.fsum(owner), tuple(problems))


def overage(state: State, hours: float) -> float:
    """What so many block hours cost above the block of an open state."""
    return state.overage * max(0.0, hours - state.block)


def passes(taken: float, limit: float) -> bool:
    """Whether a sum passes its limit by more than rounding."""
    return taken > limit + SLACK * max(1.0, abs(limit))


def components(problem: Problem) -> Iterator[tuple[list[int], list[int]]]:
    """Tasks and states that hang together through columns and sites; tasks without columns are in none of the parts."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for column in problem.columns:
        node = root(("task", column.task))
        if column.state != NO_STATE:
            parent[root(("site", problem.states[column.state].site))] = node
    groups: dict[tuple[str, int], tuple[list[int], list[int]]] = {}
    for task in sorted({column.task for column in problem.columns}):
        groups.setdefault(root(("task", task)), ([], []))[0].append(task)
    for index, state in enumerate(problem.states):
        where = root(("site", state.site))
        if where in groups:
            groups[where][1].append(index)
    yield from groups.values()


class Part(NamedTuple):
    """A smaller problem cut out of a larger one.

    Attributes:
        problem: The smaller problem.
        tasks: Which task of the larger each of its tasks is.
        columns: Which column of the larger each of its columns is.
    """

    problem: Problem
    tasks: tuple[int, ...]
    columns: tuple[int, ...]

    def lift(self, choice: Sequence[int], into: list[int]) -> None:
        """Write a choice of the smaller problem into one of the larger."""
        for task, index in zip(self.tasks, choice, strict=True):
            into[task] = UNDONE if index == UNDONE else self.columns[index]


def columns_by_task(problem: Problem) -> list[list[int]]:
    """For each task the indices of its columns."""
    found: list[list[int]] = [[] for _ in problem.penalties]
    for index, column in enumerate(problem.columns):
        found[column.task].append(index)
    return found


def part_of(problem: Problem, tasks: Sequence[int], states: Sequence[int], held: Sequence[int]) -> Part:
    """The problem of some tasks on some states, where all other tasks stay as they are.

    Args:
        problem: The larger problem.
        tasks: The tasks that are free.
        states: The states that are free to be opened or closed; what others hold there stays there.
        held: The choice of all tasks of the larger problem; that of the free tasks does not matter.
    """
    place = {task: index for index, task in enumerate(tasks)}
    rest = [UNDONE if task in place else index for task, index in enumerate(held)]
    load: dict[int, float] = {}
    block: dict[int, float] = {}
    for column in (problem.columns[index] for index in rest if index != UNDONE):
        load[column.state] = load.get(column.state, 0.0) + column.load
        block[column.state] = block.get(column.state, 0.0) + column.block
    taken = {problem.states[state].site for state in load if state != NO_STATE}
    number: dict[int, int] = {}
    cut: list[State] = []
    for index in states:
        state = problem.states[index]
        if index in load:  # it stays open: what it costs anyway is no part of the smaller problem
            spare, room = max(0.0, state.block - block[index]), state.capacity - load[index]
            state = state._replace(fixed=0.0, cash=0.0, owner=0.0, capacity=room, block=spare)
        elif state.site in taken:
            continue  # another state of its site stays open
        number[index] = len(cut)
        cut.append(state)
    columns = [
        (index, column._replace(task=place[column.task], state=number.get(column.state, NO_STATE)))
        for index, column in enumerate(problem.columns)
        if column.task in place and (column.state == NO_STATE or column.state in number)
    ]
    used = use_of(problem, rest)
    return Part(
        Problem(
            tuple(problem.penalties[task] for task in tasks),
            tuple(cut),
            tuple(column for _, column in columns),
            problem.cash - used.cash,
            problem.owner - used.owner,
        ),
        tuple(tasks),
        tuple(index for index, _ in columns),
    )
