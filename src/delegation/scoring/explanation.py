"""scoring.explanation: in what words is a score told in full, with its numbers and units?"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from delegation._formatting.phrases import (
    articled,
    counted,
    days,
    listed,
    money,
    months,
    number,
    of,
    percent,
    probability,
    retained,
    sentence,
    some,
    times,
    verdict,
)
from delegation.errors import titled
from delegation.model.mode import Mode
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.payback import payback, value
from delegation.recurrence.history import History
from delegation.scoring.assumptions import Assumption
from delegation.scoring.flips import Flip, flips_of
from delegation.scoring.measures import AvailabilityMeasure, ClassMeasure, RecurrenceMeasure, UrgencyMeasure
from delegation.scoring.sensitivity import Contributions, Factor

if TYPE_CHECKING:
    from delegation.scoring.score import Score

AUDIBLE = 0.005
"""A contribution smaller than this multiplies payback by 1.00, and is not told."""


def full(score: "Score") -> str:
    """A score in full: both sides, the factors, all that would flip the verdict, and all that stands at its default."""
    what, who = bundle(score.tasks), titled(score.contractor.name)
    told = verdict(score.mode, what, who)
    if score.mode is Mode.KEEP:
        return f"{told}: {pinned(score.tasks)}."
    if score.impossible and score.never_reached:
        told = neither(what, who)
    lacking = lacks(score)
    kept = keeping(score)
    return f"{told}: {reasons(score, sentence(kept) if kept else '')}{f' {lacking}' if lacking else ''}"


def reasons(score: "Score", beside: str = "") -> str:
    """What stands behind the verdict between outsourcing and out-tasking; a sentence on what else there is, if any."""
    told = [costs(score), factors(score)]
    if score.retainer is not None and not score.impossible:
        told.append(flips(score.contributions, flips_of(score, titled(score.contractor.name))))
    told += [each for each in (sure(score), beside) if each]
    return " ".join([*told, defaults(score.assumptions)])


def costs(score: "Score") -> str:
    """Both sides of a commitment and the fee at which they meet; where it is impossible why, and what hiring costs."""
    business = score.business
    if score.retainer is None or score.impossible:
        hired = money(score.costs.out_task.total, business.currency)
        otherwise = f"; hired job by job {titled(score.contractor.name)} costs {hired} a month"
        return f"{score.impossible}{'' if score.never_reached else otherwise}."
    told = sides(
        score.retainer,
        score.saved,
        score.committed,
        business.horizon_months,
        runs=score.runs,
        currency=business.currency,
    )
    if score.highest_fee is None:
        return told
    return f"{told.removesuffix('.')}; it would just pay at a fee of {money(score.highest_fee, business.currency)}."


def keeping(score: "Score") -> str:
    """That keeping the work yourself is cheaper than any way of handing it over, in words; empty where it is not."""
    keep, ways = score.costs.keep, [score.costs.outsource, None if score.never_reached else score.costs.out_task]
    least = min((rows.total for rows in ways if rows is not None), default=math.inf)
    if keep is None or least - keep.total < LITTLE:
        return ""
    what = "it" if len(score.tasks) == 1 else "them"
    told = f"keeping {what} costs {money(keep.total, score.business.currency)} a month"
    less = "" if math.isinf(least) else f", less than handing {what} over"
    return f"{told}{less}; {'recommend' if what == 'it' else 'plan'}() compares that too"


LITTLE = 0.005
"""Money a month that is told as nothing."""


def bundle(tasks: Sequence[Task]) -> str:
    """A bundle in a sentence."""
    return some([titled(task.name) for task in tasks], " tasks")


def neither(what: str, who: str) -> str:
    """What is told in place of a verdict where there is no way at all."""
    return f"Neither way has {what} done by {who}, who would never reach a one-off client"


def pinned(tasks: Sequence[Task]) -> str:
    """Why tasks are kept: which are pinned, and whose hours stand in for the owner's."""
    never = [task for task in tasks if task.keep]
    told = f"you said that you never hand over {bundle(never)}"
    if len(never) < len(tasks):
        return f"{told}; score the others without {'it' if len(never) == 1 else 'them'}"
    if any(task.owner_hours is None for task in never):
        return f"{told}; where your own hours are not given, the task's stand in for them"
    return told


def lacks(score: "Score") -> str:
    """A sentence on skills that the contractor does not have, at which a score does not look; empty where there are."""
    skills = sorted({titled(task.skill) for task in score.tasks if not score.contractor.can(task)})
    if not skills:
        return ""
    return f"Skills are not asked for here: {titled(score.contractor.name)} lacks {some(skills)}."


def offered(offer: Retainer, currency: str, *, runs: bool = False) -> str:
    """A retainer with its article, and whether it runs already."""
    terms = retained(offer, currency)
    return f"the {terms} that runs already" if runs else articled(terms)


def sides(offer: Retainer, saved: float, committed: float, horizon: int, *, runs: bool, currency: str = "") -> str:
    """What a commitment costs and what it spares, and which is more; of a retainer that runs, what it costs further."""
    spent = f"costs {money(committed, currency)} in fees and onboarding"
    if runs:
        spent = f"costs {money(committed, currency)} more than ending it" if committed else "costs nothing more"
    gain = saved - committed
    outcome = "the same"
    if gain:
        outcome = f"{money(abs(gain), currency)} {'better' if gain > 0.0 else 'worse'}"
    measure = f"payback {number(payback(saved, committed))}, value {value(saved, committed):.2f}"
    which = offered(offer, currency, runs=runs)
    spared = money(saved, currency)
    return f"over {months(horizon)} {which} {spent} and spares {spared} of hiring job by job, {outcome} ({measure})."


def factors(score: "Score") -> str:
    """How often, how urgent, how soon."""
    who, several = titled(score.contractor.name), len(score.tasks) > 1
    often = comes(score.recurrence, score.business.horizon_months, who) + learnt(score.tasks)
    urgent = delay(score.urgency, several=several, currency=score.business.currency)
    return f"The work {often}; {urgent}; {waits(score.availability, who)}."


def comes(often: RecurrenceMeasure, horizon: int, who: str) -> str:
    """How often the work comes, in the unit in which it is easy to imagine."""
    if not often.in_horizon:
        return f"does not come within {months(horizon)}"
    if often.per_month < 1.0:
        hours = number(often.hours_per_month * horizon)
        return f"comes {times(often.in_horizon)} in {months(horizon)}, {hours} h of {of(who)} in all"
    return f"comes {times(often.per_month)} a month, {number(often.hours_per_month)} h of {of(who)} in all"


def learnt(tasks: Sequence[Task]) -> str:
    """From how many past jobs it was learnt how often tasks come; empty where all of them are told otherwise."""
    known = [(titled(task.name), task.recurrence) for task in tasks if isinstance(task.recurrence, History)]
    jobs = sum(len(history.dates) for _, history in known)
    if not known:
        return ""
    over = [
        f"with a chance of {probability(history.ended)} {'it' if len(tasks) == 1 else name} has ended"
        for name, history in known
        if history.ended >= TOLD_END
    ]
    return f", as {counted(jobs, 'past job')} {'tells' if jobs == 1 else 'tell'}{f' ({some(over)})' if over else ''}"


TOLD_END = 0.02
"""From which probability on it is told that work may have ended."""


def delay(urgent: UrgencyMeasure, *, several: bool, currency: str = "") -> str:
    """What waiting costs."""
    if not urgent.cost_per_day:
        return "a late start costs nothing"
    since = f"after {days(urgent.slack_days)}" if urgent.slack_days else "from the first day"
    return f"a day's delay costs {'on average ' if several else ''}{money(urgent.cost_per_day, currency)} {since}"


def waits(soon: AvailabilityMeasure, who: str, *, away: bool = True) -> str:
    """How long the contractor makes either kind of client wait; where a retainer runs already they wait alike.

    Args:
        soon: The waits.
        who: What the contractor is called.
        away: Whether to say how often one turns to somebody else.
    """
    if soon.regular == soon.one_off:
        return f"with {who} you wait {wait(soon.regular, 'either way', away=away)}"
    one_off, regular = (
        wait(client, f"as a {kind}", away=away)
        for client, kind in ((soon.one_off, "one-off client"), (soon.regular, "regular one"))
    )
    return f"with {who} you wait {one_off}, {regular}"


FOR_EVER = "for ever"
"""The wait of a client who is never reached, in words."""


def mean_wait(client: ClassMeasure) -> str:
    """How long a client waits on average; where the contractor may be so busy that they never are reached, that."""
    if math.isinf(client.mean_wait):
        return FOR_EVER if client.turned_away >= 1.0 else f"perhaps {FOR_EVER}"
    return days(client.mean_wait)


def wait(client: ClassMeasure, who: str, *, away: bool = True) -> str:
    """How long a client waits, and how often too long."""
    days_told = mean_wait(client)
    told = f"{days_told} {who}"
    if away and client.turned_away and days_told != FOR_EVER:
        told += f" (and turn to somebody else in {percent(client.turned_away)} of cases)"
    return told


def flips(parts: Contributions | None, ways: Sequence[Flip]) -> str:
    """Which factor speaks for outsourcing and which against, and which change of one would flip the verdict."""
    flip = "even a thousandth or a thousandfold of any one factor would not flip the verdict"
    if ways:
        flip = f"the verdict would flip {listed([f'if {way.subject} {way.every}' for way in ways], 'or')}"
    return sentence("; ".join((*speaks(parts), flip)))


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


def sure(score: "Score") -> str:
    """How sure the verdict is, over what was learnt; empty where all counts as known."""
    found, currency = score.confidence, score.business.currency
    if not found.worth_knowing:
        return ""
    if found.probability > SURE:
        return "From what was learnt this is right with over 99%."
    other = "out-tasking" if score.outsource else "outsourcing"
    wrong = f"From what was learnt {other} is better with a chance of {round((1.0 - found.probability) * 100)}%"
    first = found.worth_knowing[0]
    worth = f"knowing {first.what} would be worth {money(first.money_per_month, currency)} a month"
    return f"{wrong}; being wrong costs {money(found.regret, currency)} a month on average, and {worth}."


SURE = 0.99
"""From this probability on nothing is told of what knowing more would be worth."""


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
