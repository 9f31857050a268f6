"""simulation.sizes: how many working hours does a job take?

Small classes with one method, so that tests and benchmarks can bring their own distributions.
"""

import math
from random import Random
from typing import Protocol

import attrs


class Sizes(Protocol):
    """How large jobs are."""

    @property
    def mean(self) -> float:
        """Working hours of a job on average."""
        ...

    @property
    def residual(self) -> float:
        """Working hours that are on average left of a job at a moment at which it is worked on: E[h²]/(2·E[h])."""
        ...

    def draw(self, rng: Random) -> float:
        """The working hours of one job."""
        ...


@attrs.frozen
class Fixed:
    """Jobs that are all alike.

    Attributes:
        mean: Working hours of each.
    """

    mean: float

    @property
    def residual(self) -> float:
        """Half of it."""
        return self.mean / 2.0

    def draw(self, rng: Random) -> float:
        """Always the same."""
        return self.mean


@attrs.frozen
class Exponential:
    """Jobs with exponential sizes, as the formulas take those of other clients to be.

    Attributes:
        mean: Working hours of a job on average.
    """

    mean: float

    @property
    def residual(self) -> float:
        """The mean again: it has no memory."""
        return self.mean

    def draw(self, rng: Random) -> float:
        """An exponential number."""
        return rng.expovariate(1.0) * self.mean


@attrs.frozen
class Gamma:
    """Jobs with Gamma-distributed sizes, as the formulas take those of a task whose hours vary to be.

    Attributes:
        mean: Working hours of a job on average.
        cv: Coefficient of variation, the standard deviation as a part of the mean, above 0.
    """

    mean: float
    cv: float

    @property
    def residual(self) -> float:
        """E[h²]/(2·E[h])."""
        return self.mean * (1.0 + self.cv**2) / 2.0

    def draw(self, rng: Random) -> float:
        """A Gamma-distributed number."""
        square = self.cv**2
        return rng.gammavariate(1.0 / square, self.mean * square)


@attrs.frozen
class LogNormal:
    """Jobs with log-normal sizes: most are a little smaller than the mean, some much larger.

    Attributes:
        mean: Working hours of a job on average.
        spread: Coefficient of variation, the standard deviation as a part of the mean, from 0.
    """

    mean: float
    spread: float

    @property
    def residual(self) -> float:
        """E[h²]/(2·E[h])."""
        return self.mean * (1.0 + self.spread**2) / 2.0

    def draw(self, rng: Random) -> float:
        """A log-normal number."""
        variance = math.log1p(self.spread**2)
        return self.mean * math.exp(rng.gauss(0.0, 1.0) * math.sqrt(variance) - variance / 2.0)
