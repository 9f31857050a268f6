"""What can be asked of a simulation."""

import math

import attrs
import pytest

pytest.importorskip("simpy")

from delegation import Retainer
from delegation._formatting.phrases import money
from delegation.simulation import BlockMonth, Comparison, Estimate, Waits
from delegation.simulation.estimates import spread
from tests.simulation.test_simulator import HIRED, played

FOUND = played(HIRED, runs=20)


class TestSimulation:
    def test_its_cost_is_that_of_all_rows(self) -> None:
        rows = FOUND.rows
        assert FOUND.cost == pytest.approx(sum(each.mean for each in rows[:-1]))
        assert (FOUND.cost, FOUND.standard_error, FOUND.promised) == (
            rows.total.mean,
            rows.total.standard_error,
            rows.total.promised,
        )

    def test_its_error_is_that_of_its_runs(self) -> None:
        mean = sum(FOUND.totals) / 20
        variance = sum((total - mean) ** 2 for total in FOUND.totals) / 19
        assert pytest.approx(math.sqrt(variance / 20)) == FOUND.standard_error

    def test_months_add_up_to_runs(self) -> None:
        assert FOUND.monthly.total.mean == pytest.approx(FOUND.cost)


WAITED = attrs.evolve(FOUND.tasks[0], bins=((0.0, 5), (1.0, 3), (4.0, 2)))


class TestWaits:
    @pytest.mark.parametrize(
        ("share", "days"), [(0.1, 0.0), (0.5, 0.0), (0.51, 1.0), (0.8, 1.0), (0.95, 4.0), (1.0, 4.0)]
    )
    def test_a_share_of_the_jobs_is_started_within_days(self, share: float, days: float) -> None:
        assert WAITED.within(share) == days

    @pytest.mark.parametrize(("days", "share"), [(0.0, 0.5), (1.0, 0.2), (3.0, 0.2), (4.0, 0.0)])
    def test_some_wait_longer(self, days: float, share: float) -> None:
        assert WAITED.exceeds(days) == share

    def test_of_no_jobs_nothing_is_known(self) -> None:
        none = attrs.evolve(WAITED, bins=())
        assert math.isnan(none.within(0.5))
        assert math.isnan(none.exceeds(1.0))

    def test_bins_go_with_the_mean(self) -> None:
        waits: Waits = FOUND.tasks[0]
        jobs = sum(count for _, count in waits.bins)
        assert sum(days * count for days, count in waits.bins) / jobs == pytest.approx(waits.wait.mean, rel=0.05)


class TestComparison:
    def test_it_is_told_of_runs_that_both_have(self) -> None:
        first = attrs.evolve(FOUND, numbers=(0, 1, 2), totals=(10.0, 20.0, 30.0))
        second = attrs.evolve(FOUND, numbers=(1, 2, 3), totals=(25.0, 37.0, 90.0))
        compared = Comparison(first=first, second=second)
        assert compared.difference == Estimate(6.0, 1.0, 2)


class TestRepr:
    def test_a_party_is_one_line(self) -> None:
        (party,) = FOUND.parties
        cost = money(party.costs.total.mean)
        assert repr(party) == f"<Party: Ann, {cost} a month>"
        terms = attrs.evolve(party, retainer=Retainer(50, 0))
        assert repr(terms) == f"<Party: Ann on an access retainer for 50 a month, {cost} a month>"

    def test_waits_are_one_line(self) -> None:
        found = attrs.evolve(WAITED, task="news", contractor="Ann", served="one-off", wait=Estimate(2.0, 0.0, 5))
        assert repr(found) == "<Waits of news with Ann: one-off, 2 days on average>"
        assert repr(attrs.evolve(found, task="", contractor="")) == "<Waits: one-off, 2 days on average>"

    def test_a_month_of_a_block_is_one_line(self) -> None:
        found = BlockMonth(*(spread([[hours], [hours]]) for hours in (8.0, 2.0, 0.5)))
        assert repr(found) == "<BlockMonth: 8 h used, 2 h unused, 0.5 h above>"
