"""How a plan comes about: at true cost first, in rounds where bundles are many, within limits last."""

import math
from itertools import pairwise
from typing import Any

import attrs
import pytest

from delegation import Availability, Urgency
from delegation._assignment.problem import NO_STATE, UNDONE, Choice, Problem, Solution, usage_of
from delegation._assignment.watch import Clock, Report, nothing
from delegation.planning import rounds as room
from delegation.planning.enumeration import Found
from delegation.planning.ledger import Ledger
from delegation.planning.market import Market
from delegation.planning.position import Position
from delegation.planning.prices import first_prices
from delegation.planning.rounds import IDLE, MANY, MOST_ROUNDS, Planned, Prover, Solver, best_of
from tests.people import ANN, BEA, OWNER
from tests.plan_worlds import NEWS, SHOP, choice_of, market_for, monthly

BUSY = Availability(regular_load=0.5, one_off_load=0.3)
URGENT = [monthly(name, 5, urgency=Urgency(200, 0)) for name in ("news", "shop")]


class Scripted:
    """A solver that answers from a list, and remembers what it was asked."""

    def __init__(self, *choices: Choice) -> None:
        self.choices = list(choices)
        self.problems: list[Problem] = []
        self.efforts: list[float] = []
        self.starts: list[Choice | None] = []

    def __call__(self, problem: Problem, effort: float, start: Choice | None, report: Report) -> Solution:
        self.problems.append(problem)
        self.efforts.append(effort)
        self.starts.append(start)
        report(0.5)
        choice = self.choices.pop(0) if len(self.choices) > 1 else self.choices[0]
        return Solution(choice, usage_of(problem, choice).cost, -math.inf, "feasible")


def run(
    market: Market,
    solver: Solver,
    clock: Clock | None = None,
    report: Report = nothing,
    prover: Prover | None = None,
) -> Planned:
    """What all work leads to, at an effort of 2."""
    clock = clock or Clock(math.inf)
    return best_of(market, first_prices(market), solver, effort=2.0, clock=clock, report=report, prover=prover)


def untried(position: Position, *_: object) -> Found:
    """As where bundles are too many to try them all."""
    return Found(position, -math.inf, proven=False)


@pytest.fixture(name="many")
def many_bundles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "best_of_all", untried)


@pytest.fixture(name="unmoved")
def no_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "polish", lambda *_: None)
    monkeypatch.setattr(room, "greedy", lambda ledger, *_: Position.at(ledger, [None] * len(ledger.ways)))


class TestProven:
    def test_what_is_proven_at_true_cost_asks_no_solver(self) -> None:
        solver = Scripted((0,))
        found, _, rounds, _ = run(market_for([NEWS], [ANN]), solver, prover=lambda _: math.nan)
        assert (found.cost, rounds, solver.problems) == (290.0, 1, [])
        assert found.solution == Solution((0,), 290.0, 290.0, "optimal")

    @pytest.mark.usefixtures("many")
    def test_a_bound_that_closes_proves_it_too(self) -> None:
        """One task whose hours fall within no block: nothing is optimistic about it."""
        found, *_ = run(market_for([NEWS], [attrs.evolve(ANN, retainers=())]), Scripted((0,)))
        assert found.solution.status == "optimal"
        assert found.solution.bound == pytest.approx(290.0)

    @pytest.mark.usefixtures("many")
    @pytest.mark.parametrize(("proven", "bound"), [(500.0, 500.0), (-math.inf, 400.0), (1e9, 1e9)])
    def test_else_the_better_of_two_bounds_counts(self, proven: float, bound: float) -> None:
        market = market_for(URGENT, [attrs.evolve(ANN, availability=BUSY, retainers=())])
        found, *_ = run(market, Scripted((0, 1)), prover=lambda _: proven)
        cost = found.cost
        assert found.solution.status == ("optimal" if proven == 1e9 else "polished")
        assert found.solution.bound <= cost
        assert found.solution.bound >= min(bound, cost)

    @pytest.mark.usefixtures("many")
    def test_without_a_solver_the_bound_is_one_still(self) -> None:
        found, *_ = run(market_for(URGENT, [attrs.evolve(ANN, availability=BUSY, retainers=())]), Scripted((0, 1)))
        assert 0.9 * found.cost < found.solution.bound < found.cost


@pytest.mark.usefixtures("many")
class TestRounds:
    MARKET = market_for(URGENT, [attrs.evolve(ANN, availability=BUSY), BEA])

    def test_rounds_end_after_two_that_bring_nothing_better(self) -> None:
        """Later ones start from the one before, with less effort; with few tasks all effort is less."""
        best = choice_of(self.MARKET, None, None)
        solver = Scripted(best)
        _, _, rounds, _ = run(self.MARKET, solver)
        assert (len(solver.problems), rounds) == (IDLE, 1 + IDLE)
        assert solver.efforts == pytest.approx([2.0 * 2 / MANY, 0.3 * 2.0 * 2 / MANY])
        assert solver.starts == [None, best]

    @pytest.mark.usefixtures("unmoved")
    def test_a_round_that_brings_something_better_is_followed_by_others(self) -> None:
        """First nothing, then one task, then both."""
        one, both = choice_of(self.MARKET, 0, None), choice_of(self.MARKET, 0, 0)
        none = choice_of(self.MARKET, None, None)
        solver = Scripted(none, one, none, both)
        found, *_ = run(self.MARKET, solver)
        assert found.choice == choice_of(self.MARKET, 3, 3)  # as the start without reckoning has it, which is better
        assert len(solver.problems) == IDLE

    @pytest.mark.usefixtures("unmoved")
    def test_the_best_true_cost_wins(self) -> None:
        market = market_for([NEWS, SHOP], [ANN])
        solver = Scripted(choice_of(market, 2, 2), choice_of(market, 1, 1), choice_of(market, 0, 0))
        found, _, rounds, _ = run(market, solver)
        assert (found.choice, found.cost) == (choice_of(market, 1, 1), 475.0)
        assert (len(solver.problems), rounds) == (4, 5)

    def test_it_tells_how_far_it_is(self) -> None:
        heard: list[float] = []
        run(self.MARKET, Scripted(choice_of(self.MARKET, None, None)), report=heard.append)
        assert heard == [0.0, 0.1]


class TestLimits:
    def test_a_plan_that_keeps_to_the_limits_unasked_is_the_answer(self) -> None:
        free = market_for([NEWS, SHOP], [ANN])
        limited = market_for([NEWS, SHOP], [ANN], attrs.evolve(OWNER, monthly_budget=450.0, owner_hours_per_month=1.0))
        here, there = run(free, Scripted((0,))), run(limited, Scripted((0,)))
        assert (here.found.choice, here.found.solution) == (there.found.choice, there.found.solution)
        assert here.rounds == there.rounds == 1

    def test_one_that_does_not_makes_way_for_another_that_costs_more(self) -> None:
        """Kept, it costs 600 in place of 290."""
        market = market_for([attrs.evolve(NEWS, owner_hours=10)], [ANN], attrs.evolve(OWNER, monthly_budget=249.0))
        found, *_ = run(market, Scripted((0,)))
        assert (market.ways[found.choice[0]][1], found.cost, found.within) == (NO_STATE, 600.0, True)
        assert found.solution.status == "optimal"

    @pytest.mark.usefixtures("many")
    def test_the_cost_of_the_best_without_limits_is_no_bound_where_that_is_not_proven(self) -> None:
        """A cent more would pay for hiring for both; kept, the second costs a little more than that."""
        work = [attrs.evolve(task, owner_hours=20.5) for task in URGENT]
        ann = attrs.evolve(ANN, availability=BUSY, retainers=())
        free, *_ = run(market_for(work, [ann]), Scripted((0, 1)))
        found, *_ = run(market_for(work, [ann], attrs.evolve(OWNER, monthly_budget=499.99)), Scripted((0, 1)))
        assert free.cost < found.cost
        assert free.solution.bound <= found.solution.bound < 0.95 * free.cost

    @pytest.mark.usefixtures("many")
    def test_it_is_sought_from_the_plan_without_limits(self) -> None:
        market = market_for([NEWS, SHOP], [ANN], attrs.evolve(OWNER, monthly_budget=300.0))
        solver = Scripted(choice_of(market, 1, 1))
        found, *_ = run(market, solver)
        assert found.within
        assert len([way for way in found.choice if way == UNDONE]) == 1
        limits = [problem.cash_limit for problem in solver.problems]
        assert limits[:IDLE] == [math.inf] * IDLE
        assert solver.starts[IDLE] == choice_of(market, 1, 1)
        # 150 more than the budget is paid, so that each later round leaves so much more free; all rounds are made
        assert limits[IDLE:] == pytest.approx([300.0, 150.0, *[0.0] * (MOST_ROUNDS - 2)], abs=1e-3)

    @pytest.mark.usefixtures("many", "unmoved")
    def test_the_limit_that_is_passed_weighs_more_and_more_and_no_other(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Hiring for both takes 500 and 1.17 of the owner's hours."""
        weighing = Ledger.weighing
        weights: list[tuple[float, float]] = []

        def listening(ledger: Ledger, cash: float, owner_hours: float) -> Ledger:
            weights.append((cash, owner_hours))
            return weighing(ledger, cash, owner_hours)

        monkeypatch.setattr(Ledger, "weighing", listening)
        ann = attrs.evolve(ANN, retainers=())
        tight: list[dict[str, Any]] = [{"monthly_budget": 400.0}, {"owner_hours_per_month": 0.8}]
        for place, limits in enumerate(tight):
            weights.clear()
            run(market_for([NEWS, SHOP], [ann], attrs.evolve(OWNER, **limits)), Scripted((0, 1)))
            passed, kept = [each[place] for each in weights[1:]], [each[1 - place] for each in weights[1:]]
            assert len(passed) > 2
            assert all(one < other for one, other in pairwise(passed))
            assert not any(kept)

    @pytest.mark.usefixtures("many")
    def test_what_is_not_chosen_takes_no_more_cash_than_it_must(self) -> None:
        """A lump's own hours above a block are more than what it adds to others'."""
        lump = monthly("lump", 15, owner_hours=15)
        market = market_for([lump, SHOP], [ANN], attrs.evolve(OWNER, monthly_budget=400.0))
        solver = Scripted(choice_of(market, 1, 1))
        run(market, solver)
        retainers = [column for column in solver.problems[0].columns if column.state in (1, 2)]
        assert retainers
        assert not any(column.cash for column in retainers)


class TestTime:
    def test_without_time_each_task_is_done_where_it_costs_least(self) -> None:
        clock = Clock(0.0)
        solver = Scripted((0,))
        market = market_for([NEWS], [attrs.evolve(ANN, retainers=()), BEA])
        found, _, rounds, _ = run(market, solver, clock)
        assert (market.options[market.ways[found.choice[0]][1]].contractor, rounds) == (BEA, 1)
        assert (found.solution.status, found.solution.bound, solver.problems) == ("stopped", -math.inf, [])

    @pytest.mark.parametrize("budget", [None, 240.0])
    def test_nor_is_it_so_within_a_budget_that_nothing_is_done(self, budget: float | None) -> None:
        market = market_for([NEWS, SHOP], [BEA], attrs.evolve(OWNER, monthly_budget=budget))
        found, *_ = run(market, Scripted((0,)), Clock(0.0))
        assert found.choice.count(UNDONE) == (0 if budget is None else 1)

    @pytest.mark.usefixtures("many")
    @pytest.mark.parametrize("asked", range(1, 40))
    def test_whenever_it_ends_what_was_found_is_kept(self, asked: int) -> None:
        """The clock is over when it is asked the so-many-th time."""
        market = market_for(
            URGENT, [attrs.evolve(ANN, availability=BUSY), BEA], attrs.evolve(OWNER, monthly_budget=450)
        )
        clock = Counting(asked)
        found, *_ = run(market, Scripted(choice_of(market, 0, 0)), clock)
        assert found.within
        assert found.solution.status == ("stopped" if clock.stopped else "polished")
        first, *_ = run(market, Scripted(choice_of(market, 0, 0)), Clock(0.0))
        assert found.rank <= first.rank


class Counting(Clock):
    """A clock that is over when it has been asked so often."""

    def __init__(self, times: int) -> None:
        super().__init__(math.inf)
        self.times = times

    def over(self) -> bool:
        self.times -= 1
        self.stopped = self.stopped or self.times <= 0
        return self.stopped


@pytest.mark.usefixtures("many")
class TestASecondSolver:
    """It goes on where the first has ended."""

    MARKET = market_for(URGENT, [attrs.evolve(ANN, availability=BUSY), BEA])

    def run(self, first: Scripted, second: Scripted) -> Planned:
        prices, clock = first_prices(self.MARKET), Clock(math.inf)
        return best_of(self.MARKET, prices, first, effort=2.0, clock=clock, second=second)

    @pytest.mark.usefixtures("unmoved")
    def test_what_it_finds_better_is_taken(self) -> None:
        market = market_for([NEWS, SHOP], [ANN])
        hired, retained = choice_of(market, 0, 0), choice_of(market, 1, 1)
        assert run(market, Scripted(hired)).found.choice == hired
        second, clock = Scripted(retained), Clock(math.inf)
        found, *_ = best_of(market, first_prices(market), Scripted(hired), effort=2.0, clock=clock, second=second)
        assert (found.choice, found.cost, second.starts[0]) == (retained, 475.0, hired)

    def test_what_it_finds_worse_is_not(self) -> None:
        best = run(self.MARKET, Scripted(choice_of(self.MARKET, 3, 3))).found
        found, *_ = self.run(Scripted(choice_of(self.MARKET, 3, 3)), Scripted(choice_of(self.MARKET, None, None)))
        assert found.cost == best.cost


def test_a_second_solver_is_not_asked_where_the_plan_is_proven() -> None:
    market, second = market_for([NEWS], [ANN]), Scripted((0,))
    prices, clock = first_prices(market), Clock(math.inf)
    best_of(market, prices, Scripted((0,)), effort=2.0, clock=clock, second=second)
    assert second.problems == []


@pytest.mark.usefixtures("many", "unmoved")
class TestWhatIsLeftThoughItFits:
    """No move and no solver does either of two tasks, which one would not hire for without reckoning either."""

    def test_it_is_done_after_all(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(room, "nominal", lambda ledger: Position.at(ledger, [None] * len(ledger.ways)))
        market = market_for([NEWS, SHOP], [BEA], attrs.evolve(OWNER, monthly_budget=450.0))
        found, *_ = run(market, Scripted((UNDONE, UNDONE)))
        assert found.choice == choice_of(market, 0, 0)

    def test_but_not_beyond_a_limit_that_a_plan_without_limits_keeps(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(room, "nominal", lambda ledger: Position.at(ledger, [None] * len(ledger.ways)))
        market = market_for([NEWS, SHOP], [BEA], attrs.evolve(OWNER, monthly_budget=300.0))
        found, *_ = run(market, Scripted((UNDONE, UNDONE)))
        assert found.choice.count(UNDONE) == 1
        assert found.within

    def test_nor_where_time_is_over(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(room, "nominal", lambda ledger: Position.at(ledger, [None] * len(ledger.ways)))
        market = market_for([NEWS, SHOP], [BEA])
        found, *_ = run(market, Scripted((UNDONE, UNDONE)), Clock(0.0))
        assert found.choice == (UNDONE, UNDONE)
        assert found.solution.status == "stopped"
