"""plotting._fees: what fee is a retainer worth, over the size of its block?"""

import math
from typing import TYPE_CHECKING

import attrs

from delegation import _fields
from delegation._calls import explain_call
from delegation.errors import RefusedValueError
from delegation.model.retainer import BLOCK_STEP, Retainer
from delegation.plotting._canvas import (
    BLUE,
    GREEN,
    VERMILION,
    axes_or_new,
    bundle,
    finish,
    ink,
    of_money,
    readable,
    said,
    short,
)
from delegation.scoring.score import Score
from delegation.scoring.scorer import score as scored

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STEPS = 40
"""Into how many parts the axis of blocks is cut, at the least."""


@explain_call
def fees(score: Score, ax: "Axes | None" = None) -> "Axes":
    """Draw the monthly fee at which a retainer just pays, over its block of hours, and the offers on it.

    The line is `Score.highest_fee` of the same question with blocks of other sizes, on the terms of the offer that was
    compared, or typical ones; an offer below it pays. An offer with terms of its own is judged by its own highest fee.

    Args:
        score: A score.
        ax: Where to draw; default None, a new figure.

    Returns:
        The axes. Where no retainer is a choice, or no other can be asked about, they say so.

    Raises:
        RefusedValueError: If something else than a score is given.
        MissingExtraError: If matplotlib is not installed.
    """
    _fields.check("fees", "score", score, Score)
    ax = axes_or_new(ax)
    contractor = score.contractor
    title = f"{bundle(task.name for task in score.tasks)}: what is a retainer with {short(contractor.name)} worth?"
    hours = score.recurrence.hours_per_month
    terms = score.retainer or Retainer.typical(hours, contractor.rate)
    offers = contractor.retainers if contractor.retainers is not None else ()
    offers = offers if terms in offers or score.retainer is None else (*offers, terms)
    largest = max([2.0 * hours * terms.period_months, BLOCK_STEP, *(1.2 * offer.hours for offer in offers)])
    # the kinks are where whole jobs fit: blocks of quarter hours, as far as they are few
    step = max(0.25, math.ceil(4.0 * largest / STEPS) / 4.0)
    blocks = [step * place for place in range(math.ceil(largest / step) + 1)]
    try:
        asked = [
            _with(score, attrs.evolve(terms, hours=block, monthly_fee=contractor.rate * block)) for block in blocks
        ]
        judged = [(offer, _with(score, offer).highest_fee or 0.0) for offer in offers]
    except RefusedValueError as error:
        return said(ax, title, error.accepted)
    if (impossible := asked[0].impossible) is not None:
        return said(ax, title, f"no retainer is a choice: {impossible}")
    ax.plot(
        blocks, [each.highest_fee or 0.0 for each in asked], color=BLUE, linewidth=2.0, gid="line", label="worth paying"
    )
    for pays, what, color, mark in ((True, "offer pays", GREEN, "o"), (False, "offer does not", VERMILION, "X")):
        alike = [offer for offer, highest in judged if (offer.monthly_fee < highest) is pays]
        if alike:
            ax.plot(
                [offer.hours for offer in alike],
                [offer.monthly_fee for offer in alike],
                mark,
                color=color,
                markeredgecolor=ink(ax),
                markersize=9,
                clip_on=False,
                label=what,
                gid="pays" if pays else "does not",
            )
    ax.plot(
        blocks,
        [contractor.rate * block / terms.period_months for block in blocks],
        ":",
        color=ink(ax),
        linewidth=1.0,
        label="at the one-off rate",
        gid="rate",
    )
    most = max([*(each.highest_fee or 0.0 for each in asked), *(offer.monthly_fee for offer in offers)])
    ax.set_xlim(0.0, blocks[-1])
    ax.set_ylim(0.0, 1.15 * most or 1.0)
    ax.set_xlabel(f"block (hours {'a month' if terms.period_months == 1 else f'in {terms.period_months} months'})")
    ax.set_ylabel(f"fee ({of_money(score.business.currency)})")
    readable(ax.xaxis)
    readable(ax.yaxis)
    return finish(ax, title, columns=4)


def _with(score: Score, retainer: Retainer) -> Score:
    """The same question with one offer."""
    return scored(
        score.tasks,
        score.contractor,
        score.business,
        retainer=retainer,
        engagements=score.engagements,
        on=score.on,
    )
