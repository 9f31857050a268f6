"""io._calendar_options: what may a caller say of a calendar, and in what words is it refused?"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from delegation import _fields
from delegation._zones import why_unknown, zone_named
from delegation.errors import RefusedValueError
from delegation.io._components import Calendar
from delegation.io._occurrences import LONGEST_WINDOW


def zones_given(function: str, zones: Any) -> Mapping[str, str]:
    """Which time zones are meant by the names of a file.

    Raises:
        RefusedValueError: If they are no such names.
    """
    given: Mapping[str, str] = {} if zones is None else zones
    accepted = "it takes a dict of names of time zones in the file, and which are meant: {'Paris': 'Europe/Paris'}"
    if not isinstance(given, Mapping):
        raise RefusedValueError(function, "zones", zones, accepted)
    for name, meant in given.items():
        if not isinstance(name, str) or zone_named(meant) is None:
            raise RefusedValueError(function, "zones", (name, meant), why_unknown(meant, accepted))
    return given


def named_zone(calendar: Calendar) -> str | None:
    """The name of the time zone in which a calendar says that it is."""
    return next((name for name in calendar.zone_names if zone_named(name) is not None), None)


def zone_here(function: str, timezone: Any, calendar: Calendar) -> dt.tzinfo | None:
    """The time zone in which days begin; None where nobody says it.

    Raises:
        RefusedValueError: If the caller's is none.
    """
    if timezone is None:
        return zone_named(named_zone(calendar))
    zone = zone_named(timezone)
    if zone is None:
        accepted = why_unknown(timezone, "it takes the name of a time zone such as Europe/Paris, or None")
        raise RefusedValueError(function, "timezone", timezone, accepted)
    return zone


def usual_hours(function: str, hours: Any) -> float | None:
    """The usual hours of an occurrence, or None.

    Raises:
        RefusedValueError: If they are no working hours.
    """
    if hours is None:
        return None
    return _fields.number_between(
        function, "hours", hours, _fields.SMALLEST, 1e6, meaning="working hours of one occurrence, or None"
    )


def window(function: str, first: tuple[str, Any], last: tuple[str, Any]) -> tuple[dt.date, dt.date]:
    """Two days, the second not before the first and not too long after it.

    Raises:
        RefusedValueError: If they are none.
    """
    begin, end = (_fields.own_day(function, field, value) for field, value in (first, last))
    if not 0 <= (end - begin).days <= LONGEST_WINDOW:
        accepted = f"it takes a day from {begin} to {LONGEST_WINDOW:,} days later"
        raise RefusedValueError(function, last[0], last[1], accepted)
    return begin, end
