"""recurrence.calendar_text: what does iCalendar text, as calendars write it, say of a rule?

A rule alone, lines with DTSTART, EXDATE and RDATE around it, or a whole VEVENT or VTODO, also in its VCALENDAR.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from delegation._zones import why_unknown, zone_named
from delegation.errors import shown

RefuseField = Callable[[str, object, str], Exception]
"""Makes the error to raise from a field of `Rule`, what was given for it, and the reason."""

Moment = dt.date | dt.datetime

READ = ("RRULE", "DTSTART", "EXDATE", "RDATE")

REFUSED = {
    "EXRULE": "EXRULE is not read (RFC 5545 has given it up): name the days that are left out in EXDATE lines",
    "RECURRENCE-ID": (
        "RECURRENCE-ID marks one moved occurrence and not the series: paste the event that has the RRULE, "
        "without the moved ones"
    ),
}
"""What changes on which days work falls and is not read, and why."""

PASSED_OVER = (
    *("ATTACH", "ATTENDEE", "CATEGORIES", "CLASS", "COMMENT", "CONTACT", "CREATED", "DESCRIPTION", "DTEND", "DTSTAMP"),
    *("DUE", "DURATION", "GEO", "LAST-MODIFIED", "LOCATION", "ORGANIZER", "PRIORITY", "RELATED-TO", "RESOURCES"),
    *("SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "UID", "URL"),
)
"""Lines that say nothing of the days; whole events may have others, which say nothing of them either."""

WORKS = ("VEVENT", "VTODO", "VJOURNAL")
"""Components that may come back."""

EXAMPLES = {
    "DTSTART": "DTSTART:20260105, DTSTART:20260105T090000Z or DTSTART;TZID=Europe/Paris:20260105T090000",
    "EXDATE": "EXDATE:20260105, EXDATE:20260105T090000Z or EXDATE;TZID=Europe/Paris:20260105T090000,20260112T090000",
    "RDATE": "RDATE:20260105, RDATE:20260105T090000Z or RDATE;TZID=Europe/Paris:20260105T090000,20260112T090000",
}

FIELDS = {"DTSTART": "start", "DUE": "start", "EXDATE": "except_on", "RDATE": "also_on"}

_OWN_LINE = r"(?i:RRULE|EXRULE|DTSTART|DUE|EXDATE|RDATE|RECURRENCE-ID|BEGIN|END)[:;]|(?i:FREQ)\s*="
_PROPERTY = r"(?s)([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^\";:])*)*):(.*)"
_PARAMETER = r";([A-Za-z0-9-]+)=((?:\"[^\"]*\"|[^\";:])*)"
VALUE = r"([0-9]{8})(?:T([0-9]{6})(Z?))?(?:/\S+)?"
"""Patterns are compiled when they are first asked for: most programs never are."""


class CalendarText(NamedTuple):
    """What iCalendar text says of a rule.

    Attributes:
        rule: The rule, as written.
        start: The day or moment of its DTSTART line (of a VTODO without one, of its DUE line), or None.
        except_on: The days or moments of its EXDATE lines.
        also_on: The days or moments of its RDATE lines.
    """

    rule: str
    start: Moment | None
    except_on: tuple[Moment, ...]
    also_on: tuple[Moment, ...]


class _Line(NamedTuple):
    """A line taken apart; the bare rule is one that is called RRULE."""

    name: str
    parameters: str
    value: str
    text: str


def read(text: str, refuse: RefuseField) -> CalendarText:
    """Take iCalendar text apart.

    Args:
        text: Lines, folded or not, with any line ends.
        refuse: Makes the error to raise from a field, what was given for it, and the reason.

    Raises:
        Exception: What `refuse` makes, for text without a rule or with several, several events, and lines that change
            on which days work falls in a way that is not read.
    """

    def refuse_text(reason: str) -> Exception:
        return refuse("rule", text, reason)

    unfolded = list(_unfolded(text))
    whole = any(re.match(r"BEGIN\s*:", line, re.IGNORECASE) for line in unfolded)
    lines = [_taken_apart(line, refuse_text, whole=whole) for line in unfolded]
    if whole:
        lines = _only_work(lines, refuse_text)
    for line in lines:
        if line.name in REFUSED:
            raise refuse_text(REFUSED[line.name])
    rules = [line.value for line in lines if line.name == "RRULE"]
    if not rules:
        raise refuse_text(
            "it has no rule (RRULE:FREQ=...): what comes once is recurrence='once' with its day as start"
            if lines
            else "it takes a rule such as FREQ=WEEKLY;BYDAY=MO, alone or as calendars export it"
        )
    if len(rules) > 1:
        raise refuse_text(f"it has {len(rules)} rules: write as many tasks, each with one of them")
    starts = [line for line in lines if line.name == "DTSTART"]
    if len(starts) > 1:
        raise refuse_text(f"it has {len(starts)} DTSTART lines: a rule has one start")
    starts = starts or [line for line in lines if whole and line.name == "DUE"][:1]
    return CalendarText(
        rules[0],
        next((moment for line in starts for moment in _moments(line, refuse)), None),
        tuple(moment for line in lines if line.name == "EXDATE" for moment in _moments(line, refuse)),
        tuple(moment for line in lines if line.name == "RDATE" for moment in _moments(line, refuse)),
    )


def _unfolded(text: str) -> Iterator[str]:
    """The lines, those that were folded (the next one begins with a blank) put together; text may be indented."""
    raw = [line for line in re.split(r"\r\n|\r|\n", text) if line.strip()]
    indent = min((len(line) - len(line.lstrip()) for line in raw), default=0)
    whole = ""
    for line in (line[indent:] for line in raw):
        unfinished = whole.rstrip().endswith((":", ";"))
        if whole and line[0].isspace() and (unfinished or not re.match(_OWN_LINE, line.strip())):
            whole += line[1:]
            continue
        if whole:
            yield whole.strip()
        whole = line
    if whole:
        yield whole.strip()


def _taken_apart(text: str, refuse_text: Callable[[str], Exception], *, whole: bool) -> _Line:
    """A line's name, parameters and value; a line of a whole event that is no property has none of them."""
    match = re.fullmatch(_PROPERTY, text)
    if match:
        name = match[1].upper()
        if not (whole or name in READ or name in REFUSED or name in PASSED_OVER or name.startswith("X-")):
            raise refuse_text(f"{shown(match[1])} is no line that is read; those are {', '.join(READ)}")
        return _Line(name, match[2], match[3].strip(), text)
    for name in (*FIELDS, *REFUSED):
        if re.match(rf"{name}\b", text, re.IGNORECASE):
            return _Line(name, "", "", text)
    return _Line("" if whole else "RRULE", "", text, text)


def _only_work(lines: Iterable[_Line], refuse_text: Callable[[str], Exception]) -> list[_Line]:
    """The lines of the one event or task among the components, without those of what stands within it."""
    inside: list[str] = []
    found: list[list[_Line]] = []
    for line in lines:
        if line.name == "BEGIN":
            inside.append(line.value.upper())
            if inside[-1] in WORKS:
                found.append([])
        elif line.name == "END":
            if not inside or inside.pop() != line.value.upper():
                raise refuse_text(f"END:{shown(line.value)[1:-1]} closes nothing: paste the event from BEGIN to END")
        elif inside and inside[-1] in WORKS:
            found[-1].append(line)
    if inside:
        raise refuse_text(f"BEGIN:{shown(inside[-1])[1:-1]} has no END: paste the event from BEGIN to END")
    if not found:
        raise refuse_text("it has no event: paste one, from BEGIN:VEVENT to END:VEVENT")
    if any(line.name == "RECURRENCE-ID" for work in found for line in work):
        raise refuse_text(REFUSED["RECURRENCE-ID"])
    if len(found) > 1:
        raise refuse_text(f"it has {len(found)} events: write as many tasks, each with one of them")
    return found[0]


def _moments(line: _Line, refuse: RefuseField) -> list[Moment]:
    """The days or moments of a line; of a period, its beginning."""

    def refuse_line(reason: str) -> Exception:
        return refuse(FIELDS[line.name], line.text, reason)

    example = refuse_line(f"it takes a line such as {EXAMPLES.get(line.name, EXAMPLES['DTSTART'])}")
    parameters = {name.upper(): value.strip('"') for name, value in re.findall(_PARAMETER, line.parameters)}
    values = [re.fullmatch(VALUE, value.strip(), re.IGNORECASE) for value in line.value.split(",")]
    found = [value for value in values if value]
    if len(found) < len(values) or (len(values) > 1 and FIELDS[line.name] == "start"):
        raise example
    zone = None
    if "TZID" in parameters and any(value[2] and not value[3] for value in found):
        zone = zone_called(parameters["TZID"])
        if zone is None:
            name = parameters["TZID"]
            raise refuse_line(why_unknown(name, f"{shown(name)} is no known time zone"))
    try:
        return [moment_of(value[1], value[2] or "", value[3] or "", zone) for value in found]
    except ValueError:
        raise example from None


def moment_of(day: str, time: str, utc: str, zone: dt.tzinfo | None) -> Moment:
    """A day, or a moment in UTC, in a time zone or in none."""
    if not time:
        return dt.datetime.strptime(day, "%Y%m%d").date()
    return dt.datetime.strptime(day + time, "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC if utc else zone)


def zone_called(name: str) -> dt.tzinfo | None:
    """The time zone of a name: one of the IANA database, of Windows, or one behind a prefix of the calendar's own."""
    from delegation.recurrence.windows_zones import WINDOWS_ZONES  # noqa: PLC0415  # seldom needed

    parts = name.strip("/").split("/")
    behind = ("/".join(parts[-length:]) for length in (3, 2)) if len(parts) > 2 and name.startswith("/") else ()
    candidates = (name, WINDOWS_ZONES.get(name), *behind)
    return next((zone for each in candidates if each and (zone := zone_named(each)) is not None), None)
