"""_formatting.html: how do parts of an answer read in a notebook, in the colours of its page?

Nothing has a background or a colour of its own, and no colour tells anything. Where a page takes the style away, numbers
still stand flush right and rows under their headers. No user's text becomes a tag, and no sign of money a formula.
"""

from collections.abc import Iterable, Sequence
from html import escape

from delegation._formatting.parts import LONG, Listed, Part, Said, Table

STYLE = (
    ".delegation{font-variant-numeric:tabular-nums;line-height:1.4;max-width:60em}"
    ".delegation p{margin:.6em 0}"
    ".delegation.delegation.delegation table{border-collapse:collapse;table-layout:auto;margin:.9em 0;font-size:.95em}"
    ".delegation.delegation.delegation :is(td,th){border:0;padding:.2em .7em .2em 0;text-align:left;"
    "vertical-align:top;white-space:normal;overflow-wrap:anywhere;font-weight:inherit;line-height:inherit}"
    ".delegation.delegation.delegation [align=right]{text-align:right;white-space:nowrap}"
    ".delegation.delegation.delegation thead :is(td,th){border-bottom:1px solid currentColor;font-weight:bold;"
    "vertical-align:bottom}"
    ".delegation.delegation.delegation tfoot :is(td,th){border-top:1px solid currentColor}"
    ".delegation caption{caption-side:top;text-align:left;color:inherit;font-weight:bold;padding:.2em 0}"
    ".delegation summary{cursor:pointer}"
)
"""The style of all parts; the class stands several times in a rule to weigh more than the rules of notebooks."""

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
        case Listed():
            return _folded(part.caption, len(part.items), _listed(part))


def _said(part: Said) -> str:
    """A paragraph."""
    lead = f"<strong>{escape(part.lead)}</strong>" if part.lead else ""
    return f"<p>{' '.join(each for each in (lead, escape(part.text)) if each)}</p>"


def _table(part: Table) -> str:
    """A table."""
    header = "".join(_head(name, "col", right=place in part.right) for place, name in enumerate(part.header))
    body = len(part.rows) - part.foot
    rows = [_row(row, part.right) for row in part.rows]
    foot = f"<tfoot>{''.join(rows[body:])}</tfoot>" if part.foot else ""
    return (
        f"<table><caption>{escape(part.caption)}</caption><thead><tr>{header}</tr></thead>"
        f"<tbody>{''.join(rows[:body])}</tbody>{foot}</table>"
    )


def _row(row: Sequence[str], right: Iterable[int]) -> str:
    """A row, the first cell of which is its header."""
    flush = set(right)
    cells = [f"<td{_align(place in flush)}>{escape(cell)}</td>" for place, cell in enumerate(row) if place]
    return f"<tr>{_head(row[0], 'row', right=0 in flush)}{''.join(cells)}</tr>"


def _head(text: str, scope: str, *, right: bool) -> str:
    """The header of a row or a column."""
    return f'<th scope="{scope}"{_align(right)}>{escape(text)}</th>'


def _align(right: bool) -> str:  # noqa: FBT001
    """Flush right, in the one way that survives where styles are taken away."""
    return ' align="right"' if right else ""


def _listed(part: Listed) -> str:
    """A list."""
    items = "".join(f"<li>{escape(item)}</li>" for item in part.items)
    kind = "ol" if part.numbered else "ul"
    return f"<p>{escape(part.caption)}:</p><{kind}>{items}</{kind}>"


def _folded(caption: str, many: int, shown: str) -> str:
    """What is long, folded under its caption."""
    if many <= LONG:
        return shown
    return f"<details><summary>{escape(caption)} ({many:,} rows)</summary>{shown}</details>"
