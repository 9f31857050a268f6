"""scoring.view: how does a score look in a notebook?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from delegation._formatting import html, markdown
from delegation._formatting.parts import Part, Said, Table
from delegation.scoring import report

if TYPE_CHECKING:
    from delegation.scoring.score import Score


def in_html(score: "Score") -> str:
    """A score as HTML."""
    return html.page(parts_of(score))


def in_markdown(score: "Score") -> str:
    """A score as Markdown."""
    return markdown.page(parts_of(score))


def parts_of(score: "Score") -> Iterator[Part]:
    """The verdict with both sides, what each way costs, the three factors, and what to check."""
    yield Said(report.sides(score), lead=report.told(score))
    costs = report.cost_rows(score)
    if costs:
        yield Table("What each way costs", costs[0], costs[1:], right=range(1, len(costs[0])), foot=1)
    yield factors(score, "What decides")
    yield Said(report.last(score))


def factors(score: "Score", caption: str) -> Table:
    """The three factors: what each makes of payback, its figures, and what of it would flip the verdict."""
    rows = report.factor_rows(score)
    header = ["factor", "payback", "figures", f"{report.flipped(score)} if"]
    if not any(row.flip for row in rows):
        return Table(caption, header[:-1], [row[:-1] for row in rows], right=(1,))
    return Table(caption, header, rows, right=(1,))
