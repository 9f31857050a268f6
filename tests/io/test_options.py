"""What a caller may say of a log, and in what words the rest is refused."""

import datetime as dt

import pytest

from delegation import Engagement, Mode, Task
from delegation.errors import RefusedValueError
from delegation.io._options import choice, flag_or_none, known_to, needed, several_sources, text, words
from tests.people import ANN, BEA, NEWS


def refusal(call: object, *given: object) -> str:
    with pytest.raises(RefusedValueError) as caught:
        call("read", "field", *given)  # type: ignore[operator]  # looked up by name
    return caught.value.reason


def test_a_choice_is_one_of_a_few() -> None:
    assert choice("read", "field", "keep", ("refuse", "keep")) == "keep"
    assert choice("read", "field", None, (".", None)) is None
    assert refusal(choice, "x", (".", ",", None)) == "read.field = 'x' is refused: it takes '.', ',' or None"


@pytest.mark.parametrize("value", [True, False, None])
def test_a_flag_is_true_false_or_none(value: bool | None) -> None:
    assert flag_or_none("read", "field", value) is value


def test_a_number_is_no_flag() -> None:
    assert refusal(flag_or_none, 1) == "read.field = 1 is refused: it takes True, False or None"


def test_words_are_one_or_several() -> None:
    assert words("read", "field", " Me ") == ("Me",)
    assert words("read", "field", ["Me", " ", "You"]) == ("Me", "You")
    assert refusal(words, 3) == "read.field = 3 is refused: it takes text, or a list of it"
    assert refusal(words, ["Me", 3]) == "read.field = 3 is refused: it takes text"


def test_text_is_text() -> None:
    assert text("read", "field", " EUR ") == "EUR"
    assert refusal(text, None) == "read.field = None is refused: it takes text"


def test_nothing_is_read_where_nobody_can_be_meant() -> None:
    needed("read", contractors=["Ana"])
    with pytest.raises(RefusedValueError, match="it takes the tasks that may be named there, by their names"):
        needed("read", contractors=["Ana"], tasks=[])


def test_sources_are_one_or_several() -> None:
    assert several_sources("read", "a.csv") == ("a.csv",)
    assert several_sources("read", ["a.csv", "b.csv"]) == ("a.csv", "b.csv")
    with pytest.raises(RefusedValueError, match="it takes the path of a file, an open file, or several"):
        several_sources("read", [])


def test_those_of_engagements_are_known_and_those_given_come_before_them() -> None:
    older = Task("news", hours=1)
    held = Engagement(ANN, tasks=older, mode=Mode.OUT_TASK, start=dt.date(2026, 1, 1))
    known = known_to("read", BEA, NEWS, held)
    assert (known.contractors, known.tasks, known.engagements) == ({"Ann": ANN, "Bea": BEA}, {"news": NEWS}, (held,))
