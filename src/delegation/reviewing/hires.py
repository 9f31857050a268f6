"""reviewing.hires: which jobs that are hired one by one would be cheaper on a retainer, and since when?"""

import datetime as dt
import math
from collections.abc import Sequence

from dateutil.relativedelta import relativedelta

from delegation._formatting.phrases import counted, listed, money
from delegation.errors import titled
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement, Job
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.reviewing.advice import Advice, Fact, Kind, how_sure
from delegation.reviewing.convert import Conversion, conversion_of
from delegation.reviewing.likelihood import Likelihood, hopeless, of_verdict
from delegation.reviewing.log import one_off_jobs
from delegation.reviewing.situation import Situation
from delegation.reviewing.unsettled import unsettled
from delegation.reviewing.usage import replayed
from delegation.scoring.explanation import offered
from delegation.scoring.score import Score


def about_hires(situation: Situation) -> list[Advice]:
    """Advice on what runs job by job, of contractors with whom no retainer runs."""
    retained_already = {each.contractor.name for each in situation.retainers}
    return [
        advice
        for name, engagements in situation.hired.items()
        if name not in retained_already
        for advice in _about(situation, engagements)
    ]


def _about(situation: Situation, engagements: Sequence[Engagement]) -> list[Advice]:
    """Advice on what one contractor is hired for."""
    contractor = situation.learnt(engagements[0].contractor)
    # nobody is bound for work that may have ended, by whatever rule it was to come, before it is asked after
    tasks = tuple(task for task in situation.tasks_of(engagements) if not situation.doubtful(task.name))
    jobs = one_off_jobs(engagements, contractor.name, {task.name for task in tasks}, situation.on)
    if not jobs:
        return []
    bundles = [tasks, *((task,) for task in tasks if len(tasks) > 1)]
    found = max((situation.score(bundle, contractor) for bundle in bundles), key=saving_of)
    offer = found.retainer
    if offer is None or found.impossible:
        return []

    def surely(bundle: tuple[Task, ...]) -> Likelihood:
        return of_verdict(situation.score(bundle, contractor, retainer=offer), outsource=True)

    def saving(bundle: tuple[Task, ...]) -> float:
        return saving_of(situation.score(bundle, contractor, retainer=offer))

    saved = saving_of(found)
    if saved < situation.least_money and hopeless(found.tasks, saving):
        return []
    sure = surely(found.tasks)
    if saved >= situation.least_money and sure.chance >= situation.least_confidence:
        return [_start(situation, found, offer, saved=saved, chance=sure.chance)]
    question = f"whether {offered(offer, situation.business.currency)} with {titled(contractor.name)}"
    return unsettled(
        situation,
        contractor.name,
        found.tasks,
        question=f"{question} would be cheaper",
        offer=offer,
        sure=sure,
        surely=surely,
    )


def saving_of(found: Score) -> float:
    """What a retainer saves against hiring job by job, in money a month; -inf where it is impossible."""
    outsource = found.costs.outsource
    return -math.inf if outsource is None else found.costs.out_task.total - outsource.total


def _start(situation: Situation, found: Score, offer: Retainer, *, saved: float, chance: float) -> Advice:
    """Advice to start a retainer."""
    business, contractor = situation.business, found.contractor
    names = tuple(task.name for task in found.tasks)
    jobs = one_off_jobs(situation.engagements, contractor.name, names, situation.on)
    rule = conversion_of(found, situation.on, situation.engagements)
    who, what = titled(contractor.name), listed(list(map(titled, names)))
    evidence = [Fact("one-off jobs", len(jobs), jobs[0].date)] if jobs else []
    told = [
        f"Put {what} on {offered(offer, business.currency)} with {who}: it saves you "
        f"{money(saved, business.currency)} a month{how_sure(chance)}."
    ]
    if contractor.retainers is None:
        told.append(f"{who} has made no offer: these are usual terms, so ask.")
    since = paid_since(situation, contractor, offer, jobs)
    if since is not None:
        day, hired, retainer = since
        evidence += [Fact("paid job by job, money", hired, day), Fact("the same on the retainer, money", retainer, day)]
        costs = f"{money(retainer, business.currency)} in place of {money(hired, business.currency)}"
        told.append(f"Signed on {day} it would have cost {costs}, briefings and onboarding included, waiting left out.")
    evidence.append(Fact("jobs in a term that start it by the rule without a forecast", rule.threshold, situation.on))
    told.append(_by_rule(rule))
    return Advice(
        kind=Kind.START,
        contractor=contractor.name,
        tasks=names,
        sentence=" ".join(told),
        money=saved,
        confidence=chance,
        retainer=offer,
        evidence=tuple(evidence),
    )


def _by_rule(rule: Conversion) -> str:
    """What the rule without a forecast says."""
    if rule.more:
        return f"Counting past jobs alone would wait for {counted(rule.more, 'more job')} (see convert)."
    return "Counting past jobs alone says so too (see convert)."


def paid_since(
    situation: Situation, contractor: Contractor, offer: Retainer, jobs: Sequence[Job]
) -> tuple[dt.date, float, float] | None:
    """Since when a retainer would have been cheaper than what was paid, waiting left out.

    Whole months before the day of the review are looked at, as many as the horizon has, from the first job on.

    Returns:
        The first day, what the jobs since then cost one by one and on the retainer, in money; None where it was dearer
        from each day on.
    """
    business, on = situation.business, situation.on
    briefing, onboarding = (
        hours * business.owner_rate for hours in (business.briefing_hours, business.onboarding_hours)
    )
    for months in range(business.horizon_months, 0, -1):
        start = on - relativedelta(months=months)
        if not jobs or start < jobs[0].date:
            continue
        until = start + relativedelta(months=months)
        done = [job for job in jobs if start <= job.date < until]
        hired = math.fsum(price_of(job, contractor) + briefing for job in done)
        retainer = replayed(offer, contractor.rate, done, start, months) + onboarding
        if retainer < hired:
            return start, hired, retainer
    return None


def price_of(job: Job, contractor: Contractor) -> float:
    """What a one-off job cost, or what its hours would cost where that is not known."""
    return max(job.hours, contractor.one_off_minimum_hours) * contractor.rate if job.price is None else job.price
