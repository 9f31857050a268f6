"""The ledger of an assignment: after any insertions and removals it says what adding everything up anew says."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation._assignment.ledger import Ledger, completed
from delegation._assignment.problem import NO_STATE, UNDONE, Column, Problem, State, columns_by_task, usage_of
from tests.problems import feasible, few_tasks, problems, unlimited

# One facility, small or large, and a facility of its own for task 2; task 1 can also go without.
SMALL = State(0, 5.0, capacity=3.0, block=1.0, overage_rate=2.0, cash=4.0, owner_hours=0.5)


COLUMNS = (
    Column(0, 0, 10.0, load=2.0, block=2.0, cash=9.0, owner_hours=1.0),
    Column(1, 0, 20.0, load=1.0, block=2.0, cash=15.0, owner_hours=0.25),
    Column(1, 1, 30.0, load=4.0),
    Column(1, NO_STATE, 12.0, cash=1.0, owner_hours=3.0),
    Column(2, 2, 1.0, load=1.0),
    Column(0, 1, 10.0, load=9.5),
)


STATES = (SMALL, State(0, 8.0, capacity=9.0), State(1, 6.0))


PROBLEM = Problem((100.0, 200.0, 4.0), STATES, COLUMNS)


def ledger(problem: Problem, *choice: int) -> Ledger:
    """A ledger that holds a choice."""
    found = Ledger(problem)
    for task, index in enumerate(choice):
        if index != UNDONE:
            found.insert(task, index)
    return found


def state_of(held: Ledger) -> tuple[object, ...]:
    """Everything that changes in a ledger."""
    members = [list(tasks) for tasks in held.members]
    return (list(held.choice), list(held.load), list(held.block), members, dict(held.open))


def check(held: Ledger) -> None:
    """A ledger says what adding everything up anew says."""
    problem, used = held.problem, usage_of(held.problem, held.choice)
    assert (held.cost, held.cash, held.owner_hours) == pytest.approx(used[:3], rel=1e-12, abs=1e-9)
    at: list[list[int]] = [[] for _ in problem.states]
    for task, index in enumerate(held.choice):
        if index != UNDONE and problem.columns[index].state != NO_STATE:
            at[problem.columns[index].state].append(task)
    assert [sorted(tasks) for tasks in held.members] == at
    chosen = [[problem.columns[held.choice[task]] for task in tasks] for tasks in at]
    assert held.load == pytest.approx([sum(column.load for column in several) for several in chosen], abs=1e-9)
    assert held.counted == sum(problem.states[index].counted for index, tasks in enumerate(at) if tasks)
    assert held.block == pytest.approx([sum(column.block for column in several) for several in chosen], abs=1e-9)
    opened = {problem.states[index].facility: index for index, tasks in enumerate(at) if tasks}
    assert held.open == {state.facility: opened.get(state.facility, NO_STATE) for state in problem.states}


class TestCosts:
    def test_at_first_every_task_is_undone(self) -> None:
        held = Ledger(PROBLEM)
        assert (held.choice, held.cost, held.cash, held.owner_hours) == ([UNDONE] * 3, 304.0, 0.0, 0.0)
        assert held.open == {0: NO_STATE, 1: NO_STATE}

    def test_the_first_task_at_a_state_pays_its_fixed_charge_and_the_hours_above_its_block(self) -> None:
        held = ledger(PROBLEM, 0)
        assert (held.cost, held.cash, held.owner_hours) == (204.0 + 10.0 + 5.0 + 2.0, 9.0 + 4.0 + 2.0, 1.5)

    def test_the_second_task_at_a_state_pays_only_its_own_hours(self) -> None:
        assert ledger(PROBLEM, 0).insertion_cost(1) == 20.0 + 2.0 * 2.0
        assert ledger(PROBLEM).insertion_cost(1) == 20.0 + 5.0 + 2.0 * 1.0

    def test_hours_within_the_block_cost_nothing_more(self) -> None:
        wide = PROBLEM._replace(states=(SMALL._replace(block=4.0), *STATES[1:]))
        assert ledger(wide, 0).insertion_cost(1) == 20.0
        assert ledger(wide, 0, 1).removal_saving(0) == 10.0

    def test_what_leaving_a_task_saves_has_the_fixed_charge_only_where_it_is_alone(self) -> None:
        assert ledger(PROBLEM, 0).removal_saving(0) == 10.0 + 5.0 + 2.0 * 1.0
        assert ledger(PROBLEM, 0, 1).removal_saving(0) == 10.0 + 2.0 * 2.0
        assert ledger(PROBLEM, UNDONE, 3).removal_saving(1) == 12.0

    def test_what_a_column_needs_has_its_share_of_what_it_opens_and_of_the_hours_above_the_block(self) -> None:
        assert ledger(PROBLEM).needs(0) == (9.0 + 4.0 + 2.0 * 1.0, 1.5)
        assert ledger(PROBLEM, 0).needs(1) == (15.0 + 2.0 * 2.0, 0.25)
        assert ledger(PROBLEM).needs(3) == (1.0, 3.0)


class TestRemoving:
    def test_removing_the_last_task_of_a_state_closes_it_and_leaves_exactly_nothing(self) -> None:
        held = Ledger(Problem((1.0, 1.0), (State(0, 3.0),), (Column(0, 0, 1.0, 0.1, 0.1), Column(1, 0, 1.0, 0.2, 0.7))))
        held.insert(0, 0)
        held.insert(1, 1)
        assert [held.remove(0), held.remove(1)] == [0, 1]
        assert (held.load, held.block, held.open, held.members) == ([0.0], [0.0], {0: NO_STATE}, [{}])

    def test_removing_an_undone_task_changes_nothing(self) -> None:
        held = ledger(PROBLEM, 0)
        before = state_of(held), held.cost
        assert held.remove(1) == UNDONE
        assert (state_of(held), held.cost) == before

    def test_clearing_leaves_nothing_behind(self) -> None:
        held = ledger(PROBLEM, 0, 1, 4)
        held.clear()
        assert (state_of(held), held.cost, held.cash) == (state_of(Ledger(PROBLEM)), 304.0, 0.0)


class TestFitting:
    def test_a_column_fits_up_to_the_capacity_of_its_state(self) -> None:
        assert ledger(PROBLEM, 0).fits(1)
        assert not ledger(PROBLEM._replace(states=(SMALL._replace(capacity=2.9), *STATES[1:])), 0).fits(1)
        assert not ledger(PROBLEM).fits(5)

    def test_a_column_does_not_fit_where_its_facility_is_open_otherwise(self) -> None:
        assert not ledger(PROBLEM, 0).fits(2)
        assert ledger(PROBLEM).fits(2)

    def test_a_limit_may_be_met_with_rounding(self) -> None:
        thirds = Problem(
            (9.0,) * 3, (State(0, capacity=0.3),), tuple(Column(task, 0, 1.0, load=0.1) for task in range(3))
        )
        assert ledger(thirds, 0, 1).fits(2)

    def test_what_does_not_fit_is_left_undone_when_a_choice_is_taken_over(self) -> None:
        held = ledger(PROBLEM, UNDONE, 3, 4)
        held.load_choice((0, 2, UNDONE))
        assert held.choice == [0, UNDONE, UNDONE]
        check(held)


class TestCountedStates:
    """Facility 0 and facility 1 are counted, and one may be open."""

    COUNTED = PROBLEM._replace(states=tuple(state._replace(counted=True) for state in STATES), open_limit=1.0)

    def test_no_more_of_them_are_opened_than_may_be(self) -> None:
        held = ledger(self.COUNTED, 0)
        assert not held.fits(4)
        assert held.fits(1)
        assert ledger(self.COUNTED._replace(open_limit=2.0), 0).fits(4)

    def test_closing_one_makes_room_for_another(self) -> None:
        held = ledger(self.COUNTED, 0)
        held.remove(0)
        assert (held.counted, held.fits(4)) == (0, True)
        held.insert(2, 4)
        held.clear()
        assert held.counted == 0

    def test_what_is_not_counted_opens_whatever_the_limit(self) -> None:
        states = (*STATES[:2], STATES[2]._replace(counted=False))
        assert ledger(self.COUNTED._replace(states=states), 0).fits(4)


class TestCompleting:
    def test_what_fits_of_a_choice_is_kept_and_the_rest_done_at_once(self) -> None:
        small = PROBLEM._replace(penalties=(100.0, 200.0, 9.0))
        assert completed(small, (5, UNDONE, UNDONE)) == (0, 3, 4)
        assert completed(small, (UNDONE, 1, UNDONE)) == (0, 1, 4)

    @given(few_tasks)
    def test_nothing_that_fits_and_is_worth_it_stays_undone(self, problem: Problem) -> None:
        choice = completed(problem, (UNDONE,) * len(problem.penalties))
        used = usage_of(problem, choice)
        assert used.violations == ()
        assert used.cost <= math.fsum(problem.penalties)


class TestSharedLimits:
    @pytest.mark.parametrize(
        ("cash", "owner", "told"), [(34.0, 1.75, True), (33.5, 1.75, False), (34.0, 1.5, False), (math.inf, 1.75, True)]
    )
    def test_hard_shared_limits_forbid_what_exceeds_them(self, cash: float, owner: float, told: bool) -> None:
        assert ledger(PROBLEM._replace(cash_limit=cash, owner_hours_limit=owner), 0).fits(1) is told

    def test_opening_a_state_must_be_affordable_too(self) -> None:
        assert ledger(PROBLEM._replace(cash_limit=15.0, owner_hours_limit=1.5)).fits(0)
        assert not ledger(PROBLEM._replace(cash_limit=14.5)).fits(0)
        assert not ledger(PROBLEM._replace(owner_hours_limit=1.25)).fits(0)

    def test_soft_shared_limits_count_at_their_weights(self) -> None:
        held = ledger(PROBLEM._replace(cash_limit=30.0, owner_hours_limit=1.5), 0)
        held.hard, held.cash_weight, held.owner_hours_weight = False, 3.0, 100.0
        assert held.fits(1)
        assert held.energy == held.cost
        before = held.energy
        rise = held.insertion_cost(1)
        assert rise == pytest.approx(24.0 + 3.0 * 4.0 + 100.0 * 0.25, rel=1e-6)
        held.insert(1, 1)
        assert held.energy == pytest.approx(before + rise - 200.0, rel=1e-12)
        assert held.insertion_cost(4) == 1.0 + 6.0  # it takes nothing of what is passed already
        assert held.violation_cost(29.0, 1.5) == 0.0

    def test_the_limits_are_kept_only_if_both_are(self) -> None:
        assert ledger(PROBLEM._replace(cash_limit=34.0, owner_hours_limit=1.75), 0, 1).feasible
        assert not ledger(PROBLEM._replace(cash_limit=33.5), 0, 1).feasible
        assert not ledger(PROBLEM._replace(owner_hours_limit=1.5), 0, 1).feasible

    def test_without_shared_limits_the_energy_is_the_cost(self) -> None:
        held = ledger(PROBLEM, 0, 1)
        held.cash_weight = held.owner_hours_weight = 1e9
        assert not held.limited
        assert held.energy == held.cost


class TestCheapest:
    def test_the_cheapest_column_counts_what_it_opens(self) -> None:
        assert ledger(PROBLEM).cheapest(1) == 3
        assert ledger(PROBLEM._replace(penalties=(100.0, 12.0, 4.0))).cheapest(1) == UNDONE
        assert ledger(PROBLEM).cheapest(2) == UNDONE

    def test_the_cheapest_column_may_be_one_that_looks_dearer_by_itself(self) -> None:
        several = (Column(0, 0, 1.0), Column(0, NO_STATE, 3.0), Column(0, NO_STATE, 5.0))
        held = Ledger(Problem((100.0,), (State(0, 10.0),), several))
        assert held.cheapest(0) == 1

    def test_only_so_many_columns_that_fit_are_tried(self) -> None:
        several = (Column(0, 0, 1.0, load=9.0), Column(0, 1, 2.0), Column(0, NO_STATE, 3.0))
        held = Ledger(Problem((100.0,), (State(0, capacity=1.0), State(1, 10.0)), several))
        assert [held.cheapest(0, tried) for tried in (1, 2, None)] == [1, 2, 2]

    def test_inserting_cheapest_does_a_task_where_that_is_cheaper_than_leaving_it(self) -> None:
        held = ledger(PROBLEM)
        held.insert_cheapest(1)
        held.insert_cheapest(2)
        assert held.choice == [UNDONE, 3, UNDONE]


class TestTables:
    def test_columns_are_looked_up_by_cost_state_and_place(self) -> None:
        held = Ledger(PROBLEM._replace(columns=(*COLUMNS, Column(0, 0, 10.0), Column(0, 0, 1.0))))
        assert held.by_task == [[7, 0, 5, 6], [3, 1, 2], [4]]
        assert held.by_state == [[0, 1, 6, 7], [2, 5], [4]]
        assert held.facilities == {0: [0, 1], 1: [2]}
        assert held.at == {(0, 0): 0, (0, 1): 5, (1, 0): 1, (1, 1): 2, (1, NO_STATE): 3, (2, 2): 4}


class TestAgainstAddingUpAnew:
    @given(problems, st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=20), st.booleans())
    def test_after_any_insertions_and_removals_the_ledger_says_what_adding_up_says(
        self, problem: Problem, moves: list[tuple[int, int]], hard: bool
    ) -> None:
        held = Ledger(problem)
        held.hard, held.cash_weight, held.owner_hours_weight = hard, 2.0, 3.0
        busy = [task for task, several in enumerate(columns_by_task(problem)) if several]
        for one, other in moves if busy else ():
            task = busy[one % len(busy)]
            held.remove(task)
            index = held.by_task[task][other % len(held.by_task[task])]
            after = [index if each == task else old for each, old in enumerate(held.choice)]
            wrong = [
                told for told in usage_of(problem, after).violations if hard or not told.startswith(("cash", "owner's"))
            ]
            assert held.fits(index) is not bool(wrong)
            if not wrong:
                before, rise = held.energy, held.insertion_cost(index)
                held.insert(task, index)
                assert held.energy - before == pytest.approx(rise - problem.penalties[task], abs=1e-9)
                assert held.feasible is not any(
                    told.startswith(("cash", "owner's")) for told in usage_of(problem, held.choice).violations
                )
            check(held)

    @given(unlimited, st.data())
    def test_what_leaving_a_task_saves_is_what_the_cost_falls_by(self, problem: Problem, data: st.DataObject) -> None:
        held = Ledger(problem)
        held.load_choice(data.draw(st.sampled_from(feasible(problem))))
        for task in [task for task, index in enumerate(held.choice) if index != UNDONE]:
            before, saved = held.cost, held.removal_saving(task)
            held.remove(task)
            assert before - held.cost == pytest.approx(saved - problem.penalties[task], abs=1e-9)

    @given(few_tasks, st.data())
    def test_a_choice_that_keeps_to_the_limits_is_taken_over_whole(self, problem: Problem, data: st.DataObject) -> None:
        choice = data.draw(st.sampled_from(feasible(problem)))
        held = Ledger(problem)
        held.load_choice(choice)
        assert tuple(held.choice) == choice
        check(held)

    @given(few_tasks, st.data())
    def test_inserting_cheapest_finds_the_cheapest_way_of_one_task(self, problem: Problem, data: st.DataObject) -> None:
        choice = data.draw(st.sampled_from(feasible(problem)))
        held = Ledger(problem)
        held.load_choice(choice)
        for task in range(len(choice)):
            held.remove(task)
            ways = [[*held.choice[:task], index, *held.choice[task + 1 :]] for index in (UNDONE, *held.by_task[task])]
            used = [usage_of(problem, way) for way in ways]
            held.insert_cheapest(task)
            assert held.cost == pytest.approx(min(each.cost for each in used if not each.violations), abs=1e-9)
