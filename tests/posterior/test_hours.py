"""posterior.hours: what do the hours of past jobs tell of the next one's?"""

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.posterior.hours import mean_and_cv

hours = st.lists(st.floats(0.1, 100.0), min_size=2, max_size=30)


def test_one_job_tells_its_hours_and_leaves_the_usual_spread() -> None:
    assert mean_and_cv([5.0]) == pytest.approx((5.0, 0.6))


def test_two_jobs_by_hand() -> None:
    # logarithms 0 and ln 4: variance 2·(ln 2)² = 0.96091; v = (0.96091 + 4·0.30748)/5 = 0.43817
    mean, cv = mean_and_cv([1.0, 4.0])
    assert mean == 2.5
    assert cv == pytest.approx(math.sqrt(math.exp(0.43817) - 1.0), abs=1e-5)


@given(hours)
def test_the_spread_is_that_of_the_logarithms_shrunk_towards_the_usual(several: list[float]) -> None:
    n, variance = len(several), statistics.variance(map(math.log, several))
    _, cv = mean_and_cv(several)
    assert math.log1p(cv**2) == pytest.approx(((n - 1) * variance + 4.0 * math.log(1.36)) / (n + 3), rel=1e-6)


@given(hours, st.floats(0.1, 10.0))
def test_hours_in_another_unit_have_the_same_spread(several: list[float], unit: float) -> None:
    mean, cv = mean_and_cv(several)
    other_mean, other_cv = mean_and_cv([each * unit for each in several])
    assert other_mean == pytest.approx(mean * unit)
    assert other_cv == pytest.approx(cv, rel=1e-6)
