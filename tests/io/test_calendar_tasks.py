"""Which tasks series and to-dos tell of."""

import datetime as dt
from typing import Any

import pytest

from delegation import Once, Rule, Task
from delegation.io import ical
from delegation.recurrence import rule
from tests.calendars import event, problems, todo, vcalendar

MONDAY = dt.date(2026, 1, 5)
HOUR = ("ESTIMATED-DURATION:PT1H",)
SINGLE = ("DTSTART:20260105", "RRULE:FREQ=DAILY;COUNT=1")
WEEKLY = ("DTSTART:20260105", "RRULE:FREQ=WEEKLY", *HOUR)


def tasks(*parts: str, **options: Any) -> tuple[Task, ...]:
    return ical.read_tasks(vcalendar(*parts), **options)


def only(*lines: str, **options: Any) -> Task:
    (found,) = tasks(todo(*lines), **options)
    return found


def test_a_task_has_its_name_skill_hours_and_recurrence() -> None:
    assert only(*WEEKLY, "CATEGORIES:web") == Task("News", skill="web", hours=1, recurrence=Rule("FREQ=WEEKLY", MONDAY))


def test_an_event_is_a_task_too() -> None:
    (found,) = tasks(event("DTSTART:20260105T090000", "DTEND:20260105T103000"))
    assert found == Task("News", hours=1.5, recurrence=Once(MONDAY))


def test_what_is_due_is_due_on_that_day_whenever_it_begins() -> None:
    assert only("DTSTART:20260105", "DUE:20260109", *HOUR).recurrence == Once(dt.date(2026, 1, 9))


def test_what_has_no_day_comes_once_some_time() -> None:
    assert only(*HOUR).recurrence == Once()


def test_the_day_of_a_moment_is_that_of_the_time_zone_of_the_calendar_or_the_callers() -> None:
    late = todo("DUE:20260105T230000Z", *HOUR)
    due = [
        tasks(late)[0].start,
        tasks("X-WR-TIMEZONE:Europe/Paris", late)[0].start,
        tasks("X-WR-TIMEZONE:Europe/Paris", late, timezone="America/New_York")[0].start,
    ]
    assert due == [MONDAY, dt.date(2026, 1, 6), MONDAY]


@pytest.mark.parametrize(
    "line",
    ["STATUS:CANCELLED", "STATUS:COMPLETED", "PERCENT-COMPLETE:100"],
)
def test_what_is_cancelled_or_done_is_no_task(line: str) -> None:
    assert tasks(todo(line)) == ()


@pytest.mark.parametrize("status", ["OOF", "WORKINGELSEWHERE"])
def test_an_absence_and_a_place_of_work_are_no_tasks(status: str) -> None:
    assert tasks(event("DTSTART:20260105", f"X-MICROSOFT-CDO-BUSYSTATUS:{status}")) == ()


FREE_DAY = event("DTSTART;VALUE=DATE:20260105", "TRANSP:TRANSPARENT", name="Pay taxes")
FREE_HOUR = event("DTSTART:20260105T090000", "DURATION:PT1H", "TRANSP:TRANSPARENT", uid="u2", name="Post news")


def test_what_is_shown_as_free_is_a_task_where_the_caller_says_so() -> None:
    assert tasks(FREE_DAY, FREE_HOUR, free="tasks", hours=2) == (
        Task("Pay taxes", hours=2, recurrence=Once(MONDAY)),
        Task("Post news", hours=1, recurrence=Once(MONDAY)),
    )


def test_what_is_shown_as_free_is_left_out_where_the_caller_says_so_whatever_is_wrong_with_it() -> None:
    broken = event("DTSTART:20260105", "RRULE:FREQ=DAILY", "TRANSP:TRANSPARENT", uid="u3", name="")
    onwards = event("DTSTART:20260107", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260106", uid="u3", name="")
    assert tasks(FREE_DAY, FREE_HOUR, broken, onwards, todo(*HOUR, uid="u4"), free="skip") == tasks(todo(*HOUR))


def test_what_is_shown_as_free_is_refused_by_name_where_nobody_says_what_it_is() -> None:
    says = (
        ": it is shown as free, as programs show whole days unless told otherwise: free='tasks' takes such events, "
        "free='skip' does not, without=[...] leaves some out by name"
    )
    assert problems(ical.read_tasks, FREE_DAY, FREE_HOUR, hours=2) == (
        f"line 6, TRANSP of Pay taxes{says}",
        f"line 13, TRANSP of Post news{says}",
    )


def test_what_is_shown_as_free_and_over_is_left_out() -> None:
    assert tasks(FREE_DAY, since=dt.date(2026, 1, 6)) == ()


def test_a_to_do_is_never_shown_as_free() -> None:
    assert only("TRANSP:TRANSPARENT", *HOUR) == only(*HOUR)


def test_what_is_left_out_by_name_is_no_task() -> None:
    moved = event("DTSTART:20260113", "RECURRENCE-ID:20260112", name="Other")
    lunch = event(*WEEKLY, name="LUNCH  break")
    assert tasks(lunch, moved, todo(*HOUR, uid="u2"), without=["Lunch break"]) == tasks(todo(*HOUR))


def test_priority_is_left_out() -> None:
    assert only("PRIORITY:1", *HOUR) == only(*HOUR)


def test_hours_that_are_not_said_are_the_callers() -> None:
    assert [each.hours for each in tasks(todo(), todo(*HOUR, uid="u2", name="b"), hours=2)] == [2, 1]


def test_what_is_over_before_a_day_is_left_out_whatever_is_wrong_with_it() -> None:
    over = [
        todo("DUE:20260104", name=""),
        todo("DTSTART:20250101", "RRULE:FREQ=DAILY;UNTIL=20260104", uid="u2"),
        todo("DUE:20260105", *HOUR, uid="u3", name="a"),
        todo(*WEEKLY, uid="u4", name="b"),
        todo(*HOUR, uid="u5", name="c"),
    ]
    assert [each.name for each in tasks(*over, since=MONDAY)] == ["a", "b", "c"]


def moved(*lines: str) -> Rule:
    changes = [
        event(line, kind="VTODO") if "\n" not in line else event(*line.split("\n"), kind="VTODO") for line in lines
    ]
    (found,) = tasks(todo(*WEEKLY), *changes)
    assert isinstance(found.recurrence, Rule)
    return found.recurrence


TUESDAY, NEXT, AFTER = dt.date(2026, 1, 13), dt.date(2026, 1, 12), dt.date(2026, 1, 19)


@pytest.mark.parametrize(
    ("changes", "gone", "besides"),
    [
        (["RECURRENCE-ID:20260112\nDTSTART:20260113"], [NEXT], [TUESDAY]),
        (["RECURRENCE-ID:20260112\nDTSTART:20260112"], [], []),
        (["RECURRENCE-ID:20260112\nSTATUS:CANCELLED"], [NEXT], []),
        (["RECURRENCE-ID:20260112\nSTATUS:COMPLETED"], [NEXT], []),
        (["RECURRENCE-ID:20260112"], [], []),
        (
            ["RECURRENCE-ID:20260112\nDTSTART:20260119", "RECURRENCE-ID:20260119\nSTATUS:CANCELLED"],
            [NEXT],
            [AFTER],
        ),
    ],
)
def test_moved_and_cancelled_occurrences_are_single_days_of_the_rule(
    changes: list[str], gone: list[dt.date], besides: list[dt.date]
) -> None:
    assert moved(*changes) == Rule("FREQ=WEEKLY", MONDAY, gone, besides)


def test_a_change_without_its_series_comes_once() -> None:
    (found,) = tasks(event("RECURRENCE-ID:20260101T090000", "DTSTART:20260105T090000", "DURATION:PT1H"))
    assert found.recurrence == Once(MONDAY)


def test_changes_without_their_series_are_its_only_days() -> None:
    days = [
        ("20260104", "STATUS:CANCELLED"),
        ("20260105", "X:y"),
        ("20260112", "X:y"),
        ("20260119", "STATUS:CANCELLED"),
    ]
    (found,) = tasks(*(event(f"RECURRENCE-ID:{day}", f"DTSTART:{day}", said, *HOUR) for day, said in days))
    assert found.recurrence == Rule("FREQ=DAILY;COUNT=1", MONDAY, (), [NEXT])


def test_changes_without_their_series_and_their_start_stay_where_they_were() -> None:
    found = tasks(*(todo(f"RECURRENCE-ID:{day}", *HOUR) for day in ("20260105", "20260112")))
    assert found[0].recurrence == Rule("FREQ=DAILY;COUNT=1", MONDAY, (), [NEXT])


def test_more_changes_without_their_series_than_a_rule_takes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule, "MOST_DAYS", 1)
    parts = [todo(f"RECURRENCE-ID:{day}", *HOUR) for day in ("20260105", "20260112", "20260119")]
    assert "line 5, RECURRENCE-ID of News" in problems(ical.read_tasks, *parts)[0]


def test_changes_that_are_all_cancelled_are_no_task() -> None:
    days = ("20260105", "20260112")
    assert tasks(*(event(f"RECURRENCE-ID:{day}", f"DTSTART:{day}", "STATUS:CANCELLED") for day in days)) == ()


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([todo(*HOUR, name="")], "line 2, SUMMARY of u1: it takes the name of a task"),
        (
            [todo(*HOUR), todo(*HOUR, uid="u2")],
            "line 9, SUMMARY of News (u2): this name stands on line 2 already: each task needs a name of its own",
        ),
        (
            [todo()],
            "line 2, ESTIMATED-DURATION of News: it does not say its working hours, such as PT2H; hours= says them for "
            "all that do not",
        ),
        (
            [todo(*HOUR, "CATEGORIES:web,law")],
            "line 6, CATEGORIES of News: 'web', 'law' are several, and a task takes one skill; skills= says which "
            "categories are skills",
        ),
        (
            [todo(*HOUR, "CATEGORIES:law\\, tax")],
            'line 6, CATEGORIES of News: \'law, tax\' is refused: it takes one skill, such as "web", or "" where none '
            "is needed",
        ),
        (
            [todo("ESTIMATED-DURATION:PT2000000H")],
            "line 5, ESTIMATED-DURATION of News: 2e+06 is refused: it takes a number above 0 and up to 1,000,000, "
            "working hours of one occurrence",
        ),
        (
            [todo(*WEEKLY), todo("RECURRENCE-ID;RANGE=THISANDFUTURE:20260112", "DTSTART:20260113")],
            "line 12, RECURRENCE-ID of News: it changes all that follows, which no rule can say: end the series there "
            "and begin a new one",
        ),
        (
            [
                todo("DTSTART:20260105", "RRULE:FREQ=DAILY;COUNT=1", *HOUR),
                todo("RECURRENCE-ID:20260105", "STATUS:CANCELLED"),
            ],
            "line 12, RECURRENCE-ID of News: (datetime.date(2026, 1, 5),) is refused: it leaves no day on which "
            "the rule falls",
        ),
    ],
)
def test_what_is_no_task_is_told_with_line_property_and_reason(parts: list[str], told: str) -> None:
    assert problems(ical.read_tasks, *parts) == (told,)


def test_of_several_categories_those_count_that_are_skills() -> None:
    assert only(*HOUR, "CATEGORIES:Red,WEB", skills=["Web", "law"]).skill == "Web"
    assert only(*HOUR, "CATEGORIES:Red", skills="web").skill == ""
