"""What any bundle of tasks truly costs, each priced once."""

import math

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Once, Urgency
from delegation._assignment.problem import NO_STATE, State
from delegation.planning.ledger import NOBODY, NOTHING, Ledger, Totals
from delegation.planning.prices import first_prices
from tests.people import ANN, BEA, OWNER
from tests.plan_worlds import NEWS, RUNNING, SHOP, Question, bundle_at, market_for, monthly, questions

HIRE, SMALL, LARGE = 0, 1, 2
"""Ann's options: hired, ten hours, twenty."""

BOTH = frozenset((0, 1))


class TestTotals:
    def test_they_add_up(self) -> None:
        assert Totals.of([Totals(1.0, 2.0, 3.0), Totals(10.0, 20.0, 30.0, 1), Totals(0.0, 0.0, 0.0, 1)]) == (
            Totals(11.0, 22.0, 33.0, 2)
        )
        assert Totals.of([]) == NOTHING

    def test_one_part_is_exchanged_for_another(self) -> None:
        changed = Totals(10.0, 20.0, 30.0, 2).changed(Totals(1.0, 2.0, 3.0, 1), Totals(5.0, 6.0, 7.0))
        assert changed == Totals(14.0, 24.0, 34.0, 1)


class TestBundles:
    MARKET = market_for([monthly("news", 5, owner_hours=2), SHOP], [ANN, BEA])

    def test_a_bundle_costs_what_a_score_says_and_is_priced_once(self) -> None:
        ledger = Ledger(self.MARKET, [1e6] * 9, 10)
        true = bundle_at(self.MARKET, SMALL, 0, 1)
        assert ledger.priced(SMALL, BOTH) == Totals(true.costs.total, true.costs.cash, true.owner_hours, 1)
        assert ledger.bundle(SMALL, BOTH) is ledger.bundle(SMALL, BOTH)
        assert ledger.left == 8
        ledger.allow(5)
        assert ledger.left == 5

    def test_nothing_costs_nothing(self) -> None:
        ledger = Ledger(self.MARKET, [1e6] * 9)
        assert ledger.priced(SMALL, frozenset()) == ledger.priced(NO_STATE, frozenset()) == NOTHING

    def test_what_is_kept_costs_the_owners_time(self) -> None:
        ledger = Ledger(self.MARKET, [1e6] * 9)
        assert ledger.priced(NO_STATE, frozenset((0,))) == Totals(2 * OWNER.owner_rate, 0.0, 2.0)
        assert ledger.facility(NO_STATE) == NOBODY

    def test_leaving_a_task_undone_counts_the_penalty(self) -> None:
        assert Ledger(self.MARKET, [7.0] * 9).alone(1, None) == Totals(7.0, 0.0, 0.0)

    def test_whose_option_it_is_and_what_it_takes(self) -> None:
        ledger = Ledger(market_for([NEWS], [ANN, attrs.evolve(BEA, pace=2.0)]), [1.0])
        assert [ledger.facility(state) for state in range(4)] == [0, 0, 0, 1]
        assert (ledger.hours(LARGE, 0), ledger.hours(3, 0), ledger.hours_of(0)) == (5.0, 10.0, 60.0)
        assert ledger.states == {0: [0, 1, 2], 1: [3]}


class TestFits:
    def test_a_contractor_is_given_what_they_can_do_and_have_the_hours_for(self) -> None:
        few = attrs.evolve(BEA, availability=Availability(hours_per_week=1.5, regular_load=0.0, one_off_load=0.0))
        ledger = Ledger(market_for([NEWS, SHOP, monthly("talk", 1, keep=True)], [few]), [1e6] * 9)
        assert ledger.fits(0, {0})
        assert not ledger.fits(0, {0, 1})
        assert not ledger.fits(0, {2})
        assert ledger.fits(NO_STATE, {2})
        assert not ledger.fits(NO_STATE, {0})


class TestLimits:
    def test_how_far_a_choice_is_beyond_them(self) -> None:
        ledger = Ledger(
            market_for([NEWS], [ANN], attrs.evolve(OWNER, monthly_budget=100.0, owner_hours_per_month=5.0)), [1e6] * 9
        )
        assert ledger.limited
        assert ledger.over(Totals(1e9, 100.0, 5.0)) == 0.0
        assert ledger.over(Totals(0.0, 130.0, 5.0)) == pytest.approx(30.0)
        assert ledger.over(Totals(0.0, 100.0, 7.0)) == pytest.approx(2.0)
        assert ledger.over(Totals(0.0, 130.0, 7.0)) == pytest.approx(32.0)

    def test_without_any_nothing_is_beyond(self) -> None:
        ledger = Ledger(market_for([NEWS], [ANN]), [1e6] * 9)
        assert not ledger.limited
        assert ledger.over(Totals(1e9, 1e9, 1e9)) == 0.0

    def test_a_budget_is_one_or_the_owners_hours(self) -> None:
        assert Ledger(market_for([NEWS], [ANN], attrs.evolve(OWNER, monthly_budget=1.0)), [1e6] * 9).limited
        assert Ledger(market_for([NEWS], [ANN], attrs.evolve(OWNER, owner_hours_per_month=1.0)), [1e6] * 9).limited

    def test_they_may_be_weighed_instead(self) -> None:
        ledger = Ledger(market_for([NEWS], [ANN], attrs.evolve(OWNER, monthly_budget=1.0)), [1e6] * 9)
        weighing = ledger.weighing(2.0, 10.0)
        assert not weighing.limited
        assert weighing.worth(Totals(1.0, 2.0, 3.0)) == 35.0
        assert ledger.worth(Totals(1.0, 2.0, 3.0)) == 1.0
        assert weighing.bundle(SMALL, frozenset((0,))) is ledger.bundle(SMALL, frozenset((0,)))

    def test_fees_that_are_owed_anyway_leave_less_of_the_budget(self) -> None:
        """January's 450 over a year."""
        market = market_for([NEWS, SHOP], [ANN], attrs.evolve(OWNER, monthly_budget=100.0), RUNNING)
        assert Ledger(market, [1e6] * 9).cash_limit == pytest.approx(62.5)

    def test_retainers_beyond_their_number_count_on_top_of_all_else(self) -> None:
        ledger = Ledger(
            market_for([NEWS], [ANN], attrs.evolve(OWNER, monthly_budget=100.0, most_retainers=1)), [1e6] * 9
        )
        assert ledger.over(Totals(0.0, 100.0, 0.0, 1)) == 0.0
        assert ledger.over(Totals(0.0, 100.0, 0.0, 3)) == 2.0
        assert ledger.over(Totals(0.0, 130.0, 0.0, 2)) == pytest.approx(31.0)

    def test_hours_are_loosened_by_no_more_than_rounding(self) -> None:
        market = market_for([NEWS], [ANN])
        assert Ledger(market, [1e6] * 9).rooms == pytest.approx(market.rooms, rel=1e-8)


class TestFloor:
    def test_hours_are_charged_above_the_block_alone(self) -> None:
        """Ten hours on a block of eight: two of them at 50."""
        ledger = Ledger(market_for([NEWS, SHOP], [ANN]), [1e6] * 9)
        ledger.charges = [State(0, 400.0, block=8.0, overage_rate=50.0)] * 3
        assert ledger.floor(SMALL, frozenset((0,))) == pytest.approx(400.0)
        assert ledger.floor(SMALL, BOTH) == pytest.approx(500.0)


def test_tasks_that_are_kept_wait_for_each_other() -> None:
    work = [monthly(name, 5, owner_hours=5, urgency=Urgency(200, 0)) for name in ("news", "shop")]
    ledger = Ledger(market_for(work, [], attrs.evolve(OWNER, owner_hours_per_month=20.0)), [1e6] * 9)
    apart = ledger.priced(NO_STATE, frozenset((0,))).cost + ledger.priced(NO_STATE, frozenset((1,))).cost
    assert ledger.priced(NO_STATE, BOTH).cost > apart + 1.0


class TestTold:
    PROJECT = monthly("care", 2)
    MARKET = market_for([PROJECT, attrs.evolve(NEWS, name="move", recurrence=Once())], [ANN])

    def test_what_comes_once_is_told_by_the_option_for_the_minimum_term(self) -> None:
        ledger = Ledger(self.MARKET, [1e6] * 9)
        once = [state for state, option in enumerate(self.MARKET.options) if option.once]
        small = next(state for state, option in enumerate(self.MARKET.options) if option.retainer and not option.once)
        assert ledger.told(small, {1}) == once[0]
        assert ledger.told(small, {0, 1}) == ledger.told(small, {0}) == small
        assert ledger.told(HIRE, {1}) == HIRE
        assert ledger.told(once[0], {1}) == once[0]
        assert ledger.priced(small, frozenset((1,))) == ledger.priced(once[0], frozenset((1,)))


class TestLeast:
    def test_hired_it_is_all_but_the_search_and_on_a_retainer_the_wait(self) -> None:
        busy = attrs.evolve(ANN, availability=Availability(regular_load=0.5, one_off_load=0.3))
        market = market_for([monthly("news", 5, urgency=Urgency(200, 0))], [busy])
        ledger = Ledger(market, [1e6] * 9)
        hired, retained = bundle_at(market, HIRE, 0), bundle_at(market, SMALL, 0)
        search = OWNER.hiring_hours * OWNER.owner_rate / 12
        assert ledger.least(0, HIRE)[:3] == pytest.approx((hired.costs.total - search, 250.0, OWNER.briefing_hours))
        assert ledger.least(0, SMALL) == ledger.least(0, LARGE) == Totals(retained.costs.waiting, 0.0, 0.0)
        assert retained.costs.waiting > 0.0

    @given(questions(), st.data())
    def test_it_is_never_more_than_a_task_adds_to_a_bundle(self, question: Question, data: st.DataObject) -> None:
        market = question.market
        ledger = Ledger(market, first_prices(market).penalties, math.inf)
        for state, able in enumerate(ledger.able):
            tasks = frozenset(data.draw(st.lists(st.sampled_from(able), unique=True))) if able else frozenset[int]()
            if tasks and ledger.fits(state, tasks):
                task = min(tasks)
                if len(tasks) > 1 and ledger.told(state, tasks - {task}) == ledger.told(state, tasks):
                    added = ledger.priced(state, tasks).cost - ledger.priced(state, tasks - {task}).cost
                    assert ledger.least(task, state).cost <= added + 1e-6 * max(1.0, abs(added))
