"""_assignment.annealing: how is the array problem answered well without a solver?

Greedy starts at several prices of a block hour, then annealing over moves, swaps and ejections, between sweeps that
open, close and change the states of whole facilities. All random choices follow from a seed and the work from an
effort, so that the same problem gets the same solution.
"""

import math
import random
from functools import partial

from delegation._assignment.ledger import completed
from delegation._assignment.local_search import LocalSearch
from delegation._assignment.problem import UNDONE, Choice, Problem, Solution, usage_of
from delegation._assignment.watch import Watch, go_on, over

BLOCK_PRICES = (1.0, 0.6, 0.3, 0.0)
"""In a greedy start, which part of its own average hour's cost a block hour is counted at."""

MOVES_A_TASK = 2_000
"""Annealing moves for each task at effort 1."""

LEAST_MOVES = 400_000
"""Annealing moves at effort 1 for a problem of few tasks, for which they are several runs."""

RUNS = 4
"""How many runs these are at the most: where tasks are few one run ends where luck has it."""

SWEEPS, WARM_SWEEPS = 24, 8
"""How often facilities are swept during annealing, and where there is a start to improve."""

RETURNS = 6
"""After so many sweeps annealing goes on from the incumbent, if it has left it."""

WARM = 0.1
"""The first temperature where there is a start to improve, as a part of the usual one."""

COLDEST = 3e-4
"""The last temperature as a part of the first."""

HEAVIER, LIGHTER = 1.3, 0.9
"""How the weight of a shared limit changes while it is exceeded and while it is kept."""

TRIED = 8
"""How many places an ejected task is offered."""


def search(
    problem: Problem,
    *,
    effort: float = 1.0,
    seed: int = 0,
    start: Choice | None = None,
    until: float = math.inf,
    watch: Watch = go_on,
) -> Solution:
    """A good solution, at the latest when the effort is spent.

    Args:
        problem: The problem.
        effort: How much work to do; 1 is about ten seconds for 500 tasks.
        seed: Where random choices start.
        start: A choice to start from; without one greedy starts.
        until: When to stop, by the monotonic clock; all is done by then that can be done at once.
        watch: Hears now and then which part of the work is done; True stops it.
    """
    annealing = _Annealing(problem, random.Random(seed), until)  # noqa: S311  # no secrets here
    if start is not None:
        annealing.load_choice(start)
        annealing.sweep()
        starts = [tuple(annealing.choice)]
    else:
        greedy = [annealing.greedy(BLOCK_PRICES[0])]
        greedy += [annealing.greedy(price) for price in BLOCK_PRICES[1:] if not over(until)]
        if over(until):  # without sweeps these spend the cash on fixed charges
            quick = completed(problem, (UNDONE,) * len(problem.penalties))
            greedy.append((usage_of(problem, quick).cost, quick))
        starts = [choice for _, choice in sorted(greedy)]
    runs = 1 if start is not None else max(1, min(RUNS, LEAST_MOVES // (MOVES_A_TASK * max(1, len(problem.penalties)))))
    found, stopped = starts[:1], False
    for run in range(runs):
        part = partial(_watch_all, watch, run, runs)
        stopped = annealing.anneal(starts[run % len(starts)], effort / runs, warm=start is not None, watch=part)
        found.append(tuple(annealing.incumbent))
        if stopped:
            break
    # added up anew: the running sums of many moves have rounded
    used = [(usage_of(problem, choice), choice) for choice in found]
    _, cost, choice = min((use.violations, use.cost, choice) for use, choice in used)
    return Solution(choice, cost, -math.inf, "stopped" if stopped else "feasible")


def _watch_all(watch: Watch, run: int, runs: int, done: float) -> bool:
    """Tell the watch of all runs how far one of them is."""
    return watch((run + done) / runs)


class _Annealing(LocalSearch):
    """An assignment that is changed task by task, at first nearly at random and at last only for the better.

    Attributes:
        incumbent: The best choice seen.
        incumbent_cost: Its cost.
    """

    def __init__(self, problem: Problem, rng: random.Random, until: float) -> None:
        """Start with nothing done."""
        super().__init__(problem, rng, until)
        self.incumbent_cost, self.incumbent = self.cost, self.choice.copy()

    def anneal(self, choice: Choice, effort: float, *, warm: bool, watch: Watch) -> bool:
        """Improve a choice; the incumbent is the best seen. Whether it was stopped.

        Shared limits may be exceeded on the way, at a weight that rises while they are.
        """
        self.load_choice(choice)
        self.incumbent_cost, self.incumbent = self.cost, self.choice.copy()
        free = [task for task, several in enumerate(self.by_task) if several]
        first = self._temperature()
        if not free or not first:
            return False
        least = LEAST_MOVES
        if warm:
            first *= WARM
            least //= RUNS
        moves = round(effort * max(least, MOVES_A_TASK * len(free)))
        self.hard = False
        self.cash_weight = 1.0
        self.owner_hours_weight = self.cost / max(1e-9, self.problem.owner_hours_limit)
        sweeps = WARM_SWEEPS if warm else SWEEPS
        each, heat = max(1, moves // sweeps), first
        for sweep in range(sweeps):
            if watch(sweep / sweeps) or over(self.until):
                return True
            for step in range(each):
                if step % 64 == 0:
                    if over(self.until):
                        return True
                    heat = first * COLDEST ** ((sweep * each + step) / (sweeps * each))
                    if self.limited and step % 1024 == 0:
                        self._reweigh()
                self._move(free[int(self.rng.random() * len(free))], heat)
            self.sweep()
            self._note()
            if sweep % RETURNS == RETURNS - 1 and self.cost > self.incumbent_cost:
                self.load_choice(self.incumbent)
        watch(1.0)
        return False

    def _temperature(self) -> float:
        """A temperature at which ordinary moves are often accepted."""
        rng = self.rng
        ways = [[self.problem.columns[index].cost for index in several] for several in self.by_task]
        many = [costs for costs in ways if len(costs) > 1] or [
            [*costs, penalty] for costs, penalty in zip(ways, self.problem.penalties, strict=True) if costs
        ]
        if not many:
            return 0.0
        steps = []
        for _ in range(200):
            costs = many[rng.randrange(len(many))]
            steps.append(abs(costs[rng.randrange(len(costs))] - costs[0]))
        return 0.3 * sorted(steps)[len(steps) // 2] + 1e-12

    def _reweigh(self) -> None:
        """Let a shared limit that is exceeded weigh more, and one that is kept less."""
        self.cash_weight *= HEAVIER if self.cash > self.cash_limit else LIGHTER
        self.owner_hours_weight *= HEAVIER if self.owner_hours > self.owner_hours_limit else LIGHTER

    def _move(self, task: int, heat: float) -> None:
        """Try to do a task another way, or not, others making room if need be; keep it if cheaper, or by chance."""
        rng = self.rng
        several = self.by_task[task]
        place = int((len(several) + 1) * rng.random() ** 2)
        index = several[place] if place < len(several) else UNDONE
        old = self.choice[task]
        if index == old:
            return
        cost = self.cost
        threshold = self.energy - heat * math.log(rng.random() + 1e-300)
        self.remove(task)
        if index == UNDONE:
            if self.energy <= threshold:
                self._note()
                return
        elif self.fits(index):
            if self.energy + self.insertion_cost(index) - self.problem.penalties[task] <= threshold:
                self.insert(task, index)
                self._note()
                return
        else:  # shared limits are soft here, so that its state is full or its facility open otherwise
            moved = self._make_room(task, index)
            if moved is not None:
                if self.energy <= threshold:
                    self._note()
                    return
                self.remove(task)
                for other, _ in moved:
                    self.remove(other)
                for other, was in moved:
                    self.insert(other, was)
        if old != UNDONE:
            self.insert(task, old)
        self.cost = cost

    def _make_room(self, task: int, index: int) -> list[tuple[int, int]] | None:
        """Do a task by a column from whose state one or two others are ejected; these and their columns, or None."""
        columns, where = self.problem.columns, self.problem.columns[index].state
        if not self.members[where]:
            return None
        held = list(self.members[where])
        moved: list[tuple[int, int]] = []
        for _ in range(2):
            other = held[int(self.rng.random() * len(held))]
            if (
                self.choice[other] == UNDONE
                or columns[self.choice[other]].state != where
                or len(self.members[where]) < 2
            ):
                break
            moved.append((other, self.remove(other)))
            if self.fits(index):
                self.insert(task, index)
                room, self.room[where] = self.room[where], -math.inf
                for one, _ in moved:
                    self.insert_cheapest(one, TRIED)
                self.room[where] = room
                return moved
        for other, was in reversed(moved):
            self.insert(other, was)
        return None

    def _note(self) -> None:
        """Remember the present choice if it is the best so far."""
        better = self.cost < self.incumbent_cost - 1e-9 * abs(self.incumbent_cost)
        if better and (not self.limited or self.feasible):
            self.incumbent_cost, self.incumbent = self.cost, self.choice.copy()
