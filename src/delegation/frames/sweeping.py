"""frames.sweeping: what is the answer at each point of a grid of what you are not sure of?"""

import datetime as dt
import itertools
import math
from collections.abc import Iterable, Iterator
from typing import Any, SupportsFloat

import attrs

from delegation import _fields
from delegation._assignment.watch import progress_bar
from delegation._calls import explain_call
from delegation._costing.records import Plain
from delegation._formatting.frames import Columns, frame_of
from delegation._formatting.phrases import counted, listed
from delegation.errors import NoLongRunRateError, RefusedValueError
from delegation.frames import view
from delegation.frames.records import PLANS, SCORES, answer_of, columns_of, nothing_of
from delegation.frames.varied import COLUMNS, Question, Value, Varied, asked, cells, varied
from delegation.learning import learnt_contractor, learnt_tasks
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.question import checked_engagements, refuse_overdue
from delegation.model.task import Task
from delegation.planning.plan import Plan
from delegation.planning.planner import SOLVERS, plan
from delegation.recurrence.kinds import Recurrence
from delegation.scoring.score import Score
from delegation.scoring.scorer import score

Often = Recurrence | SupportsFloat | str | None
"""How often work comes back, as people type it."""


@attrs.frozen(kw_only=True, repr=False)
class Point:
    """One point of a grid.

    Attributes:
        cells: What is varied there, and what is told of the answer: pairs of a column and what stands in it.
        answer: The answer; None where the question could not be asked.
    """

    cells: tuple[tuple[str, Plain], ...]
    answer: Score | Plan | None

    @property
    def record(self) -> dict[str, Plain]:
        """The same as `Sweep.to_dicts` tells it."""
        return dict(self.cells)

    @property
    def obstacle(self) -> str | None:
        """Why there is no answer, or why outsourcing is no choice, in words; None where there is none."""
        told = self.record["obstacle"]
        return None if told is None else str(told)

    def __repr__(self) -> str:
        """The point in one line."""
        return f"<Point: {self.obstacle if self.answer is None else repr(self.answer)}>"


@attrs.frozen(kw_only=True, repr=False)
class Sweep:
    """The answers to a question over a grid of what you are not sure of.

    It is held like a collection of its points: ``sweep[0]``, ``for point in sweep``, ``len(sweep)``.

    Attributes:
        points: The points, the first that is varied changing slowest.
        varied: The names of what is varied, as arguments of `sweep`.
        plans: Whether the answers are plans; else scores.
    """

    points: tuple[Point, ...]
    varied: tuple[str, ...]
    plans: bool

    def __getitem__(self, place: int) -> Point:
        """A point, by its place from 0."""
        return self.points[place]

    def __iter__(self) -> Iterator[Point]:
        return iter(self.points)

    def __len__(self) -> int:
        return len(self.points)

    def to_dicts(self) -> list[dict[str, Plain]]:
        """The grid as flat records of plain values, one a point.

        First stands what is varied, as far as it is, in this order:

        - ``recurrence``, ``occurrences_per_month``: how often each task comes, as typed, and on average over the
          horizon; None where that takes a day to count from
        - ``delay_money_per_day``: what a day of delay costs
        - ``regular_load_share``: which part of a contractor's hours other regular clients take
        - ``block_hours_per_month``: the block of every retainer
        - ``budget_money_per_month``: the monthly budget; None for no limit
        - ``owner_money_per_hour``: what an hour of yours is worth

        Of a score it is followed by:

        - ``tasks``: names of the tasks, with a semicolon between them
        - ``contractor``: the contractor's name
        - ``verdict``: outsource or out-task, or keep where a task is pinned; None where nobody would do it
        - ``cheapest``: which of the three costs least, to keep the work where its cost is known and less than that of
          handing it over; None where none is a choice
        - ``value``, ``payback``: the score; payback is infinite where nothing is committed
        - ``saved_money``, ``committed_money``: both sides of the commitment over the horizon
        - ``highest_fee_money_per_month``: the fee at which the retainer just pays; None where there is none
        - ``retainer_money_per_month``, ``retainer_hours_per_month``: fee and block of the retainer compared
        - ``outsource_money_per_month``, ``out_task_money_per_month``, ``keep_money_per_month``: what each mode costs;
          None where it is no choice
        - ``paid_money_per_month``: what the verdict pays the contractor
        - ``over_budget``: whether that is more than the monthly budget, which a score does not look at

        Of a plan:

        - ``total_money_per_month``: what it costs
        - ``paid_money_per_month``: what leaves the business, fees that are owed anyway included
        - ``waiting_money_per_month``: what late starts cost
        - ``owner_hours_per_month``: your hours that it takes
        - ``retainers``, ``retainer_count``: with whom there are retainers, a semicolon between the names; how many
        - ``outsource_count``, ``out_task_count``, ``keep_count``, ``undone_count``: how many tasks are done in each way
        - ``undone``: names of the tasks that nobody does, with a semicolon between them
        - ``status``: how good it is, see `Plan`

        Both end with:

        - ``obstacle``: why there is no answer, or why outsourcing is no choice, in words; else None
        - ``horizon_months``: the horizon
        - ``currency``: in which money is; empty where that was not said
        """
        return [point.record for point in self.points]

    def to_frame(self, backend: str = "pandas") -> Any:
        """What `to_dicts` tells as a data frame, one point a line; otherwise as `Score.to_frame`.

        Args:
            backend: The library of data frames.
        """
        return frame_of((point.record for point in self.points), self._columns, backend)

    def __repr__(self) -> str:
        """The grid in one line."""
        what = counted(len(self), "plan" if self.plans else "score")
        kept = view.keeping(self)
        return f"<Sweep of {what} over {listed(self.varied) or 'nothing'}{f': {kept}' if kept else ''}>"

    _repr_html_ = view.in_html
    _repr_markdown_ = view.in_markdown

    @property
    def _columns(self) -> Columns:
        """What stands in each column."""
        return columns_of(self.varied, plans=self.plans)


@explain_call
def sweep(
    task: Task | Iterable[Task],
    contractor: Contractor | Iterable[Contractor],
    business: Business = Business(),
    *,
    recurrence: Often | Iterable[Often] = (),
    cost_per_day: float | Iterable[float] = (),
    regular_load: float | Iterable[float] = (),
    block: float | Iterable[float] = (),
    budget: float | Iterable[float | None] | None = (),
    owner_rate: float | Iterable[float] = (),
    engagements: Engagement | Iterable[Engagement] = (),
    on: dt.date | None = None,
    solver: str = "auto",
    effort: float = 1.0,
    progress: bool = False,
) -> Sweep:
    """Ask the same question over every combination of what you are not sure of.

    Asked about one contractor it scores; asked about several, in a list, it plans. What is not varied is as the tasks,
    contractors and business have it. A combination that cannot be is a point that says so.

    Args:
        task: A task, or several: to score a bundle, or to plan.
        contractor: One contractor, to score; a list, to plan.
        business: The owner's assumptions.
        recurrence: How often every task comes back, one value or a list of what `Task` takes; a list of the days of
            past jobs is given as a `History`. No rate is then learnt from the jobs of engagements, and of a block that
            runs none counts as used.
        cost_per_day: What a day of delay costs, for every task.
        regular_load: Which part of each contractor's hours other regular clients take, 0 to 1; what was learnt of it is
            left aside.
        block: Hours a month of the block of every retainer on offer, above 0, for the same fee an hour; an access
            retainer, and one that runs, stays as it is.
        budget: The monthly budget, None for no limit.
        owner_rate: What an hour of yours is worth.
        engagements: What has run and what runs.
        on: The day of the question; default None, long-run rates.
        solver: How it plans, see `plan`.
        effort: How much work goes into each plan, see `plan`.
        progress: Whether to show a progress bar; needs the extra ``progress``.

    Returns:
        A `Sweep`, the first that is varied changing slowest.

    Raises:
        RefusedValueError: If an argument is of the wrong kind, or a field cannot take one of the values of a list: it
            tells which list, and which place in it, from 0.
        RefusedCallError: If an argument is misspelt or missing.
        MissingExtraError: If what is asked for needs a package that is not installed.
    """
    given = (recurrence, cost_per_day, regular_load, block, budget, owner_rate)
    axes = [axis for axis in map(varied, COLUMNS, given) if axis.values]
    plans = not isinstance(contractor, Contractor)
    work = _fields.unique_by_name("sweep", "task", task, Task)
    if not work:
        raise RefusedValueError("sweep", "task", task, "it takes at least one Task")
    people = _fields.unique_by_name("sweep", "contractor", contractor, Contractor)
    _fields.check("sweep", "business", business, Business)
    day = _fields.day_or_none("sweep", "on", on)
    past = checked_engagements("sweep", engagements, day, people)
    if solver not in SOLVERS:
        raise RefusedValueError("sweep", "solver", solver, f"it takes one of {', '.join(SOLVERS)}")
    effort = _fields.number_between("sweep", "effort", effort, 1e-6, 1e6, meaning="1 is usual")
    if not isinstance(progress, bool):
        raise RefusedValueError("sweep", "progress", progress, "it takes True or False")
    work, people = learnt_tasks(work, past, day), tuple(learnt_contractor(each, past, day) for each in people)
    names = tuple(axis.name for axis in axes)
    if "recurrence" in names:  # else the log would tell better than what is varied
        past = tuple(attrs.evolve(each, jobs=()) for each in past)
    else:
        refuse_overdue("sweep", "task", work, day)

    def answer(question: Question) -> Score | Plan:
        if plans:
            return plan(*question, engagements=past, on=day, solver=solver, effort=effort)
        return score(question.tasks, question.contractors[0], question.business, engagements=past, on=day)

    points, columns = [], PLANS if plans else SCORES
    many = math.prod(len(axis.values) for axis in axes)
    with progress_bar("sweeping", shown=progress) as report:
        for values in itertools.product(*(axis.values for axis in axes)):
            question, record = Question(work, people, business), _record(axes, values, business, day)
            found, told = None, {}
            try:
                for name, value in zip(names, values, strict=True):
                    question = asked(question, name, value.held)
                found = answer(question)
                told = answer_of(found)
            except (RefusedValueError, NoLongRunRateError) as error:
                why = error.reason if isinstance(error, RefusedValueError) else str(error)
                known: dict[str, Plain] = {"horizon_months": business.horizon_months, "currency": business.currency}
                if not plans:
                    known |= {"tasks": "; ".join(each.name for each in work), "contractor": people[0].name}
                told = nothing_of(columns, why, **known)
            points.append(Point(cells=tuple({**record, **told}.items()), answer=found))
            report(len(points) / many)
    return Sweep(points=tuple(points), varied=names, plans=plans)


def _record(
    axes: Iterable[Varied], values: Iterable[Value], business: Business, on: dt.date | None
) -> dict[str, Plain]:
    """What is varied at a point."""
    record: dict[str, Plain] = {}
    for axis, value in zip(axes, values, strict=True):
        record |= cells(axis.name, value, business, on)
    return record
