"""How tests read a data frame back."""

import datetime as dt
from typing import Any

import pytest

BACKENDS = ("pandas", "polars", "pyarrow")
"""The libraries of data frames that the tests know."""

Records = list[dict[str, Any]]


def installed(backend: str) -> str:
    """A library, if it and narwhals are installed; else the test is left out."""
    for package in ("narwhals", backend):
        pytest.importorskip(package)
    return backend


def read_back(frame: Any) -> Records:
    """A frame as records of plain values, as narwhals reads it: what is missing is None, a moment its day."""
    nw = pytest.importorskip("narwhals")
    read = nw.from_native(frame, eager_only=True)
    columns = {
        name: list(zip(read[name].to_list(), read[name].is_null().to_list(), strict=True)) for name in read.columns
    }
    return [
        {name: None if cells[line][1] else _plain(cells[line][0]) for name, cells in columns.items()}
        for line in range(len(read))
    ]


def kinds_of(frame: Any) -> dict[str, str]:
    """What narwhals says that stands in each column."""
    nw = pytest.importorskip("narwhals")
    return {name: str(kind) for name, kind in nw.from_native(frame, eager_only=True).schema.items()}


def with_days(records: Records, *names: str) -> Records:
    """Records with the days that stand in them as text as days."""
    return [
        {name: dt.date.fromisoformat(value) if name in names and value else value for name, value in each.items()}
        for each in records
    ]


def _plain(value: Any) -> Any:
    return value.date() if isinstance(value, dt.datetime) else value
