"""What text a table holds, wherever it comes from, and how its cells are separated."""

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.errors import RefusedFileError, RefusedValueError
from delegation.io._sources import column_name, path_of, separator_of, text_of

KNOWN = {"name", "hours", "skill"}
TEXT = "name,hours\nCafé €,2\n"


@pytest.fixture
def table(tmp_path: Path) -> Callable[[bytes], Path]:
    """Writes a table and says where it is."""

    def write(data: bytes) -> Path:
        path = tmp_path / "tasks.csv"
        path.write_bytes(data)
        return path

    return write


def text(source: Any) -> str:
    return text_of(source, "read_tasks", "tasks")[1]


def problem(path: Path) -> str:
    with pytest.raises(RefusedFileError) as caught:
        text(path)
    assert caught.value.path == str(path)
    (only,) = caught.value.problems
    return only


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_that_spreadsheets_save_are_read(self, table: Callable[[bytes], Path], encoding: str) -> None:
        assert text(table(TEXT.encode(encoding))) == TEXT

    @pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
    def test_of_two_bytes_are_known_by_their_mark(
        self, table: Callable[[bytes], Path], mark: bytes, encoding: str
    ) -> None:
        assert text(table(mark + TEXT.encode(encoding))) == TEXT

    def test_of_two_bytes_end_with_a_whole_letter(self, table: Callable[[bytes], Path]) -> None:
        assert problem(table(b"\xff\xfen")) == "this is not whole UTF-16 text; save the table as CSV UTF-8"

    def test_that_windows_does_not_have_are_told_with_line_and_byte(self, table: Callable[[bytes], Path]) -> None:
        path = table(b"name,hours\nCaf\xe9,2\r\nx\x81,1\n")
        assert problem(path) == "line 3 is not UTF-8 text: byte 0x81; save the table as CSV UTF-8"

    def test_of_two_kinds_in_one_file_are_refused(self, table: Callable[[bytes], Path]) -> None:
        path = table("name,hours\nCafé,2\n".encode() + b"Caf\xe9 2,1\n")
        assert problem(path) == "line 3 is not UTF-8 text: byte 0xe9; save the table as CSV UTF-8"

    def test_with_half_a_surrogate_pair_are_refused(self, table: Callable[[bytes], Path]) -> None:
        path = table(b"name,hours\n\xed\xa0\x80,2\n")
        assert problem(path) == "line 2 is not UTF-8 text: byte 0xed; save the table as CSV UTF-8"

    @pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest"])
    def test_of_workbooks_are_none(self, table: Callable[[bytes], Path], data: bytes) -> None:
        assert problem(table(data)) == "this is a workbook of a spreadsheet, not text; save the table as CSV UTF-8"

    @given(st.text(st.characters(codec="cp1252"), min_size=1))
    def test_utf_8_is_never_taken_for_windows_text(self, letters: str) -> None:
        assert text(io.BytesIO(letters.encode())) == letters.removeprefix("\ufeff")


class TestOpenFiles:
    def test_are_read_whether_they_hold_text_or_bytes(self) -> None:
        assert text(io.StringIO(TEXT)) == TEXT
        assert text(io.StringIO("\ufeff" + TEXT)) == TEXT
        assert text(io.BytesIO(TEXT.encode("cp1252"))) == TEXT

    def test_are_called_by_their_name_where_they_have_one(self, table: Callable[[bytes], Path]) -> None:
        path = table(TEXT.encode())
        with path.open(encoding="utf-8") as file:
            assert text_of(file, "read_tasks", "tasks")[0] == str(path)
        assert text_of(io.StringIO(TEXT), "read_tasks", "tasks")[0] == "the open file"
        with open(os.open(path, os.O_RDONLY), encoding="utf-8") as file:  # noqa: PTH123  # its name is a number
            assert text_of(file, "read_tasks", "tasks")[0] == "the open file"


class Frame:
    """As much of a data frame as tells it apart."""

    columns = ("name", "hours")

    def __repr__(self) -> str:
        return "Frame()"


@pytest.mark.parametrize(
    ("source", "accepted"),
    [
        (
            Frame(),
            "this is a data frame: write it to a file with to_csv(path, index=False) and give the path, or give "
            "io.StringIO(frame.to_csv(index=False))",
        ),
        (
            TEXT,
            "this is text, not the path of a file: give io.StringIO(text); it takes the path of a file, or an open "
            "file such as io.StringIO(text)",
        ),
        (3, "it takes the path of a file, or an open file such as io.StringIO(text)"),
        (None, "it takes the path of a file, or an open file such as io.StringIO(text)"),
        (b"tasks.csv", "it takes the path of a file, or an open file such as io.StringIO(text)"),
        ("", "it takes the path of a file, or an open file such as io.StringIO(text)"),
        ("a\0b", "it takes the path of a file, or an open file such as io.StringIO(text)"),
    ],
)
def test_what_is_no_path_is_refused_with_what_to_do(source: Any, accepted: str) -> None:
    with pytest.raises(RefusedValueError) as caught:
        path_of(source, "read_tasks")
    assert (caught.value.owner, caught.value.field) == ("read_tasks", "path")
    assert caught.value.accepted == accepted


def test_a_path_of_bytes_is_none() -> None:
    class Bytes(os.PathLike[bytes]):
        def __fspath__(self) -> bytes:
            return b"tasks.csv"

    with pytest.raises(RefusedValueError):
        path_of(Bytes(), "read_tasks")


class TestMissingFiles:
    def test_are_told_with_what_was_asked_for(self, tmp_path: Path) -> None:
        path = tmp_path / "none.csv"
        with pytest.raises(FileNotFoundError) as caught:
            text(path)
        assert (caught.value.strerror, caught.value.filename) == ("there is no such file to read tasks from", str(path))

    def test_are_told_with_the_folder_that_a_relative_path_begins_in(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        with pytest.raises(FileNotFoundError) as caught:
            text("none.csv")
        assert caught.value.strerror == f"there is no such file to read tasks from (looked for in {Path.cwd()})"
        assert caught.value.filename == "none.csv"

    def test_are_told_from_folders(self, tmp_path: Path) -> None:
        with pytest.raises(IsADirectoryError) as caught:
            text(tmp_path)
        assert caught.value.strerror == "this is a folder; read_tasks takes the file of the tasks"
        assert caught.value.filename == str(tmp_path)


class TestSeparators:
    @pytest.mark.parametrize(
        ("header", "separator"),
        [
            ("name,hours", ","),
            ("name;hours", ";"),
            ("name\thours", "\t"),
            ("name", ","),
            ("", ","),
            ("name,hours;h,pay\tday", ","),
            ("name;hours,h;skill", ";"),
            ("colour;size,x;shape", ";"),
            ('"name, or title";hours;skill', ";"),
        ],
    )
    def test_are_those_with_which_the_header_names_most_columns(self, header: str, separator: str) -> None:
        assert separator_of(f"{header}\nBlog;2,5\n", KNOWN) == (separator, f"{header}\nBlog;2,5\n")

    @pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"', "sep=;;;", "sep=;\r"])
    def test_may_be_named_above_the_header(self, line: str) -> None:
        assert separator_of(f"{line}\nname,hours\n", KNOWN) == (";", "name,hours\n")

    @pytest.mark.parametrize("mark", ["|", "\t", "^"])
    def test_may_be_any_mark_if_it_is_named(self, mark: str) -> None:
        assert separator_of(f"sep={mark}\nname\n", KNOWN) == (mark, "name\n")

    @pytest.mark.parametrize("line", ["sep=x", 'sep="', "sep= "])
    def test_are_no_letters_quotes_or_blanks(self, line: str) -> None:
        assert separator_of(f"{line}\nname,hours\n", KNOWN)[0] == ","

    def test_of_a_header_that_cannot_be_read_are_commas(self) -> None:
        assert separator_of("x" * 200_000, KNOWN)[0] == ","


@pytest.mark.parametrize("cell", [" Hours per week", "hours-per-week", "HOURS_PER_WEEK", "Hours\nper  week"])
def test_columns_are_known_however_their_words_are_joined(cell: str) -> None:
    assert column_name(cell) == "hours_per_week"
