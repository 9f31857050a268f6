"""simulation.blocks: what becomes of a retainer's fees and hours in one run?

Fees fall due at the beginning of each of its own months. A job's hours count in the period in which the need arises, as
the score counts them, whenever they are worked.
"""

import math
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from delegation.simulation.book import Book, Column
from delegation.simulation.contracts import Terms
from delegation.simulation.months import Months


class Period(NamedTuple):
    """A period for which a block of hours is there.

    Attributes:
        first: The day on which it begins.
        follows: Whether unused hours may come over from the one before.
        hours: Hours that are included; of one that is cut short, the part of them for the months that there are.
    """

    first: float
    follows: bool
    hours: float


class Block:
    """The block of a retainer while it is used up.

    Attributes:
        book: Where it is written down.
        terms: The retainer.
        periods: All its periods.
        place: Which of them is open.
        left: Hours that are left of it.
    """

    def __init__(self, book: Book, terms: Terms, months: Months, gaps: Sequence[tuple[float, float]] = ()) -> None:
        """Write down the fees, and open the first period.

        Args:
            book: Where it is written down.
            terms: The retainer.
            months: The months of the simulation.
            gaps: Spans of days between somebody's leaving and the beginning of who follows them, on the same terms.
        """
        self.book, self.terms, self.place = book, terms, 0
        self.periods: list[Period] = []
        starts = [terms.first, *(last for _, last in gaps)]
        ends = [*(first for first, _ in gaps), book.edges[-1]]
        for start, end in zip(starts, ends, strict=True):
            stop = min(end, terms.last)
            # mypy cannot infer a lambda that binds the variable of its loop.
            begun = list(takewhile(lambda day, stop=stop: day < stop, months.begun(start)))  # type: ignore[misc]  # a lambda's defaults have no types
            for day in begun:
                if day >= 0.0:
                    book.add(day, Column.FEE, terms.fee)
            if begun and start >= 0.0:
                book.add(start, Column.FEE, terms.setup)
            lasts = [*begun[:: terms.period], math.inf]
            there = [
                (first, len(begun[index * terms.period :][: terms.period]) / terms.period)
                for index, (first, following) in enumerate(pairwise(lasts))
                if following > 0.0
            ]
            self.periods += [Period(first, bool(at), terms.hours * part) for at, (first, part) in enumerate(there)]
        runs = bool(self.periods) and self.periods[0].first < 0.0
        self.left = self.periods[0].hours if self.periods else 0.0
        if runs and terms.free is not None:
            self.left = terms.free

    def take(self, moment: float, hours: float) -> None:
        """Use hours, and bill those above the block.

        Args:
            moment: When the need arises; not before that of the one before.
            hours: Working hours.
        """
        self._open(moment)
        within = min(hours, self.left)
        self.left -= within
        self.book.add(moment, Column.USED, within)
        self.book.add(moment, Column.ABOVE, hours - within)
        self.book.add(moment, Column.OVERAGE, (hours - within) * self.terms.overage_rate)

    def close(self) -> None:
        """Open all periods that are left, and let the last of them end."""
        self._open(math.inf)
        if self.periods:
            self.book.add(self.periods[-1].first, Column.UNUSED, self.left)

    def _open(self, moment: float) -> None:
        """Open the period that holds a moment, and all before it."""
        while self.place + 1 < len(self.periods) and self.periods[self.place + 1].first <= moment:
            before, self.place = self.periods[self.place], self.place + 1
            carried = min(self.terms.rollover, self.left) if self.periods[self.place].follows else 0.0
            self.book.add(before.first, Column.UNUSED, self.left - carried)
            self.left = self.periods[self.place].hours + carried
