"""Advice is ranked by what it is worth, and short in one line."""

import datetime as dt
from itertools import permutations

from delegation.reviewing.advice import Advice, Kind, ranked


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


def test_equal_advice_is_equal_and_hashable() -> None:
    assert len({advice(9), advice(9)}) == 1
