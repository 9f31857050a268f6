"""io._results: how do a score and a plan stand in a document, and how are they made again?

A score is its question, and is reckoned again; the figures beside it must agree with what comes out, so that no
document silently tells another figure than the one that was saved. A plan was too dear to find for that: it stands
whole, with the question and the choice, from which `Plan.ways` and `Plan.relief` are told. The choice must be one that
the question has.
"""

import datetime as dt
import math
from collections.abc import Callable
from typing import Any, NamedTuple

import attrs

from delegation import _fields
from delegation._assignment.problem import NO_STATE, UNDONE
from delegation.errors import titled
from delegation.io._problems import Problems
from delegation.io._shapes import Field, Shape, shape_of
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.mode import Mode
from delegation.model.question import checked_engagements, refuse_overdue
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.planning.assignments import Assignment
from delegation.planning.background import Background
from delegation.planning.market import Market, market_of
from delegation.planning.plan import Plan
from delegation.planning.planner import plan
from delegation.scoring.score import Score
from delegation.scoring.scorer import score

ROUNDING = 1e-9
"""How far figures may differ between two computers, as a part of them."""


class Figures(NamedTuple):
    """What a score came to when it was written.

    Attributes:
        mode: The verdict.
        saved: B, in money.
        committed: F, in money.
        outsource: What outsourcing costs a month; None where it is no choice.
        out_task: What hiring job by job costs a month.
        keep: What keeping costs a month; None where that is no choice.
    """

    mode: Mode
    saved: float
    committed: float
    outsource: float | None
    out_task: float
    keep: float | None


def telling(make: Callable[..., Any], tell: Callable[[Any], object]) -> Callable[..., Any]:
    """What makes a result, and refuses one whose parts contradict each other so that it cannot be told.

    Args:
        make: What makes it of its parts.
        tell: What tells it in one way or another.
    """

    def made(**parts: Any) -> Any:
        found = make(**parts)
        try:
            tell(found)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            raise Problems([("", "its parts contradict each other, so that it cannot be told")]) from None
        return found

    return made


class How(NamedTuple):
    """How a plan was made.

    Attributes:
        solver: Who solved.
        effort: How much work was done.
        gap: How far from the best was good enough.
        seed: Where random choices started.
        seconds: The limit of time; None for none.
    """

    solver: str
    effort: float
    gap: float
    seed: int
    seconds: float | None


def figures_of(found: Score) -> Figures:
    """What a score comes to."""
    outsource, out_task, keep = found.costs.values()
    return Figures(
        mode=found.mode,
        saved=found.saved,
        committed=found.committed,
        outsource=None if outsource is None else outsource.total,
        out_task=math.nan if out_task is None else out_task.total,
        keep=None if keep is None else keep.total,
    )


def score_parts(found: Score) -> dict[str, Any]:
    """The question of a score, and what it came to."""
    return {
        "tasks": found.tasks,
        "contractor": found.contractor,
        "business": found.business,
        "retainer": found.asked,
        "engagements": found.engagements,
        "on": found.on,
        "figures": figures_of(found),
    }


def score_again(*, figures: Figures, **question: Any) -> Score:
    """A score, reckoned again.

    Raises:
        Problems: If it comes to other figures than those that were written.
        DelegationError: If the question cannot be asked.
    """
    found = score(**question)
    others = [
        f"{name} was {was}, and comes to {now}"
        for name, was, now in zip(Figures._fields, figures, figures_of(found), strict=True)
        if not agree(was, now)
    ]
    if others:
        reason = "the score comes to other figures than those it was saved with, so another version made it"
        raise Problems([(".figures", f"{reason}, or it was changed: {'; '.join(others)}")])
    return found


def agree(one: object, other: object) -> bool:
    """Whether two figures are the same but for rounding."""
    if isinstance(one, float | int) and isinstance(other, float | int):
        return one == other or math.isclose(one, other, rel_tol=ROUNDING, abs_tol=ROUNDING)
    return one == other


ASKED = ("engagements", "choice", "penalties", "paid_by_month", "how")
"""What of a plan's question and choice it does not show itself."""


def plan_parts(found: Plan) -> dict[str, Any]:
    """What a plan shows, what it was asked, and how it was chosen."""
    shown = {each.name: getattr(found, each.name) for each in attrs.fields(Plan) if each.name != "background"}
    asked = {name: getattr(found.background, name) for name in ASKED}
    how: dict[str, Any] = dict(found.background.how)
    return {**shown, **asked, "how": How(**how)}


def plan_again(
    *,
    engagements: tuple[Engagement, ...],
    choice: tuple[int, ...],
    penalties: tuple[float, ...],
    paid_by_month: tuple[float, ...],
    how: How,
    **shown: Any,
) -> Plan:
    """A plan from what it shows, what it was asked, and how it was chosen.

    Raises:
        Problems: If its parts do not belong together.
        DelegationError: If the question cannot be asked.
    """
    tasks: tuple[Task, ...] = shown["tasks"]
    people: tuple[Contractor, ...] = shown["contractors"]
    business: Business = shown["business"]
    on: dt.date | None = shown["on"]
    named = (
        _fields.unique_by_name("plan", "tasks", tasks, Task),
        _fields.unique_by_name("plan", "contractors", people, Contractor),
    )
    if (tasks, people) != named:
        raise Problems([("", "tasks and contractors must stand in the order of their names")])
    refuse_overdue("plan", "tasks", tasks, on)
    checked_engagements("plan", engagements, on, people)
    assignments: tuple[Assignment, ...] = shown["assignments"]
    if not len(tasks) == len(assignments) == len(choice) == len(penalties):
        raise Problems([("", "it takes as many assignments, choices and penalties as tasks")])
    if len(paid_by_month) != business.horizon_months:
        raise Problems([(".paid_by_month", f"it takes a number for each of the {business.horizon_months} months")])
    market = market_of(tasks, people, business, engagements, on)
    for place, (each, task, way) in enumerate(zip(assignments, tasks, choice, strict=True)):
        if each.task != task:
            raise Problems([(f".assignments[{place}].task", f"it takes {titled(task.name)}, as in tasks")])
        if not _is_way(market, each, place, way):
            raise Problems([(f".choice[{place}]", f"{way} is no way of doing {titled(task.name)} as it is assigned")])
    background = Background(
        tasks=tasks,
        contractors=people,
        business=business,
        engagements=engagements,
        on=on,
        choice=choice,
        penalties=penalties,
        paid_by_month=paid_by_month,
        how=how._asdict(),
        planner=plan,
    )
    return Plan(**shown, background=background)


def _is_way(market: Market, each: Assignment, place: int, way: int) -> bool:
    """Whether a way of the market is that in which a task is assigned."""
    if way == UNDONE:
        return each.mode is None and each.contractor is None
    if not 0 <= way < len(market.ways):
        return False
    task, state = market.ways[way]
    if task != place or state == NO_STATE:
        return task == place and each.mode is Mode.KEEP and each.contractor is None
    option = market.options[state]
    mode = Mode.OUT_TASK if option.retainer is None else Mode.OUTSOURCE
    return each.mode is mode and each.contractor == option.contractor


def _needed(**types: Any) -> dict[str, Field]:
    """Fields that must all be given."""
    return {name: Field(each, needed=True) for name, each in types.items()}


SCORE = Shape(
    name="Score",
    kind=Score,
    fields=_needed(
        tasks=tuple[Task, ...],
        contractor=Contractor,
        business=Business,
        retainer=Retainer | None,
        engagements=tuple[Engagement, ...],
        on=dt.date | None,
        figures=Figures,
    ),
    parts=score_parts,
    make=score_again,
    named=True,
    shared=True,
)

PLAN = Shape(
    name="Plan",
    kind=Plan,
    fields={name: field for name, field in shape_of(Plan).fields.items() if name != "background"}
    | _needed(
        engagements=tuple[Engagement, ...],
        choice=tuple[int, ...],
        penalties=tuple[float, ...],
        paid_by_month=tuple[float, ...],
        how=How,
    ),
    parts=plan_parts,
    make=telling(plan_again, lambda found: (str(found), found.to_dicts(), found.retainers_to_dicts())),
    named=True,
    shared=True,
)
