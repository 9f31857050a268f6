"""planning: which retainers for the whole business, with whom, and how is every task done?"""

from delegation.planning.assignments import Assignment, Barred
from delegation.planning.commitments import Agreement, Ending
from delegation.planning.plan import Plan
from delegation.planning.planner import plan
from delegation.planning.relief import Relief, Reliefs
from delegation.planning.shortages import Out, Shortage
from delegation.planning.ways import Way

__all__ = ["Agreement", "Assignment", "Barred", "Ending", "Out", "Plan", "Relief", "Reliefs", "Shortage", "Way", "plan"]
