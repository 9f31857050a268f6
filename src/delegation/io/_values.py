"""io._values: how do values, and lists, tuples and dicts of them, stand in a document?

Text, numbers, true, false and null stand for themselves, a list for a list, an object without ``type`` for a dict. All
else is an object that says in ``type`` what it is.
"""

import datetime as dt
import enum
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from delegation.errors import shown
from delegation.io import _leaves, _moments
from delegation.io._converter import converter
from delegation.io._kinds import BY_NAME, ENUMS, NAMES, RESERVED, SHARED, TYPE, named
from delegation.io._parsing import TOO_DEEP, fields_in, items_in
from delegation.io._problems import Gathered, Misread, Problems, place_of
from delegation.io._sharing import READING, SAME
from delegation.planning.relief import Relief, Reliefs

DEEPEST = 50
"""How many lists, tuples and dicts may stand within each other."""

WRITABLE = (
    "it takes values and results of this library, text, numbers, days, moments, True, False and None, "
    "and lists, tuples and dicts of them"
)


def tree_of(value: Any, deep: int = 0) -> Any:
    """A value as JSON has it.

    Raises:
        Problems: If something in it is nothing that a document can hold.
    """
    kind = type(value)
    if deep > DEEPEST:
        raise Problems([("", TOO_DEEP)])
    if value is None or kind in (bool, str, int):
        return value
    if kind is float and math.isfinite(value):
        return value
    if kind in _ALONE:
        return {TYPE: kind.__name__, "value": _ALONE[kind][0](value)}
    if kind in (list, tuple, Reliefs):
        items = _items(value, deep)
        return items if kind is list else {TYPE: kind.__name__, "items": items}
    if kind is dict:
        return _entries(value, deep)
    if kind not in NAMES:
        raise Misread(value, WRITABLE)
    return named(converter.get_unstructure_hook(kind)(value), kind)


def value_of(tree: Any, deep: int = 0) -> Any:
    """The value that stands here.

    Raises:
        Problems: If none does.
    """
    if deep > DEEPEST:
        raise Problems([("", TOO_DEEP)])
    if isinstance(tree, list):
        return _all(enumerate(tree), _at, deep)
    if not isinstance(tree, dict):
        return tree
    fields = fields_in(tree)
    if fields.keys() == {SAME}:
        return READING.get().get(fields[SAME])
    if TYPE not in fields:
        if SAME in fields:
            raise Misread(fields, f"it takes {SAME} alone")
        return dict(zip(fields, _all(fields.items(), place_of, deep), strict=True))
    name = fields[TYPE]
    if isinstance(name, str) and name in BY_NAME:
        return converter.get_structure_hook(BY_NAME[name])(fields, BY_NAME[name])
    if isinstance(name, str) and name in _MADE:
        return _made(name, fields, deep)
    raise Problems([(f".{TYPE}", f"{shown(name)} is refused: it takes one of {', '.join(sorted({*BY_NAME, *_MADE}))}")])


def shared_value_of(tree: Any) -> Any:
    """The value that stands in the list of what is shared.

    Raises:
        Problems: If none does, or one that is never shared.
    """
    name = fields_in(tree).get(TYPE)
    if not isinstance(name, str) or name not in SHARED:
        raise Problems([(f".{TYPE}", f"{shown(name)} is refused: it takes one of {', '.join(SHARED)}")])
    return value_of(tree)


def _items(values: Any, deep: int) -> list[Any]:
    """What stands in a list or a tuple."""
    found = []
    for place, each in enumerate(values):
        try:
            found.append(tree_of(each, deep + 1))
        except Problems as error:
            raise Problems(error.below(f"[{place}]")) from None
    return found


def _entries(values: Mapping[Any, Any], deep: int) -> dict[str, Any]:
    """A dict."""
    found = {}
    for key, each in values.items():
        if type(key) is not str:
            raise Misread(key, "a dict takes text for keys here")
        try:
            found[key] = tree_of(each, deep + 1)
        except Problems as error:
            raise Problems(error.below(place_of(key))) from None
    return {TYPE: "dict", "items": found} if found.keys() & RESERVED else found


def _at(place: int) -> str:
    """How the place of a list's item stands in a path."""
    return f"[{place}]"


def _all(places: Iterable[tuple[Any, Any]], place_in: Callable[[Any], str], deep: int) -> list[Any]:
    """Everything in a list, or in a dict."""
    found, gathered = [], Gathered()
    for place, each in places:
        try:
            found.append(value_of(each, deep + 1) if isinstance(each, dict | list) else each)
        except Problems as error:
            gathered.take(place_in(place), error)
            if gathered.full:
                break
    gathered.refuse()
    return found


def _made(name: str, fields: dict[str, Any], deep: int) -> Any:
    """What consists of one part, beside its type."""
    part, make = _MADE[name]
    gathered = Gathered()
    for each in sorted(fields.keys() - {TYPE, part}):
        gathered.note(place_of(each), f"a {name} has no such field; it has {part}")
    if part not in fields:
        gathered.note(place_of(part), f"it is missing: a {name} needs it")
    gathered.refuse()
    try:
        return make(fields[part], deep)
    except Problems as error:
        raise Problems(error.below(place_of(part))) from None


def _tuple(tree: Any, deep: int) -> tuple[Any, ...]:
    return tuple(_all(enumerate(items_in(tree)), _at, deep))


def _dict(tree: Any, deep: int) -> dict[str, Any]:
    fields = fields_in(tree)
    return dict(zip(fields, _all(fields.items(), place_of, deep), strict=True))


def _reliefs(tree: Any, deep: int) -> Reliefs:
    found = _tuple(tree, deep)
    for place, each in enumerate(found):
        if not isinstance(each, Relief):
            raise Problems([(f"[{place}]", f"{shown(each)} is refused: it takes a Relief")])
    return Reliefs(found)


def _word(kind: type[enum.Enum]) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    """How a word of an enumeration is written and read."""
    read = _leaves.reads_word(kind)
    return (lambda word: word.value), (lambda value: read(value, kind))


def _shallow(read: Callable[[Any], Any]) -> Callable[[Any, int], Any]:
    """What reads something in which nothing else stands."""
    return lambda tree, _: read(tree)


_ALONE: dict[type, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    dt.date: (_moments.text_of, _moments.day_from),
    dt.datetime: (_moments.text_of, _moments.moment_from),
    float: (_leaves.word_of, _leaves.number_from),
    **{each: _word(each) for each in ENUMS},
}
"""What is told by one text beside its name; of numbers only those that JSON does not know."""

_MADE: dict[str, tuple[str, Callable[[Any, int], Any]]] = {
    **{kind.__name__: ("value", _shallow(read)) for kind, (_, read) in _ALONE.items()},
    "tuple": ("items", _tuple),
    "dict": ("items", _dict),
    "Reliefs": ("items", _reliefs),
}
"""What consists of one part beside its type: the part, and what reads it."""
