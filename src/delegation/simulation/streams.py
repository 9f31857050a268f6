"""simulation.streams: which jobs come to a queue, when, and of which size?

A stream is a way of coming and a way of being large. Both are small classes with one method, so that tests and
benchmarks can bring their own: seasons, batches, jobs of any distribution. Moments are calendar days from the first day
of the simulation, which is 0; what came before it has a negative moment.
"""

import hashlib
import math
from collections.abc import Iterator
from random import Random
from typing import Protocol

import attrs


@attrs.frozen
class Dice:
    """Where all random numbers of one run come from: one generator for each name.

    Generators of different names, runs or seeds are independent, and none depends on which others are asked for, nor
    in which order, nor by which process. So one seed has one result, and what two plans have in common happens alike
    in both.

    Attributes:
        seed: The seed of the simulation.
        run: The number of the run.
    """

    seed: int
    run: int

    def of(self, *name: str) -> Random:
        """The generator of a name.

        Args:
            name: What the numbers are for, in one or several words.
        """
        told = repr((self.seed, self.run, name)).encode()
        return Random(int.from_bytes(hashlib.blake2b(told, digest_size=16).digest()))  # noqa: S311  # no secrets


class Arrivals(Protocol):
    """How jobs come."""

    @property
    def per_day(self) -> float:
        """Jobs a calendar day in the long run; 0 for what comes only so many times."""
        ...

    def moments(self, rng: Random, first: float, last: float, phase: float) -> Iterator[float]:
        """The moments from `first` up to but not including `last`, in order; equal ones are a batch.

        Args:
            rng: Where chance comes from; another one before day 0 than after it.
            first: From when.
            last: Until when; it may be infinite.
            phase: A number from 0 to 1, as likely everywhere, the same whenever a run asks: where a rhythm stands.
        """
        ...


class Sizes(Protocol):
    """How large jobs are."""

    @property
    def mean(self) -> float:
        """Working hours of a job on average."""
        ...

    @property
    def residual(self) -> float:
        """Working hours that are on average left of a job at a moment at which it is worked on: E[h²]/(2·E[h])."""
        ...

    def draw(self, rng: Random) -> float:
        """The working hours of one job."""
        ...


@attrs.frozen
class Poisson:
    """Jobs that know nothing of each other.

    Attributes:
        per_day: Jobs a calendar day.
    """

    per_day: float

    def moments(self, rng: Random, first: float, last: float, phase: float) -> Iterator[float]:
        """Exponential gaps."""
        if not self.per_day:
            return
        moment, draw, rate = first, rng.expovariate, self.per_day
        while (moment := moment + draw(rate)) < last:
            yield moment


@attrs.frozen
class Rhythm:
    """Jobs at equal intervals; where the first stands nobody knows.

    Attributes:
        every_days: Calendar days from one to the next.
    """

    every_days: float

    @property
    def per_day(self) -> float:
        """One in every interval."""
        return 1.0 / self.every_days

    def moments(self, rng: Random, first: float, last: float, phase: float) -> Iterator[float]:
        """The phase, and all whole numbers of intervals from it."""
        index = math.ceil(first / self.every_days - phase)
        while (moment := (index + phase) * self.every_days) < last:
            yield moment
            index += 1


@attrs.frozen
class Dates:
    """Jobs on days that are known, at a random time of the day.

    Attributes:
        days: The days, in order.
        per_day: How many there are on a day in the long run.
        within: In which part of a calendar day from its beginning they come; 0 for moments that are known.
    """

    days: tuple[float, ...]
    per_day: float
    within: float = 1.0

    def moments(self, rng: Random, first: float, last: float, phase: float) -> Iterator[float]:
        """Every day, and a part of it."""
        found = sorted(day + self.within * rng.random() for day in self.days if first <= day < last)
        return (moment for moment in found if moment < last)


@attrs.frozen
class Single:
    """One job, at any moment of a span.

    Attributes:
        low: From when.
        high: Until when.
    """

    low: float
    high: float

    @property
    def per_day(self) -> float:
        """0: it does not come back."""
        return 0.0

    def moments(self, rng: Random, first: float, last: float, phase: float) -> Iterator[float]:
        """The phase, as a part of the span."""
        moment = self.low + phase * (self.high - self.low)
        if first <= moment < last:
            yield moment


@attrs.frozen
class Fixed:
    """Jobs that are all alike.

    Attributes:
        mean: Working hours of each.
    """

    mean: float

    @property
    def residual(self) -> float:
        """Half of it."""
        return self.mean / 2.0

    def draw(self, rng: Random) -> float:
        """Always the same."""
        return self.mean


@attrs.frozen
class Exponential:
    """Jobs with exponential sizes, as the formulas take those of other clients to be.

    Attributes:
        mean: Working hours of a job on average.
    """

    mean: float

    @property
    def residual(self) -> float:
        """The mean again: it has no memory."""
        return self.mean

    def draw(self, rng: Random) -> float:
        """An exponential number."""
        return rng.expovariate(1.0) * self.mean


@attrs.frozen
class LogNormal:
    """Jobs with log-normal sizes: most are a little smaller than the mean, some much larger.

    Attributes:
        mean: Working hours of a job on average.
        spread: Coefficient of variation, the standard deviation as a part of the mean, from 0.
    """

    mean: float
    spread: float

    @property
    def residual(self) -> float:
        """E[h²]/(2·E[h])."""
        return self.mean * (1.0 + self.spread**2) / 2.0

    def draw(self, rng: Random) -> float:
        """A log-normal number."""
        variance = math.log1p(self.spread**2)
        return self.mean * math.exp(rng.gauss(0.0, 1.0) * math.sqrt(variance) - variance / 2.0)


@attrs.frozen
class Stream:
    """Jobs of one kind.

    Attributes:
        name: Names its random numbers; no two streams of a queue have the same.
        regular: Whether they are served before those that are not.
        arrivals: How they come.
        sizes: How large they are.
        patience_days: A job whose wait would be longer goes elsewhere at once and is never worked on here. Nobody else
            notices whether it leaves when it comes or when its turn does, so the queue finds out then.
        watched: Whether anybody wants to know how long they wait.
    """

    name: tuple[str, ...]
    regular: bool
    arrivals: Arrivals
    sizes: Sizes
    patience_days: float = math.inf
    watched: bool = False

    @property
    def hours_per_day(self) -> float:
        """Working hours that they bring on a calendar day."""
        return self.arrivals.per_day * self.sizes.mean

    def jobs(self, dice: Dice, first: float, last: float) -> Iterator[tuple[float, float]]:
        """Moment and working hours of every job, in order.

        What comes from day 0 on is the same whenever the queue is started.
        """
        phase = dice.of(*self.name, "phase").random()
        for part, low, high in (("before", first, min(0.0, last)), ("after", max(0.0, first), last)):
            if low < high:
                rng = dice.of(*self.name, "sizes", part)
                for moment in self.arrivals.moments(dice.of(*self.name, "moments", part), low, high, phase):
                    yield moment, self.sizes.draw(rng)
