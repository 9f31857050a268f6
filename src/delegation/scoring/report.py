"""scoring.report: how does a score print, as tables?"""

import math
from collections.abc import Sequence
from textwrap import fill, wrap
from typing import TYPE_CHECKING, NamedTuple

from delegation._costing.costs import ROWS, CostRows, called
from delegation._formatting.phrases import listed, money, number, percent, sentence, verdict
from delegation._formatting.tables import aligned
from delegation.errors import titled
from delegation.model.mode import Mode
from delegation.model.retainer import Retainer
from delegation.scoring import explanation
from delegation.scoring.explanation import AUDIBLE, FOR_EVER, mean_wait
from delegation.scoring.flips import flips_of
from delegation.scoring.measures import ClassMeasure
from delegation.scoring.sensitivity import Factor

if TYPE_CHECKING:
    from delegation.scoring.score import Score

COLUMNS, FIGURES = 100, 77
"""How wide a line of text may be, and how wide the last column of the factors."""


def text(score: "Score") -> str:
    """A score as tables: verdict, both sides, what each way costs, the three factors, and what to check."""
    table = cost_rows(score)
    costs = aligned(table, right=range(1, len(table[0]))) if table else ""
    parts = [fill(f"{told(score)} {sides(score)}", COLUMNS), costs, factors(score), fill(last(score), COLUMNS)]
    return "\n\n".join(part for part in parts if part)


def told(score: "Score") -> str:
    """The verdict as a sentence."""
    what, who = explanation.bundle(score.tasks), titled(score.contractor.name)
    if score.mode is Mode.KEEP:
        return f"{verdict(score.mode, what, who)}: {explanation.pinned(score.tasks)}."
    if score.impossible and score.never_reached:
        return f"{explanation.neither(what, who)}."
    return f"{verdict(score.mode, what, who)}."


def sides(score: "Score") -> str:
    """Both sides of the commitment."""
    both, keeping = explanation.costs(score), explanation.keeping(score)
    if score.mode is Mode.KEEP:
        return f"If you handed it over to {titled(score.contractor.name)}: {both}"
    told = f"{both[0].upper()}{both[1:]}" if score.impossible is None else both
    return f"{told} {sentence(keeping)}" if keeping else told


def last(score: "Score") -> str:
    """How sure the verdict is, where something was learnt, and what to check."""
    return f"{explanation.sure(score)} {check(score)}".strip()


def cost_rows(score: "Score") -> list[list[str]]:
    """A header and what each way costs a month, row by row and way beside way; empty where there is none."""
    ways = {mode: rows for mode, rows in score.costs.items() if rows is not None}
    if score.never_reached:
        del ways[Mode.OUT_TASK]
    if not ways:
        return []
    return [[f"{score.business.currency or 'money'} a month", *ways], *_rows(list(ways.values()), score.retainer)]


def _rows(ways: Sequence[CostRows], offer: Retainer | None) -> list[list[str]]:
    """The rows that cost something in one way at least, and the totals."""
    shown = [name for name in ROWS if any(rows[name] for rows in ways)]
    told = [[called(name, (offer,)), *(money(rows[name]) for rows in ways)] for name in shown]
    return [*told, ["total", *(money(rows.total) for rows in ways)]]


def factors(score: "Score") -> str:
    """The three factors: what each makes of payback, its figures, and what of it would flip the verdict."""
    found, other = factor_rows(score), flipped(score)
    flips = any(row.flip for row in found)
    lines = [["factor", "payback", f"figures, and when to {other}" if flips else "figures"]]
    for row in found:
        flip = f"{other} if {row.flip}" if row.flip else ""
        told = [*wrap(row.figures, FIGURES), *wrap(flip, FIGURES)]
        lines.append([row.factor, row.payback, told[0]])
        lines += [["", "", more] for more in told[1:]]
    return aligned(lines, right=())


class FactorRow(NamedTuple):
    """What is told of a factor.

    Attributes:
        factor: Its name.
        payback: By how much it multiplies payback; empty where that cannot be told.
        figures: What it comes to.
        flip: What of it would flip the verdict; empty where nothing would.
    """

    factor: str
    payback: str
    figures: str
    flip: str


def factor_rows(score: "Score") -> list[FactorRow]:
    """The three factors."""
    who, parts = titled(score.contractor.name), score.contributions
    flips = {flip.factor: f"{flip.subject} {flip.every}" for flip in flips_of(score, who)}
    figures = (_often(score, who), _urgent(score), _soon(score, who))
    return [
        FactorRow(
            str(factor),
            "" if parts is None else f"× {number(math.exp(parts[factor])) if abs(parts[factor]) >= AUDIBLE else 1}",
            told,
            flips.get(factor, ""),
        )
        for factor, told in zip(Factor, figures, strict=True)
    ]


def flipped(score: "Score") -> str:
    """The verdict that it would flip to."""
    return "out-task" if score.outsource else "outsource"


def _often(score: "Score", who: str) -> str:
    """How often the work comes."""
    often = explanation.comes(score.recurrence, score.business.horizon_months, who)
    return f"{often.removesuffix(' in all')}{explanation.learnt(score.tasks)}"


def _urgent(score: "Score") -> str:
    """What waiting costs."""
    return explanation.delay(score.urgency, several=len(score.tasks) > 1, currency=score.business.currency)


def _soon(score: "Score", who: str) -> str:
    """How long either kind of client waits."""
    soon = score.availability
    if soon.one_off == soon.regular:
        return f"with {who} you wait {_wait(soon.regular)}"
    return f"with {who} you wait {_wait(soon.one_off)} as a one-off client, {_wait(soon.regular)} as a regular one"


def _wait(client: ClassMeasure) -> str:
    """How long a client waits, and how often too long."""
    told = mean_wait(client)
    return f"{told} ({percent(client.turned_away)} too long)" if client.turned_away and told != FOR_EVER else told


def check(score: "Score") -> str:
    """Which defaults would flip the verdict, and which skills are not there."""
    matter = [assumption.told for assumption in score.assumptions if assumption.flips]
    told = "No default would flip it if wrong by half."
    if matter:
        told = f"Check first, as defaults that would flip it if wrong by half: {listed(matter)}."
    elif not score.assumptions:
        told = "No input was left at its default."
    lacking = explanation.lacks(score)
    return f"{told} {lacking}" if lacking else told
