"""simulation.runs: how are many runs played, on how many processes, and what is left if somebody stops them?

A run is decided by the seed and its number alone. So the result does not depend on which process plays it.
"""

import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from delegation.errors import RefusedValueError
from delegation.simulation.contracts import Scenario
from delegation.simulation.playing import Run, play_run

CHUNKS = 8
"""Into how many parts the runs of each process are cut."""

UNGUARDED = (
    "its processes ended before anything was played. Each of them reads the script again: call it below "
    'if __name__ == "__main__":, or leave workers at 1'
)
"""What is wrong where processes of its own cannot begin."""

Bins = list[list[Counter[int]]]
"""For every contractor, and then for you, and for every work: how many jobs waited how long."""


class Played(NamedTuple):
    """What several runs came to.

    Attributes:
        runs: The runs, in the order of their numbers.
        bins: How many jobs waited how long, in all of them.
        stopped: Whether somebody stopped them before all were played.
    """

    runs: list[Run]
    bins: Bins
    stopped: bool = False


def play_runs(
    scenario: Scenario, *, runs: int, seed: int, workers: int, told: Callable[[float], None], size: int | None = None
) -> Played:
    """Play a business many times.

    Args:
        scenario: The business.
        runs: How many times.
        seed: The seed of all chance.
        workers: On how many processes.
        told: Is told which part of the work is done.
        size: How many runs are played in one go; default as many as keep all processes at work.

    Returns:
        What they came to; where somebody pressed Ctrl-C, what was finished until then.

    Raises:
        KeyboardInterrupt: If somebody pressed Ctrl-C before anything was finished.
        RefusedValueError: If the processes ended before anything was, as they do below a script without a guard.
    """
    each = size or max(1, runs // (workers * CHUNKS) if workers > 1 else 1)
    chunks = [range(first, min(first + each, runs)) for first in range(0, runs, each)]
    found: list[Run] = []
    bins: Bins = []
    stopped = False
    try:
        for played, counted in _played(scenario, seed, chunks, workers):
            found += played
            bins = _merged(bins, counted)
            told(len(found) / runs)
    except KeyboardInterrupt:
        if not found:
            raise
        stopped = True
    return Played(sorted(found), bins, stopped)


def _played(scenario: Scenario, seed: int, chunks: Sequence[range], workers: int) -> Iterator[tuple[list[Run], Bins]]:
    """The chunks as they are finished."""
    if workers == 1:
        for chunk in chunks:
            yield play_chunk(scenario, seed, chunk)
        return
    import multiprocessing  # noqa: PLC0415  # needed only here, and slow to import
    from concurrent.futures import ProcessPoolExecutor, as_completed  # noqa: PLC0415  # slow to import
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415  # slow to import

    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise SystemExit(1)  # this one only reads the script of its parent again, which tells what is wrong
    # a fresh process, because a copy of one with threads may hang; and Ctrl-C is for the one that collects
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))
    begun = False
    try:
        futures = [pool.submit(play_chunk, scenario, seed, chunk) for chunk in chunks]
        for future in as_completed(futures):
            yield future.result()
            begun = True
    except BrokenProcessPool:
        if begun:
            raise
        raise RefusedValueError("simulate", "workers", workers, UNGUARDED) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def play_chunk(scenario: Scenario, seed: int, chunk: range) -> tuple[list[Run], Bins]:
    """Play some runs, one after the other.

    Args:
        scenario: The business.
        seed: The seed of all chance.
        chunk: The numbers of the runs.
    """
    runs, bins = [], Bins()
    for number in chunk:
        run, counted = play_run(scenario, seed, number)
        runs.append(run)
        bins = _merged(bins, counted)
    return runs, bins


def _merged(all_bins: Bins, more: Bins) -> Bins:
    """Bins with more of them added."""
    if not all_bins:
        return more
    for whole, part in zip(all_bins, more, strict=True):
        for counter, counted in zip(whole, part, strict=True):
            counter.update(counted)
    return all_bins
