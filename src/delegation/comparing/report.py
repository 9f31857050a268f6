"""comparing.report: how does a comparison print, as sentences and tables?"""

import math
from collections.abc import Iterable, Sequence
from textwrap import fill
from typing import TYPE_CHECKING

from delegation._formatting.phrases import counted, listed, money, number, retained, sentence, some, verdict
from delegation._formatting.tables import aligned
from delegation.comparing.changes import Change, RetainerChange, Row, TaskChange, Verdict
from delegation.errors import titled
from delegation.model.mode import UNDONE
from delegation.planning.assignments import Assignment
from delegation.planning.commitments import Agreement
from delegation.planning.plan import Plan
from delegation.recommendation.recommendation import Recommendation
from delegation.scoring.explanation import offered

if TYPE_CHECKING:
    from delegation.comparing.comparison import Answer, Comparison

WIDTH = 100
"""Letters in a line of text."""

LONGEST_TASK, LONGEST_NAME = 40, 24
"""After how many letters the names of a task and of a contractor are cut in a table."""

LITTLE = 0.005
"""Money a month that is told as nothing."""


def line(found: "Comparison") -> str:
    """A comparison in one line."""
    changed = "something is" if found.changed else "nothing is"
    if found.tasks:
        moved = sum(each.change is not Change.SAME for each in found.tasks)
        changed = f"{moved} of {counted(len(found.tasks), 'task')} {'is' if moved == 1 else 'are'}"
    return f"<Comparison of two {found.kind}s: {changed} done otherwise, {_costs_more(found)}>"


def text(found: "Comparison") -> str:
    """A comparison as sentences and tables: what is done otherwise, each cost row, and who changed."""
    both = "\n".join(fill(each, WIDTH) for each in verdicts(found))
    parts = [both, fill(summary(found), WIDTH)]
    if unchanged(found):
        return "\n\n".join(part for part in parts if part)
    parts += [_aligned(cost_rows(found), (1, 2, 3)), _aligned(way_rows(found), (1, 2, 3))]
    parts += [tasks(found), retainers(found)]
    return "\n\n".join(part for part in parts if part)


def _aligned(rows: Sequence[Sequence[str]], right: Iterable[int]) -> str:
    """Rows as a table; empty where there are none."""
    return aligned(rows, right) if rows else ""


def cost_rows(found: "Comparison") -> list[list[str]]:
    """A header and what each row of the cost was and becomes; empty where that is not known."""
    if found.difference is None:
        return []
    return _rows(found, "", [*(row for row in found.rows if row.before or row.after), found.total])


def way_rows(found: "Comparison") -> list[list[str]]:
    """A header and what each way cost and costs, of scores; else empty."""
    known = [(mode, rows[-1]) for mode, rows in found.ways if not rows[-1].before is rows[-1].after is None]
    return _rows(found, "way", (Row(mode.value, *_amounts(row)) for mode, row in known)) if known else []


def unchanged(found: "Comparison") -> bool:
    """Whether nothing is done otherwise and nothing costs more or less."""
    if found.changed or found.difference is None:
        return False
    ways = [row for _, rows in found.ways for row in rows]
    differences = [row.difference for row in (*found.rows, found.total, *ways)]
    differences += [task.difference for task in found.tasks]
    differences += [retainer.difference for retainer in found.retainers]
    if isinstance(found.before, Plan) and isinstance(found.after, Plan):
        differences.append(found.after.paid - found.before.paid)  # what is owed for what is ended is in no cost
    lone = any((row.before is None) is not (row.after is None) for row in ways)
    return not lone and all(abs(each) < LITTLE for each in differences if each is not None)


def summary(found: "Comparison") -> str:
    """What is done otherwise, what that costs and saves, in sentences."""
    return " ".join(sentences(found))


def sentences(found: "Comparison") -> list[str]:
    """The same, sentence by sentence."""
    before, after = found.before, found.after
    if unchanged(found):
        return [sentence(f"nothing changes: {_costs_more(found)}")]
    told = [sentence(_costs_more(found)), _by_row(found)]
    if isinstance(before, Plan) and isinstance(after, Plan):
        told += [*_beside(before, after, found.currency), _counts(found.tasks, "task")]
        told.append(_counts(found.retainers, "retainer"))
    if found.verdicts is not None:
        told.insert(0, _what_changes(*found.verdicts))
    return [each for each in told if each]


def _what_changes(before: Verdict, after: Verdict) -> str:
    """What of a verdict changes: the mode, else with whom it is done, else on which terms, in a sentence."""
    if before.same(after):
        return "The verdict is as before."
    was, becomes = ("" if each.contractor is None else each.contractor.name for each in (before, after))
    if before.mode is not after.mode:
        return "The verdict changes."
    if was == becomes:
        return "The retainer changes."
    return f"The contractor changes from {titled(was)} to {titled(becomes)}."


def _costs_more(found: "Comparison") -> str:
    """What the second costs more than the first, and whether that is for other work, in words without a full stop."""
    other = ""
    if isinstance(found.before, Plan) and isinstance(found.after, Plan):
        other = _other_work(found.before, found.after)
    return f"{_difference(found)}{f', and {other}' if other else ''}"


def _other_work(before: Plan, after: Plan) -> str:
    """Which tasks the second plan does and the first left at no cost, and the other way round; empty without any."""
    were, are = _uncounted(before), _uncounted(after)
    done = [titled(each.task.name) for each in after if each.mode is not None and each.task.name in were]
    left = [titled(name) for name in are if name not in were]
    told = [
        f"does {some(done, ' tasks')}, left undone before" if done else "",
        f"leaves {some(left, ' tasks')} undone" if left else "",
    ]
    return ", but ".join(each for each in told if each)


def _uncounted(plan: Plan) -> list[str]:
    """The names of the tasks that a plan leaves undone and of which it is not said what that costs."""
    return [task.name for task in plan.undone if task.undone_cost is None]


def _difference(found: "Comparison") -> str:
    """What the second costs more than the first, in words without a full stop."""
    difference, total = found.difference, found.total
    if difference is None or total.before is None or total.after is None:
        return "what it costs cannot be compared, as a cost is not known"
    if abs(difference) < LITTLE:
        return f"it costs the same, {money(total.after, found.currency)} a month"
    more = "more" if difference > 0.0 else "less"
    by, after, before = (money(amount, found.currency) for amount in (abs(difference), total.after, total.before))
    return f"it costs {by} a month {more}, {after} against {before}"


def _beside(before: Plan, after: Plan, currency: str) -> list[str]:
    """What two plans pay out and take of your hours, and what they leave undone at no cost, in sentences."""
    told = [
        f"{money(after.paid, currency)} is paid out against {money(before.paid, currency)}, and "
        f"{number(after.owner_hours)} of your hours are taken against {number(before.owner_hours)}."
    ]
    for when, plan in (("Before", before), ("After", after)):
        if left := _uncounted(plan):
            told.append(f"{when}, what stays undone is in no cost: {some([titled(name) for name in left])}.")
    return told


def _by_row(found: "Comparison") -> str:
    """Which rows cost more and which less, in a sentence; nothing where none does."""
    known = [(row.name, row.difference) for row in found.rows if row.difference is not None]
    less = [f"{name} {money(-amount, found.currency)}" for name, amount in known if amount <= -LITTLE]
    more = [f"{name} {money(amount, found.currency)}" for name, amount in known if amount >= LITTLE]
    parts = [f"{listed(amounts)} {word}" for amounts, word in ((less, "less"), (more, "more")) if amounts]
    return sentence("; ".join(parts)) if parts else ""


def _counts(changes: Sequence[TaskChange | RetainerChange], what: str) -> str:
    """How many are as before, changed, new and gone, in a sentence; nothing where there are none."""
    kinds = [each.change for each in changes]
    parts = [f"{kinds.count(change)} {change.value}" for change in Change if change in kinds]
    return f"{counted(len(kinds), what)}: {listed(parts)}." if kinds else ""


def verdicts(found: "Comparison") -> list[str]:
    """Both verdicts in sentences; none for plans."""
    if found.verdicts is None:
        return []
    if unchanged(found):
        return [f"Before and after: {_told(found.verdicts[1], _bundle(found.after), found)}."]
    sides = zip(("Before", "After"), found.verdicts, (found.before, found.after), strict=True)
    return [f"{side}: {_told(each, _bundle(answer), found)}." for side, each, answer in sides]


def _told(each: Verdict, what: str, found: "Comparison") -> str:
    """A verdict in words."""
    if each.mode is None:
        return f"nobody would do {what}"
    who = "" if each.contractor is None else titled(each.contractor.name)
    terms = "" if each.retainer is None else f", on {offered(each.retainer, found.currency)}"
    told = verdict(each.mode, what, who)
    return f"{told[0].lower()}{told[1:]}{terms}"


def _bundle(answer: "Answer") -> str:
    """The work of a score or a recommendation, by its names."""
    tasks = (answer.task,) if isinstance(answer, Recommendation) else answer.tasks
    names = [task.name for task in tasks]
    return listed([titled(name) for name in names[:3]]) if len(names) <= 3 else counted(len(names), "task")


def _rows(found: "Comparison", first: str, rows: Iterable[Row]) -> list[list[str]]:
    """A header and rows with what they were, become, and cost more."""
    header = [first or f"{found.currency or 'money'} a month", "before", "after", "difference"]
    return [header, *([row.name, *map(_cell, _amounts(row)[:2]), _signed(row.difference)] for row in rows)]


def _amounts(row: Row) -> tuple[float | None, float | None, float | None]:
    return row.before, row.after, row.difference


def _cell(amount: float | None) -> str:
    """Money in a cell."""
    return "" if amount is None else money(amount)


def _signed(amount: float | None) -> str:
    """A difference in a cell."""
    if amount is None or abs(amount) < LITTLE:
        return "" if amount is None else "0"
    return f"+{money(amount)}" if amount > 0.0 else money(amount)


def tasks(found: "Comparison") -> str:
    """The tasks that are done otherwise as a table, and all others in one row; empty where none is."""
    return _aligned(task_rows(found), (4,))


def task_rows(
    found: "Comparison", longest_task: int = LONGEST_TASK, longest_name: int = LONGEST_NAME
) -> list[list[str]]:
    """A header, the tasks that are done otherwise and all others in one row; empty where none is.

    Names have so many letters at the most.
    """
    changed = [each for each in found.tasks if each.change is not Change.SAME]
    if not changed:
        return []
    rows = [
        [
            titled(each.name, longest_task),
            each.change.value,
            _way(each.before, longest_name),
            _way(each.after, longest_name),
            _signed(each.difference),
        ]
        for each in changed
    ]
    others = [each.difference for each in found.tasks if each.change is Change.SAME]
    if others:
        rows.append([counted(len(others), "task"), Change.SAME.value, "", "", _signed(math.fsum(others))])
    return [["task", "", "before", "after", "difference"], *rows]


def _way(way: Assignment | None, longest: int) -> str:
    """How a task is done, in a cell."""
    if way is None:
        return ""
    if way.mode is None:
        return UNDONE
    return str(way.mode) if way.contractor is None else f"{way.mode} {titled(way.contractor.name, longest)}"


def retainers(found: "Comparison") -> str:
    """The retainers as a table; empty where there are none."""
    return _aligned(retainer_rows(found), (4,))


def retainer_rows(found: "Comparison", longest: int = LONGEST_NAME) -> list[list[str]]:
    """A header and the retainers, with names of so many letters at the most; empty where there are none."""
    rows = [
        [
            titled(each.contractor, longest),
            each.change.value,
            _terms(each.before, found.currency),
            _terms(each.after, found.currency),
            _signed(each.difference),
        ]
        for each in found.retainers
    ]
    return [["retainer", "", "before", "after", "difference"], *rows] if rows else []


def _terms(held: Agreement | None, currency: str) -> str:
    """The terms of a retainer and for how many tasks it is, in a cell."""
    if held is None:
        return ""
    return f"{retained(held.retainer, currency).removeprefix('retainer of ')}, {counted(len(held.tasks), 'task')}"
