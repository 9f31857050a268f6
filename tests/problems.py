"""Where the solvers' problems come from: a strategy for small ones, and the enumeration of all their choices."""

import itertools
import math
from collections.abc import Iterator
from typing import NamedTuple

from hypothesis import strategies as st

from delegation._assignment.problem import NO_STATE, UNDONE, Choice, Column, Problem, State, columns_by_task, usage_of

# Quarters, whose sums are exact: what meets a limit exactly does so in whatever order it is added up.
amounts = st.integers(0, 40).map(lambda quarters: quarters / 4)
few_amounts = st.one_of(st.just(0.0), st.integers(0, 12).map(lambda quarters: quarters / 4))
some = st.one_of(st.just(0.0), amounts)
limits = st.one_of(st.just(math.inf), amounts)
penalties = st.one_of(amounts, st.integers(40, 400).map(lambda quarters: quarters / 4))


def states_at(site: int) -> st.SearchStrategy[State]:
    """A state of a site."""
    return st.builds(State, st.just(site), some, limits, limits, few_amounts, few_amounts, few_amounts)


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
    """A problem of at most so many tasks and three sites."""
    undone = draw(st.lists(penalties, max_size=tasks))
    sites = draw(st.lists(st.integers(1, 3), max_size=3))
    states = [draw(states_at(site)) for site, count in enumerate(sites) for _ in range(count)]
    columns = [
        column for task in range(len(undone)) for column in draw(st.lists(columns_of(task, len(states)), max_size=4))
    ]
    columns = draw(st.permutations(columns))
    cash, owner = draw(st.tuples(limits, limits)) if limited else (math.inf, math.inf)
    return Problem(tuple(undone), tuple(states), tuple(columns), cash, owner)


problems = _problems(limited=True, tasks=5)
"""Up to five tasks, three sites with up to three states each, and limits that may bind."""

few_tasks = _problems(limited=True, tasks=3)
"""The same with up to three tasks."""

unlimited = _problems(limited=False, tasks=4)
"""The same without shared limits and with up to four tasks."""


class Least(NamedTuple):
    """A choice that costs least."""

    cost: float
    choice: Choice


def choices(problem: Problem) -> Iterator[Choice]:
    """All choices, whether they keep to the limits or not."""
    return itertools.product(*([UNDONE, *several] for several in columns_by_task(problem)))


def feasible(problem: Problem) -> list[Choice]:
    """All choices that keep to the limits."""
    return [choice for choice in choices(problem) if not usage_of(problem, choice).problems]


def optimum(problem: Problem) -> Least:
    """A choice that costs least of all, found by trying all."""
    return min(Least(usage_of(problem, choice).cost, choice) for choice in feasible(problem))
