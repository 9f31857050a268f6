"""Why a plan is as it is, as a whole and task by task."""

import datetime as dt
import re

import attrs
import pytest
from hypothesis import given

from delegation import Availability, Business, Contractor, Engagement, Mode, Retainer, Task, Urgency
from tests.people import ANN, BEA, LAST_YEAR, OWNER, TEN
from tests.plan_worlds import NEWS, RUNNING, SHOP, Question, monthly, planned, questions

TOGETHER = planned([NEWS, SHOP], [ANN])
KEPT = planned([NEWS, SHOP], [ANN], engagements=[RUNNING])
ENDED = planned([monthly("news", 1), monthly("shop", 1)], [ANN], engagements=[RUNNING])
UNDONE = planned([attrs.evolve(NEWS, owner_hours=2), monthly("shop", 1)], [])
POOR = attrs.evolve(OWNER, monthly_budget=210)
ABLE = attrs.evolve(NEWS, owner_hours=9)


class TestWhole:
    def test_it_begins_with_what_to_sign_and_ends_with_what_that_commits(self) -> None:
        assert TOGETHER.why() == (
            "Sign a retainer with Ann (10 h for 450). The plan costs 475 a month. What is handed over costs 105 less "
            "than the cheapest one-off hires, each reckoned by itself. If you gave notice for all at once, 1,350 in "
            "fees would still be owed."
        )

    def test_several_retainers_are_all_named(self) -> None:
        work = [monthly("care", 10), attrs.evolve(monthly("prose", 10), skill="copy")]
        zoe = attrs.evolve(ANN, name="Zoe", skills="copy", retainers=Retainer(10, 0))
        assert (
            planned(work, [ANN, zoe])
            .why()
            .startswith("Sign retainers with Ann (10 h for 450) and Zoe (access for 10). The plan costs ")
        )

    def test_what_runs_is_kept_or_ended(self) -> None:
        assert KEPT.why().startswith("Keep the retainer with Ann. The plan costs 412 a month. ")
        assert ENDED.why().startswith(
            "End the retainer with Ann; out-task news and shop to Ann. The plan costs 160 a month. "
        )

    def test_several_that_run_are_named_together(self) -> None:
        zoe = attrs.evolve(ANN, name="Zoe")
        other = Engagement(zoe, tasks=monthly("care", 9), mode=Mode.OUTSOURCE, retainer=TEN, start=LAST_YEAR)
        found = planned([NEWS], [ANN, zoe], engagements=[RUNNING, other])
        assert found.why().startswith("Keep the retainers with Ann and Zoe. ")

    def test_a_retainer_that_ends_by_itself_is_not_to_be_ended(self) -> None:
        """Notice on New Year's Day would end it on 1 February: sooner than in July, and later than on 20 January."""
        july, january = (attrs.evolve(RUNNING, end=day) for day in (dt.date(2026, 7, 1), dt.date(2026, 1, 20)))
        assert "end the retainer" in planned([NEWS, SHOP], [ANN], engagements=[july]).why()
        assert "end the retainer" not in planned([NEWS, SHOP], [ANN], engagements=[january]).why()

    def test_hires_and_what_you_do_yourself_are_named(self) -> None:
        found = planned([NEWS, monthly("talk", 2, keep=True)], [BEA])
        assert found.why().startswith("Out-task news to Bea; do talk yourself. The plan costs 360 a month. ")

    def test_of_many_tasks_the_first_are_named(self) -> None:
        found = planned([monthly(name, 1, keep=True) for name in "abcde"], [])
        assert found.why().startswith("Do a, b and 3 more tasks yourself. ")

    def test_where_nothing_is_to_be_done_it_says_so(self) -> None:
        assert planned([], []).why() == "There is nothing to sign and nobody to hire. The plan costs 0 a month."

    def test_limits_are_told_with_what_is_taken_of_them(self) -> None:
        business = attrs.evolve(OWNER, monthly_budget=600, owner_hours_per_month=2)
        assert (
            "The plan costs 475 a month, pays out 450 of a budget of 600 and takes 0.417 of the 2 hours you have."
        ) in planned([NEWS, SHOP], [ANN], business).why()

    def test_a_budget_that_keeps_a_task_in_your_hands_binds(self) -> None:
        found = planned([ABLE], [BEA], attrs.evolve(OWNER, monthly_budget=100))
        assert "The budget leaves too little to hand over news." in found.why()

    def test_a_budget_that_only_a_dearer_way_exceeds_does_not_bind(self) -> None:
        cheap = planned([attrs.evolve(NEWS, owner_hours=1)], [BEA], attrs.evolve(OWNER, monthly_budget=100))
        assert " (beyond the monthly budget)" in cheap.why("news")
        assert "too little" not in cheap.why()

    def test_nothing_is_claimed_of_what_binds_tasks_that_are_handed_over(self) -> None:
        found = planned([NEWS], [ANN, BEA], POOR)
        assert "(beyond the monthly budget)" in found.why("news")
        assert "too little" not in found.why()

    def test_your_hours_bind_where_they_leave_something_undone(self) -> None:
        found = planned([attrs.evolve(NEWS, owner_hours=9)], [], attrs.evolve(OWNER, owner_hours_per_month=5))
        assert "Your hours leave too little for news." in found.why()

    def test_what_you_cannot_do_yourself_takes_your_hours_by_being_handed_over(self) -> None:
        """Half an hour for the briefing, two hours a year for the search."""
        few = attrs.evolve(OWNER, owner_hours_per_month=0.5)
        found = planned([NEWS], [BEA], few)
        assert (
            "Your hours leave too little to hand over news: searching, onboarding and briefing take them too."
            in found.why()
        )
        found = planned([NEWS, SHOP], [BEA], attrs.evolve(few, hiring_hours=0, onboarding_hours=0, briefing_hours=0.6))
        assert "Your hours leave too little to hand over news and shop: briefing takes them too." in found.why()

    def test_so_does_what_you_would_rather_hand_over_than_do(self) -> None:
        few = attrs.evolve(OWNER, owner_hours_per_month=0.5)
        found = planned([attrs.evolve(NEWS, owner_hours=0.4, urgency=Urgency(1000, 0))], [BEA], few)
        assert found["news"].mode is Mode.KEEP
        assert "too little" not in found.why()
        found = planned([attrs.evolve(NEWS, owner_hours=9)], [BEA], few)
        assert "Your hours leave too little for news." in found.why()
        assert "hand over" not in found.why()

    def test_contractors_without_enough_hours_are_named(self) -> None:
        one = attrs.evolve(BEA, availability=attrs.evolve(BEA.availability, hours_per_week=2))
        assert "Bea has too few hours for shop." in planned([NEWS, SHOP], [one]).why()
        two = [one, attrs.evolve(one, name="Cy")]
        work = [NEWS, SHOP, monthly("talk", 5)]
        assert "Bea and Cy have too few hours for talk." in planned(work, two).why()

    @pytest.mark.parametrize(
        ("names", "told"),
        [
            ("a", "1 task stays undone: a. "),
            ("abc", "3 tasks stay undone: a, b and c. "),
            ("abcde", "5 tasks stay undone: a, b and 3 more. "),
        ],
    )
    def test_what_is_left_undone_follows_what_to_do(self, names: str, told: str) -> None:
        found = planned([monthly(name, 1) for name in names], [])
        assert found.why().startswith(f"There is nothing to sign and nobody to hire. {told}The plan costs ")

    def test_what_stays_undone_is_told_with_its_reason(self) -> None:
        assert (
            "The plan costs 120 a month without what stays undone. shop stays undone: no contractor has the skill web, "
            "and you cannot do it yourself."
        ) in UNDONE.why()

    @pytest.mark.parametrize(
        ("names", "last"), [("abc", ""), ("abcd", "1 more task stays"), ("abcde", "2 more tasks stay")]
    )
    def test_of_many_undone_the_first_are_told(self, names: str, last: str) -> None:
        told = planned([monthly(name, 1) for name in names], []).why()
        assert told.count(" stays undone: ") == 3
        assert told.endswith(f"{last} undone." if last else "you cannot do it yourself.")

    def test_a_plan_may_cost_more_than_hires_each_reckoned_by_itself(self) -> None:
        """A busy contractor makes two tasks wait for each other."""
        busy = attrs.evolve(BEA, availability=attrs.evolve(BEA.availability, hours_per_week=3))
        urgent = [attrs.evolve(each, urgency=Urgency(100, 0)) for each in (NEWS, SHOP)]
        found = planned(urgent, [busy], attrs.evolve(OWNER, hiring_hours=0))
        assert found.net_savings is not None
        assert found.net_savings < 0.0
        assert re.search(r"What is handed over costs [\d.,]+ more than the cheapest one-off hires", found.why())

    def test_what_is_saved_is_told_only_where_it_is_known(self) -> None:
        assert "one-off hires" not in planned([NEWS], [ANN], engagements=[RUNNING]).why()  # Ann can only be kept
        assert "one-off hires" not in UNDONE.why()  # nobody is hired


class TestOne:
    def test_an_outsourced_task_tells_what_it_shares(self) -> None:
        assert TOGETHER.why("news").startswith(
            "Outsource news to Ann (an ongoing monthly retainer: you are a regular client and are served first): "
            "238 a month (fee 225 and hiring 12.50). The retainer of 10 h for 450 a month is shared with 1 other task "
            "and saves 95 a month against hiring Ann job by job; fee and overage are split by hours."
        )

    def test_hours_of_an_access_retainer_are_billed_and_not_above_a_block(self) -> None:
        access = attrs.evolve(ANN, retainers=Retainer(1, 0), one_off_minimum_hours=10)
        told = planned([monthly("news", 5)], [access]).why("news")
        assert "276 a month (fee 1, billed hours 250 and hiring 25)" in told
        assert "hiring Ann job by job; fee and billed hours are split by hours." in told
        cat = Contractor("Cat", rate=10, skills="web", retainers=())
        other = planned([monthly("news", 1)], [attrs.evolve(ANN, retainers=Retainer(1, 0)), cat]).why("news")
        assert "on a new access retainer for 1 a month, 76 a month (fee 1, billed hours 50 and hiring 25)" in other

    def test_to_an_access_retainer_that_others_join_a_task_goes_with_the_right_article(self) -> None:
        both = attrs.evolve(ANN, retainers=[TEN, Retainer(150, 0)])
        told = planned([NEWS, SHOP], [both]).why("news")
        assert "outsource it to Ann on an access retainer for 150 a month together with 1 other task, " in told

    def test_one_of_three_shares_with_two_others(self) -> None:
        work = [monthly("a", 4), monthly("b", 3), monthly("c", 3)]
        assert "shared with 2 other tasks" in planned(work, [ANN]).why("b")

    def test_a_retainer_may_be_for_one_task_alone(self) -> None:
        assert " is for it alone and saves " in planned([monthly("care", 10)], [ANN]).why("care")

    def test_a_cost_of_nothing_has_no_rows(self) -> None:
        told = planned([NEWS], [ANN], engagements=[RUNNING]).why("news")
        assert "served first): 0 a month. The " in told

    def test_an_out_tasked_task_tells_its_other_ways(self) -> None:
        told = planned([ABLE], [ANN, BEA]).why("news")
        assert told.startswith(
            "Out-task news to Bea (hire for the job and part ways: you queue behind regular clients): 240 a month "
            "(work 200 and hiring 40). Otherwise, added to the plan without it: "
        )
        for other in ("out-task it to Ann, 290 a month", "outsource it to Ann on a new ", "keep it, 540 a month"):
            assert other in told

    def test_a_retainer_that_the_plan_has_is_not_a_new_one(self) -> None:
        work = [monthly("care", 10), attrs.evolve(NEWS, name="prose", skill="")]
        found = planned(work, [ANN, attrs.evolve(BEA, skills="copy")])
        assert found["prose"].contractor != ANN
        assert "outsource it to Ann on the retainer of 10 h for 450 a month" in found.why("prose")

    def test_what_stands_against_another_way_is_told(self) -> None:
        told = planned([NEWS], [ANN, BEA], POOR).why("news")
        assert "290 a month (work 250 and hiring 40) (beyond the monthly budget)" in told

    def test_of_keeping_what_your_hours_do_not_suffice_for_no_cost_is_told(self) -> None:
        """Waits beyond all hours would be no real ones."""
        work = attrs.evolve(NEWS, owner_hours=50, urgency=Urgency(50, 0))
        told = planned([work], [BEA], attrs.evolve(OWNER, owner_hours_per_month=5)).why("news")
        assert "Otherwise, added to the plan without it: keep it (beyond your hours)." in told

    def test_another_block_of_the_same_retainer_takes_its_other_tasks_along(self) -> None:
        """The larger block costs 350 more, of which news is but a part."""
        assert (
            "; outsource it to Ann on a retainer of 20 h for 800 a month together with 1 other task, 350 a month."
        ) in TOGETHER.why("news")

    def test_the_next_larger_block_is_one_that_is_larger(self) -> None:
        ann = attrs.evolve(ANN, retainers=[TEN, Retainer(470, 10), Retainer(800, 20)])
        told = planned([NEWS, SHOP], [ann]).why("news")
        assert "retainer of 10 h for 470 a month together with 1 other task, 20 a month" in told
        assert "retainer of 20 h for 800 a month together with 1 other task, 350 a month" in told

    def test_somebody_hired_who_does_more_takes_it_along_too(self) -> None:
        assert (
            "out-task it to Ann together with 1 other task, 95 a month (work 500, fee -450 and hiring 45)"
        ) in TOGETHER.why("news")

    def test_what_a_task_adds_to_the_waits_of_others_is_told(self) -> None:
        busy = attrs.evolve(ANN, retainers=TEN, availability=Availability())
        work = [attrs.evolve(SHOP, urgency=Urgency(100, 0)), NEWS]
        assert re.search(r"this adds [\d.]+ a month \(others' waits [\d.]+\)", planned(work, [busy]).why("news"))

    def test_a_task_that_is_left_tells_what_that_costs_and_what_doing_it_would(self) -> None:
        left = planned([attrs.evolve(NEWS, undone_cost=30), SHOP], [BEA])
        assert left.why("news") == (
            "news is left undone: that costs 30 a month; the cheapest way that there is room for: out-task it to Bea, "
            "230 a month (work 200 and hiring 30)."
        )
        assert "Leaving news costs less than any way of doing it." in left.why()
        both = planned([attrs.evolve(each, undone_cost=3) for each in (NEWS, SHOP)], [BEA])
        assert "Leaving news and shop costs less than any way of doing them." in both.why()

    def test_one_that_nobody_can_do_tells_what_leaving_it_costs(self) -> None:
        assert planned([attrs.evolve(NEWS, undone_cost=30)], []).why("news") == (
            "news is left undone: that costs 30 a month."
        )

    def test_one_that_a_limit_leaves_tells_its_way_out(self) -> None:
        left = planned([attrs.evolve(NEWS, undone_cost=300)], [BEA], attrs.evolve(OWNER, monthly_budget=150))
        assert left.why("news") == (
            "news is left undone: that costs 300 a month. The monthly budget is 50 short for hiring Bea."
        )
        assert "news stays undone: the monthly budget is 50 short for hiring Bea." in left.why()
        assert left.why().startswith(
            "There is nothing to sign and nobody to hire. 1 task stays undone: news. The plan costs 300 a month and "
        )

    def test_leaving_a_task_is_told_among_its_other_ways(self) -> None:
        assert "; leave it undone, 300 a month" in planned([attrs.evolve(NEWS, undone_cost=300)], [BEA, ANN]).why(
            "news"
        )

    def test_a_task_that_comes_once_says_over_what_its_figures_are_averaged(self) -> None:
        told = planned([Task("logo", skill="web", hours=6)], [BEA]).why("logo")
        assert "32.50 a month (work 20 and hiring 12.50). It comes once, averaged over 12 months." in told
        assert "once" not in TOGETHER.why("news").replace("one-off", "")

    def test_a_pinned_task_says_who_wants_it(self) -> None:
        assert planned([monthly("talk", 2, keep=True)], [ANN]).why("talk") == (
            "Keep talk (do it yourself): 120 a month (work 120). You said that you never hand it over."
        )

    @pytest.mark.parametrize("keep", [False, True])
    def test_a_task_that_does_not_come_leaves_nothing_to_do(self, keep: bool) -> None:
        never = attrs.evolve(monthly("never", 2, owner_hours=2, keep=keep), recurrence=0)
        told = planned([never], []).why("never")
        assert told == (
            "Keep never (do it yourself): 0 a month. You said that you never hand it over."
            if keep
            else "never does not come within 12 months: there is nothing to do."
        )

    def test_an_undone_task_tells_what_is_missing(self) -> None:
        assert UNDONE.why("shop") == (
            "shop stays undone. No contractor has the skill web, and you cannot do it yourself."
        )

    def test_names_that_are_cut_alike_keep_their_own_reasons(self) -> None:
        long = "x" * 60
        found = planned([monthly(f"{long} 1", 5), attrs.evolve(monthly(f"{long} 2", 5), skill="copy")], [])
        assert "the skill web" in found.why(f"{long} 1")
        assert "the skill copy" in found.why(f"{long} 2")


class TestWords:
    def test_money_is_told_in_the_currency_of_the_business(self) -> None:
        found = planned([NEWS, SHOP], [ANN, BEA], Business(owner_rate=60, monthly_budget=600, currency="EUR"))
        told = f"{found.why()} {found.why('news')}"
        assert "10 h for EUR 450" in told
        assert "a budget of EUR 600" in told
        assert not re.search(r"(?<!EUR )(?<![\d.,])\d[\d,.]*( more| less)? (a month|of a budget|in fees|than)", told)

    @pytest.mark.unmeasured
    @given(questions(wild=True))
    def test_every_plan_of_numbers_of_any_size_can_be_explained(self, question: Question) -> None:
        found = question.plan()
        for told in (found.why(), *map(found.why, found.tasks)):
            assert told.endswith(".")
            assert not re.search(r"\b(nan|inf|None|Mode|Retainer\(|Obstacle)\b", told)

    def test_nobody_is_called_she_or_her(self) -> None:
        for found in (TOGETHER, KEPT, ENDED, UNDONE):
            for told in (found.why(), *map(found.why, found.tasks)):
                assert not re.search(r"\b(she|her|hers)\b", told, re.IGNORECASE)


def test_a_contractor_is_called_by_name() -> None:
    firm = Contractor("Works Ltd", skills="web", rate=50, retainers=TEN, availability=ANN.availability)
    assert "against hiring Works Ltd job by job" in planned([NEWS, SHOP], [firm]).why("news")


def test_a_difference_that_is_but_rounding_is_none() -> None:
    found = planned([NEWS], [BEA], OWNER)
    assert abs(found.net_savings or 0.0) < 1e-9
    assert "costs as much as the cheapest one-off hires" in found.why()
