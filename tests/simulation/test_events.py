"""The queue, event by event: small ones by hand, large ones against exact figures, other simulations and Ciw."""

import datetime as dt
import json
import math
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import attrs
import pytest

from delegation import Availability
from delegation.errors import MissingExtraError
from delegation.simulation.arrivals import Dates, Poisson, Rhythm
from delegation.simulation.estimates import Estimate, average, ratio
from delegation.simulation.events import Queue
from delegation.simulation.sizes import Exponential, Fixed, Sizes
from delegation.simulation.streams import Dice, Stream
from delegation.simulation.waits import Measure, observe
from delegation.simulation.workdays import Workdays
from tests.simulation.queues import at_any_moment, queue

pytest.importorskip("simpy")

DATA = Path(__file__).parents[1] / "data"

ENOUGH_JOBS, ENOUGH_SEEN = 100.0, 30.0
"""How many jobs must come, and how many of them wait so long and not so long, for an interval to hold what it says."""


def coming(name: str, *moments: float, hours: float = 1.0, regular: bool = False, **more: Any) -> Stream:
    """Jobs at known moments."""
    return Stream((name,), Dates(moments, 0.0, 0.0), Fixed(hours), regular=regular, watched=True, **more)


def starts(*streams: Stream, people: int = 1, last: float = 100.0, **more: Any) -> list[tuple[str, float, float]]:
    """Whose job, when it came, and how long it waited, in the order of starts; nobody else comes."""
    alone = Queue("Ann", people, 1.0, streams, Fixed(1.0), **more)
    told: list[tuple[str, float, float]] = []
    alone.play(
        Dice(1, 1),
        last=last,
        started=lambda index, moment, wait, hours: told.append((streams[index].name[0], moment, wait)),  # noqa: ARG005  # as called
    )
    return told


class TestDiscipline:
    def test_who_comes_first_is_served_first(self) -> None:
        assert starts(coming("a", 1.0, 1.5), coming("b", 1.25)) == [("a", 1.0, 0.0), ("b", 1.25, 0.75), ("a", 1.5, 1.5)]

    def test_regular_clients_are_served_before_others(self) -> None:
        told = starts(coming("a", 1.0), coming("b", 1.25), coming("c", 1.5, regular=True))
        assert told == [("a", 1.0, 0.0), ("c", 1.5, 0.5), ("b", 1.25, 1.75)]

    def test_who_is_a_regular_client_until_a_day_is_served_behind_others_from_then_on(self) -> None:
        """At 11 two wait: the one that came after day 10 stands behind others, the one before does not."""
        until = coming("b", 9.5, 10.5, regular=True, regular_until=10.0)
        told = starts(coming("a", 9.0, hours=2.0), coming("c", 9.25, 10.75), until)
        assert [name for name, _, _ in told] == ["a", "b", "c", "b", "c"]

    def test_nobody_is_interrupted(self) -> None:
        assert starts(coming("a", 1.0, hours=10.0), coming("b", 2.0, regular=True))[1] == ("b", 2.0, 9.0)

    def test_several_people_serve_side_by_side(self) -> None:
        assert [wait for _, _, wait in starts(coming("a", 1.0, 1.5, 1.75), people=2)] == [0.0, 0.0, 0.25]

    def test_who_would_wait_beyond_their_patience_has_gone_and_takes_no_time(self) -> None:
        told = starts(coming("a", 1.0, hours=10.0), coming("b", 2.0, patience_days=5.0), coming("c", 3.0))
        assert told == [("a", 1.0, 0.0), ("b", 2.0, 9.0), ("c", 3.0, 8.0)]

    def test_who_waits_no_longer_than_their_patience_stays(self) -> None:
        told = starts(coming("a", 1.0, hours=10.0), coming("b", 2.0, patience_days=9.0), coming("c", 3.0))
        assert told[2] == ("c", 3.0, 9.0)

    def test_where_all_who_wait_have_gone_somebody_is_free(self) -> None:
        told = starts(coming("a", 1.0, 20.0, hours=10.0), coming("b", 2.0, patience_days=5.0))
        assert told[2] == ("a", 20.0, 0.0)

    def test_who_would_wait_too_long_for_the_end_of_a_gap_takes_no_time_either(self) -> None:
        impatient = coming("a", 2.0, hours=9.0, patience_days=5.0, gaps=((1.0, 20.0),))
        assert starts(impatient, coming("b", 20.5)) == [("a", 2.0, 18.0), ("b", 20.5, 0.0)]

    def test_what_comes_in_a_gap_waits_for_its_end(self) -> None:
        assert starts(coming("a", 2.0, 3.0, gaps=((1.0, 5.0),))) == [("a", 2.0, 3.0), ("a", 3.0, 3.0)]


class TestWindow:
    def test_jobs_before_day_0_and_after_the_last_are_not_told(self) -> None:
        assert [moment for _, moment, _ in starts(coming("a", -3.0, 2.0, 12.0), last=10.0)] == [2.0]

    def test_jobs_before_day_0_are_in_the_way(self) -> None:
        assert starts(coming("a", -1.0, hours=5.0), coming("b", 1.0)) == [("b", 1.0, 3.0)]

    def test_what_came_in_time_is_told_however_long_it_waits(self) -> None:
        assert starts(coming("a", 1.0, hours=50.0), coming("b", 9.0), last=10.0)[1] == ("b", 9.0, 42.0)

    def test_where_nobody_asks_nothing_is_played(self) -> None:
        quiet = attrs.evolve(coming("a", 1.0), watched=False)
        assert Queue("Ann", 1, 1.0, (quiet,), Fixed(1.0)).play(Dice(1, 1), last=9.0, started=never) == 0

    def test_arrivals_and_ends_are_counted(self) -> None:
        alone = Queue("Ann", 1, 1.0, (coming("a", 1.0, 3.0), coming("b", 9.5)), Fixed(1.0))
        assert alone.play(Dice(1, 1), last=10.0, started=lambda *_: None, warm_up=0.0) == 5

    def test_a_queue_that_stands_still_to_its_end_is_played_all_the_same(self) -> None:
        monday = dt.date(2026, 1, 5)
        away = Availability(time_off=[(monday - dt.timedelta(days=7), monday + dt.timedelta(days=13))])
        workdays = Workdays.of(away, monday, 7.0)
        told = starts(coming("a", 3.0, 2.0), last=7.0, workdays=workdays)
        assert [moment for _, moment, _ in told] == [2.0, 3.0]
        assert [wait for _, _, wait in told] == pytest.approx([12.0, 12.0], abs=1e-4)


def never(*_: object) -> None:
    raise AssertionError("nobody asked")


class TestTooMuchWork:
    def test_a_one_off_job_is_never_reached_where_all_clients_bring_more_than_there_are_hours(self) -> None:
        told = starts(coming("a", 2.0, 5.0), Stream(("others",), Poisson(2.0), Fixed(1.0)))
        assert told == [("a", 2.0, math.inf), ("a", 5.0, math.inf)]

    def test_what_comes_outside_of_the_days_is_not_told_there_either(self) -> None:
        told = starts(coming("a", -2.0, 5.0, 12.0), Stream(("others",), Poisson(2.0), Fixed(1.0)), last=10.0)
        assert told == [("a", 5.0, math.inf)]

    def test_who_is_a_regular_client_until_a_day_is_never_reached_from_then_on(self) -> None:
        others = Stream(("others",), Poisson(2.0), Fixed(1.0))
        waits = {
            moment: wait for _, moment, wait in starts(coming("a", 2.0, 5.0, regular=True, regular_until=4.0), others)
        }
        assert waits[2.0] < 2.0
        assert waits[5.0] == math.inf

    def test_regular_clients_find_everybody_at_work_there(self) -> None:
        """Cobham's mean wait of the first class: what is left of the job at hand, over what regulars leave."""
        found = observe(
            queue(at_any_moment(regular=True), regular=0.5, one_off=0.8), {"mean": float}, days=2_000, runs=20, seed=1
        )
        low, high = found["any moment",]["mean"].interval
        assert low < 1.0 / (1.0 - 0.5) < high

    def test_nobody_is_reached_where_regular_clients_alone_do(self) -> None:
        told = starts(coming("a", 2.0, regular=True), Stream(("others",), Poisson(2.0), Fixed(1.0), regular=True))
        assert told == [("a", 2.0, math.inf)]

    def test_such_a_queue_ends_at_once(self) -> None:
        full = queue(coming("a", 2.0, regular=True), regular=1.5)
        assert full.impossible
        assert full.play(Dice(1, 1), last=1e9, started=lambda *_: None) == 0


def test_without_simpy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "simpy", None)
    with pytest.raises(
        MissingExtraError, match=r"simpy, which is not installed: pip install simpy \(the extra simulate"
    ):
        starts(coming("a", 1.0))


def test_one_seed_has_one_result() -> None:
    one, two = (list(heard(queue(), Dice(7, 3))) for _ in range(2))
    assert one == two
    assert one != list(heard(queue(), Dice(7, 4)))


def heard(of: Queue, dice: Dice) -> Iterator[tuple[int, float, float]]:
    told: list[tuple[int, float, float]] = []
    of.play(dice, last=50.0, started=lambda index, moment, wait, _: told.append((index, moment, wait)))
    yield from told


def test_the_order_of_streams_changes_nothing() -> None:
    plain = queue()
    turned = attrs.evolve(plain, streams=plain.streams[::-1])
    forth = [(plain.streams[index].name, *rest) for index, *rest in heard(plain, Dice(1, 1))]
    back = [(turned.streams[index].name, *rest) for index, *rest in heard(turned, Dice(1, 1))]
    assert forth == back


def test_memory_does_not_grow_with_the_days_that_are_played() -> None:
    def most(days: float) -> int:
        tracemalloc.start()
        queue(at_any_moment(regular=True)).play(Dice(1, 1), last=days, started=lambda *_: None)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    most(100.0)
    assert most(4_000.0) < 1.5 * most(400.0)


@attrs.frozen
class Gamma:
    """Gamma sizes, as some of the data have."""

    mean: float
    spread: float

    @property
    def residual(self) -> float:
        return self.mean * (1.0 + self.spread**2) / 2.0

    def draw(self, rng: Random) -> float:
        return rng.gammavariate(self.spread**-2, self.mean * self.spread**2)


def longer_than(days: float) -> Measure:
    return lambda wait: wait > days


def holds(found: Estimate, exact: float, error: float = 0.0) -> bool:
    """Whether the interval, widened by what the other figure may be off, holds it."""
    _, high = found.interval
    return abs(found.mean - exact) <= math.hypot(high - found.mean, 1.96 * error)


def seen_enough(jobs: float, exact: float) -> bool:
    return jobs >= ENOUGH_JOBS and min(exact, 1.0 - exact) * jobs >= ENOUGH_SEEN


PRIORITY = json.loads((DATA / "priority_queue.json").read_text(encoding="utf-8"))["sets"]
MIXED = json.loads((DATA / "mixed_queue.json").read_text(encoding="utf-8"))["sets"]


def compared_with_exact(case: dict[str, Any], *, events: float, runs: int) -> Iterator[bool]:
    """Whether intervals hold the exact mean waits and tails of both classes of other clients."""
    sizes = Exponential(case["mean_job_days"])
    rates = {1: case["arrivals_regular_per_day"], 2: case["arrivals_one_off_per_day"]}
    streams = tuple(
        Stream((case["id"], str(number)), Poisson(rate), sizes, regular=number == 1, watched=True)
        for number, rate in rates.items()
    )
    days = events / 2.0 / sum(rates.values()) / runs
    measures: dict[str, Measure] = {"mean": float}
    measures |= {when: longer_than(float(when)) for when in case["formula"]["tail1"]}
    played = Queue(case["id"], case["servers"], 1.0, streams, sizes)
    found = observe(played, measures, days=days, runs=runs, seed=1)
    for number, rate in rates.items():
        estimates = found[case["id"], str(number)]
        yield holds(estimates["mean"], case["formula"][f"W{number}"])
        for when, exact in case["formula"][f"tail{number}"].items():
            if seen_enough(rate * days * runs, exact):
                yield holds(estimates[when], exact)


def compared_with_simulated(case: dict[str, Any], name: str, *, events: float, runs: int) -> Iterator[bool]:
    """Whether intervals hold the simulated mean waits and tails of own jobs of other sizes and rhythms."""
    regular, month = name == "regular", 365.25 / 12
    hours, size = case["hours_per_week"] / 7.0, case["job_hours"]
    capacity = case["people"] * hours / size
    own = tuple(
        Stream(
            (case["id"], f"task {number}"),
            Rhythm(month / task["per_month"]) if task["rhythmic"] else Poisson(task["per_month"] / month),
            Gamma(task["hours"], task["cv"]) if task["cv"] else Fixed(task["hours"]),
            regular=regular,
            watched=True,
        )
        for number, task in enumerate(case["tasks"])
    )
    others: Sizes = Exponential(size)
    streams = (
        Stream((case["id"], "regular"), Poisson(case["regular_load"] * capacity), others, regular=True),
        Stream((case["id"], "one-off"), Poisson(case["one_off_load"] * capacity), others),
        *own,
        attrs.evolve(at_any_moment(regular=regular, per_day=0.2 * capacity), name=(case["id"], "any moment")),
    )
    played = Queue(case["id"], case["people"], hours, streams, others)
    days = events / 2.0 / sum(stream.arrivals.per_day for stream in streams) / runs
    told = [*case[name]["tasks"], case[name]["any_moment"]]
    tails = {key: longer_than(float(key.split()[1])) for key in told[0]["simulated"] if key.startswith("exceeds")}
    found = observe(played, {"mean": float} | tails, days=days, runs=runs, seed=5)
    for stream, simulated in zip(streams[2:], told, strict=True):
        jobs = stream.arrivals.per_day * days * runs
        for key, estimate in found[stream.name].items():
            value, error = simulated["simulated"][key]
            if jobs >= ENOUGH_JOBS if key == "mean" else seen_enough(jobs, value):
                yield holds(estimate, value, error)


class TestExactFigures:
    @pytest.mark.unmeasured
    def test_intervals_hold_what_is_exact_of_other_clients_waits(self) -> None:
        held = [each for case in PRIORITY for each in compared_with_exact(case, events=60_000, runs=100)]
        assert len(held) > 150
        assert sum(held) / len(held) >= 0.93

    @pytest.mark.unmeasured
    def test_intervals_hold_what_was_simulated_of_own_jobs_waits(self) -> None:
        held = [
            each
            for case in MIXED
            for name in ("regular", "one_off")
            if case[name] is not None
            for each in compared_with_simulated(case, name, events=60_000, runs=100)
        ]
        assert len(held) > 1_000
        assert sum(held) / len(held) >= 0.93


class TestCiw:
    """The same queues played by another simulator."""

    DAYS = 12_000.0

    def ciw_records(self, *, people: int, patience: float | None, regular: Any, one_off: Any, own: Any) -> list[Any]:
        ciw = pytest.importorskip("ciw")
        impatient: dict[str, Any] = {}
        if patience is not None:
            lasts = ciw.dists.Deterministic(patience)
            impatient["reneging_time_distributions"] = {"regular": [None], "one-off": [lasts]}
        network = ciw.create_network(
            arrival_distributions={
                "regular": [ciw.dists.Exponential(regular)],
                "one-off": [ciw.dists.Exponential(one_off)],
            },
            service_distributions={"regular": [own(ciw)], "one-off": [ciw.dists.Exponential(1.0)]},
            number_of_servers=[people],
            priority_classes={"regular": 0, "one-off": 1},
            **impatient,
        )
        ciw.seed(3)
        played = ciw.Simulation(network)
        played.simulate_until_max_time(self.DAYS)
        return [record for record in played.get_all_records() if record.arrival_date > 200.0]

    def batches(self, records: list[Any], of: str, measure: Callable[[Any], float]) -> Estimate:
        """The average of a measure, from thirty batches of days."""
        sums, counts = [0.0] * 30, [0.0] * 30
        for record in records:
            if record.customer_class == of:
                place = min(29, int((record.arrival_date - 200.0) / (self.DAYS - 200.0) * 30))
                sums[place] += measure(record)
                counts[place] += 1.0
        return ratio(sums, counts)

    def agree(self, one: Estimate, two: Estimate) -> bool:
        return abs(one.mean - two.mean) < 3.0 * math.hypot(one.standard_error, two.standard_error)

    def test_two_people_and_exponential_jobs(self) -> None:
        records = self.ciw_records(
            people=2, patience=None, regular=0.6, one_off=0.9, own=lambda ciw: ciw.dists.Exponential(1.0)
        )
        found = observe(queue(people=2, regular=0.6, one_off=0.9), {"mean": float}, days=200.0, runs=60, seed=4)
        for of in ("regular", "one-off"):
            assert self.agree(self.batches(records, of, lambda record: record.waiting_time), found[of,]["mean"])

    def test_regular_jobs_that_are_all_alike(self) -> None:
        records = self.ciw_records(
            people=1, patience=None, regular=0.2, one_off=0.3, own=lambda ciw: ciw.dists.Deterministic(1.5)
        )
        alike = Stream(("regular",), Poisson(0.2), Fixed(1.5), regular=True, watched=True)
        others = Stream(("one-off",), Poisson(0.3), Exponential(1.0), watched=True)
        played = Queue("Ann", 1, 1.0, (alike, others), Exponential(1.0))
        found = observe(played, {"mean": float}, days=200.0, runs=60, seed=4)
        for of in ("regular", "one-off"):
            assert self.agree(self.batches(records, of, lambda record: record.waiting_time), found[of,]["mean"])

    def test_one_off_clients_who_go_elsewhere(self) -> None:
        """Who leaves when their patience ends is in nobody's way, as little as who leaves at once."""
        records = self.ciw_records(
            people=1, patience=3.0, regular=0.4, one_off=0.5, own=lambda ciw: ciw.dists.Exponential(1.0)
        )
        plain = queue(regular=0.4, one_off=0.5)
        streams = (plain.streams[0], attrs.evolve(plain.streams[1], patience_days=3.0))
        played = attrs.evolve(plain, streams=streams)
        found = observe(played, {"mean": float, "gone": longer_than(3.0)}, days=200.0, runs=60, seed=4)
        gone = self.batches(records, "one-off", lambda record: record.record_type == "renege")
        assert self.agree(gone, found["one-off",]["gone"])
        waits = self.batches(records, "regular", lambda record: record.waiting_time)
        assert self.agree(waits, found["regular",]["mean"])


def test_batches_of_one_number_have_no_error() -> None:
    assert average([2.0, 2.0, 2.0]).interval == (2.0, 2.0)
