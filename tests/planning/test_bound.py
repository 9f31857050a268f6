"""The optimistic problem: no plan truly costs less than its cheapest choice, whatever runs and whatever is limited."""

import datetime as dt
import itertools
import math
from collections.abc import Sequence

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Contractor, Engagement, Mode, Once, Rate, Retainer, Task, Urgency
from delegation._assignment.problem import NO_STATE, UNDONE, Problem, usage_of
from delegation._assignment.relaxation import relaxed
from delegation.planning.bound import Optimum, optimistic
from delegation.planning.ledger import Ledger
from delegation.planning.market import Market
from delegation.planning.position import Position
from delegation.planning.prices import first_prices
from tests.people import ANN, BEA, IDLE, LAST_YEAR, OWNER
from tests.plan_truth import cheapest, random_business
from tests.plan_worlds import NEWS, SHOP, Question, market_for, monthly, questions


def never() -> bool:
    return False


def optimum_of(market: Market) -> Optimum:
    prices = first_prices(market)
    found = optimistic(Ledger(market, prices.penalties), prices, never)
    assert found is not None
    return found


def least(market: Market, places: Sequence[int | None]) -> float:
    """What a choice comes to in the optimistic problem; of typical blocks, in the state that stands for all."""
    found = optimum_of(market)
    at = {(column.task, column.state): index for index, column in enumerate(found.problem.columns)}
    choice = [
        UNDONE if place is None else at[task, place if place == NO_STATE else found.states[place]]
        for task, place in enumerate(places)
    ]
    return usage_of(found.problem, choice).cost


def true(market: Market, places: Sequence[int | None]) -> float:
    return Position.at(Ledger(market, first_prices(market).penalties), places).totals.cost


class TestByHand:
    def test_what_has_no_wait_and_is_within_its_block_costs_what_it_does(self) -> None:
        market = market_for([NEWS, attrs.evolve(SHOP, owner_hours=4)], [ANN, BEA])
        for places in ([0, 0], [1, 1], [2, 2], [3, 1], [None, NO_STATE], [3, 3]):
            assert least(market, places) == pytest.approx(true(market, places))

    def test_waits_are_those_of_each_task_by_itself(self) -> None:
        busy = attrs.evolve(BEA, availability=Availability(regular_load=0.5, one_off_load=0.3))
        market = market_for([monthly(name, 5, urgency=Urgency(200, 0)) for name in ("news", "shop")], [busy])
        alone = true(market, [0, None]) - first_prices(market).penalties[1]
        search = OWNER.hiring_hours * OWNER.owner_rate / 12
        assert least(market, [0, 0]) == pytest.approx(2 * alone - search)
        assert least(market, [0, 0]) < true(market, [0, 0])

    def test_where_loads_are_not_known_nothing_costs_less_than_there(self) -> None:
        """Of thirty hours a week; one of the tasks alone may be too much for the busiest that they may be."""
        likely = [
            attrs.evolve(each, availability=Availability.learn(one_off_waits=[0, 6], job_hours=8))
            for each in (ANN, BEA)
        ]
        tasks = [monthly(name, hours, urgency=Urgency(90, 1)) for name, hours in (("a", 6), ("b", 30), ("c", 45))]
        market = market_for(tasks, likely)
        ways = [[None, *(state for task, state in market.ways if task == index)] for index in range(3)]
        for places in itertools.product(*ways):
            used = {place for place in places if place is not None}
            if len({market.options[place].facility for place in used}) < len(used):
                continue  # a contractor has one option at a time
            assert least(market, places) <= true(market, places) * (1.0 + 1e-9)

    def test_hours_above_a_block_are_those_of_the_mean(self) -> None:
        """A rate of two a month of 5 h on 10 h: none on average, some in truth."""
        market = market_for([Task("news", skill="web", hours=5, recurrence=Rate(2))], [ANN])
        assert least(market, [1]) == pytest.approx(450.0 + 25.0)
        assert true(market, [1]) > 475.0 + 10.0

    def test_above_the_block_each_hour_costs_the_overage_rate(self) -> None:
        market = market_for([monthly("news", 14)], [ANN])
        assert least(market, [1]) == pytest.approx(450.0 + 25.0 + 4 * 50.0) == true(market, [1])

    @pytest.mark.parametrize("hours", [4.0, 10.0, 11.0, 12.0, 15.0, 16.0, 27.0, 40.0])
    def test_a_typical_block_has_any_size_from_ten_hours(self, hours: float) -> None:
        market = market_for([monthly("news", hours)], [attrs.evolve(ANN, retainers=None, availability=IDLE)])
        found = optimum_of(market)
        assert len(set(found.states)) == 2  # hired, and all sizes
        for place in range(1, len(market.options)):
            assert least(market, [place]) == pytest.approx(45.0 * max(10.0, hours) + 25.0)
            assert least(market, [place]) <= true(market, [place]) + 1e-9

    def test_what_comes_once_has_terms_of_its_own(self) -> None:
        """60 h once on a month for 1,000: that fee and no more."""
        ann = attrs.evolve(ANN, retainers=Retainer(1000, 60, minimum_months=1))
        market = market_for([Task("move", skill="web", hours=60, recurrence=Once())], [ann])
        once = next(place for place, option in enumerate(market.options) if option.once)
        assert least(market, [once]) == pytest.approx(1300 / 12) == true(market, [once])

    def test_a_block_on_which_other_work_runs_leaves_what_it_can(self) -> None:
        """24 h every other month on 10 h: of 12 h on average 10 or none are free, 7 on average."""
        fair = Task("fair", hours=24, recurrence=Rate(0.5))
        ten = Retainer(450, 10)
        running = Engagement(ANN, tasks=fair, mode=Mode.OUTSOURCE, retainer=ten, start=LAST_YEAR)
        market = market_for([monthly("news", 8)], [ANN], OWNER, running)
        found = optimum_of(market)
        assert found.problem.states[0].block > 0.0
        assert least(market, [0]) <= true(market, [0])

    def test_where_that_ends_all_of_the_block_may_be_free(self) -> None:
        fair = Task("fair", hours=24, recurrence=Rate(0.5))
        going = Engagement(ANN, tasks=fair, mode=Mode.OUTSOURCE, retainer=Retainer(450, 20), start=LAST_YEAR)
        ending = attrs.evolve(going, end=dt.date(2999, 12, 31))
        states = [
            optimum_of(market_for([monthly("news", 8)], [ANN], OWNER, each)).problem.states[0]
            for each in (going, ending)
        ]
        assert states[1].block == pytest.approx(states[0].block + 12.0)

    def test_it_keeps_the_limits_of_the_market_or_none(self) -> None:
        market = market_for([NEWS], [ANN], attrs.evolve(OWNER, monthly_budget=300.0, owner_hours_per_month=7.0))
        prices = first_prices(market)
        ledger = Ledger(market, prices.penalties)
        for each, limits in ((ledger, (300.0, 7.0)), (ledger.weighing(0.0, 0.0), (math.inf, math.inf))):
            found = optimistic(each, prices, never)
            assert found is not None
            assert (found.problem.cash_limit, found.problem.owner_hours_limit) == pytest.approx(limits)

    def test_an_option_for_nothing_is_closed(self) -> None:
        market = market_for([NEWS], [attrs.evolve(BEA, skills="copy")])
        assert [state.capacity for state in optimum_of(market).problem.states] == [-1.0]

    def test_without_time_there_is_none(self) -> None:
        market = market_for([NEWS], [ANN])
        assert optimistic(Ledger(market, [1.0] * 9), first_prices(market), lambda: True) is None


@pytest.mark.unmeasured
class TestWhatMustHold:
    @given(questions(), st.data())
    def test_no_choice_truly_costs_less_than_there(self, question: Question, data: st.DataObject) -> None:
        """Nor does it take more of a shared limit."""
        market = question.market
        prices = first_prices(market)
        ledger = Ledger(market, prices.penalties)
        position = Position.at(ledger, [None] * len(market.tasks))
        for task, ways in enumerate(ledger.ways):
            position = position.after({task: data.draw(st.sampled_from([None, *ways]))}) or position
        found = optimistic(ledger, prices, never)
        assert found is not None
        at = {(column.task, column.state): index for index, column in enumerate(found.problem.columns)}
        choice = [
            UNDONE if place is None else at[task, place if place == NO_STATE else found.states[place]]
            for task, place in enumerate(position.told().place)
        ]
        used = usage_of(unlimited(found.problem), choice)
        assert used.violations == ()
        for told, truly in zip(used[:3], position.totals[:3], strict=True):
            assert told <= truly + 1e-7 * max(1.0, abs(truly))

    @pytest.mark.parametrize("seed", range(100, 140))
    def test_no_plan_costs_less_than_the_bound(self, seed: int) -> None:
        market = random_business(seed).market
        prices = first_prices(market)
        best = cheapest(market, prices.penalties)
        found = optimum_of(market).problem
        assert relaxed(found, best).bound <= best * (1.0 + 1e-9)
        pytest.importorskip("highspy")
        from delegation._assignment.proof import proven_bound  # noqa: PLC0415  # needs an extra

        assert proven_bound(found) <= best * (1.0 + 1e-6) + 1e-6


def unlimited(problem: Problem) -> Problem:
    return problem._replace(cash_limit=math.inf, owner_hours_limit=math.inf, open_limit=math.inf)


def test_contractors_of_every_kind_are_bounded() -> None:
    """The businesses above have all of them: typical blocks, none, lists, running ones, and what comes once."""
    markets = [random_business(seed).market for seed in range(100, 140)]
    people: list[Contractor] = [each for market in markets for each in market.contractors]
    assert {None, ()} <= {each.retainers if not each.retainers else "listed" for each in people}
    assert any(market.running for market in markets)
    assert any(option.once for market in markets for option in market.options)
    assert sum(market.business.monthly_budget is not None for market in markets) > 8
    assert sum(market.business.owner_hours_per_month is not None for market in markets) > 8
