"""What is left undone though it fits is done after all."""

from pathlib import Path
from unittest import mock

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Contractor, plan
from delegation._assignment.problem import NO_STATE, UNDONE, State
from delegation.io.csv import read_business, read_contractors, read_tasks
from delegation.planning import Plan, Shortage, rounds
from delegation.planning.bound import optimistic
from delegation.planning.enumeration import Found
from delegation.planning.insertion import insert
from delegation.planning.ledger import Ledger
from delegation.planning.market import Market
from delegation.planning.position import Position
from delegation.planning.prices import first_prices
from delegation.planning.shortages import shortages_of
from tests.people import ANN, BEA, OWNER, TEN
from tests.plan_worlds import NEWS, SHOP, Question, choice_of, chosen, market_for, monthly, questions

EXAMPLE = Path(__file__).parent.parent.parent / "docs" / "examples" / "small_business"


def never() -> bool:
    return False


def untried(position: Position, *_: object) -> Found:
    """As where bundles are too many to try them all."""
    return Found(position, float("-inf"), proven=False)


def that_fit(shortages: tuple[Shortage, ...]) -> list[Shortage]:
    """Those of tasks that could be done within all limits."""
    return [each for each in shortages if any(not any(out.lacks) for out in each.outs)]


def fitting(market: Market, position: Position) -> list[Shortage]:
    """Tasks that a position leaves undone though they could be done within all limits."""
    found, prices = chosen(market, *position.place)
    return that_fit(shortages_of(market, prices, found))


class TestWhatMustHold:
    @given(questions(most_tasks=6), st.data())
    def test_nothing_is_left_that_fits_beside_all_else(self, question: Question, data: st.DataObject) -> None:
        market, prices = question.market, first_prices(question.market)
        position = Position.of(Ledger(market, prices.penalties), (UNDONE,) * len(market.tasks))
        optimum = optimistic(position.ledger, prices, never)
        assert optimum is not None
        position.ledger.charges = [optimum.problem.states[state] for state in optimum.states]
        for task, ways in enumerate(position.ledger.ways):
            other = position.after({task: data.draw(st.sampled_from([None, None, *ways]))})
            position = position if other is None or other.over > position.over else other
        before, fit = Position.at(position.ledger, position.place), fitting(market, position)
        assert insert(position, never) == bool(fit)
        assert position.beats(before) == bool(fit)
        assert fitting(market, position) == []
        done = zip(position.place, before.place, strict=True)
        assert all(now is not None for now, was in done if was is not None)

    @given(questions(most_tasks=8))
    def test_no_plan_leaves_what_fits_beside_all_else(self, question: Question) -> None:
        with mock.patch.object(rounds, "best_of_all", untried):
            found = question.plan(effort=1e-5)
        assert that_fit(found.shortages) == []


def clients(count: int, budget: float) -> Plan:
    """The example, its tasks for several clients, each with a part of the hours, in little time."""
    business = attrs.evolve(read_business(EXAMPLE / "business.csv"), monthly_budget=budget)
    tasks = [
        attrs.evolve(
            each,
            name=f"{each.name} for client {client}",
            hours=each.hours / count,
            owner_hours=None if each.owner_hours is None else each.owner_hours / count,
        )
        for client in range(count)
        for each in read_tasks(EXAMPLE / "tasks.csv")
    ]
    return plan(tasks, read_contractors(EXAMPLE / "contractors.csv"), business, solver="search", effort=0.01)


@pytest.mark.unmeasured
class TestABusinessWithMuchTooLittleMoney:
    """Enough is priced long before moves help no more."""

    @pytest.mark.parametrize(("count", "budget"), [(1, 1000.0), (2, 1500.0), (4, 3000.0)])
    def test_it_leaves_nothing_that_fits(self, count: int, budget: float) -> None:
        found = clients(count, budget)
        assert found.undone
        assert that_fit(found.shortages) == []


def position_of(
    contractors: list[Contractor], *states: int | None, budget: float = 1e6, penalty: float = 1e6
) -> Position:
    """News and shop on some options."""
    market = market_for([NEWS, SHOP], contractors, attrs.evolve(OWNER, monthly_budget=budget))
    return Position.of(Ledger(market, [penalty, penalty + 1.0]), choice_of(market, *states))


class TestInsert:
    def test_room_in_a_block_that_is_paid_anyway_is_used_before_money_is_spent(self) -> None:
        """Ann's block has five hours to spare; Bea, who is cheaper than Ann's fee, would be paid 200."""
        position = position_of([attrs.evolve(ANN, retainers=TEN), BEA], 1, None)
        assert insert(position, never)
        assert position.place == [1, 1]

    def test_what_you_can_do_yourself_is_kept(self) -> None:
        market = market_for([attrs.evolve(NEWS, owner_hours=2)], [], OWNER)
        position = Position.of(Ledger(market, [1e6]), (UNDONE,))
        assert insert(position, never)
        assert position.place == [NO_STATE]

    def test_what_counts_most_is_done_first(self) -> None:
        """There is money for one of two."""
        position = position_of([BEA], None, None, budget=250)
        assert insert(position, never)
        assert position.place == [None, 0]

    def test_a_contractor_goes_to_other_terms_with_all_their_tasks_where_that_fits(self) -> None:
        """Hired for both, Ann would be paid 500; the retainer is 450."""
        position = position_of([attrs.evolve(ANN, retainers=TEN)], 0, None, budget=450)
        assert insert(position, never)
        assert position.place == [1, 1]

    def test_however_much_is_priced_already(self) -> None:
        position = position_of([BEA], None, None)
        position.ledger.allow(0)
        assert insert(position, never)
        assert position.place == [0, 0]

    def test_of_terms_whose_fee_alone_is_beyond_the_budget_nothing_is_reckoned(self) -> None:
        """Ann's fee is 450, and hiring for one of the tasks 250."""
        position = position_of([attrs.evolve(ANN, retainers=TEN)], None, None, budget=240)
        position.ledger.charges = [State(0), State(0, cash=450.0), State(0, cash=450.0)]
        with mock.patch.object(position.ledger, "least_bundle", wraps=position.ledger.least_bundle) as reckoned:
            assert not insert(position, never)
        assert {each.args[0] for each in reckoned.call_args_list} == {0}

    def test_terms_whose_fee_is_just_within_the_budget_are_taken(self) -> None:
        """Hiring for it would be 500."""
        ann, business = attrs.evolve(ANN, retainers=TEN), attrs.evolve(OWNER, monthly_budget=450)
        market = market_for([monthly("news", 10)], [ann], business)
        position = Position.of(Ledger(market, [1e6]), choice_of(market, None))
        position.ledger.charges = [State(0), State(0, cash=450.0)]
        assert insert(position, never)
        assert position.place == [1]

    def test_what_costs_more_than_leaving_it_is_left(self) -> None:
        position = position_of([BEA], None, None, penalty=100)
        assert not insert(position, never)

    def test_where_time_is_over_nothing_more_is_done(self) -> None:
        asked = iter([False, True])
        position = position_of([BEA], None, None)
        assert insert(position, lambda: next(asked))
        assert position.place == [None, 0]
