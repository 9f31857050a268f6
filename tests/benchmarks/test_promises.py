"""Does what a plan promises come, and is no single move truly better?

60 random businesses are planned, played 300 times, and every single move is played beside the plan with the same
chance. Figures: how far promises are off in the median and at worst, how far the waiting row is, and how often a move
is truly cheaper by over 1 %.
"""

import pytest

pytest.importorskip("simpy")

from tests.benchmarks.conftest import LINES
from tests.benchmarks.promises import Row, outcome_of, world_of

BUSINESSES = 60


def test_promises_come_and_no_single_move_is_better(request: pytest.FixtureRequest) -> None:
    row = Row.of([outcome_of(world_of(seed), runs=300, tried=60) for seed in range(BUSINESSES)])
    request.config.stash.setdefault(LINES, []).append(
        f"{row.businesses} businesses: promised is {row.off:.1%} off in the median and {row.worst:.1%} at worst, "
        f"waiting {row.waiting_off:.0%} in the median; a single move is truly better in {row.moved:.0%}"
    )
    assert row.off <= 0.03
    assert row.worst <= 0.08
    assert row.waiting_off <= 0.15
    assert row.moved <= 0.05
