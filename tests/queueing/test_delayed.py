"""How long a client waits who joins the queue only some days after the need arises."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.queueing import INFINITY, DelayedWait, Wait
from delegation.queueing.delayed import AT_ONCE, delayed
from tests.worlds import spread

EXPONENTIAL = Wait(0.5, ((1.0, 0.25),))
"""Half of the clients wait, four days on average."""

NONE = Wait(0.0, ((1.0, 1.0),))
ENDLESS = Wait(1.0, ((1.0, 0.0),))
LATE = DelayedWait(EXPONENTIAL, ((0.75, 0.0), (0.25, 8.0)))
"""One need in four arises eight days before anybody is there."""


class TestByHand:
    def test_who_waits_is_whoever_comes_late_or_finds_others(self) -> None:
        assert LATE.chance == 1 - 0.75 * 0.5

    def test_several_starts_at_once_count_together(self) -> None:
        assert DelayedWait(EXPONENTIAL, ((0.25, 0.0), (0.5, 1.0), (0.25, 0.0))).chance == 0.75

    def test_the_mean_is_that_of_the_queue_and_of_the_start(self) -> None:
        assert LATE.mean == 0.5 * 4 + 0.25 * 8

    def test_it_exceeds_what_the_start_does_or_else_what_the_queue_does_from_there(self) -> None:
        assert LATE.exceeds(2.0) == pytest.approx(0.75 * 0.5 * math.exp(-0.5) + 0.25)
        assert LATE.exceeds(10.0) == pytest.approx(0.75 * 0.5 * math.exp(-2.5) + 0.25 * 0.5 * math.exp(-0.5))

    def test_the_very_day_of_the_start_is_not_exceeded_by_it_alone(self) -> None:
        late = DelayedWait(NONE, ((1.0, 8.0),))
        assert (late.exceeds(7.999), late.exceeds(8.0)) == (1.0, 0.0)

    def test_a_start_within_the_slack_uses_it_up(self) -> None:
        """Of ten days of slack two are left: half of the clients are 4 exp(-0.5) days late."""
        late = DelayedWait(EXPONENTIAL, ((1.0, 8.0),))
        assert late.lateness(10.0) == pytest.approx(0.5 * 4 * math.exp(-0.5))

    def test_a_start_beyond_the_slack_is_late_and_the_queue_comes_on_top(self) -> None:
        late = DelayedWait(EXPONENTIAL, ((1.0, 8.0),))
        assert late.lateness(3.0) == pytest.approx(5 + 0.5 * 4)

    def test_patience_counts_from_the_slack_on_and_not_from_the_start(self) -> None:
        """Eight days and three of slack leave two of seven days of patience for the queue."""
        late = DelayedWait(EXPONENTIAL, ((1.0, 8.0),))
        assert late.lateness(3.0, 7.0) == pytest.approx(5 + 0.5 * 4 * (1 - math.exp(-0.5)))

    def test_patience_that_the_start_exhausts_is_all_that_is_lost(self) -> None:
        late = DelayedWait(EXPONENTIAL, ((1.0, 8.0),))
        assert late.lateness(3.0, 4.0) == 4.0

    def test_whoever_is_never_reached_is_not_reached_later_either(self) -> None:
        late = DelayedWait(ENDLESS, ((0.5, 0.0), (0.5, 8.0)))
        assert late.endless
        assert (late.mean, late.chance, late.exceeds(100.0), late.lateness(1.0)) == (INFINITY, 1.0, 1.0, INFINITY)
        assert late.lateness(3.0, 7.0) == 7.0

    def test_it_ends_where_the_queue_does(self) -> None:
        assert not LATE.endless


class TestDelayed:
    SOON = Wait(0.5, ((1.0, 2.0),))

    def test_a_wait_that_begins_at_once_is_itself(self) -> None:
        assert delayed(self.SOON, AT_ONCE) is self.SOON

    def test_a_wait_that_begins_later_knows_when(self) -> None:
        starts = ((0.5, 0.0), (0.5, 3.0))
        assert delayed(self.SOON, starts) == DelayedWait(self.SOON, starts)

    def test_two_delays_come_one_after_the_other(self) -> None:
        once = delayed(self.SOON, ((0.5, 0.0), (0.5, 3.0)))
        twice = delayed(once, ((0.75, 1.0), (0.25, 8.0)))
        assert twice == DelayedWait(self.SOON, ((0.375, 1.0), (0.125, 8.0), (0.375, 4.0), (0.125, 11.0)))

    def test_a_wait_that_never_ends_is_as_long_whenever_it_begins(self) -> None:
        assert delayed(ENDLESS, ((0.0, 0.0), (1.0, math.inf))) is ENDLESS


@st.composite
def waits(draw: st.DrawFn) -> Wait:
    weight = draw(st.floats(0.0, 1.0))
    phases = ((weight, draw(spread(0.05, 2.0))), (1.0 - weight, draw(spread(0.05, 2.0))))
    return Wait(draw(st.floats(0.0, 1.0)), phases)


@st.composite
def late_waits(draw: st.DrawFn) -> DelayedWait:
    whole = draw(st.lists(st.integers(1, 100), min_size=1, max_size=3))
    days = draw(st.lists(st.just(0.0) | spread(0.1, 30.0), min_size=len(whole), max_size=len(whole)))
    starts = tuple((part / sum(whole), day) for part, day in zip(whole, days, strict=True))
    return DelayedWait(draw(waits()), starts)


slacks = st.just(0.0) | spread(0.1, 20.0)


def integrated(late: DelayedWait, slack: float, patience: float) -> float:
    """The chance of waiting longer, summed up day by day over the patience beyond the slack, in pieces between jumps.

    E[min((W - s)+, t)] is the integral of P(W > x) from s to s + t; Gauss's rule with five points in each day.
    """
    ends = sorted({slack, slack + patience, *(day for _, day in late.starts if slack < day < slack + patience)})
    points = [(0.0, 128 / 225), *((s * x, w) for x, w in GAUSS for s in (-1.0, 1.0))]
    total = 0.0
    for low, high in pairwise(ends):
        pieces = max(1, math.ceil(high - low))
        half = (high - low) / pieces / 2.0
        for piece in range(pieces):
            middle = low + (2 * piece + 1) * half
            total += half * sum(weight * chance_beyond(late, middle + half * point) for point, weight in points)
    return total


GAUSS = [
    (math.sqrt(5 - 2 * math.sqrt(10 / 7)) / 3, (322 + 13 * math.sqrt(70)) / 900),
    (math.sqrt(5 + 2 * math.sqrt(10 / 7)) / 3, (322 - 13 * math.sqrt(70)) / 900),
]


def chance_beyond(late: DelayedWait, days: float) -> float:
    """P(W > days) from its meaning: the start is later, or the queue takes more than what is left."""
    chance, phases = late.wait
    return sum(
        probability * (1.0 if days < start else chance * sum(w * math.exp(-x * (days - start)) for w, x in phases))
        for probability, start in late.starts
    )


class TestWhatMustHold:
    @given(late_waits(), slacks, spread(0.1, 20.0))
    def test_lateness_is_the_chance_of_waiting_longer_integrated_over_the_patience(
        self, late: DelayedWait, slack: float, patience: float
    ) -> None:
        assert late.lateness(slack, patience) == pytest.approx(integrated(late, slack, patience), rel=1e-6, abs=1e-9)

    @given(late_waits(), slacks)
    def test_exceeding_is_what_it_means(self, late: DelayedWait, days: float) -> None:
        assert late.exceeds(days) == pytest.approx(chance_beyond(late, days))

    @given(late_waits())
    def test_the_chance_of_waiting_is_that_of_exceeding_nothing(self, late: DelayedWait) -> None:
        assert late.chance == pytest.approx(late.exceeds(0.0), abs=1e-12)

    @given(late_waits())
    def test_the_mean_is_all_lateness_without_slack(self, late: DelayedWait) -> None:
        assert late.mean == pytest.approx(late.lateness(0.0))

    @given(waits(), slacks, st.just(INFINITY) | spread(0.1, 20.0))
    def test_without_delay_it_is_the_wait_itself(self, wait: Wait, slack: float, patience: float) -> None:
        late = DelayedWait(wait, ((1.0, 0.0),))
        assert late.lateness(slack, patience) == wait.lateness(slack, patience)
        assert (late.mean, late.exceeds(slack)) == (wait.mean, wait.exceeds(slack))

    @given(late_waits(), slacks, st.just(INFINITY) | spread(0.1, 20.0), spread(0.1, 10.0))
    def test_a_later_start_never_makes_it_shorter(
        self, late: DelayedWait, slack: float, patience: float, more: float
    ) -> None:
        (probability, first), *rest = late.starts
        later = late._replace(starts=((probability, first + more), *rest))
        assert later.mean > late.mean
        assert later.exceeds(slack) >= late.exceeds(slack) - 1e-12
        assert later.lateness(slack, patience) >= late.lateness(slack, patience) - 1e-9
