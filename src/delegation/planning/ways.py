"""planning.ways: in which ways could one task of a plan be done, and what would each truly change?

The reference is the plan without the task, all else as it stands: what a way costs is the true cost of the plan with
the task done so, less that of the plan without it. Where its contractor then works on other terms, all their tasks
follow.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

import attrs

from delegation._assignment.problem import NO_STATE
from delegation._costing.costs import NO_COSTS, CostRows
from delegation._costing.obstacles import (
    BEYOND_BUDGET,
    BEYOND_OWNER_HOURS,
    BEYOND_RETAINERS,
    Obstacle,
    beyond_hours_of,
)
from delegation._formatting.phrases import articled, money, retained
from delegation.errors import titled
from delegation.model.contractor import Contractor
from delegation.model.mode import UNDONE, Mode
from delegation.model.retainer import Retainer
from delegation.planning.bundles import Bundle, kept_rows
from delegation.planning.position import Position

ABOVE = "hours above the block"
"""The part that an access retainer, which has no block, has as `BILLED`."""

PARTS = ("work", "fee", ABOVE, "hiring", "waiting", "others' waits", "undone")
"""By what a way is dear, in the order in which it is told."""


@attrs.frozen
class Way:
    """A way of doing a task, beside all else that a plan does.

    Attributes:
        mode: How; None for leaving it undone.
        contractor: With whom; None where it is kept or left.
        retainer: On which terms; None where it is not outsourced.
        costs: What it adds a month to the plan without the task, in rows; waiting is the task's own. Of a row that
            becomes less by it, such as hours above a block for a larger one, that is below 0.
        others_waiting: What it adds to the waiting of the contractor's other tasks, in money a month.
        followers: How many other tasks come with it onto these terms.
        in_plan: Whether the plan without the task has that retainer, or hires that contractor, anyway.
        running: Whether that retainer runs already.
        barred: What stands against it; None where nothing does.
        chosen: Whether the plan does it so.
    """

    mode: Mode | None
    contractor: Contractor | None
    retainer: Retainer | None
    costs: CostRows
    others_waiting: float
    followers: int
    in_plan: bool
    running: bool
    barred: Obstacle | None
    chosen: bool

    def __repr__(self) -> str:
        """The way, what it adds and what stands against it, in one line."""
        who = f" {titled(self.contractor.name)}" if self.contractor else ""
        terms = f" on {articled(retained(self.retainer))}" if self.retainer else ""
        barred, chosen = f", {self.barred}" if self.barred else "", ", chosen" if self.chosen else ""
        return f"<Way: {self.mode or UNDONE}{who}{terms}, {money(self.cost)} a month more{barred}{chosen}>"

    @property
    def parts(self) -> dict[str, float]:
        """What makes its cost, part by part; they add up to it."""
        rows = self.costs
        amounts = (rows.work, rows.fee, rows.overage, rows.hiring, rows.waiting, self.others_waiting, rows.undone)
        return dict(zip(PARTS, amounts, strict=True))

    @property
    def cost(self) -> float:
        """What it adds a month to the plan without the task."""
        return math.fsum(self.parts.values())


def ways_of(position: Position, task: int) -> tuple[Way, ...]:
    """All ways of doing a task beside all else that a plan does, the cheapest first.

    Args:
        position: The plan.
        task: The task, by its place.
    """
    rest = position.taken_out([task])
    found = {
        (way.mode, way.contractor and way.contractor.name, way.retainer): way for way in _ways(position, rest, task)
    }
    return tuple(sorted(found.values(), key=_rank))


def _rank(way: Way) -> tuple[object, ...]:
    """What tells ways apart: the cheapest first, and of equal ones that of the plan."""
    return (way.cost, not way.chosen, str(way.mode), way.contractor.name if way.contractor else "")


def _ways(position: Position, rest: Position, task: int) -> Iterator[Way]:
    """Every way; of terms that are offered twice, that of the plan comes last."""
    ledger, now = position.ledger, position.place[task]
    for state in sorted(ledger.ways[task], key=lambda each: each == now):
        if state == NO_STATE:
            yield _kept(rest, task, chosen=state == now)
        elif (way := _handed_over(rest, task, state, chosen=state == now)) is not None:
            yield way
    cost = ledger.market.undone_cost(task)
    if cost is not None:
        yield _own_way(None, CostRows(undone=cost), None, chosen=now is None)


def _own_way(mode: Mode | None, costs: CostRows, barred: Obstacle | None, *, chosen: bool) -> Way:
    """A way that is no contractor's."""
    return Way(
        mode=mode,
        contractor=None,
        retainer=None,
        costs=costs,
        others_waiting=0.0,
        followers=0,
        in_plan=True,
        running=False,
        barred=barred,
        chosen=chosen,
    )


def _kept(rest: Position, task: int, *, chosen: bool) -> Way:
    """The task kept."""
    ledger = rest.ledger
    kept = [other for other, place in enumerate(rest.place) if place == NO_STATE]
    before, after = (kept_rows(ledger.market, tasks) for tasks in (kept, [*kept, task]))
    others_waiting = math.fsum(after[other].waiting - before[other].waiting for other in kept)
    barred = None if chosen else limit_on(rest, 0.0, ledger.alone(task, NO_STATE).owner_hours)
    return attrs.evolve(_own_way(Mode.KEEP, after[task], barred, chosen=chosen), others_waiting=others_waiting)


def _handed_over(rest: Position, task: int, state: int, *, chosen: bool) -> Way | None:
    """The task on an option; None where what else its contractor does cannot follow."""
    change = change_of(rest, task, state)
    if change is None:
        return None
    option = change.after.option
    barred = None
    if not chosen:
        full = not rest.ledger.fits(state, frozenset(change.after.tasks))
        barred = (
            beyond_hours_of(option.contractor.name)
            if full
            else limit_on(rest, change.cash, change.owner_hours, change.retainers(rest))
        )
    return Way(
        mode=Mode.OUT_TASK if option.retainer is None else Mode.OUTSOURCE,
        contractor=option.contractor,
        retainer=option.retainer,
        costs=change.costs,
        others_waiting=change.others_waiting,
        followers=change.followers,
        in_plan=change.before is not None and not change.followers,
        running=option.retainer is not None and option.relationship.running is not None,
        barred=barred,
        chosen=chosen,
    )


def limit_on(rest: Position, cash: float, owner_hours: float, retainers: int = 0) -> Obstacle | None:
    """Which shared limit stands against taking so much more."""
    ledger, totals = rest.ledger, rest.totals
    if cash > 0.0 and totals.cash + cash > ledger.cash_limit:
        return BEYOND_BUDGET
    if owner_hours > 0.0 and totals.owner_hours + owner_hours > ledger.owner_limit:
        return BEYOND_OWNER_HOURS
    if retainers > 0 and totals.retainers + retainers > ledger.most_retainers:
        return BEYOND_RETAINERS
    return None


class Change(NamedTuple):
    """What giving a contractor one task more changes.

    Attributes:
        task: The task, by its place.
        before: What the contractor does without it; None where that is nothing.
        after: What they do with it.
    """

    task: int
    before: Bundle | None
    after: Bundle

    @property
    def others(self) -> tuple[int, ...]:
        """The contractor's other tasks."""
        return () if self.before is None else self.before.tasks

    @property
    def followers(self) -> int:
        """How many of them are then done on other terms."""
        return 0 if self.before is None or self.before.state == self.after.state else len(self.before.tasks)

    @property
    def costs(self) -> CostRows:
        """What it adds, in rows; waiting is the task's own."""
        rows, less = self.after.costs, NO_COSTS if self.before is None else self.before.costs
        own = self.after.waiting[self.after.tasks.index(self.task)]
        more = {name: rows[name] - less[name] for name in rows}
        return CostRows(**{**more, "waiting": own})

    @property
    def others_waiting(self) -> float:
        """What it adds to the waiting of the contractor's other tasks."""
        waiting = [cost for task, cost in zip(self.after.tasks, self.after.waiting, strict=True) if task != self.task]
        return math.fsum([*waiting, *(-cost for cost in (self.before.waiting if self.before else ()))])

    @property
    def cost(self) -> float:
        """What it adds to the cost of the plan."""
        return math.fsum([*self.costs.values(), self.others_waiting])

    @property
    def cash(self) -> float:
        """What it adds to the money paid."""
        return self.after.costs.cash - (self.before.costs.cash if self.before else 0.0)

    def retainers(self, rest: Position) -> int:
        """What it adds to the number of retainers of a plan."""
        counts = rest.ledger.market.counts
        return counts(self.after.state) - (counts(self.before.state) if self.before else 0)

    @property
    def owner_hours(self) -> float:
        """What it adds to the owner's hours."""
        return self.after.owner_hours - (self.before.owner_hours if self.before else 0.0)


def change_of(rest: Position, task: int, state: int, *, least: bool = False) -> Change | None:
    """What a task on an option changes; None where what else its contractor does cannot follow to that option.

    Args:
        rest: The plan without the task.
        task: The task, by its place.
        state: The option.
        least: Whether to tell what it pays at the least, in less time; its waits and its cost are then unknown.
    """
    ledger = rest.ledger
    was, others = rest.held.get(ledger.facility(state), (state, frozenset[int]()))
    if any((other, state) not in ledger.allowed for other in others):
        return None
    before = ledger.bundle(was, others) if others else None
    look_up = ledger.least_bundle if least else ledger.bundle
    return Change(task, before, look_up(state, others | {task}))
