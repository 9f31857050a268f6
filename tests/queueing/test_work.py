"""What kinds of work add to a queue, one by one and together."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.queueing.work import Load
from tests.worlds import spread

HALF = Load.of(0.5, (2.0, 6.0, 24.0), people=1)
TENTH = Load.of(0.1, (9.0, 50.0, 300.0), people=1, z=0.25)

loads = st.builds(
    Load.of,
    spread(1e-12, 1.0),
    st.tuples(spread(1e-6, 1e6), spread(1e-12, 1e12), spread(1e-18, 1e18)),
    st.integers(1, 30),
    spread(1e-6, 1.0),
)


class TestOneKind:
    def test_it_adds_its_share_times_what_is_left_of_a_job(self) -> None:
        assert (HALF.share, HALF.first, HALF.second, HALF.third) == (0.5, 1.0, 3.0, 12.0)

    def test_work_at_random_comes_as_smoothly_as_its_share(self) -> None:
        assert HALF.smooth == 0.5

    def test_work_on_a_rhythm_counts_for_less(self) -> None:
        assert TENTH.smooth == pytest.approx(0.025)

    @pytest.mark.parametrize(("people", "root"), [(1, 9.0), (2, 3.0), (4, 3.0**0.5)])
    def test_several_people_are_waited_for_by_the_root_of_their_number(self, people: int, root: float) -> None:
        assert Load.of(0.1, (9.0, 50.0, 300.0), people).root == pytest.approx(0.1 * root)


class TestTogether:
    def test_kinds_of_work_add_up(self) -> None:
        both = Load.total([HALF, TENTH])
        assert both == pytest.approx((0.6, 1.9, 8.0, 42.0, 1.9, 0.525))

    def test_nothing_adds_up_to_nothing(self) -> None:
        nothing = Load.of(0.0, (8.0, 64.0, 512.0), people=1)
        assert Load.total([nothing, nothing]) == (0.0,) * 6

    @given(st.lists(loads, min_size=2, max_size=6), st.randoms(use_true_random=False))
    def test_their_order_does_not_matter(self, kinds: list[Load], order: "st.DataObject") -> None:
        shuffled = kinds.copy()
        order.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis hands in a random generator
        assert Load.total(shuffled) == Load.total(kinds)

    @given(st.lists(loads, min_size=1, max_size=20))
    def test_all_but_one_is_the_sum_of_the_others(self, kinds: list[Load]) -> None:
        others = [Load.total(kinds[:place] + kinds[place + 1 :]) for place in range(len(kinds))]
        assert Load.apart(tuple(kinds), range(len(kinds))) == tuple(others)

    def test_only_for_those_that_are_asked_about(self) -> None:
        assert Load.apart((HALF, TENTH, HALF), [1]) == (Load.total([HALF, HALF]),)

    @pytest.mark.parametrize("many", [2, 20])
    def test_nothing_beside_nothing_is_nothing(self, many: int) -> None:
        nothing = Load.of(0.0, (8.0, 64.0, 512.0), people=1)
        assert Load.apart((nothing,) * many, [0]) == (nothing,)

    def test_of_many_those_without_end_are_added_up_too(self) -> None:
        endless = Load.of(math.inf, (8.0, 64.0, 512.0), people=1)
        kinds = (endless, endless, *[HALF] * 9)
        assert Load.apart(kinds, [0, 2]) == (endless, endless)

    def test_beside_a_large_job_a_small_one_is_not_lost_in_rounding(self) -> None:
        """Ten weeks of work against a minute's: their cubes are 10^19 apart, more than a float can tell."""
        small, large = Load.of(0.1, (1e-3, 1e-6, 1e-9), 1), Load.of(0.5, (200.0, 3e4, 3e6), 1)
        assert Load.apart((small, large), [1]) == (small,)

    def test_beside_one_among_many_neither(self) -> None:
        small, large = Load.of(0.1, (1e-3, 1e-6, 1e-9), 1), Load.of(0.5, (200.0, 3e4, 3e6), 1)
        assert Load.apart((*[small] * 8, large), [8]) == (Load.total([small] * 8),)
        assert Load.total([small, large]).third - large.third != small.third

    @given(loads, loads)
    def test_two_are_as_many_as_several(self, first: Load, second: Load) -> None:
        assert first.plus(second) == Load.total([first, second])

    def test_none_add_nothing(self) -> None:
        assert Load.total([]) == (0.0,) * 6
