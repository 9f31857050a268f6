"""Moves that make a choice cheaper at its true cost: none is left, and plans known to be better are reached."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Business, Contractor, Rate, Retainer, Rule, Task, Urgency, plan
from delegation._assignment.problem import NO_STATE, UNDONE
from delegation.planning.ledger import Ledger
from delegation.planning.market import Market, market_of
from delegation.planning.polish import _closed, _gaining, leave_least, polish
from delegation.planning.position import Position
from delegation.planning.prices import first_prices
from tests.people import ANN, BEA, IDLE, OWNER
from tests.plan_worlds import NEWS, SHOP, Question, choice_of, market_for, monthly, questions

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "data" / "plan_cases.json").read_text(encoding="utf-8")
)
MANY = 10**6


def never() -> bool:
    return False


def polished(market: Market, start: tuple[int, ...], left: int = MANY) -> Position:
    position = Position.of(Ledger(market, first_prices(market).penalties, left), start)
    polish(position, never)
    return position


class TestMoves:
    def test_a_task_is_given_to_whom_it_costs_least(self) -> None:
        market = market_for([NEWS], [attrs.evolve(ANN, retainers=()), BEA])
        assert polished(market, choice_of(market, 0)).place == [1]

    def test_a_retainer_is_opened_for_several_tasks_none_of_which_it_pays_for_alone(self) -> None:
        work = [monthly(name, 5) for name in ("books", "news", "shop")]
        ann = attrs.evolve(ANN, retainers=Retainer(500, 15))
        market = market_for(work, [ann])
        assert polished(market, choice_of(market, 0, 0, 0)).place == [1, 1, 1]
        alone = market_for(work[:1], [ann])
        assert polished(alone, choice_of(alone, 0)).place == [0]

    def test_a_contractor_is_exchanged_for_another_with_all_that_both_can_do(self) -> None:
        work = [monthly(name, 5) for name in ("books", "news")]
        work.append(Task("draw", skill="art", hours=1, recurrence=work[0].recurrence))
        dear = Contractor("Art", skills=["web", "art"], rate=90, retainers=Retainer(900, 12), availability=IDLE)
        cheap = Contractor("Cut", skills="web", rate=60, retainers=Retainer(420, 10), availability=IDLE)
        market = market_for(work, [dear, cheap])
        found = polished(market, choice_of(market, 1, 1, 1))
        assert found.place == [3, 3, 0]

    def test_two_tasks_are_exchanged_where_neither_can_move_alone(self) -> None:
        """Both have six hours a month left; Ann is quick at nothing, and each task has room only at the other's."""
        few = Availability(hours_per_week=6.0 * 7 / 30.4375 / 0.999, regular_load=0.0, one_off_load=0.0)
        first = Contractor("A", skills=["a", "b"], rate=50, retainers=(), pace=1.0, availability=few)
        second = attrs.evolve(first, name="B", rate=40)
        work = [
            Task("a", skill="a", hours=4, recurrence=NEWS.recurrence),
            Task("b", skill="b", hours=6, recurrence=NEWS.recurrence),
        ]
        market = market_for(work, [first, second])
        assert polished(market, choice_of(market, 1, 0)).place == [0, 1]


class TestLeaving:
    def test_of_what_is_beyond_a_limit_the_least_worth_is_left_and_no_more(self) -> None:
        """Of 200, 160 and 40 there are 250."""
        work = [monthly("a", 5), monthly("b", 4), monthly("c", 1)]
        market = market_for(work, [BEA], attrs.evolve(OWNER, monthly_budget=250.0))
        for penalties, place in (([9, 5, 7], [0, None, 0]), ([5, 9, 7], [None, 0, 0]), ([9, 7, 5], [0, None, None])):
            position = Position.of(Ledger(market, penalties), choice_of(market, 0, 0, 0))
            leave_least(position)
            assert position.place == place
            assert not position.over

    def test_what_takes_nothing_of_the_limit_is_not_left(self) -> None:
        work = [monthly("a", 5), attrs.evolve(NEWS, owner_hours=3)]
        market = market_for(work, [BEA], attrs.evolve(OWNER, monthly_budget=100.0))
        position = Position.of(Ledger(market, [9, 5]), choice_of(market, 0, NO_STATE))
        leave_least(position)
        assert position.place == [None, NO_STATE]


class TestWhatMustHold:
    @given(questions(most_tasks=4), st.data())
    def test_it_never_makes_a_choice_worse_and_leaves_no_task_that_would_better_be_done_otherwise(
        self, question: Question, data: st.DataObject
    ) -> None:
        market = question.market
        ledger = Ledger(market, first_prices(market).penalties, MANY)
        start = Position.of(ledger, (UNDONE,) * len(market.tasks))
        for task, ways in enumerate(ledger.ways):
            start = start.after({task: data.draw(st.sampled_from([None, *ways]))}) or start
        position = Position.of(ledger, start.choice())
        polish(position, never)
        assert not start.beats(position)
        for task, ways in enumerate(ledger.ways):
            for state in ways:
                other = position.after({task: state})
                assert other is None or not other.beats(position)
        for tasks in ([task] for task in range(len(position.place)) if position.place[task] is not None):
            assert not position.taken_out(tasks).beats(position)

    @pytest.mark.parametrize(("over", "left"), [(True, MANY), (False, 0)])
    def test_it_stops_when_time_is_over_or_no_more_may_be_priced(self, over: bool, left: int) -> None:
        market = market_for([NEWS, SHOP], [ANN, BEA])
        position = Position.of(Ledger(market, [1e6] * 2, MANY), choice_of(market, None, None))
        position.ledger.allow(left)
        polish(position, lambda: over)
        assert position.place == [None, None]


def _rule(recurs: dict[str, Any]) -> Rule:
    """A rule, with its start if there is one."""
    return Rule(recurs["rule"], dt.date.fromisoformat(recurs["start"]) if recurs["start"] else None)


def business_of(case: dict[str, Any]) -> tuple[list[Task], list[Contractor], Business, dt.date | None]:
    """A case as tasks, contractors and the owner's assumptions."""
    contractors = []
    for each in case["contractors"]:
        given_so = dict(each)
        loads = {name: given_so.pop(name) for name in ("regular_load", "one_off_load", "job_hours", "people")}
        offers = given_so.pop("retainers")
        retainers = None if offers is None else [Retainer(**offer) for offer in offers]
        contractors.append(
            Contractor(given_so.pop("name"), retainers=retainers, availability=Availability(**loads), **given_so)
        )
    tasks = []
    for each in case["tasks"]:
        given_so = dict(each)
        urgency = Urgency(given_so.pop("cost_per_day"), given_so.pop("slack_days"))
        recurs = given_so.pop("recurrence")
        recurrence: Rate | Rule = Rate(recurs["per_month"]) if "per_month" in recurs else _rule(recurs)
        tasks.append(Task(given_so.pop("name"), recurrence=recurrence, urgency=urgency, **given_so))
    on = dt.date.fromisoformat(case["on"]) if case["on"] else None
    return tasks, contractors, Business(**case["business"]), on


def better_of(case: dict[str, Any], market: Market) -> Position:
    """The assignment that is known to be better, at this project's own true cost."""
    index = {way: place for place, way in enumerate(market.ways)}
    choice = []
    for task, each in enumerate(market.tasks):
        how: str
        terms: Any
        how, who, terms = case["better"].get(each.name) or ("undone", None, None)
        if how in ("undone", "keep"):
            choice.append(UNDONE if how == "undone" else index[task, NO_STATE])
            continue
        offer = Retainer(**terms) if how == "outsource" else None
        choice.append(
            next(
                index[task, state]
                for state, option in enumerate(market.options)
                if (option.contractor.name, option.retainer, option.once) == (who, offer, False)
            )
        )
    return Position.of(Ledger(market, first_prices(market).penalties, MANY), tuple(choice))


@pytest.mark.parametrize("solver", ["search", "highs"])
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_plan_is_never_dearer_than_one_that_is_known_to_be_better(case: dict[str, Any], solver: str) -> None:
    if solver == "highs":
        pytest.importorskip("highspy")
    tasks, contractors, business, on = business_of(case)
    found = plan(tasks, contractors, business, on=on, solver=solver)
    market = market_of(found.tasks, found.contractors, business, (), on)
    better = better_of(case, market)
    assert len(found.undone) == better.place.count(None)
    left = sum(count for count, place in zip(better.ledger.penalties, better.place, strict=True) if place is None)
    assert found.cost <= (better.totals.cost - left) * (1.0 + 1e-9)


class TestMeanwhile:
    def test_a_contractor_from_whom_a_move_took_all_is_not_closed_any_more(self) -> None:
        market = market_for([NEWS, SHOP], [ANN, BEA])
        position = Position.of(Ledger(market, [1e6] * 2), choice_of(market, 0, 3))
        moves = _closed(position)
        next(moves)
        after = position.after({1: None})
        assert after is not None
        position.become(after)
        assert list(moves) == []

    def test_what_costs_no_less_on_an_option_gains_nothing_by_it(self) -> None:
        """Hired by Bea it is cheaper than it would be on Ann's hours alone."""
        cheap = attrs.evolve(BEA, rate=1.0)
        market = market_for([NEWS], [ANN, cheap])
        position = Position.of(Ledger(market, [1e6]), choice_of(market, 3))
        assert _gaining(position, 0) == _gaining(position, 3) == []
        assert _gaining(position, 1) == [0]
