"""Playing plans and engagements: small ones whose cost is known by hand, and what must always hold."""

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given

from delegation import (
    Availability,
    Business,
    Contractor,
    Engagement,
    Mode,
    Plan,
    Rate,
    Retainer,
    Rule,
    Task,
    Urgency,
    plan,
)
from delegation.errors import MissingExtraError, NoLongRunRateError, RefusedValueError
from delegation.io.csv import read_business, read_contractors, read_tasks
from delegation.queueing import OwnWork, own_waits
from delegation.simulation import Simulation, compare, simulate, simulator
from tests.examples import examples
from tests.people import ANN, BEA, FULL, LAST_YEAR, NEW_YEAR, NEWS, OWNER, TEN, Varying
from tests.plan_worlds import Question, questions
from tests.simulation.arrangements import BUSY_ANN, CALLS, TALK, WITH_ANN, WITH_BEA, planned

pytest.importorskip("simpy")

HIRED = Engagement(BUSY_ANN, tasks=[CALLS], mode=Mode.OUT_TASK, start=LAST_YEAR)
RETAINED = Engagement(BUSY_ANN, tasks=[CALLS], mode=Mode.OUTSOURCE, retainer=TEN, start=LAST_YEAR)


def played(subject: Any = WITH_ANN, business: Business | None = OWNER, **more: Any) -> Simulation:
    known: dict[str, Any] = {"runs": 10, "seed": 1, "on": NEW_YEAR}
    return simulate(subject, business, **known | more)


class TestByHand:
    def test_a_retainer_for_work_on_a_rhythm(self) -> None:
        """Every month a fee of 400, six hours used, and two above at 50."""
        found = played()
        assert (found.cost, found.standard_error, found.promised) == (500.0, 0.0, 500.0)
        assert (found.rows.fee.mean, found.rows.overage.mean) == (400.0, 100.0)
        (party,) = found.parties
        assert (party.used.mean, party.unused.mean, party.overage_hours.mean) == (6.0, 0.0, 2.0)
        assert (found.worst_month.mean, found.monthly.total.low) == (500.0, 500.0)

    def test_a_plan_of_it_pays_for_search_and_onboarding(self) -> None:
        offer = attrs.evolve(ANN, retainers=Retainer(400, 8))
        found = played(plan([NEWS], [offer], OWNER, on=NEW_YEAR, solver="search", effort=0.001), None)
        assert found.rows.hiring.mean == pytest.approx(300.0 / 12)
        assert found.cost == pytest.approx(425.0)

    def test_what_is_kept_costs_your_hours(self) -> None:
        keeps = attrs.evolve(TALK, keep=True)
        found = played(plan([keeps], [ANN], OWNER, on=NEW_YEAR, solver="search", effort=0.001), None)
        assert (found.cost, found.rows.waiting.mean, found.promised) == (120.0, 0.0, 120.0)

    def test_where_your_hours_are_few_what_you_keep_waits(self) -> None:
        """Two tasks of 10 hours come on a day, at an hour a day: one waits ten. Promised are rhythms out of step."""
        both = [attrs.evolve(TALK, name=name, owner_hours=10) for name in ("talk", "tell")]
        few = attrs.evolve(OWNER, owner_hours_per_month=30)
        found = played(plan(both, [ANN], few, on=NEW_YEAR, solver="search", effort=0.001), None)
        terms: dict[str, Any] = {"people": 1, "hours_per_week": 210 / 30.4375, "job_hours": 1}
        own = [OwnWork(10, 1, rhythmic=True)] * 2
        wait, _, _ = own_waits(own, regular=True, regular_load=0.0, one_off_load=0.0, **terms)
        assert found.rows.work.mean == 1200.0
        assert found.rows.waiting.mean == pytest.approx(100.0, rel=0.1)
        assert found.rows.waiting.promised == pytest.approx(2 * 10 * wait.mean, rel=1e-3)

    def test_fees_of_a_retainer_that_is_ended_are_owed_until_then(self) -> None:
        dear = Engagement(ANN, tasks=[NEWS], mode=Mode.OUTSOURCE, retainer=Retainer(5000, 6), start=LAST_YEAR)
        found = plan([NEWS], [ANN], OWNER, engagements=[dear], on=NEW_YEAR, solver="search", effort=0.001)
        assert [each.engagement for each in found.endings] == [dear]
        result = played(found, None, engagements=[dear])
        assert result.rows.fee.mean == pytest.approx(found.sunk + found.costs.fee)
        assert result.promised == pytest.approx(found.cost + found.sunk)
        assert result.monthly.fee.largest == pytest.approx(5000.0 + found.costs.fee)

    def test_fees_of_a_minimum_term_beyond_the_months_are_owed_all_the_same(self) -> None:
        long = attrs.evolve(ANN, retainers=Retainer(100, 8, minimum_months=18))
        found = played(plan([NEWS], [long], OWNER, on=NEW_YEAR, solver="search", effort=0.001), None)
        assert found.rows.fee.mean == pytest.approx(150.0)
        assert found.rows.fee.promised == pytest.approx(150.0)
        assert found.monthly.fee.largest == 100.0


class TestPromises:
    @examples(0.25)
    @given(questions())
    def test_the_plans_own_cost_is_what_is_promised(self, question: Question) -> None:
        found = question.plan()
        result = simulate(found, runs=1, months=question.business.horizon_months, engagements=question.engagements)
        assert result.promised is None or result.promised >= 0.0
        if not question.engagements:
            left = found.costs.undone  # what nobody does is not played
            assert result.undone == left
            assert result.promised == pytest.approx(found.cost - left, rel=1e-6, abs=1e-6)

    def test_work_that_never_comes_and_that_nobody_can_do_is_not_played(self) -> None:
        never = Task("never", hours=1, recurrence=Rate(0))
        result = simulate(plan(never, [], solver="search"), runs=1, months=1)
        assert (result.cost, result.promised, result.tasks) == (0.0, 0.0, ())

    def test_a_small_job_waits_as_long_as_the_formula_says(self) -> None:
        """It is in nobody's way, and other clients are those of the formula."""
        small = attrs.evolve(CALLS, hours=0.001)
        found = played(attrs.evolve(HIRED, tasks=[small]), on=None, runs=150)
        (waits,) = found.tasks
        low, high = waits.wait.interval
        assert waits.wait.promised is not None
        assert low < waits.wait.promised < high

    def test_a_regular_client_waits_less(self) -> None:
        one, two = played(HIRED, on=None, runs=40), played(RETAINED, on=None, runs=40)
        assert two.tasks[0].wait.interval[1] < one.tasks[0].wait.interval[0]
        assert (one.tasks[0].served, two.tasks[0].served) == ("one-off", "regular")


class TestChance:
    def test_one_seed_has_one_result(self) -> None:
        assert played([RETAINED, WITH_BEA_CALLING]) == played([RETAINED, WITH_BEA_CALLING])
        assert played(HIRED) != played(HIRED, seed=2)

    def test_neither_order_nor_number_of_workers_matters(self) -> None:
        several = [RETAINED, WITH_BEA_CALLING]
        assert played(several) == played(several[::-1]) == played(several, workers=2)

    def test_the_order_of_tasks_does_not_matter(self) -> None:
        both = [attrs.evolve(RETAINED, tasks=tasks) for tasks in ([NEWS, CALLS], [CALLS, NEWS])]
        assert played(both[0]) == played(both[1])

    def test_a_task_comes_alike_whoever_does_it(self) -> None:
        one, two = played(HIRED), played(WITH_BEA)
        assert one.tasks[0].per_month == two.tasks[0].per_month

    def test_sizes_of_your_own_jobs_may_be_spread(self) -> None:
        found = played(WITH_BEA, spread=0.8, on=None, runs=100)
        low, high = found.rows.work.interval
        assert low < 3 * 2 * 40 < high + 40
        assert found.rows.work.mean != played(WITH_BEA, on=None, runs=100).rows.work.mean


WITH_BEA_CALLING = attrs.evolve(WITH_BEA, tasks=[attrs.evolve(CALLS, name="other calls")])


class TestTimeOff:
    def test_what_falls_into_it_waits_for_its_end(self) -> None:
        """From some time of a Sunday to a Monday four weeks later; and the next behind it."""
        away = attrs.evolve(
            ANN,
            availability=Availability(
                regular_load=0, one_off_load=0, time_off=[(dt.date(2026, 2, 1), dt.date(2026, 2, 28))]
            ),
        )
        (waits,) = played(attrs.evolve(WITH_ANN, contractor=away)).tasks
        assert waits.wait.mean == pytest.approx((28.5 + 2.4) / 12, abs=0.15)


class TestTooMuchWork:
    def test_what_cannot_be_stable_ends_and_says_so(self) -> None:
        full = attrs.evolve(RETAINED, contractor=attrs.evolve(BUSY_ANN, availability=FULL))
        found = played(full)
        assert found.unstable == (
            "Ann: regular clients, you among them, need 105% of all hours, so nobody is reached in the end",
        )
        assert found.tasks[0].turned_away.mean == 1.0
        assert found.tasks[0].turned_away.promised == 1.0

    def test_one_off_jobs_of_a_crowded_contractor_go_elsewhere(self) -> None:
        crowded = attrs.evolve(BUSY_ANN, availability=Availability(regular_load=0.5, one_off_load=0.6))
        found = played(attrs.evolve(HIRED, contractor=crowded))
        assert found.unstable == (
            "Ann: all clients together need 115% of all hours, so one-off jobs are never reached",
        )
        assert found.tasks[0].turned_away.mean == 1.0
        assert found.rows.waiting.mean == pytest.approx(found.tasks[0].per_month.mean * (20 * 5 + 120))

    def test_your_own_hours_may_be_too_few(self) -> None:
        few = attrs.evolve(OWNER, owner_hours_per_month=5)
        kept = plan([attrs.evolve(TALK, owner_hours=4)], [ANN], few, on=NEW_YEAR, solver="search", effort=0.001)
        found = played(kept, attrs.evolve(OWNER, owner_hours_per_month=1))
        assert found.unstable == ("You: what you keep needs 400% of your hours",)
        assert found.rows.waiting.mean == float("inf")


class TestDepartures:
    def test_what_they_cost_is_part_of_the_cost(self) -> None:
        stays, leaves = played(HIRED, runs=40), played(HIRED, runs=40, departures_per_year=2.0)
        assert stays.departures is None
        assert leaves.departures is not None
        assert leaves.departures.mean == pytest.approx(leaves.cost - stays.cost)
        assert leaves.departures.mean > 15.0

    def test_they_may_be_said_by_name(self) -> None:
        found = played([HIRED, WITH_BEA_CALLING], departures_per_year={"Bea": 4.0})
        assert found.departures is not None
        plain = played([HIRED, WITH_BEA_CALLING])
        assert found.parties[0] == plain.parties[0]
        assert found.parties[1].costs.hiring.mean > plain.parties[1].costs.hiring.mean + 20.0


class TestCompare:
    def test_equal_ways_have_no_difference(self) -> None:
        found = compare(HIRED, HIRED, OWNER, runs=5, on=NEW_YEAR)
        assert (found.difference.mean, found.difference.standard_error) == (0.0, 0.0)

    def test_the_difference_is_known_better_than_either_cost(self) -> None:
        """The same needs, and the same other clients."""
        cheaper = attrs.evolve(HIRED, contractor=attrs.evolve(BUSY_ANN, rate=48))
        found = compare(HIRED, cheaper, OWNER, runs=40, on=NEW_YEAR)
        low, high = found.difference.interval
        assert low <= -2 * 2 * 3 <= high
        assert found.difference.standard_error < 0.1 * found.first.standard_error

    def test_plans_of_different_horizons_need_months(self) -> None:
        short = attrs.evolve(PLANNED, business=attrs.evolve(OWNER, horizon_months=6))
        with pytest.raises(RefusedValueError, match="horizons of 12 and 6 months: say how many are to be played"):
            compare(PLANNED, short, runs=2)
        assert compare(PLANNED, short, runs=2, months=6).difference.mean == pytest.approx(0.0)

    def test_where_the_first_is_stopped_the_second_is_played_as_far(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[int] = []
        original = simulator.simulate

        def stopped(*args: Any, runs: int, **more: Any) -> Simulation:
            asked.append(runs)
            found = original(*args, runs=min(runs, 3), **more)
            return attrs.evolve(found, stopped=len(asked) == 1)

        monkeypatch.setattr(simulator, "simulate", stopped)
        found = compare(HIRED, HIRED, OWNER, runs=9, on=NEW_YEAR)
        assert asked == [9, 3]
        assert found.difference.runs == 3


PLANNED: Plan = planned()


class TestDefaults:
    def test_a_plan_brings_its_business_day_and_horizon(self) -> None:
        found = simulate(PLANNED, runs=2)
        assert (found.business, found.on, found.months) == (OWNER, NEW_YEAR, 12)

    def test_engagements_are_played_by_the_default_assumptions(self) -> None:
        found = simulate(WITH_BEA, runs=2, months=3)
        assert (found.business, found.on, found.months) == (Business(horizon_months=3), None, 3)

    def test_a_bar_is_shown_when_asked_for(self, capsys: pytest.CaptureFixture[str]) -> None:
        pytest.importorskip("tqdm")
        played(runs=2, progress=True)
        assert "simulating: 100%" in capsys.readouterr().err


class TestRefusals:
    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"subject": "Ann"}, "subject"),
            ({"subject": 3}, "subject"),
            ({"subject": [NEWS]}, "subject"),
            ({"business": "mine"}, "business"),
            ({"months": 0}, "months"),
            ({"months": 121}, "months"),
            ({"months": True}, "months"),
            ({"runs": 0}, "runs"),
            ({"runs": 2.5}, "runs"),
            ({"workers": 0}, "workers"),
            ({"seed": 1.5}, "seed"),
            ({"seed": True}, "seed"),
            ({"progress": 1}, "progress"),
            ({"spread": -1}, "spread"),
            ({"on": "today"}, "on"),
            ({"engagements": [ANN]}, "engagements"),
            ({"departures_per_year": -1}, "departures_per_year"),
            ({"departures_per_year": {"Ann": "often"}}, "departures_per_year"),
            ({"departures_per_year": {"Zoe": 1}}, "departures_per_year"),
        ],
    )
    def test_what_cannot_be_played_is_refused_by_name(self, wrong: dict[str, Any], field: str) -> None:
        with pytest.raises(RefusedValueError) as caught:
            played(**wrong)
        assert (caught.value.owner, caught.value.field) == ("simulate", field)

    def test_a_name_that_nobody_bears_is_told_with_those_that_are_borne(self) -> None:
        with pytest.raises(RefusedValueError, match="nobody of that name works for you; there are Ann"):
            played(departures_per_year={"Zoe": 1})

    def test_a_rule_that_ends_needs_a_day(self) -> None:
        ends = Rule("FREQ=MONTHLY;COUNT=3", NEW_YEAR)
        runs = attrs.evolve(WITH_BEA, tasks=[attrs.evolve(NEWS, recurrence=ends)])
        with pytest.raises(NoLongRunRateError):
            played(runs, on=None)
        assert played(runs).tasks[0].per_month.mean == 3 / 12

    def test_without_simpy_the_extra_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "simpy", None)
        with pytest.raises(MissingExtraError, match="simpy"):
            played()


def test_an_urgent_task_is_turned_away_from_a_busy_contractor() -> None:
    """A share that is promised, and more where the own work comes in lumps."""
    urgent = Task("urgent", hours=4, recurrence=Rate(2), urgency=Urgency(1000, 0))
    busy = Contractor("Cid", rate=50, availability=Availability(regular_load=0.5, one_off_load=0.3))
    found = played(Engagement(busy, tasks=[urgent], mode=Mode.OUT_TASK, start=LAST_YEAR), on=None, runs=150)
    (waits,) = found.tasks
    assert waits.turned_away.promised is not None
    assert waits.turned_away.mean == pytest.approx(waits.turned_away.promised, rel=0.2)
    assert waits.lost.mean == pytest.approx(waits.lost.promised, rel=0.2)
    assert BEA.name not in {party.contractor for party in found.parties}


@pytest.mark.unmeasured
def test_the_example_costs_what_its_plan_promises() -> None:
    """Within 3 %, row by row where a row is above 5 % of the whole, as far as 400 runs can tell."""
    folder = Path(__file__).parents[2] / "docs" / "examples" / "small_business"
    business = read_business(folder / "business.csv")
    tasks, contractors = read_tasks(folder / "tasks.csv"), read_contractors(folder / "contractors.csv")
    found = simulate(plan(tasks, contractors, business, solver="search"), runs=400, seed=1)
    assert found.promised is not None
    assert found.cost == pytest.approx(found.promised, rel=0.03)
    for row in found.rows:
        assert row.promised is not None
        if row.promised > 0.05 * found.promised:
            assert abs(row.mean - row.promised) <= 0.03 * row.promised + 2.0 * row.standard_error


class TestHoursThatVary:
    def test_hours_above_a_block_and_waits_are_those_that_are_promised(self) -> None:
        """An exponential job of 6 h twice a month on a block of 10 h, alone with Ann."""
        calls = attrs.evolve(CALLS, hours=6.0, recurrence=Varying(2.0, 1.0))
        alone = attrs.evolve(RETAINED, contractor=ANN, tasks=[calls])
        found = played(alone, on=None, runs=200)
        (party,), (waits,) = found.parties, found.tasks
        low, high = party.overage_hours.interval
        assert party.overage_hours.promised is not None
        assert low < party.overage_hours.promised < high
        alike = played(attrs.evolve(alone, tasks=[attrs.evolve(calls, recurrence=Rate(2.0))]), on=None, runs=200)
        assert alike.parties[0].overage_hours.interval[1] < low
        assert waits.wait.promised is not None
        assert waits.wait.interval[0] < waits.wait.promised < waits.wait.interval[1]
