"""What of a question can be varied, over which values, and what is then asked."""

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Business, Contractor, History, Once, Rate, Retainer, Rule, Task, Urgency
from delegation.errors import RefusedValueError, shown
from delegation.frames.varied import COLUMNS, Question, Value, asked, cells, varied
from tests.people import ANN, BEA, NEW_YEAR, NEWS, OWNER, TEN, TWENTY
from tests.refusals import told_by

QUESTION = Question((NEWS, Task("calls", hours=2, urgency=Urgency(10, 3))), (ANN, BEA), OWNER)
PAST = History([dt.date(2025, 3, 1), dt.date(2025, 9, 1)], until=NEW_YEAR)
NUMBERS = ("cost_per_day", "regular_load", "block", "budget", "owner_rate")


def held(name: str, given: Any) -> list[Any]:
    return [value.held for value in varied(name, given).values]


class TestVaried:
    @pytest.mark.parametrize("name", NUMBERS)
    def test_one_number_is_one_value(self, name: str) -> None:
        assert held(name, 1) == [1.0]

    @pytest.mark.parametrize("name", COLUMNS)
    def test_an_empty_list_varies_nothing(self, name: str) -> None:
        assert held(name, ()) == []

    @pytest.mark.parametrize("name", NUMBERS)
    @given(data=st.data())
    def test_several_numbers_stay_in_their_order(self, name: str, data: st.DataObject) -> None:
        numbers = data.draw(st.lists(st.floats(0.001, 1.0), max_size=5))
        assert held(name, iter(numbers)) == numbers

    def test_no_budget_is_a_value(self) -> None:
        assert held("budget", [None, 100]) == [None, 100.0]
        assert held("budget", None) == [None]

    def test_recurrences_are_what_a_task_takes(self) -> None:
        once = Once(NEW_YEAR)
        assert held("recurrence", [2, "daily", None, once]) == [Rate(2), Rule("FREQ=DAILY"), Once(), once]

    @pytest.mark.parametrize("one", [4, "twice a month", None, Rate(2)])
    def test_one_recurrence_is_one_value(self, one: Any) -> None:
        assert len(held("recurrence", one)) == 1

    @pytest.mark.parametrize(
        ("name", "given", "field", "accepted"),
        [
            ("cost_per_day", [1, -1], "cost_per_day[1]", "it takes a number from 0 to 1e15, money for a day of delay"),
            (
                "regular_load",
                [0.2, 0.3, 40],
                "regular_load[2]",
                "it takes a number from 0 to 1, a share of the contractor's hours (40% is 0.4)",
            ),
            ("block", [0], "block[0]", "it takes a number above 0, hours a month"),
            ("block", "ten", "block", "it takes a number above 0, hours a month"),
            ("budget", ["much"], "budget[0]", "it takes a number from 0 to 1e15, money a month, or None for no limit"),
            ("owner_rate", [None], "owner_rate[0]", "it takes a number from 0 to 1e15, money an hour"),
            ("owner_rate", -5, "owner_rate", "it takes a number from 0 to 1e15, money an hour"),
            ("recurrence", ["weekly", "wekly"], "recurrence[1]", "did you mean 'weekly'?"),
        ],
    )
    def test_a_value_that_the_field_cannot_take_is_refused_by_list_and_place(
        self, name: str, given: Any, field: str, accepted: str
    ) -> None:
        assert told_by(lambda: varied(name, given)) == (f"sweep.{field}", accepted)

    def test_days_of_past_jobs_are_no_list_of_recurrences(self) -> None:
        field, _ = told_by(lambda: varied("recurrence", [NEW_YEAR, NEW_YEAR]))
        assert field == "sweep.recurrence[0]"

    def test_a_table_of_names_is_no_list(self) -> None:
        assert told_by(lambda: varied("block", {"hours": [1]}))[0] == "sweep.block"


class TestCells:
    def test_a_number_stands_in_the_column_of_its_unit(self) -> None:
        assert cells("block", Value("10", 10.0), OWNER, None) == {"block_hours_per_month": 10.0}

    @pytest.mark.parametrize(
        ("typed", "written", "often"),
        [
            (2, "2 a month", 2.0),
            ("Twice a month ", "Twice a month", 2.0),
            (None, "once", 1 / 12),
            (Once(NEW_YEAR), "once, due 2026-01-01", 1 / 12),
            (Rule("FREQ=MONTHLY"), "FREQ=MONTHLY;WKST=MO", 1.0),
            (PAST, shown(PAST), PAST.expected(12) / 12),
            (1e6 / 3, "333333.333333333 a month", 1e6 / 3),
        ],
    )
    def test_a_recurrence_stands_as_typed_and_by_how_often_it_comes(
        self, typed: Any, written: str, often: float
    ) -> None:
        (value,) = varied("recurrence", [typed]).values
        told = cells("recurrence", value, OWNER, None)
        assert told == {"recurrence": written, "occurrences_per_month": pytest.approx(often)}

    def test_of_a_rule_that_ends_it_takes_a_day_to_know_how_often(self) -> None:
        (value,) = varied("recurrence", [Rule("FREQ=DAILY;COUNT=6", NEW_YEAR)]).values
        assert cells("recurrence", value, OWNER, None)["occurrences_per_month"] is None
        assert cells("recurrence", value, OWNER, NEW_YEAR)["occurrences_per_month"] == 0.5

    @pytest.mark.parametrize("name", COLUMNS)
    def test_what_stands_there_has_the_columns_that_are_promised(self, name: str) -> None:
        (value,) = varied(name, [1]).values
        told = cells(name, value, OWNER, None)
        assert list(told) == list(COLUMNS[name])
        assert [type(each) for each in told.values()] == list(COLUMNS[name].values())


class TestAsked:
    def test_every_task_comes_as_often(self) -> None:
        tasks, contractors, business = asked(QUESTION, "recurrence", Rate(3))
        assert [task.recurrence for task in tasks] == [Rate(3), Rate(3)]
        assert (contractors, business) == (QUESTION.contractors, OWNER)

    def test_delay_costs_as_much_for_every_task_after_its_own_slack(self) -> None:
        found = asked(QUESTION, "cost_per_day", 7.0).tasks
        assert [task.urgency for task in found] == [Urgency(7, 0), Urgency(7, 3)]

    def test_everybody_is_as_busy_with_regular_clients(self) -> None:
        found = asked(QUESTION, "regular_load", 0.3).contractors
        assert [each.availability.regular_load for each in found] == [0.3, 0.3]
        assert [each.availability.one_off_load for each in found] == [0.0, 0.0]

    def test_what_was_learnt_of_a_load_gives_way_to_what_is_varied(self) -> None:
        learnt = Contractor("Cy", rate=50, availability=Availability.learn(one_off_waits=[3, 6, 9]))
        (found,) = asked(Question((), (learnt,), OWNER), "regular_load", 0.1).contractors
        assert learnt.availability.beliefs
        assert (found.availability.beliefs, found.availability.regular_load) == ((), 0.1)

    def test_a_block_of_another_size_costs_as_much_an_hour(self) -> None:
        ann, bea = asked(QUESTION, "block", 5.0).contractors
        assert ann.retainers == (Retainer(200, 5), Retainer(225, 5))
        assert (TEN.monthly_fee / TEN.hours, TWENTY.monthly_fee / TWENTY.hours) == (45.0, 40.0)
        assert bea.retainers == ()

    def test_a_block_of_a_longer_period_has_the_hours_a_month(self) -> None:
        quarterly = attrs.evolve(ANN, retainers=Retainer(450, 30, period_months=3))
        (found,) = asked(Question((), (quarterly,), OWNER), "block", 5.0).contractors
        assert found.retainers == (Retainer(225, 15, period_months=3),)

    def test_who_makes_the_typical_offer_makes_it_of_that_size(self) -> None:
        (found,) = asked(Question((), (Contractor("Cy", rate=50),), OWNER), "block", 12.0).contractors
        assert found.retainers == (attrs.evolve(Retainer.typical(12, 50), hours=12, monthly_fee=540),)

    def test_an_access_retainer_stays_as_it_is(self) -> None:
        access = attrs.evolve(ANN, retainers=Retainer(20, 0))
        assert asked(Question((), (access,), OWNER), "block", 5.0).contractors == (access,)

    def test_the_budget_is_the_businesses(self) -> None:
        assert asked(QUESTION, "budget", 300.0).business == attrs.evolve(OWNER, monthly_budget=300)
        assert asked(QUESTION, "budget", None).business == OWNER

    def test_an_hour_of_yours_is_worth_as_much(self) -> None:
        assert asked(QUESTION, "owner_rate", 80.0).business == attrs.evolve(OWNER, owner_rate=80)

    def test_a_load_that_fills_the_hours_with_one_that_nobody_gave_is_refused(self) -> None:
        usual = Question((), (Contractor("Cy", rate=50),), Business())
        with pytest.raises(RefusedValueError, match="one_off_load at its default"):
            asked(usual, "regular_load", 0.9)


def test_a_history_is_one_recurrence() -> None:
    assert held("recurrence", PAST) == [PAST]
