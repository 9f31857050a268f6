"""plotting._canvas: on what is a picture drawn, and what do all pictures have in common?

The door to the extra ``plot``: no other file imports matplotlib.
"""

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise
from textwrap import fill
from typing import TYPE_CHECKING

from delegation._formatting.phrases import number
from delegation.errors import MissingExtraError, titled

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

BLUE, ORANGE, GREEN, VERMILION, SKY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9"
"""Colours that the colour-blind tell apart, on white and on black (Okabe and Ito, "Color Universal Design", 2008)."""

GREY = "#808080"
"""A colour that is seen on white and on black, for what is beside the point."""

SIZE, DOTS = (6.4, 4.0), 100
"""Inches, and dots to an inch, of a picture in a notebook."""

LETTERS = 26
"""How many letters of a name a picture shows at the most."""

WIDTH = 74
"""How many letters a line of a title has at the most."""

ABOVE, LINE = 8.0, 1.7
"""Points between what stands above each other, and lines of text that a row of a legend takes."""


def axes_or_new(ax: "Axes | None") -> "Axes":
    """The axes to draw on: those given, or, only if there are none, those of a new figure of pyplot.

    Raises:
        MissingExtraError: If matplotlib is not installed.
    """
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot as plt  # noqa: PLC0415  # the door to the extra
    except ImportError as error:
        raise MissingExtraError("matplotlib", "plot") from error
    return plt.subplots(figsize=SIZE, dpi=DOTS, layout="constrained")[1]


def ink(ax: "Axes") -> str:
    """The colour of text on these axes, so that lines are seen on whatever ground the style has."""
    return str(ax.xaxis.label.get_color())


def short(name: str) -> str:
    """A name as it stands in a picture."""
    return titled(name, LETTERS)


def of_money(currency: str, per: str = "a month") -> str:
    """What an axis of money says: ``EUR a month``."""
    return f"{currency or 'money'} {per}"


def readable(axis: "Axis") -> None:
    """Write the numbers of an axis as everywhere: with commas, and no more digits than it takes."""
    axis.set_major_formatter(lambda value, _: number(round(value, 9)))


def logarithmic(axis: "Axis") -> None:
    """Write 1, 2 and 5 times each power of ten on a logarithmic axis."""
    readable(axis)
    axis.set_minor_formatter(lambda value, _: number(value) if f"{value:.0e}"[0] in "25" else "")


def month_names(firsts: Iterable[dt.date]) -> list[str]:
    """Names of months, by their first days: the year stands below the first one, and below each that begins one."""
    listed = list(firsts)
    new = [True, *(day.year != before.year for before, day in pairwise(listed))]
    return [f"{day:%b\n%Y}" if year else f"{day:%b}" for day, year in zip(listed, new, strict=False)]


def finish(ax: "Axes", title: str, *, columns: int = 5) -> "Axes":
    """Put the legend above the axes, outside of what is drawn, and the title above it.

    Args:
        ax: The axes, on which all is drawn.
        title: The title.
        columns: How many words of the legend stand beside each other.
    """
    pad, labels = ABOVE, ax.get_legend_handles_labels()[1]
    if labels:
        columns = min(columns, len(labels))
        legend = ax.legend(
            loc="lower left",
            bbox_to_anchor=(0.0, 1.0),
            ncols=columns,
            frameon=False,
            fontsize="small",
            borderaxespad=0.2,
            columnspacing=1.2,
        )
        pad += -(-len(labels) // columns) * LINE * float(legend.get_texts()[0].get_fontsize())
    return _titled(ax, title, pad)


def _titled(ax: "Axes", title: str, pad: float) -> "Axes":
    """Write a title, so many points above."""
    ax.set_title(fill(title, WIDTH), loc="left", fontsize="medium", pad=pad)
    return ax


def said(ax: "Axes", title: str, reason: str) -> "Axes":
    """Where there is nothing to draw, say why in a sentence."""
    ax.set_axis_off()
    ax.text(
        0.5,
        0.5,
        fill(f"{reason[:1].upper()}{reason[1:]}.", 48),
        transform=ax.transAxes,
        ha="center",
        va="center",
    )
    return _titled(ax, title, ABOVE)


def bundle(names: Iterable[str]) -> str:
    """A bundle of tasks in a title: its first task, and how many more."""
    first, *more = names
    return short(first) + (f" and {len(more)} more" if more else "")
