"""Hours above blocks of which unused hours go over, where some work comes exactly once."""

import pytest

from delegation.demand import DemandComponent, OneOf, Poisson, Rounded, expected_excess
from delegation.demand.rollover import Period, carried_excess


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
