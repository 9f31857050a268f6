"""io._totals: which lines of a log tell of no work of their own, because they add up others or head a group of them?"""

import re
from collections.abc import Iterable

TOTALS = frozenset(
    {
        *("total", "totals", "grand total", "subtotal", "sub-total", "sum", "total time", "total hours"),
        *("summe", "gesamt", "gesamtsumme", "zwischensumme", "totale", "totaal", "total général", "total general"),
    }
)
"""What stands in lines that add up others."""


def tells_no_work(day: str, person: str, tasks: Iterable[str], cells: Iterable[str]) -> bool:
    """Whether a line adds up others or heads a group of them: it has no day, and is no entry otherwise either.

    A line with a day is an entry. So is one that lacks only its day, unless it calls itself a total: to leave it out
    would lose work.

    Args:
        day: What stands where a day should.
        person: Who is named.
        tasks: What is named.
        cells: All of its cells.
    """
    if re.search("[0-9]", day):
        return False
    if any(_is_total(cell) for cell in cells):
        return True
    has_task = any(tasks)
    return not (person or has_task) if day else not (person and has_task)


def _is_total(cell: str) -> bool:
    """Whether a cell calls its line a total."""
    return len(cell) < 20 and " ".join(cell.split()).rstrip(":").casefold() in TOTALS
