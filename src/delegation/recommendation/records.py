"""recommendation.records: how is a recommendation held as flat records of plain values?"""

from typing import TYPE_CHECKING

from delegation._costing.records import COSTS, LAST, TERMS, Plain, rows_of, terms_of
from delegation._formatting.frames import Columns
from delegation.scoring.records import CLIENT, client_of

if TYPE_CHECKING:
    from delegation.recommendation.recommendation import Alternative, Exclusion, Recommendation

COLUMNS: Columns = {
    "task": str,
    "rank": int | None,
    "mode": str,
    "contractor": str,
    "obstacle": str,
    **TERMS,
    **COSTS,
    "dearer_money_per_month": float,
    **CLIENT,
    "value": float,
    "payback": float,
    **LAST,
}
"""What stands in each column of a recommendation."""


def records_of(found: "Recommendation") -> list[dict[str, Plain]]:
    """A recommendation as one record a way, and one for each that is out."""
    ranked = [_way(found, rank, way) for rank, way in enumerate(found.alternatives, start=1)]
    return [*ranked, *(_exclusion(found, each) for each in found.excluded)]


def _way(found: "Recommendation", rank: int, way: "Alternative") -> dict[str, Plain]:
    """A way of having the task done."""
    score = way.score
    client = None
    if score is not None:
        client = score.availability.regular if way.retainer else score.availability.one_off
    return {
        "task": found.task.name,
        "rank": rank,
        "mode": way.mode.value,
        "contractor": way.contractor.name if way.contractor else None,
        "obstacle": None,
        **terms_of(way.retainer),
        **rows_of(way.costs),
        "dearer_money_per_month": way.dearer,
        **client_of(client),
        "value": score.value if score else None,
        "payback": score.payback if score else None,
        "horizon_months": found.business.horizon_months,
        "currency": found.business.currency,
    }


def _exclusion(found: "Recommendation", each: "Exclusion") -> dict[str, Plain]:
    """Somebody who is out."""
    return {
        "task": found.task.name,
        "rank": None,
        "mode": each.mode.value if each.mode else None,
        "contractor": each.contractor,
        "obstacle": each.reason,
        **terms_of(None),
        **rows_of(None),
        "dearer_money_per_month": None,
        **client_of(None),
        "value": None,
        "payback": None,
        "horizon_months": found.business.horizon_months,
        "currency": found.business.currency,
    }
