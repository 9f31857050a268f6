"""Many runs: one result on any number of processes, and what is left when somebody stops them."""

import multiprocessing
import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

import pytest

from delegation.errors import RefusedValueError
from delegation.simulation import runs
from delegation.simulation.bundles import arrangement_of_engagements
from delegation.simulation.contracts import Scenario
from delegation.simulation.months import Months
from delegation.simulation.playing import Run
from delegation.simulation.runs import Bins, Played, play_chunk, play_runs
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


SCRIPT = """
from delegation import Contractor, Task, plan, simulate

hired = plan(Task("Release", hours=8, recurrence=1), Contractor("Ann", rate=40), solver="search", effort=0.001)
"""
PLAY = "print(simulate(hired, runs=4, months=1, workers=2).runs)"


def ended(script: Path, text: str) -> "subprocess.CompletedProcess[str]":
    """A script that was run."""
    script.write_text(text, encoding="utf-8")
    return subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.unmeasured
def test_a_script_without_a_guard_is_told_so_once_and_by_its_own_process(tmp_path: Path) -> None:
    found = ended(tmp_path / "play.py", f"{SCRIPT}\n{PLAY}\n")
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.count("Traceback") == 1
    assert found.stderr.splitlines()[-1] == (
        "delegation.errors.RefusedValueError: simulate.workers = 2 is refused: its processes ended before anything was "
        'played. Each of them reads the script again: call it below if __name__ == "__main__":, or leave workers at 1'
    )


@pytest.mark.unmeasured
def test_a_script_with_a_guard_plays_on_several_processes(tmp_path: Path) -> None:
    found = ended(tmp_path / "play.py", f'{SCRIPT}\nif __name__ == "__main__":\n    {PLAY}\n')
    assert (found.returncode, found.stdout, found.stderr) == (0, "4\n", "")


def test_processes_that_end_before_anything_was_played_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "play_chunk", broken)
    with pytest.raises(RefusedValueError, match=r"^simulate.workers = 2 is refused: its processes ended before"):
        played(workers=2)


def test_a_process_that_ends_later_is_no_matter_of_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "play_chunk", broken_later)
    with pytest.raises(BrokenProcessPool):
        played(workers=2, size=1)


def test_a_process_that_reads_a_script_again_starts_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing.current_process(), "_inheriting", True, raising=False)
    with pytest.raises(SystemExit):
        played(workers=2)


def broken(*_: object) -> None:
    """Ends its process."""
    os._exit(1)


def broken_later(scenario: Scenario, seed: int, chunk: range) -> tuple[list[Run], Bins]:
    """Plays the first run, and ends its process at the last."""
    if chunk.start == 11:
        time.sleep(1.0)
        os._exit(1)
    return play_chunk(scenario, seed, chunk)
