"""Simulated records of past jobs, and what the next year then brought: work of six kinds, none of them the model's own.

A record is drawn whole from a seed: how often the work comes, how it comes, for how long it has been watched. Records
of fewer than three or more than twenty jobs are drawn anew. Only the standard library is needed.
"""

import datetime as dt
import hashlib
import math
from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import NamedTuple

MONTH = 365.25 / 12
YEAR = 365.25
FIRST_DAY = dt.date(2020, 1, 6)
"""The day on which every record begins."""

FEWEST, MOST = 3, 20
"""How many jobs have been seen."""

LONGEST = 60 * MONTH
"""Days for which a record is kept at the most."""

DRIFT = 0.5
"""Standard deviation of the logarithm of a drifting rate after a year."""


def _poisson(rng: Random) -> float:
    """A gap between jobs that come at any moment; like all gaps here in mean gaps."""
    return rng.expovariate(1.0)


def _erlang(rng: Random) -> float:
    """A gap of an Erlang-4 rhythm, half as spread as Poisson's."""
    return rng.gammavariate(4.0, 0.25)


def _nearly_regular(rng: Random) -> float:
    """A gap that is off by a tenth."""
    return max(0.05, rng.gauss(1.0, 0.1))


def _bursty(rng: Random) -> float:
    """Seven of ten gaps are a tenth of the mean, the others three times as long, both exponential."""
    return rng.expovariate(10.0) if rng.random() < 0.7 else rng.expovariate(1.0 / 3.1)


GAPS: dict[str, Callable[[Random], float]] = {
    "Poisson": _poisson,
    "Erlang-4": _erlang,
    "nearly regular": _nearly_regular,
    "bursty": _bursty,
    "ended": _poisson,
    "drifting": _poisson,
}
"""How the gaps of every kind are drawn, in mean gaps. Of the last two the rate is another one later."""

KINDS = tuple(GAPS)


class Record(NamedTuple):
    """What has been seen of work of one kind, and what decides how it goes on.

    Attributes:
        kind: Which of `KINDS`.
        moments: Days from the record's beginning to each job.
        days: Days for which the record has been kept: today's place, on which nothing has happened yet.
        usual: Jobs a month at the beginning.
        now: Jobs a month today: the truth, which nobody knows.
        begun: Whether the day on which the record began is known.
        seed: What everything was drawn from.
    """

    kind: str
    moments: tuple[float, ...]
    days: int
    usual: float
    now: float
    begun: bool
    seed: str

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """The days of the jobs."""
        return tuple(FIRST_DAY + dt.timedelta(days=math.floor(moment)) for moment in self.moments)

    @property
    def until(self) -> dt.date:
        """Today."""
        return FIRST_DAY + dt.timedelta(days=self.days)

    @property
    def since(self) -> dt.date | None:
        """The first day of the record, where that is known."""
        return FIRST_DAY if self.begun else None

    @property
    def per_month(self) -> float:
        """What n/T says: jobs by the time watched; where that is not known, jobs after the first by the time since."""
        if self.begun:
            return len(self.moments) * MONTH / self.days
        return (len(self.moments) - 1) * MONTH / max(1.0, self.days - math.floor(self.moments[0]))

    def future(self, which: int = 0) -> tuple[float, ...]:
        """Days from today to each job of the next year, one of many ways in which it may go on."""
        rng = Random(f"{self.seed} future {which}")  # noqa: S311  # no secrets here
        if self.kind == "ended":
            return ()
        if self.kind == "drifting":
            return tuple(_drifting(rng, self.now, YEAR)[0])
        gap = GAPS[self.kind]
        mean = MONTH / self.usual
        age = self.days - self.moments[-1]
        first = next(drawn for drawn in iter(lambda: gap(rng) * mean, None) if drawn > age)
        return tuple(_gaps_from(rng, gap, mean, first - age, YEAR))

    def counts(self) -> tuple[list[int], float]:
        """Jobs by month, counted back from today, or by week where six months are not full; and a stretch in months.

        The first stretch, which is not full, is left out unless it is all there is.
        """
        stretch = MONTH if self.days >= 6 * MONTH else 7.0
        begin = 0.0 if self.begun else math.floor(self.moments[0])
        full = max(1, math.floor((self.days - begin) / stretch + 1e-9))
        counts = [0] * full
        for moment in self.moments:
            back = math.floor((self.days - moment) / stretch)
            if back < full:
                counts[full - 1 - back] += 1
        return counts, stretch / MONTH


def _gaps_from(rng: Random, gap: Callable[[Random], float], mean: float, first: float, last: float) -> Iterator[float]:
    """Moments from a first one up to a last one."""
    moment = first
    while moment < last:
        yield moment
        moment += gap(rng) * mean


def _drifting(rng: Random, per_month: float, days: float) -> tuple[list[float], float]:
    """Moments at a rate whose logarithm wanders from month to month, and that of the last month."""
    moments: list[float] = []
    rate = per_month
    for month in range(math.ceil(days / MONTH)):
        if month:
            rate *= math.exp(rng.gauss(0.0, DRIFT / math.sqrt(12.0)))
        begin = month * MONTH
        end = min(days, begin + MONTH)
        moments.extend(_gaps_from(rng, _poisson, MONTH / rate, begin + rng.expovariate(rate / MONTH), end))
    return moments, rate


def fingerprint(records: Iterable[Record]) -> str:
    """What tells whether records are those that forecasts were made for."""
    told = hashlib.sha256()
    for record in records:
        told.update(repr((record.dates, record.until, record.since)).encode())
    return told.hexdigest()[:16]


def spread(rng: Random, low: float, high: float) -> float:
    """A number between two, as likely in each power of ten."""
    part: float = rng.random()
    return float(low * (high / low) ** part)


def record_of(kind: str, per_month: float, seed: str) -> Record | None:
    """A record of work that comes so often; None where it has too few jobs or too many."""
    rng = Random(f"{seed} past")  # noqa: S311  # no secrets here
    begun = rng.random() < 0.5
    days = max(7, round(min(rng.uniform(FEWEST, MOST) / per_month * MONTH, LONGEST)))
    mean = MONTH / per_month
    now = per_month
    if kind == "drifting":
        moments, now = _drifting(rng, per_month, days)
    else:
        early = -mean * rng.uniform(10.0, 20.0)
        end = days * rng.uniform(0.5, 1.0) if kind == "ended" else days
        moments = [moment for moment in _gaps_from(rng, GAPS[kind], mean, early, end) if moment >= 0.0]
        now = 0.0 if kind == "ended" else per_month
    if not FEWEST <= len(moments) <= MOST:
        return None
    return Record(kind, tuple(moments), days, per_month, now, begun, seed)


def history_of(kind: str, seed: int) -> Record:
    """The record of a seed: 0.1 to 12 jobs a month, seen for as long as it takes to see 3 to 20, at most five years."""
    for attempt in range(1000):
        name = f"history {kind} {seed} {attempt}"
        per_month = spread(Random(name), 0.1, 12.0)  # noqa: S311  # no secrets here
        found = record_of(kind, per_month, name)
        if found is not None:
            return found
    raise AssertionError(kind)
