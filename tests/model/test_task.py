"""What a piece of work that comes back is."""

import inspect
import math
from typing import Any

import attrs
import pytest

from delegation import Once, Rate, Rule, Task, Urgency
from delegation.errors import RefusedValueError
from delegation.model import tasks_by_name
from tests.people import NEW_YEAR, NEWS
from tests.refusals import refusal_of, told_by


def test_the_defaults_of_a_task() -> None:
    assert Task("move", hours=3) == Task(
        "move",
        skill="",
        hours=3.0,
        recurrence=Once(),
        urgency=Urgency(0.0, 0.0),
        owner_hours=None,
        keep=False,
        undone_cost=None,
        occasion="",
    )


def test_a_task_is_made_with_the_defaults_of_its_fields() -> None:
    fields = {field.name: field.default for field in attrs.fields(Task) if field.default is not attrs.NOTHING}
    taken = {each.name: each.default for each in inspect.signature(Task).parameters.values()}

    assert {name: taken[name] for name in fields} == fields


@pytest.mark.parametrize(("typed", "skill"), [("", ""), (" ", ""), (" writing ", "writing")])
def test_a_skill_is_a_word_or_nothing(typed: str, skill: str) -> None:
    assert Task("news", hours=1, skill=typed).skill == skill


@pytest.mark.parametrize("skill", [None, 3, ["writing"], "web;copy", "web, copy"])
def test_what_is_no_skill_is_refused(skill: Any) -> None:
    assert told_by(lambda: Task("news", hours=1, skill=skill)) == (
        "Task.skill",
        'it takes one skill, such as "web", or "" where none is needed',
    )


@pytest.mark.parametrize(("typed", "cost"), [(None, None), (0, 0.0), (30, 30.0)])
def test_what_leaving_it_costs_is_money_or_is_not_said(typed: Any, cost: float | None) -> None:
    assert Task("news", hours=1, undone_cost=typed).undone_cost == cost


@pytest.mark.parametrize("cost", [-1.0, math.nan, math.inf, "much"])
def test_what_leaving_it_cannot_cost_is_refused(cost: Any) -> None:
    assert told_by(lambda: Task("news", hours=1, undone_cost=cost)) == (
        "Task.undone_cost",
        "it takes a number from 0 to 1e15, money an occurrence, or None where it must be done",
    )


@pytest.mark.parametrize(("typed", "occasion"), [("", ""), ("  ", ""), (" launch ", "launch")])
def test_an_occasion_is_text_without_the_blanks_around_it(typed: str, occasion: str) -> None:
    assert Task("news", hours=1, occasion=typed).occasion == occasion


@pytest.mark.parametrize("occasion", [None, 3, ["launch"]])
def test_what_is_no_text_is_no_occasion(occasion: Any) -> None:
    assert told_by(lambda: Task("news", hours=1, occasion=occasion)) == (
        "Task.occasion",
        'it takes text, such as "launch", or "" where there is none',
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


class TestRecurrence:
    """What a task takes for its recurrence; tests/recurrence/test_typed.py has all that people type."""

    def test_a_task_without_a_recurrence_comes_once(self) -> None:
        assert Task("move", hours=1).recurrence == Once()

    def test_what_people_type_is_kept_as_a_recurrence(self) -> None:
        assert Task("news", hours=1, recurrence="Every two weeks").recurrence == Rule("FREQ=WEEKLY;INTERVAL=2")

    @pytest.mark.parametrize("typed", [True, NEW_YEAR, {NEW_YEAR: 1}, Rate, "wekly"])
    def test_what_is_no_recurrence_is_refused_as_one(self, typed: Any) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Task("news", hours=1, recurrence=typed)

        assert (refusal.value.owner, refusal.value.field, refusal.value.value) == ("Task", "recurrence", typed)


class TestStart:
    """A start given apart becomes part of the recurrence, from which it is read."""

    @pytest.mark.parametrize(
        ("typed", "recurrence"),
        [("weekly", Rule("FREQ=WEEKLY", NEW_YEAR)), ("once", Once(NEW_YEAR)), (None, Once(NEW_YEAR))],
    )
    def test_a_start_becomes_part_of_the_recurrence(self, typed: Any, recurrence: Any) -> None:
        task = Task("news", hours=1, recurrence=typed, start=NEW_YEAR)

        assert (task.recurrence, task.start) == (recurrence, NEW_YEAR)

    def test_a_task_without_a_start_has_none(self) -> None:
        assert Task("news", hours=1, recurrence="weekly").start is None

    def test_a_start_given_apart_makes_the_same_task_as_one_in_the_rule(self) -> None:
        apart = Task("news", hours=1, recurrence="FREQ=WEEKLY", start=NEW_YEAR)
        within = Task("news", hours=1, recurrence=Rule("FREQ=WEEKLY", NEW_YEAR))

        assert (apart, hash(apart), repr(apart)) == (within, hash(within), repr(within))

    def test_a_task_keeps_its_start_when_another_field_changes(self) -> None:
        task = Task("news", hours=1, recurrence="weekly", start=NEW_YEAR)

        assert attrs.evolve(task, hours=3) == Task("news", hours=3, recurrence="weekly", start=NEW_YEAR)

    def test_another_recurrence_takes_the_start_with_it(self) -> None:
        task = Task("news", hours=1, recurrence="weekly", start=NEW_YEAR)

        assert attrs.evolve(task, recurrence=4) == Task("news", hours=1, recurrence=4)

    def test_a_rule_without_a_start_can_be_given_one_later(self) -> None:
        task = Task("news", hours=1, recurrence="weekly")

        assert attrs.evolve(task, start=NEW_YEAR).start == NEW_YEAR

    def test_as_a_dict_a_task_has_its_start_in_its_recurrence_alone(self) -> None:
        told = attrs.asdict(Task("news", hours=1, recurrence="weekly", start=NEW_YEAR))

        assert told["recurrence"] == {
            "rule": "FREQ=WEEKLY;WKST=MO",
            "start": NEW_YEAR,
            "except_on": (),
            "also_on": (),
        }
        assert "start" not in told

    @pytest.mark.parametrize("typed", [4, "twice a month", Rule("FREQ=DAILY", NEW_YEAR), Once(NEW_YEAR)])
    def test_a_start_that_would_count_for_nothing_is_refused(self, typed: Any) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Task("news", hours=1, recurrence=typed, start=NEW_YEAR)

        assert (refusal.value.owner, refusal.value.field, refusal.value.value) == ("Task", "start", NEW_YEAR)


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
