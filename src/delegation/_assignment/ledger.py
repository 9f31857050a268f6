"""_assignment.ledger: what does an assignment hold, cost and take, as tasks are inserted and removed?

An assignment that always keeps to the limits of its states and of how many are open. To those of cash and the owner's
hours it keeps where they are hard; where they are not, exceeding them counts at a weight.
"""

import math
from collections.abc import Sequence

from delegation._assignment.problem import NO_STATE, UNDONE, Choice, Problem, columns_by_task, loosened, overage


class Ledger:
    """An assignment and everything that a change of it needs.

    Attributes:
        problem: The problem.
        by_task: For each task its columns, the cheapest by itself first.
        by_state: For each state its columns.
        at: The column of a task at a state, or at `NO_STATE`; of several the first.
        facilities: For each facility its states.
        room: For each state the load that it may carry.
        cash_limit: Most cash in all, with what rounding may add.
        owner_hours_limit: Most owner's hours in all, likewise.
        open_limit: Most counted states that are open at once, likewise.
        limited: Whether there is a shared limit of cash or the owner's hours.
        hard: Whether shared limits are kept to, rather than weighed.
        cash_weight: What each unit of cash above its limit counts where it is weighed.
        owner_hours_weight: What each of the owner's hours above their limit counts there.
        choice: For each task its column, or `UNDONE`.
        load: For each state the load that it carries.
        block: For each state the block hours that it holds.
        members: For each state its tasks, in the order in which they came.
        open: For each facility the state in which it is open, or `NO_STATE`.
        cash: Cash that is taken.
        owner_hours: Owner's hours that are taken.
        counted: How many counted states are open.
        cost: The cost, penalties included.
    """

    def __init__(self, problem: Problem) -> None:
        """Look up what moves need, and leave every task undone."""
        self.problem = problem
        columns, states = problem.columns, problem.states
        self.by_task = [
            sorted(several, key=lambda index: (columns[index].cost, index)) for several in columns_by_task(problem)
        ]
        self.by_state: list[list[int]] = [[] for _ in states]
        for index, column in enumerate(columns):
            if column.state != NO_STATE:
                self.by_state[column.state].append(index)
        self.at = {(column.task, column.state): index for index, column in reversed(list(enumerate(columns)))}
        self.facilities: dict[int, list[int]] = {}
        for index, state in enumerate(states):
            self.facilities.setdefault(state.facility, []).append(index)
        self.room = [loosened(state.capacity) for state in states]
        self.cash_limit, self.owner_hours_limit = loosened(problem.cash_limit), loosened(problem.owner_hours_limit)
        self.open_limit = loosened(problem.open_limit)
        self.limited = math.isfinite(problem.cash_limit) or math.isfinite(problem.owner_hours_limit)
        self.hard = True
        self.cash_weight = self.owner_hours_weight = 0.0
        self.clear()

    def clear(self) -> None:
        """Leave every task undone."""
        problem = self.problem
        self.choice = [UNDONE] * len(problem.penalties)
        self.load = [0.0] * len(problem.states)
        self.block = [0.0] * len(problem.states)
        self.members: list[dict[int, None]] = [{} for _ in problem.states]
        self.open = dict.fromkeys(self.facilities, NO_STATE)
        self.cash = self.owner_hours = 0.0
        self.counted = 0
        self.cost = math.fsum(problem.penalties)

    def load_choice(self, choice: Sequence[int]) -> None:
        """Take over a choice; what does not fit is left undone."""
        self.clear()
        for task, index in enumerate(choice):
            if index != UNDONE and self.fits(index):
                self.insert(task, index)

    def insertion_cost(self, index: int) -> float:
        """What a column would cost on top of the present, without the penalty that it spares."""
        column = self.problem.columns[index]
        where, cost = column.state, column.cost
        cash, owner_hours = column.cash, column.owner_hours
        if where != NO_STATE:
            state = self.problem.states[where]
            if not self.members[where]:
                cost += state.fixed_charge
                cash += state.cash
                owner_hours += state.owner_hours
            above = overage(state, self.block[where] + column.block, column.block)
            cost += above
            cash += above
        if self.limited:
            before = self.violation_cost(self.cash, self.owner_hours)
            cost += self.violation_cost(self.cash + cash, self.owner_hours + owner_hours) - before
        return cost

    def violation_cost(self, cash: float, owner_hours: float) -> float:
        """What exceeding the shared limits counts."""
        cost = 0.0
        if cash > self.cash_limit:
            cost = self.cash_weight * (cash - self.cash_limit)
        if owner_hours > self.owner_hours_limit:
            cost += self.owner_hours_weight * (owner_hours - self.owner_hours_limit)
        return cost

    @property
    def energy(self) -> float:
        """The cost, and what exceeding the shared limits counts."""
        return self.cost + self.violation_cost(self.cash, self.owner_hours) if self.limited else self.cost

    @property
    def feasible(self) -> bool:
        """Whether the shared limits are kept."""
        return self.cash <= self.cash_limit and self.owner_hours <= self.owner_hours_limit

    def fits(self, index: int) -> bool:
        """Whether a column of an undone task keeps to the limits of its state, and of the shared ones if hard."""
        column = self.problem.columns[index]
        where = column.state
        if where != NO_STATE:
            if self.load[where] + column.load > self.room[where]:
                return False
            if not self.members[where] and not self.opens(where):
                return False
        return not (self.limited and self.hard) or self.affords(index)

    def opens(self, where: int) -> bool:
        """Whether a state that is not open may be: its facility is closed, and it is none too many."""
        state = self.problem.states[where]
        if self.open[state.facility] != NO_STATE:
            return False
        return not state.counted or self.counted + 1 <= self.open_limit

    def affords(self, index: int) -> bool:
        """Whether a column of a task that is undone keeps to the shared limits."""
        cash, owner_hours = self.needs(index)
        return self.cash + cash <= self.cash_limit and self.owner_hours + owner_hours <= self.owner_hours_limit

    def needs(self, index: int) -> tuple[float, float]:
        """The cash and the owner's hours that a column of a task that is undone would take."""
        column = self.problem.columns[index]
        where, cash, owner_hours = column.state, column.cash, column.owner_hours
        if where != NO_STATE:
            state = self.problem.states[where]
            if not self.members[where]:
                cash += state.cash
                owner_hours += state.owner_hours
            cash += overage(state, self.block[where] + column.block, column.block)
        return cash, owner_hours

    def insert(self, task: int, index: int) -> None:
        """Do an undone task by a column."""
        column = self.problem.columns[index]
        where = column.state
        self.cost += column.cost - self.problem.penalties[task]
        if where != NO_STATE:
            state = self.problem.states[where]
            if not self.members[where]:
                self.open[state.facility] = where
                self.counted += state.counted
                self.cost += state.fixed_charge
                self.cash += state.cash
                self.owner_hours += state.owner_hours
            above = overage(state, self.block[where] + column.block, column.block)
            self.cost += above
            self.cash += above
            self.members[where][task] = None
            self.load[where] += column.load
            self.block[where] += column.block
        self.cash += column.cash
        self.owner_hours += column.owner_hours
        self.choice[task] = index

    def remove(self, task: int) -> int:
        """Leave a task undone; its column, or `UNDONE` where it was already."""
        index = self.choice[task]
        if index == UNDONE:
            return index
        column = self.problem.columns[index]
        where = column.state
        self.choice[task] = UNDONE
        self.cost += self.problem.penalties[task] - column.cost
        self.cash -= column.cash
        self.owner_hours -= column.owner_hours
        if where != NO_STATE:
            state = self.problem.states[where]
            del self.members[where][task]
            if self.members[where]:
                self.load[where] -= column.load
                self.block[where] -= column.block
            else:  # exactly nothing, whatever rounding left
                self.load[where] = self.block[where] = 0.0
                self.open[state.facility] = NO_STATE
                self.counted -= state.counted
                self.cost -= state.fixed_charge
                self.cash -= state.cash
                self.owner_hours -= state.owner_hours
            above = overage(state, self.block[where] + column.block, column.block)
            self.cost -= above
            self.cash -= above
        return index

    def removal_saving(self, task: int) -> float:
        """What leaving a task would save, its state's fixed charge included where it is alone there."""
        column = self.problem.columns[self.choice[task]]
        where = column.state
        if where == NO_STATE:
            return column.cost
        state = self.problem.states[where]
        cost = column.cost if len(self.members[where]) > 1 else column.cost + state.fixed_charge
        return cost + overage(state, self.block[where], column.block)

    def cheapest(self, task: int, tried: int | None = None) -> int:
        """The column that an undone task takes at least cost as things stand, `UNDONE` where none is better."""
        found, least = UNDONE, self.problem.penalties[task]
        seen = 0
        for index in self.by_task[task]:
            if self.problem.columns[index].cost >= least:
                break
            if self.fits(index):
                cost = self.insertion_cost(index)
                if cost < least:
                    found, least = index, cost
                seen += 1
                if seen == tried:
                    break
        return found

    def insert_cheapest(self, task: int, tried: int | None = None) -> None:
        """Do an undone task at least cost as things stand."""
        index = self.cheapest(task, tried)
        if index != UNDONE:
            self.insert(task, index)


def completed(problem: Problem, choice: Sequence[int]) -> Choice:
    """A choice that keeps to all limits: what fits of another one, and what else can be done at once."""
    ledger = Ledger(problem)
    ledger.load_choice(choice)
    for task, index in enumerate(ledger.choice):
        if index == UNDONE:
            ledger.insert_cheapest(task)
    return tuple(ledger.choice)
