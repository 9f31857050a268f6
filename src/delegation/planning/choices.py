"""planning.choices: what does a choice of ways truly come to?"""

import math
from collections.abc import Mapping
from typing import NamedTuple

from delegation._assignment.problem import NO_STATE, UNDONE, Choice, Solution, exceeds
from delegation._costing.costs import CostRows
from delegation.planning.bundles import Bundle, bundle_of, kept_rows
from delegation.planning.market import Market
from delegation.planning.prices import Prices


class PricedChoice(NamedTuple):
    """A choice with what it truly comes to, in money and hours a month.

    Attributes:
        solution: The choice, and what the solver says of it.
        bundles: What each contractor's tasks truly come to.
        kept: What each task that is kept costs.
        cost: The true cost, what leaving tasks undone costs included where they say so, without penalties.
        penalty: The penalties of what stays undone and should not.
        cash: The money paid, fees included that are owed anyway.
        owner_hours: The owner's hours.
        within: Whether the shared limits are truly kept.
    """

    solution: Solution
    bundles: tuple[Bundle, ...]
    kept: Mapping[int, CostRows]
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
    rows = kept_rows(market, kept)
    keeping = [costs.total for costs in rows.values()]
    cash = math.fsum([*(bundle.costs.cash for bundle in bundles), market.owed])
    owner_hours = math.fsum([*(bundle.owner_hours for bundle in bundles), *(market.kept_hours(task) for task in kept)])
    within = not (exceeds(cash, market.cash_limit) or exceeds(owner_hours, market.owner_hours_limit))
    return PricedChoice(
        solution=solution,
        bundles=bundles,
        kept=rows,
        cost=math.fsum([*(bundle.costs.total for bundle in bundles), *keeping, *left]),
        penalty=penalty,
        cash=cash,
        owner_hours=owner_hours,
        within=within and sum(market.counts(bundle.state) for bundle in bundles) <= market.most_retainers,
    )
