"""reviewing.slowness: which contractor has become slower?

The waits that are remembered are cut at the middle of their days, and the ranks of the later ones summed. If nothing
has changed, every order of the waits is as likely as another, whatever they are distributed like: so the chance of so
high a sum is exact, also of few waits, of many zeros and of long tails, which is why no mean and no model of the queue
is asked. It is the rank-sum test of Wilcoxon (1945), one-sided.
"""

import datetime as dt
import math
from collections.abc import Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

from delegation._formatting.phrases import days, money, probability
from delegation.errors import titled
from delegation.model.engagement import Engagement
from delegation.model.mode import Mode
from delegation.model.task import Task
from delegation.queueing.own import MONTH_DAYS
from delegation.reviewing.advice import Advice, Fact, Kind
from delegation.reviewing.log import task_of
from delegation.reviewing.situation import LEAST_SURPRISE, Situation

MOST_WAITS = 40
"""So many of the latest waits are compared: older ones tell of another time."""

LEAST_DAYS = 1.0
"""A median that grew by less than a day is no news, however sure."""

SELDOM = 0.001
"""From this chance on it is told in tenths of a percent."""


class Waited(NamedTuple):
    """A wait that is remembered.

    Attributes:
        day: The day of its job.
        days: How long it was.
        task: The job's task, or None where that is not known.
    """

    day: dt.date
    days: float
    task: Task | None


def about_slowness(situation: Situation) -> list[Advice]:
    """Advice on contractors of whom something runs, as one-off and as regular client apart: they are served apart."""
    found = []
    for name, mode in sorted({(each.contractor.name, each.mode) for each in situation.running}):
        several = [each for each in situation.engagements if (each.contractor.name, each.mode) == (name, mode)]
        advice = _about(situation, name, mode, _waits(situation, several))
        if advice is not None:
            found.append(advice)
    return found


def _waits(situation: Situation, engagements: Sequence[Engagement]) -> list[Waited]:
    """The latest waits that are remembered, in the order of their days."""
    found = []
    for each in engagements:
        tasks = {task.name: task for task in each.tasks}
        found += [
            Waited(job.date, job.waited_days, tasks.get(task_of(each, job)))
            for job in each.jobs
            if job.waited_days is not None and job.date <= situation.on
        ]
    return sorted(found, key=lambda wait: (wait.day, wait.days, wait.task.name if wait.task else ""))[-MOST_WAITS:]


def _about(situation: Situation, name: str, mode: Mode, waits: Sequence[Waited]) -> Advice | None:
    """Advice on the waits in one class with one contractor."""
    earlier, later = halves(waits)
    if not earlier:
        return None
    before, after = (median(wait.days for wait in half) for half in (earlier, later))
    chance = rank_chance([wait.days for wait in earlier], [wait.days for wait in later])
    if after - before < LEAST_DAYS or 1.0 - chance < LEAST_SURPRISE:
        return None
    cost = max(0.0, _late_cost(situation, later) - _late_cost(situation, earlier))
    span = max(1.0, (situation.on - later[0].day).days / MONTH_DAYS)
    worth = cost * len(later) / span
    costs = f" The longer waits cost you {money(worth, situation.business.currency)} a month more." if worth else ""
    seldom = probability(round(chance, 3) if chance >= SELDOM else chance)
    client = "as a regular client" if mode is Mode.OUTSOURCE else "as a one-off client"
    tasks = tuple(sorted({wait.task.name for wait in waits if wait.task}))
    told = (
        f"{titled(name)} has become slower: {client} you waited {days(before)} until {earlier[-1].day} and "
        f"{days(after)} since {later[0].day} (medians). That is hardly chance ({seldom})."
    )
    return Advice(
        kind=Kind.SLOWER,
        contractor=name,
        tasks=tasks,
        sentence=f"{told}{costs} Ask why, or look for somebody else.",
        money=worth,
        confidence=1.0 - chance,
        evidence=(
            Fact("median wait before, days", before, earlier[0].day),
            Fact("median wait since, days", after, later[0].day),
        ),
    )


def halves(waits: Sequence[Waited]) -> tuple[list[Waited], list[Waited]]:
    """The earlier and the later half of waits, those of one day never parted; empty where there are no two."""
    if len(waits) < 2:
        return [], []
    middle = waits[len(waits) // 2].day
    if middle == waits[0].day:  # the first half is of one day
        middle = next((wait.day for wait in waits if wait.day > middle), middle)
    earlier = [wait for wait in waits if wait.day < middle]
    return earlier, [wait for wait in waits if wait.day >= middle]


def rank_chance(earlier: Sequence[float], later: Sequence[float]) -> float:
    """The chance that the later ones rank as high as they do, or higher, if all orders are equally likely.

    Equal values share the mean of their ranks.
    """
    ranks: dict[float, int] = {}
    place = 0
    for value, same in groupby(sorted([*earlier, *later])):
        many = len(list(same))
        ranks[value] = 2 * place + many + 1  # twice the mean of the ranks place + 1 to place + many
        place += many
    ways: list[dict[int, int]] = [{0: 1}, *({} for _ in later)]  # by how many are chosen, how many ways to each sum
    for value in (*earlier, *later):
        for chosen in range(len(later), 0, -1):
            for total, many in ways[chosen - 1].items():
                ways[chosen][total + ranks[value]] = ways[chosen].get(total + ranks[value], 0) + many
    seen = sum(ranks[value] for value in later)
    high = sum(many for total, many in ways[-1].items() if total >= seen)
    return high / math.comb(place, len(later))


def _late_cost(situation: Situation, waits: Sequence[Waited]) -> float:
    """What a wait cost on average, in money; of what cannot wait, until somebody else could have started."""
    business = situation.business
    lost = []
    for wait in waits:
        urgency = wait.task.urgency if wait.task else None
        if urgency is None or not urgency.cost_per_day:
            continue
        patience = business.replacement_days + business.hiring_hours * business.owner_rate / urgency.cost_per_day
        lost.append(urgency.cost_per_day * min(max(0.0, wait.days - urgency.slack_days), patience))
    return math.fsum(lost) / len(waits)
