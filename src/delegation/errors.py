"""errors: how does the library say no, and what does a caller learn from it?

Every refusal is a `DelegationError`. A refusal carries its parts as attributes, so that a program can act on
them and a person can read the sentence that they make; where a class was asked, a second line shows a call that works.
"""

import reprlib
from collections.abc import Mapping, Sequence

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 60

LONGEST = 100
"""How many letters of a value a message shows at the most."""


EXAMPLES: Mapping[str, str] = {
    "Availability": "Availability(hours_per_week=30, regular_load=0.4, one_off_load=0.25)",
    "Availability.from_waits": "Availability.from_waits(one_off_days=10, regular_days=3)",
    "Availability.learn": "Availability.learn(one_off_waits=[0, 6, 3], regular_waits=[0])",
    "Business": "Business(owner_rate=60, monthly_budget=1500)",
    "Contractor": "Contractor('Ana', skills={'web'}, rate=45)",
    "Engagement": (
        "Engagement(Contractor('Ana', rate=45), tasks=Task('Newsletter', hours=2), "
        "mode=Mode.OUT_TASK, start=datetime.date(2026, 1, 5))"
    ),
    "History": "History([datetime.date(2026, 1, 5), datetime.date(2026, 2, 3)], until=datetime.date(2026, 3, 1))",
    "Job": "Job(datetime.date(2026, 1, 5), hours=2)",
    "Once": "Once(datetime.date(2026, 3, 1))",
    "Rate": "Rate(per_month=4)",
    "Retainer": "Retainer(monthly_fee=700, hours=20)",
    "Retainer.typical": "Retainer.typical(hours_per_month=8, rate=45)",
    "Rule": "Rule('FREQ=WEEKLY;BYDAY=MO', datetime.date(2026, 1, 5))",
    "Task": "Task('Newsletter', hours=2, recurrence=4)",
    "Urgency": "Urgency(cost_per_day=40, slack_days=2)",
    "Urgency.until": "Urgency.until(datetime.date(2026, 3, 1), on=datetime.date(2026, 1, 5), cost_per_day=40)",
    "compare": (
        "compare(score(Task('Newsletter', hours=2), Contractor('Ana', rate=45)), "
        "score(Task('Newsletter', hours=2), Contractor('Bob', rate=40)))"
    ),
    "convert": (
        "convert(Task('Newsletter', hours=2, recurrence=1), Contractor('Ana', rate=45), on=datetime.date(2026, 6, 1))"
    ),
    "payments.read": (
        "payments.read('statement.csv', columns={'date': 'Date', 'payee': 'Payee', 'amount': 'Amount'}, "
        "contractors=Contractor('Ana', rate=45), tasks=Task('Newsletter', hours=2))"
    ),
    "csv.read_business": "csv.read_business('business.csv')",
    "csv.read_contractors": "csv.read_contractors('contractors.csv')",
    "csv.read_engagements": (
        "csv.read_engagements('engagements.csv', Task('Newsletter', hours=2), Contractor('Ana', rate=45))"
    ),
    "csv.read_tasks": "csv.read_tasks('tasks.csv')",
    "csv.write_business": "csv.write_business('business.csv', Business(owner_rate=60))",
    "csv.write_contractors": "csv.write_contractors('contractors.csv', [Contractor('Ana', rate=45)])",
    "csv.write_engagements": (
        "csv.write_engagements('engagements.csv', [Engagement(Contractor('Ana', rate=45), "
        "tasks=Task('Newsletter', hours=2), mode=Mode.OUT_TASK, start=datetime.date(2026, 1, 5))])"
    ),
    "csv.write_tasks": "csv.write_tasks('tasks.csv', [Task('Newsletter', hours=2)])",
    "ical.read_availability": (
        "ical.read_availability('ana.ics', first=datetime.date(2026, 1, 1), last=datetime.date(2026, 12, 31))"
    ),
    "ical.read_jobs": ("ical.read_jobs('work.ics', since=datetime.date(2026, 1, 1), until=datetime.date(2026, 6, 30))"),
    "ical.read_tasks": "ical.read_tasks('work.ics')",
    "ical.write_plan": (
        "ical.write_plan('plan.ics', plan([Task('Newsletter', hours=2)], [Contractor('Ana', rate=45)]), "
        "stamp=datetime.date(2026, 1, 5))"
    ),
    "ical.write_tasks": "ical.write_tasks('work.ics', [Task('Newsletter', hours=2)], stamp=datetime.date(2026, 1, 5))",
    "json.dump": "json.dump(Task('Newsletter', hours=2), 'task.json')",
    "json.dumps": "json.dumps(Task('Newsletter', hours=2))",
    "json.load": "json.load('task.json')",
    "json.loads": "json.loads(json.dumps(Task('Newsletter', hours=2)))",
    "plan": "plan([Task('Newsletter', hours=2)], [Contractor('Ana', rate=45)], Business(owner_rate=60))",
    "recommend": "recommend(Task('Newsletter', hours=2), [Contractor('Ana', rate=45)], Business(owner_rate=60))",
    "review": (
        "review(Engagement(Contractor('Ana', rate=45), tasks=Task('Newsletter', hours=2), mode=Mode.OUT_TASK, "
        "start=datetime.date(2026, 1, 5)), on=datetime.date(2026, 6, 1))"
    ),
    "score": "score([Task('Newsletter', hours=2)], Contractor('Ana', rate=45), Business(owner_rate=60))",
    "sweep": "sweep(Task('Newsletter', hours=2), Contractor('Ana', rate=45), recurrence=[1, 2, 4])",
    "timesheets.jobs": "timesheets.jobs('hours.csv', until=datetime.date(2026, 6, 1))",
    "timesheets.read": (
        "timesheets.read('hours.csv', contractors=Contractor('Ana', rate=45), tasks=Task('Newsletter', hours=2), "
        "until=datetime.date(2026, 6, 1))"
    ),
}
"""For each class and function one call that works."""


def _with_example(sentence: str, name: str) -> str:
    """A sentence, and below it the example of a class or function that has one."""
    return f"{sentence}\n  such as {EXAMPLES[name]}" if name in EXAMPLES else sentence


def shown(value: object) -> str:
    """How a value stands in a message: as Python writes it, in at most about sixty letters."""
    if isinstance(value, float):
        return f"{value:g}" if float(f"{value:g}") == value else repr(value)
    try:
        return titled(_SHORT.repr(value), LONGEST)
    except Exception:  # a value that cannot even be written is refused all the same
        return f"<{type(value).__name__}>"


def titled(name: str, most: int = 48) -> str:
    """How a name stands in a sentence: without quotes, what cannot be printed escaped, cut after `most` letters."""
    cut = name if len(name) <= most else name[: most - 1] + "…"
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in cut)


class DelegationError(Exception):
    """The root of all that this library raises on purpose."""


class RefusedValueError(DelegationError, ValueError):
    """A field was given a value that it cannot take.

    Attributes:
        owner: The class (or function) that was asked, such as ``Task``.
        field: The field, such as ``hours``.
        value: What was given.
        accepted: What would have been accepted, in words.
        wanted: The class (or function) of which an example is shown; empty for the owner, where that is a class.
    """

    def __init__(self, owner: str, field: str, value: object, accepted: str, wanted: str = "") -> None:
        """Keep the parts; the sentence is made when asked for."""
        super().__init__(owner, field, value, accepted, wanted)
        self.owner, self.field, self.value, self.accepted, self.wanted = owner, field, value, accepted, wanted

    @property
    def reason(self) -> str:
        """The refusal in one line, without an example."""
        return f"{self.owner}.{self.field} = {shown(self.value)} is refused: {self.accepted}"

    def __str__(self) -> str:
        """Say which field of which class refuses which value, what it accepts, and show a call that works."""
        return _with_example(self.reason, self.wanted or (self.owner if self.owner[:1].isupper() else ""))


class RefusedCallError(DelegationError, TypeError):
    """A class or function was called with arguments that it has not, or without those that it needs.

    Attributes:
        owner: The class (or function) that was called, such as ``Task``.
        problem: What does not fit, in words that follow the owner.
    """

    def __init__(self, owner: str, problem: str) -> None:
        """Keep the parts."""
        super().__init__(owner, problem)
        self.owner, self.problem = owner, problem

    def __str__(self) -> str:
        """Say what does not fit, and show a call that works."""
        return _with_example(f"{self.owner} {self.problem}", self.owner)


class UnknownKeyError(RefusedValueError, KeyError):
    """A result was asked for a part that it does not have; a `KeyError`, as of any mapping."""

    def __init__(self, owner: str, key: object, known: Sequence[str]) -> None:
        """Keep the parts; `known` are the keys that there are."""
        RefusedValueError.__init__(self, owner, "key", key, f"it takes {', '.join(known)}")
        self.args = (owner, key, known)


class NoLongRunRateError(DelegationError, ValueError):
    """A rule that ends (COUNT or UNTIL) was asked for what only work that goes on has: a rate in the long run.

    Attributes:
        rule: The rule, as text.
    """

    def __init__(self, rule: str) -> None:
        """Keep the rule."""
        super().__init__(rule)
        self.rule = rule

    def __str__(self) -> str:
        """Name the rule and the way out."""
        return (
            f"the rule {shown(self.rule)} ends, so it has no rate in the long run: "
            "say from which day to count, such as on=datetime.date(2026, 1, 5)"
        )


class MissingExtraError(DelegationError, ImportError):
    """A door was opened whose package is not installed.

    Attributes:
        package: The package that is missing.
        extra: The extra of the distribution ``delegation-planner`` that brings it.
    """

    def __init__(self, package: str, extra: str) -> None:
        """Keep what is missing and what brings it."""
        super().__init__(package, extra)
        self.package, self.extra = package, extra

    def __str__(self) -> str:
        """Say what to install: the package itself, since no other project can be meant by it."""
        return (
            f"this needs the package {self.package}, which is not installed: pip install {self.package} "
            f"(the extra {self.extra} of delegation-planner)"
        )


class MissingBackendError(DelegationError, ImportError):
    """A data frame was asked for of a library that is not installed.

    Attributes:
        package: The library, such as ``polars``.
    """

    def __init__(self, package: str) -> None:
        """Keep what is missing."""
        super().__init__(package)
        self.package = package

    def __str__(self) -> str:
        """Say what to install, or to ask for."""
        return (
            f"a data frame of {self.package} needs the package {self.package}, which is not installed: "
            f"pip install {self.package}, or ask for a frame of another library by its name, to_frame(backend=...)"
        )


MOST_PROBLEMS = 1_000
"""How many problems of a file are kept."""

MOST_TOLD = 20
"""How many problems of a file its message tells."""


class RefusedFileError(DelegationError, ValueError):
    """A file has cells that cannot be taken; they are told all at once, and nothing of the file is used.

    Attributes:
        path: The file.
        problems: One sentence each, with line and column; the first thousand.
        count: How many problems there are in all.
    """

    def __init__(self, path: str, problems: tuple[str, ...], count: int | None = None) -> None:
        """Keep the file, its first problems, and how many there are (default: those that are given)."""
        kept = problems[:MOST_PROBLEMS]
        counted = len(problems) if count is None else count
        super().__init__(path, kept, counted)
        self.path, self.problems, self.count = path, kept, counted

    def __str__(self) -> str:
        """List the first problems under the name of the file, and say how many more there are."""
        head = "1 problem" if self.count == 1 else f"{self.count:,} problems"
        told = self.problems[:MOST_TOLD]
        left = self.count - len(told)
        more = (f"and {left:,} more",) if left else ()
        return "\n  ".join((f"{titled(self.path, 300)}: {head}", *told, *more))
