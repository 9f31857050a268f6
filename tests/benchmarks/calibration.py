"""How well do forecasts of next year's jobs know what they do not know?

On simulated records of six kinds: how often intervals hold next year's count, how wide they are, and the logarithm of
the probability that a forecast gave to the count that came. Croston, SBA, TSB and n/T forecast a mean and no
probabilities. They are given two: a Poisson count of that mean; and, kindly, a negative binomial one, for each method
with the one dispersion that suits it best in hindsight on all records together. A mean below half a job a year counts
as that, lest a zero that was wrong lose everything.
"""

import json
import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from statistics import fmean, median
from typing import Any, NamedTuple, Protocol

from tests.benchmarks.histories import KINDS, Record, history_of

HISTORIES = 300
"""Records of every kind."""

SHARES = (0.5, 0.8, 0.95)

LEAST_MEAN = 0.5
"""Jobs a year that a method forecasts at the least."""

LEAST_PROBABILITY = 1e-9
"""What a count that came had as probability at the least, lest a rounding error count as certainty."""

DISPERSIONS: tuple[float, ...] = tuple(2.0 ** (power / 2.0) for power in range(-4, 15))
"""Sizes of negative binomial counts that are tried in hindsight: variance is mean + mean²/size."""

FORECASTS = Path(__file__).parents[1] / "data" / "intermittent_forecasts.json"


class Learnt(Protocol):
    """What a record says about a year: a `History` does."""

    def interval(self, share: float, months: int = 12) -> tuple[int, int]:
        """The least and the largest count of a credible interval."""
        ...

    def chances(self, months: int = 12) -> Sequence[float]:
        """The probabilities of 0, 1, 2, ... jobs."""
        ...


@cache
def forecasts() -> dict[str, Any]:
    """What other methods forecast, from the file."""
    told: dict[str, Any] = json.loads(FORECASTS.read_text(encoding="utf-8"))
    return told


def poisson_log(count: int, mean: float) -> float:
    """The logarithm of a Poisson probability."""
    return count * math.log(mean) - mean - math.lgamma(count + 1.0)


def negative_binomial_log(count: int, mean: float, size: float) -> float:
    """The logarithm of a negative binomial probability of this mean, with variance mean + mean²/size."""
    return (
        math.lgamma(count + size)
        - math.lgamma(size)
        - math.lgamma(count + 1.0)
        + size * math.log(size / (size + mean))
        + count * math.log(mean / (size + mean))
    )


def poisson_interval(mean: float, share: float) -> tuple[int, int]:
    """The central interval of a Poisson count: from where a tail of half the rest ends to where the other begins."""
    below = 0.0
    low = None
    count = 0
    while True:
        below += math.exp(poisson_log(count, mean))
        if low is None and below >= (1.0 - share) / 2.0:
            low = count
        if low is not None and below >= (1.0 + share) / 2.0:
            return low, count
        count += 1


class Verdict(NamedTuple):
    """How a learnt record stood up to the year that came.

    Attributes:
        covered: For each share whether its interval held the count.
        promised: For each share which probability the interval has, which is more as counts are whole.
        width: For each share, the counts in the interval beyond one.
        log_score: The logarithm of the count's probability.
    """

    covered: tuple[bool, ...]
    promised: tuple[float, ...]
    width: tuple[float, ...]
    log_score: float

    @classmethod
    def of(cls, learnt: Learnt, count: int) -> "Verdict":
        """A record's verdict on the count of the year that came."""
        intervals = [learnt.interval(share, 12) for share in SHARES]
        chances = learnt.chances(12)
        probability = chances[count] if count < len(chances) else 0.0
        return cls(
            tuple(low <= count <= high for low, high in intervals),
            tuple(math.fsum(chances[low : high + 1]) for low, high in intervals),
            tuple(high - low for low, high in intervals),
            math.log(max(LEAST_PROBABILITY, probability)),
        )

    @classmethod
    def of_poisson(cls, mean: float, count: int) -> "Verdict":
        """That of a Poisson count of a mean."""
        intervals = [poisson_interval(mean, share) for share in SHARES]
        return cls(
            tuple(low <= count <= high for low, high in intervals),
            tuple(
                math.fsum(math.exp(poisson_log(each, mean)) for each in range(low, high + 1)) for low, high in intervals
            ),
            tuple(high - low for low, high in intervals),
            poisson_log(count, mean),
        )


def records(kind: str, many: int = HISTORIES) -> list[Record]:
    """The records of a kind."""
    return [history_of(kind, seed) for seed in range(many)]


def means(method: str, kind: str, listed: Sequence[Record]) -> list[float]:
    """Jobs a year that a method forecasts for records of a kind."""
    if method == "n/T":
        found = [record.per_month for record in listed]
    else:
        found = forecasts()["histories"][kind][method][: len(listed)]
    return [max(LEAST_MEAN, 12.0 * each) for each in found]


METHODS = ("n/T", "Croston", "SBA", "TSB")


class Study(NamedTuple):
    """The figures of all records of some kinds.

    Attributes:
        kinds: The kinds in order.
        counts: Next year's counts, by kind.
        learnt: How learning stood up, by kind.
        poisson: How a Poisson count of n/T stood up, by kind.
        scores: The log scores of other methods by name and kind, each as Poisson and as negative binomial.
        sizes: The size of the negative binomial that suited each method best.
    """

    kinds: tuple[str, ...]
    counts: dict[str, list[int]]
    learnt: dict[str, list[Verdict]]
    poisson: dict[str, list[Verdict]]
    scores: dict[tuple[str, str], tuple[float, float]]
    sizes: dict[str, float]

    @classmethod
    def of(cls, learn: Callable[[Record], Learnt], many: int = HISTORIES) -> "Study":
        """Judge learning on so many records of each kind, and other methods beside it."""
        listed = {kind: records(kind, many) for kind in KINDS}
        counts = {kind: [len(record.future()) for record in listed[kind]] for kind in KINDS}
        learnt = {
            kind: [Verdict.of(learn(record), count) for record, count in zip(listed[kind], counts[kind], strict=True)]
            for kind in KINDS
        }
        told = {(method, kind): means(method, kind, listed[kind]) for method in METHODS for kind in KINDS}
        sizes = {method: _best_size(method, told, counts) for method in METHODS}
        scores = {
            (method, kind): (
                fmean(poisson_log(count, mean) for count, mean in zip(counts[kind], found, strict=True)),
                fmean(
                    negative_binomial_log(count, mean, sizes[method])
                    for count, mean in zip(counts[kind], found, strict=True)
                ),
            )
            for (method, kind), found in told.items()
        }
        poisson = {
            kind: [Verdict.of_poisson(mean, count) for mean, count in zip(told["n/T", kind], counts[kind], strict=True)]
            for kind in KINDS
        }
        return cls(KINDS, counts, learnt, poisson, scores, sizes)

    def log_score(self, kind: str | None = None) -> float:
        """The mean log score of learning, of one kind or of all."""
        return fmean(each.log_score for each in self.verdicts(kind))

    def other_score(self, method: str, kind: str | None = None) -> tuple[float, float]:
        """The mean log scores of a method, as Poisson and as negative binomial, of one kind or of all."""
        pairs = [self.scores[method, each] for each in self.kinds if kind in {None, each}]
        return fmean(pair[0] for pair in pairs), fmean(pair[1] for pair in pairs)

    def verdicts(self, kind: str | None = None) -> list[Verdict]:
        """How learning stood up, in one kind or in all."""
        return [each for name in self.kinds if kind in {None, name} for each in self.learnt[name]]

    def coverage(self, kind: str | None = None) -> tuple[float, ...]:
        """Which part of the counts lay within the intervals of `SHARES`."""
        return covered(self.verdicts(kind))

    def tables(self) -> str:
        """The figures as two tables in markdown."""
        return "\n".join([*self._coverage_table(), "", *self._score_table()])

    def _coverage_table(self) -> Iterable[str]:
        """How often intervals held the count, beside what they promised and those of n/T."""
        yield "| work | 50 % | 80 % | 95 % | counts in the 80 % | n/T Poisson: 50 % | 80 % | 95 % |"
        yield "|---|---|---|---|---|---|---|---|"
        for kind in (*self.kinds, None):
            mine = self.verdicts(kind)
            others = [each for name in self.kinds if kind in {None, name} for each in self.poisson[name]]
            width = median(each.width[1] for each in mine)
            cells = [f"{part:.0%}" for part in covered(mine)]
            cells += [f"{width:.0f}", *(f"{part:.0%}" for part in covered(others))]
            yield f"| {kind or '**all**'} | {' | '.join(cells)} |"
        promised = [fmean(each.promised[place] for each in self.verdicts()) for place in range(len(SHARES))]
        yield f"| *promised, as counts are whole* | {' | '.join(f'{part:.0%}' for part in promised)} | | | | |"

    def _score_table(self) -> Iterable[str]:
        """Log scores, as Poisson / as negative binomial; the best of a row in bold."""
        yield f"| work | learnt | {' | '.join(METHODS)} |"
        yield "|---|---|" + "---|" * len(METHODS)
        for kind in (*self.kinds, None):
            mine = self.log_score(kind)
            others = {method: self.other_score(method, kind) for method in METHODS}
            best = max(mine, *(score for pair in others.values() for score in pair))
            cells = [_bold(mine, best)]
            cells += [f"{_bold(pair[0], best)} / {_bold(pair[1], best)}" for pair in others.values()]
            yield f"| {kind or '**all**'} | {' | '.join(cells)} |"


def covered(verdicts: Sequence[Verdict]) -> tuple[float, ...]:
    """Which part of the counts lay within the intervals of `SHARES`."""
    return tuple(fmean(each.covered[place] for each in verdicts) for place in range(len(SHARES)))


def _bold(score: float, best: float) -> str:
    """A score, in bold where it is the best."""
    told = f"{score:.2f}".replace("-", "−")
    return f"**{told}**" if score == best else told


def _best_size(method: str, told: dict[tuple[str, str], list[float]], counts: dict[str, list[int]]) -> float:
    """The size of a negative binomial count that suits a method best in hindsight."""
    best, most = DISPERSIONS[0], -math.inf
    for size in DISPERSIONS:
        score: float = math.fsum(
            negative_binomial_log(count, mean, size)
            for kind in KINDS
            for count, mean in zip(counts[kind], told[method, kind], strict=True)
        )
        if score > most:
            best, most = size, score
    return best
