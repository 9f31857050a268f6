"""planning: which retainers for the whole business, with whom, and how is every task done?"""

from delegation.planning.assignments import Assignment, Way
from delegation.planning.commitments import Agreement, Ending
from delegation.planning.plan import Plan
from delegation.planning.planner import plan
from delegation.planning.shortages import Shortage

__all__ = ["Agreement", "Assignment", "Ending", "Plan", "Shortage", "Way", "plan"]
