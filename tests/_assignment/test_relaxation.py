"""A bound without a solver: never above the best choice, and near the linear program's."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation._assignment.problem import NO_STATE, Column, Problem, State
from delegation._assignment.relaxation import Prices, relaxed, unit_of
from tests.problems import TWO, TWO_PARTS, listener, optimum, problems, with_tasks
from tests.published import INSTANCES, Instance, each


class TestByHand:
    def test_a_task_costs_its_cheapest_way(self) -> None:
        problem = Problem((100.0,), (State(0, 5.0),), (Column(0, 0, 10.0), Column(0, NO_STATE, 30.0)))
        found = relaxed(problem, 15.0)
        assert found.bound == pytest.approx(15.0)
        assert found.prices.tasks == pytest.approx((15.0,))
        assert found.profits == pytest.approx({}, abs=1e-6)

    def test_a_fixed_charge_is_shared_by_the_tasks_that_need_it(self) -> None:
        """Together 10 + 2, done otherwise 8 each: each alone would never open it."""
        problem = Problem(
            (100.0, 100.0),
            (State(0, 10.0),),
            (Column(0, 0, 1.0), Column(1, 0, 1.0), Column(0, NO_STATE, 8.0), Column(1, NO_STATE, 8.0)),
        )
        assert relaxed(problem, 12.0).bound == pytest.approx(12.0, rel=1e-3)

    def test_hours_above_a_block_are_counted_at_its_rate(self) -> None:
        problem = Problem((1e3,), (State(0, 4.0, block=3.0, overage_rate=2.0),), (Column(0, 0, 1.0, block=10.0),))
        assert relaxed(problem, 19.0).bound == pytest.approx(4.0 + 1.0 + 14.0)

    def test_they_are_cash_too(self) -> None:
        """Seven hours at 2, each of which counts twice where cash counts 1; 50 of it are there."""
        state = State(0, 4.0, block=3.0, overage_rate=2.0)
        problem = Problem((1e3,), (state,), (Column(0, 0, 1.0, block=10.0),), cash_limit=50.0)
        found = relaxed(problem, 1e3, steps=0, start=Prices((100.0,), cash=1.0))
        assert found.bound == pytest.approx(100.0 + (4.0 + 1.0 - 100.0 + 28.0) - 50.0)

    def test_rounding_is_taken_off_and_never_added(self) -> None:
        problem = Problem((100.0,), (), (Column(0, NO_STATE, 30.0),))
        assert 30.0 - 1e-8 < relaxed(problem, 30.0, steps=0, start=Prices((30.0,))).bound < 30.0

    def test_of_a_capacity_no_more_is_taken_than_there_is(self) -> None:
        """One and a half of two tasks fit."""
        problem = Problem(
            (50.0, 50.0), (State(0, capacity=3.0),), tuple(Column(task, 0, 1.0, load=2.0) for task in (0, 1))
        )
        assert relaxed(problem, 51.0).bound == pytest.approx(1.5 + 25.0, rel=1e-2)

    def test_a_state_without_room_is_none(self) -> None:
        problem = Problem((50.0,), (State(0, capacity=-1.0),), (Column(0, 0, 1.0),))
        assert relaxed(problem, 50.0).bound == pytest.approx(50.0)

    @pytest.mark.parametrize(("kind", "place"), [("cash", 1), ("owner_hours", 2)])
    def test_a_shared_limit_has_a_price(self, kind: str, place: int) -> None:
        """Of two tasks that cost 1 and take 4 each only 4 are there; else they cost 9."""
        columns = [Column(task, NO_STATE, 9.0) for task in (0, 1)]
        columns += [Column(task, 0, 1.0, **{kind: 4.0}) for task in (0, 1)]
        limit = {"cash": "cash_limit", "owner_hours": "owner_hours_limit"}[kind]
        limits: Any = {limit: 4.0}
        problem = Problem((50.0, 50.0), (State(0),), tuple(columns), **limits)
        found = relaxed(problem, 10.0)
        assert found.bound == pytest.approx(10.0, rel=1e-2)
        assert found.prices[place] == pytest.approx(2.0, rel=0.1)
        assert found.prices[3 - place] == 0.0

    def test_what_a_limit_leaves_nothing_of_is_bounded_too(self) -> None:
        problem = Problem((50.0,), (State(0),), (Column(0, 0, 1.0, cash=1.0),), cash_limit=0.0)
        assert 1.0 <= relaxed(problem, 50.0).bound <= 50.0

    def test_it_goes_on_from_prices_that_are_known(self) -> None:
        found = relaxed(TWO, optimum(TWO).cost)
        again = relaxed(TWO, optimum(TWO).cost, steps=0, start=found.prices)
        assert again.bound == found.bound

    def test_it_stops_when_told(self) -> None:
        heard: list[float] = []
        relaxed(TWO_PARTS._replace(cash_limit=5.0), 100.0, watch=listener(heard))
        assert heard[0] == 0.0
        assert len(heard) > 5
        stopped = relaxed(TWO_PARTS, 100.0, watch=lambda _: True)
        assert stopped == relaxed(TWO_PARTS, 100.0, steps=0)


class TestWhatMustHold:
    @given(problems)
    def test_no_choice_costs_less(self, problem: Problem) -> None:
        least = optimum(problem).cost
        assert relaxed(problem, least).bound <= least + 1e-9 * max(1.0, least)

    @given(
        with_tasks,
        st.lists(st.floats(-20.0, 100.0), min_size=5, max_size=5),
        st.floats(0.0, 5.0),
        st.floats(0.0, 5.0),
    )
    def test_at_whatever_prices(self, problem: Problem, tasks: list[float], cash: float, owner_hours: float) -> None:
        cash, owner_hours = (
            cash * math.isfinite(problem.cash_limit),
            owner_hours * math.isfinite(problem.owner_hours_limit),
        )
        prices = Prices(tuple(tasks[: len(problem.penalties)]), cash, owner_hours)
        least = optimum(problem).cost
        assert relaxed(problem, least, steps=0, start=prices).bound <= least + 1e-9 * max(1.0, least)

    @given(problems)
    def test_steps_never_make_it_worse(self, problem: Problem) -> None:
        least = optimum(problem).cost
        assert relaxed(problem, least).bound >= relaxed(problem, least, steps=0).bound


@each(INSTANCES)
def test_of_published_problems_it_comes_near_the_optimum(instance: Instance) -> None:
    bound = relaxed(instance.read(), instance.optimum).bound
    assert 0.9 * instance.optimum <= bound <= instance.optimum


def test_a_limit_weighs_in_a_step_what_a_task_has_of_it_and_a_way_takes_of_it() -> None:
    assert unit_of(100.0, [3.0, 5.0], 4) == 25.0 + 4.0
    assert unit_of(0.0, [0.0], 0) == unit_of(0.0, [], 3) == 1.0
    assert unit_of(math.inf, [1.0], 1) == 0.0


def test_profits_are_what_facilities_make_of_the_prices() -> None:
    """Paid 20 for a task that costs 15 to do, the facility gains 5."""
    problem = Problem((100.0,), (State(7, 5.0),), (Column(0, 0, 10.0),))
    assert relaxed(problem, 15.0, steps=0, start=Prices((20.0,))).profits == {7: -5.0}
