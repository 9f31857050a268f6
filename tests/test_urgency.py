"""What it costs when a piece of work starts late."""

import datetime as dt
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Urgency
from delegation.errors import RefusedValueError
from tests.refusals import told_by
from tests.worlds import days, days_of_calendar, money

ON = dt.date(2026, 3, 1)


def test_waiting_harms_nobody_unless_said_otherwise() -> None:
    assert Urgency() == Urgency(cost_per_day=0.0, slack_days=0.0)


def test_cost_comes_first_and_slack_second() -> None:
    assert Urgency(25, 3) == Urgency(cost_per_day=25.0, slack_days=3.0)


@pytest.mark.parametrize("field", ["cost_per_day", "slack_days"])
@pytest.mark.parametrize("number", [0, 5e-324, 1e15])
def test_numbers_from_0_to_1e15_are_taken(field: str, number: float) -> None:
    assert getattr(Urgency(**{field: number}), field) == number


@pytest.mark.parametrize(
    ("field", "unit"), [("cost_per_day", "money for a day of delay"), ("slack_days", "calendar days")]
)
@pytest.mark.parametrize("number", [-5e-324, math.nextafter(1e15, math.inf), math.nan, math.inf, "3", None, True])
def test_other_numbers_are_refused(field: str, unit: str, number: Any) -> None:
    with pytest.raises(RefusedValueError) as refusal:
        Urgency(**{field: number})

    assert (refusal.value.owner, refusal.value.field, refusal.value.accepted) == (
        "Urgency",
        field,
        f"it takes a number from 0 to 1e15, {unit}",
    )


class TestUntil:
    @pytest.mark.parametrize(
        ("due", "slack_days"),
        [
            pytest.param(dt.date(2026, 2, 20), 0.0, id="overdue"),
            pytest.param(dt.date(2026, 3, 1), 0.0, id="due today"),
            pytest.param(dt.date(2026, 3, 2), 1.0, id="due tomorrow"),
            pytest.param(dt.date(2026, 4, 1), 31.0, id="due in a month"),
        ],
    )
    def test_the_days_left_are_the_slack(self, due: dt.date, slack_days: float) -> None:
        assert Urgency.until(due, ON, 40.0) == Urgency(40.0, slack_days)

    @pytest.mark.parametrize(
        ("work_days", "slack_days"), [(0, 10.0), (2.5, 7.5), (9.5, 0.5), (10, 0.0), (10.5, 0.0), (1e15, 0.0)]
    )
    def test_the_work_itself_takes_its_days_out_of_the_slack(self, work_days: float, slack_days: float) -> None:
        assert Urgency.until(dt.date(2026, 3, 11), ON, 40.0, work_days) == Urgency(40.0, slack_days)

    @pytest.mark.parametrize("hour", [0, 23])
    def test_moments_count_as_their_days(self, hour: int) -> None:
        due, on = dt.datetime(2026, 3, 11, hour, 59), dt.datetime(2026, 3, 1, 23 - hour, 59)

        assert Urgency.until(due, on, 40.0) == Urgency(40.0, 10.0)

    @given(days_of_calendar, days_of_calendar, money, days)
    def test_the_slack_is_what_is_left_and_never_negative(
        self, due: dt.date, on: dt.date, cost_per_day: float, work_days: float
    ) -> None:
        left = due.toordinal() - on.toordinal() - work_days

        assert Urgency.until(due, on, cost_per_day, work_days) == Urgency(cost_per_day, max(0.0, left))

    @given(days_of_calendar, days_of_calendar, days, st.integers(0, 1_000))
    def test_more_time_never_leaves_less_slack(self, due: dt.date, on: dt.date, work_days: float, more: int) -> None:
        sooner = Urgency.until(due, on, 1.0, work_days)
        later = Urgency.until(due + dt.timedelta(days=more), on, 1.0, work_days)

        assert sooner.slack_days <= later.slack_days

    @pytest.mark.parametrize("field", ["due", "on"])
    @pytest.mark.parametrize("day", ["2026-03-11", None, 20260311, dt.date(1899, 12, 31), dt.date(3000, 1, 1)])
    def test_what_is_no_day_is_refused(self, field: str, day: Any) -> None:
        given_days: dict[str, Any] = {"due": ON, "on": ON} | {field: day}

        with pytest.raises(RefusedValueError) as refusal:
            Urgency.until(**given_days, cost_per_day=1.0)

        assert (refusal.value.owner, refusal.value.field, refusal.value.value, refusal.value.accepted) == (
            "Urgency.until",
            field,
            day,
            "it takes a day of the years 1900 to 2999, such as datetime.date(2026, 1, 5)",
        )

    @pytest.mark.parametrize(
        "work_days", [-5e-324, math.nextafter(1e15, math.inf), math.nan, math.inf, "2", None, True]
    )
    def test_what_is_no_number_of_days_is_refused(self, work_days: Any) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Urgency.until(ON, ON, 1.0, work_days)

        assert (refusal.value.owner, refusal.value.field, refusal.value.accepted) == (
            "Urgency.until",
            "work_days",
            "it takes a number from 0, calendar days",
        )

    @pytest.mark.parametrize("cost_per_day", [-1, math.nan, "40"])
    def test_a_cost_is_refused_as_the_urgency_that_it_would_make(self, cost_per_day: Any) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Urgency.until(ON, ON, cost_per_day)

        assert (refusal.value.owner, refusal.value.field) == ("Urgency", "cost_per_day")

    @pytest.mark.parametrize("field", ["due", "on"])
    def test_a_moment_in_a_time_zone_is_no_day(self, field: str) -> None:
        moments: dict[str, Any] = {"due": ON, "on": ON} | {field: dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)}

        assert told_by(lambda: Urgency.until(**moments, cost_per_day=1.0)) == (
            f"Urgency.until.{field}",
            "a moment in a time zone is one day here and another elsewhere: "
            "give the day, such as datetime.date(2026, 1, 5)",
        )
