"""Which jobs past events and ticked to-dos tell of."""

import datetime as dt
from typing import Any

import pytest

from delegation import Job, Task
from delegation.io import ical
from tests.calendars import event, problems, todo, vcalendar

FIRST, LAST = dt.date(2026, 1, 5), dt.date(2026, 1, 20)
NINE = ("DTSTART:20260105T090000", "DTEND:20260105T110000")


def jobs(*parts: str, **options: Any) -> tuple[Job, ...]:
    return ical.read_jobs(vcalendar(*parts), **{"since": FIRST, "until": LAST, **options})


def day(number: int) -> dt.date:
    return dt.date(2026, 1, number)


def test_each_occurrence_of_an_event_is_a_job_in_the_order_of_days() -> None:
    assert jobs(event(*NINE, "RRULE:FREQ=WEEKLY"), event("DTSTART:20260106T090000", "DURATION:PT1H", uid="u2")) == (
        Job(day(5), 2, task="News"),
        Job(day(6), 1, task="News"),
        Job(day(12), 2, task="News"),
        Job(day(19), 2, task="News"),
    )


def test_the_working_hours_that_an_event_says_count_before_its_time() -> None:
    assert jobs(event(*NINE, "ESTIMATED-DURATION:PT30M")) == (Job(day(5), 0.5, task="News"),)


def test_a_job_that_began_before_is_not_of_these_days() -> None:
    assert jobs(event("DTSTART:20260104T230000", "DTEND:20260105T010000")) == ()


def test_a_job_that_began_on_the_last_day_is_of_these_days() -> None:
    assert jobs(event("DTSTART:20260120T230000", "DTEND:20260121T010000")) == (Job(LAST, 2, task="News"),)
    assert jobs(event("DTSTART:20260121T000000", "DTEND:20260121T010000")) == ()


def test_a_cancelled_event_and_one_that_does_not_count_are_no_jobs() -> None:
    assert (
        jobs(event(*NINE, "STATUS:CANCELLED"), event(*NINE, uid="u2", name="Lunch"), tasks=Task("news", hours=1)) == ()
    )


FAIR = event("DTSTART;VALUE=DATE:20260106", "TRANSP:TRANSPARENT", uid="u2", name="Cycle fair")


def test_a_whole_day_that_is_shown_as_free_is_no_job_and_needs_no_hours_where_the_caller_says_so() -> None:
    assert jobs(event(*NINE), FAIR, free="skip") == (Job(day(5), 2, task="News"),)


def test_a_whole_day_that_is_shown_as_free_is_a_job_where_the_caller_says_so() -> None:
    assert jobs(FAIR, free="jobs", hours=8) == (Job(day(6), 8, task="Cycle fair"),)


def test_a_whole_day_that_is_shown_as_free_is_refused_where_nobody_says_what_it_is() -> None:
    assert problems(ical.read_jobs, FAIR, since=FIRST, until=LAST) == (
        "line 6, TRANSP of u2: Cycle fair is shown as free, as programs show whole days unless told otherwise: "
        "free='jobs' takes such events, free='skip' does not, without=[...] leaves some out by name",
    )


def test_a_whole_day_that_is_shown_as_free_and_not_of_these_days_or_tasks_is_passed_over() -> None:
    assert jobs(FAIR, since=day(7)) == jobs(FAIR, tasks=Task("News", hours=1)) == ()


def test_hours_that_are_shown_as_free_are_a_job() -> None:
    assert jobs(event(*NINE, "TRANSP:TRANSPARENT")) == (Job(day(5), 2, task="News"),)


def test_a_whole_day_that_says_where_work_is_done_is_no_job() -> None:
    assert jobs(event("DTSTART:20260106", "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE")) == ()


def test_hours_that_say_where_work_is_done_are_a_job() -> None:
    assert jobs(event(*NINE, "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE")) == (Job(day(5), 2, task="News"),)


def test_what_is_left_out_by_name_is_no_job() -> None:
    ticked = todo("COMPLETED:20260106", "DURATION:PT1H", uid="u3", name="b")
    assert jobs(event(*NINE, name="a"), FAIR, ticked, without=["A", "Cycle fair", "b"]) == ()


def test_jobs_bear_the_names_of_the_tasks_that_are_meant() -> None:
    (found,) = jobs(event(*NINE, name="NEWS  letter"), tasks=[Task("News letter", hours=1)])
    assert found.task == "News letter"


def test_a_to_do_is_a_job_on_the_day_on_which_it_was_ticked() -> None:
    ticked = todo("DUE:20260101", "COMPLETED:20260106T230000Z", "ESTIMATED-DURATION:PT3H")
    assert jobs(ticked) == (Job(day(6), 3, task="News"),)
    assert jobs(ticked, timezone="Europe/Paris") == (Job(day(7), 3, task="News"),)


def test_a_to_do_that_does_not_say_when_it_was_ticked_is_a_job_of_the_day_on_which_it_was_due() -> None:
    assert jobs(todo("DUE:20260106", "STATUS:COMPLETED", "ESTIMATED-DURATION:PT3H")) == (Job(day(6), 3, task="News"),)


@pytest.mark.parametrize("line", ["PERCENT-COMPLETE:99", "STATUS:CANCELLED\nCOMPLETED:20260106", "COMPLETED:20260121"])
def test_a_to_do_that_is_not_ticked_in_these_days_is_no_job(line: str) -> None:
    assert jobs(todo("ESTIMATED-DURATION:PT3H", line)) == ()


def test_hours_that_are_not_said_are_the_callers() -> None:
    parts = event("DTSTART:20260105"), event("DTSTART:20260106T090000", uid="u2"), todo("COMPLETED:20260107", uid="u3")
    assert [each.hours for each in jobs(*parts, hours=1.5)] == [1.5, 1.5, 1.5]


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (
            event("DTSTART:20260105", "RRULE:FREQ=DAILY"),
            "line 2, DURATION of u1: it does not say how long it took, such as DURATION:PT2H; hours= says it for all "
            "that do not",
        ),
        (event(*NINE, name=""), "line 2, SUMMARY of u1: it takes the name of a task"),
        (
            todo("COMPLETED:soon"),
            "line 5, COMPLETED of u1: 'soon' is refused: it takes a line such as COMPLETED:20260105 or "
            "COMPLETED;TZID=Europe/Paris:20260105T090000",
        ),
        (todo("STATUS:COMPLETED"), "line 2, COMPLETED of u1: it does not say the day on which it was done"),
    ],
)
def test_what_is_no_job_is_told_once_with_line_property_and_reason(part: str, told: str) -> None:
    assert problems(ical.read_jobs, part, since=FIRST, until=LAST) == (told,)
