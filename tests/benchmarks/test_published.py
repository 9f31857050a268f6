"""How far from published optima are the search and HiGHS, and how long do they take?"""

import time
from collections.abc import Sequence

import pytest

pytest.importorskip("highspy")

from delegation._assignment.annealing import search
from delegation._assignment.exact import exactly
from delegation._assignment.problem import UNDONE, usage_of
from tests.published import INSTANCES, Instance, each

SECONDS = 60.0
"""The longest that HiGHS may take."""

WITHIN = {"d05100": 1.002}
"""How far from the optimum HiGHS may stay where it proves nothing in that time."""


HEADS = ("instance", "optimum", "search", "% above", "seconds", "HiGHS", "bound", "seconds")
WIDTHS = (9, 12, 12, 9, 9, 12, 12, 9)


def row(cells: Sequence[str]) -> str:
    """A row of the table that the tests print."""
    return "\n" + "".join(cell.rjust(width) for cell, width in zip(cells, WIDTHS, strict=True))


@each(INSTANCES)
def test_published_optima_are_met(instance: Instance, capsys: pytest.CaptureFixture[str]) -> None:
    problem, least = instance.read(), instance.optimum
    start = time.perf_counter()
    quick = search(problem)
    searched = time.perf_counter() - start
    exact = exactly(problem, until=time.monotonic() + SECONDS)
    solved = time.perf_counter() - start - searched
    above = 100.0 * (quick.cost / least - 1.0)
    cells = (
        *(instance.name, f"{least:.2f}", f"{quick.cost:.2f}", f"{above:.2f}", f"{searched:.1f}"),
        *(f"{exact.cost:.2f}", f"{exact.bound:.2f}", f"{solved:.1f}"),
    )
    with capsys.disabled():
        print(*([row(HEADS)] if instance == INSTANCES[0] else []), row(cells), end=" ", sep="")
    for solution in (quick, exact):
        assert usage_of(problem, solution.choice).violations == ()
        assert UNDONE not in solution.choice
    assert quick.cost <= 1.03 * least
    assert exact.bound <= least * (1.0 + 1e-8)
    assert exact.cost <= WITHIN.get(instance.name, 1.0 + 1e-8) * least
