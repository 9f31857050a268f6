"""simulation.view: how do simulations look in a notebook?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from delegation._formatting import html, markdown
from delegation._formatting.parts import Part, Said, Table
from delegation.simulation import report

if TYPE_CHECKING:
    from delegation.simulation.result import Comparison, Simulation

LONGEST = 48
"""After how many letters a name is cut: a page is wider than a terminal, and wraps what is longer."""


def in_html(found: "Simulation") -> str:
    """A simulation as HTML."""
    return html.page(parts_of(found))


def in_markdown(found: "Simulation") -> str:
    """A simulation as Markdown."""
    return markdown.page(parts_of(found))


def compared_in_html(found: "Comparison") -> str:
    """A comparison as HTML."""
    return html.page(parts_of_comparison(found))


def compared_in_markdown(found: "Comparison") -> str:
    """A comparison as Markdown."""
    return markdown.page(parts_of_comparison(found))


def parts_of(found: "Simulation") -> Iterator[Part]:
    """What was played and came out, beside what was promised: costs, blocks and waits."""
    played, stopped = report.head(found)
    yield Said(stopped, lead=played)
    header, *rows = report.cost_rows(found)
    yield Table("Costs", header, rows, right=range(1, 8), foot=1)
    yield Said(report.LEGEND)
    header, *rows = report.block_rows(found, LONGEST)
    if rows:
        yield Table("Blocks", report.spelt(header), rows, right=range(2, 8))
    if found.tasks:
        header, *rows = report.wait_rows(found, LONGEST, LONGEST)
        yield Table("Waits", report.spelt(header), rows, right=range(3, 11), foot=len(found.classes))
        yield Said(report.WAITS_LEGEND)
    for sentence in report.sentences(found):
        yield Said(sentence)


def parts_of_comparison(found: "Comparison") -> Iterator[Part]:
    """What the second costs more or less than the first."""
    yield Said("", lead=report.difference(found))
