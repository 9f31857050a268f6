"""How the lines of a text become cells, and how what is wrong with them is gathered."""

from delegation.errors import MOST_PROBLEMS
from delegation.io._lines import Problems, lines_of_cells, overlong


def test_the_first_thousand_problems_are_kept_and_all_are_counted() -> None:
    found = Problems()
    for line in range(MOST_PROBLEMS + 2):
        found.add(line, " is wrong")
    assert (found.count, len(found.kept)) == (MOST_PROBLEMS + 2, MOST_PROBLEMS)
    assert found.kept[-1] == (MOST_PROBLEMS - 1, f"line {MOST_PROBLEMS - 1} is wrong")


def test_problems_are_told_in_the_order_of_lines() -> None:
    found = Problems()
    found.add(7, ", column b: no")
    found.add(3, " is wrong")
    assert found.told() == ("line 3 is wrong", "line 7, column b: no")
    assert str(found.refusal("log.csv")) == "log.csv: 2 problems\n  line 3 is wrong\n  line 7, column b: no"


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    found = Problems()
    text = 'a,b\n"two\nlines",1\n\nc,d\n'
    assert list(lines_of_cells(text, 2, ",", found)) == [
        (3, ["a", "b"]),
        (4, ["two\nlines", "1"]),
        (6, []),
        (7, ["c", "d"]),
    ]
    assert found.count == 0


def test_text_that_is_no_line_of_cells_ends_the_reading_as_a_problem() -> None:
    found = Problems()
    assert list(lines_of_cells('a;b\n"c"d;e\nf;g\n', 0, ";", found)) == [(1, ["a", "b"])]
    assert found.told() == ("line 2 is no line of cells separated by semicolons: ';' expected after '\"'",)


def test_cells_beyond_the_header_are_told_unless_they_are_blank() -> None:
    assert overlong(["a", "b", " "], 2, ",") == ""
    assert overlong(["a", "0", "5"], 2, ",") == (
        " has 3 cells, the header names 2 columns; text with a comma in it (or a decimal comma) needs double quotes"
    )
    assert overlong(["a", "b"], 1, "|") == (
        " has 2 cells, the header names 1 column; text with a '|' in it needs double quotes"
    )
