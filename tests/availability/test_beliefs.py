"""What follows from loads that are not known."""

import math
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Rate, Rule, Task
from delegation.availability import LoadBelief, LoadIntervals
from delegation.availability.beliefs import least_taken
from tests.people import NEW_YEAR
from tests.refusals import told_by

LIGHT, HEAVY = (0.25, 0.25, 0.25, 2.0), (0.75, 0.5, 0.0, 8.0)
"""A quarter each of regular and one-off clients; or more likely half of regular ones."""

UNSURE = Availability(
    hours_per_week=28, regular_load=0.4375, one_off_load=0.0625, job_hours=4 * 2**0.5, beliefs=[LIGHT, HEAVY]
)
"""Four hours a day; the means of both."""

SURE = [
    Availability(hours_per_week=28, regular_load=first, one_off_load=second, job_hours=size)
    for _, first, second, size in (LIGHT, HEAVY)
]
"""Either of them, known."""

ACCEPTED = "it takes LoadBelief objects: a weight, two shares and hours each"


def means(beliefs: Any) -> dict[str, Any]:
    """The fields of an availability with these beliefs."""
    return {"regular_load": 0.4375, "one_off_load": 0.0625, "job_hours": 4 * 2**0.5, "beliefs": beliefs}


class TestMixed:
    @pytest.mark.parametrize("regular", [True, False])
    def test_a_wait_is_that_of_each_belief_by_its_weight(self, *, regular: bool) -> None:
        own = 0.25 / UNSURE.job_hours
        found = UNSURE.wait(regular=regular, own_jobs_per_day=own)
        light, heavy = (each.wait(regular=regular, own_jobs_per_day=0.25 / each.job_hours) for each in SURE)
        assert found.lateness(1.0, 5.0) == pytest.approx(0.25 * light.lateness(1, 5) + 0.75 * heavy.lateness(1, 5))
        assert found.exceeds(2.0) == pytest.approx(0.25 * light.exceeds(2) + 0.75 * heavy.exceeds(2))
        assert found.mean == pytest.approx(0.25 * light.mean + 0.75 * heavy.mean)

    @pytest.mark.parametrize("regular", [True, False])
    def test_so_is_that_of_each_task(self, *, regular: bool) -> None:
        tasks = [
            Task("calls", hours=1, recurrence=Rate(9)),
            Task("news", hours=3, recurrence=Rule("FREQ=WEEKLY")),
            Task("move", hours=9),
        ]
        found = UNSURE.waits(tasks, regular=regular)
        for wait, light, heavy in zip(found, *(each.waits(tasks, regular=regular) for each in SURE), strict=True):
            assert wait.mean == pytest.approx(0.25 * light.mean + 0.75 * heavy.mean)

    @pytest.mark.parametrize(("regular", "free"), [(True, 0.25 * 0.75 + 0.75 * 0.5), (False, 0.25 * 0.5 + 0.75 * 0.5)])
    def test_so_are_free_hours(self, *, regular: bool, free: float) -> None:
        """Of the seven days from a Thursday on, five are working days."""
        week = NEW_YEAR.replace(day=8)
        assert UNSURE.free_hours(NEW_YEAR, week, regular=regular) == pytest.approx(28 * free)

    def test_one_belief_is_as_good_as_knowing(self) -> None:
        for plain in SURE:
            sure = attrs.evolve(plain, beliefs=[(1.0, plain.regular_load, plain.one_off_load, plain.job_hours)])
            tasks = [Task("calls", hours=1, recurrence=Rate(9)), Task("news", hours=3, recurrence="FREQ=WEEKLY")]
            for regular in (True, False):
                assert sure.wait(regular=regular) == plain.wait(regular=regular)
                assert sure.waits(tasks, regular=regular) == plain.waits(tasks, regular=regular)

    def test_equal_beliefs_are_one(self) -> None:
        plain = SURE[0]
        found = attrs.evolve(plain, beliefs=[(0.25, 0.25, 0.25, 2.0)] * 4)
        assert found.beliefs == (LoadBelief(1.0, 0.25, 0.25, 2.0),)
        assert found.wait(regular=False) == plain.wait(regular=False)

    def test_the_best_belief_leaves_the_most(self) -> None:
        assert least_taken(UNSURE.beliefs, regular=True) == 0.25
        assert least_taken(UNSURE.beliefs, regular=False) == 0.5


class TestIntervals:
    def test_ends_are_values_of_single_beliefs(self) -> None:
        """A quarter weighs more than a tenth, and not more than what half of all leaves on one side."""
        assert UNSURE.load_intervals(0.8) == LoadIntervals((0.25, 0.5), (0.0, 0.25), (0.5, 0.5), (2.0, 8.0))
        assert UNSURE.load_intervals(0.5) == LoadIntervals((0.5, 0.5), (0.0, 0.0), (0.5, 0.5), (8.0, 8.0))

    def test_all_of_it_lies_between_the_least_and_the_largest(self) -> None:
        assert Availability.learn().load_intervals(1)[:2] == ((0.16, 0.65), (0.35 * 0.17, 0.84 * 0.675))

    def test_what_is_known_is_both_ends(self) -> None:
        assert Availability(job_hours=5).load_intervals() == ((0.4, 0.4), (0.25, 0.25), (0.65, 0.65), (5.0, 5.0))

    @given(st.lists(st.sampled_from([0, 1, 4, 9]), max_size=6), st.floats(0.0, 1.0))
    def test_an_interval_holds_its_share(self, waits: list[float], share: float) -> None:
        learnt = Availability.learn(one_off_waits=waits)
        low, high = learnt.load_intervals(share).regular
        inside = math.fsum(each.weight for each in learnt.beliefs if low <= each.regular_load <= high)
        assert inside >= share - 1e-9

    @pytest.mark.parametrize("share", [-0.1, 1.1, math.nan, "0.8", True], ids=repr)
    def test_a_share_is_a_probability(self, share: Any) -> None:
        told = told_by(lambda: UNSURE.load_intervals(share))
        assert told == ("Availability.load_intervals.share", "it takes a number from 0 to 1, a probability")


class TestRefusals:
    @pytest.mark.parametrize("beliefs", [None, 3, "light", [3], [(1.0, 0.5)], [("a", 0.5, 0.5, 8)]], ids=repr)
    def test_what_is_no_belief_is_refused(self, beliefs: Any) -> None:
        field, _ = told_by(lambda: Availability(**means(beliefs)))
        assert field == "Availability.beliefs"

    def test_what_is_none_at_all_is_told_what_is_wanted(self) -> None:
        assert told_by(lambda: Availability(**means(3))) == ("Availability.beliefs", ACCEPTED)

    @pytest.mark.parametrize(
        ("belief", "accepted"),
        [
            ((0.0, 0.2, 0.2, 8), "weight takes a number above 0 and up to 1"),
            ((1.2, 0.2, 0.2, 8), "weight takes a number above 0 and up to 1"),
            ((1.0, -0.1, 0.2, 8), "regular_load takes a number from 0 to 1"),
            ((1.0, 1.1, 0.2, 8), "regular_load takes a number from 0 to 1"),
            ((1.0, 0.2, 2.1, 8), "one_off_load takes a number from 0 to 2"),
            ((1.0, 0.2, 0.2, 0), "job_hours takes a number above 0 and up to 1,000,000"),
            ((1.0, 0.2, 0.2, math.nan), "job_hours takes a number above 0 and up to 1,000,000"),
            ((1.0, 0.2, 0.2, "8"), "job_hours takes a number above 0 and up to 1,000,000"),
        ],
        ids=repr,
    )
    def test_each_of_their_numbers_is_bound_as_the_fields_are(self, belief: Any, accepted: str) -> None:
        assert told_by(lambda: Availability(**means([belief]))) == ("Availability.beliefs", accepted)

    def test_weights_add_up(self) -> None:
        told = told_by(lambda: Availability(**means([LIGHT, (0.7, *HEAVY[1:])])))
        assert told == ("Availability.beliefs", "their weights must add up to 1, and come to 0.95")

    @pytest.mark.parametrize(
        ("field", "value", "mean"),
        [("regular_load", 0.44, "0.4375"), ("one_off_load", 0.07, "0.0625"), ("job_hours", 6, "5.65685")],
    )
    def test_fields_are_their_means(self, field: str, value: float, mean: str) -> None:
        changed: dict[str, Any] = {field: value}
        told = told_by(lambda: attrs.evolve(UNSURE, **changed))
        accepted = (
            f"their mean {field} is {mean}, and {field} = {value:g}: give beliefs=() where the loads are known, or "
            "the means beside them"
        )
        assert told == ("Availability.beliefs", accepted)

    def test_without_them_the_fields_are_free_again(self) -> None:
        assert attrs.evolve(UNSURE, beliefs=(), job_hours=6).job_hours == 6.0


class TestAsAValue:
    LEARNT = Availability.learn(one_off_waits=[0, 4, 2], regular_waits=[1], people=2)

    def test_equal_waits_make_equal_hashable_values(self) -> None:
        again = Availability.learn(one_off_waits=[2, 0, 4], regular_waits=[1], people=2)
        assert (again, hash(again)) == (self.LEARNT, hash(self.LEARNT))

    def test_it_is_pickled_and_copied(self) -> None:
        assert pickle.loads(pickle.dumps(self.LEARNT)) == self.LEARNT  # noqa: S301  # our own
        assert attrs.evolve(self.LEARNT, time_off=[NEW_YEAR]).beliefs == self.LEARNT.beliefs

    def test_it_is_written_with_how_many_they_are(self) -> None:
        assert repr(UNSURE).endswith("timezone=None, beliefs=<2 beliefs>)")
        assert repr(Availability()).endswith("timezone=None, beliefs=())")

    def test_the_order_of_beliefs_does_not_matter(self) -> None:
        assert attrs.evolve(UNSURE, beliefs=[HEAVY, LIGHT]) == UNSURE
