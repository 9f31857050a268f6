"""model.engagement: what has run with a contractor, what runs now, and what is owed if it ended?"""

import datetime as dt
from collections import Counter
from typing import Any

import attrs
from dateutil.relativedelta import relativedelta

from delegation import _fields
from delegation._calls import explain_construction
from delegation.errors import titled
from delegation.model.contractor import Contractor
from delegation.model.mode import Mode
from delegation.model.retainer import Retainer, swapped, swapped_terms
from delegation.model.task import Task, tasks_by_name


def _optional(kind: str) -> _fields.Validator:
    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
        if value is not None:
            _fields.between(0.0, _fields.LARGEST, f"{kind}, or None where it is not known")(instance, attribute, value)

    return validate


def _name_or_none(instance: "Job", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if not isinstance(value, str):
        raise _fields.refuse(instance, attribute, value, 'it takes the name of a task, or "" where it is not known')


@explain_construction
@attrs.frozen
class Job:
    """One occurrence that was done.

    Attributes:
        date: The day it was done.
        hours: Working hours it took, from 0.
        waited_days: Calendar days from the need to the start, from 0; default None, not known.
        price: Money it cost, from 0; default None, not known.
        task: Which of the engagement's tasks it was, by name; default empty, its only one, of several not known.

    Raises:
        RefusedValueError: If a field has a value that it cannot take.
    """

    date: dt.date = attrs.field(converter=_fields.to_own_day, validator=_fields.day)
    hours: float = attrs.field(converter=_fields.to_float, validator=_fields.between(0.0, 1e6, "working hours"))
    waited_days: float | None = attrs.field(
        default=None, converter=_fields.to_float, validator=_optional("calendar days"), kw_only=True
    )
    price: float | None = attrs.field(
        default=None, converter=_fields.to_float, validator=_optional("money"), kw_only=True
    )
    task: str = attrs.field(default="", converter=_fields.to_text, validator=_name_or_none, kw_only=True)


def _to_tasks(value: Any) -> tuple[Task, ...]:
    return tasks_by_name("Engagement", value)


def _facts(job: Job) -> tuple[dt.date, float, float, float, str]:
    """What orders jobs; what is not known comes first."""
    waited = -1.0 if job.waited_days is None else job.waited_days
    return (job.date, job.hours, waited, -1.0 if job.price is None else job.price, job.task)


def _to_jobs(value: Any) -> Any:
    """Jobs as a tuple in the order of their days."""
    try:
        return tuple(sorted(value, key=_facts))
    except (TypeError, AttributeError):
        return value


def _day_or_none(instance: "Engagement", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if value is None:
        return
    _fields.day(instance, attribute, value)
    if isinstance(value, dt.date) and value < instance.start:
        raise _fields.refuse(instance, attribute, value, f"it takes a day on or after the start, {instance.start}")


def _delegated(instance: "Engagement", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if not isinstance(value, Mode) or value is Mode.KEEP:
        raise _fields.refuse(instance, attribute, value, "it takes Mode.OUTSOURCE or Mode.OUT_TASK")


def _agreed(instance: "Engagement", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if instance.mode is Mode.OUTSOURCE and not isinstance(value, Retainer):
        raise _fields.refuse(
            instance, attribute, value, "it takes a Retainer, the terms of what is outsourced", "Retainer"
        )
    if instance.mode is Mode.OUT_TASK and value is not None:
        raise _fields.refuse(instance, attribute, value, "it takes None: out-tasked work has no retainer")
    if isinstance(value, Retainer) and swapped(value, instance.contractor.rate):
        raise _fields.refuse(instance, attribute, value, swapped_terms(value, instance.contractor.rate), "Retainer")


def _done(instance: "Engagement", attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, tuple) or not all(isinstance(job, Job) for job in value):
        raise _fields.refuse(instance, attribute, value, "it takes Job objects", "Job")
    names = {"", *(task.name for task in instance.tasks)}
    for job in value:
        if job.task not in names:
            of_these = ", ".join(sorted(titled(name) for name in names if name))
            accepted = f"the job of {job.date} takes the name of a task that is done here: {of_these}"
            raise _fields.refuse(instance, attribute, job.task, accepted)


@explain_construction
@attrs.frozen
class Engagement:
    """One relationship with a contractor, past or present.

    A retainer's months run from its start: the fee of each is owed on its first day.

    Attributes:
        contractor: With whom.
        tasks: What they do for you, at least one task.
        mode: OUTSOURCE with a retainer, or OUT_TASK.
        start: First day.
        end: Last day, included; default None, it goes on.
        retainer: The terms; needed for OUTSOURCE, and only there.
        jobs: What was done so far; default nothing.

    Raises:
        RefusedValueError: If a field has a value that it cannot take.
    """

    contractor: Contractor = attrs.field(validator=_fields.a(Contractor))
    tasks: tuple[Task, ...] = attrs.field(converter=_to_tasks, kw_only=True)
    mode: Mode = attrs.field(validator=_delegated, kw_only=True)
    start: dt.date = attrs.field(converter=_fields.to_own_day, validator=_fields.day, kw_only=True)
    end: dt.date | None = attrs.field(default=None, converter=_fields.to_own_day, validator=_day_or_none, kw_only=True)
    retainer: Retainer | None = attrs.field(default=None, validator=_agreed, kw_only=True)
    jobs: tuple[Job, ...] = attrs.field(default=(), converter=_to_jobs, validator=_done, kw_only=True)

    def jobs_of(self, task: str) -> tuple[Job, ...]:
        """The jobs that are known to have been a task, by its name: of several tasks those that say so."""
        if not any(each.name == task for each in self.tasks):
            return ()
        return self.jobs if len(self.tasks) == 1 else tuple(job for job in self.jobs if job.task == task)

    def active(self, on: dt.date) -> bool:
        """Whether it runs on a day, first and last day included."""
        return self.start <= on and (self.end is None or on <= self.end)

    def released(self, on: dt.date) -> dt.date:
        """The first day without obligation if notice were given on a day.

        The later of the end of the minimum term and of the notice; the day after the end where that comes first; the
        day itself where there is no retainer.
        """
        if self.retainer is None:
            free = on
        else:
            minimum = self.start + relativedelta(months=self.retainer.minimum_months)
            free = max(minimum, on + relativedelta(months=self.retainer.notice_months))
        return free if self.end is None else min(free, max(on, self.end + dt.timedelta(days=1)))

    def fees(self, first: dt.date, last: dt.date) -> float:
        """The fees that fall due from one day up to but not including another, while it runs; 0 without a retainer."""
        return 0.0 if self.retainer is None else self.retainer.monthly_fee * self.months_due(first, last)

    def months_due(self, first: dt.date, last: dt.date) -> int:
        """How many of its months begin from one day up to but not including another, while it runs."""
        if self.end is not None:
            last = min(last, self.end + dt.timedelta(days=1))
        return max(0, self._months_begun(last) - self._months_begun(first))

    def owed(self, on: dt.date) -> float:
        """The fees still owed if notice were given on a day: those that fall due from that day until it is released."""
        return self.fees(on, self.released(on))

    def hours_used(self, on: dt.date) -> float:
        """Working hours of the jobs done in the retainer's period that holds a day, up to and including that day.

        A period is a month unless the retainer says otherwise.
        """
        first = self._month_start(max(0, self._period_of(on)) * self._months_a_period)
        return sum(job.hours for job in self.jobs if first <= job.date <= on)

    def hours_spare(self, on: dt.date) -> float:
        """Hours of the block, and carried into this period, not used up on a day; 0 without a running retainer."""
        if self.retainer is None or not self.active(on):
            return 0.0
        block, most = self.retainer.hours, self.retainer.rollover_hours
        period = self._period_of(on)
        used = Counter[int]()
        for job in self.jobs:
            if self.start <= job.date <= on:
                used[self._period_of(job.date)] += job.hours  # type: ignore[assignment]  # a Counter of hours
        carried, since = 0.0, 0
        for past in sorted(index for index in used if index < period):
            carried = min(most, carried + (past - since) * block)
            carried, since = min(most, max(0.0, block + carried - used[past])), past + 1
        carried = min(most, carried + (period - since) * block)
        return max(0.0, block + carried - used[period])

    def months_left(self, on: dt.date, until: dt.date) -> int:
        """Whole months, to the nearest, from a day until another, as far as it has not ended by itself; at least 0."""
        last = until if self.end is None else min(until, self.end + dt.timedelta(days=1))
        if last <= on:
            return 0
        months = (last.year - on.year) * 12 + last.month - on.month
        while on + relativedelta(months=months) > last:
            months -= 1
        begun, ended = on + relativedelta(months=months), on + relativedelta(months=months + 1)
        return months + (2 * (last - begun) >= ended - begun)

    def months_into_period(self, on: dt.date) -> int:
        """How many months of the retainer's period that holds a day were over before the one that holds the day."""
        return max(0, self._months_begun(on + dt.timedelta(days=1)) - 1) % self._months_a_period

    @property
    def _months_a_period(self) -> int:
        """Months of a period of the block."""
        return 1 if self.retainer is None else self.retainer.period_months

    def _period_of(self, day: dt.date) -> int:
        """The index of the retainer's period that holds a day; -1 before it starts."""
        return (self._months_begun(day + dt.timedelta(days=1)) - 1) // self._months_a_period

    def _month_start(self, index: int) -> dt.date:
        """The first day of the retainer's month with this index."""
        return self.start + relativedelta(months=index)

    def _months_begun(self, before: dt.date) -> int:
        """How many of the retainer's months begin before a day."""
        months = (before.year - self.start.year) * 12 + before.month - self.start.month
        return max(0, months + (self._month_start(months) < before))
