"""demand.blocks: how many hours of work lie above blocks of hours, over several months or month by month?

A block is there for a period of one or several months. Within a period hours are taken from it as they come; what is
left at its end is lost, but for what rolls over.
"""

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import pairwise

from delegation.demand import grid
from delegation.demand.certainty import surely_above
from delegation.demand.months import Month, excess_apart, mean_hours, month_excess, together
from delegation.demand.rollover import Period, carried_excess


def expected_excess(
    months: Sequence[tuple[Month, int]],
    block: float,
    rollover: float = 0.0,
    *,
    period: int = 1,
    into: int = 0,
    apart: int | None = None,
) -> float:
    """Expected hours above the block, over several months.

    Args:
        months: Each kind of month in order, with how many of it come in a row.
        block: Hours included in each period, at least 0.
        rollover: The most hours that may be carried into the next period; the first has none.
            Carried hours are min(rollover, max(0, block + carried - demand)).
        period: Months of a period, at least 1. Of one that is cut short, at the beginning or at the end, the block
            counts for the part of it that there is.
        into: Months of the first period that were over before these.
        apart: At which place of each month the work stands in which alone many questions differ, so that all else is
            reckoned once where months are; default None, there is one question.

    Returns:
        Hours, at least 0 and at most the demand.
    """
    if block <= 0.0:
        return math.fsum(repeats * mean_hours(month) for month, repeats in months)
    if period == 1 and all(surely_above(month, block) for month, _ in months):
        return math.fsum(repeats * (mean_hours(month) - block) for month, repeats in months)
    if period == 1 and not rollover:
        above = month_excess if apart is None else partial(excess_apart, apart=apart)
        if len(months) == 1:
            ((month, repeats),) = months
            return repeats * above(month)(block)
        alike = Counter[Month]()
        for month, repeats in months:
            alike[month] += repeats
        return math.fsum(repeats * above(month)(block) for month, repeats in alike.items())
    periods = _periods(months, block, period, into)
    most = _most_carried(periods, rollover)
    if most > 0.0:
        return _carried(tuple(map(_whole, periods)), most)
    counted = Counter(_whole(each) for each in periods)
    return math.fsum(repeats * month_excess(each.months[0])(each.block) for each, repeats in counted.items())


def excess_range(
    months: Sequence[tuple[Month, int]], block: float, *, period: int = 1, into: int = 0
) -> tuple[float, float]:
    """Between which hours the expected hours above the block lie, whatever rolls over, from means and variances alone.

    At least what the mean is above all blocks; at most what it is without any rollover for the worst distribution of
    this mean and variance (Scarf 1958), a quarter hour's rounding of each kind of work allowed for.

    Args:
        months: As for `expected_excess`.
        block: Likewise.
        period: Likewise.
        into: Likewise.
    """
    low, high = [], []
    for each, repeats in Counter(_periods(months, block, period, into)).items():
        above = math.fsum(map(mean_hours, each.months)) - each.block
        variance = math.fsum(
            size**2 * (count.variance + count.mean * cv**2) + grid.QUARTER_HOUR**2
            for month in each.months
            for count, size, cv in month
        )
        low.append(repeats * above)
        high.append(repeats * (math.hypot(math.sqrt(variance), above) + above) / 2.0)
    return max(0.0, math.fsum(low)), math.fsum(high)


def excess_by_month(
    months: Sequence[tuple[Month, int]], block: float, rollover: float = 0.0, *, period: int = 1, into: int = 0
) -> list[float]:
    """Expected hours above the block in each month: those that come after the hours of its period are used up.

    Args:
        months: As for `expected_excess`, of which these are the parts.
        block: Likewise.
        rollover: Likewise.
        period: Likewise.
        into: Likewise.
    """
    if block <= 0.0:
        return [mean_hours(month) for month, repeats in months for _ in range(repeats)]
    periods = _periods(months, block, period, into)
    most = _most_carried(periods, rollover)
    found = carried_excess(periods, most) if most > 0.0 else map(_used_up, periods)
    return [max(0.0, after - before) for above in found for before, after in pairwise((0.0, *above))]


@lru_cache(maxsize=512)  # the same block is asked for again with other costs, waits and loads
def _carried(periods: tuple[Period, ...], most: float) -> float:
    """Expected hours above all blocks, where unused hours go over."""
    return math.fsum(above[-1] for above in carried_excess(periods, most))


def _periods(months: Sequence[tuple[Month, int]], block: float, period: int, into: int) -> list[Period]:
    """The periods of several months, each with its part of the block."""
    listed = [month for month, repeats in months for _ in range(repeats)]
    edges = [0, *range(period - into, len(listed), period), len(listed)]
    return [
        Period(tuple(listed[first:last]), block * (last - first) / period)
        for first, last in pairwise(edges)
        if last > first
    ]


def _most_carried(periods: Sequence[Period], rollover: float) -> float:
    """The most hours that may ever be carried: what is left of the last period is lost."""
    return min(rollover, math.fsum(each.block for each in periods[:-1]))


def _whole(period: Period) -> Period:
    """A period whose months are told as one."""
    return Period((together(period.months),), period.block)


def _used_up(period: Period) -> list[float]:
    """Expected hours above the block of a period up to the end of each of its months."""
    return [month_excess(together(period.months[: last + 1]))(period.block) for last in range(len(period.months))]
