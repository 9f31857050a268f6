"""io._writing: how does what a table tells of become its text, so that it comes back unchanged?"""

import csv
import errno
import io
import os
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from delegation import _fields
from delegation.errors import RefusedFileError, RefusedValueError, shown
from delegation.io._columns import Table
from delegation.io._escapes import escape
from delegation.io._numbers import OWN_MARK, Numbers
from delegation.io._sources import Target, path_of
from delegation.io._tables import read_table

Made = TypeVar("Made")

CSV_END = "\r\n"
"""What RFC 4180 ends lines with."""


def listed(function: str, what: str, items: Any, kind: type[Made]) -> tuple[Made, ...]:
    """What is to be written as a tuple.

    Raises:
        RefusedValueError: If it is something else.
    """
    if isinstance(items, str | os.PathLike) or hasattr(items, "write"):
        raise RefusedValueError(function, what, items, f"the path comes first: {function}(path, {what})")
    return _fields.several(function, what, items, kind)


def write_table(
    target: Target, items: tuple[Made, ...], table: Table[Made], separator: str, notes: Mapping[Made, Mapping[str, str]]
) -> None:
    """Write what a table tells of; nothing is written unless all of it comes back equal.

    Args:
        target: A path, or a file that is open for text.
        items: What its lines tell of.
        table: What kind of table it is.
        separator: What stands between cells: a comma (and decimal points) or a semicolon (and decimal commas).
        notes: Further columns of text, as reading gives them.

    Raises:
        RefusedValueError: If a cell cannot carry a value, two lines would tell of the same, or an argument is wrong.
        OSError: If the file cannot be written.
    """
    function = f"write_{table.what}"
    if separator not in OWN_MARK:
        raise RefusedValueError(function, "separator", separator, 'it takes "," or ";"')
    text = _text(items, table, function, separator, notes)
    _read_back(text, items, table, function, notes)
    deliver(text, target, function, "utf-8-sig")  # by its first three bytes spreadsheets know UTF-8


def deliver(text: str, target: Target, function: str, encoding: str) -> None:
    """Write a text that is complete.

    Args:
        text: The text, with the line ends that it should have.
        target: A path, or a file that is open for text.
        function: Who was asked, such as ``write_tasks``.
        encoding: How a file's text is encoded; an open file has its own.

    Raises:
        RefusedValueError: If the target is neither.
        OSError: If the file cannot be written.
    """
    write = getattr(target, "write", None)
    if write is not None:
        write(text)
        return
    path = path_of(target, function)
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, f"this is a folder; {function} takes the file to write", str(path))
    try:
        path.write_bytes(text.encode(encoding))
    except FileNotFoundError as error:
        raise FileNotFoundError(errno.ENOENT, "there is no such folder to write to", str(path.parent)) from error


def _text(
    items: Iterable[Made], table: Table[Made], function: str, separator: str, notes: Mapping[Made, Mapping[str, str]]
) -> str:
    """The table as text."""
    numbers = Numbers(separator)
    further = list(dict.fromkeys(name for noted in notes.values() for name in noted))
    lines = [_line([*table.by_name, *map(escape, further)], separator)]
    for item in items:
        noted = notes.get(item, {})
        cells = [*_cells(item, table, function, numbers), *(escape(noted.get(name, "")) for name in further)]
        lines.append(_line(cells, separator))
    return "".join(lines)


def _line(cells: list[str], separator: str) -> str:
    """A line of cells."""
    file = io.StringIO(newline="")
    # the writer quotes only those ends of lines that it writes itself, and readers take either for one
    csv.writer(file, delimiter=separator, lineterminator=CSV_END).writerow(cells)
    return f"{file.getvalue().removesuffix(CSV_END)}\n"


def _cells(item: Made, table: Table[Made], function: str, numbers: Numbers) -> list[str]:
    """The cells of a line; one that holds nothing but defaults says the first of them."""
    try:
        values = table.take(item)
    except RefusedValueError as error:
        raise RefusedValueError(function, error.field, error.value, error.accepted) from None
    if not values:
        first = table.columns[0]
        values = {first.name: getattr(item, first.field)}
    cells: list[str] = []
    for column in table.columns:
        value = values.get(column.name)
        try:
            cells.append("" if value is None else column.kind.write(value, numbers))
        except RefusedValueError as error:
            raise RefusedValueError(function, column.name, error.value, error.accepted) from None
    return cells


def _read_back(
    text: str, items: tuple[Made, ...], table: Table[Made], function: str, notes: Mapping[Made, Mapping[str, str]]
) -> None:
    """Refuse what would not come back equal.

    Raises:
        RefusedValueError: If something would not.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        broken = error.object[error.start : error.end]
        raise RefusedValueError(function, table.what, broken, "half of a surrogate pair cannot be written") from None
    noted: dict[Any, dict[str, str]] = {}
    try:
        read = read_table(io.StringIO(text, newline=""), table, f"read_{table.what}", noted)
    except RefusedFileError as error:
        raise RefusedValueError(
            function, table.what, items, f"it would not be read again: {error.problems[0]}"
        ) from None
    for item, again in zip(items, read, strict=True):
        if item != again:
            field = next(name for name in table.fields if getattr(item, name) != getattr(again, name))
            accepted = f"a cell would bring back {shown(getattr(again, field))}"
            raise RefusedValueError(function, field, getattr(item, field), accepted)
    if noted != {item: dict(note) for item, note in notes.items() if note}:
        accepted = "it takes texts that are not empty, by column, for what is written, without blanks around them"
        raise RefusedValueError(function, "notes", notes, accepted)
