"""What tests of documents share: one of each result, values of every kind, and whether two are alike to the bit."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import attrs
from hypothesis import strategies as st

from delegation import (
    Availability,
    Business,
    Contractor,
    Engagement,
    History,
    Job,
    Mode,
    Once,
    Retainer,
    Rule,
    Task,
    Urgency,
    plan,
    recommend,
    review,
    score,
)
from delegation.comparing import compare
from delegation.frames import sweep
from delegation.reviewing.convert import convert
from tests import worlds

PARIS = ZoneInfo("Europe/Paris")
DAY = dt.date(2026, 1, 5)


def alike(one: Any, other: Any) -> bool:
    """Whether two values are of the same classes all through, with the same text, days, zones and bits of numbers."""
    if type(one) is not type(other):
        return False
    if attrs.has(type(one)):
        names = [each.name for each in attrs.fields(type(one)) if each.name not in ("background", "_reckoning")]
        return all(alike(getattr(one, name), getattr(other, name)) for name in names)
    if isinstance(one, dict):
        return list(one) == list(other) and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, dt.datetime):
        shown = [repr(each.replace(fold=0)) for each in (one, other)]  # it means nothing where clocks are not put back
        return bool(shown[0] == shown[1] and one.utcoffset() == other.utcoffset())
    return bool(one.hex() == other.hex() if isinstance(one, float) else one == other)


NEWS = Task("news", hours=2, recurrence=4, skill="web", urgency=Urgency(40, 2))
SITE = Task("site", hours=5, recurrence=Once(dt.date(2026, 3, 1)), owner_hours=2, undone_cost=3)
LAUNCH = Task(
    "launch",
    hours=3,
    recurrence=Rule(
        "FREQ=WEEKLY",
        dt.datetime(2026, 1, 1, 9, tzinfo=PARIS),
        except_on=[dt.date(2026, 1, 8)],
        also_on=[dt.datetime(2026, 2, 2, 8, tzinfo=PARIS)],
    ),
    owner_hours=1,
    occasion="fair",
)
BOOKS = Task(
    "books",
    hours=3,
    recurrence=History([dt.date(2025, 1, 1), dt.date(2025, 5, 1)], hours=[1, None], until=dt.date(2025, 12, 1)),
)
TASKS = [NEWS, SITE, LAUNCH, BOOKS]
ANA = Contractor(
    "Ana",
    rate=45,
    skills={"web", "copy"},
    availability=Availability(
        time_off=[dt.date(2026, 1, 5)],
        bookings=[
            (dt.date(2026, 1, 6), 3),
            (dt.datetime(2026, 2, 6, 10, tzinfo=PARIS), dt.datetime(2026, 2, 6, 12, tzinfo=PARIS)),
        ],
        timezone="Europe/Paris",
    ),
    retainers=[Retainer(400, 10), Retainer(700, 20)],
)
BOB = Contractor("Bob", rate=40, availability=Availability.learn(one_off_waits=[3, 5]))
OWNER = Business(monthly_budget=1500, owner_hours_per_month=3, currency="EUR")
ENGAGEMENTS = [
    Engagement(
        ANA,
        tasks=NEWS,
        mode=Mode.OUTSOURCE,
        retainer=Retainer(400, 10),
        start=dt.date(2025, 1, 1),
        jobs=[Job(dt.date(2025, 2, 1), 3, waited_days=2, price=9)],
    ),
    Engagement(
        BOB,
        tasks=LAUNCH,
        mode=Mode.OUT_TASK,
        start=dt.date(2025, 1, 1),
        jobs=[Job(dt.date(2025, month, 2), 3, waited_days=2, task="launch") for month in range(2, 9)],
    ),
]


@cache
def result(name: str) -> Any:
    """One of the results below; made when it is first asked for, since collecting tests must not take the time."""
    return MADE[name]()


MADE: dict[str, Callable[[], Any]] = {
    "score": lambda: score(TASKS, ANA, OWNER, on=DAY),
    "score of what runs": lambda: score(NEWS, ANA, OWNER, engagements=ENGAGEMENTS, on=DAY),
    "score of an offer": lambda: score(NEWS, ANA, OWNER, retainer=Retainer(300, 8), on=DAY),
    "score of another offer than the one that runs": lambda: score(
        NEWS, ANA, OWNER, retainer=Retainer(300, 8), engagements=ENGAGEMENTS, on=DAY
    ),
    "score that is impossible": lambda: score(NEWS, attrs.evolve(ANA, retainers=())),
    "score of what is kept": lambda: score(attrs.evolve(NEWS, keep=True), ANA),
    "recommendation": lambda: recommend(NEWS, [ANA, BOB], OWNER, engagements=ENGAGEMENTS, on=DAY),
    "recommendation of nobody": lambda: recommend(attrs.evolve(NEWS, skill="law"), [ANA]),
    "plan": lambda: plan(TASKS, [ANA, BOB], OWNER, engagements=ENGAGEMENTS, on=DAY, solver="search", effort=0.1),
    "plan of nothing": lambda: plan([], [], solver="search"),
    "ways": lambda: result("plan").ways("news"),
    "reliefs": lambda: result("plan").relief(),
    "review": lambda: review(ENGAGEMENTS, OWNER, on=DAY),
    "comparison of scores": lambda: compare(score(NEWS, BOB, OWNER, on=DAY), score(NEWS, ANA, OWNER, on=DAY)),
    "comparison of recommendations": lambda: compare(recommend(NEWS, [ANA]), recommend(SITE, [BOB], OWNER, on=DAY)),
    "comparison of plans": lambda: compare(result("plan of nothing"), result("plan")),
    "sweep of scores": lambda: sweep(
        *([NEWS, SITE], ANA, OWNER),
        recurrence=[Rule("FREQ=DAILY;COUNT=2", DAY), "twice a month", Once()],
        block=[5, 8],
        owner_rate=60,
    ),
    "sweep of plans": lambda: sweep(
        *([NEWS, LAUNCH], [ANA, BOB], OWNER),
        budget=[None, 100.0],
        recurrence=[2, Rule("FREQ=DAILY;COUNT=2", DAY)],
        solver="search",
        effort=0.1,
    ),
    "sweep of nothing": lambda: sweep(NEWS, ANA),
    "conversion": lambda: convert(LAUNCH, BOB, OWNER, engagements=ENGAGEMENTS[1:], on=DAY),
    "conversion that cannot be": lambda: convert(NEWS, attrs.evolve(ANA, retainers=()), on=DAY),
}
"""How one of each result is made that needs no extra, by name."""

zones: st.SearchStrategy[Any] = st.sampled_from(
    [None, PARIS, ZoneInfo("America/New_York"), dt.UTC, dt.timezone(dt.timedelta(minutes=-210))]
)
moments = st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2100, 12, 31), timezones=zones)
days_off = st.lists(st.tuples(worlds.days_of_calendar, st.integers(0, 30)), max_size=3).map(
    lambda spans: [(first, first + dt.timedelta(days=days)) for first, days in spans]
)
bookings = st.lists(
    st.tuples(worlds.days_of_calendar, worlds.spread(0.01, 100.0))
    | st.tuples(moments, st.integers(1, 1000)).map(lambda pair: (pair[0], pair[0] + dt.timedelta(hours=pair[1]))),
    max_size=3,
)
waits = st.lists(st.integers(0, 30), max_size=3)
availabilities = st.one_of(
    st.just(Availability()),
    worlds.availabilities,
    st.builds(Availability, hours_per_week=worlds.spread(0.1, 168.0)),
    st.builds(Availability.learn, one_off_waits=waits, regular_waits=waits),
    st.builds(
        Availability,
        time_off=days_off,
        bookings=bookings,
        timezone=st.sampled_from(["Europe/Paris", "UTC"]),
        job_hours=worlds.spread(0.1, 1_000.0),
    ),
)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Past jobs, some of known hours."""
    dates = draw(st.lists(worlds.days_of_calendar, max_size=5))
    hours = draw(st.just(()) | st.tuples(*[st.none() | worlds.hours for _ in dates]))
    until = max(dates, default=DAY) + dt.timedelta(days=draw(st.integers(0, 900)))
    since = draw(st.none() | st.just(min(dates, default=DAY)))
    return History(dates, hours=hours, until=until, since=since, prior_per_month=draw(st.none() | worlds.hours))


started_rules = st.builds(
    Rule,
    st.sampled_from(["FREQ=DAILY", "freq=weekly;byday=mo", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=9", "FREQ=DAILY;WKST=SU"]),
    worlds.days_of_calendar | moments,
    also_on=st.lists(worlds.days_of_calendar | moments, max_size=2),
    except_on=st.lists(worlds.days_of_calendar, max_size=2),
)
recurrences = st.one_of(
    st.builds(Once, st.none() | worlds.days_of_calendar), worlds.rates, worlds.rules, started_rules, histories()
)
tasks = st.builds(
    Task,
    worlds.names,
    skill=st.sampled_from(["", "web", "Größe"]),
    hours=worlds.hours,
    recurrence=recurrences,
    urgency=worlds.urgencies,
    owner_hours=st.none() | worlds.hours,
    keep=st.booleans(),
    undone_cost=st.none() | worlds.money,
    occasion=worlds.names | st.just(""),
)
contractors = st.builds(
    Contractor,
    worlds.names,
    skills=st.sets(st.sampled_from(["web", "copy", "Law", "änderung"])),
    rate=worlds.money,
    one_off_minimum_hours=worlds.hours,
    pace=worlds.spread(0.1, 10.0),
    retainers=st.none()
    | st.lists(worlds.retainers.map(lambda offer: attrs.evolve(offer, period_months=2)), max_size=3),
    availability=availabilities,
)
businesses = st.builds(
    attrs.evolve,
    worlds.businesses,
    monthly_budget=st.none() | worlds.money,
    owner_hours_per_month=st.none() | worlds.hours,
    most_retainers=st.none() | st.integers(0, 9),
    currency=st.sampled_from(["", "€", "EUR"]),
    reference_urgency=worlds.urgencies,
    reference_availability=availabilities,
)


@st.composite
def engagements(draw: st.DrawFn) -> Engagement:
    """What has run or runs, with jobs."""
    work = draw(st.lists(tasks, min_size=1, max_size=3, unique_by=lambda task: task.name))
    retainer = draw(st.none() | worlds.retainers.map(lambda offer: attrs.evolve(offer, period_months=3)))
    start = draw(worlds.days_of_calendar)
    jobs = st.builds(
        Job,
        worlds.days_of_calendar,
        worlds.hours,
        waited_days=st.none() | worlds.days,
        price=st.none() | worlds.money,
        task=st.sampled_from(["", *(task.name for task in work)]),
    )
    return Engagement(
        draw(contractors),
        tasks=work,
        mode=Mode.OUT_TASK if retainer is None else Mode.OUTSOURCE,
        start=start,
        end=draw(st.none() | st.just(start + dt.timedelta(days=40))),
        retainer=retainer,
        jobs=draw(st.lists(jobs, max_size=3)),
    )


plain = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(allow_nan=False),
    st.text(),
    worlds.days_of_calendar,
    moments,
    st.sampled_from(Mode),
)
nouns = st.one_of(
    tasks, contractors, businesses, engagements(), worlds.retainers, availabilities, worlds.urgencies, recurrences
)
keys = st.text(max_size=5) | st.sampled_from(["type", "same", "items"])
values = st.recursive(
    plain | nouns,
    lambda inner: (
        st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple) | st.dictionaries(keys, inner, max_size=3)
    ),
    max_leaves=4,
)
