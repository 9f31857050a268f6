"""What a bundle, a contractor and one offer come to in plain numbers, and what if these were others."""

import datetime as dt
import math
from typing import Any

import attrs
import pytest

from delegation import Engagement, Mode, Once, Retainer, Rule, Task, Urgency
from delegation._costing.balance import ClassWaits
from delegation.demand import DemandComponent, OneOf, Poisson, Rounded
from delegation.queueing import DelayedWait, OwnWork, Wait, own_waits
from tests._costing.cases import ANN, BOOKS, NEWS, OWNER, STEADY, TEN, about, case_of, running, spread_out
from tests.people import NEW_YEAR

SOON = Wait(1.0, ((1.0, 1.0),))

QUEUE: dict[str, Any] = {
    "people": 1,
    "hours_per_week": 28.0,
    "job_hours": 4.0,
    "regular_load": 0.25,
    "one_off_load": 0.25,
}
"""Ann's."""


class TestCommitment:
    def test_searching_takes_the_hours_to_hire_at_the_owners_rate(self) -> None:
        assert case_of(Task("a", hours=1)).search_cost == 80.0

    def test_onboarding_takes_the_hours_to_onboard_at_the_owners_rate(self) -> None:
        assert case_of(Task("a", hours=1)).onboarding == 120.0

    def test_whoever_was_on_retainer_before_needs_no_onboarding(self) -> None:
        past = Engagement(
            ANN,
            tasks=Task("b", hours=1),
            mode=Mode.OUTSOURCE,
            retainer=TEN,
            start=dt.date(2020, 1, 1),
            end=dt.date(2020, 6, 30),
        )
        assert case_of(Task("a", hours=1), engagements=[past]).onboarding == 0.0

    @pytest.mark.parametrize(("minimum", "committed"), [(11, 12), (12, 12), (13, 13)])
    def test_work_that_comes_back_commits_the_horizon_or_the_minimum_term(self, minimum: int, committed: int) -> None:
        case = case_of(Task("a", hours=1, recurrence=1), Retainer(450, 10, minimum_months=minimum))
        assert case.months_committed == committed

    @pytest.mark.parametrize(("minimum", "committed"), [(0, 1), (1, 1), (3, 3), (13, 13)])
    def test_work_that_comes_only_once_commits_the_minimum_term_and_a_month_at_least(
        self, minimum: int, committed: int
    ) -> None:
        case = case_of([Task("a", hours=1), Task("b", hours=1)], Retainer(450, 10, minimum_months=minimum))
        assert case.months_committed == committed

    @pytest.mark.parametrize("minimum", [0, 1])
    def test_a_horizon_of_one_month_commits_one_month(self, minimum: int) -> None:
        month = attrs.evolve(OWNER, horizon_months=1)
        case = case_of(Task("a", hours=1, recurrence=1), Retainer(450, 10, minimum_months=minimum), business=month)
        assert case.months_committed == 1

    def test_one_task_that_comes_back_is_enough_to_commit_the_horizon(self) -> None:
        case = case_of([Task("a", hours=1), Task("b", hours=1, recurrence=1)])
        assert case.months_committed == 12

    @pytest.mark.parametrize(("minimum", "there"), [(3, 3), (12, 12), (13, 12)])
    def test_the_block_is_there_in_the_committed_months_of_the_horizon(self, minimum: int, there: int) -> None:
        assert case_of(Task("a", hours=1), Retainer(450, 10, minimum_months=minimum)).months == there

    @pytest.mark.parametrize(("minimum", "later"), [(12, 0), (13, 450), (24, 5400)])
    def test_fees_beyond_the_horizon_fall_due_later(self, minimum: int, later: float) -> None:
        assert case_of(NEWS, Retainer(450, 10, minimum_months=minimum)).fees_later == later
        bound = Retainer(450, 10, minimum_months=minimum)
        assert case_of(NEWS, bound, engagements=[running(NEWS, retainer=bound)], on=NEW_YEAR).fees_later == 0.0
        assert case_of(NEWS, None).fees_later == 0.0

    def test_the_fees_are_those_of_the_months_committed(self) -> None:
        case = case_of(Task("a", hours=1, recurrence=1), Retainer(450, 10, minimum_months=13))
        assert case.fees == 13 * 450

    def test_without_an_offer_no_fees_are_owed(self) -> None:
        case = case_of(Task("a", hours=1, recurrence=1), None)
        assert (case.fees, case.months_committed) == (0.0, 12)

    def test_the_commitment_is_the_fees_and_the_onboarding(self) -> None:
        assert case_of(Task("a", hours=1, recurrence=1)).weigh().committed == 12 * 450 + 120


class TestRunningRetainer:
    """Since 1 November 2025 Ann has a retainer that binds for three months and ends a month after notice."""

    def test_while_it_has_other_tasks_nothing_is_committed(self) -> None:
        case = case_of(NEWS, engagements=[running(NEWS, BOOKS)], on=NEW_YEAR)
        assert case.weigh().committed == 0.0

    def test_without_other_tasks_the_fees_after_notice_are_committed(self) -> None:
        """Noticed on 10 January it ends on 10 February; until 9 January 2027 eleven more fees fall due."""
        case = case_of(NEWS, engagements=[running(NEWS)], on=dt.date(2026, 1, 10))
        assert case.weigh().committed == 11 * 450

    def test_without_other_tasks_the_fees_after_the_minimum_term_are_committed_where_that_ends_later(self) -> None:
        """Bound until 1 May 2026: the fees from May to December are eight."""
        bound = attrs.evolve(TEN, minimum_months=6)
        case = case_of(NEWS, bound, engagements=[running(NEWS, retainer=bound)], on=NEW_YEAR)
        assert case.fees == 8 * 450

    def test_where_it_binds_beyond_the_horizon_ending_it_would_save_nothing(self) -> None:
        bound = attrs.evolve(TEN, minimum_months=24)
        case = case_of(NEWS, bound, engagements=[running(NEWS, retainer=bound)], on=NEW_YEAR)
        assert case.fees == 0.0

    def test_work_that_comes_only_once_meets_its_block_over_the_whole_horizon(self) -> None:
        case = case_of(Task("move", hours=20), engagements=[running(NEWS)], on=NEW_YEAR)
        assert (case.months, case.months_committed) == (12, 12)

    def test_hours_above_the_block_are_those_with_the_work_less_those_without(self) -> None:
        """Nine hours of books fit into ten; with three of news two are above, every month."""
        case = case_of(NEWS, engagements=[running(BOOKS)], on=NEW_YEAR)
        assert case.overage_hours() == pytest.approx(12 * 2.0)

    def test_what_was_above_the_block_before_is_not_the_fault_of_the_work(self) -> None:
        heavy = attrs.evolve(BOOKS, hours=14)
        case = case_of(NEWS, engagements=[running(heavy)], on=NEW_YEAR)
        assert case.overage_hours() == pytest.approx(12 * 3.0)

    def test_work_that_still_fits_beside_what_runs_is_not_above_the_block(self) -> None:
        short = attrs.evolve(NEWS, hours=0.5)
        assert case_of(short, engagements=[running(BOOKS)], on=NEW_YEAR).overage_hours() == 0.0

    def test_with_other_tasks_even_a_one_off_job_waits_as_a_regulars(self) -> None:
        case = case_of(NEWS, engagements=[running(BOOKS)], on=NEW_YEAR)
        ((regular, one_off),) = case.weigh().waits
        assert one_off is regular

    def test_waiting_then_saves_nothing(self) -> None:
        urgent = attrs.evolve(NEWS, urgency=Urgency(1000, 0))
        (job,) = case_of(urgent, engagements=[running(BOOKS)], on=NEW_YEAR).weigh().jobs
        assert job.one_off_loss == job.regular_loss > 0.0

    def test_ended_it_makes_a_one_off_job_wait_as_a_regulars_until_it_is_released(self) -> None:
        """Bound until 1 May it is kept in four of twelve months; news comes in each of them."""
        urgent, bound = attrs.evolve(NEWS, urgency=Urgency(1000, 0)), attrs.evolve(TEN, minimum_months=6)
        (new,) = case_of(urgent, bound, on=NEW_YEAR).weigh().jobs
        case = case_of(urgent, bound, engagements=[running(urgent, retainer=bound)], on=NEW_YEAR)
        for relationship in (case.relationship, case.relationship.ended()):
            (job,) = case._replace(relationship=relationship).weigh().jobs
            assert job.regular_loss == pytest.approx(new.regular_loss)
            assert job.one_off_loss == pytest.approx((4 * new.regular_loss + 8 * new.one_off_loss) / 12)
            assert job.covered == 1.0

    def test_one_that_ends_by_itself_saves_only_what_comes_until_then(self) -> None:
        """Until 30 June six of twelve jobs; the fees from February on, when notice would be over, are five."""
        urgent = attrs.evolve(NEWS, urgency=Urgency(1000, 0))
        (new,) = case_of(urgent, on=NEW_YEAR).weigh().jobs
        case = case_of(urgent, engagements=[running(urgent, end=dt.date(2026, 6, 30))], on=NEW_YEAR)
        found = case.weigh()
        (job,) = found.jobs
        assert (case.months, case.fee_months, found.committed, found.onboarding) == (6, 5, 5 * 450, 0.0)
        assert job.covered == 0.5
        assert job.regular_loss == pytest.approx((new.regular_loss + new.one_off_loss) / 2)
        assert job.one_off_loss == pytest.approx((new.regular_loss + 11 * new.one_off_loss) / 12)
        gain = 5 / 12 * (new.one_off_loss - new.regular_loss)
        assert found.saved == pytest.approx(12 * (0.5 * (150 + 20) + gain))

    def test_one_that_ends_by_itself_meets_what_comes_once_as_often_as_that_comes_before(self) -> None:
        case = case_of(Task("move", hours=20), engagements=[running(NEWS, end=dt.date(2026, 3, 31))], on=NEW_YEAR)
        ((month, months),) = case.demand()
        assert (month[0], months) == (DemandComponent(OneOf(1 / 12), 20.0), 3)
        assert case.weigh().jobs[0].covered == pytest.approx(0.25)

    def test_one_that_ends_within_days_is_no_use(self) -> None:
        case = case_of(NEWS, engagements=[running(NEWS, end=dt.date(2026, 1, 10))], on=NEW_YEAR)
        assert (case.months, case.demand(), case.overage_hours(), case.weigh().saved) == (0, [], 0.0, 0.0)

    def test_a_set_up_fee_has_been_paid(self) -> None:
        terms = attrs.evolve(TEN, setup_fee=300)
        assert case_of(NEWS, terms, on=NEW_YEAR).fees == 12 * 450 + 300
        assert case_of(NEWS, terms, engagements=[running(NEWS, retainer=terms)], on=NEW_YEAR).fees == 11 * 450

    def test_of_a_block_of_a_quarter_that_runs_the_rest_is_there_at_first(self) -> None:
        """Since November: in January the last third of 9 h; then 9 a quarter, of which the end is cut too."""
        terms = Retainer(450, 9, period_months=3)
        case = case_of(BOOKS, terms, engagements=[running(BOOKS, retainer=terms)], on=NEW_YEAR)
        assert case.overage_by_month() == pytest.approx([6.0, *[0.0, 9.0, 9.0] * 3, 3.0, 9.0])
        assert case.overage_hours() == pytest.approx(72.0)

    def test_other_tasks_of_it_load_the_contractor_as_regular_work(self) -> None:
        """A job of three hours a month waits behind one of nine: both come on a rhythm, and are regular's."""
        case = case_of(NEWS, engagements=[running(BOOKS)], on=NEW_YEAR)
        own = [OwnWork(3.0, 1.0, rhythmic=True), OwnWork(9.0, 1.0, rhythmic=True)]
        assert case.waits() == (ClassWaits(*[own_waits(own, regular=True, **QUEUE)[0]] * 2),)

    def test_other_tasks_that_come_only_once_load_the_contractor_over_the_horizon(self) -> None:
        case = case_of(NEWS, engagements=[running(Task("move", hours=100))], on=NEW_YEAR)
        own = [OwnWork(3.0, 1.0, rhythmic=True), OwnWork(100.0, 1 / 12)]
        assert case.waits()[0].regular == own_waits(own, regular=True, **QUEUE)[0]

    def test_the_block_meets_the_work_and_what_runs_there(self) -> None:
        case = case_of(NEWS, engagements=[running(BOOKS)], on=NEW_YEAR)
        ((month, months),) = case.demand()
        assert (list(month), months) == ([DemandComponent(Rounded(1.0), 3.0), DemandComponent(Rounded(1.0), 9.0)], 12)

    def test_with_other_rates_what_runs_there_stays(self) -> None:
        case = case_of(NEWS, engagements=[running(BOOKS)], on=NEW_YEAR)
        ((month, months),) = case.demand(2.0)
        assert (list(month), months) == ([DemandComponent(Rounded(2.0), 3.0), DemandComponent(Rounded(1.0), 9.0)], 12)


class TestBlock:
    @pytest.mark.parametrize(("overage", "paid"), [(None, 50.0), (49.0, 49.0), (50.0, 50.0), (51.0, 50.0)])
    def test_hours_above_the_block_are_done_by_whichever_is_cheaper(self, overage: float | None, paid: float) -> None:
        case = case_of(Task("a", hours=1), Retainer(450, 10, overage_rate=overage))
        assert case.overage_rate == paid

    def test_without_an_offer_an_hour_costs_the_one_off_rate(self) -> None:
        assert case_of(Task("a", hours=1), None).overage_rate == 50.0

    def test_without_an_offer_no_hours_are_above_a_block(self) -> None:
        assert case_of(Task("a", hours=100, recurrence=1), None).overage_hours() == 0.0

    def test_a_large_rare_job_is_a_lump_of_which_the_block_absorbs_little(self) -> None:
        """A job of 60 hours in one of three months: 50 hours are above ten, though the mean month has but 20."""
        assert case_of(Task("move", hours=60)).overage_hours() == pytest.approx(50.0)

    def test_hours_above_come_in_their_months(self) -> None:
        """Nine hours and three against ten: two above each month, and none without an offer."""
        assert case_of([NEWS, BOOKS], on=NEW_YEAR).overage_by_month() == [2.0] * 12
        assert case_of(NEWS, None).overage_by_month() == []
        beside = case_of(NEWS, engagements=[running(BOOKS)], on=NEW_YEAR)
        assert beside.overage_by_month() == [2.0] * 12

    def test_hours_that_roll_over_take_the_next_months_excess(self) -> None:
        """Fifteen hours every other month, from February on; ten rolled over and ten of the month suffice."""
        task = Task("a", hours=15, recurrence=Rule("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1", dt.date(2026, 2, 1)))
        plain = case_of(task, TEN, on=NEW_YEAR).overage_hours()
        rolled = case_of(task, attrs.evolve(TEN, rollover_hours=10), on=NEW_YEAR).overage_hours()
        assert (plain, rolled) == pytest.approx((6 * 5.0, 0.0))

    def test_with_other_rates_what_comes_once_stays_once(self) -> None:
        tasks = [Task("a", hours=2, recurrence=3), Task("b", hours=60)]
        ((month, months),) = case_of(tasks).demand(2.0)
        assert (list(month), months) == (
            [DemandComponent(Poisson(6.0), 2.0), DemandComponent(OneOf(1 / 12), 60.0)],
            12,
        )


class TestLoad:
    def test_the_owners_work_is_met_in_its_own_size(self) -> None:
        """Cobham: an eighth of the time a job is met that is two hours from its end, half of it one of four: 0.5625
        days, then 1/(1 - 3/8) as a regular client."""
        ((regular, _),) = case_of(Task("a", hours=4, recurrence=STEADY)).waits()
        assert (regular.chance, regular.mean) == pytest.approx((5 / 8, 0.5625 / 0.625))

    def test_as_a_one_off_client_the_owner_waits_behind_everybody(self) -> None:
        """0.5625 days, then 1/((1 - 2/8)(1 - 5/8))."""
        ((_, one_off),) = case_of(Task("a", hours=4, recurrence=STEADY)).waits()
        assert one_off.mean == pytest.approx(0.5625 / 0.75 / 0.375)

    def test_the_owners_work_is_met_in_the_contractors_hours(self) -> None:
        """Eight hours are four from their end a quarter of the time: 0.5 + 0.25 days, then 1/(1 - 1/2)."""
        slow = attrs.evolve(ANN, pace=2.0)
        ((regular, _),) = case_of(Task("a", hours=4, recurrence=STEADY), contractor=slow).waits()
        assert (regular.chance, regular.mean) == pytest.approx((0.75, 0.75 / 0.5))

    def test_what_comes_once_adds_its_hours_over_the_horizon_to_what_others_meet(self) -> None:
        """A hundred hours in a year of 365.25 days of four hours, met fifty from their end."""
        tasks = [Task("a", hours=4, recurrence=STEADY), Task("b", hours=100)]
        share = 100 / 365.25 / 4
        ((first, _), _) = case_of(tasks).waits()
        assert first.mean == pytest.approx((0.5625 + share * 50 / 4) / (0.625 - share))

    def test_what_comes_once_does_not_wait_for_itself(self) -> None:
        """Ann's regular clients alone: 0.5 days of what is in progress, then 1/(1 - 1/4)."""
        ((regular, _),) = case_of(Task("b", hours=100)).waits()
        assert (regular.chance, regular.mean) == pytest.approx((0.5, 0.5 / 0.75))

    def test_the_load_follows_the_rates(self) -> None:
        """Three eighths of the time a job is met that is two hours from its end."""
        ((regular, _),) = case_of(Task("a", hours=4, recurrence=STEADY)).waits(rates=3.0)
        assert (regular.chance, regular.mean) == pytest.approx((7 / 8, (0.5 + 0.1875) / 0.375))

    def test_jobs_like_the_others_wait_as_in_a_queue_of_one_size(self) -> None:
        """Regular 3/8, one-off 2/8 of a job a day out of 1: busy 5/8 of the time, then a mean of 8/5 days; as a
        one-off client, by Cobham, 5/8 · 1/((1 - 2/8)·(1 - 5/8)) = 20/9 days."""
        ((regular, one_off),) = spread_out(case_of(Task("a", hours=4, recurrence=STEADY))).waits()
        assert isinstance(regular, Wait)
        assert (regular.chance, regular.phases) == (0.625, ((1.0, 0.625),))
        assert one_off.mean == pytest.approx(20 / 9)

    def test_a_multiplied_load_is_that_of_the_others_and_not_the_owners(self) -> None:
        """Regular 1/2 + 1/8, one-off 1/2: overflowing, so that every regular client waits and no one-off one comes."""
        ((regular, one_off),) = spread_out(case_of(Task("a", hours=4, recurrence=STEADY))).waits(loads=2.0)
        assert (regular.chance, regular.mean) == pytest.approx((1.0, 1 / 0.375))
        assert one_off.endless

    def test_each_task_of_a_bundle_waits_by_its_own_rhythm(self) -> None:
        tasks = [Task("a", hours=4, recurrence=STEADY), Task("b", hours=6, recurrence="FREQ=MONTHLY;BYMONTHDAY=1")]
        own = [OwnWork(4.0, 30.4375 / 8), OwnWork(6.0, 1.0, rhythmic=True)]
        pairs = zip(own_waits(own, regular=True, **QUEUE), own_waits(own, regular=False, **QUEUE), strict=True)
        assert case_of(tasks).waits() == tuple(ClassWaits(*pair) for pair in pairs)[:2]

    def test_waits_of_one_class_can_be_had_alone(self) -> None:
        case = case_of([Task("a", hours=4, recurrence=STEADY), BOOKS])
        assert [wait.regular for wait in case.waits()] == case.waits_in(regular=True)
        assert [wait.one_off for wait in case.waits()] == case.waits_in(regular=False)


class TestAbsence:
    """A fortnight of 2026 away."""

    AWAY = attrs.evolve(
        ANN, availability=attrs.evolve(ANN.availability, time_off=[(dt.date(2026, 3, 2), dt.date(2026, 3, 15))])
    )

    def test_a_need_in_an_absence_waits_for_its_end_first(self) -> None:
        """Due on the fourth day of fourteen: ten days and a half until Ann is back, and three and a half days' work of
        whoever goes before has piled up; as a one-off client's, regular clients go before it then, too.

        What comes once does not pile up before itself.
        """
        due = Task("a", hours=1, recurrence=Once(dt.date(2026, 3, 5)))
        ((regular, one_off),) = case_of(due, contractor=self.AWAY, on=NEW_YEAR).waits()
        assert isinstance(regular, DelayedWait)
        assert isinstance(one_off, DelayedWait)
        later = 10.5 + 0.25 * 3.5, 10.5 + (0.5 * 3.5 + 0.25 * 10.5) / 0.75
        assert regular.starts == ((0.0, 0.0), (1.0, about(later[0])))
        assert one_off.starts == ((0.0, 0.0), (1.0, about(later[1])))

    def test_without_a_first_day_no_absence_is_known(self) -> None:
        due = Task("a", hours=1, recurrence=Once(dt.date(2026, 3, 5)))
        assert case_of(due, contractor=self.AWAY).waits() == case_of(due).waits()

    def test_whoever_is_away_all_the_time_is_away(self) -> None:
        gone = attrs.evolve(ANN.availability, time_off=[(dt.date(2025, 12, 1), dt.date(2027, 1, 31))])
        ann = attrs.evolve(ANN, availability=gone)
        assert case_of(NEWS, contractor=ann, on=NEW_YEAR).away
        assert not case_of(NEWS, contractor=ann).away
        assert not case_of(NEWS, contractor=self.AWAY, on=NEW_YEAR).away

    def test_whoever_is_away_all_the_time_reaches_nobody(self) -> None:
        gone = attrs.evolve(ANN.availability, time_off=[(dt.date(2025, 12, 1), dt.date(2027, 1, 31))])
        found = case_of(NEWS, contractor=attrs.evolve(ANN, availability=gone), on=NEW_YEAR).weigh()
        assert (found.full, found.unreached) == (True, True)


class TestOccasion:
    def test_tasks_of_one_occasion_wait_for_those_served_before(self) -> None:
        """Two hours of twenty a day an hour go before four of ten: half a day at four hours a day, and as a one-off
        client that long again for each regular client who comes meanwhile, 1/(1 - 1/4)."""
        first = Task("z", hours=2, recurrence=STEADY, urgency=Urgency(40, 0), occasion="launch")
        second = Task("a", hours=4, recurrence=STEADY, urgency=Urgency(40, 0), occasion="launch")
        earlier, later = case_of([first, second]).waits()
        assert isinstance(earlier.regular, Wait)
        assert isinstance(later.regular, DelayedWait)
        assert isinstance(later.one_off, DelayedWait)
        assert later.regular.starts == ((1.0, 0.5),)
        assert later.one_off.starts == ((1.0, about(0.5 / 0.75)),)

    def test_an_urgency_that_stands_in_decides_who_goes_first(self) -> None:
        """With one cost of delay for both, the shorter goes first."""
        slow = Task("a", hours=4, recurrence=STEADY, urgency=Urgency(90, 0), occasion="launch")
        quick = Task("b", hours=2, recurrence=STEADY, urgency=Urgency(1, 0), occasion="launch")
        case = case_of([slow, quick])
        assert [isinstance(wait, DelayedWait) for wait in case.waits_in(regular=True)] == [False, True]
        stands_in = case.waits_in(regular=True, urgency=Urgency(5, 5))
        assert [isinstance(wait, DelayedWait) for wait in stands_in] == [True, False]


class TestWhatIf:
    URGENT = Task("a", hours=4, recurrence=STEADY, urgency=Urgency(100, 0))

    def test_the_case_as_it_stands_is_told_job_by_job(self) -> None:
        """Patience is 5 + 80/100 days; N is twelve months of 30.4375/8."""
        case = spread_out(case_of(self.URGENT))
        (job,) = case.weigh().jobs
        assert job.occurrences == pytest.approx(45.65625)
        assert job.one_off_price == 200.0
        assert job.briefing == 20.0
        assert job.regular_loss == pytest.approx(100 * 0.625 / 0.625 * (1 - math.exp(-0.625 * 5.8)))
        assert job.one_off_loss == pytest.approx(100 * case.waits()[0].one_off.lateness(0.0, 5.8))

    def test_the_minimum_charge_is_in_the_price_of_a_job(self) -> None:
        (job,) = case_of(attrs.evolve(self.URGENT, hours=0.2)).weigh().jobs
        assert job.one_off_price == 50.0

    def test_saved_is_what_the_jobs_cost_more_one_by_one_less_the_hours_above_the_block(self) -> None:
        found = case_of(self.URGENT).weigh()
        (job,) = found.jobs
        each = 200.0 + 20.0 + job.one_off_loss - job.regular_loss
        assert found.saved == pytest.approx(job.occurrences * each - 50.0 * found.overage_hours)

    def test_rates_multiply_occurrences_and_the_owners_load(self) -> None:
        found = case_of(self.URGENT).weigh(rates=2.0)
        assert found.jobs[0].occurrences == pytest.approx(91.3125)
        assert found.waits[0].regular.chance == pytest.approx(0.75)

    def test_rates_leave_what_comes_once(self) -> None:
        assert case_of(Task("a", hours=4)).weigh(rates=2.0).jobs[0].occurrences == 1.0

    def test_rates_move_the_hours_above_the_block(self) -> None:
        case = case_of(self.URGENT)
        assert case.weigh(rates=2.0).overage_hours == case.overage_hours(2.0) > case.overage_hours()

    def test_a_load_that_is_given_does_not_follow_the_rates(self) -> None:
        case = case_of(self.URGENT)
        found = case.weigh(rates=2.0, own_rates=1.0)
        assert (found.waits, found.jobs[0].occurrences) == (case.waits(), about(91.3125))

    def test_a_load_of_nothing_can_be_given(self) -> None:
        assert case_of(self.URGENT).weigh(own_rates=0.0).waits[0].regular.chance == 0.5

    def test_waits_that_are_known_are_taken_as_they_are(self) -> None:
        """Half a day and two days late at 100 a day."""
        wait = Wait(1.0, ((1.0, 1.0),))
        known = (ClassWaits(DelayedWait(Wait(0.0, ((1.0, 1.0),)), ((1.0, 0.5),)), DelayedWait(wait, ((1.0, 1.0),))),)
        found = case_of(self.URGENT).weigh(waits=known)
        (job,) = found.jobs
        assert found.waits == known
        assert (job.regular_loss, job.one_off_loss) == pytest.approx((50.0, 100 + 100 * (1 - math.exp(-4.8))))

    def test_a_regular_client_never_loses_more_than_a_one_off_one(self) -> None:
        """Where fitted shapes are out of order, L_1 is L_2 and not the other way round."""
        known = (ClassWaits(Wait(1.0, ((1.0, 0.5),)), SOON),)
        (job,) = case_of(self.URGENT).weigh(waits=known).jobs
        assert job.regular_loss == job.one_off_loss == pytest.approx(100 * (1 - math.exp(-5.8)))

    def test_costs_multiply_the_cost_of_a_day(self) -> None:
        """At 300 a day patience is 5 + 80/300 days."""
        (job,) = spread_out(case_of(self.URGENT)).weigh(costs=3.0).jobs
        assert job.regular_loss == pytest.approx(300 * (1 - math.exp(-0.625 * (5 + 80 / 300))))

    def test_loads_multiply_those_of_other_clients(self) -> None:
        """Others fill what the own eighth leaves: 7/8 + 1/16 days, then 1/(1 - 5/8)."""
        ((regular, _),) = case_of(self.URGENT).weigh(loads=2.0).waits
        assert (regular.chance, regular.mean) == pytest.approx((1.0, (0.875 + 0.0625) / 0.375))

    def test_another_urgency_stands_in_for_every_tasks_own(self) -> None:
        tasks = [self.URGENT, Task("b", hours=4, recurrence=STEADY, urgency=Urgency(7, 7))]
        first, second = spread_out(case_of(tasks)).weigh(urgency=Urgency(100, 1)).jobs
        late = 100 * 0.75 / 0.5 * math.exp(-0.5) * (1 - math.exp(-0.5 * 5.8))
        assert (first.regular_loss, second.regular_loss) == pytest.approx((late, late))

    def test_an_urgency_that_stands_in_is_multiplied_too(self) -> None:
        (job,) = spread_out(case_of(self.URGENT)).weigh(urgency=Urgency(50, 0), costs=2.0).jobs
        assert job.regular_loss == pytest.approx(100 * (1 - math.exp(-0.625 * 5.8)))

    def test_another_availability_stands_in_for_hers(self) -> None:
        """An M/D/1 queue: busy an eighth of the time, with jobs of one day half done."""
        free = attrs.evolve(ANN.availability, regular_load=0.0, one_off_load=0.0)
        ((regular, one_off),) = case_of(self.URGENT).weigh(availability=free).waits
        assert (regular.chance, regular.mean) == pytest.approx((0.125, 0.125 * 0.5 / 0.875))
        assert one_off.mean == pytest.approx(regular.mean)

    @pytest.mark.parametrize("excess", [0.0, 7.0])
    def test_hours_above_the_block_that_are_known_are_taken_as_they_are(self, excess: float) -> None:
        case = case_of(self.URGENT)
        plain, given = case.weigh(), case.weigh(overage_hours=excess)
        assert given.overage_hours == excess
        assert given.saved - plain.saved == pytest.approx(50.0 * (plain.overage_hours - excess))

    def test_without_room_for_a_regular_client_her_wait_is_endless(self) -> None:
        full = attrs.evolve(ANN, availability=attrs.evolve(ANN.availability, regular_load=1.0))
        found = case_of(self.URGENT, contractor=full).weigh()
        assert found.waits[0].regular.endless
        assert not found.outsource


def test_a_task_may_be_due_on_a_day_and_still_comes_once() -> None:
    case = case_of(Task("a", hours=1, recurrence=Once(dt.date(2026, 5, 1))), on=NEW_YEAR)
    assert case.weigh().jobs[0].occurrences == 1.0


def test_without_an_offer_no_hours_lie_above_a_block() -> None:
    assert case_of(Task("a", hours=4), None).overage_range() == (0.0, 0.0)
