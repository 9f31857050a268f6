"""What the tasks that one contractor is given truly come to, against `score`."""

import datetime as dt

import attrs
import pytest
from hypothesis import given

from delegation import Availability, Retainer, Urgency, score
from delegation._costing.balance import ClassWaits
from delegation.planning.bundles import bundle_of, kept_rows, least_bundle, waits_for
from delegation.queueing.shape import NO_WAIT
from tests.people import ANN, NEW_YEAR, OWNER, TEN, TWENTY
from tests.plan_worlds import NEWS, RUNNING, SHOP, Question, bundle_at, market_for, monthly, questions


class TestCosts:
    def test_they_are_what_score_says(self) -> None:
        market = market_for([NEWS, SHOP], [ANN])
        found = score([NEWS, SHOP], ANN, OWNER, retainer=TWENTY, on=NEW_YEAR).costs
        assert bundle_at(market, 2, 0, 1).costs == found.outsource
        assert bundle_at(market, 0, 0, 1).costs == found.out_task

    def test_the_owners_hours_are_those_of_search_start_and_briefings(self) -> None:
        market = market_for([NEWS, SHOP], [ANN])
        assert bundle_at(market, 0, 0, 1).owner_hours == pytest.approx((2 + 24 * 0.5) / 12)
        assert bundle_at(market, 1, 0, 1).owner_hours == pytest.approx((2 + 3) / 12)
        assert bundle_at(market_for([NEWS, SHOP], [ANN], OWNER, RUNNING), 0, 0, 1).owner_hours == 0.0

    @pytest.mark.parametrize("state", [0, 1])
    def test_waiting_is_told_task_by_task(self, state: int) -> None:
        busy = attrs.evolve(ANN, availability=Availability())
        work = [monthly("news", 2, urgency=Urgency(100, 0)), monthly("shop", 2)]
        found = bundle_at(market_for(work, [busy]), state, 0, 1)
        assert found.waiting == pytest.approx((found.costs.waiting, 0.0))
        assert found.waiting[0] > 0.0


class TestSizes:
    def test_a_typical_retainer_is_sized_to_its_bundle_where_that_is_cheaper(self) -> None:
        market = market_for([monthly("care", 25)], [attrs.evolve(ANN, retainers=None)])
        assert market.options[4].retainer == Retainer.typical(30, 50)
        assert bundle_at(market, 4, 0).option.retainer == Retainer.typical(25, 50)

    def test_a_rung_of_the_ladder_is_taken_where_that_is_cheaper(self) -> None:
        market = market_for([monthly("care", 12)], [attrs.evolve(ANN, retainers=None)])
        assert bundle_at(market, 1, 0).option.retainer == Retainer.typical(10, 50)

    def test_one_that_runs_is_not_sized(self) -> None:
        market = market_for([NEWS, SHOP], [attrs.evolve(ANN, retainers=None)], OWNER, RUNNING)
        assert bundle_at(market, 0, 0, 1).option.retainer == TEN


class TestTheLeast:
    @given(questions(most_tasks=4))
    def test_it_pays_no_more_than_the_bundle_and_takes_as_many_of_the_owners_hours(self, question: Question) -> None:
        market = question.market
        for state, option in enumerate(market.options):
            able = [task for task, each in market.ways if each == state]
            for tasks in ([able, *[[task] for task in able]]) if able else []:
                least, whole = (look_up(market, state, option, tasks) for look_up in (least_bundle, bundle_of))
                assert least.costs.cash <= whole.costs.cash
                assert least.owner_hours == whole.owner_hours

    def test_hours_are_above_the_block_as_the_mean_tells(self) -> None:
        """Of twenty hours every month ten."""
        market = market_for([monthly("care", 20)], [attrs.evolve(ANN, retainers=TEN)])
        assert least_bundle(market, 1, market.options[1], [0]).overage_hours == pytest.approx(120.0)


def test_how_long_tasks_wait_may_be_known_already() -> None:
    busy = attrs.evolve(ANN, availability=Availability())
    market = market_for([monthly("news", 2, urgency=Urgency(100, 0))], [busy])
    option = market.options[1]
    waits = waits_for(market, option, [0])
    assert bundle_of(market, 1, option, [0], waits) == bundle_of(market, 1, option, [0])
    assert bundle_of(market, 1, option, [0], (ClassWaits(NO_WAIT, NO_WAIT),)).costs.waiting == 0.0


def test_one_that_ends_by_itself_takes_a_briefing_for_each_job_after_it() -> None:
    """Twice six jobs after June, half an hour each, over twelve months; none while it is there."""
    ending = attrs.evolve(RUNNING, end=dt.date(2026, 6, 30))
    market = market_for([NEWS, SHOP], [ANN], OWNER, ending)
    assert bundle_at(market, 0, 0, 1).owner_hours == 0.5
    market = market_for([NEWS, SHOP], [ANN], OWNER, RUNNING)
    assert bundle_at(market, 0, 0, 1).owner_hours == 0.0


def test_of_tasks_that_are_kept_each_has_its_own_row() -> None:
    """Two hours, none because it never comes, and five, in whatever order they are asked for."""
    work = [monthly(name, 9, owner_hours=hours) for name, hours in (("a", 2), ("b", 3), ("c", 5))]
    work[1] = attrs.evolve(work[1], recurrence=0)
    rows = kept_rows(market_for(work, []), [2, 0, 1])
    assert {task: each.work for task, each in rows.items()} == {0: 120.0, 1: 0.0, 2: 300.0}
