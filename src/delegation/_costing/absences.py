"""_costing.absences: how much later does a wait begin that time off stands in front of?

What comes in an absence waits for its end first, and then behind what has piled up; what comes soon after, behind what
is left of that.
"""

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from delegation.availability.calendar import Span
from delegation.queueing.delayed import AT_ONCE, Starts
from delegation.recurrence.kinds import Recurrence

STRATA = 16
"""Into how many parts of equal length an absence is cut, or into its days where these are fewer."""

CLEARING = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0)
"""Into which parts the time after an absence is cut in which work is worked off that has piled up, in its lengths."""


class Moments(NamedTuple):
    """Moments at which a work may come that an absence concerns.

    Attributes:
        share: Which part of the work comes then.
        away: Days that the absence lasts.
        since: Days since it began; after its end more than it lasts.
    """

    share: float
    away: int
    since: float


@lru_cache(maxsize=65_536)
def absences(recurrence: Recurrence, time_off: tuple[Span, ...], on: dt.date, months: int) -> tuple[Moments, ...]:
    """When a work may come that absences concern: in them, or while what has piled up is being worked off.

    Args:
        recurrence: How it comes back.
        time_off: First and last day of each absence, in order.
        on: First day of the horizon.
        months: Months of the horizon.
    """
    end = (on + relativedelta(months=months)).toordinal()
    spread = [
        (first.toordinal(), last.toordinal(), expected) for first, last, expected in recurrence.spread(months, on=on)
    ]
    spans = [(first.toordinal(), (last - first).days + 1) for first, last in time_off]
    return tuple(_moments(spread, spans, end))


def _moments(spread: Sequence[tuple[int, int, float]], spans: Sequence[tuple[int, int]], end: int) -> Iterator[Moments]:
    """When work may come that absences concern.

    Args:
        spread: Over which days it is spread: first, day after the last, expected occurrences.
        spans: First day of each absence and its length, in order.
        end: The day after the last of the horizon.
    """
    whole = math.fsum(expected for _, _, expected in spread)
    following = [*(first for first, _ in spans[1:]), end]
    for (began, days), then in zip(spans, following, strict=True):
        last, parts = min(then, end), min(days, STRATA)
        edges = [began + days * part / parts for part in range(parts)]
        edges += [began + days * (1.0 + each) for each in CLEARING]
        for low, high in pairwise(min(edge, float(last)) for edge in edges):
            comes = [
                expected * (min(high, until) - max(low, first)) / (until - first)
                for first, until, expected in spread
                if first < high and low < until
            ]
            if share := math.fsum(comes):
                yield Moments(share / whole, days, (low + high) / 2.0 - began)


def absence_starts(moments: Iterable[Moments], *, level: float, first_class: float, regular: bool) -> Starts:
    """When the wait of a work begins that comes in an absence, or soon after: at its end, behind what has piled up.

    Work piles up at the rate at which it comes, and is worked off at the rate at which more can be done than comes.

    Args:
        moments: When it comes, as far as absences concern it.
        level: Share of the hours that all work takes which goes before a job of this class.
        first_class: The same of the first class.
        regular: Whether it is a job of that class.
    """
    found: list[tuple[float, float]] = []
    for share, away, since in moments:
        first = 0.0 if regular else first_class
        if since < away:
            days = away - since + (level * since + first * (away - since)) / (1.0 - first)
        else:
            days = (level * away - (1.0 - level) * (since - away)) / (1.0 - first)
        if days > 0.0:
            found.append((share, days))
    present = max(0.0, 1.0 - math.fsum(share for share, _ in found))
    return ((present, 0.0), *found) if found else AT_ONCE
