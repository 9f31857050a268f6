"""posterior.renewal: how many jobs come in a month, or in a longer window, of work whose rate was learnt?

Given the rate, phases of gaps are passed at random, k of them a job; over the rate they are negative binomial, so that
all sums are of terms above 0. Bursty work, k = 1/4, has no such phases: there the chances are second differences of
E[(window - time of the l-th job)+].
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

import attrs

from delegation.demand import grid
from delegation.posterior.gaps import Posterior, Term

NEGLIGIBLE = 1e-15
"""A probability below this ends a tail."""

MOST = 20_000
"""Terms of a tail: beyond, it is cut off however heavy it is."""


def phases_passed(a: float, r: float, months: float, *, start: float = 0.0) -> Iterator[float]:
    """x^m·(1-x)^a·Gamma(m + a)/(Gamma(m + 1)·Gamma(a)) for m = start, start + 1, ... with x = months/(r + months).

    For a start of 0 the probabilities of a negative binomial count; the sum from any m on is I_x(m, a).
    """
    odds = months / r
    x = odds / (1.0 + odds)
    log = start * math.log(x) - a * math.log1p(odds) + math.lgamma(start + a) - math.lgamma(start + 1.0) - math.lgamma(a)
    term, m, past = math.exp(log), start, max(0.0, (a - 1.0) * odds)
    for _ in range(MOST):
        yield term
        m += 1.0
        term *= x * (m - 1.0 + a) / m
        if m > past and term < NEGLIGIBLE * (1.0 - x):
            return


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
        for m, probability in enumerate(phases_passed(term.a, term.r, k * months)):
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
        for m, probability in enumerate(phases_passed(term.a, term.r, k * months)):
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
    at_least = [1.0, *(max(0.0, one - other) for one, other in zip(spare, spare[1:], strict=False)), 0.0]
    return [term.weight * max(0.0, one - other) for one, other in zip(at_least, at_least[1:], strict=False)]


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

    @cached_property
    def variance(self) -> float:
        """Its variance."""
        mean = self.mean
        return math.fsum((count - mean) ** 2 * chance for count, chance in enumerate(self._chances))

    @cached_property
    def _chances(self) -> list[float]:
        """The probabilities of 0, 1, 2, ... jobs."""
        return month_chances(self.terms, self.months) if self.months else [1.0]

    @cached_property
    def _excesses(self) -> list[float]:
        """E[(count - level)+] at the levels 0, 1, 2, ..., each a sum of what is above 0."""
        above = list(accumulate(reversed(self._chances[1:])))
        return [*list(accumulate(above))[::-1], 0.0]

    def excess(self, level: float) -> float:
        """E[(count - level)+]: straight between whole levels."""
        if level <= 0.0:
            return self.mean
        low = math.floor(level)
        if low >= len(self._excesses) - 1:
            return 0.0
        one, other = self._excesses[low], self._excesses[low + 1]
        return one + (other - one) * (level - low)

    def times(self, factor: float) -> "RenewalCount":
        """The same work with its rate multiplied: as if the month were so much longer."""
        return RenewalCount(self.terms, self.months * factor)

    def largest(self) -> float:
        """The largest count that matters."""
        return float(len(self._chances) - 1)

    def points(self) -> Sequence[tuple[float, float]]:
        """All counts that matter with their probabilities."""
        return [(float(count), chance) for count, chance in enumerate(self._chances)]

    def lay(self, size: float, step: float) -> grid.Weights:
        """The counts times size on the grid."""
        return grid.lay_points([(count * size, chance) for count, chance in self.points()], step)
