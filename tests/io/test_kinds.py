"""Which values and results stand in a document."""

import typing
from typing import Any

import attrs
import pytest

pytest.importorskip("cattrs")

import delegation
from delegation import (
    DelegationError,
    Rate,
    Task,
    comparing,
    frames,
    planning,
    recommendation,
    reviewing,
    scoring,
    simulation,
)
from delegation.io._converter import converter
from delegation.io._kinds import BY_NAME, KINDS, NAMES, named, shape_for
from delegation.simulation.estimates import Estimate, Spread
from delegation.simulation.result import Rows

ROOMS = (comparing, frames, planning, recommendation, reviewing, scoring, simulation)
"""Where results come from."""


def test_every_public_class_of_values_and_results_is_among_them() -> None:
    public = {getattr(delegation, name) for name in delegation.__all__}
    classes = {each for each in public if isinstance(each, type) and attrs.has(each)}
    assert {each for each in classes if not issubclass(each, DelegationError)} <= KINDS


def test_each_has_a_name_of_its_own() -> None:
    assert len(BY_NAME) == len(NAMES) == len(KINDS - {Rows})


def test_the_two_comparisons_are_told_apart() -> None:
    assert (BY_NAME["Comparison"], BY_NAME["ComparisonOfAnswers"]) == (simulation.Comparison, comparing.Comparison)


def test_everything_that_tells_itself_as_records_is_among_them_or_made_of_them() -> None:
    told = {each for room in ROOMS for each in vars(room).values() if isinstance(each, type)}
    told = {each for each in told if hasattr(each, "to_dicts") and not issubclass(each, tuple)}
    assert {comparing.Comparison, reviewing.Conversion, frames.Sweep} <= told
    assert told - KINDS == set()


def test_a_name_is_written_once() -> None:
    assert named({"per_month": 2}, Rate) == {"type": "Rate", "per_month": 2}
    assert named({"same": 3}, Task) == {"same": 3}


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_each_has_a_way_to_be_written_and_read(name: str) -> None:
    kind: Any = BY_NAME[name]
    for field in shape_for(kind).fields.values():
        assert callable(converter.get_unstructure_hook(field.type))
        assert callable(converter.get_structure_hook(field.type))


@pytest.mark.parametrize("kind", [Estimate, Spread])
def test_rows_are_of_whatever_they_are_of(kind: type) -> None:
    fields = shape_for(Rows[kind]).fields  # type: ignore[valid-type]  # a class that is looked up
    assert {each.type for each in fields.values()} == {kind}


def test_shapes_are_looked_up_once() -> None:
    assert shape_for(Task) is shape_for(Task)


def test_no_field_is_called_as_what_says_what_an_object_is() -> None:
    names = {name for kind in BY_NAME.values() for name in shape_for(kind).fields}
    assert names & {"type", "same"} == set()


def test_annotations_of_classes_are_understood_with_their_arguments() -> None:
    assert typing.get_origin(Rows[Estimate]) is Rows
