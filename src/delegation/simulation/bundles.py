"""simulation.bundles: who does what on which terms, according to a plan or to engagements?"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, dropwhile, takewhile

import attrs
from dateutil.relativedelta import relativedelta

from delegation._costing.relationship import relationship_with
from delegation.errors import RefusedValueError
from delegation.learning import learnt_contractor, learnt_tasks
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.mode import Mode
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.planning.plan import Plan


@attrs.frozen(kw_only=True)
class Bundle:
    """All that one contractor does.

    Attributes:
        contractor: Who.
        tasks: What, in the order of the tasks' names.
        retainer: On which terms; None where there is no retainer.
        hired: The names of the tasks that are billed job by job although there is a retainer.
        known: Whether the contractor was ever engaged before.
        retained: Whether the contractor was ever on retainer before.
        running: The retainer that runs and goes on; None where it is new, or there is none.
        ending: The retainer that runs and has been ended; None where there is none.
        first: The day on which a retainer, or all of it, begins; None: at once.
        last: The last day of the retainer, or of all; None: it goes on.
        spans: The first and last day of single tasks, by name, where they do not come all the time.
    """

    contractor: Contractor
    tasks: tuple[Task, ...]
    retainer: Retainer | None
    hired: frozenset[str] = frozenset()
    known: bool = False
    retained: bool = False
    running: Engagement | None = None
    ending: Engagement | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    spans: tuple[tuple[str, dt.date | None, dt.date | None], ...] = ()


@attrs.frozen(kw_only=True)
class Arrangement:
    """How a business has its work done.

    Attributes:
        bundles: What each contractor does, in the order of their names.
        kept: What you do yourself.
        ended: Retainers that run and have been ended, each with the first day without obligation.
        undone: What is left undone costs so much, in money a month.
    """

    bundles: tuple[Bundle, ...]
    kept: tuple[Task, ...] = ()
    ended: tuple[tuple[Engagement, dt.date], ...] = ()
    undone: float = 0.0


def arrangement_of_plan(
    plan: Plan, business: Business, engagements: Sequence[Engagement], on: dt.date | None
) -> Arrangement:
    """What a plan has done; what is left undone does not come.

    Args:
        plan: The plan.
        business: The owner's assumptions.
        engagements: What has run and what runs, as the plan was asked with.
        on: The first day.

    Raises:
        RefusedValueError: If a retainer that the plan keeps is not among the engagements.
    """
    people: dict[str, tuple[Contractor, Retainer | None, list[Task]]] = {}
    for agreement in plan.retainers:
        people[agreement.contractor.name] = (agreement.contractor, agreement.retainer, [])
    for each in plan.assignments:
        if each.contractor is not None:
            people.setdefault(each.contractor.name, (each.contractor, each.retainer, []))[2].append(each.task)
    kept = {agreement.contractor.name for agreement in plan.retainers if agreement.running}
    bundles = []
    for _, (contractor, retainer, tasks) in sorted(people.items()):
        relationship = relationship_with(contractor, plan.tasks, business, engagements, on)
        running = relationship.running if contractor.name in kept else None
        if running is None and contractor.name in kept:
            accepted = f"the plan keeps a retainer with {contractor.name} that runs: give what the plan was asked with"
            raise RefusedValueError("simulate", "engagements", tuple(engagements), accepted)
        if running is not None:
            planned = {task.name for task in plan.tasks}
            others = [task for task in running.tasks if task.name not in planned]
            tasks.extend(learnt_tasks(others, engagements, on))
        bundles.append(
            Bundle(
                contractor=contractor,
                tasks=_in_order(tasks),
                retainer=retainer,
                known=relationship.known,
                retained=relationship.retained,
                running=running,
                ending=relationship.running if running is None else None,
                last=running.end if running else None,
            )
        )
    return Arrangement(
        bundles=tuple(bundles),
        kept=tuple(
            each.task
            for each in plan.assignments
            # a plan also calls kept what never comes, be it work that you cannot do
            if each.mode is Mode.KEEP and each.task.hours_if_kept is not None
        ),
        ended=tuple((ending.engagement, ending.free_from) for ending in plan.endings),
        undone=plan.costs.undone,
    )


def arrangement_of_engagements(
    engagements: Sequence[Engagement], on: dt.date | None, last: dt.date | None
) -> Arrangement:
    """What engagements have done from a day on: those that run, and those that start before the end.

    Args:
        engagements: The engagements.
        on: The first day; None: all that have no end go on as they are.
        last: The day after the last; None as well.

    Raises:
        RefusedValueError: If none of them runs, one task is done by two at a time, or two retainers with one contractor
            run at a time.
    """
    if on is None or last is None:
        listed = [each for each in engagements if each.end is None]
    else:
        listed = [each for each in engagements if each.start < last and (each.end is None or each.end >= on)]
    if not listed:
        accepted = "it takes engagements of which one runs, or starts within the months"
        raise RefusedValueError("simulate", "subject", tuple(engagements), accepted)
    seen: dict[str, str] = {}
    people: dict[str, list[Engagement]] = {}
    for each in sorted(listed, key=lambda each: (each.contractor.name, each.mode, each.start)):
        people.setdefault(each.contractor.name, []).append(each)
        for task in each.tasks:
            if task.name in seen:
                accepted = f"{seen[task.name]} does it too: each task is done by one engagement at a time"
                raise RefusedValueError("simulate", "subject", task.name, accepted)
            seen[task.name] = each.contractor.name
    return Arrangement(bundles=tuple(_bundle(several, engagements, on) for several in people.values()))


def _bundle(several: Sequence[Engagement], engagements: Sequence[Engagement], on: dt.date | None) -> Bundle:
    """The engagements with one contractor as a bundle."""
    contractor = learnt_contractor(several[0].contractor, engagements, on)
    retainers = [each for each in several if each.mode is Mode.OUTSOURCE]
    if len(retainers) > 1:
        accepted = f"two retainers with {contractor.name} run at a time: leave out the one that ends first"
        raise RefusedValueError("simulate", "subject", contractor.name, accepted)
    agreed = retainers[0] if retainers else None
    past = [
        each for each in engagements if each.contractor.name == contractor.name and (on is None or each.start <= on)
    ]
    runs = agreed is not None and on is not None and agreed.start <= on
    main = agreed or several[0]
    spans = [
        (task.name, each.start if on is not None and each.start > on else None, each.end if on is not None else None)
        for each in several
        for task in each.tasks
    ]
    return Bundle(
        contractor=contractor,
        tasks=_in_order(learnt_tasks((task for each in several for task in each.tasks), engagements, on)),
        retainer=agreed.retainer if agreed else None,
        hired=frozenset(task.name for each in several if agreed and each is not agreed for task in each.tasks),
        known=bool(past),
        retained=any(each.mode is Mode.OUTSOURCE for each in past),
        running=agreed if runs else None,
        first=main.start if on is not None and main.start > on else None,
        last=agreed.end if agreed else None,
        spans=tuple(span for span in sorted(spans, key=lambda span: span[0]) if span[1:] != (None, None)),
    )


def _in_order(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Tasks in the order of their names."""
    return tuple(sorted(tasks, key=lambda task: task.name))


def fee_days(engagement: Engagement, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The days on which the fees of an engagement fall due, from one day up to but not including another.

    Args:
        engagement: An engagement with a retainer.
        first: The first day.
        last: The day to stop before.
    """
    end = last if engagement.end is None else min(last, engagement.end + dt.timedelta(days=1))
    days = (engagement.start + relativedelta(months=month) for month in count())
    return dropwhile(lambda day: day < first, takewhile(lambda day: day < end, days))
