"""reviewing.bahncard: when does a commitment pay for itself, whatever the future brings?

Each job costs a, or b < a during a term T for which F was committed to. Nobody knows which jobs are to come. The rule:
count the jobs paid at a in the trailing term, this one included; when the count reaches F/(a - b), commit before this
job, which already costs b. It never costs more than 2 - b/a times what the best decision in hindsight does, and no rule
that draws no lots can promise less.

Source: Fleischer, "On the Bahncard problem", Theoretical Computer Science 268 (2001), where the algorithm is called SUM
and b/a is β. With b = 0 and an endless term it is the ski-rental problem.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

ROUNDING = 1e-12
"""A count reaches what is needed in spite of errors of rounding in it; the guarantee holds but for as much."""


def spares(a: float, b: float) -> bool:
    """Whether a job costs less once committed, by more than errors of rounding."""
    return a - b > a * ROUNDING


def needed(a: float, b: float, F: float) -> float:
    """F/(a - b): how many jobs must have been paid one-off in the trailing term, this one included.

    Args:
        a: What a job costs one-off, in money, from 0.
        b: What it costs once committed, in money, from 0.
        F: What a term of the commitment costs whatever comes, in money, from 0.

    Returns:
        A number of jobs, from 0; infinite where a job costs no less once committed.
    """
    return F / (a - b) if spares(a, b) else math.inf


def guarantee(a: float, b: float) -> float:
    """2 - b/a: how many times the best cost in hindsight the rule may cost at the most.

    Returns:
        From 1 to 2; 1 where a job costs no less once committed, as the rule then never commits.
    """
    return 2.0 - b / a if spares(a, b) else 1.0


def reaches(count: int, needed: float) -> bool:
    """Whether so many jobs are as many as are needed."""
    return count >= needed * (1.0 - ROUNDING)


def jobs_needed(needed: float) -> int | None:
    """The fewest whole jobs that reach what is needed, at least 1 as one must come; None where none ever do."""
    return None if math.isinf(needed) else max(1, math.ceil(needed * (1.0 - ROUNDING)))


def starts(times: Sequence[float], needed: float, T: float) -> list[int]:
    """Before which jobs the rule commits.

    A term that starts at a job's time t covers what comes in [t, t + T); the trailing term of t is (t - T, t].

    Args:
        times: When each job comes, in order, in days or any other unit.
        needed: The count at which it commits; `needed` gives the one that is guaranteed.
        T: The term, in the same unit; infinite where a commitment never ends.

    Returns:
        Places in `times`, in order.
    """
    found: list[int] = []
    first_paid = 0  # jobs before it are paid at b, or before a term that was
    place = 0
    while place < len(times):
        since = max(first_paid, bisect_right(times, times[place] - T))
        if reaches(place - since + 1, needed):
            found.append(place)
            place = first_paid = _end(times, place, T)
        else:
            place += 1
    return found


def cost(times: Sequence[float], starts: Sequence[int], *, a: float, b: float, F: float, T: float) -> float:
    """What all jobs cost if one commits before some of them, in money.

    Args:
        times: When each job comes, in order.
        starts: Before which of them, places in `times`; none of them within the term of another.
        a: What a job costs one-off.
        b: What it costs once committed.
        F: What each term costs.
        T: The term.
    """
    covered = sum(_end(times, start, T) - start for start in starts)
    return len(starts) * F + covered * b + (len(times) - covered) * a


def hindsight(times: Sequence[float], *, a: float, b: float, F: float, T: float) -> float:
    """What the best decisions cost for one who knew all jobs beforehand, in money.

    By dynamic programming from the last job back: each is paid one-off, or a term starts with it.
    """
    best = [0.0] * (len(times) + 1)
    for place in range(len(times) - 1, -1, -1):
        end = _end(times, place, T)
        best[place] = min(a + best[place + 1], F + b * (end - place) + best[end])
    return best[0]


def _end(times: Sequence[float], start: int, T: float) -> int:
    """The place of the first job that a term which starts with one does not cover."""
    return max(start + 1, bisect_left(times, times[start] + T))
