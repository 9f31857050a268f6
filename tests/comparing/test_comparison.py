"""What differs between two scores, two recommendations or two plans."""

import copy
import math
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given

from delegation import Business, Contractor, Mode, Task, recommend, score
from delegation._costing.costs import ROWS
from delegation.comparing import Change, Comparison, compare
from delegation.errors import RefusedCallError
from tests.comparing.answers import CALLS, EUR, FILM, KEPT, LARGE, NOBODY, OFTEN, RANKED, SELDOM, SMALL
from tests.people import ANN, FULL, OWNER, TEN
from tests.plan_worlds import Question, planned, questions
from tests.refusals import told_by
from tests.worlds import bundles, businesses, contractors


def adds_up(found: Comparison) -> bool:
    """Whether the differences of rows are exactly that of the total, and that is the difference of the totals."""
    total = found.total
    if total.before is None or total.after is None or total.difference is None:
        known = [row.difference for row in (*found.rows, total) if row.difference is not None]
        return known == [] and None in {total.before, total.after}
    differences = [row.difference for row in found.rows if row.difference is not None]
    largest = max(abs(total.before), abs(total.after))
    return (
        len(differences) == len(ROWS)
        and math.fsum(differences) == total.difference
        and math.isclose(total.difference, total.after - total.before, rel_tol=1e-9, abs_tol=1e-9 * largest)
    )


class TestScores:
    def test_the_verdict_was_a_retainer_and_becomes_a_hire(self) -> None:
        found = compare(OFTEN, SELDOM)
        assert found.verdicts is not None
        assert [(each.mode, each.retainer) for each in found.verdicts] == [(Mode.OUTSOURCE, TEN), (Mode.OUT_TASK, None)]
        assert (found.kind, found.currency, found.changed) == ("score", "EUR", True)

    def test_each_row_of_the_verdict_differs_by_what_it_becomes_more(self) -> None:
        found = compare(OFTEN, SELDOM)
        assert OFTEN.costs.outsource is not None
        rows = {row.name: (row.before, row.after, row.difference) for row in found.rows}
        assert rows["work"] == (0.0, 100.0, 100.0)
        assert rows["fee"] == (450.0, 0.0, -450.0)
        assert found.total.before == OFTEN.costs.outsource.total
        assert found.total.after == SELDOM.costs.out_task.total

    def test_every_mode_has_its_rows(self) -> None:
        ways = dict(compare(OFTEN, SELDOM).ways)
        assert [row.name for row in ways[Mode.KEEP]] == [*ROWS, "total"]
        assert (ways[Mode.KEEP][-1].before, ways[Mode.KEEP][-1].after, ways[Mode.KEEP][-1].difference) == (
            *(600.0, 120.0),
            -480.0,
        )

    def test_a_mode_that_is_no_choice_before_differs_by_nothing_known(self) -> None:
        never = score(CALLS, attrs.evolve(ANN, retainers=()), EUR)
        row = dict(compare(never, OFTEN).ways)[Mode.OUTSOURCE][-1]
        assert OFTEN.costs.outsource is not None
        assert (row.before, row.after, row.difference) == (None, OFTEN.costs.outsource.total, None)

    def test_bundles_need_not_be_the_same(self) -> None:
        other = score([CALLS, Task("books", hours=3)], ANN, EUR)
        assert compare(OFTEN, other).changed is False
        assert adds_up(compare(OFTEN, other))

    def test_who_is_reached_in_no_way_has_no_verdict_and_no_cost(self) -> None:
        found = compare(score(CALLS, attrs.evolve(ANN, availability=FULL), EUR), OFTEN)
        assert found.verdicts is not None
        assert (found.verdicts[0].mode, found.verdicts[0].contractor, found.difference) == (None, None, None)
        assert found.changed

    def test_kept_work_goes_to_nobody(self) -> None:
        kept = score(attrs.evolve(CALLS, keep=True), ANN, EUR)
        verdicts = compare(OFTEN, kept).verdicts
        assert verdicts is not None
        assert (verdicts[1].mode, verdicts[1].contractor) == (Mode.KEEP, None)

    def test_there_are_no_tasks_and_no_retainers_of_plans(self) -> None:
        assert (compare(OFTEN, SELDOM).tasks, compare(OFTEN, SELDOM).retainers) == ((), ())

    @given(bundles(), bundles(), contractors, businesses)
    def test_rows_add_up(self, one: list[Task], other: list[Task], contractor: Contractor, business: Business) -> None:
        assert adds_up(compare(score(one, contractor, business), score(other, contractor, business)))

    @given(bundles(), contractors, businesses)
    def test_a_score_differs_from_itself_by_nothing(
        self, bundle: list[Task], contractor: Contractor, business: Business
    ) -> None:
        found = compare(score(bundle, contractor, business), score(bundle, contractor, business))
        assert not found.changed
        assert found.difference in {0.0, None}


class TestRecommendations:
    def test_the_best_of_each_is_compared(self) -> None:
        found = compare(RANKED, KEPT)
        assert found.verdicts is not None
        assert [each.mode for each in found.verdicts] == [RANKED.mode, Mode.KEEP]
        assert (found.kind, found.changed, found.ways) == ("recommendation", True, ())
        assert found.total.after == 600.0
        assert adds_up(found)

    def test_where_nobody_is_left_no_cost_is_known(self) -> None:
        found = compare(RANKED, NOBODY)
        assert (found.difference, found.total.after, found.changed) == (None, None, True)
        assert adds_up(found)


class TestPlans:
    def test_each_task_is_as_before_changed_new_or_gone(self) -> None:
        assert {each.name: each.change for each in compare(SMALL, LARGE).tasks} == {
            "film": Change.NEW,
            "news": Change.CHANGED,
            "shop": Change.GONE,
            "talk": Change.NEW,
        }

    def test_a_retainer_that_is_there_no_more_is_gone(self) -> None:
        (each,) = compare(SMALL, LARGE).retainers
        assert (each.contractor, each.change, each.difference) == ("Ann", Change.GONE, -475.0)

    def test_a_retainer_that_is_signed_is_new(self) -> None:
        (each,) = compare(LARGE, SMALL).retainers
        assert (each.contractor, each.change, each.difference) == ("Ann", Change.NEW, 475.0)

    def test_the_cost_differs_as_the_totals_do(self) -> None:
        found = compare(SMALL, LARGE)
        assert (found.total.before, found.total.after) == (SMALL.cost, LARGE.cost)
        assert (found.kind, found.verdicts, found.ways) == ("plan", None, ())
        assert adds_up(found)

    def test_a_plan_differs_from_itself_by_nothing(self) -> None:
        found = compare(SMALL, SMALL)
        assert (found.changed, found.difference) == (False, 0.0)

    def test_a_retainer_alone_is_a_change(self) -> None:
        cheaper = attrs.evolve(SMALL, retainers=())
        assert {each.change for each in compare(SMALL, cheaper).tasks} == {Change.SAME}
        assert compare(SMALL, cheaper).changed

    def test_plans_without_any_task_are_alike(self) -> None:
        assert not compare(planned([], []), planned([], [])).changed

    @pytest.mark.unmeasured
    @given(questions(), questions())
    def test_rows_and_tasks_add_up(self, one: Question, other: Question) -> None:
        found = compare(one.plan(), other.plan())
        assert adds_up(found)
        costs = [abs(way.cost) for each in found.tasks for way in (each.before, each.after) if way is not None]
        largest = max(costs, default=0.0)
        assert math.isclose(
            math.fsum(each.difference for each in found.tasks), found.difference or 0.0, abs_tol=1e-9 * largest
        )

    @pytest.mark.unmeasured
    @given(questions(), questions())
    def test_back_again_all_differences_are_those_of_the_way_there(self, one: Question, other: Question) -> None:
        before, after = one.plan(), other.plan()
        there, back = compare(before, after), compare(after, before)
        assert [each.difference for each in there.tasks] == [-each.difference for each in back.tasks]
        turned = {Change.NEW: Change.GONE, Change.GONE: Change.NEW}
        assert [each.change for each in there.tasks] == [turned.get(each.change, each.change) for each in back.tasks]


class TestRefused:
    def test_what_is_no_answer(self) -> None:
        field, accepted = told_by(lambda: compare(CALLS, OFTEN))  # type: ignore[arg-type]  # what is refused is of another type
        assert (field, accepted) == ("compare.before", "it takes a Score, a Recommendation or a Plan")

    @pytest.mark.parametrize("other", [SMALL, RANKED, None])
    def test_an_answer_of_another_kind(self, other: Any) -> None:
        assert told_by(lambda: compare(OFTEN, other)) == ("compare.after", "it takes a Score, as the first is one")

    def test_money_of_another_currency(self) -> None:
        dollars = score(CALLS, ANN, attrs.evolve(OWNER, currency="USD"))
        assert told_by(lambda: compare(OFTEN, dollars)) == (
            "compare.after",
            "the first is in EUR and this is in USD: ask both questions in one currency",
        )

    @pytest.mark.parametrize("turned", [False, True])
    def test_money_of_no_known_currency_is_taken_for_the_same(self, turned: bool) -> None:
        pair = [OFTEN, score(CALLS, ANN, OWNER)]
        assert compare(*(pair[::-1] if turned else pair)).currency == "EUR"

    def test_a_call_that_lacks_the_second(self) -> None:
        with pytest.raises(RefusedCallError, match="compare needs after"):
            compare(OFTEN)  # type: ignore[call-arg]  # a call that does not fit is what is asked


def test_equal_answers_give_equal_comparisons_that_can_be_copied() -> None:
    found = compare(recommend(CALLS, [ANN], EUR), KEPT)
    assert found == compare(recommend(CALLS, [ANN], EUR), KEPT)
    assert copy.deepcopy(found) == found == pickle.loads(pickle.dumps(found))  # noqa: S301  # our own


def test_it_cannot_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        compare(OFTEN, SELDOM).before = SELDOM  # type: ignore[misc]  # it is frozen


def test_the_undone_task_is_there() -> None:
    assert [task.name for task in LARGE.undone] == [FILM.name]
