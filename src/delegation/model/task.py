"""model.task: what is a piece of work that comes back?"""

import datetime as dt
from collections.abc import Iterable
from typing import Any, SupportsFloat

import attrs

from delegation import _fields
from delegation._calls import explain_construction
from delegation.errors import RefusedCallError, RefusedValueError
from delegation.recurrence.history import History
from delegation.recurrence.kinds import Once, Recurrence
from delegation.recurrence.typed import as_recurrence, start_of
from delegation.urgency import Urgency


def _owner_hours(instance: "Task", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if value is not None:
        _fields.between(0.0, 1e6, "working hours, or None where you cannot do it")(instance, attribute, value)


def _undone_cost(instance: "Task", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if value is not None:
        _fields.between(0.0, _fields.LARGEST, "money an occurrence, or None where it must be done")(
            instance, attribute, value
        )


def _occasion(instance: "Task", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if not isinstance(value, str):
        raise _fields.refuse(instance, attribute, value, 'it takes text, such as "launch", or "" where there is none')


def _one_skill(instance: "Task", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if not isinstance(value, str) or not (value == "" or _fields.is_skill(value)):
        raise _fields.refuse(
            instance, attribute, value, 'it takes one skill, such as "web", or "" where none is needed'
        )


NOT_URGENT = Urgency()
"""Work that may wait at no cost."""

ONCE = Once()
"""Work that comes once, nobody says when."""


@explain_construction
@attrs.frozen(init=False)
class Task:
    """Work that comes back.

    Attributes:
        name: What you call it; tasks of one business have different names.
        skill: The skill that it needs, one of a contractor's `skills`, in capitals or not; default empty, anybody can
            do it.
        hours: Working hours of one occurrence, above 0; may be left out where the recurrence is a `History` that knows
            the hours of its jobs: then their mean.
        recurrence: How often it comes back: a `Recurrence`, or what people type: a number a month, words such as
            "weekly" or "every two weeks", None or "once", a list of the days of past jobs, or an RFC 5545 rule as text,
            also as calendars export it. Default once.
        start: The first day (or moment) of a rule, or the day that work is due which comes once, where `recurrence`
            does not say it; default None. It becomes part of the recurrence, from which it is read. Words such as
            "monthly" then mean every month: one that has no such day brings the work on its last.
        urgency: What a late start costs; default nothing.
        owner_hours: What one occurrence takes you, from 0; default None, you cannot or will not do it.
        keep: Whether you never hand it over; `hours` then stands in for a missing `owner_hours`.
        undone_cost: What each occurrence costs you that nobody does, in money, from 0; default None, it must be done
            wherever anything fits. Only `plan` leaves work undone.
        occasion: With what it comes, such as "launch": tasks of one occasion come at the same moment, as often as they
            come together; default empty, it comes by itself.

    Raises:
        RefusedValueError: If a field has a value that it cannot take.
        RefusedCallError: If hours are left out that no past jobs tell.
    """

    name: str = attrs.field(converter=_fields.to_text, validator=_fields.named)
    skill: str = attrs.field(default="", converter=_fields.to_text, validator=_one_skill, kw_only=True)
    hours: float = attrs.field(
        converter=_fields.to_float,
        validator=_fields.between(_fields.SMALLEST, 1e6, "working hours of one occurrence"),
        kw_only=True,
    )
    recurrence: Recurrence = attrs.field(default=ONCE, kw_only=True)
    urgency: Urgency = attrs.field(default=NOT_URGENT, validator=_fields.a(Urgency), kw_only=True)
    owner_hours: float | None = attrs.field(
        default=None, converter=_fields.to_float, validator=_owner_hours, kw_only=True
    )
    keep: bool = attrs.field(default=False, validator=_fields.flag, kw_only=True)
    undone_cost: float | None = attrs.field(
        default=None, converter=_fields.to_float, validator=_undone_cost, kw_only=True
    )
    occasion: str = attrs.field(default="", converter=_fields.to_text, validator=_occasion, kw_only=True)

    def __init__(
        self,
        name: str,
        *,
        skill: str = "",
        hours: float | None = None,
        recurrence: Recurrence | SupportsFloat | str | Iterable[dt.date] | None = ONCE,
        start: dt.date | None = None,
        urgency: Urgency = NOT_URGENT,
        owner_hours: float | None = None,
        keep: bool = False,
        undone_cost: float | None = None,
        occasion: str = "",
    ) -> None:
        """Make a task; a start is no field of it but becomes part of its recurrence, so that nothing is said twice."""
        comes = as_recurrence(recurrence, start)
        if hours is None and isinstance(comes, History):
            hours = comes.mean_hours
        if hours is None:
            raise RefusedCallError("Task", "needs hours")
        self.__attrs_init__(  # pyright: ignore[reportAttributeAccessIssue]  # attrs makes it beside an __init__ of ours
            name=name,
            skill=skill,
            hours=hours,
            recurrence=comes,
            urgency=urgency,
            owner_hours=owner_hours,
            keep=keep,
            undone_cost=undone_cost,
            occasion=occasion,
        )

    @property
    def start(self) -> dt.date | None:
        """The first day or moment of a rule, the due date of what comes once; None where there is none."""
        return start_of(self.recurrence)

    @property
    def hours_if_kept(self) -> float | None:
        """Your own working hours for one occurrence, None where keeping is no choice."""
        return self.hours if self.keep and self.owner_hours is None else self.owner_hours


def tasks_by_name(owner: str, tasks: Task | Iterable[Task]) -> tuple[Task, ...]:
    """A task or several as a tuple in the order of their names, at least one.

    Raises:
        RefusedValueError: If there is none, something else is among them, or two bear the same name.
    """
    several = _fields.unique_by_name(owner, "tasks", tasks, Task)
    if not several:
        raise RefusedValueError(owner, "tasks", several, "it takes at least one Task")
    return several
