"""planning.rounds: how does a plan come about?

First at true cost alone: each task where it costs least, then moves that help, then, where few bundles can be in the
best plan, all of them. Where they are many, in rounds: choose at prices, price what was chosen truly, let moves improve
it, choose again at the prices that follow. The best true cost wins. Shared limits come last: a plan that keeps to them
without being asked is the answer. Whatever then fits though it is left is done as well.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

from delegation._assignment.problem import Choice, Problem, Solution
from delegation._assignment.relaxation import Relaxed, relaxed
from delegation._assignment.watch import Clock, Report, nothing
from delegation.planning.bound import Optimum, optimistic
from delegation.planning.choices import PricedChoice, priced
from delegation.planning.enumeration import best_of_all
from delegation.planning.insertion import insert
from delegation.planning.ledger import Ledger
from delegation.planning.market import Market
from delegation.planning.polish import greedy, leave_least, polish
from delegation.planning.position import Position
from delegation.planning.prices import Prices, prices_after, problem_within
from delegation.planning.start import nominal

MOST_ROUNDS = 10
"""How often, at the most, tasks are assigned and priced again."""

IDLE = 2
"""Rounds end after so many that bring nothing better."""

PRICINGS = 8_000
"""How many tasks are priced truly, each in each bundle, at the most, at effort 1, before rounds and by each round."""

ALL_PRICINGS = 8_000
"""How many are priced by all steps together at the most, at effort 1."""

THIRD = 1.0 / 3.0
"""Which part of that a step that only tidies up may price."""

FIRST = 1_000
"""How many are priced whatever the limit of time."""

LATER = 0.3
"""The effort of a later round, as a part of the first's: it starts from the round before."""

MANY = 200
"""With fewer tasks the effort of a round is less in proportion; with more there are fewer rounds."""

DEARER = 1.5
"""How much dearer than without limits a plan may well be within them."""

WEIGHTS = 8
"""How often shared limits are weighed anew."""

HEAVIER, LIGHTER, LIGHTEST = 2.0, 0.8, 0.1
"""How the weight of a shared limit changes while it is exceeded and while it is kept; the least, as a part of worth."""

CLOSED = 1e-6
"""The gap, as a part of the cost, at which a plan is proven to be the best."""

Solver = Callable[[Problem, float, Choice | None, Report], Solution]
"""Solves a problem with an effort, from a start, reporting how far it is."""

Prover = Callable[[Problem], float]
"""What no choice of a problem costs less than, as far as a solver proves it."""


class Planned(NamedTuple):
    """What all rounds led to.

    Attributes:
        found: The best choice.
        prices: The prices that follow from it.
        rounds: How often tasks were assigned and priced again.
        ledger: What bundles truly cost, as far as they were priced for it.
    """

    found: PricedChoice
    prices: Prices
    rounds: int
    ledger: Ledger


def never() -> bool:
    """The time is never over."""
    return False


def best_of(
    market: Market,
    prices: Prices,
    solver: Solver,
    *,
    effort: float,
    clock: Clock,
    report: Report = nothing,
    prover: Prover | None = None,
    second: Solver | None = None,
) -> Planned:
    """The best plan that is found.

    Args:
        market: What there is to choose from.
        prices: The prices of the first round.
        solver: Solves array problems.
        effort: The effort of the first round.
        clock: The limit of time.
        report: Hears which part of the work is done.
        prover: Proves more of a plan than can be told without it; None where there is no such solver.
        second: Another solver, that goes on from what the first has led to.
    """
    ledger = Ledger(market, prices.penalties)
    work = _Work(ledger.weighing(0.0, 0.0), prices, solver, prover, effort=effort, clock=clock, report=report)
    work.run(None)
    if ledger.over(work.best.totals):
        free = work
        work = _Work(ledger, prices, solver, prover, effort=effort, clock=clock, report=report)
        work.bound = free.bound
        work.run(free.best)
        work.count += free.count
    if second is not None:
        work.go_on(second)
    work.complete(ledger)
    work.prove()
    found, prices = work.planned()
    return Planned(found, prices, work.count, ledger)


class _Work:
    """The work on a plan as it goes on.

    Attributes:
        best: The best position so far.
        bound: What no plan costs less than.
        proven: Whether no plan is cheaper than the best.
        count: How often tasks were assigned and priced again.
    """

    best: Position

    def __init__(
        self,
        ledger: Ledger,
        prices: Prices,
        solver: Solver,
        prover: Prover | None,
        *,
        effort: float,
        clock: Clock,
        report: Report,
    ) -> None:
        """Before anything is chosen."""
        self.ledger, self.market, self.prices = ledger, ledger.market, prices
        self.solver, self.prover = solver, prover
        self.effort, self.clock, self.report = effort, clock, report
        self.count, self.bound, self.proven = 1, -math.inf, False
        self.most = ledger.spent + ALL_PRICINGS * effort
        self.least: tuple[Problem, Optimum, Relaxed] | None = None

    def run(self, free: Position | None) -> None:
        """Find a plan, from the best one without limits where these are passed by it."""
        self.best = nominal(self.ledger)
        optimum = None if self.clock.over() else optimistic(self.ledger, self.prices, self.clock.over)
        if optimum is None:
            self.ledger.allow(FIRST)
            self._offer(greedy(self.ledger, never))
            return
        self.ledger.charges = [optimum.problem.states[state] for state in optimum.states]
        self._allow(self.ledger, 1.0)
        if free is None:
            self._offer(greedy(self.ledger, self.clock.over))
            self._polish(self.best)
            relaxation = self._relax(optimum, self.best.totals.cost)
        else:
            relaxation = self._relax(optimum, min(self.best.totals.cost, DEARER * free.totals.cost))
            self._weigh(free, relaxation)
        self._enumerate(optimum, relaxation)
        if not self.proven:
            if free is None or self.best.totals.cost > DEARER * free.totals.cost:
                self._repeat(free)
            self._enumerate(optimum, relaxation)
        self.least = optimum.problem, optimum, relaxation

    def go_on(self, solver: Solver) -> None:
        """Look for a better plan with another solver, which may price as much as a third of what all steps might."""
        if self.proven or self.least is None or self.clock.over():
            return
        _, optimum, relaxation = self.least
        self.solver, self.most = solver, self.ledger.spent + THIRD * ALL_PRICINGS * self.effort
        before = self.best
        self._repeat(self.best, 1 if len(self.market.tasks) > MANY else IDLE)
        if self.best is not before:
            self._enumerate(optimum, relaxation)

    def complete(self, ledger: Ledger) -> None:
        """Do what is left though it fits within the limits of a ledger, and polish, until nothing that fits is left."""
        self.ledger = ledger
        position, better = self.best.weighed(ledger), not self.proven
        while better and insert(position, self.clock.over):
            self.best = position
            ledger.allow(THIRD * PRICINGS * self.effort)
            better = self._polish(position)
            position = Position.at(ledger, self.best.place)

    def prove(self) -> None:
        """Let the prover say what no plan costs less than."""
        if not self.proven and self.prover is not None and self.least is not None and not self.clock.over():
            self.bound = max(self.bound, self.prover(self.least[0]))

    def planned(self) -> tuple[PricedChoice, Prices]:
        """The plan, and the prices that follow from it."""
        best = self.best.told()
        totals, choice, bundles = best.totals, best.choice(), best.bundles()
        prices = prices_after(self.market, self.prices, bundles, best.kept())
        bound = totals.cost if self.proven else min(self.bound, totals.cost)
        found = priced(self.market, prices, Solution(choice, totals.cost, bound, "polished"), bundles)
        if totals.cost - bound <= CLOSED * max(1.0, abs(found.cost)):
            found = found._replace(solution=found.solution._replace(status="optimal"))
        elif self.clock.stopped:
            found = found._replace(solution=found.solution._replace(status="stopped"))
        return found, prices

    def _allow(self, ledger: Ledger, part: float) -> None:
        """Let a part of what one step may price be priced, as far as anything is left of what all steps may."""
        left = self.most - ledger.spent
        ledger.allow(max(0.0, min(part * PRICINGS * self.effort, left)))

    def _offer(self, position: Position) -> bool:
        """Take a position if it is the best so far."""
        if not position.beats(self.best):
            return False
        self.best = position
        return True

    def _polish(self, start: Position) -> bool:
        """Let moves improve a position, which is left as it is; whether that gives the best so far."""
        position = Position.at(self.ledger, start.place)
        polish(position, self.clock.over)
        if position.over and not self.clock.over():
            leave_least(position)
            self._allow(self.ledger, THIRD)
            polish(position, self.clock.over)
        return self._offer(position)

    def _relax(self, optimum: Optimum, known: float) -> Relaxed:
        """A bound without a solver, sought below a cost."""
        found = relaxed(optimum.problem, known, watch=lambda _: self.clock.over())
        self.bound = max(self.bound, found.bound)
        return found

    def _weigh(self, free: Position, relaxation: Relaxed) -> None:
        """From the best plan without limits towards them: what is beyond its limit weighs more and more, then less."""
        position, (_, cash, owner_hours) = free, relaxation.prices
        for _ in range(WEIGHTS):
            over_cash = position.totals.cash > self.ledger.cash_limit
            over_hours = position.totals.owner_hours > self.ledger.owner_limit
            cash = max(cash * HEAVIER, LIGHTEST) if over_cash else cash * LIGHTER
            owner_rate = self.market.business.owner_rate or 1.0
            owner_hours = max(owner_hours * HEAVIER, LIGHTEST * owner_rate) if over_hours else owner_hours * LIGHTER
            weighing = self.ledger.weighing(cash, owner_hours)
            self._allow(weighing, 1.0)
            position = position.weighed(weighing)
            polish(position, self.clock.over)
            self._allow(self.ledger, THIRD)
            self._polish(position)

    def _enumerate(self, optimum: Optimum, relaxation: Relaxed) -> None:
        """Try all plans, where few bundles can be in the best one."""
        if self.clock.over():
            return
        found = best_of_all(self.best, optimum, relaxation, self.clock.over)
        self.bound, self.proven = max(self.bound, found.bound), found.proven
        self._offer(found.position)

    def _repeat(self, free: Position | None, most: int = MOST_ROUNDS) -> None:
        """Choose at prices and price truly in turn, until nothing better comes of it."""
        idle, start = 0, None if free is None else free.choice()
        seen: set[Choice] = set()
        spare, chosen = 0.0, frozenset[int]()
        most = min(most, max(IDLE + 1, round(MOST_ROUNDS * MANY / max(MANY, len(self.market.tasks)))))
        for count in range(most):
            if self.clock.over() or idle >= IDLE:
                return
            self.report(count / MOST_ROUNDS)
            cash_limit, hours_limit = max(0.0, self.ledger.cash_limit - spare), self.ledger.owner_limit
            problem = problem_within(self.market, self.prices, chosen, cash_limit, hours_limit)
            effort = self.effort * min(1.0, len(self.market.tasks) / MANY) * (LATER if count else 1.0)
            solution = self.solver(problem, effort, start, nothing)
            self.count += 1
            start, chosen = solution.choice, frozenset(solution.choice)
            position = Position.of(self.ledger, start)
            spare += max(0.0, position.totals.cash - self.ledger.cash_limit)
            self._allow(self.ledger, 1.0)
            better = start not in seen and self._polish(position)
            idle = 0 if better or position.over else idle + 1
            seen.add(start)
            told = position.told()
            self.prices = prices_after(self.market, self.prices, told.bundles(), told.kept())
