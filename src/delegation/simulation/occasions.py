"""simulation.occasions: which of your tasks come at the same moment?

Tasks of one occasion come together as often as the least frequent of them does; what others have more comes together as
often as the least frequent of these does, and so on, so that any two come together as often as the rarer one comes.
Rules on their dates come on these, at one moment of a day; what comes once comes once with all else that does.
"""

from collections.abc import Callable, Iterable, Sequence

from delegation.model.task import Task
from delegation.simulation.arrivals import Arrivals, Dates, Poisson, Rhythm, Single, Together

Source = tuple[tuple[str, ...], Arrivals]
"""A way of coming that several streams share, with the name of its random numbers."""

SOON = 1e-6
"""Days between jobs of one moment, so that one is served before the other."""


def shared_by(
    task: Task, tasks: Sequence[Task], come: Callable[[Task], Arrivals]
) -> tuple[Arrivals, tuple[Source, ...], float]:
    """How a task comes by itself, how it comes together with others, and how many days after the first of these.

    What costs most a day of delay and hour of work is served first.

    Args:
        task: The task.
        tasks: All tasks that are played.
        come: How each of them would come by itself.
    """
    own = come(task)
    alike = [each for each in tasks if each.occasion == task.occasion and _kind(come(each)) == _kind(own)]
    if not task.occasion or len(alike) < 2:
        return own, (), 0.0
    place = sorted(alike, key=_first_served).index(task)
    name = ("occasion", task.occasion, _kind(own))
    if isinstance(own, Dates):
        # moments that are known stay as they are
        sources: tuple[Source, ...] = ((name, Together(own.days, own.per_day, own.within)),)
    elif isinstance(own, Single):
        sources = ((name, own),)
    else:
        sources = tuple(_layers(name, [come(each) for each in sorted(alike, key=lambda each: each.name)], own.per_day))
    return Poisson(0.0), sources, place * SOON


def _kind(arrivals: Arrivals) -> str:
    """What can come together: what comes once, on dates, or at a rate."""
    return {Single: "once", Dates: "dates"}.get(type(arrivals), "rate")


def _first_served(task: Task) -> tuple[float, str]:
    """What orders tasks of one moment."""
    return -task.urgency.cost_per_day / task.hours, task.name


def _layers(name: tuple[str, ...], several: Sequence[Arrivals], most: float) -> Iterable[Source]:
    """The ways of coming that add up to a rate, each shared by all whose rate is at least as high."""
    below = 0.0
    for arrivals in sorted(several, key=lambda each: each.per_day):
        rate = arrivals.per_day
        if rate > most:
            return
        if rate > below * (1.0 + 1e-12):
            yield (*name, f"{rate:.12g}"), arrivals if not below else _at(arrivals, rate - below)
            below = rate


def _at(arrivals: Arrivals, per_day: float) -> Arrivals:
    """What comes like other jobs, at another rate."""
    return Rhythm(1.0 / per_day) if isinstance(arrivals, Rhythm) else Poisson(per_day)
