"""io._lists: how do cells say several things at once: days off, bookings, terms of a retainer, jobs, likely loads?"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from delegation.availability.beliefs import LoadBelief
from delegation.errors import RefusedValueError
from delegation.io._cells import Kind, nearest, parts, read_day, refused
from delegation.io._escapes import escape, unescape
from delegation.io._numbers import A_NUMBER, Numbers
from delegation.model.engagement import Job
from delegation.model.retainer import Retainer


def _day_in(text: str, numbers: Numbers, accepted: str) -> dt.date:
    """A day within a longer cell, refused with what that cell takes."""
    try:
        return read_day(text.strip(), numbers)
    except RefusedValueError:
        raise
    except ValueError:
        raise refused(text.strip(), accepted) from None


A_SPAN = "it takes days such as 2026-12-24 and spans such as 2026-08-01..2026-08-14, several joined by ;"


def _read_spans(text: str, numbers: Numbers) -> list[tuple[dt.date, dt.date]]:
    found: list[tuple[dt.date, dt.date]] = []
    for part in parts(text):
        first, dots, last = part.partition("..")
        days = (_day_in(first, numbers, A_SPAN), _day_in(last if dots else first, numbers, A_SPAN))
        if days[1] < days[0]:
            raise refused(part, "its last day lies before its first")
        found.append(days)
    return found


def _write_spans(spans: Iterable[tuple[dt.date, dt.date]], _: Numbers) -> str:
    return ";".join(f"{first}" if first == last else f"{first}..{last}" for first, last in spans)


A_BOOKING = (
    "it takes day:hours such as 2026-03-02:4, or two moments such as 2026-03-02T09:00..2026-03-02T13:00, several "
    "joined by ;"
)


def _read_bookings(text: str, numbers: Numbers) -> list[tuple[dt.date, float] | tuple[dt.datetime, dt.datetime]]:
    found: list[tuple[dt.date, float] | tuple[dt.datetime, dt.datetime]] = []
    for part in parts(text):
        first, dots, last = part.partition("..")
        day, colon, hours = part.rpartition(":")
        try:
            if dots:
                found.append((dt.datetime.fromisoformat(first.strip()), dt.datetime.fromisoformat(last.strip())))
            elif colon:
                found.append((_day_in(day, numbers, A_BOOKING), numbers.read(hours.strip())))
            else:
                raise refused(part, A_BOOKING)
        except RefusedValueError:
            raise
        except ValueError:
            raise refused(part, A_BOOKING) from None
    return found


def _write_bookings(bookings: Iterable[tuple[Any, Any]], numbers: Numbers) -> str:
    cells: list[str] = []
    for first, second in bookings:
        if isinstance(second, dt.datetime):
            for moment in (first, second):
                if moment.tzinfo is not None and not isinstance(moment.tzinfo, dt.timezone):
                    accepted = "a cell holds moments without a time zone, or so many hours from UTC (datetime.timezone)"
                    raise refused(moment, accepted)
            cells.append(f"{first.isoformat()}..{second.isoformat()}")
        else:
            cells.append(f"{first.isoformat()}:{numbers.write(second)}")
    return ";".join(cells)


RETAINER_TERMS = {
    "overage": "overage_rate",
    "rollover": "rollover_hours",
    "minimum": "minimum_months",
    "notice": "notice_months",
    "setup": "setup_fee",
    "period": "period_months",
}
"""How the terms of a retainer are called in a cell, behind its hours and its fee."""

JOB_TERMS = {"waited": "waited_days", "price": "price"}
"""How the facts of a job are called in a cell, behind its day and its hours."""


def _read_terms(words: Iterable[str], terms: Mapping[str, str], numbers: Numbers, accepted: str) -> dict[str, float]:
    """What words such as ``overage=45`` say, by the fields that they name."""
    found: dict[str, float] = {}
    for word in words:
        name, _, value = word.partition("=")
        key = name.lower()
        if key not in terms:
            like = nearest(key, terms)
            raise refused(word, f"did you mean {like}=?" if like else accepted)
        if terms[key] in found:
            raise refused(word, f"{key} stands there twice")
        try:
            found[terms[key]] = numbers.read(value)
        except RefusedValueError:
            raise
        except ValueError:
            raise refused(word, A_NUMBER) from None
    return found


def _write_terms(value: Retainer | Job, terms: Mapping[str, str], numbers: Numbers) -> str:
    """The terms of a value that are not at their defaults."""
    fields = attrs.fields_dict(type(value))
    given = {name: getattr(value, field) for name, field in terms.items()}
    return "".join(
        f" {name}={numbers.write(float(number))}"
        for name, number in given.items()
        if number is not None and number != fields[terms[name]].default
    )


def _words(part: str) -> list[str]:
    """The words of a part of a cell; blanks around : and = join them."""
    return re.sub(r"\s*([:=])\s*", r"\1", part).split()


AN_OFFER = (
    "it takes hours:monthly fee such as 10:360, and what else is agreed behind it: overage=45 rollover=5 minimum=6 "
    "notice=2 setup=200 period=3"
)
OFFERS = f"{AN_OFFER}; several joined by ;, or none"


def _read_retainer(text: str, numbers: Numbers, accepted: str = AN_OFFER) -> Retainer:
    head, *words = _words(text)
    hours, _, fee = head.partition(":")
    terms: dict[str, Any] = _read_terms(words, RETAINER_TERMS, numbers, accepted)
    try:
        return Retainer(numbers.read(fee), numbers.read(hours), **terms)
    except RefusedValueError:
        raise
    except ValueError:
        raise refused(text, accepted) from None


def _read_offers(text: str, numbers: Numbers) -> list[Retainer]:
    if text.lower() == "none":
        return []
    offers = [_read_retainer(part, numbers, OFFERS) for part in parts(text)]
    if not offers:
        raise refused(text, OFFERS)
    return offers


def _write_retainer(offer: Retainer, numbers: Numbers) -> str:
    head = f"{numbers.write(offer.hours)}:{numbers.write(offer.monthly_fee)}"
    return head + _write_terms(offer, RETAINER_TERMS, numbers)


def _write_offers(offers: Iterable[Retainer], numbers: Numbers) -> str:
    return ";".join(_write_retainer(offer, numbers) for offer in offers) or "none"


A_JOB = "it takes day:hours such as 2026-03-02:4, and behind it waited=2 price=160 task=Newsletter, several joined by ;"
_TASK = re.compile(r"\s+task\s*=\s*", re.IGNORECASE)


def _read_jobs(text: str, numbers: Numbers) -> list[Job]:
    found: list[Job] = []
    for part in parts(text):
        facts, *task = _TASK.split(part, maxsplit=1)  # its name is all the rest, blanks and all
        head, *words = _words(facts)
        day, _, hours = head.partition(":")
        terms: dict[str, Any] = _read_terms(words, JOB_TERMS, numbers, A_JOB)
        try:
            found.append(Job(_day_in(day, numbers, A_JOB), numbers.read(hours), **terms, task=unescape("".join(task))))
        except RefusedValueError:
            raise
        except ValueError:
            raise refused(part, A_JOB) from None
    return found


def _write_jobs(jobs: Iterable[Job], numbers: Numbers) -> str:
    return ";".join(_write_job(job, numbers) for job in jobs)


def _write_job(job: Job, numbers: Numbers) -> str:
    if ";" in job.task:
        raise refused(job.task, "a name with a semicolon in it cannot be told from two")
    task = f" task={escape(job.task)}" if job.task else ""
    return f"{job.date}:{numbers.write(job.hours)}{_write_terms(job, JOB_TERMS, numbers)}{task}"


A_BELIEF = (
    "it takes weight:regular load:one-off load:job hours such as 0.25:0.4:0.2:8, several joined by ;, whose weights "
    "add up to 1"
)


def _read_beliefs(text: str, numbers: Numbers) -> list[LoadBelief]:
    found: list[LoadBelief] = []
    for part in parts(text):
        try:
            found.append(LoadBelief(*(numbers.read(number.strip()) for number in part.split(":"))))
        except RefusedValueError:
            raise
        except (TypeError, ValueError):
            raise refused(part, A_BELIEF) from None
    return found


def _write_beliefs(beliefs: Iterable[LoadBelief], numbers: Numbers) -> str:
    return ";".join(":".join(map(numbers.write, belief)) for belief in beliefs)


TIME_OFF = Kind(_read_spans, _write_spans, A_SPAN)
BOOKINGS = Kind(_read_bookings, _write_bookings, A_BOOKING)
RETAINERS = Kind(_read_offers, _write_offers, OFFERS)
RETAINER = Kind(_read_retainer, _write_retainer, AN_OFFER)
JOBS = Kind(_read_jobs, _write_jobs, A_JOB)
BELIEFS = Kind(_read_beliefs, _write_beliefs, A_BELIEF)
