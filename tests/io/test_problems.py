"""Problems of a document: their places, and the words of the classes that refuse."""

import datetime as dt

import pytest

from delegation import Availability, Engagement, Mode, Task, Urgency
from delegation.errors import DelegationError, NoLongRunRateError, RefusedCallError, RefusedValueError
from delegation.io._problems import Gathered, Misread, Problems, place_of, refusals_of, refused_by, told
from tests.documents import ANA, NEWS


def test_problems_stand_below_the_place_of_what_they_are_in() -> None:
    assert Problems([(".a", "x"), ("[0]", "y")]).below(".b") == [(".b.a", "x"), (".b[0]", "y")]


def test_a_value_that_is_misread_is_shown_with_what_is_accepted() -> None:
    assert Misread(3, "it takes text").found == [("", "3 is refused: it takes text")]


def test_what_is_gathered_is_refused_at_the_end() -> None:
    gathered = Gathered()
    gathered.refuse()
    assert not gathered
    gathered.note(".a", "x")
    gathered.take(".b", Problems([("[1]", "y")]))
    with pytest.raises(Problems) as refusal:
        gathered.refuse()
    assert refusal.value.found == [(".a", "x"), (".b[1]", "y")]


def test_what_is_told_elsewhere_is_a_failure_too() -> None:
    gathered = Gathered()
    gathered.take(".a", Problems([]))
    assert gathered
    with pytest.raises(Problems) as refusal:
        gathered.refuse()
    assert refusal.value.found == []


def test_a_thousand_problems_are_enough() -> None:
    gathered = Gathered()
    for _ in range(999):
        gathered.note("", "x")
    assert not gathered.full
    gathered.note("", "x")
    assert gathered.full


@pytest.mark.parametrize(
    ("name", "place"), [("rate", ".rate"), ("größe", ".größe"), ("a b", "['a b']"), ("", "['']"), ("1", "['1']")]
)
def test_names_stand_in_paths_as_far_as_they_can(name: str, place: str) -> None:
    assert place_of(name) == place


def test_very_long_names_are_cut_in_paths() -> None:
    assert len(place_of("a" * 1_000)) < 70


@pytest.mark.parametrize(("place", "line"), [(".a[0]", "a[0]: x"), ("[0].a", "[0].a: x"), ("", "x")])
def test_a_problem_is_a_line(place: str, line: str) -> None:
    assert told(place, "x") == line


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (RefusedValueError("Task", "hours", 0, "no"), (".hours", "Task.hours = 0 is refused: no")),
        (RefusedValueError("score", "on", 0, "no"), ("", "score.on = 0 is refused: no")),
        (RefusedCallError("Task", "needs hours"), ("", "Task needs hours")),
        (NoLongRunRateError("FREQ=DAILY;COUNT=3"), ("", str(NoLongRunRateError("FREQ=DAILY;COUNT=3")))),
    ],
)
def test_refusals_have_a_place_where_that_is_a_field(error: DelegationError, found: tuple[str, str]) -> None:
    assert refused_by(error, {"hours": 0}) == found


def fields_refused(kind: type, **fields: object) -> list[str]:
    return [each.field for each in refusals_of(kind, fields)]


def test_all_that_a_class_refuses_is_found() -> None:
    assert fields_refused(Urgency, cost_per_day=-1, slack_days="x") == ["cost_per_day", "slack_days"]


def test_what_is_right_is_not_refused() -> None:
    assert fields_refused(Urgency, cost_per_day=1) == []


def test_fields_that_are_not_given_are_not_refused() -> None:
    assert fields_refused(Task, name="") == ["name"]


def test_what_a_converter_refuses_is_found_beside_the_rest() -> None:
    day = dt.date(2026, 1, 5)
    found = fields_refused(Engagement, contractor=ANA, tasks=[1], mode=Mode.OUT_TASK, start=day, end="x")
    assert found == ["tasks", "end"]


def test_a_field_that_is_judged_by_one_that_cannot_be_read_is_passed_over() -> None:
    assert fields_refused(Engagement, contractor=ANA, tasks=NEWS, mode="x", start="x", end=dt.date(2026, 1, 5)) == [
        "mode",
        "start",
    ]
    assert fields_refused(Availability, bookings=[(1,)], timezone=None) == ["bookings"]
