"""A second reckoning of what passes before a job stands in line: others of its occasion, and time off.

Written, like the line itself, from the design alone: every set of jobs that come together is scheduled one by one, and
every day or stretch of an absence is waited out from its middle.
"""

import datetime as dt
import itertools
from collections.abc import Sequence

import attrs

MOST_STRATA = 16

Delays = list[tuple[float, float]]
"""(chance, days) of everything that may pass before a job stands in line."""


@attrs.frozen
class Job:
    """A job of one occasion: what a day's delay costs for an hour of work, hours, and how often it comes."""

    name: str
    cost_per_hour: float
    hours: float
    per_month: float


def starts(mine: Job, others: Sequence[Job], people: int, days_per_hour: float) -> Delays:
    """When a job is started after those of its occasion that are served before it."""
    before = sorted(
        (each for each in others if (-each.cost_per_hour, each.name) < (-mine.cost_per_hour, mine.name)),
        key=lambda each: (-each.cost_per_hour, each.name),
    )
    # Whenever a rarer one comes with it, so do all that are more frequent: first the most frequent, then two, and so on
    frequent = sorted(before, key=lambda each: -each.per_month)
    together = [1.0, *(min(1.0, each.per_month / mine.per_month) if mine.per_month else 0.0 for each in frequent), 0.0]
    delays: Delays = []
    for number, (chance, of_more) in enumerate(itertools.pairwise(together)):
        free = [0.0] * people
        for job in before:
            if job in frequent[:number]:
                soonest = min(range(people), key=free.__getitem__)
                free[soonest] += job.hours * days_per_hour
        delays.append((chance - of_more, min(free)))
    return [(chance, days) for chance, days in delays if chance > 0.0]


def absences(
    occurrences: Sequence[tuple[dt.date, dt.date, float]], time_off: Sequence[tuple[dt.date, dt.date]]
) -> Delays:
    """How long until they are back, for work that is spread over stretches of days: first day, day after, and how often.

    A stretch of an absence is taken in days, or in sixteenths where it is longer, each from its middle.
    """
    often = sum(count for _, _, count in occurrences)
    if not often:
        return [(1.0, 0.0)]
    found: Delays = []
    for first, end, count in occurrences:
        for gone, last in time_off:
            back = last + dt.timedelta(days=1)
            days = (min(end, back) - max(first, gone)).days
            strata = min(MOST_STRATA, days)
            for number in range(strata):
                middle = (max(first, gone) - gone).days + days * (number + 0.5) / strata
                found.append((count / often * days / (end - first).days / strata, (back - gone).days - middle))
    return [(1.0 - sum(chance for chance, _ in found), 0.0), *found]
