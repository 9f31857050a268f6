"""simulation.book: what is written down of one run, month by month and task by task?"""

import math
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from enum import IntEnum

from delegation.simulation.contracts import Work


class Column(IntEnum):
    """What is written down of a contractor and a month: money in the rows of a cost, and hours of the block."""

    WORK = 0
    FEE = 1
    OVERAGE = 2
    HIRING = 3
    WAITING = 4
    USED = 5
    UNUSED = 6
    ABOVE = 7


COLUMNS = len(Column)
MONEY = 5
"""How many of the columns are money; they come first."""

JOBS, WAITED, LATE, GONE = range(4)
"""What is written down of a task: jobs, days that they waited, money that they lost, how many went elsewhere.

Of a job that goes elsewhere the days are those that it would have waited.
"""

FIGURES = 4

SMALLEST_BIN, BIN_RATIO = 0.01, 1.05
"""Waits are counted in bins: up to 0.01 day, and then each 5 % longer than the one before."""

LAST_BIN = 1 << 20
"""The bin of waits that never end."""


def bin_of(wait: float) -> int:
    """The bin of a wait: 0 for none at all."""
    if wait <= 1e-9:
        return 0
    if math.isinf(wait):
        return LAST_BIN
    return 1 + max(0, math.ceil(math.log(wait / SMALLEST_BIN) / math.log(BIN_RATIO)))


def bin_end(index: int) -> float:
    """The longest wait of a bin."""
    if index == 0:
        return 0.0
    return math.inf if index == LAST_BIN else SMALLEST_BIN * BIN_RATIO ** (index - 1)


class Book:
    """What is written down in one run of some works, month by month.

    Attributes:
        rows: For every month the columns.
        figures: For every work the figures.
        bins: For every work how many jobs waited how long.
    """

    def __init__(self, works: Sequence[Work], edges: Sequence[float]) -> None:
        """Begin with nothing."""
        self.edges = edges
        self.rows = array("d", bytes(8 * COLUMNS * (len(edges) - 1)))
        self.figures = array("d", bytes(8 * FIGURES * len(works)))
        self.bins: list[Counter[int]] = [Counter() for _ in works]

    def add(self, moment: float, column: Column, amount: float) -> None:
        """Write something down in the month of a moment; what lies outside of all months in the nearest."""
        month = min(max(0, bisect_right(self.edges, moment) - 1), len(self.edges) - 2)
        self.rows[month * COLUMNS + column] += amount

    def waited(self, index: int, work: Work, moment: float, wait: float) -> bool:
        """Write down a wait and what it loses.

        Args:
            index: Which work.
            work: The work.
            moment: When the job came.
            wait: How long it waited.

        Returns:
            Whether it has gone elsewhere instead.
        """
        gone = math.isinf(wait) or wait - work.slack_days > work.patience_days
        loss = work.loss(wait)
        place = index * FIGURES
        self.figures[place + JOBS] += 1.0
        self.figures[place + WAITED] += wait
        self.figures[place + LATE] += loss
        self.figures[place + GONE] += gone
        self.bins[index][bin_of(wait)] += 1
        self.add(moment, Column.WAITING, loss)
        return gone
