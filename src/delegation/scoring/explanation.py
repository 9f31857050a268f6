"""scoring.explanation: in what words is a score told, with its numbers and units?"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from delegation._formatting.phrases import days, listed, money, months, number, percent, retained, some, times
from delegation.errors import titled
from delegation.model.mode import Mode
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.payback import payback, value
from delegation.scoring.assumptions import Assumption
from delegation.scoring.measures import AvailabilityMeasure, ClassMeasure, RecurrenceMeasure, UrgencyMeasure
from delegation.scoring.sensitivity import BreakEven, Contributions, Factor

AUDIBLE = 0.005
"""A contribution smaller than this multiplies payback by 1.00, and is not told."""


def bundle(tasks: Sequence[Task]) -> str:
    """A bundle in a sentence."""
    return some([titled(task.name) for task in tasks], " tasks")


def verdict(mode: Mode, what: str, who: str) -> str:
    """What to do, with whom, and what that word means here."""
    whom = "" if mode is Mode.KEEP else f" to {who}"
    return f"{mode.value.capitalize()} {what}{whom} ({mode.definition})"


def pinned(tasks: Sequence[Task]) -> str:
    """Why tasks are kept: which are pinned, and whose hours stand in for the owner's."""
    never = [task for task in tasks if task.keep]
    told = f"you said that you never hand over {bundle(never)}"
    if len(never) < len(tasks):
        return f"{told}; score the others without {'it' if len(never) == 1 else 'them'}"
    if any(task.owner_hours is None for task in never):
        return f"{told}; where your own hours are not given, the task's stand in for them"
    return told


def sides(offer: Retainer, saved: float, committed: float, horizon: int, *, runs: bool) -> str:
    """What a commitment costs and what it spares, and which is more; of a retainer that runs, what it costs further."""
    which = f"{'the' if runs else 'a' if offer.hours else 'an'} {retained(offer)}{' that runs already' if runs else ''}"
    costs = f"costs {money(committed)} in fees and onboarding"
    if runs:
        costs = f"costs {money(committed)} more than ending it" if committed else "costs nothing more"
    gain = saved - committed
    outcome = "the same"
    if gain:
        outcome = f"{money(abs(gain))} {'better' if gain > 0.0 else 'worse'}"
    measure = f"payback {number(payback(saved, committed))}, value {value(saved, committed):.2f}"
    return (
        f"over {months(horizon)} {which} {costs} and spares {money(saved)} of hiring job by job, {outcome} ({measure})."
    )


def factors(
    often: RecurrenceMeasure, urgent: UrgencyMeasure, soon: AvailabilityMeasure, horizon: int, *, several: bool
) -> str:
    """How often, how urgent, how soon."""
    return f"{comes(often, horizon)}; {delay(urgent, several=several)}; {waits(soon)}."


def comes(often: RecurrenceMeasure, horizon: int) -> str:
    """How often the work comes, in the unit in which it is easy to imagine."""
    if not often.in_horizon:
        return f"The work does not come within {months(horizon)}"
    if often.per_month < 1.0:
        hours = number(often.hours_per_month * horizon)
        return f"The work comes {times(often.in_horizon)} in {months(horizon)}, {hours} of her hours in all"
    return f"The work comes {times(often.per_month)} a month, {number(often.hours_per_month)} of her hours in all"


def delay(urgent: UrgencyMeasure, *, several: bool) -> str:
    """What waiting costs."""
    if not urgent.cost_per_day:
        return "a late start costs nothing"
    since = f"after {days(urgent.slack_days)}" if urgent.slack_days else "from the first day"
    return f"a day's delay costs {'on average ' if several else ''}{money(urgent.cost_per_day)} {since}"


def waits(soon: AvailabilityMeasure) -> str:
    """How long she makes either kind of client wait; where a retainer runs already they wait alike."""
    if soon.regular == soon.one_off:
        return f"with her you wait {wait(soon.regular, 'either way')}"
    return f"with her you wait {wait(soon.one_off, 'as a one-off client')}, {wait(soon.regular, 'as a regular one')}"


def wait(client: ClassMeasure, who: str) -> str:
    """How long a client waits, and how often too long."""
    if math.isinf(client.mean_wait):
        return f"for ever {who}"
    away = f" (and turn to somebody else in {percent(client.turned_away)} of cases)" if client.turned_away else ""
    return f"{days(client.mean_wait)} {who}{away}"


def flips(parts: Contributions | None, points: BreakEven) -> str:
    """Which factor speaks for outsourcing and which against, and which change of one would flip the verdict."""
    named = {
        Factor.RECURRENCE: "the work came {} times as often",
        Factor.URGENCY: "delay cost {} times as much",
        Factor.AVAILABILITY: "her other clients took {} times as many hours",
    }
    ways = [f"if {told.format(listed(ranges(points[by]), 'or'))}" for by, told in named.items() if points[by]]
    flip = "even a thousandth or a thousandfold of any one factor would not flip the verdict"
    if ways:
        flip = f"the verdict would flip {listed(ways, 'or')}"
    sentence = "; ".join((*speaks(parts), flip))
    return f"{sentence[0].upper()}{sentence[1:]}."


def ranges(points: Sequence[float]) -> list[str]:
    """Where a verdict is another than at 1, from the multipliers at which it flips."""
    edges = (0.0, *points, math.inf)
    here = bisect_right(points, 1.0)
    told = []
    for index, (low, high) in enumerate(pairwise(edges)):
        if (index - here) % 2:
            if not low:
                told.append(f"less than {number(high)}")
            elif math.isinf(high):
                told.append(f"more than {number(low)}")
            else:
                told.append(f"between {number(low)} and {number(high)}")
    return told


def speaks(parts: Contributions | None) -> tuple[str, ...]:
    """Which factor speaks for outsourcing and which against; nothing where that cannot be told."""
    if parts is None:
        return ()
    pro = [_multiplies(by, parts[by]) for by in Factor if parts[by] >= AUDIBLE]
    con = [_multiplies(by, parts[by]) for by in Factor if parts[by] <= -AUDIBLE]
    told = [f"{side} {listed(which)}" for side, which in (("for outsourcing:", pro), ("against it:", con)) if which]
    return (f"beside a usual case, {', '.join(told)}",) if told else ()


def _multiplies(by: Factor, logarithm: float) -> str:
    """A contribution as what it makes of payback; the three multiply to it."""
    return f"{by} (payback times {number(math.exp(logarithm))})"


def defaults(assumptions: Sequence[Assumption]) -> str:
    """What stands at its default, what matters of it first."""
    if not assumptions:
        return "No input was left at its default."
    matter = [assumption.told for assumption in assumptions if assumption.flips]
    rest = [assumption.told for assumption in assumptions if not assumption.flips]
    if not matter:
        return f"Left at their defaults, none of which would flip the verdict if wrong by half: {listed(rest)}."
    check = f"Check {listed(matter)} first: left at the default, wrong by half it would flip the verdict."
    if len(matter) > 1:
        check = f"Check {listed(matter)} first: left at their defaults, each wrong by half would flip the verdict."
    return f"{check} Also left at their defaults: {listed(rest)}." if rest else check
