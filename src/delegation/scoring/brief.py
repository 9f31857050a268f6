"""scoring.brief: what is the shortest whole answer - what to do, why, what would flip it and what to check?

At most five sentences and 110 words, if names are not much longer than names are: they are cut after a few words.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from delegation._formatting.phrases import counted, money, months, sentence, some, verdict
from delegation.errors import titled
from delegation.model.mode import Mode
from delegation.scoring import explanation
from delegation.scoring.assumptions import most_needs_a_look
from delegation.scoring.explanation import AUDIBLE
from delegation.scoring.flips import Flip, flips_of, nearest_of
from delegation.scoring.sensitivity import Contributions, Factor

if TYPE_CHECKING:
    from delegation.model.task import Task
    from delegation.scoring.score import Score

LONGEST_TASKS, LONGEST_NAME, LONGEST_SKILL = 8, 4, 2
"""After how many words tasks, a contractor's name and a skill are cut."""


def brief(score: "Score") -> str:
    """A score in brief."""
    what, who = tasks(score.tasks), name(score.contractor.name)
    told = verdict(score.mode, what, who)
    if score.mode is Mode.KEEP:
        return f"{told}: {explanation.pinned(score.tasks)}."
    if score.impossible and score.never_reached:
        told = explanation.neither(what, who)
    keeping = explanation.keeping(score)
    first = f"{saves(score, who)}; but {keeping}" if keeping else saves(score, who)
    return " ".join([f"{told}: {first}.", *reasons(score)])


def tasks(several: Sequence["Task"]) -> str:
    """A bundle in a few words: by name, or where these are many words by their number."""
    if len(several) == 1:
        return name(several[0].name, LONGEST_TASKS)
    told = explanation.bundle(several)
    return told if len(told.split()) <= LONGEST_TASKS else counted(len(several), "task")


def name(whole: str, most: int = LONGEST_NAME) -> str:
    """A name in a few words."""
    words = titled(whole).split()
    return titled(whole) if len(words) <= most else f"{' '.join(words[:most])}…"


def saves(score: "Score", who: str) -> str:
    """What the verdict saves against the other way."""
    offer, business = score.retainer, score.business
    horizon = months(business.horizon_months)
    if offer is None or score.impossible:
        hired = f"; hired job by job this costs {money(score.costs.out_task.total, business.currency)} a month"
        return f"{who} {score.obstacle}{'' if score.never_reached else hired}"
    which = explanation.offered(offer, business.currency, runs=score.runs)
    gain = money(abs(score.saved - score.committed), business.currency)
    if score.saved == score.committed:
        return f"over {horizon} this costs the same as {which}"
    if score.outsource:
        return f"over {horizon} {which} saves {gain} against hiring job by job"
    return f"over {horizon} this saves {gain} against {which}"


def reasons(score: "Score", verdict: str = "it") -> list[str]:
    """Which factor decides between outsourcing and out-tasking, what would flip that, and what to check first.

    Args:
        score: The score.
        verdict: What a default may flip, in words.
    """
    told, who = [], name(score.contractor.name)
    if score.retainer is not None:
        ways = flips_of(score, who)
        told = [flip(ways, outsource=score.outsource), explanation.sure(score) or check(score, who, verdict)]
        if score.impossible is None:
            told.insert(0, sentence(decides(score, who, ways)))
    lacking = sorted({name(task.skill, LONGEST_SKILL) for task in score.tasks if not score.contractor.can(task)})
    if lacking:
        told.append(f"Skills are not asked for here: {who} lacks {some(lacking)}.")
    return told


def decides(score: "Score", who: str, ways: Sequence[Flip]) -> str:
    """Which factor decides, with its figures; where none speaks for the verdict, the one on which it hangs."""
    factor = decisive(score.contributions, outsource=score.outsource)
    nearest = nearest_of(ways)
    if factor is not None:
        told = f"{factor} decides"
    elif nearest is not None:
        factor, told = nearest.factor, f"it hangs on {nearest.factor}"
    else:
        return "no one factor decides"
    several = len(score.tasks) > 1
    if factor is Factor.URGENCY:
        figures = explanation.delay(score.urgency, several=several, currency=score.business.currency)
    elif factor is Factor.AVAILABILITY:
        figures = explanation.waits(score.availability, who, away=False)
    else:
        often = explanation.comes(score.recurrence, score.business.horizon_months, who)
        figures = f"{'all of it' if several else 'it'} {often.removesuffix(' in all')}{explanation.learnt(score.tasks)}"
    return f"{told}: {figures}"


def decisive(parts: Contributions | None, *, outsource: bool) -> Factor | None:
    """The factor that speaks loudest for a verdict; None where none is heard, or the parts are not known."""
    if parts is None:
        return None
    sign = 1.0 if outsource else -1.0
    loudest = max(Factor, key=lambda factor: sign * parts[factor])
    return loudest if sign * parts[loudest] >= AUDIBLE else None


def flip(ways: Sequence[Flip], *, outsource: bool) -> str:
    """The smallest change of one factor that would flip the verdict."""
    nearest, other = nearest_of(ways), "out-tasking" if outsource else "outsourcing"
    if nearest is None:
        return f"No change of one factor would make {other} better."
    return f"{other.capitalize()} would win if {nearest.subject} {nearest.nearest}."


def check(score: "Score", who: str, verdict: str) -> str:
    """The one default that most needs a look."""
    default = most_needs_a_look(score.assumptions)
    if default is None:
        none = f"No default, wrong by half, would flip {verdict}."
        return none if score.assumptions else "No input was left at its default."
    told = default.told.replace(titled(score.contractor.name), who) if "…" in who else default.told
    return f"Check {told} first: wrong by half, this default would flip {verdict}."
