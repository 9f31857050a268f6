"""model: what is the work, who could do it, on which terms, and what is the owner's own time worth?"""

from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement, Job
from delegation.model.mode import Mode
from delegation.model.retainer import BLOCK_STEP, TYPICAL_BLOCK, TYPICAL_DISCOUNT, Retainer
from delegation.model.task import Task, tasks_by_name

__all__ = [
    "BLOCK_STEP",
    "TYPICAL_BLOCK",
    "TYPICAL_DISCOUNT",
    "Business",
    "Contractor",
    "Engagement",
    "Job",
    "Mode",
    "Retainer",
    "Task",
    "tasks_by_name",
]
