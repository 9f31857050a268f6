"""Fees and blocks of hours, month by month."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.demand import DemandComponent, excess_by_month
from delegation.demand.counts import Rounded
from delegation.simulation.blocks import Block
from delegation.simulation.book import COLUMNS, Book, Column
from delegation.simulation.contracts import Terms
from delegation.simulation.months import Months
from tests.people import NEW_YEAR
from tests.simulation.works import terms

QUARTER = Months(NEW_YEAR, 3)
"""Months that begin on days 0, 31 and 59, and end on day 90."""


def booked(
    agreed: Terms, *jobs: tuple[float, float], gaps: tuple[tuple[float, float], ...] = (), months: Months = QUARTER
) -> dict[Column, list[float]]:
    """What is written down of jobs, each a moment and hours, by column and month."""
    book = Book([], months.edges)
    block = Block(book, agreed, months, gaps)
    for moment, hours in jobs:
        block.take(moment, hours)
    block.close()
    return {column: list(book.rows[column::COLUMNS]) for column in Column}


class TestFees:
    def test_they_are_due_at_the_beginning_of_each_month(self) -> None:
        assert booked(terms())[Column.FEE] == [400.0, 400.0, 400.0]

    def test_of_what_runs_already_they_are_due_in_months_of_its_own(self) -> None:
        assert booked(terms(first=-17.0))[Column.FEE] == [400.0, 400.0, 400.0]

    def test_they_end_with_the_agreement(self) -> None:
        assert booked(terms(last=59.0))[Column.FEE] == [400.0, 400.0, 0.0]

    def test_a_set_up_fee_is_due_when_it_begins_and_again_with_who_follows_somebody(self) -> None:
        assert booked(terms(setup=90.0))[Column.FEE] == [490.0, 400.0, 400.0]
        assert booked(terms(setup=90.0, first=-17.0))[Column.FEE] == [400.0, 400.0, 400.0]
        assert booked(terms(setup=90.0), gaps=((40.0, 45.0),))[Column.FEE] == [490.0, 890.0, 400.0]
        assert booked(terms(setup=90.0, last=0.0))[Column.FEE] == [0.0, 0.0, 0.0]

    def test_who_follows_somebody_is_paid_from_their_first_day(self) -> None:
        """A month that has begun is paid in full, and the next one begins with who follows."""
        assert booked(terms(), gaps=((40.0, 45.0),))[Column.FEE] == [400.0, 800.0, 400.0]


class TestHours:
    def test_hours_above_the_block_are_billed_in_their_month(self) -> None:
        found = booked(terms(), (3.0, 8.0), (20.0, 5.0), (40.0, 4.0))
        assert found[Column.USED] == [10.0, 4.0, 0.0]
        assert found[Column.ABOVE] == [3.0, 0.0, 0.0]
        assert found[Column.OVERAGE] == [150.0, 0.0, 0.0]
        assert found[Column.UNUSED] == [0.0, 6.0, 10.0]

    def test_unused_hours_come_over_as_far_as_agreed(self) -> None:
        found = booked(terms(rollover=4.0), (3.0, 2.0), (40.0, 13.0), (60.0, 12.0))
        assert found[Column.ABOVE] == [0.0, 0.0, 1.0]
        assert found[Column.UNUSED] == [4.0, 0.0, 0.0]

    def test_a_period_may_have_several_months(self) -> None:
        found = booked(terms(period=3), (3.0, 8.0), (40.0, 4.0))
        assert found[Column.ABOVE] == [0.0, 2.0, 0.0]
        assert found[Column.FEE] == [400.0, 400.0, 400.0]

    def test_of_a_period_that_is_cut_short_the_hours_count_for_its_months(self) -> None:
        """Two months have ten hours, and the third five."""
        found = booked(terms(period=2), (40.0, 12.0), (60.0, 7.0))
        assert (found[Column.ABOVE], found[Column.UNUSED]) == ([0.0, 2.0, 2.0], [0.0, 0.0, 0.0])
        assert booked(terms(period=12), (3.0, 4.0))[Column.ABOVE] == [1.5, 0.0, 0.0]

    def test_of_what_runs_already_the_hours_that_are_left_count(self) -> None:
        found = booked(terms(first=-17.0, free=3.0), (3.0, 5.0), (14.0, 10.0))
        assert found[Column.ABOVE] == [2.0, 0.0, 0.0]

    def test_of_what_begins_on_the_first_day_all_count(self) -> None:
        assert booked(terms(first=-31.0, free=3.0), (3.0, 10.0))[Column.ABOVE] == [0.0, 0.0, 0.0]

    def test_who_follows_somebody_begins_with_a_full_block_and_nothing_comes_over(self) -> None:
        found = booked(terms(rollover=10.0), (32.0, 1.0), (45.0, 11.0), gaps=((40.0, 45.0),))
        assert found[Column.ABOVE] == [0.0, 1.0, 0.0]

    def test_of_an_agreement_without_a_month_nothing_is_written_down(self) -> None:
        assert sum(map(sum, booked(terms(last=0.0)).values())) == 0.0

    @given(
        st.lists(st.integers(0, 6), min_size=12, max_size=12),
        st.integers(1, 8),
        st.integers(0, 30),
        st.sampled_from([0, 5, 40]),
        st.sampled_from([1, 2, 3, 5, 12]),
    )
    def test_hours_above_are_those_that_the_score_reckons(
        self, counts: list[int], size: int, block: int, rollover: int, period: int
    ) -> None:
        months = Months(NEW_YEAR, 12)
        jobs = [
            (low, float(size))
            for (low, _), count in zip(pairwise(months.edges), counts, strict=True)
            for _ in range(count)
        ]
        agreed = terms(hours=float(block), rollover=float(rollover), period=period)
        found = booked(agreed, *jobs, months=months)
        demand = [((DemandComponent(Rounded(float(count)), float(size)),), 1) for count in counts]
        above = excess_by_month(demand, float(block), float(rollover), period=period)
        assert found[Column.ABOVE] == pytest.approx(above)

    @given(st.lists(st.tuples(st.floats(0.0, 89.9), st.floats(0.0, 30.0)), max_size=12), st.floats(0.0, 20.0))
    def test_all_hours_of_all_blocks_are_used_or_lost(self, jobs: list[tuple[float, float]], rollover: float) -> None:
        found = booked(terms(rollover=rollover), *sorted(jobs))
        assert sum(found[Column.USED]) + sum(found[Column.UNUSED]) == pytest.approx(30.0)
        assert sum(found[Column.USED]) + sum(found[Column.ABOVE]) == pytest.approx(sum(hours for _, hours in jobs))
