"""planning.position: what does a choice truly cost while moves change it?

Bundles are priced once each; a move prices only the contractors that it touches.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from delegation._assignment.problem import NO_STATE, SLACK, UNDONE, Choice
from delegation.planning.bundles import Bundle, bundle_of
from delegation.planning.market import Market

GAIN = 1e-9
"""By which part of its cost a choice must become cheaper to count as cheaper."""

Place = int | None
"""The option on which a task is done, `NO_STATE` where it is kept; None where it stays undone."""


class Totals(NamedTuple):
    """What a choice, or a part of one, truly comes to, in money and hours a month.

    Attributes:
        cost: Its cost, with the penalties of what stays undone.
        cash: The money paid.
        owner_hours: The owner's hours.
    """

    cost: float
    cash: float
    owner_hours: float

    @classmethod
    def of(cls, parts: Iterable["Totals"]) -> "Totals":
        """Several parts together."""
        return cls(*map(math.fsum, zip((0.0, 0.0, 0.0), *parts, strict=True)))

    def changed(self, out: "Totals", into: "Totals") -> "Totals":
        """The same with one part for another."""
        return Totals(
            self.cost - out.cost + into.cost,
            self.cash - out.cash + into.cash,
            self.owner_hours - out.owner_hours + into.owner_hours,
        )


NOTHING = Totals(0.0, 0.0, 0.0)


class Ledger:
    """What every bundle of a market truly costs, each priced once, and which moves there are.

    Attributes:
        market: What there is.
        penalties: What leaving each task undone counts.
        left: How many bundles may still be priced.
        ways: For each task the options on which it can be done, `NO_STATE` where it can be kept.
        allowed: The same as pairs.
        able: For each option the tasks that can be done on it.
        states: For each contractor, by place, their options.
        rooms: For each option the hours a month that there are.
    """

    def __init__(self, market: Market, penalties: Sequence[float], left: int) -> None:
        """Nothing is priced yet."""
        self.market, self.penalties, self.left = market, penalties, left
        self.allowed = frozenset(market.ways)
        self.ways: list[list[int]] = [[] for _ in market.tasks]
        self.able: list[list[int]] = [[] for _ in market.options]
        for task, state in market.ways:
            self.ways[task].append(state)
            if state != NO_STATE:
                self.able[state].append(task)
        self.states: dict[int, list[int]] = {}
        for state, option in enumerate(market.options):
            self.states.setdefault(option.facility, []).append(state)
        self.rooms = [_and_rounding(room) for room in market.rooms]
        self.cash_limit = _and_rounding(market.cash_limit - market.owed)
        self.owner_limit = _and_rounding(market.owner_hours_limit)
        self._hours = {pair: market.hours(work) for pair, work in market.works.items()}
        self._kept = [self._keeping(task) for task in range(len(market.tasks))]
        self._bundles: dict[tuple[int, frozenset[int]], Bundle] = {}

    def facility(self, state: int) -> int:
        """Whose option it is."""
        return self.market.options[state].facility

    def hours_of(self, task: int) -> float:
        """Hours a month of a task, by the owner's estimate."""
        return self.market.times[task] * self.market.tasks[task].hours

    def fits(self, state: int, tasks: frozenset[int]) -> bool:
        """Whether a contractor may do all of these tasks on an option, and has the hours."""
        facility = self.facility(state)
        return (
            all((task, state) in self.allowed for task in tasks)
            and math.fsum(self._hours[task, facility] for task in tasks) <= self.rooms[state]
        )

    def bundle(self, state: int, tasks: frozenset[int]) -> Bundle:
        """What tasks on an option truly come to."""
        found = self._bundles.get((state, tasks))
        if found is None:
            self.left -= 1
            found = bundle_of(self.market, state, self.market.options[state], sorted(tasks))
            self._bundles[state, tasks] = found
        return found

    def priced(self, state: int, tasks: frozenset[int]) -> Totals:
        """What tasks on an option add to a choice; nothing where there are none."""
        if not tasks:
            return NOTHING
        bundle = self.bundle(state, tasks)
        return Totals(bundle.costs.total, bundle.costs.cash, bundle.owner_hours)

    def alone(self, task: int, place: Place) -> Totals:
        """What a task adds to a choice where no contractor does it."""
        if place is None:
            return Totals(self.penalties[task], 0.0, 0.0)
        return self._kept[task] if place == NO_STATE else NOTHING

    def over(self, totals: Totals) -> float:
        """How far a choice is beyond the shared limits; 0 where it keeps to them."""
        return max(0.0, totals.cash - self.cash_limit) + max(0.0, totals.owner_hours - self.owner_limit)

    def _keeping(self, task: int) -> Totals:
        """What keeping a task comes to."""
        costs = self.market.kept(task)
        return NOTHING if costs is None else Totals(costs.total, 0.0, self.market.kept_hours(task))


class Position:
    """A choice and what it truly comes to.

    Attributes:
        ledger: What bundles cost.
        place: Where each task is done.
        held: By the place of each contractor who is given anything, the option and the tasks.
        totals: What all of it comes to.
    """

    def __init__(
        self, ledger: Ledger, place: list[Place], held: dict[int, tuple[int, frozenset[int]]], totals: Totals
    ) -> None:
        """Keep them."""
        self.ledger, self.place, self.held, self.totals = ledger, place, held, totals

    @classmethod
    def of(cls, ledger: Ledger, choice: Choice) -> "Position":
        """The position of a choice."""
        ways = ledger.market.ways
        place: list[Place] = [None if way == UNDONE else ways[way][1] for way in choice]
        held: dict[int, tuple[int, frozenset[int]]] = {}
        for task, state in enumerate(place):
            if state is not None and state != NO_STATE:
                facility = ledger.facility(state)
                held[facility] = (state, held.get(facility, (state, frozenset[int]()))[1] | {task})
        found = cls(ledger, place, held, NOTHING)
        found.totals = found.summed()
        return found

    def choice(self) -> Choice:
        """The position as a choice."""
        index = {way: place for place, way in enumerate(self.ledger.market.ways)}
        return tuple(UNDONE if state is None else index[task, state] for task, state in enumerate(self.place))

    def bundles(self) -> tuple[Bundle, ...]:
        """What each contractor's tasks come to, in the order of options."""
        return tuple(self.ledger.bundle(state, tasks) for state, tasks in sorted(self.held.values()))

    def summed(self) -> Totals:
        """What it comes to, added up anew."""
        parts = [self.ledger.priced(state, tasks) for state, tasks in self.held.values()]
        return Totals.of([*parts, *(self.ledger.alone(task, place) for task, place in enumerate(self.place))])

    def beats(self, other: "Position") -> bool:
        """Whether it is less beyond the limits than another, or cheaper and no more beyond them."""
        over, over_other = self.ledger.over(self.totals), self.ledger.over(other.totals)
        if over or over_other:
            if over < over_other * (1.0 - GAIN):
                return True
            if over > over_other:
                return False
        return self.totals.cost < other.totals.cost - GAIN * max(1.0, abs(other.totals.cost))

    def become(self, other: "Position") -> None:
        """Take over another position."""
        self.place, self.held = other.place, other.held
        self.totals = self.summed()

    def after(self, moved: Mapping[int, Place]) -> "Position | None":
        """The position after some tasks are moved; None where a contractor may not do what they would be given.

        The other tasks of a contractor whose option changes follow to the new one.

        Args:
            moved: Where each of the tasks goes.
        """
        ledger, held, place = self.ledger, dict(self.held), list(self.place)
        touched: set[int] = set()
        totals = self.totals
        for task, to in moved.items():
            if (state := place[task]) is not None and state != NO_STATE:
                facility = ledger.facility(state)
                held[facility] = (held[facility][0], held[facility][1] - {task})
                touched.add(facility)
            totals = totals.changed(ledger.alone(task, self.place[task]), ledger.alone(task, to))
        for task, to in moved.items():
            place[task] = to
            if to is not None and to != NO_STATE:
                facility = ledger.facility(to)
                held[facility] = (to, held.get(facility, (to, frozenset[int]()))[1] | {task})
                touched.add(facility)
        for facility in touched:
            state, tasks = held[facility]
            if tasks and not ledger.fits(state, tasks):
                return None
        for facility in sorted(touched):
            state, tasks = held[facility]
            before = ledger.priced(*self.held[facility]) if facility in self.held else NOTHING
            totals = totals.changed(before, ledger.priced(state, tasks))
            if not tasks:
                del held[facility]
            for task in tasks:
                place[task] = state
        return Position(ledger, place, held, totals)

    def taken_out(self, tasks: Iterable[int]) -> "Position":
        """The position with tasks left undone."""
        found = self.after(dict.fromkeys(tasks))
        assert found is not None, "fewer tasks always fit"  # noqa: S101  # for the type checkers
        return found

    def try_move(self, task: int, state: int) -> None:
        """Move a task if that makes the position better."""
        other = self.after({task: state})
        if other is not None and other.beats(self):
            self.become(other)

    def saving(self, task: int) -> float:
        """What the position would cost less without a task."""
        out, state = self.ledger.alone(task, self.place[task]), self.place[task]
        if state is None or state == NO_STATE:
            return out.cost
        held = self.held[self.ledger.facility(state)]
        return self.ledger.priced(*held).cost - self.ledger.priced(held[0], held[1] - {task}).cost


def _and_rounding(limit: float) -> float:
    """A limit with what rounding may add."""
    return limit + SLACK * max(1.0, abs(limit)) if math.isfinite(limit) else limit
