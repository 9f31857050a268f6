"""io._parsing: what does a JSON text say, and what of it is refused before it is looked at?

Not JSON, too long, too deep, a key twice in one object, numbers that no computer number holds, and NaN and Infinity,
which JSON does not know.
"""

import json
import math
from typing import Any, NoReturn

from delegation.errors import shown
from delegation.io._problems import Misread, Problems

MOST_LETTERS = 50_000_000
"""The longest text that is looked at: a plan of 500 tasks has less than one in fifty of it."""

MOST_DIGITS = 300
"""The most digits of a whole number: more are no number of a business, and none that can be computed with."""

TOO_DEEP = "it is nested too deeply: no document of this library is"


class TwiceNamed(dict[str, Any]):
    """An object in which a key stands twice; it is refused where it is looked at, so that its place is told.

    Attributes:
        key: The key.
    """

    key: str = ""


def parsed(text: str) -> Any:
    """What a text says.

    Raises:
        Problems: If it is no JSON, or none that can be taken.
    """
    if len(text) > MOST_LETTERS:
        raise Problems([("", f"it has {len(text):,} letters, more than {MOST_LETTERS:,}")])
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_decimal,
            parse_int=_whole,
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Problems([("", f"it is not JSON: {where}: {error.msg}")]) from None
    except RecursionError:
        raise Problems([("", TOO_DEEP)]) from None


def fields_in(value: object) -> dict[str, Any]:
    """An object's fields.

    Raises:
        Misread: If it is no object, or a key stands twice in it.
    """
    if isinstance(value, TwiceNamed):
        raise Problems([("", f"the field {shown(value.key)} stands twice in one object")])
    if not isinstance(value, dict):
        raise Misread(value, "it takes an object, in braces")
    return value


def items_in(value: object) -> list[Any]:
    """A list's items.

    Raises:
        Misread: If it is no list.
    """
    if not isinstance(value, list):
        raise Misread(value, "it takes a list, in brackets")
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    keys = [(place, key) for place, (key, _) in enumerate(pairs)]
    first = {key: place for place, key in reversed(keys)}
    twice = TwiceNamed(found)
    twice.key = next(key for place, key in keys if first[key] != place)
    return twice


def _constant(text: str) -> NoReturn:
    raise Problems([("", f'it is not JSON: {text} stands in it; write "inf", "-inf" or "nan" in quotes')])


def _decimal(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise Problems([("", f"the number {shown(text)} is too large for any field")])
    return number


def _whole(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise Problems([("", f"the number {shown(text)} is too large for any field")])
    return int(text)
