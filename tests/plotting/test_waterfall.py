"""The way from what out-tasking costs to what outsourcing does, drawn."""

from pathlib import Path

import attrs
import pytest

pytest.importorskip("matplotlib")

from delegation import Availability, Contractor, Rate, Retainer, Urgency, score
from delegation._costing.costs import ROWS
from delegation.plotting import waterfall
from tests.pictures import ANN, HELP, OWNER, bars, differs, heights, legend, lines, paper, texts, ticks

SCORED = score(HELP, ANN, OWNER)


def test_it_goes_from_one_total_to_the_other() -> None:
    costs = SCORED.costs
    assert costs.outsource is not None
    assert heights(waterfall(SCORED, paper()), "total") == [costs.out_task.total, costs.outsource.total]


def test_each_row_is_what_outsourcing_changes_in_it() -> None:
    costs = SCORED.costs
    assert costs.outsource is not None
    changes = [costs.outsource[row] - costs.out_task[row] for row in ROWS]
    ax = waterfall(SCORED, paper())
    assert heights(ax, "adds") == pytest.approx([each for each in changes if each > 0.0])
    assert heights(ax, "saves") == pytest.approx([each for each in changes if each < 0.0])


def test_rows_stand_on_each_other_and_end_at_the_other_total() -> None:
    ax = waterfall(SCORED, paper())
    steps = sorted([*bars(ax, "adds"), *bars(ax, "saves")], key=lambda bar: bar.get_x())
    level = SCORED.costs.out_task.total
    for step in steps:
        assert step.get_y() == pytest.approx(level)
        level += step.get_height()
    assert level == pytest.approx(heights(ax, "total")[-1])


def test_where_keeping_costs_less_than_either_a_line_shows_how_much() -> None:
    ax = waterfall(score(attrs.evolve(HELP, owner_hours=1), ANN, OWNER), paper())
    assert [height for _, height in lines(ax, "keep")[0]] == [240.0, 240.0]
    assert "keep it for less than either: EUR 240" in legend(ax)


def test_where_keeping_costs_more_there_is_no_line() -> None:
    ax = waterfall(score(attrs.evolve(HELP, owner_hours=100), ANN, OWNER), paper())
    assert lines(ax, "keep") == []


def test_rows_that_are_the_same_in_both_are_left_out() -> None:
    ax = waterfall(score(attrs.evolve(HELP, urgency=Urgency()), ANN, OWNER), paper())
    assert ticks(ax.xaxis) == ["out-task", "work", "fee", "overage", "hiring", "outsource"]


def test_amounts_bear_their_signs() -> None:
    assert [text[0] for text in texts(waterfall(SCORED, paper()))[1:3]] == ["-", "+"]


def test_the_title_tells_what_a_retainer_saves() -> None:
    costs = SCORED.costs
    assert costs.outsource is not None
    saved = costs.out_task.total - costs.outsource.total
    assert (
        waterfall(SCORED, paper()).get_title(loc="left") == f"help: a retainer with Ann saves EUR {saved:,.0f} a month"
    )


def test_the_title_tells_what_a_retainer_costs_more() -> None:
    dear = score(HELP, attrs.evolve(ANN, retainers=Retainer(5_000, 10)), OWNER)
    assert waterfall(dear, paper()).get_title(loc="left").endswith(" more a month")


def test_what_only_adds_saves_nothing() -> None:
    free = attrs.evolve(ANN, rate=0, retainers=Retainer(10, 0))
    found = score(attrs.evolve(HELP, urgency=Urgency()), free, attrs.evolve(OWNER, briefing_hours=0))
    ax = waterfall(found, paper())
    assert legend(ax) == ["adds"]
    assert heights(ax, "saves") == []


def test_nothing_against_nothing_is_drawn_all_the_same() -> None:
    idle = attrs.evolve(HELP, recurrence=Rate(0))
    free = attrs.evolve(OWNER, onboarding_hours=0, hiring_hours=0)
    ax = waterfall(score(idle, attrs.evolve(ANN, retainers=Retainer(0, 0)), free), paper())
    assert heights(ax, "total") == [0.0, 0.0]
    assert ax.get_ylim() == (0.0, 1.0)
    assert ax.get_title(loc="left") == "help: a retainer with Ann costs as much as hiring"


def test_where_outsourcing_is_no_choice_it_says_why() -> None:
    full = Contractor("Ann", rate=50, availability=Availability(regular_load=1.0))
    assert texts(waterfall(score(HELP, full), paper())) == [
        "Outsourcing is no choice: Ann has no room for\nanother regular client."
    ]


def test_it_looks_as_it_did(tmp_path: Path) -> None:
    assert differs(waterfall(SCORED, paper()), "waterfall", tmp_path) is None
