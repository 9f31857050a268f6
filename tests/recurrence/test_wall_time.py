"""Which local day and time is a day, or a moment somewhere, to work that starts here."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from delegation.recurrence.wall_time import Moment, at_hour_of, beside, in_order, wall

PARIS = ZoneInfo("Europe/Paris")
DAY = dt.date(2026, 1, 5)
NINE = dt.datetime(2026, 1, 5, 9)


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        (DAY, dt.datetime(2026, 1, 5)),
        (NINE, NINE),
        (NINE.replace(tzinfo=PARIS), NINE),
        (NINE.replace(microsecond=999_999), NINE),
    ],
)
def test_a_day_is_its_first_moment_and_a_moment_is_what_the_clock_on_the_wall_says(day: Moment, moment: Moment) -> None:
    assert wall(day) == moment


@pytest.mark.parametrize(
    ("start", "given", "found"),
    [
        pytest.param(DAY, DAY, DAY, id="a day beside a day"),
        pytest.param(DAY, NINE, DAY, id="a moment beside a day: its day"),
        pytest.param(NINE, DAY, DAY, id="a day beside a moment stays a day"),
        pytest.param(NINE, NINE.replace(microsecond=1), NINE, id="to the second"),
        pytest.param(NINE, NINE.replace(tzinfo=dt.UTC), NINE, id="in a zone, beside none: by its own clock"),
        pytest.param(NINE.replace(tzinfo=PARIS), NINE, NINE.replace(tzinfo=PARIS), id="in none, beside a zone: local"),
        pytest.param(
            NINE.replace(tzinfo=PARIS),
            NINE.replace(hour=8, tzinfo=dt.UTC),
            NINE.replace(tzinfo=PARIS),
            id="in another zone: put into the start's",
        ),
    ],
)
def test_what_is_given_becomes_what_the_start_is(start: Moment, given: Moment, found: Moment) -> None:
    seen = beside(start, given)

    assert (seen, type(seen), getattr(seen, "tzinfo", None)) == (found, type(found), getattr(found, "tzinfo", None))


@pytest.mark.parametrize(
    ("start", "given", "found"),
    [
        (NINE, dt.date(2026, 7, 1), dt.datetime(2026, 7, 1, 9)),
        (NINE, dt.datetime(2026, 7, 1, 17), dt.datetime(2026, 7, 1, 17)),
        (DAY, dt.date(2026, 7, 1), dt.datetime(2026, 7, 1)),
    ],
)
def test_a_day_comes_at_the_time_at_which_work_starts(start: Moment, given: Moment, found: Moment) -> None:
    assert at_hour_of(start, given) == found


def test_days_and_moments_are_put_in_order_each_once() -> None:
    midnight = dt.datetime(2026, 1, 5)

    assert in_order([NINE, midnight, DAY, NINE, dt.date(2026, 1, 4)]) == (dt.date(2026, 1, 4), DAY, midnight, NINE)
