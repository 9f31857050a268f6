"""errors: how does the library say no, and what does a caller learn from it?

Every refusal is a `DelegationError`. A refusal carries its parts as attributes, so that a program can act on
them and a person can read the sentence that they make.
"""

import reprlib

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


MOST_PROBLEMS = 1_000
"""How many problems of a file are kept."""

MOST_TOLD = 20
"""How many problems of a file its message tells."""


class RefusedFileError(DelegationError, ValueError):
    """A file has cells that cannot be taken; they are told all at once, and nothing of the file is used.

    Attributes:
        path: The file.
        problems: One sentence each, with line and column; the first thousand.
        count: How many problems there are in all.
    """

    def __init__(self, path: str, problems: tuple[str, ...], count: int | None = None) -> None:
        """Keep the file, its first problems, and how many there are (default: those that are given)."""
        kept = problems[:MOST_PROBLEMS]
        counted = len(problems) if count is None else count
        super().__init__(path, kept, counted)
        self.path, self.problems, self.count = path, kept, counted

    def __str__(self) -> str:
        """List the first problems under the name of the file, and say how many more there are."""
        head = "1 problem" if self.count == 1 else f"{self.count:,} problems"
        told = self.problems[:MOST_TOLD]
        left = self.count - len(told)
        more = (f"and {left:,} more",) if left else ()
        return "\n  ".join((f"{titled(self.path, 300)}: {head}", *told, *more))
