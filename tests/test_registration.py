"""What hypothesis is told when it is imported, and what that costs."""

import importlib.metadata
import subprocess
import sys

import pytest
from hypothesis import strategies as st

import delegation
from delegation import _registration, strategies
from tests.strategies.shrinking import simplest

ENTRIES = importlib.metadata.entry_points(group="hypothesis", name="delegation")

WITHOUT_IMPORT = """
import sys
import hypothesis
assert "delegation.strategies" not in sys.modules, "strategies are loaded before one is asked for"
import delegation
from delegation.recurrence import Recurrence

kinds = [getattr(delegation, name) for name in delegation.__all__]
names = [
    "Availability", "Business", "Contractor", "Engagement", "History", "Job", "Once", "Rate", "Retainer", "Rule",
    "Task", "Urgency",
]


@hypothesis.settings(max_examples=5, database=None, suppress_health_check=list(hypothesis.HealthCheck))
@hypothesis.given(hypothesis.strategies.data())
def drawn(data):
    for kind in [*(getattr(delegation, name) for name in names), Recurrence]:
        assert isinstance(data.draw(hypothesis.strategies.from_type(kind)), kind), kind


drawn()
"""


@pytest.mark.skipif(not ENTRIES, reason="the package that is installed here declares no entry point for hypothesis")
def test_any_test_draws_our_values_by_their_type_where_the_package_is_installed() -> None:
    command = [sys.executable, "-W", "error", "-c", WITHOUT_IMPORT]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.skipif(not ENTRIES, reason="the package that is installed here declares no entry point for hypothesis")
def test_the_entry_point_is_the_function_that_registers() -> None:
    assert {entry.load() for entry in ENTRIES} == {_registration.register}


def test_every_value_that_a_question_is_made_of_is_registered() -> None:
    values = {getattr(delegation, name) for name in delegation.__all__}
    answers = {delegation.Plan, delegation.Score, delegation.Recommendation}
    made = {value for value in values if hasattr(value, "__attrs_attrs__")}
    assert made - answers <= _registration.STRATEGIES.keys()


@pytest.mark.parametrize("name", sorted(set(_registration.STRATEGIES.values())))
def test_what_is_registered_is_there(name: str) -> None:
    assert name in strategies.__all__


@pytest.mark.parametrize("kind", _registration.STRATEGIES, ids=lambda kind: kind.__name__)
def test_what_is_registered_draws_its_class(kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[type, object] = {}
    monkeypatch.setattr(st, "register_type_strategy", told.__setitem__)
    _registration.register()
    assert told.keys() == _registration.STRATEGIES.keys()
    drawn = told[kind](kind)  # type: ignore[operator]  # looked up by name

    assert isinstance(simplest(drawn, lambda _: True), kind)
