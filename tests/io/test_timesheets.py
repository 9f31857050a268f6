"""What the exports of time trackers tell: files of each tool's shape, and random ones written and read back."""

import csv
import datetime as dt
import io
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from delegation import Contractor, Engagement, Job, Mode, Retainer, Task
from delegation.errors import EXAMPLES, DelegationError, RefusedCallError, RefusedFileError, RefusedValueError
from delegation.io import timesheets
from delegation.io.timesheets import LoggedJob
from tests.worlds import names

EXPORTS = Path(__file__).parent.parent / "data" / "timesheets"
ANA, BEN = Contractor("Ana", rate=45), Contractor("Ben", rate=40)
NEWS, SITE = Task("Newsletter", hours=3), Task("Website", hours=3)
SECOND, NINTH, ELEVENTH = dt.date(2026, 3, 2), dt.date(2026, 3, 9), dt.date(2026, 3, 11)

GERMAN = {"date": "Datum", "person": "Name", "task": "Tätigkeit", "hours": "Dauer"}
MADE_UP = {"date": "Date", "person": "Member", "task": "Task", "hours": "Time"}

TOLD: list[tuple[str, dict[str, Any], list[tuple[str, str, Job]]]] = [
    (
        "toggl.csv",
        {},
        [
            ("Ana", "Newsletter", Job(SECOND, 2.5 + 1105 / 3600)),
            ("Ana", "Website", Job(NINTH, 1)),
            ("Ben", "Website", Job(ELEVENTH, 3)),
        ],
    ),
    (
        "clockify.csv",
        {},
        [("Ana", "Newsletter", Job(SECOND, 3)), ("Ben", "Website", Job(dt.date(2026, 3, 17), 3))],
    ),
    (
        "clockify.csv",
        {"columns": {"price": "Billable Amount (USD)"}},
        [
            ("Ana", "Newsletter", Job(SECOND, 3, price=112.5)),
            ("Ben", "Website", Job(dt.date(2026, 3, 17), 3, price=105)),
        ],
    ),
    (
        "harvest.csv",
        {"columns": {"price": "Cost Amount"}, "currency": "EUR"},
        [
            ("Ana Weber", "Newsletter", Job(SECOND, 2.51, price=112.95)),
            ("Ben Ost", "Website", Job(NINTH, 1.125, price=45)),
        ],
    ),
    (
        "harvest.csv",
        {"columns": {"task": "Project"}, "aliases": {"Ana Weber": "Ana", "Marketing": "Newsletter"}},
        [("Ana", "Newsletter", Job(SECOND, 2.51)), ("Ben Ost", "Web", Job(NINTH, 1.125))],
    ),
    ("kimai.csv", {}, [("Ana", "Newsletter", Job(SECOND, 2.6)), ("Ben", "Website", Job(NINTH, 2))]),
    (
        "kimai.csv",
        {"columns": {"price": "Internal price"}, "without": "Ben"},
        [("Ana", "Newsletter", Job(SECOND, 2.6, price=117))],
    ),
    (
        "kimai_deutsch.csv",
        {"columns": GERMAN},
        [("Ana", "Newsletter", Job(SECOND, 2.5)), ("Ben", "Website", Job(NINTH, 0.11))],
    ),
    (
        "everhour.csv",
        {"columns": MADE_UP},
        [
            ("Ana", "Newsletter", Job(SECOND, 2.5)),
            ("Ana", "Newsletter", Job(NINTH, 0.25)),
            ("Ben", "Website", Job(ELEVENTH, 3)),
        ],
    ),
    ("moments.csv", {}, [("Ana", "Newsletter", Job(SECOND, 2.5)), ("Ben", "Website", Job(NINTH, 2))]),
    (
        "plain.csv",
        {},
        [
            ("Ana", "Newsletter", Job(SECOND, 2.5, waited_days=3, price=112.5)),
            ("Ben", "Website", Job(NINTH, 3, waited_days=0, price=1105)),
        ],
    ),
]


@pytest.mark.parametrize(("file", "said", "told"), TOLD)
def test_an_export_tells_of_jobs(file: str, said: dict[str, Any], told: list[tuple[str, str, Job]]) -> None:
    found = timesheets.jobs(EXPORTS / file, **said)
    assert [(each.person, each.task, each.job.date) for each in found] == [(*who, job.date) for *who, job in told]
    for each, (*_, job) in zip(found, told, strict=True):
        assert each.job.hours == pytest.approx(job.hours, abs=1e-12)
        assert each.job.waited_days == job.waited_days
        assert each.job.price == (None if job.price is None else pytest.approx(job.price, abs=1e-9))


def test_an_export_with_translated_headers_is_refused_with_what_it_has_and_what_is_needed() -> None:
    with pytest.raises(RefusedFileError) as caught:
        timesheets.jobs(EXPORTS / "kimai_deutsch.csv")
    (problem,) = caught.value.problems
    assert problem.startswith(
        "line 1, this is no header of Harvest, Toggl Track, Clockify, Kimai: it has Datum, Beginn,"
    )
    assert "name the columns of date, person, task and hours" in problem


def test_a_log_that_a_contractor_sent_need_not_say_who() -> None:
    text = "date,task,hours\n2026-03-02,Newsletter,2\n,Newsletter,\n,,2\n"
    with pytest.raises(RefusedFileError, match="column date: it is empty"):
        timesheets.jobs(io.StringIO(text), person="Ana")
    (found,) = timesheets.jobs(io.StringIO(text.replace(",Newsletter,\n", ",Total,\n")), person="Ana")
    assert found == LoggedJob("Ana", "Newsletter", Job(SECOND, 2))
    with pytest.raises(RefusedFileError, match="name the columns of date, person, task and hours"):
        timesheets.jobs(io.StringIO(text))


class TestJobsOfADay:
    LOG = (
        "date,person,task,hours\n2026-03-02,Ana,Blog,1\n2026-03-02,ANA,blog,2\n2026-03-03,Ana,Blog,3\n"
        "2026-03-06,Ana,Blog,4\n2026-03-03,Ben,Blog,5\n"
    )

    @pytest.mark.parametrize(
        ("same_job_days", "told"),
        [
            (None, [(2, "Ana", 1.0), (2, "Ana", 2.0), (3, "Ana", 3.0), (3, "Ben", 5.0), (6, "Ana", 4.0)]),
            (0, [(2, "Ana", 3.0), (3, "Ana", 3.0), (3, "Ben", 5.0), (6, "Ana", 4.0)]),
            (1, [(2, "Ana", 6.0), (3, "Ben", 5.0), (6, "Ana", 4.0)]),
            (3, [(2, "Ana", 10.0), (3, "Ben", 5.0)]),
        ],
    )
    def test_are_one_job_unless_something_else_is_said(
        self, same_job_days: int | None, told: list[tuple[int, str, float]]
    ) -> None:
        found = timesheets.jobs(io.StringIO(self.LOG), same_job_days=same_job_days)
        assert [(each.job.date.day, each.person, each.job.hours) for each in found] == told

    def test_wait_as_the_first_line_that_says_so(self) -> None:
        lines = [f"2026-03-02,Ana,Blog,{told}\n" for told in ("1,", "2,3", "4,5")]
        (found,) = timesheets.jobs(io.StringIO("date,person,task,hours,waited_days\n" + "".join(lines)))
        assert found == LoggedJob("Ana", "Blog", Job(SECOND, 7, waited_days=3))

    @pytest.mark.parametrize("days", [-1, 367, 1.0, True, "1"])
    def test_are_so_many_days_or_none(self, days: Any) -> None:
        with pytest.raises(RefusedValueError, match="it takes a whole number of days from 0 to 366, or None"):
            timesheets.jobs(io.StringIO(self.LOG), same_job_days=days)


class TestEngagements:
    def test_are_made_for_each_contractor_and_task(self) -> None:
        found = timesheets.read(EXPORTS / "everhour.csv", contractors=[BEN, ANA], tasks=[SITE, NEWS], columns=MADE_UP)
        assert found == (
            Engagement(
                ANA,
                tasks=NEWS,
                mode=Mode.OUT_TASK,
                start=SECOND,
                end=NINTH,
                jobs=[Job(SECOND, 2.5), Job(NINTH, 0.25)],
            ),
            Engagement(BEN, tasks=SITE, mode=Mode.OUT_TASK, start=ELEVENTH, end=ELEVENTH, jobs=[Job(ELEVENTH, 3)]),
        )

    def test_that_there_are_get_their_jobs_and_no_job_is_lost(self) -> None:
        block = Retainer(400, 10)
        both = Engagement(ANA, tasks=[NEWS, SITE], mode=Mode.OUTSOURCE, retainer=block, start=dt.date(2026, 3, 5))
        past = Engagement(
            BEN, tasks=NEWS, mode=Mode.OUT_TASK, start=dt.date(2025, 1, 1), jobs=[Job(dt.date(2025, 2, 1), 1)]
        )
        found = timesheets.read(EXPORTS / "everhour.csv", engagements=[both, past], tasks=SITE, columns=MADE_UP)
        assert found == (
            Engagement(
                ANA,
                tasks=[NEWS, SITE],
                mode=Mode.OUTSOURCE,
                retainer=block,
                start=dt.date(2026, 3, 5),
                jobs=[Job(NINTH, 0.25, task="Newsletter")],
            ),
            past,
            Engagement(ANA, tasks=NEWS, mode=Mode.OUT_TASK, start=SECOND, end=SECOND, jobs=[Job(SECOND, 2.5)]),
            Engagement(BEN, tasks=SITE, mode=Mode.OUT_TASK, start=ELEVENTH, end=ELEVENTH, jobs=[Job(ELEVENTH, 3)]),
        )

    @pytest.mark.parametrize(("start", "end"), [(NINTH, None), (dt.date(2026, 2, 1), dt.date(2026, 3, 1))])
    def test_do_not_get_jobs_of_days_on_which_they_did_not_run(self, start: dt.date, end: dt.date | None) -> None:
        held = Engagement(ANA, tasks=NEWS, mode=Mode.OUT_TASK, start=start, end=end)
        found = timesheets.read(io.StringIO("date,person,task,hours\n2026-03-02,Ana,Newsletter,2\n"), engagements=held)
        assert found == (
            held,
            Engagement(ANA, tasks=NEWS, mode=Mode.OUT_TASK, start=SECOND, end=SECOND, jobs=[Job(SECOND, 2)]),
        )

    def test_need_contractors_and_tasks(self) -> None:
        with pytest.raises(RefusedValueError, match="it takes the contractors that may be named there, by their names"):
            timesheets.read(EXPORTS / "everhour.csv", tasks=NEWS)
        with pytest.raises(RefusedValueError, match="it takes the tasks that may be named there, by their names"):
            timesheets.read(EXPORTS / "everhour.csv", contractors=ANA)

    def test_of_an_export_with_a_bad_line_are_not_made(self) -> None:
        with pytest.raises(RefusedFileError) as caught:
            timesheets.read(EXPORTS / "toggl.csv", contractors=[ANA], tasks=[NEWS, SITE])
        assert caught.value.problems == (
            "line 5, column User or Email: 'Ben' is refused: no contractor bears this name; aliases= says what it "
            "means, without= leaves it out",
            "line 6, column User or Email: 'Ben' is refused: no contractor bears this name; aliases= says what it "
            "means, without= leaves it out",
        )


class TestSeveralExports:
    FIRST = "date,person,task,hours\n2026-03-02,Ana,Blog,1\n2026-03-03,Ana,Blog,2\n"
    NEXT = "date,person,task,hours\n2026-03-03,Ana,Blog,2\n2026-03-04,Ana,Blog,x\n"

    @staticmethod
    def files(folder: Path) -> list[Path]:
        (folder / "a.csv").write_text(TestSeveralExports.FIRST)
        (folder / "b.csv").write_text(TestSeveralExports.NEXT)
        return [folder / "a.csv", folder / "b.csv"]

    def test_that_overlap_are_refused_with_both_lines(self, tmp_path: Path) -> None:
        first, second = self.files(tmp_path)
        with pytest.raises(RefusedFileError) as caught:
            timesheets.jobs([first, second])
        assert caught.value.path == str(second)
        assert caught.value.count == 2
        assert [problem.partition(": ")[0] for problem in caught.value.problems] == [
            f"{second}, line 2 says the same as line 3 of {first}",
            f"{second}, line 3, column hours",
        ]

    def test_are_read_as_one(self) -> None:
        second = io.StringIO(self.NEXT.replace("x", "4"))
        found = timesheets.jobs([io.StringIO(self.FIRST), second], duplicates="once")
        assert [each.job for each in found] == [
            Job(SECOND, 1),
            Job(dt.date(2026, 3, 3), 2),
            Job(dt.date(2026, 3, 4), 4),
        ]


@pytest.mark.parametrize("function", [timesheets.jobs, timesheets.read])
def test_a_call_that_does_not_fit_is_told_with_one_that_does(function: Any) -> None:
    with pytest.raises(RefusedCallError) as caught:
        function(EXPORTS / "plain.csv", on=SECOND)
    name = f"timesheets.{function.__name__}"
    assert str(caught.value).startswith(f"{name} has no argument 'on': ")
    assert str(caught.value).endswith(f"\n  such as {EXAMPLES[name]}")


def test_columns_that_nobody_can_name_are_refused() -> None:
    with pytest.raises(RefusedValueError, match="did you mean 'person'"):
        timesheets.jobs(EXPORTS / "plain.csv", columns={"persons": "person"})


# What a random log says, and how each tool writes it
ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["Ana", "Ben", "=1+1"]),
        st.sampled_from(["Newsletter", "Website", 'A "b", c;\td']),
        st.dates(dt.date(2025, 1, 1), dt.date(2026, 12, 31)),
        st.integers(0, 86_399),
        st.integers(1, 7_200),
        names.map(str.strip),
    ),
    max_size=12,
    unique_by=lambda entry: entry[:4],
)
Line = tuple[str, str, dt.date, int, int, str]


def clock(seconds: int, *, half: bool = False) -> str:
    moment = dt.datetime(2026, 1, 1) + dt.timedelta(seconds=seconds)
    return moment.strftime("%I:%M:%S %p" if half else "%H:%M:%S")


def ended(line: Line) -> dt.date:
    return line[2] + dt.timedelta(days=(line[3] + line[4]) // 86_400)


def toggl(line: Line) -> list[str]:
    person, task, day, start, spent, note = line
    times = [f"{day}", clock(start), f"{ended(line)}", clock(start + spent), clock(spent)]
    return [person, "a@example.com", "Acme", "", task, note, "Yes", *times, "", "1.00"]


def clockify(line: Line) -> list[str]:
    person, task, day, start, spent, note = line
    times = [f"{day:%m/%d/%Y}", clock(start, half=True), f"{ended(line):%m/%d/%Y}", clock(start + spent, half=True)]
    return [task, "", note, "", person, "", "", "", "No", *times, clock(spent), f"{spent / 3600:.2f}", "0.00", "0.00"]


def kimai(line: Line) -> list[str]:
    person, task, day, start, spent, note = line
    exact = f"{spent / 3600!r}".replace(".", ",")
    return [f"{day:%d.%m.%Y}", clock(start), clock(start + spent), exact, person, "", "", "Acme", task, note]


def moments(line: Line) -> list[str]:
    person, task, day, start, spent, note = line
    return [note, f"{day}T{clock(start)}Z", f"{ended(line)}T{clock(start + spent)}Z", task, person]


TOOLS: list[tuple[str, Any, str, str]] = [
    (
        "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,"
        "Amount (EUR)",
        toggl,
        ",",
        "utf-8-sig",
    ),
    (
        "Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,"
        "Duration (h),Duration (decimal),Billable Rate (USD),Billable Amount (USD)",
        clockify,
        ",",
        "utf-8",
    ),
    ("Date,From,To,Duration,Name,User,E-mail,Project,Activity,Description", kimai, ";", "utf-16"),
    ("description,start,end,task,user_name", moments, "\t", "utf-8"),
]


def written(lines: list[Line], header: str, write: Any, separator: str, encoding: str) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator)
    writer.writerow(header.split(","))
    writer.writerows(map(write, lines))
    return file.getvalue().encode(encoding, "replace")


@given(ENTRIES, st.sampled_from(TOOLS))
def test_what_a_tool_writes_is_read_back(lines: list[Line], tool: tuple[str, Any, str, str]) -> None:
    told: dict[tuple[dt.date, str, str], float] = defaultdict(float)
    for person, task, day, _, spent, _ in lines:
        told[day, person, task] += spent / 3600
    found = timesheets.jobs(io.BytesIO(written(lines, *tool)), day_first=False if tool[1] is clockify else None)
    assert [(each.job.date, each.person, each.task) for each in found] == sorted(told)
    for each in found:
        assert each.job.hours == pytest.approx(told[each.job.date, each.person, each.task], abs=1e-9)


@given(ENTRIES, st.sampled_from(TOOLS), st.data())
def test_a_damaged_export_is_read_or_refused_and_never_crashes(
    lines: list[Line], tool: tuple[str, Any, str, str], data: st.DataObject
) -> None:
    whole = written(lines, *tool)
    cut = data.draw(st.integers(0, len(whole)))
    hole = data.draw(st.binary(max_size=20))
    assert_read_or_refused(whole[:cut] + hole + whole[cut + data.draw(st.integers(0, 20)) :])


@given(st.binary(max_size=200), st.sampled_from([b"", b"date,person,task,hours\n", b"start,end,user,task\n"]))
@example(b"9" * 200_000, b"date,person,task,hours\n")
def test_bytes_of_any_kind_are_read_or_refused(data: bytes, header: bytes) -> None:
    assert_read_or_refused(header + data)


@given(st.lists(st.lists(st.text("0123456789:.,-/+ hmAPZT=€()", max_size=20), min_size=9, max_size=9), max_size=4))
def test_cells_of_any_kind_are_read_or_refused(cells: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(["date", "person", "task", "hours", "waited_days", "price", "start", "end", "currency"])
    writer.writerows(["2026-03-02", "Ana", "Blog", *row[3:]] if row[0] < row[1] else row for row in cells)
    assert_read_or_refused(file.getvalue().encode())


def assert_read_or_refused(data: bytes) -> None:
    with suppress(DelegationError):
        assert all(each.job.hours > 0 for each in timesheets.jobs(io.BytesIO(data)))
