"""Hours of jobs that vary: against numerical integration, against many draws, and what must hold of them always."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.demand import grid, jobs
from delegation.demand.counts import MANY, Count, OneOf, Poisson, Rounded
from delegation.demand.gamma import upper_gamma
from tests.worlds import spread

KINDS: list[Count] = [Poisson(0.1), Poisson(3.0), Poisson(40.0), Rounded(0.3), Rounded(2.0), Rounded(7.6), OneOf(0.25)]
CVS = [0.05, 0.4, 1.0, 2.5]

counts: st.SearchStrategy[Count] = st.one_of(
    st.builds(Poisson, spread(1e-3, 60.0)), st.builds(Rounded, spread(1e-3, 60.0))
)
cvs = spread(0.01, 4.0)
sizes = spread(0.05, 100.0)
times = st.floats(0.0, 4.0)


@attrs.frozen
class Heavy:
    """A count with a long tail: geometric, of so many points."""

    mean: float
    number: int = 2_000

    @property
    def variance(self) -> float:
        return self.mean * (1.0 + self.mean)

    def excess(self, level: float) -> float:
        raise AssertionError("its hours vary")

    def times(self, factor: float) -> "Heavy":
        return Heavy(self.mean * factor, self.number)

    def largest(self) -> float:
        return float(self.number)

    def points(self) -> Sequence[tuple[float, float]] | None:
        ratio = self.mean / (1.0 + self.mean)
        return tuple((float(count), (1.0 - ratio) * ratio**count) for count in range(self.number))

    def lay(self, size: float, step: float) -> grid.Weights:
        raise AssertionError("its hours vary")


def exceeding(count: Count, cv: float) -> Callable[[float], float]:
    """P(hours > level), for jobs of one hour on average, one number of jobs after the other."""
    points = [(number, chance) for number, chance in count.points() or () if number]
    return lambda level: math.fsum(chance * upper_gamma(number / cv**2, level / cv**2) for number, chance in points)


class TestExcess:
    @pytest.mark.unmeasured
    @pytest.mark.parametrize("count", KINDS, ids=str)
    @pytest.mark.parametrize("cv", CVS)
    @pytest.mark.parametrize("part", [0.3, 1.0, 1.7, 4.0])
    def test_it_is_the_integral_of_what_exceeds(self, count: Count, cv: float, part: float) -> None:
        """E[(X - level)+] is the integral of P(X > x) from the level on."""
        integrate = pytest.importorskip("scipy.integrate")
        level = part * max(0.5, count.mean)
        wide = max(1.0, math.sqrt(jobs.variance(count, cv)))
        edges = [level + wide * times for times in (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 256.0)]
        above = exceeding(count, cv)
        exact = sum(
            integrate.quad(above, low, high, epsabs=1e-13, epsrel=1e-11, limit=200)[0] for low, high in pairwise(edges)
        )
        assert jobs.excess_above(count, 1.0, cv)(level) == pytest.approx(exact, rel=1e-9, abs=1e-11)

    @pytest.mark.parametrize("count", KINDS, ids=str)
    @pytest.mark.parametrize("cv", CVS)
    def test_it_is_what_many_draws_are_above_on_average(self, count: Count, cv: float) -> None:
        numpy = pytest.importorskip("numpy")
        drawn = draws(numpy, count, cv, 200_000) * 3.0
        excess = jobs.excess_above(count, 3.0, cv)
        for part in (0.5, 1.0, 2.0):
            level = 3.0 * part * max(0.5, count.mean)
            above = numpy.maximum(0.0, drawn - level)
            error = float(above.std()) / math.sqrt(len(drawn))
            assert excess(level) == pytest.approx(float(above.mean()), rel=0.0, abs=4.0 * error + 1e-5)

    def test_of_one_exponential_job_it_falls_exponentially(self) -> None:
        """6 h on average above 9 h: 6·e^-1.5."""
        assert jobs.excess_above(Rounded(1.0), 6.0, 1.0)(9.0) == pytest.approx(6.0 * math.exp(-1.5), rel=1e-14)

    def test_of_two_of_them_there_is_a_chance_for_each(self) -> None:
        """Two of 1 h above 3 h: the integral of (1 + x)·e^-x is (2 + 3)·e^-3."""
        assert jobs.excess_above(Rounded(2.0), 1.0, 1.0)(3.0) == pytest.approx(5.0 * math.exp(-3.0), rel=1e-14)

    @given(counts, sizes, cvs)
    def test_above_nothing_lies_the_mean(self, count: Count, size: float, cv: float) -> None:
        assert jobs.excess_above(count, size, cv)(0.0) == pytest.approx(count.mean * size, rel=1e-12)

    @given(counts, sizes, cvs, times)
    def test_it_lies_between_what_the_mean_is_above_and_the_mean(
        self, count: Count, size: float, cv: float, part: float
    ) -> None:
        mean = count.mean * size
        found = jobs.excess_above(count, size, cv)(part * mean)
        assert max(0.0, mean * (1.0 - part)) * (1.0 - 1e-12) <= found <= mean * (1.0 + 1e-12)

    @given(counts, cvs, times, times, times)
    def test_it_falls_with_the_level_and_is_convex(
        self, count: Count, cv: float, one: float, two: float, three: float
    ) -> None:
        excess = jobs.excess_above(count, 1.0, cv)
        low, middle, high = (part * count.mean for part in sorted((one, two, three)))
        share = (middle - low) / (high - low) if high > low else 0.0
        chord = excess(low) * (1.0 - share) + excess(high) * share
        assert excess(middle) <= min(excess(low), chord) + 1e-12 * count.mean

    @given(counts, cvs, cvs, times)
    def test_the_more_hours_vary_the_more_lie_above(self, count: Count, one: float, other: float, part: float) -> None:
        level = part * count.mean
        little, much = (jobs.excess_above(count, 1.0, cv)(level) for cv in sorted((one, other)))
        assert little <= much + 1e-12 * count.mean

    @given(counts, times, st.sampled_from([1e-4, 1e-6, 2e-9]))
    def test_hours_that_hardly_vary_are_as_good_as_constant(self, count: Count, part: float, cv: float) -> None:
        """Of n jobs the excess is off by their deviation over √(2π) at most."""
        level = part * count.mean
        alike = count.excess(level)
        deviation = cv * math.sqrt(max(1.0, count.mean) + 10.0)
        assert -1e-12 <= jobs.excess_above(count, 1.0, cv)(level) - alike <= deviation

    @given(counts, sizes, cvs, times)
    def test_it_is_told_in_whatever_unit_hours_are(self, count: Count, size: float, cv: float, part: float) -> None:
        found = jobs.excess_above(count, size, cv)(part * count.mean * size)
        assert found == pytest.approx(size * jobs.excess_above(count, 1.0, cv)(part * count.mean), rel=1e-7, abs=1e-300)

    def test_of_many_sporadic_jobs_the_normal_form_serves(self) -> None:
        """At its mean a normal amount exceeds by its deviation over √(2π)."""
        mean = 2.0 * MANY
        deviation = math.sqrt(mean * 1.25) * 3.0
        found = jobs.excess_above(Poisson(mean), 3.0, 0.5)(3.0 * mean)
        assert found == pytest.approx(deviation / math.sqrt(2.0 * math.pi), rel=1e-12)

    @pytest.mark.parametrize("part", [0.99, 1.0, 1.01])
    def test_where_the_normal_form_takes_over_the_excess_hardly_jumps(self, part: float) -> None:
        before, after = (
            jobs.excess_above(Poisson(mean), 1.0, 0.6)(part * MANY) for mean in (MANY, math.nextafter(MANY, math.inf))
        )
        assert after == pytest.approx(before, rel=1e-2)

    def test_of_counts_with_a_long_tail_only_those_near_the_level_are_reckoned(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of 2,000 counts 293 may come to 1,000 jobs' hours or not; all others surely do, or surely do not."""
        reckoned: list[float] = []
        whole = jobs.jobs_excess

        def excess(number: float, level: float, cv: float) -> float:
            reckoned.append(number)
            return whole(number, level, cv)

        heavy = Heavy(400.0)
        every = math.fsum(chance * whole(max(1.0, n), 1000.0, 0.5) for n, chance in heavy.points() or ())
        monkeypatch.setattr(jobs, "jobs_excess", excess)
        assert jobs.excess_above(heavy, 1.0, 0.5)(1000.0) == pytest.approx(every, rel=1e-13)
        assert (min(reckoned), max(reckoned)) == (859.0, 1151.0)


class TestLaid:
    @given(counts, sizes, cvs)
    def test_the_mean_is_kept(self, count: Count, size: float, cv: float) -> None:
        most = jobs.largest(count, cv) * size
        step = grid.step_for(most)
        first, weights = jobs.lay(count, size, cv, step)
        assert math.fsum(weights) == pytest.approx(1.0, rel=1e-13)
        mean = math.fsum((first + index) * step * weight for index, weight in enumerate(weights))
        assert mean == pytest.approx(count.mean * size, rel=1e-12, abs=1e-15 * most)

    @given(counts, sizes, cvs)
    def test_the_variance_is_kept_but_for_a_quarter_of_a_step_squared(
        self, count: Count, size: float, cv: float
    ) -> None:
        step = grid.step_for(jobs.largest(count, cv) * size)
        first, weights = jobs.lay(count, size, cv, step)
        mean = count.mean * size / step
        found = math.fsum((first + index - mean) ** 2 * weight for index, weight in enumerate(weights))
        wider = found - jobs.variance(count, cv) * (size / step) ** 2
        assert -1e-6 * found - 1e-6 <= wider <= 0.25 + 1e-6 * found

    @given(counts, sizes, cvs, times)
    def test_what_lies_above_a_level_is_that_of_the_exact_hours_but_for_a_quarter_of_a_step(
        self, count: Count, size: float, cv: float, part: float
    ) -> None:
        step = grid.step_for(jobs.largest(count, cv) * size)
        level = part * count.mean * size
        found = grid.Tail.of(jobs.lay(count, size, cv, step), step).excess(level)
        assert -0.03 * step <= found - jobs.excess_above(count, size, cv)(level) <= 0.25 * step

    @pytest.mark.parametrize("cv", [0.2, 1.0, 3.0])
    def test_weights_are_those_of_the_density(self, cv: float) -> None:
        """Of ten hours on average on quarter hours: what lies nearest to a point of the grid, far from 0."""
        first, weights = jobs.lay(Rounded(1.0), 10.0, cv, 0.25)
        shape, scale = 1.0 / cv**2, 10.0 * cv**2
        for index in (30, 40, 55):
            low, high = ((index + off) * 0.25 / scale for off in (-0.5, 0.5))
            exact = upper_gamma(shape, low) - upper_gamma(shape, high)
            assert weights[index - first] == pytest.approx(exact, rel=3e-3)

    def test_hours_that_hardly_vary_are_laid_as_constant_ones(self) -> None:
        first, weights = jobs.lay(Rounded(1.5), 5.1, 1e-8, 0.25)
        start, others = Rounded(1.5).lay(5.1, 0.25)
        assert first == start
        assert weights == pytest.approx(others, abs=1e-6)

    def test_months_without_any_job_have_no_hours(self) -> None:
        first, weights = jobs.lay(Rounded(0.25), 400.0, 0.1, 0.25)
        assert (first, weights[0]) == (0, 0.75)
        assert jobs.lay(Poisson(0.0), 5.0, 0.5, 0.25) == (0, [1.0])

    def test_most_of_what_varies_wildly_lies_at_nothing(self) -> None:
        """A shape of 1/400: half of all jobs take less than e^-277 of the mean."""
        first, weights = jobs.lay(Rounded(1.0), 5.0, 20.0, 1.0)
        assert first == 0
        assert weights[0] == pytest.approx(1.0 - upper_gamma(1 / 400, 0.5 / 2000.0), abs=2e-3)

    def test_of_many_sporadic_jobs_the_normal_form_is_laid(self) -> None:
        mean = 2.0 * MANY
        laid = jobs.lay(Poisson(mean), 2.0, 0.5, 10.0)
        assert laid == grid.lay_normal(2.0 * mean, math.sqrt(mean * 1.25) * 2.0, 10.0)

    def test_it_is_laid_once(self) -> None:
        assert jobs.lay(Poisson(2.5), 5.0, 0.4, 0.25) is jobs.lay(Poisson(2.5), 5.0, 0.4, 0.25)


def test_the_largest_hours_are_hardly_ever_surpassed() -> None:
    assert 1e-12 < upper_gamma(4.0 / 0.25, jobs.largest(Rounded(4.0), 0.5) / 0.25) < math.exp(-20.0)


def draws(numpy: Any, count: Count, cv: float, number: int) -> Any:
    """Hours of so many months, of jobs of one hour on average."""
    rng = numpy.random.default_rng(1)
    if isinstance(count, Poisson):
        often = rng.poisson(count.mean, number)
    else:
        low = math.floor(count.mean)
        often = low + (rng.random(number) < count.mean - low)
    return numpy.where(often > 0, rng.gamma(numpy.maximum(1, often) / cv**2, cv**2), 0.0)
