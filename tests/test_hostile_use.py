"""Hostile use: unprintable names, a thousand of everything, text that is no rule, threads, pickles, processes."""

import base64
import copy
import datetime as dt
import io
import json
import os
import pickle
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from threading import Barrier
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import (
    Availability,
    Business,
    Contractor,
    DelegationError,
    Engagement,
    Job,
    Mode,
    Once,
    Rate,
    Recommendation,
    Retainer,
    Rule,
    Score,
    Task,
    Urgency,
    recommend,
    score,
)
from delegation.errors import MissingExtraError, NoLongRunRateError, RefusedFileError, RefusedValueError
from delegation.io.csv import read_tasks
from delegation.recurrence.rule import _long_run_rate, _parts

pytestmark = pytest.mark.unmeasured

NEW_YEAR = dt.date(2026, 1, 1)

LONG = 10_000
"""How many letters the longest names have."""

TOLD = 6_000
"""How many letters a verdict takes at the most, whatever the names in it: each is cut to 48, each letter escaped."""

ONE_LINE = 1_000
"""How many letters one line about a result takes at the most."""

MESSAGE = 700
"""How many letters a refusal takes at the most."""

BELOW = "\n  such as"
"""Where a refusal has a second line, an example."""


def in_a_fresh_python(script: str, *arguments: str, seed: str = "0", timeout: float = 120) -> str:
    """What a script prints in a process of its own, with this seed of the hashes of text."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=timeout,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


HOSTILE = {
    "a NUL": "a\x00b",
    "a line break": "a\nb",
    "a carriage return": "a\rb",
    "a terminal's escape sequence": "a\x1b[31mb",
    "a delete": "a\x7fb",
    "a control character of Latin 1": "a\x9bb",
    "a line separator": "a\u2028b",
    "a right-to-left override": "a\u202eb",
    "a right-to-left mark": "a\u200fb",
    "a zero-width space": "a\u200bb",
    "nothing but a zero-width space": "\u200b",
    "an isolate": "a\u2066b",
    "a tag": "a\U000e0041b",
    "a high surrogate alone": "a\ud800b",
    "a low surrogate alone": "\udfffb",
    "the surrogates of one letter": "\ud83d\ude00",
    "ten thousand letters": "n" * LONG,
    "ten thousand marks": "\u202e" * LONG,
    "ten thousand of the longest escapes": "\U000e0041" * LONG,
}

hostile = pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())

any_text = st.text(st.characters(exclude_categories=[]), min_size=1, max_size=80)
"""Lone surrogates included."""


def asked_with(name: str) -> tuple[Score, Recommendation]:
    """A score and a recommendation in which all that is named is named so."""
    tasks = [Task(f"{name}{more}", skill=name, hours=5, recurrence=2, urgency=Urgency(80, 2)) for more in "xyz"]
    ana = Contractor(f"{name}x", rate=40, skills=[name], retainers=[Retainer(100, 10), Retainer(300, 20)])
    known = [
        ana,
        Contractor(f"{name}y", rate=35, skills=[name], retainers=()),
        Contractor(f"{name}z", rate=30, skills=[f"{name}other"]),
        Contractor(f"{name}w", rate=45, skills=[name], availability=Availability(regular_load=1.0)),
    ]
    business = Business(monthly_budget=420)
    return score(tasks, ana, business), recommend(attrs.evolve(tasks[0], owner_hours=90), known, business)


def lines_of(found: Score, advice: Recommendation) -> list[str]:
    """All that is told in one line."""
    return [repr(found), repr(advice), *map(repr, advice.alternatives), *(each.reason for each in advice.excluded)]


@hostile
def test_whatever_a_name_holds_the_numbers_are_those_of_a_plain_one(name: str) -> None:
    (found, advice), (plain, plainly) = asked_with(name), asked_with("a")

    assert (found.value, found.costs, found.contributions) == (plain.value, plain.costs, plain.contributions)
    assert [way.costs for way in advice.alternatives] == [way.costs for way in plainly.alternatives]
    assert {each.mode for each in advice.excluded} == {None, Mode.OUTSOURCE, Mode.OUT_TASK}


@hostile
def test_whatever_a_name_holds_a_verdict_and_a_result_are_printable_and_short(name: str) -> None:
    found, advice = asked_with(name)

    for told in (found.why(), advice.why()):
        assert told.isprintable()
        assert len(told) <= TOLD
    for line in lines_of(found, advice):
        assert line.isprintable()
        assert len(line) <= ONE_LINE


@given(any_text.filter(lambda name: name.strip() and not {*",;"} & {*name}))
def test_no_name_makes_a_verdict_or_a_result_unprintable_or_long(name: str) -> None:
    found, advice = asked_with(name)

    assert all(told.isprintable() and len(told) <= TOLD for told in (found.why(), advice.why()))
    assert all(line.isprintable() and len(line) <= ONE_LINE for line in lines_of(found, advice))


def test_of_ten_thousand_letters_only_the_first_are_told() -> None:
    (found, advice), (shorter, briefly) = asked_with("n" * LONG), asked_with("n" * 60)

    assert (found.why(), advice.why()) == (shorter.why(), briefly.why())
    assert lines_of(found, advice) == lines_of(shorter, briefly)


@hostile
def test_what_bears_such_a_name_is_written_without_letters_that_cannot_be_printed(name: str) -> None:
    task = Task(name, hours=1, skill=name)
    who = Contractor(name, rate=1, skills=[name, f"{name}x"])
    running = Engagement(who, tasks=task, mode=Mode.OUT_TASK, start=NEW_YEAR)

    assert all(repr(named).isprintable() for named in (task, who, running, *asked_with(name)[1].excluded))


@hostile
@pytest.mark.parametrize("around", ["{}", " {}", "\t{}\n", "\u3000{}\u2028"])
def test_a_name_is_stored_as_given_without_the_blanks_around_it(name: str, around: str) -> None:
    given_so = around.format(name)
    task, ana = Task(given_so, hours=1, skill=given_so), Contractor(given_so, rate=1, skills=[given_so])

    assert (task.name, task.skill, ana.name, ana.skills) == (name, name, name, frozenset([name]))
    assert ana.can(task)


@given(any_text)
def test_any_text_is_stored_as_given_without_the_blanks_around_it_or_refused_if_these_are_all(name: str) -> None:
    if not name.strip():
        for make in (lambda: Task(name, hours=1), lambda: Contractor(name, rate=1)):
            with pytest.raises(RefusedValueError):
                make()
        return

    task, ann = Task(name, hours=1), Contractor(name, rate=1)
    assert (task.name, ann.name) == (name.strip(), name.strip())


@given(any_text)
def test_any_text_is_a_skill_unless_it_is_empty_or_several(name: str) -> None:
    if not name.strip() or "," in name or ";" in name:
        with pytest.raises(RefusedValueError):
            Contractor("Ann", rate=1, skills=name)
        return

    task, ann = Task("x", hours=1, skill=name), Contractor("Ann", rate=1, skills=name)
    assert {task.skill, *ann.skills} == {name.strip()}
    assert ann.can(task)


@hostile
def test_names_that_differ_in_what_cannot_be_seen_are_two_names(name: str) -> None:
    pair = [Task(name, hours=1), Task(f"{name}\u200bx", hours=1)]

    assert [task.name for task in score(pair, Contractor("Ann", rate=1)).tasks] == sorted([name, f"{name}\u200bx"])


def refusals_of(name: str) -> Iterator[Callable[[], object]]:
    """Questions that are refused, each with the name in it."""
    task, ana = Task(name, hours=1, skill=name), Contractor(name, rate=1, skills=[name])
    terms, others = Retainer(10, 1), Retainer(20, 2)
    running = Engagement(ana, tasks=task, mode=Mode.OUTSOURCE, retainer=terms, start=NEW_YEAR)
    anything: Any = name
    texts: list[Any] = [name, 3]
    yield lambda: Task(name, hours=anything)
    yield lambda: Task(anything, hours=anything, skill=name, recurrence=Rate(1), urgency=anything)
    yield lambda: Task(name, hours=1, recurrence=name)
    yield lambda: Contractor(name, rate=anything)
    yield lambda: Contractor(name, rate=1, skills=texts)
    yield lambda: Contractor(name, rate=1, retainers=anything)
    yield lambda: Retainer(anything, 1)
    yield lambda: Urgency(anything)
    yield lambda: Availability(timezone=name)
    yield lambda: Availability(people=anything)
    yield lambda: Availability(time_off=anything)
    yield lambda: Availability(bookings=anything)
    yield lambda: Business(owner_rate=anything)
    yield lambda: Rate(anything)
    yield lambda: Once(anything)
    yield lambda: Rule(name)
    yield lambda: Rule(f"FREQ={name}")
    yield lambda: Rule(f"FREQ=DAILY;{name}=1")
    yield lambda: Rule(f"FREQ=WEEKLY;BYDAY={name}")
    yield lambda: Rule(f"FREQ=DAILY;UNTIL={name}")
    yield lambda: Rule("FREQ=DAILY", anything)
    yield lambda: Rule.from_text(f"DTSTART;TZID={name}:20260105T090000\nFREQ=DAILY")
    yield lambda: Rule.from_text(f"DTSTART:{name}\nFREQ=DAILY")
    yield lambda: Job(anything, 1)
    yield lambda: Engagement(ana, tasks=[task, task], mode=Mode.OUT_TASK, start=NEW_YEAR)
    yield lambda: Engagement(ana, tasks=task, mode=Mode.OUT_TASK, retainer=anything, start=NEW_YEAR)
    yield lambda: score(anything, ana)
    yield lambda: score([task, task], ana)
    yield lambda: score(task, anything)
    yield lambda: score(Task("else", hours=1), ana, retainer=others, engagements=running, on=NEW_YEAR)
    yield lambda: score(task, ana, on=anything)
    yield lambda: recommend(anything, ana)
    yield lambda: recommend(task, [ana, ana])
    yield lambda: recommend(task, anything)


@hostile
def test_what_is_refused_is_told_in_a_short_line_whatever_the_name_holds(name: str) -> None:
    for ask in refusals_of(name):
        with pytest.raises(DelegationError) as refusal:
            ask()
        message = str(refusal.value)
        assert message.replace(BELOW, "").isprintable()
        assert len(message) <= MESSAGE


@hostile
def test_such_a_name_in_a_table_is_refused_or_read_as_it_stands(name: str, tmp_path: Path) -> None:
    table = tmp_path / "tasks.csv"
    quoted = name.encode("utf-8", "surrogatepass")
    table.write_bytes(b'name,hours\n"' + quoted + b'",1\nok,"' + quoted + b'"\n')

    with pytest.raises(RefusedFileError) as refusal:
        read_tasks(table)
    assert refusal.value.problems
    assert all(problem.isprintable() and len(problem) <= MESSAGE for problem in refusal.value.problems)

    table.write_bytes(b'name,hours\n"' + quoted + b'",1\n')
    if any("\ud800" <= letter <= "\udfff" for letter in name):
        with pytest.raises(RefusedFileError, match="is not UTF-8 text"):
            read_tasks(table)
    else:
        assert [task.name for task in read_tasks(table)] == [name]


THOUSAND = 1_000


def a_thousand_offers() -> list[Retainer]:
    """A thousand offers with terms of every kind, all of different fees."""
    drawn = random.Random(5545)  # noqa: S311  # repeatable, not secret
    fees = drawn.sample(range(100, 3_000), THOUSAND)
    return [
        Retainer(
            fee,
            drawn.choice([0, 5, 10, 20, 40]) + drawn.random(),
            overage_rate=drawn.choice([None, 20.0, 39.0]),
            rollover_hours=drawn.choice([0.0, 0.0, 0.0, 5.0]),
            minimum_months=drawn.choice([0, 1, 3, 6, 18]),
        )
        for fee in fees
    ]


OFFERS = a_thousand_offers()

VERSATILE = Contractor("Ana", rate=40, retainers=OFFERS)

WORK = {
    "sporadic work": Task("news", hours=5, recurrence=6, urgency=Urgency(100, 2)),
    "work on a rhythm": Task("books", hours=3, recurrence="FREQ=WEEKLY;BYDAY=MO,TH", urgency=Urgency(10, 1)),
    "work that comes once": Task("move", hours=60, urgency=Urgency(500, 1)),
    "work a year": Task("taxes", hours=25, recurrence="FREQ=YEARLY"),
}

every_work = pytest.mark.parametrize("task", WORK.values(), ids=WORK.keys())


def monthly(found: Score) -> float:
    """What the retainer compared costs a month, all rows together."""
    assert found.costs.outsource is not None
    return found.costs.outsource.total


@every_work
def test_of_a_thousand_offers_the_cheapest_is_scored(task: Task) -> None:
    alone = [score(task, VERSATILE, retainer=offer) for offer in OFFERS]
    cheapest = min(alone, key=monthly)

    found = score(task, VERSATILE)

    assert found.retainer == cheapest.retainer
    assert (found.value, found.mode, monthly(found)) == (cheapest.value, cheapest.mode, monthly(cheapest))


@every_work
def test_of_a_thousand_offers_the_cheapest_is_recommended_and_every_one_ranked(task: Task) -> None:
    alone = {offer: monthly(score(task, VERSATILE, retainer=offer)) for offer in OFFERS}

    ways = [way for way in recommend(task, VERSATILE).alternatives if way.mode is Mode.OUTSOURCE]

    assert [way.costs.total for way in ways] == sorted(alone.values())
    assert {way.retainer: way.costs.total for way in ways} == alone


@every_work
def test_the_order_of_a_thousand_offers_never_matters(task: Task) -> None:
    found, advice = score(task, VERSATILE), recommend(task, VERSATILE)

    for seed in range(3):
        mixed = random.Random(seed).sample(OFFERS, THOUSAND)  # noqa: S311  # repeatable, not secret
        ana = Contractor("Ana", rate=40, retainers=mixed)
        assert score(task, ana) == found
        assert recommend(task, ana) == advice
        assert recommend(task, ana).best == advice.best


def a_thousand_people() -> list[Contractor]:
    """A thousand contractors, half of whom lack the skill, with rates and loads of every kind."""
    drawn = random.Random(826)  # noqa: S311  # repeatable, not secret
    return [
        Contractor(
            f"no. {number}",
            rate=20 + 60 * drawn.random(),
            skills=drawn.choice([["web"], ["copy"]]),
            retainers=drawn.choice([None, (), Retainer(200, 10)]),
            availability=Availability(regular_load=0.9 * drawn.random(), one_off_load=0.25),
        )
        for number in range(THOUSAND)
    ]


PEOPLE = a_thousand_people()

SKILLED = Task("site", skill="web", hours=4, recurrence=3, urgency=Urgency(60, 2))


def test_of_a_thousand_contractors_the_cheapest_is_recommended() -> None:
    alone = [best for ana in PEOPLE if (best := recommend(SKILLED, ana).best) is not None]
    cheapest = min(alone, key=lambda way: way.costs.total)

    advice = recommend(SKILLED, PEOPLE)

    assert advice.best is not None
    assert (advice.best.contractor, advice.best.costs) == (cheapest.contractor, cheapest.costs)
    assert {each.contractor for each in advice.excluded if each.mode is None} == {
        ana.name for ana in PEOPLE if "web" not in ana.skills
    }


def test_the_order_of_a_thousand_contractors_never_matters() -> None:
    advice = recommend(SKILLED, PEOPLE)

    for seed in range(3):
        mixed = recommend(SKILLED, random.Random(seed).sample(PEOPLE, THOUSAND))  # noqa: S311  # repeatable
        assert (mixed, mixed.why()) == (advice, advice.why())


@pytest.mark.parametrize(
    ("ask", "seconds"),
    [
        pytest.param(lambda: score(WORK["sporadic work"], VERSATILE).costs, 3.0, id="score of a thousand offers"),
        pytest.param(lambda: score(WORK["sporadic work"], VERSATILE).why(), 15.0, id="verdict on a thousand offers"),
        pytest.param(lambda: recommend(SKILLED, PEOPLE).why(), 3.0, id="recommending one of a thousand"),
        pytest.param(lambda: recommend(WORK["sporadic work"], VERSATILE).best, 5.0, id="ranking of a thousand offers"),
        pytest.param(
            lambda: score([attrs.evolve(SKILLED, name=f"{i}") for i in range(THOUSAND)], PEOPLE[0]).costs,
            5.0,
            id="score of a thousand tasks",
        ),
    ],
)
def test_a_thousand_of_everything_takes_seconds_of_the_processor_and_not_minutes(
    ask: Callable[[], object], seconds: float
) -> None:
    """Ten to a hundred times what it takes on a quiet machine, and less than what grows with the square would take."""
    begun = time.process_time()
    ask()
    assert time.process_time() - begun < seconds


RULES_SCRIPT = r"""
import datetime as dt, json, math, random, resource, signal, sys, time
from zoneinfo import ZoneInfo

from delegation import Contractor, DelegationError, Rule, Task, score
from delegation.errors import NoLongRunRateError

SECOND = 1.0  # of the processor, for making one rule and all that is asked about it
MEMORY = 1 << 30
try:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
except (OSError, ValueError):
    pass  # some systems know the limit and do not let it be set


class TooLong(BaseException):
    pass


def too_long(*_):
    raise TooLong


signal.signal(signal.SIGVTALRM, too_long)
drawn = random.Random(5545)
ANN = Contractor("Ann", rate=40)

VALID = [
    "FREQ=DAILY", "FREQ=DAILY;COUNT=10", "FREQ=DAILY;UNTIL=20281224T000000Z", "FREQ=DAILY;INTERVAL=2",
    "FREQ=YEARLY;UNTIL=20300131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA", "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
    "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
    "FREQ=MONTHLY;BYMONTHDAY=-3", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", "FREQ=YEARLY;INTERVAL=2;BYMONTH=1,2,3",
    "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", "FREQ=YEARLY;BYDAY=20MO", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
    "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=-2",
    "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "DTSTART:20260105\nRRULE:FREQ=WEEKLY;BYDAY=MO", "DTSTART;TZID=Europe/Paris:20260105T090000\nFREQ=MONTHLY;COUNT=7",
]
HUGE = ["0", "-1", "1", "7", "53", "366", "400", "9999", "10000", "10001", "999999999", "1" * 40, "9" * 5000, "1e9",
        "0x10", "1.5", "\u0663", "\u00b2", "+3", "--2", " 4 ", "", "00000012", "NaN", "inf"]
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def numbers(low, high, back=True):
    several = [drawn.randint(low, high) * (drawn.choice([1, 1, -1]) if back else 1) for _ in range(drawn.randint(1, 6))]
    if drawn.random() < 0.05:
        several = range(low, high + 1)
    return ",".join(map(str, several))


def value_of(name):
    if drawn.random() < 0.06:
        return drawn.choice(HUGE)
    if drawn.random() < 0.02:
        return ",".join(drawn.choice(HUGE) for _ in range(drawn.randint(1, 300)))
    number = drawn.choice(["", "", "", "1", "-1", "5", "-5", "53", "-53", "20"])
    return {
        "FREQ": lambda: drawn.choice(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"] * 4 + ["HOURLY", "SECONDLY", "X"]),
        "INTERVAL": lambda: str(drawn.choice([1, 2, 3, 7, 12, 100, 399, 400, 401, 9999, 10000])),
        "COUNT": lambda: str(drawn.choice([1, 2, 10, 500, 9999, 10000])),
        "UNTIL": lambda: drawn.choice(["20261231", "29991231T235959Z", "00010101", "99991231T235959Z", "20260230",
                                       "20260105T000000", "99991231"]),
        "BYMONTH": lambda: numbers(1, 12, back=False),
        "BYMONTHDAY": lambda: drawn.choice([numbers(1, 31), "29,30,31", "31", "30", "-31"]),
        "BYYEARDAY": lambda: drawn.choice([numbers(1, 366), "366", "-366"]),
        "BYWEEKNO": lambda: drawn.choice([numbers(1, 53), "53", "-53"]),
        "BYDAY": lambda: ",".join(number + day for day in drawn.sample(DAYS, drawn.randint(1, 7))),
        "BYHOUR": lambda: numbers(0, 23, back=False),
        "BYMINUTE": lambda: numbers(0, 59, back=False),
        "BYSECOND": lambda: numbers(0, 59, back=False),
        "BYSETPOS": lambda: drawn.choice([numbers(1, 10), numbers(1, 366), "366", "-366", "-1"]),
        "WKST": lambda: drawn.choice(DAYS),
    }[name]()


NAMES = ["INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY", "BYHOUR", "BYMINUTE",
         "BYSECOND", "BYSETPOS", "WKST"]


def of_unicode():
    letter = drawn.choice([
        lambda: chr(drawn.randrange(128)), lambda: chr(drawn.randrange(0x3000)), lambda: chr(drawn.randrange(0x110000)),
        lambda: chr(drawn.randrange(0xD800, 0xE000)), lambda: drawn.choice("FREQ=DAILY;BYDAY=MO,-1+RUL:\n \x00"),
    ])
    many = drawn.choice([0, 1, 5, 30, 200, 5000]) if drawn.random() < 0.3 else drawn.randint(1, 60)
    text = "".join(letter() for _ in range(many))
    return drawn.choice(["", "", "FREQ=DAILY;", "FREQ=", "DTSTART:", "DTSTART;TZID="]) + text


def of_tokens():
    names = ["FREQ", *drawn.sample(NAMES, drawn.choice([0, 1, 1, 2, 2, 3, 3, 4, 6, 13]))]
    if drawn.random() < 0.1:
        names.append(drawn.choice(names))
    if drawn.random() < 0.3:
        drawn.shuffle(names)
    joined = drawn.choice([";"] * 20 + ["", ",", "\n", ";;", " ; "])
    text = joined.join(f"{name}={value_of(name)}" for name in names)
    return drawn.choice(["", "", "", "RRULE:", "DTSTART:20260105\n", "DTSTART;TZID=UTC:29991231T235959\n"]) + text


def mutated():
    letters = list(drawn.choice(VALID))
    for _ in range(drawn.choice([0, 1, 1, 1, 2, 3, 8])):
        at = drawn.randrange(len(letters) + 1)
        how = drawn.randrange(6)
        if how == 0 and at < len(letters):
            del letters[at]
        elif how == 1:
            letters.insert(at, drawn.choice("0123456789-+,;=:\nMOTUWETHFRSASU\u0131\u017f\u0661\x00 "))
        elif how == 2 and at < len(letters):
            letters[at] = drawn.choice("0123456789")
        elif how == 3:
            letters[at:at] = list(drawn.choice(HUGE))
        elif how == 4:
            low, high = sorted(drawn.randrange(len(letters) + 1) for _ in range(2))
            letters[at:at] = letters[low:high]
        else:
            letters = list(";".join(sorted("".join(letters).split(";"), key=lambda part: drawn.random())))
        if not letters:
            break
    return "".join(letters)


STARTS = [
    dt.date(1900, 1, 1), dt.date(2026, 1, 5), dt.date(2024, 2, 29), dt.date(2999, 12, 31),
    dt.datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/Paris")), dt.datetime(1999, 12, 31, 23, 59, tzinfo=dt.UTC),
]
ONS = [dt.date(1900, 1, 1), dt.date(2026, 1, 31), dt.date(2026, 3, 29), dt.date(2100, 2, 28), dt.date(2999, 12, 31)]


def expect(true, what):
    if not true:
        raise AssertionError(what)


def refused(ask):
    try:
        return ask()
    except DelegationError as error:
        expect(isinstance(error, ValueError), f"{type(error).__name__} is no ValueError")
        told = str(error)
        expect(told.replace("\n  such as", "", 1).isprintable() and len(told) <= 1000, f"told as {told!r}")
        return None


def works(rule, on):
    ends = "COUNT=" in rule.rule or "UNTIL=" in rule.rule
    expect(Rule(rule.rule, rule.start) == rule, "its own text means another rule")
    try:
        rate = rule.per_month
        expect(not ends and 0.0 <= rate <= 24 * 31 and math.isfinite(rate), f"{rate} a month")
    except NoLongRunRateError:
        expect(ends, "it does not end and has no rate")
    task = Task("x", hours=2, recurrence=rule)
    if not ends:
        expect(sum(often for _, often in rule.counts(12)) == 12, "its months are not twelve")
        expect(0.0 <= score(task, ANN).value <= 1.0, "its value is no share")
    if rule.start is not None:
        following = rule.next(on)
        day = following.date() if isinstance(following, dt.datetime) else following
        expect(day is None or day >= on, f"after {on} comes {following}")
        counts = rule.counts(12, on=on)
        expect(sum(often for _, often in counts) == 12, "its months are not twelve")
        expect(all(0.0 <= count.mean <= 24 * 31 for count, _ in counts), f"{counts}")
        expect(0.0 <= score(task, ANN, on=on).value <= 1.0, "its value is no share")


made = {"unicode": of_unicode, "tokens": of_tokens, "mutated": mutated}
report = {"tried": 0, "worked": dict.fromkeys(made, 0), "refused": dict.fromkeys(made, 0), "slowest": [], "wrong": []}
times = []
for turn in range(int(sys.argv[1])):
    source = list(made)[turn % len(made)]
    text, start, on = made[source](), drawn.choice(STARTS), drawn.choice(ONS)
    begun, found = time.process_time(), 0
    for door in (lambda: Rule(text), lambda: Rule(text, start), lambda: Task("x", hours=1, recurrence=text).recurrence):
        signal.setitimer(signal.ITIMER_VIRTUAL, SECOND)
        try:
            rule = refused(door)
            if rule is not None:
                found += 1
                works(rule, on)
        except TooLong:
            report["wrong"].append([text[:500], str(start), str(on), "takes more than a second"])
        except BaseException as error:
            report["wrong"].append([text[:500], str(start), str(on), f"{type(error).__name__}: {error}"[:500]])
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    report["worked" if found else "refused"][source] += 1
    report["tried"] += 1
    times.append((round(time.process_time() - begun, 3), text[:200], str(start), str(on)))
report["slowest"] = sorted(times, reverse=True)[:5]
print(json.dumps(report))
"""


@pytest.mark.skipif(
    not all(hasattr(signal, name) for name in ("setitimer", "ITIMER_VIRTUAL", "SIGVTALRM")),
    reason="this platform has no timer that counts a process's own time",
)
def test_whatever_text_stands_for_a_rule_is_refused_or_works_within_a_second_and_a_gigabyte() -> None:
    """Two thousand texts: of random letters, of the words of RFC 5545, and of rules with a few letters changed."""
    pytest.importorskip("resource", reason="this platform cannot limit a process's memory")

    told = json.loads(in_a_fresh_python(RULES_SCRIPT, "2000", timeout=300))

    assert told["wrong"] == []
    assert told["tried"] == 2_000
    assert min(told["worked"]["tokens"], told["worked"]["mutated"]) >= 100, told["worked"]
    assert min(told["refused"].values()) >= 100, told["refused"]


THREADS = 8


@pytest.fixture
def impatient_threads() -> Iterator[None]:
    """Threads that give way to each other after every few steps."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


class Shop:
    """Objects that several threads share; each is made anew, so that nothing of it is computed yet."""

    def __init__(self) -> None:
        _parts.cache_clear()
        _long_run_rate.cache_clear()
        free = Availability(
            hours_per_week=25,
            time_off=[(dt.date(2026, 7, 1), dt.date(2026, 7, 20))],
            bookings=[(dt.date(2026, 1, 7), 5), (dt.date(2026, 2, 3), 2)],
        )
        self.tasks = [
            Task("news", hours=5, recurrence=Rule("FREQ=MONTHLY;BYDAY=-1FR", NEW_YEAR), urgency=Urgency(100, 2)),
            Task("site", hours=9, recurrence=3, urgency=Urgency(40, 1), skill="web"),
            Task("books", hours=2, recurrence=Rule("FREQ=DAILY;INTERVAL=3", NEW_YEAR), owner_hours=3),
            Task("move", hours=60, urgency=Urgency(500, 1)),
        ]
        self.people = [
            Contractor("Ana", rate=40, skills=["web"], availability=free),
            Contractor("Bea", rate=35, retainers=[Retainer(300, 10), Retainer(500, 20)]),
        ]
        self.scores = [
            *(score(task, ana, on=NEW_YEAR) for task in self.tasks for ana in self.people),
            score(self.tasks[:2], self.people[0], on=NEW_YEAR),
        ]
        self.questions: list[Callable[[], object]] = [
            *(lambda found=found: parts_of(found) for found in self.scores),
            *(
                lambda task=task, ana=ana: parts_of(score(task, ana, on=NEW_YEAR))
                for task in self.tasks
                for ana in self.people
            ),
            *(lambda task=task: told_of(recommend(task, self.people, on=NEW_YEAR)) for task in self.tasks),
            *(lambda task=task: days_of(task) for task in self.tasks),
            *(lambda ana=ana: hours_of(ana.availability) for ana in self.people),
            *(lambda name=name: refusal_of(name) for name in ("x" * 200, "y" * 200)),
        ]


def parts_of(found: Score) -> tuple[object, ...]:
    """All that a score tells, lazy parts last to first."""
    return (
        found.why(),
        found.assumptions,
        found.break_even,
        found.contributions,
        found.no_contributions,
        found.block,
        found.costs,
        found.availability,
        found.urgency,
        found.recurrence,
        (found.value, found.payback, found.saved, found.committed, found.mode, found.retainer, found.runs),
        repr(found),
    )


def told_of(advice: Recommendation) -> tuple[object, ...]:
    """All that a recommendation tells."""
    return advice.why(), repr(advice), advice.alternatives, advice.excluded, advice.difference


def days_of(task: Task) -> tuple[object, ...]:
    """How often and when a task comes."""
    repeats = task.recurrence
    return (
        repeats.per_month,
        repeats.expected(7, on=NEW_YEAR),
        repeats.next(dt.date(2027, 5, 1)),
        repeats.counts(5, on=NEW_YEAR),
    )


def hours_of(free: Availability) -> tuple[float, ...]:
    """Free hours in several windows."""
    return tuple(free.free_hours(NEW_YEAR, NEW_YEAR + dt.timedelta(days=days)) for days in range(0, 300, 7))


def refusal_of(name: str) -> str:
    """What is said of hours that are a word."""
    hours: Any = [name, {name: [name]}]
    with pytest.raises(RefusedValueError) as refusal:
        Task(name, hours=hours)
    return str(refusal.value)


def asked_by(thread: int, shop: Shop, start: Barrier) -> list[object]:
    """The answers to all questions, each thread beginning with another one."""
    count = len(shop.questions)
    answers: list[object] = [None] * count
    start.wait()
    for turn in range(count):
        index = (turn + thread // 2) % count
        answers[index] = shop.questions[index]()
    return answers


@pytest.mark.unmeasured
@pytest.mark.usefixtures("impatient_threads")
@pytest.mark.parametrize("attempt", range(2))
def test_threads_that_share_all_objects_find_what_one_alone_finds(attempt: int) -> None:
    """Neighbours begin with the same question, so that both compute what is computed only once."""
    shop, start = Shop(), Barrier(THREADS, timeout=60)
    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(lambda thread: asked_by(thread + attempt, shop, start), range(THREADS)))

    alone = asked_by(0, Shop(), Barrier(1))

    for answers in found:
        assert answers == alone
    again = asked_by(0, shop, Barrier(1))
    assert again == alone


PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)


def pickled(value: Any, protocol: int) -> Any:
    return pickle.loads(pickle.dumps(value, protocol))  # noqa: S301  # what was pickled a moment ago


def pickled_without_c(value: Any) -> Any:
    """Pickled and read by the slow twins of the usual pickler, which other Pythons have alone."""
    file = io.BytesIO()
    pickle._Pickler(file).dump(value)
    file.seek(0)
    return pickle._Unpickler(file).load()


WAYS: dict[str, Callable[[Any], Any]] = {
    **{f"pickle {protocol}": partial(pickled, protocol=protocol) for protocol in PROTOCOLS},
    "pickle in Python": pickled_without_c,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "a copy of a deepcopy from a pickle": lambda value: copy.copy(copy.deepcopy(pickled(value, 5))),
}

every_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())


def questions() -> tuple[Score, Score, Recommendation]:
    """A score, one of a contractor who takes no retainers, and a recommendation, with every kind of input."""
    ana = Contractor(
        "Ana \u202e",
        skills={"web", "copy", "print"},
        rate=40,
        retainers=[Retainer(300, 10), Retainer(500, 20, overage_rate=30)],
        availability=Availability(
            time_off=[NEW_YEAR, (dt.date(2026, 7, 1), dt.date(2026, 7, 20))],
            bookings=[(dt.datetime(2026, 2, 1, 9, tzinfo=dt.UTC), dt.datetime(2026, 2, 1, 12, tzinfo=dt.UTC))],
            timezone="Europe/Paris",
        ),
    )
    tasks = [
        Task("news", hours=5, recurrence=Rule("FREQ=MONTHLY;BYDAY=-1FR", NEW_YEAR), urgency=Urgency(100, 2)),
        Task("site", hours=9, skill="web", recurrence=3, urgency=Urgency(40, 1), owner_hours=30),
        Task("move", hours=60, recurrence=Once(dt.date(2026, 5, 1))),
    ]
    past = Engagement(
        ana,
        tasks=[Task("logo", hours=3)],
        mode=Mode.OUT_TASK,
        start=dt.date(2025, 1, 1),
        end=dt.date(2025, 6, 1),
        jobs=[Job(dt.date(2025, 2, 1), 3, price=120)],
    )
    business = Business(owner_rate=60, monthly_budget=1_000)
    alone = Contractor("Cleo", rate=20, skills=["print"], retainers=())
    return (
        score(tasks, ana, business, engagements=past, on=NEW_YEAR),
        score(tasks[1], alone, business, on=NEW_YEAR),
        recommend(tasks[1], [ana, Contractor("Bea", rate=35, skills="web"), alone], business, on=NEW_YEAR),
    )


@cache
def values() -> dict[str, Any]:
    """One of every public value; those that are not said to be asked have computed nothing yet, and must not."""
    found, impossible, advice = questions()
    asked, _, told = questions()
    parts_of(asked)
    told_of(told)
    hired = found.engagements[0]
    hours = found.contractor.availability
    assert found.retainer is not None
    named: dict[str, Any] = {
        "Availability": hours,
        "Business": found.business,
        "Contractor": found.contractor,
        "Engagement": hired,
        "Job": hired.jobs[0],
        "Mode": found.mode,
        "Once": Once(NEW_YEAR),
        "Once without a day": Once(),
        "Rate": Rate(2.5),
        "Retainer": found.retainer,
        "Rule": Rule("FREQ=MONTHLY;BYDAY=-1FR", NEW_YEAR),
        "Rule without a start": Rule("FREQ=WEEKLY;BYDAY=MO"),
        "Rule in a time zone": Rule.from_text("DTSTART;TZID=Europe/Paris:20260105T090000\nFREQ=WEEKLY;COUNT=3"),
        "Task": found.tasks[0],
        "Urgency": Urgency(10, 3),
        "Score": found,
        "Score that was asked": asked,
        "Score of what is impossible": impossible,
        "Recommendation": advice,
        "Recommendation that was asked": told,
        "Alternative": advice.alternatives[0],
        "Alternative that is kept": next(way for way in advice.alternatives if way.mode is Mode.KEEP),
        "Exclusion": advice.excluded[0],
        "Costs": asked.costs,
        "CostRows": asked.costs.out_task,
        "break_even": asked.break_even,
        "contributions": asked.contributions,
        "block": asked.block,
        "assumptions": asked.assumptions,
        "availability": asked.availability,
        "urgency": asked.urgency,
        "recurrence": asked.recurrence,
        "counts": found.tasks[0].recurrence.counts(12, on=NEW_YEAR),
        "wait": hours.wait(regular=True),
    }
    assert None not in named.values()
    return named


every_value = pytest.mark.parametrize("name", values())


@every_way
@every_value
def test_what_comes_back_from_a_pickle_or_a_copy_stands_for_its_original(name: str, way: Callable[[Any], Any]) -> None:
    value = values()[name]
    again = way(value)

    assert type(again) is type(value)
    assert (again, hash(again)) == (value, hash(value))
    assert {value: "found"}[again] == "found"


def behind(advice: Recommendation) -> list[tuple[object, ...]]:
    """What the scores behind the ways tell, without the dear parts."""
    scores = [way.score for way in advice.alternatives if way.score is not None]
    return [(found.value, found.saved, found.costs, found.availability, found.block) for found in scores]


@cache
def parts_told(name: str) -> tuple[object, ...]:
    """All that a score tells that was never pickled nor copied."""
    found, impossible, _ = questions()
    return parts_of(impossible if name == "Score of what is impossible" else found)


@cache
def advice_told() -> tuple[object, ...]:
    """All that a recommendation tells that was never pickled nor copied."""
    _, _, advice = questions()
    return told_of(advice), behind(advice)


@every_way
@pytest.mark.parametrize("name", ["Score", "Score that was asked", "Score of what is impossible"])
def test_a_score_that_comes_back_tells_all_that_it_told(name: str, way: Callable[[Any], Any]) -> None:
    again = way(values()[name])

    assert parts_of(again) == parts_told(name)
    assert parts_of(way(again)) == parts_told(name)


@every_way
@pytest.mark.parametrize("name", ["Recommendation", "Recommendation that was asked"])
def test_a_recommendation_that_comes_back_tells_all_that_it_told(name: str, way: Callable[[Any], Any]) -> None:
    advice = way(values()[name])

    assert (told_of(advice), behind(advice)) == advice_told()


def errors() -> list[DelegationError]:
    """One of every error, with all that can be refused inside."""
    found, _, _ = questions()
    return [
        DelegationError("no"),
        RefusedValueError("Task", "hours", -1.0, "it takes a number above 0"),
        RefusedValueError("score", "business", found.contractor, "it takes a Business"),
        RefusedValueError("Task", "name", "\ud800\x00" * 100, "it takes a name"),
        NoLongRunRateError("FREQ=DAILY;COUNT=3"),
        MissingExtraError("highspy", "plan"),
        RefusedFileError("tasks.csv", ("line 2: no hours", "line 9: no name")),
    ]


@every_way
@pytest.mark.parametrize("index", range(len(errors())), ids=[type(error).__name__ for error in errors()])
def test_an_error_that_comes_back_says_and_carries_the_same(index: int, way: Callable[[Any], Any]) -> None:
    error = errors()[index]
    again = way(error)

    assert type(again) is type(error)
    assert (str(again), again.args, vars(again)) == (str(error), error.args, vars(error))


PICKLE_SCRIPT = """
import base64, pickle, sys

import attrs

sent = pickle.loads(base64.b64decode(sys.argv[1]))
for value in sent:
    made_here = attrs.evolve(value) if attrs.has(type(value)) else value
    assert (made_here, hash(made_here)) == (value, hash(value)), value
print(base64.b64encode(pickle.dumps(sent)).decode())
"""


def test_what_comes_back_from_a_process_with_other_hashes_stands_for_its_original() -> None:
    sent = [value for name, value in values().items() if name != "Mode"]

    told = in_a_fresh_python(PICKLE_SCRIPT, base64.b64encode(pickle.dumps(sent)).decode(), seed="4242")
    again = pickle.loads(base64.b64decode(told))  # noqa: S301  # from a process of ours

    assert again == sent
    assert [hash(value) for value in again] == [hash(value) for value in sent]
    assert [value.why() for value in again if hasattr(value, "why")] == [
        value.why() for value in sent if hasattr(value, "why")
    ]


PROCESS_SCRIPT = r"""
import datetime as dt, json, random, sys

from delegation import *
from delegation import DelegationError

mixed = random.Random(int(sys.argv[1]))


def in_any_order(several):
    several = list(several)
    mixed.shuffle(several)
    return several


DAY = dt.date(2026, 1, 1)
SKILLS = ["web", "copy", "print", "sound", "film", "law"]
TASKS = in_any_order(
    [
        Task("news", hours=5.1, skill="copy", recurrence="FREQ=WEEKLY;BYDAY=MO,TH", urgency=Urgency(70.3, 2)),
        Task("site", hours=9.7, skill="web", recurrence=3.3, urgency=Urgency(40.1, 1), owner_hours=30),
        Task("shop", hours=0.3, skill="web", recurrence=14.7, urgency=Urgency(9.9, 0.5)),
        Task("logo", hours=11.1, skill="print", recurrence=0.21, urgency=Urgency(3.3, 8)),
        Task("clip", hours=7.7, skill="film", recurrence="FREQ=MONTHLY;BYDAY=-1FR", urgency=Urgency(55.5, 3)),
        Task("tune", hours=2.2, skill="sound", recurrence=Rule("FREQ=DAILY;INTERVAL=11", DAY), owner_hours=2.9),
        Task("move", hours=60, urgency=Urgency(123.4, 5), owner_hours=80),
        Task("deed", hours=1.9, skill="law", recurrence=0.7),
        Task("card", hours=0.1, recurrence=0.1),
        Task("band", hours=0.2, recurrence=0.2),
    ]
)
OFFERS = [Retainer(101.1, 3.3), Retainer(333.3, 10.1, overage_rate=31.7), Retainer(707.7, 20)]
PEOPLE = in_any_order(
    Contractor(
        name,
        rate=25 + 2.7 * (number % 5),
        skills=set(in_any_order(SKILLS[number % 4 :])),
        retainers=[None, (), in_any_order(OFFERS)][number % 3],
        availability=Availability(
            regular_load=0.1 * (number % 7),
            time_off=in_any_order([DAY, dt.date(2026, 5, 1), (dt.date(2026, 7, 1), dt.date(2026, 7, 9))]),
        ),
    )
    for number, name in enumerate(["Ana", "Bea", "Cleo", "Dora", "Eve", "Fay", "Gil", "Hal", "Ida", "Jo", "Kim", "Lou"])
)
ANA = next(each for each in PEOPLE if each.name == "Ana")
PAST = in_any_order(
    Engagement(ANA, tasks=in_any_order(TASKS[:3]), mode=Mode.OUT_TASK, start=dt.date(2025, month, 1))
    for month in (1, 5, 9)
)


def parts(found):
    told = [found.value, found.payback, found.saved, found.committed, found.mode, found.retainer, found.impossible]
    told += [found.recurrence, found.urgency, found.availability, found.costs, found.block, found.contributions]
    told += [found.break_even, found.assumptions, found, [task.name for task in found.tasks]]
    return [*map(repr, told), found.why()]


def refusal(ask):
    try:
        ask()
    except DelegationError as error:
        return str(error)


told = {}
for names in ("card band move", "site shop logo card", "news clip tune"):
    bundle = [task for task in TASKS if task.name in names.split()]
    for each in PEOPLE:
        if each.name in ("Ana", "Bea", "Cleo"):
            told[f"{each.name} {names}"] = parts(score(bundle, each, engagements=PAST, on=DAY))
for task in TASKS:
    for budget in (None, 200):
        found = recommend(task, PEOPLE, Business(monthly_budget=budget), engagements=PAST, on=DAY)
        ranked = [
            [way.mode, way.contractor and way.contractor.name, repr(way.retainer), repr(way.costs), repr(way.dearer)]
            for way in found.alternatives
        ]
        told[f"{task.name} {budget}"] = [ranked, [repr(out) for out in found.excluded], found.why(), repr(found)]
told["refused"] = [
    refusal(lambda: score(TASKS + TASKS[:1], ANA)) is not None,
    refusal(lambda: score([], ANA)),
    refusal(lambda: Contractor("x", rate=1, skills={1})),
    refusal(lambda: Rule("FREQ=DAILY;BYEASTER=1")),
    refusal(lambda: Task("x", hours={"web", "copy", "print", "film"})),
]
print(json.dumps(told, sort_keys=True))
"""


@pytest.fixture(scope="module")
def told_with_the_first_hashes() -> dict[str, Any]:
    """What one process tells of one business, everything in the order of writing."""
    told: dict[str, Any] = json.loads(in_a_fresh_python(PROCESS_SCRIPT, "0"))
    assert len(told) == 3 * 3 + 2 * 10 + 1
    return told


@pytest.mark.parametrize(("seed", "order"), [("1", "0"), ("4242", "1"), ("random", "2"), ("random", "3")])
def test_neither_the_hashes_of_a_process_nor_the_order_of_what_is_given_changes_a_digit_or_a_word(
    told_with_the_first_hashes: dict[str, Any], seed: str, order: str
) -> None:
    told = json.loads(in_a_fresh_python(PROCESS_SCRIPT, order, seed=seed))

    assert told.keys() == told_with_the_first_hashes.keys()
    for question, answers in told_with_the_first_hashes.items():
        assert told[question] == answers, question
