"""At how often and how urgent outsourcing would just be worth it."""

import math

import attrs
import pytest
from hypothesis import given

from delegation import Availability, Business, Contractor, Once, Rate, Retainer, Score, Task, Urgency, score
from delegation.scoring.frontier import Frontier
from tests.examples import examples
from tests.worlds import bundles, businesses
from tests.worlds import contractors as people

ANN = Contractor(
    "Ann",
    rate=50,
    retainers=Retainer(500, 10),
    availability=Availability(hours_per_week=28, job_hours=4, regular_load=0.25, one_off_load=0.5),
)
"""Ann completes one job a day."""

OWNER = Business(owner_rate=60)
HELP = Task("help", hours=4, recurrence=Rate(4), urgency=Urgency(100, 1))


def frontier(found: Score) -> Frontier:
    assert found.frontier is not None
    return found.frontier


HERE = frontier(score(HELP, ANN, OWNER))


@pytest.mark.parametrize("often", [0, 10, 20, 30])
@pytest.mark.parametrize("urgent", [0, 15, 40])
def test_each_value_is_the_score_of_work_that_comes_so_often_and_is_so_urgent(often: int, urgent: int) -> None:
    task = attrs.evolve(
        HELP, recurrence=Rate(4 * HERE.rates[often]), urgency=Urgency(100 * HERE.costs[urgent], slack_days=1)
    )
    assert HERE.values[often][urgent] == pytest.approx(score(task, ANN, OWNER).value, rel=1e-9)


def test_it_reaches_ten_times_around_what_is() -> None:
    assert HERE.costs[0] == pytest.approx(0.1)
    assert (HERE.costs[-1], len(HERE.costs)) == (10.0, 41)


def test_it_reaches_beyond_the_nearest_flip() -> None:
    found = score(attrs.evolve(HELP, urgency=Urgency(0.5)), attrs.evolve(ANN, retainers=Retainer(1_600, 20)), OWNER)
    flip = min(found.break_even.urgency)
    assert flip > 10.0
    assert frontier(found).costs[-1] == pytest.approx(2.0 * flip)


def test_from_where_there_is_no_room_no_values_are_told() -> None:
    # three quarters of Ann's 4 hours a day
    full = 0.75 * 4 * 365.25 / 12 / (4 * 4)
    assert HERE.room == pytest.approx(full)
    assert HERE.rates[-1] < HERE.room < HERE.rates[-1] * (1.0 + 1e-8)


def test_where_there_is_room_for_all_of_it_the_edge_is_endless() -> None:
    found = frontier(score(attrs.evolve(HELP, recurrence=Rate(0.1)), ANN, OWNER))
    assert (found.room, found.rates[-1] >= 10.0) == (math.inf, True)


def test_a_delay_that_costs_nothing_now_is_reckoned_from_the_reference() -> None:
    found = frontier(score(attrs.evolve(HELP, urgency=Urgency(0, 1)), ANN, OWNER))
    task = attrs.evolve(HELP, recurrence=Rate(4 * found.rates[5]), urgency=Urgency(10 * found.costs[7], 1))
    assert found.cost_per_day == 10.0
    assert found.values[5][7] == pytest.approx(score(task, ANN, OWNER).value, rel=1e-9)


def test_where_the_reference_costs_nothing_either_it_is_reckoned_from_1() -> None:
    free = attrs.evolve(OWNER, reference_urgency=Urgency())
    assert frontier(score(attrs.evolve(HELP, urgency=Urgency()), ANN, free)).cost_per_day == 1.0


def test_of_work_that_comes_but_once_there_is_none() -> None:
    assert score(attrs.evolve(HELP, recurrence=Once()), ANN, OWNER).frontier is None


def test_where_outsourcing_is_no_choice_there_is_none() -> None:
    assert score(HELP, attrs.evolve(ANN, retainers=()), OWNER).frontier is None


@examples(0.25)
@given(bundles(), people, businesses)
def test_values_are_within_0_and_1_and_there_is_one_for_each_pair(
    tasks: list[Task], contractor: Contractor, business: Business
) -> None:
    found = score(tasks, contractor, business).frontier
    if found is not None:
        assert [len(row) for row in found.values] == [len(found.costs)] * len(found.rates)
        assert {0.0 <= value <= 1.0 for row in found.values for value in row} == {True}
        assert list(found.rates) == sorted(found.rates)


def test_it_is_told_in_one_line() -> None:
    found = Frontier((1.0, 2.0, 3.0), (1.0, 9.0), 9.0, ((0.5, 0.6),) * 3, math.inf)
    assert repr(found) == "<Frontier of 3 rates and 2 costs of delay>"
