"""_formatting.tables: how do rows read as a table of text?"""

import unicodedata
from collections.abc import Iterable, Sequence

_NO_COLUMN = frozenset({"Mn", "Me", "Cf"})
"""Categories of letters that stand on or beside the one before and take no column of their own."""

_TWO_COLUMNS = frozenset({"W", "F"})
"""East Asian widths of letters that take two columns, most pictures among them."""


def width(text: str) -> int:
    """How many columns of a terminal a text takes: an accent takes none, a wide letter two."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, unicodedata.normalize("NFC", text)))


def aligned(rows: Sequence[Sequence[str]], right: Iterable[int]) -> str:
    """Rows as columns, some of them flush right, with a line under the header.

    Args:
        rows: The header and the rows, all with equally many cells.
        right: The places of the columns, from 0, that are flush right.
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    flush = set(right)
    lines = [
        "  ".join(
            _padded(cell, columns, right=place in flush)
            for place, (cell, columns) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "-" * width(lines[0]), *lines[1:]])


def _columns(letter: str) -> int:
    """How many columns a letter takes."""
    if unicodedata.category(letter) in _NO_COLUMN:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _TWO_COLUMNS else 1


def _padded(cell: str, columns: int, *, right: bool) -> str:
    """A cell filled with blanks to so many columns."""
    blanks = " " * (columns - width(cell))
    return blanks + cell if right else cell + blanks
