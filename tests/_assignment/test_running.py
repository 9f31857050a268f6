"""HiGHS at work: it ends by itself, by the clock, by its allowance, or because somebody interrupts whoever waits."""

import math
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("highspy")

import highspy

import delegation
from delegation._assignment.program import Program
from delegation._assignment.running import TICK, Allowance, run
from delegation._assignment.watch import deadline
from tests.problems import TWO_PARTS
from tests.published import published

STATUS = highspy.HighsModelStatus


def hard() -> Any:
    """A solver with a program that takes it minutes."""
    return Program(published("d05100"), strong=True).solver(whole=True)


def test_a_solver_that_ends_by_itself_has_its_optimum_and_leaves_no_thread() -> None:
    solver = Program(TWO_PARTS, strong=True).solver(whole=True)
    before = threading.active_count()
    run(solver, allowance=Allowance())
    assert solver.getModelStatus() == STATUS.kOptimal
    assert threading.active_count() == before


def test_what_it_asks_is_taken_off_its_allowance_and_the_same_each_time() -> None:
    left = []
    for _ in range(2):
        allowance = Allowance(1e6)
        run(Program(published("gap8-0"), strong=True).solver(whole=True), allowance=allowance)
        left.append(allowance.left)
    assert left[0] == left[1] < 1e6


def test_an_allowance_that_is_spent_stops_it_with_what_it_has() -> None:
    solver, allowance = hard(), Allowance(30)
    run(solver, allowance=allowance)
    assert solver.getModelStatus() == STATUS.kInterrupt
    assert -10 < allowance.left < 0
    assert solver.getInfo().mip_dual_bound > 0.0


@pytest.mark.parametrize("seconds", [0.0, 0.3])
def test_the_clock_stops_it(seconds: float) -> None:
    solver, start = hard(), time.monotonic()
    run(solver, until=deadline(seconds), allowance=Allowance())
    assert solver.getModelStatus() in {STATUS.kTimeLimit, STATUS.kInterrupt}
    assert time.monotonic() - start < seconds + 5.0


def test_time_that_it_has_worked_before_is_not_taken_off_again() -> None:
    """HiGHS counts from when it first began: seven seconds ago."""
    told: dict[str, float] = {}
    callback = SimpleNamespace(subscribe=lambda _: None, unsubscribe=lambda _: None)
    solver = SimpleNamespace(
        run=lambda: None,
        getRunTime=lambda: 7.0,
        setOptionValue=told.__setitem__,
        cbMipInterrupt=callback,
        cbSimplexInterrupt=callback,
    )
    run(solver, until=deadline(60.0), allowance=Allowance())
    assert 60.0 < told["time_limit"] <= 67.0


def test_what_goes_wrong_in_the_thread_is_raised_by_who_waits() -> None:
    def fail() -> None:
        raise ValueError("broken")

    callback = SimpleNamespace(subscribe=lambda _: None, unsubscribe=lambda _: None)
    solver = SimpleNamespace(run=fail, cbMipInterrupt=callback, cbSimplexInterrupt=callback)
    with pytest.raises(ValueError, match="broken"):
        run(solver, allowance=Allowance())


INTERRUPTED = """
import sys, threading, time
sys.path[:] = sys.argv[1:]
from delegation._assignment.exact import exactly
from tests.published import published
problem = published("d05100")
print("ready", flush=True)
try:
    exactly(problem)
except KeyboardInterrupt:
    print("interrupted", threading.active_count(), flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are sent differently there")
def test_an_interruption_is_answered_within_a_second_and_leaves_no_thread() -> None:
    paths = [str(Path(delegation.__file__).parent.parent), str(Path(__file__).parents[2]), *sys.path]
    command = [sys.executable, "-I", "-c", INTERRUPTED, *paths]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(1.0)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        start = time.monotonic()
        told = process.stdout.read()
        assert (told, process.wait()) == ("interrupted 1\n", 0)
        assert time.monotonic() - start < 5.0  # much less, but of a busy machine nothing can be asked


def test_an_interruption_of_who_waits_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first look up is interrupted; the solver is stopped and waited for all the same."""
    wait, looked = threading.Event.wait, list[float | None]()

    def interrupted(event: threading.Event, timeout: float | None = None) -> bool:
        if threading.current_thread() is threading.main_thread():
            looked.append(timeout)
            if looked == [None, TICK]:  # the first is of the thread's start
                raise KeyboardInterrupt
        return wait(event, timeout)

    monkeypatch.setattr(threading.Event, "wait", interrupted)
    solver = hard()
    with pytest.raises(KeyboardInterrupt):
        run(solver, allowance=Allowance(math.inf))
    assert solver.getModelStatus() == STATUS.kInterrupt
    assert looked == [None, TICK, None]
