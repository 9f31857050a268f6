"""_assignment.subproblem: which smaller problems are cut out of a larger one?"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from delegation._assignment.problem import NO_STATE, UNDONE, Choice, Problem, State, usage_of


def components(problem: Problem) -> Iterator[tuple[list[int], list[int]]]:
    """Tasks and states that hang together through columns and facilities, part by part.

    Tasks without columns are in none of the parts.
    """
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
            parent[root(("facility", problem.states[column.state].facility))] = node
    groups: dict[tuple[str, int], tuple[list[int], list[int]]] = {}
    for task in sorted({column.task for column in problem.columns}):
        groups.setdefault(root(("task", task)), ([], []))[0].append(task)
    for index, state in enumerate(problem.states):
        where = root(("facility", state.facility))
        if where in groups:
            groups[where][1].append(index)
    yield from groups.values()


class Subproblem(NamedTuple):
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

    def lower(self, choice: Sequence[int]) -> Choice:
        """A choice of the larger problem as one of the smaller; what it has no column for is undone."""
        number = {column: index for index, column in enumerate(self.columns)}
        return tuple(number.get(choice[task], UNDONE) for task in self.tasks)


def subproblem_of(problem: Problem, tasks: Sequence[int], states: Sequence[int], held: Sequence[int]) -> Subproblem:
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
    taken = {problem.states[state].facility for state in load if state != NO_STATE}
    number: dict[int, int] = {}
    cut: list[State] = []
    for index in states:
        state = problem.states[index]
        if index in load:  # it stays open: what it costs anyway is no part of the smaller problem
            spare, room = max(0.0, state.block - block[index]), state.capacity - load[index]
            state = state._replace(
                fixed_charge=0.0, cash=0.0, owner_hours=0.0, capacity=room, block=spare, counted=False
            )
        elif state.facility in taken:
            continue  # another state of its facility stays open
        number[index] = len(cut)
        cut.append(state)
    columns = [
        (index, column._replace(task=place[column.task], state=number.get(column.state, NO_STATE)))
        for index, column in enumerate(problem.columns)
        if column.task in place and (column.state == NO_STATE or column.state in number)
    ]
    used = usage_of(problem, rest)
    return Subproblem(
        Problem(
            tuple(problem.penalties[task] for task in tasks),
            tuple(cut),
            tuple(column for _, column in columns),
            problem.cash_limit - used.cash,
            problem.owner_hours_limit - used.owner_hours,
            problem.open_limit - sum(problem.states[state].counted for state in load if state != NO_STATE),
        ),
        tuple(tasks),
        tuple(index for index, _ in columns),
    )
