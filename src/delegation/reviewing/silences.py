"""reviewing.silences: which work is overdue beyond its usual gaps, and which seems to have ended?"""

import datetime as dt

from delegation._fields import LAST_DAY
from delegation._formatting.phrases import money, probability
from delegation.errors import titled
from delegation.model.engagement import Engagement
from delegation.model.task import Task
from delegation.posterior.gaps import MONTH_DAYS
from delegation.posterior.renewal import window_chances
from delegation.recurrence.history import History
from delegation.recurrence.rule import Rule
from delegation.reviewing.advice import Advice, Fact, Kind
from delegation.reviewing.pauses import LEAST_JOBS, until_last_job
from delegation.reviewing.situation import LEAST_SURPRISE, Situation


def about_silences(situation: Situation) -> list[Advice]:
    """Advice on tasks that run and of which nothing was heard for long, told once, of who did the last job.

    What is done inside a block of which the log knows nothing is not silent.
    """
    unseen = {task.name for each in situation.running if situation.misses_block(each) for task in each.tasks}
    latest: dict[str, tuple[tuple[dt.date, str], Engagement, Task]] = {}
    for engagement in situation.running:
        for task in engagement.tasks:
            done = [job.date for job in engagement.jobs_of(task.name) if job.date <= situation.on]
            if not done or task.keep or task.name in unseen:
                continue
            order = (max(done), engagement.contractor.name)
            if task.name not in latest or latest[task.name][0] < order:
                latest[task.name] = (order, engagement, task)
    found = [_about(situation, engagement, task) for _, (_, engagement, task) in sorted(latest.items())]
    return [advice for advice in found if advice is not None]


def _about(situation: Situation, engagement: Engagement, task: Task) -> Advice | None:
    """Advice on the silence of a task."""
    history, on = situation.histories[task.name], situation.on
    last = history.dates[-1]
    if isinstance(task.recurrence, Rule) and task.recurrence.start is not None:
        missed = _missed(situation, engagement, task, task.recurrence, last)
        return _ended(situation, engagement, task) if missed and situation.ended(task.name) else missed
    if len(history.dates) < LEAST_JOBS:
        return None
    if situation.ended(task.name):
        return _ended(situation, engagement, task)
    chance = silence_chance(history, on)
    if 1.0 - chance < LEAST_SURPRISE:
        return None
    who, silent = titled(engagement.contractor.name), _silence(history, on)
    seldom = f"so long a silence comes by chance in {probability(chance)} of cases"
    told = f"{titled(task.name)} is overdue: last done on {last} by {who}, and {seldom}"
    return _late(situation, engagement, task, silent, told=told, confidence=1.0 - chance)


def _silence(history: History, on: dt.date) -> Fact:
    """The silence since the last job."""
    last = history.dates[-1]
    return Fact("days since the last job", (on - last).days, last)


def _ended(situation: Situation, engagement: Engagement, task: Task) -> Advice:
    """Advice on work that seems to have ended; that of a rule goes on by what was said of it."""
    history, who = situation.histories[task.name], titled(engagement.contractor.name)
    likely = f"{probability(history.ended)} likely; last done on {history.dates[-1]} by {who}"
    ask = "Ask whether it comes back before you pay on or plan for it."
    if isinstance(task.recurrence, Rule):
        ask = "Ask whether it comes back; until you say that it does not, its rule counts."
    return Advice(
        kind=Kind.ENDED,
        contractor=engagement.contractor.name,
        tasks=(task.name,),
        money=0.0,
        confidence=history.ended,
        evidence=(_silence(history, situation.on),),
        sentence=f"{titled(task.name)} seems to have ended ({likely}). {ask}",
    )


def silence_chance(history: History, on: dt.date) -> float:
    """How often so long a silence as that since the last job comes where the work goes on as before."""
    known = until_last_job(history)
    silent = (on - history.dates[-1]).days / MONTH_DAYS
    return window_chances(known.posterior, silent)[0] if silent > 0.0 else 1.0


def _missed(situation: Situation, engagement: Engagement, task: Task, rule: Rule, last: dt.date) -> Advice | None:
    """Advice on an occurrence of a rule that nobody did until half the time to the following one was over.

    A job that came nearer to the next occurrence than half of that time was it, done early.
    """
    due = _next(rule, last)
    following = due and _next(rule, due)
    if due is None or following is None:
        return None
    half = (following - due) / 2
    if due - last < half:
        due = following
    if situation.on < due + half:
        return None
    who, late = titled(engagement.contractor.name), Fact("days since it was due", (situation.on - due).days, due)
    told = f"{titled(task.name)} is overdue: due on {due}, last done on {last} by {who}"
    return _late(situation, engagement, task, late, told=told, confidence=1.0)


def _next(rule: Rule, after: dt.date) -> dt.date | None:
    """The day of a rule's next occurrence after a day."""
    found = rule.next(after + dt.timedelta(days=1)) if after < LAST_DAY else None
    return found.date() if isinstance(found, dt.datetime) else found


def _late(
    situation: Situation, engagement: Engagement, task: Task, silent: Fact, *, told: str, confidence: float
) -> Advice:
    """Advice to follow work up; where it may have ended, but may as well pause, that is asked."""
    perhaps = situation.histories[task.name].ended >= situation.least_confidence
    cost = task.urgency.cost_per_day * MONTH_DAYS
    costs = f"; a month's delay costs you {money(cost, situation.business.currency)}" if cost else ""
    return Advice(
        kind=Kind.LATE,
        contractor=engagement.contractor.name,
        tasks=(task.name,),
        sentence=f"{told}{costs}. {'A holiday, or over? ' if perhaps else ''}Follow it up.",
        money=cost,
        confidence=confidence,
        evidence=(silent,),
    )
