"""Many runs: one result on any number of processes, and what is left when somebody stops them."""

from collections import Counter
from functools import partial

import pytest

from delegation.simulation.bundles import arrangement_of_engagements
from delegation.simulation.contracts import Scenario
from delegation.simulation.months import Months
from delegation.simulation.runs import Played, play_chunk, play_runs
from delegation.simulation.scenario import Setting, scenario_of
from tests.people import OWNER
from tests.simulation.arrangements import WITH_ANN, WITH_BEA

pytest.importorskip("simpy")

BUSINESS: Scenario = scenario_of(
    arrangement_of_engagements([WITH_ANN, WITH_BEA], None, None), Setting(OWNER, Months(None, 3))
)


def quiet(done: float) -> None:
    """Tells nobody."""


def played(runs: int = 12, workers: int = 1, told: object = quiet, **more: int) -> Played:
    return play_runs(BUSINESS, runs=runs, seed=1, workers=workers, told=told, **more)  # type: ignore[arg-type]  # a dict of arguments has no types of its own


def test_one_seed_has_one_result() -> None:
    assert played() == played()


def test_it_is_the_same_in_chunks_of_any_size() -> None:
    assert played(size=1) == played(size=5) == played(size=100)


def test_it_is_the_same_on_any_number_of_processes() -> None:
    assert played(workers=2) == played()


def test_more_runs_begin_with_the_same() -> None:
    assert played(20).runs[:12] == played().runs


def test_waits_of_all_runs_are_counted_together() -> None:
    _, bins = play_chunk(BUSINESS, 1, range(12))
    alone = [play_chunk(BUSINESS, 1, range(run, run + 1))[1] for run in range(12)]
    assert bins == [
        [sum((each[index][number] for each in alone), Counter()) for number in range(len(bins[index]))]
        for index in range(3)
    ]


def test_it_is_told_how_far_the_work_is() -> None:
    told: list[float] = []
    played(4, told=told.append)
    assert told == [0.25, 0.5, 0.75, 1.0]


def impatient(seen: list[float], after: int, done: float) -> None:
    """Somebody who presses Ctrl-C after so many tellings."""
    seen.append(done)
    if len(seen) == after:
        raise KeyboardInterrupt


class TestStopped:
    def test_what_was_finished_is_left(self) -> None:
        found = played(told=partial(impatient, [], 5))
        assert found.stopped
        assert found.runs == played().runs[:5]

    def test_on_several_processes_too(self) -> None:
        found = played(40, workers=2, told=partial(impatient, [], 1), size=5)
        everything = played(40)
        assert found.stopped
        assert 0 < len(found.runs) < 40
        assert all(run == everything.runs[run.number] for run in found.runs)

    def test_before_anything_is_finished_it_is_as_ever(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def pressed(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("delegation.simulation.runs.play_run", pressed)
        with pytest.raises(KeyboardInterrupt):
            played()

    def test_whoever_waits_to_the_end_is_not_stopped(self) -> None:
        assert not played().stopped
