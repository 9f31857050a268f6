"""A second reckoning of what passes before a job stands in line: others of its occasion, and time off.

Written, like the line itself, from the design alone: every set of jobs that come together is scheduled one by one, and
every day or stretch of an absence is waited out from its middle.
"""

import datetime as dt
import itertools
import math
from collections.abc import Mapping, Sequence

import attrs

from delegation import Business, Once, Rule, Task
from tests.second_queue import MONTH_DAYS, Hands, Own, expected_delay, own_waits

MOST_STRATA = 16
AFTERWARDS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0)

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
    occurrences: Sequence[tuple[dt.date, dt.date, float]],
    time_off: Sequence[tuple[dt.date, dt.date]],
    end: dt.date,
    *,
    before: float,
    meanwhile: float,
) -> Delays:
    """How long until they are back and at what came before, for work spread over stretches of days.

    A day of absence leaves `before` days of work that is served before a job that comes then, and of work that comes
    later and is served before it all the same, `meanwhile` days a day. An absence is taken in days, or in sixteenths
    where it is longer, the time after it in quarters of its length and longer parts, each from its middle.

    Args:
        occurrences: First day, day after the last, and how often the work comes.
        time_off: First and last days, one after the other.
        end: The day after the last of the horizon.
        before: The level: share of the hours that work takes which is served before a job that comes later.
        meanwhile: The share of the hours of those who come later and are served first.
    """
    often = sum(count for _, _, count in occurrences)
    if not often or not time_off:
        return [(1.0, 0.0)]
    found: Delays = []
    for (gone, last), then in zip(time_off, [*(first for first, _ in time_off[1:]), end], strict=True):
        days = (last - gone).days + 1
        until = (min(then, end) - gone).days
        strata = min(MOST_STRATA, days)
        edges = [days * number / strata for number in range(strata)] + [days * (1.0 + part) for part in AFTERWARDS]
        for low, high in itertools.pairwise(min(edge, until) for edge in edges):
            comes = 0.0
            for first, stop, count in occurrences:
                overlap = min(high, (stop - gone).days) - max(low, (first - gone).days)
                comes += count * max(0.0, overlap) / (stop - first).days
            moment = (low + high) / 2
            away = max(0.0, days - moment)
            piled_up = before * min(moment, days) - (1 - before) * max(0.0, moment - days)
            later = away + max(0.0, piled_up + meanwhile * away) / (1 - meanwhile)
            if comes:
                found.append((comes / often, later))
    return [(max(0.0, 1.0 - sum(chance for chance, _ in found)), 0.0), *found]


def kept_loss_of(
    task: Task, kept: Sequence[Task], hours: Mapping[str, float], expected: Mapping[str, float], business: Business
) -> float:
    """What late starts cost an occurrence of a task that is kept.

    The owner has so many hours a month, no other clients, and cannot leave.
    """
    monthly, urgency, horizon = business.owner_hours_per_month, task.urgency, business.horizon_months
    if monthly is None or hours[task.name] == 0.0:
        return 0.0
    owner = Hands(1, monthly * 7 / MONTH_DAYS, 1.0, 0.0, 0.0)
    working = [each for each in kept if hours[each.name]]
    once = isinstance(task.recurrence, Once)
    met = [each for each in working if each.name != task.name]
    queue = tuple(
        Own(hours[each.name], expected[each.name] / horizon, isinstance(each.recurrence, Rule))
        for each in ([] if once else [task]) + met
    )
    wait = own_waits(queue, owner, regular=True)[-1 if once else 0]
    whole = horizon * MONTH_DAYS
    if wait is None:
        return urgency.cost_per_day * whole
    jobs = {
        each.name: Job(each.name, each.urgency.cost_per_day / hours[each.name], hours[each.name], expected[each.name])
        for each in working
        if each.name == task.name or (task.occasion and each.occasion == task.occasion)
    }
    mine = jobs.pop(task.name)
    return urgency.cost_per_day * math.fsum(
        chance * expected_delay(wait, days, urgency.slack_days, whole)
        for chance, days in starts(mine, [*jobs.values()], 1, 7 / owner.hours_per_week)
    )
