"""How a plan reads, as a whole and task by task."""

import re
from typing import Any

import attrs
import pytest

from delegation import Business, Contractor, Engagement, Plan, Retainer, Task, Urgency
from delegation._formatting.tables import aligned
from delegation.planning.report import totals
from tests.people import ANN, BEA, NEW_YEAR, OWNER
from tests.plan_worlds import NEWS, RUNNING, SHOP, Question, monthly


def planned(
    tasks: list[Task],
    contractors: list[Contractor],
    business: Business = OWNER,
    engagements: tuple[Engagement, ...] = (),
    **how: Any,
) -> Plan:
    return Question(tasks, contractors, business, list(engagements), NEW_YEAR).plan(**how)


TOGETHER = planned([NEWS, SHOP], [ANN])
KEPT = planned([NEWS, SHOP], [ANN], OWNER, (RUNNING,))
ENDED = planned([monthly("news", 1), monthly("shop", 1)], [ANN], OWNER, (RUNNING,))
UNDONE = planned([attrs.evolve(NEWS, owner_hours=2), monthly("shop", 1)], [])
NOTHING = planned([], [])


class TestTables:
    def test_columns_are_as_wide_as_their_widest_cell(self) -> None:
        told = aligned([["a", "bb", "c"], ["dddd", "e", ""]], right=[1])
        assert told == "a     bb  c\n-----------\ndddd   e"

    def test_the_words_are_defined_before_they_are_used(self) -> None:
        for found in (TOGETHER, NOTHING):
            first = str(found).split("\n\n")[0].splitlines()
            assert [line.split(":")[0] for line in first] == ["outsource", "out-task", "keep"]

    def test_retainers_stand_in_a_table(self) -> None:
        header, rule, row = str(TOGETHER).split("\n\n")[1].splitlines()
        assert header.split()[0] == "retainer"
        assert header.split()[-5:] == ["used", "unused", "above", "break-even", "saves"]
        assert set(rule) == {"-"}
        assert row.split() == [
            "Ann",
            "sign",
            "10",
            "h",
            "for",
            "450",
            "2",
            "475",
            "10",
            "h",
            "0",
            "h",
            "0",
            "h",
            "90%",
            "95",
        ]

    def test_one_that_runs_is_kept_rather_than_signed(self) -> None:
        assert str(KEPT).split("\n\n")[1].splitlines()[2].split()[:2] == ["Ann", "keep"]

    def test_an_access_retainer_has_no_block_and_no_break_even(self) -> None:
        access = attrs.evolve(ANN, retainers=Retainer(20, 0))
        row = str(planned([monthly("help", 4), monthly("news", 4)], [access])).split("\n\n")[1].splitlines()[2]
        assert row.split() == ["Ann", "sign", "access", "for", "20", "2", "445", "0", "h", "0", "h", "8", "h", "25"]

    def test_tasks_stand_in_a_table(self) -> None:
        found = planned([NEWS, monthly("talk", 2, keep=True)], [BEA])
        rows = str(found).split("\n\n")[1].splitlines()
        assert rows[0].split() == ["task", "do", "with", "h", "a", "month", "a", "month"]
        assert [row.split() for row in rows[2:]] == [
            ["news", "out-task", "Bea", "5", "240"],
            ["talk", "keep", "you", "2", "120"],
        ]

    def test_an_undone_task_has_an_empty_row_and_its_reason_below(self) -> None:
        parts = str(UNDONE).split("\n\n")
        assert parts[1].splitlines()[3] == "shop  undone"
        assert parts[-1] == "Undone:\n- shop: no contractor has the skill web, and you cannot do it yourself"

    def test_a_plan_of_nothing_has_no_table(self) -> None:
        assert len(str(NOTHING).split("\n\n")) == 2

    def test_an_ending_says_when_and_what_is_owed(self) -> None:
        assert (
            "End the retainer with Ann: with notice now you are free from 2026-02-01; fees of 450 are owed until then."
        ) in str(ENDED)

    def test_an_ending_for_nothing_says_so(self) -> None:
        free = attrs.evolve(RUNNING, retainer=Retainer(450, 10, notice_months=0))
        found = planned([monthly("news", 1), monthly("shop", 1)], [ANN], OWNER, (free,))
        assert "you are free from 2026-01-01; nothing is owed." in str(found)

    def test_no_line_of_a_sentence_is_too_long(self) -> None:
        assert max(map(len, str(TOGETHER).split("\n\n")[-1].splitlines())) <= 110


class TestTotals:
    def test_the_cost_is_told_by_rows(self) -> None:
        assert totals(TOGETHER).startswith("Cost a month: 475 (fee 450 and hiring 25). 450 of it leaves the business, ")
        assert totals(NOTHING).startswith("Cost a month: 0. 0 of it leaves the business, ")

    def test_fees_that_are_owed_anyway_are_told_on_top(self) -> None:
        told = totals(ENDED)
        assert "Cost a month: 160 (work 100 and hiring 60). On top, 37.50 a month in fees is owed whatever" in told
        assert "138 leaves the business, 550 in the dearest month (the 1st)." in told
        assert "On top" not in totals(TOGETHER)

    @pytest.mark.parametrize(
        ("month", "told"),
        [(0, "1st"), (1, "2nd"), (2, "3rd"), (3, "4th"), (10, "11th"), (11, "12th"), (20, "21st"), (110, "111th")],
    )
    def test_the_dearest_month_is_told_as_people_count(self, month: int, told: str) -> None:
        assert f"(the {told})" in totals(attrs.evolve(TOGETHER, dearest_month=(month, 1.0)))

    def test_hours_given_back_are_told_where_there_are_any(self) -> None:
        assert "takes 0.417 of your hours a month. " in totals(TOGETHER)
        able = planned([attrs.evolve(each, owner_hours=9) for each in (NEWS, SHOP)], [ANN])
        assert "takes 0.417 of your hours a month and gives back 17.6." in totals(able)

    def test_what_is_saved_against_hires_is_told_only_where_it_is_known(self) -> None:
        assert "What is handed over costs 105 less than the cheapest one-off hires" in totals(TOGETHER)
        assert "one-off hires" not in totals(planned([NEWS], [ANN], OWNER, (RUNNING,)))  # she can only be kept

    def test_a_plan_may_cost_more_than_hires_each_reckoned_by_itself(self) -> None:
        """A busy contractor makes two tasks wait for each other."""
        busy = attrs.evolve(BEA, availability=attrs.evolve(BEA.availability, hours_per_week=3))
        urgent = [attrs.evolve(each, urgency=Urgency(100, 0)) for each in (NEWS, SHOP)]
        found = planned(urgent, [busy], attrs.evolve(OWNER, hiring_hours=0))
        assert found.net_savings is not None
        assert found.net_savings < 0.0
        assert " more than the cheapest one-off hires" in totals(found)

    def test_blocks_are_told_where_there_are_any(self) -> None:
        told = totals(planned([NEWS, monthly("shop", 4)], [attrs.evolve(ANN, retainers=Retainer(300, 10))]))
        assert "Blocks include 10 h, of which 90% is used; they cover 100% of the hours that contractors work." in told
        assert "If you gave notice for all at once, 900 in fees would still be owed." in told
        hired = totals(planned([NEWS], [BEA]))
        assert "Blocks" not in hired
        assert "notice" not in hired

    @pytest.mark.parametrize(
        ("status", "bound", "told"),
        [
            ("optimal", 475.0, "; at these prices nothing is cheaper."),
            ("feasible", -float("inf"), "; how much cheaper it might be is not known (feasible)."),
            ("stopped", 380.0, "; at these prices nothing is more than 20% cheaper (stopped)."),
        ],
    )
    def test_it_is_said_how_good_it_is(self, status: str, bound: float, told: str) -> None:
        assert totals(attrs.evolve(TOGETHER, status=status, bound=bound)).endswith(told)

    def test_it_is_said_who_found_it_and_how_far_planned_and_true_cost_differ(self) -> None:
        assert "Found by search in 1 round; planned and true cost differ by 0%" in totals(TOGETHER)
        off = attrs.evolve(TOGETHER, planned=494.0, rounds=3, solver="highs")
        assert "Found by highs in 3 rounds; planned and true cost differ by 4%" in totals(off)


class TestLine:
    def test_it_counts_what_is_decided(self) -> None:
        assert repr(TOGETHER) == (
            "<Plan of 2 tasks: 1 retainer, 0 out-tasked, 0 kept, 0 undone, 475 a month, feasible>"
        )
        assert repr(UNDONE) == "<Plan of 2 tasks: 0 retainers, 0 out-tasked, 1 kept, 1 undone, 120 a month, feasible>"
        assert repr(ENDED) == "<Plan of 2 tasks: 0 retainers, 2 out-tasked, 0 kept, 0 undone, 160 a month, feasible>"


class TestWhy:
    def test_an_outsourced_task_tells_what_it_shares(self) -> None:
        told = TOGETHER.why("news")
        assert told.startswith(
            "Outsource news to Ann (an ongoing monthly retainer: you are a regular client and are served first): "
            "238 a month (fee 225 and hiring 12.50). The retainer of 10 h for 450 a month is shared with 1 other task "
            "and saves 95 a month against hiring her job by job; fee and overage are split by hours."
        )

    def test_one_of_three_shares_with_two_others(self) -> None:
        work = [monthly("a", 4), monthly("b", 3), monthly("c", 3)]
        assert "shared with 2 other tasks" in planned(work, [ANN]).why("b")

    def test_a_retainer_may_be_for_one_task_alone(self) -> None:
        assert " is for it alone and saves " in planned([monthly("care", 10)], [ANN]).why("care")

    def test_a_cost_of_nothing_has_no_rows(self) -> None:
        told = planned([NEWS], [ANN], OWNER, (RUNNING,)).why("news")
        assert "served first): 0 a month. The " in told

    def test_an_out_tasked_task_tells_its_other_ways(self) -> None:
        told = planned([attrs.evolve(NEWS, owner_hours=9)], [ANN, BEA]).why("news")
        assert told.startswith(
            "Out-task news to Bea (hire for the job and part ways: you queue behind regular clients): 240 a month "
            "(work 200 and hiring 40). Otherwise, on top of the rest of the plan: "
        )
        for other in ("out-task it to Ann, 290 a month", "outsource it to Ann on a new ", "keep it, 540 a month"):
            assert other in told

    def test_a_retainer_that_the_plan_has_is_not_a_new_one(self) -> None:
        found = planned(
            [monthly("care", 10), attrs.evolve(NEWS, name="prose", skill="")], [ANN, attrs.evolve(BEA, skills="copy")]
        )
        told = found.why("prose")
        assert found.assignments[1].contractor != ANN
        assert "outsource it to Ann on the retainer of 10 h for 450 a month" in told

    def test_what_stands_against_another_way_is_told(self) -> None:
        poor = attrs.evolve(OWNER, monthly_budget=210)
        assert "290 a month (beyond the monthly budget)" in planned([NEWS], [ANN, BEA], poor).why("news")

    def test_a_pinned_task_says_who_wants_it(self) -> None:
        told = planned([monthly("talk", 2, keep=True)], [ANN]).why("talk")
        assert told == "Keep talk (do it yourself): 120 a month (work 120). You said that you never hand it over."

    def test_an_undone_task_tells_what_is_missing(self) -> None:
        assert UNDONE.why("shop") == (
            "shop stays undone. No contractor has the skill web, and you cannot do it yourself."
        )

    def test_names_that_are_cut_alike_keep_their_own_reasons(self) -> None:
        long = "x" * 60
        work = [monthly(f"{long} 1", 5), attrs.evolve(monthly(f"{long} 2", 5), skill="copy")]
        found = planned(work, [])
        assert "the skill web" in found.why(f"{long} 1")
        assert "the skill copy" in found.why(f"{long} 2")

    def test_it_is_told_without_words_of_the_program(self) -> None:
        for found in (TOGETHER, KEPT, ENDED, UNDONE):
            for task in found.tasks:
                assert not re.search(r"\b(nan|inf|None|Mode|Retainer\()\b", found.why(task))
