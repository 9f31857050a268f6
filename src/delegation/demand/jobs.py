"""demand.jobs: how many hours do jobs take together where none takes just the mean, and how many lie above a level?

Hours of one job are Gamma-distributed and independent, so those of n jobs are too: of shape n/cv² and scale size·cv².
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

import attrs

from delegation.demand import grid
from delegation.demand.counts import Count, normal_excess
from delegation.demand.gamma import gamma_step, upper_gamma

ALIKE = 1e-9
"""Coefficient of variation up to which jobs count as alike: no sum of chances would show the difference."""

UNLIKELY = 40.0
"""Minus the logarithm of a chance that is none: 4e-18."""

CENTRED = 200.0
"""Shape from which on a density is reckoned from its mean, lest large numbers cancel."""

EVEN = 80
"""Point from which on points are evenly spaced, to all digits; those before minus this one count as 0."""

FINE = 3.0
"""Points, at least, in a standard deviation (or in a scale, where that is more) at which a density is summed."""


def excess_above(count: Count, size: float, cv: float) -> Callable[[float], float]:
    """The expected hours of so many jobs above any level: a function of the level in hours, at least 0.

    Args:
        count: How many jobs.
        size: Expected hours of one, above 0.
        cv: Coefficient of variation of these, above `ALIKE`.
    """
    listed = _listed(count)
    if listed is None:
        mean, deviation = size * count.mean, size * math.sqrt(variance(count, cv))
        return lambda level: normal_excess(mean, deviation, level)
    return lambda level: size * listed.excess(level / size, cv)


def variance(count: Count, cv: float) -> float:
    """The variance of the hours of so many jobs, in parts of the square of the hours of one."""
    return count.variance + count.mean * cv * cv


def largest(count: Count, cv: float) -> float:
    """Hours that are hardly ever surpassed, in parts of the hours of one job: by one in 5e8 of the largest counts."""
    return _window(count.largest(), cv, UNLIKELY / 2.0)[1]


@lru_cache(maxsize=2**15)  # counts of other means have jobs above the same level
def jobs_excess(jobs: float, level: float, cv: float) -> float:
    """E[(S - level)+], S being the hours of so many jobs of one hour each on average.

    With Gamma-distributed hours jobs·Q(a + 1, y) - level·Q(a, y), where a = jobs/cv² and y = level/cv² (Winkler,
    Roodman and Britney 1972, "The determination of partial moments").

    Args:
        jobs: A whole number, at least 1.
        level: Any number, above 0.
        cv: Coefficient of variation of the hours of one.
    """
    shape, scaled = jobs / (cv * cv), level / (cv * cv)
    above = upper_gamma(shape, scaled)
    return max(0.0, jobs - level, (jobs - level) * above + jobs * gamma_step(shape, scaled))


@attrs.frozen(eq=False)
class _Listed:
    """Counts that matter, in rising order.

    Attributes:
        counts: The counts.
        chances: Their probabilities.
        rest: The probability of each count or a larger one.
        jobs: The expected jobs of these.
    """

    counts: Sequence[float]
    chances: Sequence[float]
    rest: Sequence[float]
    jobs: Sequence[float]

    def excess(self, level: float, cv: float) -> float:
        """E[(S - level)+] of jobs of one hour each; of counts that are surely above or below nothing is reckoned."""
        if level <= 0.0:
            return self.jobs[0] - level * self.rest[0]
        wide = cv * math.sqrt(2.0 * UNLIKELY)
        # roots of n + wide·√n + cv²·UNLIKELY = level and of n - wide·√n = level, see `_window`
        short = wide * wide + 4.0 * (level - cv * cv * UNLIKELY)
        low = ((math.sqrt(short) - wide) / 2.0) ** 2 if short > wide * wide else 0.0
        high = ((math.sqrt(wide * wide + 4.0 * level) + wide) / 2.0) ** 2
        first = bisect_left(self.counts, max(1.0, low))
        last = max(first, bisect_left(self.counts, high))
        near = math.fsum(
            chance * jobs_excess(count, level, cv)
            for count, chance in zip(self.counts[first:last], self.chances[first:last], strict=True)
            if chance > grid.NEGLIGIBLE
        )
        return near + max(0.0, self.jobs[last] - level * self.rest[last])


@lru_cache(maxsize=128)
def _listed(count: Count) -> _Listed | None:
    """The counts that matter; None where these are too many."""
    points = count.points()
    if points is None:
        return None
    counts, chances = zip(*points, strict=True)
    rest = [0.0, *accumulate(reversed(chances))][::-1]
    jobs = [0.0, *accumulate(number * chance for number, chance in reversed(points))][::-1]
    return _Listed(counts, chances, rest, jobs)


@lru_cache(maxsize=256)
def lay(count: Count, size: float, cv: float, step: float) -> grid.Weights:
    """The distribution of the hours of so many jobs on a grid of hours, with their mean.

    The density of each sum of hours is summed at points that are fine against its deviation, which leaves an error far
    below that of the grid (the trapezoidal rule, see Trefethen and Weideman 2014, "The exponentially convergent
    trapezoidal rule"); then these points are laid on the grid.

    Args:
        count: How many jobs.
        size: Expected hours of one, above 0.
        cv: Coefficient of variation of these, above `ALIKE`.
        step: Hours between grid points.
    """
    points = count.points()
    if points is None:
        return grid.lay_normal(count.mean * size, math.sqrt(variance(count, cv)) * size, step)
    laid = [grid.lay_points(run.points(), step) for run in _runs(points, size, cv, step)]
    if not points[0][0]:
        laid.append((0, [points[0][1]]))
    return grid.mix(laid)


def _runs(points: Sequence[tuple[float, float]], size: float, cv: float, step: float) -> Iterator["_Run"]:
    """Numbers of jobs in rising order, those together whose hours overlap and are as finely divided."""
    run: _Run | None = None
    for jobs, chance in points:
        if not jobs or chance <= grid.NEGLIGIBLE:
            continue
        fine = step * FINE / (size * cv * max(cv, math.sqrt(jobs)))
        gap = step / 2.0 ** max(0, math.ceil(math.log2(fine)))
        low, high = _window(jobs, cv, UNLIKELY + math.log(chance))
        first, last = _place(size * low / gap), _place(size * high / gap) + 1
        if run is None or run.gap != gap or run.last < first:
            if run is not None:
                yield run
            run = _Run(size, cv, gap, first, last)
        run.sums.append((jobs, chance, first, last))
        run.first, run.last = min(run.first, first), max(run.last, last)
    if run is not None:
        yield run


@attrs.define(eq=False)
class _Run:
    """Numbers of jobs whose hours are summed at the same points.

    Points lie a gap apart; near 0 they come closer, as those of ln(1 + exp(t)) do, so that a density is summed well
    that is steep there, or infinite.

    Attributes:
        size: Expected hours of a job.
        cv: Coefficient of variation of these.
        gap: Hours between points.
        first: The first point's number.
        last: The last one's.
        sums: Numbers of jobs, each with its probability, and the first and the last point that matter to it.
    """

    size: float
    cv: float
    gap: float
    first: int
    last: int
    sums: list[tuple[float, float, int, int]] = attrs.field(factory=list)

    def points(self) -> list[tuple[float, float]]:
        """Hours in rising order, with their probabilities."""
        scale = self.size * self.cv * self.cv
        hours = [self.gap * _reach(place) for place in range(self.first, self.last + 1)]
        scaled = [each / scale for each in hours]
        logs = [math.log(each) for each in scaled]
        widths = [-math.expm1(-each / (2.0 * self.gap)) for each in hours]  # of the gaps, in parts of those far from 0
        weights, lost = [0.0] * len(hours), 0.0
        for jobs, chance, first, last in self.sums:
            part = slice(first - self.first, last + 1 - self.first)
            shape = jobs / (self.cv * self.cv)
            if shape < CENTRED:
                most = math.lgamma(shape)
                heights = [
                    width * math.exp((shape - 1.0) * log - each - most)
                    for log, each, width in zip(logs[part], scaled[part], widths[part], strict=True)
                ]
            else:
                mean = jobs * self.size
                heights = [
                    math.exp(shape * ((log := math.log1p(off)) - off) - log)
                    for off in ((each - mean) / mean for each in hours[part])
                ]
            found = math.fsum(heights)
            if shape < 1.0:  # of a density that is infinite at 0 something lies below all points
                found = max(found, scale / self.gap)
                lost += chance * (1.0 - math.fsum(heights) / found)
            times = chance / found
            weights[part] = [held + times * height for held, height in zip(weights[part], heights, strict=True)]
        none = [(0.0, lost)] if lost else []
        return none + list(zip(hours, weights, strict=True))


def _window(jobs: float, cv: float, unlikely: float) -> tuple[float, float]:
    """Between which hours those of so many jobs of one hour lie, but for a chance of exp(-unlikely) on either side.

    As a Gamma-distributed amount has sub-gamma tails (Boucheron, Lugosi and Massart 2013, section 2.4).
    """
    wide = cv * math.sqrt(2.0 * jobs * max(0.0, unlikely))
    return jobs - wide, jobs + wide + cv * cv * max(0.0, unlikely)


def _reach(place: int) -> float:
    """How far a point is from 0, in gaps."""
    return 2.0 * math.log1p(math.exp(place / 2.0)) if place < EVEN else float(place)


def _place(reach: float) -> int:
    """The last point that is no farther from 0 than so many gaps; at least the first of all."""
    if reach >= EVEN:
        return math.floor(reach)
    if reach <= _reach(-EVEN):
        return -EVEN
    return math.floor(2.0 * math.log(math.expm1(reach / 2.0)))
