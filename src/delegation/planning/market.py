"""planning.market: what is there to choose from?

Every contractor is a facility. Their options are to hire them job by job, and each retainer that they could be given;
the ways of doing a task are to keep it and the options of all who can do it.
"""

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

import attrs
from dateutil.relativedelta import relativedelta

from delegation import payback
from delegation._assignment.problem import NO_STATE
from delegation._costing.case import Case
from delegation._costing.costs import CostRows
from delegation._costing.kept import kept_costs
from delegation._costing.relationship import Relationship, relationship_with
from delegation._costing.workload import Work, occurrences_in, works_of
from delegation.availability.beliefs import least_taken
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.retainer import BLOCK_STEP, TYPICAL_BLOCK, Retainer
from delegation.model.task import Task
from delegation.queueing.own import MONTH_DAYS

FULL = 1.0 - 1e-9
"""How much of a contractor's hours may be taken: not the last, for whose client the wait is endless."""

LADDER = 1.5
"""Each typical block that is tried is about so many times the one before."""


class Option(NamedTuple):
    """Terms on which a contractor may work for the plan: hired job by job, or on one retainer.

    Attributes:
        facility: The contractor's place among all.
        contractor: With whom.
        relationship: How the owner stands with the contractor if this is chosen.
        retainer: The retainer; None where the contractor is hired job by job.
        once: Whether only tasks that come once are done on it, for the minimum term.
    """

    facility: int
    contractor: Contractor
    relationship: Relationship
    retainer: Retainer | None
    once: bool = False


@attrs.frozen(eq=False)
class Market:
    """All that a plan chooses from, looked up once.

    Attributes:
        tasks: The tasks in the order of their names.
        contractors: The contractors in the order of theirs.
        business: The owner's assumptions.
        on: The day of the question, or None.
        times: For each task its expected occurrences in the horizon.
        works: A task as a contractor would do it, by task and place of the contractor; only where they can.
        options: All options of all contractors.
        rooms: For each option the hours a month that the owner may take.
        ways: A task and an option each, or `NO_STATE` where the task is kept.
        running: The retainer that runs with a contractor and may be kept, by their place.
        leaving: Retainers that run and cannot be kept, each with the contractor's place: another one with the same
            contractor runs that started later.
    """

    tasks: tuple[Task, ...]
    contractors: tuple[Contractor, ...]
    business: Business
    on: dt.date | None
    times: tuple[float, ...]
    works: Mapping[tuple[int, int], Work]
    options: tuple[Option, ...]
    rooms: tuple[float, ...]
    ways: tuple[tuple[int, int], ...]
    running: Mapping[int, Engagement]
    leaving: tuple[tuple[int, Engagement], ...]

    @property
    def months(self) -> int:
        """The months of the horizon."""
        return self.business.horizon_months

    def hours(self, work: Work) -> float:
        """Mean hours of a work a month."""
        return _hours(work, self.business)

    def case(self, option: Option, works: Sequence[Work]) -> Case:
        """Works on an option as a score's case."""
        return Case(tuple(works), option.contractor, self.business, option.relationship, option.retainer)

    def sunk(self, facility: int) -> float:
        """Fees a month of retainers that run with a contractor which are owed whatever is decided."""
        if self.on is None:
            return 0.0
        last = self.on + relativedelta(months=self.months)
        owed = [
            each.fees(self.on, min(last, each.released(self.on))) for where, each in self.leaving if where == facility
        ]
        if facility in self.running:
            running = self.running[facility]
            owed.append(running.fees(self.on, last if self.stays(facility) else min(last, running.released(self.on))))
        return math.fsum(owed) / self.months

    @cached_property
    def owed(self) -> float:
        """Fees a month that are owed whatever is decided, of all retainers that run."""
        return math.fsum(self.sunk(facility) for facility in range(len(self.contractors)))

    def stays(self, facility: int) -> bool:
        """Whether a retainer that runs must be kept, because other work goes on there."""
        return all(option.retainer is not None for option in self.options if option.facility == facility)

    @property
    def cash_limit(self) -> float:
        """Money a month that may leave the business: the budget, or the fees owed anyway where these are more."""
        budget = self.business.monthly_budget
        return math.inf if budget is None else max(budget, self.owed)

    @property
    def most_retainers(self) -> float:
        """How many retainers there may be besides those that go on whatever is decided; infinite without a limit."""
        most = self.business.most_retainers
        return math.inf if most is None else max(0, most - sum(map(self.stays, self.running)))

    def counts(self, state: int) -> bool:
        """Whether an option is a retainer that counts among those."""
        option = self.options[state]
        return option.retainer is not None and not (option.facility in self.running and self.stays(option.facility))

    @property
    def owner_hours_limit(self) -> float:
        """The owner's hours a month; infinite where they are not limited."""
        hours = self.business.owner_hours_per_month
        return math.inf if hours is None else hours

    def undone_cost(self, task: int) -> float | None:
        """What leaving a task undone costs a month; None where it must be done wherever anything fits."""
        cost = self.tasks[task].undone_cost
        return None if cost is None or not self.times[task] else self.times[task] * cost / self.months

    def kept(self, task: int) -> CostRows | None:
        """What keeping a task costs a month, nothing if it does not come; None where the owner cannot do it."""
        if not self.times[task]:
            return CostRows()
        return kept_costs([(self.tasks[task], self.times[task])], self.business)

    def kept_hours(self, task: int) -> float:
        """Hours of the owner that keeping a task takes, a month."""
        return self.times[task] * (self.tasks[task].hours_if_kept or 0.0) / self.months


def market_of(
    tasks: Sequence[Task],
    contractors: Sequence[Contractor],
    business: Business,
    engagements: Sequence[Engagement],
    on: dt.date | None,
) -> Market:
    """All that a plan chooses from.

    Args:
        tasks: The tasks in the order of their names.
        contractors: The contractors in the order of theirs.
        business: The owner's assumptions.
        engagements: What has run and what runs.
        on: The day of the question, or None.
    """
    works: dict[tuple[int, int], Work] = {}
    options: list[Option] = []
    instead: list[Option] = []
    running: dict[int, Engagement] = {}
    leaving: list[tuple[int, Engagement]] = []
    for facility, contractor in enumerate(contractors):
        can = [index for index, task in enumerate(tasks) if not task.keep and contractor.can(task)]
        own = works_of([tasks[index] for index in can], contractor, business, on)
        works.update({(index, facility): work for index, work in zip(can, own, strict=True)})
        relationship, ending = _standing(contractor, tasks, business, engagements, on)
        leaving += [(facility, each) for each in ending]
        if relationship.running is not None:
            running[facility] = relationship.running
        options += _options(facility, contractor, relationship, own, business)
        if relationship.running is not None and not relationship.others:
            instead += _offers(facility, contractor, relationship.ended(), own, business)
    options += instead  # behind all others, to be signed in place of what runs
    rooms = tuple(_room(option, business) for option in options)
    times = tuple(occurrences_in(task.recurrence.counts(business.horizon_months, on=on)) for task in tasks)
    handed_over = _ways_with_contractors(len(tasks), works, options, rooms, business)
    kept = ((index, NO_STATE) for index, task in enumerate(tasks) if not times[index] or task.hours_if_kept is not None)
    return Market(
        tasks=tuple(tasks),
        contractors=tuple(contractors),
        business=business,
        on=on,
        times=times,
        works=MappingProxyType(works),
        options=tuple(options),
        rooms=rooms,
        ways=(*handed_over, *kept),
        running=MappingProxyType(running),
        leaving=tuple(leaving),
    )


def _hours(work: Work, business: Business) -> float:
    """Mean hours of a work a month."""
    return work.occurrences * work.size / business.horizon_months


def _standing(
    contractor: Contractor,
    tasks: Sequence[Task],
    business: Business,
    engagements: Sequence[Engagement],
    on: dt.date | None,
) -> tuple[Relationship, list[Engagement]]:
    """How the owner stands with a contractor, and which retainers run and cannot be kept."""
    relationship = relationship_with(contractor, tasks, business, engagements, on)
    if on is None or relationship.running is None:
        return relationship, []
    return relationship, [
        each
        for each in engagements
        if each.contractor.name == contractor.name
        and each.retainer is not None
        and each.active(on)
        and each is not relationship.running
    ]


def _options(
    facility: int, contractor: Contractor, relationship: Relationship, works: Sequence[Work], business: Business
) -> Iterator[Option]:
    """The options of a contractor who may do some works; a retainer that runs is kept or ended."""
    if relationship.running is not None:
        yield Option(facility, contractor, relationship, relationship.running.retainer)
        if not relationship.others:  # else other work goes on there, so that it is kept
            yield Option(facility, contractor, relationship.ended(), None)
        return
    yield Option(facility, contractor, relationship, None)
    yield from _offers(facility, contractor, relationship, works, business)


def _offers(
    facility: int, contractor: Contractor, relationship: Relationship, works: Sequence[Work], business: Business
) -> Iterator[Option]:
    """The retainers that could be signed with a contractor who may do some works; not the very terms that go on."""
    offers = contractor.retainers
    if offers is None:
        offers = tuple(Retainer.typical(hours, contractor.rate) for hours in _ladder(works, business))
    offers = tuple(offer for offer in offers if relationship.may_sign(offer, business.horizon_months))
    some_once, months = any(work.once for work in works), business.horizon_months
    for offer in offers:
        yield Option(facility, contractor, relationship, offer)
        if some_once and payback.months_committed(months, offer.minimum_months, once=True) < months:
            yield Option(facility, contractor, relationship, offer, once=True)


def _ladder(works: Sequence[Work], business: Business) -> list[float]:
    """The hours of typical blocks that are worth trying for some works."""
    most = math.fsum(_hours(work, business) for work in works)
    steps = [TYPICAL_BLOCK]
    while steps[-1] < most:
        steps.append(max(steps[-1] + BLOCK_STEP, BLOCK_STEP * round(steps[-1] * LADDER / BLOCK_STEP)))
    return steps


def _room(option: Option, business: Business) -> float:
    """Hours a month that the owner may take of a contractor's on an option, at best where loads are not known."""
    available, on, months = option.contractor.availability, option.relationship.on, business.horizon_months
    month = available.people * available.hours_per_week * MONTH_DAYS / 7.0
    if on is not None:
        month = min(month, available.calendar.hours_between(on, on + relativedelta(months=months)) / months)
    taken = least_taken(available.points, regular=option.retainer is not None)
    others = math.fsum(_hours(work, business) for work in option.relationship.others)
    return max(0.0, month * (1.0 - taken) * FULL - others)


def _ways_with_contractors(
    tasks: int,
    works: Mapping[tuple[int, int], Work],
    options: Sequence[Option],
    rooms: Sequence[float],
    business: Business,
) -> Iterator[tuple[int, int]]:
    """Each task on each option that has room for it alone."""
    for index, (option, room) in enumerate(zip(options, rooms, strict=True)):
        for task in range(tasks):
            work = works.get((task, option.facility))
            if work is not None and (work.once or not option.once) and _hours(work, business) <= room and room > 0.0:
                yield task, index
