"""Random businesses that are planned and then played: does what a plan promises come, and is no single move better?

Everything that the formulas assume holds in them, but for what they only approximate: rhythms, several people, one-off
jobs that turn to somebody else and so lighten a queue.
"""

import math
from collections.abc import Iterator
from random import Random
from statistics import median
from typing import NamedTuple

import attrs

from delegation import (
    Availability,
    Business,
    Contractor,
    Mode,
    Plan,
    Rate,
    Retainer,
    Rule,
    Task,
    Urgency,
    plan,
    simulate,
)
from delegation.planning import Agreement, Assignment
from delegation.simulation import Simulation

SKILLS = ("admin", "web", "design")

MOVED = 0.01
"""From which part of its cost on a single move that is truly cheaper counts."""


class World(NamedTuple):
    """A business: what there is to do, whom it knows, what the owner assumes."""

    tasks: tuple[Task, ...]
    contractors: tuple[Contractor, ...]
    business: Business

    def plan(self) -> Plan:
        """The plan."""
        return plan(self.tasks, self.contractors, self.business, solver="search")


def world_of(seed: int) -> World:
    """A random business of five to ten tasks and two to four contractors; a third each with a budget and with hours."""
    rng = Random(f"promises {seed}")  # noqa: S311  # no secrets here
    people = []
    for number in range(rng.randint(2, 4)):
        regular = rng.uniform(0.1, 0.6)
        rate = rng.uniform(25.0, 80.0)
        blocks = sorted({5.0 * rng.randint(1, 8) for _ in range(rng.randint(1, 3))})
        people.append(
            Contractor(
                f"contractor {number}",
                skills={SKILLS[number % 3], rng.choice(SKILLS)},
                rate=rate,
                retainers=[Retainer(rate * block * rng.uniform(0.75, 0.98), block) for block in blocks],
                availability=Availability(
                    hours_per_week=rng.uniform(15.0, 40.0),
                    regular_load=regular,
                    one_off_load=rng.uniform(0.05, 0.85 - regular),
                    job_hours=rng.uniform(2.0, 12.0),
                    people=rng.choice((1, 1, 1, 2)),
                ),
            )
        )
    skills = sorted(frozenset[str]().union(*(each.skills for each in people)))
    return World(tuple(_tasks(rng, skills)), tuple(people), _business(rng))


def _tasks(rng: Random, skills: list[str]) -> Iterator[Task]:
    """Tasks, half of them on a rhythm."""
    for number in range(rng.randint(5, 10)):
        hours = 0.5 * 2.0 ** rng.uniform(0.0, 4.5)
        often = rng.choice(("weekly", "monthly", "fortnightly", "quarterly"))
        yield Task(
            f"task {number}",
            skill=rng.choice(skills),
            hours=hours,
            recurrence=Rule(RULES[often])
            if rng.random() < 0.5
            else Rate(min(12.0 / hours, 0.2 * 2.0 ** rng.uniform(0.0, 5.0))),
            urgency=Urgency(0.0 if rng.random() < 0.2 else 5.0 * 2.0 ** rng.uniform(0.0, 5.0), rng.uniform(0.0, 6.0)),
            owner_hours=hours * rng.uniform(0.8, 1.5) if rng.random() < 0.5 else None,
        )


RULES = {
    "weekly": "FREQ=WEEKLY",
    "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
    "monthly": "FREQ=MONTHLY",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3",
}


def _business(rng: Random) -> Business:
    """The owner's assumptions."""
    return Business(
        owner_rate=rng.uniform(30.0, 90.0),
        monthly_budget=rng.uniform(400.0, 2500.0) if rng.random() < 1.0 / 3.0 else None,
        owner_hours_per_month=rng.uniform(10.0, 50.0) if rng.random() < 1.0 / 3.0 else None,
    )


class Outcome(NamedTuple):
    """What came of a plan.

    Attributes:
        promised: The cost a month that it promises.
        played: The cost that came.
        error: The standard error of that.
        waiting_promised: The waiting that it promises.
        waiting: The waiting that came.
        better: By which part of the cost the best single move was truly cheaper, by two standard errors; 0 if none was.
    """

    promised: float
    played: float
    error: float
    waiting_promised: float
    waiting: float
    better: float

    @property
    def off(self) -> float:
        """How far the promise is off, as a part of what came."""
        return abs(self.promised - self.played) / self.played if self.played else 0.0

    @property
    def waiting_off(self) -> float | None:
        """The same of the waiting; None where next to none came."""
        if self.waiting < 0.01 * self.played:
            return None
        return abs(self.waiting_promised - self.waiting) / self.waiting


def outcome_of(world: World, *, runs: int, tried: int) -> Outcome:
    """Plan a business, play it, and play every single move beside it with the same chance."""
    found = world.plan()
    played = _played(found, runs)
    few = _played(found, tried) if tried else played
    better = 0.0
    for moved in moves(found) if tried else ():
        other = _played(moved, tried)
        gains = [one - two for one, two in zip(few.totals, other.totals, strict=True)]
        mean = math.fsum(gains) / tried
        spread = math.sqrt(math.fsum((gain - mean) ** 2 for gain in gains) / (tried - 1) / tried)
        if mean > 2.0 * spread:
            better = max(better, mean / few.cost)
    waiting = played.rows.waiting
    return Outcome(found.cost, played.cost, played.standard_error, waiting.promised or 0.0, waiting.mean, better)


def _played(found: Plan, runs: int) -> Simulation:
    """A plan played."""
    return simulate(found, runs=runs, seed=7)


def moves(found: Plan) -> Iterator[Plan]:
    """The plans in which one task is done in another way, on a retainer that there is, hired for, or kept.

    Limits are those of the plan: what would be paid, or take of the owner's hours, beyond them is left out.
    """
    for each in found:
        others = [Mode.OUT_TASK] if each.mode is not Mode.OUT_TASK else []
        for contractor in found.contractors:
            agreed = next((agreement for agreement in found.retainers if agreement.contractor == contractor), None)
            if not contractor.can(each.task) or each.task.keep or each.contractor == contractor:
                continue
            yield from _within(found, each, Mode.OUTSOURCE if agreed else Mode.OUT_TASK, contractor, agreed)
        if others and each.contractor is not None and len(_of(found, each)) == 1:
            yield from _within(found, each, Mode.OUT_TASK, each.contractor, None)
        if each.mode is not Mode.KEEP and each.task.owner_hours is not None:
            yield from _within(found, each, Mode.KEEP, None, None)


def _of(found: Plan, each: Assignment) -> list[Assignment]:
    """All that a contractor does."""
    return [other for other in found if other.contractor == each.contractor]


def _within(
    found: Plan, each: Assignment, mode: Mode, contractor: Contractor | None, agreed: Agreement | None
) -> Iterator[Plan]:
    """The plan with one task moved, where limits may bind only if it does not take more of them."""
    business = found.business
    if business.monthly_budget is not None and mode is not Mode.KEEP:
        return
    if business.owner_hours_per_month is not None and (
        mode is Mode.KEEP and found.owner_hours + (each.own_hours or 0.0) > business.owner_hours_per_month
    ):
        return
    moved = attrs.evolve(each, mode=mode, contractor=contractor, retainer=None if agreed is None else agreed.retainer)
    assignments = tuple(moved if other is each else other for other in found)
    left = {other.contractor.name for other in assignments if other.mode is Mode.OUTSOURCE and other.contractor}
    yield attrs.evolve(
        found,
        assignments=assignments,
        retainers=tuple(agreement for agreement in found.retainers if agreement.contractor.name in left),
    )


class Row(NamedTuple):
    """How all businesses did: promises off in the median and at worst, waiting off, and how often a move was better."""

    businesses: int
    off: float
    worst: float
    waiting_off: float
    moved: float

    @classmethod
    def of(cls, outcomes: list[Outcome]) -> "Row":
        """Several outcomes together."""
        waiting = [each.waiting_off for each in outcomes if each.waiting_off is not None]
        return cls(
            len(outcomes),
            median(each.off for each in outcomes),
            max(each.off for each in outcomes),
            median(waiting),
            sum(each.better > MOVED for each in outcomes) / len(outcomes),
        )
