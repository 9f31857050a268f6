"""io._names: who or what is meant by a name in a log?"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from delegation import _fields
from delegation.errors import RefusedValueError
from delegation.io._cells import nearest, refused

SHORTEST = 3
"""So many letters, at the least, does a name have that is looked for within longer words."""


@attrs.define
class Names:
    """Those who can be meant; neither capitals nor blanks matter.

    Attributes:
        what: What they are, such as contractor.
        known: Their names by what is compared; None where whoever stands there is meant, spelt as at first.
        aliases: By what is compared, whom other names mean.
        option: The argument that says whom other names mean; empty where there is none.
        otherwise: What else may be done about a name that nobody bears; default nothing.
    """

    what: str
    known: Mapping[str, str] | None
    aliases: Mapping[str, str]
    option: str = ""
    otherwise: str = ""
    _meant: dict[str, str] = attrs.Factory(dict)
    _first: dict[str, str] = attrs.Factory(dict)
    _hints: dict[str, str] = attrs.Factory(dict)

    def meant(self, text: str) -> str:
        """The name of whom or what a text means.

        Raises:
            RefusedValueError: If nobody is meant by it.
        """
        found = self._meant.get(text)
        if found is None:
            name = self.alias(text)
            key = _fields.word_key(name)
            found = self._first.setdefault(key, name) if self.known is None else self.known.get(key)
            if found is None:
                raise refused(text, f"no {self.what} bears this name{self._hint(text)}")
            self._meant[text] = found
        return found

    def alias(self, text: str) -> str:
        """Whom a text is an alias of; itself where it is none."""
        return self.aliases.get(_fields.word_key(text), text) if self.aliases else text

    def _hint(self, text: str) -> str:
        """The known names that a text may mean, as a question, and how to say what it means."""
        if text not in self._hints:
            known = self.known or {}
            key = _fields.word_key(text)
            like = [known[each] for each in within(key, known) or filter(None, [nearest(key, known)])]
            hint = f"; did you mean {' or '.join(like)}?" if like else ""
            if self.option:
                name = repr(like[0]) if len(like) == 1 else "..."
                settled = f"{self.option}={{{text!r}: {name}}} says so"
                hint += f" {settled}" if like else f"; {self.option}= says what it means{self.otherwise}"
            self._hints[text] = hint
        return self._hints[text]


def within(key: str, known: Iterable[str]) -> list[str]:
    """The known names whose words are all among those of a name, or its among theirs; else those that begin its words.

    Args:
        key: The name, by what is compared.
        known: Those who can be meant, by what is compared.

    Returns:
        At most three; none where more would do.
    """
    words = _words(key)
    alike = [each for each in known if words and (own := _words(each)) and (own <= words or words <= own)]
    alike = alike or [each for each in known if len(each) >= SHORTEST and any(word.startswith(each) for word in words)]
    return alike if len(alike) <= 3 else []


def _words(key: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", key))


def by_key(function: str, field: str, names: Iterable[str]) -> dict[str, str]:
    """Names by what is compared of them.

    Raises:
        RefusedValueError: If two of them are alike.
    """
    found: dict[str, str] = {}
    for name in names:
        other = found.setdefault(_fields.word_key(name), name)
        if other != name:
            accepted = f"in a log it cannot be told from {other!r}: neither capitals nor blanks matter"
            raise RefusedValueError(function, field, name, accepted)
    return found


def aliases_of(function: str, field: str, aliases: Any, known: Mapping[str, str] | None) -> dict[str, str]:
    """Whom other names mean, by what is compared of those.

    Raises:
        RefusedValueError: If that is no mapping of names, or somebody is meant who is not known.
    """
    if aliases is None:
        return {}
    accepted = "it takes a dict of names as they stand in the file, and whom they mean"
    if not isinstance(aliases, Mapping):
        raise RefusedValueError(function, field, aliases, accepted)
    found: dict[str, str] = {}
    for text, name in aliases.items():
        if not isinstance(text, str) or not isinstance(name, str) or not text.strip() or not name.strip():
            raise RefusedValueError(function, field, (text, name), accepted)
        if known is not None and _fields.word_key(name) not in known:
            like = nearest(_fields.word_key(name), known)
            hint = "" if like is None else f"; did you mean {known[like]!r}?"
            raise RefusedValueError(function, field, name, f"nobody and nothing known bears this name{hint}")
        found[_fields.word_key(text)] = name
    return found
