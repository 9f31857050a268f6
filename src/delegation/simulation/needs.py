"""simulation.needs: when do your own tasks come, and how large are they?

Rules come on their dates where the day of the question is known, else at equal intervals from a random phase; rates at
random; what was learnt from past jobs at one of the rates that it may have, and as regularly, another one in each run;
what comes once on the day it is due, or at any moment.
"""

import datetime as dt
import math

from delegation import _fields
from delegation.demand.counts import Count
from delegation.demand.jobs import ALIKE
from delegation.queueing.own import MONTH_DAYS
from delegation.recurrence.history import History
from delegation.recurrence.kinds import Once, Rate, Recurrence
from delegation.recurrence.rule import Rule
from delegation.simulation.arrivals import Arrivals, Counted, Dates, Learnt, Poisson, Rhythm, Single
from delegation.simulation.months import Months
from delegation.simulation.sizes import Fixed, Gamma, LogNormal, Sizes


def sizes_of(hours: float, spread: float, cv: float = 0.0) -> Sizes:
    """Jobs of so many hours.

    Args:
        hours: Working hours on average.
        spread: Their coefficient of variation, whatever the task says; 0: what the task says.
        cv: What the task says, as it was learnt from past jobs; default 0: all are alike.
    """
    if spread:
        return LogNormal(hours, spread)
    return Gamma(hours, cv) if cv > ALIKE else Fixed(hours)


def arrivals_of(recurrence: Recurrence, months: Months, before: float, low: float, high: float) -> Arrivals:
    """How a task comes.

    Args:
        recurrence: How it comes back.
        months: The months of the simulation.
        before: From how many days before day 0 dates are wanted.
        low: From which day what comes once may come.
        high: Until which.
    """
    if not recurrence.comes_back:
        due = due_day(recurrence, months)
        return Single(low, high) if due is None else Single(due, due + 1.0)
    if isinstance(recurrence, Rate):
        return Poisson(recurrence.per_month / MONTH_DAYS)
    if isinstance(recurrence, History):
        return Learnt(tuple((node.weight, node.per_month / MONTH_DAYS, node.shape) for node in recurrence.rates()))
    if not isinstance(recurrence, Rule):
        return _counted(recurrence, months)
    if months.on is not None and recurrence.start is not None:
        return _dates(recurrence, months, months.on, before)
    rate = recurrence.per_month / MONTH_DAYS
    return Rhythm(1.0 / rate) if rate else Poisson(0.0)


def _dates(rule: Rule, months: Months, on: dt.date, before: float) -> Dates:
    """The dates of a rule; moments where it names hours."""
    last = months.edges[-1]
    low, high = max(_fields.FIRST_DAY, on - dt.timedelta(days=before)), on + dt.timedelta(days=last)
    found = list(rule.between(low, min(_fields.LAST_DAY, high)))
    days = []
    for each in found:
        clock = (each.hour * 3600 + each.minute * 60 + each.second) / 86400.0 if isinstance(each, dt.datetime) else 0.0
        days.append(months.day(each) + clock)
    timed = any(isinstance(each, dt.datetime) for each in found)
    return Dates(tuple(days), sum(day >= 0.0 for day in days) / last, within=0.0 if timed else 1.0)


def _counted(recurrence: Recurrence, months: Months) -> Counted:
    """Work whose counts in a month are known, whatever their kind."""
    counts = [count for count, repeats in recurrence.counts(months.number, on=months.on) for _ in range(repeats)]
    mean = math.fsum(count.mean for count in counts) / months.edges[-1]
    return Counted(months.edges, tuple(_points(count) for count in counts), mean)


def _points(count: Count) -> tuple[tuple[float, float], ...]:
    """Numbers and their probabilities; the mean for certain where there are too many to list."""
    points = count.points()
    return ((count.mean, 1.0),) if points is None else tuple(points)


def due_day(recurrence: Recurrence, months: Months) -> float | None:
    """The day on which what comes once is due, where it lies within the months; else None.

    Args:
        recurrence: How a task comes back.
        months: The months of the simulation.
    """
    if not isinstance(recurrence, Once) or recurrence.due is None or months.on is None:
        return None
    day = months.day(recurrence.due)
    return day if 0.0 <= day < months.edges[-1] else None
