"""scoring.scorer: how is a bundle of tasks scored with one contractor?"""

import datetime as dt
from collections.abc import Iterable

from delegation import _fields
from delegation._calls import explain_call
from delegation.learning import learnt_contractor, learnt_tasks
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.mode import Mode
from delegation.model.question import checked_engagements, checked_offer, refuse_overdue
from delegation.model.retainer import Retainer
from delegation.model.task import Task, tasks_by_name
from delegation.scoring.offers import answer
from delegation.scoring.score import Score


@explain_call
def score(
    tasks: Task | Iterable[Task],
    contractor: Contractor,
    business: Business = Business(),
    *,
    retainer: Retainer | None = None,
    engagements: Engagement | Iterable[Engagement] = (),
    on: dt.date | None = None,
) -> Score:
    """Score the case for outsourcing a task, or a bundle of tasks, to one contractor, against hiring them job by job.

    It asks what either would cost, not whether the contractor can: `recommend` looks at skills.

    Args:
        tasks: A task or several, each with its own name.
        contractor: Who would do it.
        business: The owner's assumptions.
        retainer: The one offer to compare; default None, all that the contractor offers, or the typical one
            if they name none; where a retainer runs, that one. Another one given then is signed in its place.
        engagements: What has run and what runs; without `on` all of it is past, and a retainer needs an end. Who was
            engaged before need not be searched for, who was on retainer need not be onboarded. A retainer that runs on
            `on` is compared for what is left of it, kept or ended by notice on that day; fees owed anyway are in
            neither cost, and out-tasked work waits as a regular client's until it is released.
        on: The day of the question, from which rules with a start are counted; default None, long-run rates.

    Returns:
        A `Score`; where outsourcing is impossible it says so in `impossible` and its value is 0.

    Raises:
        RefusedValueError: If an argument is of the wrong kind, two tasks bear one name, one was due before `on`, a
            retainer without an end is among the engagements and `on` is not given, or `retainer` differs from the one
            that runs and has other tasks too.
        RefusedCallError: If an argument is misspelt or missing.
        NoLongRunRateError: If a rule that ends is scored without `on`.
    """
    bundle = tasks_by_name("score", tasks)
    _fields.check("score", "contractor", contractor, Contractor, several="recommend")
    _fields.check("score", "business", business, Business)
    checked_offer("score", retainer, contractor)
    on = _fields.day_or_none("score", "on", on)
    refuse_overdue("score", "tasks", bundle, on)
    listed = checked_engagements("score", engagements, on, (contractor,))
    bundle, contractor = learnt_tasks(bundle, listed, on), learnt_contractor(contractor, listed, on)
    found = answer(bundle, contractor, business, retainer, engagements=listed, on=on)
    obstacle = found.obstacle
    mode = Mode.OUTSOURCE if obstacle is None and found.balance.outsource else Mode.OUT_TASK
    if any(task.keep for task in bundle):
        mode = Mode.KEEP
    return Score(mode=mode, obstacle=obstacle, engagements=listed, reckoning=found)
