"""What a piece of work that comes back is."""

import datetime as dt
from typing import Any

import pytest

from delegation import Once, Rate, Task, Urgency
from delegation.model import tasks_by_name
from tests.people import NEW_YEAR, NEWS
from tests.refusals import refusal_of, told_by


def test_the_defaults_of_a_task() -> None:
    assert Task("move", hours=3) == Task(
        "move", skill="", hours=3.0, recurrence=Once(), urgency=Urgency(0.0, 0.0), owner_hours=None, keep=False
    )


@pytest.mark.parametrize(("typed", "skill"), [("", ""), (" ", ""), (" writing ", "writing")])
def test_a_skill_is_a_word_or_nothing(typed: str, skill: str) -> None:
    assert Task("news", hours=1, skill=typed).skill == skill


@pytest.mark.parametrize("skill", [None, 3, ["writing"], "web;copy", "web, copy"])
def test_what_is_no_skill_is_refused(skill: Any) -> None:
    assert told_by(lambda: Task("news", hours=1, skill=skill)) == (
        "Task.skill",
        'it takes one skill, such as "web", or "" where none is needed',
    )


@pytest.mark.parametrize("keep", [None, 0, 1, "yes"])
def test_keep_is_true_or_false(keep: Any) -> None:
    assert told_by(lambda: Task("news", hours=1, keep=keep)) == ("Task.keep", "it takes True or False")


@pytest.mark.parametrize(
    ("owner_hours", "keep", "hours"),
    [(None, False, None), (4, False, 4.0), (0, False, 0.0), (None, True, 3.0), (4, True, 4.0), (0, True, 0.0)],
)
def test_the_hours_of_a_kept_task_are_yours_or_its_own(
    owner_hours: float | None, keep: bool, hours: float | None
) -> None:
    assert Task("news", hours=3, owner_hours=owner_hours, keep=keep).hours_if_kept == hours


@pytest.mark.parametrize(
    "typed", [[NEW_YEAR, dt.date(2026, 2, 1)], (NEW_YEAR,), [], {NEW_YEAR}], ids=["list", "tuple", "none", "set"]
)
def test_a_list_of_past_dates_is_refused_by_name(typed: Any) -> None:
    assert told_by(lambda: Task("news", hours=1, recurrence=typed)) == (
        "Task.recurrence",
        "learning a rate from past dates is not in this version; "
        "it takes a number of times a month, None (once), an RFC 5545 rule as text, or a Rate, Rule or Once",
    )


@pytest.mark.parametrize("typed", [True, NEW_YEAR, Rate, object])
def test_what_is_no_recurrence_is_refused_with_what_is(typed: Any) -> None:
    assert told_by(lambda: Task("news", hours=1, recurrence=typed)) == (
        "Task.recurrence",
        "it takes a number of times a month, None (once), an RFC 5545 rule as text, or a Rate, Rule or Once",
    )


@pytest.mark.parametrize("several", [list, tuple, set, iter])
def test_tasks_are_put_in_the_order_of_their_names(several: Any) -> None:
    tasks = [Task(name, hours=1) for name in ("b", "c", "a")]

    assert [task.name for task in tasks_by_name("score", several(tasks))] == ["a", "b", "c"]


def test_one_task_is_several() -> None:
    assert tasks_by_name("score", NEWS) == (NEWS,)


@pytest.mark.parametrize(
    ("tasks", "message"),
    [
        ([], "score.tasks = () is refused: it takes at least one Task"),
        (None, "score.tasks = None is refused: it takes Task objects"),
        ([NEWS, 3], "score.tasks = 3 is refused: it takes Task objects"),
        ("news", "score.tasks = 'news' is refused: it takes Task objects, and this is only a name"),
        (
            [NEWS, Task("news ", hours=4)],
            "score.tasks = 'news' is refused: two of them bear this name; each Task needs its own",
        ),
    ],
)
def test_what_are_no_tasks_with_names_of_their_own_is_refused(tasks: Any, message: str) -> None:
    assert refusal_of(lambda: tasks_by_name("score", tasks)).reason == message
