"""planning.records: how is a plan held as flat records of plain values?"""

from typing import TYPE_CHECKING

from delegation._costing.records import COSTS, LAST, TERMS, Plain, mode_of, rows_of, terms_of
from delegation._formatting.frames import Columns
from delegation.planning.assignments import Assignment
from delegation.planning.commitments import Agreement

if TYPE_CHECKING:
    from delegation.planning.plan import Plan

TASKS: Columns = {
    "task": str,
    "mode": str,
    "contractor": str,
    "once": bool,
    "hours_per_month": float,
    **TERMS,
    **COSTS,
    "paid_money_per_month": float,
    "own_hours_per_month": float,
    "cheapest_hire_money_per_month": float,
    "shortage": str,
    **LAST,
}
"""What stands in each column of a plan's tasks."""

RETAINERS: Columns = {
    "contractor": str,
    "running": bool,
    "tasks": str,
    "task_count": int,
    **TERMS,
    "overage_money_per_hour": float,
    "minimum_months": int,
    "notice_months": int,
    **COSTS,
    "used_hours_per_month": float,
    "unused_hours_per_month": float,
    "overage_hours_per_month": float,
    "saved_money_per_month": float,
    "break_even_share": float,
    "lock_in_money": float,
    **LAST,
}
"""What stands in each column of a plan's retainers."""


def tasks_of(plan: "Plan") -> list[dict[str, Plain]]:
    """A plan as one record a task; `Plan.to_dicts` tells what stands in them."""
    shortages = {each.task.name: each.reason for each in plan.shortages}
    return [{**_task(each, shortages.get(each.task.name)), **_question(plan)} for each in plan.assignments]


def retainers_of(plan: "Plan") -> list[dict[str, Plain]]:
    """A plan as one record a retainer; `Plan.retainers_to_dicts` tells what stands in them."""
    return [{**_retainer(each), **_question(plan)} for each in plan.retainers]


def _question(plan: "Plan") -> dict[str, Plain]:
    """What is the same for the whole plan."""
    return {"horizon_months": plan.business.horizon_months, "currency": plan.business.currency}


def _task(each: Assignment, shortage: str | None) -> dict[str, Plain]:
    """A task of a plan."""
    return {
        "task": each.task.name,
        "mode": mode_of(each.mode),
        "contractor": None if each.contractor is None else each.contractor.name,
        "once": each.once,
        "hours_per_month": each.hours,
        **terms_of(each.retainer),
        **rows_of(each.costs),
        "paid_money_per_month": each.paid,
        "own_hours_per_month": each.own_hours,
        "cheapest_hire_money_per_month": each.cheapest_hire,
        "shortage": shortage,
    }


def _retainer(each: Agreement) -> dict[str, Plain]:
    """A retainer of a plan."""
    return {
        "contractor": each.contractor.name,
        "running": each.running,
        "tasks": "; ".join(task.name for task in each.tasks),
        "task_count": len(each.tasks),
        **terms_of(each.retainer),
        "overage_money_per_hour": each.retainer.hourly_overage(each.contractor.rate),
        "minimum_months": each.retainer.minimum_months,
        "notice_months": each.retainer.notice_months,
        **rows_of(each.costs),
        "used_hours_per_month": each.block.used,
        "unused_hours_per_month": each.block.unused,
        "overage_hours_per_month": each.block.overage_hours,
        "saved_money_per_month": each.saves,
        "break_even_share": each.break_even,
        "lock_in_money": each.lock_in,
    }
