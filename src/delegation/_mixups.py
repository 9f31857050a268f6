"""_mixups: what stands where a value of some class belongs, and in what words is it refused?"""

from collections.abc import Mapping

import attrs

from delegation._formatting.phrases import articled
from delegation.errors import RefusedValueError


def stands_here(value: object, kind: type) -> str:
    """What stands where an instance of a class belongs, to follow the refusal; empty where the value shows it."""
    if isinstance(value, type):
        return f", and this is {'the' if value is kind else 'a'} class itself: make one"
    if isinstance(value, str):
        return ", and this is only a name"
    if isinstance(value, Mapping):
        return f", and this is a dict: write {kind.__name__}(**fields)"
    if hasattr(value, "columns"):
        return f", and this is a table: make a {kind.__name__} of each line, or read a file with delegation.io.csv"
    return f", and this is {article(type(value))}" if _is_ours(value) else ""


def _is_ours(value: object) -> bool:
    """Whether this is one of the library's own values."""
    return attrs.has(type(value)) and type(value).__module__.partition(".")[0] == __name__.partition(".")[0]


def article(kind: type) -> str:
    """A class with its article."""
    return articled(kind.__name__)


def refuse_kind(owner: str, field: str, value: object, kind: type, accepted: str) -> RefusedValueError:
    """The error for an argument of the wrong kind: where it belongs to another place, with the order of all of them."""
    misplaced = _is_ours(value) and not isinstance(value, kind)
    return RefusedValueError(
        owner, field, value, accepted + stands_here(value, kind), owner if misplaced else kind.__name__
    )
