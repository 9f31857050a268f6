"""_costing.case: what do a bundle, a contractor and one offer come to, and what if some numbers were others?

A case is a score's question with everything looked up. It is weighed as it stands for the verdict, and with its rates,
its costs of delay or the contractor's loads multiplied, or replaced by references, for break-evens and contributions.
"""

import math
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from delegation import payback
from delegation._costing.relationship import Relationship
from delegation._costing.waiting import Server, waits_in_class
from delegation._costing.workload import Work, bundle_months
from delegation.availability.weeks import Availability
from delegation.demand.months import Month, expected_excess
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.retainer import Retainer
from delegation.queueing.delayed import AnyWait
from delegation.urgency import Urgency

_IS_ONCE = attrgetter("once")


class ClassWaits(NamedTuple):
    """How long one task waits.

    Attributes:
        regular: As a regular client's.
        one_off: As a one-off client's; as a regular's where a retainer runs already.
    """

    regular: AnyWait
    one_off: AnyWait


class Balance(NamedTuple):
    """The two sides of a case.

    Attributes:
        saved: B, in money over the horizon.
        fees: The fees of F.
        onboarding: What starting the retainer adds to F.
        overage_hours: Expected hours above the block in the horizon that this bundle causes.
        jobs: What the occurrences of each task come to.
        waits: How long each task waits.
    """

    saved: float
    fees: float
    onboarding: float
    overage_hours: float
    jobs: tuple[payback.Jobs, ...]
    waits: tuple[ClassWaits, ...]

    @property
    def committed(self) -> float:
        """F, in money over the horizon."""
        return payback.committed(self.fees, self.onboarding)

    @property
    def gain(self) -> float:
        """What the commitment saves more than it costs, in money over the horizon; -inf where there is no room."""
        return -math.inf if self.full else self.saved - self.committed

    @property
    def outsource(self) -> bool:
        """Whether the commitment saves more than it costs and there is room for it; a tie is out-tasked."""
        return self.gain > 0.0

    @property
    def full(self) -> bool:
        """Whether there is no room for the owner as a regular client."""
        return any(wait.regular.endless for wait in self._met)

    @property
    def unreached(self) -> bool:
        """Whether the owner is never reached as a one-off client."""
        return any(wait.one_off.endless for wait in self._met)

    @property
    def _met(self) -> list[ClassWaits]:
        """The waits of what comes within the horizon; of all where nothing does."""
        met = [wait for wait, job in zip(self.waits, self.jobs, strict=True) if job.occurrences]
        return met or list(self.waits)


class Case(NamedTuple):
    """One bundle put to one contractor on one offer.

    Attributes:
        works: The tasks of the bundle in the order of their names.
        contractor: Who would do them.
        business: The owner's assumptions.
        relationship: How the two stand with each other.
        offer: The terms of the retainer, or None where the contractor takes none.
        asked: Whether the owner asked for this very offer.
    """

    works: tuple[Work, ...]
    contractor: Contractor
    business: Business
    relationship: Relationship
    offer: Retainer | None
    asked: bool = False

    @property
    def search_cost(self) -> float:
        """Money that finding somebody never engaged before is worth."""
        return self.business.hiring_hours * self.business.owner_rate

    @property
    def onboarding(self) -> float:
        """Money that starting the retainer is worth; none if the contractor has been on retainer before."""
        return 0.0 if self.relationship.retained else self.business.onboarding_hours * self.business.owner_rate

    @property
    def months(self) -> int:
        """Months of the horizon in which the block is there."""
        return min(self.months_committed, self.business.horizon_months)

    @property
    def months_committed(self) -> int:
        """Months for which fees are owed."""
        horizon, offer = self.business.horizon_months, self.offer
        if offer is None or self.relationship.running is not None:
            return horizon
        return payback.months_committed(horizon, offer.minimum_months, once=all(map(_IS_ONCE, self.works)))

    @property
    def fees(self) -> float:
        """The fees of F: of the months committed, or, of a retainer that runs, those that ending it would save."""
        running, offer, on = self.relationship.running, self.offer, self.relationship.on
        if offer is None:
            return 0.0
        if running is None or on is None:
            return self.months_committed * offer.monthly_fee
        if self.relationship.others:
            return 0.0
        return running.fees(running.released(on), on + relativedelta(months=self.business.horizon_months))

    @property
    def overage_rate(self) -> float:
        """o: money for an hour above the block, by whichever is cheaper, overage or a one-off hour."""
        return self.contractor.rate if self.offer is None else self.offer.hourly_overage(self.contractor.rate)

    @property
    def away(self) -> bool:
        """Whether the contractor is away all the time."""
        return not self.server(self.contractor.availability).hours_per_week

    def server(self, availability: Availability, loads: float = 1.0) -> Server:
        """The contractor's queue with some availability, both loads of others multiplied."""
        return Server.of(availability, self.relationship.on, self.business.horizon_months, loads)

    def waits(
        self,
        *,
        rates: float = 1.0,
        loads: float = 1.0,
        urgency: Urgency | None = None,
        availability: Availability | None = None,
    ) -> tuple[ClassWaits, ...]:
        """How long each task waits; the arguments are those of `weigh`, but `rates` are those of the owner's load."""
        waits = partial(self.waits_in, rates=rates, loads=loads, urgency=urgency, availability=availability)
        regular = waits(regular=True)
        if self.relationship.running is not None:
            return tuple(ClassWaits(wait, wait) for wait in regular)
        return tuple(map(ClassWaits, regular, waits(regular=False)))

    def waits_in(
        self,
        *,
        regular: bool,
        rates: float = 1.0,
        loads: float = 1.0,
        urgency: Urgency | None = None,
        availability: Availability | None = None,
    ) -> list[AnyWait]:
        """How long each task waits as a client of one class."""
        available = availability or self.contractor.availability
        return waits_in_class(
            self.works,
            self.relationship.others,
            self.server(available, loads),
            regular=regular,
            months=self.business.horizon_months,
            rates=rates,
            urgency=urgency,
            time_off=available.time_off,
            on=self.relationship.on,
        )

    def overage_hours(self, rates: float = 1.0) -> float:
        """Expected hours above the block in the horizon because of this bundle, with all its rates multiplied."""
        if self.offer is None:
            return 0.0
        above = expected_excess(self.demand(rates), self.offer.hours, self.offer.rollover_hours)
        return max(0.0, above - self.overage_hours_of_others()) if self.relationship.others else above

    def overage_hours_of_others(self) -> float:
        """Expected hours above the block in the horizon of what runs on the retainer, without this bundle."""
        if self.offer is None or not self.relationship.others:
            return 0.0
        months = bundle_months(self.relationship.others, self.months)
        return expected_excess(months, self.offer.hours, self.offer.rollover_hours)

    def demand(self, rates: float = 1.0) -> list[tuple[Month, int]]:
        """All work that the block meets, month by month: the bundle, its rates multiplied, and what runs there."""
        works = self.works
        if rates != 1.0:
            works = tuple(
                work
                if work.once
                else work._replace(counts=tuple((count.times(rates), repeats) for count, repeats in work.counts))
                for work in works
            )
        return bundle_months(works + self.relationship.others, self.months)

    def weigh(
        self,
        *,
        rates: float = 1.0,
        costs: float = 1.0,
        loads: float = 1.0,
        urgency: Urgency | None = None,
        availability: Availability | None = None,
        own_rates: float | None = None,
        overage_hours: float | None = None,
        waits: tuple[ClassWaits, ...] | None = None,
    ) -> Balance:
        """Both sides of the case, as it stands or with some of its numbers changed.

        Args:
            rates: Multiplier of all rates; what comes once stays once.
            costs: Multiplier of all costs of delay.
            loads: Multiplier of both loads of other clients.
            urgency: One urgency in place of every task's own.
            availability: Another availability in place of the contractor's.
            own_rates: Multiplier of the owner's load, where it is not to follow the rates.
            overage_hours: Hours above the block, where they are known already.
            waits: How long each task waits, where that is known already.
        """
        contractor, business = self.contractor, self.business
        if waits is None:
            own = rates if own_rates is None else own_rates
            waits = self.waits(rates=own, loads=loads, urgency=urgency, availability=availability)
        search, replacement = self.search_cost, business.replacement_days
        rate, briefing = contractor.rate, business.briefing_hours * business.owner_rate
        jobs = []
        for work, (regular, one_off) in zip(self.works, waits, strict=True):
            delay = urgency or work.task.urgency
            cost, slack = delay.cost_per_day * costs, delay.slack_days
            late = payback.lateness_loss(one_off, cost, slack, replacement, search)
            later = late
            if one_off is not regular:  # a fitted shape may put them a little out of order
                later = min(late, payback.lateness_loss(regular, cost, slack, replacement, search))
            times = work.occurrences if work.once else work.occurrences * rates
            jobs.append(payback.Jobs(times, work.billed * rate, briefing, later, late))
        if overage_hours is None:
            overage_hours = self.overage_hours(rates)
        saved = payback.saved(jobs, self.overage_rate, overage_hours)
        return Balance(saved, self.fees, self.onboarding, overage_hours, tuple(jobs), waits)
