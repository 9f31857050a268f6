"""availability: when can a contractor start, and how many hours are free?"""

from delegation.availability.beliefs import LoadBelief, LoadIntervals
from delegation.availability.loads import ONE_OFF_LOAD, REGULAR_LOAD, REGULAR_PART
from delegation.availability.weeks import Availability

__all__ = ["ONE_OFF_LOAD", "REGULAR_LOAD", "REGULAR_PART", "Availability", "LoadBelief", "LoadIntervals"]
