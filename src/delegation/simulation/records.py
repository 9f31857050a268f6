"""simulation.records: how is a simulation held as flat records of plain values?"""

import math
from typing import TYPE_CHECKING

from delegation._costing.records import Plain
from delegation._formatting.frames import Columns
from delegation.simulation.estimates import Estimate, Spread

if TYPE_CHECKING:
    from delegation.simulation.result import Party, Rows, Simulation, Waits

ROWS = ("work", "fee", "overage", "hiring", "waiting", "total")

HOURS = ("used", "unused", "overage_hours")

COLUMNS: Columns = {
    "of": str,
    "row": str,
    "contractor": str,
    "task": str,
    "served": str,
    "month": int | None,
    **dict.fromkeys(("mean", "standard_error", "promised", "low", "median", "high", "largest"), float),
    "currency": str,
}
"""What stands in each column."""

Record = dict[str, Plain]


def records_of(found: "Simulation") -> list[Record]:
    """A simulation as one record a number; `Simulation.to_dicts` tells what stands in them."""
    records = [*_costs(found.rows, "cost"), *_costs(found.monthly, "monthly cost")]
    for party in found.parties:
        records += _party(party)
    for waits in (*found.tasks, *found.classes):
        records += _waits(waits)
    records.append(_record(found.worst_month, "worst month", row="total"))
    if found.departures is not None:
        records.append(_record(found.departures, "departures", row="total"))
    return [{**each, "currency": found.business.currency} for each in records]


def _costs(costs: "Rows[Estimate] | Rows[Spread]", of: str, contractor: str | None = None) -> list[Record]:
    """Costs by row."""
    return [_record(getattr(costs, name), of, row=name, contractor=contractor) for name in ROWS]


def _party(party: "Party") -> list[Record]:
    """What a contractor came to."""
    name = party.contractor
    records = _costs(party.costs, "cost", name)
    if party.retainer is not None:
        records += [_record(getattr(party, hours), "hours", row=hours, contractor=name) for hours in HOURS]
    for month, block in enumerate(party.months):
        records += [_record(getattr(block, hours), "hours", row=hours, contractor=name, month=month) for hours in HOURS]
    return records


def _waits(waits: "Waits") -> list[Record]:
    """How long jobs waited."""
    where: Record = {"contractor": waits.contractor or None, "task": waits.task or None, "served": waits.served}
    spread: Record = {"low": waits.within(0.05), "median": waits.within(0.5), "high": waits.within(0.95)}
    return [
        _record(waits.per_month, "jobs", **where),
        _record(waits.wait, "wait", **where) | {name: _known(value) for name, value in spread.items()},
        _record(waits.turned_away, "turned away", **where),
        _record(waits.lost, "cost", row="waiting", **where),
    ]


def _record(estimate: Estimate, of: str, **where: Plain) -> Record:
    """A number with all that is known of it."""
    record: Record = dict.fromkeys(COLUMNS) | where | {"of": of}
    record |= {"mean": _known(estimate.mean), "promised": estimate.promised}
    record["standard_error"] = None if math.isinf(estimate.standard_error) else estimate.standard_error
    if isinstance(estimate, Spread):
        record |= {name: getattr(estimate, name) for name in ("low", "median", "high", "largest")}
    return record


def _known(value: Plain) -> Plain:
    """A value; None for what is no number."""
    return None if isinstance(value, float) and math.isnan(value) else value
