"""What a plan holds, how it is asked for it, and what it comes to in numbers."""

import datetime as dt
import json
import math
import pickle

import attrs
import pytest
from hypothesis import given

from delegation import DelegationError, Engagement, Job, Mode, Plan, Rate, Retainer, Rule, Task, Urgency, plan
from delegation.errors import RefusedValueError
from tests.people import ANN, BEA
from tests.plan_worlds import NEWS, RUNNING, SHOP, Question, monthly, planned, questions

TOGETHER = planned([NEWS, SHOP], [ANN])


class TestHeld:
    def test_a_task_or_its_name_gives_how_it_is_done(self) -> None:
        assert TOGETHER[NEWS] == TOGETHER["news"] == TOGETHER.assignments[0]
        assert TOGETHER["shop"].task == SHOP

    @pytest.mark.unmeasured
    @given(questions())
    def test_it_is_a_collection_of_its_assignments_in_the_order_of_the_tasks(self, question: Question) -> None:
        found = question.plan()
        assert tuple(found) == found.assignments
        assert len(found) == len(found.tasks)
        assert all(task in found and task.name in found and found[task].task == task for task in found.tasks)
        assert all(each in found for each in found)

    @pytest.mark.parametrize("other", ["new", "NEWS", "", monthly("news", 77), None, 0, ["news"], ANN])
    def test_what_is_no_task_of_it_is_not_in_it(self, other: object) -> None:
        assert other not in TOGETHER

    def test_how_a_task_is_done_in_another_plan_is_not_in_it(self) -> None:
        assert planned([NEWS], [BEA])["news"] not in TOGETHER

    def test_a_misspelt_name_is_refused_with_the_nearest_one(self) -> None:
        with pytest.raises(KeyError) as caught:
            TOGETHER["neews"]
        assert isinstance(caught.value, DelegationError)
        assert str(caught.value) == (
            "Plan.key = 'neews' is refused: it takes a task of this plan, or its name: did you mean 'news'?"
        )

    @pytest.mark.parametrize(("typed", "nearest"), [("shops", "shop"), ("Shop", "shop"), ("new", "news")])
    def test_the_nearest_name_is_the_one_most_like_what_was_typed(self, typed: str, nearest: str) -> None:
        with pytest.raises(KeyError, match=rf"did you mean '{nearest}'\?$"):
            TOGETHER[typed]

    def test_a_task_that_it_does_not_have_is_refused_with_the_nearest_name(self) -> None:
        with pytest.raises(KeyError, match=r"did you mean 'shop'\?$"):
            TOGETHER[monthly("shopping", 5)]

    def test_another_task_of_the_same_name_is_refused_as_such(self) -> None:
        with pytest.raises(KeyError, match=r"or its name; its news is another task$"):
            TOGETHER[attrs.evolve(NEWS, hours=77)]

    @pytest.mark.parametrize("key", [0, None, ["news"], slice(2), ANN])
    def test_what_is_neither_task_nor_name_is_refused(self, key: object) -> None:
        with pytest.raises(KeyError, match=r"it takes a task of this plan, or its name$"):
            TOGETHER[key]  # type: ignore[index]  # what is refused is of another type

    def test_where_no_name_is_like_it_one_is_shown(self) -> None:
        with pytest.raises(KeyError, match=r"it takes a task of this plan, or its name, such as 'news'$"):
            TOGETHER["?"]

    def test_a_plan_of_nothing_has_no_nearest_name(self) -> None:
        with pytest.raises(KeyError, match=r"it takes a task of this plan, or its name$"):
            planned([], [])["news"]

    def test_of_names_that_begin_alike_for_a_hundred_letters_the_first_is_shown(self) -> None:
        long = "x" * 150
        found = planned([monthly(f"{long} {index}", 1) for index in range(2)], [])
        with pytest.raises(KeyError, match=r"did you mean 'x+\.\.\.x+ 0'\?$"):
            found[long]

    def test_why_refuses_as_its_keys_do(self) -> None:
        with pytest.raises(
            RefusedValueError, match=r"^Plan.why.task = 'neews' is refused: it takes .*: did you mean 'news'\?$"
        ):
            TOGETHER.why("neews")

    def test_why_takes_a_task_its_name_or_nothing_for_the_whole(self) -> None:
        assert TOGETHER.why(NEWS) == TOGETHER.why("news") != TOGETHER.why()
        assert TOGETHER.why(None) == TOGETHER.why()


class TestLearnt:
    """A log from which the hours and the rate of a guess were learnt."""

    GUESS = Task("news", skill="web", hours=20, recurrence=0.3)
    DAYS = tuple(dt.date(2025, 1, 14) + dt.timedelta(30 * each) for each in range(12))
    LOG = Engagement(ANN, tasks=GUESS, mode=Mode.OUT_TASK, start=DAYS[0], jobs=[Job(day, hours=22) for day in DAYS])
    FOUND: Plan = plan([GUESS, SHOP], ANN, engagements=LOG, on=dt.date(2026, 1, 7), solver="search")

    def test_it_is_asked_by_the_task_that_it_was_asked_with(self) -> None:
        assert self.FOUND.tasks[0] != self.GUESS
        assert self.FOUND[self.GUESS] == self.FOUND["news"]
        assert self.GUESS in self.FOUND
        assert self.FOUND.why(self.GUESS) == self.FOUND.why("news")
        assert self.FOUND.ways(self.GUESS) == self.FOUND.ways("news")

    def test_it_is_asked_by_the_task_as_it_was_learnt(self) -> None:
        assert self.FOUND[self.FOUND.tasks[0]] == self.FOUND["news"]

    def test_a_task_of_which_nothing_was_learnt_is_found_beside_it(self) -> None:
        assert self.FOUND[SHOP] == self.FOUND["shop"]

    @pytest.mark.parametrize(
        "other",
        [
            attrs.evolve(GUESS, skill="copy"),
            attrs.evolve(GUESS, owner_hours=20),
            attrs.evolve(GUESS, recurrence=Rate(2)),
            attrs.evolve(GUESS, recurrence=Rule("FREQ=MONTHLY")),
            attrs.evolve(GUESS, urgency=Urgency(100, 1)),
        ],
    )
    def test_another_task_of_that_name_is_refused_as_such(self, other: Task) -> None:
        assert other not in self.FOUND
        with pytest.raises(KeyError, match=r"or its name; its news is another task$"):
            self.FOUND[other]

    def test_another_guess_of_hours_that_are_learnt_is_the_same_task(self) -> None:
        """What the log tells of hours stands in place of any guess, so that the plan is the same."""
        assert self.FOUND[attrs.evolve(self.GUESS, hours=5)] == self.FOUND["news"]


class TestCopied:
    @pytest.mark.unmeasured
    @given(questions())
    def test_it_is_taken_apart_by_attrs_into_plain_collections(self, question: Question) -> None:
        found = question.plan()
        parts = attrs.asdict(found)
        assert list(parts) == [field.name for field in attrs.fields(type(found))]
        assert [each["name"] for each in parts["tasks"]] == [task.name for task in found.tasks]
        assert math.fsum(parts["costs"].values()) == pytest.approx(found.cost)

    def test_its_records_survive_json(self) -> None:
        listed = [*TOGETHER.to_dicts(), *TOGETHER.retainers_to_dicts()]
        assert json.loads(json.dumps(listed)) == listed

    def test_it_survives_pickling_and_answers_alike(self) -> None:
        TOGETHER["news"]  # what is remembered once it was asked for does not hinder
        again = pickle.loads(pickle.dumps(TOGETHER))  # noqa: S301  # our own
        assert (again, again["news"], again.why(), str(again)) == (
            TOGETHER,
            TOGETHER["news"],
            TOGETHER.why(),
            str(TOGETHER),
        )


class TestHours:
    def test_blocks_of_all_retainers_are_added_up(self) -> None:
        """Nine of ten hours with Ann, eighteen of twenty with Zoe."""
        people = [
            attrs.evolve(ANN, retainers=Retainer(300, 10)),
            attrs.evolve(ANN, name="Zoe", skills="copy", retainers=Retainer(500, 20)),
        ]
        work = [monthly("news", 9), attrs.evolve(monthly("prose", 18), skill="copy")]
        found = planned(work, people)
        assert (found.included, found.used, found.unused) == pytest.approx((30.0, 27.0, 3.0))
        assert (found.utilisation, found.coverage) == pytest.approx((0.9, 1.0))
        assert found.lock_in == 3 * 800.0

    def test_hours_above_a_block_and_of_hires_are_not_covered(self) -> None:
        """Ten of twelve with Ann, none of five with Bea."""
        work = [monthly("care", 12), attrs.evolve(NEWS, skill="copy")]
        people = [attrs.evolve(ANN, retainers=Retainer(300, 10)), attrs.evolve(BEA, skills="copy")]
        assert planned(work, people).coverage == pytest.approx(10 / 17)

    def test_other_work_on_a_block_covers_no_more_than_all(self) -> None:
        found = planned([NEWS], [ANN], engagements=[RUNNING])
        assert (found.used, found.coverage) == (10.0, 1.0)

    def test_hours_given_back_are_less_those_that_the_plan_takes(self) -> None:
        work = [attrs.evolve(NEWS, owner_hours=6), monthly("shop", 5), monthly("talk", 2, keep=True)]
        found = planned(work, [ANN])
        assert [each.mode for each in found.assignments] == [Mode.OUTSOURCE, Mode.OUTSOURCE, Mode.KEEP]
        assert found.given_back == pytest.approx(6 - 5 / 12)


class TestMoney:
    def test_kept_tasks_are_in_the_cost_and_not_in_what_is_saved(self) -> None:
        work = [NEWS, SHOP, monthly("talk", 2, keep=True)]
        found = planned(work, [ANN])
        assert (found.cost, found.out_tasked_cost, found.net_savings) == pytest.approx((595.0, 580.0, 105.0))

    def test_what_is_saved_is_not_known_where_somebody_could_not_be_hired(self) -> None:
        found = planned([NEWS], [ANN], engagements=[RUNNING])
        assert (found.out_tasked_cost, found.net_savings) == (None, None)

    def test_what_is_left_at_a_cost_is_in_the_cost_and_not_in_what_is_saved(self) -> None:
        found = planned([NEWS, SHOP, attrs.evolve(monthly("tea", 9), undone_cost=7)], [ANN])
        assert (found.cost, found.costs.undone, found.out_tasked_cost, found.net_savings) == (
            pytest.approx((482.0, 7.0, 580.0, 105.0))
        )
        assert ([task.name for task in found.undone], found.shortages) == (["tea"], ())


class TestGap:
    @pytest.mark.parametrize(("bound", "gap"), [(475.0, 0.0), (380.0, 0.2), (-math.inf, math.inf)])
    def test_it_is_a_part_of_the_objective(self, bound: float, gap: float) -> None:
        assert attrs.evolve(TOGETHER, bound=bound).gap == pytest.approx(gap)


def test_how_long_it_took_is_no_part_of_a_plan() -> None:
    assert attrs.evolve(TOGETHER, seconds=99.0) == TOGETHER
