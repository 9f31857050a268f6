"""How a plan has every task done: what it costs, and what else could be done."""

import attrs
import pytest

from delegation import Availability, Contractor, Mode, Rate, Task, Urgency, plan
from delegation._costing.costs import CostRows
from delegation._costing.obstacles import BEYOND_BUDGET, BEYOND_OWNER_HOURS, beyond_hours_of
from delegation.planning import Assignment, Barred
from delegation.planning.assignments import BARRED, assignments_of
from delegation.planning.market import Market
from tests.people import ANN, BEA, OWNER, TWENTY
from tests.plan_worlds import NEWS, SHOP, bundle_at, chosen, market_for, monthly

OTHER = Contractor("Cleo", skills="web", rate=60, retainers=(), availability=ANN.availability)


def assigned(market: Market, *states: int | None) -> tuple[Assignment, ...]:
    """What is said where each task is done on an option, kept, or undone."""
    found, prices = chosen(market, *states)
    return assignments_of(market, prices, found)


class TestAssignments:
    def test_a_shared_fee_is_split_by_hours(self) -> None:
        care, news = assigned(market_for([monthly("care", 15), NEWS], [ANN]), 2, 2)
        assert care.costs == pytest.approx(CostRows(fee=600.0, hiring=18.75))
        assert news.costs == pytest.approx(CostRows(fee=200.0, hiring=6.25))
        assert (care.mode, care.contractor, care.retainer, care.hours) == (Mode.OUTSOURCE, ANN, TWENTY, 15.0)
        assert news.cost == pytest.approx(206.25)

    def test_waiting_is_each_tasks_own(self) -> None:
        busy = attrs.evolve(ANN, availability=Availability())
        work = [monthly("care", 5), monthly("news", 5, urgency=Urgency(100, 0))]
        market = market_for(work, [busy])
        care, news = assigned(market, 1, 1)
        assert care.costs.waiting == 0.0
        assert news.costs.waiting == pytest.approx(bundle_at(market, 1, 0, 1).costs.waiting)
        assert news.costs.waiting > 0.0

    def test_tasks_that_do_not_come_share_alike(self) -> None:
        work = [Task(name, skill="web", hours=1, recurrence=Rate(0)) for name in ("a", "b")]
        here, there = assigned(market_for(work, [ANN]), 1, 1)
        assert here.costs == there.costs == CostRows(fee=225.0, hiring=12.5)

    def test_out_tasked_work_is_told_with_what_the_cheapest_hire_costs(self) -> None:
        (news,) = assigned(market_for([NEWS], [ANN, BEA, OTHER]), 0)
        assert (news.mode, news.contractor, news.retainer) == (Mode.OUT_TASK, ANN, None)
        assert (news.cost, news.cheapest_hire, news.own_hours) == (290.0, 240.0, None)

    def test_the_cheapest_hire_is_the_first_where_later_ones_are_dearer(self) -> None:
        (news,) = assigned(market_for([NEWS], [attrs.evolve(BEA, name="Abe"), OTHER]), 1)
        assert news.cheapest_hire == 240.0

    def test_a_kept_task_costs_the_owners_hours(self) -> None:
        (news,) = assigned(market_for([attrs.evolve(NEWS, owner_hours=3)], [ANN]), -1)
        assert (news.mode, news.contractor, news.cost, news.hours, news.own_hours) == (Mode.KEEP, None, 180.0, 3.0, 3.0)
        assert news.costs == CostRows(work=180.0)

    def test_what_is_paid_for_a_hire_is_the_work_and_for_a_kept_task_nothing(self) -> None:
        hired, kept = assigned(market_for([NEWS, attrs.evolve(SHOP, owner_hours=3)], [BEA]), 0, -1)
        assert (hired.paid, hired.cost) == (200.0, 240.0)
        assert (kept.paid, kept.cost) == (0.0, 180.0)

    def test_a_task_without_a_rhythm_comes_once(self) -> None:
        news, shop = assigned(market_for([NEWS, attrs.evolve(SHOP, recurrence=None)], [BEA]), 0, 0)
        assert (news.once, shop.once) == (False, True)

    def test_an_undone_task_costs_nothing(self) -> None:
        (news,) = assigned(market_for([attrs.evolve(NEWS, owner_hours=3)], [ANN]), None)
        assert (news.mode, news.contractor, news.retainer) == (None, None, None)
        assert (news.cost, news.costs, news.hours, news.own_hours) == (0.0, CostRows(), 0.0, 3.0)
        assert news.cheapest_hire == 290.0

    def test_where_nobody_could_be_hired_there_is_no_cheapest_hire(self) -> None:
        full = attrs.evolve(ANN, availability=Availability(regular_load=0.5, one_off_load=0.5))
        (news,) = assigned(market_for([NEWS], [full]), 1)
        assert news.cheapest_hire is None


class TestLeft:
    def test_a_task_that_is_left_costs_what_it_says(self) -> None:
        (news,) = assigned(market_for([attrs.evolve(NEWS, undone_cost=30)], [ANN]), None)
        assert (news.mode, news.cost, news.costs, news.hours, news.paid) == (
            None,
            30.0,
            CostRows(undone=30.0),
            0.0,
            0.0,
        )

    def test_a_task_that_is_done_costs_nothing_of_that(self) -> None:
        (news,) = assigned(market_for([attrs.evolve(NEWS, undone_cost=30)], [BEA]), 0)
        assert (news.cost, news.costs.undone) == (240.0, 0.0)


class TestBarred:
    def test_what_stands_against_each_way_is_told_the_cheapest_first(self) -> None:
        limits = attrs.evolve(OWNER, monthly_budget=150, owner_hours_per_month=2)
        (news,) = assigned(market_for([attrs.evolve(NEWS, owner_hours=3)], [ANN, BEA], limits), None)
        assert news.barred == (
            Barred(BEYOND_OWNER_HOURS, None),
            Barred(BEYOND_BUDGET, "Bea"),
            Barred(BEYOND_BUDGET, "Ann"),
        )
        assert len(news.barred) == BARRED == 3

    def test_hours_to_find_somebody_are_yours_and_no_money(self) -> None:
        """Half an hour for the briefing, two hours a year for the search."""
        (news,) = assigned(market_for([NEWS], [BEA], attrs.evolve(OWNER, owner_hours_per_month=0.5)), None)
        assert Barred(BEYOND_OWNER_HOURS, "Bea") in news.barred
        assert {each.obstacle for each in news.barred} == {BEYOND_OWNER_HOURS}

    def test_of_a_kept_task_only_cheaper_ways_are_wanted(self) -> None:
        """Keeping it costs 250, hiring Bea 240 and Ann 290."""
        poor = attrs.evolve(OWNER, owner_rate=50, monthly_budget=150)
        (news,) = assigned(market_for([attrs.evolve(NEWS, owner_hours=5)], [ANN, BEA], poor), -1)
        assert news.barred == (Barred(BEYOND_BUDGET, "Bea"),)

    def test_of_a_task_that_is_left_at_a_cost_too(self) -> None:
        poor = attrs.evolve(OWNER, monthly_budget=150)
        (news,) = assigned(market_for([attrs.evolve(NEWS, undone_cost=250)], [ANN, BEA], poor), None)
        assert news.barred == (Barred(BEYOND_BUDGET, "Bea"),)

    def test_a_way_that_nothing_stands_against_is_not_told(self) -> None:
        (news,) = assigned(market_for([NEWS], [ANN, BEA], attrs.evolve(OWNER, monthly_budget=220)), None)
        assert news.barred == (Barred(BEYOND_BUDGET, "Ann"), Barred(BEYOND_BUDGET, "Ann"))

    def test_other_terms_of_somebody_who_does_more_are_not_told(self) -> None:
        poor = attrs.evolve(OWNER, monthly_budget=450)
        _, shop = assigned(market_for([NEWS, monthly("shop", 8)], [ANN], poor), 1, None)
        assert shop.barred == (Barred(BEYOND_BUDGET, "Ann"),)

    def test_hours_that_a_contractor_lacks_are_told(self) -> None:
        small = attrs.evolve(BEA, availability=attrs.evolve(BEA.availability, hours_per_week=7))
        news, _ = assigned(market_for([NEWS, monthly("shop", 27)], [small]), None, 0)
        assert news.barred == (Barred(beyond_hours_of("Bea"), "Bea"),)

    def test_nothing_is_claimed_of_what_is_handed_over(self) -> None:
        (news,) = assigned(market_for([NEWS], [ANN, BEA], attrs.evolve(OWNER, monthly_budget=270)), 0)
        assert news.barred == ()


def test_an_assignment_reads_in_one_line() -> None:
    found = plan([NEWS, Task("draw", skill="art", hours=1)], [ANN], OWNER, solver="search")
    assert repr(found["news"]) == "<Assignment of news: out-task Ann, 290 a month>"
    assert repr(found["draw"]) == "<Assignment of draw: undone, 0 a month>"
