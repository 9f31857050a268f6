"""recommendation.recommendation: how should one task be done, with whom, and what comes next?"""

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

import attrs

from delegation import _fields
from delegation._calls import explain_call
from delegation._costing.costs import CostRows
from delegation._costing.kept import kept_within_hours
from delegation._costing.obstacles import (
    AWAY,
    NEVER_REACHED,
    NO_RETAINERS,
    NO_ROOM,
    TOO_LONG_FOR_OWNER,
    Obstacle,
    lacks_skill,
    paid_beyond,
)
from delegation._costing.records import Plain
from delegation._costing.workload import occurrences_in
from delegation._formatting.frames import Columns, Framed
from delegation.errors import titled
from delegation.learning import learnt_contractor, learnt_task
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.mode import Mode
from delegation.model.question import checked_engagements, refuse_overdue
from delegation.model.retainer import Retainer, by_terms
from delegation.model.task import Task
from delegation.recommendation import records, report, view
from delegation.scoring.score import Score
from delegation.scoring.scorer import score

PREFERENCE = (Mode.OUT_TASK, Mode.KEEP, Mode.OUTSOURCE)
"""Which mode goes first at equal cost: the one that commits to less."""


@attrs.frozen(kw_only=True, repr=False)
class Alternative:
    """One way of having a task done.

    Attributes:
        mode: How.
        contractor: With whom; None where it is kept.
        retainer: On which terms; None where it is not outsourced.
        costs: What it costs a month, in rows that add up.
        dearer: Money a month more than the cheapest alternative.
        score: The score with this contractor and these terms; None where it is kept.
    """

    mode: Mode
    contractor: Contractor | None
    retainer: Retainer | None
    costs: CostRows
    dearer: float = 0.0
    score: Score | None

    def __repr__(self) -> str:
        """The alternative in one line."""
        who = f" {titled(self.contractor.name)}" if self.contractor else ""
        return f"<{self.mode}{who}: {self.costs.total:.6g} a month>"


@attrs.frozen(kw_only=True)
class Exclusion:
    """Why a contractor is out, for one mode or for both, or why you are.

    Attributes:
        contractor: Their name; None where it is you who cannot keep the task.
        mode: The mode in which they are out; None for both.
        obstacle: Why.
    """

    contractor: str | None
    mode: Mode | None
    obstacle: Obstacle

    @property
    def reason(self) -> str:
        """Why, in words."""
        return str(self.obstacle)


@attrs.frozen(kw_only=True, repr=False)
class Recommendation(Framed):
    """The best mode and contractor for one task, with the ranked alternatives.

    Attributes:
        task: The task.
        business: The owner's assumptions.
        alternatives: Every way of having it done, cheapest a month first; only keeping it where it is pinned; empty
            where nothing is left.
        excluded: Who is out and why, in the order of names.
    """

    task: Task
    business: Business
    alternatives: tuple[Alternative, ...]
    excluded: tuple[Exclusion, ...]
    _columns: ClassVar[Columns] = records.COLUMNS

    @property
    def best(self) -> Alternative | None:
        """The cheapest alternative; None where nobody is left to do the task."""
        return self.alternatives[0] if self.alternatives else None

    @property
    def mode(self) -> Mode | None:
        """How the task is best done; None where nobody is left to do it."""
        return self.best.mode if self.best else None

    @property
    def contractor(self) -> Contractor | None:
        """With whom; None where it is kept."""
        return self.best.contractor if self.best else None

    @property
    def retainer(self) -> Retainer | None:
        """On which terms; None where it is not outsourced."""
        return self.best.retainer if self.best else None

    @property
    def score(self) -> Score | None:
        """The score behind it; where the task is kept that of the cheapest contractor, None if there is none."""
        return next((each.score for each in self.alternatives if each.score is not None), None)

    @property
    def difference(self) -> float | None:
        """Money a month that the next best alternative costs more; None where there is no other."""
        return self.alternatives[1].dearer if len(self.alternatives) > 1 else None

    def why(self, *, full: bool = False) -> str:
        """The recommendation in at most five sentences: what to do, what it saves, what decides, flips and is to check.

        Args:
            full: Whether to tell all of it: the cost rows, the next best, who is out and why, and all that stands
                behind the score; default no.
        """
        return report.full(self) if full else report.why(self)

    def to_dicts(self) -> list[dict[str, Plain]]:
        """The recommendation as flat records of plain values: one a way, cheapest first, then one for each that is out.

        Each has, in this order:

        - ``task``: the task's name
        - ``rank``: 1 for the cheapest; None for who is out
        - ``mode``: the mode; None for who is out of both
        - ``contractor``: the contractor's name; None where you keep the task
        - ``obstacle``: why they are out, in words; None for a way
        - ``retainer_money_per_month``, ``retainer_hours_per_month``: fee and block; None in other modes than outsource
        - ``work_money_per_month``, ``fee_money_per_month``, ``overage_money_per_month``, ``hiring_money_per_month``,
          ``waiting_money_per_month``, ``undone_money_per_month``, ``total_money_per_month``: the cost rows and their
          sum; None for who is out
        - ``dearer_money_per_month``: how much more than the cheapest; None for who is out
        - ``mean_wait_days``, ``late_days``, ``turned_away_share``, ``lost_money_per_occurrence``: what a client in this
          mode meets (`ClassMeasure`); None where you keep the task and for who is out
        - ``value``, ``payback``: the score with this contractor and these terms, payback infinite where nothing is
          committed; None where there is none
        - ``horizon_months``: the horizon
        - ``currency``: in which money is; empty where that was not said
        """
        return records.records_of(self)

    def __str__(self) -> str:
        """The recommendation as tables."""
        return report.text(self)

    def __repr__(self) -> str:
        """The recommendation in one line."""
        best = f"{self.best!r}" if self.best else "nobody is left to do it"
        return f"<Recommendation for {titled(self.task.name)}: {best}>"

    _repr_html_ = view.in_html
    _repr_markdown_ = view.in_markdown


@explain_call
def recommend(
    task: Task,
    contractors: Contractor | Iterable[Contractor],
    business: Business = Business(),
    *,
    engagements: Engagement | Iterable[Engagement] = (),
    on: dt.date | None = None,
) -> Recommendation:
    """Rank every way of having one task done by its cost a month over the horizon.

    Each contractor is looked at out-tasked and on each retainer that they offer, searching for somebody new included;
    keeping the task is among the ways where you can do it yourself.

    Args:
        task: The task.
        contractors: Whom you know, each with a name of their own.
        business: The owner's assumptions; what is paid to one contractor may not exceed `monthly_budget`.
        engagements: What has run and what runs; without `on` all of it is past, and a retainer needs an end.
        on: The day of the question; default None, long-run rates.

    Returns:
        A `Recommendation`; where nobody is left its mode is None and `excluded` says why.

    Raises:
        RefusedValueError: If an argument is of the wrong kind, two contractors bear one name, the task was due before
            `on`, or a retainer without an end is among the engagements and `on` is not given.
        RefusedCallError: If an argument is misspelt or missing.
        NoLongRunRateError: If a rule that ends is ranked without `on`.
    """
    _fields.check("recommend", "task", task, Task, several="plan")
    known = _fields.unique_by_name("recommend", "contractors", contractors, Contractor)
    _fields.check("recommend", "business", business, Business)
    on = _fields.day_or_none("recommend", "on", on)
    refuse_overdue("recommend", "task", (task,), on)
    listed = checked_engagements("recommend", engagements, on, known)
    task, known = learnt_task(task, listed, on), tuple(learnt_contractor(each, listed, on) for each in known)
    ways: list[Alternative] = []
    out: list[Exclusion] = []
    for contractor in () if task.keep else known:
        found, obstacles = _ways(task, contractor, business, listed, on)
        ways.extend(found)
        out.extend(Exclusion(contractor=contractor.name, mode=mode, obstacle=obstacle) for mode, obstacle in obstacles)
    occurrences = occurrences_in(task.recurrence.counts(business.horizon_months, on=on))
    kept = kept_within_hours(((task, occurrences),), business)
    if kept is not None:
        ways.append(Alternative(mode=Mode.KEEP, contractor=None, retainer=None, costs=kept, score=None))
    elif task.hours_if_kept is not None:
        out.append(Exclusion(contractor=None, mode=Mode.KEEP, obstacle=TOO_LONG_FOR_OWNER))
    return Recommendation(task=task, business=business, alternatives=_ranked(ways), excluded=tuple(out))


def _ways(
    task: Task, contractor: Contractor, business: Business, engagements: tuple[Engagement, ...], on: dt.date | None
) -> tuple[list[Alternative], list[tuple[Mode | None, Obstacle]]]:
    """The ways of having a task done by one contractor, and why they are out where they are."""
    if not contractor.can(task):
        return [], [(None, lacks_skill(task.skill))]
    best = score(task, contractor, business, engagements=engagements, on=on)
    if best.obstacle is AWAY:
        return [], [(None, AWAY)]
    scores = [best]
    if best.retainer is not None and best.retainer in (contractor.retainers or ()) and not best.runs:
        scores = [
            score(task, contractor, business, retainer=offer, engagements=engagements, on=on)
            for offer in contractor.retainers or ()
        ]
    scores += [
        score(task, contractor, business, retainer=offer, engagements=engagements, on=on) for offer in best.instead
    ]
    found: list[Alternative] = []
    obstacles: list[tuple[Mode | None, Obstacle]] = []
    if best.never_reached:
        obstacles.append((Mode.OUT_TASK, NEVER_REACHED))
    else:
        found.append(
            Alternative(mode=Mode.OUT_TASK, contractor=contractor, retainer=None, costs=best.costs.out_task, score=best)
        )
    if best.retainer is None:
        obstacles.append((Mode.OUTSOURCE, NO_RETAINERS))
    found.extend(
        Alternative(mode=Mode.OUTSOURCE, contractor=contractor, retainer=each.retainer, costs=costs, score=each)
        for each in scores
        if (costs := each.costs.outsource) is not None
    )
    if best.retainer is not None and best.impossible:
        obstacles.append((Mode.OUTSOURCE, NO_ROOM))
    budget = business.monthly_budget
    if budget is None:
        return found, obstacles
    dear = [way for way in found if way.costs.cash > budget]
    obstacles.extend((way.mode, paid_beyond(budget, way.costs.cash, way.retainer, business.currency)) for way in dear)
    return [way for way in found if way.costs.cash <= budget], obstacles


def _ranked(ways: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """The ways in order of their cost, each with what it costs more than the first."""

    def order(way: Alternative) -> tuple[float, int, str, tuple[float, ...]]:
        name = way.contractor.name if way.contractor else ""
        return (way.costs.total, PREFERENCE.index(way.mode), name, by_terms(way.retainer))

    ranked = sorted(ways, key=order)
    return tuple(attrs.evolve(way, dearer=way.costs.total - ranked[0].costs.total) for way in ranked)
