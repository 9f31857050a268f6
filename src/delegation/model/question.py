"""model.question: can this be asked of these tasks, people and engagements, on this day?

What `score`, `recommend` and `plan` check alike before they answer.
"""

import datetime as dt
from collections.abc import Iterable

from delegation import _fields
from delegation.errors import RefusedValueError, titled
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.mode import Mode
from delegation.model.retainer import Retainer, swapped, swapped_terms
from delegation.model.task import Task
from delegation.recurrence.kinds import Once


def checked_engagements(
    owner: str, engagements: Engagement | Iterable[Engagement], on: dt.date | None, people: Iterable[Contractor]
) -> tuple[Engagement, ...]:
    """One engagement or several as a tuple.

    A retainer without an end runs, or has not begun, only as seen from a day; without one it would silently count as
    past. Out-tasked work without an end is no such case: whoever did it is known, whatever the day. Contractors are
    known by name, so one who is written otherwise in an engagement would silently be a stranger.

    Args:
        owner: The function that was called.
        engagements: What was given.
        on: The day of the question, or None.
        people: The contractors asked about.

    Raises:
        RefusedValueError: If something else is among them, a retainer has no end and there is no day, or a contractor's
            name differs from that of one asked about only in capitals or blanks.
    """
    if isinstance(engagements, tuple) and not engagements:  # the default of all who ask
        return ()
    listed = _fields.several(owner, "engagements", engagements, Engagement)
    for each in listed if on is None else ():
        if each.mode is Mode.OUTSOURCE and each.end is None:
            accepted = (
                f"the retainer with {titled(each.contractor.name)} since {each.start} has no end, so whether it runs "
                "depends on the day: give one, such as on=datetime.date(2026, 1, 5)"
            )
            raise RefusedValueError(owner, "engagements", each, accepted)
    _refuse_misspelt(owner, listed, [contractor.name for contractor in people])
    return listed


def _refuse_misspelt(owner: str, engagements: tuple[Engagement, ...], names: list[str]) -> None:
    """Refuse an engagement with somebody whose name is that of one asked about but for capitals or blanks.

    Where engagements have the name in both ways they mean two people.
    """
    known = {each.contractor.name for each in engagements}
    alike = {_fields.word_key(name): name for name in names if name not in known}
    for each in engagements:
        typed = each.contractor.name
        meant = alike.get(_fields.word_key(typed), typed)
        if meant != typed and typed not in names:
            accepted = f"the contractor is called {titled(meant)} elsewhere: write the name alike"
            raise RefusedValueError(owner, "engagements", typed, accepted)


def refuse_overdue(owner: str, field: str, tasks: Iterable[Task], on: dt.date | None) -> None:
    """Refuse work that was due before the day of the question.

    Raises:
        RefusedValueError: If a task that comes once was due before that day.
    """
    if on is None:
        return
    for task in tasks:
        due = task.recurrence.due if isinstance(task.recurrence, Once) else None
        if due is not None and due < on:
            accepted = (
                f"it was due on {due}, before the day of the question, {on}: leave it out if it is done, "
                "else give the day by which it is to be done now"
            )
            raise RefusedValueError(owner, field, task.name, accepted)


def checked_offer(owner: str, retainer: Retainer | None, contractor: Contractor) -> None:
    """Refuse as the one offer to compare what is no retainer, or one whose fee and hours look swapped.

    Raises:
        RefusedValueError: If it is.
    """
    if retainer is None:
        return
    _fields.check(owner, "retainer", retainer, Retainer)
    if swapped(retainer, contractor.rate):
        raise RefusedValueError(owner, "retainer", retainer, swapped_terms(retainer, contractor.rate), "Retainer")
