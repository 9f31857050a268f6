"""Hours above blocks of which unused hours go over, where some work comes exactly once."""

import math
from typing import Any

import pytest

from delegation.demand import DemandComponent, Month, OneOf, Poisson, Rounded, expected_excess, grid
from delegation.demand.rollover import Period, carried_excess
from delegation.posterior.gaps import Term
from delegation.posterior.renewal import RenewalCount


def test_a_third_project_counts_as_if_it_might_come_in_each_month() -> None:
    """The smallest of three is not followed: on its own it is, beside two larger ones that never come it is not."""
    small, never = DemandComponent(OneOf(0.5), 10.0), DemandComponent(OneOf(0.0), 20.0)
    assert expected_excess([((small, never), 2)], 5.0, 5.0) == 2.5
    assert expected_excess([((small, never, never), 2)], 5.0, 5.0) == 3.75


def test_of_three_projects_the_largest_two_are_followed_wherever_they_stand() -> None:
    """10 h in one of two months on 5 h with 5 h going over, beside two smaller ones that never come."""
    project, never = DemandComponent(OneOf(0.5), 10.0), DemandComponent(OneOf(0.0), 1.0)
    for month in ((project, never, never), (never, project, never), (never, never, project)):
        assert expected_excess([(month, 2)], 5.0, 5.0) == 2.5


def test_what_is_sure_to_come_in_a_month_leaves_the_others_alone() -> None:
    """10 h in the second month meet 5 h and what January left."""
    months = [((DemandComponent(OneOf(chance), 10.0),), 1) for chance in (0.0, 1.0, 0.0)]
    assert expected_excess(months, 5.0, 5.0) == 0.0
    assert expected_excess(months, 5.0, 2.0) == pytest.approx(3.0)


def test_what_may_not_come_at_all_is_in_none_of_the_months() -> None:
    """A tenth in each of two months: 5 h above in the first, where nothing was left before."""
    month = (DemandComponent(OneOf(0.1), 10.0),)
    assert expected_excess([(month, 2)], 5.0, 5.0) == pytest.approx(0.5)


def test_hours_are_told_up_to_the_end_of_each_month_of_a_period() -> None:
    """6 h a month against 9 h for two: 3 h above at the end, then the same with nothing carried."""
    month = (DemandComponent(Rounded(1.0), 6.0),)
    assert list(carried_excess([Period((month, month), 9.0)] * 2, 4.0)) == [[0.0, 3.0], [0.0, 3.0]]


def test_periods_with_the_same_work_are_reckoned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two projects take nine cases a month, but the other hours of a month are laid on a grid once."""
    laid = []

    def excess(month: object) -> object:
        laid.append(month)
        return lambda level: 0.0 * level

    monkeypatch.setattr("delegation.demand.rollover.month_excess", excess)
    month = (
        DemandComponent(Poisson(3.0), 2.5),
        DemandComponent(OneOf(1 / 12), 30.0),
        DemandComponent(OneOf(1 / 12), 12.0),
    )
    expected_excess([(month, 12)], 10.0, 20.0)
    assert laid == [(DemandComponent(Poisson(3.0), 2.5),)]


class TestHoursThatVary:
    @pytest.mark.parametrize(
        ("month", "block", "rollover", "period"),
        [
            ((DemandComponent(Poisson(3.0), 4.0, 0.6),), 10.0, 6.0, 1),
            ((DemandComponent(Rounded(1.6), 5.0, 1.2), DemandComponent(Poisson(0.5), 8.0, 0.0)), 10.0, 20.0, 1),
            ((DemandComponent(OneOf(1 / 6), 30.0, 0.5), DemandComponent(Poisson(2.0), 4.0, 0.4)), 12.0, 12.0, 1),
            ((DemandComponent(OneOf(1 / 6), 30.0, 0.5),), 6.0, 18.0, 3),
            (
                (DemandComponent(OneOf(1 / 6), 30.0, 0.8), DemandComponent(OneOf(1 / 6), 20.0)),
                8.0,
                24.0,
                1,
            ),
        ],
    )
    def test_half_a_year_is_what_many_draws_come_to_on_average(
        self, month: Month, block: float, rollover: float, period: int
    ) -> None:
        numpy = pytest.importorskip("numpy")
        above = played(numpy, month, block, rollover, period)
        error = float(above.std()) / math.sqrt(len(above))
        found = expected_excess([(month, 6)], block * period, rollover, period=period)
        assert found == pytest.approx(float(above.mean()), rel=0.0, abs=4.0 * error + 0.02)

    def test_next_to_no_rollover_changes_next_to_nothing(self) -> None:
        months = [((DemandComponent(Poisson(3.0), 4.0, 0.6),), 6)]
        assert expected_excess(months, 10.0, 1e-9) == pytest.approx(expected_excess(months, 10.0), rel=1e-8)

    def test_what_surely_comes_once_and_varies_is_followed(self) -> None:
        """An exponential job of 10 h in the second of two months meets 5 h and the 5 h of the first: 10·e^-1."""
        months = [((DemandComponent(OneOf(chance), 10.0, 1.0),), 1) for chance in (0.0, 1.0)]
        assert expected_excess(months, 5.0, 5.0) == pytest.approx(10.0 / math.e, rel=1e-9)

    def test_hours_that_hardly_vary_roll_over_as_constant_ones(self) -> None:
        varying, constant = (
            [((DemandComponent(OneOf(0.25), 30.0, cv), DemandComponent(Rounded(1.5), 5.0, cv)), 4)]
            for cv in (1e-7, 0.0)
        )
        assert expected_excess(varying, 10.0, 20.0) == pytest.approx(expected_excess(constant, 10.0, 20.0), abs=1e-4)


def played(numpy: Any, month: Month, block: float, rollover: float, period: int) -> Any:
    """Hours above the blocks of six equal months, drawn many times."""
    rng, number = numpy.random.default_rng(3), 100_000
    hours = numpy.zeros((6, number))
    for count, size, cv in month:
        low, shape = math.floor(count.mean), (6, number)
        if isinstance(count, OneOf):
            often = numpy.arange(6)[:, None] == rng.integers(0, 6, number)[None, :]
        elif isinstance(count, Poisson):
            often = rng.poisson(count.mean, shape)
        else:
            often = low + (rng.random(shape) < count.mean - low)
        many = numpy.maximum(1, often)
        hours += numpy.where(often > 0, size * (rng.gamma(many / cv**2, cv**2) if cv else many), 0.0)
    above, carried = numpy.zeros(number), numpy.zeros(number)
    for first in range(0, 6, period):
        left = block * period + carried - hours[first : first + period].sum(axis=0)
        above += numpy.maximum(0.0, -left)
        carried = numpy.clip(left, 0.0, rollover)
    return above


def test_what_comes_once_is_followed_beside_learnt_work_whatever_the_length_of_a_period() -> None:
    """A first period that is cut short has the same places as the others."""
    learnt, project = (
        DemandComponent(RenewalCount((Term(1.0, 4.0, 0, 9.0, 6.0),)), 2.0),
        DemandComponent(OneOf(0.2), 6.0),
    )
    found = expected_excess([((learnt, project), 5)], 12.0, 6.0, period=3, into=1)
    alone = expected_excess([((learnt,), 5)], 12.0, 6.0, period=3, into=1)
    assert alone < found < alone + 6.0


def work_of(*hours: float) -> list[Period]:
    """Months of so many hours each, against five."""
    return [Period(((DemandComponent(Rounded(1.0), each),),), 5.0) for each in hours]


def test_after_months_that_leave_as_much_as_they_found_another_one_counts() -> None:
    """Of five hours at most 12 h take all and 2 h more; 2 h leave three, of which 9 h take all and 1 h more."""
    found = [above for (above,) in carried_excess(work_of(2, 2, 2, 12, 2, 9), 5.0)]
    assert found == pytest.approx([0.0, 0.0, 0.0, 2.0, 0.0, 1.0])


def test_such_months_are_played_once(monkeypatch: pytest.MonkeyPatch) -> None:
    played, carry = [], grid.carry

    def counted(pile: list[float], shifts: list[float]) -> list[float]:
        played.append(pile)
        return carry(pile, shifts)

    monkeypatch.setattr(grid, "carry", counted)
    assert list(carried_excess(work_of(*[2] * 12), 5.0)) == [[0.0]] * 12
    assert len(played) == 3  # none, 3 h and 5 h are carried in


def test_what_is_left_after_the_last_month_is_not_reckoned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "carry", None)
    assert list(carried_excess(work_of(7), 5.0)) == [[2.0]]
