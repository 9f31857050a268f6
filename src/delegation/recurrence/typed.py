"""recurrence.typed: what do people type for how often work comes back, and for when it starts?"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from delegation import _fields
from delegation.errors import RefusedValueError, shown
from delegation.recurrence import calendar_text, words
from delegation.recurrence.history import History
from delegation.recurrence.kinds import Once, Rate, Recurrence
from delegation.recurrence.rule import Rule

ACCEPTED = (
    "it takes a number of times a month, words such as weekly, None (once), an RFC 5545 rule as text, "
    "a list of the days of past jobs, or a Rate, Rule, Once or History"
)
"""What is no recurrence is told what is."""

_CALENDAR = r"(?i)=|[\r\n]|^\s*(?:FREQ|RRULE|EXRULE|DTSTART|EXDATE|RDATE|RECURRENCE-ID|BEGIN|END)\b"
"""What no words have, and rules and iCalendar text do."""


def as_recurrence(value: Any, start: Any = None) -> Recurrence:
    """What people type for a recurrence, and apart from it for its start, as one `Recurrence`.

    Args:
        value: A `Recurrence` as it is; a number (also as text) is a `Rate`; None or "once" is `Once`; words such as
            "weekly" and RFC 5545 or iCalendar text are a `Rule`, words that only say how many ("twice a month") a
            `Rate`. Capitals, blanks and hyphens in words do not matter; from the 31st on "monthly" is the last day of
            every month, while a rule as text skips months without a 31st. A list of days is a `History` of past jobs,
            known until the last of them.
        start: The first day or moment of a rule; of what comes once, the day that it is due.

    Raises:
        RefusedValueError: For what is none of these, with the nearest words that are known; for a start that would be
            ignored: beside a rate, or where there is one already.
    """
    if start is not None and not _fields.is_day(_fields.to_day(start)):
        accepted = "it takes a date or a datetime from the years 1900 to 2999, or None"
        raise RefusedValueError("Task", "start", start, accepted)
    if isinstance(value, str):
        return _from_text(value, start)
    number = _fields.to_float(value)
    if isinstance(number, float):
        value = Rate(number)
    elif value is None:
        value = Once()
    elif isinstance(value, Iterable) and not isinstance(value, Recurrence | Mapping | bytes):
        value = _history(tuple(value))
    if not isinstance(value, Recurrence):
        raise RefusedValueError("Task", "recurrence", value, ACCEPTED)
    return _starting(value, start)


def _history(listed: tuple[Any, ...]) -> History:
    """Past jobs, known until the last of them."""
    if not listed:
        accepted = f"an empty list does not say until when nothing came: History([], until=...) does; {ACCEPTED}"
        raise RefusedValueError("Task", "recurrence", listed, accepted)
    days = [_fields.to_own_day(each) for each in listed]
    for each in days:
        if not _fields.is_day(each):
            raise RefusedValueError("Task", "recurrence", each, f"in a list stand days of past jobs; {ACCEPTED}")
    return History(days, until=max(days))


def _from_text(text: str, start: dt.date | None) -> Recurrence:
    """What text means: words, or a rule and what stands around it."""
    if re.search(_CALENDAR, text):
        found = calendar_text.read(text, lambda field, given, why: RefusedValueError("Rule", field, given, why))
        if start is not None and found.start is not None:
            raise _ignored(start, "the text of the recurrence has a start of its own, in its DTSTART line")
        return Rule(found.rule, start or found.start, found.except_on, found.also_on)
    meant = words.understood(text)
    if meant is None:
        raise RefusedValueError("Task", "recurrence", text, words.nearest(text))
    return Rule(words.from_day(meant, start), start) if isinstance(meant, str) else _starting(meant, start)


def _starting(recurrence: Recurrence, start: dt.date | None) -> Recurrence:
    """A recurrence with the start that was given apart, if one was."""
    if start is None:
        return recurrence
    if isinstance(recurrence, Once) and recurrence.due is None:
        return Once(start)
    if isinstance(recurrence, Rule) and recurrence.start is None:
        return attrs.evolve(recurrence, start=start)
    if isinstance(recurrence, Rate):
        raise _ignored(start, f"{recurrence.per_month:g} a month comes at any moment, from no day on")
    if isinstance(recurrence, History):
        raise _ignored(start, "past jobs tell by themselves when it came")
    raise _ignored(start, f"{shown(recurrence)} has its own")


def _ignored(start: dt.date, why: str) -> RefusedValueError:
    """The refusal of a start that would count for nothing."""
    return RefusedValueError("Task", "start", start, f"it would count for nothing: {why}; leave one of the two out")


def start_of(recurrence: Recurrence) -> dt.date | None:
    """The first day or moment of a rule, the due date of what comes once, None where there is none."""
    if isinstance(recurrence, Rule):
        return recurrence.start
    return recurrence.due if isinstance(recurrence, Once) else None
