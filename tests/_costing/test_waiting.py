"""How long each task waits that one contractor, or the owner, is given."""

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Once, Urgency
from delegation._costing.waiting import Server, own_work, waits_in_class, waits_of
from delegation.queueing import DelayedWait, OwnWork, Wait, own_waits
from tests._costing.cases import about, work
from tests.people import NEW_YEAR
from tests.worlds import spread

JUNE = dt.date(2026, 6, 1)
"""A Monday; the month has 22 working days."""

ANN = Server(1, 28.0, points=((1.0, 0.25, 0.25, 4.0),))
"""Four hours a day, of which others take two."""

FREE = Server(1, 28.0)
ENDLESS = Wait(1.0, ((1.0, 0.0),))


def queue(own: list[OwnWork], server: Server = ANN, *, regular: bool = True) -> tuple[Wait, ...]:
    """The plain formulas on plain numbers."""
    ((_, first, second, size),) = server.points
    there: dict[str, Any] = {"people": server.people, "hours_per_week": server.hours_per_week}
    return own_waits(own, regular=regular, job_hours=size, regular_load=first, one_off_load=second, **there)


class TestServer:
    PLAIN = Availability(hours_per_week=30, people=2, job_hours=6, regular_load=0.5, one_off_load=0.125)

    def test_a_contractor_is_there_as_said_where_no_day_is_known(self) -> None:
        absent = attrs.evolve(self.PLAIN, time_off=[JUNE], bookings=[(JUNE, 3)])
        assert Server.of(absent) == Server(2, 30.0, 1.0, ((1.0, 0.5, 0.125, 6.0),)) == Server.of(self.PLAIN, JUNE, 1)

    def test_loads_of_others_can_be_multiplied(self) -> None:
        found = Server.of(self.PLAIN, loads=1.5)
        assert (found.points, found.hours_per_week) == (((1.0, 0.75, 0.1875, 6.0),), 30.0)

    def test_where_they_are_not_known_those_of_every_belief_are(self) -> None:
        beliefs = [(0.25, 0.5, 0.125, 6.0), (0.75, 0.25, 0.25, 6.0)]
        unsure = attrs.evolve(self.PLAIN, regular_load=0.3125, one_off_load=0.21875, beliefs=beliefs)
        found = Server.of(unsure, loads=2.0)
        assert found.points == ((0.75, 0.5, 0.5, 6.0), (0.25, 1.0, 0.25, 6.0))
        assert found.regular_load == 0.625

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
        assert Server.owner(121.75) == Server(1, about(28.0), 1.0, ((1.0, 0.0, 0.0, 1.0),))

    @pytest.mark.parametrize("regular", [True, False])
    def test_waits_are_those_of_the_queue(self, *, regular: bool) -> None:
        own = [OwnWork(3.0, 2.0), OwnWork(9.0, 1.0, rhythmic=True)]
        assert ANN.waits(own, regular=regular) == queue(own, regular=regular)

    def test_all_of_the_work_is_done_while_they_are_there(self) -> None:
        """Here three quarters of the time: four jobs a month come in three quarters of it."""
        found = ANN._replace(present=0.75).waits([OwnWork(3.0, 3.0)], regular=True)
        assert found == queue([OwnWork(3.0, 4.0)])


class TestLevels:
    OWN = (OwnWork(3.0, 2.0), OwnWork(9.0, 1.0, rhythmic=True))
    """Fifteen hours a month."""

    def test_before_a_regular_client_come_the_first_class_and_the_own_work(self) -> None:
        own = 15 / 30.4375 / 4
        assert ANN.levels(self.OWN, regular=True) == pytest.approx((0.25 + own, 0.25 + own))

    def test_before_a_one_off_client_comes_everybody_and_in_the_first_class_regular_clients(self) -> None:
        own = 15 / 30.4375 / 4
        assert ANN.levels(self.OWN, regular=False) == pytest.approx((0.5 + own, 0.25))

    def test_the_own_work_is_a_share_of_the_hours_of_all_people_while_they_are_there(self) -> None:
        own = 15 / 30.4375 / (2 * 4 * 0.75)
        found = ANN._replace(people=2, present=0.75).levels(self.OWN, regular=True)
        assert found == pytest.approx((0.25 + own, 0.25 + own))

    def test_of_no_hours_it_is_all(self) -> None:
        assert ANN._replace(hours_per_week=0.0).levels(self.OWN, regular=True) == (1.25, 1.25)


class TestLevelsOfLikelyLoads:
    UNSURE = Server(1, 28.0, points=((0.5, 0.25, 0.25, 4.0), (0.25, 0.5, 0.25, 4.0), (0.25, 0.75, 0.25, 4.0)))
    OWN = (OwnWork(30.4375, 0.5),)
    """An eighth of four hours a day."""

    def test_they_are_those_on_average_of_who_has_room(self) -> None:
        """As one-off clients: at 0.625 twice as often as at 0.875; the third has none."""
        found = self.UNSURE.levels(self.OWN, regular=False)
        assert found == pytest.approx(((2 * 0.625 + 0.875) / 3, (2 * 0.25 + 0.5) / 3))

    def test_as_regular_clients_there_is_room_with_all(self) -> None:
        assert self.UNSURE.levels(self.OWN, regular=True) == pytest.approx((0.5625, 0.5625))

    def test_where_nobody_has_room_they_are_full(self) -> None:
        level, _ = self.UNSURE.levels((OwnWork(30.4375, 4.0),), regular=True)
        assert level == pytest.approx(1.4375)

    def test_an_absence_delays_those_who_may_be_reached(self) -> None:
        due = work("a", recurrence=Once(dt.date(2026, 3, 7)))
        away = ((dt.date(2026, 3, 5), dt.date(2026, 3, 14)),)
        terms: dict[str, Any] = {"regular": False, "months": 12, "on": NEW_YEAR}
        (late,) = waits_in_class([due], [], self.UNSURE, time_off=away, **terms)
        (plain,) = waits_in_class([due], [], self.UNSURE, **terms)
        assert (plain.endless, plain.never, late.never) == (False, 0.25, 0.25)
        assert late.lateness(0.0, 90.0) > plain.lateness(0.0, 90.0)


class TestOwnWork:
    def test_it_is_what_comes_in_the_horizon_spread_over_its_months(self) -> None:
        steady, once = work("a", 3.0, 24.0), work("b", 50.0, recurrence=Once())
        assert own_work([steady, once], 12) == [OwnWork(3.0, 2.0), OwnWork(50.0, 1 / 12)]

    def test_the_months_are_those_of_the_horizon(self) -> None:
        assert own_work([work("a", 3.0, 24.0)], 6) == [OwnWork(3.0, 4.0)]

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
        assert (first, second) == (wait, DelayedWait(wait, ((1.0, about(stretch)),)))

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
        full = ANN._replace(points=((1.0, 1.0, 0.25, 4.0),))
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

    @pytest.mark.parametrize("regular", [True, False])
    def test_what_piles_up_in_an_absence_is_all_work_that_goes_before(self, *, regular: bool) -> None:
        """Of works and others, the rates of the works multiplied, but what comes once; of each by its own days."""
        due, later = Once(dt.date(2026, 3, 7)), Once(dt.date(2026, 9, 1))
        works = [work("a", recurrence=due), work("b", 3.0, 24.0), work("c", recurrence=later)]
        others = [work("d", 30.0)]
        away = ((dt.date(2026, 3, 5), dt.date(2026, 3, 14)),)
        waits = waits_in_class(works, others, ANN, regular=regular, months=12, rates=1.5, time_off=away, on=NEW_YEAR)
        own = (3.0 * 3.0 + 4.0 / 12 + 30.0) / 30.4375 / 4
        level, first = (0.25 + own, 0.0) if regular else (0.5 + own, 0.25)
        assert isinstance(waits[0], DelayedWait)
        assert waits[0].starts[1] == (1.0, about(7.5 + (level * 2.5 + first * 7.5) / (1 - first)))
        assert isinstance(waits[1], DelayedWait)
        assert not isinstance(waits[2], DelayedWait)

    def test_where_nobody_is_reached_an_absence_changes_nothing(self) -> None:
        away = ((dt.date(2026, 3, 5), dt.date(2026, 3, 14)),)
        found = waits_in_class([work("a", 90.0)], [], ANN, regular=False, months=12, time_off=away, on=NEW_YEAR)
        assert found == [ENDLESS]

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
