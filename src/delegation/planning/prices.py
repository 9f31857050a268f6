"""planning.prices: what does each way of doing a task cost, beside a choice of all others?

Prices start from each task by itself: its own wait, and its own expected hours above the block. Once a choice is made
and its bundles are priced truly, prices follow: what is in a bundle is priced so that the bundle's cost comes out, what
is not as if it came on top.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

import attrs

from delegation import payback
from delegation._assignment.problem import NO_STATE, Column, Problem, State, overage
from delegation._costing.costs import CostRows
from delegation._costing.workload import Work, as_one, part_within
from delegation.planning.bundles import Bundle
from delegation.planning.market import Market, Option
from delegation.planning.waiting import Load, Waiting

FAINT = 0.01
"""A task worth less than this part of what the worthiest is worth counts as worth so much, where some must be left."""


@attrs.frozen(eq=False)
class Prices:
    """What options and ways of a market cost, beside a choice.

    Attributes:
        options: The market's options; a typical retainer that was sized to a bundle stands in its place.
        blocks: For each option the hours of its block that are free, a month over the horizon.
        alone: For each way the hours a month above the block, of its task by itself, that its mean hours do not tell.
        variability_overage: The same beside the choice.
        waiting: What each task's waiting costs beside the choice.
        penalties: What leaving each task undone counts, a month; they never change.
        hires: What the cheapest one-off hire for each task alone costs a month, None where nobody could be hired; they
            never change.
        kept: What each task costs that the choice has the owner keep.
    """

    options: tuple[Option, ...]
    blocks: tuple[float, ...]
    alone: tuple[float, ...]
    variability_overage: tuple[float, ...]
    waiting: Waiting
    penalties: tuple[float, ...]
    hires: tuple[float | None, ...] = ()
    kept: Mapping[int, CostRows] = MappingProxyType({})


def first_prices(market: Market) -> Prices:
    """The prices before anything is chosen: each task by itself."""
    blocks = tuple(_block(market, option) for option in market.options)
    alone = tuple(_alone(market, blocks, *way) for way in market.ways)
    prices = Prices(market.options, blocks, alone, alone, Waiting(market), penalties=(0.0,) * len(market.tasks))
    problem = problem_at(market, prices)
    return attrs.evolve(prices, penalties=_penalties(market, problem), hires=_hires(market, problem))


def prices_after(
    market: Market, prices: Prices, bundles: Sequence[Bundle], kept: Mapping[int, CostRows] = MappingProxyType({})
) -> Prices:
    """The prices that follow from the bundles of a choice.

    Args:
        market: What there is.
        prices: The prices before; they stay where the choice tells nothing new.
        bundles: What the choice truly comes to.
        kept: What each task truly costs that the owner keeps.
    """
    options, blocks = list(prices.options), list(prices.blocks)
    found: dict[tuple[int, int], float] = {}
    place = {way: index for index, way in enumerate(market.ways)}
    for bundle in bundles:
        state, option, works = bundle.state, bundle.option, bundle.case.works
        within = [market.hours(work) * _covered(market, option, work) for work in works]
        hours = math.fsum(within)
        options[state], blocks[state] = option, _block(market, option)
        if option.relationship.others:  # in months in which these bring little, more of the block is free
            blocks[state] = max(blocks[state], hours - bundle.overage_hours / market.months)
        if option.retainer is None:
            continue
        unexplained = max(0.0, bundle.overage_hours / market.months - max(0.0, hours - blocks[state]))
        alone = [prices.alone[place[task, state]] for task in bundle.tasks]
        whole = math.fsum(alone)
        for task, own, mine in zip(bundle.tasks, alone, within, strict=True):
            share = mine / hours if hours else 0.0
            if whole:  # a large rare project bears them rather than steady work
                share = own / whole
            found[task, state] = unexplained * share
    return attrs.evolve(
        prices,
        kept=MappingProxyType(dict(kept)),
        options=tuple(options),
        blocks=tuple(blocks),
        variability_overage=tuple(
            found.get(way, before) for way, before in zip(market.ways, prices.variability_overage, strict=True)
        ),
        waiting=prices.waiting.beside(
            {
                bundle.option.facility: Load(bundle.tasks, bundle.case.works, as_one(bundle.case.works))
                for bundle in bundles
            }
        ),
    )


def problem_at(market: Market, prices: Prices) -> Problem:
    """The array problem at some prices, in money and hours a month."""
    return Problem(
        prices.penalties,
        tuple(_state(market, prices, state) for state in range(len(prices.options))),
        tuple(_column(market, prices, way) for way in range(len(market.ways))),
        market.cash_limit - market.owed,
        market.owner_hours_limit,
        market.most_retainers,
    )


def problem_within(
    market: Market, prices: Prices, chosen: Collection[int], cash_limit: float, owner_hours_limit: float
) -> Problem:
    """The problem at prices within other limits; what is not chosen now takes no more cash than it must.

    Args:
        market: What there is.
        prices: The prices.
        chosen: The columns that are chosen now.
        cash_limit: Most money a month, besides what is owed anyway.
        owner_hours_limit: Most hours of the owner a month.
    """
    problem = problem_at(market, prices)
    columns = tuple(
        column
        if index in chosen or column.state == NO_STATE or market.options[column.state].retainer is None
        else column._replace(cash=0.0)
        for index, column in enumerate(problem.columns)
    )
    return problem._replace(columns=columns, cash_limit=cash_limit, owner_hours_limit=owner_hours_limit)


def _committed(market: Market, option: Option) -> int:
    """Months for which a block is there."""
    assert option.retainer is not None, "a block is a retainer's"  # noqa: S101  # for the type checkers
    if option.relationship.running is not None:
        return option.relationship.months_kept(market.months)
    return payback.months_committed(market.months, option.retainer.minimum_months, once=option.once)


def _covered(market: Market, option: Option, work: Work) -> float:
    """The part of a work that comes while an option is there; what comes after the end is hired job by job."""
    return 1.0 if option.relationship.running is None else part_within(work, _committed(market, option))


def _block(market: Market, option: Option) -> float:
    """Hours of a retainer's block that are free, a month over the horizon; what already runs there is taken off."""
    if option.retainer is None:
        return math.inf
    months = min(_committed(market, option), market.months)
    others = math.fsum(market.hours(work) for work in option.relationship.others)
    return max(0.0, option.retainer.hours_per_month * months / market.months - others)


def _fees(market: Market, option: Option) -> float:
    """The fees of the horizon that choosing an option costs."""
    if option.retainer is None:
        return 0.0
    if option.relationship.running is None:
        return _committed(market, option) * option.retainer.monthly_fee + option.retainer.setup_fee
    return market.case(option, ()).fees


def _later(market: Market, option: Option) -> float:
    """Fees a month that choosing an option costs but that fall due after the horizon."""
    if option.retainer is None or option.relationship.running is not None:
        return 0.0
    later = max(0, _committed(market, option) - market.months)
    return later * option.retainer.monthly_fee / market.months


def _alone(market: Market, blocks: Sequence[float], task: int, state: int) -> float:
    """Expected hours a month above the block, of a task by itself, that its mean hours do not tell."""
    if state == NO_STATE or market.options[state].retainer is None:
        return 0.0
    option = market.options[state]
    work = market.works[task, option.facility]
    linear = max(0.0, market.hours(work) - blocks[state])
    return max(0.0, market.case(option, (work,)).overage_hours() / market.months - linear)


def _penalties(market: Market, problem: Problem) -> tuple[float, ...]:
    """What leaving each task undone counts, a month.

    That is what it costs, where the task says so. Another task is never left to save money: it counts more than all
    could cost together. Where some must be left, those are left that are together worth least, the cheapest way of
    doing each by itself standing for its worth: what they count is in proportion to it, down to `FAINT`. One that
    nobody can do counts nothing, because nothing can be changed about it.
    """
    alone: list[list[float]] = [[] for _ in market.tasks]
    dearest: list[float] = [0.0] * len(market.tasks)
    for column in problem.columns:
        state = State(NO_STATE) if column.state == NO_STATE else problem.states[column.state]
        task, cost = column.task, column.cost + state.fixed_charge
        alone[task].append(cost + overage(state, column.block))
        dearest[task] = max(dearest[task], cost + state.overage_rate * column.block)
    left = [market.undone_cost(task) for task in range(len(market.tasks))]
    worth = [min(several, default=0.0) for several in alone]
    most = max((each for each, cost in zip(worth, left, strict=True) if cost is None), default=0.0)
    late = (_latest(market, task) for task in range(len(market.tasks)))
    all_together = math.fsum([*dearest, *late, *(cost or 0.0 for cost in left)]) or 1.0

    def penalty(task: int) -> float:
        """What leaving a task counts that must be done wherever anything fits."""
        return all_together * max(1.0, worth[task] / most / FAINT if most else 1.0) if alone[task] else 0.0

    return tuple(penalty(task) if cost is None else cost for task, cost in enumerate(left))


def _hires(market: Market, problem: Problem) -> tuple[float | None, ...]:
    """What the cheapest one-off hire for each task alone costs a month; None where nobody could be hired."""
    hires: list[list[float]] = [[] for _ in market.tasks]
    for column in problem.columns:
        if column.state != NO_STATE and market.options[column.state].retainer is None:
            hires[column.task].append(column.cost + problem.states[column.state].fixed_charge)
    return tuple(min(several, default=None) for several in hires)


def _latest(market: Market, task: int) -> float:
    """What a task's waiting costs a month at the most: then somebody else is looked for."""
    business, urgency = market.business, market.tasks[task].urgency
    search = business.hiring_hours * business.owner_rate
    return market.times[task] * (urgency.cost_per_day * business.replacement_days + search) / market.months


def _state(market: Market, prices: Prices, state: int) -> State:
    """An option as a state."""
    option, business = prices.options[state], market.business
    fees = _fees(market, option) / market.months
    hours = 0.0 if option.relationship.known else business.hiring_hours
    overage_rate = 0.0
    if option.retainer is not None:
        hours += 0.0 if option.relationship.retained else business.onboarding_hours
        overage_rate = option.retainer.hourly_overage(option.contractor.rate)
    owner_hours = hours / market.months
    return State(
        facility=option.facility,
        fixed_charge=fees + owner_hours * business.owner_rate,
        capacity=market.rooms[state],
        block=prices.blocks[state],
        overage_rate=overage_rate,
        cash=fees - _later(market, option),
        owner_hours=owner_hours,
        counted=market.counts(state),
    )


def _column(market: Market, prices: Prices, way: int) -> Column:
    """A task on an option, or kept, as a column."""
    task, state = market.ways[way]
    if state == NO_STATE:
        costs = prices.kept.get(task) or market.kept(task)
        return Column(task, state, costs.total if costs else 0.0, owner_hours=market.kept_hours(task))
    option = prices.options[state]
    work = market.works[task, option.facility]
    lost = prices.waiting.lost(option, task, work)
    hours = market.hours(work)
    paid = work.occurrences * work.billed * option.contractor.rate / market.months
    briefing = work.occurrences * market.business.briefing_hours / market.months
    if option.retainer is not None:
        above = option.retainer.hourly_overage(option.contractor.rate) * prices.variability_overage[way]
        covered = _covered(market, option, work)
        paid, briefing = paid * (1.0 - covered), briefing * (1.0 - covered)
        cost = above + paid + briefing * market.business.owner_rate + lost
        return Column(task, state, cost, load=hours, block=hours * covered, cash=above + paid, owner_hours=briefing)
    cost = paid + briefing * market.business.owner_rate + lost
    return Column(task, state, cost, load=hours, cash=paid, owner_hours=briefing)
