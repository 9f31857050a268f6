"""How the lines of a table are read, and what is told of a table that is none."""

import importlib
import sys
from pathlib import Path

import pytest

pytest.importorskip("cattrs")

from delegation.errors import MissingExtraError, RefusedFileError
from delegation.io.csv import read_business, read_contractors, read_tasks


def problems(tmp_path: Path, content: str | bytes) -> tuple[str, ...]:
    """What is wrong with such a table of tasks."""
    path = tmp_path / "tasks.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(RefusedFileError) as caught:
        read_tasks(path)
    return caught.value.problems


COLUMNS = "name, hours, skill, recurrence, start, cost_per_day, slack_days, owner_hours, keep"


@pytest.mark.parametrize("content", ["", "\n", ",,\nBlog,2\n"])
def test_a_table_needs_a_header(tmp_path: Path, content: str) -> None:
    assert problems(tmp_path, content) == (f"line 1, the header is missing; the columns are {COLUMNS}",)


def test_unknown_repeated_and_missing_columns_are_all_told(tmp_path: Path) -> None:
    assert problems(tmp_path, "name,name,hour\nBlog,Blog,2\n") == (
        f"line 1, column 'hour' is not known; the columns are {COLUMNS}",
        "line 1, column name appears twice",
        "line 1, column hours is missing; it is needed",
    )


def test_semicolons_between_cells_are_recognised(tmp_path: Path) -> None:
    assert problems(tmp_path, "name;hours\nBlog;2\n") == (
        "line 1, the cells seem to be separated by semicolons; save the table with commas",
    )


def test_tabs_between_cells_are_recognised(tmp_path: Path) -> None:
    assert problems(tmp_path, "name\thours\nBlog\t2\n") == (
        "line 1, the cells seem to be separated by tabs; save the table with commas",
    )


def test_a_mark_within_one_of_several_columns_separates_nothing(tmp_path: Path) -> None:
    assert problems(tmp_path, "name,hours;h,pay\tday\n") == (
        f"line 1, column 'hours;h' is not known; the columns are {COLUMNS}",
        f"line 1, column 'pay\\tday' is not known; the columns are {COLUMNS}",
        "line 1, column hours is missing; it is needed",
    )


def test_a_name_that_stands_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    assert problems(tmp_path, 'name,hours\n"Blog",2\nNews,1\nBlog,3\n') == (
        "line 4, column name: 'Blog' is the name in line 2 too",
    )


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    assert problems(tmp_path, 'name,hours\n"Blog\npost",2\n\nNews,x\n') == (
        "line 5, column hours: 'x' is refused: it takes a number such as 2.5, "
        "without thousands separators, signs of currency or %",
    )


def test_a_quote_that_never_ends_is_told_with_its_line(tmp_path: Path) -> None:
    assert problems(tmp_path, 'name,hours\nBlog,2\n"News,1\n') == (
        "line 3 is no line of comma-separated cells: unexpected end of data",
    )


def test_text_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path, b"name,hours\nCaf\xe9,2\n") == (
        "line 1 or a later one is not UTF-8 text: byte 0xe9; save the table as CSV UTF-8",
    )


def test_a_whole_number_may_be_written_with_a_point(tmp_path: Path) -> None:
    path = tmp_path / "contractors.csv"
    path.write_text("name,rate,people\nAna,40,2.0\n")
    assert read_contractors(path)[0].availability.people == 2
    path.write_text("horizon_months\n24\n")
    assert read_business(path).horizon_months == 24


def test_without_its_package_the_door_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cattrs", None)
    monkeypatch.delitem(sys.modules, "delegation.io._tables")
    with pytest.raises(MissingExtraError) as caught:
        importlib.import_module("delegation.io._tables")
    assert str(caught.value) == ("this needs the package cattrs, which is not installed: pip install 'delegation[io]'")
    assert isinstance(caught.value, ImportError)
    assert (caught.value.package, caught.value.extra) == ("cattrs", "io")
