"""What is written down of a run."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.simulation.book import COLUMNS, FIGURES, LAST_BIN, Book, Column, bin_end, bin_of
from tests.simulation.works import work

EDGES = (0.0, 30.0, 60.0)


class TestBins:
    @given(st.floats(0.011, 1e6))
    def test_a_wait_is_within_five_percent_of_the_end_of_its_bin(self, wait: float) -> None:
        assert wait <= bin_end(bin_of(wait)) * (1 + 1e-12)
        assert bin_end(bin_of(wait)) <= wait * 1.05 * (1 + 1e-12)

    def test_no_wait_and_endless_ones_have_bins_of_their_own(self) -> None:
        assert (bin_of(0.0), bin_end(0)) == (0, 0.0)
        assert (bin_of(math.inf), bin_end(LAST_BIN)) == (LAST_BIN, math.inf)

    def test_what_is_hardly_a_wait_is_in_the_first(self) -> None:
        assert bin_of(0.001) == 1
        assert bin_end(1) == 0.01


class TestBook:
    @pytest.mark.parametrize(("moment", "month"), [(-1.0, 0), (0.0, 0), (29.9, 0), (30.0, 1), (60.0, 1), (1e9, 1)])
    def test_money_is_in_the_month_of_its_moment_or_the_nearest(self, moment: float, month: int) -> None:
        book = Book([], EDGES)
        book.add(moment, Column.FEE, 400.0)
        assert book.rows[month * COLUMNS + Column.FEE] == 400.0
        assert sum(book.rows) == 400.0

    def test_a_job_that_is_late_loses_by_the_day(self) -> None:
        book = Book([work("calls"), work("news")], EDGES)
        assert not book.waited(1, work(), 31.0, 4.0)
        assert list(book.figures[FIGURES:]) == [1.0, 4.0, 20.0, 0.0]
        assert book.rows[COLUMNS + Column.WAITING] == 20.0
        assert book.bins[1] == {bin_of(4.0): 1}

    @pytest.mark.parametrize(("wait", "gone"), [(7.0, False), (7.1, True), (math.inf, True)])
    def test_a_job_has_gone_elsewhere_after_its_patience(self, wait: float, gone: bool) -> None:
        book = Book([work()], EDGES)
        assert book.waited(0, work(), 1.0, wait) is gone
        assert list(book.figures) == pytest.approx([1.0, wait, work().loss(wait), float(gone)])
