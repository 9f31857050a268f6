"""What all nouns have in common: frozen, alike where their fields are, copied, pickled, written and told as dicts."""

import copy
import datetime as dt
import inspect
import pickle
from pathlib import Path
from typing import Any

import attr
import attrs
import pytest

import delegation
from delegation import (
    Availability,
    Business,
    Contractor,
    Engagement,
    History,
    Job,
    Mode,
    Once,
    Rate,
    Retainer,
    Rule,
    Task,
    Urgency,
)
from delegation.comparing import compare
from delegation.errors import EXAMPLES, RefusedValueError
from delegation.frames import sweep
from delegation.io import csv, ical, payments, timesheets
from delegation.reviewing import convert
from tests.people import ANN, NEW_YEAR, NEWS
from tests.refusals import told_by


def nouns() -> list[Any]:
    """One of each noun, made anew at each call."""
    return [
        Once(NEW_YEAR),
        Rate(2),
        Rule("FREQ=WEEKLY;BYDAY=MO", NEW_YEAR),
        Urgency(10, 3),
        Availability(
            time_off=[NEW_YEAR],
            bookings=[
                (NEW_YEAR, 3),
                (dt.datetime(2026, 2, 1, 9, tzinfo=dt.UTC), dt.datetime(2026, 2, 2, tzinfo=dt.UTC)),
            ],
            timezone="Europe/Paris",
        ),
        Task(
            "news",
            skill="writing",
            hours=3,
            recurrence="FREQ=MONTHLY",
            urgency=Urgency(5),
            owner_hours=4,
            keep=True,
            occasion="launch",
        ),
        Retainer(
            450, 10, overage_rate=60, rollover_hours=5, minimum_months=6, notice_months=2, setup_fee=9, period_months=3
        ),
        Contractor(
            "Ann", skills=["writing", "maths"], rate=50, pace=0.9, retainers=[Retainer(450, 10), Retainer(90, 0)]
        ),
        Business(monthly_budget=1000, owner_hours_per_month=20),
        Job(NEW_YEAR, 3, waited_days=2, price=150),
        History([NEW_YEAR, NEW_YEAR], hours=[3, None], until=NEW_YEAR, since=dt.date(2024, 1, 1), prior_per_month=2),
        Engagement(
            ANN, tasks=NEWS, mode=Mode.OUTSOURCE, start=NEW_YEAR, retainer=Retainer(450, 10), jobs=[Job(NEW_YEAR, 3)]
        ),
    ]


GIVEN_APART = {Task: ("start",)}
"""What a noun takes beside its fields: a task's start becomes part of its recurrence."""

every_noun = pytest.mark.parametrize("index", range(len(nouns())), ids=[type(noun).__name__ for noun in nouns()])


@every_noun
def test_a_noun_cannot_be_changed(index: int) -> None:
    noun = nouns()[index]

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(noun, attrs.fields(type(noun))[0].name, "x")


@every_noun
def test_a_noun_takes_no_other_attributes(index: int) -> None:
    assert not hasattr(nouns()[index], "__dict__")


@every_noun
def test_nouns_with_equal_fields_are_equal_and_hash_equally(index: int) -> None:
    one, other = nouns()[index], nouns()[index]

    assert one is not other
    assert (one, hash(one)) == (other, hash(other))


@pytest.mark.parametrize(
    ("noun", "changes"),
    [
        (noun, {attrs.fields(type(noun))[0].name: value})
        for noun, value in zip(
            nouns(),
            [
                None,
                3,
                "FREQ=DAILY",
                11,
                29,
                "mail",
                449,
                "Bob",
                51,
                dt.date(2026, 1, 2),
                [NEW_YEAR, dt.date(2025, 1, 1)],
                Contractor("Bob", rate=50),
            ],
            strict=True,
        )
    ],
    ids=[type(noun).__name__ for noun in nouns()],
)
def test_nouns_that_differ_in_a_field_are_not_equal(noun: Any, changes: dict[str, Any]) -> None:
    assert attrs.evolve(noun, **changes) != noun


@every_noun
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_noun_survives_pickling(index: int, protocol: int) -> None:
    noun = nouns()[index]

    assert pickle.loads(pickle.dumps(noun, protocol)) == noun  # noqa: S301  # what was pickled a moment ago


@every_noun
@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy])
def test_a_noun_can_be_copied(index: int, duplicate: Any) -> None:
    noun = nouns()[index]

    assert duplicate(noun) == noun


@every_noun
def test_a_noun_with_other_fields_is_checked_again(index: int) -> None:
    noun = nouns()[index]

    with pytest.raises(RefusedValueError):
        attrs.evolve(noun, **{attrs.fields(type(noun))[0].name: object()})


@pytest.mark.parametrize(
    ("noun", "written"),
    [
        (Once(), "Once(due=None)"),
        (Once(NEW_YEAR), "Once(due=datetime.date(2026, 1, 1))"),
        (Rate(2), "Rate(per_month=2.0)"),
        (Rule("freq=daily", NEW_YEAR), "Rule(rule='FREQ=DAILY;WKST=MO', start=datetime.date(2026, 1, 1))"),
        (Urgency(10, 3), "Urgency(cost_per_day=10.0, slack_days=3.0)"),
        (
            Availability(),
            "Availability(hours_per_week=30.0, regular_load=0.4, one_off_load=0.25, job_hours=8.0, people=1, "
            "time_off=(), bookings=(), timezone=None, beliefs=())",
        ),
        (
            Task(" news ", hours=3),
            "Task(name='news', skill='', hours=3.0, recurrence=Once(due=None), "
            "urgency=Urgency(cost_per_day=0.0, slack_days=0.0), owner_hours=None, keep=False, undone_cost=None, "
            "occasion='')",
        ),
        (
            Retainer(450, 10),
            "Retainer(monthly_fee=450.0, hours=10.0, overage_rate=None, rollover_hours=0.0, minimum_months=3, "
            "notice_months=1, setup_fee=0.0, period_months=1)",
        ),
        (
            Contractor("Ann", skills="writing", rate=50, retainers=()),
            "Contractor(name='Ann', skills=frozenset({'writing'}), rate=50.0, one_off_minimum_hours=1.0, pace=1.0, "
            "retainers=(), availability=Availability(hours_per_week=30.0, regular_load=0.4, one_off_load=0.25, "
            "job_hours=8.0, people=1, time_off=(), bookings=(), timezone=None, beliefs=()))",
        ),
        (Job(NEW_YEAR, 3), "Job(date=datetime.date(2026, 1, 1), hours=3.0, waited_days=None, price=None, task='')"),
    ],
    ids=lambda value: value.partition("(")[0] if isinstance(value, str) else "",
)
def test_a_noun_is_written_as_it_would_be_typed(noun: object, written: str) -> None:
    assert repr(noun) == written


@pytest.mark.parametrize("make", [lambda name: Task(name, hours=1), lambda name: Contractor(name, rate=1)])
@pytest.mark.parametrize(("typed", "name"), [("news", "news"), ("  news\n", "news"), ("a b", "a b"), ("0", "0")])
def test_blanks_around_a_name_are_no_part_of_it(make: Any, typed: str, name: str) -> None:
    assert make(typed).name == name


@pytest.mark.parametrize(
    ("make", "field"),
    [(lambda name: Task(name, hours=1), "Task.name"), (lambda name: Contractor(name, rate=1), "Contractor.name")],
)
@pytest.mark.parametrize("name", ["", "  \n", None, 3, b"news"])
def test_what_is_no_name_is_refused(make: Any, field: str, name: Any) -> None:
    assert told_by(lambda: make(name)) == (field, "it takes a name, text that is not empty")


@pytest.mark.parametrize(
    ("make", "field", "accepted"),
    [
        (lambda value: Task("x", hours=1, urgency=value), "Task.urgency", "it takes an Urgency"),
        (
            lambda value: Contractor("x", rate=1, availability=value),
            "Contractor.availability",
            "it takes an Availability",
        ),
        (lambda value: Business(reference_urgency=value), "Business.reference_urgency", "it takes an Urgency"),
        (
            lambda value: Business(reference_availability=value),
            "Business.reference_availability",
            "it takes an Availability",
        ),
        (
            lambda value: Engagement(value, tasks=NEWS, mode=Mode.OUT_TASK, start=NEW_YEAR),
            "Engagement.contractor",
            "it takes a Contractor",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize(
    ("given", "here"),
    [
        (None, ""),
        (3, ""),
        ("urgent", ", and this is only a name"),
        (Rate, ", and this is a class itself: make one"),
        (NEWS, ", and this is a Task"),
    ],
)
def test_a_noun_takes_nouns_of_the_right_kind(make: Any, field: str, accepted: str, given: Any, here: str) -> None:
    assert told_by(lambda: make(given)) == (field, accepted + here)


RESULTS = {"Plan", "Recommendation", "Score"}
"""What functions make; tested beside them."""

PUBLIC = {name for name in delegation.__all__ if attrs.has(getattr(delegation, name))} - RESULTS


def plain(value: object) -> bool:
    """Whether nothing in this is one of ours."""
    if isinstance(value, dict):
        return all(plain(each) for pair in value.items() for each in pair)
    if isinstance(value, list | tuple | set | frozenset):
        return all(map(plain, value))
    return not attrs.has(type(value))


@every_noun
@pytest.mark.parametrize("as_dict", [attrs.asdict, attr.asdict], ids=["collections kept", "collections as lists"])
def test_a_noun_can_be_told_as_a_dict_of_plain_values(index: int, as_dict: Any) -> None:
    noun = nouns()[index]

    told = as_dict(noun)

    assert list(told) == [field.name for field in attrs.fields(type(noun))]
    assert plain(told)


@every_noun
def test_a_noun_can_be_made_again_from_its_fields(index: int) -> None:
    noun = nouns()[index]

    assert type(noun)(**attrs.asdict(noun, recurse=False)) == noun


@every_noun
def test_a_signature_names_the_fields_and_no_others(index: int) -> None:
    kind = type(nouns()[index])

    named = [name for name in inspect.signature(kind).parameters if name not in GIVEN_APART.get(kind, ())]

    assert named == [field.alias for field in attrs.fields(kind)]


def test_there_is_one_of_every_public_noun_here() -> None:
    made = {type(noun).__name__ for noun in nouns()}

    assert made == PUBLIC


LOGS = {name for name in EXAMPLES if name.startswith(("payments.", "timesheets."))}
FILES = {name for name in EXAMPLES if name.startswith(("csv.", "ical."))}
DOCUMENTS = {name for name in EXAMPLES if name.startswith("json.")}


@pytest.mark.parametrize("name", sorted(LOGS))
def test_every_example_that_reads_a_log_works(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hours.csv").write_text("date,person,task,hours\n2026-01-05,Ana,Newsletter,2\n")
    (tmp_path / "statement.csv").write_text("Date,Payee,Amount\n2026-01-05,Ana,90\n")
    monkeypatch.chdir(tmp_path)
    rooms = {"payments": payments, "timesheets": timesheets}
    (made,) = eval(EXAMPLES[name], {**vars(delegation), **rooms, "datetime": dt})  # noqa: S307  # our own words

    jobs = made.jobs if name.endswith("read") else [made.job]
    assert [job.hours for job in jobs] == [2.0]


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_example_of_a_file_works(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("icalendar")
    task, ana = Task("Newsletter", hours=2), Contractor("Ana", rate=45)
    monkeypatch.chdir(tmp_path)
    csv.write_tasks("tasks.csv", task)
    csv.write_contractors("contractors.csv", ana)
    csv.write_business("business.csv", Business())
    csv.write_engagements("engagements.csv", Engagement(ana, tasks=task, mode=Mode.OUT_TASK, start=NEW_YEAR))
    ical.write_tasks("work.ics", task, stamp=NEW_YEAR)
    ical.write_tasks("ana.ics", task, stamp=NEW_YEAR)
    rooms = {"csv": csv, "ical": ical}

    made = eval(EXAMPLES[name], {**vars(delegation), **rooms, "datetime": dt})  # noqa: S307  # our own words

    read = {
        "csv.read_business": Business(),
        "csv.read_contractors": (ana,),
        "csv.read_tasks": (task,),
        "ical.read_availability": Availability(),
        "ical.read_jobs": (),
        "ical.read_tasks": (task,),
    }
    assert name == "csv.read_engagements" or made == read.get(name)


@pytest.mark.parametrize("name", sorted(EXAMPLES.keys() - LOGS - FILES - DOCUMENTS))
def test_every_example_that_a_refusal_shows_works(name: str) -> None:
    doors = {"compare": compare, "convert": convert, "sweep": sweep}
    made = eval(EXAMPLES[name], {**vars(delegation), **doors, "datetime": dt})  # noqa: S307  # our own words

    answers = {"Compare": "Comparison", "Convert": "Conversion", "Recommend": "Recommendation"}
    asked = name.partition(".")[0].capitalize()
    assert type(made).__name__ == answers.get(asked, asked)


@every_noun
def test_every_noun_has_an_example(index: int) -> None:
    assert type(nouns()[index]).__name__ in EXAMPLES
