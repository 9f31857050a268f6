"""One mixed-integer program for a whole problem: the optimum where all choices can be tried, and honest bounds."""

import importlib
import math
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("highspy")

from delegation._assignment.exact import exactly
from delegation._assignment.problem import NO_STATE, UNDONE, Column, Problem, Solution, State, usage_of
from delegation._assignment.program import Program
from delegation.errors import MissingExtraError
from tests.problems import TWO_PARTS, check, feasible, few_tasks, frozen_clock, optimum, with_tasks
from tests.published import PUBLISHED, published

TINY = Problem((10.0,) * 3, (State(0, capacity=0.0),), tuple(Column(task, 0, 1.0, load=5e-10) for task in range(3)))


class TestAgainstAllChoices:
    @given(with_tasks)
    def test_one_program_finds_the_optimum(self, problem: Problem) -> None:
        solution = exactly(problem)
        check(problem, solution, optimum(problem).cost)
        assert solution.status == "optimal"

    @given(few_tasks.filter(lambda problem: bool(problem.penalties)), st.data())
    def test_a_solution_is_never_worse_than_a_choice_that_it_starts_from(
        self, problem: Problem, data: st.DataObject
    ) -> None:
        start = data.draw(st.sampled_from(feasible(problem)))
        given_cost, least = usage_of(problem, start).cost, optimum(problem).cost
        for solution in (exactly(problem, start=start), exactly(problem, start=start, until=-1.0)):
            check(problem, solution, least)
            assert solution.cost <= given_cost


class TestRounding:
    def test_a_start_that_meets_a_limit_with_rounding_is_kept(self) -> None:
        # HiGHS allows less rounding than the problem, leaves the task undone, and calls that the best
        problem = Problem((100.0,), (State(0, capacity=1e6),), (Column(0, 0, 1.0, load=1e6 + 1e-4),))
        for start in (None, (0,)):
            solution = exactly(problem, start=start)
            assert solution == Solution((0,), 1.0, -math.inf, "feasible")

    def test_a_choice_of_the_solver_that_exceeds_a_limit_is_no_solution(self) -> None:
        """What fits of it is done: two of the three."""
        assert exactly(TINY)[:2] == ((0, 1, UNDONE), 12.0)
        assert exactly(TINY, start=(0, UNDONE, UNDONE))[:2] == ((0, 1, UNDONE), 12.0)

    def test_a_solution_in_place_of_one_that_exceeds_a_limit_is_not_called_optimal(self) -> None:
        assert exactly(TINY).status != "optimal"

    def test_a_start_that_exceeds_a_limit_is_no_solution(self) -> None:
        poor = TWO_PARTS._replace(cash_limit=2.0)
        assert exactly(poor, start=(0, 1, UNDONE)).choice == (UNDONE,) * 3
        assert exactly(poor, start=(0, 1, UNDONE), until=-1.0).choice == (UNDONE,) * 3


class TestConfirming:
    """A HiGHS that tells what is not so, as far as that can be told from outside."""

    FREE = Problem((9.0, 9.0), (), tuple(Column(task, NO_STATE, cost) for task in range(2) for cost in (1.0, 5.0)))

    def lie(self, monkeypatch: pytest.MonkeyPatch, only_with_start: bool, **lies: object) -> list[bool]:
        """Have HiGHS end with what it started from, or lie about its figures; whether each run had a start."""
        runs: list[bool] = []
        solver_of = Program.solver

        def solver(program: Program, *, whole: bool) -> object:
            real, told = solver_of(program, whole=whole), dict(lies)
            runs.append(False)

            class Liar:
                """It passes on everything but what it lies about."""

                def __getattr__(self, name: str) -> object:
                    return getattr(real, name)

                def setSolution(self, given: object) -> None:  # noqa: N802  # the name is HiGHS's
                    runs[-1] = True
                    self.start = given

                def getInfo(self) -> object:  # noqa: N802  # the name is HiGHS's
                    info = real.getInfo()
                    if only_with_start and not runs[-1]:
                        return info
                    return SimpleNamespace(
                        primal_solution_status=info.primal_solution_status,
                        objective_function_value=told.get("objective", info.objective_function_value),
                        mip_dual_bound=told.get("bound", info.mip_dual_bound),
                    )

                def getSolution(self) -> object:  # noqa: N802  # the name is HiGHS's
                    return self.start if runs[-1] and only_with_start else real.getSolution()

            return Liar()

        monkeypatch.setattr(Program, "solver", solver)
        return runs

    def test_a_start_that_is_called_the_best_is_believed_only_of_a_solver_that_has_not_seen_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        runs = self.lie(monkeypatch, only_with_start=True, objective=24.0, bound=24.0)
        solution = exactly(self.FREE, start=(1, 2))
        assert usage_of(self.FREE, (1, 2)).cost * Program(self.FREE, strong=True).scale == 24.0
        assert (solution.choice, solution.cost, solution.status) == ((0, 2), 2.0, "optimal")
        assert runs == [True, False]

    def test_a_better_choice_than_the_start_that_our_sums_confirm_is_solved_once(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        runs = self.lie(monkeypatch, only_with_start=False)
        assert exactly(self.FREE, start=(1, 2)).status == "optimal"
        assert runs == [True]

    def test_a_bound_above_a_cost_that_is_known_proves_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lie(monkeypatch, only_with_start=False, bound=1e3)
        solution = exactly(self.FREE)
        assert solution == Solution((0, 2), 2.0, -math.inf, "feasible")

    def test_an_objective_that_is_not_what_the_choice_costs_proves_nothing(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.lie(monkeypatch, only_with_start=False, objective=0.5)
        assert exactly(self.FREE) == Solution((0, 2), 2.0, -math.inf, "feasible")


class TestGap:
    def test_a_solution_that_is_only_close_enough_is_not_called_optimal(self) -> None:
        solution = exactly(published(), gap=0.2)
        assert solution.gap > 1e-6
        assert solution.status == "feasible"

    def test_close_enough_is_within_the_gap(self) -> None:
        solution = exactly(published(), gap=0.2)
        assert PUBLISHED["lib1-p7"].optimum <= solution.cost <= PUBLISHED["lib1-p7"].optimum * 1.25
        assert solution.gap <= 0.2


class TestSeed:
    @pytest.mark.parametrize(("seed", "told"), [(7, 7), (2**31 + 5, 5), (-7, 2**31 - 7)])
    def test_it_is_handed_to_highs_as_far_as_that_takes_it(
        self, seed: int, told: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        solver_of = Program.solver
        made: list[Any] = []

        def solver(program: Program, *, whole: bool) -> Any:
            made.append(solver_of(program, whole=whole))
            return made[-1]

        monkeypatch.setattr(Program, "solver", solver)
        exactly(TWO_PARTS, seed=seed)
        assert [each.getOptionValue("random_seed")[1] for each in made] == [told]


class TestTime:
    def test_without_time_the_solution_is_the_start_or_what_can_be_done_at_once(self) -> None:
        for start, choice, cost in (
            ((0, UNDONE, UNDONE), (0, UNDONE, UNDONE), 73.0),
            (None, (0, 1, UNDONE), 19.0),
        ):
            solution = exactly(TWO_PARTS, until=-1.0, start=start)
            assert solution == Solution(choice, cost, -math.inf, "stopped")

    def test_time_that_is_over_in_the_middle_of_it_leaves_a_feasible_solution(self) -> None:
        with frozen_clock():
            hard = published("d05100")
            solution = exactly(hard, until=1e-3)
        check(hard, solution, PUBLISHED["d05100"].optimum)
        assert solution.status == "stopped"


def test_without_its_package_the_solver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    monkeypatch.delitem(sys.modules, "delegation._assignment.exact")
    with pytest.raises(MissingExtraError) as caught:
        importlib.import_module("delegation._assignment.exact")
    assert "the package highspy, which is not installed: pip install highspy (" in str(caught.value)
    assert (caught.value.package, caught.value.extra) == ("highspy", "plan")
