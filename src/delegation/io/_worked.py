"""io._worked: how long was worked, where a line tells a duration, or a start and an end?"""

from collections.abc import Sequence

from delegation.errors import RefusedValueError
from delegation.io._days import readings, split_moment
from delegation.io._durations import CLOCK, HOURS, Clock, clock_of, hours_between, hours_of
from delegation.io._numbers import Numbers

ROUNDED = 2.0 / 60.0 + 1e-9
"""By how many hours two durations of a line may differ: each was rounded, perhaps to a minute."""


def hours_worked(
    *, durations: Sequence[str], start_day: str, start: str, end_day: str, end: str, ends: bool, numbers: Numbers
) -> float:
    """The working hours of a line: its duration, the first where it has several, or from its start to its end.

    Args:
        durations: The cells of the duration that are not empty.
        start_day: The cell of the day.
        start: The cell of the start, perhaps with its day.
        end_day: The cell of the day of the end.
        end: The cell of the end, perhaps with its day.
        ends: Whether there is a column for the end.
        numbers: Reads decimal hours.

    Returns:
        Hours from 0; 0 where nothing was worked, or the end has not come yet.

    Raises:
        RefusedValueError: If the hours cannot be told; its field is the cell that is refused.
    """
    if durations:
        return _agreed(durations, numbers)
    if start and not end and ends:
        return 0.0
    if not (start and end):
        raise RefusedValueError("log", "hours", "", HOURS)
    own_start, start_clock = _moment(start, "start")
    own_end, end_clock = _moment(end, "end")
    days = _days_later(own_start or start_day, own_end or end_day)
    hours = hours_between(start_clock, end_clock, days)
    if hours < 0.0:
        raise RefusedValueError("log", "end", end, f"it lies before the start, {start}")
    return hours


def _agreed(durations: Sequence[str], numbers: Numbers) -> float:
    """The first of several durations, with which the others agree."""
    hours = _duration(durations[0], numbers)
    for text in durations[1:]:
        if abs(_duration(text, numbers) - hours) > ROUNDED:
            accepted = f'{durations[0]!r} in the same line says otherwise; columns={{"hours": ...}} names what counts'
            raise RefusedValueError("log", "hours", text, accepted)
    return hours


def _duration(text: str, numbers: Numbers) -> float:
    try:
        return hours_of(text, numbers)
    except RefusedValueError as error:
        raise RefusedValueError("log", "hours", text, error.accepted) from None
    except ValueError:
        raise RefusedValueError("log", "hours", text, HOURS) from None


def _moment(text: str, role: str) -> tuple[str, Clock]:
    """The day of a moment, empty where it is a time of day alone, and its time of day."""
    day, clock = split_moment(text)
    try:
        return (day, clock_of(clock)) if clock else ("", clock_of(text))
    except ValueError:
        raise RefusedValueError("log", role, text, CLOCK) from None


def _days_later(start: str, end: str) -> int | None:
    """How many days one day lies after another; None where that is not told, or not told in one way."""
    if start and start == end:
        return 0
    try:
        pairs = list(zip(readings(start, points=True), readings(end, points=True), strict=True))
    except ValueError:
        return None
    found = {(last - first).days for first, last in pairs if first is not None and last is not None}
    return found.pop() if len(found) == 1 else None
