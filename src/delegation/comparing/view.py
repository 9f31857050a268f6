"""comparing.view: how does a comparison look in a notebook?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from delegation._formatting import html, markdown
from delegation._formatting.parts import Part, Said, Table
from delegation.comparing import report

if TYPE_CHECKING:
    from delegation.comparing.comparison import Comparison

LONGEST = 48
"""After how many letters a name is cut: a page is wider than a terminal, and wraps what is longer."""


def in_html(found: "Comparison") -> str:
    """A comparison as HTML."""
    return html.page(parts_of(found))


def in_markdown(found: "Comparison") -> str:
    """A comparison as Markdown."""
    return markdown.page(parts_of(found))


def parts_of(found: "Comparison") -> Iterator[Part]:
    """What is done otherwise, both verdicts, each cost row, and who changed."""
    first, *others = report.sentences(found)
    yield Said(" ".join(others), lead=first)
    for each in report.verdicts(found):
        yield Said(each)
    if report.unchanged(found):
        return
    if rows := report.cost_rows(found):
        yield Table("What it costs", rows[0], rows[1:], right=(1, 2, 3), foot=1)
    if rows := report.way_rows(found):
        yield Table("What each way costs", rows[0], rows[1:], right=(1, 2, 3))
    if rows := report.task_rows(found, LONGEST, LONGEST):
        yield _changes("What is done otherwise", rows)
    if rows := report.retainer_rows(found, LONGEST):
        yield _changes("Retainers", rows)


def _changes(caption: str, rows: list[list[str]]) -> Table:
    """Who changed, from what to what."""
    (what, _, *names), *others = rows
    return Table(caption, [what, "change", *names], others, right=(4,))
