"""planning.assignments: how does a plan have every task done, in numbers?"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from delegation._assignment.ledger import Ledger
from delegation._assignment.problem import NO_STATE, UNDONE, Problem, columns_by_task
from delegation._costing.costs import CostRows
from delegation.model.contractor import Contractor
from delegation.model.mode import Mode
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.planning.market import Bundle, Market
from delegation.planning.rounds import Priced

OTHERS = 3
"""How many other ways of doing a task a plan remembers."""


class Option(NamedTuple):
    """Another way of doing a task.

    Attributes:
        mode: How.
        contractor: With whom; None where it is kept.
        retainer: On which terms; None where it is not outsourced.
        cost: What it would cost a month on top of the plan without the task.
        runs: Whether the plan has that retainer, or hires that contractor, anyway.
        barred: What stands against it, in words; None where it is merely dearer.
    """

    mode: Mode
    contractor: Contractor | None
    retainer: Retainer | None
    cost: float
    runs: bool
    barred: str | None


class Assignment(NamedTuple):
    """How a plan has one task done.

    Attributes:
        task: The task.
        mode: How; None where it stays undone.
        contractor: With whom; None where it is kept or undone.
        retainer: On which terms; None where it is not outsourced.
        cost: Its part of the plan's cost a month; fees, overage and hiring are shared by hours.
        rows: The same in rows.
        hours: Working hours a month, hers or, where it is kept, yours.
        own_hours: What it would take you a month; None where you cannot do it.
        cheapest_hire: What the cheapest one-off hire for it alone would cost a month; None where nobody could.
        others: The next best ways, the cheapest first.
    """

    task: Task
    mode: Mode | None
    contractor: Contractor | None
    retainer: Retainer | None
    cost: float
    rows: CostRows
    hours: float
    own_hours: float | None
    cheapest_hire: float | None
    others: tuple[Option, ...]


def assignments_of(market: Market, first: Problem, found: Priced) -> tuple[Assignment, ...]:
    """How every task is done.

    Args:
        market: What there was to choose from, at any prices.
        first: The array problem at the first prices, each task by itself.
        found: The choice.
    """
    market.learn(found.answer.choice)
    ledger = Ledger(market.problem())
    ledger.hard = False  # what shared limits bar is told, not left out
    ledger.load_choice(found.answer.choice)
    bundles = {task: bundle for bundle in found.bundles for task in bundle.tasks}
    by_task = columns_by_task(ledger.problem)
    outline = []
    for task, own in enumerate(found.answer.choice):
        ledger.take(task)
        ways = [(way, _way(market, ledger, way)) for way in by_task[task] if way != own and _may(ledger, way)]
        if own != UNDONE:
            ledger.put(task, own)
        hires = [
            first.columns[way].cost + first.states[state].fixed
            for way, state in ((way, first.columns[way].state) for way in by_task[task])
            if state != NO_STATE and market.terms[state].retainer is None
        ]
        hire = min(hires, default=None)
        outline.append(_assignment(market, found, task, bundles.get(task), hire=hire, ways=_cheapest(ways)))
    return tuple(outline)


def _may(ledger: Ledger, way: int) -> bool:
    """Whether a way does not stand against another state of its site."""
    where = ledger.problem.columns[way].state
    return where == NO_STATE or ledger.open[ledger.problem.states[where].site] in (NO_STATE, where)


def _way(market: Market, ledger: Ledger, way: int) -> Option:
    """A way of doing a task that the ledger holds undone."""
    column = ledger.problem.columns[way]
    barred = None
    if not ledger.fits(way):
        barred = "beyond the hours that she has left"
    elif not ledger.affords(way):
        barred = (
            "beyond the monthly budget" if ledger.owner + column.owner <= ledger.most_owner else "beyond your hours"
        )
    if column.state == NO_STATE:
        return Option(Mode.KEEP, None, None, ledger.rise(way), runs=True, barred=barred)
    terms, held = market.terms[column.state], bool(ledger.members[column.state])
    mode = Mode.OUT_TASK if terms.retainer is None else Mode.OUTSOURCE
    return Option(mode, terms.contractor, terms.retainer, ledger.rise(way), runs=held, barred=barred)


def _cheapest(ways: Sequence[tuple[int, Option]]) -> tuple[Option, ...]:
    """A few of other ways, the cheapest first, of each contractor and mode only the cheapest."""
    found: dict[tuple[Mode, str], Option] = {}
    for _, way in sorted(ways, key=lambda each: (each[1].cost, each[0])):
        found.setdefault((way.mode, way.contractor.name if way.contractor else ""), way)
    return tuple(found.values())[:OTHERS]


def _assignment(
    market: Market, found: Priced, index: int, bundle: Bundle | None, *, hire: float | None, ways: tuple[Option, ...]
) -> Assignment:
    """How one task is done."""
    task = market.tasks[index]
    own = None if task.hours_if_kept is None else market.kept_hours(index)
    if bundle is not None:
        place = bundle.tasks.index(index)
        rows = _share(bundle, place)
        terms = bundle.terms
        mode = Mode.OUT_TASK if terms.retainer is None else Mode.OUTSOURCE
        hours = market.hours(bundle.case.works[place])
        return Assignment(task, mode, terms.contractor, terms.retainer, rows.total, rows, hours, own, hire, ways)
    kept = market.kept(index) if found.answer.choice[index] != UNDONE else None
    if kept is None:
        return Assignment(task, None, None, None, 0.0, CostRows(), 0.0, own, hire, ways)
    return Assignment(task, Mode.KEEP, None, None, kept.total, kept, own or 0.0, own, hire, ways)


def _share(bundle: Bundle, place: int) -> CostRows:
    """One task's part of what a bundle costs: its own waiting, and the rest by hours of work."""
    hours = [work.occurrences * work.size for work in bundle.case.works]
    whole = math.fsum(hours)
    share = hours[place] / whole if whole else 1.0 / len(hours)
    rows = bundle.rows
    return CostRows(
        rows.work * share, rows.fee * share, rows.overage * share, rows.hiring * share, bundle.waiting[place]
    )
