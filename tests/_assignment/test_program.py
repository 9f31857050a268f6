"""The mixed-integer program: row by row on one example, and on small problems its points are the choices."""

import importlib
import itertools
import math
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("highspy")

import highspy

import delegation
from delegation._assignment.problem import NO_STATE, UNDONE, Column, Problem, State, usage_of
from delegation._assignment.program import Program
from delegation.errors import MissingExtraError
from tests.problems import choices, feasible, few_tasks

# Variables: columns 0-3, undone tasks 4-5, open states 6-8, hours above the blocks of the states 9-11.
COLUMNS = (
    Column(0, 0, 10.0, load=2.0, block=2.5, cash=9.0, owner_hours=1.0),
    Column(1, 0, 20.0, load=1.0, block=1.5, cash=15.0),
    Column(1, 2, 40.0, block=3.0, owner_hours=0.25),
    Column(1, NO_STATE, 50.0, owner_hours=3.0),
)


STATES = (
    State(0, 5.0, capacity=3.0, block=1.0, overage_rate=2.0, cash=4.0, owner_hours=0.5),
    State(0, 8.0, capacity=9.0, counted=True),
    State(1, 6.0, block=1.0, counted=True),
)


PROBLEM = Problem((100.0, 200.0), STATES, COLUMNS, cash_limit=34.0, owner_hours_limit=1.75, open_limit=2.0)


INF = math.inf


def rows(program: Program) -> list[tuple[dict[int, float], float, float]]:
    """The rows without zeros, each with its least and most."""
    cells = list(zip(program.indices, program.coefficients, strict=True))
    filled = [dict(cells[start:end]) for start, end in itertools.pairwise(program.starts)]
    assert all(value for each in filled for value in each.values())
    return list(zip(filled, program.lower, program.upper, strict=True))


class TestRows:
    def test_every_task_takes_one_column_or_stays_undone(self) -> None:
        found = rows(Program(PROBLEM, strong=True))
        assert found[:2] == [({4: 1.0, 0: 1.0}, 1.0, 1.0), ({5: 1.0, 1: 1.0, 2: 1.0, 3: 1.0}, 1.0, 1.0)]

    def test_a_state_has_rows_for_its_capacity_its_columns_and_its_block(self) -> None:
        found = rows(Program(PROBLEM, strong=True))
        assert found[2:-5] == [
            ({0: 2.0, 1: 1.0, 6: -3.0}, -INF, 0.0),
            ({0: 1.0, 6: -1.0}, -INF, 0.0),
            ({1: 1.0, 6: -1.0}, -INF, 0.0),
            ({0: 2.5, 1: 1.5, 6: -1.0, 9: -1.0}, -INF, 0.0),
            ({7: -9.0}, -INF, 0.0),
            ({2: 1.0, 8: -1.0}, -INF, 0.0),  # a block without overage asks for nothing
        ]

    def test_columns_share_one_row_to_their_state_where_there_are_many(self) -> None:
        found = rows(Program(PROBLEM, strong=False))
        assert found[2:-5] == [
            ({0: 2.0, 1: 1.0, 6: -3.0}, -INF, 0.0),
            ({0: 1.0, 1: 1.0, 6: -2.0}, -INF, 0.0),
            ({0: 2.5, 1: 1.5, 6: -1.0, 9: -1.0}, -INF, 0.0),
            ({7: -9.0}, -INF, 0.0),
            ({2: 1.0, 8: -1.0}, -INF, 0.0),
        ]

    def test_facilities_and_shared_limits_come_last(self) -> None:
        assert rows(Program(PROBLEM, strong=True))[-5:] == [
            ({6: 1.0, 7: 1.0}, -INF, 1.0),
            ({8: 1.0}, -INF, 1.0),
            ({0: 9.0, 1: 15.0, 6: 4.0, 9: 2.0}, -INF, 34.0),
            ({0: 1.0, 2: 0.25, 3: 3.0, 6: 0.5}, -INF, 1.75),
            ({7: 1.0, 8: 1.0}, -INF, 2.0),
        ]

    def test_being_open_takes_cash_whether_a_state_is_counted_or_not(self) -> None:
        states = (STATES[0], STATES[1]._replace(cash=7.0), STATES[2]._replace(cash=8.0, overage_rate=3.0))
        cash = rows(Program(PROBLEM._replace(states=states), strong=True))[-3]
        assert cash == ({0: 9.0, 1: 15.0, 6: 4.0, 7: 7.0, 8: 8.0, 9: 2.0, 11: 3.0}, -INF, 34.0)

    def test_limits_that_are_endless_have_no_rows(self) -> None:
        found = rows(Program(PROBLEM._replace(cash_limit=INF, owner_hours_limit=INF, open_limit=INF), strong=True))
        assert found[-1] == ({8: 1.0}, -INF, 1.0)

    @given(few_tasks, st.booleans())
    def test_a_choice_satisfies_all_rows_just_if_it_keeps_to_the_limits(self, problem: Problem, strong: bool) -> None:
        program = Program(problem, strong=strong)
        for choice in choices(problem):
            values = program.values(choice)
            kept = all(
                least <= sum(value * values[variable] for variable, value in cells.items()) <= most
                for cells, least, most in rows(program)
            )
            assert kept is not bool(usage_of(problem, choice).violations)
            assert program.choice(values) == choice


class TestValues:
    def test_the_values_of_a_choice_open_its_states_and_count_the_hours_above_their_blocks(self) -> None:
        program = Program(PROBLEM, strong=True)
        # 4 block hours at state 0, of which 1 is free
        assert program.values((0, 1)) == [1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 3.0, 0.0, 0.0]
        assert program.values((UNDONE, 2)) == [0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]
        assert program.values((UNDONE, 3))[6:] == [0.0] * 6

    def test_a_choice_is_read_from_values_that_are_nearly_whole(self) -> None:
        values = [1e-7, 0.9999999, 0.0, 0.4, 1.0, 0.0, 1.0, 0.0, 0.0, 0.5, 0.0, 0.0]
        assert Program(PROBLEM, strong=True).choice(values) == (UNDONE, 1)

    @given(few_tasks, st.booleans())
    def test_the_values_of_a_choice_cost_what_it_costs(self, problem: Problem, strong: bool) -> None:
        program = Program(problem, strong=strong)
        prices = list(program.solver(whole=True).getLp().col_cost_)
        assert len(prices) == program.width
        for choice in feasible(problem):
            cost = sum(price * value for price, value in zip(prices, program.values(choice), strict=True))
            assert cost / program.scale == usage_of(problem, choice).cost


class TestSolver:
    def test_the_solver_gets_the_program_as_it_stands(self) -> None:
        lp = Program(PROBLEM, strong=True).solver(whole=True).getLp()
        assert (lp.num_col_, lp.num_row_) == (12, 13)
        assert list(lp.col_cost_) == [10.0, 20.0, 40.0, 50.0, 100.0, 200.0, 5.0, 8.0, 6.0, 2.0, 0.0, 0.0]
        assert list(lp.col_lower_) == [0.0] * 12
        assert list(lp.col_upper_) == [1.0] * 9 + [INF] * 3
        kind = highspy.HighsVarType
        assert list(lp.integrality_) == [kind.kInteger] * 9 + [kind.kContinuous] * 3

    def test_tasks_may_be_split_where_the_program_is_not_whole(self) -> None:
        assert (
            list(Program(PROBLEM, strong=True).solver(whole=False).getLp().integrality_)
            == [highspy.HighsVarType.kContinuous] * 12
        )

    def test_the_solver_works_silently_alone_and_keeps_to_limits_closely(
        self, capfd: pytest.CaptureFixture[str]
    ) -> None:
        solver = Program(PROBLEM, strong=True).solver(whole=True)
        assert [
            solver.getOptionValue(name)[1]
            for name in ("output_flag", "threads", "mip_feasibility_tolerance", "primal_feasibility_tolerance")
        ] == [False, 1, 1e-9, 1e-9]
        solver.run()
        assert solver.getInfo().objective_function_value == pytest.approx(41.0, rel=1e-9)
        assert capfd.readouterr() == ("", "")

    def test_in_a_process_of_its_own_the_solver_does_not_even_greet(self) -> None:
        """HiGHS greets once a process, when the first one is made, whatever is set afterwards."""
        code = (
            "import sys; sys.path[:] = sys.argv[1:]\n"
            "from delegation._assignment.problem import Column, Problem, State\n"
            "from delegation._assignment.program import Program\n"
            "Program(Problem((9.0,), (State(0),), (Column(0, 0, 1.0),)), strong=True).solver(whole=True).run()\n"
        )
        command = [sys.executable, "-I", "-c", code, str(Path(delegation.__file__).parent.parent), *sys.path]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert (done.stdout, done.stderr) == ("", "")


def test_without_its_package_the_program_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    monkeypatch.delitem(sys.modules, "delegation._assignment.program")
    with pytest.raises(MissingExtraError) as caught:
        importlib.import_module("delegation._assignment.program")
    assert "the package highspy, which is not installed: pip install highspy (" in str(caught.value)
    assert (caught.value.package, caught.value.extra) == ("highspy", "plan")
