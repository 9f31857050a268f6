"""queueing.priority: how long does a client wait among jobs of one size, with and without priority?

Formulas of the M/M/c queue with two classes and non-preemptive priority: nobody is interrupted, and whoever waits in
the first class is taken before anybody in the second. All classes share one exponential service time. Rates are per
day, waits in days; `capacity` is what all servers together complete in a day when busy.

Sources: the Erlang C formula (Erlang 1917); mean waits by Cobham, "Priority assignment in waiting line problems",
Operations Research 2 (1954); the second and third moments of the low-priority wait follow from its Laplace transform,
which is a busy-period transform of the first class (Kella and Yechiali, "Waiting times in the non-preemptive priority
M/M/c queue", Stochastic Models 1 (1985)).
"""

import math
from typing import NamedTuple

INFINITY = math.inf


def erlang_c(servers: int, offered: float) -> float:
    """The probability that an arrival finds every server busy.

    Args:
        servers: Number of servers, at least 1.
        offered: Offered load in servers' worth of work (arrival rate times service time), at least 0.

    Returns:
        A probability; 1 when the load is at least the number of servers.
    """
    if offered >= servers:
        return 1.0
    if servers == 1:
        return offered
    blocked = 1.0  # Erlang B, by the recursion that neither overflows nor cancels
    for server in range(1, servers + 1):
        blocked = offered * blocked / (server + offered * blocked)
    return blocked / (1.0 - offered / servers * (1.0 - blocked))


class Wait(NamedTuple):
    """How long a client waits: not at all, or with some chance for a mix of exponential times.

    Attributes:
        chance: Probability of waiting at all.
        phases: Pairs of a weight and a rate per day. The weights add up to 1; a rate of 0 never ends.
    """

    chance: float
    phases: tuple[tuple[float, float], ...]

    @property
    def mean(self) -> float:
        """Mean wait in days, infinite for a client who is never reached."""
        total = 0.0
        for weight, rate in self.phases:
            total += weight / rate if rate else weight * INFINITY
        return self.chance * total

    @property
    def endless(self) -> bool:
        """Whether the client is never reached; not where that is only possible (then phases without end stand last)."""
        return self.phases[0][1] == 0.0

    @property
    def never(self) -> float:
        """Probability of never being reached."""
        return self.chance * self.phases[-1][0] if self.phases[-1][1] == 0.0 else 0.0

    def exceeds(self, days: float) -> float:
        """The probability of waiting longer than this many days (at least 0)."""
        total = 0.0
        for weight, rate in self.phases:
            total += weight * math.exp(-rate * days) if rate else weight
        return self.chance * total

    def lateness(self, slack_days: float, patience_days: float = INFINITY) -> float:
        """Expected days of waiting beyond the slack, counted up to the patience: E[min((W - slack)+, patience)].

        Args:
            slack_days: Days that may pass without harm, at least 0.
            patience_days: Days of lateness after which the client has gone elsewhere, at least 0.

        Returns:
            Days, infinite only where the wait never ends and the patience is endless.
        """
        total = 0.0
        for weight, rate in self.phases:
            if rate:
                total += weight * math.exp(-rate * slack_days) * -math.expm1(-rate * patience_days) / rate
            else:
                total += weight * patience_days
        return self.chance * total


def regular_wait(capacity: float, regular: float, one_off: float, servers: int) -> Wait:
    """The wait of the first class: exact.

    Args:
        capacity: Jobs a day that all servers complete when busy, above 0.
        regular: Jobs a day that arrive in the first class.
        one_off: Jobs a day that arrive in the second class.
        servers: Number of servers.

    Returns:
        With probability Erlang C an exponential wait at rate capacity - regular; endless if that is not above 0.
    """
    chance = erlang_c(servers, servers * ((regular + one_off) / capacity))
    return Wait(chance, ((1.0, max(0.0, capacity - regular)),))


def one_off_wait(capacity: float, regular: float, one_off: float, servers: int) -> Wait:
    """The wait of the second class: a mix of two exponentials with the exact chance and first three moments.

    The symbols are those of the derivation: m capacity, r = m - regular, eta = m - regular - one_off; a and g are
    the two time scales of the low-priority delay. Mean and chance are exact; the tail is within 0.13 of the exact one
    where regulars fill nearly everything and one-off clients are few, and within 0.07 elsewhere; expected lateness is
    within 3.6 % of the mean wait, with a median of 0.02 %.

    Args:
        capacity: Jobs a day that all servers complete when busy, above 0.
        regular: Jobs a day that arrive in the first class.
        one_off: Jobs a day that arrive in the second class.
        servers: Number of servers.

    Returns:
        The wait; endless if the two classes together fill the capacity.
    """
    m = capacity
    r, eta = m - regular, m - (regular + one_off)
    if eta <= 0.0:
        return Wait(1.0, ((1.0, 0.0),))
    chance = erlang_c(servers, servers * ((regular + one_off) / m))
    a, g = m / (r * eta), (m + regular) / r**2
    root = math.sqrt((a - g) ** 2 + 4.0 * m * regular / (r**3 * eta))
    t1 = (a + g + root) / 2.0
    if root == 0.0:
        return Wait(chance, ((1.0, 1.0 / t1),))
    t2 = m**2 / (r**3 * eta) / t1
    p = min(1.0, (1.0 + (a - g) / root) / 2.0)
    return Wait(chance, ((p, 1.0 / t1), (1.0 - p, 1.0 / t2)))
