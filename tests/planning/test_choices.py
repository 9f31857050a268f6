"""What a choice of ways truly comes to."""

import math
from typing import Any

import attrs
import pytest

from delegation._assignment.problem import UNDONE, Solution
from delegation.planning.choices import PricedChoice
from delegation.planning.choices import priced as priced_at
from delegation.planning.market import Market
from delegation.planning.prices import first_prices
from tests.people import ANN, BEA, OWNER, TEN
from tests.plan_worlds import NEWS, RUNNING, SHOP, choice_of, market_for


def priced(market: Market, solution: Solution) -> PricedChoice:
    """What a choice truly comes to at the first prices."""
    return priced_at(market, first_prices(market), solution)


class TestPriced:
    def test_it_tells_the_true_cost(self) -> None:
        market = market_for([NEWS, SHOP], [ANN])
        choice = choice_of(market, 1, 1)
        found = priced(market, Solution(choice, 480.0, -math.inf, "feasible"))
        assert (found.cost, found.penalty, found.cash) == (475.0, 0.0, 450.0)
        assert found.owner_hours == pytest.approx(5 / 12)
        assert found.within

    def test_penalties_are_in_the_answer_and_in_no_cost(self) -> None:
        market = market_for([NEWS], [ANN])
        found = priced(market, Solution((UNDONE,), first_prices(market).penalties[0], 0.0, "optimal"))
        assert (found.cost, found.penalty) == (0.0, first_prices(market).penalties[0])
        assert found.rank == (False, first_prices(market).penalties[0])

    def test_what_leaving_a_task_costs_where_it_says_so_is_cost_and_no_penalty(self) -> None:
        market = market_for([attrs.evolve(NEWS, undone_cost=30), SHOP], [ANN])
        must = first_prices(market).penalties[1]
        found = priced(market, Solution((UNDONE, UNDONE), 30.0 + must, 0.0, "optimal"))
        assert (found.cost, found.penalty) == (30.0, must)

    def test_kept_tasks_cost_the_owners_time_and_no_cash(self) -> None:
        market = market_for([attrs.evolve(NEWS, owner_hours=3)], [])
        found = priced(market, Solution((0,), 180.0, 180.0, "optimal"))
        assert (found.cost, found.cash, found.owner_hours, found.bundles) == (180.0, 0.0, 3.0, ())

    def test_fees_that_are_owed_are_in_the_cash_and_in_no_cost(self) -> None:
        market = market_for([NEWS, SHOP], [ANN], OWNER, RUNNING)
        found = priced(market, Solution((0, 1), 412.5, 0.0, "feasible"))
        assert (found.cost, found.cash) == (412.5, 450.0)

    @pytest.mark.parametrize(
        ("limits", "within"),
        [
            ({"monthly_budget": 249.9}, False),
            ({"monthly_budget": 250}, True),
            ({"owner_hours_per_month": 0.66}, False),
            ({"owner_hours_per_month": 0.67}, True),
            ({"monthly_budget": 0, "owner_hours_per_month": 0}, False),
        ],
    )
    def test_limits_are_kept_in_truth_or_not(self, limits: dict[str, Any], within: bool) -> None:
        found = priced(market_for([NEWS], [ANN], attrs.evolve(OWNER, **limits)), Solution((0,), 290.0, 0.0, "feasible"))
        assert found.within is within
        assert found.rank == (not within, 290.0)

    @pytest.mark.parametrize(("most", "within"), [(None, True), (2, True), (1, False)])
    def test_so_is_how_many_retainers_there_may_be(self, most: int | None, within: bool) -> None:
        market = market_for(
            [NEWS, SHOP], [ANN, attrs.evolve(BEA, retainers=TEN)], attrs.evolve(OWNER, most_retainers=most)
        )
        assert priced(market, Solution(choice_of(market, 1, 4), 0.0, 0.0, "feasible")).within is within
