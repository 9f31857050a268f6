"""How a plan has every task done: what it costs, and what else could be done."""

import attrs
import pytest

from delegation import Availability, Contractor, Mode, Rate, Task, Urgency, plan
from delegation._costing.costs import CostRows
from delegation._costing.obstacles import BEYOND_BUDGET, BEYOND_OWNER_HOURS, beyond_hours_of
from delegation.planning import Assignment, Way
from delegation.planning.assignments import OTHERS, assignments_of
from delegation.planning.market import Market
from tests.people import ANN, BEA, OWNER, TEN, TWENTY
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


class TestOthers:
    def test_other_ways_are_told_the_cheapest_first(self) -> None:
        """Keeping 180; hiring Bea 200 + 30 + 10; Cleo 300 + 30 + 10."""
        (news,) = assigned(market_for([attrs.evolve(NEWS, owner_hours=3)], [ANN, BEA, OTHER]), 0)
        assert news.others == (
            Way(Mode.KEEP, None, None, 180.0, in_plan=True, barred=None),
            Way(Mode.OUT_TASK, BEA, None, 240.0, in_plan=False, barred=None),
            Way(Mode.OUT_TASK, OTHER, None, 340.0, in_plan=False, barred=None),
        )

    def test_no_more_than_three_are_told(self) -> None:
        people = [attrs.evolve(BEA, name=name) for name in "abcdef"]
        (news,) = assigned(market_for([NEWS], people), 0)
        assert len(news.others) == OTHERS == 3

    def test_of_each_contractor_and_mode_only_the_cheapest_is_told(self) -> None:
        """The block of ten for 475 and not also that of twenty."""
        (news,) = assigned(market_for([NEWS], [ANN, BEA]), 3)
        assert [(way.mode, way.contractor, way.retainer, way.cost) for way in news.others] == [
            (Mode.OUT_TASK, ANN, None, 290.0),
            (Mode.OUTSOURCE, ANN, TEN, 475.0),
        ]

    def test_with_somebody_who_is_in_the_plan_a_task_costs_no_fee_or_search_on_top(self) -> None:
        """Ann has five hours to spare; other terms with Ann are no way beside those of the plan."""
        _, shop = assigned(market_for([NEWS, SHOP], [ANN, BEA]), 1, 3)
        assert shop.others == (Way(Mode.OUTSOURCE, ANN, TEN, 0.0, in_plan=True, barred=None),)

    def test_whoever_does_nothing_else_may_do_it_on_other_terms(self) -> None:
        (news,) = assigned(market_for([NEWS], [ANN]), 1)
        assert news.others == (
            Way(Mode.OUT_TASK, ANN, None, 290.0, in_plan=False, barred=None),
            Way(Mode.OUTSOURCE, ANN, TWENTY, 825.0, in_plan=False, barred=None),
        )

    def test_whoever_does_more_has_no_other_terms(self) -> None:
        news, shop = assigned(market_for([NEWS, SHOP], [ANN]), 1, 1)
        assert news.others == shop.others == ()

    def test_what_is_above_a_block_counts(self) -> None:
        """Of eight hours three are above what the other seven leave."""
        _, shop = assigned(market_for([monthly("care", 7), monthly("shop", 8)], [ANN, BEA]), 1, 3)
        assert shop.others[0].retainer == TEN
        assert shop.others[0].cost == pytest.approx(250.0)

    def test_what_stands_against_a_way_is_told(self) -> None:
        work = [attrs.evolve(NEWS, owner_hours=3), monthly("shop", 100)]
        limits = attrs.evolve(OWNER, monthly_budget=4100, owner_hours_per_month=2)
        news, _ = assigned(market_for(work, [ANN, BEA], limits), 0, 3)
        assert {(way.mode, way.barred) for way in news.others} == {
            (Mode.OUT_TASK, BEYOND_BUDGET),
            (Mode.OUTSOURCE, BEYOND_BUDGET),
            (Mode.KEEP, BEYOND_OWNER_HOURS),
        }

    def test_hours_that_a_contractor_lacks_are_told(self) -> None:
        small = attrs.evolve(BEA, availability=attrs.evolve(BEA.availability, hours_per_week=7))
        work = [NEWS, monthly("shop", 27)]
        news, _ = assigned(market_for(work, [ANN, small]), 0, 3)
        assert (news.others[0].contractor, news.others[0].barred) == (small, beyond_hours_of("Bea"))


def test_an_assignment_reads_in_one_line() -> None:
    found = plan([NEWS, Task("draw", skill="art", hours=1)], [ANN], OWNER, solver="search")
    assert repr(found["news"]) == "<Assignment of news: out-task Ann, 290 a month>"
    assert repr(found["draw"]) == "<Assignment of draw: undone, 0 a month>"
