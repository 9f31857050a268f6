"""_assignment.program: how does the array problem read as a mixed-integer program for HiGHS?

Needs the extra `plan`. Variables: the columns, then the undone tasks, then the open states, then the overage hours of
each state.
"""

import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from delegation._assignment.problem import NO_STATE, UNDONE, Choice, Problem, columns_by_task
from delegation.errors import MissingExtraError

try:
    import highspy
    import numpy as np
except ImportError as error:
    raise MissingExtraError("highspy", "plan") from error


TOLERANCE = 1e-9
"""How far HiGHS may exceed a limit."""

USUAL = 2.0**4
"""About what a cost in the middle is when HiGHS gets it, so that its tolerances suit every currency."""

LARGEST = 2.0**10
"""The largest coefficient of a row, likewise."""

TINY = 2.0**-60
"""Which part of the largest cost is nothing; HiGHS stumbles over costs like 1e-121."""

OPTIONS: Mapping[str, object] = {
    "output_flag": False,
    "threads": 1,
    "mip_feasibility_tolerance": TOLERANCE,
    "primal_feasibility_tolerance": TOLERANCE,
}
"""How HiGHS works here: silently, alone, and closely."""

Cells = Iterable[tuple[int, float]]
"""A row: variables and their coefficients."""


class _Silent(highspy.Highs):
    """A HiGHS that says nothing, not even when it is made: since 1.16 it greets where its callbacks are enabled."""

    def enableCallbacks(self) -> Any:  # noqa: N802  # the name is HiGHS's
        """Be silent before anything can be said."""
        self.silent()
        return super().enableCallbacks()  # type: ignore[no-untyped-call]  # highspy has no types


class Program:
    """The rows of a program while it is written, one after the other and without zeros.

    Attributes:
        problem: The problem.
        scale: What costs are multiplied by, a power of two.
        costs: What each variable costs, multiplied so.
        opened: The variable of the first state.
        above: The variable of the first state's overage hours.
        width: How many variables there are.
        starts: Where each row starts, and where the last ends.
        indices: The variables of all rows.
        coefficients: Their coefficients.
        lower: The least that each row may come to.
        upper: The most that each row may come to.
    """

    def __init__(self, problem: Problem, *, strong: bool) -> None:
        """Write all rows.

        Args:
            problem: The problem.
            strong: Whether each column is linked to its state by a row of its own.
        """
        self.problem = problem
        self.opened = len(problem.columns) + len(problem.penalties)
        self.above = self.opened + len(problem.states)
        self.width = self.above + len(problem.states)
        self.starts, self.indices, self.coefficients = array("i", [0]), array("i"), array("d")
        self.lower, self.upper = array("d"), array("d")
        costs = self._costs()
        sizes = np.abs(costs)
        counted = sizes > TINY * sizes.max(initial=0.0)
        self.scale = 2.0 ** round(math.log2(USUAL / float(np.median(sizes[counted])))) if counted.any() else 1.0
        self.costs = np.where(counted, costs, 0.0) * self.scale
        held: list[list[int]] = [[] for _ in problem.states]
        for index, column in enumerate(problem.columns):
            if column.state != NO_STATE:
                held[column.state].append(index)
        self._every_task_once()
        for index, several in enumerate(held):
            self._state(index, several, strong=strong)
        self._one_state_a_facility()
        self._shared()

    def _costs(self) -> Any:
        """What each variable costs."""
        problem = self.problem
        costs = [column.cost for column in problem.columns]
        costs += problem.penalties
        costs += [state.fixed_charge for state in problem.states]
        costs += [state.overage_rate for state in problem.states]
        return np.array(costs, dtype=np.float64)

    def _add(self, cells: Cells, most: float, least: float = -math.inf) -> None:
        """Add a row that comes to at most so much; large numbers are divided, so that HiGHS's tolerance suits them."""
        filled = [(variable, value) for variable, value in cells if value]
        largest = max([abs(value) for _, value in filled], default=0.0)
        part = 2.0 ** -max(0, math.ceil(math.log2(largest / LARGEST))) if largest > LARGEST else 1.0
        self.indices.extend(variable for variable, _ in filled)
        self.coefficients.extend(value * part for _, value in filled)
        self.starts.append(len(self.indices))
        self.lower.append(least * part)
        self.upper.append(most * part)

    def _every_task_once(self) -> None:
        """Each task takes one column or stays undone."""
        problem = self.problem
        for task, several in enumerate(columns_by_task(problem)):
            self._add([(len(problem.columns) + task, 1.0), *((index, 1.0) for index in several)], 1.0, least=1.0)

    def _state(self, index: int, held: Sequence[int], *, strong: bool) -> None:
        """What a state carries only if it is open, and what is above its block."""
        columns, state, variable = self.problem.columns, self.problem.states[index], self.opened + index
        if math.isfinite(state.capacity):
            self._add([*((each, columns[each].load) for each in held), (variable, -state.capacity)], 0.0)
        if strong:
            for each in held:
                self._add([(each, 1.0), (variable, -1.0)], 0.0)
        elif held:
            self._add([*((each, 1.0) for each in held), (variable, -float(len(held)))], 0.0)
        if math.isfinite(state.block) and state.overage_rate:
            block = [(each, columns[each].block) for each in held]
            self._add([*block, (variable, -state.block), (self.above + index, -1.0)], 0.0)

    def _one_state_a_facility(self) -> None:
        """Of the states of a facility at most one is open."""
        facilities: dict[int, list[int]] = {}
        for index, state in enumerate(self.problem.states):
            facilities.setdefault(state.facility, []).append(self.opened + index)
        for several in facilities.values():
            self._add([(variable, 1.0) for variable in several], 1.0)

    def _shared(self) -> None:
        """Cash, the owner's hours and the counted states of all."""
        problem, opened, above = self.problem, self.opened, self.above
        columns, states = list(enumerate(problem.columns)), list(enumerate(problem.states))
        if math.isfinite(problem.cash_limit):
            cash = [(index, column.cash) for index, column in columns]
            cash += [(opened + index, state.cash) for index, state in states]
            self._add([*cash, *((above + index, state.overage_rate) for index, state in states)], problem.cash_limit)
        if math.isfinite(problem.owner_hours_limit):
            hours = [(index, column.owner_hours) for index, column in columns]
            hours += [(opened + index, state.owner_hours) for index, state in states]
            self._add(hours, problem.owner_hours_limit)
        if math.isfinite(problem.open_limit):
            self._add([(opened + index, float(state.counted)) for index, state in states], problem.open_limit)

    def solver(self, *, whole: bool) -> Any:
        """A HiGHS with this program; where it is not `whole`, tasks may be split."""
        states = len(self.problem.states)
        solver: Any = _Silent()  # type: ignore[no-untyped-call]  # highspy has no types
        for name, value in OPTIONS.items():
            solver.setOptionValue(name, value)
        kinds = [int(highspy.HighsVarType.kInteger) * whole] * self.above
        kinds += [int(highspy.HighsVarType.kContinuous)] * states
        solver.passModel(
            *(self.width, len(self.lower), len(self.indices)),
            *(int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMinimize), 0.0),
            *(self.costs, np.zeros(self.width), np.array([1.0] * self.above + [math.inf] * states)),
            *(np.array(self.lower), np.array(self.upper)),
            *(np.array(self.starts[:-1]), np.array(self.indices), np.array(self.coefficients)),
            np.array(kinds, dtype=np.int32),
        )
        return solver

    def values(self, choice: Choice) -> list[float]:
        """A choice as the values of the variables."""
        problem = self.problem
        values = [0.0] * self.width
        for task, index in enumerate(choice):
            if index == UNDONE:
                values[len(problem.columns) + task] = 1.0
                continue
            column = problem.columns[index]
            values[index] = 1.0
            if column.state != NO_STATE:
                values[self.opened + column.state] = 1.0
                values[self.above + column.state] += column.block
        for index, state in enumerate(problem.states):
            above = values[self.above + index] - state.block
            values[self.above + index] = max(0.0, above) if state.overage_rate else 0.0
        return values

    def choice(self, values: Sequence[float]) -> Choice:
        """The choice that values of the variables stand for."""
        choice = [UNDONE] * len(self.problem.penalties)
        for index, column in enumerate(self.problem.columns):
            if values[index] > 0.5:
                choice[column.task] = index
        return tuple(choice)
