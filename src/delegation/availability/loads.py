"""availability.loads: how busy is a contractor who makes clients wait so long?

Nobody knows a contractor's load; everybody remembers how long they took.
"""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from delegation._fields import SMALLEST, to_float
from delegation.errors import RefusedValueError
from delegation.queueing.priority import Wait, erlang_c, one_off_wait, regular_wait


class AssumedLoad(float):
    """A share that nobody gave: the default of a field, told apart from the same share given."""

    __slots__ = ()


REGULAR_LOAD = AssumedLoad(0.40)

ONE_OFF_LOAD = AssumedLoad(0.25)
"""Shares of a contractor's hours taken by regular and by one-off clients.

65 % are billable in all (six pages, 50 to 85 %, trust medium), of which about 60 % from retainers (38 to 60 %, trust
low).
"""

LARGEST_LOAD = 2.0
"""The largest share for one-off clients: from 1 on they are never reached, and 25 was meant to be 25%."""

LARGEST_JOB = 1e6
"""The largest job in working hours."""

LONGEST_WAIT = 1e9
"""The longest wait in days that is taken."""

HOURS = "the contractor's hours"

REGULAR_PART = REGULAR_LOAD / (REGULAR_LOAD + ONE_OFF_LOAD)
"""The default mix: the part of all work of a contractor that comes from regular clients."""


def to_load(value: Any) -> Any:
    """A share as a float; one that nobody gave as it came."""
    return value if isinstance(value, AssumedLoad) else to_float(value)


class Loads(NamedTuple):
    """What others take of a contractor's hours, and in pieces of which size.

    Attributes:
        regular: Share of the hours taken by regular clients.
        one_off: Share taken by one-off clients.
        job_hours: Typical size of a job in working hours.
    """

    regular: float
    one_off: float
    job_hours: float


def why_overfull(regular: float, one_off: float) -> tuple[str, float, str] | None:
    """Of loads that come to more than 1 because one of them was not given: which was, its value, and what to do.

    Where regular clients alone fill the hours nobody is ever reached, whatever one-off clients take. None where all is
    well.

    Args:
        regular: Share of the hours taken by regular clients.
        one_off: Share taken by one-off clients.
    """
    if regular + one_off <= 1.0 or regular >= 1.0:
        return None
    if isinstance(one_off, AssumedLoad):
        field, given, other, assumed = "regular_load", regular, "one_off_load", one_off
    elif isinstance(regular, AssumedLoad):
        field, given, other, assumed = "one_off_load", one_off, "regular_load", regular
    else:
        return None
    least = f", {1.0 - given:.4g} or less if one-off clients are to be reached" if given < 1.0 else ""
    accepted = (
        f"with {other} at its default, {assumed:g}, others would take {regular + one_off:.4g} of {HOURS}: "
        f"give {other} too{least}"
    )
    return field, given, accepted


def mean_waits_in_days(one_off_days: float | None, regular_days: float | None) -> dict[str, float]:
    """The arguments of `Availability.from_waits` that are known, by name.

    Raises:
        RefusedValueError: If one is not a positive number, or none is known.
    """
    waits = {"one_off_days": one_off_days, "regular_days": regular_days}
    known = {field: to_float(value) for field, value in waits.items() if value is not None}
    for field, value in known.items():
        if not (isinstance(value, float) and 0.0 < value <= LONGEST_WAIT):
            raise RefusedValueError(
                "Availability.from_waits", field, value, "it takes a number above 0, mean calendar days"
            )
    if not known:
        accepted = "it takes mean calendar days; one of one_off_days and regular_days is needed"
        raise RefusedValueError("Availability.from_waits", "one_off_days", None, accepted)
    return known


def loads_from_waits(
    known: Mapping[str, float], *, people: int, hours_per_day: float, job_hours: float, sized: bool
) -> Loads:
    """The loads that one mean wait tells, or those of both kinds of clients.

    Args:
        known: Mean waits in calendar days, by the names of the arguments of `Availability.from_waits`.
        people: How many people work side by side.
        hours_per_day: Working hours of all of them on a calendar day.
        job_hours: Typical size of a job.
        sized: Whether somebody said so; else it follows where both waits are known.

    Raises:
        RefusedValueError: If no load fits.
    """
    if len(known) == 1:
        ((field, days),) = known.items()
        return loads_from_one(field, days, people, hours_per_day, job_hours)
    return loads_from_both(
        known["one_off_days"], known["regular_days"], people, hours_per_day, job_hours if sized else None
    )


def loads_from_both(
    one_off_days: float, regular_days: float, people: int, hours_per_day: float, job_hours: float | None
) -> Loads:
    """The loads that the mean waits of both kinds of clients tell: their busyness is 1 - regular/one-off.

    Args:
        one_off_days: Mean wait of a one-off client in calendar days, above 0.
        regular_days: Mean wait of a regular client.
        people: How many people work side by side.
        hours_per_day: Working hours of all of them on a calendar day.
        job_hours: Typical size of a job; None where it is not known: the default mix is kept, and the size follows.

    Raises:
        RefusedValueError: If no load fits, told as an argument of `Availability.from_waits`.
    """
    if regular_days >= one_off_days:
        accepted = f"it takes fewer days than one_off_days, {one_off_days:g}: regular clients are served first"
        raise RefusedValueError("Availability.from_waits", "regular_days", regular_days, accepted)
    busy = 1.0 - regular_days / one_off_days
    chance = erlang_c(people, people * busy)
    if busy >= 1.0 or not chance:
        accepted = (
            f"no load of {people:,} x {hours_per_day * 7.0 / people:g} h a week makes regular clients wait so long "
            f"and one-off clients {one_off_days:g} days: the two lie too far apart, or too close"
        )
        raise RefusedValueError("Availability.from_waits", "regular_days", regular_days, accepted)
    if job_hours is None:
        size = hours_per_day * regular_days * (1.0 - REGULAR_PART * busy) / chance
        if not SMALLEST <= size <= LARGEST_JOB:
            accepted = (
                f"with these two waits their jobs would take {size:.3g} h each, and up to {LARGEST_JOB:,.0f} is "
                "accepted: check them, or give job_hours"
            )
            raise RefusedValueError("Availability.from_waits", "regular_days", regular_days, accepted)
        return _mixed(busy, size)
    jobs_per_day = hours_per_day / job_hours
    regular = 1.0 - chance / (jobs_per_day * regular_days)
    if not 0.0 <= regular <= busy:
        least, most = (chance / (jobs_per_day * (1.0 - share)) for share in (0.0, busy))
        accepted = (
            f"jobs of so many hours do not go with these waits: leave job_hours out, or give regular_days "
            f"between {least:.3g} and {most:.3g} (they are {busy:.3g} busy)"
        )
        raise RefusedValueError("Availability.from_waits", "job_hours", job_hours, accepted)
    return Loads(regular, max(0.0, busy - regular), job_hours)


def loads_from_one(field: str, days: float, people: int, hours_per_day: float, job_hours: float) -> Loads:
    """The loads at which clients of one kind wait so long, with the default mix of clients: found by bisection.

    Args:
        field: Whose wait is known: ``one_off_days`` or ``regular_days``.
        days: Their mean wait in calendar days, above 0.
        people: How many people work side by side.
        hours_per_day: Working hours of all of them on a calendar day.
        job_hours: Typical size of a job.

    Raises:
        RefusedValueError: If no load fits, told as an argument of `Availability.from_waits`.
    """
    jobs_per_day = hours_per_day / job_hours

    def mean(busy: float) -> float:
        regular, one_off, _ = _mixed(busy, job_hours)
        waits = regular_wait if field == "regular_days" else one_off_wait
        wait: Wait = waits(jobs_per_day, regular * jobs_per_day, one_off * jobs_per_day, people)
        return wait.mean

    low, high = 0.0, 1.0
    if mean(math.nextafter(1.0, 0.0)) <= days:
        most = f"{1.0 / (jobs_per_day * (1.0 - REGULAR_PART)):.3g}"
        accepted = (
            f"with jobs of {job_hours:g} h and the usual mix of clients regular ones wait less than {most} "
            "days: give one_off_days too, or larger job_hours"
        )
        raise RefusedValueError("Availability.from_waits", field, days, accepted)
    while (middle := (low + high) / 2.0) not in (low, high):
        low, high = (middle, high) if mean(middle) < days else (low, middle)
    return _mixed(low, job_hours)


def _mixed(busy: float, job_hours: float) -> Loads:
    """Loads of the default mix that come to so much in all."""
    regular = REGULAR_PART * busy
    return Loads(regular, max(0.0, busy - regular), job_hours)
