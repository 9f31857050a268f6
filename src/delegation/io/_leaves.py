"""io._leaves: how do numbers, words, days and moments stand in a document, each by itself?

Numbers that JSON does not know stand as ``"inf"``, ``"-inf"`` and ``"nan"`` where a number belongs.
"""

import datetime as dt
import enum
import math
from collections.abc import Callable
from typing import Any

from delegation.io import _moments
from delegation.io._parsing import items_in
from delegation.io._problems import Misread

WORDS = {"inf": math.inf, "-inf": -math.inf, "nan": math.nan}
"""Numbers that JSON does not know."""


def word_of(number: float) -> float | str:
    """A number, or the word for what JSON does not know."""
    if math.isfinite(number):
        return number
    return "nan" if math.isnan(number) else "inf" if number > 0.0 else "-inf"


def number_from(value: object, _: Any = float) -> float:
    """The number that stands here.

    Raises:
        Misread: If none does.
    """
    if isinstance(value, str) and value in WORDS:
        return WORDS[value]
    if isinstance(value, float | int) and not isinstance(value, bool):
        return value
    raise Misread(value, "it takes a number")


def reads_only(kind: type, accepted: str) -> Callable[[Any, Any], Any]:
    """What takes values of one class as they are, and refuses others."""

    def read(value: object, _: Any) -> Any:
        if type(value) is not kind:
            raise Misread(value, accepted)
        return value

    return read


def reads_word(kind: type[enum.Enum]) -> Callable[[Any, Any], Any]:
    """What takes one of the words of an enumeration."""
    by_word = {each.value: each for each in kind}

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, str) or value not in by_word:
            raise Misread(value, f"it takes one of {', '.join(by_word)}")
        return by_word[value]

    return read


def booking_as_list(pair: Any) -> list[Any]:
    """A booking: a day and hours, or a first and a last moment."""
    return [_moments.text_of(each) if isinstance(each, dt.date) else word_of(each) for each in pair]


def booking_from(value: object, _: Any) -> Any:
    """The booking that stands here.

    Raises:
        Misread: If none does.
    """
    items = items_in(value)
    if len(items) != 2:
        raise Misread(value, "it takes a list of two: a day and hours, or a first and a last moment")
    if isinstance(items[1], str):
        return _moments.moment_from(items[0]), _moments.moment_from(items[1])
    return _moments.day_from(items[0]), number_from(items[1])
