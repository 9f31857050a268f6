"""delegation: outsource it, out-task it, or keep it - with whom, why, and what would flip the answer?

- **Outsource**: an ongoing monthly retainer; you are a regular client and are served first.
- **Out-task**: hire once, part ways, perhaps call again; you queue behind regular clients, and turn to somebody
  else where that takes too long.
- **Keep**: do it yourself.

The house has floors, and imports only go down:

7. ``recommendation``: the best way for one task, with the ranked alternatives; ``reviewing``: what to change of what
   runs; ``simulation``: what a plan really costs; ``comparing``: what differs between two answers
6. ``scoring``: is a retainer justified for a bundle of tasks, and why? ``planning``: the best retainers, jobs and kept
   tasks for the whole business
5. what each way of having work done costs
4. ``model``: task, contractor, retainer, business, engagement
3. ``recurrence``, ``urgency``, ``availability``: the three factors
2. ``payback``: what is committed against what is saved; how fields refuse; a solver of plain numbers
1. ``errors``, ``queueing`` (how long a client waits), ``demand`` (hours of a month), how numbers read

At the edge, ``delegation.io.csv`` reads tables and ``delegation.frames`` asks over a grid; both are imported by their
own names, as is ``delegation.comparing``.

What you write a business down with is here at once. What answers a question about it is loaded when it is first asked
for, so that who only scores waits for no planner.
"""

import importlib
import typing

from delegation.availability import Availability
from delegation.errors import DelegationError
from delegation.model import Business, Contractor, Engagement, Job, Mode, Retainer, Task
from delegation.recurrence import History, Once, Rate, Rule
from delegation.urgency import Urgency

if typing.TYPE_CHECKING:
    from delegation.planning.plan import Plan
    from delegation.planning.planner import plan
    from delegation.recommendation import Recommendation, recommend
    from delegation.reviewing.review import review
    from delegation.scoring.score import Score
    from delegation.scoring.scorer import score
    from delegation.simulation.simulator import simulate
else:  # type checkers would take it to say that every name is there

    def __getattr__(name: str) -> object:
        """Load the room that answers when it, or a name taken from it, is first asked for."""
        for room, names in _ASKED.items():
            if name == room or name in names:
                answering = importlib.import_module(f"delegation.{room}")
                globals().update({each: getattr(answering, each) for each in names})
                return answering if name == room else globals()[name]
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "Availability",
    "Business",
    "Contractor",
    "DelegationError",
    "Engagement",
    "History",
    "Job",
    "Mode",
    "Once",
    "Plan",
    "Rate",
    "Recommendation",
    "Retainer",
    "Rule",
    "Score",
    "Task",
    "Urgency",
    "plan",
    "recommend",
    "review",
    "score",
    "simulate",
]

_ASKED: dict[str, tuple[str, ...]] = {
    "payback": (),
    "planning": ("Plan", "plan"),
    "recommendation": ("Recommendation", "recommend"),
    "reviewing": ("review",),
    "scoring": ("Score", "score"),
    "simulation": ("simulate",),
}
"""The rooms that are loaded when asked for, and the names taken from them."""


def __dir__() -> list[str]:
    """All names, loaded or not."""
    return sorted({*globals(), *__all__, *_ASKED})
