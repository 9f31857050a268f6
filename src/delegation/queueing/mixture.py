"""queueing.mixture: how long does a client wait in a queue of which only likely loads are known?

The mixture of waits is itself one `Wait`: with W_i the wait under belief i of weight w_i, waiting at all has the
chance C = Σ w_i·C_i, and each phase of W_i the weight w_i·C_i·p/C. So whatever is linear in the distribution (its mean,
`exceeds`, `lateness`) is the weighted mean of that of the beliefs, exactly.
"""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

from delegation.queueing.own import Owned, OwnWork, waits_beside
from delegation.queueing.priority import Wait

Point = tuple[float, float, float, float]
"""A weight, the shares of the hours that other regular and one-off clients take, and the mean size of their jobs."""


def mixed(waits: Iterable[tuple[float, Wait]]) -> Wait:
    """The wait of a client who meets each of several waits with some probability.

    Phases without end stand last: where only some of the waits never end, the mixture is not `endless`. Its mean is
    infinite, `never` is their weight, and lateness with a patience is finite.

    Args:
        waits: Pairs of a weight, above 0, and a wait; the weights add up to 1.
    """
    listed = list(waits)
    if len(listed) == 1 or all(wait.endless for _, wait in listed):
        return listed[0][1]
    chance = math.fsum([weight * wait.chance for weight, wait in listed])
    ending: list[tuple[float, float]] = []
    endless = []
    for weight, wait in listed:
        part = weight * wait.chance / chance if chance else weight
        for share, rate in wait.phases:
            if rate:
                ending.append((part * share, rate))
            else:
                endless.append(part * share)
    never = math.fsum(endless)
    return Wait(min(1.0, chance), (*ending, (never, 0.0)) if endless else tuple(ending))


def own_waits_over(
    own: Sequence[OwnWork], points: Sequence[Point], *, regular: bool, people: int, hours_per_week: float
) -> tuple[Wait, ...]:
    """`own_waits` where the loads of others are not known: mixed over what they may be.

    Args:
        own: Your tasks with this contractor.
        points: What the loads may be; the weights add up to 1.
        regular: Whether you are a regular client.
        people: How many people work side by side.
        hours_per_week: Working hours a week for clients, of one person.

    Returns:
        A wait for each task in the order given, and last that of a job at any moment. Endless where you are never
        reached under any of the loads.
    """
    owned = _owned(tuple(own), people, hours_per_week)
    each = [
        waits_beside(
            owned,
            regular=regular,
            job_hours=job_hours,
            regular_load=regular_load,
            one_off_load=one_off_load,
        )
        for _, regular_load, one_off_load, job_hours in points
    ]
    weights = [point[0] for point in points]
    return tuple(mixed(zip(weights, waits, strict=True)) for waits in zip(*each, strict=True))


@lru_cache(maxsize=64)  # as a regular and as a one-off client, under whatever loads, the same work is asked about
def _owned(own: tuple[OwnWork, ...], people: int, hours_per_week: float) -> Owned:
    """What is the same whatever the class and the loads."""
    return Owned.of(own, people, hours_per_week)
