"""As what the owner's tasks come to a contractor's queue."""

from typing import Any

import pytest

from delegation import Rate, Rule, Task
from delegation.availability.tasks import own_work_of, works_in
from delegation.queueing import OwnWork
from tests.refusals import told_by

CALLS, MOVE = Task("calls", hours=2, recurrence=Rate(3)), Task("move", hours=9)
NEWS = Task("news", hours=4, recurrence=Rule("FREQ=MONTHLY"))


def test_what_comes_back_comes_in_the_contractors_hours() -> None:
    assert own_work_of([CALLS, MOVE, NEWS], 1.5) == [OwnWork(3.0, 3.0), OwnWork(6.0, 1.0, rhythmic=True)]


def test_one_task_is_as_good_as_a_list() -> None:
    assert works_in(CALLS) == works_in([CALLS]) == works_in(iter([CALLS])) == (CALLS,)


@pytest.mark.parametrize("tasks", ["news", 3, [CALLS, 3]], ids=["text", "a number", "a number among tasks"])
def test_what_is_no_task_is_refused(tasks: Any) -> None:
    assert told_by(lambda: works_in(tasks)) == ("Availability.waits.tasks", "it takes one Task or several")


@pytest.mark.parametrize("pace", [0, 20.5, "fast"])
def test_a_pace_is_bound(pace: Any) -> None:
    accepted = "it takes a number from 0.001 to 20, the contractor's hours per hour of a task's estimate"
    assert told_by(lambda: own_work_of([CALLS], pace)) == ("Availability.waits.pace", accepted)
