"""What each task's waiting costs with each contractor, beside a choice."""

import attrs
import pytest

from delegation import Availability, Engagement, Mode, Retainer, Urgency
from delegation._costing.workload import Work, as_one
from delegation.planning.market import Market, Option
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


@pytest.fixture
def reckoned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tasks whose waits are reckoned, as they are."""
    heard, losses = [], Waiting._losses

    def listening(waiting: Waiting, option: Option, works: tuple[Work, ...]) -> list[float]:
        heard.append(", ".join(work.task.name for work in works))
        return losses(waiting, option, works)

    monkeypatch.setattr(Waiting, "_losses", listening)
    return heard


class TestReckonedOnce:
    MARKET = market_for([NEWS, SHOP], [attrs.evolve(BUSY, retainers=[TEN, Retainer(900, 20)])])

    def waits(self, waiting: Waiting) -> list[float]:
        """What each task loses on each option."""
        options = self.MARKET.options
        return [
            waiting.lost(option, task, self.MARKET.works[task, 0])
            for option in options
            for task in range(len(self.MARKET.tasks))
        ]

    def test_on_whichever_retainer_a_task_waits_as_long(self, reckoned: list[str]) -> None:
        hired_news, hired_shop, *retained = self.waits(Waiting(self.MARKET))
        assert retained == [retained[0], retained[1]] * 2
        assert retained[0] < hired_news
        assert retained[1] < hired_shop
        assert reckoned == ["news", "shop"] * 2

    def test_what_is_known_of_a_task_by_itself_stays_known_beside_a_choice(self, reckoned: list[str]) -> None:
        before = Waiting(self.MARKET)
        known = self.waits(before)
        reckoned.clear()
        assert self.waits(before.beside({})) == known
        assert reckoned == []

    def test_beside_another_choice_it_is_another_wait(self) -> None:
        works = (self.MARKET.works[1, 0],)
        before = Waiting(self.MARKET)
        known = self.waits(before)
        after = before.beside({0: Load((1,), works, as_one(works))})
        assert self.waits(after)[0] > known[0]
        assert self.waits(before) == known
