"""io._names: who or what is meant by a name in a log?"""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from delegation import _fields
from delegation.errors import RefusedValueError
from delegation.io._cells import nearest, refused


@attrs.define
class Names:
    """Those who can be meant; neither capitals nor blanks matter.

    Attributes:
        what: What they are, such as contractor.
        known: Their names by what is compared; None where whoever stands there is meant, spelt as at first.
        aliases: By what is compared, whom other names mean.
    """

    what: str
    known: Mapping[str, str] | None
    aliases: Mapping[str, str]
    _meant: dict[str, str] = attrs.Factory(dict)
    _first: dict[str, str] = attrs.Factory(dict)
    _like: dict[str, str | None] = attrs.Factory(dict)

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
        """The known name that is most like a text, as a question."""
        if text not in self._like:
            known = self.known or {}
            like = nearest(_fields.word_key(text), known)
            self._like[text] = None if like is None else known[like]
        like = self._like[text]
        return "" if like is None else f"; did you mean {like}?"


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
