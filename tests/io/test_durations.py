"""How many hours a cell of a time tracker means, and what time of day."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.errors import RefusedValueError
from delegation.io._durations import Clock, clock_of, hours_between, hours_of
from delegation.io._numbers import Numbers


class TestHours:
    @pytest.mark.parametrize(
        ("text", "hours"),
        [
            ("2", 2.0),
            ("0.11", 0.11),
            ("0,01", 0.01),
            ("1.125", 1.125),
            ("1,125", 1.125),
            ("2:30", 2.5),
            ("0:06", 0.1),
            ("02:30:00", 2.5),
            ("00:00:36", 0.01),
            ("00:00:36.5", 0.01),
            ("100:00:00", 100.0),
            ("18:00 min", 0.3),
            ("18:36 min", 0.31),
            ("1:30 h", 1.5),
            ("36 sec", 0.01),
            ("90 min", 1.5),
            ("90m", 1.5),
            ("1h 30m", 1.5),
            ("1 h 30 min 36 s", 1.51),
            ("1,5 Std.", 1.5),
            ("1.5 hours", 1.5),
            ("0", 0.0),
            ("-0:00", 0.0),
        ],
    )
    def test_stand_there_in_many_ways(self, text: str, hours: float) -> None:
        assert hours_of(text, Numbers(",")) == pytest.approx(hours, abs=1e-12)

    @pytest.mark.parametrize("text", ["-1", "-0:30", "\u22121.5", "-18:25 min"])
    def test_are_not_negative(self, text: str) -> None:
        with pytest.raises(RefusedValueError, match="hours that were worked are not negative"):
            hours_of(text, Numbers(","))

    @pytest.mark.parametrize(
        "text",
        [
            *("x", "1:60", "1:30:00 min", "1:30 x", "nan", "inf", "2e6", "9999999:00", "h", "", "=1+1", "1:2", "1 2"),
            "9" * 5000,
        ],
    )
    def test_that_are_none_are_refused(self, text: str) -> None:
        with pytest.RaisesExc(ValueError):
            hours_of(text, Numbers(","))

    def test_in_groups_of_thousands_are_refused(self) -> None:
        with pytest.raises(RefusedValueError, match="it may be 1234"):
            hours_of("1,234.5", Numbers(","))

    @given(st.integers(0, 86_400))
    def test_come_back_from_clocks(self, seconds: int) -> None:
        text = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        assert math.isclose(hours_of(text, Numbers(";")), seconds / 3600, abs_tol=1e-12)


class TestTimesOfDay:
    @pytest.mark.parametrize(
        ("text", "seconds", "offset"),
        [
            ("09:00", 32_400, None),
            ("9.30", 34_200, None),
            ("23:59:59", 86_399, None),
            ("24:00", 86_400, None),
            ("09:00:00.123", 32_400, None),
            ("12:00 AM", 0, None),
            ("12:30 pm", 45_000, None),
            ("01:00:00\u202fPM", 46_800, None),
            ("1:00 p.m.", 46_800, None),
            ("09:00Z", 32_400, 0),
            ("09:00 UTC", 32_400, 0),
            ("09:00+02:00", 32_400, 7_200),
            ("09:00:00-0530", 32_400, -19_800),
        ],
    )
    def test_are_on_a_clock_of_12_or_24_hours(self, text: str, seconds: int, offset: int | None) -> None:
        assert clock_of(text) == Clock(seconds, offset)

    @pytest.mark.parametrize("text", ["", "9", "25:00", "24:01", "13:00 PM", "0:30 AM", "09:60", "noon"])
    def test_that_are_none_are_refused(self, text: str) -> None:
        with pytest.RaisesExc(ValueError):
            clock_of(text)

    @pytest.mark.parametrize(
        ("start", "end", "days", "hours"),
        [
            (Clock(32_400), Clock(36_000), None, 1.0),
            (Clock(82_800), Clock(3_600), None, 2.0),
            (Clock(82_800), Clock(3_600), 1, 2.0),
            (Clock(36_000), Clock(32_400), 0, -1.0),
            (Clock(32_400), Clock(32_400), None, 0.0),
            (Clock(32_400, 0), Clock(36_000, 3_600), 0, 0.0),
            (Clock(32_400, 0), Clock(36_000), 0, 1.0),
        ],
    )
    def test_lie_hours_apart(self, start: Clock, end: Clock, days: int | None, hours: float) -> None:
        assert hours_between(start, end, days) == hours
