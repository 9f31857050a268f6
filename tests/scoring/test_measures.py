"""What recurrence, urgency and availability come to, each in its own unit."""

import datetime as dt
import math

import attrs
import pytest

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
from delegation.queueing import OwnWork, Wait, own_waits

OWNER = Business(owner_rate=40, hiring_hours=2, replacement_days=5)
ANN = Contractor(
    "Ann",
    rate=50,
    retainers=Retainer(450, 10),
    availability=Availability(hours_per_week=28, job_hours=4, regular_load=0.25, one_off_load=0.25),
)
"""Ann completes one job a day; a quarter of the time goes to regular and a quarter to one-off clients."""

STEADY = Rate(30.4375 / 8)
"""Of four hours each, an eighth of a job of Ann's clients a day."""

NEW_YEAR = dt.date(2026, 1, 1)
FIRST_OF_MONTH = Rule("FREQ=MONTHLY;BYMONTHDAY=1", dt.date(2020, 1, 1))


def scored(*tasks: Task, contractor: Contractor = ANN, business: Business = OWNER) -> Score:
    return score(tasks, contractor, business, on=NEW_YEAR)


def queue_of(*own: OwnWork, regular: bool) -> tuple[Wait, ...]:
    """Ann's queue with some work of yours."""
    return own_waits(
        own, regular=regular, people=1, hours_per_week=28, job_hours=4, regular_load=0.25, one_off_load=0.25
    )


class TestRecurrence:
    def test_work_is_counted_over_the_horizon_and_a_month(self) -> None:
        found = scored(Task("a", hours=4, recurrence=Rate(2.5))).recurrence
        assert (found.in_horizon, found.per_month, found.hours_per_month) == (30.0, 2.5, 10.0)

    def test_hours_are_hers(self) -> None:
        slow = attrs.evolve(ANN, pace=1.5)
        found = scored(Task("a", hours=4, recurrence=Rate(2.5)), contractor=slow).recurrence
        assert found.hours_per_month == 15.0

    def test_hours_are_those_worked_and_not_those_billed(self) -> None:
        assert scored(Task("a", hours=0.25, recurrence=Rate(2))).recurrence.hours_per_month == 0.5

    def test_the_tasks_of_a_bundle_add_up(self) -> None:
        found = scored(Task("a", hours=4, recurrence=Rate(2.5)), Task("b", hours=12)).recurrence
        assert (found.in_horizon, found.hours_per_month) == (31.0, 11.0)


class TestUrgency:
    def test_a_task_has_its_own_urgency(self) -> None:
        found = scored(Task("a", hours=1, recurrence=Rate(2), urgency=Urgency(30, 4))).urgency
        assert (found.cost_per_day, found.slack_days) == (30.0, 4.0)

    def test_a_bundle_has_the_mean_over_its_occurrences(self) -> None:
        """Thirty-six of one and twelve of the other."""
        repeats = Task("a", hours=1, recurrence=Rate(3), urgency=Urgency(10, 2))
        seldom = Task("b", hours=1, recurrence=Rate(1), urgency=Urgency(50, 6))
        found = scored(repeats, seldom).urgency
        assert (found.cost_per_day, found.slack_days) == (20.0, 3.0)

    def test_a_task_that_never_comes_has_its_urgency_all_the_same(self) -> None:
        found = scored(Task("a", hours=1, recurrence=Rate(0), urgency=Urgency(30, 4))).urgency
        assert (found.cost_per_day, found.slack_days) == (30.0, 4.0)

    def test_a_bundle_that_never_comes_has_the_mean_over_its_tasks(self) -> None:
        first = Task("a", hours=1, recurrence=Rate(0), urgency=Urgency(10, 2))
        second = Task("b", hours=1, recurrence=Rate(0), urgency=Urgency(50, 6))
        found = scored(first, second).urgency
        assert (found.cost_per_day, found.slack_days) == (30.0, 4.0)


class TestAvailability:
    URGENT = Task("a", hours=4, recurrence=STEADY, urgency=Urgency(100, 1))

    def test_a_regular_client_waits_as_the_queue_says(self) -> None:
        """Cobham: others are met half of the time with four hours left, the own work an eighth of it with two, so that
        0.5625 days are found, and 1/(1 - 3/8) times that is waited; patience is 5 + 80/100 days after one of slack."""
        found = scored(self.URGENT).availability.regular
        wait = queue_of(OwnWork(4.0, 30.4375 / 8), regular=True)[0]
        assert found.mean_wait == pytest.approx(0.5625 / 0.625)
        assert found.lateness == pytest.approx(wait.lateness(1.0, 5.8))
        assert found.turned_away == pytest.approx(wait.exceeds(6.8))
        assert found.loss == pytest.approx(100 * wait.lateness(1.0, 5.8))

    def test_a_one_off_client_waits_as_the_queue_says(self) -> None:
        """Cobham: 0.5625/((1 - 2/8)·(1 - 5/8)) = 2 days."""
        found = scored(self.URGENT).availability.one_off
        wait = queue_of(OwnWork(4.0, 30.4375 / 8), regular=False)[0]
        assert found.mean_wait == pytest.approx(2.0)
        assert found.lateness == pytest.approx(wait.lateness(1.0, 5.8))
        assert found.turned_away == pytest.approx(wait.exceeds(6.8))
        assert found.loss == pytest.approx(100 * wait.lateness(1.0, 5.8))

    def test_nobody_is_turned_away_from_work_whose_delay_costs_nothing(self) -> None:
        found = scored(attrs.evolve(self.URGENT, urgency=Urgency(0, 1))).availability.one_off
        wait = queue_of(OwnWork(4.0, 30.4375 / 8), regular=False)[0]
        assert (found.turned_away, found.loss) == (0.0, 0.0)
        assert found.lateness == pytest.approx(wait.lateness(1.0))

    def test_a_bundle_has_the_mean_over_its_occurrences(self) -> None:
        """Three times as many of the urgent as of the other, which comes on a rhythm and so waits a little less."""
        tasks = [attrs.evolve(self.URGENT, recurrence=Rate(3)), Task("b", hours=9, recurrence=FIRST_OF_MONTH)]
        both = scored(*tasks).availability.regular
        urgent, other, _ = queue_of(OwnWork(4.0, 3.0), OwnWork(9.0, 1.0, rhythmic=True), regular=True)
        assert other.mean < urgent.mean
        assert both.mean_wait == pytest.approx((3 * urgent.mean + other.mean) / 4)
        assert both.lateness == pytest.approx((3 * urgent.lateness(1.0, 5.8) + other.mean) / 4)
        assert both.turned_away == pytest.approx(3 * urgent.exceeds(6.8) / 4)
        assert both.loss == pytest.approx(3 * 100 * urgent.lateness(1.0, 5.8) / 4)

    def test_where_a_retainer_runs_even_a_one_off_job_waits_as_a_regulars(self) -> None:
        running = Engagement(
            ANN, tasks=Task("b", hours=1), mode=Mode.OUTSOURCE, retainer=Retainer(450, 10), start=NEW_YEAR
        )
        found = score(self.URGENT, ANN, OWNER, engagements=running, on=NEW_YEAR).availability
        assert found.one_off == found.regular


class TestNeverReached:
    """With regular and one-off clients taking all the time, a one-off client is never reached."""

    FULL = attrs.evolve(ANN, availability=Availability(regular_load=0.5, one_off_load=0.5))

    def test_a_client_who_is_never_reached_waits_without_end(self) -> None:
        found = scored(Task("a", hours=4, recurrence=1, urgency=Urgency(100, 1)), contractor=self.FULL)
        assert found.availability.one_off.mean_wait == math.inf

    def test_their_lateness_is_that_until_somebody_else_is_found(self) -> None:
        found = scored(Task("a", hours=4, recurrence=1, urgency=Urgency(100, 1)), contractor=self.FULL)
        assert found.availability.one_off.lateness == pytest.approx(5.8)

    def test_they_lose_the_replacing_and_the_days_until_then(self) -> None:
        found = scored(Task("a", hours=4, recurrence=1, urgency=Urgency(100, 1)), contractor=self.FULL)
        assert found.availability.one_off.loss == pytest.approx(100 * 5 + 80)

    def test_they_are_turned_away_every_time(self) -> None:
        found = scored(Task("a", hours=4, recurrence=1, urgency=Urgency(100, 1)), contractor=self.FULL)
        assert found.availability.one_off.turned_away == 1.0

    def test_they_are_turned_away_every_time_even_if_delay_costs_nothing(self) -> None:
        found = scored(Task("a", hours=4, recurrence=1), contractor=self.FULL)
        assert found.availability.one_off.turned_away == 1.0

    def test_if_delay_costs_nothing_they_still_pay_for_the_search(self) -> None:
        found = scored(Task("a", hours=4, recurrence=1), contractor=self.FULL)
        assert found.availability.one_off.loss == 80.0

    def test_a_task_that_never_comes_does_not_blur_the_mean_of_the_others(self) -> None:
        never = Task("b", hours=4, recurrence=0)
        found = scored(
            Task("a", hours=4, recurrence=1, urgency=Urgency(100, 1)), never, contractor=self.FULL
        ).availability
        assert found.one_off.lateness == pytest.approx(5.8)


class TestBlock:
    def test_hours_of_the_block_are_used_unused_or_exceeded(self) -> None:
        """Every other month 16 hours: six of them above ten, and ten unused in the months between."""
        task = Task("a", hours=16, recurrence=Rule("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1", NEW_YEAR))
        found = scored(task).block
        assert (found.included, found.used, found.unused, found.overage_hours) == pytest.approx((10.0, 5.0, 5.0, 3.0))

    def test_a_block_that_is_larger_than_the_work_is_never_exceeded(self) -> None:
        found = scored(Task("a", hours=4, recurrence=FIRST_OF_MONTH)).block
        assert (found.included, found.used, found.unused, found.overage_hours) == pytest.approx((10.0, 4.0, 6.0, 0.0))

    def test_an_access_retainer_includes_nothing_and_everything_is_above(self) -> None:
        access = attrs.evolve(ANN, retainers=Retainer(150, 0))
        found = scored(Task("a", hours=4, recurrence=FIRST_OF_MONTH), contractor=access).block
        assert (found.included, found.used, found.unused, found.overage_hours) == (0.0, 0.0, 0.0, 4.0)

    def test_for_work_that_comes_once_the_months_are_those_of_the_minimum_term(self) -> None:
        """Of 16 hours in one of three months ten are used and six above."""
        found = scored(Task("a", hours=16, recurrence=Once())).block
        assert (found.used, found.unused, found.overage_hours) == pytest.approx((10 / 3, 20 / 3, 2.0))

    def test_where_no_retainers_are_taken_there_is_no_block(self) -> None:
        found = scored(Task("a", hours=16, recurrence=2), contractor=attrs.evolve(ANN, retainers=())).block
        assert (found.included, found.used, found.unused, found.overage_hours) == (0.0, 0.0, 0.0, 0.0)

    def test_of_a_retainer_that_runs_all_work_uses_the_block_and_only_the_new_is_above_it(self) -> None:
        """Nine hours run already; of three more two are above ten."""
        books = Task("books", hours=9, recurrence=FIRST_OF_MONTH)
        running = Engagement(ANN, tasks=books, mode=Mode.OUTSOURCE, retainer=Retainer(450, 10), start=NEW_YEAR)
        news = Task("news", hours=3, recurrence=FIRST_OF_MONTH)
        found = score(news, ANN, OWNER, engagements=running, on=NEW_YEAR).block
        assert (found.used, found.unused, found.overage_hours) == pytest.approx((10.0, 0.0, 2.0))
