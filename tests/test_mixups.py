"""What stands where a value of some class belongs, and in what words it is refused."""

from types import SimpleNamespace
from typing import Any

import pytest

import delegation
from delegation import Contractor, Task
from delegation._mixups import article, refuse_kind, stands_here
from delegation.errors import EXAMPLES, DelegationError
from tests.people import ANN, NEWS, OWNER

d: Any = delegation
"""What is asked here would not pass a type checker."""

NAME = ", and this is only a name"
TABLE = ", and this is a table: make a Task of each line, or read a file with delegation.io.csv"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param(3, "", id="a number shows what it is"),
        pytest.param(None, "", id="so does None"),
        pytest.param("news", NAME, id="a name"),
        pytest.param({"name": "news"}, ", and this is a dict: write Task(**fields)", id="a dict"),
        pytest.param(SimpleNamespace(columns=["name"]), TABLE, id="a data frame"),
        pytest.param(Task, ", and this is the class itself: make one", id="the class"),
        pytest.param(Contractor, ", and this is a class itself: make one", id="another class"),
        pytest.param(ANN, ", and this is a Contractor", id="somebody"),
        pytest.param(OWNER, ", and this is a Business", id="a business"),
    ],
)
def test_what_stands_in_place_of_a_task_is_named(given: Any, told: str) -> None:
    assert stands_here(given, Task) == told


@pytest.mark.parametrize(("kind", "named"), [(Task, "a Task"), (delegation.Urgency, "an Urgency")])
def test_a_class_is_named_with_its_article(kind: type, named: str) -> None:
    assert article(kind) == named


def test_one_of_ours_in_the_wrong_place_is_shown_the_order_of_all() -> None:
    assert refuse_kind("score", "tasks", ANN, Task, "no").wanted == "score"


@pytest.mark.parametrize("given", [3, "news", Task])
def test_anything_else_is_shown_how_the_right_one_is_made(given: Any) -> None:
    assert refuse_kind("score", "tasks", given, Task, "no").wanted == "Task"


class TestArgumentsInTheWrongPlace:
    """Of each function: what is refused, what stands there, and of what an example is shown."""

    @pytest.mark.parametrize(
        ("ask", "argument", "here", "example"),
        [
            pytest.param(lambda: d.score(ANN, NEWS), "score.tasks", "a Contractor", "score", id="score turned round"),
            pytest.param(lambda: d.score(NEWS, OWNER), "score.contractor", "a Business", "score", id="a business"),
            pytest.param(lambda: d.score(NEWS, ANN, ANN), "score.business", "a Contractor", "score", id="two of them"),
            pytest.param(
                lambda: d.score(Task, ANN), "score.tasks", "the class itself: make one", "Task", id="the class Task"
            ),
            pytest.param(
                lambda: d.score(NEWS, Contractor),
                "score.contractor",
                "the class itself: make one",
                "Contractor",
                id="the class Contractor",
            ),
            pytest.param(lambda: d.score(["news"], ANN), "score.tasks", "only a name", "Task", id="names"),
            pytest.param(
                lambda: d.score([{"name": "news"}], ANN),
                "score.tasks",
                "a dict: write Task(**fields)",
                "Task",
                id="dicts",
            ),
            pytest.param(
                lambda: d.recommend(ANN, NEWS),
                "recommend.task",
                "a Contractor",
                "recommend",
                id="recommend turned round",
            ),
            pytest.param(
                lambda: d.recommend(NEWS, OWNER), "recommend.contractors", "a Business", "recommend", id="nobody"
            ),
            pytest.param(lambda: d.plan([ANN], [NEWS]), "plan.tasks", "a Contractor", "plan", id="plan turned round"),
            pytest.param(lambda: d.plan([NEWS], OWNER), "plan.contractors", "a Business", "plan", id="plan for nobody"),
            pytest.param(
                lambda: d.plan(SimpleNamespace(columns=["name"]), [ANN]),
                "plan.tasks",
                "a table: make a Task of each line, or read a file with delegation.io.csv",
                "Task",
                id="a data frame",
            ),
            pytest.param(
                lambda: d.plan("tasks.csv", [ANN]), "plan.tasks", "only a name", "Task", id="the name of a file"
            ),
        ],
    )
    def test_is_told_with_an_example(self, ask: Any, argument: str, here: str, example: str) -> None:
        with pytest.raises(DelegationError) as refusal:
            ask()

        first, second = str(refusal.value).splitlines()
        assert first.startswith(f"{argument} = ")
        assert first.endswith(f", and this is {here}")
        assert second == f"  such as {EXAMPLES[example]}"
