"""Which events and to-dos a calendar holds, and which calendars are too much."""

import io

import pytest

from delegation.errors import RefusedFileError
from delegation.io import _components
from delegation.io._components import Calendar, Component, series_of
from tests.calendars import PARIS_BY_RULE, calendar, event, todo


def told(*parts: str) -> tuple[str, ...]:
    return calendar(*parts).problems.told()


def refused(*parts: str) -> tuple[str, ...]:
    with pytest.raises(RefusedFileError) as caught:
        calendar(*parts)
    return caught.value.problems


def only(*parts: str) -> Component:
    (found,) = calendar(*parts).components
    return found


def test_events_and_to_dos_are_found_whatever_stands_around_and_within_them() -> None:
    alarm = "BEGIN:VALARM\nSUMMARY:no\nDTSTART:20200101\nEND:VALARM"
    journal = "BEGIN:VJOURNAL\nSUMMARY:no\nEND:VJOURNAL"
    found = calendar("SUMMARY:no", event(alarm), journal, todo(name="Tax"), "END:VCALENDAR\nBEGIN:VCALENDAR", event())
    assert [(each.kind, each.line) for each in found.components] == [("VEVENT", 3), ("VTODO", 14), ("VEVENT", 20)]
    assert [line.value for line in found.components[0].properties["SUMMARY"]] == ["News"]


def test_a_calendar_says_its_time_zone() -> None:
    assert calendar("X-WR-TIMEZONE:Europe/Paris", event("X-WR-TIMEZONE:Asia/Tokyo")).zone_names == ["Europe/Paris"]


def test_each_calendar_of_a_file_has_time_zones_of_its_own() -> None:
    found = calendar(PARIS_BY_RULE, event(), "END:VCALENDAR\nBEGIN:VCALENDAR", event()).components
    assert [each.zones.find("Ours") is None for each in found] == [False, True]


def test_a_rule_of_a_time_zone_is_none_of_an_event_and_observances_alone_are_passed_over() -> None:
    stray = "BEGIN:STANDARD\nDTSTART:20260101\nEND:STANDARD"
    empty = "BEGIN:VTIMEZONE\nBEGIN:X\nBEGIN:Y\nEND:Y\nEND:X\nEND:VTIMEZONE"
    assert calendar(stray, empty, event()).components[0].properties.keys() == {"UID", "SUMMARY"}


def test_a_property_beside_all_components_is_passed_over() -> None:
    assert calendar("END:VCALENDAR\nUID:1\nBEGIN:VCALENDAR").components == []


@pytest.mark.parametrize(
    ("lines", "cancelled", "done", "absent", "elsewhere"),
    [
        ([], False, False, False, False),
        (["STATUS:cancelled"], True, False, False, False),
        (["STATUS:COMPLETED"], False, True, False, False),
        (["PERCENT-COMPLETE:100"], False, True, False, False),
        (["COMPLETED:20260101T000000Z"], False, True, False, False),
        (["X-MICROSOFT-CDO-BUSYSTATUS:oof"], False, False, True, False),
        (["X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE"], False, False, False, True),
    ],
)
def test_what_a_component_says_of_itself(
    lines: list[str], cancelled: bool, done: bool, absent: bool, elsewhere: bool
) -> None:
    found = only(todo(*lines))
    assert (found.cancelled, found.done, found.absent, found.elsewhere) == (cancelled, done, absent, elsewhere)


@pytest.mark.parametrize(
    ("lines", "free"),
    [
        ([], False),
        (["TRANSP:OPAQUE"], False),
        (["TRANSP:transparent"], True),
        (["X-MICROSOFT-CDO-BUSYSTATUS:FREE"], True),
        (["X-MICROSOFT-CDO-BUSYSTATUS:OOF", "TRANSP:TRANSPARENT"], False),
        (["X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE", "TRANSP:TRANSPARENT"], False),
    ],
)
def test_an_event_is_shown_as_free_unless_it_is_an_absence_or_a_place_of_work(lines: list[str], free: bool) -> None:
    assert (only(event(*lines)).free, only(todo(*lines)).free) == (free, False)


def test_an_event_is_never_done() -> None:
    assert not only(event("STATUS:COMPLETED")).done


def test_a_problem_is_told_with_the_line_of_the_property() -> None:
    assert only(event(uid="abc")).problem("SUMMARY", "why") == (4, ", SUMMARY of News: why")


def test_a_problem_of_a_missing_property_is_told_with_the_line_of_the_event() -> None:
    assert only(event(uid="", name="")).problem("DTSTART", "why") == (2, ", DTSTART: why")


def test_an_event_is_called_by_its_summary_without_blanks_around_it() -> None:
    named, unnamed = calendar(event(name=" a\\, b "), event(name="")).components
    assert (named.title, unnamed.title) == ("a, b", "")


def test_a_problem_is_told_of_the_title_and_without_one_of_the_uid() -> None:
    titled, untitled = calendar(event(), event(name="", uid="u2")).components
    assert titled.problem("DTSTART", "why")[1] == ", DTSTART of News: why"
    assert untitled.problem("DTSTART", "why")[1] == ", DTSTART of u2: why"


def test_where_titles_are_alike_the_uid_stands_beside_them() -> None:
    found = calendar(event(), todo(uid="u2"), event(uid=""), event(uid="u3", name="Tax")).components
    assert [each.problem("DTSTART", "why")[1] for each in found] == [
        ", DTSTART of News (u1): why",
        ", DTSTART of News (u2): why",
        ", DTSTART of News: why",
        ", DTSTART of Tax: why",
    ]


def test_occurrences_of_one_series_are_told_apart_by_nothing() -> None:
    whole, changed = calendar(event("RRULE:FREQ=DAILY"), event("RECURRENCE-ID:20260105")).components
    assert whole.problem("DTSTART", "why")[1] == changed.problem("DTSTART", "why")[1] == ", DTSTART of News: why"


def test_what_stands_twice_is_told() -> None:
    assert told(event("SUMMARY:b", "RRULE:FREQ=DAILY", "RRULE:FREQ=DAILY")) == (
        "line 5, SUMMARY: it stands twice",
        "line 7, RRULE: it has several rules: write as many, each with one",
    )


def test_what_is_not_closed_is_told() -> None:
    with pytest.raises(RefusedFileError, match="line 3: END:VCALENDAR closes nothing that is open"):
        calendar("BEGIN:VEVENT")


def test_a_file_that_is_cut_off_is_told() -> None:
    found = _components.read_calendar(io.StringIO("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n"), "read_tasks", {})
    assert found.problems.told() == ("line 2: BEGIN:VEVENT has no END; the file is cut off",)
    with pytest.raises(RefusedFileError, match="cut off"):
        found.refuse_problems()


def test_components_within_each_other_have_a_bound() -> None:
    inner = "BEGIN:X\n" * 7 + "END:X\n" * 6 + "END:X"
    assert told(inner) == ()
    assert refused("BEGIN:X", inner, "END:X") == ("line 9: components stand within each other more than 8 deep",)


@pytest.mark.parametrize(
    ("limit", "parts", "reason"),
    [
        ("MOST_COMPONENTS", [event(), event()], "line 6: with it the file has more than 2 components"),
        (
            "MOST_DAYS",
            [event("EXDATE:20260101,20260102", "RDATE:20260101")],
            "line 6: with it the file has more than 2 single days (EXDATE, RDATE)",
        ),
        (
            "MOST_RULES",
            [event("RRULE:FREQ=DAILY")] * 3,
            "line 15: with it the file has more than 2 rules (RRULE)",
        ),
        (
            "MOST_COUNTED",
            [event("RRULE:FREQ=DAILY;count=3")],
            "line 5: with it the file has more than 2 occurrences by the COUNT of its rules",
        ),
        (
            "MOST_ONWARDS",
            [event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260101")] * 3,
            "line 15: with it the file has more than 2 changes of all that follows",
        ),
        (
            "MOST_PROPERTIES",
            [event("CATEGORIES:a", "CATEGORIES:a", "CATEGORIES:a")],
            "line 7: with it the event has more than 2 lines of CATEGORIES",
        ),
    ],
)
def test_what_is_too_much_is_refused_where_it_shows(
    limit: str, parts: list[str], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_components, limit, 2)
    assert refused(*parts) == (reason,)


def test_a_count_that_no_rule_may_have_is_refused_as_part_of_the_rule() -> None:
    assert told(event("RRULE:FREQ=DAILY;COUNT=1000000000")) == ()


def series(*parts: str) -> list[list[int]]:
    found: Calendar = calendar(*parts)
    return [[each.line for each in group] for group in series_of(found.components)]


def test_what_stands_under_one_uid_is_one_series_with_its_changes_behind_it() -> None:
    assert series(event("RECURRENCE-ID:20260101"), event(), event(uid="u2"), todo()) == [[7, 2], [11], [15]]


def test_of_two_that_say_the_same_uid_the_later_sequence_counts() -> None:
    assert series(event(), event("SEQUENCE:2"), event("SEQUENCE:1"), event("SEQUENCE:x")) == [[6]]


def test_what_has_no_uid_stands_for_itself() -> None:
    assert series(event(uid=""), event(uid="")) == [[2], [5]]


def test_a_change_without_its_series_is_one_by_itself() -> None:
    assert series(event("RECURRENCE-ID:20260101")) == [[2]]
