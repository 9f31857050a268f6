"""payback: what does a commitment cost, what does it save, and how do the two compare?

The bare formulas of the score, on plain numbers. A commitment costs F whatever happens: fees and onboarding. It saves B
compared with hiring job by job: the hourly price of the work, a briefing for each job and the waiting of a client who
is served last, less the hours above the block that are billed anyway. Outsourcing is right exactly when B > F.

Source: rent or buy with a known number of days, "ski rental" in the literature on online decisions; the queue's part
follows Cobham (1954), see `delegation.queueing`. The payback of F is what the finance books call a profitability index.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

from delegation.queueing.delayed import AnyWait


class Jobs(NamedTuple):
    """What the occurrences of one task in the horizon come to.

    Attributes:
        occurrences: N, how many are expected.
        one_off_price: Money for one of them, billed as a one-off job.
        briefing: Money that one briefing is worth.
        regular_loss: L_1, expected money lost to waiting by one of them as a regular client.
        one_off_loss: L_2, the same as a one-off client.
        covered: Which part of them the retainer would cover; less than 1 where it ends before the horizon does, and
            what comes after that is hired job by job in either case.
    """

    occurrences: float
    one_off_price: float
    briefing: float
    regular_loss: float
    one_off_loss: float
    covered: float = 1.0


def lateness_loss(
    wait: AnyWait, cost_per_day: float, slack_days: float, replacement_days: float, search_cost: float
) -> float:
    """Expected money that one occurrence loses by waiting: L_i = cost_per_day · E[min((W - slack)+, patience)].

    A client is told the wait when they ask, and goes elsewhere at once if being late would cost more than replacing the
    contractor: their patience is replacement_days + search_cost/cost_per_day beyond the slack. So the loss stays finite
    however busy the contractor is.

    Args:
        wait: The wait in the client's class.
        cost_per_day: Money for a day of delay, at least 0.
        slack_days: Days that harm nobody, at least 0.
        replacement_days: Days until somebody else could start, at least 0.
        search_cost: Money that finding somebody else is worth, at least 0.

    Returns:
        Money, at least 0. A client who is never reached pays for replacing, also where delay costs nothing; who may
        never be reached, with that probability.
    """
    if wait.endless:
        return cost_per_day * replacement_days + search_cost
    if not cost_per_day:
        return wait.never * search_cost
    return cost_per_day * wait.lateness(slack_days, replacement_days + search_cost / cost_per_day)


def months_committed(horizon: int, minimum: int, *, once: bool) -> int:
    """For how many months fees are owed: the horizon or the minimum term, whichever is longer.

    For work that comes only once it is the minimum term.

    Args:
        horizon: Months over which costs are compared.
        minimum: The minimum term in months; less than 1 counts as 1.
        once: Whether nothing of the work comes back.
    """
    return max(1, minimum) if once else max(horizon, minimum, 1)


def committed(fees: float, onboarding: float) -> float:
    """F: what the commitment costs whatever happens, in money.

    Args:
        fees: The fees of all months committed, and a set-up fee.
        onboarding: What starting the retainer is worth.
    """
    return fees + onboarding


def highest_fee(saved: float, months: int, other: float) -> float | None:
    """The monthly fee at which a commitment just pays for itself: what it saves and what it costs are the same.

    F is linear in the fee and B does not depend on it, so that B = months · fee + other.

    Args:
        saved: B, in money.
        months: How many monthly fees are in F.
        other: What else is in F, in money: a set-up fee, and onboarding.

    Returns:
        Money a month, above 0; None where no fee would pay, or none is in question.
    """
    if not months or saved <= other:
        return None
    return (saved - other) / months


def saved(jobs: Iterable[Jobs], overage_rate: float, excess_hours: float) -> float:
    """B: what the commitment saves over the horizon, in money; never below 0.

    Σ N·(covered·(one-off price + briefing) + L_2 - L_1) less the hours above the block at the overage rate.
    """
    terms = [n * (covered * (price + briefing) + (late - later)) for n, price, briefing, later, late, covered in jobs]
    return max(0.0, math.fsum((*terms, -overage_rate * excess_hours)))


def payback(saved: float, committed: float) -> float:
    """B/F: how many times over the commitment pays for itself.

    Infinite where nothing is committed and something saved; 1 where both are 0.
    """
    if committed:
        return saved / committed
    return math.inf if saved else 1.0


def value(saved: float, committed: float) -> float:
    """B/(B+F), from 0 to 1: 0.5 means that both ways cost the same."""
    if not saved and not committed:
        return 0.5
    return saved / (saved + committed)
