"""io._durations: how many hours does a cell of a time tracker mean, and what time of day?"""

import re
from typing import NamedTuple

from delegation.io._cells import refused
from delegation.io._numbers import Numbers

HOURS = "it takes working hours such as 1.5, 1:30, 1:30:00 or 1h 30min"
"""What is accepted where a duration is asked for."""

CLOCK = "it takes a time of day such as 14:30, 14:30:00 or 2:30 PM"
"""What is accepted where a time of day is asked for."""

DAY_SECONDS = 86_400

MOST_HOURS = 1e6
"""The most hours of one line, as of a `Job`."""

_PARTS = re.compile(r"([0-9]{1,6}):([0-5][0-9])(?::([0-5][0-9])(?:[.,][0-9]+)?)?\s*([a-z]*)\.?", re.IGNORECASE)
_WORDS = re.compile(
    r"(?:([0-9]+(?:[.,][0-9]+)?)\s*(?:h|hr|hrs|hours?|std)\.?,?\s*)?"
    r"(?:([0-9]+(?:[.,][0-9]+)?)\s*(?:m|min|mins|minutes?)\.?,?\s*)?"
    r"(?:([0-9]+(?:[.,][0-9]+)?)\s*(?:s|sec|secs|seconds?)\.?)?",
    re.IGNORECASE,
)
_MINUTES = ("m", "min", "mins", "minute", "minutes")
_LARGE = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_CLOCK = re.compile(
    r"([0-9]{1,2})[:.]([0-5][0-9])(?::([0-5][0-9])(?:[.,][0-9]+)?)?\s*([ap]\.?\s?m\.?)?\s*(z|utc|[+-][0-9]{2}:?[0-9]{2})?",
    re.IGNORECASE,
)


def hours_of(text: str, numbers: Numbers) -> float:
    """The working hours that a cell means: a number, ``H:MM``, ``H:MM:SS``, ``18:25 min`` or ``1h 30min``.

    Raises:
        RefusedValueError: If they are negative, or could be two numbers.
        ValueError: If it is no duration.
    """
    plain = text.lstrip("-\u2212\u2013")
    seconds = _seconds_of(plain.strip())
    hours = _number(plain, numbers) if seconds is None else seconds / 3600.0
    if not 0.0 <= hours <= MOST_HOURS:
        raise ValueError(text)
    if plain != text and hours:
        raise refused(text, "hours that were worked are not negative")
    return hours


def _number(text: str, numbers: Numbers) -> float:
    """Decimal hours; a mark before three digits is a decimal one, since nobody works a thousand hours in a day."""
    return numbers.read(f"{text}0" if _LARGE.fullmatch(text) else text)


def _seconds_of(text: str) -> float | None:
    """The seconds of a text with colons or units in it, None where it has neither."""
    if match := _PARTS.fullmatch(text):
        first, second, third, unit = int(match[1]), int(match[2]), match[3], match[4].lower()
        if unit in _MINUTES and third is None:
            return first * 60.0 + second
        if unit in ("", "h", "hr", "hrs", "hours"):
            return first * 3600.0 + second * 60.0 + int(third or 0)
    elif text and (match := _WORDS.fullmatch(text)):
        sizes = zip((3600.0, 60.0, 1.0), match.groups(), strict=True)
        return sum(size * float(number.replace(",", ".")) for size, number in sizes if number)
    return None


class Clock(NamedTuple):
    """A time of day.

    Attributes:
        seconds: Seconds since midnight.
        offset: Seconds that its zone is ahead of UTC; None where none is given.
    """

    seconds: int
    offset: int | None = None


def clock_of(text: str) -> Clock:
    """The time of day that a cell means, on a clock of 12 or 24 hours, perhaps with a zone.

    Raises:
        ValueError: If it is none.
    """
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise ValueError(text)
    hour, half = int(match[1]), (match[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    seconds = hour * 3600 + int(match[2]) * 60 + int(match[3] or 0)
    if seconds > DAY_SECONDS:
        raise ValueError(text)
    return Clock(seconds, _offset(match[5]))


def _offset(zone: str | None) -> int | None:
    if zone is None:
        return None
    if zone[0] not in "+-":
        return 0
    ahead = int(zone[1:3]) * 3600 + int(zone[-2:]) * 60
    return -ahead if zone[0] == "-" else ahead


def hours_between(start: Clock, end: Clock, days: int | None) -> float:
    """Hours from one time of day to another.

    Args:
        start: When it began.
        end: When it ended.
        days: How many days later that was; None where it is not told: after midnight where it is the earlier time.

    Returns:
        Hours; below 0 where the days say that it ended before it began.
    """
    passed = end.seconds - start.seconds
    if start.offset is not None and end.offset is not None:
        passed -= end.offset - start.offset
    if days is not None:
        passed += days * DAY_SECONDS
    elif passed < 0:
        passed += DAY_SECONDS
    return passed / 3600.0
