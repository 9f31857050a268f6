"""io._days: which days do the cells of a column mean, where only all of them together can tell?

``03/04/2026`` is the third of April or the fourth of March. One cell of its column with a day above 12 shows which
comes first; where none does it must be said, and where two cells disagree neither is believed.
"""

import datetime as dt
import re
from typing import NamedTuple

import attrs

from delegation import _fields
from delegation.errors import RefusedValueError
from delegation.io._cells import read_day, refused

_DAY_AND_CLOCK = re.compile(r"([0-9][0-9./-]*[0-9])(?:T|,?\s+)([0-9].*)", re.DOTALL)
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2}")


class Readings(NamedTuple):
    """The days that a text may mean.

    Attributes:
        day_first: With the day before the month, None where that is no day.
        month_first: With the month before the day, None where that is no day.
    """

    day_first: dt.date | None
    month_first: dt.date | None

    @property
    def one_way(self) -> bool | None:
        """Whether the day must come first (True), the month (False), or neither is shown (None)."""
        if self.day_first is None or self.month_first is None:
            return self.month_first is None
        return None


def split_moment(text: str) -> tuple[str, str]:
    """The day and the time of day of a text; the latter is empty where it is a day alone."""
    match = _DAY_AND_CLOCK.fullmatch(text)
    return (match[1], match[2]) if match else (text, "")


def readings(text: str, *, points: bool) -> Readings:
    """The days that a text may mean.

    Args:
        text: The text, without a time of day.
        points: Whether the day comes first where points stand between, as it does unless somebody says otherwise.

    Raises:
        ValueError: If it is no day, or none of the years 1900 to 2999.
    """
    if _SHORT_YEAR.fullmatch(text):
        text = f"{text[:-2]}20{text[-2:]}"
    match = _YEAR_LAST.fullmatch(text)
    if match is None or (match[2] == "." and points):
        certain = _in_range(read_day(text))
        if certain is None:
            raise ValueError(text)
        return Readings(certain, certain)
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    found = Readings(_day(year, second, first), _day(year, first, second))
    if found == (None, None):
        raise ValueError(text)
    return found


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return _in_range(dt.date(year, month, day))
    except ValueError:
        return None


def _in_range(day: dt.date) -> dt.date | None:
    return day if _fields.is_day(day) else None


@attrs.define
class Days:
    """Reads the days of one column, once all of its cells have been seen.

    Attributes:
        day_first: Whether the day comes before the month; None, the column shows it.
        shown: The first line, and its text, in which the day (True) or the month (False) must come first.
    """

    day_first: bool | None
    shown: dict[bool, tuple[int, str]] = attrs.Factory(dict)
    _found: dict[str, Readings] = attrs.Factory(dict)

    def see(self, line: int, text: str) -> None:
        """Look at a cell before any is read.

        Raises:
            ValueError: If it is no day.
        """
        if text not in self._found:
            found = readings(text, points=self.day_first is not False)
            self._found[text] = found
            way = found.one_way
            if way is not None:
                self.shown.setdefault(way, (line, text))

    def read(self, text: str) -> dt.date:
        """The day that a cell means which has been seen.

        Raises:
            RefusedValueError: If it may be two days, or contradicts what comes first.
        """
        found = self._found[text]
        if found.day_first is not None and found.day_first == found.month_first:
            return found.day_first
        order = self.day_first
        if order is None and len(self.shown) == 1:
            (order,) = self.shown
        day = None if order is None else found.day_first if order else found.month_first
        if day is None:
            raise self._refusal(text, found)
        return day

    def _refusal(self, text: str, found: Readings) -> RefusedValueError:
        """Why a cell is not read."""
        told = "day_first=True or day_first=False says which"
        if self.day_first is not None:
            return refused(text, f"with day_first={self.day_first} it is no day")
        if found.one_way is not None:
            line, other = self.shown[not found.one_way]
            ways = ("the day comes first", "the month comes first")
            here, there = ways if found.one_way else ways[::-1]
            return refused(text, f"{here}, and in line {line} ({other}) {there}: {told}")
        both = " or ".join(f"{day}" for day in found)
        shown = " and ".join(f"line {line} ({other})" for line, other in self.shown.values())
        because = f", and {shown} disagree" if shown else ""
        return refused(text, f"it may be {both}{because}: {told}")
