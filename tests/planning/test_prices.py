"""What each way of doing a task costs beside a choice: by hand, and against what the choice truly costs."""

import datetime as dt
import itertools
import math
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from delegation import Availability, Engagement, Mode, Rate, Retainer, Rule, Task, Urgency, score
from delegation._assignment.problem import NO_STATE, UNDONE, Problem, State, usage_of
from delegation.planning.ledger import Ledger
from delegation.planning.market import Market
from delegation.planning.position import Position
from delegation.planning.prices import FAINT, first_prices, problem_at
from tests.people import ANN, BEA, LAST_YEAR, NEW_YEAR, OWNER, TEN, TWENTY
from tests.plan_worlds import (
    NEWS,
    RUNNING,
    SHOP,
    Question,
    bundle_at,
    chosen,
    first_problem,
    market_for,
    monthly,
    questions,
)

MANY = 10**6


class TestStates:
    def test_they_cost_fees_search_and_start(self) -> None:
        """A search of two hours is 10 a month, a start of three 15."""
        problem = first_problem(market_for([NEWS], [ANN]))
        room = problem.states[0].capacity
        assert problem.states[0] == State(0, 10.0, room, math.inf, 0.0, 0.0, 2 / 12)
        assert problem.states[1] == State(0, 475.0, room, 10.0, 50.0, 450.0, 5 / 12, counted=True)

    @pytest.mark.parametrize(("mode", "charges"), [(Mode.OUTSOURCE, [0.0, 450.0]), (Mode.OUT_TASK, [0.0, 465.0])])
    def test_whoever_is_known_costs_no_search_and_who_was_on_retainer_no_start(
        self, mode: Mode, charges: list[float]
    ) -> None:
        terms = TEN if mode is Mode.OUTSOURCE else None
        past = Engagement(ANN, tasks=NEWS, mode=mode, start=LAST_YEAR, end=LAST_YEAR, retainer=terms)
        problem = first_problem(market_for([NEWS], [ANN], OWNER, past))
        assert [state.fixed_charge for state in problem.states[:2]] == charges

    def test_a_minimum_term_beyond_the_horizon_costs_all_of_it_and_pays_what_falls_due(self) -> None:
        """Twice 450 a month, of which half is paid within the year; 120 once are ten a month."""
        ann = attrs.evolve(ANN, retainers=Retainer(450, 10, minimum_months=24, setup_fee=120))
        state = first_problem(market_for([NEWS], [ann])).states[1]
        assert (state.fixed_charge, state.cash) == (900.0 + 10.0 + 25.0, 450.0 + 10.0)

    def test_a_block_of_a_quarter_is_a_third_of_it_a_month(self) -> None:
        ann = attrs.evolve(ANN, retainers=Retainer(450, 30, period_months=3))
        assert first_problem(market_for([NEWS], [ann])).states[1].block == 10.0

    def test_one_that_ends_by_itself_covers_what_comes_until_then(self) -> None:
        """Five hours on the first of six months, then six jobs at 250 and a briefing of 30, spread over twelve."""
        ending = attrs.evolve(RUNNING, end=dt.date(2026, 6, 30))
        problem = first_problem(market_for([NEWS, SHOP], [ANN], OWNER, ending))
        column = next(each for each in problem.columns if each.state == 0)
        assert problem.states[0].block == 5.0
        assert (column.cost, column.cash, column.block, column.owner_hours) == (140.0, 125.0, 2.5, 0.25)

    def test_an_hour_above_costs_the_cheaper_of_both_rates(self) -> None:
        ann = attrs.evolve(ANN, retainers=[Retainer(450, 10, overage_rate=80), Retainer(451, 10, overage_rate=30)])
        problem = first_problem(market_for([NEWS], [ann]))
        assert [state.overage_rate for state in problem.states] == [0.0, 50.0, 30.0]


class TestBlocks:
    def test_one_for_a_few_months_is_so_much_less_over_the_horizon(self) -> None:
        market = market_for([Task("move", hours=1)], [ANN])
        blocks = first_prices(market).blocks
        assert [(option.once, block) for option, block in zip(market.options, blocks, strict=True)] == [
            (False, math.inf),
            (False, 10.0),
            (True, 2.5),
            (False, 20.0),
            (True, 5.0),
        ]

    def test_other_work_on_a_running_retainer_takes_its_part(self) -> None:
        assert first_prices(market_for([NEWS], [ANN], OWNER, RUNNING)).blocks == (5.0,)

    def test_one_that_other_work_seldom_needs_is_freer_than_its_mean(self) -> None:
        """Planned and true cost agree once it is chosen."""
        running = attrs.evolve(RUNNING, tasks=Task("fair", hours=24, recurrence=0.5))
        market = market_for([monthly("news", 10)], [ANN], OWNER, running)
        found, prices = chosen(market, 0)
        after = usage_of(problem_at(market, prices), found.choice).cost
        assert after == pytest.approx(found.bundles[0].costs.total)

    def test_a_typical_retainer_that_was_sized_stands_in_its_place(self) -> None:
        market = market_for([monthly("care", 25)], [attrs.evolve(ANN, retainers=None)])
        prices = chosen(market, 4).prices
        assert prices.options[4].retainer == Retainer.typical(25, 50)
        assert problem_at(market, prices).states[4].block == 25.0


class TestColumns:
    def test_they_cost_work_briefing_and_waiting(self) -> None:
        problem = first_problem(market_for([attrs.evolve(NEWS, owner_hours=3)], [ANN]))
        hired, block, _, kept = problem.columns
        assert hired[2:] == (280.0, 5.0, 0.0, 250.0, 0.5)
        assert block[2:] == (0.0, 5.0, 5.0, 0.0, 0.0)
        assert kept[1:] == (NO_STATE, 180.0, 0.0, 0.0, 0.0, 3.0)

    def test_waiting_is_that_of_the_score_with_the_tasks_own_load(self) -> None:
        busy = attrs.evolve(ANN, availability=Availability())
        task = Task("help", hours=2, recurrence=Rate(3), urgency=Urgency(100, 1))
        hired, block, *_ = first_problem(market_for([task], [busy])).columns
        found = score(task, busy, OWNER, retainer=TEN, on=NEW_YEAR).costs
        assert found.outsource is not None
        assert hired.cost == pytest.approx(300 + 90 + found.out_task.waiting)
        assert block.cost == pytest.approx(found.outsource.waiting + found.outsource.overage)

    def test_hours_above_a_block_that_means_do_not_tell_are_priced_before_anything_is_chosen(self) -> None:
        """Of a project of 60 h, 40 are above a block of 20 h."""
        problem = first_problem(market_for([Task("move", hours=60)], [ANN]))
        column = next(each for each in problem.columns if each.state == 3)
        assert (column.cost, column.cash) == pytest.approx((40 * 50 / 12, 40 * 50 / 12))
        assert column.block == 5.0

    def test_work_that_does_not_come_costs_nothing_on_a_block(self) -> None:
        market = market_for([Task("never", skill="web", hours=1, recurrence=Rate(0))], [ANN])
        prices = chosen(market, 1).prices
        assert (prices.variability_overage[1], problem_at(market, prices).columns[1].cost) == (0.0, 0.0)


class TestLimits:
    def test_they_are_what_owed_fees_leave(self) -> None:
        business = attrs.evolve(OWNER, monthly_budget=1000, owner_hours_per_month=7)
        problem = first_problem(market_for([NEWS, SHOP], [ANN], business, RUNNING))
        assert (problem.cash_limit, problem.owner_hours_limit) == (1000 - 37.5, 7.0)
        assert first_problem(market_for([NEWS], [ANN]))[3:] == (math.inf, math.inf, math.inf)

    def test_fees_beyond_the_budget_leave_nothing_rather_than_less(self) -> None:
        market = market_for([NEWS, SHOP], [ANN], attrs.evolve(OWNER, monthly_budget=30), RUNNING)
        assert first_problem(market).cash_limit == 0.0


class TestPenalty:
    def test_leaving_a_task_counts_what_is_dearest_of_all_together_by_its_worth(self) -> None:
        """The larger block with its start is 825, and five hours of 50 if all were above; finding somebody new, which
        is the most that waiting costs, 120 a month. The worthiest counts a hundred times as much as all together."""
        assert first_problem(market_for([NEWS, SHOP], [ANN])).penalties == pytest.approx([100 * 2 * 1195.0] * 2)

    def test_a_task_counts_in_proportion_to_its_cheapest_way(self) -> None:
        """Two hours of Bea for 80, ten for 400, with the briefing for 30 and the search for 10."""
        short, long = first_problem(market_for([monthly("care", 2), monthly("shop", 10)], [BEA])).penalties
        assert short / long == pytest.approx(120 / 440)

    def test_one_that_is_worth_next_to_nothing_counts_a_hundredth(self) -> None:
        work = [monthly("care", 100), monthly("shop", 1, owner_hours=0)]
        long, short = first_problem(market_for(work, [BEA])).penalties
        assert short == pytest.approx(long / 100)
        assert short > 100 * 40 + 1 * 40

    def test_what_all_together_cost_holds_the_latest_start_and_what_may_be_left(self) -> None:
        """A day of delay costs 7 and somebody else is found in five, for the worth of two hours at 60."""
        kept = [monthly("care", 2, owner_hours=1, urgency=Urgency(7, 0)), monthly("shop", 1, undone_cost=300)]
        assert first_problem(market_for(kept, [])).penalties == pytest.approx((100 * (60 + 155 + 300 + 120), 300))

    def test_a_task_of_which_that_is_said_counts_what_leaving_it_costs(self) -> None:
        work = [monthly("news", 5, undone_cost=30), monthly("shop", 5, undone_cost=0)]
        assert first_problem(market_for(work, [BEA])).penalties == (30.0, 0.0)

    def test_where_all_is_free_undone_counts_something(self) -> None:
        free = attrs.evolve(ANN, rate=0, retainers=())
        assert first_problem(market_for([NEWS], [free], attrs.evolve(OWNER, owner_rate=0))).penalties == (1.0,)

    def test_what_nobody_can_do_counts_nothing(self) -> None:
        assert first_problem(market_for([NEWS], [])).penalties == (0.0,)

    @pytest.mark.unmeasured
    @given(questions(most_tasks=3))
    def test_no_task_is_left_to_save_money_and_those_left_are_together_worth_least(self, question: Question) -> None:
        """Every choice within the limits, by its own true cost."""
        market = question.market
        ledger = Ledger(market, first_prices(market).penalties, MANY)
        assume(math.prod(len(ways) + 1 for ways in ledger.ways) <= 200)
        every = [Position.of(ledger, choice) for choice in _choices(market)]
        within = [each for each in every if _fits(each) and not ledger.over(each.totals)]
        assume(within)
        best = min(within, key=lambda each: each.totals.cost)
        left, spared = _left(best), best.totals.cost - _counted(best)
        assert not any(_left(each) < left for each in within)
        for each in within:
            if _left(each) == left:
                assert spared <= each.totals.cost - _counted(each) + 1e-9 * best.totals.cost
        musts = [count for task, count in enumerate(ledger.penalties) if market.undone_cost(task) is None]
        nearly = FAINT * max(musts, default=0.0)
        assert _counted(best) <= min(map(_counted, within)) + nearly * (1.0 + 1e-9)


def _choices(market: Market) -> Iterator[tuple[int, ...]]:
    """Every choice of a market."""
    ways: list[list[int]] = [[UNDONE] for _ in market.tasks]
    for index, (task, _) in enumerate(market.ways):
        ways[task].append(index)
    return itertools.product(*ways)


def _fits(position: Position) -> bool:
    """Whether a contractor works on one option alone and has the hours."""
    held = [(task, state) for task, state in enumerate(position.place) if state is not None and state != NO_STATE]
    return all(position.held[position.ledger.facility(state)][0] == state for _, state in held) and all(
        position.ledger.fits(*each) for each in position.held.values()
    )


def _left(position: Position) -> frozenset[int]:
    """The tasks that a choice leaves and should not."""
    market = position.ledger.market
    return frozenset(
        task for task, place in enumerate(position.place) if place is None and market.undone_cost(task) is None
    )


def _counted(position: Position) -> float:
    """What these count."""
    return math.fsum(position.ledger.penalties[task] for task in _left(position))


class TestCurrency:
    @given(questions())
    def test_in_another_one_every_price_is_just_another_number(self, question: Question) -> None:
        here, there = first_problem(question.market), first_problem(question.in_money(2.0).market)
        assert [column.cost for column in there.columns] == [2 * column.cost for column in here.columns]
        assert [column.cash for column in there.columns] == [2 * column.cash for column in here.columns]
        assert [state[1:] for state in there.states] == [
            state._replace(
                fixed_charge=2 * state.fixed_charge, overage_rate=2 * state.overage_rate, cash=2 * state.cash
            )[1:]
            for state in here.states
        ]
        assert there.cash_limit == 2 * here.cash_limit


class TestAfterAChoice:
    def test_prices_follow_the_bundle_so_that_its_cost_comes_out(self) -> None:
        """Two sporadic tasks: what is above the block only because they meet is in the prices afterwards."""
        busy = attrs.evolve(ANN, retainers=TEN, availability=Availability())
        work = [
            Task(name, skill="web", hours=4, recurrence=Rate(1), urgency=Urgency(50, 0)) for name in ("help", "news")
        ]
        market = market_for(work, [busy])
        found, prices = chosen(market, 1, 1)
        (bundle,) = found.bundles
        before, after = (usage_of(each, found.choice) for each in (first_problem(market), problem_at(market, prices)))
        assert after.cost == pytest.approx(bundle.costs.total)
        assert after.cash == pytest.approx(bundle.costs.cash)
        assert after.cost != pytest.approx(before.cost)

    def test_what_is_not_in_a_bundle_is_priced_as_if_it_came_on_top(self) -> None:
        busy = attrs.evolve(ANN, retainers=(), availability=Availability())
        work = [
            Task(name, skill="web", hours=9, recurrence=Rate(3), urgency=Urgency(50, 0)) for name in ("help", "news")
        ]
        market = market_for(work, [busy])
        alone = first_problem(market).columns
        after = problem_at(market, chosen(market, 0, None).prices).columns
        assert after[0].cost == pytest.approx(alone[0].cost)
        assert after[1].cost == pytest.approx(3 * 9 * 50 + 90 + bundle_at(market, 0, 0, 1).waiting[1])
        assert after[1].cost > alone[1].cost

    def test_a_large_rare_project_bears_the_overage_that_it_brings_and_steady_work_none(self) -> None:
        """15 h every month and 60 h once on a block of 20: 55 h above in one month, none without the project."""
        work = [monthly("care", 15), Task("move", hours=60)]
        market = market_for(work, [attrs.evolve(ANN, retainers=TWENTY)])
        found, prices = chosen(market, 1, 1)
        assert [prices.variability_overage[way] for way in found.choice] == pytest.approx([0.0, 55 / 12])

    def test_overage_that_no_task_has_by_itself_is_shared_by_hours(self) -> None:
        """Two of ten hours in January and July on a block of ten: they meet twice a year."""
        twice = Rule("FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1", NEW_YEAR)
        work = [Task("fair", skill="web", hours=10, recurrence=twice), Task("show", hours=10, recurrence=twice)]
        market = market_for(work, [attrs.evolve(ANN, retainers=TEN)])
        found, prices = chosen(market, 1, 1)
        assert [prices.variability_overage[way] for way in found.choice] == pytest.approx([10 / 12, 10 / 12])

    def test_the_prices_before_stay_as_they_were(self) -> None:
        market = market_for([monthly("care", 25)], [attrs.evolve(ANN, retainers=None)])
        before = first_prices(market)
        chosen(market, 4)
        assert before.options == market.options
        assert problem_at(market, before) == first_problem(market)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            before.penalties = ()  # type: ignore[misc]  # that it is frozen is what is asked

    @given(questions(most_tasks=4), st.randoms(use_true_random=False))
    def test_the_true_cost_of_any_choice_comes_out_of_the_prices_that_follow_from_it(
        self, question: Question, rng: Any
    ) -> None:
        market = question.market
        states: list[int | None] = []
        state_of: dict[int, int] = {}
        for task in range(len(market.tasks)):
            several: list[int | None] = [None]
            for each, state in market.ways:
                facility = -1 if state == NO_STATE else market.options[state].facility
                if each == task and state_of.get(facility, state) == state:
                    several.append(state)
            state = rng.choice(several)
            if state is not None and state != NO_STATE:
                state_of[market.options[state].facility] = state
            states.append(state)
        found, prices = chosen(market, *states)
        true = found.cost + found.penalty
        got = usage_of(problem_at(market, prices), found.choice).cost
        if any(not bundle.option.once and all(work.once for work in bundle.case.works) for bundle in found.bundles):
            # on terms for what comes back the state counts the whole horizon, in truth it is the minimum term
            assert got >= true - 1e-6 * max(1.0, true)
        else:
            assert got == pytest.approx(true, rel=1e-6, abs=1e-6)


def least(problem: Problem) -> float:
    """The optimum by enumeration."""
    ways = [
        [UNDONE, *(index for index, column in enumerate(problem.columns) if column.task == task)]
        for task in range(len(problem.penalties))
    ]
    used = (usage_of(problem, choice) for choice in itertools.product(*ways))
    return min(each.cost for each in used if not each.violations)


class TestFixedPrices:
    @given(questions(most_tasks=2), st.floats(0, 1000))
    def test_more_budget_never_makes_the_optimum_dearer(self, question: Question, more: float) -> None:
        problem = first_problem(question.market)
        assert least(problem._replace(cash_limit=problem.cash_limit + more)) <= least(problem)

    @given(questions(most_tasks=2))
    def test_another_contractor_never_makes_the_optimum_dearer(self, question: Question) -> None:
        """At prices and penalties of the larger business."""
        people = [each for each in question.contractors if each.name != "contractor 0"]
        there = first_problem(question.market)
        running = [each for each in question.engagements if each.contractor in people]
        here = first_problem(question._replace(contractors=people, engagements=running).market)
        fewer = {index for index, state in enumerate(there.states) if state.facility > 0}
        left = tuple(each for each in there.columns if each.state == NO_STATE or each.state in fewer)
        assert least(there) <= least(there._replace(columns=left))
        assert len(here.columns) <= len(there.columns)


def test_what_comes_after_the_end_of_one_that_runs_leaves_nothing_of_its_block_free() -> None:
    """No hours are included and all are paid: five a month until June, then as many hired for; others go on there."""
    ending = attrs.evolve(RUNNING, end=dt.date(2026, 6, 30), retainer=Retainer(20, 0, overage_rate=40))
    market = market_for([NEWS], [ANN], OWNER, ending)
    found, prices = chosen(market, 0)
    assert prices.blocks[0] == pytest.approx(0.0)
    assert usage_of(problem_at(market, prices), found.choice).cost == pytest.approx(found.cost)
