"""planning.shortages: why does a task of a plan stay undone, and what is missing?"""

import math
from typing import NamedTuple

import attrs

from delegation._assignment.ledger import Ledger
from delegation._assignment.problem import NO_STATE, UNDONE, columns_by_task, exceeds
from delegation._formatting.phrases import listed, money, number, some
from delegation.errors import titled
from delegation.model.task import Task
from delegation.planning.market import Market
from delegation.planning.prices import Prices, problem_at
from delegation.planning.rounds import PricedChoice


@attrs.frozen
class Shortage:
    """Why a task stays undone.

    Attributes:
        task: The task.
        reason: What is missing, in words that follow the task's name and a colon.
    """

    task: Task
    reason: str

    def __str__(self) -> str:
        """The task's name and the reason."""
        return f"{titled(self.task.name)}: {self.reason}"


class _Lack(NamedTuple):
    """What one way of doing a task lacks, beside the rest of a plan.

    Attributes:
        part: How much in all, each as a part of its limit.
        hours: Hours a month of the contractor.
        cash: Money a month.
        owner_hours: Hours a month of the owner.
        how: The way, in words.
    """

    part: float
    hours: float
    cash: float
    owner_hours: float
    how: str

    @property
    def kinds(self) -> int:
        """How many different things it lacks."""
        return sum(amount > 0.0 for amount in (self.hours, self.cash, self.owner_hours))

    @property
    def rank(self) -> tuple[object, ...]:
        """What tells ways apart: few things first, then little of them."""
        return (self.kinds, *self)


def shortages_of(market: Market, prices: Prices, found: PricedChoice) -> tuple[Shortage, ...]:
    """What is missing for each task that stays undone, in the order of the tasks.

    Args:
        market: What there was to choose from.
        prices: The prices that follow from the choice.
        found: The choice.
    """
    undone = [task for task, way in enumerate(found.choice) if way == UNDONE]
    if not undone:
        return ()
    ledger = Ledger(problem_at(market, prices))
    ledger.hard = False  # what is beyond a limit is measured
    ledger.load_choice(found.choice)
    by_task = columns_by_task(ledger.problem)
    return tuple(Shortage(market.tasks[task], _reason(market, ledger, task, by_task[task])) for task in undone)


def _reason(market: Market, ledger: Ledger, task: int, ways: list[int]) -> str:
    """Why one task stays undone."""
    skilled = [facility for facility in range(len(market.contractors)) if (task, facility) in market.works]
    if not ways and not skilled:
        skill = market.tasks[task].skill
        whom = f"no contractor has the skill {titled(skill)}" if skill else "there is no contractor"
        return f"{whom}, and you cannot do it yourself"
    if not ways:  # those who could have too few hours even for it alone
        return _too_few_hours(market, task, skilled)
    lack = min((_lack(market, ledger, way) for way in ways), key=lambda each: each.rank)
    parts = [f"{lack.how} lacks {number(lack.hours)} h a month"] if lack.hours else []
    parts += [f"the monthly budget is {money(lack.cash, market.business.currency)} short"] if lack.cash else []
    parts += [f"your hours are {number(lack.owner_hours)} a month short"] if lack.owner_hours else []
    if not parts:
        return f"{lack.how} is within all limits; more effort, or more seconds, may find how"
    how = "" if lack.hours else f" for {lack.how}"
    return f"{listed(parts)}{how}"


def _too_few_hours(market: Market, task: int, skilled: list[int]) -> str:
    """By how much a task is too large for everybody who has the skill."""
    lacking = []
    for facility in skilled:
        rooms = [room for room, option in zip(market.rooms, market.options, strict=True) if option.facility == facility]
        lacks = market.hours(market.works[task, facility]) - max(rooms)
        lacking.append((lacks, titled(market.contractors[facility].name)))
    who = some(sorted(name for _, name in lacking))
    return f"{who} {'lacks' if len(lacking) == 1 else 'lack'} {number(min(lacking)[0])} h a month at the least for it"


def _lack(market: Market, ledger: Ledger, way: int) -> _Lack:
    """What one way of doing a task lacks."""
    problem = ledger.problem
    column = problem.columns[way]
    cash, owner_hours = ledger.needs(way)
    most = math.inf if market.business.monthly_budget is None else market.business.monthly_budget - market.owed
    short = ledger.cash + cash - most if cash and exceeds(ledger.cash + cash, most) else 0.0
    overworked = max(0.0, ledger.owner_hours + owner_hours - ledger.owner_hours_limit) if owner_hours else 0.0
    part = short / max(1.0, abs(most)) + overworked / max(1.0, problem.owner_hours_limit)
    if column.state == NO_STATE:
        return _Lack(part=part, hours=0.0, cash=short, owner_hours=overworked, how="keeping it")
    option = market.options[column.state]
    held, room = ledger.open[option.facility], ledger.room[column.state]
    used = 0.0 if held == NO_STATE else ledger.load[held]
    hours = max(0.0, used + column.load - room)
    name = titled(option.contractor.name)
    return _Lack(
        part=part + hours / max(1.0, room),
        hours=hours,
        cash=short,
        owner_hours=overworked,
        how=name if hours else f"{'hiring' if option.retainer is None else 'a retainer with'} {name}",
    )
