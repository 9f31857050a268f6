"""How many events a second are played, and what would simpy's own resources make of them?"""

from collections import Counter
from typing import Any

import simpy

from delegation.simulation.arrivals import Poisson
from delegation.simulation.events import Queue
from delegation.simulation.sizes import Exponential
from delegation.simulation.streams import Dice, Stream
from tests.benchmarks.conftest import Compare

DAYS = 4_000.0
JOBS = Exponential(1.0)
STREAMS = (
    Stream(("regular",), Poisson(0.3), JOBS, regular=True, watched=True),
    Stream(("one-off",), Poisson(0.5), JOBS, watched=True, patience_days=1e9),
)
QUEUE = Queue("Ann", 1, 1.0, STREAMS, JOBS)


def engine() -> int:
    """Play the queue with simpy as its clock."""
    waits: Counter[int] = Counter()
    return QUEUE.play(Dice(1, 1), last=DAYS, started=lambda index, _, wait, __: waits.update({index: wait}), warm_up=0)


def resources() -> int:
    """Play the same jobs with a process for each and simpy's PriorityResource; nobody is impatient."""
    dice, clock, waits = Dice(1, 1), simpy.Environment(), Counter[int]()
    people = simpy.PriorityResource(clock, 1)
    events = 0

    def job(index: int, hours: float) -> Any:
        """A job waits and is done."""
        nonlocal events
        came = clock.now
        with people.request(priority=index) as turn:
            yield turn
            waits.update({index: clock.now - came})
            yield clock.timeout(hours)
        events += 1

    def jobs(index: int, stream: Stream) -> Any:
        """Jobs come."""
        nonlocal events
        for moment, hours in stream.jobs(dice, 0.0, DAYS):
            yield clock.timeout(moment - clock.now)
            events += 1
            clock.process(job(index, hours))

    for index, stream in enumerate(STREAMS):
        clock.process(jobs(index, stream))
    clock.run(until=DAYS)
    return events


def test_the_engine_against_simpys_resources(compare: Compare) -> None:
    """A figure for a queue that is four fifths full; see also the line that is printed."""
    ratio = compare("the engine", engine, "simpy's resources", resources)
    print(f"\n{engine():,} events, {ratio:.2f} times what resources take for {resources():,}")
