"""Which task of a plan was meant by what was asked for."""

import pytest

from delegation.planning.keys import accepted
from tests.plan_worlds import NEWS, monthly

TASKS = {"news": NEWS, "shop": monthly("shop", 5)}


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("neews", ": did you mean 'news'?"),
        ("SHOP", ": did you mean 'shop'?"),
        ("?", ", such as 'news'"),
        (monthly("shopp", 1), ": did you mean 'shop'?"),
        (monthly("shop", 1), "; its shop is another task"),
        (7, ""),
    ],
)
def test_what_may_have_been_meant_is_told(key: object, told: str) -> None:
    assert accepted(key, TASKS) == f"a task of this plan, or its name{told}"


def test_where_there_are_no_tasks_none_is_meant() -> None:
    assert accepted("news", {}) == "a task of this plan, or its name"
