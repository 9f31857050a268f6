"""When events are, how long they take and by which rule they come back."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from delegation import Rule
from delegation.errors import RefusedFileError, RefusedValueError
from delegation.io import _calendar_events
from delegation.io._calendar_events import Event, EventReader, day_of, duration_of, moments_of
from delegation.io._calendar_lines import Line
from delegation.io._calendar_zones import Zones
from tests.calendars import calendar, event, events, todo

PARIS = ZoneInfo("Europe/Paris")
NINE = dt.datetime(2026, 1, 5, 9)
MONDAY = dt.date(2026, 1, 5)
HOUR = dt.timedelta(hours=1)


def one(*lines: str, kind: str = "VEVENT") -> Event:
    ((found,),) = events(event(*lines, kind=kind))
    return found


def wrong(*parts: str) -> tuple[str, ...]:
    read = calendar(*parts)
    for each in read.components:
        assert EventReader(read).read(each) is None
    return read.problems.told()


@pytest.mark.parametrize(
    ("text", "length", "in_hours"),
    [
        ("PT2H30M", 2.5 * HOUR, True),
        ("pt90m", 1.5 * HOUR, True),
        ("PT1S", HOUR / 3600, True),
        ("+P1DT2H", 26 * HOUR, True),
        ("P1D", 24 * HOUR, False),
        ("P2W", 14 * 24 * HOUR, False),
        ("-P0D", 0 * HOUR, False),
        ("P0DT0H10M0S", HOUR / 6, True),
    ],
)
def test_a_duration_says_how_long(text: str, length: dt.timedelta, in_hours: bool) -> None:
    assert duration_of(text) == (length, in_hours)


@pytest.mark.parametrize("text", ["", "P", "PT", "2H", "PT1.5H", "P1DT", "PT" + "9" * 5000 + "H", "P1W2D"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(RefusedValueError, match="it takes a duration such as PT2H30M"):
        duration_of(text)


def test_a_negative_duration_is_refused() -> None:
    with pytest.raises(RefusedValueError, match="none that is negative"):
        duration_of("-PT5M")


def moments(value: str, **parameters: str) -> list[tuple[dt.date, dt.timedelta | None]]:
    return moments_of(Line(1, "RDATE", parameters, value), Zones({}))


def test_days_and_moments_are_read_in_their_time_zones() -> None:
    assert moments("20260105, 20260105T090000,20260105T080000Z") == [
        (MONDAY, None),
        (NINE, None),
        (NINE.replace(hour=8, tzinfo=dt.UTC), None),
    ]
    assert moments("20260105T090000", TZID="Romance Standard Time") == [(NINE.replace(tzinfo=PARIS), None)]


def test_periods_say_how_long_they_last() -> None:
    assert moments("20260105T090000/PT1H,20260105T090000/20260105T110000") == [(NINE, HOUR), (NINE, 2 * HOUR)]
    assert moments("20260105T090000Z/20260105T100000Z")[0][1] == HOUR


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("", "it takes a line such as RDATE:20260105"),
        ("2026-01-05", "it takes a line such as RDATE:20260105"),
        ("20261305", "it takes a line such as RDATE:20260105"),
        ("18000101", "it takes days from the years 1900 to 2999"),
        ("20260105T090000/20260105T080000", "it lies before the start"),
        ("20260105T090000/20260105T996000", "it takes the end of a period"),
        ("20260105T090000/20260106", "it takes a duration"),
    ],
)
def test_what_is_no_day_is_refused(value: str, reason: str) -> None:
    with pytest.raises(RefusedValueError, match=reason):
        moments(value)


def test_a_time_zone_that_nobody_knows_is_refused_with_what_helps() -> None:
    with pytest.raises(RefusedValueError, match="it is no known time zone; zones="):
        moments("20260105T090000", TZID="Nowhere")


def test_another_property_is_refused_with_an_example_of_its_own() -> None:
    with pytest.raises(RefusedValueError, match="it takes a line such as DUE:20260105 or DUE;TZID="):
        moments_of(Line(1, "DUE", {}, "x"), Zones({}))


@pytest.mark.parametrize(
    ("lines", "length", "hours"),
    [
        (["DTSTART:20260105T090000", "DTEND:20260105T103000"], 1.5 * HOUR, 1.5),
        (["DTSTART:20260105T090000", "DURATION:PT2H"], 2 * HOUR, 2.0),
        (["DTSTART:20260105T090000", "DURATION:P1D"], 24 * HOUR, 24.0),
        (["DTSTART:20260105T090000", "DTEND:20260105T103000", "ESTIMATED-DURATION:PT1H"], 1.5 * HOUR, 1.0),
        (["DTSTART:20260105", "DTEND:20260107"], 48 * HOUR, None),
        (["DTSTART:20260105", "DURATION:P2D"], 48 * HOUR, None),
        (["DTSTART:20260105T090000", "DTEND:20260105T090000"], 0 * HOUR, None),
        (["DTSTART:20260105T090000"], None, None),
        (
            ["DTSTART;TZID=Europe/Paris:20260329T010000", "DTEND;TZID=Europe/Paris:20260329T040000"],
            2 * HOUR,
            2.0,
        ),
    ],
)
def test_an_event_says_how_long_it_lasts_and_what_hours_it_takes(
    lines: list[str], length: dt.timedelta | None, hours: float | None
) -> None:
    found = one(*lines)
    assert (found.length, found.hours) == (length, hours)


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        (["DUE:20260105", "DURATION:PT6H"], 6.0),
        (["DUE:20260105", "DURATION:P2D"], None),
        (["DUE:20260105", "DURATION:P2D", "ESTIMATED-DURATION:PT3H"], 3.0),
        (["DTSTART:20260101", "DUE:20260105", "DTEND:20260104"], None),
    ],
)
def test_a_to_do_says_what_hours_it_takes_by_a_duration_in_hours(lines: list[str], hours: float | None) -> None:
    assert one(*lines, kind="VTODO").hours == hours


def test_an_event_is_of_whole_days_or_of_moments() -> None:
    assert one("DTSTART:20260105").whole_days
    assert not one("DTSTART:20260105T090000").whole_days


def test_a_to_do_without_a_start_begins_when_it_is_due() -> None:
    found = one("DUE:20260105", "RRULE:FREQ=WEEKLY", kind="VTODO")
    assert (found.start, found.due, found.rule) == (MONDAY, MONDAY, Rule("FREQ=WEEKLY", MONDAY))


def test_a_to_do_may_have_no_day_at_all() -> None:
    assert one(kind="VTODO").start is None


def test_an_event_comes_back_by_its_rule_but_on_single_days() -> None:
    single = ("EXDATE:20260112,20260119", "RDATE:20260113", "EXDATE:20260126")
    found = one("DTSTART:20260105", "RRULE:FREQ=WEEKLY", *single)
    gone = [dt.date(2026, 1, day) for day in (12, 19, 26)]
    assert found.rule == Rule("FREQ=WEEKLY", MONDAY, gone, [dt.date(2026, 1, 13)])


def test_single_days_without_a_rule_are_those_of_one_that_falls_once() -> None:
    found = one("DTSTART:20260105T090000", "RDATE;VALUE=PERIOD:20260112T090000/PT3H")
    assert found.rule == Rule("FREQ=DAILY;COUNT=1", NINE, (), [NINE.replace(day=12)])
    assert found.periods == {NINE.replace(day=12): 3 * HOUR}


def test_a_change_says_what_it_changes() -> None:
    found = one("DTSTART:20260105", "RECURRENCE-ID:20260104")
    assert (found.changes, found.onwards) == (dt.date(2026, 1, 4), False)
    assert one("DTSTART:20260105", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260104").onwards


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (event(), "line 2, DTSTART of News: an event needs its start"),
        (event("DTSTART:soon"), "line 5, DTSTART of News: 'soon' is refused: it takes a line such as DTSTART:20260105"),
        (event("DTSTART:20260105,20260106"), "is refused: it takes one day or moment"),
        (event("DTSTART:20260105T090000/PT1H"), "is refused: it takes one day or moment"),
        (event("DTSTART:20260105T090000", "DTEND:20260106"), "line 6, DTEND of News: 2026-01-06 is refused: it is of"),
        (event("DTSTART:20260105T090000", "DTEND:20260105T090000Z"), "it is of another kind than the start"),
        (event("DTSTART:20260105", "DTEND:20260104"), "line 6, DTEND of News: 2026-01-04 is refused: it lies before"),
        (event("DTSTART:20260105", "DURATION:x"), "line 6, DURATION of News: 'x' is refused: it takes a duration"),
        (event("DTSTART:20260105", "ESTIMATED-DURATION:x"), "line 6, ESTIMATED-DURATION of News: 'x' is refused"),
        (event("DTSTART:20260105", "DURATION:P9999W"), "line 6, DURATION of News: '69993 days, 0:00:00' is refused"),
        (
            event("DTSTART:19260105", "DTEND:20260105"),
            "line 6, DTEND of News: '36525 days, 0:00:00' is refused",
        ),
        (event("DTSTART:20260105", "EXRULE:FREQ=DAILY"), "line 6, EXRULE of News: EXRULE is not read"),
        (event("DTSTART:20260105", "EXDATE:x"), "line 6, EXDATE of News: 'x' is refused"),
        (
            event("DTSTART:20260105", "RRULE:FREQ=SECONDLY"),
            "line 6, RRULE of News: 'FREQ=SECONDLY' is refused: FREQ",
        ),
        (event("DTSTART:20260105", "RRULE:FREQ=DAILY;COUNT=1000000000"), "COUNT takes a whole number from 1 to 10000"),
        (
            event("DTSTART:20260105", "RRULE:" + "X" * 1001),
            "line 6, RRULE of News: it has 1,001 letters",
        ),
        (
            event("DTSTART:20260105", "EXDATE:20260105"),
            "line 6, EXDATE of News: (datetime.date(2026, 1, 5),) is",
        ),
        (todo("RRULE:FREQ=DAILY"), "line 5, RRULE of News: what comes back needs its start (DTSTART)"),
    ],
)
def test_what_cannot_be_read_is_told_with_line_property_and_reason(part: str, reason: str) -> None:
    (told,) = wrong(part)
    assert reason in told


def test_all_that_is_wrong_with_an_event_is_told_at_once() -> None:
    assert len(wrong(event("DTSTART:x", "DTEND:y", "DURATION:z", "EXDATE:u", "RDATE:v", "RECURRENCE-ID:w"))) == 6


def test_after_many_rules_that_are_refused_nothing_more_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_calendar_events, "MOST_REFUSED_RULES", 2)
    read = calendar(*(event("DTSTART:20260105", "RRULE:FREQ=SECONDLY", uid=str(place)) for place in range(5)))
    reader = EventReader(read)
    assert reader.read(read.components[0]) is None
    with pytest.raises(RefusedFileError, match="2 problems"):
        reader.read(read.components[1])


@pytest.mark.parametrize(
    ("moment", "here", "day"),
    [
        (MONDAY, PARIS, 5),
        (NINE.replace(hour=23), PARIS, 5),
        (NINE.replace(hour=23, tzinfo=dt.UTC), PARIS, 6),
        (NINE.replace(hour=23, tzinfo=dt.UTC), None, 5),
    ],
)
def test_a_moment_falls_on_a_day_of_a_time_zone(moment: dt.date, here: dt.tzinfo | None, day: int) -> None:
    assert day_of(moment, here) == dt.date(2026, 1, day)
