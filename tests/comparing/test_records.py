"""A comparison as flat records of plain values, and as a data frame."""

import json
import math
from typing import Any

import pytest
from hypothesis import given

from delegation.comparing import Comparison, compare
from delegation.comparing.records import COLUMNS
from tests.comparing.answers import KEPT, LARGE, NOBODY, OFTEN, RANKED, SELDOM, SMALL
from tests.framed import BACKENDS, installed, read_back
from tests.plan_worlds import Question, questions

SCORES, PLANS = compare(OFTEN, SELDOM), compare(SMALL, LARGE)
ALL = [SCORES, PLANS, compare(RANKED, KEPT), compare(RANKED, NOBODY), compare(LARGE, SMALL)]


def of(found: Comparison, what: str) -> list[dict[str, Any]]:
    return [each for each in found.to_dicts() if each["of"] == what]


def documented() -> list[str]:
    told = [
        name
        for line in (Comparison.to_dicts.__doc__ or "").partition("in this order:")[2].splitlines()
        for name in line.split(": ")[0].split("``")[1::2]
        if line.lstrip().startswith(("- ``", "``"))
    ]
    return [name for name in told if name in COLUMNS]


def test_the_documented_keys_are_those_that_there_are_in_their_order() -> None:
    assert documented() == list(COLUMNS)
    for found in ALL:
        assert {tuple(each) for each in found.to_dicts()} == {tuple(COLUMNS)}


def test_values_are_plain() -> None:
    for found in ALL:
        assert json.loads(json.dumps(found.to_dicts())) == found.to_dicts()


def test_the_verdict_stands_in_each_of_its_rows() -> None:
    rows = of(SCORES, "verdict")
    assert [each["row"] for each in rows] == ["work", "fee", "overage", "hiring", "waiting", "undone", "total"]
    assert rows[1] == {
        "of": "verdict",
        "name": None,
        "row": "fee",
        "change": "changed",
        "before_mode": "outsource",
        "after_mode": "out-task",
        "before_contractor": "Ann",
        "after_contractor": "Ann",
        "before_retainer_money_per_month": 450.0,
        "before_retainer_hours_per_month": 10.0,
        "after_retainer_money_per_month": None,
        "after_retainer_hours_per_month": None,
        "before_money_per_month": 450.0,
        "after_money_per_month": 0.0,
        "difference_money_per_month": -450.0,
        "currency": "EUR",
    }


def test_an_answer_that_differs_by_nothing_says_so() -> None:
    assert {each["change"] for each in of(compare(OFTEN, OFTEN), "verdict")} == {"as before"}


@pytest.mark.parametrize("mode", ["outsource", "out-task", "keep"])
def test_every_mode_of_scores_has_its_rows(mode: str) -> None:
    assert len(of(SCORES, mode)) == 7
    assert of(PLANS, mode) == []


def test_a_task_that_changes_has_both_ways() -> None:
    (news,) = (each for each in of(PLANS, "task") if each["name"] == "news")
    assert (news["change"], news["before_mode"], news["after_mode"]) == ("changed", "outsource", "out-task")
    assert (news["before_contractor"], news["after_contractor"]) == ("Ann", "Bea")
    assert (news["before_money_per_month"], news["after_money_per_month"]) == (237.5, 240.0)
    assert news["difference_money_per_month"] == 2.5


def test_a_task_that_was_not_there_costs_all_that_it_costs_more() -> None:
    (talk,) = (each for each in of(PLANS, "task") if each["name"] == "talk")
    assert (talk["change"], talk["before_mode"], talk["before_money_per_month"]) == ("new", None, None)
    assert (talk["after_mode"], talk["after_contractor"], talk["difference_money_per_month"]) == ("keep", None, 120.0)


def test_a_task_that_nobody_does_is_undone() -> None:
    (film,) = (each for each in of(PLANS, "task") if each["name"] == "film")
    assert (film["change"], film["after_mode"], film["after_money_per_month"]) == ("new", "undone", 0.0)


def test_a_retainer_that_is_gone_had_its_terms() -> None:
    (gone,) = of(PLANS, "retainer")
    assert (gone["name"], gone["change"], gone["before_mode"]) == ("Ann", "gone", None)
    assert (gone["before_retainer_money_per_month"], gone["before_retainer_hours_per_month"]) == (450.0, 10.0)
    assert (gone["after_retainer_money_per_month"], gone["after_money_per_month"]) == (None, None)
    assert (gone["before_money_per_month"], gone["difference_money_per_month"]) == (475.0, -475.0)


def test_the_whole_of_plans_comes_first() -> None:
    assert [each["of"] for each in PLANS.to_dicts()[:7]] == ["plan"] * 7
    assert PLANS.to_dicts()[6]["difference_money_per_month"] == LARGE.cost - SMALL.cost


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("found", ALL, ids=["scores", "plans", "recommendations", "nobody", "plans back"])
def test_a_frame_has_what_the_records_tell(backend: str, found: Comparison) -> None:
    assert read_back(found.to_frame(installed(backend))) == found.to_dicts()


@pytest.mark.unmeasured
@given(questions(), questions())
def test_differences_of_rows_add_up_to_that_of_their_total(one: Question, other: Question) -> None:
    rows = of(compare(one.plan(), other.plan()), "plan")
    *parts, total = (each["difference_money_per_month"] for each in rows)
    assert math.fsum(parts) == total
