"""io._columns: what is a table made of, and how do the cells of a line become a value and back?"""

import inspect
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

import attrs

from delegation.io._cells import Kind

Made = TypeVar("Made")
Values = Mapping[str, Any]
"""What the cells of a line mean, by column; those that are empty are not in it, or None."""


@attrs.frozen
class Column:
    """One column of a table.

    Attributes:
        name: What the header calls it.
        kind: What its cells hold.
        meaning: What they say, with their unit.
        field: The field that they fill, ``urgency.cost_per_day`` for one of a part; default the column's name.
        needed: Whether no line goes without it; default no, an empty cell means the field's default.
    """

    name: str
    kind: Kind
    meaning: str
    field: str = attrs.field(default=attrs.Factory(lambda self: self.name, takes_self=True))
    needed: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen
class Table(Generic[Made]):
    """What one kind of table holds.

    Attributes:
        what: What its lines tell of, such as ``tasks``.
        item: The class of what a line tells of.
        columns: Its columns, in the order in which they are written.
        parts: What fields that are values of their own are made from where only some of their columns are given.
        named: Whether lines are told apart by their name; else no two tell of the same.
        single: Whether it has exactly one line.
    """

    what: str
    item: type[Made]
    columns: tuple[Column, ...]
    parts: Mapping[str, Any] = attrs.field(factory=dict)
    named: bool = True
    single: bool = False

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Its columns by their names."""
        return {column.name: column for column in self.columns}

    @cached_property
    def owners(self) -> dict[tuple[str, str], str]:
        """In which column the field of a class stands."""
        found: dict[tuple[str, str], str] = {}
        for column in self.columns:
            part, dot, field = column.field.rpartition(".")
            owner = type(self.parts[part]) if dot else self.item
            found.setdefault((owner.__name__, field), column.name)
        return found

    @cached_property
    def _paths(self) -> tuple[tuple[str, str, str], ...]:
        """Column, part and field of every column."""
        split = [(column.name, column.field.rpartition(".")) for column in self.columns]
        return tuple((name, part, field) for name, (part, _, field) in split)

    @cached_property
    def fields(self) -> dict[str, Any]:
        """The fields of an item, and what they are if they are not given."""
        return {name: each.default for name, each in inspect.signature(self.item).parameters.items()}

    def make(self, values: Values) -> Made:
        """What a line tells of.

        Raises:
            RefusedValueError: If a value cannot be taken.
        """
        fields: dict[str, Any] = {}
        inner: dict[str, dict[str, Any]] = {}
        for name, part, field in self._paths:
            if name in values:
                (inner.setdefault(part, {}) if part else fields)[field] = values[name]
        for part, given in inner.items():
            fields[part] = attrs.evolve(self.parts[part], **given)
        return self.item(**fields)

    def take(self, item: Made) -> dict[str, Any]:
        """What the cells of a line must mean to tell of this item; fields at their defaults are left out."""
        found: dict[str, Any] = {}
        for name, part, field in self._paths:
            owner = getattr(item, part) if part else item
            value = getattr(owner, field)
            usual = getattr(self.parts[part], field) if part else self.fields[field]
            if type(value) is not type(usual) or value != usual:
                found[name] = value
        return found
