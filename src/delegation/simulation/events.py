"""simulation.events: how long does every job wait in a queue, played event by event?

The engine, on plain numbers: a `Queue` is some people and the streams of jobs that come to them, other clients' and
one's own; `Queue.play(Dice(seed, run), last=days, started=...)` plays it once and tells every start of a watched job.
For many runs of a queue, and what they come to on average, see `simulation.waits.observe`.

Time is simpy's: its list of events, and its order of what happens at once. The discipline of the queue stands here, two
lines first come, first served: simpy's own PriorityResource, a process for every job, gives the same waits to the last
digit at a fifth of the speed.
"""

import math
from collections import deque
from collections.abc import Callable
from typing import Any

import attrs

from delegation.errors import MissingExtraError
from delegation.simulation import steady
from delegation.simulation.sizes import Sizes
from delegation.simulation.streams import Dice, Stream
from delegation.simulation.workdays import Workdays

Started = Callable[[int, float, float, float], None]
"""Told of a start: which stream, when the job came, how many days it waited, how many hours it takes."""

NO_WAIT = 1e-9
"""Days that only rounding makes somebody wait."""

NEVER = (math.inf, 0.0)
"""A job that does not come."""

Waiting = deque[tuple[float, float, int]]
"""A line of jobs: when each came, the hours it takes, its stream (-1: a job that was there at the beginning)."""


def simpy_clock() -> tuple[Any, Any]:
    """Simpy's environment and its timeout.

    Raises:
        MissingExtraError: If simpy is not installed.
    """
    try:
        from simpy import Environment, Timeout  # noqa: PLC0415  # the door to the extra
    except ImportError as error:
        raise MissingExtraError("simpy", "simulate") from error
    return Environment, Timeout


@attrs.frozen
class Queue:
    """People who work side by side, and all that comes to them.

    Whoever is free takes the longest waiting job of the regular clients, or else of the others; nobody is interrupted.

    Attributes:
        name: Names its random numbers.
        people: How many people there are.
        hours_per_day: Working hours of one person on a calendar day.
        streams: All that comes.
        others: How large other clients' jobs are: what is there at the beginning.
        workdays: When nobody works; default None, every day is like the others.
    """

    name: str
    people: int
    hours_per_day: float
    streams: tuple[Stream, ...]
    others: Sizes
    workdays: Workdays | None = None

    @property
    def capacity(self) -> float:
        """Working hours of all people on a calendar day."""
        return self.people * self.hours_per_day

    def load(self, *, regular: bool) -> float:
        """The part of all hours that regular clients need, or that all do."""
        hours = (stream.hours_per_day for stream in self.streams if stream.regular or not regular)
        return math.fsum(hours) / self.capacity

    @property
    def impossible(self) -> bool:
        """Whether regular clients alone bring more work than there are hours: what waits grows without end."""
        return self.load(regular=True) >= 1.0

    @property
    def crowded(self) -> bool:
        """Whether all clients together do: whoever is no regular client is never reached."""
        return self.load(regular=False) >= 1.0

    def play(self, dice: Dice, *, last: float, started: Started, warm_up: float | None = None) -> int:
        """Play the queue once.

        It starts in its steady state: with as many jobs as there are at any moment, and then for a while unseen. It
        ends when all watched jobs that came before `last` are started.

        Args:
            dice: Where chance comes from.
            last: The day, above 0, until which watched jobs are told; they go on coming, as others do, until these
                are started.
            started: Told of every start of a watched job that comes from day 0 to the last, in the order of starts; a
                job whose wait is longer than its patience has gone elsewhere instead. Jobs that are
                never reached, because those before them bring more work than there are hours, are told first, with an
                infinite wait.
            warm_up: Days before day 0 that are played unseen; default None, as many as it takes to forget how it
                began.

        Returns:
            The number of events: jobs that came, and jobs that were ended.

        Raises:
            MissingExtraError: If simpy is not installed.
        """
        return _Desk(self, dice, started).run(steady.warm_up_days(self) if warm_up is None else warm_up, last)


class _Desk:
    """A queue while it is played; its time is the working time of the people, which stands still when nobody works."""

    def __init__(self, queue: Queue, dice: Dice, started: Started) -> None:
        """Take what there is."""
        self.environment, self.timeout = simpy_clock()
        self.queue, self.dice, self.started = queue, dice, started
        self.crowded = queue.crowded
        self.regular, self.one_off = Waiting(), Waiting()
        self.free = queue.people
        self.pending = self.events = 0
        self.endless = dice.of(queue.name, "endless")
        self.moment = queue.workdays.moment if queue.workdays else float

    def run(self, warm_up: float, last: float) -> int:
        """Play it; see `Queue.play`."""
        streams, worked = self.queue.streams, self.queue.workdays.worked if self.queue.workdays else float
        reached = [(stream.regular or not self.crowded) and not self.queue.impossible for stream in streams]
        self.last = last
        for index, stream in enumerate(streams):
            if stream.watched and not reached[index]:
                for moment, hours in stream.jobs(self.dice, 0.0, last):
                    self.started(index, moment, math.inf, hours)
        if not any(here and stream.watched for stream, here in zip(streams, reached, strict=True)):
            return 0
        self.clock = self.environment(initial_time=worked(-warm_up))
        self._begin()
        for index, stream in enumerate(streams):
            if reached[index]:
                self._open(index, stream, -warm_up, worked)
        self.clock.run(until=worked(last))
        while self.pending:
            self.clock.step()
        return self.events

    def _begin(self) -> None:
        """Put in what is there at any moment."""
        rng = self.dice.of(self.queue.name, "beginning")
        busy, regular, one_off = steady.beginning(self.queue, rng)
        draw = self.queue.others.draw
        for line, jobs in ((self.regular, regular), (self.one_off, one_off)):
            line.extend((-math.inf, draw(rng), -1) for _ in range(jobs))
        for _ in range(busy):
            self._work(draw(rng))

    def _work(self, hours: float) -> None:
        """Somebody who was free works for so many hours."""
        self.free -= 1
        self._end_after(hours)

    def _end_after(self, hours: float) -> None:
        """Say when somebody will be free."""
        self.timeout(self.clock, hours / self.queue.hours_per_day).callbacks.append(self._ended)

    def _open(self, index: int, stream: Stream, first: float, worked: Callable[[float], float]) -> None:
        """Let the jobs of a stream come."""
        jobs, clock, timeout = stream.jobs(self.dice, first, math.inf), self.clock, self.timeout
        until = stream.regular_until if stream.regular else -math.inf
        comes = (lambda moment: worked(stream.enters(moment))) if stream.gaps else worked
        hours_per_day, watched, started, last = self.queue.hours_per_day, stream.watched, self.started, self.last
        ended, patience = self._ended, stream.patience_days
        moment, hours = next(jobs, NEVER)

        def came(_: Any) -> None:
            """A job comes, and the next one is on its way."""
            nonlocal moment, hours
            self.events += 1
            if self.crowded and not moment < until:  # of these only what is watched is played, and only from day 0 on
                started(index, moment, math.inf, hours)
            elif self.free:
                wait = 0.0
                if (
                    watched and (waited := self.moment(clock.now) - moment) > NO_WAIT
                ):  # for the end of a gap or time off
                    wait = waited
                if wait <= patience:
                    self.free -= 1
                    timeout(clock, hours / hours_per_day).callbacks.append(ended)
                if watched and 0.0 <= moment < last:
                    started(index, moment, wait, hours)
            else:
                (self.regular if moment < until else self.one_off).append((moment, hours, index))
                if watched and 0.0 <= moment < last:
                    self.pending += 1
            moment, hours = next(jobs, NEVER)
            if moment < NEVER[0]:
                timeout(clock, max(0.0, comes(moment) - clock.now)).callbacks.append(came)

        if moment < NEVER[0]:
            timeout(clock, max(0.0, comes(moment) - clock.now)).callbacks.append(came)

    def _ended(self, _: Any) -> None:
        """A job is ended; whoever is free takes the next that has not gone elsewhere."""
        self.events += 1
        streams, now = self.queue.streams, self.clock.now
        while self.regular or self.one_off:
            moment, hours, index = (self.regular or self.one_off).popleft()
            if index < 0 or not streams[index].watched:
                self._end_after(hours)
                return
            wait = max(0.0, self.moment(now) - moment)
            if 0.0 <= moment < self.last:
                self.pending -= 1
                self.started(index, moment, wait, hours)
            if wait <= streams[index].patience_days:
                self._end_after(hours)
                return
        if self.crowded:
            self._end_after(self.queue.others.draw(self.endless))
        else:
            self.free += 1
