"""What a bundle of tasks brings, month by month, if one contractor does it."""

import datetime as dt

import pytest

from delegation import Business, Contractor, Once, Rate, Rule, Task
from delegation._costing.workload import bundle_months, first_of, occurrences_in, part_within, works_of
from delegation.demand import DemandComponent, OneOf, Poisson, Rounded
from delegation.errors import NoLongRunRateError
from tests.people import Varying

YEAR = Business(horizon_months=12)
QUARTER = Business(horizon_months=3)
JANUARY = dt.date(2026, 1, 1)
ANN = Contractor("Ann", rate=50, one_off_minimum_hours=1)


def months_of(
    tasks: list[Task], business: Business, months: int | None = None, on: dt.date | None = None
) -> list[tuple[tuple[DemandComponent, ...], int]]:
    """The months of what Ann would do, by default all of the horizon."""
    found = bundle_months(works_of(tasks, ANN, business, on), months or business.horizon_months)
    return [(tuple(month), repeats) for month, repeats in found]


def test_an_occurrence_takes_her_pace_times_the_hours_of_the_estimate() -> None:
    slow = Contractor("Ann", rate=50, pace=1.5)
    (work,) = works_of([Task("a", hours=4)], slow, YEAR, None)
    assert work.size == 6.0


@pytest.mark.parametrize(("hours", "billed"), [(0.9, 1.0), (1.0, 1.0), (1.1, 1.1)])
def test_a_one_off_job_is_billed_at_the_minimum_charge_at_least(hours: float, billed: float) -> None:
    (work,) = works_of([Task("a", hours=hours)], ANN, YEAR, None)
    assert work.billed == billed


def test_the_minimum_charge_meets_her_own_hours_and_not_the_estimate() -> None:
    fast = Contractor("Ann", rate=50, one_off_minimum_hours=1, pace=0.25)
    (work,) = works_of([Task("a", hours=2)], fast, YEAR, None)
    assert (work.size, work.billed) == (0.5, 1.0)


@pytest.mark.parametrize(
    ("recurrence", "once", "occurrences"),
    [
        (Once(), True, 1.0),
        (Once(dt.date(2030, 1, 1)), True, 1.0),
        (Rate(2.5), False, 30.0),
        (Rate(0), False, 0.0),
        (Rule("FREQ=MONTHLY;BYMONTHDAY=1"), False, 12.0),
    ],
)
def test_work_knows_how_often_it_comes_in_the_horizon_and_whether_only_once(
    recurrence: Once | Rate | Rule, *, once: bool, occurrences: float
) -> None:
    (work,) = works_of([Task("a", hours=1, recurrence=recurrence)], ANN, YEAR, None)
    assert work.once is once
    assert work.occurrences == pytest.approx(occurrences, abs=1e-12)


def test_a_rule_with_a_start_is_counted_by_calendar_months_from_the_day_of_the_question() -> None:
    """Of the months from 1 February 2026 only March has a 31st."""
    task = Task("a", hours=1, recurrence=Rule("FREQ=MONTHLY;BYMONTHDAY=31", dt.date(2020, 1, 1)))
    (work,) = works_of([task], ANN, QUARTER, dt.date(2026, 2, 1))
    assert work.counts == ((Rounded(0.0), 1), (Rounded(1.0), 1), (Rounded(0.0), 1))
    assert work.occurrences == 1.0


def test_a_rule_that_ends_is_counted_from_the_day_of_the_question() -> None:
    task = Task("a", hours=1, recurrence=Rule("FREQ=MONTHLY;BYMONTHDAY=5;COUNT=4", JANUARY))
    (work,) = works_of([task], ANN, YEAR, dt.date(2026, 2, 1))
    assert work.occurrences == 3.0


def test_a_rule_that_ends_has_no_works_without_a_day_of_the_question() -> None:
    task = Task("a", hours=1, recurrence=Rule("FREQ=MONTHLY;BYMONTHDAY=5;COUNT=4", JANUARY))
    with pytest.raises(NoLongRunRateError):
        works_of([task], ANN, YEAR, None)


def test_works_stand_in_the_order_of_the_tasks() -> None:
    tasks = [Task("b", hours=1), Task("a", hours=2)]
    assert [work.task.name for work in works_of(tasks, ANN, YEAR, None)] == ["b", "a"]


def test_one_task_alone_brings_its_own_months() -> None:
    task = Task("a", hours=2, recurrence=Rule("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", JANUARY))
    assert months_of([task], QUARTER, on=JANUARY) == [
        ((DemandComponent(Rounded(1.0), 2.0),), 1),
        ((DemandComponent(Rounded(0.0), 2.0),), 2),
    ]


def test_occurrences_are_the_means_of_the_months_times_how_many_there_are() -> None:
    assert occurrences_in([(Poisson(0.5), 4), (Rounded(3.0), 2)]) == 8.0


def test_months_that_are_all_alike_are_one_kind_of_month() -> None:
    tasks = [Task("a", hours=2, recurrence=3), Task("b", hours=1, recurrence=Rule("FREQ=MONTHLY;BYMONTHDAY=1"))]
    assert months_of(tasks, YEAR) == [((DemandComponent(Poisson(3.0), 2.0), DemandComponent(Rounded(1.0), 1.0)), 12)]


def test_months_that_differ_stand_in_order_and_equal_neighbours_are_one() -> None:
    """Every third month from January on is 1 0 0 1 0 0, with a rate beside it."""
    tasks = [
        Task("a", hours=2, recurrence=Rule("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", JANUARY)),
        Task("b", hours=1, recurrence=2),
    ]
    other = DemandComponent(Poisson(2.0), 1.0)
    assert months_of(tasks, Business(horizon_months=6), on=JANUARY) == [
        ((DemandComponent(Rounded(1.0), 2.0), other), 1),
        ((DemandComponent(Rounded(0.0), 2.0), other), 2),
        ((DemandComponent(Rounded(1.0), 2.0), other), 1),
        ((DemandComponent(Rounded(0.0), 2.0), other), 2),
    ]


def test_what_comes_once_falls_into_one_of_the_months_in_which_the_block_is_there() -> None:
    assert months_of([Task("a", hours=60)], YEAR, 3) == [((DemandComponent(OneOf(1 / 3), 60.0),), 3)]


def test_what_comes_once_is_spread_over_the_same_months_beside_work_that_differs_by_month() -> None:
    tasks = [
        Task("a", hours=2, recurrence=Rule("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1", JANUARY)),
        Task("b", hours=60),
    ]
    once = DemandComponent(OneOf(0.5), 60.0)
    assert months_of(tasks, Business(horizon_months=2), on=JANUARY) == [
        ((DemandComponent(Rounded(1.0), 2.0), once), 1),
        ((DemandComponent(Rounded(0.0), 2.0), once), 1),
    ]


def test_the_first_months_of_counts_are_cut_out_of_their_runs() -> None:
    counts = ((Rounded(1.0), 2), (Rounded(0.0), 3))
    assert first_of(counts, 0) == ()
    assert first_of(counts, 1) == ((Rounded(1.0), 1),)
    assert first_of(counts, 4) == ((Rounded(1.0), 2), (Rounded(0.0), 2))
    assert first_of(counts, 9) == counts


def test_a_part_of_the_occurrences_comes_in_the_first_months() -> None:
    twice = Task("a", hours=2, recurrence=Rule("FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1", JANUARY))
    (work,) = works_of([twice], ANN, YEAR, JANUARY)
    assert [part_within(work, months) for months in (0, 1, 6, 7, 12)] == [0.0, 0.5, 0.5, 1.0, 1.0]
    (never,) = works_of([Task("a", hours=2, recurrence=0)], ANN, YEAR, JANUARY)
    assert part_within(never, 3) == 1.0


def test_what_comes_once_may_come_after_the_months_in_which_the_block_is_there() -> None:
    works = works_of([Task("a", hours=60)], ANN, YEAR, JANUARY)
    assert bundle_months(works, 3, once_within=12) == [((DemandComponent(OneOf(1 / 12), 60.0),), 3)]


class TestHoursThatVary:
    """A recurrence that was learnt knows by how much."""

    def test_their_spread_is_that_of_the_recurrence_at_whatever_pace(self) -> None:
        slow = Contractor("Ann", rate=50, pace=1.5)
        (work,) = works_of([Task("a", hours=4, recurrence=Varying(2.0))], slow, YEAR, None)
        assert (work.size, work.cv) == (6.0, 0.6)

    def test_a_task_alone_brings_it_into_its_months(self) -> None:
        assert months_of([Task("a", hours=4, recurrence=Varying(2.0))], YEAR) == [
            ((DemandComponent(Poisson(2.0), 4.0, 0.6),), 12)
        ]

    def test_so_does_one_of_several(self) -> None:
        tasks = [Task("a", hours=4, recurrence=Varying(2.0)), Task("b", hours=1, recurrence=3)]
        month = (DemandComponent(Poisson(2.0), 4.0, 0.6), DemandComponent(Poisson(3.0), 1.0))
        assert months_of(tasks, YEAR) == [(month, 12)]

    def test_also_where_months_differ(self) -> None:
        rule = Rule("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", JANUARY)
        tasks = [Task("a", hours=4, recurrence=Varying(2.0)), Task("b", hours=1, recurrence=rule)]
        varying = DemandComponent(Poisson(2.0), 4.0, 0.6)
        assert months_of(tasks, QUARTER, on=JANUARY) == [
            ((varying, DemandComponent(Rounded(1.0), 1.0)), 1),
            ((varying, DemandComponent(Rounded(0.0), 1.0)), 2),
        ]
