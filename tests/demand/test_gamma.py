"""How likely a Gamma-distributed amount is to be above a level: against 40 digits, and against SciPy."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.demand.gamma import gamma_step, upper_gamma
from tests.worlds import spread

REFERENCE = [
    (0.001, 1e-06, 0.013151866305923335, 0.9868471478322974),
    (0.001, 0.5, 0.0005600666564707498, 0.6064598492191212),
    (0.001, 2.0, 4.897691783098148e-05, 0.13550720600588995),
    (0.25, 0.01, 0.6518135472395159, 0.34541084683363993),
    (0.25, 3.0, 0.005010895948708308, 0.07228959377173501),
    (1.0, 1.0, 0.36787944117144233, 0.36787944117144233),
    (6.25, 4.0, 0.8160224324789269, 0.09182729506023254),
    (6.25, 20.0, 0.00010023312963460469, 0.0002414474417587204),
    (9.99, 10.0, 0.4566575630002019, 0.12517096852440449),
    (10.0, 10.0, 0.4579297144718522, 0.1251100357211333),
    (10.0, 1e-15, 1.0, 2.7557319223985885e-157),
    (10.0, 0.99, 0.9999998983159435, 9.260562688806853e-08),
    (12.0, 1.21, 0.9999999932437913, 6.131844835252103e-09),
    (25.0, 1e-37, 1.0, 0.0),
    (40.0, 5e-324, 1.0, 0.0),
    (49.9, 40.0, 0.9276604894674273, 0.01812283930289407),
    (50.0, 64.9, 0.0241805200953448, 0.008779061512625167),
    (50.0, 65.1, 0.02286052067411499, 0.008383083346543911),
    (50.0, 50.0, 0.48119168452795674, 0.05632500632519082),
    (120.0, 84.1, 0.9998664062715867, 4.2262941481468046e-05),
    (120.0, 83.9, 0.9998779788305657, 3.879130771104551e-05),
    (300.0, 29.9, 1.0, 1.6988242222843255e-185),
    (1000.0, 1100.0, 0.0010593232539299773, 0.00011590731420657795),
    (1000000.0, 1000000.0, 0.4998670192391274, 0.00039894224715624404),
    (1000000.0, 1003000.0, 0.0013617406462175915, 4.471824365962716e-06),
    (1000000.0, 995000.0, 0.9999997250419641, 1.425821868293694e-09),
    (10000000000.0, 10000200000.0, 0.02275067185514477, 5.399240626944547e-07),
]
"""Shape, level, Q(shape, level), and the step to the next shape, by mpmath with 40 digits."""

shapes = spread(1e-3, 1e6)
deviations = st.floats(-8.0, 8.0)


def level_at(shape: float, deviations: float) -> float:
    """A level so many deviations above the mean, but above 0."""
    return max(1e-3 * shape, shape + deviations * math.sqrt(shape))


@pytest.mark.parametrize(("shape", "level", "above", "step"), REFERENCE)
def test_it_is_as_precise_as_its_numbers_can_be_told(shape: float, level: float, above: float, step: float) -> None:
    assert upper_gamma(shape, level) == pytest.approx(above, rel=1e-12)
    assert gamma_step(shape, level) == pytest.approx(step, rel=1e-12)


def test_it_is_that_of_scipy() -> None:
    """Up to where SciPy has 12 digits itself: of shapes above 1e4 it loses some."""
    special = pytest.importorskip("scipy.special")
    rng = random.Random(1)  # noqa: S311  # no secrets here
    for _ in range(4_000):
        shape = 10.0 ** rng.uniform(-3.0, 6.0)
        level = level_at(shape, rng.uniform(-8.0, 8.0)) if rng.random() < 0.7 else 10.0 ** rng.uniform(-5.0, 6.2)
        slip = 1e-12 if shape < 1e4 else 2e-11
        assert upper_gamma(shape, level) == pytest.approx(float(special.gammaincc(shape, level)), rel=0.0, abs=slip)


@given(spread(1e-3, 1e5), deviations)
def test_the_next_shape_is_a_step_above(shape: float, away: float) -> None:
    level = level_at(shape, away)
    assert upper_gamma(shape + 1.0, level) == pytest.approx(
        upper_gamma(shape, level) + gamma_step(shape, level), rel=0.0, abs=1e-13
    )


@given(shapes, st.floats(5e-324, 1e300) | st.floats(5e-324, 1e-15))
def test_of_the_least_and_the_largest_levels_it_is_a_probability_too(shape: float, level: float) -> None:
    assert 0.0 <= upper_gamma(shape, level) <= 1.0
    assert 0.0 <= gamma_step(shape, level) <= 1.0


@pytest.mark.parametrize("level", [0.0, -1.0])
def test_nothing_and_less_is_surpassed_surely_whatever_the_shape(level: float) -> None:
    assert (upper_gamma(25.0, level), gamma_step(25.0, level)) == (1.0, 0.0)


@given(shapes, deviations, deviations)
def test_it_falls_with_the_level(shape: float, one: float, other: float) -> None:
    low, high = (level_at(shape, away) for away in sorted((one, other)))
    assert 0.0 <= upper_gamma(shape, high) <= upper_gamma(shape, low) + 1e-14 <= 1.0 + 1e-14


@given(spread(1e-2, 50.0))
def test_of_shape_one_it_is_exponential(level: float) -> None:
    assert upper_gamma(1.0, level) == pytest.approx(math.exp(-level), rel=1e-12)


@pytest.mark.parametrize(
    ("shape", "level", "above"),
    [(5.0, 0.0, 1.0), (5.0, -1.0, 1.0), (5.0, 1e4, 0.0), (1e6, 1e3, 1.0), (1e6, 1e-300, 1.0), (1e300, 1e299, 1.0)],
)
def test_far_from_the_mean_nothing_is_left_to_chance(shape: float, level: float, above: float) -> None:
    assert upper_gamma(shape, level) == above


def test_shapes_so_large_that_nothing_varies_are_told_apart_by_the_mean() -> None:
    assert (upper_gamma(1e300, 0.999e300), upper_gamma(1e300, 1.001e300)) == (1.0, 0.0)
