"""Where the tests' businesses come from: strategies over wide ranges, and a few people with names."""

import datetime as dt

from hypothesis import strategies as st

from delegation import Availability, Business, Contractor, Once, Rate, Retainer, Rule, Task, Urgency

RULES = (
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=SA",
    "FREQ=MONTHLY;BYMONTHDAY=1",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=15",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
)


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

urgencies = st.builds(Urgency, money, days)
availabilities = st.builds(
    Availability,
    hours_per_week=spread(0.1, 168.0),
    regular_load=st.one_of(st.sampled_from([0.0, 0.4, 1.0]), st.floats(0.0, 1.0)),
    one_off_load=st.one_of(st.sampled_from([0.0, 0.25]), st.floats(0.0, 1.5)),
    job_hours=spread(0.1, 1_000.0),
    people=st.integers(1, 30),
)
retainers = st.builds(
    Retainer,
    money,
    or_nothing(spread(0.1, 1_000.0)),
    overage_rate=st.none() | money,
    rollover_hours=or_nothing(spread(0.1, 100.0)),
    minimum_months=st.integers(0, 24),
    notice_months=st.integers(0, 6),
    setup_fee=or_nothing(money),
    period_months=st.sampled_from([1, 1, 3, 12]),
)
plain_retainers = st.builds(
    Retainer, money, or_nothing(spread(0.1, 1_000.0)), overage_rate=st.none() | money, minimum_months=st.integers(0, 24)
)
rates = st.builds(Rate, or_nothing(spread(1e-4, 1_000.0)))
rules = st.sampled_from(RULES).map(Rule)
recurrences = st.one_of(st.just(Once()), rates, rules)
businesses = st.builds(
    Business,
    owner_rate=money,
    hiring_hours=or_nothing(spread(0.01, 100.0)),
    briefing_hours=or_nothing(spread(0.01, 100.0)),
    onboarding_hours=or_nothing(spread(0.01, 100.0)),
    replacement_days=days,
    horizon_months=st.integers(1, 36),
)
contractors = st.builds(
    Contractor,
    names,
    rate=money,
    one_off_minimum_hours=or_nothing(spread(0.1, 10.0)),
    pace=spread(0.1, 10.0),
    retainers=st.none() | st.lists(retainers, max_size=3),
    availability=availabilities,
)


def tasks(recurring: st.SearchStrategy[Once | Rate | Rule] = recurrences) -> st.SearchStrategy[Task]:
    """Single tasks."""
    return st.builds(Task, names, hours=hours, recurrence=recurring, urgency=urgencies, owner_hours=st.none() | hours)


def bundles(
    recurring: st.SearchStrategy[Once | Rate | Rule] = recurrences, most: int = 4
) -> st.SearchStrategy[list[Task]]:
    """Bundles of tasks with different names."""
    return st.lists(tasks(recurring), min_size=1, max_size=most, unique_by=lambda task: task.name)
