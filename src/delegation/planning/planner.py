"""planning.planner: which retainers for the whole business, with whom, and how is every task done?"""

import datetime as dt
import math
from collections.abc import Iterable, Mapping

from delegation import _fields
from delegation._assignment.problem import Choice, Problem, Solution
from delegation._assignment.watch import Clock, Report, Watch, deadline, progress_bar
from delegation._calls import explain_call
from delegation._costing.costs import CostRows
from delegation.errors import MissingExtraError, RefusedValueError
from delegation.learning import learnt_contractor, learnt_tasks
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.question import checked_engagements, refuse_overdue
from delegation.model.task import Task
from delegation.planning.assignments import assignments_of
from delegation.planning.background import Background
from delegation.planning.commitments import agreements_of, dearest_months, endings_of, paid_by_month
from delegation.planning.market import Market, market_of
from delegation.planning.plan import Plan
from delegation.planning.prices import first_prices
from delegation.planning.rounds import Planned, Prover, Solver, best_of
from delegation.planning.shortages import shortages_of

SOLVERS = ("auto", "search", "highs")
"""Who solves: the embedded search, HiGHS (extra ``plan``), or HiGHS where it is installed."""


@explain_call
def plan(
    tasks: Task | Iterable[Task],
    contractors: Contractor | Iterable[Contractor],
    business: Business = Business(),
    *,
    engagements: Engagement | Iterable[Engagement] = (),
    on: dt.date | None = None,
    solver: str = "auto",
    effort: float = 1.0,
    seconds: float | None = None,
    gap: float = 0.0,
    seed: int = 0,
    progress: bool = False,
) -> Plan:
    """Choose retainers, contractors and what to keep for all tasks at once, at least expected cost.

    Every task is kept, out-tasked, outsourced, or left undone where nothing fits; with every contractor there is at
    most one retainer. Nobody is given more hours than their other clients leave; `Business.monthly_budget` and
    `owner_hours_per_month` hold for the whole plan.

    Args:
        tasks: The tasks, each with its own name.
        contractors: Whom you know, each with their own name.
        business: Your assumptions.
        engagements: What has run and what runs. A retainer that runs is kept or ended; its fees are owed until term and
            notice are over, whatever is decided. One with other tasks than those planned is kept; one that ends by
            itself within the horizon is not counted on. What runs with somebody who is not among the contractors is
            left out, its fees too; what starts later is not known yet.
        on: The day of the question; default None, long-run rates, and nothing runs: a retainer then needs an end.
        solver: ``search`` is built in; ``highs`` needs the extra ``plan``, is exact on small plans and says how good a
            large one is; default ``auto``, highs where it is installed.
        effort: How much work to do, above 0; 1 is some seconds for a few hundred tasks. The same input, seed and
            effort give the same plan, in whatever order tasks and contractors come.
        seconds: A limit of time; reached, the status says so, and the plan may be another one next time. What was
            found before is never given up, and 0 still gives every task to whom it costs least. Looking prices up
            before, and telling the plan after, take time of their own: seconds for hundreds of tasks.
        gap: How far from the best is good enough, as a part of the cost, from 0 to 1.
        seed: Where random choices start.
        progress: Whether to show a progress bar; needs the extra ``progress``.

    Returns:
        A `Plan`, also for a business in which not everything can be done: `shortages` then says what is missing.

    Raises:
        RefusedValueError: If an argument is of the wrong kind, two tasks or contractors bear one name, a task was due
            before `on`, or a retainer without an end is among the engagements and `on` is not given.
        RefusedCallError: If an argument is misspelt or missing.
        NoLongRunRateError: If a rule that ends is planned without `on`.
        MissingExtraError: If what is asked for needs a package that is not installed.
    """
    work = _fields.unique_by_name("plan", "tasks", tasks, Task)
    people = _fields.unique_by_name("plan", "contractors", contractors, Contractor)
    _fields.check("plan", "business", business, Business)
    day = _fields.day_or_none("plan", "on", on)
    refuse_overdue("plan", "tasks", work, day)
    listed = checked_engagements("plan", engagements, day, people)
    work, people = learnt_tasks(work, listed, day), tuple(learnt_contractor(each, listed, day) for each in people)
    effort = _fields.number_between("plan", "effort", effort, 1e-6, 1e6, meaning="1 is usual")
    gap = _fields.number_between("plan", "gap", gap, 0.0, 1.0, meaning="a part of the cost")
    if seconds is not None:
        seconds = _fields.number_between(
            "plan", "seconds", seconds, 0.0, _fields.LARGEST, meaning="or None for no limit"
        )
    if not isinstance(progress, bool):
        raise RefusedValueError("plan", "progress", progress, "it takes True or False")
    if isinstance(seed, bool) or not isinstance(seed, int):
        raise RefusedValueError("plan", "seed", seed, "it takes a whole number")
    clock = Clock(math.inf if seconds is None else seconds)
    name, solve, second = _solver(solver, gap, seed, clock)
    market = market_of(work, people, business, listed, day)
    with progress_bar("planning", shown=progress) as report:
        planned = best_of(
            market,
            first_prices(market),
            solve,
            effort=effort,
            clock=clock,
            report=report,
            prover=_prover(name, seed, clock),
            second=second,
        )
        report(1.0)
    how: dict[str, float | str | None] = {"solver": name, "effort": effort, "gap": gap, "seed": seed}
    how["seconds"] = seconds
    return _plan_of(market, planned, clock, engagements=listed, how=how)


def _solver(solver: str, gap: float, seed: int, clock: Clock) -> tuple[str, Solver, Solver | None]:
    """Who solves, and how; and who goes on from there, so that ``auto`` is never worse than the embedded search."""
    if solver not in SOLVERS:
        raise RefusedValueError("plan", "solver", solver, f"it takes one of {', '.join(SOLVERS)}")
    exact: Solver | None = None
    if solver != "search":
        try:
            from delegation._assignment import highs  # noqa: PLC0415  # the door to the extra
        except MissingExtraError:
            if solver == "highs":
                raise
        else:

            def by_highs(problem: Problem, effort: float, start: Choice | None, report: Report) -> Solution:
                return highs.solve(
                    problem,
                    effort=effort,
                    seconds=clock.left,
                    gap=gap,
                    seed=seed,
                    start=start,
                    watch=_watch(report, clock),
                )

            if solver == "highs":
                return "highs", by_highs, None
            exact = by_highs

    from delegation._assignment.annealing import search  # noqa: PLC0415  # needed only here, and slow to import

    def embedded(problem: Problem, effort: float, start: Choice | None, report: Report) -> Solution:
        until = deadline(clock.left)
        return search(problem, effort=effort, seed=seed, start=start, until=until, watch=_watch(report, clock))

    return "search" if exact is None else "highs", embedded, exact


def _prover(solver: str, seed: int, clock: Clock) -> Prover | None:
    """Who proves how good a plan is beyond what can be told without a solver."""
    if solver != "highs":
        return None
    from delegation._assignment.proof import proven_bound  # noqa: PLC0415  # the door to the extra

    return lambda problem: proven_bound(problem, seconds=clock.left, seed=seed)


def _watch(report: Report, clock: Clock) -> Watch:
    """Reports how far the work is, and says whether the time is over."""

    def watch(done: float) -> bool:
        report(done)
        return clock.over()

    return watch


def _plan_of(
    market: Market,
    planned: Planned,
    clock: Clock,
    *,
    engagements: tuple[Engagement, ...],
    how: Mapping[str, float | str | None],
) -> Plan:
    """A plan from what all rounds led to."""
    found, prices = planned.found, planned.prices
    assignments = assignments_of(market, prices, found)
    costs = [each.costs for each in assignments if each.contractor is None]
    costs += [bundle.costs for bundle in found.bundles]
    months = paid_by_month(market, found)
    dearest = dearest_months(months)[0]
    return Plan(
        tasks=market.tasks,
        contractors=market.contractors,
        business=market.business,
        on=market.on,
        assignments=assignments,
        retainers=agreements_of(market, found),
        endings=endings_of(market, found),
        costs=CostRows.added(costs),
        sunk=market.owed,
        rounds=planned.rounds,
        solver=str(how["solver"]),
        status=found.solution.status,
        objective=found.solution.cost,
        bound=found.solution.bound,
        shortages=shortages_of(market, prices, found, planned.ledger),
        paid=found.cash,
        owner_hours=found.owner_hours,
        dearest_month=(dearest, months[dearest]),
        seconds=clock.passed,
        background=Background(
            tasks=market.tasks,
            contractors=market.contractors,
            business=market.business,
            engagements=engagements,
            on=market.on,
            choice=found.choice,
            penalties=prices.penalties,
            paid_by_month=tuple(months),
            how=how,
            planner=plan,
        ),
    )
