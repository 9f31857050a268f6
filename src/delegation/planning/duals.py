"""planning.duals: at which prices of tasks and limits do the true costs of bundles bound a plan best?

Every task has a price that whoever does it is paid, and so has every unit of a shared limit. At any prices, what each
contractor's bundles then cost at the least adds up to what no plan of these bundles costs less than.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from delegation._assignment.problem import NO_STATE
from delegation._assignment.relaxation import Prices, unit_of
from delegation.planning.ledger import Ledger, Place, Totals
from delegation.planning.position import GAIN

STEPS = 120
"""Steps of the prices."""

PATIENCE = 5
"""After so many steps without a better bound steps are halved."""


class Candidate(NamedTuple):
    """A bundle that may be in the best plan.

    Attributes:
        state: The option.
        tasks: The tasks.
        totals: What it comes to.
        mask: The tasks as bits.
    """

    state: int
    tasks: tuple[int, ...]
    totals: Totals
    mask: int


class Bound(NamedTuple):
    """A bound at the true costs of bundles.

    Attributes:
        value: What no plan of them costs less than.
        prices: The prices behind it.
        profits: What each contractor's bundles cost at the least at these prices; at most 0.
        slopes: How the bound changes with the prices, by tasks, then cash and the owner's hours.
    """

    value: float
    prices: Prices
    profits: Mapping[int, float]
    slopes: tuple[float, ...]


class Duals:
    """Bundles that may be in the best plan, and prices.

    Attributes:
        ledger: What bundles cost.
        candidates: Each contractor's bundles.
        alone: For each task what may become of it that no contractor is given.
        known: The cost of the best plan known.
        at: The best bound so far. No plan costs less than it, or than what is known.
    """

    def __init__(
        self, ledger: Ledger, candidates: Mapping[int, Sequence[Candidate]], known: float, prices: Prices
    ) -> None:
        """Start at some prices."""
        self.ledger, self.known = ledger, known
        self.candidates = {facility: list(several) for facility, several in candidates.items()}
        self.alone = [self._alone(task) for task in range(len(prices.tasks))]
        every = [each.totals for several in self.candidates.values() for each in several]
        self.units = (
            unit_of(ledger.cash_limit, [each.cash for each in every], len(self.alone)),
            unit_of(ledger.owner_limit, [each.owner_hours for each in every], len(self.alone)),
        )
        self.at = self._at(prices)

    def _alone(self, task: int) -> list[tuple[Place, Totals]]:
        """What becomes of a task that no contractor is given."""
        found: list[tuple[Place, Totals]] = [(None, self.ledger.alone(task, None))]
        if NO_STATE in self.ledger.ways[task]:
            found.append((NO_STATE, self.ledger.least(task, NO_STATE)))
        return found

    def tighten(self, over: Callable[[], bool]) -> None:
        """Move prices until the bound rises no more; drop what cannot help."""
        here = self.at
        length, waited = 1.0, 0
        for _ in range(STEPS):
            norm = math.fsum(slope * slope for slope in here.slopes)
            if not norm or self.closed() or over():
                return
            here = self._at(self._moved(here, length * (self.known - here.value) / norm))
            if here.value > self.at.value:
                waited = 0 if here.value > self.at.value + 1e-3 * (self.known - self.at.value) else waited + 1
                self.at = here
                self._drop()
            else:
                waited += 1
            if waited > PATIENCE:
                length, waited, here = length / 2.0, 0, self.at

    def pay_no_more_than_alone(self) -> None:
        """Let no price be above what doing the task alone costs, so that it is certain to be spent on it."""
        prices = self.at.prices
        least = [min(value_at(prices, totals) for _, totals in ways) for ways in self.alone]
        self.at = self._at(prices._replace(tasks=tuple(map(min, prices.tasks, least))))

    def closed(self) -> bool:
        """Whether the bound leaves nothing to gain."""
        return self.known - self.at.value <= GAIN * max(1.0, abs(self.known))

    def _moved(self, here: Bound, step: float) -> Prices:
        """Prices after a step along the slopes."""
        *tasks, cash, owner_hours = here.slopes
        before = here.prices
        return Prices(
            tuple(price + step * slope for price, slope in zip(before.tasks, tasks, strict=True)),
            max(0.0, before.cash + step * cash / (self.units[0] or 1.0)),
            max(0.0, before.owner_hours + step * owner_hours / (self.units[1] or 1.0)),
        )

    def _at(self, prices: Prices) -> Bound:
        """The bound at some prices, what each contractor makes of them, and the bound's slopes."""
        slopes = [1.0] * len(prices.tasks)
        cash = owner_hours = 0.0
        parts = list(prices.tasks)
        for task, ways in enumerate(self.alone):
            least, taken = min((value_at(prices, totals) - prices.tasks[task], totals) for _, totals in ways)
            if least < 0.0:
                parts.append(least)
                slopes[task] -= 1.0
                cash, owner_hours = cash + taken.cash, owner_hours + taken.owner_hours
        profits = {}
        for facility, several in self.candidates.items():
            least, chosen = 0.0, None
            for candidate in several:
                value = reduced_at(prices, candidate)
                if value < least:
                    least, chosen = value, candidate
            profits[facility] = least
            if chosen is not None:
                parts.append(least)
                cash, owner_hours = cash + chosen.totals.cash, owner_hours + chosen.totals.owner_hours
                for task in chosen.tasks:
                    slopes[task] -= 1.0
        for price, total, limit, unit in (
            (prices.cash, cash, self.ledger.cash_limit, self.units[0]),
            (prices.owner_hours, owner_hours, self.ledger.owner_limit, self.units[1]),
        ):
            slope = (total - limit) / unit if unit else 0.0
            slopes.append(slope if price or slope > 0.0 else 0.0)
            if price:
                parts.append(-price * limit)
        return Bound(math.fsum(parts), prices, profits, tuple(slopes))

    def _drop(self) -> None:
        """Drop bundles that cannot be in a cheaper plan."""
        gap = self.known - self.at.value + GAIN * max(1.0, abs(self.known))
        for facility, several in self.candidates.items():
            room = gap + self.at.profits[facility]
            self.candidates[facility] = [each for each in several if reduced_at(self.at.prices, each) <= room]


def value_at(prices: Prices, totals: Totals) -> float:
    """What totals count at the prices of the limits."""
    return totals.cost + prices.cash * totals.cash + prices.owner_hours * totals.owner_hours


def reduced_at(prices: Prices, candidate: Candidate) -> float:
    """What a bundle costs less what is paid for its tasks."""
    paid, (cost, cash, owner_hours) = prices.tasks, candidate.totals
    value = cost + prices.cash * cash + prices.owner_hours * owner_hours
    for task in candidate.tasks:
        value -= paid[task]
    return value
