"""Hours above blocks over several months, and month by month: against naive sums over every path of months."""

import math
from collections.abc import Sequence

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
    excess_by_month,
    expected_excess,
    mean_hours,
)
from delegation.demand.blocks import excess_range
from tests.demand.sums import (
    chances_of,
    components,
    constant,
    few,
    months_of,
    naive_by_month,
    naive_rollover,
    quarter_sizes,
)
from tests.examples import examples
from tests.worlds import or_nothing, spread


def test_a_block_of_twenty_hours_absorbs_little_of_a_rare_project_of_sixty() -> None:
    # once a year, 60 h: 40 of them lie above, although a month has 5 h on average
    assert expected_excess([((DemandComponent(Rounded(1 / 12), 60.0),), 12)], 20.0) == pytest.approx(40.0, rel=1e-14)


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
    st.tuples(months_of(st.builds(DemandComponent, few, quarter_sizes, constant), 2), st.integers(1, 3)),
    min_size=1,
    max_size=3,
)


@given(quarter_runs, st.integers(1, 80), st.integers(0, 60))
def test_on_the_quarter_hour_rollover_is_what_every_path_of_months_gives(
    months: list[tuple[Month, int]], block: int, rollover: int
) -> None:
    exact = naive_rollover(months, block, rollover)
    assert expected_excess(months, block / 4, rollover / 4) == pytest.approx(exact, rel=1e-12, abs=1e-12)


certain = st.builds(
    DemandComponent,
    st.builds(Rounded, st.integers(0, 9).map(float)),
    st.sampled_from([0.25, 0.5, 1.0, 2.0, 4.0, 8.0]),
    constant,
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
    st.builds(DemandComponent, few, st.floats(0.1, 10.0), constant),
    st.floats(0.1, 20.0),
    st.floats(0.1, 20.0),
    st.integers(2, 4),
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
    st.tuples(
        months_of(st.builds(DemandComponent, ordinary_counts, spread(0.1, 100.0), constant), 3), st.integers(1, 4)
    ),
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


def once(size: float, *chances: float) -> list[DemandComponent]:
    """What comes once, month by month."""
    return [DemandComponent(OneOf(chance), size) for chance in chances]


def test_a_project_that_comes_once_is_not_met_twice_by_hours_that_roll_over() -> None:
    """10 h in one of two months on 5 h: 5 lie above in the first, none in the second; never two projects."""
    month = (DemandComponent(OneOf(0.5), 10.0),)
    assert expected_excess([(month, 2)], 5.0, 5.0) == 2.5
    assert expected_excess([((DemandComponent(Rounded(0.5), 10.0),), 2)], 5.0, 5.0) == 3.75


def test_without_rollover_what_comes_once_is_as_likely_above_the_block_whatever_other_months_bring() -> None:
    month = (DemandComponent(OneOf(0.5), 10.0),)
    assert expected_excess([(month, 2)], 5.0) == 5.0


def test_a_block_of_a_quarter_is_there_for_three_months() -> None:
    """20 h in the first month, none in the others: 30 h a quarter suffice, 10 h a month do not."""
    busy, idle = ((DemandComponent(Rounded(times), 20.0),) for times in (1.0, 0.0))
    months = [(busy, 1), (idle, 2), (busy, 2), (idle, 1)]
    assert expected_excess(months, 10.0) == 30.0
    assert expected_excess(months, 30.0, period=3) == 10.0
    assert excess_by_month(months, 30.0, period=3) == [0.0, 0.0, 0.0, 0.0, 10.0, 0.0]


def test_of_a_period_that_is_cut_short_the_block_counts_for_its_part() -> None:
    """Four months of 10 h against 12 h a quarter: 18 above 12, then 6 above a third of it; a month later 10 above 4."""
    month = (DemandComponent(Rounded(1.0), 10.0),)
    assert excess_by_month([(month, 4)], 12.0, period=3) == pytest.approx([0.0, 8.0, 10.0, 6.0])
    assert expected_excess([(month, 4)], 12.0, period=3) == pytest.approx(24.0)
    assert excess_by_month([(month, 4)], 12.0, period=3, into=2) == pytest.approx([6.0, 0.0, 8.0, 10.0])
    assert excess_by_month([(month, 4)], 12.0, period=3, into=1) == pytest.approx([2.0, 10.0, 2.0, 10.0])


def test_a_rule_without_a_day_falls_in_a_period_as_often_as_its_months_together_say() -> None:
    """1.5 times a month is one or two; over two months it is always three."""
    month = (DemandComponent(Rounded(1.5), 4.0),)
    assert expected_excess([(month, 4)], 6.0) == 4.0
    assert expected_excess([(month, 4)], 12.0, period=2) == 0.0


def test_sporadic_work_of_a_period_is_sporadic() -> None:
    """Twice a quarter 8 h above 16 h: 8·4·e^-2 each quarter."""
    month = (DemandComponent(Poisson(2 / 3), 8.0),)
    assert expected_excess([(month, 6)], 16.0, period=3) == pytest.approx(2 * 32.0 * math.exp(-2.0), rel=1e-14)


def test_counts_of_different_kinds_stay_apart_in_a_period() -> None:
    """A sporadic month and a certain one: 2 h above two jobs of 2 h if the sporadic one brings two, and so on."""
    months = [((DemandComponent(Poisson(1.0), 2.0),), 1), ((DemandComponent(Rounded(1.0), 2.0),), 1)]
    assert expected_excess(months, 4.0, period=2) == pytest.approx(2.0 * math.exp(-1.0), rel=1e-12)


def test_without_a_block_all_hours_of_a_month_lie_above_it() -> None:
    months = [((DemandComponent(Poisson(3.0), 4.0),), 1), ((DemandComponent(Rounded(0.5), 4.0),), 2)]
    assert excess_by_month(months, 0.0, 5.0, period=3) == [12.0, 2.0, 2.0]


certain_or_sporadic = st.one_of(
    st.builds(Rounded, st.integers(0, 3).map(float)), st.builds(Poisson, st.sampled_from([0.0, 0.2, 1.0]))
)
plain = st.builds(DemandComponent, certain_or_sporadic, st.sampled_from([0.25, 1.0, 2.5]), constant)


@st.composite
def chances(draw: st.DrawFn, length: int) -> list[float]:
    """Of what comes once, the chances of each month."""
    if draw(st.booleans()):
        return [1.0 / length] * length
    weights = draw(st.lists(st.integers(0, 3), min_size=length, max_size=length).filter(any))
    return [weight / sum(weights) for weight in weights]


BEGUN = [(period, into) for period in range(1, 5) for into in range(period)]


@given(st.data(), st.integers(1, 7), st.integers(0, 2), st.sampled_from(BEGUN))
@examples(2)
def test_every_placement_and_every_path_gives_the_same_hours_above_month_by_month(
    data: st.DataObject, length: int, projects: int, begun: tuple[int, int]
) -> None:
    """Blocks of one to four months, cut short at both ends, hours that go over, and up to two that come once."""
    period, into = begun
    block, rollover = data.draw(st.integers(1, 12)), data.draw(st.integers(0, 40))
    kinds = data.draw(st.lists(plain, min_size=1, max_size=2))
    steady = [tuple(kinds)] * length
    if all(isinstance(each.occurrences, Rounded) for each in kinds):
        steady = [
            tuple(DemandComponent(Rounded(float(data.draw(st.integers(0, 3)))), each.size) for each in kinds)
            for _ in range(length)
        ]
    lumps = [(data.draw(st.integers(1, 40)), data.draw(chances(length))) for _ in range(projects)]
    months = [
        (
            (*month, *(DemandComponent(OneOf(likely[index]), size / 4) for size, likely in lumps)),
            1,
        )
        for index, month in enumerate(steady)
    ]
    exact = naive_by_month(steady, lumps, block=block, rollover=rollover, period=period, into=into)
    terms = (block * period / 4, rollover / 4)
    found = excess_by_month(months, *terms, period=period, into=into)
    assert found == pytest.approx(exact, rel=1e-9, abs=1e-9)
    assert expected_excess(months, *terms, period=period, into=into) == pytest.approx(sum(exact), rel=1e-9, abs=1e-9)


@given(
    st.lists(months_of(components, 3), min_size=1, max_size=1),
    spread(0.1, 1e4),
    or_nothing(spread(0.1, 1e3)),
    st.integers(1, 12),
    st.integers(1, 24),
)
def test_months_add_up_to_the_whole_for_every_period(
    month: list[Month], block: float, rollover: float, period: int, length: int
) -> None:
    months = [(month[0], length)]
    parts = excess_by_month(months, block, rollover, period=period)
    whole = expected_excess(months, block, rollover, period=period)
    assert len(parts) == length
    assert math.fsum(parts) == pytest.approx(whole, rel=1e-6, abs=1e-9 * whole_hours(months))


@given(
    months_of(st.builds(DemandComponent, few, quarter_sizes, constant), 2),
    st.integers(1, 40),
    st.sampled_from([2, 3, 4, 6, 12]),
)
def test_a_longer_period_of_sporadic_or_certain_work_never_has_more_hours_above(
    month: Month, block: int, period: int
) -> None:
    """Hours that may be used later in the period help; work by a rule without a day is rounded otherwise."""
    whole = tuple(
        DemandComponent(Rounded(float(math.floor(each.occurrences.mean))), each.size)
        if isinstance(each.occurrences, Rounded)
        else each
        for each in month
    )
    monthly = expected_excess([(whole, 12)], block / 4)
    longer = expected_excess([(whole, 12)], block / 4 * period, period=period)
    assert longer <= monthly + 1e-9 * max(1.0, monthly)


def test_the_range_is_wider_where_hours_vary() -> None:
    """Four times a month 5 h: a variance of 4·25, and with a spread of a half 4·25·1.25."""
    low, high = excess_range([((DemandComponent(Poisson(4.0), 5.0, 0.5),), 1)], 20.0)
    assert low == 0.0
    assert high == pytest.approx(math.sqrt(125.0 + 0.0625) / 2.0, rel=1e-12)


@given(
    months_of(st.builds(DemandComponent, ordinary_counts, spread(0.1, 100.0), spread(0.01, 2.0)), 2),
    spread(0.1, 1e3),
    st.sampled_from([0.0, 10.0]),
)
@examples(2 / 3)
def test_the_hours_above_lie_within_their_range_where_hours_vary(month: Month, block: float, rollover: float) -> None:
    months = [(month, 3)]
    low, high = excess_range(months, block)
    found = expected_excess(months, block, rollover)
    step = max(0.25, math.fsum(each.largest for each in month) / 4_000)
    assert low - 1e-9 * low <= found <= high * (1.0 + 1e-9) + 3 * 0.13 * step * (len(month) + 1)


def test_one_kind_of_work_apart_is_held_against_each_month_and_left_where_hours_roll_over() -> None:
    one, two = DemandComponent(Poisson(1.5), 4.0), DemandComponent(Rounded(1.5), 2.0)
    months = [((one, two), 3), ((two, one), 2)]
    for rollover in (0.0, 3.0):
        for apart in (0, 1):
            found = expected_excess(months, 6.0, rollover, apart=apart)
            assert found == pytest.approx(expected_excess(months, 6.0, rollover), rel=1e-9)
