"""Which bugs planted by hand, in properties, validators and converters, do the tests notice?

Each bug is one change of one place. The tests of its file, and of what stands next to it, must fail.
Usage: ``python tests/mutants/planted.py``; it prints what was not noticed and exits with the share that was.
"""

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
    """A bug: in which file, what stands there, and what is put in its place."""

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
    Bug("model", "        value = (value,)\n    try:\n        return frozenset", "        pass\n    try:\n        return frozenset"),
    Bug("model", "tuple(sorted(set(value), key=lambda offer: offer.terms))", "tuple(set(value))"),
    Bug("model", "    if isinstance(value, Retainer):\n        return (value,)\n", ""),
    Bug("engagement", "tuple(sorted(value, key=_facts))", "tuple(value)"),
    Bug("_calendar", "first <= merged[-1][1] + dt.timedelta(days=1)", "first <= merged[-1][1]"),
    Bug("_calendar", "max(merged[-1][1], last)", "last"),
    # validators
    Bug("_fields", "isinstance(value, float) and least <= value <= most):\n            raise refuse(", "isinstance(value, float) and least < value <= most):\n            raise refuse("),
    Bug("_fields", "isinstance(value, float) and least <= value <= most):\n            raise refuse(", "isinstance(value, float) and least <= value < most):\n            raise refuse("),
    Bug("_fields", "if isinstance(value, bool) or not isinstance(value, int)", "if not isinstance(value, int)"),
    Bug("_fields", "not isinstance(value, dt.datetime) and FIRST_DAY", "FIRST_DAY"),
    Bug("_fields", "<= value <= LAST_DAY", "<= value < LAST_DAY"),
    Bug("_fields", "return isinstance(value, str) and bool(value)", "return isinstance(value, str)"),
    Bug("_fields", "if not isinstance(value, bool):", "if not isinstance(value, int):"),
    Bug("engagement", "isinstance(value, dt.date) and value < instance.start", "isinstance(value, dt.date) and value <= instance.start"),
    Bug("engagement", "not isinstance(value, Mode) or value is Mode.KEEP", "not isinstance(value, Mode)"),
    Bug("engagement", "instance.mode is Mode.OUT_TASK and value is not None", "False"),
    Bug("_calendar", "aware != (last.tzinfo is not None) or first >= last", "first >= last"),
    Bug("_calendar", "aware != (last.tzinfo is not None) or first >= last", "aware != (last.tzinfo is not None) or first > last"),
    Bug("availability", "any(isinstance(first, dt.datetime) and first.tzinfo for first, _ in instance.bookings)", "False"),
    Bug("model", "validator=_fields.whole(1, 120, \"months\")", "validator=_fields.whole(0, 120, \"months\")"),
    # properties
    Bug("model", "return self.hours if self.keep and self.owner_hours is None else self.owner_hours", "return self.owner_hours"),
    Bug("model", "return self.hours if self.keep and self.owner_hours is None else self.owner_hours", "return self.hours if self.keep else self.owner_hours"),
    Bug("model", "return (self.monthly_fee, self.hours, overage,", "return (self.hours, self.monthly_fee, overage,"),
    Bug("queueing", "return self.phases[0][1] == 0.0", "return self.phases[-1][1] < 0.0"),
    Bug("availability", "self.people * self.hours_per_week / (WEEK_DAYS", "self.hours_per_week / (WEEK_DAYS"),
    Bug("_case", "return self.business.hiring_hours * self.business.owner_rate", "return self.business.hiring_hours"),
    Bug("_case", "0.0 if self.standing.retained else self.business.onboarding", "0.0 if self.standing.known else self.business.onboarding"),
    Bug("_case", "return min(self.months_committed, self.business.horizon_months)", "return self.months_committed"),
    Bug("_case", "        if self.standing.others:\n            return 0.0\n", ""),
    Bug("_case", "return self.saved > self.committed and not self.regular.endless", "return self.saved >= self.committed and not self.regular.endless"),
    Bug("_case", "return self.saved > self.committed and not self.regular.endless", "return self.saved > self.committed"),
    Bug("_costs", "return math.fsum((self.work, self.fee, self.overage, self.hiring, self.waiting))", "return math.fsum((self.work, self.fee, self.overage, self.waiting))"),
    Bug("_costs", "return math.fsum((self.work, self.fee, self.overage))", "return math.fsum((self.work, self.fee))"),
    Bug("scoring", "return 0.0 if self.impossible else value(self.saved, self.committed)", "return value(self.saved, self.committed)"),
    Bug("scoring", "return 0.0 if self.impossible else payback(self.saved, self.committed)", "return payback(self.saved, self.committed)"),
    Bug("scoring", "return self.impossible is None and self._weighed.outsource", "return self._weighed.outsource"),
    Bug("scoring", "return self._case.standing.running is not None", "return False"),
    Bug("recommendation", "return self.alternatives[1].dearer if", "return self.alternatives[0].dearer if"),
    Bug("recommendation", "for each in self.alternatives if each.score is not None), None)", "for each in self.alternatives[:1] if each.score is not None), None)"),
    Bug("_sensitivity", "return math.fsum((self.recurrence, self.urgency, self.availability))", "return math.fsum((self.recurrence, self.urgency))"),
    Bug("recurrence", "return 0.0\n\n    def expected", "return 1.0\n\n    def expected"),
    Bug("_rfc5545", "return self.count is not None or self.until is not None", "return self.count is not None"),
]  # fmt: skip

NEIGHBOURS = {"_fields": ["bad_input", "model"], "_costs": ["scoring"], "_case": ["scoring"], "model": ["bad_input"]}
"""Tests of other files that may notice a bug in one."""


def noticed(bug: Bug) -> bool:
    """Whether the tests fail with a bug in place."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "src"
        shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
        path = source / "delegation" / f"{bug.file}.py"
        text = path.read_text(encoding="utf-8")
        if bug.right not in text:
            raise LookupError(f"{bug.file} no longer says {bug.right!r}")
        path.write_text(text.replace(bug.right, bug.wrong, 1), encoding="utf-8")
        names = [bug.file.strip("_"), *NEIGHBOURS.get(bug.file, [])]
        tests = [str(ROOT / "tests" / f"test_{name}.py") for name in names]
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
        environment = os.environ | {"PYTHONPATH": str(source), "HYPOTHESIS_PROFILE": "mutants"}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    return done.returncode == 1


def main() -> int:
    """Plant every bug, and say which were not noticed."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(noticed, BUGS))
    for bug, caught in zip(BUGS, found, strict=True):
        if not caught:
            print(f"not noticed: {bug.file}: {bug.right!r} -> {bug.wrong!r}")
    share = sum(found) / len(found)
    print(f"planted by hand: {sum(found)} of {len(found)} noticed ({share:.0%})")
    return 0 if share >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
