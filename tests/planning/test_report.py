"""How a plan prints, as tables and sentences."""

import datetime as dt
import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Once, Plan, Rate, Retainer, Rule, Task
from delegation._formatting.tables import width
from delegation.planning import Ending, report
from delegation.planning.report import how_good, totals
from delegation.recurrence import Recurrence
from tests.people import ANN, BEA, NEW_YEAR, OWNER
from tests.plan_worlds import NEWS, RUNNING, SHOP, Question, monthly, planned, questions

TOGETHER = planned([NEWS, SHOP], [ANN])
KEPT = planned([NEWS, SHOP], [ANN], engagements=[RUNNING])
ENDED = planned([monthly("news", 1), monthly("shop", 1)], [ANN], engagements=[RUNNING])
UNDONE = planned([attrs.evolve(NEWS, owner_hours=2), monthly("shop", 1)], [])
NOTHING = planned([], [])
MIXED = planned([NEWS, monthly("talk", 2, keep=True), Task("logo", skill="web", hours=6)], [BEA])


def part(found: Plan, beginning: str) -> list[str]:
    """The lines of the part of a print that begins with a word."""
    return next(lines for each in str(found).split("\n\n") if (lines := each.splitlines())[0].startswith(beginning))


def cells(line: str) -> list[str]:
    """The cells of a row: at least two blanks stand between them."""
    return re.split(r"\s{2,}", line)


def paying(paid: list[float]) -> Plan:
    """A plan that pays so much in each month."""
    background = attrs.evolve(TOGETHER.background, paid_by_month=tuple(paid))
    return attrs.evolve(TOGETHER, background=background, dearest_month=(0, max(paid)))


def paying_from(on: dt.date | None, paid: list[float]) -> Plan:
    """A plan of a day, or of none, that pays so much in each month."""
    return attrs.evolve(paying(paid), on=on)


def unwrapped(text: str) -> str:
    return " ".join(text.split())


class TestFrame:
    def test_the_print_begins_with_a_list_of_horizon_budget_and_your_hours(self) -> None:
        for found in (TOGETHER, NOTHING):
            lines = str(found).split("\n\n")[0].splitlines()
            assert lines[0] == "Limits, and how much of each is used:"
            assert [line.split(":")[0] for line in lines[1:]] == ["horizon", "budget", "your hours"]

    def test_before_them_stands_what_is_left_undone(self) -> None:
        assert str(UNDONE).startswith("1 task stays undone: shop.\n\nLimits, and how much of each is used:\n")

    def test_the_horizon_says_that_all_is_averaged_over_it(self) -> None:
        assert part(TOGETHER, "Limits")[1] == "horizon:    12 months from 2026-01-01; all figures are averages a month"

    def test_without_a_day_the_horizon_begins_on_none(self) -> None:
        found = Question([NEWS], [BEA], attrs.evolve(OWNER, horizon_months=1), [], None).plan()
        assert part(found, "Limits")[1] == "horizon:    1 month; all figures are averages a month"

    def test_limits_are_told_with_how_much_of_them_is_used(self) -> None:
        business = attrs.evolve(OWNER, monthly_budget=500, owner_hours_per_month=1)
        assert part(planned([NEWS, SHOP], [ANN], business), "Limits")[2:] == [
            "budget:     500 a month; 450 is paid out (90%)",
            "your hours: 1 h a month; 0.417 h taken (41.7%)",
        ]

    def test_without_limits_it_is_told_what_is_used(self) -> None:
        assert part(TOGETHER, "Limits")[2:] == [
            "budget:     no limit; 450 is paid out",
            "your hours: no limit; 0.417 h taken",
        ]

    def test_of_limits_of_nothing_no_part_is_used(self) -> None:
        business = attrs.evolve(OWNER, monthly_budget=0, owner_hours_per_month=0)
        assert part(planned([], [], business), "Limits")[2:] == [
            "budget:     0 a month; 0 is paid out",
            "your hours: 0 h a month; 0 h taken",
        ]

    def test_fees_beyond_the_budget_are_told(self) -> None:
        found = planned([NEWS], [ANN], attrs.evolve(OWNER, monthly_budget=30), [RUNNING])
        assert part(found, "Limits")[2] == (
            "budget:     30 a month; 450 is paid out (1,500%), 420 more than the budget: "
            "fees are owed whatever you decide"
        )


class TestRetainers:
    def test_the_words_are_defined_before_they_are_used(self) -> None:
        for found in (TOGETHER, NOTHING):
            second = str(found).split("\n\n")[1].splitlines()
            assert [line.split(":")[0] for line in second] == ["outsource", "out-task", "keep"]

    def test_retainers_stand_in_a_table(self) -> None:
        header, rule, row = part(TOGETHER, "retainer")
        assert " ".join(header.split()) == "retainer terms tasks a month used unused above break-even saves"
        assert set(rule) == {"-"}
        assert cells(row) == ["Ann", "sign", "10 h for 450", "2", "475", "10 h", "0 h", "0 h", "90%", "95"]

    def test_hours_of_the_block_stand_under_their_names(self) -> None:
        found = planned([NEWS, monthly("shop", 4)], [attrs.evolve(ANN, retainers=Retainer(300, 10))])
        assert cells(part(found, "retainer")[2])[5:8] == ["9 h", "1 h", "0 h"]
        found = planned([monthly("care", 12)], [attrs.evolve(ANN, retainers=Retainer(300, 10))])
        assert cells(part(found, "retainer")[2])[5:8] == ["10 h", "0 h", "2 h"]

    def test_hours_that_round_to_nothing_are_none(self) -> None:
        found = planned([monthly("care", 9.996)], [attrs.evolve(ANN, retainers=Retainer(300, 10))])
        assert cells(part(found, "retainer")[2])[6] == "0 h"

    def test_one_that_runs_is_kept_rather_than_signed(self) -> None:
        assert cells(part(KEPT, "retainer")[2])[:2] == ["Ann", "keep"]

    def test_an_access_retainer_has_no_block_and_no_break_even(self) -> None:
        access = attrs.evolve(ANN, retainers=Retainer(20, 0))
        row = part(planned([monthly("help", 4), monthly("news", 4)], [access]), "retainer")[2]
        assert cells(row) == ["Ann", "sign", "access for 20", "2", "445", "0 h", "0 h", "8 h", "25"]

    def test_its_columns_are_explained(self) -> None:
        told = unwrapped(" ".join(part(TOGETHER, "used, unused")))
        assert "saves: against hiring the same contractor for the same tasks job by job, a month." in told

    def test_an_ending_says_when_and_what_is_owed(self) -> None:
        assert (
            "End the retainer with Ann: with notice now you are free from 2026-02-01; fees of 450 are owed until then."
        ) in str(ENDED)

    def test_one_that_ends_by_itself_needs_no_notice(self) -> None:
        """Notice would end it on 1 February: not sooner than 20 January, but sooner than July."""
        january, july = (attrs.evolve(RUNNING, end=dt.date(2026, *day)) for day in ((1, 20), (7, 1)))
        told = report.ending(Ending(january, january.released(NEW_YEAR), 0.0), "")
        assert told == "The retainer with Ann ends by itself: you are free from 2026-01-21; nothing is owed."
        told = report.ending(Ending(july, july.released(NEW_YEAR), 450.0), "")
        assert told.startswith("End the retainer with Ann: with notice now you are free from 2026-02-01; ")

    def test_an_ending_for_nothing_says_so(self) -> None:
        free = attrs.evolve(RUNNING, retainer=Retainer(450, 10, notice_months=0))
        found = planned([monthly("news", 1), monthly("shop", 1)], [ANN], engagements=[free])
        assert "you are free from 2026-01-01; nothing is owed." in str(found)


class TestTasks:
    def test_tasks_stand_in_a_table_that_tells_money_from_your_time_and_waiting(self) -> None:
        header, _, *rows = part(MIXED, "task ")
        assert cells(header) == ["task", "do", "with", "h a month", "paid out", "your time", "waiting", "a month"]
        assert [cells(row) for row in rows] == [
            ["logo *", "out-task", "Bea", "0.5", "20", "3.86", "0", "23.86"],
            ["news", "out-task", "Bea", "5", "200", "38.64", "0", "239"],
            ["talk", "keep", "you", "2", "0", "120", "0", "120"],
        ]

    def test_an_undone_task_has_an_empty_row_and_its_reason_below(self) -> None:
        assert cells(part(UNDONE, "task ")[3]) == ["shop", "undone"]
        assert part(UNDONE, "Undone") == [
            "Undone, and in none of these figures:",
            "- shop: no contractor has the skill web, and you cannot do it yourself",
        ]

    def test_what_is_left_at_a_cost_is_told_with_it(self) -> None:
        limits = attrs.evolve(OWNER, monthly_budget=150)
        work = [attrs.evolve(NEWS, undone_cost=300), attrs.evolve(SHOP, undone_cost=3), monthly("talk", 9)]
        found = planned(work, [BEA], limits)
        assert [cells(row) for row in part(found, "task ")[2:]] == [
            ["news", "undone", "300"],
            ["shop", "undone", "3"],
            ["talk", "undone"],
        ]
        assert [cells(row) for row in part(found, "cost")[-2:]] == [
            ["undone", "303", "what leaving tasks undone costs"],
            ["in all", "303", "without what stays undone"],
        ]
        assert part(found, "Undone") == [
            "Undone, and in none of these figures:",
            "- talk: the monthly budget is 210 short for hiring Bea",
        ]
        assert part(found, "Left undone") == [
            "Left undone at its cost:",
            "- news: the monthly budget is 50 short for hiring Bea",
        ]

    def test_what_comes_once_is_marked_and_the_mark_explained(self) -> None:
        told = unwrapped(str(MIXED))
        assert "waiting: what late starts cost; *: once, averaged over 12 months." in told
        assert [" *" in row for row in part(MIXED, "task ")[2:]] == [True, False, False]

    def test_where_nothing_comes_once_no_mark_is_explained(self) -> None:
        told = unwrapped(str(TOGETHER))
        assert "your time: your hours at 60 an hour; waiting: what late starts cost. " in told
        assert "*" not in told

    def test_long_names_are_cut(self) -> None:
        long = attrs.evolve(BEA, name="B" * 70)
        row = cells(part(planned([attrs.evolve(NEWS, name="n" * 70)], [long]), "task ")[2])
        assert row[0] == f"{'n' * 39}…"
        assert row[2] == f"{'B' * 23}…"

    def test_a_plan_of_nothing_has_no_table(self) -> None:
        assert len(str(NOTHING).split("\n\n")) == 3

    @pytest.mark.unmeasured
    @given(
        st.lists(st.text(st.sampled_from("ab 日本語한글éǘ😀ﾊﾟ-"), min_size=1).filter(str.strip), unique=True, min_size=2)
    )
    def test_wide_and_combining_letters_leave_columns_straight(self, names: list[str]) -> None:
        tasks = [attrs.evolve(each, name=name.strip()) for each, name in zip((NEWS, SHOP), names, strict=False)]
        if tasks[0].name == tasks[1].name:
            return
        found = attrs.evolve(
            TOGETHER,
            assignments=tuple(attrs.evolve(each, task=task) for each, task in zip(TOGETHER, tasks, strict=True)),
            retainers=tuple(
                attrs.evolve(each, contractor=attrs.evolve(ANN, name=names[0].strip())) for each in TOGETHER.retainers
            ),
        )
        for beginning in ("retainer", "task "):
            lines = part(found, beginning)
            assert len({width(line) for line in lines}) == 1


class TestCosts:
    def test_what_is_paid_your_time_and_waiting_add_up_to_the_cost(self) -> None:
        _, _, *rows = part(MIXED, "cost")
        assert [cells(row) for row in rows] == [
            ["paid out", "220", "work 220"],
            ["your time", "162", "2.71 h at 60: kept tasks 120 and hiring 42.50"],
            ["waiting", "0", "what late starts cost"],
            ["in all", "382"],
        ]

    def test_hours_of_an_access_retainer_are_billed_and_not_above_a_block(self) -> None:
        access = attrs.evolve(ANN, retainers=Retainer(1, 0), one_off_minimum_hours=10)
        found = planned([monthly("news", 5)], [access])
        assert cells(part(found, "cost")[2]) == ["paid out", "251", "fee 1 and billed hours 250"]

    def test_fees_that_are_owed_anyway_are_told_on_top(self) -> None:
        assert cells(part(ENDED, "cost")[-1]) == [
            "owed anyway",
            "37.50",
            "fees, on top of all that and whatever you decide",
        ]
        assert part(TOGETHER, "cost")[-1].split()[:2] == ["in", "all"]

    @pytest.mark.unmeasured
    @given(questions())
    def test_your_time_is_your_hours_at_your_rate(self, question: Question) -> None:
        found = question.plan()
        priced = found.cost - found.costs.waiting - found.costs.undone - (found.paid - found.sunk)
        assert priced == pytest.approx(found.owner_hours * found.business.owner_rate, rel=1e-9, abs=1e-6)

    @pytest.mark.unmeasured
    @given(questions())
    def test_what_is_shown_adds_up_but_for_rounding(self, question: Question) -> None:
        found = question.plan()
        if not found.assignments:
            return
        rows = {row[0]: _amount(row[1]) for row in map(cells, part(found, "cost")[2:])}
        whole = rows.pop("in all")
        rows.pop("owed anyway", None)
        assert sum(rows.values()) == pytest.approx(whole, rel=2e-3, abs=2.5)


def _amount(cell: str) -> float:
    return 0.0 if cell.startswith("under") else float(cell.replace(",", ""))


class TestTotals:
    @pytest.mark.parametrize(
        ("month", "told"),
        [(0, "1st"), (1, "2nd"), (2, "3rd"), (3, "4th"), (10, "11th"), (11, "12th"), (20, "21st"), (110, "111th")],
    )
    def test_the_dearest_month_is_told_as_people_count(self, month: int, told: str) -> None:
        found = paying_from(None, [7.0 if place == month else 2.0 for place in range(112)])
        assert totals(found).startswith(f"The dearest month is the {told}: 7 is paid out. ")

    def test_months_that_are_equally_dear_are_all_named(self) -> None:
        found = paying_from(None, [7.0, 5.0, 7.0, 7.004, 5.0])
        assert totals(found).startswith("The dearest months are the 1st, 3rd and 4th: 7 is paid out in each. ")

    @pytest.mark.parametrize(
        ("on", "told"),
        [
            (dt.date(2026, 1, 5), "8th (5 August to 4 September)"),
            (dt.date(2026, 1, 1), "8th (August)"),
            (dt.date(2026, 7, 31), "8th (28 February to 30 March)"),
            (dt.date(2026, 5, 2), "8th (2 December to 1 January)"),
        ],
    )
    def test_of_a_plan_with_a_day_the_dearest_month_has_its_days(self, on: dt.date, told: str) -> None:
        found = paying_from(on, [7.0 if place == 7 else 2.0 for place in range(12)])
        assert totals(found).startswith(f"The dearest month is the {told}: 7 is paid out. ")

    def test_each_of_several_months_has_its_days(self) -> None:
        found = paying_from(dt.date(2026, 1, 5), [7.0, 5.0, 7.0])
        assert totals(found).startswith(
            "The dearest months are the 1st (5 January to 4 February) and 3rd (5 March to 4 April): "
        )

    def test_of_many_the_first_are_named(self) -> None:
        found = paying_from(None, [7.0, 5.0] * 6)
        assert totals(found).startswith("The dearest months are the 1st, 3rd and 4 more: 7 is paid out in each. ")

    def test_where_as_much_is_paid_in_all_months_none_is_the_dearest(self) -> None:
        assert "dearest" not in totals(paying([7.0, 7.004, 7.0]))

    def test_a_single_month_is_not_compared(self) -> None:
        assert "dearest" not in totals(paying([7.0]))

    @pytest.mark.parametrize("work", [Rate(1), Once()], ids=["now and then", "once"])
    def test_hired_work_without_dates_is_said_to_be_spread(self, work: Recurrence) -> None:
        found = planned([NEWS, attrs.evolve(SHOP, recurrence=work)], [BEA])
        assert totals(found).startswith("Work without dates is spread evenly over the months. ")

    def test_hours_above_a_block_without_dates_are_said_to_be_spread(self) -> None:
        assert "is spread evenly" in totals(
            planned([monthly("news", 9), attrs.evolve(SHOP, recurrence=Rate(1))], [ANN])
        )

    def test_fees_and_work_on_its_days_are_not_said_to_be_spread(self) -> None:
        assert "spread evenly" not in totals(planned([NEWS, monthly("shop", 9)], [ANN, BEA]))

    def test_what_is_kept_is_not_said_to_be_spread(self) -> None:
        assert "spread evenly" not in totals(planned([attrs.evolve(NEWS, recurrence=Rate(1), keep=True)], [ANN]))

    def test_without_a_day_to_begin_from_all_work_is_said_to_be_spread(self) -> None:
        found = Question([NEWS, SHOP], [BEA], OWNER, [], None).plan()
        assert totals(found).startswith("Without a day to plan from (on=), all work is spread evenly over the months. ")

    def test_hours_given_back_are_told_where_there_are_any(self) -> None:
        assert "gives back" not in totals(TOGETHER)
        able = planned([attrs.evolve(each, owner_hours=9) for each in (NEWS, SHOP)], [ANN])
        assert "The plan gives back 17.6 of your hours a month." in totals(able)

    def test_what_is_saved_is_told(self) -> None:
        assert "What is handed over costs 105 less than the cheapest one-off hires" in totals(TOGETHER)

    def test_blocks_are_told_where_there_are_any(self) -> None:
        told = totals(planned([NEWS, monthly("shop", 4)], [attrs.evolve(ANN, retainers=Retainer(300, 10))]))
        assert "Blocks include 10 h, of which 90% is used; they cover 100% of the hours that contractors work." in told
        assert "If you gave notice for all at once, 900 in fees would still be owed." in told
        hired = totals(planned([NEWS], [BEA]))
        assert "Blocks" not in hired
        assert "notice" not in hired

    def test_a_block_that_no_task_of_the_plan_is_on_covers_nothing_to_speak_of(self) -> None:
        other = attrs.evolve(RUNNING, tasks=[monthly("other", 9)])
        found = planned([monthly("talk", 2, keep=True)], [ANN], engagements=[other])
        assert found.utilisation is not None
        assert found.coverage is None
        assert "Blocks" not in totals(found)


class TestHowGood:
    def test_of_an_optimal_plan_it_is_told_that_none_is_cheaper(self) -> None:
        assert how_good(attrs.evolve(TOGETHER, status="optimal", bound=475.0)) == "No plan is cheaper."

    def test_without_a_proof_nothing_is_claimed(self) -> None:
        assert how_good(attrs.evolve(TOGETHER, status="polished", bound=-float("inf"))) == (
            "No cheaper plan was found; how much cheaper another might be is not known."
        )

    def test_with_a_bound_it_is_told_how_much_cheaper_another_could_be(self) -> None:
        assert how_good(attrs.evolve(TOGETHER, status="polished", bound=380.0)) == (
            "No cheaper plan was found; another could be 20% cheaper at the most."
        )

    def test_where_work_that_must_be_done_stays_undone_others_cannot_be_compared(self) -> None:
        assert UNDONE.shortages
        assert how_good(attrs.evolve(UNDONE, status="polished")) == (
            "No cheaper plan was found; what stays undone is in no cost, so that others cannot be compared."
        )

    def test_one_that_was_stopped_says_so(self) -> None:
        assert how_good(attrs.evolve(TOGETHER, status="stopped", bound=380.0)) == (
            "Planning was stopped by its limit of time; another could be 20% cheaper at the most."
        )

    def test_a_plan_of_nothing_is_told_too(self) -> None:
        assert how_good(NOTHING) == "No plan is cheaper."


class TestLine:
    def test_it_counts_what_is_decided(self) -> None:
        assert repr(TOGETHER) == ("<Plan of 2 tasks: 1 retainer, 0 out-tasked, 0 kept, 0 undone, 475 a month, optimal>")
        assert repr(UNDONE) == "<Plan of 2 tasks: 0 retainers, 0 out-tasked, 1 kept, 1 undone, 120 a month, optimal>"
        assert repr(ENDED) == "<Plan of 2 tasks: 0 retainers, 2 out-tasked, 0 kept, 0 undone, 160 a month, optimal>"


class TestWords:
    EURO = attrs.evolve(OWNER, currency="€", monthly_budget=500)

    @pytest.mark.parametrize(
        "told",
        [
            "500 a month; €450 is paid out",
            "10 h for €450",
            "at €60 an hour",
            "h at €60: ",
            "costs €105 less",
            "at once, €1,350 in fees",
        ],
    )
    def test_money_is_told_in_the_currency_of_the_business(self, told: str) -> None:
        assert told in unwrapped(str(planned([NEWS, SHOP], [ANN], self.EURO)))

    def test_the_dearest_month_is_told_in_the_currency_of_the_business(self) -> None:
        seldom = attrs.evolve(NEWS, recurrence=Rule("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", NEW_YEAR))
        assert "is the 3rd (March): €200 is paid out." in unwrapped(str(planned([seldom], [BEA], self.EURO)))

    def test_columns_of_money_name_the_currency(self) -> None:
        found = planned([NEWS, SHOP], [ANN], self.EURO)
        for beginning in ("retainer", "task ", "cost"):
            assert "€ a month" in cells(part(found, beginning)[0])

    def test_fees_of_an_ending_and_the_line_name_the_currency(self) -> None:
        found = planned(list(ENDED.tasks), [ANN], attrs.evolve(OWNER, currency="EUR"), [RUNNING])
        assert "fees of EUR 450 are owed until then" in str(found)
        assert ", EUR 160 a month, " in repr(found)

    def test_no_line_of_a_sentence_is_too_long(self) -> None:
        assert max(map(len, str(TOGETHER).splitlines())) <= 110

    @pytest.mark.unmeasured
    @given(questions(wild=True))
    def test_every_plan_of_numbers_of_any_size_prints(self, question: Question) -> None:
        found = question.plan()
        assert not re.search(r"\b(nan|inf|None|Mode|Retainer\()\b", f"{found} {found!r}")
        rows = part(found, "task ")[2:] if found.tasks else []
        assert [cells(row)[0].removesuffix(" *") for row in rows] == [task.name for task in found.tasks]

    def test_it_is_told_without_words_of_the_solver(self) -> None:
        pytest.importorskip("highspy")
        for solver in ("search", "highs"):
            told = str(planned([NEWS, SHOP], [ANN], solver=solver))
            assert not re.search(r"\b(search|highs|prices?|rounds?|bound|gap|optimal|polished)\b", told, re.IGNORECASE)

    def test_nobody_is_called_she_or_her(self) -> None:
        for found in (TOGETHER, KEPT, ENDED, UNDONE, NOTHING, MIXED):
            assert not re.search(r"\b(she|her|hers)\b", str(found), re.IGNORECASE)
