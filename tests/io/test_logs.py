"""Where the header of a log stands, which of its columns say what, and what stands below."""

import io

import pytest

from delegation.errors import RefusedFileError, RefusedValueError
from delegation.io._cells import refused
from delegation.io._logs import MOST_ABOVE, Header, Log, columns_named, open_log

NAMES = {"date": "Datum", "person": "Wer"}


def opened(text: str, columns: dict[str, str] = NAMES) -> Log:
    known = {"datum", "wer"}
    return open_log(io.StringIO(text, newline=""), "read", "work", known, lambda header: header.named(columns))


def rows(text: str) -> list[tuple[int, list[str]]]:
    return list(opened(text).rows)


class TestHeaders:
    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("Datum,Wer\n1,Ana\n", 2),
            ("\ufeffDatum;Wer\n1;Ana\n", 2),
            ("Datum\tWer\r\n\r\n1\tAna\r\n", 3),
            ("sep=|\nDatum|Wer\n1|Ana\n", 3),
            ("Report\nof March, of all\nDATUM ;wer\n1;Ana\n", 4),
            ("sep=;\nReport\nDatum;Wer\n1;Ana\n", 4),
            ("sep=|\nReport\nDatum|Wer\n1|Ana\n", 4),
        ],
    )
    def test_are_found_below_other_lines_and_between_any_separators(self, text: str, line: int) -> None:
        assert rows(text) == [(line, ["1", "Ana"])]

    def test_are_looked_for_in_the_first_lines_only(self) -> None:
        assert rows("x\n" * (MOST_ABOVE - 1) + "Datum,Wer\n1,Ana\n") == [(MOST_ABOVE + 1, ["1", "Ana"])]
        assert opened("x\n" * MOST_ABOVE + "Datum,Wer\n1,Ana\n").problems.count == 2

    def test_without_a_column_that_was_named_are_told_with_those_they_have(self) -> None:
        log = opened("Date,Were,Hours\n2026-03-02,Ana,2\n")
        assert log.problems.told() == (
            "line 1, the header has no column 'Datum'; did you mean Date?",
            "line 1, the header has no column 'Wer'; did you mean Were?",
        )
        assert list(log.rows) == []
        assert opened("a,b,\n").problems.told()[0] == "line 1, the header has no column 'Datum'; it has a, b"
        assert opened("").problems.told()[0] == "line 1, the header has no column 'Datum'; it has no column with a name"

    def test_with_forty_columns_are_told_as_far_as_is_of_use(self) -> None:
        header = Header(tuple(f"c{k}" for k in range(40)), tuple(f"c{k}" for k in range(40)))
        assert header.told.endswith(", c29 and 10 more")

    def test_with_a_column_that_stands_twice_are_told_once(self) -> None:
        log = opened("Datum,Wer,wer\n1,Ana,Ben\n", {**NAMES, "task": "Wer"})
        assert log.problems.told() == ("line 1, column 'Wer' appears twice",)

    def test_that_are_no_cells_are_told(self) -> None:
        assert opened('"Datum"x,Wer\n').problems.told() == (
            "line 1 is no line of cells separated by commas: ',' expected after '\"'",
        )


class TestLines:
    def test_that_are_empty_are_passed_over(self) -> None:
        assert rows("Datum,Wer\n,\n  , \n\n1,Ana\n") == [(5, ["1", "Ana"])]

    def test_with_more_cells_than_columns_are_told(self) -> None:
        log = opened("Datum,Wer\n1,0,5\n2,Ana, \n")
        assert list(log.rows) == [(3, ["2", "Ana", " "])]
        assert log.problems.told()[0].startswith("line 2 has 3 cells, the header names 2 columns")

    def test_say_what_the_first_cell_says_that_is_not_empty(self) -> None:
        log = opened("Datum,Wer\n")
        both = Log(log.name, {"task": (0, 1, 5)}, log.heads, log.numbers, log.rows, log.problems)
        assert [both.cell(cells, "task") for cells in (["a", "b"], [" ", " b "], [""])] == ["a", "b", ""]
        assert list(both.each([" a ", "b"], "task")) == ["a", "b", ""]
        assert both.cell(["a"], "hours") == ""
        assert both.joined(["a", "b"], "task", "hours") == "a"

    def test_are_refused_with_the_name_of_their_column(self) -> None:
        log = opened("Datum,Wer\n")
        log.refuse(2, "person", refused("x", "no"))
        log.refuse(3, "person", refused("", "it takes a name"))
        log.refuse(4, "hours", refused("y", "no"))
        assert log.problems.told() == (
            "line 2, column Wer: 'x' is refused: no",
            "line 3, column Wer: it is empty; it takes a name",
            "line 4, column hours: 'y' is refused: no",
        )

    @pytest.mark.parametrize(("head", "currency"), [("Amount (EUR)", "EUR"), ("Amount", ""), ("Duration (h)", "")])
    def test_have_the_currency_of_their_column(self, head: str, currency: str) -> None:
        log = opened(f"Datum,Wer,{head}\n", {**NAMES, "price": head})
        assert log.currency_in_header("price") == currency


class TestColumnsThatACallerNames:
    @pytest.mark.parametrize(
        ("columns", "value", "accepted"),
        [
            ("Datum", "Datum", "it takes a dict that names a column for each of date, person"),
            ({"dates": "Datum"}, "dates", "did you mean 'date'?"),
            ({3: "Datum"}, 3, "it takes a dict that names a column for each of date, person"),
            ({"date": 3}, 3, "it takes the name of the column of date"),
            ({"date": " "}, " ", "it takes the name of the column of date"),
            (
                None,
                {},
                "it takes a dict that names a column for each of date, person; date and person are needed",
            ),
        ],
    )
    def test_are_refused_where_they_are_none(self, columns: object, value: object, accepted: str) -> None:
        with pytest.raises(RefusedValueError) as caught:
            columns_named("read", columns, ("date", "person"), ("date", "person"))
        assert (caught.value.value, caught.value.accepted) == (value, accepted)

    def test_are_taken_as_they_are(self) -> None:
        assert columns_named("read", None, ("date", "person")) == {}
        assert columns_named("read", NAMES, ("date", "person"), ("date",)) == NAMES


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"\xff\xfeD\x00a"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedFileError):
        open_log(io.BytesIO(data), "read", "work", {"datum"}, lambda header: header.named(NAMES))
