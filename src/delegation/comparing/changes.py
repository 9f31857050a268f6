"""comparing.changes: what is a difference between two answers: of a cost row, a verdict, a task, a retainer?"""

import enum

import attrs

from delegation._costing.costs import ROWS, CostRows
from delegation._formatting.phrases import articled, money, retained
from delegation.errors import titled
from delegation.model.contractor import Contractor
from delegation.model.mode import UNDONE, Mode
from delegation.model.retainer import Retainer
from delegation.planning.assignments import Assignment
from delegation.planning.commitments import Agreement


class Change(enum.StrEnum):
    """What becomes of a verdict, a task or a retainer.

    Attributes:
        SAME: It is as before.
        CHANGED: It is done otherwise: in another mode, with another contractor, or on other terms.
        NEW: It was not there before.
        GONE: It is there no more.
    """

    SAME = "as before"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@attrs.frozen
class Row:
    """What one row of a cost was and becomes, in money a month.

    Attributes:
        name: The row, such as ``fee``, or ``total``.
        before: What it was; None where there was no such way.
        after: What it becomes; None where there is none.
        difference: What it becomes more than it was; None where either is not known. Of a total it is the sum of the
            differences of its rows.
    """

    name: str
    before: float | None
    after: float | None
    difference: float | None


@attrs.frozen
class Verdict:
    """How the work is done by a score or a recommendation.

    Attributes:
        mode: How; None where nobody would do it.
        contractor: With whom; None where it is kept, or where nobody would do it.
        retainer: On which terms; None where it is not outsourced.
        costs: What it costs, in rows; None where that is not known.
    """

    mode: Mode | None
    contractor: Contractor | None
    retainer: Retainer | None
    costs: CostRows | None

    def __repr__(self) -> str:
        """The verdict in one line."""
        who = f" {titled(self.contractor.name)}" if self.contractor else ""
        terms = f" on {articled(retained(self.retainer))}" if self.retainer else ""
        cost = "" if self.costs is None else f", {money(self.costs.total)} a month"
        return f"<Verdict: {self.mode or UNDONE}{who}{terms}{cost}>"

    def same(self, other: "Verdict") -> bool:
        """Whether the work is done in one mode, with one contractor and on the same terms."""
        mine, theirs = self.contractor, other.contractor
        alike = (mine and mine.name) == (theirs and theirs.name)
        return alike and (self.mode, self.retainer) == (other.mode, other.retainer)


@attrs.frozen
class TaskChange:
    """How a task was done by one plan, and is done by another.

    Attributes:
        name: The task's name.
        before: How it was done; None where the plan did not have it.
        after: How it is done; None where the plan does not have it.
    """

    name: str
    before: Assignment | None
    after: Assignment | None

    @property
    def change(self) -> Change:
        """What becomes of it; changed where mode, contractor or terms are others."""
        if self.before is None or self.after is None:
            return Change.NEW if self.before is None else Change.GONE
        return Change.SAME if _way(self.before) == _way(self.after) else Change.CHANGED

    @property
    def difference(self) -> float:
        """What it costs more than before, in money a month; where a plan does not have it, it costs that plan 0."""
        return (0.0 if self.after is None else self.after.cost) - (0.0 if self.before is None else self.before.cost)


@attrs.frozen
class RetainerChange:
    """What becomes of the retainer with a contractor from one plan to another.

    Attributes:
        contractor: Their name.
        before: The retainer that there was, or None.
        after: The one that there is, or None.
    """

    contractor: str
    before: Agreement | None
    after: Agreement | None

    @property
    def change(self) -> Change:
        """What becomes of it; changed where its terms or its tasks are others."""
        if self.before is None or self.after is None:
            return Change.NEW if self.before is None else Change.GONE
        return Change.SAME if _terms(self.before) == _terms(self.after) else Change.CHANGED

    @property
    def difference(self) -> float:
        """What it costs more than before, in money a month; where there is none, 0 is its cost."""
        before = 0.0 if self.before is None else self.before.costs.total
        return (0.0 if self.after is None else self.after.costs.total) - before


def rows_between(before: CostRows | None, after: CostRows | None) -> tuple[Row, ...]:
    """The rows of two costs, without their totals."""
    return tuple(_row(name, before, after) for name in ROWS)


def _row(name: str, before: CostRows | None, after: CostRows | None) -> Row:
    was, becomes = (None if rows is None else rows[name] for rows in (before, after))
    return Row(name, was, becomes, None if was is None or becomes is None else becomes - was)


def _way(assignment: Assignment) -> tuple[object, ...]:
    """How a task is done, as far as it counts as done otherwise."""
    who = None if assignment.contractor is None else assignment.contractor.name
    return (assignment.mode, who, assignment.retainer)


def _terms(agreement: Agreement) -> tuple[object, ...]:
    """What a retainer is, as far as it counts as changed."""
    return (agreement.retainer, tuple(task.name for task in agreement.tasks))
