"""How a retainer was used month by month, drawn."""

import datetime as dt
from itertools import combinations
from pathlib import Path
from typing import Any

import attrs
import pytest

pytest.importorskip("matplotlib")

from delegation import Engagement, Job, Mode, Retainer
from delegation.errors import RefusedValueError
from delegation.plotting import months
from delegation.reviewing.usage import periods, replayed
from tests.pictures import ANN, HELP, OWNER, RETAINED, bars, differs, heights, legend, lines, paper, texts, ticks, whole

FEBRUARY = dt.date(2026, 2, 1)
OVER = periods(Retainer(450, 10, rollover_hours=2), RETAINED.jobs, RETAINED.start, FEBRUARY)


def test_bars_are_what_the_review_looks_at() -> None:
    ax = months(RETAINED, paper(), on=FEBRUARY)
    assert heights(ax, "used") == [each.used - each.overage_hours for each in OVER] == [7.0, 12.0, 10.0]
    assert heights(ax, "above") == [each.overage_hours for each in OVER] == [0.0, 2.0, 0.0]
    assert heights(ax, "unused") == [3.0, 0.0, 0.0]


def test_unused_and_above_stand_on_what_is_used() -> None:
    ax = months(RETAINED, paper(), on=FEBRUARY)
    assert [each.get_y() for each in bars(ax, "unused")] == [each.get_y() for each in bars(ax, "above")] == [7, 12, 10]


def test_the_block_is_a_line() -> None:
    assert [hours for _, hours in lines(months(RETAINED, paper(), on=FEBRUARY), "block")[0]] == [10.0, 10.0]


def test_what_was_paid_stands_above_each_month() -> None:
    assert texts(months(RETAINED, paper(), on=FEBRUARY)) == ["450", "550", "450"]


def test_hours_above_the_block_are_paid_at_its_rate() -> None:
    """Two of December's hours, at 30 each and not at Ann's 50."""
    cheap = attrs.evolve(RETAINED, retainer=Retainer(450, 10, overage_rate=30, rollover_hours=2))
    assert texts(months(cheap, paper(), on=FEBRUARY)) == ["450", "510", "450"]


def test_what_was_paid_stands_above_bars_and_block() -> None:
    """Where all hours of a block are used or unused, the bars end at the line of the block."""
    ax = months(attrs.evolve(RETAINED, jobs=RETAINED.jobs[:1]), paper(), on=FEBRUARY)
    whole(ax).canvas.draw()
    block = ax.transData.transform((0.0, 10.0))[1]
    assert all(each.get_window_extent().y0 > block + 2.0 for each in ax.texts)


def test_long_figures_stand_in_two_rows() -> None:
    dear = attrs.evolve(RETAINED, retainer=Retainer(1_234_567, 10))
    ax = months(dear, paper(), on=dt.date(2027, 6, 1))
    whole(ax).canvas.draw()
    boxes = [each.get_window_extent() for each in ax.texts]
    assert len(boxes) == 12
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    top = ax.transData.transform((0.0, 10.0))[1]
    assert min(each.y0 for each in boxes) > top


def test_of_an_access_retainer_no_block_is_drawn_and_each_hour_is_said_to_be_billed() -> None:
    ax = months(attrs.evolve(RETAINED, retainer=Retainer(450, 0)), paper(), on=FEBRUARY)
    assert legend(ax) == ["worked, each hour billed"]
    assert (lines(ax, "block"), heights(ax, "used")) == ([], [])


def test_months_without_any_hours_show_what_was_paid() -> None:
    ax = months(attrs.evolve(RETAINED, retainer=Retainer(450, 0), jobs=()), paper(), on=FEBRUARY)
    assert (texts(ax), legend(ax), ax.get_ylim()[0]) == (["450"] * 3, [], 0.0)


def test_what_was_paid_comes_to_what_the_review_reckons() -> None:
    assert RETAINED.retainer is not None
    told = map(float, texts(months(RETAINED, paper(), on=FEBRUARY)))
    assert sum(told) == replayed(RETAINED.retainer, 50.0, RETAINED.jobs, RETAINED.start, 3)


def test_months_that_begin_on_another_day_are_named_by_it() -> None:
    ax = months(attrs.evolve(RETAINED, start=dt.date(2025, 11, 5), jobs=()), paper(), on=dt.date(2026, 1, 5))
    assert ticks(ax.xaxis) == ["5 Nov\n2025", "5 Dec"]
    assert ax.get_xlabel() == "month from the 5th (on top: money paid)"


def test_months_bear_their_names() -> None:
    assert ticks(months(RETAINED, paper(), on=FEBRUARY).xaxis) == ["Nov\n2025", "Dec", "Jan\n2026"]


def test_what_is_not_over_is_left_out() -> None:
    assert len(heights(months(RETAINED, paper(), on=dt.date(2026, 1, 31)), "used")) == 2


def test_after_its_end_nothing_is_drawn() -> None:
    ended = attrs.evolve(RETAINED, end=dt.date(2025, 12, 31), jobs=RETAINED.jobs[:2])
    assert len(heights(months(ended, paper(), on=dt.date(2026, 6, 1)), "used")) == 2


def test_the_last_twelve_are_drawn() -> None:
    assert len(heights(months(RETAINED, paper(), on=dt.date(2027, 6, 1)), "used")) == 12


def test_of_a_block_of_several_months_each_bar_is_a_period_and_all_its_fees() -> None:
    quarterly = attrs.evolve(RETAINED, retainer=Retainer(450, 40, period_months=3))
    ax = months(quarterly, paper(), on=FEBRUARY, business=OWNER)
    assert (heights(ax, "used"), texts(ax)) == ([31.0], ["1,350"])
    assert ax.get_xlabel() == "period of 3 months (on top: EUR paid)"


def test_where_nothing_is_unused_or_above_neither_is_named() -> None:
    even = attrs.evolve(RETAINED, jobs=[Job(dt.date(2025, 11, 5), 10)])
    assert legend(months(even, paper(), on=dt.date(2025, 12, 1))) == ["block of 10 h", "used"]


def test_without_a_retainer_it_says_so() -> None:
    hired = Engagement(ANN, tasks=HELP, mode=Mode.OUT_TASK, start=dt.date(2025, 1, 1))
    assert texts(months(hired, paper(), on=FEBRUARY)) == ["There is no retainer with Ann: it is hired job\nby job."]


def test_before_the_first_month_is_over_it_says_so() -> None:
    assert texts(months(RETAINED, paper(), on=dt.date(2025, 11, 30))) == ["No month of it is over on 2025-11-30."]


@pytest.mark.parametrize(
    ("field", "wrong"), [("on", {"on": "today"}), ("business", {"on": FEBRUARY, "business": "mine"})]
)
def test_what_is_no_day_and_no_business_is_refused(field: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(RefusedValueError, match=f"months.{field}"):
        months(RETAINED, paper(), **wrong)


def test_it_looks_as_it_did(tmp_path: Path) -> None:
    assert differs(months(RETAINED, paper(), on=FEBRUARY), "months", tmp_path) is None
