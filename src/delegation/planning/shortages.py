"""planning.shortages: why does a task of a plan stay undone, and what are the ways out?"""

import math
from collections.abc import Iterator, Mapping
from functools import partial

import attrs

from delegation._assignment.problem import NO_STATE, UNDONE, exceeds
from delegation._formatting.phrases import listed, money, number
from delegation.errors import titled
from delegation.model.task import Task
from delegation.planning import keys
from delegation.planning.choices import PricedChoice
from delegation.planning.ledger import NOTHING, Ledger
from delegation.planning.market import Market
from delegation.planning.position import Position
from delegation.planning.prices import Prices, problem_at
from delegation.planning.ways import Change, change_of

CLOSEST = 20
"""So many options are priced truly for ways out: the cheapest with room, and as many that lack the fewest hours."""

ALIKE = 0.6
"""How like a skill that nobody has must be to one that somebody has, from 0 to 1, for it to be asked for."""

MOST_TOLD = 5
"""How many ways out are told."""


@attrs.frozen
class Out:
    """What would have to be added for one way of doing a task, all else as the plan has it.

    Attributes:
        how: The way, in words that follow "for".
        contractor: The contractor's name; None where you would do it.
        contractor_hours: So many more of their hours a month.
        budget: So much more money a month.
        owner_hours: So many more of your hours a month.
        cost: What it would then add to the plan's cost a month.
        retainers: So many more retainers than you want at most.
    """

    how: str
    contractor: str | None
    contractor_hours: float
    budget: float
    owner_hours: float
    cost: float
    retainers: int = 0

    def __repr__(self) -> str:
        """What is missing for the way, in one line."""
        return f"<Out: {self.told('') if any(self.lacks) else f'{self.how} is within all limits'}>"

    @property
    def lacks(self) -> tuple[float, float, float, int]:
        """What is missing: hours of theirs, money, your hours, retainers."""
        return (self.contractor_hours, self.budget, self.owner_hours, self.retainers)

    @property
    def kinds(self) -> tuple[object, ...]:
        """Which of them are missing, and whose hours."""
        return (self.contractor if self.contractor_hours else None, *map(bool, self.lacks[1:]))

    def told(self, currency: str) -> str:
        """What is missing, in words; never less than it is."""
        who = titled(self.contractor or "")
        parts = [f"{who} lacks {_at_least(self.contractor_hours)} h a month"] if self.contractor_hours else []
        if self.budget:
            parts.append(f"the monthly budget is {money(_rounded_up(self.budget, 2), currency)} short")
        if self.owner_hours:
            parts.append(f"your hours are {_at_least(self.owner_hours)} a month short")
        if self.retainers:
            parts.append("you want one retainer less than that takes")
        return f"{listed(parts)}{'' if self.contractor_hours else f' for {self.how}'}"


@attrs.frozen
class Shortage:
    """Why a task stays undone.

    Attributes:
        task: The task.
        reason: What is missing, in words that follow the task's name and a colon: every way out, the nearest first.
        outs: The ways out in numbers, each by itself enough, beside all else that the plan does; empty where nobody can
            do it.
    """

    task: Task
    reason: str
    outs: tuple[Out, ...] = ()

    def __repr__(self) -> str:
        """The task's name and the reason, in one line."""
        return f"<Shortage of {self}>"

    def __str__(self) -> str:
        """The task's name and the reason."""
        return f"{titled(self.task.name)}: {self.reason}"


def shortages_of(
    market: Market, prices: Prices, found: PricedChoice, ledger: Ledger | None = None
) -> tuple[Shortage, ...]:
    """What is missing for each task that stays undone, in the order of the tasks.

    A task that is left because leaving it costs less than any way of doing it lacks nothing.

    Args:
        market: What there was to choose from.
        prices: The prices that follow from the choice.
        found: The choice.
        ledger: What bundles truly cost, as far as they are priced already; default None, none is.
    """
    undone = [task for task, way in enumerate(found.choice) if way == UNDONE]
    if not undone:
        return ()
    position = Position.of(ledger or Ledger(market, prices.penalties, 0), found.choice)
    problem = problem_at(market, prices)
    cash = {(column.task, column.state): column.cash for column in problem.columns}
    for task, state in cash:
        if state != NO_STATE and position.held.get(position.ledger.facility(state), (NO_STATE,))[0] != state:
            cash[task, state] += problem.states[state].cash
    several = (_shortage(position, task, cash) for task in undone)
    return tuple(each for each in several if each is not None)


def _shortage(position: Position, task: int, cash: Mapping[tuple[int, int], float]) -> Shortage | None:
    """Why one task stays undone; None where that is cheaper than doing it."""
    market = position.ledger.market
    whole, left = market.tasks[task], market.undone_cost(task)
    outs = _outs(position, task, cash, math.inf if left is None else left - position.least_gain)
    if outs:
        return Shortage(whole, _told(outs, market.business.currency), tuple(outs))
    if left is not None:
        return None
    whom = f"no contractor has {_skill(market, whole.skill)}" if whole.skill else "there is no contractor"
    return Shortage(whole, f"{whom}, and you cannot do it yourself")


def _skill(market: Market, skill: str) -> str:
    """A skill that nobody has, and the one that may have been meant."""
    known = sorted({each for contractor in market.contractors for each in contractor.skills})
    meant = keys.nearest(skill, known, ALIKE)
    return f"the skill {titled(skill)}{f' (did you mean {titled(meant)}?)' if meant else ''}"


def _told(outs: list[Out], currency: str) -> str:
    """The ways out in words."""
    for each in outs:
        if not any(each.lacks):
            return f"{each.how} is within all limits; more seconds may find how"
    more = len(outs) - MOST_TOLD
    told = [each.told(currency) for each in outs[:MOST_TOLD]]
    return "; or ".join([*told, *([f"{more} ways more"] if more > 0 else [])])


def _outs(position: Position, task: int, cash: Mapping[tuple[int, int], float], most: float) -> list[Out]:
    """The ways out that cost less than so much, the nearest first; none that lacks the same as another and more."""
    nearest: dict[tuple[object, ...], Out] = {}
    for out in sorted(_all_outs(position, task, cash, most), key=_rank):
        nearest.setdefault(out.kinds, out)
    several = list(nearest.values())
    return [each for each in several if not any(_is_nearer(other, each) for other in several)]


def _is_nearer(one: Out, other: Out) -> bool:
    """Whether a way out lacks nothing that the other has, and less of something."""
    whose = one.contractor == other.contractor or not one.contractor_hours
    return whose and one.lacks != other.lacks and all(a <= b for a, b in zip(one.lacks, other.lacks, strict=True))


def _rank(out: Out) -> tuple[object, ...]:
    """What tells ways out apart: those that lack few things first, of these those that lack little."""
    return (sum(map(bool, out.lacks)), bool(out.contractor_hours), out.lacks, out.cost, out.how)


def _all_outs(position: Position, task: int, cash: Mapping[tuple[int, int], float], most: float) -> Iterator[Out]:
    """The ways of doing a task that cost less than so much, whatever they lack, but for some that others beat."""
    least = [
        (_out(position, hours, change), partial(_handed_over, position, task, hours, state))
        for hours, state in _closest(position, task, cash)
        if (change := change_of(position, task, state, least=True)) is not None
    ]
    if NO_STATE in position.ledger.ways[task]:
        least.append((_kept_at_least(position, task), partial(_kept, position, task)))
    found: list[Out] = []
    for at_least, look_up in sorted(least, key=lambda each: _rank(each[0])):
        if not _is_beaten(at_least, found) and (out := look_up()).cost < most:
            found.append(out)
            yield out


def _handed_over(position: Position, task: int, hours: float, state: int) -> Out:
    """The way out that an option is, whose contractor lacks so many hours."""
    change = change_of(position, task, state)
    assert change is not None, "it was possible at the least"  # noqa: S101  # for the type checkers
    return _out(position, hours, change)


def _kept_at_least(position: Position, task: int) -> Out:
    """Keeping a task, before it is known what its waiting costs."""
    market = position.ledger.market
    kept = [other for other, place in enumerate(position.place) if place == NO_STATE]
    before, after = (math.fsum(map(market.kept_hours, tasks)) for tasks in (kept, [*kept, task]))
    hours = _short(position.totals.owner_hours, after - before, market.owner_hours_limit)
    return Out("keeping it", None, 0.0, 0.0, hours, -math.inf)


def _kept(position: Position, task: int) -> Out:
    """Keeping a task."""
    ledger = position.ledger
    mine = frozenset(other for other, place in enumerate(position.place) if place == NO_STATE)
    keeping = ledger.priced(NO_STATE, mine | {task}).changed(ledger.priced(NO_STATE, mine), NOTHING)
    return attrs.evolve(_kept_at_least(position, task), cost=keeping.cost)


def _is_beaten(least: Out, found: list[Out]) -> bool:
    """Whether an out that lacks no less than so much cannot be among the nearest, beside some that are found."""
    return any(
        (any(least.lacks) and not any(each.lacks))
        or (least.budget and each.kinds == least.kinds and each.lacks < least.lacks)
        for each in found
    )


def _out(position: Position, hours: float, change: Change) -> Out:
    """A way out, for which a contractor lacks so many hours."""
    ledger, option = position.ledger, change.after.option
    market, name = ledger.market, option.contractor.name
    return Out(
        how=f"{'hiring' if option.retainer is None else 'a retainer with'} {titled(name)}",
        contractor=name,
        contractor_hours=hours,
        budget=_short(position.totals.cash, change.cash, market.cash_limit - market.owed),
        owner_hours=_short(position.totals.owner_hours, change.owner_hours, market.owner_hours_limit),
        cost=change.cost,
        retainers=round(_short(position.totals.retainers, change.retainers(position), ledger.most_retainers)),
    )


def _closest(position: Position, task: int, cash: Mapping[tuple[int, int], float]) -> list[tuple[float, int]]:
    """The options that come into question for a task, and the hours that each lacks."""
    market = position.ledger.market
    able = [
        (_hours_short(position, task, state), cash.get((task, state), math.inf), state)
        for state, option in enumerate(market.options)
        if (task, option.facility) in market.works and (market.works[task, option.facility].once or not option.once)
    ]
    free, full = [each for each in able if not each[0]], [each for each in able if each[0]]
    return [(hours, state) for several in (free, full) for hours, _, state in sorted(several)[:CLOSEST]]


def _hours_short(position: Position, task: int, state: int) -> float:
    """How many hours a month a contractor lacks for a task beside what they do."""
    market, facility = position.ledger.market, position.ledger.facility(state)
    _, others = position.held.get(facility, (state, frozenset[int]()))
    load = math.fsum(market.hours(market.works[each, facility]) for each in others | {task})
    short = load - market.rooms[state]
    return short if load > position.ledger.rooms[state] else 0.0


def _short(taken: float, more: float, limit: float) -> float:
    """How far something more goes beyond a limit; nothing where it takes none of it."""
    return taken + more - limit if more > 0.0 and exceeds(taken + more, limit) else 0.0


def _rounded_up(amount: float, digits: int) -> float:
    """An amount as it is told, never less than it is: whole from 100 on, else to so many digits behind the point."""
    scale = 1.0 if amount >= 100.0 else 10.0**digits
    return math.ceil(amount * scale * (1.0 - 1e-9)) / scale


def _at_least(amount: float) -> str:
    """A number for reading, to three digits, never less than it is."""
    return number(_rounded_up(amount, 2 - math.floor(math.log10(amount))))
