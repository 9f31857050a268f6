"""Which factor speaks how loudly for a verdict, and which change of one would flip it."""

import datetime as dt
import itertools
import math
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
    Once,
    Rate,
    Retainer,
    Score,
    Task,
    Urgency,
    score,
)
from delegation._costing.case import Case
from delegation._costing.relationship import Relationship
from delegation._costing.workload import works_of
from delegation.errors import UnknownKeyError
from delegation.payback import payback
from delegation.scoring import BreakEven, Contributions, Factor
from tests.worlds import (
    availabilities,
    bundles,
    businesses,
    money,
    names,
    offering,
    or_nothing,
    plain_retainers,
    spread,
    tasks,
)

STEADY = Rate(30.4375 / 8)
"""Of four hours each, an eighth of a job of Ann's clients a day."""

ANN = Contractor(
    "Ann",
    rate=50,
    retainers=Retainer(900, 20),
    availability=Availability(hours_per_week=28, job_hours=4, regular_load=0.25, one_off_load=0.25),
)
"""Ann completes one job a day."""

OWNER = Business(owner_rate=40, hiring_hours=2, briefing_hours=0.5, onboarding_hours=3, replacement_days=5)
IDLE = Availability(regular_load=0.0, one_off_load=0.0)
HELP = Task("help", hours=4, recurrence=STEADY, urgency=Urgency(100, 1))

plausible_tasks = st.builds(
    Task,
    st.just("help"),
    hours=spread(0.25, 20),
    recurrence=st.builds(Rate, spread(0.1, 20)),
    urgency=st.builds(Urgency, spread(1, 1000), spread(0.1, 20)),
)
plausible_contractors = st.builds(
    Contractor,
    st.just("Ann"),
    rate=spread(10, 200),
    pace=spread(0.5, 2),
    retainers=st.none() | st.builds(Retainer, spread(50, 3000), st.just(0.0) | spread(1, 60)),
    availability=st.builds(
        Availability,
        hours_per_week=spread(10, 60),
        regular_load=st.floats(0.0, 0.6),
        one_off_load=st.floats(0.0, 0.6),
        job_hours=spread(1, 20),
    ),
)

single_rates = tasks(st.builds(Rate, spread(1e-3, 30.0)))
rigid_contractors = st.builds(
    offering,
    names,
    rate=money,
    one_off_minimum_hours=or_nothing(spread(0.1, 10.0)),
    pace=spread(0.1, 10.0),
    retainers=st.none() | st.lists(plain_retainers, max_size=3),
    availability=availabilities,
)
"""As anywhere, but no hours roll over: those take hundreds of times as long to reckon, and flip nothing otherwise."""


def parts(found: Score) -> tuple[float, float, float]:
    """What recurrence, urgency and availability contribute."""
    told = found.contributions
    assert told is not None, found.no_contributions
    return told.recurrence, told.urgency, told.availability


class TestIndexing:
    @pytest.mark.parametrize(("factor", "number"), [("recurrence", 1.0), ("urgency", 2.0), ("availability", 4.0)])
    def test_contributions_are_indexed_by_factor_or_its_word(self, factor: str, number: float) -> None:
        found = Contributions(1.0, 2.0, 4.0)
        assert found[factor] == found[Factor(factor)] == number

    @pytest.mark.parametrize(("factor", "numbers"), [("recurrence", (1.0,)), ("urgency", ()), ("availability", (4.0,))])
    def test_break_evens_are_indexed_by_factor_or_its_word(self, factor: str, numbers: tuple[float, ...]) -> None:
        found = BreakEven((1.0,), (), (4.0,))
        assert found[factor] == found[Factor(factor)] == numbers

    def test_the_total_is_the_sum_of_the_three(self) -> None:
        assert Contributions(1.0, 2.0, 4.0).total == 7.0

    def test_a_word_that_is_no_factor_is_refused(self) -> None:
        with pytest.raises(UnknownKeyError, match="'price' is refused: it takes recurrence, urgency, availability"):
            Contributions(1.0, 2.0, 4.0)["price"]


class TestContributions:
    @given(bundles(), rigid_contractors, businesses)
    def test_they_add_up_to_ln_payback_or_there_is_a_reason_why_there_are_none(
        self, bundle: list[Task], contractor: Contractor, business: Business
    ) -> None:
        found = score(bundle, contractor, business)
        if found.contributions is None:
            assert found.no_contributions
        else:
            assert found.no_contributions is None
            assert found.contributions.total == pytest.approx(math.log(found.payback), rel=1e-9, abs=1e-9)

    @given(plausible_tasks, plausible_contractors)
    def test_they_are_the_mean_gains_over_the_six_orders_of_switching_the_factors_on(
        self, task: Task, contractor: Contractor
    ) -> None:
        found = score(task, contractor, OWNER)
        if found.contributions is not None:
            naive = shapley_over_all_orders(found)
            blur = 1e-9 * (1.0 + found.costs.out_task.total * 12 / found.committed)
            assert parts(found) == pytest.approx(naive, rel=0.0, abs=blur)

    def test_with_urgency_and_availability_at_their_references_all_is_recurrence(self) -> None:
        owner = attrs.evolve(
            OWNER, reference_urgency=HELP.urgency, reference_availability=ANN.availability, horizon_months=6
        )
        found = score(HELP, ANN, owner)
        assert parts(found) == pytest.approx((math.log(found.payback), 0.0, 0.0), abs=1e-9)

    def test_where_the_work_comes_just_often_enough_under_the_references_recurrence_adds_nothing(self) -> None:
        """An access retainer saves half an hour of 40 each time; at 4.5 times a month that is what it commits."""
        ann = attrs.evolve(ANN, retainers=Retainer(80, 0), availability=IDLE)
        owner = attrs.evolve(OWNER, reference_urgency=Urgency(), reference_availability=IDLE)
        found = score(attrs.evolve(HELP, urgency=Urgency(), recurrence=Rate(4.5)), ann, owner)
        assert (found.saved, found.committed) == (12 * 4.5 * 20, 12 * 80 + 120)
        assert parts(found) == pytest.approx((0.0, 0.0, 0.0), abs=1e-9)

    def test_work_that_comes_twice_as_often_as_would_pay_speaks_for_outsourcing_by_ln_2(self) -> None:
        ann = attrs.evolve(ANN, retainers=Retainer(80, 0), availability=IDLE)
        owner = attrs.evolve(OWNER, reference_urgency=Urgency(), reference_availability=IDLE)
        found = score(attrs.evolve(HELP, urgency=Urgency(), recurrence=Rate(9)), ann, owner)
        assert parts(found) == pytest.approx((math.log(2), 0.0, 0.0), abs=1e-9)

    def test_more_urgent_work_than_the_reference_speaks_for_outsourcing(self) -> None:
        assert parts(score(HELP, ANN, OWNER))[1] > 0.1

    def test_a_busier_contractor_than_the_reference_speaks_for_outsourcing(self) -> None:
        busy = attrs.evolve(ANN, availability=attrs.evolve(ANN.availability, one_off_load=0.5))
        owner = attrs.evolve(OWNER, reference_availability=ANN.availability)
        assert parts(score(HELP, busy, owner))[2] > 0.1

    def test_what_comes_once_stays_once_in_the_reference_recurrence(self) -> None:
        """The move alone saves 1220 of the 1950 committed; help at 36.5 times a year saves the rest."""
        owner = attrs.evolve(OWNER, reference_urgency=Urgency(), reference_availability=IDLE)
        ann = attrs.evolve(ANN, retainers=Retainer(152.5, 24), availability=IDLE)
        once, repeats = Task("move", hours=24), Task("help", hours=1e-9, recurrence=Rate(1))
        free = attrs.evolve(ann, one_off_minimum_hours=0)
        found = score([once, repeats], free, owner)
        assert found.committed == 1950.0
        actual = math.log((1220 + 12 * 20) / 1950)
        assert parts(found) == pytest.approx((actual, 0.0, 0.0), abs=1e-6)


class TestNoContributions:
    def reason(self, *bundle: Task, contractor: Contractor = ANN, business: Business = OWNER, **more: Any) -> str:
        found = score(bundle, contractor, business, **more)
        assert found.contributions is None
        assert found.no_contributions is not None
        return found.no_contributions

    def test_where_nothing_is_committed(self) -> None:
        free = attrs.evolve(ANN, retainers=Retainer(0, 20))
        owner = attrs.evolve(OWNER, onboarding_hours=0)
        told = "nothing is committed, so that payback is without bound"
        assert self.reason(HELP, contractor=free, business=owner) == told

    def test_where_a_running_retainer_has_other_tasks(self) -> None:
        day = dt.date(2026, 1, 1)
        running = Engagement(ANN, tasks=Task("b", hours=1), mode=Mode.OUTSOURCE, retainer=Retainer(900, 20), start=day)
        told = "nothing is committed, so that payback is without bound"
        assert self.reason(HELP, engagements=running, on=day) == told

    def test_where_nothing_comes_back(self) -> None:
        told = "nothing of this work comes back, so that there is no rate to compare with"
        assert self.reason(Task("a", hours=60), Task("b", hours=9)) == told

    def test_where_the_reference_has_no_room(self) -> None:
        owner = attrs.evolve(OWNER, reference_availability=Availability(regular_load=1.0))
        told = "with the reference availability there would be no room for this work"
        assert self.reason(HELP, business=owner) == told

    @pytest.mark.parametrize("fee", [10.0, 1e14])
    def test_where_no_rate_would_just_pay(self, fee: float) -> None:
        """With 10 the move alone pays; with very much nothing does."""
        ann = attrs.evolve(ANN, retainers=Retainer(fee, 60))
        told = "at no rate would the commitment just pay for itself under the reference urgency and availability"
        assert self.reason(Task("move", hours=60), HELP, contractor=ann) == told

    def test_where_the_work_never_comes(self) -> None:
        told = "at no rate would the commitment just pay for itself under the reference urgency and availability"
        assert self.reason(attrs.evolve(HELP, recurrence=Rate(0))) == told

    def test_where_nothing_would_be_saved_with_a_factor_at_its_own(self) -> None:
        """Without briefings and delays that cost, an access retainer saves nothing; at the reference it would."""
        owner = attrs.evolve(OWNER, briefing_hours=0)
        access = attrs.evolve(ANN, retainers=Retainer(10, 0))
        told = "with some of the factors at their references payback is 0 or without bound"
        assert self.reason(attrs.evolve(HELP, urgency=Urgency()), contractor=access, business=owner) == told

    def test_where_outsourcing_is_impossible_that_is_the_reason(self) -> None:
        assert self.reason(HELP, contractor=attrs.evolve(ANN, retainers=())) == "Ann takes no retainers"


class TestBreakEven:
    def test_recurrence_flips_where_the_briefings_saved_pay_for_the_priority(self) -> None:
        """Each time saves half an hour of 40; 12·80 + 120 are paid for at 54 times a year."""
        ann = attrs.evolve(ANN, retainers=Retainer(80, 0), availability=IDLE)
        found = score(attrs.evolve(HELP, urgency=Urgency(), recurrence=Rate(2), hours=1), ann, OWNER)
        assert found.break_even.recurrence[0] == pytest.approx(4.5 / 2)

    def test_recurrence_flips_back_where_the_owners_own_work_swamps_the_contractor(self) -> None:
        """Idle for others Ann has room for 30.4375 jobs of four hours a month."""
        free = attrs.evolve(ANN.availability, regular_load=0.0, one_off_load=0.0)
        ann = attrs.evolve(ANN, retainers=Retainer(80, 0), availability=free)
        found = score(attrs.evolve(HELP, urgency=Urgency(), recurrence=Rate(2)), ann, OWNER)
        assert found.break_even.recurrence == pytest.approx((4.5 / 2, 30.4375 / 2))

    def test_urgency_flips_where_the_waiting_saved_pays_for_the_priority(self) -> None:
        """Without hiring hours patience does not depend on the cost, so that what is saved is straight in it."""
        owner = attrs.evolve(OWNER, hiring_hours=0)
        ann = attrs.evolve(ANN, retainers=Retainer(900, 0))
        found = score(HELP, ann, owner)
        waits = found.availability
        each = (12 * 900 + 120) / (12 * 30.4375 / 8)
        assert found.break_even.urgency == pytest.approx(((each - 20) / (waits.one_off.loss - waits.regular.loss),))

    def test_availability_flips_where_others_leave_no_room_for_another_regular_client(self) -> None:
        """A quarter for regular clients and an eighth for the owner: 3.5 times as many clients leave no room."""
        cheap = attrs.evolve(ANN, retainers=Retainer(100, 20))
        found = score(attrs.evolve(HELP, urgency=Urgency()), cheap, OWNER)
        assert found.mode is Mode.OUTSOURCE
        assert found.break_even.availability == pytest.approx((3.5,))

    def test_availability_is_looked_at_up_to_a_regular_share_of_all_the_time(self) -> None:
        """With work that comes only once there is room until regular clients alone take everything."""
        cheap = attrs.evolve(ANN, retainers=Retainer(100, 20))
        found = score(Task("move", hours=20), cheap, OWNER)
        assert found.mode is Mode.OUTSOURCE
        assert found.break_even.availability == pytest.approx((4.0,))

    def test_without_regular_clients_the_load_of_one_off_clients_is_looked_at_up_to_a_thousandfold(self) -> None:
        """One-off clients who take a 400th of the time leave no room only when they are hundreds of times as many."""
        free = attrs.evolve(ANN.availability, regular_load=0.0, one_off_load=1 / 400)
        ann = attrs.evolve(ANN, retainers=Retainer(300, 0), availability=free)
        found = score(attrs.evolve(HELP, urgency=Urgency(100, 0)), ann, OWNER)
        (flip,) = found.break_even.availability
        assert 100 < flip < 400

    def test_where_nothing_within_a_thousandfold_flips_the_verdict_there_is_none(self) -> None:
        ann = attrs.evolve(ANN, retainers=Retainer(1e9, 20))
        assert score(HELP, ann, OWNER).break_even == BreakEven((), (), ())

    @pytest.mark.parametrize(("times", "found"), [(999, 1), (1001, 0)])
    def test_a_multiplier_beyond_a_thousandfold_is_not_told(self, times: float, found: int) -> None:
        ann = attrs.evolve(ANN, retainers=Retainer(80, 0), availability=IDLE)
        task = attrs.evolve(HELP, urgency=Urgency(), hours=1e-3, recurrence=Rate(4.5 / times))
        free = attrs.evolve(ann, one_off_minimum_hours=0)
        assert len(score(task, free, OWNER).break_even.recurrence) == found

    @pytest.mark.parametrize(("times", "found"), [(999, 1), (1001, 0)])
    def test_a_multiplier_below_a_thousandth_is_not_told(self, times: float, found: int) -> None:
        ann = attrs.evolve(ANN, retainers=Retainer(80, 0), availability=IDLE, one_off_minimum_hours=0)
        task = attrs.evolve(HELP, urgency=Urgency(), hours=1e-6, recurrence=Rate(4.5 * times))
        assert len(score(task, ann, OWNER).break_even.recurrence) == found

    def test_what_comes_once_has_no_rate_to_multiply(self) -> None:
        assert score(Task("move", hours=20, urgency=Urgency(100, 0)), ANN, OWNER).break_even.recurrence == ()

    def test_a_delay_that_costs_nothing_has_no_cost_to_multiply(self) -> None:
        assert score(attrs.evolve(HELP, urgency=Urgency()), ANN, OWNER).break_even.urgency == ()

    def test_where_no_retainers_are_taken_nothing_flips(self) -> None:
        none = attrs.evolve(ANN, retainers=())
        assert score(HELP, none, OWNER).break_even == BreakEven((), (), ())

    def test_where_there_is_no_room_fewer_clients_would_make_some(self) -> None:
        loaded = attrs.evolve(ANN.availability, regular_load=1.0)
        full = attrs.evolve(ANN, retainers=Retainer(100, 20), availability=loaded)
        found = score(attrs.evolve(HELP, urgency=Urgency()), full, OWNER)
        assert found.impossible
        assert found.break_even.availability == pytest.approx((7 / 8,))

    def test_a_pinned_task_is_told_what_would_flip_the_verdict_between_the_delegated_ways(self) -> None:
        kept = attrs.evolve(HELP, keep=True)
        assert score(kept, ANN, OWNER).break_even == score(HELP, ANN, OWNER).break_even


class TestFlips:
    """Each multiplier is put into the question itself, just below and just above."""

    @given(single_rates, rigid_contractors, businesses)
    def test_the_verdict_flips_at_each_multiplier_of_the_rates(
        self, task: Task, contractor: Contractor, business: Business
    ) -> None:
        assert_flips(score(task, contractor, business), Factor.RECURRENCE)

    @given(single_rates, rigid_contractors, businesses)
    def test_the_verdict_flips_at_each_multiplier_of_the_costs_of_delay(
        self, task: Task, contractor: Contractor, business: Business
    ) -> None:
        assert_flips(score(task, contractor, business), Factor.URGENCY)

    @given(single_rates, rigid_contractors, businesses)
    def test_the_verdict_flips_at_each_multiplier_of_the_loads(
        self, task: Task, contractor: Contractor, business: Business
    ) -> None:
        assert_flips(score(task, contractor, business), Factor.AVAILABILITY)

    def test_the_verdict_flips_at_each_multiplier_where_hours_roll_over_too(self) -> None:
        owner = attrs.evolve(OWNER, horizon_months=3)
        rolling = attrs.evolve(ANN, retainers=Retainer(250, 10, rollover_hours=5))
        task = attrs.evolve(HELP, recurrence=Rate(1), urgency=Urgency())
        found, plain = score(task, rolling, owner), score(task, attrs.evolve(ANN, retainers=Retainer(250, 10)), owner)
        assert_flips(found, Factor.RECURRENCE)
        assert 1.0 < found.break_even.recurrence[0] < plain.break_even.recurrence[0]

    @pytest.mark.parametrize("factor", list(Factor))
    @given(task=plausible_tasks, contractor=plausible_contractors)
    def test_at_powers_of_ten_the_verdict_has_flipped_as_often_as_there_are_multipliers_on_the_way(
        self, factor: Factor, task: Task, contractor: Contractor
    ) -> None:
        found = score(task, contractor, OWNER)
        loaded = contractor.availability.regular_load if factor is Factor.AVAILABILITY else 0.0
        for multiplier in (0.001, 0.01, 0.1, 10.0, 100.0, 1000.0):
            changed = changed_by(found, factor, multiplier)
            if multiplier * loaded < 1.0 and is_clear(changed) and is_clear(found):
                between = [x for x in found.break_even[factor] if min(1.0, multiplier) < x < max(1.0, multiplier)]
                assert changed.outsource is (found.outsource ^ (len(between) % 2 == 1))


def case_of(found: Score) -> Case:
    works = works_of(found.tasks, found.contractor, found.business, found.on)
    return Case(works, found.contractor, found.business, Relationship(), found.retainer)


def shapley_over_all_orders(found: Score) -> tuple[float, ...]:
    """The mean gain of each factor over the six orders, in the plainest way."""
    case, owner = case_of(found), found.business

    def log_payback(rates: float, *, urgent: bool, available: bool) -> float:
        point = case.weigh(
            rates=rates,
            urgency=None if urgent else owner.reference_urgency,
            availability=None if available else owner.reference_availability,
            own_rates=1.0,
        )
        ratio = payback(point.saved, point.committed)
        return math.log(ratio) if ratio else -math.inf

    low, high = 1e-9, 1e9
    for _ in range(200):
        middle = math.sqrt(low * high)
        low, high = (low, middle) if log_payback(middle, urgent=False, available=False) >= 0 else (middle, high)
    gains: tuple[list[float], ...] = ([], [], [])
    for order in itertools.permutations(range(3)):
        on = [False, False, False]
        before = 0.0
        for factor in order:
            on[factor] = True
            after = log_payback(1.0 if on[0] else high, urgent=on[1], available=on[2])
            gains[factor].append(after - before)
            before = after
    return tuple(math.fsum(gain) / 6.0 for gain in gains)


def changed_by(found: Score, factor: Factor, multiplier: float) -> Score:
    """The same question with one factor multiplied in the inputs themselves, the offer held."""
    bundle, who = found.tasks, found.contractor
    if factor is Factor.RECURRENCE:
        bundle = tuple(
            task
            if isinstance(task.recurrence, Once)
            else attrs.evolve(task, recurrence=Rate(task.recurrence.per_month * multiplier))
            for task in bundle
        )
    elif factor is Factor.URGENCY:
        bundle = tuple(
            attrs.evolve(task, urgency=attrs.evolve(task.urgency, cost_per_day=task.urgency.cost_per_day * multiplier))
            for task in bundle
        )
    else:
        there = who.availability
        loads: dict[str, Any] = {
            "regular_load": min(1.0, there.regular_load * multiplier),
            "one_off_load": min(2.0, there.one_off_load * multiplier),  # from 1 on nobody is reached
        }
        who = attrs.evolve(who, availability=attrs.evolve(there, **loads))
    return score(bundle, who, found.business, retainer=found.retainer)


def is_clear(found: Score) -> bool:
    """Whether the two sides differ by more than rounding."""
    gross = found.costs.out_task.total * found.business.horizon_months + found.committed
    return bool(found.impossible) or abs(found.saved - found.committed) > 1e-11 * gross


def assert_flips(found: Score, factor: Factor) -> None:
    for multiplier in found.break_even[factor]:
        below, above = (changed_by(found, factor, multiplier * (1.0 + side)) for side in (-1e-7, 1e-7))
        if is_clear(below) and is_clear(above):
            assert below.outsource is not above.outsource


class TestRepr:
    def test_contributions_are_one_line(self) -> None:
        found = Contributions(recurrence=0.9014, urgency=-0.5, availability=0.0)
        assert repr(found) == "<Contributions: recurrence +0.901, urgency -0.5, availability +0>"

    def test_flips_are_one_line(self) -> None:
        found = BreakEven(recurrence=(0.5, 9.0), urgency=(), availability=(2.334,))
        assert repr(found) == "<BreakEven: recurrence at 0.5 and 9 times, urgency nowhere, availability at 2.33 times>"
