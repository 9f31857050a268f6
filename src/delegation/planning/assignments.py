"""planning.assignments: how does a plan have every task done, in numbers?"""

import math
from collections.abc import Sequence

import attrs

from delegation._assignment.ledger import Ledger
from delegation._assignment.problem import NO_STATE, UNDONE, columns_by_task
from delegation._costing.costs import CostRows
from delegation._costing.obstacles import BEYOND_BUDGET, BEYOND_OWNER_HOURS, Obstacle, beyond_hours_of
from delegation.errors import titled
from delegation.model.contractor import Contractor
from delegation.model.mode import Mode
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.planning.bundles import Bundle
from delegation.planning.market import Market
from delegation.planning.prices import Prices, first_prices, problem_at
from delegation.planning.rounds import PricedChoice
from delegation.recurrence.kinds import Once

OTHERS = 3
"""How many other ways of doing a task a plan remembers."""


@attrs.frozen
class Way:
    """Another way of doing a task.

    Attributes:
        mode: How.
        contractor: With whom; None where it is kept.
        retainer: On which terms; None where it is not outsourced.
        cost: What it would cost a month on top of the plan without the task.
        in_plan: Whether the plan has that retainer, or hires that contractor, anyway.
        barred: What stands against it; None where it is merely dearer.
        running: Whether that retainer runs already.
    """

    mode: Mode
    contractor: Contractor | None
    retainer: Retainer | None
    cost: float
    in_plan: bool
    barred: Obstacle | None
    running: bool = False


@attrs.frozen
class Assignment:
    """How a plan has one task done.

    Attributes:
        task: The task.
        mode: How; None where it stays undone.
        contractor: With whom; None where it is kept or undone.
        retainer: On which terms; None where it is not outsourced.
        cost: Its part of the plan's cost a month; fees, overage and hiring are shared by hours.
        costs: The same in rows.
        hours: Working hours a month, the contractor's or, where it is kept, yours.
        own_hours: What it would take you a month; None where you cannot do it.
        cheapest_hire: What the cheapest one-off hire for it alone would cost a month; None where nobody could.
        others: The next best ways, the cheapest first.
    """

    task: Task
    mode: Mode | None
    contractor: Contractor | None
    retainer: Retainer | None
    cost: float
    costs: CostRows
    hours: float
    own_hours: float | None
    cheapest_hire: float | None
    others: tuple[Way, ...]

    def __repr__(self) -> str:
        """How the task is done, in one line."""
        who = f" {titled(self.contractor.name)}" if self.contractor else ""
        return f"<Assignment of {titled(self.task.name)}: {self.mode or 'undone'}{who}, {self.cost:,.6g} a month>"

    @property
    def once(self) -> bool:
        """Whether the task comes but once, so that its figures are averaged over the horizon."""
        return isinstance(self.task.recurrence, Once)

    @property
    def paid(self) -> float:
        """What of its cost a month leaves the business; the rest is your hours and waiting."""
        return 0.0 if self.contractor is None else self.costs.cash


def assignments_of(market: Market, prices: Prices, found: PricedChoice) -> tuple[Assignment, ...]:
    """How every task is done, in the order of the tasks.

    Args:
        market: What there was to choose from.
        prices: The prices that follow from the choice.
        found: The choice.
    """
    ledger = Ledger(problem_at(market, prices))
    ledger.hard = False  # what shared limits bar is told, not left out
    ledger.load_choice(found.choice)
    by_task = columns_by_task(ledger.problem)
    bundles = {task: bundle for bundle in found.bundles for task in bundle.tasks}
    hires = _cheapest_hires(market)
    assignments = []
    for task, own in enumerate(found.choice):
        ledger.remove(task)
        ways = [(way, _way(market, prices, ledger, way)) for way in by_task[task] if way != own and _may(ledger, way)]
        if own != UNDONE:
            ledger.insert(task, own)
        assignment = _done_by(market, task, bundles[task]) if task in bundles else _kept(market, found, task)
        assignments.append(attrs.evolve(assignment, cheapest_hire=hires[task], others=_cheapest(ways)))
    return tuple(assignments)


def _cheapest_hires(market: Market) -> list[float | None]:
    """For each task what the cheapest one-off hire for it alone would cost a month; None where nobody could."""
    problem = problem_at(market, first_prices(market))
    hires: list[list[float]] = [[] for _ in market.tasks]
    for column in problem.columns:
        if column.state != NO_STATE and market.options[column.state].retainer is None:
            hires[column.task].append(column.cost + problem.states[column.state].fixed_charge)
    return [min(several, default=None) for several in hires]


def _may(ledger: Ledger, way: int) -> bool:
    """Whether a way does not stand against another state of its facility."""
    where = ledger.problem.columns[way].state
    return where == NO_STATE or ledger.open[ledger.problem.states[where].facility] in (NO_STATE, where)


def _way(market: Market, prices: Prices, ledger: Ledger, way: int) -> Way:
    """A way of doing a task that the ledger holds undone."""
    column, cost = ledger.problem.columns[way], ledger.insertion_cost(way)
    if column.state == NO_STATE:
        return Way(
            mode=Mode.KEEP,
            contractor=None,
            retainer=None,
            cost=cost,
            in_plan=True,
            barred=_barred(market, ledger, way),
        )
    option = prices.options[column.state]
    return Way(
        mode=Mode.OUT_TASK if option.retainer is None else Mode.OUTSOURCE,
        contractor=option.contractor,
        retainer=option.retainer,
        cost=cost,
        in_plan=bool(ledger.members[column.state]),
        running=option.retainer is not None and option.relationship.running is not None,
        barred=_barred(market, ledger, way),
    )


def _barred(market: Market, ledger: Ledger, way: int) -> Obstacle | None:
    """What stands against a way of doing a task that the ledger holds undone."""
    column = ledger.problem.columns[way]
    if not ledger.fits(way):
        return beyond_hours_of(market.options[column.state].contractor.name)
    if ledger.affords(way):
        return None
    within_hours = ledger.owner_hours + column.owner_hours <= ledger.owner_hours_limit
    return BEYOND_BUDGET if within_hours else BEYOND_OWNER_HOURS


def _cheapest(ways: Sequence[tuple[int, Way]]) -> tuple[Way, ...]:
    """A few of other ways, the cheapest first, of each contractor and mode only the cheapest."""
    found: dict[tuple[Mode, str], Way] = {}
    for _, way in sorted(ways, key=lambda each: (each[1].cost, each[0])):
        found.setdefault((way.mode, way.contractor.name if way.contractor else ""), way)
    return tuple(found.values())[:OTHERS]


def _own_hours(market: Market, task: int) -> float | None:
    """What a task would take the owner a month; None where they cannot do it."""
    return None if market.tasks[task].hours_if_kept is None else market.kept_hours(task)


def _done_by(market: Market, task: int, bundle: Bundle) -> Assignment:
    """A task that is handed over; what else could be done is not known yet."""
    place = bundle.tasks.index(task)
    costs, option = _share(bundle, place), bundle.option
    return Assignment(
        task=market.tasks[task],
        mode=Mode.OUT_TASK if option.retainer is None else Mode.OUTSOURCE,
        contractor=option.contractor,
        retainer=option.retainer,
        cost=costs.total,
        costs=costs,
        hours=market.hours(bundle.case.works[place]),
        own_hours=_own_hours(market, task),
        cheapest_hire=None,
        others=(),
    )


def _kept(market: Market, found: PricedChoice, task: int) -> Assignment:
    """A task that is kept or stays undone; what else could be done is not known yet."""
    own_hours = _own_hours(market, task)
    costs = market.kept(task) if found.choice[task] != UNDONE else None
    return Assignment(
        task=market.tasks[task],
        mode=None if costs is None else Mode.KEEP,
        contractor=None,
        retainer=None,
        cost=0.0 if costs is None else costs.total,
        costs=costs or CostRows(),
        hours=0.0 if costs is None else own_hours or 0.0,
        own_hours=own_hours,
        cheapest_hire=None,
        others=(),
    )


def _share(bundle: Bundle, place: int) -> CostRows:
    """One task's part of what a bundle costs: its own waiting, and the rest by hours of work."""
    hours = [work.occurrences * work.size for work in bundle.case.works]
    whole = math.fsum(hours)
    share = hours[place] / whole if whole else 1.0 / len(hours)
    costs = bundle.costs
    return CostRows(
        work=costs.work * share,
        fee=costs.fee * share,
        overage=costs.overage * share,
        hiring=costs.hiring * share,
        waiting=bundle.waiting[place],
        later=costs.later * share,
    )
