"""_wording: in what words is a verdict told, with its numbers and units?"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from delegation._sensitivity import Factor
from delegation.errors import titled
from delegation.model import Mode, Task

if TYPE_CHECKING:
    from delegation.scoring import Score

DEFINITIONS = {
    Mode.OUTSOURCE: "an ongoing monthly retainer: you are a regular client and are served first",
    Mode.OUT_TASK: "hire for the job and part ways: you queue behind regular clients",
    Mode.KEEP: "do it yourself",
}
"""What the three words mean here; "outsource" is often said of any delegation."""


def number(amount: float) -> str:
    """A number for reading: whole from 100 on, else three digits; in powers of ten where very large or small."""
    if math.isinf(amount):
        return "endless"
    size = abs(amount)
    if size >= 1e9 or 0.0 < size < 0.001:
        return f"{amount:.3g}"
    if size >= 100.0:
        return f"{amount:,.0f}"
    return f"{amount:.3g}"


def percent(share: float) -> str:
    """A share in percent, without pretending that a small one is none."""
    if 0.0 < share < 0.001:
        return "under 0.1 %"
    if 0.999 < share < 1.0:
        return "over 99.9 %"
    return f"{share * 100.0:.3g} %"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a list in a sentence."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def bundle(tasks: Sequence[Task]) -> str:
    """A bundle in a sentence: its task, or its first few and how many more."""
    names = [titled(task.name) for task in tasks]
    if len(names) > 3:
        return f"{', '.join(names[:2])} and {len(names) - 2} more tasks"
    return listed(names)


def why(score: "Score") -> str:
    """A score in a few sentences: the verdict, the three factors, what would flip it, what stands at its default."""
    return " ".join(filter(None, (_verdict(score), _factors(score), _flips(score), _defaults(score))))


def _verdict(score: "Score") -> str:
    """The verdict and the two sides of it."""
    what, who = bundle(score.tasks), titled(score.contractor.name)
    horizon = score.business.horizon_months
    if score.mode is Mode.KEEP:
        return f"Keep {what} ({DEFINITIONS[Mode.KEEP]}): you said that you never hand it over."
    if score.impossible:
        cost = number(score.costs.out_task.total)
        return f"Out-task {what} to {who} ({DEFINITIONS[Mode.OUT_TASK]}), for {cost} a month: {score.impossible}."
    offer = score.retainer
    block = f"{number(offer.hours)} h for {number(offer.monthly_fee)} a month" if offer else ""
    sides = (
        f"a retainer of {block} saves {number(score.saved)} in {horizon} months and commits {number(score.committed)}"
    )
    ratio = f"payback {number(score.payback)}, value {score.value:.2f}"
    verb = "Outsource" if score.mode is Mode.OUTSOURCE else "Out-task"
    return f"{verb} {what} to {who} ({DEFINITIONS[score.mode]}): {sides} ({ratio})."


def _factors(score: "Score") -> str:
    """How often, how urgent, how soon."""
    often, urgent, soon = score.recurrence, score.urgency, score.availability
    mean = " on average" if len(score.tasks) > 1 else ""
    comes = f"The work comes {number(often.per_month)} times a month, {number(often.hours_per_month)} of her hours"
    delay = "a late start costs nothing"
    if urgent.cost_per_day:
        delay = f"a day's delay costs {number(urgent.cost_per_day)} after {number(urgent.slack_days)} days{mean}"
    second = soon.one_off
    wait = f"a one-off client waits {number(second.mean_wait)} days"
    if math.isinf(second.mean_wait):
        wait = "a one-off client is never reached"
    elif second.turned_away:
        wait += f" and is turned away in {percent(second.turned_away)} of cases"
    first = "" if score.impossible else f", a regular one {number(soon.regular.mean_wait)} days"
    return f"{comes}; {delay}; with her {wait}{first}."


def _flips(score: "Score") -> str:
    """What speaks for and against, and what would flip the verdict."""
    if score.impossible or score.mode is Mode.KEEP:
        return ""
    told = []
    split = score.contributions
    if split is not None:
        words = [f"{factor} {split[factor]:+.2f}" for factor in Factor]
        told.append(f"Of ln payback {split.total:+.2f}, {listed(words)}")
    named = {
        Factor.RECURRENCE: "the work came {} times as often",
        Factor.URGENCY: "delay cost {} times as much",
        Factor.AVAILABILITY: "her other clients took {} times as many hours",
    }
    flips = [
        named[factor].format(listed([number(x) for x in score.break_even[factor]], "or"))
        for factor in Factor
        if score.break_even[factor]
    ]
    flip = (
        f"the verdict flips if {listed(flips, 'or if')}"
        if flips
        else "no change of one factor within a thousandfold flips the verdict"
    )
    told.append(flip if told else flip[0].upper() + flip[1:])
    return "; ".join(told) + "."


def _defaults(score: "Score") -> str:
    """What stands at its default, and what of it matters."""
    if score.mode is Mode.KEEP:
        return ""
    left = [assumption.told for assumption in score.assumptions]
    if not left:
        return "No input was left at its default."
    flips = [assumption.told for assumption in score.assumptions if assumption.flips]
    matter = (
        f"wrong by half, {listed(flips, 'or')} would flip the verdict"
        if flips
        else "none of them, wrong by half, would flip the verdict"
    )
    return f"Left at their defaults: {listed(left)}; {matter}."
