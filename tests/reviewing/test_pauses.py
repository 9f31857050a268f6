"""A silence is a pause until it is longer than six weeks and than the gaps that there were."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import History
from delegation.reviewing.pauses import before_pause, has_ended, long_silent, until_last_job
from tests.people import LAST_YEAR
from tests.reviewing.logs import DAYS, monthly

DAY = dt.timedelta(days=1)
WEEKLY = [LAST_YEAR + 7 * week * DAY for week in range(50)]


def silent(days: list[dt.date], many: int) -> History:
    """What is known so many days after the last job."""
    return History(days, until=days[-1] + many * DAY)


@given(days=st.lists(DAYS, min_size=1, max_size=8), many=st.integers(0, 1000))
def test_what_has_ended_was_silent_for_longer_than_a_pause(days: list[dt.date], many: int) -> None:
    history = silent(sorted(days), many)
    if has_ended(history, 0.7):
        assert many > 45
        assert history.ended >= 0.7
        assert before_pause(history) is history


def test_weekly_work_has_not_ended_after_a_holiday_of_three_weeks() -> None:
    history = silent(WEEKLY, 21)
    assert history.ended > 0.99
    assert not has_ended(history, 0.7)
    assert before_pause(history) == silent(WEEKLY, 0)


@pytest.mark.parametrize(("days", "ended"), [(45, False), (46, True)])
def test_weekly_work_has_ended_after_more_than_forty_five_days(days: int, ended: bool) -> None:
    assert has_ended(silent(WEEKLY, days), 0.7) is ended


@pytest.mark.parametrize(("days", "is_long"), [(150, False), (151, True)])
def test_silence_is_long_beyond_one_and_a_half_times_the_longest_gap(days: int, is_long: bool) -> None:
    gap = [LAST_YEAR, LAST_YEAR + 10 * DAY, LAST_YEAR + 110 * DAY]
    assert long_silent(silent(gap, days)) is is_long


def test_nothing_is_said_of_the_end_of_two_jobs_or_of_none() -> None:
    two = silent(monthly(LAST_YEAR, 2), 3000)
    assert not has_ended(two, 0.2)
    assert not has_ended(History([], until=LAST_YEAR), 0.0)
    assert not long_silent(History([], until=LAST_YEAR))


def test_silence_that_is_usual_stays_and_so_does_one_that_is_long() -> None:
    for history in (silent(WEEKLY, 7), silent(WEEKLY, 60), History([], until=LAST_YEAR)):
        assert before_pause(history) is history


def test_until_the_last_job_all_else_stays() -> None:
    history = History(WEEKLY[:3], hours=[1, None, 2], until=LAST_YEAR + 90 * DAY, since=LAST_YEAR, prior_per_month=2)
    assert until_last_job(history) == History(
        WEEKLY[:3], hours=[1, None, 2], until=WEEKLY[2], since=LAST_YEAR, prior_per_month=2
    )
