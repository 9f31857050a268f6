"""io.timesheets: what did whom keep busy, when and for how long, as the export of a time tracker tells it?

The contract of the format. A detailed export, one line for each entry of time, as CSV: of Toggl Track, Clockify,
Harvest and Kimai, which are known by their headers; of any tool that writes ``start``, ``end``, ``user_name`` and
``task``; a table with the columns ``date``, ``person``, ``task`` and ``hours``; or any other whose columns are named,
such as ``columns={"date": "Datum", "person": "Wer", "task": "Was", "hours": "Dauer"}``. Text may be UTF-8, UTF-16 with
a byte order mark, or cp1252; cells are separated by commas, semicolons or tabs; up to twenty lines may stand above the
header.

What a line says:

- date: the day it began. ``2026-01-05``, ``05.01.2026``, ``1/5/2026``: where only the file as a whole shows whether
  days or months come first, it does; where it does not, `day_first` says it. Days are taken as they are written,
  whatever the time zone. Nothing looks at the clock: `until` says which days are still to come. Without it, days that
  lie more than two years after the day before them are taken to be mistyped (2062 for 2026), where three or more
  others lie before them, and more than there are of them.
- person: a contractor by name (``User``; ``First Name`` and ``Last Name``; ``Name``); for a log that Ana sent,
  ``person="Ana"`` says it.
- task: a task by name: the first of the columns ``Task`` or ``Activity``, ``Project``, ``Description`` or ``Notes``
  that is not empty throughout; ``columns={"task": "Project"}`` takes another one.
- hours: ``1:30``, ``1:30:00``, ``1.5``, ``1,5``, ``90 min``, ``18:25 min``, ``1h 30min``; or from ``start`` to ``end``,
  on clocks of 12 or 24 hours, past midnight too. Billable or not, they count. Where several columns tell them, such as
  ``Duration (h)`` and ``Duration (decimal)``, they agree within two minutes.
- waited_days, price, currency: where columns of these names are there or named. What a tracker calls an amount is
  mostly what a client is billed, not what the contractor costs: it is read where it is named, such as
  ``columns={"price": "Cost Amount"}``. A price then has the currency of the only column ``Currency``, if there is one.

Lines that tell of no work are left out: totals and headings of groups, which have no day; entries without any time; and
entries that run still, which have no end. All that is wrong with the others is told at once, line by line, and then
nothing is used: days, hours and names that are none or could be two, people and tasks who are not known, more than 24
hours in somebody's day, days after `until`, and lines that say the same as another (the usual sign of exports that
overlap). Days that could be two are told once for the whole file.

A log counts sessions; a job is an occurrence of a task. What one person does for one task on one day is one job, unless
`same_job_days` says otherwise.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import attrs

from delegation import _fields
from delegation._calls import explain_call_as
from delegation.errors import RefusedValueError
from delegation.io._entries import Reader, Rules
from delegation.io._jobs import Done, jobs_of, raise_problems
from delegation.io._layouts import SAID
from delegation.io._logs import Log, columns_named
from delegation.io._names import Names, aliases_of, by_key
from delegation.io._options import choice, flag_or_none, known_to, needed, several_sources, text, words
from delegation.io._repeats import CHOICES
from delegation.io._sources import Source
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement, Job
from delegation.model.task import Task

__all__ = ["LoggedJob", "jobs", "read"]

Duplicates = Literal["refuse", "keep", "once"]


@attrs.frozen
class LoggedJob:
    """A job as a log tells it, whoever and whatever is named there.

    Attributes:
        person: By whom, as the log names them.
        task: What, as the log names it.
        job: Its day, its hours, and what else is known.
    """

    person: str
    task: str
    job: Job


@explain_call_as("timesheets.jobs")
def jobs(
    source: Source | Sequence[Source],
    *,
    columns: Mapping[str, str] | None = None,
    person: str = "",
    day_first: bool | None = None,
    decimal: Literal[".", ","] | None = None,
    currency: str = "",
    until: dt.date | None = None,
    without: Iterable[str] = (),
    aliases: Mapping[str, str] | None = None,
    same_job_days: int | None = 0,
    duplicates: Duplicates = "refuse",
) -> tuple[LoggedJob, ...]:
    """The jobs that a log tells of, for a first look: whom and what it names, before contractors and tasks are made.

    Args:
        source: The file, one that is open, or several of them.
        columns: Which columns say what, where the header is none that is known, or another column is meant: any of
            date, person, task, hours, start, end, note, waited_days, price and currency. Default none.
        person: Who did what no cell says who did, such as in a log that a contractor sent; default empty, each line
            says who.
        day_first: Whether the day stands before the month; default None, the file shows it.
        decimal: The decimal mark of prices; default None, the file shows it.
        currency: The currency whose prices are taken, others being not known; default empty, there is one.
        until: The last day that a line may be of, such as today; default None, any that does not look mistyped.
        without: People and tasks whose lines are left out, such as yourself; default none.
        aliases: Whom or what names in the file mean, such as ``{"ana@example.com": "Ana"}``; default none.
        same_job_days: At most so many days after the line before, 0 to 366, a line of the same person and task is of
            the same job, which is dated on its first day; default 0, on the same day; None, each line is a job.
        duplicates: What becomes of a line that says the same as an earlier one (person, task, day, start, hours and
            note): "refuse", "keep" or "once". Default refuse.

    Returns:
        The jobs in the order of days, people and tasks.

    Raises:
        RefusedCallError: If an argument is misspelt or missing.
        RefusedFileError: With the problems of the file, each with line, column and reason.
        RefusedValueError: If an argument is wrong.
        OSError: If a file cannot be opened.
    """
    function = "timesheets.jobs"
    rules = _rules(
        function,
        columns=columns,
        person=person,
        day_first=day_first,
        decimal=decimal,
        currency=currency,
        until=until,
        without=without,
        duplicates=duplicates,
    )
    renamed = aliases_of(function, "aliases", aliases, None)
    reader = Reader(rules, Names("person", None, renamed), Names("task", None, renamed), {})
    done, logs = _done(source, reader, same_job_days)
    raise_problems(logs)
    return tuple(LoggedJob(each.person, each.task, each.job) for each in done)


@explain_call_as("timesheets.read")
def read(
    source: Source | Sequence[Source],
    *,
    contractors: Iterable[Contractor] | Contractor = (),
    tasks: Iterable[Task] | Task = (),
    engagements: Iterable[Engagement] | Engagement = (),
    columns: Mapping[str, str] | None = None,
    person: str = "",
    day_first: bool | None = None,
    decimal: Literal[".", ","] | None = None,
    currency: str = "",
    until: dt.date | None = None,
    without: Iterable[str] = (),
    aliases: Mapping[str, str] | None = None,
    same_job_days: int | None = 0,
    duplicates: Duplicates = "refuse",
) -> tuple[Engagement, ...]:
    """The engagements that a log tells of, or those that there are with the jobs that it tells of.

    A job belongs to the engagement with its contractor which holds its task and runs on its day, one with a retainer
    before others. Jobs that belong to none become engagements of their own, one for each contractor and task:
    out-tasking, from the first to the last job. So does a job from before an engagement began or after it ended: no
    job is lost, and none counts for an engagement that did not run.

    Args:
        source: The file, one that is open, or several of them.
        contractors: Those whom it may name; capitals and blanks do not matter. Those of the engagements may be named
            too.
        tasks: Those that it may name. Those of the engagements may be named too.
        engagements: What ran and runs; default nothing.
        columns: As in `jobs`.
        person: As in `jobs`.
        day_first: As in `jobs`.
        decimal: As in `jobs`.
        currency: As in `jobs`.
        until: As in `jobs`.
        without: As in `jobs`.
        aliases: As in `jobs`; those who are meant must be among contractors and tasks.
        same_job_days: As in `jobs`.
        duplicates: As in `jobs`; a job of the same day, task and hours as one that an engagement has already is treated
            like a line that stands twice.

    Returns:
        The engagements given, in their order, with their jobs; then those of their own by contractor and task.

    Raises:
        RefusedCallError: If an argument is misspelt or missing.
        RefusedFileError: With the problems of the file, each with line, column and reason.
        RefusedValueError: If an argument is wrong, or two contractors or tasks have names that a log cannot tell apart.
        OSError: If a file cannot be opened.
    """
    function = "timesheets.read"
    rules = _rules(
        function,
        columns=columns,
        person=person,
        day_first=day_first,
        decimal=decimal,
        currency=currency,
        until=until,
        without=without,
        duplicates=duplicates,
    )
    known = known_to(function, contractors, tasks, engagements)
    people, things = by_key(function, "contractors", known.contractors), by_key(function, "tasks", known.tasks)
    needed(function, contractors=people, tasks=things)
    renamed = aliases_of(function, "aliases", aliases, {**people, **things})
    crews = {name: each.availability.people for name, each in known.contractors.items()}
    who, what = (
        Names(each, names, renamed, "aliases", ", without= leaves it out")
        for each, names in (("contractor", people), ("task", things))
    )
    reader = Reader(rules, who, what, crews)
    done, logs = _done(source, reader, same_job_days)
    return known.with_jobs(done, duplicates, logs)


def _rules(
    function: str,
    *,
    columns: Mapping[str, str] | None,
    person: str,
    day_first: bool | None,
    decimal: str | None,
    currency: str,
    until: dt.date | None,
    without: Iterable[str],
    duplicates: str,
) -> Rules:
    """What a caller said, checked."""
    return Rules(
        function,
        columns_named(function, columns, SAID),
        text(function, "person", person),
        flag_or_none(function, "day_first", day_first),
        choice(function, "decimal", decimal, (".", ",", None)),
        text(function, "currency", currency),
        _fields.day_or_none(function, "until", until),
        frozenset(map(_fields.word_key, words(function, "without", without))),
        choice(function, "duplicates", duplicates, CHOICES),
    )


def _done(source: Source | Sequence[Source], reader: Reader, same_job_days: int | None) -> tuple[list[Done], list[Log]]:
    """The jobs of all logs, and the logs; no jobs where something is wrong."""
    function = reader.rules.function
    days = same_job_days
    if days is not None and (isinstance(days, bool) or not isinstance(days, int) or not 0 <= days <= 366):
        raise RefusedValueError(
            function, "same_job_days", days, "it takes a whole number of days from 0 to 366, or None"
        )
    read = [reader.read(each) for each in several_sources(function, source)]
    logs = [log for log, _ in read]
    raise_problems(logs)
    return jobs_of([entries for _, entries in read], days), logs
