"""Bundles put together to the cheapest plan, or it is said that they were too many."""

from collections.abc import Callable, Mapping
from typing import Any

import attrs
import pytest

from delegation._assignment.problem import NO_STATE
from delegation._assignment.relaxation import Prices
from delegation.planning import combination as room
from delegation.planning.combination import Combination, Label, Step, steps_of, undominated
from delegation.planning.duals import Candidate, Duals
from delegation.planning.ledger import Ledger, Place, Totals
from tests.people import ANN, BEA, OWNER
from tests.plan_worlds import market_for, monthly

PENALTY = 1000.0
TASKS = [monthly(name, 4, owner_hours=10) for name in ("a", "b", "c")]
PEOPLE = [attrs.evolve(ANN, retainers=()), BEA]


def never() -> bool:
    return False


def bundle(state: int, cost: float, *tasks: int, cash: float = 0.0, hours: float = 0.0) -> Candidate:
    return Candidate(state, tasks, Totals(cost, cash, hours), sum(1 << task for task in tasks))


def combined(
    candidates: Mapping[int, list[Candidate]],
    known: float = 3000.0,
    over: Callable[[], bool] = never,
    **limits: Any,
) -> Combination:
    """Three tasks that cost 600 each kept, and bundles at made-up costs."""
    ledger = Ledger(market_for(TASKS, PEOPLE, attrs.evolve(OWNER, **limits)), [PENALTY] * 3)
    found = Combination(Duals(ledger, candidates, known, Prices((0.0, 0.0, 0.0))), over)
    found.combine()
    return found


def best(candidates: Mapping[int, list[Candidate]], **limits: Any) -> tuple[float, list[Place] | None]:
    found = combined(candidates, **limits)
    assert found.proven
    return found.known, found.place


class TestPlans:
    def test_without_bundles_all_is_kept(self) -> None:
        assert best({}) == (1800.0, [NO_STATE] * 3)

    def test_of_one_contractor_one_bundle_is_taken(self) -> None:
        assert best({0: [bundle(0, 100.0, 0), bundle(0, 100.0, 1), bundle(0, 900.0, 0, 1)]}) == (1300.0, [0, -1, -1])

    def test_of_two_contractors_one_each_that_share_no_task(self) -> None:
        candidates = {0: [bundle(0, 100.0, 0, 1)], 1: [bundle(1, 90.0, 1, 2), bundle(1, 300.0, 2)]}
        assert best(candidates) == (400.0, [0, 0, 1])

    def test_a_budget_is_kept(self) -> None:
        candidates = {0: [bundle(0, 100.0, 0, cash=50.0)], 1: [bundle(1, 200.0, 1, cash=60.0)]}
        assert best(candidates, monthly_budget=110.0) == (900.0, [0, 1, -1])
        assert best(candidates, monthly_budget=109.0) == (1300.0, [0, -1, -1])
        assert best(candidates, monthly_budget=49.0) == (1800.0, [-1, -1, -1])

    def test_the_owners_hours_are_kept_also_by_what_is_kept(self) -> None:
        """Ten hours a task and no penalty too high to leave one."""
        assert best({}, owner_hours_per_month=25.0)[0] == 2 * 600.0 + PENALTY
        candidates = {0: [bundle(0, 700.0, 0, hours=6.0)]}
        assert best(candidates, owner_hours_per_month=26.0) == (1900.0, [0, -1, -1])
        assert best(candidates, owner_hours_per_month=25.0) == (2200.0, [None, -1, -1])

    def test_what_costs_more_but_takes_less_may_be_needed(self) -> None:
        """The dearer bundle for the first leaves money for the second."""
        candidates = {
            0: [bundle(0, 100.0, 0, cash=90.0), bundle(0, 150.0, 0, cash=40.0)],
            1: [bundle(1, 100.0, 1, cash=60.0)],
        }
        assert best(candidates, monthly_budget=100.0) == (850.0, [0, 1, -1])

    def test_nothing_is_found_where_nothing_is_better_than_what_is_known(self) -> None:
        found = combined({0: [bundle(0, 100.0, 0)]}, known=1300.0)
        assert (found.place, found.known, found.proven) == (None, 1300.0, True)

    def test_nothing_is_sought_where_the_bound_is_closed(self) -> None:
        assert combined({}, known=0.0).place is None


class TestTooMany:
    CANDIDATES = {0: [bundle(0, 100.0 + task, task) for task in range(3)]}  # noqa: RUF012  # read only

    def test_then_nothing_is_proven(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(room, "LABELS", 2)
        found = combined(self.CANDIDATES)
        assert (found.proven, found.place) == (False, None)

    def test_nor_is_it_when_the_time_is_over(self) -> None:
        """The clock is looked at now and then."""
        many = {0: [bundle(0, 100.0 + count / 1000.0, 0) for count in range(300)]}
        assert combined(many).proven
        assert not combined(many, over=lambda: True).proven


class TestSteps:
    def test_who_competes_for_the_same_tasks_comes_one_after_the_other(self) -> None:
        candidates = {
            0: [bundle(0, 1.0, 0), bundle(0, 1.0, 1)],
            1: [bundle(1, 1.0, 2)] * 5,
            2: [bundle(2, 1.0, 1), bundle(2, 1.0, 0)],
        }
        assert steps_of(candidates, 4) == [Step(None, (3,)), Step(1, (2,)), Step(0, ()), Step(2, (0, 1))]

    def test_who_has_none_has_no_task_to_close(self) -> None:
        assert steps_of({0: []}, 1) == [Step(None, (0,)), Step(0, ())]


def test_what_is_worse_in_all_is_dropped() -> None:
    labels = [Label(0.0, Totals(*each)) for each in ((3, 1, 1), (1, 2, 2), (2, 2, 2), (2, 3, 1), (4, 0, 9))]
    assert [label.spent[:3] for label in undominated(labels)] == [(1, 2, 2), (2, 3, 1), (3, 1, 1), (4, 0, 9)]
