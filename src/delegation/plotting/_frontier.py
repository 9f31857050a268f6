"""plotting._frontier: how often would the work have to come, or how dear would a delay have to be, for a retainer?"""

import math
from typing import TYPE_CHECKING

from delegation import _fields
from delegation._calls import explain_call
from delegation.model.mode import Mode
from delegation.plotting._canvas import (
    BLUE,
    GREY,
    KEPT,
    ORANGE,
    SKY,
    axes_or_new,
    bundle,
    finish,
    ink,
    logarithmic,
    said,
    short,
)
from delegation.scoring.score import Score

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from delegation.scoring.frontier import Frontier

EVEN = 0.5
"""The value at which the verdict flips."""

ROOM = 1.3
"""How far beyond the edge of the room that there is the picture reaches, as a multiplier."""


@explain_call
def frontier(score: Score, ax: "Axes | None" = None) -> "Axes":
    """Draw where the verdict flips: how often the work comes, by what a day's delay costs, and the task on it.

    Both axes are logarithmic. Of several tasks all rates, and all costs of delay, change together. Diamonds are the
    points of `Score.break_even`; all else is from `Score.frontier`.

    Args:
        score: A score.
        ax: Where to draw; default None, a new figure.

    Returns:
        The axes. Where keeping the work costs less than either way of handing it over, they say so beside the point
        that stands for now. Where outsourcing is no choice, or nothing of the work comes back, they say so.

    Raises:
        RefusedValueError: If something else than a score is given.
        MissingExtraError: If matplotlib is not installed.
    """
    _fields.check("frontier", "score", score, Score)
    ax = axes_or_new(ax)
    title = f"{bundle(task.name for task in score.tasks)}: does a retainer with {short(score.contractor.name)} pay?"
    if score.impossible is not None:
        return said(ax, title, f"outsourcing is no choice: {score.impossible}")
    found = score.frontier
    if found is None:
        return said(ax, title, "nothing of this work comes back, so that it could not come more often")
    often, urgent = _scales(score, found, ax)
    _regions(ax, [rate * often for rate in found.rates], [cost * urgent for cost in found.costs], found)
    if math.isfinite(found.room):
        edge, end = found.room * often, found.room * often * ROOM
        ax.axvspan(edge, end, facecolor=GREY, alpha=0.4, hatch="xx", label="no room", gid="room")
        ax.set_xlim(right=end)
    flips = [(rate * often, urgent) for rate in score.break_even.recurrence]
    flips += [(often, cost * urgent) for cost in score.break_even.urgency]
    low, high = found.costs[0] * urgent, found.costs[-1] * urgent
    costs_now = score.urgency.cost_per_day > 0.0
    shown = [(x, y) for x, y in flips if low <= y <= high and found.rates[0] * often <= x <= found.rates[-1] * often]
    if shown and costs_now:
        ax.plot(*zip(*shown, strict=True), "D", color=BLUE, markeredgecolor=ink(ax), label="flips here", gid="flips")
    now, mark = ("now", "o") if costs_now else ("now (a delay costs nothing)", "v")
    if score.cheapest is Mode.KEEP:
        now = f"{now}: {KEPT}"
    here = urgent if costs_now else low
    ax.plot([often], [here], mark, color=ink(ax), markersize=9, clip_on=False, label=now, gid="now")
    return finish(ax, title)


def _scales(score: Score, found: "Frontier", ax: "Axes") -> tuple[float, float]:
    """What a multiplier of 1 is on each axis, by which the axes are named."""
    ax.set_xscale("log")
    ax.set_yscale("log")
    logarithmic(ax.xaxis)
    logarithmic(ax.yaxis)
    if len(score.tasks) > 1:
        ax.set_xlabel("times as often as now")
        ax.set_ylabel("times as dear a delay as now")
        return 1.0, 1.0
    ax.set_ylabel(f"cost of a day's delay ({score.business.currency or 'money'})")
    per_month = score.recurrence.per_month
    ax.set_xlabel("times a month" if per_month >= 1.0 else "times a year")
    return per_month if per_month >= 1.0 else 12.0 * per_month, found.cost_per_day


def _regions(ax: "Axes", often: list[float], urgent: list[float], found: "Frontier") -> None:
    """Where each way is cheaper, and the line between them."""
    values = [list(row) for row in zip(*found.values, strict=True)]
    whole = [value for row in values for value in row]
    if any(value > EVEN for value in whole):
        area = ax.contourf(often, urgent, values, levels=[EVEN, 2.0], colors=[SKY], alpha=0.5, hatches=["//"])
        area.set_edgecolor(ink(ax))
        area.set_linewidth(0.0)
        ax.fill_between([], [], [], facecolor=SKY, alpha=0.5, hatch="//", edgecolor=ink(ax), label="outsource")
    if any(value <= EVEN for value in whole):
        ax.contourf(often, urgent, values, levels=[-1.0, EVEN], colors=[ORANGE], alpha=0.5)
        ax.fill_between([], [], [], facecolor=ORANGE, alpha=0.5, label="out-task")
    if min(whole) < EVEN < max(whole):
        line = ax.contour(often, urgent, values, levels=[EVEN], colors=[ink(ax)], linewidths=2.0)
        line.set_gid("frontier")
    ax.set_xlim(often[0], often[-1])
    ax.set_ylim(urgent[0], urgent[-1])
