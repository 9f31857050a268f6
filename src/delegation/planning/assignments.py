"""planning.assignments: how does a plan have every task done, in numbers?"""

import math

import attrs

from delegation._assignment.ledger import Ledger
from delegation._assignment.problem import NO_STATE, UNDONE
from delegation._costing.costs import CostRows
from delegation._costing.obstacles import BEYOND_BUDGET, BEYOND_OWNER_HOURS, Obstacle, beyond_hours_of
from delegation.errors import titled
from delegation.model.contractor import Contractor
from delegation.model.mode import Mode
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.planning.bundles import Bundle
from delegation.planning.choices import PricedChoice
from delegation.planning.market import Market
from delegation.planning.prices import Prices, problem_at
from delegation.recurrence.kinds import Once

BARRED = 3
"""Of how many preferred ways of doing a task a plan remembers what stands against them."""


@attrs.frozen
class Barred:
    """What keeps a plan from doing a task in a way that it would prefer.

    Attributes:
        obstacle: What stands in the way.
        contractor: The contractor's name; None where you would do it.
    """

    obstacle: Obstacle
    contractor: str | None


@attrs.frozen
class Assignment:
    """How a plan has one task done.

    Attributes:
        task: The task.
        mode: How; None where it stays undone.
        contractor: With whom; None where it is kept or undone.
        retainer: On which terms; None where it is not outsourced.
        cost: Its part of the plan's cost a month; fees, overage and hiring are shared by hours. Where it stays undone,
            what that costs, if the task says so.
        costs: The same in rows.
        hours: Working hours a month, the contractor's or, where it is kept, yours.
        own_hours: What it would take you a month; None where you cannot do it.
        cheapest_hire: What the cheapest one-off hire for it alone would cost a month; None where nobody could.
        barred: What stands against the best ways that are reckoned cheaper than what is done, where it stays undone or
            is kept, the cheapest first. `Plan.ways` has all ways, truly priced.
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
    barred: tuple[Barred, ...]

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
    bundles = {task: bundle for bundle in found.bundles for task in bundle.tasks}
    assignments = []
    for task, own in enumerate(found.choice):
        if task in bundles:  # what it costs on top of the others is not known, so nothing is claimed of it
            assignments.append(attrs.evolve(_done_by(market, task, bundles[task]), cheapest_hire=prices.hires[task]))
            continue
        ledger.remove(task)
        most = market.undone_cost(task) if own == UNDONE else ledger.problem.columns[own].cost
        barred = _barred(market, ledger, task, math.inf if most is None else most)
        if own != UNDONE:
            ledger.insert(task, own)
        assignments.append(attrs.evolve(_kept(market, found, task), cheapest_hire=prices.hires[task], barred=barred))
    return tuple(assignments)


def _barred(market: Market, ledger: Ledger, task: int, most: float) -> tuple[Barred, ...]:
    """What stands against the cheapest ways of doing a task that the ledger holds undone, up to a cost."""
    found: dict[tuple[bool, str | None], Barred | None] = {}
    ways = sorted((ledger.insertion_cost(way), way) for way in ledger.by_task[task])
    for _, way in [each for each in ways if each[0] < most]:
        state = ledger.problem.columns[way].state
        if state != NO_STATE and ledger.open[market.options[state].facility] not in (NO_STATE, state):
            continue  # its contractor works on other terms
        name = None if state == NO_STATE else market.options[state].contractor.name
        retained = state != NO_STATE and market.options[state].retainer is not None
        obstacle = _obstacle(market, ledger, way)
        found.setdefault((retained, name), None if obstacle is None else Barred(obstacle, name))
    return tuple(each for each in list(found.values())[:BARRED] if each is not None)


def _obstacle(market: Market, ledger: Ledger, way: int) -> Obstacle | None:
    """What stands against a way of doing a task that the ledger holds undone."""
    column = ledger.problem.columns[way]
    if not ledger.fits(way):
        return beyond_hours_of(market.options[column.state].contractor.name)
    if ledger.affords(way):
        return None
    cash, owner_hours = ledger.needs(way)  # hours to find somebody included
    within_hours = ledger.owner_hours + owner_hours <= ledger.owner_hours_limit
    unpaid = cash > 0.0 and ledger.cash + cash > ledger.cash_limit
    return BEYOND_BUDGET if unpaid or within_hours else BEYOND_OWNER_HOURS


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
        barred=(),
    )


def _kept(market: Market, found: PricedChoice, task: int) -> Assignment:
    """A task that is kept or stays undone; what else could be done is not known yet."""
    own_hours = _own_hours(market, task)
    kept = found.kept.get(task)
    costs = CostRows(undone=market.undone_cost(task) or 0.0) if kept is None else kept
    return Assignment(
        task=market.tasks[task],
        mode=None if kept is None else Mode.KEEP,
        contractor=None,
        retainer=None,
        cost=costs.total,
        costs=costs,
        hours=0.0 if kept is None else own_hours or 0.0,
        own_hours=own_hours,
        cheapest_hire=None,
        barred=(),
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
