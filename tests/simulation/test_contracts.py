"""What one job loses by waiting."""

import math

import pytest

from tests.simulation.works import work


@pytest.mark.parametrize(
    ("wait", "loss"), [(0.0, 0.0), (2.0, 0.0), (3.0, 10.0), (7.0, 50.0), (7.01, 100.0), (math.inf, 100.0)]
)
def test_a_wait_loses_what_is_late_until_the_job_has_gone_elsewhere(wait: float, loss: float) -> None:
    assert work().loss(wait) == pytest.approx(loss)


def test_where_delay_costs_nothing_only_who_is_never_reached_goes_elsewhere() -> None:
    patient = work(cost_per_day=0.0, patience_days=math.inf, elsewhere=30.0)
    assert (patient.loss(1e6), patient.loss(math.inf)) == (0.0, 30.0)
