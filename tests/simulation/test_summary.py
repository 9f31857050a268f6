"""What all runs together tell."""

import attrs
import pytest

pytest.importorskip("simpy")

from delegation import Engagement, Mode, Retainer
from delegation.simulation import Estimate
from tests.people import ANN, LAST_YEAR, NEWS
from tests.simulation.arrangements import CALLS, TALK, WITH_ANN, WITH_BEA, planned
from tests.simulation.test_simulator import HIRED, RETAINED, played

BOTH = played([RETAINED, attrs.evolve(WITH_BEA, tasks=[attrs.evolve(CALLS, name="other")])], on=None, runs=30)
PLANNED = played(planned(), None, runs=5)


def sums(estimates: list[Estimate]) -> float:
    return sum(each.mean for each in estimates)


class TestCosts:
    @pytest.mark.parametrize("row", range(6))
    def test_contractors_add_up_to_the_whole(self, row: int) -> None:
        assert sums([party.costs[row] for party in BOTH.parties]) == pytest.approx(BOTH.rows[row].mean)

    @pytest.mark.parametrize("row", range(6))
    def test_so_do_their_promises(self, row: int) -> None:
        promised = [party.costs[row].promised or 0.0 for party in BOTH.parties]
        assert sum(promised) == pytest.approx(BOTH.rows[row].promised)

    def test_what_you_keep_is_in_the_whole(self) -> None:
        parts = sums([party.costs.total for party in PLANNED.parties])
        assert pytest.approx(parts + 120.0) == PLANNED.cost

    def test_where_something_is_not_promised_the_whole_is_not(self) -> None:
        hired = Engagement(ANN, tasks=[CALLS], mode=Mode.OUT_TASK, start=LAST_YEAR)
        found = played([WITH_ANN, hired])
        assert found.promised is None
        assert found.rows.fee.promised is None
        assert found.tasks[0].wait.promised is None
        assert found.classes[0].wait.promised is None
        assert found.parties[0].used.promised is None


class TestBlocks:
    def test_every_month_has_its_hours(self) -> None:
        months = [
            (month.used.mean, month.unused.mean, month.overage_hours.mean) for month in played().parties[0].months
        ]
        assert months == [(6.0, 0.0, 2.0)] * 12

    def test_months_add_up_to_the_average(self) -> None:
        party = BOTH.parties[0]
        assert sums([month.overage_hours for month in party.months]) / 12 == pytest.approx(party.overage_hours.mean)

    def test_without_a_retainer_there_is_no_block(self) -> None:
        assert BOTH.parties[1].months == ()

    def test_unused_hours_are_those_of_the_formula(self) -> None:
        wide = attrs.evolve(WITH_ANN, retainer=Retainer(400, 10))
        assert played(wide).parties[0].unused == Estimate(2.0, 0.0, 10, 2.0)


class TestWaits:
    def test_tasks_are_told_with_whom_and_as_whose(self) -> None:
        assert [(each.task, each.contractor, each.served) for each in BOTH.tasks] == [
            ("calls", "Ann", "regular"),
            ("other", "Bea", "one-off"),
        ]

    def test_kept_ones_come_last(self) -> None:
        kept = PLANNED.tasks[-1]
        assert (kept.task, kept.contractor, kept.served, kept.per_month.mean) == (TALK.name, "you", "kept", 1.0)

    def test_jobs_come_as_often_as_they_do(self) -> None:
        low, high = BOTH.tasks[0].per_month.interval
        assert low < 3.0 < high

    def test_classes_are_their_tasks_together(self) -> None:
        several = played(attrs.evolve(RETAINED, tasks=[CALLS, NEWS]), runs=5)
        (regular,) = several.classes
        assert (regular.task, regular.served) == ("", "regular")
        assert regular.per_month.mean == pytest.approx(sums([each.per_month for each in several.tasks]))
        assert regular.lost.mean == pytest.approx(sums([each.lost for each in several.tasks]))
        assert regular.lost.promised == pytest.approx(sum(each.lost.promised or 0.0 for each in several.tasks))
        jobs = sum(each.per_month.mean * each.wait.mean for each in several.tasks)
        assert regular.wait.mean == pytest.approx(jobs / regular.per_month.mean)
        promised = sum(each.per_month.mean * (each.wait.promised or 0.0) for each in several.tasks)
        assert regular.wait.promised == pytest.approx(promised / regular.per_month.mean)
        assert sum(count for _, count in regular.bins) == round(regular.per_month.mean * 60)

    def test_a_class_whose_jobs_never_came_has_no_promise(self) -> None:
        seldom = attrs.evolve(HIRED, tasks=[attrs.evolve(CALLS, recurrence=0.0)])
        assert played(seldom, runs=2).classes[0].wait.promised is None


def test_events_and_runs_are_counted() -> None:
    assert (BOTH.runs, BOTH.numbers, BOTH.stopped) == (30, tuple(range(30)), False)
    assert BOTH.events > 30 * 12 * 10
