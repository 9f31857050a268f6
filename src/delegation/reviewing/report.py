"""reviewing.report: how does a review read, in sentences and as a table?"""

from textwrap import fill
from typing import TYPE_CHECKING

from delegation._formatting.phrases import money, probability, some
from delegation._formatting.tables import aligned
from delegation.errors import titled

if TYPE_CHECKING:
    from delegation.reviewing.review import Review

QUIET = "nothing to do"
"""What is told where no advice is."""

WIDTH = 100
"""How many columns sentences take."""


def why(review: "Review") -> str:
    """All advice in sentences, one a line."""
    return "\n".join(each.sentence for each in review.advice) or f"{QUIET.capitalize()}."


def text(review: "Review") -> str:
    """The advice as a table, and in sentences below it."""
    if not review.advice:
        return quiet(review)
    told = [
        fill(f"{rank}. {each.sentence}", WIDTH, subsequent_indent="   ")
        for rank, each in enumerate(review.advice, start=1)
    ]
    return "\n".join([aligned(rows(review), right=RIGHT), "", *told])


def quiet(review: "Review") -> str:
    """What is told where no advice is, as a sentence."""
    return f"{QUIET.capitalize()} on {review.on}."


RIGHT = (0, 4, 5)
"""The places of the columns of numbers."""


def rows(review: "Review") -> list[list[str]]:
    """A header and the advice, a row each."""
    header = ["", "what", "with", "tasks", f"{review.business.currency or 'money'} a month", "sure", "by"]
    return [
        header,
        *(
            [
                str(rank),
                str(each.kind),
                titled(each.contractor),
                some([titled(name) for name in each.tasks], " tasks"),
                money(each.money),
                "" if each.unsettled else probability(each.confidence),  # its sentence tells another chance
                str(each.last_day or ""),
            ]
            for rank, each in enumerate(review.advice, start=1)
        ),
    ]
