"""Verdicts on businesses of which only a record of past jobs is known: what do they cost, by whom?"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean
from typing import NamedTuple

from delegation import Availability, History, Mode, Rate, Task, score
from delegation.errors import DelegationError
from tests.benchmarks.calibration import forecasts
from tests.benchmarks.histories import KINDS, MONTH, Record
from tests.benchmarks.remembered import World

Judge = Callable[[World], Mode]


def task_of(world: World, per_month: float, hours: float) -> Task:
    """The task, taken to come at random so often and to take so long."""
    return Task("work", hours=hours, recurrence=Rate(per_month), urgency=world.urgency)


def defaults(world: World) -> Availability:
    """The contractor's week with default loads."""
    return Availability(hours_per_week=world.truth.hours_per_week, people=world.truth.people)


def from_waits(world: World) -> Availability:
    """The loads that the mean of what is remembered tells: a quarter of a day at least, and defaults where none fit."""
    if not world.waits:
        return defaults(world)
    mean = max(0.25, fmean(world.waits))
    try:
        return Availability.from_waits(
            regular_days=mean if world.was_regular else None,
            one_off_days=None if world.was_regular else mean,
            hours_per_week=world.truth.hours_per_week,
            people=world.truth.people,
        )
    except DelegationError:
        return defaults(world)


def by_rate(world: World, per_month: float, availability: Availability, hours: float | None = None) -> Mode:
    """The verdict of `score` on a rate."""
    task = task_of(world, per_month, fmean(world.hours) if hours is None else hours)
    return score(task, world.contractor(availability), world.business).mode


def jobs_by_time(world: World) -> Mode:
    """n/T, mean hours, default loads."""
    return by_rate(world, world.record.per_month, defaults(world))


def jobs_by_time_from_waits(world: World) -> Mode:
    """n/T, mean hours, loads from the mean wait."""
    return by_rate(world, world.record.per_month, from_waits(world))


def by_forecast(method: str) -> Judge:
    """Croston, SBA or TSB, mean hours, loads from the mean wait."""

    def judge(world: World) -> Mode:
        """The verdict on a world that the file knows."""
        return by_rate(world, forecasts()["worlds"][str(world.seed)][method][world.number], from_waits(world))

    return judge


def at_least_monthly(world: World) -> Mode:
    """Outsource what came at least once a month."""
    return Mode.OUTSOURCE if world.record.per_month >= 1.0 else Mode.OUT_TASK


def learnt_history(record: Record, hours: Sequence[float] = ()) -> History:
    """A record as the decider knows it."""
    return History(record.dates, hours=hours, until=record.until, since=record.since)


def learnt_loads(world: World) -> Availability:
    """Loads from single remembered waits, own work of that time included."""
    per_day = world.record.per_month * fmean(world.hours) / MONTH
    most = 0.9 * world.truth.people * world.truth.hours_per_week / 7.0
    return Availability.learn(
        regular_waits=world.waits if world.was_regular else (),
        one_off_waits=() if world.was_regular else world.waits,
        hours_per_week=world.truth.hours_per_week,
        people=world.truth.people,
        own_hours_per_day=min(per_day, most),
    )


def by_history(world: World, history: History, availability: Availability) -> Mode:
    """The verdict of `score` on a history."""
    task = Task("work", hours=fmean(world.hours), recurrence=history, urgency=world.urgency)
    return score(task, world.contractor(availability), world.business).mode


def learnt_counts(world: World) -> Mode:
    """The count learnt; mean hours and default loads."""
    return by_history(world, learnt_history(world.record), defaults(world))


def learnt_counts_and_loads(world: World) -> Mode:
    """And the loads."""
    return by_history(world, learnt_history(world.record), learnt_loads(world))


def learnt(world: World) -> Mode:
    """All that is known learnt: counts, loads, and the spread of hours."""
    return by_history(world, learnt_history(world.record, world.hours), learnt_loads(world))


def truth_known(world: World) -> Mode:
    """The true rate today, the true mean hours and loads; not what then comes."""
    return by_rate(world, world.record.now, world.truth, world.mean_hours)


FIRST = "n/T, mean hours, default loads"

LEARNT = "counts, loads and hours learnt"

JUDGES: dict[str, Judge] = {
    FIRST: jobs_by_time,
    "n/T, loads by `from_waits`": jobs_by_time_from_waits,
    **{f"{method}, loads by `from_waits`": by_forecast(method) for method in ("Croston", "SBA", "TSB")},
    "at least monthly": at_least_monthly,
    "counts learnt": learnt_counts,
    "counts and loads learnt": learnt_counts_and_loads,
    LEARNT: learnt,
    "the truth known, not the future": truth_known,
}


class Row(NamedTuple):
    """How one judge did on some worlds.

    Attributes:
        right: Which part of the verdicts was right where the modes differ by more than a little.
        lost: What all wrong ones cost.
        best: The least cost of all.
    """

    right: float
    lost: float
    best: float

    @property
    def regret(self) -> float:
        """What all wrong verdicts cost, as a part of the least cost."""
        return self.lost / self.best


class Sitting(NamedTuple):
    """What every judge said of every world.

    Attributes:
        worlds: The worlds.
        said: Each judge's verdicts in the order of the worlds.
    """

    worlds: Sequence[World]
    said: Mapping[str, Sequence[Mode]]

    @classmethod
    def of(cls, worlds: Iterable[World], judges: Mapping[str, Judge]) -> "Sitting":
        """Let all judges judge all worlds."""
        listed = tuple(worlds)
        return cls(listed, {name: tuple(map(judge, listed)) for name, judge in judges.items()})

    def row(self, judge: str, among: Callable[[World], bool] = bool) -> Row:
        """How a judge did on some of the worlds, each year that may come counted by itself."""
        pairs = [
            (mode, truth)
            for world, mode in zip(self.worlds, self.said[judge], strict=True)
            if among(world)
            for truth in world.truths
        ]
        clear = [truth.cost(mode) == truth.best for mode, truth in pairs if not truth.close]
        lost = math.fsum(truth.cost(mode) - truth.best for mode, truth in pairs)
        return Row(sum(clear) / len(clear), lost, math.fsum(truth.best for _, truth in pairs))

    def share(self, judge: str, among: Callable[[World], bool] = bool) -> float:
        """A judge's regret as a part of that of n/T."""
        return self.row(judge, among).lost / self.row(FIRST, among).lost

    def table(self) -> str:
        """All judges, as a table in markdown."""
        lines = ["| verdict by | right | regret | of n/T's |", "|---|---|---|---|"]
        for judge in self.said:
            row = self.row(judge)
            lines.append(f"| {judge} | {row.right:.1%} | {row.regret:.2%} | {self.share(judge):.0%} |")
        return "\n".join(lines)

    def parts(self, judge: str, other: str = FIRST) -> str:
        """Regret in parts of the worlds, as a part of the least cost of all of them, in markdown."""
        whole = self.row(judge).best
        lines = [f"| worlds | how many | {other} | {judge} | of n/T's |", "|---|---|---|---|---|"]
        for name, among in PARTS.items():
            one, two = self.row(other, among), self.row(judge, among)
            many = sum(map(among, self.worlds))
            share = self.share(judge, among)
            lines.append(f"| {name} | {many} | {one.lost / whole:.2%} | {two.lost / whole:.2%} | {share:.0%} |")
        return "\n".join(lines)


def _of_kind(kind: str) -> Callable[[World], bool]:
    """Whether a world's work is of a kind."""
    return lambda world: world.record.kind == kind


HALF_A_YEAR = 6 * MONTH

PARTS: dict[str, Callable[[World], bool]] = {
    **{kind: _of_kind(kind) for kind in KINDS},
    "3 to 5 jobs": lambda world: len(world.hours) <= 5,
    "6 to 10 jobs": lambda world: 6 <= len(world.hours) <= 10,
    "11 to 20 jobs": lambda world: len(world.hours) >= 11,
    "records of less than half a year": lambda world: world.record.days < HALF_A_YEAR,
    "longer records": lambda world: world.record.days >= HALF_A_YEAR,
    "beginning of the record known": lambda world: world.record.begun,
    "not known": lambda world: not world.record.begun,
    "no waits remembered": lambda world: not world.waits,
    "one to five waits remembered": lambda world: bool(world.waits),
}
"""Parts of the worlds."""
