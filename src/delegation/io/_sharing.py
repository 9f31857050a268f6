"""io._sharing: how does what occurs more than once stand once in a document?

A task of a plan is named by its list of tasks and by how it is done; a contractor by every task of theirs. Such values
stand in the list ``shared`` of the document, and wherever they occur only ``{"same": 3}``: the one with this place in
the list, counted from 0. Two that are equal and not the same stay two.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from delegation.io._problems import Misread, Problems

SAME = "same"
"""The key that refers to what is shared."""


class Writing:
    """What a document that is written has so far.

    Attributes:
        shared: What occurs more than once.
    """

    def __init__(self) -> None:
        """Nothing yet."""
        self.shared: list[dict[str, Any]] = []
        self._seen: dict[int, tuple[object, dict[str, Any]]] = {}

    def again(self, value: object) -> dict[str, Any] | None:
        """What stands for a value that was written before; None where it was not."""
        if id(value) not in self._seen:
            return None
        _, node = self._seen[id(value)]
        if SAME not in node:
            whole = dict(node)
            node.clear()
            node[SAME] = len(self.shared)
            self.shared.append(whole)
        return node

    def remember(self, value: object, node: dict[str, Any]) -> None:
        """Remember how a value was written."""
        self._seen[id(value)] = (value, node)


class Reading:
    """What is shared in a document that is read.

    Attributes:
        problems: What is wrong with it, each with its place in the document.
    """

    def __init__(self, shared: list[Any], read: Callable[[Any], Any]) -> None:
        """Hold the list, and what reads each of it."""
        self.problems: list[tuple[str, str]] = []
        self._shared, self._read = shared, read
        self._made: dict[int, Any] = {}
        self._begun: set[int] = set()
        self._failed: set[int] = set()

    def get(self, place: object) -> Any:
        """The value with this place.

        Raises:
            Misread: If there is none.
            Problems: Empty, if it could not be read: that is told once, in `problems`.
        """
        if not isinstance(place, int) or isinstance(place, bool) or not 0 <= place < len(self._shared):
            raise Misread(place, f"it takes the place of one of the {len(self._shared)} in shared, from 0")
        if place in self._made:
            return self._made[place]
        if place in self._failed:
            raise Problems([])
        if place in self._begun:
            raise Problems([("", "it refers to itself")])
        self._begun.add(place)
        try:
            self._made[place] = self._read(self._shared[place])
        except Problems as error:
            self._failed.add(place)
            self.problems += error.below(f".shared[{place}]")
            raise Problems([]) from None
        return self._made[place]

    def all(self) -> None:
        """Read also what nothing refers to."""
        for place in range(len(self._shared)):
            try:
                self.get(place)
            except Problems:
                continue


WRITING: ContextVar[Writing] = ContextVar("WRITING")
READING: ContextVar[Reading] = ContextVar("READING")
