"""io._calendar_lines: which lines does the file of a calendar have, and which file is too much to be read?"""

import errno
import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from delegation.errors import RefusedFileError, shown
from delegation.io._lines import Problems
from delegation.io._sources import path_of

MOST_BYTES = 20_000_000
"""How large a file is at the most; decades of a busy calendar are smaller."""

MOST_LINES = 1_000_000
"""How many lines it has at the most."""

LONGEST_LINE = 100_000
"""How many letters a line that is read has at the most, put together from those that it was folded into."""

READ = frozenset(
    (
        *("BEGIN", "END", "UID", "SEQUENCE", "SUMMARY", "CATEGORIES", "STATUS", "COMPLETED", "PERCENT-COMPLETE"),
        *("DTSTART", "DTEND", "DUE", "DURATION", "ESTIMATED-DURATION", "RECURRENCE-ID"),
        *("RRULE", "EXRULE", "RDATE", "EXDATE", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"),
        *("TZID", "X-LIC-LOCATION", "TZOFFSETTO", "X-WR-TIMEZONE"),
    )
)
"""The properties that are read; all others are passed over, however long they are."""

_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_PROPERTY = re.compile(r"([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^\";:])*)*):(.*)", re.DOTALL)
_PARAMETER = re.compile(r";([A-Za-z0-9-]+)=((?:\"[^\"]*\"|[^\";:])*)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class Line(NamedTuple):
    """A property of a calendar.

    Attributes:
        number: The line on which it begins, from 1, as an editor counts.
        name: Its name in capitals.
        parameters: Its parameters, by their names in capitals.
        value: Its value as it stands there.
    """

    number: int
    name: str
    parameters: dict[str, str]
    value: str


def text_of_calendar(source: Any, function: str) -> tuple[str, str]:
    """The name of a calendar's file, for messages, and its text with plain line ends; never more of it than is read.

    Args:
        source: A path or an open file.
        function: Who was asked, such as ``read_tasks``.

    Raises:
        RefusedValueError: If it is neither a path nor an open file.
        RefusedFileError: If it is too large, no text, or no calendar.
        OSError: If it cannot be opened.
    """
    if hasattr(source, "read"):
        name = getattr(source, "name", None)
        name = name if isinstance(name, str) else "the open file"
        data = source.read(MOST_BYTES + 1)
    else:
        path = path_of(source, function)
        name = str(path)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, f"this is a folder; {function} takes the file of a calendar", name)
        with path.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise RefusedFileError(name, (f"it has more than {MOST_BYTES:,} bytes; export a shorter time",))
    text = data.removeprefix("\ufeff") if isinstance(data, str) else _decoded(data, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    count = text.count("\n") + 1
    if count > MOST_LINES:
        raise RefusedFileError(name, (f"it has {count:,} lines, more than {MOST_LINES:,}",))
    begins = text[:200].lstrip()
    if begins and not begins.upper().startswith("BEGIN:"):
        raise RefusedFileError(name, (f"it begins with {shown(begins[:40])} and not with BEGIN:VCALENDAR",))
    zero = text.find("\0")
    if zero >= 0:
        line = text.count("\n", 0, zero) + 1
        raise RefusedFileError(name, (f"line {line} holds a NUL, which no text does: the file is damaged",))
    return name, text


def _decoded(data: bytes, name: str) -> str:
    """The text of bytes: UTF-8, as RFC 5545 has it, or UTF-16 with a byte order mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise RefusedFileError(name, ("this is not whole UTF-16 text; export the calendar again",)) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"line {line} is not UTF-8 text: byte {data[error.start]:#04x}; calendars are UTF-8 (RFC 5545)"
        raise RefusedFileError(name, (reason,)) from error


def text_of(value: str) -> str:
    """What text in a calendar means, its escapes undone."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def lines_of(text: str, problems: Problems) -> Iterator[Line]:
    """The lines that are read, unfolded and taken apart; those that cannot be are problems.

    Args:
        text: The text, with plain line ends.
        problems: Takes what is wrong.
    """
    for number, name, whole in _unfolded(text, problems):
        found = _PROPERTY.fullmatch(whole)
        if found is None:
            problems.add(number, f", {name}: {shown(whole)} is no property: it takes NAME;PARAMETER=...:VALUE")
        elif control := _CONTROL.search(whole):
            problems.add(number, f", {name}: it holds the control character {control[0]!r}, which no text does")
        else:
            parameters = {each[1].upper(): each[2].strip('"') for each in _PARAMETER.finditer(found[2])}
            yield Line(number, name, parameters, found[3])


def _unfolded(text: str, problems: Problems) -> Iterator[tuple[int, str, str]]:
    """The lines that are read with number and name, those that were folded put together."""
    number, name, parts, length = 0, "", list[str](), 0
    for place, raw in enumerate(io.StringIO(text), start=1):
        line = raw.rstrip("\n")
        if line[:1] in (" ", "\t"):
            length += len(line)
            if name and length <= LONGEST_LINE:
                parts.append(line[1:])
            continue
        if name:
            yield from _whole(number, name, parts, length, problems)
        found = _NAME.match(line)
        name = found[0].upper() if found and found[0].upper() in READ else ""
        number, length = place, len(line)
        parts = [line] if name and length <= LONGEST_LINE else []
    if name:
        yield from _whole(number, name, parts, length, problems)


def _whole(number: int, name: str, parts: list[str], length: int, problems: Problems) -> Iterator[tuple[int, str, str]]:
    """A line that is complete; none where it is too long."""
    if length > LONGEST_LINE:
        problems.add(number, f", {name}: the line has {length:,} letters, more than {LONGEST_LINE:,}")
    else:
        yield number, name, "".join(parts)
