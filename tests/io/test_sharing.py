"""What occurs more than once: it stands once, and is one again."""

from typing import Any

import pytest

from delegation.io._problems import Misread, Problems
from delegation.io._sharing import Reading, Writing


def test_a_value_is_shared_only_when_it_occurs_again() -> None:
    writing, value, node = Writing(), object(), {"a": 1}
    assert writing.again(value) is None
    writing.remember(value, node)
    assert writing.shared == []
    assert writing.again(value) is node
    assert writing.again(value) is node
    assert node == {"same": 0}
    assert writing.shared == [{"a": 1}]


def test_equal_values_stay_two() -> None:
    writing = Writing()
    writing.remember([1], {"a": 1})
    assert writing.again([1]) is None


def doubled(tree: Any) -> Any:
    if tree == "bad":
        raise Problems([(".a", "x")])
    return [tree]


def test_what_is_shared_is_read_once() -> None:
    reading = Reading(["a"], doubled)
    assert reading.get(0) == ["a"]
    assert reading.get(0) is reading.get(0)


@pytest.mark.parametrize("place", [-1, 1, True, "0", None, 0.0])
def test_a_place_is_one_of_the_list(place: object) -> None:
    with pytest.raises(Misread, match="it takes the place of one of the 1 in shared, from 0"):
        Reading(["a"], doubled).get(place)


def test_what_cannot_be_read_is_told_once() -> None:
    reading = Reading(["bad"], doubled)
    for _ in range(2):
        with pytest.raises(Problems) as refusal:
            reading.get(0)
        assert refusal.value.found == []
    assert reading.problems == [(".shared[0].a", "x")]


def test_what_nothing_refers_to_is_read_too() -> None:
    reading = Reading(["a", "bad", "b", "bad"], doubled)
    reading.all()
    assert reading.problems == [(".shared[1].a", "x"), (".shared[3].a", "x")]


def test_what_refers_to_itself_is_told() -> None:
    def read(tree: object) -> object:
        return reading.get(tree)

    reading = Reading([0], read)
    reading.all()
    assert reading.problems == [(".shared[0]", "it refers to itself")]
