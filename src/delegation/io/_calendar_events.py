"""io._calendar_events: when is an event or a to-do, how long does it take, and by which rule does it come back?"""

import datetime as dt
import re
from collections.abc import Callable

import attrs

from delegation import _fields
from delegation._zones import why_unknown
from delegation.errors import RefusedValueError, shown
from delegation.io._calendar_lines import Line
from delegation.io._calendar_zones import Zones
from delegation.io._cells import refused, told
from delegation.io._components import Calendar, Component
from delegation.io._lines import Problems
from delegation.recurrence.calendar_text import EXAMPLES, REFUSED, VALUE, Moment, moment_of
from delegation.recurrence.rule import Rule
from delegation.recurrence.wall_time import beside, wall

NOTHING = dt.timedelta(0)

LONGEST = dt.timedelta(days=3_660)
"""How long an event lasts at the most, and how far a series is moved: ten years."""

MOST_REFUSED_RULES = 200
"""After how many rules that are refused a file is read no further: to see that a rule never falls takes long."""

LONGEST_RULE = 1_000
"""How many letters a rule has at the most."""

ONE_DAY = dt.timedelta(days=1)

FIELDS = {"rule": "RRULE", "start": "DTSTART", "except_on": "EXDATE", "also_on": "RDATE"}
"""In which properties the fields of a `Rule` stand."""

A_DURATION = "it takes a duration such as PT2H30M"

ZONE_GIVEN = "zones={name: 'Europe/Paris'} says which one is meant"

_MOMENT = re.compile(VALUE.removesuffix(r"(?:/\S+)?") + r"(?:/(\S{1,60}))?", re.IGNORECASE)
_DURATION = re.compile(
    r"([+-]?)P(?:([0-9]{1,5})W|(?:([0-9]{1,5})D)?(T(?=[0-9])(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,10})S)?)?)",
    re.IGNORECASE,
)


def duration_of(text: str) -> tuple[dt.timedelta, bool]:
    """How long a duration is, from 0, and whether it is told in hours, and not in whole days alone.

    Raises:
        RefusedValueError: If it is none, or negative.
    """
    found = _DURATION.fullmatch(text.strip())
    if found is None or found[0].upper().endswith("P"):
        raise refused(text, A_DURATION)
    weeks, days, hours, minutes, seconds = (int(found[place] or 0) for place in (2, 3, 5, 6, 7))
    length = dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    if found[1] == "-" and length:
        raise refused(text, f"{A_DURATION}, and none that is negative")
    return length, found[4] is not None


def moments_of(line: Line, zones: Zones) -> list[tuple[Moment, dt.timedelta | None]]:
    """The days or moments of a line, each with the length that it says itself, as periods do.

    Raises:
        RefusedValueError: If one of them is none, or in an unknown time zone.
    """
    example = EXAMPLES.get(line.name, f"{line.name}:20260105 or {line.name};TZID=Europe/Paris:20260105T090000")
    found = []
    for text in line.value.split(","):
        value = _MOMENT.fullmatch(text.strip())
        if value is None:
            raise refused(text, f"it takes a line such as {example}")
        zone = _zone_of(line, zones) if value[2] and not value[3] else None
        try:
            moment = moment_of(value[1], value[2] or "", value[3] or "", zone)
        except ValueError:
            raise refused(text, f"it takes a line such as {example}") from None
        if not _fields.is_day(_fields.to_day(moment)):
            raise refused(text, "it takes days from the years 1900 to 2999")
        found.append((moment, _length_of(moment, value[4], zone) if value[4] else None))
    return found


def _zone_of(line: Line, zones: Zones) -> dt.tzinfo | None:
    """The time zone of a line; None where it has none."""
    name = line.parameters.get("TZID", "")
    zone = zones.find(name) if name else None
    if name and zone is None:
        raise refused(name, why_unknown(name, f"it is no known time zone; {ZONE_GIVEN}"))
    return zone


def _length_of(start: Moment, text: str, zone: dt.tzinfo | None) -> dt.timedelta:
    """How long a period is whose end, or duration, is given."""
    value = _MOMENT.fullmatch(text)
    if value is None or not value[2]:
        return duration_of(text)[0]
    try:
        end = moment_of(value[1], value[2], value[3] or "", zone)
    except ValueError:
        raise refused(text, "it takes the end of a period, such as 20260105T090000Z") from None
    return apart(start, end)


def apart(start: Moment, end: Moment) -> dt.timedelta:
    """The time from a day or moment to another, as it passes.

    Raises:
        RefusedValueError: If only one is a day, or has a time zone, or the end comes first.
    """
    if isinstance(start, dt.datetime) != isinstance(end, dt.datetime) or _fields.is_zoned(start) != _fields.is_zoned(
        end
    ):
        raise refused(end, f"it is of another kind than the start, {start}: both are days, or moments, or in a zone")
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime) and start.tzinfo is not None:
        passed = end.astimezone(dt.UTC) - start.astimezone(dt.UTC)
    else:
        passed = wall(end) - wall(start)
    if passed < NOTHING:
        raise refused(end, f"it lies before the start, {start}")
    return passed


@attrs.frozen(eq=False)
class Event:
    """An event or a to-do with its times.

    Attributes:
        component: What stands in the file.
        start: When it begins; of a to-do without a start, when it is due; None where neither is said.
        due: When a to-do is due; None where that is not said.
        length: How long it lasts; None where that is not said.
        hours: Working hours that one occurrence takes; None where that is not said, as of whole days.
        rule: By which rule it comes back; None if it does not.
        periods: Occurrences that last otherwise, by their start.
        changes: Which occurrence it changes; None for a whole series.
        onwards: Whether it changes those after it too.
    """

    component: Component
    start: Moment | None
    due: Moment | None
    length: dt.timedelta | None
    hours: float | None
    rule: Rule | None
    periods: dict[Moment, dt.timedelta]
    changes: Moment | None
    onwards: bool

    @property
    def whole_days(self) -> bool:
        """Whether it is of whole days."""
        return not isinstance(self.start, dt.datetime)


@attrs.define
class EventReader:
    """Reads the times of events; what is wrong with them is collected.

    Attributes:
        calendar: What was read; takes what is wrong.
    """

    calendar: Calendar
    _refused_rules: int = 0

    @property
    def problems(self) -> Problems:
        """What is wrong."""
        return self.calendar.problems

    def read(self, component: Component) -> Event | None:
        """The times of an event or a to-do; None where they are a problem.

        Raises:
            RefusedFileError: With all problems so far, where too many rules are refused.
        """
        before = self.problems.count
        start, due = self._moment(component, "DTSTART"), self._moment(component, "DUE")
        end, changes = self._moment(component, "DTEND"), self._moment(component, "RECURRENCE-ID")
        if start is None and component.kind == "VEVENT" and "DTSTART" not in component.properties:
            self.problems.add(*component.problem("DTSTART", "an event needs its start"))
        begin = due if start is None else start
        except_on, also_on = self._moments(component, "EXDATE"), self._moments(component, "RDATE")
        length, hours = self._length(component, begin, end if component.kind == "VEVENT" else None)
        if "EXRULE" in component.properties:
            self.problems.add(*component.problem("EXRULE", REFUSED["EXRULE"]))
        marked = component.first("RECURRENCE-ID")
        if self.problems.count > before:
            return None
        rule = self._rule(component, begin, [day for day, _ in except_on], [day for day, _ in also_on])
        if self.problems.count > before:
            return None
        periods = {beside(begin, day): longer for day, longer in also_on if longer is not None and begin is not None}
        onwards = marked is not None and marked.parameters.get("RANGE", "").upper() == "THISANDFUTURE"
        return Event(component, begin, due, length, hours, rule, periods, changes, onwards)

    def _told(self, component: Component, name: str, ask: Callable[[], Moment]) -> Moment | None:
        try:
            return ask()
        except RefusedValueError as error:
            self.problems.add(*component.problem(name, told(error)))
            return None

    def _moment(self, component: Component, name: str) -> Moment | None:
        """The day or moment of a property; None where there is none, or a problem."""
        line = component.first(name)
        if line is None:
            return None

        def ask() -> Moment:
            several = moments_of(line, component.zones)
            if len(several) > 1 or several[0][1] is not None:
                raise refused(line.value, "it takes one day or moment")
            return several[0][0]

        return self._told(component, name, ask)

    def _moments(self, component: Component, name: str) -> list[tuple[Moment, dt.timedelta | None]]:
        """All days or moments of the properties of a name."""
        found: list[tuple[Moment, dt.timedelta | None]] = []
        for line in component.properties.get(name, ()):
            try:
                found.extend(moments_of(line, component.zones))
            except RefusedValueError as error:
                self.problems.add(line.number, f"{component.problem(name, told(error))[1]}")
        return found

    def _length(
        self, component: Component, start: Moment | None, end: Moment | None
    ) -> tuple[dt.timedelta | None, float | None]:
        """How long an event lasts, and how many working hours it takes."""
        length, hours, name = None, None, "DTEND"
        try:
            if start is not None and end is not None:
                length = apart(start, end)
                hours = length / dt.timedelta(hours=1) if isinstance(start, dt.datetime) else None
            for name in ("DURATION", "ESTIMATED-DURATION"):
                line = component.first(name)
                if line is None:
                    continue
                told_length, in_hours = duration_of(line.value)
                length = told_length if name == "DURATION" and length is None else length
                if in_hours or (name == "DURATION" and component.kind == "VEVENT" and isinstance(start, dt.datetime)):
                    hours = told_length / dt.timedelta(hours=1)
            name = "DURATION" if "DURATION" in component.properties else "DTEND"
            if length is not None and length > LONGEST:
                raise refused(str(length), f"it lasts longer than {LONGEST.days:,} days")
        except RefusedValueError as error:
            self.problems.add(*component.problem(name, told(error)))
        return length, hours or None

    def _rule(
        self, component: Component, start: Moment | None, except_on: list[Moment], also_on: list[Moment]
    ) -> Rule | None:
        """The rule by which it comes back; None where it does not, or that is a problem.

        Single days without a rule are those of a rule that falls once.
        """
        line = component.first("RRULE")
        if line is None and not except_on and not also_on:
            return None
        text = "FREQ=DAILY;COUNT=1" if line is None else line.value
        if start is None:
            self.problems.add(*component.problem("RRULE", "what comes back needs its start (DTSTART)"))
        elif len(text) > LONGEST_RULE:
            self.problems.add(*component.problem("RRULE", f"it has {len(text):,} letters, more than {LONGEST_RULE:,}"))
        else:
            try:
                return Rule(text, start, except_on, also_on)
            except RefusedValueError as error:
                name = FIELDS[error.field]
                value = error.value if error.field == "rule" else shown(error.value)
                reason = f"{shown(value) if error.field == 'rule' else value} is refused: {error.accepted}"
                self.problems.add(*component.problem(name, reason))
                self._refused_rules += 1
                if self._refused_rules >= MOST_REFUSED_RULES:
                    self.calendar.refuse_problems()
        return None


def day_of(moment: Moment, here: dt.tzinfo | None) -> dt.date:
    """The day of a moment in a time zone; where none is given, or it has none itself, by its own clock."""
    if isinstance(moment, dt.datetime) and moment.tzinfo is not None and here is not None:
        return moment.astimezone(here).date()
    return wall(moment).date()
