"""reviewing.situation: what does a review look at, and from where on is something worth saying?"""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property

import attrs

from delegation.learning import history_of, learnt_contractor, learnt_task
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.mode import Mode
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.recurrence.history import History
from delegation.recurrence.kinds import Once
from delegation.reviewing.pauses import before_pause, has_ended
from delegation.reviewing.usage import misses_block
from delegation.scoring.score import Score
from delegation.scoring.scorer import score

LEAST_HOURS = 0.5
"""Advice that saves less a month than so much of an owner's hour is not worth acting on (a guess: six hours a year)."""

LEAST_CONFIDENCE = 0.7
"""Advice that is less sure waits for more jobs: at 7 to 3 acting pays unless being wrong costs over twice as much."""

HALF = 0.5
"""More likely than not."""

LEAST_SURPRISE = 0.95
"""What comes by chance in more than one case of twenty is no news: a review asks many such questions at once."""


@attrs.frozen(kw_only=True, eq=False)
class Situation:
    """What a review looks at.

    Attributes:
        engagements: What has run and what runs, with contractors and tasks as they are known now.
        business: The owner's assumptions.
        on: The day of the review.
        least_money: From how much money a month on advice is given.
        least_confidence: From which probability on.
    """

    engagements: tuple[Engagement, ...]
    business: Business
    on: dt.date
    least_money: float
    least_confidence: float

    @property
    def running(self) -> tuple[Engagement, ...]:
        """The engagements that run."""
        return tuple(each for each in self.engagements if each.active(self.on))

    @property
    def retainers(self) -> tuple[Engagement, ...]:
        """The retainers that run."""
        return tuple(each for each in self.running if each.mode is Mode.OUTSOURCE)

    @property
    def hired(self) -> Mapping[str, tuple[Engagement, ...]]:
        """What runs job by job, by the contractors' names."""
        found: dict[str, list[Engagement]] = {}
        for each in self.running:
            if each.mode is Mode.OUT_TASK:
                found.setdefault(each.contractor.name, []).append(each)
        return {name: tuple(found[name]) for name in sorted(found)}

    @cached_property
    def histories(self) -> Mapping[str, History]:
        """What the log tells of each task that has jobs there, by its name."""
        tasks = {task.name: task for each in self.engagements for task in each.tasks}
        found = {name: history_of(task, self.engagements, self.on) for name, task in sorted(tasks.items())}
        return {name: history for name, history in found.items() if history is not None}

    def tasks_of(self, several: Iterable[Engagement]) -> tuple[Task, ...]:
        """The tasks of engagements as they are learnt, by name: those that are handed over and were not due before."""
        found = {task.name: task for each in several for task in each.tasks if not task.keep and not self._past(task)}
        return tuple(self._learnt(found[name]) for name in sorted(found))

    def _learnt(self, task: Task) -> Task:
        """A task as it is learnt, a silence that may be a pause left out; what you said of it stays as you said it."""
        found = learnt_task(task, self.engagements, self.on)
        if found is task or not isinstance(found.recurrence, History):
            return found
        return attrs.evolve(found, recurrence=before_pause(found.recurrence))

    def ended(self, task: str) -> bool:
        """Whether a task, by its name, seems to have ended by its past jobs, whatever was said of it."""
        return task in self.histories and has_ended(self.histories[task], self.least_confidence)

    def doubtful(self, task: str) -> bool:
        """Whether a task, by its name, has ended more likely than not by its past jobs, be it only a holiday."""
        return task in self.histories and self.histories[task].ended > HALF

    def misses_block(self, engagement: Engagement) -> bool:
        """Whether the log of a retainer that runs lacks what was done inside its block."""
        jobs = [job for job in engagement.jobs if job.date <= self.on]
        terms = engagement.retainer
        return terms is not None and misses_block(terms, jobs, engagement.start, self.on)

    def learnt(self, contractor: Contractor) -> Contractor:
        """A contractor with loads as they are learnt from waits."""
        return learnt_contractor(contractor, self.engagements, self.on)

    def score(
        self,
        tasks: tuple[Task, ...],
        contractor: Contractor,
        *,
        retainer: Retainer | None = None,
        running: Engagement | None = None,
    ) -> Score:
        """A score of what is learnt already.

        Args:
            tasks: The tasks.
            contractor: The contractor.
            retainer: The one offer to compare.
            running: The retainer with the contractor that is taken to run; all that run else are taken to be over.
        """
        return score(
            tasks,
            contractor,
            self.business,
            retainer=retainer,
            engagements=[
                self._bare(each, running)
                for each in self.engagements
                if each.start < self.on or each.mode is Mode.OUT_TASK or each is running
            ],
            on=self.on,
        )

    def _bare(self, each: Engagement, running: Engagement | None) -> Engagement:
        """An engagement without its jobs, so that nothing is learnt twice; over, if it is another retainer."""
        bare = attrs.evolve(each, jobs=())
        if each is running or each.mode is Mode.OUT_TASK or not each.active(self.on):
            return bare
        return attrs.evolve(bare, end=self.on - dt.timedelta(days=1))

    def _past(self, task: Task) -> bool:
        due = task.recurrence.due if isinstance(task.recurrence, Once) else None
        return due is not None and due < self.on
