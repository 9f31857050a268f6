"""recurrence.expansion: on which moments does a rule fall, and how often in the long run?

Expanding is python-dateutil's work. A rule can be infinite or fall on no day at all, so every expansion has bounds on
both sides, starts at the period before the first bound instead of at the rule's own start, and runs in the last
centuries that the calendar has: the Gregorian calendar repeats every 400 years, and where a search finds nothing it
ends with the calendar instead of going on for eight thousand years.

Two things are done here because python-dateutil does them otherwise than RFC 5545: what a rule leaves out is written
out beforehand, and an expansion begins with a whole period, since from the middle of a week python-dateutil has
BYSETPOS pick among the days that are left of it (dateutil/dateutil#1398).
"""

import datetime as dt
import math
from collections.abc import Iterator
from itertools import dropwhile, islice
from typing import Any, Literal

import attrs
from dateutil import rrule as dateutil_rrule
from dateutil.relativedelta import relativedelta

from delegation.recurrence.rfc5545 import TIMES, WEEKDAYS_A_MONTH, WEEKS_A_YEAR, Parts

_FREQUENCIES: dict[str, Literal[0, 1, 2, 3]] = {"YEARLY": 0, "MONTHLY": 1, "WEEKLY": 2, "DAILY": 3}
"""As python-dateutil numbers them."""

CYCLE = 400
"""Years after which the Gregorian calendar repeats, weekdays included."""

ANCHOR = dt.datetime(1912, 1, 1)
"""Where a rule without a start starts: a Monday, in a leap year, so that a rule of every fourth year can mean those."""

CLEAN, PERIOD = 1901, 28
"""From 1901 to 2099 every fourth year is a leap year, and the calendar repeats every 28 years."""


def expand(parts: Parts, start: dt.datetime, low: dt.datetime, high: dt.datetime) -> Iterator[dt.datetime]:
    """The moments of a rule from `low` up to but not including `high`, in order.

    All moments are local wall time without a time zone. UNTIL is the caller's to apply: it knows the zone.

    Args:
        parts: The rule.
        start: Where the rule starts.
        low: The first moment asked for.
        high: The moment to stop before.
    """
    low = max(low, start)
    if low >= high:
        return
    begin = _period_before(parts, start, start if parts.count else low)
    years = CYCLE * ((dt.MAXYEAR - 1 - high.year) // CYCLE)
    by: dict[str, Any] = {name.lower(): value for name, value in _completed(parts, start).items()}
    if "byday" in by:
        by["byweekday"] = [dateutil_rrule.weekday(day, number or None) for day, number in by.pop("byday")]
    later = dateutil_rrule.rrule(
        _FREQUENCIES[parts.freq],
        dtstart=begin.replace(year=begin.year + years),
        interval=parts.interval,
        wkst=parts.wkst,
        **by,
    )
    moments = (moment.replace(year=moment.year - years) for moment in later)
    for found in islice(dropwhile(start.__gt__, moments), parts.count):
        if found >= high:
            return
        if found >= low:
            yield found


def long_run_rate(parts: Parts, start: dt.datetime | None) -> float:
    """Occurrences a month in the long run, counted over 28 years times INTERVAL, 400 years at most.

    28 years hold every combination of weekday and leap year once; 400 hold every exception too. The years counted start
    in the year between 1901 and 1928 that has the start's place among them, so that a century without a leap year
    counts for nothing up to INTERVAL=6. A window holds a whole number of intervals, at least one.
    """
    begin = ANCHOR if start is None else start.replace(year=CLEAN + (start.year - CLEAN) % PERIOD)
    every, years = parts.interval, min(PERIOD * parts.interval, CYCLE)
    if parts.freq in ("YEARLY", "MONTHLY"):
        unit = every * (12 if parts.freq == "YEARLY" else 1)
        months = float(max(1, 12 * years // unit) * unit)
        high = begin + relativedelta(months=min(int(months), 12 * (dt.MAXYEAR - 1 - begin.year)))
    else:
        unit = every * (7 if parts.freq == "WEEKLY" else 1)
        days = max(1, math.floor(365.25 * years) // unit) * unit
        months = days * 12 / 365.25
        high = begin + dt.timedelta(days=days)
    times = 1
    by = dict(parts.by)
    if "BYSETPOS" not in by:  # then the times of a day only multiply its days
        for name in TIMES:
            times *= len(by.pop(name, (0,)))
    daily = attrs.evolve(parts, count=None, until=None, by=tuple(by.items()))
    return times * sum(1 for _ in expand(daily, begin, begin, high)) / months


By = dict[str, tuple[int, ...] | tuple[tuple[int, int], ...]]
"""BY parts by name."""


def _completed(parts: Parts, start: dt.datetime) -> By:
    """The BY parts, with those that the rule takes from its start written out."""
    by = dict(parts.by)
    if not by.keys() & {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY"}:
        if parts.freq == "YEARLY":
            by.setdefault("BYMONTH", (start.month,))
        if parts.freq in ("YEARLY", "MONTHLY"):
            by["BYMONTHDAY"] = (start.day,)
        if parts.freq == "WEEKLY":
            by["BYDAY"] = ((start.weekday(), 0),)
    elif parts.once_a_year:
        by["BYMONTH"] = (start.month,)
    elif "BYWEEKNO" in by:
        by.setdefault("BYDAY", ((start.weekday(), 0),))
    if parts.mixed:
        most = WEEKDAYS_A_MONTH if parts.freq == "MONTHLY" or "BYMONTH" in by else WEEKS_A_YEAR
        by["BYDAY"] = tuple(
            (day, which) for day, number in parts.weekdays for which in ((number,) if number else range(1, most + 1))
        )
    return {"BYHOUR": (start.hour,), "BYMINUTE": (start.minute,), "BYSECOND": (start.second,)} | by


def _period_before(parts: Parts, start: dt.datetime, low: dt.datetime) -> dt.datetime:
    """The first moment of the period of the start, or of a later period of the rule that still lies before `low`."""
    every = parts.interval
    if parts.freq in ("YEARLY", "MONTHLY"):
        unit = every * (12 if parts.freq == "YEARLY" else 1)
        months = (low.year - start.year) * 12 + low.month - start.month
        first = start.replace(month=1 if parts.freq == "YEARLY" else start.month, day=1)
        later = first + relativedelta(months=max(0, months // unit - 1) * unit)
    else:
        back = (start.weekday() - parts.wkst) % 7 if parts.freq == "WEEKLY" else 0
        unit = every * (7 if parts.freq == "WEEKLY" else 1)
        later = start + dt.timedelta(days=max(0, (low - start).days // unit - 1) * unit - back)
    return dt.datetime.combine(later, dt.time())
