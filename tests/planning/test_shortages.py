"""Why a task of a plan stays undone, and what is missing."""

from unittest import mock

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from delegation import Availability, Business, Contractor, Engagement, Mode, Task, Urgency
from delegation._assignment.problem import NO_STATE, UNDONE
from delegation.planning import Shortage, shortages
from delegation.planning.bundles import kept_rows
from delegation.planning.ledger import Ledger
from delegation.planning.market import Market
from delegation.planning.position import Position
from delegation.planning.shortages import CLOSEST, Out, shortages_of
from tests.people import ANN, BEA, IDLE, LAST_YEAR, OWNER, TEN
from tests.plan_worlds import NEWS, SHOP, Question, chosen, market_for, monthly, planned, questions

A_WEEK = attrs.evolve(IDLE, hours_per_week=7)
"""Seven hours a week: 30.4375 a month."""


def told(
    tasks: list[Task], contractors: list[Contractor], business: Business = OWNER, *, held: dict[str, int] | None = None
) -> tuple[str, ...]:
    """What is missing where some tasks are done on an option, and all others undone."""
    market = market_for(tasks, contractors, business, on=None)
    found, prices = chosen(market, *((held or {}).get(task.name) for task in tasks))
    return tuple(map(str, shortages_of(market, prices, found)))


class TestShortage:
    def test_it_reads_as_the_tasks_name_and_what_is_missing(self) -> None:
        shortage = Shortage(NEWS, "there is no contractor")
        assert str(shortage) == "news: there is no contractor"
        assert (shortage.task, shortage.reason) == (NEWS, "there is no contractor")

    def test_a_name_is_told_in_one_short_line(self) -> None:
        assert str(Shortage(attrs.evolve(NEWS, name="line\nbreak"), "x")) == "line\\nbreak: x"


class TestNobody:
    def test_nothing_is_missing_where_all_is_done(self) -> None:
        assert told([NEWS], [ANN], held={"news": 0}) == ()
        assert told([], []) == ()

    def test_nobody_has_the_skill(self) -> None:
        told_of = told([NEWS], [attrs.evolve(ANN, skills="copy")])
        assert told_of == ("news: no contractor has the skill web, and you cannot do it yourself",)

    @pytest.mark.parametrize(
        ("skill", "told_of"),
        [
            ("webb", "webb (did you mean web?)"),
            ("Wep", "Wep (did you mean web?)"),
            ("art", "art"),
            ("web design", "web design"),
        ],
    )
    def test_a_skill_that_somebody_has_by_a_name_like_it_is_asked_for(self, skill: str, told_of: str) -> None:
        found = told([attrs.evolve(NEWS, skill=skill)], [attrs.evolve(ANN, skills={"copy", "web"})])
        assert found == (f"news: no contractor has the skill {told_of}, and you cannot do it yourself",)

    def test_there_is_no_contractor_at_all(self) -> None:
        assert told([attrs.evolve(NEWS, skill="")], []) == (
            "news: there is no contractor, and you cannot do it yourself",
        )

    def test_tasks_are_told_in_their_order_and_by_a_short_name(self) -> None:
        first, second = told([attrs.evolve(NEWS, name="a" * 80), attrs.evolve(NEWS, name="line\nbreak")], [])
        assert first.startswith("a" * 47 + "…: no contractor")
        assert second.startswith("line\\nbreak: no contractor")


class TestHours:
    def test_the_only_one_who_could_has_too_few_for_it_alone(self) -> None:
        busy = attrs.evolve(ANN, availability=A_WEEK)
        assert told([monthly("news", 40)], [busy]) == ("news: Ann lacks 9.57 h a month",)

    def test_all_who_could_are_told_with_what_each_lacks_the_least_first(self) -> None:
        people = [
            attrs.evolve(ANN, availability=A_WEEK),
            attrs.evolve(BEA, availability=attrs.evolve(IDLE, hours_per_week=8)),
        ]
        assert told([monthly("news", 40)], people) == ("news: Bea lacks 5.22 h a month; or Ann lacks 9.57 h a month",)

    def test_a_retainer_is_where_most_room_is(self) -> None:
        """On retainer Ann has 0.8 of 30.4375 h, hired 0.3."""
        busy = attrs.evolve(ANN, availability=Availability(hours_per_week=7, regular_load=0.2, one_off_load=0.5))
        assert told([monthly("news", 30)], [busy]) == ("news: Ann lacks 5.66 h a month",)

    def test_a_contractor_has_too_few_beside_what_the_plan_gives_them(self) -> None:
        busy = attrs.evolve(ANN, availability=A_WEEK)
        work = [monthly("news", 20), monthly("shop", 20)]
        assert told(work, [busy], held={"news": 0}) == ("shop: Ann lacks 9.57 h a month",)

    def test_on_a_retainer_for_the_minimum_term_too(self) -> None:
        busy = attrs.evolve(ANN, availability=A_WEEK)
        work = [Task("move", hours=60), monthly("news", 30)]
        assert told(work, [busy], held={"move": 2}) == ("news: Ann lacks 4.57 h a month",)

    def test_terms_to_which_their_other_work_cannot_follow_are_no_way_out(self) -> None:
        """A move for 60 h would fit a retainer for its minimum term; news, which Ann is hired for, would not."""
        ann = attrs.evolve(ANN, retainers=TEN)
        work = [Task("move", skill="web", hours=60), NEWS]
        poor = attrs.evolve(OWNER, monthly_budget=260)
        told_of = told(work, [ann], poor, held={"news": 0})
        assert told_of == ("move: the monthly budget is 240 short for hiring Ann",)

    def test_whoever_has_just_room_for_it_lacks_no_hours(self) -> None:
        busy = attrs.evolve(BEA, availability=A_WEEK)
        assert told([monthly("news", 30)], [busy], attrs.evolve(OWNER, monthly_budget=1000)) == (
            "news: the monthly budget is 200 short for hiring Bea",
        )

    def test_of_very_many_who_have_room_the_one_who_is_paid_anyway_is_not_overlooked(self) -> None:
        """Ann's block has five hours to spare, for which nothing more is paid."""
        people = [
            attrs.evolve(ANN, retainers=TEN),
            *(attrs.evolve(BEA, name=f"B{index:02}") for index in range(CLOSEST)),
        ]
        poor = attrs.evolve(OWNER, monthly_budget=450)
        assert told([NEWS, SHOP], people, poor, held={"news": 1}) == (
            "shop: a retainer with Ann is within all limits; more seconds may find how",
        )


class TestMoney:
    def test_the_budget_is_short_of_the_way_that_lacks_least(self) -> None:
        """Five hours of Bea's are 200."""
        poor = attrs.evolve(OWNER, monthly_budget=150)
        assert told([NEWS], [ANN, BEA], poor) == ("news: the monthly budget is 50 short for hiring Bea",)

    def test_what_takes_no_money_lacks_none_however_much_is_paid(self) -> None:
        """Both fit into the block, whose fee alone is beyond the budget; hiring is another 200."""
        poor = attrs.evolve(OWNER, monthly_budget=400)
        market = market_for([NEWS, SHOP], [attrs.evolve(ANN, retainers=TEN)], poor)
        found, prices = chosen(market, 1, None)
        (shortage,) = shortages_of(market, prices, found)
        assert shortage.reason.startswith("a retainer with Ann is within all limits")

    def test_it_is_short_in_the_currency_of_the_business(self) -> None:
        poor = attrs.evolve(OWNER, monthly_budget=150, currency="EUR")
        assert told([NEWS], [BEA], poor) == ("news: the monthly budget is EUR 50 short for hiring Bea",)

    def test_what_the_rest_of_the_plan_is_paid_counts(self) -> None:
        poor = attrs.evolve(OWNER, monthly_budget=300)
        assert told([NEWS, SHOP], [BEA], poor, held={"news": 0}) == (
            "shop: the monthly budget is 100 short for hiring Bea",
        )

    def test_a_retainer_may_lack_least(self) -> None:
        poor = attrs.evolve(OWNER, monthly_budget=440)
        ann = attrs.evolve(ANN, retainers=TEN)
        assert told([monthly("news", 10)], [ann], poor) == (
            "news: the monthly budget is 10 short for a retainer with Ann",
        )

    def test_fees_that_are_owed_leave_less_of_the_budget(self) -> None:
        running = Engagement(ANN, tasks=[SHOP], mode=Mode.OUTSOURCE, retainer=TEN, start=LAST_YEAR)
        business = attrs.evolve(OWNER, monthly_budget=500)
        people = [attrs.evolve(ANN, skills="copy"), BEA]
        market = market_for([NEWS], people, business, running, on=LAST_YEAR)
        found, prices = chosen(market, None)
        (short,) = shortages_of(market, prices, found)
        assert str(short) == "news: the monthly budget is 150 short for hiring Bea"
        assert short.outs == (Out("hiring Bea", "Bea", 0.0, 150.0, 0.0, 240.0),)


class TestOwnersHours:
    def test_keeping_takes_more_than_there_are(self) -> None:
        business = attrs.evolve(OWNER, owner_hours_per_month=4)
        work = [monthly("news", 5, owner_hours=2), monthly("shop", 5, owner_hours=3)]
        assert told(work, [], business, held={"news": NO_STATE}) == (
            "shop: your hours are 1 a month short for keeping it",
        )

    def test_hiring_takes_more_than_there_are(self) -> None:
        """Half an hour for each briefing, two hours a year for the search."""
        business = attrs.evolve(OWNER, owner_hours_per_month=0.5)
        assert told([NEWS], [BEA], business) == ("news: your hours are 0.167 a month short for hiring Bea",)

    def test_money_and_hours_may_both_be_short(self) -> None:
        business = attrs.evolve(OWNER, owner_hours_per_month=0.5, monthly_budget=190)
        assert told([NEWS], [BEA], business) == (
            "news: the monthly budget is 10 short and your hours are 0.167 a month short for hiring Bea",
        )


class TestAll:
    def test_all_three_may_be_short(self) -> None:
        business = attrs.evolve(OWNER, owner_hours_per_month=0.9, monthly_budget=1000)
        busy = attrs.evolve(BEA, availability=A_WEEK)
        work = [monthly("news", 20), monthly("shop", 20)]
        assert told(work, [busy], business, held={"news": 0}) == (
            "shop: Bea lacks 9.57 h a month, the monthly budget is 600 short and your hours are 0.267 a month short",
        )

    def test_where_nothing_is_missing_more_seconds_are_advised(self) -> None:
        assert told([NEWS], [BEA]) == ("news: hiring Bea is within all limits; more seconds may find how",)

    def test_one_thing_missing_is_told_before_two(self) -> None:
        """Keeping it lacks hours only; hiring lacks hours and money."""
        business = attrs.evolve(OWNER, owner_hours_per_month=0.1, monthly_budget=10)
        task = attrs.evolve(NEWS, owner_hours=50)
        assert told([task], [BEA], business) == (
            "news: your hours are 49.9 a month short for keeping it; or the monthly budget is 190 short and your hours "
            "are 0.567 a month short for hiring Bea",
        )

    def test_what_lacks_the_same_things_and_more_of_them_is_no_way_out(self) -> None:
        """Ann would be paid 250, Bea 200."""
        assert told([NEWS], [ANN, BEA], attrs.evolve(OWNER, monthly_budget=150)) == (
            "news: the monthly budget is 50 short for hiring Bea",
        )

    def test_one_who_is_full_and_would_have_to_be_paid_more_is_none_beside_one_with_room(self) -> None:
        full = attrs.evolve(ANN, retainers=(), availability=A_WEEK)
        work = [monthly("news", 20), monthly("shop", 20)]
        poor = attrs.evolve(OWNER, monthly_budget=1500)
        assert told(work, [full, BEA], poor, held={"news": 0}) == (
            "shop: the monthly budget is 300 short for hiring Bea",
        )

    def test_of_many_ways_out_the_nearest_are_told(self) -> None:
        people = [
            attrs.evolve(BEA, name=f"B{index}", availability=attrs.evolve(IDLE, hours_per_week=7.5 - index / 2))
            for index in range(7)
        ]
        (only,) = told([monthly("news", 40)], people)
        assert only.startswith("news: B0 lacks 7.39 h a month; or B1 lacks 9.57 h a month; or ")
        assert only.endswith(" h a month; or 2 ways more")


class TestLeft:
    """Tasks of which it is said what leaving them costs."""

    def test_what_is_left_because_that_is_cheaper_lacks_nothing(self) -> None:
        """Hiring Bea costs 240."""
        assert told([attrs.evolve(NEWS, undone_cost=240)], [BEA]) == ()
        assert told([attrs.evolve(NEWS, undone_cost=30)], []) == ()

    def test_only_ways_that_cost_less_than_leaving_it_are_ways_out(self) -> None:
        """Hiring Bea would cost 240, Ann 290."""
        poor = attrs.evolve(OWNER, monthly_budget=150)
        task = attrs.evolve(NEWS, undone_cost=250, owner_hours=9)
        assert told([task], [ANN, BEA], poor) == ("news: the monthly budget is 50 short for hiring Bea",)


def least(market: Market, position: Position, task: int) -> float:
    """What a task costs at the least on top of what a position does, within the limits of a market."""
    ledger = Ledger(market, [0.0] * len(market.tasks), 0)
    before = Position.of(ledger, position.choice())
    after = [before.after({task: state}) for state in ledger.ways[task]]
    within = [each.totals.cost for each in after if each is not None and not ledger.over(each.totals)]
    return min(within) - before.totals.cost


class TestOuts:
    """What would have to be added is enough, and is asked for truly."""

    @given(questions(most_tasks=3), st.data())
    def test_with_what_is_missing_the_task_can_be_done_beside_the_rest(
        self, question: Question, data: st.DataObject
    ) -> None:
        market = question.market
        position = Position.of(Ledger(market, [0.0] * len(market.tasks), 0), (UNDONE,) * len(market.tasks))
        for task, ways in enumerate(position.ledger.ways[:-1]):
            position = position.after({task: data.draw(st.sampled_from([None, *ways]))}) or position
        assume(not position.ledger.over(position.totals))
        found, prices = chosen(market, *position.place)
        for shortage in shortages_of(market, prices, found):
            task = market.tasks.index(shortage.task)
            for out in [each for each in shortage.outs if not each.contractor_hours and any(each.lacks)]:
                business = question.business
                if out.budget:
                    business = attrs.evolve(business, monthly_budget=market.cash_limit + out.budget)
                if out.owner_hours:
                    business = attrs.evolve(business, owner_hours_per_month=market.owner_hours_limit + out.owner_hours)
                assert least(question._replace(business=business).market, position, task) <= out.cost + 1e-6

    @given(questions(most_tasks=5), st.data())
    def test_what_others_beat_need_not_be_priced(self, question: Question, data: st.DataObject) -> None:
        market = question.market
        position = Position.of(Ledger(market, [0.0] * len(market.tasks), 0), (UNDONE,) * len(market.tasks))
        for task, ways in enumerate(position.ledger.ways[:-1]):
            position = position.after({task: data.draw(st.sampled_from([None, *ways]))}) or position
        found, prices = chosen(market, *position.place)
        quick = shortages_of(market, prices, found)
        with mock.patch.object(shortages, "_is_beaten", return_value=False):
            assert shortages_of(market, prices, found) == quick

    def test_beside_one_that_lacks_nothing_others_are_not_priced(self) -> None:
        """Bea, who is cheapest, has room; Ann would take more than the budget."""
        market = market_for([NEWS], [ANN, BEA], attrs.evolve(OWNER, monthly_budget=240))
        found, prices = chosen(market, None)
        ledger = Ledger(market, prices.penalties)
        (shortage,) = shortages_of(market, prices, found, ledger)
        assert shortage.reason.startswith("hiring Bea is within all limits")
        assert ledger.spent == 1

    def test_what_is_priced_already_is_not_priced_again(self) -> None:
        market = market_for([NEWS], [ANN, BEA], attrs.evolve(OWNER, monthly_budget=150))
        found, prices = chosen(market, None)
        ledger = Ledger(market, prices.penalties)
        first = shortages_of(market, prices, found, ledger)
        spent = ledger.spent
        assert shortages_of(market, prices, found, ledger) == first == shortages_of(market, prices, found)
        assert ledger.spent == spent > 0

    def test_figures_are_told_never_less_than_they_are(self) -> None:
        out = Out("hiring Bea", "Bea", 0.0, 123.4, 0.0, 0.0)
        assert out.told("EUR") == "the monthly budget is EUR 124 short for hiring Bea"
        assert attrs.evolve(out, budget=12.341).told("") == "the monthly budget is 12.35 short for hiring Bea"
        assert attrs.evolve(out, budget=0.0, owner_hours=100.2).told("") == (
            "your hours are 101 a month short for hiring Bea"
        )
        assert attrs.evolve(out, budget=0.0, retainers=1, how="a retainer with Bea").told("") == (
            "you want one retainer less than that takes for a retainer with Bea"
        )
        assert attrs.evolve(out, budget=0.0, owner_hours=0.01231).told("") == (
            "your hours are 0.0124 a month short for hiring Bea"
        )


def test_what_keeping_a_task_adds_to_the_waits_of_others_is_in_the_price_of_that_way_out() -> None:
    work = [monthly(name, 10, owner_hours=10, urgency=Urgency(20, 0)) for name in ("books", "news")]
    market = market_for(work, [], Business(owner_hours_per_month=15))
    found, prices = chosen(market, NO_STATE, None)
    (shortage,) = shortages_of(market, prices, found)
    both, one = (sum(rows.total for rows in kept_rows(market, kept).values()) for kept in ([0, 1], [0]))
    assert [out.cost for out in shortage.outs] == pytest.approx([both - one])
    assert both - one > 1.1 * kept_rows(market, [1])[1].total


class TestRepr:
    def test_each_is_one_line(self) -> None:
        (found,) = planned([NEWS], [BEA], attrs.evolve(OWNER, monthly_budget=150)).shortages
        assert repr(found) == "<Shortage of news: the monthly budget is 50 short for hiring Bea>"
        assert repr(found.outs) == "(<Out: the monthly budget is 50 short for hiring Bea>,)"

    def test_a_way_out_that_lacks_nothing_says_so(self) -> None:
        assert repr(Out("keeping it", None, 0.0, 0.0, 0.0, 9.0)) == "<Out: keeping it is within all limits>"
