"""Documents: what is written is read again to the last bit, and nothing else is read but in words that help."""

import contextlib
import datetime as dt
import importlib
import io
import json
import math
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("cattrs")

import delegation.io.json
from delegation import (
    Availability,
    Business,
    Contractor,
    DelegationError,
    Engagement,
    Job,
    Mode,
    Plan,
    Task,
    plan,
    score,
    simulate,
)
from delegation.errors import MissingExtraError, RefusedCallError, RefusedFileError, RefusedValueError
from delegation.io.json import FORMAT, dump, dumps, load, loads
from tests import documents, plan_worlds, worlds
from tests.documents import ANA, BOB, DAY, ENGAGEMENTS, MADE, NEWS, OWNER, TASKS, alike, result
from tests.examples import examples
from tests.plan_worlds import Question

RESULTS = sorted(MADE)


def refused(text: str | bytes) -> tuple[str, ...]:
    """What is said of a document."""
    with pytest.raises(RefusedFileError) as refusal:
        loads(text)
    assert refusal.value.path == "the document"
    return refusal.value.problems


def document(value: Any, **more: Any) -> str:
    """A document typed by hand."""
    return json.dumps({"delegation": 1, "value": value, **more})


@given(documents.values)
def test_values_come_back_to_the_last_bit(value: Any) -> None:
    assert alike(loads(dumps(value)), value)


@pytest.mark.parametrize("day", [29, 30, 31])
def test_words_from_a_late_day_come_back(day: int) -> None:
    close = Task("Close", hours=6, recurrence="monthly", start=dt.date(2026, 1, day))
    assert loads(dumps(close)) == close


@given(documents.nouns)
def test_what_comes_back_is_equal_and_written_alike(value: Any) -> None:
    text = dumps(value)
    assert loads(text) == value
    assert dumps(loads(text)) == text


@given(documents.nouns, st.integers(0, 4))
def test_documents_are_json_as_every_program_reads_it(value: Any, indent: int) -> None:
    def no_constant(text: str) -> float:
        raise AssertionError(text)

    tree = json.loads(dumps(value, indent=indent), parse_constant=no_constant)
    assert tree["delegation"] == FORMAT


@pytest.mark.parametrize("name", RESULTS)
def test_results_come_back_equal_and_written_alike(name: str) -> None:
    found = result(name)
    text = dumps(found)
    assert loads(text) == found
    assert dumps(loads(text)) == text
    assert alike(loads(text), found)


@pytest.mark.parametrize("name", RESULTS)
def test_results_tell_the_same_when_they_come_back(name: str) -> None:
    found = result(name)
    again = loads(dumps(found))
    assert repr(again) == repr(found)
    if hasattr(found, "to_dicts"):
        assert again.to_dicts() == found.to_dicts()


@given(worlds.bundles(), worlds.contractors, worlds.businesses)
def test_scores_come_back(tasks: list[Task], contractor: Contractor, business: Business) -> None:
    found = score(tasks, contractor, business)
    again = loads(dumps(found))
    assert again == found
    assert again.to_dicts() == found.to_dicts()


@examples(0.4)
@given(plan_worlds.questions(most_tasks=4))
def test_plans_come_back(question: Question) -> None:
    tasks, contractors, business, engagements, on = question
    found = plan(tasks, contractors, business, engagements=engagements, on=on, solver="search", effort=0.1)
    again = loads(dumps(found))
    assert again == found
    assert again.seconds == found.seconds
    assert str(again) == str(found)


@pytest.fixture(scope="module")
def found() -> Plan:
    made: Plan = result("plan")
    return made


@pytest.fixture(scope="module")
def again(found: Plan) -> Plan:
    made: Plan = loads(dumps(found))
    return made


def test_a_plan_that_comes_back_tells_why(found: Plan, again: Plan) -> None:
    assert again.why() == found.why()
    assert [again.why(task) for task in again.tasks] == [found.why(task) for task in found.tasks]


def test_a_plan_that_comes_back_knows_the_task_that_it_was_asked_with() -> None:
    guess = Task("News", hours=20, recurrence=0.3)
    jobs = [Job(dt.date(2025, month, 9), 22) for month in range(1, 13)]
    log = Engagement(ANA, tasks=guess, mode=Mode.OUT_TASK, start=jobs[0].date, jobs=jobs)
    planned = plan(guess, ANA, engagements=log, on=dt.date(2026, 1, 7), solver="search", effort=0.1)
    assert planned.tasks != (guess,)
    assert loads(dumps(planned))[guess] == planned["News"]


def test_a_plan_that_comes_back_tells_all_ways(found: Plan, again: Plan) -> None:
    assert [again.ways(task) for task in again.tasks] == [found.ways(task) for task in found.tasks]


def test_a_plan_that_comes_back_tells_its_retainers(found: Plan, again: Plan) -> None:
    assert again.retainers_to_dicts() == found.retainers_to_dicts()


@pytest.mark.unmeasured
def test_a_plan_that_comes_back_tells_what_would_help(found: Plan, again: Plan) -> None:
    assert again.relief() == found.relief()


def test_a_plan_that_comes_back_is_simulated_alike(found: Plan, again: Plan) -> None:
    pytest.importorskip("simpy")
    options: dict[str, Any] = {"months": 2, "runs": 3, "engagements": ENGAGEMENTS}
    assert dumps(simulate(again, **options)) == dumps(simulate(found, **options))


def test_simulations_and_comparisons_come_back(found: Plan) -> None:
    pytest.importorskip("simpy")
    from delegation.simulation.simulator import compare  # noqa: PLC0415  # it needs simpy

    options: dict[str, Any] = {"months": 2, "runs": 1, "engagements": ENGAGEMENTS}
    for made in (simulate(found, **options), compare(found, found, **options)):
        again = loads(dumps(made))
        assert alike(again, made)
        assert str(again) == str(made)


def test_what_a_score_says_in_full_comes_back() -> None:
    found = score(NEWS, ANA, OWNER, on=DAY)
    assert loads(dumps(found)).why(full=True) == found.why(full=True)


def test_loads_that_nobody_gave_stay_so() -> None:
    ana = Contractor("Ana", rate=45)
    job = Job(DAY, 3, waited_days=9)
    waited = Engagement(ana, tasks=NEWS, mode=Mode.OUT_TASK, start=DAY, jobs=[job])
    found = score(NEWS, ana, engagements=waited)
    assert found.contractor.availability.beliefs
    assert score(NEWS, loads(dumps(ana)), engagements=waited) == found


def test_loads_that_were_given_stay_so_though_they_are_the_usual_ones() -> None:
    given = Availability(regular_load=0.4, one_off_load=0.25)
    assert alike(loads(dumps([given, Availability()])), [given, Availability()])
    assert not alike(given, Availability())


def test_what_occurs_more_than_once_stands_once() -> None:
    text = dumps([NEWS, ANA, NEWS])
    assert text.count('"news"') == 1
    first, _, second = loads(text)
    assert first is second


def test_a_dumped_task_reads_as_it_was_typed() -> None:
    assert json.loads(dumps(Task("news", hours=2, recurrence=4)))["value"] == {
        "type": "Task",
        "name": "news",
        "skill": "",
        "hours": 2.0,
        "recurrence": {"type": "Rate", "per_month": 4.0},
        "urgency": {"cost_per_day": 0.0, "slack_days": 0.0},
        "owner_hours": None,
        "keep": False,
        "undone_cost": None,
        "occasion": "",
    }


def test_skills_stand_in_order() -> None:
    assert json.loads(dumps(ANA))["value"]["skills"] == ["copy", "web"]


def test_what_has_a_default_may_be_left_out() -> None:
    text = document({"type": "Task", "name": "news", "hours": 2, "recurrence": {"type": "Once"}})
    assert loads(text) == Task("news", hours=2)


def test_bytes_are_read_as_text_is() -> None:
    assert loads(dumps(NEWS).encode("utf-8-sig")) == NEWS


def test_halves_of_surrogate_pairs_come_back() -> None:
    assert loads(dumps("\ud800").encode()) == "\ud800"


def test_words_stand_readably() -> None:
    assert "Größe" in dumps("Größe")


@pytest.mark.parametrize("number", [math.inf, -math.inf, -0.0, 5e-324, 0.1, 1e308])
def test_numbers_come_back_to_the_last_bit(number: float) -> None:
    assert alike(loads(dumps(number)), number)


def test_what_is_no_number_comes_back() -> None:
    assert math.isnan(loads(dumps(math.nan)))


def test_all_problems_are_told_at_once_with_their_places() -> None:
    broken = {
        "type": "Task",
        "name": "",
        "hours": "x",
        "urgency": {"cost_per_day": -1, "slack_days": "a", "foo": 1},
        "recurrence": {"type": "Rule", "rule": "FREQ"},
    }
    places = [problem.partition(": ")[0] for problem in refused(document({"tasks": [None, broken]}))]
    assert sorted(places) == [
        "tasks[1].hours",
        "tasks[1].name",
        "tasks[1].recurrence.rule",
        "tasks[1].urgency.cost_per_day",
        "tasks[1].urgency.foo",
        "tasks[1].urgency.slack_days",
    ]


def test_a_class_refuses_in_its_own_words() -> None:
    text = document([{"type": "Urgency", "cost_per_day": -1}])
    assert refused(text) == (
        "[0].cost_per_day: Urgency.cost_per_day = -1 is refused: "
        "it takes a number from 0 to 1e15, money for a day of delay",
    )


def test_a_problem_with_what_is_shared_is_told_once_where_it_stands() -> None:
    shared = [{"type": "Contractor", "name": "Ana", "rate": -1}]
    (problem,) = refused(document([{"same": 0}, {"same": 0}], shared=shared))
    assert problem.startswith("shared[0].rate: Contractor.rate = -1 is refused: ")


def test_what_nothing_refers_to_is_read_all_the_same() -> None:
    (problem,) = refused(document(1, shared=[{"type": "Business", "owner_rate": -1}]))
    assert problem.startswith("shared[0].owner_rate: ")


def test_what_is_shared_is_no_chain() -> None:
    chain = [{"same": place + 1} for place in range(100_000)]
    problems = refused(document(1, shared=chain))
    assert problems[0] == (
        "shared[0].type: None is refused: it takes one of Business, Contractor, Engagement, Plan, Score, Task"
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it is not JSON: line 1, column 1: Expecting value"),
        ("[1, 2", "it is not JSON: line 1, column 6: Expecting ',' delimiter"),
        ("[]", 'this is no document of this library: one begins with {"delegation": 1, "value": '),
        ("{}", 'this is no document of this library: one begins with {"delegation": 1, "value": '),
        ('{"delegation": 0}', "delegation: 0 is refused: it takes the number of the format, 1"),
        ('{"delegation": true}', "delegation: True is refused: it takes the number of the format, 1"),
        (
            '{"delegation": 2, "what": 1}',
            "delegation: it is written in format 2, and this version reads up to 1: install a newer one with "
            "pip install --upgrade delegation-planner",
        ),
        ('{"delegation": 1}', "value: it is missing: a document needs it"),
        (
            '{"delegation": 1, "value": 1, "x": 1}',
            "['x']: a document has no such field; it has delegation, value and shared",
        ),
        ('{"delegation": 1, "value": 1, "value": 2}', "the field 'value' stands twice in one object"),
        ('{"delegation": 1, "value": 1, "shared": 2}', "shared: 2 is refused: it takes a list, in brackets"),
        ('{"delegation": 1, "value": NaN}', 'it is not JSON: NaN stands in it; write "inf", "-inf" or "nan" in quotes'),
        ('{"delegation": 1, "value": 1e999}', "the number '1e999' is too large for any field"),
    ],
)
def test_what_is_no_document_is_refused_in_a_sentence(text: str, problem: str) -> None:
    assert refused(text) == (problem,)


def test_bytes_that_are_no_text_are_refused() -> None:
    assert refused(b'{"delegation": 1, "value": "\xff"}') == ("it is not UTF-8 text: byte 28 is none",)


@pytest.mark.parametrize("text", ["[" * 50_000_000, '{"a":' * 10_000_000, "[" * 500 + "]" * 500], ids=len)
def test_brackets_without_end_are_refused(text: str) -> None:
    assert len(refused(text)) == 1


@pytest.mark.parametrize("value", [None, 3, object(), ["x"]], ids=["nothing", "a number", "an object", "a list"])
def test_only_text_is_read(value: Any) -> None:
    with pytest.raises(RefusedValueError, match="it takes JSON text"):
        loads(value)


def test_what_cannot_be_written_is_refused_with_its_place() -> None:
    with pytest.raises(RefusedValueError) as refusal:
        dumps({"a": [1, {2}]})
    assert refusal.value.accepted.startswith("in a[1]: {2} is refused: it takes values and results of this library")


def test_what_cannot_be_written_by_itself_is_refused() -> None:
    with pytest.raises(RefusedValueError, match="it takes values and results of this library"):
        dumps(object())


def test_what_cannot_be_written_itself_is_refused_once() -> None:
    with pytest.raises(RefusedValueError) as refusal:
        dumps({1, 2})
    assert str(refusal.value).startswith("dumps.value = {1, 2} is refused: it takes values and results of this library")


@pytest.mark.parametrize("indent", [-1, True, 1.5, 17, "  "])
def test_blanks_of_a_level_are_a_small_number(indent: Any) -> None:
    with pytest.raises(RefusedValueError, match=r"dumps\.indent"):
        dumps(NEWS, indent=indent)


@pytest.mark.parametrize("function", [dump, dumps, load, loads])
def test_a_call_that_lacks_something_shows_one_that_works(
    function: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = Task("Newsletter", hours=2)
    monkeypatch.chdir(tmp_path)
    dump(task, "task.json")
    with pytest.raises(RefusedCallError, match=rf"^json\.{function.__name__} needs ") as refusal:
        function()
    example = str(refusal.value).partition("such as ")[2]
    made = eval(example, {"json": delegation.io.json, "Task": Task})  # noqa: S307  # our own words
    assert made == {"dump": None, "dumps": dumps(task)}.get(function.__name__, task)


def test_files_hold_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "business.json"
    dump({"tasks": TASKS, "people": (ANA, BOB)}, path, indent=1)
    assert load(path) == load(str(path)) == {"tasks": TASKS, "people": (ANA, BOB)}
    assert path.read_bytes().endswith(b"}\n")


def test_open_files_hold_what_was_written() -> None:
    file = io.StringIO()
    dump(OWNER, file)
    file.seek(0)
    assert load(file) == OWNER


def test_problems_of_a_file_are_told_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "business.json"
    path.write_text("{}")
    with path.open() as file:
        for source in (path, file):
            with pytest.raises(RefusedFileError) as refusal:
                load(source)
            assert refusal.value.path == str(path)


def test_problems_of_a_file_without_a_name_are_told() -> None:
    with pytest.raises(RefusedFileError, match="the open file: 1 problem"):
        load(io.BytesIO(b"{}"))


def test_nothing_is_written_where_a_value_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedValueError):
        dump(object(), tmp_path / "file.json")
    assert list(tmp_path.iterdir()) == []


def test_without_cattrs_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("json", "_values", "_converter"):
        monkeypatch.delitem(sys.modules, f"delegation.io.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "cattrs", None)
    with pytest.raises(MissingExtraError, match="pip install cattrs"):
        importlib.import_module("delegation.io.json")


ODD: tuple[Any, ...] = (
    *(None, True, -1, 0, 1e308, 10**299, "", "x", "inf", "nan", [], {}, [[]], -0.0, 5e-324, "\ud800"),
    *("2026-01-05", "9999-12-31T23:59:59+01:00[Europe/Paris]", "0001-01-01T00:00:00-01:00[Europe/Paris]"),
    *({"same": 0}, {"same": -1}, {"same": True}, {"type": "Task"}, {"type": []}),
)
"""What stands somewhere in a document that somebody changed."""


def places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every object or list with every key or place in it."""
    for key, each in list(tree.items() if isinstance(tree, dict) else enumerate(tree)):
        yield tree, key
        if isinstance(each, dict | list):
            yield from places(each)


def changed(tree: Any, rng: random.Random, others: list[Any]) -> str:
    """A document of which a few parts are left out, put in twice, or others."""
    tree = json.loads(json.dumps(tree))
    for _ in range(rng.choice([1, 1, 1, 2, 5])):
        where, key = rng.choice(list(places(tree)))
        what = rng.random()
        if what < 0.2:
            del where[key]
        elif what < 0.8:
            where[key] = json.loads(json.dumps(rng.choice(rng.choice([ODD, others]))))
        elif isinstance(where, list):
            where.append(where[key])
        else:
            where[rng.choice(["foo", "type", "same"])] = rng.choice(ODD)
        if not tree:
            break
    return json.dumps(tree)


def parts_of(tree: Any) -> list[Any]:
    return [where[key] for where, key in places(tree)]


@pytest.mark.parametrize("name", [*RESULTS, "nouns"])
def test_of_changed_documents_nothing_but_refusals_comes(name: str) -> None:
    rng = random.Random(name)  # noqa: S311  # no secrets here
    whole = [TASKS, (ANA, BOB), {"business": OWNER, "engagements": ENGAGEMENTS}] if name == "nouns" else result(name)
    tree = json.loads(dumps(whole))
    others = parts_of(json.loads(dumps([TASKS, ANA, OWNER, ENGAGEMENTS]))) + parts_of(tree)
    for _ in range(60):
        text = changed(tree, rng, others)
        with contextlib.suppress(DelegationError):
            assert dumps(loads(text))


@given(st.integers(0, 10_000), st.text(max_size=3), st.integers(0, 3))
def test_of_damaged_text_nothing_but_refusals_comes(place: int, typed: str, gone: int) -> None:
    text = dumps([TASKS, ANA])
    at = place % len(text)
    with contextlib.suppress(DelegationError):
        loads(text[:at] + typed + text[at + gone :])


@given(st.binary(max_size=60) | st.text(max_size=60))
def test_of_any_text_nothing_but_refusals_comes(text: str | bytes) -> None:
    with pytest.raises(RefusedFileError):
        loads(text)


def test_days_and_moments_stand_for_themselves() -> None:
    assert json.loads(dumps([DAY, dt.datetime(2026, 1, 5, 9)]))["value"] == [
        {"type": "date", "value": "2026-01-05"},
        {"type": "datetime", "value": "2026-01-05T09:00:00"},
    ]
