"""How somebody who waits sees that work goes on, and when it must stop."""

import math
import subprocess
import sys
import time

import pytest

from delegation._assignment.watch import Clock, go_on, nothing, progress_bar
from delegation.errors import MissingExtraError

NOTEBOOK = """
import sys, types
sys.modules["ipykernel.zmqshell"] = sys.modules["IPython"] = shell = types.ModuleType("IPython")
shell.get_ipython = object
sys.modules["ipywidgets"] = sys.modules["IPython.html.widgets"] = None
from delegation._assignment.watch import progress_bar
with progress_bar("counting", shown=True) as told:
    told(1.0)
"""
"""A bar in what tqdm takes for a notebook."""


class TestClock:
    def test_without_a_limit_it_is_never_over(self) -> None:
        clock = Clock(math.inf)
        assert (clock.left, clock.over(), clock.stopped) == (math.inf, False, False)

    def test_a_limit_is_over_when_it_is_passed_and_stays_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        now = [100.0]
        monkeypatch.setattr(time, "monotonic", lambda: now[0])
        clock = Clock(5.0)
        now[0] = 104.0
        assert (clock.passed, clock.left, clock.over()) == (4.0, 1.0, False)
        now[0] = 105.0
        assert (clock.left, clock.stopped) == (0.0, False)  # nobody has asked yet
        assert clock.over()
        assert clock.stopped
        now[0] = 101.0
        assert clock.over()

    def test_no_less_than_nothing_is_left(self, monkeypatch: pytest.MonkeyPatch) -> None:
        now = [0.0]
        monkeypatch.setattr(time, "monotonic", lambda: now[0])
        clock = Clock(1.0)
        now[0] = 9.0
        assert clock.left == 0.0

    def test_no_time_at_all_is_over_at_once(self) -> None:
        assert Clock(0.0).over()


class TestNobodyWatches:
    @pytest.mark.parametrize("done", [0.0, 0.5, 1.0])
    def test_a_watch_that_never_stops_says_so(self, done: float) -> None:
        assert go_on(done) is False

    def test_nobody_is_told_anything(self, capsys: pytest.CaptureFixture[str]) -> None:
        with progress_bar("planning", shown=False) as told:
            told(0.5)
        assert told is nothing
        printed = capsys.readouterr()
        assert (printed.out, printed.err) == ("", "")


class TestBar:
    def test_it_shows_what_goes_on_and_how_far_it_is(self, capsys: pytest.CaptureFixture[str]) -> None:
        pytest.importorskip("tqdm")
        with progress_bar("counting", shown=True) as told:
            for done in (0.25, 1.0):
                told(done)
        assert "counting: 100%" in capsys.readouterr().err

    def test_it_never_goes_back(self, capsys: pytest.CaptureFixture[str]) -> None:
        pytest.importorskip("tqdm")
        with progress_bar("counting", shown=True) as told:
            for done in (0.5, 0.2, 0.504):
                told(done)
        assert capsys.readouterr().err.rstrip().split("\r")[-1].startswith("counting:  50%")

    def test_it_says_how_long_it_took_and_takes(self, capsys: pytest.CaptureFixture[str]) -> None:
        pytest.importorskip("tqdm")
        with progress_bar("counting", shown=True) as told:
            told(1.0)
        assert capsys.readouterr().err.rstrip().endswith("| 00:00 so far, 00:00 to go")

    def test_in_a_notebook_without_ipywidgets_it_is_of_text_and_nothing_warns(self) -> None:
        pytest.importorskip("tqdm")
        ran = subprocess.run(
            [sys.executable, "-W", "always", "-c", NOTEBOOK], capture_output=True, text=True, check=True
        )
        assert "Warning" not in ran.stderr
        assert "counting: 100%" in ran.stderr

    def test_without_tqdm_it_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "tqdm.auto", None)
        with pytest.raises(MissingExtraError) as missing, progress_bar("counting", shown=True):
            pass
        assert (missing.value.package, missing.value.extra) == ("tqdm", "progress")
