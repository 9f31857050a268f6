"""io._todos: how do to-dos become the text of a calendar, so that nothing in them is taken for something else?"""

import datetime as dt
import re
import unicodedata
import uuid
from collections.abc import Iterable, Iterator
from typing import Any, cast

import attrs

from delegation import _fields
from delegation.errors import MissingExtraError, RefusedValueError, shown
from delegation.io._calendar_events import ONE_DAY
from delegation.model.task import Task
from delegation.recurrence.calendar_text import Moment
from delegation.recurrence.kinds import Once
from delegation.recurrence.rule import Rule
from delegation.recurrence.wall_time import at_hour_of, beside, wall

PRODUCT = "-//delegation//delegation-planner//EN"
"""What the file says it was written by."""

NAMESPACE = uuid.UUID("8d1c2b4e-5a0f-5c0e-9c55-2f6f1a0d7b11")
"""From which, with kind and name, what tells a to-do apart is made: the same for the same task, whenever written."""

LONGEST_TEXT = 10_000
"""How many letters a name has at the most that is written."""

DAYS_A_LINE = 100
"""How many single days stand in a line."""

UNCARRIED = {"Cc", "Cs", "Zl", "Zp"}
"""Kinds of letters that a line cannot hold: control characters, halves of surrogate pairs, separators of lines."""


NO_END = dt.datetime(9000, 1, 1)
"""An UNTIL beyond this is as good as this, and can still be put into UTC."""

_UNTIL = re.compile(r"UNTIL=(\d{8})(?:T(\d{6})(Z?))?")


@attrs.frozen
class Todo:
    """A to-do as it is written.

    Attributes:
        kind: What tells its UID from that of the same task elsewhere, such as ``plan``.
        name: What it is called.
        skill: Its category; empty, none.
        hours: Working hours of one occurrence; None where they are not said.
        recurrence: When it comes; None where no calendar can say it.
        slack_days: Calendar days from then to the latest harmless start.
        description: What is said besides.
        title: What is shown in place of its name; empty, its name.
    """

    kind: str
    name: str
    skill: str
    hours: float | None
    recurrence: Once | Rule | None
    slack_days: float = 0.0
    description: str = ""
    title: str = ""


def todo_of(function: str, task: Task) -> Todo:
    """A task as a to-do, by itself.

    Raises:
        RefusedValueError: If no calendar can say when it comes.
    """
    comes = task.recurrence
    if not isinstance(comes, Once | Rule):
        accepted = f"a calendar says on which days work comes: {task.name!r} takes a Rule or a Once"
        raise RefusedValueError(function, "recurrence", comes, accepted)
    return Todo("task", task.name, task.skill, task.hours, comes, task.urgency.slack_days)


def escaped(text: str, function: str, field: str) -> str:
    """Text as a property holds it.

    Raises:
        RefusedValueError: If it is too long, or has letters that a line cannot hold.
    """
    if len(text) > LONGEST_TEXT:
        raise RefusedValueError(function, field, text, f"a calendar carries text of at most {LONGEST_TEXT:,} letters")
    for letter in text:
        if letter not in "\n\t" and unicodedata.category(letter) in UNCARRIED:
            raise RefusedValueError(function, field, text, f"a calendar cannot carry the letter {letter!a}")
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\n", "\\n")


def duration_text(hours: float) -> str:
    """Hours as a duration, to the second and at least one."""
    minutes, seconds = divmod(_seconds(hours), 60)
    full, minutes = divmod(minutes, 60)
    parts = ((full, "H"), (minutes, "M"), (seconds, "S"))
    return "PT" + "".join(f"{number}{unit}" for number, unit in parts if number)


def _seconds(hours: float) -> int:
    """Hours in seconds, at least one."""
    return max(1, round(hours * 3600.0))


def due_of(start: Moment, slack_days: float, hours: float | None) -> Moment | None:
    """Until when it is done by whoever begins at the latest harmless start and works straight through.

    Always later than the start, as RFC 5545 (3.8.2.3) demands: of whole days at least the next one.

    Args:
        start: The day or moment from which it can be done.
        slack_days: Calendar days from then to the latest harmless start.
        hours: Working hours that it takes; None where they are not said.

    Returns:
        A day, or a moment by the clock of the start; None after the last day that is read.
    """
    begin = wall(start)
    try:
        end = begin + dt.timedelta(slack_days, _seconds(hours or 0.0))
    except OverflowError:
        return None
    day = max(end.date(), begin.date() + ONE_DAY) if not isinstance(start, dt.datetime) else end.date()
    if day > _fields.LAST_DAY:
        return None
    return end.replace(microsecond=0, tzinfo=start.tzinfo) if isinstance(start, dt.datetime) else day


def stamp_of(function: str, stamp: Any) -> dt.datetime:
    """The moment at which a file is said to be written, in UTC; a day is its first moment there.

    Raises:
        RefusedValueError: If it is neither a day nor a moment.
    """
    if not isinstance(stamp, dt.date):
        accepted = "it takes the day or the moment at which this is written (DTSTAMP); nothing here reads the clock"
        raise RefusedValueError(function, "stamp", stamp, accepted)
    if isinstance(stamp, dt.datetime) and stamp.tzinfo is not None:
        return stamp.astimezone(dt.UTC).replace(microsecond=0)
    return wall(stamp).replace(tzinfo=dt.UTC)


def text_of_todos(todos: Iterable[Todo], stamp: dt.datetime, function: str) -> str:
    """A calendar of to-dos as text, with the time zones that it needs.

    Args:
        todos: What is to be written.
        stamp: The moment of writing, in UTC.
        function: Who was asked, for refusals.

    Raises:
        MissingExtraError: If icalendar is not installed.
        RefusedValueError: If something of them cannot be carried.
    """
    try:
        import icalendar  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise MissingExtraError("icalendar", "io") from error

    class Written(icalendar.vText):
        """Text that is escaped already: icalendar takes what looks like a line break in a name for one."""

        def to_ical(self) -> bytes:
            return str(self).encode()

    calendar = icalendar.Calendar()
    calendar["PRODID"], calendar["VERSION"] = Written(PRODUCT), Written("2.0")
    for todo in todos:
        component = icalendar.Todo()
        title = escaped(todo.title or todo.name, function, "name")
        component["UID"] = Written(str(uuid.uuid5(NAMESPACE, f"{todo.kind}:{todo.name}")))
        component.add("DTSTAMP", stamp)
        component["SUMMARY"] = Written(title)
        component["STATUS"] = Written("NEEDS-ACTION")
        if todo.skill:
            component["CATEGORIES"] = Written(escaped(todo.skill, function, "skill"))
        if todo.hours is not None:
            component["ESTIMATED-DURATION"] = Written(duration_text(todo.hours))
        if todo.description:
            component["DESCRIPTION"] = Written(escaped(todo.description, function, "description"))
        for what, value in _times(todo, function):
            component.add(what, Written(value) if isinstance(value, str) else value)
        calendar.add_component(component)
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written.decode()


def _times(todo: Todo, function: str) -> Iterator[tuple[str, Any]]:
    """The properties that say when a to-do comes, with what they hold."""
    if isinstance(todo.recurrence, Once) and todo.recurrence.due is not None:
        yield "DUE", todo.recurrence.due
    if not isinstance(todo.recurrence, Rule):
        return
    rule = carried(todo.recurrence, function, todo.name)
    yield "DTSTART", rule.start
    due = due_of(cast("Moment", rule.start), todo.slack_days, todo.hours)
    if due is not None:
        yield "DUE", due  # many programs show only what is due
    yield "RRULE", rule.rule
    for name, days in (("EXDATE", rule.except_on), ("RDATE", rule.also_on)):
        for place in range(0, len(days), DAYS_A_LINE):
            yield name, list(days[place : place + DAYS_A_LINE])


def carried(rule: Rule, function: str, name: str) -> Rule:
    """A rule as calendars understand it: from a day on which it falls, with end and single days of that day's kind.

    Args:
        rule: The rule.
        function: Who was asked, for refusals.
        name: What comes by it, for refusals.

    Raises:
        RefusedValueError: If it has no start, or one in a time zone without a name.
    """
    if rule.start is None:
        accepted = f"{shown(name)} needs the first day of its rule: a calendar shows days"
        raise RefusedValueError(function, "start", None, accepted)
    zone = rule.start.tzinfo if isinstance(rule.start, dt.datetime) else None
    if zone is not None and zone != dt.UTC and getattr(zone, "key", None) is None:
        accepted = f"{shown(name)} starts in a time zone without a name: it takes UTC, a zoneinfo.ZoneInfo, or none"
        raise RefusedValueError(function, "start", rule.start, accepted)
    plain = attrs.evolve(rule, except_on=(), also_on=())
    start = cast("Moment", plain.next(rule.start))  # a rule that never falls is refused when it is made
    gone: list[Moment] = []
    for day in rule.except_on:
        one = isinstance(day, dt.datetime) or not isinstance(start, dt.datetime)
        gone.extend([day] if one else attrs.evolve(rule, except_on=()).between(day, day + dt.timedelta(days=1)))
    besides = [_timed(start, day) for day in rule.also_on]
    text = _UNTIL.sub(lambda end: _ending(end, start), rule.rule)
    return attrs.evolve(rule, rule=text, start=start, except_on=gone, also_on=besides)


def _ending(end: re.Match[str], start: Moment) -> str:
    """The end of a rule in the kind of its start, as RFC 5545 demands: a day, a moment by its own clock, or in UTC."""
    day, hour, utc = end.groups()
    if not isinstance(start, dt.datetime):
        return f"UNTIL={day}"
    local = f"{day}T{hour or '235959'}"
    if start.tzinfo is None:
        return f"UNTIL={local}"
    if utc:
        return end[0]
    last = min(dt.datetime.strptime(local, "%Y%m%dT%H%M%S"), NO_END)
    return f"UNTIL={last.replace(tzinfo=start.tzinfo).astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _timed(start: Moment, day: Moment) -> Moment:
    """A single day at the hour of a start that is a moment."""
    return beside(start, at_hour_of(start, day)) if isinstance(start, dt.datetime) else day
