"""io._moments: how do days, and moments with their time zones, stand as text?

Days are ``2026-01-05``; moments ``2026-01-05T09:00:00``, with an offset from UTC where they have one and the name of
their zone in brackets where it has one (RFC 9557): ``2026-01-05T09:00:00+01:00[Europe/Paris]``. Of the two, the name
counts: the offset only tells apart the two moments at which a clock that is put back shows the same.
"""

import datetime as dt
import re

from dateutil import tz

from delegation._zones import why_unknown, zone_named
from delegation.io._problems import Misread

A_DAY = 'it takes a day such as "2026-01-05"'

A_MOMENT = 'it takes a moment such as "2026-01-05T09:00:00" or "2026-01-05T09:00:00+01:00[Europe/Paris]"'

A_DAY_OR_MOMENT = f"{A_DAY}, or {A_MOMENT.removeprefix('it takes ')}"

NAMELESS = "its time zone has no name that another computer knows: give it one of zoneinfo, such as Europe/Paris"

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?)"
    r"([+-]\d\d:\d\d(?::\d\d(?:\.\d{6})?)?)?"
    r"(?:\[([\w./+-]+)\])?",
    re.ASCII,
)


def text_of(day: dt.date) -> str:
    """A day or moment as text.

    Raises:
        Misread: For a moment in a time zone that is neither an offset nor has a name.
    """
    if not isinstance(day, dt.datetime) or day.tzinfo is None:
        return day.isoformat()
    if isinstance(day.tzinfo, dt.timezone | tz.tzutc | tz.tzoffset):
        return day.isoformat()
    name = getattr(day.tzinfo, "key", None)
    if not isinstance(name, str) or zone_named(name) is None:
        raise Misread(day, NAMELESS)
    return f"{day.isoformat()}[{name}]"


def day_from(value: object) -> dt.date:
    """The day that a text means.

    Raises:
        Misread: If it means none.
    """
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise Misread(value, A_DAY)


def moment_from(value: object) -> dt.datetime:
    """The moment that a text means.

    Raises:
        Misread: If it means none.
    """
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise Misread(value, A_MOMENT)
    clock, offset, name = found.groups()
    try:
        moment = dt.datetime.fromisoformat(clock + (offset or ""))
    except ValueError:
        raise Misread(value, A_MOMENT) from None
    if name is None:
        return moment
    zone = zone_named(name)
    if zone is None:
        raise Misread(value, why_unknown(name, f"there is no time zone of the name {name}"))
    first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    return second if second.utcoffset() == moment.utcoffset() != first.utcoffset() else first


def day_or_moment_from(value: object) -> dt.date:
    """The day or moment that a text means.

    Raises:
        Misread: If it means neither.
    """
    try:
        return moment_from(value) if isinstance(value, str) and "T" in value else day_from(value)
    except Misread as error:
        raise Misread(value, error.accepted if error.accepted != A_DAY else A_DAY_OR_MOMENT) from None
