"""reviewing.retainers: which retainer that runs is to be ended, or to have another block, and by when?"""

from collections.abc import Sequence
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from delegation._formatting.phrases import counted, listed, money, number, percent, retained
from delegation.errors import titled
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.retainer import Retainer, by_terms
from delegation.model.task import Task
from delegation.reviewing.advice import Advice, Fact, Kind
from delegation.reviewing.likelihood import Saving, likelihood
from delegation.reviewing.notice import last_notice, next_avoidable_fee
from delegation.reviewing.situation import Situation
from delegation.reviewing.unsettled import unsettled
from delegation.reviewing.usage import Period, periods

RECENT = 12
"""So many periods are told of at the most."""


class Change(NamedTuple):
    """What could be done with a retainer that runs.

    Attributes:
        kind: End it, or shrink or enlarge its block.
        offer: The terms to sign; None where it is ended.
        saving: What it saves a month, for tasks as they may be.
    """

    kind: Kind
    offer: Retainer | None
    saving: Saving


def about_retainers(situation: Situation) -> list[Advice]:
    """Advice on the retainers that run."""
    return [advice for engagement in situation.retainers for advice in _about(situation, engagement)]


def _about(situation: Situation, engagement: Engagement) -> list[Advice]:
    """Advice on a retainer."""
    tasks, contractor = situation.tasks_of([engagement]), situation.learnt(engagement.contractor)
    terms = engagement.retainer
    if not tasks or terms is None:
        return []
    changes = _changes(situation, engagement, tasks, contractor, terms)
    if not changes:
        return []
    best = max(changes, key=lambda change: change.saving(tasks))
    saved, sure = best.saving(tasks), likelihood(tasks, best.saving)
    if saved >= situation.least_money and sure.chance >= situation.least_confidence:
        return [_advice(situation, engagement, tasks, terms, best, saved=saved, chance=sure.chance)]
    who = f"the {retained(terms, situation.business.currency)} with {titled(contractor.name)}"
    question = f"whether {_doing(best, who, situation.business.currency)} would be cheaper"
    return unsettled(
        situation,
        contractor.name,
        tasks,
        question=question,
        offer=best.offer or terms,
        saving=best.saving,
        chance=sure.chance,
        loss=sure.loss,
    )


def _changes(
    situation: Situation, engagement: Engagement, tasks: tuple[Task, ...], contractor: Contractor, terms: Retainer
) -> list[Change]:
    """What could be done: end it, or sign each other offer; of what spares a fee only as long as one can be spared."""
    horizon = situation.business.horizon_months
    kept = situation.score(tasks, contractor, running=engagement)
    spared = engagement.months_due(engagement.released(situation.on), situation.on + relativedelta(months=horizon))
    found = []
    for offer in (None, *sorted(kept.instead, key=by_terms)):
        larger = offer is not None and offer.hours_per_month > terms.hours_per_month
        # a larger block is agreed on at once; what is smaller begins when this one is released, until then nothing is
        # lost: the fees are owed and the work is done for them
        part = 1.0 if larger else spared / horizon
        kind = Kind.END if offer is None else Kind.ENLARGE if larger else Kind.SHRINK
        if part and offer != terms:
            found.append(Change(kind, offer, _instead(situation, contractor, terms, offer, part)))
    return found


def _instead(
    situation: Situation, contractor: Contractor, terms: Retainer, offer: Retainer | None, part: float
) -> Saving:
    """What another offer, or hiring job by job, saves a month in the part of the horizon in which it takes over."""
    horizon = situation.business.horizon_months

    def saving(tasks: tuple[Task, ...]) -> float:
        costs = situation.score(tasks, contractor, retainer=terms).costs
        then = costs.out_task
        if offer is not None:
            then = situation.score(tasks, contractor, retainer=offer).costs.outsource or costs.out_task
        if costs.outsource is None:
            return 0.0
        now = costs.outsource.total - costs.outsource.later - terms.setup_fee / horizon  # signed long ago
        return part * (now - then.total)

    return saving


def _advice(
    situation: Situation,
    engagement: Engagement,
    tasks: Sequence[Task],
    terms: Retainer,
    change: Change,
    *,
    saved: float,
    chance: float,
) -> Advice:
    """Advice to change a retainer."""
    currency, on = situation.business.currency, situation.on
    kind, who = change.kind, titled(engagement.contractor.name)
    names = tuple(task.name for task in tasks)
    over = periods(terms, [job for job in engagement.jobs if job.date <= on], engagement.start, on)[-RECENT:]
    gone = [history.ended for name in names if (history := situation.histories.get(name))]
    told = []
    if kind is Kind.END and len(gone) == len(names) and min(gone) >= situation.least_confidence:
        kind, chance = Kind.ENDED, min(gone)
        told.append(f"{listed(list(map(titled, names)))} seems to have ended ({percent(chance)}).")
    doing = _doing(change, f"the {retained(terms, currency)} with {who}", currency, verb=True)
    told.append(f"{doing}: it saves you {money(saved, currency)} a month (sure by {percent(chance)}).")
    told += _past(over, terms, engagement, kind, currency)
    last = due = None
    if kind is not Kind.ENLARGE:
        last, due = last_notice(engagement, on), next_avoidable_fee(engagement, on)
        told.append(f"Give notice by {last}, or the fee of {due} is owed too.")
    evidence = [Fact("used share of the block", each.share, each.first) for each in over if each.included]
    evidence += [Fact("hours above the block", each.overage_hours, each.first) for each in over if each.overage_hours]
    if due is not None:
        evidence.append(Fact("next fee that notice spares, money", terms.monthly_fee, due))
    return Advice(
        kind=kind,
        contractor=engagement.contractor.name,
        tasks=names,
        sentence=" ".join(told),
        money=saved,
        confidence=chance,
        last_day=last,
        retainer=change.offer or terms,
        evidence=tuple(evidence),
    )


def _doing(change: Change, what: str, currency: str, *, verb: bool = False) -> str:
    """What to do with a retainer, as a sentence's beginning or as its subject."""
    if change.offer is None:
        return f"{'End' if verb else 'ending'} {what}"
    return f"{'Replace' if verb else 'replacing'} {what} by a {retained(change.offer, currency)}"


def _past(over: list[Period], terms: Retainer, engagement: Engagement, kind: Kind, currency: str) -> list[str]:
    """What the last periods tell."""
    if not over or not terms.hours:
        return []
    length = "month" if terms.period_months == 1 else f"period of {terms.period_months} months"
    many = counted(len(over), length) if terms.period_months == 1 else f"{len(over)} periods"
    if kind is Kind.ENLARGE:
        hours = sum(each.overage_hours for each in over)
        paid = hours * terms.hourly_overage(engagement.contractor.rate)
        return [f"You paid {money(paid, currency)} for {number(hours)} h above the block in the last {many}."]
    shares = [each.share for each in over]
    told = f"You used {percent(sum(shares) / len(shares))} of the block in the last {many}"
    return [f"{told} (from {percent(min(shares))} to {percent(max(shares))})."]
