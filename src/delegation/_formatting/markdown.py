"""_formatting.markdown: how do parts of an answer read as Markdown?

No user's text ends a cell, begins a tag, a heading or a formula. The only tags are bare spans around a dollar and a
backslash.
"""

import re
from collections.abc import Iterable

from delegation._formatting.parts import Listed, Part, Said, Table

MEANT = str.maketrans(
    {sign: f"\\{sign}" for sign in "`*_[]~"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}
    | {"$": "<span>&#36;</span>", "\\": "<span>&#92;</span>"}
)
"""Letters that mean something in the middle of a line, and how they are written where they are just meant.

Of what begins a formula an entity or a backslash is not enough: notebooks look for formulas in what was made of it.
"""


def page(parts: Iterable[Part]) -> str:
    """Parts of an answer as Markdown."""
    return "\n\n".join(map(_part, parts)) + "\n"


def escaped(text: str) -> str:
    """A text of which all is just meant, in one line."""
    return " ".join(text.split()).translate(MEANT)


def begun(text: str) -> str:
    """The same at the beginning of a line."""
    line = escaped(text)
    number = re.match(r"\d+(?=[.)](?: |$))", line)
    if number:
        return f"{number[0]}\\{line[number.end() :]}"
    return f"\\{line}" if line[:1] in {"#", "+", "-", "="} else line


def _part(part: Part) -> str:
    """One part."""
    match part:
        case Said():
            return _said(part)
        case Table():
            return _table(part)
    return _listed(part)


def _said(part: Said) -> str:
    """A paragraph."""
    if not part.lead:
        return begun(part.text)
    return f"**{escaped(part.lead)}** {escaped(part.text)}".rstrip()


def _listed(part: Listed) -> str:
    """A list."""
    marks = (f"{place}." if part.numbered else "-" for place, _ in enumerate(part.items, start=1))
    items = (f"{mark} {begun(item)}" for mark, item in zip(marks, part.items, strict=True))
    return "\n".join([f"**{escaped(part.caption)}:**", "", *items])


def _table(part: Table) -> str:
    """A table under its caption."""
    flush = set(part.right)
    line = ["--:" if place in flush else ":--" for place in range(len(part.header))]
    rows = [_row(map(escaped, row)) for row in (part.header, *part.rows)]
    return "\n".join([f"**{escaped(part.caption)}**", "", rows[0], _row(line), *rows[1:]])


def _row(cells: Iterable[str]) -> str:
    """The cells of a row."""
    return f"| {' | '.join(cells)} |"
