"""io._sources: what text does a table hold, wherever it comes from, and how are its cells separated?"""

import csv
import errno
import io
import os
import re
from pathlib import Path
from typing import IO, Any

from delegation.errors import RefusedFileError, RefusedValueError

Source = str | os.PathLike[str] | IO[str] | IO[bytes]
"""A file's path, or an open file (or `io.StringIO`)."""

Target = str | os.PathLike[str] | IO[str]
"""A file's path, or a file that is open for text."""

SEPARATORS = (",", ";", "\t")
"""What may stand between cells; a line ``sep=`` above the header may name another mark."""

A_PATH = "it takes the path of a file, or an open file such as io.StringIO(text)"

_NAMED = re.compile(r"\"?sep=([^\w\s\"']|\t)\"?[,;\t ]*(?:\r\n|\r|\n)", re.IGNORECASE)
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def text_of(source: Any, function: str, what: str) -> tuple[str, str]:
    """The name of a table, for messages, and its text.

    Args:
        source: A path or an open file.
        function: Who was asked, such as ``read_tasks``.
        what: What the table should hold, such as ``tasks``.

    Raises:
        RefusedValueError: If it is neither a path nor an open file.
        RefusedFileError: If its bytes are not text.
        FileNotFoundError: If there is no such file.
        IsADirectoryError: If it is a folder.
        OSError: If it cannot be opened.
    """
    if hasattr(source, "read"):
        data = source.read()
        name = getattr(source, "name", None)
        name = name if isinstance(name, str) else "the open file"
    else:
        path = path_of(source, function)
        name = str(path)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, f"this is a folder; {function} takes the file of the {what}", name)
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            where = f" (looked for in {Path.cwd()})" if not path.is_absolute() else ""
            message = f"there is no such file to read {what} from{where}"
            raise FileNotFoundError(errno.ENOENT, message, name) from error
    return name, data.removeprefix("\ufeff") if isinstance(data, str) else _decoded(data, name)


def path_of(value: Any, function: str) -> Path:
    """A path, with a hint where something else was handed over in its place.

    Raises:
        RefusedValueError: If it is no path.
    """
    accepted = A_PATH
    if hasattr(value, "columns"):
        accepted = (
            "this is a data frame: write it to a file with to_csv(path, index=False) and give the path, "
            "or give io.StringIO(frame.to_csv(index=False))"
        )
    elif isinstance(value, str | os.PathLike):
        path = os.fspath(value)
        if isinstance(path, str) and "\n" not in path and "\0" not in path and path:
            return Path(path)
        if isinstance(path, str) and "\n" in path:
            accepted = f"this is text, not the path of a file: give io.StringIO(text); {A_PATH}"
    raise RefusedValueError(function, "path", value, accepted)


def _decoded(data: bytes, name: str) -> str:
    """The text of bytes: UTF-8, UTF-16 with a byte order mark, or the cp1252 of Windows.

    Bytes that are UTF-8 but for some are a damaged file rather than cp1252, and refused.
    """
    if data.startswith(_SPREADSHEETS):
        raise RefusedFileError(name, ("this is a workbook of a spreadsheet, not text; save the table as CSV UTF-8",))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise RefusedFileError(name, ("this is not whole UTF-16 text; save the table as CSV UTF-8",)) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place(data, error.start)
    try:
        if data.decode("utf-8", "ignore").isascii() and not _has_surrogates(data):
            return data.decode("cp1252")
    except UnicodeDecodeError as error:
        place = _place(data, error.start)
    raise RefusedFileError(
        name, (f"line {place[0]} is not UTF-8 text: byte {place[1]:#04x}; save the table as CSV UTF-8",)
    )


def _place(data: bytes, index: int) -> tuple[int, int]:
    """The line of a byte, and the byte."""
    return len(data[: index + 1].splitlines()), data[index]


def _has_surrogates(data: bytes) -> bool:
    """Whether these bytes are UTF-8 but for halves of surrogate pairs, which some programs write."""
    try:
        return bool(data.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        return False


def separator_of(text: str, known: set[str]) -> tuple[str, str]:
    """The mark between the cells, and the text from the header on: that with which the header names most columns."""
    if match := _NAMED.match(text):
        return match[1], text[match.end() :]
    return max(SEPARATORS, key=lambda mark: columns_found(text, mark, known)), text


def columns_found(text: str, separator: str, known: set[str]) -> tuple[int, int]:
    """How many known columns a header has with a separator, and how many cells."""
    try:
        header = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
    except csv.Error:
        return 0, 0
    return sum(column_name(name) in known for name in header), len(header)


def column_name(cell: str) -> str:
    """A column's name as the tables have it: ``Hours per week`` is hours_per_week."""
    return re.sub(r"[\s_-]+", "_", cell.strip()).lower()
