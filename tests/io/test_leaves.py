"""Numbers, words and bookings of a document, each by itself."""

import datetime as dt
import math

import pytest

from delegation import Mode
from delegation.io._leaves import booking_as_list, booking_from, number_from, reads_only, reads_word, word_of
from delegation.io._problems import Misread


@pytest.mark.parametrize(
    ("number", "word"), [(1.5, 1.5), (-0.0, -0.0), (math.inf, "inf"), (-math.inf, "-inf"), (math.nan, "nan")]
)
def test_numbers_stand_as_they_are_but_for_those_that_json_does_not_know(number: float, word: object) -> None:
    assert word_of(number) == word
    found = number_from(word)
    assert found == number or (math.isnan(found) and math.isnan(number))


@pytest.mark.parametrize("value", ["1", "Infinity", True, None, [1]])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(Misread, match="it takes a number"):
        number_from(value)


def test_whole_numbers_are_numbers_too() -> None:
    assert number_from(3) == 3


def test_values_of_one_class_are_taken_as_they_are() -> None:
    assert reads_only(int, "x")(3, int) == 3


@pytest.mark.parametrize("value", [True, 3.0, "3"])
def test_values_of_another_class_are_refused(value: object) -> None:
    with pytest.raises(Misread, match="it takes a whole number"):
        reads_only(int, "it takes a whole number")(value, int)


def test_words_are_those_of_an_enumeration() -> None:
    assert reads_word(Mode)("out-task", Mode) is Mode.OUT_TASK


@pytest.mark.parametrize("value", ["OUT_TASK", 3, None, []])
def test_other_words_are_refused_with_those_that_there_are(value: object) -> None:
    with pytest.raises(Misread, match="it takes one of outsource, out-task, keep"):
        reads_word(Mode)(value, Mode)


@pytest.mark.parametrize(
    ("booking", "listed"),
    [
        ((dt.date(2026, 1, 5), 3.0), ["2026-01-05", 3.0]),
        (
            (dt.datetime(2026, 1, 5, 9), dt.datetime(2026, 1, 5, 10)),
            ["2026-01-05T09:00:00", "2026-01-05T10:00:00"],
        ),
    ],
)
def test_bookings_are_lists_of_two(booking: object, listed: object) -> None:
    assert booking_as_list(booking) == listed
    assert booking_from(listed, None) == booking


@pytest.mark.parametrize(
    ("listed", "accepted"),
    [
        (["2026-01-05"], "it takes a list of two: a day and hours, or a first and a last moment"),
        ("ab", "it takes a list, in brackets"),
        (["x", 3], 'it takes a day such as "2026-01-05"'),
        (["2026-01-05", None], "it takes a number"),
    ],
)
def test_other_lists_are_refused(listed: object, accepted: str) -> None:
    with pytest.raises(Misread) as refusal:
        booking_from(listed, None)
    assert refusal.value.accepted == accepted
