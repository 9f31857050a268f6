"""availability.posterior: how likely is each load of a contractor after the waits that you remember?

Nobody tells you their load, and a few waits, most of them perhaps nothing, do not fix it. So it stays a list of what it
may be, with weights: a grid around the defaults, each point multiplied with how likely it makes each wait (Bayes).
Among 12,000 simulated worlds, deciding on such lists lost three quarters of what deciding on the loads of `from_waits`
lost.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import accumulate, product
from typing import Any, NamedTuple

from delegation import _fields
from delegation.availability.beliefs import LoadBelief, wait_at
from delegation.availability.loads import LONGEST_WAIT
from delegation.errors import RefusedValueError
from delegation.queueing.priority import Wait

REGULAR_LOADS = (0.16, 0.315, 0.46, 0.65)
"""Equally likely shares of regular clients before anything is remembered: Beta(2, 3), mean 0.40."""

ONE_OFF_PARTS = (0.17, 0.33, 0.48, 0.675)
"""Equally likely parts of the rest that one-off clients take: Beta(2, 2.8), so that their share has the mean 0.25."""

JOB_HOURS = (3.2, 6.2, 10.3, 20.0)
"""Equally likely sizes of their jobs in working hours: log-normal with the median 8."""

HALF_DAY = 0.5
"""How far a remembered wait may be off: who remembers 5 days waited 4.5 to 5.5."""

LEAST = 1e-12
"""The least probability of a wait at a point: memory errs, and no single one rules out a load."""

NEGLIGIBLE = 1e-11
"""Points that together weigh less than this are dropped."""


class Posterior(NamedTuple):
    """What is believed after some waits.

    Attributes:
        beliefs: What the loads may be.
        log_likelihood: The logarithm of how likely the waits were before.
    """

    beliefs: tuple[LoadBelief, ...]
    log_likelihood: float


def learnt(
    *,
    one_off_waits: Any,
    regular_waits: Any,
    job_hours: float | None,
    people: int,
    hours_per_week: float,
    own_hours_per_day: Any,
) -> tuple[LoadBelief, ...]:
    """What `Availability.learn` believes; the arguments are its own, the last four but for own hours checked already.

    Raises:
        RefusedValueError: If remembered waits or own hours cannot be taken.
    """
    found = posterior(
        prior(job_hours),
        one_off_waits=waits_in_days("Availability.learn", "one_off_waits", one_off_waits),
        regular_waits=waits_in_days("Availability.learn", "regular_waits", regular_waits),
        people=people,
        hours_per_week=hours_per_week,
        own_hours_per_day=own_hours(own_hours_per_day, people * hours_per_week / 7.0),
    )
    return found.beliefs


def prior(job_hours: float | None = None) -> tuple[LoadBelief, ...]:
    """What is believed of loads before anything is remembered.

    Args:
        job_hours: The size of a job, where it is known.
    """
    sizes = JOB_HOURS if job_hours is None else (job_hours,)
    grid = list(product(REGULAR_LOADS, ONE_OFF_PARTS, sizes))
    return tuple(LoadBelief(1.0 / len(grid), regular, (1.0 - regular) * part, size) for regular, part, size in grid)


def posterior(
    beliefs: Sequence[LoadBelief],
    *,
    one_off_waits: Iterable[float],
    regular_waits: Iterable[float],
    people: int,
    hours_per_week: float,
    own_hours_per_day: float,
) -> Posterior:
    """What is believed after some waits: each multiplies a weight by P(w - 1/2 < W <= w + 1/2), at least 1e-12.

    Args:
        beliefs: What was believed before.
        one_off_waits: Remembered waits as a one-off client, in calendar days.
        regular_waits: Remembered waits as a regular client.
        people: How many people work side by side.
        hours_per_week: Working hours a week of one of them.
        own_hours_per_day: Your own work at that time in working hours a calendar day, in the class in which you waited.
    """
    known = ((True, sorted(Counter(regular_waits).items())), (False, sorted(Counter(one_off_waits).items())))
    logs = []
    for belief in beliefs:
        terms = [math.log(belief.weight)]
        for regular, counted in known:
            wait = wait_at(belief, regular=regular, people=people, hours_per_week=hours_per_week, own=own_hours_per_day)
            terms += [times * math.log(max(LEAST, probability_of(days, wait))) for days, times in counted]
        logs.append(math.fsum(terms))
    most = max(logs)
    parts = [math.exp(each - most) for each in logs]
    whole = math.fsum(parts)
    kept = _kept([belief._replace(weight=part / whole) for belief, part in zip(beliefs, parts, strict=True)])
    return Posterior(kept, most + math.log(whole))


def probability_of(days: float, wait: Wait) -> float:
    """The probability that a wait is remembered as so many days: P(w - 1/2 < W <= w + 1/2); W is never below 0."""
    more = 1.0 if days < HALF_DAY else wait.exceeds(days - HALF_DAY)
    return more - wait.exceeds(days + HALF_DAY)


def _kept(beliefs: Sequence[LoadBelief]) -> tuple[LoadBelief, ...]:
    """Beliefs without those that together weigh next to nothing, their weights adding up to 1."""
    weights = sorted(belief.weight for belief in beliefs)
    least = max(
        (each for each, sum_of in zip(weights, accumulate(weights), strict=True) if sum_of <= NEGLIGIBLE), default=0.0
    )
    kept = [belief for belief in beliefs if belief.weight > least]
    whole = math.fsum(belief.weight for belief in kept)
    return tuple(belief._replace(weight=belief.weight / whole) for belief in kept)


def own_hours(hours: Any, capacity: float) -> float:
    """The argument `own_hours_per_day` of `Availability.learn`, your own work that others' queue met.

    Raises:
        RefusedValueError: If it is not a number from 0 to less than they have.
    """
    own = _fields.to_float(hours)
    if not (isinstance(own, float) and 0.0 <= own < capacity):
        accepted = f"it takes a number from 0 to less than {capacity:.4g}, their working hours on a calendar day"
        raise RefusedValueError("Availability.learn", "own_hours_per_day", hours, accepted)
    return own


def waits_in_days(owner: str, field: str, waits: Any) -> list[float]:
    """An argument that lists remembered waits in calendar days, zeros included.

    Raises:
        RefusedValueError: If it is no list, or one of them is not a number from 0 to 1e9; told with its place.
    """
    unread = isinstance(waits, str | bytes | Mapping | Set) or hasattr(waits, "columns")
    if unread or not isinstance(waits, Iterable):
        number = _fields.to_float(waits)
        such = f"[{number:g}]" if isinstance(number, float) and math.isfinite(number) else "[0, 3, 5]"
        accepted = f"it takes a list of waits in calendar days, each as often as you waited so, such as {such}"
        raise RefusedValueError(owner, field, waits, accepted)
    found = []
    for place, wait in enumerate(waits):
        days = _fields.to_float(wait)
        if not (isinstance(days, float) and 0.0 <= days <= LONGEST_WAIT):
            accepted = "it takes a number from 0 to 1e9, the calendar days of one wait"
            raise RefusedValueError(owner, f"{field}[{place}]", wait, accepted)
        found.append(days)
    return found
