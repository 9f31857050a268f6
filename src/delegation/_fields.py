"""_fields: which numbers, names and days may a field hold, and in what words are others refused?

A converter turns what is harmless (an int, a Decimal) into what is stored and leaves the rest alone; the validator
behind it refuses what is left, naming class, field, value and what is accepted.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from numbers import Integral, Real
from typing import Any, TypeVar

import attrs

from delegation._mixups import article, refuse_kind, stands_here
from delegation.errors import RefusedValueError

LARGEST = 1e15
"""The largest number that a field takes unless it says otherwise: far above any business, far below overflow."""

LEAST_PERCENT, MOST_PERCENT = 3.0, 100.0
"""A number between these, where a share is asked for, was meant in percent."""

ENORMOUS = 1e60
"""The largest number of a retainer: a block and its fee may be sized to all the work that other fields allow."""

SMALLEST = 1e-9
"""The smallest number that a field takes which must be above zero."""

A_DAY = "it takes a day of the years 1900 to 2999, such as datetime.date(2026, 1, 5)"
"""What is accepted where a day is asked for."""

WHOSE_DAY = (
    "a moment in a time zone is one day here and another elsewhere: give the day, such as datetime.date(2026, 1, 5)"
)
"""What is said of a moment with a time zone where a day is asked for."""

FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2999, 12, 31)
"""The days that a field takes: wide for any plan, narrow enough that month arithmetic never leaves the calendar."""

Validator = Callable[[Any, "attrs.Attribute[Any]", Any], None]
Member = TypeVar("Member")


def refuse(
    instance: object, attribute: "attrs.Attribute[Any]", value: object, accepted: str, wanted: str = ""
) -> RefusedValueError:
    """The error for a value that this field of this instance cannot take, with an example of the class wanted."""
    return RefusedValueError(type(instance).__name__, attribute.name, value, accepted, wanted)


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


def is_zoned(value: object) -> bool:
    """Whether this is a moment in a time zone."""
    return isinstance(value, dt.datetime) and value.tzinfo is not None


def to_own_day(value: Any) -> Any:
    """A moment without a time zone as its day; one that has a zone, and anything else, as it came."""
    return value if is_zoned(value) else to_day(value)


@lru_cache(maxsize=4096)
def word_key(words: str) -> str:
    """What tells skills apart, and names that are surely meant for one: neither capitals nor the number of blanks."""
    return " ".join(words.split()).casefold()


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


def share(most: float, of_what: str, usual: float) -> Validator:
    """Accept a float from 0 to `most`, a share; of a number that looks like percent the share is told."""

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
        if isinstance(value, float) and 0.0 <= value <= most:
            return
        meant = usual * 100.0
        if isinstance(value, float) and LEAST_PERCENT <= value <= MOST_PERCENT:
            meant = value
        accepted = f"it takes a number from 0 to {most:g}, a share of {of_what} ({meant:g}% is {meant / 100.0:.4g})"
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


def is_skill(value: object) -> bool:
    """Whether this is text that names one skill and not several."""
    return isinstance(value, str) and bool(value) and not any(mark in value for mark in ",;")


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
        raise refuse(instance, attribute, value, WHOSE_DAY if is_zoned(value) else A_DAY)


def a(kind: type) -> Validator:
    """Accept an instance of one class, told by its name."""

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
        if not isinstance(value, kind):
            accepted = f"it takes {article(kind)}{stands_here(value, kind)}"
            raise refuse(instance, attribute, value, accepted, kind.__name__)

    return validate


def check(owner: str, field: str, value: object, kind: type, *, several: str = "") -> None:
    """Refuse an argument that is not an instance of a class.

    Args:
        owner: The function that was called.
        field: The argument.
        value: What was given.
        kind: The class.
        several: The function that takes several of the class.

    Raises:
        RefusedValueError: If it is not.
    """
    if not isinstance(value, kind):
        hint = f"; {several} takes several" if several and isinstance(value, list | tuple | set | frozenset) else ""
        raise refuse_kind(owner, field, value, kind, f"it takes one {kind.__name__}{hint}")


def check_day(owner: str, field: str, value: Any) -> None:
    """Refuse an argument that is no day, nor a moment of one.

    Raises:
        RefusedValueError: If it is not.
    """
    if not is_day(to_day(value)):
        raise RefusedValueError(owner, field, value, A_DAY)


def own_day(owner: str, field: str, value: Any) -> dt.date:
    """An argument that is a day, or a moment of it without a time zone, as a day.

    Raises:
        RefusedValueError: If it is not.
    """
    found: dt.date = to_own_day(value)
    if not is_day(found):
        raise RefusedValueError(owner, field, value, WHOSE_DAY if is_zoned(value) else A_DAY)
    return found


def day_or_none(owner: str, field: str, value: Any) -> dt.date | None:
    """An argument that is a day, or a moment of it without a time zone, or None.

    Raises:
        RefusedValueError: If it is none of these.
    """
    if value is None:
        return None
    try:
        return own_day(owner, field, value)
    except RefusedValueError as error:
        raise RefusedValueError(owner, field, value, f"{error.accepted}, or None") from None


def several(owner: str, field: str, members: Any, kind: type[Member]) -> tuple[Member, ...]:
    """One member or several as a tuple.

    Raises:
        RefusedValueError: If something else is given, or is among them.
    """
    if isinstance(members, kind):
        return (members,)
    accepted = f"it takes {kind.__name__} objects"
    unread = isinstance(members, str | Mapping) or hasattr(members, "columns")
    if unread or isinstance(members, type) or not isinstance(members, Iterable):
        raise refuse_kind(owner, field, members, kind, accepted)
    listed: tuple[Any, ...] = tuple(members)
    for member in listed:
        if not isinstance(member, kind):
            raise refuse_kind(owner, field, member, kind, accepted)
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
