"""_shortage: why does a task of a plan stay undone, and what is missing?"""

from collections.abc import Sequence

from delegation._assignment import NO_STATE, UNDONE
from delegation._pricing import Market
from delegation._rounds import Priced
from delegation._wording import money, number, some
from delegation.errors import titled


def shortages_of(market: Market, found: Priced) -> tuple[str, ...]:
    """What is missing for each task that stays undone, in words, in the order of the tasks."""
    choice = found.answer.choice
    undone = [task for task, way in enumerate(choice) if way == UNDONE]
    return tuple(f"{titled(market.tasks[task].name)}: {_reason(market, found, task)}" for task in undone)


def _reason(market: Market, found: Priced, task: int) -> str:
    """Why one task stays undone."""
    skilled = [site for site in range(len(market.contractors)) if (task, site) in market.works]
    alone = market.tasks[task].hours_if_kept is None
    if not skilled and alone:
        skill = market.tasks[task].skill
        whom = f"no contractor has the skill {titled(skill)}" if skill else "there is no contractor"
        return f"{whom}, and you cannot do it yourself"
    missing = _missing_hours(market, found.answer.choice, task, skilled)
    if missing and alone:
        least = min(hours for hours, _ in missing)
        who = some(sorted({name for _, name in missing}))
        if len(missing) == len(skilled):
            lack = "lacks" if len({name for _, name in missing}) == 1 else "lack"
            return f"{who} {lack} {number(least)} h a month at the least, beside what the plan gives them"
    return _short(market, found, task)


def _missing_hours(market: Market, choice: Sequence[int], task: int, skilled: Sequence[int]) -> list[tuple[float, str]]:
    """Of contractors who have too few hours left for a task: how many are missing, and the name."""
    used: dict[int, float] = {}
    where: dict[int, int] = {}
    for other, way in enumerate(choice):
        if way != UNDONE and market.ways[way][1] != NO_STATE:
            state = market.ways[way][1]
            site = market.terms[state].site
            where[site] = state
            used[site] = used.get(site, 0.0) + market.hours(market.works[other, site])
    missing = []
    for site in skilled:
        rooms = [
            market.rooms[state]
            for state, terms in enumerate(market.terms)
            if terms.site == site and where.get(site, state) == state
        ]
        lack = market.hours(market.works[task, site]) + used.get(site, 0.0) - max(rooms)
        if lack > 0.0:
            missing.append((lack, titled(market.contractors[site].name)))
    return missing


def _short(market: Market, found: Priced, task: int) -> str:
    """Which shared limit stands against a task, and by how much, by the way that comes nearest."""
    problem = market.problem()
    budget, most = market.business.monthly_budget, market.business.owner_hours_per_month
    needs = []
    for way, (each, state) in enumerate(market.ways):
        if each == task:
            column = problem.columns[way]
            cash, owner = column.cash, column.owner
            if state != NO_STATE:
                opened = any(bundle.terms.site == market.terms[state].site for bundle in found.bundles)
                cash += 0.0 if opened else problem.states[state].cash
                owner += 0.0 if opened else problem.states[state].owner
            lacks_cash = max(0.0, found.cash + cash - budget) if budget is not None else 0.0
            lacks_owner = max(0.0, found.owner + owner - most) if most is not None else 0.0
            needs.append((lacks_cash, lacks_owner))
    told = []
    if needs:
        lacks_cash, lacks_owner = min(needs)
        told += [f"the monthly budget is {money(lacks_cash)} short"] if lacks_cash else []
        told += [f"your hours are {number(lacks_owner)} a month short"] if lacks_owner else []
    return " and ".join(told) or "it fits nowhere beside the rest of the plan"
