"""_costing.keyed: how is a value of a few named parts held like a mapping?"""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from typing import TypeVar

from delegation.errors import UnknownKeyError

Key = TypeVar("Key", bound=str)
Part = TypeVar("Part")


class Keyed(Mapping[Key, Part]):
    """A value whose parts are attributes and, by their keys, those of a mapping: ``list``, ``in``, ``dict``, ``items``.

    A key may be given as the word that it stands for; the attribute of a key is that word with ``_`` for ``-``.
    """

    __slots__ = ()

    @classmethod
    @abstractmethod
    def _keys(cls) -> tuple[Key, ...]:
        """All keys in their order."""

    def __getitem__(self, key: Key | str) -> Part:
        """The part of a key.

        Raises:
            UnknownKeyError: If it is none; a `KeyError`, as of any mapping.
        """
        known = self._keys()
        if not isinstance(key, str) or key not in known:
            raise UnknownKeyError(type(self).__name__, key, [str(each) for each in known])
        part: Part = getattr(self, key.replace("-", "_"))
        return part

    def __iter__(self) -> Iterator[Key]:
        """The keys in their order."""
        return iter(self._keys())

    def __len__(self) -> int:
        """How many keys there are."""
        return len(self._keys())
