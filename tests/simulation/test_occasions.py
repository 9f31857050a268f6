"""Which of your tasks come at the same moment."""

from itertools import pairwise

import pytest

from delegation import Business, Once, Rate, Rule, Task, Urgency
from delegation.simulation.arrivals import Arrivals, Counted, Poisson, Rhythm, Together
from delegation.simulation.bundles import Arrangement, Bundle
from delegation.simulation.months import Months
from delegation.simulation.needs import arrivals_of
from delegation.simulation.occasions import SOON, shared_by
from delegation.simulation.scenario import Setting, scenario_of
from delegation.simulation.sizes import Fixed
from delegation.simulation.streams import Dice, Stream
from tests.people import ANN, BEA, NEW_YEAR

UNDATED, YEAR = Months(None, 12), Months(NEW_YEAR, 12)


def task(name: str, recurrence: object, *, hours: float = 1.0, cost: float = 0.0, occasion: str = "launch") -> Task:
    late = Urgency(cost)
    return Task(name, hours=hours, recurrence=recurrence, urgency=late, occasion=occasion)  # type: ignore[arg-type]  # as typed


def moments(tasks: list[Task], months: Months = UNDATED, days: float = 365.0, seed: int = 1) -> list[list[float]]:
    """When each of several tasks comes, after day 0 and before."""

    def come(each: Task) -> Arrivals:
        return arrivals_of(each.recurrence, months, 0.0, 0.0, months.edges[-1])

    found = []
    for each in tasks:
        arrivals, shared, after = shared_by(each, tasks, come)
        stream = Stream(("task", each.name), arrivals, Fixed(1.0), shared=shared, after=after)
        found.append([moment for moment, _ in stream.jobs(Dice(seed, 0), -30.0, days)])
    return found


def met(one: list[float], other: list[float]) -> int:
    """How many of these come with one of those."""
    return sum(any(abs(moment - another) < 10 * SOON for another in other) for moment in one)


def test_sporadic_tasks_come_together_as_often_as_the_rarer_one_comes() -> None:
    rare, usual, often = moments([task("a", Rate(1)), task("b", Rate(2)), task("c", Rate(6))], days=3000.0)
    assert met(rare, usual) == met(rare, often) == len(rare)
    assert met(usual, often) == len(usual)
    assert [len(each) / 3030.0 * 30.4375 for each in (rare, usual, often)] == pytest.approx([1, 2, 6], rel=0.15)


def test_a_task_alone_or_of_another_occasion_comes_by_itself() -> None:
    own = task("a", Rate(2))
    for tasks in ([own], [own, task("b", Rate(2), occasion="move")], [own, task("b", Rate(2), occasion="")]):
        assert shared_by(own, tasks, lambda _: Poisson(0.1)) == (Poisson(0.1), (), 0.0)
    alone = task("a", Rate(2), occasion="")
    assert shared_by(alone, [alone, task("b", 2, occasion="")], lambda _: Poisson(0.1)) == (Poisson(0.1), (), 0.0)


def test_a_rhythm_is_shared_and_the_surplus_keeps_time_too() -> None:
    rare, often = moments([task("a", "FREQ=MONTHLY"), task("b", "FREQ=WEEKLY")])
    assert met(rare, often) == len(rare)
    assert {round(later - sooner, 6) for sooner, later in pairwise(rare)} == {30.4375}
    surplus = [moment for moment in often if not met([moment], rare)]
    assert {round(later - sooner, 6) for sooner, later in pairwise(surplus)} == {round(1 / (1 / 7 - 1 / 30.4375), 6)}


def test_what_comes_once_comes_at_one_moment() -> None:
    one, other = moments([task("a", Once()), task("b", Once())])
    assert len(one) == 1
    assert met(one, other) == 1


def test_rules_on_the_same_dates_come_at_one_moment_of_the_day() -> None:
    first = Rule("FREQ=MONTHLY;BYMONTHDAY=1", NEW_YEAR)
    rare = Rule("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", NEW_YEAR)
    often, seldom = moments([task("a", first), task("b", rare)], YEAR)
    assert (len(often), len(seldom), met(seldom, often)) == (12, 4, 4)
    assert len({round(moment % 1.0, 3) for moment in often}) > 6


def test_moments_of_days_fill_the_day() -> None:
    days = tuple(float(day) for day in range(1000))
    found = [moment % 1.0 for moment in Together(days, 1.0, 1.0).moments(Dice(1, 0).of("x"), 0.0, 999.5, 0.3)]
    assert [sum(low <= part < low + 0.25 for part in found) for low in (0.0, 0.25, 0.5, 0.75)] == pytest.approx(
        [250] * 4, abs=3
    )
    assert len(found) <= 1000


def test_what_is_of_different_kinds_comes_by_itself() -> None:
    tasks = [task("a", Once()), task("b", Rate(2)), task("c", Rule("FREQ=MONTHLY", NEW_YEAR))]
    once, often, dated = moments(tasks, YEAR)
    assert met(once, often) + met(once, dated) + met(dated, often) == 0


def test_what_is_learnt_or_counted_comes_with_others_as_often_as_it_comes() -> None:
    counted = Counted((0.0, 100.0), (((2.0, 1.0),),), 0.02)
    own, other = task("a", Rate(1)), task("b", Rate(2))
    come: dict[str, Arrivals] = {"a": counted, "b": Poisson(0.05)}
    _, (rare,), _ = shared_by(own, [own, other], lambda each: come[each.name])
    _, shared, _ = shared_by(other, [own, other], lambda each: come[each.name])
    assert rare == (("occasion", "launch", "rate", "0.02"), counted)
    assert shared == (rare, (("occasion", "launch", "rate", "0.05"), Poisson(0.05 - 0.02)))


def test_what_costs_most_a_day_and_hour_is_served_first() -> None:
    large, small, free = task("a", 1, hours=4, cost=40), task("b", 1, cost=20), task("c", 1)
    tasks = [large, small, free]
    assert [shared_by(each, tasks, lambda _: Rhythm(10.0))[2] for each in tasks] == [SOON, 0.0, 2 * SOON]


def test_in_one_contractors_hands_they_wait_for_each_other_and_in_two_peoples_they_do_not() -> None:
    """Nobody else's work: 30 h are done in a week of seven days, so that the second starts after a day, or at once."""
    tasks = tuple(task(name, Rate(0.2), hours=30 / 7, cost=cost) for name, cost in (("a", 1.0), ("b", 9.0)))
    own = Business(owner_rate=0)
    together = Bundle(contractor=ANN, tasks=tasks, retainer=None)
    apart = [Bundle(contractor=who, tasks=(each,), retainer=None) for who, each in zip((ANN, BEA), tasks, strict=True)]
    found = scenario_of(Arrangement(bundles=(together,)), Setting(own, UNDATED))
    first, second = found.contracts[0].queue.streams[-2:]
    assert (first.after, second.after, first.shared) == (SOON, 0.0, second.shared)
    waits = {}
    for name, bundles in (("together", (together,)), ("apart", tuple(apart))):
        scenario = scenario_of(Arrangement(bundles=bundles), Setting(own, UNDATED))
        waits[name] = _waits(scenario)
    assert waits["apart"] == pytest.approx([0.0, 0.0], abs=0.15)
    assert waits["together"] == pytest.approx([1.0, 0.0], abs=0.15)


def _waits(scenario: object) -> list[float]:
    """Mean waits of both tasks over some runs."""
    pytest.importorskip("simpy")
    from delegation.simulation.playing import play_run  # noqa: PLC0415  # simpy is an extra

    jobs, waited = [0.0, 0.0], [0.0, 0.0]
    for number in range(60):
        run, _ = play_run(scenario, 1, number)  # type: ignore[arg-type]  # of this very scenario
        figures = [value for one in run.figures for value in one]
        for index in range(2):
            jobs[index] += figures[4 * index]
            waited[index] += figures[4 * index + 1]
    return [days / times for days, times in zip(waited, jobs, strict=True)]
