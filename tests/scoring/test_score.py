"""Whether a bundle of tasks justifies a retainer with a contractor: worked examples, and what must always hold."""

import datetime as dt
import math
import pickle
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from delegation import (
    Availability,
    Business,
    Contractor,
    Engagement,
    Mode,
    Once,
    Rate,
    Retainer,
    Rule,
    Score,
    Task,
    Urgency,
    score,
)
from delegation._costing.balance import Balance
from delegation._costing.case import Case
from delegation._costing.costs import CostRows
from delegation._costing.obstacles import NO_ROOM
from delegation._costing.relationship import Relationship
from delegation._costing.workload import works_of
from delegation._formatting import phrases
from delegation.demand import CARRIED, MANY
from delegation.demand.grid import step_for
from delegation.errors import NoLongRunRateError
from delegation.payback import Jobs, saved, value
from delegation.queueing import OwnWork, own_waits
from delegation.scoring.offers import Reckoning
from tests.worlds import (
    availabilities,
    bundles,
    businesses,
    contractors,
    money,
    names,
    offering,
    or_nothing,
    plain_retainers,
    rates,
    rules,
    spread,
    tasks,
)

IDLE = Availability(regular_load=0.0, one_off_load=0.0)
ANN = Contractor("Ann", rate=50, retainers=Retainer(450, 10), availability=IDLE)
OWNER = Business(owner_rate=50, hiring_hours=2, briefing_hours=0.5, onboarding_hours=3, replacement_days=5)
NEW_YEAR = dt.date(2026, 1, 1)
FIRST_OF_MONTH = Rule("FREQ=MONTHLY;BYMONTHDAY=1", dt.date(2020, 1, 1))
EVERY_OTHER_MONTH = Rule("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1", dt.date(2026, 2, 1))
NEWS = Task("news", hours=8, recurrence=FIRST_OF_MONTH)
FULL = Availability(regular_load=1.0)


class TestByHand:
    def test_sporadic_work_with_one_contractor_on_one_offer(self) -> None:
        """Ann completes a job of four hours a day; one-off clients take 3/8 of her time and the owner's work 1/8.

        So Ann is busy half of the time, and whoever comes finds on average 3/8 of a day of others' work in progress and
        1/8 of half a day of the owner's. A regular client waits 1/(1 - 1/8) times that, a one-off client, with no other
        regular client before them, 1/(1 - 1/2) times. At 100 a day patience is 5 + 100/100 = 6 days.
        """
        ann = Contractor(
            "Ann",
            rate=60,
            retainers=Retainer(900, 16),
            availability=Availability(hours_per_week=28, job_hours=4, regular_load=0.0, one_off_load=0.375),
        )
        a_month = 30.4375 / 8
        task = Task("help", hours=4, recurrence=Rate(a_month), urgency=Urgency(100, 0))
        terms: dict[str, Any] = {"people": 1, "hours_per_week": 28, "job_hours": 4}
        regular, one_off = (
            own_waits([OwnWork(4, a_month)], regular=first, regular_load=0.0, one_off_load=0.375, **terms)[0]
            for first in (True, False)
        )
        assert (regular.mean, one_off.mean) == pytest.approx((0.4375 / 0.875, 0.4375 / 0.5))
        regular_loss, one_off_loss = 100 * regular.lateness(0.0, 6.0), 100 * one_off.lateness(0.0, 6.0)
        none, one = math.exp(-a_month), a_month * math.exp(-a_month)
        two, three = one * a_month / 2, one * a_month**2 / 6
        above = a_month - 4 + 4 * none + 3 * one + 2 * two + three  # jobs beyond the four that fit the block
        found = score(task, ann, OWNER)
        assert found.committed == 12 * 900 + 3 * 50
        assert found.saved == pytest.approx(
            12 * a_month * (4 * 60 + 0.5 * 50 + one_off_loss - regular_loss) - 60 * 12 * 4 * above
        )
        assert (found.saved, found.payback, found.value) == pytest.approx((11_732.6045, 1.0714707, 0.5172512), abs=1e-3)
        assert found.mode is Mode.OUTSOURCE

    def test_work_on_a_rhythm_that_fits_the_block(self) -> None:
        """Twelve times eight hours and a briefing: 12·(400 + 25) against 12·450 + 150."""
        found = score(NEWS, ANN, OWNER, on=NEW_YEAR)
        assert (found.saved, found.committed) == (5100.0, 5550.0)
        assert (found.payback, found.value) == pytest.approx((5100 / 5550, 5100 / 10650))
        assert found.mode is Mode.OUT_TASK

    def test_an_equal_cost_is_out_tasked_and_worth_one_half(self) -> None:
        """12·(500 + 25) = 6300 on both sides."""
        task = attrs.evolve(NEWS, hours=10)
        found = score(task, attrs.evolve(ANN, retainers=Retainer(512.5, 10)), OWNER, on=NEW_YEAR)
        assert (found.saved, found.committed) == (6300.0, 6300.0)
        assert (found.payback, found.value, found.mode) == (1.0, 0.5, Mode.OUT_TASK)

    def test_a_cheaper_fee_by_a_little_is_outsourced(self) -> None:
        task = attrs.evolve(NEWS, hours=10)
        assert score(task, attrs.evolve(ANN, retainers=Retainer(512.4, 10)), OWNER, on=NEW_YEAR).mode is Mode.OUTSOURCE

    def test_work_that_comes_once_commits_the_minimum_term_only(self) -> None:
        """Of 20 hours ten are above the block of one month: 1000 + 25 - 500 against 3·120 + 150."""
        found = score(Task("move", hours=20), attrs.evolve(ANN, retainers=Retainer(120, 10)), OWNER)
        assert (found.saved, found.committed) == pytest.approx((525.0, 510.0))
        assert found.mode is Mode.OUTSOURCE

    def test_two_jobs_that_come_once_may_meet_in_one_month(self) -> None:
        """Of two jobs of 8 h in three months one in three pairs meets: 6 h above ten, a third of the time."""
        jobs = [Task("move", hours=8), Task("sort", hours=8)]
        found = score(jobs, ANN, OWNER)
        assert found.saved == pytest.approx(2 * 425 - 50 * 6 / 3)

    def test_a_minimum_term_beyond_the_horizon_is_committed_in_full(self) -> None:
        """Half a year of work, nine months of fees: 6·425 against 9·450 + 150."""
        ann = attrs.evolve(ANN, retainers=Retainer(450, 10, minimum_months=9))
        found = score(NEWS, ann, attrs.evolve(OWNER, horizon_months=6), on=NEW_YEAR)
        assert (found.saved, found.committed) == (2550.0, 4200.0)

    def test_an_access_retainer_bills_every_hour_and_saves_briefings_and_waiting(self) -> None:
        """Nothing is included, so that of 12·(400 + 25) only the briefings are saved: 300 against 12·20 + 150."""
        found = score(NEWS, attrs.evolve(ANN, retainers=Retainer(20, 0)), OWNER, on=NEW_YEAR)
        assert found.saved == pytest.approx(300.0)
        assert found.committed == 390.0

    def test_an_access_retainer_saves_the_minimum_charge_too(self) -> None:
        """A quarter of an hour is billed as such and not as one: 12·(50 - 12.5 + 25)."""
        short = attrs.evolve(NEWS, hours=0.25)
        found = score(short, attrs.evolve(ANN, retainers=Retainer(20, 0)), OWNER, on=NEW_YEAR)
        assert found.saved == pytest.approx(750.0)

    @pytest.mark.parametrize(("overage", "above"), [(None, 50), (40, 40), (50, 50), (80, 50)])
    def test_hours_above_the_block_cost_the_overage_rate_or_the_one_off_rate_if_that_is_lower(
        self, overage: float | None, above: float
    ) -> None:
        """Twelve times two hours are above."""
        ann = attrs.evolve(ANN, retainers=Retainer(450, 10, overage_rate=overage))
        found = score(attrs.evolve(NEWS, hours=12), ann, OWNER, on=NEW_YEAR)
        assert found.saved == pytest.approx(12 * 625 - 24 * above)

    @pytest.mark.parametrize(("rollover", "above"), [(0, 60), (4, 36), (10, 0), (99, 0)])
    def test_hours_that_roll_over_take_what_would_be_above(self, rollover: float, above: float) -> None:
        """Six times 20 hours from February on, every other month, a block of ten and what January left."""
        ann = attrs.evolve(ANN, retainers=Retainer(450, 10, rollover_hours=rollover))
        task = Task("audit", hours=20, recurrence=EVERY_OTHER_MONTH)
        found = score(task, ann, OWNER, on=NEW_YEAR)
        assert found.block.overage_hours * 12 == pytest.approx(above)

    def test_nothing_has_rolled_over_into_the_first_month(self) -> None:
        ann = attrs.evolve(ANN, retainers=Retainer(450, 10, rollover_hours=10))
        task = Task("audit", hours=20, recurrence=EVERY_OTHER_MONTH)
        found = score(task, ann, OWNER, on=dt.date(2026, 2, 1))
        assert found.block.overage_hours * 12 == pytest.approx(10)

    def test_the_pace_is_in_hours_price_and_block(self) -> None:
        """Eight hours of the estimate are twelve of Ann's: 12·(600 + 25) less two hours a month above."""
        found = score(NEWS, attrs.evolve(ANN, pace=1.5), OWNER, on=NEW_YEAR)
        assert found.saved == pytest.approx(12 * 625 - 50 * 24)


class TestEngagements:
    """Nine hours of books a month, and a retainer of ten that binds for three months and ends a month after notice."""

    BOOKS = Task("books", hours=9, recurrence=FIRST_OF_MONTH)
    TEN = Retainer(450, 10)

    def since(self, start: dt.date, *run: Task, end: dt.date | None = None) -> Engagement:
        return Engagement(ANN, tasks=run or [self.BOOKS], mode=Mode.OUTSOURCE, retainer=self.TEN, start=start, end=end)

    def test_whoever_is_known_is_not_searched_for(self) -> None:
        hired = Engagement(ANN, tasks=self.BOOKS, mode=Mode.OUT_TASK, start=dt.date(2025, 1, 1))
        new, known = score(NEWS, ANN, OWNER, on=NEW_YEAR), score(NEWS, ANN, OWNER, engagements=hired, on=NEW_YEAR)
        assert new.costs.out_task.hiring - known.costs.out_task.hiring == pytest.approx(2 * 50 / 12)

    def test_the_search_is_paid_in_both_ways_and_cancels(self) -> None:
        hired = Engagement(ANN, tasks=self.BOOKS, mode=Mode.OUT_TASK, start=dt.date(2025, 1, 1))
        new, known = score(NEWS, ANN, OWNER, on=NEW_YEAR), score(NEWS, ANN, OWNER, engagements=hired, on=NEW_YEAR)
        assert (new.value, new.payback) == (known.value, known.payback)

    def test_whoever_was_on_retainer_before_needs_no_onboarding(self) -> None:
        past = self.since(dt.date(2024, 1, 1), end=dt.date(2024, 12, 31))
        found = score(NEWS, ANN, OWNER, engagements=past, on=NEW_YEAR)
        assert found.committed == 12 * 450

    def test_of_retainers_that_started_on_one_day_the_dearer_is_compared_in_any_order(self) -> None:
        cheap, dear = (attrs.evolve(self.since(dt.date(2025, 11, 1)), retainer=Retainer(fee, 10)) for fee in (300, 400))
        for listed in ([cheap, dear], [dear, cheap]):
            assert score(NEWS, ANN, OWNER, engagements=listed, on=NEW_YEAR).retainer == Retainer(400, 10)

    def test_beside_other_tasks_on_a_running_retainer_nothing_is_committed(self) -> None:
        """Seven of eight hours a month are above ten: 12·(425) - 12·7·50."""
        running = self.since(dt.date(2025, 11, 1))
        found = score(NEWS, ANN, OWNER, engagements=running, on=NEW_YEAR)
        assert found.committed == 0.0
        assert found.saved == pytest.approx(12 * 425 - 12 * 7 * 50)
        assert (found.value, found.payback, found.mode) == (1.0, math.inf, Mode.OUTSOURCE)

    def test_alone_on_a_running_retainer_the_fees_that_ending_it_would_save_are_committed(self) -> None:
        """Notice on 10 January ends it on 10 February, after the minimum term: eleven more fees until January 2027."""
        running = self.since(dt.date(2025, 11, 1), NEWS)
        found = score(NEWS, ANN, OWNER, engagements=running, on=dt.date(2026, 1, 10))
        assert (found.committed, found.saved) == (11 * 450, 12 * 425)
        assert found.mode is Mode.OUTSOURCE

    def test_where_the_minimum_term_ends_after_the_notice_fees_count_from_there(self) -> None:
        """Bound until 15 March: ten more fees until 9 January 2027, those of 15 March to 15 December."""
        running = self.since(dt.date(2025, 12, 15), NEWS)
        found = score(NEWS, ANN, OWNER, engagements=running, on=dt.date(2026, 1, 10))
        assert found.committed == 10 * 450

    def test_even_a_one_off_job_to_its_contractor_waits_as_a_regulars(self) -> None:
        busy = attrs.evolve(ANN, availability=Availability())
        running = attrs.evolve(self.since(dt.date(2025, 11, 1)), contractor=busy)
        urgent = attrs.evolve(NEWS, urgency=Urgency(1000, 0))
        found = score(urgent, busy, OWNER, engagements=running, on=NEW_YEAR)
        assert found.availability.one_off == found.availability.regular
        assert found.saved == pytest.approx(12 * 425 - 12 * 7 * 50)

    def test_the_running_retainer_is_compared_and_not_what_is_offered_today(self) -> None:
        dearer = attrs.evolve(ANN, retainers=Retainer(900, 10))
        found = score(NEWS, dearer, OWNER, engagements=self.since(dt.date(2025, 11, 1)), on=NEW_YEAR)
        assert found.retainer == self.TEN
        assert found.runs

    def test_the_running_retainer_may_be_named(self) -> None:
        running = self.since(dt.date(2025, 11, 1))
        found = score(NEWS, ANN, OWNER, retainer=self.TEN, engagements=running, on=NEW_YEAR)
        assert found == score(NEWS, ANN, OWNER, engagements=running, on=NEW_YEAR)

    def test_without_a_day_nothing_runs(self) -> None:
        ended = attrs.evolve(self.since(dt.date(2025, 11, 1)), end=NEW_YEAR)
        found = score(attrs.evolve(NEWS, recurrence=1), ANN, OWNER, engagements=ended)
        assert not found.runs
        assert found.committed == 12 * 450

    def test_a_retainer_with_somebody_else_changes_nothing(self) -> None:
        other = attrs.evolve(self.since(dt.date(2025, 11, 1)), contractor=attrs.evolve(ANN, name="Bea"))
        plain = score(NEWS, ANN, OWNER, on=NEW_YEAR)
        found = score(NEWS, ANN, OWNER, engagements=other, on=NEW_YEAR)
        assert (found.value, found.costs) == (plain.value, plain.costs)


class TestHighestFee:
    def test_it_leaves_nothing_of_what_is_saved_after_start_and_set_up(self) -> None:
        """Eight hours a month at 50 and a briefing of 25: 12·425, less the start, and less what signing costs."""
        plain, dear = (
            score(NEWS, ANN, OWNER, on=NEW_YEAR, retainer=Retainer(450, 10, setup_fee=fee)) for fee in (0, 60)
        )
        start = plain.committed - 12 * 450
        assert plain.highest_fee == pytest.approx((12 * 425 - start) / 12)
        assert dear.highest_fee == pytest.approx((12 * 425 - start - 60) / 12)
        assert dear.committed == plain.committed + 60

    def test_a_minimum_term_beyond_the_horizon_spreads_it(self) -> None:
        bound = score(NEWS, ANN, OWNER, on=NEW_YEAR, retainer=Retainer(450, 10, minimum_months=24))
        assert bound.highest_fee == pytest.approx((12 * 425 - (bound.committed - 24 * 450)) / 24)

    def test_of_one_that_runs_it_is_the_fee_at_which_keeping_it_pays(self) -> None:
        """Eleven fees more than ending it."""
        since = dt.date(2025, 11, 1)
        runs = Engagement(ANN, tasks=NEWS, mode=Mode.OUTSOURCE, retainer=Retainer(450, 10), start=since)
        found = score(NEWS, ANN, OWNER, engagements=runs, on=dt.date(2026, 1, 10))
        assert found.highest_fee == pytest.approx(12 * 425 / 11)

    def test_where_nothing_is_to_be_decided_there_is_none(self) -> None:
        since, books = dt.date(2025, 11, 1), Task("books", hours=1, recurrence=1)
        beside = Engagement(ANN, tasks=[NEWS, books], mode=Mode.OUTSOURCE, retainer=Retainer(450, 10), start=since)
        assert score(NEWS, ANN, OWNER, engagements=beside, on=NEW_YEAR).highest_fee is None

    @pytest.mark.parametrize(
        "ann", [attrs.evolve(ANN, retainers=()), attrs.evolve(ANN, availability=Availability(regular_load=1.0))]
    )
    def test_where_outsourcing_is_impossible_there_is_none(self, ann: Contractor) -> None:
        assert score(NEWS, ann, OWNER, on=NEW_YEAR).highest_fee is None

    def test_where_no_fee_would_pay_there_is_none(self) -> None:
        """One job of 425 saves less than signing costs, whatever the fee."""
        move = Task("move", hours=8)
        assert score(move, ANN, OWNER, retainer=Retainer(450, 10, setup_fee=500)).highest_fee is None
        assert score(attrs.evolve(NEWS, recurrence=0), ANN, OWNER).highest_fee is None

    def test_it_is_told_in_full_and_as_a_record(self) -> None:
        found = score(NEWS, ANN, OWNER, on=NEW_YEAR)
        assert found.highest_fee is not None
        told = f"; it would just pay at a fee of {phrases.money(found.highest_fee)}."
        assert told in found.why(full=True)
        assert told in " ".join(str(found).split())
        assert {record["highest_fee_money_per_month"] for record in found.to_dicts()} == {found.highest_fee}
        never = score(NEWS, attrs.evolve(ANN, retainers=()), OWNER, on=NEW_YEAR)
        assert "just pay at" not in never.why(full=True) + str(never)

    @given(
        st.builds(
            Retainer,
            st.floats(1.0, 900.0),
            st.floats(0.0, 30.0),
            rollover_hours=st.sampled_from([0.0, 5.0]),
            minimum_months=st.integers(0, 24),
            setup_fee=st.floats(0.0, 500.0),
            period_months=st.sampled_from([1, 2, 3, 12]),
        ),
        st.sampled_from([Once(), Rate(0.2), Rate(3.0), FIRST_OF_MONTH]),
        st.floats(0.5, 20.0),
        st.floats(0.0, 300.0),
        st.sampled_from([None, dt.date(2025, 10, 1)]),
    )
    def test_a_little_below_it_outsourcing_is_right_and_a_little_above_it_is_not(
        self, offer: Retainer, recurrence: Any, hours: float, cost: float, since: dt.date | None
    ) -> None:
        busy = attrs.evolve(ANN, availability=Availability(hours_per_week=60.0), retainers=())
        task = Task("a", hours=hours, recurrence=recurrence, urgency=Urgency(cost))

        def asked(fee: float) -> Score:
            terms = attrs.evolve(offer, monthly_fee=fee)
            if since is None:
                return score(task, busy, OWNER, retainer=terms, on=NEW_YEAR)
            runs = Engagement(busy, tasks=task, mode=Mode.OUTSOURCE, retainer=terms, start=since)
            return score(task, busy, OWNER, engagements=runs, on=NEW_YEAR)

        assume(offer.hours > 2.0 or offer.hours == 0.0)  # else fee and hours might look swapped
        found = asked(offer.monthly_fee).highest_fee
        if found is None:
            assert asked(offer.monthly_fee).obstacle or not asked(1e-6).outsource or not asked(1.0).committed
            return
        assume(found > 1e-3)
        assert asked(found * (1.0 - 1e-9) - 1e-6).outsource
        assert not asked(found * (1.0 + 1e-9) + 1e-6).outsource


class TestDay:
    def test_a_rule_with_a_start_is_counted_by_calendar_months_from_the_day(self) -> None:
        """From 31 January 2026, a month at a time, there are seven 31sts in a year: the first day counts."""
        task = Task("close", hours=1, recurrence=Rule("FREQ=MONTHLY;BYMONTHDAY=31", dt.date(2020, 1, 1)))
        assert score(task, ANN, OWNER, on=dt.date(2026, 1, 31)).recurrence.in_horizon == 7.0
        assert (
            score(task, ANN, attrs.evolve(OWNER, horizon_months=1), on=dt.date(2026, 4, 1)).recurrence.in_horizon == 0
        )

    def test_a_rule_that_starts_later_is_counted_from_its_start(self) -> None:
        task = Task("news", hours=1, recurrence=Rule("FREQ=MONTHLY;BYMONTHDAY=1", dt.date(2026, 7, 1)))
        assert score(task, ANN, OWNER, on=NEW_YEAR).recurrence.in_horizon == 6.0

    def test_without_a_day_the_long_run_rate_counts(self) -> None:
        task = Task("close", hours=1, recurrence=Rule("FREQ=MONTHLY;BYMONTHDAY=31", dt.date(2020, 1, 1)))
        assert score(task, ANN, OWNER).recurrence.in_horizon == pytest.approx(7.0)

    def test_a_moment_counts_as_its_day(self) -> None:
        assert score(NEWS, ANN, OWNER, on=dt.datetime(2026, 1, 1, 15)) == score(NEWS, ANN, OWNER, on=NEW_YEAR)

    def test_a_rule_that_ends_has_its_count_from_the_day(self) -> None:
        task = Task("course", hours=1, recurrence=Rule("FREQ=WEEKLY;COUNT=10", NEW_YEAR))
        assert score(task, ANN, OWNER, on=dt.date(2026, 1, 9)).recurrence.in_horizon == 8.0

    def test_a_rule_that_ends_is_refused_without_a_day(self) -> None:
        task = Task("course", hours=1, recurrence=Rule("FREQ=WEEKLY;COUNT=10", NEW_YEAR))
        with pytest.raises(NoLongRunRateError, match=r"COUNT=10' ends, so it has no rate in the long run: say .* on="):
            score(task, ANN, OWNER)


class TestKept:
    def test_a_pinned_task_is_kept_whatever_it_saves(self) -> None:
        free = attrs.evolve(ANN, retainers=Retainer(0, 100))
        found = score(attrs.evolve(NEWS, keep=True), free, OWNER, on=NEW_YEAR)
        assert found.mode is Mode.KEEP
        assert found.outsource
        assert found.value == score(NEWS, free, OWNER, on=NEW_YEAR).value

    def test_one_pinned_task_pins_the_bundle(self) -> None:
        for kept in ("a", "z"):
            found = score([NEWS, Task(kept, hours=1, keep=True)], ANN, OWNER, on=NEW_YEAR)
            assert found.mode is Mode.KEEP

    def test_work_that_the_owner_could_do_cheaper_is_still_compared_between_the_delegated_ways(self) -> None:
        found = score(attrs.evolve(NEWS, owner_hours=0), ANN, OWNER, on=NEW_YEAR)
        assert found.mode is Mode.OUT_TASK
        assert found.costs[Mode.KEEP] == CostRows()


class TestImpossible:
    def told(self, found: Score) -> tuple[float, float, Mode, str | None]:
        return found.value, found.payback, found.mode, found.impossible

    def test_with_a_contractor_who_takes_no_retainers(self) -> None:
        found = score(NEWS, attrs.evolve(ANN, retainers=()), OWNER, on=NEW_YEAR)
        assert self.told(found) == (0.0, 0.0, Mode.OUT_TASK, "Ann takes no retainers")
        assert found.retainer is None
        assert not found.outsource

    def test_with_a_contractor_who_is_full_of_regular_clients(self) -> None:
        """Even a retainer that costs nothing is none."""
        full = attrs.evolve(ANN, retainers=Retainer(0, 100), availability=FULL)
        found = score(NEWS, full, attrs.evolve(OWNER, onboarding_hours=0), on=NEW_YEAR)
        assert self.told(found) == (0.0, 0.0, Mode.OUT_TASK, "Ann has no room for another regular client")
        assert found.retainer == Retainer(0, 100)
        assert not found.outsource

    @pytest.mark.parametrize(("a_month", "possible"), [(0.999, True), (1.0, False), (1.001, False)])
    def test_where_the_owners_own_work_would_leave_no_room(self, a_month: float, *, possible: bool) -> None:
        """28 hours a week are 4 a day and 121.75 a month."""
        ann = attrs.evolve(ANN, availability=attrs.evolve(IDLE, hours_per_week=28))
        found = score(Task("help", hours=121.75, recurrence=Rate(a_month)), ann, OWNER)
        assert (found.impossible is None) is possible

    def test_a_pinned_task_stays_kept(self) -> None:
        found = score(attrs.evolve(NEWS, keep=True), attrs.evolve(ANN, availability=FULL), OWNER, on=NEW_YEAR)
        assert (found.mode, found.outsource) == (Mode.KEEP, False)

    @given(bundles(), contractors, businesses)
    def test_whatever_is_impossible_is_a_result_with_a_reason_and_never_outsourced(
        self, bundle: list[Task], contractor: Contractor, business: Business
    ) -> None:
        full = attrs.evolve(contractor, availability=attrs.evolve(contractor.availability, regular_load=1.0))
        found = score(bundle, full, business)
        assert self.told(found)[:3] == (0.0, 0.0, Mode.OUT_TASK)
        assert found.impossible
        assert found.costs.outsource is None


class TestExtremes:
    @pytest.mark.parametrize(
        ("work", "onboarding", "expected"),
        [
            (Rate(1), 0, (1.0, math.inf, Mode.OUTSOURCE)),
            (Rate(0), 0, (0.5, 1.0, Mode.OUT_TASK)),
            (Rate(0), 3, (0.0, 0.0, Mode.OUT_TASK)),
        ],
    )
    def test_a_free_retainer_is_right_if_it_saves_anything(
        self, work: Rate, onboarding: float, expected: tuple[float, float, Mode]
    ) -> None:
        free = attrs.evolve(ANN, retainers=Retainer(0, 100))
        found = score(attrs.evolve(NEWS, recurrence=work), free, attrs.evolve(OWNER, onboarding_hours=onboarding))
        assert (found.value, found.payback, found.mode) == expected

    def test_a_block_that_is_larger_than_a_months_work_is_paid_and_not_exceeded(self) -> None:
        found = score(NEWS, attrs.evolve(ANN, retainers=Retainer(4500, 10_000)), OWNER, on=NEW_YEAR)
        assert (found.saved, found.block.overage_hours) == (5100.0, 0.0)
        assert found.block.unused == pytest.approx(9992.0)

    def test_without_slack_every_day_of_waiting_costs(self) -> None:
        busy = attrs.evolve(ANN, availability=Availability())
        patient = attrs.evolve(OWNER, replacement_days=1e9)
        found = score(attrs.evolve(NEWS, recurrence=1, urgency=Urgency(10, 0)), busy, patient)
        assert found.availability.one_off.loss == pytest.approx(10 * found.availability.one_off.mean_wait)
        assert found.availability.regular.loss == pytest.approx(10 * found.availability.regular.mean_wait)

    def test_where_delay_costs_nothing_priority_saves_nothing(self) -> None:
        busy, idle = (attrs.evolve(ANN, availability=loaded) for loaded in (Availability(one_off_load=0.5), IDLE))
        assert score(NEWS, busy, OWNER, on=NEW_YEAR).saved == score(NEWS, idle, OWNER, on=NEW_YEAR).saved

    def test_a_contractor_swamped_by_one_off_clients_is_worth_a_replacement_each_time(self) -> None:
        """Somebody else is found in five days at 100 each, and the search is 100 again; regulars wait 100·E[late]."""
        swamped = attrs.evolve(ANN, availability=Availability(regular_load=0.0, one_off_load=1.5))
        found = score(attrs.evolve(NEWS, recurrence=1, urgency=Urgency(100, 0)), swamped, OWNER)
        regular = found.availability.regular.loss
        assert found.availability.one_off.loss == pytest.approx(600.0)
        assert 0.0 < regular < 600.0
        assert found.costs.out_task.waiting == pytest.approx(600.0)

    @pytest.mark.parametrize("hours", [0.1, 0.7, 8.0])
    def test_twenty_equal_tasks_are_one_that_comes_twenty_times_as_often(self, hours: float) -> None:
        twenty = [Task(f"task {index}", hours=hours, recurrence=Rate(0.15)) for index in range(20)]
        one = Task("task", hours=hours, recurrence=Rate(3))
        several, single = score(twenty, ANN, OWNER), score(one, ANN, OWNER)
        assert (several.saved, several.value) == pytest.approx((single.saved, single.value))

    def test_twenty_tasks_on_a_rhythm_add_up(self) -> None:
        """1, 2, ..., 20 hours are 210 a month, 110 of them above 100; job by job each would be briefed too."""
        twenty = [Task(f"task {size}", hours=size, recurrence=FIRST_OF_MONTH) for size in range(1, 21)]
        strong = attrs.evolve(ANN, retainers=Retainer(4500, 100), availability=attrs.evolve(IDLE, people=9))
        found = score(twenty, strong, OWNER, on=NEW_YEAR)
        assert found.block.overage_hours == pytest.approx(110.0)
        assert found.saved == pytest.approx(12 * (210 * 50 + 20 * 25 - 5500))

    def test_twenty_sporadic_tasks_of_all_sizes_exceed_the_block_more_often_than_twenty_on_a_rhythm(self) -> None:
        repeats = [Task(f"task {size}", hours=size, recurrence=Rate(1)) for size in range(1, 21)]
        steady = [attrs.evolve(task, recurrence=FIRST_OF_MONTH) for task in repeats]
        strong = attrs.evolve(ANN, retainers=Retainer(4500, 220), availability=attrs.evolve(IDLE, people=9))
        assert score(steady, strong, OWNER, on=NEW_YEAR).block.overage_hours == pytest.approx(0.0)
        assert 10.0 < score(repeats, strong, OWNER).block.overage_hours < 30.0


class TestShape:
    def test_a_score_is_shown_in_one_line(self) -> None:
        found = score(NEWS, ANN, OWNER, on=NEW_YEAR)
        assert repr(found) == "<Score of news with Ann: mode=OUT_TASK, value=0.479, payback=0.919>"

    def test_a_score_of_many_long_names_is_still_shown_in_one_line(self) -> None:
        found = score([Task(f"{index}{'x' * 99}\n", hours=1) for index in range(9)], ANN, OWNER)
        assert len(repr(found)) < 300
        assert "\n" not in repr(found)

    def test_tasks_stand_in_the_order_of_their_names(self) -> None:
        assert [task.name for task in score([NEWS, Task("a", hours=1)], ANN, OWNER).tasks] == ["a", "news"]

    def test_the_question_is_kept(self) -> None:
        hired = Engagement(ANN, tasks=NEWS, mode=Mode.OUT_TASK, start=NEW_YEAR)
        found = score(NEWS, ANN, OWNER, engagements=hired, on=NEW_YEAR)
        assert (found.tasks, found.contractor, found.business) == ((NEWS,), ANN, OWNER)
        assert (found.engagements, found.on) == ((hired,), NEW_YEAR)

    def test_the_business_stands_at_its_defaults_unless_one_is_given(self) -> None:
        assert score(NEWS, ANN).business == Business()

    def test_what_was_asked_is_read_off_the_case(self) -> None:
        found = score(NEWS, ANN, OWNER, on=NEW_YEAR)
        bea, rich, offer = attrs.evolve(ANN, name="Bea"), attrs.evolve(OWNER, owner_rate=90), Retainer(1, 2)
        works = works_of([Task("books", hours=1)], bea, rich, None)
        case = Case(works, bea, rich, Relationship(on=dt.date(2027, 1, 1)), offer)
        other = attrs.evolve(found, reckoning=Reckoning(case, case.weigh()))
        assert ([task.name for task in other.tasks], other.contractor, other.business) == (["books"], bea, rich)
        assert (other.on, other.retainer) == (dt.date(2027, 1, 1), offer)

    def test_both_sides_are_read_off_the_case_as_weighed_and_value_and_payback_off_both_sides(self) -> None:
        found = score(NEWS, ANN, OWNER, on=NEW_YEAR)
        case = case_of([NEWS], ANN, OWNER)
        balance = case.weigh()._replace(saved=300.0, fees=80.0, onboarding=20.0)
        other = attrs.evolve(found, reckoning=Reckoning(case, balance))
        assert (other.saved, other.committed, other.payback, other.value) == (300.0, 100.0, 3.0, 0.75)

    def test_where_outsourcing_is_impossible_value_and_payback_are_0_whatever_it_would_save(self) -> None:
        found = score(NEWS, ANN, OWNER, on=NEW_YEAR)
        other = attrs.evolve(found, obstacle=NO_ROOM)
        assert (other.value, other.payback) == (0.0, 0.0)
        assert other.saved == found.saved > 0.0

    def test_nothing_of_a_score_can_be_set(self) -> None:
        found: Any = score(NEWS, ANN, OWNER, on=NEW_YEAR)
        for name in ("mode", "tasks", "contractor", "business", "on", "retainer", "value", "payback", "saved"):
            with pytest.raises(AttributeError):
                setattr(found, name, None)

    @pytest.mark.parametrize("part", ["", "costs", "contributions", "break_even", "contractor", "business"])
    def test_attrs_turns_it_and_its_parts_into_dicts(self, part: str) -> None:
        both = [NEWS, Task("help", hours=2, recurrence=Rate(3), urgency=Urgency(20, 1))]
        hired = Engagement(ANN, tasks=NEWS, mode=Mode.OUT_TASK, start=NEW_YEAR)
        found = score(both, ANN, OWNER, engagements=hired, on=NEW_YEAR)
        value = getattr(found, part) if part else found
        assert attrs.asdict(value).keys() == {field.name for field in attrs.fields(type(value))}

    def test_attrs_turns_it_into_a_dict_with_its_mode(self) -> None:
        assert attrs.asdict(score(NEWS, ANN, OWNER, on=NEW_YEAR))["mode"] is Mode.OUT_TASK


raised = or_nothing(spread(1e-6, 1e6))
jobs = st.builds(Jobs, or_nothing(spread(1e-4, 1e5)), money, money, money, money, st.floats(0.0, 1.0))
offering_contractors = st.builds(
    offering,
    names,
    rate=money,
    one_off_minimum_hours=or_nothing(spread(0.1, 10.0)),
    pace=spread(0.1, 10.0),
    retainers=plain_retainers,
    availability=availabilities,
)
"""Each with one offer, without hours that roll over."""

rolling_contractors = st.builds(
    offering,
    names,
    rate=money,
    retainers=st.builds(
        Retainer, money, spread(0.1, 1_000.0), overage_rate=st.none() | money, rollover_hours=spread(0.1, 10.0)
    ),
    availability=availabilities,
)
short_businesses = st.builds(Business, owner_rate=money, horizon_months=st.integers(2, 5))


class TestWhatMustHold:
    """The properties of the score, over hours up to 10,000 and money and days of twelve orders of magnitude."""

    @given(bundles(), contractors, businesses)
    def test_value_lies_between_0_and_1(self, bundle: list[Task], contractor: Contractor, business: Business) -> None:
        assert 0.0 <= score(bundle, contractor, business).value <= 1.0

    @given(bundles(), offering_contractors, businesses)
    def test_no_number_of_a_score_is_nan(self, bundle: list[Task], contractor: Contractor, business: Business) -> None:
        found = score(bundle, contractor, business)
        assert [where for where, number in numbers_of(found) if math.isnan(number)] == []

    @given(bundles(), contractors, businesses)
    def test_the_mode_is_the_cheaper_of_the_two_delegated_ones(
        self, bundle: list[Task], contractor: Contractor, business: Business
    ) -> None:
        """Off ties: totals that differ by more than a billionth of the larger."""
        found = score(bundle, contractor, business)
        if found.costs.outsource is None:
            assert found.mode is Mode.OUT_TASK
        else:
            outsourced, out_tasked = found.costs.outsource.total, found.costs.out_task.total
            if abs(outsourced - out_tasked) > 1e-9 * max(outsourced, out_tasked):
                assert found.mode is (Mode.OUTSOURCE if outsourced < out_tasked else Mode.OUT_TASK)

    @given(bundles(), contractors, businesses)
    def test_the_cheapest_mode_is_that_whose_costs_are_least(
        self, bundle: list[Task], contractor: Contractor, business: Business
    ) -> None:
        """Off ties: but for half a hundredth, and for a billionth of the larger."""
        found = score(bundle, contractor, business)
        totals = {mode: rows.total for mode, rows in found.costs.items() if rows is not None}
        if found.never_reached:
            del totals[Mode.OUT_TASK]
        assert (found.cheapest is None) == (not totals)
        if found.cheapest is not None:
            least = min(totals.values())
            assert totals[found.cheapest] <= least + max(0.005, 1e-9 * least)

    def test_of_who_is_never_reached_hired_a_retainer_is_cheapest_however_dear(self) -> None:
        swamped = Availability(regular_load=0.2, one_off_load=0.9)
        found = score(Task("a", hours=2), Contractor("Bea", rate=50, retainers=Retainer(1e6, 10), availability=swamped))
        assert (found.never_reached, found.mode, found.cheapest) == (True, Mode.OUT_TASK, Mode.OUTSOURCE)

    def test_work_without_any_way_has_no_cheapest_mode(self) -> None:
        full = Availability(regular_load=1.0, one_off_load=0.0)
        assert score(Task("a", hours=2), attrs.evolve(ANN, availability=full)).cheapest is None

    @given(bundles(), contractors, businesses)
    def test_the_cost_rows_of_the_two_modes_differ_by_what_is_committed_and_not_saved(
        self, bundle: list[Task], contractor: Contractor, business: Business
    ) -> None:
        found = score(bundle, contractor, business)
        if found.costs.outsource is not None:
            outsourced, out_tasked = found.costs.outsource.total, found.costs.out_task.total
            more = (found.committed - found.saved) / business.horizon_months
            assert outsourced - out_tasked == pytest.approx(more, rel=0.0, abs=1e-9 * max(outsourced, out_tasked))

    @given(bundles(), contractors, businesses)
    def test_rows_add_up_to_their_total(self, bundle: list[Task], contractor: Contractor, business: Business) -> None:
        costs = score(bundle, contractor, business).costs
        for mode in Mode:
            rows = costs[mode]
            if rows is not None:
                parts = (rows.work, rows.fee, rows.overage, rows.hiring, rows.waiting)
                assert min(parts) >= 0.0
                assert rows.total == pytest.approx(sum(parts))

    @given(tasks(rates | rules), offering_contractors, businesses, spread(1e-3, 10.0), spread(1.0, 10.0))
    def test_with_waits_frozen_value_never_falls_in_recurrence(
        self, task: Task, contractor: Contractor, business: Business, rate: float, more: float
    ) -> None:
        """Of single tasks up to 1e-9, on either side of the switch to the normal form; see `falls` for rounding."""
        case = case_of([task], contractor, business)
        mean = task.recurrence.per_month * rate
        assume((mean > MANY) is (mean * more > MANY))
        less, repeats = frozen(case, rate), frozen(case, rate * more)
        assert not falls(less, repeats, case)

    @pytest.mark.parametrize("deviations", range(-5, 6))
    @pytest.mark.parametrize("each", [0.01, 1.0, 50.0])
    def test_with_waits_frozen_value_hardly_falls_where_the_normal_form_takes_over(
        self, deviations: int, each: float
    ) -> None:
        """The skewness of a Poisson count, 1/100 there, moves an expected excess by at most 0.0403·0.01·100 jobs.

        That is 0.0403 of 10,000 jobs a month, 4e-6 of what they cost one by one and so at most 4e-6 of a value.
        """
        block = (MANY + deviations * 100.0) * each
        ann = attrs.evolve(ANN, retainers=Retainer(45 * block, block), one_off_minimum_hours=0)
        case = case_of([Task("help", hours=each, recurrence=Rate(MANY))], ann, OWNER)
        below, above = frozen(case, 1.0), frozen(case, 1.0 + 1e-12)
        assert of(above) >= of(below) - 5e-6
        assert below.overage_hours != pytest.approx(above.overage_hours, rel=1e-9, abs=1e-30)

    @given(bundles(rates | rules), offering_contractors, businesses, spread(1e-3, 3.0), spread(1.0, 3.0))
    def test_with_waits_frozen_value_of_a_bundle_never_falls_in_recurrence(
        self, bundle: list[Task], contractor: Contractor, business: Business, rate: float, more: float
    ) -> None:
        """Up to what the grid adds.

        Splitting a weight between two points of the grid adds at most a quarter of its step to any expected excess and
        never takes from it; a count of none lies on the grid. So a month's excess is too large by at most step/4 for
        each task, times the chance that it comes at all, which is at most its mean count.
        """
        assume(max(task.recurrence.per_month for task in bundle) * rate * more <= MANY)
        case = case_of(bundle, contractor, business)
        less, repeats = frozen(case, rate), frozen(case, rate * more)
        assert not falls(less, repeats, case, spare=grid_excess(case, rate * more))

    @given(bundles(rates | rules, most=2), rolling_contractors, short_businesses, spread(0.01, 3.0), spread(1.0, 3.0))
    def test_with_waits_frozen_value_never_falls_in_recurrence_where_hours_roll_over(
        self, bundle: list[Task], contractor: Contractor, business: Business, rate: float, more: float
    ) -> None:
        """Up to what the grids add: beside that of the hours worked, one of the hours carried.

        Each month moves these by at most half a step of theirs, and all later months together can lose no more by it.
        """
        assume(max(task.recurrence.per_month for task in bundle) * rate * more <= MANY)
        case = case_of(bundle, contractor, business)
        assert case.offer is not None
        months, offer = business.horizon_months, case.offer
        most = min(offer.rollover_hours, (months - 1) * offer.hours)
        step = most / min(CARRIED, math.ceil(most / 0.25))
        spare = grid_excess(case, rate * more) + months * step / 2.0
        assert not falls(frozen(case, rate), frozen(case, rate * more), case, spare=spare)

    @given(st.lists(jobs, min_size=1, max_size=4), money, or_nothing(spread(1e-3, 1e5)), money, raised)
    def test_with_waits_frozen_value_never_falls_in_what_priority_saves(
        self, listed: list[Jobs], overage: float, excess: float, commitment: float, more: float
    ) -> None:
        later = [job._replace(one_off_loss=job.one_off_loss + more) for job in listed]
        before, after = saved(listed, overage, excess), saved(later, overage, excess)
        assert after >= before
        assert value(after, commitment) >= value(before, commitment) - 1e-15

    @given(bundles(), offering_contractors, businesses, raised)
    def test_value_never_rises_in_the_fee(
        self, bundle: list[Task], contractor: Contractor, business: Business, more: float
    ) -> None:
        offer = next(iter(contractor.retainers or ()))
        dearer = attrs.evolve(offer, monthly_fee=offer.monthly_fee + more)
        before, after = (score(bundle, contractor, business, retainer=each) for each in (offer, dearer))
        assert after.value <= before.value + 1e-15
        assert after.payback <= before.payback * (1 + 1e-15)

    @given(bundles(), offering_contractors, businesses, raised)
    def test_value_never_rises_in_onboarding(
        self, bundle: list[Task], contractor: Contractor, business: Business, more: float
    ) -> None:
        longer = attrs.evolve(business, onboarding_hours=min(1e6, business.onboarding_hours + more))
        before, after = (score(bundle, contractor, each) for each in (business, longer))
        assert after.value <= before.value + 1e-15
        assert after.payback <= before.payback * (1 + 1e-15)

    @given(bundles(), offering_contractors | contractors, businesses, spread(1e-3, 1e3))
    def test_another_currency_changes_nothing(
        self, bundle: list[Task], contractor: Contractor, business: Business, factor: float
    ) -> None:
        """Off ties, and where the two sides are more than rounding.

        With one offer: which of two that cost the same is compared may hang on the last digit.
        """
        offers = contractor.retainers if contractor.retainers is None else contractor.retainers[:1]
        here = score(bundle, attrs.evolve(contractor, retainers=offers), business)
        there = score(
            [attrs.evolve(task, urgency=in_money(task.urgency, factor, "cost_per_day")) for task in bundle],
            in_money(
                attrs.evolve(here.contractor, retainers=offers and [exchanged(offer, factor) for offer in offers]),
                factor,
                "rate",
            ),
            in_money(business, factor, "owner_rate"),
        )
        sides = here.saved + here.committed
        if sides > 1e-5 * gross_of(here):
            assert there.value == pytest.approx(here.value, rel=0.0, abs=1e-9)
        if abs(here.saved - here.committed) > 1e-9 * gross_of(here):
            assert there.mode is here.mode
        assert there.impossible == here.impossible
        assert there.costs.out_task.total == pytest.approx(here.costs.out_task.total * factor, rel=1e-9)

    @given(st.lists(jobs, min_size=1, max_size=4), money, or_nothing(spread(1e-3, 1e5)), money, money)
    def test_the_same_extra_cost_of_an_occurrence_in_both_delegated_modes_changes_no_verdict(
        self, listed: list[Jobs], overage: float, excess: float, commitment: float, extra: float
    ) -> None:
        """Off ties: beyond what rounding the larger numbers loses."""
        both = [
            job._replace(regular_loss=job.regular_loss + extra, one_off_loss=job.one_off_loss + extra) for job in listed
        ]
        plain, dearer = saved(listed, overage, excess), saved(both, overage, excess)
        gross = math.fsum(
            job.occurrences * (job.one_off_price + job.briefing + job.one_off_loss + job.regular_loss + extra)
            for job in listed
        )
        assert dearer == pytest.approx(plain, rel=0.0, abs=1e-14 * (gross + overage * excess))
        if abs(plain - commitment) > 1e-13 * (gross + overage * excess):
            assert (dearer > commitment) is (plain > commitment)

    @given(tasks(rates), offering_contractors, businesses)
    def test_work_that_never_comes_is_worth_nothing_where_anything_is_committed(
        self, task: Task, contractor: Contractor, business: Business
    ) -> None:
        found = score(attrs.evolve(task, recurrence=Rate(0)), contractor, business)
        assert found.saved == 0.0
        assert found.value == (0.0 if found.committed or found.impossible else 0.5)

    @given(tasks(rates), offering_contractors, businesses, spread(1e-6, 1.0))
    def test_value_goes_to_0_with_the_occurrences_where_anything_is_committed(
        self, task: Task, contractor: Contractor, business: Business, rate: float
    ) -> None:
        """At most N times what one occurrence saves, over F: L_2 - L_1 is at most the price of a replacement."""
        found = score(attrs.evolve(task, recurrence=Rate(rate)), contractor, business)
        size = max(task.hours * contractor.pace, contractor.one_off_minimum_hours)
        replacing = task.urgency.cost_per_day * business.replacement_days + business.hiring_hours * business.owner_rate
        each = size * contractor.rate + business.briefing_hours * business.owner_rate + replacing
        assert found.saved <= rate * business.horizon_months * each * (1 + 1e-9)
        if found.committed:
            assert found.value <= found.saved / found.committed

    @given(bundles(), offering_contractors, businesses)
    def test_value_goes_to_0_with_a_fee_without_bound(
        self, bundle: list[Task], contractor: Contractor, business: Business
    ) -> None:
        found = score(bundle, contractor, business, retainer=Retainer(1e60, 10))
        assert found.value < 1e-30
        assert found.mode is Mode.OUT_TASK

    @given(bundles(), contractors, businesses, st.randoms(use_true_random=False))
    def test_the_order_of_tasks_skills_and_offers_never_matters(
        self, bundle: list[Task], contractor: Contractor, business: Business, random: Any
    ) -> None:
        mixed = list(bundle)
        random.shuffle(mixed)
        offers = contractor.retainers and random.sample(contractor.retainers, len(contractor.retainers))
        skilled, turned = (attrs.evolve(contractor, skills=skills) for skills in (("web", "copy"), ("copy", "web")))
        here, there = score(bundle, skilled, business), score(mixed, attrs.evolve(turned, retainers=offers), business)
        assert here == there
        assert hash(here) == hash(there)
        assert (here.saved, here.committed, here.costs) == (there.saved, there.committed, there.costs)

    @given(bundles(), offering_contractors, businesses)
    def test_equal_questions_give_equal_results_that_can_be_hashed_and_pickled(
        self, bundle: list[Task], contractor: Contractor, business: Business
    ) -> None:
        found = score(bundle, contractor, business)
        assert found == score([attrs.evolve(task) for task in bundle], attrs.evolve(contractor), business)
        again = pickle.loads(pickle.dumps(found))  # noqa: S301  # our own words
        assert again == found
        assert hash(again) == hash(found)
        assert (again.costs, again.block.overage_hours) == (found.costs, found.block.overage_hours)

    @pytest.mark.parametrize("part", ["costs", "block", "contributions", "break_even", "assumptions"])
    def test_what_was_asked_for_already_changes_neither_hash_nor_equality_nor_pickling(self, part: str) -> None:
        fresh, asked = score(NEWS, ANN, OWNER, on=NEW_YEAR), score(NEWS, ANN, OWNER, on=NEW_YEAR)
        told = getattr(asked, part)
        assert (asked, hash(asked)) == (fresh, hash(fresh))
        assert getattr(pickle.loads(pickle.dumps(asked)), part) == told  # noqa: S301  # our own bytes
        assert hash(told) == hash(getattr(fresh, part))

    @given(tasks(st.just(Once()) | rates | rules), offering_contractors, businesses)
    def test_a_bundle_of_one_is_the_task(self, task: Task, contractor: Contractor, business: Business) -> None:
        assert score([task], contractor, business) == score(task, contractor, business)


def numbers_of(value: Any, where: str = "score") -> Iterator[tuple[str, float]]:
    """Every number that a score tells, with where it stands."""
    if isinstance(value, Score):
        parts = ["value", "payback", "saved", "committed", "costs", "recurrence", "urgency", "availability", "block"]
        for name in [*parts, "contributions", "break_even"]:
            yield from numbers_of(getattr(value, name), name)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from numbers_of(getattr(value, field.name), f"{where}.{field.name}")
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from numbers_of(each, f"{where}[{index}]")
    elif value is not None:
        assert isinstance(value, float), f"{where} is no number: {value!r}"
        yield where, value


def case_of(bundle: list[Task], contractor: Contractor, business: Business) -> Case:
    offer = next(iter(contractor.retainers or ()))
    return Case(works_of(bundle, contractor, business, None), contractor, business, Relationship(), offer)


def frozen(case: Case, rate: float) -> Balance:
    """A case with its rates multiplied and its waits as they are."""
    return case.weigh(rates=rate, waits=case.waits())


def of(balance: Balance) -> float:
    return value(balance.saved, balance.committed)


def falls(less: Balance, repeats: Balance, case: Case, spare: float = 0.0) -> bool:
    """Whether value falls by more than 1e-9, and what is saved by more than a trillionth of what it is reckoned from.

    What is saved is the difference of two large numbers where nearly everything lies above the block.

    Args:
        less: The case with its rates.
        often: The same with higher ones.
        case: The case.
        spare: Hours by which the excess may be too large.
    """
    gross = math.fsum(n * (price + briefing + late + later) for n, price, briefing, later, late, _ in repeats.jobs)
    rounding = 1e-12 * (gross + case.overage_rate * repeats.overage_hours)
    lower = repeats.saved < less.saved - rounding - case.overage_rate * spare
    return lower and of(repeats) < of(less) - 1e-9


def grid_excess(case: Case, rate: float) -> float:
    """By how many hours the grid may make the excess of all months too large."""
    counts = [work.counts[0][0].times(rate) for work in case.works]
    step = step_for(math.fsum(count.largest() * work.size for count, work in zip(counts, case.works, strict=True)))
    return case.months * math.fsum(min(1.0, count.mean) * step / 4.0 for count in counts)


def gross_of(found: Score) -> float:
    """What both sides of a score are reckoned from."""
    months, excess = found.business.horizon_months, found.block.overage_hours * found.business.horizon_months
    return found.costs.out_task.total * months + found.committed + found.contractor.rate * excess


def in_money(owner: Any, factor: float, field: str) -> Any:
    """The same with one field multiplied."""
    return attrs.evolve(owner, **{field: getattr(owner, field) * factor})


def exchanged(offer: Retainer, factor: float) -> Retainer:
    """An offer in another currency."""
    overage = None if offer.overage_rate is None else offer.overage_rate * factor
    fee, setup = offer.monthly_fee * factor, offer.setup_fee * factor
    return attrs.evolve(offer, monthly_fee=fee, setup_fee=setup, overage_rate=overage)
