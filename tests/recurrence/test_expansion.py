"""On which moments a rule falls, and how often in the long run."""

import datetime as dt
import sys
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.recurrence.expansion import expand, long_run_rate
from delegation.recurrence.rfc5545 import Parts, read

MONTH_DAYS = 365.25 / 12
HOURS = ",".join(map(str, range(24)))


def parts_of(rule: str) -> Parts:
    return read(rule, ValueError)


def falls(rule: str, start: dt.datetime, low: dt.datetime, high: dt.datetime) -> list[dt.datetime]:
    return list(expand(parts_of(rule), start, low, high))


def days(*texts: str) -> list[dt.datetime]:
    return [dt.datetime.fromisoformat(text) for text in texts]


NEW_YEAR = dt.datetime(2026, 1, 1)
RULES = [
    "FREQ=DAILY;INTERVAL=3;BYMONTH=1,2,12",
    "FREQ=DAILY;BYHOUR=9,17;BYSETPOS=-1",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU;WKST=SU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SA;WKST=WE",
    "FREQ=WEEKLY;INTERVAL=5",
    "FREQ=MONTHLY;INTERVAL=5",
    "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1,31",
    "FREQ=MONTHLY;INTERVAL=18;BYDAY=1MO,-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;INTERVAL=3",
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=1,12;BYMONTHDAY=31,1",
    "FREQ=YEARLY;BYWEEKNO=1,52,53;BYDAY=MO,SU",
    "FREQ=YEARLY;INTERVAL=4;BYYEARDAY=1,-1,366",
    "FREQ=MONTHLY;COUNT=70;BYMONTHDAY=-1",
]


class TestMoments:
    def test_the_first_moment_of_the_window_belongs_to_it_and_the_last_does_not(self) -> None:
        assert falls("FREQ=DAILY", NEW_YEAR, dt.datetime(2026, 3, 1), dt.datetime(2026, 3, 3)) == days(
            "2026-03-01", "2026-03-02"
        )

    def test_an_empty_window_holds_nothing(self) -> None:
        assert falls("FREQ=DAILY", NEW_YEAR, dt.datetime(2026, 3, 1), dt.datetime(2026, 3, 1)) == []

    def test_a_window_turned_round_holds_nothing(self) -> None:
        assert falls("FREQ=DAILY", NEW_YEAR, dt.datetime(2026, 3, 2), dt.datetime(2026, 3, 1)) == []

    def test_a_rule_never_falls_before_its_start(self) -> None:
        assert falls("FREQ=DAILY", NEW_YEAR, dt.datetime(2025, 12, 1), dt.datetime(2026, 1, 3)) == days(
            "2026-01-01", "2026-01-02"
        )

    def test_a_window_before_the_start_holds_nothing(self) -> None:
        assert falls("FREQ=DAILY", NEW_YEAR, dt.datetime(2025, 12, 1), NEW_YEAR) == []

    def test_the_start_is_no_occurrence_unless_the_rule_falls_on_it(self) -> None:
        start = dt.datetime(2026, 1, 6)  # a Tuesday

        assert falls("FREQ=WEEKLY;BYDAY=MO", start, start, dt.datetime(2026, 1, 20)) == days("2026-01-12", "2026-01-19")

    def test_count_is_counted_from_the_start_and_not_from_the_window(self) -> None:
        assert falls("FREQ=DAILY;COUNT=5", NEW_YEAR, dt.datetime(2026, 1, 4), dt.datetime(2027, 1, 1)) == days(
            "2026-01-04", "2026-01-05"
        )

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            pytest.param("FREQ=YEARLY", days("2026-03-31 09:30:15", "2027-03-31 09:30:15"), id="yearly: day and month"),
            pytest.param(
                "FREQ=YEARLY;BYMONTH=4,5",
                days("2026-05-31 09:30:15", "2027-05-31 09:30:15"),
                id="yearly: day of the month",
            ),
            pytest.param(
                "FREQ=MONTHLY;INTERVAL=2",
                days(
                    "2026-03-31 09:30:15",
                    "2026-05-31 09:30:15",
                    "2026-07-31 09:30:15",
                    "2027-01-31 09:30:15",
                    "2027-03-31 09:30:15",
                    "2027-05-31 09:30:15",
                ),
                id="monthly: day of the month",
            ),
            pytest.param(
                "FREQ=WEEKLY;INTERVAL=20",
                days("2026-03-31 09:30:15", "2026-08-18 09:30:15", "2027-01-05 09:30:15", "2027-05-25 09:30:15"),
                id="weekly: day of the week",
            ),
            pytest.param(
                "FREQ=DAILY;INTERVAL=200",
                days("2026-03-31 09:30:15", "2026-10-17 09:30:15", "2027-05-05 09:30:15"),
                id="daily",
            ),
            pytest.param(
                "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1;BYHOUR=14",
                days("2026-06-01 14:30:15", "2027-06-01 14:30:15"),
                id="the hour is given, minute and second are not",
            ),
        ],
    )
    def test_what_a_rule_leaves_out_is_taken_from_its_start(self, rule: str, expected: list[dt.datetime]) -> None:
        start = dt.datetime(2026, 3, 31, 9, 30, 15)

        assert falls(rule, start, start, dt.datetime(2027, 6, 2)) == expected

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            pytest.param("FREQ=YEARLY;BYYEARDAY=-1", days("2026-12-31", "2027-12-31"), id="day of the year"),
            pytest.param("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", days("2027-01-04"), id="week of the year"),
            pytest.param("FREQ=YEARLY;BYDAY=-1FR", days("2026-12-25", "2027-12-31"), id="last Friday of the year"),
            pytest.param(
                "FREQ=MONTHLY;INTERVAL=11;BYDAY=1MO", days("2026-02-02", "2027-01-04", "2027-12-06"), id="first Monday"
            ),
        ],
    )
    def test_days_named_by_the_rule_do_not_depend_on_the_day_of_the_start(
        self, rule: str, expected: list[dt.datetime]
    ) -> None:
        start = dt.datetime(2026, 2, 2)

        assert falls(rule, start, start, dt.datetime(2028, 1, 1)) == expected

    def test_every_other_week_is_counted_from_the_week_of_the_start(self) -> None:
        """The start is a Sunday: the week that it ends is one of the rule's, the next is not."""
        start = dt.datetime(2026, 1, 4)

        assert falls(
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU", start, dt.datetime(2026, 3, 1), dt.datetime(2026, 3, 30)
        ) == (days("2026-03-01", "2026-03-09", "2026-03-15", "2026-03-23", "2026-03-29"))

    def test_with_weeks_that_start_on_sunday_the_same_rule_falls_on_other_days(self) -> None:
        start = dt.datetime(2026, 1, 4)
        rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU"

        assert falls(rule, start, dt.datetime(2026, 3, 1), dt.datetime(2026, 3, 30)) == (
            days("2026-03-01", "2026-03-02", "2026-03-15", "2026-03-16", "2026-03-29")
        )

    def test_every_400_years_nothing_changes(self) -> None:
        """Windows are moved to the last centuries of the calendar before they are expanded: the last one stays put."""
        rule, start = "FREQ=MONTHLY;BYDAY=-1MO", dt.datetime(9600, 1, 1)

        assert falls(rule, start, dt.datetime(9998, 12, 1), dt.datetime(9999, 3, 1)) == days(
            "9998-12-28", "9999-01-25", "9999-02-22"
        )

    def test_a_rule_that_never_falls_ends_with_the_calendar(self) -> None:
        assert falls("FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2", NEW_YEAR, NEW_YEAR, dt.datetime(2999, 1, 1)) == []

    def test_a_search_that_finds_nothing_ends_after_four_centuries_and_not_after_eighty(self) -> None:
        """From 2026 on the calendar has 7,974 years; at most 800 of them are looked at, month by month."""
        calls = 0

        def count(frame: FrameType, event: str, _: object) -> None:
            nonlocal calls
            calls += event == "call" and frame.f_globals["__name__"].startswith("dateutil")

        sys.setprofile(count)
        try:
            falls("FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2", NEW_YEAR, NEW_YEAR, dt.datetime(2426, 1, 1))
        finally:
            sys.setprofile(None)

        assert 0 < calls < 4 * 12 * 800

    @pytest.mark.parametrize("rule", RULES)
    @given(
        st.datetimes(dt.datetime(1999, 1, 1), dt.datetime(2005, 1, 1)).map(
            lambda moment: moment.replace(microsecond=0)
        ),
        st.integers(-100, 4_000),
        st.integers(0, 1_500),
    )
    def test_what_falls_in_a_window_does_not_depend_on_where_the_expansion_begins(
        self, rule: str, start: dt.datetime, after: int, length: int
    ) -> None:
        low = start + dt.timedelta(days=after, hours=5)
        high = low + dt.timedelta(days=length)

        from_the_start = [moment for moment in falls(rule, start, start, high) if moment >= low]

        assert falls(rule, start, low, high) == from_the_start

    @given(
        st.sampled_from(RULES),
        st.datetimes(dt.datetime(1901, 1, 1), dt.datetime(2100, 1, 1)),
        st.integers(0, 2_000),
        st.integers(0, 2_000),
    )
    def test_moments_are_in_order_and_none_comes_twice(
        self, rule: str, start: dt.datetime, after: int, length: int
    ) -> None:
        low = start + dt.timedelta(days=after)

        found = falls(rule, start, low, low + dt.timedelta(days=length))

        assert found == sorted(set(found))


MOMENTS = [
    pytest.param(None, id="without a start"),
    pytest.param(dt.datetime(2026, 1, 1), id="2026"),
    pytest.param(dt.datetime(2024, 1, 1), id="2024, a leap year"),
    pytest.param(dt.datetime(2080, 1, 1, 9), id="2080"),
    pytest.param(dt.datetime(1900, 1, 1), id="1900"),
    pytest.param(dt.datetime(2999, 1, 1), id="2999"),
]


class TestLongRunRate:
    @pytest.mark.parametrize("start", MOMENTS)
    @pytest.mark.parametrize(
        ("rule", "per_month"),
        [
            ("FREQ=DAILY", MONTH_DAYS),
            ("FREQ=DAILY;INTERVAL=2", MONTH_DAYS / 2),
            ("FREQ=DAILY;INTERVAL=3", MONTH_DAYS / 3),
            ("FREQ=DAILY;INTERVAL=18", MONTH_DAYS / 18),
            ("FREQ=DAILY;INTERVAL=10000", MONTH_DAYS / 10_000),
            ("FREQ=DAILY;BYHOUR=9,15", MONTH_DAYS * 2),
            ("FREQ=DAILY;BYHOUR=9,15;BYMINUTE=0,20,40", MONTH_DAYS * 6),
            ("FREQ=DAILY;BYHOUR=9,15;BYSETPOS=1", MONTH_DAYS),
            (f"FREQ=DAILY;BYHOUR={HOURS}", MONTH_DAYS * 24),
            ("FREQ=DAILY;BYMONTH=1", 31 / 12),
            ("FREQ=DAILY;BYMONTHDAY=31;BYSECOND=0,30", 7 / 12 * 2),
            ("FREQ=WEEKLY", 365.25 / 84),
            ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", 5 * 365.25 / 84),
            ("FREQ=WEEKLY;INTERVAL=2", 365.25 / 84 / 2),
            ("FREQ=WEEKLY;INTERVAL=3", 365.25 / 84 / 3),
            ("FREQ=WEEKLY;INTERVAL=18", 365.25 / 84 / 18),
            ("FREQ=WEEKLY;INTERVAL=10000", 365.25 / 84 / 10_000),
            ("FREQ=MONTHLY", 1),
            ("FREQ=MONTHLY;BYMONTHDAY=1", 1),
            ("FREQ=MONTHLY;BYMONTHDAY=-1", 1),
            ("FREQ=MONTHLY;BYMONTHDAY=30", 11 / 12),
            ("FREQ=MONTHLY;BYMONTHDAY=31", 7 / 12),
            ("FREQ=MONTHLY;BYMONTHDAY=-31", 7 / 12),
            ("FREQ=MONTHLY;BYDAY=1MO,-1FR", 2),
            ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", 1),
            ("FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=8,20", 2),
            ("FREQ=MONTHLY;INTERVAL=2", 1 / 2),
            ("FREQ=MONTHLY;INTERVAL=3", 1 / 3),
            ("FREQ=MONTHLY;INTERVAL=18", 1 / 18),
            ("FREQ=MONTHLY;INTERVAL=10000", 1 / 10_000),
            ("FREQ=YEARLY", 1 / 12),
            ("FREQ=YEARLY;BYMONTH=1,7", 2 / 12),
            ("FREQ=YEARLY;INTERVAL=2", 1 / 24),
            ("FREQ=YEARLY;INTERVAL=3", 1 / 36),
            ("FREQ=YEARLY;INTERVAL=18", 1 / 216),
            ("FREQ=YEARLY;INTERVAL=10000", 1 / 120_000),
            ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", 1 / 12),
        ],
    )
    def test_the_rate_in_the_long_run_by_hand(self, rule: str, per_month: float, start: dt.datetime | None) -> None:
        assert long_run_rate(parts_of(rule), start) == pytest.approx(per_month, rel=1e-12)

    @pytest.mark.parametrize("start", MOMENTS)
    @pytest.mark.parametrize(
        ("rule", "per_month"),
        [
            pytest.param("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", 1 / 48, id="29 February: 7 times in 28 years"),
            pytest.param("FREQ=YEARLY;BYYEARDAY=366", 1 / 48, id="day 366 of the year: the same"),
            pytest.param("FREQ=MONTHLY;BYMONTHDAY=29", 45 / 48, id="the 29th: all but three Februaries of four"),
            pytest.param("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", 48 / 336, id="Friday the 13th: 48 times in 28 years"),
            pytest.param("FREQ=MONTHLY;BYDAY=5MO", (1461 - 4 * 336) / 336, id="fifth Mondays: what four a month leave"),
            pytest.param("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", 5 / 336, id="week 53: 5 times in 28 years"),
        ],
    )
    def test_leap_years_and_weekdays_come_round_in_28_years(
        self, rule: str, per_month: float, start: dt.datetime | None
    ) -> None:
        assert long_run_rate(parts_of(rule), start) == pytest.approx(per_month, rel=1e-12)

    @pytest.mark.parametrize(
        ("rule", "start", "per_month"),
        [
            pytest.param("FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29", "2024-01-01", 1 / 48, id="2 from 2024"),
            pytest.param("FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29", "2026-01-01", 1 / 48, id="2 from 2026"),
            pytest.param("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "2024-01-01", 1 / 48, id="4 from 2024"),
            pytest.param("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "1900-01-01", 1 / 48, id="4 from 1900"),
            pytest.param("FREQ=YEARLY;INTERVAL=3;BYMONTH=2;BYMONTHDAY=29", "2028-01-01", 1 / 144, id="3 from 2028"),
            pytest.param("FREQ=MONTHLY;INTERVAL=24;BYMONTHDAY=29", "2026-02-01", 1 / 48, id="24 months from 2026"),
        ],
    )
    def test_a_rule_that_skips_years_is_counted_from_its_own_place_among_the_leap_years(
        self, rule: str, start: str, per_month: float
    ) -> None:
        """A turn of the century that has no leap day may be counted or not: that is 3 or 4 %."""
        assert long_run_rate(parts_of(rule), dt.datetime.fromisoformat(start)) == pytest.approx(per_month, rel=0.04)

    @pytest.mark.parametrize(("day", "per_month"), [(28, 1), (29, 45 / 48), (30, 11 / 12), (31, 7 / 12)])
    def test_monthly_on_the_day_of_the_start_skips_months_that_have_no_such_day(
        self, day: int, per_month: float
    ) -> None:
        assert long_run_rate(parts_of("FREQ=MONTHLY"), dt.datetime(2026, 1, day)) == pytest.approx(per_month, rel=1e-12)

    def test_yearly_from_29_february_comes_every_fourth_year(self) -> None:
        assert long_run_rate(parts_of("FREQ=YEARLY"), dt.datetime(2024, 2, 29)) == pytest.approx(1 / 48, rel=1e-12)

    @given(st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"]), st.integers(1, 10_000))
    def test_every_nth_period_comes_an_nth_as_often(self, rule: str, interval: int) -> None:
        every = long_run_rate(parts_of(rule), None)

        assert long_run_rate(parts_of(f"{rule};INTERVAL={interval}"), None) == pytest.approx(
            every / interval, rel=1e-12
        )

    @pytest.mark.parametrize("rule", ["FREQ=DAILY;COUNT=3", "FREQ=DAILY;UNTIL=20260103"])
    def test_the_end_of_a_rule_is_nothing_to_its_rate(self, rule: str) -> None:
        assert long_run_rate(parts_of(rule), NEW_YEAR) == pytest.approx(MONTH_DAYS, rel=1e-12)

    @pytest.mark.parametrize(
        "rule",
        [
            f"FREQ=DAILY;BYHOUR={HOURS}",
            f"FREQ=DAILY;INTERVAL=14;BYHOUR={HOURS}",
            f"FREQ=DAILY;INTERVAL=10000;BYHOUR={HOURS}",
            f"FREQ=DAILY;BYMINUTE={HOURS}",
            f"FREQ=DAILY;BYSECOND={HOURS}",
            "FREQ=WEEKLY;INTERVAL=7;BYDAY=MO,TU,WE,TH,FR,SA,SU",
            f"FREQ=MONTHLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYMINUTE={HOURS}",
            "FREQ=YEARLY;INTERVAL=10000;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYDAY=MO,TU,WE,TH,FR,SA,SU",
        ],
    )
    def test_counting_the_busiest_rule_takes_no_more_moments_than_28_years_have_days(self, rule: str) -> None:
        parts, asked = parts_of(rule), 0

        def count(frame: FrameType, event: str, _: object) -> None:
            nonlocal asked
            asked += event == "return" and frame.f_code is expand.__code__

        sys.setprofile(count)
        try:
            long_run_rate(parts, None)
        finally:
            sys.setprofile(None)

        assert 0 < asked <= 28 * 12 * 31 + 1
