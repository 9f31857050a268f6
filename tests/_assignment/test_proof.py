"""What HiGHS proves of a problem: exactly where it is small, by splitting tasks where it is large."""

import math
from typing import Any

import pytest
from hypothesis import given

pytest.importorskip("highspy")

from delegation._assignment import proof
from delegation._assignment.exact import exactly
from delegation._assignment.neighbourhoods import relaxed_bound
from delegation._assignment.problem import Column, Problem, Solution, State
from delegation._assignment.proof import CLOSE, proven_bound
from tests.problems import TWO, optimum, problems


@given(problems)
def test_the_bound_of_a_small_problem_is_its_optimum_but_for_little(problem: Problem) -> None:
    least = optimum(problem).cost
    assert least * (1.0 - CLOSE) - 1e-6 <= proven_bound(problem) <= least + 1e-6 * max(1.0, least)


def test_that_of_a_large_one_is_the_linear_program_s(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of each task fits into a capacity for one."""
    columns = tuple(Column(task, 0, 1.0, load=2.0) for task in (0, 1))
    problem = Problem((50.0, 50.0), (State(0, capacity=3.0),), columns)
    monkeypatch.setattr(proof, "WHOLE", 1)
    assert proven_bound(problem) == relaxed_bound(problem) == pytest.approx(26.5)
    monkeypatch.setattr(proof, "WHOLE", 2)
    assert proven_bound(problem) == pytest.approx(51.0, rel=CLOSE)


def test_the_seed_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def listening(problem: Problem, **how: Any) -> Solution:
        asked.append(how["seed"])
        return exactly(problem, **how)

    monkeypatch.setattr(proof, "exactly", listening)
    proven_bound(TWO, seed=7)
    assert asked == [7]


@pytest.mark.parametrize("whole", [0, 500])
def test_without_time_nothing_is_proven(whole: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "WHOLE", whole)
    assert proven_bound(TWO, seconds=0.0) == -math.inf
