"""In which ways a task of a plan could be done, and what each would truly change."""

import math
import pickle

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Contractor, Mode, Task, Urgency
from delegation._assignment.problem import NO_STATE
from delegation._costing.costs import CostRows
from delegation._costing.obstacles import BEYOND_BUDGET, BEYOND_OWNER_HOURS, BEYOND_RETAINERS, beyond_hours_of
from delegation.errors import RefusedValueError
from delegation.planning.ledger import Ledger
from delegation.planning.market import Market
from delegation.planning.position import Position
from delegation.planning.prices import first_prices
from delegation.planning.ways import Way, change_of, ways_of
from tests.people import ANN, BEA, IDLE, OWNER, TEN, TWENTY
from tests.plan_worlds import NEWS, SHOP, Question, choice_of, market_for, monthly, planned, questions

OTHER = Contractor("Cleo", skills="web", rate=60, retainers=(), availability=IDLE)
KEEP = NO_STATE


def of(market: Market, task: int, *states: int | None) -> tuple[Way, ...]:
    """The ways of a task where each task is done on an option, kept, or (None) undone."""
    ledger = Ledger(market, first_prices(market).penalties, 0)
    return ways_of(Position.of(ledger, choice_of(market, *states)), task)


def told(ways: tuple[Way, ...]) -> list[tuple[str, str, float, float]]:
    """How, with whom, on which block, and for how much."""
    return [
        (
            str(way.mode or "undone"),
            way.contractor.name if way.contractor else "",
            way.retainer.hours if way.retainer else 0.0,
            round(way.cost, 6),
        )
        for way in ways
    ]


class TestWays:
    def test_all_are_told_the_cheapest_first(self) -> None:
        """Keeping 180; Bea 200 + 30 + 10; Ann 250 + 40; leaving it 300; Cleo 300 + 40; blocks with a start of 25."""
        market = market_for([attrs.evolve(NEWS, owner_hours=3, undone_cost=300)], [ANN, BEA, OTHER])
        assert told(of(market, 0, 0)) == [
            ("keep", "", 0.0, 180.0),
            ("out-task", "Bea", 0.0, 240.0),
            ("out-task", "Ann", 0.0, 290.0),
            ("undone", "", 0.0, 300.0),
            ("out-task", "Cleo", 0.0, 340.0),
            ("outsource", "Ann", 10.0, 475.0),
            ("outsource", "Ann", 20.0, 825.0),
        ]

    @pytest.mark.parametrize(("state", "chosen"), [(0, "Ann"), (3, "Bea"), (KEEP, None), (None, None)])
    def test_that_of_the_plan_is_among_them(self, state: int | None, chosen: str | None) -> None:
        market = market_for([attrs.evolve(NEWS, owner_hours=3, undone_cost=300)], [ANN, BEA])
        (way,) = [way for way in of(market, 0, state) if way.chosen]
        assert (way.contractor and way.contractor.name) == chosen
        assert way.barred is None

    def test_a_task_that_must_be_done_has_no_way_of_leaving_it(self) -> None:
        assert all(way.mode is not None for way in of(market_for([NEWS], [ANN]), 0, None))

    def test_a_block_with_room_costs_nothing_more(self) -> None:
        ways = of(market_for([NEWS, SHOP], [ANN]), 1, 1, 1)
        assert ways[0] == Way(
            Mode.OUTSOURCE,
            ANN,
            TEN,
            CostRows(),
            0.0,
            followers=0,
            in_plan=True,
            running=False,
            barred=None,
            chosen=True,
        )

    def test_other_tasks_follow_to_other_terms(self) -> None:
        """The larger block costs 350 more; hired job by job both cost 500 and an hour's briefing, instead of fee and
        start; of Bea only the task itself is done."""
        ways = of(market_for([NEWS, SHOP], [ANN, BEA]), 1, 1, 1)
        assert [(*each, way.followers) for each, way in zip(told(ways), ways, strict=True)] == [
            ("outsource", "Ann", 10.0, 0.0, 0),
            ("out-task", "Ann", 0.0, 95.0, 1),
            ("out-task", "Bea", 0.0, 240.0, 0),
            ("outsource", "Ann", 20.0, 350.0, 1),
        ]
        assert ways[1].parts == pytest.approx(
            {
                "work": 500.0,
                "fee": -450.0,
                "hours above the block": 0.0,
                "hiring": 45.0,
                "waiting": 0.0,
                "others' waits": 0.0,
                "undone": 0.0,
            }
        )

    def test_what_is_above_a_block_is_a_part_of_its_own(self) -> None:
        """Of eight hours five are above what the other seven leave; on the larger block none is."""
        ways = of(market_for([monthly("care", 7), monthly("shop", 8)], [ANN]), 1, 1, 1)
        here = next(way for way in ways if way.chosen)
        assert (here.cost, here.costs.overage) == (250.0, 250.0)
        larger = next(way for way in ways if way.retainer == TWENTY)
        assert (larger.cost, larger.costs.fee, larger.costs.overage) == (350.0, 350.0, 0.0)

    def test_what_it_adds_to_the_waits_of_others_is_none_of_its_own(self) -> None:
        busy = attrs.evolve(ANN, retainers=TEN, availability=Availability())
        market = market_for([monthly("care", 5, urgency=Urgency(100, 0)), NEWS], [busy])
        (way,) = [each for each in of(market, 1, 1, 1) if each.chosen]
        assert way.costs.waiting == 0.0
        assert way.others_waiting > 0.1
        assert way.cost == pytest.approx(way.others_waiting)
        (care,) = [each for each in of(market, 0, 1, 1) if each.chosen]
        assert care.others_waiting == 0.0
        assert care.costs.waiting > way.others_waiting

    def test_terms_that_others_cannot_follow_to_are_no_way(self) -> None:
        """A retainer for the minimum term is for what comes once alone."""
        market = market_for([Task("move", skill="web", hours=10), NEWS], [attrs.evolve(ANN, retainers=TEN)])
        assert [option.once for option in market.options] == [False, False, True]
        apart, beside = of(market, 0, 0, None), of(market, 0, 0, 0)
        assert [way.cost for way in apart if way.retainer] == [pytest.approx(3 * 450 / 12 + 25)]
        (whole_year,) = [way for way in beside if way.retainer]
        assert (whole_year.costs.fee, whole_year.followers) == (450.0, 1)


class TestBarred:
    def test_what_stands_against_a_way_is_told(self) -> None:
        work = [attrs.evolve(NEWS, owner_hours=3), monthly("shop", 100)]
        limits = attrs.evolve(OWNER, monthly_budget=4100, owner_hours_per_month=2)
        ways = of(market_for(work, [ANN, BEA], limits), 0, None, 3)
        assert {(way.mode, way.barred) for way in ways} == {
            (Mode.OUT_TASK, BEYOND_BUDGET),
            (Mode.OUTSOURCE, BEYOND_BUDGET),
            (Mode.KEEP, BEYOND_OWNER_HOURS),
        }

    def test_what_takes_nothing_of_a_limit_is_not_barred_by_it(self) -> None:
        limits = attrs.evolve(OWNER, monthly_budget=0, owner_hours_per_month=0.2)
        (kept,) = of(market_for([attrs.evolve(NEWS, owner_hours=0.1)], [], limits), 0, None)
        assert kept.barred is None

    def test_nor_by_one_that_the_rest_passes_already(self) -> None:
        """Shop is hired for at 200 of 100, and talk is kept in nine hours of five; keeping news takes no money, and on
        Ann's block it takes none of your hours."""
        limits = attrs.evolve(OWNER, monthly_budget=100, owner_hours_per_month=99)
        kept = of(market_for([attrs.evolve(NEWS, owner_hours=1), SHOP], [BEA], limits), 0, None, 0)[0]
        assert (kept.mode, kept.barred) == (Mode.KEEP, None)
        limits = attrs.evolve(OWNER, owner_hours_per_month=5)
        work = [NEWS, SHOP, monthly("talk", 9, keep=True)]
        shared = of(market_for(work, [attrs.evolve(ANN, retainers=TEN)], limits), 0, None, 1, KEEP)[0]
        assert (shared.mode, shared.barred) == (Mode.OUTSOURCE, None)

    def test_hours_that_a_contractor_lacks_are_told(self) -> None:
        small = attrs.evolve(BEA, availability=attrs.evolve(IDLE, hours_per_week=7))
        ways = of(market_for([NEWS, monthly("shop", 27)], [small]), 0, None, 0)
        assert [way.barred for way in ways] == [beyond_hours_of("Bea")]

    def test_hiring_may_take_more_of_the_owners_hours_than_there_are(self) -> None:
        ways = of(market_for([NEWS], [BEA], attrs.evolve(OWNER, owner_hours_per_month=0.5)), 0, None)
        assert [way.barred for way in ways] == [BEYOND_OWNER_HOURS]


class TestTrueCost:
    @pytest.mark.unmeasured
    @given(questions(most_tasks=4), st.data())
    def test_a_way_costs_what_the_plan_with_it_costs_more_than_that_without_the_task(
        self, question: Question, data: st.DataObject
    ) -> None:
        """Reckoned with moves that follow their own way; and the parts are all of it."""
        market = question.market
        ledger = Ledger(market, [0.0] * len(market.tasks), 0)
        position = Position.of(ledger, tuple([-1] * len(market.tasks)))
        for task, ways in enumerate(ledger.ways):
            position = position.after({task: data.draw(st.sampled_from([None, *ways]))}) or position
        for task in range(len(market.tasks)):
            rest = position.taken_out([task])
            found = ways_of(position, task)
            costs = [way.cost for way in found]
            assert costs == sorted(costs)
            for way in found:
                assert way.cost == math.fsum(way.parts.values())
            true = {
                round(after.totals.cost - rest.totals.cost, 6)
                for state in ledger.ways[task]
                if (after := rest.after({task: state})) is not None
            }
            mine = [way.cost for way in found if way.mode is not None and way.barred not in _full(way)]
            assert all(min(abs(cost - each) for each in mine) < 1e-5 for cost in true)
            assert sum(way.chosen for way in found) == (
                position.place[task] is not None or market.undone_cost(task) is not None
            )

    def test_a_change_has_its_figures(self) -> None:
        market = market_for([NEWS, SHOP], [ANN])
        ledger = Ledger(market, [0.0, 0.0], 0)
        rest = Position.of(ledger, choice_of(market, 1, None))
        change = change_of(rest, 1, 0)
        assert change is not None
        assert (change.others, change.followers) == ((0,), 1)
        assert (change.cash, change.cost) == pytest.approx((500 - 450, 95))
        assert change.owner_hours == pytest.approx(1 - 3 / 12)
        alone = change_of(Position.of(ledger, choice_of(market, None, None)), 1, 0)
        assert alone is not None
        assert (alone.others, alone.followers) == ((), 0)
        assert (alone.cash, alone.cost, alone.owner_hours) == pytest.approx((250, 290, 0.5 + 2 / 12))


def _full(way: Way) -> list[object]:
    """What bars a way because of hours that its contractor lacks."""
    return [] if way.contractor is None else [beyond_hours_of(way.contractor.name)]


class TestOfAPlan:
    def test_a_plan_tells_the_ways_of_its_tasks(self) -> None:
        found = planned([NEWS, SHOP], [ANN])
        assert found.ways("shop") == found.ways(SHOP) == of(market_for([NEWS, SHOP], [ANN]), 1, 1, 1)

    def test_what_is_none_of_its_tasks_is_refused(self) -> None:
        with pytest.raises(RefusedValueError, match=r"^Plan.ways.task = 'neews' is refused: .* did you mean 'news'\?$"):
            planned([NEWS], [ANN]).ways("neews")


class TestRetainers:
    def test_more_than_are_wanted_stand_against_signing_one(self) -> None:
        ways = of(market_for([NEWS], [ANN], attrs.evolve(OWNER, most_retainers=0)), 0, 0)
        assert {way.barred for way in ways if way.mode is Mode.OUTSOURCE} == {BEYOND_RETAINERS}
        assert {way.barred for way in ways if way.mode is not Mode.OUTSOURCE} == {None}


class TestRepr:
    def test_each_is_one_line(self) -> None:
        found = planned(
            [attrs.evolve(NEWS, owner_hours=9, undone_cost=900)], [BEA], attrs.evolve(OWNER, monthly_budget=200)
        )
        assert [repr(way) for way in found.ways("news")] == [
            "<Way: out-task Bea, 240 a month more, chosen>",
            "<Way: keep, 540 a month more>",
            "<Way: undone, 900 a month more>",
        ]

    def test_one_on_a_retainer_tells_its_terms_and_what_stands_against_it(self) -> None:
        ways = planned([NEWS], [ANN, BEA], attrs.evolve(OWNER, monthly_budget=210)).ways("news")
        way = next(each for each in ways if each.retainer)
        terms = "on a retainer of 10 h for 450 a month"
        assert repr(way) == f"<Way: outsource Ann {terms}, 475 a month more, beyond the monthly budget>"

    def test_nothing_but_the_line_is_another(self) -> None:
        first = planned([NEWS], [ANN, BEA]).ways("news")[0]
        assert pickle.loads(pickle.dumps(first)) == first  # noqa: S301  # our own
        assert Way(**attrs.asdict(first, recurse=False)) == first
        assert hash(first) == hash(attrs.evolve(first))
