"""io._problems: what is wrong with a document, where in it, and in whose words?

All problems are found at once. What a class refuses is told in the words of that class, field by field: its converters
and validators are asked one by one, as its construction stops at the first.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from delegation.errors import MOST_PROBLEMS, DelegationError, RefusedCallError, RefusedValueError, shown


class Problems(Exception):  # noqa: N818  # several of them
    """What is wrong, each with its place below the part that was read.

    Attributes:
        found: Places and sentences.
    """

    def __init__(self, found: list[tuple[str, str]]) -> None:
        """Keep them."""
        super().__init__(found)
        self.found = found

    def below(self, place: str) -> list[tuple[str, str]]:
        """The same with a place in front."""
        return [(place + inner, sentence) for inner, sentence in self.found]


class Misread(Problems):
    """A single value that cannot be what it should.

    Attributes:
        value: The value.
        accepted: What would have been accepted, in words.
    """

    def __init__(self, value: object, accepted: str) -> None:
        """Keep both."""
        super().__init__([("", f"{shown(value)} is refused: {accepted}")])
        self.value, self.accepted = value, accepted


class Gathered:
    """Problems of one part as they are found, the first thousand."""

    def __init__(self) -> None:
        """None yet."""
        self.found: list[tuple[str, str]] = []
        self._failed = False

    def __bool__(self) -> bool:
        """Whether anything failed, also what is told elsewhere."""
        return self._failed

    @property
    def full(self) -> bool:
        """Whether there are so many that no more are looked for."""
        return len(self.found) >= MOST_PROBLEMS

    def note(self, place: str, sentence: str) -> None:
        """One more."""
        self._failed = True
        self.found.append((place, sentence))

    def take(self, place: str, problems: Problems) -> None:
        """Those of something at a place."""
        self._failed = True
        self.found += problems.below(place)

    def refuse(self) -> None:
        """Raise what was found.

        Raises:
            Problems: If anything failed.
        """
        if self._failed:
            raise Problems(self.found)


def place_of(name: str) -> str:
    """How a field, or a key of a dict, stands in a path."""
    return f".{name}" if name.isidentifier() and name.isprintable() and len(name) <= 60 else f"[{shown(name)}]"


def told(place: str, sentence: str) -> str:
    """A problem as a line."""
    path = place.removeprefix(".")
    return f"{path}: {sentence}" if path else sentence


def refused_by(error: DelegationError, fields: Mapping[str, object]) -> tuple[str, str]:
    """The place and the sentence of what a class, or a call, refuses.

    Args:
        error: The refusal.
        fields: What was given.
    """
    if isinstance(error, RefusedValueError):
        return (place_of(error.field) if error.field in fields else "", error.reason)
    if isinstance(error, RefusedCallError):
        return "", f"{error.owner} {error.problem}"
    return "", str(error)


def refusals_of(kind: type, fields: Mapping[str, Any]) -> Iterator[RefusedValueError]:
    """All that a class refuses of some fields, not only the first of it.

    Args:
        kind: An attrs class.
        fields: What was given; those that are not given stand at their defaults, if they have any.
    """
    shell: Any = object.__new__(kind)
    held = []
    for attribute in attrs.fields(kind):
        value = fields.get(attribute.name, attribute.default)
        if value is attrs.NOTHING:
            continue
        try:
            value = attribute.converter(value) if callable(attribute.converter) else value
        except RefusedValueError as error:
            yield error
            continue
        object.__setattr__(shell, attribute.name, value)
        held.append((attribute, value))
    for attribute, value in held:
        try:
            if attribute.validator is not None:
                attribute.validator(shell, attribute, value)
        except RefusedValueError as error:
            yield error
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            pass  # judged by another field, which cannot be read
