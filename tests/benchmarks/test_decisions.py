"""How often is `score` right, and what do its wrong verdicts cost, beside four rules of thumb?

400 random businesses of one task and 300 of a bundle; what each mode truly costs is simulated. Then the same with what
the formulas do not assume. Figures: how many verdicts are right where the modes differ by over 5 %, and what all wrong
ones cost, as a part of the least cost.
"""

import pytest

pytest.importorskip("simpy")

from tests.benchmarks.conftest import LINES
from tests.benchmarks.decisions import BREAKS, judged, world_of

KINDS = [("one task", 400, 1), ("bundles of three tasks", 300, 3)]


@pytest.mark.parametrize("name", BREAKS)
@pytest.mark.parametrize(("kind", "many", "tasks"), KINDS, ids=[kind for kind, *_ in KINDS])
def test_score_loses_less_than_every_rule_of_thumb(
    request: pytest.FixtureRequest, kind: str, many: int, tasks: int, name: str
) -> None:
    rows, clear = judged([world_of(seed, tasks) for seed in range(many)], BREAKS[name])
    lines = request.config.stash.setdefault(LINES, [])
    lines.append(f"{kind}, {name}: modes differ in {clear} of {many}")
    lines.extend(f"    {row.judge:<18} {row.right:>6.1%} right, regret {row.regret:.2%}" for row in rows)
    score, *thumbs = rows
    assert score.judge == "score"
    assert all(score.regret < row.regret for row in thumbs)
