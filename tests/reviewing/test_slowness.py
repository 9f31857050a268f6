"""A contractor has become slower where later waits rank higher than chance would often have it."""

import datetime as dt
import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Job, Retainer, Task, Urgency
from delegation.reviewing.advice import Advice, Kind
from delegation.reviewing.slowness import MOST_WAITS, Waited, about_slowness, halves, rank_chance
from tests.people import NEW_YEAR, OWNER
from tests.reviewing.logs import hired, jobs, monthly, retained, situation

SITE = Task("site", hours=2, recurrence=1, urgency=Urgency(40, 3))
DAY = dt.timedelta(days=1)


def waited(*waits: float, first: dt.date = dt.date(2025, 1, 10)) -> list[Job]:
    return [Job(day, 2, waited_days=wait) for day, wait in zip(monthly(first, len(waits)), waits, strict=True)]


def about(*waits: float, task: Task = SITE) -> list[Advice]:
    return about_slowness(situation(hired(task, waited(*waits))))


def test_three_short_waits_before_three_long_ones_come_by_chance_once_in_twenty() -> None:
    assert rank_chance([0, 1, 2], [3, 4, 5]) == 1 / 20


def test_rank_sum_of_36_of_five_among_ten_has_the_chance_of_tables() -> None:
    # the critical value of five against five at 0.05; by symmetry the sums up to 19: 1 + 1 + 2 + 3 + 5 of 252
    assert rank_chance([1, 2, 3, 4, 9], [5, 6, 7, 8, 10]) == pytest.approx(12 / 252)


def test_equal_waits_say_nothing() -> None:
    assert rank_chance([2, 2, 2], [2, 2]) == 1.0


@given(
    earlier=st.lists(st.integers(0, 4), min_size=1, max_size=5),
    later=st.lists(st.integers(0, 4), min_size=1, max_size=5),
)
def test_chance_is_that_of_all_orders_counted_one_by_one(earlier: list[int], later: list[int]) -> None:
    values = [*earlier, *later]

    def rank(value: int) -> float:
        return sum(each < value for each in values) + (values.count(value) + 1) / 2

    seen = sum(map(rank, later))
    sums = [sum(map(rank, chosen)) for chosen in combinations(values, len(later))]
    assert rank_chance(earlier, later) == sum(each >= seen for each in sums) / math.comb(len(values), len(later))


def test_waits_are_cut_at_the_middle_of_their_days() -> None:
    days = monthly(dt.date(2025, 1, 1), 5)
    earlier, later = halves([Waited(day, 1, None) for day in days])
    assert [wait.day for wait in earlier] == days[:2]
    assert [wait.day for wait in later] == days[2:]


def test_waits_of_one_day_are_never_parted() -> None:
    one, other = dt.date(2025, 1, 1), dt.date(2025, 2, 1)
    waits = [Waited(one, 1, None)] * 4 + [Waited(other, 9, None)]
    assert [len(half) for half in halves(waits)] == [4, 1]
    assert halves(waits[:4])[0] == []
    assert halves(waits[:1]) == ([], [])


def test_longer_waits_are_told_with_what_they_cost_and_how_often_chance_has_them() -> None:
    (found,) = about(0, 1, 0, 6, 7, 9)
    # 3, 4 and 6 days beyond the slack of 3, at 40 a day, in the 8.67 months since April 10
    months = (NEW_YEAR - dt.date(2025, 4, 10)).days / (365.25 / 12)
    assert found.money == pytest.approx(40 * (3 + 4 + 6) / months)
    assert found.kind is Kind.SLOWER
    assert found.confidence == pytest.approx(0.95)
    assert found.sentence == (
        "Ann has become slower: as a one-off client you waited 0 days until 2025-03-10 and 7 days since 2025-04-10 "
        "(medians). That is hardly chance (5%). The longer waits cost you 59.50 a month more. Ask why, or look for "
        "somebody else."
    )
    assert [(fact.value, fact.day) for fact in found.evidence] == [
        (0, dt.date(2025, 1, 10)),
        (7, dt.date(2025, 4, 10)),
    ]


def test_what_can_wait_is_told_without_a_cost() -> None:
    (found,) = about(0, 1, 0, 6, 7, 9, task=Task("site", hours=2, recurrence=1))
    assert found.money == 0
    assert "cost" not in found.sentence


@pytest.mark.parametrize(("many", "told"), [(6, "0.1%"), (9, "under 0.1%")])
def test_chance_is_told_in_tenths_of_a_percent(many: int, told: str) -> None:
    # 1 of the 924 ways to choose 6 of 12, which is 0.108 percent, and 1 of the 48,620 to choose 9 of 18
    waits = [*range(many), *range(20, 20 + many)]
    start = dt.date(2024, 1, 10)
    (found,) = about_slowness(situation(hired(SITE, waited(*waits, first=start), start=start)))
    assert f"That is hardly chance ({told})." in found.sentence


def test_no_wait_costs_more_than_turning_to_somebody_else() -> None:
    # patience: 5 days to replace, and 2 h of hiring at 60 for 40 a day, 3 days: 8 days beyond the slack
    (found,) = about(0, 1, 0, 100, 100, 100)
    months = (NEW_YEAR - dt.date(2025, 4, 10)).days / (365.25 / 12)
    assert OWNER.replacement_days + OWNER.hiring_hours * OWNER.owner_rate / 40 == 8
    assert found.money == pytest.approx(40 * 8 * 3 / months)


@pytest.mark.parametrize(
    "waits",
    [
        (6, 7, 9, 0, 1, 0),  # faster
        (0, 1, 6, 0, 7, 9),  # as chance often has it
        (0.0, 0.1, 0.2, 0.5, 0.6, 0.7),  # sure, but by less than a day
        (0, 9),
        (),
    ],
)
def test_nothing_is_said_of_a_contractor_who_is_not_surely_and_notably_slower(waits: tuple[float, ...]) -> None:
    assert about(*waits) == []


def test_waits_as_a_regular_client_are_not_held_against_those_as_a_one_off_client() -> None:
    regular = retained(SITE, waited(0, 0, 0), Retainer(450, 10), end=dt.date(2025, 6, 1))
    one_off = hired(SITE, waited(6, 7, 9, first=dt.date(2025, 7, 1)))
    assert about_slowness(situation(regular, one_off)) == []


def test_waits_of_a_running_retainer_are_those_of_a_regular_client() -> None:
    (found,) = about_slowness(situation(retained(SITE, waited(0, 1, 0, 6, 7, 9), Retainer(450, 10))))
    assert "as a regular client" in found.sentence


def test_past_engagements_count_where_something_runs_and_nothing_is_said_where_nothing_does() -> None:
    past = hired(SITE, waited(0, 1, 0), end=dt.date(2025, 3, 31))
    now = hired(SITE, waited(6, 7, 9, first=dt.date(2025, 4, 10)), start=dt.date(2025, 4, 1))
    assert len(about_slowness(situation(past, now))) == 1
    assert about_slowness(situation(past)) == []


def test_only_the_latest_waits_are_compared_and_none_after_the_day() -> None:
    many = [Job(dt.date(2024, 1, 1) + DAY * each, 2, waited_days=0) for each in range(MOST_WAITS)]
    late = [Job(dt.date(2025, 6, 1) + DAY * each, 2, waited_days=9) for each in range(MOST_WAITS)]
    start = dt.date(2024, 1, 1)
    assert about_slowness(situation(hired(SITE, many + late, start=start))) == []
    assert len(about_slowness(situation(hired(SITE, many + late[:20], start=start)))) == 1
    early = situation(hired(SITE, many + late, start=start), on=dt.date(2025, 5, 31))
    assert about_slowness(early) == []


def test_jobs_whose_task_is_not_known_are_ranked_and_cost_nothing() -> None:
    both = [SITE, Task("shop", hours=2, recurrence=1)]
    (found,) = about_slowness(situation(hired(both, waited(0, 1, 0, 6, 7, 9))))
    assert found.money == 0
    assert found.tasks == ()


def test_longer_waits_for_what_can_wait_better_cost_nothing() -> None:
    idle = Task("idle", hours=2, recurrence=1)
    urgent, patient = waited(4, 5, 4), waited(6, 7, 9, first=dt.date(2025, 4, 10))
    (found,) = about_slowness(situation(hired(SITE, urgent), hired(idle, patient)))
    assert (found.money, found.tasks) == (0, ("idle", "site"))


def test_jobs_without_a_wait_say_nothing() -> None:
    assert about_slowness(situation(hired(SITE, jobs(monthly(dt.date(2025, 1, 1), 9))))) == []
