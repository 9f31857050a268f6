"""demand.rollover: how many hours of work lie above blocks of hours of which unused ones go over into the next period?

Period by period, with the distribution of the carried hours on a grid. What comes exactly once is either over or still
to come, and the carried hours depend on which: so each case has a distribution of its own.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, combinations
from operator import mul
from typing import NamedTuple

from delegation.demand import grid
from delegation.demand.counts import OneOf, Rounded
from delegation.demand.months import DemandComponent, Month, hours_with_chances, mean_hours, month_excess, together

CARRIED = 400
"""How many steps the hours that roll over may take."""

FOLLOWED = 2
"""Of how many lumps that come once it is followed whether they are over; the largest are."""


class Period(NamedTuple):
    """Months that share a block of hours.

    Attributes:
        months: The months in order, at least one.
        block: Hours included in them.
    """

    months: tuple[Month, ...]
    block: float


Over = frozenset[int]
"""Which of the lumps that are followed are over."""


def carried_excess(periods: Sequence[Period], most: float) -> Iterator[list[float]]:
    """Expected hours above the blocks, period by period, where unused hours go over.

    Exact on the quarter hour for up to two lumps that come once, however many months there are. Of more, the smaller
    ones count as if they might come in each month, whatever came before.

    Args:
        periods: The periods in order.
        most: The most hours that are ever carried, above 0.

    Yields:
        For each period the hours up to the end of each of its months.
    """
    steps = min(CARRIED, math.ceil(most / grid.QUARTER_HOUR))
    step = most / steps
    followed = _followed(periods[0].months[0])
    # how likely each of them is still to come
    waiting = dict.fromkeys(followed, 1.0)
    piles: dict[Over, list[float]] = {Over(): [1.0] + [0.0] * steps}
    seen: dict[Period, _Shared] = {}
    settled: tuple[Period, list[float]] | None = None
    for index, period in enumerate(periods):
        if settled is not None and settled[0] == period:
            yield settled[1].copy()
            continue
        rest = Period(tuple(_without(month, followed) for month in period.months), period.block)
        if rest not in seen:
            seen[rest] = _Shared(rest, step, steps)
        shared = seen[rest]
        comes = [{place: month[place] for place in followed} for month in period.months]
        # of what is still to come, how likely it comes up to each month
        until: list[dict[int, float]] = []
        for last in range(1, len(comes) + 1):
            chances = {place: math.fsum(month[place].occurrences.mean for month in comes[:last]) for place in followed}
            until.append({at: min(1.0, chances[at] / waiting[at]) if waiting[at] > 0.0 else 0.0 for at in followed})
        above: list[list[float]] = [[] for _ in comes]
        following: dict[Over, list[float]] = {}
        for over, pile in piles.items():
            for now in _subsets(set(followed) - over):
                extra = _certain(comes[0][place] for place in sorted(now))
                for month, chances in enumerate(until):
                    chance = _chance(chances, over, now)
                    if chance:
                        above[month].append(chance * math.fsum(map(mul, pile, shared.above(month, extra))))
                chance = _chance(until[-1], over, now)
                if chance and index < len(periods) - 1:
                    carried = grid.carry(pile, shared.shifts(extra))
                    held = following.get(over | now, [0.0] * (steps + 1))
                    following[over | now] = [before + chance * part for before, part in zip(held, carried, strict=True)]
        found = [math.fsum(parts) for parts in above]
        # where as much is carried on as was carried in, each period like this one does the same
        settled = (period, found.copy()) if following == piles and not followed else None
        yield found
        piles = following
        for place in followed:
            waiting[place] -= math.fsum(month[place].occurrences.mean for month in comes)


class _Extra(NamedTuple):
    """Work that surely comes.

    Attributes:
        hours: Hours of what takes as many each time.
        varying: What does not.
    """

    hours: float
    varying: Month


class _Shared:
    """What periods with the same work have in common, but for what comes once.

    Attributes:
        period: The period without it.
        levels: The hours that there are, for each number of steps carried.
        steps: How many steps may be carried.
        step: Hours of one of them.
    """

    def __init__(self, period: Period, step: float, steps: int) -> None:
        """Nothing is computed yet."""
        self.period, self.step, self.steps = period, step, steps
        self.levels = [period.block + k * step for k in range(steps + 1)]
        self._excess: dict[tuple[int, Month], Callable[[float], float]] = {}
        self._above: dict[tuple[int, _Extra], list[float]] = {}
        self._shifts: dict[_Extra, list[float]] = {}

    def above(self, month: int, extra: _Extra) -> list[float]:
        """Expected hours above each level up to the end of a month, with so much work more."""
        found = self._above.get((month, extra))
        if found is None:
            work = together(self.period.months[: month + 1]) + extra.varying
            if (month, extra.varying) not in self._excess:
                self._excess[month, extra.varying] = month_excess(work)
            excess, mean = self._excess[month, extra.varying], mean_hours(work)
            left = [level - extra.hours for level in self.levels]
            found = [excess(level) if level >= 0.0 else mean - level for level in left]
            self._above[month, extra] = found
        return found

    def shifts(self, extra: _Extra) -> list[float]:
        """How the period moves the carried hours, with so much work more."""
        found = self._shifts.get(extra)
        if found is None:
            work = hours_with_chances(together(self.period.months) + extra.varying)
            points = [(hours + extra.hours, chance) for hours, chance in work]
            found = self._shifts[extra] = grid.lay_shifts(points, self.period.block, self.step, self.steps)
        return found


def _followed(month: Month) -> tuple[int, ...]:
    """The places of the largest lumps that come once, in all months the same."""
    once = [(-size, place) for place, (count, size, _) in enumerate(month) if isinstance(count, OneOf)]
    return tuple(sorted(place for _, place in sorted(once)[:FOLLOWED]))


def _certain(work: Iterable[DemandComponent]) -> _Extra:
    """What comes once, and comes now, in the order given."""
    listed = tuple(work)
    varying = tuple(DemandComponent(Rounded(1.0), each.size, each.cv) for each in listed if each.varies)
    return _Extra(math.fsum(each.size for each in listed if not each.varies), varying)


def _without(month: Month, places: tuple[int, ...]) -> Month:
    """A month without what stands at some places."""
    return tuple(each for place, each in enumerate(month) if place not in places) if places else month


def _subsets(places: Iterable[int]) -> Iterator[Over]:
    """All subsets, the empty one first."""
    listed = sorted(places)
    return map(Over, chain.from_iterable(combinations(listed, size) for size in range(len(listed) + 1)))


def _chance(chances: dict[int, float], over: Over, now: Over) -> float:
    """How likely exactly some of those that are still to come do so."""
    return math.prod(chance if place in now else 1.0 - chance for place, chance in chances.items() if place not in over)
