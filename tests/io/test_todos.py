"""How to-dos become the text of a calendar."""

import datetime as dt
import sys
import unicodedata
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

icalendar = pytest.importorskip("icalendar")

from delegation import Once, Rule
from delegation.errors import MissingExtraError, RefusedValueError
from delegation.io._calendar_lines import text_of
from delegation.io._todos import (
    LONGEST_TEXT,
    UNCARRIED,
    Todo,
    carried,
    due_of,
    duration_text,
    escaped,
    stamp_of,
    text_of_todos,
)

MONDAY = dt.date(2026, 1, 5)
NINE = dt.datetime(2026, 1, 5, 9)
PARIS = ZoneInfo("Europe/Paris")
STAMP = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def written(*todos: Todo) -> str:
    return text_of_todos(todos, STAMP, "write_tasks")


def named(name: str = "News", **more: Any) -> Todo:
    return Todo(**{"kind": "task", "name": name, "skill": "", "hours": None, "recurrence": None, **more})


def lines(rule: Once | Rule) -> list[str]:
    """What is written of when something comes."""
    (component,) = icalendar.Calendar.from_ical(written(named(recurrence=rule))).walk("VTODO")
    text = component.to_ical().decode().replace("\r\n ", "").split("\r\n")
    return [line for line in text if line.startswith(("DTSTART", "DUE", "RRULE", "EXDATE", "RDATE"))]


def test_a_to_do_is_written_as_calendar_programs_read_it() -> None:
    news = named(skill="web", hours=2.5, recurrence=Rule("FREQ=WEEKLY", MONDAY), description="a, b\nc")
    assert written(news).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//delegation//delegation-planner//EN",
        "BEGIN:VTODO",
        "CATEGORIES:web",
        "DESCRIPTION:a\\, b\\nc",
        "DTSTAMP:20260101T000000Z",
        "DTSTART;VALUE=DATE:20260105",
        "DUE;VALUE=DATE:20260106",
        "ESTIMATED-DURATION:PT2H30M",
        "RRULE:FREQ=WEEKLY;WKST=MO",
        "STATUS:NEEDS-ACTION",
        "SUMMARY:News",
        "UID:03d67825-fadf-5445-a2f2-5d6c023695b1",
        "END:VTODO",
        "END:VCALENDAR",
        "",
    ]


def test_a_title_is_shown_in_place_of_the_name() -> None:
    shown = written(named("a\nb", title="a b"))
    assert "\r\nSUMMARY:a b\r\n" in shown
    assert shown.split("UID:")[1] == written(named("a\nb")).split("UID:")[1]


def test_a_to_do_keeps_what_tells_it_apart() -> None:
    assert written(named(hours=1)).split("UID:")[1] == written(named(hours=2)).split("UID:")[1]
    assert written(named()).split("UID:")[1] != written(named(kind="plan")).split("UID:")[1]


@pytest.mark.parametrize(
    ("comes", "expected"),
    [
        (Once(), []),
        (Once(MONDAY), ["DUE;VALUE=DATE:20260105"]),
        (
            Rule("FREQ=DAILY", NINE, [NINE.replace(day=6)], [NINE.replace(hour=15)]),
            [
                "DTSTART:20260105T090000",
                "DUE:20260105T090001",
                "EXDATE:20260106T090000",
                "RDATE:20260105T150000",
                "RRULE:FREQ=DAILY;WKST=MO",
            ],
        ),
        (
            Rule("FREQ=DAILY", NINE.replace(tzinfo=dt.UTC)),
            ["DTSTART:20260105T090000Z", "DUE:20260105T090001Z", "RRULE:FREQ=DAILY;WKST=MO"],
        ),
        (
            Rule("FREQ=DAILY", NINE.replace(tzinfo=PARIS)),
            [
                "DTSTART;TZID=Europe/Paris:20260105T090000",
                "DUE;TZID=Europe/Paris:20260105T090001",
                "RRULE:FREQ=DAILY;WKST=MO",
            ],
        ),
    ],
)
def test_when_it_comes_is_written_in_its_own_clock(comes: Once | Rule, expected: list[str]) -> None:
    assert lines(comes) == expected


@pytest.mark.parametrize(
    ("start", "slack_days", "hours", "due"),
    [
        (NINE, 0.0, 2.5, NINE.replace(hour=11, minute=30)),
        (NINE, 3.0, 2.5, NINE.replace(day=8, hour=11, minute=30)),
        (NINE, 0.5, 60.0, NINE.replace(day=8)),
        (NINE, 0.0, None, NINE.replace(second=1)),
        (NINE.replace(tzinfo=PARIS), 0.0, 2.0, NINE.replace(hour=11, tzinfo=PARIS)),
        (NINE.replace(month=3, day=28, tzinfo=PARIS), 1.0, 2.0, dt.datetime(2026, 3, 29, 11, tzinfo=PARIS)),
        (MONDAY, 0.0, 2.5, dt.date(2026, 1, 6)),
        (MONDAY, 0.0, 60.0, dt.date(2026, 1, 7)),
        (MONDAY, 3.0, 2.5, dt.date(2026, 1, 8)),
        (MONDAY, 2.9, 2.5, dt.date(2026, 1, 8)),
        (dt.date(2999, 12, 30), 0.0, 2.5, dt.date(2999, 12, 31)),
    ],
)
def test_a_to_do_is_due_when_the_latest_harmless_start_lets_it_be_done(
    start: dt.date, slack_days: float, hours: float | None, due: dt.date
) -> None:
    assert due_of(start, slack_days, hours) == due


@pytest.mark.parametrize(
    ("start", "slack_days"),
    [(MONDAY, 1e6), (MONDAY, 1e12), (NINE, 1e6), (dt.date(2999, 12, 31), 0.0), (dt.datetime(2999, 12, 31, 23), 0.0)],
)
def test_what_can_wait_beyond_all_days_is_never_due(start: dt.date, slack_days: float) -> None:
    assert due_of(start, slack_days, 2.0) is None
    (component,) = icalendar.Calendar.from_ical(
        written(named(recurrence=Rule("FREQ=DAILY;COUNT=1", start), slack_days=slack_days, hours=2.0))
    ).walk("VTODO")
    assert "DTSTART" in component
    assert "DUE" not in component


@given(
    st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2999, 12, 29)),
    st.sampled_from([dt.UTC, PARIS, None, "day"]),
    st.floats(0.0, 400.0),
    st.none() | st.floats(1e-9, 1e4),
)
def test_a_to_do_is_due_later_than_it_begins(
    moment: dt.datetime, zone: Any, slack_days: float, hours: float | None
) -> None:
    start = moment.date() if zone == "day" else moment.replace(tzinfo=zone)
    due = due_of(start, slack_days, hours)
    assert due is None or (type(due) is type(start) and text_at(due) > text_at(start))


def text_at(moment: dt.date) -> str:
    """What is written of a day or a moment, by its own clock."""
    return f"{moment:%Y%m%dT%H%M%S}"


def test_a_time_zone_is_written_with_what_it_means() -> None:
    text = written(named(recurrence=Rule("FREQ=DAILY", NINE.replace(tzinfo=PARIS))))
    assert "BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\n" in text


def test_many_single_days_stand_on_several_lines() -> None:
    gone = [MONDAY + dt.timedelta(days=place) for place in range(1, 251)]
    counts = [line.count(",") + 1 for line in lines(Rule("FREQ=DAILY", MONDAY, gone)) if line.startswith("EXDATE")]
    assert counts == [100, 100, 50]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule("FREQ=WEEKLY;BYDAY=WE", MONDAY), Rule("FREQ=WEEKLY;BYDAY=WE", dt.date(2026, 1, 7))),
        (
            Rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", dt.date(2026, 1, 7)),
            Rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", dt.date(2026, 1, 19)),
        ),
        (
            Rule("FREQ=DAILY", NINE, [dt.date(2026, 1, 6)], [dt.date(2026, 1, 7)]),
            Rule("FREQ=DAILY", NINE, [NINE.replace(day=6)], [NINE.replace(day=7)]),
        ),
        (Rule("FREQ=DAILY", MONDAY, [MONDAY]), Rule("FREQ=DAILY", MONDAY, [MONDAY])),
        (Rule("FREQ=WEEKLY", NINE, [dt.date(2026, 1, 6)]), Rule("FREQ=WEEKLY", NINE)),
    ],
)
def test_a_rule_is_carried_from_where_it_falls_with_single_days_of_its_kind(rule: Rule, expected: Rule) -> None:
    found = carried(rule, "write_tasks", "News")
    assert found == expected
    assert list(found.between(MONDAY, dt.date(2026, 3, 1))) == list(rule.between(MONDAY, dt.date(2026, 3, 1)))


@pytest.mark.parametrize(
    ("start", "until", "expected"),
    [
        (MONDAY, "20260801", "20260801"),
        (MONDAY, "20260801T090000", "20260801"),
        (MONDAY, "20260801T090000Z", "20260801"),
        (NINE, "20260801", "20260801T235959"),
        (NINE, "20260801T090000", "20260801T090000"),
        (NINE, "20260801T090000Z", "20260801T090000"),
        (NINE.replace(tzinfo=PARIS), "20260801", "20260801T215959Z"),
        (NINE.replace(tzinfo=PARIS), "20260201T090000", "20260201T080000Z"),
        (NINE.replace(tzinfo=PARIS), "20260801T090000Z", "20260801T090000Z"),
        (NINE.replace(tzinfo=dt.UTC), "20260801", "20260801T235959Z"),
        (NINE.replace(tzinfo=ZoneInfo("America/New_York")), "99991231", "90000101T050000Z"),
    ],
)
def test_a_rule_ends_in_the_kind_of_its_start(start: dt.date, until: str, expected: str) -> None:
    (line,) = [each for each in lines(Rule(f"FREQ=DAILY;UNTIL={until}", start)) if each.startswith("RRULE")]
    assert line == f"RRULE:FREQ=DAILY;UNTIL={expected};WKST=MO"


@given(
    st.sampled_from([MONDAY, NINE, NINE.replace(tzinfo=PARIS), NINE.replace(tzinfo=dt.UTC)]),
    st.datetimes(dt.datetime(2026, 1, 6), dt.datetime(2027, 12, 31)),
    st.sampled_from(["%Y%m%d", "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ"]),
)
def test_a_rule_falls_on_the_same_days_however_its_end_is_written(
    start: dt.date, until: dt.datetime, written_as: str
) -> None:
    rule = Rule(f"FREQ=DAILY;UNTIL={until:{written_as}}", start)
    whole = dt.date(2026, 1, 1), dt.date(2028, 1, 3)
    assert [*carried(rule, "write_tasks", "News").between(*whole)] == [*rule.between(*whole)]


@pytest.mark.parametrize(
    ("rule", "accepted"),
    [
        (Rule("FREQ=DAILY"), "'News' needs the first day of its rule: a calendar shows days"),
        (
            Rule("FREQ=DAILY", NINE.replace(tzinfo=dt.timezone(dt.timedelta(hours=1)))),
            "'News' starts in a time zone without a name: it takes UTC, a zoneinfo.ZoneInfo, or none",
        ),
    ],
)
def test_a_rule_that_no_calendar_shows_is_refused(rule: Rule, accepted: str) -> None:
    with pytest.raises(RefusedValueError) as caught:
        carried(rule, "write_tasks", "News")
    assert (caught.value.field, caught.value.accepted) == ("start", accepted)


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        (2.5, "PT2H30M"),
        (24, "PT24H"),
        (0.001, "PT4S"),
        (1e-9, "PT1S"),
        (1 / 60, "PT1M"),
        (1.0001, "PT1H"),
        (1e6, "PT1000000H"),
    ],
)
def test_hours_are_written_to_the_second(hours: float, text: str) -> None:
    assert duration_text(hours) == text


@pytest.mark.parametrize(
    ("stamp", "moment"),
    [
        (MONDAY, dt.datetime(2026, 1, 5, tzinfo=dt.UTC)),
        (NINE.replace(microsecond=5), dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)),
        (NINE.replace(tzinfo=PARIS), dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)),
    ],
)
def test_the_moment_of_writing_is_told_in_utc(stamp: dt.date, moment: dt.datetime) -> None:
    assert stamp_of("write_tasks", stamp) == moment


def test_the_moment_of_writing_is_needed() -> None:
    with pytest.raises(RefusedValueError, match="nothing here reads the clock"):
        stamp_of("write_plan", None)


@pytest.mark.parametrize("letter", ["\r", "\0", "\x1b", "\x85", "\u2028", "\u2029", "\ud800"])
def test_letters_that_no_line_holds_are_refused(letter: str) -> None:
    with pytest.raises(RefusedValueError) as caught:
        written(named(f"a{letter}b"))
    assert caught.value.accepted == f"a calendar cannot carry the letter {letter!a}"


def test_marks_of_the_format_are_escaped() -> None:
    assert escaped("a;b,c\\d\ne:f", "write_tasks", "name") == "a\\;b\\,c\\\\d\\ne:f"


def test_text_that_is_too_long_is_refused() -> None:
    assert escaped("a" * LONGEST_TEXT, "write_tasks", "name") == "a" * LONGEST_TEXT
    with pytest.raises(RefusedValueError, match="a calendar carries text of at most 10,000 letters"):
        escaped("a" * (LONGEST_TEXT + 1), "write_tasks", "name")


@given(st.text(max_size=200))
def test_text_is_read_back_as_it_was_and_stays_on_its_line(text: str) -> None:
    if any(unicodedata.category(each) in UNCARRIED and each not in "\n\t" for each in text):
        return
    found = escaped(text, "write_tasks", "name")
    assert text_of(found) == text
    assert "\n" not in found


PIECES = [
    "\r\n",
    "\n",
    "\r",
    "\\",
    "\\n",
    "\\N",
    ";",
    ",",
    ":",
    '"',
    " ",
    "\t",
    "END:VTODO",
    "BEGIN:VTODO",
    "X:y",
    "é" * 40,
]
INJECTED = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=12).map("".join)


@given(name=INJECTED, skill=INJECTED, description=INJECTED)
def test_no_text_breaks_out_of_its_property(name: str, skill: str, description: str) -> None:
    try:
        text = written(named(name, skill=skill, description=description, hours=1), named("after"))
    except RefusedValueError:
        return
    names = [line.split(":")[0] for line in text.replace("\r\n ", "").split("\r\n")]
    one = ["DTSTAMP", "ESTIMATED-DURATION", "STATUS", "SUMMARY", "UID"]
    expected = [*(["CATEGORIES"] if skill else []), *(["DESCRIPTION"] if description else []), *one]
    assert names == [
        *("BEGIN", "VERSION", "PRODID", "BEGIN", *expected, "END"),
        *("BEGIN", *(each for each in one if each != "ESTIMATED-DURATION"), "END", "END", ""),
    ]
    first, _ = icalendar.Calendar.from_ical(text).walk("VTODO")
    assert (str(first["SUMMARY"]), str(first.get("DESCRIPTION", ""))) == (name, description)


def test_without_icalendar_writing_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingExtraError) as caught:
        written(named())
    assert (caught.value.package, caught.value.extra) == ("icalendar", "io")
