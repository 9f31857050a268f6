"""How many hours of a block are used, unused and above it."""

import datetime as dt

import attrs
import pytest

from delegation import Retainer, Rule, Task
from delegation._costing.block import block_use
from tests._costing.cases import BOOKS, NEWS, case_of, running
from tests.people import FIRST_OF_MONTH, NEW_YEAR


def test_hours_used_are_what_the_work_takes_less_what_is_above() -> None:
    case = case_of(Task("a", hours=12, recurrence=FIRST_OF_MONTH), on=NEW_YEAR)
    assert block_use(case, 24.0).used == pytest.approx(10.0)


def test_work_that_never_comes_uses_no_hours() -> None:
    assert block_use(case_of(Task("a", hours=12, recurrence=0)), 0.0).used == 0.0


def test_hours_used_are_those_of_all_that_runs_within_the_block() -> None:
    case = case_of(NEWS, engagements=[running(BOOKS)], on=NEW_YEAR)
    assert block_use(case, case.overage_hours()).used == pytest.approx(10.0)


def test_hours_used_leave_out_what_was_above_the_block_before_though_hours_rolled_over() -> None:
    """Twenty hours every other month against ten and up to four carried: fourteen of twenty are in the block."""
    rare = attrs.evolve(BOOKS, hours=20, recurrence=Rule("FREQ=MONTHLY;INTERVAL=2", dt.date(2026, 2, 1)))
    rolling = attrs.evolve(running(rare), retainer=Retainer(450, 10, rollover_hours=4))
    never = attrs.evolve(NEWS, recurrence=0)
    assert rolling.retainer is not None
    case = case_of(never, rolling.retainer, engagements=[rolling], on=NEW_YEAR)
    assert block_use(case, case.overage_hours()).used == pytest.approx(6 * 14.0 / 12)


def test_hours_used_leave_out_what_was_above_the_block_before() -> None:
    heavy = attrs.evolve(BOOKS, hours=14)
    case = case_of(NEWS, engagements=[running(heavy)], on=NEW_YEAR)
    assert block_use(case, case.overage_hours()).used == pytest.approx(10.0)


def test_of_a_block_of_a_quarter_a_third_is_included_a_month() -> None:
    """Twelve hours a month of 30 a quarter: six above at its end."""
    case = case_of(Task("a", hours=12, recurrence=FIRST_OF_MONTH), Retainer(450, 30, period_months=3), on=NEW_YEAR)
    found = block_use(case, case.overage_hours())
    assert (found.included, found.used, found.unused, found.overage_hours) == pytest.approx((10.0, 10.0, 0.0, 2.0))


def test_of_one_that_ends_by_itself_hours_are_told_while_it_is_there() -> None:
    case = case_of(BOOKS, engagements=[running(BOOKS, end=dt.date(2026, 3, 31))], on=NEW_YEAR)
    assert block_use(case, 0.0).used == pytest.approx(9.0)


def test_of_one_that_ends_within_days_nothing_is_used() -> None:
    case = case_of(BOOKS, engagements=[running(BOOKS, end=dt.date(2026, 1, 3))], on=NEW_YEAR)
    assert block_use(case, 0.0).used == 0.0
