"""What a plan comes to in numbers, from what it holds."""

import math

import attrs
import pytest

from delegation import Mode, Retainer
from tests.people import ANN, BEA, NEW_YEAR, OWNER
from tests.plan_worlds import NEWS, RUNNING, SHOP, Question, monthly

TOGETHER = Question([NEWS, SHOP], [ANN], OWNER, [], NEW_YEAR).plan()


class TestHours:
    def test_blocks_of_all_retainers_are_added_up(self) -> None:
        """Nine of ten hours with Ann, eighteen of twenty with Zoe."""
        people = [
            attrs.evolve(ANN, retainers=Retainer(300, 10)),
            attrs.evolve(ANN, name="Zoe", skills="copy", retainers=Retainer(500, 20)),
        ]
        work = [monthly("news", 9), attrs.evolve(monthly("prose", 18), skill="copy")]
        found = Question(work, people, OWNER, [], NEW_YEAR).plan()
        assert (found.included, found.used, found.unused) == pytest.approx((30.0, 27.0, 3.0))
        assert (found.utilisation, found.coverage) == pytest.approx((0.9, 1.0))
        assert found.lock_in == 3 * 800.0

    def test_hours_above_a_block_and_of_hires_are_not_covered(self) -> None:
        """Ten of twelve with Ann, none of five with Bea."""
        work = [monthly("care", 12), attrs.evolve(NEWS, skill="copy")]
        people = [attrs.evolve(ANN, retainers=Retainer(300, 10)), attrs.evolve(BEA, skills="copy")]
        assert Question(work, people, OWNER, [], NEW_YEAR).plan().coverage == pytest.approx(10 / 17)

    def test_other_work_on_a_block_covers_no_more_than_all(self) -> None:
        found = Question([NEWS], [ANN], OWNER, [RUNNING], NEW_YEAR).plan()
        assert (found.used, found.coverage) == (10.0, 1.0)

    def test_hours_given_back_are_less_those_that_the_plan_takes(self) -> None:
        work = [attrs.evolve(NEWS, owner_hours=6), monthly("shop", 5), monthly("talk", 2, keep=True)]
        found = Question(work, [ANN], OWNER, [], NEW_YEAR).plan()
        assert [each.mode for each in found.assignments] == [Mode.OUTSOURCE, Mode.OUTSOURCE, Mode.KEEP]
        assert found.given_back == pytest.approx(6 - 5 / 12)


class TestMoney:
    def test_kept_tasks_are_in_the_cost_and_not_in_what_is_saved(self) -> None:
        work = [NEWS, SHOP, monthly("talk", 2, keep=True)]
        found = Question(work, [ANN], OWNER, [], NEW_YEAR).plan()
        assert (found.cost, found.out_tasked_cost, found.net_savings) == pytest.approx((595.0, 580.0, 105.0))

    def test_what_is_saved_is_not_known_where_somebody_could_not_be_hired(self) -> None:
        found = Question([NEWS], [ANN], OWNER, [RUNNING], NEW_YEAR).plan()
        assert (found.out_tasked_cost, found.net_savings) == (None, None)


class TestGap:
    @pytest.mark.parametrize(("bound", "gap"), [(475.0, 0.0), (380.0, 0.2), (-math.inf, math.inf)])
    def test_it_is_a_part_of_the_objective(self, bound: float, gap: float) -> None:
        assert attrs.evolve(TOGETHER, bound=bound).gap == pytest.approx(gap)


def test_how_long_it_took_is_no_part_of_a_plan() -> None:
    assert attrs.evolve(TOGETHER, seconds=99.0) == TOGETHER
