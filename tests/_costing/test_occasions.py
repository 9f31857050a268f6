"""How much later a wait begins of what comes together with other work."""

import math

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation._costing.occasions import occasion_starts
from delegation._costing.workload import Work
from delegation.queueing.delayed import AT_ONCE, Starts
from tests._costing.cases import work
from tests.worlds import spread


def day_of(hours: float) -> float:
    """In days of four hours."""
    return hours / 4.0


class TestOccasion:
    """With four hours a day."""

    def starts(self, *works: Work, people: int = 1, days_an_hour: float = 0.25) -> list[Starts]:
        priorities = [each.task.urgency.cost_per_day / each.size for each in works]
        return occasion_starts(works, priorities, people, days_an_hour)

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

    def test_hours_take_as_long_as_is_said(self) -> None:
        found = self.starts(work("a", occasion="launch"), work("b", occasion="launch"), days_an_hour=0.5)
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
        works = [work("a", 6.0), work("b", 1.0), work("c", 1.0), work("d", 9.0)]
        together = [each._replace(task=attrs.evolve(each.task, occasion="launch")) for each in works]
        found = self.starts(*together, people=2)
        assert found == [AT_ONCE, ((1.0, 0.0),), ((1.0, day_of(1)),), ((1.0, day_of(2)),)]

    def test_the_order_among_those_before_matters_to_several_people(self) -> None:
        """One hour, one hour and then six: whoever comes fourth starts after the first hour."""
        works = [work("x", 6.0, occasion="launch", cost=6), work("y", 1.0, occasion="launch", cost=9)]
        works += [work("z", 1.0, occasion="launch", cost=8), work("d", 9.0, occasion="launch")]
        assert self.starts(*works, people=2)[3] == ((1.0, day_of(1)),)

    def test_each_occasion_has_its_own(self) -> None:
        found = self.starts(work("a", occasion="launch"), work("b", occasion="fair"), work("c"), work("d"))
        assert found == [AT_ONCE] * 4

    def test_nobody_waits_for_work_that_never_comes(self) -> None:
        found = self.starts(work("a", a_year=0.0, occasion="launch"), work("b", occasion="launch"))
        assert found == [AT_ONCE, AT_ONCE]

    def test_work_that_never_comes_waits_for_nobody(self) -> None:
        found = self.starts(work("a", occasion="launch"), work("b", a_year=0.0, occasion="launch"))
        assert found == [AT_ONCE, AT_ONCE]

    def test_with_nobody_there_it_never_begins(self) -> None:
        found = self.starts(work("a", occasion="x"), work("b", occasion="x"), days_an_hour=math.inf)
        assert found == [AT_ONCE, ((1.0, math.inf),)]

    @given(
        st.lists(st.tuples(spread(0.5, 40.0), spread(0.5, 60.0), st.sampled_from([0.0, 5.0, 50.0])), max_size=5),
        st.integers(1, 3),
    )
    def test_chances_add_up_to_1(self, told: list[tuple[float, float, float]], people: int) -> None:
        works = [
            work(str(n), size, a_year, cost=cost, occasion="launch") for n, (size, a_year, cost) in enumerate(told)
        ]
        for starts in self.starts(*works, people=people):
            assert math.fsum(probability for probability, _ in starts) == pytest.approx(1.0)
            assert min(probability for probability, _ in starts) > 0.0
            assert sorted({days for _, days in starts}) == [days for _, days in starts]
