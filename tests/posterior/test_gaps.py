"""posterior.gaps: what do the gaps between past jobs tell?"""

import math
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from delegation.posterior.gaps import ENDING, LEAST_GAP, MONTH_DAYS, SHAPES, learnt
from tests.histories import CASES, tolerance

gaps = st.lists(st.floats(0.02, 20.0), min_size=0, max_size=8)
spans = st.floats(0.0, 20.0)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
class TestPublished:
    """Histories of which quadrature with SciPy has computed the same."""

    def test_the_weight_of_each_shape_and_of_an_end(self, case: dict[str, Any]) -> None:
        found = learnt(
            case["gaps_months"], silence=case["age_months"], first=case["first_months"], scale=case["b_months"]
        )
        shapes = [found.weight_of(shape) for shape in SHAPES]
        assert shapes == pytest.approx(case["expected"]["alive_by_shape"], abs=tolerance(case))
        assert found.ended == pytest.approx(case["expected"]["dead"], abs=tolerance(case))

    def test_the_rate_from_now_on_and_its_square(self, case: dict[str, Any]) -> None:
        found = learnt(
            case["gaps_months"], silence=case["age_months"], first=case["first_months"], scale=case["b_months"]
        )
        square = math.fsum(term.weight * term.a * (term.a + 1.0) / term.r**2 for term in found.alive)
        assert found.rate == pytest.approx(case["expected"]["rate"], rel=tolerance(case))
        assert square == pytest.approx(case["expected"]["rate_second_moment"], rel=10.0 * tolerance(case))


def by_integration(
    shape: float, several: list[float], silence: float, first: float | None, scale: float
) -> tuple[float, float, float]:
    """Alive, alive times the rate, and ended, of one whole shape: the model as it is written, integrated over rates."""
    integrate, special = pytest.importorskip("scipy.integrate"), pytest.importorskip("scipy.special")

    def seen(rate: float) -> float:
        density = scale * math.exp(-scale * rate)
        for gap in several:
            likely = max(gap, LEAST_GAP) ** (shape - 1.0) * math.exp(-shape * rate * gap)
            density *= (shape * rate) ** shape / math.gamma(shape) * likely
        return density * (1.0 if first is None else rate * special.gammaincc(shape, shape * rate * first))

    def silent(rate: float, months: float) -> float:
        return float(special.gammaincc(shape, shape * rate * months))

    def alive(rate: float) -> float:
        return seen(rate) * silent(rate, silence) * (math.exp(-ENDING * silence) if several else 1.0)

    def ended(rate: float) -> float:
        over, _ = integrate.quad(lambda months: silent(rate, months), 0.0, silence)
        return seen(rate) * ENDING * over if several else 0.0

    def whole(density: Any) -> float:
        return float(integrate.quad(density, 0.0, 60.0, limit=400, points=[0.5, 2.0, 6.0, 15.0])[0])

    return whole(alive), whole(lambda rate: rate * alive(rate)), whole(ended)


@pytest.mark.parametrize("first", [None, 0.7])
@pytest.mark.parametrize("several", [[], [1.0], [0.3, 2.0], [0.9, 1.1, 1.0]], ids=str)
@pytest.mark.parametrize("silence", [0.4, 5.0])
def test_the_posterior_is_that_of_the_model_integrated_numerically(
    several: list[float], silence: float, first: float | None
) -> None:
    whole_shapes = SHAPES[1:]
    expected = {shape: by_integration(shape, several, silence, first, 0.5) for shape in whole_shapes}
    found = learnt(several, silence=silence, first=first, scale=0.5, shapes=whole_shapes)
    total = math.fsum(alive + ended for alive, _, ended in expected.values())
    for shape, (alive, _, _) in expected.items():
        assert found.weight_of(shape) == pytest.approx(alive / total, rel=1e-6, abs=1e-9)
    assert found.ended == pytest.approx(math.fsum(ended for *_, ended in expected.values()) / total, rel=1e-6)
    assert found.rate == pytest.approx(math.fsum(rate for _, rate, _ in expected.values()) / total, rel=1e-6)


@pytest.mark.parametrize(
    ("several", "silence"),
    [([0, 0], 24), ([1, 0, 0, 0, 1, 0], 11), ([0, 0, 1, 0, 2, 0], 18)],
    ids=["three on a day", "seven in three days", "seven in four days"],
)
def test_a_few_jobs_on_one_day_and_weeks_of_silence_do_not_prove_that_work_has_ended(
    several: list[int], silence: int
) -> None:
    found = learnt([gap / MONTH_DAYS for gap in several], silence=silence / MONTH_DAYS)
    assert found.ended < 0.1


class TestProperties:
    """What must always hold."""

    @given(gaps, spans, st.none() | st.floats(0.02, 20.0), st.floats(0.05, 5.0))
    def test_the_weights_add_up_to_one(
        self, several: list[float], silence: float, first: float | None, scale: float
    ) -> None:
        found = learnt(several, silence=silence, first=first, scale=scale)
        assert math.fsum([found.ended, *(term.weight for term in found.alive)]) == pytest.approx(1.0, abs=1e-9)

    @given(gaps, spans, st.none() | st.floats(0.02, 20.0), st.floats(0.05, 5.0), st.floats(0.01, 100.0))
    @example([1.0, 1.0], 8.0, 2.0, 0.2, 30.4375)
    @example([1.0], 5e-324, None, 1.0, 1.0)
    def test_any_unit_of_time_tells_the_same(
        self, several: list[float], silence: float, first: float | None, scale: float, unit: float
    ) -> None:
        one = learnt(several, silence=silence, first=first, scale=scale)
        other = learnt(
            [gap * unit for gap in several],
            silence=silence * unit,
            first=None if first is None else first * unit,
            scale=scale * unit,
            ending=ENDING / unit,
            least_gap=LEAST_GAP * unit,
        )
        assert other.ended == pytest.approx(one.ended, rel=1e-8, abs=1e-12)
        assert other.rate * unit == pytest.approx(one.rate, rel=1e-8)

    @given(gaps, spans, st.floats(0.05, 5.0))
    def test_one_shape_of_one_that_never_ends_is_gamma_and_poisson(
        self, several: list[float], silence: float, scale: float
    ) -> None:
        found = learnt(several, silence=silence, scale=scale, shapes=(1.0,), ending=0.0)
        (term,) = found.alive
        assert term.a == len(several) + 1.0
        assert term.r == pytest.approx(scale + math.fsum(several) + silence)
        assert found.ended == 0.0

    @given(st.lists(st.floats(0.0, 10.0), min_size=1, max_size=8), spans, st.floats(0.0, 1.0), st.sampled_from(SHAPES))
    def test_one_more_job_never_lowers_the_rate_of_work_of_one_shape_that_never_ends(
        self, moments: list[float], silence: float, part: float, shape: float
    ) -> None:
        last = 10.0 + silence

        def rate(times: list[float]) -> float:
            listed = sorted([0.0, *times])
            several = [b - a for a, b in pairwise(listed)]
            return learnt(several, silence=last - listed[-1], shapes=(shape,), ending=0.0).rate

        assert rate([*moments, part * last]) >= rate(moments) * (1.0 - 1e-9)

    def test_one_more_job_may_lower_the_rate_where_it_makes_a_silence_look_like_an_end(self) -> None:
        assert learnt([4.0, 2.0], silence=12.0).rate == pytest.approx(0.1215, abs=5e-5)
        assert learnt([2.0, 2.0, 2.0], silence=12.0).rate == pytest.approx(0.0244, abs=5e-5)

    @given(gaps, spans)
    def test_one_job_or_none_has_not_ended(self, several: list[float], silence: float) -> None:
        assert learnt([], silence=silence).ended == 0.0
        assert learnt([], silence=silence, first=1.0).ended == 0.0

    def test_the_shortest_silence_there_is_is_no_end(self) -> None:
        assert learnt([1.0], silence=5e-324).ended == 0.0

    @given(st.lists(st.floats(0.02, 20.0), min_size=1, max_size=8), spans, st.floats(0.1, 20.0))
    def test_a_longer_silence_makes_an_end_more_likely(
        self, several: list[float], silence: float, longer: float
    ) -> None:
        one, other = (learnt(several, silence=months).ended for months in (silence, silence + longer))
        assert other >= one * (1.0 - 1e-9)

    @given(gaps, spans)
    def test_one_term_a_shape_keeps_weight_mean_and_variance(self, several: list[float], silence: float) -> None:
        found = learnt(several, silence=silence)
        for term in found.by_shape():
            terms = [each for each in found.alive if each.shape == term.shape]
            weight = math.fsum(each.weight for each in terms)
            square = math.fsum(each.weight * each.a * (each.a + 1.0) / each.r**2 for each in terms)
            assert term.weight == pytest.approx(weight)
            assert term.weight * term.rate == pytest.approx(math.fsum(each.weight * each.rate for each in terms))
            assert term.weight * term.a * (term.a + 1.0) / term.r**2 == pytest.approx(square)


def test_ten_thousand_jobs_are_as_easily_learnt_from() -> None:
    found = learnt([0.1] * 10_000, silence=0.05)
    assert found.rate == pytest.approx(10.0, rel=1e-3)
    assert found.weight_of(16.0) == pytest.approx(1.0, abs=1e-3)
