"""plotting._promises: does what is played come to what is promised?"""

import math
from typing import TYPE_CHECKING

from delegation import _fields
from delegation._calls import explain_call
from delegation._formatting.phrases import months, number
from delegation.plotting._canvas import BLUE, ORANGE, axes_or_new, finish, ink, of_money, readable, said
from delegation.simulation.result import Rows, Simulation

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@explain_call
def promises(simulation: Simulation, ax: "Axes | None" = None) -> "Axes":
    """Draw what a business cost a month when it was played, row by row, beside what score or plan promise.

    Bars are promised; points are `Estimate.mean` of `Simulation.rows`, their lines the interval that holds the true
    number with 95 %. Above each stands how far what was
    played is from what is promised. Rows that are nothing in both are left out.

    Args:
        simulation: A simulation.
        ax: Where to draw; default None, a new figure.

    Returns:
        The axes. Where nothing costs anything, they say so; where nothing is promised, there are no bars.

    Raises:
        RefusedValueError: If something else than a simulation is given.
        MissingExtraError: If matplotlib is not installed.
    """
    _fields.check("promises", "simulation", simulation, Simulation)
    ax = axes_or_new(ax)
    played = f"{number(simulation.runs)} run{'' if simulation.runs == 1 else 's'} of {months(simulation.months)}"
    title = f"Played against promised: {played}"
    rows = [(name, row) for name, row in zip(Rows._fields, simulation.rows, strict=True) if row.mean or row.promised]
    if not rows:
        return said(ax, title, "nothing costs anything")
    names = ["in all" if name == "total" else name for name, _ in rows]
    places = range(len(rows))
    promised = [row.promised for _, row in rows if row.promised is not None]
    if promised:
        ax.bar(places, promised, color=ORANGE, edgecolor=ink(ax), label="promised", gid="promised", width=0.7)
    means = [row.mean for _, row in rows]
    reaches = [high - row.mean for _, row in rows for _, high in [row.interval]]
    told = "played, with its 95 % interval"
    if not all(map(math.isfinite, reaches)):
        reaches, told = [0.0] * len(rows), "played once, so that nobody knows how far it may be off"
    ax.errorbar(
        places, means, yerr=reaches, fmt="o", color=BLUE, ecolor=ink(ax), capsize=6, markeredgecolor=ink(ax), label=told
    )
    for place, (_, row), reach in zip(places, rows, reaches, strict=True):
        if row.deviation is not None:
            top = max(row.mean + reach, row.promised or 0.0)
            told = f"{row.deviation:+.1%}"
            ax.annotate(
                told, (place, top), (0, 5), textcoords="offset points", ha="center", fontsize="small", gid="off"
            )
    ax.set_ylim(0.0, 1.15 * max([*promised, *(mean + reach for mean, reach in zip(means, reaches, strict=True))]))
    ax.set_xticks(places, names)
    ax.set_ylabel(of_money(simulation.business.currency))
    readable(ax.yaxis)
    return finish(ax, title if promised else f"{title} (nothing is promised)")
