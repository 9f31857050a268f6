"""How often something happens in a month, and how much of it lies above a level: against sums over every count."""

import math
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from delegation.demand import (
    MANY,
    Count,
    DemandComponent,
    Poisson,
    Rounded,
    month_excess,
    normal_excess,
    poisson_excess,
    poisson_probability,
)
from tests.demand.sums import (
    chances_of,
    counts,
    few,
    levels,
    means,
    naive_excess,
    poisson_chances,
    quarter_sizes,
    quarters_of,
)
from tests.worlds import or_nothing, spread


def test_a_rounded_count_of_two_and_a_quarter_is_two_or_three() -> None:
    # 3 with a chance of 1/4, 2 otherwise
    assert [Rounded(2.25).excess(level) for level in (0.0, 1.0, 2.0, 2.5, 3.0, 4.0)] == [2.25, 1.25, 0.25, 0.125, 0, 0]


def test_a_whole_mean_is_a_certain_count() -> None:
    assert [Rounded(2.0).excess(level) for level in (0.0, 1.5, 2.0, 2.5)] == [2.0, 0.5, 0.0, 0.0]


def test_a_rounded_count_is_never_more_than_its_mean_rounded_up() -> None:
    assert [Rounded(mean).largest() for mean in (0.0, 0.01, 1.0, 2.25)] == [0.0, 1.0, 1.0, 3.0]


def test_a_multiplied_rounded_count_is_rounded_anew() -> None:
    assert Rounded(0.75).times(2.0) == Rounded(1.5)


@given(spread(1e-12, 1e9), or_nothing(spread(1e-6, 1e9)))
def test_the_excess_of_a_rounded_count_is_the_sum_over_its_two_counts(mean: float, level: float) -> None:
    exact = naive_excess(chances_of(Rounded(mean)), level)
    assert Rounded(mean).excess(level) == pytest.approx(exact, rel=1e-14, abs=0.0)


def test_a_rounded_count_has_two_counts_with_their_chances() -> None:
    assert Rounded(2.25).points() == ((2.0, 0.75), (3.0, 0.25))


def test_a_certain_count_has_one() -> None:
    assert [Rounded(mean).points() for mean in (0.0, 2.0, 1e9)] == [((0.0, 1.0),), ((2.0, 1.0),), ((1e9, 1.0),)]


def test_a_poisson_count_of_one_exceeds_one_by_e_to_the_minus_one() -> None:
    # E[(K − 1)⁺] = 1 − 1 + P(K = 0)
    assert poisson_excess(1.0, 1.0) == pytest.approx(math.exp(-1.0), rel=1e-14)


def test_a_poisson_count_of_two_exceeds_two_by_four_e_to_the_minus_two() -> None:
    # 2 − 2 + 2·P(K = 0) + P(K = 1)
    assert poisson_excess(2.0, 2.0) == pytest.approx(4.0 * math.exp(-2.0), rel=1e-14)


def test_between_whole_levels_the_excess_lies_on_a_straight_line() -> None:
    # (3·E[(K − 1)⁺] + E[(K − 2)⁺])/4 at 1.25, for a mean of 2
    exact = 0.75 * (1.0 + math.exp(-2.0)) + 0.25 * 4.0 * math.exp(-2.0)
    assert poisson_excess(2.0, 1.25) == pytest.approx(exact, rel=1e-14)


@given(spread(1e-12, 600.0), st.one_of(st.floats(0.0, 8.0), spread(1e-6, 1e4)))
def test_the_excess_of_a_poisson_count_is_the_sum_over_all_counts(mean: float, times: float) -> None:
    level = times * math.sqrt(mean) if times < 8.0 else times
    exact = naive_excess(poisson_chances(mean), level)
    assert poisson_excess(mean, level) == pytest.approx(exact, rel=1e-9, abs=1e-15 * mean)


@given(spread(1.0, 10_000.0), st.floats(-8.0, 8.0))
@example(10_000.0, 0.0)
@example(9_999.9, -7.5)
def test_the_excess_of_a_large_poisson_count_is_the_sum_over_all_counts(mean: float, deviations: float) -> None:
    level = max(0.0, mean + deviations * math.sqrt(mean))
    low, high = math.floor(max(0.0, mean - 12.0 * math.sqrt(mean))), math.ceil(mean + 12.0 * math.sqrt(mean) + 30.0)
    terms = [
        max(0.0, count - level) * math.exp(count * math.log(mean) - mean - math.lgamma(count + 1.0))
        for count in range(low, high)
    ]
    assert poisson_excess(mean, level) == pytest.approx(math.fsum(terms), rel=1e-9, abs=0.0)


@pytest.mark.parametrize(("mean", "level"), [(1, 20), (1, 100), (Fraction(1, 1024), 5), (30, 120), (0.5, 150)])
def test_even_a_tiny_excess_is_right_in_nine_digits(mean: float, level: int) -> None:
    exact_mean = Fraction(mean)
    tail = sum((count - level) * exact_mean**count / math.factorial(count) for count in range(level + 1, level + 99))
    exact = float(tail) * math.exp(-float(mean))
    assert 0.0 < exact < 1e-12
    assert poisson_excess(float(mean), float(level)) == pytest.approx(exact, rel=1e-9, abs=0.0)


@pytest.mark.parametrize("level", [1e4, 1e15, 1e308, math.inf])
def test_a_poisson_count_never_comes_to_absurd_numbers(level: float) -> None:
    assert poisson_excess(1.0, level) == 0.0


@pytest.mark.parametrize("mean", [1e-12, 0.5, 10_000.0, 10_001.0, 1e9])
def test_above_nothing_lies_the_mean(mean: float) -> None:
    assert poisson_excess(mean, 0.0) == mean


@pytest.mark.parametrize("level", [0.0, 0.5, 1e15])
def test_what_never_comes_exceeds_nothing(level: float) -> None:
    assert poisson_excess(0.0, level) == 0.0


@pytest.mark.parametrize(("mean", "level"), [(9_000.0, 1.0), (10_000.0, 10.5), (20_000.0, 1.0), (1e9, 1e6)])
def test_far_below_the_mean_the_excess_is_what_is_left_of_the_mean(mean: float, level: float) -> None:
    assert poisson_excess(mean, level) == mean - level


@given(spread(1e-3, 1e4), st.integers(0, 40))
def test_the_chance_of_a_poisson_count_is_the_formula_of_poisson(mean: float, count: int) -> None:
    exact = Fraction(mean) ** count / math.factorial(count)
    log = math.log(exact.numerator) - math.log(exact.denominator) - mean
    assert poisson_probability(mean, count) == pytest.approx(math.exp(log), rel=1e-9, abs=0.0)


def test_a_poisson_count_of_one_has_its_counts_with_their_chances() -> None:
    exact = [(float(count), math.exp(-1.0) / math.factorial(count)) for count in range(20)]
    points = Poisson(1.0).points()
    assert points is not None
    assert [number for point in points for number in point] == pytest.approx(
        [number for point in exact for number in point], rel=1e-13
    )


def test_a_poisson_count_that_never_comes_is_surely_nothing() -> None:
    assert Poisson(0.0).points() == ((0.0, 1.0),)


def test_a_poisson_count_of_up_to_ten_thousand_is_told_count_by_count() -> None:
    points = Poisson(10_000.0).points()
    assert points is not None
    assert [points[0][0], points[-1][0]] == [9_100.0, 10_909.0]


def test_a_poisson_count_above_ten_thousand_has_too_many_counts_to_be_told() -> None:
    assert Poisson(math.nextafter(10_000.0, math.inf)).points() is None


def test_a_multiplied_poisson_count_is_one_of_the_multiplied_mean() -> None:
    assert Poisson(0.75).times(2.0) == Poisson(1.5)


def test_a_poisson_count_that_never_comes_is_largest_at_nothing() -> None:
    assert Poisson(0.0).largest() == 0.0


@given(spread(1e-12, 9_000.0))
def test_a_poisson_count_is_as_good_as_never_above_its_largest(mean: float) -> None:
    assert poisson_excess(mean, Poisson(mean).largest()) <= 1e-17 * mean


def test_a_normal_amount_exceeds_its_mean_by_its_deviation_over_the_root_of_two_pi() -> None:
    assert normal_excess(500.0, 20.0, 500.0) == pytest.approx(20.0 / math.sqrt(2.0 * math.pi), rel=1e-15)


def test_a_normal_amount_exceeds_a_level_one_deviation_up_as_tables_say() -> None:
    # the unit normal loss at 1 is 0.08332
    assert normal_excess(500.0, 20.0, 520.0) == pytest.approx(20.0 * 0.08332, rel=1e-4)


def test_a_normal_amount_exceeds_a_level_one_deviation_down_by_that_and_the_same() -> None:
    assert normal_excess(500.0, 20.0, 480.0) == pytest.approx(20.0 * 1.08332, rel=1e-4)


@pytest.mark.parametrize("level", [1e6, 1e15, 1e200, math.inf])
def test_a_normal_amount_exceeds_absurd_levels_by_nothing(level: float) -> None:
    assert normal_excess(500.0, 20.0, level) == 0.0


def test_the_normal_form_serves_above_a_mean_of_ten_thousand() -> None:
    mean = math.nextafter(10_000.0, math.inf)
    assert poisson_excess(mean, 10_050.0) == normal_excess(mean, math.sqrt(mean), 10_050.0)


def test_the_sum_serves_up_to_a_mean_of_ten_thousand() -> None:
    # the sum over all counts; the normal form would say 19.7797
    assert poisson_excess(10_000.0, 10_050.0) == pytest.approx(19.8087, abs=1e-4)


@given(st.floats(-10.0, 10.0))
@example(-1.0)
@example(1.0)
def test_where_the_normal_form_takes_over_the_excess_jumps_by_less_than_a_twentieth_of_a_job(
    deviations: float,
) -> None:
    level = 10_000.0 + deviations * 100.0
    before, after = poisson_excess(10_000.0, level), poisson_excess(math.nextafter(10_000.0, math.inf), level)
    assert after == pytest.approx(before, rel=0.0, abs=0.05)


@given(st.floats(9_000.0, 11_200.0))
@example(9_903.0)
def test_where_the_normal_form_takes_over_the_excess_of_a_bundle_jumps_by_less_than_a_twentieth_of_a_job(
    level: float,
) -> None:
    other = DemandComponent(Rounded(1.5), 3.0)
    before = month_excess((DemandComponent(Poisson(10_000.0), 1.0), other))(level)
    after = month_excess((DemandComponent(Poisson(math.nextafter(10_000.0, math.inf)), 1.0), other))(level)
    assert after == pytest.approx(before, rel=0.0, abs=0.05)


@given(counts, levels)
def test_an_excess_is_never_negative_nor_below_what_the_mean_exceeds(count: Count, level: float) -> None:
    """Jensen: E[(K − level)⁺] ≥ (E[K] − level)⁺."""
    assert count.excess(level) >= max(0.0, count.mean - level) * (1.0 - 1e-12)


@given(counts, levels)
def test_an_excess_is_never_above_the_mean(count: Count, level: float) -> None:
    assert count.excess(level) <= count.mean * (1.0 + 1e-12)


@given(counts)
def test_the_excess_above_nothing_is_the_mean(count: Count) -> None:
    assert count.excess(0.0) == pytest.approx(count.mean, rel=1e-14, abs=0.0)


@st.composite
def near_levels(draw: st.DrawFn, count: Count) -> list[float]:
    """Three levels in order, around the mean of a count as often as not."""
    width = 3.0 * math.sqrt(count.mean) + 2.0
    near = st.floats(max(0.0, count.mean - 3.0 * width), count.mean + 3.0 * width)
    return sorted(draw(st.lists(st.one_of(near, levels), min_size=3, max_size=3)))


@given(st.data(), counts)
def test_the_excess_of_a_count_never_rises_with_the_level(data: st.DataObject, count: Count) -> None:
    low, middle, _ = data.draw(near_levels(count))
    assert count.excess(middle) <= count.excess(low) * (1.0 + 1e-9) + 1e-13 * count.mean


@given(st.data(), counts)
def test_the_excess_of_a_count_is_convex_in_the_level(data: st.DataObject, count: Count) -> None:
    low, middle, high = data.draw(near_levels(count))
    share = (middle - low) / (high - low) if high > low else 0.0
    chord = count.excess(low) * (1.0 - share) + count.excess(high) * share
    assert count.excess(middle) <= chord * (1.0 + 1e-9) + 1e-13 * count.mean


@given(means, levels)
def test_nothing_is_more_regular_than_a_rounded_count(mean: float, level: float) -> None:
    exact = Poisson(mean).excess(level)
    assert Rounded(mean).excess(level) <= exact * (1.0 + 1e-9) + (0.3 if mean > MANY else 0.0)


@given(counts, st.floats(0.01, 100.0), st.floats(1.0, 50.0))
def test_a_count_is_laid_on_a_grid_with_its_mean(count: Count, size: float, coarseness: float) -> None:
    step = max(0.25, count.largest() * size / 4_000) * coarseness
    first, weights = count.lay(size, step)
    laid = math.fsum((first + index) * step * weight for index, weight in enumerate(weights))
    assert laid == pytest.approx(count.mean * size, rel=1e-8, abs=0.0)


@given(few, quarter_sizes)
def test_a_count_of_whole_quarters_is_laid_with_the_chances_of_all_counts(count: Count, size: float) -> None:
    first, weights = count.lay(size, 0.25)
    exact = {
        quarters: chance for quarters, chance in quarters_of((DemandComponent(count, size),)).items() if chance > 1e-17
    }
    laid = {first + index: weight for index, weight in enumerate(weights) if weight > 1e-17}
    assert laid == pytest.approx(exact, rel=1e-9, abs=0.0)


@pytest.mark.parametrize("mean", [1e-12, 0.01, 1.0, 80.0, 82.0, 1e4, 1.1e4, 1e9])
def test_the_chances_of_a_laid_poisson_count_add_up_to_one(mean: float) -> None:
    count = Poisson(mean)
    weights = count.lay(1.0, max(0.25, count.largest() / 4_000))[1]
    assert math.fsum(weights) == pytest.approx(1.0, rel=1e-10)


@pytest.mark.parametrize("mean", [200.0, 1e4])
def test_a_large_poisson_count_is_laid_from_nine_deviations_below_its_mean(mean: float) -> None:
    first, _ = Poisson(mean).lay(1.0, 1.0)
    assert mean - 9.0 * math.sqrt(mean) - 1.0 <= first <= mean - 7.0 * math.sqrt(mean)


def test_what_never_comes_is_laid_on_nothing() -> None:
    assert Poisson(0.0).lay(8.0, 0.25) == (0, [1.0])
