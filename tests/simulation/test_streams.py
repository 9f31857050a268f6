"""Chance by name, and the jobs of a stream."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.simulation.arrivals import Poisson, Rhythm
from delegation.simulation.sizes import Exponential
from delegation.simulation.streams import Dice, Stream

CALLS = Stream(("task", "calls"), Poisson(0.5), Exponential(2.0))


class TestDice:
    def test_one_name_has_one_generator(self) -> None:
        assert Dice(1, 2).of("task", "calls").random() == Dice(1, 2).of("task", "calls").random()

    def test_names_runs_and_seeds_have_generators_of_their_own(self) -> None:
        drawn = {
            dice.of(*name).random()
            for dice in (Dice(1, 2), Dice(1, 3), Dice(2, 2))
            for name in (("task", "calls"), ("task", "books"), ("taskcalls",))
        }
        assert len(drawn) == 9

    def test_chance_is_alike_in_every_process(self) -> None:
        code = "from delegation.simulation.streams import Dice; print(Dice(1, 2).of('task').random())"
        told = {
            subprocess.run(
                [sys.executable, "-c", code],
                env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": seed},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            for seed in ("1", "2")
        }
        assert told == {f"{Dice(1, 2).of('task').random()}\n"}


class TestJobs:
    @given(st.integers(0, 100), st.floats(-300.0, -1.0), st.floats(-300.0, -1.0))
    def test_what_comes_from_day_0_on_is_the_same_whenever_the_queue_is_started(
        self, run: int, one: float, another: float
    ) -> None:
        dice = Dice(1, run)
        first, second = ([job for job in CALLS.jobs(dice, start, 60.0) if job[0] >= 0.0] for start in (one, another))
        assert first == second == list(CALLS.jobs(dice, 0.0, 60.0))

    def test_a_rhythm_goes_on_over_day_0(self) -> None:
        rhythm = Stream(("task", "books"), Rhythm(10.0), Exponential(2.0))
        moments = [moment for moment, _ in rhythm.jobs(Dice(1, 1), -50.0, 50.0)]
        assert len(moments) == 10
        assert {round(moment % 10.0, 6) for moment in moments} == {round(moments[0] % 10.0, 6)}

    def test_streams_have_sizes_of_their_own(self) -> None:
        other = Stream(("task", "books"), Poisson(0.5), Exponential(2.0))
        one, two = ({hours for _, hours in each.jobs(Dice(1, 1), -50.0, 50.0)} for each in (CALLS, other))
        assert not one & two

    def test_a_stream_that_is_over_before_day_0_ends_there(self) -> None:
        assert all(moment < -1.0 for moment, _ in CALLS.jobs(Dice(1, 1), -50.0, -1.0))

    def test_hours_are_those_of_a_day(self) -> None:
        assert CALLS.hours_per_day == 1.0


class TestGaps:
    GAPPED = Stream(("task", "calls"), Poisson(0.5), Exponential(2.0), gaps=((10.0, 15.0), (40.0, 50.0)))

    def test_what_comes_in_a_gap_enters_at_its_end(self) -> None:
        assert [self.GAPPED.enters(moment) for moment in (9.0, 10.0, 14.9, 15.0, 45.0)] == [9.0, 15.0, 15.0, 15.0, 50.0]

    def test_without_gaps_jobs_enter_when_they_come(self) -> None:
        assert CALLS.enters(12.0) == 12.0


class TestTogether:
    def test_streams_that_share_a_way_of_coming_come_together_one_after_the_other(self) -> None:
        shared = ((("occasion", "launch"), Poisson(0.2)),)
        first, second = (
            Stream(("task", name), Poisson(0.1), Exponential(2.0), shared=shared, after=after)
            for name, after in (("a", 0.0), ("b", 0.25))
        )
        one, other = ([moment for moment, _ in each.jobs(Dice(1, 1), -50.0, 50.0)] for each in (first, second))
        common = [moment for moment in one if any(abs(moment + 0.25 - another) < 1e-9 for another in other)]
        assert 10 < len(common) < min(len(one), len(other))
        assert one == sorted(one)

    def test_they_bring_the_hours_of_all_ways_of_coming(self) -> None:
        shared = ((("occasion", "launch"), Poisson(0.2)),)
        assert Stream(("task", "a"), Poisson(0.1), Exponential(2.0), shared=shared).hours_per_day == pytest.approx(0.6)
