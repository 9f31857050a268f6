"""Which time zone a name means, and what is said where it means none."""

import datetime as dt
import sys
import zoneinfo
from collections.abc import Iterator
from typing import Any

import pytest

from delegation import Availability
from delegation._zones import NO_ZONES, why_unknown, zone_named
from tests.refusals import told_by

OTHERWISE = "it takes the name of a time zone"


@pytest.fixture
def no_zones(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A system without time zones, as Windows is: neither files of them nor the package tzdata."""
    for name in [name for name in sys.modules if name.startswith("tzdata.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "tzdata", None)
    # A class of its own remembers no zones, and forgets none of those that other tests hold.
    monkeypatch.setattr(zoneinfo, "ZoneInfo", type("Forgetful", (zoneinfo.ZoneInfo,), {}))
    zoneinfo.reset_tzpath([])
    yield
    zoneinfo.reset_tzpath()


@pytest.mark.parametrize("name", ["Europe/Paris", "UTC", "America/Argentina/Buenos_Aires"])
def test_a_zone_is_found_by_its_name(name: str) -> None:
    assert str(zone_named(name)) == name


@pytest.mark.parametrize("name", ["", "Mars/Phobos", "Europe", "/etc/passwd", "../UTC", "\0", 1, None, dt.UTC])
def test_what_names_no_zone_finds_none(name: Any) -> None:
    assert zone_named(name) is None


@pytest.mark.parametrize("name", ["", "Mars/Phobos", 1])
def test_where_zones_are_installed_an_unknown_name_is_no_such_name(name: Any) -> None:
    assert why_unknown(name, OTHERWISE) == OTHERWISE


@pytest.mark.usefixtures("no_zones")
@pytest.mark.parametrize("name", ["Europe/Paris", "Mars/Phobos"])
def test_where_none_are_installed_the_way_to_install_them_is_told(name: str) -> None:
    assert why_unknown(name, OTHERWISE) == NO_ZONES


@pytest.mark.usefixtures("no_zones")
@pytest.mark.parametrize("name", ["", " ", 1, None])
def test_what_is_no_name_of_a_zone_anywhere_is_told_so_there_too(name: Any) -> None:
    assert why_unknown(name, OTHERWISE) == OTHERWISE


@pytest.mark.usefixtures("no_zones")
def test_an_availability_in_a_zone_says_what_to_install() -> None:
    assert told_by(lambda: Availability(timezone="Europe/Paris")) == ("Availability.timezone", NO_ZONES)


def test_what_to_install_is_told_in_a_sentence() -> None:
    assert NO_ZONES == "this system knows no time zones: install them with pip install tzdata"
