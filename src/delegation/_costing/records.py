"""_costing.records: how do terms and cost rows stand in a flat record of plain values?"""

from delegation._costing.costs import ROWS, CostRows
from delegation._formatting.frames import Columns
from delegation.model.mode import UNDONE, Mode
from delegation.model.retainer import Retainer

Plain = str | int | float | bool | None
"""What stands in a record."""

TERMS: Columns = {"retainer_money_per_month": float, "retainer_hours_per_month": float}
"""What stands in the columns of `terms_of`."""

COSTS: Columns = {f"{name}_money_per_month": float for name in (*ROWS, "total")}
"""What stands in the columns of `rows_of`."""

LAST: Columns = {"horizon_months": int, "currency": str}
"""What stands in the last columns of every record of money a month."""


def mode_of(mode: Mode | None) -> str:
    """A mode in a record; `UNDONE` where nobody does the work."""
    return UNDONE if mode is None else mode.value


def terms_of(retainer: Retainer | None) -> dict[str, Plain]:
    """What a retainer costs and includes a month; None where there is none."""
    if retainer is None:
        return {"retainer_money_per_month": None, "retainer_hours_per_month": None}
    return {"retainer_money_per_month": retainer.monthly_fee, "retainer_hours_per_month": retainer.hours}


def rows_of(rows: CostRows | None) -> dict[str, Plain]:
    """What a way costs, in rows that add up, and their sum; None where it is no choice."""
    if rows is None:
        return dict.fromkeys(COSTS)
    amounts = (rows.work, rows.fee, rows.overage, rows.hiring, rows.waiting, rows.undone, rows.total)
    return dict(zip(COSTS, amounts, strict=True))
