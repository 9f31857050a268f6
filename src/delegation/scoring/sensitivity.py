"""scoring.sensitivity: which factor speaks how loudly for a verdict, and which change of one would flip it?"""

import enum
import math
from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise, product

import attrs

from delegation._costing.balance import Balance
from delegation._costing.case import Case
from delegation._costing.keyed import Keyed
from delegation._formatting.phrases import listed, number
from delegation.payback import payback

LOWEST, HIGHEST, POINTS = 1e-3, 1e3, 61
"""The multipliers tried for a break-even: ten to each power of ten."""

RATIO = (HIGHEST / LOWEST) ** (1.0 / (POINTS - 1))
"""How far they lie apart."""

TRIED = [min(HIGHEST, LOWEST * RATIO**k) for k in range(POINTS)]
"""These multipliers, in rising order."""

PRECISION = 1e-12
"""How closely a multiplier is found, relatively."""

REACH = 1e9
"""How far the reference recurrence is looked for, both ways."""


class Factor(enum.StrEnum):
    """One of the three things that decide: how often, how urgent, how soon."""

    RECURRENCE = "recurrence"
    URGENCY = "urgency"
    AVAILABILITY = "availability"


FACTORS = tuple(Factor)
"""The factors in their order."""


@attrs.frozen
class Contributions(Keyed[Factor, float]):
    """What each factor adds to ln(payback), held like a mapping indexed by `Factor`.

    Above 0 a factor speaks for outsourcing, below 0 against.

    They add up to ln(payback): the Shapley values of going from references to the actual case, at which the reference
    recurrence is the one where the commitment just pays for itself.
    """

    recurrence: float
    urgency: float
    availability: float

    def __repr__(self) -> str:
        """What each factor adds, in one line."""
        return f"<Contributions: {', '.join(f'{factor} {amount:+.3g}' for factor, amount in self.items())}>"

    @classmethod
    def _keys(cls) -> tuple[Factor, ...]:
        return FACTORS

    @property
    def total(self) -> float:
        """ln(payback)."""
        return math.fsum((self.recurrence, self.urgency, self.availability))


@attrs.frozen
class BreakEven(Keyed[Factor, tuple[float, ...]]):
    """The multipliers of each factor at which the verdict flips, in rising order, held like a mapping by `Factor`.

    Any number of them; often none or one.

    Attributes:
        recurrence: Multipliers of all the bundle's rates, 0.001 to 1000.
        urgency: Multipliers of all its costs of delay, 0.001 to 1000.
        availability: Multipliers of both loads of the contractor's other clients, up to a regular share of 1; where
            the loads are not known, of every belief, up to a mean regular share of 1.
    """

    recurrence: tuple[float, ...]
    urgency: tuple[float, ...]
    availability: tuple[float, ...]

    def __repr__(self) -> str:
        """At how many times what it is each factor flips the verdict, in one line."""
        told = (
            f"{factor} at {listed([number(each) for each in flips])} times" if flips else f"{factor} nowhere"
            for factor, flips in self.items()
        )
        return f"<BreakEven: {', '.join(told)}>"

    @classmethod
    def _keys(cls) -> tuple[Factor, ...]:
        return FACTORS


def break_even_of(case: Case, balance: Balance) -> BreakEven:
    """Where the verdict of a case flips."""
    if case.offer is None:
        return BreakEven((), (), ())
    regular = case.contractor.availability.regular_load
    overage = balance.overage_hours
    most = min(HIGHEST, 1.0 / regular) if regular else HIGHEST
    return BreakEven(
        recurrence=_flips(partial(_gain_at, case), HIGHEST),
        urgency=_flips(lambda x: case.weigh(costs=x, overage_hours=overage, waits=balance.waits).gain, HIGHEST),
        availability=_flips(lambda x: case.weigh(loads=x, overage_hours=overage).gain, most),
    )


def _gain_at(case: Case, rates: float) -> float:
    """What the commitment gains with all rates multiplied, or a number with the same sign that is found sooner."""
    if case.offer is None or not case.offer.rollover_hours:
        return case.weigh(rates=rates).gain
    waits = case.waits(rates=rates)
    least, most = case.overage_range(rates)
    best = case.weigh(rates=rates, overage_hours=least, waits=waits).gain
    if best <= 0.0:
        return best
    worst = case.weigh(rates=rates, overage_hours=most, waits=waits).gain
    return worst if worst > 0.0 else case.weigh(rates=rates, waits=waits).gain


def contributions_of(case: Case, balance: Balance) -> Contributions | str:
    """The contributions of a case, or in words why there are none.

    The owner's own load is held at its actual hours and the offer at the one chosen in all eight points.
    """
    actual = balance.overage_hours
    reference = (case.business.reference_urgency, case.business.reference_availability)

    def at(rates: float, *, urgent: bool, available: bool) -> float:
        """The logarithm of payback at a point; -inf where nothing is saved."""
        point = case.weigh(
            rates=rates,
            urgency=None if urgent else reference[0],
            availability=None if available else reference[1],
            own_rates=1.0,
            overage_hours=actual if rates == 1.0 else None,
        )
        return _log_payback(point)

    if not balance.committed:
        return "nothing is committed, so that payback is without bound"
    if all(work.once for work in case.works):
        return "nothing of this work comes back, so that there is no rate to compare with"
    if any(wait.regular.endless for wait in case.waits(availability=reference[1])):
        return "with the reference availability there would be no room for this work"
    start = _pays(lambda x: at(x, urgent=False, available=False))
    if math.isnan(start):
        return "at no rate would the commitment just pay for itself under the reference urgency and availability"
    points: dict[tuple[bool, ...], float] = {
        (recurring, urgent, available): at(1.0 if recurring else start, urgent=urgent, available=available)
        for recurring, urgent, available in product((False, True), repeat=3)
        if 0 < recurring + urgent + available < 3
    }
    points[True, True, True] = _log_payback(balance)
    if not all(map(math.isfinite, points.values())):
        return "with some of the factors at their references payback is 0 or without bound"
    points[False, False, False] = 0.0  # by the choice of the start; the search ends beside it
    return Contributions(*(_shapley(points, index) for index in range(3)))


def _log_payback(balance: Balance) -> float:
    """The logarithm of payback; -inf where nothing is saved."""
    ratio = payback(balance.saved, balance.committed)
    return math.log(ratio) if ratio else -math.inf


def _shapley(points: Mapping[tuple[bool, ...], float], index: int) -> float:
    """The mean gain of switching one of three factors on, over the six orders in which the three can be switched."""
    gains: list[float] = []
    for one, other in product((False, True), repeat=2):
        off, on = [one, other], [one, other]
        off.insert(index, False)
        on.insert(index, True)
        share = 1.0 / 3.0 if one is other else 1.0 / 6.0
        gains.append(share * (points[tuple(on)] - points[tuple(off)]))
    return math.fsum(gains)


def _pays(log_payback: Callable[[float], float]) -> float:
    """The smallest multiplier at which ln payback reaches 0 (it never falls), NaN if none does."""
    low, high = 1.0 / REACH, REACH
    if not log_payback(low) < 0.0 or not log_payback(high) >= 0.0:
        return math.nan
    return _crossing(lambda x: -log_payback(x), (low, -log_payback(low)), (high, -log_payback(high)))


def _flips(gain: Callable[[float], float], most: float) -> tuple[float, ...]:
    """The multipliers up to `most` at which a gain becomes one or is one no more, by a scan on a logarithmic scale."""
    tried = TRIED if most >= TRIED[-1] else [*(x for x in TRIED if x < most), most]
    return tuple(
        _crossing(gain, before, after)
        for before, after in pairwise([(x, gain(x)) for x in tried])
        if (before[1] > 0.0) is not (after[1] > 0.0)
    )


def _crossing(gain: Callable[[float], float], before: tuple[float, float], after: tuple[float, float]) -> float:
    """Where a gain changes its sign between two multipliers; a gain of nothing is none.

    By interpolation that never needs many more steps than bisection (ITP: Oliveira and Takahashi, "An enhancement of
    the bisection method average performance preserving minmax optimality", ACM Transactions on Mathematical Software 47
    (2021)), on a logarithmic scale; by bisection where a gain has no bound.

    Args:
        gain: The gain at a multiplier.
        before: A multiplier, and its gain.
        after: A larger one, at which the gain has the other sign.

    Returns:
        The multiplier, on the side of the larger one.
    """
    (low, at_low), (high, at_high) = (math.log(before[0]), before[1]), (math.log(after[0]), after[1])
    gains, tolerance = at_low > 0.0, PRECISION / 2.0
    reach = tolerance * 2.0 ** (math.ceil(math.log2(max(1.0, (high - low) / PRECISION))) + 1)
    narrowing = 0.2 / (high - low)
    while high - low > PRECISION:
        middle = between = (low + high) / 2.0
        if math.isfinite(at_low) and math.isfinite(at_high):
            between = (at_high * low - at_low * high) / (at_high - at_low)
            toward = math.copysign(1.0, middle - between)
            between += toward * min(narrowing * (high - low) ** 2, abs(middle - between))
            most = max(0.0, reach - (high - low) / 2.0)
            between = between if abs(between - middle) <= most else middle - toward * most
        reach /= 2.0
        if not low < between < high:
            between = middle
        found = gain(math.exp(between))
        if (found > 0.0) is gains:
            low, at_low = between, found
        else:
            high, at_high = between, found
    return math.exp(high)
