"""A month's hours, or several months', and how many lie above a level: against naive sums over every bundle."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.demand import (
    Count,
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
from delegation.demand.months import hours_with_chances, together
from delegation.posterior.gaps import Term
from delegation.posterior.renewal import RenewalCount
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
from tests.worlds import spread

varying_months = months_of(
    st.builds(
        DemandComponent,
        st.one_of(st.builds(Poisson, spread(0.01, 20.0)), st.builds(Rounded, spread(0.01, 20.0))),
        spread(0.1, 20.0),
        spread(0.01, 2.0),
    ),
    3,
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


class TestHoursThatVary:
    def test_a_single_lump_exceeds_a_level_exactly(self) -> None:
        """Of one job of 6 h that is exponential, 6·e^-1.5 lie above 9 h."""
        month = (DemandComponent(Rounded(1.0), 6.0, 1.0),)
        assert month_excess(month)(9.0) == pytest.approx(6.0 * math.exp(-1.5), rel=1e-14)

    @pytest.mark.parametrize("cv", [0.0, 1e-9])
    def test_hours_that_do_not_vary_are_reckoned_as_ever(self, cv: float) -> None:
        month = (DemandComponent(Poisson(2.0), 8.0, cv),)
        assert month_excess(month)(17.0) == 8.0 * poisson_excess(2.0, 17.0 / 8.0)
        assert hours_with_chances(month) == hours_with_chances((DemandComponent(Poisson(2.0), 8.0),))

    def test_sporadic_work_of_one_size_and_spread_is_one_sporadic_count(self) -> None:
        apart = (DemandComponent(Poisson(1.0), 2.5, 0.5), DemandComponent(Poisson(0.5), 2.5, 0.5))
        one = (DemandComponent(Poisson(1.5), 2.5, 0.5),)
        assert month_excess(apart)(7.0) == month_excess(one)(7.0)

    def test_work_of_another_spread_is_not_merged_with_it(self) -> None:
        """A coin of 4 h for certain, and one of 4 h on average."""
        both = (DemandComponent(Poisson(1.0), 4.0, 0.0), DemandComponent(Poisson(1.0), 4.0, 1.0))
        low, high = (month_excess((DemandComponent(Poisson(2.0), 4.0, cv),))(10.0) for cv in (0.0, 1.0))
        assert low + 0.1 < month_excess(both)(10.0) < high - 0.1

    def test_several_months_keep_spreads_apart(self) -> None:
        first = (DemandComponent(Poisson(1.0), 2.5, 0.5), DemandComponent(Rounded(1.5), 4.0, 0.5))
        later = (DemandComponent(Poisson(0.5), 2.5, 0.5), DemandComponent(Rounded(2.0), 4.0, 0.5))
        assert together([first, later]) == (
            DemandComponent(Poisson(1.5), 2.5, 0.5),
            DemandComponent(Rounded(3.5), 4.0, 0.5),
        )
        once = [(DemandComponent(OneOf(chance), 4.0, 0.5),) for chance in (0.25, 0.5)]
        assert together(once) == (DemandComponent(OneOf(0.75), 4.0, 0.5),)
        other = (DemandComponent(Poisson(1.0), 2.5, 0.4), DemandComponent(Rounded(1.5), 4.0, 0.5))
        assert together([first, other])[:2] == (first[0], other[0])

    @given(varying_months, st.floats(0.0, 3.0))
    def test_a_bundle_keeps_its_mean_and_exceeds_by_no_less_than_without_spread(
        self, month: Month, part: float
    ) -> None:
        mean, excess = mean_hours(month), month_excess(month)
        assert excess(0.0) == pytest.approx(mean, rel=1e-9, abs=1e-12)
        alike = month_excess(tuple(each._replace(cv=0.0) for each in month))
        slip = 0.2 * max(0.25, math.fsum(each.largest for each in month) / 4_000) * (len(month) + 1)
        assert alike(part * mean) - slip <= excess(part * mean) <= mean * (1.0 + 1e-9)

    @pytest.mark.parametrize("level", [10.0, 30.0, 60.0])
    def test_a_bundle_exceeds_what_many_draws_exceed_on_average(self, level: float) -> None:
        """Sporadic, by rule, once, and of fixed hours."""
        numpy = pytest.importorskip("numpy")
        rng, number = numpy.random.default_rng(2), 200_000
        parts: list[tuple[Count, float, float]] = [
            (Poisson(3.0), 4.0, 0.6),
            (Rounded(1.5), 6.0, 1.2),
            (OneOf(0.25), 20.0, 0.3),
            (Poisson(1.0), 2.5, 0.0),
        ]
        hours = numpy.zeros(number)
        for count, size, cv in parts:
            low = math.floor(count.mean)
            sporadic = isinstance(count, Poisson)
            often = rng.poisson(count.mean, number) if sporadic else low + (rng.random(number) < count.mean - low)
            many = numpy.maximum(1, often)
            each = rng.gamma(many / cv**2, cv**2) if cv else many
            hours += numpy.where(often > 0, size * each, 0.0)
        above = numpy.maximum(0.0, hours - level)
        found = month_excess(tuple(DemandComponent(*part) for part in parts))(level)
        slip = 4.0 * float(above.std()) / math.sqrt(number) + 0.003
        assert found == pytest.approx(float(above.mean()), rel=0.0, abs=slip)

    @given(st.randoms(use_true_random=False))
    def test_the_order_of_spreads_does_not_matter(self, order: random.Random) -> None:
        """To the last digit."""
        month = tuple(DemandComponent(Rounded(1.5), 4.0, cv) for cv in (0.2, 0.9, 0.5, 0.3, 0.0, 0.7))
        shuffled = tuple(order.sample(month, len(month)))
        for level in (20.0, 31.0, 42.0, 53.0):
            assert month_excess(shuffled)(level) == month_excess(month)(level)

    def test_the_hours_of_one_lump_are_on_a_grid(self) -> None:
        month = (DemandComponent(Rounded(2.0), 4.0, 0.5),)
        found = hours_with_chances(month)
        assert math.fsum(chance for _, chance in found) == pytest.approx(1.0, rel=1e-12)
        assert math.fsum(hours * chance for hours, chance in found) == pytest.approx(8.0, rel=1e-12)
        assert math.fsum((hours - 8.0) ** 2 * chance for hours, chance in found) == pytest.approx(8.0, rel=1e-2)


def test_several_months_of_work_of_which_a_rate_was_learnt_are_one_that_is_so_much_longer() -> None:
    """The rate is the same in all of them: a quarter is wider than three months that know nothing of each other."""
    learnt = RenewalCount((Term(1.0, 1.0, 0, 3.0, 2.0),))
    month = (DemandComponent(learnt, 4.0, 0.5),)
    assert together([month] * 3) == (DemandComponent(RenewalCount(learnt.terms, 3.0), 4.0, 0.5),)
    assert learnt.times(3.0).variance == pytest.approx(4.5 + 9.0 * 0.75, rel=1e-6)
