"""Which time zone a Windows name means."""

from zoneinfo import ZoneInfo

import pytest

from delegation.recurrence.windows_zones import WINDOWS_ZONES


@pytest.mark.parametrize("name", WINDOWS_ZONES)
def test_every_windows_name_means_a_zone_that_is_known(name: str) -> None:
    assert ZoneInfo(WINDOWS_ZONES[name]).key == WINDOWS_ZONES[name]


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("GMT Standard Time", "Europe/London"),
        ("Eastern Standard Time", "America/New_York"),
        ("Tokyo Standard Time", "Asia/Tokyo"),
        ("UTC", "Etc/UTC"),
    ],
)
def test_well_known_names_mean_the_zones_that_cldr_gives_them(name: str, zone: str) -> None:
    assert WINDOWS_ZONES[name] == zone


def test_names_are_in_order() -> None:
    assert list(WINDOWS_ZONES) == sorted(WINDOWS_ZONES)
