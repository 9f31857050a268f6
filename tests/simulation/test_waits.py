"""Waits of a queue, averaged over runs."""

import pytest

from delegation.simulation.waits import observe
from tests.simulation.queues import at_any_moment, queue

pytest.importorskip("simpy")


def test_every_measure_of_every_watched_stream_is_told() -> None:
    found = observe(queue(), {"mean": float, "one": lambda _: 1.0}, days=50.0, runs=5, seed=1)
    assert found.keys() == {("regular",), ("one-off",)}
    assert found["regular",]["one"].mean == 1.0
    assert found["regular",]["mean"].runs == 5


def test_streams_that_are_not_watched_are_not_told() -> None:
    found = observe(queue(at_any_moment(regular=True)), {"mean": float}, days=50.0, runs=5, seed=1)
    assert found.keys() == {("any moment",)}


def test_the_mean_wait_is_cobhams() -> None:
    """Regular clients: the load over the hours that they leave; others: once more over what all leave."""
    found = observe(queue(regular=0.3, one_off=0.4), {"mean": float}, days=300.0, runs=60, seed=1)
    for name, exact in (("regular", 0.7 / 0.7), ("one-off", 0.7 / 0.7 / 0.3)):
        low, high = found[name,]["mean"].interval
        assert low < exact < high


def test_a_warm_up_of_ones_own_is_played() -> None:
    """Without one, a busy queue that is started in its steady state stays in it."""
    found = observe(queue(), {"mean": float}, days=5.0, runs=2_000, seed=1, warm_up=0.0)
    low, high = found["one-off",]["mean"].interval
    assert low < 0.7 / 0.7 / 0.3 < high
