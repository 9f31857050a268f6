"""scoring.flips: which change of one factor would flip the verdict, in the user's own unit?"""

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from delegation._formatting.phrases import listed, money, months, number, of
from delegation.scoring.sensitivity import Factor

if TYPE_CHECKING:
    from delegation.scoring.score import Score

Range = tuple[float, float]
"""From which multiplier of a factor to which; from 0 or to infinity where it does not end."""


class Flip(NamedTuple):
    """How a verdict would flip by one factor, in words.

    Attributes:
        factor: Which.
        distance: How far the nearest flip is, as the logarithm of its multiplier, from 0.
        subject: What would have to change, such as ``it came``.
        nearest: To what, at the least: ``fewer than 2.2 times a month``.
        every: All that would do: ``fewer than 2.2 or more than 9 times a month``.
    """

    factor: Factor
    distance: float
    subject: str
    nearest: str
    every: str


class Measure(NamedTuple):
    """In what unit a factor is told.

    Attributes:
        subject: What is measured, with its verb.
        figure: A multiplier of the factor, as a figure in that unit.
        unit: The unit.
        less: The word for less of it.
    """

    subject: str
    figure: Callable[[float], str]
    unit: str
    less: str = "less"


def flips_of(score: "Score", who: str) -> tuple[Flip, ...]:
    """How the verdict of a score would flip, factor by factor; those by which it would not are left out.

    Args:
        score: The score.
        who: What the contractor is called.
    """
    found = []
    for factor, points in score.break_even.items():
        if not points:
            continue
        measure = _MEASURES[factor](score, who)
        there = ranges(points)
        nearest = min(there, key=_distance)
        found.append(Flip(factor, _distance(nearest), measure.subject, told([nearest], measure), told(there, measure)))
    return tuple(found)


def nearest_of(flips: Sequence[Flip]) -> Flip | None:
    """The flip that takes the smallest change; None where there is none."""
    return min(flips, key=lambda flip: flip.distance, default=None)


def ranges(points: Sequence[float]) -> list[Range]:
    """Where a verdict is another than at 1, from the multipliers at which it flips."""
    edges = (0.0, *points, math.inf)
    here = bisect_right(points, 1.0)
    return [each for index, each in enumerate(pairwise(edges)) if (index - here) % 2]


def told(several: Sequence[Range], measure: Measure) -> str:
    """Ranges of multipliers in a unit."""
    words = []
    for low, high in several:
        if not low:
            words.append(f"{measure.less} than {measure.figure(high)}")
        elif math.isinf(high):
            words.append(f"more than {measure.figure(low)}")
        else:
            words.append(f"between {measure.figure(low)} and {measure.figure(high)}")
    return f"{listed(words, 'or')} {measure.unit}".replace(" 1 times", " once").rstrip()


def multiple(amount: float) -> str:
    """A multiplier for reading, with as many digits as it takes to tell it from 1."""
    for digits in range(4, 17):
        if number(amount) != "1":
            break
        if (figure := f"{amount:.{digits}g}") != "1":
            return figure
    return number(amount)


def _distance(each: Range) -> float:
    """How far a range is from 1, as a logarithm."""
    low, high = each
    return -math.log(high) if high <= 1.0 else math.log(low)


def _comes(score: "Score", _who: str) -> Measure:
    """How often one task comes; of several, all together."""
    often, horizon = score.recurrence, score.business.horizon_months
    if len(score.tasks) > 1:
        subject = (
            "all of it came" if all(task.recurrence.comes_back for task in score.tasks) else "what comes back came"
        )
        return Measure(subject, multiple, "times as often as now")
    if often.per_month < 1.0:
        return Measure("it came", lambda x: number(x * often.in_horizon), f"times in {months(horizon)}", "fewer")
    return Measure("it came", lambda x: number(x * often.per_month), "times a month", "fewer")


def _delays(score: "Score", _who: str) -> Measure:
    """What a day's delay of one task costs; of several, all together."""
    cost, currency = score.urgency.cost_per_day, score.business.currency
    if len(score.tasks) > 1:
        return Measure("every delay cost", multiple, "times as much as now")
    return Measure("a day's delay cost", lambda x: money(x * cost, currency), "")


def _others(score: "Score", who: str) -> Measure:
    """How many hours a week other clients take, or would if they could."""
    there = score.contractor.availability
    whole = there.hours_per_week * there.people
    taken = whole * (there.regular_load + there.one_off_load)
    return Measure(f"{of(who)} other clients wanted", lambda x: number(x * taken), f"of {number(whole)} h a week")


_MEASURES = {Factor.RECURRENCE: _comes, Factor.URGENCY: _delays, Factor.AVAILABILITY: _others}
"""In what unit each factor is told."""
