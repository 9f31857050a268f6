"""plotting._contractors: how many hours does a plan have each contractor work, and which are paid for nothing?"""

import math
from typing import TYPE_CHECKING

from delegation import _fields
from delegation._calls import explain_call
from delegation.model.mode import Mode
from delegation.planning.plan import Plan
from delegation.plotting._canvas import BLUE, ORANGE, VERMILION, axes_or_new, finish, ink, readable, said, told_apart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PARTS = (
    ("used", "used of the block", BLUE, ""),
    ("unused", "unused", "none", ".."),
    ("above", "above the block", VERMILION, "//"),
    ("hired", "hired job by job", ORANGE, "\\\\"),
)
"""What becomes of hours, in what words, and how that is drawn."""

FEWEST = 3
"""For so many contractors there is room at the least, so that bars are no walls."""


@explain_call
def contractors(plan: Plan, ax: "Axes | None" = None) -> "Axes":
    """Draw, for each contractor of a plan, hours a month: of the block used and unused, above it, and hired for.

    A line across each bar ends its block. All is from `Agreement.block` of `Plan.retainers`, and for who is hired job
    by job from `Plan.assignments`.

    Args:
        plan: A plan.
        ax: Where to draw; default None, a new figure.

    Returns:
        The axes, the contractor with most hours on top. Where the plan gives nobody anything, they say so.

    Raises:
        RefusedValueError: If something else than a plan is given.
        MissingExtraError: If matplotlib is not installed.
    """
    _fields.check("contractors", "plan", plan, Plan)
    title = "Contractors' hours in the plan"
    hours: dict[str, dict[str, float]] = {}
    for each in plan.retainers:
        block = each.block
        hours[each.contractor.name] = {"used": block.used, "unused": block.unused, "above": block.overage_hours}
    for name in sorted({way.contractor.name for way in plan if way.mode is Mode.OUT_TASK and way.contractor}):
        found = [
            way.hours for way in plan if way.mode is Mode.OUT_TASK and way.contractor and way.contractor.name == name
        ]
        hours.setdefault(name, {})["hired"] = math.fsum(found)
    ax = axes_or_new(ax, len(hours))
    if not hours:
        return said(ax, title, "the plan has no contractor do anything")
    names = sorted(hours, key=lambda name: (math.fsum(hours[name].values()), name))
    left = [0.0] * len(names)
    for part, what, color, hatch in PARTS:
        widths = [hours[name].get(part, 0.0) for name in names]
        if any(widths):
            ax.barh(names, widths, left=left, color=color, hatch=hatch, edgecolor=ink(ax), label=what, gid=part)
        left = [before + width for before, width in zip(left, widths, strict=True)]
    for place, name in enumerate(names):
        end = hours[name].get("used", 0.0) + hours[name].get("unused", 0.0)
        if end:
            ax.plot([end, end], [place - 0.48, place + 0.48], color=ink(ax), linewidth=2.5, solid_capstyle="butt")
    ax.set_yticks(range(len(names)), told_apart(names))
    if len(names) < FEWEST:
        middle = (len(names) - 1) / 2.0
        ax.set_ylim(middle - FEWEST / 2.0, middle + FEWEST / 2.0)
    ax.set_xlim(0.0, 1.05 * max(left) or 1.0)
    ax.set_xlabel("hours a month")
    readable(ax.xaxis)
    return finish(ax, title, columns=2)
