"""What can be asked of tasks, people and engagements on a day."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from delegation import Engagement, Mode, Once, Retainer, Rule, Task, plan, recommend, score
from tests.people import ANN, BEA, NEW_YEAR, NEWS, TEN
from tests.refusals import refusal_of, told_by

DECEMBER = dt.date(2025, 12, 1)
RUNNING = Engagement(ANN, tasks=NEWS, mode=Mode.OUTSOURCE, start=DECEMBER, retainer=TEN)
HIRED = Engagement(ANN, tasks=NEWS, mode=Mode.OUT_TASK, start=DECEMBER)
MOMENT = dt.datetime(2026, 1, 1, 23, tzinfo=dt.UTC)

asked = pytest.mark.parametrize("ask", [score, recommend, plan], ids=lambda ask: ask.__name__)


@asked
class TestEngagements:
    def test_a_retainer_without_an_end_asks_for_the_day(self, ask: Callable[..., object]) -> None:
        assert told_by(lambda: ask(NEWS, ANN, engagements=RUNNING)) == (
            f"{ask.__name__}.engagements",
            "the retainer with Ann since 2025-12-01 has no end, so whether it runs depends on the day: "
            "give one, such as on=datetime.date(2026, 1, 5)",
        )

    def test_it_is_looked_for_among_all_of_them(self, ask: Callable[..., object]) -> None:
        assert refusal_of(lambda: ask(NEWS, ANN, engagements=[HIRED, RUNNING])).value == RUNNING

    @pytest.mark.parametrize(
        "given",
        [
            pytest.param({"engagements": RUNNING, "on": NEW_YEAR}, id="with a day"),
            pytest.param({"engagements": attrs.evolve(RUNNING, end=NEW_YEAR)}, id="with an end"),
            pytest.param({"engagements": HIRED}, id="no retainer: Ann is known on any day"),
        ],
    )
    def test_what_hangs_on_no_day_needs_none(self, ask: Callable[..., object], given: dict[str, Any]) -> None:
        assert ask(NEWS, ANN, **given)

    @pytest.mark.parametrize("name", ["ann", "ANN"])
    def test_a_contractor_who_is_written_otherwise_is_no_stranger(self, ask: Callable[..., object], name: str) -> None:
        past = attrs.evolve(HIRED, contractor=attrs.evolve(ANN, name=name))
        assert refusal_of(lambda: ask(NEWS, ANN, engagements=past)).reason == (
            f"{ask.__name__}.engagements = '{name}' is refused: "
            "the contractor is called Ann elsewhere: write the name alike"
        )

    def test_a_contractor_of_another_name_is_another(self, ask: Callable[..., object]) -> None:
        assert ask(NEWS, ANN, engagements=attrs.evolve(HIRED, contractor=BEA))


@asked
class TestDays:
    def test_a_moment_in_a_time_zone_is_no_day(self, ask: Callable[..., object]) -> None:
        assert told_by(lambda: ask(NEWS, ANN, on=MOMENT)) == (
            f"{ask.__name__}.on",
            "a moment in a time zone is one day here and another elsewhere: "
            "give the day, such as datetime.date(2026, 1, 5), or None",
        )

    def test_a_moment_without_one_is_its_day(self, ask: Callable[..., Any]) -> None:
        there = ask(NEWS, ANN, on=MOMENT.replace(tzinfo=None))
        assert getattr(there, "on", NEW_YEAR) == NEW_YEAR

    def test_work_that_was_due_before_the_day_is_refused(self, ask: Callable[..., object]) -> None:
        late = Task("launch", hours=3, recurrence=Once(DECEMBER))
        field = "task" if ask is recommend else "tasks"
        assert refusal_of(lambda: ask(late, ANN, on=NEW_YEAR)).reason == (
            f"{ask.__name__}.{field} = 'launch' is refused: it was due on 2025-12-01, "
            "before the day of the question, 2026-01-01: leave it out if it is done, "
            "else give the day by which it is to be done now"
        )

    @pytest.mark.parametrize(
        ("recurrence", "on"),
        [
            pytest.param(Once(NEW_YEAR), NEW_YEAR, id="due on the day"),
            pytest.param(Once(DECEMBER), None, id="no day"),
            pytest.param(Once(), NEW_YEAR, id="not due"),
            pytest.param(Rule("FREQ=MONTHLY;BYMONTHDAY=1", DECEMBER), NEW_YEAR, id="a rule that began before"),
        ],
    )
    def test_other_work_is_not(self, ask: Callable[..., object], recurrence: Any, on: dt.date | None) -> None:
        assert ask(Task("launch", hours=3, recurrence=recurrence), ANN, on=on)


class TestOffer:
    def test_a_retainer_to_compare_whose_fee_and_hours_look_swapped_is_refused(self) -> None:
        assert told_by(lambda: score(NEWS, ANN, retainer=Retainer(20, 700))) == (
            "score.retainer",
            "a fee of 20 for 700 hours looks swapped where an hour costs 50: write Retainer(monthly_fee=700, hours=20)",
        )

    def test_another_is_compared(self) -> None:
        assert score(NEWS, ANN, retainer=TEN).retainer == TEN


@pytest.mark.parametrize("ask", [recommend, plan], ids=lambda ask: ask.__name__)
def test_two_contractors_whose_names_differ_in_capitals_are_two(ask: Callable[..., object]) -> None:
    other = attrs.evolve(ANN, name="ANN")
    past = [attrs.evolve(HIRED, contractor=each) for each in (ANN, other)]
    assert ask(NEWS, [ANN, other], engagements=past)
