"""What a plan pays out month by month, drawn."""

from pathlib import Path

import attrs
import pytest

pytest.importorskip("matplotlib")

from delegation import Rate, plan
from delegation.plotting import cash
from tests.pictures import ANN, BOB, HELP, OWNER, TOGETHER, YEARLY, differs, heights, legend, lines, paper, texts, ticks

LONG = attrs.evolve(OWNER, monthly_budget=5_000, horizon_months=30)
LATER = plan([HELP], [ANN], LONG, solver="search", effort=0.001)


def test_each_bar_is_what_is_paid_in_that_month() -> None:
    assert heights(cash(TOGETHER, paper()), "month") == list(TOGETHER.background.paid_by_month)


def test_the_fair_is_paid_in_march() -> None:
    drawn = heights(cash(TOGETHER, paper()), "month")
    assert drawn[2] - drawn[1] == pytest.approx(400.0)


def test_bars_come_to_the_mean_that_is_drawn() -> None:
    ax = cash(TOGETHER, paper())
    ((_, mean), _) = lines(ax, "mean")[0]
    assert mean == TOGETHER.paid == pytest.approx(sum(heights(ax, "month")) / 12)


def test_the_budget_is_drawn_where_there_is_one() -> None:
    assert [height for _, height in lines(cash(LATER, paper()), "budget")[0]] == [5_000.0, 5_000.0]


def test_without_a_budget_none_is_drawn() -> None:
    ax = cash(TOGETHER, paper())
    assert lines(ax, "budget") == []
    assert len(legend(ax)) == 1


def test_months_bear_their_names_where_the_plan_has_a_day() -> None:
    assert ticks(cash(TOGETHER, paper()).xaxis)[:3] == ["Jan\n2026", "Feb", "Mar"]


def test_of_many_months_some_are_named_by_number() -> None:
    assert ticks(cash(LATER, paper()).xaxis)[:3] == ["1", "4", "7"]


def test_where_nothing_is_paid_it_says_so() -> None:
    kept = plan([attrs.evolve(HELP, keep=True, recurrence=Rate(1))], [ANN], OWNER, solver="search", effort=0.001)
    assert texts(cash(kept, paper())) == ["Nothing is paid out."]


def test_it_looks_as_it_did(tmp_path: Path) -> None:
    budgeted = plan([HELP, YEARLY], [ANN, BOB], attrs.evolve(OWNER, monthly_budget=1_500), on=TOGETHER.on, effort=0.001)
    assert differs(cash(budgeted, paper()), "cash", tmp_path) is None
