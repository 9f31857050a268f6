"""How long does a data frame of ten thousand results take, against the frame of bare lists?"""

import attrs
import pytest

from delegation import Contractor, Retainer, Task, Urgency, score
from delegation.frames import sweep
from tests.benchmarks.conftest import Compare

MANY = 10_000

CALLS = Task("calls", hours=2, recurrence=4, urgency=Urgency(10, 1), owner_hours=2)
ANA = Contractor("Ana", rate=60, retainers=[Retainer(540, 10)])


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
def test_a_frame_of_ten_thousand_results(compare: Compare, backend: str) -> None:
    nw = pytest.importorskip("narwhals")
    pytest.importorskip(backend)
    found = sweep(CALLS, ANA, recurrence=[k / 10 for k in range(1, 101)], cost_per_day=range(MANY // 100))
    assert len(found) == MANY
    rows = found.to_dicts()
    columns = {name: [row[name] for row in rows] for name in rows[0] if rows[0][name] is not None}
    compare(
        f"{MANY:,} results as a frame of {backend}",
        lambda: found.to_frame(backend),
        "bare lists",
        lambda: nw.from_dict(columns, backend=backend),
    )


def test_records_of_ten_thousand_results(compare: Compare) -> None:
    found = sweep(CALLS, ANA, recurrence=[k / 10 for k in range(1, 101)], cost_per_day=range(MANY // 100))
    compare(f"{MANY:,} results as records", found.to_dicts, "listing them", lambda: list(found))


def test_records_of_scores_one_by_one(compare: Compare) -> None:
    """What a score tells is reckoned when it is asked for, and takes less than the score."""
    several = [attrs.evolve(CALLS, urgency=Urgency(10 + place, 1)) for place in range(100)]
    scores = [score(task, ANA) for task in several]
    compare(
        "100 scores as records",
        lambda: [each.to_dicts() for each in scores],
        "scoring them",
        lambda: [score(task, ANA) for task in several],
    )
