"""reviewing.likelihood: how sure is it that one way is cheaper, over what is not known but learnt?

Of a retainer against hiring job by job a score says it, over rates, hours and loads. Of two retainers against each
other it is told here, over the rates alone.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple

import attrs

from delegation._fields import LAST_DAY
from delegation.model.task import Task
from delegation.posterior.gaps import MONTH_DAYS
from delegation.recurrence.history import History
from delegation.recurrence.kinds import Rate
from delegation.scoring.score import Score

LEVELS = tuple((2 * part + 1) / 20 for part in range(10))
"""The middles of ten equally likely parts of what a rate may be."""

MOST_MORE = 64
"""So many more jobs are looked ahead at the most."""

Saving = Callable[[tuple[Task, ...]], float]
"""What a change saves a month, in money, where tasks are as given."""


class Likelihood(NamedTuple):
    """How sure a saving is.

    Attributes:
        chance: The probability that there is one; where rates are learnt no surer than ten parts of them can tell, from
            0.05 to 0.95.
        loss: Expected money a month lost by changing where there is none, or by not changing where there is, whichever
            of the two is less: what knowing the rates would be worth.
    """

    chance: float
    loss: float


Surely = Callable[[tuple[Task, ...]], Likelihood]
"""How sure a saving is, where tasks are as given."""


def of_verdict(found: Score, *, outsource: bool) -> Likelihood:
    """How sure it is that a retainer is cheaper than hiring job by job, or the other way round.

    Args:
        found: The score.
        outsource: Whether it is the retainer of which that is asked.
    """
    sure = found.confidence
    chance = sure.probability if found.outsource is outsource else 1.0 - sure.probability
    return Likelihood(chance, sure.regret)


def likelihood(tasks: Sequence[Task], saving: Saving) -> Likelihood:
    """How sure a saving is, over what the rates of tasks with a history may be; all else is taken as known.

    The rates of several tasks are taken to be high and low together, which makes a bundle's verdict less sure than if
    each went its own way: a careful answer, from ten reckonings.

    Args:
        tasks: The tasks.
        saving: What the change saves.
    """
    if not _learnt(tasks):
        return Likelihood(float(saving(tuple(tasks)) > 0.0), 0.0)
    found = [saving(at_level(tasks, level)) for level in LEVELS]
    gained = sum(max(0.0, each) for each in found) / len(found)
    lost = sum(max(0.0, -each) for each in found) / len(found)
    chance = sum(each > 0.0 for each in found) / len(found)
    return Likelihood(min(LEVELS[-1], max(LEVELS[0], chance)), min(gained, lost))


def hopeless(tasks: Sequence[Task], saving: Saving) -> bool:
    """Whether there is a saving at no rate that is looked at, so that nothing dearer need be asked."""
    return likelihood(tasks, saving).chance <= LEVELS[0]


def at_level(tasks: Sequence[Task], level: float) -> tuple[Task, ...]:
    """Tasks, those with a history at the rates that theirs are below with so much probability."""
    return tuple(
        attrs.evolve(task, recurrence=Rate(quantile(task.recurrence, level)))
        if isinstance(task.recurrence, History)
        else task
        for task in tasks
    )


def quantile(history: History, level: float) -> float:
    """The rate a month that a learnt one is below with so much probability."""
    below = 0.0
    rates = sorted(history.rates(), key=lambda node: node.per_month)
    for node in rates:
        below += node.weight
        if below >= level:
            return node.per_month
    return rates[-1].per_month


def jobs_to_settle(tasks: Sequence[Task], surely: Surely, *, confidence: float) -> int | None:
    """How many more jobs, coming as often as so far, would make the verdict sure enough.

    Args:
        tasks: The tasks.
        surely: How sure a verdict is.
        confidence: How sure is sure enough, of either verdict.

    Returns:
        1, 2, 4, ... jobs of each task; None where `MOST_MORE`, or those of 30 years, are too few.
    """
    histories, more = _learnt(tasks), 1
    while more <= MOST_MORE and all(gap_days(each) * more <= _days_ahead(each) for each in histories):
        chance = surely(tuple(_continued(task, more) for task in tasks)).chance
        if max(chance, 1.0 - chance) >= confidence:
            return more
        more *= 2
    return None


def _learnt(tasks: Sequence[Task]) -> list[History]:
    """The histories of the tasks that have one."""
    return [task.recurrence for task in tasks if isinstance(task.recurrence, History)]


def _continued(task: Task, more: int) -> Task:
    """A task after so many more jobs."""
    history = task.recurrence
    return attrs.evolve(task, recurrence=continued(history, more)) if isinstance(history, History) else task


def continued(history: History, more: int) -> History:
    """A history as it would be after so many more jobs at its mean pace so far."""
    gap = gap_days(history)
    further = [history.until + dt.timedelta(days=gap * each) for each in range(1, more + 1)]
    return History(
        [*history.dates, *further],
        hours=[*history.hours, *[None] * more] if history.hours else (),
        until=further[-1],
        since=history.since,
        prior_per_month=history.prior_per_month,
    )


def gap_days(history: History) -> int:
    """Mean days between jobs so far, the silence at the end included; as guessed where there was none; at least 1."""
    if not history.dates:
        return max(1, round(MONTH_DAYS / history.per_month))
    began = history.dates[0] if history.since is None else history.since
    return max(1, round((history.until - began).days / max(1, len(history.dates) - (history.since is None))))


def _days_ahead(history: History) -> int:
    """How far ahead to look: 30 years, as nobody waits longer, and not beyond the last day that there is."""
    return min(30 * 365, (LAST_DAY - history.until).days)
