"""What a choice comes to by hand, when a sum exceeds its limit, and how good a solution is."""

import math

import pytest

from delegation._assignment.problem import (
    NO_STATE,
    UNDONE,
    Column,
    Problem,
    Solution,
    columns_by_task,
    exceeds,
    overage,
    usage_of,
)
from tests.problems import LARGE, SMALL, TWO


class TestUsage:
    def test_a_choice_costs_its_columns_one_fixed_charge_a_state_and_the_hours_above_its_block(self) -> None:
        # columns 10 + 20, fixed 5 once, 4 block hours of which 1 is free at 2 each; the overage is cash too
        assert usage_of(TWO, (0, 1)) == (41.0, 34.0, 1.75, ())

    def test_an_undone_task_costs_its_penalty_and_nothing_else(self) -> None:
        assert usage_of(TWO, (UNDONE, UNDONE)) == (300.0, 0.0, 0.0, ())

    def test_a_column_without_a_state_opens_nothing(self) -> None:
        assert usage_of(TWO, (UNDONE, 4)) == (150.0, 0.0, 3.0, ())

    def test_states_of_two_facilities_may_both_be_open(self) -> None:
        assert usage_of(TWO, (0, 3)) == (63.0, 22.0, 1.5, ())


class TestViolations:
    def test_two_states_of_one_facility_may_not_both_be_open(self) -> None:
        assert usage_of(TWO, (0, 2)).violations == ("facility 0 is open in two ways",)

    def test_a_column_of_another_task_is_told(self) -> None:
        assert usage_of(TWO, (1, UNDONE)).violations == ("task 0 is done by a column of task 1",)

    def test_a_state_that_carries_too_much_is_told(self) -> None:
        tight = TWO._replace(states=(SMALL._replace(capacity=2.5), *TWO.states[1:]))
        assert usage_of(tight, (0, 1)).violations == ("state 0 carries 3 of 2.5",)

    def test_exceeding_the_shared_limits_is_told(self) -> None:
        poor = TWO._replace(cash_limit=33.5, owner_hours_limit=1.5)
        assert usage_of(poor, (0, 1)).violations == ("cash 34 of 33.5", "owner's hours 1.75 of 1.5")

    def test_more_counted_states_than_may_be_open_are_told(self) -> None:
        counted = TWO._replace(states=tuple(state._replace(counted=True) for state in TWO.states), open_limit=1.0)
        assert usage_of(counted, (0, 3)).violations == ("counted states 2 of 1",)
        assert usage_of(counted, (0, 1)).violations == ()
        assert usage_of(counted._replace(open_limit=2.0), (0, 3)).violations == ()
        assert usage_of(TWO._replace(open_limit=0.0), (0, 3)).violations == ()

    def test_what_meets_every_limit_exactly_keeps_to_it(self) -> None:
        assert usage_of(TWO._replace(cash_limit=34.0, owner_hours_limit=1.75), (0, 1)).violations == ()

    def test_all_that_is_wrong_is_told_at_once(self) -> None:
        assert len(usage_of(TWO._replace(cash_limit=0.0, owner_hours_limit=0.0), (2, 0)).violations) == 5

    @pytest.mark.parametrize(
        ("taken", "limit", "told"),
        [
            (3.0, 3.0, False),
            (0.1 + 0.2, 0.3, False),
            (0.9e-9, 0.0, False),
            (1.1e-9, 0.0, True),
            (1e6 + 0.9e-3, 1e6, False),
            (1e6 + 1.1e-3, 1e6, True),
            (-5.0 + 4e-9, -5.0, False),
            (-5.0 + 6e-9, -5.0, True),
            (1e300, math.inf, False),
        ],
    )
    def test_a_limit_is_exceeded_only_by_more_than_rounding(self, taken: float, limit: float, told: bool) -> None:
        assert exceeds(taken, limit) is told


class TestOverage:
    def test_block_hours_cost_only_above_the_block(self) -> None:
        assert [overage(SMALL, hours) for hours in (0.0, 1.0, 3.5)] == [0.0, 0.0, 5.0]

    def test_an_endless_block_costs_nothing_more(self) -> None:
        assert overage(LARGE, 1e300) == 0.0

    def test_of_the_last_hours_only_those_above_the_block_cost(self) -> None:
        """Of four hours three are above the block, at 2 each."""
        assert [overage(SMALL, 4.0, last) for last in (0.0, 1.0, 3.0, 4.0)] == [0.0, 2.0, 6.0, 6.0]


class TestGap:
    @pytest.mark.parametrize(
        ("cost", "bound", "gap"),
        [
            (100.0, 90.0, 0.1),
            (100.0, 100.0, 0.0),
            (100.0, 101.0, 0.0),
            (100.0, -math.inf, math.inf),
            (0.0, -1.0, math.inf),
            (0.0, 0.0, 0.0),
            (-100.0, -110.0, 0.1),
            (math.inf, 5.0, math.inf),
        ],
    )
    def test_the_gap_is_how_much_dearer_than_the_bound_as_a_part_of_the_cost(
        self, cost: float, bound: float, gap: float
    ) -> None:
        assert Solution((), cost, bound, "feasible").gap == pytest.approx(gap, rel=1e-15)


class TestColumnsByTask:
    def test_the_columns_of_each_task_are_found_in_their_order(self) -> None:
        assert columns_by_task(TWO) == [[0], [1, 2, 3, 4]]

    def test_a_task_without_columns_has_an_empty_list(self) -> None:
        assert columns_by_task(Problem((1.0, 2.0), (), (Column(1, NO_STATE, 0.0),))) == [[], [0]]
