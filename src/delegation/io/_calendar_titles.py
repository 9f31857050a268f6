"""io._calendar_titles: what is an event called, in which categories does it stand, and which are left out by name?"""

import re
from collections.abc import Iterable
from typing import Any

from delegation import _fields
from delegation.io._components import Component
from delegation.io._options import words

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def text_of(value: str) -> str:
    """What text in a calendar means, its escapes undone."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def summary_of(component: Component) -> str:
    """What an event is called, without the blanks around it; empty where it has no name."""
    line = component.first("SUMMARY")
    return "" if line is None else text_of(line.value).strip()


def categories_of(component: Component) -> list[str]:
    """The categories of an event, each once."""
    found: dict[str, str] = {}
    for line in component.properties.get("CATEGORIES", ()):
        for part in re.findall(r"(?:\\.|[^,\\])+", line.value, re.DOTALL):
            name = text_of(part).strip()
            if name:
                found.setdefault(_fields.word_key(name), name)
    return list(found.values())


def left_out(function: str, without: Any) -> frozenset[str]:
    """By what is compared of them, the names of events that are left out.

    Raises:
        RefusedValueError: If they are no names.
    """
    return frozenset(map(_fields.word_key, words(function, "without", without)))


def left_in(series: Iterable[list[Component]], without: frozenset[str]) -> list[list[Component]]:
    """Series without those that are left out by the name of the first."""
    return [each for each in series if _fields.word_key(summary_of(each[0])) not in without]
