"""How owner and contractor stand with each other on a day, from what has run and what runs."""

import datetime as dt
from typing import NamedTuple

import attrs
import pytest

from delegation import Engagement, Mode, Task
from delegation._costing.relationship import STRANGERS, Relationship, relationship_with
from tests._costing.cases import ANN, BOOKS, NEWS, OWNER, TEN, running
from tests.people import NEW_YEAR


class Known(NamedTuple):
    """What the standing should say."""

    known: bool
    retained: bool
    running: bool


class TestRelationship:
    A, B, C = (Task(name, hours=1, recurrence=1) for name in "abc")

    def hired(self, start: dt.date, end: dt.date | None = None) -> Engagement:
        return Engagement(ANN, tasks=self.B, mode=Mode.OUT_TASK, start=start, end=end)

    def retained(self, start: dt.date, end: dt.date | None = None) -> Engagement:
        return Engagement(ANN, tasks=[self.B, self.A, self.C], mode=Mode.OUTSOURCE, retainer=TEN, start=start, end=end)

    def found(self, *engagements: Engagement, on: dt.date | None = NEW_YEAR) -> Relationship:
        return relationship_with(ANN, [self.A], OWNER, engagements, on)

    def told(self, *engagements: Engagement, on: dt.date | None = NEW_YEAR) -> Known:
        relationship = self.found(*engagements, on=on)
        return Known(relationship.known, relationship.retained, relationship.running is not None)

    def test_somebody_never_engaged_is_unknown(self) -> None:
        assert self.found() == Relationship(known=False, retained=False, running=None, others=(), on=NEW_YEAR)

    @pytest.mark.parametrize(("day", "known"), [(31, True), (1, True), (2, False)])
    def test_whoever_was_hired_up_to_the_day_is_known(self, day: int, *, known: bool) -> None:
        start = dt.date(2025, 12, 31) if day == 31 else dt.date(2026, 1, day)
        assert self.told(self.hired(start)) == Known(known, retained=False, running=False)

    @pytest.mark.parametrize(
        ("end", "running"), [(dt.date(2025, 12, 31), False), (NEW_YEAR, True), (dt.date(2026, 1, 2), True)]
    )
    def test_a_retainer_runs_up_to_its_last_day(self, end: dt.date, *, running: bool) -> None:
        past = self.retained(dt.date(2025, 1, 1), end=end)
        assert self.told(past) == Known(known=True, retained=True, running=running)

    def test_a_job_that_goes_on_is_no_retainer(self) -> None:
        assert self.told(self.hired(dt.date(2025, 1, 1))) == Known(known=True, retained=False, running=False)

    def test_without_a_day_everything_is_past_and_nothing_runs(self) -> None:
        assert self.told(self.retained(NEW_YEAR), on=None) == Known(known=True, retained=True, running=False)

    def test_the_day_of_the_question_is_kept(self) -> None:
        assert self.found(self.retained(NEW_YEAR)).on == NEW_YEAR
        assert self.found(self.hired(NEW_YEAR)).on == NEW_YEAR

    def test_other_tasks_are_those_of_the_retainer_that_are_not_asked_about_by_name(self) -> None:
        others = self.found(self.retained(NEW_YEAR)).others
        assert [work.task.name for work in others] == ["b", "c"]

    def test_other_tasks_are_as_she_would_do_them_over_the_horizon(self) -> None:
        slow = attrs.evolve(ANN, pace=2.0)
        relationship = relationship_with(slow, [self.A], OWNER, [self.retained(NEW_YEAR)], NEW_YEAR)
        assert [(work.size, work.occurrences) for work in relationship.others] == [(2.0, 12.0), (2.0, 12.0)]

    def test_a_contractor_is_known_by_her_name_whatever_else_was_written_down(self) -> None:
        cheaper = attrs.evolve(ANN, rate=10)
        assert relationship_with(cheaper, [self.A], OWNER, [self.hired(NEW_YEAR)], NEW_YEAR).known

    def test_engagements_of_others_say_nothing_about_her(self) -> None:
        bea = attrs.evolve(ANN, name="Bea")
        assert not relationship_with(bea, [self.A], OWNER, [self.retained(NEW_YEAR)], NEW_YEAR).known

    @pytest.mark.parametrize("turned", [False, True])
    def test_of_two_retainers_that_run_the_later_one_counts(self, *, turned: bool) -> None:
        two = [self.retained(dt.date(2024, 1, 1)), self.retained(dt.date(2025, 1, 1))]
        running = self.found(*(reversed(two) if turned else two)).running
        assert running is not None
        assert running.start == dt.date(2025, 1, 1)

    @pytest.mark.parametrize("turned", [False, True])
    def test_of_two_that_began_on_one_day_on_equal_terms_the_last_by_its_tasks_counts_in_any_order(
        self, *, turned: bool
    ) -> None:
        two = [attrs.evolve(self.retained(NEW_YEAR), tasks=[task]) for task in (self.B, self.C)]
        assert self.found(*(reversed(two) if turned else two)).running == two[1]


class TestWhatRuns:
    """Since 1 November Ann's retainer of ten hours runs; it binds for three months and ends a month after notice."""

    SOON = dt.date(2026, 3, 31)

    @pytest.mark.parametrize(
        ("end", "tasks", "kept", "regular", "always"),
        [
            pytest.param(None, "news", 12, 1, False, id="kept for the horizon; ended, released in a month"),
            pytest.param(SOON, "news", 3, 1, False, id="it ends by itself"),
            pytest.param(dt.date(2026, 1, 16), "news", 1, 1, False, id="before it would be released"),
            pytest.param(None, "both", 12, 12, True, id="with other tasks it goes on"),
            pytest.param(SOON, "both", 3, 3, False, id="as long as it does"),
        ],
    )
    def test_it_makes_the_owner_a_regular_client_as_long_as_it_is_there(
        self, end: dt.date | None, tasks: str, kept: int, regular: int, *, always: bool
    ) -> None:
        several = [NEWS] if tasks == "news" else [NEWS, BOOKS]
        found = relationship_with(ANN, [NEWS], OWNER, [running(*several, end=end)], NEW_YEAR)
        assert (found.months_kept(12), found.months_regular(12), found.always_regular(12)) == (kept, regular, always)

    def test_ended_it_is_no_longer_kept_and_the_owner_still_a_regular_client_for_a_while(self) -> None:
        found = relationship_with(ANN, [NEWS], OWNER, [running(NEWS)], NEW_YEAR).ended()
        assert (found.running, found.ending) == (None, running(NEWS))
        assert (found.months_kept(12), found.months_regular(12)) == (0, 1)

    def test_where_nothing_runs_the_owner_is_no_regular_client(self) -> None:
        for found in (STRANGERS, relationship_with(ANN, [NEWS], OWNER, [], NEW_YEAR)):
            assert (found.months_kept(12), found.months_regular(12), found.always_regular(12)) == (0, 0, False)

    @pytest.mark.parametrize(
        ("end", "same", "other"), [(None, False, True), (SOON, True, True), (dt.date(2027, 1, 1), False, True)]
    )
    def test_its_very_terms_can_be_signed_only_where_it_ends_by_itself(
        self, end: dt.date | None, *, same: bool, other: bool
    ) -> None:
        found = relationship_with(ANN, [NEWS], OWNER, [running(NEWS, end=end)], NEW_YEAR)
        dearer = attrs.evolve(TEN, monthly_fee=500)
        for each in (found, found.ended()):
            assert (each.may_sign(TEN, 12), each.may_sign(dearer, 12)) == (same, other)
        assert STRANGERS.may_sign(TEN, 12)
