"""Differences between two answers, one by one."""

import attrs
import pytest

from delegation import Mode
from delegation._costing.costs import CostRows
from delegation.comparing.changes import Change, RetainerChange, Row, TaskChange, Verdict, rows_between
from tests.people import ANN, BEA, TEN, TWENTY
from tests.plan_worlds import NEWS, SHOP, planned

PLAN = planned([NEWS, SHOP], [ANN])
TASK, AGREEMENT = PLAN["news"], PLAN.retainers[0]


class TestRows:
    def test_there_is_one_for_each_in_their_order(self) -> None:
        rows = rows_between(CostRows(work=100.0, hiring=10.0), CostRows(fee=90.0, hiring=12.0))
        assert rows == (
            Row("work", 100.0, 0.0, -100.0),
            Row("fee", 0.0, 90.0, 90.0),
            Row("overage", 0.0, 0.0, 0.0),
            Row("hiring", 10.0, 12.0, 2.0),
            Row("waiting", 0.0, 0.0, 0.0),
            Row("undone", 0.0, 0.0, 0.0),
        )

    def test_what_costs_nothing_known_differs_by_nothing_known(self) -> None:
        assert rows_between(None, CostRows(work=5.0))[0] == Row("work", None, 5.0, None)
        assert rows_between(CostRows(work=5.0), None)[0] == Row("work", 5.0, None, None)


class TestVerdict:
    def test_it_is_the_same_with_the_same_person_on_the_same_terms(self) -> None:
        one = Verdict(Mode.OUTSOURCE, ANN, TEN, CostRows(fee=450.0))
        assert one.same(attrs.evolve(one, contractor=attrs.evolve(ANN, rate=55), costs=CostRows(fee=460.0)))

    @pytest.mark.parametrize(
        "other",
        [
            Verdict(Mode.OUT_TASK, ANN, TEN, None),
            Verdict(Mode.OUTSOURCE, BEA, TEN, None),
            Verdict(Mode.OUTSOURCE, ANN, TWENTY, None),
            Verdict(None, None, None, None),
        ],
        ids=["mode", "person", "terms", "nobody"],
    )
    def test_it_is_another_where_one_of_them_is(self, other: Verdict) -> None:
        one = Verdict(Mode.OUTSOURCE, ANN, TEN, None)
        assert not one.same(other)
        assert not other.same(one)

    def test_nobody_is_the_same_as_nobody(self) -> None:
        assert Verdict(Mode.KEEP, None, None, None).same(Verdict(Mode.KEEP, None, None, CostRows(work=1.0)))


class TestTasks:
    def test_one_that_was_not_there_is_new_and_costs_all_that_it_costs(self) -> None:
        each = TaskChange("news", None, TASK)
        assert (each.change, each.difference) == (Change.NEW, TASK.cost)

    def test_one_that_is_there_no_more_is_gone_and_saves_what_it_cost(self) -> None:
        each = TaskChange("news", TASK, None)
        assert (each.change, each.difference) == (Change.GONE, -TASK.cost)

    def test_one_that_only_costs_another_amount_is_as_before(self) -> None:
        each = TaskChange("news", TASK, attrs.evolve(TASK, cost=TASK.cost + 5.0, contractor=attrs.evolve(ANN, rate=55)))
        assert (each.change, each.difference) == (Change.SAME, 5.0)

    @pytest.mark.parametrize(
        "other",
        [
            attrs.evolve(TASK, mode=Mode.OUT_TASK),
            attrs.evolve(TASK, contractor=BEA),
            attrs.evolve(TASK, contractor=None),
            attrs.evolve(TASK, retainer=TWENTY),
        ],
        ids=["mode", "person", "nobody", "terms"],
    )
    def test_one_that_is_done_otherwise_is_changed(self, other: object) -> None:
        assert TaskChange("news", TASK, other).change is Change.CHANGED  # type: ignore[arg-type]  # only whether they differ counts
        assert TaskChange("news", other, TASK).change is Change.CHANGED  # type: ignore[arg-type]  # only whether they differ counts


class TestRetainers:
    def test_one_that_was_not_there_is_new(self) -> None:
        each = RetainerChange("Ann", None, AGREEMENT)
        assert (each.change, each.difference) == (Change.NEW, AGREEMENT.costs.total)

    def test_one_that_is_there_no_more_is_gone(self) -> None:
        each = RetainerChange("Ann", AGREEMENT, None)
        assert (each.change, each.difference) == (Change.GONE, -AGREEMENT.costs.total)

    def test_one_that_was_signed_and_runs_is_as_before(self) -> None:
        assert RetainerChange("Ann", AGREEMENT, attrs.evolve(AGREEMENT, running=True)).change is Change.SAME

    @pytest.mark.parametrize(
        "other",
        [attrs.evolve(AGREEMENT, retainer=TWENTY), attrs.evolve(AGREEMENT, tasks=(NEWS,))],
        ids=["terms", "tasks"],
    )
    def test_one_with_other_terms_or_for_other_tasks_is_changed(self, other: object) -> None:
        assert RetainerChange("Ann", AGREEMENT, other).change is Change.CHANGED  # type: ignore[arg-type]  # only whether they differ counts


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (
            Verdict(Mode.OUTSOURCE, ANN, TEN, CostRows(fee=450.0)),
            "<Verdict: outsource Ann on a retainer of 10 h for 450 a month, 450 a month>",
        ),
        (Verdict(Mode.KEEP, None, None, CostRows(work=90.5)), "<Verdict: keep, 90.50 a month>"),
        (Verdict(None, None, None, None), "<Verdict: undone>"),
    ],
)
def test_a_verdict_is_told_in_one_line(found: Verdict, told: str) -> None:
    assert repr(found) == told
