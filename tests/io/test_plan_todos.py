"""What the to-dos of a plan say."""

import datetime as dt
from typing import Any

import attrs
import pytest

from delegation import Business, Contractor, History, Once, Plan, Rate, Retainer, Rule, Task, Urgency, plan
from delegation.io._plan_todos import in_calendar, todos_of

MONDAY = dt.date(2026, 1, 5)
NINE = dt.datetime(2026, 1, 5, 9)
LATER = dt.datetime(2026, 2, 9, 9)
ON = dt.date(2026, 2, 4)
ANA = Contractor("Ana", rate=45, skills=["web"], retainers=[Retainer(300, 10)])


def planned(*tasks: Task, on: dt.date | None = ON, **business: Any) -> Plan:
    return plan(tasks, [ANA], Business(currency="EUR", **business), on=on)


def described(task: Task, on: dt.date | None = ON) -> str:
    (found,) = todos_of(planned(task, on=on))
    return found.description


def test_each_task_has_a_to_do_with_its_skill_hours_and_days() -> None:
    weekly, once = Task("a", hours=2, skill="web", recurrence="weekly", start=MONDAY), Task("b", hours=3)
    first, second = todos_of(planned(weekly, once))
    assert (first.kind, first.name, first.skill, first.hours) == ("plan", "a", "web", 2.0)
    assert first.recurrence == Rule("FREQ=WEEKLY", dt.date(2026, 2, 9))
    assert second.recurrence == Once()


def test_what_is_handed_over_takes_the_hours_of_the_contractor() -> None:
    slow = attrs.evolve(ANA, pace=1.5)
    (found,) = todos_of(plan(Task("a", hours=2, recurrence="weekly", start=MONDAY), slow, on=ON))
    assert found.hours == 3.0


@pytest.mark.parametrize(
    ("task", "hours"),
    [
        (Task("a", hours=3, owner_hours=5, keep=True), 5.0),
        (Task("a", hours=3, keep=True), 3.0),
        (Task("a", hours=3, skill="tax"), 3.0),
        (Task("a", hours=3, skill="tax", owner_hours=5, undone_cost=1), 3.0),
        (Task("a", hours=3, skill="tax", recurrence=Rate(0)), 3.0),
    ],
    ids=["kept", "kept, its hours not said", "undone", "better undone", "never comes"],
)
def test_what_is_not_handed_over_takes_your_hours_or_those_estimated(task: Task, hours: float) -> None:
    (found,) = todos_of(planned(task))
    assert found.hours == hours


def test_what_can_wait_says_for_how_long() -> None:
    (found,) = todos_of(planned(Task("a", hours=2, recurrence="weekly", start=MONDAY, urgency=Urgency(20, 3))))
    assert found.slack_days == 3.0


def test_what_is_outsourced_says_to_whom_and_on_which_terms() -> None:
    assert described(Task("News", hours=2.5, skill="web", recurrence="weekly", start=MONDAY)) == (
        "Outsource News to Ana (an ongoing monthly retainer: you are a regular client and are served first).\n"
        "By a retainer of 10 h for EUR 300 a month.\n"
        "About 10.8 h a month."
    )


def test_an_access_retainer_is_told_with_its_article() -> None:
    access = Contractor("Ana", rate=45, retainers=[Retainer(10, 0)])
    urgent = Task("News", hours=2, recurrence="weekly", start=MONDAY, urgency=Urgency(400))
    (found,) = todos_of(plan(urgent, access, Business(currency="EUR"), on=ON))
    assert "\nBy an access retainer for EUR 10 a month.\n" in found.description


def test_what_is_out_tasked_says_to_whom() -> None:
    assert described(Task("News", hours=2, skill="web", recurrence=Once(ON))) == (
        "Out-task News to Ana (hire for the job and part ways: you queue behind regular clients).\nAbout 2 h, once."
    )


def test_a_name_of_several_lines_is_shown_on_one() -> None:
    (found,) = todos_of(planned(Task("a\nb", hours=2, skill="web")))
    assert (found.name, found.title) == ("a\nb", "a b")


def test_what_is_kept_says_so_and_how_often_sporadic_work_comes() -> None:
    assert described(Task("Calls", hours=2, recurrence=4, keep=True)) == (
        "Keep Calls (do it yourself).\nAbout 8 h a month.\nIt comes about 4 times a month, at any moment."
    )


def test_what_is_undone_says_what_is_missing() -> None:
    assert described(Task("Tax", hours=2, skill="tax")) == (
        "Leave Tax undone. No contractor has the skill tax, and you cannot do it yourself."
    )


def test_what_is_better_left_undone_lacks_nothing() -> None:
    assert described(Task("Tidy", hours=20, undone_cost=1)) == "Leave Tidy undone."


def test_a_rule_without_any_day_is_told_in_words() -> None:
    assert "It comes by the rule 'FREQ=WEEKLY;WKST=MO'." in described(Task("a", hours=1, recurrence="weekly"), None)


def test_a_rule_that_is_over_is_told_as_such() -> None:
    over = Task("a", hours=1, recurrence=Rule("FREQ=WEEKLY;UNTIL=20260110", MONDAY))
    assert "It comes by the rule 'FREQ=WEEKLY;UNTIL=20260110;WKST=MO', which is over." in described(over)


@pytest.mark.parametrize(
    ("recurrence", "on", "expected"),
    [
        (Once(MONDAY), ON, Once(MONDAY)),
        (Rate(4), ON, None),
        (History([MONDAY], until=ON), ON, None),
        (Rule("FREQ=WEEKLY", MONDAY), None, Rule("FREQ=WEEKLY", MONDAY)),
        (Rule("FREQ=WEEKLY"), None, None),
        (Rule("FREQ=WEEKLY;BYDAY=MO"), ON, Rule("FREQ=WEEKLY;BYDAY=MO", dt.date(2026, 2, 9))),
        (
            Rule("FREQ=WEEKLY;INTERVAL=2", MONDAY),
            dt.date(2026, 1, 12),
            Rule("FREQ=WEEKLY;INTERVAL=2", dt.date(2026, 1, 19)),
        ),
        (Rule("FREQ=WEEKLY;COUNT=10", MONDAY), ON, Rule("FREQ=WEEKLY;COUNT=10", MONDAY)),
        (Rule("FREQ=WEEKLY;UNTIL=20260110", MONDAY), ON, None),
        (
            Rule("FREQ=WEEKLY;UNTIL=20260110", MONDAY, also_on=[dt.date(2026, 3, 1)]),
            ON,
            Rule("FREQ=WEEKLY;UNTIL=20260110", MONDAY, also_on=[dt.date(2026, 3, 1)]),
        ),
        (
            Rule(
                "FREQ=WEEKLY", NINE, [MONDAY, NINE.replace(month=2, day=9)], [NINE.replace(day=6), dt.date(2026, 2, 10)]
            ),
            ON,
            Rule("FREQ=WEEKLY", NINE.replace(month=2, day=9), [NINE.replace(month=2, day=9)], [dt.date(2026, 2, 10)]),
        ),
    ],
)
def test_a_calendar_shows_a_rule_from_the_day_of_the_plan_on(
    recurrence: Any, on: dt.date | None, expected: Once | Rule | None
) -> None:
    assert in_calendar(recurrence, on) == expected
