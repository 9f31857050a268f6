"""A month's hours and how many lie above a block: against naive sums over every count, bundle and path of months."""

import math
import random
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from delegation.demand import (
    MANY,
    Count,
    DemandComponent,
    Month,
    Poisson,
    Rounded,
    expected_excess,
    mean_hours,
    month_excess,
    normal_excess,
    poisson_excess,
    poisson_probability,
)
from tests.worlds import or_nothing, spread

Chances = dict[int, float]
"""Chances of whole numbers: of counts, or of quarter hours."""


def poisson_chances(mean: float) -> Chances:
    """Every count that matters, from P(0) = e^−mean and P(k) = P(k−1)·mean/k."""
    chances = {0: math.exp(-mean)}
    for count in range(1, math.ceil(mean + 12.0 * math.sqrt(mean)) + 30):
        chances[count] = chances[count - 1] * mean / count
    return chances


def chances_of(count: Count) -> Chances:
    """Every count that matters, with its chance."""
    if isinstance(count, Poisson):
        return poisson_chances(count.mean)
    low = math.floor(count.mean)
    return {low: 1.0 - (count.mean - low), low + 1: count.mean - low}


def naive_excess(chances: Chances, level: float, size: float = 1.0) -> float:
    """E[(size·count − level)⁺], one count after the other."""
    return math.fsum(max(0.0, count * size - level) * chance for count, chance in chances.items())


def quarters_of(month: Month) -> Chances:
    """A month's quarter hours, from every combination of its lumps, whose sizes are whole quarters."""
    total = {0: 1.0}
    for repeats, size in month:
        added: Chances = {}
        for held, chance in total.items():
            for count, likely in chances_of(repeats).items():
                key = held + count * round(size * 4)
                added[key] = added.get(key, 0.0) + chance * likely
        total = added
    return total


def naive_rollover(months: Sequence[tuple[Month, int]], block: int, rollover: int) -> float:
    """Hours above the block, month by month, from every number of quarter hours carried; block and rollover in them."""
    carried, above = {0: 1.0}, []
    for month, repeats in months:
        wanted = quarters_of(month)
        for _ in range(repeats):
            later: Chances = {}
            for held, chance in carried.items():
                for used, likely in wanted.items():
                    above.append(max(0, used - block - held) * chance * likely)
                    left = min(rollover, max(0, block + held - used))
                    later[left] = later.get(left, 0.0) + chance * likely
            carried = later
    return math.fsum(above) / 4


means = or_nothing(spread(1e-12, 1e9))
counts: st.SearchStrategy[Count] = st.one_of(st.builds(Poisson, means), st.builds(Rounded, means))
components = st.builds(DemandComponent, counts, spread(0.01, 1e4))
levels = or_nothing(spread(1e-6, 1e15))
quarter_sizes = st.integers(1, 40).map(lambda count: count / 4)
few: st.SearchStrategy[Count] = st.one_of(
    st.builds(Rounded, st.one_of(st.integers(0, 4).map(float), st.floats(0.0, 4.0))),
    st.builds(Poisson, or_nothing(spread(0.01, 2.0))),
)


def months_of(components: st.SearchStrategy[DemandComponent], most: int) -> st.SearchStrategy[Month]:
    """Months with one to so many lumps."""
    return st.lists(components, min_size=1, max_size=most).map(tuple)


quarter_months = months_of(st.builds(DemandComponent, few, quarter_sizes), 3)


# -- rounded counts


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


# -- Poisson counts


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


# -- the normal form of large counts


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


# -- every count


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


# -- a month


def test_a_month_has_the_hours_of_all_its_work() -> None:
    assert (
        mean_hours(
            (
                DemandComponent(Poisson(1.5), 4.0),
                DemandComponent(Rounded(2.0), 8.0),
            )
        )
        == 22.0
    )


def test_a_month_without_work_has_no_hours() -> None:
    assert mean_hours(()) == 0.0


def test_a_month_without_work_exceeds_no_level() -> None:
    assert month_excess(())(0.0) == 0.0


def test_a_single_lump_exceeds_a_level_by_its_size_times_the_excess_of_its_count() -> None:
    # twice a month 8 h above a block of 16 h: 8·E[(K − 2)⁺] = 8·4·e^-2
    assert month_excess((DemandComponent(Poisson(2.0), 8.0),))(16.0) == pytest.approx(32.0 * math.exp(-2.0), rel=1e-14)


def test_a_block_of_twenty_hours_absorbs_little_of_a_rare_project_of_sixty() -> None:
    # once a year, 60 h: 40 of them lie above, although a month has 5 h on average
    assert expected_excess([((DemandComponent(Rounded(1 / 12), 60.0),), 12)], 20.0) == pytest.approx(40.0, rel=1e-14)


def test_two_coins_together_exceed_a_level_by_hand() -> None:
    # 2 h or nothing, and 4 h or nothing: 6, 4, 2, 0 are equally likely, so 3 is exceeded by 3, 1, 0, 0
    month = (
        DemandComponent(Rounded(0.5), 2.0),
        DemandComponent(Rounded(0.5), 4.0),
    )
    assert month_excess(month)(3.0) == 1.0


def test_sporadic_work_of_one_size_is_one_sporadic_count() -> None:
    month = (
        DemandComponent(Poisson(1.0), 2.5),
        DemandComponent(Poisson(0.5), 2.5),
    )
    assert month_excess(month)(7.0) == 2.5 * poisson_excess(1.5, 2.8)


def test_regular_work_of_one_size_is_not_rounded_together() -> None:
    # two coins come to 0, 1 or 2; one rounded count with their mean would always come to 1
    assert (
        month_excess(
            (
                DemandComponent(Rounded(0.5), 1.0),
                DemandComponent(Rounded(0.5), 1.0),
            )
        )(1.0)
        == 0.25
    )


@given(quarter_months, st.integers(0, 400).map(lambda count: count / 4))
def test_the_excess_of_a_bundle_on_the_quarter_hour_is_that_of_all_its_combinations(month: Month, level: float) -> None:
    exact = naive_excess(quarters_of(month), level, 0.25)
    assert month_excess(month)(level) == pytest.approx(exact, rel=1e-9, abs=1e-13)


@given(
    st.lists(st.builds(DemandComponent, few, st.floats(0.1, 10.0)), min_size=2, max_size=3).map(tuple),
    st.floats(0.0, 60.0),
)
def test_off_the_quarter_hour_the_excess_is_never_too_small_and_too_large_by_an_eighth_hour_for_each_task(
    month: Month, level: float
) -> None:
    """Splitting keeps the mean and so widens each lump, which adds step/4 at most, and so does reading at a level."""
    combinations = [(0.0, 1.0)]
    for repeats, size in month:
        chances = [(count, chance) for count, chance in chances_of(repeats).items() if chance > 1e-14]
        combinations = [(held + count * size, p * q) for held, p in combinations for count, q in chances]
    exact = math.fsum(max(0.0, hours - level) * chance for hours, chance in combinations)
    assert -1e-9 <= month_excess(month)(level) - exact <= 0.125 * len(month)


@given(months_of(components, 6))
def test_a_bundle_keeps_its_mean(month: Month) -> None:
    most = math.fsum(count.largest() * size for count, size in month)
    assert month_excess(month)(0.0) == pytest.approx(mean_hours(month), rel=1e-8, abs=1e-15 * most)


@given(months_of(components, 6), levels, st.randoms(use_true_random=False))
def test_the_order_of_work_in_a_month_does_not_matter(month: Month, level: float, order: random.Random) -> None:
    shuffled = order.sample(month, len(month))
    assert month_excess(tuple(shuffled))(level) == month_excess(month)(level)


@given(months_of(components, 4), st.floats(0.0, 3.0), st.floats(0.0, 3.0), st.floats(0.0, 3.0))
def test_the_excess_of_a_bundle_is_convex_and_never_rises_with_the_level(
    month: Month, one: float, two: float, three: float
) -> None:
    hours, excess = mean_hours(month), month_excess(month)
    low, middle, high = (times * hours for times in sorted((one, two, three)))
    share = (middle - low) / (high - low) if high > low else 0.0
    chord = excess(low) * (1.0 - share) + excess(high) * share
    assert 0.0 <= excess(middle) <= min(excess(low), chord) + 1e-11 * hours


@given(months_of(components, 5), components, st.floats(0.0, 3.0))
def test_more_work_never_lowers_the_excess(month: Month, more: DemandComponent, times: float) -> None:
    """Up to what both grids add: half a step of theirs for each lump."""
    level = times * mean_hours(month)
    most = math.fsum(count.largest() * size for count, size in (*month, more))
    slip = max(0.25, most / 4_000) / 2 * (len(month) + 1)
    normal = math.fsum(0.05 * size for count, size in (*month, more) if count.mean > 5_000.0)
    assert month_excess(month)(level) <= month_excess((*month, more))(level) + slip + normal


def test_many_tasks_together_come_close_to_a_normal_amount_as_wide_as_they_or_the_grid_make_it() -> None:
    month = tuple(DemandComponent(Poisson(0.5), 1.0 + k / 100) for k in range(200))
    variance = math.fsum(0.5 * size**2 for _, size in month)
    step = math.fsum(count.largest() * size for count, size in month) / 4_000
    least = normal_excess(0.0, math.sqrt(variance), 0.0)
    most = normal_excess(0.0, math.sqrt(variance + 200 * step**2 / 4), 0.0)
    assert 0.99 * least <= month_excess(month)(mean_hours(month)) <= most


# -- several months


def test_without_rollover_months_add_up() -> None:
    month = (DemandComponent(Poisson(2.0), 8.0),)
    assert expected_excess([(month, 12)], 16.0) == pytest.approx(12 * 32.0 * math.exp(-2.0), rel=1e-14)


def test_unequal_months_are_each_held_against_the_block() -> None:
    # 12 h, 4 h, 4 h against 10 h: 2 h lie above, although the three have 20 h on average only
    months = [((DemandComponent(Rounded(3.0), 4.0),), 1), ((DemandComponent(Rounded(1.0), 4.0),), 2)]
    assert expected_excess(months, 10.0) == 2.0


def test_equal_months_that_do_not_follow_each_other_count_as_often_as_they_come() -> None:
    full, slack = (DemandComponent(Rounded(3.0), 4.0),), (DemandComponent(Rounded(1.0), 4.0),)
    assert expected_excess([(full, 1), (slack, 2), (full, 3)], 10.0) == 8.0


def test_a_sporadic_month_is_not_taken_for_a_regular_one_of_the_same_mean() -> None:
    # 2·(e^-1 for the sporadic month, nothing for the regular one)
    months = [((DemandComponent(Poisson(1.0), 2.0),), 1), ((DemandComponent(Rounded(1.0), 2.0),), 1)]
    assert expected_excess(months, 2.0) == pytest.approx(2.0 * math.exp(-1.0), rel=1e-14)


def test_a_sporadic_month_is_not_taken_for_a_regular_one_of_the_same_mean_where_hours_roll_over() -> None:
    # 2 h come in the regular month and meet 2 h, with nothing carried; then 2·e^-1 lie above
    months = [((DemandComponent(Rounded(1.0), 2.0),), 1), ((DemandComponent(Poisson(1.0), 2.0),), 1)]
    assert expected_excess(months, 2.0, 1.0) == pytest.approx(2.0 * math.exp(-1.0), rel=1e-14)


def test_without_a_block_all_hours_lie_above_it() -> None:
    months = [((DemandComponent(Poisson(3.0), 4.0),), 2), ((DemandComponent(Rounded(0.5), 4.0),), 10)]
    assert expected_excess(months, 0.0, 5.0) == 44.0


def test_a_tiny_block_leaves_nearly_all_hours_above_it() -> None:
    assert expected_excess([((DemandComponent(Rounded(3.0), 4.0),), 2)], 1e-9) == pytest.approx(24.0 - 2e-9, rel=1e-12)


def test_no_months_have_no_hours_above_the_block() -> None:
    assert expected_excess([], 10.0, 5.0) == 0.0


BUSY_AFTER_IDLE = [((DemandComponent(Rounded(0.0), 1.0),), 1), ((DemandComponent(Rounded(5.0), 2.0),), 1)]


@pytest.mark.parametrize(
    ("rollover", "above"), [(0.0, 6.0), (0.25, 5.75), (3.0, 3.0), (3.75, 2.25), (4.0, 2.0), (4.25, 2.0), (1e60, 2.0)]
)
def test_an_idle_month_with_a_block_of_four_hours_helps_a_month_of_ten_by_what_rolls_over(
    rollover: float, above: float
) -> None:
    assert expected_excess(BUSY_AFTER_IDLE, 4.0, rollover) == above


def test_a_busy_month_gains_nothing_from_an_idle_one_after_it() -> None:
    assert expected_excess(BUSY_AFTER_IDLE[::-1], 4.0, 4.0) == 6.0


def test_carried_hours_pile_up_over_idle_months_as_far_as_the_rule_allows() -> None:
    # three idle months of 4 h carry 4, 8, then 9 h at most: 20 h meet 4 + 9
    months = [((DemandComponent(Rounded(0.0), 1.0),), 3), ((DemandComponent(Rounded(5.0), 4.0),), 1)]
    assert expected_excess(months, 4.0, 9.0) == 7.0


def test_carried_hours_are_used_up() -> None:
    # carried: 4 after the idle month, 2 after 6 h, 0 after 6 h; then 6 h meet 4
    months = [((DemandComponent(Rounded(0.0), 1.0),), 1), ((DemandComponent(Rounded(3.0), 2.0),), 3)]
    assert expected_excess(months, 4.0, 10.0) == 2.0


def test_a_single_month_has_nothing_carried_into_it() -> None:
    assert expected_excess([((DemandComponent(Rounded(5.0), 2.0),), 1)], 4.0, 1e15) == 6.0


quarter_runs = st.lists(
    st.tuples(months_of(st.builds(DemandComponent, few, quarter_sizes), 2), st.integers(1, 3)), min_size=1, max_size=3
)


@given(quarter_runs, st.integers(1, 80), st.integers(0, 60))
def test_on_the_quarter_hour_rollover_is_what_every_path_of_months_gives(
    months: list[tuple[Month, int]], block: int, rollover: int
) -> None:
    exact = naive_rollover(months, block, rollover)
    assert expected_excess(months, block / 4, rollover / 4) == pytest.approx(exact, rel=1e-12, abs=1e-12)


certain = st.builds(
    DemandComponent, st.builds(Rounded, st.integers(0, 9).map(float)), st.sampled_from([0.25, 0.5, 1.0, 2.0, 4.0, 8.0])
)


@given(
    st.lists(st.tuples(months_of(certain, 3), st.integers(1, 3)), min_size=1, max_size=5),
    st.integers(1, 200),
    st.integers(0, 400),
)
def test_certain_months_on_the_quarter_hour_roll_over_without_any_error(
    months: list[tuple[Month, int]], block: int, rollover: int
) -> None:
    assert expected_excess(months, block / 4, rollover / 4) == naive_rollover(months, block, rollover)


@given(
    st.lists(st.tuples(months_of(certain, 2), st.integers(1, 2)), min_size=2, max_size=4),
    st.integers(1, 100),
    st.integers(101, 400),
)
def test_more_than_a_hundred_hours_roll_over_with_half_a_step_of_error_a_month_at_most(
    months: list[tuple[Month, int]], block: int, rollover: int
) -> None:
    """An hour more or less carried changes the hours above by one at most; splitting shifts half a step on average."""
    length = sum(repeats for _, repeats in months)
    step = min(rollover, (length - 1) * block) / 400
    exact = naive_rollover(months, block * 4, rollover * 4)
    slip = (length - 1) * step / 2 if step > 0.25 else 1e-9
    assert expected_excess(months, float(block), float(rollover)) == pytest.approx(exact, rel=1e-9, abs=slip)


@given(
    st.builds(DemandComponent, few, st.floats(0.1, 10.0)), st.floats(0.1, 20.0), st.floats(0.1, 20.0), st.integers(2, 4)
)
def test_off_the_quarter_hour_rollover_errs_by_half_a_step_a_month_at_most(
    component: DemandComponent, block: float, rollover: float, length: int
) -> None:
    carried, above = {0.0: 1.0}, []
    wanted = [
        (count * component.size, chance)
        for count, chance in chances_of(component.occurrences).items()
        if chance > 1e-12
    ]
    for _ in range(length):
        later: dict[float, float] = {}
        for held, chance in carried.items():
            for used, likely in wanted:
                above.append(max(0.0, used - block - held) * chance * likely)
                left = round(min(rollover, max(0.0, block + held - used)), 9)
                later[left] = later.get(left, 0.0) + chance * likely
        carried = later
    got = expected_excess([((component,), length)], block, rollover)
    assert got == pytest.approx(math.fsum(above), rel=0.0, abs=(length - 1) * 0.125 + 1e-6)


def test_sporadic_work_of_one_size_is_one_sporadic_count_also_where_hours_roll_over() -> None:
    apart = [((DemandComponent(Poisson(1.0), 2.3), DemandComponent(Poisson(0.5), 2.3)), 6)]
    together = [((DemandComponent(Poisson(1.5), 2.3),), 6)]
    assert expected_excess(apart, 3.7, 5.1) == expected_excess(together, 3.7, 5.1)


@pytest.mark.parametrize("block", [9_900.0, 10_000.0, 10_100.0])
@pytest.mark.parametrize("rollover", [10.0, 300.0])
def test_where_the_normal_form_takes_over_six_months_with_rollover_jump_by_less_than_half_a_job(
    block: float, rollover: float
) -> None:
    before, after = (
        expected_excess([((DemandComponent(Poisson(mean), 1.0),), 6)], block, rollover)
        for mean in (10_000.0, math.nextafter(10_000.0, math.inf))
    )
    assert after == pytest.approx(before, rel=0.0, abs=0.5)


ordinary_counts: st.SearchStrategy[Count] = st.one_of(
    st.builds(Poisson, spread(1e-4, 100.0)), st.builds(Rounded, spread(1e-4, 100.0))
)
ordinary_months = st.lists(
    st.tuples(months_of(st.builds(DemandComponent, ordinary_counts, spread(0.1, 100.0)), 3), st.integers(1, 4)),
    min_size=1,
    max_size=3,
)


def whole_hours(months: Sequence[tuple[Month, int]]) -> float:
    """Expected hours of all months."""
    return math.fsum(mean_hours(month) * repeats for month, repeats in months)


@given(ordinary_months, spread(0.1, 1e4), or_nothing(spread(0.1, 1e4)))
def test_rollover_never_adds_hours_above_the_block(
    months: list[tuple[Month, int]], block: float, rollover: float
) -> None:
    plain = expected_excess(months, block)
    assert expected_excess(months, block, rollover) <= plain + 1e-9 * whole_hours(months)


@given(ordinary_months, spread(0.1, 1e4), or_nothing(spread(0.1, 1e4)))
def test_rollover_saves_no_more_than_the_rule_allows_in_every_month_but_the_first(
    months: list[tuple[Month, int]], block: float, rollover: float
) -> None:
    later = sum(repeats for _, repeats in months) - 1
    saved = expected_excess(months, block) - expected_excess(months, block, rollover)
    assert saved <= later * rollover + 1e-9 * whole_hours(months)


@given(ordinary_months, spread(0.1, 1e4))
def test_with_endless_rollover_the_hours_above_are_at_least_what_all_blocks_together_leave(
    months: list[tuple[Month, int]], block: float
) -> None:
    length = sum(repeats for _, repeats in months)
    hours = whole_hours(months)
    assert expected_excess(months, block, 1e60) >= hours - length * block - 1e-9 * hours


@given(ordinary_months, spread(0.1, 1e3), or_nothing(spread(0.1, 1e3)))
def test_hours_above_a_block_are_never_more_than_all_hours(
    months: list[tuple[Month, int]], block: float, rollover: float
) -> None:
    assert 0.0 <= expected_excess(months, block, rollover) <= whole_hours(months) * (1.0 + 1e-9)


@given(months_of(components, 4), or_nothing(spread(1e-6, 1e15)), st.integers(1, 36))
def test_over_any_range_hours_above_a_block_are_never_more_than_all_hours(
    month: Month, block: float, repeats: int
) -> None:
    months = [(month, repeats)]
    assert 0.0 <= expected_excess(months, block) <= whole_hours(months) * (1.0 + 1e-9)


@pytest.mark.parametrize(
    "count", [Poisson(1e-12), Poisson(3.0), Poisson(1e9), Rounded(1e-12), Rounded(2e5), Rounded(1e9)], ids=str
)
@pytest.mark.parametrize("block", [1e-9, 20.0, 1e9, 1e15])
@pytest.mark.parametrize("rollover", [0.0, 220.0, 1e15])
def test_absurd_months_stay_between_nothing_and_all_their_hours(count: Count, block: float, rollover: float) -> None:
    months = [((DemandComponent(count, 10_000.0),), 36)]
    assert 0.0 <= expected_excess(months, block, rollover) <= whole_hours(months) * (1.0 + 1e-9)


@pytest.mark.parametrize("rollover", [5e-324, 1e-20, 1e-12, 1e-10, 1e-6])
@pytest.mark.parametrize("size", [4.0, 10_000.0])
def test_next_to_no_rollover_changes_next_to_nothing(size: float, rollover: float) -> None:
    months = [((DemandComponent(Rounded(1.3), size),), 36)]
    assert expected_excess(months, 5.0, rollover) == pytest.approx(expected_excess(months, 5.0), rel=1e-6)


def test_next_to_no_block_rolls_over_next_to_nothing() -> None:
    months = [((DemandComponent(Poisson(675.0), 3.3), DemandComponent(Rounded(1.0), 2.0)), 12)]
    assert expected_excess(months, 1e-12, 10.0) == pytest.approx(whole_hours(months), rel=1e-9)


def test_a_great_business_rolls_over_no_more_than_the_rule_allows() -> None:
    # 1.5e13 h a month against 5e9 h: rollover of 160 h cannot matter
    months = [((DemandComponent(Rounded(202_848.00707087092), 74_559_164.89282513),), 36)]
    block = 0.0002 * mean_hours(months[0][0])
    assert expected_excess(months, block, 160.0) == pytest.approx(expected_excess(months, block), rel=1e-9)
