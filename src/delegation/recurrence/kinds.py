"""recurrence.kinds: in which ways does work come back?"""

import abc
import datetime as dt
from bisect import bisect_right
from typing import Any, ClassVar

import attrs
from dateutil.relativedelta import relativedelta

from delegation import _fields
from delegation._calls import explain_construction
from delegation.demand.counts import Count, OneOf, Poisson, Rounded


class Recurrence(abc.ABC):
    """How work comes back; see `Once`, `Rate`, `Rule` and `History`.

    Attributes:
        comes_back: Whether it ever comes again.
    """

    __slots__ = ()

    comes_back: ClassVar[bool] = True

    @property
    def rhythmic(self) -> bool:
        """Whether it comes at intervals that are known, rather than at any moment; by default not."""
        return False

    @property
    @abc.abstractmethod
    def per_month(self) -> float:
        """Occurrences a month in the long run.

        Raises:
            NoLongRunRateError: For a rule that ends.
        """

    @property
    def hours_cv(self) -> float:
        """Coefficient of variation of the hours of one occurrence, from 0; by default 0: they are always the same."""
        return 0.0

    @abc.abstractmethod
    def expected(self, months: int, *, on: dt.date | None = None) -> float:
        """Expected number of occurrences in so many months.

        Args:
            months: Length of the window, at least 1.
            on: First day of the window, whose months are then calendar months; without it, months of 365.25/12 days.

        Raises:
            NoLongRunRateError: For a rule that ends, without `on`.
        """

    def spread(self, months: int, *, on: dt.date) -> tuple[tuple[dt.date, dt.date, float], ...]:
        """Over which days its occurrences are spread: first day, day after the last, and expected occurrences.

        Args:
            months: Length of the window, at least 1.
            on: First day of the window.

        Returns:
            Stretches of days, each with occurrences that may come on any of its days alike; by default one, all of the
            window.
        """
        return ((on, on + relativedelta(months=months), self.expected(months, on=on)),)

    @abc.abstractmethod
    def next(self, on: dt.date) -> dt.date | dt.datetime | None:
        """The first occurrence on or after a day, or None where none is known."""

    @abc.abstractmethod
    def counts(self, months: int, *, on: dt.date | None = None) -> tuple[tuple[Count, int], ...]:
        """The distribution of each month's count: distributions in order, each with how many months in a row."""


def _once_due(instance: "Once", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if value is not None:
        _fields.day(instance, attribute, value)


@explain_construction
@attrs.frozen
class Once(Recurrence):
    """Work that comes once in the horizon, in one month of it; it adds nothing to the owner's steady load.

    Attributes:
        due: The day it is due, or None. Not the day of the need: see `Urgency.until` for what a due date costs.
    """

    comes_back: ClassVar[bool] = False

    due: dt.date | None = attrs.field(default=None, converter=_fields.to_day, validator=_once_due)

    @property
    def per_month(self) -> float:
        """0: it does not come back."""
        return 0.0

    def expected(self, months: int, *, on: dt.date | None = None) -> float:
        """1, in whatever window: it is one occurrence of the horizon."""
        return 1.0

    def next(self, on: dt.date) -> dt.date | None:
        """The due date, unless it is past or unknown."""
        return self.due if self.due is not None and self.due >= on else None

    def spread(self, months: int, *, on: dt.date) -> tuple[tuple[dt.date, dt.date, float], ...]:
        """The due date, where it lies in the window; else all of the window."""
        month = self._month(months, on)
        if month is None or self.due is None:
            return super().spread(months, on=on)
        return ((self.due, self.due + dt.timedelta(days=1), 1.0),)

    def counts(self, months: int, *, on: dt.date | None = None) -> tuple[tuple[Count, int], ...]:
        """One in the month in which it is due; where that is not known, or not within, in one of them alike."""
        month = None if on is None else self._month(months, on)
        if month is None:
            return ((OneOf(1.0 / months), months),)
        parts = ((Rounded(0.0), month), (Rounded(1.0), 1), (Rounded(0.0), months - month - 1))
        return tuple((count, repeats) for count, repeats in parts if repeats)

    def _month(self, months: int, on: dt.date) -> int | None:
        """The place of the month in which it is due among so many months from a day; None where it is none of them."""
        if self.due is None or not on <= self.due < on + relativedelta(months=months):
            return None
        return bisect_right(range(1, months), self.due, key=lambda month: on + relativedelta(months=month))


@explain_construction
@attrs.frozen
class Rate(Recurrence):
    """Sporadic work: so many times a month on average, at any moment (a Poisson process).

    Attributes:
        per_month: Mean number of occurrences a month, from 0 to a million.
    """

    per_month: float = attrs.field(
        converter=_fields.to_float, validator=_fields.between(0.0, 1e6, "occurrences a month")
    )

    def expected(self, months: int, *, on: dt.date | None = None) -> float:
        """The rate times the months."""
        return self.per_month * months

    def next(self, on: dt.date) -> None:
        """None: nobody knows when sporadic work comes."""

    def counts(self, months: int, *, on: dt.date | None = None) -> tuple[tuple[Count, int], ...]:
        """A Poisson count in every month."""
        return ((Poisson(self.per_month), months),)
