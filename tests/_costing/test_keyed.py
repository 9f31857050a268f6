"""How a value of a few named parts is held like a mapping."""

import copy
import pickle
from collections.abc import Mapping
from typing import Any

import attrs
import pytest

from delegation import Mode
from delegation._costing.costs import CostRows, Costs
from delegation._costing.keyed import Keyed
from delegation.errors import DelegationError, UnknownKeyError
from delegation.scoring import BreakEven, Contributions, Factor

ROWS = CostRows(work=1.0, fee=2.0, overage=4.0, hiring=8.0, waiting=16.0, undone=32.0)
COSTS = Costs(ROWS, CostRows(work=3.0), None)
PARTS, POINTS = Contributions(0.5, -0.25, 0.0), BreakEven((0.5, 2.0), (), (3.0,))
EVERY = [
    (ROWS, ["work", "fee", "overage", "hiring", "waiting", "undone"], [1.0, 2.0, 4.0, 8.0, 16.0, 32.0]),
    (COSTS, list(Mode), [ROWS, CostRows(work=3.0), None]),
    (PARTS, list(Factor), [0.5, -0.25, 0.0]),
    (POINTS, list(Factor), [(0.5, 2.0), (), (3.0,)]),
]
each = pytest.mark.parametrize(("held", "keys", "parts"), EVERY, ids=lambda value: type(value).__name__)


@each
class TestAsAMapping:
    def test_it_is_one(self, held: Keyed[Any, Any], keys: list[str], parts: list[Any]) -> None:
        assert isinstance(held, Mapping)

    def test_its_keys_stand_in_their_order(self, held: Keyed[Any, Any], keys: list[str], parts: list[Any]) -> None:
        assert list(held) == list(held.keys()) == keys
        assert len(held) == len(keys)

    def test_its_parts_stand_in_the_same_order(self, held: Keyed[Any, Any], keys: list[str], parts: list[Any]) -> None:
        assert list(held.values()) == parts
        assert list(held.items()) == list(zip(keys, parts, strict=True))

    def test_it_becomes_a_dict(self, held: Keyed[Any, Any], keys: list[str], parts: list[Any]) -> None:
        assert dict(held) == {**held} == dict(zip(keys, parts, strict=True))

    def test_a_key_or_its_word_gives_the_attribute_of_that_name(
        self, held: Keyed[Any, Any], keys: list[str], parts: list[Any]
    ) -> None:
        for key, part in zip(keys, parts, strict=True):
            assert held[key] == held[str(key)] == getattr(held, str(key).replace("-", "_")) == part

    def test_a_key_or_its_word_is_in_it_and_nothing_else(
        self, held: Keyed[Any, Any], keys: list[str], parts: list[Any]
    ) -> None:
        assert all(key in held and str(key) in held for key in keys)
        assert not any(wrong in held for wrong in ("price", "total", 1, None, ["work"]))

    @pytest.mark.parametrize("wrong", ["price", "_keys", "total", 0, None, ["work"]])
    def test_what_is_no_key_is_refused_by_name(
        self, held: Keyed[Any, Any], keys: list[str], parts: list[Any], wrong: Any
    ) -> None:
        with pytest.raises(UnknownKeyError) as refusal:
            held[wrong]
        assert isinstance(refusal.value, KeyError)
        assert isinstance(refusal.value, DelegationError)
        assert refusal.value.owner == type(held).__name__
        assert refusal.value.accepted == f"it takes {', '.join(keys)}"

    def test_what_is_no_key_may_be_asked_for_with_a_default(
        self, held: Keyed[Any, Any], keys: list[str], parts: list[Any]
    ) -> None:
        assert held.get("price", 7) == 7

    def test_equal_parts_make_equal_values_with_one_hash(
        self, held: Keyed[Any, Any], keys: list[str], parts: list[Any]
    ) -> None:
        again = pickle.loads(pickle.dumps(held))  # noqa: S301  # our own words
        assert again == copy.deepcopy(held) == held
        assert hash(again) == hash(held)

    def test_it_equals_no_dict_of_its_parts(self, held: Keyed[Any, Any], keys: list[str], parts: list[Any]) -> None:
        assert held != dict(held)

    def test_attrs_turns_it_into_a_dict_of_plain_values(self, held: Any, keys: list[str], parts: list[Any]) -> None:
        further = ["later"] if isinstance(held, CostRows) else []
        assert list(attrs.asdict(held)) == [*(str(key).replace("-", "_") for key in keys), *further]


def test_attrs_turns_rows_inside_costs_into_dicts_too() -> None:
    assert attrs.asdict(COSTS)["outsource"] == {**ROWS, "later": 0.0}
