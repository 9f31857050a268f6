"""scoring.confidence: how sure is a verdict where rates, hours and loads are not known but learnt?

The gain of outsourcing is looked at for everything that these may be: for every load, every rate and every hours of a
task. They are independent given what was seen. Of a bundle of several learnt tasks, what each changes is taken by
itself, at each load; these changes add up.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from delegation._costing.case import Case
from delegation._costing.workload import Work, resized
from delegation.availability.weeks import Availability
from delegation.demand import grid
from delegation.errors import titled
from delegation.scoring.unknowns import RATES, ended, hours_of, learnt_places, loads_of, rates_of

PARTS = 60
"""Into how many equally likely rates those of one regularity are split, between the few that are looked at."""

STEPS = 400
"""Steps of the grid on which the changes of several tasks are added."""


class Worth(NamedTuple):
    """What it would be worth to know something.

    Attributes:
        what: What is not known, in words: how often a task comes, how long it takes, how busy the contractor is.
        money_per_month: What the costs would fall by on average if it were known before deciding, in money a month.
    """

    what: str
    money_per_month: float


class Confidence(NamedTuple):
    """How sure a verdict is.

    Attributes:
        probability: The probability that it is right, over what is not known; 1 where all is known.
        regret: What being wrong costs on average, in money a month; no knowledge can be worth more.
        worth_knowing: What each unknown would be worth if it were known, dearest first.
    """

    probability: float
    regret: float
    worth_knowing: tuple[Worth, ...]


CERTAIN = Confidence(1.0, 0.0, ())
"""That of a verdict about which all is known, or nothing is to be decided."""


class Axis(NamedTuple):
    """One thing that is not known.

    Attributes:
        what: What it is, in words.
        weights: How likely each of its values is.
    """

    what: str
    weights: Sequence[float]


class Part(NamedTuple):
    """What one or two unknowns of a task change.

    Attributes:
        rows: The first of them, how often it comes or how long it takes.
        columns: The second, or one of a single value.
        changes: For each load, by row and column, what the gain is more than expected.
    """

    rows: Axis
    columns: Axis
    changes: list[list[list[float]]]

    def row_means(self, load: int) -> list[float]:
        """The mean change of each row."""
        return [_mean(self.columns.weights, changes) for changes in self.changes[load]]

    def column_means(self, load: int) -> list[float]:
        """The mean change of each column."""
        return [_mean(self.rows.weights, changes) for changes in zip(*self.changes[load], strict=True)]

    def mean(self, load: int) -> float:
        """The mean change."""
        return _mean(self.rows.weights, self.row_means(load))

    def points(self, load: int) -> list[tuple[float, float]]:
        """All changes with their probabilities, from the lowest to the highest."""
        return sorted(
            (change, one * other)
            for one, changes in zip(self.rows.weights, self.changes[load], strict=True)
            for other, change in zip(self.columns.weights, changes, strict=True)
        )


def confidence_of(case: Case, *, outsource: bool) -> Confidence:
    """How sure it is that a case is rightly decided.

    Args:
        case: A case with an offer.
        outsource: The verdict.
    """
    places, loads = learnt_places(case), loads_of(case)
    if not places and len(loads) == 1:
        return CERTAIN
    months = case.business.horizon_months
    expected = [_gain(case, case.works, available) for _, available in loads]
    parts = list(_parts(case, places, [available for _, available in loads], expected))
    busy = Axis(f"how busy {titled(case.contractor.name)} is", [weight for weight, _ in loads])
    sums = [gain + math.fsum(part.mean(load) for part in parts) for load, gain in enumerate(expected)]
    whole = _mean(busy.weights, sums)
    sign = 1.0 if outsource else -1.0
    right, lost = [], []
    for load, weight in enumerate(busy.weights):
        chance, below = _chances([part.points(load) for part in parts], sign, sign * expected[load])
        right.append(weight * chance)
        lost.append(weight * below)
    worth = [Worth(what, value / months) for what, value in _worths(busy, parts, sums, whole)]
    worth.sort(key=lambda each: (-each.money_per_month, each.what))
    return Confidence(min(1.0, math.fsum(right)), math.fsum(lost) / months, tuple(worth))


def _gain(case: Case, works: tuple[Work, ...], available: Availability, overage_hours: float | None = None) -> float:
    """What outsourcing gains over the horizon with other works and loads, room or not: late is late."""
    other = case._replace(works=works)
    balance = other.weigh(waits=other.waits(availability=available), overage_hours=overage_hours)
    return balance.saved - balance.committed


def _parts(
    case: Case, places: Sequence[int], loads: Sequence[Availability], expected: Sequence[float]
) -> Iterator[Part]:
    """The unknowns of each task: of a single one how often and how long together, of several each by itself."""
    for place in places:
        work = case.works[place]
        name = titled(work.task.name)
        often, long, known = f"how often {name} comes", f"how long {name} takes", Axis("", (1.0,))
        weights, factors = zip(*hours_of(work), strict=True)
        hours = Axis(long, weights)

        def changes(works: Iterable[Work], place: int = place) -> list[list[float]]:
            return _changes(case, place, list(works), loads, expected)

        if len(places) == 1:
            rates = [_rates(case, work, factor, changes) for factor in factors]
            columns = [each for _, each in rates]
            joined = [[list(row) for row in zip(*at, strict=True)] for at in zip(*columns, strict=True)]
            yield Part(Axis(often, rates[0][0]), hours, joined)
            continue
        likely, found = _rates(case, work, 1.0, changes)
        yield Part(Axis(often, likely), known, [[[change] for change in at] for at in found])
        if len(factors) > 1:
            sized = changes(resized(work, case.contractor, factor) for factor in factors)
            yield Part(hours, known, [[[change] for change in at] for at in zip(*sized, strict=True)])


def _rates(
    case: Case, work: Work, factor: float, changes: Callable[[Iterable[Work]], list[list[float]]]
) -> tuple[list[float], list[list[float]]]:
    """How likely each rate is, and for each load what it changes; rates between those looked at are filled in."""
    months = case.business.horizon_months
    rates = rates_of(work, months)
    weights = [rates.ended]
    columns = changes([resized(ended(work, months), case.contractor, factor)])
    for weight, works in rates.alive:
        weights += [weight / PARTS] * PARTS
        knots = changes(resized(each, case.contractor, factor) for each in works)
        columns += [list(at) for at in zip(*map(_between, zip(*knots, strict=True)), strict=True)]
    return weights, [list(at) for at in zip(*columns, strict=True)]


def _changes(
    case: Case, place: int, variants: Sequence[Work], loads: Sequence[Availability], expected: Sequence[float]
) -> list[list[float]]:
    """For each variant of a task and each load, what it gains more than expected."""
    found = []
    for variant in variants:
        works = (*case.works[:place], variant, *case.works[place + 1 :])
        above = case._replace(works=works).overage_hours(apart=place)
        found.append([_gain(case, works, load, above) - gain for load, gain in zip(loads, expected, strict=True)])
    return found


def _between(knots: Sequence[float]) -> list[float]:
    """`PARTS` values, straight between `RATES` that lie at the quantiles 1/32, 7/32, ..., 31/32."""
    found = []
    for part in range(PARTS):
        position = ((part + 0.5) / PARTS - 1.0 / 32.0) * 32.0 / 6.0
        low = min(max(0, math.floor(position)), RATES - 2)
        found.append(knots[low] + (knots[low + 1] - knots[low]) * (position - low))
    return found


def _chances(parts: Sequence[list[tuple[float, float]]], sign: float, gain: float) -> tuple[float, float]:
    """The probability that a gain and all changes together are above 0, and what is below on average.

    Args:
        parts: For each part all changes with their probabilities.
        sign: 1, or -1 where a loss is looked at.
        gain: What is gained without any change, by that sign.
    """
    if len(parts) < 2:
        points = parts[0] if parts else [(0.0, 1.0)]
        sums = [(gain + sign * change, weight) for change, weight in points]
        return math.fsum(w for each, w in sums if each > 0.0), math.fsum(-each * w for each, w in sums if each < 0.0)
    step = math.fsum(points[-1][0] - points[0][0] for points in parts) / STEPS or 1.0
    first, weights = grid.add_all(grid.lay_points(points, step) for points in parts)
    sums = [(gain + sign * (first + index) * step, weight) for index, weight in enumerate(weights)]
    return math.fsum(w for each, w in sums if each > 0.0), math.fsum(-each * w for each, w in sums if each < 0.0)


def _worths(busy: Axis, parts: Sequence[Part], sums: Sequence[float], whole: float) -> Iterator[tuple[str, float]]:
    """What each unknown would be worth over the horizon: the better way for each of its values, less that for all."""
    best = max(0.0, whole)
    if len(busy.weights) > 1:
        yield busy.what, max(0.0, _mean(busy.weights, [max(0.0, each) for each in sums]) - best)
    for part in parts:
        for axis, means in ((part.rows, part.row_means), (part.columns, part.column_means)):
            if len(axis.weights) == 1:
                continue
            others = whole - _mean(busy.weights, [part.mean(load) for load in range(len(sums))])
            by_load = zip(*(means(load) for load in range(len(sums))), strict=True)
            known = [others + _mean(busy.weights, changes) for changes in by_load]
            yield axis.what, max(0.0, _mean(axis.weights, [max(0.0, each) for each in known]) - best)


def _mean(weights: Iterable[float], values: Iterable[float]) -> float:
    """A mean by weights."""
    return math.fsum(weight * value for weight, value in zip(weights, values, strict=True))
