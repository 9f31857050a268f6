"""How is a bundle of tasks scored with one contractor: what is refused, and what of the question counts?"""

import datetime as dt
from typing import Any

import attrs
import pytest

from delegation import Business, Contractor, Engagement, Job, Mode, Rate, Retainer, Rule, Task, Urgency, score
from delegation.errors import RefusedValueError
from delegation.learning import learnt_contractor, learnt_task
from tests.people import IDLE, NEW_YEAR, NEWS

ANN = Contractor("Ann", rate=50, retainers=Retainer(450, 10), availability=IDLE)
OWNER = Business(owner_rate=50, hiring_hours=2, briefing_hours=0.5, onboarding_hours=3, replacement_days=5)


class TestRefusals:
    @pytest.mark.parametrize(
        ("given_tasks", "message"),
        [
            ([], "score.tasks = () is refused: it takes at least one Task"),
            (3, "score.tasks = 3 is refused: it takes Task objects"),
            ("news", "score.tasks = 'news' is refused: it takes Task objects, and this is only a name"),
            ([NEWS, None], "score.tasks = None is refused: it takes Task objects"),
            (
                [NEWS, attrs.evolve(NEWS, hours=1)],
                "score.tasks = 'news' is refused: two of them bear this name; each Task needs its own",
            ),
        ],
    )
    def test_tasks_are_tasks_with_names_of_their_own(self, given_tasks: Any, message: str) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            score(given_tasks, ANN)
        assert refusal.value.reason == message

    @pytest.mark.parametrize(
        ("field", "wrong", "accepted"),
        [
            ("contractor", "Ann", "it takes one Contractor, and this is only a name"),
            ("contractor", [ANN], "it takes one Contractor; recommend takes several"),
            ("contractor", NEWS, "it takes one Contractor, and this is a Task"),
            ("business", None, "it takes one Business"),
            ("retainer", 450, "it takes one Retainer"),
            ("engagements", 3, "it takes Engagement objects"),
            ("engagements", [NEWS], "it takes Engagement objects, and this is a Task"),
            (
                "on",
                "2026-01-01",
                "it takes a day of the years 1900 to 2999, such as datetime.date(2026, 1, 5), or None",
            ),
            (
                "on",
                dt.date(1899, 12, 31),
                "it takes a day of the years 1900 to 2999, such as datetime.date(2026, 1, 5), or None",
            ),
        ],
    )
    def test_every_argument_is_refused_by_its_name(self, field: str, wrong: Any, accepted: str) -> None:
        arguments: dict[str, Any] = {"tasks": NEWS, "contractor": ANN, field: wrong}
        with pytest.raises(RefusedValueError) as refusal:
            score(**arguments)
        assert (refusal.value.owner, refusal.value.field, refusal.value.accepted) == ("score", field, accepted)

    def test_another_offer_than_a_retainer_that_runs_for_other_tasks_too_is_refused(self) -> None:
        both = [NEWS, Task("books", hours=2)]
        running = Engagement(ANN, tasks=both, mode=Mode.OUTSOURCE, retainer=Retainer(450, 10), start=NEW_YEAR)
        accepted = "the retainer that runs with Ann has other tasks too: leave this out"
        with pytest.raises(RefusedValueError) as refusal:
            score(NEWS, ANN, OWNER, retainer=Retainer(400, 10), engagements=running, on=NEW_YEAR)
        assert (refusal.value.field, refusal.value.accepted) == ("retainer", accepted)

    @pytest.mark.parametrize("day", [dt.date(1900, 1, 1), dt.date(2999, 12, 31)])
    def test_the_first_and_the_last_day_are_taken(self, day: dt.date) -> None:
        assert score(NEWS, ANN, OWNER, on=day).on == day


class TestLog:
    LOG = Engagement(
        Contractor("Bea", rate=40),
        tasks=Task("site", hours=3),
        mode=Mode.OUT_TASK,
        start=dt.date(2025, 1, 6),
        jobs=[Job(dt.date(2025, month, 6), 4, waited_days=6) for month in range(1, 13)],
    )
    SITE = Task("site", hours=2, recurrence=Rate(0.2), urgency=Urgency(80, 1))

    def test_a_task_and_a_contractor_are_scored_as_the_log_knows_them(self) -> None:
        bea = self.LOG.contractor
        found = score(self.SITE, bea, OWNER, engagements=self.LOG, on=NEW_YEAR)
        task, contractor = (
            learnt_task(self.SITE, [self.LOG], NEW_YEAR),
            learnt_contractor(bea, [self.LOG], NEW_YEAR),
        )
        assert (found.tasks, found.contractor) == ((task,), contractor)
        assert found.recurrence.per_month == pytest.approx(1.0, rel=0.05)
        assert found.recurrence.hours_per_month == pytest.approx(4.0, rel=0.05)

    def test_the_days_of_a_rule_are_known_whatever_the_log_says_of_its_hours(self) -> None:
        monthly = attrs.evolve(self.SITE, recurrence=Rule("FREQ=MONTHLY"))
        assert score(monthly, ANN, OWNER, engagements=self.LOG, on=NEW_YEAR).tasks == (attrs.evolve(monthly, hours=4),)
