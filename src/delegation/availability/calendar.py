"""availability.calendar: how many working hours does a stretch of days hold, time off and bookings taken out?"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

import attrs

from delegation import _fields
from delegation._zones import why_unknown, zone_named

WEEK_DAYS, WORKING_DAYS = 7, 5

ROUNDING = 1e-6
"""A part of a day's hours that only rounding leaves: prefix sums of centuries differ by so little."""

Span = tuple[dt.date, dt.date]
"""A first and a last day, both included."""

Booking = tuple[dt.date, float] | tuple[dt.datetime, dt.datetime]
"""A day and hours, or a first and a last moment."""


def to_spans(value: Any) -> Any:
    """Days and pairs of days as merged, sorted pairs of first and last day; what is none of these as it came."""
    if is_bare_pair(value):
        return value
    try:
        spans = [(each, each) if isinstance(each, dt.date) else tuple(each) for each in value]
        days = sorted((_fields.to_own_day(first), _fields.to_own_day(last)) for first, last in spans)
        merged: list[tuple[dt.date, dt.date]] = []
        for first, last in days:
            if not (_fields.is_day(first) and _fields.is_day(last) and first <= last):
                return value
            if merged and first <= merged[-1][1] + dt.timedelta(days=1):
                merged[-1] = (merged[-1][0], max(merged[-1][1], last))
            else:
                merged.append((first, last))
    except (TypeError, ValueError):
        return value
    return tuple(merged)


def _is_span(value: object) -> bool:
    """Whether this is a first and a last day."""
    match value:
        case (dt.date() as first, dt.date() as last):
            return _fields.is_day(first) and _fields.is_day(last) and first <= last
        case _:
            return False


def is_bare_pair(value: object) -> bool:
    """Whether these are two days that lie apart, not in a list: as well the ends of a span as two days off."""
    match value:
        case (dt.date() as first, dt.date() as last) if isinstance(value, tuple):
            apart: dt.timedelta = _fields.to_day(last) - _fields.to_day(first)
            return abs(apart.days) > 1
        case _:
            return False


def spans(instance: Any, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """Accept what `to_spans` understood."""
    if not isinstance(value, tuple) or not all(map(_is_span, value)):
        accepted = "it takes days, and pairs of a first and a last day (that day included, not before the first)"
        if is_bare_pair(value):
            accepted = "these may be a span or two days: write [(first, last)] for a span, [first, last] for two days"
        raise _fields.refuse(instance, attribute, value, accepted)


def bookings(instance: Any, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """Accept pairs of a day and hours, or of two moments with or both without a time zone."""
    accepted = "it takes pairs of a day and hours (above 0), or of a first and a later last moment"
    if not isinstance(value, tuple):
        raise _fields.refuse(instance, attribute, value, accepted)
    for pair in value:
        match pair:
            case (dt.datetime() as first, dt.datetime() as last):
                aware = first.tzinfo is not None
                days = _fields.is_day(first.date()) and _fields.is_day(last.date())
                if not days or aware != (last.tzinfo is not None) or first >= last:
                    raise _fields.refuse(instance, attribute, pair, accepted)
            case (day, float(hours)) if _fields.is_day(day) and 0.0 < hours <= _fields.LARGEST:
                pass
            case _:
                raise _fields.refuse(instance, attribute, pair, accepted)


def to_bookings(value: Any) -> Any:
    """Pairs in a fixed order, hours as floats; what is none of these as it came."""
    try:
        pairs = tuple(
            (first, second) if isinstance(second, dt.date) else (first, _fields.to_float(second))
            for first, second in value
        )
        return tuple(sorted(pairs, key=lambda pair: (str(_fields.to_day(pair[0])), str(pair))))
    except (TypeError, ValueError):
        return value


def zone(instance: Any, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """Accept the name of a time zone, and None where no booking has one."""
    if value is not None and zone_named(value) is None:
        accepted = why_unknown(value, "it takes the name of a time zone such as Europe/Paris, or None")
        raise _fields.refuse(instance, attribute, value, accepted)
    if value is None and any(isinstance(first, dt.datetime) and first.tzinfo for first, _ in instance.bookings):
        raise _fields.refuse(
            instance, attribute, value, "a booking has a time zone, so one is needed here too, such as Europe/Paris"
        )


@attrs.frozen
class Calendar:
    """Working hours day by day, spread evenly over Monday to Friday, without what is lost.

    Attributes:
        day_hours: Hours of a working day.
        days: The working days on which hours are lost, in order.
        lost: Hours lost before each of these days, and in all: prefix sums.
    """

    day_hours: float
    days: tuple[dt.date, ...]
    lost: tuple[float, ...]

    @classmethod
    def of(
        cls, week_hours: float, time_off: Sequence[Span], booked: Sequence[Booking], zone: dt.tzinfo | None
    ) -> "Calendar":
        """A calendar with time off and bookings taken out.

        A booking takes hours of its day, at most those that the day has; time off takes the whole day.

        Args:
            week_hours: Working hours of a week.
            time_off: Spans of days, not overlapping.
            booked: Bookings.
            zone: The time zone in which days begin, for bookings that have one.
        """
        day_hours = week_hours / WORKING_DAYS
        lost: dict[dt.date, float] = {}
        for day, hours in _hours_by_day(booked, zone):
            lost[day] = min(day_hours, lost.get(day, 0.0) + hours)
        for first, last in time_off:
            for ordinal in range(first.toordinal(), last.toordinal() + 1):
                lost[dt.date.fromordinal(ordinal)] = day_hours
        days = tuple(sorted(day for day in lost if day.weekday() < WORKING_DAYS))
        return cls(day_hours, days, (0.0, *accumulate(lost[day] for day in days)))

    def hours_between(self, first: dt.date, last: dt.date) -> float:
        """Hours from one day up to but not including another; what is lost to rounding is nothing."""
        left = self.hours_before(last) - self.hours_before(first)
        return left if left > ROUNDING * self.day_hours else 0.0

    def hours_before(self, day: dt.date) -> float:
        """Hours from Monday, 1 January 1900, up to but not including this day."""
        weeks, rest = divmod((day - _fields.FIRST_DAY).days, WEEK_DAYS)
        return (weeks * WORKING_DAYS + min(rest, WORKING_DAYS)) * self.day_hours - self.lost[
            bisect_left(self.days, day)
        ]


def _hours_by_day(booked: Sequence[Booking], zone: dt.tzinfo | None) -> Iterator[tuple[dt.date, float]]:
    """Every booking as days and hours, counted by time that exceeds: clocks may leave out an hour, or repeat it."""
    here = dt.UTC if zone is None else zone
    for first, second in booked:
        if not isinstance(second, dt.datetime) or not isinstance(first, dt.datetime):
            yield first, second  # type: ignore[misc]  # a day and hours: a moment only ever comes with another
            continue
        moment, end = (
            (each if each.tzinfo else each.replace(tzinfo=here)).astimezone(dt.UTC) for each in (first, second)
        )
        while moment < end:
            day = moment.astimezone(here).date()
            night = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), here).astimezone(dt.UTC)
            until = min(night, end)
            yield day, (until - moment) / dt.timedelta(hours=1)
            moment = until
