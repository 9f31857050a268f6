"""A plan as flat records of plain values."""

import math
from collections.abc import Callable

import attrs
import pytest
from hypothesis import given

from delegation import Mode, Plan, Retainer, Task
from delegation._costing.costs import ROWS
from tests.people import ANN, OWNER
from tests.plan_worlds import NEWS, RUNNING, SHOP, Question, monthly, planned, questions

MIXED = planned(
    [NEWS, SHOP, monthly("talk", 2, keep=True), Task("film", skill="film", hours=3)],
    [ANN],
    attrs.evolve(OWNER, currency="EUR"),
)
"""Two tasks on a retainer, one kept, one undone."""


def same(here: float, there: float) -> bool:
    return math.isclose(here, there, rel_tol=1e-9, abs_tol=1e-9)


class TestTasks:
    def test_a_task_on_a_retainer_has_its_share(self) -> None:
        assert MIXED.to_dicts()[1] == {
            "task": "news",
            "mode": "outsource",
            "contractor": "Ann",
            "once": False,
            "hours_per_month": 5.0,
            "retainer_money_per_month": 450.0,
            "retainer_hours_per_month": 10.0,
            "work_money_per_month": 0.0,
            "fee_money_per_month": 225.0,
            "overage_money_per_month": 0.0,
            "hiring_money_per_month": 12.5,
            "waiting_money_per_month": 0.0,
            "undone_money_per_month": 0.0,
            "total_money_per_month": 237.5,
            "paid_money_per_month": 225.0,
            "own_hours_per_month": None,
            "cheapest_hire_money_per_month": 290.0,
            "shortage": None,
            "horizon_months": 12,
            "currency": "EUR",
        }

    def test_a_kept_task_pays_nobody(self) -> None:
        kept = MIXED.to_dicts()[3]
        assert (kept["task"], kept["mode"], kept["contractor"]) == ("talk", "keep", None)
        assert (kept["hours_per_month"], kept["own_hours_per_month"]) == (2.0, 2.0)
        assert (kept["work_money_per_month"], kept["paid_money_per_month"]) == (120.0, 0.0)

    def test_an_undone_task_has_its_reason_and_no_cost(self) -> None:
        undone = MIXED.to_dicts()[0]
        assert (undone["task"], undone["mode"], undone["total_money_per_month"]) == ("film", "undone", 0.0)
        assert undone["shortage"] == "no contractor has the skill film, and you cannot do it yourself"

    def test_a_task_that_comes_once_says_so(self) -> None:
        assert [each["once"] for each in MIXED.to_dicts()] == [True, False, False, False]

    @pytest.mark.unmeasured
    @given(questions())
    def test_the_amounts_of_all_tasks_are_those_of_the_plan(self, question: Question) -> None:
        found = question.plan()
        listed = found.to_dicts()
        for row in ROWS:
            assert same(_sum(listed, f"{row}_money_per_month"), found.costs[row])
        assert same(_sum(listed, "total_money_per_month"), found.cost)
        assert same(_sum(listed, "paid_money_per_month") + found.sunk, found.paid)

    @pytest.mark.unmeasured
    @given(questions())
    def test_there_is_one_for_each_task_in_the_order_of_the_tasks(self, question: Question) -> None:
        found = question.plan()
        assert [each["task"] for each in found.to_dicts()] == [task.name for task in found.tasks]
        assert {each["task"] for each in found.to_dicts() if each["shortage"]} == {
            each.task.name for each in found.shortages
        }


class TestRetainers:
    def test_a_retainer_has_its_terms_and_what_becomes_of_it(self) -> None:
        terms = Retainer(450, 10, overage_rate=55, minimum_months=4, notice_months=2)
        found = planned([NEWS, SHOP], [attrs.evolve(ANN, retainers=terms)], attrs.evolve(OWNER, currency="EUR"))
        assert found.retainers_to_dicts() == [
            {
                "contractor": "Ann",
                "running": False,
                "tasks": "news; shop",
                "task_count": 2,
                "retainer_money_per_month": 450.0,
                "retainer_hours_per_month": 10.0,
                "overage_money_per_hour": 50.0,
                "minimum_months": 4,
                "notice_months": 2,
                "work_money_per_month": 0.0,
                "fee_money_per_month": 450.0,
                "overage_money_per_month": 0.0,
                "hiring_money_per_month": 25.0,
                "waiting_money_per_month": 0.0,
                "undone_money_per_month": 0.0,
                "total_money_per_month": 475.0,
                "used_hours_per_month": 10.0,
                "unused_hours_per_month": 0.0,
                "overage_hours_per_month": 0.0,
                "saved_money_per_month": pytest.approx(95.0),
                "break_even_share": pytest.approx(0.9),
                "lock_in_money": 1800.0,
                "horizon_months": 12,
                "currency": "EUR",
            }
        ]

    def test_one_that_runs_says_so(self) -> None:
        assert [each["running"] for each in planned([NEWS], [ANN], engagements=[RUNNING]).retainers_to_dicts()] == [
            True
        ]

    def test_without_a_block_no_part_of_it_breaks_even(self) -> None:
        access = attrs.evolve(ANN, retainers=Retainer(20, 0))
        listed = planned([monthly("help", 4), NEWS], [access]).retainers_to_dicts()
        assert [each["break_even_share"] for each in listed] == [None]

    @pytest.mark.unmeasured
    @given(questions())
    def test_what_is_not_on_them_is_hired_for_or_kept(self, question: Question) -> None:
        found = question.plan()
        rest = math.fsum(each.cost for each in found if each.mode is not Mode.OUTSOURCE)
        assert same(_sum(found.retainers_to_dicts(), "total_money_per_month") + rest, found.cost)


@pytest.mark.parametrize("records", [Plan.to_dicts, Plan.retainers_to_dicts], ids=lambda records: records.__name__)
class TestBoth:
    def test_all_keys_are_explained_in_their_order(self, records: Callable[[Plan], list[dict[str, object]]]) -> None:
        explained = [
            name
            for line in (records.__doc__ or "").splitlines()
            for name in line.split(":")[0].split("``")[1::2]
            if line.lstrip().startswith(("- ``", "``")) and name.isidentifier()
        ]
        assert list(records(MIXED)[0]) == explained

    @pytest.mark.unmeasured
    @given(question=questions(wild=True))
    def test_all_have_the_same_keys_and_plain_values(
        self, records: Callable[[Plan], list[dict[str, object]]], question: Question
    ) -> None:
        for each in records(question.plan()):
            assert list(each) == list(records(MIXED)[0])
            assert all(type(value) in {str, int, float, bool, type(None)} for value in each.values())


def _sum(listed: list[dict[str, str | int | float | bool | None]], key: str) -> float:
    return math.fsum(amount for each in listed if isinstance(amount := each[key], float))
