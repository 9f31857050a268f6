"""How long a client waits in a queue of which only likely loads are known."""

import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.payback import lateness_loss
from delegation.queueing import INFINITY, DelayedWait, OwnWork, Wait, mixed, one_off_wait, own_waits, own_waits_over
from delegation.queueing.own import ENDLESS
from delegation.queueing.shape import NO_WAIT

SOON = Wait(0.5, ((1.0, 2.0),))
LATE = Wait(0.75, ((0.25, 0.5), (0.75, 0.125)))
EITHER = mixed([(0.25, SOON), (0.75, LATE)])
PERHAPS = mixed([(0.75, SOON), (0.25, ENDLESS)])
"""One who may never be reached."""

waits = st.one_of(
    st.just(NO_WAIT),
    st.just(ENDLESS),
    st.builds(lambda a, b: one_off_wait(1.0, a, b, 1), st.floats(0.0, 0.6), st.floats(0.0, 0.6)),
)
points = st.lists(
    st.tuples(st.floats(0.01, 1.0), st.floats(0.0, 0.7), st.floats(0.0, 0.5), st.floats(0.5, 50.0)),
    min_size=1,
    max_size=5,
).map(lambda drawn: [(weight / math.fsum(each[0] for each in drawn), *loads) for weight, *loads in drawn])
own = st.lists(
    st.builds(OwnWork, st.floats(0.5, 20.0), st.floats(0.1, 4.0), st.booleans(), st.sampled_from([0.0, 0.5])),
    max_size=3,
)


class TestMixed:
    def test_phases_are_those_of_each_by_their_part_of_who_waits(self) -> None:
        """Of 0.6875 who wait an eighth of all is of the first, and nine sixteenths are of the second."""
        assert EITHER.chance == 0.6875
        expected = [(0.125 / 0.6875, 2.0), (0.140625 / 0.6875, 0.5), (0.421875 / 0.6875, 0.125)]
        for phase, told in zip(EITHER.phases, expected, strict=True):
            assert phase == pytest.approx(told)

    def test_one_alone_stays_what_it_is(self) -> None:
        assert mixed([(1.0, LATE)]) is LATE

    def test_who_never_waits_does_not(self) -> None:
        found = mixed([(0.5, NO_WAIT), (0.5, NO_WAIT)])
        assert (found.chance, found.mean, found.endless) == (0.0, 0.0, False)

    @given(st.lists(st.tuples(st.floats(0.01, 1.0), waits), min_size=1, max_size=5), st.floats(0, 9), st.floats(0, 90))
    def test_what_is_expected_is_the_mean_of_what_each_expects(
        self, drawn: list[tuple[float, Wait]], slack: float, patience: float
    ) -> None:
        whole = math.fsum(weight for weight, _ in drawn)
        parts = [(weight / whole, wait) for weight, wait in drawn]
        found = mixed(parts)
        asked: list[Callable[[Wait], float]] = [
            lambda wait: wait.lateness(slack, patience),
            lambda wait: wait.exceeds(slack),
            lambda wait: wait.mean,
            lambda wait: wait.never,
        ]
        for ask in asked:
            assert ask(found) == pytest.approx(math.fsum(weight * ask(wait) for weight, wait in parts), rel=1e-12)


class TestNever:
    def test_who_may_never_be_reached_is_not_endless(self) -> None:
        assert (PERHAPS.endless, PERHAPS.never, PERHAPS.mean) == (False, 0.25, INFINITY)

    def test_lateness_with_a_patience_is_finite(self) -> None:
        assert PERHAPS.lateness(1.0, 4.0) == pytest.approx(0.75 * SOON.lateness(1.0, 4.0) + 0.25 * 4.0)

    def test_only_who_is_never_reached_by_any_is_endless(self) -> None:
        assert mixed([(0.5, ENDLESS), (0.5, ENDLESS)]) == ENDLESS
        assert mixed([(0.5, ENDLESS), (0.5, NO_WAIT)]).endless is False
        assert mixed([(0.5, ENDLESS), (0.5, NO_WAIT)]).never == 0.5

    def test_of_a_wait_that_begins_late_it_is_the_same(self) -> None:
        late = DelayedWait(PERHAPS, ((0.5, 0.0), (0.5, 2.0)))
        assert (late.endless, late.never, SOON.never, ENDLESS.never) == (False, 0.25, 0.0, 1.0)
        assert late.lateness(0.0, 4.0) == pytest.approx(
            0.75 * DelayedWait(SOON, late.starts).lateness(0.0, 4.0) + 0.25 * 4.0
        )

    @pytest.mark.parametrize("cost", [0.0, 50.0])
    def test_replacing_is_lost_as_often_as_one_is_never_reached(self, cost: float) -> None:
        """Also where delay costs nothing: the search."""
        terms: dict[str, Any] = {"cost_per_day": cost, "slack_days": 1.0, "replacement_days": 5.0, "search_cost": 90.0}
        expected = 0.75 * lateness_loss(SOON, **terms) + 0.25 * lateness_loss(ENDLESS, **terms)
        assert lateness_loss(PERHAPS, **terms) == pytest.approx(expected)
        assert expected > 0.0


class TestOwnWaits:
    @given(own, points, st.booleans(), st.integers(1, 3))
    def test_each_task_waits_as_under_each_load_by_its_weight(
        self, tasks: list[OwnWork], likely: list[Any], regular: bool, people: int
    ) -> None:
        terms: dict[str, Any] = {"regular": regular, "people": people, "hours_per_week": 30.0}
        each = [
            own_waits(tasks, job_hours=size, regular_load=first, one_off_load=second, **terms)
            for _, first, second, size in likely
        ]
        for place, found in enumerate(own_waits_over(tasks, likely, **terms)):
            for late in ((0.0, 5.0), (2.0, 30.0)):
                expected = math.fsum(
                    point[0] * there[place].lateness(*late) for point, there in zip(likely, each, strict=True)
                )
                assert found.lateness(*late) == pytest.approx(expected, rel=1e-9, abs=1e-12)

    @given(own, points, st.booleans(), st.integers(1, 3))
    def test_one_load_is_as_good_as_knowing(
        self, tasks: list[OwnWork], likely: list[Any], regular: bool, people: int
    ) -> None:
        _, first, second, size = likely[0]
        terms: dict[str, Any] = {"regular": regular, "people": people, "hours_per_week": 30.0}
        plain = own_waits(tasks, job_hours=size, regular_load=first, one_off_load=second, **terms)
        assert own_waits_over(tasks, [(1.0, first, second, size)], **terms) == plain
