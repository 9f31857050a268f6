"""simulation.simulator: what does a plan, or what runs already, really cost?"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from delegation import _fields
from delegation._assignment.watch import progress_bar
from delegation._calls import explain_call
from delegation.errors import RefusedValueError
from delegation.model.business import Business
from delegation.model.engagement import Engagement
from delegation.planning.plan import Plan
from delegation.simulation.bundles import Arrangement, arrangement_of_engagements, arrangement_of_plan
from delegation.simulation.events import simpy_clock
from delegation.simulation.months import Months
from delegation.simulation.result import Comparison, Simulation
from delegation.simulation.runs import play_runs
from delegation.simulation.scenario import Setting, scenario_of
from delegation.simulation.summary import summary_of

RUNS = 200
"""How often a business is played unless you say otherwise."""


@explain_call
def simulate(
    subject: Plan | Engagement | Iterable[Engagement],
    business: Business | None = None,
    *,
    months: int | None = None,
    runs: int = RUNS,
    seed: int = 0,
    on: dt.date | None = None,
    engagements: Engagement | Iterable[Engagement] = (),
    spread: float = 0.0,
    departures_per_year: float | Mapping[str, float] = 0.0,
    workers: int = 1,
    progress: bool = False,
) -> Simulation:
    """Play a business forward many times, event by event, and see what it really costs.

    Contractors serve other regular and one-off clients and your tasks, regular clients first; nobody is interrupted.
    Other clients come at random, with exponential sizes of mean `job_hours`; your jobs take their own hours. All queues
    start in their steady state, your own work included.

    Whoever asks is told how long they will wait, the wait that it will be, and goes elsewhere at once if being late
    would cost more than replacing the contractor: that is what the score reckons with, so that both can be compared.
    The job is then paid elsewhere at the contractor's one-off price, and takes none of their hours. Other clients never
    give up. Hours count against a block in the month in which the need arises.

    Args:
        subject: A plan, or the engagements that run.
        business: The owner's assumptions; default those of the plan, or `Business()`.
        months: How many months each run is long, 1 to 120; default the horizon of the business. Once-only costs, such
            as a search, are spread over them.
        runs: How many times it is played, from 1; default 200. Standard errors fall with the root of it.
        seed: Where chance starts: one seed, one result.
        on: The first day; default that of the plan, or None. With a day rules fall on their dates, time off and
            bookings count, months are calendar months, and engagements start and end; without one rules have random
            phases, and all engagements that have no end go on.
        engagements: For a plan: what has run and what runs, as the plan was asked with.
        spread: Coefficient of variation of your own jobs' sizes, log-normal, from 0; default 0: each takes its hours,
            or, where these were learnt with a spread, Gamma-distributed hours of that spread.
        departures_per_year: How often a contractor leaves, from 0, one number for all or one by name; default never.
            Whoever is on retainer gives notice. Somebody like them follows, after search and onboarding and not before
            `replacement_days`; what comes in between waits.
        workers: On how many processes, from 1; the result is the same. With more than one, call it from a script below
            ``if __name__ == "__main__":``.
        progress: Whether to show a progress bar; needs the extra ``progress``.

    Returns:
        A `Simulation`. Ctrl-C ends it with the runs that were finished.

    Raises:
        RefusedValueError: If an argument is of the wrong kind, no engagement runs, or two do one task at a time.
        NoLongRunRateError: If a rule that ends is played without `on`.
        MissingExtraError: If simpy is not installed (extra ``simulate``), or tqdm for the bar.
    """
    if business is None:
        business = subject.business if isinstance(subject, Plan) else Business()
    _fields.check("simulate", "business", business, Business)
    months = business.horizon_months if months is None else _whole("months", months, 1, 120)
    runs, workers = _whole("runs", runs, 1, 1_000_000), _whole("workers", workers, 1, 1_000)
    if isinstance(seed, bool) or not isinstance(seed, int):
        raise RefusedValueError("simulate", "seed", seed, "it takes a whole number")
    if not isinstance(progress, bool):
        raise RefusedValueError("simulate", "progress", progress, "it takes True or False")
    wide = _fields.number_between("simulate", "spread", spread, 0.0, 10.0, meaning="a part of the hours")
    day = _fields.day_or_none("simulate", "on", on)
    if day is None and isinstance(subject, Plan):
        day = subject.on
    played = Months(day, months)
    setting = Setting(attrs.evolve(business, horizon_months=months), played, wide)
    arrangement = _arrangement(subject, setting.business, engagements, played)
    leaving = _departures(departures_per_year, arrangement)
    scenario = scenario_of(arrangement, setting, leaving)
    simpy_clock()  # what is missing is said at once, and not in a process of its own
    with progress_bar("simulating", shown=progress) as told:
        found = play_runs(scenario, runs=runs, seed=seed, workers=workers, told=told)
    return summary_of(arrangement, setting, scenario, found, seed)


@explain_call
def compare(
    first: Plan | Engagement | Iterable[Engagement],
    second: Plan | Engagement | Iterable[Engagement],
    business: Business | None = None,
    **options: Any,
) -> Comparison:
    """Play two ways of having work done with the same chance: the same needs, and the same other clients.

    What both have in common cancels, so that a difference shows in far fewer runs than it takes to know either cost.

    Args:
        first: A plan, or engagements.
        second: Another.
        business: The owner's assumptions; default those of each plan, or `Business()`.
        options: What else `simulate` takes.

    Returns:
        A `Comparison`: what the second costs more, with its interval.

    Raises:
        RefusedValueError: As `simulate` does, or if the two are played for different months.
    """
    one = simulate(first, business, **options)
    if one.stopped:  # by Ctrl-C: what the second is played for beyond could not be compared
        options |= {"runs": one.numbers[-1] + 1}
    two = simulate(second, business, **options)
    if one.months != two.months:
        accepted = f"the two plans have horizons of {one.months} and {two.months} months: say how many are to be played"
        raise RefusedValueError("compare", "months", options.get("months"), accepted)
    return Comparison(first=one, second=two)


def _whole(field: str, value: Any, least: int, most: int) -> int:
    """A whole number within bounds."""
    number = _fields.to_int(value)
    if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= most:
        raise RefusedValueError("simulate", field, value, f"it takes a whole number from {least} to {most:,}")
    return number


def _arrangement(subject: Any, business: Business, engagements: Any, months: Months) -> Arrangement:
    """Who does what, by a plan or by engagements."""
    listed = _fields.several("simulate", "engagements", engagements, Engagement)
    if isinstance(subject, Plan):
        return arrangement_of_plan(subject, business, listed, months.on)
    if isinstance(subject, str) or not isinstance(subject, Engagement | Iterable):
        raise RefusedValueError("simulate", "subject", subject, "it takes a Plan, or Engagement objects")
    running = _fields.several("simulate", "subject", subject, Engagement)
    last = None if months.on is None else months.date(months.number)
    return arrangement_of_engagements((*running, *listed), months.on, last)


def _departures(departures: Any, arrangement: Arrangement) -> dict[str, float]:
    """How often each contractor leaves, by name."""
    names = [bundle.contractor.name for bundle in arrangement.bundles]
    given = departures if isinstance(departures, Mapping) else dict.fromkeys(names, departures)
    found = {}
    for name, often in given.items():
        if name not in names:
            accepted = f"nobody of that name works for you; there are {', '.join(names) or 'none'}"
            raise RefusedValueError("simulate", "departures_per_year", name, accepted)
        found[name] = _fields.number_between(
            "simulate", "departures_per_year", often, 0.0, 365.0, meaning="times a year"
        )
    return found
