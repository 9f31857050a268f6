"""planning.relief_view: how do changes that would help a plan look in a notebook?"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from delegation._formatting import html, markdown
from delegation._formatting.parts import Part, Said, Table
from delegation._formatting.phrases import money, some
from delegation.errors import titled
from delegation.model.task import Task

if TYPE_CHECKING:
    from delegation.planning.relief import Reliefs

NOTHING = "There is nothing to change."
"""What is told where no change comes into question."""


def in_html(found: "Reliefs") -> str:
    """Changes as HTML."""
    return html.page(parts_of(found))


def in_markdown(found: "Reliefs") -> str:
    """Changes as Markdown."""
    return markdown.page(parts_of(found))


def parts_of(found: "Reliefs") -> Iterator[Part]:
    """Each change with what it saves, what is then done and what undone, a row each, those that help most first."""
    if not found:
        yield Said("", lead=NOTHING)
        return
    currency = found[0].plan.business.currency
    rows = [[each.change, money(each.saves), _names(each.done), _names(each.undone)] for each in found]
    header = ["change", f"saves {currency or 'money'} a month", "done only then", "undone only then"]
    yield Table("What would help most", header, rows, right=(1,))


def _names(tasks: Sequence[Task]) -> str:
    """Tasks by name, or the first of many."""
    return some([titled(task.name) for task in tasks], " tasks")
