"""How large jobs are: the mean and what is left of them on average."""

import pytest

from delegation.simulation.sizes import Exponential, Fixed, Gamma, LogNormal, Sizes
from tests.simulation.queues import chance


@pytest.mark.parametrize(
    ("sizes", "mean", "residual"),
    [
        (Fixed(4.0), 4.0, 2.0),
        (Exponential(4.0), 4.0, 4.0),
        (Gamma(4.0, 0.5), 4.0, 2.5),
        (Gamma(4.0, 1.0), 4.0, 4.0),
        (LogNormal(4.0, 0.5), 4.0, 2.5),
        (LogNormal(4.0, 0.0), 4.0, 2.0),
    ],
)
def test_many_draws_have_the_mean_and_the_residual_that_are_told(sizes: Sizes, mean: float, residual: float) -> None:
    rng = chance(1)
    drawn = [sizes.draw(rng) for _ in range(20_000)]
    assert (sizes.mean, sizes.residual) == (mean, residual)
    assert sum(drawn) / len(drawn) == pytest.approx(mean, rel=0.03)
    assert sum(hours**2 for hours in drawn) / sum(drawn) / 2.0 == pytest.approx(residual, rel=0.05)
