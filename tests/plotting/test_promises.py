"""What was played beside what was promised, drawn."""

from pathlib import Path

import attrs
import pytest

pytest.importorskip("matplotlib")
pytest.importorskip("simpy")

from delegation import Engagement, Mode, Rate, simulate
from delegation.plotting import promises
from tests.pictures import ANN, HELP, NEW_YEAR, OFFERS, TOGETHER, crowded, differs, heights, legend, paper, texts, ticks

PLAYED = simulate(TOGETHER, runs=20, seed=1)
ROWS = [(name, row) for name, row in PLAYED.rows._asdict().items() if row.mean or row.promised]


def test_bars_are_what_is_promised() -> None:
    assert heights(promises(PLAYED, paper()), "promised") == [row.promised for _, row in ROWS]


def test_points_are_what_was_played() -> None:
    (points,) = promises(PLAYED, paper()).containers[1:]
    assert list(points[0].get_ydata()) == [row.mean for _, row in ROWS]


def test_lines_through_them_are_their_intervals() -> None:
    (points,) = promises(PLAYED, paper()).containers[1:]
    drawn = [(segment[0][1], segment[1][1]) for segment in points[2][0].get_segments()]
    assert drawn == [pytest.approx(row.interval) for _, row in ROWS]


def test_rows_that_cost_nothing_are_left_out() -> None:
    assert ticks(promises(PLAYED, paper()).xaxis) == [name.replace("total", "in all") for name, _ in ROWS]


def test_above_each_stands_how_far_off_it_is() -> None:
    expected = [f"{row.deviation:+.1%}" for _, row in ROWS if row.deviation is not None]
    assert texts(promises(PLAYED, paper())) == expected


def test_of_a_single_run_no_interval_is_drawn() -> None:
    ax = promises(simulate(TOGETHER, runs=1, seed=1), paper())
    assert ax.get_title(loc="left") == "Played against promised: 1 run of 12 months"
    assert "played once, so that nobody knows how far it may be off" in legend(ax)
    (points,) = ax.containers[1:]
    assert {float(segment[0][1] - segment[1][1]) for segment in points[2][0].get_segments()} == {0.0}


def test_where_nothing_is_promised_there_are_no_bars() -> None:
    spell = Engagement(ANN, tasks=HELP, mode=Mode.OUTSOURCE, start=NEW_YEAR.replace(month=6), retainer=OFFERS[1])
    ax = promises(simulate([spell], months=12, runs=2, seed=1, on=NEW_YEAR), paper())
    assert (heights(ax, "promised"), texts(ax)) == ([], [])
    assert ax.get_title(loc="left").endswith("(nothing is promised)")


def test_where_nothing_costs_anything_it_says_so() -> None:
    idle = attrs.evolve(HELP, recurrence=Rate(0))
    hired = Engagement(ANN, tasks=idle, mode=Mode.OUT_TASK, start=NEW_YEAR)
    assert texts(promises(simulate([hired], months=2, runs=2, seed=1), paper())) == ["Nothing costs anything."]


def test_title_legend_and_labels_are_within_the_picture_and_apart() -> None:
    assert crowded(promises(PLAYED, paper())) == []


def test_it_looks_as_it_did(tmp_path: Path) -> None:
    assert differs(promises(PLAYED, paper()), "promises", tmp_path) is None
