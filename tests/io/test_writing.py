"""How a table is written so that it comes back unchanged, and what is refused because it would not."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from delegation import Availability, Business, Contractor, Engagement, Mode, Once, Rate, Rule, Task
from delegation.errors import RefusedValueError
from delegation.io.csv import (
    read_business,
    read_tasks,
    write_business,
    write_contractors,
    write_engagements,
    write_tasks,
)
from tests.people import ANN, BEA, LAST_YEAR, NEWS, OWNER, TEN


def written(write: Callable[..., None], *args: Any, **named: Any) -> str:
    file = io.StringIO(newline="")
    write(file, *args, **named)
    return file.getvalue()


def refusal(write: Callable[..., None], *args: Any, **named: Any) -> RefusedValueError:
    with pytest.raises(RefusedValueError) as caught:
        write(io.StringIO(), *args, **named)
    assert caught.value.owner == write.__name__
    return caught.value


BLOG = Task("Blog", hours=2.5, skill="=x", recurrence=Rule("FREQ=MONTHLY;BYDAY=1MO,2TU", LAST_YEAR))


class TestTheText:
    def test_names_every_column_and_leaves_defaults_empty(self) -> None:
        assert written(write_tasks, [BLOG, Task("News", hours=1)]) == (
            "name,hours,skill,recurrence,start,cost_per_day,slack_days,owner_hours,keep,undone_cost,occasion\n"
            'Blog,2.5,\'=x,"FREQ=MONTHLY;BYDAY=1MO,2TU",2025-01-01,,,,,,\n'
            "News,1,,once,,,,,,,\n"
        )

    def test_has_decimal_commas_beside_semicolons(self) -> None:
        assert written(write_tasks, BLOG, separator=";") == (
            "name;hours;skill;recurrence;start;cost_per_day;slack_days;owner_hours;keep;undone_cost;occasion\n"
            'Blog;2,5;\'=x;"FREQ=MONTHLY;BYDAY=1MO,2TU";2025-01-01;;;;;;\n'
        )

    def test_of_nothing_is_a_header_to_fill_in(self) -> None:
        header = "name,hours,skill,recurrence,start,cost_per_day,slack_days,owner_hours,keep,undone_cost,occasion\n"
        assert written(write_tasks, ()) == header
        assert read_tasks(io.StringIO(header)) == ()

    def test_of_a_business_of_defaults_says_one_of_them(self) -> None:
        text = written(write_business, Business())
        assert text.splitlines()[1].strip(",") == "50"
        assert read_business(io.StringIO(text)) == Business()

    @pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
    def test_quotes_whatever_some_reader_takes_for_the_end_of_a_line(self, end: str) -> None:
        text = written(write_tasks, Task(f"a{end}b", hours=1))
        assert f'"a{end}b"' in text
        assert read_tasks(io.StringIO(text, newline=""))[0].name == f"a{end}b"

    def test_keeps_the_order_of_what_is_written(self) -> None:
        lines = written(write_tasks, [NEWS, BLOG, Task("Ads", hours=1)]).splitlines()[1:]
        assert [line.partition(",")[0] for line in lines] == ["news", "Blog", "Ads"]


class TestNotes:
    def test_stand_in_columns_of_their_own(self) -> None:
        text = written(write_tasks, [BLOG, NEWS], notes={NEWS: {"Client": "=Acme", "@": "b"}, BLOG: {}})
        header, blog, news = text.splitlines()
        assert header.endswith(",undone_cost,occasion,Client,'@")
        assert blog.endswith(",,,,,,")
        assert news.endswith(",,'=Acme,b")
        notes: dict[Task, dict[str, str]] = {}
        read_tasks(io.StringIO(text), notes=notes)
        assert notes == {NEWS: {"Client": "=Acme", "@": "b"}}

    @pytest.mark.parametrize(
        "notes", [{BLOG: {"client": "Acme"}}, {NEWS: {"client": " Acme"}}, {NEWS: {"client": ""}}, {NEWS: {"": "Acme"}}]
    )
    def test_that_would_not_come_back_are_refused(self, notes: dict[Task, dict[str, str]]) -> None:
        error = refusal(write_tasks, NEWS, notes=notes)
        if error.field == "notes":
            assert error.accepted == (
                "it takes texts that are not empty, by column, for what is written, without blanks around them"
            )
        else:
            assert error.accepted.startswith("it would not be read again: line 2: 'Acme' stands in a column without")

    def test_in_a_column_that_the_table_has_are_refused(self) -> None:
        assert refusal(write_tasks, NEWS, notes={NEWS: {"Hours": "3"}}).accepted == (
            "it would not be read again: line 1, column hours appears twice"
        )


NINE_EAST = dt.datetime(2026, 1, 5, 9, tzinfo=dt.timezone(dt.timedelta(hours=1)))


class Weekly(Rate):
    """Somebody else's kind of rate."""


class TestRefusals:
    @pytest.mark.parametrize(
        ("write", "args", "field", "accepted"),
        [
            (write_tasks, ("tasks.csv",), "tasks", "the path comes first: write_tasks(path, tasks)"),
            (write_business, (Path("b.csv"),), "business", "the path comes first: write_business(path, business)"),
            (
                write_contractors,
                (io.StringIO(),),
                "contractors",
                "the path comes first: write_contractors(path, contractors)",
            ),
            (
                write_engagements,
                ("e.csv",),
                "engagements",
                "the path comes first: write_engagements(path, engagements)",
            ),
            (
                write_tasks,
                (Task("News", hours=1, recurrence=Rule("FREQ=DAILY", NINE_EAST)),),
                "recurrence",
                "a cell holds days, and moments in UTC, in a zoneinfo.ZoneInfo, or without a time zone",
            ),
            (
                write_contractors,
                (
                    attrs.evolve(
                        ANN,
                        availability=Availability(
                            timezone="Europe/Paris",
                            bookings=[
                                (
                                    dt.datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Paris")),
                                    dt.datetime(2026, 3, 2, 13, tzinfo=ZoneInfo("Europe/Paris")),
                                )
                            ],
                        ),
                    ),
                ),
                "bookings",
                "a cell holds moments without a time zone, or so many hours from UTC (datetime.timezone)",
            ),
            (
                write_tasks,
                (Task("News", hours=1, recurrence=Weekly(4)),),
                "recurrence",
                "a cell would bring back Rate(per_month=4.0)",
            ),
            (
                write_tasks,
                (Task("N\ud800ws", hours=1),),
                "tasks",
                "half of a surrogate pair cannot be written",
            ),
            (
                write_tasks,
                ([NEWS, attrs.evolve(NEWS, hours=3)],),
                "tasks",
                "it would not be read again: line 3, column name: 'news' is the name in line 2 too",
            ),
            (
                write_tasks,
                (Task("x" * 200_000, hours=1),),
                "tasks",
                "it would not be read again: line 2 is no line of cells separated by commas: field larger than field "
                "limit (131072)",
            ),
        ],
    )
    def test_name_what_cannot_be_written(
        self, write: Callable[..., None], args: tuple[Any, ...], field: str, accepted: str
    ) -> None:
        error = refusal(write, *args)
        assert (error.field, error.accepted) == (field, accepted)

    def test_of_a_separator_name_the_two(self) -> None:
        error = refusal(write_tasks, NEWS, separator="\t")
        assert (error.field, error.accepted) == ("separator", 'it takes "," or ";"')

    def test_of_what_is_no_task_are_those_of_the_classes(self) -> None:
        error = refusal(write_tasks, ANN)
        assert error.field == "tasks"
        assert error.accepted.startswith("it takes Task objects")

    def test_of_different_tasks_of_one_name_in_engagements_name_it(self) -> None:
        def running(task: Task, contractor: Contractor) -> Engagement:
            return Engagement(contractor, tasks=task, mode=Mode.OUT_TASK, start=LAST_YEAR)

        twice = [running(NEWS, ANN), running(attrs.evolve(NEWS, hours=3), BEA)]
        error = refusal(write_engagements, twice)
        assert (error.field, error.value) == ("tasks", "news")
        twice = [running(NEWS, ANN), running(BLOG, attrs.evolve(ANN, rate=1))]
        error = refusal(write_engagements, twice)
        assert (error.field, error.value) == ("contractors", "Ann")

    def test_of_a_task_with_a_semicolon_in_its_name_are_for_engagements_alone(self) -> None:
        task = attrs.evolve(NEWS, name="a;b")
        assert "a;b" in written(write_tasks, task)
        engagement = Engagement(ANN, tasks=task, mode=Mode.OUTSOURCE, start=LAST_YEAR, retainer=TEN)
        error = refusal(write_engagements, engagement)
        assert (error.field, error.value) == ("tasks", "a;b")


class TestFiles:
    def test_are_utf_8_with_the_mark_by_which_spreadsheets_know_it(self, tmp_path: Path) -> None:
        path = tmp_path / "tasks.csv"
        task = Task("Café", hours=1)
        write_tasks(path, task)
        assert path.read_bytes().startswith(b"\xef\xbb\xbfname,hours,")
        assert read_tasks(str(path)) == (task,)

    def test_stay_as_they_are_if_anything_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "tasks.csv"
        path.write_text("kept")
        with pytest.raises(RefusedValueError):
            write_tasks(path, [NEWS, NEWS])
        assert path.read_text() == "kept"

    def test_need_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError) as caught:
            write_business(tmp_path / "none" / "business.csv", OWNER)
        assert caught.value.strerror == "there is no such folder to write to"
        assert caught.value.filename == str(tmp_path / "none")

    def test_are_no_folders(self, tmp_path: Path) -> None:
        with pytest.raises(IsADirectoryError) as caught:
            write_tasks(tmp_path, NEWS)
        assert caught.value.strerror == "this is a folder; write_tasks takes the file to write"

    def test_are_named_by_paths(self) -> None:
        with pytest.raises(RefusedValueError) as caught:
            write_tasks(3, NEWS)  # type: ignore[arg-type]  # what is refused is of another type
        assert (caught.value.owner, caught.value.field) == ("write_tasks", "path")


def test_what_is_due_once_is_written_with_its_day() -> None:
    task = Task("Move", hours=1, recurrence=Once(LAST_YEAR))
    assert written(write_tasks, task).splitlines()[1] == "Move,1,,once,2025-01-01,,,,,,"
