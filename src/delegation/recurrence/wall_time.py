"""recurrence.wall_time: which local day and time is a day, or a moment somewhere, to work that starts here?"""

import datetime as dt
from collections.abc import Iterable

Moment = dt.date | dt.datetime


def wall(day: Moment) -> dt.datetime:
    """A day's first moment, or a moment, in wall time to the second."""
    if isinstance(day, dt.datetime):
        return day.replace(tzinfo=None, microsecond=0)
    return dt.datetime.combine(day, dt.time())


def at_hour_of(start: Moment, day: Moment) -> dt.datetime:
    """A moment, or a day at the time at which work starts, in wall time."""
    return wall(day) if isinstance(day, dt.datetime) else dt.datetime.combine(day, wall(start).time())


def beside(start: Moment, given: Moment) -> Moment:
    """A day or moment as the same kind as a start: as a day, or in the start's time zone to the second.

    A day beside a moment stays a day. A moment in a time zone beside a start without one is taken by its own clock.
    """
    if not isinstance(given, dt.datetime):
        return given
    if not isinstance(start, dt.datetime):
        return given.date()
    if start.tzinfo is not None and given.tzinfo is not None:
        given = given.astimezone(start.tzinfo)
    return given.replace(tzinfo=start.tzinfo, microsecond=0)


def in_order(days: Iterable[Moment]) -> tuple[Moment, ...]:
    """Days and moments sorted, each once."""
    return tuple(sorted(set(days), key=lambda day: (wall(day), isinstance(day, dt.datetime))))
