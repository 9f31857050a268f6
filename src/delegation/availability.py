"""availability: when can a contractor start, and how many hours has she free?

Two views of the same weeks: a priority queue for the wait of the next job, a calendar for the hours in a window.
"""

import datetime as dt
import math
from functools import cached_property
from typing import Any

import attrs

from delegation import _calendar, _fields
from delegation._calendar import Calendar
from delegation.errors import RefusedValueError
from delegation.queueing import Wait, erlang_c, one_off_wait, regular_wait

WEEK_DAYS = 7

REGULAR_LOAD = 0.40
ONE_OFF_LOAD = 0.25
"""Shares of a contractor's hours taken by regular and by one-off clients.

65 % are billable in all (six pages, 50 to 85 %, trust medium), of which about 60 % from retainers (38 to 60 %, trust
low).
"""

LONGEST_WAIT = 1e9
"""The longest mean wait in days that `Availability.from_waits` takes."""

LARGEST_JOB = 1e6
"""The largest job in working hours."""

REGULAR_PART = REGULAR_LOAD / (REGULAR_LOAD + ONE_OFF_LOAD)
"""The default mix: the part of all her work that comes from regular clients."""


def _is_zone(value: object) -> bool:
    from zoneinfo import ZoneInfo  # noqa: PLC0415  # seldom needed, and slow to import

    try:
        return isinstance(value, str) and bool(ZoneInfo(value))
    except (KeyError, ValueError, OSError):  # unknown, not a name, or a folder of names
        return False


def _zone(instance: "Availability", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if value is not None and not _is_zone(value):
        raise _fields.refuse(
            instance, attribute, value, "it takes the name of a time zone such as Europe/Paris, or None"
        )
    if value is None and any(isinstance(first, dt.datetime) and first.tzinfo for first, _ in instance.bookings):
        raise _fields.refuse(
            instance, attribute, value, "a booking has a time zone, so hers is needed too, such as Europe/Paris"
        )


@attrs.frozen(kw_only=True)
class Availability:
    """A contractor's weeks: hours for clients, what others take of them, and what her calendar takes out.

    Attributes:
        hours_per_week: Working hours a week that one person has for clients, above 0 to 168; default 30 (four pages
            say 20 to 30 billable hours).
        regular_load: Share of those hours taken by her other regular clients, 0 to 1; default 0.40.
        one_off_load: Share taken by her other one-off clients, from 0; default 0.25. The two may exceed 1 together:
            then one-off clients are never reached.
        job_hours: Typical size of their jobs in working hours, above 0; default 8 (a guess).
        people: How many people work for her clients side by side, 1 to 10,000; default 1.
        time_off: A list of days, and of pairs of a first and a last day, on which nobody works: `[(first, last)]` is a
            span, `(first, last)` alone is two days.
        bookings: Hours that are promised already: pairs of a day and hours, or of a first and a last moment.
        timezone: Name of the time zone in which her days begin (``Europe/Paris``); needed only for bookings with one.
    """

    hours_per_week: float = attrs.field(
        default=30.0,
        converter=_fields.to_float,
        validator=_fields.between(_fields.SMALLEST, 168.0, "working hours a week"),
    )
    regular_load: float = attrs.field(
        default=REGULAR_LOAD,
        converter=_fields.to_float,
        validator=_fields.between(0.0, 1.0, "a share of her hours (40% is 0.4)"),
    )
    one_off_load: float = attrs.field(
        default=ONE_OFF_LOAD,
        converter=_fields.to_float,
        validator=_fields.between(0.0, 1e6, "a share of her hours (25% is 0.25)"),
    )
    job_hours: float = attrs.field(
        default=8.0,
        converter=_fields.to_float,
        validator=_fields.between(_fields.SMALLEST, LARGEST_JOB, "working hours of a job"),
    )
    people: int = attrs.field(default=1, converter=_fields.to_int, validator=_fields.whole(1, 10_000, "people"))
    time_off: tuple[_calendar.Span, ...] = attrs.field(
        default=(), converter=_calendar.to_spans, validator=_calendar.spans
    )
    bookings: tuple[_calendar.Booking, ...] = attrs.field(
        default=(), converter=_calendar.to_bookings, validator=_calendar.bookings
    )
    timezone: str | None = attrs.field(default=None, validator=_zone)

    @classmethod
    def from_waits(
        cls,
        *,
        one_off_days: float | None = None,
        regular_days: float | None = None,
        job_hours: float | None = None,
        hours_per_week: float = 30.0,
        people: int = 1,
    ) -> "Availability":
        """The availability that makes clients wait as long as you remember: nobody knows a contractor's load.

        Args:
            one_off_days: Mean calendar days until she starts a one-off job, your own other work excluded.
            regular_days: The same for a regular client's job; shorter.
            job_hours: Typical size of her jobs; with both waits known and no size given, the size follows.
            hours_per_week: Working hours a week for clients, of one person.
            people: How many people work side by side.

        Returns:
            With both waits: the busyness 1 - regular/one-off, and its split by the job size if that is given, else the
            default mix and the size that fits. With one wait: the default mix, and the busyness that fits.

        Raises:
            RefusedValueError: If neither wait is given, one is not a positive number, regular clients wait as long as
                one-off ones, or no load fits.
        """
        waits = {"one_off_days": one_off_days, "regular_days": regular_days}
        known = {field: _fields.to_float(value) for field, value in waits.items() if value is not None}
        for field, value in known.items():
            if not (isinstance(value, float) and 0.0 < value <= LONGEST_WAIT):
                raise RefusedValueError(
                    "Availability.from_waits", field, value, "it takes a number above 0, mean calendar days"
                )
        if not known:
            accepted = "it takes mean calendar days; one of one_off_days and regular_days is needed"
            raise RefusedValueError("Availability.from_waits", "one_off_days", None, accepted)
        plain = cls(hours_per_week=hours_per_week, people=people)
        if job_hours is not None:
            plain = attrs.evolve(plain, job_hours=job_hours)
        if one_off_days is None or regular_days is None:
            return plain._fit_one(*known.popitem())
        return plain._fit_both(known["one_off_days"], known["regular_days"], sized=job_hours is not None)

    @property
    def jobs_per_day(self) -> float:
        """Jobs of `job_hours` that all people together complete on a calendar day when busy."""
        return self.people * self.hours_per_week / (WEEK_DAYS * self.job_hours)

    def wait(self, *, regular: bool, own_jobs_per_day: float = 0.0) -> Wait:
        """How long you wait until a job of yours is started, in calendar days.

        Args:
            regular: Whether you are a regular client and served first, or a one-off client.
            own_jobs_per_day: Your own steady work for her, in jobs of `job_hours` a day; it waits in your class.

        Returns:
            A wait with `mean`, `exceeds(days)` and `lateness(slack_days, patience_days)`, endless where there is no
            room.

        Raises:
            RefusedValueError: If `own_jobs_per_day` is negative or not finite.
        """
        own = _fields.to_float(own_jobs_per_day)
        if not (isinstance(own, float) and 0.0 <= own < math.inf):
            raise RefusedValueError(
                "Availability.wait", "own_jobs_per_day", own_jobs_per_day, "it takes a finite number from 0, jobs a day"
            )
        m = self.jobs_per_day
        first, second = self.regular_load * m, self.one_off_load * m
        if regular:
            return regular_wait(m, first + own, second, self.people)
        return one_off_wait(m, first, second + own, self.people)

    def free_hours(self, first: dt.date, last: dt.date, *, regular: bool = False) -> float:
        """Working hours free for you from one day up to but not including another.

        Her hours fall evenly on Monday to Friday. Time off takes whole days and a booking takes hours of its day, at
        most those that the day has; of what is left, other clients take their share.

        Args:
            first: The first day.
            last: The day to stop before; not before the first.
            regular: Whether you are a regular client: then only other regular clients come before you.

        Returns:
            Hours, at least 0.

        Raises:
            RefusedValueError: If a day is not a date, or the last lies before the first.
        """
        for field, value in (("first", first), ("last", last)):
            if not _fields.is_day(value):
                raise RefusedValueError("Availability.free_hours", field, value, _fields.A_DAY)
        if last < first:
            raise RefusedValueError("Availability.free_hours", "last", last, f"it takes a day from {first} on")
        taken = self.regular_load + (0.0 if regular else self.one_off_load)
        return self.calendar.hours_between(first, last) * max(0.0, 1.0 - taken)

    @cached_property
    def calendar(self) -> Calendar:
        """The hours of all people on every day, without what is taken out."""
        from zoneinfo import ZoneInfo  # noqa: PLC0415  # likewise

        zone = ZoneInfo(self.timezone) if self.timezone else None
        return Calendar.of(self.people * self.hours_per_week, self.time_off, self.bookings, zone)

    def _fit_both(self, one_off_days: float, regular_days: float, *, sized: bool) -> "Availability":
        """The same person with the loads (and, unless known, the job size) that both waits tell."""
        if regular_days >= one_off_days:
            accepted = f"it takes fewer days than one_off_days, {one_off_days:g}: regular clients are served first"
            raise RefusedValueError("Availability.from_waits", "regular_days", regular_days, accepted)
        busy = 1.0 - regular_days / one_off_days
        chance = erlang_c(self.people, self.people * busy)
        if busy >= 1.0 or not chance:
            accepted = (
                f"no load of {self.people:,} x {self.hours_per_week:g} h a week makes regular clients wait so long "
                f"and one-off clients {one_off_days:g} days: the two lie too far apart, or too close"
            )
            raise RefusedValueError("Availability.from_waits", "regular_days", regular_days, accepted)
        if not sized:
            week_hours = self.people * self.hours_per_week / WEEK_DAYS
            hours = week_hours * regular_days * (1.0 - REGULAR_PART * busy) / chance
            if not _fields.SMALLEST <= hours <= LARGEST_JOB:
                accepted = (
                    f"with these two waits her jobs would take {hours:.3g} h each, and up to {LARGEST_JOB:,.0f} is "
                    "accepted: check them, or give job_hours"
                )
                raise RefusedValueError("Availability.from_waits", "regular_days", regular_days, accepted)
            return attrs.evolve(self._loaded(busy, REGULAR_PART * busy), job_hours=hours)
        regular = 1.0 - chance / (self.jobs_per_day * regular_days)
        if not 0.0 <= regular <= busy:
            least, most = (chance / (self.jobs_per_day * (1.0 - share)) for share in (0.0, busy))
            accepted = (
                f"jobs of so many hours do not go with these waits: leave job_hours out, or give regular_days "
                f"between {least:.3g} and {most:.3g} (she is {busy:.3g} busy)"
            )
            raise RefusedValueError("Availability.from_waits", "job_hours", self.job_hours, accepted)
        return self._loaded(busy, regular)

    def _fit_one(self, field: str, days: float) -> "Availability":
        """The same person with the default mix and the busyness that makes clients of one class wait so long."""
        regular = field == "regular_days"

        def mean(busy: float) -> float:
            return self._loaded(busy, REGULAR_PART * busy).wait(regular=regular).mean

        low, high = 0.0, 1.0
        if mean(math.nextafter(1.0, 0.0)) <= days:
            most = f"{1.0 / (self.jobs_per_day * (1.0 - REGULAR_PART)):.3g}"
            accepted = (
                f"with jobs of {self.job_hours:g} h and the usual mix of clients regular ones wait less than {most} "
                "days: give one_off_days too, or larger job_hours"
            )
            raise RefusedValueError("Availability.from_waits", field, days, accepted)
        while (middle := (low + high) / 2.0) not in (low, high):
            low, high = (middle, high) if mean(middle) < days else (low, middle)
        return self._loaded(low, REGULAR_PART * low)

    def _loaded(self, busy: float, regular: float) -> "Availability":
        """The same person, so busy in all, and with regular clients so much."""
        return attrs.evolve(self, regular_load=regular, one_off_load=max(0.0, busy - regular))
