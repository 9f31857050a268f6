"""Averages of runs: how far they may be off."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.simulation import Estimate
from delegation.simulation.estimates import average, ratio, spread, student
from tests.simulation.queues import chance

numbers = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20)


class TestStudent:
    @pytest.mark.parametrize(
        ("freedom", "tables"),
        [(1, 12.706), (2, 4.303), (3, 3.182), (5, 2.571), (10, 2.228), (30, 2.042), (1000, 1.962)],
    )
    def test_it_is_what_tables_of_students_t_say(self, freedom: int, tables: float) -> None:
        assert student(freedom) == pytest.approx(tables, rel=0.015)

    def test_one_run_tells_nothing_of_its_error(self) -> None:
        assert student(0) == math.inf


class TestAverage:
    def test_it_has_the_standard_error_of_a_mean(self) -> None:
        found = average([1.0, 2.0, 3.0, 4.0], 2.0)
        assert (found.mean, found.runs, found.promised) == (2.5, 4, 2.0)
        assert found.standard_error == pytest.approx(math.sqrt(5.0 / 3.0 / 4.0))

    def test_of_one_run_nobody_knows_the_error(self) -> None:
        assert average([3.0]).interval == (-math.inf, math.inf)

    def test_what_never_ends_in_one_run_never_ends_on_average(self) -> None:
        assert average([1.0, math.inf]) == Estimate(math.inf, math.inf, 2)

    @pytest.mark.parametrize("runs", [3, 10, 40])
    def test_its_interval_holds_the_truth_nineteen_times_in_twenty(self, runs: int) -> None:
        rng = chance(runs)
        held = 0
        for _ in range(2_000):
            low, high = average([rng.gauss(7.0, 2.0) for _ in range(runs)]).interval
            held += low < 7.0 < high
        assert held / 2_000 == pytest.approx(0.95, abs=0.012)


class TestRatio:
    @given(numbers)
    def test_with_equal_counts_it_is_the_average(self, sums: list[float]) -> None:
        one, two = ratio(sums, [1.0] * len(sums)), ratio(sums, [5.0] * len(sums))
        assert (two.mean * 5.0, two.standard_error * 5.0) == pytest.approx((one.mean, one.standard_error), abs=1e-6)

    def test_sums_that_go_with_their_counts_have_no_error(self) -> None:
        assert ratio([2.0, 6.0, 4.0], [1.0, 3.0, 2.0]) == Estimate(2.0, 0.0, 3)

    def test_of_nothing_it_is_no_number(self) -> None:
        found = ratio([0.0, 0.0], [0.0, 0.0], 4.0)
        assert math.isnan(found.mean)
        assert (found.standard_error, found.promised) == (math.inf, 4.0)


class TestDeviation:
    def test_it_is_a_part_of_what_is_promised(self) -> None:
        assert Estimate(110.0, 1.0, 9, 100.0).deviation == pytest.approx(0.1)

    @pytest.mark.parametrize("promised", [None, 0.0])
    def test_without_a_promise_there_is_none(self, promised: float | None) -> None:
        assert Estimate(110.0, 1.0, 9, promised).deviation is None


class TestSpread:
    def test_it_tells_the_months_and_the_error_of_the_runs(self) -> None:
        months = [[float(month) for month in range(20)], [float(month) for month in range(20, 40)]]
        found = spread(months, 3.0)
        assert (found.low, found.median, found.high, found.largest) == (2.0, 20.0, 38.0, 39.0)
        assert (found.mean, found.standard_error, found.promised) == (19.5, 10.0, 3.0)

    @given(st.lists(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3), min_size=1, max_size=10))
    def test_its_numbers_are_in_order(self, months: list[list[float]]) -> None:
        found = spread(months)
        assert found.low <= found.median <= found.high <= found.largest


def test_an_estimate_is_told_in_one_line() -> None:
    assert repr(Estimate(90.0, 0.0, 5)) == "<Estimate: 90, 90 to 90 with 95%>"
    assert repr(Estimate(90.0, 1.0, 2, promised=88.0)) == "<Estimate: 90, 77.3 to 103 with 95%, promised 88>"
    assert repr(spread([[1.0, 1.0], [1.0, 1.0]])) == "<Spread: 1, 1 to 1 with 95%>"
