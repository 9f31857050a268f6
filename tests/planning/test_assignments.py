"""What a plan says of every task and every retainer in numbers."""

import datetime as dt
import math

import attrs
import pytest

from delegation import Availability, Business, Contractor, Engagement, Mode, Rate, Retainer, Rule, Task, Urgency
from delegation._assignment.problem import UNDONE, Solution, usage_of
from delegation._costing.block import BlockUse
from delegation._costing.costs import CostRows
from delegation.planning import Assignment, Ending
from delegation.planning.assignments import OTHERS, Option, assignments_of
from delegation.planning.commitments import agreements_of, endings_of, paid_by_month
from delegation.planning.market import Market
from delegation.planning.rounds import Priced, priced
from tests.plan_worlds import ANN, BEA, LAST_YEAR, NEW_YEAR, NEWS, OWNER, RUNNING, SHOP, TEN, TWENTY, monthly

OTHER = Contractor("Cleo", skills="web", rate=60, retainers=(), availability=ANN.availability)


def outlined(market: Market, *states: int | None) -> tuple[Priced, tuple[Assignment, ...]]:
    """What is said where each task is done by a state, or undone."""
    first = market.problem()
    choice = tuple(UNDONE if state is None else market.ways.index((task, state)) for task, state in enumerate(states))
    found = priced(market, Solution(choice, usage_of(first, choice).cost, -math.inf, "feasible"))
    return found, assignments_of(market, first, found)


def market_of(
    tasks: list[Task], contractors: list[Contractor], *engagements: Engagement, business: Business = OWNER
) -> Market:
    return Market(tasks, contractors, business, engagements, NEW_YEAR)


class TestAssignments:
    def test_a_shared_fee_is_split_by_hours(self) -> None:
        _, (care, news) = outlined(market_of([monthly("care", 15), NEWS], [ANN]), 2, 2)
        assert care.rows == pytest.approx(CostRows(fee=600.0, hiring=18.75))
        assert news.rows == pytest.approx(CostRows(fee=200.0, hiring=6.25))
        assert (care.mode, care.contractor, care.retainer, care.hours) == (Mode.OUTSOURCE, ANN, TWENTY, 15.0)
        assert news.cost == pytest.approx(206.25)

    def test_waiting_is_each_tasks_own(self) -> None:
        busy = attrs.evolve(ANN, availability=Availability())
        work = [monthly("care", 5), monthly("news", 5, urgency=Urgency(100, 0))]
        found, (care, news) = outlined(market_of(work, [busy]), 1, 1)
        assert care.rows.waiting == 0.0
        assert news.rows.waiting == pytest.approx(found.bundles[0].rows.waiting)
        assert news.rows.waiting > 0.0

    def test_tasks_that_do_not_come_share_alike(self) -> None:
        work = [Task(name, skill="web", hours=1, recurrence=Rate(0)) for name in ("a", "b")]
        _, (here, there) = outlined(market_of(work, [ANN]), 1, 1)
        assert here.rows == there.rows == CostRows(fee=225.0, hiring=12.5)

    def test_out_tasked_work_is_told_with_what_the_cheapest_hire_costs(self) -> None:
        _, (news,) = outlined(market_of([NEWS], [ANN, BEA, OTHER]), 0)
        assert (news.mode, news.contractor, news.retainer) == (Mode.OUT_TASK, ANN, None)
        assert (news.cost, news.cheapest_hire, news.own_hours) == (290.0, 240.0, None)

    def test_the_cheapest_hire_is_the_first_where_later_ones_are_dearer(self) -> None:
        _, (news,) = outlined(market_of([NEWS], [attrs.evolve(BEA, name="Abe"), OTHER]), 1)
        assert news.cheapest_hire == 240.0

    def test_a_kept_task_costs_the_owners_hours(self) -> None:
        _, (news,) = outlined(market_of([attrs.evolve(NEWS, owner_hours=3)], [ANN]), -1)
        assert (news.mode, news.contractor, news.cost, news.hours, news.own_hours) == (Mode.KEEP, None, 180.0, 3.0, 3.0)
        assert news.rows == CostRows(work=180.0)

    def test_an_undone_task_costs_nothing(self) -> None:
        _, (news,) = outlined(market_of([attrs.evolve(NEWS, owner_hours=3)], [ANN]), None)
        assert news[1:8] == (None, None, None, 0.0, CostRows(), 0.0, 3.0)
        assert news.cheapest_hire == 290.0

    def test_where_nobody_could_be_hired_there_is_no_cheapest_hire(self) -> None:
        full = attrs.evolve(ANN, availability=Availability(regular_load=0.5, one_off_load=0.5))
        _, (news,) = outlined(market_of([NEWS], [full]), 1)
        assert news.cheapest_hire is None


class TestOthers:
    def test_other_ways_are_told_the_cheapest_first(self) -> None:
        """Keeping 180; hiring Bea 200 + 30 + 10; Cleo 300 + 30 + 10."""
        _, (news,) = outlined(market_of([attrs.evolve(NEWS, owner_hours=3)], [ANN, BEA, OTHER]), 0)
        assert news.others == (
            Option(Mode.KEEP, None, None, 180.0, runs=True, barred=None),
            Option(Mode.OUT_TASK, BEA, None, 240.0, runs=False, barred=None),
            Option(Mode.OUT_TASK, OTHER, None, 340.0, runs=False, barred=None),
        )

    def test_no_more_than_three_are_told(self) -> None:
        people = [attrs.evolve(BEA, name=name) for name in "abcdef"]
        _, (news,) = outlined(market_of([NEWS], people), 0)
        assert len(news.others) == OTHERS == 3

    def test_of_each_contractor_and_mode_only_the_cheapest_is_told(self) -> None:
        """Her block of ten for 475 and not also that of twenty."""
        _, (news,) = outlined(market_of([NEWS], [ANN, BEA]), 3)
        assert [(way.mode, way.contractor, way.retainer, way.cost) for way in news.others] == [
            (Mode.OUT_TASK, ANN, None, 290.0),
            (Mode.OUTSOURCE, ANN, TEN, 475.0),
        ]

    def test_with_somebody_who_is_in_the_plan_a_task_costs_no_fee_or_search_on_top(self) -> None:
        """Ann has five hours to spare; her other terms are no way beside those of the plan."""
        _, (_, shop) = outlined(market_of([NEWS, SHOP], [ANN, BEA]), 1, 3)
        assert shop.others == (Option(Mode.OUTSOURCE, ANN, TEN, 0.0, runs=True, barred=None),)

    def test_whoever_does_nothing_else_may_do_it_on_other_terms(self) -> None:
        _, (news,) = outlined(market_of([NEWS], [ANN]), 1)
        assert news.others == (
            Option(Mode.OUT_TASK, ANN, None, 290.0, runs=False, barred=None),
            Option(Mode.OUTSOURCE, ANN, TWENTY, 825.0, runs=False, barred=None),
        )

    def test_whoever_does_more_has_no_other_terms(self) -> None:
        _, (news, shop) = outlined(market_of([NEWS, SHOP], [ANN]), 1, 1)
        assert news.others == shop.others == ()

    def test_what_is_above_a_block_counts(self) -> None:
        """Of eight hours three are above what the other seven leave."""
        _, (_, shop) = outlined(market_of([monthly("care", 7), monthly("shop", 8)], [ANN, BEA]), 1, 3)
        assert shop.others[0].retainer == TEN
        assert shop.others[0].cost == pytest.approx(250.0)

    def test_what_stands_against_a_way_is_told(self) -> None:
        work = [attrs.evolve(NEWS, owner_hours=3), monthly("shop", 100)]
        limits = attrs.evolve(OWNER, monthly_budget=4100, owner_hours_per_month=2)
        _, (news, _) = outlined(market_of(work, [ANN, BEA], business=limits), 0, 3)
        assert {(way.mode, way.barred) for way in news.others} == {
            (Mode.OUT_TASK, "beyond the monthly budget"),
            (Mode.OUTSOURCE, "beyond the monthly budget"),
            (Mode.KEEP, "beyond your hours"),
        }

    def test_hours_that_she_lacks_are_told(self) -> None:
        small = attrs.evolve(BEA, availability=attrs.evolve(BEA.availability, hours_per_week=7))
        work = [NEWS, monthly("shop", 27)]
        _, (news, _) = outlined(market_of(work, [ANN, small]), 0, 3)
        assert (news.others[0].contractor, news.others[0].barred) == (small, "beyond the hours that she has left")


class TestAgreements:
    def test_one_that_is_to_be_signed(self) -> None:
        """Twice 250 + 30 and the search against 475."""
        market = market_of([NEWS, SHOP], [ANN])
        found, _ = outlined(market, 1, 1)
        (agreed,) = agreements_of(market, found)
        assert (agreed.contractor, agreed.retainer, agreed.runs, agreed.tasks) == (ANN, TEN, False, (NEWS, SHOP))
        assert agreed.costs == CostRows(fee=450.0, hiring=25.0)
        assert agreed.block == BlockUse(included=10.0, used=10.0, unused=0.0, overage_hours=0.0)
        assert (agreed.saves, agreed.break_even, agreed.lock_in) == pytest.approx((95.0, 0.9, 1350.0))

    def test_a_loss_is_told_as_one(self) -> None:
        market = market_of([NEWS], [ANN])
        found, _ = outlined(market, 2)
        (agreed,) = agreements_of(market, found)
        assert agreed.saves == pytest.approx(290 - 825)
        assert agreed.block.unused == 15.0

    @pytest.mark.parametrize(("minimum", "notice", "owed"), [(0, 0, 0), (0, 2, 900), (6, 1, 2700)])
    def test_locked_in_is_the_longer_of_term_and_notice(self, minimum: int, notice: int, owed: float) -> None:
        terms = Retainer(450, 10, minimum_months=minimum, notice_months=notice)
        market = market_of([NEWS], [attrs.evolve(ANN, retainers=terms)])
        found, _ = outlined(market, 1)
        assert agreements_of(market, found)[0].lock_in == owed

    @pytest.mark.parametrize("terms", [Retainer(20, 0), TEN])
    def test_without_hours_or_without_a_rate_there_is_no_break_even(self, terms: Retainer) -> None:
        rate = 50.0 if terms.hours == 0 else 0.0
        market = market_of([NEWS], [attrs.evolve(ANN, rate=rate, retainers=terms)])
        found, _ = outlined(market, 1)
        assert agreements_of(market, found)[0].break_even is None

    def test_one_that_is_kept(self) -> None:
        market = market_of([NEWS, SHOP], [ANN], RUNNING)
        found, _ = outlined(market, 0, 0)
        (agreed,) = agreements_of(market, found)
        assert (agreed.runs, agreed.lock_in, agreed.saves, agreed.costs) == (True, 450.0, 147.5, CostRows(fee=412.5))

    def test_one_with_other_work_is_kept_beside_those_of_the_plan_in_the_order_of_names(self) -> None:
        zoe = attrs.evolve(ANN, name="Zoe")
        market = market_of([NEWS], [ANN, zoe], RUNNING)
        found, _ = outlined(market, 2)
        ann, new = agreements_of(market, found)
        assert (ann.contractor, ann.runs, ann.tasks, ann.costs) == (ANN, True, (), CostRows())
        assert (ann.block.used, new.contractor, new.runs) == (5.0, zoe, False)

    def test_one_with_other_work_that_takes_a_task_is_told_once(self) -> None:
        market = market_of([NEWS], [ANN], RUNNING)
        found, _ = outlined(market, 0)
        (agreed,) = agreements_of(market, found)
        assert (agreed.tasks, agreed.block.used) == ((NEWS,), 10.0)

    def test_out_tasked_work_needs_none(self) -> None:
        market = market_of([NEWS], [ANN])
        found, _ = outlined(market, 0)
        assert agreements_of(market, found) == ()


class TestEndings:
    def test_one_that_runs_and_is_not_used_is_ended(self) -> None:
        market = market_of([NEWS, SHOP], [ANN, BEA], RUNNING)
        found, _ = outlined(market, 2, 2)
        assert endings_of(market, found) == (Ending(RUNNING, dt.date(2026, 2, 1), 450.0),)

    def test_within_the_minimum_term_more_is_owed(self) -> None:
        """Twelve months from October on: until October."""
        young = attrs.evolve(RUNNING, start=dt.date(2025, 10, 1), retainer=attrs.evolve(TEN, minimum_months=12))
        market = market_of([NEWS, SHOP], [ANN, BEA], young)
        found, _ = outlined(market, 2, 2)
        assert endings_of(market, found) == (Ending(young, dt.date(2026, 10, 1), 9 * 450.0),)

    def test_hired_instead_it_is_ended_too(self) -> None:
        market = market_of([NEWS, SHOP], [ANN], RUNNING)
        found, _ = outlined(market, 1, 1)
        assert len(endings_of(market, found)) == 1

    def test_one_that_is_kept_or_has_other_work_is_not_ended(self) -> None:
        market = market_of([NEWS, SHOP], [ANN], RUNNING)
        assert endings_of(market, outlined(market, 0, 0)[0]) == ()
        market = market_of([NEWS], [ANN, BEA], RUNNING)
        assert endings_of(market, outlined(market, 1)[0]) == ()


class TestPaidByMonth:
    def test_fees_and_overage_are_spread_evenly(self) -> None:
        market = market_of([monthly("care", 12)], [ANN])
        assert paid_by_month(market, outlined(market, 1)[0]) == pytest.approx([550.0] * 12)

    def test_hired_work_is_paid_in_the_months_in_which_it_comes(self) -> None:
        """Ten hours in January and July; the minimum charge counts."""
        twice = Rule("FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1", NEW_YEAR)
        work = [Task("fair", hours=10, recurrence=twice), Task("note", hours=0.5, recurrence=twice)]
        market = market_of(work, [ANN])
        assert paid_by_month(market, outlined(market, 0, 0)[0]) == ([550.0] + [0.0] * 5) * 2

    def test_fees_that_are_owed_fall_due_in_their_months_and_kept_tasks_are_not_paid(self) -> None:
        work = [attrs.evolve(NEWS, owner_hours=1), attrs.evolve(SHOP, owner_hours=1)]
        market = market_of(work, [ANN], RUNNING)
        assert paid_by_month(market, outlined(market, -1, -1)[0]) == [450.0] + [0.0] * 11

    def test_all_months_together_are_what_is_paid(self) -> None:
        market = Market([NEWS, SHOP], [ANN, BEA], attrs.evolve(OWNER, horizon_months=7), (), LAST_YEAR)
        found, _ = outlined(market, 1, 3)
        assert math.fsum(paid_by_month(market, found)) == pytest.approx(7 * found.cash)
