"""What is promised: the numbers of plan and score."""

import datetime as dt
from typing import Any

import attrs
import pytest

from delegation import Business, Engagement, Mode, Retainer, Task, plan, score
from delegation.simulation.bundles import Bundle, arrangement_of_engagements, arrangement_of_plan
from delegation.simulation.months import Months
from delegation.simulation.promises import promise_of, promise_of_kept
from tests.people import ANN, BEA, FULL, LAST_YEAR, NEW_YEAR, NEWS, OWNER, TEN
from tests.simulation.arrangements import BUSY_ANN, CALLS, TALK, WITH_ANN, planned

YEAR, UNDATED = Months(NEW_YEAR, 12), Months(None, 12)


def test_for_a_plan_they_add_up_to_its_cost() -> None:
    found = planned()
    arrangement = arrangement_of_plan(found, OWNER, (), NEW_YEAR)
    promises = [promise_of(bundle, OWNER, YEAR) for bundle in arrangement.bundles]
    costs = [promise_of_kept(arrangement.kept, OWNER, YEAR).costs, *(each.costs for each in promises if each)]
    assert sum(each.total for each in costs) == pytest.approx(found.cost)
    assert sum(each.waiting for each in costs) == pytest.approx(found.costs.waiting)


@pytest.mark.parametrize("fee", [100, 4000])
@pytest.mark.parametrize("end", [None, dt.date(2026, 5, 31)])
@pytest.mark.parametrize("notice", [0, 4])
def test_where_a_retainer_runs_they_are_the_plans_rows_too(fee: float, end: dt.date | None, notice: int) -> None:
    """Kept, perhaps until it ends by itself, or ended and hired; fees are told as they fall due."""
    who = attrs.evolve(BUSY_ANN, retainers=())
    terms = Retainer(fee, 10, notice_months=notice, minimum_months=0)
    runs = Engagement(who, tasks=CALLS, mode=Mode.OUTSOURCE, retainer=terms, start=LAST_YEAR, end=end)
    found = plan(CALLS, who, OWNER, engagements=runs, on=NEW_YEAR, solver="search", effort=0.001)
    (bundle,) = arrangement_of_plan(found, OWNER, [runs], NEW_YEAR).bundles
    promised = promise_of(bundle, OWNER, YEAR)
    assert promised is not None
    assert attrs.evolve(promised.costs, fee=found.costs.fee) == found.costs


@pytest.mark.parametrize("offer", [None, TEN])
def test_for_one_contractor_they_are_those_of_the_score(offer: Retainer | None) -> None:
    found = promise_of(Bundle(contractor=BUSY_ANN, tasks=(CALLS,), retainer=offer), OWNER, UNDATED)
    judged = score(CALLS, BUSY_ANN, OWNER, retainer=TEN)
    assert found is not None
    assert found.costs == judged.costs[Mode.OUT_TASK if offer is None else Mode.OUTSOURCE]
    measured = judged.availability.one_off if offer is None else judged.availability.regular
    (task,) = found.tasks
    assert (task.wait, task.turned_away) == pytest.approx((measured.mean_wait, measured.turned_away))
    assert task.lost == pytest.approx(found.costs.waiting)


def test_of_a_block_its_hours_are_promised() -> None:
    found = promise_of(Bundle(contractor=ANN, tasks=(NEWS,), retainer=Retainer(400, 6)), OWNER, YEAR)
    assert found is not None
    assert (found.used, found.unused, found.overage_hours) == (6.0, 0.0, 2.0)


def test_of_a_retainer_that_runs_all_fees_count() -> None:
    (bundle,) = arrangement_of_engagements([WITH_ANN], NEW_YEAR, YEAR.date(12)).bundles
    found = promise_of(bundle, OWNER, YEAR)
    assert found is not None
    assert (found.costs.fee, found.costs.overage, found.costs.hiring) == (400.0, 100.0, 0.0)


def test_where_there_is_no_room_every_job_goes_elsewhere() -> None:
    full = attrs.evolve(ANN, availability=FULL)
    found = promise_of(Bundle(contractor=full, tasks=(CALLS,), retainer=TEN), OWNER, UNDATED)
    assert found is not None
    assert found.tasks[0].turned_away == 1.0
    assert found.costs.waiting == pytest.approx(3 * (20 * 5 + 120))


def test_nobody_goes_elsewhere_where_delay_costs_nothing() -> None:
    found = promise_of(Bundle(contractor=BUSY_ANN, tasks=(NEWS,), retainer=TEN), OWNER, UNDATED)
    assert found is not None
    assert found.tasks[0].turned_away == 0.0


@pytest.mark.parametrize(
    "more",
    [
        {"hired": frozenset({"news"})},
        {"spans": (("news", None, NEW_YEAR),)},
        {"first": NEW_YEAR},
    ],
)
def test_nothing_is_promised_for_what_no_score_is_asked(more: dict[str, Any]) -> None:
    bundle = attrs.evolve(Bundle(contractor=ANN, tasks=(NEWS,), retainer=TEN), **more)
    assert promise_of(bundle, OWNER, YEAR) is None


def test_of_what_you_keep_your_hours_are_promised_and_no_wait() -> None:
    found = promise_of_kept((TALK,), Business(owner_rate=60), YEAR)
    assert (found.costs.total, found.tasks[0].wait) == (120.0, 0.0)


def test_a_task_that_is_hired_alone_has_no_block() -> None:
    hired = Engagement(BEA, tasks=[Task("one", hours=1)], mode=Mode.OUT_TASK, start=LAST_YEAR)
    (bundle,) = arrangement_of_engagements([hired], None, None).bundles
    found = promise_of(bundle, OWNER, UNDATED)
    assert found is not None
    assert (found.used, found.unused, found.overage_hours) == (0.0, 0.0, 0.0)
