"""queueing.own: how long do your own jobs wait, whose sizes and rhythm are not those of a contractor's other clients?

Two classes, non-preemptive priority, `people` servers. Others' jobs come at random and take exponential times of one
mean; yours have their own sizes, and those on a rhythm come at equal intervals. Everything is a mean-value argument: a
job waits for what it finds (residual work) and for what comes before it in the meantime.

Exact for one server and Poisson work in mean (Cobham 1954) and second moment; for one server and any rhythm the work
that is found is exact (Brumelle 1971) and only its split between tasks is approximated. For several servers the chance
of waiting is Erlang C with a correction for rhythm in the manner of Kimura, and the time until the next server is free
is interpolated between one that has just started and one in its midst. The shape of the wait is a mix of two
exponentials fitted to the second and third moment. Where own work is absent, or Poisson and of the others' size and
spread, it is `regular_wait` and `one_off_wait` of `delegation.queueing.priority` exactly.

Other one-off clients are taken never to give up: where they do, and the contractor is over 85 % busy, a one-off client
waits 0.16 to 0.51 of this. Rhythms are taken to be out of step: weekly tasks with one due day wait up to 1.1 times as
long, three monthly 8-hour jobs due together 1.5 times. Several people with large lumps: up to twice as long.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from delegation.queueing.priority import Wait, erlang_c
from delegation.queueing.shape import NO_WAIT, fitted, moments
from delegation.queueing.work import Load

MONTH_DAYS = 365.25 / 12
"""Days in a mean month."""

SWEEPS = 4
"""Sweeps of the mean-value equations over the tasks on a rhythm."""

FORGETS = 0.4
"""How fast a queue forgets a job of a task on a rhythm before the next one comes (fitted to simulations)."""

ENDLESS = Wait(1.0, ((1.0, 0.0),))
"""The wait of a client who is never reached."""


class OwnWork(NamedTuple):
    """One task of yours as a contractor's queue meets it.

    Attributes:
        hours: Mean working hours of one occurrence, above 0.
        per_month: Occurrences in a month of 365.25/12 days, from 0.
        rhythmic: Whether it comes at equal intervals; else at random (Poisson).
        cv: Coefficient of variation of its hours, from 0; default 0, always the same.
    """

    hours: float
    per_month: float
    rhythmic: bool = False
    cv: float = 0.0


class Queue(NamedTuple):
    """A contractor's queue as one class of clients meets it.

    Attributes:
        regular: Whether you are in the first class.
        people: c: servers.
        capacity: cap: working hours of all of them on a calendar day.
        first_class: sigma1: share of the first class, your own work included if you are in it.
        level: s: share of the work that comes before a job of your class.
        one_off_load: a2: share that other one-off clients ask for.
        second_class: Share of other one-off clients, as much of it as there is room for.
        job_hours: J: mean size of the others' jobs.
    """

    regular: bool
    people: int
    capacity: float
    first_class: float
    level: float
    one_off_load: float
    second_class: float
    job_hours: float

    def chance(self, load: float, smoothness: float) -> float:
        """The probability of waiting at all: Erlang C, less where part of the work comes on a rhythm."""
        waits = erlang_c(self.people, self.people * load)
        if smoothness == 1.0 or self.people == 1 or not waits:
            return waits
        power = math.sqrt(4.0 + 2.0 * (self.people - 1) / smoothness) - math.sqrt(2.0 + 2.0 * self.people)
        return waits * float(load**power)

    def days_until_free(self, work: Load, level: float) -> float:
        """Mean days until somebody is free, given that nobody is; so far as the queue is full, that of the work."""
        started = (work.root / work.share) ** self.people
        return ((1.0 - level) * started + level * work.first / work.share) / self.capacity

    def behind(self, days: float) -> float:
        """A mean time in days as a job of your class meets it: the first class goes before the second meanwhile."""
        return days if self.regular else days / (1.0 - self.first_class)


def own_waits(
    own: Sequence[OwnWork],
    *,
    regular: bool,
    people: int,
    hours_per_week: float,
    job_hours: float,
    regular_load: float,
    one_off_load: float,
) -> tuple[Wait, ...]:
    """The wait of a job of each of your tasks with one contractor, all of them in one class.

    Args:
        own: Your tasks with this contractor; what comes only once is added as work at random of rate 1/horizon.
        regular: Whether you are a regular client (first class), or a one-off client.
        people: How many people work side by side.
        hours_per_week: Working hours a week for clients, of one person.
        job_hours: Mean size of the others' jobs.
        regular_load: Share of the hours taken by other regular clients.
        one_off_load: Share taken by other one-off clients.

    Returns:
        A wait in calendar days for each task in the order given, and last that of a job that comes at any moment (a
        task at random, or one that comes once); endless where you are never reached.
    """
    owned = Owned.of(own, people, hours_per_week)
    return waits_beside(
        owned, regular=regular, job_hours=job_hours, regular_load=regular_load, one_off_load=one_off_load
    )


class Owned(NamedTuple):
    """Your work with one contractor, as far as others have no part in it.

    Attributes:
        own: Your tasks.
        people: How many people work side by side.
        capacity: Working hours of all of them on a calendar day.
        shares: Which share of these each task takes.
        whole: Which share all take.
        rhythmic: Which of the tasks come on a rhythm.
        loads: What each adds to a queue of one person.
        load: What all do.
        apart: What all but one do, for each on a rhythm.
    """

    own: Sequence[OwnWork]
    people: int
    capacity: float
    shares: tuple[float, ...]
    whole: float
    rhythmic: tuple[int, ...]
    loads: tuple[Load, ...]
    load: Load
    apart: tuple[Load, ...]

    @classmethod
    def of(cls, own: Sequence[OwnWork], people: int, hours_per_week: float) -> "Owned":
        """Tasks with so many people of so many hours a week each."""
        capacity = people * hours_per_week / 7.0
        shares = tuple(work.per_month * work.hours / MONTH_DAYS / capacity for work in own)
        rhythmic = tuple(index for index, task in enumerate(own) if task.rhythmic and task.per_month)
        loads = tuple(_own(task, share, people) for task, share in zip(own, shares, strict=True))
        return cls(own, people, capacity, shares, math.fsum(shares), rhythmic, *_apart(loads, rhythmic))

    def beside(self, queue: Queue) -> "Owned":
        """The same with what each task adds to the queue of several people, who are not all in its way."""
        loads = tuple(_own(task, share, self.people, queue) for task, share in zip(self.own, self.shares, strict=True))
        own, people, capacity, shares, whole, rhythmic, *_ = self
        return Owned(own, people, capacity, shares, whole, rhythmic, *_apart(loads, rhythmic))


def _apart(loads: tuple[Load, ...], rhythmic: Sequence[int]) -> tuple[tuple[Load, ...], Load, tuple[Load, ...]]:
    """What each task adds, what all do, and what all but one do, for each on a rhythm."""
    return loads, Load.total(loads), Load.apart(loads, rhythmic)


def waits_beside(
    owned: Owned, *, regular: bool, job_hours: float, regular_load: float, one_off_load: float
) -> tuple[Wait, ...]:
    """`own_waits` where your own work has been looked at already; the arguments are the same."""
    whole, people, many = owned.whole, owned.people, len(owned.own)
    first_class = regular_load + (whole if regular else 0.0)
    second_class = min(one_off_load, max(0.0, 1.0 - first_class)) if regular else one_off_load
    level = first_class if regular else regular_load + one_off_load + whole
    if level >= 1.0:
        return (ENDLESS,) * (many + 1)
    queue = Queue(regular, people, owned.capacity, first_class, level, one_off_load, second_class, job_hours)
    if people > 1 and owned.rhythmic:
        owned = owned.beside(queue)
    regulars = _others(regular_load, job_hours, people)
    others = _others(regular_load + second_class, job_hours, people) if second_class else regulars
    work, before = others.plus(owned.load), regulars.plus(owned.load) if regular else regulars
    if not work.share:
        return (NO_WAIT,) * (many + 1)
    chance = queue.chance(work.share, work.smooth / work.share)
    found = chance * queue.days_until_free(work, level)
    shape = moments(level, first_class, work, before, work.share, regular=regular)
    if not owned.rhythmic:
        return (fitted(queue.behind(found / (1.0 - level)), chance, *shape),) * (many + 1)
    shares = [owned.shares[index] for index in owned.rhythmic]
    each_apart = list(zip(owned.rhythmic, owned.apart, strict=True))
    met = [_met(owned.own[index], owned.loads[index], queue, others.plus(apart)) for index, apart in each_apart]
    anytime, each = _mean_values(1.0 - level + math.fsum(shares), found, shares, met)
    waits = [fitted(queue.behind(anytime), chance, *shape)] * (many + 1)
    for (index, apart), task, mean in zip(each_apart, met, each, strict=True):
        before_it = regulars.plus(apart) if regular else before
        shape = moments(level - task.missed, first_class, task.ahead, before_it, task.busy, regular=regular)
        waits[index] = fitted(queue.behind(mean), task.chance, *shape)
    return tuple(waits)


class Met(NamedTuple):
    """What a job of a task on a rhythm finds: the queue without its own task, but for what the queue remembers of it.

    Attributes:
        missed: epsilon: the own share that its job does not meet.
        chance: Probability of waiting at all.
        busy: Share of the hours that are taken when it comes.
        found: b: mean days until somebody is free, weighted with the chance that nobody is.
        ahead: The work without the task.
    """

    missed: float
    chance: float
    busy: float
    found: float
    ahead: Load


def _others(share: float, job_hours: float, people: int) -> Load:
    """Others' jobs: exponential sizes, so that the residual is as large as the job."""
    return Load.of(share, (job_hours, job_hours**2, job_hours**3), people)


def _own(task: OwnWork, share: float, people: int, queue: Queue | None = None) -> Load:
    """One task of the owner's: residual moments of gamma-distributed sizes, and how smoothly it comes."""
    spread = task.cv**2
    e1 = task.hours * (1.0 + spread) / 2.0
    e2 = e1 * task.hours * (1.0 + 2.0 * spread) / 3.0
    e3 = e2 * task.hours * (1.0 + 3.0 * spread) / 4.0
    if not task.rhythmic:
        return Load.of(share, (e1, e2, e3), people)
    f = 1.0
    if queue is not None:  # a lump on one of several servers is less in the way of the others
        f = 1.0 / (1.0 + e1 * (people - 1) * (1.0 - queue.level + share) ** 2 / (3.0 * queue.job_hours))
    smooth = 1.0 / (1.0 + people * min(share, 1.0)) ** 2  # of more than there is room for nothing is asked
    return Load.of(share, (f * e1, f**2 * e2, f**3 * e3), people, smooth)


def _met(task: OwnWork, load: Load, queue: Queue, ahead: Load) -> Met:
    """What a job of a task on a rhythm finds (steps R1 and R2)."""
    spread = math.sqrt(ahead.second)
    reach = MONTH_DAYS / task.per_month * queue.capacity * (1.0 - queue.level) ** 2.25
    remembered = math.exp(-FORGETS * reach / spread) if spread else 0.0
    missed = (1.0 - remembered) * load.share
    if queue.regular:  # other one-off clients find more room
        gained = min(queue.one_off_load, max(0.0, 1.0 - queue.first_class + missed)) - queue.second_class
        if gained:
            ahead = ahead.plus(_others(gained, queue.job_hours, queue.people))
    if not ahead.share:
        return Met(missed, 0.0, remembered * load.share, 0.0, ahead)
    busy = ahead.share + remembered * load.share
    chance = queue.chance(busy, ahead.smooth / ahead.share)
    found = chance * (ahead.share / busy) * queue.days_until_free(ahead, queue.level - missed)
    return Met(missed, chance, busy, found, ahead)


def _mean_values(
    alpha: float, found: float, shares: Sequence[float], tasks: Sequence[Met]
) -> tuple[float, list[float]]:
    """Mean days that a job at any moment, and one of each task on a rhythm, wait in a single queue (steps R3, R4).

    Args:
        alpha: 1 less the work at random that comes before.
        found: b of a job at any moment.
        shares: For each task on a rhythm its share.
        tasks: For each of them what its job finds.
    """
    anytime, each = found / alpha, [0.0] * len(tasks)
    if not anytime:
        return anytime, each
    terms = [(share, alpha - share + met.missed, met.found) for share, met in zip(shares, tasks, strict=True)]
    if len(terms) == 1:  # as below, for the task that most questions are about
        ((share, rest, begins),), ratio, mean = terms, 1.0, 0.0
        for _ in range(SWEEPS):
            left = rest + ratio * share
            queued = share / left * begins / (1.0 - share / left * ratio)
            anytime, mean = (found + queued) / alpha, (begins + ratio * queued) / left
            ratio = min(1.0, mean / anytime)
        return anytime, [mean]
    ratios = [1.0] * len(tasks)
    for _ in range(SWEEPS):
        below, ahead, again = [], [], []  # one loop: this is run for every load that a contractor may have
        for (share, rest, begins), ratio in zip(terms, ratios, strict=True):
            left = rest + ratio * share
            below.append(left)
            ahead.append(share / left * begins)
            again.append(share / left * ratio)
        queued = math.fsum(ahead) / (1.0 - math.fsum(again))
        anytime = (found + queued) / alpha
        each = [(met.found + ratio * queued) / left for met, ratio, left in zip(tasks, ratios, below, strict=True)]
        ratios = [min(1.0, mean / anytime) for mean in each]
    return anytime, each
