"""simulation.waits: how long do the jobs of a queue wait on average, and how far may that be off?

What tests and benchmarks ask of a queue that they make up themselves::

    queue = Queue("Ana", people=1, hours_per_day=4.0, streams=(...))
    found = observe(queue, {"mean": float, "over a week": lambda wait: wait > 7.0}, days=365.0, runs=100, seed=1)
    found["my job",]["mean"].interval
"""

from collections.abc import Callable, Mapping

from delegation.simulation.estimates import Estimate, ratio
from delegation.simulation.events import Queue
from delegation.simulation.streams import Dice

Measure = Callable[[float], float]
"""What is asked of a wait in days."""


def observe(
    queue: Queue,
    measures: Mapping[str, Measure],
    *,
    days: float,
    runs: int,
    seed: int,
    warm_up: float | None = None,
) -> dict[tuple[str, ...], dict[str, Estimate]]:
    """Play a queue several times and measure the waits of every stream that is watched.

    Args:
        queue: The queue.
        measures: What to measure, by name: functions of a wait, averaged over the jobs of a stream.
        days: How long each run is.
        runs: How many there are.
        seed: The seed of all chance.
        warm_up: See `Queue.play`.

    Returns:
        By the name of the stream, then by that of the measure.
    """
    watched = [index for index, stream in enumerate(queue.streams) if stream.watched]
    counts = {index: [0.0] * runs for index in watched}
    sums = {(index, name): [0.0] * runs for index in watched for name in measures}

    for run in range(runs):

        def started(index: int, moment: float, wait: float, hours: float, run: int = run) -> None:  # noqa: ARG001  # it hears all
            """Add what a job tells."""
            counts[index][run] += 1.0
            for name, measure in measures.items():
                sums[index, name][run] += measure(wait)

        queue.play(Dice(seed, run), last=days, started=started, warm_up=warm_up)
    return {
        queue.streams[index].name: {name: ratio(sums[index, name], counts[index]) for name in measures}
        for index in watched
    }
