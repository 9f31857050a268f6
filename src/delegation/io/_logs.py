"""io._logs: where does the header of a log stand, which of its columns say what, and what stands below?"""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from delegation.errors import RefusedValueError, shown, titled
from delegation.io._cells import nearest, refused, told
from delegation.io._days import Days
from delegation.io._escapes import unescape
from delegation.io._lines import Problems, lines_of_cells, overlong
from delegation.io._numbers import Numbers
from delegation.io._sources import Source, column_name, columns_found, separator_of, text_of

MOST_ABOVE = 20
"""How many lines may stand above the header."""

LONGEST_HEAD = 100_000
"""In how many letters from the beginning the header is looked for."""

_IN_BRACKETS = re.compile(r"\(([A-Z]{3})\)")

TOGETHER = {"person": ("first_name", "last_name")}
"""What several columns may say together."""

Places = dict[str, tuple[int, ...]]
"""For each thing that a line says, the indices of the columns that may say it."""

Finder = Callable[["Header"], Places]
"""Finds the places in a header, or adds to its problems what is missing."""


@attrs.frozen
class Header:
    """The names of the columns of a log.

    Attributes:
        heads: As they stand there.
        names: As they are compared: neither capitals nor blanks matter.
        problems: What is wrong with them.
    """

    heads: tuple[str, ...]
    names: tuple[str, ...]
    problems: list[str] = attrs.Factory(list)

    def named(self, columns: Mapping[str, str]) -> Places:
        """Where the columns stand that a caller named; those that are not there are problems."""
        found: Places = {}
        for role, column in columns.items():
            place = self.place(column_name(column))
            if place is not None:
                found[role] = (place,)
                continue
            like = nearest(column_name(column), [name for name in self.names if name])
            hint = f"; did you mean {self.heads[self.names.index(like)]}?" if like else f"; it has {self.told}"
            self.problems.append(f"the header has no column {shown(column)}{hint}")
        return found

    def only(self, name: str) -> tuple[int, ...]:
        """Where a column stands that nobody named; nowhere where it stands twice, since either may be meant."""
        return (self.names.index(name),) if self.names.count(name) == 1 else ()

    def place(self, name: str) -> int | None:
        """Where a column stands, None where it does not; one that stands twice is a problem."""
        if name not in self.names or not name:
            return None
        index = self.names.index(name)
        problem = f"column {shown(self.heads[index])} appears twice"
        if self.names.count(name) > 1 and problem not in self.problems:
            self.problems.append(problem)
        return index

    @property
    def told(self) -> str:
        """The columns as a message tells them."""
        told = [head for head in self.heads if head]
        more = f" and {len(told) - 30} more" if len(told) > 30 else ""
        return f"{', '.join(titled(head) for head in told[:30])}{more}" if told else "no column with a name"


@attrs.frozen
class Log:
    """A log that was read as far as its cells.

    Attributes:
        name: The file's name, for messages.
        places: Which columns say what.
        heads: The names of its columns.
        numbers: Reads its numbers.
        rows: Its lines that hold anything, to be gone through once: where each begins, and its cells.
        problems: What is wrong with it so far.
    """

    name: str
    places: Places
    heads: tuple[str, ...]
    numbers: Numbers
    rows: Iterator[tuple[int, list[str]]]
    problems: Problems

    def cell(self, cells: list[str], role: str) -> str:
        """What a line says: the first cell that is not empty of those that may say it."""
        for index in self.places.get(role, ()):
            if index < len(cells) and (text := cells[index].strip()):
                return text
        return ""

    def each(self, cells: list[str], role: str) -> Iterator[str]:
        """All that a line says: the cells of all columns that may say it."""
        for index in self.places.get(role, ()):
            yield cells[index].strip() if index < len(cells) else ""

    def joined(self, cells: list[str], *roles: str) -> str:
        """What several columns say together."""
        return " ".join(text for role in roles if (text := self.cell(cells, role)))

    def currency_in_header(self, role: str) -> str:
        """The currency of a column such as ``Amount (EUR)``; empty where its name has none."""
        match = _IN_BRACKETS.search(self.head(role))
        return match[1] if match else ""

    def head(self, role: str) -> str:
        """The columns that say something, for messages; what it is called where none does."""
        several = " or ".join(titled(self.heads[index]) for index in self.places.get(role, ()))
        if several or role not in TOGETHER:
            return several or role
        return " and ".join(self.head(part) for part in TOGETHER[role] if part in self.places) or role

    def doubt(self, days: Days) -> None:
        """Count a problem, and but one, of all days that may be two."""
        if told := days.doubt():
            self.problems.add(told[0], f", column {self.head('date')}: {told[1]}")

    def refuse(self, line: int, role: str, error: RefusedValueError) -> None:
        """Count a problem of a cell."""
        problem = told(error) if error.value != "" else f"it is empty; {error.accepted}"
        self.problems.add(line, f", column {self.head(role)}: {problem}")

    def seen(self, line: int, role: str, text: str, see: Callable[[int, str], None], accepted: str) -> bool:
        """Whether a cell can be looked at; where it cannot, that is a problem."""
        try:
            see(line, text)
        except ValueError as error:
            why = error.accepted if isinstance(error, RefusedValueError) else accepted
            self.refuse(line, role, refused(text, why))
            return False
        return True


def columns_named(function: str, columns: Any, roles: Iterable[str], needed: Iterable[str] = ()) -> dict[str, str]:
    """Which columns a caller named for what.

    Raises:
        RefusedValueError: If that is no mapping of such names, or one that is needed is not among them.
    """
    known = tuple(roles)
    accepted = f"it takes a dict that names a column for each of {', '.join(known)}"
    if columns is None:
        columns = {}
    if not isinstance(columns, Mapping):
        raise RefusedValueError(function, "columns", columns, accepted)
    for role, column in columns.items():
        if role not in known:
            like = nearest(role, known) if isinstance(role, str) else None
            raise RefusedValueError(function, "columns", role, f"did you mean {like!r}?" if like else accepted)
        if not isinstance(column, str) or not column_name(column):
            raise RefusedValueError(function, "columns", column, f"it takes the name of the column of {role}")
    missing = [role for role in needed if role not in columns]
    if missing:
        raise RefusedValueError(function, "columns", columns, f"{accepted}; {' and '.join(missing)} are needed")
    return dict(columns)


def open_log(source: Source, function: str, what: str, known: Iterable[str], find: Finder) -> Log:
    """Read a log as far as its cells.

    Args:
        source: A path or an open file.
        function: Who was asked, such as ``timesheets.read``.
        what: What the log should hold.
        known: Columns by which its header is found.
        find: Finds the places in the header.

    Raises:
        RefusedFileError: If it is not text.
        RefusedValueError: If the source is neither a path nor an open file.
        OSError: If it cannot be opened.
    """
    name, text = text_of(source, function, what)
    separator, above, body = _from_header(text, set(known))
    problems = Problems()
    lines = lines_of_cells(body, above, separator, problems)
    line, first = next(lines, (above + 1, []))
    header = _header(first)
    places: Places = {}
    if not problems.count:
        places = find(header)
        for problem in header.problems:
            problems.add(line, f", {problem}")
    rows = _filled(lines, len(first), separator, problems) if not problems.count else iter(())
    return Log(name, places, header.heads, Numbers(separator), rows, problems)


def _header(cells: list[str]) -> Header:
    heads = tuple(unescape(cell.strip()) for cell in cells)
    return Header(heads, tuple(map(column_name, heads)))


def _filled(
    lines: Iterable[tuple[int, list[str]]], columns: int, separator: str, problems: Problems
) -> Iterator[tuple[int, list[str]]]:
    """The lines that hold anything, without those that have more cells than there are columns."""
    for line, cells in lines:
        if len(cells) > columns and (problem := overlong(cells, columns, separator)):
            problems.add(line, problem)
        elif any(cell and not cell.isspace() for cell in cells):
            yield line, cells


def _from_header(text: str, known: set[str]) -> tuple[str, int, str]:
    """The separator, how many lines stand above the header, and the text from it on.

    The header is that of the first lines which names most of the known columns.
    """
    named, body = separator_of(text[:LONGEST_HEAD], known)
    start = min(len(text), LONGEST_HEAD) - len(body)
    is_named = start > 0
    above = best_above = len(text[:start].splitlines())
    best, separator, begin = 0, named, start
    for raw in io.StringIO(text[start : start + LONGEST_HEAD], newline="").readlines()[:MOST_ABOVE]:
        mark = named if is_named else separator_of(raw, known)[0]
        count = columns_found(raw, mark, known)[0]
        if count > best:
            best, separator, best_above, begin = count, mark, above, start
        start += len(raw)
        above += 1
    return separator, best_above, text[begin:]
