"""planning.position: what does a choice truly cost while moves change it?

A move prices only the bundles that it touches.
"""

import math
from collections.abc import Iterable, Mapping

from delegation._assignment.problem import NO_STATE, UNDONE, Choice
from delegation._costing.costs import CostRows
from delegation.planning.bundles import Bundle, kept_rows
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

    def kept(self) -> dict[int, CostRows]:
        """What each task comes to that is kept."""
        return kept_rows(self.ledger.market, self.held.get(NOBODY, (NO_STATE, frozenset[int]()))[1])

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

    @property
    def least_gain(self) -> float:
        """How much less another one must count to be cheaper."""
        return GAIN * max(1.0, abs(self.worth))

    def beats(self, other: "Position") -> bool:
        """Whether it is less beyond the limits than another, or cheaper and no more beyond them."""
        over, over_other = self.over, other.over
        if over or over_other:
            if over < over_other * (1.0 - GAIN):
                return True
            if over > over_other:
                return False
        return self.worth < other.worth - other.least_gain

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
        held = self._held_after(moved)
        return None if held is None else self._with(moved, held)

    def better_after(self, moved: Mapping[int, Place]) -> "Position | None":
        """The same, but None also where it shows without pricing that it is no better.

        Args:
            moved: Where each of the tasks goes.
        """
        held = self._held_after(moved)
        if held is None:
            return None
        if not self.over:
            ledger = self.ledger
            least = math.fsum(
                [
                    *(ledger.floor(*held[facility]) for facility in held),
                    *(-ledger.worth(ledger.priced(*self.held[each])) for each in held if each in self.held),
                    *(-ledger.worth(ledger.alone(task, None)) for task in moved if self.place[task] is None),
                    *(ledger.worth(ledger.alone(task, None)) for task, to in moved.items() if to is None),
                ]
            )
            if least >= -self.least_gain:
                return None
        return self._with(moved, held)

    def _held_after(self, moved: Mapping[int, Place]) -> Held | None:
        """What those hold then whom a move touches; None where one of them may not do it all."""
        ledger = self.ledger
        held: Held = {}
        for task in moved:
            if (state := self.place[task]) is not None:
                facility = ledger.facility(state)
                was, tasks = held.get(facility) or self.held[facility]
                held[facility] = (was, tasks - {task})
        for task, to in moved.items():
            if to is not None:
                facility = ledger.facility(to)
                _, tasks = held.get(facility) or self.held.get(facility) or (to, frozenset[int]())
                held[facility] = (to, tasks | {task})
        if all(ledger.fits(state, tasks) for state, tasks in held.values() if tasks):
            return held
        return None

    def _with(self, moved: Mapping[int, Place], changed: Held) -> "Position":
        """The position with what some contractors hold changed."""
        ledger, held, place, totals = self.ledger, dict(self.held), list(self.place), self.totals
        for task, to in moved.items():
            if self.place[task] is None:
                totals = totals.changed(ledger.alone(task, None), NOTHING)
            if to is None:
                totals = totals.changed(NOTHING, ledger.alone(task, None))
            place[task] = to
        for facility, (state, tasks) in changed.items():
            before = ledger.priced(*held[facility]) if facility in held else NOTHING
            totals = totals.changed(before, ledger.priced(state, tasks))
            if tasks:
                held[facility] = (state, tasks)
            else:
                held.pop(facility, None)
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
        other = self.better_after({task: state})
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
