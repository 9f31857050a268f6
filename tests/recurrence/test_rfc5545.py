"""What a typed rule says, and in what words a rule is refused."""

import calendar
import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.recurrence.rfc5545 import FREQUENCIES, ORDER, Parts, Until, read

HOURS = ",".join(map(str, range(24)))
NO_RULE = (
    "it takes a rule such as FREQ=MONTHLY or FREQ=WEEKLY;BYDAY=MO (RFC 5545: parts NAME=VALUE joined by ;); "
    "words such as weekly, and numbers, are for Task(recurrence=...)"
)
NO_UNTIL = "UNTIL takes a day such as 20261231, or a moment such as 20261231T120000 (UTC with a Z)"
NO_BYDAY = "BYDAY takes weekdays MO to SU joined by commas, each with a number such as 1MO or -1FR or without"


class NoRuleError(Exception):
    """What these tests have a reader raise."""


def text_of(rule: str) -> str:
    return read(rule, NoRuleError).text


class TestNormalisedRule:
    @pytest.mark.parametrize(
        ("typed", "normalised"),
        [
            pytest.param("FREQ=DAILY", "FREQ=DAILY;WKST=MO", id="WKST is written out"),
            pytest.param("freq=weekly;byday=mo", "FREQ=WEEKLY;BYDAY=MO;WKST=MO", id="lower case"),
            pytest.param(" FREQ = WEEKLY ; BYDAY = MO, TU\t\n", "FREQ=WEEKLY;BYDAY=MO,TU;WKST=MO", id="blanks"),
            pytest.param("RRULE:FREQ=DAILY", "FREQ=DAILY;WKST=MO", id="RRULE:"),
            pytest.param("rrule: freq=daily", "FREQ=DAILY;WKST=MO", id="rrule: in lower case, and a blank"),
            pytest.param("FREQ=DAILY;", "FREQ=DAILY;WKST=MO", id="trailing ;"),
            pytest.param("FREQ=DAILY;;", "FREQ=DAILY;WKST=MO", id="two trailing ;"),
            pytest.param(
                "RSCALE=GREGORIAN;FREQ=DAILY;SKIP=OMIT", "FREQ=DAILY;WKST=MO", id="what RFC 7529 lets be said"
            ),
            pytest.param("FREQ=DAILY;X-OF-OURS=1", "FREQ=DAILY;WKST=MO", id="parts of others"),
            pytest.param("WKST=SU;BYDAY=MO;FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO;WKST=SU", id="order of parts"),
            pytest.param("FREQ=DAILY;BYMONTH=12,1,6", "FREQ=DAILY;BYMONTH=1,6,12;WKST=MO", id="order of numbers"),
            pytest.param("FREQ=WEEKLY;BYDAY=SU,FR,MO", "FREQ=WEEKLY;BYDAY=MO,FR,SU;WKST=MO", id="order of weekdays"),
            pytest.param("FREQ=MONTHLY;BYDAY=2MO,-1MO", "FREQ=MONTHLY;BYDAY=-1MO,2MO;WKST=MO", id="numbered weekdays"),
            pytest.param("FREQ=DAILY;BYMONTH=1,1,01", "FREQ=DAILY;BYMONTH=1;WKST=MO", id="repeated numbers"),
            pytest.param("FREQ=MONTHLY;BYDAY=1MO,+1MO,01MO", "FREQ=MONTHLY;BYDAY=1MO;WKST=MO", id="repeated weekdays"),
            pytest.param("FREQ=MONTHLY;BYMONTHDAY=+3", "FREQ=MONTHLY;BYMONTHDAY=3;WKST=MO", id="plus sign"),
            pytest.param("FREQ=DAILY;INTERVAL=1", "FREQ=DAILY;WKST=MO", id="INTERVAL=1 says nothing"),
            pytest.param("FREQ=DAILY;INTERVAL=02", "FREQ=DAILY;INTERVAL=2;WKST=MO", id="leading zero of INTERVAL"),
            pytest.param("FREQ=DAILY;COUNT=007", "FREQ=DAILY;COUNT=7;WKST=MO", id="leading zeros of COUNT"),
            pytest.param("FREQ=DAILY;UNTIL=20261231t120000z", "FREQ=DAILY;UNTIL=20261231T120000Z;WKST=MO", id="UNTIL"),
        ],
    )
    def test_a_rule_is_put_into_one_form(self, typed: str, normalised: str) -> None:
        assert text_of(typed) == normalised

    def test_every_part_has_its_place_in_the_normalised_rule(self) -> None:
        parts = (
            "WKST=SU;BYSETPOS=1;BYSECOND=2;BYMINUTE=3;BYHOUR=4;BYDAY=TU;BYYEARDAY=-5;BYMONTHDAY=6;BYMONTH=7;"
            "COUNT=9;INTERVAL=8;FREQ=YEARLY"
        )

        assert text_of(parts) == (
            "FREQ=YEARLY;INTERVAL=8;COUNT=9;BYMONTH=7;BYMONTHDAY=6;BYYEARDAY=-5;BYDAY=TU;BYHOUR=4;BYMINUTE=3;BYSECOND=2;"
            "BYSETPOS=1;WKST=SU"
        )

    @given(
        st.permutations(
            ["FREQ=YEARLY", "BYDAY=TU,MO", "BYMONTH=3,1", "BYWEEKNO=20,-2", "BYSETPOS=-1,1", "COUNT=3", "WKST=SU"]
        )
    )
    def test_the_order_of_parts_never_matters(self, parts: list[str]) -> None:
        assert read(";".join(parts), NoRuleError) == read(";".join(sorted(parts)), NoRuleError)

    @given(st.permutations(range(1, 13)), st.permutations(["1MO", "-1FR", "+2SU", "-5MO"]))
    def test_the_order_of_values_never_matters(self, months: list[int], days: list[str]) -> None:
        assert text_of(f"FREQ=MONTHLY;BYMONTH={','.join(map(str, months))};BYDAY={','.join(days)}") == (
            "FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYDAY=-5MO,1MO,-1FR,2SU;WKST=MO"
        )

    @pytest.mark.parametrize(
        "rule",
        [
            "FREQ=DAILY",
            "FREQ=WEEKLY;INTERVAL=2;COUNT=8;BYDAY=TU,TH;WKST=SU",
            "FREQ=MONTHLY;UNTIL=20261231T120000Z;BYMONTHDAY=1,-1;BYHOUR=9,17",
            "FREQ=YEARLY;UNTIL=20301231;BYMONTH=2;BYDAY=-1FR;BYSETPOS=1",
            "FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=MO",
        ],
    )
    def test_a_normalised_rule_reads_as_itself(self, rule: str) -> None:
        parts = read(rule, NoRuleError)

        assert read(parts.text, NoRuleError) == parts


@pytest.fixture
def sunday_first() -> Iterator[None]:
    """Weeks that start on Sunday for the whole program, as python-dateutil would take them."""
    before = calendar.firstweekday()
    calendar.setfirstweekday(calendar.SUNDAY)
    yield
    calendar.setfirstweekday(before)


class TestWhatARuleSays:
    def test_a_rule_is_taken_apart(self) -> None:
        assert read(
            "FREQ=MONTHLY;INTERVAL=3;COUNT=10;BYMONTH=6,1;BYDAY=-1FR,1MO;BYHOUR=9;WKST=SU", NoRuleError
        ) == Parts(
            freq="MONTHLY",
            interval=3,
            count=10,
            until=None,
            by=(("BYMONTH", (1, 6)), ("BYHOUR", (9,)), ("BYDAY", ((0, 1), (4, -1)))),
            wkst=6,
            text="FREQ=MONTHLY;INTERVAL=3;COUNT=10;BYMONTH=1,6;BYDAY=1MO,-1FR;BYHOUR=9;WKST=SU",
        )

    def test_what_a_rule_leaves_out_is_filled_in(self) -> None:
        assert read("FREQ=DAILY", NoRuleError) == Parts("DAILY", 1, None, None, (), 0, "FREQ=DAILY;WKST=MO")

    @pytest.mark.parametrize(
        ("rule", "alone"),
        [
            ("FREQ=YEARLY;BYMONTHDAY=7", True),
            ("FREQ=YEARLY;BYMONTHDAY=7;BYSETPOS=1", True),
            ("FREQ=YEARLY;BYMONTHDAY=7;BYHOUR=9", True),
            ("FREQ=MONTHLY;BYMONTHDAY=7", False),
            ("FREQ=YEARLY", False),
            *((f"FREQ=YEARLY;BYMONTHDAY=7;{other}", False) for other in ("BYMONTH=1", "BYDAY=MO", "BYYEARDAY=7")),
        ],
    )
    def test_days_of_the_month_alone_in_a_yearly_rule_are_once_a_year(self, rule: str, alone: bool) -> None:
        assert read(rule, NoRuleError).once_a_year is alone

    @pytest.mark.parametrize(
        ("days", "mixed"), [("", False), (";BYDAY=MO,TU", False), (";BYDAY=1MO,2TU", False), (";BYDAY=MO,2TU", True)]
    )
    def test_weekdays_are_mixed_where_some_have_a_number(self, days: str, mixed: bool) -> None:
        assert read(f"FREQ=MONTHLY{days}", NoRuleError).mixed is mixed

    @pytest.mark.parametrize("times", ["BYHOUR=9", "BYMINUTE=0", "BYSECOND=0", "BYHOUR=9,17;BYMINUTE=0,30"])
    def test_from_a_day_on_a_rule_names_no_times(self, times: str) -> None:
        timed, plain = (read(rule, NoRuleError) for rule in (f"FREQ=DAILY;BYMONTH=1;{times}", "FREQ=DAILY;BYMONTH=1"))

        assert (timed.timed, timed.of_days.timed, timed.of_days.by) == (True, False, plain.by)

    @pytest.mark.parametrize(
        ("typed", "until"),
        [
            pytest.param(
                "20261231", Until(dt.datetime(2026, 12, 31, 23, 59, 59), utc=False), id="a day ends at its end"
            ),
            pytest.param("20261231T120000", Until(dt.datetime(2026, 12, 31, 12), utc=False), id="local"),
            pytest.param("20261231T120000Z", Until(dt.datetime(2026, 12, 31, 12), utc=True), id="UTC"),
            pytest.param("20280229", Until(dt.datetime(2028, 2, 29, 23, 59, 59), utc=False), id="29 February"),
        ],
    )
    def test_until_is_a_day_a_local_moment_or_a_moment_in_utc(self, typed: str, until: Until) -> None:
        assert read(f"FREQ=DAILY;UNTIL={typed}", NoRuleError).until == until

    @pytest.mark.parametrize(
        ("rule", "ends"),
        [("FREQ=DAILY", False), ("FREQ=DAILY;COUNT=1", True), ("FREQ=DAILY;UNTIL=20261231", True)],
    )
    def test_a_rule_with_count_or_until_ends(self, rule: str, ends: bool) -> None:
        assert read(rule, NoRuleError).ends is ends

    @pytest.mark.usefixtures("sunday_first")
    def test_weeks_start_on_monday_whatever_the_program_prefers(self) -> None:
        assert read("FREQ=WEEKLY;INTERVAL=2", NoRuleError).wkst == 0


def reason_against(rule: str) -> str:
    with pytest.raises(NoRuleError) as refusal:
        read(rule, NoRuleError)
    return str(refusal.value)


class Bounds(NamedTuple):
    """Which numbers a BY part takes, in a rule that goes with it."""

    rule: str
    name: str
    least: int
    most: int
    told: str


FORWARDS = [
    Bounds("FREQ=DAILY", "BYMONTH", 1, 12, "from 1 to 12"),
    Bounds("FREQ=DAILY", "BYHOUR", 0, 23, "from 0 to 23"),
    Bounds("FREQ=DAILY", "BYMINUTE", 0, 59, "from 0 to 59"),
    Bounds("FREQ=DAILY", "BYSECOND", 0, 59, "from 0 to 59"),
]
BACKWARDS = [
    Bounds("FREQ=MONTHLY", "BYMONTHDAY", 1, 31, "from 1 to 31 or -31 to -1"),
    Bounds("FREQ=YEARLY", "BYYEARDAY", 1, 366, "from 1 to 366 or -366 to -1"),
    Bounds("FREQ=YEARLY;BYDAY=MO", "BYWEEKNO", 1, 53, "from 1 to 53 or -53 to -1"),
    Bounds("FREQ=YEARLY;BYDAY=MO", "BYSETPOS", 1, 366, "from 1 to 366 or -366 to -1"),
]
of_all_parts = pytest.mark.parametrize("part", FORWARDS + BACKWARDS, ids=lambda part: part.name)
of_parts_from_the_end = pytest.mark.parametrize("part", BACKWARDS, ids=lambda part: part.name)


def reason_against_numbers(part: Bounds, numbers: object) -> str:
    return reason_against(f"{part.rule};{part.name}={numbers}")


pieces = st.one_of(
    st.sampled_from([f"{name}=" for name in ORDER]),
    st.sampled_from(FREQUENCIES),
    st.sampled_from([";", ",", "-", "+", "RRULE:", "MO", "FR", "20260101", "T120000", "Z"]),
    st.integers(-400, 400).map(str),
    st.text(max_size=3),
)


class TestRefusals:
    @pytest.mark.parametrize(
        "rule",
        ["", " ", ";", "weekly", "every Monday", "FREQ", "FREQ=", "FREQ=DAILY;;COUNT=3", ";FREQ=DAILY", "RRULE:"],
    )
    def test_text_that_is_no_rule_is_refused_with_an_example(self, rule: str) -> None:
        assert reason_against(rule) == NO_RULE

    @pytest.mark.parametrize(
        ("rule", "reason"),
        [
            ("INTERVAL=2", "FREQ is needed, and takes one of YEARLY, MONTHLY, WEEKLY, DAILY"),
            ("FREQ=FORTNIGHTLY", "FREQ is needed, and takes one of YEARLY, MONTHLY, WEEKLY, DAILY"),
            ("FREQ=HOURLY", "FREQ=HOURLY is finer than a day; describe such work by its days, or as a Rate"),
            ("FREQ=MINUTELY", "FREQ=MINUTELY is finer than a day; describe such work by its days, or as a Rate"),
            ("freq=secondly", "FREQ=SECONDLY is finer than a day; describe such work by its days, or as a Rate"),
            ("FREQ=DAILY;COUNT=3;UNTIL=20261231", "COUNT and UNTIL exclude each other"),
            ("FREQ=DAILY;FREQ=DAILY", "FREQ is given twice"),
            ("FREQ=DAILY;BYMONTH=1;BYMONTH=2", "BYMONTH is given twice"),
            ("FREQ=WEEKLY;WKST=MONDAY", "WKST takes one of MO, TU, WE, TH, FR, SA, SU"),
            (
                "FREQ=DAILY;BYEASTER=0",
                "'BYEASTER' is no part of a rule; the parts are FREQ, INTERVAL, COUNT, UNTIL, BYMONTH, BYMONTHDAY, "
                "BYYEARDAY, BYWEEKNO, BYDAY, BYHOUR, BYMINUTE, BYSECOND, BYSETPOS, WKST",
            ),
            (
                f"FREQ=DAILY;{'X' * 50}=0",
                f"'{'X' * 20}' is no part of a rule; the parts are FREQ, INTERVAL, COUNT, UNTIL, BYMONTH, BYMONTHDAY, "
                "BYYEARDAY, BYWEEKNO, BYDAY, BYHOUR, BYMINUTE, BYSECOND, BYSETPOS, WKST",
            ),
        ],
    )
    def test_a_rule_is_refused_for_its_first_fault(self, rule: str, reason: str) -> None:
        assert reason_against(rule) == reason

    @pytest.mark.parametrize("name", ["INTERVAL", "COUNT"])
    @pytest.mark.parametrize("number", ["0", "-1", "+1", "1.5", "two", "10001", "9999999999", "1,2", "²"])
    def test_interval_and_count_are_whole_numbers_from_1_to_10000(self, name: str, number: str) -> None:
        assert reason_against(f"FREQ=DAILY;{name}={number}") == f"{name} takes a whole number from 1 to 10000"

    @pytest.mark.parametrize("number", [1, 2, 9_999, 10_000])
    def test_interval_and_count_take_their_bounds(self, number: int) -> None:
        assert (
            read(f"FREQ=DAILY;INTERVAL={number}", NoRuleError).interval,
            read(f"FREQ=DAILY;COUNT={number}", NoRuleError).count,
        ) == (number, number)

    @of_all_parts
    def test_a_by_part_takes_its_least_and_its_largest_number(self, part: Bounds) -> None:
        text = text_of(f"{part.rule};{part.name}={part.most},{part.least}")

        assert f"{part.name}={part.least},{part.most};" in text

    @of_all_parts
    @pytest.mark.parametrize("numbers", ["{below}", "{above}", "first", "{least},", "0001", "1.5"])
    def test_a_by_part_refuses_what_lies_beyond_its_bounds(self, part: Bounds, numbers: str) -> None:
        given = numbers.format(least=part.least, below=part.least - 1, above=part.most + 1)

        assert reason_against_numbers(part, given) == f"{part.name} takes whole numbers {part.told}, joined by commas"

    @of_parts_from_the_end
    def test_what_counts_from_the_end_takes_both_bounds_there_too(self, part: Bounds) -> None:
        text = text_of(f"{part.rule};{part.name}=-{part.least},-{part.most}")

        assert f"{part.name}=-{part.most},-{part.least};" in text

    @of_parts_from_the_end
    def test_what_counts_from_the_end_refuses_what_lies_before_the_beginning(self, part: Bounds) -> None:
        assert reason_against_numbers(part, -part.most - 1) == (
            f"{part.name} takes whole numbers {part.told}, joined by commas"
        )

    @pytest.mark.parametrize("part", FORWARDS, ids=lambda part: part.name)
    def test_what_does_not_count_from_the_end_refuses_a_sign(self, part: Bounds) -> None:
        assert reason_against_numbers(part, -1) == f"{part.name} takes whole numbers {part.told}, joined by commas"

    @pytest.mark.parametrize(
        "days", ["MONDAY", "MO,", "M", "1", "0MO", "-0MO", "54MO", "-54MO", "100MO", "1 MO TU", "--1MO"]
    )
    def test_byday_refuses_what_are_no_weekdays(self, days: str) -> None:
        assert reason_against(f"FREQ=YEARLY;BYDAY={days}") == NO_BYDAY

    @pytest.mark.parametrize("number", [1, 52, 53])
    def test_byday_numbers_up_to_53_from_either_end(self, number: int) -> None:
        assert read(f"FREQ=YEARLY;BYDAY=-{number}MO,{number}MO", NoRuleError).by == (
            ("BYDAY", ((0, -number), (0, number))),
        )

    @pytest.mark.parametrize(
        "until", ["20260230", "20261301", "2026", "2026-12-31", "20261231T25", "20261231T250000", "XZ"]
    )
    def test_until_refuses_what_is_no_day(self, until: str) -> None:
        assert reason_against(f"FREQ=DAILY;UNTIL={until}") == NO_UNTIL

    @pytest.mark.parametrize(
        ("rule", "reason"),
        [
            ("FREQ=WEEKLY;BYDAY=1MO", "a numbered BYDAY (such as 1MO) needs FREQ=MONTHLY or YEARLY, not WEEKLY"),
            ("FREQ=DAILY;BYDAY=-1FR", "a numbered BYDAY (such as 1MO) needs FREQ=MONTHLY or YEARLY, not DAILY"),
            ("FREQ=MONTHLY;BYWEEKNO=1;BYDAY=MO", "BYWEEKNO needs FREQ=YEARLY, not MONTHLY"),
            ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "BYWEEKNO goes with weekdays without numbers: BYDAY=MO, not 1MO"),
            *(
                (
                    f"FREQ=YEARLY;BYWEEKNO=20;{other}=3",
                    f"BYWEEKNO does not go with {other}: name the days of those weeks with BYDAY, such as MO",
                )
                for other in ("BYYEARDAY", "BYMONTHDAY")
            ),
            ("FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY needs FREQ=YEARLY, not MONTHLY"),
            ("FREQ=WEEKLY;BYYEARDAY=1", "BYYEARDAY needs FREQ=YEARLY, not WEEKLY"),
            ("FREQ=DAILY;BYYEARDAY=1", "BYYEARDAY needs FREQ=YEARLY, not DAILY"),
            ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY does not go with FREQ=WEEKLY: say FREQ=MONTHLY, or BYDAY"),
            ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS picks among the days that another BY part names: add BYDAY, say"),
            ("FREQ=MONTHLY;BYDAY=6MO", "BYDAY counts from 1 to 5 or -5 to -1 within a month"),
            ("FREQ=MONTHLY;BYDAY=1MO,-6FR", "BYDAY counts from 1 to 5 or -5 to -1 within a month"),
            ("FREQ=YEARLY;BYMONTH=2;BYDAY=6MO", "BYDAY counts from 1 to 5 or -5 to -1 within a month"),
            ("FREQ=DAILY;BYHOUR=9,17;BYSETPOS=3", "BYSETPOS picks beyond what a day has, 2"),
            ("FREQ=DAILY;BYHOUR=9,17;BYMINUTE=0,30;BYSETPOS=-5,5", "BYSETPOS picks beyond what a day has, 4"),
        ],
    )
    def test_parts_that_do_not_go_together_are_refused(self, rule: str, reason: str) -> None:
        assert reason_against(rule) == reason

    @pytest.mark.parametrize(
        "rule",
        [
            "FREQ=MONTHLY;BYDAY=1MO",
            "FREQ=YEARLY;BYDAY=-1FR",
            "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO",
            "FREQ=YEARLY;BYWEEKNO=-1,1",
            "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=2,51",
            "FREQ=YEARLY;BYWEEKNO=-51,-2;BYDAY=MO,TU;BYSETPOS=-1",
            "FREQ=YEARLY;BYMONTH=1;BYWEEKNO=2;BYDAY=MO",
            "FREQ=MONTHLY;BYDAY=MO,1TU",
            "FREQ=YEARLY;BYYEARDAY=1",
            "FREQ=MONTHLY;BYMONTHDAY=1",
            "FREQ=DAILY;BYMONTHDAY=1",
            "FREQ=YEARLY;BYMONTHDAY=1",
            "FREQ=MONTHLY;BYSETPOS=1;BYDAY=MO",
            "FREQ=YEARLY;BYSETPOS=1;BYMONTH=2",
            "FREQ=MONTHLY;BYDAY=5MO,-5FR",
            "FREQ=YEARLY;BYMONTH=2;BYDAY=5MO",
            "FREQ=YEARLY;BYDAY=6MO",
            "FREQ=DAILY;BYHOUR=9,17;BYSETPOS=2",
            "FREQ=DAILY;BYHOUR=9,17;BYSETPOS=-2,3",
        ],
    )
    def test_parts_that_go_together_are_read(self, rule: str) -> None:
        assert sorted(text_of(rule).split(";")) == sorted([*rule.split(";"), "WKST=MO"])

    @pytest.mark.parametrize(
        ("rule", "week", "other"),
        [
            ("FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO", "1", "INTERVAL=2"),
            ("FREQ=YEARLY;INTERVAL=3;BYWEEKNO=20,52", "52", "INTERVAL=3"),
            ("FREQ=YEARLY;INTERVAL=2;BYWEEKNO=-1;BYDAY=MO", "-1", "INTERVAL=2"),
            ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO,TU;BYSETPOS=1", "53", "BYSETPOS"),
            ("FREQ=YEARLY;BYWEEKNO=-52,-53;BYDAY=MO,TU;BYSETPOS=1", "-52", "BYSETPOS"),
        ],
    )
    def test_weeks_that_lie_in_two_years_are_refused_where_the_year_counts(
        self, rule: str, week: str, other: str
    ) -> None:
        assert reason_against(rule) == (
            f"BYWEEKNO={week} does not go with {other}: that week may lie in two years, and iCalendar libraries are "
            "divided on which one counts; name a week from 2 to 51, or the days"
        )

    @pytest.mark.parametrize(
        ("rule", "reason"),
        [
            ("RSCALE=CHINESE;FREQ=YEARLY", "RSCALE=CHINESE is another calendar: only the Gregorian one is counted"),
            (
                "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD",
                "SKIP=BACKWARD moves days that a month has not, which is not read; "
                "the last day of every month is BYMONTHDAY=-1",
            ),
            *(
                (
                    f"FREQ=WEEKLY;{name}=19990104T110000Z",
                    f"{name} is no part of a rule: the start stands on a line of its own before it, such as "
                    "DTSTART:20260105, or is given as start",
                )
                for name in ("DTSTART", "TZID")
            ),
        ],
    )
    def test_what_other_standards_have_is_refused_with_the_way_to_say_it(self, rule: str, reason: str) -> None:
        assert reason_against(rule) == reason

    @pytest.mark.parametrize(
        "times",
        [f"BYHOUR={HOURS}", "BYHOUR=1,2,3,4;BYMINUTE=0,30;BYSECOND=0,1,2", f"BYMINUTE={HOURS}", f"BYSECOND={HOURS}"],
    )
    def test_a_rule_may_fall_24_times_a_day(self, times: str) -> None:
        assert times in text_of(f"FREQ=DAILY;{times}")

    @pytest.mark.parametrize(
        "times",
        [
            f"BYMINUTE={HOURS},24",
            f"BYSECOND={HOURS},24",
            "BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5",
            "BYHOUR=1,2,3;BYMINUTE=1,2,3;BYSECOND=1,2,3",
        ],
    )
    def test_a_rule_that_falls_25_times_a_day_or_more_is_refused(self, times: str) -> None:
        assert reason_against(f"FREQ=DAILY;{times}") == (
            "it falls more than 24 times a day; describe such work as a Rate"
        )

    @given(st.lists(pieces, max_size=12).map("".join) | st.text(max_size=40))
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        try:
            parts = read(text, NoRuleError)
        except NoRuleError:
            return

        assert read(parts.text, NoRuleError) == parts
