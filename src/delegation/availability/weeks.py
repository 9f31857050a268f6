"""availability.weeks: when can a contractor start, and how many hours are free?"""

import datetime as dt
import math
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import attrs

from delegation import _fields
from delegation._calls import explain_call, explain_construction
from delegation._zones import zone_named
from delegation.availability import beliefs as believed
from delegation.availability import calendar, loads, posterior
from delegation.availability.beliefs import LoadBelief, LoadIntervals
from delegation.availability.calendar import Calendar
from delegation.availability.loads import HOURS, LARGEST_JOB, LARGEST_LOAD, ONE_OFF_LOAD, REGULAR_LOAD
from delegation.availability.tasks import Work, own_work_of, works_in
from delegation.errors import RefusedValueError
from delegation.queueing.mixture import own_waits_over
from delegation.queueing.priority import Wait

WEEK_DAYS = 7


def _believed(instance: "Availability", attribute: "attrs.Attribute[Any]", value: object) -> None:
    refused = believed.why_refused(value) or believed.why_disagrees(
        instance.beliefs, instance.regular_load, instance.one_off_load, instance.job_hours
    )
    if refused is not None:
        raise _fields.refuse(instance, attribute, *refused)


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
        beliefs: What the loads may be where they are not known, each with its weight, as `learn` finds; default
            none, they are known. All that is asked is then their weighted mean; the loads above are means, too.

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
        converter=loads.to_load,
        validator=_fields.share(1.0, HOURS, 0.40),
    )
    one_off_load: float = attrs.field(
        default=ONE_OFF_LOAD,
        converter=loads.to_load,
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
    timezone: str | None = attrs.field(default=None, validator=calendar.zone)
    beliefs: tuple[LoadBelief, ...] = attrs.field(
        default=(), converter=believed.to_beliefs, validator=_believed, repr=believed.counted
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a load that fills the hours only together with one that nobody gave."""
        overfull = loads.why_overfull(self.regular_load, self.one_off_load)
        if overfull is not None:
            raise RefusedValueError("Availability", *overfull)

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
        known = loads.mean_waits_in_days(one_off_days, regular_days)
        plain = cls(hours_per_week=hours_per_week, people=people)
        if job_hours is not None:
            plain = attrs.evolve(plain, job_hours=job_hours)
        fitted = loads.loads_from_waits(
            known,
            people=plain.people,
            hours_per_day=plain.people * plain.hours_per_week / WEEK_DAYS,
            job_hours=plain.job_hours,
            sized=job_hours is not None,
        )
        return attrs.evolve(plain, regular_load=fitted.regular, one_off_load=fitted.one_off, job_hours=fitted.job_hours)

    @classmethod
    @explain_call
    def learn(
        cls,
        *,
        one_off_waits: Iterable[float] = (),
        regular_waits: Iterable[float] = (),
        job_hours: float | None = None,
        hours_per_week: float = 30.0,
        people: int = 1,
        own_hours_per_day: float = 0.0,
    ) -> "Availability":
        """The availability of a contractor whose load nobody knows, from single waits that you remember.

        Args:
            one_off_waits: Calendar days that you waited for each one-off job, to half a day, 0 where it began at once.
            regular_waits: The same of jobs for which you were a regular client.
            job_hours: Typical size of other clients' jobs in working hours; default None, not known.
            hours_per_week: Working hours a week for clients, of one person.
            people: How many people work side by side.
            own_hours_per_day: Your own work of that time, in their working hours a calendar day, less than they have.

        Returns:
            An availability with `beliefs`: a grid of loads, each point weighted with how likely it makes the waits.

        Raises:
            RefusedValueError: If an argument cannot be taken; of a wait, its place in the list is told (from 0).
        """
        plain = cls(hours_per_week=hours_per_week, people=people)
        if job_hours is not None:
            plain = attrs.evolve(plain, job_hours=job_hours)
        found = posterior.learnt(
            one_off_waits=one_off_waits,
            regular_waits=regular_waits,
            job_hours=None if job_hours is None else plain.job_hours,
            people=plain.people,
            hours_per_week=plain.hours_per_week,
            own_hours_per_day=own_hours_per_day,
        )
        regular, one_off, size = believed.means_of(found)
        return attrs.evolve(plain, regular_load=regular, one_off_load=one_off, job_hours=size, beliefs=found)

    def load_intervals(self, share: float = 0.8) -> LoadIntervals:
        """Between which values the loads lie with at least this probability, as far as `beliefs` tell.

        Ends are values of single beliefs, with at most half of the rest on either side.

        Args:
            share: The probability, 0 to 1; default 0.8.

        Raises:
            RefusedValueError: If it is not a number from 0 to 1.
        """
        return believed.intervals_of(self.points, share)

    @property
    def points(self) -> tuple[LoadBelief, ...]:
        """What the loads may be: `beliefs`, or where they are known these alone."""
        return self.beliefs or (LoadBelief(1.0, self.regular_load, self.one_off_load, self.job_hours),)

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
        return believed.wait_over(
            self.points,
            regular=regular,
            people=self.people,
            hours_per_week=self.hours_per_week,
            own=own * self.job_hours,
        )

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
        listed = works_in(tasks)
        *each, anytime = own_waits_over(
            own_work_of(listed, pace),
            self.points,
            regular=regular,
            people=self.people,
            hours_per_week=self.hours_per_week,
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
        free = [
            point.weight * max(0.0, 1.0 - point.regular_load - (0.0 if regular else point.one_off_load))
            for point in self.points
        ]
        return self.calendar.hours_between(first, last) * math.fsum(free)

    @cached_property
    def calendar(self) -> Calendar:
        """The hours of all people on every day, without what is taken out."""
        zone = zone_named(self.timezone)
        return Calendar.of(self.people * self.hours_per_week, self.time_off, self.bookings, zone)
