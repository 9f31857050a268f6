"""How long the owner's own jobs wait: against simulations, exact cases and what must always hold."""

import json
import math
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from delegation.queueing import OwnWork, Wait, one_off_wait, own_waits, regular_wait
from delegation.queueing.own import Met, _mean_values
from delegation.queueing.work import NOTHING
from tests.worlds import spread

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "data" / "mixed_queue.json").read_text(encoding="utf-8")
)["sets"]
ONE: dict[str, Any] = {
    "people": 1,
    "hours_per_week": 28.0,
    "job_hours": 4.0,
    "regular_load": 0.25,
    "one_off_load": 0.25,
}
"""Four hours a day: one job of others a day."""


class Found(NamedTuple):
    """A wait as the formulas have it, and as a simulation and the reference have it."""

    wait: Wait
    people: int
    rhythmic: bool
    simulated: dict[str, list[float]]
    formula: dict[str, float]


def of_case(case: dict[str, Any], kind: str) -> list[Found]:
    """All waits of a scenario in one class; none where the class is never reached."""
    told = case[kind]
    if told is None:
        return []
    own = [OwnWork(task["hours"], task["per_month"], task["rhythmic"], task["cv"]) for task in case["tasks"]]
    terms = {name: case[name] for name in ("people", "hours_per_week", "job_hours", "regular_load", "one_off_load")}
    waits = own_waits(own, regular=kind == "regular", **terms)
    some = any(work.rhythmic for work in own)
    return [
        Found(wait, case["people"], some, each["simulated"], each["formula"])
        for wait, each in zip(waits, [*told["tasks"], told["any_moment"]], strict=True)
        if each is not None
    ]


FOUND = [found for case in CASES for kind in ("regular", "one_off") for found in of_case(case, kind)]


def measured(wait: Wait, figure: str) -> float:
    """A figure of a wait by the name that it has in the file."""
    name, _, numbers = figure.partition(" ")
    if name == "mean":
        return wait.mean
    if name == "waits_at_all":
        return wait.chance
    return getattr(wait, name)(*map(float, numbers.split(",")))  # type: ignore[no-any-return]  # exceeds, lateness


class TestAgainstTheReference:
    def test_there_are_hundreds_of_figures_to_hold_against(self) -> None:
        assert sum(len(found.formula) for found in FOUND) > 4_000

    @pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
    @pytest.mark.parametrize("kind", ["regular", "one_off"])
    def test_every_figure_is_that_of_the_formulas_computed_elsewhere(self, case: dict[str, Any], kind: str) -> None:
        for found in of_case(case, kind):
            for figure, told in found.formula.items():
                assert measured(found.wait, figure) == pytest.approx(told, rel=1e-5, abs=1e-8), figure

    @pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
    def test_a_class_that_is_never_reached_waits_for_ever(self, case: dict[str, Any]) -> None:
        own = [OwnWork(task["hours"], task["per_month"], task["rhythmic"], task["cv"]) for task in case["tasks"]]
        terms = {name: case[name] for name in ("people", "hours_per_week", "job_hours", "regular_load", "one_off_load")}
        for kind in ("regular", "one_off"):
            waits = own_waits(own, regular=kind == "regular", **terms)
            assert all(wait.endless for wait in waits) == (case[kind] is None)


def off(found: Found, figure: str) -> float:
    """By how much a figure is off the simulated one, beyond three standard errors."""
    simulated, error = found.simulated[figure]
    return max(0.0, abs(measured(found.wait, figure) - simulated) - 3.0 * error)


GROUPS = [
    (1, False, 0.005, 0.07, 0.08),
    (1, True, 0.10, 0.07, 0.09),
    (2, False, 0.40, 0.15, 0.45),
    (2, True, 0.75, 0.12, 0.75),
]
"""For one person and several, without and with work on a rhythm: how far mean, tails and lateness may be off."""


class TestAgainstSimulations:
    @pytest.mark.parametrize(("people", "rhythmic", "mean", "tail", "late"), GROUPS)
    def test_no_figure_is_further_off_than_is_said(
        self, people: int, rhythmic: bool, mean: float, tail: float, late: float
    ) -> None:
        group = [found for found in FOUND if min(2, found.people) == people and found.rhythmic is rhythmic]
        assert group
        for found in group:
            whole = found.simulated["mean"][0]
            assert off(found, "mean") <= mean * whole
            for figure in found.simulated:
                if figure.startswith("exceeds"):
                    assert off(found, figure) <= tail
                if figure.startswith("lateness"):
                    assert off(found, figure) <= late * whole

    @pytest.mark.parametrize(
        ("people", "rhythmic", "most"), [(1, False, 0.02), (1, True, 0.02), (2, False, 0.02), (2, True, 0.04)]
    )
    def test_half_of_all_mean_waits_are_much_closer(self, people: int, rhythmic: bool, most: float) -> None:
        errors = [
            abs(found.wait.mean / found.simulated["mean"][0] - 1.0)
            for found in FOUND
            if min(2, found.people) == people and found.rhythmic is rhythmic and found.simulated["mean"][0]
        ]
        assert median(errors) <= most

    def test_over_all_cases_means_are_within_6_percent_in_the_median_and_20_in_nine_of_ten(self) -> None:
        errors = sorted(abs(found.wait.mean / found.simulated["mean"][0] - 1.0) for found in FOUND)
        assert median(errors) <= 0.06
        assert errors[len(errors) * 9 // 10] <= 0.20

    def test_capped_lateness_is_within_a_tenth_of_the_mean_wait_in_nine_of_ten(self) -> None:
        errors = sorted(
            abs(measured(found.wait, figure) - simulated) / found.simulated["mean"][0]
            for found in FOUND
            for figure, (simulated, _) in found.simulated.items()
            if figure.startswith("lateness")
        )
        assert errors[len(errors) * 9 // 10] <= 0.10


sizes = spread(0.1, 60.0)
rates = spread(0.01, 40.0)
works = st.builds(OwnWork, sizes, rates, st.booleans(), st.sampled_from([0.0, 0.3, 1.0]))
queues = st.fixed_dictionaries(
    {
        "people": st.integers(1, 5),
        "hours_per_week": spread(5.0, 60.0),
        "job_hours": spread(0.5, 40.0),
        "regular_load": st.floats(0.0, 0.9),
        "one_off_load": st.floats(0.0, 0.9),
    }
)

extremes = st.tuples(
    st.sampled_from([1e-9, 1e-3, 4.0, 60.0, 1e7]),
    st.sampled_from([0.0, 1e-300, 1e-12, 0.5, 1.0]),
    st.booleans(),
    st.sampled_from([0.0, 0.3, 3.0]),
)
"""Hours of a job, how much of its part of the room it takes, whether on a rhythm, and its coefficient of variation."""
ends = st.fixed_dictionaries(
    {
        "people": st.sampled_from([1, 2, 30, 10_000]),
        "hours_per_week": st.sampled_from([1e-3, 30.0, 168.0]),
        "job_hours": st.sampled_from([1e-9, 1e-3, 8.0, 1e6]),
        "regular_load": st.sampled_from([0.0, 1e-300, 1e-12, 0.3, 0.999999, 1.0]),
        "one_off_load": st.sampled_from([0.0, 1e-12, 0.3, 0.999999, 1e6]),
    }
)


class TestExactCases:
    @given(queues, st.booleans(), st.floats(0.0, 0.5))
    def test_own_work_like_the_others_waits_as_the_priority_queue_has_it(
        self, queue: dict[str, Any], regular: bool, share: float
    ) -> None:
        """Poisson and exponential of the others' mean size: the M/M/c queue with two classes."""
        m = queue["people"] * queue["hours_per_week"] / 7.0 / queue["job_hours"]
        own = OwnWork(queue["job_hours"], share * m * 365.25 / 12, cv=1.0)
        first, second = queue["regular_load"] * m, queue["one_off_load"] * m
        level = queue["regular_load"] + share + (0.0 if regular else queue["one_off_load"])
        assume(abs(level - 1.0) > 1e-3)
        if regular:
            expected = regular_wait(m, first + share * m, second, queue["people"])
        else:
            expected = one_off_wait(m, first, second + share * m, queue["people"])
        for wait in own_waits([own], regular=regular, **queue):
            assert wait.endless == expected.endless
            if not wait.endless:
                assert wait.mean == pytest.approx(expected.mean, rel=1e-9, abs=1e-12)
                assert wait.chance == pytest.approx(expected.chance, rel=1e-9, abs=1e-12)
                assert wait.exceeds(5.0) == pytest.approx(expected.exceeds(5.0), rel=1e-6, abs=1e-9) or not regular

    @given(st.lists(works.map(lambda work: work._replace(rhythmic=False)), max_size=4), queues, st.booleans())
    def test_one_person_and_work_at_random_wait_as_cobham_says(
        self, own: list[OwnWork], queue: dict[str, Any], regular: bool
    ) -> None:
        queue = queue | {"people": 1}
        day = queue["hours_per_week"] / 7.0
        shares = [work.hours * work.per_month / (365.25 / 12) / day for work in own]
        first = queue["regular_load"] + (math.fsum(shares) if regular else 0.0)
        room = max(0.0, 1.0 - first) if regular else math.inf
        second = min(queue["one_off_load"], room) + (0.0 if regular else math.fsum(shares))
        level = first if regular else first + second
        assume(level < 0.999)
        residual = math.fsum(
            [
                *(share * work.hours * (1.0 + work.cv**2) / 2.0 for share, work in zip(shares, own, strict=True)),
                (queue["regular_load"] + min(queue["one_off_load"], room)) * queue["job_hours"],
            ]
        )
        expected = residual / day / (1.0 - level) / (1.0 if regular else 1.0 - first)
        for wait in own_waits(own, regular=regular, **queue):
            assert wait.mean == pytest.approx(expected, rel=1e-9, abs=1e-12)

    def test_alone_on_a_rhythm_that_leaves_time_nobody_waits(self) -> None:
        alone: dict[str, Any] = ONE | {"regular_load": 0.0, "one_off_load": 0.0}
        weekly, anytime = own_waits([OwnWork(8.0, 4.0, rhythmic=True)], regular=True, **alone)
        assert weekly.mean == pytest.approx(0.0, abs=1e-6)
        assert anytime.mean > 0.1

    @pytest.mark.parametrize(("regular", "days"), [(True, 0.5 / 0.75), (False, 0.5 / (0.75 * 0.5))])
    def test_a_seldom_task_on_a_rhythm_meets_the_work_of_others_alone(self, regular: bool, days: float) -> None:
        """A day once in a century: half of the time a job of one day is in the way."""
        seldom, anytime = own_waits([OwnWork(8.0, 1 / 1200, rhythmic=True)], regular=regular, **ONE)
        assert seldom.mean == pytest.approx(days, rel=1e-9)
        assert anytime.mean > seldom.mean

    @pytest.mark.parametrize(("regular", "days"), [(True, 0.5 / 0.5), (False, 0.5 / (0.75 * 0.25))])
    def test_a_steady_trickle_on_a_rhythm_leaves_less_of_the_day_to_others(self, regular: bool, days: float) -> None:
        """A quarter of the time in jobs of no length: others' are in the way, the trickle comes between."""
        trickle = OwnWork(1e-7, 30.4375 * 1e7, rhythmic=True)
        for wait in own_waits([trickle], regular=regular, **ONE):
            assert wait.mean == pytest.approx(days, rel=1e-5)

    @pytest.mark.parametrize(
        ("loads", "reached"),
        [((1.0, 0.0), (False, False)), ((0.5, 0.5), (True, False)), ((0.5, 0.25), (True, True))],
    )
    def test_whoever_meets_a_queue_that_is_full_to_the_last_hour_waits_for_ever(
        self, loads: tuple[float, float], reached: tuple[bool, bool]
    ) -> None:
        queue: dict[str, Any] = ONE | {"regular_load": loads[0], "one_off_load": loads[1]}
        for regular, expected in zip((True, False), reached, strict=True):
            for wait in own_waits([OwnWork(8.0, 0.0)], regular=regular, **queue):
                assert wait.endless is not expected

    def test_own_work_that_fills_the_rest_keeps_its_owner_from_being_served(self) -> None:
        """Half the time is others': 60.875 hours a month are left of four a day, and a regular client may have more."""
        rest = OwnWork(60.875, 1.0)
        assert all(wait.endless for wait in own_waits([rest], regular=False, **ONE))
        assert not any(wait.endless for wait in own_waits([rest], regular=True, **ONE))

    @given(queues, st.booleans(), st.booleans())
    def test_work_that_never_comes_waits_as_a_job_at_any_moment_would(
        self, queue: dict[str, Any], regular: bool, rhythmic: bool
    ) -> None:
        steady = OwnWork(1.0, 1.0, rhythmic=True)
        *_, alone = own_waits([steady], regular=regular, **queue)
        _, never, anytime = own_waits([steady, OwnWork(8.0, 0.0, rhythmic)], regular=regular, **queue)
        assert never == anytime == alone

    def test_without_any_work_nobody_waits(self) -> None:
        alone: dict[str, Any] = ONE | {"regular_load": 0.0, "one_off_load": 0.0}
        for wait in own_waits([OwnWork(8.0, 0.0, rhythmic=True)], regular=False, **alone):
            assert (wait.mean, wait.chance, wait.exceeds(0.0), wait.endless) == (0.0, 0.0, 0.0, False)


class TestWhatMustHold:
    @given(st.lists(works, min_size=1, max_size=4), queues, st.booleans())
    def test_every_wait_is_a_distribution(self, own: list[OwnWork], queue: dict[str, Any], regular: bool) -> None:
        for wait in own_waits(own, regular=regular, **queue):
            assert 0.0 <= wait.chance <= 1.0
            assert math.fsum(weight for weight, _ in wait.phases) == pytest.approx(1.0)
            assert all(weight >= -1e-12 and rate >= 0.0 for weight, rate in wait.phases)
            assert wait.exceeds(1.0) <= wait.exceeds(0.5) + 1e-12

    @given(st.data(), st.lists(extremes, max_size=5) | st.lists(extremes, min_size=40, max_size=40), st.booleans())
    def test_at_the_ends_of_what_is_taken_every_wait_is_a_number_of_days_from_0(
        self, data: st.DataObject, kinds: list[tuple[float, float, bool, float]], regular: bool
    ) -> None:
        """Ten thousand people or one, jobs of a second or of years, all of the time taken but a millionth or none."""
        queue: dict[str, Any] = data.draw(ends)
        hours = queue["people"] * queue["hours_per_week"] / 7.0 * (365.25 / 12)
        room = data.draw(st.sampled_from([1e-12, 0.2, 0.999999, 1.2])) / max(1, len(kinds))
        own = [OwnWork(size, part * room * hours / size, rhythmic, cv) for size, part, rhythmic, cv in kinds]
        waits = own_waits(own, regular=regular, **queue)
        assert len(waits) == len(own) + 1
        for wait in waits:
            assert 0.0 <= wait.chance <= 1.0
            assert 0.0 <= wait.mean < math.inf or wait.endless
            assert all(0.0 <= weight <= 1.0 and 0.0 <= rate < math.inf for weight, rate in wait.phases)
            assert 0.0 <= wait.lateness(1.0, 5.0) <= 5.0 + 1e-9

    @given(st.lists(works, min_size=2, max_size=4), queues, st.booleans(), st.randoms(use_true_random=False))
    def test_the_order_of_tasks_does_not_matter(
        self, own: list[OwnWork], queue: dict[str, Any], regular: bool, order: Any
    ) -> None:
        places = list(range(len(own)))
        order.shuffle(places)
        waits = own_waits(own, regular=regular, **queue)
        shuffled = own_waits([own[place] for place in places], regular=regular, **queue)
        for place, wait in zip(places, shuffled, strict=False):
            assert wait.mean == pytest.approx(waits[place].mean, rel=1e-9, abs=1e-12)

    @given(st.lists(works, min_size=1, max_size=3), works, queues, st.booleans())
    def test_more_work_never_shortens_the_wait_with_one_person(
        self, own: list[OwnWork], more: OwnWork, queue: dict[str, Any], regular: bool
    ) -> None:
        queue = queue | {"people": 1}
        before = own_waits(own, regular=regular, **queue)
        after = own_waits([*own, more], regular=regular, **queue)
        for one, other in zip(before[:-1], after, strict=False):
            assert other.mean >= one.mean * (1.0 - 1e-6) - 1e-3

    @given(st.lists(works, min_size=1, max_size=3), queues)
    def test_a_regular_client_waits_no_longer_on_average_than_a_one_off_client(
        self, own: list[OwnWork], queue: dict[str, Any]
    ) -> None:
        regular, one_off = (own_waits(own, regular=kind, **queue) for kind in (True, False))
        for one, other in zip(regular, one_off, strict=True):
            assert one.mean <= other.mean * (1.0 + 1e-9) + 1e-12


def test_work_for_which_there_is_hardly_an_hour_is_never_reached() -> None:
    task = OwnWork(1.0, 4.3, rhythmic=True)
    waits = own_waits(
        [task], regular=True, people=1, hours_per_week=2.5e-309, job_hours=1.0, regular_load=0.0, one_off_load=0.0
    )
    assert all(wait.endless for wait in waits)


@given(st.floats(0.01, 1.0), spread(1e-6, 1e3), st.floats(0.0, 0.99), st.floats(0.0, 1.0), spread(1e-6, 1e3))
def test_one_task_on_a_rhythm_waits_as_beside_another_that_takes_no_time(
    random: float, found: float, share: float, part: float, begins: float
) -> None:
    task, idle = (Met(missed, 0.5, 0.5, days, NOTHING) for missed, days in ((part * share, begins), (0.0, 0.0)))
    anytime, (mean,) = _mean_values(random + share, found, [share], [task])
    assert _mean_values(random + share, found, [share, 0.0], [task, idle])[1][0] == mean
    assert _mean_values(random + share, found, [share, 0.0], [task, idle])[0] == anytime


def test_where_no_job_finds_work_none_waits() -> None:
    idle = Met(0.0, 0.0, 0.1, 0.0, NOTHING)
    assert _mean_values(0.9, 0.0, [0.1, 0.2], [idle, idle]) == (0.0, [0.0, 0.0])
