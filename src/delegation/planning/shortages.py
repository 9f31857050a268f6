"""planning.shortages: why does a task of a plan stay undone, and what is missing?"""

import math
from typing import NamedTuple

from delegation._assignment.ledger import Ledger
from delegation._assignment.problem import NO_STATE, UNDONE, columns_by_task, exceeds
from delegation._formatting.phrases import listed, money, number, some
from delegation.errors import titled
from delegation.planning.market import Market
from delegation.planning.rounds import Priced


class Lack(NamedTuple):
    """What one way of doing a task lacks, beside the rest of a plan.

    Attributes:
        kinds: How many different things it lacks.
        part: How much in all, each as a part of its limit.
        hours: Hours a month of the contractor.
        cash: Money a month.
        owner: Hours a month of the owner.
        how: The way, in words.
    """

    kinds: int
    part: float
    hours: float
    cash: float
    owner: float
    how: str


def shortages_of(market: Market, found: Priced) -> tuple[str, ...]:
    """What is missing for each task that stays undone, in words, in the order of the tasks."""
    undone = [task for task, way in enumerate(found.answer.choice) if way == UNDONE]
    if not undone:
        return ()
    market.learn(found.answer.choice)
    ledger = Ledger(market.problem())
    ledger.hard = False  # what is beyond a limit is measured
    ledger.load_choice(found.answer.choice)
    by_task = columns_by_task(ledger.problem)
    return tuple(
        f"{titled(market.tasks[task].name)}: {_reason(market, ledger, task, by_task[task])}" for task in undone
    )


def _reason(market: Market, ledger: Ledger, task: int, ways: list[int]) -> str:
    """Why one task stays undone."""
    skilled = [site for site in range(len(market.contractors)) if (task, site) in market.works]
    if not ways and not skilled:
        skill = market.tasks[task].skill
        whom = f"no contractor has the skill {titled(skill)}" if skill else "there is no contractor"
        return f"{whom}, and you cannot do it yourself"
    if not ways:  # those who could have too few hours even for it alone
        return _too_few_hours(market, task, skilled)
    lack = min(_lack(market, ledger, way) for way in ways)
    told = [f"{lack.how} lacks {number(lack.hours)} h a month"] if lack.hours else []
    told += [f"the monthly budget is {money(lack.cash)} short"] if lack.cash else []
    told += [f"your hours are {number(lack.owner)} a month short"] if lack.owner else []
    if not told:
        return f"{lack.how} is within all limits; more effort, or more seconds, may find how"
    how = "" if lack.hours else f" for {lack.how}"
    return f"{listed(told)}{how}"


def _too_few_hours(market: Market, task: int, skilled: list[int]) -> str:
    """By how much a task is too large for everybody who has the skill."""
    lacking = []
    for site in skilled:
        rooms = [room for room, terms in zip(market.rooms, market.terms, strict=True) if terms.site == site]
        lacking.append((market.hours(market.works[task, site]) - max(rooms), titled(market.contractors[site].name)))
    who = some(sorted(name for _, name in lacking))
    return f"{who} {'lacks' if len(lacking) == 1 else 'lack'} {number(min(lacking)[0])} h a month at the least for it"


def _lack(market: Market, ledger: Ledger, way: int) -> Lack:
    """What one way of doing a task lacks."""
    problem = ledger.problem
    column = problem.columns[way]
    cash, owner = ledger.needs(way)
    most = math.inf if market.business.monthly_budget is None else market.business.monthly_budget - market.owed
    short = ledger.cash + cash - most if cash and exceeds(ledger.cash + cash, most) else 0.0
    overworked = max(0.0, ledger.owner + owner - ledger.most_owner) if owner else 0.0
    hours, how = 0.0, "keeping it"
    part = short / max(1.0, abs(most)) + overworked / max(1.0, problem.owner)
    if column.state != NO_STATE:
        terms = market.terms[column.state]
        name = titled(terms.contractor.name)
        held = ledger.open[terms.site]
        used = 0.0 if held == NO_STATE else ledger.load[held]
        hours = max(0.0, used + column.load - ledger.room[column.state])
        part += hours / max(1.0, ledger.room[column.state])
        how = name if hours else f"{'hiring' if terms.retainer is None else 'a retainer with'} {name}"
    return Lack((hours > 0.0) + (short > 0.0) + (overworked > 0.0), part, hours, short, overworked, how)
