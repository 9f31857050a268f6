"""What score, recommend and plan say of a retainer that runs: the same, by one rule."""

import datetime as dt
from typing import Any, NamedTuple

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import (
    Availability,
    Business,
    Contractor,
    Engagement,
    Mode,
    Once,
    Plan,
    Rate,
    Recommendation,
    Retainer,
    Rule,
    Score,
    Task,
    Urgency,
    plan,
    recommend,
    score,
)
from delegation.errors import RefusedValueError
from tests.examples import examples
from tests.people import NEW_YEAR
from tests.refusals import told_by

BUSY = Availability(hours_per_week=40, regular_load=0.3, one_off_load=0.4, job_hours=6)
OWNER = Business(owner_rate=60)


class Running(NamedTuple):
    """A task on a retainer of its own that runs."""

    task: Task
    contractor: Contractor
    business: Business
    engagement: Engagement

    def score(self, **more: Any) -> Score:
        return score(self.task, self.contractor, self.business, engagements=self.engagement, on=NEW_YEAR, **more)

    def recommend(self) -> Recommendation:
        return recommend(self.task, self.contractor, self.business, engagements=self.engagement, on=NEW_YEAR)

    def plan(self) -> Plan:
        return plan(
            self.task,
            self.contractor,
            self.business,
            engagements=self.engagement,
            on=NEW_YEAR,
            solver="search",
            effort=0.02,
        )


terms = st.builds(
    Retainer,
    st.sampled_from([60, 200, 350, 500, 900]),
    st.sampled_from([0, 4, 10, 20]),
    overage_rate=st.sampled_from([None, 30]),
    rollover_hours=st.sampled_from([0, 5]),
    minimum_months=st.integers(0, 14),
    notice_months=st.integers(0, 5),
    setup_fee=st.sampled_from([0, 250]),
    period_months=st.sampled_from([1, 3, 12]),
)
recurrences = st.sampled_from(
    [
        Once(),
        Rate(0.3),
        Rate(2.5),
        Rule("FREQ=MONTHLY;BYMONTHDAY=10", dt.date(2024, 1, 10)),
        Rule("FREQ=MONTHLY;INTERVAL=5", dt.date(2025, 12, 1)),
    ]
)


@st.composite
def running(draw: st.DrawFn, others: st.SearchStrategy[list[Retainer]]) -> Running:
    """A retainer that runs for one task, perhaps until a day within the horizon or after it."""
    own = draw(terms)
    ann = Contractor("Ann", rate=60, retainers=draw(others), availability=BUSY)
    task = Task(
        "news",
        hours=draw(st.sampled_from([1, 3, 9])),
        recurrence=draw(recurrences),
        urgency=Urgency(draw(st.sampled_from([0, 20, 200])), draw(st.sampled_from([0, 1]))),
    )
    ends = st.dates(NEW_YEAR, NEW_YEAR + dt.timedelta(days=500))
    start = draw(st.dates(dt.date(2025, 3, 1), NEW_YEAR))
    engagement = Engagement(ann, tasks=task, mode=Mode.OUTSOURCE, retainer=own, start=start, end=draw(st.none() | ends))
    business = attrs.evolve(OWNER, horizon_months=draw(st.sampled_from([3, 12])))
    return Running(task, ann, business, engagement)


@given(running(st.just([])))
def test_score_recommend_and_plan_agree_whether_to_keep_it_and_by_how_much(asked: Running) -> None:
    one, ranked, planned = asked.score(), asked.recommend(), asked.plan()
    assert one.costs.outsource is not None
    kept, ended = one.costs.outsource.total, one.costs.out_task.total
    ways = {way.mode: way.costs.total for way in ranked.alternatives}
    assert ways == {Mode.OUTSOURCE: kept, Mode.OUT_TASK: ended}
    assert kept - ended == pytest.approx((one.committed - one.saved) / asked.business.horizon_months, abs=1e-9)
    assert planned.cost == pytest.approx(min(kept, ended), rel=1e-9, abs=1e-9)
    if abs(kept - ended) > 1e-6 and one.recurrence.in_horizon:
        assert one.mode is ranked.mode is planned.assignments[0].mode
        assert [each.running for each in planned.retainers] == [True] * (kept < ended)
        assert [each.engagement for each in planned.endings] == [asked.engagement] * (ended < kept)


@given(running(st.lists(terms, min_size=1, max_size=2, unique=True)))
@examples(2 / 3)
def test_recommend_and_plan_agree_which_other_offer_is_signed_in_its_place(asked: Running) -> None:
    ranked, planned = asked.recommend(), asked.plan()
    assert ranked.best is not None
    assert planned.cost == pytest.approx(ranked.best.costs.total, rel=1e-9, abs=1e-9)
    comes = ranked.score is not None and ranked.score.recurrence.in_horizon > 0.0  # else any way costs nothing
    if comes and (ranked.difference is None or ranked.difference > 1e-6):
        assert (planned.assignments[0].mode, planned.assignments[0].retainer) == (ranked.mode, ranked.retainer)


NEWS = Task("news", hours=5, recurrence=Rule("FREQ=MONTHLY;BYMONTHDAY=10", dt.date(2024, 1, 10)))
TEN, DEAR = Retainer(400, 10, minimum_months=0), Retainer(900, 10, minimum_months=0)


def kept(retainer: Retainer, *offers: Retainer, tasks: Any = NEWS, end: dt.date | None = None) -> Running:
    """News on a retainer with Ann since a year ago."""
    ann = Contractor("Ann", rate=60, retainers=offers, availability=BUSY)
    since = dt.date(2025, 1, 1)
    engagement = Engagement(ann, tasks=tasks, mode=Mode.OUTSOURCE, retainer=retainer, start=since, end=end)
    return Running(NEWS, ann, OWNER, engagement)


def test_a_dear_one_is_ended_for_a_cheaper_one_whose_old_fees_are_owed_until_then() -> None:
    """Eleven fees of 900 could be saved; signing 250 for twelve months costs 3,000, hiring twelve times 330."""
    asked = kept(DEAR, Retainer(250, 10))
    planned = asked.plan()
    (agreed,) = planned.retainers
    assert (agreed.running, agreed.retainer.monthly_fee, planned.cost, planned.sunk) == (False, 250.0, 250.0, 75.0)
    assert planned.why().startswith("Sign a retainer with Ann (10 h for 250); end the retainer with Ann.")
    assert asked.recommend().retainer == agreed.retainer
    assert asked.score(retainer=agreed.retainer).saved == pytest.approx(12 * (300 + 30))


def test_one_that_ends_in_a_month_is_credited_with_that_month() -> None:
    """One job of twelve is on it, and no fee would be saved by ending it."""
    asked = kept(TEN, end=dt.date(2026, 1, 31))
    one = asked.score()
    assert (one.committed, one.saved, one.block.included) == pytest.approx((0.0, 330.0, 10.0))
    assert one.costs.outsource is not None
    assert one.costs.outsource.work == pytest.approx(11 * 300 / 12)
    assert asked.plan().cost == pytest.approx(11 * 330 / 12)


def test_the_very_terms_that_go_on_are_compared_as_they_stand() -> None:
    asked = kept(TEN, TEN)
    assert asked.score(retainer=TEN) == asked.score()
    assert [way.retainer for way in asked.recommend().alternatives] == [None, TEN]


def test_those_that_end_by_themselves_may_be_signed_again() -> None:
    """Twelve fees from now on, and nobody is started anew."""
    asked = kept(TEN, TEN, end=dt.date(2026, 6, 30))
    again = asked.score(retainer=TEN)
    assert not again.runs
    assert (again.committed, again.saved) == pytest.approx((4800.0, 12 * 330.0))
    assert len(asked.recommend().alternatives) == 3


def test_beside_other_tasks_no_other_offer_can_be_signed() -> None:
    books = Task("books", hours=1, recurrence=1)
    asked = kept(TEN, DEAR, tasks=[NEWS, books])
    assert told_by(lambda: asked.score(retainer=DEAR)) == (
        "score.retainer",
        "the retainer that runs with Ann has other tasks too: leave this out",
    )
    assert asked.score(retainer=TEN) == asked.score()
    assert [way.retainer for way in asked.recommend().alternatives] == [TEN, None]
    with pytest.raises(RefusedValueError):
        asked.score(retainer=DEAR)


def test_a_typical_offer_may_take_its_place_too() -> None:
    ann = Contractor("Ann", rate=60, availability=BUSY)
    engagement = Engagement(ann, tasks=NEWS, mode=Mode.OUTSOURCE, retainer=DEAR, start=dt.date(2025, 1, 1))
    asked = Running(NEWS, ann, OWNER, engagement)
    assert Retainer.typical(5, 60) in [way.retainer for way in asked.recommend().alternatives]
    assert asked.plan().cost == pytest.approx(min(330.0, 540.0))


def test_another_way_on_a_retainer_that_runs_is_never_called_new() -> None:
    asked = kept(DEAR)
    (each,) = asked.plan()
    assert each.mode is Mode.OUT_TASK
    told = asked.plan().why("news")
    assert "on the retainer of 10 h for 900 a month that runs" in told
    assert "a new" not in told
