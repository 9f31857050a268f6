"""reviewing.records: how is a review held as flat records of plain values?"""

import datetime as dt
from typing import TYPE_CHECKING

from delegation._costing.records import TERMS, Plain, terms_of
from delegation._formatting.frames import Columns

if TYPE_CHECKING:
    from delegation.reviewing.review import Review

COLUMNS: Columns = {
    "rank": int,
    "kind": str,
    "contractor": str,
    "tasks": str,
    "money_per_month": float,
    "confidence": float,
    "last_day": dt.date,
    **TERMS,
    "sentence": str,
    "evidence": str,
    "on": dt.date,
    "currency": str,
}
"""What stands in each column of a review."""


def records_of(review: "Review") -> list[dict[str, Plain]]:
    """A review as one record an advice; `Review.to_dicts` tells what stands in them."""
    return [
        {
            "rank": rank,
            "kind": each.kind.value,
            "contractor": each.contractor,
            "tasks": "; ".join(each.tasks),
            "money_per_month": each.money,
            "confidence": each.confidence,
            "last_day": each.last_day.isoformat() if each.last_day else None,
            **terms_of(each.retainer),
            "sentence": each.sentence,
            "evidence": "; ".join(f"{fact.what}: {fact.value:g} ({fact.day})" for fact in each.evidence),
            "on": review.on.isoformat(),
            "currency": review.business.currency,
        }
        for rank, each in enumerate(review.advice, start=1)
    ]
