"""What a choice truly costs while moves change it, against what the rounds make of the same choice."""

import math

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from delegation import Availability, Business, Urgency
from delegation._assignment.problem import NO_STATE, UNDONE, Solution
from delegation.planning.choices import priced
from delegation.planning.ledger import NOBODY, Ledger, Totals
from delegation.planning.position import Position
from delegation.planning.prices import first_prices
from tests.people import ANN, BEA, OWNER
from tests.plan_worlds import NEWS, SHOP, Question, choice_of, market_for, monthly, questions

MANY = 10**6
HIRE, SMALL, LARGE = 0, 1, 2
"""Ann's options: hired, ten hours, twenty."""


def ledger_of(question: Question) -> Ledger:
    market = question.market
    return Ledger(market, first_prices(market).penalties, MANY)


def drawn(data: st.DataObject, ledger: Ledger) -> Position:
    """A position that any moves may lead to."""
    position = Position.of(ledger, (UNDONE,) * len(ledger.market.tasks))
    for task, ways in enumerate(ledger.ways):
        moved = position.after({task: data.draw(st.sampled_from([None, *ways]))})
        position = moved or position
    return position


class TestTotals:
    @given(questions(), st.data())
    def test_a_position_costs_what_the_rounds_say_of_its_choice(self, question: Question, data: st.DataObject) -> None:
        ledger = ledger_of(question)
        position = drawn(data, ledger)
        prices = first_prices(ledger.market)
        found = priced(ledger.market, prices, Solution(position.choice(), 0.0, 0.0, "feasible"))
        assert position.totals.cost == pytest.approx(found.cost + found.penalty, rel=1e-9, abs=1e-9)
        assert position.totals.cash == pytest.approx(found.cash - ledger.market.owed, rel=1e-9, abs=1e-9)
        assert position.totals.owner_hours == pytest.approx(found.owner_hours, rel=1e-9, abs=1e-9)
        assert [each.costs for each in position.bundles()] == [each.costs for each in found.bundles]

    @given(questions(), st.data())
    def test_moves_end_where_the_choice_begins_anew(self, question: Question, data: st.DataObject) -> None:
        ledger = ledger_of(question)
        position = drawn(data, ledger)
        anew = Position.of(ledger, position.choice())
        assert (position.place, position.held) == (anew.place, anew.held)
        assert position.totals == pytest.approx(anew.totals, rel=1e-9, abs=1e-9)

    @given(questions(), st.data())
    def test_what_a_task_saves_is_what_the_rest_costs_less(self, question: Question, data: st.DataObject) -> None:
        ledger = ledger_of(question)
        position = drawn(data, ledger)
        assume(position.place)
        task = data.draw(st.integers(0, len(position.place) - 1))
        without = position.taken_out([task]).totals.cost - ledger.penalties[task]
        assert position.saving(task) == pytest.approx(position.totals.cost - without, rel=1e-6, abs=1e-6)

    def test_every_bundle_is_priced_once(self) -> None:
        ledger = Ledger(market_for([NEWS, SHOP], [ANN]), [1e6] * 9, 100)
        first = Position.of(ledger, choice_of(ledger.market, SMALL, SMALL))
        left = ledger.left
        second = Position.of(ledger, choice_of(ledger.market, SMALL, SMALL))
        assert (left, ledger.left, first.totals) == (98, 98, second.totals)


class TestAfter:
    MARKET = market_for([monthly("news", 5, owner_hours=1), SHOP], [ANN, BEA])

    def at(self, *states: int | None) -> Position:
        ledger = Ledger(self.MARKET, [1e6] * 9, MANY)
        return Position.of(ledger, choice_of(self.MARKET, *states))

    def test_the_other_tasks_of_a_contractor_follow_to_another_option(self) -> None:
        moved = self.at(SMALL, SMALL).after({0: LARGE})
        assert moved is not None
        assert moved.place == [LARGE, LARGE]

    def test_a_task_may_be_kept_or_left_undone(self) -> None:
        kept = self.at(SMALL, SMALL).after({0: NO_STATE, 1: None})
        assert kept is not None
        assert (kept.place, kept.held) == ([NO_STATE, None], {NOBODY: (NO_STATE, frozenset({0}))})
        assert kept.totals == pytest.approx((OWNER.owner_rate + 1e6, 0.0, 1.0, 0))

    def test_what_a_contractor_has_no_hours_for_is_no_position(self) -> None:
        little = attrs.evolve(BEA, availability=Availability(hours_per_week=1.5, regular_load=0.0, one_off_load=0.0))
        market = market_for([NEWS, SHOP], [little])
        assert Position.of(Ledger(market, [1e6] * 9, MANY), choice_of(market, 0, None)).after({1: 0}) is None

    def test_a_move_that_makes_nothing_better_is_not_made(self) -> None:
        position = self.at(HIRE, HIRE)
        position.try_move(0, NO_STATE)
        position.try_move(0, HIRE)
        assert position.place == [NO_STATE, HIRE]


class TestBeats:
    def of(self, business: Business, cost: float, cash: float = 0.0, owner_hours: float = 0.0) -> Position:
        ledger = Ledger(market_for([NEWS], [ANN], business), [1e6] * 9, MANY)
        return Position(ledger, [None], {}, Totals(cost, cash, owner_hours))

    @pytest.mark.parametrize(("cost", "beats"), [(99.0, True), (100.0, False), (100.0 - 1e-8, False), (101.0, False)])
    def test_a_cheaper_one_beats_by_more_than_rounding(self, cost: float, *, beats: bool) -> None:
        assert self.of(OWNER, cost).beats(self.of(OWNER, 100.0)) is beats

    @pytest.mark.parametrize(
        ("cost", "cash", "hours", "beats"),
        [(200.0, 500.0, 5.0, True), (1.0, 601.0, 5.0, False), (90.0, 600.0, 5.0, True), (110.0, 600.0, 5.0, False)],
    )
    def test_first_comes_how_far_a_limit_is_passed(
        self, cost: float, cash: float, hours: float, *, beats: bool
    ) -> None:
        tight = attrs.evolve(OWNER, monthly_budget=500.0, owner_hours_per_month=10.0)
        assert self.of(tight, cost, cash, hours).beats(self.of(tight, 100.0, 600.0, 5.0)) is beats

    def test_the_owners_hours_are_a_limit_too(self) -> None:
        tight = attrs.evolve(OWNER, owner_hours_per_month=10.0)
        assert self.of(tight, 200.0, owner_hours=10.0).beats(self.of(tight, 100.0, owner_hours=11.0))
        assert math.isinf(self.of(OWNER, 1.0).ledger.owner_limit)


def test_hours_are_those_of_the_owners_estimate() -> None:
    market = market_for([monthly("news", 5, urgency=Urgency(1, 1))], [attrs.evolve(ANN, pace=2.0)])
    assert Ledger(market, [1.0], MANY).hours_of(0) == 12 * 5
