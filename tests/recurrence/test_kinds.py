"""In which ways work comes back: once, or at a rate."""

import datetime as dt

import pytest

from delegation import Once, Rate
from delegation.demand import OneOf, Poisson
from delegation.recurrence import Recurrence
from tests.people import NEW_YEAR


class TestOnce:
    def test_it_does_not_come_back(self) -> None:
        assert Once().per_month == 0.0

    @pytest.mark.parametrize("months", [1, 12, 120])
    @pytest.mark.parametrize("on", [None, NEW_YEAR])
    def test_it_is_one_occurrence_in_whatever_window(self, months: int, on: dt.date | None) -> None:
        assert Once(NEW_YEAR).expected(months, on=on) == 1.0

    def test_each_month_is_equally_likely(self) -> None:
        assert Once(NEW_YEAR).counts(4, on=NEW_YEAR) == ((OneOf(0.25), 4),)

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

    def test_nobody_knows_when_it_comes_next(self) -> None:
        sporadic: Recurrence = Rate(2.5)

        assert sporadic.next(NEW_YEAR) is None
