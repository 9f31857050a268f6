"""_fields: which numbers, names and days may a field hold, and in what words are others refused?

A converter turns what is harmless (an int, a Decimal) into what is stored and leaves the rest alone; the validator
behind it refuses what is left, naming class, field, value and what is accepted.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, TypeVar

import attrs

from delegation.errors import RefusedValueError

LARGEST = 1e15
"""The largest number that a field takes unless it says otherwise: far above any business, far below overflow."""

ENORMOUS = 1e60
"""The largest number of a retainer: a block and its fee may be sized to all the work that other fields allow."""

SMALLEST = 1e-9
"""The smallest number that a field takes which must be above zero."""

A_DAY = "it takes a day of the years 1900 to 2999, such as datetime.date(2026, 1, 5)"
"""What is accepted where a day is asked for."""

FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2999, 12, 31)
"""The days that a field takes: wide for any plan, narrow enough that month arithmetic never leaves the calendar."""

Validator = Callable[[Any, "attrs.Attribute[Any]", Any], None]
Member = TypeVar("Member")


def refuse(instance: object, attribute: "attrs.Attribute[Any]", value: object, accepted: str) -> RefusedValueError:
    """The error for a value that this field of this instance cannot take."""
    return RefusedValueError(type(instance).__name__, attribute.name, value, accepted)


def to_float(value: Any) -> Any:
    """A real number (not a bool) as a float, -0.0 as 0.0; anything else as it came, for the validator to refuse."""
    if isinstance(value, float):
        return float(value) + 0.0
    if isinstance(value, (Real, Decimal)) and not isinstance(value, bool):
        try:
            return float(value) + 0.0
        except (OverflowError, ValueError):
            return value
    return value


def to_int(value: Any) -> Any:
    """A whole number (not a bool) as an int; anything else as it came."""
    if isinstance(value, Integral) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def to_text(value: Any) -> Any:
    """Text without the blanks around it; anything else as it came."""
    return value.strip() if isinstance(value, str) else value


def to_day(value: Any) -> Any:
    """A moment as the day it falls on; anything else as it came."""
    return value.date() if isinstance(value, dt.datetime) else value


def number_between(owner: str, field: str, value: object, least: float, most: float, *, meaning: str) -> float:
    """An argument that is a real number from `least` to `most`, as a float.

    Raises:
        RefusedValueError: If it is not.
    """
    number = to_float(value)
    if not (isinstance(number, float) and least <= number <= most):
        accepted = f"it takes a number from {least:g} to {_written(most)}, {meaning}"
        raise RefusedValueError(owner, field, value, accepted)
    return number


def _written(most: float) -> str:
    """A bound as people read it."""
    return f"{most:,.0f}" if most <= 1e6 and most.is_integer() else f"{most:g}".replace("+", "")


def between(least: float, most: float, meaning: str) -> Validator:
    """Accept a float from `least` to `most`; a least of `SMALLEST` is told as "above 0"."""
    low = "above 0 and up" if least == SMALLEST else f"from {least:g}"
    accepted = f"it takes a number {low} to {_written(most)}, {meaning}"

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
        if not (isinstance(value, float) and least <= value <= most):
            raise refuse(instance, attribute, value, accepted)

    return validate


def whole(least: int, most: int, meaning: str) -> Validator:
    """Accept an int from `least` to `most`."""
    accepted = f"it takes a whole number from {least} to {most:,}, {meaning}"

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise refuse(instance, attribute, value, accepted)

    return validate


def is_word(value: object) -> bool:
    """Whether this is text that is not empty."""
    return isinstance(value, str) and bool(value)


def named(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """Accept text that is not empty."""
    if not is_word(value):
        raise refuse(instance, attribute, value, "it takes a name, text that is not empty")


def flag(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """Accept True or False."""
    if not isinstance(value, bool):
        raise refuse(instance, attribute, value, "it takes True or False")


def is_day(value: object) -> bool:
    """Whether this is a date (not a moment) within the years that fields take."""
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime) and FIRST_DAY <= value <= LAST_DAY


def day(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """Accept a date from 1900 to 2999."""
    if not is_day(value):
        raise refuse(instance, attribute, value, A_DAY)


def a(kind: type) -> Validator:
    """Accept an instance of one class, told by its name."""
    article = "an" if kind.__name__[0] in "AEIOU" else "a"

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
        if not isinstance(value, kind):
            raise refuse(instance, attribute, value, f"it takes {article} {kind.__name__}")

    return validate


def check(owner: str, field: str, value: object, kind: type) -> None:
    """Refuse an argument that is not an instance of a class.

    Raises:
        RefusedValueError: If it is not.
    """
    if not isinstance(value, kind):
        raise RefusedValueError(owner, field, value, f"it takes one {kind.__name__}")


def check_day(owner: str, field: str, value: Any) -> None:
    """Refuse an argument that is no day, nor a moment of one.

    Raises:
        RefusedValueError: If it is not.
    """
    if not is_day(to_day(value)):
        raise RefusedValueError(owner, field, value, A_DAY)


def day_or_none(owner: str, field: str, value: Any) -> dt.date | None:
    """An argument that is a day, or a moment of it, or None.

    Raises:
        RefusedValueError: If it is none of these.
    """
    if value is None:
        return None
    found: dt.date = to_day(value)
    if not is_day(found):
        raise RefusedValueError(owner, field, value, f"{A_DAY}, or None")
    return found


def several(owner: str, field: str, members: Any, kind: type[Member]) -> tuple[Member, ...]:
    """One member or several as a tuple.

    Raises:
        RefusedValueError: If something else is given, or is among them.
    """
    if isinstance(members, kind):
        return (members,)
    if isinstance(members, str) or not isinstance(members, Iterable):
        raise RefusedValueError(owner, field, members, f"it takes {kind.__name__} objects")
    listed = tuple(members)
    for member in listed:
        if not isinstance(member, kind):
            raise RefusedValueError(owner, field, member, f"it takes {kind.__name__} objects")
    return listed


def unique_by_name(
    owner: str, field: str, members: Member | Iterable[Member], kind: type[Member]
) -> tuple[Member, ...]:
    """One member or several as a tuple sorted by name.

    Raises:
        RefusedValueError: If something else is among them, or two bear the same name.
    """
    if isinstance(members, kind):
        return (members,)
    found: dict[str, Member] = {}
    for member in several(owner, field, members, kind):
        name: str = getattr(member, "name")  # noqa: B009  # every kind asked for here has a name
        if name in found:
            raise RefusedValueError(
                owner, field, name, f"two of them bear this name; each {kind.__name__} needs its own"
            )
        found[name] = member
    return tuple(found[name] for name in sorted(found))
