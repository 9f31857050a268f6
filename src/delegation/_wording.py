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


def money(amount: float) -> str:
    """An amount for reading: whole from 100 on, else to the hundredth."""
    if 0.0 < amount < 0.005:
        return "under 0.01"
    if amount < 100.0:
        return f"{amount:.2f}".removesuffix(".00")
    return number(amount)


def days(amount: float) -> str:
    """So many days."""
    return "1 day" if amount == 1.0 else f"{number(amount)} days"


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
    what, who = bundle(score.tasks), titled(score.contractor.name)
    verdict = f"{command(score.mode)} {what}{to_whom(score.mode, who)} ({DEFINITIONS[score.mode]})"
    if score.mode is Mode.KEEP:
        return f"{verdict}: you said that you never hand it over."
    return f"{verdict}: {reasons(score)}"


def reasons(score: "Score") -> str:
    """What stands behind a verdict between outsourcing and out-tasking, in a few sentences."""
    return " ".join(filter(None, (_sides(score), _factors(score), _flips(score), _defaults(score))))


def command(mode: Mode) -> str:
    """A mode as the first word of a sentence."""
    return mode.value.capitalize()


def to_whom(mode: Mode, who: str) -> str:
    """With whom, behind a mode and what is done."""
    return "" if mode is Mode.KEEP else f" to {who}"


def _sides(score: "Score") -> str:
    """What the commitment saves and costs."""
    offer = score.retainer
    if score.impossible or offer is None:
        price = money(score.costs.out_task.total)
        return f"{score.impossible}, so hiring job by job, for {price} a month, is the only way."
    return (
        f"a retainer of {number(offer.hours)} h for {money(offer.monthly_fee)} a month would save "
        f"{money(score.saved)} in {score.business.horizon_months} months against hiring job by job, and commits "
        f"{money(score.committed)} (payback {number(score.payback)}, value {score.value:.2f})."
    )


def _factors(score: "Score") -> str:
    """How often, how urgent, how soon."""
    often, urgent, soon = score.recurrence, score.urgency, score.availability
    mean = " on average" if len(score.tasks) > 1 else ""
    comes = f"The work comes {number(often.per_month)} times a month, {number(often.hours_per_month)} of her hours"
    delay = "a late start costs nothing"
    if urgent.cost_per_day:
        delay = f"a day's delay costs {money(urgent.cost_per_day)} after {days(urgent.slack_days)}{mean}"
    wait = f"a one-off client waits {days(soon.one_off.mean_wait)}"
    if math.isinf(soon.one_off.mean_wait):
        wait = "a one-off client is never reached"
    elif soon.one_off.turned_away:
        wait += f" (and is turned away in {percent(soon.one_off.turned_away)} of cases)"
    first = "" if score.impossible else f", a regular one {days(soon.regular.mean_wait)}"
    return f"{comes}; {delay}; with her {wait}{first}."


def _flips(score: "Score") -> str:
    """Which factor speaks for outsourcing and which against, and which change of one would flip the verdict."""
    if score.impossible:
        return ""
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
    flip = "no change of one factor within a thousandfold would flip the verdict"
    if flips:
        flip = f"the verdict would flip if {listed(flips, 'or if')}"
    sentence = "; ".join((*_parts(score), flip))
    return f"{sentence[0].upper()}{sentence[1:]}."


def _parts(score: "Score") -> list[str]:
    """Which factor speaks for outsourcing and which against, where that can be told."""
    parts = score.contributions
    if parts is None:
        return []
    pro = [f"{factor} ({parts[factor]:+.2f})" for factor in Factor if parts[factor] > 0.0]
    con = [f"{factor} ({parts[factor]:+.2f})" for factor in Factor if parts[factor] < 0.0]
    sides = [
        f"{side} speaks {listed(which)}" for side, which in (("for outsourcing", pro), ("against it", con)) if which
    ]
    return [f"{', '.join(sides)}, in parts of ln payback ({parts.total:+.2f}) beside a usual case"] if sides else []


def _defaults(score: "Score") -> str:
    """What stands at its default, and what of it matters."""
    left = [assumption.told for assumption in score.assumptions]
    if not left:
        return "No input was left at its default."
    flips = [assumption.told for assumption in score.assumptions if assumption.flips]
    matter = f"wrong by half, {listed(flips, 'or')}" if flips else "none of them, wrong by half,"
    return f"Left at their defaults: {listed(left)}; {matter} would flip the verdict."
