"""Cutting a problem into parts changes nothing that it must not."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from delegation._assignment.problem import NO_STATE, UNDONE, Choice, Column, Problem, State, columns_by_task, usage_of
from delegation._assignment.subproblem import components, subproblem_of
from tests.problems import COLUMNS, LARGE, SMALL, TWO, choices, feasible, few_tasks, optimum, problems, unlimited


class TestComponents:
    def test_tasks_hang_together_through_facilities_whatever_the_state(self) -> None:
        """Tasks 0 and 3 meet at two states of facility 7; 1 is alone, 2 has no columns, 4 needs no state."""
        states = (State(7), State(5), State(7), State(9))
        ways = ((3, 2), (0, 0), (1, 1), (4, NO_STATE))
        problem = Problem((1.0,) * 5, states, tuple(Column(task, state, 1.0) for task, state in ways))
        assert list(components(problem)) == [([0, 3], [0, 2]), ([1], [1]), ([4], [])]

    def test_a_task_that_can_go_to_two_facilities_binds_them_together(self) -> None:
        states = (State(0), State(1), State(2))
        ways = ((0, 0), (1, 1), (2, 2), (3, 2), (3, 0))
        problem = Problem((1.0,) * 4, states, tuple(Column(task, state, 1.0) for task, state in ways))
        assert list(components(problem)) == [([0, 2, 3], [0, 2]), ([1], [1])]

    def test_a_long_chain_of_facilities_hangs_together(self) -> None:
        count = 2_000
        columns = [Column(task, task + step, 1.0) for task in range(count) for step in (0, 1)]
        problem = Problem((1.0,) * count, tuple(map(State, range(count + 1))), tuple(reversed(columns)))
        assert list(components(problem)) == [(list(range(count)), list(range(count + 1)))]

    def test_a_problem_without_columns_has_no_parts(self) -> None:
        assert list(components(Problem((1.0, 2.0), (State(0),), ()))) == []

    @given(problems)
    def test_every_task_with_columns_is_in_exactly_one_part_with_all_facilities_of_its_columns(
        self, problem: Problem
    ) -> None:
        parts = list(components(problem))
        assert sorted(task for tasks, _ in parts for task in tasks) == sorted(
            {column.task for column in problem.columns}
        )
        for tasks, states in parts:
            reached = {
                problem.states[c.state].facility for c in problem.columns if c.task in tasks and c.state != NO_STATE
            }
            assert states == [index for index, state in enumerate(problem.states) if state.facility in reached]

    @given(unlimited)
    def test_without_shared_limits_the_parts_together_cost_as_little_as_the_whole(self, problem: Problem) -> None:
        nothing = [UNDONE] * len(problem.penalties)
        parts = [subproblem_of(problem, *each, nothing) for each in components(problem)]
        never = sum(penalty for task, penalty in enumerate(problem.penalties) if not columns_by_task(problem)[task])
        choice = list(nothing)
        found = [optimum(part.problem) for part in parts]
        for part, least in zip(parts, found, strict=True):
            part.lift(least.choice, choice)
        assert usage_of(problem, choice).cost == never + sum(least.cost for least in found) == optimum(problem).cost


def part_keep() -> Column:
    """The column that needs no state, in a part whose only task is its own."""
    return COLUMNS[4]._replace(task=0)


def lifted(held: Choice, tasks: tuple[int, ...], choice: list[int]) -> list[int]:
    """A choice with some tasks done otherwise."""
    changed = dict(zip(tasks, choice, strict=True))
    return [changed.get(task, index) for task, index in enumerate(held)]


class TestSubproblem:
    def test_a_state_that_others_hold_open_is_free_of_charge_with_the_room_and_block_that_they_leave(self) -> None:
        held = TWO._replace(states=(SMALL._replace(block=5.0), *TWO.states[1:]), cash_limit=40.0, owner_hours_limit=4.0)
        part = subproblem_of(held, [1], [0, 1, 2], [0, UNDONE])
        assert part.problem.states == (State(0, capacity=1.0, block=3.0, overage_rate=2.0), State(1, 6.0))
        assert part.problem.columns == (COLUMNS[1]._replace(task=0), COLUMNS[3]._replace(task=0, state=1), part_keep())
        assert (part.tasks, part.columns) == ((1,), (1, 3, 4))
        assert part.problem[:1] == ((200.0,),)
        assert (part.problem.cash_limit, part.problem.owner_hours_limit) == (40.0 - 13.0, 4.0 - 1.5)

    def test_counted_states_that_others_hold_open_are_taken_off_the_limit_and_counted_no_more(self) -> None:
        counted = TWO._replace(states=tuple(state._replace(counted=True) for state in TWO.states), open_limit=2.0)
        part = subproblem_of(counted, [1], [0, 2], [0, UNDONE])
        assert part.problem.open_limit == 1.0
        assert [state.counted for state in part.problem.states] == [False, True]
        assert subproblem_of(counted, [0], [0], [UNDONE, 4]).problem.open_limit == 2.0

    def test_a_block_that_others_have_used_up_leaves_nothing(self) -> None:
        assert subproblem_of(TWO, [1], [0], [0, UNDONE]).problem.states[0].block == 0.0

    def test_a_state_held_by_the_free_tasks_alone_is_free_to_close_again(self) -> None:
        part = subproblem_of(TWO, [1, 0], [0, 1], [0, 1])
        assert part.problem.states == (SMALL, LARGE)
        assert part.problem.penalties == (200.0, 100.0)
        assert [column.task for column in part.problem.columns] == [1, 0, 0, 0]

    def test_columns_at_states_that_are_not_free_are_left_out(self) -> None:
        assert subproblem_of(TWO, [0, 1], [1], [UNDONE, UNDONE]).columns == (2, 4)

    @given(few_tasks, st.data())
    def test_a_choice_keeps_to_the_limits_of_a_part_just_if_it_does_in_the_whole_and_differs_by_as_much(
        self, problem: Problem, data: st.DataObject
    ) -> None:
        held = data.draw(st.sampled_from(feasible(problem)))
        tasks = data.draw(st.permutations(range(len(held))).map(lambda order: order[: 1 + len(order) // 2]))
        states = sorted(
            data.draw(st.sets(st.sampled_from(range(len(problem.states)))) if problem.states else st.just([]))
        )
        part = subproblem_of(problem, tasks, states, held)
        nothing = lifted(held, part.tasks, [UNDONE] * len(tasks))
        for choice in choices(part.problem):
            whole = list(held)
            part.lift(choice, whole)
            used, wholly = usage_of(part.problem, choice), usage_of(problem, whole)
            assert bool(used.violations) == bool(wholly.violations)
            saved = usage_of(part.problem, [UNDONE] * len(tasks)).cost - used.cost
            assert usage_of(problem, nothing).cost - wholly.cost == pytest.approx(saved, rel=1e-12, abs=1e-9)

    @given(few_tasks, st.data())
    def test_improving_a_part_improves_the_whole_by_exactly_as_much(
        self, problem: Problem, data: st.DataObject
    ) -> None:
        assume(problem.penalties)
        held = data.draw(st.sampled_from(feasible(problem)))
        free = data.draw(st.sets(st.integers(0, len(held) - 1), min_size=1).map(sorted))
        part = subproblem_of(problem, free, range(len(problem.states)), held)
        number = {column: index for index, column in enumerate(part.columns)}
        own = [UNDONE if held[task] == UNDONE else number[held[task]] for task in part.tasks]
        least = optimum(part.problem)
        better = list(held)
        part.lift(least.choice, better)
        used = usage_of(problem, better)
        assert used.violations == ()
        assert usage_of(problem, held).cost - used.cost == usage_of(part.problem, own).cost - least.cost >= 0.0

    @given(few_tasks)
    def test_the_part_of_all_tasks_and_states_is_the_problem_itself(self, problem: Problem) -> None:
        everything = range(len(problem.penalties)), range(len(problem.states))
        part = subproblem_of(problem, *everything, [UNDONE] * len(problem.penalties))
        assert part.problem == problem
        assert part.columns == tuple(range(len(problem.columns)))


class TestLifting:
    def test_lifting_writes_the_columns_of_the_larger_problem_and_what_is_undone(self) -> None:
        part = subproblem_of(TWO, [1, 0], [0, 2], [UNDONE, UNDONE])
        choice = [99, 99]
        part.lift((2, UNDONE), choice)
        assert choice == [UNDONE, 3]

    def test_lifting_a_choice_of_the_wrong_length_fails(self) -> None:
        with pytest.raises(ValueError, match="zip"):
            subproblem_of(TWO, [0, 1], [0], [UNDONE, UNDONE]).lift((UNDONE,), [0, 0])

    def test_lowering_finds_the_columns_of_the_smaller_problem_and_leaves_others_undone(self) -> None:
        part = subproblem_of(TWO, [1, 0], [0, 2], [UNDONE, UNDONE])
        assert part.columns == (0, 1, 3, 4)
        assert part.lower((0, 3)) == (2, 0)
        assert part.lower((UNDONE, 2)) == (UNDONE, UNDONE)
