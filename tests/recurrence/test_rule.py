"""On which days work on a rhythm falls, and how often in a month."""

import calendar
import datetime as dt
import json
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import assume, given
from hypothesis import strategies as st

from delegation import Rule
from delegation.demand import Rounded
from delegation.errors import NoLongRunRateError, RefusedValueError
from delegation.recurrence.rule import _as_typed, _long_run_rate
from tests.people import NEW_YEAR
from tests.recurrence.day_by_day import moments
from tests.worlds import RULES

PARIS = ZoneInfo("Europe/Paris")

RFC = json.loads((Path(__file__).parent.parent / "data" / "rfc5545_examples.json").read_text(encoding="utf-8"))[
    "examples"
]


def falls(rule: Rule, low: dt.date, high: dt.date) -> list[str]:
    return [str(day) for day in rule.between(low, high)]


WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def some(values: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[str]:
    """Several values, joined by commas."""
    return st.lists(values, min_size=1, max_size=most, unique=True).map(lambda found: ",".join(map(str, found)))


def either_way(most: int) -> st.SearchStrategy[int]:
    """Numbers from 1 to `most`, and the same from the end."""
    return st.integers(1, most) | st.integers(-most, -1)


days_named = st.fixed_dictionaries({"BYDAY": some(st.sampled_from(WEEKDAYS))})
days_of_month = st.fixed_dictionaries({"BYMONTHDAY": some(either_way(31))})
days_of_both = st.fixed_dictionaries({"BYDAY": some(st.sampled_from(WEEKDAYS)), "BYMONTHDAY": some(either_way(31), 9)})
days_of_year = st.fixed_dictionaries({"BYYEARDAY": some(either_way(366))})
days_mixed = st.fixed_dictionaries(
    {"BYDAY": some(st.builds("{}{}".format, st.just("") | either_way(5).map(str), st.sampled_from(WEEKDAYS)))}
)
weeks = st.fixed_dictionaries(
    {"BYWEEKNO": some(st.integers(2, 51) | st.integers(-51, -2))}, optional={"BYDAY": some(st.sampled_from(WEEKDAYS))}
)
NAMED = {
    "YEARLY": days_named | days_mixed | days_of_month | days_of_both | days_of_year | weeks,
    "MONTHLY": days_named | days_mixed | days_of_month | days_of_both,
    "WEEKLY": days_named,
    "DAILY": days_named | days_of_month | days_of_both,
}
REACH = {"YEARLY": 12, "MONTHLY": 6, "WEEKLY": 4, "DAILY": 2}
"""How many years after its start a rule of each frequency is looked at."""


@st.composite
def rules_with_windows(draw: st.DrawFn) -> tuple[str, dt.date | dt.datetime, dt.date, dt.date]:
    """A rule, its start, and the first and last day of a window that may begin before it."""
    freq = draw(st.sampled_from(list(NAMED)))
    start = draw(
        st.dates(dt.date(1901, 1, 1), dt.date(2100, 12, 31))
        | st.datetimes(dt.datetime(1901, 1, 1), dt.datetime(2100, 12, 31)).map(lambda at: at.replace(microsecond=0))
    )
    parts: dict[str, object] = {"FREQ": freq, "INTERVAL": draw(st.integers(1, 7) | st.sampled_from([12, 18, 24]))}
    if draw(st.booleans()):
        parts |= draw(NAMED[freq])
        if freq != "DAILY" and draw(st.booleans()):
            parts["BYSETPOS"] = draw(some(either_way(3), 2))
        if "BYWEEKNO" in parts and draw(st.booleans()):  # weeks that lie in two years go with neither
            parts |= {"INTERVAL": 1, "BYWEEKNO": draw(some(either_way(53)))}
            parts.pop("BYSETPOS", None)
    if draw(st.booleans()):
        parts["BYMONTH"] = draw(some(st.integers(1, 12)))
    if draw(st.booleans()):
        parts["WKST"] = draw(st.sampled_from(WEEKDAYS))
    match draw(st.sampled_from(["", "", "COUNT", "UNTIL"])):
        case "COUNT":
            parts["COUNT"] = draw(st.integers(1, 50))
        case "UNTIL":
            first = start if isinstance(start, dt.datetime) else dt.datetime.combine(start, dt.time())
            last = first + dt.timedelta(seconds=draw(st.integers(0, REACH[freq] * 365 * 86_400)))
            parts["UNTIL"] = f"{last:%Y%m%dT%H%M%S}"
    low = dt.date(start.year, start.month, start.day) + dt.timedelta(days=draw(st.integers(-300, REACH[freq] * 365)))
    high = low + dt.timedelta(days=draw(st.integers(0, 1_000)))
    return ";".join(f"{name}={value}" for name, value in parts.items()), start, low, high


def asked_day_by_day(text: str, start: dt.date | dt.datetime, low: dt.date, high: dt.date) -> list[dt.date]:
    """What is found by asking every day, as days where the start is one."""
    first = start if isinstance(start, dt.datetime) else dt.datetime.combine(start, dt.time())
    found = moments(text, first, dt.datetime.combine(high, dt.time()))
    inside = [moment for moment in found if moment.date() >= low]
    return list(inside) if isinstance(start, dt.datetime) else [moment.date() for moment in inside]


@pytest.fixture
def sunday_first() -> Iterator[None]:
    """Weeks that start on Sunday for the whole program, as python-dateutil would take them."""
    before = calendar.firstweekday()
    calendar.setfirstweekday(calendar.SUNDAY)
    yield
    calendar.setfirstweekday(before)


class TestDays:
    @pytest.mark.parametrize("example", RFC, ids=lambda example: f"{example['id']} {example['title']}"[13:60])
    def test_the_examples_of_rfc_5545_fall_on_the_days_that_it_lists(self, example: dict[str, Any]) -> None:
        """Sub-daily examples are refused by name; lists that end with ... are compared as far as they go."""
        start = dt.datetime.strptime(example["dtstart"], "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo(example["tz"]))
        freq = example["rule"].partition(";")[0]
        if freq in ("FREQ=HOURLY", "FREQ=MINUTELY"):
            with pytest.raises(RefusedValueError, match=f"{freq} is finer than a day"):
                Rule(example["rule"], start)
            return
        most = None if example["expected_is_complete"] else len(example["expected"])
        gone = [dt.datetime.strptime(day, "%Y%m%dT%H%M%S") for day in example["exdate"]]

        found = islice(Rule(example["rule"], start, gone).between(start, dt.date(2999, 12, 31)), most)

        assert [f"{moment:%Y%m%dT%H%M%S}" for moment in found] == example["expected"]

    def test_thirty_eight_examples_of_rfc_5545_are_expanded_and_four_refused(self) -> None:
        finer = [example for example in RFC if "HOURLY" in example["rule"] or "MINUTELY" in example["rule"]]

        assert (len(RFC) - len(finer), len(finer)) == (38, 4)

    @given(rules_with_windows())
    def test_a_rule_falls_on_the_days_that_are_found_by_asking_every_day(
        self,
        asked: tuple[str, dt.date | dt.datetime, dt.date, dt.date],
    ) -> None:
        """One that is refused because it never falls is found on no day."""
        text, start, low, high = asked
        try:
            found = list(Rule(text, start).between(low, high))
        except RefusedValueError as refusal:
            assert refusal.accepted.startswith("it never falls on a day")  # noqa: PT017  # what else is refused is a bug
            found = []

        assert found == asked_day_by_day(text, start, low, high)

    @pytest.mark.usefixtures("sunday_first")
    def test_a_rule_falls_on_the_same_days_whatever_day_the_program_has_weeks_start_on(self) -> None:
        rule = Rule("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU", dt.date(1997, 8, 5))

        assert falls(rule, dt.date(1997, 1, 1), dt.date(1998, 1, 1)) == [
            "1997-08-05",
            "1997-08-10",
            "1997-08-19",
            "1997-08-24",
        ]

    def test_a_day_as_start_gives_days(self) -> None:
        assert list(Rule("FREQ=DAILY", NEW_YEAR).between(NEW_YEAR, dt.date(2026, 1, 3))) == [
            dt.date(2026, 1, 1),
            dt.date(2026, 1, 2),
        ]

    def test_a_moment_as_start_gives_moments(self) -> None:
        rule = Rule("FREQ=DAILY", dt.datetime(2026, 1, 1, 9))

        assert falls(rule, NEW_YEAR, dt.date(2026, 1, 3)) == ["2026-01-01 09:00:00", "2026-01-02 09:00:00"]

    @pytest.mark.parametrize("times", ["BYHOUR=14", "BYMINUTE=30", "BYSECOND=15", "BYHOUR=9,17;BYMINUTE=0,30"])
    def test_where_the_start_is_a_day_the_times_of_a_rule_count_for_nothing(self, times: str) -> None:
        rule = Rule(f"FREQ=DAILY;{times}", NEW_YEAR)

        assert list(rule.between(NEW_YEAR, dt.date(2026, 1, 3))) == [NEW_YEAR, dt.date(2026, 1, 2)]

    def test_a_start_of_so_many_microseconds_counts_from_its_second(self) -> None:
        rule = Rule("FREQ=DAILY;COUNT=1", dt.datetime(2026, 1, 1, 9, 0, 0, 999_999))

        assert falls(rule, NEW_YEAR, dt.date(2026, 1, 3)) == ["2026-01-01 09:00:00"]

    def test_a_start_in_a_time_zone_keeps_its_hour_when_the_clocks_change(self) -> None:
        rule = Rule("FREQ=DAILY", dt.datetime(2026, 3, 28, 9, tzinfo=PARIS))

        assert falls(rule, dt.date(2026, 3, 28), dt.date(2026, 3, 30)) == [
            "2026-03-28 09:00:00+01:00",
            "2026-03-29 09:00:00+02:00",
        ]


class TestEnd:
    @pytest.mark.parametrize(
        ("until", "last"),
        [
            pytest.param("20260104", "2026-01-04 09:00:00", id="a day: to its end"),
            pytest.param("20260104T085959", "2026-01-03 09:00:00", id="a second before an occurrence"),
            pytest.param("20260104T090000", "2026-01-04 09:00:00", id="on an occurrence"),
            pytest.param("20260104T090001", "2026-01-04 09:00:00", id="a second after it"),
            pytest.param("20260104T090000Z", "2026-01-04 09:00:00", id="UTC where the start has no time zone"),
        ],
    )
    def test_until_is_the_last_moment_in_local_time(self, until: str, last: str) -> None:
        rule = Rule(f"FREQ=DAILY;UNTIL={until}", dt.datetime(2026, 1, 1, 9))

        assert falls(rule, NEW_YEAR, dt.date(2027, 1, 1))[-1] == last

    @pytest.mark.parametrize(
        ("until", "last"),
        [
            pytest.param("20260328T075959Z", "2026-03-27 09:00:00+01:00", id="winter: a second before"),
            pytest.param("20260328T080000Z", "2026-03-28 09:00:00+01:00", id="winter: one hour ahead of UTC"),
            pytest.param("20260330T065959Z", "2026-03-29 09:00:00+02:00", id="summer: a second before"),
            pytest.param("20260330T070000Z", "2026-03-30 09:00:00+02:00", id="summer: two hours ahead of UTC"),
            pytest.param(
                "20260329T220000Z", "2026-03-29 09:00:00+02:00", id="midnight in UTC is the next day in Paris"
            ),
            pytest.param("20260330T085959", "2026-03-29 09:00:00+02:00", id="local: a second before"),
            pytest.param("20260330T090000", "2026-03-30 09:00:00+02:00", id="local"),
            pytest.param("20260330", "2026-03-30 09:00:00+02:00", id="a day: to its end in Paris"),
        ],
    )
    def test_until_in_utc_is_read_in_the_time_zone_of_the_start(self, until: str, last: str) -> None:
        rule = Rule(f"FREQ=DAILY;UNTIL={until}", dt.datetime(2026, 3, 25, 9, tzinfo=PARIS))

        assert falls(rule, NEW_YEAR, dt.date(2027, 1, 1))[-1] == last

    @pytest.mark.parametrize("until", ["99991231", "99991231T235959", "99991231T235959Z"])
    @pytest.mark.parametrize(
        "start",
        [NEW_YEAR, dt.datetime(2026, 1, 1, 9), dt.datetime(2026, 1, 1, 9, tzinfo=PARIS)],
        ids=["day", "moment", "moment in Paris"],
    )
    def test_the_end_of_the_calendar_is_an_end_as_calendars_export_it(self, until: str, start: dt.date) -> None:
        rule = Rule(f"FREQ=DAILY;UNTIL={until}", start)

        assert str(rule.next(dt.date(2026, 5, 1)))[:10] == "2026-05-01"

    @pytest.mark.parametrize(
        ("until", "start"),
        [
            ("20251231", NEW_YEAR),
            ("20251231T235959", dt.datetime(2026, 1, 1)),
            ("20260101T075959Z", dt.datetime(2026, 1, 1, 9, tzinfo=PARIS)),
            ("00010101T000000Z", dt.datetime(2026, 1, 1, 9, tzinfo=ZoneInfo("America/New_York"))),
        ],
    )
    def test_a_rule_that_ends_before_it_starts_is_refused(self, until: str, start: dt.date) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Rule(f"FREQ=DAILY;UNTIL={until}", start)

        assert refusal.value.reason == (
            f"Rule.rule = 'FREQ=DAILY;UNTIL={until}' is refused: "
            "it never falls on a day from its start, 2026-01-01, to its end"
        )

    def test_a_rule_may_end_on_its_start(self) -> None:
        assert falls(Rule("FREQ=DAILY;UNTIL=20260101", NEW_YEAR), NEW_YEAR, dt.date(2027, 1, 1)) == ["2026-01-01"]

    @pytest.mark.parametrize("end", ["COUNT=3", "UNTIL=20260103"])
    def test_count_and_until_need_a_start(self, end: str) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Rule(f"FREQ=DAILY;{end}")

        assert refusal.value.accepted == (
            "COUNT and UNTIL need a first day: Rule(rule, start), Task(..., start=...), "
            "or a DTSTART line before the rule"
        )

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ("FREQ=DAILY;COUNT=3", "FREQ=DAILY;COUNT=3"),
            ("freq=daily; count=3;", "FREQ=DAILY;COUNT=3"),
            ("FREQ=DAILY;COUNT=3;WKST=MO", "FREQ=DAILY;COUNT=3"),
            ("FREQ=DAILY;COUNT=3;WKST=SU", "FREQ=DAILY;COUNT=3;WKST=SU"),
        ],
    )
    def test_a_rule_is_refused_without_the_start_of_the_week_that_it_has_anyway(self, typed: str, told: str) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Rule(typed)

        assert refusal.value.value == told

    @given(st.sampled_from(RULES))
    def test_a_rule_as_typed_is_the_same_rule(self, text: str) -> None:
        assert Rule(_as_typed(Rule(text).rule)) == Rule(text)


class TestNext:
    @pytest.mark.parametrize(
        ("on", "following"),
        [
            (dt.date(2025, 6, 1), dt.date(2026, 1, 31)),
            (dt.date(2026, 1, 31), dt.date(2026, 1, 31)),
            (dt.date(2026, 2, 1), dt.date(2026, 3, 31)),
            (dt.date(2999, 12, 31), dt.date(2999, 12, 31)),
        ],
    )
    def test_the_next_occurrence_is_the_first_on_or_after_a_day(self, on: dt.date, following: dt.date) -> None:
        assert Rule("FREQ=MONTHLY", dt.date(2026, 1, 31)).next(on) == following

    def test_the_next_occurrence_may_be_years_away(self) -> None:
        rule = Rule("FREQ=YEARLY;INTERVAL=100;BYMONTH=2;BYMONTHDAY=29", dt.date(2000, 1, 1))

        assert rule.next(dt.date(2000, 3, 1)) == dt.date(2400, 2, 29)

    def test_the_next_occurrence_is_a_moment_where_the_start_is_one(self) -> None:
        assert Rule("FREQ=DAILY", dt.datetime(2026, 1, 1, 9, tzinfo=PARIS)).next(dt.date(2026, 7, 1)) == dt.datetime(
            2026, 7, 1, 9, tzinfo=PARIS
        )

    @pytest.mark.parametrize(("on", "following"), [(3, dt.date(2026, 1, 3)), (4, None)])
    def test_after_the_last_there_is_no_next(self, on: int, following: dt.date | None) -> None:
        assert Rule("FREQ=DAILY;COUNT=3", NEW_YEAR).next(dt.date(2026, 1, on)) == following

    def test_without_a_start_no_days_are_known(self) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Rule("FREQ=DAILY").next(NEW_YEAR)

        assert refusal.value.reason == (
            "Rule.start = None is refused: 'FREQ=DAILY' needs a start before it can be asked for its days"
        )

    @pytest.mark.parametrize("typed", ["2026-01-05", None, dt.date(3000, 1, 1), dt.date(1899, 12, 31)])
    def test_what_is_no_day_is_refused_where_a_rule_is_asked_for_its_days(self, typed: Any) -> None:
        rule = Rule("FREQ=DAILY", dt.date(2026, 1, 1))
        for ask, where in (
            (lambda: rule.next(typed), "Rule.next.on"),
            (lambda: rule.between(typed, dt.date(2026, 2, 1)), "Rule.between.low"),
            (lambda: rule.between(dt.date(2026, 2, 1), typed), "Rule.between.high"),
        ):
            with pytest.raises(RefusedValueError) as refusal:
                ask()
            assert str(refusal.value).startswith(f"{where} = ")
            assert (
                refusal.value.accepted == "it takes a day of the years 1900 to 2999, such as datetime.date(2026, 1, 5)"
            )


class TestNever:
    @pytest.mark.parametrize(
        ("rule", "start"),
        [
            pytest.param("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", None, id="30 February"),
            pytest.param("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", NEW_YEAR, id="30 February, from a day on"),
            pytest.param("FREQ=MONTHLY;BYMONTH=4,6,9,11;BYMONTHDAY=31", None, id="the 31st of short months"),
            pytest.param(
                "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", dt.date(2025, 1, 1), id="29 February of odd years"
            ),
            pytest.param("FREQ=YEARLY;INTERVAL=2;BYYEARDAY=366", dt.date(2025, 1, 1), id="day 366 of odd years"),
            pytest.param(
                "FREQ=DAILY;INTERVAL=7;BYDAY=TU", dt.date(2026, 1, 5), id="Tuesdays a week apart, from a Monday"
            ),
            pytest.param("FREQ=YEARLY;BYWEEKNO=20;BYMONTH=1;BYDAY=MO", None, id="week 20 in January"),
            pytest.param("FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3", None, id="the third of two"),
        ],
    )
    def test_a_rule_that_no_calendar_meets_is_refused(self, rule: str, start: dt.date | None) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Rule(rule, start)

        assert refusal.value.accepted == "it never falls on a day: no calendar has such a day"

    def test_a_yearly_day_that_the_month_of_the_start_has_not_is_refused_with_that_month(self) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Rule("FREQ=YEARLY;BYMONTHDAY=30", dt.date(2026, 2, 1))

        assert refusal.value.accepted == (
            "it never falls on a day: without BYMONTH it means the month of its start, BYMONTH=2"
        )

    def test_a_place_that_only_times_would_have_is_refused_where_times_count_for_nothing(self) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Rule("FREQ=DAILY;BYHOUR=9,17;BYSETPOS=2", NEW_YEAR)

        assert refusal.value.accepted == (
            "it never falls on a day: its start is a day, and then BYHOUR, BYMINUTE and BYSECOND count for nothing"
        )

    def test_a_fifth_of_four_days_of_the_month_is_refused_without_a_start_too(self) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Rule("FREQ=YEARLY;BYMONTHDAY=1,2,3,4;BYSETPOS=5")

        assert refusal.value.accepted == "it never falls on a day: no calendar has such a day"

    @pytest.mark.parametrize("start", [2024, 2028, 2400])
    def test_29_february_every_fourth_year_from_a_leap_year_is_a_rule(self, start: int) -> None:
        rule = Rule("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", dt.date(start, 1, 1))

        assert rule.next(dt.date(start, 1, 1)) == dt.date(start, 2, 29)

    def test_29_february_every_fourth_year_is_a_rule_where_nobody_says_from_which_year(self) -> None:
        assert Rule("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29").per_month == pytest.approx(1 / 48, rel=0.04)

    def test_a_rule_that_first_falls_after_a_turn_of_the_century_is_a_rule(self) -> None:
        assert Rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", dt.date(2097, 1, 1)).next(NEW_YEAR) == dt.date(2104, 2, 29)


class TestSingleDays:
    def test_a_rule_does_not_fall_on_its_exceptions(self) -> None:
        rule = Rule("FREQ=DAILY", NEW_YEAR, except_on=[dt.date(2026, 1, 2)])

        assert falls(rule, NEW_YEAR, dt.date(2026, 1, 4)) == ["2026-01-01", "2026-01-03"]

    def test_it_comes_on_its_extra_days_besides_each_once(self) -> None:
        rule = Rule("FREQ=WEEKLY", NEW_YEAR, also_on=[dt.date(2026, 1, 8), dt.date(2026, 1, 3), dt.date(2026, 1, 3)])

        assert falls(rule, NEW_YEAR, dt.date(2026, 1, 15)) == ["2026-01-01", "2026-01-03", "2026-01-08"]

    def test_an_exception_is_one_for_extra_days_too(self) -> None:
        rule = Rule("FREQ=WEEKLY", NEW_YEAR, except_on=dt.date(2026, 1, 3), also_on=dt.date(2026, 1, 3))

        assert falls(rule, NEW_YEAR, dt.date(2026, 1, 8)) == ["2026-01-01"]

    def test_count_counts_exceptions_and_not_extra_days(self) -> None:
        rule = Rule("FREQ=DAILY;COUNT=3", NEW_YEAR, except_on=[dt.date(2026, 1, 2)], also_on=[dt.date(2026, 3, 1)])

        assert falls(rule, NEW_YEAR, dt.date(2027, 1, 1)) == ["2026-01-01", "2026-01-03", "2026-03-01"]

    def test_extra_days_may_come_after_until_and_before_the_start(self) -> None:
        rule = Rule("FREQ=DAILY;UNTIL=20260102", NEW_YEAR, also_on=[dt.date(2026, 3, 1), dt.date(2025, 12, 24)])

        assert falls(rule, dt.date(2025, 1, 1), dt.date(2027, 1, 1)) == [
            *("2025-12-24", "2026-01-01", "2026-01-02", "2026-03-01")
        ]

    def test_a_day_takes_out_all_moments_that_fall_on_it(self) -> None:
        rule = Rule("FREQ=DAILY;BYHOUR=9,17", dt.datetime(2026, 1, 1, 9), except_on=[NEW_YEAR])

        assert falls(rule, NEW_YEAR, dt.date(2026, 1, 3)) == ["2026-01-02 09:00:00", "2026-01-02 17:00:00"]

    def test_a_moment_takes_out_itself_only(self) -> None:
        rule = Rule("FREQ=DAILY;BYHOUR=9,17", dt.datetime(2026, 1, 1, 9), except_on=[dt.datetime(2026, 1, 1, 9)])

        assert falls(rule, NEW_YEAR, dt.date(2026, 1, 2)) == ["2026-01-01 17:00:00"]

    def test_an_extra_day_comes_at_the_hour_of_the_start(self) -> None:
        rule = Rule("FREQ=WEEKLY", dt.datetime(2026, 1, 1, 9, tzinfo=PARIS), also_on=[dt.date(2026, 7, 3)])

        assert rule.next(dt.date(2026, 7, 3)) == dt.datetime(2026, 7, 3, 9, tzinfo=PARIS)

    def test_moments_in_another_time_zone_are_put_into_that_of_the_start(self) -> None:
        eight = dt.datetime(2026, 1, 2, 8, tzinfo=dt.UTC)
        rule = Rule("FREQ=DAILY", dt.datetime(2026, 1, 1, 9, tzinfo=PARIS), except_on=[eight])

        assert falls(rule, NEW_YEAR, dt.date(2026, 1, 4)) == ["2026-01-01 09:00:00+01:00", "2026-01-03 09:00:00+01:00"]

    def test_single_days_are_counted_in_their_months(self) -> None:
        rule = Rule(
            "FREQ=MONTHLY;BYMONTHDAY=1", NEW_YEAR, except_on=[dt.date(2026, 2, 1)], also_on=[dt.date(2026, 3, 2)]
        )

        assert rule.counts(3, on=NEW_YEAR) == ((Rounded(1.0), 1), (Rounded(0.0), 1), (Rounded(2.0), 1))

    def test_single_days_are_nothing_to_the_long_run(self) -> None:
        rule = Rule("FREQ=MONTHLY", NEW_YEAR, except_on=[dt.date(2026, 2, 1)], also_on=[dt.date(2026, 2, 2)])

        assert rule.per_month == pytest.approx(1.0, rel=1e-12)

    def test_single_days_given_in_any_order_and_form_make_equal_rules(self) -> None:
        one = Rule("FREQ=DAILY", NEW_YEAR, except_on=[dt.date(2026, 1, 3), dt.datetime(2026, 1, 2, 9)])
        other = Rule("FREQ=DAILY", NEW_YEAR, except_on=(dt.date(2026, 1, 2), dt.date(2026, 1, 3)))

        assert (one, hash(one), one.except_on) == (other, hash(other), (dt.date(2026, 1, 2), dt.date(2026, 1, 3)))

    def test_a_rule_with_single_days_is_written_as_it_would_be_typed(self) -> None:
        rule = Rule("FREQ=DAILY", NEW_YEAR, except_on=dt.date(2026, 1, 2), also_on=dt.date(2025, 1, 2))

        assert repr(rule) == (
            "Rule(rule='FREQ=DAILY;WKST=MO', start=datetime.date(2026, 1, 1), "
            "except_on=(datetime.date(2026, 1, 2),), also_on=(datetime.date(2025, 1, 2),))"
        )

    @given(
        st.sampled_from(RULES),
        st.lists(st.integers(0, 400), max_size=5),
        st.lists(st.integers(0, 400), max_size=5),
    )
    def test_what_falls_is_what_the_rule_falls_on_with_extra_days_and_without_exceptions(
        self, text: str, gone: list[int], extra: list[int]
    ) -> None:
        without, besides = ({NEW_YEAR + dt.timedelta(days=day) for day in days} for days in (gone, extra))
        low, high = NEW_YEAR, dt.date(2027, 3, 1)

        found = list(Rule(text, NEW_YEAR, except_on=without, also_on=besides).between(low, high))

        assert found == sorted({*Rule(text, NEW_YEAR).between(low, high), *besides} - without)

    @pytest.mark.parametrize("field", ["except_on", "also_on"])
    @pytest.mark.parametrize("given", [3, "20260101", None, [NEW_YEAR] * 10_001])
    def test_what_are_no_days_is_refused(self, field: str, given: Any) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Rule("FREQ=DAILY", NEW_YEAR, **{field: given})

        assert (refusal.value.field, refusal.value.accepted) == (
            field,
            "it takes a list of at most 10,000 dates or datetimes",
        )

    @pytest.mark.parametrize("field", ["except_on", "also_on"])
    @pytest.mark.parametrize("given", [3, "20260101", dt.date(3000, 1, 1), dt.datetime(1899, 12, 31, 23)])
    def test_what_is_no_day_among_them_is_refused_by_itself(self, field: str, given: Any) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Rule("FREQ=DAILY", NEW_YEAR, **{field: [NEW_YEAR, given]})

        assert (refusal.value.field, refusal.value.value, refusal.value.accepted) == (
            field,
            given,
            "it takes dates or datetimes from the years 1900 to 2999",
        )

    @pytest.mark.parametrize("field", ["except_on", "also_on"])
    def test_ten_thousand_single_days_are_taken(self, field: str) -> None:
        days = [dt.date(2026, 1, 2)] * 10_000

        assert getattr(Rule("FREQ=DAILY", NEW_YEAR, **{field: days}), field) == (days[0],)

    @pytest.mark.parametrize("field", ["except_on", "also_on"])
    def test_single_days_need_a_start(self, field: str) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Rule("FREQ=DAILY", **{field: [NEW_YEAR]})  # type: ignore[arg-type]  # a dict of arguments has no types of its own

        assert (refusal.value.field, refusal.value.accepted) == (
            field,
            "single days need a rule that has a start: Rule(rule, start)",
        )

    def test_exceptions_that_leave_no_day_are_refused(self) -> None:
        days = [NEW_YEAR, dt.date(2026, 1, 2)]
        with pytest.raises(RefusedValueError) as refusal:
            Rule("FREQ=DAILY;COUNT=2", NEW_YEAR, except_on=days)

        assert (refusal.value.field, refusal.value.accepted) == (
            "except_on",
            "it leaves no day on which the rule falls",
        )

    def test_exceptions_that_leave_an_extra_day_are_taken(self) -> None:
        rule = Rule("FREQ=DAILY;COUNT=1", NEW_YEAR, except_on=[NEW_YEAR], also_on=[dt.date(2025, 1, 1)])

        assert falls(rule, dt.date(2025, 1, 1), dt.date(2027, 1, 1)) == ["2025-01-01"]


class TestLongRunRate:
    @pytest.mark.parametrize("start", [None, NEW_YEAR, dt.date(2080, 6, 15), dt.date(1900, 1, 1)])
    @pytest.mark.parametrize(
        ("rule", "per_month"),
        [
            ("FREQ=MONTHLY;BYMONTHDAY=1", 1),
            ("FREQ=WEEKLY", 365.25 / 84),
            ("FREQ=MONTHLY;BYMONTHDAY=31", 7 / 12),
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", 1 / 48),
        ],
    )
    def test_the_rate_a_month_does_not_depend_on_the_start(
        self, rule: str, per_month: float, start: dt.date | None
    ) -> None:
        assert Rule(rule, start).per_month == pytest.approx(per_month, rel=1e-12)

    def test_what_a_rule_leaves_out_comes_from_its_start_in_its_rate_too(self) -> None:
        assert Rule("FREQ=MONTHLY", dt.date(2026, 1, 31)).per_month == pytest.approx(7 / 12, rel=1e-12)

    def test_times_of_a_day_are_nothing_to_a_rate_from_a_day_on(self) -> None:
        rates = [Rule("FREQ=DAILY;BYHOUR=9,17", start).per_month for start in (NEW_YEAR, dt.datetime(2026, 1, 1), None)]

        assert rates == [pytest.approx(365.25 / 12), pytest.approx(365.25 / 6), pytest.approx(365.25 / 6)]

    @pytest.mark.parametrize("start", [None, NEW_YEAR, dt.date(2024, 11, 10), dt.date(2080, 6, 15)])
    @pytest.mark.parametrize("wkst", WEEKDAYS)
    def test_one_of_every_week_is_once_a_week_wherever_weeks_start(self, wkst: str, start: dt.date | None) -> None:
        rule = Rule(f"FREQ=WEEKLY;WKST={wkst};BYDAY=MO,TU,WE,SU;BYSETPOS=1", start)

        assert rule.per_month == pytest.approx(365.25 / 84, rel=1e-12)

    def test_a_time_zone_is_nothing_to_a_rate(self) -> None:
        assert Rule("FREQ=WEEKLY", dt.datetime(2026, 1, 1, 9, tzinfo=PARIS)).per_month == pytest.approx(
            365.25 / 84, rel=1e-12
        )

    @pytest.mark.parametrize("end", ["COUNT=3", "UNTIL=20261231"])
    def test_a_rule_that_ends_has_no_rate_in_the_long_run(self, end: str) -> None:
        rule = Rule(f"FREQ=DAILY;{end}", NEW_YEAR)

        with pytest.raises(NoLongRunRateError) as refusal:
            _ = rule.per_month

        assert str(refusal.value) == (
            f"the rule 'FREQ=DAILY;{end}' ends, so it has no rate in the long run: "
            "say from which day to count, such as on=datetime.date(2026, 1, 5)"
        )

    def test_a_rule_is_counted_once_however_it_is_spelt_and_however_often_it_is_asked(self) -> None:
        _long_run_rate.cache_clear()

        for text in ("FREQ=DAILY;BYDAY=TU,MO", "freq=daily;byday=mo,tu;", "RRULE:FREQ=DAILY;BYDAY=MO,TU;WKST=MO"):
            _ = Rule(text).per_month

        assert (_long_run_rate.cache_info().misses, _long_run_rate.cache_info().hits) == (1, 2)

    def test_the_same_rule_from_another_start_is_another_count(self) -> None:
        _long_run_rate.cache_clear()

        rates = [Rule("FREQ=MONTHLY", start).per_month for start in (None, dt.date(2026, 1, 31), dt.date(2026, 1, 30))]

        assert rates == [pytest.approx(1), pytest.approx(7 / 12), pytest.approx(11 / 12)]

    def test_no_more_than_1024_counted_rules_are_remembered(self) -> None:
        assert _long_run_rate.cache_info().maxsize == 1024


class TestMonths:
    def test_months_run_from_the_day_of_the_question(self) -> None:
        """Mondays of 2026: 4 from 15 January to 14 February, 4 to 14 March, 5 to 14 April."""
        rule = Rule("FREQ=WEEKLY;BYDAY=MO", NEW_YEAR)

        assert rule.counts(3, on=dt.date(2026, 1, 15)) == ((Rounded(4.0), 2), (Rounded(5.0), 1))

    def test_months_from_the_31st_begin_on_the_last_day_of_shorter_ones(self) -> None:
        """From 31 January, 28 February, 31 March and 30 April: the 30th falls in none, one, none and two of them."""
        rule = Rule("FREQ=MONTHLY;BYMONTHDAY=30", NEW_YEAR)

        assert rule.counts(4, on=dt.date(2026, 1, 31)) == (
            (Rounded(0.0), 1),
            (Rounded(1.0), 1),
            (Rounded(0.0), 1),
            (Rounded(2.0), 1),
        )

    def test_equal_months_in_a_row_are_told_together(self) -> None:
        """Every second month of 2026, beginning with two months without."""
        rule = Rule("FREQ=MONTHLY;BYMONTH=3,4;BYMONTHDAY=1", NEW_YEAR)

        assert rule.counts(6, on=NEW_YEAR) == ((Rounded(0.0), 2), (Rounded(1.0), 2), (Rounded(0.0), 2))

    @pytest.mark.parametrize(
        ("on", "count"),
        [("2026-01-01", 0.0), ("2026-01-02", 0.0), ("2026-01-03", 1.0), ("2026-02-02", 1.0), ("2026-02-03", 0.0)],
    )
    def test_a_month_holds_its_first_day_and_not_the_first_of_the_next(self, on: str, count: float) -> None:
        """The one occurrence is on 2 February."""
        rule = Rule("FREQ=DAILY;COUNT=1", dt.date(2026, 2, 2))

        assert rule.counts(1, on=dt.date.fromisoformat(on)) == ((Rounded(count), 1),)

    def test_before_its_start_and_after_its_end_a_rule_does_not_fall(self) -> None:
        rule = Rule("FREQ=DAILY;COUNT=3", dt.date(2026, 3, 1))

        assert rule.counts(4, on=NEW_YEAR) == ((Rounded(0.0), 2), (Rounded(3.0), 1), (Rounded(0.0), 1))

    @given(rules_with_windows(), st.integers(1, 24))
    def test_the_counts_of_months_are_the_days_that_fall_in_them(
        self, asked: tuple[str, dt.date | dt.datetime, dt.date, dt.date], months: int
    ) -> None:
        text, start, on, _ = asked
        try:
            rule = Rule(text, start)
        except RefusedValueError as refusal:
            assume("it never falls on a day" not in refusal.accepted)
            raise
        edges = [on + relativedelta(months=k) for k in range(months + 1)]

        expected = [len(falls(rule, low, high)) for low, high in pairwise(edges)]

        assert [count.mean for count, repeats in rule.counts(months, on=on) for _ in range(repeats)] == expected

    def test_what_is_expected_is_what_falls(self) -> None:
        assert Rule("FREQ=MONTHLY;BYMONTHDAY=31", NEW_YEAR).expected(12, on=NEW_YEAR) == 7.0

    @pytest.mark.parametrize(("start", "on"), [(None, None), (NEW_YEAR, None), (None, NEW_YEAR)])
    def test_without_a_start_or_a_day_of_the_question_the_long_run_rate_serves(
        self, start: dt.date | None, on: dt.date | None
    ) -> None:
        rule = Rule("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1", start)

        assert (rule.counts(12, on=on), rule.expected(12, on=on)) == (((Rounded(0.5), 12),), 6.0)

    def test_a_rule_that_ends_can_be_counted_from_a_day(self) -> None:
        assert Rule("FREQ=DAILY;COUNT=3", NEW_YEAR).expected(12, on=NEW_YEAR) == 3.0

    @pytest.mark.parametrize("ask", ["counts", "expected"])
    def test_a_rule_that_ends_cannot_be_counted_from_no_day(self, ask: str) -> None:
        with pytest.raises(NoLongRunRateError, match="say from which day to count"):
            getattr(Rule("FREQ=DAILY;COUNT=3", NEW_YEAR), ask)(12)


class TestFromText:
    def test_a_rule_its_start_and_its_single_days_are_read(self) -> None:
        text = "DTSTART:20260101\nRRULE:FREQ=DAILY\nEXDATE:20260102\nRDATE:20251231"

        assert Rule.from_text(text) == Rule(
            "FREQ=DAILY", NEW_YEAR, except_on=[dt.date(2026, 1, 2)], also_on=[dt.date(2025, 12, 31)]
        )

    def test_what_a_line_says_wrongly_is_refused_by_the_field_that_it_is_for(self) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Rule.from_text("DTSTART:2026-01-05\nFREQ=DAILY")

        assert (refusal.value.owner, refusal.value.field, refusal.value.value) == (
            "Rule",
            "start",
            "DTSTART:2026-01-05",
        )

    @pytest.mark.parametrize("text", [None, 5, b"FREQ=DAILY"])
    def test_what_is_no_text_is_refused(self, text: Any) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Rule.from_text(text)

        assert (refusal.value.field, refusal.value.accepted) == (
            "rule",
            "it takes an RFC 5545 rule as text, such as FREQ=WEEKLY;BYDAY=MO",
        )


class TestRefusals:
    @pytest.mark.parametrize("rule", [None, 3, b"FREQ=DAILY", ["FREQ=DAILY"]])
    def test_a_rule_that_is_no_text_is_refused(self, rule: Any) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Rule(rule)

        assert (refusal.value.owner, refusal.value.field, refusal.value.value, refusal.value.accepted) == (
            "Rule",
            "rule",
            rule,
            "it takes an RFC 5545 rule as text, such as FREQ=WEEKLY;BYDAY=MO",
        )

    def test_a_rule_is_refused_with_the_text_as_it_was_typed(self) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Rule("freq=hourly")

        assert refusal.value.reason == (
            "Rule.rule = 'freq=hourly' is refused: FREQ=HOURLY is finer than a day; "
            "describe such work by its days, or as a Rate"
        )

    @pytest.mark.parametrize("start", [dt.date(1900, 1, 1), dt.date(2999, 12, 31), dt.datetime(2999, 12, 31, 23, 59)])
    def test_a_start_from_1900_to_2999_is_taken(self, start: dt.date) -> None:
        assert Rule("FREQ=DAILY", start).start == start

    @pytest.mark.parametrize(
        "start",
        [dt.date(1899, 12, 31), dt.datetime(1899, 12, 31, 23, 59), dt.date(3000, 1, 1), "2026-01-01", 2026, False],
    )
    def test_a_start_of_another_kind_or_time_is_refused(self, start: Any) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Rule("FREQ=DAILY", start)

        assert (refusal.value.field, refusal.value.value, refusal.value.accepted) == (
            "start",
            start,
            "it takes a date or a datetime from the years 1900 to 2999, or None",
        )


class TestEquality:
    @pytest.mark.parametrize(
        "text",
        ["FREQ=WEEKLY;BYDAY=MO,TU", "freq=weekly;byday=tu,mo;", "RRULE:BYDAY=TU,MO;FREQ=WEEKLY;WKST=MO;INTERVAL=1"],
    )
    def test_equal_rules_are_equal_and_hash_equally_however_they_are_spelt(self, text: str) -> None:
        rule = Rule("FREQ=WEEKLY;BYDAY=MO,TU", NEW_YEAR)

        assert (Rule(text, NEW_YEAR), hash(Rule(text, NEW_YEAR))) == (rule, hash(rule))

    @pytest.mark.parametrize(
        "other",
        [
            Rule("FREQ=WEEKLY;BYDAY=MO"),
            Rule("FREQ=WEEKLY;BYDAY=TU", NEW_YEAR),
            Rule("FREQ=WEEKLY;BYDAY=MO;WKST=SU", NEW_YEAR),
            Rule("FREQ=WEEKLY;BYDAY=MO", dt.date(2026, 1, 2)),
        ],
    )
    def test_rules_that_differ_in_rule_or_start_are_not_equal(self, other: Rule) -> None:
        assert Rule("FREQ=WEEKLY;BYDAY=MO", NEW_YEAR) != other


class TestSpread:
    """Over which days it is spread."""

    def test_each_of_its_days_counts_once_for_each_time_that_it_falls_on_it(self) -> None:
        twice = Rule("FREQ=DAILY;INTERVAL=2;BYHOUR=8,16", dt.datetime(2026, 1, 30, 8))
        days = [(dt.date(2026, 1, 30), dt.date(2026, 1, 31), 2.0), (dt.date(2026, 2, 1), dt.date(2026, 2, 2), 2.0)]
        assert twice.spread(1, on=dt.date(2026, 1, 3)) == tuple(days)

    def test_the_first_day_of_the_window_is_in_it_and_the_day_after_the_last_is_not(self) -> None:
        monthly = Rule("FREQ=MONTHLY;BYMONTHDAY=1", dt.date(2020, 1, 1))
        assert [first for first, _, _ in monthly.spread(2, on=dt.date(2026, 1, 1))] == [
            dt.date(2026, 1, 1),
            dt.date(2026, 2, 1),
        ]

    def test_without_a_start_it_may_fall_on_any_day(self) -> None:
        first = dt.date(2026, 1, 1)
        ((begins, ends, expected),) = Rule("FREQ=MONTHLY").spread(3, on=first)
        assert (begins, ends) == (first, dt.date(2026, 4, 1))
        assert expected == pytest.approx(3.0)

    def test_it_comes_on_a_rhythm(self) -> None:
        assert Rule("FREQ=MONTHLY").rhythmic
