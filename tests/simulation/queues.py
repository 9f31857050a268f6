"""Queues of other clients alone, and chance, as several tests need them."""

from random import Random

from delegation.simulation.arrivals import Poisson
from delegation.simulation.events import Queue
from delegation.simulation.sizes import Exponential, Fixed
from delegation.simulation.streams import Dice, Stream


def queue(
    *own: Stream, people: int = 1, hours_per_day: float = 1.0, regular: float = 0.3, one_off: float = 0.4
) -> Queue:
    """Jobs of one hour on average, so many a day, and what is one's own."""
    others = Exponential(1.0)
    return Queue(
        "Ann",
        people,
        hours_per_day,
        (
            Stream(("regular",), Poisson(regular), others, regular=True, watched=not own),
            Stream(("one-off",), Poisson(one_off), others, watched=not own),
            *own,
        ),
        others,
    )


def at_any_moment(*, regular: bool, per_day: float = 1.0) -> Stream:
    """Jobs that take no time: they wait as long as a job does that comes at any moment, and nobody waits for them."""
    return Stream(("any moment",), Poisson(per_day), Fixed(0.0), regular=regular, watched=True)


def chance(seed: int) -> Random:
    """A generator of random numbers."""
    return Dice(seed, 0).of("test")
