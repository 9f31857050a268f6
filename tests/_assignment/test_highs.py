"""HiGHS on the array problem: the optimum where all choices can be tried, published ones, and honest bounds."""

import importlib
import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("highspy")

from delegation._assignment import highs, neighbourhoods
from delegation._assignment.annealing import search
from delegation._assignment.exact import exactly
from delegation._assignment.highs import solve
from delegation._assignment.neighbourhoods import relaxed_bound
from delegation._assignment.problem import NO_STATE, UNDONE, Choice, Column, Problem, Solution, State, usage_of
from delegation._assignment.subproblem import components
from delegation._assignment.watch import Watch
from delegation.errors import MissingExtraError
from tests.problems import columns_of, feasible, few_tasks, optimum, problems, states_at, unlimited
from tests.published import HARD, INSTANCES, Instance, each

with_tasks = problems.filter(lambda problem: bool(problem.penalties))
with_sites = with_tasks.filter(lambda problem: bool(problem.states))
PUBLISHED = {instance.name: instance for instance in INSTANCES}
LITTLE = 0.002
"""An effort of 800 moves and one neighbourhood."""


def near(cost: float) -> object:
    """A cost but for the solver's tolerance."""
    return pytest.approx(cost, rel=1e-6, abs=1e-6)


def check(problem: Problem, answer: Solution, least: float) -> None:
    """An answer keeps to all limits, costs what adding up says, and its bound and status are true."""
    used = usage_of(problem, answer.choice)
    assert used.problems == ()
    assert answer.cost == used.cost
    assert answer.cost >= least - 1e-8 * max(1.0, least)
    assert answer.bound <= answer.cost
    assert answer.bound <= least + 1e-6 * max(1.0, least)
    if answer.status == "optimal":
        assert answer.cost == near(least)
        assert answer.gap == near(0.0)


def check_optimal(answer: Solution, choice: Choice, cost: float) -> None:
    """An answer is proven to be the best."""
    assert answer == Solution(choice, cost, answer.bound, "optimal")
    assert answer.bound == near(cost)


def listener(told: list[float]) -> Watch:
    """A watch that writes down what it is told."""

    def watch(done: float) -> bool:
        told.append(done)
        return False

    return watch


@contextmanager
def large(neighbours: int = 1) -> Iterator[None]:
    """Every problem counts as large, and a neighbourhood frees about so many columns."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(highs, "SMALL", -1)
        patched.setattr(neighbourhoods, "NEIGHBOURS", neighbours)
        yield


@contextmanager
def frozen_clock() -> Iterator[None]:
    """No time exceeds outside of HiGHS."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(highs, "time", SimpleNamespace(monotonic=lambda: 0.0))
        yield


def in_other_money(problem: Problem, part: float) -> Problem:
    """A problem whose every amount of money is multiplied."""
    return Problem(
        tuple(penalty * part for penalty in problem.penalties),
        tuple(
            state._replace(fixed=state.fixed * part, overage=state.overage * part, cash=state.cash * part)
            for state in problem.states
        ),
        tuple(column._replace(cost=column.cost * part, cash=column.cash * part) for column in problem.columns),
        problem.cash * part,
        problem.owner,
    )


# -- against trying all choices


@given(with_tasks)
def test_one_program_finds_the_optimum(problem: Problem) -> None:
    answer = exactly(problem)
    check(problem, answer, optimum(problem).cost)
    assert answer.status == "optimal"


@given(with_tasks)
def test_solving_finds_the_optimum(problem: Problem) -> None:
    answer = solve(problem)
    check(problem, answer, optimum(problem).cost)
    assert answer.status == "optimal"


@given(unlimited.filter(lambda problem: len(list(components(problem))) > 1))
def test_solving_parts_apart_costs_as_little_as_one_program(problem: Problem) -> None:
    apart, whole = solve(problem), exactly(problem)
    check(problem, apart, optimum(problem).cost)
    assert apart.cost == near(whole.cost)
    assert apart.status == whole.status == "optimal"


@given(with_tasks)
def test_the_bound_of_split_tasks_never_exceeds_the_optimum(problem: Problem) -> None:
    bound, least = relaxed_bound(problem), optimum(problem).cost
    assert -math.inf < bound <= least + 1e-9 * max(1.0, abs(least))


@given(with_sites, st.integers(1, 3), st.integers(0, 3))
def test_neighbourhoods_lead_to_a_true_answer(problem: Problem, neighbours: int, seed: int) -> None:
    with large(neighbours):
        answer = solve(problem, effort=LITTLE, seed=seed)
        check(problem, answer, optimum(problem).cost)
        assert answer.status in {"optimal", "feasible"}
        assert solve(problem, effort=LITTLE, seed=seed) == answer


@given(with_tasks, st.integers(0, 2**40))
def test_the_same_seed_gives_the_same_answer(problem: Problem, seed: int) -> None:
    assert solve(problem, seed=seed) == solve(problem, seed=seed)
    assert exactly(problem, seed=seed) == exactly(problem, seed=seed)


@given(few_tasks.filter(lambda problem: bool(problem.penalties)), st.data())
def test_an_answer_is_never_worse_than_a_choice_that_it_starts_from(problem: Problem, data: st.DataObject) -> None:
    start = data.draw(st.sampled_from(feasible(problem)))
    given_cost, least = usage_of(problem, start).cost, optimum(problem).cost
    for answer in (exactly(problem, start=start), exactly(problem, start=start, until=-1.0)):
        check(problem, answer, least)
        assert answer.cost <= given_cost
    if problem.states:
        with large():
            answer = solve(problem, effort=0.0, start=start)
            check(problem, answer, least)
            assert answer.cost <= given_cost


# -- more to choose from never costs more


@given(with_tasks, st.data())
def test_one_column_more_never_makes_the_optimum_dearer(problem: Problem, data: st.DataObject) -> None:
    task = data.draw(st.integers(0, len(problem.penalties) - 1))
    more = (*problem.columns, data.draw(columns_of(task, len(problem.states))))
    assert solve(problem._replace(columns=more)).cost <= solve(problem).cost + 1e-6


@given(with_tasks, st.data())
def test_one_state_more_never_makes_the_optimum_dearer(problem: Problem, data: st.DataObject) -> None:
    task, site = data.draw(st.integers(0, len(problem.penalties) - 1)), data.draw(st.integers(0, 3))
    column = data.draw(columns_of(task, 0))._replace(state=len(problem.states))
    more = problem._replace(states=(*problem.states, data.draw(states_at(site))), columns=(*problem.columns, column))
    assert solve(more).cost <= solve(problem).cost + 1e-6


@given(with_tasks, st.integers(0, 20), st.integers(0, 20))
def test_higher_shared_limits_never_make_the_optimum_dearer(problem: Problem, cash: float, owner: float) -> None:
    higher = problem._replace(cash=problem.cash + cash, owner=problem.owner + owner)
    assert solve(higher).cost <= solve(problem).cost + 1e-6


@given(with_sites, st.data(), st.integers(0, 20))
def test_a_higher_capacity_never_makes_the_optimum_dearer(problem: Problem, data: st.DataObject, more: float) -> None:
    which = data.draw(st.integers(0, len(problem.states) - 1))
    states = list(problem.states)
    states[which] = states[which]._replace(capacity=states[which].capacity + more, block=states[which].block + more)
    assert solve(problem._replace(states=tuple(states))).cost <= solve(problem).cost + 1e-6


@given(with_tasks, st.integers(-8, 12))
def test_money_in_another_unit_changes_the_optimum_by_just_that(problem: Problem, power: int) -> None:
    other = in_other_money(problem, 2.0**power)
    assert solve(other).cost == pytest.approx(solve(problem).cost * 2.0**power, rel=1e-6, abs=1e-6 * 2.0**power)


# -- by hand


def published(name: str = "lib1-p7") -> Problem:
    """A published instance."""
    return PUBLISHED[name].read()


TWO_PARTS = Problem(
    (50.0, 60.0, 7.0), (State(0, 5.0), State(1, 4.0)), (Column(0, 0, 1.0, cash=3.0), Column(1, 1, 2.0, cash=3.0))
)


def test_parts_answered_apart_are_put_together_with_what_nobody_can_do() -> None:
    check_optimal(solve(TWO_PARTS), (0, 1, UNDONE), 6.0 + 6.0 + 7.0)


def test_parts_that_together_pass_a_shared_limit_are_answered_together() -> None:
    answer = solve(TWO_PARTS._replace(cash=5.0))
    check_optimal(answer, (UNDONE, 1, UNDONE), 50.0 + 6.0 + 7.0)


def test_a_start_that_passes_a_limit_is_no_answer() -> None:
    poor = TWO_PARTS._replace(cash=2.0)
    assert exactly(poor, start=(0, 1, UNDONE)).choice == (UNDONE,) * 3
    assert exactly(poor, start=(0, 1, UNDONE), until=-1.0).choice == (UNDONE,) * 3


def test_a_start_that_meets_a_limit_with_rounding_is_kept() -> None:
    # HiGHS allows less rounding than the problem, and would leave the task undone
    problem = Problem((100.0,), (State(0, capacity=1e6),), (Column(0, 0, 1.0, load=1e6 + 1e-4),))
    assert exactly(problem).choice == (UNDONE,)
    assert exactly(problem, start=(0,))[:2] == ((0,), 1.0)


TINY = Problem((10.0,) * 3, (State(0, capacity=0.0),), tuple(Column(task, 0, 1.0, load=5e-10) for task in range(3)))
"""HiGHS takes such loads for nothing; together they pass the capacity."""


def test_a_choice_of_the_solver_that_passes_a_limit_is_no_answer() -> None:
    assert exactly(TINY)[:2] == ((UNDONE,) * 3, 30.0)
    assert exactly(TINY, start=(0, UNDONE, UNDONE))[:2] == ((0, UNDONE, UNDONE), 21.0)


def test_an_answer_in_place_of_one_that_passes_a_limit_is_not_called_optimal() -> None:
    assert exactly(TINY).status != "optimal"


def test_a_problem_without_tasks_is_answered() -> None:
    assert solve(Problem((), (), ())) == Solution((), 0.0, 0.0, "optimal")


def test_parts_that_time_leaves_no_room_for_keep_the_start() -> None:
    assert solve(TWO_PARTS, seconds=0.0, start=(0, 1, UNDONE)).cost == 19.0


def test_a_large_problem_without_sites_is_answered() -> None:
    columns = tuple(Column(task, NO_STATE, 1.0 + task, cash=2.0) for task in range(3))
    with large():
        assert solve(Problem((10.0,) * 3, (), columns, cash=5.0), effort=LITTLE).cost == 13.0


def test_an_answer_that_is_only_close_enough_is_not_called_optimal() -> None:
    answer = exactly(published(), gap=0.2)
    assert answer.gap > 1e-6
    assert answer.status == "feasible"


def test_close_enough_is_within_the_gap() -> None:
    answer = exactly(published(), gap=0.2)
    assert PUBLISHED["lib1-p7"].optimum <= answer.cost <= PUBLISHED["lib1-p7"].optimum * 1.25
    assert answer.gap <= 0.2


# -- time


def test_without_time_the_answer_is_the_start_or_nothing() -> None:
    for start, cost in (((0, UNDONE, UNDONE), 73.0), (None, 117.0)):
        answer = exactly(TWO_PARTS, until=-1.0, start=start)
        assert answer == Solution(start or (UNDONE,) * 3, cost, -math.inf, "stopped")
    first = search(TWO_PARTS, watch=lambda _: True)
    assert solve(TWO_PARTS, seconds=0.0) == first._replace(status="stopped")


def test_time_that_is_over_in_the_middle_of_it_leaves_a_feasible_answer() -> None:
    with frozen_clock():
        hard = published("d05100")
        answer = exactly(hard, until=1e-3)
    check(hard, answer, PUBLISHED["d05100"].optimum)
    assert answer.status == "stopped"


def test_enough_time_changes_nothing() -> None:
    assert solve(TWO_PARTS, seconds=600.0) == solve(TWO_PARTS)
    assert relaxed_bound(TWO_PARTS, 600.0) == relaxed_bound(TWO_PARTS)


def test_without_time_nothing_is_proven() -> None:
    assert relaxed_bound(TWO_PARTS, 0.0) == -math.inf
    with frozen_clock():
        assert relaxed_bound(published("lib3-p9"), 1e-6) == -math.inf


def test_a_large_problem_without_time_has_what_greedy_finds() -> None:
    problem = published()
    with large():
        answer = solve(problem, seconds=0.0)
    check(problem, answer, PUBLISHED["lib1-p7"].optimum)
    assert (answer.status, answer.bound) == ("stopped", -math.inf)
    assert answer.choice == search(problem, watch=lambda _: True).choice


# -- neighbourhoods


def test_rows_that_link_columns_to_states_make_the_bound_tight() -> None:
    # with one row for all three columns, a third of the state would do for task 0: 1 + 3/3 in place of 2.5
    ways = [(0, 0, 1.0), (0, NO_STATE, 2.5), *((task, 0, 50.0) for task in (1, 2))]
    columns = (*(Column(*way) for way in ways), Column(1, NO_STATE, 0.0), Column(2, NO_STATE, 0.0))
    assert relaxed_bound(Problem((9.0,) * 3, (State(0, 3.0),), columns)) == pytest.approx(2.5, rel=1e-9)


@pytest.mark.parametrize("name", ["lib1-p7", "lib2-p1", "c05100"])
def test_the_bound_of_a_published_instance_is_close_below_its_optimum(name: str) -> None:
    bound = relaxed_bound(published(name))
    assert 0.9 * PUBLISHED[name].optimum < bound <= PUBLISHED[name].optimum


def test_neighbourhoods_improve_what_the_search_finds() -> None:
    problem, least = published(), PUBLISHED["lib1-p7"].optimum
    first = search(problem, effort=0.01 * highs.START)
    with large(neighbours=100), pytest.MonkeyPatch.context() as patched:
        patched.setattr(neighbourhoods, "ROUNDS", 1_000)
        answer = solve(problem, effort=0.01)
    check(problem, answer, least)
    assert answer.cost < first.cost
    assert answer.status == "feasible"


def test_an_optimum_that_the_bound_proves_ends_the_work() -> None:
    problem = Problem((9.0,) * 2, (State(0, 3.0), State(1, 9.0)), (Column(0, 0, 1.0), Column(1, 0, 1.0)))
    told: list[float] = []
    with large():
        answer = solve(problem, effort=LITTLE, watch=listener(told))
    check_optimal(answer, (0, 1), 5.0)
    assert max(told) == neighbourhoods.SEARCHING


def test_close_enough_ends_the_work_too() -> None:
    problem = published()
    with large():
        answer = solve(problem, effort=0.02, gap=0.5)
    check(problem, answer, PUBLISHED["lib1-p7"].optimum)
    assert answer.status == "feasible"
    assert 0.0 < answer.gap < 0.5


def test_the_work_goes_on_from_nothing_to_all() -> None:
    told: list[float] = []
    with large():
        solve(published(), effort=0.05, watch=listener(told))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    rounds = [neighbourhoods.SEARCHING + (1.0 - neighbourhoods.SEARCHING) * count / 3 for count in range(3)]
    assert told[-4:] == [*rounds, 1.0]


@pytest.mark.parametrize("when", [0.0, 0.1, 0.25, 0.6])
def test_a_stopped_answer_says_so_and_keeps_to_the_limits(when: float) -> None:
    problem = published()
    with large():
        answer = solve(problem, effort=0.05, watch=lambda done: done >= when)
    check(problem, answer, PUBLISHED["lib1-p7"].optimum)
    assert answer.status == "stopped"


def test_a_neighbourhood_takes_in_what_is_undone_and_what_needs_no_state() -> None:
    # task 0 is undone although site 0 is open, task 1 keeps to a dear way; nothing else moves
    columns = (Column(0, 0, 1.0), Column(1, NO_STATE, 30.0), Column(1, 0, 1.0), Column(2, 0, 1.0), Column(3, 1, 1.0))
    problem = Problem((50.0,) * 4, (State(0, 3.0), State(1, 3.0)), columns)
    start: Choice = (UNDONE, 1, 3, 4)
    found = Solution(start, usage_of(problem, start).cost, -math.inf, "feasible")
    with large(), pytest.MonkeyPatch.context() as patched:
        patched.setattr(highs, "search", lambda *_, **__: found)
        answer = solve(problem, effort=0.05)
    check_optimal(answer, (0, 2, 3, 4), 10.0)


# -- published instances


@each([instance for instance in INSTANCES if instance.name not in HARD])
def test_published_optima_are_proven(instance: Instance) -> None:
    problem = instance.read()
    answer = solve(problem)
    check(problem, answer, instance.optimum)
    assert answer.status == "optimal"
    assert answer.cost == pytest.approx(instance.optimum, rel=1e-8)


# -- without the extra


def test_without_its_package_the_solver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    monkeypatch.delitem(sys.modules, "delegation._assignment.exact")
    with pytest.raises(MissingExtraError) as caught:
        importlib.import_module("delegation._assignment.exact")
    assert "the package highspy, which is not installed: pip install highspy (" in str(caught.value)
    assert (caught.value.package, caught.value.extra) == ("highspy", "plan")
