"""JSON text: what it says, and what is refused before it is looked at."""

import pytest

from delegation.io import _parsing
from delegation.io._parsing import MOST_DIGITS, TOO_DEEP, TwiceNamed, fields_in, items_in, parsed
from delegation.io._problems import Misread, Problems


def problem(text: str) -> str:
    with pytest.raises(Problems) as refusal:
        parsed(text)
    ((place, sentence),) = refusal.value.found
    assert place == ""
    return sentence


def test_text_says_what_json_says() -> None:
    assert parsed('{"a": [1, 2.5, "x", true, null]}') == {"a": [1, 2.5, "x", True, None]}


def test_a_place_in_text_that_is_no_json_is_told() -> None:
    assert problem('{"a":\n 1 2}') == "it is not JSON: line 2, column 4: Expecting ',' delimiter"


@pytest.mark.parametrize("name", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_json_does_not_know_are_refused(name: str) -> None:
    assert problem(f"[{name}]") == f'it is not JSON: {name} stands in it; write "inf", "-inf" or "nan" in quotes'


@pytest.mark.parametrize("number", ["1e309", "-1e999"])
def test_numbers_beyond_all_are_refused(number: str) -> None:
    assert problem(number) == f"the number '{number}' is too large for any field"


def test_whole_numbers_of_many_digits_are_refused() -> None:
    assert parsed("9" * MOST_DIGITS) == 10**MOST_DIGITS - 1
    assert "is too large for any field" in problem("9" * (MOST_DIGITS + 1))


def test_brackets_within_brackets_are_refused() -> None:
    assert problem("[" * 1_000_000) == TOO_DEEP


def test_very_long_text_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_parsing, "MOST_LETTERS", 4)
    assert parsed("1234") == 1234
    assert problem("12345") == "it has 5 letters, more than 4"


def test_a_name_that_stands_twice_is_refused_where_it_is_looked_at() -> None:
    tree = parsed('{"a": 1, "b": 2, "b": 3, "a": 4}')
    assert isinstance(tree, TwiceNamed)
    with pytest.raises(Problems) as refusal:
        fields_in(tree)
    assert refusal.value.found == [("", "the field 'b' stands twice in one object")]


def test_an_object_is_its_fields() -> None:
    assert fields_in({"a": 1}) == {"a": 1}


def test_what_is_no_object_is_refused() -> None:
    with pytest.raises(Misread, match=r"\[1\] is refused: it takes an object, in braces"):
        fields_in([1])


def test_a_list_is_its_items() -> None:
    assert items_in([1, 2]) == [1, 2]


@pytest.mark.parametrize("value", ["ab", {"a": 1}, None])
def test_what_is_no_list_is_refused(value: object) -> None:
    with pytest.raises(Misread, match="it takes a list, in brackets"):
        items_in(value)
