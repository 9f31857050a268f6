"""delegation: outsource it, out-task it, or keep it - with whom, why, and what would flip the answer?

- **Outsource**: an ongoing monthly retainer; you are a regular client and are served first.
- **Out-task**: hire once, part ways, perhaps call again; you queue behind regular clients and may be turned away.
- **Keep**: do it yourself.

The house has floors, and imports only go down:

5. ``recommendation``: the best way for one task, with the ranked alternatives; ``planning``: the best set of retainers,
   jobs and kept tasks for the whole business
4. ``payback`` (the bare formulas), ``scoring`` (a bundle and a contractor: is a retainer justified, and why?)
3. ``model`` (Task, Contractor, Retainer, Business, Mode), ``engagement`` (Engagement, Job)
2. ``recurrence`` (Once, Rate, Rule), ``urgency``, ``availability``: the three factors
1. ``errors``, ``queueing`` (waiting-line formulas), ``demand`` (distributions of a month's hours)

At the edge, ``delegation.io.csv`` reads tables; it needs the extra ``io`` and is imported by name.
"""

from delegation.availability import Availability
from delegation.errors import DelegationError
from delegation.model import Business, Contractor, Engagement, Job, Mode, Retainer, Task
from delegation.planning import Plan, plan
from delegation.recommendation import Recommendation, recommend
from delegation.recurrence import Once, Rate, Rule
from delegation.scoring import Score, score
from delegation.urgency import Urgency

__all__ = [
    "Availability",
    "Business",
    "Contractor",
    "DelegationError",
    "Engagement",
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
    "score",
]
