"""scoring.unknowns: what is not known of a case, and what may it be?

Rates and hours that were learnt from past jobs, and loads that were learnt from waits. What was given as a number, or
stands at its default, counts as known.
"""

import math
from itertools import groupby
from typing import NamedTuple

import attrs

from delegation._costing.case import Case
from delegation._costing.workload import Work
from delegation.availability.weeks import Availability
from delegation.demand.counts import Rounded
from delegation.posterior.gaps import Term
from delegation.posterior.rates import RateNode
from delegation.posterior.renewal import RenewalCount
from delegation.recurrence.history import RHYTHMIC, History

CERTAIN = 1e6
"""A of a rate that is as good as known."""

FAINT = 0.005
"""A regularity, or loads, less likely than this are left out."""

HOURS = ((1.0 / 6.0, -math.sqrt(3.0)), (2.0 / 3.0, 0.0), (1.0 / 6.0, math.sqrt(3.0)))
"""Gauss and Hermite's three points: weights and deviations of a normal number."""


RATES = 6
"""How many rates of one regularity are looked at; between them gains are taken as straight."""


STEP = 3
"""Every so many of a regularity's sixteen rates are these."""


class Rates(NamedTuple):
    """What a task may be as far as its rate goes.

    Attributes:
        ended: The probability that it has ended.
        alive: For each regularity that is likely its probability, and the task at `RATES` rates, from the lowest to the
            highest, at equally distant quantiles.
    """

    ended: float
    alive: tuple[tuple[float, tuple[Work, ...]], ...]


def learnt_places(case: Case) -> list[int]:
    """The places of the tasks of which past jobs are known."""
    return [place for place, work in enumerate(case.works) if isinstance(work.task.recurrence, History)]


def loads_of(case: Case) -> list[tuple[float, Availability]]:
    """What the contractor's availability may be, with the probabilities."""
    available = case.contractor.availability
    likely = [belief for belief in available.beliefs if belief.weight >= FAINT]
    if len(likely) < 2:
        return [(1.0, available)]
    whole = math.fsum(belief.weight for belief in likely)
    return [
        (
            belief.weight / whole,
            attrs.evolve(
                available,
                beliefs=(),
                regular_load=belief.regular_load,
                one_off_load=belief.one_off_load,
                job_hours=belief.job_hours,
            ),
        )
        for belief in likely
    ]


def rates_of(work: Work, months: int) -> Rates:
    """What a task of which past jobs are known may be as far as its rate goes; what is unlikely is left out.

    Args:
        work: A task whose recurrence is a `History`.
        months: Months of the horizon.
    """
    history = work.task.recurrence
    assert isinstance(history, History), "only what was learnt is unknown"  # noqa: S101  # for the type checkers
    groups = [list(nodes) for shape, nodes in groupby(history.rates(), key=lambda node: node.shape) if shape]
    weights = [math.fsum(node.weight for node in nodes) for nodes in groups]
    least = FAINT * max(weights, default=0.0)
    whole = math.fsum(weight for weight in weights if weight >= least)
    return Rates(
        history.ended,
        tuple(
            (weight / whole * (1.0 - history.ended), tuple(_at_rate(work, node, months) for node in nodes[::STEP]))
            for weight, nodes in zip(weights, groups, strict=True)
            if weight >= least
        ),
    )


def ended(work: Work, months: int) -> Work:
    """A task that does not come any more."""
    return work._replace(counts=((Rounded(0.0), months),), occurrences=0.0)


def _at_rate(work: Work, node: RateNode, months: int) -> Work:
    """A task that comes at one rate, and as regularly."""
    count = RenewalCount((Term(1.0, node.shape, 0, CERTAIN, CERTAIN / node.per_month),))
    return work._replace(
        counts=((count, months),), occurrences=node.per_month * months, rhythmic=node.shape >= RHYTHMIC
    )


def hours_of(work: Work) -> list[tuple[float, float]]:
    """What a learnt task's mean hours may be: probabilities, and parts of what is expected."""
    history = work.task.recurrence
    known = [each for each in history.hours if each is not None] if isinstance(history, History) else []
    if not known:
        return [(1.0, 1.0)]
    error = math.sqrt(math.log1p(work.cv**2 / len(known)))
    factors = [math.exp(error * deviation) for _, deviation in HOURS]
    mean = math.fsum(weight * factor for (weight, _), factor in zip(HOURS, factors, strict=True))
    return [(weight, factor / mean) for (weight, _), factor in zip(HOURS, factors, strict=True)]
