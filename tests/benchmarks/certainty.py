"""Are verdicts right as often as their confidence says, and do wrong ones cost what it tells?

A verdict counts as right if its mode costs less on average over many ways in which the next year may go, so that the
luck of one year is no fault of it: what a confidence does not know either is rates, hours and loads.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

from delegation import Mode, Task, score
from tests.benchmarks.remembered import World
from tests.benchmarks.verdicts import learnt_history, learnt_loads

YEARS = 30
"""Years over which the truth is an average."""

STEPS = (0.0, 0.6, 0.7, 0.8, 0.9, 0.97, 1.0)
"""Between which confidences verdicts are counted together."""


class Told(NamedTuple):
    """A verdict's confidence, and what came of it.

    Attributes:
        goes_on: Whether the work did not end.
        probability: That it is right, as told.
        right: Whether it was.
        regret: What being wrong costs a month, as told.
        lost: What it cost a month.
    """

    goes_on: bool
    probability: float
    right: bool
    regret: float
    lost: float

    @classmethod
    def of(cls, world: World) -> "Told":
        """The learnt verdict on a world."""
        recurrence = learnt_history(world.record, world.hours)
        task = Task("work", hours=fmean(world.hours), recurrence=recurrence, urgency=world.urgency)
        found = score(task, world.contractor(learnt_loads(world)), world.business)
        truths = [world.costs(which) for which in range(YEARS)]
        outsource, out_task = (fmean(column) for column in zip(*truths, strict=True))
        mine, best = (outsource if found.mode is Mode.OUTSOURCE else out_task), min(outsource, out_task)
        told = found.confidence
        goes_on = world.record.kind != "ended"
        return cls(goes_on, told.probability, mine <= best, told.regret, (mine - best) / world.business.horizon_months)


def rows(verdicts: Sequence[Told]) -> Iterable[tuple[str, list[Told]]]:
    """Verdicts by their confidence, and all together."""
    for low, high in pairwise(STEPS):
        among = [each for each in verdicts if low <= each.probability < high or high == each.probability == 1.0]
        if among:
            yield f"{low:.0%} to {high:.0%}", among
    yield "**all**", list(verdicts)
    yield "of work that goes on", [each for each in verdicts if each.goes_on]
    yield "of work that had ended", [each for each in verdicts if not each.goes_on]


def table(verdicts: Sequence[Told]) -> str:
    """The figures in markdown."""
    head = ("confidence", "verdicts", "told", "right", "regret told, a month", "lost, a month")
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for name, among in rows(verdicts):
        told, right, regret, lost = (
            fmean(float(getattr(each, field)) for each in among) for field in ("probability", "right", "regret", "lost")
        )
        lines.append(f"| {name} | {len(among)} | {told:.0%} | {right:.0%} | {regret:.1f} | {lost:.1f} |")
    return "\n".join(lines)
