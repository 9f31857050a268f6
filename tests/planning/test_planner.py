"""The plan for a whole business: worked examples, refusals, and an independent check of every plan that is made."""

import datetime as dt
import functools
import math
import pickle
import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from delegation import (
    Availability,
    Business,
    Contractor,
    Engagement,
    Mode,
    Plan,
    Rate,
    Retainer,
    Rule,
    Task,
    Urgency,
    _assignment,
    plan,
    score,
)
from delegation._assignment.problem import Problem, Solution
from delegation._costing.costs import CostRows
from delegation.errors import MissingExtraError, NoLongRunRateError, RefusedValueError
from delegation.io.csv import read_business, read_contractors, read_tasks
from delegation.planning import Ending, Shortage, enumeration
from delegation.planning.prices import first_prices
from tests.benchmarks.businesses import business_of
from tests.people import ANN, BEA, IDLE, NEW_YEAR, OWNER, TEN
from tests.plan_evaluator import complaints
from tests.plan_truth import cheapest, random_business
from tests.plan_worlds import LITTLE, NEWS, RUNNING, SHOP, Question, decisions, monthly, questions

EXAMPLE = Path(__file__).parent.parent.parent / "docs" / "examples" / "small_business"


def ask(
    tasks: Task | list[Task],
    contractors: Contractor | list[Contractor],
    business: Business = OWNER,
    engagements: Engagement | list[Engagement] = [],  # noqa: B006  # read only
    **how: Any,
) -> Plan:
    """A plan that was checked by the evaluator, for New Year unless said otherwise."""
    question = Question(
        [tasks] if isinstance(tasks, Task) else tasks,
        [contractors] if isinstance(contractors, Contractor) else contractors,
        business,
        [engagements] if isinstance(engagements, Engagement) else engagements,
        how.pop("on", NEW_YEAR),
    )
    found = question.plan(**how)
    assert complaints(found, *question) == []
    return found


class TestByHand:
    def test_of_months_in_which_as_much_is_paid_the_first_is_the_dearest(self) -> None:
        assert ask(NEWS, BEA).dearest_month == (0, 200.0)

    def test_two_tasks_carry_a_retainer_only_together(self) -> None:
        """Each alone: 250 + 30 + 10 for the search. Both on the block: 450 + 10 + 15 instead of 500 + 60 + 10."""
        found = ask([NEWS, SHOP], ANN)
        assert decisions(found) == [("news", "outsource", "Ann", 10.0), ("shop", "outsource", "Ann", 10.0)]
        assert found.costs == CostRows(fee=450.0, hiring=25.0)
        assert (found.cost, found.rounds) == (475.0, 1)
        (agreed,) = found.retainers
        assert (agreed.retainer, agreed.running, agreed.tasks) == (TEN, False, (NEWS, SHOP))
        assert (agreed.saves, agreed.break_even, agreed.lock_in) == pytest.approx((95.0, 0.9, 1350.0))
        assert (found.paid, found.sunk, found.dearest_month) == (450.0, 0.0, (0, 450.0))
        assert found.owner_hours == pytest.approx(5 / 12)
        assert (found.out_tasked_cost, found.net_savings) == pytest.approx((580.0, 105.0))
        assert decisions(ask(NEWS, ANN)) == [("news", "out-task", "Ann", -1.0)]

    def test_hours_that_are_paid_and_not_used_are_told(self) -> None:
        found = ask([NEWS, monthly("shop", 4)], attrs.evolve(ANN, retainers=Retainer(300, 10)))
        assert (found.included, found.used, found.unused) == pytest.approx((10.0, 9.0, 1.0))
        assert (found.utilisation, found.coverage) == pytest.approx((0.9, 1.0))

    def test_a_task_alone_is_out_tasked_at_the_price_of_recommend(self) -> None:
        found = ask(NEWS, ANN)
        assert found.costs == CostRows(work=250.0, hiring=40.0)
        assert found.owner_hours == pytest.approx(2 / 12 + 0.5)
        assert (found.utilisation, found.coverage, found.lock_in) == (None, 0.0, 0.0)
        assert found.given_back == pytest.approx(-2 / 12 - 0.5)

    def test_a_pinned_task_is_kept_though_others_are_cheaper(self) -> None:
        found = ask([NEWS, monthly("talk", 2, keep=True)], ANN)
        assert decisions(found)[1] == ("talk", "keep", "", -1.0)
        assert found.assignments[1].costs == CostRows(work=120.0)

    def test_everything_is_kept_where_the_owners_time_costs_nothing(self) -> None:
        found = ask([attrs.evolve(NEWS, owner_hours=2), attrs.evolve(SHOP, owner_hours=3)], ANN, Business(owner_rate=0))
        assert [each.mode for each in found.assignments] == [Mode.KEEP, Mode.KEEP]
        assert (found.cost, found.owner_hours, found.retainers, found.coverage) == (0.0, 5.0, (), None)
        assert (found.net_savings, found.given_back, found.paid) == (0.0, 0.0, 0.0)

    def test_the_owners_hours_that_are_given_back_are_those_of_tasks_that_could_be_kept(self) -> None:
        """Ten hours handed over, two to find Ann and three to start with them in a year."""
        found = ask([attrs.evolve(NEWS, owner_hours=6), attrs.evolve(SHOP, owner_hours=4)], ANN)
        assert found.given_back == pytest.approx(10 - 5 / 12)

    def test_nothing_to_do_costs_nothing(self) -> None:
        for contractors in ([], [ANN]):
            found = ask([], contractors)
            assert (found.assignments, found.retainers, found.shortages) == ((), (), ())
            assert (found.cost, found.paid, found.owner_hours) == (0.0, 0.0, 0.0)
            assert (found.coverage, found.utilisation, found.net_savings, found.gap) == (None, None, 0.0, 0.0)

    def test_one_month_is_planned_by_what_falls_into_it(self) -> None:
        """With the search in one month: 250 + 30 + 120 each is 680 together, and 450 + 120 + 180 on the block."""
        found = ask([NEWS, SHOP], ANN, attrs.evolve(OWNER, horizon_months=1))
        assert decisions(found)[0] == ("news", "out-task", "Ann", -1.0)
        assert found.cost == 680.0

    def test_an_access_retainer_is_signed_for_the_briefings_that_it_saves(self) -> None:
        """Twice 200 + 30 and 10, against 400 above the block, a fee of 20 and 25 for the start."""
        tasks = [monthly("help", 4), monthly("news", 4)]
        found = ask(tasks, attrs.evolve(ANN, retainers=Retainer(20, 0)))
        assert found.costs == pytest.approx(CostRows(fee=20.0, overage=400.0, hiring=25.0))
        (agreed,) = found.retainers
        assert (agreed.break_even, agreed.block.overage_hours) == (None, 8.0)
        assert (found.utilisation, found.coverage, found.included) == (None, 0.0, 0.0)

    def test_everything_may_cost_nothing(self) -> None:
        free = attrs.evolve(ANN, rate=0, retainers=Retainer(0, 10))
        found = ask([NEWS, SHOP], free, attrs.evolve(OWNER, owner_rate=0))
        assert (found.cost, found.undone) == (0.0, ())

    def test_huge_numbers_are_planned_like_others(self) -> None:
        rich = attrs.evolve(ANN, rate=1e15, retainers=Retainer(0.9e16, 10))
        found = ask([NEWS, SHOP], rich, attrs.evolve(OWNER, owner_rate=1e15))
        assert found.undone == ()
        assert found.cost == pytest.approx(0.9e16 + 1e15 * 5 / 12)

    def test_for_a_task_that_does_not_come_nobody_is_hired(self) -> None:
        never = Task("never", hours=1, recurrence=Rate(0))
        for people in ([], [ANN], [attrs.evolve(ANN, availability=Availability(regular_load=1.0))]):
            found = ask(never, people)
            assert (found.undone, found.cost, found.owner_hours) == ((), 0.0, 0.0)
            assert found.why(never) == "never does not come within 12 months: there is nothing to do."

    def test_a_retainer_that_ends_by_itself_is_not_counted_on(self) -> None:
        day = dt.date(2026, 5, 20)
        ending = Engagement(
            ANN,
            tasks=NEWS,
            mode=Mode.OUTSOURCE,
            start=dt.date(2026, 5, 1),
            end=dt.date(2026, 7, 1),
            retainer=Retainer(600, 12),
        )
        found = ask([NEWS, SHOP], ANN, engagements=ending, on=day)
        (ended,) = found.endings
        assert (ended.free_from, ended.owed) == (dt.date(2026, 7, 2), 1200.0)
        assert found.sunk == pytest.approx(1200.0 / 12)
        assert not any(each.running for each in found.retainers)
        assert "The retainer with Ann ends by itself: you are free from 2026-07-02; fees of 1,200 are" in str(found)

    def test_of_two_retainers_with_one_contractor_both_are_owed(self) -> None:
        day, first = dt.date(2026, 5, 20), dt.date(2026, 1, 1)
        two = [
            Engagement(ANN, tasks=task, mode=Mode.OUTSOURCE, start=first, retainer=Retainer(fee, 1, notice_months=2))
            for task, fee in ((NEWS, 600.0), (SHOP, 999.0))
        ]
        found = ask([NEWS, SHOP], [ANN, BEA], engagements=two, on=day)
        kept = sum(each.running for each in found.retainers)
        assert kept + len(found.endings) == 2
        assert found.sunk == pytest.approx(2 * 1599.0 / 12)

    def test_a_plan_that_time_cut_short_keeps_to_the_budget(self) -> None:
        tasks, people, business = business_of(30, 8)
        found = plan(tasks, people, business, solver="search", seconds=0.01)
        assert found.status == "stopped"
        assert found.paid <= (business.monthly_budget or 0.0) * (1.0 + 1e-9)


class TestLargeRareProjects:
    def test_a_large_rare_project_does_not_pass_for_spare_hours_on_a_small_block(self) -> None:
        """Spare are 5 h a month, 60 h in a year; but of the project 55 h are above in whatever month it comes.

        So it costs Ann's block 2,750, and Bea does it for 2,400 + 30 + 120, though it would fit on average.
        """
        ann = attrs.evolve(ANN, retainers=Retainer(550, 20))
        cheap = attrs.evolve(BEA, skills="design")
        project = attrs.evolve(Task("move", hours=60), skill="")
        found = ask([monthly("care", 15), project], [ann, cheap])
        assert decisions(found) == [("care", "outsource", "Ann", 20.0), ("move", "out-task", "Bea", -1.0)]
        assert found.cost == pytest.approx(550 + 25 + 2550 / 12)

    def test_a_project_by_itself_is_no_reason_for_a_block(self) -> None:
        """60 h on a block of 20 h for three months: 2,400 and 180 for the start and 40 h above; hired 3,000 and 30."""
        found = ask(Task("move", hours=60), attrs.evolve(ANN, retainers=Retainer(800, 20)))
        assert decisions(found) == [("move", "out-task", "Ann", -1.0)]
        assert found.cost == pytest.approx((3000 + 30 + 120) / 12)

    def test_a_project_is_done_in_the_minimum_term_where_that_is_cheaper(self) -> None:
        """One month for 1,000 takes all 60 h: 1,000 + 180 + 120, against 3,150."""
        found = ask(Task("move", hours=60), attrs.evolve(ANN, retainers=Retainer(1000, 60, minimum_months=1)))
        assert decisions(found) == [("move", "outsource", "Ann", 60.0)]
        assert found.cost == pytest.approx(1300 / 12)
        assert found.paid == pytest.approx(1000 / 12)

    def test_a_project_on_its_minimum_term_leaves_a_task_undone_without_an_exception(self) -> None:
        """Of seven hours a week Ann has 30.4 a month, less 5 for the project."""
        busy = attrs.evolve(IDLE, hours_per_week=7, one_off_load=0.9)
        ann = attrs.evolve(ANN, retainers=Retainer(100, 20), availability=busy)
        found = ask([Task("move", hours=60), Task("care", hours=60, recurrence=1)], ann)
        assert [task.name for task in found.undone] == ["care"]
        assert found.shortages[0].reason.startswith("Ann lacks ")


class TestTypicalOffers:
    UNNAMED = attrs.evolve(ANN, retainers=None)

    def test_a_bundle_gets_the_block_of_its_size(self) -> None:
        """25 h are no rung of the ladder that is tried: 0.9 of 25·50, and 25 for search and start."""
        found = ask([monthly("care", 15), monthly("help", 10)], self.UNNAMED)
        assert [each.retainer for each in found.retainers] == [Retainer.typical(25, 50)]
        assert found.cost == pytest.approx(1125 + 25)

    def test_a_smaller_block_is_signed_where_that_is_cheaper(self) -> None:
        """Twelve hours: ten for 450 and two for 100 are less than fifteen for 675."""
        found = ask(monthly("care", 12), self.UNNAMED)
        assert [each.retainer for each in found.retainers] == [Retainer(450, 10)]
        assert found.cost == pytest.approx(575.0)


class TestRunningRetainers:
    def test_one_that_pays_is_kept_and_its_fees_are_owed_until_notice_is_over(self) -> None:
        """Kept, eleven of twelve fees more; ended, twice 250 + 30."""
        found = ask([NEWS, SHOP], ANN, engagements=RUNNING)
        (agreed,) = found.retainers
        assert (agreed.running, agreed.retainer, found.endings) == (True, TEN, ())
        assert found.costs == CostRows(fee=412.5)
        assert (found.sunk, found.paid, found.owner_hours) == (37.5, 450.0, 0.0)
        assert (agreed.lock_in, agreed.saves, found.lock_in) == (450.0, 147.5, 450.0)

    def test_one_that_does_not_pay_is_ended_and_the_work_hired_for(self) -> None:
        """Two hours a month cost 160 with briefings; eleven fees cost 412.50 a month."""
        found = ask([monthly("news", 1), monthly("shop", 1)], ANN, engagements=RUNNING)
        assert found.endings == (Ending(RUNNING, dt.date(2026, 2, 1), 450.0),)
        assert decisions(found)[:2] == [("news", "out-task", "Ann", -1.0), ("shop", "out-task", "Ann", -1.0)]
        assert found.costs == CostRows(work=100.0, hiring=60.0)
        assert (found.sunk, found.paid) == (37.5, 137.5)

    def test_one_with_other_work_is_kept_and_costs_nothing_more(self) -> None:
        found = ask(NEWS, ANN, engagements=RUNNING)
        assert decisions(found) == [("news", "outsource", "Ann", 10.0)]
        assert (found.cost, found.sunk, found.paid) == (0.0, 450.0, 450.0)
        assert (found.included, found.used, found.unused, found.utilisation) == (10.0, 10.0, 0.0, 1.0)
        assert (found.out_tasked_cost, found.net_savings) == (None, None)  # Ann's retainer can only be kept

    def test_one_with_other_work_is_kept_without_any_task_of_the_plan(self) -> None:
        found = ask(Task("copy", skill="copy", hours=1), ANN, engagements=RUNNING)
        (agreed,) = found.retainers
        assert (agreed.tasks, agreed.costs, agreed.running) == ((), CostRows(), True)
        assert (found.endings, found.sunk) == ((), 450.0)

    def test_one_that_is_not_needed_is_ended_without_any_task(self) -> None:
        assert ask([], ANN, engagements=RUNNING).retainers[0].running  # news and shop are not planned and go on
        kept = [attrs.evolve(task, keep=True) for task in (NEWS, SHOP)]
        assert [each.free_from for each in ask(kept, ANN, engagements=RUNNING).endings] == [dt.date(2026, 2, 1)]

    def test_hours_above_a_block_with_other_work_are_those_that_the_task_adds(self) -> None:
        """Five of the shop and eight of the news: three above ten."""
        found = ask(monthly("news", 8), ANN, engagements=RUNNING)
        assert found.costs == pytest.approx(CostRows(overage=150.0))

    def test_other_work_that_seldom_comes_leaves_more_of_the_block_than_its_mean(self) -> None:
        """Planned and true cost agree though twelve hours of the block are taken on average."""
        rare = Task("fair", hours=24, recurrence=0.5)
        running = attrs.evolve(RUNNING, tasks=rare)
        found = ask(monthly("news", 10), ANN, engagements=running)
        assert 0.0 < found.cost < 500.0

    def test_without_a_day_nothing_runs_and_everybody_is_known(self) -> None:
        ended = attrs.evolve(RUNNING, end=dt.date(2999, 12, 31))
        found = ask([NEWS, SHOP], ANN, engagements=ended, on=None)
        assert [(each.running, each.costs.hiring) for each in found.retainers] == [(False, 0.0)]
        assert (found.sunk, found.endings) == (0.0, ())

    def test_fees_beyond_the_budget_do_not_forbid_what_costs_no_cash(self) -> None:
        """A year of notice is 450 a month, of a budget of 100; the news can be kept all the same."""
        long = attrs.evolve(RUNNING, retainer=Retainer(450, 10, notice_months=12), tasks=SHOP)
        work = [attrs.evolve(NEWS, owner_hours=1), monthly("site", 2)]
        found = ask(work, BEA, attrs.evolve(OWNER, monthly_budget=100), long)
        assert (found.sunk, found.undone) == (0.0, ())  # Ann's is no business of a plan that leaves Ann out
        found = ask(work, [attrs.evolve(ANN, skills="copy"), BEA], attrs.evolve(OWNER, monthly_budget=100), long)
        assert (found.sunk, found.paid) == (450.0, 450.0)
        assert [each.mode for each in found.assignments] == [Mode.KEEP, None]


class TestLimits:
    def test_nobody_has_the_skill(self) -> None:
        found = ask(NEWS, attrs.evolve(ANN, skills="copy"))
        assert found.shortages == (Shortage(NEWS, "no contractor has the skill web, and you cannot do it yourself"),)
        assert (found.undone, found.cost) == ((NEWS,), 0.0)

    def test_there_is_nobody(self) -> None:
        task = Task("news", hours=1)
        assert ask(task, []).shortages == (Shortage(task, "there is no contractor, and you cannot do it yourself"),)

    def test_the_budget_is_so_much_short(self) -> None:
        """Eight hours of 50; the briefing and the search are the owner's time and no cash."""
        poor, rich = (attrs.evolve(OWNER, monthly_budget=budget) for budget in (390, 400))
        only_hired = attrs.evolve(ANN, retainers=())
        (shortage,) = ask(monthly("news", 8), only_hired, poor).shortages
        assert str(shortage).startswith("news: the monthly budget is 10 short")
        assert ask(monthly("news", 8), only_hired, rich).undone == ()

    def test_contractors_are_so_many_hours_short(self) -> None:
        """In seven hours a week Ann has 30.4375 a month."""
        busy = attrs.evolve(ANN, availability=attrs.evolve(IDLE, hours_per_week=7))
        (shortage,) = ask(monthly("news", 40), busy, on=None).shortages
        assert str(shortage).startswith("news: Ann lacks 9.57 h a month")
        (shortage,) = ask([monthly("news", 20), monthly("shop", 20)], busy, on=None).shortages
        assert str(shortage).startswith("shop: Ann lacks 9.57 h a month")

    def test_the_owner_is_so_many_hours_short(self) -> None:
        work = [monthly("news", 5, owner_hours=2), monthly("shop", 5, owner_hours=3)]
        (shortage,) = ask(work, [], attrs.evolve(OWNER, owner_hours_per_month=4)).shortages
        assert str(shortage).startswith("news: your hours are 1 a month short")

    def test_briefings_count_among_the_owners_hours(self) -> None:
        """Two hours to find Ann and half an hour a month: 0.667."""
        for hours, undone in ((0.66, 1), (0.67, 0)):
            found = ask(NEWS, attrs.evolve(ANN, retainers=()), attrs.evolve(OWNER, owner_hours_per_month=hours))
            assert len(found.undone) == undone

    def test_whoever_is_away_for_the_whole_horizon_gets_nothing(self) -> None:
        away = attrs.evolve(ANN, availability=attrs.evolve(IDLE, time_off=[(NEW_YEAR, dt.date(2027, 1, 1))]))
        assert ask(NEWS, away).undone == (NEWS,)
        assert ask(NEWS, [away, BEA]).assignments[0].contractor == BEA
        assert ask(NEWS, away, on=None).undone == ()  # without a day nobody is away

    def test_a_long_month_has_no_more_room_than_her_queue(self) -> None:
        """A January of ten hours a week has 44 working hours, a month on average 43.5; more Ann could never do."""
        ann = attrs.evolve(ANN, retainers=Retainer(100, 50), availability=attrs.evolve(IDLE, hours_per_week=10))
        business = attrs.evolve(OWNER, horizon_months=1)
        task = monthly("news", 43.9, urgency=Urgency(10, 0))
        assert score(task, ann, business, on=NEW_YEAR).impossible is not None
        assert ask(task, ann, business).undone == (task,)
        assert ask(monthly("news", 43.4), ann, business).undone == ()

    def test_what_is_possible_is_done(self) -> None:
        """A budget for one of the two."""
        work = [monthly("news", 4), monthly("shop", 4)]
        found = ask(work, attrs.evolve(ANN, retainers=()), attrs.evolve(OWNER, monthly_budget=300))
        assert len(found.undone) == 1
        assert found.paid == 200.0

    def test_the_penalty_of_what_stays_undone_is_in_the_objective_and_not_in_the_cost(self) -> None:
        found = ask(NEWS, attrs.evolve(ANN, retainers=()), attrs.evolve(OWNER, monthly_budget=0))
        assert found.cost == 0.0
        assert found.objective == pytest.approx(100 * (290 + 120))


class TestUndone:
    def test_what_may_be_left_is_left_where_that_is_cheaper_and_done_where_not(self) -> None:
        """Hiring Bea costs 230 beside the search."""
        for cost, undone in ((229.0, 1), (231.0, 0)):
            known = attrs.evolve(OWNER, hiring_hours=0)
            found = ask(attrs.evolve(NEWS, undone_cost=cost), BEA, known)
            assert (len(found.undone), found.cost) == (undone, min(cost, 230.0))

    def test_what_must_be_done_is_never_left_to_save_money(self) -> None:
        """Within its budget it is kept for far more."""
        work = [attrs.evolve(NEWS, owner_hours=900), monthly("shop", 5, undone_cost=1)]
        found = ask(work, BEA, attrs.evolve(OWNER, monthly_budget=100))
        assert (found.undone, found.cost) == ((work[1],), 900 * 60 + 1.0)

    def test_of_what_must_be_left_the_least_worth_is(self) -> None:
        """By themselves they would cost 200, 80 and 100: two of them are together worth less than the one."""
        work = [monthly("a", 4), monthly("b", 1), monthly("c", 1.5)]
        for budget, undone in ((160, "bc"), (200, "c"), (260, "")):
            found = ask(work, BEA, attrs.evolve(OWNER, monthly_budget=budget))
            assert [task.name for task in found.undone] == list(undone)

    def test_more_of_a_budget_never_makes_it_worse(self) -> None:
        """Over a sweep of budgets: the cost with what is left at its worth never rises."""
        pytest.importorskip("highspy")
        for seed in range(10):
            question = seeded(seed)
            most = question.plan(solver="highs").paid
            curve = []
            for step in range(9):
                business = attrs.evolve(question.business, monthly_budget=most * step / 8 + 1e-6)
                found = question._replace(business=business).plan(solver="highs")
                counts = dict(zip(found.tasks, found.background.penalties, strict=True))
                left = math.fsum(counts[task] for task in found.undone if task.undone_cost is None)
                curve.append(found.cost + left)
            assert all(later <= before * (1 + 1e-9) for before, later in pairwise(curve)), seed


def seeded(seed: int) -> Question:
    """A small business of its own."""
    rng = random.Random(seed)  # noqa: S311  # no secrets here
    tasks = [
        Task(
            f"t{index}",
            skill=rng.choice(["web", "copy"]),
            hours=rng.choice([1, 2, 4, 8, 20]),
            recurrence=rng.choice([0.5, 1, 2, 4]),
            urgency=Urgency(rng.choice([0, 0, 20, 100]), rng.choice([0, 2, 7])),
            owner_hours=rng.choice([None, None, 3, 10]),
            undone_cost=rng.choice([None, None, None, 100.0, 400.0]),
        )
        for index in range(rng.randint(3, 5))
    ]
    offers: list[Any] = [None, (), [Retainer(270, 10)], [Retainer(400, 10), Retainer(700, 20)]]
    people = [
        Contractor(
            f"c{index}",
            skills=rng.choice(["web", "copy", ["web", "copy"]]),
            rate=rng.choice([30, 50, 80]),
            retainers=rng.choice(offers),
        )
        for index in range(rng.randint(2, 3))
    ]
    return Question(tasks, people, Business(owner_rate=60), [], None)


class TestHowGood:
    @pytest.mark.parametrize("solver", ["search", "auto", "highs"])
    def test_small_plans_are_proven_to_be_the_best_with_any_solver(self, solver: str) -> None:
        if solver != "search":
            pytest.importorskip("highspy")
        found = ask([NEWS, SHOP], ANN, solver=solver)
        assert (found.solver, found.status, found.cost) == ("search" if solver == "search" else "highs", "optimal", 475)
        assert (found.objective, found.bound, found.gap) == (475.0, 475.0, 0.0)

    def test_a_limit_of_time_stops_the_work_and_is_told(self) -> None:
        found = ask([NEWS, SHOP], ANN, seconds=0)
        assert (found.status, found.bound, found.gap) == ("stopped", -math.inf, math.inf)
        assert found.undone == ()
        assert ask([NEWS, SHOP], ANN, seconds=60).status == "optimal"

    @pytest.mark.parametrize("solver", ["search", "highs"])
    def test_where_bundles_are_too_many_to_try_them_all_a_bound_is_told(
        self, solver: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if solver == "highs":
            pytest.importorskip("highspy")
        monkeypatch.setattr(enumeration, "BUNDLES", 0)
        busy = attrs.evolve(ANN, availability=Availability(regular_load=0.5, one_off_load=0.3), retainers=())
        found = ask([monthly(name, 5, urgency=Urgency(200, 0)) for name in ("news", "shop")], busy, solver=solver)
        assert found.status == "polished"
        assert 0.0 < found.gap < 0.2
        assert found.rounds > 1

    def test_what_is_asked_for_is_handed_to_who_solves_and_who_proves(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("highspy")
        from delegation._assignment import highs, proof  # noqa: PLC0415  # they need the extra

        solve = highs.solve
        solved: list[tuple[object, object]] = []
        proved: list[object] = []

        def solving(problem: Problem, **how: Any) -> Solution:
            solved.append((how["gap"], how["seed"]))
            return solve(problem, **how)

        def proving(_problem: Problem, **how: Any) -> float:
            proved.append(how["seed"])
            return -math.inf

        monkeypatch.setattr(highs, "solve", solving)
        monkeypatch.setattr(proof, "proven_bound", proving)
        monkeypatch.setattr(enumeration, "BUNDLES", 0)
        busy = attrs.evolve(ANN, availability=Availability(regular_load=0.5, one_off_load=0.3), retainers=())
        work = [monthly(name, 5, urgency=Urgency(200, 0)) for name in ("news", "shop")]
        ask(work, busy, solver="highs", gap=0.01, seed=7)
        assert (set(solved), proved) == ({(0.01, 7)}, [7])

    def test_it_tells_how_long_it_took(self) -> None:
        assert 0.0 < ask(NEWS, ANN).seconds < 60.0

    def test_equal_questions_give_equal_plans_that_can_be_hashed_and_pickled(self) -> None:
        here, there = ask([NEWS, SHOP], ANN), ask([SHOP, NEWS], [ANN])
        assert here == there
        assert hash(here) == hash(there)
        again = pickle.loads(pickle.dumps(here))  # noqa: S301  # our own words
        assert (again, str(again)) == (here, str(here))


class TestAsked:
    def test_one_task_and_one_contractor_need_no_list(self) -> None:
        assert plan(NEWS, ANN, solver="search", effort=LITTLE) == plan([NEWS], [ANN], solver="search", effort=LITTLE)

    def test_a_moment_counts_as_its_day(self) -> None:
        found = plan(NEWS, ANN, OWNER, on=dt.datetime(2026, 1, 1, 12), solver="search", effort=LITTLE)
        assert found.on == NEW_YEAR

    def test_a_seed_may_be_any_whole_number(self) -> None:
        assert ask(NEWS, ANN, seed=-7).cost == 290.0

    @pytest.mark.parametrize(
        ("how", "message"),
        [
            ({"solver": "gurobi"}, "plan.solver = 'gurobi' is refused: it takes one of auto, search, highs"),
            ({"solver": None}, "plan.solver = None is refused: it takes one of auto, search, highs"),
            ({"effort": 0}, "plan.effort = 0 is refused: it takes a number from 1e-06 to 1,000,000, 1 is usual"),
            ({"effort": "1"}, "plan.effort = '1' is refused: it takes a number from 1e-06 to 1,000,000, 1 is usual"),
            (
                {"seconds": -1},
                "plan.seconds = -1 is refused: it takes a number from 0 to 1e15, or None for no limit",
            ),
            ({"gap": 1.1}, "plan.gap = 1.1 is refused: it takes a number from 0 to 1, a part of the cost"),
            ({"gap": math.nan}, "plan.gap = nan is refused: it takes a number from 0 to 1, a part of the cost"),
            ({"seed": 1.0}, "plan.seed = 1 is refused: it takes a whole number"),
            ({"seed": True}, "plan.seed = True is refused: it takes a whole number"),
            ({"progress": "yes"}, "plan.progress = 'yes' is refused: it takes True or False"),
            ({"tasks": "news"}, "plan.tasks = 'news' is refused: it takes Task objects, and this is only a name"),
            ({"tasks": [ANN]}, f"plan.tasks = {ANN!r:.59}"),
            (
                {"tasks": [NEWS, NEWS]},
                "plan.tasks = 'news' is refused: two of them bear this name; each Task needs its own",
            ),
            ({"contractors": None}, "plan.contractors = None is refused: it takes Contractor objects"),
            (
                {"contractors": [ANN, ANN]},
                "plan.contractors = 'Ann' is refused: two of them bear this name; each Contractor needs its own",
            ),
            ({"business": None}, "plan.business = None is refused: it takes one Business"),
            ({"engagements": 1}, "plan.engagements = 1 is refused: it takes Engagement objects"),
            ({"engagements": [None]}, "plan.engagements = None is refused: it takes Engagement objects"),
            (
                {"on": "2026-01-01"},
                "plan.on = '2026-01-01' is refused: it takes a day of the years 1900 to 2999, such as "
                "datetime.date(2026, 1, 5), or None",
            ),
        ],
    )
    def test_what_is_malformed_is_refused_in_words_before_any_solving(self, how: dict[str, Any], message: str) -> None:
        asked: dict[str, Any] = {"tasks": NEWS, "contractors": ANN, **how}
        with pytest.raises(RefusedValueError) as refused:
            plan(**asked)
        if "tasks" in how and how["tasks"] == [ANN]:
            assert refused.value.accepted == "it takes Task objects, and this is a Contractor"
        else:
            assert refused.value.reason == message

    def test_a_rule_that_ends_needs_a_day(self) -> None:
        task = attrs.evolve(NEWS, recurrence=Rule("FREQ=MONTHLY;COUNT=3", NEW_YEAR))
        with pytest.raises(NoLongRunRateError):
            plan(task, ANN, solver="search")
        assert ask(task, ANN).assignments[0].hours == pytest.approx(15 / 12)

    def test_without_highs_auto_searches_and_highs_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("highs", "exact", "neighbourhoods", "program"):
            monkeypatch.delitem(sys.modules, f"delegation._assignment.{name}", raising=False)
            monkeypatch.delattr(_assignment, name, raising=False)
        monkeypatch.setitem(sys.modules, "highspy", None)
        assert ask(NEWS, ANN, solver="auto").solver == "search"
        with pytest.raises(MissingExtraError, match="pip install highspy"):
            ask(NEWS, ANN, solver="highs")

    def test_without_tqdm_a_bar_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "tqdm.auto", None)
        with pytest.raises(MissingExtraError, match="pip install tqdm"):
            ask(NEWS, ANN, progress=True)

    @pytest.mark.parametrize("solver", ["search", "highs"])
    def test_a_bar_shows_how_far_it_is(self, solver: str, capsys: pytest.CaptureFixture[str]) -> None:
        pytest.importorskip("tqdm")
        if solver == "highs":
            pytest.importorskip("highspy")
        ask([NEWS, SHOP], ANN, solver=solver, progress=True)
        shown = capsys.readouterr().err
        assert "planning: 100%" in shown

    def test_a_process_that_plans_and_does_nothing_else_prints_nothing(self) -> None:
        """Not even a greeting of HiGHS, which it says once a process."""
        code = (
            "import sys; sys.path[:] = sys.argv[1:]\n"
            "from delegation import Contractor, Task, plan\n"
            "plan(Task('news', hours=1, recurrence=4), Contractor('Ann', rate=50), effort=0.001)\n"
        )
        command = [sys.executable, "-I", "-c", code, str(Path(_assignment.__file__ or "").parents[2]), *sys.path]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert (done.stdout, done.stderr) == ("", "")

    def test_no_bar_is_shown_unless_asked_for(self, capsys: pytest.CaptureFixture[str]) -> None:
        ask(NEWS, ANN)
        told = capsys.readouterr()
        assert (told.out, told.err) == ("", "")

    def test_why_takes_a_task_or_its_name(self) -> None:
        found = ask([NEWS, SHOP], ANN)
        assert found.why(NEWS) == found.why("news")
        for wrong in ("prose", monthly("prose", 1), 3, ["news"]):
            with pytest.raises(RefusedValueError, match="it takes a task of this plan, or its name"):
                found.why(wrong)  # type: ignore[arg-type]  # what is refused is of another type

    def test_why_takes_no_other_task_of_the_same_name(self) -> None:
        with pytest.raises(RefusedValueError, match="it takes a task of this plan, or its name"):
            ask([NEWS, SHOP], ANN).why(attrs.evolve(NEWS, hours=77))

    def test_fees_beyond_the_budget_are_told(self) -> None:
        business = Business(monthly_budget=100)
        running = Engagement(
            ANN, tasks=NEWS, mode=Mode.OUTSOURCE, start=dt.date(2026, 5, 1), retainer=Retainer(1200, 10)
        )
        told = str(
            ask([attrs.evolve(NEWS, owner_hours=1)], ANN, business, engagements=running, on=dt.date(2026, 5, 20))
        )
        assert "more than the budget: fees are owed whatever you decide" in " ".join(told.split())


@pytest.fixture(scope="module", name="question")
def example() -> Question:
    tasks, people = read_tasks(EXAMPLE / "tasks.csv"), read_contractors(EXAMPLE / "contractors.csv")
    return Question(list(tasks), list(people), read_business(EXAMPLE / "business.csv"), [], None)


@pytest.fixture(scope="module", name="found")
def planned_example(question: Question) -> Plan:
    return question.plan(effort=0.05)


class TestTheExample:
    def test_everything_is_done_and_no_rule_broken(self, question: Question, found: Plan) -> None:
        assert found.undone == ()
        assert found.shortages == ()
        assert complaints(found, *question) == []

    def test_it_is_cheaper_than_hiring_for_all_of_it(self, question: Question, found: Plan) -> None:
        assert found.net_savings is not None
        assert found.net_savings > 0.0
        people = [attrs.evolve(each, retainers=()) for each in question.contractors]
        free = attrs.evolve(question.business, monthly_budget=None, owner_hours_per_month=None)
        hired = question._replace(contractors=people, business=free).plan(effort=0.05)
        assert found.cost < hired.cost

    def test_it_keeps_to_the_budget_and_the_owners_hours(self, question: Question, found: Plan) -> None:
        assert found.paid <= (question.business.monthly_budget or 0.0)
        assert found.owner_hours <= (question.business.owner_hours_per_month or 0.0)

    def test_highs_finds_no_worse_one(self, question: Question, found: Plan) -> None:
        pytest.importorskip("highspy")
        exact = question.plan(solver="highs", effort=0.02, gap=0.005)
        assert complaints(exact, *question) == []
        assert exact.cost <= found.cost * 1.03


@pytest.mark.unmeasured
class TestWhatMustHold:
    """The evaluator knows all that must be true of a single plan."""

    @given(questions(), st.sampled_from([LITTLE, 1e-5]))
    def test_every_plan_of_the_search_passes_the_evaluator_and_can_be_read(
        self, question: Question, effort: float
    ) -> None:
        found = question.plan(effort=effort)
        assert complaints(found, *question) == []
        assert unreadable(found) == []

    @given(questions(wild=True))
    def test_every_plan_of_numbers_of_any_size_passes_the_evaluator(self, question: Question) -> None:
        found = question.plan()
        assert complaints(found, *question) == []
        assert found.why(found.tasks[0]) if found.tasks else str(found)

    @given(questions())
    def test_every_plan_of_highs_passes_the_evaluator_and_costs_what_that_of_the_search_does(
        self, question: Question
    ) -> None:
        pytest.importorskip("highspy")
        exact, searched = question.plan(solver="highs"), question.plan()
        assert complaints(exact, *question) == []
        if exact.status == searched.status == "optimal":
            assert exact.objective == pytest.approx(searched.objective, rel=1e-6, abs=1e-6)

    @given(questions(), st.integers(0, 2**32))
    def test_the_same_seed_and_effort_give_the_same_plan_in_any_order(self, question: Question, seed: int) -> None:
        here, there = question.plan(seed=seed), question.mixed(seed).plan(seed=seed)
        assert here == there
        assert hash(here) == hash(there)
        assert str(here) == str(there)

    @given(questions())
    def test_order_changes_nothing_for_highs(self, question: Question) -> None:
        pytest.importorskip("highspy")
        assert question.plan(solver="highs") == question.mixed(1).plan(solver="highs")

    @given(questions(), st.sampled_from(["search", "highs"]))
    def test_another_currency_changes_no_cost(self, question: Question, solver: str) -> None:
        if solver == "highs":
            pytest.importorskip("highspy")
        other = question.in_money(2.0)
        here, there = question.plan(solver=solver), other.plan(solver=solver)
        assert complaints(there, *other) == []
        if here.status == there.status == "optimal" and not here.undone:  # what costs nothing counts something undone
            assert there.objective == pytest.approx(2 * here.objective, rel=1e-6, abs=1e-6)


@pytest.mark.unmeasured
class TestAgainstTheTruth:
    """Every choice there is, priced by itself."""

    @pytest.mark.parametrize("solver", ["search", "highs"])
    def test_plans_of_small_businesses_are_the_best_there_are(self, solver: str) -> None:
        if solver == "highs":
            pytest.importorskip("highspy")
        count = 200 if settings.get_current_profile_name() == "thorough" else 40
        compared = [compare(seed, solver=solver) for seed in range(count)]
        assert sum(each.dearer > 1e-3 for each in compared) <= 0.02 * count
        assert max(each.dearer for each in compared) <= 0.02
        assert math.fsum(each.cost - each.best for each in compared) <= 2e-4 * math.fsum(each.best for each in compared)
        assert [each for each in compared if each.bound > each.best * (1.0 + 1e-9) or each.dearer < -1e-9] == []

    @pytest.mark.parametrize("solver", ["search", "highs"])
    def test_where_not_all_can_be_tried_moves_and_rounds_come_near(
        self, solver: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if solver == "highs":
            pytest.importorskip("highspy")
        monkeypatch.setattr(enumeration, "BUNDLES", 0)
        compared = [compare(seed, solver=solver) for seed in range(40)]
        assert sum(each.dearer > 1e-3 for each in compared) <= 2
        assert [each for each in compared if each.bound > each.best * (1.0 + 1e-9) or each.dearer < -1e-9] == []

    @pytest.mark.parametrize("solver", ["search", "highs"])
    def test_a_short_effort_gives_plans_that_are_none_the_less_valid(self, solver: str) -> None:
        if solver == "highs":
            pytest.importorskip("highspy")
        for seed in range(8):
            each = compare(seed, solver=solver, effort=1e-6, seconds=0.0)
            assert each.bound <= each.best * (1.0 + 1e-9)
            assert each.dearer >= -1e-9


class Compared(NamedTuple):
    """A plan beside the best one there is."""

    cost: float
    bound: float
    best: float

    @property
    def dearer(self) -> float:
        return (self.cost - self.best) / max(self.best, 1e-9)


@functools.cache
def truth(seed: int) -> tuple[tuple[float, ...], float]:
    """What leaving tasks of a business undone counts, and what its best plan then costs."""
    market = random_business(seed).market
    penalties = first_prices(market).penalties
    return penalties, cheapest(market, penalties)


def compare(seed: int, **how: Any) -> Compared:
    penalties, best = truth(seed)
    found = random_business(seed).plan(**{"effort": 1.0, **how})
    counts = dict(zip(found.tasks, penalties, strict=True))
    left = math.fsum(counts[task] for task in found.undone if task.undone_cost is None)
    return Compared(found.cost + left, found.bound, best)


@pytest.mark.unmeasured
class TestMore:
    """More to choose from, and less that stands in the way, never makes a plan dearer."""

    @given(questions(most_tasks=4), st.data())
    def test_another_contractor_or_offer_makes_no_plan_dearer(self, question: Question, data: st.DataObject) -> None:
        assume(question.contractors)
        engaged = {each.contractor.name for each in question.engagements}
        fewer = [each for each in question.contractors if each.name in engaged or data.draw(st.booleans())]
        fewer = [
            each
            if each.retainers is None or each.name in engaged
            else attrs.evolve(each, retainers=[offer for offer in each.retainers if data.draw(st.booleans())])
            for each in fewer
        ]
        refuse_dearer(question._replace(contractors=fewer), question)

    @given(questions(most_tasks=4), st.floats(0.0, 2000.0), st.floats(0.0, 2000.0))
    def test_a_larger_budget_makes_no_plan_dearer(self, question: Question, first: float, more: float) -> None:
        refuse_dearer(
            question._replace(business=attrs.evolve(question.business, monthly_budget=first)),
            question._replace(business=attrs.evolve(question.business, monthly_budget=first + more)),
        )

    @given(questions(most_tasks=4), st.floats(0.0, 50.0), st.floats(0.0, 50.0))
    def test_more_hours_make_no_plan_dearer(self, question: Question, first: float, more: float) -> None:
        refuse_dearer(
            question._replace(business=attrs.evolve(question.business, owner_hours_per_month=first)),
            question._replace(business=attrs.evolve(question.business, owner_hours_per_month=first + more)),
        )

    @given(questions(most_tasks=4), st.data())
    def test_a_pin_less_makes_no_plan_dearer(self, question: Question, data: st.DataObject) -> None:
        assume(question.tasks)
        place = data.draw(st.integers(0, len(question.tasks) - 1))
        task = question.tasks[place]
        able = attrs.evolve(task, owner_hours=task.hours if task.owner_hours is None else task.owner_hours)
        tasks = [(attrs.evolve(able, keep=True), able), *((each, each) for each in question.tasks if each is not task)]
        assume(not any(task in each.tasks for each in question.engagements))
        refuse_dearer(
            question._replace(tasks=[pinned for pinned, _ in tasks]),
            question._replace(tasks=[free for _, free in tasks]),
        )

    @given(questions(most_tasks=4), st.sampled_from([1.0, 1.001, 3.0]), st.sampled_from(["search", "highs"]))
    def test_limits_that_the_plan_without_them_keeps_change_nothing(
        self, question: Question, times: float, solver: str
    ) -> None:
        if solver == "highs":
            pytest.importorskip("highspy")
        """Nothing but the owner's hours: once they are given, what is kept waits."""
        free = attrs.evolve(question.business, monthly_budget=None, most_retainers=None)
        found = question._replace(business=free).plan(solver=solver)
        limited = attrs.evolve(free, monthly_budget=found.paid * times, most_retainers=len(found.retainers))
        again = question._replace(business=limited).plan(solver=solver)
        assert decisions(again) == decisions(found)
        assert (again.cost, again.bound, again.status) == (found.cost, found.bound, found.status)


def refuse_dearer(less: Question, more: Question) -> None:
    """Nothing may cost more where there is more to choose from; what is undone has no cost that could be compared."""
    here = less.plan()
    if not here.undone:
        there = more.plan()
        assert not there.undone
        assert there.cost <= here.cost * (1.0 + 1e-9) + 1e-9


def unreadable(found: Plan) -> list[str]:
    """What a reader would stumble over: texts with words of the program, or that leave a task out."""
    texts = [str(found), repr(found), *(found.why(task) for task in found.tasks)]
    stumbles = [text for text in texts if {"nan", "inf", "None"} & set(text.split())]
    stumbles += [task.name for task in found.tasks if task.name not in found.why(task)]
    return stumbles + [task.name for task in found.tasks if task.name not in str(found)]
