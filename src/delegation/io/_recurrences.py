"""io._recurrences: how do two cells say how often work comes back, and from when on?"""

import datetime as dt
from functools import lru_cache

from delegation.errors import RefusedValueError
from delegation.recurrence.history import History
from delegation.recurrence.kinds import Once, Rate, Recurrence
from delegation.recurrence.rule import Rule
from delegation.recurrence.typed import as_recurrence


@lru_cache(maxsize=4096)
def recurrence_of(typed: str | float | History, start: dt.date | None) -> Recurrence:
    """What the cells of recurrence and start tell together, as a `Task` would take them; once per pair of them.

    Raises:
        RefusedValueError: If they tell nothing, or the start would be ignored.
    """
    return as_recurrence(typed, start)


def typed_for(recurrence: Recurrence) -> tuple[str | float | History, dt.date | None]:
    """What is typed for a recurrence, and the start beside it.

    Raises:
        RefusedValueError: If a cell cannot say it.
    """
    match recurrence:
        case Once(due=due):
            return "once", due
        case Rate(per_month=rate):
            return rate, None
        case History():
            return recurrence, None
        case Rule(start=start):
            timed = isinstance(start, dt.datetime)
            return _calendar_text(recurrence, with_start=timed), None if timed else start
    raise RefusedValueError("Task", "recurrence", recurrence, "a cell holds a Rule, a Rate, a History or a Once")


def _calendar_text(rule: Rule, *, with_start: bool) -> str:
    """A rule as calendars write it, with the lines that it needs around it."""
    text = rule.rule.removesuffix(";WKST=MO")
    single = {"DTSTART": (rule.start,) if with_start else (), "EXDATE": rule.except_on, "RDATE": rule.also_on}
    lines = [f"{name}{_stamp(day)}" for name, days in single.items() for day in days if day is not None]
    return "\n".join([*lines, f"RRULE:{text}"]) if lines else text


def _stamp(day: dt.date) -> str:
    """A day or a moment as a line of a calendar has it, from its time zone on."""
    if not isinstance(day, dt.datetime):
        return f":{day:%Y%m%d}"
    zone = getattr(day.tzinfo, "key", None)
    moment = f"{day:%Y%m%dT%H%M%S}"
    if day.tzinfo is None:
        return f":{moment}"
    if day.tzinfo == dt.UTC or zone == "UTC":
        return f":{moment}Z"
    if zone is None:
        accepted = "a cell holds days, and moments in UTC, in a zoneinfo.ZoneInfo, or without a time zone"
        raise RefusedValueError("Task", "recurrence", day, accepted)
    return f";TZID={zone}:{moment}"
