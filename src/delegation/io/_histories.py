"""io._histories: how does a cell say how often work comes back, by what people type or by the days of past jobs?

A rule, words or a number stand there as they are typed. Past jobs stand there as their days, with hours where they are
known, and what else is known behind them: ``2026-01-05:2;2026-02-09:3.5;until=2026-06-30;since=2025-07-01;guess=2``.
"""

import datetime as dt
import re
from typing import Any

from delegation.errors import RefusedValueError
from delegation.io._cells import A_DAY, Kind, nearest, parts, read_day, refused
from delegation.io._numbers import A_NUMBER, Numbers
from delegation.recurrence.history import History

A_HISTORY = (
    "it takes the days of past jobs such as 2026-01-05, or with hours 2026-01-05:2, joined by ;, and behind them "
    "until=2026-06-30 since=2025-07-01 guess=2; none;until=2026-06-30 where there was no job"
)

NOT_KNOWN = "?"
"""What stands for the hours of a job that are not known, where those of others are."""

_BEGINS = re.compile(r"none\s*;|[0-9]{1,4}([-./])[0-9]{1,2}\1[0-9]{1,4}\s*[;:]", re.IGNORECASE)


def _read(text: str, numbers: Numbers) -> str | float | History:
    """A recurrence as it was typed: a number where it is one, past jobs where their days stand there."""
    if _BEGINS.match(text):
        return _read_history(text, numbers)
    try:
        return numbers.read(text)
    except RefusedValueError:
        raise
    except ValueError:
        return text


def _read_history(text: str, numbers: Numbers) -> History:
    days: list[dt.date] = []
    hours: list[float | None] = []
    known: dict[str, Any] = {}
    for part in parts(text):
        name, equals, value = (word.strip() for word in part.partition("="))
        if equals:
            field, found = _fact(name, value, numbers)
            if field in known:
                raise refused(part, f"{name} stands there twice")
            known[field] = found
        elif part.lower() != "none" or days:
            day, _, spent = (word.strip() for word in part.partition(":"))
            days.append(_day(day, numbers))
            hours.append(_number(spent, numbers) if spent not in ("", NOT_KNOWN) else None)
    if "until" not in known:
        if len(days) < 2:
            raise refused(text, "until=2026-06-30 has to say until when you know of all jobs")
        known["until"] = max(days)
    return History(days, hours=hours if ":" in text else (), **known)


def _fact(name: str, text: str, numbers: Numbers) -> tuple[str, dt.date | float]:
    """The field that a part such as ``until=2026-06-30`` fills, and with what."""
    match name.lower():
        case "until" | "since" as field:
            return field, _day(text, numbers)
        case "guess":
            return "prior_per_month", _number(text, numbers)
    like = nearest(name.lower(), ("until", "since", "guess"))
    raise refused(name, f"did you mean {like}=?" if like else A_HISTORY)


def _day(text: str, numbers: Numbers) -> dt.date:
    try:
        return read_day(text, numbers)
    except RefusedValueError:
        raise
    except ValueError:
        raise refused(text, f"{A_DAY}; {A_HISTORY}") from None


def _number(text: str, numbers: Numbers) -> float:
    try:
        return numbers.read(text)
    except RefusedValueError:
        raise
    except ValueError:
        raise refused(text, A_NUMBER) from None


def _write(typed: str | float | History, numbers: Numbers) -> str:
    match typed:
        case str():
            return typed
        case History():
            return _write_history(typed, numbers)
    return numbers.write(typed)


def _write_history(history: History, numbers: Numbers) -> str:
    taken = (NOT_KNOWN if each is None else numbers.write(each) for each in history.hours)
    days = map(str, history.dates)
    jobs = [f"{day}:{spent}" for day, spent in zip(days, taken, strict=True)] if history.hours else list(days)
    known = [f"until={history.until}"]
    if history.since is not None:
        known.append(f"since={history.since}")
    if history.prior_per_month is not None:
        known.append(f"guess={numbers.write(history.prior_per_month)}")
    return ";".join([*(jobs or ["none"]), *known])


RECURRENCE = Kind(_read, _write, "it takes how often it comes back")
