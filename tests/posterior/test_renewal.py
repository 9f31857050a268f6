"""posterior.renewal: how many jobs come in a month, or in a longer window, of work whose rate was learnt?"""

import math
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.posterior.gaps import Posterior, Term, learnt
from delegation.posterior.renewal import RenewalCount, month_chances, phases_in_runs, phases_passed, window_chances
from tests.histories import CASES, tolerance

shapes = st.sampled_from([0.25, 1.0, 4.0, 16.0])
histories = st.builds(learnt, st.lists(st.floats(0.05, 5.0), max_size=6), silence=st.floats(0.0, 5.0))


def of_case(case: dict[str, Any]) -> Posterior:
    return learnt(case["gaps_months"], silence=case["age_months"], first=case["first_months"], scale=case["b_months"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
class TestPublished:
    """Histories of which quadrature with SciPy has computed the same."""

    def test_a_month(self, case: dict[str, Any]) -> None:
        chances = month_chances(of_case(case).alive, 1.0)
        for jobs, expected in case["expected"]["month_at_least"].items():
            assert math.fsum(chances[int(jobs) :]) == pytest.approx(expected, abs=tolerance(case))

    def test_a_month_by_one_gamma_a_shape(self, case: dict[str, Any]) -> None:
        chances = month_chances(of_case(case).by_shape(), 1.0)
        for jobs, expected in case["expected"]["month_at_least_one_gamma_per_shape"].items():
            assert math.fsum(chances[int(jobs) :]) == pytest.approx(expected, abs=tolerance(case))

    def test_a_year_from_the_phase_now(self, case: dict[str, Any]) -> None:
        chances = window_chances(of_case(case), 12.0)
        for jobs, expected in case["expected"]["year_at_least"].items():
            assert math.fsum(chances[int(jobs) :]) == pytest.approx(expected, abs=tolerance(case))


@pytest.mark.parametrize("start", [0.0, 0.25, 0.5, 3.0])
@pytest.mark.parametrize(("a", "r", "months"), [(1.0, 0.2, 1.0), (3.5, 2.0, 16.0), (80.0, 4.0, 1.0), (9.0, 30.0, 0.01)])
def test_the_sum_from_any_start_on_is_an_incomplete_beta_function(
    a: float, r: float, months: float, start: float
) -> None:
    special = pytest.importorskip("scipy.special")
    total = math.fsum(phases_passed(a, r, months, start=start))
    assert total == pytest.approx(special.betainc(start, a, months / (r + months)) if start else 1.0, abs=1e-12)


def played(shape: float, rate: float, months: float, rng: random.Random) -> int:
    """Jobs in a window of a renewal process, which begins long after the process."""
    at = -rng.uniform(20.0, 40.0) / rate
    jobs = 0
    while True:
        at += rng.gammavariate(shape, 1.0 / (shape * rate))
        if at > months:
            return jobs
        jobs += at > 0.0


@pytest.mark.unmeasured
@pytest.mark.parametrize("shape", [0.25, 1.0, 4.0, 16.0])
def test_a_month_of_played_jobs_comes_out_as_often(shape: float) -> None:
    rng, runs = random.Random(f"month of {shape}"), 20_000  # noqa: S311  # no secrets
    chances = month_chances([Term(1.0, shape, 0, 6.0, 4.0)], 1.0)
    counted = [0] * 60
    for _ in range(runs):
        counted[min(59, played(shape, rng.gammavariate(6.0, 1.0 / 4.0), 1.0, rng))] += 1
    for jobs in range(5):
        error = math.sqrt(chances[jobs] * (1.0 - chances[jobs]) / runs)
        assert counted[jobs] / runs == pytest.approx(chances[jobs], abs=4.5 * error)


class TestProperties:
    """What must always hold."""

    @given(histories)
    def test_chances_add_up_to_one_and_the_mean_is_the_rate(self, found: Posterior) -> None:
        chances = month_chances(found.by_shape(), 1.0)
        mean = math.fsum(jobs * chance for jobs, chance in enumerate(chances))
        assert math.fsum(chances) == pytest.approx(1.0, abs=1e-9)
        assert mean == pytest.approx(found.rate, rel=1e-7)
        assert min(chances) >= 0.0

    @given(shapes, st.floats(1.0, 50.0), st.floats(0.5, 50.0), st.floats(0.1, 10.0))
    def test_a_longer_month_is_a_higher_rate(self, shape: float, a: float, r: float, factor: float) -> None:
        count = RenewalCount((Term(1.0, shape, 0, a, r),)).times(factor)
        other = RenewalCount((Term(1.0, shape, 0, a, r / factor),))
        assert count.mean == pytest.approx(other.mean)
        for level in (0.0, 0.5, 1.0, 3.0, 10.0):
            assert count.excess(level) == pytest.approx(other.excess(level), rel=1e-9, abs=1e-12)

    @given(histories, st.floats(0.0, 30.0), st.floats(0.0, 5.0))
    def test_the_excess_is_that_of_the_points(self, found: Posterior, level: float, more: float) -> None:
        count = RenewalCount(found.by_shape())
        expected = math.fsum(max(0.0, jobs - level) * chance for jobs, chance in count.points())
        assert count.excess(level) == pytest.approx(expected, rel=1e-6, abs=1e-12)
        assert count.excess(level + more) <= count.excess(level) * (1.0 + 1e-12)

    @given(shapes, st.floats(1.0, 50.0), st.floats(0.5, 50.0))
    def test_the_variance_of_work_at_random_is_that_of_poisson_over_a_gamma_rate(
        self, shape: float, a: float, r: float
    ) -> None:
        count = RenewalCount((Term(1.0, 1.0, 0, a, r),))
        assert count.variance == pytest.approx(a / r + a / r**2, rel=1e-6)
        bursty, steady = (RenewalCount((Term(1.0, each, 0, a, r),)).variance for each in (0.25, 16.0))
        assert bursty >= count.variance * (1.0 - 1e-6) >= steady * (1.0 - 2e-6)


def test_work_that_has_ended_never_comes() -> None:
    assert RenewalCount(()).points() == [(0.0, 1.0)]
    assert RenewalCount(()).mean == 0.0
    assert window_chances(Posterior((), 1.0), 12.0) == [1.0]


def test_a_month_of_no_length_brings_nothing() -> None:
    assert RenewalCount((Term(1.0, 1.0, 0, 2.0, 1.0),)).times(0.0).points() == [(0.0, 1.0)]


def test_no_level_leaves_the_mean_and_one_beyond_all_counts_nothing() -> None:
    count = RenewalCount((Term(1.0, 1.0, 0, 2.0, 1.0),))
    assert count.excess(0.0) == 2.0
    assert count.excess(count.largest() + 1.0) == 0.0


def test_it_lies_on_a_grid_with_its_mean() -> None:
    count = RenewalCount((Term(1.0, 4.0, 0, 2.0, 1.0),))
    first, weights = count.lay(3.0, 0.25)
    assert math.fsum((first + place) * 0.25 * weight for place, weight in enumerate(weights)) == pytest.approx(6.0)


def test_a_tail_is_cut_off_however_heavy_it_is() -> None:
    assert len(list(phases_passed(1.0, 1e-9, 1.0))) == 100_000


@pytest.mark.parametrize(("a", "mean"), [(1.0, 5_000.0), (3.0, 5_000.0), (400.0, 20_000.0), (1e6, 20_000.0)])
def test_many_phases_are_taken_in_runs(a: float, mean: float) -> None:
    special = pytest.importorskip("scipy.special")
    found = list(phases_in_runs(a, a / mean, 1.0))
    odds = mean / a
    assert len(found) <= 6_000
    assert math.fsum(m * chance for m, chance in found) == pytest.approx(mean, rel=2e-4)
    for level in (0.5, 1.0, 1.5):
        tail = math.fsum(chance for m, chance in found if m >= level * mean)
        expected = special.betainc(level * mean, a, odds / (1.0 + odds))
        assert tail == pytest.approx(expected, abs=0.02)


def test_of_very_many_jobs_only_the_rate_is_unsure() -> None:
    count = RenewalCount((Term(0.5, 1.0, 0, 4.0, 1e-3),))
    assert count.mean == 2_000.0
    assert len(count.points()) == 17
    assert count.points()[0] == (0.0, 0.5)
    assert count.excess(0.0) == 2_000.0
    assert count.excess(4_000.0) == pytest.approx(0.5 * 1e3 * gamma_excess(4.0, 4.0), rel=0.05)


def gamma_excess(a: float, level: float) -> float:
    """E[(X - level)+] of a Gamma(a) X."""
    special = pytest.importorskip("scipy.special")
    return float(a * special.gammaincc(a + 1.0, level) - level * special.gammaincc(a, level))


def test_below_the_least_count_all_of_a_level_is_taken_off() -> None:
    count = RenewalCount((Term(1.0, 1.0, 0, 4.0, 1e-3),))
    least = count.points()[0][0]
    assert count.excess(least / 2.0) == pytest.approx(count.mean - least / 2.0)


def test_work_that_has_probably_ended_is_as_quick_however_often_it_might_come() -> None:
    """Its mean is small, but not that of what goes on: a search for a flip multiplies it by a million."""
    count = RenewalCount((Term(1e-5, 16.0, 0, 500.0, 150.0),)).times(1e6)
    assert count.mean < 100.0
    assert len(count.points()) == 17
