"""reviewing.view: how do a review and its advice look in a notebook?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from delegation._formatting import html, markdown
from delegation._formatting.parts import Listed, Part, Said, Table
from delegation._formatting.phrases import counted, number, sentence
from delegation.reviewing import report

if TYPE_CHECKING:
    from delegation.reviewing.advice import Advice
    from delegation.reviewing.review import Review


def in_html(review: "Review") -> str:
    """A review as HTML."""
    return html.page(parts_of(review))


def in_markdown(review: "Review") -> str:
    """A review as Markdown."""
    return markdown.page(parts_of(review))


def advice_in_html(advice: "Advice") -> str:
    """An advice as HTML."""
    return html.page(parts_of_advice(advice))


def advice_in_markdown(advice: "Advice") -> str:
    """An advice as Markdown."""
    return markdown.page(parts_of_advice(advice))


def parts_of(review: "Review") -> Iterator[Part]:
    """The advice as a table, and in sentences below it."""
    if review.quiet:
        yield Said("", lead=report.quiet(review))
        return
    yield Said("", lead=f"{counted(len(review), 'thing')} to do on {review.on}.")
    (_, *names), *rows = report.rows(review)
    yield Table("What is worth most first", ["rank", *names], rows, right=report.RIGHT)
    yield Listed("What to do and why", [each.sentence for each in review.advice], numbered=True)


def parts_of_advice(advice: "Advice") -> Iterator[Part]:
    """What to do and why, and the numbers that it rests on."""
    yield Said(advice.sentence, lead=sentence(str(advice.kind)))
    if advice.evidence:
        rows = [[fact.what, number(fact.value), str(fact.day)] for fact in advice.evidence]
        yield Table("What it rests on", ["what", "number", "day"], rows, right=(1,))
