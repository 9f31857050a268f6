"""_assignment.running: how does HiGHS work so that whoever waits can stop it?

It works in a thread of its own, so that an interruption reaches who waits; it stops where it asks whether to.
"""

import math
from threading import Event, Thread
from typing import Any

from delegation._assignment.watch import seconds_until

TICK = 0.05
"""How often, in seconds, who waits looks up."""


class Allowance:
    """How much work is allowed, whatever the machine.

    Attributes:
        left: How often HiGHS may still ask whether to stop before it is stopped.
    """

    def __init__(self, left: float = math.inf) -> None:
        """So much."""
        self.left = left


def run(solver: Any, *, until: float = math.inf, allowance: Allowance) -> None:
    """Let a solver of highspy work until it ends, or is stopped; an interruption stops it and goes on.

    Args:
        solver: The solver, with its program.
        until: When to stop, by the monotonic clock.
        allowance: How much work it may do; what it does is taken off.
    """
    left = seconds_until(until)
    if math.isfinite(left):
        solver.setOptionValue("time_limit", solver.getRunTime() + max(0.0, left))
    stopped, ended, raised = left <= 0.0, Event(), list[BaseException]()

    def ask(event: Any) -> None:
        """Answer a solver that asks whether to stop."""
        allowance.left -= 1
        event.data_in.user_interrupt = stopped or allowance.left < 0

    def target() -> None:
        """Work, and keep what goes wrong for who waits."""
        try:
            solver.run()
        except BaseException as error:  # it is raised where somebody hears it
            raised.append(error)
        finally:
            ended.set()

    callbacks = (solver.cbMipInterrupt, solver.cbSimplexInterrupt)
    for callback in callbacks:
        callback.subscribe(ask)
    thread = Thread(target=target, name="HiGHS", daemon=True)
    thread.start()
    try:
        while not ended.wait(TICK):  # joining with a limit of time forgets a thread when it is interrupted
            stopped = stopped or seconds_until(until) <= 0.0
    finally:
        stopped = True
        ended.wait()
        thread.join()
        for callback in callbacks:
            callback.unsubscribe(ask)
    if raised:
        raise raised[0]
