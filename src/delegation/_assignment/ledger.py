"""_assignment.ledger: what does an assignment hold, cost and take, as tasks are put and taken?

An assignment that always keeps to the limits of its states, and of the shared ones too where they are hard. Where they
are not, passing them counts at a weight.
"""

import math
from collections.abc import Sequence

from delegation._assignment.problem import NO_STATE, SLACK, UNDONE, Problem, columns_by_task


class Ledger:
    """An assignment and everything that a change of it needs."""

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
        self.place = {(column.task, column.state): index for index, column in reversed(list(enumerate(columns)))}
        self.sites: dict[int, list[int]] = {}
        for index, state in enumerate(states):
            self.sites.setdefault(state.site, []).append(index)
        self.room = [state.capacity + SLACK * max(1.0, abs(state.capacity)) for state in states]
        self.most_cash = problem.cash + SLACK * max(1.0, abs(problem.cash))
        self.most_owner = problem.owner + SLACK * max(1.0, abs(problem.owner))
        self.limited = math.isfinite(problem.cash) or math.isfinite(problem.owner)
        self.hard = True
        self.cash_weight = self.owner_weight = 0.0
        self.clear()

    def clear(self) -> None:
        """Leave every task undone."""
        problem = self.problem
        self.choice = [UNDONE] * len(problem.penalties)
        self.load = [0.0] * len(problem.states)
        self.block = [0.0] * len(problem.states)
        self.members: list[dict[int, None]] = [{} for _ in problem.states]
        self.open = dict.fromkeys(self.sites, NO_STATE)
        self.cash = self.owner = 0.0
        self.cost = math.fsum(problem.penalties)

    def load_choice(self, choice: Sequence[int]) -> None:
        """Take over a choice; what does not fit is left undone."""
        self.clear()
        for task, index in enumerate(choice):
            if index != UNDONE and self.fits(index):
                self.put(task, index)

    def rise(self, index: int) -> float:
        """What a column would cost on top of the present, without the penalty that it spares."""
        column = self.problem.columns[index]
        where, cost = column.state, column.cost
        cash, owner = column.cash, column.owner
        if where != NO_STATE:
            state = self.problem.states[where]
            if not self.members[where]:
                cost += state.fixed
                cash += state.cash
                owner += state.owner
            above = self.block[where] + column.block - state.block
            if above > 0.0:
                above = state.overage * min(above, column.block)
                cost += above
                cash += above
        if self.limited:
            cost += self.excess(self.cash + cash, self.owner + owner) - self.excess(self.cash, self.owner)
        return cost

    def excess(self, cash: float, owner: float) -> float:
        """What passing the shared limits counts."""
        over = 0.0
        if cash > self.most_cash:
            over = self.cash_weight * (cash - self.most_cash)
        if owner > self.most_owner:
            over += self.owner_weight * (owner - self.most_owner)
        return over

    @property
    def energy(self) -> float:
        """The cost, and what passing the shared limits counts."""
        return self.cost + self.excess(self.cash, self.owner) if self.limited else self.cost

    @property
    def feasible(self) -> bool:
        """Whether the shared limits are kept."""
        return self.cash <= self.most_cash and self.owner <= self.most_owner

    def fits(self, index: int) -> bool:
        """Whether a column of an undone task keeps to the limits of its state, and of the shared ones if hard."""
        column = self.problem.columns[index]
        where = column.state
        if where != NO_STATE:
            if self.load[where] + column.load > self.room[where]:
                return False
            if not self.members[where] and self.open[self.problem.states[where].site] != NO_STATE:
                return False
        return not (self.limited and self.hard) or self.affords(index)

    def affords(self, index: int) -> bool:
        """Whether a column of a task that is undone keeps to the shared limits."""
        cash, owner = self.needs(index)
        return self.cash + cash <= self.most_cash and self.owner + owner <= self.most_owner

    def needs(self, index: int) -> tuple[float, float]:
        """The cash and the owner's hours that a column of a task that is undone would take."""
        column = self.problem.columns[index]
        where, cash, owner = column.state, column.cash, column.owner
        if where != NO_STATE:
            state = self.problem.states[where]
            if not self.members[where]:
                cash += state.cash
                owner += state.owner
            above = self.block[where] + column.block - state.block
            if above > 0.0:
                cash += state.overage * min(above, column.block)
        return cash, owner

    def put(self, task: int, index: int) -> None:
        """Do an undone task by a column."""
        column = self.problem.columns[index]
        where = column.state
        self.cost += column.cost - self.problem.penalties[task]
        if where != NO_STATE:
            state = self.problem.states[where]
            if not self.members[where]:
                self.open[state.site] = where
                self.cost += state.fixed
                self.cash += state.cash
                self.owner += state.owner
            above = self.block[where] + column.block - state.block
            if above > 0.0:
                above = state.overage * min(above, column.block)
                self.cost += above
                self.cash += above
            self.members[where][task] = None
            self.load[where] += column.load
            self.block[where] += column.block
        self.cash += column.cash
        self.owner += column.owner
        self.choice[task] = index

    def take(self, task: int) -> int:
        """Leave a task undone; its column, or `UNDONE` where it was already."""
        index = self.choice[task]
        if index == UNDONE:
            return index
        column = self.problem.columns[index]
        where = column.state
        self.choice[task] = UNDONE
        self.cost += self.problem.penalties[task] - column.cost
        self.cash -= column.cash
        self.owner -= column.owner
        if where != NO_STATE:
            state = self.problem.states[where]
            del self.members[where][task]
            if self.members[where]:
                self.load[where] -= column.load
                self.block[where] -= column.block
            else:  # exactly nothing, whatever rounding left
                self.load[where] = self.block[where] = 0.0
                self.open[state.site] = NO_STATE
                self.cost -= state.fixed
                self.cash -= state.cash
                self.owner -= state.owner
            above = self.block[where] + column.block - state.block
            if above > 0.0:
                above = state.overage * min(above, column.block)
                self.cost -= above
                self.cash -= above
        return index

    def fall(self, task: int) -> float:
        """What leaving a task would spare, its state's fixed charge included where it is alone there."""
        column = self.problem.columns[self.choice[task]]
        where = column.state
        if where == NO_STATE:
            return column.cost
        state = self.problem.states[where]
        cost = column.cost if len(self.members[where]) > 1 else column.cost + state.fixed
        above = self.block[where] - state.block
        return cost + state.overage * min(above, column.block) if above > 0.0 else cost

    def cheapest(self, task: int, tried: int | None = None) -> int:
        """The column that an undone task takes at least cost as things stand, `UNDONE` where none is better."""
        best, least = UNDONE, self.problem.penalties[task]
        seen = 0
        for index in self.by_task[task]:
            if self.problem.columns[index].cost >= least:
                break
            if self.fits(index):
                cost = self.rise(index)
                if cost < least:
                    best, least = index, cost
                seen += 1
                if seen == tried:
                    break
        return best

    def settle(self, task: int, tried: int | None = None) -> None:
        """Do an undone task at least cost as things stand."""
        index = self.cheapest(task, tried)
        if index != UNDONE:
            self.put(task, index)
