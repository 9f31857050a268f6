"""Prices of tasks and limits at which the true costs of bundles bound a plan."""

from typing import Any

import attrs
import pytest

from delegation._assignment.problem import NO_STATE
from delegation._assignment.relaxation import Prices
from delegation.planning.duals import Candidate, Duals, reduced_at, value_at
from delegation.planning.ledger import Ledger, Totals
from tests.people import ANN, OWNER
from tests.plan_worlds import NEWS, SHOP, market_for

HIRE, SMALL = 0, 1


def never() -> bool:
    return False


def candidate(ledger: Ledger, state: int, *tasks: int) -> Candidate:
    return Candidate(state, tasks, ledger.priced(state, frozenset(tasks)), sum(1 << task for task in tasks))


def duals_of(known: float, prices: Prices, **limits: Any) -> Duals:
    """Two tasks that cost 290 each hired for, 570 both, and 475 on a block; a penalty of 1,000 each."""
    market = market_for([attrs.evolve(NEWS, owner_hours=10), SHOP], [ANN], attrs.evolve(OWNER, **limits))
    ledger = Ledger(market, [1000.0] * 9)
    bundles = [candidate(ledger, HIRE, 0), candidate(ledger, HIRE, 1), candidate(ledger, SMALL, 0, 1)]
    return Duals(ledger, {0: bundles}, known, prices)


class TestBound:
    def test_at_any_prices_it_is_what_all_would_make_of_them(self) -> None:
        """Paid 300 for each: the block gains 125, and nobody keeps anything for 600."""
        found = duals_of(475.0, Prices((300.0, 300.0))).at
        assert found.value == pytest.approx(475.0)
        assert found.profits == pytest.approx({0: -125.0})
        assert found.slopes == (0.0, 0.0, 0.0, 0.0)

    def test_slopes_say_which_price_is_too_low(self) -> None:
        found = duals_of(475.0, Prices((0.0, 0.0))).at
        assert (found.value, found.slopes) == (0.0, (1.0, 1.0, 0.0, 0.0))

    def test_what_is_done_alone_is_done_at_the_least_cost(self) -> None:
        """Paid 2,000: kept for 600, or left undone for 1,000, and both on the block besides."""
        found = duals_of(475.0, Prices((2000.0, 2000.0))).at
        assert found.value == pytest.approx(4000.0 - 3525.0 - 1400.0 - 1000.0)
        assert found.slopes == (-1.0, -1.0, 0.0, 0.0)

    @pytest.mark.parametrize(("limit", "place"), [("monthly_budget", 2), ("owner_hours_per_month", 3)])
    def test_a_limit_that_is_passed_has_a_slope_and_then_a_price(self, limit: str, place: int) -> None:
        amount = {"monthly_budget": 400.0, "owner_hours_per_month": 0.3}[limit]
        duals = duals_of(2000.0, Prices((300.0, 300.0)), **{limit: amount})
        found = duals.at
        taken = {"monthly_budget": 450.0, "owner_hours_per_month": 5 / 12}[limit]
        assert found.slopes[place] == pytest.approx((taken - amount) / duals.units[place - 2])
        assert duals.units[3 - place] == 0.0
        priced = Prices((300.0, 300.0), *([0.1, 0.0] if place == 2 else [0.0, 0.1]))
        assert duals_of(2000.0, priced, **{limit: amount}).at.value == pytest.approx(475.0 + 0.1 * (taken - amount))

    def test_of_a_limit_that_is_nothing_it_is_one_too(self) -> None:
        """Bundles take 250, 250 and 450: a step weighs 450 against a mean of these."""
        found = duals_of(2000.0, Prices((300.0, 300.0)), monthly_budget=0.0).at
        assert found.slopes[2] == pytest.approx(450.0 / (950.0 / 3))

    def test_what_is_alone_is_kept_or_undone(self) -> None:
        duals = duals_of(475.0, Prices((0.0, 0.0)))
        assert duals.alone == [
            [(None, Totals(1000.0, 0.0, 0.0)), (NO_STATE, Totals(600.0, 0.0, 10.0))],
            [(None, Totals(1000.0, 0.0, 0.0))],
        ]


class TestTighten:
    @pytest.mark.parametrize("start", [(0.0, 0.0), (1000.0, 0.0), (237.5, 237.5), (600.0, 600.0)])
    def test_prices_move_until_the_bound_meets_what_is_known(self, start: tuple[float, float]) -> None:
        duals = duals_of(475.0, Prices(start))
        duals.tighten(never)
        assert duals.at.value == pytest.approx(475.0, rel=1e-6)
        assert duals.at.value <= 475.0 * (1.0 + 1e-9)

    def test_bundles_that_cannot_help_are_dropped(self) -> None:
        duals = duals_of(475.0, Prices((0.0, 0.0)))
        duals.tighten(never)
        assert (SMALL, (0, 1)) in [(each.state, each.tasks) for each in duals.candidates[0]]
        assert len(duals.candidates[0]) < 3 or duals.at.value < 475.0 * (1.0 - 1e-7)

    def test_limits_get_a_price(self) -> None:
        """One of the two must be left, or kept for 600; the other is hired for."""
        duals = duals_of(890.0, Prices((290.0, 290.0)), monthly_budget=300.0)
        duals.tighten(never)
        assert duals.at.prices.cash > 0.0
        assert 600.0 < duals.at.value <= 890.0 * (1.0 + 1e-9)

    def test_it_stops_when_the_time_is_over(self) -> None:
        duals = duals_of(475.0, Prices((0.0, 0.0)))
        duals.tighten(lambda: True)
        assert duals.at.value == 0.0

    def test_it_is_closed_where_nothing_is_left_to_gain(self) -> None:
        assert duals_of(475.0, Prices((300.0, 300.0))).closed()
        assert not duals_of(476.0, Prices((300.0, 300.0))).closed()

    def test_no_price_need_be_above_what_doing_it_alone_costs(self) -> None:
        duals = duals_of(475.0, Prices((700.0, 2000.0)))
        before = duals.at.value
        duals.pay_no_more_than_alone()
        assert duals.at.prices.tasks == (600.0, 1000.0)
        assert duals.at.value >= before


def test_what_counts_at_prices() -> None:
    prices = Prices((10.0, 20.0), 0.5, 2.0)
    assert value_at(prices, Totals(1.0, 2.0, 3.0)) == 8.0
    assert reduced_at(prices, Candidate(0, (0, 1), Totals(1.0, 2.0, 3.0), 3)) == -22.0
