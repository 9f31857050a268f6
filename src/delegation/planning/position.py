"""planning.position: what does a choice truly cost while moves change it?

A move prices only the bundles that it touches.
"""

from collections.abc import Iterable, Mapping

from delegation._assignment.problem import UNDONE, Choice
from delegation.planning.bundles import Bundle
from delegation.planning.ledger import NOBODY, NOTHING, Ledger, Place, Totals

GAIN = 1e-9
"""By which part of its cost a choice must become cheaper to count as cheaper."""

Held = dict[int, tuple[int, frozenset[int]]]
"""By the place of each contractor who is given anything, or `NOBODY`, the option and the tasks."""


class Position:
    """A choice and what it truly comes to.

    Attributes:
        ledger: What bundles cost.
        place: Where each task is done.
        held: Who is given what, and on which option.
        totals: What all of it comes to.
    """

    def __init__(self, ledger: Ledger, place: list[Place], held: Held, totals: Totals) -> None:
        """Keep them."""
        self.ledger, self.place, self.held, self.totals = ledger, place, held, totals

    @classmethod
    def at(cls, ledger: Ledger, place: Iterable[Place]) -> "Position":
        """The position in which each task is done at a place."""
        listed = list(place)
        held: Held = {}
        for task, state in enumerate(listed):
            if state is not None:
                facility = ledger.facility(state)
                held[facility] = (state, held.get(facility, (state, frozenset[int]()))[1] | {task})
        found = cls(ledger, listed, held, NOTHING)
        found.totals = found.summed()
        return found

    @classmethod
    def of(cls, ledger: Ledger, choice: Choice) -> "Position":
        """The position of a choice."""
        ways = ledger.market.ways
        return cls.at(ledger, [None if way == UNDONE else ways[way][1] for way in choice])

    def choice(self) -> Choice:
        """The position as a choice."""
        index = {way: place for place, way in enumerate(self.ledger.market.ways)}
        return tuple(UNDONE if state is None else index[task, state] for task, state in enumerate(self.place))

    def told(self) -> "Position":
        """The same position, each bundle by the option by which it is told."""
        place = list(self.place)
        for state, tasks in self.held.values():
            for task in tasks:
                place[task] = self.ledger.told(state, tasks)
        return Position.at(self.ledger, place)

    def weighed(self, ledger: Ledger) -> "Position":
        """The same position by another ledger of the same market."""
        return Position(ledger, list(self.place), dict(self.held), self.totals)

    def bundles(self) -> tuple[Bundle, ...]:
        """What each contractor's tasks come to, in the order of options."""
        given = [held for facility, held in self.held.items() if facility != NOBODY]
        return tuple(self.ledger.bundle(state, tasks) for state, tasks in sorted(given, key=lambda held: held[0]))

    def summed(self) -> Totals:
        """What it comes to, added up anew."""
        parts = [self.ledger.priced(state, tasks) for state, tasks in self.held.values()]
        undone = [self.ledger.alone(task, None) for task, place in enumerate(self.place) if place is None]
        return Totals.of([*parts, *undone])

    @property
    def over(self) -> float:
        """How far it is beyond the shared limits; 0 where it keeps to them."""
        return self.ledger.over(self.totals)

    @property
    def worth(self) -> float:
        """What it counts, weights included."""
        return self.ledger.worth(self.totals)

    def beats(self, other: "Position") -> bool:
        """Whether it is less beyond the limits than another, or cheaper and no more beyond them."""
        over, over_other = self.over, other.over
        if over or over_other:
            if over < over_other * (1.0 - GAIN):
                return True
            if over > over_other:
                return False
        worth = other.worth
        return self.worth < worth - GAIN * max(1.0, abs(worth))

    def become(self, other: "Position") -> None:
        """Take over another position."""
        self.place, self.held = list(other.place), dict(other.held)
        self.totals = self.summed()

    def after(self, moved: Mapping[int, Place]) -> "Position | None":
        """The position after some tasks are moved; None where a contractor may not do what they would be given.

        The other tasks of a contractor whose option changes follow to the new one.

        Args:
            moved: Where each of the tasks goes.
        """
        ledger, held, place = self.ledger, dict(self.held), list(self.place)
        touched: dict[int, None] = {}
        totals = self.totals
        for task, to in moved.items():
            if (state := place[task]) is None:
                totals = totals.changed(ledger.alone(task, None), NOTHING)
            else:
                facility = ledger.facility(state)
                held[facility] = (held[facility][0], held[facility][1] - {task})
                touched[facility] = None
            if to is None:
                totals = totals.changed(NOTHING, ledger.alone(task, None))
        for task, to in moved.items():
            place[task] = to
            if to is not None:
                facility = ledger.facility(to)
                held[facility] = (to, held.get(facility, (to, frozenset[int]()))[1] | {task})
                touched[facility] = None
        for facility in touched:
            state, tasks = held[facility]
            if tasks and not ledger.fits(state, tasks):
                return None
        for facility in touched:
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
        """What the position would count less without a task."""
        place = self.place[task]
        if place is None:
            return self.ledger.worth(self.ledger.alone(task, None))
        state, tasks = self.held[self.ledger.facility(place)]
        with_it, without = self.ledger.priced(state, tasks), self.ledger.priced(state, tasks - {task})
        return self.ledger.worth(with_it) - self.ledger.worth(without)
