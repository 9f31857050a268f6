"""How long was worked, where a line tells a duration, or a start and an end."""

import pytest

from delegation.errors import RefusedValueError
from delegation.io._durations import CLOCK, HOURS
from delegation.io._numbers import Numbers
from delegation.io._worked import hours_worked


def worked(
    duration: str | tuple[str, ...] = "",
    start: str = "",
    end: str = "",
    days: tuple[str, str] = ("", ""),
    *,
    ends: bool = True,
) -> float:
    durations = duration if isinstance(duration, tuple) else (duration,) * bool(duration)
    return hours_worked(
        durations=durations, start_day=days[0], start=start, end_day=days[1], end=end, ends=ends, numbers=Numbers(",")
    )


def test_a_duration_counts_whatever_else_stands_there() -> None:
    assert worked("1:30", "09:00", "noon") == 1.5


@pytest.mark.parametrize(
    ("start", "end", "days", "hours"),
    [
        ("09:00", "10:30", ("", ""), 1.5),
        ("23:00", "01:00", ("", ""), 2.0),
        ("23:00", "01:00", ("2026-03-02", ""), 2.0),
        ("23:00", "01:00", ("2026-03-02", "2026-03-03"), 2.0),
        ("09:00", "10:00", ("2026-03-02", "2026-03-04"), 49.0),
        ("9:00 AM", "1:00 PM", ("3/2/2026", "3/2/2026"), 4.0),
        ("23:00", "01:00", ("02/03/2026", "03/03/2026"), 2.0),
        ("11:00 PM", "1:00 AM", ("02/28/2026", "03/01/2026"), 2.0),
        ("2026-03-02T23:00Z", "2026-03-03T01:00Z", ("2026-03-02", ""), 2.0),
        ("2026-03-29T00:00+01:00", "2026-03-29T04:00+02:00", ("", ""), 3.0),
    ],
)
def test_without_one_it_is_what_lies_between_start_and_end(
    start: str, end: str, days: tuple[str, str], hours: float
) -> None:
    assert worked("", start, end, days) == hours


@pytest.mark.parametrize(
    "durations", [("2:30", "2.50"), ("0:20", "0.33"), ("2:30", "2:32"), ("2:30", "2.5", "150 min")]
)
def test_several_durations_that_agree_are_the_first(durations: tuple[str, ...]) -> None:
    assert worked(durations) == worked(durations[0])


@pytest.mark.parametrize("other", ["9.50", "2:33", "2:27", "25"])
def test_several_durations_that_differ_by_more_than_two_minutes_are_refused(other: str) -> None:
    with pytest.raises(RefusedValueError) as caught:
        worked(("2:30", "2.50", other))
    assert (caught.value.field, caught.value.value, caught.value.accepted) == (
        "hours",
        other,
        "'2:30' in the same line says otherwise; columns={\"hours\": ...} names what counts",
    )


def test_what_has_no_end_yet_has_no_hours_yet() -> None:
    assert worked("", "09:00", "") == 0.0


@pytest.mark.parametrize(
    ("said", "field", "value", "accepted"),
    [
        ({}, "hours", "", HOURS),
        ({"start": "09:00", "ends": False}, "hours", "", HOURS),
        ({"end": "09:00"}, "hours", "", HOURS),
        ({"duration": "x"}, "hours", "x", HOURS),
        ({"duration": "-1"}, "hours", "-1", "hours that were worked are not negative"),
        ({"start": "noon", "end": "13:00"}, "start", "noon", CLOCK),
        ({"start": "09:00", "end": "2026-03-02 late"}, "end", "2026-03-02 late", CLOCK),
        (
            {"start": "09:00", "end": "08:00", "days": ("2026-03-02", "2026-03-02")},
            "end",
            "08:00",
            "it lies before the start, 09:00",
        ),
    ],
)
def test_what_cannot_be_told_is_refused_by_its_cell(
    said: dict[str, object], field: str, value: str, accepted: str
) -> None:
    with pytest.raises(RefusedValueError) as caught:
        worked(**said)  # type: ignore[arg-type]  # a dict of arguments has no types of its own
    assert (caught.value.field, caught.value.value, caught.value.accepted) == (field, value, accepted)
