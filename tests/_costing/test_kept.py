"""What it costs the owner to do tasks themselves, and how long each waits."""

import datetime as dt
import math

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Business, Once, Rate, Rule, Task, Urgency
from delegation._costing.costs import CostRows
from delegation._costing.kept import Kept, kept, kept_costs, kept_within_hours
from delegation.queueing import DelayedWait
from tests._costing.cases import about
from tests.people import FIRST_OF_MONTH, Varying
from tests.worlds import businesses, spread, tasks

OWNER = Business(owner_rate=40, horizon_months=12)
BUSY = attrs.evolve(OWNER, owner_hours_per_month=121.75)
"""Four hours a day."""

NEWS = Task("news", hours=12, recurrence=Rate(1), owner_hours=15)


def found(*each: tuple[Task, float], business: Business = OWNER) -> Kept:
    known = kept(each, business)
    assert known is not None
    return known


class TestCosts:
    def test_each_month_costs_the_owners_own_hours_and_nothing_else(self) -> None:
        assert found((NEWS, 12.0)).costs == CostRows(work=15 * 40.0)

    def test_the_horizon_does_not_matter_to_a_month(self) -> None:
        quarter = attrs.evolve(OWNER, horizon_months=3)
        assert found((NEWS, 3.0), business=quarter).costs == CostRows(work=15 * 40.0)

    def test_work_that_the_owner_cannot_do_has_no_costs(self) -> None:
        assert kept([(attrs.evolve(NEWS, owner_hours=None), 12.0)], OWNER) is None

    def test_a_bundle_has_costs_only_if_the_owner_can_do_every_task(self) -> None:
        move = Task("move", hours=8)
        assert kept([(NEWS, 12.0), (move, 1.0)], OWNER) is None
        assert found((NEWS, 12.0), (attrs.evolve(move, owner_hours=6), 1.0)).costs == CostRows(
            work=15 * 40.0 + 6 * 40.0 / 12
        )

    def test_work_that_takes_the_owner_no_time_costs_nothing(self) -> None:
        assert found((attrs.evolve(NEWS, owner_hours=0), 12.0)).costs == CostRows()

    def test_a_pinned_task_takes_the_hours_of_its_estimate_where_nothing_else_is_said(self) -> None:
        pinned = attrs.evolve(NEWS, keep=True, owner_hours=None)
        assert found((pinned, 12.0)).costs == CostRows(work=12 * 40.0)

    def test_a_pinned_task_takes_the_owners_hours_where_these_are_said(self) -> None:
        assert found((attrs.evolve(NEWS, keep=True), 12.0)).costs == CostRows(work=15 * 40.0)

    def test_the_hours_of_each_are_told_a_month(self) -> None:
        assert found((NEWS, 12.0), (Task("a", hours=1, owner_hours=2), 6.0)).hours == (15.0, 1.0)

    def test_the_rows_can_be_had_alone(self) -> None:
        assert kept_costs([(NEWS, 12.0)], OWNER) == CostRows(work=15 * 40.0)
        assert kept_costs([(Task("a", hours=1), 12.0)], OWNER) is None

    def test_nothing_kept_costs_nothing(self) -> None:
        assert found() == Kept(CostRows(), (), (), ())


class TestWaits:
    URGENT = attrs.evolve(NEWS, urgency=Urgency(10, 0))

    def test_where_the_owners_hours_are_not_given_nothing_waits(self) -> None:
        alone = found((self.URGENT, 12.0))
        assert (alone.waits[0].mean, alone.losses, alone.costs.waiting) == (0.0, (0.0,), 0.0)

    def test_kept_work_waits_for_the_owner_as_in_any_queue(self) -> None:
        """Pollaczek and Khinchine: 180 of 1461 hours a year, met seven hours and a half from their end, 4 h a day."""
        share = 180 / 1461
        known = found((self.URGENT, 12.0), business=BUSY)
        days = share * 7.5 / 4 / (1 - share)
        assert known.waits[0].mean == pytest.approx(days)
        assert known.losses == pytest.approx((10 * days,))
        assert known.costs.waiting == pytest.approx(10 * days)
        assert known.costs.work == 600.0

    def test_it_is_lateness_beyond_the_slack_that_costs(self) -> None:
        known = found((attrs.evolve(self.URGENT, urgency=Urgency(10, 2)), 12.0), business=BUSY)
        assert known.losses == (10 * known.waits[0].lateness(2.0, 365.25),)
        assert 0.0 < known.losses[0] < 10 * known.waits[0].mean

    def test_kept_tasks_wait_for_each_other(self) -> None:
        """Beside 15 h a month another 60 h that cost nothing when late."""
        share, other = 180 / 1461, 720 / 1461
        known = found(
            (self.URGENT, 12.0), (Task("a", hours=1, recurrence=Rate(2), owner_hours=30), 24.0), business=BUSY
        )
        days = (share * 7.5 + other * 15) / 4 / (1 - share - other)
        assert [wait.mean for wait in known.waits] == pytest.approx([days, days])
        assert known.losses == pytest.approx((10 * days, 0.0))
        assert known.costs.waiting == pytest.approx(10 * days)

    def test_a_rhythm_alone_keeps_nobody_waiting(self) -> None:
        known = found((attrs.evolve(self.URGENT, recurrence=FIRST_OF_MONTH), 12.0), business=BUSY)
        assert known.costs.waiting == 0.0

    def test_what_comes_once_waits_for_the_rest_and_not_for_itself(self) -> None:
        move = Task("move", hours=1, recurrence=Once(), owner_hours=40, urgency=Urgency(10, 0))
        share = 180 / 1461
        known = found((NEWS, 12.0), (move, 1.0), business=BUSY)
        assert known.waits[1].mean == pytest.approx(share * 7.5 / 4 / (1 - share))
        once = 40 / 1461
        assert known.waits[0].mean == pytest.approx((share * 7.5 + once * 20) / 4 / (1 - share - once))

    def test_what_comes_once_is_spread_over_the_horizon_that_there_is(self) -> None:
        """Ten hours in a quarter of 365.25 hours."""
        quarter = attrs.evolve(BUSY, horizon_months=3)
        pair = [Task(name, hours=1, owner_hours=10) for name in "ab"]
        known = found(*((task, 1.0) for task in pair), business=quarter)
        assert known.waits[0].mean == pytest.approx(10 / 365.25 * 5 / 4 / (1 - 10 / 365.25))

    def test_work_without_hours_waits_for_nobody_and_is_in_nobodys_way(self) -> None:
        known = found(
            (attrs.evolve(self.URGENT, name="a", owner_hours=0), 12.0),
            (self.URGENT, 12.0),
            (attrs.evolve(self.URGENT, name="z", owner_hours=0), 12.0),
            business=BUSY,
        )
        share = 180 / 1461
        assert [wait.mean for wait in known.waits] == pytest.approx([0.0, share * 7.5 / 4 / (1 - share), 0.0])
        assert known.hours == (0.0, 15.0, 0.0)

    def test_tasks_of_one_occasion_wait_for_those_that_the_owner_does_before(self) -> None:
        """Twenty hours at 10 a day after four hours at 10: one day of four hours."""
        first = Task("z", hours=1, owner_hours=4, recurrence=Rate(1), urgency=Urgency(10), occasion="launch")
        second = attrs.evolve(first, name="a", owner_hours=20)
        waits = found((second, 12.0), (first, 12.0), business=BUSY).waits
        assert isinstance(waits[0], DelayedWait)
        assert waits[0].starts == ((1.0, about(1.0)),)
        assert waits[0].mean == pytest.approx(waits[1].mean + 1.0)

    def test_more_than_the_owner_has_time_for_is_late_to_the_end_of_the_horizon(self) -> None:
        known = found((self.URGENT, 12.0), business=attrs.evolve(OWNER, owner_hours_per_month=14.9))
        assert known.waits[0].endless
        assert known.losses == (10 * 365.25,)
        assert known.costs.waiting == pytest.approx(10 * 365.25)

    def test_more_than_there_is_time_for_costs_nothing_where_delay_does_not(self) -> None:
        known = found((NEWS, 12.0), business=attrs.evolve(OWNER, owner_hours_per_month=14.9))
        assert known.losses == (0.0,)

    def test_no_hours_at_all_are_enough_for_work_that_takes_none(self) -> None:
        idle = attrs.evolve(OWNER, owner_hours_per_month=0)
        known = found((attrs.evolve(self.URGENT, owner_hours=0), 12.0), business=idle)
        assert known.costs == CostRows()

    def test_without_any_hours_everything_else_is_late_to_the_end(self) -> None:
        pair = [attrs.evolve(self.URGENT, name=name, occasion="launch") for name in "ab"]
        known = found(*((task, 12.0) for task in pair), business=attrs.evolve(OWNER, owner_hours_per_month=0))
        assert known.losses == (3652.5, 3652.5)

    @given(st.lists(tasks(), max_size=4, unique_by=lambda task: task.name), businesses, spread(1.0, 500.0))
    def test_rows_are_finite_and_add_up_over_the_tasks(
        self, bundle: list[Task], business: Business, hours: float
    ) -> None:
        mine = [attrs.evolve(task, keep=True) for task in bundle]
        each = [(task, task.recurrence.expected(business.horizon_months)) for task in mine]
        known = found(*each, business=attrs.evolve(business, owner_hours_per_month=hours))
        lost = math.fsum(many * loss for (_, many), loss in zip(each, known.losses, strict=True))
        assert known.costs.waiting == pytest.approx(lost / business.horizon_months)
        assert math.isfinite(known.costs.total)
        assert known.costs.work == pytest.approx(math.fsum(known.hours) * business.owner_rate)


def test_a_weekly_rule_is_on_a_rhythm_for_the_owner_too() -> None:
    """Two weekly works of eight hours each wait half as long as the same at random, or less."""
    weekly = Rule("FREQ=WEEKLY;BYDAY=MO", dt.date(2020, 1, 6))
    pair = [Task(name, hours=8, owner_hours=8, recurrence=weekly) for name in "ab"]
    steady = [attrs.evolve(task, recurrence=Rate(weekly.per_month)) for task in pair]
    smooth, rough = (found(*((task, 52.0) for task in both), business=BUSY) for both in (pair, steady))
    assert smooth.waits[0].mean < rough.waits[0].mean / 2


def test_work_whose_hours_vary_waits_longer_for_itself() -> None:
    """As what is left of a job that is worked on is larger: with a spread of 0.6 by 1.36 (Pollaczek and Khinchine)."""
    (alike,), (varying,) = (
        found((Task("a", hours=8, recurrence=recurrence, keep=True, urgency=Urgency(1)), 96.0), business=BUSY).waits
        for recurrence in (Rate(8.0), Varying(8.0))
    )
    assert varying.mean == pytest.approx(1.36 * alike.mean, rel=1e-9)


class TestWithinHours:
    """NEWS takes 15 hours a month where it comes twelve times in twelve months."""

    def test_hours_that_just_suffice_are_enough(self) -> None:
        assert kept_within_hours([(NEWS, 12.0)], attrs.evolve(OWNER, owner_hours_per_month=15)) is not None

    def test_more_than_there_are_hours_for_is_no_choice(self) -> None:
        assert kept_within_hours([(NEWS, 12.0)], attrs.evolve(OWNER, owner_hours_per_month=14.9)) is None

    def test_all_tasks_together_count(self) -> None:
        other = attrs.evolve(NEWS, name="other")
        assert kept_within_hours([(NEWS, 12.0), (other, 12.0)], attrs.evolve(OWNER, owner_hours_per_month=29)) is None

    def test_what_is_pinned_is_kept_whatever_it_takes(self) -> None:
        pinned = attrs.evolve(NEWS, keep=True)
        business = attrs.evolve(OWNER, owner_hours_per_month=1)
        assert kept_within_hours([(pinned, 12.0)], business) == kept_costs([(pinned, 12.0)], business)

    def test_where_the_owners_hours_are_not_given_any_work_is_kept(self) -> None:
        assert kept_within_hours([(NEWS, 12.0)], OWNER) == CostRows(work=15 * 40.0)

    def test_work_that_the_owner_cannot_do_is_no_choice(self) -> None:
        assert kept_within_hours([(Task("calls", hours=1), 1.0)], OWNER) is None
