"""Which lines a calendar has, and which files are too much, or none."""

import io
from pathlib import Path
from typing import Any

import pytest

from delegation.errors import RefusedFileError, RefusedValueError
from delegation.io._calendar_lines import (
    LONGEST_LINE,
    MOST_BYTES,
    MOST_LINES,
    Line,
    lines_of,
    text_of,
    text_of_calendar,
)
from delegation.io._lines import Problems

TEXT = "BEGIN:VCALENDAR\nSUMMARY:Füße\nEND:VCALENDAR\n"


def lines(text: str) -> list[Line]:
    found = Problems()
    read = list(lines_of(text, found))
    assert found.told() == ()
    return read


def wrong(text: str) -> tuple[str, ...]:
    found = Problems()
    assert list(lines_of(text, found)) == []
    return found.told()


def refused(source: Any) -> tuple[str, ...]:
    with pytest.raises(RefusedFileError) as caught:
        text_of_calendar(source, "read_tasks")
    return caught.value.problems


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_text_is_utf_8_or_utf_16_with_any_line_ends(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "c.ics"
    path.write_bytes(data)
    assert text_of_calendar(path, "read_tasks") == (str(path), TEXT)
    assert text_of_calendar(io.BytesIO(data), "read_tasks") == ("the open file", TEXT)


def test_an_open_file_of_text_tells_its_name(tmp_path: Path) -> None:
    path = tmp_path / "c.ics"
    path.write_text("\ufeff" + TEXT, encoding="utf-8")
    with path.open(encoding="utf-8") as opened:
        assert text_of_calendar(opened, "read_tasks") == (str(path), TEXT)


def test_an_empty_file_is_an_empty_calendar() -> None:
    assert text_of_calendar(io.StringIO(" \n"), "read_tasks")[1] == " \n"


def test_bytes_that_are_no_utf_8_are_told_with_their_line() -> None:
    assert refused(io.BytesIO(b"BEGIN:VCALENDAR\nSUMMARY:F\xfc\n")) == (
        "line 2 is not UTF-8 text: byte 0xfc; calendars are UTF-8 (RFC 5545)",
    )


def test_half_a_letter_of_utf_16_is_refused() -> None:
    assert refused(io.BytesIO(b"\xff\xfeB")) == ("this is not whole UTF-16 text; export the calendar again",)


def test_a_nul_is_told_with_its_line() -> None:
    assert refused(io.StringIO("BEGIN:VCALENDAR\nX:\0")) == (
        "line 2 holds a NUL, which no text does: the file is damaged",
    )


def test_a_page_of_the_web_is_no_calendar() -> None:
    assert refused(io.StringIO("<!DOCTYPE html>")) == ("it begins with '<!DOCTYPE html>' and not with BEGIN:VCALENDAR",)


def test_a_file_that_is_too_large_is_not_read_to_its_end() -> None:
    class Endless(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            assert size == MOST_BYTES + 1
            return b"B" * size

    assert refused(Endless()) == ("it has more than 20,000,000 bytes; export a shorter time",)


def test_a_file_of_too_many_lines_is_refused() -> None:
    assert refused(io.StringIO("\n" * MOST_LINES)) == ("it has 1,000,001 lines, more than 1,000,000",)
    assert text_of_calendar(io.StringIO("\n" * (MOST_LINES - 1)), "read_tasks")[1]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        text_of_calendar(tmp_path, "read_tasks")


def test_text_instead_of_a_path_is_refused() -> None:
    with pytest.raises(RefusedValueError, match="this is text, not the path of a file"):
        text_of_calendar(TEXT, "read_tasks")


def test_a_folded_line_is_put_together() -> None:
    assert lines("SUMMARY:a\n b\n\tc\nUID:1") == [Line(1, "SUMMARY", {}, "abc"), Line(4, "UID", {}, "1")]


def test_a_line_that_is_not_read_is_passed_over_with_its_folds_however_long() -> None:
    assert lines("X-LONG:" + "\n y" * LONGEST_LINE + "\n\nno property\nUID:1")[0].value == "1"


def test_the_last_line_may_be_one_that_is_not_read() -> None:
    assert [line.name for line in lines("UID:1\nX-LONG:y")] == ["UID"]


def test_parameters_may_be_quoted_and_in_small_letters() -> None:
    (line,) = lines('dtstart;tzid="a;b:c";X=1:20260105')
    assert line == Line(1, "DTSTART", {"TZID": "a;b:c", "X": "1"}, "20260105")


def test_a_line_may_be_as_long_as_is_allowed() -> None:
    assert len(lines("SUMMARY:" + "a" * (LONGEST_LINE - 8))[0].value) == LONGEST_LINE - 8


@pytest.mark.parametrize("text", ["a" * (LONGEST_LINE - 7), "a" * (LONGEST_LINE - 10) + "\n aaa"])
def test_a_longer_line_is_refused(text: str) -> None:
    assert wrong(f"SUMMARY:{text}")[0].startswith("line 1, SUMMARY: the line has 100,00")


def test_a_line_that_is_no_property_is_told() -> None:
    assert wrong("SUMMARY;X;:y") == (
        "line 1, SUMMARY: 'SUMMARY;X;:y' is no property: it takes NAME;PARAMETER=...:VALUE",
    )


def test_a_control_character_is_told() -> None:
    assert wrong("SUMMARY:a\x1bb") == ("line 1, SUMMARY: it holds the control character '\\x1b', which no text does",)


@pytest.mark.parametrize(
    ("value", "text"),
    [("a\\, b\\; c", "a, b; c"), ("a\\nb\\Nc", "a\nb\nc"), ("a\\\\nb", "a\\nb"), ("a\\x", "ax"), ("a\\", "a\\")],
)
def test_text_is_read_without_its_escapes(value: str, text: str) -> None:
    assert text_of(value) == text
