"""How rows read as a table of text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation._formatting.tables import aligned, width

cells = st.text(st.characters(categories=["L", "M", "N", "P", "S"]), max_size=8) | st.sampled_from(
    ["José", "Jose\u0301", "山田 太郎", "\uff21\uff22", "नमस्ते", "สวัสดี", "한글", "🎉 launch", "a\u200bb"]
)


def tables(columns: int) -> st.SearchStrategy[list[list[str]]]:
    return st.lists(st.lists(cells, min_size=columns, max_size=columns), min_size=1, max_size=5)


class TestWidth:
    @pytest.mark.parametrize(
        ("text", "columns"),
        [
            ("", 0),
            ("Ana", 3),
            ("José", 4),
            ("Jose\u0301", 4),
            ("山田 太郎", 9),
            ("\uff21\uff22", 4),
            ("นี้", 1),
            ("a\u20dd", 1),
            ("\u1112\u1161\u11ab", 2),
            ("🎉", 2),
            ("a\u200bb", 2),
            ("é€", 2),
        ],
    )
    def test_a_text_is_as_wide_as_a_terminal_shows_it(self, text: str, columns: int) -> None:
        """Accents of their own, vowels above and circles around take none; wide letters and pictures two."""
        assert width(text) == columns

    @given(cells)
    def test_a_text_is_as_wide_composed_as_taken_apart(self, text: str) -> None:
        assert width(unicodedata.normalize("NFD", text)) == width(unicodedata.normalize("NFC", text))

    @given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
    def test_plain_letters_take_a_column_each(self, text: str) -> None:
        assert width(text) == len(text)


class TestAligned:
    def test_columns_are_flush_left_but_for_those_named(self) -> None:
        assert aligned([["name", "hours"], ["Ana", "5"], ["Beatrice", "12.5"]], right=[1]) == (
            "name      hours\n"
            "---------------\n"
            "Ana           5\n"
            "Beatrice   12.5"
        )  # fmt: skip

    def test_wide_and_combining_letters_stand_in_line(self) -> None:
        assert aligned([["name", "hours"], ["山田", "5"], ["Jose\u0301", "12"]], right=[1]) == (
            "name  hours\n"
            "-----------\n"
            "山田      5\n"
            "Jose\u0301     12"
        )  # fmt: skip

    def test_no_line_ends_in_blanks(self) -> None:
        assert aligned([["a", "b"], ["1", ""]], right=[]).splitlines()[-1] == "1"

    def test_rows_of_different_lengths_are_no_table(self) -> None:
        with pytest.raises(ValueError, match="zip"):
            aligned([["a", "b"], ["1"]], right=[])

    @given(tables(2))
    def test_the_second_column_begins_at_the_same_place_in_every_row(self, rows: list[list[str]]) -> None:
        lines = aligned([["first", "x"], *([first, f"|{second}"] for first, second in rows)], right=[]).splitlines()
        assert len({width(line[: line.rindex("|")]) for line in lines[2:] if line.count("|") == 1}) <= 1

    @given(tables(2))
    def test_a_column_that_is_flush_right_ends_at_the_same_place_in_every_row(self, rows: list[list[str]]) -> None:
        lines = aligned([["first", "last"], *([first, f"{second}."] for first, second in rows)], right=[1]).splitlines()
        assert len({width(line) for line in (lines[0], *lines[2:])}) == 1
