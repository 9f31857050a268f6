"""What is played: what one job loses by waiting, and with which loads a run goes."""

import math
from collections import Counter

import attrs
import pytest

from delegation.simulation.contracts import Contract
from delegation.simulation.events import Queue
from delegation.simulation.sizes import Fixed
from delegation.simulation.streams import Dice
from tests.simulation.works import work


@pytest.mark.parametrize(
    ("wait", "loss"), [(0.0, 0.0), (2.0, 0.0), (3.0, 10.0), (7.0, 50.0), (7.01, 100.0), (math.inf, 100.0)]
)
def test_a_wait_loses_what_is_late_until_the_job_has_gone_elsewhere(wait: float, loss: float) -> None:
    assert work().loss(wait) == pytest.approx(loss)


def test_where_delay_costs_nothing_only_who_is_never_reached_goes_elsewhere() -> None:
    patient = work(cost_per_day=0.0, patience_days=math.inf, elsewhere=30.0)
    assert (patient.loss(1e6), patient.loss(math.inf)) == (0.0, 30.0)


class TestLikelyLoads:
    MEAN, LIGHT, HEAVY = (Queue("Ann", 1, hours, (), Fixed(1.0)) for hours in (2.0, 3.0, 1.0))
    KNOWN = Contract(contractor="Ann", queue=MEAN, works=(), rate=40.0, minimum_hours=0.5, briefing=15.0, terms=None)
    UNSURE = attrs.evolve(KNOWN, likely=((0.25, LIGHT), (0.75, HEAVY)))

    def test_a_run_plays_one_of_them_by_its_probability(self) -> None:
        drawn = Counter(self.UNSURE.drawn(Dice(1, run)).queue.hours_per_day for run in range(4_000))
        assert set(drawn) == {3.0, 1.0}
        assert drawn[3.0] / 4_000 == pytest.approx(0.25, abs=0.02)

    def test_the_same_run_always_plays_the_same(self) -> None:
        assert self.UNSURE.drawn(Dice(1, 7)) == self.UNSURE.drawn(Dice(1, 7))

    def test_each_contractor_is_drawn_by_themselves(self) -> None:
        bea = attrs.evolve(self.UNSURE, contractor="Bea")
        pairs = {
            (self.UNSURE.drawn(Dice(1, run)).queue.hours_per_day, bea.drawn(Dice(1, run)).queue.hours_per_day)
            for run in range(100)
        }
        assert len(pairs) == 4

    def test_what_is_known_stays(self) -> None:
        assert self.KNOWN.drawn(Dice(1, 7)) is self.KNOWN
