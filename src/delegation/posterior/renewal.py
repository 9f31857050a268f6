"""posterior.renewal: how many jobs come in a month, or in a longer window, of work whose rate was learnt?

Given the rate, phases of gaps are passed at random, k of them a job; over the rate they are negative binomial, so that
all sums are of terms above 0; where there are many, runs of them are taken together. Bursty work, k = 1/4, has no such
phases: there the chances are second differences of E[(window - time of the l-th job)+].
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from operator import itemgetter

import attrs

from delegation.demand import grid
from delegation.posterior.gaps import Posterior, Term
from delegation.posterior.rates import nodes

NEGLIGIBLE = 1e-13
"""A probability below this ends a tail."""

MOST = 100_000
"""Terms of a tail: beyond, it is cut off however heavy it is."""

FINE = 4_000.0
"""Up to so many phases on average each number of them is taken by itself."""

STEPS_A_DEVIATION = 64
"""Into how many runs a standard deviation of more phases is split."""

MANY = 200.0
"""Mean count of a month, if the work goes on, above which only what the rate may be counts, and no longer chance."""


def phases_passed(a: float, r: float, months: float, *, start: float = 0.0) -> Iterator[float]:
    """x^m·(1-x)^a·Gamma(m + a)/(Gamma(m + 1)·Gamma(a)) for m = start, start + 1, ... with x = months/(r + months).

    For a start of 0 the probabilities of a negative binomial count; the sum from any m on is I_x(m, a).
    """
    odds = months / r
    x = odds / (1.0 + odds)
    log = (
        start * math.log(x) - a * math.log1p(odds) + math.lgamma(start + a) - math.lgamma(start + 1.0) - math.lgamma(a)
    )
    term, m, past = math.exp(log), start, max(0.0, (a - 1.0) * odds)
    for _ in range(MOST):
        yield term
        m += 1.0
        term *= x * (m - 1.0 + a) / m
        if m > past and term < NEGLIGIBLE * (1.0 - x):
            return


def phases_in_runs(a: float, r: float, months: float) -> Iterator[tuple[int, float]]:
    """How many phases are passed, with the probabilities; of many one in the middle of each run stands for it."""
    odds = months / r
    mean = a * odds
    if mean <= FINE:
        yield from enumerate(phases_passed(a, r, months))
        return
    deviation = math.sqrt(mean * (1.0 + odds))
    run = max(1, math.floor(deviation / STEPS_A_DEVIATION))
    reach = 40.0 * deviation  # the tail of the least that may be known, an exponential one, has 1e-17 left there
    fixed = -a * math.log1p(odds) - math.lgamma(a)
    slope = math.log(odds) - math.log1p(odds)
    first = max(0, math.floor(mean - reach))
    middles = range(first + run // 2, math.ceil(mean + reach), run)
    logs = [m * slope + fixed + math.lgamma(m + a) - math.lgamma(m + 1.0) for m in middles]
    weights = [math.exp(each) for each in logs]
    whole = math.fsum(weights)
    for m, weight in zip(middles, weights, strict=True):
        if weight > NEGLIGIBLE * whole:
            yield m, weight / whole


def month_chances(terms: Iterable[Term], months: float) -> list[float]:
    """The probabilities of 0, 1, 2, ... jobs in a month like any other, which begins at any moment.

    Args:
        terms: Work that is alive; what is missing of a weight of 1 has ended.
        months: Length of the window, above 0.
    """
    found: list[float] = []
    alive = []
    for term in terms:
        alive.append(term.weight)
        if term.shape < 1.0:
            _add(found, _bursty_chances(term, months))
            continue
        k = int(term.shape)
        for m, probability in phases_in_runs(term.a, term.r, k * months):
            jobs, rest = divmod(m, k)  # the window begins in any phase alike
            _raise(found, jobs, term.weight * probability * (1.0 - rest / k))
            if rest:
                _raise(found, jobs + 1, term.weight * probability * rest / k)
    _raise(found, 0, max(0.0, 1.0 - math.fsum(alive)))
    return found


def window_chances(posterior: Posterior, months: float) -> list[float]:
    """The probabilities of 0, 1, 2, ... jobs in the months to come, from the phase that the silence has reached."""
    found: list[float] = []
    for term in posterior.alive:
        if term.shape < 1.0:
            _add(found, _bursty_chances(term, months))
            continue
        k = int(term.shape)
        for m, probability in phases_in_runs(term.a, term.r, k * months):
            _raise(found, (m + term.phase) // k, term.weight * probability)
    _raise(found, 0, posterior.ended)
    return found


def _bursty_chances(term: Term, months: float) -> list[float]:
    """The probabilities of 0, 1, 2, ... jobs in a window of bursty work, times its weight."""
    k, a, r = term.shape, term.a, term.r
    a_quarter = round(1.0 / k)
    above = _tails(a, r, k * months, k)
    wider = _tails(a + 1.0, r, k * months, k)
    length = min(len(above) - a_quarter, len(wider))
    # E[(window - time of the l-th job)+]·rate, over the rate: months·A/R·I_x(l·k, A+1) - l·I_x(l·k + 1, A)
    spare = [months * a / r * wider[each] - each * above[each + a_quarter] for each in range(length)]
    at_least = [1.0, *(max(0.0, one - other) for one, other in pairwise(spare)), 0.0]
    return [term.weight * max(0.0, one - other) for one, other in pairwise(at_least)]


def _tails(a: float, r: float, months: float, step: float) -> list[float]:
    """I_x(0, a) = 1, I_x(step, a), I_x(2·step, a), ... until none is left; 1/step is whole."""
    columns = []
    for residue in range(round(1.0 / step)):
        terms = list(phases_passed(a, r, months, start=residue * step))
        columns.append(list(accumulate(reversed(terms)))[::-1])
    longest = max(map(len, columns))
    whole = [column[row] if row < len(column) else 0.0 for row in range(longest) for column in columns]
    return [1.0, *whole[1:]]


def _raise(chances: list[float], jobs: int, probability: float) -> None:
    """Add to the probability of so many jobs."""
    if jobs >= len(chances):
        chances.extend([0.0] * (jobs + 1 - len(chances)))
    chances[jobs] += probability


def _add(chances: list[float], others: Sequence[float]) -> None:
    """Add to all probabilities."""
    for jobs, probability in enumerate(others):
        _raise(chances, jobs, probability)


@attrs.frozen
class RenewalCount:
    """A month's count of work whose rate was learnt: over what it may be, and how regular.

    Attributes:
        terms: Work that is alive, one term a shape; what is missing of a weight of 1 has ended.
        months: Length of the month, in months.
    """

    terms: tuple[Term, ...]
    months: float = 1.0

    @property
    def mean(self) -> float:
        """Expected count."""
        return self.months * math.fsum(term.weight * term.rate for term in self.terms)

    @property
    def variance(self) -> float:
        """Its variance."""
        mean = self.mean
        return math.fsum((count - mean) ** 2 * chance for count, chance in self._points)

    @cached_property
    def _points(self) -> list[tuple[float, float]]:
        """All counts that matter with their probabilities, in rising order."""
        if self.months * max((term.rate for term in self.terms), default=0.0) > MANY:
            ended = max(0.0, 1.0 - math.fsum(term.weight for term in self.terms))
            return sorted((node.per_month * self.months, node.weight) for node in nodes(self.terms, ended))
        chances = month_chances(self.terms, self.months) if self.months else [1.0]
        return [(float(count), chance) for count, chance in enumerate(chances)]

    @cached_property
    def _excesses(self) -> list[float]:
        """E[(count - level)+] at each of the counts, each a sum of what is above 0."""
        found, above, last = [0.0], 0.0, self._points[-1]
        for count, chance in reversed(self._points[:-1]):
            above += last[1]
            found.append(found[-1] + above * (last[0] - count))
            last = (count, chance)
        return found[::-1]

    def excess(self, level: float) -> float:
        """E[(count - level)+]: straight between the counts."""
        if level <= 0.0:
            return self.mean
        place = bisect_right(self._points, level, key=itemgetter(0)) - 1
        if place < 0:
            return self.mean - level
        if place >= len(self._points) - 1:
            return 0.0
        (low, _), (high, _) = self._points[place : place + 2]
        one, other = self._excesses[place : place + 2]
        return one + (other - one) * (level - low) / (high - low)

    def times(self, factor: float) -> "RenewalCount":
        """The same work with its rate multiplied: as if the month were so much longer."""
        return RenewalCount(self.terms, self.months * factor)

    def largest(self) -> float:
        """The largest count that matters."""
        return self._points[-1][0]

    def points(self) -> Sequence[tuple[float, float]]:
        """All counts that matter with their probabilities."""
        return self._points

    def lay(self, size: float, step: float) -> grid.Weights:
        """The counts times size on the grid."""
        return grid.lay_points([(count * size, chance) for count, chance in self._points], step)
