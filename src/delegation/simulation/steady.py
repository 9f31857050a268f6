"""simulation.steady: in which state is a queue at any moment, and how soon does it forget how it began?

With Poisson arrivals and exponential sizes the number of jobs is known: all people are busy with Erlang's probability
C, and then so many wait as a geometric number with the ratio of the load. Of these so many are regular clients' as a
geometric number with the ratio of their load (by Little's law for distributions, from their exponential wait). Work of
other sizes makes a longer or shorter queue, in the ratio of what is on average left of a job that is worked on
(Pollaczek and Khinchine); what else it changes is forgotten while the queue is played unseen.
"""

import math
from random import Random
from typing import TYPE_CHECKING

from delegation.queueing.priority import erlang_c

if TYPE_CHECKING:
    from delegation.simulation.events import Queue

SHORTEST, LONGEST = 30.0, 3650.0
"""Days that a queue is played unseen, at least and at most."""


def residual_hours(queue: "Queue") -> float:
    """Working hours that are on average left of a job at a moment at which one is worked on."""
    loads = [(stream.hours_per_day, stream.sizes.residual) for stream in queue.streams]
    hours = math.fsum(load for load, _ in loads)
    return math.fsum(load * left for load, left in loads) / hours if hours else queue.others.residual


def warm_up_days(queue: "Queue") -> float:
    """Days after which a queue has forgotten how it began.

    A month, and the relaxation time of the queue with one person and Poisson arrivals, 1/(√m - √λ)² (Morse 1955).
    """
    busy = queue.load(regular=queue.crowded)
    if busy >= 1.0:
        return SHORTEST
    days = residual_hours(queue) / queue.capacity
    return min(LONGEST, SHORTEST + days / (1.0 - math.sqrt(busy)) ** 2)


def beginning(queue: "Queue", rng: Random) -> tuple[int, int, int]:
    """How many people are busy, and how many jobs of regular and of other clients wait, at some moment.

    Args:
        queue: The queue.
        rng: Where chance comes from.
    """
    people = queue.people
    regular = queue.load(regular=True)
    chance, much = rng.random(), 1.0 - rng.random()
    longer = residual_hours(queue) / queue.others.mean
    if queue.crowded:
        return people, _waiting(regular, longer, much), 0
    busy = queue.load(regular=False)
    if chance < erlang_c(people, people * busy):
        waiting = _waiting(busy, longer, much)
        first = min(waiting, _waiting(regular, longer, much))
        return people, first, waiting - first
    return _busy(people, people * busy, rng.random()), 0, 0


def _waiting(load: float, longer: float, much: float) -> int:
    """A geometric number of jobs that wait, by inversion; its mean is that of the load, times as `longer` they are."""
    mean = longer * load / (1.0 - load)
    return math.floor(math.log(much) / math.log(mean / (1.0 + mean))) if mean > 0.0 else 0


def _busy(people: int, offered: float, chance: float) -> int:
    """How many people are busy where not all are: a Poisson number below `people`, by inversion."""
    logs = [busy * math.log(offered) - math.lgamma(busy + 1.0) if offered else -busy for busy in range(people)]
    top = max(logs)
    weights = [math.exp(each - top) for each in logs] if offered else [1.0]
    left = chance * math.fsum(weights)
    for busy, weight in enumerate(weights):
        left -= weight
        if left <= 0.0:
            return busy
    return len(weights) - 1
