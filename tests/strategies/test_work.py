"""Tasks and what they are made of: valid always, within bounds, simple at their simplest."""

import datetime as dt
from collections.abc import Collection
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegation import History, Once, Rate, Rule, Task, Urgency
from delegation.errors import RefusedValueError
from delegation.recurrence import Recurrence
from delegation.strategies import histories, recurrences, tasks, urgencies
from delegation.strategies.work import RULES
from tests.strategies.shrinking import simplest

MAY, JUNE = dt.date(2026, 5, 1), dt.date(2026, 6, 30)


@pytest.mark.parametrize(("rule", "per_month"), RULES.items())
def test_each_rule_comes_as_often_as_is_said(rule: str, per_month: float) -> None:
    assert Rule(rule).per_month == pytest.approx(per_month, rel=1e-12)


class TestUrgencies:
    def test_shrink_to_no_cost_after_no_slack(self) -> None:
        assert simplest(urgencies(), lambda _: True) == Urgency()

    @given(urgencies(cost_per_day=(5, 50), slack_days=(1, 2)))
    def test_keep_to_their_bounds(self, urgency: Urgency) -> None:
        assert 5 <= urgency.cost_per_day <= 50
        assert 1 <= urgency.slack_days <= 2


class TestHistories:
    def test_shrink_to_no_job(self) -> None:
        assert simplest(histories(), lambda _: True) == History([], until=dt.date(2025, 1, 1))

    def test_shrink_to_hours_that_are_round(self) -> None:
        found = simplest(histories(), lambda history: history.mean_hours is not None and history.mean_hours > 2.5)
        assert found == History([dt.date(2025, 1, 1)], hours=[3.0], until=dt.date(2025, 1, 1))

    @given(histories(min_size=2, max_size=3, within=(MAY, JUNE), hours=(1, 2), prior_per_month=(3, 4)))
    def test_keep_to_their_bounds(self, history: History) -> None:
        assert 2 <= len(history.dates) <= 3
        assert MAY <= (history.since or MAY) <= history.dates[0]
        assert history.dates[-1] <= history.until <= JUNE
        assert all(hours is None or 1 <= hours <= 2 for hours in history.hours)
        assert history.prior_per_month is None or 3 <= history.prior_per_month <= 4

    @given(histories(min_size=1, hours=None, prior_per_month=None))
    def test_know_no_hours_and_no_guess_where_there_are_no_bounds(self, history: History) -> None:
        assert (history.hours, history.prior_per_month) == ((), None)

    @pytest.mark.parametrize("claim", ["hours", "some hours", "since", "prior_per_month", "no job since"])
    def test_reach_all_that_may_be_known(self, claim: str) -> None:
        known: dict[str, Any] = {
            "hours": lambda history: history.hours and None not in history.hours,
            "some hours": lambda history: None in history.hours and len(set(history.hours)) > 1,
            "since": lambda history: history.dates and history.since and history.since < history.dates[0],
            "prior_per_month": lambda history: history.prior_per_month,
            "no job since": lambda history: not history.dates and history.since,
        }
        assert known[claim](simplest(histories(), known[claim]))

    @pytest.mark.parametrize(("least", "most"), [(3, 2), (-1, 2)])
    def test_sizes_that_are_no_bounds_are_refused(self, least: int, most: int) -> None:
        with pytest.raises(RefusedValueError, match=r"histories\.max_size"):
            histories(min_size=least, max_size=most)

    @pytest.mark.parametrize("bounds", [(0, 4), (4, 1)])
    def test_hours_that_no_job_takes_are_refused(self, bounds: Any) -> None:
        with pytest.raises(RefusedValueError, match=r"histories\.hours"):
            histories(hours=bounds)


class TestRecurrences:
    def test_shrink_to_once(self) -> None:
        assert simplest(recurrences(), lambda _: True) == Once()

    @pytest.mark.parametrize(
        ("kind", "plain"),
        [
            (Once, Once()),
            (Rate, Rate(1)),
            (Rule, Rule("FREQ=MONTHLY;BYMONTHDAY=1")),
            (History, History([], until=dt.date(2025, 1, 1))),
        ],
    )
    def test_of_one_kind_shrink_to_its_simplest(self, kind: type[Recurrence], plain: Recurrence) -> None:
        assert simplest(recurrences(kinds=[kind]), lambda _: True) == plain

    @pytest.mark.parametrize("kind", [Once, Rate, Rule, History])
    def test_reach_every_kind(self, kind: type[Recurrence]) -> None:
        assert isinstance(simplest(recurrences(), lambda each: isinstance(each, kind)), kind)

    @given(recurrences(kinds=(Rate, Rule), per_month=(1, 5)))
    def test_come_as_often_as_asked_for(self, recurrence: Recurrence) -> None:
        assert 1 <= recurrence.per_month <= 5

    @given(recurrences(kinds=(Once, Rule), within=(MAY, JUNE)))
    def test_keep_to_their_days(self, recurrence: Recurrence) -> None:
        day = recurrence.due if isinstance(recurrence, Once) else getattr(recurrence, "start", None)
        assert day is None or MAY <= day <= JUNE

    @given(recurrences(per_month=(100, 200)))
    def test_leave_out_rules_where_none_comes_so_often(self, recurrence: Recurrence) -> None:
        assert not isinstance(recurrence, Rule)

    def test_rules_alone_that_would_have_to_come_too_often_are_refused(self) -> None:
        with pytest.raises(RefusedValueError, match=r"recurrences\.per_month = \(100, 200\) is refused: no rule"):
            recurrences(kinds=[Rule], per_month=(100, 200))

    @pytest.mark.parametrize("kinds", [(), (Once, Recurrence), (Task,)])
    def test_what_is_no_kind_is_refused(self, kinds: Collection[Any]) -> None:
        with pytest.raises(RefusedValueError, match=r"recurrences\.kinds"):
            recurrences(kinds=kinds)


class TestTasks:
    def test_shrink_to_one_that_anybody_reads(self) -> None:
        assert simplest(tasks(), lambda _: True) == Task("Newsletter", hours=1)

    def test_shrink_to_whole_hours(self) -> None:
        assert simplest(tasks(), lambda task: task.hours > 7.3) == Task("Newsletter", hours=8)

    def test_shrink_to_one_fact_that_matters(self) -> None:
        found = simplest(tasks(), lambda task: task.urgency.cost_per_day > 90 and isinstance(task.recurrence, Rate))
        assert found == Task("Newsletter", hours=1, recurrence=1, urgency=Urgency(91))

    @settings(suppress_health_check=[])
    @given(tasks())
    def test_are_drawn_without_hypothesis_complaining(self, task: Task) -> None:
        assert task.hours <= 40

    @given(
        tasks(
            name=st.just("Site"),
            skills=["web"],
            hours=(2, 3),
            recurrence=st.just(Rate(2)),
            urgency=st.just(Urgency(5)),
            owner_hours=(4, 5),
            keep=st.just(True),
            undone_cost=(6, 7),
            occasions=["fair"],
        )
    )
    def test_keep_to_their_bounds(self, task: Task) -> None:
        assert (task.name, task.recurrence, task.urgency, task.keep) == ("Site", Rate(2), Urgency(5), True)
        assert task.skill in {"", "web"}
        assert task.occasion in {"", "fair"}
        assert 2 <= task.hours <= 3
        assert task.owner_hours is None or 4 <= task.owner_hours <= 5
        assert task.undone_cost is None or 6 <= task.undone_cost <= 7

    @given(tasks(owner_hours=None, undone_cost=None, skills=(), occasions=()))
    def test_have_nothing_that_is_not_asked_for(self, task: Task) -> None:
        assert (task.owner_hours, task.undone_cost, task.skill, task.occasion) == (None, None, "", "")

    @pytest.mark.parametrize("skills", ["web", ["web", ""], ["web;copy"], [1]])
    def test_what_is_no_skill_is_refused(self, skills: Any) -> None:
        with pytest.raises(RefusedValueError, match=r"tasks\.skills"):
            tasks(skills=skills)
