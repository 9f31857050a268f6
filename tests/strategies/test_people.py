"""Contractors, their weeks and their terms: valid always, within bounds, simple at their simplest."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegation import Availability, Contractor, Retainer
from delegation.errors import RefusedValueError
from delegation.model.retainer import swapped
from delegation.strategies import availabilities, contractors, retainers
from delegation.strategies.people import offers_of
from tests.strategies.shrinking import simplest

MAY, JUNE = dt.date(2026, 5, 1), dt.date(2026, 6, 30)
FREE = Availability(hours_per_week=5, regular_load=0, one_off_load=0, job_hours=1)


class TestAvailabilities:
    def test_shrink_to_few_hours_and_nobody_elses_work(self) -> None:
        assert simplest(availabilities(), lambda _: True) == FREE

    def test_shrink_to_a_load_of_few_digits(self) -> None:
        assert simplest(availabilities(), lambda weeks: 0.5 < weeks.regular_load < 0.9).regular_load == 0.75

    @given(
        availabilities(
            hours_per_week=(10, 20),
            regular_load=(0.1, 0.2),
            one_off_load=(0.3, 0.4),
            job_hours=(2, 3),
            people=(4, 5),
            time_off=(MAY, JUNE),
        )
    )
    def test_keep_to_their_bounds(self, weeks: Availability) -> None:
        assert 10 <= weeks.hours_per_week <= 20
        assert 0.1 <= weeks.regular_load <= 0.2
        assert 0.3 <= weeks.one_off_load <= 0.4
        assert 2 <= weeks.job_hours <= 3
        assert 4 <= weeks.people <= 5
        assert all(MAY <= first <= last <= JUNE for first, last in weeks.time_off)

    def test_reach_two_holidays(self) -> None:
        assert len(simplest(availabilities(time_off=(MAY, JUNE)), lambda weeks: len(weeks.time_off) > 1).time_off) == 2

    @given(availabilities())
    def test_have_no_time_off_that_is_not_asked_for(self, weeks: Availability) -> None:
        assert weeks.time_off == ()


class TestRetainers:
    def test_shrink_to_nothing_for_nothing(self) -> None:
        assert simplest(retainers(), lambda _: True) == Retainer(0, 0, minimum_months=0, notice_months=0)

    def test_shrink_to_a_round_fee(self) -> None:
        found = simplest(retainers(), lambda offer: offer.monthly_fee > 333.3 and offer.hours > 7.7)
        assert found == Retainer(334, 8, minimum_months=0, notice_months=0)

    @given(
        retainers(
            monthly_fee=(100, 200),
            hours=(5, 6),
            overage_rate=(50, 60),
            rollover_hours=(1, 2),
            minimum_months=(3, 4),
            notice_months=(1, 2),
            setup_fee=(10, 20),
            period_months=(2, 3),
        )
    )
    def test_keep_to_their_bounds(self, offer: Retainer) -> None:
        assert 100 <= offer.monthly_fee <= 200
        assert 5 <= offer.hours <= 6
        assert offer.overage_rate is None or 50 <= offer.overage_rate <= 60
        assert 1 <= offer.rollover_hours <= 2
        assert 3 <= offer.minimum_months <= 4
        assert 1 <= offer.notice_months <= 2
        assert 10 <= offer.setup_fee <= 20
        assert 2 <= offer.period_months <= 3

    @given(retainers(overage_rate=None))
    def test_charge_the_contractors_rate_where_no_other_is_asked_for(self, offer: Retainer) -> None:
        assert offer.overage_rate is None

    def test_of_those_drawn_few_are_no_offer_at_a_rate(self) -> None:
        tried, taken = [], []

        @settings(max_examples=500, database=None, derandomize=True)
        @given(st.floats(10, 150), retainers())
        def draw(rate: float, offer: Retainer) -> None:
            tried.append(offer)
            taken.extend([offer] * (not swapped(offer, rate)))

        draw()
        assert len(taken) > 0.98 * len(tried)

    @given(st.data())
    def test_that_look_swapped_are_offered_by_nobody(self, data: st.DataObject) -> None:
        offers = st.sampled_from([Retainer(10, 400), Retainer(400, 10)])
        assert data.draw(offers_of(40.0, offers)) == Retainer(400, 10)


class TestContractors:
    def test_shrink_to_ana(self) -> None:
        ana = Contractor("Ana", rate=10, one_off_minimum_hours=0, availability=FREE)
        assert simplest(contractors(), lambda _: True) == ana

    @settings(suppress_health_check=[])
    @given(contractors())
    def test_are_drawn_without_hypothesis_complaining(self, contractor: Contractor) -> None:
        assert 10 <= contractor.rate <= 150

    @given(
        contractors(
            name=st.just("Zoe"),
            skills=["web", "copy"],
            rate=(40, 50),
            one_off_minimum_hours=(1, 2),
            pace=(0.8, 0.9),
            retainers=st.just(Retainer(400, 10)),
            availability=st.just(FREE),
        )
    )
    def test_keep_to_their_bounds(self, contractor: Contractor) -> None:
        assert (contractor.name, contractor.availability) == ("Zoe", FREE)
        assert contractor.skills <= {"web", "copy"}
        assert 40 <= contractor.rate <= 50
        assert 1 <= contractor.one_off_minimum_hours <= 2
        assert 0.8 <= contractor.pace <= 0.9
        assert contractor.retainers in (None, (), (Retainer(400, 10),))

    @pytest.mark.parametrize("offers", [None, 0, 1, 2, 3])
    def test_reach_the_typical_offer_none_and_several(self, offers: int | None) -> None:
        def as_many(contractor: Contractor) -> bool:
            return (None if contractor.retainers is None else len(contractor.retainers)) == offers

        assert as_many(simplest(contractors(), as_many))

    @pytest.mark.parametrize("skills", [set(), {"web"}, {"copy"}, {"web", "copy"}])
    def test_reach_every_set_of_skills(self, skills: set[str]) -> None:
        assert simplest(contractors(skills=["web", "copy"]), lambda each: each.skills == skills).skills == skills

    def test_what_is_no_skill_is_refused(self) -> None:
        with pytest.raises(RefusedValueError, match=r"contractors\.skills"):
            contractors(skills="web")
