"""io._plan_todos: what does a to-do say of how a plan has a task done?"""

import datetime as dt
from typing import TYPE_CHECKING

import attrs

from delegation._formatting.phrases import number, sentence, times, verdict
from delegation.errors import shown, titled
from delegation.io._todos import Todo
from delegation.model.mode import Mode
from delegation.recurrence.kinds import Once, Recurrence
from delegation.recurrence.rule import Rule
from delegation.scoring.explanation import offered

if TYPE_CHECKING:
    from delegation.planning.assignments import Assignment
    from delegation.planning.plan import Plan


def todos_of(plan: "Plan") -> list[Todo]:
    """The to-dos of a plan, one a task, in the order of its tasks."""
    lacking = {each.task.name: each.reason for each in plan.shortages}
    return [_todo(each, plan, lacking.get(each.task.name, "")) for each in plan]


def _todo(assignment: "Assignment", plan: "Plan", lacking: str) -> Todo:
    task = assignment.task
    comes = in_calendar(task.recurrence, plan.on)
    told = [_how(assignment, lacking)]
    if assignment.retainer is not None:
        told.append(sentence(f"by {offered(assignment.retainer, plan.business.currency)}"))
    if assignment.mode is not None:
        told.append(sentence(_hours(assignment, plan)))
    if comes is None:
        told.append(sentence(_when(task.recurrence, plan.on)))
    title = " ".join(task.name.split("\n"))  # programs have one line for it, and calcurse refuses more
    each = _hours_each(assignment)
    return Todo("plan", task.name, task.skill, each, comes, task.urgency.slack_days, "\n".join(told), title)


def _hours_each(assignment: "Assignment") -> float:
    """Working hours of one occurrence: of whoever does it, and of what stays undone as it was estimated."""
    task, contractor = assignment.task, assignment.contractor
    if contractor is not None:
        return task.hours * contractor.pace
    kept = task.hours_if_kept if assignment.mode is Mode.KEEP else None
    return task.hours if kept is None else kept


def _hours(assignment: "Assignment", plan: "Plan") -> str:
    """How many hours it takes in words."""
    if isinstance(assignment.task.recurrence, Once):
        return f"about {number(assignment.hours * plan.business.horizon_months)} h, once"
    return f"about {number(assignment.hours)} h a month"


def _how(assignment: "Assignment", lacking: str) -> str:
    """Mode and contractor in words, and what the word means."""
    name = titled(assignment.task.name)
    if assignment.mode is None:
        return f"{sentence(f'leave {name} undone')} {sentence(lacking) if lacking else ''}".strip()
    who = "" if assignment.contractor is None else titled(assignment.contractor.name)
    return f"{verdict(assignment.mode, name, who)}."


def in_calendar(recurrence: Recurrence, on: dt.date | None) -> Once | Rule | None:
    """When work comes from a day on, as a calendar can say it; None where it cannot."""
    if isinstance(recurrence, Once):
        return recurrence
    if not isinstance(recurrence, Rule):
        return None
    if on is None:
        return None if recurrence.start is None else recurrence
    dated = recurrence if recurrence.start is not None else attrs.evolve(recurrence, start=on)
    if dated.next(on) is None:
        return None
    plain = attrs.evolve(dated, except_on=(), also_on=())
    begin = plain.next(on)
    if begin is None or "COUNT=" in dated.rule:
        return dated
    later = [day for day in dated.also_on if _day(day) >= on]
    gone = [day for day in dated.except_on if _day(day) >= on]
    return Rule(dated.rule, begin, gone, later)


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _when(recurrence: Recurrence, on: dt.date | None) -> str:
    """In words, when work comes of which a calendar cannot say it."""
    if not isinstance(recurrence, Rule):
        return f"it comes about {times(recurrence.per_month)} a month, at any moment"
    return f"it comes by the rule {shown(recurrence.rule)}" + (", which is over" if on is not None else "")
