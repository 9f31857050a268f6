"""planning.rounds: how does a plan come about: choose at prices, price what was chosen truly, choose again?

Rounds end when planned and true cost agree; the best true cost wins. Then contractors whose congestion makes the plan
dearer are tried out of it.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

from delegation._assignment.problem import NO_STATE, UNDONE, Choice, Problem, Solution, exceeds, usage_of
from delegation._assignment.watch import Clock, nothing
from delegation.planning.market import Bundle, Market

MOST_ROUNDS = 10

AGREED = 0.01
"""Rounds end when planned and true cost differ by no more than this part of the true one."""

TRIED_OUT = 3
"""How many contractors are tried out of a plan."""

PATIENT = 3
"""After so many rounds what is truly paid above the budget is left free by the next."""

LATER = 0.3
"""The effort of a later round, as a part of the first's: it starts from the round before."""

Solver = Callable[[Problem, float, Choice | None, Callable[[float], None]], Solution]
"""Answers a problem with an effort, from a start, telling how far it is."""


class Priced(NamedTuple):
    """A choice with what it truly comes to, in money and hours a month.

    Attributes:
        answer: The choice, and what the solver says of it.
        planned: Its cost at the prices at which it was chosen, without penalties.
        bundles: What each contractor's tasks truly come to.
        cost: The true cost, without penalties.
        penalty: The penalties of what stays undone.
        cash: The money paid, fees included that are owed anyway.
        owner: The owner's hours.
        within: Whether the shared limits are truly kept.
    """

    answer: Solution
    planned: float
    bundles: tuple[Bundle, ...]
    cost: float
    penalty: float
    cash: float
    owner: float
    within: bool

    @property
    def rank(self) -> tuple[bool, float]:
        """What tells plans apart: within the limits first, then the true cost with penalties."""
        return (not self.within, self.cost + self.penalty)

    @property
    def agrees(self) -> bool:
        """Whether planned and true cost agree."""
        return abs(self.planned - self.cost) <= AGREED * abs(self.cost)


def priced(market: Market, answer: Solution) -> Priced:
    """What an answer truly comes to; the market's prices follow it."""
    bundles = market.learn(answer.choice)
    kept = [task for task, way in enumerate(answer.choice) if way != UNDONE and market.ways[way][1] == NO_STATE]
    penalty = math.fsum(market.penalties[task] for task, way in enumerate(answer.choice) if way == UNDONE)
    keeping = [rows.total for task in kept if (rows := market.kept(task)) is not None]
    cash = math.fsum([*(bundle.rows.cash for bundle in bundles), market.owed])
    owner = math.fsum([*(bundle.owner for bundle in bundles), *(market.kept_hours(task) for task in kept)])
    business = market.business
    within = not (
        exceeds(cash, market.most_cash)
        or exceeds(owner, math.inf if business.owner_hours_per_month is None else business.owner_hours_per_month)
    )
    cost = math.fsum([*(bundle.rows.total for bundle in bundles), *keeping])
    return Priced(answer, answer.cost - penalty, bundles, cost, penalty, cash, owner, within)


def best_of(
    market: Market, solver: Solver, effort: float, clock: Clock, told: Callable[[float], None]
) -> tuple[Priced, int]:
    """The best plan of all rounds, and how many rounds there were.

    Args:
        market: What there is to choose from.
        solver: Answers array problems.
        effort: The effort of the first round.
        clock: The limit of time.
        told: Told which part of the work is done.
    """
    best: Priced | None = None
    last: Priced | None = None
    spare = 0.0
    rounds = 0
    start: Choice | None = None
    steps = MOST_ROUNDS + TRIED_OUT
    while rounds < MOST_ROUNDS and not (best is not None and best.within and clock.over()):
        problem = market.problem()
        problem = problem._replace(cash=max(0.0, problem.cash - spare))

        def part(done: float, before: int = rounds) -> None:
            """Tell how far all rounds are."""
            told((before + done) / steps)

        answer = solver(problem, effort if start is None else LATER * effort, start, part)
        rounds += 1
        last = found = priced(market, answer)
        if best is None or found.rank < best.rank:
            best = found
        if found.within and found.agrees:
            break
        if rounds >= PATIENT or clock.over():
            spare += max(0.0, found.cash - market.most_cash)
        start = answer.choice
    assert best is not None, "there is at least one round"  # noqa: S101  # for the type checkers
    best = _without_the_congested(market, solver, best, effort, clock, told=told)
    if last is not best or not best.agrees:
        best, rounds = _settled(market, solver, best, effort), rounds + 1
    return best, rounds


def _settled(market: Market, solver: Solver, best: Priced, effort: float) -> Priced:
    """The plan at the prices that follow from it, or a truly better one that shows at these."""
    market.learn(best.answer.choice)
    problem = market.problem()
    answer = solver(problem, LATER * effort, best.answer.choice, nothing)
    found = priced(market, answer)
    if found.rank < best.rank and found.agrees:
        return found
    market.learn(best.answer.choice)
    cost = usage_of(problem, best.answer.choice).cost
    proven = answer.status == "optimal" and not exceeds(cost, answer.cost)
    status = "optimal" if proven else "stopped" if answer.status == "stopped" else "feasible"
    settled = Solution(best.answer.choice, cost, min(answer.bound, cost), status)
    return best._replace(answer=settled, planned=cost - best.penalty)


def _without_the_congested(
    market: Market, solver: Solver, best: Priced, effort: float, clock: Clock, *, told: Callable[[float], None]
) -> Priced:
    """The plan, or a better one without a contractor whose congestion makes it dearer."""
    for count in range(TRIED_OUT):
        crowded = [bundle for bundle in _crowded(best) if bundle.terms.site not in market.banned]
        if not crowded or clock.over():
            break
        told((MOST_ROUNDS + count) / (MOST_ROUNDS + TRIED_OUT))
        site = crowded[0].terms.site
        market.learn(best.answer.choice)
        market.banned.add(site)
        problem = market.problem()
        without = priced(market, solver(problem, LATER * effort, None, nothing))
        if without.rank < best.rank:
            best = without
        else:
            market.banned.discard(site)
            market.learn(best.answer.choice)
            break
    market.banned.clear()
    return best


def _crowded(found: Priced) -> list[Bundle]:
    """Bundles of several tasks whose waiting costs anything, the dearest first."""
    several = [bundle for bundle in found.bundles if len(bundle.tasks) > 1 and bundle.rows.waiting > 0.0]
    return sorted(several, key=lambda bundle: (-bundle.rows.waiting, bundle.terms.site))
