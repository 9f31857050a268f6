"""Which inputs stand at their defaults, and which of them, if wrong by half, would flip the verdict."""

import math
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import (
    Availability,
    Business,
    Contractor,
    Engagement,
    Mode,
    Rate,
    Retainer,
    Rule,
    Score,
    Task,
    Urgency,
    score,
)
from delegation.scoring import Assumption
from delegation.scoring.assumptions import most_needs_a_look
from tests.people import IDLE, NEW_YEAR
from tests.worlds import spread

ANN = Contractor("Ann", rate=50, retainers=Retainer(450, 10))
HELP = Task("help", hours=2, recurrence=Rate(3), urgency=Urgency(100, 1))

BUSINESS: dict[str, Any] = {
    "owner_rate": (25.0, 75.0),
    "hiring_hours": (1.0, 3.0),
    "briefing_hours": (0.25, 0.75),
    "onboarding_hours": (1.5, 4.5),
    "replacement_days": (2.5, 7.5),
    "horizon_months": (6, 18),
}
CONTRACTOR: dict[str, Any] = {"one_off_minimum_hours": (0.5, 1.5), "pace": (0.5, 1.5)}
AVAILABILITY: dict[str, Any] = {
    "hours_per_week": (15.0, 45.0),
    "regular_load": (0.2, 0.6),
    "one_off_load": (0.125, 0.375),
    "job_hours": (4.0, 12.0),
    "people": (2,),
}
"""Every default half as large and half as large again; half a person is none."""


def told(found: Score) -> dict[str, str]:
    return {assumption.field: assumption.told for assumption in found.assumptions}


def flipping(found: Score) -> set[str]:
    return {assumption.field for assumption in found.assumptions if assumption.flips}


def by_hand(found: Score, **more: Any) -> Iterator[tuple[str, bool]]:
    """Every default and whether the verdict of the question with it wrong by half is another one."""
    contractor, business = found.contractor, found.business
    for field, values in BUSINESS.items():
        questions = [(contractor, attrs.evolve(business, **{field: value})) for value in values]
        yield f"Business.{field}", flips(found, questions, **more)
    for field, values in CONTRACTOR.items():
        questions = [(attrs.evolve(contractor, **{field: value}), business) for value in values]
        yield f"Contractor.{field}", flips(found, questions, **more)
    for field, values in AVAILABILITY.items():
        others = [attrs.evolve(contractor.availability, **{field: value}) for value in values]
        questions = [(attrs.evolve(contractor, availability=other), business) for other in others]
        yield f"Availability.{field}", flips(found, questions, **more)


def flips(found: Score, questions: list[tuple[Contractor, Business]], **more: Any) -> bool:
    return any(score(found.tasks, who, what, **more).outsource is not found.outsource for who, what in questions)


class TestList:
    def test_every_input_that_stands_at_its_default_is_told_with_its_value_and_unit(self) -> None:
        found = score(Task("help", hours=2, recurrence=Rate(3)), Contractor("Ann", rate=50))
        assert [(assumption.field, assumption.told) for assumption in found.assumptions] == [
            ("Business.owner_rate", "your hour worth 50"),
            ("Business.hiring_hours", "2 h to hire"),
            ("Business.briefing_hours", "0.5 h to brief"),
            ("Business.onboarding_hours", "3 h to onboard"),
            ("Business.replacement_days", "5 days to replace Ann"),
            ("Business.horizon_months", "a horizon of 12 months"),
            ("Contractor.one_off_minimum_hours", "a minimum charge of 1 h"),
            ("Contractor.pace", "a pace of 1 (Ann's hours per estimated hour)"),
            ("Availability.hours_per_week", "30 client hours a week"),
            ("Availability.regular_load", "40% of Ann's hours for regular clients"),
            ("Availability.one_off_load", "25% of Ann's hours for one-off clients"),
            ("Availability.job_hours", "other clients' jobs of 8 h"),
            ("Availability.people", "1 person"),
            ("Retainer.minimum_months", "a minimum term of 3 months"),
            ("Contractor.retainers", "the typical retainer (10% below Ann's rate)"),
            ("Urgency.cost_per_day", "a delay that costs nothing"),
        ]

    @pytest.mark.parametrize("field", BUSINESS)
    def test_an_assumption_of_the_owner_that_was_set_is_not_told(self, field: str) -> None:
        found = score(HELP, ANN, attrs.evolve(Business(), **{field: BUSINESS[field][0]}))
        assert told(score(HELP, ANN)).keys() - told(found).keys() == {f"Business.{field}"}

    @pytest.mark.parametrize("field", CONTRACTOR)
    def test_a_term_of_the_contractor_that_was_set_is_not_told(self, field: str) -> None:
        found = score(HELP, attrs.evolve(ANN, **{field: CONTRACTOR[field][0]}))
        assert told(score(HELP, ANN)).keys() - told(found).keys() == {f"Contractor.{field}"}

    @pytest.mark.parametrize("field", AVAILABILITY)
    def test_what_is_known_of_the_contractors_time_is_not_told(self, field: str) -> None:
        known = attrs.evolve(ANN.availability, **{field: AVAILABILITY[field][0]})
        found = score(HELP, attrs.evolve(ANN, availability=known))
        assert told(score(HELP, ANN)).keys() - told(found).keys() == {f"Availability.{field}"}

    def test_a_minimum_term_that_was_set_is_not_told(self) -> None:
        found = score(HELP, attrs.evolve(ANN, retainers=Retainer(450, 10, minimum_months=6)))
        assert told(score(HELP, ANN)).keys() - told(found).keys() == {"Retainer.minimum_months"}

    def test_offers_that_were_named_are_not_told_as_the_typical_one(self) -> None:
        assert "Contractor.retainers" not in told(score(HELP, ANN))

    def test_an_offer_that_was_asked_for_is_not_told_as_the_typical_one(self) -> None:
        unnamed = Contractor("Ann", rate=50)
        assert "Contractor.retainers" not in told(score(HELP, unnamed, retainer=Retainer(450, 10)))

    def test_where_no_retainers_are_taken_their_terms_are_not_told(self) -> None:
        found = told(score(HELP, attrs.evolve(ANN, retainers=())))
        assert found.keys() == told(score(HELP, ANN)).keys() - {"Retainer.minimum_months"}

    @pytest.mark.parametrize("retainers", [None, Retainer(450, 10)])
    def test_the_terms_of_a_retainer_that_runs_are_no_assumption(self, retainers: Retainer | None) -> None:
        ann = attrs.evolve(ANN, retainers=retainers)
        running = Engagement(ann, tasks=HELP, mode=Mode.OUTSOURCE, retainer=Retainer(450, 10), start=NEW_YEAR)
        found = told(score(HELP, ann, engagements=running, on=NEW_YEAR))
        assert found.keys() & {"Retainer.minimum_months", "Contractor.retainers"} == set()

    def test_an_urgency_that_was_set_is_not_told(self) -> None:
        assert "Urgency.cost_per_day" not in told(score(HELP, ANN))

    def test_of_a_bundle_it_is_told_for_how_many_tasks_a_delay_costs_nothing(self) -> None:
        bundle = [HELP, Task("a", hours=1), Task("b", hours=1)]
        assert told(score(bundle, ANN))["Urgency.cost_per_day"] == "a delay that costs nothing for 2 of 3 tasks"

    def test_of_a_bundle_whose_delays_all_cost_nothing_no_number_is_told(self) -> None:
        bundle = [Task("a", hours=1), Task("b", hours=1)]
        assert told(score(bundle, ANN))["Urgency.cost_per_day"] == "a delay that costs nothing"

    def test_a_value_that_equals_the_default_is_told_though_it_was_typed(self) -> None:
        assert "Business.owner_rate" in told(score(HELP, ANN, Business(owner_rate=50)))

    def test_money_is_told_in_its_currency(self) -> None:
        assert told(score(HELP, ANN, Business(currency="EUR")))["Business.owner_rate"] == "your hour worth EUR 50"

    def test_a_name_with_braces_in_it_is_told_as_it_is(self) -> None:
        found = told(score(HELP, attrs.evolve(ANN, name="{value}")))
        assert found["Business.replacement_days"] == "5 days to replace {value}"

    def test_assumptions_are_plain_values(self) -> None:
        assert score(HELP, ANN).assumptions[0] == Assumption("Business.owner_rate", "your hour worth 50", flips=False)


class TestFlips:
    def test_a_verdict_that_is_far_from_a_tie_stands_whatever_default_is_wrong_by_half(self) -> None:
        assert flipping(score(HELP, attrs.evolve(ANN, retainers=Retainer(1e6, 10)))) == set()

    def test_a_verdict_that_hangs_on_briefings_is_said_to(self) -> None:
        """Thirty-six briefings of half an hour of 50 save 900, and 12·50 + 150 are committed: 750."""
        idle = Availability(regular_load=0, one_off_load=0)
        access = Contractor("Ann", rate=50, retainers=Retainer(50, 0), availability=idle)
        found = score(attrs.evolve(HELP, urgency=Urgency()), access)
        assert (found.saved, found.committed) == pytest.approx((900.0, 750.0))
        assert found.mode is Mode.OUTSOURCE
        assert "Business.briefing_hours" in flipping(found)
        assert "Business.hiring_hours" not in flipping(found)

    def test_a_default_that_flips_only_upwards_flips(self) -> None:
        """Thirty-six briefings save 900 against 12·75 + 150 = 1050; half as long again they would save 1350."""
        idle = Availability(regular_load=0, one_off_load=0)
        access = Contractor("Ann", rate=50, retainers=Retainer(75, 0), availability=idle)
        found = score(attrs.evolve(HELP, urgency=Urgency()), access)
        assert found.mode is Mode.OUT_TASK
        assert "Business.briefing_hours" in flipping(found)

    def test_the_typical_discount_may_decide(self) -> None:
        """Job by job 12·500, on retainer 12·450 and 400 to start it; 5 % below it the fee would be 475."""
        task = Task("news", hours=10, recurrence=Rule("FREQ=MONTHLY;BYMONTHDAY=1"))
        owner = Business(briefing_hours=0, onboarding_hours=8)
        found = score(task, Contractor("Ann", rate=50, availability=Availability(regular_load=0)), owner)
        assert (found.saved, found.committed) == pytest.approx((6000.0, 5800.0))
        assert "Contractor.retainers" in flipping(found)

    def test_a_minimum_term_may_decide_where_work_comes_only_once(self) -> None:
        """A 20-hour job saves 1025 less 500 above ten hours; three months of 120 and 150 are committed, five 750."""
        found = score(Task("move", hours=20), attrs.evolve(ANN, retainers=Retainer(120, 10)))
        assert (found.saved, found.committed) == pytest.approx((525.0, 510.0))
        assert "Retainer.minimum_months" in flipping(found)

    @pytest.mark.parametrize(("fee", "flip"), [(74, False), (76, True), (374, True), (376, False)])
    def test_a_minimum_term_of_three_months_is_asked_about_at_five_and_at_one(self, fee: float, *, flip: bool) -> None:
        """525 is saved and 150 the onboarding: five months are too dear above 75, one month is above 375."""
        found = score(Task("move", hours=20), attrs.evolve(ANN, retainers=Retainer(fee, 10)))
        assert ("Retainer.minimum_months" in flipping(found)) is flip

    def test_one_person_is_asked_about_as_two_and_half_a_person_not_at_all(self) -> None:
        """120 hours a month are 27.6 a week; other regular clients leave 18 of 30, and two people 36 of 60."""
        found = score(Task("help", hours=8, recurrence=Rate(15)), attrs.evolve(ANN, retainers=Retainer(100, 99)))
        assert found.impossible
        assert flipping(found) >= {"Availability.people"}
        assert "Availability.hours_per_week" not in flipping(found)

    def test_where_there_is_no_room_it_is_told_which_default_would_make_some(self) -> None:
        """Eighty hours a month are 18.4 a week; other regular clients leave 18 of 30."""
        found = score(Task("help", hours=8, recurrence=Rate(10)), attrs.evolve(ANN, retainers=Retainer(100, 40)))
        assert found.impossible
        assert {"Availability.hours_per_week", "Availability.regular_load"} <= flipping(found)

    @given(
        st.builds(
            Task,
            st.just("help"),
            hours=spread(0.5, 10),
            recurrence=st.builds(Rate, spread(0.3, 10)),
            urgency=st.builds(Urgency, st.just(0.0) | spread(1, 500), spread(0.1, 10)),
        ),
        st.none() | st.builds(Retainer, spread(20, 1000), st.just(0.0) | spread(1, 40)),
    )
    def test_flips_are_those_of_the_same_question_with_the_default_wrong_by_half(
        self, task: Task, offer: Retainer | None
    ) -> None:
        found = score(task, Contractor("Ann", rate=50, retainers=offer))
        expected = {field for field, flip in by_hand(found) if flip}
        terms = {"Retainer.minimum_months", "Contractor.retainers"}
        assert flipping(found) - terms == expected

    @given(spread(0.3, 10), spread(0.5, 10))
    def test_flips_of_the_typical_offer_are_those_at_five_and_at_fifteen_percent(
        self, rate: float, each: float
    ) -> None:
        task = Task("help", hours=each, recurrence=Rate(rate))
        found = score(task, Contractor("Ann", rate=50))
        assert found.retainer is not None
        others = [attrs.evolve(found.retainer, monthly_fee=found.retainer.hours * fee) for fee in (47.5, 42.5)]
        expected = any(
            score(task, found.contractor, retainer=other).outsource is not found.outsource for other in others
        )
        assert ("Contractor.retainers" in flipping(found)) is expected

    @given(spread(0.3, 10), st.builds(Retainer, spread(20, 1000), spread(1, 40)))
    def test_flips_are_those_of_the_one_offer_that_was_asked_for(self, rate: float, offer: Retainer) -> None:
        found = score(attrs.evolve(HELP, recurrence=Rate(rate)), Contractor("Ann", rate=50), retainer=offer)
        expected = {field for field, flip in by_hand(found, retainer=offer) if flip}
        assert flipping(found) - {"Retainer.minimum_months"} == expected

    @pytest.mark.parametrize("hours", [1.0, 3.0, 9.0])
    def test_flips_are_those_of_a_retainer_that_runs_where_one_does(self, hours: float) -> None:
        terms = Retainer(100, 10)
        running = Engagement(ANN, tasks=HELP, mode=Mode.OUTSOURCE, retainer=terms, start=NEW_YEAR)
        found = score(attrs.evolve(HELP, hours=hours), ANN, engagements=running, on=NEW_YEAR)
        expected = {field for field, flip in by_hand(found, engagements=running, on=NEW_YEAR) if flip}
        assert flipping(found) == expected

    def test_another_horizon_is_asked_about_beside_tasks_that_differ_by_month(self) -> None:
        """The other tasks of the retainer that runs are then counted over the other horizon too."""
        weekly = Rule("FREQ=WEEKLY;BYDAY=MO", NEW_YEAR)
        books, news = Task("books", hours=2, recurrence=weekly), Task("news", hours=2, recurrence=weekly)
        running = Engagement(ANN, tasks=books, mode=Mode.OUTSOURCE, retainer=Retainer(450, 10), start=NEW_YEAR)
        found = score(news, ANN, engagements=running, on=NEW_YEAR)
        expected = {field for field, flip in by_hand(found, engagements=running, on=NEW_YEAR) if flip}
        assert "Business.horizon_months" in told(found)
        assert flipping(found) == expected

    def test_what_costs_nothing_is_told_without_saying_what_half_of_nothing_would_do(self) -> None:
        assert "Urgency.cost_per_day" not in flipping(score(Task("help", hours=2, recurrence=Rate(3)), ANN))

    def test_a_pinned_task_is_asked_about_like_any_other(self) -> None:
        assert score(attrs.evolve(HELP, keep=True), ANN).assumptions == score(HELP, ANN).assumptions


class TestStakes:
    ACCESS = Contractor("Ann", rate=50, retainers=Retainer(50, 0), availability=IDLE)

    def test_a_stake_is_what_keeping_to_the_verdict_would_cost_if_the_default_were_wrong(self) -> None:
        """Thirty-six briefings save 900 against 750; half as long they save 450, and outsourcing loses 300."""
        found = score(attrs.evolve(HELP, urgency=Urgency()), self.ACCESS)
        stakes = {each.field: each.stake for each in found.assumptions}
        assert stakes["Business.briefing_hours"] == pytest.approx(300.0)

    def test_where_nothing_flips_nothing_is_at_stake(self) -> None:
        for each in score(attrs.evolve(HELP, hours=0.5), self.ACCESS).assumptions:
            assert each.stake >= 0.0
            assert each.flips or not each.stake

    @given(spread(0.3, 10), st.none() | st.builds(Retainer, spread(20, 1000), st.just(0.0) | spread(1, 40)))
    def test_a_stake_is_the_largest_regret_of_the_same_question_with_the_default_wrong_by_half(
        self, rate: float, offer: Retainer | None
    ) -> None:
        task = attrs.evolve(HELP, recurrence=Rate(rate))
        found = score(task, Contractor("Ann", rate=50, retainers=offer))
        regrets = []
        for owner_rate in BUSINESS["owner_rate"]:
            other = score(task, found.contractor, Business(owner_rate=owner_rate))
            if other.outsource is not found.outsource:
                regrets.append(math.inf if other.impossible else abs(other.saved - other.committed))
        (known,) = (each for each in found.assumptions if each.field == "Business.owner_rate")
        assert known.stake == pytest.approx(max(regrets, default=0.0))

    def test_where_outsourcing_would_be_impossible_the_stake_has_no_bound(self) -> None:
        """Sixty hours a month are 13.8 a week; others leave 18 of 30, and 9 of 15."""
        found = score(
            Task("help", hours=4, recurrence=Rate(15)), Contractor("Ann", rate=50, retainers=Retainer(100, 60))
        )
        assert found.outsource
        stakes = {each.field: each.stake for each in found.assumptions}
        assert stakes["Availability.hours_per_week"] == math.inf

    @pytest.mark.parametrize(
        ("stakes", "expected"), [({}, None), ({"a": 1.0, "b": 3.0, "c": 2.0}, "b"), ({"b": 1.0, "a": 1.0}, "b")]
    )
    def test_the_default_with_the_highest_stake_most_needs_a_look_and_of_equals_the_first(
        self, stakes: dict[str, float], expected: str | None
    ) -> None:
        several = [Assumption(name, name, flips=True, stake=stake) for name, stake in stakes.items()]
        most = most_needs_a_look([Assumption("z", "z", flips=False), *several])
        assert (most.field if most else None) == expected


@pytest.mark.parametrize(("flips", "told"), [(True, "would"), (False, "would not")])
def test_in_a_list_each_is_one_line(flips: bool, told: str) -> None:
    found = Assumption("Business.briefing_hours", "0.5 h to brief", flips=flips)
    assert repr(found) == f"<Assumption of Business.briefing_hours: 0.5 h to brief, {told} flip the verdict>"
    assert found == ("Business.briefing_hours", "0.5 h to brief", flips, 0.0)
