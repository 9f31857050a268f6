"""Which line of one log or several says the same as an earlier one, and what becomes of it."""

import pytest

from delegation.io._lines import Problems
from delegation.io._logs import Log
from delegation.io._numbers import Numbers
from delegation.io._repeats import CHOICES, Repeats

WAYS = "duplicates='once' counts it once, 'keep' as often as it stands there"


def log(name: str) -> Log:
    return Log(name, {}, (), Numbers(","), iter(()), Problems())


@pytest.mark.parametrize(
    ("choice", "left_out", "told"),
    [
        (
            "refuse",
            True,
            (
                f"line 2 says the same as line 2 of a.csv: {WAYS}",
                f"line 3 says the same as line 2 of a.csv: {WAYS}",
            ),
        ),
        ("keep", False, ()),
        ("once", True, ()),
    ],
)
def test_a_line_that_says_the_same_is_refused_kept_or_counted_once(
    choice: str, left_out: bool, told: tuple[str, ...]
) -> None:
    repeats, first, second = Repeats(choice), log("a.csv"), log("b.csv")
    assert not repeats.leaves_out(first, 2, ("Ana", 1.0))
    assert not repeats.leaves_out(first, 3, ("Ana", 2.0))
    assert repeats.leaves_out(second, 2, ("Ana", 1.0)) == left_out
    assert repeats.leaves_out(second, 3, ("Ana", 1.0)) == left_out
    assert (first.problems.told(), second.problems.told()) == ((), told)


def test_within_one_log_the_line_alone_is_told() -> None:
    repeats, only = Repeats(CHOICES[0]), log("a.csv")
    repeats.leaves_out(only, 2, ("Ana",))
    repeats.leaves_out(only, 5, ("Ana",))
    (problem,) = only.problems.told()
    assert problem.startswith("line 5 says the same as line 2: ")
