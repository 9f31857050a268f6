"""What a bundle, a contractor and one offer come to in plain numbers, and what if these were others."""

import datetime as dt
import math

import attrs
import pytest

from delegation import Engagement, Mode, Once, Retainer, Rule, Task, Urgency
from delegation._costing.balance import Balance
from delegation.demand import DemandComponent, OneOf, Poisson, Rounded
from delegation.queueing import Wait
from tests._costing.cases import ANN, BOOKS, NEWS, OWNER, STEADY, TEN, case_of, running
from tests.people import NEW_YEAR


def balance(saved: float, committed: float, *, endless: bool = False) -> Balance:
    wait = Wait(1.0, ((1.0, 0.0 if endless else 1.0),))
    return Balance(saved, committed, 0.0, 0.0, (), wait, wait)


class TestVerdict:
    @pytest.mark.parametrize(("saved", "outsource"), [(99.9, False), (100.0, False), (100.1, True)])
    def test_outsourcing_must_save_more_than_it_commits_and_a_tie_is_out_tasked(
        self, saved: float, *, outsource: bool
    ) -> None:
        assert balance(saved, 100.0).outsource is outsource

    def test_without_room_for_a_regular_client_nothing_is_outsourced(self) -> None:
        assert not balance(200.0, 100.0, endless=True).outsource


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

    def test_even_a_one_off_job_waits_as_a_regulars(self) -> None:
        case = case_of(NEWS, engagements=[running(BOOKS)], on=NEW_YEAR)
        found = case.weigh()
        assert found.one_off is found.regular

    def test_waiting_then_saves_nothing(self) -> None:
        urgent = attrs.evolve(NEWS, urgency=Urgency(1000, 0))
        (job,) = case_of(urgent, engagements=[running(BOOKS)], on=NEW_YEAR).weigh().jobs
        assert job.one_off_loss == job.regular_loss > 0.0

    def test_other_tasks_of_it_load_the_contractor_as_regular_work(self) -> None:
        """Twelve jobs of nine hours and twelve of three a year are 144 hours in 365.25 days."""
        case = case_of(NEWS, engagements=[running(BOOKS)], on=NEW_YEAR)
        assert case.own_hours_per_day() == pytest.approx(144 / 365.25)

    def test_other_tasks_that_come_only_once_load_the_contractor_with_nothing(self) -> None:
        case = case_of(NEWS, engagements=[running(Task("move", hours=100))], on=NEW_YEAR)
        assert case.own_hours_per_day() == pytest.approx(36 / 365.25)

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
    def test_the_owners_load_is_her_hours_spread_over_the_days_of_the_horizon(self) -> None:
        assert case_of(Task("a", hours=4, recurrence=STEADY)).own_hours_per_day() == pytest.approx(0.5)

    def test_the_owners_load_is_in_the_contractors_hours(self) -> None:
        slow = attrs.evolve(ANN, pace=2.0)
        task = Task("a", hours=4, recurrence=STEADY)
        assert case_of(task, contractor=slow).own_hours_per_day() == pytest.approx(1.0)

    def test_what_comes_once_adds_nothing_to_the_load(self) -> None:
        tasks = [Task("a", hours=4, recurrence=STEADY), Task("b", hours=500)]
        assert case_of(tasks).own_hours_per_day() == pytest.approx(0.5)

    def test_the_load_follows_the_rates(self) -> None:
        assert case_of(Task("a", hours=4, recurrence=STEADY)).own_hours_per_day(3.0) == pytest.approx(1.5)

    def test_as_a_regular_client_the_owner_waits_behind_regular_clients_herself_included(self) -> None:
        """Regular 3/8, one-off 2/8 of a job a day out of 1: busy 5/8 of the time, then a mean of 8/5 days."""
        regular, _ = case_of(Task("a", hours=1)).waits(ANN.availability, 0.5)
        assert regular == Wait(0.625, ((1.0, 0.625),))

    def test_as_a_one_off_client_the_owner_waits_behind_everybody(self) -> None:
        """Cobham: 5/8 · 1/((1 - 2/8)·(1 - 5/8)) = 20/9 days."""
        _, one_off = case_of(Task("a", hours=1)).waits(ANN.availability, 0.5)
        assert one_off.mean == pytest.approx(20 / 9)

    def test_a_multiplied_load_is_that_of_the_others_and_not_the_owners(self) -> None:
        """Regular 1/2 + 1/8, one-off 1/2: overflowing, so that every regular client waits and no one-off one comes."""
        regular, one_off = case_of(Task("a", hours=1)).waits(ANN.availability, 0.5, 2.0)
        assert regular == Wait(1.0, ((1.0, 0.375),))
        assert one_off.endless


class TestWhatIf:
    URGENT = Task("a", hours=4, recurrence=STEADY, urgency=Urgency(100, 0))

    def test_the_case_as_it_stands_is_told_job_by_job(self) -> None:
        """Patience is 5 + 80/100 days; N is twelve months of 30.4375/8."""
        (job,) = case_of(self.URGENT).weigh().jobs
        assert job.occurrences == pytest.approx(45.65625)
        assert job.one_off_price == 200.0
        assert job.briefing == 20.0
        assert job.regular_loss == pytest.approx(100 * 0.625 / 0.625 * (1 - math.exp(-0.625 * 5.8)))
        assert job.one_off_loss == pytest.approx(100 * case_of(self.URGENT).weigh().one_off.lateness(0.0, 5.8))

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
        assert found.regular.chance == pytest.approx(0.75)

    def test_rates_leave_what_comes_once(self) -> None:
        assert case_of(Task("a", hours=4)).weigh(rates=2.0).jobs[0].occurrences == 1.0

    def test_rates_move_the_hours_above_the_block(self) -> None:
        case = case_of(self.URGENT)
        assert case.weigh(rates=2.0).overage_hours == case.overage_hours(2.0) > case.overage_hours()

    def test_a_load_that_is_given_does_not_follow_the_rates(self) -> None:
        found = case_of(self.URGENT).weigh(rates=2.0, own_hours_per_day=0.5)
        assert found.regular == Wait(0.625, ((1.0, 0.625),))

    def test_a_load_of_nothing_can_be_given(self) -> None:
        assert case_of(self.URGENT).weigh(own_hours_per_day=0.0).regular.chance == 0.5

    def test_costs_multiply_the_cost_of_a_day(self) -> None:
        """At 300 a day patience is 5 + 80/300 days."""
        (job,) = case_of(self.URGENT).weigh(costs=3.0).jobs
        assert job.regular_loss == pytest.approx(300 * (1 - math.exp(-0.625 * (5 + 80 / 300))))

    def test_loads_multiply_those_of_other_clients(self) -> None:
        assert case_of(self.URGENT).weigh(loads=2.0).regular == Wait(1.0, ((1.0, 0.375),))

    def test_another_urgency_stands_in_for_every_tasks_own(self) -> None:
        tasks = [self.URGENT, Task("b", hours=4, urgency=Urgency(7, 7))]
        first, second = case_of(tasks).weigh(urgency=Urgency(100, 1)).jobs
        late = 100 * math.exp(-0.625) * (1 - math.exp(-0.625 * 5.8))
        assert (first.regular_loss, second.regular_loss) == pytest.approx((late, late))

    def test_an_urgency_that_stands_in_is_multiplied_too(self) -> None:
        (job,) = case_of(self.URGENT).weigh(urgency=Urgency(50, 0), costs=2.0).jobs
        assert job.regular_loss == pytest.approx(100 * (1 - math.exp(-0.625 * 5.8)))

    def test_another_availability_stands_in_for_hers(self) -> None:
        free = attrs.evolve(ANN.availability, regular_load=0.0, one_off_load=0.0)
        assert case_of(self.URGENT).weigh(availability=free).regular == Wait(0.125, ((1.0, 0.875),))

    @pytest.mark.parametrize("excess", [0.0, 7.0])
    def test_hours_above_the_block_that_are_known_are_taken_as_they_are(self, excess: float) -> None:
        case = case_of(self.URGENT)
        plain, given = case.weigh(), case.weigh(overage_hours=excess)
        assert given.overage_hours == excess
        assert given.saved - plain.saved == pytest.approx(50.0 * (plain.overage_hours - excess))

    def test_without_room_for_a_regular_client_her_wait_is_endless(self) -> None:
        full = attrs.evolve(ANN, availability=attrs.evolve(ANN.availability, regular_load=1.0))
        found = case_of(self.URGENT, contractor=full).weigh()
        assert found.regular.endless
        assert not found.outsource


def test_a_task_may_be_due_on_a_day_and_still_comes_once() -> None:
    case = case_of(Task("a", hours=1, recurrence=Once(dt.date(2026, 5, 1))), on=NEW_YEAR)
    assert case.weigh().jobs[0].occurrences == 1.0
