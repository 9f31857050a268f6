"""recurrence.rule: when does work on a rhythm fall, and how often in a month?"""

import datetime as dt
import heapq
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import groupby
from typing import Any

import attrs
from dateutil.relativedelta import relativedelta

from delegation import _fields
from delegation._calls import explain_construction
from delegation.demand.counts import Count, Rounded
from delegation.errors import NoLongRunRateError, RefusedValueError, shown
from delegation.recurrence import calendar_text, expansion, rfc5545
from delegation.recurrence.kinds import Recurrence
from delegation.recurrence.wall_time import Moment, at_hour_of, beside, in_order, wall

_EARLIEST, _LATEST = dt.datetime(1800, 1, 1), dt.datetime(9000, 1, 1)
"""An UNTIL beyond these is as good as these, and can still be put into another time zone."""

MOST_DAYS = 10_000
"""The most exceptions, and the most extra days, that a rule takes."""

RULE_AS_TEXT = "it takes an RFC 5545 rule as text, such as FREQ=WEEKLY;BYDAY=MO"
"""What a rule is when it is no text."""


def _refusal(text: object, reason: str) -> RefusedValueError:
    return RefusedValueError("Rule", "rule", text, reason)


@lru_cache(maxsize=1024)
def _parts(text: str, of_days: bool = False) -> rfc5545.Parts:  # noqa: FBT001, FBT002  # a key of the cache
    """A rule taken apart, once per text; `of_days` as it counts from a start that is a day."""
    return _parts(text).of_days if of_days else rfc5545.read(text, lambda reason: _refusal(text, reason))


@lru_cache(maxsize=1024)
def _long_run_rate(text: str, of_days: bool, start: dt.datetime | None) -> float:  # noqa: FBT001  # a key of the cache
    """A rule's rate, once per rule and start."""
    return expansion.long_run_rate(_parts(text, of_days), start)


def _as_typed(rule: str) -> str:
    """A rule without the start of the week that it has unless another is given."""
    return rule.removesuffix(";WKST=MO")


def _normalised(value: object) -> str:
    if not isinstance(value, str):
        raise _refusal(value, RULE_AS_TEXT)
    return _parts(value).text


def _rule_start(instance: "Rule", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if value is not None and not _fields.is_day(_fields.to_day(value)):
        raise _fields.refuse(
            instance, attribute, value, "it takes a date or a datetime from the years 1900 to 2999, or None"
        )


def _to_days(value: Any) -> Any:
    """One day or several as a tuple; anything else as it came."""
    if isinstance(value, dt.date):
        return (value,)
    return tuple(value) if isinstance(value, Iterable) and not isinstance(value, str) else value


def _days(instance: "Rule", attribute: "attrs.Attribute[Any]", value: object) -> None:
    """Accept a tuple of days and moments, only an empty one where there is no start."""
    if not isinstance(value, tuple) or len(value) > MOST_DAYS:
        raise _fields.refuse(instance, attribute, value, f"it takes a list of at most {MOST_DAYS:,} dates or datetimes")
    for day in value:
        if not _fields.is_day(_fields.to_day(day)):
            raise _fields.refuse(instance, attribute, day, "it takes dates or datetimes from the years 1900 to 2999")
    if value and instance.start is None:
        raise _fields.refuse(instance, attribute, value, "single days need a rule that has a start: Rule(rule, start)")


@explain_construction
@attrs.frozen
class Rule(Recurrence):
    """Work on a rhythm: an RFC 5545 recurrence rule, expanded by python-dateutil.

    Lower case, blanks, a leading ``RRULE:`` and a trailing ``;`` are put right, and WKST is always written out (MO
    unless given), so that a rule never depends on where it is read. UNTIL is read in the start's time zone, a mere date
    as the end of that day. The start itself is an occurrence only if the rule falls on it. BYHOUR, BYMINUTE and
    BYSECOND count for nothing where the start is a day, as RFC 5545 demands.

    "Monthly on the 31st" (``FREQ=MONTHLY;BYMONTHDAY=31``) skips the five months a year that have no 31st; the last
    day of every month is ``FREQ=MONTHLY;BYMONTHDAY=-1``. ``FREQ=YEARLY;BYMONTHDAY=7`` without another part that names
    days or months is once a year, in the month of the start, as the calendars mean that export it; libraries are
    divided, and some take every month.

    Attributes:
        rule: The rule, such as ``FREQ=MONTHLY;BYDAY=1MO``.
        start: Its first day (or moment, with or without a time zone), from 1900 to 2999. Without one, only the rate in
            the long run can be asked for.
        except_on: Days (or moments) on which it would fall and does not, such as holidays; at most 10,000, default
            none. COUNT counts them all the same. A day takes out all that falls on it.
        also_on: Days (or moments) on which the work comes besides; at most 10,000, default none. COUNT and UNTIL do not
            concern them, and a day that the rule falls on anyhow counts once. Neither they nor exceptions change the
            rate in the long run.

    Raises:
        RefusedValueError: For what RFC 5545 does not allow, frequencies finer than a day, rules that never fall,
            BYWEEKNO with what iCalendar libraries are divided on; COUNT, UNTIL or single days without a start.
    """

    rule: str = attrs.field(converter=_normalised)
    start: dt.date | dt.datetime | None = attrs.field(default=None, validator=_rule_start)
    except_on: tuple[Moment, ...] = attrs.field(default=(), converter=_to_days, validator=_days)
    also_on: tuple[Moment, ...] = attrs.field(default=(), converter=_to_days, validator=_days)

    @property
    def rhythmic(self) -> bool:
        """Yes: its days are known."""
        return True

    def __attrs_post_init__(self) -> None:
        """Put single days into one form, and refuse a rule that never falls on any day."""
        if self.start is None:
            if _parts(self.rule).ends:
                raise _refusal(
                    _as_typed(self.rule),
                    "COUNT and UNTIL need a first day: Rule(rule, start), Task(..., start=...), or a DTSTART line "
                    "before the rule",
                )
            first = expansion.ANCHOR
        else:
            first = wall(self.start)
            for name in ("except_on", "also_on"):
                object.__setattr__(self, name, in_order(beside(self.start, day) for day in getattr(self, name)))
        search = first.replace(year=first.year + expansion.CYCLE, day=1)
        if next(self._by_rule(first, search), None) is None:
            raise _refusal(_as_typed(self.rule), self._why_never(first))
        if self.except_on and next(self._moments(_EARLIEST, search), None) is None:
            raise _fields.refuse(
                self, attrs.fields(Rule).except_on, self.except_on, "it leaves no day on which the rule falls"
            )

    def __repr__(self) -> str:
        """As it would be typed: single days only where there are any."""
        single = "".join(f", {name}={days!r}" for name in ("except_on", "also_on") if (days := getattr(self, name)))
        return f"Rule(rule={self.rule!r}, start={self.start!r}{single})"

    @classmethod
    def from_text(cls, text: str) -> "Rule":
        """A rule from text as calendars export it: a rule alone, with lines around it, or in a whole event.

        Args:
            text: ``FREQ=...`` or ``RRULE:FREQ=...``; besides, on lines of their own and in any order,
                ``DTSTART:20260105`` (also with ``;TZID=...`` or ``;VALUE=DATE``) and lines of EXDATE and RDATE; or all
                from ``BEGIN:VEVENT`` to ``END:VEVENT`` (a VTODO or VJOURNAL, also in its VCALENDAR). Lines may be
                folded, and time zones may have the names that Windows gives them.

        Raises:
            RefusedValueError: For text without a rule or with several, several events, moved occurrences
                (RECURRENCE-ID), EXRULE, lines that cannot be read, and all that `Rule` refuses.
        """
        if not isinstance(text, str):
            raise _refusal(text, RULE_AS_TEXT)
        return cls(*calendar_text.read(text, partial(RefusedValueError, "Rule")))

    @property
    def per_month(self) -> float:
        """Occurrences a month in the long run, counted over 28 years times INTERVAL (400 at most), once per rule.

        Single days (`except_on`, `also_on`) are nothing to the long run.

        Raises:
            NoLongRunRateError: If the rule has COUNT or UNTIL.
        """
        if _parts(self.rule).ends:
            raise NoLongRunRateError(_as_typed(self.rule))
        return _long_run_rate(self.rule, self._of_days, None if self.start is None else wall(self.start))

    def expected(self, months: int, *, on: dt.date | None = None) -> float:
        """How often it falls in the months from `on`; without `on` or a start, the long-run rate times the months."""
        return sum(count.mean * repeats for count, repeats in self.counts(months, on=on))

    def next(self, on: dt.date) -> dt.date | dt.datetime | None:
        """The first occurrence on or after a day; None after the last.

        Raises:
            RefusedValueError: If the rule has no start, or `on` is no day from 1900 to 2999.
        """
        _fields.check_day("Rule.next", "on", on)
        return next(self._between(on, on.replace(year=on.year + expansion.CYCLE, day=1)), None)

    def between(self, low: dt.date, high: dt.date) -> Iterator[dt.date | dt.datetime]:
        """Its occurrences from one day up to but not including another, in order.

        Args:
            low: The first day.
            high: The day to stop before.

        Returns:
            Days, or moments in the start's time zone where the start is a moment.

        Raises:
            RefusedValueError: If the rule has no start, or one of the two is no day from 1900 to 2999.
        """
        _fields.check_day("Rule.between", "low", low)
        _fields.check_day("Rule.between", "high", high)
        return self._between(low, high)

    def _between(self, low: dt.date, high: dt.date) -> Iterator[dt.date | dt.datetime]:
        """`between`, up to whatever day."""
        if self.start is None:
            raise RefusedValueError(
                "Rule",
                "start",
                None,
                f"{shown(_as_typed(self.rule))} needs a start before it can be asked for its days",
            )
        moments = self._moments(wall(low), wall(high))
        if not isinstance(self.start, dt.datetime):
            return (moment.date() for moment in moments)
        zone = self.start.tzinfo
        return (moment.replace(tzinfo=zone) for moment in moments)

    def counts(self, months: int, *, on: dt.date | None = None) -> tuple[tuple[Count, int], ...]:
        """The counts of the months [on + k, on + k + 1); without `on` or a start, the rate rounded down or up."""
        if on is None or self.start is None:
            return ((Rounded(self.per_month), months),)
        edges = [wall(on + relativedelta(months=k)) for k in range(months + 1)]
        falls = [0] * months
        for moment in self._moments(edges[0], edges[-1]):
            falls[bisect_right(edges, moment) - 1] += 1
        return tuple((Rounded(float(fall)), len(list(run))) for fall, run in groupby(falls))

    def spread(self, months: int, *, on: dt.date) -> tuple[tuple[dt.date, dt.date, float], ...]:
        """Its days, one after the other; without a start all of the window."""
        if self.start is None:
            return super().spread(months, on=on)
        found = self._moments(wall(on), wall(on + relativedelta(months=months)))
        days = groupby(found, key=dt.datetime.date)
        return tuple((day, day + dt.timedelta(days=1), float(len(list(alike)))) for day, alike in days)

    @property
    def _of_days(self) -> bool:
        """Whether its start is a day, so that it names no hours."""
        return self.start is not None and not isinstance(self.start, dt.datetime)

    def _moments(self, low: dt.datetime, high: dt.datetime) -> Iterator[dt.datetime]:
        """The occurrences in local wall time from `low` up to but not including `high`, without exceptions."""
        found = self._by_rule(low, high)
        if self.start is not None and self.also_on:
            extra = sorted(at_hour_of(self.start, day) for day in self.also_on)
            found = heapq.merge(found, (moment for moment in extra if low <= moment < high))
            found = (moment for moment, _ in groupby(found))
        if self.except_on:
            gone = {day.replace(tzinfo=None) if isinstance(day, dt.datetime) else day for day in self.except_on}
            found = (moment for moment in found if moment not in gone and moment.date() not in gone)
        return found

    def _by_rule(self, low: dt.datetime, high: dt.datetime) -> Iterator[dt.datetime]:
        """What the rule by itself falls on, none after UNTIL."""
        parts, start = _parts(self.rule, self._of_days), expansion.ANCHOR if self.start is None else wall(self.start)
        if parts.until is not None:
            last = min(max(parts.until.moment, _EARLIEST), _LATEST)
            if parts.until.utc and isinstance(self.start, dt.datetime) and self.start.tzinfo is not None:
                last = last.replace(tzinfo=dt.UTC).astimezone(self.start.tzinfo).replace(tzinfo=None)
            high = min(high, last + dt.timedelta(seconds=1))
        return expansion.expand(parts, start, low, high)

    def _why_never(self, first: dt.datetime) -> str:
        """Why it falls on no day from its first on."""
        parts = _parts(self.rule)
        if parts.until is not None:
            return f"it never falls on a day from its start, {first.date()}, to its end"
        if parts.timed and not _parts(self.rule, self._of_days).timed:
            return (
                "it never falls on a day: its start is a day, and then BYHOUR, BYMINUTE and BYSECOND count for nothing"
            )
        if parts.once_a_year and self.start is not None:
            return f"it never falls on a day: without BYMONTH it means the month of its start, BYMONTH={first.month}"
        return "it never falls on a day: no calendar has such a day"
