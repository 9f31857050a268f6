"""How many hours a plan has each contractor work, drawn."""

from pathlib import Path

import attrs
import pytest

pytest.importorskip("matplotlib")

from matplotlib import pyplot as plt

from delegation import Task, plan
from delegation.plotting import contractors
from tests.pictures import (
    ANN,
    BOB,
    HELP,
    OWNER,
    TOGETHER,
    YEARLY,
    bars,
    differs,
    legend,
    paper,
    texts,
    ticks,
    whole,
    widths,
)

(AGREED,) = TOGETHER.retainers


def test_who_works_most_stands_on_top() -> None:
    assert ticks(contractors(TOGETHER, paper()).yaxis) == ["Bob", "Ann"]


@pytest.mark.parametrize(
    ("part", "hours"),
    [("used", AGREED.block.used), ("unused", AGREED.block.unused), ("above", AGREED.block.overage_hours)],
)
def test_each_part_is_what_becomes_of_the_block(part: str, hours: float) -> None:
    assert widths(contractors(TOGETHER, paper()), part) in ([0.0, hours], [])
    assert hours or not bars(contractors(TOGETHER, paper()), part)


def test_who_is_hired_job_by_job_has_the_hours_of_their_tasks() -> None:
    assert widths(contractors(TOGETHER, paper()), "hired") == [TOGETHER["fair"].hours, 0.0]


def test_parts_stand_beside_each_other() -> None:
    ax = contractors(TOGETHER, paper())
    assert bars(ax, "above")[1].get_x() == AGREED.block.used + AGREED.block.unused


def test_parts_of_no_hours_are_not_named() -> None:
    hired = plan([HELP], [BOB, ANN], OWNER, solver="search", effort=0.001)
    assert "hired job by job" not in legend(contractors(hired, paper()))


def test_where_nobody_does_anything_it_says_so() -> None:
    nothing = plan([], [ANN], OWNER, solver="search", effort=0.001)
    assert texts(contractors(nothing, paper())) == ["The plan has no contractor do anything."]


@pytest.mark.parametrize(("tasks", "lowest", "highest"), [([YEARLY], -1.5, 1.5), ([HELP, YEARLY], -1.0, 2.0)])
def test_few_bars_are_no_higher_than_of_three(tasks: list[Task], lowest: float, highest: float) -> None:
    ax = contractors(plan(tasks, [ANN, BOB], OWNER, solver="search", effort=0.001), paper())
    assert ax.get_ylim() == (lowest, highest)


def test_many_contractors_make_a_new_picture_higher_and_given_axes_stay() -> None:
    crowd = [attrs.evolve(BOB, name=f"Bob {place:02}", skills=f"skill {place}") for place in range(20)]
    tasks = [attrs.evolve(YEARLY, name=each.name, skill=next(iter(each.skills))) for each in crowd]
    found = plan(tasks, crowd, OWNER, solver="search", effort=0.001)
    plt.switch_backend("Agg")
    ax = contractors(found)
    assert (len(ticks(ax.yaxis)), list(whole(ax).get_size_inches())) == (20, [6.4, 5.0])
    plt.close("all")


def test_it_looks_as_it_did(tmp_path: Path) -> None:
    assert differs(contractors(TOGETHER, paper()), "contractors", tmp_path) is None
