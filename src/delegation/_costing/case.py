"""_costing.case: what do a bundle, a contractor and one offer come to, and what if some numbers were others?

A case is a score's question with everything looked up. It is weighed as it stands for the verdict, and with its rates,
its costs of delay or the contractor's loads multiplied, or replaced by references, for break-evens and contributions.
"""

from functools import partial
from itertools import zip_longest
from operator import attrgetter
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from delegation import payback
from delegation._costing.balance import Balance, ClassWaits
from delegation._costing.relationship import Relationship
from delegation._costing.waiting import Server, waits_in_class
from delegation._costing.workload import Work, bundle_months, part_within
from delegation.availability.weeks import Availability
from delegation.demand.blocks import excess_by_month, excess_range, expected_excess
from delegation.demand.months import Month
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.retainer import Retainer
from delegation.queueing.delayed import AnyWait
from delegation.urgency import Urgency

_IS_ONCE = attrgetter("once")


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
        """Months for which the retainer is there: those for which fees are owed, or those left of one that runs."""
        horizon, offer = self.business.horizon_months, self.offer
        if offer is None:
            return horizon
        if self.relationship.running is not None:
            return self.relationship.months_kept(horizon)
        return payback.months_committed(horizon, offer.minimum_months, once=all(map(_IS_ONCE, self.works)))

    @property
    def fee_months(self) -> int:
        """How many monthly fees are in F: of the months committed, or, of a retainer that runs, what ending it saves.

        None where it runs for other tasks too: then it goes on whatever is decided.
        """
        running, on = self.relationship.running, self.relationship.on
        if self.offer is None or self.relationship.others:
            return 0
        if running is None or on is None:
            return self.months_committed
        return running.months_due(running.released(on), on + relativedelta(months=self.business.horizon_months))

    @property
    def fees(self) -> float:
        """The fees of F, a new retainer's set-up fee included."""
        if self.offer is None:
            return 0.0
        return self.fee_months * self.offer.monthly_fee + self.setup_fee

    @property
    def setup_fee(self) -> float:
        """What signing the retainer costs; nothing where it runs already."""
        return 0.0 if self.offer is None or self.relationship.running is not None else self.offer.setup_fee

    @property
    def fees_later(self) -> float:
        """Of the fees those that fall due after the horizon: of a minimum term that is longer."""
        if self.offer is None or self.relationship.running is not None:
            return 0.0
        return max(0, self.months_committed - self.business.horizon_months) * self.offer.monthly_fee

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
        if self.relationship.always_regular(self.business.horizon_months):
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

    def overage_hours(self, rates: float = 1.0, *, apart: int | None = None) -> float:
        """Expected hours above the block in the horizon because of this bundle.

        Args:
            rates: Multiplier of all its rates.
            apart: The place of the work in which alone many cases differ of which this is asked; default None.
        """
        if self.offer is None:
            return 0.0
        above = self.excess_over(self.offer, self.demand(rates), apart=apart)
        return max(0.0, above - self.overage_hours_of_others()) if self.relationship.others else above

    def overage_range(self, rates: float = 1.0) -> tuple[float, float]:
        """Between which hours the hours above the block because of this bundle lie, by means and variances alone."""
        if self.offer is None:
            return 0.0, 0.0
        others = self.overage_hours_of_others()
        low, high = excess_range(
            self.demand(rates), self.offer.hours, period=self.offer.period_months, into=self.months_into_period
        )
        return max(0.0, low - others), max(0.0, high - others)

    def overage_hours_of_others(self) -> float:
        """Expected hours above the block in the horizon of what runs on the retainer, without this bundle."""
        if self.offer is None or not self.relationship.others:
            return 0.0
        return self.excess_over(self.offer, self.demand_of_others())

    def excess_over(self, offer: Retainer, demand: list[tuple[Month, int]], *, apart: int | None = None) -> float:
        """Expected hours above the block in the horizon, of some demand."""
        hours, rollover, period = offer.hours, offer.rollover_hours, offer.period_months
        return expected_excess(demand, hours, rollover, period=period, into=self.months_into_period, apart=apart)

    def overage_by_month(self) -> list[float]:
        """Expected hours above the block that this bundle causes, in each of the months in which it is there."""
        if self.offer is None:
            return []
        hours, rollover, period = self.offer.hours, self.offer.rollover_hours, self.offer.period_months
        whole, without = (
            excess_by_month(demand, hours, rollover, period=period, into=self.months_into_period)
            for demand in (self.demand(), self.demand_of_others() if self.relationship.others else [])
        )
        return [max(0.0, above - before) for above, before in zip_longest(whole, without, fillvalue=0.0)]

    @property
    def months_into_period(self) -> int:
        """Months of the block's first period that were over before the day of the question."""
        running, on = self.relationship.running, self.relationship.on
        return 0 if running is None or on is None else running.months_into_period(on)

    def demand_of_others(self) -> list[tuple[Month, int]]:
        """The work that the block meets without this bundle, month by month."""
        return self._within(self.relationship.others)

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
        return self._within(works + self.relationship.others)

    def _within(self, works: tuple[Work, ...]) -> list[tuple[Month, int]]:
        """Work month by month while the block is there; what comes once does not wait for a block that runs already."""
        horizon = self.business.horizon_months
        return bundle_months(works, self.months, once_within=horizon if self.relationship.running else None)

    def parted(self, work: Work, job: payback.Jobs) -> payback.Jobs:
        """What the occurrences of a task come to where a retainer runs for a part of the horizon.

        Args:
            work: The task.
            job: The same if they were served as a regular client's all the time on a retainer, and as a one-off
                client's all the time without.
        """
        relationship, horizon = self.relationship, self.business.horizon_months
        if relationship.running is None and relationship.ending is None:
            return job
        kept = part_within(work, self.months) if relationship.running is not None else 1.0
        regular = part_within(work, relationship.months_regular(horizon))
        later, late = job.regular_loss, job.one_off_loss
        return job._replace(
            regular_loss=late + kept * (later - late), one_off_loss=late + regular * (later - late), covered=kept
        )

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
            jobs.append(self.parted(work, payback.Jobs(times, work.billed * rate, briefing, later, late)))
        if overage_hours is None:
            overage_hours = self.overage_hours(rates)
        saved = payback.saved(jobs, self.overage_rate, overage_hours)
        return Balance(saved, self.fees, self.onboarding, overage_hours, tuple(jobs), waits)
