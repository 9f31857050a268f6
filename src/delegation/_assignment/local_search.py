"""_assignment.local_search: what does opening, closing, changing or exchanging whole facilities gain?"""

import math
import random
from collections.abc import Callable
from functools import partial

from delegation._assignment.ledger import Ledger
from delegation._assignment.problem import NO_STATE, UNDONE, Choice, Problem
from delegation._assignment.watch import over

EXCHANGED = 30
"""How many pairs of a closed and an open facility a sweep tries to exchange."""

GAIN = 1e-9
"""What a change of many tasks must gain, as a part of the cost: more than rounding."""


class LocalSearch(Ledger):
    """An assignment that is improved by changes of whole facilities.

    Attributes:
        rng: Where random choices come from.
        until: When a sweep ends early, by the monotonic clock.
    """

    def __init__(self, problem: Problem, rng: random.Random, until: float = math.inf) -> None:
        """Start with nothing done."""
        super().__init__(problem)
        self.rng, self.until = rng, until

    def greedy(self, price: float) -> tuple[float, Choice]:
        """A start in which a block hour is counted at a part of the average cost of the block's hours."""
        self.clear()
        states, columns = self.problem.states, self.problem.columns
        hourly = [
            price * state.fixed_charge / state.block
            if state.block and math.isfinite(state.block)
            else price * state.fixed_charge
            for state in states
        ]

        def weight(index: int) -> float:
            """The cost of a column with its share of a fixed charge."""
            column = columns[index]
            if column.state == NO_STATE:
                return column.cost
            state = states[column.state]
            if state.block and math.isfinite(state.block):
                return column.cost + hourly[column.state] * column.block
            share = column.load / state.capacity if math.isfinite(state.capacity) and state.capacity > 0.0 else 0.0
            return column.cost + hourly[column.state] * share

        ranked = [sorted(several, key=weight) for several in self.by_task]
        regret = []
        for task, several in enumerate(ranked):
            first = weight(several[0]) if several else 0.0
            second = weight(several[1]) if len(several) > 1 else self.problem.penalties[task]
            regret.append((first - second, -max((columns[index].load for index in several), default=0.0), task))
        for _, _, task in sorted(regret):
            index = next((index for index in ranked[task] if self.fits(index)), UNDONE)
            if index != UNDONE:
                self.insert(task, index)
        self.sweep()
        return self.cost, tuple(self.choice)

    def sweep(self) -> None:
        """Look at every facility: close it, change its state, open it, exchange it; keep what is cheaper."""
        for facility, several in sorted(self.facilities.items()):
            if over(self.until):
                break
            if self.open[facility] != NO_STATE:
                self._attempt(partial(self._close, facility))
            for where in several:
                if self.open[facility] != where:
                    self._attempt(partial(self._open_state, where))
        self._exchange_some()
        for task, index in enumerate(self.choice):
            if index == UNDONE:
                self.insert_cheapest(task)
            elif self.removal_saving(task) > self.problem.penalties[task]:
                self.remove(task)

    def _exchange_some(self) -> None:
        """Try to open closed states in place of open facilities."""
        closed = [
            where
            for facility, several in self.facilities.items()
            if self.open[facility] == NO_STATE
            for where in several
        ]
        opened = [facility for facility in self.facilities if self.open[facility] != NO_STATE]
        for _ in range(min(EXCHANGED, len(closed), len(opened))):
            if over(self.until):
                break
            where, facility = self.rng.choice(closed), self.rng.choice(opened)
            if self.open[facility] != NO_STATE and self.open[self.problem.states[where].facility] == NO_STATE:
                self._attempt(partial(self._exchange, where, facility))

    def _attempt(self, change: Callable[[], None]) -> None:
        """Make a change of many tasks and take it back if it is not cheaper."""
        before, cost, choice = self.energy, self.cost, self.choice.copy()
        change()
        if self.energy >= before - GAIN * abs(before):
            moved = [task for task, index in enumerate(choice) if index != self.choice[task]]
            for task in moved:
                self.remove(task)
            for task in moved:
                if choice[task] != UNDONE:
                    self.insert(task, choice[task])
            self.cost = cost

    def _exchange(self, where: int, facility: int) -> None:
        """Open a state in place of another facility."""
        was = self.open[facility]
        held = sorted(self.members[was])
        room, self.room[was] = self.room[was], -math.inf
        for task in held:
            self.remove(task)
        self._open_state(where)
        for task in held:
            if self.choice[task] == UNDONE:
                self.insert_cheapest(task)
        self.room[was] = room

    def _close(self, facility: int) -> None:
        """Move all that a facility holds elsewhere."""
        was = self.open[facility]
        held = self._largest_first(was)
        room, self.room[was] = self.room[was], -math.inf
        for task in held:
            self.remove(task)
        for task in held:
            self.insert_cheapest(task)
        self.room[was] = room

    def _open_state(self, where: int) -> None:
        """Open a state in place of what its facility is now, and move there whatever gains by it."""
        columns, state = self.problem.columns, self.problem.states[where]
        now = self.open[state.facility]
        left: list[int] = []
        if now != NO_STATE:
            left = self._largest_first(now)
            for task in left:
                self.remove(task)
            for task in left:
                index = self.at.get((task, where), UNDONE)
                if index != UNDONE and self.fits(index):
                    self.insert(task, index)
        gains = []
        for index in self.by_state[where]:
            column = columns[index]
            old = self.choice[column.task]
            if old == index:
                continue
            held = self.problem.penalties[column.task] if old == UNDONE else self.removal_saving(column.task)
            gain = held - column.cost
            if gain > 0.0:
                gains.append((-gain / max(column.block, column.load, 1e-9), index))
        for _, index in sorted(gains):
            self._try_insert(index)
        for task in left:
            if self.choice[task] == UNDONE:
                self.insert_cheapest(task)

    def _largest_first(self, where: int) -> list[int]:
        """The tasks of a state, those of the largest load first."""
        columns = self.problem.columns
        return sorted(self.members[where], key=lambda task: (-columns[self.choice[task]].load, task))

    def _try_insert(self, index: int) -> None:
        """Move a task to a column if that, a fixed charge apart, is not dearer."""
        column = self.problem.columns[index]
        task = column.task
        before = self.energy
        fixed_charge = 0.0 if self.members[column.state] else self.problem.states[column.state].fixed_charge
        old = self.remove(task)
        if self.fits(index):
            self.insert(task, index)
            if self.energy - fixed_charge < before:
                return
            self.remove(task)
        if old != UNDONE:
            self.insert(task, old)
