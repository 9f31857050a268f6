"""_assignment.watch: how does somebody who waits see that work goes on, and when must it stop?"""

import math
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from delegation.errors import MissingExtraError

Watch = Callable[[float], bool]
"""Hears which part of the work is done; says whether to stop."""

Report = Callable[[float], None]
"""Hears which part of the work is done."""

BAR = "{l_bar}{bar}| {elapsed} so far, {remaining} to go"
"""What a bar says: what goes on, how much of it is done, minutes and seconds; no speed, which would be in percent."""


def go_on(done: float) -> bool:  # noqa: ARG001  # a watch hears how far the work is, whether it cares or not
    """A watch that never stops."""
    return False


def nothing(done: float) -> None:  # likewise
    """A report to nobody."""


def deadline(seconds: float) -> float:
    """The moment, by the monotonic clock, so many seconds from now."""
    return time.monotonic() + seconds


def seconds_until(moment: float) -> float:
    """Seconds until a moment of the monotonic clock; less than 0 when it is over."""
    return moment - time.monotonic()


def over(moment: float) -> bool:
    """Whether a moment of the monotonic clock is over."""
    return seconds_until(moment) <= 0.0


class Clock:
    """A limit of time.

    Attributes:
        seconds: The limit, or infinity.
        stopped: Whether the limit was ever found to be passed.
    """

    def __init__(self, seconds: float) -> None:
        """Start now."""
        self.seconds, self.stopped = seconds, False
        self._start = time.monotonic()

    @property
    def passed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._start

    @property
    def left(self) -> float:
        """Seconds that are left, 0 at the least."""
        return max(0.0, self.seconds - self.passed) if math.isfinite(self.seconds) else math.inf

    def over(self) -> bool:
        """Whether the limit is passed; once it is, it stays so."""
        self.stopped = self.stopped or self.left <= 0.0
        return self.stopped


@contextmanager
def progress_bar(what: str, *, shown: bool) -> Iterator[Report]:
    """A report that moves a bar, or one to nobody where no bar is to be shown.

    In a notebook it is one of ipywidgets where that is installed, and else one of text, as in a terminal.

    Args:
        what: What is going on.
        shown: Whether to show it.

    Raises:
        MissingExtraError: If it is to be shown and tqdm is not installed.
    """
    if not shown:
        yield nothing
        return
    try:
        with warnings.catch_warnings():
            # in a notebook without ipywidgets it warns that its bar is of text
            warnings.filterwarnings("ignore", message="IProgress not found")
            from tqdm.auto import tqdm  # noqa: PLC0415  # the door to the extra
    except ImportError as error:
        raise MissingExtraError("tqdm", "progress") from error
    with tqdm(total=100, desc=what, bar_format=BAR) as bar:

        def report(done: float) -> None:
            """Move the bar to a part of the work; it never goes back."""
            bar.update(max(0, round(100 * done) - bar.n))

        yield report
