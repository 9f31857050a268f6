"""Fields of a document: how they are written, and what each kind of them refuses."""

import datetime as dt
from typing import Any

import attrs
import pytest

pytest.importorskip("cattrs")

from delegation import Availability, Contractor, Once, Rate, Rule, Task
from delegation._costing.obstacles import ObstacleKind
from delegation.availability.calendar import Booking
from delegation.io._converter import converter
from delegation.io._problems import Misread, Problems
from delegation.io._sharing import READING, WRITING, Reading, Writing
from delegation.io._values import value_of
from delegation.planning.assignments import Barred
from delegation.recurrence import Recurrence
from tests.documents import ANA, NEWS


def written(value: Any, annotated: Any) -> Any:
    token = WRITING.set(Writing())
    try:
        return converter.get_unstructure_hook(annotated)(value)
    finally:
        WRITING.reset(token)


def read(tree: Any, annotated: Any, *shared: Any) -> Any:
    token = READING.set(Reading(list(shared), value_of))
    try:
        return converter.get_structure_hook(annotated)(tree, annotated)
    finally:
        READING.reset(token)


def refused(tree: Any, annotated: Any, *shared: Any) -> list[tuple[str, str]]:
    with pytest.raises(Problems) as refusal:
        read(tree, annotated, *shared)
    return refusal.value.found


DAY = dt.date(2026, 1, 5)


@pytest.mark.parametrize(
    ("value", "annotated", "tree"),
    [
        ("x", str, "x"),
        (3, int, 3),
        (True, bool, True),
        (float("inf"), float, "inf"),
        (None, float | None, None),
        (3.0, float | None, 3.0),
        (DAY, dt.date, "2026-01-05"),
        (DAY, dt.date | dt.datetime | None, "2026-01-05"),
        (dt.datetime(2026, 1, 5), dt.date | dt.datetime, "2026-01-05T00:00:00"),
        ((1.0, 2.0), tuple[float, ...], [1.0, 2.0]),
        ((1, 2.0), tuple[int, float], [1, 2.0]),
        (((DAY, DAY),), tuple[tuple[dt.date, dt.date], ...], [["2026-01-05", "2026-01-05"]]),
        (frozenset({"b", "a"}), frozenset[str], ["a", "b"]),
        (((DAY, 3.0),), tuple[Booking, ...], [["2026-01-05", 3.0]]),
        (ObstacleKind.SKILL, ObstacleKind, "skill"),
        (Rate(3), Recurrence, {"type": "Rate", "per_month": 3.0}),
    ],
)
def test_fields_stand_so_and_come_back(value: Any, annotated: Any, tree: Any) -> None:
    assert written(value, annotated) == tree
    assert read(tree, annotated) == value
    assert type(read(tree, annotated)) is type(value)


@pytest.mark.parametrize(
    ("tree", "annotated", "problems"),
    [
        (3, str, [("", "3 is refused: it takes text")]),
        (1, bool, [("", "1 is refused: it takes true or false")]),
        (True, int, [("", "True is refused: it takes a whole number")]),
        (
            [1, "x", "y"],
            tuple[float, ...],
            [(f"[{at}]", f"'{it}' is refused: it takes a number") for at, it in ((1, "x"), (2, "y"))],
        ),
        ([1], tuple[int, float], [("", "[1] is refused: it takes a list of 2")]),
        (
            ["a", "x"],
            tuple[int, float],
            [("[0]", "'a' is refused: it takes a whole number"), ("[1]", "'x' is refused: it takes a number")],
        ),
        ({"type": "x"}, Recurrence, [(".type", "'x' is refused: it takes one of Once, Rate, Rule, History")]),
        ({}, Recurrence, [(".type", "None is refused: it takes one of Once, Rate, Rule, History")]),
        (3, Recurrence, [("", "3 is refused: it takes an object, in braces")]),
        ([], Rate, [("", "[] is refused: it takes an object, in braces")]),
        ({}, Rate, [(".per_month", "it is missing: a Rate needs it")]),
        ({"type": "Once", "per_month": 1}, Rate, [(".type", "'Once' is refused: it takes Rate")]),
        ({"per_month": 1, "x": 2}, Rate, [(".x", "a Rate has no such field; it has per_month")]),
        ({"per_month": 1, "a b": 2}, Rate, [("['a b']", "a Rate has no such field; it has per_month")]),
        (
            {"same": 0},
            Rate,
            [(".per_month", "it is missing: a Rate needs it"), (".same", "a Rate has no such field; it has per_month")],
        ),
        ({"same": 0}, Task, [("", "0 is refused: it takes the place of one of the 0 in shared, from 0")]),
        (
            {"obstacle": {"kind": "x", "reason": 3}, "contractor": None},
            Barred,
            [
                (
                    ".obstacle.kind",
                    "'x' is refused: it takes one of skill, no retainers, no room, away, never reached, "
                    "contractor's hours, budget, owner's hours, retainers",
                ),
                (".obstacle.reason", "3 is refused: it takes text"),
            ],
        ),
    ],
)
def test_fields_refuse_with_their_places(tree: Any, annotated: Any, problems: list[tuple[str, str]]) -> None:
    assert refused(tree, annotated) == problems


def test_of_very_many_problems_of_a_list_the_first_thousand_are_told() -> None:
    assert len(refused(["x"] * 3_000, tuple[float, ...])) == 1_000


def test_a_class_tells_what_it_refuses_and_what_it_cannot_read_at_once() -> None:
    tree = {"name": "", "hours": None, "recurrence": {"type": "Once"}, "urgency": {"slack_days": -1}}
    assert [place for place, _ in refused(tree, Task)] == [".urgency.slack_days", ".name", ".hours"]


def test_what_the_class_would_take_and_the_format_does_not_is_refused_all_the_same() -> None:
    tree = {"name": "Ana", "rate": 45, "skills": "web"}
    assert refused(tree, Contractor) == [(".skills", "'web' is refused: it takes a list, in brackets")]


def test_what_only_the_whole_refuses_stands_at_the_field_or_at_the_whole() -> None:
    ((place, sentence),) = refused({"one_off_load": 0.9}, Availability)
    assert place == ".one_off_load"
    assert sentence.startswith("Availability.one_off_load = 0.9 is refused: ")
    ((place, sentence),) = refused({"rule": "FREQ=DAILY;COUNT=3"}, Rule)
    assert (place, sentence.partition(" is refused")[0]) == (".rule", "Rule.rule = 'FREQ=DAILY;COUNT=3'")


def test_a_place_in_what_is_shared_takes_its_own_class() -> None:
    urgency = {"type": "Urgency"}
    assert refused({"same": 0}, Task, urgency) == [(".same", "0 is refused: it takes the place of a Task in shared")]
    task = {"type": "Task", "name": "news", "hours": 2}
    assert read({"same": 0}, Task, task) == Task("news", hours=2)


@attrs.frozen
class Mine(Once):
    """Somebody's own kind of work."""


@attrs.frozen(init=False)
class Own(Task):
    """Somebody's own kind of task."""


def test_recurrences_of_somebodys_own_are_refused() -> None:
    with pytest.raises(Misread) as refusal:
        written(Mine(), Recurrence)
    assert refusal.value.accepted == "it takes one of Once, Rate, Rule, History"


def test_a_class_made_from_ours_is_refused() -> None:
    with pytest.raises(Misread) as refusal:
        written(Own("news", hours=2), Task)
    assert refusal.value.accepted == "it takes a Task, and nothing made from that class"


def test_what_is_refused_within_is_told_with_its_place() -> None:
    with pytest.raises(Problems) as refusal:
        written(attrs.evolve(NEWS, recurrence=Mine()), Task)
    assert refusal.value.found[0][0] == ".recurrence"
    with pytest.raises(Problems) as refusal:
        written((ANA, Own("news", hours=2)), tuple[Task, ...])
    assert refusal.value.found[0][0] == "[0]"


def test_loads_that_nobody_gave_are_not_written() -> None:
    tree = written(Availability(regular_load=0.3), Availability)
    assert tree["regular_load"] == 0.3
    assert "one_off_load" not in tree
