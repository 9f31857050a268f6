"""The stories that the library was made for, as worked examples.

Rates, hours and terms lie within the ranges that practitioners publish; an owner's hour is worth 50 and everything that
is not said stands at its default.
"""

import datetime as dt

import attrs
import pytest

from delegation import (
    Availability,
    Contractor,
    Engagement,
    Job,
    Mode,
    Rate,
    Retainer,
    Rule,
    Score,
    Task,
    Urgency,
    recommend,
    score,
)


class TestReleases:
    """A course business releases its products with the help of an assistant for 40 an hour, twenty hours each time.

    A week may pass until work starts; every further day costs 100 of postponed sales. Ana's retainers are the typical
    ones, 10 % below the rate: with a release a month twenty hours for 720, with a few a year ten hours for 360.
    """

    ANA = Contractor("Ana", skills="admin", rate=40)

    def releases(self, every: int) -> Score:
        """The score of a release every so many months."""
        rule = Rule(f"FREQ=MONTHLY;INTERVAL={every};BYMONTHDAY=15")
        task = Task("product release", skill="admin", hours=20, recurrence=rule, urgency=Urgency(100, 7))
        return score(task, self.ANA)

    def test_a_release_a_month_justifies_a_regular_assistant(self) -> None:
        """A year of hiring for each release costs 12·(800 + 25) and the waiting; of the retainer 12·720 + 150."""
        found = self.releases(1)
        assert found.mode is Mode.OUTSOURCE
        assert found.retainer == Retainer(720, 20)
        assert found.committed == pytest.approx(8790)
        assert found.saved > 12 * 825
        assert found.block.used == pytest.approx(20.0)

    @pytest.mark.parametrize("every", [6, 12])
    def test_one_or_two_releases_a_year_justify_a_hire_for_the_duration(self, every: int) -> None:
        """A retainer would save 825 less ten hours above the block each time, and commit 12·360 + 150."""
        found = self.releases(every)
        assert found.mode is Mode.OUT_TASK
        assert found.retainer == Retainer(360, 10)
        assert found.committed == pytest.approx(4470)
        assert found.saved == pytest.approx(12 / every * 425, rel=0.3)
        assert found.value < 0.2

    def test_what_flips_it_is_how_often_a_release_comes(self) -> None:
        """About eight releases a year in place of two; and with a release a month hardly fewer than three in four."""
        assert self.releases(6).break_even.recurrence[0] * 2 == pytest.approx(8.16, abs=0.01)
        assert self.releases(1).break_even.recurrence[0] == pytest.approx(0.767, abs=0.001)

    def test_the_hire_for_the_duration_leaves_the_block_of_a_retainer_mostly_unused(self) -> None:
        found = self.releases(6)
        assert found.block.unused == pytest.approx(10 - 2 * 10 / 12, rel=1e-6)


class TestLaunch:
    """A web shop breaks twice a year, of course during a launch: six hours of work, and 2000 a day until it starts.

    Dee takes 100 an hour. For 150 a month one is a regular client, without any hours included; small retainers
    are five hours for 450 and ten for 880.
    """

    OUTAGE = Task("shop breaks", skill="web", hours=6, recurrence=Rate(2 / 12), urgency=Urgency(2000, 0))
    BUSY = Availability(hours_per_week=30, regular_load=0.45, one_off_load=0.35, job_hours=4)
    IDLE = Availability(hours_per_week=30, regular_load=0.10, one_off_load=0.05, job_hours=4)

    def dee(self, availability: Availability) -> Contractor:
        offers = [Retainer(150, 0), Retainer(450, 5), Retainer(880, 10)]
        return Contractor("Dee", skills="web", rate=100, retainers=offers, availability=availability)

    def test_with_a_busy_contractor_priority_is_worth_paying_for(self) -> None:
        """A one-off client waits a week and a regular one a day and a half; 12·150 + 150 are committed."""
        found = score(self.OUTAGE, self.dee(self.BUSY))
        assert found.availability.one_off.mean_wait == pytest.approx(7.1, abs=0.1)
        assert found.availability.regular.mean_wait == pytest.approx(1.4, abs=0.1)
        assert found.mode is Mode.OUTSOURCE
        assert found.retainer == Retainer(150, 0)
        assert (found.committed, found.payback) == pytest.approx((1950, 3.28), abs=0.01)

    def test_with_a_busy_contractor_the_one_off_client_may_be_turned_away(self) -> None:
        """Somebody else could start in five days; waiting longer sends the client away three times as often."""
        found = score(self.OUTAGE, self.dee(self.BUSY)).availability
        assert found.one_off.turned_away > 0.3
        assert found.regular.turned_away < 0.05

    def test_with_an_idle_contractor_priority_is_worth_little(self) -> None:
        """Everybody waits for a few hours: there is nothing to buy for 150 a month."""
        found = score(self.OUTAGE, self.dee(self.IDLE))
        assert found.availability.one_off.mean_wait < 0.25
        assert found.mode is Mode.OUT_TASK
        assert found.payback < 0.1

    def test_what_flips_it_is_how_busy_the_contractor_is(self) -> None:
        """The busy one would have to have about a third fewer clients; no number of calmer launches is needed."""
        (flip,) = score(self.OUTAGE, self.dee(self.BUSY)).break_even.availability[:1]
        assert 0.5 < flip < 0.8

    def test_priority_is_recommended_before_any_block_of_hours(self) -> None:
        found = recommend(self.OUTAGE, self.dee(self.BUSY))
        assert (found.mode, found.retainer) == (Mode.OUTSOURCE, Retainer(150, 0))
        assert [way.retainer.hours for way in found.alternatives if way.retainer] == [0.0, 5.0, 10.0]

    def test_work_that_can_wait_needs_no_priority(self) -> None:
        calm = attrs.evolve(self.OUTAGE, urgency=Urgency(20, 14))
        assert score(calm, self.dee(self.BUSY)).mode is Mode.OUT_TASK


class TestTechnician:
    """Since 2009 Tom, 60 an hour, has come three times a year when a computer fails: an hour and a half each time.

    A day without the computer costs 50 after two days.
    """

    TOM = Contractor("Tom", skills="computers", rate=60)
    TROUBLE = Task("computer trouble", skill="computers", hours=1.5, recurrence=Rate(3 / 12), urgency=Urgency(50, 2))
    SINCE_2009 = Engagement(
        TOM,
        tasks=TROUBLE,
        mode=Mode.OUT_TASK,
        start=dt.date(2009, 2, 10),
        jobs=[
            Job(dt.date(year, month, 10), 1.5, waited_days=3, price=90)
            for year in range(2009, 2026)
            for month in (2, 7, 11)
        ],
    )
    TODAY = dt.date(2026, 1, 5)

    def test_the_technician_called_now_and_then_stays_out_tasked(self) -> None:
        """Ten hours for 540 would be four tenths of an hour used and the rest paid for nothing.

        His log says how often: 51 jobs in the two hundred months from the first to the last, the last two months ago.
        """
        found = score(self.TROUBLE, self.TOM, engagements=self.SINCE_2009, on=self.TODAY)
        assert found.mode is Mode.OUT_TASK
        assert found.retainer == Retainer(540, 10)
        assert found.recurrence.per_month == pytest.approx(51 / 202, rel=0.03)
        assert found.block.used == pytest.approx(0.375, abs=0.01)
        assert found.payback < 0.1

    def test_nothing_that_the_owner_may_have_got_wrong_by_half_flips_it(self) -> None:
        found = score(self.TROUBLE, self.TOM, engagements=self.SINCE_2009, on=self.TODAY)
        assert not any(assumption.flips for assumption in found.assumptions)

    def test_somebody_new_who_must_be_found_first_would_have_to_be_much_cheaper(self) -> None:
        """A search of 100 is 8.33 a month, more than 0.375 hours a month can save at 55 or at 40."""
        for rate in (55, 40):
            new = attrs.evolve(self.TOM, name="Uma", rate=rate)
            found = recommend(self.TROUBLE, [self.TOM, new], engagements=self.SINCE_2009, on=self.TODAY)
            assert found.mode is Mode.OUT_TASK
            assert found.contractor is not None
            assert found.contractor.name == "Tom"

    def test_without_the_years_behind_them_the_cheaper_one_would_be_hired(self) -> None:
        new = attrs.evolve(self.TOM, name="Uma", rate=55)
        assert recommend(self.TROUBLE, [self.TOM, new], on=self.TODAY).contractor == new


class TestBundle:
    """Five small tasks a week, half an hour to an hour each, that an assistant for 40 an hour bills as an hour each."""

    ANA = Contractor(
        "Ana",
        skills="admin",
        rate=40,
        availability=Availability(hours_per_week=40, regular_load=0.30, one_off_load=0.15, job_hours=2),
    )
    SMALL = tuple(
        Task(name, skill="admin", hours=hours, recurrence=f"FREQ=WEEKLY;BYDAY={day}", urgency=Urgency(5, 2))
        for name, day, hours in (
            ("invoices", "MO", 0.75),
            ("newsletter", "TU", 0.75),
            ("calendar", "WE", 0.5),
            ("social posts", "TH", 1.0),
            ("books", "FR", 0.75),
        )
    )

    @pytest.mark.parametrize("task", SMALL, ids=lambda task: task.name)
    def test_none_of_them_would_carry_a_retainer_alone(self, task: Task) -> None:
        """52 times 40 and a briefing of 25, and next to no waiting, against 12·360 + 150."""
        found = score(task, self.ANA)
        assert found.mode is Mode.OUT_TASK
        assert (found.saved, found.committed) == pytest.approx((52.2 * 65, 4470), rel=0.01)

    def test_together_they_carry_one(self) -> None:
        """Sixteen hours a month fit the typical twenty for 720: five times as much is saved, not twice committed."""
        found = score(self.SMALL, self.ANA)
        assert found.mode is Mode.OUTSOURCE
        assert found.retainer == Retainer(720, 20)
        assert found.recurrence.hours_per_month == pytest.approx(16.3, abs=0.1)
        assert (found.committed, found.payback) == pytest.approx((8790, 1.95), abs=0.01)

    def test_together_they_cost_less_than_one_by_one(self) -> None:
        together = score(self.SMALL, self.ANA).costs
        apart = sum(score(task, self.ANA).costs.out_task.total for task in self.SMALL)
        assert together.outsource is not None
        assert together.outsource.total < together.out_task.total
        assert together.outsource.total < apart

    @pytest.mark.parametrize(("number", "mode"), [(1, Mode.OUT_TASK), (2, Mode.OUTSOURCE), (5, Mode.OUTSOURCE)])
    def test_two_of_them_are_enough(self, number: int, mode: Mode) -> None:
        assert score(self.SMALL[:number], self.ANA).mode is mode
