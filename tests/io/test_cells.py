"""What the text of a cell means, kind by kind."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Mode
from delegation.errors import RefusedValueError
from delegation.io import _cells
from delegation.io._cells import Kind, nearest, parts
from delegation.io._numbers import Numbers
from tests.worlds import days_of_calendar, names


def read(kind: Kind, text: str) -> object:
    return kind.read(text, Numbers(","))


def refusal(kind: Kind, text: str) -> str:
    with pytest.raises(RefusedValueError) as caught:
        read(kind, text)
    return caught.value.accepted


def is_plainly_refused(kind: Kind, text: str) -> bool:
    """Whether the words of the kind say all of the refusal."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # a plain one
        read(kind, text)
    return type(caught.value) is ValueError


class TestYesAndNo:
    @pytest.mark.parametrize("text", ["yes", "TRUE", "1", "y", "WAHR", "VRAI", "verdadero", "Vero", "waar"])
    def test_yes_in_the_words_of_spreadsheets(self, text: str) -> None:
        assert read(_cells.FLAG, text) is True

    @pytest.mark.parametrize("text", ["no", "False", "0", "n", "FALSCH", "FAUX", "falso", "onwaar"])
    def test_no_in_the_words_of_spreadsheets(self, text: str) -> None:
        assert read(_cells.FLAG, text) is False

    def test_nothing_else(self) -> None:
        assert is_plainly_refused(_cells.FLAG, "maybe")
        assert _cells.FLAG.accepted == "it takes yes or no"

    @pytest.mark.parametrize(("flag", "text"), [(True, "yes"), (False, "no")])
    def test_are_written_in_english(self, flag: bool, text: str) -> None:
        assert _cells.FLAG.write(flag, Numbers(",")) == text


class TestWholeNumbers:
    def test_may_be_written_with_a_point(self) -> None:
        assert read(_cells.WHOLE, "2.0") == 2

    @pytest.mark.parametrize("text", ["1.5", "two"])
    def test_have_no_decimals(self, text: str) -> None:
        assert is_plainly_refused(_cells.WHOLE, text)
        assert _cells.WHOLE.accepted == "it takes a whole number"


class TestDays:
    @pytest.mark.parametrize(
        "text",
        ["2026-12-31", "31.12.2026", "31/12/2026", "12/31/2026", "31-12-2026", "2026/12/31", "2026.12.31", "20261231"],
    )
    def test_are_read_where_they_can_be_only_one_day(self, text: str) -> None:
        assert read(_cells.DAY, text) == dt.date(2026, 12, 31)

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("05.01.2026", dt.date(2026, 1, 5)),
            ("5.1.2026", dt.date(2026, 1, 5)),
            ("2026-1-5", dt.date(2026, 1, 5)),
            ("05/05/2026", dt.date(2026, 5, 5)),
            ("13/01/2026", dt.date(2026, 1, 13)),
            ("01/13/2026", dt.date(2026, 1, 13)),
        ],
    )
    def test_come_before_the_month_where_points_are_between_them(self, text: str, day: dt.date) -> None:
        assert read(_cells.DAY, text) == day

    @pytest.mark.parametrize("text", ["05/01/2026", "5-1-2026"])
    def test_that_may_be_two_are_refused_with_both(self, text: str) -> None:
        assert refusal(_cells.DAY, text) == "it may be 2026-01-05 or 2026-05-01: write the one that you mean"

    @pytest.mark.parametrize("text", ["5 May", "2026-02-30", "31/31/2026", "05.01.26", "2026", "31.04.2026"])
    def test_that_no_calendar_has_are_refused(self, text: str) -> None:
        assert is_plainly_refused(_cells.DAY, text)

    @given(days_of_calendar)
    def test_come_back(self, day: dt.date) -> None:
        assert read(_cells.DAY, _cells.DAY.write(day, Numbers(","))) == day


class TestModes:
    @pytest.mark.parametrize("text", ["out-task", "OUT_TASK", "out task", "Outtask"])
    def test_out_task_in_every_spelling(self, text: str) -> None:
        assert read(_cells.MODE, text) is Mode.OUT_TASK

    def test_are_two(self) -> None:
        assert read(_cells.MODE, "Outsource") is Mode.OUTSOURCE
        assert is_plainly_refused(_cells.MODE, "keep")

    @pytest.mark.parametrize("mode", [Mode.OUTSOURCE, Mode.OUT_TASK])
    def test_come_back(self, mode: Mode) -> None:
        assert read(_cells.MODE, _cells.MODE.write(mode, Numbers(","))) is mode


class TestSkillsAndNames:
    def test_are_joined_by_semicolons(self) -> None:
        assert read(_cells.SKILLS, " web ;copy;; ") == ["web", "copy"]
        assert read(_cells.NAMES, "Blog, short; News") == ["Blog, short", "News"]

    def test_skills_are_not_joined_by_commas(self) -> None:
        assert refusal(_cells.SKILLS, "copy,web") == "it takes words joined by ; and not by commas"

    def test_a_name_that_looks_like_two_cannot_be_written(self) -> None:
        with pytest.raises(RefusedValueError) as caught:
            _cells.NAMES.write(["News", "a;b"], Numbers(","))
        assert caught.value.value == "a;b"
        assert caught.value.accepted == "a name with a semicolon in it cannot be told from two"

    @given(st.sets(names.map(str.strip).filter(lambda name: not set(name) & {",", ";"})))
    def test_skills_come_back(self, skills: set[str]) -> None:
        assert set(_cells.SKILLS.read(_cells.SKILLS.write(skills, Numbers(",")), Numbers(","))) == skills

    @given(st.lists(names.map(str.strip).filter(lambda name: ";" not in name)))
    def test_names_come_back(self, several: list[str]) -> None:
        assert read(_cells.NAMES, _cells.NAMES.write(several, Numbers(","))) == several


def test_text_is_read_without_the_apostrophe_that_keeps_it_from_being_run() -> None:
    assert read(_cells.TEXT, "'=x") == "=x"
    assert _cells.TEXT.write("=x", Numbers(",")) == "'=x"


def test_the_nearest_word_is_found_where_one_is_near() -> None:
    assert nearest("recurence", ["rate", "recurrence"]) == "recurrence"
    assert nearest("client", ["rate", "recurrence"]) is None


def test_parts_of_a_cell_stand_between_semicolons() -> None:
    assert parts("a; b ;;") == ["a", "b"]
