"""The evaluator of plans notices what is wrong with one."""

from typing import Any

import attrs
import pytest

from delegation import Mode, Retainer
from delegation._costing.costs import CostRows
from delegation.planning import Shortage
from tests.people import ANN, BEA, IDLE, NEW_YEAR, OWNER, TEN
from tests.plan_evaluator import complaints
from tests.plan_worlds import NEWS, RUNNING, SHOP, Question, monthly

QUESTION = Question([NEWS, SHOP, monthly("talk", 2, keep=True)], [ANN, BEA], OWNER, [], NEW_YEAR)
PLAN = QUESTION.plan()


def test_it_has_nothing_to_say_of_a_plan_that_is_right() -> None:
    assert complaints(PLAN, *QUESTION) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"paid": 1.0}, "money paid"),
        ({"sunk": 1.0}, "sunk fees"),
        ({"owner_hours": 0.0}, "owner's hours"),
        ({"costs": CostRows(work=1.0)}, "cost is told"),
        ({"dearest_month": (12, 1e6)}, "dearest month"),
        ({"dearest_month": (0, 1.0)}, "dearest month"),
        ({"bound": 1e9}, "bound"),
        ({"status": "good"}, "unknown status"),
        ({"shortages": (Shortage(NEWS, "nobody"),)}, "shortages"),
        ({"rounds": 0}, "no round"),
        ({"contractors": ()}, "question"),
        ({"assignments": ()}, "exactly once"),
    ],
)
def test_it_notices_a_wrong_number(changed: dict[str, Any], told: str) -> None:
    found = attrs.evolve(PLAN, **changed)
    assert any(told in each for each in complaints(found, *QUESTION))


@pytest.mark.parametrize(
    ("place", "changed", "told"),
    [
        (0, {"mode": None}, "is with somebody"),
        (0, {"contractor": attrs.evolve(BEA, name="Eve")}, "stranger"),
        (0, {"mode": Mode.OUTSOURCE}, "without a retainer"),
        (0, {"retainer": TEN}, "is out-task with"),
        (0, {"cost": 1.0}, "do not add up"),
        (0, {"hours": 1.0}, "takes 1.0 h"),
        (2, {"mode": Mode.OUT_TASK, "contractor": BEA}, "pinned and handed over"),
    ],
)
def test_it_notices_a_wrong_assignment(place: int, changed: dict[str, Any], told: str) -> None:
    right = PLAN
    each = list(right.assignments)
    each[place] = attrs.evolve(each[place], **changed)
    found = attrs.evolve(right, assignments=tuple(each))
    assert any(told in one for one in complaints(found, *QUESTION))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"business": attrs.evolve(OWNER, monthly_budget=100)}, "of a budget"),
        ({"business": attrs.evolve(OWNER, owner_hours_per_month=1)}, "of the owner's hours"),
        ({"contractors": [attrs.evolve(BEA, skills="copy")]}, "lacks the skill"),
        (
            {"contractors": [attrs.evolve(BEA, availability=attrs.evolve(IDLE, hours_per_week=1))]},
            "works 10.0 h of",
        ),
        ({"contractors": [attrs.evolve(BEA, rate=41)]}, "costs"),
        ({"engagements": [RUNNING], "contractors": [ANN, BEA]}, "neither kept nor ended"),
    ],
)
def test_it_notices_a_broken_limit(changed: dict[str, Any], told: str) -> None:
    """The plan is that of another question."""
    asked = QUESTION._replace(**changed)
    right = PLAN
    there = {each.name: each for each in asked.contractors}
    moved = tuple(
        attrs.evolve(each, contractor=there[each.contractor.name]) if each.contractor else each
        for each in right.assignments
    )
    found = attrs.evolve(right, assignments=moved, contractors=tuple(asked.contractors), business=asked.business)
    assert any(told in one for one in complaints(found, *asked))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"running": True}, "not the one that runs"),
        ({"retainer": Retainer(1, 10)}, "does not offer"),
        ({"tasks": ()}, "for other tasks"),
        ({"costs": CostRows(fee=1.0)}, "the retainer 1.0"),
    ],
)
def test_it_notices_a_wrong_agreement(changed: dict[str, Any], told: str) -> None:
    question = Question([NEWS, SHOP], [ANN], OWNER, [], NEW_YEAR)
    right = question.plan()
    found = attrs.evolve(right, retainers=(attrs.evolve(right.retainers[0], **changed),))
    assert any(told in one for one in complaints(found, *question))


def test_it_notices_two_retainers_with_one_contractor() -> None:
    question = Question([NEWS, SHOP], [ANN], OWNER, [], NEW_YEAR)
    right = question.plan()
    assert any(
        "two retainers" in one for one in complaints(attrs.evolve(right, retainers=right.retainers * 2), *question)
    )
