"""io._calendar_jobs: which jobs were done, as the past events and the ticked to-dos of a calendar tell it?"""

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from delegation import _fields
from delegation.errors import RefusedValueError
from delegation.io._calendar_events import Event, day_of, moments_of
from delegation.io._calendar_free import ShownAsFree
from delegation.io._cells import told
from delegation.io._components import Component
from delegation.io._lines import Problems
from delegation.io._occurrences import Occurrence
from delegation.model.engagement import Job

HOUR = dt.timedelta(hours=1)


@attrs.define
class JobReader:
    """Makes jobs of what took place; what is wrong with it is collected.

    Attributes:
        problems: Takes what is wrong.
        hours: Working hours of what does not say them; None where it must.
        tasks: The names of the tasks that are meant, by what is compared of them; None where every name is one.
        first: The first day.
        last: The last day.
        here: The time zone in which days begin; None, each moment has its own.
        free: What becomes of whole days that are shown as free.
    """

    problems: Problems
    hours: float | None
    tasks: dict[str, str] | None
    first: dt.date
    last: dt.date
    here: dt.tzinfo | None
    free: ShownAsFree
    _told: set[int] = attrs.Factory(set)

    def wanted(self, component: Component) -> bool:
        """Whether something of this name is a job."""
        return self.tasks is None or _fields.word_key(component.title) in self.tasks

    def of_events(self, found: Iterable[Occurrence]) -> Iterator[Job]:
        """The jobs that events were; whole days may be a fair or a birthday, or say where work is done."""
        for each in found:
            component = each.event.component
            if each.whole_days and component.elsewhere:
                continue
            day = day_of(each.start, self.here)
            if self.first <= day <= self.last and (
                not (each.whole_days and component.free) or self.free.takes(component, self.problems)
            ):
                lasted = None if each.whole_days else each.length / HOUR
                told_hours = component.first("ESTIMATED-DURATION") is not None
                yield from self._job(component, day, each.event.hours if told_hours else lasted)

    def of_todos(self, events: Iterable[Event]) -> Iterator[Job]:
        """The jobs that to-dos were which are ticked."""
        for each in events:
            if not each.component.done or each.component.cancelled:
                continue
            day = self._done_on(each)
            if day is not None and self.first <= day <= self.last:
                yield from self._job(each.component, day, each.hours)

    def _done_on(self, event: Event) -> dt.date | None:
        """The day on which a to-do was done, or else was due; None where that is not known."""
        line = event.component.first("COMPLETED")
        try:
            moment = event.start if line is None else moments_of(line, event.component.zones)[0][0]
        except RefusedValueError as error:
            self.problems.add(*event.component.problem("COMPLETED", told(error)))
            return None
        if moment is None:
            self.problems.add(*event.component.problem("COMPLETED", "it does not say the day on which it was done"))
            return None
        return day_of(moment, self.here)

    def _job(self, component: Component, day: dt.date, hours: float | None) -> Iterator[Job]:
        """A job of a day; none where it is a problem, which is told once for a series."""
        name = component.title
        hours = hours or self.hours
        if hours is None or not name:
            if component.line not in self._told:
                self._told.add(component.line)
                reason = "it does not say how long it took, such as DURATION:PT2H; hours= says it for all that do not"
                unnamed = ("SUMMARY", "it takes the name of a task")
                self.problems.add(*component.problem(*(("DURATION", reason) if name else unnamed)))
            return
        yield Job(day, hours, task=name if self.tasks is None else self.tasks[_fields.word_key(name)])
