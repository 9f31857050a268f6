"""Sums of hours on a grid: means kept, weights that are chances, and hours carried from month to month."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.demand import grid
from tests.worlds import spread

Points = list[tuple[float, float]]
steps = st.sampled_from([0.25, 0.5, 1.0, 7.3])


@st.composite
def distributions(draw: st.DrawFn, amounts: st.SearchStrategy[float], most: int = 6) -> Points:
    """A few amounts in rising order, with chances that add up to 1."""
    hours = sorted(draw(st.lists(amounts, min_size=1, max_size=most, unique=True)))
    parts = draw(st.lists(st.integers(1, 100), min_size=len(hours), max_size=len(hours)))
    return [(amount, part / sum(parts)) for amount, part in zip(hours, parts, strict=True)]


quarters = st.integers(0, 80).map(lambda count: count / 4)
on_grid = distributions(quarters)
anywhere = distributions(st.floats(0.0, 50.0))


def mean(laid: grid.Weights, step: float) -> float:
    """Expected hours of what lies on a grid."""
    first, weights = laid
    return math.fsum((first + index) * step * weight for index, weight in enumerate(weights))


def variance(laid: grid.Weights, step: float) -> float:
    """Variance of the hours of what lies on a grid."""
    first, weights = laid
    middle = mean(laid, step)
    return math.fsum(((first + index) * step - middle) ** 2 * weight for index, weight in enumerate(weights))


def excess_of(points: Points, level: float) -> float:
    """E[(X − level)⁺], one amount after the other."""
    return math.fsum(max(0.0, hours - level) * chance for hours, chance in points)


def sums(one: Points, other: Points) -> Points:
    """The sum of two independent amounts, every pair on its own."""
    return [(x + y, p * q) for x, p in one for y, q in other]


def test_a_month_of_up_to_a_thousand_hours_has_steps_of_a_quarter_hour() -> None:
    assert [grid.step_for(hours) for hours in (0.0, 1.0, 999.0, 1000.0)] == [0.25, 0.25, 0.25, 0.25]


def test_a_larger_month_has_four_thousand_steps() -> None:
    assert grid.step_for(1004.0) == 0.251


def test_an_amount_on_the_grid_keeps_its_weight() -> None:
    assert grid.lay_points([(0.5, 0.25), (1.0, 0.75)], 0.25) == (2, [0.25, 0.0, 0.75])


def test_an_amount_off_the_grid_is_split_between_its_neighbours_by_nearness() -> None:
    # 2.3 h on a grid of 1 h: three tenths of the weight go up, seven tenths down
    first, weights = grid.lay_points([(2.3, 1.0)], 1.0)
    assert first == 2
    assert weights == pytest.approx([0.7, 0.3], rel=1e-14)


def test_two_amounts_that_share_a_grid_point_add_up_there() -> None:
    assert grid.lay_points([(0.5, 0.5), (1.5, 0.5)], 1.0) == (0, [0.25, 0.5, 0.25])


def test_nothing_to_do_lies_on_the_first_point() -> None:
    assert grid.lay_points([(0.0, 1.0)], 0.25) == (0, [1.0])


def test_weights_without_importance_at_the_ends_are_cut_off() -> None:
    points = [(0.0, 0.9e-18), (1.0, 0.5), (2.0, 0.0), (3.0, 0.5), (4.0, 0.9e-18)]
    assert grid.lay_points(points, 1.0) == (1, [0.5, 0.0, 0.5])


def test_weights_with_a_little_importance_stay() -> None:
    assert grid.lay_points([(0.0, 1e-18), (1.0, 1.0), (2.0, 1e-18)], 1.0) == (0, [1e-18, 1.0, 1e-18])


def test_one_point_stays_however_unimportant() -> None:
    assert grid.lay_points([(3.0, 1e-30)], 1.0) == (3, [1e-30])


@given(anywhere, steps)
def test_laying_keeps_the_mean(points: Points, step: float) -> None:
    exact = math.fsum(hours * chance for hours, chance in points)
    assert mean(grid.lay_points(points, step), step) == pytest.approx(exact, rel=1e-12, abs=1e-12)


@given(anywhere, steps)
def test_laid_weights_are_chances_that_add_up_to_one(points: Points, step: float) -> None:
    weights = grid.lay_points(points, step)[1]
    assert min(weights) >= 0.0
    assert math.fsum(weights) == pytest.approx(1.0, rel=1e-12)


@given(on_grid, st.floats(0.0, 25.0))
def test_what_lies_on_the_grid_has_its_own_excess(points: Points, level: float) -> None:
    tail = grid.Tail.of(grid.lay_points(points, 0.25), 0.25)
    exact = excess_of(points, math.floor(level * 4) / 4), excess_of(points, math.floor(level * 4) / 4 + 0.25)
    share = level * 4 - math.floor(level * 4)
    assert tail.excess(level) == pytest.approx(exact[0] + (exact[1] - exact[0]) * share, rel=1e-12, abs=1e-13)


@given(anywhere, steps, st.floats(0.0, 60.0))
def test_laying_never_lowers_the_excess_and_raises_it_by_half_a_step_at_most(
    points: Points, step: float, level: float
) -> None:
    """Splitting keeps the mean, so it can only widen; it moves (X − level)⁺ and the chord at a level by step/4 each."""
    more = grid.Tail.of(grid.lay_points(points, step), step).excess(level) - excess_of(points, level)
    assert -1e-12 <= more <= step / 2 + 1e-12


normals = st.tuples(spread(1e-3, 1e12), spread(1e4, 1e12), spread(1.0, 1e3)).map(
    lambda drawn: (
        drawn[0],
        drawn[0] / math.sqrt(drawn[1]),
        drawn[2] * (1.0 + 9.0 / math.sqrt(drawn[1])) * drawn[0] / 4e3,
    )
)
"""Mean, deviation and step of ever so many jobs, on a grid that reaches from nothing to the most they come to."""


@given(normals)
def test_a_normal_amount_is_laid_with_its_mean(normal: tuple[float, float, float]) -> None:
    middle, _, step = normal
    assert mean(grid.lay_normal(*normal), step) == pytest.approx(middle, rel=1e-9)


@given(normals)
def test_a_normal_amount_is_laid_with_chances_that_add_up_to_one(normal: tuple[float, float, float]) -> None:
    weights = grid.lay_normal(*normal)[1]
    assert min(weights) >= 0.0
    assert math.fsum(weights) == pytest.approx(1.0, rel=1e-9)


@given(normals)
def test_a_normal_amount_is_laid_with_its_variance_and_at_most_a_quarter_of_a_squared_step(
    normal: tuple[float, float, float],
) -> None:
    """What is split between two points varies by u(1 − u)·step² more."""
    _, deviation, step = normal
    more = variance(grid.lay_normal(*normal), step) - deviation**2
    assert -1e-6 * deviation**2 <= more <= step**2 / 4.0 + 1e-6 * deviation**2


def test_a_normal_amount_much_wider_than_the_grid_varies_by_a_sixth_of_a_squared_step_more() -> None:
    assert variance(grid.lay_normal(900.0, 9.0, 1.0), 1.0) == pytest.approx(81.0 + 1.0 / 6.0, rel=1e-9)


def test_a_normal_amount_much_narrower_than_the_grid_is_split_between_two_points() -> None:
    first, weights = grid.lay_normal(1002.3, 1e-6, 1.0)
    assert first == 1002
    assert weights == pytest.approx([0.7, 0.3], rel=1e-9)


def test_the_excess_of_a_normal_amount_above_its_mean_is_its_deviation_over_the_root_of_two_pi() -> None:
    tail = grid.Tail.of(grid.lay_normal(500.0, 20.0, 0.25), 0.25)
    assert tail.excess(500.0) == pytest.approx(20.0 / math.sqrt(2.0 * math.pi), rel=1e-4)


def test_a_normal_amount_reaches_seven_deviations_to_either_side_at_least() -> None:
    first, weights = grid.lay_normal(1000.0, 10.0, 1.0)
    assert first <= 930
    assert first + len(weights) - 1 >= 1070


def test_the_sum_of_two_coins_by_hand() -> None:
    assert grid.add((1, [0.5, 0.5]), (2, [0.5, 0.5])) == (3, [0.25, 0.5, 0.25])


def test_adding_a_certain_amount_shifts() -> None:
    assert grid.add((4, [1.0]), (2, [0.25, 0.0, 0.75])) == (6, [0.25, 0.0, 0.75])


def test_the_sum_of_no_amounts_is_nothing() -> None:
    assert grid.add_all([]) == (0, [1.0])


def test_the_sum_of_three_coins_by_hand() -> None:
    assert grid.add_all([(1, [0.5, 0.5])] * 3) == (3, [0.125, 0.375, 0.375, 0.125])


@given(on_grid, on_grid)
def test_a_sum_has_the_chances_of_all_pairs(one: Points, other: Points) -> None:
    first, weights = grid.add(grid.lay_points(one, 0.25), grid.lay_points(other, 0.25))
    exact = [0.0] * len(weights)
    for hours, chance in sums(one, other):
        exact[round(hours * 4) - first] += chance
    assert weights == pytest.approx(exact, rel=1e-12)


@given(anywhere, anywhere)
def test_the_order_of_two_amounts_does_not_matter(one: Points, other: Points) -> None:
    this, that = grid.lay_points(one, 0.25), grid.lay_points(other, 0.25)
    first, weights = grid.add(this, that)
    start, others = grid.add(that, this)
    assert start == first
    assert others == pytest.approx(weights, rel=1e-12)


@given(st.lists(anywhere, min_size=1, max_size=5), steps)
def test_the_mean_of_a_sum_is_the_sum_of_the_means(several: list[Points], step: float) -> None:
    exact = math.fsum(hours * chance for points in several for hours, chance in points)
    tail = grid.Tail.of(grid.add_all(grid.lay_points(points, step) for points in several), step)
    assert tail.excess(0.0) == pytest.approx(exact, rel=1e-11, abs=1e-11)


COIN = grid.Tail.of((2, [0.5, 0.0, 0.5]), 1.0)


@pytest.mark.parametrize(
    ("level", "excess"),
    [
        (0.0, 3.0),
        (1.5, 1.5),
        (2.0, 1.0),
        (2.5, 0.75),
        (3.0, 0.5),
        (3.999, 0.0005),
        (4.0, 0.0),
        (4.001, 0.0),
        (1e15, 0.0),
    ],
)
def test_the_excess_of_a_coin_of_two_or_four_hours(level: float, excess: float) -> None:
    assert COIN.excess(level) == pytest.approx(excess, rel=1e-9)


@pytest.mark.parametrize(("level", "excess"), [(0.0, 5.0), (4.0, 1.0), (5.0, 0.0), (6.0, 0.0)])
def test_the_excess_of_a_certain_amount(level: float, excess: float) -> None:
    assert grid.Tail.of((5, [1.0]), 1.0).excess(level) == excess


@given(on_grid, on_grid, on_grid, st.integers(0, 260).map(lambda count: count / 4))
def test_the_excess_of_a_sum_is_that_of_all_its_combinations(
    one: Points, other: Points, third: Points, level: float
) -> None:
    tail = grid.Tail.of(grid.add_all(grid.lay_points(points, 0.25) for points in (one, other, third)), 0.25)
    assert tail.excess(level) == pytest.approx(excess_of(sums(sums(one, other), third), level), rel=1e-11, abs=1e-13)


@given(anywhere, anywhere, st.lists(st.floats(0.0, 120.0), min_size=3, max_size=3).map(sorted))
def test_the_excess_is_convex_and_never_rises_with_the_level(one: Points, other: Points, levels: list[float]) -> None:
    tail = grid.Tail.of(grid.add_all(grid.lay_points(points, 0.25) for points in (one, other)), 0.25)
    low, middle, high = (tail.excess(level) for level in levels)
    assert low >= middle >= high >= 0.0
    share = (levels[1] - levels[0]) / (levels[2] - levels[0]) if levels[2] > levels[0] else 0.0
    assert middle <= low + (high - low) * share + 1e-12


def shifts(demand: dict[int, float], block: int, most: int) -> list[float]:
    """How such a month, in steps of an hour, moves the hours carried."""
    return grid.lay_shifts(sorted(demand.items()), float(block), 1.0, most)


def carried(pile: list[float], demand: dict[int, float], block: int) -> list[float]:
    """The hours carried on, from every number carried so far and every demand on its own."""
    most = len(pile) - 1
    result = [0.0] * (most + 1)
    for steps, chance in enumerate(pile):
        for used, likely in demand.items():
            result[min(most, max(0, block + steps - used))] += chance * likely
    return result


def test_an_idle_month_carries_its_block_as_far_as_the_rule_allows() -> None:
    assert grid.carry([1.0, 0.0, 0.0, 0.0], shifts({0: 1.0}, 5, 3)) == [0.0, 0.0, 0.0, 1.0]


def test_a_month_that_leaves_one_step_carries_one_step() -> None:
    assert grid.carry([1.0, 0.0, 0.0], shifts({4: 1.0}, 5, 2)) == [0.0, 1.0, 0.0]


def test_a_month_that_takes_all_carries_nothing() -> None:
    assert grid.carry([0.0, 0.0, 1.0], shifts({9: 1.0}, 5, 2)) == [1.0, 0.0, 0.0]


def test_what_is_carried_so_far_counts() -> None:
    assert grid.carry([0.0, 0.0, 1.0], shifts({6: 1.0}, 5, 2)) == [0.0, 1.0, 0.0]


def test_half_a_step_that_is_left_is_split_between_its_neighbours() -> None:
    month = grid.lay_shifts([(4.5, 1.0)], 5.0, 1.0, 2)
    assert month == [0.0, 0.0, 0.5, 0.5, 0.0]
    assert grid.carry([1.0, 0.0, 0.0], month) == [0.5, 0.5, 0.0]


def test_a_month_far_beyond_the_block_empties_what_is_carried_without_losing_a_chance() -> None:
    month = grid.lay_shifts([(0.0, 0.25), (1e15, 0.75)], 5.0, 1e-9, 2)
    assert month == [0.75, 0.0, 0.0, 0.0, 0.25]
    assert grid.carry([0.5, 0.25, 0.25], month) == [0.75, 0.0, 0.25]


def test_a_month_moves_the_hours_carried_by_what_it_leaves_of_the_block() -> None:
    # 6 h of block less 5, 6 or 9 h of demand, on steps of half an hour
    month = grid.lay_shifts([(5.0, 0.5), (6.0, 0.25), (9.0, 0.25)], 6.0, 0.5, 3)
    assert month == [0.25, 0.0, 0.0, 0.25, 0.0, 0.5, 0.0]


@given(anywhere, st.floats(0.0, 60.0), steps, st.integers(1, 20))
def test_what_a_month_moves_keeps_its_mean_and_its_chances(
    points: Points, block: float, step: float, most: int
) -> None:
    shifts = grid.lay_shifts(points, block, step, most)
    exact = math.fsum(min(most, max(-most, (block - hours) / step)) * chance for hours, chance in points)
    assert math.fsum(shifts) == pytest.approx(1.0, rel=1e-12)
    assert math.fsum((index - most) * chance for index, chance in enumerate(shifts)) == pytest.approx(exact, abs=1e-11)


def test_a_single_step_may_be_carried() -> None:
    assert grid.carry([0.25, 0.75], shifts({0: 0.5, 9: 0.5}, 3, 1)) == [0.5, 0.5]


@given(
    st.lists(st.integers(0, 9), min_size=2, max_size=12).filter(any),
    st.dictionaries(st.integers(0, 30), st.integers(1, 9), min_size=1, max_size=6),
    st.integers(0, 20),
)
def test_carrying_on_the_grid_is_exact(parts: list[int], likely: dict[int, int], block: int) -> None:
    pile = [part / sum(parts) for part in parts]
    demand = {steps: part / sum(likely.values()) for steps, part in likely.items()}
    got = grid.carry(pile, shifts(demand, block, len(pile) - 1))
    assert got == pytest.approx(carried(pile, demand, block), rel=1e-12, abs=1e-13)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=12).filter(any), spread(1e-3, 40.0), spread(1e-3, 40.0))
def test_carried_hours_stay_chances_that_add_up_to_one(parts: list[int], demand: float, block: float) -> None:
    pile = [part / sum(parts) for part in parts]
    most = len(pile) - 1
    got = grid.carry(pile, grid.lay_shifts([(demand, 1.0)], block, 1.0, most))
    assert min(got) >= -1e-13
    assert math.fsum(got) == pytest.approx(1.0, rel=1e-12)


@given(st.integers(1, 12), spread(1e-3, 40.0), spread(1e-3, 40.0))
def test_off_the_grid_the_mean_of_what_is_carried_from_nothing_is_kept(most: int, demand: float, block: float) -> None:
    got = grid.carry([1.0] + [0.0] * most, grid.lay_shifts([(demand, 1.0)], block, 1.0, most))
    exact = min(float(most), max(0.0, block - demand))
    assert math.fsum(index * chance for index, chance in enumerate(got)) == pytest.approx(exact, rel=1e-9, abs=1e-12)


@given(st.integers(1, 8), st.integers(0, 20), st.dictionaries(st.integers(0, 30), st.integers(1, 9), min_size=1))
def test_a_larger_block_never_carries_less(most: int, block: int, likely: dict[int, int]) -> None:
    demand = {steps: part / sum(likely.values()) for steps, part in likely.items()}
    pile = [1.0] + [0.0] * most
    for small, large in pairwise([block, block + 1, block + 5]):
        less, more = (grid.carry(pile, shifts(demand, size, most)) for size in (small, large))
        above = [(math.fsum(less[k:]), math.fsum(more[k:])) for k in range(most + 1)]
        assert all(low <= high + 1e-12 for low, high in above)


def test_parts_of_a_distribution_are_added_where_they_lie() -> None:
    assert grid.mix([(2, [0.25, 0.25]), (0, [0.125]), (3, [0.25, 0.125])]) == (0, [0.125, 0.0, 0.25, 0.5, 0.125])
