"""Random businesses of one task of which only a record of past jobs is known, and what each mode then truly cost.

Known are 3 to 20 past jobs with their days and hours, and up to five waits that the owner remembers, beside what an
owner knows anyway: prices, urgency, the contractor's week. The truth is reckoned over the year that then came: its jobs
with their hours, month by month against the block, and waits by the formulas of `delegation.queueing` at the
contractor's true loads, with as much work of one's own as came. `played_losses` has the waits by event simulation.

The worlds were fixed before any verdict on them was seen: businesses as in `decisions`, records as in `histories`, the
six kinds in turn.
"""

import math
from functools import cached_property
from random import Random
from typing import NamedTuple

import attrs

from delegation import Availability, Business, Contractor, Retainer, Urgency
from delegation.queueing import OwnWork, Wait, own_waits
from delegation.simulation.arrivals import Poisson
from delegation.simulation.events import Queue
from delegation.simulation.sizes import Exponential, LogNormal
from delegation.simulation.streams import Dice, Stream
from tests.benchmarks.decisions import Truth
from tests.benchmarks.histories import KINDS, MONTH, YEAR, Record, record_of, spread

WORLDS = 600
"""How many worlds a list has."""

SEEDS = range(1, 6)
"""The lists of worlds that are judged."""

FUTURES = 5
"""In how many ways a year goes on, each judged by itself."""

MOST_WAITS = 5
"""How many waits an owner remembers at the most."""


@attrs.frozen
class World:
    """A business whose task, contractor and owner are known but for how often, how long and how busy.

    Attributes:
        seed: Which of many lists of worlds it stands in.
        number: Its place there.
        name: What it was drawn from.
        record: The jobs so far.
        hours: Working hours of each of them.
        mean_hours: The true mean.
        log_spread: Standard deviation of the logarithm of a job's hours, which are log-normal.
        truth: The contractor's weeks as they are.
        was_regular: Whether the owner was on retainer so far, and waited as such.
        waits: Remembered waits in whole days.
        offer: The retainer offered.
        rate: The contractor's hourly rate.
        urgency: What waiting costs.
        business: The owner's assumptions.
    """

    seed: int
    number: int
    name: str
    record: Record
    hours: tuple[float, ...]
    mean_hours: float
    log_spread: float
    truth: Availability
    was_regular: bool
    waits: tuple[int, ...]
    offer: Retainer
    rate: float
    urgency: Urgency
    business: Business

    @property
    def cv(self) -> float:
        """Coefficient of variation of a job's hours."""
        return math.sqrt(math.expm1(self.log_spread**2))

    def contractor(self, availability: Availability) -> Contractor:
        """The contractor, taken to have these weeks."""
        return Contractor("Ann", rate=self.rate, retainers=self.offer, availability=availability)

    def jobs(self, which: int) -> list[tuple[float, float]]:
        """The jobs of the year to come: days from today, and hours."""
        rng = Random(f"{self.name} hours {which}")  # noqa: S311  # no secrets here
        return [(moment, self._drawn_hours(rng)) for moment in self.record.future(which)]

    def _drawn_hours(self, rng: Random) -> float:
        """Hours of a job."""
        return self.mean_hours * math.exp(rng.gauss(-0.5 * self.log_spread**2, self.log_spread))

    def losses(self, per_month: float) -> "Losses":
        """What a late start truly costs a job on average, as a regular and as a one-off client."""
        regular, one_off = (
            self._loss(wait_of(self.truth, self.mean_hours, per_month, self.cv, regular=regular))
            for regular in (True, False)
        )
        return Losses(min(regular, one_off), one_off)

    def _loss(self, wait: Wait) -> float:
        """What a wait costs: late until somebody else is found at the latest."""
        search = self.business.hiring_hours * self.business.owner_rate
        if not self.urgency.cost_per_day:
            return search if wait.endless else 0.0
        patience = self.business.replacement_days + search / self.urgency.cost_per_day
        return self.urgency.cost_per_day * wait.lateness(self.urgency.slack_days, patience)

    def costs(self, which: int, losses: "Losses | None" = None) -> Truth:
        """What both modes cost in one of the years that may come; losses a job are by the formulas unless given."""
        jobs = self.jobs(which)
        regular, one_off = losses or self.losses(len(jobs) / 12.0)
        hours_by_month = [0.0] * 12
        for moment, hours in jobs:
            hours_by_month[min(11, int(moment / MONTH))] += hours
        above = math.fsum(max(0.0, hours - self.offer.hours) for hours in hours_by_month)
        onboarding = self.business.onboarding_hours * self.business.owner_rate
        fees = 12.0 * self.offer.monthly_fee
        briefing = self.business.briefing_hours * self.business.owner_rate
        return Truth(
            fees + onboarding + above * self.offer.hourly_overage(self.rate) + len(jobs) * regular,
            math.fsum(max(hours, 1.0) * self.rate + briefing + one_off for _, hours in jobs),
        )

    @cached_property
    def truths(self) -> tuple[Truth, ...]:
        """What both modes cost in every year that may come."""
        return tuple(self.costs(which) for which in range(FUTURES))


class Losses(NamedTuple):
    """What a late start costs a job on average, as a regular and as a one-off client."""

    regular: float
    one_off: float


def wait_of(availability: Availability, hours: float, per_month: float, cv: float, *, regular: bool) -> Wait:
    """The wait of the owner's jobs by the formulas."""
    return own_waits(
        [OwnWork(hours, per_month, cv=cv)],
        regular=regular,
        people=availability.people,
        hours_per_week=availability.hours_per_week,
        job_hours=availability.job_hours,
        regular_load=availability.regular_load,
        one_off_load=availability.one_off_load,
    )[0]


def drawn_wait(rng: Random, wait: Wait) -> int:
    """A wait in whole days, as somebody remembers it."""
    if rng.random() >= wait.chance:
        return 0
    part = rng.random()
    rate = 0.0
    for weight, each in wait.phases:
        rate = each
        part -= weight
        if part < 0.0:
            break
    return min(1000, round(rng.expovariate(rate))) if rate else 1000


def world_of(number: int, seed: int = 1) -> World:
    """A random business, the kinds of work in turn: loads as the defaults on average, usual terms, mostly one."""
    for attempt in range(1000):
        found = _drawn(seed, number, f"verdicts {seed} {number} {attempt}")
        if found is not None:
            return found
    raise AssertionError(number)


def _drawn(seed: int, number: int, name: str) -> World | None:
    """The world of a name; None where its record has too few jobs or too many."""
    rng = Random(name)  # noqa: S311  # no secrets here
    share = rng.betavariate(2.0, 3.0)
    truth = Availability(
        hours_per_week=rng.uniform(20.0, 40.0),
        regular_load=share,
        one_off_load=(1.0 - share) * rng.betavariate(2.0, 2.8),
        job_hours=8.0 * math.exp(rng.gauss(0.0, 0.6)),
        people=rng.choice((1, 1, 1, 2)),
    )
    hours = spread(rng, 0.5, 40.0)
    free = truth.people * truth.hours_per_week * MONTH / 7.0 * (1.0 - truth.regular_load)
    room = max(0.05, 1.0 - truth.one_off_load / (1.0 - share)) * free
    per_month = min(spread(rng, 0.1, 12.0), 0.4 * room / hours)
    cost = 0.0 if rng.random() < 0.2 else spread(rng, 5.0, 400.0)
    urgency = Urgency(cost, rng.uniform(0.0, 8.0))
    rate = spread(rng, 25.0, 120.0)
    block = max(5.0, 5.0 * round(per_month * hours * rng.uniform(0.6, 1.5) / 5.0))
    offer = Retainer(rate * block * rng.uniform(0.75, 1.0), block)
    business = Business(owner_rate=spread(rng, 25.0, 120.0), replacement_days=rng.uniform(3.0, 10.0))
    log_spread = rng.uniform(0.2, 0.9)
    was_regular = rng.random() < 0.25
    remembered = rng.randint(0, MOST_WAITS)
    record = record_of(KINDS[number % len(KINDS)], per_month, name)
    if record is None:
        return None
    worked = tuple(hours * math.exp(rng.gauss(-0.5 * log_spread**2, log_spread)) for _ in record.moments)
    cv = math.sqrt(math.expm1(log_spread**2))
    wait = wait_of(truth, hours, per_month, cv, regular=was_regular)
    waits = tuple(drawn_wait(rng, wait) for _ in range(min(remembered, len(worked))))
    return World(
        seed=seed,
        number=number,
        name=name,
        record=record,
        hours=worked,
        mean_hours=hours,
        log_spread=log_spread,
        truth=truth,
        was_regular=was_regular,
        waits=waits,
        offer=offer,
        rate=rate,
        urgency=urgency,
        business=business,
    )


def played_losses(world: World, per_month: float, *, years: int = 40) -> Losses:
    """What a late start costs a job on average by event simulation: log-normal sizes, one-off clients who leave."""
    return Losses(*(_played_loss(world, per_month, years, regular=regular) for regular in (True, False)))


def _played_loss(world: World, per_month: float, years: int, *, regular: bool) -> float:
    """The same in one class."""
    search = world.business.hiring_hours * world.business.owner_rate
    cost, slack = world.urgency.cost_per_day, world.urgency.slack_days
    patience = world.business.replacement_days + search / cost if cost else math.inf
    known = world.truth
    capacity = known.people * known.hours_per_week / 7.0
    losses: list[float] = []

    def started(_index: int, _moment: float, wait: float, _hours: float) -> None:
        """Count a job: late until somebody else is found at the latest."""
        if cost:
            losses.append(cost * min(max(0.0, wait - slack), patience))
        else:
            losses.append(search if math.isinf(wait) else 0.0)

    others = [
        Stream((name,), Poisson(load * capacity / known.job_hours), Exponential(known.job_hours), regular=kind)
        for name, kind, load in (("regular", True, known.regular_load), ("one-off", False, known.one_off_load))
    ]
    own = Stream(
        ("own",),
        Poisson(per_month / MONTH),
        LogNormal(world.mean_hours, world.cv),
        regular=regular,
        patience_days=math.inf if regular else slack + patience,
        watched=True,
    )
    queue = Queue("Ann", known.people, known.hours_per_week / 7.0, (*others, own), others=Exponential(known.job_hours))
    queue.play(Dice(1, 0), last=years * YEAR, started=started)
    return math.fsum(losses) / len(losses)
