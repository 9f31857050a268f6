"""What a caller may say of a calendar."""

import datetime as dt
from typing import Any

import pytest

from delegation.errors import RefusedValueError
from delegation.io import ical
from tests.calendars import event, vcalendar

DAY = dt.date(2026, 1, 5)
PART = event("DTSTART:20260105T090000", "DTEND:20260105T110000")


@pytest.mark.parametrize(
    ("options", "field", "accepted"),
    [
        ({"hours": 0}, "hours", "it takes a number from 1e-09 to 1,000,000, working hours of one occurrence, or None"),
        ({"skills": 3}, "skills", "it takes text, or a list of it"),
        ({"since": "soon"}, "since", "or None"),
        ({"timezone": "Nowhere"}, "timezone", "it takes the name of a time zone such as Europe/Paris, or None"),
        ({"zones": "Europe/Paris"}, "zones", "it takes a dict of names of time zones in the file, and which are meant"),
        ({"zones": {"Paris": "Nowhere"}}, "zones", "it takes a dict of names of time zones in the file"),
        ({"zones": {1: "Europe/Paris"}}, "zones", "it takes a dict of names of time zones in the file"),
    ],
)
def test_what_reading_tasks_does_not_take_is_refused(options: dict[str, Any], field: str, accepted: str) -> None:
    with pytest.raises(RefusedValueError) as caught:
        ical.read_tasks(vcalendar(PART), **options)
    assert (caught.value.owner, caught.value.field) == ("read_tasks", field)
    assert accepted in caught.value.accepted


@pytest.mark.parametrize("until", [DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=3_661), "soon"])
def test_days_are_in_order_and_at_most_ten_years_apart(until: Any) -> None:
    with pytest.raises(RefusedValueError) as caught:
        ical.read_jobs(vcalendar(PART), since=DAY, until=until)
    assert caught.value.field == "until"


def test_a_window_may_be_one_day_or_ten_years() -> None:
    for until in (DAY, DAY + dt.timedelta(days=3_660)):
        assert len(ical.read_jobs(vcalendar(PART), since=DAY, until=until)) == 1
