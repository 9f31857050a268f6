"""_formatting.parts: of what is an answer made, in whatever format it is shown?"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

LONG = 20
"""A table or a list with more rows than this folds, where a format can."""


class Said(NamedTuple):
    """A paragraph.

    Attributes:
        text: Its sentences.
        lead: A sentence before them that a reader must not miss; default none.
    """

    text: str
    lead: str = ""


class Table(NamedTuple):
    """Rows under a header; the first cell of each names it.

    Attributes:
        caption: What it shows.
        header: The columns' names.
        rows: The rows, with as many cells as the header.
        right: The places of the columns, from 0, that are flush right: those with numbers.
        foot: How many of the rows, from the last, stand under a line: sums; default none.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: Collection[int] = ()
    foot: int = 0


class Listed(NamedTuple):
    """Several things, a line each.

    Attributes:
        caption: What they are.
        items: The things.
        numbered: Whether they are numbered, from 1; default no.
    """

    caption: str
    items: Sequence[str]
    numbered: bool = False


Part = Said | Table | Listed
"""A part of an answer."""
