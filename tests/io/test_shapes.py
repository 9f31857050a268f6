"""The shapes of classes: their fields, what these hold, and which must be given."""

import datetime as dt
from typing import Any, Generic, NamedTuple, TypeVar

import attrs
import pytest

from delegation import Mode, Retainer, Urgency
from delegation.io._shapes import Field, members_of, shape_of

Told = TypeVar("Told")


class Pair(NamedTuple, Generic[Told]):
    """Two of a kind."""

    first: Told
    second: int = 0


@attrs.frozen
class Later:
    """Something of a class that its file knows only for type checkers."""

    what: "Unknown"  # type: ignore[name-defined]  # noqa: F821  # told by the test


def test_an_attrs_class_has_its_fields_with_those_that_are_needed() -> None:
    fields = shape_of(Retainer).fields
    assert list(fields)[:3] == ["monthly_fee", "hours", "overage_rate"]
    assert fields["hours"] == Field(float, needed=True)
    assert fields["minimum_months"] == Field(int, needed=False)


def test_a_named_tuple_has_its_members_with_what_a_generic_one_is_of() -> None:
    assert shape_of(Pair[str]).fields == {"first": Field(str, needed=True), "second": Field(int, needed=False)}


def test_a_shape_takes_a_value_apart_and_makes_it_again() -> None:
    shape = shape_of(Urgency)
    assert shape.parts(Urgency(3, 2)) == {"cost_per_day": 3.0, "slack_days": 2.0}
    assert shape.make(**shape.parts(Urgency(3, 2))) == Urgency(3, 2)
    assert (shape.name, shape.kind) == ("Urgency", Urgency)


def test_classes_that_a_file_knows_only_for_type_checkers_are_told() -> None:
    assert shape_of(Later, known={"Unknown": Mode}).fields == {"what": Field(Mode, needed=True)}


@pytest.mark.parametrize(("kind", "checked"), [(Urgency, True), (Later, False), (Pair[int], False)])
def test_a_class_is_checked_if_it_says_itself_what_it_takes(kind: Any, checked: bool) -> None:
    assert shape_of(kind, known={"Unknown": Mode}).checked is checked


def test_a_union_consists_of_its_members() -> None:
    assert members_of(int | None) == (int, type(None))
    assert set(members_of(dt.date | dt.datetime | None)) == {dt.date, dt.datetime, type(None)}
    assert members_of(int) == (int,)
