"""planning.combination: which bundles together make the cheapest plan?

What bundles cost above the prices of their tasks says how much dearer than the bound a plan with them must be. Plans
are put together contractor by contractor, first those that can be no more than a little above the bound, then a little
more, until no other can be cheaper than one that was found. Of two parts of plans that do the same tasks, one that is
worse in all is dropped.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from operator import le
from typing import NamedTuple

from delegation.planning.duals import Candidate, Duals, reduced_at, value_at
from delegation.planning.ledger import NOTHING, Place, Totals

LABELS = 20_000
"""How many parts of plans are looked at, at the most, each time."""

FIRST_ROOM, WIDER = 0.01, 2.0
"""How far above the bound plans are looked for first, as a part of the cost, and how much further each time."""


class Label(NamedTuple):
    """A part of a plan.

    Attributes:
        above: How far above the bound the plan must be.
        spent: What is spent.
        before: The part without the last decision.
        given: What a contractor is given by it.
        alone: What becomes of a task by it that no contractor is given.
    """

    above: float
    spent: Totals
    before: "Label | None" = None
    given: Candidate | None = None
    alone: tuple[int, Place] | None = None


class Step(NamedTuple):
    """A contractor's turn.

    Attributes:
        facility: Whose; None at first, before anybody's.
        closing: The tasks that nobody who comes later can do.
    """

    facility: int | None
    closing: tuple[int, ...]


class Combination:
    """What can be made of bundles.

    Attributes:
        known: The cost of the best plan known.
        place: Where each task of the best plan found here is done; None where none is better than what was known.
        bound: No plan costs less than this, or than the best one.
        proven: Whether no plan is cheaper than the best one.
    """

    def __init__(self, duals: Duals, over: Callable[[], bool]) -> None:
        """Nothing is put together yet.

        Args:
            duals: The bundles, and prices.
            over: Whether the time is over.
        """
        self.duals, self.over, self.known = duals, over, duals.known
        self.place: list[Place] | None = None
        self.bound, self.proven = duals.at.value, True

    def combine(self) -> None:
        """Put bundles together: first all that may cost a little more than the bound, then a little more."""
        if self.duals.closed():
            return
        self.duals.pay_no_more_than_alone()
        steps = steps_of(self.duals.candidates, len(self.duals.alone))
        base = self.bound = self.duals.at.value
        room = FIRST_ROOM * max(1.0, self._scale())
        while True:
            ends = self._ends(steps, min(room, self.known - base))
            if ends is None:
                self.proven = False
                return
            self._note(ends)
            if self.known - base <= room:
                return
            self.bound = base + room  # all that cost less were looked at
            room *= WIDER

    def _scale(self) -> float:
        """About what a plan costs, without what leaving tasks undone counts."""
        least: dict[int, float] = {}
        for several in self.duals.candidates.values():
            for each in several:
                for task in each.tasks:
                    least[task] = min(each.totals.cost / len(each.tasks), least.get(task, math.inf))
        return math.fsum(least.values())

    def _ends(self, steps: Sequence[Step], room: float) -> list[Label] | None:
        """Whole plans that may cost no more than so much above the bound; None where there are too many parts."""
        labels = {0: [Label(0.0, NOTHING)]}
        count = 0
        for step in steps:
            several, profit = [], 0.0
            if step.facility is not None:
                several, profit = self.duals.candidates[step.facility], self.duals.at.profits[step.facility]
            ranked = sorted(
                ((reduced_at(self.duals.at.prices, each) - profit, each) for each in several),
                key=lambda pair: (pair[0], pair[1].state, pair[1].tasks),
            )
            grown: dict[int, list[Label]] = {}
            for mask, parts in labels.items():
                fitting = [pair for pair in ranked if not pair[1].mask & mask]
                for label in parts:
                    count += 1
                    if label.above - profit <= room:
                        grown.setdefault(mask, []).append(label._replace(above=label.above - profit))
                    for more, each in fitting:
                        if label.above + more > room:
                            break
                        count += 1
                        if count > LABELS or (count % 256 == 0 and self.over()):
                            return None
                        spent = label.spent.changed(NOTHING, each.totals)
                        if not self.duals.ledger.over(spent):
                            new = Label(label.above + more, spent, label, each)
                            grown.setdefault(mask | each.mask, []).append(new)
            labels = self._closing(grown, step.closing, room)
        return [label for parts in labels.values() for label in parts]

    def _closing(self, grown: dict[int, list[Label]], closing: Sequence[int], room: float) -> dict[int, list[Label]]:
        """Decide of tasks that nobody who comes later can do, and keep what is worth telling apart."""
        for task in closing:
            ways = [
                (value_at(self.duals.at.prices, totals) - self.duals.at.prices.tasks[task], place, totals)
                for place, totals in self.duals.alone[task]
            ]
            further: dict[int, list[Label]] = {}
            for mask, parts in grown.items():
                if mask >> task & 1:
                    further.setdefault(mask, []).extend(parts)
                    continue
                for label in parts:
                    for more, place, totals in ways:
                        spent = label.spent.changed(NOTHING, totals)
                        if label.above + more <= room and not self.duals.ledger.over(spent):
                            new = Label(label.above + more, spent, label, alone=(task, place))
                            further.setdefault(mask | 1 << task, []).append(new)
            grown = further
        return {mask: undominated(parts) for mask, parts in grown.items()}

    def _note(self, ends: Sequence[Label]) -> None:
        """Remember the best of whole plans, if it is the best so far."""
        label = min(ends, key=lambda each: each.spent, default=None)
        if label is None or label.spent.cost >= self.known:
            return
        self.known = label.spent.cost
        place: list[Place] = [None] * len(self.duals.alone)
        while label is not None:
            if label.alone is not None:
                task, where = label.alone
                place[task] = where
            if label.given is not None:
                for task in label.given.tasks:
                    place[task] = label.given.state
            label = label.before
        self.place = place


def steps_of(candidates: Mapping[int, Sequence[Candidate]], tasks: int) -> list[Step]:
    """In which order contractors have their turn: who competes for the same tasks one after the other."""
    able = {facility: {task for each in several for task in each.tasks} for facility, several in candidates.items()}
    rest = sorted(able, key=lambda facility: (-len(candidates[facility]), facility))
    order: list[int] = []
    begun: set[int] = set()
    while rest:
        chosen = min(rest, key=lambda facility: (len(able[facility] - begun) if begun else 0, rest.index(facility)))
        rest.remove(chosen)
        order.append(chosen)
        begun = {task for task in begun | able[chosen] if any(task in able[each] for each in rest)}
    last = {task: place for place, facility in enumerate(order) for task in able[facility]}
    nobody = tuple(task for task in range(tasks) if task not in last)
    return [
        Step(None, nobody),
        *(
            Step(facility, tuple(sorted(task for task, at in last.items() if at == place)))
            for place, facility in enumerate(order)
        ),
    ]


def undominated(several: Sequence[Label]) -> list[Label]:
    """Those that are not worse in all than another one, the cheapest first."""
    found: list[Label] = []
    for label in sorted(several, key=lambda each: each.spent):
        _, *taken = label.spent
        if not any(all(map(le, each.spent[1:], taken)) for each in found):
            found.append(label)
    return found
