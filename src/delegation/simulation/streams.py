"""simulation.streams: which jobs come to a queue, by which chance?

A stream is a way of coming (`delegation.simulation.arrivals`) and a way of being large (`delegation.simulation.sizes`).
"""

import hashlib
import heapq
import math
from collections.abc import Iterator
from random import Random

import attrs

from delegation.simulation.arrivals import Arrivals
from delegation.simulation.sizes import Sizes


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


@attrs.frozen
class Stream:
    """Jobs of one kind.

    Attributes:
        name: Names its random numbers; no two streams of a queue have the same.
        arrivals: How they come.
        sizes: How large they are.
        regular: Whether they are served before those that are not.
        regular_until: The day from which on they no longer are.
        patience_days: A job whose wait would be longer goes elsewhere at once and is never worked on here. Nobody else
            notices whether it leaves when it comes or when its turn does, so the queue finds out then.
        watched: Whether anybody wants to know how long they wait.
        shared: Further ways of coming, with the names of their random numbers: streams that have one in common come
            together.
        after: Days by which its jobs come after others of the same moment, if they come together.
        gaps: Spans of days, in order, in which nobody takes these jobs: what comes then is put into the line at the end
            of the span, and waits from when it came.
    """

    name: tuple[str, ...]
    arrivals: Arrivals
    sizes: Sizes
    regular: bool = attrs.field(default=False, kw_only=True)
    regular_until: float = attrs.field(default=math.inf, kw_only=True)
    patience_days: float = attrs.field(default=math.inf, kw_only=True)
    watched: bool = attrs.field(default=False, kw_only=True)
    gaps: tuple[tuple[float, float], ...] = attrs.field(default=(), kw_only=True)
    shared: tuple[tuple[tuple[str, ...], Arrivals], ...] = attrs.field(default=(), kw_only=True)
    after: float = attrs.field(default=0.0, kw_only=True)

    @property
    def hours_per_day(self) -> float:
        """Working hours that they bring on a calendar day."""
        per_day = math.fsum([self.arrivals.per_day, *(arrivals.per_day for _, arrivals in self.shared)])
        return per_day * self.sizes.mean

    def enters(self, moment: float) -> float:
        """When a job that comes at a moment is put into the line."""
        for first, last in self.gaps:
            if first <= moment < last:
                return last
        return moment

    def jobs(self, dice: Dice, first: float, last: float) -> Iterator[tuple[float, float]]:
        """Moment and working hours of every job, in order.

        What comes from day 0 on is the same whenever the queue is started.
        """
        for part, low, high in (("before", first, min(0.0, last)), ("after", max(0.0, first), last)):
            if low < high:
                rng = dice.of(*self.name, "sizes", part)
                for moment in self._moments(dice, part, low, high):
                    yield moment, self.sizes.draw(rng)

    def _moments(self, dice: Dice, part: str, low: float, high: float) -> Iterator[float]:
        """The moments of all jobs from one day to another, in order."""

        def of(name: tuple[str, ...], arrivals: Arrivals) -> Iterator[float]:
            """The moments of one way of coming."""
            phase = dice.of(*name, "phase").random()
            return arrivals.moments(dice.of(*name, "moments", part), low, high, phase)

        if not self.shared:
            return of(self.name, self.arrivals)
        together = [(moment + self.after for moment in of(name, arrivals)) for name, arrivals in self.shared]
        return heapq.merge(of(self.name, self.arrivals), *together)
