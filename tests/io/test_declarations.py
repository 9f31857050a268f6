"""Which columns the four tables have, and that all that is said of them says the same."""

import inspect
import re
from pathlib import Path
from typing import Any

import attrs
import pytest

from delegation import Availability, Business, Contractor, Engagement, Retainer, Task, Urgency
from delegation.io import csv
from delegation.io._columns import Table
from delegation.io._declarations import TABLES
from delegation.io._lists import RETAINER_TERMS

PAGE = Path(__file__).parent.parent.parent / "docs" / "how-to" / "read-tables.md"

FIELDS: dict[str, list[tuple[Any, str]]] = {
    "tasks": [(Task, ""), (Urgency, "urgency.")],
    "contractors": [(Contractor, ""), (Availability, "availability.")],
    "business": [(Business, ""), (Urgency, "reference_urgency."), (Availability, "reference_availability.")],
    "engagements": [(Engagement, "")],
}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.what)
def test_every_field_stands_in_a_column(table: Table[Any]) -> None:
    fields = {
        f"{prefix}{field.name}"
        for kind, prefix in FIELDS[table.what]
        for field in attrs.fields(kind)
        if field.name not in table.parts
    }
    assert {column.field for column in table.columns} == fields


def test_every_term_of_a_retainer_can_be_written_behind_hours_and_fee() -> None:
    fields = [field.name for field in attrs.fields(Retainer)]
    assert [*RETAINER_TERMS.values()] == [name for name in fields if name not in ("monthly_fee", "hours")]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.what)
def test_columns_are_needed_where_fields_have_no_default(table: Table[Any]) -> None:
    parameters = inspect.signature(table.item).parameters.values()
    without = {each.name for each in parameters if each.default is inspect.Parameter.empty}
    if table.item is Task:
        without.add("hours")  # only past jobs tell them by themselves
    assert {column.name for column in table.columns if column.needed} == without


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.what)
def test_the_head_of_the_door_lists_the_columns_with_their_meanings(table: Table[Any]) -> None:
    assert csv.__doc__ is not None
    lines = [f"- ``{column.name}``{' (needed)' if column.needed else ''}: {column.meaning}" for column in table.columns]
    title = f"{table.what.capitalize()}{' (one line)' if table.single else ''}:"
    said = re.sub(r"\n  (?=\S)", " ", csv.__doc__)
    assert "\n".join([title, "", *lines, ""]) in said


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.what)
def test_the_page_lists_the_columns_with_their_meanings(table: Table[Any]) -> None:
    rows = [f"| `{column.name}` | {'needed; ' if column.needed else ''}{column.meaning} |" for column in table.columns]
    assert "\n".join([f"| {table.what} | |", "|---|---|", *rows, ""]) in PAGE.read_text(encoding="utf-8")
