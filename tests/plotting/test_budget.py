"""What another budget would bring, drawn."""

from pathlib import Path

import attrs
import pytest

pytest.importorskip("matplotlib")

from delegation import Business, Plan, plan
from delegation._costing.costs import CostRows
from delegation.errors import RefusedValueError
from delegation.plotting import budget
from tests.pictures import ANN, BOB, HELP, OWNER, TOGETHER, YEARLY, differs, lines, paper, texts

BUDGETS = [100.0, 400.0, 700.0, 1_000.0]


def with_budget(amount: float, effort: float = 0.001) -> Plan:
    business = attrs.evolve(OWNER, monthly_budget=amount)
    return plan([HELP, YEARLY], [ANN, BOB], business, on=TOGETHER.on, solver="search", effort=effort)


LIMITED = with_budget(700.0)


def test_each_point_is_what_a_plan_with_that_budget_costs() -> None:
    ax = budget(LIMITED, paper(), budgets=BUDGETS, effort=0.001)
    drawn = dict(point for gid in ("done", "undone") for line in lines(ax, gid) for point in line)
    assert drawn == {amount: pytest.approx(with_budget(amount).cost) for amount in BUDGETS}


def test_plans_that_leave_work_undone_stand_apart_and_say_how_much() -> None:
    ax = budget(LIMITED, paper(), budgets=BUDGETS, effort=0.001)
    undone = [amount for amount in BUDGETS if with_budget(amount).undone]
    assert 0 < len(undone) < len(BUDGETS)
    assert [amount for amount, _ in lines(ax, "undone")[0]] == undone
    assert texts(ax) == [str(len(with_budget(amount).undone)) for amount in undone]


def test_the_plan_at_hand_is_on_it() -> None:
    assert lines(budget(LIMITED, paper(), budgets=BUDGETS, effort=0.001), "now") == [[(700.0, LIMITED.cost)]]


def test_without_budgets_it_asks_about_parts_of_the_one_there_is() -> None:
    ax = budget(LIMITED, paper(), effort=0.001)
    drawn = sorted(amount for gid in ("done", "undone") for line in lines(ax, gid) for amount, _ in line)
    assert drawn == [350.0, 525.0, 700.0, 875.0, 1_050.0, 1_400.0]


def test_without_a_budget_it_asks_about_parts_of_what_is_paid_and_more_changes_nothing() -> None:
    ax = budget(TOGETHER, paper(), effort=0.001)
    drawn = {amount: cost for line in lines(ax, "done") for amount, cost in line}
    assert {cost for amount, cost in drawn.items() if amount >= TOGETHER.paid} == {TOGETHER.cost}
    assert lines(ax, "now") == [[(TOGETHER.paid, TOGETHER.cost)]]


def test_what_a_smaller_budget_found_stands_where_a_larger_one_finds_no_better() -> None:
    wide = with_budget(5_000.0)
    better = attrs.evolve(wide, objective=1.0, costs=CostRows(work=1.0))

    def planner(_tasks: object, _contractors: object, business: Business, **_how: object) -> Plan:
        return better if business.monthly_budget == 6_000.0 else wide

    asked = attrs.evolve(wide, background=attrs.evolve(wide.background, planner=planner))
    drawn = lines(budget(asked, paper(), budgets=[7_000, 6_000, 5_000]), "done")
    assert drawn == [[(5_000.0, wide.cost), (6_000.0, 1.0), (7_000.0, 1.0)]]


def test_the_effort_is_stated() -> None:
    assert "with effort 0.002" in budget(LIMITED, paper(), budgets=[700], effort=0.002).get_xlabel()


def test_what_may_stay_undone_does_not_count_as_missing() -> None:
    business = attrs.evolve(OWNER, monthly_budget=50.0)
    cheap = plan([attrs.evolve(HELP, undone_cost=1.0)], [ANN], business, solver="search", effort=0.001)
    assert cheap.undone
    assert lines(budget(cheap, paper(), budgets=[50.0], effort=0.001), "undone") == []


def test_without_budget_and_payments_there_is_nothing_to_ask() -> None:
    nothing = plan([], [ANN], Business(), solver="search", effort=0.001)
    assert texts(budget(nothing, paper())) == ["Nothing is paid out."]


def test_without_budgets_to_ask_about_it_says_so() -> None:
    assert texts(budget(LIMITED, paper(), budgets=[])) == ["There is no budget to ask about."]


def test_a_budget_of_nothing_can_be_asked_about() -> None:
    (drawn,) = lines(budget(LIMITED, paper(), budgets=[0], effort=0.001), "undone")
    assert drawn == [(0.0, 0.0)]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("effort", {"effort": 0}), ("budgets", {"budgets": [-1.0]}), ("budgets", {"budgets": ["much"]})],
)
def test_what_cannot_be_planned_with_is_refused(field: str, wrong: dict[str, object]) -> None:
    with pytest.raises(RefusedValueError, match=field):
        budget(LIMITED, paper(), **wrong)  # type: ignore[arg-type]  # a dict of arguments has no types of its own


def test_it_looks_as_it_did(tmp_path: Path) -> None:
    ax = budget(LIMITED, paper(), budgets=BUDGETS, effort=0.001)
    assert differs(ax, "budget", tmp_path) is None
