"""Whether a month surely brings more hours than so many: against sums over its whole distribution."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.demand import Count, DemandComponent, Month, Poisson, Rounded, expected_excess, mean_hours, month_excess
from delegation.demand.certainty import surely_above
from delegation.demand.counts import MANY
from tests.demand.sums import components
from tests.worlds import spread

counts_that_vary = st.one_of(st.builds(Poisson, spread(1.0, 500.0)), st.builds(Rounded, spread(1.0, 500.0)))


def month_of(*parts: tuple[Count, float]) -> Month:
    """A month of counts, each with its hours each time."""
    return tuple(DemandComponent(count, size) for count, size in parts)


@given(st.lists(components, min_size=1, max_size=3), st.floats(0.05, 1.0))
def test_what_is_sure_leaves_nothing_of_the_hours(parts: list[DemandComponent], part: float) -> None:
    """E[(level - X)+] = level - E[X] + E[(X - level)+] is but rounding."""
    month = tuple(parts)
    mean = mean_hours(month)
    level = part * mean
    if level > 0.0 and surely_above(month, level):
        assert month_excess(month)(level) == pytest.approx(mean - level, rel=1e-12, abs=1e-15 * mean)


@pytest.mark.parametrize(
    ("month", "level", "sure"),
    [
        (((Poisson(1000.0), 1.0),), 500.0, True),
        (((Poisson(1000.0), 1.0),), 760.0, False),
        (((Poisson(1000.0), 1.0),), 1001.0, False),
        (((Poisson(20.0), 1.0),), 1.0, False),
        (((Poisson(60.0), 1.0),), 1.0, True),
        (((Rounded(4.0), 5.0),), 19.9, True),
        (((Rounded(4.0), 5.0),), 20.0, False),
        (((Rounded(3.5), 5.0),), 14.9, False),
        (((Rounded(3.5), 5.0), (Rounded(400.25), 5.0)), 1000.0, True),
        (((Rounded(2.0), 100.0), (Poisson(1.0), 1.0)), 100.0, True),
        (((Poisson(1.0), 100.0), (Rounded(40.0), 1.0)), 39.0, False),
        (((Poisson(0.0), 1.0),), 1.0, False),
    ],
)
def test_sure_is_what_is_as_good_as_certain(month: tuple[tuple[Count, float], ...], level: float, sure: bool) -> None:
    assert surely_above(month_of(*month), level) is sure


def test_of_a_count_that_is_not_listed_nothing_is_known_but_its_mean() -> None:
    class Crowd(Rounded):
        """A count of so many kinds that they are not listed."""

        def points(self) -> None:  # type: ignore[override]  # as of a Poisson count above MANY
            return None

    assert not surely_above([(Crowd(1000.5), 1.0, 0.0)], 1.0)
    assert surely_above([(Crowd(1000.5), 1.0, 0.0), (Poisson(MANY), 1.0, 0.0)], MANY / 2)


def test_numbers_beyond_computing_are_not_sure() -> None:
    """The variance is so small that the tilt is infinite."""
    assert not surely_above([(Poisson(1e-300), 1e-5, 0.0), (Rounded(1e300), 1.0, 0.0)], 1e299)


@pytest.mark.parametrize("rollover", [0.0, 7.0])
def test_months_that_are_surely_above_a_block_leave_nothing_to_carry(rollover: float) -> None:
    """Ten months of a thousand jobs and two of two thousand, on a block of five hundred hours."""
    months = [(month_of((Poisson(1000.0), 1.0)), 10), (month_of((Poisson(2000.0), 1.0)), 2)]
    assert expected_excess(months, 500.0, rollover) == math.fsum([10 * 500.0, 2 * 1500.0])


def test_one_month_that_is_not_sure_is_enough_to_look_at_all() -> None:
    months = [(month_of((Poisson(1000.0), 1.0)), 1), (month_of((Poisson(10.0), 1.0)), 1)]
    alike = month_excess(months[1][0])(10.0) + 990.0
    assert expected_excess(months, 10.0) == pytest.approx(alike)
    assert expected_excess(months, 10.0) > 990.0


@pytest.mark.parametrize(
    ("month", "level", "sure"),
    [
        (((Rounded(40.0), 5.0, 0.2),), 100.0, True),
        (((Rounded(40.0), 5.0, 1.0),), 100.0, False),
        (((Rounded(1.0), 5.0, 0.1),), 1.0, True),
        (((Poisson(1000.0), 1.0, 0.0),), 600.0, True),
        (((Poisson(1000.0), 1.0, 1.0),), 700.0, False),
        (((Poisson(1000.0), 1.0, 0.5),), 600.0, True),
        (((Poisson(1000.0), 1.0, 1e-200),), 600.0, True),
    ],
)
def test_the_more_hours_vary_the_less_is_sure(
    month: tuple[tuple[Count, float, float], ...], level: float, sure: bool
) -> None:
    assert surely_above(month, level) is sure


@given(
    st.lists(st.tuples(counts_that_vary, spread(0.1, 10.0), spread(0.01, 3.0)), min_size=1, max_size=2),
    st.floats(0.01, 1.0),
)
def test_what_is_sure_leaves_nothing_of_the_hours_where_they_vary(
    parts: list[tuple[Count, float, float]], part: float
) -> None:
    month = tuple(DemandComponent(*each) for each in parts)
    mean = mean_hours(month)
    if surely_above(month, part * mean):
        assert month_excess(month)(part * mean) == pytest.approx(mean * (1.0 - part), rel=1e-12)
