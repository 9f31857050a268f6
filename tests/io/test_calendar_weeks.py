"""Which days off and which promised hours events come to."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability
from delegation.errors import RefusedValueError
from delegation.io import ical
from tests.calendars import PARIS_BY_RULE, event, problems, todo, vcalendar

FIRST, LAST = dt.date(2026, 1, 5), dt.date(2026, 1, 9)
PARIS = ZoneInfo("Europe/Paris")
NINE = ("DTSTART:20260105T090000", "DTEND:20260105T110000")


def read(*parts: str, **options: Any) -> Availability:
    return ical.read_availability(vcalendar(*parts), **{"first": FIRST, "last": LAST, **options})


def at(hour: int, day: int = 5, zone: dt.tzinfo | None = None) -> dt.datetime:
    return dt.datetime(2026, 1, day, hour, tzinfo=zone)


def test_events_of_whole_days_are_time_off() -> None:
    assert read(event("DTSTART:20260106", "DTEND:20260108")) == Availability(
        time_off=[(dt.date(2026, 1, 6), dt.date(2026, 1, 7))]
    )


def test_other_events_are_bookings() -> None:
    assert read(event(*NINE)) == Availability(bookings=[(at(9), at(11))])


def test_an_absence_of_a_day_and_longer_is_time_off_and_a_shorter_one_a_booking() -> None:
    absent = "X-MICROSOFT-CDO-BUSYSTATUS:OOF"
    long = event("DTSTART:20260106T080000", "DTEND:20260108T180000", absent)
    assert read(long, event(*NINE, absent, uid="u2")) == Availability(
        time_off=[(dt.date(2026, 1, 6), dt.date(2026, 1, 8))], bookings=[(at(9), at(11))]
    )


def test_a_long_absence_by_a_clock_somewhere_needs_no_time_zone_of_days() -> None:
    long = event("DTSTART:20260106T080000Z", "DTEND:20260108T180000Z", "X-MICROSOFT-CDO-BUSYSTATUS:OOF")
    assert read(long) == Availability(time_off=[(dt.date(2026, 1, 6), dt.date(2026, 1, 8))])


@pytest.mark.parametrize(
    "part",
    [
        event(*NINE, "TRANSP:TRANSPARENT"),
        event("DTSTART:20260106", "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE"),
        event(*NINE, "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE"),
        event("DTSTART:20260110", "TRANSP:TRANSPARENT"),
        event(*NINE, "STATUS:CANCELLED"),
        event("DTSTART:20260105T090000"),
        todo(*NINE[:1], "DUE:20260105T110000"),
        event("DTSTART:20260110"),
    ],
)
def test_what_takes_no_time_is_neither(part: str) -> None:
    assert read(part) == Availability()


HOLIDAY = event("DTSTART:20260106", "DTEND:20260108", "TRANSP:TRANSPARENT", name="Skiing")
STATUSES = ["FREE", "BUSY", "OOF", "WORKINGELSEWHERE"]
BIRTHDAY = event("DTSTART:20260105", "RRULE:FREQ=DAILY", "X-MICROSOFT-CDO-BUSYSTATUS:FREE", uid="u2", name="Birthday")


def test_whole_days_that_are_shown_as_free_are_refused_once_a_series_where_nobody_says_what_they_are() -> None:
    says = (
        " is shown as free, as programs show whole days unless told otherwise: free='time off' takes such events, "
        "free='skip' does not, without=[...] leaves some out by name"
    )
    assert problems(ical.read_availability, HOLIDAY, BIRTHDAY, first=FIRST, last=LAST) == (
        f"line 7, TRANSP of u1: Skiing{says}",
        f"line 14, X-MICROSOFT-CDO-BUSYSTATUS of u2: Birthday{says}",
    )


def test_whole_days_that_are_shown_as_free_are_time_off_where_the_caller_says_so() -> None:
    assert read(HOLIDAY, BIRTHDAY, free="time off", without=["birthday"]) == Availability(
        time_off=[(dt.date(2026, 1, 6), dt.date(2026, 1, 7))]
    )


def test_whole_days_that_are_shown_as_free_take_no_time_where_the_caller_says_so() -> None:
    assert read(HOLIDAY, BIRTHDAY, free="skip") == Availability()


@given(
    st.lists(
        st.tuples(
            st.integers(5, 9),
            st.booleans(),
            st.sampled_from(["OPAQUE", "TRANSPARENT"]),
            st.sampled_from(["", *STATUSES]),
        ),
        max_size=4,
    )
)
def test_no_whole_day_is_left_out_in_silence(said: list[tuple[int, bool, str, str]]) -> None:
    parts = [
        event(
            f"DTSTART:202601{day:02}" if whole else f"DTSTART:202601{day:02}T090000",
            "DURATION:P1D" if whole else "DURATION:PT1H",
            f"TRANSP:{shown}",
            *([f"X-MICROSOFT-CDO-BUSYSTATUS:{status}"] if status else []),
            uid=f"u{place}",
            name=f"n{place}",
        )
        for place, (day, whole, shown, status) in enumerate(said)
    ]
    off = [place for place, (_, whole, _, status) in enumerate(said) if whole and status != "WORKINGELSEWHERE"]
    free = [
        each for each in off if said[each][3] == "FREE" or (said[each][2] == "TRANSPARENT" and said[each][3] != "OOF")
    ]
    found = read(*parts, free="time off").time_off
    covered = {day for first, last in found for day in range(first.day, last.day + 1)}
    assert covered == {said[each][0] for each in off}
    if not free:
        assert read(*parts) == read(*parts, free="skip") == read(*parts, free="time off")
        return
    told = problems(ical.read_availability, *parts, first=FIRST, last=LAST)
    assert [each.split(": ")[1].split(" ")[0] for each in told] == [f"n{each}" for each in free]


def test_hours_that_are_shown_as_free_take_no_time_whatever_becomes_of_whole_days() -> None:
    assert read(event(*NINE, "TRANSP:TRANSPARENT"), free="time off") == Availability()


def test_bookings_of_one_person_that_overlap_count_once() -> None:
    parts = (
        event(*NINE),
        event("DTSTART:20260105T093000", "DTEND:20260105T100000", uid="u2"),
        event("DTSTART:20260105T110000", "DURATION:PT1H", uid="u3"),
    )
    assert read(*parts).bookings == ((at(9), at(12)),)
    assert len(read(*parts, availability=Availability(people=2)).bookings) == 3


def test_they_are_added_to_what_is_known() -> None:
    known = Availability(hours_per_week=20, time_off=[FIRST], bookings=[(LAST, 2.0)])
    assert read(event("DTSTART:20260106"), event(*NINE, uid="u2"), availability=known) == Availability(
        hours_per_week=20, time_off=[FIRST, dt.date(2026, 1, 6)], bookings=[(LAST, 2.0), (at(9), at(11))]
    )


ZONES = {"P": "Europe/Paris"}
ZONED = event("DTSTART:20260105T080000Z", "DTEND:20260105T100000Z")


@pytest.mark.parametrize(
    ("parts", "options"),
    [
        ([ZONED], {"timezone": "Europe/Paris"}),
        ([ZONED], {"availability": Availability(timezone="Europe/Paris")}),
        (["X-WR-TIMEZONE:nowhere", "X-WR-TIMEZONE:Europe/Paris", ZONED], {}),
        ([PARIS_BY_RULE, event("DTSTART;TZID=Ours:20260105T090000", "DURATION:PT2H")], {"timezone": "Europe/Paris"}),
        (
            [event("DTSTART;TZID=P:20260105T090000", "DURATION:PT2H")],
            {"timezone": "Europe/Paris", "zones": ZONES},
        ),
        ([event(*NINE)], {"timezone": "Europe/Paris"}),
    ],
)
def test_moments_are_told_by_the_clock_of_the_contractor(parts: list[str], options: dict[str, Any]) -> None:
    assert read(*parts, **options) == Availability(
        bookings=[(at(9, zone=PARIS), at(11, zone=PARIS))], timezone="Europe/Paris"
    )


def test_where_nobody_says_in_which_time_zone_days_begin_events_in_one_are_refused() -> None:
    with pytest.raises(RefusedValueError) as caught:
        read(ZONED)
    assert (caught.value.owner, caught.value.field) == ("read_availability", "timezone")
