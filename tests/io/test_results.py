"""Scores that are reckoned again and plans that stand whole: what must agree, and what is refused."""

import json
from collections.abc import Callable
from typing import Any

import attrs
import pytest

pytest.importorskip("cattrs")

from delegation import Plan, Score, Task, plan, score
from delegation.errors import RefusedFileError
from delegation.io._results import Figures, figures_of, telling
from delegation.io.json import dumps, loads
from tests.documents import ANA, BOB, DAY, ENGAGEMENTS, NEWS, OWNER, TASKS, result


def changed(found: Score | Plan, change: Callable[[dict[str, Any]], object]) -> tuple[str, ...]:
    """What is said of a result that somebody changed."""
    tree = json.loads(dumps(found))
    change(tree["value"])
    with pytest.raises(RefusedFileError) as refusal:
        loads(json.dumps(tree))
    return refusal.value.problems


@pytest.fixture(scope="module")
def scored() -> Score:
    return score(NEWS, ANA, OWNER, on=DAY)


@pytest.fixture(scope="module")
def planned() -> Plan:
    return plan(TASKS, [ANA, BOB], OWNER, engagements=ENGAGEMENTS, on=DAY, solver="search", effort=0.1)


def test_figures_are_those_of_the_score(scored: Score) -> None:
    outsource = scored.costs.outsource
    assert outsource is not None
    assert figures_of(scored) == Figures(
        mode=scored.mode,
        saved=scored.saved,
        committed=scored.committed,
        outsource=outsource.total,
        out_task=scored.costs.out_task.total,
        keep=None,
    )


def test_of_what_cannot_be_outsourced_there_is_no_such_figure() -> None:
    assert figures_of(score(NEWS, attrs.evolve(ANA, retainers=()))).outsource is None


def test_what_is_kept_has_a_figure_too() -> None:
    found = score(attrs.evolve(NEWS, owner_hours=1.0), ANA)
    assert found.costs.keep is not None
    assert figures_of(found).keep == found.costs.keep.total


def test_a_score_is_asked_about_the_offer_that_it_was_asked_about() -> None:
    found = result("score of an offer")
    assert json.loads(dumps(found))["value"]["retainer"]["monthly_fee"] == 300.0
    assert loads(dumps(found)).asked == found.asked == found.retainer


def test_a_score_of_all_offers_is_asked_about_none(scored: Score) -> None:
    assert scored.asked is None
    assert scored.retainer is not None


@pytest.mark.parametrize("name", ["saved", "committed", "out_task", "outsource", "keep"])
def test_a_score_that_comes_to_another_figure_is_refused(scored: Score, name: str) -> None:
    was = figures_of(scored)._asdict()[name]
    (problem,) = changed(scored, lambda tree: tree["figures"].update({name: 1.0}))
    assert problem == (
        "figures: the score comes to other figures than those it was saved with, so another version made it, or it was "
        f"changed: {name} was 1.0, and comes to {was}"
    )


def test_a_score_of_another_verdict_is_refused(scored: Score) -> None:
    (problem,) = changed(scored, lambda tree: tree["figures"].update(mode="keep"))
    assert problem.endswith(f"mode was keep, and comes to {scored.mode}")


def test_figures_may_differ_by_rounding(scored: Score) -> None:
    tree = json.loads(dumps(scored))
    tree["value"]["figures"]["saved"] *= 1.0 + 1e-12
    assert loads(json.dumps(tree)) == scored


def test_a_question_that_cannot_be_asked_is_refused_in_its_words(scored: Score) -> None:
    (problem,) = changed(scored, lambda tree: tree.update(tasks=[]))
    assert problem.startswith("tasks: score.tasks = () is refused: it takes at least one Task")


def test_a_plan_of_other_tasks_is_refused(planned: Plan) -> None:
    problems = changed(planned, lambda tree: tree["assignments"].reverse())
    assert problems == ("assignments[0].task: it takes books, as in tasks",)


@pytest.mark.parametrize("name", ["assignments", "choice", "penalties"])
def test_a_plan_has_as_many_of_each_as_tasks(planned: Plan, name: str) -> None:
    problems = changed(planned, lambda tree: tree[name].pop())
    assert problems == ("it takes as many assignments, choices and penalties as tasks",)


def test_a_plan_has_what_is_paid_in_each_month(planned: Plan) -> None:
    problems = changed(planned, lambda tree: tree["paid_by_month"].pop())
    assert problems == ("paid_by_month: it takes a number for each of the 12 months",)


def test_what_is_paid_in_each_month_comes_back(planned: Plan) -> None:
    assert loads(dumps(planned)).background.paid_by_month == planned.background.paid_by_month


@pytest.mark.parametrize("name", ["tasks", "contractors"])
def test_a_plan_has_tasks_and_contractors_in_their_order(planned: Plan, name: str) -> None:
    problems = changed(planned, lambda tree: tree[name].reverse())
    assert problems == ("tasks and contractors must stand in the order of their names",)


@pytest.mark.parametrize("way", [-2, -1, 999])
def test_a_choice_that_is_none_is_refused(planned: Plan, way: int) -> None:
    done = next(place for place, each in enumerate(planned) if each.mode is not None)
    (problem,) = changed(planned, lambda tree: tree["choice"].__setitem__(done, way))
    assert problem.startswith(f"choice[{done}]: {way} is no way of doing ")


def test_a_choice_is_the_one_that_is_assigned(planned: Plan) -> None:
    whole = range(len(planned.background.position.ledger.market.ways))
    for place, own in enumerate(planned.background.choice):
        for way in {*whole} - {own}:
            ways = planned.background.position.ledger.market.ways
            other = ways[way][0] == place and _alike(planned, place, way)
            if not other:
                problems = changed(planned, lambda tree, at=place, to=way: tree["choice"].__setitem__(at, to))  # type: ignore[misc]  # a lambda's defaults have no types
                assert problems[0].startswith(f"choice[{place}]")


def _alike(found: Plan, place: int, way: int) -> bool:
    """Whether another way has the same contractor in the same mode, on other terms."""
    market, each = found.background.position.ledger.market, found.assignments[place]
    state = market.ways[way][1]
    if state == -1 or each.contractor is None or each.mode is None:
        return False
    option = market.options[state]
    return option.contractor == each.contractor and (option.retainer is None) == (each.mode.value == "out-task")


def test_a_plan_whose_question_cannot_be_asked_is_refused_in_its_words(planned: Plan) -> None:
    problems = changed(planned, lambda tree: tree.update(on=None))
    assert "has no end, so whether it runs depends on the day" in problems[0]


def test_a_result_that_cannot_be_told_is_refused() -> None:
    make = telling(Task, lambda task: 1 / (task.hours - 2.0))
    assert make(name="news", hours=3) == Task("news", hours=3)
    with pytest.raises(Exception, match="its parts contradict each other, so that it cannot be told"):
        make(name="news", hours=2)
