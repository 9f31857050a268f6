"""What a plan pays out month by month, drawn."""

import datetime as dt
from itertools import pairwise
from pathlib import Path

import attrs
import pytest

pytest.importorskip("matplotlib")

from matplotlib.axes import Axes

from delegation import Once, Rate, Task, plan
from delegation._formatting.phrases import money
from delegation.plotting import cash
from tests.pictures import (
    ANN,
    BOB,
    HELP,
    OWNER,
    TOGETHER,
    YEARLY,
    bars,
    differs,
    heights,
    legend,
    lines,
    paper,
    texts,
    ticks,
    whole,
)

LONG = attrs.evolve(OWNER, monthly_budget=5_000, horizon_months=30)
LATER = plan([HELP], [ANN], LONG, solver="search", effort=0.001)


FIRST = TOGETHER.on
SPREAD = "without dates, spread evenly"


def paid(ax: Axes) -> list[float]:
    """How high the bars of each month are together."""
    return [due + undated for due, undated in zip(heights(ax, "due"), heights(ax, "undated"), strict=True)]


def test_bars_on_each_other_are_what_is_paid_in_that_month() -> None:
    assert paid(cash(TOGETHER, paper())) == pytest.approx(list(TOGETHER.background.paid_by_month))


def test_the_fair_is_paid_in_march() -> None:
    drawn = heights(cash(TOGETHER, paper()), "due")
    assert drawn[2] - drawn[1] == pytest.approx(400.0)


def test_what_is_spread_evenly_stands_on_what_is_due() -> None:
    ax = cash(TOGETHER, paper())
    assert heights(ax, "undated") == list(TOGETHER.background.undated_by_month)
    assert heights(ax, "undated") == pytest.approx([TOGETHER.costs.overage] * 12)
    assert [each.get_y() for each in bars(ax, "undated")] == heights(ax, "due")
    assert legend(ax) == [f"on average, {money(TOGETHER.paid, 'EUR')}", "due in its month", SPREAD]


def test_a_rule_with_a_first_day_a_launch_and_fixes_each_stand_where_they_belong() -> None:
    """Books every Monday at 30, a launch in May for 1,200, and fixes for 60 a month on average."""
    books = Task("books", skill="copy", hours=0.75, recurrence="weekly", start=dt.date(2026, 1, 5))
    launch = Task("launch", skill="copy", hours=30, recurrence=Once(dt.date(2026, 5, 10)))
    fixes = Task("fixes", skill="copy", hours=1, recurrence=1.5)
    hired = attrs.evolve(BOB, one_off_minimum_hours=0)
    ax = cash(plan([books, launch, fixes], [hired], OWNER, on=FIRST, solver="search", effort=0.001), paper())
    mondays = [4, 4, 5, 4, 4, 5, 4, 5, 4, 4, 5, 4]
    assert heights(ax, "due") == pytest.approx(
        [30.0 * many + 1200.0 * (month == 4) for month, many in enumerate(mondays)]
    )
    assert heights(ax, "undated") == pytest.approx([60.0] * 12)


def test_where_all_has_its_month_nothing_is_said_to_be_spread() -> None:
    ax = cash(plan([YEARLY], [BOB], OWNER, on=FIRST, solver="search", effort=0.001), paper())
    assert (heights(ax, "undated"), legend(ax)[1:]) == ([], ["due in its month"])


def test_where_nothing_has_its_month_all_is_said_to_be_spread() -> None:
    ax = cash(plan([YEARLY], [BOB], OWNER, solver="search", effort=0.001), paper())
    assert (heights(ax, "due"), legend(ax)[1:]) == ([], [SPREAD])


def test_small_amounts_of_large_money_stand_in_their_months_too() -> None:
    """Ten hours at a ten-thousandth: where money is millions, that is 1,000."""
    ax = cash(plan([YEARLY], [attrs.evolve(BOB, rate=1e-4)], OWNER, on=FIRST, solver="search", effort=0.001), paper())
    assert heights(ax, "due") == pytest.approx([0.001 * (month == 2) for month in range(12)])


def test_what_comes_of_rounding_is_not_said_to_be_due() -> None:
    found = plan([YEARLY], [BOB], OWNER, solver="search", effort=0.001)
    rounded = tuple(money * (1.0 + 1e-12) for money in found.background.undated_by_month)
    ax = cash(attrs.evolve(found, background=attrs.evolve(found.background, paid_by_month=rounded)), paper())
    assert (heights(ax, "due"), legend(ax)[1:]) == ([], [SPREAD])


def test_bars_come_to_the_mean_that_is_drawn() -> None:
    ax = cash(TOGETHER, paper())
    ((_, mean), _) = lines(ax, "mean")[0]
    assert mean == TOGETHER.paid == pytest.approx(sum(paid(ax)) / 12)


def test_the_budget_is_drawn_where_there_is_one() -> None:
    assert [height for _, height in lines(cash(LATER, paper()), "budget")[0]] == [5_000.0, 5_000.0]


def test_without_a_budget_none_is_drawn() -> None:
    ax = cash(TOGETHER, paper())
    assert lines(ax, "budget") == []
    assert not any("budget" in each for each in legend(ax))


def test_months_bear_their_names_where_the_plan_has_a_day() -> None:
    assert ticks(cash(TOGETHER, paper()).xaxis)[:3] == ["Jan\n2026", "Feb", "Mar"]


def test_months_that_begin_on_another_day_are_named_by_it() -> None:
    """A job of 1 September stands in the bar of 5 August to 4 September."""
    launch = Task("launch", skill="copy", hours=30, recurrence=Once(dt.date(2026, 9, 1)))
    ax = cash(plan([launch], [BOB], OWNER, on=dt.date(2026, 1, 5), solver="search", effort=0.001), paper())
    paid_in = dict(zip(ticks(ax.xaxis), heights(ax, "due"), strict=True))
    assert [name for name, most in paid_in.items() if most] == ["5 Aug"]
    assert ax.get_xlabel() == "month from the 5th"


def test_months_that_begin_on_the_first_are_those_of_the_calendar() -> None:
    assert cash(TOGETHER, paper()).get_xlabel() == "month, from 2026-01-01 on"


def test_twelve_late_days_stand_beside_each_other() -> None:
    late = plan([YEARLY], [BOB], OWNER, on=dt.date(2026, 1, 31), solver="search", effort=0.001)
    ax = cash(late)
    whole(ax).canvas.draw()
    boxes = [each.get_window_extent() for each in ax.get_xticklabels()]
    assert len(boxes) == 12
    assert not any(one.overlaps(other) for one, other in pairwise(boxes))


def test_of_many_months_some_are_named_by_number() -> None:
    assert ticks(cash(LATER, paper()).xaxis)[:3] == ["1", "4", "7"]


def test_where_nothing_is_paid_it_says_so() -> None:
    kept = plan([attrs.evolve(HELP, keep=True, recurrence=Rate(1))], [ANN], OWNER, solver="search", effort=0.001)
    assert texts(cash(kept, paper())) == ["Nothing is paid out."]


def test_it_looks_as_it_did(tmp_path: Path) -> None:
    budgeted = plan([HELP, YEARLY], [ANN, BOB], attrs.evolve(OWNER, monthly_budget=1_500), on=TOGETHER.on, effort=0.001)
    assert differs(cash(budgeted, paper()), "cash", tmp_path) is None
