"""What the three tables say, and how what they cannot say is refused."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("cattrs")

from delegation import Availability, Business, Contractor, Once, Rate, Retainer, Rule, Task, Urgency
from delegation.errors import RefusedFileError
from delegation.io.csv import read_business, read_contractors, read_tasks

EXAMPLE = Path(__file__).parent.parent.parent / "docs" / "examples" / "small_business"


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a table and says where it is."""

    def write(text: str) -> Path:
        path = tmp_path / "table.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def problems(read: Callable[[Path], Any], path: Path) -> tuple[str, ...]:
    """What is wrong with a file."""
    with pytest.raises(RefusedFileError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: {len(caught.value.problems)} problem")
    return caught.value.problems


def test_the_example_holds_twenty_tasks_nine_contractors_and_an_owner() -> None:
    assert len(read_tasks(EXAMPLE / "tasks.csv")) == 20
    assert len(read_contractors(EXAMPLE / "contractors.csv")) == 9
    assert read_business(EXAMPLE / "business.csv") == Business(
        owner_rate=90,
        owner_hours_per_month=30,
        hiring_hours=2,
        briefing_hours=0.25,
        onboarding_hours=3,
        replacement_days=5,
        monthly_budget=6000,
    )


def test_a_line_of_tasks_is_the_task_that_it_tells_of() -> None:
    tasks = {task.name: task for task in read_tasks(EXAMPLE / "tasks.csv")}
    assert tasks["Newsletter"] == Task(
        "Newsletter",
        skill="copy",
        hours=3,
        recurrence="FREQ=MONTHLY;BYDAY=1MO",
        urgency=Urgency(20, 5),
        owner_hours=4,
    )
    assert tasks["Social-media graphics"].recurrence == Rate(2)
    assert tasks["Website redesign"].recurrence == Once()
    assert tasks["Website redesign"].owner_hours is None
    assert tasks["Strategic planning"].keep is True


def test_a_line_of_contractors_is_the_contractor_that_it_tells_of() -> None:
    contractors = {contractor.name: contractor for contractor in read_contractors(EXAMPLE / "contractors.csv")}
    assert contractors["Dee"] == Contractor(
        "Dee",
        skills={"web"},
        rate=100,
        retainers=[Retainer(150, 0), Retainer(450, 5), Retainer(880, 10)],
        availability=Availability(hours_per_week=30, regular_load=0.45, one_off_load=0.35, job_hours=4, people=1),
    )
    assert contractors["Bea"].skills == {"admin", "bookkeeping", "customer care"}


def test_tasks_come_in_the_order_of_their_lines(table: Callable[[str], Path]) -> None:
    assert [task.name for task in read_tasks(table("name,hours\nZoe,1\nAda,2\n"))] == ["Zoe", "Ada"]


def test_a_missing_column_and_an_empty_cell_mean_the_default(table: Callable[[str], Path]) -> None:
    assert read_tasks(table("hours,name,skill\n2,Blog,\n")) == (Task("Blog", hours=2),)
    assert read_contractors(table("name,rate,people\nAna,40,\n")) == (Contractor("Ana", rate=40),)
    assert read_business(table("owner_rate\n60\n")) == Business(owner_rate=60)


def test_retainers_may_be_none_typical_or_several(table: Callable[[str], Path]) -> None:
    text = "name,rate,retainers\nA,1,none\nB,1,\nC,1,0:150; 5:300\n"
    assert [contractor.retainers for contractor in read_contractors(table(text))] == [
        (),
        None,
        (Retainer(150, 0), Retainer(300, 5)),
    ]


def test_a_start_belongs_to_a_rule_or_is_when_once_is_due(table: Callable[[str], Path]) -> None:
    text = "name,hours,recurrence,start\nA,1,FREQ=WEEKLY;COUNT=3,2026-01-05\nB,1,once,2026-02-01\n"
    assert [task.recurrence for task in read_tasks(table(text))] == [
        Rule("FREQ=WEEKLY;COUNT=3", dt.date(2026, 1, 5)),
        Once(dt.date(2026, 2, 1)),
    ]


def test_a_rule_may_bring_its_own_start_in_its_cell(table: Callable[[str], Path]) -> None:
    text = 'name,hours,recurrence\nA,1,"DTSTART:20260105\nRRULE:FREQ=WEEKLY;COUNT=3"\n'
    assert read_tasks(table(text))[0].recurrence == Rule("FREQ=WEEKLY;COUNT=3", dt.date(2026, 1, 5))


def test_a_table_with_a_byte_order_mark_and_blank_lines_is_read(table: Callable[[str], Path]) -> None:
    assert read_tasks(table("\ufeffName , HOURS\n\n Blog ,2\n,\n")) == (Task("Blog", hours=2),)


@pytest.mark.parametrize(("cell", "kept"), [("yes", True), ("TRUE", True), ("1", True), ("no", False), ("0", False)])
def test_keep_is_yes_or_no(table: Callable[[str], Path], cell: str, kept: bool) -> None:
    assert read_tasks(table(f"name,hours,keep\nBlog,2,{cell}\n"))[0].keep is kept


A_NUMBER = "it takes a number such as 2.5, without thousands separators, signs of currency or %"

TASK_PROBLEMS = [
    (
        "hours",
        "-3",
        "hours: -3 is refused: it takes a number above 0 and up to 1,000,000, working hours of one occurrence",
    ),
    ("hours", "abc", f"hours: 'abc' is refused: {A_NUMBER}"),
    ("hours", "1_000", f"hours: '1_000' is refused: {A_NUMBER}"),
    (
        "hours",
        "nan",
        "hours: nan is refused: it takes a number above 0 and up to 1,000,000, working hours of one occurrence",
    ),
    ("hours", "", f"hours: it is empty; {A_NUMBER}"),
    ("name", "", "name: it is empty; it takes text"),
    (
        "recurrence",
        "twice",
        "recurrence: 'twice' is refused: it takes a rule such as FREQ=WEEKLY;BYDAY=MO, a number of occurrences "
        "a month, or once",
    ),
    ("recurrence", "-1", "recurrence: -1 is refused: it takes a number from 0 to 1,000,000, occurrences a month"),
    (
        "recurrence",
        "FREQ=HOURLY",
        "recurrence: 'FREQ=HOURLY' is refused: FREQ=HOURLY is finer than a day; describe such work by its days, "
        "or as a Rate",
    ),
    (
        "recurrence",
        "DTSTART:2026",
        "recurrence: 'DTSTART:2026' is refused: it has no rule (RRULE:FREQ=...): what comes once is "
        "recurrence='once' with its day as start",
    ),
    ("start", "5 May", "start: '5 May' is refused: it takes a day such as 2026-01-05"),
    ("cost_per_day", "-1", "cost_per_day: -1 is refused: it takes a number from 0 to 1e15, money for a day of delay"),
    ("slack_days", "inf", "slack_days: inf is refused: it takes a number from 0 to 1e15, calendar days"),
    (
        "owner_hours",
        "-2",
        "owner_hours: -2 is refused: it takes a number from 0 to 1,000,000, working hours, "
        "or None where you cannot do it",
    ),
    ("keep", "maybe", "keep: 'maybe' is refused: it takes yes or no"),
]


@pytest.mark.parametrize(("column", "cell", "problem"), TASK_PROBLEMS)
def test_a_refused_cell_of_a_task_is_told_with_line_column_and_reason(
    table: Callable[[str], Path], column: str, cell: str, problem: str
) -> None:
    cells = {"name": "Blog", "hours": "2"} | {column: cell}
    path = table(f"{','.join(cells)}\n{','.join(cells.values())}\n")
    if not cell:
        cells["skill"] = "copy"
        path = table(f"{','.join(cells)}\n{','.join(cells.values())}\n")
    assert problems(read_tasks, path) == (f"line 2, column {problem}",)


def test_a_start_before_the_calendar_of_plans_is_told_in_its_own_column(table: Callable[[str], Path]) -> None:
    path = table("name,hours,recurrence,start\nA,1,FREQ=WEEKLY,1800-01-01\nB,1,once,1800-01-01\n")
    found = problems(read_tasks, path)
    assert [problem.split(":")[0] for problem in found] == ["line 2, column start", "line 3, column start"]


CONTRACTOR_PROBLEMS = [
    ("rate", "-40", "rate: -40 is refused: it takes a number from 0 to 1e15, money an hour"),
    ("people", "1.5", "people: '1.5' is refused: it takes a whole number"),
    ("people", "0", "people: 0 is refused: it takes a whole number from 1 to 10,000, people"),
    ("skills", '"copy,web"', "skills: 'copy,web' is refused: it takes words joined by ; and not by commas"),
    (
        "regular_load",
        "1.2",
        "regular_load: 1.2 is refused: it takes a number from 0 to 1, a share of the contractor's hours (40% is 0.4)",
    ),
    (
        "retainers",
        "10:360;20",
        "retainers: '10:360;20' is refused: it takes hours:monthly fee such as 10:360, several joined by ;, or none",
    ),
    (
        "retainers",
        "ten:360",
        "retainers: 'ten:360' is refused: it takes hours:monthly fee such as 10:360, several joined by ;, or none",
    ),
    ("retainers", "10:-1", "retainers: -1 is refused: it takes a number from 0 to 1e60, money a month"),
]


@pytest.mark.parametrize(("column", "cell", "problem"), CONTRACTOR_PROBLEMS)
def test_a_refused_cell_of_a_contractor_is_told_with_line_column_and_reason(
    table: Callable[[str], Path], column: str, cell: str, problem: str
) -> None:
    cells = {"name": "Ana", "rate": "40"} | {column: cell}
    path = table(f"{','.join(cells)}\n{','.join(cells.values())}\n")
    assert problems(read_contractors, path) == (f"line 2, column {problem}",)


def test_all_problems_of_a_file_are_told_at_once_in_the_order_of_lines_and_columns(
    table: Callable[[str], Path],
) -> None:
    text = "name,hours,recurrence,keep\nBlog,-3,FREQ=HOURLY,maybe\n,x,2,\nBlog,1,2,\na,1,2,no,,\n"
    assert [problem.partition(":")[0] for problem in problems(read_tasks, table(text))] == [
        "line 2, column hours",
        "line 2, column recurrence",
        "line 2, column keep",
        "line 3, column name",
        "line 3, column hours",
        "line 4, column name",
        "line 5 has 6 cells, the header names 4 columns; text with a comma in it needs double quotes",
    ]


def test_the_business_is_one_line(table: Callable[[str], Path]) -> None:
    assert problems(read_business, table("owner_rate\n")) == (
        "it needs exactly one line below its header, the business, and has 0",
    )
    assert problems(read_business, table("owner_rate\n1\n2\n")) == (
        "it needs exactly one line below its header, the business, and has 2",
    )


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_tasks(tmp_path / "none.csv")
