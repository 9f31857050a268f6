"""What each task's waiting costs with each contractor, beside a choice."""

import attrs
import pytest

from delegation import Availability, Engagement, Mode, Urgency
from delegation._costing.workload import as_one
from delegation.planning.market import Market
from delegation.planning.waiting import Load, Waiting
from tests.people import ANN, LAST_YEAR, NEW_YEAR, OWNER, TEN
from tests.plan_worlds import bundle_at, market_for, monthly

BUSY = attrs.evolve(ANN, availability=Availability(regular_load=0.5, one_off_load=0.2))
NEWS, SHOP = (monthly(name, 5, urgency=Urgency(200, 0)) for name in ("news", "shop"))
HIRED, RETAINED = 0, 1


def lost(market: Market, state: int, task: int, *given: int) -> float:
    """What a task loses on an option while its contractor is given some tasks."""
    works = tuple(market.works[each, 0] for each in given)
    loads = {0: Load(given, works, as_one(works))} if given else {}
    return Waiting(market, loads).lost(market.options[state], task, market.works[task, 0])


@pytest.mark.parametrize("state", [HIRED, RETAINED])
class TestBesideAChoice:
    MARKET = market_for([NEWS, SHOP], [BUSY])

    def test_of_nothing_a_task_waits_as_by_itself(self, state: int) -> None:
        assert lost(self.MARKET, state, 0) == pytest.approx(bundle_at(self.MARKET, state, 0).costs.waiting)

    def test_what_is_given_waits_among_the_others(self, state: int) -> None:
        together = bundle_at(self.MARKET, state, 0, 1).waiting
        assert [lost(self.MARKET, state, task, 0, 1) for task in (0, 1)] == pytest.approx(list(together))

    def test_what_would_come_on_top_waits_behind_them_as_one(self, state: int) -> None:
        """One work at random stands for the rhythm of the other: within a tenth."""
        assert lost(self.MARKET, state, 0, 1) == pytest.approx(bundle_at(self.MARKET, state, 0, 1).waiting[0], rel=0.1)
        assert lost(self.MARKET, state, 0, 1) > lost(self.MARKET, state, 0)


class TestKinds:
    def test_what_never_comes_loses_nothing(self) -> None:
        never = attrs.evolve(NEWS, recurrence=0.0)
        assert lost(market_for([never], [BUSY]), RETAINED, 0) == 0.0

    def test_what_is_given_and_never_comes_is_in_nobodys_way(self) -> None:
        market = market_for([NEWS, attrs.evolve(SHOP, recurrence=0.0)], [BUSY])
        assert lost(market, RETAINED, 0, 1) == lost(market, RETAINED, 0)

    def test_it_is_known_after_the_first_time(self) -> None:
        market = market_for([NEWS, SHOP], [BUSY])
        works = (market.works[0, 0], market.works[1, 0])
        waiting = Waiting(market, {0: Load((0, 1), works, as_one(works))})
        option = market.options[RETAINED]
        assert waiting.lost(option, 0, works[0]) == waiting.lost(option, 0, works[0])

    @pytest.mark.parametrize("kept", [True, False])
    def test_a_retainer_that_runs_counts_for_the_part_of_the_horizon_that_is_left(self, kept: bool) -> None:
        runs = Engagement(
            BUSY, tasks=NEWS, mode=Mode.OUTSOURCE, retainer=TEN, start=LAST_YEAR, end=NEW_YEAR.replace(month=6)
        )
        market = market_for([NEWS], [BUSY], OWNER, runs)
        state = next(
            index
            for index, option in enumerate(market.options)
            if (option.retainer is not None and option.relationship.running is not None) is kept
        )
        bundle = bundle_at(market, state, 0)
        assert lost(market, state, 0) == pytest.approx(bundle.waiting[0])
