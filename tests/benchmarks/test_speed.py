"""How much slower is a score than the bare arithmetic, and how long do the larger questions take?"""

import math
import os
import subprocess
import sys
from functools import partial

from delegation import Business, Contractor, Rate, Retainer, Rule, Task, Urgency, recommend, score
from tests.benchmarks.conftest import Compare

BUSINESS = Business()
TASK = Task("Support", hours=2.0, recurrence=Rate(3.0), urgency=Urgency(50.0, 1.0))
ANA = Contractor("Ana", rate=60.0, retainers=[Retainer(540.0, 10.0)])


def erlang_c(servers: int, load: float) -> float:
    """The probability of waiting."""
    if load >= servers:
        return 1.0
    blocked = 1.0
    for k in range(1, servers + 1):
        blocked = load * blocked / (k + load * blocked)
    return blocked / (1.0 - load / servers * (1.0 - blocked))


def lateness(chance: float, weight: float, rate: float, slack: float, patience: float) -> float:
    """Expected days beyond the slack of one phase."""
    return chance * weight * math.exp(-rate * slack) * -math.expm1(-rate * patience) / rate


def poisson_excess(mean: float, level: float) -> float:
    """E[(K - level)+]."""
    k = math.floor(level) + 1
    probability = math.exp(k * math.log(mean) - mean - math.lgamma(k + 1.0))
    total = 0.0
    while (term := (k - level) * probability) > 1e-17 * total:
        total += term
        k += 1
        probability *= mean / k
    return total


def bare(  # noqa: PLR0917  # as one would write it down
    per_month: float = 3.0,
    hours: float = 2.0,
    cost_per_day: float = 50.0,
    slack: float = 1.0,
    rate: float = 60.0,
    fee: float = 540.0,
    block: float = 10.0,
    hours_per_week: float = 30.0,
    job_hours: float = 8.0,
    regular_load: float = 0.4,
    one_off_load: float = 0.25,
    people: int = 1,
    owner_rate: float = 50.0,
    horizon: int = 12,
) -> tuple[float, float]:
    """The two costs over the horizon on floats, as one would write them down for one task and one offer."""
    m = people * hours_per_week / (7.0 * job_hours)
    own = per_month * hours / 30.4375 / job_hours
    first, second = regular_load * m, one_off_load * m
    search = 2.0 * owner_rate
    patience = 5.0 + search / cost_per_day
    chance = erlang_c(people, people * (first + second + own) / m)
    regular = cost_per_day * lateness(chance, 1.0, m - first - own, slack, patience)
    r, eta = m - first, m - first - second - own
    a, g = m / (r * eta), (m + first) / r**2
    root = math.sqrt((a - g) ** 2 + 4.0 * m * first / (r**3 * eta))
    t1 = (a + g + root) / 2.0
    t2 = m**2 / (r**3 * eta) / t1
    p = min(1.0, (1.0 + (a - g) / root) / 2.0)
    one_off = cost_per_day * (
        lateness(chance, p, 1.0 / t1, slack, patience) + lateness(chance, 1.0 - p, 1.0 / t2, slack, patience)
    )
    n = per_month * horizon
    excess = horizon * hours * poisson_excess(per_month, block / hours)
    out_tasked = search + n * (max(hours, 1.0) * rate + 0.5 * owner_rate + one_off)
    outsourced = search + horizon * fee + 3.0 * owner_rate + rate * excess + n * regular
    return outsourced, out_tasked


def both_costs() -> tuple[float, float]:
    """The two costs over the horizon by `score`."""
    costs = score(TASK, ANA, BUSINESS).costs
    assert costs.outsource is not None
    return costs.outsource.total * 12, costs.out_task.total * 12


def test_the_bare_function_computes_the_same_two_costs() -> None:
    assert all(math.isclose(*pair, rel_tol=1e-12) for pair in zip(both_costs(), bare(), strict=True))


def test_score_of_a_rate_task_with_one_offer(compare: Compare) -> None:
    compare("score", lambda: score(TASK, ANA, BUSINESS), "bare function on floats", bare)
    compare("score and its cost rows", both_costs, "bare function on floats", bare)


def test_bundles_and_crowds(compare: Compare) -> None:
    def one() -> object:
        return score(TASK, ANA, BUSINESS)

    twenty = [
        Task(f"task {k}", hours=0.5 + 0.4 * k, recurrence=Rate(0.3 + k), urgency=Urgency(k, 2)) for k in range(20)
    ]
    rhythm = Task("rhythm", hours=2, recurrence=Rule("FREQ=WEEKLY;BYDAY=MO,WE"), urgency=Urgency(50, 1))
    crowd = [
        Contractor(f"contractor {k}", rate=40 + k, retainers=[Retainer(360 + 9 * k, 10), Retainer(700 + 18 * k, 20)])
        for k in range(100)
    ]
    compare("score of a bundle of twenty", lambda: score(twenty, ANA, BUSINESS), "score", one)
    compare("score of a rule", lambda: score(rhythm, ANA, BUSINESS), "score", one)
    compare("recommend over 100 contractors, two offers each", lambda: recommend(TASK, crowd, BUSINESS), "score", one)
    compare("why, break-evens and all", lambda: score(TASK, ANA, BUSINESS).why(), "score", one)


def test_importing(compare: Compare) -> None:
    # what an installed package has: its bytecode, written by the first of the runs
    written = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run(code: str) -> object:
        return subprocess.run([sys.executable, "-c", code], check=True, env=written)

    theirs = "import attrs, dateutil.rrule"
    for ours in ("import delegation", "from delegation import Contractor, Task, score", "from delegation import *"):
        compare(ours, partial(run, ours), theirs, partial(run, theirs))
