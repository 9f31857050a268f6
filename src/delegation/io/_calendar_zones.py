"""io._calendar_zones: which time zone does a calendar mean by a name of its own?"""

import datetime as dt
import re
from collections.abc import Mapping

import attrs
from dateutil.relativedelta import relativedelta, weekday
from dateutil.tz import tzrange

from delegation.io._calendar_lines import Line
from delegation.recurrence.calendar_text import VALUE, moment_of, zone_called
from delegation.recurrence.rfc5545 import WEEKDAYS
from delegation.recurrence.wall_time import wall

_OFFSET = re.compile(r"([+-])([0-9]{2})([0-9]{2})(?:[0-9]{2})?")
_START = re.compile(VALUE, re.IGNORECASE)
_DAY = re.compile(r"(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)")


@attrs.frozen
class Observance:
    """When a time zone has one of its two times.

    Attributes:
        kind: STANDARD or DAYLIGHT.
        lines: Its properties by name.
    """

    kind: str
    lines: dict[str, str] = attrs.Factory(dict)

    @property
    def start(self) -> str:
        """From when on, as written."""
        return self.lines.get("DTSTART", "")

    @property
    def offset(self) -> dt.timedelta | None:
        """Its distance from UTC; None where that cannot be read."""
        found = _OFFSET.fullmatch(self.lines.get("TZOFFSETTO", ""))
        if found is None or int(found[2]) > 14 or int(found[3]) > 59:
            return None
        distance = dt.timedelta(hours=int(found[2]), minutes=int(found[3]))
        return -distance if found[1] == "-" else distance

    @property
    def turn(self) -> relativedelta | None:
        """When in a year it begins, from the year's first moment on; None where that is no weekday of a month."""
        said = [part.partition("=") for part in self.lines.get("RRULE", "").upper().split(";")]
        parts = {name: value for name, _, value in said}
        day, at = _DAY.fullmatch(parts.get("BYDAY", "")), _START.fullmatch(self.start)
        month = parts.get("BYMONTH", "")
        if parts.get("FREQ") != "YEARLY" or "UNTIL" in parts or day is None or at is None:
            return None
        if not month.isdecimal() or not 1 <= int(month[:3]) <= 12:
            return None
        time = _time_of(at)
        if time is None:
            return None
        which = int(day[1])
        return relativedelta(
            month=int(month),
            day=31 if which < 0 else 1,
            weekday=weekday(WEEKDAYS.index(day[2]), which),
            hours=time.hour,
            minutes=time.minute,
        )


def _time_of(found: "re.Match[str]") -> dt.time | None:
    """The time of day of a moment as written; None where there is none."""
    try:
        moment = moment_of(found[1], found[2] or "000000", "", None)
    except ValueError:
        return None
    return wall(moment).time()


@attrs.frozen
class Zones:
    """The time zones of a calendar, by its own names.

    Attributes:
        given: Which zones the caller says are meant, by the calendar's names.
        defined: What the calendar says of its zones: the observances of each.
        names: The places of those in `defined`, by name.
        places: What X-LIC-LOCATION says of them, by name.
    """

    given: Mapping[str, str]
    defined: list[list[Observance]] = attrs.Factory(list)
    names: dict[str, int] = attrs.Factory(dict)
    places: dict[int, str] = attrs.Factory(dict)

    def name_last(self, line: Line) -> None:
        """Take what a line says of the zone that was defined last."""
        last = len(self.defined) - 1
        if line.name == "TZID":
            self.names.setdefault(line.value.strip(), last)
        elif line.name == "X-LIC-LOCATION":
            self.places[last] = line.value.strip()

    def find(self, name: str) -> dt.tzinfo | None:
        """The zone of a name: as given, as known, or as the calendar defines it; None where it is none of these."""
        if name in self.given:
            return zone_called(self.given[name])
        known = zone_called(name)
        if known is not None or name not in self.names:
            return known
        place = self.names[name]
        return zone_called(self.places.get(place, "")) or zone_from(self.defined[place])


def zone_from(observances: list[Observance]) -> dt.tzinfo | None:
    """The zone whose times are these; None where they follow no simple rule.

    It holds for the present: of several rules the last counts.
    """
    latest = {each.kind: each for each in sorted(observances, key=lambda each: each.start)}
    standard, daylight = latest.get("STANDARD"), latest.get("DAYLIGHT")
    if standard is None or standard.offset is None:
        return None
    if daylight is None:
        return dt.timezone(standard.offset)
    begin, end, ahead = daylight.turn, standard.turn, daylight.offset
    if begin is None or end is None or ahead is None or ahead <= standard.offset:
        return None
    back = relativedelta(seconds=round((ahead - standard.offset).total_seconds()))
    # Its end is told by the clock that is ahead, and wanted by the other.
    return tzrange("STD", standard.offset, "DST", ahead, start=begin, end=end - back)
