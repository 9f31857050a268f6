"""_calls: what is said of a call whose arguments do not fit?

Python refuses such a call before a line of ours runs. What is wrapped here runs as before; only where the call fails is
its signature read, and the refusal told in a sentence with the nearest right name and an example.
"""

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ParamSpec, TypeVar, get_args

import attrs

from delegation.errors import EXAMPLES, RefusedCallError, shown

P = ParamSpec("P")
R = TypeVar("R")
Made = TypeVar("Made")


def explain_construction(cls: type[Made]) -> type[Made]:
    """A class whose construction with names that it has not, or without values that it needs, is told in a sentence."""
    setattr(cls, "__init__", explain_call(getattr(cls, "__init__")))  # noqa: B009, B010  # type checkers mind the plain way
    return cls


def explain_call(function: Callable[P, R]) -> Callable[P, R]:
    """A function that behaves as before, but tells in a sentence what does not fit in a call.

    Raises:
        RefusedCallError: When called with arguments that it has not, or without those that it needs.
    """
    return _explained(function, function.__qualname__.removesuffix(".__init__"))


def explain_call_as(owner: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """What makes a function `explain_call` what does not fit, where its own name says too little.

    Args:
        owner: What it is called, such as ``payments.read``.
    """

    def explain(function: Callable[P, R]) -> Callable[P, R]:
        return _explained(function, owner)

    return explain


def _explained(function: Callable[P, R], owner: str) -> Callable[P, R]:
    """A function that tells under a name what does not fit in a call."""

    @functools.wraps(function)
    def explained(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except TypeError:
            problem = _misfit(function, args, kwargs)
            if problem is None:  # the call fits, and something within it went wrong
                raise
        raise RefusedCallError(owner, problem)

    return explained


def _misfit(function: Callable[..., object], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> str | None:
    """What does not fit in a call, None where all fits."""
    signature = inspect.signature(function)
    try:
        signature.bind(*args, **kwargs)
    except TypeError:
        pass
    else:
        return None
    parameters = [each for name, each in signature.parameters.items() if name not in ("self", "cls")]
    given = len(args) - len(signature.parameters) + len(parameters)
    names = [each.name for each in parameters]
    for name in kwargs:
        if name not in names:
            what, hints = "argument", [each.annotation for each in parameters]
            if function.__name__ == "__init__":  # whose annotations are those of converters
                what, hints = "field", [field.type for field in attrs.fields(type(args[0]))]
            return f"has no {what} {shown(name)}: {_nearest(name, names, _ingredients(hints))}"
    in_order = [each.name for each in parameters if each.kind is not inspect.Parameter.KEYWORD_ONLY]
    if given > len(in_order):
        taken = f"only {', '.join(in_order)}" if in_order else "nothing"
        return f"takes {taken} without a name in front: write the others as name=value"
    for name in in_order[:given]:
        if name in kwargs:
            return f"was given {name} twice"
    needed = [each.name for each in parameters[given:] if each.default is inspect.Parameter.empty]
    missing = [name for name in needed if name not in kwargs]
    return f"needs {' and '.join(missing)}"


def _ingredients(hints: Iterable[Any]) -> list[type]:
    """The classes with an example of which values with such type hints are made, the nearest first, each once."""
    found: list[type] = []
    waiting = list(hints)
    for each in waiting:  # grows as it goes
        if isinstance(each, type) and attrs.has(each) and each.__name__ in EXAMPLES:
            if each not in found:
                found.append(each)
                waiting += [field.type for field in attrs.fields(each)]
        else:
            waiting += get_args(each)
    return found


def _nearest(typed: str, names: list[str], ingredients: Iterable[type]) -> str:
    """The names that are most like what was typed, or all of them where none is.

    Args:
        typed: What was typed.
        names: The names that the call takes.
        ingredients: Classes of what it takes, a field of which may be meant.
    """
    from difflib import get_close_matches  # noqa: PLC0415  # needed only where something is wrong

    word = typed.casefold()
    alike = [repr(name) for name in get_close_matches(word, names, n=1, cutoff=0.75)]
    if not alike:
        alike = [repr(name) for name in names if _part_of(word, name) or _part_of(name, word)]
        fields = [(each.__name__, list(inspect.signature(each).parameters)) for each in ingredients]
        meant = [f"{owner}({word}=...)" for owner, known in fields if word in known]
        meant = meant or [f"{owner}({name}=...)" for owner, known in fields for name in known if _part_of(word, name)]
        alike += meant[:2]
    alike = alike or [repr(name) for name in get_close_matches(word, names, n=2)]
    return f"did you mean {' or '.join(alike)}?" if alike else f"there are {', '.join(names)}"


def _part_of(part: str, name: str) -> bool:
    """Whether words stand within a name, each in full."""
    return f"_{part}_" in f"_{name}_"
