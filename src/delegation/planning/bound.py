"""planning.bound: what can no plan truly cost less than?

An array problem in which every way is at least as cheap as it can truly be: a task waits as if no other planned work
were with its contractor, hours above a block are those that the mean tells (Jensen: an expected excess is at least the
excess of the mean), and a typical block costs its fee an hour above the smallest, of any size. No choice truly costs
less than there, so that what holds of the cheapest there holds of every plan.

Not proven is that a task never waits less because other work joins it. Mean waits never do but by 0.23 % where several
people work side by side; expected lateness, whose shape is fitted, fell by over 1 % in 0.03 % of random everyday cases.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

from delegation._assignment.problem import NO_STATE, Column, Problem, State
from delegation.planning.ledger import Ledger
from delegation.planning.market import Option
from delegation.planning.prices import Prices


class Optimum(NamedTuple):
    """The optimistic problem of a market.

    Attributes:
        problem: The problem.
        states: For each option of the market the state that is at least as cheap.
    """

    problem: Problem
    states: tuple[int, ...]


def optimistic(ledger: Ledger, prices: Prices, over: Callable[[], bool]) -> Optimum | None:
    """The array problem in which nothing is dearer than it can truly be; None where time did not suffice.

    Args:
        ledger: What bundles truly cost.
        prices: Prices; only the hours of their blocks matter.
        over: Whether the time is over.
    """
    market = ledger.market
    states: list[State] = []
    where: list[int] = []
    known: dict[tuple[int, bool, bool], int] = {}
    columns: list[Column] = []
    for state, option in enumerate(market.options):
        if over():
            return None
        typical = _typical(option)
        key = (option.facility, option.once, True)
        if typical and key in known:  # a larger typical block, which the smallest stands for
            where.append(known[key])
            continue
        if typical:
            known[key] = len(states)
        where.append(len(states))
        able = ledger.able[state]
        states.append(_state(ledger, prices, state, able))
        columns += [_column(ledger, task, state, where[state]) for task in able]
    for task, state in market.ways:
        if state == NO_STATE:
            kept = ledger.least(task, state)
            columns.append(Column(task, NO_STATE, kept.cost, owner_hours=kept.owner_hours))
    penalties = tuple(ledger.alone(task, None).cost for task in range(len(market.tasks)))
    problem = Problem(
        penalties, tuple(states), tuple(columns), ledger.cash_limit, ledger.owner_limit, ledger.most_retainers
    )
    return Optimum(problem, tuple(where))


def _typical(option: Option) -> bool:
    """Whether a retainer is a typical one, whose block follows the bundle."""
    return option.retainer is not None and option.contractor.retainers is None and option.relationship.running is None


def _column(ledger: Ledger, task: int, state: int, where: int) -> Column:
    """A task on an option at what it adds at the least."""
    option = ledger.market.options[state]
    least, hours = ledger.least(task, state), ledger.hours(state, task)
    block = 0.0 if option.retainer is None else ledger.block_hours(task, state)
    return Column(task, where, least.cost, hours, block, least.cash, least.owner_hours)


def _state(ledger: Ledger, prices: Prices, state: int, able: list[int]) -> State:
    """An option at what it costs at the least to have it, with as much of its block as can be free."""
    market, option = ledger.market, ledger.market.options[state]
    room, owner_hours = market.rooms[state], ledger.fixed_hours(state)
    charge = owner_hours * market.business.owner_rate
    if not able:
        return State(option.facility, capacity=-1.0)
    if option.retainer is None:
        return State(option.facility, charge, room, owner_hours=owner_hours)
    # fees are the same whatever is done on it, except for work that comes once, whose terms are another option's
    several = [task for task in able if option.once or not market.works[task, option.facility].once] or able
    bundle = ledger.bundle(state, frozenset(several[:1]))
    rows, offer = bundle.costs, bundle.option.retainer
    fee, cash = rows.fee, rows.cash - rows.work - rows.overage
    block, rate = prices.blocks[state], option.retainer.hourly_overage(option.contractor.rate)
    if _typical(option) and offer is not None:  # of two sizes the bundle took the cheaper; the smallest is meant
        smaller = option.retainer.monthly_fee / offer.monthly_fee if offer.monthly_fee else 0.0
        fee, cash = fee * smaller, cash * smaller
        rate = min(rate, cash / block)
    running = option.relationship.running
    if running is not None and option.relationship.others:
        # months in which these bring little leave more of the block than their mean, and all of it where they end
        block += bundle.case.overage_hours_of_others() / market.months
        if running.end is not None:
            block += math.fsum(market.hours(work) for work in option.relationship.others)
    return State(option.facility, fee + charge, room, block, rate, cash, owner_hours)
