"""planning.commitments: to what does a plan commit, and when is it paid?"""

import datetime as dt
from itertools import pairwise

import attrs
from dateutil.relativedelta import relativedelta

from delegation._costing.block import BlockUse, block_use
from delegation._costing.case import Case
from delegation._costing.costs import CostRows
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.planning.choices import PricedChoice
from delegation.planning.market import Market


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
        lock_in: Fees still owed if notice were given on the day of the plan.
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


def agreements_of(market: Market, found: PricedChoice) -> tuple[Agreement, ...]:
    """The retainers of a plan, in the order of the contractors' names."""
    agreed = {
        bundle.option.facility: _agreement(market, bundle.option.facility, bundle.case, bundle.costs, retainer)
        for bundle in found.bundles
        if (retainer := bundle.option.retainer) is not None
    }
    for facility, running in market.running.items():
        option = next(option for option in market.options if option.facility == facility)
        if facility not in agreed and option.relationship.others and running.retainer is not None:
            # with other work on it, it goes on without any task of the plan
            agreed[facility] = _agreement(market, facility, market.case(option, ()), CostRows(), running.retainer)
    return tuple(agreed[facility] for facility in sorted(agreed))


def _agreement(market: Market, facility: int, case: Case, costs: CostRows, retainer: Retainer) -> Agreement:
    """A retainer of a plan."""
    balance = case.weigh()
    running, hourly = market.running.get(facility), retainer.hours * case.contractor.rate
    owed = retainer.monthly_fee * max(retainer.minimum_months, retainer.notice_months)
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
    kept = {bundle.option.facility for bundle in found.bundles if bundle.option.retainer is not None}
    ended = [*market.leaving, *((facility, each) for facility, each in market.running.items() if facility not in kept)]
    return tuple(
        Ending(engagement=each, free_from=each.released(market.on), owed=each.owed(market.on))
        for facility, each in sorted(ended, key=lambda pair: (pair[0], pair[1].start))
        if market.on is not None and (each is not market.running.get(facility) or not market.stays(facility))
    )


def paid_by_month(market: Market, found: PricedChoice) -> list[float]:
    """Money that leaves the business in each month of the horizon, on average; overage is spread evenly."""
    paid = _fees_by_month(market, found)
    for bundle in found.bundles:
        costs, running = bundle.costs, bundle.option.relationship.running is not None
        if bundle.option.retainer is not None:  # the fees of what runs fall due on days of their own
            paid = [before + costs.overage + (0.0 if running else costs.fee) for before in paid]
            continue
        for work in bundle.case.works:
            counts = [count.mean for count, repeats in work.counts for _ in range(repeats)]
            for month, count in enumerate(counts):
                paid[month] += count * work.billed * bundle.option.contractor.rate
    return paid


def _fees_by_month(market: Market, found: PricedChoice) -> list[float]:
    """The fees of retainers that run, month by month: those that are owed, and of what is kept all."""
    on = market.on
    if on is None:
        return [0.0] * market.months
    edges = [on + relativedelta(months=month) for month in range(market.months + 1)]
    kept = {bundle.option.facility for bundle in found.bundles if bundle.option.relationship.running is not None}
    fees = [0.0] * market.months
    for facility, each in [*market.running.items(), *market.leaving]:
        goes_on = each is market.running.get(facility) and (facility in kept or market.stays(facility))
        last = edges[-1] if goes_on else min(edges[-1], each.released(on))
        for month, (first, following) in enumerate(pairwise(edges)):
            fees[month] += each.fees(first, max(first, min(following, last)))
    return fees
