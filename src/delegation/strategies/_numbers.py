"""strategies._numbers: which numbers, names and days are worth trying, and which of them is the simplest?

The door to hypothesis: all that draws takes it from here.
"""

import datetime as dt
import math
from decimal import Decimal
from typing import TypeVar

from delegation import _fields
from delegation.errors import MissingExtraError, RefusedValueError

try:
    from hypothesis import strategies as st
except ImportError as error:
    raise MissingExtraError("hypothesis", "test") from error

__all__ = ["Bounds", "Days", "amounts", "checked_bounds", "checked_days", "days", "names", "or_none", "st", "wholes"]

Value = TypeVar("Value")

Bounds = tuple[float, float]
"""The least and the most that a number may be, both included."""

Days = tuple[dt.date, dt.date]
"""The first and the last day, both included."""

TINY = 1e-6
"""The smallest number above 0 that is tried where 0 is the least."""

PLACES = 2
"""Decimal places of most numbers: hundredths, finer only where bounds lie closer together."""

NAME_LETTERS = 12


def checked_bounds(owner: str, field: str, bounds: object) -> Bounds:
    """Bounds as floats.

    Raises:
        RefusedValueError: If they are no pair of finite numbers from 0, the least first.
    """
    match bounds:
        case (least, most):
            low, high = _fields.to_float(least), _fields.to_float(most)
            if isinstance(low, float) and isinstance(high, float) and 0.0 <= low <= high < math.inf:
                return low, high
    raise RefusedValueError(
        owner, field, bounds, "it takes a pair of the least and the most, numbers from 0, such as (0, 40)"
    )


def checked_days(owner: str, field: str, bounds: object) -> Days:
    """A first and a last day.

    Raises:
        RefusedValueError: If they are no pair of days from 1900 to 2999, the first one first.
    """
    match bounds:
        case (dt.date() as first, dt.date() as last) if _fields.is_day(first) and _fields.is_day(last):
            if first <= last:
                return first, last
    raise RefusedValueError(
        owner,
        field,
        bounds,
        "it takes a pair of a first and a last day, such as (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))",
    )


def _decimals(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers of few decimal places between two."""
    places = PLACES if high == low else max(PLACES, 3 - math.floor(math.log10(high - low)))
    scale = 10**places
    least, most = math.ceil(Decimal(repr(low)) * scale), math.floor(Decimal(repr(high)) * scale)
    if least > most:
        return st.nothing()
    return st.integers(least, most).map(lambda count: count / scale)


def _spread(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers of all digits between two positive ones, as likely in each power of ten."""
    parts = st.floats(0.0, 1.0, allow_subnormal=False)
    return parts.map(lambda part: min(max(low * (high / low) ** part, low), high))


def amounts(owner: str, field: str, bounds: Bounds) -> st.SearchStrategy[float]:
    """Numbers within bounds: whole ones, ones of two decimals, the bounds, and numbers of all digits and sizes.

    They shrink to the smallest whole number, where there is one, else to the fewest decimals.

    Raises:
        RefusedValueError: If the bounds are none.
    """
    low, high = checked_bounds(owner, field, bounds)
    if low == high:
        return st.just(low)
    whole = st.integers(math.ceil(low), math.floor(high)) if math.ceil(low) <= high else st.nothing()
    least = low or min(TINY, high)
    return st.one_of(whole.map(float), _decimals(low, high), st.sampled_from((low, high)), _spread(least, high))


def wholes(owner: str, field: str, bounds: Bounds) -> st.SearchStrategy[int]:
    """Whole numbers within bounds.

    Raises:
        RefusedValueError: If the bounds are none, or no whole number lies within.
    """
    low, high = checked_bounds(owner, field, bounds)
    least, most = math.ceil(low), math.floor(high)
    if least > most:
        raise RefusedValueError(owner, field, bounds, "it takes bounds with a whole number between them")
    return st.integers(least, most)


def or_none(owner: str, field: str, bounds: Bounds | None) -> st.SearchStrategy[float | None]:
    """None, or numbers within bounds; None alone where there are no bounds."""
    return st.none() if bounds is None else st.none() | amounts(owner, field, bounds)


def days(owner: str, field: str, bounds: Days) -> st.SearchStrategy[dt.date]:
    """Days from a first to a last; the first is the simplest.

    Raises:
        RefusedValueError: If the bounds are none.
    """
    first, last = checked_days(owner, field, bounds)
    return st.integers(0, (last - first).days).map(lambda count: first + dt.timedelta(days=count))


def names(simple: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Names: those that people have, of which the first is the simplest, and text in any letters."""
    begun = st.characters(categories=["L", "N"])
    more = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=NAME_LETTERS - 1)
    return st.sampled_from(simple) | st.builds(lambda first, rest: (first + rest).strip(), begun, more)
