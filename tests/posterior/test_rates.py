"""posterior.rates: which few rates stand for all that a learnt rate may be?"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.posterior.gaps import Term, learnt
from delegation.posterior.rates import DEVIATIONS, RateNode, nodes
from tests.histories import CASES


def test_the_deviations_are_the_middles_of_sixteen_equally_likely_parts() -> None:
    stats = pytest.importorskip("scipy.stats")
    assert pytest.approx([stats.norm.ppf((8.5 + each) / 16.0) for each in range(8)]) == DEVIATIONS


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_weights_and_mean_are_those_of_what_was_learnt(case: dict[str, list[float]]) -> None:
    found = learnt(case["gaps_months"], silence=1.0)
    listed = nodes(found.by_shape(), found.ended)
    assert math.fsum(node.weight for node in listed) == pytest.approx(1.0)
    assert math.fsum(node.weight * node.per_month for node in listed) == pytest.approx(found.rate)


@given(st.floats(1.0, 500.0), st.floats(0.1, 50.0))
def test_the_variance_is_at_most_a_sixth_too_small(a: float, r: float) -> None:
    listed = nodes([Term(1.0, 1.0, 0, a, r)], 0.0)
    variance = math.fsum(node.weight * (node.per_month - a / r) ** 2 for node in listed)
    assert 5.0 / 6.0 <= variance / (a / r**2) <= 1.0


@pytest.mark.parametrize("a", [1.0, 2.5, 10.0, 80.0])
def test_the_rates_are_quantiles_of_a_gamma_distribution(a: float) -> None:
    stats = pytest.importorskip("scipy.stats")
    listed = nodes([Term(1.0, 1.0, 0, a, 1.0)], 0.0)
    expected = [stats.gamma.ppf((each + 0.5) / 16.0, a) for each in range(16)]
    assert [node.per_month for node in listed] == pytest.approx(expected, rel=0.05, abs=0.05)


def test_work_that_has_ended_has_a_rate_of_none() -> None:
    assert nodes([], 1.0) == (RateNode(1.0, 0.0, 0.0),)


def test_a_rate_that_is_hardly_known_is_never_below_none() -> None:
    listed = nodes([Term(1.0, 1.0, 0, 0.02, 1.0)], 0.0)
    assert min(node.per_month for node in listed) >= 0.0
    assert math.fsum(node.weight * node.per_month for node in listed) == pytest.approx(0.02)
