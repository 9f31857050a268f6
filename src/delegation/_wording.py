"""_wording: in what words is a verdict told, with its numbers and units?"""

import math
from collections.abc import Sequence

from delegation._assumptions import Assumption
from delegation._measures import AvailabilityMeasure, ClassMeasure, RecurrenceMeasure, UrgencyMeasure
from delegation._sensitivity import BreakEven, Contributions, Factor
from delegation.errors import titled
from delegation.model import Mode, Retainer, Task
from delegation.payback import payback, value

AUDIBLE = 0.005
"""A contribution smaller than this rounds to nothing and is not told."""

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


def times(amount: float) -> str:
    """So many times."""
    return "once" if amount == 1.0 else f"{number(amount)} times"


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


def verdict(mode: Mode, what: str, who: str) -> str:
    """What to do, with whom, and what that word means here."""
    whom = "" if mode is Mode.KEEP else f" to {who}"
    return f"{mode.value.capitalize()} {what}{whom} ({DEFINITIONS[mode]})"


def sides(offer: Retainer, saved: float, committed: float, horizon: int, *, runs: bool) -> str:
    """What a commitment saves and what it costs; of a retainer that runs, what it commits further."""
    terms = f"retainer of {number(offer.hours)} h for {money(offer.monthly_fee)} a month"
    which = f"the {terms} that runs already" if runs else f"a {terms}"
    return (
        f"{which} would save {money(saved)} in "
        f"{horizon} months against hiring job by job, and commits {money(committed)}{' more' if runs else ''} "
        f"(payback {number(payback(saved, committed))}, value {value(saved, committed):.2f})."
    )


def factors(often: RecurrenceMeasure, urgent: UrgencyMeasure, soon: AvailabilityMeasure) -> str:
    """How often, how urgent, how soon."""
    comes = f"The work comes {times(often.per_month)} a month, {number(often.hours_per_month)} of her hours"
    delay = "a late start costs nothing"
    if urgent.cost_per_day:
        delay = f"a day's delay costs {money(urgent.cost_per_day)} after {days(urgent.slack_days)}"
    return f"{comes}; {delay}; with her a one-off client {waits(soon.one_off)}, a regular one {waits(soon.regular)}."


def waits(client: ClassMeasure) -> str:
    """How a client fares."""
    if math.isinf(client.mean_wait):
        return "is never reached"
    away = f" (and is turned away in {percent(client.turned_away)} of cases)" if client.turned_away else ""
    return f"waits {days(client.mean_wait)}{away}"


def flips(parts: Contributions | None, points: BreakEven) -> str:
    """Which factor speaks for outsourcing and which against, and which change of one would flip the verdict."""
    named = {
        Factor.RECURRENCE: "the work came {} times as often",
        Factor.URGENCY: "delay cost {} times as much",
        Factor.AVAILABILITY: "her other clients took {} times as many hours",
    }
    ways = [told.format(listed([number(x) for x in points[by]], "or")) for by, told in named.items() if points[by]]
    flip = "no change of one factor within a thousandfold would flip the verdict"
    if ways:
        flip = f"the verdict would flip if {listed(ways, 'or if')}"
    sentence = "; ".join((*speaks(parts), flip))
    return f"{sentence[0].upper()}{sentence[1:]}."


def speaks(parts: Contributions | None) -> tuple[str, ...]:
    """Which factor speaks for outsourcing and which against; nothing where that cannot be told."""
    if parts is None:
        return ()
    pro = [f"{by} ({parts[by]:+.2f})" for by in Factor if parts[by] >= AUDIBLE]
    con = [f"{by} ({parts[by]:+.2f})" for by in Factor if parts[by] <= -AUDIBLE]
    told = [f"{side} {listed(which)}" for side, which in (("for outsourcing:", pro), ("against it:", con)) if which]
    return (f"{', '.join(told)}, in parts of ln payback ({parts.total:+.2f}) beside a usual case",) if told else ()


def defaults(assumptions: Sequence[Assumption]) -> str:
    """What stands at its default, and what of it matters."""
    if not assumptions:
        return "No input was left at its default."
    matter = [assumption.told for assumption in assumptions if assumption.flips]
    which = f"wrong by half, {listed(matter, 'or')}" if matter else "none of them, wrong by half,"
    return f"Left at their defaults: {listed([each.told for each in assumptions])}; {which} would flip the verdict."
