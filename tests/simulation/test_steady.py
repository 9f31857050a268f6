"""How a queue stands at any moment, against what is known of queues with exponential sizes."""

import attrs
import pytest

from delegation.queueing import erlang_c
from delegation.simulation import steady
from delegation.simulation.arrivals import Poisson
from delegation.simulation.sizes import Exponential, Fixed
from delegation.simulation.streams import Stream
from tests.simulation.queues import chance, queue

BUSY = queue(people=2, regular=0.6, one_off=0.8)
DRAWS = 20_000


def beginnings(of: object = BUSY) -> list[tuple[int, int, int]]:
    rng = chance(1)
    return [steady.beginning(of, rng) for _ in range(DRAWS)]  # type: ignore[arg-type]  # no Queue, but all of one that is asked for


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


class TestBeginning:
    def test_all_are_busy_as_often_as_erlang_says(self) -> None:
        assert mean([busy == 2 for busy, _, _ in beginnings()]) == pytest.approx(erlang_c(2, 1.4), abs=0.01)

    def test_as_many_work_on_average_as_there_is_work(self) -> None:
        assert mean([busy for busy, _, _ in beginnings()]) == pytest.approx(1.4, abs=0.02)

    def test_as_many_wait_as_the_mean_waits_say(self) -> None:
        """Little: arrivals a day times the mean wait, Cobham's, in both classes."""
        found, chance = beginnings(), erlang_c(2, 1.4)
        first = chance / (2.0 - 0.6)
        assert mean([regular for _, regular, _ in found]) == pytest.approx(0.6 * first, rel=0.05)
        assert mean([one_off for _, _, one_off in found]) == pytest.approx(0.8 * first / (1 - 0.7), rel=0.05)

    def test_an_idle_queue_begins_empty(self) -> None:
        assert set(beginnings(queue(regular=0.0, one_off=0.0))) == {(0, 0, 0)}

    def test_where_all_clients_bring_more_than_there_are_hours_everybody_is_busy(self) -> None:
        found = beginnings(queue(regular=0.5, one_off=0.8))
        assert {(busy, one_off) for busy, _, one_off in found} == {(1, 0)}
        assert mean([regular for _, regular, _ in found]) == pytest.approx(1.0, rel=0.05)

    def test_alike_jobs_make_half_the_queue(self) -> None:
        fixed = Stream(("fixed",), Poisson(0.7), Fixed(1.0))
        alone = attrs.evolve(queue(fixed, regular=0.0, one_off=0.0))
        assert mean([one_off for _, _, one_off in beginnings(alone)]) == pytest.approx(0.7 * 0.5 * 0.7 / 0.3, rel=0.05)

    def test_where_nobody_waits_yet_the_last_count_stands_for_what_rounding_leaves(self) -> None:
        assert steady._busy(3, 1.0, 1.0 + 1e-9) == 2


class TestWarmUp:
    def test_a_quiet_queue_forgets_in_little_more_than_a_month(self) -> None:
        assert steady.warm_up_days(queue(regular=0.1, one_off=0.1)) == pytest.approx(30.0 + 1.0 / (1 - 0.2**0.5) ** 2)

    def test_a_full_queue_forgets_slowly_but_it_is_not_waited_for_endlessly(self) -> None:
        assert steady.warm_up_days(queue(regular=0.1, one_off=0.89)) == 3650.0

    def test_of_a_crowded_queue_the_regular_clients_count(self) -> None:
        crowded, calm = queue(regular=0.5, one_off=0.9), queue(regular=0.5, one_off=0.0)
        assert steady.warm_up_days(crowded) == steady.warm_up_days(calm)

    def test_an_impossible_queue_is_not_waited_for(self) -> None:
        assert steady.warm_up_days(queue(regular=1.2)) == 30.0

    def test_of_a_queue_without_jobs_those_of_others_count(self) -> None:
        assert steady.residual_hours(attrs.evolve(queue(regular=0.0, one_off=0.0), others=Exponential(3.0))) == 3.0
