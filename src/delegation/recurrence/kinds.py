"""recurrence.kinds: in which ways does work come back?"""

import abc
import datetime as dt
from typing import Any, ClassVar

import attrs

from delegation import _fields
from delegation._calls import explain_construction
from delegation.demand.counts import Count, OneOf, Poisson


class Recurrence(abc.ABC):
    """How work comes back; see `Once`, `Rate` and `Rule`.

    Attributes:
        comes_back: Whether it ever comes again.
    """

    __slots__ = ()

    comes_back: ClassVar[bool] = True

    @property
    @abc.abstractmethod
    def per_month(self) -> float:
        """Occurrences a month in the long run.

        Raises:
            NoLongRunRateError: For a rule that ends.
        """

    @abc.abstractmethod
    def expected(self, months: int, *, on: dt.date | None = None) -> float:
        """Expected number of occurrences in so many months.

        Args:
            months: Length of the window, at least 1.
            on: First day of the window, whose months are then calendar months; without it, months of 365.25/12 days.

        Raises:
            NoLongRunRateError: For a rule that ends, without `on`.
        """

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

    def counts(self, months: int, *, on: dt.date | None = None) -> tuple[tuple[Count, int], ...]:
        """One in one of the months, each equally likely."""
        return ((OneOf(1.0 / months), months),)


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
