"""planning.commitments: to what does a plan commit, and when is it paid?"""

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import attrs
from dateutil.relativedelta import relativedelta

from delegation._costing.block import BlockUse, block_use
from delegation._costing.case import Case
from delegation._costing.costs import CostRows
from delegation._costing.workload import Work, part_within
from delegation._formatting.phrases import counted, money, retained
from delegation.errors import titled
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.planning.bundles import Bundle
from delegation.planning.choices import PricedChoice
from delegation.planning.market import Market

CENT = 0.005
"""Amounts that differ by less are the same to the cent."""


@attrs.frozen
class Agreement:
    """A retainer of a plan.

    Attributes:
        contractor: With whom.
        retainer: The terms.
        running: Whether it runs already and is to be kept; else it is to be signed.
        tasks: What it is for; what already runs on it and was not planned is not among them.
        costs: What it costs a month, in rows.
        block: What becomes of its hours a month.
        saves: What it saves a month against hiring the contractor for the same tasks job by job.
        break_even: The part of the block that must be used for an hour of it to cost what a one-off hour costs; None
            without a block.
        lock_in: Fees still owed if notice were given on the day of the plan, a set-up fee included.
    """

    contractor: Contractor
    retainer: Retainer
    running: bool
    tasks: tuple[Task, ...]
    costs: CostRows
    block: BlockUse
    saves: float
    break_even: float | None
    lock_in: float

    def __repr__(self) -> str:
        """The retainer, for how many tasks it is and what it costs, in one line."""
        tasks, cost = counted(len(self.tasks), "task"), f"{money(self.costs.total)} a month in all"
        return f"<Agreement with {titled(self.contractor.name)}: {retained(self.retainer)}, {tasks}, {cost}>"


@attrs.frozen
class Ending:
    """A retainer that runs and is to be ended.

    Attributes:
        engagement: What runs.
        free_from: The first day without obligation, if notice is given on the day of the plan.
        owed: Fees that fall due until then.
    """

    engagement: Engagement
    free_from: dt.date
    owed: float

    def __repr__(self) -> str:
        """Whose retainer ends, when, and what is owed, in one line."""
        who = titled(self.engagement.contractor.name)
        return f"<Ending of the retainer with {who}: free from {self.free_from}, {money(self.owed)} owed>"

    @property
    def by_itself(self) -> bool:
        """Whether it ends on the day agreed on, and no notice would end it sooner."""
        return self.engagement.end is not None and self.free_from > self.engagement.end


def agreements_of(market: Market, found: PricedChoice) -> tuple[Agreement, ...]:
    """The retainers of a plan, in the order of the contractors' names."""
    agreed = {
        bundle.option.facility: _agreement(market, bundle.case, bundle.costs, retainer)
        for bundle in found.bundles
        if (retainer := bundle.option.retainer) is not None
    }
    for facility, running in market.running.items():
        option = next(option for option in market.options if option.facility == facility)
        if facility not in agreed and option.relationship.others and running.retainer is not None:
            # with other work on it, it goes on without any task of the plan
            agreed[facility] = _agreement(market, market.case(option, ()), CostRows(), running.retainer)
    return tuple(agreed[facility] for facility in sorted(agreed))


def _agreement(market: Market, case: Case, costs: CostRows, retainer: Retainer) -> Agreement:
    """A retainer of a plan."""
    balance = case.weigh()
    running, hourly = case.relationship.running, retainer.hours_per_month * case.contractor.rate
    owed = retainer.monthly_fee * max(retainer.minimum_months, retainer.notice_months) + retainer.setup_fee
    if running is not None and market.on is not None:
        owed = running.owed(market.on)
    return Agreement(
        contractor=case.contractor,
        retainer=retainer,
        running=running is not None,
        tasks=tuple(work.task for work in case.works),
        costs=costs,
        block=block_use(case, balance.overage_hours),
        saves=(balance.saved - balance.committed) / market.months,
        break_even=retainer.monthly_fee / hourly if hourly else None,
        lock_in=owed,
    )


def endings_of(market: Market, found: PricedChoice) -> tuple[Ending, ...]:
    """The retainers that run and that a plan does without."""
    kept = _kept(found)
    ended = [*market.leaving, *((facility, each) for facility, each in market.running.items() if facility not in kept)]
    return tuple(
        Ending(engagement=each, free_from=each.released(market.on), owed=each.owed(market.on))
        for facility, each in sorted(ended, key=lambda pair: (pair[0], pair[1].start))
        if market.on is not None and (each is not market.running.get(facility) or not market.stays(facility))
    )


def _kept(found: PricedChoice) -> set[int]:
    """The places of those contractors whose retainer runs and is kept."""
    return {bundle.option.facility for bundle in found.bundles if bundle.option.relationship.running is not None}


def paid_by_month(market: Market, found: PricedChoice) -> list[float]:
    """Money that leaves the business in each month of the horizon, on average.

    Fees, work and overage are paid in the months in which they fall due, or come; a set-up fee, and the term of a
    retainer for nothing but work that comes once, in the first.
    """
    paid = _fees_by_month(market, found)
    for bundle in found.bundles:
        for month, amount in enumerate(_paid_to(bundle.case)):
            paid[month] += amount
    return paid


def _paid_to(case: Case) -> list[float]:
    """What is paid for a bundle in each month of the horizon; the fees of what runs are left out."""
    offer, paid = case.offer, [0.0] * case.business.horizon_months
    if offer is not None:
        for month, hours in enumerate(case.overage_by_month()):
            paid[month] += hours * case.overage_rate
        if case.relationship.running is None:
            paid[0] += case.setup_fee
            paid = [amount + offer.monthly_fee * (month < case.months) for month, amount in enumerate(paid)]
    for _, month, amount in _job_by_job(case):
        paid[month] += amount
    return paid


def _job_by_job(case: Case) -> Iterator[tuple[Work, int, float]]:
    """What is paid for work outside of a block: which work, in which month, and how much."""
    months = case.business.horizon_months
    kept_up = case.months if case.relationship.running is not None else months  # in a new one's term comes what is once
    covered = 0 if case.offer is None else kept_up
    for work in case.works:
        counts = [count.mean for count, repeats in work.counts for _ in range(repeats)]
        for month in range(covered, months):
            yield work, month, counts[month] * work.billed * case.contractor.rate


def dated(task: Task, months: int, on: dt.date | None) -> bool:
    """Whether it is known on which days of so many months a task comes, rather than on any of them alike."""
    if on is None:
        return False
    days = [(first, last) for first, last, _ in task.recurrence.spread(months, on=on)]
    return days != [(on, on + relativedelta(months=months))]


def undated_by_month(bundles: Iterable[Bundle], months: int) -> list[float]:
    """What of the money that is paid in each month nothing dates: it is spread evenly over them.

    That is for work that comes on no known days. Of hours above a block it is the part that such work has of all of the
    bundle's hours in that month.

    Args:
        bundles: What each contractor's tasks come to.
        months: The horizon.
    """
    paid = [0.0] * months
    for bundle in bundles:
        case = bundle.case
        loose = [work for work in case.works if not _comes_on_its_days(work, case)]
        for month, (above, hours) in enumerate(zip(case.overage_by_month(), _hours_by_month(case), strict=True)):
            free, whole = math.fsum([hours[case.works.index(work)] for work in loose]), math.fsum(hours)
            paid[month] += above * case.overage_rate * free / whole if whole else 0.0
        for work, month, amount in _job_by_job(case):
            paid[month] += amount if work in loose else 0.0
    return paid


def _comes_on_its_days(work: Work, case: Case) -> bool:
    """Whether a work is paid in the months in which its days are; what comes once may have to come in a term."""
    if not dated(work.task, case.business.horizon_months, case.relationship.on):
        return False
    free = case.offer is None or case.relationship.running is not None or not work.once
    return free or part_within(work, case.months) == 1.0


def _hours_by_month(case: Case) -> list[list[float]]:
    """The hours that each work brings in each of the months in which the block is there."""
    if case.offer is None:
        return []
    own = len(case.works)
    return [
        [each.occurrences.mean * each.size for each in demand[:own]]
        for demand, repeats in case.demand()
        for _ in range(repeats)
    ]


def dearest_months(paid: Sequence[float]) -> list[int]:
    """The months, from 0, in which most is paid: several where they are the same to the cent."""
    most = max(paid)
    return [month for month, amount in enumerate(paid) if math.isclose(amount, most, rel_tol=1e-9, abs_tol=CENT)]


def _fees_by_month(market: Market, found: PricedChoice) -> list[float]:
    """The fees of retainers that run, month by month: those that are owed, and of what is kept all."""
    on = market.on
    if on is None:
        return [0.0] * market.months
    edges = [on + relativedelta(months=month) for month in range(market.months + 1)]
    kept = _kept(found)
    fees = [0.0] * market.months
    for facility, each in [*market.running.items(), *market.leaving]:
        goes_on = each is market.running.get(facility) and (facility in kept or market.stays(facility))
        last = edges[-1] if goes_on else min(edges[-1], each.released(on))
        for month, (first, following) in enumerate(pairwise(edges)):
            fees[month] += each.fees(first, max(first, min(following, last)))
    return fees
