"""simulation.workdays: how much working time has passed on a day, where time off and bookings stop it?

A queue reckons every calendar day alike, a seventh of a week's hours. Here a week whose calendar has fewer hours is
slower: its hours are spread evenly over its days, but none fall on days off, and fewer on days with bookings.
"""

import datetime as dt
import math
from bisect import bisect_right
from itertools import accumulate, pairwise

import attrs

from delegation.availability.calendar import WEEK_DAYS, WORKING_DAYS, Calendar
from delegation.availability.weeks import Availability

STILL = 1e-6
"""The pace on days off: next to nothing is done, but what comes first stays first."""

BEFORE, AFTER = 3650, 366
"""Days before the first and after the last whose time off counts."""


@attrs.frozen
class Workdays:
    """Working time by calendar time, both in days from day 0: as fast as each other but where nobody works.

    Attributes:
        days: Days on which the pace changes, in order.
        passed: The working time at each of them.
        paces: Working days for a calendar day from each of them on; the last is 1, and so it is before the first.
    """

    days: tuple[float, ...]
    passed: tuple[float, ...]
    paces: tuple[float, ...]

    @classmethod
    def of(cls, availability: Availability, on: dt.date, last: float) -> "Workdays | None":
        """The working time of a contractor from a day on; None where every day is like the others.

        Args:
            availability: Whose time off and bookings count, from ten years before day 0 to a year after the last.
            on: Day 0.
            last: The last day.
        """
        calendar = availability.calendar
        low, high = on.toordinal() - BEFORE, on.toordinal() + math.ceil(last) + AFTER
        lost = {day.toordinal() for day in calendar.days if low <= day.toordinal() <= high}
        for first_off, last_off in availability.time_off:  # weekends too
            lost.update(range(max(low, first_off.toordinal()), min(high, last_off.toordinal()) + 1))
        mondays = sorted({dt.date.fromordinal(day - (day - 1) % WEEK_DAYS) for day in lost})
        paces: dict[float, float] = {}
        for monday in mondays:
            first = (monday - on).days
            paces.update({first + day: pace for day, pace in enumerate(_paces(availability, calendar, monday))})
            paces.setdefault(first + WEEK_DAYS, 1.0)
        if not paces:
            return None
        days = tuple(sorted(paces))
        steps = [(later - day) * paces[day] for day, later in pairwise(days)]
        # working time is told so that day 0 is 0 in both
        plain = cls(days, tuple(accumulate(steps, initial=days[0])), tuple(paces[day] for day in days))
        zero = plain.worked(0.0)
        return attrs.evolve(plain, passed=tuple(passed - zero for passed in plain.passed))

    def worked(self, moment: float) -> float:
        """The working time that has passed at a moment."""
        place = bisect_right(self.days, moment) - 1
        if place < 0:
            return self.passed[0] + moment - self.days[0]
        return self.passed[place] + (moment - self.days[place]) * self.paces[place]

    def moment(self, worked: float) -> float:
        """The moment at which so much working time has passed; of days off, their end: nobody starts on these."""
        place = bisect_right(self.passed, worked) - 1
        if place < 0:
            return self.days[0] + worked - self.passed[0]
        while self.paces[place] <= STILL:
            place, worked = place + 1, self.passed[place + 1]
        return self.days[place] + (worked - self.passed[place]) / self.paces[place]


def _paces(availability: Availability, calendar: Calendar, monday: dt.date) -> list[float]:
    """The pace of each day of a week, as a part of that of a usual day."""
    days = [monday + dt.timedelta(days=day) for day in range(WEEK_DAYS)]
    off = [any(first <= day <= last for first, last in availability.time_off) for day in days]
    hours = [calendar.hours_between(day, day + dt.timedelta(days=1)) for day in days]
    left = [
        0.0 if away else (within / calendar.day_hours if day.weekday() < WORKING_DAYS else 1.0)
        for day, away, within in zip(days, off, hours, strict=True)
    ]
    usual = sum(hours) / (WORKING_DAYS * calendar.day_hours) * WEEK_DAYS
    whole = sum(left)
    return [max(STILL, usual * part / whole) if whole else STILL for part in left]
