"""planning.plan: what is a plan, and what does it come to?"""

import datetime as dt
import math
from collections.abc import Iterator
from functools import cached_property
from typing import Any, ClassVar

import attrs

from delegation._costing.costs import CostRows
from delegation._costing.records import Plain
from delegation._formatting.frames import Columns, Framed, frame_of
from delegation.errors import RefusedValueError, UnknownKeyError
from delegation.learning import learnt_task
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.mode import Mode
from delegation.model.task import Task
from delegation.planning import keys, reasons, records, report, view
from delegation.planning.assignments import Assignment
from delegation.planning.background import Background
from delegation.planning.commitments import Agreement, Ending
from delegation.planning.coverage import Coverage
from delegation.planning.relief import Reliefs, reliefs_of
from delegation.planning.shortages import Shortage
from delegation.planning.ways import Way, ways_of


@attrs.frozen(kw_only=True, repr=False)
class Plan(Coverage, Framed):
    """The best set of retainers, out-tasked jobs and kept tasks that was found for a business.

    All money is a month, on average over the horizon. Equal questions give equal plans. It is held like a collection
    of its assignments: ``plan[task]`` and ``plan[name]``, ``for assignment in plan``, ``len(plan)``, ``task in plan``;
    printed, it is tables and sentences. A task is known as it was asked with and as the log of past jobs betters it.

    Attributes:
        tasks: All tasks, in the order of their names, as the log of past jobs betters them.
        contractors: All contractors, in the order of theirs.
        business: The owner's assumptions.
        on: The day of the question, or None.
        assignments: How every task is done, in the order of the tasks.
        retainers: Retainers to sign and to keep, in the order of the contractors' names.
        endings: Retainers that run and are to be ended.
        costs: The true cost, in rows that add up, priced as `score` prices each contractor's bundle. Fees that are owed
            whatever is decided are in no row, see `sunk`; of what stays undone only what its `undone_cost` says.
        sunk: Fees of retainers that run which are owed whatever is decided.
        rounds: How often tasks were assigned and priced again.
        solver: Who answered: ``search`` or ``highs``.
        status: ``optimal`` where it is proven that no plan is truly cheaper; ``polished`` where no move that was tried
            makes it cheaper; ``stopped`` where the limit of time ended the work before that.
        objective: What was minimised: the true cost, and for each task that stays undone and should not a penalty that
            is far above any cost, in proportion to its own cheapest price.
        bound: What no plan's objective is truly below; -inf where there was no time to prove anything. It is proven of
            the formulas, if no task waits less because other work of yours joins it.
        shortages: What is missing for each task that stays undone, in the order of the tasks; empty where nothing does.
        paid: Money that leaves the business, fees that are owed anyway included.
        owner_hours: Your hours that it takes: kept tasks, hiring, onboarding and briefing.
        dearest_month: The month of the horizon (from 0) in which most is paid, and how much; of several the first.
        seconds: Seconds that planning took.
        background: What it was asked, and how it was chosen, so that `ways` and `relief` can be told.
    """

    tasks: tuple[Task, ...]
    contractors: tuple[Contractor, ...]
    business: Business
    on: dt.date | None
    assignments: tuple[Assignment, ...]
    retainers: tuple[Agreement, ...]
    endings: tuple[Ending, ...]
    costs: CostRows
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
    background: Background = attrs.field(eq=False)
    _columns: ClassVar[Columns] = records.TASKS
    _repr_html_ = view.in_html
    _repr_markdown_ = view.in_markdown

    def __getitem__(self, key: Task | str) -> Assignment:
        """How a task is done.

        Args:
            key: A task of the plan, or its name.

        Raises:
            UnknownKeyError: If the plan has no such task; a `KeyError`, as of any mapping.
        """
        known = self._find(key)
        if known is None:
            raise UnknownKeyError("Plan", key, [keys.accepted(key, self._by_name)])
        return known

    def __iter__(self) -> Iterator[Assignment]:
        """How every task is done, in the order of the tasks."""
        return iter(self.assignments)

    def __len__(self) -> int:
        """How many tasks there are."""
        return len(self.assignments)

    def __contains__(self, key: object) -> bool:
        """Whether something is a task of the plan, the name of one, or how one is done."""
        return key in self.assignments if isinstance(key, Assignment) else self._find(key) is not None

    def why(self, task: Task | str | None = None) -> str:
        """Why the plan is as it is, or why a task is done as it is.

        Of the whole: what to sign, to hire for and to keep, what that costs and saves against hiring for all that is
        handed over, what stands in the way of more (budget, hours), what stays undone and why, and what there is no
        getting out of. Of a task: what it costs, what it would cost otherwise, and what stands behind it.

        Args:
            task: A task of the plan, or its name; default None, the whole plan.

        Raises:
            RefusedValueError: If the plan has no such task.
        """
        if task is None:
            return reasons.whole(self)
        return reasons.one(self, self._known("Plan.why", task))

    def ways(self, task: Task | str) -> tuple[Way, ...]:
        """All ways of doing a task beside all else that the plan does, truly priced, the cheapest first.

        Each costs what it adds to the plan without the task, part by part; the plan's own is among them, by the same
        measure. A contractor's other offers are ways too: all that they do then moves to these terms.

        Args:
            task: A task of the plan, or its name.

        Raises:
            RefusedValueError: If the plan has no such task.
        """
        place = self.assignments.index(self._known("Plan.ways", task))
        return ways_of(self.background.position, place)

    def relief(self) -> Reliefs:
        """What would help most: each change of what there is, with what it saves a month, the best first.

        Asked about are 100 more of budget and five more of your hours, where there is such a limit; of each contractor
        an offer that they do not make yet, a block one step larger or smaller at the same fee an hour, or the typical
        offer where they make none; and one contractor more for each skill whose tasks stay undone or wait. Each is
        answered by planning again with the same solver, seed and effort, and takes as long as the plan did; those come
        first with which worthier tasks are done, then those that save more. What must then be left instead is named.
        """
        return reliefs_of(self)

    def to_dicts(self) -> list[dict[str, Plain]]:
        """The plan as flat records of plain values, one a task, in the order of the tasks.

        Each has, in this order:

        - ``task``: the task's name
        - ``mode``: ``outsource``, ``out-task``, ``keep``, or ``undone`` where it stays undone
        - ``contractor``: the contractor's name; None where it is kept or undone
        - ``once``: whether it comes once; all its figures are then averaged over the horizon
        - ``hours_per_month``: working hours, the contractor's or, where it is kept, yours
        - ``retainer_money_per_month``, ``retainer_hours_per_month``: fee and block of the retainer that it is done on,
          shared with its other tasks; None where it is not outsourced
        - ``work_money_per_month``, ``fee_money_per_month``, ``overage_money_per_month``, ``hiring_money_per_month``,
          ``waiting_money_per_month``, ``undone_money_per_month``, ``total_money_per_month``: its part of the plan's
          cost, in rows, and their sum; over all tasks they add up to `costs` and `cost`
        - ``paid_money_per_month``: what of it leaves the business; the rest is your hours and waiting
        - ``own_hours_per_month``: what it would take you; None where you cannot do it
        - ``cheapest_hire_money_per_month``: what the cheapest one-off hire for it alone would cost; None where nobody
          could be hired
        - ``shortage``: what is missing, in words, where it stays undone; else None
        - ``horizon_months``: the horizon
        - ``currency``: in which money is; empty where that was not said
        """
        return records.tasks_of(self)

    def retainers_to_dicts(self) -> list[dict[str, Plain]]:
        """The plan's retainers as flat records of plain values, in the order of the contractors' names.

        Each has, in this order:

        - ``contractor``: the contractor's name
        - ``running``: whether it runs already and is to be kept; else it is to be signed
        - ``tasks``: names of the tasks that it is for, with a semicolon between them
        - ``task_count``: how many they are
        - ``retainer_money_per_month``, ``retainer_hours_per_month``: fee and block
        - ``overage_money_per_hour``: what an hour above the block costs
        - ``minimum_months``, ``notice_months``: the terms of ending it
        - ``work_money_per_month``, ``fee_money_per_month``, ``overage_money_per_month``, ``hiring_money_per_month``,
          ``waiting_money_per_month``, ``undone_money_per_month``, ``total_money_per_month``: what it costs, in rows
          that add up to the last
        - ``used_hours_per_month``, ``unused_hours_per_month``, ``overage_hours_per_month``: hours of the block that
          are used and that are not, and those above it
        - ``saved_money_per_month``: what it saves against hiring the contractor for the same tasks job by job
        - ``break_even_share``: the part of the block that must be used to beat one-off hiring; None without a block
        - ``lock_in_money``: fees still owed if notice were given on the day of the plan
        - ``horizon_months``: the horizon
        - ``currency``: in which money is; empty where that was not said
        """
        return records.retainers_of(self)

    def retainers_frame(self, backend: str = "pandas") -> Any:
        """What `retainers_to_dicts` tells as a data frame: one retainer a line; otherwise as `to_frame`.

        Args:
            backend: The library of data frames.
        """
        return frame_of(self.retainers_to_dicts(), records.RETAINERS, backend)

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
        """How far the objective may be above the best one, as a part of the cost; infinite where nothing is proven."""
        above = self.objective - self.bound
        return 0.0 if above <= 0.0 else above / abs(self.cost) if self.cost else math.inf

    @property
    def undone(self) -> tuple[Task, ...]:
        """The tasks that nobody does."""
        return tuple(each.task for each in self.assignments if each.mode is None)

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
        return hired - (self.cost - kept - self.costs.undone)

    @property
    def given_back(self) -> float:
        """Your hours that it gives back: of tasks that you could do and hand over, less hiring and briefing."""
        handed = [each for each in self.assignments if each.contractor is not None]
        kept = math.fsum(each.own_hours or 0.0 for each in self.assignments if each.mode is Mode.KEEP)
        return math.fsum(each.own_hours or 0.0 for each in handed) - (self.owner_hours - kept)

    @cached_property
    def _by_name(self) -> dict[str, Assignment]:
        return {each.task.name: each for each in self.assignments}

    def _known(self, owner: str, task: Task | str) -> Assignment:
        """How a task is done; refused where it is none of the plan."""
        known = self._find(task)
        if known is None:
            raise RefusedValueError(owner, "task", task, f"it takes {keys.accepted(task, self._by_name)}")
        return known

    def _find(self, key: object) -> Assignment | None:
        """How a task of the plan, or the task of a name, is done; None where it is none."""
        if isinstance(key, Task):
            known = self._by_name.get(key.name)
            return known if known is not None and self._meant(key, known.task) else None
        return self._by_name.get(key) if isinstance(key, str) else None

    def _meant(self, given: Task, planned: Task) -> bool:
        """Whether a task is one of the plan, or becomes it by what the log of past jobs tells."""
        return given == planned or learnt_task(given, self.background.engagements, self.on) == planned
