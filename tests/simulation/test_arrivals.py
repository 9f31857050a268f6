"""When jobs come: how often, in which order, and between which bounds."""

import math
import statistics
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.posterior.gaps import Term
from delegation.posterior.renewal import RenewalCount
from delegation.simulation.arrivals import Arrivals, Counted, Dates, Learnt, Poisson, Rhythm, Single, Within
from tests.simulation.queues import chance

EDGES = (0.0, 30.0, 61.0, 91.0)
THREE_MONTHS = Counted(EDGES, (((2.0, 1.0),), ((0.0, 0.5), (4.0, 0.5)), ((1.0, 1.0),)), 5.0 / 91.0)
WAYS: list[Arrivals] = [
    Poisson(0.2),
    Rhythm(7.0),
    Dates((3.0, 3.0, 17.0, 80.0), 4.0 / 91.0),
    Single(0.0, 91.0),
    THREE_MONTHS,
    Within(Rhythm(7.0), 10.0, 50.0),
    Learnt(((0.5, 0.1, 16.0), (0.3, 0.3, 0.25), (0.2, 0.0, 0.0))),
]

anywhere = st.floats(-100.0, 100.0)


class TestAllWays:
    @given(st.sampled_from(WAYS), st.integers(), anywhere, st.floats(0.0, 200.0), st.floats(0.0, 1.0))
    def test_moments_come_in_order_and_within_bounds(
        self, arrivals: Arrivals, seed: int, first: float, days: float, phase: float
    ) -> None:
        found = list(arrivals.moments(chance(seed), first, first + days, phase))
        assert found == sorted(found)
        assert all(first <= moment < first + days for moment in found)

    @pytest.mark.parametrize("arrivals", [WAYS[0], WAYS[1], THREE_MONTHS, WAYS[-1]])
    def test_as_many_come_as_are_told_for_a_day(self, arrivals: Arrivals) -> None:
        counts = [len(list(arrivals.moments(chance(run), 0.0, 91.0, run / 2_000))) for run in range(2_000)]
        assert sum(counts) / 2_000 == pytest.approx(91.0 * arrivals.per_day, rel=0.03)


def test_nothing_comes_at_a_rate_of_nothing() -> None:
    assert list(Poisson(0.0).moments(chance(1), 0.0, math.inf, 0.5)) == []


class TestRhythm:
    def test_the_phase_says_where_it_stands(self) -> None:
        assert list(Rhythm(10.0).moments(chance(1), -15.0, 30.0, 0.25)) == [-7.5, 2.5, 12.5, 22.5]

    def test_one_comes_in_each_interval(self) -> None:
        assert Rhythm(4.0).per_day == 0.25

    @given(st.floats(0.1, 50.0), st.floats(0.0, 0.999), st.floats(-50.0, 50.0))
    def test_what_comes_before_and_after_a_moment_is_what_comes_at_all(
        self, every: float, phase: float, cut: float
    ) -> None:
        rhythm, rng = Rhythm(every), chance(1)
        parts = [*rhythm.moments(rng, -60.0, cut, phase), *rhythm.moments(rng, cut, 60.0, phase)]
        assert parts == list(rhythm.moments(rng, -60.0, 60.0, phase))
        assert all(late - early == pytest.approx(every) for early, late in pairwise(parts))


class TestLearnt:
    @pytest.mark.parametrize("shape", [0.25, 1.0, 4.0, 16.0])
    def test_a_month_has_as_many_as_is_known_of_it(self, shape: float) -> None:
        """Two jobs a month: mean and variance of a count are those of the renewal process."""
        steady, runs = Learnt(((1.0, 2.0 / 30.0, shape),)), 8_000
        counts = [len(list(steady.moments(chance(run), 0.0, 30.0, 0.5))) for run in range(runs)]
        known = RenewalCount((Term(1.0, shape, 0, 1e6, 5e5),))
        assert statistics.mean(counts) == pytest.approx(2.0, abs=4.0 * math.sqrt(known.variance / runs))
        assert statistics.variance(counts) == pytest.approx(known.variance, rel=0.1)

    @pytest.mark.parametrize(("phase", "rate"), [(0.0, 0.1), (0.49, 0.1), (0.51, 0.3), (0.79, 0.3), (0.9999, 0.3)])
    def test_the_phase_says_which_rate_it_is(self, phase: float, rate: float) -> None:
        unsure = Learnt(((0.5, 0.1, 16.0), (0.3, 0.3, 16.0), (0.2 - 1e-3, 0.3, 16.0)))
        found = len(list(unsure.moments(chance(1), 0.0, 10_000.0, phase)))
        assert found == pytest.approx(10_000.0 * rate, rel=0.05)

    def test_work_that_has_ended_never_comes(self) -> None:
        assert list(Learnt(((1.0, 0.0, 0.0),)).moments(chance(1), 0.0, math.inf, 0.5)) == []


class TestDates:
    def test_jobs_come_within_their_days(self) -> None:
        found = list(Dates((-5.0, 3.0, 3.0, 17.0), 0.1).moments(chance(1), 0.0, 91.0, 0.5))
        assert [math.floor(moment) for moment in found] == [3, 3, 17]

    def test_moments_that_are_known_are_kept(self) -> None:
        assert list(Dates((3.25, 17.5), 0.1, within=0.0).moments(chance(1), 0.0, 91.0, 0.5)) == [3.25, 17.5]


class TestSingle:
    def test_it_comes_once_at_a_part_of_the_span(self) -> None:
        assert list(Single(10.0, 30.0).moments(chance(1), 0.0, 91.0, 0.25)) == [15.0]

    def test_it_does_not_come_back(self) -> None:
        assert Single(10.0, 30.0).per_day == 0.0
        assert list(Single(10.0, 30.0).moments(chance(1), 15.5, 91.0, 0.25)) == []


class TestCounted:
    @pytest.mark.parametrize("seed", range(5))
    def test_each_month_has_its_count(self, seed: int) -> None:
        found = list(THREE_MONTHS.moments(chance(seed), 0.0, 91.0, 0.5))
        counts = [sum(low <= moment < high for moment in found) for low, high in pairwise(EDGES)]
        assert (counts[0], counts[2]) == (2, 1)
        assert counts[1] in {0, 4}

    def test_the_last_count_stands_for_chances_that_rounding_leaves(self) -> None:
        short = Counted((0.0, 30.0), (((0.0, 0.0), (3.0, 0.0)),), 0.1)
        assert len(list(short.moments(chance(1), 0.0, 30.0, 0.5))) == 3

    def test_before_and_after_jobs_come_at_the_mean_rate(self) -> None:
        busy = Counted((0.0, 30.0), (((0.0, 1.0),),), 2.0)
        rng = chance(1)
        assert len(list(busy.moments(rng, -1000.0, 0.0, 0.5))) == pytest.approx(2000, rel=0.1)
        assert len(list(busy.moments(rng, 0.0, 1030.0, 0.5))) == pytest.approx(2000, rel=0.1)


class TestWithin:
    def test_jobs_come_only_for_a_time(self) -> None:
        assert list(Within(Rhythm(10.0), 10.0, 30.0).moments(chance(1), -20.0, 91.0, 0.5)) == [15.0, 25.0]

    def test_its_rate_is_that_of_the_time(self) -> None:
        assert Within(Rhythm(10.0), 10.0, 30.0).per_day == 0.1
