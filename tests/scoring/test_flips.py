"""Which change of one factor would flip a verdict, in the user's own unit."""

import math
import re
from collections.abc import Sequence

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from delegation import Availability, Business, Contractor, Once, Rate, Retainer, Score, Task, Urgency, score
from delegation.scoring import Factor
from delegation.scoring.flips import Flip, Measure, Range, flips_of, multiple, nearest_of, ranges, told
from tests.people import TEN
from tests.worlds import spread

ANN = Contractor("Ann", rate=50, retainers=TEN)
OWNER = Business(
    owner_rate=40, hiring_hours=3, briefing_hours=0.25, onboarding_hours=4, replacement_days=7, horizon_months=6
)
HELP = Task("help", hours=2, recurrence=Rate(3), urgency=Urgency(100, 2))


def by(found: Score, factor: Factor, who: str = "Ann") -> Flip:
    """How a verdict flips by one factor."""
    return next(flip for flip in flips_of(found, who) if flip.factor is factor)


def amounts(text: str) -> list[float]:
    """The numbers of a text."""
    return [float(each.replace(",", "")) for each in re.findall(r"[0-9][0-9,.]*(?:e[+-][0-9]+)?", text)]


figures = st.integers(1, 999).map(lambda n: n / 100) | st.integers(10, 1000).map(float)
"""Numbers above 0 that are told in all their digits."""


def within(told: Sequence[tuple[float, float]], multiplier: float) -> bool:
    """Whether a multiplier lies in one of the ranges that are told."""
    return any(low < multiplier < high for low, high in told)


class TestRanges:
    @pytest.mark.parametrize(
        ("points", "expected"),
        [
            ((), []),
            ((0.5,), [(0.0, 0.5)]),
            ((2.0,), [(2.0, math.inf)]),
            ((0.5, 2.0), [(0.0, 0.5), (2.0, math.inf)]),
            ((2.0, 4.0), [(2.0, 4.0)]),
            ((0.25, 0.5), [(0.25, 0.5)]),
            ((0.25, 0.5, 2.0), [(0.25, 0.5), (2.0, math.inf)]),
            ((0.5, 2.0, 4.0), [(0.0, 0.5), (2.0, 4.0)]),
            ((0.25, 0.5, 2.0, 4.0), [(0.25, 0.5), (2.0, 4.0)]),
            ((1.0, 2.0), [(0.0, 1.0), (2.0, math.inf)]),
        ],
    )
    def test_a_verdict_is_another_below_between_and_above_its_flips(
        self, points: tuple[float, ...], expected: list[tuple[float, float]]
    ) -> None:
        assert ranges(points) == expected

    @given(st.lists(figures, max_size=6, unique=True).map(sorted), spread(1e-3, 1e4))
    def test_the_ranges_are_exactly_where_the_verdict_is_another_than_at_1(
        self, points: list[float], multiplier: float
    ) -> None:
        """It is another where it has flipped an odd number of times on the way from 1; at a point it has flipped."""
        assume(multiplier not in points)
        on_the_way = [x for x in points if min(1.0, multiplier) < x <= max(1.0, multiplier)]
        assert within(ranges(points), multiplier) is (len(on_the_way) % 2 == 1)

    @given(
        spread(0.1, 20),
        spread(0.5, 8),
        st.builds(Retainer, spread(20, 1000), st.just(0.0) | spread(1, 40)),
        spread(1e-3, 1e3),
    )
    def test_the_ranges_of_a_score_are_where_the_same_work_more_or_less_often_is_answered_otherwise(
        self, rate: float, hours: float, offer: Retainer, multiplier: float
    ) -> None:
        """Off the points by more than a hundredth."""
        task = Task("help", hours=hours, recurrence=Rate(rate), urgency=Urgency(100, 2))
        found = score(task, ANN, OWNER, retainer=offer)
        points = found.break_even["recurrence"]
        assume(all(abs(math.log(x / edge)) > 0.01 for x in (1.0, multiplier) for edge in points))
        other = score(attrs.evolve(task, recurrence=Rate(rate * multiplier)), ANN, OWNER, retainer=offer)
        assert within(ranges(points), multiplier) is (other.outsource is not found.outsource)


class TestUnits:
    def test_a_frequent_task_is_told_in_times_a_month(self) -> None:
        found = score(HELP, ANN, OWNER)
        flip = by(found, Factor.RECURRENCE)
        assert flip.subject == "it came"
        assert flip.every.endswith(" times a month")
        assert amounts(flip.every) == pytest.approx([3 * x for x in found.break_even.recurrence], rel=0.005)

    def test_a_seldom_task_is_told_in_times_over_the_horizon(self) -> None:
        found = score(attrs.evolve(HELP, recurrence=Rate(0.5)), ANN, OWNER)
        flip = by(found, Factor.RECURRENCE)
        assert flip.every.endswith(" times in 6 months")
        assert amounts(flip.every)[:-1] == pytest.approx([3 * x for x in found.break_even.recurrence], rel=0.005)

    def test_work_that_came_once_is_not_said_to_come_one_times(self) -> None:
        measure = Measure("it came", lambda x: f"{x:g}", "times a month", "fewer")
        assert told([(0.0, 1.0)], measure) == "fewer than once a month"
        assert told([(0.0, 21.0)], measure) == "fewer than 21 times a month"

    def test_the_rates_of_a_bundle_are_told_as_one_multiple_of_now(self) -> None:
        found = score([HELP, Task("books", hours=1, recurrence=2)], ANN, OWNER)
        flip = by(found, Factor.RECURRENCE)
        assert flip.subject == "all of it came"
        assert flip.every.endswith(" times as often as now")
        assert amounts(flip.every) == pytest.approx(list(found.break_even.recurrence), rel=0.005)

    def test_of_a_bundle_with_work_that_comes_once_only_the_rest_is_said_to_come_more_often(self) -> None:
        found = score([HELP, Task("move", hours=1, recurrence=Once())], ANN, OWNER)
        assert by(found, Factor.RECURRENCE).subject == "what comes back came"

    def test_the_delay_of_a_task_is_told_in_money_with_its_currency(self) -> None:
        found = score(HELP, ANN, attrs.evolve(OWNER, currency="EUR"))
        flip = by(found, Factor.URGENCY)
        assert flip.subject == "a day's delay cost"
        assert re.fullmatch(r"less than EUR [0-9]+(\.[0-9]+)?", flip.nearest)
        assert amounts(flip.every) == pytest.approx([100 * x for x in found.break_even.urgency], rel=0.005)

    def test_the_delays_of_a_bundle_are_told_as_one_multiple_of_now(self) -> None:
        found = score([HELP, Task("books", hours=1, recurrence=2)], ANN, OWNER)
        flip = by(found, Factor.URGENCY)
        assert (flip.subject, flip.every.endswith(" times as much as now")) == ("every delay cost", True)
        assert amounts(flip.every) == pytest.approx(list(found.break_even.urgency), rel=0.005)

    def test_other_clients_are_told_in_hours_a_week_of_all_that_there_are(self) -> None:
        """Two people of 30 hours, of whom 65 % are taken: 39 of 60."""
        two = attrs.evolve(ANN, availability=Availability(people=2))
        found = score(attrs.evolve(HELP, hours=8), two, OWNER)
        flip = by(found, Factor.AVAILABILITY)
        assert flip.subject == "Ann's other clients wanted"
        assert flip.every.endswith(" of 60 h a week")
        assert amounts(flip.every)[:-1] == pytest.approx([39 * x for x in found.break_even.availability], rel=0.005)

    def test_the_contractor_is_called_by_the_name_that_is_given(self) -> None:
        assert by(score(HELP, ANN, OWNER), Factor.AVAILABILITY, who="A. & Co").subject.startswith("A. & Co's other")

    @pytest.mark.parametrize(
        ("several", "text"),
        [
            ([(0.0, 0.5)], "less than 0.5 h"),
            ([(2.0, math.inf)], "more than 2 h"),
            ([(2.0, 4.0)], "between 2 and 4 h"),
            ([(0.0, 0.5), (2.0, 4.0), (9.0, math.inf)], "less than 0.5, between 2 and 4 or more than 9 h"),
        ],
    )
    def test_ranges_are_told_below_between_and_above(self, several: list[Range], text: str) -> None:
        assert told(several, Measure("", lambda x: f"{x:g}", "h")) == text

    @pytest.mark.parametrize(
        ("amount", "text"),
        [(0.5, "0.5"), (0.996, "0.996"), (0.9996, "0.9996"), (1.0, "1"), (1.00001, "1.00001"), (1.004, "1.004")],
    )
    def test_a_multiple_beside_1_has_the_digits_that_tell_it_from_1(self, amount: float, text: str) -> None:
        assert multiple(amount) == text


class TestNearest:
    def test_the_nearest_flip_is_that_of_the_smallest_change(self) -> None:
        found = score(HELP, ANN, OWNER)
        every = {factor: min(abs(math.log(x)) for x in points) for factor, points in found.break_even.items() if points}
        nearest = nearest_of(flips_of(found, "Ann"))
        assert nearest is not None
        assert every[nearest.factor] == min(every.values()) == pytest.approx(nearest.distance)

    def test_of_several_ranges_the_nearest_is_told(self) -> None:
        """Less than 0.5 is a factor of two away, more than 8 one of eight."""
        near, far = Flip(Factor.URGENCY, math.log(2), "", "", ""), Flip(Factor.RECURRENCE, math.log(8), "", "", "")
        assert nearest_of([far, near]) is near

    def test_where_nothing_flips_there_is_none(self) -> None:
        assert nearest_of([]) is None
        assert flips_of(score(HELP, attrs.evolve(ANN, retainers=Retainer(1e12, 10)), OWNER), "Ann") == ()

    def test_where_there_are_no_retainers_nothing_flips(self) -> None:
        assert flips_of(score(HELP, attrs.evolve(ANN, retainers=()), OWNER), "Ann") == ()

    @given(spread(0.1, 20), spread(0.5, 8), st.builds(Retainer, spread(20, 1000), st.just(0.0) | spread(1, 40)))
    def test_one_step_into_the_nearest_range_of_recurrence_the_verdict_is_another(
        self, rate: float, hours: float, offer: Retainer
    ) -> None:
        task = Task("help", hours=hours, recurrence=Rate(rate), urgency=Urgency(100, 2))
        found = score(task, ANN, OWNER, retainer=offer)
        points = found.break_even.recurrence
        assume(points)
        edge = min(points, key=lambda x: abs(math.log(x)))
        step = edge * (1.0 + math.copysign(1e-6, edge - 1.0))
        assume(all(x == edge or not min(edge, step) <= x <= max(edge, step) for x in points))
        other = score(attrs.evolve(task, recurrence=Rate(rate * step)), ANN, OWNER, retainer=offer)
        assert other.outsource is not found.outsource
        assert by(found, Factor.RECURRENCE).distance == pytest.approx(abs(math.log(edge)))
