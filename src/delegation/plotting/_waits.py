"""plotting._waits: how long do a regular and a one-off client wait, over how busy the contractor is?"""

import math
from typing import TYPE_CHECKING

import attrs

from delegation import _fields
from delegation._calls import explain_call
from delegation._formatting.phrases import days
from delegation.availability.loads import ONE_OFF_LOAD, REGULAR_LOAD
from delegation.availability.weeks import Availability
from delegation.model.contractor import Contractor
from delegation.plotting._canvas import BLUE, VERMILION, axes_or_new, finish, ink, readable, short

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STEPS = 100
"""Into how many parts the axis of loads is cut."""

USUAL = 0.9
"""Up to which share of taken hours the axis of waits reaches, at the least."""

CLASSES = ((True, "regular client", BLUE, "-", "o"), (False, "one-off client", VERMILION, "--", "s"))
"""As whose work waits, and how that is drawn."""


@explain_call
def waits(contractor: Contractor | Availability, ax: "Axes | None" = None) -> "Axes":
    """Draw the mean wait of a regular and of a one-off client, over the share of the week that other clients want.

    Of these hours regular and one-off clients want the same parts everywhere. All is from `Availability.wait`, without
    work of your own. Where loads are only believed, the marks are means over all of them, and may lie off the lines.

    Args:
        contractor: A contractor, or an availability.
        ax: Where to draw; default None, a new figure.

    Returns:
        The axes; a client who is never reached is marked at their upper edge.

    Raises:
        RefusedValueError: If something else than a contractor or an availability is given.
        MissingExtraError: If matplotlib is not installed.
    """
    who = ""
    if isinstance(contractor, Availability):
        there = contractor
    else:
        _fields.check("waits", "contractor", contractor, Contractor)
        there, who = contractor.availability, contractor.name
    ax = axes_or_new(ax)
    parts = (there.regular_load, there.one_off_load)
    taken = math.fsum(parts)
    if not taken:
        parts = (float(REGULAR_LOAD), float(ONE_OFF_LOAD))
    mix = [part / math.fsum(parts) for part in parts]
    last = max(1.0, taken * 1.1)
    shares = [last * step / STEPS for step in range(STEPS + 1)]
    lines = [[_mean(there, mix, share, regular=regular) for share in shares] for regular, *_ in CLASSES]
    marks = [there.wait(regular=regular).mean for regular, *_ in CLASSES]
    usual = max(_mean(there, mix, USUAL, regular=regular) for regular, *_ in CLASSES)
    top = 1.15 * max([usual, *filter(math.isfinite, marks)])
    for (_, what, color, style, mark), line, now in zip(CLASSES, lines, marks, strict=True):
        drawn = [wait if math.isfinite(wait) else math.nan for wait in line]
        reached = math.isfinite(now)
        told = f"{what}, now {days(now)}" if reached else f"{what}, now never reached"
        ax.plot(shares, drawn, style, color=color, linewidth=2.0, gid="line")
        ax.plot(
            [taken],
            [now if reached else top],
            mark if reached else "^",
            color=color,
            markeredgecolor=ink(ax),
            markersize=9,
            clip_on=False,
            linestyle=style,
            label=told,
            gid="now",
            zorder=3,
        )
    ax.axvline(taken, color=ink(ax), linewidth=0.8, linestyle=":")
    ax.set_xlim(0.0, last)
    ax.set_ylim(0.0, top)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    readable(ax.yaxis)
    ax.set_xlabel("share of their week that other clients want")
    ax.set_ylabel("mean wait (calendar days)")
    return finish(ax, f"How long you wait{f' for {short(who)}' if who else ''}", columns=2)


def _mean(there: Availability, mix: list[float], share: float, *, regular: bool) -> float:
    """The mean wait where others take a share of the hours; infinite where a client is never reached."""
    of_regular, of_one_off = (min(part * share, most) for part, most in zip(mix, (1.0, 2.0), strict=True))
    asked = attrs.evolve(there, regular_load=of_regular, one_off_load=of_one_off, beliefs=())
    return asked.wait(regular=regular).mean
