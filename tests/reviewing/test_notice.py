"""Notice by the last day spares the next fee that can be spared, and a day later it does not."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Retainer
from delegation.reviewing.notice import last_notice, next_avoidable_fee
from tests.people import NEWS
from tests.reviewing.logs import DAYS, TERMS, hired, retained

D = dt.date


@pytest.mark.parametrize(
    ("start", "term", "on", "last", "fee"),
    [
        # fees on the 1st; a month's notice on Jan 10 frees on Feb 10, so the next fee spared is Mar 1's
        (D(2025, 1, 1), (3, 1), D(2026, 1, 10), D(2026, 2, 1), D(2026, 3, 1)),
        # on the 1st itself notice still spares the fee of the 1st to come
        (D(2025, 1, 1), (3, 1), D(2026, 2, 1), D(2026, 2, 1), D(2026, 3, 1)),
        # the minimum term ends on Jul 1: no earlier fee can be spared, and notice has time until Jun 1
        (D(2026, 1, 1), (6, 1), D(2026, 1, 10), D(2026, 6, 1), D(2026, 7, 1)),
        # without notice: the day of the fee itself
        (D(2025, 1, 15), (0, 0), D(2026, 1, 10), D(2026, 1, 15), D(2026, 1, 15)),
        (D(2025, 1, 15), (0, 0), D(2026, 1, 15), D(2026, 1, 15), D(2026, 1, 15)),
        # ends of months: from Jan 31 fees fall on Feb 28, Mar 31, Apr 30; notice on Feb 28 frees on Mar 28
        (D(2025, 1, 31), (0, 1), D(2025, 2, 10), D(2025, 2, 28), D(2025, 3, 31)),
        (D(2025, 1, 31), (0, 1), D(2025, 3, 20), D(2025, 3, 31), D(2025, 4, 30)),
        # leap year: notice on Jan 29, 30 or 31 of 2024 frees on Feb 29, on which the fee falls due
        (D(2023, 12, 31), (0, 1), D(2024, 1, 5), D(2024, 1, 31), D(2024, 2, 29)),
        (D(2023, 12, 29), (0, 1), D(2024, 1, 5), D(2024, 1, 31), D(2024, 2, 29)),
        # two months' notice over a short month: Dec 31 frees on Feb 28
        (D(2024, 8, 31), (0, 2), D(2024, 12, 1), D(2024, 12, 31), D(2025, 2, 28)),
        # asked before it has begun: its second month is the first that is not owed
        (D(2026, 3, 1), (1, 1), D(2026, 1, 10), D(2026, 3, 1), D(2026, 4, 1)),
    ],
)
def test_last_day_of_notice_is_that_worked_out_by_hand(
    start: dt.date, term: tuple[int, int], on: dt.date, last: dt.date, fee: dt.date
) -> None:
    engagement = retained(NEWS, [], Retainer(450, 10, minimum_months=term[0], notice_months=term[1]), start=start)
    assert next_avoidable_fee(engagement, on) == fee
    assert last_notice(engagement, on) == last


@pytest.mark.parametrize("period", [1, 3])
@pytest.mark.parametrize("rollover", [0.0, 10.0])
def test_block_of_a_quarter_and_rollover_change_no_day_as_fees_fall_due_monthly(period: int, rollover: float) -> None:
    terms = Retainer(450, 30, period_months=period, rollover_hours=rollover)
    assert last_notice(retained(NEWS, [], terms), D(2026, 1, 10)) == D(2026, 2, 1)


def test_retainer_that_ends_by_itself_before_a_fee_could_be_spared_needs_no_notice() -> None:
    engagement = retained(NEWS, [], Retainer(450, 10), end=D(2026, 2, 28))
    assert next_avoidable_fee(engagement, D(2026, 1, 10)) is None
    assert last_notice(engagement, D(2026, 1, 10)) is None


def test_retainer_that_ends_on_the_day_of_a_fee_owes_it_unless_notice_is_given() -> None:
    engagement = retained(NEWS, [], Retainer(450, 10), end=D(2026, 3, 1))
    assert last_notice(engagement, D(2026, 1, 10)) == D(2026, 2, 1)


def test_hires_need_no_notice() -> None:
    assert last_notice(hired(NEWS, []), D(2026, 1, 10)) is None


@given(start=DAYS, terms=TERMS, on=DAYS, length=st.none() | st.integers(0, 900))
def test_notice_until_the_last_day_spares_a_fee_that_notice_a_day_later_does_not(
    start: dt.date, terms: Retainer, on: dt.date, length: int | None
) -> None:
    end = None if length is None else start + dt.timedelta(days=length)
    engagement = retained(NEWS, [], terms, start=start, end=end)
    last, due = last_notice(engagement, on), next_avoidable_fee(engagement, on)
    assert (last is None) == (due is None)
    if last is None or due is None:
        assert engagement.fees(engagement.released(on), D(2100, 1, 1)) == 0
        return
    tomorrow = due + dt.timedelta(days=1)
    assert on <= last
    assert engagement.months_due(due, tomorrow) == 1  # a fee falls due on that day
    assert engagement.months_due(engagement.released(on), due) == 0  # and none is spared before it
    assert engagement.released(last) <= due < engagement.released(last + dt.timedelta(days=1))
