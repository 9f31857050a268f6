"""Learning pays: it gives what then comes more probability than simpler forecasts, and its verdicts cost less.

Small versions of what `make bench` does with more records and worlds (tests/benchmarks/test_learning.py).
"""

import pytest

from tests.benchmarks.calibration import METHODS, Study, forecasts
from tests.benchmarks.forecast import fingerprints
from tests.benchmarks.remembered import WORLDS, world_of
from tests.benchmarks.verdicts import FIRST, JUDGES, LEARNT, Sitting, learnt_history

pytestmark = pytest.mark.unmeasured


def test_forecasts_of_others_are_of_the_very_records_that_are_judged() -> None:
    assert forecasts()["fingerprints"] == fingerprints()


@pytest.fixture(scope="module")
def study() -> Study:
    return Study.of(learnt_history, 40)


@pytest.mark.parametrize("method", METHODS)
def test_the_year_that_came_was_likelier_by_learning_than_by_any_other_method(study: Study, method: str) -> None:
    assert study.log_score() > max(study.other_score(method)) + 0.3


@pytest.mark.parametrize("kind", ["Poisson", "Erlang-4", "nearly regular"])
def test_intervals_hold_the_count_of_steady_work_as_often_as_they_say(study: Study, kind: str) -> None:
    half, most, nearly_all = study.coverage(kind)
    assert half >= 0.42
    assert most >= 0.72
    assert nearly_all >= 0.92


@pytest.mark.parametrize("kind", ["bursty", "drifting"])
def test_intervals_are_a_little_too_narrow_for_work_that_comes_in_bursts_or_drifts(study: Study, kind: str) -> None:
    assert study.coverage(kind)[1] >= 0.60


@pytest.fixture(scope="module")
def sitting() -> Sitting:
    return Sitting.of((world_of(number) for number in range(WORLDS)), JUDGES)


def test_verdicts_learnt_from_a_record_lose_less_than_those_by_a_plain_rate(sitting: Sitting) -> None:
    assert sitting.share(LEARNT) <= 0.92


def test_verdicts_learnt_from_a_record_are_more_often_right(sitting: Sitting) -> None:
    assert sitting.row(LEARNT).right > sitting.row(FIRST).right


def test_knowing_the_truth_loses_least_and_a_rule_of_thumb_most(sitting: Sitting) -> None:
    ranked = sorted(JUDGES, key=lambda judge: sitting.row(judge).lost)
    assert ranked[0] == "the truth known, not the future"
    assert ranked[-1] == "at least monthly"
