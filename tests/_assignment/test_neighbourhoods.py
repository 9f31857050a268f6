"""A large problem a few facilities at a time: bounds that are true, and solutions that get better."""

import importlib
import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("highspy")

from delegation._assignment import highs, neighbourhoods
from delegation._assignment.annealing import search
from delegation._assignment.highs import solve
from delegation._assignment.neighbourhoods import relaxed_bound
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
from delegation._assignment.program import Program
from delegation.errors import MissingExtraError
from tests.problems import (
    TWO_PARTS,
    check,
    check_optimal,
    feasible,
    few_tasks,
    frozen_clock,
    listener,
    optimum,
    with_tasks,
)
from tests.published import PUBLISHED, published

with_sites = with_tasks.filter(lambda problem: bool(problem.states))


LITTLE = 0.002


@contextmanager
def large(neighbours: int = 1) -> Iterator[None]:
    """Every problem counts as large, and a neighbourhood frees about so many columns."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(highs, "SMALL", -1)
        patched.setattr(neighbourhoods, "NEIGHBOURS", neighbours)
        yield


class TestBound:
    @given(with_tasks)
    def test_the_bound_of_split_tasks_never_exceeds_the_optimum(self, problem: Problem) -> None:
        bound, least = relaxed_bound(problem), optimum(problem).cost
        assert -math.inf < bound <= least + 1e-9 * max(1.0, abs(least))

    def test_rows_that_link_columns_to_states_make_the_bound_tight(self) -> None:
        # with one row for all three columns, a third of the state would do for task 0: 1 + 3/3 in place of 2.5
        ways = [(0, 0, 1.0), (0, NO_STATE, 2.5), *((task, 0, 50.0) for task in (1, 2))]
        columns = (*(Column(*way) for way in ways), Column(1, NO_STATE, 0.0), Column(2, NO_STATE, 0.0))
        assert relaxed_bound(Problem((9.0,) * 3, (State(0, 3.0),), columns)) == pytest.approx(2.5, rel=1e-9)

    @pytest.mark.parametrize("name", ["lib1-p7", "lib2-p1", "c05100"])
    def test_the_bound_of_a_published_instance_is_close_below_its_optimum(self, name: str) -> None:
        bound = relaxed_bound(published(name))
        assert 0.9 * PUBLISHED[name].optimum < bound <= PUBLISHED[name].optimum

    def test_what_is_proven_when_time_is_over_stays(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """After one run of the linear program."""
        said = iter([False, False, True])
        monkeypatch.setattr(neighbourhoods, "over", lambda _: next(said))
        assert 0.0 < relaxed_bound(published("lib3-p9")) <= PUBLISHED["lib3-p9"].optimum

    def test_without_time_nothing_is_proven(self) -> None:
        assert relaxed_bound(TWO_PARTS, -math.inf) == -math.inf
        with frozen_clock():
            assert relaxed_bound(published("lib3-p9"), 1e-6) == -math.inf


class TestNeighbourhoods:
    @given(with_sites, st.integers(1, 3), st.integers(0, 3))
    def test_neighbourhoods_lead_to_a_true_solution(self, problem: Problem, neighbours: int, seed: int) -> None:
        with large(neighbours):
            solution = solve(problem, effort=LITTLE, seed=seed)
            check(problem, solution, optimum(problem).cost)
            assert solution.status in {"optimal", "feasible"}
            assert solve(problem, effort=LITTLE, seed=seed) == solution

    def test_neighbourhoods_improve_what_the_search_finds(self) -> None:
        problem, least = published(), PUBLISHED["lib1-p7"].optimum
        first = search(problem, effort=0.01)
        with large(neighbours=100), pytest.MonkeyPatch.context() as patched:
            patched.setattr(neighbourhoods, "ROUNDS", 1_000)
            patched.setattr(neighbourhoods, "ASKED", 1e5)
            solution = solve(problem, effort=0.01)
        check(problem, solution, least)
        assert solution.cost < first.cost
        assert solution.status == "feasible"

    def test_a_neighbourhood_takes_in_what_is_undone_and_what_needs_no_state(self) -> None:
        # task 0 is undone although facility 0 is open, task 1 keeps to a dear way; nothing else moves
        columns = (
            Column(0, 0, 1.0),
            Column(1, NO_STATE, 30.0),
            Column(1, 0, 1.0),
            Column(2, 0, 1.0),
            Column(3, 1, 1.0),
        )
        problem = Problem((50.0,) * 4, (State(0, 3.0), State(1, 3.0)), columns)
        start: Choice = (UNDONE, 1, 3, 4)
        found = Solution(start, usage_of(problem, start).cost, -math.inf, "feasible")
        with large(), pytest.MonkeyPatch.context() as patched:
            patched.setattr(neighbourhoods, "search", lambda *_, **__: found)
            solution = solve(problem, effort=0.05)
        check_optimal(solution, (0, 2, 3, 4), 10.0)

    @given(few_tasks.filter(lambda problem: bool(problem.penalties and problem.states)), st.data())
    def test_a_solution_is_never_worse_than_a_choice_that_it_starts_from(
        self, problem: Problem, data: st.DataObject
    ) -> None:
        start = data.draw(st.sampled_from(feasible(problem)))
        with large():
            solution = solve(problem, effort=0.0, start=start)
        check(problem, solution, optimum(problem).cost)
        assert solution.cost <= usage_of(problem, start).cost

    def test_what_exceeds_a_limit_together_with_the_rest_is_not_taken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A solver that does all tasks whatever they take."""

        def all_done(program: Program, *_: object, **__: object) -> Solution:
            ways = columns_by_task(program.problem)
            return Solution(tuple(several[0] if several else UNDONE for several in ways), 0.0, -math.inf, "feasible")

        monkeypatch.setattr(neighbourhoods, "attempt", all_done)
        poor = TWO_PARTS._replace(cash_limit=5.0)
        with large(neighbours=100):
            solution = solve(poor, effort=0.1)
        check(poor, solution, optimum(poor).cost)
        assert solution.choice == (UNDONE, 1, UNDONE)

    def test_a_large_problem_without_facilities_is_solved(self) -> None:
        columns = tuple(Column(task, NO_STATE, 1.0 + task, cash=2.0) for task in range(3))
        with large():
            assert solve(Problem((10.0,) * 3, (), columns, cash_limit=5.0), effort=LITTLE).cost == 13.0


class TestEnds:
    def test_an_optimum_that_the_bound_proves_ends_the_work(self) -> None:
        problem = Problem((9.0,) * 2, (State(0, 3.0), State(1, 9.0)), (Column(0, 0, 1.0), Column(1, 0, 1.0)))
        told: list[float] = []
        with large():
            solution = solve(problem, effort=LITTLE, watch=listener(told))
        check_optimal(solution, (0, 1), 5.0)
        assert max(told) == neighbourhoods.SEARCHING

    def test_close_enough_ends_the_work_too(self) -> None:
        problem = published()
        with large():
            solution = solve(problem, effort=0.02, gap=0.5)
        check(problem, solution, PUBLISHED["lib1-p7"].optimum)
        assert solution.status == "feasible"
        assert 0.0 < solution.gap < 0.5

    def test_the_work_goes_on_from_nothing_to_all(self) -> None:
        told: list[float] = []
        with large():
            solve(published(), effort=0.05, watch=listener(told))
        assert told == sorted(told)
        assert (told[0], told[-1]) == (0.0, 1.0)
        rounds = [neighbourhoods.SEARCHING + (1.0 - neighbourhoods.SEARCHING) * count / 3 for count in range(3)]
        assert told[-4:] == [*rounds, 1.0]

    @pytest.mark.parametrize("when", [0.0, 0.1, 0.25, 0.6])
    def test_a_stopped_solution_says_so_and_keeps_to_the_limits(self, when: float) -> None:
        problem = published()
        with large():
            solution = solve(problem, effort=0.05, watch=lambda done: done >= when)
        check(problem, solution, PUBLISHED["lib1-p7"].optimum)
        assert solution.status == "stopped"

    def test_a_large_problem_without_time_has_what_greedy_finds(self) -> None:
        problem = published()
        with large():
            solution = solve(problem, seconds=0.0)
        check(problem, solution, PUBLISHED["lib1-p7"].optimum)
        assert (solution.status, solution.bound) == ("stopped", -math.inf)
        assert solution.choice == search(problem, until=-math.inf).choice
        assert UNDONE not in solution.choice


def test_without_its_package_they_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    monkeypatch.delitem(sys.modules, "delegation._assignment.neighbourhoods")
    with pytest.raises(MissingExtraError) as caught:
        importlib.import_module("delegation._assignment.neighbourhoods")
    assert "the package highspy, which is not installed: pip install highspy (" in str(caught.value)
    assert (caught.value.package, caught.value.extra) == ("highspy", "plan")
