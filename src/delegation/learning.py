"""learning: what does the log of past jobs tell of a task, and of how busy a contractor is?

What you know stays as you say it: a `Rule`, a day on which work is due, a `History` of your own, loads that you give. A
`Rate` is a guess, and so are the hours of any task: the log betters them. What is said to come once, and came at least
twice, comes back. The log counts as whole until the day of the question: a silence before it tells something too.
"""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from itertools import chain

import attrs

from delegation.availability.loads import AssumedLoad
from delegation.availability.weeks import WEEK_DAYS, Availability
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement, Job
from delegation.model.mode import Mode
from delegation.model.task import Task
from delegation.recurrence.history import History
from delegation.recurrence.kinds import Once, Rate

DEFAULT_JOB_HOURS = Availability().job_hours


def history_of(task: Task, engagements: Sequence[Engagement], on: dt.date | None = None) -> History | None:
    """The past jobs of a task, as far as the log knows them.

    Args:
        task: The task; the log knows it by its name.
        engagements: What has run and what runs, with their jobs.
        on: The day until which the log is known, later jobs left out; default None, the last day that it names.

    Returns:
        A `History` whose hours are those that the task would take at a pace of 1; None where the log has no job of it.
    """
    found = [(job, each.contractor.pace) for each in engagements for job in _seen(each.jobs_of(task.name), on)]
    if not found:
        return None
    until = on or max(chain((job.date for each in engagements for job in each.jobs), _ends(engagements)))
    guess = task.recurrence.per_month if isinstance(task.recurrence, Rate) else None
    return History(
        [job.date for job, _ in found],
        hours=[job.hours / pace or None for job, pace in found],
        until=until,
        prior_per_month=guess or None,
    )


def learnt_task(task: Task, engagements: Sequence[Engagement], on: dt.date | None = None) -> Task:
    """A task as the log knows it: its recurrence and hours learnt, where you have only guessed them.

    Args:
        task: The task.
        engagements: What has run and what runs, with their jobs.
        on: The day until which the log is known; default None, the last day that it names.
    """
    said = task.recurrence
    history = None if isinstance(said, History) else history_of(task, engagements, on)
    if history is None:
        return task
    hours = history.mean_hours or task.hours
    once = isinstance(said, Once) and said.due is None
    if isinstance(said, Rate) or (once and len(history.dates) >= TWICE):
        return attrs.evolve(task, recurrence=history, hours=hours)
    return task if hours == task.hours else attrs.evolve(task, hours=hours)


TWICE = 2
"""What came so many times does not come once."""


def learnt_tasks(tasks: Iterable[Task], engagements: Sequence[Engagement], on: dt.date | None) -> tuple[Task, ...]:
    """Tasks as the log knows them."""
    return tuple(learnt_task(task, engagements, on) for task in tasks) if engagements else tuple(tasks)


def learnt_contractor(contractor: Contractor, engagements: Sequence[Engagement], on: dt.date | None) -> Contractor:
    """A contractor as the log knows them: loads learnt from your waits, where you give none of your own.

    Args:
        contractor: Known by name.
        engagements: What has run and what runs; who waited on a retainer waited as a regular client.
        on: The day until which the log is known; default None, all of it.
    """
    known = contractor.availability
    if not (isinstance(known.regular_load, AssumedLoad) and isinstance(known.one_off_load, AssumedLoad)):
        return contractor
    with_them = [each for each in engagements if each.contractor.name == contractor.name]
    jobs = [(job, each.mode) for each in with_them for job in _seen(each.jobs, on)]
    waits = {
        mode: [job.waited_days for job, was in jobs if was is mode and job.waited_days is not None]
        for mode in (Mode.OUTSOURCE, Mode.OUT_TASK)
    }
    if not any(waits.values()):
        return contractor
    days = [job.date for job, _ in jobs]
    span = (max(days) - min(days)).days + 1
    own = math.fsum(job.hours for job, _ in jobs) / max(span, MONTH)
    most = MOST_OWN * known.people * known.hours_per_week / WEEK_DAYS
    fitted = Availability.learn(
        one_off_waits=waits[Mode.OUT_TASK],
        regular_waits=waits[Mode.OUTSOURCE],
        job_hours=None if known.job_hours == DEFAULT_JOB_HOURS else known.job_hours,
        hours_per_week=known.hours_per_week,
        people=known.people,
        own_hours_per_day=min(own, most),
    )
    learnt = attrs.evolve(
        known,
        regular_load=fitted.regular_load,
        one_off_load=fitted.one_off_load,
        job_hours=fitted.job_hours,
        beliefs=fitted.beliefs,
    )
    return attrs.evolve(contractor, availability=learnt)


MOST_OWN = 0.9
"""Which part of a contractor's hours the owner's work may have taken at the most: it was done, so that it fitted."""

MONTH = 30
"""Days over which the owner's work is spread at least: a single job is no load of a day."""


def _seen(jobs: Iterable[Job], on: dt.date | None) -> list[Job]:
    """The jobs up to a day."""
    return [job for job in jobs if on is None or job.date <= on]


def _ends(engagements: Iterable[Engagement]) -> list[dt.date]:
    """The last days of what has ended."""
    return [each.end for each in engagements if each.end is not None]
