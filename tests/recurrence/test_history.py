"""recurrence.history: how often does work come back whose past jobs are all that is known of it?"""

import datetime as dt
import math
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import DelegationError, History, Task
from delegation.recurrence import Recurrence
from tests.histories import CASES, tolerance

START = dt.date(2026, 1, 5)
MONTHLY = [START, dt.date(2026, 2, 4), dt.date(2026, 3, 6), dt.date(2026, 4, 3), dt.date(2026, 5, 5)]
SEEN = History(MONTHLY, until=dt.date(2026, 5, 20))

days = st.dates(dt.date(2024, 1, 1), dt.date(2026, 1, 1))
histories = st.builds(
    lambda dates, later, earlier, guess: History(
        dates,
        until=max(dates, default=START) + dt.timedelta(days=later),
        since=None if earlier is None else min(dates, default=START) - dt.timedelta(days=earlier),
        prior_per_month=guess,
    ),
    st.lists(days, max_size=8),
    st.integers(0, 400),
    st.none() | st.integers(0, 400),
    st.none() | st.floats(0.01, 50.0),
)


def of_case(case: dict[str, Any]) -> History:
    day = dt.date.fromisoformat
    return History(
        [day(each) for each in case["dates"]],
        until=day(case["until"]),
        since=case["since"] and day(case["since"]),
        prior_per_month=case["prior_per_month"],
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
class TestPublished:
    """Histories of which quadrature with SciPy has computed the same."""

    def test_the_rate_and_the_end(self, case: dict[str, Any]) -> None:
        history = of_case(case)
        assert history.per_month == pytest.approx(case["expected"]["rate"], rel=tolerance(case))
        assert history.ended == pytest.approx(case["expected"]["dead"], abs=tolerance(case))
        assert history.expected(12) == pytest.approx(case["expected"]["jobs_in_12_months"], rel=tolerance(case))

    @pytest.mark.unmeasured
    def test_the_count_of_a_year(self, case: dict[str, Any]) -> None:
        for jobs, expected in case["expected"]["year_at_least"].items():
            assert of_case(case).at_least(int(jobs)) == pytest.approx(expected, abs=tolerance(case))

    def test_the_count_of_a_month(self, case: dict[str, Any]) -> None:
        ((count, months),) = of_case(case).counts(12)
        assert months == 12
        for jobs, expected in case["expected"]["month_at_least_one_gamma_per_shape"].items():
            above = math.fsum(chance for number, chance in count.points() or () if number >= int(jobs))
            assert above == pytest.approx(expected, abs=tolerance(case))


class TestWhatIsLearnt:
    """Five jobs, a month apart."""

    def test_the_rate_is_about_one_a_month(self) -> None:
        assert SEEN.per_month == pytest.approx(1.02, abs=0.01)

    def test_it_most_probably_comes_on_a_rhythm(self) -> None:
        assert (SEEN.shape, SEEN.regularity, SEEN.rhythmic) == (16.0, "on a steady rhythm", True)

    def test_of_two_jobs_nobody_knows_how_regular_they_are(self) -> None:
        assert History(MONTHLY[:2], until=MONTHLY[1]).regularity == "not known yet"
        assert History([], until=START).regularity == "not known yet"
        assert History(MONTHLY[:3], until=MONTHLY[2]).regularity == "on a steady rhythm"

    def test_next_years_count_lies_about_twelve(self) -> None:
        assert SEEN.interval(0.8) == (10, 15)
        assert SEEN.interval(0.5) == (11, 14)

    def test_nobody_knows_the_next_day(self) -> None:
        recurrence: Recurrence = SEEN
        assert recurrence.next(START) is None

    def test_its_days_may_be_any_of_the_window(self) -> None:
        ((first, last, times),) = SEEN.spread(12, on=START)
        assert (first, last) == (START, dt.date(2027, 1, 5))
        assert times == pytest.approx(12.0 * SEEN.per_month)

    def test_of_very_many_only_the_rate_is_unsure(self) -> None:
        often = History([], until=START, prior_per_month=1e5)
        exponential = (1.2e6 * math.log(4.0 / 3.0), 1.2e6 * math.log(4.0))
        assert often.interval(0.5) == pytest.approx(exponential, rel=0.25)
        assert often.at_least(832_000) == pytest.approx(0.5)

    def test_jobs_of_one_day_are_in_bursts(self) -> None:
        bursts = History([START] * 3 + [dt.date(2026, 4, 7)] * 4 + [dt.date(2026, 5, 1)], until=dt.date(2026, 5, 20))
        assert (bursts.shape, bursts.regularity, bursts.rhythmic) == (0.25, "in bursts", False)

    def test_a_long_silence_is_an_end(self) -> None:
        assert History(MONTHLY, until=dt.date(2027, 5, 20)).ended == pytest.approx(0.99, abs=0.01)

    def test_a_record_without_a_job_tells_that_it_is_rare(self) -> None:
        assert History([], since=START, until=dt.date(2027, 1, 5)).per_month == pytest.approx(0.09, abs=0.01)

    def test_a_guess_alone_is_believed(self) -> None:
        assert History([], until=START, prior_per_month=3.0).per_month == pytest.approx(3.0)

    def test_hours_are_learnt_with_their_spread(self) -> None:
        history = History([START, START], hours=[1.0, 4.0], until=START)
        assert history.mean_hours == 2.5
        assert history.hours_cv == pytest.approx(0.7416, abs=1e-4)

    def test_hours_that_are_not_known_are_left_out(self) -> None:
        history = History([START, START], hours=[None, 4.0], until=START)
        assert history.mean_hours == 4.0
        assert history.hours_cv == pytest.approx(0.6)

    def test_without_hours_none_are_learnt(self) -> None:
        assert (SEEN.mean_hours, SEEN.hours_cv) == (None, 0.0)


class TestWhatIsGiven:
    """Days in any order, hours with them."""

    def test_days_come_into_order_and_hours_with_them(self) -> None:
        history = History([MONTHLY[2], MONTHLY[0]], hours=[3, 1], until=START + dt.timedelta(days=100))
        assert (history.dates, history.hours) == ((MONTHLY[0], MONTHLY[2]), (1.0, 3.0))

    def test_an_iterator_and_moments_will_do(self) -> None:
        moments = (dt.datetime.combine(day, dt.time(9)) for day in MONTHLY)
        assert History(moments, hours=iter([1.0] * 5), until=SEEN.until).dates == SEEN.dates

    def test_equal_histories_are_equal_and_travel(self) -> None:
        assert pickle.loads(pickle.dumps(SEEN)) == SEEN  # noqa: S301  # our own
        assert hash(History(reversed(MONTHLY), until=SEEN.until)) == hash(SEEN)

    def test_a_task_takes_a_list_of_days(self) -> None:
        assert Task("a", hours=2, recurrence=MONTHLY).recurrence == History(MONTHLY, until=MONTHLY[-1])

    def test_a_task_may_leave_its_hours_to_its_history(self) -> None:
        history = History(MONTHLY, hours=[2, 3, 4, 3, 3], until=SEEN.until)
        assert Task("a", recurrence=history).hours == 3.0
        assert Task("a", hours=5, recurrence=history).hours == 5.0

    @pytest.mark.parametrize("recurrence", [SEEN, 2, None])
    def test_without_hours_anywhere_a_task_is_refused(self, recurrence: Any) -> None:
        with pytest.raises(DelegationError, match=r"^Task needs hours"):
            Task("a", recurrence=recurrence)

    def test_a_start_beside_past_jobs_counts_for_nothing(self) -> None:
        with pytest.raises(DelegationError, match="past jobs tell by themselves"):
            Task("a", hours=2, recurrence=MONTHLY, start=START)


def typed(value: Any) -> Any:
    """What somebody types, whatever its type."""
    return value


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: History(typed("2026-01-05"), until=START), ["History.dates", "'2026-01-05'", "days of past jobs"]),
        (lambda: History(3, until=START), ["History.dates", "3", "days of past jobs"]),  # type: ignore[arg-type]  # what is refused is of another type
        (lambda: History([3], until=START), ["History.dates", "3", "days of past jobs"]),  # type: ignore[list-item]  # what is refused is of another type
        (lambda: History([3], hours=[1], until=START), ["History.dates"]),  # type: ignore[list-item]  # what is refused is of another type
        (lambda: History([dt.datetime(2026, 1, 5, tzinfo=dt.UTC)], until=START), ["History.dates", "time zone"]),
        (lambda: History([START], hours=[1, 2], until=START), ["History.hours", "here are 1 dates"]),
        (lambda: History([START], hours="8", until=START), ["History.hours"]),  # type: ignore[arg-type]  # what is refused is of another type
        (lambda: History([START], hours=8, until=START), ["History.hours"]),  # type: ignore[arg-type]  # what is refused is of another type
        (lambda: History([START], hours=[0], until=START), ["History.hours", "above 0"]),
        (lambda: History([START], hours=[math.nan], until=START), ["History.hours", "nan", "above 0"]),
        (lambda: History(MONTHLY, until=START), ["History.until", "2026-05-05 or later"]),
        (lambda: History([START], until=None), ["History.until", "None"]),  # type: ignore[arg-type]  # what is refused is of another type
        (lambda: History(MONTHLY, until=SEEN.until, since=SEEN.until), ["History.since", "2026-01-05 or earlier"]),
        (lambda: History([], until=START, since=SEEN.until), ["History.since", "2026-01-05 or earlier"]),
        (lambda: History([START], until=START, prior_per_month=0), ["History.prior_per_month", "above 0"]),
        (lambda: SEEN.interval(1.0), ["History.interval", "share", "probability"]),
        (lambda: SEEN.interval(80), ["History.interval", "share", "80"]),
        (lambda: SEEN.interval("all"), ["History.interval", "share", "all"]),  # type: ignore[arg-type]  # what is refused is of another type
        (lambda: SEEN.at_least(-1), ["History.at_least", "count", "-1"]),
        (lambda: SEEN.at_least(True), ["History.at_least", "count", "True"]),
        (lambda: SEEN.at_least(1.5), ["History.at_least", "count", "1.5"]),  # type: ignore[arg-type]  # what is refused is of another type
        (lambda: History([], until=START, prior_per_month=1e3).chances(12), ["History.chances", "12,000 are expected"]),
        (lambda: SEEN.chances(0), ["History.chances", "months", "1 to 1200"]),
        (lambda: SEEN.chances(True), ["History.chances", "months", "True"]),
        (lambda: SEEN.chances(1.5), ["History.chances", "months", "1.5"]),  # type: ignore[arg-type]  # what is refused is of another type
        (lambda: Task("a", hours=1, recurrence=[]), ["Task.recurrence", "until when nothing came"]),
        (lambda: Task("a", hours=1, recurrence=["x"]), ["Task.recurrence", "days of past jobs"]),  # type: ignore[list-item]  # what is refused is of another type
    ],
)
def test_bad_input_is_told_by_class_field_value_and_what_is_accepted(make: Any, words: list[str]) -> None:
    with pytest.raises(DelegationError) as refused:
        make()
    assert [word for word in words if word not in str(refused.value)] == []


class TestProperties:
    """What must always hold."""

    @given(histories, st.floats(0.05, 0.99), st.integers(1, 24))
    def test_an_interval_holds_its_share(self, history: History, share: float, months: int) -> None:
        least, most = history.interval(share, months)
        inside = math.fsum(history.chances(months)[least : most + 1])
        assert inside >= share * (1.0 - 1e-9)

    @given(histories)
    def test_chances_and_rates_add_up(self, history: History) -> None:
        assert math.fsum(history.chances()) == pytest.approx(1.0, abs=1e-7)
        assert math.fsum(node.weight * node.per_month for node in history.rates()) == pytest.approx(history.per_month)
        assert history.at_least(0) == pytest.approx(1.0)
        ((count, _),) = history.counts(12)
        assert count.mean == pytest.approx(history.per_month)

    @given(histories, st.randoms())
    def test_the_order_of_dates_never_matters(self, history: History, rng: Any) -> None:
        dates = list(history.dates)
        rng.shuffle(dates)
        again = History(dates, until=history.until, since=history.since, prior_per_month=history.prior_per_month)
        assert again == history
        assert again.per_month == history.per_month

    @given(st.lists(days, min_size=2, max_size=6), st.integers(1, 300), st.integers(1, 300))
    def test_the_longer_the_silence_the_more_probably_it_has_ended(
        self, dates: list[dt.date], silence: int, more: int
    ) -> None:
        ends = [History(dates, until=max(dates) + dt.timedelta(days=each)).ended for each in (silence, silence + more)]
        assert ends[0] <= ends[1] * (1.0 + 1e-9)
