"""errors: how does the library say no, and what does a caller learn from it?

Every refusal is a `DelegationError`. A refusal carries its parts as attributes, so that a program can act on
them and a person can read the sentence that they make.
"""

import reprlib
from collections.abc import Sequence

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 60

LONGEST = 100
"""How many letters of a value a message shows at the most."""


def shown(value: object) -> str:
    """How a value stands in a message: as Python writes it, in at most about sixty letters."""
    if isinstance(value, float):
        return f"{value:g}" if float(f"{value:g}") == value else repr(value)
    try:
        return titled(_SHORT.repr(value), LONGEST)
    except Exception:  # a value that cannot even be written is refused all the same
        return f"<{type(value).__name__}>"


def titled(name: str, most: int = 48) -> str:
    """How a name stands in a sentence: without quotes, what cannot be printed escaped, cut after `most` letters."""
    cut = name if len(name) <= most else name[: most - 1] + "…"
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in cut)


class DelegationError(Exception):
    """The root of all that this library raises on purpose."""


class RefusedValueError(DelegationError, ValueError):
    """A field was given a value that it cannot take.

    Attributes:
        owner: The class (or function) that was asked, such as ``Task``.
        field: The field, such as ``hours``.
        value: What was given.
        accepted: What would have been accepted, in words.
    """

    def __init__(self, owner: str, field: str, value: object, accepted: str) -> None:
        """Keep the parts; the sentence is made when asked for."""
        super().__init__(owner, field, value, accepted)
        self.owner, self.field, self.value, self.accepted = owner, field, value, accepted

    def __str__(self) -> str:
        """Say which field of which class refuses which value, and what it accepts."""
        return f"{self.owner}.{self.field} = {shown(self.value)} is refused: {self.accepted}"


class UnknownKeyError(RefusedValueError, KeyError):
    """A result was asked for a part that it does not have; a `KeyError`, as of any mapping."""

    def __init__(self, owner: str, key: object, known: Sequence[str]) -> None:
        """Keep the parts; `known` are the keys that there are."""
        RefusedValueError.__init__(self, owner, "key", key, f"it takes {', '.join(known)}")
        self.args = (owner, key, known)


class NoLongRunRateError(DelegationError, ValueError):
    """A rule that ends (COUNT or UNTIL) was asked for what only work that goes on has: a rate in the long run.

    Attributes:
        rule: The rule, as text.
    """

    def __init__(self, rule: str) -> None:
        """Keep the rule."""
        super().__init__(rule)
        self.rule = rule

    def __str__(self) -> str:
        """Name the rule and the way out."""
        return (
            f"the rule {shown(self.rule)} ends, so it has no rate in the long run: "
            "say from which day to count, such as on=datetime.date(2026, 1, 5)"
        )


class MissingExtraError(DelegationError, ImportError):
    """A door was opened whose package is not installed.

    Attributes:
        package: The package that is missing.
        extra: The extra of the distribution ``delegation-planner`` that brings it.
    """

    def __init__(self, package: str, extra: str) -> None:
        """Keep what is missing and what brings it."""
        super().__init__(package, extra)
        self.package, self.extra = package, extra

    def __str__(self) -> str:
        """Say what to install: the package itself, since no other project can be meant by it."""
        return (
            f"this needs the package {self.package}, which is not installed: pip install {self.package} "
            f"(the extra {self.extra} of delegation-planner)"
        )


class RefusedFileError(DelegationError, ValueError):
    """A file has cells that cannot be taken; all of them are told at once and nothing of the file is used.

    Attributes:
        path: The file.
        problems: One sentence each, with line and column.
    """

    def __init__(self, path: str, problems: tuple[str, ...]) -> None:
        """Keep the file and its problems."""
        super().__init__(path, problems)
        self.path, self.problems = path, problems

    def __str__(self) -> str:
        """List every problem under the name of the file."""
        head = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        return "\n  ".join((f"{titled(self.path, 300)}: {head}", *self.problems))
