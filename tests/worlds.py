"""Where the tests' businesses come from: strategies over wide ranges, and a few people with names."""

import datetime as dt
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from delegation import Contractor, Once, Rate, Retainer, Rule, Task, strategies
from delegation.model.retainer import swapped
from delegation.recurrence import Recurrence
from delegation.strategies import work

RULES = tuple(work.RULES)


def spread(least: float, most: float) -> st.SearchStrategy[float]:
    """Numbers between two positive ones, as likely in each power of ten."""
    exponents = st.floats(0.0, 1.0, allow_subnormal=False)
    return exponents.map(lambda part: least * (most / least) ** part)


def or_nothing(numbers: st.SearchStrategy[float]) -> st.SearchStrategy[float]:
    """These numbers, or 0."""
    return st.one_of(st.just(0.0), numbers)


money = or_nothing(spread(1e-6, 1e6))
days = or_nothing(spread(1e-6, 1e6))
hours = spread(0.01, 10_000.0)
names = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=12).filter(
    lambda name: name.strip()
)
days_of_calendar = st.dates(dt.date(1950, 1, 1), dt.date(2100, 12, 31))

urgencies = strategies.urgencies(cost_per_day=(0, 1e6), slack_days=(0, 1e6))
availabilities = strategies.availabilities(
    hours_per_week=(0.1, 168), one_off_load=(0, 1.5), job_hours=(0.1, 1_000), people=(1, 30)
)
retainers = strategies.retainers(
    monthly_fee=(0, 1e6),
    hours=(0, 1_000),
    overage_rate=(0, 1e6),
    rollover_hours=(0, 100),
    minimum_months=(0, 24),
    notice_months=(0, 6),
    setup_fee=(0, 1e6),
)
plain_retainers = strategies.retainers(
    monthly_fee=(0, 1e6),
    hours=(0, 1_000),
    overage_rate=(0, 1e6),
    rollover_hours=(0, 0),
    minimum_months=(0, 24),
    notice_months=(1, 1),
    setup_fee=(0, 0),
    period_months=(1, 1),
)
rates = strategies.recurrences(kinds=[Rate], per_month=(0, 1_000))
rules = st.sampled_from(RULES).map(Rule)
recurrences = st.one_of(st.just(Once()), rates, rules)
businesses = strategies.businesses(
    owner_rate=(0, 1e6),
    hiring_hours=(0, 100),
    briefing_hours=(0, 100),
    onboarding_hours=(0, 100),
    replacement_days=(0, 1e6),
    horizon_months=(1, 36),
    monthly_budget=None,
    owner_hours_per_month=None,
    most_retainers=None,
)
contractors = strategies.contractors(
    name=names,
    skills=(),
    rate=(0, 1e6),
    one_off_minimum_hours=(0, 10),
    pace=(0.1, 10),
    retainers=retainers,
    availability=availabilities,
)


def offering(name: str, *, rate: float, retainers: Retainer | list[Retainer] | None, **fields: Any) -> Contractor:
    """Somebody with these offers, none of whose fee and hours look swapped: such are refused."""
    offers = [retainers] if isinstance(retainers, Retainer) else retainers or []
    assume(not any(swapped(offer, rate) for offer in offers))
    return Contractor(name, rate=rate, retainers=retainers, **fields)


def tasks(recurring: st.SearchStrategy[Recurrence] = recurrences) -> st.SearchStrategy[Task]:
    """Single tasks."""
    return strategies.tasks(
        name=names,
        skills=(),
        hours=(0.01, 10_000),
        recurrence=recurring,
        urgency=urgencies,
        owner_hours=(0.01, 10_000),
        keep=st.just(False),
        undone_cost=None,
        occasions=(),
    )


def bundles(recurring: st.SearchStrategy[Recurrence] = recurrences, most: int = 4) -> st.SearchStrategy[list[Task]]:
    """Bundles of tasks with different names."""
    return st.lists(tasks(recurring), min_size=1, max_size=most, unique_by=lambda task: task.name)
