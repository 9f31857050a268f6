"""How busy a contractor is who makes clients wait so long."""

import math
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from delegation import Availability
from delegation.availability import ONE_OFF_LOAD, REGULAR_LOAD
from delegation.errors import RefusedValueError
from tests.refusals import refusal_of as refused
from tests.worlds import spread

ONE_JOB_A_DAY: dict[str, Any] = {"hours_per_week": 28.0, "job_hours": 4.0}
"""Of one person: 28 hours in 7 days are 4 hours a day."""

HALF_AND_A_QUARTER = Availability(hours_per_week=28, job_hours=4, regular_load=0.5, one_off_load=0.25)
"""One job a day, three quarters of it taken; what follows from it by hand is in the tests."""


def refusal_of(**waits: Any) -> RefusedValueError:
    return refused(lambda: Availability.from_waits(**waits))


class TestByHand:
    def test_both_waits_and_the_size_of_jobs_tell_both_loads(self) -> None:
        """Busy 1 - 1.5/6 = 0.75, of which regular clients take 1 - 0.75/(1·1.5) = 0.5."""
        assert Availability.from_waits(one_off_days=6, regular_days=1.5, **ONE_JOB_A_DAY) == HALF_AND_A_QUARTER

    def test_both_waits_alone_tell_the_busyness_and_the_size_of_jobs(self) -> None:
        """Busy 0.75 in the default mix: regular 6/13; m = 0.75/(1.5·7/13) = 13/14 a day, so jobs of 56/13 hours."""
        found = Availability.from_waits(one_off_days=6, regular_days=1.5, hours_per_week=28)

        assert (found.regular_load, found.one_off_load, found.job_hours) == pytest.approx(
            (6 / 13, 0.75 - 6 / 13, 56 / 13)
        )

    def test_a_one_off_wait_alone_tells_the_busyness_in_the_default_mix(self) -> None:
        """Half busy, one-off clients wait 0.5/(0.5·(1 - 4/13)·(1 - 0.5)) = 26/9 days with jobs of 8 hours."""
        found = Availability.from_waits(one_off_days=26 / 9, hours_per_week=28)

        assert (found.regular_load, found.one_off_load, found.job_hours) == pytest.approx((4 / 13, 0.5 - 4 / 13, 8.0))

    def test_a_regular_wait_alone_tells_the_busyness_in_the_default_mix(self) -> None:
        """ρ/(0.5·(1 - 8/13·ρ)) = 1 day gives ρ = 13/34."""
        found = Availability.from_waits(regular_days=1, hours_per_week=28)

        assert (found.regular_load, found.one_off_load, found.job_hours) == pytest.approx((8 / 34, 5 / 34, 8.0))

    def test_hours_and_people_are_taken_over(self) -> None:
        found = Availability.from_waits(one_off_days=3, job_hours=6, hours_per_week=25, people=4)

        assert (found.hours_per_week, found.people, found.job_hours) == (25.0, 4, 6.0)

    def test_waits_are_those_of_one_person_with_thirty_hours_a_week_unless_said_otherwise(self) -> None:
        found = Availability.from_waits(one_off_days=9, regular_days=3)
        assert (found.hours_per_week, found.people) == (30.0, 1)


class TestAndBack:
    @given(spread(1e-3, 10.0), spread(1e-3, 0.999), st.integers(1, 5), spread(1.0, 168.0))
    def test_both_waits_come_back(self, one_off_days: float, part: float, people: int, hours_per_week: float) -> None:
        """Five people who are seldom all busy would have jobs of more than a million hours: waits differ enough."""
        regular_days = one_off_days * part
        assume(people == 1 or part < 0.8)

        found = Availability.from_waits(
            one_off_days=one_off_days, regular_days=regular_days, people=people, hours_per_week=hours_per_week
        )

        assert (found.wait(regular=False).mean, found.wait(regular=True).mean) == pytest.approx(
            (one_off_days, regular_days), rel=1e-9
        )

    @given(st.floats(0.001, 0.97), st.floats(0.0, 1.0), st.integers(1, 30), spread(1.0, 168.0), spread(0.5, 100.0))
    def test_both_waits_and_the_size_of_jobs_come_back(
        self, busy: float, share: float, people: int, hours_per_week: float, job_hours: float
    ) -> None:
        asked = Availability(
            regular_load=busy * share,
            one_off_load=busy - busy * share,
            people=people,
            hours_per_week=hours_per_week,
            job_hours=job_hours,
        )
        one_off_days, regular_days = asked.wait(regular=False).mean, asked.wait(regular=True).mean
        assume(regular_days > 1e-12 and 1e-3 < share < 0.999)

        found = Availability.from_waits(
            one_off_days=one_off_days,
            regular_days=regular_days,
            job_hours=job_hours,
            people=people,
            hours_per_week=hours_per_week,
        )

        assert (found.regular_load, found.one_off_load) == pytest.approx(
            (asked.regular_load, asked.one_off_load), rel=1e-6, abs=1e-9
        )

    @given(spread(1e-3, 1e5), st.integers(1, 30), spread(1.0, 168.0), spread(0.5, 100.0))
    def test_a_one_off_wait_comes_back(self, days: float, people: int, hours_per_week: float, job_hours: float) -> None:
        found = Availability.from_waits(
            one_off_days=days, people=people, hours_per_week=hours_per_week, job_hours=job_hours
        )

        assert found.wait(regular=False).mean == pytest.approx(days, rel=1e-8)

    @given(st.floats(0.001, 0.999), st.integers(1, 30), spread(1.0, 168.0), spread(0.5, 100.0))
    def test_a_regular_wait_below_the_longest_comes_back(
        self, part: float, people: int, hours_per_week: float, job_hours: float
    ) -> None:
        """The longest is that of somebody who is always busy, 1/(m·(1 - 8/13)) days."""
        plain = Availability(people=people, hours_per_week=hours_per_week, job_hours=job_hours)
        days = part / (plain.jobs_per_day * (1.0 - 8.0 / 13.0))

        found = Availability.from_waits(
            regular_days=days, people=people, hours_per_week=hours_per_week, job_hours=job_hours
        )

        assert found.wait(regular=True).mean == pytest.approx(days, rel=1e-9)

    @given(spread(1e-3, 1e5), st.integers(1, 30))
    def test_one_wait_keeps_the_default_mix(self, days: float, people: int) -> None:
        found = Availability.from_waits(one_off_days=days, people=people)

        assert found.regular_load * ONE_OFF_LOAD == pytest.approx(found.one_off_load * REGULAR_LOAD, rel=1e-9)


class TestRefused:
    @pytest.mark.parametrize("field", ["one_off_days", "regular_days"])
    @pytest.mark.parametrize("days", [0, -1, math.nextafter(1e9, math.inf), math.inf, math.nan, "3", True])
    def test_a_wait_is_a_number_above_0_and_up_to_a_billion(self, field: str, days: Any) -> None:
        refusal = refusal_of(**{field: days})

        assert (refusal.owner, refusal.field, refusal.accepted) == (
            "Availability.from_waits",
            field,
            "it takes a number above 0, mean calendar days",
        )

    def test_a_wait_of_a_billion_days_is_taken(self) -> None:
        assert Availability.from_waits(one_off_days=1e9).wait(regular=False).mean == pytest.approx(1e9, rel=1e-3)

    def test_one_of_the_waits_is_needed(self) -> None:
        assert refusal_of().reason == (
            "Availability.from_waits.one_off_days = None is refused: "
            "it takes mean calendar days; one of one_off_days and regular_days is needed"
        )

    @pytest.mark.parametrize("regular_days", [6, 7])
    def test_regular_clients_who_wait_as_long_as_one_off_ones_are_refused(self, regular_days: float) -> None:
        assert refusal_of(one_off_days=6, regular_days=regular_days).reason == (
            f"Availability.from_waits.regular_days = {regular_days} is refused: "
            "it takes fewer days than one_off_days, 6: regular clients are served first"
        )

    def test_regular_clients_who_wait_a_little_less_are_taken(self) -> None:
        found = Availability.from_waits(one_off_days=6, regular_days=5.999)

        assert found.regular_load + found.one_off_load == pytest.approx(0.001 / 6)

    @pytest.mark.parametrize("regular_days", [0.749, 3.001])
    def test_waits_that_fit_no_load_at_the_size_of_the_jobs_are_refused(self, regular_days: float) -> None:
        """Three quarters busy: a regular client waits 0.75 days where all others are one-off clients, else 3."""
        assert refusal_of(one_off_days=4 * regular_days, regular_days=regular_days, **ONE_JOB_A_DAY).reason == (
            "Availability.from_waits.job_hours = 4 is refused: jobs of so many hours do not go with these waits: "
            "leave job_hours out, or give regular_days between 0.75 and 3 (they are 0.75 busy)"
        )

    @pytest.mark.parametrize(("regular_days", "regular_load"), [(0.75, 0.0), (1.5, 0.5), (3.0, 0.75)])
    def test_waits_at_both_ends_of_what_fits_are_taken(self, regular_days: float, regular_load: float) -> None:
        found = Availability.from_waits(one_off_days=4 * regular_days, regular_days=regular_days, **ONE_JOB_A_DAY)

        assert (found.regular_load, found.one_off_load) == (regular_load, 0.75 - regular_load)

    @pytest.mark.parametrize("regular_days", [2.601, 30])
    def test_a_regular_wait_longer_than_the_default_mix_makes_is_refused(self, regular_days: float) -> None:
        """One job a day, always busy: 1/(1 - 8/13) = 2.6 days."""
        assert refusal_of(regular_days=regular_days, **ONE_JOB_A_DAY).reason == (
            f"Availability.from_waits.regular_days = {regular_days} is refused: "
            "with jobs of 4 h and the usual mix of clients regular ones wait less than 2.6 days: "
            "give one_off_days too, or larger job_hours"
        )

    def test_a_regular_wait_just_below_that_is_taken(self) -> None:
        assert Availability.from_waits(regular_days=2.599, **ONE_JOB_A_DAY).regular_load == pytest.approx(
            8 / 13, rel=1e-3
        )

    @pytest.mark.parametrize(
        ("field", "value"), [("job_hours", 0), ("job_hours", "8"), ("hours_per_week", 169), ("people", 0)]
    )
    def test_size_hours_and_people_are_refused_as_those_of_an_availability(self, field: str, value: Any) -> None:
        refusal = refusal_of(one_off_days=3, **{field: value})

        assert (refusal.owner, refusal.field, refusal.value) == ("Availability", field, value)

    @pytest.mark.parametrize(
        ("one_off_days", "regular_days", "people"),
        [
            pytest.param(10, 9.999, 10_000, id="ten thousand people who are never all busy"),
            pytest.param(10, 7, 200, id="two hundred people who are never all busy"),
            pytest.param(1e9, 1e-9, 1, id="somebody as good as always busy"),
        ],
    )
    @pytest.mark.parametrize("size", [{}, {"job_hours": 1}], ids=["any size", "jobs of an hour"])
    def test_waits_that_no_number_can_hold_are_refused_as_waits(
        self, one_off_days: float, regular_days: float, people: int, size: dict[str, Any]
    ) -> None:
        refusal = refusal_of(one_off_days=one_off_days, regular_days=regular_days, people=people, **size)

        assert refusal.owner == "Availability.from_waits"
