"""queueing.delayed: how long does a client wait who joins the queue only some days after the need arises?"""

from typing import NamedTuple

from delegation.queueing.priority import INFINITY, Wait

Starts = tuple[tuple[float, float], ...]
"""Pairs of a probability and days until a wait begins."""

AT_ONCE: Starts = ((1.0, 0.0),)
"""The start of a wait that begins when the need arises."""


class DelayedWait(NamedTuple):
    """A wait that begins late: in front of it stand an absence, or jobs that came at the same moment.

    It answers what a `Wait` answers.

    Attributes:
        wait: The wait in the queue.
        starts: Days until it begins, each with its probability, as pairs of probability and days; they add up to 1.
    """

    wait: Wait
    starts: Starts

    @property
    def chance(self) -> float:
        """Probability of waiting at all."""
        at_once = sum(probability for probability, days in self.starts if not days)
        return 1.0 - at_once * (1.0 - self.wait.chance)

    @property
    def mean(self) -> float:
        """Mean wait in days, infinite for a client who is never reached."""
        return self.wait.mean + sum(probability * days for probability, days in self.starts)

    @property
    def endless(self) -> bool:
        """Whether the client is never reached."""
        return self.wait.endless

    @property
    def never(self) -> float:
        """Probability of never being reached."""
        return self.wait.never

    def exceeds(self, days: float) -> float:
        """The probability of waiting longer than this many days (at least 0)."""
        return sum(
            probability * (1.0 if start > days else self.wait.exceeds(days - start))
            for probability, start in self.starts
        )

    def lateness(self, slack_days: float, patience_days: float = INFINITY) -> float:
        """Expected days of waiting beyond the slack, counted up to the patience: E[min((W - slack)+, patience)].

        Args:
            slack_days: Days that may pass without harm, at least 0.
            patience_days: Days of lateness after which the client has gone elsewhere, at least 0.

        Returns:
            Days, infinite only where the wait never ends and the patience is endless.
        """
        total = 0.0
        for probability, start in self.starts:
            late = min(max(0.0, start - slack_days), patience_days)
            left = max(0.0, slack_days - start)
            total += probability * (late + self.wait.lateness(left, patience_days - late))
        return total


AnyWait = Wait | DelayedWait
"""A wait that begins at once, or late."""


def delayed(wait: AnyWait, starts: Starts) -> AnyWait:
    """A wait that begins so late; one that never ends is as long whenever it begins.

    Args:
        wait: The wait; if it begins late itself, one comes after the other.
        starts: When it begins.
    """
    if starts == AT_ONCE or wait.endless:
        return wait
    if isinstance(wait, Wait):
        return DelayedWait(wait, starts)
    return DelayedWait(wait.wait, tuple((p * q, days + more) for p, days in wait.starts for q, more in starts))
