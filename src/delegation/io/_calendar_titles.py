"""io._calendar_titles: in which categories does an event stand, and which are left out by name?"""

import re
from collections.abc import Iterable
from typing import Any

from delegation import _fields
from delegation.io._calendar_lines import text_of
from delegation.io._components import Component
from delegation.io._options import words


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
    return [each for each in series if _fields.word_key(each[0].title) not in without]
