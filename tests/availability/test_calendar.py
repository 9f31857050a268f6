"""How many working hours a stretch of days holds."""

import datetime as dt
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.availability import calendar
from delegation.availability.calendar import Booking, Calendar, Span
from delegation.errors import RefusedValueError
from tests.refusals import told_by

MONDAY = dt.date(2026, 3, 2)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (MONDAY + dt.timedelta(days=k) for k in range(1, 7))
NEXT_MONDAY = MONDAY + dt.timedelta(days=7)
PARIS = ZoneInfo("Europe/Paris")
TEHRAN = ZoneInfo("Asia/Tehran")
"""Its clocks changed on working days: at the midnight to Monday, 22 March 2021, and on Tuesday, 21 September 2021."""


@attrs.frozen
class Week:
    """Two fields as an availability has them."""

    time_off: tuple[Span, ...] = attrs.field(
        default=(), converter=calendar.to_spans, validator=calendar.spans, kw_only=True
    )
    bookings: tuple[Booking, ...] = attrs.field(
        default=(), converter=calendar.to_bookings, validator=calendar.bookings, kw_only=True
    )


def at(day: dt.date, hour: int, minute: int = 0, zone: dt.tzinfo | None = None) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), zone)


def hours(calendar: Calendar, first: dt.date, last: dt.date) -> float:
    return calendar.hours_between(first, last)


def hours_left(*booked: Booking, off: tuple[Span, ...] = (), zone: dt.tzinfo | None = None) -> list[Any]:
    """The hours of each day from Monday to Friday, of 8 when nothing is booked."""
    calendar = Calendar.of(40.0, off, booked, zone)
    days = [MONDAY + dt.timedelta(days=k) for k in range(5)]
    return [pytest.approx(hours(calendar, day, day + dt.timedelta(days=1))) for day in days]


some_days = st.dates(dt.date(2020, 1, 1), dt.date(2020, 3, 31))

some_spans = st.tuples(some_days, some_days).map(lambda pair: (min(pair), max(pair)))


def days_of(spans: list[Any]) -> set[dt.date]:
    pairs = [(span, span) if isinstance(span, dt.date) else span for span in spans]
    return {dt.date.fromordinal(day) for first, last in pairs for day in range(first.toordinal(), last.toordinal() + 1)}


class TestTimeOff:
    @pytest.mark.parametrize(
        ("typed", "spans"),
        [
            pytest.param((), (), id="none"),
            pytest.param([MONDAY], ((MONDAY, MONDAY),), id="a day"),
            pytest.param([(MONDAY, FRIDAY)], ((MONDAY, FRIDAY),), id="a pair"),
            pytest.param([[MONDAY, FRIDAY]], ((MONDAY, FRIDAY),), id="a pair as a list"),
            pytest.param([(MONDAY, MONDAY)], ((MONDAY, MONDAY),), id="a pair of one day"),
            pytest.param([at(MONDAY, 9)], ((MONDAY, MONDAY),), id="a moment is its day"),
            pytest.param([(at(MONDAY, 9), at(TUESDAY, 9))], ((MONDAY, TUESDAY),), id="moments are their days"),
            pytest.param([FRIDAY, MONDAY], ((MONDAY, MONDAY), (FRIDAY, FRIDAY)), id="in order"),
            pytest.param([MONDAY, MONDAY], ((MONDAY, MONDAY),), id="the same day twice"),
            pytest.param([TUESDAY, MONDAY], ((MONDAY, TUESDAY),), id="neighbours are merged"),
            pytest.param([MONDAY, WEDNESDAY], ((MONDAY, MONDAY), (WEDNESDAY, WEDNESDAY)), id="a day between them"),
            pytest.param(
                [(MONDAY, WEDNESDAY), (TUESDAY, FRIDAY)], ((MONDAY, FRIDAY),), id="overlapping pairs are merged"
            ),
            pytest.param([(MONDAY, FRIDAY), TUESDAY], ((MONDAY, FRIDAY),), id="a day within a pair"),
        ],
    )
    def test_time_off_is_merged_into_pairs_of_first_and_last_day(self, typed: Any, spans: tuple[Span, ...]) -> None:
        assert Week(time_off=typed).time_off == spans

    def test_time_off_may_come_from_a_generator(self) -> None:
        assert Week(time_off=(day for day in [MONDAY])).time_off == ((MONDAY, MONDAY),)

    @given(st.lists(some_days | some_spans, max_size=8))
    def test_merged_time_off_covers_the_same_days(self, typed: list[Any]) -> None:
        assert days_of(list(Week(time_off=typed).time_off)) == days_of(typed)

    @given(st.lists(some_days | some_spans, max_size=8))
    def test_merged_time_off_lies_apart_and_in_order(self, typed: list[Any]) -> None:
        merged = Week(time_off=typed).time_off

        assert all(later[0] - sooner[1] > dt.timedelta(days=1) for sooner, later in pairwise(merged))

    @given(st.lists(some_days | some_spans, max_size=8).flatmap(lambda typed: st.tuples(*[st.permutations(typed)] * 2)))
    def test_the_order_of_time_off_never_matters(self, orders: tuple[list[Any], list[Any]]) -> None:
        one, other = orders

        assert Week(time_off=one) == Week(time_off=other)

    @pytest.mark.parametrize(
        "typed",
        [
            pytest.param(None, id="nothing"),
            pytest.param(MONDAY, id="a day alone"),
            pytest.param("2026-03-02", id="text"),
            pytest.param(["2026-03-02"], id="texts"),
            pytest.param([(MONDAY,)], id="one day as a pair"),
            pytest.param([(MONDAY, TUESDAY, FRIDAY)], id="three days"),
            pytest.param([[FRIDAY, MONDAY]], id="a pair turned round"),
            pytest.param([(FRIDAY, MONDAY)], id="a pair turned round, in a list"),
            pytest.param(((FRIDAY, MONDAY),), id="a pair turned round, in a tuple"),
            pytest.param(((MONDAY, TUESDAY, FRIDAY),), id="three days, in a tuple"),
            pytest.param((("Monday", "Friday"),), id="names, in a tuple"),
            pytest.param([(MONDAY, 3)], id="a day and a number"),
            pytest.param([(MONDAY, None)], id="an open end"),
            pytest.param([3], id="a number"),
            pytest.param([dt.date(1899, 12, 31)], id="a day before 1900"),
            pytest.param([dt.date(3000, 1, 1)], id="a day after 2999"),
        ],
    )
    def test_what_is_no_time_off_is_refused(self, typed: Any) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Week(time_off=typed)

        assert (refusal.value.owner, refusal.value.field, refusal.value.value, refusal.value.accepted) == (
            "Week",
            "time_off",
            typed,
            "it takes days, and pairs of a first and a last day (that day included, not before the first)",
        )

    @pytest.mark.parametrize("pair", [(MONDAY, FRIDAY), (FRIDAY, MONDAY), (at(MONDAY, 9), at(FRIDAY, 9))])
    def test_two_days_that_lie_apart_outside_of_a_list_may_be_a_span_and_are_asked_about(self, pair: Any) -> None:
        assert told_by(lambda: Week(time_off=pair)) == (
            "Week.time_off",
            "these may be a span or two days: write [(first, last)] for a span, [first, last] for two days",
        )

    @pytest.mark.parametrize(
        ("typed", "spans"),
        [
            ((MONDAY, TUESDAY), ((MONDAY, TUESDAY),)),
            ((MONDAY, MONDAY), ((MONDAY, MONDAY),)),
            ([MONDAY, FRIDAY], ((MONDAY, MONDAY), (FRIDAY, FRIDAY))),
            ((MONDAY,), ((MONDAY, MONDAY),)),
            ((MONDAY, WEDNESDAY, FRIDAY), ((MONDAY, MONDAY), (WEDNESDAY, WEDNESDAY), (FRIDAY, FRIDAY))),
        ],
        ids=["neighbours", "one day twice", "a list", "one day", "three days"],
    )
    def test_days_that_are_the_same_either_way_or_in_a_list_are_taken(
        self, typed: Any, spans: tuple[Span, ...]
    ) -> None:
        assert Week(time_off=typed).time_off == spans

    def test_a_moment_in_a_time_zone_is_no_day_off(self) -> None:
        assert told_by(lambda: Week(time_off=[at(MONDAY, 9, zone=PARIS)]))[0] == "Week.time_off"


class TestBookings:
    @pytest.mark.parametrize(
        ("typed", "bookings"),
        [
            pytest.param((), (), id="none"),
            pytest.param([(MONDAY, 3)], ((MONDAY, 3.0),), id="a day and hours"),
            pytest.param([[MONDAY, 3.5]], ((MONDAY, 3.5),), id="as a list"),
            pytest.param([(MONDAY, 1e15)], ((MONDAY, 1e15),), id="at most 1e15"),
            pytest.param([(MONDAY, 5e-324)], ((MONDAY, 5e-324),), id="above 0"),
            pytest.param([(at(MONDAY, 9), at(TUESDAY, 17))], ((at(MONDAY, 9), at(TUESDAY, 17)),), id="two moments"),
            pytest.param(
                [(at(MONDAY, 9, zone=PARIS), at(MONDAY, 9, zone=dt.UTC))],
                ((at(MONDAY, 9, zone=PARIS), at(MONDAY, 9, zone=dt.UTC)),),
                id="two moments in time zones",
            ),
            pytest.param(
                [(at(TUESDAY, 9), at(TUESDAY, 10)), (WEDNESDAY, 2), (MONDAY, 3), (MONDAY, 1)],
                ((MONDAY, 1.0), (MONDAY, 3.0), (at(TUESDAY, 9), at(TUESDAY, 10)), (WEDNESDAY, 2.0)),
                id="in order",
            ),
        ],
    )
    def test_bookings_are_pairs_of_a_day_and_hours_or_of_two_moments(
        self, typed: Any, bookings: tuple[Booking, ...]
    ) -> None:
        assert Week(bookings=typed).bookings == bookings

    @given(
        st.lists(
            st.tuples(some_days, st.floats(0.1, 9.0))
            | st.tuples(some_days.map(lambda day: at(day, 9)), st.just(at(dt.date(2021, 1, 1), 9))),
            max_size=6,
        ).flatmap(lambda typed: st.tuples(*[st.permutations(typed)] * 2))
    )
    def test_the_order_of_bookings_never_matters(self, orders: tuple[list[Any], list[Any]]) -> None:
        one, other = orders

        assert Week(bookings=one) == Week(bookings=other)

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            pytest.param(None, None, id="nothing"),
            pytest.param("2026-03-02", "2026-03-02", id="text"),
            pytest.param([MONDAY], [MONDAY], id="a day without hours"),
            pytest.param([(MONDAY, 3, 4)], [(MONDAY, 3, 4)], id="three of them"),
            pytest.param([(MONDAY, 0)], (MONDAY, 0.0), id="no hours"),
            pytest.param([(MONDAY, -1)], (MONDAY, -1.0), id="negative hours"),
            pytest.param([(MONDAY, 2e15)], (MONDAY, 2e15), id="more hours than 1e15"),
            pytest.param([(MONDAY, float("inf"))], (MONDAY, float("inf")), id="endless hours"),
            pytest.param([(MONDAY, "3")], (MONDAY, "3"), id="hours as text"),
            pytest.param([(MONDAY, True)], (MONDAY, True), id="a flag"),
            pytest.param([("2026-03-02", 3)], ("2026-03-02", 3.0), id="a day as text"),
            pytest.param([(dt.date(1899, 12, 31), 3)], (dt.date(1899, 12, 31), 3.0), id="a day before 1900"),
            pytest.param([(dt.date(3000, 1, 1), 3)], (dt.date(3000, 1, 1), 3.0), id="a day after 2999"),
            pytest.param([(MONDAY, TUESDAY)], (MONDAY, TUESDAY), id="two days"),
            pytest.param([(at(MONDAY, 9), 3)], (at(MONDAY, 9), 3.0), id="a moment and hours"),
            pytest.param([(at(MONDAY, 9), at(MONDAY, 9))], (at(MONDAY, 9), at(MONDAY, 9)), id="no time between them"),
            pytest.param([(at(MONDAY, 9), at(MONDAY, 8))], (at(MONDAY, 9), at(MONDAY, 8)), id="turned round"),
            pytest.param(
                [(at(MONDAY, 9), at(MONDAY, 10, zone=PARIS))],
                (at(MONDAY, 9), at(MONDAY, 10, zone=PARIS)),
                id="only the last has a time zone",
            ),
            pytest.param(
                [(at(MONDAY, 9, zone=PARIS), at(MONDAY, 10))],
                (at(MONDAY, 9, zone=PARIS), at(MONDAY, 10)),
                id="only the first has a time zone",
            ),
            pytest.param(
                [(at(MONDAY, 9), at(dt.date(3000, 1, 1), 9))],
                (at(MONDAY, 9), at(dt.date(3000, 1, 1), 9)),
                id="an end after 2999",
            ),
            pytest.param(
                [(at(dt.date(1899, 12, 31), 9), at(MONDAY, 9))],
                (at(dt.date(1899, 12, 31), 9), at(MONDAY, 9)),
                id="a beginning before 1900",
            ),
        ],
    )
    def test_what_is_no_booking_is_refused(self, typed: Any, told: Any) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Week(bookings=typed)

        assert (refusal.value.owner, refusal.value.field, refusal.value.value, refusal.value.accepted) == (
            "Week",
            "bookings",
            told,
            "it takes pairs of a day and hours (above 0), or of a first and a later last moment",
        )


def hours_left_in_tehran(first: dt.datetime, last: dt.datetime, day: dt.date) -> float:
    """The hours of a day, of 8 when nothing is booked."""
    return hours(Calendar.of(40.0, (), ((first, last),), TEHRAN), day, day + dt.timedelta(days=1))


class TestHours:
    def test_the_hours_of_a_week_are_spread_over_monday_to_friday(self) -> None:
        assert hours_left() == [8.0, 8.0, 8.0, 8.0, 8.0]

    @pytest.mark.parametrize(
        ("first", "last", "expected"),
        [
            (MONDAY, MONDAY, 0.0),
            (MONDAY, TUESDAY, 8.0),
            (FRIDAY, SATURDAY, 8.0),
            (SATURDAY, SUNDAY, 0.0),
            (SATURDAY, NEXT_MONDAY, 0.0),
            (FRIDAY, NEXT_MONDAY + dt.timedelta(days=1), 16.0),
            (MONDAY, NEXT_MONDAY, 40.0),
            (WEDNESDAY, WEDNESDAY + dt.timedelta(days=7), 40.0),
        ],
    )
    def test_a_window_holds_its_first_day_and_not_its_last(
        self, first: dt.date, last: dt.date, expected: float
    ) -> None:
        assert hours(Calendar.of(40.0, (), (), None), first, last) == pytest.approx(expected)

    @pytest.mark.parametrize(("left", "expected"), [(1e-3, 8e-3), (1e-5, 8e-5), (1e-7, 0.0), (0.0, 0.0)])
    def test_a_millionth_of_a_day_is_nothing(self, left: float, expected: float) -> None:
        """It may be what rounding leaves of a day that is full."""
        calendar = Calendar.of(40.0, (), ((MONDAY, 8.0 * (1.0 - left)),), None)

        assert hours(calendar, MONDAY, TUESDAY) == pytest.approx(expected, rel=1e-3)

    def test_hours_are_counted_from_monday_1_january_1900(self) -> None:
        assert Calendar.of(40.0, (), (), None).hours_before(dt.date(1900, 1, 1)) == 0.0

    def test_a_leap_year_that_begins_on_a_friday_has_261_working_days(self) -> None:
        """2016: 52 weeks, and a Friday and a Saturday."""
        calendar = Calendar.of(5.0, (), (), None)

        assert hours(calendar, dt.date(2016, 1, 1), dt.date(2017, 1, 1)) == pytest.approx(261.0)

    def test_time_off_takes_whole_days_the_last_included(self) -> None:
        assert hours_left(off=((TUESDAY, THURSDAY),)) == [8.0, 0.0, 0.0, 0.0, 8.0]

    def test_time_off_on_a_weekend_takes_nothing(self) -> None:
        assert hours_left(off=((SATURDAY, SUNDAY),)) == [8.0, 8.0, 8.0, 8.0, 8.0]

    def test_a_booking_takes_hours_of_its_day(self) -> None:
        assert hours_left((TUESDAY, 3.0)) == [8.0, 5.0, 8.0, 8.0, 8.0]

    def test_bookings_of_one_day_add_up(self) -> None:
        assert hours_left((TUESDAY, 3.0), (TUESDAY, 3.0)) == [8.0, 2.0, 8.0, 8.0, 8.0]

    @pytest.mark.parametrize(("booked", "left"), [(7.5, 0.5), (8.0, 0.0), (8.5, 0.0), (24.0, 0.0)])
    def test_bookings_take_at_most_the_hours_that_the_day_has(self, booked: float, left: float) -> None:
        assert hours_left((TUESDAY, booked / 2), (TUESDAY, booked / 2)) == [8.0, left, 8.0, 8.0, 8.0]

    def test_what_is_booked_beyond_the_hours_of_a_day_is_not_taken_from_the_next(self) -> None:
        calendar = Calendar.of(40.0, (), ((TUESDAY, 24.0),), None)

        assert hours(calendar, MONDAY, SATURDAY) == pytest.approx(32.0)

    def test_a_booking_on_a_weekend_takes_nothing(self) -> None:
        calendar = Calendar.of(40.0, (), ((SATURDAY, 5.0),), None)

        assert hours(calendar, MONDAY, NEXT_MONDAY) == pytest.approx(40.0)

    def test_a_booking_on_a_day_off_takes_nothing_more(self) -> None:
        assert hours_left((TUESDAY, 3.0), off=((TUESDAY, TUESDAY),)) == [8.0, 0.0, 8.0, 8.0, 8.0]

    def test_two_moments_take_the_hours_between_them(self) -> None:
        assert hours_left((at(TUESDAY, 9, 30), at(TUESDAY, 12))) == [8.0, 5.5, 8.0, 8.0, 8.0]

    def test_two_moments_across_midnight_take_hours_of_both_days(self) -> None:
        assert hours_left((at(MONDAY, 22), at(TUESDAY, 3, 30))) == [6.0, 4.5, 8.0, 8.0, 8.0]

    def test_two_moments_days_apart_take_all_hours_of_the_days_between_them(self) -> None:
        assert hours_left((at(MONDAY, 22), at(THURSDAY, 1))) == [6.0, 0.0, 0.0, 7.0, 8.0]

    def test_two_moments_up_to_midnight_take_nothing_of_the_next_day(self) -> None:
        assert hours_left((at(MONDAY, 22), at(TUESDAY, 0))) == [6.0, 8.0, 8.0, 8.0, 8.0]

    def test_moments_in_another_time_zone_are_put_on_the_days_of_the_contractor(self) -> None:
        """20:00 to 02:00 in New York are 2:00 to 8:00 of the next day in Paris."""
        new_york = ZoneInfo("America/New_York")

        assert hours_left((at(MONDAY, 20, zone=new_york), at(TUESDAY, 2, zone=new_york)), zone=PARIS) == (
            [8.0, 2.0, 8.0, 8.0, 8.0]
        )

    def test_moments_across_that_midnight_take_hours_of_both_days(self) -> None:
        """21:00 to 01:00 in UTC are 22:00 to 02:00 in Paris."""
        assert hours_left((at(MONDAY, 21, zone=dt.UTC), at(TUESDAY, 1, zone=dt.UTC)), zone=PARIS) == (
            [6.0, 6.0, 8.0, 8.0, 8.0]
        )

    def test_moments_without_a_time_zone_are_in_that_of_the_contractor(self) -> None:
        assert hours_left((at(MONDAY, 22), at(TUESDAY, 2)), zone=PARIS) == [6.0, 6.0, 8.0, 8.0, 8.0]

    def test_an_hour_that_the_clocks_leave_out_is_not_worked(self) -> None:
        """From 23:00 on Sunday to 3:00 on Monday the clocks of Tehran ran three hours: after 23:59 came 1:00."""
        booking = (at(dt.date(2021, 3, 21), 23, zone=TEHRAN), at(dt.date(2021, 3, 22), 3, zone=TEHRAN))

        assert hours_left_in_tehran(*booking, dt.date(2021, 3, 22)) == pytest.approx(6.0)

    @pytest.mark.parametrize(("day", "left"), [(dt.date(2021, 9, 21), 5.0), (dt.date(2021, 9, 22), 7.0)])
    def test_an_hour_that_the_clocks_repeat_is_worked_twice(self, day: dt.date, left: float) -> None:
        """From 22:00 on Tuesday to 1:00 on Wednesday the clocks of Tehran ran four hours: 23:00 came twice."""
        booking = (at(dt.date(2021, 9, 21), 22, zone=TEHRAN), at(dt.date(2021, 9, 22), 1, zone=TEHRAN))

        assert hours_left_in_tehran(*booking, day) == pytest.approx(left)

    def test_a_booking_within_a_repeated_hour_takes_its_time(self) -> None:
        """From 23:30 the first time to 23:30 the second time."""
        first = at(dt.date(2021, 9, 21), 23, 30, zone=TEHRAN)
        booking = (first.astimezone(dt.UTC), first.replace(fold=1).astimezone(dt.UTC))

        assert hours_left_in_tehran(*booking, dt.date(2021, 9, 21)) == pytest.approx(7.0)


moments = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2020, 3, 31)).map(lambda at: at.replace(microsecond=0))

pairs_of_moments = st.tuples(moments, moments).map(sorted).filter(lambda pair: pair[0] < pair[1]).map(tuple)

quarters = st.integers(1, 80).map(lambda n: n / 4)

some_bookings = st.lists(st.tuples(some_days, quarters) | pairs_of_moments, max_size=6)

some_time_off = st.lists(some_days | some_spans.filter(lambda pair: (pair[1] - pair[0]).days < 20), max_size=4)


def hours_by_the_day(week_hours: float, off: set[dt.date], booked: list[Any], first: dt.date, last: dt.date) -> float:
    """The hours of a window, one day after the other."""
    total = 0.0
    for ordinal in range(first.toordinal(), last.toordinal()):
        day = dt.date.fromordinal(ordinal)
        if day.weekday() >= 5 or day in off:
            continue
        taken = 0.0
        for begin, end in booked:
            if isinstance(end, float):
                taken += end if begin == day else 0.0
            else:
                midnight = dt.datetime.combine(day, dt.time())
                seconds = (min(end, midnight + dt.timedelta(days=1)) - max(begin, midnight)).total_seconds()
                taken += max(0.0, seconds / 3600)
        total += max(0.0, week_hours / 5 - taken)
    return total


class TestAgainstALoopOverDays:
    @given(st.sampled_from([1.0, 30.0, 168.0]), some_time_off, some_bookings, some_days, some_days)
    def test_prefix_sums_agree_with_a_loop_over_days(
        self, week_hours: float, off: list[Any], booked: list[Any], one: dt.date, other: dt.date
    ) -> None:
        first, last = min(one, other), max(one, other)
        week = Week(time_off=off, bookings=booked)

        calendar = Calendar.of(week_hours, week.time_off, week.bookings, None)

        assert hours(calendar, first, last) == pytest.approx(
            hours_by_the_day(week_hours, days_of(off), booked, first, last), abs=1e-6
        )
