"""Records of a review have the columns that its documentation tells, in their order, with plain values."""

import re

from delegation import Business, review
from delegation.reviewing.review import Review
from tests.people import ANN, NEW_YEAR, TWENTY
from tests.reviewing.logs import hired, retained
from tests.reviewing.test_hires import NEWS, YEAR
from tests.reviewing.test_retainers import LARGE, MID, runs

OWNER = Business(owner_rate=60, currency="EUR")


def test_advice_is_one_record_of_plain_values() -> None:
    (found,) = review(hired(NEWS, YEAR), OWNER, on=NEW_YEAR).to_dicts()
    assert found == {
        "rank": 1,
        "kind": "start a retainer",
        "contractor": "Ann",
        "tasks": "news",
        "money_per_month": 65.0,
        "confidence": 1.0,
        "last_day": None,
        "retainer_money_per_month": 450.0,
        "retainer_hours_per_month": 10.0,
        "sentence": review(hired(NEWS, YEAR), OWNER, on=NEW_YEAR).advice[0].sentence,
        "evidence": (
            "one-off jobs: 12 (2025-01-01); paid job by job, money: 6360 (2025-01-01); "
            "the same on the retainer, money: 5580 (2025-01-01); "
            "jobs in a term that start it by the rule without a forecast: 2.88679 (2026-01-01)"
        ),
        "on": "2026-01-01",
        "currency": "EUR",
    }


def test_last_day_is_a_day_as_text() -> None:
    found = review(runs(8, TWENTY, LARGE), OWNER, on=MID).to_dicts()
    assert found[0]["last_day"] == "2026-01-01"
    assert found[0]["rank"] == 1


def test_quiet_review_has_no_records() -> None:
    assert review(retained(NEWS, [], TWENTY, ANN), OWNER, on=NEW_YEAR, least_money=1e6).to_dicts() == []


def test_columns_are_those_that_the_documentation_tells() -> None:
    told = re.findall(r"``(\w+)``", (Review.to_dicts.__doc__ or "").split("order:")[1])
    (found,) = review(hired(NEWS, YEAR), OWNER, on=NEW_YEAR).to_dicts()
    assert told == list(found)
