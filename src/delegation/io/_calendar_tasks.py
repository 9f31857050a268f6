"""io._calendar_tasks: which task does a series of events, or a to-do, tell of?"""

import datetime as dt
from typing import cast

import attrs

from delegation import _fields
from delegation.errors import RefusedValueError, shown
from delegation.io._calendar_events import Event, day_of
from delegation.io._calendar_free import ShownAsFree
from delegation.io._calendar_titles import categories_of
from delegation.io._cells import told
from delegation.io._components import Component
from delegation.io._lines import Problems
from delegation.model.task import Task
from delegation.recurrence.calendar_text import Moment
from delegation.recurrence.kinds import Once
from delegation.recurrence.rule import Rule
from delegation.recurrence.wall_time import beside

PROPERTY = {"name": "SUMMARY", "skill": "CATEGORIES", "hours": "ESTIMATED-DURATION", "recurrence": "RRULE"}
"""In which property the field of a task stands."""


@attrs.define
class TaskReader:
    """Makes tasks of events; what is wrong with them is collected.

    Attributes:
        problems: Takes what is wrong.
        hours: Working hours of what does not say them; None where it must.
        skills: Which categories are skills, by what is compared of them; None where every one is.
        since: What is over before this day is left out; None, nothing is.
        here: The time zone in which days begin; None, each moment has its own.
        free: What becomes of events that are shown as free.
    """

    problems: Problems
    hours: float | None
    skills: dict[str, str] | None
    since: dt.date | None
    here: dt.tzinfo | None
    free: ShownAsFree
    _lines: dict[str, int] = attrs.Factory(dict)

    def read(self, events: list[Event]) -> Task | None:
        """The task of a series; None where there is none: it is over, cancelled, done, no work, or a problem."""
        if events[0].changes is not None:  # its series is not in the file
            events = [each for each in events if not each.component.cancelled] or events[:1]
        whole = events[0]
        component = whole.component
        if component.cancelled or component.done or component.absent or component.elsewhere:
            return None
        if component.free and self.free.becomes == "skip":
            return None
        before = self.problems.count
        recurrence = self._recurrence(whole, events[1:])
        if recurrence is None or (component.free and not self.free.takes(component, self.problems)):
            return None
        name = component.title
        if not name:
            self.problems.add(*component.problem("SUMMARY", "it takes the name of a task"))
        elif name in self._lines:
            reason = f"this name stands on line {self._lines[name]} already: each task needs a name of its own"
            self.problems.add(*component.problem("SUMMARY", reason))
        self._lines.setdefault(name, component.line)
        skill = self._skill(component)
        hours = self.hours if whole.hours is None else whole.hours
        if hours is None:
            reason = "it does not say its working hours, such as PT2H; hours= says them for all that do not"
            self.problems.add(*component.problem("ESTIMATED-DURATION", reason))
        if self.problems.count > before or hours is None:
            return None
        try:
            return Task(name, skill=skill, hours=hours, recurrence=recurrence)
        except RefusedValueError as error:
            self.problems.add(*component.problem(PROPERTY[error.field], told(error)))
            return None

    def _recurrence(self, whole: Event, changed: list[Event]) -> Rule | Once | None:
        """How it comes back, with its moved occurrences; None where that is over, or a problem."""
        if whole.changes is not None and changed:
            return self._only([whole, *changed])
        if whole.rule is None:
            day = whole.start if whole.due is None else whole.due
            due = None if day is None else day_of(day, self.here)
            over = due is not None and self.since is not None and due < self.since
            return None if over else Once(due)
        rule = self._changed(whole.rule, changed)
        if rule is None or (self.since is not None and rule.next(self.since) is None):
            return None
        return rule

    def _only(self, changed: list[Event]) -> Rule | None:
        """What comes on the days of these occurrences alone; None where they are a problem."""
        first, *others = (each.changes if each.start is None else each.start for each in changed)
        try:
            return Rule("FREQ=DAILY;COUNT=1", first, (), others)
        except RefusedValueError as error:
            self.problems.add(*changed[0].component.problem("RECURRENCE-ID", told(error)))
            return None

    def _changed(self, rule: Rule, changed: list[Event]) -> Rule | None:
        """A rule with its moved and cancelled occurrences; None where they are a problem."""
        start = cast("Moment", rule.start)  # an event's rule has one
        gone, moved = list(rule.except_on), list[Moment]()
        for each in changed:
            component = each.component
            if each.onwards:
                reason = "it changes all that follows, which no rule can say: end the series there and begin a new one"
                self.problems.add(*component.problem("RECURRENCE-ID", reason))
                return None
            mark = beside(start, cast("Moment", each.changes))
            now = mark if each.start is None else beside(start, each.start)
            if component.cancelled or component.done:
                gone.append(mark)
            elif now != mark:
                gone.append(mark)
                moved.append(now)
        if not changed:
            return rule
        came = set(moved)
        gone = [day for day in gone if day not in came]  # where one went and another came, there is one
        try:
            return attrs.evolve(rule, except_on=gone, also_on=[*rule.also_on, *moved])
        except RefusedValueError as error:
            self.problems.add(*changed[0].component.problem("RECURRENCE-ID", told(error)))
            return None

    def _skill(self, component: Component) -> str:
        """The skill among its categories; empty where there is none."""
        found = categories_of(component)
        if self.skills is not None:
            found = [self.skills[key] for each in found if (key := _fields.word_key(each)) in self.skills]
        if len(found) > 1:
            among = ", ".join(map(shown, found[:5]))
            reason = f"{among} are several, and a task takes one skill; skills= says which categories are skills"
            self.problems.add(*component.problem("CATEGORIES", reason))
        return found[0] if len(found) == 1 else ""
