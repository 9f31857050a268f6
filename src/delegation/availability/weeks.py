"""availability.weeks: when can a contractor start, and how many hours are free?"""

import datetime as dt
import math
from collections.abc import Iterable
from functools import cached_property
from typing import Any, Protocol

import attrs

from delegation import _fields
from delegation._calls import explain_call, explain_construction
from delegation._zones import why_unknown, zone_named
from delegation.availability import calendar
from delegation.availability.calendar import Calendar
from delegation.availability.loads import (
    LARGEST_JOB,
    LARGEST_LOAD,
    ONE_OFF_LOAD,
    REGULAR_LOAD,
    AssumedLoad,
    loads_from_both,
    loads_from_one,
)
from delegation.errors import RefusedValueError
from delegation.queueing.own import OwnWork, own_waits
from delegation.queueing.priority import Wait, one_off_wait, regular_wait
from delegation.recurrence.kinds import Recurrence

WEEK_DAYS = 7

LONGEST_WAIT = 1e9
"""The longest mean wait in days that `Availability.from_waits` takes."""


def _zone(instance: "Availability", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if value is not None and zone_named(value) is None:
        accepted = why_unknown(value, "it takes the name of a time zone such as Europe/Paris, or None")
        raise _fields.refuse(instance, attribute, value, accepted)
    if value is None and any(isinstance(first, dt.datetime) and first.tzinfo for first, _ in instance.bookings):
        raise _fields.refuse(
            instance, attribute, value, "a booking has a time zone, so one is needed here too, such as Europe/Paris"
        )


HOURS = "the contractor's hours"


def _to_load(value: Any) -> Any:
    """A share as a float; one that nobody gave as it came."""
    return value if isinstance(value, AssumedLoad) else _fields.to_float(value)


class Work(Protocol):
    """What a contractor does for you again and again, or once: a `Task` is this."""

    @property
    def hours(self) -> float:
        """Working hours of one occurrence."""
        ...

    @property
    def recurrence(self) -> Recurrence:
        """How it comes back."""
        ...


@explain_construction
@attrs.frozen(kw_only=True)
class Availability:
    """A contractor's weeks: hours for clients, what others take of them, and what the calendar takes out.

    Attributes:
        hours_per_week: Working hours a week that one person has for clients, above 0 to 168; default 30 (four pages
            say 20 to 30 billable hours).
        regular_load: Share of those hours taken by other regular clients, 0 to 1; default 0.40.
        one_off_load: Share taken by other one-off clients, 0 to 2; default 0.25. The two may exceed 1 together, if both
            are given: then one-off clients are never reached.
        job_hours: Typical size of their jobs in working hours, above 0; default 8 (a guess).
        people: How many people work for clients side by side, 1 to 10,000; default 1.
        time_off: A list of days, and of pairs of a first and a last day, on which nobody works: `[(first, last)]` is a
            span, `(first, last)` alone is two days.
        bookings: Hours that are promised already: pairs of a day and hours, or of a first and a last moment.
        timezone: Name of the time zone in which the contractor's days begin (``Europe/Paris``); needed only for
            bookings with one.

    Raises:
        RefusedValueError: If a field has a value that it cannot take, or both loads come to more than 1 because one of
            them was not given.
    """

    hours_per_week: float = attrs.field(
        default=30.0,
        converter=_fields.to_float,
        validator=_fields.between(_fields.SMALLEST, 168.0, "working hours a week"),
    )
    regular_load: float = attrs.field(
        default=REGULAR_LOAD,
        converter=_to_load,
        validator=_fields.share(1.0, HOURS, 0.40),
    )
    one_off_load: float = attrs.field(
        default=ONE_OFF_LOAD,
        converter=_to_load,
        validator=_fields.share(LARGEST_LOAD, HOURS, 0.25),
    )
    job_hours: float = attrs.field(
        default=8.0,
        converter=_fields.to_float,
        validator=_fields.between(_fields.SMALLEST, LARGEST_JOB, "working hours of a job"),
    )
    people: int = attrs.field(default=1, converter=_fields.to_int, validator=_fields.whole(1, 10_000, "people"))
    time_off: tuple[calendar.Span, ...] = attrs.field(default=(), converter=calendar.to_spans, validator=calendar.spans)
    bookings: tuple[calendar.Booking, ...] = attrs.field(
        default=(), converter=calendar.to_bookings, validator=calendar.bookings
    )
    timezone: str | None = attrs.field(default=None, validator=_zone)

    def __attrs_post_init__(self) -> None:
        """Refuse a load that fills the hours only together with one that nobody gave.

        Where regular clients alone fill them nobody is ever reached, whatever one-off clients take.
        """
        regular, one_off = self.regular_load, self.one_off_load
        if regular + one_off <= 1.0 or regular >= 1.0:
            return
        if isinstance(one_off, AssumedLoad):
            field, given, other, assumed = "regular_load", regular, "one_off_load", one_off
        elif isinstance(regular, AssumedLoad):
            field, given, other, assumed = "one_off_load", one_off, "regular_load", regular
        else:
            return
        least = f", {1.0 - given:.4g} or less if one-off clients are to be reached" if given < 1.0 else ""
        accepted = (
            f"with {other} at its default, {assumed:g}, others would take {regular + one_off:.4g} of {HOURS}: "
            f"give {other} too{least}"
        )
        raise RefusedValueError("Availability", field, given, accepted)

    @classmethod
    @explain_call
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
            one_off_days: Mean calendar days until the contractor starts a one-off job, your own other work excluded.
            regular_days: The same for a regular client's job; shorter.
            job_hours: Typical size of their jobs; with both waits known and no size given, the size follows.
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
        hours = plain.people * plain.hours_per_week / WEEK_DAYS
        if one_off_days is None or regular_days is None:
            fitted = loads_from_one(*known.popitem(), plain.people, hours, plain.job_hours)
        else:
            fitted = loads_from_both(
                known["one_off_days"],
                known["regular_days"],
                plain.people,
                hours,
                None if job_hours is None else plain.job_hours,
            )
        return attrs.evolve(plain, regular_load=fitted.regular, one_off_load=fitted.one_off, job_hours=fitted.job_hours)

    @property
    def jobs_per_day(self) -> float:
        """Jobs of `job_hours` that all people together complete on a calendar day when busy."""
        return self.people * self.hours_per_week / (WEEK_DAYS * self.job_hours)

    def wait(self, *, regular: bool, own_jobs_per_day: float = 0.0) -> Wait:
        """How long you wait until a job of yours is started, in calendar days.

        Args:
            regular: Whether you are a regular client and served first, or a one-off client.
            own_jobs_per_day: Your own steady work for the contractor, in jobs of `job_hours` a day; it waits in your
                class.

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

    @explain_call
    def waits(self, tasks: Work | Iterable[Work], *, regular: bool, pace: float = 1.0) -> tuple[Wait, ...]:
        """How long you wait until a job of each of your tasks is started, in calendar days.

        Each waits by its own size and rhythm, behind other clients and your other tasks; see `own_waits`. Work that
        comes once meets the others, which do not meet it. The calendar is left out: time off, bookings and occasions.

        Args:
            tasks: A task or several that the contractor does for you.
            regular: Whether you are a regular client and served first, or a one-off client.
            pace: The contractor's working hours for each hour of a task's estimate, 0.001 to 20; default 1.

        Returns:
            A wait for each task in the order given, with `mean`, `exceeds(days)` and `lateness(slack_days,
            patience_days)`; endless where there is no room.

        Raises:
            RefusedValueError: If something else than tasks is given, or the pace is out of its bounds.
            NoLongRunRateError: If one comes by a rule that ends.
        """
        listed = tuple(tasks) if isinstance(tasks, Iterable) else (tasks,)
        if not all(isinstance(getattr(task, "recurrence", None), Recurrence) for task in listed):
            raise RefusedValueError("Availability.waits", "tasks", tasks, "it takes one Task or several")
        times = _fields.to_float(pace)
        if not (isinstance(times, float) and 0.001 <= times <= 20.0):
            accepted = "it takes a number from 0.001 to 20, the contractor's hours per hour of a task's estimate"
            raise RefusedValueError("Availability.waits", "pace", pace, accepted)
        own = [
            OwnWork(task.hours * times, recurrence.per_month, recurrence.rhythmic, recurrence.hours_cv)
            for task in listed
            if (recurrence := task.recurrence).comes_back
        ]
        *each, anytime = own_waits(
            own,
            regular=regular,
            people=self.people,
            hours_per_week=self.hours_per_week,
            job_hours=self.job_hours,
            regular_load=self.regular_load,
            one_off_load=self.one_off_load,
        )
        coming = iter(each)
        return tuple(next(coming) if task.recurrence.comes_back else anytime for task in listed)

    def free_hours(self, first: dt.date, last: dt.date, *, regular: bool = False) -> float:
        """Working hours free for you from one day up to but not including another.

        Hours fall evenly on Monday to Friday. Time off takes whole days and a booking takes hours of its day, at
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
        zone = zone_named(self.timezone)
        return Calendar.of(self.people * self.hours_per_week, self.time_off, self.bookings, zone)
