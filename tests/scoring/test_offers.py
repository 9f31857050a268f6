"""Which retainer is compared, and how the case stands with it."""

import datetime as dt

import attrs
import pytest

from delegation import Availability, Business, Contractor, Rate, Retainer, Task, score
from delegation.scoring.offers import Reckoning
from tests.people import FIRST_OF_MONTH, IDLE, NEW_YEAR, TEN

ANN = Contractor("Ann", rate=50, retainers=TEN, availability=IDLE)
OWNER = Business(owner_rate=50, hiring_hours=2, briefing_hours=0.5, onboarding_hours=3, replacement_days=5)
NEWS = Task("news", hours=8, recurrence=FIRST_OF_MONTH)


class TestOffers:
    @pytest.mark.parametrize(
        ("a_month", "block"), [(0.1, 10), (9.99, 10), (10, 10), (10.01, 15), (15, 15), (20, 20), (20.01, 25)]
    )
    def test_where_none_is_named_the_typical_offer_is_sized_to_the_work(self, a_month: float, block: float) -> None:
        unnamed = attrs.evolve(ANN, retainers=None)
        found = score(Task("help", hours=1, recurrence=Rate(a_month)), unnamed, OWNER)
        assert found.retainer == Retainer(45 * block, block)

    def test_the_typical_offer_is_sized_to_the_bundle(self) -> None:
        """8 h a month, 1.5·4 h and 24 h once in twelve months are sixteen."""
        bundle = [NEWS, Task("help", hours=1.5, recurrence=Rate(4)), Task("move", hours=24)]
        found = score(bundle, attrs.evolve(ANN, retainers=None), OWNER, on=NEW_YEAR)
        assert found.retainer == Retainer(45 * 20, 20)

    def test_the_typical_offer_is_sized_to_the_contractors_hours(self) -> None:
        found = score(NEWS, attrs.evolve(ANN, retainers=None, pace=2), OWNER, on=NEW_YEAR)
        assert found.retainer == Retainer(45 * 20, 20)

    def test_of_several_offers_the_cheapest_for_this_work_is_compared(self) -> None:
        """Twelve hours: 450 and two above is 550, fifteen for 660, twenty for 800."""
        offers = [TEN, Retainer(660, 15), Retainer(800, 20)]
        found = score(attrs.evolve(NEWS, hours=12), attrs.evolve(ANN, retainers=offers), OWNER, on=NEW_YEAR)
        assert found.retainer == offers[0]

    def test_more_work_makes_a_larger_offer_the_cheapest(self) -> None:
        """Eighteen hours: 450 and eight above is 850, 660 and three above 810, twenty for 800."""
        offers = [TEN, Retainer(660, 15), Retainer(800, 20)]
        found = score(attrs.evolve(NEWS, hours=18), attrs.evolve(ANN, retainers=offers), OWNER, on=NEW_YEAR)
        assert found.retainer == offers[2]

    def test_the_minimum_term_counts_when_offers_are_compared(self) -> None:
        """For a job that comes once three months of 200 are cheaper than twelve of 100."""
        offers = [Retainer(200, 20, minimum_months=3), Retainer(100, 20, minimum_months=12)]
        assert score(Task("move", hours=20), attrs.evolve(ANN, retainers=offers), OWNER).retainer == offers[0]

    def test_an_offer_that_is_asked_for_is_compared_whatever_is_offered(self) -> None:
        asked = Retainer(123, 45)
        assert score(NEWS, ANN, OWNER, retainer=asked, on=NEW_YEAR).retainer == asked
        assert score(NEWS, attrs.evolve(ANN, retainers=()), OWNER, retainer=asked, on=NEW_YEAR).retainer == asked


class TestReckoning:
    def reckoning(self, fee: float = 450.0) -> Reckoning:
        found = score(NEWS, ANN, OWNER, retainer=Retainer(fee, 10), on=NEW_YEAR)
        held: Reckoning = attrs.asdict(found)["_reckoning"]
        return held

    def test_attrs_leaves_it_whole(self) -> None:
        assert isinstance(self.reckoning(), Reckoning)

    def test_two_of_one_case_are_equal_with_one_hash(self) -> None:
        assert self.reckoning() == self.reckoning()
        assert hash(self.reckoning()) == hash(self.reckoning())

    def test_two_of_different_cases_differ(self) -> None:
        assert self.reckoning() != self.reckoning(fee=451.0)

    def test_it_equals_nothing_else(self) -> None:
        assert self.reckoning() != (self.reckoning().case, self.reckoning().balance)


class TestAbsence:
    AWAY = attrs.evolve(ANN, availability=Availability(time_off=[(dt.date(2025, 1, 1), dt.date(2027, 12, 31))]))

    def test_who_is_away_all_the_time_is_no_choice(self) -> None:
        found = score(NEWS, self.AWAY, OWNER, on=NEW_YEAR)
        assert (found.impossible, found.value) == ("Ann is away all the time", 0.0)
        assert score(NEWS, self.AWAY, OWNER).impossible is None

    def test_neither_is_who_is_away_and_takes_no_retainers(self) -> None:
        found = score(NEWS, attrs.evolve(self.AWAY, retainers=()), OWNER, on=NEW_YEAR)
        assert found.impossible == "Ann is away all the time"
