"""simulation.months: on which days do months begin, counted from the first day of the simulation?"""

import datetime as dt
from collections.abc import Iterator
from itertools import count

import attrs
from dateutil.relativedelta import relativedelta

from delegation.queueing.own import MONTH_DAYS


@attrs.frozen
class Months:
    """The months of a simulation: calendar months from its first day, or mean months where no day is given.

    Attributes:
        on: The first day; None where it is not known.
        number: How many there are.
    """

    on: dt.date | None
    number: int

    @property
    def edges(self) -> tuple[float, ...]:
        """The days on which months begin, from 0, and the day on which the last ends."""
        return tuple(day for day, _ in zip(self.begun(0.0), range(self.number + 1), strict=False))

    def date(self, number: int) -> dt.date:
        """The day on which a month begins, as a date; the first day must be known.

        Args:
            number: The month, from 0.
        """
        return (self.on or dt.date.min) + relativedelta(months=number)

    def begun(self, first: float) -> Iterator[float]:
        """The days on which the months of an agreement begin, without end.

        Args:
            first: The day on which it starts.
        """
        if self.on is None:
            return (first + month * MONTH_DAYS for month in count())
        start = self.on + dt.timedelta(days=round(first))
        return (self.day(start + relativedelta(months=month)) for month in count())

    def day(self, date: dt.date) -> float:
        """A date as a day of the simulation.

        Args:
            date: The date; the first day must be known.
        """
        return float(date.toordinal() - (self.on or date).toordinal())
