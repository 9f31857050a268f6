"""io.csv: what do three tables say about tasks, contractors and the business?

The contract of the format. UTF-8 text, cells separated by commas, a header line with the names of the columns in any
order; a column that is missing or a cell that is empty means the default. Lists inside a cell are separated by ``;``.

Tasks: ``name`` and ``hours`` are needed; ``skill``, ``recurrence`` (an RFC 5545 rule, a number of occurrences a month,
or ``once``), ``start`` (first day of a rule, such as 2026-01-05; of what comes once the day it is due),
``cost_per_day``, ``slack_days``, ``owner_hours`` (empty: you cannot or will not do it), ``keep`` (yes or no).

Contractors: ``name`` and ``rate`` are needed; ``skills``, ``one_off_minimum_hours``, ``pace``, ``retainers``
(``hours:monthly fee`` each, such as ``10:360;20:700``; ``0:150`` is an access retainer; ``none`` means that she takes
none, empty the typical offer), ``hours_per_week``, ``regular_load``, ``one_off_load``, ``job_hours``, ``people``.

Business: one line of ``owner_rate``, ``owner_hours_per_month``, ``hiring_hours``, ``briefing_hours``,
``onboarding_hours``, ``replacement_days``, ``horizon_months``, ``monthly_budget``.

What cannot be taken is refused with file, line, column and reason, all of a file at once; nothing of such a file is
used.
"""

import datetime as dt
from collections.abc import Mapping
from os import PathLike
from typing import Any, Required, TypedDict

from delegation.availability import Availability
from delegation.errors import RefusedFileError, RefusedValueError
from delegation.io._tables import number, read_table
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.recurrence import Once, Rate, Recurrence, Rule
from delegation.urgency import Urgency

OWNERS = {"Rate": "recurrence", "Rule": "recurrence", "Once": "start", "Retainer": "retainers"}
"""In which column the fields of a class stand that has no columns of its own."""


class TaskCells(TypedDict, total=False):
    """The cells of a line of tasks that are not empty."""

    name: Required[str]
    hours: Required[float]
    skill: str
    recurrence: str
    start: dt.date
    cost_per_day: float
    slack_days: float
    owner_hours: float
    keep: bool


class ContractorCells(TypedDict, total=False):
    """The cells of a line of contractors that are not empty."""

    name: Required[str]
    rate: Required[float]
    skills: str
    one_off_minimum_hours: float
    pace: float
    retainers: str
    hours_per_week: float
    regular_load: float
    one_off_load: float
    job_hours: float
    people: int


class BusinessCells(TypedDict, total=False):
    """The cells of the line of the business that are not empty."""

    owner_rate: float
    owner_hours_per_month: float
    hiring_hours: float
    briefing_hours: float
    onboarding_hours: float
    replacement_days: float
    horizon_months: int
    monthly_budget: float


def read_tasks(path: str | PathLike[str]) -> tuple[Task, ...]:
    """Read a table of tasks, in the order of its lines.

    Args:
        path: The file.

    Raises:
        RefusedFileError: With every problem of the file, each with line, column and reason.
        OSError: If the file cannot be opened.
    """
    return read_table(path, TaskCells, _task, OWNERS)


def read_contractors(path: str | PathLike[str]) -> tuple[Contractor, ...]:
    """Read a table of contractors, in the order of its lines.

    Args:
        path: The file.

    Raises:
        RefusedFileError: With every problem of the file, each with line, column and reason.
        OSError: If the file cannot be opened.
    """
    return read_table(path, ContractorCells, _contractor, OWNERS)


def read_business(path: str | PathLike[str]) -> Business:
    """Read the table of the owner's assumptions: one line.

    Args:
        path: The file.

    Raises:
        RefusedFileError: With every problem of the file, each with line, column and reason.
        OSError: If the file cannot be opened.
    """
    found = read_table(path, BusinessCells, lambda cells: Business(**cells), OWNERS)
    if len(found) != 1:
        raise RefusedFileError(
            str(path), (f"it needs exactly one line below its header, the business, and has {len(found)}",)
        )
    return found[0]


def _task(cells: TaskCells) -> Task:
    """The task that a line tells of."""
    urgency = _chosen(cells, "cost_per_day", "slack_days")
    return Task(
        recurrence=_recurs(cells.get("recurrence", "once"), cells.get("start")),
        urgency=Urgency(**urgency),
        **_chosen(cells, "name", "hours", "skill", "owner_hours", "keep"),
    )


def _contractor(cells: ContractorCells) -> Contractor:
    """The contractor that a line tells of."""
    skills = cells.get("skills", "")
    if "," in skills:
        raise RefusedValueError("Contractor", "skills", skills, "it takes words joined by ; and not by commas")
    available = _chosen(cells, "hours_per_week", "regular_load", "one_off_load", "job_hours", "people")
    return Contractor(
        skills=[skill for skill in skills.split(";") if skill.strip()],
        retainers=_offers(cells.get("retainers", "")),
        availability=Availability(**available),
        **_chosen(cells, "name", "rate", "one_off_minimum_hours", "pace"),
    )


def _recurs(text: str, start: dt.date | None) -> Recurrence:
    """What the cells of recurrence and start tell."""
    if text.lower() == "once":
        return Once(due=start)
    if text.upper().startswith(("FREQ", "RRULE", "DTSTART")):
        return Rule.from_text(text) if start is None else Rule(text, start)
    try:
        return Rate(number(text))
    except RefusedValueError:
        raise
    except ValueError:
        accepted = "it takes a rule such as FREQ=WEEKLY;BYDAY=MO, a number of occurrences a month, or once"
        raise RefusedValueError("Task", "recurrence", text, accepted) from None


def _offers(text: str) -> list[Retainer] | None:
    """What the cell of the retainers tells."""
    if text.lower() in ("", "none"):
        return [] if text else None
    offers: list[Retainer] = []
    for offer in text.split(";"):
        hours, colon, fee = offer.partition(":")
        try:
            offers.append(Retainer(number(fee), number(hours)))
        except RefusedValueError:
            raise
        except ValueError:
            accepted = "it takes hours:monthly fee such as 10:360, several joined by ;, or none"
            raise RefusedValueError("Contractor", "retainers", offer if colon else text, accepted) from None
    return offers


def _chosen(cells: Mapping[str, Any], *columns: str) -> dict[str, Any]:
    """Some of the cells of a line, those that are there."""
    return {column: cells[column] for column in columns if column in cells}
