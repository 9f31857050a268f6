"""How good, quick and large are plans: embedded search, HiGHS by neighbourhoods, and one cold program, side by side?

Each way solutions the same array problem, at the first prices, in a process of its own, so that its memory is its own.
The gap is to the best bound that any of them proved.
"""

import json
import math
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("highspy")

ROOT = Path(__file__).parent.parent.parent
SIZES = [(20, 10, 30.0), (100, 30, 60.0), (500, 100, 120.0), (2000, 200, 120.0)]
"""Tasks, contractors, and the seconds that a solver may take, its bound included."""

PROGRAM = textwrap.dedent("""
    import json, math, resource, sys, time
    from delegation._assignment.annealing import search
    from delegation._assignment.exact import exactly
    from delegation._assignment.highs import solve
    from delegation._assignment.problem import usage_of
    from delegation.planning.market import market_of
    from delegation.planning.prices import first_prices, problem_at
    from tests.benchmarks.businesses import business_of

    way, tasks, contractors, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
    work, people, business = business_of(tasks, contractors)
    market = market_of(work, people, business, (), None)
    problem = problem_at(market, first_prices(market))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.monotonic()
    if way == "search":
        solution = search(problem)
    elif way == "neighbourhoods":
        solution = solve(problem, seconds=seconds, effort=20.0)
    else:
        solution = exactly(problem, until=start + seconds)
    used = usage_of(problem, solution.choice)
    assert not used.violations, used.violations
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({
        "cost": used.cost, "bound": solution.bound, "seconds": time.monotonic() - start,
        "undone": solution.choice.count(-1), "columns": len(problem.columns),
        "peak": peak / 1024, "before": before / 1024,
    }))
""")


def solved(way: str, tasks: int, contractors: int, seconds: float) -> dict[str, Any]:
    """What a way finds, in a process of its own."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    command = [sys.executable, "-c", PROGRAM, way, str(tasks), str(contractors), str(seconds)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(("tasks", "contractors", "seconds"), SIZES)
def test_three_ways_side_by_side(tasks: int, contractors: int, seconds: float, capsys: Any) -> None:
    ways = {way: solved(way, tasks, contractors, seconds) for way in ("search", "neighbourhoods", "one cold program")}
    best = min(each["cost"] for each in ways.values())
    bound = max(each["bound"] for each in ways.values())
    with capsys.disabled():
        columns = ways["search"]["columns"]
        print(f"\n{tasks} tasks, {contractors} contractors, {columns} columns; best {best:,.0f}, bound {bound:,.0f}")
        for way, each in ways.items():
            gap = (each["cost"] - bound) / each["cost"] if math.isfinite(bound) else math.inf
            print(
                f"  {way:<17} {each['cost']:>12,.0f}  {each['cost'] / best - 1:7.2%} above the best  gap {gap:7.2%}  "
                f"{each['seconds']:6.1f} s  {each['peak']:6.0f} MB ({each['before']:.0f} before)  "
                f"{each['undone']} undone"
            )
    assert all(each["cost"] >= bound - 1e-6 * abs(bound) for each in ways.values())
