"""Where months begin."""

import datetime as dt
from itertools import islice

import pytest

from delegation.queueing import MONTH_DAYS
from delegation.simulation.months import Months
from tests.people import NEW_YEAR


def test_with_a_first_day_they_are_calendar_months() -> None:
    assert Months(NEW_YEAR, 3).edges == (0.0, 31.0, 59.0, 90.0)


def test_without_one_they_are_mean_months() -> None:
    assert Months(None, 2).edges == pytest.approx((0.0, MONTH_DAYS, 2 * MONTH_DAYS))


def test_an_agreement_has_months_of_its_own() -> None:
    assert list(islice(Months(NEW_YEAR, 3).begun(14.0), 3)) == [14.0, 45.0, 73.0]
    assert list(islice(Months(None, 3).begun(14.0), 2)) == pytest.approx([14.0, 14.0 + MONTH_DAYS])


def test_one_that_runs_began_before() -> None:
    assert list(islice(Months(NEW_YEAR, 3).begun(-17.0), 2)) == [-17.0, 14.0]


def test_a_month_that_has_no_such_day_begins_on_its_last() -> None:
    assert list(islice(Months(dt.date(2026, 1, 31), 3).begun(0.0), 3)) == [0.0, 28.0, 59.0]


def test_dates_and_days_go_together() -> None:
    months = Months(NEW_YEAR, 3)
    assert months.day(dt.date(2026, 2, 1)) == 31.0
    assert months.date(2) == dt.date(2026, 3, 1)
