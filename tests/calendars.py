"""Calendars that tests read, and how they are asked."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from delegation.errors import RefusedFileError
from delegation.io._calendar_events import Event, EventReader
from delegation.io._components import Calendar, read_calendar, series_of

FOLDER = Path(__file__).parent / "data" / "calendars"

PARIS_BY_RULE = """BEGIN:VTIMEZONE
TZID:Ours
BEGIN:STANDARD
DTSTART:16010101T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE"""


def vcalendar(*parts: str) -> io.StringIO:
    """A calendar around components."""
    text = "\n".join(["BEGIN:VCALENDAR", *parts, "END:VCALENDAR", ""])
    return io.StringIO(text.replace("\n", "\r\n"), newline="")


def event(*lines: str, kind: str = "VEVENT", uid: str = "u1", name: str = "News") -> str:
    """An event with a name and what else is said of it."""
    said = [f"UID:{uid}"] if uid else []
    return "\n".join([f"BEGIN:{kind}", *said, *([f"SUMMARY:{name}"] if name else []), *lines, f"END:{kind}"])


def todo(*lines: str, uid: str = "u1", name: str = "News") -> str:
    """A to-do with a name and what else is said of it."""
    return event(*lines, kind="VTODO", uid=uid, name=name)


def calendar(*parts: str) -> Calendar:
    """What is read of a calendar around components."""
    return read_calendar(vcalendar(*parts), "read_tasks", {})


def events(*parts: str) -> list[list[Event]]:
    """The series of a calendar that is sound."""
    read = calendar(*parts)
    reader = EventReader(read)
    found = [[reader.read(each) for each in group] for group in series_of(read.components)]
    assert read.problems.told() == ()
    return [[each for each in group if each is not None] for group in found]


def problems(read: Callable[..., Any], *parts: str, **options: Any) -> tuple[str, ...]:
    """What is wrong with a calendar around components."""
    with pytest.raises(RefusedFileError) as caught:
        read(vcalendar(*parts), **options)
    return caught.value.problems
