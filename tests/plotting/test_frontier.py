"""How often and how urgent work would have to be for a retainer, drawn."""

from pathlib import Path

import attrs
import pytest

pytest.importorskip("matplotlib")

import numpy as np

from delegation import Availability, Contractor, Once, Rate, Retainer, Score, Task, Urgency, score
from delegation.plotting import frontier
from delegation.scoring import Factor
from tests.pictures import ANN, HELP, OWNER, differs, legend, lines, paper, texts

DEAR = attrs.evolve(ANN, retainers=attrs.evolve(ANN.retainers[1], monthly_fee=500))  # type: ignore[index]  # Ann has offers
SCORED = score(HELP, DEAR, OWNER)
CLOSE = score(HELP, attrs.evolve(ANN, retainers=Retainer(1_500, 10)), OWNER)
SELDOM = score(attrs.evolve(HELP, recurrence=Rate(0.5)), DEAR, OWNER)


def edge(found: Score) -> list[tuple[float, float]]:
    """The line at which the verdict flips, as it is drawn."""
    ax = frontier(found, paper())
    (line,) = (each for each in ax.collections if each.get_gid() == "frontier")
    return [(float(x), float(y)) for path in line.get_paths() for x, y in np.asarray(path.vertices)]


def test_the_task_is_where_it_comes_and_costs_now() -> None:
    assert lines(frontier(SCORED, paper()), "now") == [[(4.0, 100.0)]]


def test_what_comes_less_than_monthly_is_told_a_year() -> None:
    ax = frontier(SELDOM, paper())
    assert (lines(ax, "now"), ax.get_xlabel()) == ([[(6.0, 100.0)]], "times a year")


def test_diamonds_are_the_break_evens_of_the_score() -> None:
    points = CLOSE.break_even
    (often,), (urgent,) = points[Factor.RECURRENCE][:1], points[Factor.URGENCY][:1]
    (drawn,) = lines(frontier(CLOSE, paper()), "flips")
    assert drawn[0] == pytest.approx((4.0 * often, 100.0))
    assert drawn[-1] == pytest.approx((4.0, 100.0 * urgent))


def test_the_line_runs_through_the_break_even_of_the_recurrence() -> None:
    (flip, *_) = SCORED.break_even.recurrence
    points = sorted(edge(SCORED), key=lambda point: abs(point[1] - 100.0))
    assert points[0][0] == pytest.approx(4.0 * flip, rel=0.02)


def test_on_the_line_both_ways_cost_the_same() -> None:
    for often, cost in edge(SCORED)[::15]:
        task = attrs.evolve(HELP, recurrence=Rate(often), urgency=Urgency(cost, 1))
        assert score(task, DEAR, OWNER).value == pytest.approx(0.5, abs=0.003)


def test_where_keeping_costs_less_than_either_way_the_point_says_so() -> None:
    kept, handed = attrs.evolve(HELP, owner_hours=1), attrs.evolve(HELP, owner_hours=100)
    assert "now: keep it for less than either" in legend(frontier(score(kept, DEAR, OWNER), paper()))
    assert "now" in legend(frontier(score(handed, DEAR, OWNER), paper()))


def test_where_a_delay_costs_nothing_the_task_is_at_the_lower_edge() -> None:
    ax = frontier(score(attrs.evolve(HELP, urgency=Urgency()), DEAR, OWNER), paper())
    assert lines(ax, "now") == [[(4.0, ax.get_ylim()[0])]]
    assert "now (a delay costs nothing)" in legend(ax)
    assert lines(ax, "flips") == []


def test_several_tasks_change_together_in_multiples_of_now() -> None:
    ax = frontier(score([HELP, attrs.evolve(HELP, name="more")], DEAR, OWNER), paper())
    assert (lines(ax, "now"), ax.get_xlabel()) == ([[(1.0, 1.0)]], "times as often as now")


def test_where_there_is_no_room_for_more_is_drawn_from_the_rate_on_that_fills_the_contractor() -> None:
    ax = frontier(SCORED, paper())
    (area,) = (each for each in ax.patches if each.get_gid() == "room")
    # Ann has 122 hours a month and gives a quarter to others
    assert area.get_x() == pytest.approx(0.75 * 28 / 7 * 365.25 / 12 / 4, rel=1e-6)  # type: ignore[attr-defined]  # a rectangle


def test_where_there_is_room_at_all_rates_nothing_is_said_of_it() -> None:
    assert "no room" not in legend(frontier(SELDOM, paper()))


def test_where_one_way_is_always_cheaper_there_is_no_line() -> None:
    free = attrs.evolve(ANN, retainers=attrs.evolve(ANN.retainers[0], monthly_fee=0))  # type: ignore[index]  # Ann has offers
    cheap = attrs.evolve(OWNER, onboarding_hours=0)
    ax = frontier(score(HELP, free, cheap), paper())
    assert ("out-task" in legend(ax), "outsource" in legend(ax)) == (False, True)
    assert [each for each in ax.collections if each.get_gid() == "frontier"] == []


def test_where_outsourcing_never_pays_all_is_out_tasked() -> None:
    dear = attrs.evolve(ANN, retainers=attrs.evolve(ANN.retainers[1], monthly_fee=1e7))  # type: ignore[index]  # Ann has offers
    ax = frontier(score(HELP, dear, OWNER), paper())
    assert ("out-task" in legend(ax), "outsource" in legend(ax)) == (True, False)


def test_where_outsourcing_is_no_choice_it_says_why() -> None:
    full = Contractor("Ann", rate=50, availability=Availability(regular_load=1.0))
    assert texts(frontier(score(HELP, full), paper())) == [
        "Outsourcing is no choice: Ann has no room for\nanother regular client."
    ]


def test_what_comes_but_once_is_said_to() -> None:
    once = Task("move", hours=4, recurrence=Once())
    assert texts(frontier(score(once, ANN), paper())) == [
        "Nothing of this work comes back, so that it\ncould not come more often."
    ]


def test_it_looks_as_it_did(tmp_path: Path) -> None:
    assert differs(frontier(SCORED, paper()), "frontier", tmp_path) is None
