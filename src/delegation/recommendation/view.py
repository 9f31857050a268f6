"""recommendation.view: how does a recommendation look in a notebook?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from delegation._formatting import html, markdown
from delegation._formatting.parts import Part, Said, Table
from delegation.recommendation import report
from delegation.scoring.report import last
from delegation.scoring.view import factors

if TYPE_CHECKING:
    from delegation.recommendation.recommendation import Recommendation

LONGEST = 48
"""After how many letters a name is cut: a page is wider than a terminal, and wraps what is longer."""


def in_html(found: "Recommendation") -> str:
    """A recommendation as HTML."""
    return html.page(parts_of(found))


def in_markdown(found: "Recommendation") -> str:
    """A recommendation as Markdown."""
    return markdown.page(parts_of(found))


def parts_of(found: "Recommendation") -> Iterator[Part]:
    """The choice, the ways beside each other, the factors of the best, and who is out."""
    yield Said("", lead=report.told(found))
    best = found.best
    if best is None:
        return
    (_, *names), *rows = report.way_rows(found, LONGEST)
    header = ["way", *names]
    yield Table("The ways, the cheapest first", header, rows, right=range(report.first_amount([header]), len(header)))
    if left := report.dearer(found):
        yield Said(left)
    if best.score is not None:
        yield factors(best.score, report.between(best.score))
        yield Said(last(best.score))
    for sentence in report.rest(found):
        yield Said(sentence)
