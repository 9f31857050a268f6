"""In which ways work comes back: once, or at a rate."""

import datetime as dt

import pytest

from delegation import Once, Rate
from delegation.demand import OneOf, Poisson, Rounded
from delegation.recurrence import Recurrence
from tests.people import NEW_YEAR


class TestOnce:
    def test_it_does_not_come_back(self) -> None:
        assert Once().per_month == 0.0

    @pytest.mark.parametrize("months", [1, 12, 120])
    @pytest.mark.parametrize("on", [None, NEW_YEAR])
    def test_it_is_one_occurrence_in_whatever_window(self, months: int, on: dt.date | None) -> None:
        assert Once(NEW_YEAR).expected(months, on=on) == 1.0

    @pytest.mark.parametrize(
        ("due", "on"), [(None, NEW_YEAR), (None, None), (NEW_YEAR, None), (dt.date(2025, 12, 31), NEW_YEAR)]
    )
    def test_each_month_is_equally_likely_where_the_day_or_today_is_not_known_or_past(
        self, due: dt.date | None, on: dt.date | None
    ) -> None:
        assert Once(due).counts(4, on=on) == ((OneOf(0.25), 4),)

    @pytest.mark.parametrize(
        ("due", "before", "after"),
        [
            (dt.date(2026, 1, 10), 0, 3),
            (dt.date(2026, 2, 9), 0, 3),
            (dt.date(2026, 2, 10), 1, 2),
            (dt.date(2026, 4, 9), 2, 1),
            (dt.date(2026, 4, 10), 3, 0),
            (dt.date(2026, 5, 9), 3, 0),
        ],
    )
    def test_it_falls_in_the_month_in_which_it_is_due(self, due: dt.date, before: int, after: int) -> None:
        """Months from the tenth to the ninth."""
        counts = Once(due).counts(4, on=dt.date(2026, 1, 10))
        told = [count.mean for count, repeats in counts for _ in range(repeats)]
        assert told == [0.0] * before + [1.0] + [0.0] * after
        assert all(repeats for _, repeats in counts)

    def test_it_is_in_no_month_of_a_window_that_it_lies_beyond_and_so_in_any(self) -> None:
        assert Once(dt.date(2026, 5, 10)).counts(4, on=dt.date(2026, 1, 10)) == ((OneOf(0.25), 4),)

    def test_the_last_day_of_a_short_month_begins_no_new_one(self) -> None:
        """From 31 January: the second month begins on 28 February."""
        months = [Once(dt.date(2026, 2, day)).counts(2, on=dt.date(2026, 1, 31)) for day in (27, 28)]
        assert months == [((Rounded(1.0), 1), (Rounded(0.0), 1)), ((Rounded(0.0), 1), (Rounded(1.0), 1))]

    def test_it_comes_on_its_day(self) -> None:
        due = dt.date(2026, 3, 31)
        assert Once(due).spread(12, on=NEW_YEAR) == ((due, dt.date(2026, 4, 1), 1.0),)

    @pytest.mark.parametrize("due", [None, dt.date(2025, 12, 31), dt.date(2026, 4, 1)])
    def test_it_may_come_on_any_day_where_its_own_is_not_within(self, due: dt.date | None) -> None:
        assert Once(due).spread(3, on=NEW_YEAR) == ((NEW_YEAR, dt.date(2026, 4, 1), 1.0),)

    def test_its_day_may_be_the_first_or_the_last_of_the_window(self) -> None:
        last = dt.date(2026, 3, 31)
        assert Once(NEW_YEAR).spread(3, on=NEW_YEAR) == ((NEW_YEAR, dt.date(2026, 1, 2), 1.0),)
        assert Once(last).spread(3, on=NEW_YEAR) == ((last, dt.date(2026, 4, 1), 1.0),)

    def test_it_comes_on_no_rhythm(self) -> None:
        assert not Once(NEW_YEAR).rhythmic

    @pytest.mark.parametrize(
        ("on", "following"),
        [
            (dt.date(2026, 3, 30), dt.date(2026, 3, 31)),
            (dt.date(2026, 3, 31), dt.date(2026, 3, 31)),
            (dt.date(2026, 4, 1), None),
        ],
    )
    def test_it_comes_next_when_it_is_due_unless_that_is_past(self, on: dt.date, following: dt.date | None) -> None:
        assert Once(dt.date(2026, 3, 31)).next(on) == following

    def test_without_a_due_date_nobody_knows_when_it_comes(self) -> None:
        assert Once().next(NEW_YEAR) is None

    def test_a_due_moment_is_kept_as_its_day(self) -> None:
        assert Once(dt.datetime(2026, 3, 31, 23, 59)) == Once(dt.date(2026, 3, 31))


class TestRate:
    def test_it_is_its_own_long_run_rate(self) -> None:
        assert Rate(2.5).per_month == 2.5

    @pytest.mark.parametrize("on", [None, NEW_YEAR])
    def test_it_is_expected_its_rate_times_the_months(self, on: dt.date | None) -> None:
        assert Rate(2.5).expected(4, on=on) == 10.0

    def test_every_month_has_a_poisson_count(self) -> None:
        assert Rate(2.5).counts(12, on=NEW_YEAR) == ((Poisson(2.5), 12),)

    def test_it_may_come_on_any_day_of_the_window(self) -> None:
        assert Rate(2.5).spread(4, on=NEW_YEAR) == ((NEW_YEAR, dt.date(2026, 5, 1), 10.0),)

    def test_it_comes_on_no_rhythm(self) -> None:
        assert not Rate(2.5).rhythmic

    def test_nobody_knows_when_it_comes_next(self) -> None:
        sporadic: Recurrence = Rate(2.5)

        assert sporadic.next(NEW_YEAR) is None


def test_the_hours_of_what_is_declared_do_not_vary() -> None:
    assert (Once().hours_cv, Rate(2).hours_cv) == (0.0, 0.0)
