"""_costing.occasions: how much later does a wait begin of what comes together with other work, as in a launch week?"""

import heapq
from collections.abc import Sequence
from itertools import pairwise

from delegation._costing.workload import Work
from delegation.queueing.delayed import AT_ONCE, Starts


def occasion_starts(
    works: Sequence[Work], priorities: Sequence[float], people: int, days_an_hour: float
) -> list[Starts]:
    """When the wait of each work begins after those of its occasion that are served before it.

    They come together as often as the rarer of two comes, and are served in the order of their priorities, each by who
    is free first.

    Args:
        works: All works in the same hands.
        priorities: Cost of delay an hour of work of each.
        people: How many people do them side by side.
        days_an_hour: Calendar days that an hour of work takes one of them, with what is served first meanwhile.
    """
    starts: list[Starts] = [AT_ONCE] * len(works)
    groups: dict[str, list[int]] = {}
    for place, work in enumerate(works):
        if work.task.occasion and work.occurrences:
            groups.setdefault(work.task.occasion, []).append(place)
    for group in groups.values():
        order = sorted(group, key=lambda place: (-priorities[place], works[place].task.name))
        for rank, place in enumerate(order[1:], start=1):
            starts[place] = _behind(works, order[:rank], place, people, days_an_hour)
    return starts


def _behind(works: Sequence[Work], before: Sequence[int], place: int, people: int, days_an_hour: float) -> Starts:
    """When a work's wait begins behind those before it, of which the rarer ones do not come each time."""
    often = {each: min(1.0, works[each].occurrences / works[place].occurrences) for each in before}
    found: dict[float, float] = {}
    levels = [1.0, *sorted(often.values(), reverse=True), 0.0]
    for upper, lower in pairwise(levels):
        if upper <= lower:
            continue
        free = [0.0] * people
        for each in before:
            if often[each] >= upper:
                heapq.heapreplace(free, free[0] + works[each].size * days_an_hour)
        found[free[0]] = found.get(free[0], 0.0) + upper - lower
    return tuple((probability, days) for days, probability in sorted(found.items()))
