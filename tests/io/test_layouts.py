"""In which columns the exports of time trackers say who did what, when, and for how long."""

import pytest

from delegation.io._layouts import LAYOUTS, places_of
from delegation.io._logs import Header
from delegation.io._sources import column_name

TOGGL = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags"
CLOCKIFY = (
    "Project,Client,Description,Activity,User,Group,Email,Tags,Start Date,Start Time,End Date,End Time,Duration (h),"
    "Duration (decimal)"
)
HARVEST = "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,First Name,Last Name,Cost Amount,Currency"
KIMAI = "Date,From,To,Duration,Currency,Price,Name,User,E-mail,Customer,Project,Activity,Description"
MOMENTS = "description,billable,client,project,tags,start,end,task,user_name,user_email"
PLAIN = "date,person,task,hours"


def header(text: str) -> Header:
    heads = tuple(text.split(","))
    return Header(heads, tuple(map(column_name, heads)))


def said(text: str, columns: dict[str, str] | None = None) -> dict[str, list[str]]:
    """What each column of a header says, by the names that stand there."""
    found = header(text)
    places = places_of(found, columns or {})
    assert found.problems == []
    return {role: [found.heads[place] for place in indices] for role, indices in places.items()}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (TOGGL, {"date": ["Start date"], "person": ["User", "Email"], "hours": ["Duration"]}),
        (TOGGL, {"task": ["Task", "Project", "Description"], "end_date": ["End date"]}),
        (CLOCKIFY, {"date": ["Start Date"], "hours": ["Duration (h)", "Duration (decimal)"]}),
        (CLOCKIFY, {"task": ["Activity", "Project", "Description"], "person": ["User", "Email"]}),
        (HARVEST, {"date": ["Date"], "first_name": ["First Name"], "last_name": ["Last Name"], "hours": ["Hours"]}),
        (HARVEST, {"task": ["Task", "Project", "Notes"], "currency": ["Currency"]}),
        (KIMAI, {"date": ["Date"], "person": ["Name", "User"], "start": ["From"], "end": ["To"]}),
        (KIMAI, {"task": ["Activity", "Project", "Description"], "hours": ["Duration"]}),
        (MOMENTS, {"date": ["start"], "start": ["start"], "end": ["end"], "person": ["user_name", "user_email"]}),
        (PLAIN, {"date": ["date"], "person": ["person"], "task": ["task"], "hours": ["hours"]}),
        ("Date,Person,Project,Hours,Waited days,Price", {"waited_days": ["Waited days"], "price": ["Price"]}),
    ],
)
def test_tools_are_known_by_their_headers(text: str, roles: dict[str, list[str]]) -> None:
    assert roles.items() <= said(text).items()


@pytest.mark.parametrize("text", [TOGGL, CLOCKIFY, HARVEST, KIMAI])
def test_what_clients_are_billed_is_taken_for_no_cost(text: str) -> None:
    assert "price" not in said(f"{text},Amount (EUR),Billable Amount (USD)")


@pytest.mark.parametrize("tool", [TOGGL, CLOCKIFY])
def test_a_price_has_the_currency_of_the_only_column_of_that_name(tool: str) -> None:
    price = {"price": "Amount"}
    assert said(f"{tool},Amount,CURRENCY", price)["currency"] == ["CURRENCY"]
    assert said(f"{tool},Amount,Currency,Ccy", {**price, "currency": "Ccy"})["currency"] == ["Ccy"]
    for without in (f"{tool},Amount", f"{tool},Amount,Currency,currency"):
        assert "currency" not in said(without, price)
    assert "currency" not in said(f"{tool},Currency")


def test_columns_may_be_absent_and_in_any_order() -> None:
    assert said("Duration,Description,Start date,User").keys() == {"hours", "task", "note", "date", "person"}


def test_a_column_that_was_named_comes_before_the_tool_s_own() -> None:
    assert said(TOGGL, {"task": "client"})["task"] == ["Client"]
    harvest = said(f"{HARVEST},E-Mail", {"person": "E-Mail"})
    assert harvest["person"] == ["E-Mail"]
    assert harvest.keys().isdisjoint({"first_name", "last_name"})


def test_a_header_in_another_language_is_read_by_names_alone() -> None:
    columns = {"date": "Datum", "person": "Wer", "task": "Was", "hours": "Dauer"}
    assert said("Dauer,Datum,Was,Wer,description", columns) == {
        "date": ["Datum"],
        "person": ["Wer"],
        "task": ["Was"],
        "hours": ["Dauer"],
    }
    timed = {"date": "Datum", "person": "Wer", "task": "Was", "start": "Von", "end": "Bis"}
    assert said("Datum,Was,Wer,Von,Bis", timed).keys() == timed.keys()


def test_nobody_has_to_be_named_where_one_did_it_all() -> None:
    found = header("date,task,hours")
    assert places_of(found, {}, alone=True) == {"date": (0,), "task": (1,), "hours": (2,)}
    assert places_of(header("Datum,task,hours"), {"date": "Datum"}, alone=True) == {}


def test_a_header_that_is_not_known_is_told_with_what_is_needed() -> None:
    found = header("Datum,Wer,Was,Dauer")
    assert places_of(found, {}) == {}
    assert found.problems == [
        "this is no header of Harvest, Toggl Track, Clockify, Kimai: it has Datum, Wer, Was, Dauer; name the columns "
        'of date, person, task and hours (or start and end), such as columns={"date": "Datum", "person": "Wer", '
        '"task": "Was", "hours": "Dauer"}'
    ]


def test_a_column_that_stands_twice_is_told() -> None:
    found = header("date,person,task,hours,Hours")
    assert places_of(found, {}) == {}
    assert found.problems == ["column 'hours' appears twice"]


def test_a_day_of_its_own_comes_before_that_of_the_start() -> None:
    assert said("date,user,task,start,end")["date"] == ["date"]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.tool)
def test_marks_are_columns_of_their_tool(layout: object) -> None:
    roles = layout.roles.values()  # type: ignore[attr-defined]  # every layout has these
    assert layout.marks <= {name for names in roles for name in names}  # type: ignore[attr-defined]  # every layout has these
