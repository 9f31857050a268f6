"""io._jobs: which jobs do the lines of logs make up, and to which engagements do the jobs belong?"""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import attrs

from delegation import _fields
from delegation.errors import RefusedFileError, titled
from delegation.io._entries import Entry
from delegation.io._logs import Log
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement, Job
from delegation.model.mode import Mode
from delegation.model.task import Task


class Done(NamedTuple):
    """A job that was done, and where it stands.

    Attributes:
        person: By whom, by name.
        task: What, by name; empty where it is not known.
        job: What is known of it.
        log: The log that tells of it.
        line: The first of its lines.
    """

    person: str
    task: str
    job: Job
    log: int
    line: int


def jobs_of(logs: Sequence[Iterable[Entry]], same_job_days: int | None) -> list[Done]:
    """The jobs that lines make up, in the order of days, people and tasks.

    Args:
        logs: The lines of each log.
        same_job_days: At most so many days after the line before, a line of the same person and task is of the same
            job; 0, on the same day; None, each line is a job.
    """
    apart: dict[tuple[str, str], list[tuple[Entry, int]]] = {}
    for index, entries in enumerate(logs):
        for entry in entries:
            apart.setdefault((entry.person, entry.task), []).append((entry, index))
    found: list[Done] = []
    for lines in apart.values():
        lines.sort(key=lambda each: each[0].day)
        group: list[tuple[Entry, int]] = []
        for each in lines:
            if group and (same_job_days is None or (each[0].day - group[-1][0].day).days > same_job_days):
                found.append(_done(group))
                group = []
            group.append(each)
        found.append(_done(group))
    return sorted(found, key=lambda each: (each.job.date, each.person, each.task))


def _done(group: list[tuple[Entry, int]]) -> Done:
    """The job that some lines of one person and task make up, in the order of their days."""
    first, log = group[0]
    prices = [entry.price for entry, _ in group]
    known = [price for price in prices if price is not None]
    job = Job(
        first.day,
        math.fsum(entry.hours for entry, _ in group),
        waited_days=next((entry.waited_days for entry, _ in group if entry.waited_days is not None), None),
        price=math.fsum(known) if len(known) == len(prices) else None,
    )
    return Done(first.person, first.task, job, log, first.line)


def raise_problems(logs: Sequence[Log]) -> None:
    """Tell the problems of all logs at once.

    Raises:
        RefusedFileError: If there are any.
    """
    bad = [log for log in logs if log.problems.count]
    if bad and len(logs) == 1:
        raise bad[0].problems.refusal(bad[0].name)
    if bad:
        problems = tuple(f"{titled(log.name, 300)}, {problem}" for log in bad for problem in log.problems.told())
        raise RefusedFileError(", ".join(log.name for log in bad), problems, sum(log.problems.count for log in bad))


@attrs.frozen
class Relationships:
    """Who and what can be meant by a log.

    Attributes:
        contractors: Contractors by name.
        tasks: Tasks by name.
        engagements: What ran and runs.
    """

    contractors: Mapping[str, Contractor]
    tasks: Mapping[str, Task]
    engagements: tuple[Engagement, ...]

    def holding(self, person: str, task: str, day: dt.date) -> int | None:
        """Which engagement a job belongs to: one with a retainer before others, None where there is none.

        Args:
            person: By whom, by name.
            task: What, by name; empty where it is not known.
            day: When.
        """
        held = [
            index
            for index, each in enumerate(self.engagements)
            if each.contractor.name == person
            and each.active(day)
            and (not task or any(own.name == task for own in each.tasks))
        ]
        return min(held, key=lambda index: self.engagements[index].retainer is None, default=None)

    def with_jobs(self, done: Iterable[Done], duplicates: str, logs: Sequence[Log]) -> tuple[Engagement, ...]:
        """The engagements with these jobs, and for those that belong to none, engagements of their own.

        Args:
            done: The jobs.
            duplicates: Whether a job that an engagement has already is refused, kept, or counted once.
            logs: Take what is wrong.

        Returns:
            The engagements that there were, in their order; then, by contractor and task, out-tasking from the first
            to the last job.
        """
        added: dict[int, list[Job]] = {}
        new: dict[tuple[str, str], list[Job]] = {}
        there = [{_fact(each, job) for job in each.jobs} for each in self.engagements]
        for each in done:
            index = self.holding(each.person, each.task, each.job.date)
            if index is None:
                new.setdefault((each.person, each.task), []).append(each.job)
                continue
            held = self.engagements[index]
            job = attrs.evolve(each.job, task=each.task) if len(held.tasks) > 1 else each.job
            if duplicates != "keep" and _fact(held, job) in there[index]:
                if duplicates == "refuse":
                    told = f" tells of a job that the engagement with {titled(each.person)} has already, {job.date}"
                    logs[each.log].problems.add(each.line, f"{told}: duplicates='once' counts it once")
                continue
            added.setdefault(index, []).append(job)
        raise_problems(logs)
        kept = (
            attrs.evolve(each, jobs=(*each.jobs, *added[index])) if index in added else each
            for index, each in enumerate(self.engagements)
        )
        return (*kept, *(self._alone(person, task, jobs) for (person, task), jobs in sorted(new.items(), key=_names)))

    def _alone(self, person: str, task: str, jobs: list[Job]) -> Engagement:
        """Jobs of one contractor and task that belong to no engagement."""
        days = [job.date for job in jobs]
        return Engagement(
            self.contractors[person],
            tasks=self.tasks[task],
            mode=Mode.OUT_TASK,
            start=min(days),
            end=max(days),
            jobs=jobs,
        )


def _names(item: tuple[tuple[str, str], list[Job]]) -> tuple[str, str]:
    return item[0]


def _fact(held: Engagement, job: Job) -> tuple[dt.date, float, str]:
    """By what a job is known again."""
    alone = held.tasks[0].name if len(held.tasks) == 1 else ""
    return (job.date, round(job.hours, 6), _fields.word_key(job.task or alone))
