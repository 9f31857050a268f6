"""How a cell says how often work comes back, by what people type or by the days of past jobs."""

import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Task
from delegation.errors import RefusedValueError
from delegation.io._histories import A_HISTORY, RECURRENCE
from delegation.io._numbers import A_NUMBER, Numbers
from delegation.io.csv import read_tasks, write_tasks
from delegation.recurrence.history import History
from tests.worlds import days_of_calendar, spread

JANUARY, MARCH, JUNE = dt.date(2026, 1, 5), dt.date(2026, 3, 2), dt.date(2026, 6, 30)
LAST_YEAR = dt.date(2025, 7, 1)


class TestWhatIsTyped:
    def test_is_a_number_where_it_can_be(self) -> None:
        assert RECURRENCE.read("0,5", Numbers(";")) == 0.5
        assert RECURRENCE.read("FREQ=DAILY", Numbers(";")) == "FREQ=DAILY"

    def test_that_may_be_two_numbers_is_refused(self) -> None:
        with pytest.raises(RefusedValueError, match=r"it may be 1\.2 or 1200"):
            RECURRENCE.read("1.200", Numbers(";"))

    @pytest.mark.parametrize(("typed", "text"), [(0.5, "0,5"), ("once", "once")])
    def test_is_written_as_it_was(self, typed: float | str, text: str) -> None:
        assert RECURRENCE.write(typed, Numbers(";")) == text

    def test_may_be_a_day_that_is_no_history(self) -> None:
        assert RECURRENCE.read("2026-01-05", Numbers(",")) == "2026-01-05"


SAID = [
    (History([JANUARY, MARCH], until=JUNE), "2026-01-05;2026-03-02;until=2026-06-30"),
    (
        History([JANUARY, MARCH], hours=[2, 3.5], until=JUNE, since=LAST_YEAR, prior_per_month=0.5),
        "2026-01-05:2;2026-03-02:3.5;until=2026-06-30;since=2025-07-01;guess=0.5",
    ),
    (History([JANUARY, MARCH], hours=[None, 1], until=MARCH), "2026-01-05:?;2026-03-02:1;until=2026-03-02"),
    (History([], until=JUNE, since=LAST_YEAR), "none;until=2026-06-30;since=2025-07-01"),
]


class TestPastJobs:
    @pytest.mark.parametrize(("history", "text"), SAID)
    def test_stand_there_with_all_that_is_known(self, history: History, text: str) -> None:
        assert RECURRENCE.write(history, Numbers(",")) == text
        assert RECURRENCE.read(text, Numbers(",")) == history

    @pytest.mark.parametrize(
        "text", ["2026-01-05; 02.03.2026", "2026/1/5;2026/3/2;", "5.1.2026 ; 2026-03-02 ; until = 2026-03-02"]
    )
    def test_are_read_as_spreadsheets_show_days(self, text: str) -> None:
        assert RECURRENCE.read(text, Numbers(",")) == History([JANUARY, MARCH], until=MARCH)

    @pytest.mark.parametrize(
        ("text", "value", "accepted"),
        [
            ("2026-01-05;", "2026-01-05;", "until=2026-06-30 has to say until when you know of all jobs"),
            ("none;", "none;", "until=2026-06-30 has to say until when you know of all jobs"),
            ("2026-01-05;untl=2026-06-30", "untl", "did you mean until=?"),
            ("2026-01-05;x=2026-06-30", "x", A_HISTORY),
            ("2026-01-05;until=2026-06-30;until=2026-06-30", "until=2026-06-30", "until stands there twice"),
            ("2026-01-05;noon", "noon", f"it takes a day such as 2026-01-05; {A_HISTORY}"),
            (
                "2026-01-05;1/2/2026",
                "1/2/2026",
                "it may be 2026-02-01 or 2026-01-02: write the one that you mean",
            ),
            ("2026-01-05:x;2026-01-06", "x", A_NUMBER),
            ("2026-01-05:1,200;2026-01-06", "1,200", "it may be 1.2 or 1200: write 1.2 or 1200"),
        ],
    )
    def test_that_cannot_be_taken_are_refused_by_their_part(self, text: str, value: str, accepted: str) -> None:
        with pytest.raises(RefusedValueError) as caught:
            RECURRENCE.read(text, Numbers(","))
        assert (caught.value.value, caught.value.accepted) == (value, accepted)

    def test_are_refused_in_their_column_in_the_words_of_the_class(self) -> None:
        table = "name,hours,recurrence\nBlog,2,2026-01-05;2026-03-02;until=2026-02-01\n"
        with pytest.raises(ValueError, match="line 2, column recurrence: 2026-02-01 is refused: it takes the last day"):
            read_tasks(io.StringIO(table))

    @given(st.data(), st.sampled_from([",", ";"]))
    def test_come_back_from_a_table(self, data: st.DataObject, separator: str) -> None:
        days = data.draw(st.lists(days_of_calendar, max_size=5))
        spent = st.lists(st.none() | spread(0.01, 100.0), min_size=len(days), max_size=len(days))
        history = History(
            days,
            hours=data.draw(st.just(()) | spent),
            until=max(days, default=JUNE),
            since=data.draw(st.none() | st.just(min(days, default=LAST_YEAR))),
            prior_per_month=data.draw(st.none() | spread(0.01, 100.0)),
        )
        task = Task("Blog", hours=2, recurrence=history)
        file = io.StringIO(newline="")
        write_tasks(file, task, separator=separator)
        assert read_tasks(io.StringIO(file.getvalue(), newline="")) == (task,)
