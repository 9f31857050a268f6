"""recurrence.rule: when does work on a rhythm fall, and how often in a month?"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any

import attrs
from dateutil.relativedelta import relativedelta

from delegation import _fields
from delegation._calls import explain_construction
from delegation.demand.counts import Count, Rounded
from delegation.errors import NoLongRunRateError, RefusedValueError, shown
from delegation.recurrence import expansion, rfc5545
from delegation.recurrence.kinds import Recurrence

_EARLIEST, _LATEST = dt.datetime(1800, 1, 1), dt.datetime(9000, 1, 1)
"""An UNTIL beyond these is as good as these, and can still be put into another time zone."""

RULE_AS_TEXT = "it takes an RFC 5545 rule as text, such as FREQ=WEEKLY;BYDAY=MO"
"""What a rule is when it is no text."""


def _refusal(text: object, reason: str) -> RefusedValueError:
    return RefusedValueError("Rule", "rule", text, reason)


@lru_cache(maxsize=1024)
def _parts(text: str) -> rfc5545.Parts:
    """A rule taken apart, once per text."""
    return rfc5545.read(text, lambda reason: _refusal(text, reason))


@lru_cache(maxsize=1024)
def _long_run_rate(rule: str, start: dt.datetime | None) -> float:
    """A rule's rate, once per rule and start."""
    return expansion.long_run_rate(_parts(rule), start)


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


@explain_construction
@attrs.frozen
class Rule(Recurrence):
    """Work on a rhythm: an RFC 5545 recurrence rule, expanded by python-dateutil.

    Lower case, blanks, a leading ``RRULE:`` and a trailing ``;`` are put right, and WKST is always written out (MO
    unless given), so that a rule never depends on where it is read. UNTIL is read in the start's time zone, a mere date
    as the end of that day. The start itself is an occurrence only if the rule falls on it.

    "Monthly on the 31st" (``FREQ=MONTHLY;BYMONTHDAY=31``) skips the five months a year that have no 31st; the last
    day of every month is ``FREQ=MONTHLY;BYMONTHDAY=-1``.

    Attributes:
        rule: The rule, such as ``FREQ=MONTHLY;BYDAY=1MO``.
        start: Its first day (or moment, with or without a time zone), from 1900 to 2999. Without one, only the rate in
            the long run can be asked for.

    Raises:
        RefusedValueError: For what RFC 5545 does not allow, frequencies finer than a day, rules that never fall,
            BYWEEKNO without BYDAY, numbered and plain weekdays mixed, COUNT or UNTIL without a start.
    """

    rule: str = attrs.field(converter=_normalised)
    start: dt.date | dt.datetime | None = attrs.field(default=None, validator=_rule_start)

    def __attrs_post_init__(self) -> None:
        """Refuse a rule that never falls on any day."""
        if self.start is None:
            if _parts(self.rule).ends:
                raise _refusal(
                    _as_typed(self.rule),
                    "COUNT and UNTIL need a first day: Rule(rule, start), or a DTSTART line before the rule",
                )
            first = expansion.ANCHOR
        else:
            first = self._wall(self.start)
        search = first.replace(year=first.year + expansion.CYCLE, day=1)
        if next(self._moments(first, search), None) is None:
            until = _parts(self.rule).until
            why = f" from its start, {first.date()}, to its end" if until else ": no calendar has such a day"
            raise _refusal(_as_typed(self.rule), f"it never falls on a day{why}")

    @classmethod
    def from_text(cls, text: str) -> "Rule":
        """A rule from text as calendars export it: a rule, with or without a ``DTSTART`` line before it.

        Args:
            text: ``FREQ=...``, ``RRULE:FREQ=...``, or ``DTSTART:20260105`` (also with ``;TZID=...`` or
                ``;VALUE=DATE``) and the rule on the next line.

        Raises:
            RefusedValueError: For lines of another kind (EXDATE, RDATE, a second rule), a start that cannot be read,
                and all that `Rule` refuses.
        """
        if not isinstance(text, str):
            raise _refusal(text, RULE_AS_TEXT)
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        starts = [line for line in lines if line.upper().startswith("DTSTART")]
        rules = [line for line in lines if line not in starts]
        if len(rules) != 1 or len(starts) > 1:
            raise _refusal(
                text,
                "it takes one rule (FREQ=...) and at most one DTSTART line; for two rules write two tasks, "
                "EXDATE and RDATE are not read",
            )
        if not starts:
            return cls(rules[0])
        (line,) = starts
        start = rfc5545.read_start(line, lambda accepted: RefusedValueError("Rule", "start", line, accepted))
        return cls(rules[0], start)

    @property
    def per_month(self) -> float:
        """Occurrences a month in the long run, counted over 28 years times INTERVAL (400 at most), once per rule.

        Raises:
            NoLongRunRateError: If the rule has COUNT or UNTIL.
        """
        if _parts(self.rule).ends:
            raise NoLongRunRateError(_as_typed(self.rule))
        return _long_run_rate(self.rule, None if self.start is None else self._wall(self.start))

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
            Days, or moments in the start's time zone where the start is a moment or the rule names hours.

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
        timed = (
            isinstance(self.start, dt.datetime)
            or "BYHOUR" in self.rule
            or "BYMINUTE" in self.rule
            or "BYSECOND" in self.rule
        )
        zone = self.start.tzinfo if isinstance(self.start, dt.datetime) else None
        moments = self._moments(self._wall(low), self._wall(high))
        return (moment.replace(tzinfo=zone) if timed else moment.date() for moment in moments)

    def counts(self, months: int, *, on: dt.date | None = None) -> tuple[tuple[Count, int], ...]:
        """The counts of the months [on + k, on + k + 1); without `on` or a start, the rate rounded down or up."""
        if on is None or self.start is None:
            return ((Rounded(self.per_month), months),)
        edges = [self._wall(on + relativedelta(months=k)) for k in range(months + 1)]
        falls = [0] * months
        for moment in self._moments(edges[0], edges[-1]):
            falls[bisect_right(edges, moment) - 1] += 1
        return tuple((Rounded(float(fall)), len(list(run))) for fall, run in groupby(falls))

    def _moments(self, low: dt.datetime, high: dt.datetime) -> Iterator[dt.datetime]:
        """The occurrences in local wall time from `low` up to but not including `high`, none after UNTIL."""
        parts, start = _parts(self.rule), expansion.ANCHOR if self.start is None else self._wall(self.start)
        if parts.until is not None:
            last = min(max(parts.until.moment, _EARLIEST), _LATEST)
            if parts.until.utc and isinstance(self.start, dt.datetime) and self.start.tzinfo is not None:
                last = last.replace(tzinfo=dt.UTC).astimezone(self.start.tzinfo).replace(tzinfo=None)
            high = min(high, last + dt.timedelta(seconds=1))
        return expansion.expand(parts, start, low, high)

    @staticmethod
    def _wall(day: dt.date | dt.datetime) -> dt.datetime:
        """A day's first moment, or a moment, in wall time to the second."""
        if isinstance(day, dt.datetime):
            return day.replace(tzinfo=None, microsecond=0)
        return dt.datetime.combine(day, dt.time())
