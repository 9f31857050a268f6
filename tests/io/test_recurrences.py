"""How two cells say how often work comes back, and from when on."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from delegation import History, Once, Rate, Rule, Task
from delegation.errors import RefusedValueError
from delegation.io._recurrences import recurrence_of, typed_for
from delegation.recurrence import Recurrence
from tests.people import FIRST_OF_MONTH

MONDAY = dt.date(2026, 1, 5)
NINE = dt.datetime(2026, 1, 5, 9)

SAID = [
    (Once(), "once", None),
    (Once(MONDAY), "once", MONDAY),
    (Rate(0.5), 0.5, None),
    (Rule("FREQ=WEEKLY"), "FREQ=WEEKLY", None),
    (Rule("FREQ=WEEKLY;WKST=SU"), "FREQ=WEEKLY;WKST=SU", None),
    (FIRST_OF_MONTH, "FREQ=MONTHLY;BYMONTHDAY=1", dt.date(2020, 1, 1)),
    (Rule("FREQ=DAILY", NINE), "DTSTART:20260105T090000\nRRULE:FREQ=DAILY", None),
    (Rule("FREQ=DAILY", NINE.replace(tzinfo=dt.UTC)), "DTSTART:20260105T090000Z\nRRULE:FREQ=DAILY", None),
    (Rule("FREQ=DAILY", NINE.replace(tzinfo=ZoneInfo("UTC"))), "DTSTART:20260105T090000Z\nRRULE:FREQ=DAILY", None),
    (
        Rule("FREQ=DAILY", NINE.replace(tzinfo=ZoneInfo("Europe/Paris"))),
        "DTSTART;TZID=Europe/Paris:20260105T090000\nRRULE:FREQ=DAILY",
        None,
    ),
    (
        Rule("FREQ=WEEKLY", MONDAY, [MONDAY, dt.date(2026, 1, 12)], [dt.date(2026, 1, 13)]),
        "EXDATE:20260105\nEXDATE:20260112\nRDATE:20260113\nRRULE:FREQ=WEEKLY",
        MONDAY,
    ),
    (
        Rule("FREQ=DAILY", NINE, except_on=[NINE]),
        "DTSTART:20260105T090000\nEXDATE:20260105T090000\nRRULE:FREQ=DAILY",
        None,
    ),
]


@pytest.mark.parametrize(("recurrence", "typed", "start"), SAID)
def test_two_cells_say_how_often_and_from_when_on(
    recurrence: Recurrence, typed: str | float, start: dt.date | None
) -> None:
    assert typed_for(recurrence) == (typed, start)


@pytest.mark.parametrize(("recurrence", "typed", "start"), SAID)
def test_what_two_cells_say_is_read_back(recurrence: Recurrence, typed: str | float, start: dt.date | None) -> None:
    assert recurrence_of(typed, start) == recurrence


def test_past_jobs_say_it_by_themselves() -> None:
    past = History([MONDAY], until=dt.date(2026, 2, 1))
    assert typed_for(past) == (past, None)


def test_a_start_beside_a_number_is_refused() -> None:
    with pytest.raises(RefusedValueError) as caught:
        recurrence_of(4.0, MONDAY)
    assert (caught.value.field, caught.value.value) == ("start", MONDAY)


@pytest.mark.parametrize(
    "typed",
    [
        "once",
        "Once",
        "weekly",
        "every two weeks",
        "twice a month",
        "FREQ=WEEKLY;BYDAY=MO",
        "DTSTART:20260105\nFREQ=DAILY",
    ],
)
def test_a_cell_means_what_it_means_to_a_task(typed: str) -> None:
    assert recurrence_of(typed, None) == Task("News", hours=1, recurrence=typed).recurrence


@pytest.mark.parametrize("typed", ["weekly", "once", "FREQ=MONTHLY;BYMONTHDAY=1"])
def test_a_start_beside_a_cell_means_what_it_means_to_a_task(typed: str) -> None:
    assert recurrence_of(typed, MONDAY) == Task("News", hours=1, recurrence=typed, start=MONDAY).recurrence


class Own(Recurrence):
    """A recurrence of somebody else's making."""

    @property
    def per_month(self) -> float:
        raise NotImplementedError

    def expected(self, months: int, *, on: dt.date | None = None) -> float:
        raise NotImplementedError

    def next(self, on: dt.date) -> None:
        raise NotImplementedError

    def counts(self, months: int, *, on: dt.date | None = None) -> tuple[()]:
        raise NotImplementedError


@pytest.mark.parametrize(
    ("recurrence", "field", "accepted"),
    [
        (Own(), "recurrence", "a cell holds a Rule, a Rate, a History or a Once"),
        (
            Rule("FREQ=DAILY", NINE.replace(tzinfo=dt.timezone(dt.timedelta(hours=1)))),
            "recurrence",
            "a cell holds days, and moments in UTC, in a zoneinfo.ZoneInfo, or without a time zone",
        ),
    ],
)
def test_what_no_cell_can_say_is_refused(recurrence: Recurrence, field: str, accepted: str) -> None:
    with pytest.raises(RefusedValueError) as caught:
        typed_for(recurrence)
    assert (caught.value.field, caught.value.accepted) == (field, accepted)
