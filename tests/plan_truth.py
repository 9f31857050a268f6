"""What the best plan of a small business truly costs: every choice there is, each contractor's bundle priced once.

Nothing is pruned and nothing estimated: contractor by contractor, all that they could be given on each of their
options, with every trade-off between cost, cash and the owner's hours that is not worse in all three.
"""

import datetime as dt
import math
import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from delegation import (
    Availability,
    Business,
    Contractor,
    Engagement,
    Mode,
    Once,
    Rate,
    Retainer,
    Rule,
    Task,
    Urgency,
)
from delegation._assignment.problem import NO_STATE, SLACK
from delegation.planning.bundles import bundle_of
from delegation.planning.market import Market
from tests.plan_worlds import Question

Spent = tuple[float, float, float]
"""Cost, cash and the owner's hours, a month."""

A_DAY = dt.date(2026, 3, 10)
"""The day of the questions that have one."""

SIZES = (0.5, 1.0, 2.0, 4.0, 8.0, 20.0, 60.0)


def cheapest(market: Market, penalties: Sequence[float]) -> float:
    """What the best choice truly costs within the limits, with what leaving tasks undone counts."""
    tasks = range(len(market.tasks))
    done: dict[frozenset[int], list[Spent]] = {frozenset(): [(0.0, 0.0, 0.0)]}
    for facility in range(len(market.contractors)):
        given = dict(_given(market, facility))
        reached: dict[frozenset[int], list[Spent]] = {done_so_far: list(spent) for done_so_far, spent in done.items()}
        for before, spent in done.items():
            for bundle, ways in given.items():
                if not before & bundle:
                    both = (_both(one, other) for one in spent for other in ways)
                    reached.setdefault(before | bundle, []).extend(both)
        done = {each: _undominated(market, spent) for each, spent in reached.items()}
    own = {task for task, state in market.ways if state == NO_STATE}
    best = math.inf
    for handed_over, spent in done.items():
        rest = [task for task in tasks if task not in handed_over]
        for undone in _subsets(rest):
            kept = [task for task in rest if task not in undone]
            if own.issuperset(kept):
                on_top = (
                    _kept_cost(market, kept) + math.fsum(penalties[task] for task in undone),
                    0.0,
                    _kept_hours(market, kept),
                )
                sums = (_both(each, on_top) for each in spent)
                best = min([best, *(each[0] for each in sums if _within(market, each))])
    return best


def _given(market: Market, facility: int) -> Iterator[tuple[frozenset[int], list[Spent]]]:
    """All that a contractor could be given, and what it comes to on each of their options."""
    found: dict[frozenset[int], list[Spent]] = {}
    for state, option in enumerate(market.options):
        if option.facility == facility:
            able = [task for task, where in market.ways if where == state]
            for tasks in _subsets(able):
                hours = math.fsum(market.hours(market.works[task, facility]) for task in tasks)
                if tasks and hours <= market.rooms[state] * (1.0 + SLACK):
                    bundle = bundle_of(market, state, option, sorted(tasks))
                    spent = (bundle.costs.total, bundle.costs.cash, bundle.owner_hours)
                    found.setdefault(tasks, []).append(spent)
    yield from found.items()


def _subsets(tasks: Iterable[int]) -> Iterator[frozenset[int]]:
    listed = list(tasks)
    for size in range(len(listed) + 1):
        yield from map(frozenset, combinations(listed, size))


def _both(one: Spent, other: Spent) -> Spent:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _within(market: Market, spent: Spent) -> bool:
    limits = market.cash_limit - market.owed, market.owner_hours_limit
    return all(taken <= limit + SLACK * max(1.0, abs(limit)) for taken, limit in zip(spent[1:], limits, strict=True))


def _undominated(market: Market, several: list[Spent]) -> list[Spent]:
    """Those that are within the limits and not worse in all three than another one."""
    found: list[Spent] = []
    for spent in sorted(set(several)):
        if _within(market, spent) and not any(each[1] <= spent[1] and each[2] <= spent[2] for each in found):
            found.append(spent)
    return found


def _kept_cost(market: Market, tasks: Iterable[int]) -> float:
    rows = (market.kept(task) for task in tasks)
    return math.fsum(each.total for each in rows if each is not None)


def _kept_hours(market: Market, tasks: Iterable[int]) -> float:
    return math.fsum(market.kept_hours(task) for task in tasks)


def random_business(seed: int, *, tasks: tuple[int, int] = (3, 6), people: tuple[int, int] = (2, 3)) -> Question:
    """A small business at random: a budget, owner's hours, a day and retainers that run in a third of them each."""
    rng = random.Random(f"business {seed}")  # noqa: S311  # no secrets here
    on = A_DAY if rng.random() < 1 / 3 else None
    work = [_task(rng, f"task {index:02}", on) for index in range(rng.randint(*tasks))]
    whom = [_contractor(rng, f"contractor {index}") for index in range(rng.randint(*people))]
    owner_rate = rng.choice((30.0, 50.0, 80.0))
    monthly = math.fsum(each.recurrence.counts(12, on=on)[0][0].mean * each.hours for each in work)
    business = Business(
        owner_rate=owner_rate,
        hiring_hours=rng.choice((0.0, 2.0, 4.0)),
        briefing_hours=rng.choice((0.25, 0.5)),
        onboarding_hours=rng.choice((1.0, 3.0)),
        horizon_months=rng.choice((6, 12, 12, 24)),
        monthly_budget=round(monthly * rng.uniform(15.0, 70.0)) if rng.random() < 1 / 3 else None,
        owner_hours_per_month=round(monthly * rng.uniform(0.05, 0.9), 1) if rng.random() < 1 / 3 else None,
    )
    running = []
    if on is not None or rng.random() < 1 / 6:  # a third of all, and it takes a day for one to run
        on = A_DAY
        running = [_running(rng, each, work) for each in rng.sample(whom, rng.randint(1, len(whom)))]
    return Question(work, whom, business, running, on)


def _task(rng: random.Random, name: str, on: dt.date | None) -> Task:
    hours = rng.choice(SIZES)
    often = (0.1, 0.3, 1.0, 2.0) if hours > 4.0 else (0.3, 1.0, 4.0, 10.0)
    kind, start = rng.random(), None if on is None else dt.date(2026, rng.randint(1, 3), rng.randint(1, 28))
    recurrence: Once | Rate | Rule
    if kind < 0.2:
        recurrence = Once()
    elif kind < 0.6:
        recurrence = Rate(rng.choice(often))
    else:
        rules = ("FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3") + (() if hours > 20.0 else ("FREQ=WEEKLY",))
        recurrence = Rule(rng.choice(rules), start or dt.date(2026, 1, 5))
    return Task(
        name,
        skill=rng.choice(("", "", "a", "b")),
        hours=hours,
        recurrence=recurrence,
        urgency=Urgency(rng.choice((0.0, 5.0, 20.0, 100.0, 500.0)), rng.choice((0.0, 1.0, 3.0, 7.0))),
        owner_hours=rng.choice((None, hours * 0.8, hours, hours * 1.5)),
        undone_cost=rng.choice((None, None, None, 20.0, 200.0)),
    )


def _contractor(rng: random.Random, name: str) -> Contractor:
    rate = rng.choice((25.0, 40.0, 60.0, 90.0))
    kind = rng.random()
    offers = [_offer(rng, rate) for _ in range(rng.randint(1, 3))]
    return Contractor(
        name,
        skills=rng.choice(({"a"}, {"b"}, {"a", "b"})),
        rate=rate,
        one_off_minimum_hours=rng.choice((0.0, 1.0)),
        pace=rng.choice((0.8, 1.0, 1.0, 1.2)),
        retainers=None if kind < 0.25 else () if kind < 0.35 else offers,
        availability=Availability(
            hours_per_week=rng.choice((10.0, 20.0, 30.0, 40.0)),
            regular_load=rng.choice((0.2, 0.4, 0.6)),
            one_off_load=rng.choice((0.1, 0.25, 0.35)),
            job_hours=rng.choice((2.0, 5.0, 10.0)),
            people=rng.choice((1, 1, 3)),
        ),
    )


def _offer(rng: random.Random, rate: float) -> Retainer:
    hours = rng.choice((0.0, 5.0, 10.0, 20.0, 40.0))
    fee = rng.choice((50.0, 150.0, 300.0)) if not hours else rate * hours * rng.uniform(0.7, 1.0)
    return Retainer(
        round(fee),
        hours,
        rollover_hours=rng.choice((0.0, 0.0, 0.0, 5.0)),
        minimum_months=rng.choice((1, 3, 3, 6)),
        overage_rate=rng.choice((None, None, rate * 0.9)),
    )


def _running(rng: random.Random, contractor: Contractor, work: list[Task]) -> Engagement:
    tasks = rng.sample(work, rng.randint(1, len(work)))
    if rng.random() < 0.3:
        tasks.append(Task("other work", hours=2.0, recurrence=Rate(rng.choice((0.5, 3.0)))))
    return Engagement(
        contractor,
        tasks=tasks,
        mode=Mode.OUTSOURCE,
        start=A_DAY - dt.timedelta(days=rng.randint(20, 400)),
        end=rng.choice((None, None, A_DAY + dt.timedelta(days=rng.randint(30, 500)))),
        retainer=_offer(rng, contractor.rate),
    )
