"""io.ical: what do calendars say about tasks, jobs that were done and days off, and how does a plan get into one?

The contract of the format: iCalendar (RFC 5545), as calendar programs export it. UTF-8, or UTF-16 with a byte order
mark; lines folded or not; one VCALENDAR or several. Time zones have names of the IANA database or of Windows, or are
defined in the file (VTIMEZONE) by a yearly rule; of any other, `zones` says which one is meant. Properties that are not
named here are passed over.

Tasks, each one VTODO or VEVENT with what stands under its UID:

- SUMMARY (needed): the task's name, each its own
- CATEGORIES: its skill; of several, `skills` says which are skills
- ESTIMATED-DURATION, else DURATION, else the time from DTSTART to DTEND: working hours of one occurrence. Whole days
  say no hours; `hours` is taken where none are said
- RRULE, RDATE, EXDATE with DTSTART (of a to-do without one, DUE): how it comes back. Occurrences that were moved or
  cancelled (RECURRENCE-ID) are taken out and put in; RANGE=THISANDFUTURE is refused, since no rule says it
- DUE, else DTSTART: the day on which that is due which comes once
- STATUS:CANCELLED, to-dos that are done, and events that Outlook marks as an absence (OOF) or as working elsewhere are
  left out
- PRIORITY is left out: points have no unit, and say no cost of delay

What iCalendar cannot carry: the cost of delay and slack days, your own hours, whether a task is kept, the cost of
leaving it undone, its occasion, hours finer than a second. `write_tasks` leaves these out, and reading gives their
defaults. How often sporadic work comes (`Rate`) and what is learnt (`History`) no calendar says: `write_tasks` refuses
them, `write_plan` says them in words. The hours of a plan's to-dos are those of whoever does the work, yours where it
is kept, and read back as such. What comes back is written as due (DUE) when its slack days and then its hours
are over, worked straight through; of whole days on the day of that, at least the next one. Rules are written from the
first day on which they fall, single days of a rule of moments as moments, and UNTIL in the kind of DTSTART: a day, a
moment without a time zone, or one in UTC.

Jobs: events, each occurrence one, that began in a stretch of days, and to-dos ticked in it (COMPLETED).

Availability: events of whole days, and of Outlook those marked as out of office for a day and longer, are time off;
other events are bookings. Hours that are shown as free take no time, nor does what Outlook marks as working elsewhere,
nor a to-do.

Whole days that are shown as free (TRANSP:TRANSPARENT, X-MICROSOFT-CDO-BUSYSTATUS:FREE): calendar programs show them so
unless told otherwise, a holiday as well as a birthday. What is meant nobody can tell, so they are refused, each by
name, until `free` says what becomes of them; for tasks, hours too. `without` leaves events out by name.

What cannot be taken is refused with file, line, property and reason, all of a file at once; nothing of such a file is
used. A file that is too much (bytes, lines, components, rules, single days, occurrences) is refused as soon as that
shows; rules finer than a day are refused one by one.

Reading needs no other package. Writing needs icalendar (the extra ``io``).
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

import attrs

from delegation import _fields
from delegation._calls import explain_call_as
from delegation.availability.weeks import Availability
from delegation.errors import RefusedValueError
from delegation.io._calendar_events import Event, EventReader
from delegation.io._calendar_free import shown_as_free
from delegation.io._calendar_jobs import JobReader
from delegation.io._calendar_options import named_zone, usual_hours, window, zone_here, zones_given
from delegation.io._calendar_tasks import TaskReader
from delegation.io._calendar_titles import left_in, left_out
from delegation.io._calendar_weeks import bookings_of, needs_zone, taken, time_off_of
from delegation.io._components import Calendar, Component, read_calendar, series_of
from delegation.io._names import by_key
from delegation.io._occurrences import occurrences_of
from delegation.io._options import words
from delegation.io._plan_todos import todos_of
from delegation.io._sources import Source, Target
from delegation.io._todos import stamp_of, text_of_todos, todo_of
from delegation.io._writing import deliver, listed
from delegation.model.engagement import Job
from delegation.model.task import Task

if TYPE_CHECKING:
    from delegation.planning.plan import Plan

__all__ = ["read_availability", "read_jobs", "read_tasks", "write_plan", "write_tasks"]


@explain_call_as("ical.read_tasks")
def read_tasks(
    path: Source,
    *,
    hours: float | None = None,
    skills: Iterable[str] | None = None,
    since: dt.date | None = None,
    timezone: str | None = None,
    zones: Mapping[str, str] | None = None,
    free: Literal["refuse", "skip", "tasks"] = "refuse",
    without: Iterable[str] = (),
) -> tuple[Task, ...]:
    """Read the tasks of a calendar, in the order of the file.

    Args:
        path: The file, or one that is open, such as `io.StringIO`.
        hours: Working hours of an occurrence of what does not say them; default None, all must.
        skills: Which categories are skills; default None, all are.
        since: What is over before this day is left out; default None, nothing is.
        timezone: The time zone in which days begin, for what is due once at a moment elsewhere; default None, that
            which the calendar says (X-WR-TIMEZONE), else each moment's own.
        zones: Which time zones are meant by names of the file that are not known; default none.
        free: What becomes of events that are shown as free: "refuse", "skip" or "tasks". Default refuse.
        without: Events that are left out by name, such as a birthday; default none.

    Raises:
        RefusedFileError: With the problems of the file, each with line, property and reason.
        RefusedValueError: If an argument is wrong.
        OSError: If the file cannot be opened.
    """
    function = "read_tasks"
    usual, named = usual_hours(function, hours), None if skills is None else words(function, "skills", skills)
    first = _fields.day_or_none(function, "since", since)
    shown, unwanted = shown_as_free(function, free, "tasks"), left_out(function, without)
    calendar = read_calendar(path, function, zones_given(function, zones))
    here = zone_here(function, timezone, calendar)
    known = None if named is None else by_key(function, "skills", named)
    reader = TaskReader(calendar.problems, usual, known, first, here, shown)
    series = _series(calendar, calendar.components, unwanted)
    found = [task for events in series if (task := reader.read(events)) is not None]
    calendar.refuse_problems()
    return tuple(found)


@explain_call_as("ical.read_jobs")
def read_jobs(
    path: Source,
    *,
    since: dt.date,
    until: dt.date,
    tasks: Iterable[Task] | Task | None = None,
    hours: float | None = None,
    timezone: str | None = None,
    zones: Mapping[str, str] | None = None,
    free: Literal["refuse", "skip", "jobs"] = "refuse",
    without: Iterable[str] = (),
) -> tuple[Job, ...]:
    """Read the jobs that a calendar tells of, in the order of their days.

    They fit into `Engagement.jobs`, each with its task's name, and make a `History`:
    ``History([job.date for job in jobs], hours=[job.hours for job in jobs], since=since, until=until)``.

    Args:
        path: The file, or one that is open, such as `io.StringIO`.
        since: The first day.
        until: The last day, at most ten years later.
        tasks: The tasks that are meant, by their names (neither capitals nor blanks matter); events of other names are
            passed over. Default None, every event is a job.
        hours: Working hours of what does not say how long it took; default None, all must.
        timezone: The time zone in which days begin; default None, that which the calendar says (X-WR-TIMEZONE), else
            each moment's own.
        zones: Which time zones are meant by names of the file that are not known; default none.
        free: What becomes of whole days that are shown as free: "refuse", "skip" or "jobs". Default refuse.
        without: Events that are left out by name, such as a birthday; default none.

    Raises:
        RefusedFileError: With the problems of the file, each with line, property and reason.
        RefusedValueError: If an argument is wrong.
        OSError: If the file cannot be opened.
    """
    function = "read_jobs"
    usual = usual_hours(function, hours)
    first, last = window(function, ("since", since), ("until", until))
    things = None if tasks is None else _fields.unique_by_name(function, "tasks", tasks, Task)
    known = None if things is None else by_key(function, "tasks", [task.name for task in things])
    shown, unwanted = shown_as_free(function, free, "jobs"), left_out(function, without)
    calendar = read_calendar(path, function, zones_given(function, zones))
    here = zone_here(function, timezone, calendar)
    reader = JobReader(calendar.problems, usual, known, first, last, here, shown)
    wanted = [each for each in calendar.components if reader.wanted(each)]
    events = _series(calendar, [each for each in wanted if each.kind == "VEVENT"], unwanted)
    done = _series(calendar, [each for each in wanted if each.kind == "VTODO" and each.done], unwanted)
    took_place = occurrences_of(calendar, events, first, last, here)
    jobs = [*reader.of_events(took_place), *reader.of_todos([each for group in done for each in group])]
    calendar.refuse_problems()
    return tuple(sorted(jobs, key=lambda job: (job.date, job.task, job.hours)))


@explain_call_as("ical.read_availability")
def read_availability(
    path: Source,
    *,
    first: dt.date,
    last: dt.date,
    availability: Availability | None = None,
    timezone: str | None = None,
    zones: Mapping[str, str] | None = None,
    free: Literal["refuse", "skip", "time off"] = "refuse",
    without: Iterable[str] = (),
) -> Availability:
    """Read time off and bookings from a contractor's calendar.

    Of one person (`people` is 1) bookings that overlap count once.

    Args:
        path: The file, or one that is open, such as `io.StringIO`.
        first: The first day that is asked about.
        last: The last day, at most ten years later.
        availability: To what they are added; default None, `Availability()`.
        timezone: Name of the time zone in which the contractor's days begin; default None, that of the availability,
            else that which the calendar says (X-WR-TIMEZONE). Needed where events have a time zone.
        zones: Which time zones are meant by names of the file that are not known; default none.
        free: What becomes of whole days that are shown as free: "refuse", "skip" or "time off". Default refuse.
        without: Events that are left out by name, such as a birthday; default none.

    Returns:
        The availability with more time off and bookings.

    Raises:
        RefusedFileError: With the problems of the file, each with line, property and reason.
        RefusedValueError: If an argument is wrong, or a time zone is missing.
        OSError: If the file cannot be opened.
    """
    function = "read_availability"
    start, end = window(function, ("first", first), ("last", last))
    before = Availability() if availability is None else availability
    _fields.check(function, "availability", before, Availability)
    shown, unwanted = shown_as_free(function, free, "time off"), left_out(function, without)
    calendar = read_calendar(path, function, zones_given(function, zones))
    wanted = timezone if timezone is not None else before.timezone
    here = zone_here(function, wanted, calendar)
    series = _series(calendar, [each for each in calendar.components if each.kind == "VEVENT"], unwanted)
    found = taken(occurrences_of(calendar, series, start, end, here), shown, calendar.problems)
    calendar.refuse_problems()
    if here is None and any(map(needs_zone, found)):
        accepted = "events have time zones, so it takes the one in which the contractor's days begin: 'Europe/Paris'"
        raise RefusedValueError(function, "timezone", timezone, accepted)
    return attrs.evolve(
        before,
        time_off=[*before.time_off, *time_off_of(found, here)],
        bookings=[*before.bookings, *bookings_of(found, here, alone=before.people == 1)],
        timezone=before.timezone if here is None else wanted or named_zone(calendar),
    )


@explain_call_as("ical.write_tasks")
def write_tasks(path: Target, tasks: Iterable[Task] | Task, *, stamp: dt.date) -> None:
    """Write tasks as to-dos, which `read_tasks` reads back but for what iCalendar cannot carry.

    Args:
        path: The file, or one that is open for text (with ``newline=""``).
        tasks: The tasks, in the order of the to-dos.
        stamp: The day or moment of writing (DTSTAMP); without a time zone it is taken to be UTC.

    Raises:
        RefusedValueError: If a task cannot be carried (sporadic work, a rule without a start, letters that no line
            holds), two bear the same name, or an argument is wrong.
        MissingExtraError: If icalendar is not installed.
        OSError: If the file cannot be written.
    """
    function = "write_tasks"
    lines = listed(function, "tasks", tasks, Task)
    _fields.unique_by_name(function, "tasks", lines, Task)
    todos = [todo_of(function, task) for task in lines]
    deliver(text_of_todos(todos, stamp_of(function, stamp), function), path, function, "utf-8")


@explain_call_as("ical.write_plan")
def write_plan(path: Target, plan: "Plan", *, stamp: dt.date | None = None) -> None:
    """Write a plan as to-dos that calendar programs open, one a task: what, when, how and with whom.

    Rules fall from the day of the plan on. Each to-do keeps its UID when a later plan is written, so that programs
    that import it again put it in the place of the old one. Names of several lines are written on one.

    Args:
        path: The file, or one that is open for text (with ``newline=""``).
        plan: The plan.
        stamp: The day or moment of writing (DTSTAMP); default None, the day of the plan (its `on`).

    Raises:
        RefusedValueError: If a name has letters that no line holds, or an argument is wrong or missing.
        MissingExtraError: If icalendar is not installed.
        OSError: If the file cannot be written.
    """
    from delegation.planning.plan import Plan  # noqa: PLC0415  # whoever has a plan has loaded it

    function = "write_plan"
    if not isinstance(plan, Plan):
        raise RefusedValueError(function, "plan", plan, f"it takes a Plan, behind the path: {function}(path, plan)")
    when = stamp_of(function, plan.on if stamp is None else stamp)
    deliver(text_of_todos(todos_of(plan), when, function), path, function, "utf-8")


def _series(calendar: Calendar, components: Iterable[Component], without: frozenset[str]) -> list[list[Event]]:
    """The events among components, those under one UID together; without those that are left out, or problems."""
    reader = EventReader(calendar)
    found = []
    for group in left_in(series_of(components), without):
        events = [reader.read(each) for each in group]
        sound = [each for each in events if each is not None]
        if sound and len(sound) == len(events):
            found.append(sound)
    return found
