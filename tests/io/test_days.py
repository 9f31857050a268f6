"""Which days the cells of a column mean, where only all of them together can tell."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.errors import RefusedValueError
from delegation.io._days import Days, last_near, split_moment
from tests.worlds import days_of_calendar

MARCH, FEBRUARY = dt.date(2026, 3, 2), dt.date(2026, 2, 3)


def column(*texts: str, day_first: bool | None = None, until: dt.date | None = None) -> Days:
    """A column whose cells have been seen, the first in line 2."""
    days = Days(day_first, until)
    for line, text in enumerate(texts, start=2):
        days.see(line, text)
    return days


def read(days: Days, text: str) -> dt.date | None:
    """What a cell means, in whatever line it stands."""
    return days.read(9, text)


def refusal(days: Days, text: str) -> str:
    with pytest.raises(RefusedValueError) as caught:
        read(days, text)
    return caught.value.accepted


def doubt(days: Days, *texts: str) -> tuple[int, str] | None:
    """What is told once, where none of the cells has a day."""
    assert [days.read(line, text) for line, text in enumerate(texts, start=2)] == [None] * len(texts)
    return days.doubt()


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
        assert read(column(text), text) == MARCH

    def test_with_the_same_number_twice_can_be_only_one_day(self) -> None:
        assert read(column("03/03/2026"), "03/03/2026") == dt.date(2026, 3, 3)

    @pytest.mark.parametrize(
        "text", ["", "soon", "2026-13-01", "13/13/2026", "1/1/0001", "1850-01-01", "2/3/26", "26-03-02", "31.02.2026"]
    )
    def test_that_is_no_day_is_refused(self, text: str) -> None:
        with pytest.RaisesExc(ValueError):
            column(text)

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("31/06/2025", "there is no such day: 2025-06 has 30 days"),
            ("06-31-2025", "there is no such day: 2025-06 has 30 days"),
            ("31.02.2026", "there is no such day: 2026-02 has 28 days"),
            ("30.2.24", "there is no such day: 2024-02 has 29 days"),
            ("2026-04-31", "there is no such day: 2026-04 has 30 days"),
            ("2026-04-32", "it takes a day such as 2026-01-05"),
            ("2026-13-01", "it takes a day such as 2026-01-05"),
            ("32/06/2025", "it takes a day such as 2026-01-05"),
            ("31/06/0000", "it takes a day such as 2026-01-05"),
            ("31/06/1850", "it takes a day such as 2026-01-05"),
            ("31/12/1850", "it takes a day such as 2026-01-05"),
            ("2026-04/31", "it takes a day such as 2026-01-05"),
            ("04.31.2026", "it takes a day such as 2026-01-05"),
        ],
    )
    def test_that_is_no_day_because_its_month_is_too_short_is_told_so(self, text: str, told: str) -> None:
        with pytest.raises(RefusedValueError) as caught:
            column(text)
        assert caught.value.accepted == told

    def test_that_may_be_two_days_is_told_alone(self) -> None:
        assert doubt(column("02/03/2026"), "02/03/2026") == (
            2,
            "'02/03/2026' is refused: it may be 2026-03-02 or 2026-02-03: day_first=True or day_first=False says which",
        )

    @pytest.mark.parametrize(("day_first", "day"), [(True, MARCH), (False, FEBRUARY)])
    @pytest.mark.parametrize("text", ["02/03/2026", "2-3-2026"])
    def test_that_may_be_two_days_is_read_as_was_said(self, text: str, day_first: bool, day: dt.date) -> None:
        assert read(column(text, day_first=day_first), text) == day

    def test_with_points_has_the_day_first_unless_the_month_was_said_to_be(self) -> None:
        assert read(column("02.03.2026"), "02.03.2026") == MARCH
        assert read(column("02.03.2026", day_first=False), "02.03.2026") == FEBRUARY

    @pytest.mark.parametrize(("text", "day_first"), [("13/02/2026", False), ("02/13/2026", True)])
    def test_that_contradicts_what_was_said_is_refused(self, text: str, day_first: bool) -> None:
        assert refusal(column(text, day_first=day_first), text) == f"with day_first={day_first} it is no day"


class TestAColumn:
    @pytest.mark.parametrize(("shows", "day"), [("13/02/2026", MARCH), ("02/13/2026", FEBRUARY)])
    def test_is_read_as_a_cell_above_twelve_shows(self, shows: str, day: dt.date) -> None:
        days = column("02/03/2026", shows)
        assert read(days, "02/03/2026") == day
        assert read(days, shows) == dt.date(2026, 2, 13)
        assert days.doubt() is None

    def test_whose_cells_may_all_be_two_days_is_told_once(self) -> None:
        texts = ("02/03/2026", "04/03/2026", "02/03/2026")
        assert doubt(column(*texts), *texts) == (
            2,
            "3 dates may mean two days, the first '02/03/2026' (2026-03-02 or 2026-02-03): day_first=True or "
            "day_first=False says which",
        )

    def test_whose_cells_disagree_is_told_once(self) -> None:
        texts = ("02/03/2026", "13/02/2026", "02/14/2026")
        days = column(*texts, "2026-01-05")
        ways = (
            "in line 3 (13/02/2026) the day comes first, in line 4 (02/14/2026) the month: day_first=True or "
            "day_first=False says which"
        )
        assert doubt(days, *texts) == (2, f"3 dates cannot be told: {ways}")
        assert read(days, "2026-01-05") == dt.date(2026, 1, 5)
        assert doubt(column(*texts), texts[1]) == (2, f"'13/02/2026' cannot be told: {ways}")

    @given(st.lists(days_of_calendar, min_size=1), st.booleans(), st.sampled_from("/-"))
    def test_is_read_back_or_doubted_but_never_misread(self, days: list[dt.date], first: bool, mark: str) -> None:
        pattern = f"%d{mark}%m{mark}%Y" if first else f"%m{mark}%d{mark}%Y"
        texts = [day.strftime(pattern) for day in days]
        found = column(*texts, until=dt.date.max)
        settled = any(day.day > 12 for day in days)
        for day, text in zip(days, texts, strict=True):
            assert read(found, text) == (day if settled or day.day == day.month else None)


class TestDaysFarAfterOthers:
    LOG = ("2026-01-05", "2026-02-02", "2026-03-02")

    @pytest.mark.parametrize("text", ["2062-03-02", "2099-12-31", "2028-03-03"])
    def test_look_mistyped(self, text: str) -> None:
        assert refusal(column(text, *self.LOG), text) == (
            "it lies more than two years after 2026-03-02, the last day before: "
            f"until=datetime.date({text[:4]}, 12, 31) takes it all the same"
        )
        assert read(column(text, *self.LOG), "2026-03-02") == MARCH

    def test_are_taken_where_somebody_says_until_when_days_may_be(self) -> None:
        days = column("2062-03-02", *self.LOG, until=dt.date(2062, 12, 31))
        assert read(days, "2062-03-02") == dt.date(2062, 3, 2)

    def test_look_mistyped_in_either_order_of_day_and_month(self) -> None:
        days = column("02/03/2062", "05/01/2026", "02/02/2026", "13/03/2026")
        assert refusal(days, "02/03/2062").startswith("it lies more than two years after 2026-03-13")

    def test_are_no_measure_where_they_may_be_two_themselves(self) -> None:
        assert read(column("2062-03-02", "05/01/2026", "02/01/2026", "04/03/2026"), "2062-03-02") is not None

    @pytest.mark.parametrize(
        ("days", "last"),
        [
            ((), None),
            ((MARCH,), None),
            ((MARCH, dt.date(2026, 3, 3), dt.date(2062, 3, 2)), None),
            ((MARCH, MARCH, MARCH, dt.date(2062, 3, 2)), None),
            ((MARCH, FEBRUARY, dt.date(2026, 1, 5), dt.date(2028, 3, 2)), None),
            ((MARCH, FEBRUARY, dt.date(2026, 1, 5), dt.date(2028, 3, 3)), MARCH),
            ((MARCH, FEBRUARY, dt.date(2026, 1, 5), dt.date(2062, 3, 3), dt.date(2099, 1, 1)), MARCH),
            ((MARCH, FEBRUARY, dt.date(2026, 1, 5), *(dt.date(2062, 3, day) for day in (1, 2, 3))), None),
            ((dt.date(2006, 3, 2), FEBRUARY, dt.date(2026, 1, 5), MARCH), None),
        ],
    )
    def test_are_few_and_lie_after_three_others(self, days: tuple[dt.date, ...], last: dt.date | None) -> None:
        assert last_near(days) == last
