"""availability.beliefs: what may a contractor's loads be where nobody knows them, and what follows from that?"""

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from delegation import _fields
from delegation.availability.loads import LARGEST_JOB, LARGEST_LOAD, Loads
from delegation.queueing.mixture import Point, mixed
from delegation.queueing.priority import Wait, one_off_wait, regular_wait

LEAST_WEIGHT = 1e-20
"""The smallest weight."""

ROUNDING = 1e-9
"""How far weights may miss 1, and fields the means of their beliefs, relatively."""


class LoadBelief(NamedTuple):
    """What the loads of a contractor may be, and how likely that is.

    Attributes:
        weight: Its probability, above 0; the weights of all beliefs add up to 1.
        regular_load: Share of the hours taken by other regular clients, 0 to 1.
        one_off_load: Share taken by other one-off clients, 0 to 2.
        job_hours: Mean size of their jobs in working hours.
    """

    weight: float
    regular_load: float
    one_off_load: float
    job_hours: float


class LoadIntervals(NamedTuple):
    """Between which values loads lie with some probability, each as the lowest and the highest.

    Attributes:
        regular: The share of regular clients.
        one_off: The share of one-off clients.
        together: Both shares.
        job_hours: The size of their jobs in working hours.
    """

    regular: tuple[float, float]
    one_off: tuple[float, float]
    together: tuple[float, float]
    job_hours: tuple[float, float]


def wait_at(belief: Point, *, regular: bool, people: int, hours_per_week: float, own: float) -> Wait:
    """The wait in one class at one point, all work of the others' size.

    Args:
        belief: The point; its weight does not matter.
        regular: Whether you are a regular client.
        people: How many people work side by side.
        hours_per_week: Working hours a week of one of them.
        own: Your own work in working hours a calendar day, in your class.
    """
    _, first, second, size = belief
    m = people * hours_per_week / (7.0 * size)
    if regular:
        return regular_wait(m, first * m + own / size, second * m, people)
    return one_off_wait(m, first * m, second * m + own / size, people)


def wait_over(beliefs: Sequence[Point], *, regular: bool, people: int, hours_per_week: float, own: float) -> Wait:
    """`wait_at`, mixed over beliefs."""
    return mixed(
        (belief[0], wait_at(belief, regular=regular, people=people, hours_per_week=hours_per_week, own=own))
        for belief in beliefs
    )


def least_taken(beliefs: Sequence[LoadBelief], *, regular: bool) -> float:
    """The share of the hours that goes before you under the best of several beliefs.

    Only beyond it you are surely never reached. What lies before that costs at most what going elsewhere does, and the
    expected costs of waiting count it.

    Args:
        beliefs: The beliefs.
        regular: Whether you are a regular client.
    """
    return min(belief.regular_load + (0.0 if regular else belief.one_off_load) for belief in beliefs)


def means_of(beliefs: Sequence[LoadBelief]) -> Loads:
    """The loads where one number each is asked for: mean shares, and the geometric mean of the size of a job."""
    sizes = {belief.job_hours for belief in beliefs}
    size = max(sizes)
    if len(sizes) > 1:
        size = math.exp(math.fsum(belief.weight * math.log(belief.job_hours) for belief in beliefs))
    return Loads(
        math.fsum(belief.weight * belief.regular_load for belief in beliefs),
        math.fsum(belief.weight * belief.one_off_load for belief in beliefs),
        size,
    )


def intervals_of(beliefs: Sequence[LoadBelief], share: float) -> LoadIntervals:
    """Between which points loads lie with at least this probability, and outside on either side with half the rest.

    Args:
        beliefs: What the loads may be.
        share: The probability, from 0 to 1.

    Raises:
        RefusedValueError: If it is none, told as an argument of `Availability.load_intervals`.
    """
    share = _fields.number_between("Availability.load_intervals", "share", share, 0.0, 1.0, meaning="a probability")

    def interval(values: Iterable[float]) -> tuple[float, float]:
        ordered = sorted(zip(values, (belief.weight for belief in beliefs), strict=True))
        return _first_beyond(ordered, share), _first_beyond(ordered[::-1], share)

    return LoadIntervals(
        interval(belief.regular_load for belief in beliefs),
        interval(belief.one_off_load for belief in beliefs),
        interval(belief.regular_load + belief.one_off_load for belief in beliefs),
        interval(belief.job_hours for belief in beliefs),
    )


def _first_beyond(ordered: Sequence[tuple[float, float]], share: float) -> float:
    """The first value up to which, itself included, lies more than half of what an interval leaves out."""
    left = (1.0 - share) / 2.0
    so_far = accumulate(weight for _, weight in ordered)
    return next(value for (value, _), weight in zip(ordered, so_far, strict=True) if weight > left)


def to_beliefs(value: Any) -> Any:
    """Beliefs in a fixed order, equal loads together; what is none of these as it came."""
    try:
        found: dict[tuple[float, ...], list[float]] = {}
        for each in value:
            weight, *loads = map(_fields.to_float, each)
            found.setdefault(tuple(loads), []).append(weight)
        return tuple(LoadBelief(math.fsum(weights), *loads) for loads, weights in sorted(found.items()))
    except (TypeError, ValueError):
        return value


def counted(beliefs: Sequence[LoadBelief]) -> str:
    """Beliefs as they stand in a representation: how many they are."""
    return f"<{len(beliefs)} beliefs>" if beliefs else "()"


def why_refused(beliefs: object) -> tuple[object, str] | None:
    """What of beliefs cannot be taken, and why; None where all can."""
    if not isinstance(beliefs, tuple) or not all(isinstance(each, LoadBelief) for each in beliefs):
        return beliefs, "it takes LoadBelief objects: a weight, two shares and hours each"
    for each in beliefs:
        most = (1.0, 1.0, LARGEST_LOAD, LARGEST_JOB)
        least = (LEAST_WEIGHT, 0.0, 0.0, _fields.SMALLEST)
        for name, low, number, high in zip(LoadBelief._fields, least, each, most, strict=True):
            if not (isinstance(number, float) and low <= number <= high * (1.0 + ROUNDING)):
                return each, f"{name} takes a number {'from 0' if not low else 'above 0 and up'} to {high:,.0f}"
    whole = math.fsum(each.weight for each in beliefs)
    if beliefs and abs(whole - 1.0) > ROUNDING:
        return beliefs, f"their weights must add up to 1, and come to {whole:.10g}"
    return None


def why_disagrees(
    beliefs: Sequence[LoadBelief], regular_load: float, one_off_load: float, job_hours: float
) -> tuple[object, str] | None:
    """What of an availability does not agree with its beliefs, and what to do; None where all does.

    Args:
        beliefs: The beliefs.
        regular_load: The share of regular clients that stands beside them.
        one_off_load: The share of one-off clients.
        job_hours: The size of their jobs.
    """
    if not beliefs:
        return None
    names, given = ("regular_load", "one_off_load", "job_hours"), (regular_load, one_off_load, job_hours)
    for name, value, mean in zip(names, given, means_of(beliefs), strict=True):
        if not math.isclose(value, mean, rel_tol=ROUNDING, abs_tol=ROUNDING * _fields.SMALLEST):
            return beliefs, (
                f"their mean {name} is {mean:.6g}, and {name} = {value:.6g}: give beliefs=() where the loads are "
                "known, or the means beside them"
            )
    return None
