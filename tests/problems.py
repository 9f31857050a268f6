"""Where the solvers' problems come from, what must be true of every solution, and all choices of small problems."""

import itertools
import math
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import NamedTuple

import pytest
from hypothesis import strategies as st

from delegation._assignment import watch
from delegation._assignment.problem import (
    NO_STATE,
    UNDONE,
    Choice,
    Column,
    Problem,
    Solution,
    State,
    columns_by_task,
    usage_of,
)

# Two tasks; facility 0 is open small (state 0) or large (state 1), facility 1 has one state, task 1 can go without.
SMALL = State(0, 5.0, capacity=3.0, block=1.0, overage_rate=2.0, cash=4.0, owner_hours=0.5)
LARGE = State(0, 8.0, capacity=9.0)
COLUMNS = (
    Column(0, 0, 10.0, load=2.0, block=2.0, cash=9.0, owner_hours=1.0),
    Column(1, 0, 20.0, load=1.0, block=2.0, cash=15.0, owner_hours=0.25),
    Column(1, 1, 30.0, load=4.0),
    Column(1, 2, 40.0, cash=7.0),
    Column(1, NO_STATE, 50.0, owner_hours=3.0),
)
TWO = Problem((100.0, 200.0), (SMALL, LARGE, State(1, 6.0)), COLUMNS)

TWO_PARTS = Problem(
    (50.0, 60.0, 7.0), (State(0, 5.0), State(1, 4.0)), (Column(0, 0, 1.0, cash=3.0), Column(1, 1, 2.0, cash=3.0))
)
"""Two tasks, each with a facility of its own, and one that nobody can do."""

# Quarters, whose sums are exact: what meets a limit exactly does so in whatever order it is added up.
amounts = st.integers(0, 40).map(lambda quarters: quarters / 4)
few_amounts = st.one_of(st.just(0.0), st.integers(0, 12).map(lambda quarters: quarters / 4))
some = st.one_of(st.just(0.0), amounts)
limits = st.one_of(st.just(math.inf), amounts)
penalties = st.one_of(amounts, st.integers(40, 400).map(lambda quarters: quarters / 4))


def states_at(facility: int) -> st.SearchStrategy[State]:
    """A state of a facility."""
    return st.builds(
        State, st.just(facility), some, limits, limits, few_amounts, few_amounts, few_amounts, st.booleans()
    )


def columns_of(task: int, states: int) -> st.SearchStrategy[Column]:
    """A column of a task at one of so many states, or at none."""
    return st.builds(
        Column,
        st.just(task),
        st.integers(NO_STATE, states - 1),
        amounts,
        few_amounts,
        few_amounts,
        few_amounts,
        few_amounts,
    )


@st.composite
def _problems(draw: st.DrawFn, limited: bool, tasks: int) -> Problem:
    """A problem of at most so many tasks and three facilities."""
    undone = draw(st.lists(penalties, max_size=tasks))
    facilities = draw(st.lists(st.integers(1, 3), max_size=3))
    states = [draw(states_at(facility)) for facility, count in enumerate(facilities) for _ in range(count)]
    columns = [
        column for task in range(len(undone)) for column in draw(st.lists(columns_of(task, len(states)), max_size=4))
    ]
    columns = draw(st.permutations(columns))
    cash, owner = draw(st.tuples(limits, limits)) if limited else (math.inf, math.inf)
    most = draw(st.one_of(st.just(math.inf), st.integers(0, 2))) if limited else math.inf
    return Problem(tuple(undone), tuple(states), tuple(columns), cash, owner, most)


problems = _problems(limited=True, tasks=5)
"""Up to five tasks, three facilities with up to three states each, and limits that may bind."""

few_tasks = _problems(limited=True, tasks=3)
"""The same with up to three tasks."""

unlimited = _problems(limited=False, tasks=4)
"""The same without shared limits and with up to four tasks."""


with_tasks = problems.filter(lambda problem: bool(problem.penalties))
"""Problems with a task at least."""


class Least(NamedTuple):
    """A choice that costs least."""

    cost: float
    choice: Choice


def choices(problem: Problem) -> Iterator[Choice]:
    """All choices, whether they keep to the limits or not."""
    return itertools.product(*([UNDONE, *several] for several in columns_by_task(problem)))


def feasible(problem: Problem) -> list[Choice]:
    """All choices that keep to the limits."""
    return [choice for choice in choices(problem) if not usage_of(problem, choice).violations]


def optimum(problem: Problem) -> Least:
    """A choice that costs least of all, found by trying all."""
    return min(Least(usage_of(problem, choice).cost, choice) for choice in feasible(problem))


def near(cost: float) -> object:
    """A cost but for a solver's tolerance."""
    return pytest.approx(cost, rel=1e-6, abs=1e-6)


def check(problem: Problem, solution: Solution, least: float = -math.inf) -> None:
    """A solution keeps to all limits, costs what adding up says, and its bound and status are true.

    Where it is not told what the least cost is, nothing may be called proven.
    """
    used = usage_of(problem, solution.choice)
    assert used.violations == ()
    assert solution.cost == used.cost
    assert solution.cost >= least - 1e-8 * max(1.0, least)
    assert solution.bound <= solution.cost
    assert solution.bound <= least + 1e-6 * max(1.0, least)
    if solution.status == "optimal":
        assert solution.cost == near(least)
        assert solution.gap == near(0.0)


def check_optimal(solution: Solution, choice: Choice, cost: float) -> None:
    """A solution is proven to be the best."""
    assert solution == Solution(choice, cost, solution.bound, "optimal")
    assert solution.bound == near(cost)


def listener(heard: list[float]) -> watch.Watch:
    """A watch that writes down what it hears and never stops."""

    def listen(done: float) -> bool:
        heard.append(done)
        return False

    return listen


@contextmanager
def frozen_clock() -> Iterator[None]:
    """No time passes outside of HiGHS."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(watch, "time", SimpleNamespace(monotonic=lambda: 0.0))
        yield
