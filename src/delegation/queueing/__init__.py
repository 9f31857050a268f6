"""queueing: how long does a client wait for a free server?"""

from delegation.queueing.delayed import AnyWait, DelayedWait
from delegation.queueing.mixture import mixed, own_waits_over
from delegation.queueing.own import MONTH_DAYS, OwnWork, own_waits
from delegation.queueing.priority import INFINITY, Wait, erlang_c, one_off_wait, regular_wait

__all__ = [
    "INFINITY",
    "MONTH_DAYS",
    "AnyWait",
    "DelayedWait",
    "OwnWork",
    "Wait",
    "erlang_c",
    "mixed",
    "one_off_wait",
    "own_waits",
    "own_waits_over",
    "regular_wait",
]
