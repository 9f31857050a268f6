"""Which days the cells of a column mean, where only all of them together can tell."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.errors import RefusedValueError
from delegation.io._days import Days, split_moment
from tests.worlds import days_of_calendar

MARCH, FEBRUARY = dt.date(2026, 3, 2), dt.date(2026, 2, 3)


def column(*texts: str, day_first: bool | None = None) -> Days:
    """A column whose cells have been seen, the first in line 2."""
    days = Days(day_first)
    for line, text in enumerate(texts, start=2):
        days.see(line, text)
    return days


def refusal(days: Days, text: str) -> str:
    with pytest.raises(RefusedValueError) as caught:
        days.read(text)
    return caught.value.accepted


class TestMoments:
    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("2026-03-02", ("2026-03-02", "")),
            ("2026-03-02T09:00:00Z", ("2026-03-02", "09:00:00Z")),
            ("2026-03-02 09:00", ("2026-03-02", "09:00")),
            ("3/2/2026, 9:00 AM", ("3/2/2026", "9:00 AM")),
            ("02.03.2026  09:00", ("02.03.2026", "09:00")),
            ("Total", ("Total", "")),
            ("09:00", ("09:00", "")),
        ],
    )
    def test_are_a_day_and_a_time_of_day(self, text: str, parts: tuple[str, str]) -> None:
        assert split_moment(text) == parts


class TestOneCell:
    @pytest.mark.parametrize("text", ["2026-03-02", "2026/3/2", "02.03.2026", "2.3.26", "20260302"])
    def test_is_read_that_can_be_only_one_day(self, text: str) -> None:
        assert column(text).read(text) == MARCH

    def test_with_the_same_number_twice_can_be_only_one_day(self) -> None:
        assert column("03/03/2026").read("03/03/2026") == dt.date(2026, 3, 3)

    @pytest.mark.parametrize(
        "text", ["", "soon", "2026-13-01", "13/13/2026", "1/1/0001", "1850-01-01", "2/3/26", "26-03-02", "31.02.2026"]
    )
    def test_that_is_no_day_is_refused(self, text: str) -> None:
        with pytest.RaisesExc(ValueError):
            column(text)

    def test_that_may_be_two_days_is_refused_alone(self) -> None:
        days = column("02/03/2026")
        assert refusal(days, "02/03/2026") == (
            "it may be 2026-03-02 or 2026-02-03: day_first=True or day_first=False says which"
        )

    @pytest.mark.parametrize(("day_first", "day"), [(True, MARCH), (False, FEBRUARY)])
    @pytest.mark.parametrize("text", ["02/03/2026", "2-3-2026"])
    def test_that_may_be_two_days_is_read_as_was_said(self, text: str, day_first: bool, day: dt.date) -> None:
        assert column(text, day_first=day_first).read(text) == day

    def test_with_points_has_the_day_first_unless_the_month_was_said_to_be(self) -> None:
        assert column("02.03.2026").read("02.03.2026") == MARCH
        assert column("02.03.2026", day_first=False).read("02.03.2026") == FEBRUARY

    @pytest.mark.parametrize(("text", "day_first"), [("13/02/2026", False), ("02/13/2026", True)])
    def test_that_contradicts_what_was_said_is_refused(self, text: str, day_first: bool) -> None:
        assert refusal(column(text, day_first=day_first), text) == f"with day_first={day_first} it is no day"


class TestAColumn:
    @pytest.mark.parametrize(("shows", "day"), [("13/02/2026", MARCH), ("02/13/2026", FEBRUARY)])
    def test_is_read_as_a_cell_above_twelve_shows(self, shows: str, day: dt.date) -> None:
        days = column("02/03/2026", shows)
        assert days.read("02/03/2026") == day
        assert days.read(shows) == dt.date(2026, 2, 13)

    def test_whose_cells_disagree_is_refused_cell_by_cell(self) -> None:
        days = column("02/03/2026", "13/02/2026", "02/14/2026", "2026-01-05")
        told = "day_first=True or day_first=False says which"
        assert refusal(days, "02/03/2026") == (
            "it may be 2026-03-02 or 2026-02-03, and line 3 (13/02/2026) and line 4 (02/14/2026) disagree: " + told
        )
        assert refusal(days, "13/02/2026") == (
            f"the day comes first, and in line 4 (02/14/2026) the month comes first: {told}"
        )
        assert refusal(days, "02/14/2026") == (
            f"the month comes first, and in line 3 (13/02/2026) the day comes first: {told}"
        )
        assert days.read("2026-01-05") == dt.date(2026, 1, 5)

    @given(st.lists(days_of_calendar, min_size=1), st.booleans(), st.sampled_from("/-"))
    def test_is_read_back_or_refused_but_never_misread(self, days: list[dt.date], first: bool, mark: str) -> None:
        pattern = f"%d{mark}%m{mark}%Y" if first else f"%m{mark}%d{mark}%Y"
        texts = [day.strftime(pattern) for day in days]
        read = column(*texts)
        settled = any(day.day > 12 for day in days)
        for day, text in zip(days, texts, strict=True):
            if settled or day.day == day.month:
                assert read.read(text) == day
            else:
                assert refusal(read, text).startswith("it may be ")
