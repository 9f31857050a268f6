"""reviewing.records: how is a review held as flat records of plain values?"""

from typing import TYPE_CHECKING

from delegation._costing.records import Plain, terms_of

if TYPE_CHECKING:
    from delegation.reviewing.review import Review


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
