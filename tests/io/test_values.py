"""Values, lists, tuples and dicts of a document, and what is none of these."""

import datetime as dt
from typing import Any

import attrs
import pytest

pytest.importorskip("cattrs")

from delegation import Mode, Rate, Urgency
from delegation.errors import RefusedFileError
from delegation.io._problems import Problems
from delegation.io._values import shared_value_of, tree_of, value_of
from delegation.io.json import dumps, loads
from tests.documents import result


@pytest.mark.parametrize(
    ("value", "tree"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (3.0, 3.0),
        ("x", "x"),
        ([1, [2]], [1, [2]]),
        ({"a": {"b": 1}}, {"a": {"b": 1}}),
        ((1, 2), {"type": "tuple", "items": [1, 2]}),
        ({"type": 1}, {"type": "dict", "items": {"type": 1}}),
        ({"same": 1, "a": ()}, {"type": "dict", "items": {"same": 1, "a": {"type": "tuple", "items": []}}}),
        (float("inf"), {"type": "float", "value": "inf"}),
        (Mode.KEEP, {"type": "Mode", "value": "keep"}),
        (dt.date(2026, 1, 5), {"type": "date", "value": "2026-01-05"}),
        (dt.datetime(2026, 1, 5), {"type": "datetime", "value": "2026-01-05T00:00:00"}),
        (Urgency(3, 2), {"type": "Urgency", "cost_per_day": 3.0, "slack_days": 2.0}),
        (Rate(3), {"type": "Rate", "per_month": 3.0}),
    ],
)
def test_values_stand_so_and_come_back(value: Any, tree: Any) -> None:
    assert tree_of(value) == tree
    assert value_of(tree) == value
    assert type(value_of(tree)) is type(value)


@attrs.frozen
class Varying(Rate):
    """Somebody's own kind of work."""


def itself() -> list[Any]:
    held: list[Any] = []
    held.append(held)
    return held


@pytest.mark.parametrize(
    ("value", "place", "sentence"),
    [
        ({1}, "", "{1} is refused: it takes values and results of this library"),
        ([1, {"a": b"x"}], "[1].a", "b'x' is refused: it takes values and results of this library"),
        ({1: 2}, "", "1 is refused: a dict takes text for keys here"),
        ((Varying(3),), "[0]", "Varying(per_month=3.0) is refused: it takes values and results of this library"),
        ({"a b": [{1}]}, "['a b'][0]", "{1} is refused: it takes values and results of this library"),
        (itself(), "[0]" * 51, "it is nested too deeply: no document of this library is"),
    ],
)
def test_what_a_document_cannot_hold_is_refused(value: Any, place: str, sentence: str) -> None:
    with pytest.raises(Problems) as refusal:
        tree_of(value)
    ((where, said),) = refusal.value.found
    assert (where.removeprefix(".") if place[:1] != "[" else where) == place
    assert said.startswith(sentence)


@pytest.mark.parametrize(
    ("tree", "problems"),
    [
        ({"type": "tuple"}, [(".items", "it is missing: a tuple needs it")]),
        (
            {"type": "tuple", "items": [], "x": 1, "same": 2},
            [(".same", "a tuple has no such field; it has items"), (".x", "a tuple has no such field; it has items")],
        ),
        ({"type": "tuple", "items": {}}, [(".items", "{} is refused: it takes a list, in brackets")]),
        ({"type": "dict", "items": []}, [(".items", "[] is refused: it takes an object, in braces")]),
        ({"type": "float", "value": "x"}, [(".value", "'x' is refused: it takes a number")]),
        ({"type": "Reliefs", "items": [3]}, [(".items[0]", "3 is refused: it takes a Relief")]),
        ({"same": 0, "x": 1}, [("", "{'same': 0, 'x': 1} is refused: it takes same alone")]),
        ([1, {"type": "date", "value": 3}], [("[1].value", '3 is refused: it takes a day such as "2026-01-05"')]),
    ],
)
def test_what_is_no_value_is_refused_with_its_place(tree: Any, problems: list[tuple[str, str]]) -> None:
    with pytest.raises(Problems) as refusal:
        value_of(tree)
    assert refusal.value.found == problems


@pytest.mark.parametrize("name", ["Rows", "task", "", None, 3, [], "object"])
def test_a_type_that_is_none_is_refused_with_those_that_there_are(name: Any) -> None:
    with pytest.raises(Problems) as refusal:
        value_of({"type": name})
    ((place, sentence),) = refusal.value.found
    assert place == ".type"
    assert "it takes one of Advice, Agreement, Alternative, " in sentence
    assert ", tuple" in sentence


@pytest.mark.parametrize("tree", [{"same": 1}, {"type": "Urgency"}, {"type": []}, {"type": "dict", "items": {}}])
def test_what_is_never_shared_is_refused_where_it_would_be(tree: Any) -> None:
    with pytest.raises(Problems, match="it takes one of Business, Contractor, Engagement, Plan, Score, Task"):
        shared_value_of(tree)


def test_all_of_a_list_is_looked_at() -> None:
    with pytest.raises(Problems) as refusal:
        value_of([{"type": "x"}, 1, {"type": "y"}])
    assert [place for place, _ in refusal.value.found] == ["[0].type", "[2].type"]


def test_of_very_many_problems_the_first_thousand_are_told() -> None:
    with pytest.raises(RefusedFileError) as refusal:
        loads('{"delegation": 1, "value": [' + '{"type": 1},' * 3_000 + "1]}")
    assert refusal.value.count == 1_000


def test_lists_within_lists_are_taken_to_a_depth_that_everybody_has() -> None:
    tree: Any = []
    for _ in range(50):
        tree = [tree]
    assert value_of(tree) == tree_of(tree) == tree
    with pytest.raises(Problems, match="nested too deeply"):
        value_of([tree])


def test_reliefs_come_back_as_such() -> None:
    found = result("reliefs")
    assert type(loads(dumps(found))) is type(found)
