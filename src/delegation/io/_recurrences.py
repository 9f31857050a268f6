"""io._recurrences: how do two cells say how often work comes back, and from when on?"""

import datetime as dt
from functools import lru_cache

from delegation.errors import RefusedValueError
from delegation.recurrence.kinds import Once, Rate, Recurrence
from delegation.recurrence.rule import Rule


@lru_cache(maxsize=4096)
def recurrence_of(typed: str | float, start: dt.date | None) -> Recurrence:
    """What the cells of recurrence and start tell together."""
    if isinstance(typed, float):
        if start is not None:
            raise RefusedValueError("Task", "start", start, "a number of occurrences a month has no first day")
        return Rate(typed)
    if typed.lower() == "once":
        return Once(due=start)
    if typed.upper().startswith(("FREQ", "RRULE", "DTSTART")):
        return Rule.from_text(typed) if start is None else Rule(typed, start)
    accepted = "it takes a rule such as FREQ=WEEKLY;BYDAY=MO, a number of occurrences a month, or once"
    raise RefusedValueError("Task", "recurrence", typed, accepted)


def typed_for(recurrence: Recurrence) -> tuple[str | float, dt.date | None]:
    """What is typed for a recurrence, and the start beside it.

    Raises:
        RefusedValueError: If a cell cannot say it.
    """
    match recurrence:
        case Once(due=due):
            return "once", due
        case Rate(per_month=rate):
            return rate, None
        case Rule(rule=rule, start=start):
            text = rule.removesuffix(";WKST=MO")
            if not isinstance(start, dt.datetime):
                return text, start
            return f"DTSTART{_stamp(start)}\nRRULE:{text}", None
    raise _unwritten("recurrence", recurrence, "a cell holds a Rule, a Rate or a Once")


def _stamp(start: dt.datetime) -> str:
    """A moment as a DTSTART line has it, from its time zone on."""
    zone = getattr(start.tzinfo, "key", None)
    moment = f"{start:%Y%m%dT%H%M%S}"
    if start.tzinfo is None:
        return f":{moment}"
    if start.tzinfo == dt.UTC or zone == "UTC":
        return f":{moment}Z"
    if zone is None:
        raise _unwritten("start", start, "a cell holds a start in UTC, in a zoneinfo.ZoneInfo, or without a time zone")
    return f";TZID={zone}:{moment}"


def _unwritten(field: str, value: object, accepted: str) -> RefusedValueError:
    """The error for what no cell can say."""
    return RefusedValueError("Task", field, value, accepted)
