"""strategies._numbers: which numbers, names and days are worth trying, and which of them is the simplest?

The door to hypothesis: all that draws takes it from here.
"""

import datetime as dt
from typing import Any

import attrs

from delegation import _fields
from delegation.errors import MissingExtraError, RefusedValueError

try:
    from hypothesis import strategies as st
except ImportError as error:
    raise MissingExtraError("hypothesis", "test") from error

__all__ = ["Bounds", "Days", "FieldsOf", "days", "names", "st"]

Bounds = tuple[float, float]
"""The least and the most that a number may be, both included."""

Days = tuple[dt.date, dt.date]
"""The first and the last day, both included."""

TINY = 1e-6
"""The smallest number above 0 that is tried where 0 is the least."""

_DIGITS: tuple[str, ...] = (".3g", ".0f", ".1g", ".17g", ".17g")
"""To how many digits a number is written in each way: three, whole, one, and all."""

_OF_ALL_SIZES = (2, 3)
"""The ways in which a number is as likely in each power of ten."""

NAME_LETTERS = 12


def amounts(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers from 0 between two: whole ones and others, the bounds, numbers of all digits and of all sizes.

    They shrink to the smallest whole number that will do, else to few digits. All are made of the same two draws, a way
    and a number, so that a number found in one way can be told in a simpler one.
    """
    if low == high:
        return st.just(low)
    least = low or min(TINY, high)

    def made(way: int, number: float) -> float:
        if way in _OF_ALL_SIZES:
            number = least * (high / least) ** ((number - low) / (high - low))
        number = min(max(float(format(number, _DIGITS[way])), low), high)
        return number if number >= least else 0.0

    return st.builds(made, st.integers(0, len(_DIGITS) - 1), st.floats(low, high, allow_subnormal=False))


def days(function: str, field: str, bounds: Days) -> st.SearchStrategy[dt.date]:
    """Days from a first to a last; the first is the simplest.

    Raises:
        RefusedValueError: If they are no pair of days from 1900 to 2999, the first one first.
    """
    match bounds:
        case (first, last) if _fields.is_day(first) and _fields.is_day(last) and first <= last:
            return st.integers(0, (last - first).days).map(lambda count: first + dt.timedelta(days=count))
    accepted = "it takes a first and a last day, such as (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))"
    raise RefusedValueError(function, field, bounds, accepted)


@attrs.frozen
class FieldsOf:
    """The fields of a class, drawn within bounds that are refused where the class would refuse what is drawn.

    Attributes:
        function: The function that was given the bounds.
        kind: The class.
    """

    function: str
    kind: type[attrs.AttrsInstance]

    def amount(self, field: str, bounds: Bounds) -> st.SearchStrategy[float]:
        """Numbers within bounds.

        Raises:
            RefusedValueError: If the bounds are no pair, the least first, or the field does not take them.
        """
        return amounts(*self._checked(field, bounds))

    def amount_or_none(self, field: str, bounds: Bounds | None) -> st.SearchStrategy[float | None]:
        """None, and numbers within bounds if there are any."""
        return st.none() if bounds is None else st.none() | self.amount(field, bounds)

    def whole(self, field: str, bounds: Bounds) -> st.SearchStrategy[int]:
        """Whole numbers within bounds.

        Raises:
            RefusedValueError: If the bounds are no pair, the least first, or the field does not take them.
        """
        low, high = self._checked(field, bounds)
        return st.integers(int(low), int(high))

    def whole_or_none(self, field: str, bounds: Bounds | None) -> st.SearchStrategy[int | None]:
        """None, and whole numbers within bounds if there are any."""
        return st.none() if bounds is None else st.none() | self.whole(field, bounds)

    def _checked(self, field: str, bounds: object) -> tuple[float, float]:
        """Bounds as the field converts them."""
        match bounds:
            case (low, high):
                low, high = self._taken(field, low, bounds), self._taken(field, high, bounds)
                if low <= high:
                    return low, high
        accepted = "it takes a pair of numbers, the least and the most, such as (1, 40)"
        raise RefusedValueError(self.function, field, bounds, accepted)

    def _taken(self, field: str, bound: object, bounds: object) -> float:
        """One bound, as the field takes it."""
        attribute: Any = attrs.fields_dict(self.kind)[field]
        value: float = attribute.converter(bound)
        try:
            attribute.validator(object.__new__(self.kind), attribute, value)
        except RefusedValueError as error:
            raise RefusedValueError(self.function, field, bounds, error.accepted) from None
        return value


def names(simple: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Names: those that people have, of which the first is the simplest, and text in any letters."""
    begun = st.characters(categories=["L", "N"])
    more = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=NAME_LETTERS - 1)
    return st.sampled_from(simple) | st.builds(lambda first, rest: (first + rest).strip(), begun, more)
