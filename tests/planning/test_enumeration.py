"""Where few bundles can be in the best plan it is found and proven, from whatever plan is at hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation._assignment.relaxation import relaxed
from delegation.planning import enumeration
from delegation.planning.bound import optimistic
from delegation.planning.enumeration import Found, best_of_all
from delegation.planning.ledger import Ledger
from delegation.planning.market import Market
from delegation.planning.position import Position
from delegation.planning.prices import first_prices
from tests.people import ANN, BEA
from tests.plan_truth import cheapest, random_business
from tests.plan_worlds import NEWS, SHOP, Question, market_for, questions


def never() -> bool:
    return False


def sought(market: Market, start: Position, steps: int = 150) -> Found:
    prices = first_prices(market)
    optimum = optimistic(start.ledger, prices, never)
    assert optimum is not None
    relaxation = relaxed(optimum.problem, start.totals.cost, steps=steps)
    return best_of_all(start, optimum, relaxation, never)


def undone(market: Market) -> Position:
    return Position.at(Ledger(market, first_prices(market).penalties), [None] * len(market.tasks))


def test_the_best_plan_is_found_from_nothing() -> None:
    market = market_for([NEWS, SHOP], [ANN, BEA])
    found = sought(market, undone(market))
    assert found.proven
    assert found.position.totals.cost == pytest.approx(470.0)
    assert found.position.place == [3, 3]
    assert found.bound == pytest.approx(470.0)


def test_the_plan_at_hand_stays_where_it_is_the_best() -> None:
    market = market_for([NEWS, SHOP], [ANN, BEA])
    at_hand = Position.at(Ledger(market, first_prices(market).penalties), [3, 3])
    found = sought(market, at_hand)
    assert found.position is at_hand
    assert found.proven


def test_where_bundles_are_many_it_is_told_that_nothing_is_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    market = market_for([NEWS, SHOP], [ANN, BEA])
    monkeypatch.setattr(enumeration, "BUNDLES", 1)
    start = undone(market)
    found = sought(market, start)
    assert (found.proven, found.position) == (False, start)
    assert found.bound <= 470.0


def test_when_the_time_is_over_too() -> None:
    market = market_for([NEWS, SHOP], [ANN, BEA])
    start, prices = undone(market), first_prices(market)
    optimum = optimistic(start.ledger, prices, never)
    assert optimum is not None
    relaxation = relaxed(optimum.problem, start.totals.cost)
    assert not best_of_all(start, optimum, relaxation, lambda: True).proven


@pytest.mark.unmeasured
class TestWhatMustHold:
    @pytest.mark.parametrize("seed", range(200, 225))
    @pytest.mark.parametrize("steps", [0, 150])
    def test_it_is_the_best_of_all_at_whatever_prices_bundles_are_passed_over(self, seed: int, steps: int) -> None:
        market = random_business(seed, tasks=(2, 5)).market
        best = cheapest(market, first_prices(market).penalties)
        found = sought(market, undone(market), steps)
        assert found.proven
        assert found.position.totals.cost == pytest.approx(best, rel=1e-8)
        assert not found.position.over
        assert found.bound == pytest.approx(best, rel=1e-8)

    @given(questions(most_tasks=4), st.data())
    def test_the_start_changes_nothing(self, question: Question, data: st.DataObject) -> None:
        market = question.market
        here = undone(market)
        there = here
        for task, ways in enumerate(here.ledger.ways):
            moved = there.after({task: data.draw(st.sampled_from([None, *ways]))})
            there = moved if moved is not None and not moved.over else there
        first, second = sought(market, here), sought(market, there)
        assert first.proven
        assert second.proven
        assert first.position.totals.cost == pytest.approx(second.position.totals.cost, rel=1e-8, abs=1e-8)
