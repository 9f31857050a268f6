"""To what a plan commits, and when it is paid."""

import datetime as dt
import math

import attrs
import pytest

from delegation import Once, Rate, Retainer, Rule, Task
from delegation._costing.block import BlockUse
from delegation._costing.costs import CostRows
from delegation.planning import Ending
from delegation.planning.commitments import (
    agreements_of,
    dated,
    dearest_months,
    endings_of,
    paid_by_month,
    undated_by_month,
)
from delegation.recurrence import Recurrence
from tests.people import ANN, BEA, LAST_YEAR, NEW_YEAR, OWNER, TEN
from tests.plan_worlds import NEWS, RUNNING, SHOP, chosen, market_for, monthly, planned


class TestAgreements:
    def test_one_that_is_to_be_signed(self) -> None:
        """Twice 250 + 30 and the search against 475."""
        market = market_for([NEWS, SHOP], [ANN])
        found = chosen(market, 1, 1).found
        (agreed,) = agreements_of(market, found)
        assert (agreed.contractor, agreed.retainer, agreed.running, agreed.tasks) == (ANN, TEN, False, (NEWS, SHOP))
        assert agreed.costs == CostRows(fee=450.0, hiring=25.0)
        assert agreed.block == BlockUse(included=10.0, used=10.0, unused=0.0, overage_hours=0.0)
        assert (agreed.saves, agreed.break_even, agreed.lock_in) == pytest.approx((95.0, 0.9, 1350.0))

    def test_a_loss_is_told_as_one(self) -> None:
        market = market_for([NEWS], [ANN])
        found = chosen(market, 2).found
        (agreed,) = agreements_of(market, found)
        assert agreed.saves == pytest.approx(290 - 825)
        assert agreed.block.unused == 15.0

    @pytest.mark.parametrize(("minimum", "notice", "owed"), [(0, 0, 0), (0, 2, 900), (6, 1, 2700)])
    def test_locked_in_is_the_longer_of_term_and_notice(self, minimum: int, notice: int, owed: float) -> None:
        terms = Retainer(450, 10, minimum_months=minimum, notice_months=notice)
        market = market_for([NEWS], [attrs.evolve(ANN, retainers=terms)])
        found = chosen(market, 1).found
        assert agreements_of(market, found)[0].lock_in == owed

    @pytest.mark.parametrize("terms", [Retainer(20, 0), TEN])
    def test_without_hours_or_without_a_rate_there_is_no_break_even(self, terms: Retainer) -> None:
        rate = 50.0 if terms.hours == 0 else 0.0
        market = market_for([NEWS], [attrs.evolve(ANN, rate=rate, retainers=terms)])
        found = chosen(market, 1).found
        assert agreements_of(market, found)[0].break_even is None

    def test_one_that_is_kept(self) -> None:
        market = market_for([NEWS, SHOP], [ANN], OWNER, RUNNING)
        found = chosen(market, 0, 0).found
        (agreed,) = agreements_of(market, found)
        assert (agreed.running, agreed.lock_in, agreed.saves, agreed.costs) == (True, 450.0, 147.5, CostRows(fee=412.5))

    def test_one_with_other_work_is_kept_beside_those_of_the_plan_in_the_order_of_names(self) -> None:
        zoe = attrs.evolve(ANN, name="Zoe")
        market = market_for([NEWS], [ANN, zoe], OWNER, RUNNING)
        found = chosen(market, 2).found
        ann, new = agreements_of(market, found)
        assert (ann.contractor, ann.running, ann.tasks, ann.costs) == (ANN, True, (), CostRows())
        assert (ann.block.used, new.contractor, new.running) == (5.0, zoe, False)

    def test_one_with_other_work_that_takes_a_task_is_told_once(self) -> None:
        market = market_for([NEWS], [ANN], OWNER, RUNNING)
        found = chosen(market, 0).found
        (agreed,) = agreements_of(market, found)
        assert (agreed.tasks, agreed.block.used) == ((NEWS,), 10.0)

    def test_out_tasked_work_needs_none(self) -> None:
        market = market_for([NEWS], [ANN])
        found = chosen(market, 0).found
        assert agreements_of(market, found) == ()


class TestEndings:
    def test_one_that_runs_and_is_not_used_is_ended(self) -> None:
        market = market_for([NEWS, SHOP], [ANN, BEA], OWNER, RUNNING)
        found = chosen(market, 2, 2).found
        assert endings_of(market, found) == (Ending(RUNNING, dt.date(2026, 2, 1), 450.0),)

    def test_within_the_minimum_term_more_is_owed(self) -> None:
        """Twelve months from October on: until October."""
        young = attrs.evolve(RUNNING, start=dt.date(2025, 10, 1), retainer=attrs.evolve(TEN, minimum_months=12))
        market = market_for([NEWS, SHOP], [ANN, BEA], OWNER, young)
        found = chosen(market, 2, 2).found
        assert endings_of(market, found) == (Ending(young, dt.date(2026, 10, 1), 9 * 450.0),)

    @pytest.mark.parametrize(
        ("end", "itself"), [(None, False), (dt.date(2026, 1, 31), True), (dt.date(2026, 2, 1), False)]
    )
    def test_one_ends_by_itself_where_no_notice_would_end_it_sooner(self, end: dt.date | None, *, itself: bool) -> None:
        market = market_for([NEWS, SHOP], [ANN, BEA], OWNER, attrs.evolve(RUNNING, end=end))
        (ended,) = endings_of(market, chosen(market, 2, 2).found)
        assert ended.by_itself is itself

    def test_hired_instead_it_is_ended_too(self) -> None:
        market = market_for([NEWS, SHOP], [ANN], OWNER, RUNNING)
        found = chosen(market, 1, 1).found
        assert len(endings_of(market, found)) == 1

    def test_one_that_is_kept_or_has_other_work_is_not_ended(self) -> None:
        market = market_for([NEWS, SHOP], [ANN], OWNER, RUNNING)
        assert endings_of(market, chosen(market, 0, 0).found) == ()
        market = market_for([NEWS], [ANN, BEA], OWNER, RUNNING)
        assert endings_of(market, chosen(market, 1).found) == ()


class TestTermsOfSeveralMonths:
    def test_break_even_is_told_by_the_hours_of_a_month_and_lock_in_with_the_set_up_fee(self) -> None:
        terms = Retainer(450, 30, period_months=3, setup_fee=200, minimum_months=2)
        market = market_for([NEWS], [attrs.evolve(ANN, retainers=terms)])
        (agreed,) = agreements_of(market, chosen(market, 1).found)
        assert (agreed.break_even, agreed.lock_in, agreed.block.included) == (0.9, 1100.0, 10.0)


class TestInPlaceOfWhatRuns:
    def test_what_runs_is_ended_and_the_other_one_is_to_be_signed(self) -> None:
        """The fee of January is owed anyway; nobody is searched for, and nobody started anew."""
        market = market_for([NEWS, SHOP], [ANN], OWNER, RUNNING)
        found = chosen(market, 2, 2).found
        (agreed,) = agreements_of(market, found)
        assert (agreed.running, agreed.retainer.hours, agreed.costs) == (False, 20.0, CostRows(fee=800.0))
        assert endings_of(market, found) == (Ending(RUNNING, dt.date(2026, 2, 1), 450.0),)
        assert paid_by_month(market, found) == [1250.0] + [800.0] * 11


class TestPaidByMonth:
    def test_fees_and_overage_are_paid_as_they_come(self) -> None:
        market = market_for([monthly("care", 12)], [ANN])
        assert paid_by_month(market, chosen(market, 1).found) == pytest.approx([550.0] * 12)

    def test_hired_work_is_paid_in_the_months_in_which_it_comes(self) -> None:
        """Ten hours in January and July; the minimum charge counts."""
        twice = Rule("FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1", NEW_YEAR)
        work = [Task("fair", hours=10, recurrence=twice), Task("note", hours=0.5, recurrence=twice)]
        market = market_for(work, [ANN])
        assert paid_by_month(market, chosen(market, 0, 0).found) == ([550.0] + [0.0] * 5) * 2

    def test_fees_that_are_owed_fall_due_in_their_months_and_kept_tasks_are_not_paid(self) -> None:
        work = [attrs.evolve(NEWS, owner_hours=1), attrs.evolve(SHOP, owner_hours=1)]
        market = market_for(work, [ANN], OWNER, RUNNING)
        assert paid_by_month(market, chosen(market, -1, -1).found) == [450.0] + [0.0] * 11

    def test_a_month_with_three_fridays_pays_more_above_the_block(self) -> None:
        """27 h every other Friday on 50 h for 2,500: 31 h above at 80 where three fall into a month, else 4 h."""
        fridays = Rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", dt.date(2026, 1, 2))
        ann = attrs.evolve(ANN, rate=80, retainers=Retainer(2500, 50))
        market = market_for([Task("care", skill="web", hours=27, recurrence=fridays)], [ann])
        months = paid_by_month(market, chosen(market, 1).found)
        assert months == pytest.approx([4980.0 if month in {0, 6} else 2820.0 for month in range(12)])

    def test_a_set_up_fee_is_paid_in_the_first_month_and_none_where_it_runs(self) -> None:
        terms = attrs.evolve(TEN, setup_fee=300)
        market = market_for([NEWS], [attrs.evolve(ANN, retainers=terms)])
        assert paid_by_month(market, chosen(market, 1).found) == [750.0] + [450.0] * 11
        market = market_for([NEWS, SHOP], [ANN], OWNER, attrs.evolve(RUNNING, retainer=terms))
        assert paid_by_month(market, chosen(market, 0, 0).found) == [450.0] * 12

    def test_a_block_of_a_quarter_is_used_up_before_anything_is_paid_on_top(self) -> None:
        """12 h a month against 30 a quarter: two months fit, in the third 6 h lie above."""
        terms = Retainer(450, 30, period_months=3)
        market = market_for([monthly("care", 12)], [attrs.evolve(ANN, retainers=terms)])
        assert paid_by_month(market, chosen(market, 1).found) == pytest.approx([450.0, 450.0, 750.0] * 4)

    def test_the_term_for_what_comes_once_is_paid_at_first(self) -> None:
        """Three months on ten hours; in one of them 16 h come, two of them above on average."""
        market = market_for([Task("move", skill="web", hours=16)], [ANN])
        assert [option.once for option in market.options[:3]] == [False, False, True]
        found = chosen(market, 2).found
        assert paid_by_month(market, found) == pytest.approx([550.0] * 3 + [0.0] * 9)

    def test_what_comes_after_the_end_of_one_that_runs_is_paid_job_by_job(self) -> None:
        ending = attrs.evolve(RUNNING, end=dt.date(2026, 6, 30))
        market = market_for([NEWS, SHOP], [ANN], OWNER, ending)
        found = chosen(market, 0, 0).found
        assert paid_by_month(market, found) == [450.0] * 6 + [500.0] * 6
        assert math.fsum(paid_by_month(market, found)) == pytest.approx(12 * found.cash)

    def test_what_a_minimum_term_owes_after_the_horizon_is_not_paid_within_it(self) -> None:
        market = market_for([NEWS], [attrs.evolve(ANN, retainers=Retainer(450, 10, minimum_months=24, setup_fee=60))])
        found = chosen(market, 1).found
        assert (found.cash, found.bundles[0].costs.fee) == (455.0, 905.0)
        assert math.fsum(paid_by_month(market, found)) == pytest.approx(12 * 455.0)

    def test_all_months_together_are_what_is_paid(self) -> None:
        market = market_for([NEWS, SHOP], [ANN, BEA], attrs.evolve(OWNER, horizon_months=7), on=LAST_YEAR)
        found = chosen(market, 1, 3).found
        assert math.fsum(paid_by_month(market, found)) == pytest.approx(7 * found.cash)


class TestDated:
    """Whether it is known on which days work comes."""

    def test_a_rule_with_a_first_day_and_a_day_due_are(self) -> None:
        assert dated(NEWS, 12, NEW_YEAR)
        assert dated(Task("fair", hours=1, recurrence=Once(dt.date(2026, 3, 10))), 12, NEW_YEAR)

    def test_a_rule_that_falls_on_no_day_of_the_horizon_is(self) -> None:
        ended = Task("old", hours=1, recurrence=Rule("FREQ=MONTHLY;UNTIL=20250601", dt.date(2025, 1, 1)))
        assert dated(ended, 12, NEW_YEAR)

    @pytest.mark.parametrize(
        "recurrence",
        [Rate(2), Once(), Once(dt.date(2027, 3, 10)), Rule("FREQ=MONTHLY")],
        ids=["rate", "once", "due after the horizon", "rule without a start"],
    )
    def test_what_may_come_on_any_day_is_not(self, recurrence: Recurrence) -> None:
        assert not dated(Task("fair", hours=1, recurrence=recurrence), 12, NEW_YEAR)

    def test_without_a_day_of_the_question_nothing_is(self) -> None:
        assert not dated(NEWS, 12, None)


class TestUndatedByMonth:
    """What is spread evenly, as nothing dates it."""

    def test_hired_work_is_parted_by_whether_it_has_days(self) -> None:
        """Five hours on the first of each month; four hours twice a month, whenever."""
        fixes = Task("fixes", skill="web", hours=4, recurrence=Rate(2))
        found = chosen(market_for([fixes, NEWS], [BEA]), 0, 0).found
        assert undated_by_month(found.bundles, 12) == pytest.approx([320.0] * 12)

    def test_what_comes_once_without_a_day_is_spread_and_with_one_is_not(self) -> None:
        whenever, march = Task("logo", skill="web", hours=12), Once(dt.date(2026, 3, 10))
        market = market_for([whenever, attrs.evolve(whenever, name="move", recurrence=march)], [BEA])
        found = chosen(market, 0, 0).found
        assert undated_by_month(found.bundles, 12) == pytest.approx([40.0] * 12)
        assert paid_by_month(market, found)[2] == pytest.approx(40.0 + 480.0)

    def test_without_a_day_of_the_question_all_work_is_spread(self) -> None:
        market = market_for([NEWS], [BEA], on=None)
        found = chosen(market, 0).found
        assert undated_by_month(found.bundles, 12) == paid_by_month(market, found) == pytest.approx([200.0] * 12)

    def test_fees_are_no_part_of_it(self) -> None:
        found = chosen(market_for([NEWS, SHOP], [ANN]), 1, 1).found
        assert undated_by_month(found.bundles, 12) == [0.0] * 12

    def test_of_hours_above_a_block_it_is_the_part_of_the_work_without_days(self) -> None:
        """On an access retainer all hours are above: six on a day, four on average whenever; at 50 an hour."""
        ann = attrs.evolve(ANN, retainers=Retainer(100, 0))
        fixes = Task("fixes", skill="web", hours=4, recurrence=Rate(1))
        market = market_for([fixes, monthly("news", 6)], [ann])
        found = chosen(market, 1, 1).found
        assert undated_by_month(found.bundles, 12) == pytest.approx([200.0] * 12)
        assert paid_by_month(market, found) == pytest.approx([600.0] * 12)

    def test_hours_above_a_block_are_paid_at_its_rate(self) -> None:
        """Four hours on average, at 30 an hour and not at Ann's 50."""
        fixes = Task("fixes", skill="web", hours=4, recurrence=Rate(1))
        market = market_for([fixes], [attrs.evolve(ANN, retainers=Retainer(100, 0, overage_rate=30))])
        assert undated_by_month(chosen(market, 1).found.bundles, 12) == pytest.approx([120.0] * 12)

    def test_hours_of_other_work_on_a_retainer_that_runs_take_no_part_of_it(self) -> None:
        """Six hours of what is not planned cost 300 anyway; the four hours of fixes add 200."""
        access, fixes = Retainer(100, 0), Task("fixes", skill="web", hours=4, recurrence=Rate(1))
        running = attrs.evolve(RUNNING, retainer=access, tasks=[fixes, monthly("other", 6)])
        market = market_for([fixes], [attrs.evolve(ANN, retainers=access)], OWNER, running)
        assert undated_by_month(chosen(market, 0).found.bundles, 12) == pytest.approx([200.0] * 12)

    def test_a_day_after_the_end_of_one_that_runs_dates_it(self) -> None:
        """Sixteen hours are due in August; what runs ends in June, so that they are paid by the hour."""
        august = Task("move", skill="web", hours=16, recurrence=Once(dt.date(2026, 8, 10)))
        ending = attrs.evolve(RUNNING, tasks=[NEWS, SHOP, august], end=dt.date(2026, 6, 30))
        market = market_for([NEWS, SHOP, august], [ANN], OWNER, ending)
        found = chosen(market, 0, 0, 0).found
        assert undated_by_month(found.bundles, 12) == [0.0] * 12
        assert paid_by_month(market, found)[7] == 500.0 + 800.0

    def test_a_day_after_the_term_of_what_is_signed_for_it_dates_nothing(self) -> None:
        """Sixteen hours are due in August; the three months that are signed for them begin now."""
        august = Task("move", skill="web", hours=16, recurrence=Once(dt.date(2026, 8, 10)))
        market = market_for([august], [ANN])
        found = chosen(market, 2).found
        assert undated_by_month(found.bundles, 12) == pytest.approx([100.0] * 3 + [0.0] * 9)

    def test_a_day_within_the_term_dates_it(self) -> None:
        february = Task("move", skill="web", hours=16, recurrence=Once(dt.date(2026, 2, 10)))
        found = chosen(market_for([february], [ANN]), 2).found
        assert undated_by_month(found.bundles, 12) == [0.0] * 12

    def test_what_comes_on_no_day_costs_nothing(self) -> None:
        march = Task("fair", skill="web", hours=4, recurrence=Rule("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", NEW_YEAR))
        found = chosen(market_for([march], [attrs.evolve(ANN, retainers=Retainer(100, 0))]), 1).found
        assert undated_by_month(found.bundles, 12) == [0.0] * 12


class TestDearestMonths:
    def test_the_one_in_which_most_is_paid(self) -> None:
        assert dearest_months([1.0, 3.0, 2.0]) == [1]

    def test_those_that_are_the_same_to_the_cent(self) -> None:
        assert dearest_months([3.0, 2.99, 3.004, 1.0]) == [0, 2]

    def test_of_large_amounts_those_that_differ_by_more_are_not(self) -> None:
        assert dearest_months([10_000.0, 9_999.0]) == [0]


class TestRepr:
    def test_a_retainer_is_one_line(self) -> None:
        (found,) = planned([NEWS, SHOP], [ANN]).retainers
        assert repr(found) == "<Agreement with Ann: retainer of 10 h for 450 a month, 2 tasks, 475 a month in all>"

    def test_what_ends_is_one_line(self) -> None:
        found = Ending(RUNNING, dt.date(2026, 2, 1), 450.0)
        assert repr(found) == "<Ending of the retainer with Ann: free from 2026-02-01, 450 owed>"
