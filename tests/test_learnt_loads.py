"""Where a contractor's loads are not known, all that is asked is the mean over what they may be."""

import math
from functools import partial
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
    Retainer,
    Rule,
    Task,
    Urgency,
    plan,
    recommend,
    score,
)
from delegation.scoring import Factor
from tests.people import LAST_YEAR, NEW_YEAR

OWNER = Business(owner_rate=40, hiring_hours=2, replacement_days=6)
OFFER = Retainer(500, 10)
NEWS = Task("news", hours=4, recurrence=Rule("FREQ=WEEKLY"), urgency=Urgency(60, 1))
CALLS = Task("calls", hours=2, recurrence=3, urgency=Urgency(200, 0))
MOVE = Task("move", hours=12, urgency=Urgency(30, 4))

LEARNT = Availability.learn(one_off_waits=[0, 5, 9], regular_waits=[1], hours_per_week=25)
ANN = Contractor("Ann", rate=50, retainers=OFFER, availability=LEARNT)
BEA = Contractor("Bea", rate=70, retainers=(), availability=Availability.learn(one_off_waits=[0] * 4))


def known(contractor: Contractor) -> list[tuple[float, Contractor]]:
    """The contractor with each of the loads that they may have, known, and its weight."""
    there = contractor.availability
    return [
        (
            belief.weight,
            attrs.evolve(
                contractor,
                availability=attrs.evolve(
                    there,
                    regular_load=belief.regular_load,
                    one_off_load=belief.one_off_load,
                    job_hours=belief.job_hours,
                    beliefs=(),
                ),
            ),
        )
        for belief in there.beliefs
    ]


def mean(contractor: Contractor, ask: Any) -> float:
    """The mean of a figure over what the loads may be."""
    return math.fsum(weight * ask(each) for weight, each in known(contractor))


def cost(tasks: Task | list[Task], contractor: Contractor, mode: Mode, row: str = "total") -> float:
    """What a mode costs a month, or a row of it."""
    found: float = getattr(score(tasks, contractor, OWNER).costs[mode], row)
    return found


class TestScore:
    @pytest.mark.parametrize("tasks", [[NEWS], [CALLS], [MOVE], [NEWS, CALLS, MOVE]], ids=len)
    @pytest.mark.parametrize("mode", [Mode.OUTSOURCE, Mode.OUT_TASK])
    def test_each_cost_is_the_mean(self, tasks: list[Task], mode: Mode) -> None:
        for row in ("waiting", "total"):
            expected = mean(ANN, partial(cost, tasks, mode=mode, row=row))
            assert cost(tasks, ANN, mode, row) == pytest.approx(expected, rel=1e-9)

    @pytest.mark.parametrize("kind", ["regular", "one_off"])
    @pytest.mark.parametrize("figure", ["mean_wait", "lateness", "turned_away", "loss"])
    def test_so_is_every_figure_of_waiting(self, kind: str, figure: str) -> None:
        def ask(contractor: Contractor) -> float:
            found: float = getattr(getattr(score([NEWS, CALLS], contractor, OWNER).availability, kind), figure)
            return found

        assert ask(ANN) == pytest.approx(mean(ANN, ask), rel=1e-9)

    def test_so_is_what_a_retainer_saves_that_runs_for_a_part_of_the_horizon(self) -> None:
        runs = Engagement(
            ANN, tasks=NEWS, mode=Mode.OUTSOURCE, retainer=OFFER, start=LAST_YEAR, end=NEW_YEAR.replace(month=6)
        )

        def ask(contractor: Contractor) -> float:
            here = attrs.evolve(runs, contractor=contractor)
            found = score(NEWS, contractor, OWNER, engagements=here, on=NEW_YEAR).costs.out_task
            assert found is not None
            return found.waiting

        assert ask(ANN) == pytest.approx(mean(ANN, ask), rel=1e-9)

    def test_contributions_add_up(self) -> None:
        found = score([NEWS, CALLS], ANN, OWNER)
        assert found.contributions is not None
        assert found.contributions.total == pytest.approx(math.log(found.payback))

    def test_break_evens_multiply_every_belief(self) -> None:
        """Up to a mean regular share of 1."""
        ann = attrs.evolve(ANN, retainers=Retainer(380, 8))
        (flip,) = score(CALLS, ann, OWNER).break_even[Factor.AVAILABILITY]
        verdicts = []
        for times in (flip * (1.0 - 1e-6), flip * (1.0 + 1e-6)):
            beliefs = [
                (each.weight, each.regular_load * times, each.one_off_load * times, each.job_hours)
                for each in LEARNT.beliefs
            ]
            busier = attrs.evolve(
                LEARNT,
                regular_load=LEARNT.regular_load * times,
                one_off_load=LEARNT.one_off_load * times,
                beliefs=beliefs,
            )
            verdicts.append(score(CALLS, attrs.evolve(ann, availability=busier), OWNER).mode)
        assert set(verdicts) == {Mode.OUTSOURCE, Mode.OUT_TASK}

    def test_where_loads_are_learnt_they_are_no_defaults(self) -> None:
        ann = attrs.evolve(ANN, availability=Availability.learn(job_hours=8))
        fields = {each.field for each in score(NEWS, ann, OWNER).assumptions}
        assert {"Availability.hours_per_week", "Availability.people"} <= fields
        assert not fields & {"Availability.job_hours", "Availability.regular_load", "Availability.one_off_load"}

    @given(st.floats(0.0, 1.0), st.floats(0.0, 0.9), st.floats(1.0, 30.0), st.booleans())
    def test_equal_beliefs_are_as_good_as_knowing(
        self, first: float, second: float, size: float, rhythmic: bool
    ) -> None:
        plain = Availability(regular_load=first, one_off_load=second, job_hours=size)
        sure = attrs.evolve(plain, beliefs=[(0.25, first, second, size)] * 4)
        task = NEWS if rhythmic else CALLS
        one, other = (score(task, attrs.evolve(ANN, availability=each), OWNER) for each in (plain, sure))
        assert one.costs == other.costs
        assert (one.mode, one.value, one.payback) == (other.mode, other.value, other.payback)
        assert one.break_even == other.break_even


class TestPartlyFull:
    """Nine hours a week of thirty: too many beside the busiest contractors that Ann may be."""

    MUCH = attrs.evolve(NEWS, hours=9)
    ANN = Contractor("Ann", rate=50, retainers=OFFER, availability=Availability.learn())

    def test_who_may_never_be_reached_is_a_choice_all_the_same(self) -> None:
        found = score(self.MUCH, self.ANN, OWNER)
        full = [weight for weight, each in known(self.ANN) if score(self.MUCH, each, OWNER).never_reached]
        assert 0.0 < math.fsum(full) < 1.0
        assert not found.never_reached
        assert found.availability.one_off.mean_wait == math.inf
        modes = [each.mode for each in recommend(self.MUCH, [self.ANN], OWNER).alternatives]
        assert Mode.OUT_TASK in modes

    def test_what_that_costs_is_in_the_mean(self) -> None:
        expected = mean(self.ANN, partial(cost, self.MUCH, mode=Mode.OUT_TASK, row="waiting"))
        assert cost(self.MUCH, self.ANN, Mode.OUT_TASK, "waiting") == pytest.approx(expected, rel=1e-9)

    def test_its_words_say_so(self) -> None:
        found = score(self.MUCH, self.ANN, OWNER)
        assert "perhaps for ever as a one-off client (and turn to somebody else in " in found.why(full=True)
        assert "perhaps for ever (" in " ".join(str(found).split())

    def test_a_plan_has_room_as_far_as_a_score_has(self) -> None:
        """Of thirty hours a week at the best 0.16 and 0.1428 are taken: 20.9 are left to a one-off client."""
        for hours, reached in ((20.9, True), (20.95, False)):
            task = attrs.evolve(NEWS, hours=hours)
            ann = attrs.evolve(self.ANN, retainers=())
            assert score(task, ann, OWNER).never_reached is not reached
            found = plan([task], [ann], OWNER, solver="search", effort=0.001)
            assert bool(found.assignments[0].contractor) is reached

    def test_where_none_has_room_it_is_impossible(self) -> None:
        assert score(attrs.evolve(NEWS, hours=26), self.ANN, OWNER).impossible


class TestRecommend:
    def test_ways_are_ranked_by_their_mean_cost(self) -> None:
        found = recommend(CALLS, [ANN, BEA], OWNER)
        assert len({way.contractor for way in found.alternatives}) == 2
        for way in found.alternatives:
            assert way.contractor is not None
            expected = mean(way.contractor, partial(cost, CALLS, mode=way.mode))
            assert way.costs.total == pytest.approx(expected, rel=1e-9)
        totals = [way.costs.total for way in found.alternatives]
        assert totals == sorted(totals)


class TestPlan:
    def test_it_costs_what_its_bundles_cost_on_average(self) -> None:
        found = plan([NEWS, CALLS, MOVE], [ANN, BEA], OWNER, solver="search", effort=0.01)
        for contractor in (ANN, BEA):
            mine = [each.task for each in found.assignments if each.contractor == contractor]
            if not mine:
                continue
            (mode,) = {each.mode for each in found.assignments if each.contractor == contractor}
            assert mode is not None
            expected = mean(contractor, partial(cost, mine, mode=mode, row="waiting"))
            waiting = math.fsum(each.costs.waiting for each in found.assignments if each.contractor == contractor)
            assert waiting == pytest.approx(expected, rel=1e-9)

    @pytest.mark.parametrize("waits", [[], [0, 0, 3], [12, 20]], ids=str)
    def test_no_plan_costs_less_than_its_bound(self, waits: list[float]) -> None:
        ann = attrs.evolve(ANN, availability=Availability.learn(one_off_waits=waits))
        found = plan([NEWS, CALLS, MOVE], [ann, BEA], OWNER, solver="search", effort=0.01)
        assert found.bound is not None
        assert found.bound <= found.cost + 1e-9

    def test_equal_beliefs_plan_as_knowing_does(self) -> None:
        plain = Availability(regular_load=0.5, one_off_load=0.25, job_hours=6)
        sure = attrs.evolve(plain, beliefs=[(0.5, 0.5, 0.25, 6)] * 2)
        costs = {
            plan([NEWS, CALLS], [attrs.evolve(ANN, availability=each), BEA], OWNER, solver="search", effort=0.01).cost
            for each in (plain, sure)
        }
        assert len(costs) == 1
