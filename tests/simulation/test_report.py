"""How simulations read."""

import attrs
import pytest

pytest.importorskip("simpy")

from delegation import Retainer
from delegation.simulation import Comparison, Estimate, compare
from delegation.simulation.report import MEAN, spelt
from tests.people import NEW_YEAR, NEWS, OWNER
from tests.simulation.arrangements import CALLS, planned
from tests.simulation.test_simulator import HIRED, RETAINED, played

PLAIN = played(HIRED, runs=20, on=None)
RHYTHM = played()
FEW = attrs.evolve(OWNER, owner_hours_per_month=3, currency="EUR")


class TestLine:
    def test_it_has_the_cost_and_its_error(self) -> None:
        assert repr(RHYTHM) == "<Simulation of 12 months, 10 runs: 500 ± 0 a month>"

    def test_one_run_does_not_know_its_error(self) -> None:
        assert repr(played(runs=1)) == "<Simulation of 12 months, 1 runs: 500 ± ? a month>"


class TestText:
    def test_it_opens_with_what_was_played_and_promised(self) -> None:
        assert str(RHYTHM).splitlines()[:2] == [
            "Played 10 times for 12 months from 2026-01-01 (seed 1): 500 a month ± 0; promised: 500.",
            "",
        ]

    def test_without_a_promise_none_is_told(self) -> None:
        gone = Estimate(500.0, 0.0, 10)
        told = str(attrs.evolve(RHYTHM, rows=RHYTHM.rows._replace(total=gone), stopped=True, on=None))
        assert told.startswith(
            "Played 10 times for 12 months (seed 1): 500 a month ± 0. It was stopped before all runs were"
        )

    def test_every_row_stands_beside_its_promise(self) -> None:
        lines = str(RHYTHM).splitlines()
        assert "fee          400  0       400  +0.0%         400     400  400" in lines
        assert "hiring         0  0         0                  0       0    0" in lines

    def test_every_block_does(self) -> None:
        assert "Ann       retainer of 6 h for 400 a month  6.00 h    6.00 h  0.00 h    0.00 h  2.00 h    2.00 h" in str(
            RHYTHM
        )

    def test_without_a_retainer_there_is_no_table_of_blocks(self) -> None:
        assert "\nretainer " not in str(PLAIN)

    def test_every_task_does(self) -> None:
        (row,) = [line for line in str(RHYTHM).splitlines() if line.startswith("news")]
        cells = row.split()
        assert cells[:5] == ["news", "Ann", "regular", "0", "0"]
        assert (cells[6], cells[7], cells[9]) == ("0", "0", "0")

    def test_a_task_that_never_came_has_empty_cells(self) -> None:
        seldom = attrs.evolve(HIRED, tasks=[attrs.evolve(HIRED.tasks[0], recurrence=0.0)])
        (row,) = [line for line in str(played(seldom, runs=2)).splitlines() if line.startswith("calls")]
        assert "nan" not in row

    def test_what_is_not_promised_has_empty_cells(self) -> None:
        unknown = attrs.evolve(RHYTHM.tasks[0], lost=Estimate(3.0, 0.0, 10), wait=Estimate(1.0, 0.0, 10))
        party = attrs.evolve(RHYTHM.parties[0], overage_hours=Estimate(2.0, 0.0, 10))
        told = str(attrs.evolve(RHYTHM, tasks=(unknown,), parties=(party,)))
        assert "0.00 h    0.00 h  2.00 h\n" in told
        (row,) = [line.split() for line in told.splitlines() if line.startswith("news")]
        assert row == ["news", "Ann", "regular", "1", "0", "0", "0", "0", "3"]

    def test_the_dearest_month_is_told(self) -> None:
        assert "The dearest month of a run costs 500 ± 0 on average; the dearest of all runs cost 500." in str(RHYTHM)

    def test_on_a_page_each_promise_says_of_what_it_is(self) -> None:
        assert spelt(["served", "days", "±", "promised", "away", "promised"]) == [
            *("served", "days", "±", "days promised"),
            *("away", "away promised"),
        ]

    def test_what_a_promise_is_stands_below(self) -> None:
        assert MEAN in " ".join(str(RHYTHM).split())

    def test_where_nothing_is_promised_it_does_not(self) -> None:
        gone = RHYTHM.rows._replace(total=Estimate(500.0, 0.0, 10))
        assert MEAN not in " ".join(str(attrs.evolve(RHYTHM, rows=gone)).split())

    def test_what_is_left_undone_at_a_cost_is_told_to_be_in_no_figure(self) -> None:
        left = planned(attrs.evolve(NEWS, undone_cost=12.0), attrs.evolve(CALLS, undone_cost=0.5))
        told = " ".join(str(played(left, runs=2)).split())
        assert [task.name for task in left.undone] == ["calls", "news"]
        assert left.costs.undone == 13.5
        assert "What the plan leaves undone at a cost of 13.50 a month is not played: that is part neither " in told

    def test_without_such_work_nothing_is_told_of_it(self) -> None:
        assert "undone" not in str(RHYTHM)

    def test_hours_of_an_access_retainer_are_billed_and_not_above_a_block(self) -> None:
        access = attrs.evolve(RHYTHM.parties[0], retainer=Retainer(150, 0))
        assert "\nbilled hours " in str(attrs.evolve(RHYTHM, parties=(access,)))
        assert "\noverage or billed hours " in str(attrs.evolve(RHYTHM, parties=(access, *RHYTHM.parties)))

    def test_no_line_is_too_wide(self) -> None:
        assert max(map(len, str(played([HIRED, RETAINED_NEWS], runs=3)).splitlines())) <= 120

    def test_what_waiting_for_you_costs_is_in_the_row_of_waiting(self) -> None:
        found = played(planned(), FEW, runs=5)
        assert found.rows.waiting.mean > 0.0
        assert f"waiting {found.rows.waiting.mean:,.3g}" in " ".join(str(found).split())

    def test_what_departures_cost_is_told(self) -> None:
        told = " ".join(str(played(HIRED, departures_per_year=3.0)).split())
        assert "Contractors who leave cost " in told
        assert "a month: search, onboarding and late starts. That is part of the cost above, and not of what" in told

    def test_what_is_unstable_is_told(self) -> None:
        assert str(attrs.evolve(RHYTHM, unstable=("Ann: too much work",))).endswith("\n\nAnn: too much work.")

    def test_of_nothing_done_there_is_no_table_of_tasks(self) -> None:
        assert "95% in" not in str(attrs.evolve(RHYTHM, tasks=()))


RETAINED_NEWS = attrs.evolve(
    RETAINED,
    contractor=attrs.evolve(RETAINED.contractor, name="A firm whose name is longer than names are"),
    tasks=[attrs.evolve(RETAINED.tasks[0], name="Work whose name is longer than names of work are")],
)


class TestCompared:
    def test_it_tells_the_difference_and_its_interval(self) -> None:
        dearer = attrs.evolve(HIRED, contractor=attrs.evolve(HIRED.contractor, rate=60))
        told = str(compare(HIRED, dearer, OWNER, runs=20, on=NEW_YEAR))
        assert told.startswith("The second costs ")
        assert " more than the first (standard error " in told
        assert " less than the first (standard error " in str(compare(dearer, HIRED, OWNER, runs=20, on=NEW_YEAR))

    def test_in_one_line_too(self) -> None:
        assert repr(Comparison(first=RHYTHM, second=RHYTHM)) == "<Comparison: 0 ± 0 a month>"
