"""availability.tasks: as what do your tasks come to a contractor's queue?"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from delegation import _fields
from delegation.errors import RefusedValueError
from delegation.queueing.own import OwnWork
from delegation.recurrence.kinds import Recurrence


class Work(Protocol):
    """What a contractor does for you again and again, or once: a `Task` is this."""

    @property
    def hours(self) -> float:
        """Working hours of one occurrence."""
        ...

    @property
    def recurrence(self) -> Recurrence:
        """How it comes back."""
        ...


def works_in(tasks: Work | Iterable[Work]) -> tuple[Work, ...]:
    """One task or several as a tuple.

    Raises:
        RefusedValueError: If something else is given, told as an argument of `Availability.waits`.
    """
    listed = tuple(tasks) if isinstance(tasks, Iterable) else (tasks,)
    if not all(isinstance(getattr(task, "recurrence", None), Recurrence) for task in listed):
        raise RefusedValueError("Availability.waits", "tasks", tasks, "it takes one Task or several")
    return listed


def own_work_of(tasks: Sequence[Work], pace: float) -> list[OwnWork]:
    """Those of several tasks that come back as a queue meets them.

    Args:
        tasks: The tasks.
        pace: The contractor's working hours for each hour of a task's estimate, 0.001 to 20.

    Raises:
        RefusedValueError: If the pace is out of its bounds, told as an argument of `Availability.waits`.
        NoLongRunRateError: If one comes by a rule that ends.
    """
    times = _fields.to_float(pace)
    if not (isinstance(times, float) and 0.001 <= times <= 20.0):
        accepted = "it takes a number from 0.001 to 20, the contractor's hours per hour of a task's estimate"
        raise RefusedValueError("Availability.waits", "pace", pace, accepted)
    return [
        OwnWork(task.hours * times, task.recurrence.per_month, task.recurrence.rhythmic, task.recurrence.hours_cv)
        for task in tasks
        if task.recurrence.comes_back
    ]
