"""scoring.score: does a bundle of tasks justify a retainer with a contractor, and why?"""

import datetime as dt
import math
from functools import cached_property
from typing import ClassVar

import attrs

from delegation._costing.balance import Balance
from delegation._costing.block import BlockUse, block_use
from delegation._costing.case import Case
from delegation._costing.costs import Costs, costs_of
from delegation._costing.kept import kept_within_hours
from delegation._costing.obstacles import Obstacle
from delegation._costing.records import Plain
from delegation._formatting.frames import Columns, Framed
from delegation.errors import titled
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.mode import Mode
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.payback import highest_fee, payback, value
from delegation.scoring import brief, explanation, records, report, view
from delegation.scoring.assumptions import Assumption, assumptions_of
from delegation.scoring.confidence import CERTAIN, Confidence, Worth, confidence_of
from delegation.scoring.frontier import Frontier, frontier_of
from delegation.scoring.measures import (
    AvailabilityMeasure,
    RecurrenceMeasure,
    UrgencyMeasure,
    availability_of,
    recurrence_of,
    urgency_of,
)
from delegation.scoring.offers import Reckoning, answer, offers_instead
from delegation.scoring.sensitivity import BreakEven, Contributions, break_even_of, contributions_of


@attrs.frozen(kw_only=True, repr=False)
class Score(Framed):
    """The case for outsourcing a task, or a bundle of tasks, to one contractor, with the terms that add up to it.

    Equal questions give equal scores; scores can be hashed and pickled. What is dear to compute (contributions,
    break-evens, assumptions) is computed when asked for.

    Attributes:
        mode: OUTSOURCE or OUT_TASK, whichever is cheaper, a tie being OUT_TASK; KEEP where a task is pinned.
        obstacle: Why outsourcing is no choice; None where it is one.
        engagements: What has run and what runs, as given.
    """

    mode: Mode
    obstacle: Obstacle | None
    engagements: tuple[Engagement, ...]
    _reckoning: Reckoning = attrs.field(alias="reckoning")
    _columns: ClassVar[Columns] = records.COLUMNS

    @property
    def _case(self) -> Case:
        return self._reckoning.case

    @property
    def _balance(self) -> Balance:
        return self._reckoning.balance

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The bundle in the order of its tasks' names."""
        return tuple(work.task for work in self._case.works)

    @property
    def contractor(self) -> Contractor:
        """Who would do it."""
        return self._case.contractor

    @property
    def business(self) -> Business:
        """The owner's assumptions."""
        return self._case.business

    @property
    def on(self) -> dt.date | None:
        """The day of the question, or None."""
        return self._case.relationship.on

    @property
    def retainer(self) -> Retainer | None:
        """The offer compared: of several the cheapest, or the one that runs; None where the contractor takes none."""
        return self._case.offer

    @property
    def asked(self) -> Retainer | None:
        """The one offer that was asked about, and is compared; None where all were, or one that runs is."""
        return self._case.offer if self._case.asked else None

    @property
    def impossible(self) -> str | None:
        """Why outsourcing is no choice, in words; None where it is one."""
        return None if self.obstacle is None else f"{titled(self.contractor.name)} {self.obstacle}"

    @property
    def value(self) -> float:
        """B/(B+F), 0 to 1; above 0.5 outsourcing is cheaper; 0 where it is impossible."""
        return 0.0 if self.obstacle else value(self.saved, self.committed)

    @property
    def payback(self) -> float:
        """B/F, how many times over the commitment pays for itself; 0 where it is impossible."""
        return 0.0 if self.obstacle else payback(self.saved, self.committed)

    @property
    def saved(self) -> float:
        """B: what the commitment saves over the horizon, in money."""
        return self._balance.saved

    @property
    def committed(self) -> float:
        """F: what the commitment costs over the horizon whatever happens, in money."""
        return self._balance.committed

    @property
    def highest_fee(self) -> float | None:
        """The monthly fee at which the retainer just pays for itself, money a month: what to say in a negotiation.

        All else stays as it is; of a retainer that runs it is the fee at which keeping it just pays. None where
        outsourcing is impossible, no fee above 0 would pay, or ending what runs would save no fee.
        """
        other = self._case.setup_fee + self._balance.onboarding
        return None if self.obstacle else highest_fee(self.saved, self._case.fee_months, other)

    @property
    def recurrence(self) -> RecurrenceMeasure:
        """How often the work comes back, in occurrences and hours a month."""
        return recurrence_of(self._case)

    @property
    def urgency(self) -> UrgencyMeasure:
        """Cost of delay and slack of an occurrence."""
        return urgency_of(self._case)

    @property
    def availability(self) -> AvailabilityMeasure:
        """Mean wait, expected lateness and chance of being turned away, as a regular and as a one-off client."""
        return availability_of(self._case, self._balance)

    @cached_property
    def costs(self) -> Costs:
        """What each mode costs a month, in rows that add up; None where a mode is no choice."""
        keep = kept_within_hours(((work.task, work.occurrences) for work in self._case.works), self.business)
        return costs_of(self._case, self._balance, keep, possible=self.obstacle is None)

    @cached_property
    def block(self) -> BlockUse:
        """Hours of the block used and unused, and hours above it, a month."""
        return block_use(self._case, self._balance.overage_hours)

    @cached_property
    def _split(self) -> Contributions | str:
        return self.impossible or contributions_of(self._case, self._balance)

    @property
    def contributions(self) -> Contributions | None:
        """The logarithm of payback split into the three factors; None where it cannot be, see `no_contributions`."""
        return None if isinstance(self._split, str) else self._split

    @property
    def no_contributions(self) -> str | None:
        """Why there are no contributions, in words; None where there are."""
        return self._split if isinstance(self._split, str) else None

    @cached_property
    def break_even(self) -> BreakEven:
        """The multipliers of each factor at which the verdict between outsourcing and out-tasking flips."""
        return break_even_of(self._case, self._balance)

    @cached_property
    def frontier(self) -> Frontier | None:
        """The value over recurrence and cost of delay; None where nothing comes back, or outsourcing is no choice."""
        return None if self.obstacle else frontier_of(self._case, self.break_even)

    @cached_property
    def assumptions(self) -> tuple[Assumption, ...]:
        """The inputs that stand at their defaults, and whether each, if wrong by half, would flip the verdict."""
        tasks, engagements, on = self.tasks, self.engagements, self.on

        def gain(contractor: Contractor, business: Business, retainer: Retainer | None) -> float:
            other = answer(tasks, contractor, business, retainer, engagements=engagements, on=on)
            return -math.inf if other.case.offer is None else other.balance.gain

        return assumptions_of(self._case, outsource=self.outsource, gain=gain)

    @cached_property
    def confidence(self) -> Confidence:
        """How sure the verdict is, over what is not known but learnt: rates and hours from past jobs, loads from waits.

        What was given as a number, or stands at its default, counts as known; so does a verdict that is pinned, or that
        has no other way.
        """
        if self.obstacle is not None or self.mode is Mode.KEEP:
            return CERTAIN
        return confidence_of(self._case, outsource=self.outsource)

    @property
    def worth_knowing(self) -> tuple[Worth, ...]:
        """What is not known, and what it would be worth to know it, in money a month, dearest first."""
        return self.confidence.worth_knowing

    @property
    def runs(self) -> bool:
        """Whether the retainer compared runs already."""
        return self._case.relationship.running is not None

    @property
    def instead(self) -> tuple[Retainer, ...]:
        """What could be signed in place of a retainer that runs for nothing else."""
        return offers_instead(self._case)

    @property
    def never_reached(self) -> bool:
        """Whether the contractor would never come to a one-off client."""
        return self._balance.unreached

    @property
    def outsource(self) -> bool:
        """Whether outsourcing is cheaper than out-tasking, pinned or not."""
        return self.obstacle is None and self._balance.outsource

    def why(self, *, full: bool = False) -> str:
        """The verdict in at most five sentences: what to do, which factor decides, what would flip it, what to check.

        Args:
            full: Whether to tell all of it: both sides, every factor with its share in payback, every change of one
                that would flip the verdict, and every input that stands at its default; default no.
        """
        return explanation.full(self) if full else brief.brief(self)

    def to_dicts(self) -> list[dict[str, Plain]]:
        """The score as flat records of plain values, one a mode: outsource, out-task and keep.

        Each has, in this order:

        - ``tasks``: names of the tasks, with a semicolon between them
        - ``contractor``: the contractor's name
        - ``mode``: the mode
        - ``chosen``: whether it is the verdict
        - ``possible``: whether it is a choice
        - ``obstacle``: why outsourcing is none, in words; else None
        - ``retainer_money_per_month``, ``retainer_hours_per_month``: fee and block of the retainer compared; None in
          other modes than outsource
        - ``work_money_per_month``, ``fee_money_per_month``, ``overage_money_per_month``, ``hiring_money_per_month``,
          ``waiting_money_per_month``, ``undone_money_per_month``, ``total_money_per_month``: the cost rows and their
          sum; None where they are not known
        - ``mean_wait_days``, ``late_days``, ``turned_away_share``, ``lost_money_per_occurrence``: what a client in this
          mode meets (`ClassMeasure`), the first infinite where they are never reached; None where you keep the work
        - ``occurrences_per_month``, ``contractor_hours_per_month``: how often the work comes
        - ``delay_money_per_day``, ``slack_days``: what a late start costs, and after how many days
        - ``value``, ``payback``: the score, the same in all modes; payback is infinite where nothing is committed
        - ``saved_money``, ``committed_money``: both sides of the commitment over the horizon
        - ``highest_fee_money_per_month``: the fee at which the retainer just pays; None where there is none
        - ``horizon_months``: the horizon
        - ``currency``: in which money is; empty where that was not said
        """
        return records.records_of(self)

    def __str__(self) -> str:
        """The score as tables."""
        return report.text(self)

    def __repr__(self) -> str:
        """The verdict in one line."""
        names = ", ".join(titled(task.name) for task in self.tasks)
        verdict = f"mode={self.mode.name}, value={self.value:.3g}, payback={self.payback:.3g}"
        return f"<Score of {names[:200]} with {titled(self.contractor.name)}: {verdict}>"

    _repr_html_ = view.in_html
    _repr_markdown_ = view.in_markdown
