"""simulation.promises: what do the formulas promise for what is played?

The formulas of the score, asked for the same bundles over the same months; for a plan over its own horizon they are the
plan's own numbers, with the fees that are owed whatever is decided.
"""

import math

import attrs

from delegation._costing.balance import Balance
from delegation._costing.block import block_use
from delegation._costing.case import Case
from delegation._costing.costs import CostRows, costs_of
from delegation._costing.kept import kept
from delegation._costing.relationship import Relationship
from delegation._costing.workload import occurrences_in, works_of
from delegation.model.business import Business
from delegation.model.task import Task
from delegation.queueing.delayed import AnyWait
from delegation.simulation.bundles import Bundle, fee_days
from delegation.simulation.months import Months


@attrs.frozen
class TaskPromise:
    """What is promised for a task.

    Attributes:
        wait: Mean wait in days.
        turned_away: Which part of its jobs goes elsewhere.
        lost: Money a month that waiting loses.
    """

    wait: float
    turned_away: float
    lost: float


@attrs.frozen
class Promise:
    """What is promised for one contractor, or for what you do yourself.

    Attributes:
        costs: The cost a month, in rows.
        used: Hours of the block that are used, a month.
        unused: Hours of it that are paid and not used.
        overage_hours: Hours above it.
        tasks: What is promised for each task, in the order of their names.
    """

    costs: CostRows
    used: float = 0.0
    unused: float = 0.0
    overage_hours: float = 0.0
    tasks: tuple[TaskPromise, ...] = ()


def promise_of(bundle: Bundle, business: Business, months: Months) -> Promise | None:
    """What the formulas promise for a bundle.

    Args:
        bundle: All that one contractor does.
        business: The owner's assumptions; its horizon is that of the months.
        months: The months.

    Returns:
        The promise; None where they promise nothing: for tasks that do not come all the time, and for one contractor
        who is on retainer and hired job by job as well.
    """
    if bundle.hired or bundle.spans or bundle.first is not None:
        return None
    relationship = Relationship(bundle.known, bundle.retained, bundle.running, (), months.on, bundle.ending)
    works = works_of(bundle.tasks, bundle.contractor, business, months.on)
    case = Case(works, bundle.contractor, business, relationship, bundle.retainer)
    balance = case.weigh()
    costs = costs_of(case, balance, None, possible=True)
    if bundle.retainer is None:
        return Promise(costs.out_task, tasks=_tasks(case, balance, months.number))
    rows = costs.outsource or CostRows()
    if bundle.running is not None and months.on is not None:
        due = fee_days(bundle.running, months.on, months.date(months.number))
        rows = attrs.evolve(rows, fee=sum(1 for _ in due) * bundle.retainer.monthly_fee / months.number)
    block = block_use(case, balance.overage_hours)
    return Promise(rows, block.used, block.unused, block.overage_hours, _tasks(case, balance, months.number))


def _tasks(case: Case, balance: Balance, months: int) -> tuple[TaskPromise, ...]:
    """What is promised for the tasks of a case."""
    regular, found = case.offer is not None, []
    for work, jobs, wait in zip(case.works, balance.jobs, _waits(balance, regular=regular), strict=True):
        cost, slack = work.task.urgency.cost_per_day, work.task.urgency.slack_days
        patience = case.business.replacement_days + case.search_cost / cost if cost else math.inf
        gone = 1.0 if wait.endless else wait.exceeds(slack + patience)
        loss = jobs.regular_loss if regular else jobs.one_off_loss
        found.append(TaskPromise(wait.mean, gone, jobs.occurrences * loss / months))
    return tuple(found)


def _waits(balance: Balance, *, regular: bool) -> list[AnyWait]:
    """The wait of every task."""
    return [wait.regular if regular else wait.one_off for wait in balance.waits]


def promise_of_kept(tasks: tuple[Task, ...], business: Business, months: Months) -> Promise:
    """What the formulas promise for what you do yourself: your hours, and waiting where these are limited.

    Args:
        tasks: What you do, in the order of the names.
        business: The owner's assumptions; its horizon is that of the months.
        months: The months.
    """
    works = [(task, occurrences_in(task.recurrence.counts(months.number, on=months.on))) for task in tasks]
    found = kept(works, business)
    assert found is not None, "what cannot be kept is not played as kept"  # noqa: S101  # for the type checkers
    promises = [
        TaskPromise(wait.mean, 0.0, occurrences * loss / months.number)
        for (_, occurrences), wait, loss in zip(works, found.waits, found.losses, strict=True)
    ]
    return Promise(found.costs, tasks=tuple(promises))
