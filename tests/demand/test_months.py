"""A month's hours, or several months', and how many lie above a level: against naive sums over every bundle."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.demand import (
    DemandComponent,
    Month,
    OneOf,
    Poisson,
    Rounded,
    mean_hours,
    month_excess,
    normal_excess,
    poisson_excess,
)
from delegation.demand.months import together
from tests.demand.sums import (
    chances_of,
    components,
    constant,
    few,
    levels,
    months_of,
    naive_excess,
    quarter_months,
    quarters_of,
)


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
    st.lists(st.builds(DemandComponent, few, st.floats(0.1, 10.0), constant), min_size=2, max_size=3).map(tuple),
    st.floats(0.0, 60.0),
)
def test_off_the_quarter_hour_the_excess_is_never_too_small_and_too_large_by_an_eighth_hour_for_each_task(
    month: Month, level: float
) -> None:
    """Splitting keeps the mean and so widens each lump, which adds step/4 at most, and so does reading at a level."""
    combinations = [(0.0, 1.0)]
    for repeats, size, _ in month:
        chances = [(count, chance) for count, chance in chances_of(repeats).items() if chance > 1e-14]
        combinations = [(held + count * size, p * q) for held, p in combinations for count, q in chances]
    exact = math.fsum(max(0.0, hours - level) * chance for hours, chance in combinations)
    assert -1e-9 <= month_excess(month)(level) - exact <= 0.125 * len(month)


@given(months_of(components, 6))
def test_a_bundle_keeps_its_mean(month: Month) -> None:
    most = math.fsum(count.largest() * size for count, size, _ in month)
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
    most = math.fsum(count.largest() * size for count, size, _ in (*month, more))
    slip = max(0.25, most / 4_000) / 2 * (len(month) + 1)
    normal = math.fsum(0.05 * size for count, size, _ in (*month, more) if count.mean > 5_000.0)
    assert month_excess(month)(level) <= month_excess((*month, more))(level) + slip + normal


def test_many_tasks_together_come_close_to_a_normal_amount_as_wide_as_they_or_the_grid_make_it() -> None:
    month = tuple(DemandComponent(Poisson(0.5), 1.0 + k / 100) for k in range(200))
    variance = math.fsum(0.5 * size**2 for _, size, _ in month)
    step = math.fsum(count.largest() * size for count, size, _ in month) / 4_000
    least = normal_excess(0.0, math.sqrt(variance), 0.0)
    most = normal_excess(0.0, math.sqrt(variance + 200 * step**2 / 4), 0.0)
    assert 0.99 * least <= month_excess(month)(mean_hours(month)) <= most


def test_one_month_together_is_itself() -> None:
    month = (DemandComponent(Poisson(1.0), 2.5),)
    assert together([month]) is month


def test_months_together_keep_their_work_apart() -> None:
    first = (DemandComponent(Poisson(1.0), 2.5), DemandComponent(Rounded(1.5), 4.0), DemandComponent(OneOf(0.25), 9.0))
    later = (DemandComponent(Poisson(0.5), 2.5), DemandComponent(Rounded(2.0), 4.0), DemandComponent(OneOf(0.75), 9.0))
    assert together([first, later]) == (
        DemandComponent(Poisson(1.5), 2.5),
        DemandComponent(Rounded(3.5), 4.0),
        DemandComponent(OneOf(1.0), 9.0),
    )


def test_work_of_other_sizes_or_kinds_stays_as_independent_as_months_are() -> None:
    first, later = (DemandComponent(Poisson(1.0), 2.5),), (DemandComponent(Poisson(1.0), 4.0),)
    assert together([first, later]) == (*first, *later)
    other = (DemandComponent(Rounded(1.0), 2.5),)
    assert together([first, other]) == (*first, *other)
