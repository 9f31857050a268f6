"""posterior.gaps: what do the gaps between past jobs tell of how regular work is, how often it comes, and if at all?

Work is still alive or has ended. Alive, the gaps between its jobs are Gamma(shape k, rate k·mu), one of `SHAPES`, each
as likely as the others; mu is its rate in jobs a month, Gamma(1, b) before anything is known. After each job it may end
for good, at `ENDING` a month. Given a shape and the phase that a silence has reached, the rate is Gamma(A, R): every
term of the posterior is a Gamma integral, so nothing is sampled and no grid of rates is laid.

The model's constants were found on simulated histories (Poisson, Erlang, nearly periodic, bursty, drifting, ended; 3 to
20 jobs) and judged on others. Gamma-distributed gaps and conjugate rates are those of Bayesian renewal processes; that
customers may have left for good, as in Schmittlein, Morrison and Colombo, "Counting your customers", Management
Science 33 (1987).
"""

import math
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

MONTH_DAYS = 365.25 / 12
"""Days in a mean month."""

SHAPES = (0.25, 1.0, 4.0, 16.0)
"""k: bursty, at random, rhythmic, nearly periodic."""

ENDING = 0.003
"""A month: how likely work is to end for good after a job, while it is alive."""

UNKNOWN = 0.2
"""b in months, where nobody guesses a rate."""

LEAST_GAP = 0.5 / MONTH_DAYS
"""Months: no gap counts as shorter in a logarithm, nor in a rhythm at all; so several jobs may come on one day."""

QUARTER = ((0.31, 1.47), (0.33, 9.06), (0.24, 226.0), (0.12, 65500.0))
"""The chance of a silence where k = 1/4, as a sum of exponentials: pairs of c and d."""

FAINT = 1e-18
"""Terms below this part of all are left out."""


class Term(NamedTuple):
    """One term of the posterior of work that is alive: its rate is Gamma-distributed.

    Attributes:
        weight: Its probability.
        shape: k.
        phase: j: how many of the k phases of the next gap are over; 0 for k = 1/4.
        a: A, the shape of the rate's distribution.
        r: R, its rate, in months.
    """

    weight: float
    shape: float
    phase: int
    a: float
    r: float

    @property
    def rate(self) -> float:
        """Expected jobs a month."""
        return self.a / self.r


class Posterior(NamedTuple):
    """What the gaps tell.

    Attributes:
        alive: The terms of work that goes on.
        ended: The probability that it has ended for good. With the weights of the terms it adds up to 1.
    """

    alive: tuple[Term, ...]
    ended: float

    @property
    def rate(self) -> float:
        """Expected jobs a month from now on; none of work that has ended."""
        return math.fsum(term.weight * term.rate for term in self.alive)

    def weight_of(self, shape: float) -> float:
        """The probability that work is alive and of a shape."""
        return math.fsum(term.weight for term in self.alive if term.shape == shape)

    def by_shape(self) -> tuple[Term, ...]:
        """One term a shape, its rate Gamma-distributed with the mean and variance of the shape's terms together."""
        found = []
        for shape in SHAPES:
            terms = [term for term in self.alive if term.shape == shape]
            weight = math.fsum(term.weight for term in terms)
            if not weight:
                continue
            mean = math.fsum(term.weight * term.rate for term in terms) / weight
            within = math.fsum(term.weight * term.a / term.r**2 for term in terms)
            between = math.fsum(term.weight * (term.rate - mean) ** 2 for term in terms)
            r = mean * weight / (within + between)
            found.append(Term(weight, shape, 0, mean * r, r))
        return tuple(found)


class Seen(NamedTuple):
    """What was seen of some work, in one unit of time.

    Attributes:
        gaps: How many gaps between successive jobs.
        total: S: their sum.
        spaced: The same with no gap shorter than the least one.
        logarithms: The sum of their logarithms, none of them shorter than the least gap.
        silence: u: time since the last job, or since the record began if there was none.
        first: f: time from the beginning of the record to the first job; None where that is not known.
        scale: b: 1/b is the rate that is guessed before anything is known.
    """

    gaps: int
    total: float
    spaced: float
    logarithms: float
    silence: float
    first: float | None
    scale: float


def learnt(
    gaps: Sequence[float],
    *,
    silence: float,
    first: float | None = None,
    scale: float = UNKNOWN,
    shapes: Sequence[float] = SHAPES,
    ending: float = ENDING,
    least_gap: float = LEAST_GAP,
) -> Posterior:
    """What is known of work after some gaps and a silence; any unit of time will do for all of them.

    Args:
        gaps: x: months between successive jobs, from 0; none where there was one job or none.
        silence: u: months since the last job, or since the record began if there was none.
        first: f: months from the beginning of the record to the first job, above 0; None where that is not known.
        scale: b: months; 1/b is the rate that is guessed before anything is known.
        shapes: The k to weigh: 1/4, or whole.
        ending: How likely the work is to end for good, a month, from 0.
        least_gap: No gap counts as shorter in a logarithm, nor in the sum of a rhythm.
    """
    spaced = [max(gap, least_gap) for gap in gaps]
    logarithms = math.fsum(map(math.log, spaced))
    seen = Seen(len(gaps), math.fsum(gaps), math.fsum(spaced), logarithms, silence, first, scale)
    listed = [term for shape in shapes for term in _alive(shape, seen, ending)]
    most = max(term.weight for term in listed)
    over = math.fsum(math.exp(each - most) for shape in shapes for each in _ended(shape, seen, ending))
    weighed = [term._replace(weight=math.exp(term.weight - most)) for term in listed]
    whole = over + math.fsum(term.weight for term in weighed)
    return Posterior(
        tuple(term._replace(weight=term.weight / whole) for term in weighed if term.weight > FAINT * whole),
        over / whole,
    )


def _silence(shape: float, months: float) -> Iterator[tuple[int, float, float]]:
    """A silence's chance as a sum: the power of the rate, the logarithm of the factor, and what is added to R."""
    if shape < 1.0:
        for share, speed in QUARTER:
            yield 0, math.log(share), speed * shape * months
        return
    yield 0, 0.0, shape * months
    if months > 0.0:
        for phase in range(1, int(shape)):
            yield phase, phase * math.log(shape * months) - math.lgamma(phase + 1.0), shape * months


def _record(shape: float, seen: Seen) -> Iterator[tuple[float, float, float]]:
    """What was seen up to the last job: the logarithm of a factor, A and R.

    A rhythm takes the same least gap in the sum as in the logarithm. With gaps of zero in one and of half a day in the
    other a few jobs on one day would be likeliest as a rhythm of hundreds a month that has ended.
    """
    total = seen.spaced if shape > 1.0 else seen.total
    fixed = seen.gaps * (shape * math.log(shape) - math.lgamma(shape)) + (shape - 1.0) * seen.logarithms
    a, r = seen.gaps * shape + 1.0, seen.scale + shape * total
    if seen.first is None:
        yield fixed, a, r
        return
    for power, log, more in _silence(shape, seen.first):
        yield fixed + log, a + 1.0 + power, r + more


def _alive(shape: float, seen: Seen, ending: float) -> list[Term]:
    """The terms of one shape of work that is alive, each with the logarithm of its weight."""
    survived = -ending * seen.silence if seen.gaps else 0.0
    found = []
    for log, a, r in _record(shape, seen):
        for power, factor, more in _silence(shape, seen.silence):
            grown, longer = a + power, r + more
            weight = log + factor + survived + math.lgamma(grown) - grown * math.log(longer)
            found.append(Term(weight, shape, power, grown, longer))
    return found


def _ended(shape: float, seen: Seen, ending: float) -> Iterator[float]:
    """The logarithms of the weights of work of one shape that has ended in its silence; none without two jobs.

    Each is `ending` times the integral of the chance of a silence of s over the s from 0 to the silence: the hazard is
    taken as constant.
    """
    if not (seen.gaps and seen.silence and ending):
        return
    integral = _ended_quarter if shape < 1.0 else partial(_ended_phases, int(shape))
    for log, known, r in _record(shape, seen):
        a = known - 1.0
        part = integral(a, r, shape * seen.silence)
        if part > 0.0:
            yield log + math.lgamma(a) - a * math.log(r) + math.log(ending / shape) + math.log(part)


def _ended_quarter(a: float, r: float, months: float) -> float:
    """The integral for k = 1/4, in parts of Gamma(a)/r^a/k, of a silence of k·u."""
    return math.fsum(share / speed * -math.expm1(-a * math.log1p(speed * months / r)) for share, speed in QUARTER)


def _ended_phases(k: int, a: float, r: float, months: float) -> float:
    """The integral for a whole k, in parts of Gamma(a)/r^a/k, of a silence of k·u: E[min(N, k)] of a count N.

    N is negative binomial; this is the sum of I_x(i, a) over the i from 1 to k, with x = k·u/(r + k·u).
    """
    odds = months / r
    x = odds / (1.0 + odds)
    probability = math.exp(-a * math.log1p(odds))
    if a * odds > k:  # nearly all of it is above: less what is below
        below = []
        for n in range(k):
            below.append((k - n) * probability)
            probability *= x * (a + n) / (n + 1.0)
        return k - math.fsum(below)
    total, n = 0.0, 0
    while True:
        probability *= x * (a + n) / (n + 1.0)
        n += 1
        grown = total + min(n, k) * probability
        if grown == total:
            return total
        total = grown
