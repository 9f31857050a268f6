"""reviewing.log: which jobs were done up to a day, by whom, and of which task?"""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import NamedTuple

from delegation.model.engagement import Engagement, Job
from delegation.model.mode import Mode


class Done(NamedTuple):
    """A job that was done.

    Attributes:
        job: The job.
        task: The name of its task; empty where the engagement has several and the job does not say which.
        mode: How it was delegated.
        contractor: The contractor's name.
    """

    job: Job
    task: str
    mode: Mode
    contractor: str


def jobs_until(engagements: Iterable[Engagement], on: dt.date) -> tuple[Done, ...]:
    """All jobs of the engagements up to and including a day, in an order that does not depend on theirs."""
    done = [
        Done(job, task_of(each, job), each.mode, each.contractor.name)
        for each in engagements
        for job in each.jobs
        if job.date <= on
    ]
    return tuple(sorted(done, key=_order))


def task_of(engagement: Engagement, job: Job) -> str:
    """The name of a job's task; empty where the engagement has several and the job does not say which."""
    names = [task.name for task in engagement.tasks]
    return job.task if job.task or len(names) > 1 else names[0]


def one_off_jobs(
    engagements: Iterable[Engagement], contractor: str, tasks: Collection[str], on: dt.date
) -> tuple[Job, ...]:
    """The one-off jobs that a contractor did of some tasks, in the order of their days.

    A job that does not say of which task it was counts where all tasks of its engagement are among these.
    """
    jobs = [
        job
        for each in engagements
        if each.contractor.name == contractor and each.mode is Mode.OUT_TASK
        for job in each.jobs
        if job.date <= on and _among(tasks, each, task_of(each, job))
    ]
    return tuple(sorted(jobs, key=lambda job: job.date))


def _among(tasks: Collection[str], engagement: Engagement, task: str) -> bool:
    """Whether a job is of one of some tasks, as far as is known."""
    return task in tasks if task else all(each.name in tasks for each in engagement.tasks)


def _order(done: Done) -> tuple[object, ...]:
    """What orders jobs; what is not known comes first."""
    job = done.job
    waited, price = (-1.0 if each is None else each for each in (job.waited_days, job.price))
    return (job.date, done.contractor, done.task, done.mode.value, job.hours, waited, price)
