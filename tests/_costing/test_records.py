"""Terms and cost rows as parts of flat records."""

import pytest

from delegation import Mode, Retainer
from delegation._costing.costs import CostRows
from delegation._costing.records import mode_of, rows_of, terms_of


def test_terms_are_fee_and_block() -> None:
    assert terms_of(Retainer(450, 10)) == {"retainer_money_per_month": 450.0, "retainer_hours_per_month": 10.0}


def test_without_a_retainer_there_are_no_terms_but_their_keys() -> None:
    assert list(terms_of(None)) == list(terms_of(Retainer(450, 10)))
    assert set(terms_of(None).values()) == {None}


@pytest.mark.parametrize(("mode", "word"), [(Mode.OUT_TASK, "out-task"), (Mode.KEEP, "keep"), (None, "undone")])
def test_what_nobody_does_has_a_word_of_its_own(mode: Mode | None, word: str) -> None:
    assert mode_of(mode) == word


def test_rows_stand_under_their_names_with_their_sum() -> None:
    assert rows_of(CostRows(work=1.0, fee=2.0, overage=4.0, hiring=8.0, waiting=16.0, undone=32.0)) == {
        "work_money_per_month": 1.0,
        "fee_money_per_month": 2.0,
        "overage_money_per_month": 4.0,
        "hiring_money_per_month": 8.0,
        "waiting_money_per_month": 16.0,
        "undone_money_per_month": 32.0,
        "total_money_per_month": 63.0,
    }


def test_without_rows_there_are_no_amounts_but_their_keys() -> None:
    assert list(rows_of(None)) == list(rows_of(CostRows()))
    assert set(rows_of(None).values()) == {None}
