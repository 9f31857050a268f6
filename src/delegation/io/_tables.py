"""io._tables: what do the lines of a table hold, cell by cell, and what is wrong with it, all at once?"""

import csv
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

from delegation.errors import MissingExtraError, RefusedFileError, RefusedValueError, shown

try:
    import cattrs
    from cattrs.errors import ClassValidationError
except ImportError as error:
    raise MissingExtraError("cattrs", "io") from error

Made = TypeVar("Made")

FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def number(text: str) -> float:
    """A number as people write it in a table."""
    if "_" in text:
        raise ValueError(text)
    return float(text)


def whole(text: str) -> int:
    """A whole number; 12.0 is one."""
    read = number(text)
    if not read.is_integer():
        raise ValueError(text)
    return int(read)


KINDS: dict[type, tuple[Callable[[str], Any], str]] = {
    str: (str, "it takes text"),
    float: (number, "it takes a number such as 2.5, without thousands separators, signs of currency or %"),
    int: (whole, "it takes a whole number"),
    bool: (lambda text: FLAGS[text.lower()], "it takes yes or no"),
    dt.date: (dt.date.fromisoformat, "it takes a day such as 2026-01-05"),
}
"""How the text of a cell becomes what its column holds, and what it takes."""


def _hook(read: Callable[[str], Any]) -> Callable[[str, Any], Any]:
    """A reader of text as cattrs calls it."""
    return lambda text, _: read(text)


CONVERTER = cattrs.Converter()
for _kind, (_reader, _) in KINDS.items():
    CONVERTER.register_structure_hook(_kind, _hook(_reader))

STAND_INS = {"name": "x", "hours": "1", "rate": "1"}
"""What stands in for a needed cell that is refused, while the others of its line are looked at."""


def read_table(
    path: str | PathLike[str], columns: type, make: Callable[[Any], Made], owners: Mapping[str, str]
) -> tuple[Made, ...]:
    """What a file holds, in the order of its lines; all of its problems are collected before any is told.

    Args:
        path: The file.
        columns: A TypedDict of its columns.
        make: Makes of the cells of a line what it tells of.
        owners: In which column the fields of a class stand that has no columns of its own.

    Raises:
        RefusedFileError: With every problem of the file.
        OSError: If the file cannot be opened.
    """
    found: list[Made] = []
    lines: dict[str, int] = {}
    rows, problems = _rows(path, columns)
    for line, cells in rows:
        name = cells.get("name", "")
        made, wrong = _made(cells, columns, make, owners)
        if name in lines:
            wrong.insert(0, f"column name: {shown(name)} is the name in line {lines[name]} too")
        elif name:
            lines[name] = line
        problems += [(line, f", {problem}") for problem in wrong]
        found.append(made)
    if problems:
        raise RefusedFileError(
            str(path), tuple(f"line {line}{problem}" for line, problem in sorted(problems, key=_line))
        )
    return tuple(found)


def _line(problem: tuple[int, str]) -> int:
    """The line of a problem."""
    return problem[0]


def _rows(path: str | PathLike[str], columns: type) -> tuple[list[tuple[int, dict[str, str]]], list[tuple[int, str]]]:
    """The lines of a file as cells that are not empty, by column, and what is wrong with lines as a whole."""
    rows: list[tuple[int, dict[str, str]]] = []
    problems: list[tuple[int, str]] = []
    line = 1
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip().lower() for name in next(reader, [])]
            wrong = _header_problems(header, columns)
            if wrong:
                return [], [(1, f", {problem}") for problem in wrong]
            line = reader.line_num + 1
            for row in reader:
                if len(row) > len(header):
                    hint = "text with a comma in it needs double quotes"
                    problems.append((line, f" has {len(row)} cells, the header names {len(header)} columns; {hint}"))
                elif any(cell.strip() for cell in row):
                    filled = zip(header, (cell.strip() for cell in row), strict=False)
                    rows.append((line, {name: cell for name, cell in filled if cell}))
                line = reader.line_num + 1
    except csv.Error as error:
        problems.append((line, f" is no line of comma-separated cells: {error}"))
    except UnicodeDecodeError as error:
        what = f" or a later one is not UTF-8 text: byte {error.object[error.start]:#04x}"
        problems.append((line, f"{what}; save the table as CSV UTF-8"))
    return rows, problems


def _header_problems(header: list[str], columns: type) -> list[str]:
    """What is wrong with the names of the columns."""
    known = list(columns.__annotations__)
    if not any(header):
        return [f"the header is missing; the columns are {', '.join(known)}"]
    needed: list[str] = sorted(getattr(columns, "__required_keys__"))  # noqa: B009  # every TypedDict has them
    problems = [
        f"column {shown(name)} is not known; the columns are {', '.join(known)}" for name in header if name not in known
    ]
    problems += [f"column {name} appears twice" for name in known if header.count(name) > 1]
    problems += [f"column {name} is missing; it is needed" for name in needed if name not in header]
    for mark, word in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and mark in header[0]:
            return [f"the cells seem to be separated by {word}; save the table with commas"]
    return problems


def _made(
    cells: dict[str, str], columns: type, make: Callable[[Any], Made], owners: Mapping[str, str]
) -> tuple[Made, list[str]]:
    """What a line tells of, and all of its problems: a refused cell makes way until the others are looked at."""
    problems: dict[str, str] = {}
    while True:
        try:
            made = make(CONVERTER.structure(cells, columns))
        except ClassValidationError as group:
            wrong = dict(_unread(cells, group))
        except RefusedValueError as error:
            column = owners.get(error.owner, error.field)
            if (error.owner, error.field) == ("Rule", "start") and "start" in cells:
                column = "start"
            wrong = {column: f"{shown(error.value)} is refused: {error.accepted}"}
        else:
            return made, [f"column {name}: {problems[name]}" for name in columns.__annotations__ if name in problems]
        problems |= wrong
        cells = {name: cell for name, cell in cells.items() if name not in wrong} | {
            name: STAND_INS[name] for name in wrong if name in STAND_INS
        }


def _unread(cells: Mapping[str, str], group: ClassValidationError) -> Iterator[tuple[str, str]]:
    """The columns whose cells could not be read, and why."""
    for _, note in group.group_exceptions()[0]:
        accepted = KINDS[note.type][1]
        if note.name not in cells:
            yield note.name, f"it is empty; {accepted}"
        else:
            yield note.name, f"{shown(cells[note.name])} is refused: {accepted}"
