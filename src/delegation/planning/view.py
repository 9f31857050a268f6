"""planning.view: how does a plan look in a notebook?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from delegation._formatting import html, markdown
from delegation._formatting.parts import Listed, Part, Said, Table
from delegation.model.mode import Mode
from delegation.planning import reasons, report

if TYPE_CHECKING:
    from delegation.planning.plan import Plan

LONGEST = 48
"""After how many letters a name is cut: a page is wider than a terminal, and wraps what is longer."""


def in_html(plan: "Plan") -> str:
    """A plan as HTML."""
    return html.page(parts_of(plan))


def in_markdown(plan: "Plan") -> str:
    """A plan as Markdown."""
    return markdown.page(parts_of(plan))


def parts_of(plan: "Plan") -> Iterator[Part]:
    """What to do and to leave, the frame, retainers, tasks, what they come to, and why something is left."""
    yield Said("", lead=reasons.headline(plan))
    yield Table("Limits", ["limit", "how much of it is used"], report.frame_rows(plan))
    if plan.retainers:
        (who, _, *names), *rows = report.retainer_rows(plan, LONGEST)
        yield Table("Retainers", [who, "do", *names], rows, right=range(3, 10))
        yield Said(report.LEGEND)
    for each in plan.endings:
        yield Said(report.ending(each, plan.business.currency))
    if plan.assignments:
        header, *rows = report.task_rows(plan, LONGEST, LONGEST)
        yield Table("Tasks", header, rows, right=range(3, 8))
        yield Said(report.legend(plan))
        yield Said("; ".join(f"{mode}: {mode.definition}" for mode in Mode) + ".")
        header, *rows = report.cost_rows(plan)
        yield Table("What it costs", header, rows, right=(1,), foot=2 if plan.sunk else 1)
    yield Said(report.totals(plan))
    for head, several in report.undone(plan):
        yield Listed(head, several)
