"""reviewing.usage: how much of its block did each period of a retainer use, and what would another block have cost?"""

import datetime as dt
import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from delegation.model.engagement import Job
from delegation.model.retainer import Retainer


class Period(NamedTuple):
    """A period of a retainer that is over.

    Attributes:
        first: Its first day.
        included: Hours of its block, without what was carried into it.
        used: Working hours of its jobs.
        overage_hours: Hours above the block and what was carried into it.
    """

    first: dt.date
    included: float
    used: float
    overage_hours: float

    @property
    def share(self) -> float:
        """Which part of the block was used; 1 of an access retainer's, which has none."""
        return self.used / self.included if self.included else 1.0


def periods(retainer: Retainer, jobs: Sequence[Job], start: dt.date, until: dt.date) -> list[Period]:
    """The periods of a retainer that were over on a day.

    Args:
        retainer: The terms.
        jobs: All jobs, in the order of their days.
        start: The day on which the retainer starts.
        until: The day; a period is over that ends the day before, or sooner.
    """
    found: list[Period] = []
    days = [job.date for job in jobs]
    carried, length = 0.0, retainer.period_months
    first = start
    following = start + relativedelta(months=length)
    while following <= until:
        done = jobs[bisect_left(days, first) : bisect_left(days, following)]
        used = math.fsum(job.hours for job in done)
        spare = retainer.hours + carried - used
        found.append(Period(first, retainer.hours, used, max(0.0, -spare)))
        carried = min(retainer.rollover_hours, max(0.0, spare))
        first = following
        following = start + relativedelta(months=length * (len(found) + 1))
    return found


FITTING = 0.1
"""From this part of the hours on that cost something and would have fitted into blocks, a log lacks what filled these;
less may come from rounded hours and bills."""


def misses_block(retainer: Retainer, jobs: Sequence[Job], start: dt.date, until: dt.date) -> bool:
    """Whether jobs cannot be all that was done on a retainer: each cost something, though many fit into its block.

    Hours inside a block cost nothing more. Jobs that are read from payments are those above it only, and what filled
    the block is in no amount. One job without a price, or with none to pay, tells that the log knows of the block.

    Args:
        retainer: The terms.
        jobs: All jobs, in the order of their days.
        start: The day on which the retainer starts.
        until: The last day that is looked at.
    """
    if not retainer.hours or not jobs or not all(job.price for job in jobs):
        return False
    end = until + relativedelta(months=retainer.period_months)  # so that the period that runs is looked at too
    found = periods(retainer, jobs, start, end)
    hours = math.fsum(each.used for each in found)
    return hours - overage_hours(found) > FITTING * hours


def overage_hours(several: Iterable[Period]) -> float:
    """Hours above the block in several periods."""
    return math.fsum(each.overage_hours for each in several)


def replayed(retainer: Retainer, rate: float, jobs: Sequence[Job], start: dt.date, months: int) -> float:
    """What jobs would have cost on a retainer over whole months, in money: fees, set-up fee and hours above the block.

    Args:
        retainer: The terms.
        rate: The contractor's rate, money an hour.
        jobs: All jobs, in the order of their days.
        start: The day on which the retainer would have started.
        months: For how many months; of a period that they cut short, the block counts for its part.
    """
    whole, rest = divmod(months, retainer.period_months)
    until = start + relativedelta(months=months)
    over = overage_hours(periods(retainer, jobs, start, until))
    if rest:
        begun = start + relativedelta(months=whole * retainer.period_months)
        used = math.fsum(job.hours for job in jobs if begun <= job.date < until)
        over += max(0.0, used - retainer.hours * rest / retainer.period_months)
    return months * retainer.monthly_fee + retainer.setup_fee + over * retainer.hourly_overage(rate)
