"""Who does what, by a plan or by engagements."""

import datetime as dt

import attrs
import pytest

from delegation import Engagement, Mode, Plan, Rate, Retainer, Task, plan
from delegation.errors import RefusedValueError
from delegation.planning import Ending
from delegation.simulation.bundles import (
    Arrangement,
    Bundle,
    arrangement_of_engagements,
    arrangement_of_plan,
    fee_days,
)
from tests.people import ANN, BEA, LAST_YEAR, NEW_YEAR, NEWS, OWNER, TEN
from tests.simulation.arrangements import CALLS, TALK, WITH_ANN, WITH_BEA, planned

NEXT_YEAR = dt.date(2027, 1, 1)


def arranged(*engagements: Engagement, on: dt.date | None = NEW_YEAR) -> Arrangement:
    return arrangement_of_engagements(engagements, on, on and NEXT_YEAR)


class TestPlan:
    def test_everybody_does_what_they_are_given(self) -> None:
        found = arrangement_of_plan(PLAN, OWNER, (), NEW_YEAR)
        assert {bundle.contractor.name: bundle.tasks for bundle in found.bundles} == {
            each.contractor.name: tuple(other.task for other in PLAN.assignments if other.contractor == each.contractor)
            for each in PLAN.assignments
            if each.contractor is not None
        }
        assert found.kept == (TALK,)

    def test_what_never_comes_and_nobody_can_do_is_nobodys(self) -> None:
        never = Task("never", hours=1, recurrence=Rate(0))
        found = plan([TALK, never], (), OWNER, solver="search")
        assert [each.mode for each in found.assignments] == [Mode.KEEP, Mode.KEEP]
        assert arrangement_of_plan(found, OWNER, (), NEW_YEAR).kept == (TALK,)

    def test_who_was_never_engaged_is_a_stranger(self) -> None:
        assert {
            (bundle.known, bundle.retained) for bundle in arrangement_of_plan(PLAN, OWNER, (), NEW_YEAR).bundles
        } == {(False, False)}

    def test_what_was_not_planned_and_runs_on_a_retainer_goes_on(self) -> None:
        found = arrangement_of_plan(planned(NEWS, engagements=[RUNS]), OWNER, [RUNS], NEW_YEAR)
        assert found.bundles == (
            Bundle(contractor=ANN, tasks=(NEWS, OTHER), retainer=TEN, known=True, retained=True, running=RUNS),
        )

    def test_a_retainer_that_runs_must_be_given(self) -> None:
        refusal = "keeps a retainer with Ann that runs: give what the plan was asked"
        with pytest.raises(RefusedValueError, match=refusal):
            arrangement_of_plan(planned(NEWS, engagements=[RUNS]), OWNER, (), NEW_YEAR)

    def test_what_is_hired_where_a_retainer_is_ended_is_a_regulars_until_then(self) -> None:
        dear = attrs.evolve(RUNS, tasks=[NEWS], retainer=Retainer(4000, 10))
        nobody = attrs.evolve(ANN, retainers=())
        found = plan(NEWS, nobody, OWNER, engagements=dear, on=NEW_YEAR, solver="search", effort=0.001)
        (bundle,) = arrangement_of_plan(found, OWNER, [dear], NEW_YEAR).bundles
        assert (bundle.retainer, bundle.running, bundle.ending, bundle.last) == (None, None, dear, None)

    def test_another_retainer_in_its_place_is_new(self) -> None:
        dear = attrs.evolve(RUNS, tasks=[NEWS], retainer=Retainer(4000, 10))
        cheap = attrs.evolve(ANN, retainers=Retainer(100, 10))
        found = plan(NEWS, cheap, OWNER, engagements=dear, on=NEW_YEAR, solver="search", effort=0.001)
        (bundle,) = arrangement_of_plan(found, OWNER, [dear], NEW_YEAR).bundles
        assert (bundle.retainer, bundle.running, bundle.ending) == (Retainer(100, 10), None, dear)

    def test_a_retainer_that_is_ended_is_noted(self) -> None:
        ending = Ending(WITH_ANN, dt.date(2026, 2, 1), 400.0)
        found = arrangement_of_plan(attrs.evolve(PLAN, endings=(ending,)), OWNER, [WITH_ANN], NEW_YEAR)
        assert found.ended == ((WITH_ANN, dt.date(2026, 2, 1)),)


PLAN: Plan = planned()
OTHER = Task("other", skill="web", hours=1, recurrence=NEWS.recurrence)
RUNS = Engagement(ANN, tasks=[NEWS, OTHER], mode=Mode.OUTSOURCE, retainer=TEN, start=LAST_YEAR)


class TestEngagements:
    def test_those_that_run_are_known_and_go_on(self) -> None:
        assert arranged(WITH_BEA, WITH_ANN).bundles == (
            Bundle(
                contractor=ANN,
                tasks=(NEWS,),
                retainer=WITH_ANN.retainer,
                known=True,
                retained=True,
                running=WITH_ANN,
            ),
            Bundle(contractor=BEA, tasks=(CALLS,), retainer=None, known=True),
        )

    def test_one_that_starts_later_begins_then(self) -> None:
        start = dt.date(2026, 3, 1)
        (found,) = arranged(attrs.evolve(WITH_ANN, start=start)).bundles
        assert (found.first, found.running, found.known, found.retained) == (start, None, False, False)
        assert found.spans == (("news", start, None),)

    def test_one_that_ends_is_over_then(self) -> None:
        end = dt.date(2026, 6, 30)
        (found,) = arranged(attrs.evolve(WITH_ANN, end=end)).bundles
        assert (found.last, found.spans) == (end, (("news", None, end),))

    def test_those_that_are_over_or_far_away_do_not_count(self) -> None:
        over = attrs.evolve(WITH_BEA, end=dt.date(2025, 12, 31))
        far = attrs.evolve(WITH_BEA, start=NEXT_YEAR)
        assert arranged(WITH_ANN, over, far) == arranged(WITH_ANN)

    def test_without_a_day_all_that_have_no_end_go_on(self) -> None:
        over = attrs.evolve(WITH_BEA, end=dt.date(2030, 12, 31))
        assert arranged(WITH_ANN, over, on=None).bundles == (
            Bundle(contractor=ANN, tasks=(NEWS,), retainer=WITH_ANN.retainer, known=True, retained=True),
        )

    def test_what_is_hired_from_somebody_on_retainer_is_billed_by_the_job(self) -> None:
        hired = Engagement(ANN, tasks=[CALLS], mode=Mode.OUT_TASK, start=LAST_YEAR)
        (found,) = arranged(WITH_ANN, hired).bundles
        assert (found.hired, found.tasks) == (frozenset({"calls"}), (CALLS, NEWS))

    def test_none_that_runs_is_refused(self) -> None:
        with pytest.raises(RefusedValueError, match="engagements of which one runs, or starts within the months"):
            arranged(attrs.evolve(WITH_ANN, end=dt.date(2025, 6, 30)))

    def test_one_task_of_two_at_a_time_is_refused(self) -> None:
        twice = attrs.evolve(WITH_BEA, tasks=[NEWS])
        with pytest.raises(RefusedValueError, match="Ann does it too: each task is done by one engagement at a time"):
            arranged(WITH_ANN, twice)

    def test_two_retainers_with_one_contractor_are_refused(self) -> None:
        second = attrs.evolve(WITH_ANN, tasks=[CALLS], retainer=Retainer(100, 1))
        with pytest.raises(RefusedValueError, match="two retainers with Ann run at a time"):
            arranged(WITH_ANN, second)


class TestFeeDays:
    def test_fees_fall_due_on_the_day_of_the_month_on_which_it_started(self) -> None:
        runs = attrs.evolve(WITH_ANN, start=dt.date(2025, 6, 15))
        assert list(fee_days(runs, NEW_YEAR, dt.date(2026, 3, 16))) == [dt.date(2026, month, 15) for month in (1, 2, 3)]

    def test_they_end_with_it(self) -> None:
        runs = attrs.evolve(WITH_ANN, end=dt.date(2026, 2, 10))
        assert list(fee_days(runs, NEW_YEAR, NEXT_YEAR)) == [NEW_YEAR, dt.date(2026, 2, 1)]
