"""What a grid tells of the answer at one of its points."""

import attrs
import pytest

from delegation import Business, Retainer, Task, score
from delegation.frames.records import PLANS, SCORES, answer_of, nothing_of
from tests.people import ANN, FULL, OWNER, TEN
from tests.plan_worlds import NEWS, SHOP, monthly, planned

EUR = attrs.evolve(OWNER, currency="EUR")
CALLS = Task("calls", skill="web", hours=2, recurrence=5, owner_hours=2)


class TestScore:
    def test_it_has_verdict_sides_and_costs_by_mode(self) -> None:
        found = score(CALLS, attrs.evolve(ANN, retainers=TEN), EUR)
        assert found.costs.outsource is not None
        assert answer_of(found) == {
            "tasks": "calls",
            "contractor": "Ann",
            "verdict": "outsource",
            "cheapest": "outsource",
            "value": found.value,
            "payback": found.payback,
            "saved_money": found.saved,
            "committed_money": 5580.0,
            "highest_fee_money_per_month": found.highest_fee,
            "retainer_money_per_month": 450.0,
            "retainer_hours_per_month": 10.0,
            "outsource_money_per_month": found.costs.outsource.total,
            "out_task_money_per_month": 660.0,
            "keep_money_per_month": 600.0,
            "paid_money_per_month": found.costs.outsource.cash,
            "over_budget": False,
            "obstacle": None,
            "horizon_months": 12,
            "currency": "EUR",
        }

    def test_work_that_is_cheaper_kept_says_so_beside_the_verdict(self) -> None:
        found = answer_of(score(attrs.evolve(CALLS, owner_hours=1), ANN, OWNER))
        assert (found["verdict"], found["cheapest"]) == ("outsource", "keep")

    def test_a_verdict_that_pays_more_than_the_budget_says_so(self) -> None:
        found = answer_of(score(CALLS, ANN, attrs.evolve(OWNER, monthly_budget=449)))
        assert (found["verdict"], found["over_budget"]) == ("outsource", True)

    def test_a_verdict_that_pays_just_the_budget_is_not_over_it(self) -> None:
        hired = attrs.evolve(ANN, retainers=())
        found = answer_of(score(CALLS, hired, attrs.evolve(OWNER, monthly_budget=500)))
        assert (found["paid_money_per_month"], found["over_budget"]) == (500.0, False)

    def test_kept_work_pays_nobody(self) -> None:
        found = answer_of(score(attrs.evolve(CALLS, keep=True), ANN, attrs.evolve(OWNER, monthly_budget=0)))
        assert (found["verdict"], found["paid_money_per_month"], found["over_budget"]) == ("keep", 0.0, False)

    def test_a_bundle_that_is_kept_in_part_has_no_cost_of_keeping(self) -> None:
        bundle = [attrs.evolve(CALLS, keep=True), Task("books", hours=1)]
        found = answer_of(score(bundle, ANN, OWNER))
        assert (found["verdict"], found["keep_money_per_month"], found["paid_money_per_month"]) == ("keep", None, None)

    def test_who_takes_no_retainers_is_hired_and_it_says_why(self) -> None:
        found = answer_of(score(CALLS, attrs.evolve(ANN, retainers=()), OWNER))
        assert (found["verdict"], found["obstacle"]) == ("out-task", "Ann takes no retainers")
        assert (found["outsource_money_per_month"], found["retainer_money_per_month"]) == (None, None)

    def test_who_is_reached_in_no_way_has_no_verdict(self) -> None:
        found = answer_of(score(CALLS, attrs.evolve(ANN, availability=FULL), OWNER))
        assert (found["verdict"], found["out_task_money_per_month"], found["paid_money_per_month"]) == (None,) * 3
        assert found["cheapest"] == "keep"  # which is what is left
        assert found["obstacle"] == "Ann has no room for another regular client, and would never reach a one-off client"

    def test_who_is_reached_by_regular_clients_alone_is_put_on_retainer(self) -> None:
        busy = attrs.evolve(ANN, availability=attrs.evolve(ANN.availability, regular_load=0.2, one_off_load=0.9))
        found = answer_of(score(CALLS, busy, OWNER))
        assert (found["out_task_money_per_month"], found["obstacle"]) == (None, None)

    def test_columns_are_in_their_order(self) -> None:
        assert list(answer_of(score(CALLS, ANN))) == list(SCORES)


class TestPlan:
    def test_it_has_cost_retainers_and_what_is_undone(self) -> None:
        tasks = [NEWS, SHOP, monthly("talk", 2, keep=True), Task("film", skill="film", hours=3)]
        found = planned(tasks, [attrs.evolve(ANN, retainers=Retainer(450, 10))], EUR)
        assert answer_of(found) == {
            "total_money_per_month": found.cost,
            "paid_money_per_month": 450.0,
            "waiting_money_per_month": 0.0,
            "owner_hours_per_month": found.owner_hours,
            "retainers": "Ann",
            "retainer_count": 1,
            "outsource_count": 2,
            "out_task_count": 0,
            "keep_count": 1,
            "undone_count": 1,
            "undone": "film",
            "status": found.status,
            "obstacle": None,
            "horizon_months": 12,
            "currency": "EUR",
        }

    def test_columns_are_in_their_order(self) -> None:
        assert list(answer_of(planned([NEWS], [ANN]))) == list(PLANS)


@pytest.mark.parametrize("columns", [SCORES, PLANS], ids=["score", "plan"])
def test_where_there_is_no_answer_all_is_missing_but_why(columns: dict[str, type]) -> None:
    found = nothing_of(columns, "it cannot be", horizon_months=12, currency=Business().currency)
    assert list(found) == list(columns)
    assert {name: value for name, value in found.items() if value not in {None, False}} == {
        "obstacle": "it cannot be",
        "horizon_months": 12,
        "currency": "",
    }
