"""How one task should be done, with whom, and what comes next."""

import datetime as dt
import math
import pickle
import re
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tests.people
from delegation import (
    Availability,
    Business,
    Contractor,
    Engagement,
    Mode,
    Recommendation,
    Retainer,
    Rule,
    Task,
    recommend,
    score,
)
from delegation._costing.costs import CostRows
from delegation._costing.obstacles import AWAY, NEVER_REACHED, NO_RETAINERS, NO_ROOM, lacks_skill
from delegation.errors import NoLongRunRateError, RefusedValueError
from delegation.recommendation import Alternative, Exclusion
from tests.people import ANN, FULL, NEW_YEAR, NEWS, OWNER, TEN, TWENTY
from tests.worlds import businesses, contractors, offering, plain_retainers, tasks

NEVER = Availability(regular_load=0.4, one_off_load=0.6)
BEA = attrs.evolve(tests.people.BEA, rate=49)
"""A little cheaper than Ann."""


def ways(found: Recommendation) -> list[tuple[Mode, str, float | None]]:
    """Mode, name and block of every alternative in order."""
    return [
        (way.mode, way.contractor.name if way.contractor else "", way.retainer.hours if way.retainer else None)
        for way in found.alternatives
    ]


def totals(found: Recommendation) -> list[float]:
    return [way.costs.total for way in found.alternatives]


def best_of(found: Recommendation) -> Alternative:
    assert found.best is not None
    return found.best


class TestRanking:
    def test_every_way_is_ranked_by_its_cost_a_month(self) -> None:
        """A search of 120 and an onboarding of 180 are 10 and 15 a month; a briefing is 30.

        Bea: 392 + 30 + 10. Ann: 400 + 30 + 10, or 450 + 25, or 800 + 25. Keeping it: 9 h of 60.
        """
        found = recommend(attrs.evolve(NEWS, owner_hours=9), [ANN, BEA], OWNER, on=NEW_YEAR)
        assert ways(found) == [
            (Mode.OUT_TASK, "Bea", None),
            (Mode.OUT_TASK, "Ann", None),
            (Mode.OUTSOURCE, "Ann", 10.0),
            (Mode.KEEP, "", None),
            (Mode.OUTSOURCE, "Ann", 20.0),
        ]
        assert totals(found) == pytest.approx([432.0, 440.0, 475.0, 540.0, 825.0])

    def test_every_way_is_told_how_much_dearer_than_the_best_it_is(self) -> None:
        found = recommend(attrs.evolve(NEWS, owner_hours=9), [ANN, BEA], OWNER, on=NEW_YEAR)
        assert [way.dearer for way in found.alternatives] == pytest.approx([0.0, 8.0, 43.0, 108.0, 393.0])
        assert found.difference == pytest.approx(8.0)

    def test_the_best_way_is_the_recommendation(self) -> None:
        """Eighteen hours: 800 + 25 against 450 + 400 + 25, 900 + 40 job by job, and Bea's 882 + 40."""
        found = recommend(attrs.evolve(NEWS, hours=18), [ANN, BEA], OWNER, on=NEW_YEAR)
        assert (found.mode, found.contractor, found.retainer) == (Mode.OUTSOURCE, ANN, TWENTY)
        assert best_of(found).costs == score(attrs.evolve(NEWS, hours=18), ANN, OWNER, on=NEW_YEAR).costs.outsource
        assert totals(found) == pytest.approx([825.0, 875.0, 922.0, 940.0])

    def test_whoever_is_known_is_chosen_before_somebody_new_who_is_a_little_cheaper(self) -> None:
        """A search of 10 a month against 8 hours at one less."""
        hired = Engagement(ANN, tasks=NEWS, mode=Mode.OUT_TASK, start=dt.date(2009, 1, 1))
        assert recommend(NEWS, [ANN, BEA], OWNER, on=NEW_YEAR).contractor == BEA
        assert recommend(NEWS, [ANN, BEA], OWNER, engagements=hired, on=NEW_YEAR).contractor == ANN

    def test_somebody_new_is_chosen_where_they_are_cheaper_by_more_than_the_search(self) -> None:
        hired = Engagement(ANN, tasks=NEWS, mode=Mode.OUT_TASK, start=dt.date(2009, 1, 1))
        cheap = attrs.evolve(BEA, rate=48)
        assert recommend(NEWS, [ANN, cheap], OWNER, engagements=hired, on=NEW_YEAR).contractor == cheap

    def test_keeping_is_chosen_where_the_owners_time_costs_least(self) -> None:
        found = recommend(attrs.evolve(NEWS, owner_hours=7), [ANN, BEA], OWNER, on=NEW_YEAR)
        assert (found.mode, found.contractor, found.retainer) == (Mode.KEEP, None, None)
        assert best_of(found).costs == CostRows(work=420.0)

    def test_work_that_the_owner_cannot_do_is_not_kept(self) -> None:
        assert Mode.KEEP not in {mode for mode, _, _ in ways(recommend(NEWS, [ANN, BEA], OWNER, on=NEW_YEAR))}

    def test_the_typical_offer_is_ranked_where_none_is_named(self) -> None:
        found = recommend(NEWS, attrs.evolve(ANN, retainers=None), OWNER, on=NEW_YEAR)
        assert ways(found) == [(Mode.OUT_TASK, "Ann", None), (Mode.OUTSOURCE, "Ann", 10.0)]

    def test_a_retainer_that_runs_is_ranked_as_it_stands_and_alone(self) -> None:
        running = Engagement(
            ANN, tasks=Task("books", hours=2), mode=Mode.OUTSOURCE, retainer=TEN, start=dt.date(2025, 1, 1)
        )
        found = recommend(NEWS, ANN, OWNER, engagements=running, on=NEW_YEAR)
        assert ways(found) == [(Mode.OUTSOURCE, "Ann", 10.0), (Mode.OUT_TASK, "Ann", None)]
        assert best_of(found).costs.fee == 0.0

    def test_a_running_retainer_that_is_offered_no_more_is_ranked_alone_too(self) -> None:
        old = Retainer(300, 5)
        running = Engagement(
            ANN, tasks=Task("books", hours=2), mode=Mode.OUTSOURCE, retainer=old, start=dt.date(2025, 1, 1)
        )
        found = recommend(NEWS, ANN, OWNER, engagements=running, on=NEW_YEAR)
        assert {retainer for way in found.alternatives if (retainer := way.retainer)} == {old}

    def test_a_single_contractor_needs_no_list(self) -> None:
        assert recommend(NEWS, ANN, OWNER, on=NEW_YEAR) == recommend(NEWS, [ANN], OWNER, on=NEW_YEAR)

    def test_the_business_stands_at_its_defaults_unless_one_is_given(self) -> None:
        assert recommend(NEWS, ANN, on=NEW_YEAR) == recommend(NEWS, ANN, Business(), on=NEW_YEAR)


class TestScores:
    def test_each_delegated_way_has_the_score_with_its_contractor_and_terms(self) -> None:
        found = recommend(NEWS, [ANN, BEA], OWNER, on=NEW_YEAR)
        for way in found.alternatives:
            assert way.score is not None
            assert way.score.contractor == way.contractor
            assert way.costs == way.score.costs[way.mode]
            if way.retainer is not None:
                assert way.score == score(NEWS, ANN, OWNER, retainer=way.retainer, on=NEW_YEAR)

    def test_the_score_behind_the_recommendation_is_that_of_the_best_way(self) -> None:
        found = recommend(NEWS, [ANN, BEA], OWNER, on=NEW_YEAR)
        assert found.score == score(NEWS, BEA, OWNER, on=NEW_YEAR)

    def test_where_the_task_is_kept_the_score_is_that_of_the_cheapest_contractor(self) -> None:
        found = recommend(attrs.evolve(NEWS, owner_hours=1), [ANN, BEA], OWNER, on=NEW_YEAR)
        assert found.score is not None
        assert found.score.contractor == BEA
        assert best_of(found).score is None

    def test_where_nobody_could_do_it_there_is_no_score(self) -> None:
        assert recommend(attrs.evolve(NEWS, owner_hours=1), [], OWNER, on=NEW_YEAR).score is None


class TestPinned:
    KEPT = attrs.evolve(NEWS, keep=True)

    def test_a_pinned_task_is_only_kept(self) -> None:
        found = recommend(self.KEPT, [ANN, BEA], OWNER, on=NEW_YEAR)
        assert ways(found) == [(Mode.KEEP, "", None)]
        assert totals(found) == pytest.approx([480.0])
        assert (found.score, found.difference) == (None, None)

    def test_nobody_is_out_of_what_is_not_handed_over(self) -> None:
        assert recommend(self.KEPT, attrs.evolve(ANN, skills=()), OWNER, on=NEW_YEAR).excluded == ()

    def test_the_owners_hours_count_where_they_are_known(self) -> None:
        found = recommend(attrs.evolve(self.KEPT, owner_hours=10), [ANN], OWNER, on=NEW_YEAR)
        assert totals(found) == pytest.approx([600.0])


class TestExclusions:
    def test_whoever_lacks_the_skill_is_out(self) -> None:
        found = recommend(NEWS, [attrs.evolve(ANN, skills=["copy", "design"]), BEA], OWNER, on=NEW_YEAR)
        assert found.excluded[0] == Exclusion(contractor="Ann", mode=None, obstacle=lacks_skill("web"))
        assert {name for _, name, _ in ways(found)} == {"Bea"}

    def test_a_task_without_a_skill_can_be_done_by_anybody(self) -> None:
        found = recommend(attrs.evolve(NEWS, skill=""), attrs.evolve(ANN, skills=()), OWNER, on=NEW_YEAR)
        assert found.excluded == ()

    def test_whoever_takes_no_retainers_is_out_as_outsourced(self) -> None:
        found = recommend(NEWS, BEA, OWNER, on=NEW_YEAR)
        assert found.excluded == (Exclusion(contractor="Bea", mode=Mode.OUTSOURCE, obstacle=NO_RETAINERS),)
        assert ways(found) == [(Mode.OUT_TASK, "Bea", None)]

    def test_whoever_has_no_room_is_out_as_outsourced(self) -> None:
        """Regular clients take all of Ann's time."""
        found = recommend(NEWS, attrs.evolve(ANN, availability=FULL), OWNER, on=NEW_YEAR)
        assert Exclusion(contractor="Ann", mode=Mode.OUTSOURCE, obstacle=NO_ROOM) in found.excluded

    def test_whoever_would_never_reach_a_one_off_client_is_out_as_out_tasked(self) -> None:
        found = recommend(NEWS, attrs.evolve(ANN, availability=NEVER), OWNER, on=NEW_YEAR)
        assert found.excluded == (Exclusion(contractor="Ann", mode=Mode.OUT_TASK, obstacle=NEVER_REACHED),)
        assert ways(found) == [(Mode.OUTSOURCE, "Ann", 10.0), (Mode.OUTSOURCE, "Ann", 20.0)]

    def test_somebody_may_be_out_both_ways(self) -> None:
        found = recommend(NEWS, attrs.evolve(ANN, availability=FULL), OWNER, on=NEW_YEAR)
        assert {exclusion.mode for exclusion in found.excluded} == {Mode.OUT_TASK, Mode.OUTSOURCE}
        assert found.alternatives == ()

    def test_whoever_is_on_retainer_for_other_work_is_reached_though_one_off_clients_are_not(self) -> None:
        full = attrs.evolve(ANN, availability=NEVER)
        books = attrs.evolve(NEWS, name="books")
        running = Engagement(full, tasks=[NEWS, books], mode=Mode.OUTSOURCE, retainer=TEN, start=dt.date(2025, 1, 1))
        assert recommend(NEWS, full, OWNER, engagements=running, on=NEW_YEAR).excluded == ()

    def test_whoever_ends_a_retainer_is_a_one_off_client_who_is_never_reached(self) -> None:
        full = attrs.evolve(ANN, availability=NEVER)
        running = Engagement(full, tasks=NEWS, mode=Mode.OUTSOURCE, retainer=TEN, start=dt.date(2025, 1, 1))
        found = recommend(NEWS, full, OWNER, engagements=running, on=NEW_YEAR)
        assert found.excluded == (Exclusion(contractor="Ann", mode=Mode.OUT_TASK, obstacle=NEVER_REACHED),)

    @pytest.mark.parametrize(("budget", "out"), [(399.99, 1), (400.0, 0), (400.01, 0)])
    def test_what_costs_more_than_the_monthly_budget_is_out(self, budget: float, out: int) -> None:
        """Eight hours of 50; briefings and the search are the owner's time and no cash."""
        plain = attrs.evolve(ANN, retainers=())
        found = recommend(NEWS, plain, attrs.evolve(OWNER, monthly_budget=budget), on=NEW_YEAR)
        assert len(found.alternatives) == 1 - out
        assert len(found.excluded) == 1 + out

    def test_it_is_said_what_it_costs_and_what_the_budget_is(self) -> None:
        found = recommend(NEWS, ANN, attrs.evolve(OWNER, monthly_budget=99.5), on=NEW_YEAR)
        assert [(exclusion.mode, exclusion.reason) for exclusion in found.excluded] == [
            (Mode.OUT_TASK, "would be paid 400 a month job by job, more than the monthly budget of 99.50"),
            (Mode.OUTSOURCE, "would be paid 450 a month with a block of 10 h, more than the monthly budget of 99.50"),
            (Mode.OUTSOURCE, "would be paid 800 a month with a block of 20 h, more than the monthly budget of 99.50"),
        ]

    def test_one_offer_may_be_out_and_another_not(self) -> None:
        found = recommend(NEWS, ANN, attrs.evolve(OWNER, monthly_budget=450), on=NEW_YEAR)
        assert ways(found) == [(Mode.OUT_TASK, "Ann", None), (Mode.OUTSOURCE, "Ann", 10.0)]

    def test_hours_above_the_block_count_against_the_budget(self) -> None:
        """450 and two hours of 50."""
        found = recommend(attrs.evolve(NEWS, hours=12), ANN, attrs.evolve(OWNER, monthly_budget=549), on=NEW_YEAR)
        assert "would be paid 550 a month with a block of 10 h, more than the monthly budget of 549" in {
            exclusion.reason for exclusion in found.excluded
        }

    def test_keeping_costs_no_cash_and_fits_any_budget(self) -> None:
        found = recommend(attrs.evolve(NEWS, owner_hours=100), ANN, attrs.evolve(OWNER, monthly_budget=0), on=NEW_YEAR)
        assert ways(found) == [(Mode.KEEP, "", None)]

    def test_exclusions_stand_in_the_order_of_names(self) -> None:
        three = [attrs.evolve(BEA, name=name, skills=()) for name in ("Cat", "Ann", "Bea")]
        found = recommend(NEWS, three, OWNER, on=NEW_YEAR)
        assert [exclusion.contractor for exclusion in found.excluded] == ["Ann", "Bea", "Cat"]


class TestNobodyLeft:
    @pytest.mark.parametrize("known", [[], [attrs.evolve(ANN, skills=())]])
    def test_where_nobody_is_left_there_is_no_mode(self, known: list[Contractor]) -> None:
        found = recommend(NEWS, known, OWNER, on=NEW_YEAR)
        nothing = (found.best, found.mode, found.contractor, found.retainer, found.score, found.difference)
        assert nothing == (None,) * 6
        assert found.alternatives == ()


class TestTies:
    def test_at_equal_cost_the_mode_that_commits_to_less_goes_first(self) -> None:
        """Out-tasked, kept and outsourced: 500 a month each."""
        owner = Business(owner_rate=50, hiring_hours=0, briefing_hours=0, onboarding_hours=0)
        task = attrs.evolve(NEWS, hours=10, owner_hours=10)
        found = recommend(task, attrs.evolve(ANN, retainers=Retainer(500, 10)), owner, on=NEW_YEAR)
        assert totals(found) == [500.0, 500.0, 500.0]
        assert [mode for mode, _, _ in ways(found)] == [Mode.OUT_TASK, Mode.KEEP, Mode.OUTSOURCE]
        assert found.difference == 0.0

    def test_at_equal_cost_names_stand_in_their_order(self) -> None:
        three = [attrs.evolve(BEA, name=name) for name in ("Cat", "Ann", "Bea")]
        assert [name for _, name, _ in ways(recommend(NEWS, three, OWNER, on=NEW_YEAR))] == ["Ann", "Bea", "Cat"]

    def test_at_equal_cost_the_smaller_fee_goes_first(self) -> None:
        """Ten hours for 450, eight above for 400: 850 as with the other."""
        offers = [Retainer(850, 20), Retainer(450, 10)]
        found = recommend(attrs.evolve(NEWS, hours=18), attrs.evolve(ANN, retainers=offers), OWNER, on=NEW_YEAR)
        assert [fee.monthly_fee for way in found.alternatives if (fee := way.retainer)] == [450.0, 850.0]

    def test_at_equal_cost_and_fee_the_smaller_block_goes_first(self) -> None:
        offers = [Retainer(450, 30), Retainer(450, 20)]
        found = recommend(NEWS, attrs.evolve(ANN, retainers=offers), OWNER, on=NEW_YEAR)
        assert [hours for _, _, hours in ways(found)] == [None, 20.0, 30.0]


class TestDay:
    ENDS = attrs.evolve(NEWS, recurrence=Rule("FREQ=WEEKLY;COUNT=6", NEW_YEAR))

    @pytest.mark.parametrize("task", [ENDS, attrs.evolve(ENDS, keep=True)])
    def test_a_rule_that_ends_is_refused_without_a_day(self, task: Task) -> None:
        with pytest.raises(NoLongRunRateError):
            recommend(task, ANN, OWNER)

    def test_a_rule_that_ends_is_counted_from_the_day(self) -> None:
        """Six times 8 h of 50 in a year."""
        found = recommend(self.ENDS, attrs.evolve(ANN, retainers=()), OWNER, on=NEW_YEAR)
        assert best_of(found).costs.work == pytest.approx(6 * 400 / 12)

    def test_a_moment_counts_as_its_day(self) -> None:
        noon = dt.datetime(2026, 1, 1, 12)
        kept = attrs.evolve(self.ENDS, owner_hours=1)
        assert recommend(kept, ANN, OWNER, on=noon) == recommend(kept, ANN, OWNER, on=NEW_YEAR)


class TestRefusals:
    @pytest.mark.parametrize(
        ("wrong", "accepted"),
        [
            ([NEWS], "it takes one Task; plan takes several"),
            ("news", "it takes one Task, and this is only a name"),
            (None, "it takes one Task"),
            (ANN, "it takes one Task, and this is a Contractor"),
        ],
    )
    def test_it_takes_one_task(self, wrong: Any, accepted: str) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            recommend(wrong, ANN)
        assert (refusal.value.owner, refusal.value.field, refusal.value.accepted) == ("recommend", "task", accepted)

    @pytest.mark.parametrize(
        ("known", "message"),
        [
            ("Ann", "recommend.contractors = 'Ann' is refused: it takes Contractor objects, and this is only a name"),
            (3, "recommend.contractors = 3 is refused: it takes Contractor objects"),
            (
                [ANN, attrs.evolve(ANN, rate=1)],
                "recommend.contractors = 'Ann' is refused: two of them bear this name; each Contractor needs its own",
            ),
        ],
    )
    def test_contractors_are_contractors_with_names_of_their_own(self, known: Any, message: str) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            recommend(NEWS, known)
        assert refusal.value.reason == message

    @pytest.mark.parametrize("known", [[], [ANN]])
    @pytest.mark.parametrize(
        ("field", "wrong", "accepted"),
        [
            ("business", None, "it takes one Business"),
            ("engagements", 3, "it takes Engagement objects"),
            (
                "on",
                "2026-01-01",
                "it takes a day of the years 1900 to 2999, such as datetime.date(2026, 1, 5), or None",
            ),
        ],
    )
    def test_every_argument_is_refused_by_its_name_whether_or_not_anybody_is_known(
        self, field: str, wrong: Any, accepted: str, known: list[Contractor]
    ) -> None:
        arguments: dict[str, Any] = {"task": attrs.evolve(NEWS, owner_hours=1), "contractors": known, field: wrong}
        with pytest.raises(RefusedValueError) as refusal:
            recommend(**arguments)
        assert (refusal.value.owner, refusal.value.field, refusal.value.accepted) == ("recommend", field, accepted)


class TestShape:
    def test_it_knows_the_business_that_it_was_asked_for(self) -> None:
        assert recommend(NEWS, ANN, OWNER, on=NEW_YEAR).business == OWNER

    def test_attrs_turns_it_into_a_dict_with_all_its_ways_and_who_is_out(self) -> None:
        found = attrs.asdict(recommend(NEWS, [ANN, BEA], OWNER, on=NEW_YEAR))
        assert [way["costs"]["work"] for way in found["alternatives"]] == [392.0, 400.0, 0.0, 0.0]
        assert [each["contractor"] for each in found["excluded"]] == ["Bea"]

    def test_a_recommendation_is_shown_in_one_line(self) -> None:
        found = recommend(NEWS, [ANN, BEA], OWNER, on=NEW_YEAR)
        assert repr(found) == "<Recommendation for news: <out-task Bea: 432 a month>>"

    def test_a_task_that_is_kept_is_shown_without_a_name(self) -> None:
        found = recommend(attrs.evolve(NEWS, keep=True), [], OWNER, on=NEW_YEAR)
        assert repr(found) == "<Recommendation for news: <keep: 480 a month>>"

    def test_a_task_that_nobody_can_do_is_shown_so(self) -> None:
        assert repr(recommend(NEWS, [], OWNER, on=NEW_YEAR)) == "<Recommendation for news: nobody is left to do it>"

    def test_a_long_name_is_cut(self) -> None:
        assert "x" * 60 not in repr(recommend(attrs.evolve(NEWS, name="x" * 60), [], OWNER, on=NEW_YEAR))

    def test_a_recommendation_can_be_hashed_and_pickled(self) -> None:
        found = recommend(NEWS, [ANN, BEA], OWNER, on=NEW_YEAR)
        again = pickle.loads(pickle.dumps(found))  # noqa: S301  # our own words
        assert (again, hash(again), again.why()) == (found, hash(found), found.why())


several = st.lists(contractors, max_size=4, unique_by=lambda contractor: contractor.name)
rigid = st.builds(
    offering, st.just("Ann"), rate=st.floats(0, 1e4), retainers=st.none() | st.lists(plain_retainers, max_size=3)
)


class TestWhatMustHold:
    @given(tasks(), several, businesses)
    def test_ways_stand_in_the_order_of_their_costs_and_differ_by_what_is_told(
        self, task: Task, known: list[Contractor], business: Business
    ) -> None:
        found = recommend(task, known, business)
        assert totals(found) == sorted(totals(found))
        for way in found.alternatives:
            assert way.dearer == way.costs.total - totals(found)[0] >= 0.0

    @given(tasks(), several, businesses, st.randoms(use_true_random=False))
    def test_the_order_of_contractors_and_skills_never_matters(
        self, task: Task, known: list[Contractor], business: Business, random: Any
    ) -> None:
        mixed = list(known)
        random.shuffle(mixed)
        here, there = recommend(task, known, business), recommend(task, mixed, business)
        assert here == there
        assert hash(here) == hash(there)

    @given(tasks(), several, businesses)
    def test_everybody_is_among_the_ways_or_out_by_name(
        self, task: Task, known: list[Contractor], business: Business
    ) -> None:
        found = recommend(attrs.evolve(task, skill=""), known, business)
        for contractor in known:
            there = {way.mode for way in found.alternatives if way.contractor == contractor}
            out = {exclusion.mode for exclusion in found.excluded if exclusion.contractor == contractor.name}
            assert there | out == {Mode.OUTSOURCE, Mode.OUT_TASK}
            assert there & out == set()

    @given(tasks(), rigid, businesses)
    def test_between_the_two_delegated_ways_it_agrees_with_the_score(
        self, task: Task, contractor: Contractor, business: Business
    ) -> None:
        """Off ties: totals that differ by more than a billionth of the larger."""
        found, alone = recommend(task, contractor, business), score(task, contractor, business)
        outsourced, out_tasked = alone.costs.outsource, alone.costs.out_task
        if outsourced is None or math.isinf(alone.availability.one_off.mean_wait):
            return
        if abs(outsourced.total - out_tasked.total) > 1e-9 * max(outsourced.total, out_tasked.total):
            delegated = [way.mode for way in found.alternatives if way.mode is not Mode.KEEP]
            assert delegated[0] is alone.mode

    @given(tasks(), rigid, businesses)
    def test_it_is_told_without_words_of_the_program(
        self, task: Task, contractor: Contractor, business: Business
    ) -> None:
        told = recommend(attrs.evolve(task, name="news"), contractor, business).why()
        assert told.endswith(".")
        assert not re.search(r"\b(nan|inf|None|Mode|Retainer\()\b", told)


def test_who_is_away_all_the_time_is_out_of_both_modes() -> None:
    away = attrs.evolve(ANN, availability=Availability(time_off=[(dt.date(2025, 1, 1), dt.date(2027, 12, 31))]))
    found = recommend(NEWS, [away], OWNER, on=NEW_YEAR)
    assert found.excluded == (Exclusion(contractor="Ann", mode=None, obstacle=AWAY),)
    assert found.mode is None
