"""How the cells of a line become a value, and a value the cells of a line."""

import pytest

from delegation import Availability, Contractor, Urgency
from delegation.errors import RefusedValueError
from delegation.io import _cells
from delegation.io._columns import Column, Table

PEOPLE = Table(
    "people",
    Contractor,
    (
        Column("name", _cells.TEXT, "who", needed=True),
        Column("rate", _cells.NUMBER, "money", needed=True),
        Column("weekly", _cells.NUMBER, "hours", "availability.hours_per_week"),
        Column("people", _cells.WHOLE, "how many", "availability.people"),
    ),
    {"availability": Availability(people=7)},
)


def test_a_column_fills_the_field_of_its_name_unless_it_says_another() -> None:
    assert [column.field for column in PEOPLE.columns] == [
        "name",
        "rate",
        "availability.hours_per_week",
        "availability.people",
    ]


def test_cells_fill_fields_and_fields_of_parts() -> None:
    made = PEOPLE.make({"name": "Ana", "rate": 40.0, "weekly": 20.0})
    assert made == Contractor("Ana", rate=40, availability=Availability(hours_per_week=20, people=7))


def test_a_part_without_cells_stands_at_its_own_default() -> None:
    assert PEOPLE.make({"name": "Ana", "rate": 40.0}).availability == Availability()


def test_only_what_is_not_at_its_default_is_taken() -> None:
    assert PEOPLE.take(Contractor("Ana", rate=40, availability=Availability(people=7))) == {"name": "Ana", "rate": 40.0}
    assert PEOPLE.take(Contractor("Ana", rate=40)) == {"name": "Ana", "rate": 40.0, "people": 1}


def test_a_number_that_is_another_kind_of_number_than_the_default_is_taken() -> None:
    class Assumed(float):
        """A number that nobody gave."""

    assumed = Urgency()
    object.__setattr__(assumed, "slack_days", Assumed(3.0))
    table = Table("urgencies", Urgency, (Column("slack_days", _cells.NUMBER, "days"),))
    assert table.take(Urgency(slack_days=0.0)) == {}
    assert table.take(assumed) == {"slack_days": 3.0}


def test_a_refused_field_is_found_in_the_column_that_fills_it() -> None:
    assert PEOPLE.owners == {
        ("Contractor", "name"): "name",
        ("Contractor", "rate"): "rate",
        ("Availability", "hours_per_week"): "weekly",
        ("Availability", "people"): "people",
    }
    with pytest.raises(RefusedValueError) as caught:
        PEOPLE.make({"name": "Ana", "rate": 40.0, "weekly": -1.0})
    assert PEOPLE.owners[caught.value.owner, caught.value.field] == "weekly"
