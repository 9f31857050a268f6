"""What the terms of an ongoing agreement are."""

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Retainer
from delegation.model.retainer import by_terms, swapped
from tests.refusals import told_by
from tests.worlds import spread


def test_the_defaults_of_a_retainer() -> None:
    assert Retainer(450, 10) == Retainer(
        450.0,
        10.0,
        overage_rate=None,
        rollover_hours=0.0,
        minimum_months=3,
        notice_months=1,
        setup_fee=0.0,
        period_months=1,
    )


@pytest.mark.parametrize(
    ("terms", "field", "accepted"),
    [
        ({"setup_fee": -1}, "Retainer.setup_fee", "it takes a number from 0 to 1e60, money once"),
        ({"period_months": 0}, "Retainer.period_months", "it takes a whole number from 1 to 120, months"),
        ({"period_months": 121}, "Retainer.period_months", "it takes a whole number from 1 to 120, months"),
        ({"period_months": 1.5}, "Retainer.period_months", "it takes a whole number from 1 to 120, months"),
    ],
)
def test_what_is_no_setup_fee_and_no_period_is_refused(terms: dict[str, Any], field: str, accepted: str) -> None:
    assert told_by(lambda: Retainer(450, 10, **terms)) == (field, accepted)


@pytest.mark.parametrize(("period", "hours"), [(1, 36), (3, 12), (12, 3)])
def test_a_block_of_several_months_has_a_part_of_its_hours_in_each(period: int, hours: float) -> None:
    assert Retainer(450, 36, period_months=period).hours_per_month == hours


@pytest.mark.parametrize("terms", [{"setup_fee": 1}, {"period_months": 3}])
def test_offers_are_told_apart_by_every_term(terms: dict[str, Any]) -> None:
    assert by_terms(Retainer(450, 10)) < by_terms(Retainer(450, 10, **terms))


def test_a_block_of_several_months_is_never_taken_for_a_fee() -> None:
    assert swapped(Retainer(10, 500), 50)
    assert not swapped(Retainer(10, 500, period_months=12), 50)


@pytest.mark.parametrize(
    ("hours_per_month", "block"),
    [
        pytest.param(0, 10, id="nothing: the smallest block"),
        pytest.param(9.99, 10, id="just below it"),
        pytest.param(10, 10, id="just it"),
        pytest.param(10.01, 15, id="just above it: the next multiple of 5"),
        pytest.param(14.99, 15, id="just below the next"),
        pytest.param(15, 15, id="just the next"),
        pytest.param(15.01, 20, id="just above the next"),
        pytest.param(20 * (1 + 2**-50), 20, id="what rounding adds does not count"),
        pytest.param(1234, 1235, id="much"),
    ],
)
def test_a_typical_block_is_the_hours_rounded_up_to_5_and_at_least_10(hours_per_month: float, block: float) -> None:
    """For a rate of 50 and 10 % off, an hour of the block costs 45."""
    typical = Retainer.typical(hours_per_month, 50)

    assert (typical.hours, typical.monthly_fee) == (block, pytest.approx(45 * block, rel=1e-15))  # type: ignore[comparison-overlap]  # an approximation is equal to what is near


@pytest.mark.parametrize(("discount", "fee"), [(0, 500.0), (0.25, 375.0), (1, 0.0)])
def test_a_typical_fee_is_the_block_at_the_rate_less_the_discount(discount: float, fee: float) -> None:
    assert Retainer.typical(10, 50, discount=discount) == Retainer(fee, 10)


@given(st.floats(0.0, 1e6), st.floats(0.0, 1e6))
def test_a_typical_block_holds_the_hours_and_not_5_more(hours_per_month: float, rate: float) -> None:
    block = Retainer.typical(hours_per_month, rate).hours

    assert max(10.0, hours_per_month) <= block + 1e-6
    assert block < max(10.0, hours_per_month) + 5.0


@pytest.mark.parametrize("typed", [Decimal(20), Fraction(20)], ids=["Decimal", "Fraction"])
def test_a_typical_retainer_takes_every_real_number(typed: Any) -> None:
    assert Retainer.typical(typed, typed, discount=typed - 20) == Retainer(400, 20)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        (field, given)
        for field in ("hours_per_month", "rate", "discount")
        for given in (-0.01, math.nan, math.inf, "1", None, True)
    ]
    + [("discount", 1.01)],
)
def test_a_typical_retainer_of_what_are_no_such_numbers_is_refused(field: str, given: Any) -> None:
    numbers: dict[str, Any] = {"hours_per_month": 10, "rate": 50, "discount": 0.1} | {field: given}

    assert told_by(lambda: Retainer.typical(**numbers))[0] == f"Retainer.typical.{field}"


@pytest.mark.parametrize(("overage_rate", "hourly"), [(None, 50.0), (40, 40.0), (50, 50.0), (60, 50.0), (0, 0.0)])
def test_an_hour_above_the_block_costs_the_rate_or_less(overage_rate: float | None, hourly: float) -> None:
    assert Retainer(450, 10, overage_rate=overage_rate).hourly_overage(50.0) == hourly


def test_offers_are_ordered_by_their_fee_first_and_none_before_all() -> None:
    offers = [Retainer(2, 1), None, Retainer(1, 2), Retainer(1, 1, overage_rate=0), Retainer(1, 1)]

    assert sorted(offers, key=by_terms) == [None, Retainer(1, 1), Retainer(1, 1, overage_rate=0), *offers[2::-2]]


class TestSwapped:
    @pytest.mark.parametrize(
        ("fee", "hours", "rate"),
        [
            pytest.param(20, 700, 45, id="20 hours for 700"),
            pytest.param(10, 450, 50, id="a typical offer"),
            pytest.param(7.5, 300, 45, id="half hours"),
            pytest.param(2, 90, 50, id="the smallest block"),
            pytest.param(744, 7_440, 20, id="a month of hours for half the rate"),
        ],
    )
    def test_a_fee_that_would_be_a_block_and_hours_that_would_be_its_fee_are_swapped(
        self, fee: float, hours: float, rate: float
    ) -> None:
        assert swapped(Retainer(fee, hours), rate)

    @pytest.mark.parametrize(
        ("fee", "hours", "rate"),
        [
            pytest.param(0, 10, 50, id="nothing to pay"),
            pytest.param(1, 40, 50, id="a symbolic fee"),
            pytest.param(150, 0, 50, id="access only"),
            pytest.param(0, 0, 50, id="nothing at all"),
            pytest.param(2_000, 10_000, 50, id="without limit"),
            pytest.param(20, 700, 0, id="somebody who works for nothing"),
            pytest.param(20, 700, 0.2, id="a currency in which an hour costs a fifth"),
            pytest.param(20, 700, 1_000, id="a block dearer than a third of the rate, either way too cheap"),
            pytest.param(20.1, 700, 45, id="no block of quarter hours"),
            pytest.param(750, 7_500, 20, id="more hours than a month has"),
        ],
    )
    def test_other_offers_are_taken_as_they_are(self, fee: float, hours: float, rate: float) -> None:
        assert not swapped(Retainer(fee, hours), rate)

    @given(spread(0.25, 744), spread(1e-3, 1e6), st.floats(0.1, 3.0))
    def test_a_block_for_a_tenth_of_the_rate_or_more_is_never_taken_for_swapped(
        self, hours: float, rate: float, part: float
    ) -> None:
        assert not swapped(Retainer(hours * rate * part * (1 + 1e-9), hours), rate)

    @given(st.integers(8, 4 * 744), spread(5, 1e6), st.floats(0.5, 1.2))
    def test_a_block_as_there_are_is_noticed_when_it_is_swapped(self, quarters: int, rate: float, part: float) -> None:
        hours = quarters / 4

        assert swapped(Retainer(monthly_fee=hours, hours=hours * rate * part), rate)
