"""Advice is ranked by what it is worth, and short in one line."""

import datetime as dt
from itertools import permutations

import pytest

from delegation.reviewing.advice import Advice, Kind, how_sure, ranked


def advice(money: float, confidence: float = 0.9, last_day: dt.date | None = None, contractor: str = "Ann") -> Advice:
    return Advice(
        kind=Kind.END,
        contractor=contractor,
        tasks=("news",),
        sentence="End it.",
        money=money,
        confidence=confidence,
        last_day=last_day,
    )


def test_what_is_worth_most_comes_first_then_what_is_surest_then_what_is_soonest() -> None:
    day = dt.date(2026, 1, 1)
    expected = (advice(9), advice(5, 0.9), advice(5, 0.8, day), advice(5, 0.8), advice(5, 0.8, contractor="Bea"))
    for several in permutations(expected):
        assert ranked(list(several)) == expected


def test_advice_reads_as_its_sentence_and_is_one_line_in_short() -> None:
    assert str(advice(9)) == "End it."
    assert repr(advice(12.5)) == "<end a retainer: news with Ann, 12.5 a month>"


@pytest.mark.parametrize(("chance", "told"), [(1.0, ""), (0.95, " (95% sure)"), (0.9999, " (over 99.9% sure)")])
def test_how_sure_a_saving_is_is_told_where_it_is_not_certain(chance: float, told: str) -> None:
    assert how_sure(chance) == told


def test_equal_advice_is_equal_and_hashable() -> None:
    assert len({advice(9), advice(9)}) == 1
