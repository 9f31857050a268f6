"""What iCalendar text, as calendars write it, says of a rule."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import DelegationError, Rule
from delegation.recurrence.calendar_text import CalendarText, read

PARIS, BERLIN = ZoneInfo("Europe/Paris"), ZoneInfo("Europe/Berlin")
DAY, NINE = dt.date(2026, 1, 5), dt.datetime(2026, 1, 5, 9)
NO_START = (
    "it takes a line such as DTSTART:20260105, DTSTART:20260105T090000Z or DTSTART;TZID=Europe/Paris:20260105T090000"
)
EVENT = "BEGIN:VEVENT\nDTSTART:20260105\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
MOVED = "BEGIN:VEVENT\nDTSTART:20260107\nRECURRENCE-ID:20260106\nEND:VEVENT\n"
ZONE = (
    "BEGIN:VTIMEZONE\nTZID:Europe/Paris\nBEGIN:STANDARD\nDTSTART:19701025T030000\n"
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nEND:VTIMEZONE\n"
)


class RefusedError(Exception):
    """What these tests have a reader raise."""


def refuse(field: str, value: object, reason: str) -> Exception:
    return RefusedError(field, value, reason)


def read_text(text: str) -> CalendarText:
    return read(text, refuse)


def start_of(line: str) -> dt.date | None:
    return read_text(f"{line}\nFREQ=DAILY").start


def refusal_of(text: str) -> tuple[object, ...]:
    """Which field of which text is refused for which reason."""
    with pytest.raises(RefusedError) as refusal:
        read_text(text)
    return refusal.value.args


def reason_against(text: str) -> object:
    """Why the whole text is refused."""
    field, value, reason = refusal_of(text)
    assert (field, value) == ("rule", text)
    return reason


class TestLines:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            pytest.param("FREQ=DAILY", CalendarText("FREQ=DAILY", None, (), ()), id="a rule"),
            pytest.param("rrule:freq=daily;", CalendarText("freq=daily;", None, (), ()), id="in lower case"),
            pytest.param("DTSTART:20260105\nFREQ=DAILY", CalendarText("FREQ=DAILY", DAY, (), ()), id="a day before it"),
            pytest.param("FREQ=DAILY\nDTSTART:20260105", CalendarText("FREQ=DAILY", DAY, (), ()), id="a day after it"),
            pytest.param("DTSTART:20260105\rFREQ=DAILY", CalendarText("FREQ=DAILY", DAY, (), ()), id="old line ends"),
            pytest.param(
                "\n  DTSTART;VALUE=DATE:20260105 \r\n\r\n RRULE:FREQ=DAILY \n",
                CalendarText("FREQ=DAILY", DAY, (), ()),
                id="blanks and empty lines",
            ),
            pytest.param(
                "DTSTART:20260105\n    RRULE:FREQ=DAILY\n    EXDATE:20260106",
                CalendarText("FREQ=DAILY", DAY, (dt.date(2026, 1, 6),), ()),
                id="all but the first line indented",
            ),
            pytest.param(
                "    DTSTART:20260105\n    RRULE:FREQ=WEEKLY;BYDAY=MO,\n     TU",
                CalendarText("FREQ=WEEKLY;BYDAY=MO,TU", DAY, (), ()),
                id="indented and folded",
            ),
            pytest.param(
                'RRULE;X-OF="a:b;c";X-OURS=d:FREQ=DAILY', CalendarText("FREQ=DAILY", None, (), ()), id="X- parameters"
            ),
            pytest.param(
                "SUMMARY:Call\nDTSTART:20260105\nDTEND:20260106\nX-OURS:1\nRRULE:FREQ=DAILY\nUID:1@x",
                CalendarText("FREQ=DAILY", DAY, (), ()),
                id="some lines of an event",
            ),
        ],
    )
    def test_a_rule_is_read_with_the_lines_around_it(self, text: str, found: CalendarText) -> None:
        assert read_text(text) == found

    @given(st.text("ABCDEF=;,0123456789", min_size=1, max_size=40), st.sets(st.integers(1, 60)))
    def test_a_line_says_the_same_however_it_is_folded(self, rest: str, places: set[int]) -> None:
        line = f"RRULE;X-A=1:FREQ=DAILY;{rest}"
        folded = "".join(f"\r\n {letter}" if k in places else letter for k, letter in enumerate(line))

        assert read_text(folded) == read_text(line)

    @pytest.mark.parametrize("blank", [" ", "\t"])
    def test_a_folded_line_goes_on_behind_the_blank(self, blank: str) -> None:
        assert read_text(f"RRULE:FREQ=WEEKLY;BYDAY=MO,\r\n{blank}TU").rule == "FREQ=WEEKLY;BYDAY=MO,TU"

    @pytest.mark.parametrize("before", ["RRULE:", "RRULE:INTERVAL=2;"])
    def test_a_line_may_be_folded_before_its_freq(self, before: str) -> None:
        assert read_text(f"{before}\r\n FREQ=DAILY") == read_text(f"{before}FREQ=DAILY")

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", "it takes a rule such as FREQ=WEEKLY;BYDAY=MO, alone or as calendars export it"),
            (" \n ", "it takes a rule such as FREQ=WEEKLY;BYDAY=MO, alone or as calendars export it"),
            (
                "DTSTART:20260105",
                "it has no rule (RRULE:FREQ=...): what comes once is recurrence='once' with its day as start",
            ),
            ("FREQ=DAILY\nFREQ=WEEKLY", "it has 2 rules: write as many tasks, each with one of them"),
            ("RRULE:FREQ=DAILY\n" * 3, "it has 3 rules: write as many tasks, each with one of them"),
            ("DTSTART:20260105\nDTSTART:20260106\nFREQ=DAILY", "it has 2 DTSTART lines: a rule has one start"),
            (
                "FREQ=DAILY\nEXRULE:FREQ=WEEKLY",
                "EXRULE is not read (RFC 5545 has given it up): name the days that are left out in EXDATE lines",
            ),
            (
                "FREQ=DAILY\nRECURRENCE-ID:20260105",
                "RECURRENCE-ID marks one moved occurrence and not the series: paste the event that has the RRULE, "
                "without the moved ones",
            ),
            (
                "EXDTAE:20260105\nFREQ=DAILY",
                "'EXDTAE' is no line that is read; those are RRULE, DTSTART, EXDATE, RDATE",
            ),
            ("RULE:FREQ=DAILY", "'RULE' is no line that is read; those are RRULE, DTSTART, EXDATE, RDATE"),
        ],
    )
    def test_each_other_cause_is_refused_in_words_of_its_own(self, text: str, reason: str) -> None:
        assert reason_against(text) == reason


class TestStart:
    @pytest.mark.parametrize(
        ("line", "start"),
        [
            pytest.param("DTSTART:20260105", DAY, id="a day"),
            pytest.param("DTSTART;VALUE=DATE:20260105", DAY, id="a day that says so"),
            pytest.param("dtstart;value=date:20260105", DAY, id="lower case"),
            pytest.param("DTSTART:20260105T093015", NINE.replace(minute=30, second=15), id="a local moment"),
            pytest.param("DTSTART;VALUE=DATE-TIME:20260105T090000", NINE, id="that says so"),
            pytest.param("DTSTART:20260105T090000Z", NINE.replace(tzinfo=dt.UTC), id="a moment in UTC"),
            pytest.param("DTSTART;X-NOTE=1:20260105", DAY, id="a parameter of others"),
            pytest.param(
                "DTSTART;TZID=Europe/Paris:20260105T090000", NINE.replace(tzinfo=PARIS), id="a moment in a time zone"
            ),
            pytest.param(
                'DTSTART;TZID="Europe/Paris":20260105T090000', NINE.replace(tzinfo=PARIS), id="whose name is quoted"
            ),
            pytest.param(
                "DTSTART;VALUE=DATE-TIME;TZID=Europe/Paris:20260105T090000", NINE.replace(tzinfo=PARIS), id="both"
            ),
            pytest.param(
                "DTSTART;TZID=W. Europe Standard Time:20260105T090000", NINE.replace(tzinfo=BERLIN), id="of Windows"
            ),
            pytest.param(
                "DTSTART;TZID=/citadel.org/20190914_1/Europe/Berlin:20260105T090000",
                NINE.replace(tzinfo=BERLIN),
                id="behind a prefix",
            ),
            pytest.param(
                "DTSTART;TZID=/x/America/Argentina/Salta:20260105T090000",
                NINE.replace(tzinfo=ZoneInfo("America/Argentina/Salta")),
                id="of three words behind a prefix",
            ),
            pytest.param(
                "DTSTART;TZID=Europe/Paris:20260105T090000Z", NINE.replace(tzinfo=dt.UTC), id="UTC goes first"
            ),
            pytest.param("DTSTART;TZID=Mars/Phobos:20260105", DAY, id="a day needs no time zone"),
        ],
    )
    def test_a_start_is_a_day_or_a_moment(self, line: str, start: dt.date) -> None:
        found = start_of(line)

        assert (found, type(found), getattr(found, "tzinfo", None)) == (
            start,
            type(start),
            getattr(start, "tzinfo", None),
        )

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ("DTSTART", NO_START),
            ("DTSTART=20260105", NO_START),
            ("DTSTART:2026-01-05", NO_START),
            ("DTSTART:20260230", NO_START),
            ("DTSTART:20260105T250000", NO_START),
            ("DTSTART:20260105T0900", NO_START),
            ("DTSTART:20260105,20260106", NO_START),
            ("DTSTART;TZID=../../etc/passwd:20260105T090000", "'../../etc/passwd' is no known time zone"),
            ("DTSTART;TZID=Mars/Phobos:20260105T090000", "'Mars/Phobos' is no known time zone"),
            ("DTSTART;TZID=/x/Mars/Phobos:20260105T090000", "'/x/Mars/Phobos' is no known time zone"),
            ("DTSTART;TZID=Europe:20260105T090000", "'Europe' is no known time zone"),
        ],
    )
    def test_a_start_of_another_form_is_refused(self, line: str, reason: str) -> None:
        assert refusal_of(f"{line}\nFREQ=DAILY") == ("start", line, reason)

    def test_where_no_zones_are_installed_it_is_told_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for path in ("delegation._zones.zone_named", "delegation.recurrence.calendar_text.zone_named"):
            monkeypatch.setattr(path, lambda _: None)
        line = "DTSTART;TZID=Europe/Paris:20260105T090000"

        assert refusal_of(f"{line}\nFREQ=DAILY") == (
            "start",
            line,
            "this system knows no time zones: install them with pip install tzdata",
        )

    start_pieces = st.sampled_from(
        [";", ":", "VALUE=DATE", "-TIME", "TZID=", "Europe/Paris", "20260105", "T090000", "Z", '"', ","]
    )

    @given(st.lists(start_pieces | st.text(max_size=2), max_size=8).map("".join) | st.text(max_size=30))
    def test_any_line_is_a_start_or_refused(self, line: str) -> None:
        try:
            found = read_text(f"DTSTART{line}\nFREQ=DAILY").start
        except RefusedError:
            return

        assert isinstance(found, dt.date | None)


class TestSingleDays:
    @pytest.mark.parametrize(
        ("value", "days"),
        [
            ("EXDATE:20260106", [dt.date(2026, 1, 6)]),
            ("EXDATE;VALUE=DATE:20260106,20260107", [dt.date(2026, 1, 6), dt.date(2026, 1, 7)]),
            ("EXDATE:20260106\nEXDATE:20260107", [dt.date(2026, 1, 6), dt.date(2026, 1, 7)]),
            ("EXDATE;TZID=Europe/Paris:20260105T090000", [NINE.replace(tzinfo=PARIS)]),
            ("EXDATE:20260105T090000Z, 20260106", [NINE.replace(tzinfo=dt.UTC), dt.date(2026, 1, 6)]),
        ],
    )
    def test_exceptions_are_days_or_moments_on_one_line_or_several(self, value: str, days: list[dt.date]) -> None:
        assert read_text(f"FREQ=DAILY\n{value}").except_on == tuple(days)

    @pytest.mark.parametrize(
        ("value", "day"),
        [
            ("RDATE:20260106", dt.date(2026, 1, 6)),
            ("RDATE;VALUE=PERIOD:20260105T090000/PT1H", NINE),
            ("RDATE;VALUE=PERIOD:20260105T090000Z/20260105T100000Z", NINE.replace(tzinfo=dt.UTC)),
        ],
    )
    def test_extra_days_are_days_or_moments_or_the_beginnings_of_periods(self, value: str, day: dt.date) -> None:
        assert read_text(f"FREQ=DAILY\n{value}").also_on == (day,)

    @pytest.mark.parametrize(("name", "field"), [("EXDATE", "except_on"), ("RDATE", "also_on")])
    @pytest.mark.parametrize("value", ["", ":", ":2026-01-06", ":20260106,", ":20260106,20260230"])
    def test_what_are_no_days_is_refused_with_an_example(self, name: str, field: str, value: str) -> None:
        assert refusal_of(f"FREQ=DAILY\n{name}{value}") == (
            field,
            f"{name}{value}",
            f"it takes a line such as {name}:20260105, {name}:20260105T090000Z or "
            f"{name};TZID=Europe/Paris:20260105T090000,20260112T090000",
        )

    def test_a_time_zone_that_is_not_known_is_refused_by_name(self) -> None:
        line = "EXDATE;TZID=Mars/Phobos:20260105T090000"

        assert refusal_of(f"FREQ=DAILY\n{line}") == ("except_on", line, "'Mars/Phobos' is no known time zone")


class TestWholeEvents:
    @pytest.mark.parametrize(
        "text",
        [
            pytest.param(EVENT, id="an event"),
            pytest.param(EVENT.replace("VEVENT", "VTODO"), id="a task"),
            pytest.param(EVENT.replace("VEVENT", "VJOURNAL"), id="an entry"),
            pytest.param(EVENT.lower(), id="in lower case"),
            pytest.param(EVENT.replace("DTSTART", "DUE").replace("VEVENT", "VTODO"), id="a task that is only due"),
            pytest.param(f"BEGIN:VCALENDAR\nVERSION:2.0\n{ZONE}{EVENT}END:VCALENDAR", id="in its calendar"),
            pytest.param(
                EVENT.replace("END", "BEGIN:VALARM\nTRIGGER:-PT5M\nDUE:19990101\nEND:VALARM\nEND"), id="with an alarm"
            ),
            pytest.param(
                EVENT.replace("END", "UID:1\nNOVEL-LINE;OF=US:x\nDESCRIPTION:a\n  b\nbroken by hand\nEND"),
                id="with lines that say nothing of the days",
            ),
        ],
    )
    def test_the_rule_of_a_whole_event_is_read(self, text: str) -> None:
        found = read_text(text)

        assert (found.rule.upper(), found.start, found.except_on) == ("FREQ=DAILY", DAY, ())

    def test_a_task_begins_with_its_start_and_not_when_it_is_due(self) -> None:
        assert read_text(EVENT.replace("RRULE", "DUE:20260109\nRRULE").replace("VEVENT", "VTODO")).start == DAY

    def test_outside_of_an_event_what_is_due_is_no_start(self) -> None:
        assert read_text("DUE:20260109\nRRULE:FREQ=DAILY").start is None

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            (
                EVENT.replace("RRULE:FREQ=DAILY\n", ""),
                "it has no rule (RRULE:FREQ=...): what comes once is recurrence='once' with its day as start",
            ),
            (EVENT + EVENT, "it has 2 events: write as many tasks, each with one of them"),
            (
                EVENT + MOVED,
                "RECURRENCE-ID marks one moved occurrence and not the series: paste the event that has the RRULE, "
                "without the moved ones",
            ),
            (
                EVENT.replace("END", "EXRULE:FREQ=WEEKLY\nEND"),
                "EXRULE is not read (RFC 5545 has given it up): name the days that are left out in EXDATE lines",
            ),
            ("BEGIN:VCALENDAR\nEND:VCALENDAR", "it has no event: paste one, from BEGIN:VEVENT to END:VEVENT"),
            (f"BEGIN:VCALENDAR\n{EVENT}", "BEGIN:VCALENDAR has no END: paste the event from BEGIN to END"),
            (f"{EVENT}END:VCALENDAR", "END:VCALENDAR closes nothing: paste the event from BEGIN to END"),
            ("BEGIN:VEVENT\nEND:VTODO", "END:VTODO closes nothing: paste the event from BEGIN to END"),
        ],
    )
    def test_what_is_not_one_event_with_one_rule_is_refused(self, text: str, reason: str) -> None:
        assert reason_against(text) == reason

    def test_a_line_of_the_days_that_cannot_be_read_is_refused_in_an_event_too(self) -> None:
        assert refusal_of(EVENT.replace("DTSTART:", "DTSTART="))[:2] == ("start", "DTSTART=20260105")


pieces = st.sampled_from(
    ["BEGIN:VEVENT", "END:VEVENT", "DTSTART", ":20260105", ":2026", "FREQ=DAILY", ";COUNT=3", "\n", "\n ", "EXDATE"]
)


@given(st.lists(pieces | st.text(max_size=2)))
def test_any_text_is_a_rule_or_refused(several: list[str]) -> None:
    try:
        rule = Rule.from_text("".join(several))
    except DelegationError:
        return

    assert Rule(rule.rule, rule.start, rule.except_on, rule.also_on) == rule
