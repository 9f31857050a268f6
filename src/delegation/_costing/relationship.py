"""_costing.relationship: how do owner and contractor stand with each other on the day of the question?

A retainer that runs is compared by one rule in `score`, `recommend` and `plan`. Kept, it serves until it ends by
itself, or the horizon does; what comes after that is hired job by job, for which the owner waits as a one-off client.
Ended, by notice on the day of the question, its fees are owed until it is released, whatever is decided, and are in no
cost; everything is hired job by job, and until then the owner waits as a regular client. With other tasks on it, it
goes on whatever becomes of these: they are served as a regular client's either way. Months are whole ones, to the
nearest; fees are those that fall due.
"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from delegation._costing.workload import Work, works_of
from delegation.learning import learnt_tasks
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.mode import Mode
from delegation.model.retainer import Retainer, by_terms
from delegation.model.task import Task


class Relationship(NamedTuple):
    """How owner and contractor stand with each other on the day of the question.

    Attributes:
        known: Whether the contractor was ever engaged before.
        retained: Whether the contractor was ever on retainer before.
        running: The retainer that runs and is kept, or None.
        others: The other tasks on that retainer.
        on: The day of the question, or None.
        ending: The retainer that runs and is to be ended, or None.
    """

    known: bool = False
    retained: bool = False
    running: Engagement | None = None
    others: tuple[Work, ...] = ()
    on: dt.date | None = None
    ending: Engagement | None = None

    def ended(self) -> "Relationship":
        """The same where notice is given for the retainer that runs."""
        return self._replace(running=None, ending=self.running)

    def may_sign(self, offer: Retainer, horizon: int) -> bool:
        """Whether an offer is one to sign, at the price of ending what runs: not the very terms that go on anyway."""
        running = self.running or self.ending
        if running is None or self.on is None or offer != running.retainer:
            return True
        return running.months_left(self.on, self.on + relativedelta(months=horizon)) < horizon

    def months_kept(self, horizon: int) -> int:
        """Months of the horizon in which a retainer that runs, kept, is there; none where none is."""
        if self.running is None or self.on is None:
            return 0
        return self.running.months_left(self.on, self.on + relativedelta(months=horizon))

    def always_regular(self, horizon: int) -> bool:
        """Whether the owner is a regular client all the time, whatever becomes of this work."""
        return bool(self.others) and self.months_kept(horizon) == horizon

    def months_regular(self, horizon: int) -> int:
        """Months of the horizon in which the owner is a regular client although this work is hired job by job."""
        running = self.running or self.ending
        if running is None or self.on is None:
            return 0
        last = self.on + relativedelta(months=horizon)
        return running.months_left(self.on, last if self.others else min(last, running.released(self.on)))


STRANGERS = Relationship()
"""They have never met."""


def relationship_with(
    contractor: Contractor,
    tasks: Sequence[Task],
    business: Business,
    engagements: Sequence[Engagement],
    on: dt.date | None,
) -> Relationship:
    """How the owner stands with a contractor, who is known by name, on a day."""
    if not engagements:
        return Relationship(on=on) if on else STRANGERS
    past = [
        engagement
        for engagement in engagements
        if engagement.contractor.name == contractor.name and (on is None or engagement.start <= on)
    ]
    retainers = [engagement for engagement in past if engagement.mode is Mode.OUTSOURCE]
    running = [engagement for engagement in retainers if on is not None and engagement.active(on)]
    if not running:
        return Relationship(known=bool(past), retained=bool(retainers), on=on)
    scored = {task.name for task in tasks}
    latest = max(running, key=_recent)
    others = sorted((task for task in latest.tasks if task.name not in scored), key=lambda task: task.name)
    others = list(learnt_tasks(others, engagements, on))
    return Relationship(
        known=True, retained=True, running=latest, others=works_of(others, contractor, business, on), on=on
    )


def _recent(engagement: Engagement) -> tuple[dt.date, tuple[float, ...], list[str]]:
    """What orders retainers that run at once: the one that started last, of several the dearest, then by its tasks."""
    return engagement.start, by_terms(engagement.retainer), [task.name for task in engagement.tasks]
