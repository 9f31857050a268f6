"""Naive sums over every count, bundle and path of months, and strategies for what they are held against."""

import itertools
import math
from collections.abc import Sequence

from hypothesis import strategies as st

from delegation.demand import (
    Count,
    DemandComponent,
    Month,
    Poisson,
    Rounded,
)
from tests.worlds import or_nothing, spread

Chances = dict[int, float]
"""Chances of whole numbers: of counts, or of quarter hours."""


def poisson_chances(mean: float) -> Chances:
    """Every count that matters, from P(0) = e^−mean and P(k) = P(k−1)·mean/k."""
    chances = {0: math.exp(-mean)}
    for count in range(1, math.ceil(mean + 12.0 * math.sqrt(mean)) + 30):
        chances[count] = chances[count - 1] * mean / count
    return chances


def chances_of(count: Count) -> Chances:
    """Every count that matters, with its chance."""
    if isinstance(count, Poisson):
        return poisson_chances(count.mean)
    low = math.floor(count.mean)
    return {low: 1.0 - (count.mean - low), low + 1: count.mean - low}


def naive_excess(chances: Chances, level: float, size: float = 1.0) -> float:
    """E[(size·count − level)⁺], one count after the other."""
    return math.fsum(max(0.0, count * size - level) * chance for count, chance in chances.items())


def quarters_of(month: Month) -> Chances:
    """A month's quarter hours, from every combination of its lumps, whose sizes are whole quarters."""
    total = {0: 1.0}
    for repeats, size, _ in month:
        added: Chances = {}
        for held, chance in total.items():
            for count, likely in chances_of(repeats).items():
                key = held + count * round(size * 4)
                added[key] = added.get(key, 0.0) + chance * likely
        total = added
    return total


def naive_rollover(months: Sequence[tuple[Month, int]], block: int, rollover: int) -> float:
    """Hours above the block, month by month, from every number of quarter hours carried; block and rollover in them."""
    carried, above = {0: 1.0}, []
    for month, repeats in months:
        wanted = quarters_of(month)
        for _ in range(repeats):
            later: Chances = {}
            for held, chance in carried.items():
                for used, likely in wanted.items():
                    above.append(max(0, used - block - held) * chance * likely)
                    left = min(rollover, max(0, block + held - used))
                    later[left] = later.get(left, 0.0) + chance * likely
            carried = later
    return math.fsum(above) / 4


def naive_by_month(
    months: Sequence[Month],
    once: Sequence[tuple[int, Sequence[float]]],
    *,
    block: int,
    rollover: int,
    period: int,
    into: int,
) -> list[float]:
    """Hours above the block in each month, from every placement of what comes once and every path of quarter hours.

    Args:
        months: What comes in each.
        once: What comes once: quarter hours, and the chances of each month.
        block: Quarter hours of a month's part of a period's block.
        rollover: The most quarter hours that go over into the next period.
        period: Months of one.
        into: Months of the first that are over.
    """
    above = [0.0] * len(months)
    wanted = [quarters_of(month) for month in months]
    for places in itertools.product(range(len(months)), repeat=len(once)):
        likely = math.prod(chances[place] for place, (_, chances) in zip(places, once, strict=True))
        held = {0: likely}
        for index in range(len(months)):
            if index == 0 or (index + into) % period == 0:
                left = min(period - (index + into) % period, len(months) - index)
                opened: Chances = {}
                for hours, chance in held.items():
                    key = block * left + min(rollover, hours)
                    opened[key] = opened.get(key, 0.0) + chance
                held = opened
            extra = sum(size for place, (size, _) in zip(places, once, strict=True) if place == index)
            later: Chances = {}
            for hours, chance in held.items():
                for used, part in wanted[index].items():
                    above[index] += max(0, used + extra - hours) * chance * part / 4
                    key = max(0, hours - used - extra)
                    later[key] = later.get(key, 0.0) + chance * part
            held = later
    return above


means = or_nothing(spread(1e-12, 1e9))
counts: st.SearchStrategy[Count] = st.one_of(st.builds(Poisson, means), st.builds(Rounded, means))
constant = st.just(0.0)
"""The spread of hours that are always the same."""

components = st.builds(DemandComponent, counts, spread(0.01, 1e4), constant)
levels = or_nothing(spread(1e-6, 1e15))
quarter_sizes = st.integers(1, 40).map(lambda count: count / 4)
few: st.SearchStrategy[Count] = st.one_of(
    st.builds(Rounded, st.one_of(st.integers(0, 4).map(float), st.floats(0.0, 4.0))),
    st.builds(Poisson, or_nothing(spread(0.01, 2.0))),
)


def months_of(components: st.SearchStrategy[DemandComponent], most: int) -> st.SearchStrategy[Month]:
    """Months with one to so many lumps."""
    return st.lists(components, min_size=1, max_size=most).map(tuple)


quarter_months = months_of(st.builds(DemandComponent, few, quarter_sizes, constant), 3)
