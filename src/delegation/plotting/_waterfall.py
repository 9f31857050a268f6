"""plotting._waterfall: which rows of the cost make outsourcing cheaper or dearer than out-tasking?"""

from itertools import pairwise
from typing import TYPE_CHECKING

from delegation import _fields
from delegation._calls import explain_call
from delegation._costing.costs import ROWS
from delegation._formatting.phrases import money
from delegation.model.mode import Mode
from delegation.plotting._canvas import (
    GREEN,
    GREY,
    KEPT,
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

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CENT = 0.005
"""Money that is told as nothing."""


@explain_call
def waterfall(score: Score, ax: "Axes | None" = None) -> "Axes":
    """Draw the way from what out-tasking costs a month to what outsourcing does, row by row.

    All is from `Score.costs`; rows that are the same in both are left out.

    Args:
        score: A score.
        ax: Where to draw; default None, a new figure.

    Returns:
        The axes. Where keeping the work costs less than either, a line shows how much. Where outsourcing is no choice,
        they say so.

    Raises:
        RefusedValueError: If something else than a score is given.
        MissingExtraError: If matplotlib is not installed.
    """
    _fields.check("waterfall", "score", score, Score)
    ax = axes_or_new(ax)
    what, who = bundle(task.name for task in score.tasks), short(score.contractor.name)
    before, after = score.costs.out_task, score.costs.outsource
    if after is None:
        return said(ax, f"{what}: a retainer with {who}", f"outsourcing is no choice: {score.impossible}")
    changes = [(row, after[row] - before[row]) for row in ROWS if after[row] != before[row]]
    names = ["out-task", *(row for row, _ in changes), "outsource"]
    ax.bar([0, len(names) - 1], [before.total, after.total], color=GREY, edgecolor=ink(ax), gid="total")
    levels = [before.total]
    for _, change in changes:
        levels.append(levels[-1] + change)
    for what_it_does, rises, color, hatch in (("adds", True, VERMILION, "//"), ("saves", False, GREEN, "..")):
        alike = [place for place, (_, change) in enumerate(changes) if (change > 0.0) is rises]
        if alike:
            ax.bar(
                [place + 1 for place in alike],
                [changes[place][1] for place in alike],
                bottom=[levels[place] for place in alike],
                color=color,
                hatch=hatch,
                edgecolor=ink(ax),
                label=what_it_does,
                gid=what_it_does,
            )
    for place, level in enumerate(levels):
        ax.plot([place - 0.4, place + 1.4], [level, level], color=ink(ax), linewidth=0.8)
    tops = [before.total, *map(max, pairwise(levels)), after.total]
    told = [money(before.total), *(_change(change) for _, change in changes), money(after.total)]
    for place, (amount, top) in enumerate(zip(told, tops, strict=True)):
        ax.annotate(amount, (place, top), (0, 3), textcoords="offset points", ha="center", fontsize="small", gid="told")
    if score.cheapest is Mode.KEEP and score.costs.keep is not None:
        told_kept = f"{KEPT}: {money(score.costs.keep.total, score.business.currency)}"
        ax.axhline(score.costs.keep.total, color=ink(ax), linestyle="--", label=told_kept, gid="keep")
    ax.set_ylim(0.0, 1.12 * max(tops) or 1.0)  # what is left of one way and done of the other is never below nothing
    currency = score.business.currency
    ax.set_xticks(range(len(names)), names)
    ax.set_ylabel(of_money(currency))
    readable(ax.yaxis)
    return finish(ax, f"{what}: a retainer with {who} {_verdict(before.total - after.total, currency)}")


def _change(amount: float) -> str:
    """A row's change with its sign."""
    return f"{'+' if amount > 0.0 else ''}{money(amount)}"


def _verdict(saved: float, currency: str) -> str:
    """What a retainer comes to against hiring, a month."""
    if abs(saved) < CENT:
        return "costs as much as hiring"
    return (
        f"{'saves' if saved > 0.0 else 'costs'} {money(abs(saved), currency)}{'' if saved > 0.0 else ' more'} a month"
    )
