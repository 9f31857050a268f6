"""io._calendar_weeks: which days off and which promised hours do the events of somebody's calendar come to?"""

import datetime as dt
from collections.abc import Iterable

from delegation._fields import is_zoned
from delegation.io._calendar_events import NOTHING, ONE_DAY
from delegation.io._calendar_free import ShownAsFree
from delegation.io._lines import Problems
from delegation.io._occurrences import Occurrence
from delegation.recurrence.wall_time import wall


def is_time_off(each: Occurrence) -> bool:
    """Whether it takes whole days: events of days, and absences of a day and longer."""
    return each.whole_days or (each.event.component.absent and each.length >= ONE_DAY)


def taken(found: Iterable[Occurrence], free: ShownAsFree, problems: Problems) -> list[Occurrence]:
    """What takes time: what is not shown as free, and of whole days that are those that are taken all the same."""
    return [each for each in found if _takes_time(each, free, problems)]


def _takes_time(each: Occurrence, free: ShownAsFree, problems: Problems) -> bool:
    component = each.event.component
    return not component.elsewhere and (not component.free or (each.whole_days and free.takes(component, problems)))


def needs_zone(each: Occurrence) -> bool:
    """Whether it takes hours that a time zone lays on days."""
    return not is_time_off(each) and is_zoned(each.start)


def time_off_of(found: Iterable[Occurrence], here: dt.tzinfo | None) -> list[tuple[dt.date, dt.date]]:
    """First and last days of what takes whole days."""
    return [each.days(here) for each in found if is_time_off(each)]


def bookings_of(
    found: Iterable[Occurrence], here: dt.tzinfo | None, *, alone: bool
) -> list[tuple[dt.datetime, dt.datetime]]:
    """First and last moments of what takes hours.

    Args:
        found: What takes time.
        here: The time zone in which days begin; None where no event has one.
        alone: Whether it is the calendar of one person, who is at one place at a time: then what overlaps counts once.
    """
    spans = sorted(
        (_moment(each.start, here), _moment(each.end, here))
        for each in found
        if not is_time_off(each) and each.length > NOTHING
    )
    if not alone:
        return spans
    merged: list[tuple[dt.datetime, dt.datetime]] = []
    for first, last in spans:
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _moment(moment: dt.date, here: dt.tzinfo | None) -> dt.datetime:
    """A moment in a time zone; one without a zone is taken by the clock there."""
    if isinstance(moment, dt.datetime) and moment.tzinfo is not None:
        return moment.astimezone(here)
    return wall(moment).replace(tzinfo=here)
