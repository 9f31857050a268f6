"""When a series takes place."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from delegation.errors import RefusedFileError
from delegation.io import _occurrences
from delegation.io._occurrences import Occurrence, occurrences_of
from tests.calendars import calendar, event, events

PARIS = ZoneInfo("Europe/Paris")
HOUR = dt.timedelta(hours=1)
FIRST, LAST = dt.date(2026, 1, 5), dt.date(2026, 1, 9)
DAILY = ("DTSTART:20260105T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY")


def found(*parts: str, first: dt.date = FIRST, last: dt.date = LAST, here: dt.tzinfo | None = None) -> list[Occurrence]:
    return occurrences_of(calendar(), events(*parts), first, last, here)


def starts(*parts: str) -> list[tuple[int, int, float]]:
    """Day, hour and hours of what takes place."""
    told = found(*parts)
    return [
        (each.start.day, each.start.hour if isinstance(each.start, dt.datetime) else 0, each.length / HOUR)
        for each in told
    ]


def test_a_single_event_takes_place_once() -> None:
    assert starts(event("DTSTART:20260105T090000", "DTEND:20260105T110000")) == [(5, 9, 2)]


def test_an_event_outside_does_not_count() -> None:
    assert starts(event("DTSTART:20260104T090000"), event("DTSTART:20260110T000000", uid="u2")) == []


def test_an_event_that_reaches_into_the_days_counts() -> None:
    assert starts(event("DTSTART:20251220", "DTEND:20260106")) == [(20, 0, 17 * 24)]
    assert starts(event("DTSTART:20251220", "DTEND:20260105")) == []
    assert starts(event("DTSTART:20251225", "DURATION:P12D", "RRULE:FREQ=YEARLY")) == [(25, 0, 12 * 24)]


def test_an_event_that_does_not_say_how_long_takes_a_day_or_no_time() -> None:
    assert starts(event("DTSTART:20260105"), event("DTSTART:20260105T090000", uid="u2")) == [(5, 0, 24), (5, 9, 0)]
    assert starts(event("DTSTART:20260105", "RRULE:FREQ=WEEKLY")) == [(5, 0, 24)]


def test_a_series_takes_place_as_often_as_its_rule_falls() -> None:
    assert starts(event(*DAILY, "EXDATE:20260106T090000")) == [(5, 9, 1), (7, 9, 1), (8, 9, 1), (9, 9, 1)]


def test_a_period_lasts_as_long_as_it_says() -> None:
    rdate = "RDATE;VALUE=PERIOD:20260107T080000/PT3H"
    assert starts(event("DTSTART:20260105T090000", "DURATION:PT1H", rdate)) == [(5, 9, 1), (7, 8, 3)]


def test_a_cancelled_series_does_not_take_place_nor_do_its_changes() -> None:
    assert (
        starts(event(*DAILY, "STATUS:CANCELLED"), event("RECURRENCE-ID:20260106T090000", "DTSTART:20260106T100000"))
        == []
    )


def test_a_moved_occurrence_takes_place_where_it_was_moved() -> None:
    change = event("RECURRENCE-ID:20260106T090000", "DTSTART:20260106T140000", "DURATION:PT2H")
    assert sorted(starts(event(*DAILY), change)) == [(5, 9, 1), (6, 14, 2), (7, 9, 1), (8, 9, 1), (9, 9, 1)]


def test_a_cancelled_occurrence_does_not_take_place() -> None:
    change = event("RECURRENCE-ID:20260106", "DTSTART:20260106T090000", "STATUS:CANCELLED")
    assert [day for day, _, _ in starts(event(*DAILY), change)] == [5, 7, 8, 9]


def test_a_change_in_another_time_zone_is_of_the_same_moment() -> None:
    series = event("DTSTART;TZID=Europe/Paris:20260105T090000", "RRULE:FREQ=DAILY;COUNT=2")
    change = event("RECURRENCE-ID:20260106T080000Z", "DTSTART:20260107T080000Z")
    assert [day for day, _, _ in starts(series, change)] == [5, 7]


def test_a_change_without_its_series_takes_place_by_itself() -> None:
    assert starts(event("RECURRENCE-ID:20260106T090000", "DTSTART:20260106T140000")) == [(6, 14, 0)]
    assert starts(event("RECURRENCE-ID:20260106T090000", "DTSTART:20260106T140000", "STATUS:CANCELLED")) == []


def test_a_change_of_all_that_follows_moves_and_lengthens_it() -> None:
    later = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260106T090000", "DTSTART:20260106T100000", "DURATION:PT2H")
    latest = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260108T090000", "DTSTART:20260108T080000")
    expected = [(5, 9, 1), (6, 10, 2), (7, 10, 2), (8, 8, 0), (9, 8, 0)]
    assert starts(event(*DAILY), latest, later) == expected


def test_a_cancelled_rest_does_not_take_place() -> None:
    rest = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260107T090000", "DTSTART:20260107T090000", "STATUS:CANCELLED")
    assert [day for day, _, _ in starts(event(*DAILY), rest)] == [5, 6]


def test_a_rest_moved_into_the_days_counts() -> None:
    series = event("DTSTART:20260101T090000", "RRULE:FREQ=YEARLY")
    rest = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260101T090000", "DTSTART:20260107T090000")
    assert [day for day, _, _ in starts(series, rest)] == [7]


def test_a_rest_of_another_kind_is_not_moved() -> None:
    rest = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260107", "DTSTART:20260108T090000")
    assert [day for day, _, _ in starts(event(*DAILY), rest)] == [5, 6, 7, 8, 9]


@pytest.mark.parametrize(
    ("lines", "here", "days"),
    [
        (["DTSTART:20260105", "DTEND:20260107"], None, (5, 6)),
        (["DTSTART:20260105T220000", "DTEND:20260106T000000"], None, (5, 5)),
        (["DTSTART:20260105T220000", "DTEND:20260106T000100"], None, (5, 6)),
        (["DTSTART:20260105T220000Z", "DTEND:20260105T233000Z"], PARIS, (5, 6)),
        (["DTSTART:20260105T210000Z", "DTEND:20260105T230000Z"], PARIS, (5, 5)),
        (["DTSTART:20260105T000000"], None, (5, 5)),
    ],
)
def test_an_occurrence_has_a_first_and_a_last_day(
    lines: list[str], here: dt.tzinfo | None, days: tuple[int, int]
) -> None:
    (one,) = found(event(*lines), here=here)
    assert tuple(day.day for day in one.days(here)) == days


def test_an_hour_that_clocks_leave_out_takes_no_time() -> None:
    lines = ["DTSTART;TZID=Europe/Paris:20260329T010000", "DURATION:PT2H"]
    (one,) = found(event(*lines), first=dt.date(2026, 3, 29), last=dt.date(2026, 3, 29))
    assert one.end == dt.datetime(2026, 3, 29, 4, tzinfo=PARIS)


@pytest.mark.parametrize("first", [dt.date(1900, 1, 1), dt.date(2999, 12, 30)])
def test_the_ends_of_the_calendar_are_asked_like_any_days(first: dt.date) -> None:
    told = found(event("DTSTART:19000101", "RRULE:FREQ=DAILY"), first=first, last=first + dt.timedelta(days=1))
    assert told[0].start == first


def test_more_occurrences_than_are_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_occurrences, "MOST_OCCURRENCES", 4)
    with pytest.raises(RefusedFileError, match="line 2: with it more than 4 occurrences lie from 2026-01-05 to"):
        found(event(*DAILY))
