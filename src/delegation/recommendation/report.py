"""recommendation.report: how does a recommendation read, in brief, in full and as a table?"""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import fill
from typing import TYPE_CHECKING

from delegation._costing.costs import ROWS, called
from delegation._formatting.phrases import amounts, money, number, sentence, some, verdict
from delegation._formatting.tables import aligned
from delegation.errors import titled
from delegation.model.mode import Mode
from delegation.scoring import brief, explanation
from delegation.scoring.report import COLUMNS, factors, last

if TYPE_CHECKING:
    from delegation.recommendation.recommendation import Alternative, Exclusion, Recommendation
    from delegation.scoring.score import Score

DOING = {Mode.OUTSOURCE: "outsourcing", Mode.OUT_TASK: "out-tasking", Mode.KEEP: "keeping"}
"""What doing a task in a mode is called."""

BETWEEN = "outsourcing against out-tasking"
"""What a score decides, and a default may flip."""

MOST_WAYS = 6
"""How many ways a table shows."""

MOST_REASONS = 3
"""How many reasons why somebody is out are told in brief."""

LONGEST = 20
"""After how many letters a name is cut in a table."""


def why(found: "Recommendation") -> str:
    """A recommendation in brief: what to do and what it saves, and what the score says of it."""
    best = found.best
    if best is None:
        return nobody(found, MOST_REASONS)
    who = brief.name(best.contractor.name) if best.contractor else ""
    task, currency = brief.name(found.task.name, brief.LONGEST_TASKS), found.business.currency
    cost = f"{verdict(best.mode, task, who)}: {money(best.costs.total, currency)} a month"
    if found.task.keep:
        return f"{cost}; {explanation.pinned([found.task])}."
    told = [f"{cost}{_saves(found, best)}."]
    if best.score is None or best.score.retainer is None:
        told.append(_keeping(found, best))
    if best.score is not None:
        told += [f"{who} {best.score.obstacle}."] if best.score.impossible else []
        told += brief.reasons(best.score, BETWEEN)
    return " ".join(each for each in told if each)


def full(found: "Recommendation") -> str:
    """A recommendation in full: the choice, the next best, who is out, and the reasons behind the score."""
    best = found.best
    if best is None:
        return nobody(found)
    name, currency = titled(found.task.name), found.business.currency
    what = verdict(best.mode, name, titled(best.contractor.name) if best.contractor else "")
    rows = amounts(best.costs.named(best.retainer), currency)
    told = [f"{what}: {money(best.costs.total, currency)} a month ({rows})."]
    if found.task.keep:
        told.append(sentence(explanation.pinned([found.task])))
    if len(found.alternatives) > 1:
        following = found.alternatives[1]
        dearer = f"{money(following.dearer, currency)} a month dearer" if following.dearer else "which costs the same"
        told.append(f"Next best: {_doing(best, following)}, {dearer}.")
    if found.excluded:
        told.append(f"{'; '.join(out(found.excluded))}.")
    if found.score is not None:
        told.append(_behind(found.score, kept=best.mode is Mode.KEEP))
    return " ".join(told)


def text(found: "Recommendation") -> str:
    """A recommendation as tables: the choice, the ways beside each other, the factors of the best, and who is out."""
    best = found.best
    if best is None:
        return fill(told(found), COLUMNS)
    lines, left = way_rows(found), dearer(found)
    table = aligned(lines, right=range(first_amount(lines), len(lines[0])))
    parts = [fill(told(found), COLUMNS), f"{table}\n{left}" if left else table]
    if best.score is not None:
        parts += [f"{fill(f'{between(best.score)}:', COLUMNS)}\n{factors(best.score)}", fill(last(best.score), COLUMNS)]
    return "\n\n".join([*parts, *(fill(each, COLUMNS) for each in rest(found))])


def told(found: "Recommendation") -> str:
    """The choice as a sentence; where nobody is left that, with all reasons."""
    best = found.best
    if best is None:
        return nobody(found)
    who = titled(best.contractor.name) if best.contractor else ""
    pinned = f": {explanation.pinned([found.task])}" if found.task.keep else ""
    return f"{verdict(best.mode, titled(found.task.name), who)}{pinned}."


def between(score: "Score") -> str:
    """Between what the factors decide."""
    return f"Between outsourcing and out-tasking to {titled(score.contractor.name)}"


def rest(found: "Recommendation") -> Iterator[str]:
    """At how many hours of yours keeping and handing over change places, and who is out, in sentences."""
    if found.best and not found.task.keep and (flip := _keeping(found, found.best)):
        yield flip
    if found.excluded:
        several = out(found.excluded)
        more = f"; and {len(several) - MOST_REASONS} more reasons" if len(several) > MOST_REASONS else ""
        yield f"{'; '.join(several[:MOST_REASONS])}{more}."


def way_rows(found: "Recommendation", longest: int = LONGEST) -> list[list[str]]:
    """A header and the cheapest ways, each with its cost rows that are not nothing in all of them.

    Args:
        found: The recommendation.
        longest: After how many letters a name is cut.
    """
    shown = found.alternatives[:MOST_WAYS]
    rows = [row for row in ROWS if any(way.costs[row] for way in shown)]
    with_terms = any(way.retainer for way in shown)
    currency = found.business.currency or "money"
    names = [called(row, (way.retainer for way in shown if way.costs[row])) for row in rows]
    lines = [["", "with", *(["retainer"] if with_terms else []), *names, f"{currency} a month"]]
    for way in shown:
        terms = [_terms(way)] if with_terms else []
        who = titled(way.contractor.name, longest) if way.contractor else "you"
        lines.append([str(way.mode), who, *terms, *(money(way.costs[row]) for row in rows), money(way.costs.total)])
    return lines


def first_amount(lines: Sequence[Sequence[str]]) -> int:
    """The place of the first column of money."""
    return 3 if "retainer" in lines[0] else 2


def dearer(found: "Recommendation") -> str:
    """How many ways the table leaves out; empty where none."""
    left = len(found.alternatives) - MOST_WAYS
    return f"... and {left} dearer" if left > 0 else ""


def nobody(found: "Recommendation", most: int | None = None) -> str:
    """What is told where nobody is left, with the reasons or the first of them."""
    why = "no owner_hours" if found.task.hours_if_kept is None else "it takes more hours than you have"
    undone = f"{titled(found.task.name)} stays undone: you cannot do it yourself ({why})"
    undone += ", and no contractor is left"
    others = [each for each in found.excluded if each.contractor is not None]
    return f"{undone}: {'; '.join(out(others)[:most])}." if others else f"{undone}."


def out(excluded: Iterable["Exclusion"]) -> list[str]:
    """Who is out and why in words, those with the same reason together."""
    names: dict[str, list[str]] = {}
    for each in excluded:
        keeping = "keeping it" if names else "Keeping it"
        names.setdefault(each.reason, []).append(keeping if each.contractor is None else titled(each.contractor))
    return [
        f"{first} {reason}{f', likewise {some(others)}' if others else ''}"
        for reason, (first, *others) in names.items()
    ]


def _behind(score: "Score", *, kept: bool) -> str:
    """What stands behind a score, as of handing the task over to its contractor."""
    reasons, who = explanation.reasons(score), titled(score.contractor.name)
    if kept:
        return f"If you handed it over: {reasons if score.impossible else f'with {who}, {reasons}'}"
    return reasons if score.impossible else f"With {who}, {reasons}"


def _saves(found: "Recommendation", best: "Alternative") -> str:
    """What the best way saves against the next best; empty where there is no other."""
    if len(found.alternatives) < 2:
        return ""
    following = found.alternatives[1]
    if not following.dearer:
        return f", the same as {_doing(best, following)}"
    return f", {money(following.dearer, found.business.currency)} less than {_doing(best, following)}"


def _keeping(found: "Recommendation", best: "Alternative") -> str:
    """At how many hours of yours keeping and handing over change places; empty where that cannot be told."""
    hours = found.task.hours_if_kept
    kept = next((way.costs.total for way in found.alternatives if way.mode is Mode.KEEP), 0.0)
    if not hours or not kept or len(found.alternatives) < 2:
        return ""
    if best.mode is Mode.KEEP:
        following = found.alternatives[1]
        flip = number(hours * following.costs.total / kept)
        return sentence(f"{_doing(best, following)} would win if it took you more than {flip} h each time")
    return f"Keeping it would win if it took you less than {number(hours * best.costs.total / kept)} h each time."


def _doing(best: "Alternative", following: "Alternative") -> str:
    """Another way as something done, by what tells it from the best."""
    if following.contractor is None:
        return f"{DOING[following.mode]} it"
    if following.contractor == best.contractor and following.mode is best.mode:
        return f"the same{_block(following)}"
    return f"{DOING[following.mode]} it to {brief.name(following.contractor.name)}"


def _block(way: "Alternative") -> str:
    """Which block is meant, in a sentence."""
    return f" with a block of {number(way.retainer.hours)} h" if way.retainer else ""


def _terms(way: "Alternative") -> str:
    """A retainer in a cell."""
    if way.retainer is None:
        return ""
    return f"{number(way.retainer.hours)} h" if way.retainer.hours else "access"
