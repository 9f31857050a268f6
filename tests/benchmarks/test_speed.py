"""How much slower is a score than the bare arithmetic, and how long do the larger questions take?"""

import datetime as dt
import io
import itertools
import math
import os
import subprocess
import sys
import time
from functools import partial

import attrs
import pytest

from delegation import (
    Availability,
    Business,
    Contractor,
    History,
    Rate,
    Retainer,
    Rule,
    Task,
    Urgency,
    recommend,
    score,
)
from delegation.io import timesheets
from delegation.learning import learnt_task
from tests.benchmarks.conftest import LINES, Compare
from tests.benchmarks.test_logs import PEOPLE, WORK, log

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


GAPS = (31, 12, 45, 30, 22, 60, 18, 33, 27, 41, 15)
WORKED = (2.0, 1.5, 3.0, 2.5, 2.0, 4.0, 1.0, 2.0, 2.2, 1.8, 2.5, 3.5)


def test_score_of_a_task_learnt_from_twelve_jobs(compare: Compare) -> None:
    days = [dt.date(2025, 1, 6) + dt.timedelta(days=sum(GAPS[:jobs])) for jobs in range(12)]
    until = days[-1] + dt.timedelta(days=20)
    times = itertools.count()

    def fresh() -> Task:
        # no two alike: what one has learnt helps no other
        hours = [each + next(times) * 1e-9 for each in WORKED]
        return Task("Support", hours=2.0, recurrence=History(days, hours=hours, until=until), urgency=TASK.urgency)

    def known() -> object:
        return score(TASK, ANA, BUSINESS)

    waited = attrs.evolve(ANA, availability=Availability.learn(one_off_waits=[5, 2, 0]))
    compare("score, fresh history (20 is too much)", lambda: score(fresh(), ANA, BUSINESS), "score, known rate", known)
    compare("the same, loads learnt too", lambda: score(fresh(), waited, BUSINESS), "score, known rate", known)
    compare("the same, and its confidence", lambda: score(fresh(), waited, BUSINESS).confidence, "known", known)
    compare("learn loads from three waits", lambda: Availability.learn(one_off_waits=[5, 2, 0]), "known", known)


def test_reading_and_learning_from_a_hundred_thousand_lines(request: pytest.FixtureRequest) -> None:
    text = log(100_000)
    start = time.process_time()
    engagements = timesheets.read(io.StringIO(text), contractors=PEOPLE, tasks=WORK)
    read = time.process_time()
    on = max(job.date for each in engagements for job in each.jobs)
    tasks = [learnt_task(attrs.evolve(task, recurrence=Rate(3.0)), engagements, on) for task in WORK]
    rates = [task.recurrence.per_month for task in tasks]
    learnt = time.process_time()
    assert len(rates) == len(WORK)
    request.config.stash.setdefault(LINES, []).append(
        f"100,000 lines of a log: read in {read - start:.2f} s of the processor, learnt from in {learnt - read:.2f} s "
        "(5 are too much)"
    )


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
