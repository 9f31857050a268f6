"""io._occurrences: when does a series of events take place, its moved and cancelled occurrences counted?"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

from delegation.errors import RefusedFileError
from delegation.io._calendar_events import LONGEST, NOTHING, ONE_DAY, Event, day_of
from delegation.io._components import Calendar
from delegation.recurrence.calendar_text import Moment
from delegation.recurrence.wall_time import beside, wall

MOST_OCCURRENCES = 10_000
"""How many occurrences are read of a file at the most."""

_EARLIEST, _LATEST = dt.datetime(1900, 1, 1), dt.datetime(2999, 12, 31)

LONGEST_WINDOW = 3_660
"""Over how many days series are expanded at the most: ten years."""


class Occurrence(NamedTuple):
    """One time that something takes place.

    Attributes:
        event: What it is an occurrence of, or what changes it.
        start: When it begins.
        length: How long it lasts.
    """

    event: Event
    start: Moment
    length: dt.timedelta

    @property
    def whole_days(self) -> bool:
        """Whether it is of whole days."""
        return not isinstance(self.start, dt.datetime)

    def days(self, here: dt.tzinfo | None) -> tuple[dt.date, dt.date]:
        """Its first and its last day in a time zone; the end itself is not part of it."""
        end = self.end
        first, last = day_of(self.start, here), day_of(end, here)
        shown_end = end.astimezone(here) if here and isinstance(end, dt.datetime) and end.tzinfo else end
        if wall(shown_end).time() == dt.time() and last > first:
            last -= ONE_DAY
        return first, last

    @property
    def end(self) -> Moment:
        """When it ends, as time passes."""
        if isinstance(self.start, dt.datetime) and self.start.tzinfo is not None:
            return (self.start.astimezone(dt.UTC) + self.length).astimezone(self.start.tzinfo)
        return self.start + self.length


def occurrences_of(
    calendar: Calendar, series: Iterable[list[Event]], first: dt.date, last: dt.date, here: dt.tzinfo | None
) -> list[Occurrence]:
    """What takes place from one day to another, that day included, in whole or in part, in the order of the file.

    Args:
        calendar: What was read, to be named where there is too much.
        series: What stands under one UID: the series, and behind it the occurrences that were changed.
        first: The first day.
        last: The last day.
        here: The time zone in which days begin.

    Raises:
        RefusedFileError: If there are more occurrences than are read.
    """
    found: list[Occurrence] = []
    for events in series:
        for each in _in_series(events, first, last):
            begins, ends = each.days(here)
            if begins > last or ends < first:
                continue
            found.append(each)
            if len(found) > MOST_OCCURRENCES:
                line = each.event.component.line
                reason = f"line {line}: with it more than {MOST_OCCURRENCES:,} occurrences lie from {first} to {last}"
                raise RefusedFileError(calendar.name, (reason,))
    return found


def _in_series(events: list[Event], first: dt.date, last: dt.date) -> Iterator[Occurrence]:
    """What takes place about a stretch of days, cancelled occurrences left out."""
    whole = next((each for each in events if each.changes is None), None)
    changed = [each for each in events if each.changes is not None]
    if whole is None or whole.component.cancelled:
        yield from (_itself(each) for each in changed if whole is None and not each.component.cancelled)
        return
    begin = cast("Moment", whole.start)  # events have one
    single = [each for each in changed if not each.onwards]
    onwards = [(beside(begin, each.changes), each) for each in changed if each.onwards and each.changes]
    onwards.sort(key=lambda pair: wall(pair[0]))
    gone = {beside(begin, each.changes) for each in single if each.changes is not None}
    for start in _starts(whole, begin, first, last, onwards):
        if start in gone or (isinstance(start, dt.datetime) and start.date() in gone):
            continue
        split = next((pair for pair in reversed(onwards) if wall(pair[0]) <= wall(start)), None)
        if split is None:
            yield Occurrence(whole, start, whole.periods.get(start, whole.length or _usual(start)))
        elif not split[1].component.cancelled:
            mark, change = split
            yield Occurrence(change, start + _shift(mark, change, begin), change.length or _usual(start))
    yield from (_itself(each) for each in single if not each.component.cancelled)


def _itself(event: Event) -> Occurrence:
    """The occurrence that an event without a rule is."""
    start = cast("Moment", event.start)
    return Occurrence(event, start, event.length or _usual(start))


def _usual(start: Moment) -> dt.timedelta:
    """How long an event lasts that does not say it: a day, or no time."""
    return NOTHING if isinstance(start, dt.datetime) else ONE_DAY


def _shift(mark: Moment, change: Event, start: Moment) -> dt.timedelta:
    """By how much a change moves the occurrences from its mark on, by the clock of the series."""
    moved = change.start
    if moved is None or isinstance(moved, dt.datetime) != isinstance(mark, dt.datetime):
        return NOTHING
    return max(-LONGEST, min(LONGEST, wall(beside(start, moved)) - wall(mark)))


def _starts(
    whole: Event, start: Moment, first: dt.date, last: dt.date, onwards: list[tuple[Moment, Event]]
) -> Iterator[Moment]:
    """The starts of a series about a stretch of days, before it is changed."""
    if whole.rule is None:
        yield start
        return
    lengths = [whole.length or NOTHING, *whole.periods.values(), *(each.length or NOTHING for _, each in onwards)]
    shifts = [abs(_shift(mark, each, start)) for mark, each in onwards]
    around = max(shifts, default=NOTHING) + ONE_DAY
    low = max(_EARLIEST, wall(first) - max(lengths) - around)
    high = min(_LATEST, wall(last) + around + ONE_DAY)
    yield from whole.rule.between(low.date(), high.date())
