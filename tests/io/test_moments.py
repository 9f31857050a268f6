"""Days and moments as text: what they say, and that they come back with their time zones."""

import datetime as dt
import zoneinfo
from pathlib import Path

import pytest
from dateutil import tz
from hypothesis import given

from delegation.io._moments import (
    A_DAY,
    A_DAY_OR_MOMENT,
    A_MOMENT,
    NAMELESS,
    day_from,
    day_or_moment_from,
    moment_from,
    text_of,
)
from delegation.io._problems import Misread
from tests import documents, worlds
from tests.documents import PARIS, alike

CLOCKS_BACK = dt.datetime(2026, 10, 25, 2, 30, tzinfo=PARIS)


@given(worlds.days_of_calendar)
def test_days_come_back(day: dt.date) -> None:
    assert alike(day_or_moment_from(text_of(day)), day)


@given(documents.moments)
def test_moments_come_back(moment: dt.datetime) -> None:
    assert alike(day_or_moment_from(text_of(moment)), moment)


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (dt.datetime(2026, 1, 5, 9), "2026-01-05T09:00:00"),
        (dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC), "2026-01-05T09:00:00+00:00"),
        (dt.datetime(2026, 1, 5, 9, tzinfo=tz.tzoffset("EST", -18000)), "2026-01-05T09:00:00-05:00"),
        (dt.datetime(2026, 1, 5, 9, tzinfo=PARIS), "2026-01-05T09:00:00+01:00[Europe/Paris]"),
        (dt.datetime(2026, 1, 5, 9, 0, 0, 7), "2026-01-05T09:00:00.000007"),
    ],
)
def test_moments_read_so(moment: dt.datetime, text: str) -> None:
    assert text_of(moment) == text


@pytest.mark.parametrize("fold", [0, 1])
def test_the_same_time_of_two_moments_comes_back_as_the_one_that_it_was(fold: int) -> None:
    moment = CLOCKS_BACK.replace(fold=fold)
    assert moment_from(text_of(moment)).fold == fold


def test_the_name_of_a_zone_counts_more_than_an_offset_that_it_never_has() -> None:
    found = moment_from("2026-01-05T09:00:00+07:00[Europe/Paris]")
    assert alike(found, dt.datetime(2026, 1, 5, 9, tzinfo=PARIS))


def test_a_zone_may_stand_without_an_offset() -> None:
    assert alike(moment_from("2026-01-05T09:00:00[Europe/Paris]"), dt.datetime(2026, 1, 5, 9, tzinfo=PARIS))


class Nameless(dt.tzinfo):
    """A time zone of somebody's own."""

    def utcoffset(self, when: dt.datetime | None) -> dt.timedelta:
        return dt.timedelta(hours=1)

    def dst(self, when: dt.datetime | None) -> None:
        return None

    def tzname(self, when: dt.datetime | None) -> None:
        return None


@pytest.mark.parametrize("zone", [Nameless(), tz.tzlocal()], ids=["own", "local"])
def test_zones_without_a_name_are_refused(zone: dt.tzinfo) -> None:
    with pytest.raises(Misread) as refusal:
        text_of(dt.datetime(2026, 1, 5, tzinfo=zone))
    assert refusal.value.accepted == NAMELESS


def test_zones_of_a_name_that_nobody_else_knows_are_refused() -> None:
    path = next(path for folder in zoneinfo.TZPATH if (path := Path(folder) / "Europe" / "Paris").exists())
    with path.open("rb") as file:
        zone = zoneinfo.ZoneInfo.from_file(file, key="Here/There")
    with pytest.raises(Misread):
        text_of(dt.datetime(2026, 1, 5, tzinfo=zone))


@pytest.mark.parametrize(
    "value", [None, 1, "", "2026-13-01", "20260105", "2026-W01-1", "\uff12026-01-05", "2026-01-05 "]
)
def test_what_is_no_day_is_refused(value: object) -> None:
    with pytest.raises(Misread) as refusal:
        day_from(value)
    assert refusal.value.accepted == A_DAY


@pytest.mark.parametrize(
    "value",
    [
        None,
        "2026-01-05",
        "2026-01-05T25:00:00",
        "2026-01-05T09:00:00+99:00",
        "2026-01-05T09:00:00[]",
        "2026-01-05T09:00",
        "0001-01-01T00:00:00+14:00[Asia/Tokyo]]",
    ],
)
def test_what_is_no_moment_is_refused(value: object) -> None:
    with pytest.raises(Misread) as refusal:
        moment_from(value)
    assert refusal.value.accepted == A_MOMENT


def test_a_zone_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(Misread) as refusal:
        moment_from("2026-01-05T09:00:00[Mars/Base]")
    assert refusal.value.accepted == "there is no time zone of the name Mars/Base"


@pytest.mark.parametrize(("value", "accepted"), [("x", A_DAY_OR_MOMENT), ("T", A_MOMENT), (None, A_DAY_OR_MOMENT)])
def test_what_is_neither_day_nor_moment_is_refused(value: object, accepted: str) -> None:
    with pytest.raises(Misread) as refusal:
        day_or_moment_from(value)
    assert refusal.value.accepted == accepted


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00-14:00[Asia/Tokyo]", "9999-12-31T23:59:59+14:00[Asia/Tokyo]"])
def test_the_ends_of_the_calendar_are_read(value: str) -> None:
    assert moment_from(value).year in (1, 9999)
