"""planning.plan: what is a plan, and what does it come to?"""

import datetime as dt
import math
from functools import cached_property

import attrs

from delegation._assignment.problem import Solution
from delegation._costing.costs import CostRows
from delegation.errors import RefusedValueError
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.mode import Mode
from delegation.model.task import Task
from delegation.planning import report
from delegation.planning.assignments import Assignment
from delegation.planning.commitments import Agreement, Ending
from delegation.planning.shortages import Shortage


@attrs.frozen(kw_only=True, repr=False)
class Plan:
    """The best set of retainers, out-tasked jobs and kept tasks that was found for a business.

    All money is a month, on average over the horizon. Equal questions give equal plans.

    Attributes:
        tasks: All tasks, in the order of their names.
        contractors: All contractors, in the order of theirs.
        business: The owner's assumptions.
        on: The day of the question, or None.
        assignments: How every task is done, in the order of the tasks.
        retainers: Retainers to sign and to keep, in the order of the contractors' names.
        endings: Retainers that run and are to be ended.
        costs: The true cost, in rows that add up, priced as `score` prices each contractor's bundle. Fees that are owed
            whatever is decided are in no row, see `sunk`.
        planned: The cost at the prices at which the plan was chosen.
        sunk: Fees of retainers that run which are owed whatever is decided.
        rounds: How often tasks were assigned and priced again.
        solver: Who answered: ``search`` or ``highs``.
        status: ``optimal`` where no plan is cheaper at the prices at which it was chosen; ``feasible``; ``stopped``
            where the limit of time ended the work.
        objective: What was minimised: the planned cost, and a penalty for each task that stays undone.
        bound: No plan has a smaller objective at these prices; -inf where nothing is proven.
        shortages: What is missing for each task that stays undone, in the order of the tasks; empty where nothing does.
        paid: Money that leaves the business, fees that are owed anyway included.
        owner_hours: Your hours that it takes: kept tasks, hiring, onboarding and briefing.
        dearest_month: The month of the horizon (from 0) in which most is paid, and how much.
        seconds: Seconds that planning took.
    """

    tasks: tuple[Task, ...]
    contractors: tuple[Contractor, ...]
    business: Business
    on: dt.date | None
    assignments: tuple[Assignment, ...]
    retainers: tuple[Agreement, ...]
    endings: tuple[Ending, ...]
    costs: CostRows
    planned: float
    sunk: float
    rounds: int
    solver: str
    status: str
    objective: float
    bound: float
    shortages: tuple[Shortage, ...]
    paid: float
    owner_hours: float
    dearest_month: tuple[int, float]
    seconds: float = attrs.field(eq=False)

    @cached_property
    def _by_name(self) -> dict[str, Assignment]:
        return {each.task.name: each for each in self.assignments}

    def why(self, task: Task | str) -> str:
        """Why a task is done as it is: what it costs, what it would cost otherwise, and what stands behind it.

        Args:
            task: A task of the plan, or its name.

        Raises:
            RefusedValueError: If the plan has no such task.
        """
        name = task.name if isinstance(task, Task) else task
        known = self._by_name.get(name) if isinstance(name, str) else None
        if known is None or (isinstance(task, Task) and task != known.task):
            raise RefusedValueError("Plan.why", "task", task, "it takes a task of this plan, or its name")
        return report.why(self, known)

    def __str__(self) -> str:
        """The plan as a text of tables and sentences."""
        return report.text(self)

    def __repr__(self) -> str:
        """The plan in one line."""
        return report.line(self)

    @property
    def cost(self) -> float:
        """The true cost a month."""
        return self.costs.total

    @property
    def gap(self) -> float:
        """How far the objective may be above the best one, as a part of it; infinite where nothing is proven."""
        return Solution((), self.objective, self.bound, self.status).gap

    @property
    def undone(self) -> tuple[Task, ...]:
        """The tasks that nobody does."""
        return tuple(each.task for each in self.assignments if each.mode is None)

    @property
    def included(self) -> float:
        """Hours a month that all blocks include."""
        return math.fsum(each.block.included for each in self.retainers)

    @property
    def used(self) -> float:
        """Hours of them that are used."""
        return math.fsum(each.block.used for each in self.retainers)

    @property
    def unused(self) -> float:
        """Hours of them that are paid and not used."""
        return math.fsum(each.block.unused for each in self.retainers)

    @property
    def utilisation(self) -> float | None:
        """Used hours of all blocks, as a part of those included; None where there are none."""
        return self.used / self.included if self.included else None

    @property
    def coverage(self) -> float | None:
        """Hours within blocks, as a part of all hours that contractors work; None where they do not work."""
        hours = math.fsum(each.hours for each in self.assignments if each.contractor is not None)
        return min(1.0, self.used / hours) if hours else None

    @property
    def lock_in(self) -> float:
        """Fees that would still be owed if notice were given for every retainer on the day they are signed or kept."""
        return math.fsum(each.lock_in for each in self.retainers)

    @property
    def out_tasked_cost(self) -> float | None:
        """What it would cost to hire the cheapest for every task that is handed over, each reckoned by itself.

        None where nobody could be hired for one of them.
        """
        amounts = [each.cheapest_hire for each in self.assignments if each.contractor is not None]
        known = [amount for amount in amounts if amount is not None]
        return math.fsum(known) if len(known) == len(amounts) else None

    @property
    def net_savings(self) -> float | None:
        """What the plan saves against hiring for all that it hands over, a month; None where that cannot be told."""
        hired = self.out_tasked_cost
        if hired is None:
            return None
        kept = math.fsum(each.cost for each in self.assignments if each.mode is Mode.KEEP)
        return hired - (self.cost - kept)

    @property
    def given_back(self) -> float:
        """Your hours that it gives back: of tasks that you could do and hand over, less hiring and briefing."""
        handed = [each for each in self.assignments if each.contractor is not None]
        kept = math.fsum(each.own_hours or 0.0 for each in self.assignments if each.mode is Mode.KEEP)
        return math.fsum(each.own_hours or 0.0 for each in handed) - (self.owner_hours - kept)
