"""scoring.frontier: at how often and how urgent would outsourcing just be worth it, both changed together?"""

import math
from collections.abc import Iterable

import attrs

from delegation._costing.case import Case
from delegation.payback import value
from delegation.scoring.measures import urgency_of
from delegation.scoring.sensitivity import HIGHEST, LOWEST, BreakEven
from delegation.urgency import Urgency

DECADE = 20
"""Points to each power of ten."""

AROUND = 10.0
"""How far the picture reaches around what is, at the least, as a multiplier."""

BEYOND = 2.0
"""How far it reaches beyond the nearest flip, as a multiplier."""

CLOSELY = 1e-9
"""How closely the rate is found from which there is no room, relatively."""


@attrs.frozen
class Frontier:
    """The value of outsourcing over how often the work comes and what a day's delay costs; at 0.5 the verdict flips.

    Attributes:
        rates: Multipliers of all rates, in rising order; only those at which there is room for the work.
        costs: Multipliers of the cost of delay, in rising order.
        cost_per_day: What a multiplier of 1 stands for, money a day: what a delay costs now, on average over the
            occurrences; where it costs nothing now, what it costs in `Business.reference_urgency`, or else 1.
        values: For each rate, for each cost: B/(B+F), from 0 to 1.
        room: The multiplier of the rates from which there is no room for the work, as far as it was looked for; else
            infinite.
    """

    rates: tuple[float, ...]
    costs: tuple[float, ...]
    cost_per_day: float
    values: tuple[tuple[float, ...], ...]
    room: float

    def __repr__(self) -> str:
        """How many values there are, in one line."""
        return f"<Frontier of {len(self.rates)} rates and {len(self.costs)} costs of delay>"


def frontier_of(case: Case, break_even: BreakEven) -> Frontier | None:
    """The values around a case.

    Args:
        case: The case; outsourcing is a choice in it.
        break_even: Where its verdict flips by one factor, so that these points are within reach.

    Returns:
        The values; None where nothing of the work comes back, so that it has no rate.
    """
    if all(work.once for work in case.works):
        return None
    now = urgency_of(case)
    urgency, cost = None, now.cost_per_day
    if not cost:
        cost = case.business.reference_urgency.cost_per_day or 1.0
        urgency = Urgency(cost, now.slack_days)
    rates, costs = _multipliers(break_even.recurrence), _multipliers(break_even.urgency)
    room = _room(case, rates)
    within = [rate for rate in rates if rate < room]
    if math.isfinite(room):
        within.append(room * (1.0 - 2.0 * CLOSELY))
    return Frontier(
        rates=tuple(within),
        costs=tuple(costs),
        cost_per_day=cost,
        values=tuple(_values(case, rate, costs, urgency) for rate in within),
        room=room,
    )


def _multipliers(flips: Iterable[float]) -> list[float]:
    """Multipliers evenly spread on a logarithmic scale, around 1 and the flip that is nearest to it."""
    nearest = min(flips, key=lambda flip: abs(math.log(flip)), default=1.0)
    low = max(LOWEST, min(1.0 / AROUND, nearest / BEYOND))
    high = min(HIGHEST, max(AROUND, nearest * BEYOND))
    steps = math.ceil(DECADE * math.log10(high / low) - 1e-9)
    return [*(low * (high / low) ** (step / steps) for step in range(steps)), high]


def _room(case: Case, rates: list[float]) -> float:
    """The multiplier from which there is no room, by bisection; infinite where there is room at all of them."""

    def full(rate: float) -> bool:
        return case.weigh(rates=rate, overage_hours=0.0).full

    low, high = rates[0], rates[-1]
    if not full(high):
        return math.inf
    while high / low > 1.0 + CLOSELY:
        middle = math.sqrt(low * high)
        low, high = (low, middle) if full(middle) else (middle, high)
    return high


def _values(case: Case, rate: float, costs: list[float], urgency: Urgency | None) -> tuple[float, ...]:
    """The values at one multiplier of the rates; waits and hours above the block do not depend on the cost of delay."""
    waits, overage = case.waits(rates=rate, urgency=urgency), case.overage_hours(rate)
    weighed = [
        case.weigh(rates=rate, costs=cost, urgency=urgency, overage_hours=overage, waits=waits) for cost in costs
    ]
    return tuple(value(each.saved, each.committed) for each in weighed)
