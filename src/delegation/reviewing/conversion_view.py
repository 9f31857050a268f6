"""reviewing.conversion_view: how does a conversion look in a notebook?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from delegation._formatting import html, markdown
from delegation._formatting.parts import Part, Said, Table
from delegation.reviewing import conversion_report as report

if TYPE_CHECKING:
    from delegation.reviewing.convert import Conversion


def in_html(found: "Conversion") -> str:
    """A conversion as HTML."""
    return html.page(parts_of(found))


def in_markdown(found: "Conversion") -> str:
    """A conversion as Markdown."""
    return markdown.page(parts_of(found))


def parts_of(found: "Conversion") -> Iterator[Part]:
    """What to do and why, and the prices and counts that it rests on."""
    first, *others = report.sentences(found)
    yield Said(" ".join(others), lead=first)
    if rows := report.figure_rows(found):
        header, *several = rows
        yield Table("What it rests on", header, several, right=(1,))
