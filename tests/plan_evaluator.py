"""Whether a plan is one: everything that it may not do and all its sums, reckoned again from `score` alone."""

import datetime as dt
import math
from collections.abc import Iterator, Sequence

import attrs
from dateutil.relativedelta import relativedelta

from delegation import Business, Contractor, Engagement, Mode, Plan, Retainer, Task, score
from delegation._costing.costs import CostRows
from delegation.errors import titled
from delegation.model.retainer import by_terms
from delegation.planning import Agreement, Assignment
from tests.second_delays import kept_loss_of

ROUNDING = 1e-9
MONTH_DAYS = 365.25 / 12
A_DAY = dt.timedelta(days=1)


class _World:
    """What the plan was asked."""

    def __init__(
        self,
        tasks: Sequence[Task],
        contractors: Sequence[Contractor],
        business: Business,
        engagements: Sequence[Engagement],
        on: dt.date | None,
    ) -> None:
        self.tasks = sorted(tasks, key=lambda task: task.name)
        self.contractors = sorted(contractors, key=lambda contractor: contractor.name)
        self.business, self.engagements, self.on = business, tuple(engagements), on
        self.months = business.horizon_months
        self.planned = {task.name for task in tasks}

    def past(self, contractor: Contractor) -> list[Engagement]:
        """What has begun with them by the day of the question."""
        theirs = [each for each in self.engagements if each.contractor.name == contractor.name]
        return [each for each in theirs if self.on is None or each.start <= self.on]

    def active(self, contractor: Contractor) -> list[Engagement]:
        """All retainers that run with a contractor."""
        if self.on is None:
            return []
        return [each for each in self.past(contractor) if each.retainer is not None and each.active(self.on)]

    def runs(self, contractor: Contractor) -> Engagement | None:
        """The retainer that runs with them and may be kept: the last."""
        return max(self.active(contractor), key=_recent, default=None)

    def leaving(self, contractor: Contractor) -> list[Engagement]:
        """Retainers that run with them and cannot be kept."""
        kept = self.runs(contractor)
        return [each for each in self.active(contractor) if each is not kept]

    def others(self, contractor: Contractor) -> list[Task]:
        """What runs on the contractor's retainer and is not planned."""
        running = self.runs(contractor)
        return [] if running is None else [task for task in running.tasks if task.name not in self.planned]

    def sunk(self, contractor: Contractor) -> float:
        """Fees over the horizon that are owed whatever is decided."""
        if self.on is None:
            return 0.0
        running, day = self.runs(contractor), self.on
        last = day + relativedelta(months=self.months)
        owed = [each.fees(day, min(last, each.released(day))) for each in self.leaving(contractor)]
        if running is not None:
            owed.append(running.fees(day, last if self.others(contractor) else min(last, running.released(day))))
        return math.fsum(owed)

    def times(self, task: Task) -> float:
        """Expected occurrences in the horizon."""
        return task.recurrence.expected(self.months, on=self.on)

    def hours(self, task: Task, contractor: Contractor) -> float:
        """Mean hours a month of the contractor."""
        return self.times(task) * task.hours * contractor.pace / self.months

    def capacity(self, contractor: Contractor, *, regular: bool) -> float:
        """Hours a month that other clients leave."""
        available = contractor.availability
        taken = available.regular_load + (0.0 if regular else available.one_off_load)
        hours = available.people * available.hours_per_week * MONTH_DAYS / 7 * max(0.0, 1 - taken)
        if self.on is None:
            return hours
        last = self.on + relativedelta(months=self.months)
        return min(hours, available.free_hours(self.on, last, regular=regular) / self.months)

    def rows(self, bundle: Sequence[Task], contractor: Contractor, agreement: Agreement | None) -> CostRows | str:
        """What `score` says that a bundle costs a month, or why it cannot be had."""
        engagements = list(self.engagements)
        running, others = self.runs(contractor), self.others(contractor)
        ended = self.leaving(contractor)
        if self.on is not None:
            over = self.on - A_DAY
            engagements = [
                attrs.evolve(each, start=min(each.start, over), end=over) if any(each is one for one in ended) else each
                for each in engagements
            ]
        if running is not None:  # what is planned and done elsewhere runs there no more
            engagements = [
                attrs.evolve(each, tasks=others or bundle) if each is running else each for each in engagements
            ]
        asked = None if agreement is None or agreement.running else agreement.retainer
        found = score(bundle, contractor, self.business, retainer=asked, engagements=engagements, on=self.on)
        if agreement is None:
            if math.isinf(found.availability.one_off.mean_wait):
                return f"{contractor.name} would never reach a one-off client"
            return found.costs.out_task
        return found.costs.outsource or f"{contractor.name} has no room for a regular client"


def _recent(each: Engagement) -> tuple[dt.date, tuple[float, ...], list[str]]:
    """The one that started last, of several the dearest, then the last by the names of its tasks."""
    return each.start, by_terms(each.retainer), [task.name for task in each.tasks]


def complaints(  # noqa: PLR0917  # the order of plan's own arguments
    found: Plan,
    tasks: Sequence[Task],
    contractors: Sequence[Contractor],
    business: Business,
    engagements: Sequence[Engagement] = (),
    on: dt.date | None = None,
) -> list[str]:
    """All that is wrong with a plan for a question; empty where nothing is."""
    world = _World(tasks, contractors, business, engagements, on)
    return [
        *_shape(found, world),
        *_ways(found, world),
        *_agreements(found, world),
        *_hours(found, world),
        *_amounts(found, world),
        *_undone(found),
    ]


def _near(left: float, right: float, scale: float = 0.0) -> bool:
    return math.isclose(left, right, rel_tol=ROUNDING, abs_tol=ROUNDING * max(scale, 1e-3))


def _above(taken: float, limit: float) -> bool:
    return taken > limit + ROUNDING * max(1.0, abs(limit))


def _shape(found: Plan, world: _World) -> Iterator[str]:
    if [each.task for each in found.assignments] != world.tasks or list(found.tasks) != world.tasks:
        yield "not every task is there exactly once, in the order of names"
    if list(found.contractors) != world.contractors or (found.business, found.on) != (world.business, world.on):
        yield "the question is told wrongly"
    if found.status not in {"optimal", "polished", "stopped"} or found.solver not in {"search", "highs"}:
        yield f"unknown status or solver: {found.status}, {found.solver}"
    if found.bound > found.objective + ROUNDING * abs(found.objective) or not found.gap >= 0.0:
        yield f"bound {found.bound} of objective {found.objective}, gap {found.gap}"
    if found.status == "optimal" and found.gap > 1e-3:
        yield f"optimal with a gap of {found.gap}"
    if found.rounds < 1 or found.seconds < 0.0:
        yield "no round, or no time"


def _ways(found: Plan, world: _World) -> Iterator[str]:
    for each in found.assignments:
        task, mode, contractor, retainer = each.task, each.mode, each.contractor, each.retainer
        if mode is None or mode is Mode.KEEP:
            if contractor is not None or retainer is not None:
                yield f"{task.name} is with somebody and yet {mode}"
            comes = any(count.mean for count, _ in task.recurrence.counts(world.business.horizon_months, on=world.on))
            if mode is not None and task.hours_if_kept is None and comes:
                yield f"{task.name} is kept, and the owner cannot do it"
            continue
        if task.keep:
            yield f"{task.name} is pinned and handed over"
        if contractor not in world.contractors:
            yield f"{task.name} is with a stranger"
        elif not contractor.can(task):
            yield f"{contractor.name} lacks the skill of {task.name}"
        if (retainer is None) is not (mode is Mode.OUT_TASK):
            yield f"{task.name} is {mode} with {retainer}"


def _agreements(found: Plan, world: _World) -> Iterator[str]:
    yield from _signed(found, world)
    yield from _ended(found, world)


def _signed(found: Plan, world: _World) -> Iterator[str]:
    names = [each.contractor.name for each in found.retainers]
    if names != sorted(set(names)):
        yield "a contractor has two retainers, or they are out of order"
    for agreement in found.retainers:
        who, running = agreement.contractor, world.runs(agreement.contractor)
        theirs = [each for each in found.assignments if each.contractor == who]
        if any(each.retainer != agreement.retainer for each in theirs):
            yield f"{who.name} works on other terms than agreed"
        if agreement.tasks != tuple(each.task for each in theirs):
            yield f"the retainer of {who.name} is for other tasks"
        if agreement.running and (running is None or agreement.retainer != running.retainer):
            yield f"the retainer of {who.name} is not the one that runs"
        elif not agreement.running and not _offered(who, agreement.retainer):
            yield f"{who.name} does not offer {agreement.retainer}"
        if not theirs and not world.others(who):
            yield f"the retainer of {who.name} is for nothing"
    for each in found.assignments:
        if each.mode is Mode.OUTSOURCE and each.contractor is not None and each.contractor.name not in names:
            yield f"{each.task.name} is outsourced without a retainer"


def _ended(found: Plan, world: _World) -> Iterator[str]:
    names = {each.contractor.name for each in found.retainers if each.running}
    ended = [each.engagement for each in found.endings]
    for who in world.contractors:
        running = world.runs(who)
        if running is not None:
            is_ended = ended.count(running) > world.leaving(who).count(running)  # one that is just like it may be
            if is_ended is (who.name in names):
                yield f"the retainer that runs with {who.name} is neither kept nor ended, or both"
            if is_ended and world.others(who):
                yield f"the retainer of {who.name} is ended with other work on it"
        if any(each not in ended for each in world.leaving(who)):
            yield f"a retainer with {who.name} that cannot be kept is not told to end"
    for each in found.endings:
        if each.engagement not in [one for who in world.contractors for one in world.active(who)] or world.on is None:
            yield "something is ended that does not run"
        elif (each.free_from, each.owed) != (each.engagement.released(world.on), each.engagement.owed(world.on)):
            yield "an ending is told wrongly"


def _offered(contractor: Contractor, retainer: Retainer) -> bool:
    if contractor.retainers is None:
        return retainer == Retainer.typical(retainer.hours, contractor.rate)
    return retainer in contractor.retainers


def _hours(found: Plan, world: _World) -> Iterator[str]:
    for who in world.contractors:
        theirs = [each for each in found.assignments if each.contractor == who]
        regular = any(each.contractor == who for each in found.retainers)
        taken = math.fsum(world.hours(task, who) for task in [*(each.task for each in theirs), *world.others(who)])
        if theirs and _above(taken, world.capacity(who, regular=regular)):
            yield f"{who.name} works {taken} h of {world.capacity(who, regular=regular)}"
        for each in theirs:
            if not _near(each.hours, world.hours(each.task, who)):
                yield f"{each.task.name} takes {each.hours} h"


def _amounts(found: Plan, world: _World) -> Iterator[str]:
    business, months = world.business, world.months
    hired: list[CostRows] = []
    own: list[float] = []
    for who in world.contractors:
        told_of, true_rows, taken = _bundle(found, world, who)
        yield from told_of
        hired += true_rows
        own += taken
    times = [world.times(each.task) * (each.task.hours_if_kept or 0.0) for each in _kept(found)]
    own += times
    kept = [each.task for each in _kept(found) if world.times(each.task)]
    mine = {task.name: task.hours_if_kept or 0.0 for task in kept}
    expected = {task.name: world.times(task) for task in kept}
    losses = [expected[task.name] * kept_loss_of(task, kept, mine, expected, business) for task in kept]
    rows = hired + [CostRows(work=each * business.owner_rate / months) for each in times]
    rows += [CostRows(waiting=each / months) for each in losses]
    rows += [CostRows(undone=world.times(task) * (task.undone_cost or 0.0) / months) for task in found.undone]
    for each in found.assignments:
        if not _near(each.cost, each.costs.total):
            yield f"the rows of {each.task.name} do not add up to its cost"
    sunk = math.fsum(world.sunk(who) for who in world.contractors) / months
    total, paid = math.fsum(row.total for row in rows), math.fsum(row.cash for row in hired) + sunk
    hours = math.fsum(own) / months
    pairs = {
        "cost": (found.cost, total),
        "cost by task": (math.fsum(each.cost for each in found.assignments), total),
        "sunk fees": (found.sunk, sunk),
        "money paid": (found.paid, paid),
        "owner's hours": (found.owner_hours, hours),
    }
    for name in CostRows():
        pairs[name] = (found.costs[name], math.fsum(row[name] for row in rows))
    for name, (told, true) in pairs.items():
        if not _near(told, true, total):
            yield f"{name} is told as {told} and is {true}"
    yield from _limits(found, world, paid, sunk, hours)


def _kept(found: Plan) -> list[Assignment]:
    return [each for each in found.assignments if each.mode is Mode.KEEP]


def _bundle(found: Plan, world: _World, who: Contractor) -> tuple[list[str], list[CostRows], list[float]]:
    """Complaints about what one contractor is given, its true rows, and the owner's hours that it takes."""
    theirs = [each for each in found.assignments if each.contractor == who]
    if not theirs:
        return [], [], []
    agreement = next((each for each in found.retainers if each.contractor == who), None)
    true = world.rows([each.task for each in theirs], who, agreement)
    if isinstance(true, str):
        return [true], [], []
    told = []
    if not _near(math.fsum(each.cost for each in theirs), true.total):
        told.append(f"{who.name} costs {true.total}, the tasks {math.fsum(each.cost for each in theirs)}")
    if agreement is not None and not _near(agreement.costs.total, true.total):
        told.append(f"{who.name} costs {true.total}, the retainer {agreement.costs.total}")
    own = [0.0 if world.past(who) else world.business.hiring_hours]
    if agreement is None:
        own.append(math.fsum(world.times(each.task) for each in theirs) * world.business.briefing_hours)
    elif not any(each.mode is Mode.OUTSOURCE for each in world.past(who)):
        own.append(world.business.onboarding_hours)
    elif agreement.running:  # briefings of what comes after it has ended: hours are what they cost at a rate of 1
        business = attrs.evolve(world.business, owner_rate=1.0)
        plain = _World(world.tasks, world.contractors, business, world.engagements, world.on)
        hourly = plain.rows([each.task for each in theirs], who, agreement)
        assert isinstance(hourly, CostRows)
        own.append(hourly.hiring * world.months)
    return told, [true], own


def _limits(found: Plan, world: _World, paid: float, sunk: float, hours: float) -> Iterator[str]:
    budget, most_hours = world.business.monthly_budget, world.business.owner_hours_per_month
    if budget is not None and _above(paid, max(budget, sunk)):
        yield f"{paid} is paid of a budget of {budget}"
    if most_hours is not None and _above(hours, most_hours):
        yield f"it takes {hours} of {most_hours} of the owner's hours"
    month, most = found.dearest_month
    if not 0 <= month < world.months or (most < paid and not _near(most, paid)):
        yield f"the dearest month is {month} with {most} of {paid}"


def _undone(found: Plan) -> Iterator[str]:
    undone = [each.task for each in found.assignments if each.mode is None]
    short = [each.task for each in found.shortages]
    must = [task for task in undone if task.undone_cost is None]
    if list(found.undone) != undone or [task for task in undone if task in short or task in must] != short:
        yield "the shortages are not those of the undone tasks"
    for each in found.shortages:
        if not each.reason or str(each) != f"{titled(each.task.name)}: {each.reason}":
            yield f"what is missing for {each.task.name} is not told"
