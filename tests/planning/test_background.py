"""What a plan remembers, so that more can be asked of it."""

import datetime as dt
import math
import pickle

import attrs
import pytest
from hypothesis import given

from delegation import Once, Plan, Task, plan
from tests.people import ANN, BEA, NEW_YEAR, OWNER
from tests.plan_worlds import LITTLE, NEWS, RUNNING, SHOP, Question, planned, questions

TOGETHER = planned([NEWS, SHOP], [ANN, BEA])


class TestPosition:
    @pytest.mark.unmeasured
    @given(questions())
    def test_it_comes_to_what_the_plan_says(self, question: Question) -> None:
        found = question.plan()
        position = found.background.position
        penalties = sum(
            count
            for task, count in zip(found.tasks, found.background.penalties, strict=True)
            if task in found.undone and task.undone_cost is None
        )
        assert position.totals.cost - penalties == pytest.approx(found.cost, rel=1e-6, abs=1e-6 + 1e-12 * penalties)
        assert position.totals.cash + found.sunk == pytest.approx(found.paid, rel=1e-9, abs=1e-9)
        assert position.totals.owner_hours == pytest.approx(found.owner_hours, rel=1e-9, abs=1e-9)

    def test_it_is_made_once(self) -> None:
        assert TOGETHER.background.position is TOGETHER.background.position


class TestAgain:
    def test_it_plans_as_before(self) -> None:
        """With the engagements, the day, the solver, its effort and its seed."""
        asked: list[dict[str, object]] = []

        def planner(*args: object, **how: object) -> Plan:
            asked.append({"args": args, **how})
            return TOGETHER

        found = plan(
            [SHOP, NEWS], [BEA, ANN], OWNER, engagements=RUNNING, on=NEW_YEAR, solver="search", effort=LITTLE, seed=3
        )
        again = attrs.evolve(found.background, planner=planner).again()
        assert again is TOGETHER
        how = {"solver": "search", "effort": LITTLE, "seconds": None, "gap": 0.0, "seed": 3}
        assert asked == [{"args": ((NEWS, SHOP), (ANN, BEA), OWNER), "engagements": (RUNNING,), "on": NEW_YEAR, **how}]

    def test_with_others_or_other_assumptions(self) -> None:
        assert TOGETHER.background.again() == TOGETHER
        assert TOGETHER.background.again(contractors=[BEA]) == planned([NEWS, SHOP], [BEA])
        poor = attrs.evolve(OWNER, monthly_budget=200)
        assert TOGETHER.background.again(business=poor) == planned([NEWS, SHOP], [ANN, BEA], poor)


def test_it_is_no_part_of_what_makes_plans_equal() -> None:
    other = attrs.evolve(TOGETHER, background=planned([NEWS], [BEA]).background)
    assert (other, hash(other)) == (TOGETHER, hash(TOGETHER))


def test_it_survives_pickling_with_what_was_made_meanwhile() -> None:
    ways = TOGETHER.ways("news")
    again = pickle.loads(pickle.dumps(TOGETHER))  # noqa: S301  # our own
    assert again.ways("news") == ways
    assert again.background.again() == TOGETHER


class TestPaidByMonth:
    @given(questions())
    def test_its_largest_is_the_dearest_month(self, question: Question) -> None:
        found = question.plan()
        month, most = found.dearest_month
        paid = found.background.paid_by_month
        assert len(paid) == found.business.horizon_months
        assert paid[month] == most == pytest.approx(max(paid), abs=0.005)

    @given(questions())
    def test_what_nothing_dates_is_a_part_of_it(self, question: Question) -> None:
        found = question.plan().background
        for undated, paid in zip(found.undated_by_month, found.paid_by_month, strict=True):
            assert 0.0 <= undated <= paid + 1e-6 + 1e-9 * paid

    @given(questions())
    def test_without_a_day_all_but_fees_is_undated(self, question: Question) -> None:
        found = question._replace(on=None, engagements=[]).plan()
        undated = math.fsum(found.background.undated_by_month) / found.business.horizon_months
        by_the_hour = [each.costs.work + each.costs.overage for each in found if each.contractor is not None]
        assert undated == pytest.approx(math.fsum(by_the_hour), rel=1e-6, abs=1e-6)

    def test_what_nothing_dates_stands_in_its_months(self) -> None:
        """Due after the three months that are signed for it: six hours above, as likely in one as in another."""
        move = Task("move", skill="web", hours=16, recurrence=Once(dt.date(2026, 8, 10)))
        found = planned([move], [attrs.evolve(ANN, one_off_minimum_hours=1_000)])
        assert found.background.undated_by_month == pytest.approx([100.0] * 3 + [0.0] * 9)
