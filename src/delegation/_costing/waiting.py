"""_costing.waiting: how long does each task wait that one contractor, or the owner, is given?

A job meets the other clients, and the owner's other work there. Work that comes once adds its hours over the horizon to
what other tasks meet, not to its own wait. In front of the queue stand the end of an absence, and the tasks of one
occasion that are served before it.
"""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import attrs
from dateutil.relativedelta import relativedelta

from delegation._costing.absences import absence_starts, absences
from delegation._costing.occasions import occasion_starts
from delegation._costing.workload import Work
from delegation.availability.calendar import Span
from delegation.availability.weeks import WEEK_DAYS, Availability
from delegation.queueing.delayed import AnyWait, delayed
from delegation.queueing.mixture import Point, own_waits_over
from delegation.queueing.own import ENDLESS, MONTH_DAYS, OwnWork
from delegation.queueing.priority import Wait
from delegation.urgency import Urgency

IDLE: Point = (1.0, 0.0, 0.0, 1.0)
"""The queue of somebody who serves nobody else."""


class Server(NamedTuple):
    """Whose queue it is, as far as the other clients are concerned.

    Attributes:
        people: How many people work side by side.
        hours_per_week: Working hours a week of one person while they are there, bookings taken out.
        present: Which part of the horizon they are there.
        points: What others may take of the hours, and in pieces of which mean size; a single one where that is known.
    """

    people: int
    hours_per_week: float
    present: float = 1.0
    points: tuple[Point, ...] = (IDLE,)

    @classmethod
    def of(cls, availability: Availability, on: dt.date | None = None, months: int = 1, loads: float = 1.0) -> "Server":
        """A contractor.

        Args:
            availability: Their weeks.
            on: First day of the horizon; without it, nothing of the calendar is taken out.
            months: Months of the horizon.
            loads: What the loads of others are multiplied by.
        """
        present, free = 1.0, 1.0
        if on is not None and (availability.time_off or availability.bookings):
            present, free = _there(availability, on, months)
        return cls(
            availability.people,
            availability.hours_per_week * free,
            present,
            tuple((weight, a1 * loads, a2 * loads, size) for weight, a1, a2, size in availability.points),
        )

    @classmethod
    def owner(cls, hours_per_month: float) -> "Server":
        """The owner, who serves nobody else."""
        return cls(1, hours_per_month * WEEK_DAYS / MONTH_DAYS)

    def waits(self, own: Sequence[OwnWork], *, regular: bool) -> tuple[Wait, ...]:
        """The wait of each of the owner's works, and last that of a job at any moment; endless without any hours.

        All of the work is done while they are there.
        """
        if not self.hours_per_week:
            return (ENDLESS,) * (len(own) + 1)
        if self.present != 1.0:
            own = [work._replace(per_month=work.per_month / self.present) for work in own]
        return own_waits_over(own, self.points, regular=regular, people=self.people, hours_per_week=self.hours_per_week)

    @property
    def regular_load(self) -> float:
        """Share of the hours taken by other regular clients, on average."""
        return math.fsum(weight * regular for weight, regular, _, _ in self.points)

    @property
    def days_an_hour(self) -> float:
        """Calendar days that an hour of one person's work takes."""
        return WEEK_DAYS / self.hours_per_week if self.hours_per_week else math.inf

    def levels(self, own: Sequence[OwnWork], *, regular: bool) -> tuple[float, float]:
        """Which share of the hours goes before a job of a class, and which of it is in the first class.

        Where the loads of others are not known: on average over those with room; 1 or more where none has any.
        """
        capacity = self.people * self.hours_per_week / WEEK_DAYS * self.present
        share = math.fsum(work.per_month * work.hours for work in own) / MONTH_DAYS / capacity if capacity else 1.0
        each = [
            (weight, first + share, first + share) if regular else (weight, first + second + share, first)
            for weight, first, second, _ in self.points
        ]
        roomy = [point for point in each if point[1] < 1.0] or each
        whole = math.fsum(weight for weight, _, _ in roomy)
        level, first_class = (math.fsum(point[0] * point[part] for point in roomy) / whole for part in (1, 2))
        return level, first_class


@lru_cache(maxsize=1024)
def _there(availability: Availability, on: dt.date, months: int) -> tuple[float, float]:
    """Which part of the horizon a contractor is there, and which part of their hours then is not booked."""
    end = on + relativedelta(months=months)
    whole = Availability(hours_per_week=availability.hours_per_week, people=availability.people)
    there = attrs.evolve(whole, time_off=availability.time_off).calendar.hours_between(on, end)
    booked = availability.calendar.hours_between(on, end)
    return there / whole.calendar.hours_between(on, end), booked / there if there else 0.0


def own_work(works: Iterable[Work], months: int, rates: float = 1.0) -> list[OwnWork]:
    """Works as a queue meets them, with all rates multiplied; what comes once is spread over the horizon."""
    return [
        OwnWork(work.size, work.occurrences / months * (1.0 if work.once else rates), work.rhythmic, work.cv)
        for work in works
    ]


def waits_of(
    works: Sequence[Work], server: Server, *, regular: bool, months: int, rates: float = 1.0, among: Sequence[Work] = ()
) -> list[Wait]:
    """The wait in the queue of each of several works in one class.

    Args:
        works: The works.
        server: Whose queue.
        regular: Whether the owner is a regular client.
        months: Months of the horizon.
        rates: What all rates are multiplied by; what comes once stays once.
        among: Other work of the owner's in the same class, at its own rate.
    """
    own = own_work(works, months, rates) + own_work(among, months)
    waits: list[Wait] = []
    together: tuple[Wait, ...] | None = None
    for place, work in enumerate(works):
        if work.once:
            waits.append(server.waits(own[:place] + own[place + 1 :], regular=regular)[-1])
            continue
        together = together or server.waits(own, regular=regular)
        waits.append(together[place])
    return waits


def waits_in_class(
    works: Sequence[Work],
    others: Sequence[Work],
    server: Server,
    *,
    regular: bool,
    months: int,
    rates: float = 1.0,
    urgency: Urgency | None = None,
    time_off: tuple[Span, ...] = (),
    on: dt.date | None = None,
) -> list[AnyWait]:
    """How long a job of each of several works waits in one class, from the need to the start.

    Args:
        works: The works.
        others: Other work of the owner's in the same hands.
        server: Whose.
        regular: Whether the owner is a regular client.
        months: Months of the horizon.
        rates: What the rates of the works are multiplied by.
        urgency: One urgency in place of every task's own; it decides which of an occasion goes first.
        time_off: The absences of those hands.
        on: First day of the horizon, or None.
    """
    waits: list[AnyWait] = list(waits_of(works, server, regular=regular, months=months, rates=rates, among=others))
    if any(work.task.occasion for work in works):
        every = (*works, *others)
        priorities = [(urgency or work.task.urgency).cost_per_day / work.size for work in every]
        stretch = 1.0 if regular or server.regular_load >= 1.0 else 1.0 / (1.0 - server.regular_load)
        behind = occasion_starts(every, priorities, server.people, server.days_an_hour * stretch)
        waits = [delayed(wait, starts) for wait, starts in zip(waits, behind, strict=False)]
    if on is not None and time_off:
        own = own_work(works, months, rates) + own_work(others, months)
        for place, work in enumerate(works):
            met = own[:place] + own[place + 1 :] if work.once else own
            level, first_class = server.levels(met, regular=regular)
            if level < 1.0:
                moments = absences(work.task.recurrence, time_off, on, months)
                starts = absence_starts(moments, level=level, first_class=first_class, regular=regular)
                waits[place] = delayed(waits[place], starts)
    return waits
