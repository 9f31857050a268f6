"""How a comparison prints."""

import math
import re

import attrs
import pytest
from hypothesis import given

from delegation import Contractor, Plan, Retainer, Task, score
from delegation.comparing import compare, report
from tests.comparing.answers import CALLS, EUR, KEPT, LARGE, NOBODY, OFTEN, RANKED, SELDOM, SMALL
from tests.people import ANN, BEA, FULL, TEN
from tests.plan_worlds import NEWS, RUNNING, SHOP, Question, monthly, planned, questions

SCORES, PLANS = compare(OFTEN, SELDOM), compare(SMALL, LARGE)


def told(text: str) -> str:
    """A text without its line ends."""
    return " ".join(text.split())


def test_scores_print_as_verdicts_sentences_and_tables() -> None:
    assert str(SCORES) == (
        "Before: outsource calls to Ann (an ongoing monthly retainer: you are a regular client and are served\n"
        "first), on a retainer of 10 h for EUR 450 a month.\n"
        "After: out-task calls to Ann (hire for the job and part ways: you queue behind regular clients).\n"
        "\n"
        "The verdict changes. It costs EUR 423 a month less, EUR 140 against EUR 563. Fee EUR 450 and overage\n"
        "EUR 87.73 less; work EUR 100 and hiring EUR 15 more.\n"
        "\n"
        "EUR a month  before  after  difference\n"
        "--------------------------------------\n"
        "work              0    100        +100\n"
        "fee             450      0        -450\n"
        "overage       87.73      0      -87.73\n"
        "hiring           25     40         +15\n"
        "total           563    140        -423\n"
        "\n"
        "way        before  after  difference\n"
        "------------------------------------\n"
        "outsource     563    475      -87.66\n"
        "out-task      660    140        -520\n"
        "keep          600    120        -480"
    )


def test_plans_print_what_they_cost_and_who_changed() -> None:
    assert str(PLANS) == (
        "It costs EUR 115 a month less, EUR 360 against EUR 475, and leaves film undone. Fee EUR 450 less;\n"
        "work EUR 320 and hiring EUR 15 more. EUR 200 is paid out against EUR 450, and 2.67 of your hours are\n"
        "taken against 0.417. After, what stays undone is in no cost: film. 4 tasks: 1 changed, 2 new and 1\n"
        "gone. 1 retainer: 1 gone.\n"
        "\n"
        "EUR a month  before  after  difference\n"
        "--------------------------------------\n"
        "work              0    320        +320\n"
        "fee             450      0        -450\n"
        "hiring           25     40         +15\n"
        "total           475    360        -115\n"
        "\n"
        "task           before         after         difference\n"
        "------------------------------------------------------\n"
        "film  new                     undone                 0\n"
        "news  changed  outsource Ann  out-task Bea       +2.50\n"
        "shop  gone     outsource Ann                      -238\n"
        "talk  new                     keep                +120\n"
        "\n"
        "retainer        before                             after  difference\n"
        "--------------------------------------------------------------------\n"
        "Ann       gone  10 h for EUR 450 a month, 2 tasks               -475"
    )


def afford(budget: float, *names: str) -> Plan:
    """A plan of small tasks for 80 each, and of `care` for 280, worth more than two of them; 30 each for briefings."""
    work = [monthly(name, 7 if name == "care" else 2) for name in names]
    return planned(work, [BEA], attrs.evolve(EUR, monthly_budget=budget))


FEW, OTHERS = afford(190, "ads", "blog", "care"), afford(290, "ads", "blog", "care")


@pytest.mark.parametrize(
    ("before", "after", "told_of"),
    [
        (afford(440, "ads", "blog", "care"), FEW, "less, EUR 230 against EUR 540, and leaves care undone. "),
        (afford(190, "ads"), FEW, "more, EUR 230 against EUR 120, and leaves care undone. "),
        (FEW, afford(440, "ads", "blog", "care"), "more, EUR 540 against EUR 230, and does care, left undone before. "),
        (
            FEW,
            OTHERS,
            "more, EUR 320 against EUR 230, and does care, left undone before, but leaves ads and blog undone. ",
        ),
        (FEW, afford(190, "ads", "blog"), "costs the same, EUR 230 a month. "),
        (FEW, afford(90, "ads", "care"), "less, EUR 120 against EUR 230. "),
    ],
)
def test_where_plans_do_other_work_that_stands_beside_what_it_costs(before: Plan, after: Plan, told_of: str) -> None:
    found = compare(before, after)
    assert f"{told_of.strip()} " in f"{report.sentences(found)[0]} "
    assert told_of.strip().removesuffix(".") in repr(found)


def test_tasks_that_are_done_as_before_stand_together() -> None:
    more = planned([NEWS, SHOP, monthly("talk", 2, keep=True)], [ANN], EUR)
    assert re.search(r"^2 tasks +as before +0$", str(compare(SMALL, more)), re.MULTILINE)


def test_what_stayed_undone_before_is_told_of_before() -> None:
    assert "Before, what stays undone is in no cost: film." in told(str(compare(LARGE, SMALL)))


def test_a_task_that_is_left_at_a_cost_is_in_the_cost() -> None:
    left = planned([attrs.evolve(NEWS, undone_cost=1.0)], [ANN], EUR)
    assert [task.name for task in left.undone] == ["news"]
    assert "in no cost" not in str(compare(SMALL, left))


def test_of_plans_that_are_alike_only_that_is_told() -> None:
    assert str(compare(SMALL, SMALL)) == "Nothing changes: it costs the same, EUR 475 a month."


def test_of_scores_that_are_alike_the_verdict_is_told_once() -> None:
    assert str(compare(OFTEN, OFTEN)) == (
        "Before and after: outsource calls to Ann (an ongoing monthly retainer: you are a regular client and\n"
        "are served first), on a retainer of 10 h for EUR 450 a month.\n"
        "\n"
        "Nothing changes: it costs the same, EUR 563 a month."
    )


def test_where_a_way_that_is_not_taken_costs_more_something_changes() -> None:
    slower = score(attrs.evolve(CALLS, owner_hours=3), ANN, EUR)
    assert "The verdict is as before. It costs the same, EUR 563 a month." in told(str(compare(OFTEN, slower)))


def test_where_tasks_cost_otherwise_and_all_together_the_same_something_changes() -> None:
    before, after = (planned([monthly("news", 8 - many), monthly("shop", many)], [BEA], EUR) for many in (3, 5))
    assert before.costs == after.costs
    assert told(str(compare(before, after))).startswith("It costs the same, EUR 390 a month. ")


def test_where_fees_are_owed_for_a_retainer_that_is_ended_something_changes() -> None:
    """Four months of notice at 450 are 150 a month over a year."""
    terms = attrs.evolve(TEN, notice_months=4)
    copy = attrs.evolve(ANN, skills="copy", retainers=terms)
    running = attrs.evolve(RUNNING, contractor=copy, tasks=[NEWS], retainer=terms)
    found = compare(planned([NEWS], [copy, BEA], EUR), planned([NEWS], [copy, BEA], EUR, [running]))
    assert told(str(found)).startswith("It costs the same, EUR 240 a month. EUR 350 is paid out against EUR 200, ")


def test_where_a_way_is_a_choice_no_more_something_changes() -> None:
    never = score(attrs.evolve(CALLS, owner_hours=None), ANN, EUR)
    assert re.search(r"^keep +600$", str(compare(OFTEN, never)), re.MULTILINE)


@pytest.mark.parametrize(
    ("contractor", "told_of"),
    [
        (attrs.evolve(ANN, name="Zoe"), "The contractor changes from Ann to Zoe."),
        (attrs.evolve(ANN, name="Zoe", retainers=Retainer(440, 10)), "The contractor changes from Ann to Zoe."),
        (attrs.evolve(ANN, retainers=Retainer(440, 10)), "The retainer changes."),
        (attrs.evolve(ANN, retainers=()), "The verdict changes."),
        (attrs.evolve(ANN, rate=51), "The verdict is as before."),
    ],
)
def test_it_is_told_what_of_the_verdict_changes(contractor: Contractor, told_of: str) -> None:
    """Both outsource the work but the last but one."""
    assert report.sentences(compare(OFTEN, score(CALLS, contractor, EUR)))[0] == told_of


def test_what_costs_more_says_so() -> None:
    assert "It costs EUR 423 a month more, EUR 563 against EUR 140." in told(str(compare(SELDOM, OFTEN)))


def test_where_nobody_is_left_no_costs_are_compared() -> None:
    assert str(compare(RANKED, NOBODY)) == (
        "Before: out-task calls to Bea (hire for the job and part ways: you queue behind regular clients).\n"
        "After: nobody would do calls.\n"
        "\n"
        "The verdict changes. What it costs cannot be compared, as a cost is not known."
    )


def test_who_is_never_reached_has_no_cost_beside_the_others() -> None:
    found = str(compare(score(CALLS, attrs.evolve(ANN, availability=FULL), EUR), OFTEN))
    assert found.startswith("Before: nobody would do calls.\nAfter: outsource calls to Ann")
    assert re.search(r"^out-task +660$", found, re.MULTILINE)


def test_a_way_that_is_no_choice_of_either_has_no_row() -> None:
    bea = attrs.evolve(BEA, retainers=())
    hired = score(attrs.evolve(CALLS, owner_hours=None), bea, EUR)
    found = str(compare(hired, score(attrs.evolve(CALLS, owner_hours=None, hours=3), bea, EUR)))
    assert not re.search(r"^(outsource|keep) ", found, re.MULTILINE)
    assert re.search(r"^out-task ", found, re.MULTILINE)


def test_where_no_way_is_a_choice_there_is_no_table() -> None:
    none = score(attrs.evolve(CALLS, owner_hours=None), attrs.evolve(ANN, availability=FULL), EUR)
    assert "way" not in str(compare(none, none)).split("\n\n", maxsplit=1)[1]


def test_a_large_bundle_is_told_by_how_many_tasks_it_has() -> None:
    bundle = [Task(f"job {k}", hours=1, recurrence=1) for k in range(4)]
    assert str(compare(score(bundle, ANN, EUR), OFTEN)).startswith("Before: out-task 4 tasks to Ann")


def test_a_small_bundle_is_told_by_its_tasks() -> None:
    bundle = [CALLS, Task("books", hours=1, recurrence=1)]
    assert str(compare(OFTEN, score(bundle, ANN, EUR))).split("\n")[2].startswith("After: outsource books and calls")


def test_money_without_a_currency_is_called_money() -> None:
    found = compare(score(CALLS, ANN), score(attrs.evolve(CALLS, hours=3), ANN))
    assert "money a month" in str(found)


def test_a_name_that_cannot_be_printed_is_escaped() -> None:
    odd = Contractor("A\nB", skills="web", rate=50, retainers=())
    assert "A\\nB" in str(compare(score(CALLS, odd), score(CALLS, odd)))
    assert "A\nB" not in str(compare(planned([NEWS], [odd]), planned([SHOP], [odd])))


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (SCORES, "<Comparison of two scores: something is done otherwise, it costs EUR 423 a month less, EUR 140 "),
        (compare(KEPT, KEPT), "<Comparison of two recommendations: nothing is done otherwise, it costs the same, "),
        (PLANS, "<Comparison of two plans: 4 of 4 tasks are done otherwise, it costs EUR 115 a month less, "),
        (compare(planned([], []), planned([NEWS], [ANN])), "<Comparison of two plans: 1 of 1 task is done otherwise, "),
        (compare(planned([], []), planned([], [])), "<Comparison of two plans: nothing is done otherwise, it costs "),
    ],
    ids=["scores", "recommendations", "plans", "one task", "no task"],
)
def test_in_one_line_it_says_how_much_is_done_otherwise(found: object, line: str) -> None:
    assert repr(found).startswith(line)


@pytest.mark.unmeasured
@given(questions(wild=True), questions(wild=True))
def test_the_table_of_tasks_adds_up_to_the_total(one: Question, other: Question) -> None:
    found = compare(one.plan(), other.plan())
    assert str(found)
    assert "\n" not in repr(found)
    assert math.isfinite(found.difference or 0.0)
