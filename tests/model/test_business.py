"""What the owner assumes about the business."""

from typing import Any

import pytest

from delegation import Availability, Business, Urgency
from tests.refusals import told_by


@pytest.mark.parametrize(("typed", "kept"), [("", ""), (" EUR ", "EUR"), ("€", "€")])
def test_a_currency_is_kept_without_the_blanks_around_it(typed: str, kept: str) -> None:
    assert Business(currency=typed).currency == kept


@pytest.mark.parametrize("currency", [None, 1, "pieces of eight", "a\nb"])
def test_what_is_no_short_printable_name_is_no_currency(currency: Any) -> None:
    assert told_by(lambda: Business(currency=currency)) == (
        "Business.currency",
        "it takes the name or sign of a currency such as EUR, at most 10 letters, or nothing",
    )


@pytest.mark.parametrize("most", [-1, 1.5, "2", 1_000_001])
def test_at_most_so_many_retainers_is_a_whole_number_or_none(most: Any) -> None:
    assert told_by(lambda: Business(most_retainers=most)) == (
        "Business.most_retainers",
        "it takes a whole number from 0 to 1,000,000, retainers, or None for no limit",
    )
    assert [Business(most_retainers=number).most_retainers for number in (0, 2.0)] == [0, 2]


def test_the_defaults_of_a_business() -> None:
    assert Business() == Business(
        owner_rate=50.0,
        hiring_hours=2.0,
        briefing_hours=0.5,
        onboarding_hours=3.0,
        replacement_days=5.0,
        horizon_months=12,
        monthly_budget=None,
        owner_hours_per_month=None,
        most_retainers=None,
        reference_urgency=Urgency(10.0, 3.0),
        reference_availability=Availability(),
    )
