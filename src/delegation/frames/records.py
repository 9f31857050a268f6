"""frames.records: what does a grid tell of the answer at one of its points?"""

from collections.abc import Iterable

from delegation._assignment.problem import exceeds
from delegation._costing.records import LAST, TERMS, Plain, terms_of
from delegation._formatting.frames import Columns
from delegation.frames.varied import COLUMNS
from delegation.model.mode import Mode
from delegation.planning.plan import Plan
from delegation.scoring.records import verdict_of
from delegation.scoring.score import Score

SCORES: Columns = {
    "tasks": str,
    "contractor": str,
    "verdict": str,
    "cheapest": str,
    "value": float,
    "payback": float,
    "saved_money": float,
    "committed_money": float,
    "highest_fee_money_per_month": float,
    **TERMS,
    "outsource_money_per_month": float,
    "out_task_money_per_month": float,
    "keep_money_per_month": float,
    "paid_money_per_month": float,
    "over_budget": bool,
    "obstacle": str,
    **LAST,
}
"""What stands in the columns of a score."""

PLANS: Columns = {
    "total_money_per_month": float,
    "paid_money_per_month": float,
    "waiting_money_per_month": float,
    "owner_hours_per_month": float,
    "retainers": str,
    "retainer_count": int | None,
    "outsource_count": int | None,
    "out_task_count": int | None,
    "keep_count": int | None,
    "undone_count": int | None,
    "undone": str,
    "status": str,
    "obstacle": str,
    **LAST,
}
"""What stands in the columns of a plan."""


def columns_of(varied: Iterable[str], *, plans: bool) -> Columns:
    """What stands in the columns of a grid: first what is varied, then what is told of plans or scores."""
    first = {column: kind for name in varied for column, kind in COLUMNS[name].items()}
    return {**first, **(PLANS if plans else SCORES)}


def answer_of(answer: Score | Plan) -> dict[str, Plain]:
    """What is told of an answer; `Sweep.to_dicts` tells what stands in it."""
    return _plan(answer) if isinstance(answer, Plan) else _score(answer)


def _score(score: Score) -> dict[str, Plain]:
    """What is told of a score."""
    mode, cheapest = verdict_of(score), score.cheapest
    budget, obstacle = score.business.monthly_budget, score.impossible
    costs = {each: None if rows is None else rows.total for each, rows in score.costs.items()}
    if score.never_reached:
        costs[Mode.OUT_TASK] = None
        if mode is None:
            obstacle = f"{obstacle}, and would never reach a one-off client"
    rows = None if mode is None else score.costs[mode]
    paid = None if rows is None else 0.0 if mode is Mode.KEEP else rows.cash
    return {
        "tasks": "; ".join(task.name for task in score.tasks),
        "contractor": score.contractor.name,
        "verdict": None if mode is None else mode.value,
        "cheapest": None if cheapest is None else cheapest.value,
        "value": score.value,
        "payback": score.payback,
        "saved_money": score.saved,
        "committed_money": score.committed,
        "highest_fee_money_per_month": score.highest_fee,
        **terms_of(score.retainer),
        "outsource_money_per_month": costs[Mode.OUTSOURCE],
        "out_task_money_per_month": costs[Mode.OUT_TASK],
        "keep_money_per_month": costs[Mode.KEEP],
        "paid_money_per_month": paid,
        "over_budget": paid is not None and budget is not None and exceeds(paid, budget),
        "obstacle": obstacle,
        "horizon_months": score.business.horizon_months,
        "currency": score.business.currency,
    }


def _plan(plan: Plan) -> dict[str, Plain]:
    """What is told of a plan."""
    modes = [each.mode for each in plan.assignments]
    return {
        "total_money_per_month": plan.cost,
        "paid_money_per_month": plan.paid,
        "waiting_money_per_month": plan.costs.waiting,
        "owner_hours_per_month": plan.owner_hours,
        "retainers": "; ".join(each.contractor.name for each in plan.retainers),
        "retainer_count": len(plan.retainers),
        "outsource_count": modes.count(Mode.OUTSOURCE),
        "out_task_count": modes.count(Mode.OUT_TASK),
        "keep_count": modes.count(Mode.KEEP),
        "undone_count": modes.count(None),
        "undone": "; ".join(task.name for task in plan.undone),
        "status": plan.status,
        "obstacle": None,
        "horizon_months": plan.business.horizon_months,
        "currency": plan.business.currency,
    }


def nothing_of(columns: Columns, obstacle: str, **known: Plain) -> dict[str, Plain]:
    """What is told where there is no answer: why, and what of the question is known."""
    nothing: dict[str, Plain] = {name: False if kind is bool else None for name, kind in columns.items()}
    return {**nothing, "obstacle": obstacle, **known}
