"""The array problem: what a choice comes to by hand, and what cutting a problem into parts must not change."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from delegation._assignment.problem import (
    NO_STATE,
    UNDONE,
    Choice,
    Column,
    Problem,
    Solution,
    State,
    columns_by_task,
    exceeds,
    overage,
    usage_of,
)
from delegation._assignment.subproblem import components, subproblem_of
from tests.problems import choices, feasible, few_tasks, optimum, problems, unlimited

# Two tasks; site 0 is open small (state 0) or large (state 1), site 1 has one state, and task 1 can go without.
SMALL = State(0, 5.0, capacity=3.0, block=1.0, overage=2.0, cash=4.0, owner=0.5)
LARGE = State(0, 8.0, capacity=9.0)
COLUMNS = (
    Column(0, 0, 10.0, load=2.0, block=2.0, cash=9.0, owner=1.0),
    Column(1, 0, 20.0, load=1.0, block=2.0, cash=15.0, owner=0.25),
    Column(1, 1, 30.0, load=4.0),
    Column(1, 2, 40.0, cash=7.0),
    Column(1, NO_STATE, 50.0, owner=3.0),
)
TWO = Problem((100.0, 200.0), (SMALL, LARGE, State(1, 6.0)), COLUMNS)


# -- what a choice comes to


def test_a_choice_costs_its_columns_one_fixed_charge_a_state_and_the_hours_above_its_block() -> None:
    # columns 10 + 20, fixed 5 once, 4 block hours of which 1 is free at 2 each; the overage is cash too
    assert usage_of(TWO, (0, 1)) == (41.0, 34.0, 1.75, ())


def test_an_undone_task_costs_its_penalty_and_nothing_else() -> None:
    assert usage_of(TWO, (UNDONE, UNDONE)) == (300.0, 0.0, 0.0, ())


def test_a_column_without_a_state_opens_nothing() -> None:
    assert usage_of(TWO, (UNDONE, 4)) == (150.0, 0.0, 3.0, ())


def test_states_of_two_sites_may_both_be_open() -> None:
    assert usage_of(TWO, (0, 3)) == (63.0, 22.0, 1.5, ())


def test_two_states_of_one_site_may_not_both_be_open() -> None:
    assert usage_of(TWO, (0, 2)).problems == ("site 0 is open in two ways",)


def test_a_column_of_another_task_is_told() -> None:
    assert usage_of(TWO, (1, UNDONE)).problems == ("task 0 is done by a column of task 1",)


def test_a_state_that_carries_too_much_is_told() -> None:
    tight = TWO._replace(states=(SMALL._replace(capacity=2.5), *TWO.states[1:]))
    assert usage_of(tight, (0, 1)).problems == ("state 0 carries 3 of 2.5",)


def test_passing_the_shared_limits_is_told() -> None:
    poor = TWO._replace(cash=33.5, owner=1.5)
    assert usage_of(poor, (0, 1)).problems == ("cash is 34 of 33.5", "owner is 1.75 of 1.5")


def test_what_meets_every_limit_exactly_keeps_to_it() -> None:
    assert usage_of(TWO._replace(cash=34.0, owner=1.75), (0, 1)).problems == ()


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert len(usage_of(TWO._replace(cash=0.0, owner=0.0), (2, 0)).problems) == 5


def test_block_hours_cost_only_above_the_block() -> None:
    assert [overage(SMALL, hours) for hours in (0.0, 1.0, 3.5)] == [0.0, 0.0, 5.0]


def test_an_endless_block_costs_nothing_more() -> None:
    assert overage(LARGE, 1e300) == 0.0


@pytest.mark.parametrize(
    ("taken", "limit", "told"),
    [
        (3.0, 3.0, False),
        (0.1 + 0.2, 0.3, False),
        (0.9e-9, 0.0, False),
        (1.1e-9, 0.0, True),
        (1e6 + 0.9e-3, 1e6, False),
        (1e6 + 1.1e-3, 1e6, True),
        (-5.0 + 4e-9, -5.0, False),
        (-5.0 + 6e-9, -5.0, True),
        (1e300, math.inf, False),
    ],
)
def test_a_limit_is_passed_only_by_more_than_rounding(taken: float, limit: float, told: bool) -> None:
    assert exceeds(taken, limit) is told


# -- an answer


@pytest.mark.parametrize(
    ("cost", "bound", "gap"),
    [
        (100.0, 90.0, 0.1),
        (100.0, 100.0, 0.0),
        (100.0, 101.0, 0.0),
        (100.0, -math.inf, math.inf),
        (0.0, -1.0, math.inf),
        (0.0, 0.0, 0.0),
        (-100.0, -110.0, 0.1),
        (math.inf, 5.0, math.inf),
    ],
)
def test_the_gap_is_how_much_dearer_than_the_bound_as_a_part_of_the_cost(cost: float, bound: float, gap: float) -> None:
    assert Solution((), cost, bound, "feasible").gap == pytest.approx(gap, rel=1e-15)


# -- tables


def test_the_columns_of_each_task_are_found_in_their_order() -> None:
    assert columns_by_task(TWO) == [[0], [1, 2, 3, 4]]


def test_a_task_without_columns_has_an_empty_list() -> None:
    assert columns_by_task(Problem((1.0, 2.0), (), (Column(1, NO_STATE, 0.0),))) == [[], [0]]


# -- components


def test_tasks_hang_together_through_sites_whatever_the_state() -> None:
    # tasks 0 and 3 meet at two states of site 7, task 1 is alone with site 5, task 2 has no columns, 4 needs no state
    states = (State(7), State(5), State(7), State(9))
    ways = ((3, 2), (0, 0), (1, 1), (4, NO_STATE))
    problem = Problem((1.0,) * 5, states, tuple(Column(task, state, 1.0) for task, state in ways))
    assert list(components(problem)) == [([0, 3], [0, 2]), ([1], [1]), ([4], [])]


def test_a_task_that_can_go_to_two_sites_binds_them_together() -> None:
    states = (State(0), State(1), State(2))
    ways = ((0, 0), (1, 1), (2, 2), (3, 2), (3, 0))
    problem = Problem((1.0,) * 4, states, tuple(Column(task, state, 1.0) for task, state in ways))
    assert list(components(problem)) == [([0, 2, 3], [0, 2]), ([1], [1])]


def test_a_long_chain_of_sites_hangs_together() -> None:
    count = 2_000
    columns = [Column(task, task + step, 1.0) for task in range(count) for step in (0, 1)]
    problem = Problem((1.0,) * count, tuple(map(State, range(count + 1))), tuple(reversed(columns)))
    assert list(components(problem)) == [(list(range(count)), list(range(count + 1)))]


def test_a_problem_without_columns_has_no_parts() -> None:
    assert list(components(Problem((1.0, 2.0), (State(0),), ()))) == []


@given(problems)
def test_every_task_with_columns_is_in_exactly_one_part_with_all_sites_of_its_columns(problem: Problem) -> None:
    parts = list(components(problem))
    assert sorted(task for tasks, _ in parts for task in tasks) == sorted({column.task for column in problem.columns})
    for tasks, states in parts:
        reached = {problem.states[c.state].site for c in problem.columns if c.task in tasks and c.state != NO_STATE}
        assert states == [index for index, state in enumerate(problem.states) if state.site in reached]


@given(unlimited)
def test_without_shared_limits_the_parts_together_cost_as_little_as_the_whole(problem: Problem) -> None:
    nothing = [UNDONE] * len(problem.penalties)
    parts = [subproblem_of(problem, *each, nothing) for each in components(problem)]
    never = sum(penalty for task, penalty in enumerate(problem.penalties) if not columns_by_task(problem)[task])
    choice = list(nothing)
    found = [optimum(part.problem) for part in parts]
    for part, least in zip(parts, found, strict=True):
        part.lift(least.choice, choice)
    assert usage_of(problem, choice).cost == never + sum(least.cost for least in found) == optimum(problem).cost


# -- a smaller problem cut out


def test_a_state_that_others_hold_open_is_free_of_charge_with_the_room_and_block_that_they_leave() -> None:
    held = TWO._replace(states=(SMALL._replace(block=5.0), *TWO.states[1:]), cash=40.0, owner=4.0)
    part = subproblem_of(held, [1], [0, 1, 2], [0, UNDONE])
    assert part.problem.states == (State(0, capacity=1.0, block=3.0, overage=2.0), State(1, 6.0))
    assert part.problem.columns == (COLUMNS[1]._replace(task=0), COLUMNS[3]._replace(task=0, state=1), part_keep())
    assert (part.tasks, part.columns) == ((1,), (1, 3, 4))
    assert part.problem[:1] == ((200.0,),)
    assert (part.problem.cash, part.problem.owner) == (40.0 - 13.0, 4.0 - 1.5)


def part_keep() -> Column:
    """The column that needs no state, in a part whose only task is its own."""
    return COLUMNS[4]._replace(task=0)


def test_a_block_that_others_have_used_up_leaves_nothing() -> None:
    assert subproblem_of(TWO, [1], [0], [0, UNDONE]).problem.states[0].block == 0.0


def test_a_state_held_by_the_free_tasks_alone_is_free_to_close_again() -> None:
    part = subproblem_of(TWO, [1, 0], [0, 1], [0, 1])
    assert part.problem.states == (SMALL, LARGE)
    assert part.problem.penalties == (200.0, 100.0)
    assert [column.task for column in part.problem.columns] == [1, 0, 0, 0]


def test_columns_at_states_that_are_not_free_are_left_out() -> None:
    assert subproblem_of(TWO, [0, 1], [1], [UNDONE, UNDONE]).columns == (2, 4)


def test_lifting_writes_the_columns_of_the_larger_problem_and_what_is_undone() -> None:
    part = subproblem_of(TWO, [1, 0], [0, 2], [UNDONE, UNDONE])
    choice = [99, 99]
    part.lift((2, UNDONE), choice)
    assert choice == [UNDONE, 3]


def test_lifting_a_choice_of_the_wrong_length_fails() -> None:
    with pytest.raises(ValueError, match="zip"):
        subproblem_of(TWO, [0, 1], [0], [UNDONE, UNDONE]).lift((UNDONE,), [0, 0])


@given(few_tasks, st.data())
def test_a_choice_keeps_to_the_limits_of_a_part_just_if_it_does_in_the_whole_and_differs_by_as_much(
    problem: Problem, data: st.DataObject
) -> None:
    held = data.draw(st.sampled_from(feasible(problem)))
    tasks = data.draw(st.permutations(range(len(held))).map(lambda order: order[: 1 + len(order) // 2]))
    states = sorted(data.draw(st.sets(st.sampled_from(range(len(problem.states)))) if problem.states else st.just([])))
    part = subproblem_of(problem, tasks, states, held)
    nothing = lifted(held, part.tasks, [UNDONE] * len(tasks))
    for choice in choices(part.problem):
        whole = list(held)
        part.lift(choice, whole)
        used, wholly = usage_of(part.problem, choice), usage_of(problem, whole)
        assert bool(used.problems) == bool(wholly.problems)
        saved = usage_of(part.problem, [UNDONE] * len(tasks)).cost - used.cost
        assert usage_of(problem, nothing).cost - wholly.cost == pytest.approx(saved, rel=1e-12, abs=1e-9)


def lifted(held: Choice, tasks: tuple[int, ...], choice: list[int]) -> list[int]:
    """A choice with some tasks done otherwise."""
    changed = dict(zip(tasks, choice, strict=True))
    return [changed.get(task, index) for task, index in enumerate(held)]


@given(few_tasks, st.data())
def test_improving_a_part_improves_the_whole_by_exactly_as_much(problem: Problem, data: st.DataObject) -> None:
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
    assert used.problems == ()
    assert usage_of(problem, held).cost - used.cost == usage_of(part.problem, own).cost - least.cost >= 0.0


@given(few_tasks)
def test_the_part_of_all_tasks_and_states_is_the_problem_itself(problem: Problem) -> None:
    everything = range(len(problem.penalties)), range(len(problem.states))
    part = subproblem_of(problem, *everything, [UNDONE] * len(problem.penalties))
    assert part.problem == problem
    assert part.columns == tuple(range(len(problem.columns)))
