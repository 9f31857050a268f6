"""_costing.waiting: how long does each task wait that one contractor, or the owner, is given?

A job meets the other clients, and the owner's other work there. Work that comes once adds its hours over the horizon to
what other tasks meet, not to its own wait. In front of the queue stand the end of an absence, and the tasks of one
occasion that are served before it.
"""

import datetime as dt
import heapq
import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import attrs
from dateutil.relativedelta import relativedelta

from delegation._costing.workload import Work
from delegation.availability.calendar import Span
from delegation.availability.weeks import WEEK_DAYS, Availability
from delegation.queueing.delayed import AnyWait, DelayedWait
from delegation.queueing.own import ENDLESS, MONTH_DAYS, OwnWork, own_waits
from delegation.queueing.priority import Wait
from delegation.recurrence.kinds import Recurrence
from delegation.urgency import Urgency

STRATA = 16
"""Into how many parts of equal length an absence is cut, or into its days where these are fewer."""

AT_ONCE = ((1.0, 0.0),)
"""The start of a wait that begins when the need arises."""

Starts = tuple[tuple[float, float], ...]
"""Pairs of a probability and days until a wait begins."""


class Server(NamedTuple):
    """Whose queue it is, as far as the other clients are concerned.

    Attributes:
        people: How many people work side by side.
        hours_per_week: Working hours a week of one person while they are there, bookings taken out.
        present: Which part of the horizon they are there.
        job_hours: Mean size of the others' jobs.
        regular_load: Share of the hours taken by other regular clients.
        one_off_load: Share taken by other one-off clients.
    """

    people: int
    hours_per_week: float
    present: float = 1.0
    job_hours: float = 1.0
    regular_load: float = 0.0
    one_off_load: float = 0.0

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
            availability.job_hours,
            availability.regular_load * loads,
            availability.one_off_load * loads,
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
        return own_waits(
            own,
            regular=regular,
            people=self.people,
            hours_per_week=self.hours_per_week,
            job_hours=self.job_hours,
            regular_load=self.regular_load,
            one_off_load=self.one_off_load,
        )


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


def delayed(wait: AnyWait, starts: Starts) -> AnyWait:
    """A wait that begins so late; one that never ends is as long whenever it begins."""
    if starts == AT_ONCE or wait.endless:
        return wait
    if isinstance(wait, Wait):
        return DelayedWait(wait, starts)
    return DelayedWait(wait.wait, tuple((p * q, days + more) for p, days in wait.starts for q, more in starts))


@lru_cache(maxsize=65_536)
def absence_starts(recurrence: Recurrence, time_off: tuple[Span, ...], on: dt.date, months: int) -> Starts:
    """When the wait of a work begins that may fall into an absence: at its end.

    Args:
        recurrence: How it comes back.
        time_off: First and last day of each absence, in order.
        on: First day of the horizon.
        months: Months of the horizon.
    """
    absences = [(first, last + dt.timedelta(days=1)) for first, last in time_off]
    found: dict[float, float] = {}
    spread = recurrence.spread(months, on=on)
    whole = math.fsum(expected for _, _, expected in spread)
    for first, last, expected in spread if whole else ():
        for away, back in absences:
            low, high = max(first, away), min(last, back)
            days = (high - low).days
            if days <= 0:
                continue
            parts = min(days, STRATA)
            share = expected * days / (last - first).days / parts / whole
            for part in range(parts):
                until_back = (back - low).days - (part + 0.5) * days / parts
                found[until_back] = found.get(until_back, 0.0) + share
    present = max(0.0, 1.0 - math.fsum(found.values()))
    return ((present, 0.0), *((share, days) for days, share in sorted(found.items()))) if found else AT_ONCE


def occasion_starts(
    works: Sequence[Work], priorities: Sequence[float], server: Server, *, stretch: float = 1.0
) -> list[Starts]:
    """When the wait of each work begins after those of its occasion that are served before it.

    They come together as often as the rarer of two comes, and are served in the order of their priorities, each by who
    is free first.

    Args:
        works: All works in the same hands.
        priorities: Cost of delay an hour of work of each.
        server: Who does them.
        stretch: How much longer hours take because others are served first.
    """
    starts: list[Starts] = [AT_ONCE] * len(works)
    groups: dict[str, list[int]] = {}
    for place, work in enumerate(works):
        if work.task.occasion and work.occurrences:
            groups.setdefault(work.task.occasion, []).append(place)
    days_an_hour = WEEK_DAYS / server.hours_per_week * stretch if server.hours_per_week else math.inf
    for group in groups.values():
        order = sorted(group, key=lambda place: (-priorities[place], works[place].task.name))
        for rank, place in enumerate(order[1:], start=1):
            starts[place] = _behind(works, order[:rank], place, server.people, days_an_hour)
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
        behind = occasion_starts(every, priorities, server, stretch=stretch)
        waits = [delayed(wait, starts) for wait, starts in zip(waits, behind, strict=False)]
    if on is not None and time_off:
        away = [absence_starts(work.task.recurrence, time_off, on, months) for work in works]
        waits = [delayed(wait, starts) for wait, starts in zip(waits, away, strict=True)]
    return waits
