"""How much later a wait begins that time off stands in front of."""

import datetime as dt
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Once, Rate, Rule
from delegation._costing.absences import CLEARING, STRATA, Moments, absence_starts, absences
from delegation.queueing.delayed import AT_ONCE, Starts
from delegation.recurrence.kinds import Recurrence
from tests.people import FIRST_OF_MONTH, NEW_YEAR

MARCH = ((dt.date(2026, 3, 5), dt.date(2026, 3, 14)),)
"""Ten days."""


def absent(*days: tuple[int, int]) -> tuple[tuple[dt.date, dt.date], ...]:
    """Absences from one day of the year to another, the first being 0."""
    return tuple((NEW_YEAR + dt.timedelta(days=a), NEW_YEAR + dt.timedelta(days=b)) for a, b in days)


def inside(found: tuple[Moments, ...]) -> list[Moments]:
    return [moments for moments in found if moments.since < moments.away]


class TestMoments:
    """When a work comes that absences concern."""

    def test_a_day_in_an_absence_counts_from_its_noon(self) -> None:
        assert absences(Once(dt.date(2026, 3, 7)), MARCH, NEW_YEAR, 12) == (Moments(1.0, 10, 2.5),)

    @pytest.mark.parametrize(("day", "since"), [(5, 0.5), (14, 9.5)])
    def test_the_first_and_the_last_day_are_of_the_absence(self, day: int, since: float) -> None:
        assert absences(Once(dt.date(2026, 3, day)), MARCH, NEW_YEAR, 12) == (Moments(1.0, 10, since),)

    def test_the_day_before_is_not_concerned(self) -> None:
        assert absences(Once(dt.date(2026, 3, 4)), MARCH, NEW_YEAR, 12) == ()

    def test_the_day_after_is_in_the_first_part_of_the_time_in_which_work_is_worked_off(self) -> None:
        """A quarter as long as the absence."""
        assert absences(Once(dt.date(2026, 3, 15)), MARCH, NEW_YEAR, 12) == (Moments(1.0, 10, 11.25),)

    def test_a_day_at_an_edge_is_in_both_parts(self) -> None:
        """The third day after begins with the first part's last half."""
        found = absences(Once(dt.date(2026, 3, 17)), MARCH, NEW_YEAR, 12)
        assert found == (Moments(0.5, 10, 11.25), Moments(0.5, 10, 13.75))

    def test_what_comes_any_day_comes_on_each_alike(self) -> None:
        found = inside(absences(Rate(5.0), absent((100, 103)), NEW_YEAR, 12))
        assert found == [Moments(pytest.approx(1 / 365), 4, n + 0.5) for n in range(4)]

    def test_a_long_absence_is_cut_into_parts(self) -> None:
        """Forty-eight days in sixteen parts of three."""
        found = inside(absences(Rate(5.0), absent((100, 147)), NEW_YEAR, 12))
        assert len(found) == STRATA
        assert found == [Moments(pytest.approx(3 / 365), 48, 1.5 + 3 * n) for n in range(STRATA)]

    def test_the_time_after_is_cut_in_lengths_of_the_absence(self) -> None:
        found = absences(Rate(5.0), absent((100, 103)), NEW_YEAR, 12)[4:]
        assert math.fsum(moments.share for moments in found) == pytest.approx(48 / 365)
        assert found[0] == Moments(pytest.approx(1 / 365), 4, 4.5)
        assert found[-1] == Moments(pytest.approx(16 / 365), 4, 4 + 40)
        assert len(found) == len(CLEARING) - 1

    def test_of_an_absence_that_has_begun_only_what_is_left_counts(self) -> None:
        found = inside(absences(Rate(5.0), absent((-8, 1)), NEW_YEAR, 12))
        assert found == [Moments(pytest.approx(1 / 365), 10, 8.5), Moments(pytest.approx(1 / 365), 10, 9.5)]

    def test_an_absence_may_end_after_the_horizon(self) -> None:
        found = absences(Rate(5.0), absent((363, 372)), NEW_YEAR, 12)
        assert found == (Moments(pytest.approx(1 / 365), 10, 0.5), Moments(pytest.approx(1 / 365), 10, 1.5))

    def test_an_absence_ends_the_clearing_of_the_one_before(self) -> None:
        found = absences(Rate(5.0), absent((10, 13), (16, 17)), NEW_YEAR, 12)
        first = [moments for moments in found if moments.away == 4]
        assert math.fsum(moments.share for moments in first) == pytest.approx(6 / 365)
        assert first[-1].since == 5.5
        assert found[len(first)] == Moments(pytest.approx(1 / 365), 2, 0.5)

    def test_of_a_rule_the_days_count_that_it_falls_on(self) -> None:
        """Of twelve firsts of a month two are in the weeks off: the third of five days, and the fifth of fifteen."""
        found = inside(absences(FIRST_OF_MONTH, absent((29, 33), (86, 100)), NEW_YEAR, 12))
        assert found == [Moments(pytest.approx(1 / 12), 5, 2.5), Moments(pytest.approx(1 / 12), 15, 4.5)]

    @pytest.mark.parametrize("away", [absent((365, 400)), absent((-900, -890))])
    def test_without_an_absence_in_the_horizon_none_concerns_it(self, away: Any) -> None:
        assert absences(Rate(5.0), away, NEW_YEAR, 12) == ()

    def test_what_never_comes_is_not_concerned(self) -> None:
        assert absences(Rate(0.0), absent((0, 364)), NEW_YEAR, 12) == ()


def starts(*moments: Moments, level: float = 0.5, first_class: float = 0.25, regular: bool = True) -> Starts:
    return absence_starts(moments, level=level, first_class=first_class, regular=regular)


def fluid(since: float, away: float, level: float, meanwhile: float) -> float:
    """Days until work is begun that comes so long after the beginning of an absence, in steps of a thousandth of a day.

    What goes before comes at the rate of the level, and after it at that of who is let pass; one day's work is done in
    a day, but none in the absence.
    """
    step, ahead, now = 0.001, 0.0, 0.0
    while now < since - step / 2:
        ahead = max(0.0, ahead + step * (level - (now >= away)))
        now += step
    while now < away or ahead > 0.0:
        ahead += step * (meanwhile - (now >= away))
        now += step
    return now - since


class TestStarts:
    def test_in_an_absence_its_end_comes_first_and_then_what_has_piled_up(self) -> None:
        """On the fourth of ten days: six to go, and half of four."""
        assert starts(Moments(1.0, 10, 4.0)) == ((0.0, 0.0), (1.0, 8.0))

    def test_a_one_off_client_lets_others_pass_in_the_absence_and_after(self) -> None:
        """Six days to go, in which half of four and a quarter of six days' work has come: 3.5, done in 3.5/0.75."""
        assert starts(Moments(1.0, 10, 4.0), regular=False) == ((0.0, 0.0), (1.0, pytest.approx(6 + 3.5 / 0.75)))

    def test_after_it_what_is_left_of_that_comes_first(self) -> None:
        """Five days' work have piled up, of which four days leave three."""
        assert starts(Moments(1.0, 10, 14.0)) == ((0.0, 0.0), (1.0, 3.0))
        assert starts(Moments(1.0, 10, 14.0), regular=False) == ((0.0, 0.0), (1.0, pytest.approx(3.0 / 0.75)))

    @pytest.mark.parametrize(("since", "expected"), [(19.9, 0.05), (20.0, 0.0), (25.0, 0.0)])
    def test_once_that_is_done_nothing_is_later(self, since: float, expected: float) -> None:
        found = starts(Moments(0.25, 10, since))
        assert math.fsum(chance * days for chance, days in found) == pytest.approx(0.25 * expected)
        assert (found == AT_ONCE) is (not expected)

    def test_the_rest_of_the_work_begins_at_once(self) -> None:
        assert starts(Moments(0.25, 10, 4.0), Moments(0.125, 10, 30.0)) == ((0.75, 0.0), (0.25, 8.0))

    def test_what_no_absence_concerns_begins_at_once(self) -> None:
        assert starts() == AT_ONCE

    def test_rounding_leaves_no_chance_below_nothing(self) -> None:
        found = starts(*[Moments(1 / 3 + 1e-16, 10, 4.0)] * 3)
        assert found[0] == (0.0, 0.0)

    @pytest.mark.parametrize("since", [0.25, 4.0, 9.5, 10.5, 13.0, 16.0])
    @pytest.mark.parametrize(("level", "first_class"), [(0.3, 0.1), (0.6, 0.6), (0.7, 0.25)])
    @pytest.mark.parametrize("regular", [True, False])
    def test_it_is_as_long_as_it_takes_if_work_flowed(
        self, since: float, level: float, first_class: float, *, regular: bool
    ) -> None:
        found = starts(Moments(1.0, 10, since), level=level, first_class=first_class, regular=regular)
        played = fluid(since, 10.0, level, 0.0 if regular else first_class)
        assert math.fsum(chance * days for chance, days in found) == pytest.approx(played, abs=0.02)


lengths = st.lists(st.integers(-20, 120), min_size=2, max_size=6, unique=True).map(
    lambda ends: absent(*zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False))
)
comings = st.sampled_from(
    [
        Rate(2.0),
        Once(),
        Once(dt.date(2026, 2, 3)),
        FIRST_OF_MONTH,
        Rule("FREQ=DAILY;BYHOUR=8,16", dt.datetime(2020, 1, 1)),
    ]
)


def mean(found: Starts) -> float:
    return math.fsum(chance * days for chance, days in found)


class TestWhatMustHold:
    @given(comings, lengths, st.floats(0.0, 0.99), st.floats(0.0, 1.0), st.booleans())
    def test_chances_add_up_to_1(self, comes: Recurrence, away: Any, level: float, part: float, regular: bool) -> None:
        moments = absences(comes, away, NEW_YEAR, 3)
        found = absence_starts(moments, level=level, first_class=level * part, regular=regular)
        assert math.fsum(chance for chance, _ in found) == pytest.approx(1.0)
        assert min(chance for chance, _ in found) >= 0.0
        assert all(days >= 0.0 for _, days in found)

    @given(comings, lengths)
    def test_the_chance_of_an_absence_is_that_of_its_days(self, comes: Recurrence, away: Any) -> None:
        """Day by day."""
        whole, within = 0.0, 0.0
        for first, last, expected in comes.spread(3, on=NEW_YEAR):
            for day in (first + dt.timedelta(days=n) for n in range((last - first).days)):
                share = expected / (last - first).days
                whole += share
                within += share * any(begin <= day <= end for begin, end in away)
        found = inside(absences(comes, away, NEW_YEAR, 3))
        assert math.fsum(moments.share for moments in found) == pytest.approx(within / whole, abs=1e-12)

    @given(
        comes=st.sampled_from([Rate(2.0), Once()]),
        first=st.integers(0, 80),
        length=st.integers(0, 40),
        more=st.integers(1, 40),
        level=st.floats(0.0, 0.9),
        part=st.floats(0.0, 1.0),
        regular=st.booleans(),
    )
    def test_a_longer_absence_never_makes_what_comes_any_day_begin_sooner(
        self, *, comes: Recurrence, first: int, length: int, more: int, level: float, part: float, regular: bool
    ) -> None:
        shorter, longer = (
            mean(
                absence_starts(
                    absences(comes, absent((first, first + days)), NEW_YEAR, 12),
                    level=level,
                    first_class=level * part,
                    regular=regular,
                )
            )
            for days in (length, length + more)
        )
        assert longer >= shorter
