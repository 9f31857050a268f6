"""io._days: which days do the cells of a column mean, where only all of them together can tell?

``03/04/2026`` is the third of April or the fourth of March. One cell of its column with a day above 12 shows which
comes first; where none does it must be said, and where two cells disagree neither is believed. A year that is mistyped,
2062 for 2026, shows as a day far after all others.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import attrs

from delegation import _fields
from delegation.errors import RefusedValueError
from delegation.io._cells import A_DAY, read_day, refused

FAR = dt.timedelta(days=731)
"""How long after all others a day is taken to be mistyped: two years."""

FEW = 3
"""So many other days, at the least, show when the work of a log was done."""

WAYS = "day_first=True or day_first=False says which"
"""How to say whether the day or the month comes first."""

_DAY_AND_CLOCK = re.compile(r"([0-9][0-9./-]*[0-9])(?:T|,?\s+)([0-9].*)", re.DOTALL)
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
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
        try:
            certain = _in_range(read_day(text))
        except ValueError:
            certain = None
        if certain is None:
            raise _no_day(text, points=points)
        return Readings(certain, certain)
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    found = Readings(_day(year, second, first), _day(year, first, second))
    if found == (None, None):
        raise _no_day(text, points=False)
    return found


def _no_day(text: str, *, points: bool) -> RefusedValueError:
    """Why a text is no day: its month is too short for it, or it is something else."""
    last, first = _YEAR_LAST.fullmatch(text), _YEAR_FIRST.fullmatch(text)
    year, months = 0, []
    if first:
        year, months = int(first[1]), [(int(first[3]), int(first[4]))]
    elif last:
        one, other, year = int(last[1]), int(last[3]), int(last[4])
        months = [(other, one)] if last[2] == "." and points else [(other, one), (one, other)]
    for month, day in months:
        if (begins := _day(year, month, 1)) and calendar.monthrange(year, month)[1] < day <= 31:
            length = calendar.monthrange(year, month)[1]
            return refused(text, f"there is no such day: {begins:%Y-%m} has {length} days")
    return refused(text, A_DAY)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return _in_range(dt.date(year, month, day))
    except ValueError:
        return None


def _in_range(day: dt.date) -> dt.date | None:
    return day if _fields.is_day(day) else None


def last_near(days: Iterable[dt.date]) -> dt.date | None:
    """The last day before those that lie so far after the others that they look mistyped; None where none does.

    They lie more than two years after the day before them, which is one of three or more, and are fewer than those
    before.
    """
    ordered = sorted(set(days))
    for before, (day, following) in enumerate(pairwise(ordered), start=1):
        if following - day > FAR and before >= FEW and before > len(ordered) - before:
            return day
    return None


@attrs.define
class Days:
    """Reads the days of one column, once all of its cells have been seen.

    Attributes:
        day_first: Whether the day comes before the month; None, the column shows it.
        until: The last day that a cell may mean; None, the column shows which days look mistyped.
        shown: The first line, and its text, in which the day (True) or the month (False) must come first.
        doubts: How many cells were not read because they may be two days.
    """

    day_first: bool | None
    until: dt.date | None = None
    shown: dict[bool, tuple[int, str]] = attrs.Factory(dict)
    doubts: int = 0
    _doubt: tuple[int, str] = (0, "")
    _found: dict[str, Readings] = attrs.Factory(dict)
    _latest: dt.date | None = None

    def see(self, line: int, text: str) -> None:
        """Look at a cell before any is read.

        Raises:
            RefusedValueError: If it is no day.
        """
        if text not in self._found:
            found = readings(text, points=self.day_first is not False)
            self._found[text] = found
            way = found.one_way
            if way is not None:
                self.shown.setdefault(way, (line, text))

    def read(self, line: int, text: str) -> dt.date | None:
        """The day that a cell means which has been seen; None where it may be two days, which `doubt` tells of once.

        Raises:
            RefusedValueError: If it is no day in the order that was said, or lies later than it may.
        """
        if self._latest is None:
            known = (self._day(each) for each in self._found.values())
            self._latest = self.until or last_near(day for day in known if day is not None) or dt.date.max
        day = self._day(self._found[text])
        if day is None:
            if self.day_first is not None:
                raise refused(text, f"with day_first={self.day_first} it is no day")
            if not self.doubts:
                self._doubt = (line, text)
            self.doubts += 1
        elif day > self._latest:
            if self.until is not None:
                raise refused(text, f"it lies after {self.until}, until which it may be")
            told = f"it lies more than two years after {self._latest}, the last day before"
            raise refused(text, f"{told}: until=datetime.date({day:%Y}, 12, 31) takes it all the same")
        return day

    def _day(self, found: Readings) -> dt.date | None:
        """The day that a cell means; None where that is not known, or none."""
        if found.day_first == found.month_first:
            return found.day_first
        order = self.day_first
        if order is None and len(self.shown) == 1:
            (order,) = self.shown
        return None if order is None else found.day_first if order else found.month_first

    def doubt(self) -> tuple[int, str] | None:
        """The first line whose day may be two, and what is told of all such cells; None where there are none."""
        if not self.doubts:
            return None
        line, text = self._doubt
        both = " or ".join(f"{day}" for day in self._found[text] if day is not None)
        if self.doubts == 1 and len(self.shown) < 2:
            return line, f"{text!r} is refused: it may be {both}: {WAYS}"
        told = f"{self.doubts} dates may mean two days, the first {text!r} ({both})"
        if not self.shown:
            return line, f"{told}: {WAYS}"
        day, month = (f"in line {line} ({other})" for line, other in (self.shown[True], self.shown[False]))
        many = f"{self.doubts} dates" if self.doubts > 1 else f"{text!r}"
        return line, f"{many} cannot be told: {day} the day comes first, {month} the month: {WAYS}"
