"""How a plan comes about in rounds: choose at prices, price what was chosen truly, choose again."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import attrs
import pytest

from delegation import Availability, Business, Contractor, Task, Urgency
from delegation._assignment.problem import UNDONE, Choice, Problem, Solution, usage_of
from delegation._assignment.watch import Clock, nothing
from delegation.planning.market import Market
from delegation.planning.rounds import AGREED, Priced, best_of, priced
from tests.plan_worlds import ANN, BEA, NEW_YEAR, NEWS, OWNER, RUNNING, SHOP, monthly

BUSY = Availability(regular_load=0.5, one_off_load=0.3)
URGENT = [monthly(name, 5, urgency=Urgency(200, 0)) for name in ("news", "shop")]


def market_of(tasks: Sequence[Task], contractors: Sequence[Contractor], business: Business = OWNER) -> Market:
    return Market(tasks, contractors, business, (), NEW_YEAR)


class Scripted:
    """A solver that answers from a list, and remembers what it was asked."""

    def __init__(self, *choices: Choice, off: float = 0.0, status: str = "feasible", bound: float = -math.inf) -> None:
        self.choices, self.off, self.status, self.bound = list(choices), off, status, bound
        self.problems: list[Problem] = []
        self.efforts: list[float] = []
        self.starts: list[Choice | None] = []

    def __call__(
        self, problem: Problem, effort: float, start: Choice | None, told: Callable[[float], None]
    ) -> Solution:
        self.problems.append(problem)
        self.efforts.append(effort)
        self.starts.append(start)
        told(0.5)
        choice = self.choices.pop(0) if len(self.choices) > 1 else self.choices[0]
        return Solution(choice, usage_of(problem, choice).cost + self.off, self.bound, self.status)


def run(
    market: Market, solver: Scripted, clock: Clock | None = None, told: Callable[[float], None] = nothing
) -> tuple[Priced, int]:
    return best_of(market, solver, 2.0, clock or Clock(math.inf), told)


class TestPriced:
    def test_it_tells_the_true_cost_beside_the_planned_one(self) -> None:
        market = market_of([NEWS, SHOP], [ANN])
        choice = (market.ways.index((0, 1)), market.ways.index((1, 1)))
        found = priced(market, Solution(choice, 480.0, -math.inf, "feasible"))
        assert (found.planned, found.cost, found.penalty, found.cash) == (480.0, 475.0, 0.0, 450.0)
        assert found.owner == pytest.approx(5 / 12)
        assert found.within

    def test_penalties_are_in_the_answer_and_in_no_cost(self) -> None:
        market = market_of([NEWS], [ANN])
        found = priced(market, Solution((UNDONE,), market.penalties[0], 0.0, "optimal"))
        assert (found.planned, found.cost, found.penalty) == (0.0, 0.0, market.penalties[0])
        assert found.rank == (False, market.penalties[0])

    def test_kept_tasks_cost_the_owners_time_and_no_cash(self) -> None:
        market = market_of([attrs.evolve(NEWS, owner_hours=3)], [])
        found = priced(market, Solution((0,), 180.0, 180.0, "optimal"))
        assert (found.cost, found.cash, found.owner, found.bundles) == (180.0, 0.0, 3.0, ())

    def test_fees_that_are_owed_are_in_the_cash_and_in_no_cost(self) -> None:
        market = Market([NEWS, SHOP], [ANN], OWNER, [RUNNING], NEW_YEAR)
        found = priced(market, Solution((0, 1), 412.5, 0.0, "feasible"))
        assert (found.cost, found.cash) == (412.5, 450.0)

    @pytest.mark.parametrize(
        ("limits", "within"),
        [
            ({"monthly_budget": 249.9}, False),
            ({"monthly_budget": 250}, True),
            ({"owner_hours_per_month": 0.66}, False),
            ({"owner_hours_per_month": 0.67}, True),
            ({"monthly_budget": 0, "owner_hours_per_month": 0}, False),
        ],
    )
    def test_limits_are_kept_in_truth_or_not(self, limits: dict[str, Any], within: bool) -> None:
        found = priced(market_of([NEWS], [ANN], attrs.evolve(OWNER, **limits)), Solution((0,), 290.0, 0.0, "feasible"))
        assert found.within is within
        assert found.rank == (not within, 290.0)

    @pytest.mark.parametrize(("planned", "agrees"), [(290, True), (292.8, True), (287.2, True), (294, False)])
    def test_they_agree_within_a_hundredth_of_the_true_cost(self, planned: float, agrees: bool) -> None:
        assert AGREED == 0.01
        assert priced(market_of([NEWS], [ANN]), Solution((0,), planned, 0.0, "feasible")).agrees is agrees


class TestRounds:
    def test_one_round_is_enough_where_both_agree(self) -> None:
        solver = Scripted((0,))
        found, rounds = run(market_of([NEWS], [ANN]), solver)
        assert (found.cost, rounds, solver.efforts, solver.starts) == (290.0, 1, [2.0], [None])

    def test_ten_rounds_are_the_most_and_one_settles_the_prices(self) -> None:
        """Later rounds start from the one before, with less effort."""
        solver = Scripted((0,), off=100.0)
        found, rounds = run(market_of([NEWS], [ANN]), solver)
        assert rounds == 11
        assert solver.efforts == [2.0] + [pytest.approx(0.6)] * 10
        assert solver.starts == [None] + [(0,)] * 10
        assert (found.cost, found.planned) == pytest.approx((290.0, 290.0))

    def test_the_best_true_cost_wins(self) -> None:
        """First by the block of 20 h, then hired, then the block of ten."""
        market = market_of([NEWS], [ANN])
        solver = Scripted((2,), (0,), (1,), off=100.0)
        found, _ = run(market, solver)
        assert (found.answer.choice, found.cost) == ((0,), 290.0)

    def test_what_is_within_the_limits_wins_over_what_is_cheaper(self) -> None:
        market = market_of([attrs.evolve(NEWS, owner_hours=20)], [ANN], attrs.evolve(OWNER, monthly_budget=200))
        kept = len(market.ways) - 1
        found, _ = run(market, Scripted((0,), (kept,), (0,), off=100.0))
        assert (found.answer.choice, found.cost) == ((kept,), 1200.0)

    def test_the_settling_round_may_find_a_better_plan(self) -> None:
        market = market_of([NEWS], [ANN])
        solver = Scripted(*[(2,)] * 10, (0,))
        solver.off = 100.0

        def last_one_right(
            problem: Problem, effort: float, start: Choice | None, told: Callable[[float], None]
        ) -> Solution:
            if len(solver.problems) == 10:
                solver.off = 0.0
            return solver(problem, effort, start, told)

        found, rounds = best_of(market, last_one_right, 1.0, Clock(math.inf), nothing)
        assert (found.answer.choice, found.cost, found.planned, rounds) == ((0,), 290.0, 290.0, 11)

    @pytest.mark.parametrize(
        ("status", "off", "told"),
        [
            ("optimal", 100.0, "optimal"),
            ("optimal", -100.0, "feasible"),
            ("feasible", 100.0, "feasible"),
            ("stopped", 100.0, "stopped"),
            ("stopped", -100.0, "stopped"),
        ],
    )
    def test_a_settled_plan_is_optimal_only_where_nothing_cheaper_was_found(
        self, status: str, off: float, told: str
    ) -> None:
        solver = Scripted((0,), off=off, status=status, bound=1000.0)
        found, _ = run(market_of([NEWS], [ANN]), solver)
        assert found.answer.status == told
        assert found.answer.bound == found.answer.cost == pytest.approx(290.0)

    def test_a_limit_of_time_ends_the_rounds_but_not_the_first(self) -> None:
        solver = Scripted((0,), off=100.0)
        clock = Clock(0.0)
        found, rounds = run(market_of([NEWS], [ANN]), solver, clock)
        assert (rounds, len(solver.problems), clock.stopped) == (2, 2, True)
        assert found.cost == 290.0

    def test_what_is_truly_paid_above_the_budget_is_left_free_by_later_rounds(self) -> None:
        """It pays 250 of 240, round after round; the settling one is asked at the whole budget again."""
        solver = Scripted((0,))
        run(market_of([NEWS], [ANN], attrs.evolve(OWNER, monthly_budget=240)), solver)
        assert [problem.cash for problem in solver.problems[:10]] == [240.0] * 3 + [
            240.0 - 10 * times for times in range(1, 8)
        ]

    def test_no_less_than_nothing_is_left_free(self) -> None:
        solver = Scripted((0,))
        run(market_of([NEWS], [ANN], attrs.evolve(OWNER, monthly_budget=100)), solver)
        assert min(problem.cash for problem in solver.problems) == 0.0

    def test_it_tells_how_far_it_is(self) -> None:
        told: list[float] = []
        run(market_of([NEWS], [ANN]), Scripted((0,), off=100.0), told=told.append)
        assert told == sorted(told)
        assert told[0] == pytest.approx(0.5 / 13)
        assert told[-1] < 1.0


class TestCongestion:
    """Two urgent tasks with one busy contractor; somebody idle is a little dearer."""

    PEOPLE = (attrs.evolve(ANN, availability=BUSY, retainers=()), attrs.evolve(BEA, rate=51))

    def market(self, people: Sequence[Contractor] = PEOPLE) -> Market:
        return market_of(URGENT, people)

    def test_whoever_makes_a_plan_dearer_by_her_congestion_is_tried_out_of_it(self) -> None:
        market = self.market()
        crowded = tuple(market.ways.index((task, 0)) for task in (0, 1))
        idle = tuple(market.ways.index((task, 1)) for task in (0, 1))
        solver = Scripted(crowded, idle)
        told: list[float] = []
        here, there = (market.bundle(state, (0, 1)).rows.total for state in (0, 1))
        found, rounds = best_of(market, solver, 1.0, Clock(math.inf), told.append)
        assert found.answer.choice == idle
        assert found.cost == pytest.approx(there)
        assert there < here
        assert [state.capacity < 0.0 for state in solver.problems[-1].states] == [False, False]  # settled with all
        assert (market.banned, rounds) == (set(), len(solver.problems) - 1)
        assert any(10 / 13 <= part < 1.0 for part in told)

    def test_she_stays_where_the_plan_without_her_is_no_better(self) -> None:
        market = self.market((self.PEOPLE[0], attrs.evolve(BEA, rate=500)))
        crowded = tuple(market.ways.index((task, 0)) for task in (0, 1))
        idle = tuple(market.ways.index((task, 1)) for task in (0, 1))
        tried = Scripted(crowded, idle, crowded)
        found, _ = run(market, tried)
        assert found.answer.choice == crowded
        assert any(problem.states[0].capacity < 0.0 for problem in tried.problems)
        assert market.banned == set()

    def test_nobody_is_tried_out_when_time_is_over(self) -> None:
        market = self.market()
        crowded = tuple(market.ways.index((task, 0)) for task in (0, 1))
        solver = Scripted(crowded)
        run(market, solver, Clock(0.0))
        assert all(problem.states[0].capacity >= 0.0 for problem in solver.problems)

    def test_at_most_three_are_tried_out_the_most_crowded_first(self) -> None:
        """Each leaves the work to a less crowded one."""
        people = [
            attrs.evolve(ANN, name=f"Ann {index}", retainers=(), availability=attrs.evolve(BUSY, one_off_load=load))
            for index, load in enumerate((0.35, 0.3, 0.25, 0.2, 0.15))
        ]
        market = self.market(people)
        out: list[set[int]] = []

        def answer(problem: Problem, *_: object) -> Solution:
            out.append({state.site for state in problem.states if state.capacity < 0.0})
            choice = tuple(market.ways.index((task, len(out[-1]))) for task in (0, 1))
            return Solution(choice, usage_of(problem, choice).cost, -math.inf, "feasible")

        found, _ = best_of(market, answer, 1.0, Clock(math.inf), nothing)
        assert [sites for sites in out if sites] == [{0}, {0, 1}, {0, 1, 2}]
        assert found.bundles[0].terms.site == 3

    def test_a_single_task_is_no_congestion(self) -> None:
        market = market_of(URGENT[:1], self.PEOPLE)
        solver = Scripted((0,))
        run(market, solver)
        assert all(problem.states[0].capacity >= 0.0 for problem in solver.problems)
