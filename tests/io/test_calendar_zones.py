"""Which time zone a calendar means."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from delegation.io._calendar_lines import Line
from delegation.io._calendar_zones import Observance, Zones, zone_from

NOON = dt.datetime(2026, 7, 1, 12)
WINTER = {"DTSTART": "16010101T030000", "TZOFFSETTO": "+0100", "RRULE": "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"}
SUMMER = {"DTSTART": "16010101T020000", "TZOFFSETTO": "+0200", "RRULE": "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"}


def zone(winter: dict[str, str] | None = None, summer: dict[str, str] | None = None) -> dt.tzinfo | None:
    return zone_from([Observance("DAYLIGHT", SUMMER | (summer or {})), Observance("STANDARD", WINTER | (winter or {}))])


@pytest.mark.parametrize(
    ("name", "winter", "summer"),
    [
        ("Europe/Paris", {}, {}),
        (
            "America/New_York",
            {"DTSTART": "20071104T020000", "TZOFFSETTO": "-0500", "RRULE": "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"},
            {"DTSTART": "20070311T020000", "TZOFFSETTO": "-0400", "RRULE": "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"},
        ),
        (
            "Australia/Sydney",
            {"DTSTART": "20080406T030000", "TZOFFSETTO": "+1000", "RRULE": "FREQ=YEARLY;BYMONTH=4;BYDAY=1SU"},
            {"DTSTART": "20081005T020000", "TZOFFSETTO": "+1100", "RRULE": "FREQ=YEARLY;BYMONTH=10;BYDAY=1SU"},
        ),
    ],
)
def test_a_zone_by_yearly_rules_is_the_one_of_that_place(
    name: str, winter: dict[str, str], summer: dict[str, str]
) -> None:
    ours, theirs = zone(winter, summer), ZoneInfo(name)
    for hour in range(2 * 365 * 24):
        instant = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(hours=hour)
        assert instant.astimezone(ours).replace(tzinfo=None) == instant.astimezone(theirs).replace(tzinfo=None)


def test_a_zone_without_summer_time_has_one_offset() -> None:
    assert zone_from([Observance("STANDARD", {"TZOFFSETTO": "-0330"})]) == dt.timezone(-dt.timedelta(hours=3.5))


def test_of_several_rules_the_last_counts() -> None:
    found = zone_from(
        [
            Observance("STANDARD", {"DTSTART": "19900101T000000", "TZOFFSETTO": "+0300"}),
            Observance("STANDARD", {"DTSTART": "19700101T000000", "TZOFFSETTO": "+0200"}),
        ]
    )
    assert found == dt.timezone(dt.timedelta(hours=3))


@pytest.mark.parametrize(
    "winter",
    [
        {"TZOFFSETTO": "+9900"},
        {"TZOFFSETTO": "+0160"},
        {"TZOFFSETTO": "soon"},
        {"TZOFFSETTO": "+0200"},
        {"RRULE": ""},
        {"RRULE": "FREQ=SECONDLY"},
        {"RRULE": "FREQ=YEARLY;BYMONTH=10;BYDAY=SU"},
        {"RRULE": "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20200101"},
        {"RRULE": "FREQ=YEARLY;BYDAY=-1SU"},
        {"RRULE": "FREQ=YEARLY;BYMONTH=13;BYDAY=-1SU"},
        {"RRULE": "FREQ=YEARLY;BYMONTH=" + "9" * 5000 + ";BYDAY=-1SU"},
        {"DTSTART": "once"},
        {"DTSTART": "19702525T000000"},
    ],
)
def test_a_zone_by_no_simple_rule_is_not_known(winter: dict[str, str]) -> None:
    assert zone(winter) is None


def test_a_zone_without_standard_time_is_not_known() -> None:
    assert zone_from([Observance("DAYLIGHT", SUMMER)]) is None


def test_a_rule_from_a_day_on_turns_at_midnight() -> None:
    found = zone({"DTSTART": "19701001"}, {"DTSTART": "19700301"})
    assert dt.datetime(2026, 3, 29, 1, tzinfo=found).utcoffset() == dt.timedelta(hours=2)


def defined() -> Zones:
    zones = Zones({"Mine": "Asia/Tokyo"})
    zones.defined.append([Observance("STANDARD", {"TZOFFSETTO": "+0500"})])
    for name, value in (("TZID", "Ours"), ("X-LIC-LOCATION", "Europe/Rome"), ("TZOFFSETTO", "")):
        zones.name_last(Line(1, name, {}, value))
    zones.defined.append([Observance("STANDARD", {"TZOFFSETTO": "+0400"})])
    zones.name_last(Line(1, "TZID", {}, "Theirs"))
    return zones


@pytest.mark.parametrize(
    ("name", "hours"),
    [("Mine", 9), ("Ours", 2), ("Theirs", 4), ("Europe/Paris", 2), ("W. Europe Standard Time", 2)],
)
def test_a_name_means_what_is_given_or_known_or_defined(name: str, hours: int) -> None:
    found = defined().find(name)
    assert found is not None
    assert found.utcoffset(NOON) == dt.timedelta(hours=hours)


def test_a_name_that_nobody_knows_means_nothing() -> None:
    assert defined().find("Nowhere") is None
