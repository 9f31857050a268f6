"""Each period that is over has its hours, its block and what was carried into it; another block is played by hand."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Job, Retainer
from delegation.reviewing.usage import Period, misses_block, overage_hours, periods, replayed
from tests.people import LAST_YEAR, NEWS
from tests.reviewing.logs import TERMS, jobs, retained

D = dt.date
LOG = [Job(D(2025, 1, 5), 4), Job(D(2025, 2, 1), 12), Job(D(2025, 2, 27), 3), Job(D(2025, 3, 31), 1)]


def test_period_is_over_on_the_day_after_its_last() -> None:
    assert [each.first for each in periods(Retainer(450, 10), LOG, LAST_YEAR, D(2025, 2, 28))] == [D(2025, 1, 1)]
    assert len(periods(Retainer(450, 10), LOG, LAST_YEAR, D(2025, 3, 1))) == 2


def test_hours_of_each_month_count_against_its_block() -> None:
    assert periods(Retainer(450, 10), LOG, LAST_YEAR, D(2025, 4, 1)) == [
        Period(D(2025, 1, 1), 10, 4, 0),
        Period(D(2025, 2, 1), 10, 15, 5),
        Period(D(2025, 3, 1), 10, 1, 0),
    ]


def test_hours_that_roll_over_spare_overage() -> None:
    found = periods(Retainer(450, 10, rollover_hours=3), LOG, LAST_YEAR, D(2025, 4, 1))
    assert [each.overage_hours for each in found] == [0, 2, 0]


def test_block_of_a_quarter_bears_a_large_month() -> None:
    found = periods(Retainer(450, 30, period_months=3), LOG, LAST_YEAR, D(2025, 4, 1))
    assert found == [Period(D(2025, 1, 1), 30, 20, 0)]


def test_months_from_a_31st_end_where_there_is_none() -> None:
    found = periods(Retainer(450, 10), jobs([D(2025, 2, 27), D(2025, 2, 28)], 4), D(2025, 1, 31), D(2025, 3, 31))
    assert [(each.first, each.used) for each in found] == [(D(2025, 1, 31), 4), (D(2025, 2, 28), 4)]


def test_share_of_the_block_is_what_was_used_of_it() -> None:
    assert Period(LAST_YEAR, 10, 4, 0).share == 0.4
    assert Period(LAST_YEAR, 0, 4, 4).share == 1.0


def test_other_terms_would_have_cost_their_fees_and_the_hours_above_their_block() -> None:
    # 3 fees of 450, a set-up fee of 100, and in February 5 h above 10 at the rate of 50
    assert replayed(Retainer(450, 10, setup_fee=100), 50, LOG, LAST_YEAR, 3) == 1350 + 100 + 5 * 50


def test_block_of_a_period_that_is_cut_short_counts_for_its_part() -> None:
    # of a block of 30 h a quarter two months have 20 h, 1 less than the 19 + 2 used
    assert replayed(Retainer(450, 30, period_months=3), 50, LOG, LAST_YEAR, 2) == 900
    more = [*LOG[:3], Job(D(2025, 2, 28), 2), *LOG[3:]]
    assert replayed(Retainer(450, 30, period_months=3), 50, more, LAST_YEAR, 2) == 900 + 1 * 50


@given(
    terms=TERMS,
    done=st.lists(st.tuples(st.integers(0, 700), st.integers(1, 30)), max_size=12),
    length=st.integers(0, 700),
)
def test_last_period_has_as_much_left_as_the_engagement_says(
    terms: Retainer, done: list[tuple[int, int]], length: int
) -> None:
    listed = [Job(LAST_YEAR + dt.timedelta(days=day), hours) for day, hours in sorted(done)]
    until = LAST_YEAR + dt.timedelta(days=length)
    found = periods(terms, listed, LAST_YEAR, until)
    assert all(each.first < until for each in found)
    if not found:
        return
    engagement = retained(NEWS, listed, terms)
    following = periods(terms, listed, LAST_YEAR, until + dt.timedelta(days=370))[len(found)]
    spare = engagement.hours_spare(following.first - dt.timedelta(days=1))
    assert found[-1].overage_hours == 0 or spare == pytest.approx(0)
    assert overage_hours(found) == pytest.approx(sum(each.overage_hours for each in found))


def paid(*hours: float, price: float | None = 100.0) -> list[Job]:
    """A job on each 1st, each of which cost something."""
    return [Job(D(2025, month, 1), each, price=price) for month, each in enumerate(hours, start=1)]


TWELVE = D(2025, 12, 31)


def test_jobs_that_cost_something_and_fit_into_the_block_are_not_all_that_was_done() -> None:
    assert misses_block(Retainer(450, 10), paid(2, 3), LAST_YEAR, TWELVE)
    assert misses_block(Retainer(450, 10), paid(40, 1), LAST_YEAR, D(2025, 2, 3))  # 11 of 41 h


def test_jobs_of_which_one_cost_nothing_may_be_all() -> None:
    for price in (None, 0.0):
        log = [*paid(2, 3), Job(D(2025, 3, 1), 1, price=price)]
        assert not misses_block(Retainer(450, 10), log, LAST_YEAR, TWELVE)


def test_access_retainer_has_no_block_that_a_log_could_miss_and_no_jobs_miss_none() -> None:
    assert not misses_block(Retainer(450, 0), paid(2, 3), LAST_YEAR, TWELVE)
    assert not misses_block(Retainer(450, 10), [], LAST_YEAR, TWELVE)


@pytest.mark.parametrize(("hours", "misses"), [(10, False), (9.9, True)])
def test_up_to_a_tenth_of_the_paid_hours_may_fit_by_rounding(hours: float, misses: bool) -> None:
    assert misses_block(Retainer(50, 1), paid(hours), LAST_YEAR, TWELVE) is misses
