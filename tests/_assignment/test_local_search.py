"""What opening, closing, changing and exchanging whole facilities gains, by hand."""

import random

import pytest

from delegation._assignment.annealing import search
from delegation._assignment.local_search import LocalSearch
from delegation._assignment.problem import NO_STATE, UNDONE, Column, Problem, State
from tests.problems import check


class TestGreedyStarts:
    def test_tasks_whose_every_way_costs_more_than_their_penalty_stay_undone(self) -> None:
        columns = [Column(task, state, 4.0) for task in range(99) for state in (NO_STATE, 0)]
        solution = search(Problem((3.0,) * 99, (State(0, 4.0),), tuple(columns)), effort=0.0)
        assert solution.choice == (UNDONE,) * 99

    def test_greedy_counts_a_block_at_its_price_and_so_finds_the_cheap_one(self) -> None:
        # each task's hours cost 2 at the block of 10 for 20, and no more than 2.5 as overage of the access state
        blocks = (State(0, 20.0, block=10.0, overage_rate=9.0), State(1, 0.0, block=0.0, overage_rate=2.5))
        columns = tuple(Column(task, state, 0.0, block=2.0) for task in range(5) for state in range(2))
        solution = search(Problem((100.0,) * 5, blocks, columns), effort=0.0)
        assert (solution.choice, solution.cost) == ((0, 2, 4, 6, 8), 20.0)


class TestSweeps:
    """Without any effort the search is its start and one sweep for each run of moves."""

    def test_a_bundle_opens_a_facility_that_no_task_would_open_alone(self) -> None:
        columns = [Column(task, state, cost) for task in range(99) for state, cost in ((NO_STATE, 3.0), (0, 1.0))]
        keep = tuple(range(0, 198, 2))
        solution = search(Problem((50.0,) * 99, (State(0, 20.0),), tuple(columns)), effort=0.0, start=keep)
        assert (solution.choice, solution.cost) == (tuple(range(1, 198, 2)), 99.0 + 20.0)

    def test_what_gains_most_for_its_load_is_moved_to_a_new_facility_first(self) -> None:
        ways = [(task, NO_STATE, 2.0 if task < 90 else 6.0) for task in range(99)] + [
            (task, 0, 1.0) for task in range(99)
        ]
        problem = Problem((50.0,) * 99, (State(0, 3.0, capacity=9.0),), tuple(Column(*way, load=1.0) for way in ways))
        solution = search(problem, effort=0.0, start=tuple(range(99)))
        assert (solution.choice, solution.cost) == ((*range(90), *range(189, 198)), 90 * 2.0 + 9 * 1.0 + 3.0)

    def test_who_finds_no_room_in_a_smaller_state_goes_elsewhere(self) -> None:
        # large 20 + 5, all without 25, small for four 8 + 4 and one without 5
        ways = ((NO_STATE, 5.0), (0, 1.0), (1, 1.0))
        columns = tuple(Column(task, state, cost, load=1.0) for task in range(5) for state, cost in ways)
        problem = Problem((50.0,) * 5, (State(0, 8.0, capacity=4.0), State(0, 20.0, capacity=5.0)), columns)
        solution = search(problem, effort=0.0, start=(2, 5, 8, 11, 14))
        check(problem, solution)
        assert solution.cost == 17.0

    def test_a_facility_that_is_open_small_is_opened_large_for_more_tasks(self) -> None:
        ways = ((NO_STATE, 10.0), (0, 1.0), (1, 1.0))
        columns = tuple(Column(task, state, cost, load=1.0) for task in range(5) for state, cost in ways)
        small_and_large = (State(0, 3.0, capacity=2.0), State(0, 5.0, capacity=5.0))
        solution = search(Problem((50.0,) * 5, small_and_large, columns), effort=0.0, start=(1, 4, 6, 9, 12))
        assert (solution.choice, solution.cost) == ((2, 5, 8, 11, 14), 10.0)

    def test_a_dear_facility_is_closed_and_its_tasks_move(self) -> None:
        ways = ((0, 1.0), (1, 2.0))
        columns = tuple(Column(task, state, cost) for task in range(3) for state, cost in ways)
        solution = search(Problem((50.0,) * 3, (State(0, 9.0), State(1, 1.0)), columns), effort=0.0, start=(0, 2, 4))
        assert (solution.choice, solution.cost) == ((1, 3, 5), 7.0)

    @pytest.mark.parametrize(("weight", "choice"), [(1.0, [1]), (3.0, [0])])
    def test_what_exceeds_a_soft_limit_must_gain_more_than_that_counts(self, weight: float, choice: list[int]) -> None:
        """11 at the facility; 5 without it, and 3 in cash that is not there."""
        ways = (Column(0, 0, 1.0), Column(0, NO_STATE, 5.0, cash=3.0))
        held = LocalSearch(Problem((50.0,), (State(0, 10.0),), ways, cash_limit=0.0), random.Random(0))  # noqa: S311  # no secrets
        held.load_choice((0,))
        held.hard, held.cash_weight = False, weight
        held.sweep()
        assert held.choice == choice
