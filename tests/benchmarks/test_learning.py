"""What is learning worth? Whether it knows what it does not know, and what its verdicts cost beside simpler ones.

1,800 simulated records of six kinds: how often intervals hold next year's count, and log scores beside n/T, Croston,
SBA and TSB. 3,000 simulated businesses of which only a record, hours and a few waits are known: what all wrong verdicts
cost. Both lists of figures have the losses in them too.
"""

import math
from collections.abc import Callable

import pytest

from tests.benchmarks.calibration import METHODS, Study
from tests.benchmarks.certainty import Told, table
from tests.benchmarks.conftest import LINES
from tests.benchmarks.remembered import SEEDS, WORLDS, World, played_losses, world_of
from tests.benchmarks.verdicts import FIRST, JUDGES, LEARNT, Sitting, learnt_history


def note(request: pytest.FixtureRequest, title: str, *tables: str) -> None:
    """Show tables at the end."""
    lines = request.config.stash.setdefault(LINES, [])
    lines.append(title)
    for each in tables:
        lines.extend(["", *each.splitlines()])
    lines.append("")


def of_seed(seed: int) -> Callable[[World], bool]:
    """Whether a world stands in one of the lists."""
    return lambda world: world.seed == seed


def test_learning_gives_what_then_comes_more_probability_than_any_other_method(request: pytest.FixtureRequest) -> None:
    study = Study.of(learnt_history)
    sizes = ", ".join(f"{method} {size:.2g}" for method, size in study.sizes.items())
    note(request, f"calibration (log scores as Poisson / negative binomial of size {sizes})", study.tables())
    assert all(study.log_score() > max(study.other_score(method)) + 0.4 for method in METHODS)
    half, most, nearly_all = study.coverage()
    assert half >= 0.5
    assert most >= 0.75
    assert nearly_all >= 0.88


def test_learning_loses_less_than_any_rule_that_knows_as_much(request: pytest.FixtureRequest) -> None:
    sitting = Sitting.of((world_of(number, seed) for seed in SEEDS for number in range(WORLDS)), JUDGES)
    by_seed = [f"{sitting.share(LEARNT, of_seed(seed)):.0%}" for seed in SEEDS]
    note(
        request,
        f"verdicts on {len(sitting.worlds):,} worlds; learnt of n/T's by seed: {', '.join(by_seed)}",
        sitting.table(),
        sitting.parts(LEARNT),
    )
    assert sitting.share(LEARNT) <= 0.85
    assert sitting.row(LEARNT).right >= sitting.row(FIRST).right + 0.01


def test_verdicts_on_work_that_goes_on_are_right_as_often_as_they_say(request: pytest.FixtureRequest) -> None:
    verdicts = [Told.of(world_of(number)) for number in range(WORLDS)]
    note(request, f"confidence of {len(verdicts)} verdicts", table(verdicts))
    goes_on = [each for each in verdicts if each.goes_on]
    said = math.fsum(each.probability for each in goes_on) / len(goes_on)
    assert sum(each.right for each in goes_on) / len(goes_on) == pytest.approx(said, abs=0.05)


def test_the_truth_by_formulas_is_the_truth_that_is_played(request: pytest.FixtureRequest) -> None:
    pytest.importorskip("simpy")
    worlds = [world for world in map(world_of, range(120)) if world.record.future()]
    by_formulas = [world.costs(0) for world in worlds]
    by_playing = [world.costs(0, played_losses(world, len(world.record.future()) / 12.0)) for world in worlds]
    pairs = [
        (one, other) for truths in zip(by_formulas, by_playing, strict=True) for one, other in zip(*truths, strict=True)
    ]
    off = sorted(abs(one / other - 1.0) for one, other in pairs)
    turned = math.fsum(
        abs(played.outsource - played.out_task)
        for one, played in zip(by_formulas, by_playing, strict=True)
        if (one.outsource < one.out_task) != (played.outsource < played.out_task)
    )
    regret = turned / math.fsum(played.best for played in by_playing)
    note(
        request,
        f"{len(worlds)} worlds played: costs of a year are {off[len(off) // 2]:.1%} off in the median, "
        f"{off[int(0.95 * len(off))]:.1%} in one of twenty; what verdicts by the formulas' truth lose: {regret:.2%}",
    )
    assert off[len(off) // 2] <= 0.02
    assert regret <= 0.005
