"""What a business comes to as an array problem, and what a choice truly costs: by hand, and against `score`."""

import datetime as dt
import itertools
import math
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Business, Contractor, Engagement, Mode, Rate, Retainer, Rule, Task, Urgency, score
from delegation._assignment.problem import NO_STATE, UNDONE, Problem, State, usage_of
from delegation._costing.costs import CostRows
from delegation.planning.market import Market
from tests.plan_worlds import (
    ANN,
    BEA,
    IDLE,
    NEW_YEAR,
    NEWS,
    OWNER,
    RUNNING,
    SHOP,
    TEN,
    TWENTY,
    Question,
    monthly,
    questions,
)


def market_of(
    tasks: list[Task],
    contractors: list[Contractor],
    business: Business = OWNER,
    *engagements: Engagement,
    on: dt.date | None = NEW_YEAR,
) -> Market:
    return Market(tasks, contractors, business, engagements, on)


def asked(question: Question) -> Market:
    tasks = sorted(question.tasks, key=lambda task: task.name)
    people = sorted(question.contractors, key=lambda contractor: contractor.name)
    return Market(tasks, people, question.business, question.engagements, question.on)


def offers(market: Market) -> list[tuple[str, float | None, bool]]:
    return [
        (each.contractor.name, None if each.retainer is None else each.retainer.hours, each.once)
        for each in market.terms
    ]


class TestTerms:
    def test_everybody_is_hired_or_given_one_of_her_retainers(self) -> None:
        market = market_of([NEWS], [ANN, BEA])
        assert offers(market) == [("Ann", None, False), ("Ann", 10, False), ("Ann", 20, False), ("Bea", None, False)]

    def test_work_that_comes_once_may_have_a_retainer_for_the_minimum_term(self) -> None:
        """Not one whose minimum term is the horizon anyway."""
        ann = attrs.evolve(ANN, retainers=[TEN, Retainer(800, 20, minimum_months=12)])
        market = market_of([NEWS, Task("move", hours=9)], [ann])
        assert offers(market)[1:] == [("Ann", 10, False), ("Ann", 10, True), ("Ann", 20, False)]
        once = [market.tasks[task].name for task, state in market.ways if state == 2]
        assert once == ["move"]

    def test_where_she_names_none_typical_blocks_up_to_all_her_work_are_tried(self) -> None:
        market = market_of([monthly("care", 30), monthly("help", 28)], [attrs.evolve(ANN, retainers=None)])
        assert offers(market)[1:] == [("Ann", each, False) for each in (10, 15, 20, 30, 45, 70)]
        assert market.terms[3].retainer == Retainer.typical(20, 50)

    def test_one_that_runs_is_kept_or_ended_and_no_other_is_offered(self) -> None:
        market = market_of([NEWS, SHOP], [ANN], OWNER, RUNNING)
        assert offers(market) == [("Ann", 10, False), ("Ann", None, False)]
        assert (market.terms[0].relationship.running, market.terms[1].relationship.running) == (RUNNING, None)
        assert market.running == {0: RUNNING}

    def test_one_with_other_work_can_only_be_kept(self) -> None:
        assert offers(market_of([NEWS], [ANN], OWNER, RUNNING)) == [("Ann", 10, False)]

    def test_what_she_cannot_do_and_what_is_pinned_is_no_way(self) -> None:
        market = market_of([attrs.evolve(NEWS, keep=True), monthly("prose", 1)], [attrs.evolve(ANN, skills="copy")])
        assert market.ways == [(0, NO_STATE)]

    def test_what_is_too_large_for_her_is_no_way(self) -> None:
        busy = attrs.evolve(ANN, availability=Availability(hours_per_week=7, regular_load=0.2, one_off_load=0.7))
        ways = market_of([monthly("a", 3), monthly("b", 24), monthly("c", 25)], [busy], on=None).ways
        assert ways == [(0, 0), (0, 1), (1, 1), (0, 2), (1, 2)]

    def test_whoever_has_no_room_is_no_way_even_for_work_that_does_not_come(self) -> None:
        """`score` calls it impossible."""
        full = attrs.evolve(ANN, availability=Availability(regular_load=1.0))
        assert market_of([Task("never", hours=1, recurrence=Rate(0))], [full]).ways == [(0, NO_STATE)]


class TestRooms:
    def test_hours_are_those_that_other_clients_leave(self) -> None:
        """Two people of seven hours a week: 60.875 h a month."""
        ann = attrs.evolve(
            ANN, availability=Availability(hours_per_week=7, regular_load=0.2, one_off_load=0.3, people=2)
        )
        assert market_of([NEWS], [ann], on=None).rooms == pytest.approx([30.4375, 48.7, 48.7])

    def test_time_off_is_taken_off_from_a_day_on(self) -> None:
        """Of five days a week from Monday the fifth the first is off: 27 days for the horizon of one month."""
        away = attrs.evolve(IDLE, hours_per_week=5, time_off=[(dt.date(2026, 1, 5), dt.date(2026, 1, 9))])
        market = market_of([NEWS], [attrs.evolve(ANN, availability=away)], attrs.evolve(OWNER, horizon_months=1))
        assert market.rooms[0] == pytest.approx(22 - 5)

    def test_a_long_month_gives_no_more_than_her_queue(self) -> None:
        ann = attrs.evolve(ANN, availability=attrs.evolve(IDLE, hours_per_week=5))
        market = market_of([NEWS], [ann], attrs.evolve(OWNER, horizon_months=1))
        assert market.rooms[0] == pytest.approx(5 * 30.4375 / 7)

    def test_other_work_on_a_running_retainer_takes_room_and_block(self) -> None:
        ann = attrs.evolve(ANN, availability=attrs.evolve(IDLE, hours_per_week=7))
        market = market_of([NEWS], [ann], OWNER, RUNNING)
        assert market.rooms == pytest.approx([30.4375 - 5])
        assert market.blocks == [5.0]

    def test_more_than_all_is_nothing(self) -> None:
        full = attrs.evolve(ANN, availability=Availability(regular_load=0.9, one_off_load=0.3))
        assert market_of([NEWS], [full], on=None).rooms[0] == 0.0
        small = attrs.evolve(ANN, availability=attrs.evolve(IDLE, hours_per_week=1))
        assert market_of([NEWS], [small], OWNER, RUNNING).rooms == [0.0]

    def test_a_block_for_a_few_months_is_so_much_less_over_the_horizon(self) -> None:
        market = market_of([Task("move", hours=1)], [ANN])
        assert [(terms.once, block) for terms, block in zip(market.terms, market.blocks, strict=True)] == [
            (False, math.inf),
            (False, 10.0),
            (True, 2.5),
            (False, 20.0),
            (True, 5.0),
        ]


class TestProblem:
    def test_states_cost_fees_search_and_start(self) -> None:
        """A search of two hours is 10 a month, a start of three 15."""
        problem = market_of([NEWS], [ANN]).problem()
        room = problem.states[0].capacity
        assert problem.states[0] == State(0, 10.0, room, math.inf, 0.0, 0.0, 2 / 12)
        assert problem.states[1] == State(0, 475.0, room, 10.0, 50.0, 450.0, 5 / 12)

    def test_whoever_is_known_costs_no_search_and_who_was_on_retainer_no_start(self) -> None:
        past = attrs.evolve(RUNNING, end=dt.date(2025, 6, 1))
        hired = Engagement(ANN, tasks=NEWS, mode=Mode.OUT_TASK, start=dt.date(2025, 1, 1))
        assert [state.fixed for state in market_of([NEWS], [ANN], OWNER, past).problem().states[:2]] == [0.0, 450.0]
        assert [state.fixed for state in market_of([NEWS], [ANN], OWNER, hired).problem().states[:2]] == [0.0, 465.0]

    def test_a_minimum_term_beyond_the_horizon_is_paid_in_full(self) -> None:
        ann = attrs.evolve(ANN, retainers=Retainer(450, 10, minimum_months=24))
        assert market_of([NEWS], [ann]).problem().states[1].cash == 900.0

    def test_columns_cost_work_briefing_and_waiting(self) -> None:
        hired, block, _, kept = market_of([attrs.evolve(NEWS, owner_hours=3)], [ANN]).problem().columns
        assert (hired.cost, hired.load, hired.block, hired.cash, hired.owner) == (280.0, 5.0, 0.0, 250.0, 0.5)
        assert (block.cost, block.load, block.block, block.cash, block.owner) == (0.0, 5.0, 5.0, 0.0, 0.0)
        assert (kept.state, kept.cost, kept.load, kept.cash, kept.owner) == (NO_STATE, 180.0, 0.0, 0.0, 3.0)

    def test_waiting_is_that_of_the_score_with_the_tasks_own_load(self) -> None:
        busy = attrs.evolve(ANN, availability=Availability())
        task = Task("help", hours=2, recurrence=Rate(3), urgency=Urgency(100, 1))
        hired, block, *_ = market_of([task], [busy]).problem().columns
        found = score(task, busy, OWNER, retainer=TEN, on=NEW_YEAR).costs
        assert found.outsource is not None
        assert hired.cost == pytest.approx(300 + 90 + found.out_task.waiting)
        assert block.cost == pytest.approx(found.outsource.waiting + found.outsource.overage)

    def test_lumps_are_priced_before_anything_is_chosen(self) -> None:
        """Of a project of 60 h, 40 are above a block of 20 h."""
        column = next(each for each in market_of([Task("move", hours=60)], [ANN]).problem().columns if each.state == 3)
        assert (column.cost, column.cash) == pytest.approx((40 * 50 / 12, 40 * 50 / 12))
        assert column.block == 5.0

    def test_an_hour_above_costs_the_cheaper_of_both_rates(self) -> None:
        ann = attrs.evolve(ANN, retainers=[Retainer(450, 10, overage_rate=80), Retainer(451, 10, overage_rate=30)])
        assert [state.overage for state in market_of([NEWS], [ann]).problem().states] == [0.0, 50.0, 30.0]

    def test_limits_are_what_owed_fees_leave(self) -> None:
        business = attrs.evolve(OWNER, monthly_budget=1000, owner_hours_per_month=7)
        problem = market_of([NEWS, SHOP], [ANN], business, RUNNING).problem()
        assert (problem.cash, problem.owner) == (1000 - 37.5, 7.0)
        assert market_of([NEWS], [ANN]).problem()[3:] == (math.inf, math.inf)

    def test_fees_beyond_the_budget_leave_nothing_rather_than_less(self) -> None:
        market = market_of([NEWS, SHOP], [ANN], attrs.evolve(OWNER, monthly_budget=30), RUNNING)
        assert (market.most_cash, market.problem().cash) == (37.5, 0.0)

    def test_leaving_a_task_undone_counts_twice_the_dearest_way(self) -> None:
        """The larger block with its start is 825, and five hours of 50 if all were above."""
        assert market_of([NEWS, SHOP], [ANN]).penalties == (2150.0, 2150.0)

    def test_where_all_is_free_undone_counts_something(self) -> None:
        free = attrs.evolve(ANN, rate=0, retainers=())
        assert market_of([NEWS], [free], attrs.evolve(OWNER, owner_rate=0)).penalties == (1.0,)
        assert market_of([NEWS], []).penalties == (1.0,)

    def test_whoever_is_left_out_has_no_room(self) -> None:
        market = market_of([NEWS], [ANN, BEA])
        market.banned.add(0)
        assert [state.capacity < 0.0 for state in market.problem().states] == [True, True, True, False]


class TestSunk:
    def test_fees_are_owed_until_notice_is_over(self) -> None:
        assert market_of([NEWS, SHOP], [ANN], OWNER, RUNNING).sunk(0) == 37.5

    def test_fees_with_other_work_are_owed_for_the_whole_horizon(self) -> None:
        assert market_of([NEWS], [ANN], OWNER, RUNNING).sunk(0) == 450.0

    def test_no_more_than_the_horizon_is_owed(self) -> None:
        long = attrs.evolve(RUNNING, retainer=attrs.evolve(TEN, notice_months=100))
        assert market_of([NEWS, SHOP], [ANN], OWNER, long).sunk(0) == 450.0

    def test_without_a_running_retainer_nothing_is_owed(self) -> None:
        assert market_of([NEWS], [ANN]).sunk(0) == 0.0
        assert market_of([NEWS], [ANN], OWNER, RUNNING, on=None).sunk(0) == 0.0


class TestBundles:
    def test_it_costs_what_score_says(self) -> None:
        market = market_of([NEWS, SHOP], [ANN])
        found = score([NEWS, SHOP], ANN, OWNER, retainer=TWENTY, on=NEW_YEAR).costs
        assert market.bundle(2, (0, 1)).rows == found.outsource
        assert market.bundle(0, (0, 1)).rows == found.out_task

    def test_the_owners_hours_are_those_of_search_start_and_briefings(self) -> None:
        market = market_of([NEWS, SHOP], [ANN])
        assert market.bundle(0, (0, 1)).owner == pytest.approx((2 + 24 * 0.5) / 12)
        assert market.bundle(1, (0, 1)).owner == pytest.approx((2 + 3) / 12)
        assert market_of([NEWS, SHOP], [ANN], OWNER, RUNNING).bundle(0, (0, 1)).owner == 0.0

    def test_waiting_is_told_task_by_task(self) -> None:
        busy = attrs.evolve(ANN, availability=Availability())
        work = [monthly("news", 2, urgency=Urgency(100, 0)), monthly("shop", 2)]
        for state in (0, 1):
            found = market_of(work, [busy]).bundle(state, (0, 1))
            assert found.waiting == pytest.approx((found.rows.waiting, 0.0))
            assert found.waiting[0] > 0.0

    def test_a_typical_retainer_is_sized_to_its_bundle_where_that_is_cheaper(self) -> None:
        market = market_of([monthly("care", 25)], [attrs.evolve(ANN, retainers=None)])
        assert market.bundle(4, (0,)).terms.retainer == Retainer.typical(25, 50)
        assert offers(market)[4][1] == 30

    def test_a_rung_of_the_ladder_is_taken_where_that_is_cheaper(self) -> None:
        market = market_of([monthly("care", 12)], [attrs.evolve(ANN, retainers=None)])
        assert market.bundle(1, (0,)).terms.retainer == Retainer.typical(10, 50)

    def test_one_that_runs_is_not_sized(self) -> None:
        market = market_of([NEWS, SHOP], [attrs.evolve(ANN, retainers=None)], OWNER, RUNNING)
        assert market.bundle(0, (0, 1)).terms.retainer == TEN

    def test_what_keeping_takes(self) -> None:
        market = market_of([attrs.evolve(NEWS, owner_hours=3), SHOP], [])
        assert (market.kept(0), market.kept_hours(0)) == (CostRows(work=180.0), 3.0)
        assert (market.kept(1), market.kept_hours(1)) == (None, 0.0)


class TestLearning:
    def test_prices_follow_the_bundle_so_that_its_cost_comes_out(self) -> None:
        """Two sporadic tasks: what is above the block only because they meet is in the prices afterwards."""
        busy = attrs.evolve(ANN, retainers=TEN, availability=Availability())
        work = [
            Task(name, skill="web", hours=4, recurrence=Rate(1), urgency=Urgency(50, 0)) for name in ("help", "news")
        ]
        market = market_of(work, [busy])
        choice = [market.ways.index((0, 1)), market.ways.index((1, 1))]
        before = usage_of(market.problem(), choice).cost
        (bundle,) = market.learn(choice)
        after = usage_of(market.problem(), choice)
        assert after.cost == pytest.approx(bundle.rows.total)
        assert after.cash == pytest.approx(bundle.rows.cash)
        assert after.cost != pytest.approx(before)

    def test_what_is_not_in_a_bundle_is_priced_as_if_it_came_on_top(self) -> None:
        busy = attrs.evolve(ANN, retainers=(), availability=Availability())
        work = [
            Task(name, skill="web", hours=9, recurrence=Rate(3), urgency=Urgency(50, 0)) for name in ("help", "news")
        ]
        market = market_of(work, [busy])
        alone = market.problem().columns
        market.learn([0, UNDONE])
        learnt = market.problem().columns
        together = market.bundle(0, (0, 1))
        assert learnt[0].cost == pytest.approx(alone[0].cost)
        assert learnt[1].cost == pytest.approx(3 * 9 * 50 + 90 + together.waiting[1])
        assert learnt[1].cost > alone[1].cost

    def test_a_typical_retainer_that_was_sized_stands_in_its_place(self) -> None:
        market = market_of([monthly("care", 25)], [attrs.evolve(ANN, retainers=None)])
        market.learn([market.ways.index((0, 4))])
        assert offers(market)[4][1] == 25
        assert market.problem().states[4].block == 25.0

    def test_a_block_that_other_work_seldom_needs_is_freer_than_its_mean(self) -> None:
        """Planned and true cost agree after learning."""
        running = attrs.evolve(RUNNING, tasks=Task("fair", hours=24, recurrence=0.5))
        market = market_of([monthly("news", 10)], [ANN], OWNER, running)
        (bundle,) = market.learn([0])
        assert usage_of(market.problem(), [0]).cost == pytest.approx(bundle.rows.total)

    def test_a_large_rare_project_bears_the_lumps_that_it_brings_and_steady_work_none(self) -> None:
        """15 h every month and 60 h once on a block of 20: 55 h above in one month, none without the project."""
        work = [monthly("care", 15), Task("move", hours=60)]
        market = market_of(work, [attrs.evolve(ANN, retainers=TWENTY)])
        care, move = market.ways.index((0, 1)), market.ways.index((1, 1))
        market.learn([care, move])
        assert (market.components[care], market.components[move]) == pytest.approx((0.0, 55 / 12))

    def test_lumps_that_no_task_has_by_itself_are_shared_by_hours(self) -> None:
        """Two of ten hours in January and July on a block of ten: they meet twice a year."""
        twice = Rule("FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1", NEW_YEAR)
        work = [Task("fair", skill="web", hours=10, recurrence=twice), Task("show", hours=10, recurrence=twice)]
        market = market_of(work, [attrs.evolve(ANN, retainers=TEN)])
        ways = [market.ways.index((task, 1)) for task in (0, 1)]
        market.learn(ways)
        assert [market.components[way] for way in ways] == pytest.approx([10 / 12, 10 / 12])

    def test_work_that_does_not_come_bears_no_lumps(self) -> None:
        market = market_of([Task("never", skill="web", hours=1, recurrence=Rate(0))], [ANN])
        market.learn([1])
        assert (market.components[1], market.problem().columns[1].cost) == (0.0, 0.0)

    def test_kept_and_undone_tasks_are_in_no_bundle(self) -> None:
        market = market_of([attrs.evolve(NEWS, owner_hours=3), SHOP], [])
        assert market.learn([0, UNDONE]) == ()

    @given(questions(most_tasks=4), st.randoms(use_true_random=False))
    def test_the_true_cost_comes_out_of_learnt_prices_for_any_choice(self, question: Question, drawn: Any) -> None:
        market = asked(question)
        choice = []
        state_of: dict[int, int] = {}
        for task in range(len(market.tasks)):
            ways = [UNDONE]
            for way, (each, state) in enumerate(market.ways):
                site = -1 if state == NO_STATE else market.terms[state].site
                if each == task and state_of.get(site, state) == state:
                    ways.append(way)
            way = drawn.choice(ways)
            if way != UNDONE and market.ways[way][1] != NO_STATE:
                state_of[market.terms[market.ways[way][1]].site] = market.ways[way][1]
            choice.append(way)
        bundles = market.learn(choice)
        undone = math.fsum(market.penalties[task] for task, way in enumerate(choice) if way == UNDONE)
        kept = math.fsum(
            rows.total
            for task, way in enumerate(choice)
            if way != UNDONE and market.ways[way][1] == NO_STATE and (rows := market.kept(task))
        )
        true = math.fsum(bundle.rows.total for bundle in bundles) + kept + undone
        got = usage_of(market.problem(), choice).cost
        only_once = any(not bundle.terms.once and all(work.once for work in bundle.case.works) for bundle in bundles)
        if (
            only_once
        ):  # on terms for what comes back the state counts the whole horizon, in truth it is the minimum term
            assert got >= true - 1e-6 * max(1.0, true)
        else:
            assert got == pytest.approx(true, rel=1e-6, abs=1e-6)


def least(problem: Problem) -> float:
    """The optimum by enumeration."""
    ways = [
        [UNDONE, *(index for index, column in enumerate(problem.columns) if column.task == task)]
        for task in range(len(problem.penalties))
    ]
    uses = (usage_of(problem, choice) for choice in itertools.product(*ways))
    return min(use.cost for use in uses if not use.problems)


class TestFixedPrices:
    @given(questions(most_tasks=3), st.floats(0, 1000))
    def test_more_budget_never_makes_the_optimum_dearer(self, question: Question, more: float) -> None:
        problem = asked(question).problem()
        assert least(problem._replace(cash=problem.cash + more)) <= least(problem)

    @given(questions(most_tasks=3))
    def test_another_contractor_never_makes_the_optimum_dearer(self, question: Question) -> None:
        """At prices and penalties of the larger business."""
        people = [each for each in question.contractors if each.name != "contractor 0"]
        there = asked(question).problem()
        here = asked(question._replace(contractors=people, engagements=[])).problem()
        fewer = {index for index, state in enumerate(there.states) if state.site > 0}
        left = tuple(each for each in there.columns if each.state == NO_STATE or each.state in fewer)
        assert least(there) <= least(there._replace(columns=left))
        assert len(here.columns) <= len(there.columns)
