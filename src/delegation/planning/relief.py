"""planning.relief: what would help a plan most: more budget, more of your hours, another offer, another contractor?

Each is answered by planning again with that one thing changed.
"""

import math
from collections.abc import Iterator
from statistics import median
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import attrs

from delegation import _fields
from delegation._costing.records import LAST, Plain
from delegation._formatting.frames import Columns, Framed
from delegation._formatting.phrases import money, number, retained, some
from delegation.errors import titled
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.retainer import BLOCK_STEP, Retainer
from delegation.model.task import Task
from delegation.planning import relief_view
from delegation.planning.market import LADDER

if TYPE_CHECKING:
    from delegation.planning.plan import Plan

MORE_MONEY = 100.0
"""How much more of budget a month is asked about."""

MORE_HOURS = 5.0
"""How many more of the owner's hours a month are asked about."""

LITTLE = 0.005
"""Money that is told as nothing."""


@attrs.frozen
class Relief:
    """What one change would bring.

    Attributes:
        change: The change, in words.
        saves: By how much less a month the business then costs; below 0 where more is done, and costs more.
        plan: The best plan that was found with the change; the plan as it is, where that is none better.
        done: Tasks that are then done, and that the plan as it is must leave undone.
        undone: Tasks that are then left undone, and that the plan as it is does.
    """

    change: str
    saves: float
    plan: "Plan"
    done: tuple[Task, ...]
    undone: tuple[Task, ...] = ()

    def __repr__(self) -> str:
        """The change, what it brings and what it takes away, in one line."""
        return f"<Relief: {self}>"

    def __str__(self) -> str:
        """The change, what it brings and what it takes away."""
        currency = self.plan.business.currency
        saved = f"saves {money(self.saves, currency)} a month"
        done, undone = (some([titled(task.name) for task in several], " tasks") for several in (self.done, self.undone))
        if self.done:
            instead = f"instead of {undone}" if undone else "too"
            costs = f"for {money(-self.saves, currency)} a month more" if self.saves < LITTLE else f"and {saved}"
            return f"{self.change}: {done} can be done {instead}, {costs}"
        leaves = f", and leaves {undone} undone" if undone else ""
        return f"{self.change}: {saved if self.saves >= LITTLE else 'saves nothing'}{leaves}"


class Reliefs(tuple[Relief, ...], Framed):
    """Several changes, those that help most first; printed, each is a line."""

    __slots__ = ()

    _columns: ClassVar[Columns] = {
        "change": str,
        "saved_money_per_month": float,
        "done": str,
        "undone": str,
        "total_money_per_month": float,
        **LAST,
    }

    def __str__(self) -> str:
        """Each change with what it brings, in a line."""
        return "\n".join(f"- {each}" for each in self)

    def to_dicts(self) -> list[dict[str, Plain]]:
        """The changes as flat records of plain values, in the same order.

        Each has, in this order:

        - ``change``: the change, in words
        - ``saved_money_per_month``: what it saves; below 0 where more is done, and costs more
        - ``done``: names of the tasks that are then done and that the plan must leave, with a semicolon between them
        - ``undone``: names of the tasks that are then left undone and that the plan does, likewise
        - ``total_money_per_month``: what the business then costs
        - ``horizon_months``: the horizon
        - ``currency``: in which money is; empty where that was not said
        """
        return [
            {
                "change": each.change,
                "saved_money_per_month": each.saves,
                "done": "; ".join(task.name for task in each.done),
                "undone": "; ".join(task.name for task in each.undone),
                "total_money_per_month": each.plan.cost,
                "horizon_months": each.plan.business.horizon_months,
                "currency": each.plan.business.currency,
            }
            for each in self
        ]

    _repr_html_ = relief_view.in_html
    _repr_markdown_ = relief_view.in_markdown


class _Change(NamedTuple):
    """A change of what there is.

    Attributes:
        words: The change, in words that begin a sentence.
        contractors: Whom you then know.
        business: What you then assume.
    """

    words: str
    contractors: tuple[Contractor, ...]
    business: Business


def reliefs_of(plan: "Plan") -> Reliefs:
    """What each change that comes into question would bring, those that help most first."""
    found = [_relief(plan, change) for change in _changes(plan)]
    return Reliefs(relief for _, relief in sorted(found, key=lambda each: (-each[0], -each[1].saves, each[1].change)))


def _relief(plan: "Plan", change: _Change) -> tuple[float, Relief]:
    """What one change would bring, and how much the tasks count that are then done.

    A plan that must leave worthier tasks, or is dearer, is none that the change brings: the one at hand still stands.
    """
    other = plan.background.again(contractors=change.contractors, business=change.business)
    before, after = _lacking(plan), _lacking(other)
    worth = math.fsum(
        [*(before[name] for name in before.keys() - after), *(-after[name] for name in after.keys() - before)]
    )
    saves = plan.cost - other.cost
    if worth < 0.0 or (not worth and saves <= 0.0):
        return 0.0, Relief(change.words, 0.0, plan, ())
    done = tuple(task for task in plan.tasks if task.name in before.keys() - after)
    undone = tuple(task for task in other.undone if task not in plan.undone)
    return worth, Relief(change.words, saves, other, done, undone)


def _lacking(plan: "Plan") -> dict[str, float]:
    """The tasks that a plan leaves and should not, with what each counts against the others."""
    counts = dict(zip((task.name for task in plan.tasks), plan.background.penalties, strict=True))
    least = min((count for count in counts.values() if count), default=1.0)
    return {task.name: counts[task.name] or least for task in plan.undone if task.undone_cost is None}


def _changes(plan: "Plan") -> Iterator[_Change]:
    """The changes that come into question."""
    business, people = plan.business, plan.contractors
    if (budget := business.monthly_budget) is not None:
        words = f"{money(MORE_MONEY, business.currency)} more of budget a month"
        yield _Change(words, people, attrs.evolve(business, monthly_budget=budget + MORE_MONEY))
    if (hours := business.owner_hours_per_month) is not None:
        words = f"{number(MORE_HOURS)} more of your hours a month"
        yield _Change(words, people, attrs.evolve(business, owner_hours_per_month=hours + MORE_HOURS))
    market = plan.background.position.ledger.market
    for place, contractor in enumerate(people):
        if place in market.running or all(facility != place for _, facility in market.works):
            continue  # what runs is kept or ended, whatever else is offered
        for words, offers in _other_offers(plan, contractor):
            evolved = attrs.evolve(contractor, retainers=offers)
            yield _Change(words, (*people[:place], evolved, *people[place + 1 :]), business)
    for words, somebody in _missing(plan):
        yield _Change(words, (*people, somebody), business)


def _other_offers(plan: "Plan", contractor: Contractor) -> Iterator[tuple[str, tuple[Retainer, ...] | None]]:
    """What a contractor does not offer yet: the next larger and smaller block, or, without any, the typical offer.

    An offer that they make already would save nothing: the plan chose among them all. Of those who make the typical
    offer every size was among them.
    """
    name, offers = titled(contractor.name), contractor.retainers
    if offers is None:
        return
    if not offers:
        yield f"A retainer of the typical kind with {name}", None
        return
    used = next((each.retainer for each in plan.retainers if each.contractor == contractor), None)
    first = used or min(offers, key=lambda each: (each.hours, each.monthly_fee))
    for hours in (_next_larger(first.hours), _next_smaller(first.hours)):
        if first.hours and hours and all(each.hours != hours for each in offers):
            other = attrs.evolve(first, hours=hours, monthly_fee=first.monthly_fee * (hours / first.hours))
            yield f"A {retained(other, plan.business.currency)} with {name}", (*offers, other)


def _next_larger(hours: float) -> float:
    """The next larger block, as one steps up."""
    return max(hours + BLOCK_STEP, BLOCK_STEP * round(hours * LADDER / BLOCK_STEP))


def _next_smaller(hours: float) -> float:
    """The next smaller block, as one steps down; 0 where there is none."""
    return BLOCK_STEP * math.floor(hours / LADDER / BLOCK_STEP + 1e-9)


def _missing(plan: "Plan") -> Iterator[tuple[str, Contractor]]:
    """A contractor more for each skill whose tasks stay undone or wait.

    Their rate is in the middle of those who have the skill, or of all where nobody has it; everything else is as usual
    where nothing is known. Where nobody is known at all there is no rate to go by.
    """
    lacking = _lacking(plan)
    wanted = [each.task for each in plan if each.task.name in lacking or each.costs.waiting > LITTLE]
    by_skill = {_fields.word_key(task.skill): task for task in wanted if not task.keep}
    names = {each.name for each in plan.contractors}
    for _, task in sorted(by_skill.items()) if plan.contractors else ():
        skill, like = task.skill, [each for each in plan.contractors if each.can(task)] or plan.contractors
        rate = median(each.rate for each in like)
        name = f"somebody new for {skill}" if skill else "somebody new"
        while name in names:
            name += "*"
        what = f" who has the skill {titled(skill)}" if skill else ""
        words = f"One more contractor{what}, at {money(rate, plan.business.currency)} an hour"
        yield words, Contractor(name, skills=skill or (), rate=rate)
