"""Where the tests' plans come from: work with round numbers, and small random businesses of every kind."""

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any, NamedTuple

import attrs
from hypothesis import strategies as st

from delegation import (
    Availability,
    Business,
    Contractor,
    Engagement,
    Mode,
    Once,
    Plan,
    Rate,
    Retainer,
    Rule,
    Task,
    Urgency,
    plan,
)
from delegation._assignment.problem import UNDONE, Choice, Problem, Solution, usage_of
from delegation.planning.bundles import Bundle, bundle_of
from delegation.planning.choices import PricedChoice, priced
from delegation.planning.market import Market, market_of
from delegation.planning.prices import Prices, first_prices, prices_after, problem_at
from tests import worlds
from tests.people import ANN, FIRST_OF_MONTH, LAST_YEAR, NEW_YEAR, OWNER, TEN

LITTLE = 0.001
"""An effort that is enough for a few tasks."""


def monthly(name: str, hours: float, **more: Any) -> Task:
    """Web work of so many hours on the first of every month."""
    return Task(name, skill="web", hours=hours, recurrence=FIRST_OF_MONTH, **more)


NEWS, SHOP = monthly("news", 5), monthly("shop", 5)
RUNNING = Engagement(ANN, tasks=[NEWS, SHOP], mode=Mode.OUTSOURCE, retainer=TEN, start=LAST_YEAR)


class Question(NamedTuple):
    """What a plan is asked."""

    tasks: list[Task]
    contractors: list[Contractor]
    business: Business
    engagements: list[Engagement]
    on: dt.date | None

    @property
    def market(self) -> Market:
        """What there is to choose from."""
        return market_of(
            sorted(self.tasks, key=lambda task: task.name),
            sorted(self.contractors, key=lambda contractor: contractor.name),
            self.business,
            self.engagements,
            self.on,
        )

    def plan(self, **how: Any) -> Plan:
        """The answer, by the search unless another solver is named."""
        return plan(
            self.tasks,
            self.contractors,
            self.business,
            engagements=self.engagements,
            on=self.on,
            **{"solver": "search", "effort": LITTLE, **how},
        )

    def mixed(self, seed: int) -> "Question":
        """The same question in another order, skills and offers included."""
        rng = random.Random(seed)  # noqa: S311  # no secrets here
        people = [
            attrs.evolve(
                each,
                skills=rng.sample(sorted(each.skills), len(each.skills)),
                retainers=None if each.retainers is None else rng.sample(each.retainers, len(each.retainers)),
            )
            for each in self.contractors
        ]
        return self._replace(
            tasks=rng.sample(self.tasks, len(self.tasks)),
            contractors=rng.sample(people, len(people)),
            engagements=rng.sample(self.engagements, len(self.engagements)),
        )

    def in_money(self, times: float) -> "Question":
        """The same question in another currency."""
        tasks = [_task_in_money(task, times) for task in self.tasks]
        contractors = [_contractor_in_money(each, times) for each in self.contractors]
        engagements = [
            attrs.evolve(
                each,
                contractor=_contractor_in_money(each.contractor, times),
                tasks=[_task_in_money(task, times) for task in each.tasks],
                retainer=None if each.retainer is None else _retainer_in_money(each.retainer, times),
            )
            for each in self.engagements
        ]
        budget = self.business.monthly_budget
        business = attrs.evolve(
            self.business,
            owner_rate=self.business.owner_rate * times,
            monthly_budget=None if budget is None else budget * times,
        )
        return Question(tasks, contractors, business, engagements, self.on)


def _task_in_money(task: Task, times: float) -> Task:
    left = None if task.undone_cost is None else task.undone_cost * times
    urgency = Urgency(task.urgency.cost_per_day * times, task.urgency.slack_days)
    return attrs.evolve(task, urgency=urgency, undone_cost=left)


def _retainer_in_money(offer: Retainer, times: float) -> Retainer:
    overage = None if offer.overage_rate is None else offer.overage_rate * times
    fee, setup = offer.monthly_fee * times, offer.setup_fee * times
    return attrs.evolve(offer, monthly_fee=fee, setup_fee=setup, overage_rate=overage)


def _contractor_in_money(contractor: Contractor, times: float) -> Contractor:
    offers = contractor.retainers
    offers = None if offers is None else tuple(_retainer_in_money(offer, times) for offer in offers)
    return attrs.evolve(contractor, rate=contractor.rate * times, retainers=offers)


def planned(
    tasks: list[Task],
    contractors: list[Contractor],
    business: Business = OWNER,
    engagements: Sequence[Engagement] = (),
    **how: Any,
) -> Plan:
    """A plan of the search at New Year."""
    return Question(tasks, contractors, business, list(engagements), NEW_YEAR).plan(**how)


def market_for(
    tasks: Sequence[Task],
    contractors: Sequence[Contractor],
    business: Business = OWNER,
    *engagements: Engagement,
    on: dt.date | None = NEW_YEAR,
) -> Market:
    """What there is to choose from, at New Year unless said otherwise."""
    return market_of(tasks, contractors, business, engagements, on)


def first_problem(market: Market) -> Problem:
    """The array problem at the first prices."""
    return problem_at(market, first_prices(market))


def bundle_at(market: Market, state: int, *tasks: int) -> Bundle:
    """What tasks on one of the market's options truly come to."""
    return bundle_of(market, state, market.options[state], tasks)


def choice_of(market: Market, *states: int | None) -> Choice:
    """The choice in which each task is done on an option, kept, or (None) left undone."""
    return tuple(UNDONE if state is None else market.ways.index((task, state)) for task, state in enumerate(states))


class Chosen(NamedTuple):
    """A choice at the first prices, what it truly comes to, and the prices that follow."""

    found: PricedChoice
    prices: Prices


def chosen(market: Market, *states: int | None) -> Chosen:
    """What a choice comes to in which each task is done on an option, kept, or (None) left undone."""
    prices, choice = first_prices(market), choice_of(market, *states)
    cost = usage_of(problem_at(market, prices), choice).cost
    found = priced(market, prices, Solution(choice, cost, float("-inf"), "feasible"))
    return Chosen(found, prices_after(market, prices, found.bundles, found.kept))


def decisions(found: Plan) -> list[tuple[str, str, str, float]]:
    """What a plan decides: for each task mode, name and block; and who is ended."""
    told = [
        (each.task.name, str(each.mode), each.contractor.name if each.contractor else "", _block(each.retainer))
        for each in found.assignments
    ]
    return told + [("", "end", each.engagement.contractor.name, 0.0) for each in found.endings]


def _block(retainer: Retainer | None) -> float:
    return -1.0 if retainer is None else retainer.hours


_DAY = dt.date(2026, 3, 10)
_AWAY = [(dt.date(2026, 3, 1), dt.date(2026, 8, 1))]
_SKILLS = ("web", "copy")


def _one(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


def _offers(rate: float) -> st.SearchStrategy[Retainer]:
    """Offers that an owner might see; some are bad ones."""
    return st.builds(
        lambda part, hours, access, over, **more: Retainer(
            rate * hours * part if hours else access, hours, overage_rate=None if over is None else over * rate, **more
        ),
        _one(0.7, 0.9, 1.0),
        _one(0.0, 2.0, 5.0, 10.0, 20.0),
        _one(0.0, 20.0, 100.0),
        _one(None, None, 0.9, 2.0),
        rollover_hours=_one(0.0, 0.0, 5.0),
        minimum_months=_one(0, 1, 3, 6, 15),
        notice_months=_one(0, 1, 3),
    )


@st.composite
def plain_tasks(draw: st.DrawFn, name: str) -> Task:
    """Tasks of everyday sizes."""
    rhythm = _one("FREQ=WEEKLY", "FREQ=MONTHLY;BYMONTHDAY=1", "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=15")
    rules = st.builds(Rule, rhythm, _one(None, dt.date(2020, 1, 1)))
    return Task(
        name,
        skill=draw(_one("", *_SKILLS)),
        hours=draw(_one(0.25, 1.0, 2.0, 4.0, 8.0, 20.0, 60.0)),
        recurrence=draw(st.one_of(st.just(Once()), st.builds(Rate, _one(0.0, 0.1, 0.5, 1.0, 2.0, 8.0)), rules)),
        urgency=Urgency(draw(_one(0.0, 5.0, 50.0, 500.0)), draw(_one(0.0, 1.0, 7.0))),
        owner_hours=draw(_one(None, None, 1.0, 4.0, 10.0)),
        keep=draw(_one(*[False] * 9, True)),
    )


@st.composite
def plain_contractors(draw: st.DrawFn, name: str) -> Contractor:
    """Contractors with everyday rates and loads; some are full, some away."""
    rate = draw(_one(0.0, 20.0, 40.0, 50.0, 80.0, 120.0))
    return Contractor(
        name,
        skills=draw(st.sets(st.sampled_from(_SKILLS))),
        rate=rate,
        one_off_minimum_hours=draw(_one(0.0, 1.0, 2.0)),
        pace=draw(_one(0.8, 1.0, 1.25)),
        retainers=draw(st.none() | st.lists(_offers(rate), max_size=3)),
        availability=Availability(
            hours_per_week=draw(_one(5.0, 10.0, 20.0, 40.0)),
            regular_load=draw(_one(0.0, 0.2, 0.5, 0.9, 1.0)),
            one_off_load=draw(_one(0.0, 0.1, 0.3, 0.6)),
            job_hours=draw(_one(1.0, 4.0, 8.0)),
            people=draw(_one(1, 1, 3)),
            time_off=draw(_one((), (), _AWAY)),
        ),
    )


def _renamed(strategy: st.SearchStrategy[Any], name: str) -> st.SearchStrategy[Any]:
    return strategy.map(lambda each: attrs.evolve(each, name=name))


@st.composite
def questions(draw: st.DrawFn, *, wild: bool = False, most_tasks: int = 5) -> Question:
    """Small businesses: everyday ones, or ones of any size with numbers over many powers of ten."""
    count, people = draw(st.integers(0, most_tasks)), draw(st.integers(0, 3))
    tasks: list[Task] = []
    for name in (f"task {index}" for index in range(count)):
        each = draw(_renamed(worlds.tasks(), name) if wild else plain_tasks(name))
        left = draw(_one(None, None, None, 0.0, 40.0, 400.0))
        tasks.append(attrs.evolve(each, skill=draw(_one("", *_SKILLS)), undone_cost=left))
    contractors: list[Contractor] = []
    for name in (f"contractor {index}" for index in range(people)):
        each = draw(_renamed(worlds.contractors, name) if wild else plain_contractors(name))
        contractors.append(attrs.evolve(each, skills=draw(st.sets(st.sampled_from(_SKILLS)))))
    business = draw(
        worlds.businesses
        if wild
        else st.builds(
            Business,
            owner_rate=_one(0.0, 30.0, 60.0),
            hiring_hours=_one(0.0, 2.0),
            briefing_hours=_one(0.0, 0.5),
            onboarding_hours=_one(0.0, 3.0),
            horizon_months=_one(1, 6, 12, 24),
        )
    )
    business = attrs.evolve(
        business,
        monthly_budget=draw(_one(None, None, 0.0, 200.0, 600.0, 1500.0)),
        owner_hours_per_month=draw(_one(None, None, 0.0, 3.0, 10.0)),
    )
    engagements = draw(st.lists(_engagements(tasks, contractors), max_size=2)) if contractors else []
    on = draw(_one(None, _DAY, _DAY))
    if on is None:  # a retainer without an end runs or not, by the day
        engagements = [attrs.evolve(each, end=each.end or dt.date(2999, 12, 31)) for each in engagements]
    return Question(tasks, contractors, business, engagements, on)


@st.composite
def _engagements(draw: st.DrawFn, tasks: list[Task], contractors: list[Contractor]) -> Engagement:
    """What has run, runs, or will: with work that is planned, or other work."""
    contractor = draw(st.sampled_from(contractors))
    known = [*tasks, Task("books", hours=3.0, recurrence=1), Task("attic", hours=2.0)]
    start = _DAY + dt.timedelta(days=draw(st.integers(-500, 30)))
    retainer = draw(st.none() | _offers(contractor.rate))
    return Engagement(
        contractor,
        tasks=draw(st.lists(st.sampled_from(known), min_size=1, max_size=3, unique_by=lambda task: task.name)),
        mode=Mode.OUT_TASK if retainer is None else Mode.OUTSOURCE,
        start=start,
        end=draw(_one(None, None, start + dt.timedelta(days=40), start + dt.timedelta(days=600))),
        retainer=retainer,
    )
