"""Which bugs planted by hand, in properties, validators, converters and planning, do the tests notice?

Each bug is one change of one place. The tests of its file, and of what stands next to it, must fail.
Usage: ``python tests/mutants/planted.py [FIRST LAST]``, all bugs or those from the first to the last number. It prints
what was not noticed, and fails where that is too much; ``--check`` only says which texts no longer stand in the source.
"""

import argparse
import concurrent.futures
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
ENOUGH = 0.95


class Bug(NamedTuple):
    """A bug: in which file (dotted, below the package), what stands there, and what is put in its place."""

    file: str
    right: str
    wrong: str


BUGS = [
    # converters
    Bug("_fields", "return float(value) + 0.0\n    if isinstance(value, (Real", "return float(value)\n    if isinstance(value, (Real"),
    Bug("_fields", "isinstance(value, (Real, Decimal)) and not isinstance(value, bool)", "isinstance(value, (Real, Decimal))"),
    Bug("_fields", "if isinstance(value, Integral) and not isinstance(value, bool):", "if isinstance(value, Integral):"),
    Bug("_fields", "if isinstance(value, float) and value.is_integer():", "if isinstance(value, float):"),
    Bug("_fields", "return value.strip() if isinstance(value, str) else value", "return value"),
    Bug("_fields", "return value.date() if isinstance(value, dt.datetime) else value", "return value"),
    Bug("model.contractor", "        value = (value,)\n    try:\n        typed", "        pass\n    try:\n        typed"),
    Bug("model.contractor", "tuple(sorted(offers, key=by_terms))", "tuple(offers)"),
    Bug("model.contractor", "    if isinstance(value, Retainer):\n        return (value,)\n", ""),
    Bug("model.engagement", "tuple(sorted(value, key=_facts))", "tuple(value)"),
    Bug("availability.calendar", "first <= merged[-1][1] + dt.timedelta(days=1)", "first <= merged[-1][1]"),
    Bug("availability.calendar", "max(merged[-1][1], last)", "last"),
    # validators
    Bug("_fields", "isinstance(value, float) and least <= value <= most):\n            raise refuse(", "isinstance(value, float) and least < value <= most):\n            raise refuse("),
    Bug("_fields", "isinstance(value, float) and least <= value <= most):\n            raise refuse(", "isinstance(value, float) and least <= value < most):\n            raise refuse("),
    Bug("_fields", "if isinstance(value, bool) or not isinstance(value, int)", "if not isinstance(value, int)"),
    Bug("_fields", "not isinstance(value, dt.datetime) and FIRST_DAY", "FIRST_DAY"),
    Bug("_fields", "<= value <= LAST_DAY", "<= value < LAST_DAY"),
    Bug("_fields", "return isinstance(value, str) and bool(value)", "return isinstance(value, str)"),
    Bug("_fields", "if not isinstance(value, bool):", "if not isinstance(value, int):"),
    Bug("model.engagement", "isinstance(value, dt.date) and value < instance.start", "isinstance(value, dt.date) and value <= instance.start"),
    Bug("model.engagement", "not isinstance(value, Mode) or value is Mode.KEEP", "not isinstance(value, Mode)"),
    Bug("model.engagement", "instance.mode is Mode.OUT_TASK and value is not None", "False"),
    Bug("availability.calendar", "aware != (last.tzinfo is not None) or first >= last", "first >= last"),
    Bug("availability.calendar", "aware != (last.tzinfo is not None) or first >= last", "aware != (last.tzinfo is not None) or first > last"),
    Bug("availability.calendar", "any(isinstance(first, dt.datetime) and first.tzinfo for first, _ in instance.bookings)", "False"),
    Bug("model.business", "validator=_fields.whole(1, 120, \"months\")", "validator=_fields.whole(0, 120, \"months\")"),
    Bug("_fields", "return value if is_zoned(value) else to_day(value)", "return to_day(value)"),
    Bug("_fields", "LEAST_PERCENT <= value <= MOST_PERCENT", "LEAST_PERCENT < value <= MOST_PERCENT"),
    Bug("_fields", '" ".join(words.split()).casefold()', "words.casefold()"),
    Bug("_fields", '" ".join(words.split()).casefold()', '" ".join(words.split())'),
    Bug("_calls", "if problem is None:", "if False:"),
    Bug("_mixups", "_is_ours(value) and not isinstance(value, kind)", "False"),
    Bug("availability.calendar", "abs(apart.days) > 1", "abs(apart.days) > 3"),
    Bug("availability.loads", "regular + one_off <= 1.0 or regular >= 1.0", "regular + one_off <= 1.0"),
    Bug("availability.loads", "regular + one_off <= 1.0 or regular >= 1.0", "regular + one_off < 1.0 or regular >= 1.0"),
    Bug("model.retainer", "rate / 3.0 <= hours / fee <= rate * 1.5 and (fee * 4.0).is_integer()", "rate / 3.0 <= hours / fee <= rate * 1.5"),
    Bug("model.retainer", "if not FEWEST_HOURS <= fee <= MOST_HOURS or fee >= hours * rate / 10.0:", "if fee == 0 or fee >= hours * rate / 10.0:"),
    Bug("model.question", "each.mode is Mode.OUTSOURCE and each.end is None", "each.end is None"),
    Bug("model.question", "and due < on", "and due <= on"),
    # properties
    Bug("model.task", "return self.hours if self.keep and self.owner_hours is None else self.owner_hours", "return self.owner_hours"),
    Bug("model.task", "return self.hours if self.keep and self.owner_hours is None else self.owner_hours", "return self.hours if self.keep else self.owner_hours"),
    Bug("model.retainer", "own = (offer.monthly_fee, offer.hours, overage,", "own = (offer.hours, offer.monthly_fee, overage,"),
    Bug("queueing.priority", "return self.phases[0][1] == 0.0", "return self.phases[-1][1] < 0.0"),
    Bug("availability.weeks", "self.people * self.hours_per_week / (WEEK_DAYS", "self.hours_per_week / (WEEK_DAYS"),
    Bug("availability.beliefs", "math.isclose(value, mean, rel_tol=ROUNDING", "math.isclose(value, mean, rel_tol=0.1"),
    Bug("availability.beliefs", "if weight > left)", "if weight > 2.0 * left)"),
    Bug("availability.beliefs", "found.setdefault(tuple(loads), []).append(weight)", "found[tuple(loads)] = [weight]"),
    Bug("availability.beliefs", "return min(belief.regular_load", "return max(belief.regular_load"),
    Bug("availability.posterior", "max(LEAST, probability_of(days, wait))", "max(1e-9, probability_of(days, wait))"),
    Bug("availability.posterior", "if days < HALF_DAY else", "if days <= HALF_DAY else"),
    Bug("availability.posterior", "if sum_of <= NEGLIGIBLE", "if sum_of <= 1e-3"),
    Bug("queueing.mixture", "weight * wait.chance / chance if chance else weight", "weight"),
    Bug("queueing.mixture", "or all(wait.endless for _, wait in listed)", "or any(wait.endless for _, wait in listed)"),
    Bug("_costing.case", "return self.business.hiring_hours * self.business.owner_rate", "return self.business.hiring_hours"),
    Bug("_costing.case", "0.0 if self.relationship.retained else self.business.onboarding", "0.0 if self.relationship.known else self.business.onboarding"),
    Bug("_costing.case", "return min(self.months_committed, self.business.horizon_months)", "return self.months_committed"),
    Bug("_costing.case", "if self.offer is None or self.relationship.others:\n            return 0\n", "if self.offer is None:\n            return 0\n"),
    Bug("_costing.balance", "return self.gain > 0.0", "return self.gain >= 0.0"),
    Bug("_costing.balance", "return -math.inf if self.full else self.saved - self.committed", "return self.saved - self.committed"),
    Bug("_costing.costs", "return math.fsum((self.work, self.fee, self.overage, self.hiring, self.waiting, self.undone))", "return math.fsum((self.work, self.fee, self.overage, self.waiting, self.undone))"),
    Bug("_costing.costs", "return math.fsum((self.work, self.fee, self.overage, -self.later))", "return math.fsum((self.work, self.fee, self.overage))"),
    Bug("_costing.costs", "return math.fsum((self.work, self.fee, self.overage, -self.later))", "return math.fsum((self.work, self.fee, -self.later))"),
    Bug("_costing.balance", "if job.occurrences]", "]"),
    Bug("_costing.kept", "hours is None:\n        return (NO_WAIT,)", "not hours:\n        return (NO_WAIT,)"),
    Bug("_costing.kept", "if work.size]", "]"),
    Bug("_costing.absences", "(last - first).days + 1) for", "(last - first).days) for"),
    Bug("_costing.absences", "(level * since + first * (away - since)) / (1.0 - first)", "level * since + first * (away - since)"),
    Bug("_costing.occasions", "(-priorities[place],", "(priorities[place],"),
    Bug("_costing.occasions", "and work.occurrences:", ":"),
    Bug("_costing.waiting", "work.per_month / self.present", "work.per_month"),
    Bug("_costing.waiting", "server.days_an_hour * stretch", "server.days_an_hour"),
    Bug("_costing.waiting", "own[:place] + own[place + 1 :]", "own"),
    Bug("_costing.waiting", "(1.0 if work.once else rates)", "rates"),
    Bug("queueing.delayed", "or wait.endless:", ":"),
    Bug("queueing.delayed", "patience_days - late)", "patience_days)"),
    Bug("scoring.score", "return 0.0 if self.obstacle else value(self.saved, self.committed)", "return value(self.saved, self.committed)"),
    Bug("scoring.score", "return 0.0 if self.obstacle else payback(self.saved, self.committed)", "return payback(self.saved, self.committed)"),
    Bug("scoring.score", "return self.obstacle is None and self._balance.outsource", "return self._balance.outsource"),
    Bug("scoring.score", "return self._case.relationship.running is not None", "return False"),
    Bug("recommendation.recommendation", "return self.alternatives[1].dearer if", "return self.alternatives[0].dearer if"),
    Bug("recommendation.recommendation", "for each in self.alternatives if each.score is not None), None)", "for each in self.alternatives[:1] if each.score is not None), None)"),
    Bug("scoring.sensitivity", "return math.fsum((self.recurrence, self.urgency, self.availability))", "return math.fsum((self.recurrence, self.urgency))"),
    Bug("recurrence.kinds", "return 0.0\n\n    def expected", "return 1.0\n\n    def expected"),
    Bug("recurrence.rfc5545", "return self.count is not None or self.until is not None", "return self.count is not None"),
    # planning and its array problem
    Bug("planning.position", "undone = [self.ledger.alone(task, None) for task, place in enumerate(self.place) if place is None]", "undone = []"),
    Bug("planning.position", "if all(ledger.fits(state, tasks) for state, tasks in held.values() if tasks):", "if any(ledger.fits(state, tasks) for state, tasks in held.values() if tasks):"),
    Bug("planning.ledger", "self.owner_weight * totals.owner_hours", "self.cash_weight * totals.owner_hours"),
    Bug("planning.ledger", "loosened(market.cash_limit - market.owed)", "loosened(market.cash_limit)"),
    Bug("planning.ledger", "self.rooms = [loosened(room) for room in market.rooms]", "self.rooms = [room * 1.01 for room in market.rooms]"),
    Bug("planning.ledger", "return over + totals.retainers - self.most_retainers if totals.retainers > self.most_retainers else over", "return over"),
    Bug("planning.ledger", "kept_rows(self.market, tasks).values())", "{t: kept_rows(self.market, [t])[t] for t in tasks}.values())"),
    Bug("planning.ledger", "max(0.0, hours - charge.block))", "hours)"),
    Bug("planning.rounds", "work.bound = free.bound", "work.bound = free.best.totals.cost"),
    Bug("planning.rounds", "        if not position.beats(self.best):\n            return False\n", ""),
    Bug("planning.choices", "within and sum(market.counts(bundle.state) for bundle in bundles) <= market.most_retainers", "within"),
    Bug("planning.choices", "*keeping, *left]", "*keeping]"),
    Bug("planning.duals", "slope = (total - limit) / unit if unit else 0.0", "slope = (limit - total) / unit if unit else 0.0"),
    Bug("planning.rounds", "over_hours = position.totals.owner_hours > self.ledger.owner_limit", "over_hours = over_cash"),
    Bug("planning.prices", "cash=fees - _later(market, option)", "cash=fees"),
    Bug("planning.market", "each.fees(self.on, min(last, each.released(self.on))) for where", "each.fees(self.on, each.released(self.on)) for where"),
    Bug("planning.market", "return math.inf if most is None else max(0, most - sum(map(self.stays, self.running)))", "return math.inf if most is None else most"),
    Bug("planning.bundles", "found = kept([(market.tasks[task], market.times[task]) for task in coming], market.business)", "found = kept([(market.tasks[task], market.times[task]) for task in coming[::-1]], market.business)"),
    Bug("planning.commitments", "fees[month] += each.fees(first, max(first, min(following, last)))", "fees[month] += each.fees(first, following)"),
    Bug("planning.shortages", "if more > 0.0 and exceeds(taken + more, limit) else 0.0", "if exceeds(taken + more, limit) else 0.0"),
    Bug("planning.report", "return ordinal(month + 1)", "return ordinal(month)"),
    Bug("demand.blocks", "range(period - into,", "range(period - into + (into == 3),"),
    Bug("planning.planner", "                    gap=gap,\n                    seed=seed,", "                    seed=seed,"),
    Bug("_assignment.problem", "cash += [state.cash, above]", "cash += [state.cash]"),
    Bug("_assignment.relaxation", "rate = state.overage_rate * (1.0 + prices.cash)", "rate = state.overage_rate"),
    Bug("_assignment.ledger", "self.counted -= state.counted", "pass"),
    Bug("_assignment.annealing", "min((use.violations, use.cost, choice)", "min(((), use.cost, choice)"),
    Bug("_assignment.local_search", "if self.energy >= before - GAIN * abs(before):", "if self.cost >= cost - GAIN * abs(before):"),
    Bug("_assignment.program", "for index, state in states)], problem.cash_limit)", "for index, state in states if not state.counted)], problem.cash_limit)"),
    Bug("_assignment.exact", 'solver.setOptionValue("random_seed", seed % 2**31)', 'solver.setOptionValue("random_seed", 0)'),
    Bug("_assignment.neighbourhoods", "if used.violations or used.cost >= incumbent.cost:", "if used.cost >= incumbent.cost:"),
    Bug("_assignment.relaxation", "- ROUNDING * math.fsum(map(abs, parts))", "+ ROUNDING * math.fsum(map(abs, parts))"),
]  # fmt: skip

NEIGHBOURS = {
    "_costing.case": ["scoring/test_score.py"],
    "_costing.costs": ["scoring/test_score.py"],
    "_fields": ["test_bad_input.py", "test_numbers.py"],
    "model.business": ["test_bad_input.py", "test_numbers.py"],
    "model.contractor": ["test_bad_input.py", "test_numbers.py"],
    "model.retainer": ["test_bad_input.py", "test_numbers.py"],
    "model.task": ["test_bad_input.py", "test_numbers.py"],
    "recurrence.kinds": ["recurrence/test_rule.py"],
}
"""Tests of other files that may notice a bug in one."""


def source_of(file: str, root: Path = ROOT) -> Path:
    """Where a file stands; a room that has become a folder is asked for by its files."""
    return root.joinpath("src", "delegation", *file.split(".")).with_suffix(".py")


def tests_of(file: str) -> list[Path]:
    """The file that mirrors it, if there is one, and its neighbours."""
    *folders, name = file.split(".")
    mirror = "/".join([*folders, f"test_{name.lstrip('_')}.py"])
    found = [path for path in (ROOT / "tests" / each for each in (mirror, *NEIGHBOURS.get(file, ()))) if path.is_file()]
    if not found:
        raise LookupError(f"nothing tests {file}")
    return found


def stale() -> list[str]:
    """What no longer stands in the source as a bug would have it."""
    missing = [bug for bug in BUGS if not source_of(bug.file).is_file() or not found_in(bug, source_of(bug.file))]
    return [f"{bug.file} no longer says {bug.right!r}" for bug in missing]


def found_in(bug: Bug, path: Path) -> bool:
    """Whether a file says what a bug would change."""
    return bug.right in path.read_text(encoding="utf-8")


def fails(file: str, bug: Bug | None) -> bool:
    """Whether the tests of a file fail, with a bug in place or with none."""
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(ROOT / "src", Path(scratch) / "src", ignore=shutil.ignore_patterns("__pycache__"))
        if bug is not None:
            path = source_of(file, Path(scratch))
            path.write_text(path.read_text(encoding="utf-8").replace(bug.right, bug.wrong, 1), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *map(str, tests_of(file))]
        environment = os.environ | {"PYTHONPATH": str(Path(scratch) / "src"), "HYPOTHESIS_PROFILE": "mutants"}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    return done.returncode == 1


def main() -> int:
    """Plant every bug, and say which were not noticed."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("numbers", type=int, nargs="*", metavar="FIRST LAST", help="which bugs; all if left out")
    asked.add_argument("--check", action="store_true", help="only say which texts no longer stand in the source")
    given = asked.parse_args()
    gone = stale()
    print(*gone, sep="\n", end="\n" if gone else "")
    if gone or given.check:
        return int(bool(gone))

    first, last = given.numbers or (0, len(BUGS) - 1)
    bugs = BUGS[first : last + 1]
    files = sorted({bug.file for bug in bugs})
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        red = [
            file for file, failed in zip(files, pool.map(lambda file: fails(file, None), files), strict=True) if failed
        ]
        found = list(pool.map(lambda bug: fails(bug.file, bug), bugs))
    for file in red:
        print(f"the tests of {file} fail without any bug, so they show nothing")
    for bug, caught in zip(bugs, found, strict=True):
        if not caught:
            print(f"not noticed: {bug.file}: {bug.right!r} -> {bug.wrong!r}")
    share = sum(found) / len(found)
    print(f"planted by hand: {sum(found)} of {len(found)} noticed ({share:.0%})")
    return 0 if share >= ENOUGH and not red else 1


if __name__ == "__main__":
    sys.exit(main())
