"""planning.ledger: what does any bundle of tasks truly cost, each priced once?

What the owner keeps is a bundle like the contractors', held by nobody.
"""

import copy
import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from delegation._assignment.problem import NO_STATE, State, loosened
from delegation._costing.balance import ClassWaits
from delegation.planning.bundles import Bundle, bundle_of, kept_rows, least_bundle, waits_for
from delegation.planning.market import Market

NOBODY = -1
"""The place among contractors of what is kept."""

Place = int | None
"""The option on which a task is done, `NO_STATE` where it is kept; None where it stays undone."""


class Totals(NamedTuple):
    """What a choice, or a part of one, truly comes to, in money and hours a month.

    Attributes:
        cost: Its cost, with the penalties of what stays undone.
        cash: The money paid.
        owner_hours: The owner's hours.
        retainers: How many retainers.
    """

    cost: float
    cash: float
    owner_hours: float
    retainers: int = 0

    @classmethod
    def of(cls, parts: Iterable["Totals"]) -> "Totals":
        """Several parts together."""
        listed = list(parts)
        cost, cash, owner_hours, retainers = map(math.fsum, zip((0.0, 0.0, 0.0, 0.0), *listed, strict=True))
        return cls(cost, cash, owner_hours, round(retainers))

    def changed(self, out: "Totals", into: "Totals") -> "Totals":
        """The same with one part for another."""
        return Totals(
            self.cost - out.cost + into.cost,
            self.cash - out.cash + into.cash,
            self.owner_hours - out.owner_hours + into.owner_hours,
            self.retainers - out.retainers + into.retainers,
        )


NOTHING = Totals(0.0, 0.0, 0.0)


class Purse:
    """What has been spent on pricing by all who price the same bundles.

    Attributes:
        spent: How many tasks were priced, each in each bundle.
    """

    spent = 0


class Ledger:
    """What every bundle of a market truly costs, each priced once, and which moves there are.

    Attributes:
        market: What there is.
        penalties: What leaving each task undone counts.
        most: How many tasks may be priced, each in each bundle.
        ways: For each task the options on which it can be done, `NO_STATE` where it can be kept.
        allowed: The same as pairs.
        able: For each option the tasks that can be done on it.
        states: For each contractor, by place, their options.
        rooms: For each option the hours a month that there are.
        cash_limit: Most money a month besides what is owed anyway, with what rounding may add.
        owner_limit: Most hours of the owner a month, likewise.
        most_retainers: Most retainers besides those that go on anyway.
        cash_weight: What each unit of money counts on top of the cost.
        owner_weight: What each of the owner's hours counts on top.
        charges: For each option the least that it takes to have it, and beyond which hours a month each hour costs how
            much; empty as long as that is not known.
    """

    def __init__(self, market: Market, penalties: Sequence[float], most: float = math.inf) -> None:
        """Nothing is priced yet."""
        self.market, self.penalties, self.most = market, penalties, most
        self.allowed = frozenset(market.ways)
        self.ways: list[list[int]] = [[] for _ in market.tasks]
        self.able: list[list[int]] = [[] for _ in market.options]
        for task, state in market.ways:
            self.ways[task].append(state)
            if state != NO_STATE:
                self.able[state].append(task)
        self.states: dict[int, list[int]] = {}
        for state, option in enumerate(market.options):
            self.states.setdefault(option.facility, []).append(state)
        self.rooms = [loosened(room) for room in market.rooms]
        self.cash_limit = loosened(market.cash_limit - market.owed)
        self.owner_limit = loosened(market.owner_hours_limit)
        self.most_retainers = market.most_retainers
        self.cash_weight = self.owner_weight = 0.0
        self.charges: Sequence[State] = ()
        terms = {(each.facility, each.retainer): state for state, each in enumerate(market.options) if each.once}
        self._for_once = {
            state: terms[option.facility, option.retainer]
            for state, option in enumerate(market.options)
            if (option.facility, option.retainer) in terms
        }
        self._hours = {pair: market.hours(work) for pair, work in market.works.items()}
        self._bundles: dict[tuple[int, frozenset[int]], Bundle] = {}
        self._least_bundles: dict[tuple[int, frozenset[int]], Bundle] = {}
        self._waits: dict[tuple[int, bool, frozenset[int]], tuple[ClassWaits, ...]] = {}
        self._purse = Purse()
        self._totals: dict[tuple[int, frozenset[int]], Totals] = {(NO_STATE, frozenset()): NOTHING}
        self._least: dict[tuple[int, int, bool, bool], Totals] = {}

    @property
    def left(self) -> float:
        """How many tasks may still be priced, each in each bundle."""
        return self.most - self._purse.spent

    @property
    def queues_at_home(self) -> bool:
        """Whether tasks that are kept make each other wait, so that they are priced together."""
        if self.market.business.owner_hours_per_month is None:
            return False
        kept = [self.market.tasks[task] for task, state in self.market.ways if state == NO_STATE]
        return len(kept) > 1 and any(task.urgency.cost_per_day for task in kept)

    @property
    def limited(self) -> bool:
        """Whether there is a shared limit."""
        return any(map(math.isfinite, (self.cash_limit, self.owner_limit, self.most_retainers)))

    @property
    def spent(self) -> int:
        """How many tasks were priced, each in each bundle, by it and by those that share its bundles."""
        return self._purse.spent

    def allow(self, pricings: float) -> None:
        """Let so many more tasks be priced, each in each bundle."""
        self.most = self._purse.spent + pricings

    def weighing(self, cash: float, owner_hours: float) -> "Ledger":
        """The same bundles without limits of money and the owner's hours, which count at a weight instead."""
        found = copy.copy(self)
        found.cash_limit = found.owner_limit = math.inf
        found.cash_weight, found.owner_weight = cash, owner_hours
        return found

    def facility(self, state: int) -> int:
        """Whose option it is."""
        return NOBODY if state == NO_STATE else self.market.options[state].facility

    def hours(self, state: int, task: int) -> float:
        """Hours a month of a task as the contractor of an option would do it."""
        return self._hours[task, self.market.options[state].facility]

    def hours_of(self, task: int) -> float:
        """Hours a month of a task, by the owner's estimate."""
        return self.market.times[task] * self.market.tasks[task].hours

    def fits(self, state: int, tasks: Iterable[int]) -> bool:
        """Whether all of these tasks may be done on an option, and its contractor has the hours."""
        if not all((task, state) in self.allowed for task in tasks):
            return False
        return state == NO_STATE or math.fsum(self.hours(state, task) for task in tasks) <= self.rooms[state]

    def told(self, state: int, tasks: Iterable[int]) -> int:
        """The option by which a bundle is told: of what comes only once, that for the minimum term alone."""
        there = self._for_once.get(state, state)
        return there if all((task, there) in self.allowed for task in tasks) else state

    def bundle(self, state: int, tasks: frozenset[int]) -> Bundle:
        """What tasks on an option truly come to."""
        found = self._bundles.get((state, tasks))
        if found is None:
            option, listed = self.market.options[state], sorted(tasks)
            client = (option.facility, option.relationship.running is not None, tasks)
            if client not in self._waits:
                self._waits[client] = waits_for(self.market, option, listed)
            found = bundle_of(self.market, state, option, listed, self._waits[client])
            self._bundles[state, tasks] = found
            self._purse.spent += len(tasks)
        return found

    def least_bundle(self, state: int, tasks: frozenset[int]) -> Bundle:
        """What tasks on an option pay at the least; the bundle itself where that is known."""
        known = self._bundles.get((state, tasks)) or self._least_bundles.get((state, tasks))
        if known is None:
            known = least_bundle(self.market, state, self.market.options[state], sorted(tasks))
            self._least_bundles[state, tasks] = known
        return known

    def priced(self, state: int, tasks: frozenset[int]) -> Totals:
        """What tasks on an option, or kept, add to a choice; nothing where there are none."""
        found = self._totals.get((state, tasks))
        if found is None:
            found = self._summed(state, tasks)
            self._totals[state, tasks] = found
        return found

    def alone(self, task: int, place: Place) -> Totals:
        """What a task adds to a choice where no contractor does it: kept by itself, or left undone."""
        return Totals(self.penalties[task], 0.0, 0.0) if place is None else self.priced(NO_STATE, frozenset((task,)))

    def least(self, task: int, state: int) -> Totals:
        """What a task adds at the least to whatever else is done on an option: all but fixed charges and the block.

        Nothing of the same contractor is beside it in the queue, and its hours fall within the block.
        """
        if state == NO_STATE:
            return self.alone(task, NO_STATE)
        option = self.market.options[state]
        key = (task, option.facility, option.retainer is None, option.relationship.running is None)
        found = self._least.get(key)
        if found is None:
            bundle = self.bundle(state, frozenset((task,)))
            rows, fixed = bundle.costs, self.fixed_hours(state)
            hiring = rows.hiring - fixed * self.market.business.owner_rate
            cost = math.fsum((rows.work, max(0.0, hiring), rows.waiting))
            found = Totals(cost, rows.work, max(0.0, bundle.owner_hours - fixed))
            self._least[key] = found
        return found

    def fixed_hours(self, state: int) -> float:
        """The owner's hours a month that an option takes whatever is done on it: to find somebody, and to start."""
        option, business = self.market.options[state], self.market.business
        hours = 0.0 if option.relationship.known else business.hiring_hours
        if option.retainer is not None and not option.relationship.retained:
            hours += business.onboarding_hours
        return hours / self.market.months

    def floor(self, state: int, tasks: frozenset[int]) -> float:
        """What tasks on an option count at the least; what they do count where that is known."""
        known = self._totals.get((state, tasks))
        if known is not None or state == NO_STATE or not tasks:
            return self.worth(self.priced(state, tasks))
        parts = [self.worth(self.least(task, state)) for task in tasks]
        if self.charges:
            charge = self.charges[state]
            parts.append(charge.fixed_charge)
            parts.append(self.cash_weight * charge.cash + self.owner_weight * charge.owner_hours)
            if charge.overage_rate:
                hours = math.fsum(self.block_hours(task, state) for task in tasks)
                parts.append(charge.overage_rate * (1.0 + self.cash_weight) * max(0.0, hours - charge.block))
        return math.fsum(parts)

    def block_hours(self, task: int, state: int) -> float:
        """Hours a month of a task that meet the block of a retainer; what is hired for instead does not."""
        option = self.market.options[state]
        work = self.market.works[task, option.facility]
        hired = work.occurrences * work.billed * option.contractor.rate / self.market.months
        hours = self.hours(state, task)
        return hours * (1.0 - self.least(task, state).cash / hired) if hired else hours

    def worth(self, totals: Totals) -> float:
        """What totals count, weights included."""
        if not self.cash_weight and not self.owner_weight:
            return totals.cost
        return totals.cost + self.cash_weight * totals.cash + self.owner_weight * totals.owner_hours

    def over(self, totals: Totals) -> float:
        """How far a choice is beyond the shared limits; 0 where it keeps to them."""
        over = totals.cash - self.cash_limit if totals.cash > self.cash_limit else 0.0
        if totals.owner_hours > self.owner_limit:
            over += totals.owner_hours - self.owner_limit
        return over + totals.retainers - self.most_retainers if totals.retainers > self.most_retainers else over

    def _summed(self, state: int, tasks: frozenset[int]) -> Totals:
        """The totals of a bundle."""
        if not tasks:
            return NOTHING
        if state != NO_STATE:
            bundle = self.bundle(state, tasks)
            return Totals(bundle.costs.total, bundle.costs.cash, bundle.owner_hours, int(self.market.counts(state)))
        cost = math.fsum(rows.total for rows in kept_rows(self.market, tasks).values())
        return Totals(cost, 0.0, math.fsum(self.market.kept_hours(task) for task in tasks))
