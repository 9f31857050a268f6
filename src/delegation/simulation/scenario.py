"""simulation.scenario: what is to be played for an arrangement, in plain numbers?

Other clients come at random, with exponential sizes, as the formulas have it.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import islice

import attrs

from delegation import payback
from delegation.availability.calendar import WEEK_DAYS
from delegation.model.business import Business
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.queueing.own import MONTH_DAYS
from delegation.simulation import steady
from delegation.simulation.arrivals import Dates, Poisson, Within
from delegation.simulation.bundles import Arrangement, Bundle, fee_days
from delegation.simulation.contracts import Contract, Kept, Scenario, Terms, Work
from delegation.simulation.events import Queue
from delegation.simulation.months import Months
from delegation.simulation.needs import arrivals_of, due_day, sizes_of
from delegation.simulation.occasions import shared_by
from delegation.simulation.sizes import Exponential, Fixed
from delegation.simulation.streams import Stream
from delegation.simulation.workdays import Workdays

YOU = "you"
"""Your name in a simulation."""


@attrs.frozen
class Setting:
    """What all that is played has in common.

    Attributes:
        business: The owner's assumptions.
        months: How long, and from when.
        spread: Coefficient of variation of your own jobs' sizes, whatever their tasks say; 0: what these say.
        tasks: All tasks that are played, so that those of one occasion come together.
    """

    business: Business
    months: Months
    spread: float = 0.0
    tasks: tuple[Task, ...] = ()

    @property
    def search(self) -> float:
        """What finding somebody is worth."""
        return self.business.hiring_hours * self.business.owner_rate

    @property
    def onboarding(self) -> float:
        """What starting a retainer is worth."""
        return self.business.onboarding_hours * self.business.owner_rate

    def hiring_hours(self, bundle: Bundle) -> float:
        """Your hours to find and onboard somebody, as far as they are new."""
        onboards = bundle.retainer is not None and not bundle.retained
        hours = 0.0 if bundle.known else self.business.hiring_hours
        return hours + (self.business.onboarding_hours if onboards else 0.0)

    def first(self, bundle: Bundle) -> float:
        """The day on which a bundle begins."""
        return self.months.day(bundle.first) if bundle.first else 0.0


def scenario_of(
    arrangement: Arrangement, setting: Setting, departures_per_year: Mapping[str, float] | None = None
) -> Scenario:
    """What is to be played.

    Args:
        arrangement: Who does what.
        setting: What all of it has in common.
        departures_per_year: How often each contractor leaves, by name; default never.
    """
    leaving, months = departures_per_year or {}, setting.months
    played = [task for bundle in arrangement.bundles for task in bundle.tasks] + [*arrangement.kept]
    setting = attrs.evolve(setting, tasks=tuple(sorted(played, key=lambda task: task.name)))
    sunk = [
        (months.day(day), engagement.retainer.monthly_fee)
        for engagement, free_from in arrangement.ended
        if engagement.retainer is not None and months.on is not None
        for day in fee_days(engagement, months.on, min(free_from, months.date(months.number)))
    ]
    return Scenario(
        months=months,
        contracts=tuple(
            _contract(bundle, setting, leaving.get(bundle.contractor.name, 0.0)) for bundle in arrangement.bundles
        ),
        kept=_kept(arrangement, setting),
        sunk=tuple(sorted(sunk)),
    )


def _contract(bundle: Bundle, setting: Setting, departures: float) -> Contract:
    """A contractor's work for you."""
    contractor, business = bundle.contractor, setting.business
    terms = None if bundle.retainer is None else _terms(bundle, bundle.retainer, setting)
    starting = setting.hiring_hours(bundle) * business.owner_rate
    return Contract(
        contractor=contractor.name,
        queue=_queue(bundle, setting, terms),
        works=tuple(_work(task, bundle, setting) for task in bundle.tasks),
        rate=contractor.rate,
        minimum_hours=contractor.one_off_minimum_hours,
        briefing=business.briefing_hours * business.owner_rate,
        terms=terms,
        starting=((setting.first(bundle), starting),) if starting else (),
        replacing=setting.search + (0.0 if terms is None else setting.onboarding),
        replacement_days=business.replacement_days,
        departures_per_year=departures,
        likely=_likely(bundle, setting, terms),
    )


def _work(task: Task, bundle: Bundle, setting: Setting) -> Work:
    """A task as a contractor does it."""
    cost, replacement = task.urgency.cost_per_day, setting.business.replacement_days
    return Work(
        task=task.name,
        cost_per_day=cost,
        slack_days=task.urgency.slack_days,
        patience_days=replacement + setting.search / cost if cost else math.inf,
        elsewhere=cost * replacement + setting.search,
        outsourced=bundle.retainer is not None and task.name not in bundle.hired,
    )


def _terms(bundle: Bundle, retainer: Retainer, setting: Setting) -> Terms:
    """A retainer in plain numbers."""
    months, running = setting.months, bundle.running
    first, last, after, free = setting.first(bundle), math.inf, 0.0, None
    if running is not None and months.on is not None:
        first, free = months.day(running.start), running.hours_spare(months.on)
    else:
        once = all(not task.recurrence.comes_back for task in bundle.tasks)
        committed = payback.months_committed(months.number, retainer.minimum_months, once=once)
        after = max(0, committed - months.number) * retainer.monthly_fee
        if committed < months.number:
            first = _term_with_due(bundle, months, committed)
            last = next(islice(months.begun(first), committed, None))
    if bundle.last is not None and months.on is not None:
        last = min(last, months.day(bundle.last) + 1.0)
    return Terms(
        fee=retainer.monthly_fee,
        hours=retainer.hours,
        rollover=retainer.rollover_hours,
        overage_rate=retainer.hourly_overage(bundle.contractor.rate),
        first=first,
        last=last,
        free=free,
        after=after,
        notice=retainer.notice_months,
        period=retainer.period_months,
        setup=0.0 if running is not None else retainer.setup_fee,
    )


def _term_with_due(bundle: Bundle, months: Months, committed: int) -> float:
    """The day on which a term of so many months begins: such that what is due first falls into it."""
    dues = [day for task in bundle.tasks if (day := due_day(task.recurrence, months)) is not None]
    latest = months.edges[months.number - committed]
    return min(latest, max(edge for edge in months.edges if edge <= min(dues, default=0.0)))


def _queue(bundle: Bundle, setting: Setting, terms: Terms | None) -> Queue:
    """A contractor's people and all that comes to them, own tasks last; of loads that are not known, the means."""
    available = bundle.contractor.availability
    return _queues(bundle, setting, terms, [(available.regular_load, available.one_off_load, available.job_hours)])[0]


def _likely(bundle: Bundle, setting: Setting, terms: Terms | None) -> tuple[tuple[float, Queue], ...]:
    """The same as it may be where loads are not known, each with its probability."""
    beliefs = bundle.contractor.availability.beliefs
    if not beliefs:
        return ()
    queues = _queues(bundle, setting, terms, [belief[1:] for belief in beliefs])
    return tuple(zip((belief.weight for belief in beliefs), queues, strict=True))


def _queues(
    bundle: Bundle, setting: Setting, terms: Terms | None, loads: Sequence[tuple[float, ...]]
) -> tuple[Queue, ...]:
    """A contractor's queue with each of several loads: the shares of both classes, and the hours of a job."""
    contractor, available, on = bundle.contractor, bundle.contractor.availability, setting.months.on
    hours = available.hours_per_week / WEEK_DAYS
    workdays = None if on is None else Workdays.of(available, on, setting.months.edges[-1])

    def queues(before: float) -> tuple[Queue, ...]:
        """The queues, with dates known from so many days before day 0."""
        own = tuple(_stream(task, bundle, setting, terms, before) for task in bundle.tasks)
        found = []
        for regular, one_off, size in loads:
            jobs, others = available.people * hours / size, Exponential(size)
            clients = (
                Stream(("regular clients", contractor.name), Poisson(regular * jobs), others, regular=True),
                Stream(("one-off clients", contractor.name), Poisson(one_off * jobs), others),
            )
            found.append(Queue(contractor.name, available.people, hours, (*clients, *own), others, workdays))
        return tuple(found)

    return queues(math.ceil(max(map(steady.warm_up_days, queues(0.0)))))


def _stream(task: Task, bundle: Bundle, setting: Setting, terms: Terms | None, before: float) -> Stream:
    """The jobs of one of your tasks, as they come to a contractor."""
    months = setting.months
    low, high = 0.0, months.edges[-1]
    if terms is not None and math.isfinite(terms.last):
        low, high = max(low, terms.first), min(high, terms.last)
    arrivals, shared, after = shared_by(
        task, setting.tasks, lambda each: arrivals_of(each.recurrence, months, before, low, high)
    )
    first, last = {name: (first, last) for name, first, last in bundle.spans}.get(task.name, (None, None))
    if first is not None or last is not None:
        begins = -math.inf if first is None else months.day(first)
        ends = math.inf if last is None else months.day(last) + 1.0
        arrivals = Within(arrivals, begins, ends)
        shared = tuple((name, Within(each, begins, ends)) for name, each in shared)
    work = _work(task, bundle, setting)
    return Stream(
        ("task", task.name),
        arrivals,
        sizes_of(task.hours * bundle.contractor.pace, setting.spread, task.recurrence.hours_cv),
        regular=bundle.retainer is not None or bundle.ending is not None,
        regular_until=_regular_until(bundle, months, terms),
        patience_days=work.slack_days + work.patience_days,
        watched=True,
        shared=shared,
        after=after,
    )


def _regular_until(bundle: Bundle, months: Months, terms: Terms | None) -> float:
    """The day from which on a bundle is a one-off client's: when a retainer that runs ends, or is released."""
    if terms is not None:
        return math.inf if bundle.running is None else terms.last
    if bundle.ending is None or months.on is None:
        return math.inf
    return months.day(bundle.ending.released(months.on))


def _kept(arrangement: Arrangement, setting: Setting) -> Kept:
    """What you do yourself: kept tasks, and behind them briefings, searches and onboarding."""
    months, limit = setting.months, setting.business.owner_hours_per_month
    tasks = tuple(sorted(arrangement.kept, key=lambda task: task.name))
    works = tuple(
        Work(
            task=task.name,
            cost_per_day=task.urgency.cost_per_day,
            slack_days=task.urgency.slack_days,
            patience_days=math.inf,
            elsewhere=math.inf if task.urgency.cost_per_day else 0.0,
            outsourced=False,
        )
        for task in tasks
    )
    errands = _errands(arrangement, setting)

    def queue(before: float) -> Queue:
        """Your line, with dates known from so many days before day 0."""
        own = []
        for task in tasks:
            arrivals, shared, after = shared_by(
                task, setting.tasks, lambda each: arrivals_of(each.recurrence, months, before, 0.0, months.edges[-1])
            )
            sizes = sizes_of(task.hours_if_kept or 0.0, setting.spread, task.recurrence.hours_cv)
            name = ("task", task.name)
            own.append(Stream(name, arrivals, sizes, regular=True, watched=True, shared=shared, after=after))
        return Queue(YOU, 1, (limit or 1.0) / MONTH_DAYS, (*own, *errands), Fixed(1.0))

    return Kept(
        queue=queue(math.ceil(steady.warm_up_days(queue(0.0)))),
        works=works,
        rate=setting.business.owner_rate,
        limited=limit is not None,
    )


def _errands(arrangement: Arrangement, setting: Setting) -> list[Stream]:
    """What else takes your hours: to brief somebody for every job, and to find and onboard whoever is new."""
    found = []
    briefing = setting.business.briefing_hours
    for bundle in arrangement.bundles:
        if hours := setting.hiring_hours(bundle):
            name = ("hiring", bundle.contractor.name)
            found.append(Stream(name, Dates((setting.first(bundle),), 0.0, 0.0), Fixed(hours)))
        hired = {task.name for task in bundle.tasks if bundle.retainer is None or task.name in bundle.hired}
        found += [
            attrs.evolve(stream, regular=False, sizes=Fixed(briefing), watched=False, patience_days=math.inf)
            for stream in _queue(bundle, setting, None).streams
            if briefing and stream.watched and stream.name[1] in hired
        ]
    return found
