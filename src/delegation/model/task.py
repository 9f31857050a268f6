"""model.task: what is a piece of work that comes back?"""

from collections.abc import Iterable
from typing import Any

import attrs

from delegation import _fields
from delegation._calls import explain_construction
from delegation.errors import RefusedValueError
from delegation.recurrence.kinds import Recurrence
from delegation.recurrence.typed import as_recurrence
from delegation.urgency import Urgency


def _owner_hours(instance: "Task", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if value is not None:
        _fields.between(0.0, 1e6, "working hours, or None where you cannot do it")(instance, attribute, value)


def _one_skill(instance: "Task", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if not isinstance(value, str) or not (value == "" or _fields.is_skill(value)):
        raise _fields.refuse(
            instance, attribute, value, 'it takes one skill, such as "web", or "" where none is needed'
        )


def _recurs(instance: "Task", attribute: "attrs.Attribute[Any]", value: object) -> None:
    if isinstance(value, Recurrence):
        return
    accepted = "it takes a number of times a month, None (once), an RFC 5545 rule as text, or a Rate, Rule or Once"
    if isinstance(value, Iterable):
        accepted = "learning a rate from past dates is not in this version; " + accepted
    raise _fields.refuse(instance, attribute, value, accepted)


@explain_construction
@attrs.frozen
class Task:
    """Work that comes back.

    Attributes:
        name: What you call it; tasks of one business have different names.
        skill: The skill that it needs, one of a contractor's `skills`, in capitals or not; default empty, anybody can
            do it.
        hours: Working hours of one occurrence, above 0.
        recurrence: How often it comes back: a `Recurrence`, or a number a month, None (once), or an RFC 5545 rule as
            text, with or without its DTSTART line.
        urgency: What a late start costs; default nothing.
        owner_hours: What one occurrence takes you, from 0; default None, you cannot or will not do it.
        keep: Whether you never hand it over; `hours` then stands in for a missing `owner_hours`.

    Raises:
        RefusedValueError: If a field has a value that it cannot take.
    """

    name: str = attrs.field(converter=_fields.to_text, validator=_fields.named)
    skill: str = attrs.field(default="", converter=_fields.to_text, validator=_one_skill, kw_only=True)
    hours: float = attrs.field(
        converter=_fields.to_float,
        validator=_fields.between(_fields.SMALLEST, 1e6, "working hours of one occurrence"),
        kw_only=True,
    )
    recurrence: Recurrence = attrs.field(default=None, converter=as_recurrence, validator=_recurs, kw_only=True)
    urgency: Urgency = attrs.field(default=Urgency(), validator=_fields.a(Urgency), kw_only=True)
    owner_hours: float | None = attrs.field(
        default=None, converter=_fields.to_float, validator=_owner_hours, kw_only=True
    )
    keep: bool = attrs.field(default=False, validator=_fields.flag, kw_only=True)

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
