"""How waits are spread around their mean: moments by hand, and mixes that have them."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from delegation.queueing.priority import Wait
from delegation.queueing.shape import FLAT, NO_WAIT, THIRD_MOMENT, fitted, moments
from delegation.queueing.work import Load
from tests.worlds import spread

JOBS = (4.0, 16.0, 64.0)
"""What is left of an exponential job of four hours, and its square and cube over factorials."""


def load(share: float) -> Load:
    """So much work in jobs of four hours."""
    return Load.of(share, JOBS, people=1)


def moment(wait: Wait, power: int) -> float:
    """E[W^k]/k! of those who wait."""
    return math.fsum(weight / rate**power for weight, rate in wait.phases)


class TestMoments:
    def test_an_exponential_queue_without_classes_waits_an_exponential_time(self) -> None:
        """M/M/1: the second and third moment over factorials are powers of the mean."""
        assert moments(0.5, 0.5, load(0.5), load(0.5), 0.5, regular=True) == pytest.approx((0.5, 1.0, 1.0))

    def test_a_one_off_client_with_no_regular_client_before_waits_likewise(self) -> None:
        assert moments(0.5, 0.0, load(0.5), load(0.0), 0.5, regular=False) == pytest.approx((0.5, 1.0, 1.0))

    def test_regulars_before_a_one_off_client_are_a_busy_period_each(self) -> None:
        """Half the time regulars', a quarter one-off clients': jobs a day one, mean 8, E[W²] 160, E[W³] 5184."""
        found = moments(0.75, 0.5, load(0.75), load(0.5), 0.75, regular=False)
        assert found == pytest.approx((0.25, 160 / 2 / 8**2, 5184 / 6 / 8**3))

    def test_a_regular_client_lets_nobody_before_but_regulars(self) -> None:
        """Two hours of own work of which one is left: 1/4·1 regular, 1/2·4 one-off, of squares 2/3 and 16.

        First 2.25/(1 - 1/4) = 3, second (8.1667 + 1/4·3)/(3/4), third (32.0833 + 1/6·3 + 1/4·11.8889)/(3/4) hours.
        """
        own = Load.of(0.25, (1.0, 4 / 6, 8 / 24), people=1)
        found = moments(0.25, 0.25, Load.total([load(0.5), own]), own, 0.75, regular=True)
        second = (8 + 1 / 6 + 0.25 * 3) / 0.75
        third = (32 + 1 / 12 + 1 / 6 * 3 + 0.25 * second) / 0.75
        assert found == pytest.approx((0.75, second * 0.75 / 9, third * 0.75**2 / 27))

    def test_where_there_is_no_work_the_shape_is_that_of_one_exponential(self) -> None:
        assert moments(0.0, 0.0, load(0.0), load(0.0), 0.0, regular=True) == (1.0, 1.0, 1.0)


means, chances, rooms = spread(1e-6, 1e6), spread(1e-6, 1.0), spread(1e-6, 1.0)
seconds = spread(1e-6, 1e6).map(lambda surplus: 1.0 + surplus)


class TestFitted:
    @pytest.mark.parametrize(("mean", "chance"), [(0.0, 0.5), (1.0, 0.0), (0.0, 0.0)])
    def test_without_a_mean_or_a_chance_nobody_waits(self, mean: float, chance: float) -> None:
        assert fitted(mean, chance, 0.5, 2.0, 6.0) is NO_WAIT

    @pytest.mark.parametrize("second", [0.3, 1.0, 1.0 + FLAT / 2])
    def test_no_more_spread_than_an_exponential_it_is_one(self, second: float) -> None:
        assert fitted(3.0, 0.5, 0.5, second, 1.0) == Wait(0.5, ((1.0, 1 / 6),))

    @given(means, chances, rooms, seconds, spread(1e-3, 1e12))
    def test_its_mean_is_the_one_that_is_asked_for(
        self, mean: float, chance: float, room: float, second: float, third: float
    ) -> None:
        assert fitted(mean, chance, room, second, third).mean == pytest.approx(mean, rel=1e-6)

    @given(means, chances, rooms, seconds, spread(1e-3, 1e12))
    def test_both_phases_last_a_positive_time_and_their_weights_are_chances(
        self, mean: float, chance: float, room: float, second: float, third: float
    ) -> None:
        wait = fitted(mean, chance, room, second, third)
        assert math.fsum(weight for weight, _ in wait.phases) == pytest.approx(1.0)
        assert all(0.0 <= weight <= 1.0 and 0.0 < rate < math.inf for weight, rate in wait.phases)

    @given(spread(1e-3, 1e3), rooms, st.floats(1.01, 5.0), st.floats(1.0, 3.0))
    def test_its_second_moment_is_the_one_that_is_asked_for(
        self, mean: float, room: float, second: float, excess: float
    ) -> None:
        wait = fitted(mean, 1.0, room, second, second**2 * excess)
        assert moment(wait, 2) == pytest.approx(second * mean**2, rel=1e-6)

    @given(spread(1e-3, 1e3), rooms, st.floats(1.01, 5.0), st.floats(1.0, 3.0))
    def test_its_third_moment_gives_way_a_little(self, mean: float, room: float, second: float, excess: float) -> None:
        """G of the third moment m is (m - 1 - 2y)/y; with 0.05 it lies between that and u + 2y."""
        y = second - 1.0
        assume(y > 0.0)
        third = second**2 * excess
        wait = fitted(mean, 1.0, room, second, third)
        asked, given_way = (third - 1 - 2 * y) / y, room + 2 * y
        g = (y * asked + THIRD_MOMENT * given_way) / (y + THIRD_MOMENT)
        assert moment(wait, 3) == pytest.approx((1 + 2 * y + y * g) * mean**3, rel=1e-6)

    def test_a_third_moment_below_what_two_phases_can_have_is_raised_to_it(self) -> None:
        """No mix with a second moment of 2 has less than 4."""
        assert fitted(1.0, 1.0, 0.5, 2.0, 1.0) == fitted(1.0, 1.0, 0.5, 2.0, 4.0)
