"""Comparisons of answers and sweeps in documents: what stands in them, and what does not belong together."""

import json
import math
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("cattrs")

from delegation import Business, Contractor, Rule, Task, plan, score
from delegation.comparing import compare
from delegation.errors import RefusedFileError
from delegation.frames import Sweep, sweep
from delegation.io._problems import Problems
from delegation.io._several import cells_as_object, cells_from
from delegation.io.json import dumps, loads
from tests import plan_worlds, worlds
from tests.documents import ANA, BOB, DAY, LAUNCH, NEWS, OWNER, alike
from tests.examples import examples
from tests.plan_worlds import Question

GRID = sweep(NEWS, ANA, OWNER, recurrence=[2, Rule("FREQ=DAILY;COUNT=2", DAY)], block=[5, 8])


def planned() -> Sweep:
    return sweep([NEWS], [ANA, BOB], OWNER, budget=[None, 100.0], solver="search", effort=0.1)


def changed(found: Any, change: Callable[[dict[str, Any]], object]) -> tuple[str, ...]:
    """What is said of a result that somebody changed."""
    tree = json.loads(dumps(found))
    change(tree["value"])
    with pytest.raises(RefusedFileError) as refusal:
        loads(json.dumps(tree))
    return refusal.value.problems


class TestComparisons:
    def test_each_answer_says_what_it_is(self) -> None:
        value = json.loads(dumps(compare(score(NEWS, BOB), score(NEWS, ANA))))["value"]
        assert {name: each if name == "type" else each["type"] for name, each in value.items()} == {
            "type": "ComparisonOfAnswers",
            "before": "Score",
            "after": "Score",
        }

    def test_one_with_itself_holds_one_answer(self) -> None:
        found = score(NEWS, ANA)
        again = loads(dumps(compare(found, found)))
        assert again.before is again.after

    def test_answers_of_two_kinds_are_refused_in_the_words_of_compare(self) -> None:
        both = [compare(score(NEWS, ANA), score(NEWS, BOB)), plan([], [], solver="search")]
        tree = json.loads(dumps(both))
        tree["value"][0]["after"] = tree["value"][1]
        with pytest.raises(RefusedFileError, match=r"\[0\]\.after: .* it takes a Score, as the first is one"):
            loads(json.dumps(tree))

    def test_what_is_no_answer_is_refused(self) -> None:
        problems = changed(
            compare(score(NEWS, ANA), score(NEWS, BOB)), lambda tree: tree["after"].update(type="Business")
        )
        assert problems == ("after.type: 'Business' is refused: it takes one of Score, Recommendation, Plan",)

    def test_what_is_shared_and_no_answer_is_refused(self) -> None:
        found = score(NEWS, ANA)
        (problem,) = changed(compare(found, score(NEWS, BOB)), lambda tree: tree.update(after={"same": 0}))
        assert (
            problem == "after.same: 0 is refused: it takes the place of a Score or a Recommendation or a Plan in shared"
        )

    @given(worlds.bundles(), worlds.contractors, worlds.contractors, worlds.businesses)
    def test_those_of_scores_come_back(
        self, tasks: list[Task], one: Contractor, other: Contractor, business: Business
    ) -> None:
        found = compare(score(tasks, one, business), score(tasks, other, business))
        again = loads(dumps(found))
        assert again == found
        assert again.to_dicts() == found.to_dicts()
        assert dumps(again) == dumps(found)

    @examples(1 / 3)
    @given(plan_worlds.questions(most_tasks=3))
    def test_those_of_plans_come_back(self, question: Question) -> None:
        tasks, contractors, business, engagements, on = question
        options: dict[str, Any] = {"engagements": engagements, "on": on, "solver": "search", "effort": 0.1}
        one = plan(tasks, contractors, business, **options)
        other = plan(tasks, contractors, attrs.evolve(business, monthly_budget=0), **options)
        found = compare(one, other)
        again = loads(dumps(found))
        assert again == found
        assert str(again) == str(found)


class TestSweeps:
    def test_a_point_stands_with_its_cells_by_column_and_its_answer(self) -> None:
        value = json.loads(dumps(GRID))["value"]
        assert (value["type"], value["varied"], value["plans"]) == ("Sweep", ["recurrence", "block"], False)
        point = value["points"][0]
        assert point["answer"]["type"] == "Score"
        assert list(point["cells"].items())[:4] == [
            ("recurrence", "2 a month"),
            ("occurrences_per_month", 2.0),
            ("block_hours_per_month", 5.0),
            ("tasks", "news"),
        ]

    def test_a_point_without_an_answer_stands_with_why(self) -> None:
        point = json.loads(dumps(GRID))["value"]["points"][2]
        assert (point["answer"], point["cells"]["obstacle"]) == (None, GRID[2].obstacle)

    @given(
        worlds.bundles(),
        worlds.contractors,
        worlds.businesses,
        st.lists(worlds.spread(1e-6, 1e6), max_size=2),
        st.lists(st.floats(0.0, 1.0), max_size=2),
    )
    def test_those_of_scores_come_back(
        self, tasks: list[Task], contractor: Contractor, business: Business, rates: list[float], loads_: list[float]
    ) -> None:
        found = sweep(tasks, contractor, business, owner_rate=rates, regular_load=loads_)
        again = loads(dumps(found))
        assert alike(again, found)
        assert dumps(again) == dumps(found)
        assert again.to_dicts() == found.to_dicts()

    @examples(0.25)
    @given(
        plan_worlds.questions(most_tasks=3).filter(lambda asked: bool(asked.tasks)),
        st.lists(st.none() | worlds.money, min_size=1, max_size=2),
    )
    def test_those_of_plans_come_back(self, question: Question, budgets: list[float | None]) -> None:
        tasks, contractors, business, engagements, on = question
        asked: dict[str, Any] = {"engagements": engagements, "on": on, "solver": "search", "effort": 0.1}
        found = sweep(tasks, contractors, business, budget=budgets, **asked)
        again = loads(dumps(found))
        assert again == found
        assert dumps(again) == dumps(found)

    def test_a_cell_that_the_answer_does_not_tell_is_refused(self) -> None:
        (problem,) = changed(GRID, lambda tree: tree["points"][1]["cells"].update(keep_money_per_month=1.0))
        assert problem == "points[1].cells.keep_money_per_month: it was 1.0, and the answer comes to None"

    def test_cells_may_differ_by_rounding(self) -> None:
        tree = json.loads(dumps(GRID))
        tree["value"]["points"][0]["cells"]["committed_money"] *= 1.0 + 1e-12
        assert loads(json.dumps(tree))[0].answer == GRID[0].answer

    @pytest.mark.parametrize(
        ("name", "cell", "problem"),
        [
            ("tasks", 3, "3 is refused: it takes text, or null"),
            ("value", "x", "'x' is refused: it takes a number"),
            ("over_budget", None, "None is refused: it takes true or false"),
            ("what", 3, "no sweep has such a column"),
        ],
    )
    def test_a_cell_that_cannot_stand_in_its_column_is_refused(self, name: str, cell: Any, problem: str) -> None:
        assert changed(GRID, lambda tree: tree["points"][0]["cells"].update({name: cell})) == (
            f"points[0].cells.{name}: {problem}",
        )

    def test_a_count_is_a_whole_number(self) -> None:
        assert changed(planned(), lambda tree: tree["points"][0]["cells"].update(keep_count=1.5)) == (
            "points[0].cells.keep_count: 1.5 is refused: it takes a whole number, or null",
        )

    def test_a_point_without_a_column_is_refused(self) -> None:
        (problem,) = changed(GRID, lambda tree: tree["points"][0]["cells"].pop("payback"))
        assert problem.startswith("points[0].cells: it takes these columns in this order: recurrence, ")

    def test_a_point_with_columns_in_another_order_is_refused(self) -> None:
        def change(tree: dict[str, Any]) -> None:
            cells = tree["points"][0]["cells"]
            cells["recurrence"] = cells.pop("recurrence")

        (problem,) = changed(GRID, change)
        assert problem.startswith("points[0].cells: it takes these columns in this order: recurrence, ")

    def test_a_point_with_neither_answer_nor_obstacle_is_refused(self) -> None:
        problems = changed(GRID, lambda tree: tree["points"][2]["cells"].update(obstacle=None))
        assert problems == ("points[2].cells.obstacle: it takes why there is no answer",)

    def test_an_answer_of_another_kind_is_refused(self) -> None:
        def change(tree: list[dict[str, Any]]) -> None:
            tree[0]["points"][0]["answer"] = tree[1]["points"][0]["answer"]

        (problem,) = changed_both(change)
        assert problem == "[0].points[0].answer: it takes a Score, as all answers of a sweep"

    @pytest.mark.parametrize("names", [["block", "recurrence"], ["block", "block"], ["on"]])
    def test_what_is_varied_stands_in_its_order(self, names: list[str]) -> None:
        (problem,) = changed(GRID, lambda tree: tree.update(varied=names))
        assert problem == (
            "varied: it takes some of recurrence, cost_per_day, regular_load, block, budget, owner_rate, in this order"
        )

    def test_of_very_many_problems_the_first_thousand_are_told(self) -> None:
        def change(tree: dict[str, Any]) -> None:
            point = tree["points"][2]
            point["cells"]["obstacle"] = None
            tree["points"] = [point] * 1_200

        assert len(changed(GRID, change)) == 1_000


def changed_both(change: Callable[[list[dict[str, Any]]], object]) -> tuple[str, ...]:
    """What is said of a grid of scores and one of plans that somebody changed."""
    tree = json.loads(dumps([GRID, planned()]))
    change(tree["value"])
    with pytest.raises(RefusedFileError) as refusal:
        loads(json.dumps(tree))
    return refusal.value.problems


def test_numbers_that_json_does_not_know_stand_as_words() -> None:
    cells = (("payback", math.inf), ("tasks", "inf"), ("obstacle", None))
    assert cells_as_object(cells) == {"payback": "inf", "tasks": "inf", "obstacle": None}
    assert cells_from(cells_as_object(cells), None) == cells


def test_cells_are_an_object() -> None:
    with pytest.raises(Problems, match="it takes an object, in braces"):
        cells_from([], None)


def test_a_sweep_on_a_day_comes_back() -> None:
    found = sweep(LAUNCH, BOB, OWNER, cost_per_day=[0, 5], on=DAY)
    assert alike(loads(dumps(found)), found)
