"""scoring.measures: what do recurrence, urgency and availability come to in a case, each in its own unit?"""

import math
from typing import NamedTuple

from delegation._costing.balance import Balance
from delegation._costing.case import Case
from delegation.queueing.delayed import AnyWait


class RecurrenceMeasure(NamedTuple):
    """How often the work comes back.

    Attributes:
        per_month: Expected occurrences a month over the horizon, of all tasks together.
        in_horizon: Expected occurrences in the horizon.
        hours_per_month: The contractor's working hours a month for them.
    """

    per_month: float
    in_horizon: float
    hours_per_month: float


class UrgencyMeasure(NamedTuple):
    """What waiting costs; of a bundle, the mean over its occurrences.

    Attributes:
        cost_per_day: Money for a day of delay of one occurrence.
        slack_days: Calendar days that harm nobody.
    """

    cost_per_day: float
    slack_days: float


class ClassMeasure(NamedTuple):
    """How clients of one class fare with the contractor; of a bundle, the mean over its occurrences.

    Attributes:
        mean_wait: Calendar days until the contractor starts, on average; infinite where a client is never reached.
        lateness: Expected calendar days beyond the slack, until somebody else is found at the latest.
        turned_away: The chance that waiting would cost more than replacing them, so that the work goes elsewhere.
        loss: Expected money that one occurrence loses.
    """

    mean_wait: float
    lateness: float
    turned_away: float
    loss: float


class AvailabilityMeasure(NamedTuple):
    """When the contractor can start, for a regular and for a one-off client.

    Attributes:
        regular: As a regular client.
        one_off: As a one-off client; a regular's where a retainer runs already.
    """

    regular: ClassMeasure
    one_off: ClassMeasure


def recurrence_of(case: Case) -> RecurrenceMeasure:
    """How often the work of a case comes back."""
    months = case.business.horizon_months
    times = math.fsum(work.occurrences for work in case.works)
    hours = math.fsum(work.occurrences * work.size for work in case.works)
    return RecurrenceMeasure(per_month=times / months, in_horizon=times, hours_per_month=hours / months)


def urgency_of(case: Case) -> UrgencyMeasure:
    """What waiting costs in a case."""
    urgencies = [work.task.urgency for work in case.works]
    return UrgencyMeasure(
        cost_per_day=_mean(case, [urgency.cost_per_day for urgency in urgencies]),
        slack_days=_mean(case, [urgency.slack_days for urgency in urgencies]),
    )


def availability_of(case: Case, balance: Balance) -> AvailabilityMeasure:
    """When the contractor can start in a case."""
    return AvailabilityMeasure(
        regular=_class(case, [wait.regular for wait in balance.waits], [job.regular_loss for job in balance.jobs]),
        one_off=_class(case, [wait.one_off for wait in balance.waits], [job.one_off_loss for job in balance.jobs]),
    )


def _class(case: Case, waits: list[AnyWait], losses: list[float]) -> ClassMeasure:
    """How the clients of one class fare."""
    late, away = [], []
    for work, wait in zip(case.works, waits, strict=True):
        urgency = work.task.urgency
        patience = math.inf
        if urgency.cost_per_day:
            patience = case.business.replacement_days + case.search_cost / urgency.cost_per_day
        late.append(wait.lateness(urgency.slack_days, patience))
        away.append(wait.exceeds(urgency.slack_days + patience))
    return ClassMeasure(
        mean_wait=_mean(case, [wait.mean for wait in waits]),
        lateness=_mean(case, late),
        turned_away=_mean(case, away),
        loss=_mean(case, losses),
    )


def _mean(case: Case, values: list[float]) -> float:
    """The mean over the occurrences of a case; over its tasks where none is expected."""
    if len(values) == 1:
        return values[0]
    times = [work.occurrences for work in case.works]
    whole = math.fsum(times)
    if not whole:
        return math.fsum(values) / len(values)
    return math.fsum(share * value for share, value in zip(times, values, strict=True) if share) / whole
