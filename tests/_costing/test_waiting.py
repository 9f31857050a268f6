"""How long each task waits that one contractor, or the owner, is given."""

import datetime as dt
import math
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Once, Rate, Rule, Task, Urgency
from delegation._costing.waiting import (
    AT_ONCE,
    STRATA,
    Server,
    Starts,
    absence_starts,
    delayed,
    occasion_starts,
    own_work,
    waits_in_class,
    waits_of,
)
from delegation._costing.workload import Work
from delegation.queueing import DelayedWait, OwnWork, Wait, own_waits
from delegation.recurrence.kinds import Recurrence
from tests.people import FIRST_OF_MONTH, NEW_YEAR
from tests.worlds import spread

JUNE = dt.date(2026, 6, 1)
"""A Monday; the month has 22 working days."""

ANN = Server(1, 28.0, job_hours=4.0, regular_load=0.25, one_off_load=0.25)
"""Four hours a day, of which others take two."""

FREE = Server(1, 28.0)
ENDLESS = Wait(1.0, ((1.0, 0.0),))


def work(
    name: str,
    size: float = 4.0,
    a_year: float = 12.0,
    *,
    recurrence: Recurrence | None = None,
    occasion: str = "",
    cost: float = 0.0,
    rhythmic: bool = False,
) -> Work:
    """A task that comes so often in the twelve months of the horizon; once where nothing else is said of it."""
    comes = Rate(a_year / 12) if recurrence is None else recurrence
    task = Task(name, hours=size, recurrence=comes, occasion=occasion, urgency=Urgency(cost, 0))
    return Work(task, (), a_year if comes.comes_back else 1.0, size, size, not comes.comes_back, rhythmic)


def queue(own: list[OwnWork], server: Server = ANN, *, regular: bool = True) -> tuple[Wait, ...]:
    """The plain formulas on plain numbers."""
    terms: dict[str, Any] = server._asdict()
    del terms["present"]
    return own_waits(own, regular=regular, **terms)


class TestServer:
    PLAIN = Availability(hours_per_week=30, people=2, job_hours=6, regular_load=0.5, one_off_load=0.125)

    def test_a_contractor_is_there_as_said_where_no_day_is_known(self) -> None:
        absent = attrs.evolve(self.PLAIN, time_off=[JUNE], bookings=[(JUNE, 3)])
        assert Server.of(absent) == Server(2, 30.0, 1.0, 6.0, 0.5, 0.125) == Server.of(self.PLAIN, JUNE, 1)

    def test_loads_of_others_can_be_multiplied(self) -> None:
        found = Server.of(self.PLAIN, loads=1.5)
        assert (found.regular_load, found.one_off_load, found.hours_per_week) == (0.75, 0.1875, 30.0)

    def test_time_off_leaves_the_part_of_the_horizon_in_which_they_are_there(self) -> None:
        """Two working weeks of 22 days; a week has its hours all the same."""
        absent = attrs.evolve(self.PLAIN, time_off=[(JUNE, dt.date(2026, 6, 12))])
        found = Server.of(absent, JUNE, 1)
        assert (found.present, found.hours_per_week) == pytest.approx((12 / 22, 30.0))

    def test_bookings_take_their_part_of_the_hours(self) -> None:
        """Six hours of 22 days of two people with six each."""
        found = Server.of(attrs.evolve(self.PLAIN, bookings=[(JUNE, 6)]), JUNE, 1)
        assert (found.present, found.hours_per_week) == pytest.approx((1.0, 30 * (1 - 6 / 264)))

    def test_a_booking_in_time_off_takes_nothing_more(self) -> None:
        absent = attrs.evolve(self.PLAIN, time_off=[(JUNE, dt.date(2026, 6, 12))], bookings=[(JUNE, 6)])
        assert Server.of(absent, JUNE, 1).hours_per_week == pytest.approx(30.0)

    def test_bookings_take_their_part_of_the_days_that_are_left(self) -> None:
        """Six hours of twelve days of two people."""
        away = (JUNE, dt.date(2026, 6, 12))
        absent = attrs.evolve(self.PLAIN, time_off=[away], bookings=[(dt.date(2026, 6, 15), 6)])
        assert Server.of(absent, JUNE, 1).hours_per_week == pytest.approx(30 * (1 - 6 / 144))

    def test_the_whole_horizon_counts(self) -> None:
        """In the two months there are 22 and 23 working days."""
        absent = attrs.evolve(self.PLAIN, time_off=[(JUNE, dt.date(2026, 6, 30))])
        assert Server.of(absent, JUNE, 2).present == pytest.approx(23 / 45)

    def test_whoever_is_away_all_the_time_has_no_hours(self) -> None:
        absent = attrs.evolve(self.PLAIN, time_off=[(JUNE, dt.date(2026, 6, 30))])
        found = Server.of(absent, JUNE, 1)
        assert (found.present, found.hours_per_week) == (0.0, 0.0)
        assert found.waits([OwnWork(1.0, 1.0)], regular=True) == (ENDLESS, ENDLESS)

    def test_the_owner_serves_nobody_else(self) -> None:
        """28 hours a week are 121.75 in a month of 30.4375 days."""
        assert Server.owner(121.75) == Server(1, pytest.approx(28.0), 1.0, 1.0, 0.0, 0.0)

    @pytest.mark.parametrize("regular", [True, False])
    def test_waits_are_those_of_the_queue(self, *, regular: bool) -> None:
        own = [OwnWork(3.0, 2.0), OwnWork(9.0, 1.0, rhythmic=True)]
        assert ANN.waits(own, regular=regular) == queue(own, regular=regular)

    def test_all_of_the_work_is_done_while_they_are_there(self) -> None:
        """Here three quarters of the time: four jobs a month come in three quarters of it."""
        found = ANN._replace(present=0.75).waits([OwnWork(3.0, 3.0)], regular=True)
        assert found == queue([OwnWork(3.0, 4.0)])


class TestOwnWork:
    def test_it_is_what_comes_in_the_horizon_spread_over_its_months(self) -> None:
        steady, once = work("a", 3.0, 24.0), work("b", 50.0, recurrence=Once())
        assert own_work([steady, once], 12) == [OwnWork(3.0, 2.0), OwnWork(50.0, 1 / 12)]

    def test_rates_multiply_all_but_what_comes_once(self) -> None:
        steady, once = work("a", 3.0, 24.0), work("b", 50.0, recurrence=Once())
        assert own_work([steady, once], 12, 1.5) == [OwnWork(3.0, 3.0), OwnWork(50.0, 1 / 12)]

    def test_rhythm_and_spread_are_kept(self) -> None:
        smooth = work("a", 3.0, rhythmic=True)._replace(cv=0.5)
        assert own_work([smooth], 12) == [OwnWork(3.0, 1.0, rhythmic=True, cv=0.5)]


class TestQueue:
    def test_each_work_waits_by_its_own_size_and_rhythm(self) -> None:
        works = [work("a", 3.0, 24.0), work("b", 9.0, rhythmic=True)]
        own = [OwnWork(3.0, 2.0), OwnWork(9.0, 1.0, rhythmic=True)]
        assert waits_of(works, ANN, regular=False, months=12) == [*queue(own, regular=False)[:2]]

    def test_what_comes_once_meets_everything_but_itself(self) -> None:
        """By Pollaczek and Khinchine: 48 and 24 hours a year of 1461, met 2 and 12 hours from their end, 4 h a day."""
        works = [work("a"), work("b", 24.0, recurrence=Once()), work("c", 24.0, recurrence=Once())]
        steady, first, second = waits_of(works, FREE, regular=True, months=12)
        found = (48 * 2 + 24 * 12) / 1461 / 4
        assert first.mean == second.mean == pytest.approx(found / (1 - 72 / 1461))
        assert first.chance == pytest.approx(72 / 1461)
        assert steady.mean == pytest.approx((48 * 2 + 48 * 12) / 1461 / 4 / (1 - 96 / 1461))

    def test_what_comes_once_and_alone_waits_for_nobody(self) -> None:
        (wait,) = waits_of([work("a", 500.0, recurrence=Once())], FREE, regular=True, months=12)
        assert wait.mean == 0.0

    def test_other_work_is_met_at_its_own_rate_whatever_the_rates(self) -> None:
        """Twice 48 hours a year beside 60."""
        (wait,) = waits_of([work("a")], FREE, regular=True, months=12, rates=2.0, among=[work("b", 20.0, 3.0)])
        assert wait.mean == pytest.approx((96 * 2 + 60 * 10) / 1461 / 4 / (1 - 156 / 1461))

    def test_other_work_is_met_by_what_comes_once_too(self) -> None:
        (wait,) = waits_of(
            [work("a", 90.0, recurrence=Once())], FREE, regular=True, months=12, among=[work("b", 20.0, 3.0)]
        )
        assert wait.mean == pytest.approx(60 * 10 / 1461 / 4 / (1 - 60 / 1461))


class TestDelayed:
    SOON = Wait(0.5, ((1.0, 2.0),))

    def test_a_wait_that_begins_at_once_is_itself(self) -> None:
        assert delayed(self.SOON, AT_ONCE) is self.SOON

    def test_a_wait_that_begins_later_knows_when(self) -> None:
        starts = ((0.5, 0.0), (0.5, 3.0))
        assert delayed(self.SOON, starts) == DelayedWait(self.SOON, starts)

    def test_two_delays_come_one_after_the_other(self) -> None:
        once = delayed(self.SOON, ((0.5, 0.0), (0.5, 3.0)))
        twice = delayed(once, ((0.75, 1.0), (0.25, 8.0)))
        assert twice == DelayedWait(self.SOON, ((0.375, 1.0), (0.125, 8.0), (0.375, 4.0), (0.125, 11.0)))

    def test_a_wait_that_never_ends_is_as_long_whenever_it_begins(self) -> None:
        assert delayed(ENDLESS, ((0.0, 0.0), (1.0, math.inf))) is ENDLESS


def day_by_day(recurrence: Recurrence, time_off: tuple[tuple[dt.date, dt.date], ...], months: int) -> tuple[float, float]:
    """The chance of falling into an absence and the mean days until its end, a day at a time, each from its noon."""
    days, away, until = 0.0, 0.0, 0.0
    for first, last, expected in recurrence.spread(months, on=NEW_YEAR):
        for day in (first + dt.timedelta(days=n) for n in range((last - first).days)):
            share = expected / (last - first).days
            days += share
            for begin, end in time_off:
                if begin <= day <= end:
                    away += share
                    until += share * ((end - day).days + 0.5)
    return away / days, until / days


def mean(starts: Starts) -> float:
    return math.fsum(probability * days for probability, days in starts)


def absent(*days: tuple[int, int]) -> tuple[tuple[dt.date, dt.date], ...]:
    """Absences from one day of the year to another, the first being 0."""
    return tuple((NEW_YEAR + dt.timedelta(days=a), NEW_YEAR + dt.timedelta(days=b)) for a, b in days)


absences = st.lists(st.integers(-20, 120), min_size=2, max_size=6, unique=True).map(
    lambda ends: absent(*zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False))
)
comings = st.sampled_from(
    [Rate(2.0), Once(), Once(dt.date(2026, 2, 3)), FIRST_OF_MONTH, Rule("FREQ=DAILY;BYHOUR=8,16", dt.datetime(2020, 1, 1))]
)


class TestAbsence:
    def test_a_day_in_an_absence_waits_from_its_noon_for_the_end(self) -> None:
        """From 5 to 14 March: on the seventh it is seven days and a half."""
        away = ((dt.date(2026, 3, 5), dt.date(2026, 3, 14)),)
        found = absence_starts(Once(dt.date(2026, 3, 7)), away, NEW_YEAR, 12)
        assert found == ((0.0, 0.0), (1.0, 7.5))

    @pytest.mark.parametrize(("day", "until"), [(4, 0.0), (5, 9.5), (14, 0.5), (15, 0.0)])
    def test_the_first_and_the_last_day_are_of_the_absence(self, day: int, until: float) -> None:
        away = ((dt.date(2026, 3, 5), dt.date(2026, 3, 14)),)
        found = absence_starts(Once(dt.date(2026, 3, day)), away, NEW_YEAR, 12)
        assert mean(found) == until

    def test_what_comes_any_day_falls_into_each_day_alike(self) -> None:
        found = absence_starts(Rate(5.0), absent((100, 103)), NEW_YEAR, 12)
        assert found == ((pytest.approx(361 / 365), 0.0), *((pytest.approx(1 / 365), n + 0.5) for n in range(4)))

    def test_a_long_absence_is_cut_into_parts(self) -> None:
        """Forty-eight days in sixteen parts of three."""
        found = absence_starts(Rate(5.0), absent((100, 147)), NEW_YEAR, 12)
        assert len(found) == 1 + STRATA
        assert found[1:] == tuple((pytest.approx(3 / 365), 1.5 + 3 * n) for n in range(STRATA))

    def test_of_an_absence_that_has_begun_only_what_is_left_counts(self) -> None:
        found = absence_starts(Rate(5.0), absent((-10, 1)), NEW_YEAR, 12)
        assert found == ((pytest.approx(363 / 365), 0.0), (pytest.approx(1 / 365), 0.5), (pytest.approx(1 / 365), 1.5))

    def test_an_absence_may_end_after_the_horizon(self) -> None:
        """Into the last two days of the year fall two in 365; nobody is back for ten days more."""
        found = absence_starts(Rate(5.0), absent((363, 374)), NEW_YEAR, 12)
        assert found == ((pytest.approx(363 / 365), 0.0), (pytest.approx(1 / 365), 10.5), (pytest.approx(1 / 365), 11.5))

    def test_absences_of_one_length_count_together(self) -> None:
        found = absence_starts(Rate(5.0), absent((10, 10), (50, 50)), NEW_YEAR, 12)
        assert found == ((pytest.approx(363 / 365), 0.0), (pytest.approx(2 / 365), 0.5))

    def test_of_a_rule_the_days_count_that_it_falls_on(self) -> None:
        """Of twelve firsts of a month two are in the weeks off, two and a half and ten and a half days before their end."""
        away = absent((29, 33), (86, 100))
        found = absence_starts(FIRST_OF_MONTH, away, NEW_YEAR, 12)
        assert found == ((pytest.approx(10 / 12), 0.0), (pytest.approx(1 / 12), 2.5), (pytest.approx(1 / 12), 10.5))

    @pytest.mark.parametrize("away", [(), absent((-30, -1)), absent((365, 400))])
    def test_without_an_absence_in_the_horizon_the_wait_begins_at_once(self, away: Any) -> None:
        assert absence_starts(Rate(5.0), away, NEW_YEAR, 12) == AT_ONCE

    def test_what_never_comes_never_falls_into_one(self) -> None:
        assert absence_starts(Rate(0.0), absent((0, 364)), NEW_YEAR, 12) == AT_ONCE

    @given(comings, absences)
    def test_chances_add_up_to_1_and_means_are_those_of_single_days(self, comes: Recurrence, away: Any) -> None:
        found = absence_starts(comes, away, NEW_YEAR, 3)
        chance, until = day_by_day(comes, away, 3)
        assert math.fsum(probability for probability, _ in found) == pytest.approx(1.0)
        assert math.fsum(probability for probability, days in found if days) == pytest.approx(chance, abs=1e-12)
        assert mean(found) == pytest.approx(until, abs=1e-9)

    @given(comings, st.integers(0, 80), st.integers(0, 40), st.integers(1, 40), st.booleans())
    def test_a_longer_absence_never_makes_a_mean_wait_shorter(
        self, comes: Recurrence, first: int, length: int, more: int, regular: bool
    ) -> None:
        """The absence before the queue, and the queue of whoever has less time for as much of work that comes at random."""

        def waited(last: int) -> list[float]:
            away = absent((first, last))
            plain = Availability(hours_per_week=28, job_hours=4, regular_load=0.25, one_off_load=0.25)
            server = Server.of(attrs.evolve(plain, time_off=away), NEW_YEAR, 12)
            waits = waits_in_class(
                [work("a", recurrence=comes), work("b", 9.0)],
                [],
                server,
                regular=regular,
                months=12,
                time_off=away,
                on=NEW_YEAR,
            )
            return [wait.mean for wait in waits]

        shorter, longer = waited(first + length), waited(first + length + more)
        assert all(after >= before * (1 - 1e-12) for before, after in zip(shorter, longer, strict=True))


def day_of(hours: float) -> float:
    """In days of four hours."""
    return hours / 4.0


class TestOccasion:
    """With four hours a day."""

    def starts(self, *works: Work, server: Server = FREE, stretch: float = 1.0) -> list[Starts]:
        priorities = [each.task.urgency.cost_per_day / each.size for each in works]
        return occasion_starts(works, priorities, server, stretch=stretch)

    def test_the_dearest_delay_an_hour_goes_first(self) -> None:
        """Ten an hour, twenty and five: the second goes first, then the first."""
        found = self.starts(
            work("a", 4.0, occasion="launch", cost=40),
            work("b", 2.0, occasion="launch", cost=40),
            work("c", 8.0, occasion="launch", cost=40),
        )
        assert found == [((1.0, day_of(2)),), AT_ONCE, ((1.0, day_of(6)),)]

    def test_between_equals_names_decide(self) -> None:
        found = self.starts(work("b", occasion="launch"), work("a", occasion="launch"))
        assert found == [((1.0, day_of(4)),), AT_ONCE]

    def test_hours_take_longer_where_others_are_served_first(self) -> None:
        found = self.starts(work("a", occasion="launch"), work("b", occasion="launch"), stretch=2.0)
        assert found == [AT_ONCE, ((1.0, 2 * day_of(4)),)]

    def test_a_rarer_one_is_not_always_there(self) -> None:
        """Three times a year it comes before what comes twelve times."""
        found = self.starts(work("a", a_year=3.0, occasion="launch"), work("b", occasion="launch"))
        assert found == [AT_ONCE, ((0.75, 0.0), (0.25, day_of(4)))]

    def test_a_more_frequent_one_is_always_there(self) -> None:
        found = self.starts(work("a", a_year=30.0, occasion="launch"), work("b", occasion="launch"))
        assert found[1] == ((1.0, day_of(4)),)

    def test_the_rarest_come_when_the_rarer_do(self) -> None:
        """Of twelve times, three with both before it, three more with one and six alone."""
        found = self.starts(
            work("a", 1.0, 3.0, occasion="launch", cost=9),
            work("b", 2.0, 6.0, occasion="launch", cost=9),
            work("c", 4.0, 12.0, occasion="launch"),
        )
        assert found[2] == ((0.5, 0.0), (0.25, day_of(2)), (0.25, day_of(3)))

    def test_equally_rare_ones_come_together(self) -> None:
        found = self.starts(
            work("a", 1.0, 3.0, occasion="launch", cost=9),
            work("b", 2.0, 3.0, occasion="launch", cost=9),
            work("c", 4.0, 12.0, occasion="launch"),
        )
        assert found[2] == ((0.75, 0.0), (0.25, day_of(3)))

    def test_several_people_take_the_next_whoever_is_free_first(self) -> None:
        """Six hours keep one person busy; the other does one and one more."""
        pair = FREE._replace(people=2)
        works = [work("a", 6.0), work("b", 1.0), work("c", 1.0), work("d", 9.0)]
        together = [each._replace(task=attrs.evolve(each.task, occasion="launch")) for each in works]
        found = self.starts(*together, server=pair)
        assert found == [AT_ONCE, ((1.0, 0.0),), ((1.0, day_of(1)),), ((1.0, day_of(2)),)]

    def test_the_order_among_those_before_matters_to_several_people(self) -> None:
        """One hour, one hour and then six: whoever comes fourth starts after the first hour."""
        pair = FREE._replace(people=2)
        works = [work("x", 6.0, occasion="launch", cost=6), work("y", 1.0, occasion="launch", cost=9)]
        works += [work("z", 1.0, occasion="launch", cost=8), work("d", 9.0, occasion="launch")]
        assert self.starts(*works, server=pair)[3] == ((1.0, day_of(1)),)

    def test_each_occasion_has_its_own(self) -> None:
        found = self.starts(work("a", occasion="launch"), work("b", occasion="fair"), work("c"), work("d"))
        assert found == [AT_ONCE] * 4

    def test_nobody_waits_for_work_that_never_comes(self) -> None:
        found = self.starts(work("a", a_year=0.0, occasion="launch"), work("b", occasion="launch"))
        assert found == [AT_ONCE, AT_ONCE]

    def test_with_nobody_there_it_never_begins(self) -> None:
        found = self.starts(work("a", occasion="x"), work("b", occasion="x"), server=FREE._replace(hours_per_week=0.0))
        assert found == [AT_ONCE, ((1.0, math.inf),)]

    @given(
        st.lists(st.tuples(spread(0.5, 40.0), spread(0.5, 60.0), st.sampled_from([0.0, 5.0, 50.0])), max_size=5),
        st.integers(1, 3),
    )
    def test_chances_add_up_to_1(self, told: list[tuple[float, float, float]], people: int) -> None:
        works = [
            work(str(n), size, a_year, cost=cost, occasion="launch") for n, (size, a_year, cost) in enumerate(told)
        ]
        for starts in self.starts(*works, server=FREE._replace(people=people)):
            assert math.fsum(probability for probability, _ in starts) == pytest.approx(1.0)
            assert min(probability for probability, _ in starts) > 0.0
            assert sorted({days for _, days in starts}) == [days for _, days in starts]


class TestInClass:
    def test_without_occasion_or_absence_it_is_the_queue_alone(self) -> None:
        works = [work("a", 3.0), work("b", 9.0)]
        found = waits_in_class(works, [], ANN, regular=True, months=12)
        assert found == [*queue([OwnWork(3.0, 1.0), OwnWork(9.0, 1.0)])[:2]]

    def test_rates_multiply_those_of_the_works(self) -> None:
        (found,) = waits_in_class([work("a", 3.0)], [work("b", 9.0)], ANN, regular=True, months=12, rates=3.0)
        assert found == queue([OwnWork(3.0, 3.0), OwnWork(9.0, 1.0)])[0]

    @pytest.mark.parametrize(("regular", "stretch"), [(True, 1.0), (False, 4 / 3)])
    def test_in_an_occasion_regular_clients_go_before_a_one_off_client_meanwhile(
        self, stretch: float, *, regular: bool
    ) -> None:
        works = [work("a", occasion="launch"), work("b", occasion="launch")]
        first, second = waits_in_class(works, [], ANN, regular=regular, months=12)
        wait = queue([OwnWork(4.0, 1.0)] * 2, regular=regular)[0]
        assert (first, second) == (wait, DelayedWait(wait, ((1.0, pytest.approx(stretch)),)))

    def test_other_work_of_the_same_occasion_goes_before_too(self) -> None:
        others = [work("b", 2.0, occasion="launch", cost=9)]
        (found,) = waits_in_class([work("a", occasion="launch")], others, ANN, regular=True, months=12)
        assert isinstance(found, DelayedWait)
        assert found.starts == ((1.0, 0.5),)

    def test_one_urgency_for_all_lets_the_shorter_go_first(self) -> None:
        works = [work("a", 8.0, occasion="launch", cost=90), work("b", 2.0, occasion="launch", cost=1)]
        terms: dict[str, Any] = {"regular": True, "months": 12}
        plain = waits_in_class(works, [], ANN, **terms)
        alike = waits_in_class(works, [], ANN, urgency=Urgency(7, 7), **terms)
        assert [isinstance(wait, DelayedWait) for wait in (*plain, *alike)] == [False, True, True, False]

    def test_where_regular_clients_fill_all_hours_nobody_else_is_reached_in_any_order(self) -> None:
        full = ANN._replace(regular_load=1.0)
        works = [work("a", occasion="launch"), work("b", occasion="launch")]
        assert waits_in_class(works, [], full, regular=False, months=12) == [ENDLESS, ENDLESS]

    def test_an_absence_comes_before_the_occasion(self) -> None:
        due = Once(dt.date(2026, 3, 7))
        works = [work(name, recurrence=due, occasion="launch") for name in "ab"]
        away = ((dt.date(2026, 3, 5), dt.date(2026, 3, 14)),)
        terms: dict[str, Any] = {"regular": True, "months": 12, "time_off": away}
        first, second = waits_in_class(works, [], FREE, on=NEW_YEAR, **terms)
        assert (first.mean, second.mean) == pytest.approx((7.5, 8.5), abs=0.02)
        assert waits_in_class(works, [], FREE, **terms)[0].mean < 0.02

    @given(
        st.lists(
            st.tuples(
                spread(0.5, 40.0),
                spread(0.5, 60.0),
                st.sampled_from([0.0, 5.0, 50.0]),
                st.booleans(),
                st.sampled_from(["", "launch", "fair"]),
                st.booleans(),
            ),
            min_size=1,
            max_size=5,
        ),
        st.randoms(use_true_random=False),
        st.integers(1, 3),
        st.booleans(),
    )
    def test_the_order_of_works_decides_nothing_but_the_order_of_waits(
        self, told: list[Any], random: Any, people: int, regular: bool
    ) -> None:
        works = [
            work(
                str(n),
                size,
                a_year,
                cost=cost,
                occasion=occasion,
                rhythmic=rhythmic and not once,
                recurrence=Once() if once else None,
            )
            for n, (size, a_year, cost, rhythmic, occasion, once) in enumerate(told)
        ]
        order = random.sample(range(len(works)), len(works))
        server = ANN._replace(people=people)
        straight = waits_in_class(works, [], server, regular=regular, months=12)
        mixed = waits_in_class([works[n] for n in order], [], server, regular=regular, months=12)
        for place, n in enumerate(order):
            assert mixed[place].mean == pytest.approx(straight[n].mean, rel=1e-9)
            assert mixed[place].lateness(1.0, 5.0) == pytest.approx(straight[n].lateness(1.0, 5.0), rel=1e-9)
