"""How well the blocks of a plan cover its work."""

import attrs
import pytest
from hypothesis import given

from delegation import Retainer
from tests.people import ANN, BEA
from tests.plan_worlds import NEWS, SHOP, Question, monthly, planned, questions

BLOCK = planned([NEWS, SHOP, monthly("more", 2)], [ANN])
"""Twelve hours a month on a block of ten, at a fee of 450."""


def test_hours_of_all_blocks_are_used_or_unused() -> None:
    assert (BLOCK.included, BLOCK.used, BLOCK.unused) == (10.0, 10.0, 0.0)


def test_utilisation_is_of_the_blocks_and_coverage_of_the_work() -> None:
    assert BLOCK.utilisation == 1.0
    assert BLOCK.coverage == pytest.approx(10.0 / 12.0)


def test_fees_of_three_months_are_owed_if_notice_were_given_at_once() -> None:
    assert BLOCK.lock_in == 1350.0


def test_without_a_block_there_is_no_utilisation() -> None:
    hired = planned([NEWS], [BEA])
    assert (hired.included, hired.utilisation, hired.coverage, hired.lock_in) == (0.0, None, 0.0, 0.0)


def test_where_contractors_do_nothing_nothing_can_be_covered() -> None:
    kept = planned([monthly("talk", 2, keep=True)], [])
    assert (kept.utilisation, kept.coverage) == (None, None)


def test_an_access_retainer_covers_nothing() -> None:
    access = planned([NEWS], [attrs.evolve(BEA, retainers=Retainer(0, 0))])
    assert access.coverage == 0.0


@pytest.mark.unmeasured
@given(questions())
def test_what_blocks_include_is_used_or_unused(question: Question) -> None:
    found = question.plan()
    assert found.used + found.unused == pytest.approx(found.included)
    assert found.coverage is None or 0.0 <= found.coverage <= 1.0
