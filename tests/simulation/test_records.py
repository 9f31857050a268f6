"""Simulations as flat records."""

import json
import re

import attrs
import pytest

pytest.importorskip("simpy")

from delegation.simulation.records import COLUMNS
from delegation.simulation.result import Simulation
from tests.people import OWNER
from tests.simulation.test_simulator import HIRED, played

PLAIN = played(HIRED, runs=20, on=None)
RHYTHM = played()


def test_every_row_has_the_same_keys() -> None:
    rows = [*RHYTHM.to_dicts(), *PLAIN.to_dicts(), *played(HIRED, departures_per_year=3.0).to_dicts()]
    assert {tuple(row) for row in rows} == {tuple(COLUMNS)}


def test_every_number_is_there_once() -> None:
    rows = RHYTHM.to_dicts()
    keys = [tuple(row[key] for key in list(COLUMNS)[:6]) for row in rows]
    assert len(keys) == len(set(keys))


def test_costs_months_and_waits_are_there() -> None:
    rows = RHYTHM.to_dicts()
    (total,) = [row for row in rows if (row["of"], row["row"], row["contractor"]) == ("cost", "total", None)]
    assert (total["mean"], total["standard_error"], total["promised"], total["low"]) == (500.0, 0.0, 500.0, None)
    (june,) = [row for row in rows if (row["of"], row["row"], row["month"]) == ("hours", "overage_hours", 5)]
    assert (june["mean"], june["median"]) == (2.0, 2.0)
    (wait,) = [row for row in rows if (row["of"], row["task"]) == ("wait", "news")]
    assert (wait["contractor"], wait["served"], wait["median"]) == ("Ann", "regular", 0.0)


def test_every_row_has_the_currency_of_the_business() -> None:
    rows = played(business=attrs.evolve(OWNER, currency="EUR")).to_dicts()
    assert {row["currency"] for row in rows} == {"EUR"}


def test_all_keys_are_documented() -> None:
    told = re.findall(r"``(\w+)``", (Simulation.to_dicts.__doc__ or "").split("order:")[1])
    assert set(COLUMNS) <= set(told)


def test_what_departures_cost_is_there_where_somebody_leaves() -> None:
    assert "departures" not in {row["of"] for row in PLAIN.to_dicts()}
    assert "departures" in {row["of"] for row in played(HIRED, departures_per_year=3.0).to_dicts()}


def test_what_is_not_known_is_none() -> None:
    seldom = attrs.evolve(HIRED, tasks=[attrs.evolve(HIRED.tasks[0], recurrence=0.0)])
    rows = played(seldom, runs=1).to_dicts()
    (wait,) = [row for row in rows if (row["of"], row["task"]) == ("wait", "calls")]
    assert (wait["mean"], wait["standard_error"], wait["median"]) == (None, None, None)
    assert "NaN" not in json.dumps(rows)
