"""io._components: which events and to-dos does a calendar hold, whatever stands around and within them?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from delegation.errors import RefusedFileError, shown, titled
from delegation.io._calendar_lines import Line, lines_of, text_of, text_of_calendar
from delegation.io._calendar_zones import Observance, Zones
from delegation.io._lines import Problems

DEEPEST = 8
"""How many components stand within each other at the most; calendars have three."""

MOST_COMPONENTS = 50_000
"""How many components a file has at the most, all kinds counted."""

MOST_PROPERTIES = 10_000
"""How many properties that are read an event has at the most."""

MOST_DAYS = 100_000
"""How many single days (EXDATE, RDATE) a file has at the most."""

MOST_ONWARDS = 100
"""How many changes of all that follows (RANGE=THISANDFUTURE) a file has at the most."""

MOST_RULES = 1_000
"""How many rules (RRULE) a file has at the most."""

MOST_COUNTED = 100_000
"""What the COUNT of all rules of a file comes to at the most."""

WORKS = ("VEVENT", "VTODO")
OBSERVANCES = ("STANDARD", "DAYLIGHT")

SINGLE = frozenset(
    (
        *("UID", "SEQUENCE", "SUMMARY", "STATUS", "COMPLETED", "DTSTART", "DTEND", "DUE", "DURATION"),
        *("ESTIMATED-DURATION", "RECURRENCE-ID", "RRULE", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "PERCENT-COMPLETE"),
    )
)
"""What an event has at most once."""


@attrs.frozen(eq=False)
class Component:
    """An event or a to-do.

    Attributes:
        kind: VEVENT or VTODO.
        line: The line on which it begins.
        zones: The time zones of its calendar.
        alike: The titles that several of its file bear, told apart by their UIDs.
        properties: Its properties by name, in the order of the file.
    """

    kind: str
    line: int
    zones: Zones
    alike: set[str]
    properties: dict[str, list[Line]] = attrs.Factory(dict)

    def first(self, name: str) -> Line | None:
        """The first property of a name, if there is one."""
        several = self.properties.get(name)
        return several[0] if several else None

    def word(self, name: str) -> str:
        """The value of a property in capitals; empty where there is none."""
        line = self.first(name)
        return "" if line is None else line.value.strip().upper()

    @property
    def uid(self) -> str:
        """What tells it apart; empty where that is not said."""
        line = self.first("UID")
        return "" if line is None else line.value.strip()

    @property
    def title(self) -> str:
        """What it is called, without the blanks around it; empty where it has no name."""
        line = self.first("SUMMARY")
        return "" if line is None else text_of(line.value).strip()

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.word("STATUS") == "CANCELLED"

    @property
    def done(self) -> bool:
        """Whether it is a to-do that is done."""
        ticked = self.word("STATUS") == "COMPLETED" or self.word("PERCENT-COMPLETE") == "100"
        return self.kind == "VTODO" and (ticked or self.first("COMPLETED") is not None)

    @property
    def absent(self) -> bool:
        """Whether it is an absence, as Outlook marks it."""
        return self.word("X-MICROSOFT-CDO-BUSYSTATUS") == "OOF"

    @property
    def elsewhere(self) -> bool:
        """Whether it says where work is done, as Outlook marks it: it takes no time."""
        return self.word("X-MICROSOFT-CDO-BUSYSTATUS") == "WORKINGELSEWHERE"

    @property
    def free(self) -> bool:
        """Whether it is an event that is shown as free."""
        shown_as_free = self.word("TRANSP") == "TRANSPARENT" or self.word("X-MICROSOFT-CDO-BUSYSTATUS") == "FREE"
        return self.kind == "VEVENT" and shown_as_free and not self.absent and not self.elsewhere

    def problem(self, name: str, reason: str) -> tuple[int, str]:
        """What to tell of a property, or of one that is missing: where it stands, and what is wrong."""
        line = self.first(name)
        called = titled(self.title or self.uid)
        if self.uid and self.title in self.alike:
            called = f"{called} ({titled(self.uid)})"
        return (self.line if line is None else line.number), f", {name}{f' of {called}' if called else ''}: {reason}"


@attrs.define
class Calendar:
    """What was read of a file.

    Attributes:
        name: The file, for messages.
        problems: What is wrong with it.
        components: Its events and to-dos, in its order.
        zone_names: What its calendars say of themselves in X-WR-TIMEZONE, in the order of the file.
        alike: The titles that several events or to-dos bear, told apart by their UIDs.
    """

    name: str
    problems: Problems = attrs.Factory(Problems)
    components: list[Component] = attrs.Factory(list)
    zone_names: list[str] = attrs.Factory(list)
    alike: set[str] = attrs.Factory(set)

    def refuse_problems(self) -> None:
        """Tell of all problems at once.

        Raises:
            RefusedFileError: If there are any.
        """
        if self.problems.count:
            raise self.problems.refusal(self.name)


@attrs.define
class _Counts:
    """How much of everything was read so far, and when it is too much."""

    name: str
    seen: Counter[str] = attrs.Factory(Counter)

    def add(self, what: str, most: int, line: int, more: int = 1) -> None:
        self.seen[what] += more
        if self.seen[what] > most:
            raise RefusedFileError(self.name, (f"line {line}: with it the file has more than {most:,} {what}",))


def read_calendar(source: Any, function: str, zones: Mapping[str, str]) -> Calendar:
    """The events and to-dos of a file, as they stand there.

    Args:
        source: A path or an open file.
        function: Who was asked, such as ``read_tasks``.
        zones: Which time zones are meant by names that nobody knows.

    Raises:
        RefusedValueError: If the source is neither a path nor an open file.
        RefusedFileError: If it is no calendar, or too much.
        OSError: If it cannot be opened.
    """
    name, text = text_of_calendar(source, function)
    found, counts = Calendar(name), _Counts(name)
    inside: list[tuple[str, int]] = []
    here = Zones(zones)
    for line in lines_of(text, found.problems):
        if line.name == "BEGIN":
            kind = line.value.strip().upper()
            inside.append((kind, line.number))
            counts.add("components", MOST_COMPONENTS, line.number)
            if len(inside) > DEEPEST:
                reason = f"line {line.number}: components stand within each other more than {DEEPEST} deep"
                raise RefusedFileError(name, (reason,))
            here = _begun(kind, line, here, found, zones)
        elif line.name == "END":
            if not inside or inside.pop()[0] != line.value.strip().upper():
                reason = f"line {line.number}: END:{shown(line.value)[1:-1]} closes nothing that is open"
                raise RefusedFileError(name, (*found.problems.told(), reason))
        elif inside:
            _take(line, [kind for kind, _ in inside], here, found, counts)
    if inside:
        kind, number = inside[-1]
        found.problems.add(number, f": BEGIN:{shown(kind)[1:-1]} has no END; the file is cut off")
    _note_alike(found)
    return found


def _note_alike(found: Calendar) -> None:
    """Note which titles do not tell events and to-dos apart; a series, under one UID, is one."""
    uids: dict[str, set[str]] = {}
    for each in found.components:
        uids.setdefault(each.title, set()).add(each.uid)
    found.alike.update(title for title, several in uids.items() if title and len(several) > 1)


def _begun(kind: str, line: Line, here: Zones, found: Calendar, zones: Mapping[str, str]) -> Zones:
    """The time zones of the calendar in which a component begins, which is taken up if it is of a kind that is read."""
    if kind == "VCALENDAR":
        return Zones(zones)
    if kind in WORKS:
        found.components.append(Component(kind, line.number, here, found.alike))
    elif kind == "VTIMEZONE":
        here.defined.append([])
    elif kind in OBSERVANCES and here.defined:
        here.defined[-1].append(Observance(kind))
    return here


def _take(line: Line, inside: list[str], here: Zones, found: Calendar, counts: _Counts) -> None:
    """Keep a line for the component that it stands in."""
    if inside[-1] in WORKS:
        component = found.components[-1]
        several = component.properties.setdefault(line.name, [])
        if several and line.name in SINGLE:
            reason = "it has several rules: write as many, each with one" if line.name == "RRULE" else "it stands twice"
            found.problems.add(line.number, f", {line.name}: {reason}")
            return
        several.append(line)
        if line.name in ("EXDATE", "RDATE"):
            counts.add("single days (EXDATE, RDATE)", MOST_DAYS, line.number, 1 + line.value.count(","))
        elif "RANGE" in line.parameters:
            counts.add("changes of all that follows", MOST_ONWARDS, line.number)
        elif line.name == "RRULE":
            counts.add("rules (RRULE)", MOST_RULES, line.number)
            counts.add("occurrences by the COUNT of its rules", MOST_COUNTED, line.number, _counted(line.value))
        if len(several) > MOST_PROPERTIES:
            reason = f"line {line.number}: with it the event has more than {MOST_PROPERTIES:,} lines of {line.name}"
            raise RefusedFileError(found.name, (reason,))
    elif inside[-1] == "VTIMEZONE":
        here.name_last(line)
    elif inside[-1] in OBSERVANCES and here.defined and here.defined[-1]:
        here.defined[-1][-1].lines[line.name] = line.value.strip()
    elif inside[-1] == "VCALENDAR" and line.name == "X-WR-TIMEZONE":
        found.zone_names.append(line.value.strip())


def _counted(rule: str) -> int:
    """What the COUNT of a rule says, so far as it may be read at all."""
    digits = rule.upper().partition("COUNT=")[2].partition(";")[0].strip()
    return int(digits) if digits.isdecimal() and len(digits) <= 5 else 0


def series_of(components: Iterable[Component]) -> Iterator[list[Component]]:
    """Components that are one series by their UID: first what comes back, behind it the occurrences that were changed.

    Of several that say the same UID and no RECURRENCE-ID, as in files that were joined, the one with the highest
    SEQUENCE counts.
    """
    grouped: dict[tuple[str, object], list[Component]] = {}
    for component in components:
        grouped.setdefault((component.kind, component.uid or component.line), []).append(component)
    for group in grouped.values():
        changed = [each for each in group if each.first("RECURRENCE-ID") is not None]
        whole = [each for each in group if each.first("RECURRENCE-ID") is None]
        yield [*([max(whole, key=_sequence)] if whole else []), *changed]


def _sequence(component: Component) -> int:
    digits = component.word("SEQUENCE")
    return int(digits) if digits.isdecimal() and len(digits) <= 9 else 0
