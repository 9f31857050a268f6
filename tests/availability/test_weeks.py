"""When a contractor can start, and how many hours are free."""

import datetime as dt
import json
import math
import pickle
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Rate, Rule, Task
from delegation.availability import REGULAR_PART
from delegation.errors import NoLongRunRateError, RefusedValueError
from tests.people import Varying
from tests.refusals import told_by
from tests.worlds import availabilities, spread

ONE_JOB_A_DAY: dict[str, Any] = {"hours_per_week": 28.0, "job_hours": 4.0}
"""Of one person: 28 hours in 7 days are 4 hours a day."""

HALF_AND_A_QUARTER = Availability(hours_per_week=28, job_hours=4, regular_load=0.5, one_off_load=0.25)
"""One job a day, three quarters of it taken; what follows from it by hand is in the tests."""


NINE, TEN = dt.datetime(2026, 3, 2, 9), dt.datetime(2026, 3, 2, 10)


SET: dict[str, Any] = next(
    each
    for each in json.loads((Path(__file__).parent.parent / "data" / "mixed_queue.json").read_text("utf-8"))["sets"]
    if each["id"] == "s249"
)
"""Four tenths of an hour 32 times a month at random, and 13 hours about every six weeks by a rule, with one person."""


EVERY_FORTY_DAYS = Rule("FREQ=DAILY;INTERVAL=40")
"""0.7609 times a month, to 0.761 there."""


class TestWaitsOfTasks:
    """By simulation and by the formulas computed elsewhere."""

    ERRANDS, REPORT = (
        Task(
            name,
            hours=told["hours"],
            recurrence=Rate(told["per_month"]) if not told["rhythmic"] else EVERY_FORTY_DAYS,
        )
        for name, told in zip(["errands", "report"], SET["tasks"], strict=True)
    )
    THERE = Availability(
        **{name: SET[name] for name in ("people", "hours_per_week", "job_hours", "regular_load", "one_off_load")}
    )

    @pytest.mark.parametrize("kind", ["regular", "one_off"])
    def test_each_task_waits_by_its_own_size_and_rhythm(self, kind: str) -> None:
        found = self.THERE.waits([self.ERRANDS, self.REPORT], regular=kind == "regular")
        for wait, told in zip(found, SET[kind]["tasks"], strict=True):
            assert wait.mean == pytest.approx(told["formula"]["mean"], rel=1e-4)
            assert wait.chance == pytest.approx(told["formula"]["waits_at_all"], rel=1e-4)
            assert wait.mean == pytest.approx(told["simulated"]["mean"][0], rel=0.1)

    @pytest.mark.parametrize("regular", [True, False])
    def test_what_comes_once_adds_nothing_and_waits_as_at_any_moment(self, *, regular: bool) -> None:
        move = Task("move", hours=500)
        first, once, second = self.THERE.waits([self.ERRANDS, move, self.REPORT], regular=regular)
        assert (first, second) == self.THERE.waits([self.ERRANDS, self.REPORT], regular=regular)
        told = SET["regular" if regular else "one_off"]["any_moment"]["formula"]
        assert once.mean == pytest.approx(told["mean"], rel=1e-4)

    def test_waits_stand_in_the_order_of_the_tasks(self) -> None:
        there = self.THERE.waits(iter([self.ERRANDS, self.REPORT]), regular=True)
        assert self.THERE.waits((self.REPORT, self.ERRANDS), regular=True) == there[::-1]

    def test_one_task_may_stand_alone(self) -> None:
        """Cobham: 3/4 of a day, and an eighth of half a day of the own job, behind 1/2 + 1/8 of regular work."""
        (wait,) = HALF_AND_A_QUARTER.waits(Task("a", hours=4, recurrence=Rate(30.4375 / 8)), regular=True)
        assert wait.mean == pytest.approx((0.75 + 0.0625) / 0.375)

    def test_a_pace_makes_jobs_longer(self) -> None:
        task = Task("a", hours=2, recurrence=Rate(30.4375 / 8))
        (wait,) = HALF_AND_A_QUARTER.waits(task, regular=False, pace=2)
        assert wait.mean == pytest.approx((0.75 + 0.0625) / 0.5 / 0.125)

    def test_a_task_whose_hours_vary_keeps_itself_waiting_longer(self) -> None:
        idle = Availability(regular_load=0.0, one_off_load=0.0)
        alike, varying = (
            idle.waits(Task("a", hours=8, recurrence=recurrence), regular=True)[0]
            for recurrence in (Rate(8.0), Varying(8.0))
        )
        assert varying.mean == pytest.approx(1.36 * alike.mean, rel=1e-9)

    def test_without_room_waits_never_end(self) -> None:
        tasks = [Task("a", hours=4, recurrence=Rate(30.4375 / 2)), Task("b", hours=4)]
        assert all(wait.endless for wait in HALF_AND_A_QUARTER.waits(tasks, regular=True))

    def test_of_no_tasks_there_are_no_waits(self) -> None:
        assert HALF_AND_A_QUARTER.waits([], regular=True) == ()

    @pytest.mark.parametrize("pace", [0.001, 20])
    def test_the_bounds_of_a_pace_are_taken(self, pace: float) -> None:
        assert HALF_AND_A_QUARTER.waits(Task("a", hours=0.01, recurrence=Rate(1)), regular=True, pace=pace)

    def test_a_rule_that_ends_has_no_wait_in_the_long_run(self) -> None:
        ends = Task("a", hours=4, recurrence=Rule("FREQ=DAILY;COUNT=3", dt.date(2026, 1, 1)))
        with pytest.raises(NoLongRunRateError):
            HALF_AND_A_QUARTER.waits(ends, regular=True)


class TestFields:
    def test_the_defaults_are_those_of_the_docs(self) -> None:
        assert Availability() == Availability(
            hours_per_week=30.0,
            regular_load=0.40,
            one_off_load=0.25,
            job_hours=8.0,
            people=1,
            time_off=(),
            bookings=(),
            timezone=None,
        )

    def test_regular_clients_bring_eight_thirteenths_of_the_default_work(self) -> None:
        assert pytest.approx(8 / 13) == REGULAR_PART

    @pytest.mark.parametrize(
        ("people", "hours_per_week", "job_hours", "jobs_per_day"),
        [(1, 28, 4, 1.0), (3, 28, 4, 3.0), (1, 14, 4, 0.5), (1, 28, 8, 0.5), (2, 35, 5, 2.0)],
    )
    def test_all_people_together_complete_so_many_jobs_a_day(
        self, people: int, hours_per_week: float, job_hours: float, jobs_per_day: float
    ) -> None:
        assert (
            Availability(people=people, hours_per_week=hours_per_week, job_hours=job_hours).jobs_per_day == jobs_per_day
        )

    @pytest.mark.parametrize("timezone", ["Europe/Paris", "UTC", "America/Argentina/Buenos_Aires", None])
    def test_a_time_zone_is_taken_by_its_name(self, timezone: str | None) -> None:
        assert Availability(timezone=timezone).timezone == timezone

    @pytest.mark.parametrize(
        "timezone", ["", "Mars/Phobos", "Europe", "/etc/passwd", "../UTC", "\0", 1, True, dt.UTC, ZoneInfo("UTC")]
    )
    def test_what_names_no_time_zone_is_refused(self, timezone: Any) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Availability(timezone=timezone)

        assert (refusal.value.field, refusal.value.value, refusal.value.accepted) == (
            "timezone",
            timezone,
            "it takes the name of a time zone such as Europe/Paris, or None",
        )

    def test_a_booking_with_a_time_zone_needs_one_in_which_days_begin(self) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Availability(bookings=[(NINE.replace(tzinfo=dt.UTC), TEN.replace(tzinfo=dt.UTC))])

        assert refusal.value.reason == (
            "Availability.timezone = None is refused: a booking has a time zone, "
            "so one is needed here too, such as Europe/Paris"
        )

    def test_bookings_without_a_time_zone_need_none(self) -> None:
        assert Availability(bookings=[(NINE, TEN), (NINE.date(), 2.0)]).timezone is None


class TestLoads:
    @pytest.mark.parametrize(
        ("loads", "field", "told"),
        [
            (
                {"regular_load": 0.8},
                "regular_load",
                "with one_off_load at its default, 0.25, others would take 1.05 of the contractor's hours: "
                "give one_off_load too, 0.2 or less if one-off clients are to be reached",
            ),
            (
                {"one_off_load": 0.75},
                "one_off_load",
                "with regular_load at its default, 0.4, others would take 1.15 of the contractor's hours: "
                "give regular_load too, 0.25 or less if one-off clients are to be reached",
            ),
            (
                {"one_off_load": 1.5},
                "one_off_load",
                "with regular_load at its default, 0.4, others would take 1.9 of the contractor's hours: "
                "give regular_load too",
            ),
        ],
    )
    def test_a_load_that_fills_the_hours_only_with_one_that_nobody_gave_is_refused(
        self, loads: dict[str, Any], field: str, told: str
    ) -> None:
        assert told_by(lambda: Availability(**loads)) == (f"Availability.{field}", told)

    @pytest.mark.parametrize(
        "loads",
        [
            pytest.param({"regular_load": 0.75}, id="both fill the hours just so"),
            pytest.param({"one_off_load": 0.6}, id="the other way round"),
            pytest.param({"regular_load": 0.8, "one_off_load": 0.25}, id="given, if only as the default"),
            pytest.param({"regular_load": 0.4, "one_off_load": 1.5}, id="likewise, the other way round"),
            pytest.param({"regular_load": 1}, id="no room at all, whatever one-off clients take"),
        ],
    )
    def test_other_loads_are_taken(self, loads: dict[str, Any]) -> None:
        found = Availability(**loads)
        assert {name: getattr(found, name) for name in loads} == loads

    @pytest.mark.parametrize("field", ["regular_load", "one_off_load"])
    def test_a_load_that_nobody_gave_is_a_number_like_any_other(self, field: str) -> None:
        given = Availability(regular_load=0.4, one_off_load=0.25)
        assert getattr(Availability(), field) == getattr(given, field)
        assert hash(Availability()) == hash(given)

    def test_a_change_of_one_load_still_knows_that_nobody_gave_the_other(self) -> None:
        assert told_by(lambda: attrs.evolve(Availability(), regular_load=0.9))[0] == "Availability.regular_load"

    def test_a_load_that_nobody_gave_is_still_none_after_pickling(self) -> None:
        kept = pickle.loads(pickle.dumps(Availability()))  # noqa: S301  # our own bytes
        assert told_by(lambda: attrs.evolve(kept, regular_load=0.9))[0] == "Availability.regular_load"

    def test_percent_are_told_as_a_share(self) -> None:
        assert told_by(lambda: Availability(one_off_load=35)) == (
            "Availability.one_off_load",
            "it takes a number from 0 to 2, a share of the contractor's hours (35% is 0.35)",
        )


class TestWait:
    def test_a_client_waits_with_the_chance_that_all_are_busy(self) -> None:
        assert HALF_AND_A_QUARTER.wait(regular=True).exceeds(0.0) == pytest.approx(0.75)

    def test_a_regular_client_waits_for_what_regular_clients_leave(self) -> None:
        """0.75 / (1 - 0.5) = 1.5 days."""
        assert HALF_AND_A_QUARTER.wait(regular=True).mean == pytest.approx(1.5)

    def test_a_one_off_client_waits_for_what_all_leave_after_the_regulars(self) -> None:
        """0.75 / ((1 - 0.5)·(1 - 0.75)) = 6 days."""
        assert HALF_AND_A_QUARTER.wait(regular=False).mean == pytest.approx(6.0)

    def test_a_regular_wait_has_an_exponential_tail(self) -> None:
        assert HALF_AND_A_QUARTER.wait(regular=True).exceeds(3.0) == pytest.approx(0.75 * math.exp(-0.5 * 3.0))

    def test_a_regular_client_is_late_by_what_the_tail_leaves(self) -> None:
        """After 2 days of slack and up to 4 days of patience: 0.75 / 0.5 · e^(-0.5·2) · (1 - e^(-0.5·4))."""
        assert HALF_AND_A_QUARTER.wait(regular=True).lateness(2.0, 4.0) == pytest.approx(
            1.5 * math.exp(-1.0) * (1.0 - math.exp(-2.0))
        )

    def test_a_one_off_wait_is_a_mix_of_a_long_and_a_short_time(self) -> None:
        """A = 8, G = 6, q = 4 + 64: phases of (14 ± √68)/2 days, the long one with weight (1 + 2/√68)/2."""
        root = math.sqrt(68.0)
        long, short, weight = (14.0 + root) / 2.0, (14.0 - root) / 2.0, (1.0 + 2.0 / root) / 2.0

        assert HALF_AND_A_QUARTER.wait(regular=False).exceeds(5.0) == pytest.approx(
            0.75 * (weight * math.exp(-5.0 / long) + (1.0 - weight) * math.exp(-5.0 / short))
        )

    def test_without_regular_clients_a_one_off_client_waits_like_a_regular_one(self) -> None:
        alone = Availability(**ONE_JOB_A_DAY, regular_load=0.0, one_off_load=0.25)

        assert alone.wait(regular=False).mean == pytest.approx(0.25 / 0.75)

    def test_with_nobody_else_nobody_waits(self) -> None:
        idle = Availability(regular_load=0.0, one_off_load=0.0)

        assert (idle.wait(regular=True).mean, idle.wait(regular=False).mean) == (0.0, 0.0)

    def test_two_people_are_busy_together_less_often_than_one(self) -> None:
        """Erlang C of two at 1.5 jobs' worth: 1.5²/(2 + 1.5) = 9/14; two complete two jobs a day."""
        both = Availability(**ONE_JOB_A_DAY, people=2, regular_load=0.5, one_off_load=0.25)

        assert both.wait(regular=True).mean == pytest.approx(9 / 14 / (2.0 - 1.0))

    def test_own_regular_work_waits_among_the_regulars(self) -> None:
        """0.1 jobs a day: (0.75 + 0.1) / (1 - 0.6)."""
        assert HALF_AND_A_QUARTER.wait(regular=True, own_jobs_per_day=0.1).mean == pytest.approx(0.85 / 0.4)

    def test_own_one_off_work_waits_among_the_one_off_clients(self) -> None:
        """0.1 jobs a day: (0.75 + 0.1) / ((1 - 0.5)·(1 - 0.85))."""
        assert HALF_AND_A_QUARTER.wait(regular=False, own_jobs_per_day=0.1).mean == pytest.approx(0.85 / (0.5 * 0.15))

    @pytest.mark.parametrize(("own", "endless"), [(0.249, False), (0.25, True), (0.251, True)])
    def test_a_one_off_client_is_never_reached_once_all_work_fills_the_days(self, own: float, endless: bool) -> None:
        assert HALF_AND_A_QUARTER.wait(regular=False, own_jobs_per_day=own).endless is endless

    @pytest.mark.parametrize(("own", "endless"), [(0.499, False), (0.5, True), (0.501, True)])
    def test_there_is_no_room_for_a_regular_client_once_regular_work_fills_the_days(
        self, own: float, endless: bool
    ) -> None:
        assert HALF_AND_A_QUARTER.wait(regular=True, own_jobs_per_day=own).endless is endless

    def test_a_client_who_is_never_reached_waits_for_ever(self) -> None:
        wait = Availability(regular_load=0.8, one_off_load=0.3).wait(regular=False)

        assert (wait.mean, wait.exceeds(1e6), wait.lateness(5.0, 7.0)) == (math.inf, 1.0, 7.0)

    @given(availabilities, spread(1e-6, 1.0))
    def test_nobody_waits_longer_as_a_regular_client(self, availability: Availability, own: float) -> None:
        regular, one_off = (
            availability.wait(regular=regular, own_jobs_per_day=own * availability.jobs_per_day).mean
            for regular in (True, False)
        )

        assert regular <= one_off * (1.0 + 1e-12)

    @given(availabilities, st.booleans(), spread(1e-6, 1.0))
    def test_own_work_never_shortens_the_wait(self, availability: Availability, regular: bool, own: float) -> None:
        with_own = availability.wait(regular=regular, own_jobs_per_day=own * availability.jobs_per_day)

        assert availability.wait(regular=regular).mean <= with_own.mean * (1.0 + 1e-9)

    @pytest.mark.parametrize("own", [-5e-324, math.inf, math.nan, "1", None, True])
    def test_own_work_that_is_no_number_is_refused(self, own: Any) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Availability().wait(regular=True, own_jobs_per_day=own)

        assert (refusal.value.owner, refusal.value.field, refusal.value.accepted) == (
            "Availability.wait",
            "own_jobs_per_day",
            "it takes a finite number from 0, jobs a day",
        )


MONDAY = dt.date(2026, 3, 2)

FREE = Availability(hours_per_week=40, regular_load=0.0, one_off_load=0.0)


def day(k: int) -> dt.date:
    return MONDAY + dt.timedelta(days=k)


some_days = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))

calendars = st.builds(
    Availability,
    hours_per_week=spread(0.1, 168.0),
    regular_load=st.floats(0.0, 1.0),
    one_off_load=st.floats(0.0, 1.0),
    people=st.integers(1, 30),
    time_off=st.lists(
        some_days | st.tuples(some_days, st.integers(0, 30)).map(lambda at: (at[0], at[0] + dt.timedelta(days=at[1]))),
        max_size=5,
    ),
    bookings=st.lists(st.tuples(some_days, spread(0.1, 100.0)), max_size=5),
)


class TestFreeHours:
    def test_other_clients_take_their_shares(self) -> None:
        """40 hours: 65 % are taken before a one-off client comes, 40 % before a regular one."""
        week = Availability(hours_per_week=40)

        assert (week.free_hours(MONDAY, day(7)), week.free_hours(MONDAY, day(7), regular=True)) == pytest.approx(
            (14.0, 24.0)
        )

    @pytest.mark.parametrize(("one_off_load", "free"), [(0.59, 0.4), (0.6, 0.0), (0.61, 0.0)])
    def test_where_others_take_all_nothing_is_free(self, one_off_load: float, free: float) -> None:
        full = Availability(hours_per_week=40, regular_load=0.4, one_off_load=one_off_load)

        assert full.free_hours(MONDAY, day(7)) == pytest.approx(free, abs=1e-9)

    def test_the_hours_are_those_of_all_people(self) -> None:
        assert Availability(hours_per_week=40, people=3, regular_load=0.0, one_off_load=0.0).free_hours(
            MONDAY, day(7)
        ) == pytest.approx(120.0)

    @pytest.mark.parametrize(
        ("last", "free"), [(0, 0.0), (1, 8.0), (2, 16.0), (5, 40.0), (6, 40.0), (7, 40.0), (8, 48.0)]
    )
    def test_the_last_day_is_not_included(self, last: int, free: float) -> None:
        assert FREE.free_hours(MONDAY, day(last)) == pytest.approx(free)

    def test_time_off_and_bookings_are_taken_out(self) -> None:
        """Two days off, 3 hours on Wednesday, and from 22:00 on Thursday to 2:00 on Friday 2 hours each."""
        calendar = Availability(
            hours_per_week=40,
            regular_load=0.0,
            one_off_load=0.5,
            time_off=[(MONDAY, day(1))],
            bookings=[(day(2), 3), (dt.datetime(2026, 3, 5, 22), dt.datetime(2026, 3, 6, 2))],
        )

        assert calendar.free_hours(MONDAY, day(7)) == pytest.approx((24 - 3 - 2 - 2) / 2)

    def test_bookings_with_a_time_zone_fall_on_the_days_of_the_contractor(self) -> None:
        """20:00 to 23:00 of Monday in New York is 2:00 to 5:00 of Tuesday in Paris."""
        new_york = ZoneInfo("America/New_York")
        booking = (dt.datetime(2026, 3, 2, 20, tzinfo=new_york), dt.datetime(2026, 3, 2, 23, tzinfo=new_york))
        in_paris = Availability(
            hours_per_week=40, regular_load=0.0, one_off_load=0.0, bookings=[booking], timezone="Europe/Paris"
        )

        assert [in_paris.free_hours(day(k), day(k + 1)) for k in range(3)] == [
            pytest.approx(8.0),
            pytest.approx(5.0),
            pytest.approx(8.0),
        ]

    @given(calendars, st.tuples(some_days, some_days, some_days).map(sorted), st.booleans())
    def test_hours_of_windows_side_by_side_add_up(
        self, availability: Availability, days: list[dt.date], regular: bool
    ) -> None:
        first, middle, last = days

        parts = availability.free_hours(first, middle, regular=regular) + availability.free_hours(
            middle, last, regular=regular
        )

        assert availability.free_hours(first, last, regular=regular) == pytest.approx(parts, rel=1e-9, abs=1e-6)

    @given(calendars, some_days, st.integers(0, 60), st.booleans())
    def test_free_hours_are_never_negative(
        self, availability: Availability, first: dt.date, days: int, regular: bool
    ) -> None:
        assert availability.free_hours(first, first + dt.timedelta(days=days), regular=regular) >= 0.0

    def test_days_that_are_all_off_have_no_hours(self) -> None:
        """Of a week that no float divides by five, three people."""
        away = Availability(
            hours_per_week=11.896622769672101,
            people=3,
            regular_load=0.0,
            one_off_load=0.0,
            time_off=[(dt.date(2020, 1, 1), dt.date(2020, 1, 3))],
        )

        assert away.free_hours(dt.date(2020, 1, 1), dt.date(2020, 1, 4)) == 0.0

    @given(calendars, some_days, st.integers(0, 60))
    def test_a_regular_client_never_finds_fewer_hours(
        self, availability: Availability, first: dt.date, days: int
    ) -> None:
        last = first + dt.timedelta(days=days)

        assert availability.free_hours(first, last) <= availability.free_hours(first, last, regular=True) + 1e-9

    @given(calendars, some_days, st.integers(0, 60), some_days)
    def test_another_day_off_never_adds_hours(
        self, availability: Availability, first: dt.date, days: int, off: dt.date
    ) -> None:
        last = first + dt.timedelta(days=days)
        away = Availability(
            hours_per_week=availability.hours_per_week,
            regular_load=availability.regular_load,
            one_off_load=availability.one_off_load,
            people=availability.people,
            time_off=[*availability.time_off, off],
            bookings=availability.bookings,
        )

        assert away.free_hours(first, last) <= availability.free_hours(first, last) + 1e-6

    @pytest.mark.parametrize("field", ["first", "last"])
    @pytest.mark.parametrize("moment", ["2026-03-02", None, 3, dt.date(1899, 12, 31), dt.date(3000, 1, 1)])
    def test_a_window_between_what_are_no_days_is_refused(self, field: str, moment: Any) -> None:
        window: dict[str, Any] = {"first": MONDAY, "last": MONDAY} | {field: moment}

        with pytest.raises(RefusedValueError) as refusal:
            Availability().free_hours(**window)

        assert (refusal.value.owner, refusal.value.field, refusal.value.value, refusal.value.accepted) == (
            "Availability.free_hours",
            field,
            moment,
            "it takes a day of the years 1900 to 2999, such as datetime.date(2026, 1, 5)",
        )

    def test_a_window_turned_round_is_refused(self) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            Availability().free_hours(MONDAY, day(-1))

        assert refusal.value.reason == (
            "Availability.free_hours.last = datetime.date(2026, 3, 1) is refused: it takes a day from 2026-03-02 on"
        )

    def test_a_window_may_run_from_the_first_day_to_the_last_that_fields_take(self) -> None:
        """57,391 weeks, and the two working days 30 and 31 December 2999; the last day is not included."""
        weeks, rest = divmod((dt.date(2999, 12, 31) - dt.date(1900, 1, 1)).days, 7)

        assert FREE.free_hours(dt.date(1900, 1, 1), dt.date(2999, 12, 31)) == pytest.approx(
            weeks * 40 + min(rest, 5) * 8
        )

    def test_asking_for_hours_changes_neither_equality_nor_what_is_pickled(self) -> None:
        asked = Availability(time_off=[MONDAY])
        asked.free_hours(MONDAY, day(1))

        assert (asked, pickle.dumps(asked)) == (
            Availability(time_off=[MONDAY]),
            pickle.dumps(Availability(time_off=[MONDAY])),
        )
