"""How long clients wait over how busy a contractor is, drawn."""

import math
from pathlib import Path

import attrs
import pytest

pytest.importorskip("matplotlib")

from delegation import Availability
from delegation.plotting import waits
from tests.pictures import ANN, differs, legend, lines, paper

THERE = ANN.availability
OVERFULL = Availability(regular_load=0.75, one_off_load=0.5)
IDLE = Availability(regular_load=0.0, one_off_load=0.0)


@pytest.mark.parametrize("regular", [True, False])
def test_the_marks_are_the_waits_now(regular: bool) -> None:
    marks = lines(waits(ANN, paper()), "now")
    assert marks[0 if regular else 1] == [(0.75, THERE.wait(regular=regular).mean)]


@pytest.mark.parametrize("regular", [True, False])
def test_each_line_is_the_wait_with_both_loads_changed_alike(regular: bool) -> None:
    line = lines(waits(THERE, paper()), "line")[0 if regular else 1]
    (share, wait) = line[60]
    other = attrs.evolve(THERE, regular_load=share / 3.0, one_off_load=share * 2.0 / 3.0)
    assert share == pytest.approx(0.6)
    assert wait == pytest.approx(other.wait(regular=regular).mean)


def test_the_marks_lie_on_the_lines() -> None:
    ax = waits(THERE, paper())
    for line, [(share, wait)] in zip(lines(ax, "line"), lines(ax, "now"), strict=True):
        assert dict(line)[share] == pytest.approx(wait)


def test_a_client_who_is_never_reached_is_marked_at_the_upper_edge() -> None:
    ax = waits(OVERFULL, paper())
    assert lines(ax, "now")[1] == [(1.25, ax.get_ylim()[1])]
    assert legend(ax)[1] == "one-off client, now never reached"


def test_where_a_client_is_never_reached_there_is_no_line() -> None:
    line = lines(waits(OVERFULL, paper()), "line")[1]
    assert {math.isnan(wait) for share, wait in line if share >= 1.0} == {True}


def test_of_who_is_idle_the_usual_mix_of_clients_is_drawn() -> None:
    share, wait = lines(waits(IDLE, paper()), "line")[0][65]
    usual = attrs.evolve(IDLE, regular_load=0.4, one_off_load=0.25)
    assert share == pytest.approx(0.65)
    assert wait == pytest.approx(usual.wait(regular=True).mean)


def test_of_loads_that_are_only_believed_the_mean_wait_is_marked() -> None:
    learnt = Availability.learn(one_off_waits=[6, 3, 0, 4], regular_waits=[0, 1])
    now = lines(waits(learnt, paper()), "now")[0]
    assert now == [(learnt.regular_load + learnt.one_off_load, learnt.wait(regular=True).mean)]


def test_the_title_says_for_whom() -> None:
    assert waits(ANN, paper()).get_title(loc="left") == "How long you wait for Ann"


def test_the_axis_says_whose_wishes_fill_the_week() -> None:
    assert waits(ANN, paper()).get_xlabel() == "share of their week that other clients want"


def test_of_an_availability_it_is_not_known_whose_it_is() -> None:
    assert waits(THERE, paper()).get_title(loc="left") == "How long you wait"


def test_it_looks_as_it_did(tmp_path: Path) -> None:
    assert differs(waits(ANN, paper()), "waits", tmp_path) is None
