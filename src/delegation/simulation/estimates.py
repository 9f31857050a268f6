"""simulation.estimates: how large is a number that many runs tell, and how far may it be off?"""

import math
from collections.abc import Sequence

import attrs

from delegation._formatting.phrases import number

NORMAL = 1.959963984540054
"""Standard errors on both sides of a normal number that hold 95 %."""

FEW = {1: 12.706204736432095, 2: 4.302652729911275}
"""The same of Student's t with one and two degrees of freedom."""


def student(freedom: int) -> float:
    """Standard errors on both sides of a mean of `freedom` + 1 runs that hold 95 %.

    The Cornish-Fisher expansion of Student's t (Abramowitz and Stegun 26.7.5), within 1.5 % from three on.
    """
    if freedom < 1:
        return math.inf
    if freedom in FEW:
        return FEW[freedom]
    z, n = NORMAL, float(freedom)
    first = (z**3 + z) / 4.0
    second = (5.0 * z**5 + 16.0 * z**3 + 3.0 * z) / 96.0
    third = (3.0 * z**7 + 19.0 * z**5 + 17.0 * z**3 - 15.0 * z) / 384.0
    return z + first / n + second / n**2 + third / n**3


@attrs.frozen
class Estimate:
    """A number that runs tell on average.

    Attributes:
        mean: The average.
        standard_error: Its standard error; infinite where one run tells it, or none.
        runs: How many runs tell it.
        promised: What score or plan promises; None where they promise nothing.
    """

    mean: float
    standard_error: float
    runs: int
    promised: float | None = None

    def __repr__(self) -> str:
        """The average, where it lies with 95 %, and what was promised, in one line."""
        low, high = self.interval
        promised = "" if self.promised is None else f", promised {number(self.promised)}"
        return f"<{type(self).__name__}: {number(self.mean)}, {number(low)} to {number(high)} with 95%{promised}>"

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true number lies with 95 %, by Student's t."""
        if not self.standard_error:
            return self.mean, self.mean
        reach = student(self.runs - 1) * self.standard_error
        return self.mean - reach, self.mean + reach

    @property
    def deviation(self) -> float | None:
        """How far it lies from what is promised, as a part of that; None where there is nothing to compare with."""
        return self.mean / self.promised - 1.0 if self.promised else None


@attrs.frozen(repr=False)
class Spread(Estimate):
    """A number that differs from month to month.

    Attributes:
        low: One in twenty is below.
        median: Half are below.
        high: One in twenty is above.
        largest: The largest of all.
    """

    low: float = attrs.field(kw_only=True)
    median: float = attrs.field(kw_only=True)
    high: float = attrs.field(kw_only=True)
    largest: float = attrs.field(kw_only=True)


def spread(months: Sequence[Sequence[float]], promised: float | None = None) -> Spread:
    """How a number differs from month to month.

    Args:
        months: For each run its months; as many in each.
        promised: What is promised for a month on average.
    """
    found = average([math.fsum(run) / len(run) for run in months], promised)
    ordered = sorted(amount for run in months for amount in run)
    low, median, high = (ordered[min(len(ordered) - 1, int(part * len(ordered)))] for part in (0.05, 0.5, 0.95))
    return Spread(
        found.mean, found.standard_error, found.runs, promised, low=low, median=median, high=high, largest=ordered[-1]
    )


def average(values: Sequence[float], promised: float | None = None) -> Estimate:
    """The average of what independent runs tell.

    Args:
        values: What each run tells.
        promised: What is promised.
    """
    return ratio(values, [1.0] * len(values), promised)


def ratio(sums: Sequence[float], counts: Sequence[float], promised: float | None = None) -> Estimate:
    """An average over all that runs saw: a sum over a count, both from the same runs.

    The standard error is that of a ratio estimate (Cochran, "Sampling Techniques", section 6.4).

    Args:
        sums: The sum of each run.
        counts: The count of each run.
        promised: What is promised.

    Returns:
        The estimate; not a number where nothing was counted.
    """
    runs, seen = len(sums), math.fsum(counts)
    if not seen:
        return Estimate(math.nan, math.inf, runs, promised)
    mean = math.fsum(sums) / seen
    if runs < 2 or math.isinf(mean):
        return Estimate(mean, math.inf, runs, promised)
    off = math.fsum((total - mean * count) ** 2 for total, count in zip(sums, counts, strict=True))
    return Estimate(mean, math.sqrt(off * runs / (runs - 1)) / seen, runs, promised)
