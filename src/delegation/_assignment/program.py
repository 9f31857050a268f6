"""_assignment.program: how does the array problem read as a mixed-integer program for HiGHS?

Needs the extra `plan`. Variables: the columns, then the undone tasks, then the open states, then the overage hours of
each state.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from delegation._assignment.problem import NO_STATE, UNDONE, Choice, Problem
from delegation.errors import MissingExtraError

try:
    import highspy
except ImportError as error:
    raise MissingExtraError("highspy", "plan") from error


TOLERANCE = 1e-9
"""How far HiGHS may exceed a limit."""

OPTIONS: Mapping[str, object] = {
    "output_flag": False,
    "threads": 1,
    "mip_feasibility_tolerance": TOLERANCE,
    "primal_feasibility_tolerance": TOLERANCE,
}
"""How HiGHS works here: silently, alone, and closely."""

Cells = dict[int, float]
"""A row: variables and their coefficients."""


class _Silent(highspy.Highs):
    """A HiGHS that says nothing, not even when it is made: since 1.16 it greets where its callbacks are enabled."""

    def enableCallbacks(self) -> Any:  # noqa: N802  # the name is HiGHS's
        """Be silent before anything can be said."""
        self.silent()
        return super().enableCallbacks()  # type: ignore[no-untyped-call]  # likewise


class Program:
    """The rows of a program while it is written.

    Attributes:
        problem: The problem.
        opened: The variable of the first state.
        above: The variable of the first state's overage hours.
        width: How many variables there are.
        rows: The rows.
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
        self.rows: list[Cells] = []
        self.lower: list[float] = []
        self.upper: list[float] = []
        self._every_task_once()
        for index in range(len(problem.states)):
            self._state(index, strong=strong)
        self._one_state_a_facility()
        self._shared()

    def _add(self, cells: Cells, most: float, least: float = -math.inf) -> None:
        """Add a row that comes to at most so much."""
        self.rows.append(cells)
        self.lower.append(least)
        self.upper.append(most)

    def _every_task_once(self) -> None:
        """Each task takes one column or stays undone; columns are gathered by their states on the way."""
        problem = self.problem
        tasks: list[Cells] = [{len(problem.columns) + task: 1.0} for task in range(len(problem.penalties))]
        self._load: list[Cells] = [{} for _ in problem.states]
        self._block: list[Cells] = [{} for _ in problem.states]
        for index, column in enumerate(problem.columns):
            tasks[column.task][index] = 1.0
            if column.state != NO_STATE:
                self._load[column.state][index] = column.load
                self._block[column.state][index] = column.block
        for cells in tasks:
            self._add(cells, 1.0, least=1.0)

    def _state(self, index: int, *, strong: bool) -> None:
        """What a state carries only if it is open, and what is above its block."""
        state, load, variable = self.problem.states[index], self._load[index], self.opened + index
        if math.isfinite(state.capacity):
            self._add({**load, variable: -state.capacity}, 0.0)
        if strong:
            for column in load:
                self._add({column: 1.0, variable: -1.0}, 0.0)
        elif load:
            self._add({**dict.fromkeys(load, 1.0), variable: -float(len(load))}, 0.0)
        if math.isfinite(state.block) and state.overage_rate:
            self._add({**self._block[index], variable: -state.block, self.above + index: -1.0}, 0.0)

    def _one_state_a_facility(self) -> None:
        """Of the states of a facility at most one is open."""
        facilities: dict[int, Cells] = {}
        for index, state in enumerate(self.problem.states):
            facilities.setdefault(state.facility, {})[self.opened + index] = 1.0
        for cells in facilities.values():
            self._add(cells, 1.0)

    def _shared(self) -> None:
        """Cash and the owner's hours of all."""
        problem = self.problem
        states = list(enumerate(problem.states))
        if math.isfinite(problem.cash_limit):
            cash = {index: column.cash for index, column in enumerate(problem.columns)}
            cash |= {self.opened + index: state.cash for index, state in states}
            self._add(cash | {self.above + index: state.overage_rate for index, state in states}, problem.cash_limit)
        if math.isfinite(problem.owner_hours_limit):
            hours = {index: column.owner_hours for index, column in enumerate(problem.columns)}
            hours |= {self.opened + index: state.owner_hours for index, state in states}
            self._add(hours, problem.owner_hours_limit)

    def solver(self, *, whole: bool) -> Any:
        """A HiGHS with this program; where it is not `whole`, tasks may be split."""
        problem = self.problem
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = self.width, len(self.rows)
        program.col_cost_ = [
            *(column.cost for column in problem.columns),
            *problem.penalties,
            *(state.fixed_charge for state in problem.states),
            *(state.overage_rate for state in problem.states),
        ]
        program.col_lower_ = [0.0] * self.width
        program.col_upper_ = [1.0] * self.above + [math.inf] * len(problem.states)
        program.row_lower_, program.row_upper_ = self.lower, self.upper
        starts, indices, values = _packed(self.rows)
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_, program.a_matrix_.index_, program.a_matrix_.value_ = starts, indices, values
        if whole:
            kind = highspy.HighsVarType
            program.integrality_ = [kind.kInteger] * self.above + [kind.kContinuous] * len(problem.states)
        solver: Any = _Silent()  # type: ignore[no-untyped-call]  # highspy has no types
        for name, value in OPTIONS.items():
            solver.setOptionValue(name, value)
        solver.passModel(program)
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


def _packed(rows: Sequence[Cells]) -> tuple[list[int], list[int], list[float]]:
    """Rows one after the other, without zeros: where each starts, its variables, its coefficients."""
    starts, indices, values = [0], list[int](), list[float]()
    for cells in rows:
        filled = {variable: value for variable, value in cells.items() if value}
        indices.extend(filled.keys())
        values.extend(filled.values())
        starts.append(len(indices))
    return starts, indices, values
