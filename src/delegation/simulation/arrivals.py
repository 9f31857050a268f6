"""simulation.arrivals: when do jobs come?

Small classes with one method, so that tests and benchmarks can bring their own: seasons, batches, launches. Moments are
calendar days from the first day of the simulation, which is 0; what comes before it has a negative moment.
"""

import math
from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import Protocol

import attrs

GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0
"""Its multiples fill a day evenly."""


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
class Learnt:
    """Jobs of which it was learnt how often they may come, and how regularly: in every run it is one of these.

    Attributes:
        rates: What the rate may be: probabilities, which add up to 1, jobs a calendar day, and shapes of the gaps.
    """

    rates: tuple[tuple[float, float, float], ...]

    @property
    def per_day(self) -> float:
        """The mean of what it may be."""
        return math.fsum(weight * rate for weight, rate, _ in self.rates)

    def moments(self, rng: Random, first: float, last: float, phase: float) -> Iterator[float]:
        """Gamma-distributed gaps, at the rate that the phase stands for, from any moment of a gap on."""
        rate, shape = self._drawn(phase)
        if not rate:
            return
        gap = 1.0 / (shape * rate)
        moment = first + rng.random() * rng.gammavariate(shape + 1.0, gap)  # what is left of a gap that is met
        while moment < last:
            yield moment
            moment += rng.gammavariate(shape, gap)

    def _drawn(self, phase: float) -> tuple[float, float]:
        """The rate and shape at which the probabilities reach a number from 0 to 1."""
        for weight, rate, shape in self.rates:
            phase -= weight
            if phase < 0.0:
                return rate, shape
        return self.rates[-1][1:]


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
class Together(Dates):
    """Jobs on days that are known, at a time of the day that all who share the phase have in common."""

    def moments(self, rng: Random, first: float, last: float, phase: float) -> Iterator[float]:
        """Every day, and a part of it that follows from the day and the phase."""
        found = sorted(day + self.within * ((phase + day * GOLDEN) % 1.0) for day in self.days if first <= day < last)
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
class Counted:
    """So many jobs in each month, at any moments of it.

    Attributes:
        edges: The days on which months begin, and the day on which the last ends.
        counts: How many there are in each: numbers and their probabilities, which add up to 1.
        per_day: How many there are on a day in the long run; at this rate they come before day 0, and after the end.
    """

    edges: tuple[float, ...]
    counts: tuple[tuple[tuple[float, float], ...], ...]
    per_day: float

    def moments(self, rng: Random, first: float, last: float, phase: float) -> Iterator[float]:
        """A number for each month, and moments for all of it."""
        yield from Poisson(self.per_day).moments(rng, first, min(last, self.edges[0]), phase)
        for (low, high), points in zip(pairwise(self.edges), self.counts, strict=True):
            chance, count = rng.random(), 0.0
            for count, probability in points:  # noqa: B007  # the count at which the chances are used up
                chance -= probability
                if chance < 0.0:
                    break
            found = sorted(low + (high - low) * rng.random() for _ in range(round(count)))
            yield from (moment for moment in found if first <= moment < last)
        yield from Poisson(self.per_day).moments(rng, max(first, self.edges[-1]), last, phase)


@attrs.frozen
class Within:
    """Jobs that come only for a time.

    Attributes:
        arrivals: How they come.
        low: From which day.
        high: Until which.
    """

    arrivals: Arrivals
    low: float
    high: float

    @property
    def per_day(self) -> float:
        """Jobs on a day of that time."""
        return self.arrivals.per_day

    def moments(self, rng: Random, first: float, last: float, phase: float) -> Iterator[float]:
        """Those within the time."""
        for moment in self.arrivals.moments(rng, first, min(last, self.high), phase):
            if moment >= self.low:
                yield moment
