"""Random businesses of one contractor: what each mode truly costs by simulation, and what score and rules of thumb say.

A world is a bundle of tasks, a contractor and the owner's assumptions, all of them known. Its truth is played: the
contractor's queue with the owner's jobs in either class for many years, every job's lateness and every month's hours
above the block counted. Nothing here calls the formulas of the score but `score` itself.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from random import Random
from typing import NamedTuple

import attrs

from delegation import Availability, Business, Contractor, Mode, Rate, Retainer, Task, Urgency, score
from delegation.simulation.arrivals import Arrivals, Poisson, Rhythm
from delegation.simulation.events import Queue
from delegation.simulation.sizes import Exponential, Fixed, LogNormal, Sizes
from delegation.simulation.streams import Dice, Stream

MONTH = 365.25 / 12
YEARS = 40
"""Years that a world is played in each class."""

CLOSE = 0.05
"""Modes whose costs differ by less than this part are as good as equal: no verdict on them is counted as wrong."""


class World(NamedTuple):
    """A question with everything known."""

    tasks: tuple[Task, ...]
    contractor: Contractor
    business: Business

    @property
    def retainer(self) -> Retainer:
        """The one offer."""
        return next(iter(self.contractor.retainers or ()))

    @property
    def rate(self) -> float:
        """Occurrences a month of all tasks."""
        return math.fsum(task.recurrence.per_month for task in self.tasks)

    @property
    def hours(self) -> float:
        """Mean hours a month of all tasks."""
        return math.fsum(task.recurrence.per_month * task.hours for task in self.tasks)


def spread(rng: Random, low: float, high: float) -> float:
    """A number between two, as likely in each power of ten."""
    part: float = rng.random()
    return float(low * (high / low) ** part)


def world_of(seed: int, tasks: int) -> World:
    """A random business: loads as in `published` defaults (mean 0.40 and 0.25), jobs of about a day, usual terms."""
    rng = Random(f"decisions {seed} {tasks}")  # noqa: S311  # no secrets here
    regular = rng.betavariate(2.0, 3.0)
    availability = Availability(
        hours_per_week=rng.uniform(20.0, 40.0),
        regular_load=regular,
        one_off_load=(1.0 - regular) * rng.betavariate(2.0, 2.8),
        job_hours=8.0 * math.exp(rng.gauss(0.0, 0.6)),
        people=rng.choice((1, 1, 1, 2)),
    )
    free = availability.people * availability.hours_per_week * MONTH / 7.0 * (1.0 - availability.regular_load)
    room = max(0.05, 1.0 - availability.one_off_load / (1.0 - regular)) * free
    works = []
    for index in range(tasks):
        hours = spread(rng, 0.5, 40.0)
        most = 0.4 * room / tasks / hours
        per_month = min(spread(rng, 0.1, 12.0), most)
        cost = 0.0 if rng.random() < 0.2 else spread(rng, 5.0, 400.0)
        works.append(
            Task(f"task {index}", hours=hours, recurrence=Rate(per_month), urgency=Urgency(cost, rng.uniform(0.0, 8.0)))
        )
    monthly = math.fsum(task.recurrence.per_month * task.hours for task in works)
    rate = spread(rng, 25.0, 120.0)
    block = max(5.0, 5.0 * round(monthly * rng.uniform(0.6, 1.5) / 5.0))
    offer = Retainer(rate * block * rng.uniform(0.75, 1.0), block)
    return World(
        tuple(works),
        Contractor("Ann", rate=rate, retainers=offer, availability=availability),
        Business(owner_rate=spread(rng, 25.0, 120.0), replacement_days=rng.uniform(3.0, 10.0)),
    )


class Break(NamedTuple):
    """What a world does that the formulas do not assume.

    Attributes:
        others: Sizes of other clients' jobs, from their mean.
        coming: How other clients come, from their jobs a day.
        own: How the owner's tasks come, from their jobs a day.
        launches: Whether the tasks of a bundle come together, as in a launch week, as often as the rarest comes.
    """

    others: Callable[[float], Sizes] = Exponential
    coming: Callable[[float], Arrivals] = Poisson
    own: Callable[[float], Arrivals] = Poisson
    launches: bool = False


@attrs.frozen
class Seasons:
    """Busy and slack half-years.

    Attributes:
        per_day: Jobs a day over the year.
        swing: By which part busy half-years have more, and slack ones fewer.
    """

    per_day: float
    swing: float = 0.3

    def moments(self, rng: Random, first: float, last: float, phase: float) -> Iterator[float]:
        """Thinned from those of busy half-years."""
        peak = self.per_day * (1.0 + self.swing)
        for moment in Poisson(peak).moments(rng, first, last, phase):
            busy = (moment / 365.25 + phase) % 1.0 < 0.5
            if rng.random() * peak < self.per_day * (1.0 + (self.swing if busy else -self.swing)):
                yield moment


@attrs.frozen
class Batches:
    """Jobs that come two at a time.

    Attributes:
        per_day: Jobs a day.
    """

    per_day: float

    def moments(self, rng: Random, first: float, last: float, phase: float) -> Iterator[float]:
        """Each moment twice."""
        for moment in Poisson(self.per_day / 2.0).moments(rng, first, last, phase):
            yield moment
            yield moment


@attrs.frozen
class Launches:
    """Jobs of which some come in launch weeks, together with those of other tasks.

    Attributes:
        shared: Launches a day.
        per_day: Jobs a day, those of launches included.
    """

    shared: float
    per_day: float

    def moments(self, rng: Random, first: float, last: float, phase: float) -> Iterator[float]:
        """Launches, which are the same for all tasks, and what comes beside them."""
        together = Poisson(self.shared).moments(Random(f"launches {first}"), first, last, phase)  # noqa: S311  # no secrets
        return merge(together, Poisson(self.per_day - self.shared).moments(rng, first, last, phase))


def rhythm(per_day: float) -> Arrivals:
    """At equal intervals."""
    return Rhythm(1.0 / per_day)


BREAKS = {
    "as assumed": Break(),
    "log-normal sizes": Break(others=lambda mean: LogNormal(mean, 1.5)),
    "fixed sizes": Break(others=Fixed),
    "seasons": Break(coming=Seasons),
    "batches": Break(coming=Batches),
    "own work on a rhythm": Break(own=rhythm),
    "launch weeks": Break(launches=True),
    "all of it": Break(others=lambda mean: LogNormal(mean, 1.5), coming=Seasons, own=rhythm),
}


def queue_of(world: World, how: Break, *, regular: bool) -> Queue:
    """The contractor's queue with the owner's jobs in one class."""
    known = world.contractor.availability
    capacity = known.people * known.hours_per_week / 7.0
    sizes = how.others(known.job_hours)
    others = [
        Stream((name,), how.coming(load * capacity / known.job_hours), sizes, regular=kind)
        for name, kind, load in (("regular", True, known.regular_load), ("one-off", False, known.one_off_load))
        if load
    ]
    search = world.business.hiring_hours * world.business.owner_rate
    own = []
    for task in world.tasks:
        urgency = task.urgency
        patience = math.inf
        if not regular and urgency.cost_per_day:
            patience = urgency.slack_days + world.business.replacement_days + search / urgency.cost_per_day
        per_day = task.recurrence.per_month / MONTH
        rarest = min(each.recurrence.per_month for each in world.tasks) / MONTH
        arrivals = Launches(rarest, per_day) if how.launches else how.own(per_day)
        sized = Fixed(task.hours)
        own.append(Stream((task.name,), arrivals, sized, regular=regular, patience_days=patience, watched=True))
    return Queue("Ann", known.people, known.hours_per_week / 7.0, (*others, *own), others=sizes)


class Truth(NamedTuple):
    """What both modes truly cost in some time: a month by simulation, or a year that came."""

    outsource: float
    out_task: float

    @property
    def best(self) -> float:
        """The cheaper one."""
        return min(self)

    def cost(self, mode: Mode) -> float:
        """What a verdict costs."""
        return self.outsource if mode is Mode.OUTSOURCE else self.out_task

    @property
    def close(self) -> bool:
        """Whether both cost nearly the same."""
        return abs(self.outsource - self.out_task) <= CLOSE * self.best


class Played(NamedTuple):
    """What came of a world's jobs in one class.

    Attributes:
        waiting: What late starts cost.
        jobs: How many jobs there were.
        hired: What they cost hired job by job.
        above: Hours above the block.
        months: The months played.
    """

    waiting: float
    jobs: int
    hired: float
    above: float
    months: int


def played(world: World, how: Break, *, regular: bool, seed: int, years: int) -> Played:
    """Play a world in one class."""
    known, business, contractor = world.contractor.availability, world.business, world.contractor
    others = bool(known.regular_load) + bool(known.one_off_load)
    search = business.hiring_hours * business.owner_rate
    hours_by_month = [0.0] * (years * 12)
    waiting: list[float] = []
    hired: list[float] = []

    def started(index: int, moment: float, wait: float, hours: float) -> None:
        """Count a job: late until somebody else is found at the latest."""
        urgency = world.tasks[index - others].urgency
        if urgency.cost_per_day:
            patience = business.replacement_days + search / urgency.cost_per_day
            waiting.append(urgency.cost_per_day * min(max(0.0, wait - urgency.slack_days), patience))
        elif math.isinf(wait):
            waiting.append(search)
        hired.append(max(hours, contractor.one_off_minimum_hours) * contractor.rate)
        hours_by_month[min(years * 12 - 1, int(moment / MONTH))] += hours

    queue_of(world, how, regular=regular).play(Dice(seed, 0), last=years * 365.25, started=started)
    above = math.fsum(max(0.0, hours - world.retainer.hours) for hours in hours_by_month)
    return Played(math.fsum(waiting), len(hired), math.fsum(hired), above, years * 12)


def truth_of(world: World, how: Break, *, seed: int, years: int = YEARS) -> Truth:
    """What both modes cost a month, played over many years with the same jobs in both."""
    business, offer = world.business, world.retainer
    one = played(world, how, regular=True, seed=seed, years=years)
    onboarding = business.onboarding_hours * business.owner_rate / business.horizon_months
    overage = one.above * offer.hourly_overage(world.contractor.rate)
    outsource = offer.monthly_fee + onboarding + (overage + one.waiting) / one.months
    other = played(world, how, regular=False, seed=seed, years=years)
    briefing = other.jobs * business.briefing_hours * business.owner_rate
    return Truth(outsource, (other.hired + briefing + other.waiting) / other.months)


def by_score(world: World) -> Mode:
    """What `score` says."""
    return score(world.tasks, world.contractor, world.business).mode


def at_least_monthly(world: World) -> Mode:
    """Outsource what comes back monthly."""
    return Mode.OUTSOURCE if world.rate >= 1.0 else Mode.OUT_TASK


def price_alone(world: World) -> Mode:
    """Outsource where the fee, and mean hours above the block, cost less than one-off hours."""
    above = max(0.0, world.hours - world.retainer.hours) * world.retainer.hourly_overage(world.contractor.rate)
    hired = math.fsum(
        task.recurrence.per_month * max(task.hours, world.contractor.one_off_minimum_hours) for task in world.tasks
    )
    return Mode.OUTSOURCE if world.retainer.monthly_fee + above < hired * world.contractor.rate else Mode.OUT_TASK


def block_used(world: World) -> Mode:
    """Outsource where at least 80 % of the block is used on average."""
    return Mode.OUTSOURCE if world.hours >= 0.8 * world.retainer.hours else Mode.OUT_TASK


def points(world: World) -> Mode:
    """Outsource from half of all points on: a third each for how often, how urgent and how busy."""
    often = min(1.0, world.rate / 2.0)
    urgent = min(1.0, max(task.urgency.cost_per_day for task in world.tasks) / 100.0)
    busy = min(1.0, world.contractor.availability.regular_load + world.contractor.availability.one_off_load)
    return Mode.OUTSOURCE if (often + urgent + busy) / 3.0 >= 0.5 else Mode.OUT_TASK


JUDGES: dict[str, Callable[[World], Mode]] = {
    "score": by_score,
    "at least monthly": at_least_monthly,
    "price alone": price_alone,
    "block 80 % used": block_used,
    "equal points": points,
}


class Row(NamedTuple):
    """How one judge did on some worlds."""

    judge: str
    right: float
    regret: float


def judged(worlds: Iterable[World], how: Break) -> tuple[list[Row], int]:
    """How every judge did, and on how many worlds the modes differ by more than a little."""
    pairs = [(world, truth_of(world, how, seed=seed)) for seed, world in enumerate(worlds)]
    clear = [(world, truth) for world, truth in pairs if not truth.close]
    rows = []
    for name, judge in JUDGES.items():
        said = {id(world): judge(world) for world, _ in pairs}
        right = sum(truth.cost(said[id(world)]) == truth.best for world, truth in clear)
        lost = math.fsum(truth.cost(said[id(world)]) - truth.best for world, truth in pairs)
        rows.append(Row(name, right / len(clear), lost / math.fsum(truth.best for _, truth in pairs)))
    return rows, len(clear)
