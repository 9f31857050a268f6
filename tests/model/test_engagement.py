"""What has run with a contractor, what runs now, and what is owed if it ended."""

import datetime as dt
from itertools import pairwise
from typing import Any

import attrs
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from delegation import Engagement, Job, Mode, Retainer, Task
from tests.people import ANN, NEWS, TEN
from tests.refusals import told_by

MAIL = Task("mail", hours=1)
A_DAY = "it takes a day of the years 1900 to 2999, such as datetime.date(2026, 1, 5)"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def engagement(**fields: Any) -> Engagement:
    """Out-tasked news, or whatever a test makes of them."""
    plain: dict[str, Any] = {
        "contractor": ANN,
        "tasks": NEWS,
        "mode": Mode.OUT_TASK,
        "start": day("2026-01-15"),
    }
    return Engagement(**(plain | fields))


def on_retainer(
    start: str = "2026-01-15", end: str | None = None, *jobs: tuple[str, float], retainer: Retainer = TEN
) -> Engagement:
    return Engagement(
        ANN,
        tasks=NEWS,
        mode=Mode.OUTSOURCE,
        start=day(start),
        end=None if end is None else day(end),
        retainer=retainer,
        jobs=[Job(day(date), hours) for date, hours in jobs],
    )


def out_tasked(end: str | None = None, *jobs: tuple[str, float]) -> Engagement:
    return Engagement(
        ANN,
        tasks=NEWS,
        mode=Mode.OUT_TASK,
        start=day("2026-01-15"),
        end=None if end is None else day(end),
        jobs=[Job(day(date), hours) for date, hours in jobs],
    )


jobs_alike = st.builds(
    Job,
    st.just(day("2026-02-01")),
    st.sampled_from([1.0, 2.0]),
    waited_days=st.sampled_from([None, 0.0, 1.0]),
    price=st.sampled_from([None, 0.0, 50.0]),
)


class TestFields:
    def test_an_engagement_goes_on_and_has_no_jobs_unless_said_otherwise(self) -> None:
        assert (on_retainer().end, on_retainer().jobs) == (None, ())

    def test_tasks_are_put_in_the_order_of_their_names(self) -> None:
        both = Engagement(ANN, tasks=[NEWS, MAIL], mode=Mode.OUT_TASK, start=day("2026-01-15"))

        assert both.tasks == (MAIL, NEWS)

    def test_one_task_may_stand_by_itself(self) -> None:
        assert out_tasked().tasks == (NEWS,)

    def test_moments_are_kept_as_their_days(self) -> None:
        first, last = dt.datetime(2026, 1, 15, 9), dt.datetime(2026, 2, 1, 9)

        kept = Engagement(ANN, tasks=NEWS, mode=Mode.OUT_TASK, start=first, end=last, jobs=[Job(first, 2)])

        assert (kept.start, kept.end, kept.jobs) == (first.date(), last.date(), (Job(first.date(), 2),))

    def test_jobs_are_put_in_the_order_of_their_days(self) -> None:
        kept = out_tasked(None, ("2026-02-03", 1), ("2026-02-01", 2), ("2026-02-02", 3), ("2026-02-02", 1))

        assert [(str(job.date), job.hours) for job in kept.jobs] == [
            ("2026-02-01", 2.0),
            ("2026-02-02", 1.0),
            ("2026-02-02", 3.0),
            ("2026-02-03", 1.0),
        ]

    @given(st.lists(jobs_alike, max_size=5).flatmap(lambda jobs: st.tuples(*[st.permutations(jobs)] * 2)))
    def test_the_order_of_jobs_never_matters(self, orders: tuple[list[Job], list[Job]]) -> None:
        one, other = (attrs.evolve(out_tasked(), jobs=jobs) for jobs in orders)

        assert (one, hash(one)) == (other, hash(other))

    @pytest.mark.parametrize("mode", [Mode.KEEP, "outsource", "out-task", None])
    def test_only_delegated_work_is_an_engagement(self, mode: Any) -> None:
        assert told_by(lambda: engagement(mode=mode)) == (
            "Engagement.mode",
            "it takes Mode.OUTSOURCE or Mode.OUT_TASK",
        )

    @pytest.mark.parametrize("retainer", [None, 450, (TEN,)])
    def test_what_is_outsourced_has_terms(self, retainer: Any) -> None:
        assert told_by(
            lambda: Engagement(ANN, tasks=NEWS, mode=Mode.OUTSOURCE, start=day("2026-01-15"), retainer=retainer)
        ) == (
            "Engagement.retainer",
            "it takes a Retainer, the terms of what is outsourced",
        )

    @pytest.mark.parametrize("retainer", [TEN, 450, ()])
    def test_what_is_out_tasked_has_no_retainer(self, retainer: Any) -> None:
        assert told_by(
            lambda: Engagement(ANN, tasks=NEWS, mode=Mode.OUT_TASK, start=day("2026-01-15"), retainer=retainer)
        ) == (
            "Engagement.retainer",
            "it takes None: out-tasked work has no retainer",
        )

    def test_it_ends_on_its_first_day_at_the_earliest(self) -> None:
        assert out_tasked("2026-01-15").end == day("2026-01-15")

    def test_it_does_not_end_before_it_starts(self) -> None:
        assert told_by(lambda: out_tasked("2026-01-14")) == (
            "Engagement.end",
            "it takes a day on or after the start, 2026-01-15",
        )

    @pytest.mark.parametrize(
        ("field", "given", "accepted"),
        [
            ("contractor", "Ann", "it takes a Contractor, and this is only a name"),
            ("contractor", None, "it takes a Contractor"),
            ("tasks", [], "it takes at least one Task"),
            ("tasks", "news", "it takes Task objects, and this is only a name"),
            ("tasks", [NEWS, NEWS], "two of them bear this name; each Task needs its own"),
            ("start", None, A_DAY),
            ("start", "2026-01-15", A_DAY),
            ("end", "2026-01-15", A_DAY),
            ("end", dt.date(3000, 1, 1), A_DAY),
            ("jobs", None, "it takes Job objects"),
            ("jobs", [3], "it takes Job objects"),
            ("jobs", [Job(day("2026-01-15"), 1), "x"], "it takes Job objects"),
            ("jobs", (NEWS,), "it takes Job objects"),
        ],
    )
    def test_what_is_no_such_field_is_refused(self, field: str, given: Any, accepted: str) -> None:
        assert told_by(lambda: engagement(**{field: given})) == (f"Engagement.{field}", accepted)

    @pytest.mark.parametrize("date", [None, "2026-01-15", dt.date(1899, 12, 31), dt.date(3000, 1, 1)])
    def test_a_job_was_done_on_a_day(self, date: Any) -> None:
        assert told_by(lambda: Job(date, 1)) == ("Job.date", A_DAY)

    @pytest.mark.parametrize(
        ("ask", "field"),
        [
            (lambda moment: Job(moment, 1), "Job.date"),
            (lambda moment: engagement(start=moment), "Engagement.start"),
            (lambda moment: engagement(end=moment), "Engagement.end"),
        ],
        ids=["date", "start", "end"],
    )
    def test_a_moment_in_a_time_zone_is_no_day(self, ask: Any, field: str) -> None:
        assert told_by(lambda: ask(dt.datetime(2026, 2, 1, 9, tzinfo=dt.UTC))) == (
            field,
            "a moment in a time zone is one day here and another elsewhere: "
            "give the day, such as datetime.date(2026, 1, 5)",
        )

    def test_fee_and_hours_in_each_others_place_are_refused(self) -> None:
        assert told_by(lambda: on_retainer(retainer=Retainer(10, 450))) == (
            "Engagement.retainer",
            "a fee of 10 for 450 hours looks swapped where an hour costs 50: write Retainer(monthly_fee=450, hours=10)",
        )


class TestActive:
    @pytest.mark.parametrize(
        ("on", "runs"),
        [
            ("2026-01-14", False),
            ("2026-01-15", True),
            ("2026-03-31", True),
            ("2026-04-01", False),
            ("2026-04-02", False),
        ],
    )
    def test_it_runs_from_its_first_to_its_last_day(self, on: str, runs: bool) -> None:
        assert on_retainer("2026-01-15", "2026-03-31").active(day(on)) is runs

    def test_without_an_end_it_goes_on(self) -> None:
        assert on_retainer().active(day("2999-12-31"))


class TestReleased:
    @pytest.mark.parametrize(
        ("on", "released"),
        [
            pytest.param("2026-01-15", "2026-04-15", id="at once: the minimum term ends later"),
            pytest.param("2026-03-14", "2026-04-15", id="a day before the notice reaches it"),
            pytest.param("2026-03-15", "2026-04-15", id="when the notice just reaches it"),
            pytest.param("2026-03-16", "2026-04-16", id="a day later: the notice ends later"),
            pytest.param("2026-08-31", "2026-09-30", id="on the 31st: the last day of a shorter month"),
            pytest.param("2025-12-01", "2026-04-15", id="before it starts"),
        ],
    )
    def test_it_is_released_after_the_minimum_term_and_the_notice(self, on: str, released: str) -> None:
        assert on_retainer().released(day(on)) == day(released)

    def test_a_retainer_without_minimum_and_notice_is_released_at_once(self) -> None:
        free = on_retainer(retainer=Retainer(450, 10, minimum_months=0, notice_months=0))

        assert free.released(day("2026-02-20")) == day("2026-02-20")

    def test_a_minimum_term_from_the_31st_ends_on_the_last_day_of_a_shorter_month(self) -> None:
        assert on_retainer("2026-08-31", retainer=Retainer(450, 10, minimum_months=6)).released(
            day("2026-09-01")
        ) == day("2027-02-28")

    @pytest.mark.parametrize(
        ("end", "released"),
        [
            pytest.param("2026-04-13", "2026-04-14", id="it ends before"),
            pytest.param("2026-04-14", "2026-04-15", id="it ends just then"),
            pytest.param("2026-04-15", "2026-04-15", id="it ends later"),
            pytest.param("2026-02-01", "2026-02-02", id="it ends the day before the notice"),
            pytest.param("2026-01-20", "2026-02-02", id="it has ended: nothing is owed from that day on"),
        ],
    )
    def test_an_end_agreed_on_releases_sooner(self, end: str, released: str) -> None:
        """Notice on 2 February; without an end the minimum term would hold until 15 April."""
        assert on_retainer("2026-01-15", end).released(day("2026-02-02")) == day(released)

    @pytest.mark.parametrize("end", [None, "2026-03-31"])
    def test_without_a_retainer_there_is_no_obligation(self, end: str | None) -> None:
        assert out_tasked(end).released(day("2026-02-01")) == day("2026-02-01")


class TestFees:
    @pytest.mark.parametrize(
        ("first", "last", "fees"),
        [
            pytest.param("2026-01-01", "2026-01-15", 0, id="before it starts"),
            pytest.param("2026-01-15", "2026-01-15", 0, id="no day"),
            pytest.param("2026-01-15", "2026-01-16", 1, id="the first day"),
            pytest.param("2026-01-16", "2026-02-15", 0, id="between two fees"),
            pytest.param("2026-01-16", "2026-02-16", 1, id="the second fee"),
            pytest.param("2026-01-01", "2027-01-01", 12, id="a year"),
            pytest.param("2026-03-01", "2026-02-01", 0, id="turned round"),
        ],
    )
    def test_a_fee_falls_due_on_the_first_day_of_each_of_its_months(self, first: str, last: str, fees: int) -> None:
        assert on_retainer().fees(day(first), day(last)) == 450 * fees

    @pytest.mark.parametrize(
        ("last", "fees"),
        [
            ("2026-01-31", 0),
            ("2026-02-01", 1),
            ("2026-02-28", 1),
            ("2026-03-01", 2),
            ("2026-03-31", 2),
            ("2026-04-01", 3),
            ("2026-04-30", 3),
            ("2026-05-01", 4),
        ],
    )
    def test_from_the_31st_fees_fall_due_on_the_last_day_of_shorter_months(self, last: str, fees: int) -> None:
        """31 January, 28 February, 31 March, 30 April."""
        assert on_retainer("2026-01-31").fees(day("2026-01-01"), day(last)) == 450 * fees

    @pytest.mark.parametrize(("end", "fees"), [("2026-02-14", 1), ("2026-02-15", 2), ("2026-02-16", 2)])
    def test_no_fee_falls_due_after_the_end(self, end: str, fees: int) -> None:
        assert on_retainer("2026-01-15", end).fees(day("2026-01-01"), day("2027-01-01")) == 450 * fees

    def test_a_window_after_the_end_has_no_fees(self) -> None:
        assert on_retainer("2026-01-15", "2026-02-14").fees(day("2026-03-01"), day("2027-01-01")) == 0.0

    def test_without_a_retainer_there_are_no_fees(self) -> None:
        assert out_tasked().fees(day("2026-01-01"), day("2027-01-01")) == 0.0

    @pytest.mark.parametrize(
        ("on", "fees"),
        [
            pytest.param("2026-01-15", 3, id="on the first day: the three of the minimum term"),
            pytest.param("2026-01-16", 2, id="a day later: the first is paid"),
            pytest.param("2026-03-15", 1, id="on the day of the last fee of the minimum term"),
            pytest.param("2026-03-16", 1, id="the notice runs into a month that begins on 15 April"),
            pytest.param("2026-06-15", 1, id="on the day of a fee: that fee"),
            pytest.param("2026-06-16", 1, id="a day later: the next"),
        ],
    )
    def test_fees_are_owed_from_the_notice_until_the_release(self, on: str, fees: int) -> None:
        assert on_retainer().owed(day(on)) == 450 * fees

    def test_nothing_is_owed_of_a_retainer_that_has_ended(self) -> None:
        assert on_retainer("2026-01-15", "2026-02-14").owed(day("2026-02-15")) == 0.0

    def test_nothing_is_owed_without_a_retainer(self) -> None:
        assert out_tasked().owed(day("2026-02-01")) == 0.0


ROLLING = Retainer(450, 10, rollover_hours=5)


class TestHoursOfTheBlock:
    @pytest.mark.parametrize(
        ("on", "hours"),
        [
            pytest.param("2026-01-14", 0.0, id="before it starts"),
            pytest.param("2026-01-15", 1.0, id="the first day"),
            pytest.param("2026-02-13", 1.0, id="before the last day of the month"),
            pytest.param("2026-02-14", 3.0, id="the last day of the month"),
            pytest.param("2026-02-15", 4.0, id="the first day of the next"),
            pytest.param("2026-03-10", 12.0, id="two jobs of one day"),
        ],
    )
    def test_the_hours_of_its_month_are_used_up_to_that_day(self, on: str, hours: float) -> None:
        jobs = ("2026-01-15", 1), ("2026-02-14", 2), ("2026-02-15", 4), ("2026-03-10", 3), ("2026-03-10", 5)

        assert on_retainer("2026-01-15", None, *jobs).hours_used(day(on)) == hours

    def test_a_job_before_the_start_is_not_used_up(self) -> None:
        assert on_retainer("2026-01-15", None, ("2026-01-14", 5)).hours_used(day("2026-01-20")) == 0.0

    def test_hours_of_out_tasked_work_are_counted_by_its_months_too(self) -> None:
        assert out_tasked(None, ("2026-01-15", 5), ("2026-02-15", 2)).hours_used(day("2026-02-20")) == 2.0

    @pytest.mark.parametrize(
        ("on", "hours"),
        [
            pytest.param("2026-01-14", 0.0, id="before it starts"),
            pytest.param("2026-01-15", 10.0, id="all at first"),
            pytest.param("2026-01-20", 6.0, id="what is not used up"),
            pytest.param("2026-01-31", 0.0, id="never less than nothing"),
            pytest.param("2026-02-15", 10.0, id="a new block"),
        ],
    )
    def test_the_block_is_spare_as_far_as_it_is_not_used_up(self, on: str, hours: float) -> None:
        jobs = ("2026-01-20", 4), ("2026-01-31", 9)

        assert on_retainer("2026-01-15", None, *jobs).hours_spare(day(on)) == hours

    @pytest.mark.parametrize(
        ("used", "on", "hours"),
        [
            pytest.param([], "2026-02-15", 15.0, id="at most what may be carried"),
            pytest.param([], "2026-12-15", 15.0, id="nor more after a year"),
            pytest.param([("2026-01-20", 8)], "2026-02-15", 12.0, id="what was left"),
            pytest.param([("2026-01-20", 10)], "2026-02-15", 10.0, id="nothing left"),
            pytest.param([("2026-01-20", 30)], "2026-02-15", 10.0, id="excess is not carried"),
            pytest.param([("2026-01-20", 8), ("2026-02-20", 11)], "2026-03-15", 11.0, id="carried hours are used too"),
            pytest.param([("2026-01-20", 30)], "2026-03-15", 15.0, id="a month without jobs fills it up again"),
            pytest.param([("2026-02-20", 12)], "2026-03-15", 13.0, id="a month without jobs before one with"),
            pytest.param([("2026-02-15", 2)], "2026-02-15", 13.0, id="jobs of the day itself"),
            pytest.param([("2026-02-16", 2)], "2026-02-15", 15.0, id="jobs of the next day"),
            pytest.param([("2026-01-14", 9)], "2026-01-15", 10.0, id="jobs before the start"),
        ],
    )
    def test_unused_hours_are_carried_into_the_next_month(
        self, used: list[tuple[str, float]], on: str, hours: float
    ) -> None:
        assert on_retainer("2026-01-15", None, *used, retainer=ROLLING).hours_spare(day(on)) == hours

    @pytest.mark.parametrize(("on", "hours"), [("2026-03-31", 10.0), ("2026-04-01", 0.0)])
    def test_after_the_end_no_hours_are_spare(self, on: str, hours: float) -> None:
        assert on_retainer("2026-01-15", "2026-03-31").hours_spare(day(on)) == hours

    def test_without_a_retainer_no_hours_are_spare(self) -> None:
        assert out_tasked().hours_spare(day("2026-02-01")) == 0.0

    @pytest.mark.parametrize(
        ("on", "used", "spare"),
        [
            pytest.param("2026-04-14", 7.0, 23.0, id="the last day of the first quarter: all of it counts"),
            pytest.param("2026-04-15", 0.0, 35.0, id="the first day of the next: five hours come over"),
            pytest.param("2026-07-14", 1.0, 34.0, id="the last day of that"),
        ],
    )
    def test_a_block_of_a_quarter_is_there_for_three_months(self, on: str, used: float, spare: float) -> None:
        terms = Retainer(450, 30, rollover_hours=5, period_months=3)
        jobs = ("2026-01-20", 4), ("2026-04-10", 3), ("2026-05-01", 1)
        engagement = on_retainer("2026-01-15", None, *jobs, retainer=terms)

        assert (engagement.hours_used(day(on)), engagement.hours_spare(day(on))) == (used, spare)


class TestMonthsLeft:
    @pytest.mark.parametrize(
        ("end", "until", "months"),
        [
            pytest.param(None, "2027-01-15", 12, id="it goes on: until the other day"),
            pytest.param("2026-03-14", "2027-01-15", 2, id="it ends first: until the day after its end"),
            pytest.param("2026-03-14", "2026-02-15", 1, id="it ends later"),
            pytest.param("2026-01-29", "2027-01-15", 0, id="15 of 31 days are less than half a month"),
            pytest.param("2026-01-30", "2027-01-15", 1, id="16 are more"),
            pytest.param("2026-02-28", "2027-01-15", 2, id="14 of 28 days are half a month"),
            pytest.param("2026-01-14", "2027-01-15", 0, id="it has ended"),
            pytest.param(None, "2026-01-10", 0, id="never less than none"),
        ],
    )
    def test_are_whole_ones_to_the_nearest(self, end: str | None, until: str, months: int) -> None:
        assert on_retainer("2025-10-15", end).months_left(day("2026-01-15"), day(until)) == months

    @pytest.mark.parametrize(
        ("on", "months"),
        [
            ("2026-01-01", 0),
            ("2026-01-15", 0),
            ("2026-02-14", 0),
            ("2026-02-15", 1),
            ("2026-04-14", 2),
            ("2026-04-15", 0),
        ],
    )
    def test_of_a_period_some_are_over(self, on: str, months: int) -> None:
        assert (
            on_retainer("2026-01-15", retainer=Retainer(450, 30, period_months=3)).months_into_period(day(on)) == months
        )

    def test_of_a_month_none_are(self) -> None:
        assert on_retainer("2026-01-15").months_into_period(day("2026-03-01")) == 0
        assert out_tasked().months_into_period(day("2026-03-01")) == 0


starts = st.dates(day("2023-10-01"), day("2024-03-31"))

dates = st.dates(day("2023-06-01"), day("2026-06-01"))

quarters = st.integers(0, 120).map(lambda number: number / 4)


@st.composite
def engagements(draw: st.DrawFn) -> Engagement:
    """Retainers around a leap day, often from the end of a month, with jobs before, within and after."""
    start = draw(starts | st.sampled_from([day("2023-10-31"), day("2023-12-31"), day("2024-01-30"), day("2024-02-29")]))
    return Engagement(
        ANN,
        tasks=NEWS,
        mode=Mode.OUTSOURCE,
        start=start,
        end=draw(st.none() | st.integers(0, 800).map(lambda days: start + dt.timedelta(days=days))),
        retainer=Retainer(
            1,
            draw(quarters),
            rollover_hours=draw(quarters),
            minimum_months=draw(st.integers(0, 12)),
            notice_months=draw(st.integers(0, 6)),
        ),
        jobs=draw(st.lists(st.builds(Job, dates, quarters), max_size=12)),
    )


def terms_of(engagement: Engagement) -> Retainer:
    assert engagement.retainer is not None
    return engagement.retainer


def months_of(engagement: Engagement, until: dt.date) -> list[tuple[dt.date, dt.date]]:
    """The first days of its months that begin by a day, each with that of the next."""
    firsts = [engagement.start + relativedelta(months=k) for k in range(40)]
    return [(first, after) for first, after in pairwise(firsts) if first <= until]


class TestAgainstALoopOverMonths:
    @given(engagements(), dates, dates)
    def test_fees_agree_with_a_loop_over_months(self, engagement: Engagement, first: dt.date, last: dt.date) -> None:
        due = [
            month
            for month, _ in months_of(engagement, last)
            if first <= month < last and (engagement.end is None or month <= engagement.end)
        ]

        assert engagement.fees(first, last) == len(due)

    @given(engagements(), dates)
    def test_what_is_owed_is_what_falls_due_until_the_release(self, engagement: Engagement, on: dt.date) -> None:
        assert engagement.owed(on) == engagement.fees(on, engagement.released(on))

    @given(engagements(), dates)
    def test_used_hours_agree_with_a_loop_over_months(self, engagement: Engagement, on: dt.date) -> None:
        months = months_of(engagement, on)
        used = [job.hours for job in engagement.jobs if months and months[-1][0] <= job.date <= on]

        assert engagement.hours_used(on) == sum(used)

    @given(engagements(), dates)
    def test_spare_hours_agree_with_a_loop_over_months(self, engagement: Engagement, on: dt.date) -> None:
        terms, carried, spare = terms_of(engagement), 0.0, 0.0
        for first, after in months_of(engagement, on):
            used = sum(job.hours for job in engagement.jobs if first <= job.date < after and job.date <= on)
            spare = max(0.0, terms.hours + carried - used)
            carried = min(terms.rollover_hours, spare)

        assert engagement.hours_spare(on) == (spare if engagement.active(on) else 0.0)

    @given(engagements(), dates)
    def test_it_is_released_on_the_day_of_the_notice_or_later(self, engagement: Engagement, on: dt.date) -> None:
        assert engagement.released(on) >= on

    @given(engagements(), dates, st.integers(0, 400))
    def test_giving_notice_later_never_releases_sooner(self, engagement: Engagement, on: dt.date, days: int) -> None:
        assert engagement.released(on) <= engagement.released(on + dt.timedelta(days=days))
