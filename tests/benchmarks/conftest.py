"""How benchmarks compare: two ways of doing a thing in turn, in one run, and the median of their ratios.

Nothing here exceeds or fails by the clock: the machine is noisy, and a figure is for reading.
"""

import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest

Compare = Callable[[str, Callable[[], object], str, Callable[[], object]], float]

LINES = pytest.StashKey[list[str]]()
"""What else is to be read at the end."""

FIGURES = pytest.StashKey[list[tuple[str, str, float, float, float]]]()


def seconds(work: Callable[[], object], times: int) -> float:
    """Seconds for one call, over several in a row."""
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) / times


def often_enough(work: Callable[[], object]) -> int:
    """How many calls take about 20 milliseconds."""
    return max(1, round(0.02 / max(1e-7, seconds(work, 1))))


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Compare:
    """Time two ways in turn, in 21 pairs, and note the medians and the median of the ratios."""

    def run(name: str, one: Callable[[], object], other_name: str, other: Callable[[], object]) -> float:
        one()
        other()
        counts = often_enough(one), often_enough(other)
        pairs = [(seconds(one, counts[0]), seconds(other, counts[1])) for _ in range(21)]
        first, second = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(a / b for a, b in pairs)
        request.config.stash.setdefault(FIGURES, []).append((name, other_name, first, second, ratio))
        return ratio

    return run


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the figures."""
    figures = config.stash.get(FIGURES, [])
    if figures:
        terminalreporter.section("figures: medians of 21 interleaved pairs")
    for name, other, first, second, ratio in figures:
        terminalreporter.write_line(
            f"{name}: {first * 1e6:,.1f} µs; {other}: {second * 1e6:,.1f} µs; ratio {ratio:.2f}"
        )
    lines = config.stash.get(LINES, [])
    if lines:
        terminalreporter.section("decisions")
    for line in lines:
        terminalreporter.write_line(line)
