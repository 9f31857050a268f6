"""plotting._canvas: on what is a picture drawn, and what do all pictures have in common?

The door to the extra ``plot``: no other file imports matplotlib.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from textwrap import fill
from typing import TYPE_CHECKING

from delegation._formatting.phrases import number, ordinal, sentence
from delegation._formatting.tables import width
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

KEPT = "keep it for less than either"
"""What is said where keeping the work costs less than either way of handing it over."""

LETTERS = 26
"""How many letters of a name a picture shows at the most; a wide one, as Chinese has them, counts as two."""

LETTER = 4.82
"""Points of axes' width that a letter of a title takes."""

SAID = 48
"""How many letters a line has that stands in the picture's place."""

LEGEND_LETTER, LEGEND_MARK, BESIDES = 0.56, 4.0, 1.15
"""Of a legend, in sizes of its font: a letter, and what stands before and after words; how far it may go, in axes'
widths."""

FEW = 6
"""Of so many names, those that would look alike are shown in full."""

ROWS = 16
"""So many rows fit into a picture of the usual height."""

FALLBACKS = (
    *("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans CJK TC", "Noto Sans SC", "Noto Sans JP"),
    *("Noto Sans KR", "Source Han Sans SC", "Source Han Sans", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"),
    *("Droid Sans Fallback", "Microsoft YaHei", "SimHei", "Yu Gothic", "Meiryo", "MS Gothic", "Malgun Gothic"),
    *("PingFang SC", "Hiragino Sans GB", "Hiragino Sans", "Apple SD Gothic Neo", "IPAexGothic", "IPAGothic"),
    *("NanumGothic", "UnDotum", "Arial Unicode MS", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Emoji", "Symbola"),
)
"""Families of fonts that have Chinese, Japanese, Korean letters or emoji; those that are installed draw what the
style's font lacks. Fonts that hold coloured pictures are none of them: matplotlib cannot draw these."""

ORNAMENTS = frozenset({"So", "Sk", "Cf", "Cn"})
"""Kinds of letters that a name can do without: symbols, emoji and their colours, what joins them, and what this version
of Python does not know yet, which is mostly new emoji."""

JOINER = "\u200d"
"""What makes one emoji of several."""

ABOVE, LINE = 8.0, 1.7
"""Points between what stands above each other, and lines of text that a row of a legend takes."""


def axes_or_new(ax: "Axes | None", rows: int = 1) -> "Axes":
    """The axes to draw on: those given, or, only if there are none, those of a new figure of pyplot.

    Args:
        ax: The axes, or None.
        rows: How many rows the picture has; more than usual make a new figure higher.

    Raises:
        MissingExtraError: If matplotlib is not installed.
    """
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot as plt  # noqa: PLC0415  # the door to the extra
    except ImportError as error:
        raise MissingExtraError("matplotlib", "plot") from error
    size = (SIZE[0], SIZE[1] * max(1.0, rows / ROWS))
    return plt.subplots(figsize=size, dpi=DOTS, layout="constrained")[1]


def ink(ax: "Axes") -> str:
    """The colour of text on these axes, so that lines are seen on whatever ground the style has."""
    return str(ax.xaxis.label.get_color())


def drawable(text: str) -> str:
    """A text as a picture can show it: letters that no font has escaped, and such symbols left out.

    A symbol is escaped, too, where nothing else would be left.
    """
    if text.isascii():
        return text
    from matplotlib.font_manager import FontProperties, findfont, get_font  # noqa: PLC0415  # behind the door

    shown = re.sub("[\ufe00-\ufe0f]", "", text)  # which only choose between forms of a symbol
    families = [*FontProperties().get_family(), *_installed()]  # first those of the style
    fonts = [get_font(findfont(FontProperties(family=[family]))) for family in families]
    lacking = {each for each in shown if not any(font.get_char_index(ord(each)) for font in fonts)} - {"\n"}
    gone = {each for each in lacking if unicodedata.category(each) in ORNAMENTS}
    escaped = {letter: ascii(letter)[1:-1] for letter in lacking}
    kept = "".join(escaped.get(each, each) for each in shown if each not in gone and not (gone and each == JOINER))
    tidy = re.sub(" {2,}", " ", kept).strip(" ") if gone else kept
    return tidy or "".join(escaped.get(each, each) for each in shown)


def _installed() -> list[str]:
    """Those of the fallbacks that are installed."""
    from matplotlib.font_manager import fontManager  # noqa: PLC0415  # behind the door

    there = {font.name for font in fontManager.ttflist}
    return [family for family in FALLBACKS if family in there]


def _lettered(ax: "Axes") -> None:
    """Have all texts on axes drawn as they were typed: by fonts that have their letters, and never as a formula."""
    from matplotlib.text import Text  # noqa: PLC0415  # behind the door

    for text in [each for each in ax.findobj(Text) if isinstance(each, Text)]:
        text.set_parse_math(False)
        if not text.get_text().isascii():
            text.set_text(drawable(text.get_text()))
            text.set_fontfamily([*text.get_fontfamily(), *_installed()])


def short(name: str) -> str:
    """A name as it stands in a picture."""
    whole, most = drawable(name), LETTERS
    while width(cut := titled(whole, most)) > LETTERS:
        most -= 1
    return cut


def told_apart(names: Sequence[str]) -> list[str]:
    """Names as they stand beside each other: of a few, those that would look alike are shown in full, in lines."""
    cut = [short(name) for name in names]
    if len(names) > FEW:
        return cut
    return [
        fill(titled(drawable(name), 3 * LETTERS), LETTERS) if cut.count(label) > 1 else label
        for name, label in zip(names, cut, strict=True)
    ]


def of_money(currency: str, per: str = "a month") -> str:
    """What an axis of money says: ``EUR a month``."""
    return f"{drawable(currency) or 'money'} {per}"


def readable(axis: "Axis") -> None:
    """Write the numbers of an axis as everywhere: with commas, and no more digits than it takes."""
    axis.set_major_formatter(lambda value, _: number(round(value, 9)))


def logarithmic(axis: "Axis") -> None:
    """Write 1, 2 and 5 times each power of ten on a logarithmic axis."""
    readable(axis)
    axis.set_minor_formatter(lambda value, _: number(value) if f"{value:.0e}"[0] in "25" else "")


def month_names(firsts: Iterable[dt.date]) -> list[str]:
    """Names of months, by their first days: the year stands below the first one, and below each that begins one.

    Only months that begin on the first bear their name alone; ``5 Aug`` is the month that begins on that day, in two
    lines where days have two digits, so that twelve stand beside each other.
    """
    listed = list(firsts)
    new = [True, *(day.year != before.year for before, day in pairwise(listed))]
    between = "\n" if any(day.day > 9 for day in listed) else " "
    named = [f"{day:%b}" if _plain(listed) else f"{day.day}{between}{day:%b}" for day in listed]
    return [
        drawable(f"{name}\n{day.year}" if year else name) for name, day, year in zip(named, listed, new, strict=True)
    ]


def months_from(firsts: Iterable[dt.date], what: str = "month") -> str:
    """What the axis of such names says that its bars are: months, or months from a day of them on.

    Args:
        firsts: The first days of the months.
        what: What begins on these days.
    """
    listed = list(firsts)
    return what if _plain(listed) else f"{what} from the {ordinal(max(day.day for day in listed))}"


def _plain(firsts: Iterable[dt.date]) -> bool:
    """Whether all begin where the calendar's months do."""
    return all(day.day == 1 for day in firsts)


def finish(ax: "Axes", title: str, *, columns: int = 5) -> "Axes":
    """Put the legend above the axes, outside of what is drawn, and the title above it.

    Args:
        ax: The axes, on which all is drawn.
        title: The title.
        columns: How many words of the legend stand beside each other at the most: fewer where they are too wide.
    """
    pad, labels = ABOVE, ax.get_legend_handles_labels()[1]
    if labels:
        columns = _columns(ax, labels, columns)
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


def _points(ax: "Axes") -> float:
    """The width of axes in points, before all is laid out."""
    return float(ax.bbox.width) * 72.0 / float(ax.figure.dpi)


def _columns(ax: "Axes", labels: Sequence[str], most: int) -> int:
    """How many columns of words fit above the axes."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415  # behind the door

    room = BESIDES * _points(ax) / FontProperties(size="small").get_size_in_points()
    sizes = [LEGEND_LETTER * width(label) + LEGEND_MARK for label in labels]
    for columns in range(min(most, len(labels)), 1, -1):
        longer, rows = len(labels) % columns, len(labels) // columns
        firsts = [place * rows + min(place, longer) for place in range(columns + 1)]
        if sum(max(sizes[first:last]) for first, last in pairwise(firsts)) <= room:
            return columns
    return 1


def _titled(ax: "Axes", title: str, pad: float) -> "Axes":
    """Write a title, so many points above, and have all that is written drawn as it was typed."""
    ax.set_title(_in_lines(title, int(_points(ax) / LETTER)), loc="left", fontsize="medium", pad=pad)
    _lettered(ax)
    return ax


def _in_lines(text: str, most: int) -> str:
    """A text in lines of so many letters at the most, of which wide ones count as two."""
    shown = drawable(text)
    return fill(shown, max(LETTERS, most - width(shown) + len(shown)))


def said(ax: "Axes", title: str, reason: str) -> "Axes":
    """Where there is nothing to draw, say why in a sentence."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, _in_lines(sentence(reason), SAID), transform=ax.transAxes, ha="center", va="center")
    return _titled(ax, title, ABOVE)


def bundle(names: Iterable[str]) -> str:
    """A bundle of tasks in a title: its first task, and how many more."""
    first, *more = names
    return short(first) + (f" and {len(more)} more" if more else "")
