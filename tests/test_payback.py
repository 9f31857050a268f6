"""The bare formulas of the score: worked examples, their edges, and what must hold with the waits frozen."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import payback
from delegation.demand import Count, DemandComponent, Poisson, Rounded, expected_excess
from delegation.payback import Jobs, lateness_loss
from delegation.queueing import Wait, one_off_wait, regular_wait
from tests.worlds import days, money, or_nothing, spread

HALF_WAIT_TWENTY_DAYS = Wait(0.5, ((1.0, 0.05),))
NEVER = Wait(1.0, ((1.0, 0.0),))

amounts = or_nothing(spread(1e-6, 1e12))


def ordered(numbers: st.SearchStrategy[float]) -> st.SearchStrategy[tuple[float, float]]:
    """Two numbers, the lower one first."""
    return st.tuples(numbers, numbers).map(lambda pair: (min(pair), max(pair)))


@st.composite
def two_waits(draw: st.DrawFn) -> tuple[Wait, Wait]:
    """The waits of one owner as a regular and as a one-off client, with own work in either class."""
    capacity = draw(spread(1e-6, 1e6))
    regular = capacity * draw(st.one_of(st.sampled_from([0.0, 0.4, 1.0]), st.floats(0.0, 1.0)))
    one_off = capacity * draw(st.one_of(st.sampled_from([0.0, 0.25]), st.floats(0.0, 1.5)))
    own = capacity * draw(st.one_of(st.just(0.0), spread(1e-6, 1.5)))
    people = draw(st.integers(1, 20))
    return regular_wait(capacity, regular + own, one_off, people), one_off_wait(
        capacity, regular, one_off + own, people
    )


waits = two_waits().flatmap(st.sampled_from)
jobs = st.lists(st.builds(Jobs, amounts, amounts, amounts, amounts, amounts, st.floats(0.0, 1.0)), max_size=5)


class TestWaitingLoses:
    def test_lateness_loses_its_cost_a_day_for_each_day_beyond_the_slack(self) -> None:
        # half of all wait, 20 days on average; e^-0.5 of them longer than the 10 days of slack, and then 20 days more
        loss = lateness_loss(HALF_WAIT_TWENTY_DAYS, 30.0, 10.0, 1e9, 0.0)
        assert loss == pytest.approx(30.0 * 0.5 * math.exp(-0.5) * 20.0, rel=1e-14)

    def test_a_client_goes_elsewhere_after_the_replacement_days_and_the_days_that_searching_is_worth(self) -> None:
        # 5 days until somebody else could start, and 150 of searching are worth 5 days at 30 a day: patience 10 days
        loss = lateness_loss(HALF_WAIT_TWENTY_DAYS, 30.0, 0.0, 5.0, 150.0)
        assert loss == pytest.approx(30.0 * 0.5 * 20.0 * (1.0 - math.exp(-10.0 / 20.0)), rel=1e-14)

    def test_who_finds_somebody_else_at_once_for_nothing_loses_nothing(self) -> None:
        assert lateness_loss(HALF_WAIT_TWENTY_DAYS, 30.0, 0.0, 0.0, 0.0) == 0.0

    def test_waiting_that_costs_nothing_loses_nothing(self) -> None:
        assert lateness_loss(HALF_WAIT_TWENTY_DAYS, 0.0, 0.0, 5.0, 150.0) == 0.0

    def test_a_client_who_is_never_reached_loses_what_replacing_costs(self) -> None:
        # 5 days at 30 a day and 150 of searching
        assert lateness_loss(NEVER, 30.0, 1000.0, 5.0, 150.0) == 300.0

    def test_a_client_who_is_never_reached_searches_also_where_waiting_costs_nothing(self) -> None:
        assert lateness_loss(NEVER, 0.0, 0.0, 5.0, 150.0) == 150.0

    def test_a_client_who_hardly_minds_waiting_hardly_loses(self) -> None:
        assert lateness_loss(HALF_WAIT_TWENTY_DAYS, 1e-300, 0.0, 5.0, 1e15) == pytest.approx(1e-299, rel=1e-14, abs=0.0)

    def test_a_client_who_does_not_wait_loses_nothing(self) -> None:
        assert lateness_loss(Wait(0.0, ((1.0, 0.05),)), 1e15, 0.0, 1e15, 1e15) == 0.0

    def test_a_loss_comes_near_to_that_of_never_being_reached_where_she_is_hardly_ever_reached(self) -> None:
        assert lateness_loss(Wait(1.0, ((1.0, 1e-12),)), 30.0, 1000.0, 5.0, 150.0) == pytest.approx(300.0, rel=1e-8)

    @given(two_waits(), money, days, days, money)
    def test_a_one_off_client_never_loses_less_than_a_regular(
        self, both: tuple[Wait, Wait], cost: float, slack: float, replacement: float, search: float
    ) -> None:
        regular, one_off = (lateness_loss(wait, cost, slack, replacement, search) for wait in both)
        assert regular <= one_off * (1.0 + 1e-9)

    @given(waits, money, ordered(days), days, money)
    def test_a_loss_never_rises_in_slack(
        self, wait: Wait, cost: float, slacks: tuple[float, float], replacement: float, search: float
    ) -> None:
        little, much = (lateness_loss(wait, cost, slack, replacement, search) for slack in slacks)
        assert much <= little * (1.0 + 1e-9)

    @given(waits, ordered(money), days, days, money)
    def test_a_loss_never_falls_in_the_cost_of_a_day(
        self, wait: Wait, costs: tuple[float, float], slack: float, replacement: float, search: float
    ) -> None:
        cheap, dear = (lateness_loss(wait, cost, slack, replacement, search) for cost in costs)
        assert cheap <= dear * (1.0 + 1e-9)

    @given(waits, money, days, days, money)
    def test_a_loss_is_never_more_than_what_replacing_costs(
        self, wait: Wait, cost: float, slack: float, replacement: float, search: float
    ) -> None:
        most = cost * replacement + search
        assert 0.0 <= lateness_loss(wait, cost, slack, replacement, search) <= most * (1.0 + 1e-9)

    @given(waits, money, days, ordered(days), money)
    def test_a_loss_never_falls_in_the_days_of_replacing(
        self, wait: Wait, cost: float, slack: float, replacements: tuple[float, float], search: float
    ) -> None:
        soon, late = (lateness_loss(wait, cost, slack, replacement, search) for replacement in replacements)
        assert soon <= late * (1.0 + 1e-9)

    @given(waits, money, days, days, ordered(money))
    def test_a_loss_never_falls_in_the_cost_of_searching(
        self, wait: Wait, cost: float, slack: float, replacement: float, searches: tuple[float, float]
    ) -> None:
        cheap, dear = (lateness_loss(wait, cost, slack, replacement, search) for search in searches)
        assert cheap <= dear * (1.0 + 1e-9)

    @given(two_waits(), money, ordered(money), days)
    def test_with_endless_patience_what_priority_saves_never_falls_in_the_cost_of_a_day(
        self, both: tuple[Wait, Wait], search: float, costs: tuple[float, float], slack: float
    ) -> None:
        regular, one_off = both
        if not one_off.endless:
            cheap, dear = (
                lateness_loss(one_off, cost, slack, math.inf, search)
                - lateness_loss(regular, cost, slack, math.inf, search)
                for cost in costs
            )
            assert cheap <= dear + 1e-9 * max(costs) * one_off.mean

    @given(two_waits(), money, ordered(days))
    def test_with_endless_patience_what_priority_saves_never_rises_in_slack(
        self, both: tuple[Wait, Wait], cost: float, slacks: tuple[float, float]
    ) -> None:
        regular, one_off = both
        if not one_off.endless:
            little, much = (
                lateness_loss(one_off, cost, slack, math.inf, 0.0) - lateness_loss(regular, cost, slack, math.inf, 0.0)
                for slack in slacks
            )
            assert much <= little + 1e-9 * cost * one_off.mean

    def test_with_finite_patience_what_priority_saves_can_fall_in_the_cost_of_a_day(self) -> None:
        """Where even regulars wait longer than a replacement takes, dear delays make both clients go elsewhere."""
        regular, one_off = regular_wait(1.0, 0.98, 0.01, 1), one_off_wait(1.0, 0.98, 0.01, 1)
        saved = [
            lateness_loss(one_off, cost, 0.0, 5.0, 1000.0) - lateness_loss(regular, cost, 0.0, 5.0, 1000.0)
            for cost in (10.0, 1000.0)
        ]
        assert saved[0] > saved[1] > 0.0


class TestCommitted:
    @pytest.mark.parametrize(("minimum", "months"), [(0, 12), (11, 12), (12, 12), (13, 13)])
    def test_for_work_that_comes_back_the_longer_of_horizon_and_minimum_term_is_committed(
        self, minimum: int, months: int
    ) -> None:
        assert payback.months_committed(12, minimum, once=False) == months

    @pytest.mark.parametrize(("minimum", "months"), [(0, 1), (1, 1), (2, 2), (24, 24)])
    def test_for_work_that_comes_once_the_minimum_term_of_at_least_a_month_is_committed(
        self, minimum: int, months: int
    ) -> None:
        assert payback.months_committed(12, minimum, once=True) == months

    def test_no_less_than_a_month_is_ever_committed(self) -> None:
        assert payback.months_committed(0, 0, once=False) == 1

    def test_the_commitment_is_fees_and_onboarding(self) -> None:
        # 12 months at 450, and 3 hours of the owner's at 50
        assert payback.committed(12 * 450.0, 150.0) == 5550.0


POSTS = Jobs(occurrences=52.0, one_off_price=192.0, briefing=22.5, regular_loss=5.0, one_off_loss=15.0)

REPAIRS = Jobs(occurrences=2.5, one_off_price=80.0, briefing=20.0, regular_loss=100.0, one_off_loss=400.0)


class TestSaved:
    def test_one_task_saves_price_briefing_and_waiting_of_every_occurrence_less_the_hours_above_the_block(self) -> None:
        # 52·(192 + 22.5 + 15 − 5) = 11674, less 30 h at 48
        assert payback.saved([POSTS], 48.0, 30.0) == 10234.0

    def test_a_bundle_saves_what_its_tasks_save(self) -> None:
        # 11674 and 2.5·(80 + 20 + 400 − 100) = 1000, less 30 h at 48
        assert payback.saved(iter([POSTS, REPAIRS]), 48.0, 30.0) == 11234.0

    def test_nothing_to_do_saves_nothing(self) -> None:
        assert payback.saved([], 48.0, 0.0) == 0.0

    def test_what_is_saved_is_never_negative(self) -> None:
        assert payback.saved([REPAIRS], 1000.0, 1.000001) == 0.0

    def test_all_that_is_saved_may_go_into_hours_above_the_block(self) -> None:
        assert payback.saved([REPAIRS], 1000.0, 1.0) == 0.0

    def test_nearly_all_that_is_saved_may_go_into_hours_above_the_block(self) -> None:
        assert payback.saved([REPAIRS], 1000.0, 0.999) == pytest.approx(1.0, rel=1e-9)

    @given(jobs, amounts, amounts, st.randoms(use_true_random=False))
    def test_the_order_of_tasks_never_matters(
        self, several: list[Jobs], rate: float, hours: float, order: random.Random
    ) -> None:
        shuffled = order.sample(several, len(several))
        assert payback.saved(shuffled, rate, hours) == payback.saved(several, rate, hours)

    def test_a_small_task_beside_great_ones_is_not_lost_in_rounding(self) -> None:
        great = Jobs(1.0, 1e16, 0.0, 0.0, 0.0)
        assert payback.saved([great, Jobs(1.0, 1.0, 0.0, 0.0, 0.0)], 1e16, 1.0) == 1.0


class TestPayback:
    @pytest.mark.parametrize(
        ("saved", "committed", "times"),
        [
            (900.0, 300.0, 3.0),
            (300.0, 300.0, 1.0),
            (75.0, 300.0, 0.25),
            (0.0, 300.0, 0.0),
            (1.0, 0.0, math.inf),
            (0.0, 0.0, 1.0),
        ],
    )
    def test_payback_is_how_many_times_what_is_saved_covers_what_is_committed(
        self, saved: float, committed: float, times: float
    ) -> None:
        assert payback.payback(saved, committed) == times

    @pytest.mark.parametrize(
        ("saved", "committed", "value"),
        [
            (900.0, 300.0, 0.75),
            (300.0, 300.0, 0.5),
            (100.0, 300.0, 0.25),
            (0.0, 300.0, 0.0),
            (1.0, 0.0, 1.0),
            (0.0, 0.0, 0.5),
        ],
    )
    def test_value_is_the_part_of_what_is_saved_in_both_together(
        self, saved: float, committed: float, value: float
    ) -> None:
        assert payback.value(saved, committed) == value

    @given(amounts, amounts)
    def test_value_lies_between_nothing_and_one(self, saved: float, committed: float) -> None:
        assert 0.0 <= payback.value(saved, committed) <= 1.0

    @given(amounts, amounts)
    def test_value_lies_above_a_half_exactly_where_more_is_saved_than_committed(
        self, saved: float, committed: float
    ) -> None:
        if not math.isclose(saved, committed, rel_tol=1e-15):
            assert (payback.value(saved, committed) > 0.5) == (saved > committed)

    @given(amounts, spread(1e-6, 1e12))
    def test_value_is_payback_over_payback_and_one(self, saved: float, committed: float) -> None:
        times = payback.payback(saved, committed)
        assert payback.value(saved, committed) == pytest.approx(times / (1.0 + times), rel=1e-12, abs=0.0)

    @given(amounts, amounts, st.sampled_from([2.0**-20, 0.5, 2.0, 2.0**20]))
    def test_the_currency_changes_neither_payback_nor_value(self, saved: float, committed: float, rate: float) -> None:
        assert (payback.payback(saved * rate, committed * rate), payback.value(saved * rate, committed * rate)) == (
            payback.payback(saved, committed),
            payback.value(saved, committed),
        )


counts = st.sampled_from([Poisson, Rounded])


def value_of(count: Count, *, hours: float, block: float, losses: tuple[float, float], fee: float) -> float:
    """A year of one task at 40 an hour with 20 of briefing, against so much a month for a block; 150 of onboarding."""
    job = Jobs(12.0 * count.mean, 40.0 * hours, 20.0, *losses)
    saved = payback.saved([job], 40.0, expected_excess([((DemandComponent(count, hours),), 12)], block))
    return payback.value(saved, payback.committed(12 * fee, 150.0))


class TestWaitsFrozen:
    @given(
        counts, ordered(spread(1e-4, 1e3)), st.tuples(spread(0.1, 100.0), spread(0.1, 100.0)), money, spread(1.0, 1e4)
    )
    def test_value_never_falls_in_recurrence(
        self,
        kind: type[Poisson] | type[Rounded],
        rates: tuple[float, float],
        terms: tuple[float, float],
        loss: float,
        fee: float,
    ) -> None:
        hours, block = terms
        low, high = (value_of(kind(rate), hours=hours, block=block, losses=(0.0, loss), fee=fee) for rate in rates)
        assert low <= high + 1e-9

    @given(jobs, amounts, amounts, amounts, amounts)
    def test_value_never_falls_in_what_a_one_off_client_loses(
        self, several: list[Jobs], rate: float, hours: float, committed: float, more: float
    ) -> None:
        later = [job._replace(one_off_loss=job.one_off_loss + more) for job in several]
        low, high = (payback.value(payback.saved(bundle, rate, hours), committed) for bundle in (several, later))
        assert low <= high + 1e-12

    @given(jobs, amounts, amounts, amounts, amounts)
    def test_value_never_rises_in_what_a_regular_client_loses(
        self, several: list[Jobs], rate: float, hours: float, committed: float, more: float
    ) -> None:
        later = [job._replace(regular_loss=job.regular_loss + more) for job in several]
        high, low = (payback.value(payback.saved(bundle, rate, hours), committed) for bundle in (several, later))
        assert low <= high + 1e-12

    @given(spread(1e-6, 1e12), st.integers(1, 36), ordered(amounts), amounts)
    def test_value_never_rises_in_the_fee(
        self, saved: float, months: int, fees: tuple[float, float], onboarding: float
    ) -> None:
        high, low = (payback.value(saved, payback.committed(months * fee, onboarding)) for fee in fees)
        assert low <= high

    @given(spread(1e-6, 1e12), st.integers(1, 36), amounts, ordered(amounts))
    def test_value_never_rises_in_onboarding(
        self, saved: float, months: int, fee: float, onboardings: tuple[float, float]
    ) -> None:
        high, low = (payback.value(saved, payback.committed(months * fee, onboarding)) for onboarding in onboardings)
        assert low <= high

    def test_work_that_hardly_ever_comes_is_worth_no_commitment(self) -> None:
        assert value_of(Poisson(1e-12), hours=8.0, block=10.0, losses=(0.0, 100.0), fee=360.0) == pytest.approx(
            0.0, abs=1e-9
        )

    def test_no_work_is_worth_an_endless_fee(self) -> None:
        assert value_of(Poisson(10.0), hours=8.0, block=10.0, losses=(0.0, 100.0), fee=1e300) == pytest.approx(
            0.0, abs=1e-200
        )


@pytest.mark.parametrize(
    ("saved", "months", "other", "fee"),
    [(1300.0, 12, 100.0, 100.0), (100.0, 12, 100.0, None), (99.0, 12, 100.0, None), (500.0, 0, 0.0, None)],
)
def test_the_highest_fee_leaves_nothing_of_what_is_saved(
    saved: float, months: int, other: float, fee: float | None
) -> None:
    assert payback.highest_fee(saved, months, other) == fee


def test_of_jobs_that_are_not_covered_only_the_wait_counts() -> None:
    job = Jobs(10.0, 50.0, 20.0, 1.0, 3.0)
    assert payback.saved([job], 0.0, 0.0) == 720.0
    assert payback.saved([job._replace(covered=0.25)], 0.0, 0.0) == pytest.approx(10 * (0.25 * 70 + 2))
