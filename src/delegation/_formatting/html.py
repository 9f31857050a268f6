"""_formatting.html: how do parts of an answer read in a notebook, in the colours of its page?

Nothing has a background or a colour of its own, and no colour tells anything. Where a page takes the style away, as
JupyterLab does in a notebook that it does not trust, words still stand flush left, numbers flush right and rows under
their headers. No user's text becomes a tag, and no sign of money a formula.
"""

from collections.abc import Iterable, Sequence
from html import escape

from delegation._formatting.parts import LONG, Listed, Part, Said, Table

ABOVE = ".delegation.delegation.delegation"
"""The class of all parts, so often as to weigh more than the rules that notebooks have for tables."""

STYLE = (
    ".delegation{font-variant-numeric:tabular-nums;line-height:1.4;max-width:60em}"
    ".delegation p{margin:.6em 0}"
    f"{ABOVE} table{{border-collapse:collapse;table-layout:auto;margin:.9em 0;font-size:.9em}}"
    f"{ABOVE} :is(td,th){{border:0;padding:.2em .35em;vertical-align:top;white-space:nowrap;"
    "max-width:none;font-weight:inherit;line-height:inherit}"
    f"{ABOVE} [align=right]{{text-align:right}}"
    f"{ABOVE} .long{{white-space:normal;overflow-wrap:anywhere;min-width:7em}}"
    f"{ABOVE} thead [scope]{{border-bottom:1px solid currentColor;font-weight:bold;vertical-align:bottom;"
    "white-space:normal}"
    f"{ABOVE} tfoot :is(td,th){{border-top:1px solid currentColor}}"
    ".delegation caption{caption-side:top;color:inherit;font-weight:bold;padding:.2em 0}"
    ".delegation details{margin:.6em 0}"
    ".delegation summary{cursor:pointer}"
    ".delegation ul{list-style:disc;padding-left:2em}"
    ".delegation ol{list-style:decimal;padding-left:2em}"
)
"""The style of all parts."""

LEFT = ' style="text-align:left"'
"""Flush left, whatever a page has for its tables: the one way that survives where the style is taken away."""

WHOLE = ' style="white-space:nowrap"'
"""In one line, there too."""

WIDEST, WIDEST_OF_MANY = 20, 8
"""A cell with more letters than this takes several lines where a column is narrow; numbers and short names do not.

The second is for tables with more than `MANY` columns, which would else be wider than a page.
"""

MANY = 8
"""From more columns than this on even short names may take several lines."""

NO_FORMULAS = "tex2jax_ignore mathjax_ignore"
"""Classes in which notebooks look for no formulas: between two dollars stand words and not mathematics."""


def page(parts: Iterable[Part]) -> str:
    """Parts of an answer as HTML, with their style."""
    shown = "".join(map(_part, parts))
    return f'<div class="delegation {NO_FORMULAS}"><style>{STYLE}</style>{shown}</div>'


def _part(part: Part) -> str:
    """One part."""
    match part:
        case Said():
            return _said(part)
        case Table():
            return _folded(part.caption, len(part.rows), _table(part))
    return _folded(part.caption, len(part.items), _listed(part))


def _said(part: Said) -> str:
    """A paragraph."""
    lead = f"<strong>{escape(part.lead)}</strong>" if part.lead else ""
    return f"<p>{' '.join(each for each in (lead, escape(part.text)) if each)}</p>"


def _table(part: Table) -> str:
    """A table."""
    right = frozenset(part.right)
    widest = WIDEST_OF_MANY if len(part.header) > MANY else WIDEST
    header = "".join(
        _cell("th", name, widest, right=place in right, scope="col") for place, name in enumerate(part.header)
    )
    rows = [_row(row, right, widest) for row in part.rows]
    body = len(rows) - part.foot
    foot = f"<tfoot>{''.join(rows[body:])}</tfoot>" if part.foot else ""
    return (
        f"<table><caption{LEFT}>{escape(part.caption)}</caption><thead><tr>{header}</tr></thead>"
        f"<tbody>{''.join(rows[:body])}</tbody>{foot}</table>"
    )


def _row(row: Sequence[str], right: frozenset[int], widest: int) -> str:
    """A row, the first cell of which is its header."""
    cells = [_cell("td", cell, widest, right=place in right) for place, cell in enumerate(row[1:], start=1)]
    return f"<tr>{_cell('th', row[0], widest, right=0 in right, scope='row')}{''.join(cells)}</tr>"


def _cell(tag: str, text: str, widest: int, *, right: bool, scope: str = "") -> str:
    """A cell, flush right or left where styles are taken away too; an empty one is neither.

    There too a number keeps its unit beside it.
    """
    of = f' scope="{scope}"' if scope else ""
    where = ' align="right"' if right else LEFT if text else ""
    whole = WHOLE if right and tag == "td" and " " in text else ""
    long = ' class="long"' if len(text) > widest and not right else ""
    return f"<{tag}{of}{where}{whole}{long}>{escape(text)}</{tag}>"


def _listed(part: Listed) -> str:
    """A list."""
    items = "".join(f"<li>{escape(item)}</li>" for item in part.items)
    kind = "ol" if part.numbered else "ul"
    return f"<p><strong>{escape(part.caption)}:</strong></p><{kind}>{items}</{kind}>"


def _folded(caption: str, many: int, shown: str) -> str:
    """What is long, folded under its caption."""
    if many <= LONG:
        return shown
    return f"<details><summary>{escape(caption)} ({many:,} rows)</summary>{shown}</details>"
