"""comparing.records: how is a comparison held as flat records of plain values?"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from delegation._costing.records import TERMS, Plain, mode_of, terms_of
from delegation._formatting.frames import Columns
from delegation.comparing.changes import Change, RetainerChange, Row, TaskChange, Verdict
from delegation.planning.assignments import Assignment

if TYPE_CHECKING:
    from delegation.comparing.comparison import Comparison

SIDES = ("before", "after")

COLUMNS: Columns = {
    "of": str,
    "name": str,
    "row": str,
    "change": str,
    **{f"{side}_{what}": str for what in ("mode", "contractor") for side in SIDES},
    **{f"{side}_{term}": kind for side in SIDES for term, kind in TERMS.items()},
    "before_money_per_month": float,
    "after_money_per_month": float,
    "difference_money_per_month": float,
    "currency": str,
}
"""What stands in each column."""

Record = dict[str, Plain]


def records_of(found: "Comparison") -> list[Record]:
    """A comparison as one record a number; `Comparison.to_dicts` tells what stands in them."""
    change = Change.CHANGED if found.changed else Change.SAME
    verdicts = found.verdicts or (None, None)
    whole: Record = {"of": "plan" if found.kind == "plan" else "verdict", "change": change.value, **_sides(*verdicts)}
    records = _rows((*found.rows, found.total), whole)
    for mode, rows in found.ways:
        records += _rows(rows, {"of": mode.value})
    records += [_task(each) for each in found.tasks]
    records += [_retainer(each) for each in found.retainers]
    return [{**dict.fromkeys(COLUMNS), **each, "currency": found.currency} for each in records]


def _rows(rows: Iterable[Row], whose: Record) -> list[Record]:
    """Cost rows."""
    return [{**whose, "row": row.name, **_money(row.before, row.after, row.difference)} for row in rows]


def _money(before: float | None, after: float | None, difference: float | None) -> Record:
    """What it cost, costs, and costs more."""
    return {
        "before_money_per_month": before,
        "after_money_per_month": after,
        "difference_money_per_month": difference,
    }


def _sides(before: Verdict | Assignment | None, after: Verdict | Assignment | None) -> Record:
    """How, with whom and on which terms."""
    record: Record = {}
    for side, way in zip(SIDES, (before, after), strict=True):
        if way is not None:
            record[f"{side}_mode"] = mode_of(way.mode)
            record[f"{side}_contractor"] = None if way.contractor is None else way.contractor.name
            record |= {f"{side}_{term}": value for term, value in terms_of(way.retainer).items()}
    return record


def _task(each: TaskChange) -> Record:
    """A task."""
    before, after = (None if way is None else way.cost for way in (each.before, each.after))
    return {
        "of": "task",
        "name": each.name,
        "row": "total",
        "change": each.change.value,
        **_sides(each.before, each.after),
        **_money(before, after, each.difference),
    }


def _retainer(each: RetainerChange) -> Record:
    """A retainer."""
    record: Record = {"of": "retainer", "name": each.contractor, "row": "total", "change": each.change.value}
    for side, held in zip(SIDES, (each.before, each.after), strict=True):
        record |= {f"{side}_{term}": value for term, value in terms_of(None if held is None else held.retainer).items()}
        record[f"{side}_money_per_month"] = None if held is None else held.costs.total
    return {**record, "difference_money_per_month": each.difference}
