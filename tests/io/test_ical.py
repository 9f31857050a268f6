"""What calendars of several programs say, that what is written comes back, and what hostile calendars come to."""

import datetime as dt
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Contractor, Engagement, History, Job, Mode, Once, Rule, Task, Urgency, plan
from delegation.errors import RefusedFileError, RefusedValueError
from delegation.io import ical
from delegation.io._todos import carried
from tests import worlds
from tests.calendars import FOLDER, problems

PARIS, BERLIN = ZoneInfo("Europe/Paris"), ZoneInfo("Europe/Berlin")
NEW_YEAR, SPRING = dt.date(2026, 1, 1), dt.date(2026, 3, 31)


def at(month: int, day: int, hour: int, minute: int = 0, zone: dt.tzinfo | None = None) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, minute, tzinfo=zone)


def test_google_tells_of_tasks() -> None:
    found = ical.read_tasks(FOLDER / "google.ics", hours=8, without=["Birthday of Ben"])
    gone, moved = [at(1, day, 9, zone=PARIS) for day in (12, 19)], at(1, 13, 14, zone=PARIS)
    weekly = Rule("FREQ=WEEKLY;BYDAY=MO", at(1, 5, 9, zone=PARIS), gone, [moved])
    assert found == (
        Task("Newsletter", hours=2.5, recurrence=weekly),
        Task("Repair of the site", hours=2, recurrence=Once(dt.date(2026, 2, 23))),
        Task("Skiing", hours=8, recurrence=Once(dt.date(2026, 3, 2))),
    )


def test_google_tells_of_jobs() -> None:
    found = ical.read_jobs(FOLDER / "google.ics", since=NEW_YEAR, until=dt.date(2026, 1, 31), hours=8)
    assert [(job.date.day, job.hours) for job in found] == [(5, 2.5), (13, 4.0), (26, 2.5)]


def test_google_tells_of_a_birthday_that_is_shown_as_free_as_a_holiday_is() -> None:
    with pytest.raises(RefusedFileError, match="Birthday of Ben: it is shown as free"):
        ical.read_availability(FOLDER / "google.ics", first=dt.date(2026, 2, 10), last=dt.date(2026, 3, 6))


def test_google_tells_when_somebody_is_away() -> None:
    found = ical.read_availability(
        FOLDER / "google.ics", first=dt.date(2026, 2, 10), last=dt.date(2026, 3, 6), free="skip"
    )
    assert found.time_off == ((dt.date(2026, 3, 2), dt.date(2026, 3, 6)),)
    assert found.timezone == "Europe/Paris"
    assert [(first.day, last.day) for first, last in found.bookings if isinstance(last, dt.datetime)] == [
        (16, 16),
        (23, 24),
        (23, 23),
        (2, 2),
    ]


def test_apple_tells_of_reminders() -> None:
    start = at(1, 30, 17, zone=ZoneInfo("America/New_York"))
    assert ical.read_tasks(FOLDER / "apple.ics", hours=2) == (
        Task("Close the books", hours=2, recurrence=Rule("FREQ=MONTHLY;BYMONTHDAY=-1", start)),
        Task("Tax return", hours=2, recurrence=Once(dt.date(2026, 4, 15))),
    )


def test_apple_tells_of_reminders_that_were_ticked() -> None:
    found = ical.read_jobs(FOLDER / "apple.ics", since=NEW_YEAR, until=SPRING, hours=1, timezone="America/New_York")
    assert found == (Job(dt.date(2026, 2, 16), 1, task="Flyer"),)


def test_outlook_tells_of_tasks_among_other_categories() -> None:
    assert ical.read_tasks(FOLDER / "outlook.ics", skills=["bookkeeping"]) == (
        Task(
            "Invoices",
            skill="bookkeeping",
            hours=1.5,
            recurrence=Rule("FREQ=WEEKLY;COUNT=10;INTERVAL=2;BYDAY=WE", at(1, 7, 9, zone=BERLIN)),
        ),
    )


def test_outlook_tells_when_somebody_is_out_of_office() -> None:
    found = ical.read_availability(
        FOLDER / "outlook.ics", first=dt.date(2026, 3, 1), last=dt.date(2026, 3, 13), timezone="Europe/Berlin"
    )
    assert found == Availability(
        time_off=[(dt.date(2026, 3, 10), dt.date(2026, 3, 12))],
        bookings=[(at(3, 4, 9, zone=BERLIN), at(3, 4, 10, 30, zone=BERLIN))],
        timezone="Europe/Berlin",
    )


def test_nextcloud_tells_of_jobs_moved_and_of_single_days() -> None:
    found = ical.read_jobs(FOLDER / "nextcloud.ics", since=NEW_YEAR, until=SPRING)
    stall = [(job.date, job.hours) for job in found if job.task == "Market stall"]
    mail = [(job.date.day, job.hours) for job in found if job.task == "Mail"]
    assert [hours for _, hours in stall] == [4, 4, 4, 2]
    assert mail[:5] == [(5, 1), (6, 1), (7, 1), (8, 2), (9, 2)]


def test_nextcloud_tells_of_a_rest_that_no_task_can_have() -> None:
    with pytest.raises(RefusedFileError) as caught:
        ical.read_tasks(FOLDER / "nextcloud.ics")
    assert [problem.partition(":")[0] for problem in caught.value.problems] == ["line 51, RECURRENCE-ID of Mail"]


def test_jobs_fit_into_an_engagement_and_a_history() -> None:
    jobs = ical.read_jobs(FOLDER / "google.ics", since=NEW_YEAR, until=SPRING, tasks=Task("Newsletter", hours=2))
    who = Contractor("Ana", rate=45)
    held = Engagement(who, tasks=Task("Newsletter", hours=2), mode=Mode.OUT_TASK, start=NEW_YEAR, jobs=jobs)
    past = History([job.date for job in jobs], hours=[job.hours for job in jobs], since=NEW_YEAR, until=SPRING)
    assert held.jobs == jobs
    assert Task("Newsletter", recurrence=past).hours == pytest.approx(2.625)


def test_all_that_is_wrong_with_a_calendar_is_told_at_once_in_the_order_of_lines() -> None:
    told = problems(
        ical.read_tasks,
        "BEGIN:VTODO\nUID:a\nSUMMARY:a\nDURATION:x\nEND:VTODO",
        "BEGIN:VTODO\nUID:b\nDURATION:PT1H\nEND:VTODO",
        "BEGIN:VEVENT\nUID:c\nSUMMARY:c\nDTSTART:20260105\nRRULE:FREQ=HOURLY\nEND:VEVENT",
    )
    assert [each.partition(":")[0] for each in told] == [
        "line 5, DURATION of a",
        "line 7, SUMMARY of b",
        "line 15, RRULE of c",
    ]


def written(tasks: Any, stamp: dt.date = NEW_YEAR) -> io.StringIO:
    pytest.importorskip("icalendar")
    target = io.StringIO(newline="")
    ical.write_tasks(target, tasks, stamp=stamp)
    target.seek(0)
    return target


MOMENTS = st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2090, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)
ZONES = st.sampled_from([None, dt.UTC, PARIS, ZoneInfo("America/New_York")])
STARTS = worlds.days_of_calendar | st.builds(lambda moment, zone: moment.replace(tzinfo=zone), MOMENTS, ZONES)
NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.sampled_from("\n\t\\,;:"), min_size=1)
DAYS = st.lists(st.integers(1, 400), max_size=3)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Rules with single days near their start."""
    start = draw(STARTS)
    near = [[start + dt.timedelta(days=day) for day in draw(DAYS)] for _ in range(2)]
    return Rule(draw(st.sampled_from(worlds.RULES)), start, *near)


def named(task: Task) -> str:
    return task.name


TASKS = st.lists(
    st.builds(
        Task,
        NAMES.filter(lambda name: name.strip() != ""),
        skill=st.sampled_from(["", "web", "Büro \\n x:y"]),
        hours=st.integers(1, 10**6).map(lambda seconds: seconds / 3600.0),
        recurrence=st.builds(Once) | st.builds(Once, worlds.days_of_calendar) | rules(),
        urgency=st.builds(Urgency, st.just(0.0), st.floats(0.0, 1e5)),
    ),
    max_size=3,
    unique_by=named,
)


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("monthly", dt.date(2026, 1, 29)),
        ("monthly", dt.date(2026, 1, 30)),
        ("monthly", dt.date(2026, 1, 31)),
        ("yearly", dt.date(2024, 2, 29)),
    ],
)
def test_tasks_said_in_words_from_a_late_day_are_read_back(words: str, start: dt.date) -> None:
    close = Task("Close", hours=6, recurrence=words, start=start)
    assert ical.read_tasks(written([close])) == (close,)


@given(TASKS)
def test_tasks_are_read_back_as_they_were_written(tasks: list[Task]) -> None:
    try:
        expected = [
            attrs.evolve(
                task,
                urgency=Urgency(),
                recurrence=carried(task.recurrence, "", "") if isinstance(task.recurrence, Rule) else task.recurrence,
            )
            for task in tasks
        ]
    except RefusedValueError:
        return  # single days may leave no day of a rule that ends
    assert ical.read_tasks(written(tasks)) == tuple(expected)


def test_what_a_calendar_cannot_carry_is_read_back_at_its_default() -> None:
    full = Task(
        "a", hours=1, urgency=Urgency(40, 2), owner_hours=2, keep=True, undone_cost=5, occasion="launch", skill="web"
    )
    assert ical.read_tasks(written(full)) == (Task("a", hours=1, skill="web"),)


@pytest.mark.parametrize(
    ("tasks", "field"),
    [
        (Task("a", hours=1, recurrence=4), "recurrence"),
        (Task("a", hours=1, recurrence=[NEW_YEAR]), "recurrence"),
        (Task("a", hours=1, recurrence="weekly"), "start"),
        ([Task("a", hours=1), Task("a", hours=2)], "tasks"),
        (3, "tasks"),
        ("calendar.ics", "tasks"),
        (Task("a\0b", hours=1), "name"),
    ],
)
def test_what_no_calendar_says_is_refused(tasks: Any, field: str) -> None:
    with pytest.raises(RefusedValueError) as caught:
        written(tasks)
    assert (caught.value.owner, caught.value.field) == ("write_tasks", field)


def test_tasks_are_written_to_a_file_without_a_mark_of_its_encoding(tmp_path: Path) -> None:
    pytest.importorskip("icalendar")
    ical.write_tasks(tmp_path / "t.ics", [Task("Füße", hours=1)], stamp=NEW_YEAR)
    assert (tmp_path / "t.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert ical.read_tasks(tmp_path / "t.ics") == (Task("Füße", hours=1),)


ANA = Contractor("Ana", rate=45)
NEWS = Task("News", hours=2.5, recurrence="weekly", start=dt.date(2026, 1, 5))


def test_a_task_that_is_written_is_due_when_its_slack_and_its_hours_are_over() -> None:
    task = Task("a", hours=2.5, recurrence="weekly", start=dt.datetime(2026, 1, 5, 9), urgency=Urgency(40, 2))
    assert "\r\nDUE:20260107T113000\r\n" in written(task).read()


def test_a_plan_is_written_as_to_dos_that_other_readers_understand() -> None:
    icalendar = pytest.importorskip("icalendar")
    target = io.StringIO(newline="")
    ical.write_plan(target, plan(NEWS, ANA, on=dt.date(2026, 2, 4)))
    (found,) = icalendar.Calendar.from_ical(target.getvalue()).walk("VTODO")
    assert str(found["SUMMARY"]) == "News"
    assert found.decoded("DTSTART") == dt.date(2026, 2, 9)
    assert found.decoded("DTSTAMP") == dt.datetime(2026, 2, 4, tzinfo=dt.UTC)
    assert str(found["DESCRIPTION"]).startswith("Outsource News to Ana (an ongoing monthly retainer")


def test_a_plan_that_was_written_gives_its_tasks_back() -> None:
    pytest.importorskip("icalendar")
    target = io.StringIO(newline="")
    ical.write_plan(target, plan(NEWS, ANA), stamp=NEW_YEAR)
    target.seek(0)
    assert ical.read_tasks(target) == (NEWS,)


def test_what_a_plan_keeps_is_written_and_read_back_with_the_hours_that_it_takes_you() -> None:
    pytest.importorskip("icalendar")
    nine, target = dt.datetime(2026, 1, 5, 9), io.StringIO(newline="")
    kept = Task("Ads", hours=3, owner_hours=5, keep=True, recurrence="weekly", start=nine)
    ical.write_plan(target, plan(kept, ANA, on=NEW_YEAR))
    assert "\r\nESTIMATED-DURATION:PT5H\r\n" in target.getvalue()
    assert "\r\nDUE:20260105T140000\r\n" in target.getvalue()
    target.seek(0)
    assert ical.read_tasks(target)[0].hours == 5.0


@pytest.mark.parametrize(
    ("asked", "field"), [(NEWS, "plan"), (plan(NEWS, ANA), "stamp")], ids=["no plan", "no moment of writing"]
)
def test_a_plan_and_a_moment_of_writing_are_needed(asked: Any, field: str) -> None:
    with pytest.raises(RefusedValueError) as caught:
        ical.write_plan(io.StringIO(), asked)
    assert (caught.value.owner, caught.value.field) == ("write_plan", field)


SCRIPT = r"""
import datetime as dt, io, json, resource, signal, sys

from delegation import DelegationError
from delegation.io import ical

MEMORY, SECONDS = 1 << 30, 20.0  # seconds of the processor, for one reading
try:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
except (OSError, ValueError):
    pass  # some systems know the limit and do not let it be set


class TooLong(BaseException):
    pass


def too_long(*_):
    raise TooLong


def events(count, *lines):
    said = "\n".join(lines)
    return "".join(
        f"BEGIN:VEVENT\nUID:{place}\nSUMMARY:t{place}\nDTSTART:20260105T090000\nDURATION:PT1H\n{said}\nEND:VEVENT\n"
        for place in range(count)
    )


CHANGES = "".join(
    f"BEGIN:VEVENT\nUID:0\nSUMMARY:t\nRECURRENCE-ID;RANGE=THISANDFUTURE:2026{1 + day % 12:02}01T090000\n"
    "DTSTART:20270101T090000\nEND:VEVENT\n" for day in range(9000)
)
HOSTILE = {
    "rules without end": "BEGIN:VEVENT\n" + "RRULE:FREQ=DAILY\n" * 900_000,
    "events by rules": events(100_000, "RRULE:FREQ=DAILY"),
    "rules that never fall": events(990, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
    "rules that seldom fall": events(990, "RRULE:FREQ=DAILY;UNTIL=29991231;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO"),
    "rules of seconds": events(990, "RRULE:FREQ=SECONDLY"),
    "a count beyond all": events(1, "RRULE:FREQ=DAILY;COUNT=1000000000"),
    "counts as high as may be": events(100, "RRULE:FREQ=DAILY;COUNT=10000"),
    "days without end": events(990, "RRULE:FREQ=DAILY"),
    "an interval beyond all": events(1, "RRULE:FREQ=DAILY;INTERVAL=" + "9" * 90_000),
    "single days": events(50, "EXDATE:" + ",".join(["20260105T090000"] * 6_000)),
    "changes of all that follows": events(1, "RRULE:FREQ=DAILY") + CHANGES,
    "components within each other": "BEGIN:VEVENT\n" * 900_000,
    "components": "BEGIN:VEVENT\nEND:VEVENT\n" * 400_000,
    "properties": "BEGIN:VEVENT\n" + "CATEGORIES:a\n" * 900_000,
    "parameters": events(100, "DTEND" + ';A="b"' * 15_000 + ":x"),
    "a long line": "SUMMARY:" + "a" * 15_000_000,
    "a line of many folds": "BEGIN:VEVENT\nSUMMARY:" + "\n a" * 900_000,
    "a large file": "a" * 30_000_000,
    "empty lines": "\n" * 19_000_000,
    "a NUL": "BEGIN:VEVENT\nSUMMARY:\0\nEND:VEVENT\n",
    "a long duration": "BEGIN:VTODO\nSUMMARY:a\nDURATION:P" + "9" * 90_000 + "D\nEND:VTODO\n",
    "escapes": events(100, "CATEGORIES:" + "\\" * 90_001 + ",b" * 9),
    "a zone of seconds": (
        "BEGIN:VTIMEZONE\nTZID:x\nBEGIN:STANDARD\nDTSTART:16010101T000000\nRRULE:FREQ=SECONDLY\nTZOFFSETTO:+0100\n"
        "END:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T000000\nRRULE:FREQ=SECONDLY\nTZOFFSETTO:+0200\nEND:DAYLIGHT\n"
        "END:VTIMEZONE\nBEGIN:VEVENT\nSUMMARY:a\nDTSTART;TZID=x:20260105T090000\nEND:VEVENT\n"
    ),
}
EXPANDED = {"rules that never fall", "counts as high as may be", "changes of all that follows", "days without end"}
WINDOW = dt.date(2026, 1, 1), dt.date(2035, 12, 31)
READ = {
    "tasks": ical.read_tasks,
    "jobs": lambda source: ical.read_jobs(source, since=WINDOW[0], until=WINDOW[1]),
    "availability": lambda source: ical.read_availability(source, first=WINDOW[0], last=WINDOW[1]),
}
signal.signal(signal.SIGVTALRM, too_long)
told = {}
for name, text in HOSTILE.items():
    whole = text if name in ("a large file", "empty lines") else f"BEGIN:VCALENDAR\n{text}END:VCALENDAR\n"
    for what in READ if name in EXPANDED else ["tasks"]:
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        try:
            READ[what](io.BytesIO(whole.encode()))
            told[f"{name}, {what}"] = "read"
        except DelegationError as error:
            told[f"{name}, {what}"] = "refused" if len(str(error)) < 10_000 else "told at length"
        except BaseException as error:
            told[f"{name}, {what}"] = repr(error)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
print(json.dumps(told))
"""


@pytest.mark.unmeasured
def test_no_calendar_takes_long_or_much_memory() -> None:
    pytest.importorskip("resource", reason="this platform cannot limit a process's memory")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert {name: how for name, how in told.items() if how != "refused"} == {
        "days without end, tasks": "read",
        "rules that seldom fall, tasks": "read",
    }
