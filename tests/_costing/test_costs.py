"""What each way of having the work done costs a month, in rows that add up."""

import datetime as dt
from typing import Any

import attrs
import pytest

from delegation import Availability, Business, Contractor, Engagement, Mode, Rate, Retainer, Rule, Task, Urgency, score
from delegation._costing.costs import CostRows, Costs, called, costs_of
from delegation.errors import UnknownKeyError
from delegation.queueing import OwnWork, own_waits
from tests._costing.cases import case_of

OWNER = Business(owner_rate=40, hiring_hours=3, briefing_hours=0.5, onboarding_hours=6, horizon_months=12)
IDLE = Availability(regular_load=0.0, one_off_load=0.0)
ANN = Contractor("Ann", rate=50, retainers=Retainer(450, 10), availability=IDLE)
MONTHLY = Rule("FREQ=MONTHLY;BYMONTHDAY=1", dt.date(2020, 1, 1))
NEWS = Task("news", hours=12, recurrence=MONTHLY)
NEW_YEAR = dt.date(2026, 1, 1)


def costs(*tasks: Task, contractor: Contractor = ANN, business: Business = OWNER) -> Costs:
    return score(tasks or NEWS, contractor, business, on=NEW_YEAR).costs


def rows(found: CostRows | None) -> CostRows:
    assert found is not None
    return found


class TestRows:
    ROWS = CostRows(work=1.0, fee=2.0, overage=4.0, hiring=8.0, waiting=16.0, undone=32.0)

    def test_rows_add_up_to_their_total(self) -> None:
        assert self.ROWS.total == 63.0

    def test_cash_is_what_is_paid_to_the_contractor(self) -> None:
        assert self.ROWS.cash == 7.0

    def test_fees_that_fall_due_later_are_a_cost_and_not_paid(self) -> None:
        rows = attrs.evolve(self.ROWS, later=1.5)
        assert (rows.total, rows.cash, dict(rows)) == (63.0, 5.5, dict(self.ROWS))
        assert CostRows.added([rows, rows]).later == 3.0

    def test_rows_that_are_not_given_are_nothing(self) -> None:
        assert CostRows() == CostRows(0.0, 0.0, 0.0, 0.0, 0.0, undone=0.0, later=0.0)

    def test_the_total_does_not_lose_small_rows_beside_large_ones(self) -> None:
        assert CostRows(work=1e16, fee=1.0, overage=1.0).total == 1e16 + 2.0

    def test_rows_are_held_by_their_names(self) -> None:
        assert dict(self.ROWS) == {
            "work": 1.0,
            "fee": 2.0,
            "overage": 4.0,
            "hiring": 8.0,
            "waiting": 16.0,
            "undone": 32.0,
        }

    def test_several_rows_are_added_name_by_name(self) -> None:
        assert CostRows.added(iter([self.ROWS, CostRows(fee=1.0, waiting=-16.0)])) == CostRows(
            1.0, 3.0, 4.0, 8.0, 0.0, 32.0
        )

    def test_no_rows_add_up_to_nothing(self) -> None:
        assert CostRows.added([]) == CostRows()

    def test_adding_does_not_lose_small_amounts_beside_large_ones(self) -> None:
        assert CostRows.added([CostRows(work=1e16), CostRows(work=1.0), CostRows(work=1.0)]).work == 1e16 + 2.0

    def test_rows_can_be_hashed(self) -> None:
        assert hash(self.ROWS) == hash(CostRows(work=1.0, fee=2.0, overage=4.0, hiring=8.0, waiting=16.0, undone=32.0))


class TestModes:
    COSTS = Costs(CostRows(fee=1.0), CostRows(work=2.0), None)

    @pytest.mark.parametrize(("mode", "total"), [(Mode.OUTSOURCE, 1.0), (Mode.OUT_TASK, 2.0)])
    def test_costs_are_indexed_by_mode(self, mode: Mode, total: float) -> None:
        assert rows(self.COSTS[mode]).total == total

    @pytest.mark.parametrize(("word", "total"), [("outsource", 1.0), ("out-task", 2.0)])
    def test_costs_are_indexed_by_the_word_for_a_mode_too(self, word: str, total: float) -> None:
        assert rows(self.COSTS[word]).total == total

    def test_a_mode_that_is_no_choice_has_no_rows(self) -> None:
        assert self.COSTS[Mode.KEEP] is None

    def test_a_word_that_is_no_mode_is_refused(self) -> None:
        with pytest.raises(UnknownKeyError, match="'delegate' is refused: it takes outsource, out-task, keep"):
            self.COSTS["delegate"]

    def test_a_mode_that_is_no_choice_is_among_the_keys_all_the_same(self) -> None:
        assert list(self.COSTS) == [Mode.OUTSOURCE, Mode.OUT_TASK, Mode.KEEP]
        assert dict(self.COSTS) == {
            Mode.OUTSOURCE: CostRows(fee=1.0),
            Mode.OUT_TASK: CostRows(work=2.0),
            Mode.KEEP: None,
        }


class TestOutTasked:
    def test_each_month_pays_the_hours_at_the_rate_a_briefing_and_a_share_of_the_search(self) -> None:
        """12 h · 50; half an hour of 40 for each briefing, and 3 h of 40 in twelve months."""
        assert costs().out_task == CostRows(work=600.0, hiring=20.0 + 10.0)

    def test_a_short_job_costs_the_minimum_charge(self) -> None:
        assert costs(attrs.evolve(NEWS, hours=0.25)).out_task.work == 50.0

    def test_late_starts_cost_what_a_one_off_client_loses(self) -> None:
        """Pollaczek and Khinchine: a job takes Ann three days, twelve come at random in 365.25, and nobody else does.

        One is met in its midst a fraction 36/365.25 of the time.
        """
        urgent = attrs.evolve(NEWS, recurrence=Rate(1), urgency=Urgency(200, 0))
        ann = attrs.evolve(ANN, availability=attrs.evolve(IDLE, hours_per_week=28))
        patient = attrs.evolve(OWNER, replacement_days=1000)
        late = 36 / 365.25 * 1.5 / (1 - 36 / 365.25)
        assert costs(urgent, contractor=ann, business=patient).out_task.waiting == pytest.approx(200 * late)

    def test_lateness_beyond_the_slack_and_up_to_the_patience_costs(self) -> None:
        urgent = attrs.evolve(NEWS, recurrence=Rate(1), urgency=Urgency(200, 1))
        ann = attrs.evolve(ANN, availability=attrs.evolve(IDLE, hours_per_week=28))
        terms: dict[str, Any] = {
            "people": 1,
            "hours_per_week": 28,
            "job_hours": 8,
            "regular_load": 0.0,
            "one_off_load": 0.0,
        }
        wait, _ = own_waits([OwnWork(12.0, 1.0)], regular=False, **terms)
        late = wait.lateness(1.0, 5 + 120 / 200)
        assert costs(urgent, contractor=ann).out_task.waiting == pytest.approx(200 * late)

    def test_work_on_a_rhythm_that_is_all_there_is_never_late(self) -> None:
        """A job of three days every month is done before the next one comes."""
        ann = attrs.evolve(ANN, availability=attrs.evolve(IDLE, hours_per_week=28))
        assert costs(attrs.evolve(NEWS, urgency=Urgency(200, 0)), contractor=ann).out_task.waiting == 0.0

    def test_the_tasks_of_a_bundle_add_up(self) -> None:
        books = Task("books", hours=2, recurrence=Rate(3))
        assert costs(NEWS, books).out_task == CostRows(work=600.0 + 300.0, hiring=20.0 + 60.0 + 10.0)

    def test_whoever_was_engaged_before_is_not_searched_for(self) -> None:
        past = Engagement(ANN, tasks=NEWS, mode=Mode.OUT_TASK, start=dt.date(2009, 1, 1))
        found = score(NEWS, ANN, OWNER, engagements=past, on=NEW_YEAR).costs
        assert found.out_task.hiring == 20.0
        assert rows(found.outsource).hiring == 20.0


class TestOutsourced:
    def test_each_month_pays_the_fee_the_hours_above_and_a_share_of_search_and_onboarding(self) -> None:
        """Two of twelve hours are above ten; 3 h and 6 h of 40 in twelve months."""
        found = rows(costs().outsource)
        assert (found.fee, found.overage, found.hiring) == pytest.approx((450.0, 100.0, 10.0 + 20.0))
        assert (found.work, found.waiting) == (0.0, 0.0)

    def test_a_cheaper_overage_rate_is_paid(self) -> None:
        ann = attrs.evolve(ANN, retainers=Retainer(450, 10, overage_rate=30))
        assert rows(costs(contractor=ann).outsource).overage == pytest.approx(60.0)

    def test_the_fees_of_a_term_beyond_the_horizon_fall_on_its_months(self) -> None:
        ann = attrs.evolve(ANN, retainers=Retainer(450, 10, minimum_months=18))
        assert rows(costs(contractor=ann).outsource).fee == 675.0

    def test_the_fees_for_work_that_comes_once_are_spread_over_the_horizon(self) -> None:
        assert rows(costs(Task("move", hours=8)).outsource).fee == 3 * 450 / 12

    def test_late_starts_cost_what_a_regular_client_loses(self) -> None:
        urgent = attrs.evolve(NEWS, urgency=Urgency(200, 0))
        busy = attrs.evolve(ANN, availability=Availability())
        found = score(urgent, busy, OWNER, on=NEW_YEAR)
        assert rows(found.costs.outsource).waiting == pytest.approx(found.availability.regular.loss)
        assert found.costs.out_task.waiting == pytest.approx(found.availability.one_off.loss)

    def test_it_has_no_rows_where_no_retainers_are_taken(self) -> None:
        assert costs(contractor=attrs.evolve(ANN, retainers=())).outsource is None

    def test_it_has_no_rows_where_there_is_no_room(self) -> None:
        assert costs(contractor=attrs.evolve(ANN, availability=Availability(regular_load=1.0))).outsource is None


class TestKept:
    def test_keeping_has_the_rows_that_it_is_given(self) -> None:
        rows_kept = CostRows(work=1.0, waiting=2.0)
        case = case_of(NEWS)
        found = costs_of(case, case.weigh(), rows_kept, possible=True)
        assert found.keep == rows_kept

    def test_outsourcing_that_is_not_possible_has_no_rows_beside_it(self) -> None:
        case = case_of(NEWS)
        found = costs_of(case, case.weigh(), None, possible=False)
        assert (found.outsource, found.keep) == (None, None)

    def test_a_score_tells_what_keeping_costs_with_the_waits_of_the_owners_own_queue(self) -> None:
        """Fifteen hours a month of sixty, met in their midst: a quarter of the time, 7.5 h of 60/30.4375 h a day."""
        task = Task("a", hours=12, recurrence=Rate(1), urgency=Urgency(10), owner_hours=15)
        owner = attrs.evolve(OWNER, owner_hours_per_month=60)
        wait = 0.25 * 7.5 / (60 / 30.4375) / 0.75
        found = rows(costs(task, business=owner).keep)
        assert (found.work, found.waiting) == pytest.approx((600.0, 10 * wait), rel=1e-6)


class TestTerms:
    def test_a_set_up_fee_is_in_the_fee(self) -> None:
        found = rows(costs(contractor=attrs.evolve(ANN, retainers=Retainer(450, 10, setup_fee=120))).outsource)
        assert (found.fee, found.later) == (460.0, 0.0)

    def test_of_a_minimum_term_beyond_the_horizon_half_is_paid_later(self) -> None:
        found = rows(costs(contractor=attrs.evolve(ANN, retainers=Retainer(450, 10, minimum_months=24))).outsource)
        assert (found.fee, found.later, found.cash) == (900.0, 450.0, 450.0 + found.overage)

    def test_what_comes_after_the_end_of_one_that_runs_is_hired_job_by_job(self) -> None:
        """Nine of twelve jobs of 12 h at 50 and half an hour at 40, and the difference is that of both sides."""
        runs = Engagement(
            ANN, tasks=NEWS, mode=Mode.OUTSOURCE, retainer=Retainer(450, 10), start=NEW_YEAR, end=dt.date(2026, 3, 31)
        )
        found = score(NEWS, ANN, OWNER, engagements=runs, on=NEW_YEAR)
        kept = rows(found.costs.outsource)
        assert (kept.work, kept.hiring) == pytest.approx((9 * 600 / 12, 9 * 20 / 12))
        assert kept.total - found.costs.out_task.total == pytest.approx((found.committed - found.saved) / 12)


class TestCalled:
    ACCESS, TEN = Retainer(100, 0), Retainer(450, 10)

    @pytest.mark.parametrize(
        ("offers", "told"),
        [
            ([], "overage"),
            ([None, TEN], "overage"),
            ([ACCESS], "billed hours"),
            ([None, ACCESS], "billed hours"),
            ([TEN, ACCESS], "overage or billed hours"),
        ],
    )
    def test_hours_of_an_access_retainer_are_above_no_block(self, offers: list[Retainer | None], told: str) -> None:
        assert called("overage", offers) == told

    def test_all_other_rows_bear_their_names(self) -> None:
        assert called("fee", [self.ACCESS]) == "fee"

    def test_rows_are_named_for_one_retainer(self) -> None:
        assert CostRows(fee=1.0, overage=2.0).named(self.ACCESS)[1:3] == [("fee", 1.0), ("billed hours", 2.0)]


class TestRepr:
    def test_rows_are_one_line_without_those_that_are_nothing(self) -> None:
        assert repr(CostRows(work=392, hiring=40)) == "<CostRows: work 392 and hiring 40, 432 a month>"
        assert repr(CostRows()) == "<CostRows: nothing, 0 a month>"

    def test_modes_are_one_line(self) -> None:
        found = Costs(None, CostRows(work=392), CostRows(work=99.5))
        assert repr(found) == "<Costs a month: outsource no choice, out-task 392, keep 99.50>"
