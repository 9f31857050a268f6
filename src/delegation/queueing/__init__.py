"""queueing: how long does a client wait for a free server?"""

from delegation.queueing.own import OwnWork, own_waits
from delegation.queueing.priority import INFINITY, Wait, erlang_c, one_off_wait, regular_wait

__all__ = ["INFINITY", "OwnWork", "Wait", "erlang_c", "one_off_wait", "own_waits", "regular_wait"]
