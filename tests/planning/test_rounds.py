"""How a plan comes about in rounds: choose at prices, price what was chosen truly, choose again."""

import math
from collections.abc import Sequence
from typing import Any

import attrs
import pytest

from delegation import Availability, Contractor, Urgency
from delegation._assignment.problem import UNDONE, Choice, Problem, Solution, usage_of
from delegation._assignment.watch import Clock, Report, nothing
from delegation.planning import rounds as room
from delegation.planning.market import Market
from delegation.planning.prices import first_prices
from delegation.planning.rounds import AGREED, Planned, PricedChoice, Solver, best_of
from delegation.planning.rounds import priced as priced_at
from tests.people import ANN, BEA, OWNER
from tests.plan_worlds import NEWS, RUNNING, SHOP, bundle_at, choice_of, market_for, monthly

BUSY = Availability(regular_load=0.5, one_off_load=0.3)
URGENT = [monthly(name, 5, urgency=Urgency(200, 0)) for name in ("news", "shop")]


class Scripted:
    """A solver that answers from a list, and remembers what it was asked."""

    def __init__(self, *choices: Choice, off: float = 0.0, status: str = "feasible", bound: float = -math.inf) -> None:
        self.choices, self.off, self.status, self.bound = list(choices), off, status, bound
        self.problems: list[Problem] = []
        self.efforts: list[float] = []
        self.starts: list[Choice | None] = []

    def __call__(self, problem: Problem, effort: float, start: Choice | None, report: Report) -> Solution:
        self.problems.append(problem)
        self.efforts.append(effort)
        self.starts.append(start)
        report(0.5)
        choice = self.choices.pop(0) if len(self.choices) > 1 else self.choices[0]
        return Solution(choice, usage_of(problem, choice).cost + self.off, self.bound, self.status)


def run(market: Market, solver: Solver, clock: Clock | None = None, report: Report = nothing) -> Planned:
    """What all rounds lead to, at an effort of 2."""
    return best_of(market, first_prices(market), solver, effort=2.0, clock=clock or Clock(math.inf), report=report)


def priced(market: Market, solution: Solution) -> PricedChoice:
    """What a choice truly comes to at the first prices."""
    return priced_at(market, first_prices(market), solution)


class TestPriced:
    def test_it_tells_the_true_cost_beside_the_planned_one(self) -> None:
        market = market_for([NEWS, SHOP], [ANN])
        choice = choice_of(market, 1, 1)
        found = priced(market, Solution(choice, 480.0, -math.inf, "feasible"))
        assert (found.planned, found.cost, found.penalty, found.cash) == (480.0, 475.0, 0.0, 450.0)
        assert found.owner_hours == pytest.approx(5 / 12)
        assert found.within

    def test_penalties_are_in_the_answer_and_in_no_cost(self) -> None:
        market = market_for([NEWS], [ANN])
        found = priced(market, Solution((UNDONE,), first_prices(market).penalties[0], 0.0, "optimal"))
        assert (found.planned, found.cost, found.penalty) == (0.0, 0.0, first_prices(market).penalties[0])
        assert found.rank == (False, first_prices(market).penalties[0])

    def test_what_leaving_a_task_costs_where_it_says_so_is_cost_and_no_penalty(self) -> None:
        market = market_for([attrs.evolve(NEWS, undone_cost=30), SHOP], [ANN])
        must = first_prices(market).penalties[1]
        found = priced(market, Solution((UNDONE, UNDONE), 30.0 + must, 0.0, "optimal"))
        assert (found.cost, found.penalty) == (30.0, must)
        assert found.planned == pytest.approx(30.0)

    def test_kept_tasks_cost_the_owners_time_and_no_cash(self) -> None:
        market = market_for([attrs.evolve(NEWS, owner_hours=3)], [])
        found = priced(market, Solution((0,), 180.0, 180.0, "optimal"))
        assert (found.cost, found.cash, found.owner_hours, found.bundles) == (180.0, 0.0, 3.0, ())

    def test_fees_that_are_owed_are_in_the_cash_and_in_no_cost(self) -> None:
        market = market_for([NEWS, SHOP], [ANN], OWNER, RUNNING)
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
        found = priced(market_for([NEWS], [ANN], attrs.evolve(OWNER, **limits)), Solution((0,), 290.0, 0.0, "feasible"))
        assert found.within is within
        assert found.rank == (not within, 290.0)

    @pytest.mark.parametrize(("planned", "agrees"), [(290, True), (292.8, True), (287.2, True), (294, False)])
    def test_they_agree_within_a_hundredth_of_the_true_cost(self, planned: float, agrees: bool) -> None:
        assert AGREED == 0.01
        assert priced(market_for([NEWS], [ANN]), Solution((0,), planned, 0.0, "feasible")).agrees is agrees


class TestRounds:
    def test_one_round_is_enough_where_both_agree(self) -> None:
        solver = Scripted((0,))
        found, _, rounds = run(market_for([NEWS], [ANN]), solver)
        assert (found.cost, rounds, solver.efforts, solver.starts) == (290.0, 1, [2.0], [None])

    def test_ten_rounds_are_the_most_and_one_settles_the_prices(self) -> None:
        """Later rounds start from the one before, with less effort."""
        solver = Scripted((0,), off=100.0)
        found, _, rounds = run(market_for([NEWS], [ANN]), solver)
        assert rounds == 11
        assert solver.efforts == [2.0] + [pytest.approx(0.6)] * 10
        assert solver.starts == [None] + [(0,)] * 10
        assert (found.cost, found.planned) == pytest.approx((290.0, 290.0))

    def test_the_best_true_cost_wins(self) -> None:
        """First by the block of 20 h, then hired, then the block of ten."""
        market = market_for([NEWS], [ANN])
        solver = Scripted((2,), (0,), (1,), off=100.0)
        found, *_ = run(market, solver)
        assert (found.solution.choice, found.cost) == ((0,), 290.0)

    def test_what_is_within_the_limits_wins_over_what_is_cheaper(self) -> None:
        market = market_for([attrs.evolve(NEWS, owner_hours=20)], [ANN], attrs.evolve(OWNER, monthly_budget=200))
        kept = len(market.ways) - 1
        found, *_ = run(market, Scripted((0,), (kept,), (0,), off=100.0))
        assert (found.solution.choice, found.cost) == ((kept,), 1200.0)

    def test_the_settling_round_may_find_a_better_plan(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(room, "PRICINGS", 0)  # else polishing finds it first
        market = market_for([NEWS], [ANN])
        solver = Scripted(*[(2,)] * 10, (0,))
        solver.off = 100.0

        def last_one_right(problem: Problem, effort: float, start: Choice | None, report: Report) -> Solution:
            if len(solver.problems) == 10:
                solver.off = 0.0
            return solver(problem, effort, start, report)

        found, _, rounds = run(market, last_one_right)
        assert (found.solution.choice, found.cost, found.planned, rounds) == ((0,), 290.0, 290.0, 11)

    @pytest.mark.parametrize(
        ("status", "off", "settled"),
        [
            ("optimal", 100.0, "optimal"),
            ("optimal", -100.0, "feasible"),
            ("feasible", 100.0, "feasible"),
            ("stopped", 100.0, "stopped"),
            ("stopped", -100.0, "stopped"),
        ],
    )
    def test_a_settled_plan_is_optimal_only_where_nothing_cheaper_was_found(
        self, status: str, off: float, settled: str
    ) -> None:
        solver = Scripted((0,), off=off, status=status, bound=1000.0)
        found, *_ = run(market_for([NEWS], [ANN]), solver)
        assert found.solution.status == settled
        assert found.solution.bound == found.solution.cost == pytest.approx(290.0)

    def test_a_limit_of_time_ends_the_rounds_but_not_the_first(self) -> None:
        solver = Scripted((0,), off=100.0)
        clock = Clock(0.0)
        found, _, rounds = run(market_for([NEWS], [ANN]), solver, clock)
        assert (rounds, len(solver.problems), clock.stopped) == (2, 2, True)
        assert found.cost == 290.0

    def test_what_is_truly_paid_above_the_budget_is_left_free_by_later_rounds(self) -> None:
        """It pays 250 of 240, round after round; the settling one is asked at the whole budget again."""
        solver = Scripted((0,))
        run(market_for([NEWS], [ANN], attrs.evolve(OWNER, monthly_budget=240)), solver)
        assert [problem.cash_limit for problem in solver.problems[:10]] == [240.0] * 3 + [
            240.0 - 10 * times for times in range(1, 8)
        ]

    def test_no_less_than_nothing_is_left_free(self) -> None:
        solver = Scripted((0,))
        run(market_for([NEWS], [ANN], attrs.evolve(OWNER, monthly_budget=100)), solver)
        assert min(problem.cash_limit for problem in solver.problems) == 0.0

    def test_it_tells_how_far_it_is(self) -> None:
        heard: list[float] = []
        run(market_for([NEWS], [ANN]), Scripted((0,), off=100.0), report=heard.append)
        assert heard == sorted(heard)
        assert heard[0] == pytest.approx(0.5 / 13)
        assert heard[-1] < 1.0


class TestCongestion:
    """Two urgent tasks with one busy contractor; somebody idle is a little dearer."""

    PEOPLE = (attrs.evolve(ANN, availability=BUSY, retainers=()), attrs.evolve(BEA, rate=51))

    def market(self, people: Sequence[Contractor] = PEOPLE) -> Market:
        return market_for(URGENT, people)

    def test_whoever_makes_a_plan_dearer_by_congestion_is_tried_out_of_it(self) -> None:
        market = self.market()
        crowded = choice_of(market, 0, 0)
        idle = choice_of(market, 1, 1)
        solver = Scripted(crowded, idle)
        heard: list[float] = []
        here, there = (bundle_at(market, state, 0, 1).costs.total for state in (0, 1))
        found, prices, rounds = run(market, solver, report=heard.append)
        assert found.solution.choice == idle
        assert found.cost == pytest.approx(there)
        assert there < here
        assert [state.capacity < 0.0 for state in solver.problems[-1].states] == [False, False]  # settled with all
        assert (prices.banned, rounds) == (frozenset(), len(solver.problems) - 1)
        assert any(10 / 13 <= part < 1.0 for part in heard)

    def test_whoever_is_tried_out_stays_where_the_plan_without_them_is_no_better(self) -> None:
        market = self.market((self.PEOPLE[0], attrs.evolve(BEA, rate=500)))
        crowded = choice_of(market, 0, 0)
        idle = choice_of(market, 1, 1)
        tried = Scripted(crowded, idle, crowded)
        found, prices, _ = run(market, tried)
        assert found.solution.choice == crowded
        assert any(problem.states[0].capacity < 0.0 for problem in tried.problems)
        assert prices.banned == frozenset()

    def test_nobody_is_tried_out_when_time_is_over(self) -> None:
        market = self.market()
        crowded = choice_of(market, 0, 0)
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
            out.append({state.facility for state in problem.states if state.capacity < 0.0})
            choice = choice_of(market, len(out[-1]), len(out[-1]))
            return Solution(choice, usage_of(problem, choice).cost, -math.inf, "feasible")

        found, *_ = run(market, answer)
        assert [each for each in out if each] == [{0}, {0, 1}, {0, 1, 2}]
        assert found.bundles[0].option.facility == 3

    def test_a_single_task_is_no_congestion(self) -> None:
        market = market_for(URGENT[:1], self.PEOPLE)
        solver = Scripted((0,))
        run(market, solver)
        assert all(problem.states[0].capacity >= 0.0 for problem in solver.problems)
