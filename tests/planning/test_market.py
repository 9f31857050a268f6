"""What there is to choose from: options, rooms, ways, what runs and what it owes."""

import datetime as dt

import attrs
import pytest

from delegation import Availability, Engagement, Rate, Retainer, Task
from delegation._assignment.problem import NO_STATE
from delegation._costing.costs import CostRows
from delegation.planning.market import Market
from tests.people import ANN, BEA, FULL, IDLE, OWNER, TEN
from tests.plan_worlds import NEWS, RUNNING, SHOP, market_for, monthly


def offers(market: Market) -> list[tuple[str, float | None, bool]]:
    """Name, block and whether only for what comes once, of each option."""
    return [
        (each.contractor.name, None if each.retainer is None else each.retainer.hours, each.once)
        for each in market.options
    ]


class TestOptions:
    def test_everybody_is_hired_or_given_one_of_their_retainers(self) -> None:
        market = market_for([NEWS], [ANN, BEA])
        assert offers(market) == [("Ann", None, False), ("Ann", 10, False), ("Ann", 20, False), ("Bea", None, False)]

    def test_work_that_comes_once_may_have_a_retainer_for_the_minimum_term(self) -> None:
        """Not one whose minimum term is the horizon anyway."""
        ann = attrs.evolve(ANN, retainers=[TEN, Retainer(800, 20, minimum_months=12)])
        market = market_for([NEWS, Task("move", hours=9)], [ann])
        assert offers(market)[1:] == [("Ann", 10, False), ("Ann", 10, True), ("Ann", 20, False)]
        assert [market.tasks[task].name for task, state in market.ways if state == 2] == ["move"]

    def test_where_none_are_named_typical_blocks_up_to_all_the_work_are_tried(self) -> None:
        market = market_for([monthly("care", 30), monthly("help", 28)], [attrs.evolve(ANN, retainers=None)])
        assert offers(market)[1:] == [("Ann", each, False) for each in (10, 15, 20, 30, 45, 70)]
        assert market.options[3].retainer == Retainer.typical(20, 50)

    def test_one_that_runs_is_kept_or_ended_or_another_is_signed_in_its_place(self) -> None:
        """The very terms that go on cannot be signed; what can stands behind the options of all others."""
        market = market_for([NEWS, SHOP], [ANN, BEA], OWNER, RUNNING)
        assert offers(market) == [("Ann", 10, False), ("Ann", None, False), ("Bea", None, False), ("Ann", 20, False)]
        assert [option.relationship.running for option in market.options] == [RUNNING, None, None, None]
        assert [option.relationship.ending for option in market.options] == [None, RUNNING, None, RUNNING]
        assert market.running == {0: RUNNING}

    def test_one_that_ends_by_itself_can_be_signed_again(self) -> None:
        ending = attrs.evolve(RUNNING, end=dt.date(2026, 6, 30))
        market = market_for([NEWS, SHOP], [ANN], OWNER, ending)
        assert [(name, hours) for name, hours, _ in offers(market)] == [
            ("Ann", 10),
            ("Ann", None),
            ("Ann", 10),
            ("Ann", 20),
        ]

    def test_one_with_other_work_can_only_be_kept(self) -> None:
        assert offers(market_for([NEWS], [ANN], OWNER, RUNNING)) == [("Ann", 10, False)]


class TestWays:
    def test_what_a_contractor_cannot_do_and_what_is_pinned_is_no_way(self) -> None:
        market = market_for([attrs.evolve(NEWS, keep=True), monthly("prose", 1)], [attrs.evolve(ANN, skills="copy")])
        assert market.ways == ((0, NO_STATE),)

    def test_what_is_too_large_for_a_contractor_is_no_way(self) -> None:
        busy = attrs.evolve(ANN, availability=Availability(hours_per_week=7, regular_load=0.2, one_off_load=0.7))
        ways = market_for([monthly("a", 3), monthly("b", 24), monthly("c", 25)], [busy], on=None).ways
        assert ways == ((0, 0), (0, 1), (1, 1), (0, 2), (1, 2))

    def test_whoever_has_no_room_is_no_way_even_for_work_that_does_not_come(self) -> None:
        """`score` calls it impossible."""
        full = attrs.evolve(ANN, availability=FULL)
        assert market_for([Task("never", hours=1, recurrence=Rate(0))], [full]).ways == ((0, NO_STATE),)


class TestRooms:
    def test_hours_are_those_that_other_clients_leave(self) -> None:
        """Two people of seven hours a week: 60.875 h a month."""
        ann = attrs.evolve(
            ANN, availability=Availability(hours_per_week=7, regular_load=0.2, one_off_load=0.3, people=2)
        )
        assert market_for([NEWS], [ann], on=None).rooms == pytest.approx([30.4375, 48.7, 48.7])

    def test_of_loads_that_are_not_known_they_are_those_that_the_best_leave(self) -> None:
        """What lies beyond is surely out of reach; that it may be out of reach before is in the costs of waiting."""
        beliefs = [(0.5, 0.2, 0.3, 8), (0.5, 0.4, 0.0, 8)]
        learnt = Availability(hours_per_week=7, people=2, regular_load=0.3, one_off_load=0.15, beliefs=beliefs)
        ann = attrs.evolve(ANN, availability=learnt)
        assert market_for([NEWS], [ann], on=None).rooms == pytest.approx([0.6 * 60.875, 48.7, 48.7])

    def test_time_off_is_taken_off_from_a_day_on(self) -> None:
        """Of five days a week from Monday the fifth the first is off: 27 days for the horizon of one month."""
        away = attrs.evolve(IDLE, hours_per_week=5, time_off=[(dt.date(2026, 1, 5), dt.date(2026, 1, 9))])
        market = market_for([NEWS], [attrs.evolve(ANN, availability=away)], attrs.evolve(OWNER, horizon_months=1))
        assert market.rooms[0] == pytest.approx(22 - 5)

    def test_a_long_month_gives_no_more_than_the_contractors_queue(self) -> None:
        ann = attrs.evolve(ANN, availability=attrs.evolve(IDLE, hours_per_week=5))
        market = market_for([NEWS], [ann], attrs.evolve(OWNER, horizon_months=1))
        assert market.rooms[0] == pytest.approx(5 * 30.4375 / 7)

    def test_other_work_on_a_running_retainer_takes_room(self) -> None:
        ann = attrs.evolve(ANN, availability=attrs.evolve(IDLE, hours_per_week=7))
        assert market_for([NEWS], [ann], OWNER, RUNNING).rooms == pytest.approx([30.4375 - 5])

    def test_more_than_all_is_nothing(self) -> None:
        full = attrs.evolve(ANN, availability=Availability(regular_load=0.9, one_off_load=0.3))
        assert market_for([NEWS], [full], on=None).rooms[0] == 0.0
        small = attrs.evolve(ANN, availability=attrs.evolve(IDLE, hours_per_week=1))
        assert market_for([NEWS], [small], OWNER, RUNNING).rooms == (0.0,)


class TestOwed:
    def test_fees_are_owed_until_notice_is_over(self) -> None:
        assert market_for([NEWS, SHOP], [ANN], OWNER, RUNNING).sunk(0) == 37.5

    def test_fees_with_other_work_are_owed_for_the_whole_horizon(self) -> None:
        assert market_for([NEWS], [ANN], OWNER, RUNNING).sunk(0) == 450.0

    def test_no_more_than_the_horizon_is_owed(self) -> None:
        long = attrs.evolve(RUNNING, retainer=attrs.evolve(TEN, notice_months=100))
        assert market_for([NEWS, SHOP], [ANN], OWNER, long).sunk(0) == 450.0

    def test_without_a_running_retainer_nothing_is_owed(self) -> None:
        assert market_for([NEWS], [ANN]).sunk(0) == 0.0
        assert market_for([NEWS], [ANN], OWNER, RUNNING, on=None).sunk(0) == 0.0

    def test_one_that_ends_by_itself_within_the_horizon_may_be_kept_until_then(self) -> None:
        ending = attrs.evolve(RUNNING, end=dt.date(2026, 6, 30))
        market = market_for([NEWS, SHOP], [ANN], OWNER, ending)
        assert (market.running, market.leaving) == ({0: ending}, ())
        assert market.sunk(0) == pytest.approx(450.0 / 12)  # notice of a month ends it sooner

    @pytest.mark.parametrize(("most", "limit"), [(None, float("inf")), (0, 0), (3, 3)])
    def test_so_many_retainers_may_run_at_once(self, most: int | None, limit: float) -> None:
        assert market_for([NEWS], [ANN], attrs.evolve(OWNER, most_retainers=most)).most_retainers == limit

    def test_one_that_goes_on_anyway_is_one_of_them_and_leaves_room_for_fewer(self) -> None:
        market = market_for([NEWS], [ANN, BEA], attrs.evolve(OWNER, most_retainers=3), RUNNING)
        assert (market.most_retainers, market.counts(0)) == (2, False)
        market = market_for([NEWS], [ANN, BEA], attrs.evolve(OWNER, most_retainers=0), RUNNING)
        assert market.most_retainers == 0

    def test_of_one_that_is_leaving_no_more_than_the_horizon_is_owed_either(self) -> None:
        long = attrs.evolve(RUNNING, start=dt.date(2024, 1, 1), retainer=attrs.evolve(TEN, notice_months=100))
        assert market_for([NEWS, SHOP], [ANN], OWNER, long, RUNNING).sunk(0) == 450.0 + 37.5

    def test_of_two_that_run_with_one_contractor_the_older_is_leaving(self) -> None:
        older: Engagement = attrs.evolve(RUNNING, start=dt.date(2024, 1, 1))
        market = market_for([NEWS, SHOP], [ANN], OWNER, older, RUNNING)
        assert (market.running, market.leaving) == ({0: RUNNING}, ((0, older),))

    def test_the_cash_limit_is_the_budget_or_the_fees_that_are_owed_where_these_are_more(self) -> None:
        def limit(budget: float | None) -> float:
            return market_for([NEWS, SHOP], [ANN], attrs.evolve(OWNER, monthly_budget=budget), RUNNING).cash_limit

        assert [limit(budget) for budget in (None, 30, 40)] == [float("inf"), 37.5, 40.0]


class TestKeeping:
    def test_it_takes_the_owners_hours_at_their_rate(self) -> None:
        market = market_for([attrs.evolve(NEWS, owner_hours=3), SHOP], [])
        assert (market.kept(0), market.kept_hours(0)) == (CostRows(work=180.0), 3.0)
        assert (market.kept(1), market.kept_hours(1)) == (None, 0.0)


class TestFrozen:
    def test_a_market_cannot_be_changed(self) -> None:
        market = market_for([NEWS], [ANN], OWNER, RUNNING)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            market.options = ()  # type: ignore[misc]  # that it is frozen is what is asked
        with pytest.raises(TypeError):
            market.running[0] = RUNNING  # type: ignore[index]  # that it is read only is what is asked


def test_leaving_a_task_costs_so_much_each_time_if_it_comes_at_all() -> None:
    """A task every month for a year; one that never comes is done with, whatever is said."""
    never = attrs.evolve(NEWS, name="never", recurrence=0, undone_cost=30)
    market = market_for([attrs.evolve(NEWS, recurrence=2, undone_cost=30), never, SHOP], [ANN])
    assert [market.undone_cost(task) for task in range(3)] == [60.0, None, None]
