"""HiGHS on the array problem: small as a whole or part by part, the optimum wherever all choices can be tried."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("highspy")

from delegation._assignment import highs
from delegation._assignment.annealing import search
from delegation._assignment.exact import exactly
from delegation._assignment.highs import solve
from delegation._assignment.neighbourhoods import relaxed_bound
from delegation._assignment.problem import UNDONE, Problem, Solution, usage_of
from delegation._assignment.subproblem import components
from delegation._assignment.watch import deadline
from tests.problems import (
    TWO_PARTS,
    check,
    check_optimal,
    columns_of,
    near,
    optimum,
    states_at,
    unlimited,
    with_tasks,
)
from tests.published import HARD, INSTANCES, PUBLISHED, Instance, each, published

LITTLE = 0.002

with_sites = with_tasks.filter(lambda problem: bool(problem.states))


def in_other_money(problem: Problem, part: float) -> Problem:
    """A problem whose every amount of money is multiplied."""
    return Problem(
        tuple(penalty * part for penalty in problem.penalties),
        tuple(
            state._replace(
                fixed_charge=state.fixed_charge * part, overage_rate=state.overage_rate * part, cash=state.cash * part
            )
            for state in problem.states
        ),
        tuple(column._replace(cost=column.cost * part, cash=column.cash * part) for column in problem.columns),
        problem.cash_limit * part,
        problem.owner_hours_limit,
        problem.open_limit,
    )


class TestAgainstAllChoices:
    @given(with_tasks)
    def test_solving_finds_the_optimum(self, problem: Problem) -> None:
        solution = solve(problem)
        check(problem, solution, optimum(problem).cost)
        assert solution.status == "optimal"

    @given(unlimited.filter(lambda problem: len(list(components(problem))) > 1))
    def test_solving_parts_apart_costs_as_little_as_one_program(self, problem: Problem) -> None:
        apart, whole = solve(problem), exactly(problem)
        check(problem, apart, optimum(problem).cost)
        assert apart.cost == near(whole.cost)
        assert apart.status == whole.status == "optimal"

    @given(with_tasks, st.integers(0, 2**40))
    def test_the_same_seed_gives_the_same_solution(self, problem: Problem, seed: int) -> None:
        assert solve(problem, seed=seed) == solve(problem, seed=seed)
        assert exactly(problem, seed=seed) == exactly(problem, seed=seed)


class TestMoreNeverCostsMore:
    @given(with_tasks, st.data())
    def test_one_column_more_never_makes_the_optimum_dearer(self, problem: Problem, data: st.DataObject) -> None:
        task = data.draw(st.integers(0, len(problem.penalties) - 1))
        more = (*problem.columns, data.draw(columns_of(task, len(problem.states))))
        assert solve(problem._replace(columns=more)).cost <= solve(problem).cost + 1e-6

    @given(with_tasks, st.data())
    def test_one_state_more_never_makes_the_optimum_dearer(self, problem: Problem, data: st.DataObject) -> None:
        task, facility = data.draw(st.integers(0, len(problem.penalties) - 1)), data.draw(st.integers(0, 3))
        column = data.draw(columns_of(task, 0))._replace(state=len(problem.states))
        more = problem._replace(
            states=(*problem.states, data.draw(states_at(facility))), columns=(*problem.columns, column)
        )
        assert solve(more).cost <= solve(problem).cost + 1e-6

    @given(with_tasks, st.integers(0, 20), st.integers(0, 20))
    def test_higher_shared_limits_never_make_the_optimum_dearer(
        self, problem: Problem, cash: float, owner: float
    ) -> None:
        higher = problem._replace(
            cash_limit=problem.cash_limit + cash, owner_hours_limit=problem.owner_hours_limit + owner
        )
        assert solve(higher).cost <= solve(problem).cost + 1e-6

    @given(with_sites, st.data(), st.integers(0, 20))
    def test_a_higher_capacity_never_makes_the_optimum_dearer(
        self, problem: Problem, data: st.DataObject, more: float
    ) -> None:
        which = data.draw(st.integers(0, len(problem.states) - 1))
        states = list(problem.states)
        states[which] = states[which]._replace(capacity=states[which].capacity + more, block=states[which].block + more)
        assert solve(problem._replace(states=tuple(states))).cost <= solve(problem).cost + 1e-6

    @given(with_tasks, st.integers(-8, 12))
    def test_money_in_another_unit_changes_the_optimum_by_just_that(self, problem: Problem, power: int) -> None:
        other = in_other_money(problem, 2.0**power)
        assert solve(other).cost == pytest.approx(solve(problem).cost * 2.0**power, rel=1e-6, abs=1e-6 * 2.0**power)


class TestNeverWorseThanTheSearch:
    @pytest.mark.parametrize("large", [False, True])
    @given(problem=with_tasks, seed=st.integers(0, 9))
    def test_what_is_not_proven_costs_no_more_than_what_the_search_finds_with_the_same_effort(
        self, large: bool, problem: Problem, seed: int
    ) -> None:
        """Nothing is proven here: HiGHS may do no work."""
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(highs, "LEAST_ASKED", 0.0)
            patched.setattr(highs, "WORK", 0.0)
            patched.setattr(highs, "SMALL", -1 if large else highs.SMALL)
            solution = solve(problem, effort=LITTLE, seed=seed)
        check(problem, solution, optimum(problem).cost)
        assert solution.cost <= search(problem, effort=LITTLE, seed=seed).cost

    def test_a_hard_problem_is_answered_when_its_work_is_done(self) -> None:
        problem = published("d05100")
        solution = solve(problem, effort=0.02)
        check(problem, solution, PUBLISHED["d05100"].optimum)
        assert solution.status == "feasible"
        assert solution.cost <= search(problem, effort=0.02).cost
        assert solution.bound > 0.99 * PUBLISHED["d05100"].optimum


class TestParts:
    def test_parts_solved_apart_are_put_together_with_what_nobody_can_do(self) -> None:
        check_optimal(solve(TWO_PARTS), (0, 1, UNDONE), 6.0 + 6.0 + 7.0)

    def test_parts_that_together_exceed_a_shared_limit_are_solved_together(self) -> None:
        solution = solve(TWO_PARTS._replace(cash_limit=5.0))
        check_optimal(solution, (UNDONE, 1, UNDONE), 50.0 + 6.0 + 7.0)

    def test_a_problem_without_tasks_is_solved(self) -> None:
        assert solve(Problem((), (), ())) == Solution((), 0.0, 0.0, "optimal")


class TestTime:
    def test_without_time_the_solution_is_what_greedy_finds(self) -> None:
        first = search(TWO_PARTS, watch=lambda _: True)
        assert solve(TWO_PARTS, seconds=0.0) == first._replace(status="stopped")

    def test_parts_that_time_leaves_no_room_for_keep_the_start(self) -> None:
        assert solve(TWO_PARTS, seconds=0.0, start=(0, 1, UNDONE)).cost == 19.0

    def test_enough_time_changes_nothing(self) -> None:
        assert solve(TWO_PARTS, seconds=600.0) == solve(TWO_PARTS)
        assert relaxed_bound(TWO_PARTS, deadline(600.0)) == relaxed_bound(TWO_PARTS)


@each([instance for instance in INSTANCES if instance.name not in HARD])
def test_published_optima_are_proven(instance: Instance) -> None:
    problem = instance.read()
    solution = solve(problem)
    check(problem, solution, instance.optimum)
    assert solution.status == "optimal"
    assert solution.cost == pytest.approx(instance.optimum, rel=1e-8)


def test_a_start_that_exceeds_a_limit_is_not_the_answer_however_cheap() -> None:
    poor = TWO_PARTS._replace(cash_limit=5.0)
    start = (0, 1, UNDONE)
    assert usage_of(poor, start).cost < optimum(poor).cost
    check_optimal(solve(poor, start=start), (UNDONE, 1, UNDONE), optimum(poor).cost)
