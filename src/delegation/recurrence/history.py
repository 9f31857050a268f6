"""recurrence.history: how often does work come back whose past jobs are all that is known of it?"""

import datetime as dt
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

import attrs

from delegation import _fields
from delegation._calls import explain_construction
from delegation.demand.counts import Count
from delegation.errors import RefusedValueError
from delegation.posterior.gaps import MONTH_DAYS, SHAPES, UNKNOWN, Posterior, Term, learnt
from delegation.posterior.hours import mean_and_cv
from delegation.posterior.rates import RateNode, nodes
from delegation.posterior.renewal import RenewalCount, window_chances
from delegation.recurrence.kinds import Recurrence

RHYTHMIC = 4.0
"""The shape from which on work counts as coming on a rhythm."""

MANY = 10_000.0
"""Expected count of a window above which only what the rate may be counts, and no longer what comes by chance."""

WORDS = dict(zip(SHAPES, ("in bursts", "at random", "on a loose rhythm", "on a steady rhythm"), strict=True))
"""How regular work of each shape is, in words."""

DATES = "it takes the days of past jobs, such as [datetime.date(2026, 1, 5)], in any order; [] where there was none"
HOURS = "it takes as many working hours as there are dates, in their order, each above 0 or None where it is not known"


def _to_days(value: Any) -> Any:
    """Days in order; anything else as it came."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        return value
    listed = tuple(map(_fields.to_own_day, value))
    return tuple(sorted(listed)) if all(map(_fields.is_day, listed)) else listed


def _to_hours(value: Any) -> Any:
    """Hours as floats; anything else as it came."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        return value
    return tuple(map(_fields.to_float, value))


def _days(instance: "History", attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, tuple):
        raise _fields.refuse(instance, attribute, value, DATES)
    for each in value:
        if not _fields.is_day(each):
            raise _fields.refuse(instance, attribute, each, _fields.WHOSE_DAY if _fields.is_zoned(each) else DATES)


def _known_hours(instance: "History", attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, tuple) or (value and len(value) != len(instance.dates)):
        raise _fields.refuse(instance, attribute, value, f"{HOURS}; here are {len(instance.dates)} dates")
    for each in value:
        if each is not None and not (isinstance(each, float) and _fields.SMALLEST <= each <= 1e6):
            raise _fields.refuse(instance, attribute, each, HOURS)


def _seen(instance: "History", attribute: "attrs.Attribute[Any]", value: Any) -> None:
    _fields.day(instance, attribute, value)
    if instance.dates and value < instance.dates[-1]:
        accepted = f"it takes the last day on which you know of all jobs: {instance.dates[-1]} or later"
        raise _fields.refuse(instance, attribute, value, accepted)


def _begun(instance: "History", attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if value is None:
        return
    _fields.day(instance, attribute, value)
    first = instance.dates[0] if instance.dates else instance.until
    if value > first:
        accepted = f"it takes the day from which on you know of all jobs, {first} or earlier, or None"
        raise _fields.refuse(instance, attribute, value, accepted)


def _guess(instance: "History", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if value is not None:
        _fields.between(_fields.SMALLEST, 1e6, "occurrences a month, or None where you have no guess")(
            instance, attribute, value
        )


@explain_construction
@attrs.frozen(init=False)
class History(Recurrence):
    """Work of which past jobs are known: how often it comes, how regularly and whether at all is learnt from them.

    Whether it has ended, how regular it is (gaps of Gamma shape 1/4, 1, 4 or 16) and how often it comes are all
    unknown, and all that follows is an average over what they may be. Bursty and drifting work is less sure than it
    says: its intervals are too narrow.

    Attributes:
        dates: The days of all jobs that were, in order; several may fall on one day; none where there was none.
        hours: Working hours of each of these jobs, in the order of their days; None where one is not known; default
            empty, none are known.
        until: The day until which you know of all jobs: a long silence before it tells as much as jobs do.
        since: The day from which on you know of all jobs; default None, the record begins with the first of them.
        prior_per_month: What you would guess, in occurrences a month, if you had not seen these dates; default None.
            It counts for about one job.

    Raises:
        RefusedValueError: If a field has a value that it cannot take.
    """

    dates: tuple[dt.date, ...] = attrs.field(converter=_to_days, validator=_days)
    hours: tuple[float | None, ...] = attrs.field(default=(), converter=_to_hours, validator=_known_hours, kw_only=True)
    until: dt.date = attrs.field(converter=_fields.to_own_day, validator=_seen, kw_only=True)
    since: dt.date | None = attrs.field(default=None, converter=_fields.to_own_day, validator=_begun, kw_only=True)
    prior_per_month: float | None = attrs.field(
        default=None, converter=_fields.to_float, validator=_guess, kw_only=True
    )

    def __init__(
        self,
        dates: Iterable[dt.date],
        *,
        hours: Sequence[float | None] = (),
        until: dt.date,
        since: dt.date | None = None,
        prior_per_month: float | None = None,
    ) -> None:
        """Make a history; dates are sorted, and hours with them."""
        days, taken = _in_order(dates, hours)
        self.__attrs_init__(  # pyright: ignore[reportAttributeAccessIssue]  # attrs makes it beside an __init__ of ours
            days, hours=taken, until=until, since=since, prior_per_month=prior_per_month
        )

    @cached_property
    def posterior(self) -> Posterior:
        """What is known of its rate, how regular it is and whether it has ended."""
        dates = self.dates
        gaps = [_months(one, other) for one, other in pairwise(dates)]
        began = self.until if self.since is None else self.since
        silence = _months(dates[-1] if dates else began, self.until)
        first = _months(self.since, dates[0]) if dates and self.since is not None else 0.0
        scale = UNKNOWN if self.prior_per_month is None else 1.0 / self.prior_per_month
        return learnt(gaps, silence=silence, first=first or None, scale=scale)

    @cached_property
    def _shapes(self) -> tuple[Term, ...]:
        return self.posterior.by_shape()

    @property
    def per_month(self) -> float:
        """Expected occurrences a month from now on: none so far as it has ended."""
        return self.posterior.rate

    @property
    def ended(self) -> float:
        """The probability that it has ended for good; 0 where there are fewer than two jobs."""
        return self.posterior.ended

    @property
    def shape(self) -> float:
        """How regular it most probably is while it goes on: the shape of its gaps, 1/4, 1, 4 or 16."""
        return max(SHAPES, key=self.posterior.weight_of)

    @property
    def regularity(self) -> str:
        """How regular it most probably is, in words; of fewer than three jobs "not known yet"."""
        return WORDS[self.shape] if len(self.dates) > 2 else "not known yet"

    @property
    def rhythmic(self) -> bool:
        """Whether it most probably comes on a rhythm."""
        return self.shape >= RHYTHMIC

    @cached_property
    def _hours(self) -> tuple[float, float] | None:
        """Mean and coefficient of variation of the known hours."""
        known = [each for each in self.hours if each is not None]
        return mean_and_cv(known) if known else None

    @property
    def mean_hours(self) -> float | None:
        """Mean working hours of its jobs; None where none are known."""
        return None if self._hours is None else self._hours[0]

    @property
    def hours_cv(self) -> float:
        """Coefficient of variation of its jobs' hours, shrunk towards 0.6; 0 where no hours are known."""
        return 0.0 if self._hours is None else self._hours[1]

    def expected(self, months: int, *, on: dt.date | None = None) -> float:
        """The learnt rate times the months."""
        return self.per_month * months

    def next(self, on: dt.date) -> None:
        """None: past jobs tell how often, not when."""

    def counts(self, months: int, *, on: dt.date | None = None) -> tuple[tuple[Count, int], ...]:
        """The count of a month like any other, over what the rate may be, in every month."""
        return ((RenewalCount(self._shapes), months),)

    def rates(self) -> tuple[RateNode, ...]:
        """What its rate may be: a few rates with their probabilities, each with how regular it then is.

        Their mean is `per_month`. That it has ended is one of them, with a rate of 0.
        """
        return nodes(self._shapes, self.ended)

    def chances(self, months: int = 12) -> tuple[float, ...]:
        """The probabilities of 0, 1, 2, ... occurrences in the months to come.

        Args:
            months: Length of the window, at least 1.

        Raises:
            RefusedValueError: If it is not a whole number from 1 to 1200, or so long that over 10,000 are expected.
        """
        window = _window("chances", months)
        if self.per_month * window > MANY:
            accepted = f"in so many {self.per_month * window:,.0f} are expected; it takes fewer, of up to {MANY:,.0f}"
            raise RefusedValueError("History.chances", "months", months, accepted)
        return self._year if window == 12 else tuple(window_chances(self.posterior, window))

    @cached_property
    def _year(self) -> tuple[float, ...]:
        """The probabilities for the year to come, which is asked for again and again."""
        return tuple(window_chances(self.posterior, 12))

    def at_least(self, count: int, months: int = 12) -> float:
        """The probability of so many occurrences or more in the months to come.

        Args:
            count: A whole number, from 0.
            months: Length of the window, 1 to 1200.

        Raises:
            RefusedValueError: If either is something else.
        """
        wanted = _fields.to_int(count)
        if isinstance(wanted, bool) or not isinstance(wanted, int) or wanted < 0:
            raise RefusedValueError("History.at_least", "count", count, "it takes a whole number from 0")
        points = self._points(_window("at_least", months))
        return min(1.0, math.fsum(chance for number, chance in points if number >= wanted))

    def interval(self, share: float = 0.8, months: int = 12) -> tuple[int, int]:
        """Between how many occurrences, both included, those of the months to come lie with this probability or more.

        As likely less as more lies outside.

        Args:
            share: The probability, above 0 and below 1.
            months: Length of the window, 1 to 1200.

        Raises:
            RefusedValueError: If either is something else.
        """
        wanted = _fields.to_float(share)
        if not (isinstance(wanted, float) and 0.0 < wanted < 1.0):
            raise RefusedValueError("History.interval", "share", share, "it takes a probability, such as 0.8")
        points = self._points(_window("interval", months))
        below = list(accumulate(chance for _, chance in points))
        least = bisect_right(below, (1.0 - wanted) / 2.0)
        most = min(bisect_left(below, (1.0 + wanted) / 2.0), len(below) - 1)
        return points[least][0], points[most][0]

    def _points(self, months: int) -> list[tuple[int, float]]:
        """Counts of the months to come with their probabilities; of many only by what the rate may be."""
        if self.per_month * months > MANY:
            return sorted((round(node.per_month * months), node.weight) for node in self.rates())
        return list(enumerate(self.chances(months)))


def _in_order(dates: Any, hours: Any) -> tuple[Any, Any]:
    """Dates in order and hours with them; what is no such pair as it came, for the validators to refuse."""
    days, taken = _to_days(dates), _to_hours(hours)
    if not (isinstance(taken, tuple) and isinstance(days, tuple) and len(days) == len(taken)) or not days:
        return days, taken
    given = list(map(_fields.to_own_day, dates if isinstance(dates, Sequence) else days))
    if not all(map(_fields.is_day, given)):
        return days, taken
    places = sorted(range(len(given)), key=given.__getitem__)
    return tuple(given[place] for place in places), tuple(taken[place] for place in places)


def _months(first: dt.date, last: dt.date) -> float:
    """Months from a day to another."""
    return (last - first).days / MONTH_DAYS


def _window(function: str, months: object) -> int:
    """Months of a window; refused if it is not a whole number from 1 to 1200."""
    number = _fields.to_int(months)
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= 1200:
        raise RefusedValueError(f"History.{function}", "months", months, "it takes whole months from 1 to 1200")
    return number
