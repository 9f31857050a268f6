"""What another budget would bring, drawn."""

from pathlib import Path

import attrs
import pytest

pytest.importorskip("matplotlib")

from matplotlib.axes import Axes

from delegation import Business, Plan, Task, plan
from delegation._costing.costs import CostRows
from delegation.errors import RefusedValueError
from delegation.plotting import budget
from delegation.plotting._budget import LOW
from tests.pictures import ANN, BOB, HELP, OWNER, TOGETHER, YEARLY, differs, legend, lines, paper, texts

BUDGETS = [100.0, 400.0, 700.0, 1_000.0]
PARTS = (0.75, 0.8125, 0.875, 0.9375)
NOBODYS = Task("sign", skill="paint", hours=3, recurrence=1)


def with_budget(amount: float, effort: float = 0.001) -> Plan:
    business = attrs.evolve(OWNER, monthly_budget=amount)
    return plan([HELP, YEARLY], [ANN, BOB], business, on=TOGETHER.on, solver="search", effort=effort)


LIMITED = with_budget(700.0)


def test_each_point_is_what_a_plan_with_that_budget_costs() -> None:
    ax = budget(LIMITED, paper(), budgets=BUDGETS, effort=0.001)
    found = {amount: with_budget(amount) for amount in BUDGETS}
    expected = {amount: pytest.approx(each.cost) for amount, each in found.items() if not each.undone}
    assert 0 < len(expected) < len(BUDGETS)
    assert dict(lines(ax, "done")[0]) == expected


def test_plans_that_leave_work_undone_stand_apart_and_say_how_much() -> None:
    ax = budget(LIMITED, paper(), budgets=BUDGETS, effort=0.001)
    undone = [amount for amount in BUDGETS if with_budget(amount).undone]
    assert 0 < len(undone) < len(BUDGETS)
    assert lines(ax, "undone") == [[(amount, LOW) for amount in undone]]
    assert legend(ax)[:2] == ["all is done", "so many tasks stay undone: no cost to compare"]
    assert texts(ax) == [str(len(with_budget(amount).undone)) for amount in undone]


def test_a_larger_budget_is_never_dearer_than_the_plan_at_hand() -> None:
    """No plan is as cheap as this one is made to look."""
    wide = with_budget(1_000.0)
    lucky = attrs.evolve(wide, objective=wide.objective - 100.0, costs=CostRows(work=wide.cost - 100.0))
    found = lines(budget(lucky, paper(), budgets=[1_200.0], effort=0.001), "done")
    assert found == [[(1_200.0, wide.cost - 100.0)]]


def test_beyond_the_budgets_that_are_asked_about_the_plan_stands_at_its_own() -> None:
    ax = budget(with_budget(1_000.0), paper(), budgets=[900.0], effort=0.001)
    assert (lines(ax, "now")[0][0][0], legend(ax)[-1]) == (1_000.0, "the plan")


def test_the_plan_at_hand_is_on_it() -> None:
    wide = with_budget(1_000.0)
    assert lines(budget(wide, paper(), budgets=BUDGETS, effort=0.001), "now") == [[(1_000.0, wide.cost)]]


def budgets_asked(ax: Axes) -> list[float]:
    """The budgets that are drawn."""
    return sorted(amount for gid in ("done", "undone") for line in lines(ax, gid) for amount, _ in line)


def test_by_itself_it_asks_from_about_what_is_needed_to_a_little_above_what_is_paid_without_a_limit() -> None:
    """Without a limit 829 is paid; neither half of that is enough nor three quarters, and gaps above are halved."""
    most = TOGETHER.paid
    ax = budget(LIMITED, paper(), effort=0.001)
    undone = {amount for line in lines(ax, "undone") for amount, _ in line}
    asked = budgets_asked(ax)
    assert asked == pytest.approx(sorted([most * part for part in (1.0, 1.1, *PARTS)] + [700.0]))
    assert undone == {amount for amount in asked if with_budget(amount).undone}


def test_without_a_budget_what_the_plan_pays_is_enough_and_more_changes_nothing() -> None:
    ax = budget(TOGETHER, paper(), effort=0.001)
    assert lines(ax, "done")[0][-2:] == [(TOGETHER.paid, TOGETHER.cost), (TOGETHER.paid * 1.1, TOGETHER.cost)]
    assert lines(ax, "now") == [[(TOGETHER.paid, TOGETHER.cost)]]


def test_it_plans_six_times_at_the_most() -> None:
    asked: list[float | None] = []

    def planner(_tasks: object, _contractors: object, business: Business, **_how: object) -> Plan:
        asked.append(business.monthly_budget)
        return with_budget(5_000.0 if business.monthly_budget is None else business.monthly_budget)

    budget(attrs.evolve(LIMITED, background=attrs.evolve(LIMITED.background, planner=planner)), paper())
    assert (len(asked), asked[0]) == (6, None)


def test_budgets_below_what_is_owed_anyway_are_not_asked_about() -> None:
    owed = attrs.evolve(TOGETHER, sunk=700.0)
    assert min(budgets_asked(budget(owed, paper(), effort=0.001))) >= 700.0


def test_where_all_that_is_paid_is_owed_anyway_nothing_less_is_asked_about() -> None:
    owed = attrs.evolve(TOGETHER, sunk=TOGETHER.paid)
    assert budgets_asked(budget(owed, paper(), effort=0.001)) == [TOGETHER.paid, 1.1 * TOGETHER.paid]


def test_of_a_budget_far_above_what_is_paid_the_plan_stands_at_the_right_edge_and_tells_it() -> None:
    ax = budget(with_budget(90_000.0), paper(), effort=0.001)
    assert lines(ax, "now")[0][0][0] == budgets_asked(ax)[-1] == pytest.approx(1.1 * TOGETHER.paid)
    assert legend(ax)[-1] == "the plan (its budget: EUR 90,000)"


def test_a_plan_that_leaves_work_undone_stands_with_them() -> None:
    tight = with_budget(100.0)
    assert tight.undone
    ax = budget(tight, paper(), budgets=BUDGETS, effort=0.001)
    assert lines(ax, "now") == [[(100.0, LOW)]]


def test_where_work_stays_undone_whatever_the_budget_there_is_no_axis_of_costs() -> None:
    ax = budget(with_budget(100.0), paper(), budgets=[90, 100], effort=0.001)
    assert (ax.get_ylabel(), list(ax.get_yticks())) == ("no cost to compare: work stays undone", [])


def test_what_no_budget_brings_does_not_count_as_missing() -> None:
    """Nobody can do the third task, with whatever money."""
    found = plan([HELP, YEARLY, NOBODYS], [ANN, BOB], OWNER, on=TOGETHER.on, solver="search", effort=0.001)
    ax = budget(found, paper(), effort=0.001)
    assert legend(ax)[0] == "all is done but 1 that no budget brings"
    assert lines(ax, "now") == [[(found.paid, found.cost)]]


def test_work_that_is_left_because_that_is_cheaper_is_not_said_to_be_done() -> None:
    left = attrs.evolve(NOBODYS, name="logo", undone_cost=1.0)
    found = plan([HELP, YEARLY, left], [ANN, BOB], OWNER, on=TOGETHER.on, solver="search", effort=0.001)
    ax = budget(found, paper(), budgets=[5_000.0, 6_000.0], effort=0.001)
    assert legend(ax) == ["some is left, which is cheaper", "the plan"]
    assert lines(ax, "left") == lines(ax, "done") == [[(5_000.0, found.cost), (6_000.0, found.cost)]]


def costing(costs: dict[float, float]) -> Axes:
    """The picture of plans that cost so much with these budgets."""
    wide = with_budget(5_000.0)

    def planner(_tasks: object, _contractors: object, business: Business, **_how: object) -> Plan:
        cost = costs[business.monthly_budget or 0.0]
        return attrs.evolve(wide, objective=cost, costs=CostRows(work=cost))

    dear = attrs.evolve(wide, objective=2_000.0, costs=CostRows(work=max(costs.values())))
    asked = attrs.evolve(dear, background=attrs.evolve(wide.background, planner=planner))
    return budget(asked, paper(), budgets=list(costs))


def test_costs_that_are_much_alike_are_drawn_from_some_way_below_and_the_axis_says_so() -> None:
    ax = costing({700: 1_000.0, 800: 900.0})
    assert (ax.get_ylim(), ax.get_ylabel()) == ((850.0, 1_020.0), "cost (EUR a month), not from 0")


@pytest.mark.parametrize("saved", [0.0, 4.0, 500.0], ids=["the same", "next to the same", "half"])
def test_costs_that_are_the_same_or_far_apart_are_drawn_from_0(saved: float) -> None:
    ax = costing({700: 1_000.0, 800: 1_000.0 - saved})
    assert (ax.get_ylim(), ax.get_ylabel()) == ((0.0, 1_200.0), "cost (EUR a month)")


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
    ax = budget(LIMITED, paper(), budgets=[0], effort=0.001)
    assert (lines(ax, "undone"), texts(ax)) == ([[(0.0, LOW)]], ["2"])


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
