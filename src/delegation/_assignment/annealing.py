"""_assignment.annealing: how is the array problem answered well without a solver?

Greedy starts at several prices of a block hour, then annealing over moves, swaps and ejections, between sweeps that
open, close and change the states of whole sites. All random choices follow from a seed and the work from an effort, so
that the same problem gets the same answer.
"""

import math
import random
from collections.abc import Callable
from functools import partial

from delegation._assignment.ledger import Ledger
from delegation._assignment.problem import NO_STATE, UNDONE, Choice, Problem, Solution, usage_of
from delegation._assignment.watch import Watch, go_on

BLOCK_PRICES = (1.0, 0.6, 0.3, 0.0)
"""In a greedy start, which part of its own average hour's cost a block hour is counted at."""

MOVES_A_TASK = 2_000
"""Annealing moves for each task at effort 1."""

LEAST_MOVES = 400_000
"""Annealing moves at effort 1 for a problem of few tasks, for which they are several runs."""

RUNS = 4
"""How many runs these are at the most: where tasks are few one run ends where luck has it."""

SWEEPS = 24
"""How often sites are swept during annealing."""

EXCHANGED = 30
"""How many pairs of a closed and an open site a sweep tries to exchange."""

COLDEST = 3e-4
"""The last temperature as a part of the first."""

HEAVIER, LIGHTER = 1.3, 0.9
"""How the weight of a shared limit changes while it is passed and while it is kept."""

TRIED = 8
"""How many places an ejected task is offered."""


def search(
    problem: Problem,
    *,
    effort: float = 1.0,
    seed: int = 0,
    start: Choice | None = None,
    watch: Watch = go_on,
) -> Solution:
    """A good answer, at the latest when the effort is spent.

    Args:
        problem: The problem.
        effort: How much work to do; 1 is about ten seconds for 500 tasks.
        seed: Where random choices start.
        start: A choice to start from; without one greedy starts.
        watch: Told now and then which part of the work is done; True stops it.
    """
    state = _Search(problem, random.Random(seed))  # noqa: S311  # no secrets here
    if start is not None:
        state.load_choice(start)
        state.sweep()
        starts = [tuple(state.choice)]
    else:
        starts = [choice for _, choice in sorted(state.greedy(price) for price in BLOCK_PRICES)]
    runs = 1 if start is not None else max(1, min(RUNS, LEAST_MOVES // (MOVES_A_TASK * max(1, len(problem.penalties)))))
    found, stopped = starts[:1], False
    for run in range(runs):
        told = partial(_part, watch, run, runs)
        stopped = state.anneal(starts[run % len(starts)], effort / runs, warm=start is not None, watch=told)
        found.append(tuple(state.best_choice))
        if stopped:
            break
    # added up anew: the running sums of many moves have rounded
    used = [(usage_of(problem, choice), choice) for choice in found]
    _, cost, choice = min((use.problems, use.cost, choice) for use, choice in used)
    return Solution(choice, cost, -math.inf, "stopped" if stopped else "feasible")


def _part(watch: Watch, run: int, runs: int, done: float) -> bool:
    """Tell a watch how far all runs are."""
    return watch((run + done) / runs)


class _Search(Ledger):
    """An assignment that looks for a better one."""

    def __init__(self, problem: Problem, drawn: random.Random) -> None:
        """Start with nothing done."""
        super().__init__(problem)
        self.drawn = drawn
        self.best_cost, self.best_choice = self.cost, self.choice.copy()

    def greedy(self, price: float) -> tuple[float, Choice]:
        """A start in which a block hour is counted at a part of the average cost of the block's hours."""
        self.clear()
        states, columns = self.problem.states, self.problem.columns
        hourly = [
            price * state.fixed / state.block if state.block and math.isfinite(state.block) else price * state.fixed
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
                self.put(task, index)
        self.sweep()
        return self.cost, tuple(self.choice)

    def sweep(self) -> None:
        """Look at every site: close it, change its state, open it; keep what is cheaper."""
        for site, several in sorted(self.sites.items()):
            if self.open[site] != NO_STATE:
                self.attempt(partial(self.close, site))
            for where in several:
                if self.open[site] != where:
                    self.attempt(partial(self.turn, where))
        closed = [where for site, several in self.sites.items() if self.open[site] == NO_STATE for where in several]
        opened = [site for site in self.sites if self.open[site] != NO_STATE]
        for _ in range(min(EXCHANGED, len(closed), len(opened))):
            where, site = self.drawn.choice(closed), self.drawn.choice(opened)
            if self.open[site] != NO_STATE and self.open[self.problem.states[where].site] == NO_STATE:
                self.attempt(partial(self.exchange, where, site))
        for task, index in enumerate(self.choice):
            if index == UNDONE:
                self.settle(task)
            elif self.fall(task) > self.problem.penalties[task]:
                self.take(task)

    def attempt(self, change: Callable[[], None]) -> None:
        """Make a change of many tasks and take it back if it is not cheaper."""
        before, cost, choice = self.energy, self.cost, self.choice.copy()
        change()
        if self.energy >= before - 1e-9 * abs(before):
            moved = [task for task, index in enumerate(choice) if index != self.choice[task]]
            for task in moved:
                self.take(task)
            for task in moved:
                if choice[task] != UNDONE:
                    self.put(task, choice[task])
            self.cost = cost

    def exchange(self, where: int, site: int) -> None:
        """Open a state in place of another site."""
        was = self.open[site]
        held = sorted(self.members[was])
        room, self.room[was] = self.room[was], -math.inf
        for task in held:
            self.take(task)
        self.turn(where)
        for task in held:
            if self.choice[task] == UNDONE:
                self.settle(task)
        self.room[was] = room

    def close(self, site: int) -> None:
        """Move all that a site holds elsewhere."""
        columns = self.problem.columns
        held = sorted(self.members[self.open[site]], key=lambda task: (-columns[self.choice[task]].load, task))
        was = self.open[site]
        room, self.room[was] = self.room[was], -math.inf
        for task in held:
            self.take(task)
        for task in held:
            self.settle(task)
        self.room[was] = room

    def turn(self, where: int) -> None:
        """Open a state in place of what its site is now, and draw in whatever gains by it."""
        columns, state = self.problem.columns, self.problem.states[where]
        site = state.site
        now = self.open[site]
        left: list[int] = []
        if now != NO_STATE:
            for task in sorted(self.members[now], key=lambda task: (-columns[self.choice[task]].load, task)):
                self.take(task)
                left.append(task)
            for task in left:
                index = self.place.get((task, where), UNDONE)
                if index != UNDONE and self.fits(index):
                    self.put(task, index)
        gains = []
        for index in self.by_state[where]:
            column = columns[index]
            old = self.choice[column.task]
            if old == index:
                continue
            held = self.problem.penalties[column.task] if old == UNDONE else self.fall(column.task)
            gain = held - column.cost
            if gain > 0.0:
                gains.append((-gain / max(column.block, column.load, 1e-9), index))
        for _, index in sorted(gains):
            self.draw(index)
        for task in left:
            if self.choice[task] == UNDONE:
                self.settle(task)

    def draw(self, index: int) -> None:
        """Move a task to a column if that, a fixed charge apart, is not dearer."""
        column = self.problem.columns[index]
        task = column.task
        before = self.energy
        fixed = 0.0 if self.members[column.state] else self.problem.states[column.state].fixed
        old = self.take(task)
        if self.fits(index):
            self.put(task, index)
            if self.energy - fixed < before:
                return
            self.take(task)
        if old != UNDONE:
            self.put(task, old)

    def temperature(self) -> float:
        """A temperature at which ordinary moves are often accepted."""
        drawn = self.drawn
        ways = [[self.problem.columns[index].cost for index in several] for several in self.by_task]
        many = [costs for costs in ways if len(costs) > 1] or [
            [*costs, penalty] for costs, penalty in zip(ways, self.problem.penalties, strict=True) if costs
        ]
        if not many:
            return 0.0
        steps = []
        for _ in range(200):
            costs = many[drawn.randrange(len(many))]
            steps.append(abs(costs[drawn.randrange(len(costs))] - costs[0]))
        return 0.3 * sorted(steps)[len(steps) // 2] + 1e-12

    def anneal(self, choice: Choice, effort: float, *, warm: bool, watch: Watch) -> bool:
        """Improve a choice by annealing; `best_choice` is the best seen. Whether it was stopped.

        Shared limits may be passed on the way, at a weight that rises while they are.
        """
        self.load_choice(choice)
        self.best_cost, self.best_choice = self.cost, self.choice.copy()
        free = [task for task, several in enumerate(self.by_task) if several]
        first = self.temperature()
        if not free or not first:
            return False
        moves = round(effort * max(LEAST_MOVES, MOVES_A_TASK * len(free)))
        if warm:
            first *= 0.1
        self.hard = False
        self.cash_weight = 1.0
        self.owner_weight = self.cost / max(1e-9, self.problem.owner)
        each, heat = max(1, moves // SWEEPS), first
        for sweep in range(SWEEPS):
            if watch(sweep / SWEEPS):
                return True
            for step in range(each):
                if step % 64 == 0:
                    heat = first * COLDEST ** ((sweep * each + step) / (SWEEPS * each))
                    if self.limited and step % 1024 == 0:
                        self.reweigh()
                self.move(free[int(self.drawn.random() * len(free))], heat)
            self.sweep()
            self.note()
            if sweep % 6 == 5 and self.cost > self.best_cost:
                self.load_choice(self.best_choice)
        watch(1.0)
        return False

    def reweigh(self) -> None:
        """Let a shared limit that is passed weigh more, and one that is kept less."""
        self.cash_weight *= HEAVIER if self.cash > self.most_cash else LIGHTER
        self.owner_weight *= HEAVIER if self.owner > self.most_owner else LIGHTER

    def move(self, task: int, heat: float) -> None:
        """Try to do a task another way, or not, others making room if need be; keep it if cheaper, or by chance."""
        drawn = self.drawn
        several = self.by_task[task]
        place = int((len(several) + 1) * drawn.random() ** 2)
        index = several[place] if place < len(several) else UNDONE
        old = self.choice[task]
        if index == old:
            return
        cost = self.cost
        threshold = self.energy - heat * math.log(drawn.random() + 1e-300)
        self.take(task)
        if index == UNDONE:
            if self.energy <= threshold:
                self.note()
                return
            moved: list[tuple[int, int]] | None = None
        elif self.fits(index):
            if self.energy + self.rise(index) - self.problem.penalties[task] <= threshold:
                self.put(task, index)
                self.note()
                return
            moved = None
        else:
            moved = self.make_room(task, index) if self.problem.columns[index].state != NO_STATE else None
            if moved is not None:
                if self.energy <= threshold:
                    self.note()
                    return
                self.take(task)
                for other, _ in moved:
                    self.take(other)
                for other, was in moved:
                    self.put(other, was)
        if old != UNDONE:
            self.put(task, old)
        self.cost = cost

    def make_room(self, task: int, index: int) -> list[tuple[int, int]] | None:
        """Do a task by a column from whose state one or two others are ejected; these and their columns, or None."""
        columns, where = self.problem.columns, self.problem.columns[index].state
        if not self.members[where]:
            return None
        held = list(self.members[where])
        moved: list[tuple[int, int]] = []
        for _ in range(2):
            other = held[int(self.drawn.random() * len(held))]
            if (
                self.choice[other] == UNDONE
                or columns[self.choice[other]].state != where
                or len(self.members[where]) < 2
            ):
                break
            moved.append((other, self.take(other)))
            if self.fits(index):
                self.put(task, index)
                room, self.room[where] = self.room[where], -math.inf
                for one, _ in moved:
                    self.settle(one, TRIED)
                self.room[where] = room
                return moved
        for other, was in reversed(moved):
            self.put(other, was)
        return None

    def note(self) -> None:
        """Remember the present choice if it is the best so far."""
        if self.cost < self.best_cost - 1e-9 * abs(self.best_cost) and (not self.limited or self.feasible):
            self.best_cost, self.best_choice = self.cost, self.choice.copy()
