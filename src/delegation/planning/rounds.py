"""planning.rounds: how does a plan come about: choose at prices, price what was chosen truly, choose again?

Rounds end when planned and true cost agree; the best true cost wins. Then contractors whose congestion makes the plan
dearer are tried out of it.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

from delegation._assignment.problem import NO_STATE, UNDONE, Choice, Problem, Solution, exceeds, usage_of
from delegation._assignment.watch import Clock, Report, nothing
from delegation.planning.bundles import Bundle, bundle_of
from delegation.planning.market import Market
from delegation.planning.polish import polish
from delegation.planning.position import Ledger, Position
from delegation.planning.prices import Prices, prices_after, problem_at

MOST_ROUNDS = 10
"""How often, at the most, tasks are assigned and priced again."""

AGREED = 0.01
"""Rounds end when planned and true cost differ by no more than this part of the true one."""

TRIED_OUT = 3
"""How many contractors are tried out of a plan."""

STEPS = MOST_ROUNDS + TRIED_OUT
"""How many steps there are at the most before the last, for who waits."""

PATIENT = 3
"""After so many rounds what is truly paid above the budget is left free by the next."""

POLISHED = 3
"""How many of the choices seen are polished."""

PRICINGS = 3_000
"""How many bundles are priced truly at the most, at effort 1, to polish them."""

LATER = 0.3
"""The effort of a later round, as a part of the first's: it starts from the round before."""

Solver = Callable[[Problem, float, Choice | None, Report], Solution]
"""Solves a problem with an effort, from a start, reporting how far it is."""


class PricedChoice(NamedTuple):
    """A choice with what it truly comes to, in money and hours a month.

    Attributes:
        solution: The choice, and what the solver says of it.
        planned: Its cost at the prices at which it was chosen, without penalties.
        bundles: What each contractor's tasks truly come to.
        cost: The true cost, what leaving tasks undone costs included where they say so, without penalties.
        penalty: The penalties of what stays undone and should not.
        cash: The money paid, fees included that are owed anyway.
        owner_hours: The owner's hours.
        within: Whether the shared limits are truly kept.
    """

    solution: Solution
    planned: float
    bundles: tuple[Bundle, ...]
    cost: float
    penalty: float
    cash: float
    owner_hours: float
    within: bool

    @property
    def choice(self) -> Choice:
        """The choice."""
        return self.solution.choice

    @property
    def rank(self) -> tuple[bool, float]:
        """What tells plans apart: within the limits first, then the true cost with penalties."""
        return (not self.within, self.cost + self.penalty)

    @property
    def agrees(self) -> bool:
        """Whether planned and true cost agree."""
        return abs(self.planned - self.cost) <= AGREED * abs(self.cost)


class Planned(NamedTuple):
    """What all rounds led to.

    Attributes:
        found: The best choice.
        prices: The prices that follow from it.
        rounds: How often tasks were assigned and priced again.
    """

    found: PricedChoice
    prices: Prices
    rounds: int


def priced(
    market: Market, prices: Prices, solution: Solution, bundles: tuple[Bundle, ...] | None = None
) -> PricedChoice:
    """What a choice truly comes to.

    Args:
        market: What there is.
        prices: Prices; only the sizes of their retainers matter, and the penalty.
        solution: The choice, and what the solver says of it.
        bundles: Its bundles, where they are priced already.
    """
    held: dict[int, list[int]] = {}
    kept: list[int] = []
    for task, way in enumerate(solution.choice):
        if way != UNDONE:
            state = market.ways[way][1]
            (kept if state == NO_STATE else held.setdefault(state, [])).append(task)
    if bundles is None:
        bundles = tuple(bundle_of(market, state, prices.options[state], tasks) for state, tasks in sorted(held.items()))
    undone = [task for task, way in enumerate(solution.choice) if way == UNDONE]
    left = [cost for task in undone if (cost := market.undone_cost(task)) is not None]
    penalty = math.fsum(prices.penalties[task] for task in undone if market.undone_cost(task) is None)
    keeping = [costs.total for task in kept if (costs := market.kept(task)) is not None]
    cash = math.fsum([*(bundle.costs.cash for bundle in bundles), market.owed])
    owner_hours = math.fsum([*(bundle.owner_hours for bundle in bundles), *(market.kept_hours(task) for task in kept)])
    return PricedChoice(
        solution=solution,
        planned=solution.cost - penalty,
        bundles=bundles,
        cost=math.fsum([*(bundle.costs.total for bundle in bundles), *keeping, *left]),
        penalty=penalty,
        cash=cash,
        owner_hours=owner_hours,
        within=not (exceeds(cash, market.cash_limit) or exceeds(owner_hours, market.owner_hours_limit)),
    )


def best_of(
    market: Market, prices: Prices, solver: Solver, *, effort: float, clock: Clock, report: Report = nothing
) -> Planned:
    """The best plan of all rounds.

    Args:
        market: What there is to choose from.
        prices: The prices of the first round.
        solver: Solves array problems.
        effort: The effort of the first round.
        clock: The limit of time.
        report: Hears which part of the work is done.
    """
    rounds = _Rounds(market, prices, solver, effort=effort, clock=clock, report=report)
    rounds.repeat()
    rounds.try_out_the_congested()
    rounds.polish()
    rounds.settle()
    return Planned(rounds.best, rounds.prices, rounds.count)


class _Rounds:
    """The rounds of a plan as they go on.

    Attributes:
        best: The best choice so far.
        last: The choice of the last round.
        prices: The prices now.
        count: How many rounds there were.
    """

    best: PricedChoice
    last: PricedChoice

    def __init__(
        self, market: Market, prices: Prices, solver: Solver, *, effort: float, clock: Clock, report: Report
    ) -> None:
        """Before the first round."""
        self.market, self.prices, self.solver = market, prices, solver
        self.effort, self.clock, self.report = effort, clock, report
        self.count = 0
        self.seen: dict[Choice, PricedChoice] = {}

    def repeat(self) -> None:
        """Choose and price in turn until planned and true cost agree, or ten times."""
        spare = 0.0
        start: Choice | None = None
        while self.count < MOST_ROUNDS and not (self.count and self.best.within and self.clock.over()):
            problem = problem_at(self.market, self.prices)
            problem = problem._replace(cash_limit=max(0.0, problem.cash_limit - spare))

            def report(done: float, before: int = self.count) -> None:
                """Say how far all rounds are."""
                self.report((before + done) / STEPS)

            effort = self.effort if start is None else LATER * self.effort
            self.last = self._learn(self.solver(problem, effort, start, report))
            self.count += 1
            if self.count == 1 or self.last.rank < self.best.rank:
                self.best = self.last
            if self.last.within and self.last.agrees:
                break
            if self.count >= PATIENT or self.clock.over():
                spare += max(0.0, self.last.cash - self.market.cash_limit)
            start = self.last.choice

    def try_out_the_congested(self) -> None:
        """Take a contractor whose congestion makes the plan dearer out of it while that gives a better one."""
        for step in range(TRIED_OUT):
            crowded = [bundle for bundle in _crowded(self.best) if bundle.option.facility not in self.prices.banned]
            if not crowded or self.clock.over():
                break
            self.report((MOST_ROUNDS + step) / STEPS)
            self._follow_best()
            self.prices = self.prices.without(crowded[0].option.facility)
            without = self._learn(self.solver(problem_at(self.market, self.prices), LATER * self.effort, None, nothing))
            if without.rank >= self.best.rank:
                self._follow_best()
                break
            self.best = without
        self.prices = self.prices.with_all()

    def polish(self) -> None:
        """Change the best choices seen, move by move, until none makes them cheaper at true cost."""
        ledger = Ledger(self.market, self.prices.penalties, round(self.effort * PRICINGS))
        for start in sorted(self.seen.values(), key=lambda each: each.rank)[:POLISHED]:
            position = Position.of(ledger, start.choice)
            polish(position, self.clock.over)
            cost = position.totals.cost
            solution = Solution(position.choice(), cost, -math.inf, "feasible")
            found = priced(self.market, self.prices, solution, position.bundles())
            if found.rank < self.best.rank:
                self.best = found

    def settle(self) -> None:
        """Let the prices be those that follow from the plan, or from a truly better one that shows at these."""
        if self.last is self.best and self.best.agrees:
            return
        self.count += 1
        self._follow_best()
        problem = problem_at(self.market, self.prices)
        solution = self.solver(problem, LATER * self.effort, self.best.choice, nothing)
        found = self._learn(solution)
        if found.rank < self.best.rank and found.agrees:
            self.best = found
            return
        self._follow_best()
        cost = usage_of(problem, self.best.choice).cost
        proven = solution.status == "optimal" and not exceeds(cost, solution.cost)
        status = "optimal" if proven else "stopped" if solution.status == "stopped" else "feasible"
        settled = Solution(self.best.choice, cost, min(solution.bound, cost), status)
        self.best = self.best._replace(solution=settled, planned=cost - self.best.penalty)

    def _learn(self, solution: Solution) -> PricedChoice:
        """What a choice truly comes to; the prices follow it."""
        found = priced(self.market, self.prices, solution)
        self.seen[found.choice] = found
        self.prices = prices_after(self.market, self.prices, found.bundles)
        return found

    def _follow_best(self) -> None:
        """Let the prices follow from the best choice."""
        self.prices = prices_after(self.market, self.prices, self.best.bundles)


def _crowded(found: PricedChoice) -> list[Bundle]:
    """Bundles of several tasks whose waiting costs anything, the dearest first."""
    several = [bundle for bundle in found.bundles if len(bundle.tasks) > 1 and bundle.costs.waiting > 0.0]
    return sorted(several, key=lambda bundle: (-bundle.costs.waiting, bundle.option.facility))
