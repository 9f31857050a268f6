"""What the four tables say, how what they cannot say is refused, and that what is written comes back."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import (
    Availability,
    Business,
    Contractor,
    Engagement,
    Job,
    Mode,
    Once,
    Rate,
    Retainer,
    Rule,
    Task,
    Urgency,
)
from delegation.errors import RefusedFileError, RefusedValueError
from delegation.io._cells import nearest
from delegation.io._declarations import TASKS as TASK_TABLE
from delegation.io._sources import column_name
from delegation.io._tables import ALIKE
from delegation.io.csv import (
    read_business,
    read_contractors,
    read_engagements,
    read_tasks,
    write_business,
    write_contractors,
    write_engagements,
    write_tasks,
)
from tests import worlds
from tests.people import ANN, BEA, LAST_YEAR, NEW_YEAR, NEWS, TEN

EXAMPLE = Path(__file__).parent.parent.parent / "docs" / "examples" / "small_business"


def problems(read: Callable[..., Any], text: str, *args: Any) -> tuple[str, ...]:
    """What is wrong with a table."""
    with pytest.raises(RefusedFileError) as caught:
        read(io.StringIO(text), *args)
    return caught.value.problems


def tasks(text: str) -> tuple[Task, ...]:
    return read_tasks(io.StringIO(text))


def contractors(text: str) -> tuple[Contractor, ...]:
    return read_contractors(io.StringIO(text))


class TestTheExample:
    def test_holds_twenty_tasks_nine_contractors_and_an_owner(self) -> None:
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

    def test_has_lines_that_are_the_tasks_that_they_tell_of(self) -> None:
        found = {task.name: task for task in read_tasks(EXAMPLE / "tasks.csv")}
        assert found["Newsletter"] == Task(
            "Newsletter",
            skill="copy",
            hours=3,
            recurrence="FREQ=MONTHLY;BYDAY=1MO",
            urgency=Urgency(20, 5),
            owner_hours=4,
        )
        assert found["Social-media graphics"].recurrence == Rate(2)
        assert found["Website redesign"].recurrence == Once()
        assert found["Website redesign"].owner_hours is None
        assert found["Strategic planning"].keep is True

    def test_has_lines_that_are_the_contractors_that_they_tell_of(self) -> None:
        found = {contractor.name: contractor for contractor in read_contractors(EXAMPLE / "contractors.csv")}
        assert found["Dee"] == Contractor(
            "Dee",
            skills={"web"},
            rate=100,
            retainers=[Retainer(150, 0), Retainer(450, 5), Retainer(880, 10)],
            availability=Availability(hours_per_week=30, regular_load=0.45, one_off_load=0.35, job_hours=4, people=1),
        )
        assert found["Bea"].skills == {"admin", "bookkeeping", "customer care"}

    @pytest.mark.parametrize("separator", [",", ";"])
    def test_comes_back_from_what_is_written_of_it(self, tmp_path: Path, separator: str) -> None:
        path = tmp_path / "table.csv"
        own = read_tasks(EXAMPLE / "tasks.csv")
        write_tasks(path, own, separator=separator)
        assert read_tasks(path) == own
        people = read_contractors(EXAMPLE / "contractors.csv")
        write_contractors(path, people, separator=separator)
        assert read_contractors(path) == people


class TestTasks:
    def test_come_in_the_order_of_their_lines(self) -> None:
        assert [task.name for task in tasks("name,hours\nZoe,1\nAda,2\n")] == ["Zoe", "Ada"]

    def test_stand_at_their_defaults_where_columns_are_missing_or_cells_are_empty(self) -> None:
        assert tasks("hours,name,skill\n2,Blog,\n") == (Task("Blog", hours=2),)

    def test_start_when_their_rule_does_or_are_due_once(self) -> None:
        text = "name,hours,recurrence,start\nA,1,FREQ=WEEKLY;COUNT=3,2026-01-05\nB,1,once,01.02.2026\nC,1,,2026-02-01\n"
        assert [task.recurrence for task in tasks(text)] == [
            Rule("FREQ=WEEKLY;COUNT=3", dt.date(2026, 1, 5)),
            Once(dt.date(2026, 2, 1)),
            Once(dt.date(2026, 2, 1)),
        ]

    def test_that_are_said_monthly_from_the_31st_come_every_month(self) -> None:
        (close,) = tasks("name,hours,recurrence,start\nClose,6,monthly,2026-01-31\n")
        assert close.recurrence.expected(12, on=dt.date(2026, 1, 5)) == 12.0

    @pytest.mark.parametrize(
        "start", [dt.date(2026, 1, 29), dt.date(2026, 1, 30), dt.date(2026, 1, 31), dt.datetime(2026, 1, 30, 9)]
    )
    @pytest.mark.parametrize("words", ["monthly", "quarterly"])
    def test_that_are_said_in_words_from_a_late_day_come_back(self, words: str, start: dt.date, tmp_path: Path) -> None:
        close = Task("Close", hours=6, recurrence=words, start=start)
        write_tasks(tmp_path / "tasks.csv", [close])
        assert read_tasks(tmp_path / "tasks.csv") == (close,)

    def test_may_have_a_rule_with_its_own_start(self) -> None:
        text = 'name,hours,recurrence\nA,1,"DTSTART:20260105\nRRULE:FREQ=WEEKLY;COUNT=3"\n'
        assert tasks(text)[0].recurrence == Rule("FREQ=WEEKLY;COUNT=3", dt.date(2026, 1, 5))

    def test_with_a_start_beside_a_number_are_refused(self) -> None:
        (problem,) = problems(read_tasks, "name,hours,recurrence,start\nA,1,4,2026-01-05\n")
        assert problem.startswith("line 2, column start: 2026-01-05 is refused: ")

    def test_are_kept_if_their_cell_says_so(self) -> None:
        assert [task.keep for task in tasks("name,hours,keep\nA,1,yes\nB,1,no\n")] == [True, False]

    def test_with_refused_cells_are_told_all_at_once_in_the_order_of_lines_and_columns(self) -> None:
        text = "name,hours,recurrence,keep\nBlog,-3,FREQ=HOURLY,maybe\n,x,2,\nBlog,1,2,\na,1,2,no,,x\n"
        assert [problem.partition(":")[0] for problem in problems(read_tasks, text)] == [
            "line 2, column hours",
            "line 2, column recurrence",
            "line 2, column keep",
            "line 3, column name",
            "line 3, column hours",
            "line 4, column name",
            "line 5 has 6 cells, the header names 4 columns; text with a comma in it (or a decimal comma) needs double "
            "quotes",
        ]


def accepted(make: Callable[[], object]) -> str:
    """What a class says that it takes."""
    with pytest.raises(RefusedValueError) as caught:
        make()
    return caught.value.accepted


def in_class(column: str, value: Any) -> Callable[[], object]:
    """What makes a task, or its urgency, of this value."""
    if column in ("cost_per_day", "slack_days"):
        return lambda: Urgency(**{column: value})
    return lambda: Task(**{"name": "Blog", "hours": 2.0, column: value})


A_NUMBER = "it takes a number such as 2.5, without thousands separators, signs of currency or %"


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("hours", "-3", -3.0),
        ("hours", "nan", float("nan")),
        ("recurrence", "-1", -1.0),
        ("recurrence", "FREQ=HOURLY", "FREQ=HOURLY"),
        ("recurrence", "DTSTART:2026", "DTSTART:2026"),
        ("cost_per_day", "-1", -1.0),
        ("slack_days", "inf", float("inf")),
        ("owner_hours", "-2", -2.0),
    ],
)
def test_what_a_class_refuses_is_told_in_its_words(column: str, cell: str, value: Any) -> None:
    cells = {"name": "Blog", "hours": "2"} | {column: cell}
    text = f"{','.join(cells)}\n{','.join(cells.values())}\n"
    written = repr(value) if isinstance(value, str) else f"{value:g}"
    assert problems(read_tasks, text) == (
        f"line 2, column {column}: {written} is refused: {accepted(in_class(column, value))}",
    )


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("hours", "abc", f"'abc' is refused: {A_NUMBER}"),
        ("hours", "1_000", f"'1_000' is refused: {A_NUMBER}"),
        ("hours", "", f"it is empty; {A_NUMBER}"),
        ("name", "", "it is empty; it takes text"),
        ("start", "5 May", "'5 May' is refused: it takes a day such as 2026-01-05"),
        ("keep", "maybe", "'maybe' is refused: it takes yes or no"),
    ],
)
def test_what_a_cell_refuses_is_told_in_the_words_of_its_kind(column: str, cell: str, problem: str) -> None:
    cells = {"name": "Blog", "hours": "2", "skill": "copy"} | {column: cell}
    text = f"{','.join(cells)}\n{','.join(cells.values())}\n"
    assert problems(read_tasks, text) == (f"line 2, column {column}: {problem}",)


def test_a_recurrence_that_is_none_is_told_in_its_column() -> None:
    (problem,) = problems(read_tasks, "name,hours,recurrence\nA,1,twice\n")
    assert problem.startswith("line 2, column recurrence: 'twice' is refused: ")


def test_a_start_before_the_calendar_of_plans_is_told_in_its_own_column() -> None:
    text = "name,hours,recurrence,start\nA,1,FREQ=WEEKLY,1800-01-01\nB,1,once,1800-01-01\n"
    assert [problem.split(" is refused")[0] for problem in problems(read_tasks, text)] == [
        "line 2, column start: 1800-01-01",
        "line 3, column start: 1800-01-01",
    ]


class TestContractors:
    def test_take_no_retainers_the_typical_one_or_several(self) -> None:
        text = "name,rate,retainers\nA,1,none\nB,1,\nC,1,0:150; 5:300 overage=45\n"
        assert [contractor.retainers for contractor in contractors(text)] == [
            (),
            None,
            (Retainer(150, 0), Retainer(300, 5, overage_rate=45)),
        ]

    def test_have_weeks_with_time_off_and_bookings(self) -> None:
        text = (
            "name;rate;hours_per_week;time_off;bookings;timezone\n"
            'Ana;40;20;"2026-08-01..2026-08-14;24.12.2026";2026-03-02:4,5;Europe/Paris\n'
        )
        assert contractors(text) == (
            Contractor(
                "Ana",
                rate=40,
                availability=Availability(
                    hours_per_week=20,
                    time_off=[(dt.date(2026, 8, 1), dt.date(2026, 8, 14)), dt.date(2026, 12, 24)],
                    bookings=[(dt.date(2026, 3, 2), 4.5)],
                    timezone="Europe/Paris",
                ),
            ),
        )

    def test_stand_at_their_defaults_where_cells_are_empty(self) -> None:
        assert contractors("name,rate,people\nAna,40,\n") == (Contractor("Ana", rate=40),)

    @pytest.mark.parametrize(
        ("column", "cell", "problem"),
        [
            ("people", "1.5", "'1.5' is refused: it takes a whole number"),
            ("people", "0", "0 is refused: it takes a whole number from 1 to 10,000, people"),
            ("skills", '"copy,web"', "'copy,web' is refused: it takes words joined by ; and not by commas"),
            ("retainers", "10:-1", "-1 is refused: it takes a number from 0 to 1e60, money a month"),
        ],
    )
    def test_with_refused_cells_are_told_with_line_column_and_reason(
        self, column: str, cell: str, problem: str
    ) -> None:
        text = f"name,rate,{column}\nAna,40,{cell}\n"
        assert problems(read_contractors, text) == (f"line 2, column {column}: {problem}",)

    def test_with_refused_weeks_are_told_in_the_words_of_the_class(self) -> None:
        said = accepted(lambda: Availability(regular_load=1.2))
        assert problems(read_contractors, "name,rate,regular_load\nAna,40,1.2\n") == (
            f"line 2, column regular_load: 1.2 is refused: {said}",
        )


class TestTheBusiness:
    def test_is_one_line(self) -> None:
        assert problems(read_business, "owner_rate\n") == (
            "it needs exactly one line below its header, the business, and has 0",
        )
        assert problems(read_business, "owner_rate\n1\n1\n") == (
            "it needs exactly one line below its header, the business, and has 2",
        )

    def test_is_read_with_all_of_its_fields(self) -> None:
        text = (
            "owner_rate,currency,horizon_months,reference_cost_per_day,reference_hours_per_week,reference_time_off\n"
            "60,€,24.0,25,40,2026-12-24\n"
        )
        assert read_business(io.StringIO(text)) == Business(
            owner_rate=60,
            currency="€",
            horizon_months=24,
            reference_urgency=Urgency(25, 3),
            reference_availability=Availability(hours_per_week=40, time_off=[dt.date(2026, 12, 24)]),
        )

    def test_has_notes_too(self) -> None:
        notes: dict[Business, dict[str, str]] = {}
        business = read_business(io.StringIO("owner_rate,who\n60,me\n"), notes=notes)
        assert notes == {business: {"who": "me"}}


ENGAGED = (
    "contractor,tasks,mode,start,end,retainer,jobs\n"
    "Ann,news,outsource,2025-01-01,,10:450 overage=45,2025-01-05:8 waited=2 price=400;2025-02-05:9\n"
    'Bea,"Blog, short;news",out-task,2025-01-01,2026-01-01,,\n'
)
BLOG = Task("Blog, short", hours=2)


class TestEngagements:
    def test_name_contractors_and_tasks(self) -> None:
        assert read_engagements(io.StringIO(ENGAGED), [NEWS, BLOG], [ANN, BEA]) == (
            Engagement(
                ANN,
                tasks=NEWS,
                mode=Mode.OUTSOURCE,
                start=LAST_YEAR,
                retainer=Retainer(450, 10, overage_rate=45),
                jobs=[Job(dt.date(2025, 1, 5), 8, waited_days=2, price=400), Job(dt.date(2025, 2, 5), 9)],
            ),
            Engagement(BEA, tasks=[NEWS, BLOG], mode=Mode.OUT_TASK, start=LAST_YEAR, end=NEW_YEAR),
        )

    @pytest.mark.parametrize(
        ("line", "problem"),
        [
            (
                "Anne,news,out-task,2025-01-01",
                "contractor: 'Anne' is refused: no contractor bears this name; did you mean Ann?",
            ),
            ("Zoe,news,out-task,2025-01-01", "contractor: 'Zoe' is refused: no contractor bears this name"),
            ("Ann,new,out-task,2025-01-01", "tasks: 'new' is refused: no task bears this name; did you mean news?"),
            ("Ann,news,keep,2025-01-01", "mode: 'keep' is refused: it takes outsource or out-task"),
            ("Ann,news,out-task,soon", "start: 'soon' is refused: it takes a day such as 2026-01-05"),
            (",news,out-task,2025-01-01", "contractor: it is empty; it takes text"),
            ("Ann,;,out-task,2025-01-01", "tasks: () is refused: it takes at least one Task"),
        ],
    )
    def test_with_refused_cells_are_told_with_line_column_and_reason(self, line: str, problem: str) -> None:
        text = f"contractor,tasks,mode,start\n{line}\n"
        assert problems(read_engagements, text, NEWS, [ANN, BEA]) == (f"line 2, column {problem}",)

    def test_in_wrong_order_are_told_in_the_words_of_the_class(self) -> None:
        text = "contractor,tasks,mode,start,end\nAnn,news,out-task,2026-01-01,2025-01-01\n"
        (problem,) = problems(read_engagements, text, NEWS, ANN)
        assert problem.startswith("line 2, column end: 2025-01-01 is refused: it takes a day on or after the start")

    def test_want_tasks_before_contractors(self) -> None:
        with pytest.raises(RefusedValueError) as caught:
            read_engagements(io.StringIO(ENGAGED), [ANN, BEA], [NEWS, BLOG])  # type: ignore[list-item]  # what is refused is of another type
        assert (caught.value.owner, caught.value.field) == ("read_engagements", "tasks")

    def test_want_contractors_after_tasks(self) -> None:
        with pytest.raises(RefusedValueError) as caught:
            read_engagements(io.StringIO(ENGAGED), [NEWS, BLOG], [NEWS])  # type: ignore[list-item]  # what is refused is of another type
        assert (caught.value.owner, caught.value.field) == ("read_engagements", "contractors")


LETTERS = st.characters(exclude_categories=["Cs"])
WORDS = (worlds.names | st.text(st.sampled_from("=+-@'\t\n ;,\"x") | LETTERS, min_size=1)).filter(
    lambda word: word.strip()
)
SKILLS = WORDS.map(str.strip).filter(lambda word: not set(word) & {",", ";"})
SEPARATORS = st.sampled_from([",", ";"])
NOTE_NAMES = WORDS.map(str.strip).filter(lambda name: nearest(column_name(name), TASK_TABLE.by_name, ALIKE) is None)
STARTED = st.builds(Rule, st.sampled_from(worlds.RULES), worlds.days_of_calendar)
WEEKS = st.builds(
    lambda weeks, off, booked: attrs.evolve(weeks, time_off=off, bookings=booked, timezone="Europe/Paris"),
    worlds.availabilities,
    st.lists(worlds.days_of_calendar, max_size=4),
    st.lists(st.tuples(worlds.days_of_calendar, worlds.hours), max_size=4),
)
LEARNT = st.lists(st.sampled_from([0, 2, 7]), max_size=4).map(lambda waits: Availability.learn(one_off_waits=waits))
TASKS = st.builds(
    Task,
    WORDS,
    skill=st.just("") | SKILLS,
    hours=worlds.hours,
    recurrence=worlds.recurrences | STARTED | st.builds(Once, worlds.days_of_calendar),
    urgency=worlds.urgencies,
    owner_hours=st.none() | worlds.hours,
    keep=st.booleans(),
    occasion=st.just("") | WORDS,
)
PEOPLE: st.SearchStrategy[Any] = st.builds(
    attrs.evolve,
    worlds.contractors,
    name=WORDS,
    skills=st.sets(SKILLS, max_size=4),
    availability=st.just(Availability()) | worlds.availabilities | WEEKS | LEARNT,
)
OWNERS: st.SearchStrategy[Any] = st.builds(
    attrs.evolve,
    worlds.businesses,
    currency=st.sampled_from(["", "EUR", "€", "=1", "a, b"]),
    monthly_budget=st.none() | worlds.money,
    owner_hours_per_month=st.none() | worlds.money,
    most_retainers=st.none() | st.integers(0, 9),
    reference_urgency=worlds.urgencies,
    reference_availability=st.just(Availability()) | WEEKS,
)


def back(text: io.StringIO) -> io.StringIO:
    """A file to be read from its beginning."""
    text.seek(0)
    return text


class TestWhatIsWrittenComesBack:
    @given(st.lists(TASKS, unique_by=lambda task: task.name, max_size=4), SEPARATORS)
    def test_of_tasks(self, several: list[Task], separator: str) -> None:
        file = io.StringIO(newline="")
        write_tasks(file, several, separator=separator)
        assert read_tasks(back(file)) == tuple(several)

    @given(st.lists(PEOPLE, unique_by=lambda contractor: contractor.name, max_size=4), SEPARATORS)
    def test_of_contractors(self, several: list[Contractor], separator: str) -> None:
        file = io.StringIO(newline="")
        write_contractors(file, several, separator=separator)
        assert read_contractors(back(file)) == tuple(several)

    @given(OWNERS, SEPARATORS)
    def test_of_a_business(self, business: Business, separator: str) -> None:
        file = io.StringIO(newline="")
        write_business(file, business, separator=separator)
        assert read_business(back(file)) == business

    @given(st.data(), SEPARATORS)
    def test_of_engagements(self, data: st.DataObject, separator: str) -> None:
        named = TASKS.filter(lambda task: ";" not in task.name)
        known = data.draw(st.lists(named, min_size=1, max_size=3, unique_by=lambda task: task.name))
        people = data.draw(st.lists(PEOPLE, min_size=1, max_size=3, unique_by=lambda contractor: contractor.name))
        outsourced = data.draw(st.booleans())
        engagement = Engagement(
            data.draw(st.sampled_from(people)),
            tasks=data.draw(st.lists(st.sampled_from(known), min_size=1, unique=True)),
            mode=Mode.OUTSOURCE if outsourced else Mode.OUT_TASK,
            start=data.draw(worlds.days_of_calendar),
            end=data.draw(st.none() | st.just(dt.date(2150, 1, 1))),
            retainer=data.draw(worlds.retainers) if outsourced else None,
            jobs=data.draw(st.lists(st.builds(Job, worlds.days_of_calendar, worlds.hours), max_size=3)),
        )
        file = io.StringIO(newline="")
        write_engagements(file, engagement, separator=separator)
        assert read_engagements(back(file), known, people) == (engagement,)

    @given(TASKS, st.dictionaries(NOTE_NAMES, WORDS.map(str.strip), max_size=3))
    def test_of_notes(self, task: Task, noted: dict[str, str]) -> None:
        file = io.StringIO(newline="")
        write_tasks(file, task, notes={task: noted})
        notes: dict[Task, dict[str, str]] = {}
        assert read_tasks(back(file), notes=notes) == (task,)
        assert notes == ({task: noted} if noted else {})


def test_a_retainer_of_an_engagement_is_the_one_that_runs() -> None:
    engagement = Engagement(ANN, tasks=NEWS, mode=Mode.OUTSOURCE, start=LAST_YEAR, retainer=TEN)
    file = io.StringIO(newline="")
    write_engagements(file, engagement)
    assert file.getvalue().splitlines()[1] == "Ann,news,outsource,2025-01-01,,10:450,"
