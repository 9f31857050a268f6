"""How likely each load of a contractor is after the waits that are remembered."""

import json
import math
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability
from delegation.availability import LoadBelief
from delegation.availability.posterior import posterior, prior, probability_of, waits_in_days
from delegation.queueing import Wait, one_off_wait
from tests.refusals import told_by

ABOUT = json.loads((Path(__file__).parent.parent / "data" / "load_cases.json").read_text("utf-8"))
CASES: list[dict[str, Any]] = ABOUT["cases"]
"""Worked by quadrature elsewhere."""

ASKED = ("one_off_waits", "regular_waits", "job_hours", "hours_per_week", "people", "own_hours_per_day")

LIST = "it takes a list of waits in calendar days, each as often as you waited so, such as "
WAIT = "it takes a number from 0 to 1e9, the calendar days of one wait"

days = st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.5, 7.0, 20.0])
several = st.lists(days, max_size=5)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['one_off_waits']} {case['regular_waits']}")
class TestWorkedCases:
    def test_loads_are_those_worked_out_elsewhere(self, case: dict[str, Any]) -> None:
        found = Availability.learn(**{name: case[name] for name in ASKED})
        told = case["expected"]
        assert found.regular_load == pytest.approx(told["regular_load"], rel=1e-8)
        assert found.one_off_load == pytest.approx(told["one_off_load"], rel=1e-8)
        assert found.job_hours == pytest.approx(told["job_hours"], rel=1e-8)

    @pytest.mark.parametrize("kind", ["regular", "one_off"])
    def test_so_is_lateness_among_the_own_work_of_that_time(self, case: dict[str, Any], kind: str) -> None:
        found = Availability.learn(**{name: case[name] for name in ASKED})
        own = case["own_hours_per_day"] / found.job_hours
        wait = found.wait(regular=kind == "regular", own_jobs_per_day=own)
        late = wait.lateness(case["slack_days"], case["patience_days"])
        assert late == pytest.approx(case["expected"][f"lateness_{kind}"], rel=1e-8)

    def test_so_is_how_likely_the_waits_were(self, case: dict[str, Any]) -> None:
        terms = {name: case[name] for name in ASKED if name != "job_hours"}
        found = posterior(prior(case["job_hours"]), **terms)
        assert math.exp(found.log_likelihood) == pytest.approx(case["expected"]["likelihood"], rel=1e-8)


class TestPrior:
    def test_it_is_the_grid_of_the_worked_cases(self) -> None:
        told = ABOUT["about"]["prior"]
        beliefs = prior()
        assert sorted({each.regular_load for each in beliefs}) == told["regular"]
        parts = {round(each.one_off_load / (1.0 - each.regular_load), 12) for each in beliefs}
        assert sorted(parts) == told["one_off_share_of_rest"]
        assert sorted({each.job_hours for each in beliefs}) == told["job_hours"]
        assert {each.weight for each in beliefs} == {1 / 64}

    def test_known_hours_of_a_job_leave_sixteen_points(self) -> None:
        assert [(each.weight, each.job_hours) for each in prior(5.0)] == [(1 / 16, 5.0)] * 16

    def test_without_waits_the_means_are_its_own(self) -> None:
        """0.39625, and of the rest 0.41375: all by hand."""
        found = Availability.learn()
        loads = (found.regular_load, found.one_off_load, found.job_hours)
        assert loads == pytest.approx((0.39625, 0.2498015625, 7.99562140655), rel=1e-11)


class TestProbability:
    HALF = Wait(0.5, ((1.0, math.log(2)),))
    """Half of all wait, and half as many every day longer."""

    @pytest.mark.parametrize(
        ("waited", "expected"),
        [
            pytest.param(0.0, 1 - 0.5 * 2**-0.5, id="at once: who does not wait, and who waits half a day"),
            pytest.param(0.4, 1 - 0.5 * 2**-0.9, id="less than half a day: likewise"),
            pytest.param(0.5, 0.5 - 0.25, id="half a day: who waits at all, up to a day"),
            pytest.param(2.0, 0.5 * 2**-1.5 - 0.5 * 2**-2.5, id="two days: half a day less to half a day more"),
        ],
    )
    def test_a_wait_is_remembered_to_half_a_day(self, waited: float, expected: float) -> None:
        assert probability_of(waited, self.HALF) == pytest.approx(expected)


class TestPosterior:
    TWO = (LoadBelief(0.5, 0.5, 0.0, 4.0), LoadBelief(0.5, 0.0, 0.0, 4.0))
    """Half busy with regular clients, or idle; of a job a day."""
    BUSY = one_off_wait(1.0, 0.5, 0.0, 1)
    TERMS: ClassVar[dict[str, Any]] = {"people": 1, "hours_per_week": 28.0, "own_hours_per_day": 0.0}

    def test_each_wait_multiplies_with_how_likely_it_is(self) -> None:
        """At once or nearly so with 1 - e^(-1/4)/2 as a regular client who meets half a load; always where idle."""
        found = posterior(self.TWO, one_off_waits=[], regular_waits=[0.0], **self.TERMS)
        likely = 1 - 0.5 * math.exp(-0.25)
        busy, idle = found.beliefs
        assert (busy.weight, idle.weight) == pytest.approx((likely / (1 + likely), 1 / (1 + likely)))
        assert found.log_likelihood == pytest.approx(math.log((1 + likely) / 2))

    def test_nothing_rules_a_load_out_but_what_is_next_to_impossible_is_dropped(self) -> None:
        """Who is idle lets nobody wait: once that is a trillionth, twice less than is kept."""
        once = posterior(self.TWO, one_off_waits=[2.0], regular_waits=[], **self.TERMS)
        assert [each.regular_load for each in once.beliefs] == [0.5, 0.0]
        assert once.beliefs[1].weight == pytest.approx(1e-12 / probability_of(2.0, self.BUSY), rel=1e-9)
        twice = posterior(self.TWO, one_off_waits=[2.0, 2.0], regular_waits=[], **self.TERMS)
        assert twice.beliefs == (LoadBelief(1.0, 0.5, 0.0, 4.0),)

    def test_what_no_load_explains_leaves_all_as_likely_as_they_were(self) -> None:
        found = posterior(prior(0.5), one_off_waits=[9e8], regular_waits=[], **self.TERMS)
        assert [each.weight for each in found.beliefs] == pytest.approx([1 / 16] * 16)
        assert found.log_likelihood == pytest.approx(math.log(1e-12))

    def test_thousands_of_waits_do_not_underflow(self) -> None:
        found = Availability.learn(one_off_waits=[5.0] * 2_000 + [0.0] * 3_000)
        assert math.fsum(each.weight for each in found.beliefs) == pytest.approx(1.0)

    @given(several, several, st.randoms(use_true_random=False))
    def test_the_order_of_waits_never_matters(self, one_off: list[float], regular: list[float], shuffled: Any) -> None:
        first = Availability.learn(one_off_waits=one_off, regular_waits=regular)
        shuffled.shuffle(one_off)
        shuffled.shuffle(regular)
        assert Availability.learn(one_off_waits=one_off, regular_waits=regular) == first

    @given(
        several,
        several,
        days,
        st.booleans(),
        st.fixed_dictionaries({"job_hours": st.sampled_from([None, 2.0, 8.0]), "people": st.integers(1, 3)}),
    )
    def test_a_wait_remembered_once_more_is_expected_no_less(
        self, one_off: list[float], regular: list[float], waited: float, in_first: bool, terms: dict[str, Any]
    ) -> None:
        """By a theorem: E[L²]/E[L] is at least E[L], whatever the likelihood L. Of 0: to be served at once."""
        before = Availability.learn(one_off_waits=one_off, regular_waits=regular, **terms)
        (regular if in_first else one_off).append(waited)
        after = Availability.learn(one_off_waits=one_off, regular_waits=regular, **terms)
        first, second = (probability_of(waited, each.wait(regular=in_first)) for each in (before, after))
        assert second >= first * (1.0 - 1e-9) - 1e-10  # below a trillionth a likelihood is no more told apart

    @given(several, several, st.sampled_from([8.0, 20.0]), st.booleans())
    def test_another_wait_of_nothing_never_speaks_for_a_busier_contractor(
        self, one_off: list[float], regular: list[float], size: float, in_first: bool
    ) -> None:
        before = Availability.learn(one_off_waits=one_off, regular_waits=regular, job_hours=size)
        (regular if in_first else one_off).append(0.0)
        after = Availability.learn(one_off_waits=one_off, regular_waits=regular, job_hours=size)
        busy = before.regular_load + before.one_off_load
        assert after.regular_load + after.one_off_load <= busy * (1.0 + 1e-9)

    @given(st.lists(st.sampled_from([0.0, 1.0, 2.0, 5.0]), max_size=4), st.floats(0.0, 8.0), st.floats(1.0, 8.0))
    def test_a_longer_wait_never_lowers_the_expected_lateness_where_the_size_of_jobs_is_known(
        self, others: list[float], waited: float, longer: float
    ) -> None:
        """Where it is not, a day instead of none speaks for smaller jobs, and may lower it by some percent."""
        short = Availability.learn(one_off_waits=[*others, math.floor(waited)], job_hours=8.0)
        long = Availability.learn(one_off_waits=[*others, math.floor(waited + longer)], job_hours=8.0)
        first, second = (each.wait(regular=False).lateness(1.0, 6.0) for each in (short, long))
        assert second >= first * (1.0 - 1e-9)


class TestRefusals:
    @pytest.mark.parametrize("field", ["one_off_waits", "regular_waits"])
    @pytest.mark.parametrize(
        ("value", "such"),
        [
            (5, "[5]"),
            (math.nan, "[0, 3, 5]"),
            ("5", "[0, 3, 5]"),
            (b"5", "[0, 3, 5]"),
            (None, "[0, 3, 5]"),
            ({5: 1}, "[0, 3, 5]"),
            ({5, 3}, "[0, 3, 5]"),
        ],
        ids=repr,
    )
    def test_waits_are_a_list(self, field: str, value: Any, such: str) -> None:
        asked: dict[str, Any] = {field: value}
        assert told_by(lambda: Availability.learn(**asked)) == (f"Availability.learn.{field}", LIST + such)

    def test_a_table_is_none(self) -> None:
        class Table(list[float]):
            columns = ("waits",)

        assert told_by(lambda: Availability.learn(one_off_waits=Table())) == (
            "Availability.learn.one_off_waits",
            f"{LIST}[0, 3, 5]",
        )

    @pytest.mark.parametrize("wait", [-1, math.nan, math.inf, 1.1e9, "5", None, True, [5]], ids=repr)
    def test_of_a_wait_its_place_is_told(self, wait: Any) -> None:
        told = told_by(lambda: Availability.learn(regular_waits=[0, wait]))
        assert told == ("Availability.learn.regular_waits[1]", WAIT)

    def test_the_longest_wait_is_taken(self) -> None:
        assert waits_in_days("f", "x", iter([0, 1e9])) == [0.0, 1e9]

    @pytest.mark.parametrize("own", [-0.1, 4.0, math.nan, "1", True], ids=repr)
    def test_own_work_is_less_than_their_hours(self, own: Any) -> None:
        told = told_by(lambda: Availability.learn(own_hours_per_day=own, hours_per_week=28))
        accepted = "it takes a number from 0 to less than 4, their working hours on a calendar day"
        assert told == ("Availability.learn.own_hours_per_day", accepted)

    @pytest.mark.parametrize(("field", "value"), [("job_hours", 0), ("hours_per_week", 169), ("people", 0)], ids=str)
    def test_the_rest_is_refused_as_by_availability(self, field: str, value: float) -> None:
        asked: dict[str, Any] = {field: value}
        assert told_by(lambda: Availability.learn(**asked))[0] == f"Availability.{field}"
