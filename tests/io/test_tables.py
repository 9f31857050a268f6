"""How the lines of a table are read, and what is told of one that cannot be taken."""

import io
import tracemalloc

import pytest

from delegation import Contractor, Task
from delegation.errors import RefusedFileError
from delegation.io.csv import read_business, read_contractors, read_engagements, read_tasks
from tests.people import ANN, NEWS


def problems(text: str) -> tuple[str, ...]:
    """What is wrong with such a table of tasks."""
    with pytest.raises(RefusedFileError) as caught:
        read_tasks(io.StringIO(text, newline=""))
    return caught.value.problems


def tasks(text: str) -> tuple[Task, ...]:
    return read_tasks(io.StringIO(text, newline=""))


COLUMNS = "name, hours, skill, recurrence, start, cost_per_day, slack_days, owner_hours, keep, undone_cost, occasion"
BLOG = (Task("Blog", hours=2.5),)


class TestHeaders:
    @pytest.mark.parametrize("content", ["", "\n", ",,\nBlog,2\n", "sep=;\n"])
    def test_are_needed(self, content: str) -> None:
        line = 2 if content.startswith("sep") else 1
        assert problems(content) == (f"line {line}, the header is missing; the columns are {COLUMNS}",)

    def test_with_unknown_repeated_and_missing_columns_are_told_all_of_it(self) -> None:
        assert problems("name,name,hour,client\nBlog,Blog,2,Acme\n") == (
            "line 1, column 'hour' is not known; did you mean hours?",
            f"line 1, column 'client' is not known; the columns are {COLUMNS}",
            "line 1, column name appears twice",
            "line 1, column hours is missing; it is needed",
        )

    def test_with_a_mark_within_one_of_several_columns_are_separated_by_the_other(self) -> None:
        assert problems("name,hours;h,pay\tday\n") == (
            "line 1, column 'hours;h' is not known; did you mean hours?",
            f"line 1, column 'pay\\tday' is not known; the columns are {COLUMNS}",
            "line 1, column hours is missing; it is needed",
        )

    def test_may_end_with_a_separator(self) -> None:
        assert tasks("name,hours,\nBlog,2.5,\n") == BLOG
        assert tasks("name;hours;;\nBlog;2,5;;\nNews;1\n")[:1] == BLOG

    def test_without_a_name_have_nothing_below(self) -> None:
        assert problems("name,hours,\nBlog,2,x\n") == ("line 2: 'x' stands in a column without a name",)

    def test_may_be_written_as_people_write(self) -> None:
        assert tasks("\ufeffName , HOURS,Owner hours\n\n Blog ,2.5\n,\n") == BLOG

    def test_that_are_no_cells_are_told_and_nothing_else(self) -> None:
        assert problems('"name"x,hours\nBlog,2\n') == (
            "line 1 is no line of cells separated by commas: ',' expected after '\"'",
        )

    def test_alone_hold_nothing(self) -> None:
        assert tasks("name,hours\n") == ()


class TestOtherTables:
    """A file that was given to the wrong reader is recognised by its header."""

    def test_contractors_given_as_tasks(self) -> None:
        assert problems("name,rate,skills\nAna,40,web\n") == (
            "line 1, this looks like a table of contractors: read_contractors reads it",
        )

    @pytest.mark.parametrize("notes", [None, {}])
    def test_tasks_given_as_a_business(self, notes: dict[object, dict[str, str]] | None) -> None:
        with pytest.raises(RefusedFileError, match="this looks like a table of tasks: read_tasks reads it"):
            read_business(io.StringIO("name,hours\nBlog,2\n"), notes=notes)  # type: ignore[arg-type]  # what is refused is of another type

    def test_a_business_given_as_contractors(self) -> None:
        with pytest.raises(RefusedFileError, match="a table of business: read_business reads it"):
            read_contractors(io.StringIO("owner_rate,hiring_hours\n60,1\n"))

    def test_engagements_given_as_tasks(self) -> None:
        assert problems("contractor,tasks,mode,start\n") == (
            "line 1, this looks like a table of engagements: read_engagements reads it",
        )

    def test_tasks_given_as_engagements(self) -> None:
        with pytest.raises(RefusedFileError, match="a table of tasks: read_tasks reads it"):
            read_engagements(io.StringIO("name,hours,start\n"), NEWS, ANN)

    def test_tasks_with_one_column_too_many_are_still_tasks(self) -> None:
        assert problems("name,hours,rate\n") == (f"line 1, column 'rate' is not known; the columns are {COLUMNS}",)


class TestNotes:
    def test_are_what_unknown_columns_say_by_what_their_line_tells_of(self) -> None:
        notes: dict[Task, dict[str, str]] = {}
        blog, news = read_tasks(io.StringIO("name,Client,hours\nBlog, Acme ,2.5\nNews,,1\n"), notes=notes)
        assert notes == {blog: {"Client": "Acme"}}
        assert news not in notes

    def test_are_read_without_the_apostrophe_that_keeps_them_from_being_run(self) -> None:
        notes: dict[Task, dict[str, str]] = {}
        (blog,) = read_tasks(io.StringIO("name,hours,'=x\nBlog,2.5,'@y\n"), notes=notes)
        assert notes[blog] == {"=x": "@y"}

    def test_are_not_what_is_only_misspelt(self) -> None:
        with pytest.raises(RefusedFileError) as caught:
            read_tasks(io.StringIO("name,hours,recurence,client\nBlog,2,once,Acme\n"), notes={})
        assert caught.value.problems == ("line 1, column 'recurence' is not known; did you mean recurrence?",)

    def test_may_have_a_name_that_is_a_little_like_a_column(self) -> None:
        notes: dict[Task, dict[str, str]] = {}
        (blog,) = read_tasks(io.StringIO("name,hours,owner\nBlog,2.5,me\n"), notes=notes)
        assert notes == {blog: {"owner": "me"}}

    def test_have_a_column_each(self) -> None:
        with pytest.raises(RefusedFileError) as caught:
            read_tasks(io.StringIO("name,hours,client,client\nBlog,2,a,b\n"), notes={})
        assert caught.value.problems == ("line 1, column 'client' appears twice",)

    def test_stay_away_if_the_table_is_refused(self) -> None:
        notes: dict[Task, dict[str, str]] = {}
        with pytest.raises(RefusedFileError):
            read_tasks(io.StringIO("name,hours,client\nBlog,2,a\nNews,x,b\n"), notes=notes)
        assert notes == {}

    def test_alone_make_no_task(self) -> None:
        with pytest.raises(RefusedFileError) as caught:
            read_tasks(io.StringIO("name,hours,client\n,,Acme\n"), notes={})
        assert caught.value.problems == (
            "line 2, column name: it is empty; it takes text",
            "line 2, column hours: it is empty; it takes a number such as 2.5, without thousands separators, signs of "
            "currency or %",
        )


class TestLines:
    def test_are_counted_as_an_editor_counts_them(self) -> None:
        assert problems('sep=,\nname,hours\n"Blog\npost",2\n\nNews,x\n') == (
            "line 6, column hours: 'x' is refused: it takes a number such as 2.5, "
            "without thousands separators, signs of currency or %",
        )

    def test_may_end_as_on_any_system(self) -> None:
        for end in ("\n", "\r\n", "\r"):
            assert tasks(f"name,hours{end}Blog,2.5{end}") == BLOG

    @pytest.mark.parametrize(
        ("separator", "hint"),
        [
            (",", "text with a comma in it (or a decimal comma) needs double quotes"),
            (";", "text with a semicolon in it needs double quotes"),
            ("\t", "text with a tab in it needs double quotes"),
        ],
    )
    def test_have_no_more_cells_than_the_header(self, separator: str, hint: str) -> None:
        text = f"name{separator}hours\n" + separator.join(("a", "1", "", "x")) + "\n"
        assert problems(text) == (f"line 2 has 4 cells, the header names 2 columns; {hint}",)

    def test_of_one_column_are_told_with_the_separator_that_was_named(self) -> None:
        with pytest.raises(RefusedFileError) as caught:
            read_business(io.StringIO("sep=|\nowner_rate\n60|70\n"))
        assert caught.value.problems == (
            "line 3 has 2 cells, the header names 1 column; text with a '|' in it needs double quotes",
        )

    def test_with_a_quote_that_never_ends_are_told(self) -> None:
        assert problems('name,hours\nBlog,2\n"News,1\n') == (
            "line 3 is no line of cells separated by commas: unexpected end of data",
        )
        assert problems('sep=|\nname|hours\n"News|1\n') == (
            "line 3 is no line of cells separated by '|'s: unexpected end of data",
        )

    def test_with_a_name_that_stands_twice_are_told_with_both(self) -> None:
        assert problems("name,hours\n'=x,2\nNews,1\n=x,x\n") == (
            "line 4, column hours: 'x' is refused: it takes a number such as 2.5, without thousands separators, signs "
            "of currency or %",
            "line 4, column name: '=x' is the name in line 2 too",
        )

    def test_that_tell_of_the_same_engagement_are_told_with_both(self) -> None:
        text = "contractor,tasks,mode,start\n" + "Ann,news,out-task,2026-01-05\n" * 2
        with pytest.raises(RefusedFileError) as caught:
            read_engagements(io.StringIO(text), NEWS, ANN)
        assert caught.value.problems == ("line 3 says the same as line 2",)


class TestNumbers:
    def test_have_a_decimal_comma_beside_semicolons(self) -> None:
        assert tasks("name;hours\nBlog;2,5\n") == BLOG

    def test_have_a_decimal_comma_beside_commas_within_quotes(self) -> None:
        assert tasks('name,hours\nBlog,"2,5"\n') == BLOG

    def test_that_may_be_two_are_refused_by_name(self) -> None:
        assert problems("name;hours\nBlog;1.200\nNews;4.711,98\n") == (
            "line 2, column hours: '1.200' is refused: it may be 1.2 or 1200: write 1,2 or 1200",
            "line 3, column hours: '4.711,98' is refused: it may be 4711.98, or 4.711 and 98 apart: write 4711,98",
        )

    def test_are_refused_where_other_lines_leave_them_in_doubt_in_the_order_of_lines(self) -> None:
        assert problems('name,hours,slack_days\nBlog,1.200,x\nNews,"2,5",\nZine,3.000,\n') == (
            "line 2, column slack_days: 'x' is refused: it takes a number such as 2.5, without thousands separators, "
            "signs of currency or %",
            "line 2, column hours: '1.200' is refused: it may be 1.2 or 1200 (line 3 has a decimal comma, 2,5): write "
            "1.2 or 1200",
            "line 4, column hours: '3.000' is refused: it may be 3.0 or 3000 (line 3 has a decimal comma, 2,5): write "
            "3.0 or 3000",
        )


class TestProblems:
    def test_of_a_line_are_all_told_in_the_order_of_columns(self) -> None:
        assert [problem.partition(":")[0] for problem in problems("keep,name,hours\nmaybe,Blog,-3\n,,x\n")] == [
            "line 2, column hours",
            "line 2, column keep",
            "line 3, column name",
            "line 3, column hours",
        ]

    def test_are_counted_all_kept_up_to_a_thousand_and_told_up_to_twenty(self) -> None:
        with pytest.raises(RefusedFileError) as caught:
            read_tasks(io.StringIO("name,hours\n" + "".join(f"Task {i},-1\n" for i in range(2_000))))
        assert caught.value.count == 2_000
        assert len(caught.value.problems) == 1_000
        lines = str(caught.value).split("\n  ")
        assert lines[0] == "the open file: 2,000 problems"
        assert lines[1:-1] == list(caught.value.problems[:20])
        assert lines[-1] == "and 1,980 more"

    @pytest.mark.unmeasured
    def test_of_twenty_thousand_lines_take_little_room(self) -> None:
        text = "name,hours\n" + "x,-1\n" * 20_000
        tracemalloc.start()
        try:
            with pytest.raises(RefusedFileError) as caught:
                read_tasks(io.StringIO(text))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert caught.value.count == 39_999
        assert len(str(caught.value)) < 5_000
        assert peak < 20 * len(text)  # all of its problems would take 100 times as much

    def test_of_a_field_without_a_cell_are_told_in_its_column(self) -> None:
        text = "contractor,tasks,mode,start\nAnn,news,outsource,2026-01-05\n"
        with pytest.raises(RefusedFileError) as caught:
            read_engagements(io.StringIO(text), NEWS, ANN)
        assert caught.value.problems == (
            "line 2, column retainer: it is empty; it takes a Retainer, the terms of what is outsourced",
        )

    def test_of_a_zone_that_bookings_need_are_told_in_its_column(self) -> None:
        text = "name,rate,bookings\nAna,40,2026-03-02T09:00+01:00..2026-03-02T13:00+01:00\n"
        with pytest.raises(RefusedFileError) as caught:
            read_contractors(io.StringIO(text))
        (problem,) = caught.value.problems
        assert problem.startswith("line 2, column timezone: it is empty; a booking has a time zone")


def test_a_contractor_is_read_with_all_that_stands_there() -> None:
    text = "name,rate,time_off\nAna,40,2026-12-24\n"
    (ana,) = read_contractors(io.StringIO(text))
    assert isinstance(ana, Contractor)
    assert ana.availability.time_off
