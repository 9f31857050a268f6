"""The answer at each point of a grid."""

import datetime as dt
import json
import math
import pickle
import sys
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Business, Contractor, Engagement, Job, Mode, Once, Plan, Rate, Rule, Score, Task, plan, score
from delegation.errors import MissingExtraError, RefusedCallError
from delegation.frames import Sweep, sweep
from delegation.frames.records import PLANS, SCORES
from delegation.frames.varied import COLUMNS
from tests.framed import BACKENDS, installed, kinds_of, read_back
from tests.people import ANN, BEA, LAST_YEAR, NEW_YEAR, OWNER, TEN
from tests.plan_worlds import LITTLE, NEWS, SHOP, Question, questions
from tests.refusals import told_by
from tests.worlds import bundles, businesses, contractors, spread

CALLS = Task("calls", skill="web", hours=2, recurrence=5, owner_hours=2)
ENDING = Rule("FREQ=DAILY;COUNT=6", NEW_YEAR)


def planned(**varied: Any) -> Sweep:
    return sweep([NEWS, SHOP], [ANN, BEA], OWNER, solver="search", effort=LITTLE, **varied)


class TestGrid:
    def test_there_is_a_point_for_every_combination_the_first_changing_slowest(self) -> None:
        found = sweep(CALLS, ANN, OWNER, recurrence=[1, 5], owner_rate=[40, 60])
        assert [(each["recurrence"], each["owner_money_per_hour"]) for each in found.to_dicts()] == [
            ("1 a month", 40.0),
            ("1 a month", 60.0),
            ("5 a month", 40.0),
            ("5 a month", 60.0),
        ]
        assert (len(found), found.varied, found.plans) == (4, ("recurrence", "owner_rate"), False)

    def test_its_columns_are_in_the_order_of_the_arguments_whatever_order_they_are_given_in(self) -> None:
        found = sweep(CALLS, ANN, OWNER, owner_rate=50, block=10)
        assert list(found.to_dicts()[0])[:2] == ["block_hours_per_month", "owner_money_per_hour"]

    def test_without_anything_varied_it_is_the_question_itself(self) -> None:
        (point,) = sweep(CALLS, ANN, OWNER)
        assert point.answer == score(CALLS, ANN, OWNER)
        assert list(point.record) == list(SCORES)

    def test_each_point_is_the_score_of_its_question(self) -> None:
        found = sweep(CALLS, ANN, OWNER, cost_per_day=[0, 100], budget=300)
        urgent = attrs.evolve(CALLS, urgency=attrs.evolve(CALLS.urgency, cost_per_day=100))
        assert found[1].answer == score(urgent, ANN, attrs.evolve(OWNER, monthly_budget=300))

    def test_each_point_of_several_contractors_is_a_plan(self) -> None:
        found = planned(budget=[None, 300])
        assert [type(point.answer) for point in found] == [Plan, Plan]
        budget = attrs.evolve(OWNER, monthly_budget=300)
        assert found[1].answer == plan([NEWS, SHOP], [ANN, BEA], budget, solver="search", effort=LITTLE)
        assert found.plans

    def test_a_list_of_one_contractor_is_planned_with(self) -> None:
        assert isinstance(sweep(CALLS, [ANN], OWNER, effort=LITTLE)[0].answer, Plan)

    def test_several_tasks_and_one_contractor_are_a_bundle(self) -> None:
        found = sweep([NEWS, SHOP], ANN, OWNER, owner_rate=60)
        assert found[0].answer == score([NEWS, SHOP], ANN, OWNER)

    def test_equal_questions_give_equal_grids_that_can_be_pickled_and_hashed(self) -> None:
        found = sweep(CALLS, ANN, OWNER, block=[5, 10])
        assert found == sweep(CALLS, ANN, OWNER, block=[5, 10])
        assert hash(found) == hash(pickle.loads(pickle.dumps(found)))  # noqa: S301  # our own

    def test_it_cannot_be_changed(self) -> None:
        found = sweep(CALLS, ANN, OWNER)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            found.points = ()  # type: ignore[misc]  # it is frozen
        found.to_dicts()[0]["verdict"] = "none"
        assert found.to_dicts()[0]["verdict"] == "outsource"

    @given(
        bundle=bundles(),
        contractor=contractors,
        business=businesses,
        varied=st.fixed_dictionaries(
            {},
            optional={
                "recurrence": st.lists(st.sampled_from([1, "weekly", None, ENDING, Rate(0.0)]), max_size=2),
                "cost_per_day": st.lists(st.floats(0, 1e6), max_size=2),
                "regular_load": st.lists(st.floats(0, 1), max_size=2),
                "block": st.lists(spread(0.1, 1000), max_size=2),
                "budget": st.lists(st.none() | st.floats(0, 1e6), max_size=2),
                "owner_rate": st.floats(0, 1e6),
            },
        ),
    )
    def test_whatever_is_varied_all_points_have_the_columns_and_none_raises(
        self, bundle: list[Task], contractor: Contractor, business: Business, varied: dict[str, Any]
    ) -> None:
        found = sweep(bundle, contractor, business, **varied)
        columns = {column: kind for name in found.varied for column, kind in COLUMNS[name].items()} | dict(SCORES)
        assert {tuple(each) for each in found.to_dicts()} == {tuple(columns)}
        lengths = [len(values) for values in varied.values() if isinstance(values, list) and values]
        assert len(found) == math.prod(lengths)
        assert json.loads(json.dumps(found.to_dicts())) == found.to_dicts()
        for point in found:
            assert isinstance(point.answer, Score) or point.obstacle

    @pytest.mark.unmeasured
    @given(questions(), st.lists(st.sampled_from([0.0, 0.3, 1.0]), min_size=1, max_size=2))
    def test_whatever_is_planned_all_points_have_the_columns(self, question: Question, loads: list[float]) -> None:
        tasks, contractors, business, engagements, on = question
        if not tasks:
            return
        found = sweep(tasks, contractors, business, regular_load=loads, engagements=engagements, on=on, effort=LITTLE)
        assert {tuple(each) for each in found.to_dicts()} == {("regular_load_share", *PLANS)}


class TestImpossible:
    def test_a_rule_that_ends_without_a_day_is_a_point_that_says_so(self) -> None:
        impossible, possible = sweep(CALLS, ANN, OWNER, recurrence=[ENDING, 1])
        assert (impossible.answer, impossible.record["verdict"]) == (None, None)
        assert impossible.obstacle is not None
        assert "has no rate in the long run" in impossible.obstacle
        assert (impossible.record["tasks"], impossible.record["contractor"]) == ("calls", "Ann")
        assert possible.obstacle is None
        assert repr(impossible) == f"<Point: {impossible.obstacle}>"
        assert repr(possible) == f"<Point: {possible.answer!r}>"

    def test_loads_that_do_not_go_together_are_a_point_that_says_so(self) -> None:
        found = sweep(CALLS, Contractor("Cy", rate=50), OWNER, regular_load=[0.9, 0.1])
        assert found[0].obstacle is not None
        assert found[0].obstacle.startswith("Availability.regular_load = 0.9 is refused: with one_off_load at its def")
        assert isinstance(found[1].answer, Score)

    def test_work_that_was_due_is_a_point_that_says_so_where_that_is_varied(self) -> None:
        found = sweep(CALLS, ANN, OWNER, recurrence=[Once(LAST_YEAR), 1], on=NEW_YEAR)
        assert found[0].obstacle is not None
        assert "it was due on 2025-01-01" in found[0].obstacle
        assert isinstance(found[1].answer, Score)

    def test_a_plan_that_cannot_be_is_a_point_that_says_so(self) -> None:
        impossible, possible = planned(recurrence=[ENDING, 1])
        assert (impossible.answer, impossible.record["retainer_count"]) == (None, None)
        assert isinstance(possible.answer, Plan)
        assert list(impossible.record) == list(possible.record)


class TestLearnt:
    JOBS = (Job(dt.date(2025, 3, 1), 2, waited_days=9), Job(dt.date(2025, 9, 1), 2, waited_days=9))
    LOG = Engagement(ANN, tasks=CALLS, mode=Mode.OUT_TASK, start=LAST_YEAR, jobs=JOBS)

    def test_what_is_not_varied_is_learnt_as_a_score_learns_it(self) -> None:
        (point,) = sweep(CALLS, ANN, OWNER, owner_rate=60, engagements=self.LOG, on=NEW_YEAR)
        assert point.answer is not None
        expected = score(CALLS, ANN, OWNER, engagements=self.LOG, on=NEW_YEAR)
        assert (point.record["value"], point.record["payback"]) == (expected.value, expected.payback)

    def test_a_rate_that_is_varied_is_not_learnt_again(self) -> None:
        found = sweep(CALLS, ANN, OWNER, recurrence=[1, 50], engagements=self.LOG, on=NEW_YEAR)
        assert [each["occurrences_per_month"] for each in found.to_dicts()] == [1.0, 50.0]
        assert [each["verdict"] for each in found.to_dicts()] == ["out-task", "outsource"]

    def test_hours_are_learnt_though_the_rate_is_varied(self) -> None:
        log = attrs.evolve(self.LOG, jobs=[attrs.evolve(job, hours=3) for job in self.JOBS])
        (point,) = sweep(CALLS, ANN, OWNER, recurrence=5, engagements=log, on=NEW_YEAR)
        assert isinstance(point.answer, Score)
        assert [(task.hours, task.recurrence) for task in point.answer.tasks] == [(3.0, Rate(5))]

    def test_the_load_of_one_off_clients_is_learnt_though_that_of_regular_ones_is_varied(self) -> None:
        cy = Contractor("Cy", rate=50, retainers=TEN)
        log = attrs.evolve(self.LOG, contractor=cy)
        (point,) = sweep(CALLS, cy, OWNER, regular_load=0.3, engagements=log, on=NEW_YEAR)
        learnt = score(CALLS, cy, OWNER, engagements=log, on=NEW_YEAR).contractor.availability.one_off_load
        assert isinstance(point.answer, Score)
        assert point.answer.contractor.availability.one_off_load == learnt != 0.25

    def test_a_load_that_is_varied_is_not_learnt_again(self) -> None:
        cy = Contractor("Cy", rate=50, retainers=TEN)
        log = attrs.evolve(self.LOG, contractor=cy)
        found = sweep(CALLS, cy, OWNER, regular_load=[0.0, 0.5], engagements=log, on=NEW_YEAR)
        loads = [
            point.answer.contractor.availability.regular_load for point in found if isinstance(point.answer, Score)
        ]
        assert loads == [0.0, 0.5]


class TestRefused:
    @pytest.mark.parametrize(
        ("more", "field"),
        [
            ({"block": [5, -1]}, "sweep.block[1]"),
            ({"solver": "magic"}, "sweep.solver"),
            ({"effort": 0}, "sweep.effort"),
            ({"progress": 1}, "sweep.progress"),
            ({"on": "today"}, "sweep.on"),
            ({"business": 50}, "sweep.business"),
            ({"engagements": 3}, "sweep.engagements"),
        ],
    )
    def test_an_argument_of_the_wrong_kind(self, more: dict[str, Any], field: str) -> None:
        assert told_by(lambda: sweep(CALLS, ANN, **more))[0] == field

    @pytest.mark.parametrize(
        ("task", "contractor", "field"), [([], ANN, "task"), (3, ANN, "task"), (CALLS, [3], "contractor")]
    )
    def test_no_task_and_no_contractor(self, task: Any, contractor: Any, field: str) -> None:
        assert told_by(lambda: sweep(task, contractor))[0] == f"sweep.{field}"

    def test_work_that_was_due_where_that_is_not_varied(self) -> None:
        due = attrs.evolve(CALLS, recurrence=Once(LAST_YEAR))
        assert told_by(lambda: sweep(due, ANN, on=NEW_YEAR, block=[5]))[0] == "sweep.task"

    def test_a_misspelt_argument(self) -> None:
        with pytest.raises(RefusedCallError, match="did you mean 'recurrence'"):
            sweep(CALLS, ANN, reccurence=[1])  # type: ignore[call-arg]  # a call that does not fit is what is asked


class TestFrame:
    @pytest.mark.parametrize("backend", BACKENDS)
    @pytest.mark.parametrize("plans", [False, True], ids=["scores", "plans"])
    def test_it_has_what_the_records_tell(self, backend: str, plans: bool) -> None:
        varied: dict[str, Any] = {"recurrence": [ENDING, "weekly"], "budget": [None, 300]}
        found = planned(**varied) if plans else sweep(CALLS, ANN, OWNER, **varied)
        frame = found.to_frame(installed(backend))
        assert read_back(frame) == found.to_dicts()

    @pytest.mark.parametrize("backend", BACKENDS)
    def test_a_column_of_nothing_is_still_one_of_numbers(self, backend: str) -> None:
        kinds = kinds_of(sweep(CALLS, ANN, OWNER, recurrence=ENDING, budget=None).to_frame(installed(backend)))
        assert {kinds[name] for name in ("budget_money_per_month", "value", "keep_money_per_month")} == {"Float64"}
        assert (kinds["over_budget"], kinds["verdict"]) == ("Boolean", "String")

    def test_pandas_is_what_is_asked_for_unless_another_is_named(self) -> None:
        installed("pandas")
        assert type(sweep(CALLS, ANN).to_frame()).__module__.split(".")[0] == "pandas"


class TestProgress:
    def test_it_shows_how_far_it_is(self, capsys: pytest.CaptureFixture[str]) -> None:
        pytest.importorskip("tqdm")
        sweep(CALLS, ANN, OWNER, block=[5, 10], progress=True)
        assert "sweeping: 100%" in capsys.readouterr().err

    def test_it_shows_nothing_unless_asked(self, capsys: pytest.CaptureFixture[str]) -> None:
        sweep(CALLS, ANN, OWNER, block=[5, 10])
        assert capsys.readouterr().err == ""

    def test_without_tqdm_it_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "tqdm.auto", None)
        with pytest.raises(MissingExtraError):
            sweep(CALLS, ANN, progress=True)


@pytest.mark.parametrize(
    ("varied", "line"),
    [
        ({}, "<Sweep of 1 score over nothing>"),
        ({"block": [5, 10], "owner_rate": 60}, "<Sweep of 2 scores over block and owner_rate>"),
        (
            {"owner_rate": [5, 60]},
            "<Sweep of 2 scores over owner_rate: in 1 of them keeping the work costs less than handing it over>",
        ),
        (
            {"owner_rate": 5},
            "<Sweep of 1 score over owner_rate: keeping the work costs less than handing it over>",
        ),
    ],
)
def test_in_one_line_it_says_how_many_and_over_what(varied: dict[str, Any], line: str) -> None:
    assert repr(sweep(CALLS, ANN, OWNER, **varied)) == line


def test_a_grid_of_plans_says_so_in_one_line() -> None:
    assert repr(planned(budget=300)) == "<Sweep of 1 plan over budget>"


@pytest.mark.parametrize(("found", "columns"), [(sweep(CALLS, ANN), SCORES), (planned(), PLANS)], ids=["score", "plan"])
def test_all_columns_are_documented(found: Sweep, columns: dict[str, type]) -> None:
    told = (Sweep.to_dicts.__doc__ or "").split("``")[1::2]
    everything = [column for kinds in COLUMNS.values() for column in kinds] + list(columns)
    assert list(found.to_dicts()[0]) == list(columns)
    assert set(everything) <= set(told)
