"""io._shapes: of which fields does a value consist, and how is it made from them again?"""

import types
import typing
from collections.abc import Callable, Mapping
from typing import Any

import attrs


@attrs.frozen
class Field:
    """A field of a shape.

    Attributes:
        type: What it holds, as annotated.
        needed: Whether it must be given.
    """

    type: Any
    needed: bool


@attrs.frozen(kw_only=True)
class Shape:
    """How values of a class stand in a document.

    Attributes:
        name: The name of the class.
        kind: The class.
        fields: Its fields by name, in order.
        parts: What a value holds, by field.
        make: Makes a value from what its fields hold.
        named: Whether its name always stands beside its fields, also where only this class can stand.
        shared: Whether a value that occurs more than once stands once, in ``shared``.
    """

    name: str
    kind: type
    fields: Mapping[str, Field]
    parts: Callable[[Any], Mapping[str, Any]]
    make: Callable[..., Any]
    named: bool = False
    shared: bool = False

    @property
    def checked(self) -> bool:
        """Whether the class itself says in words what its fields cannot hold."""
        return attrs.has(self.kind) and any(each.validator for each in attrs.fields(self.kind))


def shape_of(annotated: Any, *, named: bool = False, shared: bool = False, known: Mapping[str, type] = {}) -> Shape:
    """The shape of a class made by attrs, or of a named tuple, as it stands in an annotation.

    Args:
        annotated: The class, with its arguments where it is a generic one.
        named: Whether its name always stands beside its fields.
        shared: Whether a value that occurs more than once stands once.
        known: Classes that its annotations name and its file knows only for type checkers.
    """
    kind = typing.get_origin(annotated) or annotated
    given = dict(zip(getattr(kind, "__parameters__", ()), typing.get_args(annotated), strict=True))
    hints = {name: given.get(hint, hint) for name, hint in typing.get_type_hints(kind, localns=dict(known)).items()}
    names = _attributes(kind) if attrs.has(kind) else _members(kind)
    return Shape(
        name=kind.__name__,
        kind=kind,
        fields={name: Field(hints[name], needed) for name, needed in names.items()},
        parts=lambda value: {name: getattr(value, name) for name in names},
        make=kind,
        named=named,
        shared=shared,
    )


def _attributes(kind: type) -> dict[str, bool]:
    """The fields of an attrs class, and whether each is needed."""
    return {each.name: each.default is attrs.NOTHING for each in attrs.fields(kind)}


def _members(kind: Any) -> dict[str, bool]:
    """The fields of a named tuple, and whether each is needed."""
    return {name: name not in kind._field_defaults for name in kind._fields}


def members_of(annotated: Any) -> tuple[Any, ...]:
    """What a union in an annotation consists of; the annotation itself where it is none."""
    if typing.get_origin(annotated) in (typing.Union, types.UnionType):
        return typing.get_args(annotated)
    return (annotated,)
