"""reviewing.retainers: which retainer that runs is to be ended, or to have another block, and by when?"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import attrs
from dateutil.relativedelta import relativedelta

from delegation._formatting.phrases import counted, listed, money, number, percent, probability, retained
from delegation.errors import titled
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.retainer import Retainer, by_terms
from delegation.model.task import Task
from delegation.recurrence.history import History
from delegation.reviewing.advice import Advice, Fact, Kind, how_sure
from delegation.reviewing.likelihood import Likelihood, Saving, Surely, hopeless, likelihood, of_verdict
from delegation.reviewing.notice import last_notice, next_avoidable_fee
from delegation.reviewing.situation import Situation
from delegation.reviewing.unsettled import unsettled
from delegation.reviewing.usage import Period, overage_hours, periods
from delegation.scoring.explanation import offered

RECENT = 12
"""So many periods are told of at the most."""

FULL = 0.9
"""A block of which so much is used has no room for other work (a guess: months vary by more)."""


class Change(NamedTuple):
    """What could be done with a retainer that runs.

    Attributes:
        kind: End it, or shrink or enlarge its block.
        offer: The terms to sign; None where it is ended.
        saving: What it saves a month, for tasks as they may be.
        surely: How sure that is, for tasks as they may be.
    """

    kind: Kind
    offer: Retainer | None
    saving: Saving
    surely: Surely


def about_retainers(situation: Situation) -> list[Advice]:
    """Advice on the retainers that run."""
    return [advice for engagement in situation.retainers for advice in _about(situation, engagement)]


def _about(situation: Situation, engagement: Engagement) -> list[Advice]:
    """Advice on a retainer."""
    tasks, contractor = situation.tasks_of([engagement]), situation.learnt(engagement.contractor)
    terms = engagement.retainer
    if not tasks or terms is None:
        return []
    if situation.misses_block(engagement):
        return [_unknown(situation, engagement, tasks, terms)]
    changes = _changes(situation, engagement, tasks, contractor, terms)
    if not changes:
        return []
    best = max(changes, key=lambda change: change.saving(tasks))
    saved = best.saving(tasks)
    if saved < situation.least_money and hopeless(tasks, best.saving):
        return []
    sure = best.surely(tasks)
    if 0.0 < saved >= situation.least_money and sure.chance >= situation.least_confidence:
        return [_advice(situation, engagement, tasks, terms, best, saved=saved, chance=sure.chance)]
    who = f"the {retained(terms, situation.business.currency)} with {titled(contractor.name)}"
    question = f"whether {_doing(best, who, situation.business.currency)} would be cheaper"
    return unsettled(
        situation,
        contractor.name,
        tasks,
        question=question,
        offer=best.offer or terms,
        sure=sure,
        surely=best.surely,
    )


def _changes(
    situation: Situation, engagement: Engagement, tasks: tuple[Task, ...], contractor: Contractor, terms: Retainer
) -> list[Change]:
    """What could be done: end it, or sign each other offer; of what spares a fee only as long as one can be spared."""
    horizon = situation.business.horizon_months
    kept = situation.score(tasks, contractor, running=engagement)
    spared = engagement.months_due(engagement.released(situation.on), situation.on + relativedelta(months=horizon))
    # as it goes on: signed long ago, and all the time
    now = attrs.evolve(terms, setup_fee=0.0, minimum_months=horizon)
    found = [_ending(situation, contractor, now, spared / horizon)] if spared else []
    for offer in sorted(kept.instead, key=by_terms):
        larger = offer.hours_per_month > terms.hours_per_month
        if larger and all(situation.ended(task.name) for task in tasks):
            continue  # nobody is bound for more of what seems to have ended, by whatever rule it was to come
        # a larger block is agreed on at once; a smaller one begins when this one is released
        part = 1.0 if larger else spared / horizon
        if part:
            kind = Kind.ENLARGE if larger else Kind.SHRINK
            found.append(_replacing(situation, contractor, now, offer, kind=kind, part=part))
    return found


def _ending(situation: Situation, contractor: Contractor, now: Retainer, part: float) -> Change:
    """To end a retainer: until it is released nothing is lost, as the fees are owed and the work is done for them."""

    def saving(tasks: tuple[Task, ...]) -> float:
        costs = situation.score(tasks, contractor, retainer=now).costs
        return 0.0 if costs.outsource is None else part * (costs.outsource.total - costs.out_task.total)

    def surely(tasks: tuple[Task, ...]) -> Likelihood:
        found = of_verdict(situation.score(tasks, contractor, retainer=now), outsource=False)
        return found._replace(loss=part * found.loss)

    return Change(Kind.END, None, saving, surely)


def _replacing(
    situation: Situation, contractor: Contractor, now: Retainer, offer: Retainer, *, kind: Kind, part: float
) -> Change:
    """To sign another offer in place of a retainer, which takes over in a part of the horizon."""

    def saving(tasks: tuple[Task, ...]) -> float:
        before, after = (situation.score(tasks, contractor, retainer=each).costs.outsource for each in (now, offer))
        return 0.0 if before is None or after is None else part * (before.total - after.total)

    return Change(kind, offer, saving, lambda tasks: likelihood(tasks, saving))


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
    told, sure = [], how_sure(chance)
    if kind is Kind.END and all(isinstance(task.recurrence, History) and situation.ended(task.name) for task in tasks):
        kind, chance, sure = Kind.ENDED, min(situation.histories[name].ended for name in names), ""
        told.append(f"{listed(list(map(titled, names)))} seems to have ended ({probability(chance)} likely).")
    doing = _doing(change, f"the {retained(terms, currency)} with {who}", currency, verb=True)
    told.append(f"{doing}: it saves you {money(saved, currency)} a month{sure}.")
    told += _past(over, terms, engagement, kind, currency)
    last = due = None
    if kind is not Kind.ENLARGE:
        last, due = last_notice(engagement, on), next_avoidable_fee(engagement, on)
        told.append(f"Give notice by {last}, or the fee of {due} is owed too.")
        if over and used_share(over) < FULL:
            told.append("Or fill it: plan() tells what else could be done in these hours.")
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
    return f"{'Replace' if verb else 'replacing'} {what} by {offered(change.offer, currency)}"


def _past(over: list[Period], terms: Retainer, engagement: Engagement, kind: Kind, currency: str) -> list[str]:
    """What the last periods tell."""
    if not over or not terms.hours:
        return []
    length = "month" if terms.period_months == 1 else f"period of {terms.period_months} months"
    many = counted(len(over), length) if terms.period_months == 1 else f"{len(over)} periods"
    hours = overage_hours(over)
    paid = money(hours * terms.hourly_overage(engagement.contractor.rate), currency)
    if kind is Kind.ENLARGE:
        return [f"You paid {paid} for {number(hours)} h above the block in the last {many}."]
    shares = [each.share for each in over]
    least, most = percent(min(shares)), percent(max(shares))
    varied = f" (from {least} to {most})" if least != most else ""
    more = f", and paid {paid} for {number(hours)} h above it" if hours else ""
    return [f"You used {percent(used_share(over))} of the block in the last {many}{varied}{more}."]


def used_share(over: Sequence[Period]) -> float:
    """Which part of their blocks periods used: hours above the block of one use no block of another."""
    return sum(min(1.0, each.share) for each in over) / len(over)


def _unknown(situation: Situation, engagement: Engagement, tasks: Sequence[Task], terms: Retainer) -> Advice:
    """That the log lacks what was done inside a block, so that nothing can be said of it."""
    jobs, names = [job for job in engagement.jobs if job.date <= situation.on], tuple(task.name for task in tasks)
    paid = math.fsum(job.price or 0.0 for job in jobs)
    which = f"the {retained(terms, situation.business.currency)} with {titled(engagement.contractor.name)}"
    return Advice(
        kind=Kind.UNSETTLED,
        contractor=engagement.contractor.name,
        tasks=names,
        sentence=(
            f"Nothing can be said of {which}: the log has only what you paid above the fee, "
            f"{money(paid, situation.business.currency)}, for jobs that its block should have held. "
            "Add what was done inside the block."
        ),
        money=0.0,
        confidence=0.5,
        retainer=terms,
        evidence=(Fact("paid above the fee, money", paid, jobs[0].date),),
    )
