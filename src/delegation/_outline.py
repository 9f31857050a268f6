"""_outline: what does a plan say of every task and of every retainer, in numbers?"""

import datetime as dt
import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from delegation._assignment import NO_STATE, UNDONE, Problem, columns_by_task
from delegation._case import Case
from delegation._costs import CostRows
from delegation._ledger import Ledger
from delegation._measures import BlockUse, block_use
from delegation._pricing import Bundle, Market
from delegation._rounds import Priced
from delegation.engagement import Engagement
from delegation.model import Contractor, Mode, Retainer, Task

OTHERS = 3
"""How many other ways of doing a task a plan remembers."""


class Way(NamedTuple):
    """Another way of doing a task.

    Attributes:
        mode: How.
        contractor: With whom; None where it is kept.
        retainer: On which terms; None where it is not outsourced.
        cost: What it would cost a month on top of the plan without the task.
        runs: Whether the plan has that retainer, or hires that contractor, anyway.
        barred: What stands against it, in words; None where it is merely dearer.
    """

    mode: Mode
    contractor: Contractor | None
    retainer: Retainer | None
    cost: float
    runs: bool
    barred: str | None


class Assignment(NamedTuple):
    """How a plan has one task done.

    Attributes:
        task: The task.
        mode: How; None where it stays undone.
        contractor: With whom; None where it is kept or undone.
        retainer: On which terms; None where it is not outsourced.
        cost: Its part of the plan's cost a month; fees, overage and hiring are shared by hours.
        rows: The same in rows.
        hours: Working hours a month, hers or, where it is kept, yours.
        own_hours: What it would take you a month; None where you cannot do it.
        cheapest_hire: What the cheapest one-off hire for it alone would cost a month; None where nobody could.
        others: The next best ways, the cheapest first.
    """

    task: Task
    mode: Mode | None
    contractor: Contractor | None
    retainer: Retainer | None
    cost: float
    rows: CostRows
    hours: float
    own_hours: float | None
    cheapest_hire: float | None
    others: tuple[Way, ...]


class Agreement(NamedTuple):
    """A retainer of a plan.

    Attributes:
        contractor: With whom.
        retainer: The terms.
        runs: Whether it runs already and is to be kept; else it is to be signed.
        tasks: What it is for; what already runs on it and was not planned is not among them.
        costs: What it costs a month, in rows.
        block: What becomes of its hours a month.
        saves: What it saves a month against hiring her for the same tasks job by job.
        break_even: The part of the block that must be used for an hour of it to cost what a one-off hour costs; None
            without a block.
        lock_in: Fees still owed if notice were given on the day of the plan.
    """

    contractor: Contractor
    retainer: Retainer
    runs: bool
    tasks: tuple[Task, ...]
    costs: CostRows
    block: BlockUse
    saves: float
    break_even: float | None
    lock_in: float


class Ending(NamedTuple):
    """A retainer that runs and is to be ended.

    Attributes:
        engagement: What runs.
        free_from: The first day without obligation, if notice is given on the day of the plan.
        owed: Fees that fall due until then.
    """

    engagement: Engagement
    free_from: dt.date
    owed: float


def assignments_of(market: Market, first: Problem, found: Priced) -> tuple[Assignment, ...]:
    """How every task is done.

    Args:
        market: What there was to choose from, at any prices.
        first: The array problem at the first prices, each task by itself.
        found: The choice.
    """
    market.learn(found.answer.choice)
    ledger = Ledger(market.problem())
    ledger.hard = False  # what shared limits bar is told, not left out
    ledger.load_choice(found.answer.choice)
    bundles = {task: bundle for bundle in found.bundles for task in bundle.tasks}
    by_task = columns_by_task(ledger.problem)
    outline = []
    for task, own in enumerate(found.answer.choice):
        ledger.take(task)
        ways = [(way, _way(market, ledger, way)) for way in by_task[task] if way != own and _may(ledger, way)]
        if own != UNDONE:
            ledger.put(task, own)
        hires = [
            first.columns[way].cost + first.states[state].fixed
            for way, state in ((way, first.columns[way].state) for way in by_task[task])
            if state != NO_STATE and market.terms[state].retainer is None
        ]
        hire = min(hires, default=None)
        outline.append(_assignment(market, found, task, bundles.get(task), hire=hire, ways=_cheapest(ways)))
    return tuple(outline)


def _may(ledger: Ledger, way: int) -> bool:
    """Whether a way does not stand against another state of its site."""
    where = ledger.problem.columns[way].state
    return where == NO_STATE or ledger.open[ledger.problem.states[where].site] in (NO_STATE, where)


def _way(market: Market, ledger: Ledger, way: int) -> Way:
    """A way of doing a task that the ledger holds undone."""
    column = ledger.problem.columns[way]
    barred = None
    if not ledger.fits(way):
        barred = "beyond the hours that she has left"
    elif not ledger.affords(way):
        barred = (
            "beyond the monthly budget" if ledger.owner + column.owner <= ledger.most_owner else "beyond your hours"
        )
    if column.state == NO_STATE:
        return Way(Mode.KEEP, None, None, ledger.rise(way), runs=True, barred=barred)
    terms, held = market.terms[column.state], bool(ledger.members[column.state])
    mode = Mode.OUT_TASK if terms.retainer is None else Mode.OUTSOURCE
    return Way(mode, terms.contractor, terms.retainer, ledger.rise(way), runs=held, barred=barred)


def _cheapest(ways: Sequence[tuple[int, Way]]) -> tuple[Way, ...]:
    """A few of other ways, the cheapest first, of each contractor and mode only the cheapest."""
    found: dict[tuple[Mode, str], Way] = {}
    for _, way in sorted(ways, key=lambda each: (each[1].cost, each[0])):
        found.setdefault((way.mode, way.contractor.name if way.contractor else ""), way)
    return tuple(found.values())[:OTHERS]


def _assignment(
    market: Market, found: Priced, index: int, bundle: Bundle | None, *, hire: float | None, ways: tuple[Way, ...]
) -> Assignment:
    """How one task is done."""
    task = market.tasks[index]
    own = None if task.hours_if_kept is None else market.kept_hours(index)
    if bundle is not None:
        place = bundle.tasks.index(index)
        rows = _share(bundle, place)
        terms = bundle.terms
        mode = Mode.OUT_TASK if terms.retainer is None else Mode.OUTSOURCE
        hours = market.hours(bundle.case.works[place])
        return Assignment(task, mode, terms.contractor, terms.retainer, rows.total, rows, hours, own, hire, ways)
    kept = market.kept(index) if found.answer.choice[index] != UNDONE else None
    if kept is None:
        return Assignment(task, None, None, None, 0.0, CostRows(), 0.0, own, hire, ways)
    return Assignment(task, Mode.KEEP, None, None, kept.total, kept, own or 0.0, own, hire, ways)


def _share(bundle: Bundle, place: int) -> CostRows:
    """One task's part of what a bundle costs: its own waiting, and the rest by hours of work."""
    hours = [work.occurrences * work.size for work in bundle.case.works]
    whole = math.fsum(hours)
    share = hours[place] / whole if whole else 1.0 / len(hours)
    rows = bundle.rows
    return CostRows(
        rows.work * share, rows.fee * share, rows.overage * share, rows.hiring * share, bundle.waiting[place]
    )


def agreements_of(market: Market, found: Priced) -> tuple[Agreement, ...]:
    """The retainers of a plan, in the order of the contractors' names."""
    agreed = []
    for bundle in found.bundles:
        retainer = bundle.terms.retainer
        if retainer is not None:
            agreed.append(_agreement(market, bundle.terms.site, bundle.case, bundle.rows, retainer))
    planned = {each.contractor.name for each in agreed}
    for site, running in market.running.items():  # with other work on it, it goes on without any task of the plan
        terms = next(terms for terms in market.terms if terms.site == site)
        if terms.standing.others and terms.contractor.name not in planned and running.retainer is not None:
            agreed.append(_agreement(market, site, market.case(terms, ()), CostRows(), running.retainer))
    return tuple(sorted(agreed, key=lambda each: each.contractor.name))


def _agreement(market: Market, site: int, case: Case, rows: CostRows, retainer: Retainer) -> Agreement:
    """A retainer of a plan."""
    weighed = case.weigh()
    running, hourly = market.running.get(site), retainer.hours * case.contractor.rate
    owed = retainer.monthly_fee * max(retainer.minimum_months, retainer.notice_months)
    if running is not None and market.on is not None:
        owed = running.owed(market.on)
    return Agreement(
        case.contractor,
        retainer,
        running is not None,
        tuple(work.task for work in case.works),
        rows,
        block_use(case, weighed.excess),
        (weighed.saved - weighed.committed) / market.months,
        retainer.monthly_fee / hourly if hourly else None,
        owed,
    )


def endings_of(market: Market, found: Priced) -> tuple[Ending, ...]:
    """The retainers that run and that a plan does without."""
    kept = {bundle.terms.site for bundle in found.bundles if bundle.terms.retainer is not None}
    ended = [*market.leaving, *((site, each) for site, each in market.running.items() if site not in kept)]
    return tuple(
        Ending(each, each.released(market.on), each.owed(market.on))
        for site, each in sorted(ended, key=lambda pair: (pair[0], pair[1].start))
        if market.on is not None and (each is not market.running.get(site) or not market.stays(site))
    )


def paid_by_month(market: Market, found: Priced) -> list[float]:
    """Money that leaves the business in each month of the horizon, on average; overage is spread evenly."""
    paid = _fees_by_month(market, found)
    for bundle in found.bundles:
        rows, runs = bundle.rows, bundle.terms.standing.running is not None
        if bundle.terms.retainer is not None:  # the fees of what runs fall due on days of their own
            paid = [before + rows.overage + (0.0 if runs else rows.fee) for before in paid]
            continue
        for work in bundle.case.works:
            counts = [count.mean for count, often in work.counts for _ in range(often)]
            for month, count in enumerate(counts):
                paid[month] += count * work.billed * bundle.terms.contractor.rate
    return paid


def _fees_by_month(market: Market, found: Priced) -> list[float]:
    """The fees of retainers that run, month by month: those that are owed, and of what is kept all."""
    on = market.on
    if on is None:
        return [0.0] * market.months
    edges = [on + relativedelta(months=month) for month in range(market.months + 1)]
    kept = {bundle.terms.site for bundle in found.bundles if bundle.terms.standing.running is not None}
    fees = [0.0] * market.months
    for site, each in [*market.running.items(), *market.leaving]:
        goes_on = each is market.running.get(site) and (site in kept or market.stays(site))
        last = edges[-1] if goes_on else min(edges[-1], each.released(on))
        for month, (first, following) in enumerate(pairwise(edges)):
            fees[month] += each.fees(first, max(first, min(following, last)))
    return fees
