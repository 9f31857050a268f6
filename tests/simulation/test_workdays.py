"""Working time by calendar time: as much as the calendar has, none on days off."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability
from delegation.simulation.workdays import Workdays

MONDAY = dt.date(2026, 1, 5)


def days_off(*spans: tuple[int, int]) -> Availability:
    """Days off, counted from a Monday."""
    return Availability(
        hours_per_week=35,
        time_off=[(MONDAY + dt.timedelta(days=first), MONDAY + dt.timedelta(days=last)) for first, last in spans],
    )


def workdays(available: Availability, on: dt.date = MONDAY) -> Workdays:
    found = Workdays.of(available, on, 365.0)
    assert found is not None
    return found


spans = st.lists(st.tuples(st.integers(-30, 300), st.integers(0, 40)), min_size=1, max_size=4).map(
    lambda pairs: tuple((first, first + length) for first, length in pairs)
)


def test_a_calendar_without_losses_needs_none() -> None:
    assert Workdays.of(Availability(), MONDAY, 365.0) is None


def test_days_off_long_ago_or_far_ahead_do_not_count() -> None:
    assert Workdays.of(days_off((-4000, -3900), (900, 1000)), MONDAY, 365.0) is None


def test_nobody_works_in_a_week_off() -> None:
    found = workdays(days_off((7, 11)))
    assert found.worked(7.0) == 7.0
    assert found.worked(14.0) == pytest.approx(7.0, abs=1e-4)
    assert found.worked(20.0) == pytest.approx(13.0, abs=1e-4)


def test_what_is_started_on_days_off_is_started_at_their_end() -> None:
    found = workdays(days_off((7, 13)))
    assert found.moment(found.worked(9.0)) == 14.0


def test_a_day_off_makes_the_week_a_fifth_shorter() -> None:
    """What is left of it is spread over the days that are worked."""
    found = workdays(days_off((0, 0)))
    assert found.worked(1.0) == pytest.approx(0.0, abs=1e-4)
    assert found.worked(7.0) == pytest.approx(5.6, abs=1e-4)
    assert found.worked(8.0) == pytest.approx(6.6, abs=1e-4)


def test_a_weekend_off_is_made_up_for_in_its_week() -> None:
    found = workdays(days_off((5, 6)))
    assert found.worked(5.0) == pytest.approx(7.0, abs=1e-4)
    assert found.worked(7.0) == pytest.approx(7.0, abs=1e-4)


def test_a_booking_takes_its_hours_from_its_week() -> None:
    found = workdays(Availability(hours_per_week=35, bookings=[(MONDAY, 3.5)]))
    assert found.worked(7.0) == pytest.approx(7.0 * 31.5 / 35.0)
    assert found.worked(1.0) < found.worked(2.0) - found.worked(1.0)


def test_time_before_the_first_loss_is_like_all_time() -> None:
    found = workdays(days_off((7, 11)))
    assert found.worked(-100.0) == -100.0
    assert found.moment(-100.0) == -100.0


def test_the_first_day_is_0_in_both() -> None:
    found = workdays(days_off((-7, -3)), MONDAY + dt.timedelta(days=3))
    assert found.worked(0.0) == pytest.approx(0.0)


@given(spans, st.floats(-60.0, 400.0), st.floats(-60.0, 400.0))
def test_working_time_never_goes_back(several: tuple[tuple[int, int], ...], one: float, another: float) -> None:
    found = workdays_of(several)
    low, high = sorted((one, another))
    assert (
        found is None or found.worked(low) - 1e-9 <= found.worked(high) <= found.worked(low) + 1.4 * (high - low) + 1e-6
    )


@given(spans, st.floats(-60.0, 400.0))
def test_working_time_and_moments_are_each_others_inverse_but_for_days_off(
    several: tuple[tuple[int, int], ...], moment: float
) -> None:
    found = workdays_of(several)
    if found is not None:
        back = found.moment(found.worked(moment))
        assert back >= moment - 1e-6
        assert found.worked(back) == pytest.approx(found.worked(moment), abs=1e-3)


def workdays_of(several: tuple[tuple[int, int], ...]) -> Workdays | None:
    return Workdays.of(days_off(*several), MONDAY, 365.0)
