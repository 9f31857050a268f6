"""io._tables: what do the lines of a table tell of, and what is wrong with it, all at once?"""

from collections.abc import Iterator, MutableMapping
from typing import Any, TypeVar

import attrs

from delegation.errors import RefusedFileError, RefusedValueError, shown
from delegation.io._cells import nearest, told
from delegation.io._columns import Table
from delegation.io._declarations import TABLES
from delegation.io._escapes import unescape
from delegation.io._lines import Problems, lines_of_cells, overlong
from delegation.io._numbers import Numbers
from delegation.io._sources import Source, column_name, separator_of, text_of

Made = TypeVar("Made")

ALIKE = 0.8
"""How like a known column's name (difflib) an unknown one must be to count as misspelt and not as a note."""

STAND_INS: dict[str, Any] = {"name": "x", "hours": 1.0, "rate": 1.0}
"""What stands in for a needed cell that is refused, while the others of its line are looked at."""


@attrs.frozen
class Row:
    """A line of a table.

    Attributes:
        line: Where it begins, as an editor counts.
        cells: The cells that are not empty, by column.
        notes: Those of unknown columns, by what the header calls them.
    """

    line: int
    cells: dict[str, str]
    notes: dict[str, str]


def read_table(
    source: Source, table: Table[Made], function: str, notes: MutableMapping[Made, dict[str, str]] | None = None
) -> tuple[Made, ...]:
    """What a table holds, in the order of its lines; its problems are collected before any is told.

    Args:
        source: A path or an open file.
        table: What kind of table it is.
        function: Who was asked, such as ``read_tasks``.
        notes: Takes what unknown columns say, by what the line tells of; without it they are refused.

    Raises:
        RefusedFileError: With the problems of the file.
        RefusedValueError: If the source is neither a path nor an open file.
        OSError: If the file cannot be opened.
    """
    name, text = text_of(source, function, table.what)
    known = {column for each in TABLES for column in each.by_name}
    separator, body = separator_of(text, known)
    numbers, problems = Numbers(separator), Problems()
    found: list[Made] = []
    noted: dict[Made, dict[str, str]] = {}
    lines: dict[object, int] = {}
    above = len(text[: len(text) - len(body)].splitlines())
    for row in _rows(body, above, numbers, table, problems, keep=notes is not None):
        made = _made(row, table, numbers, problems)
        key = unescape(row.cells.get("name", "")) if table.named else made
        if key and not table.single:
            earlier = lines.setdefault(key, row.line)
            if earlier != row.line:
                problems.add(row.line, _twice(key, earlier))
        if made is not None and not problems.count:
            found.append(made)
            if row.notes:
                noted[made] = row.notes
    for doubt, error in numbers.refusals():
        problems.add(doubt.line, f", column {doubt.column}: {told(error)}")
    if problems.count:
        raise problems.refusal(name)
    if table.single and len(found) != 1:
        problem = f"it needs exactly one line below its header, the {table.what}, and has {len(found)}"
        raise RefusedFileError(name, (problem,))
    if notes is not None:
        notes.update(noted)
    return tuple(found)


def _twice(key: object, earlier: int) -> str:
    """What is said of a line that tells of the same as an earlier one."""
    if isinstance(key, str):
        return f", column name: {shown(key)} is the name in line {earlier} too"
    return f" says the same as line {earlier}"


def _rows(
    body: str, above: int, numbers: Numbers, table: Table[Any], problems: Problems, *, keep: bool
) -> Iterator[Row]:
    """The lines below the header that hold anything, and what is wrong with lines as a whole."""
    lines = lines_of_cells(body, above, numbers.separator, problems)
    line, first = next(lines, (above + 1, []))
    if problems.count:
        return
    heads = [unescape(cell.strip()) for cell in first]
    header = [column_name(head) for head in heads]
    wrong = list(_header_problems(heads, table, keep=keep))
    for problem in wrong:
        problems.add(line, f", {problem}")
    if wrong:
        return
    columns = [(head, name, name in table.by_name) for head, name in zip(heads, header, strict=True)]
    for line, cells in lines:
        if problem := overlong(cells, len(header), numbers.separator):
            problems.add(line, problem)
            continue
        row = Row(line, {}, {})
        for (head, name, is_known), cell in zip(columns, cells, strict=False):
            text = cell.strip()
            if text and not head:
                problems.add(line, f": {shown(text)} stands in a column without a name")
            elif text and is_known:
                row.cells[name] = text
            elif text:
                row.notes[head] = unescape(text)
        if row.cells or row.notes:
            yield row


def _header_problems(heads: list[str], table: Table[Any], *, keep: bool) -> Iterator[str]:
    """What is wrong with the names of the columns."""
    names = [column_name(head) for head in heads]
    listed = ", ".join(table.by_name)
    if not any(names):
        yield f"the header is missing; the columns are {listed}"
        return
    missing = [column.name for column in table.columns if column.needed and column.name not in names]
    unknown = [(head, name) for head, name in zip(heads, names, strict=True) if name and name not in table.by_name]
    other = _other_table(set(names), table) if missing or unknown else None
    if other is not None:
        yield f"this looks like a table of {other.what}: read_{other.what} reads it"
        return
    for head, name in unknown:
        like = nearest(name, table.by_name, ALIKE if keep else 0.6)
        if like is not None:
            yield f"column {shown(head)} is not known; did you mean {like}?"
        elif not keep:
            yield f"column {shown(head)} is not known; the columns are {listed}"
    yield from (f"column {name} appears twice" for name in table.by_name if names.count(name) > 1)
    twice = {head for head, _ in unknown if heads.count(head) > 1}
    yield from (f"column {shown(head)} appears twice" for head in sorted(twice) if keep)
    yield from (f"column {name} is missing; it is needed" for name in missing)


def _other_table(names: set[str], table: Table[Any]) -> Table[Any] | None:
    """The kind of table that a header is surely of, if it is another one."""

    def fit(each: Table[Any]) -> int:
        complete = all(column.name in names for column in each.columns if column.needed)
        return len(names & each.by_name.keys()) if complete else 0

    best = max(TABLES, key=fit)
    return best if fit(best) > len(names & table.by_name.keys()) else None


def _made(row: Row, table: Table[Made], numbers: Numbers, problems: Problems) -> Made | None:
    """What a line tells of, or all of its problems: a refused cell makes way until the others are looked at."""
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for column in table.columns:
        text = row.cells.get(column.name)
        if text is not None:
            numbers.place = (row.line, column.name)
            try:
                values[column.name] = column.kind.read(text, numbers)
            except RefusedValueError as error:
                wrong[column.name] = told(error)
            except ValueError:
                wrong[column.name] = f"{shown(text)} is refused: {column.kind.accepted}"
        elif column.needed:
            wrong[column.name] = f"it is empty; {column.kind.accepted}"
    made = _tried(values, wrong, table)
    for name in table.by_name:
        if name in wrong:
            problems.add(row.line, f", column {name}: {wrong[name]}")
    return None if wrong else made


def _tried(values: dict[str, Any], wrong: dict[str, str], table: Table[Made]) -> Made | None:
    """What the values of a line make; what is refused joins what is wrong."""
    while True:
        for column in table.columns:
            if column.name in wrong:
                values.pop(column.name, None)
                if column.name in STAND_INS:
                    values[column.name] = STAND_INS[column.name]
                elif column.needed:
                    return None
        try:
            return table.make(values)
        except RefusedValueError as error:
            name = _column_of(error, values, table)
            if name in wrong:
                return None
            wrong[name] = told(error) if name in values else f"it is empty; {error.accepted}"


def _column_of(error: RefusedValueError, values: dict[str, Any], table: Table[Any]) -> str:
    """In which column the refused field of a class stands."""
    owned = table.owners.get((error.owner, error.field))
    if owned is not None:
        return owned
    if error.field in ("start", "due") and "start" in values:
        return "start"
    named = error.field if error.field in table.by_name else "recurrence"
    return named if named in table.by_name else table.columns[0].name
