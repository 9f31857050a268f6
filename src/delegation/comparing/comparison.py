"""comparing.comparison: what differs between two scores, two recommendations or two plans?"""

import math
from functools import cached_property
from typing import ClassVar

import attrs

from delegation._calls import explain_call
from delegation._costing.costs import MODES, CostRows
from delegation._costing.records import Plain
from delegation._formatting.frames import Columns, Framed
from delegation.comparing import records, report, view
from delegation.comparing.changes import Change, RetainerChange, Row, TaskChange, Verdict, rows_between
from delegation.errors import RefusedValueError
from delegation.model.mode import Mode
from delegation.planning.plan import Plan
from delegation.recommendation.recommendation import Recommendation
from delegation.scoring.records import verdict_of
from delegation.scoring.score import Score

Answer = Score | Recommendation | Plan
"""What can be compared with another of its kind."""


@attrs.frozen(kw_only=True, repr=False)
class Comparison(Framed):
    """Two answers of one kind, and what differs between them; all money is a month.

    Attributes:
        before: The first answer.
        after: The second.
    """

    before: Answer
    after: Answer
    _columns: ClassVar[Columns] = records.COLUMNS

    @property
    def kind(self) -> str:
        """Which kind of answer is compared, ``score``, ``recommendation`` or ``plan``."""
        return type(self.before).__name__.lower()

    @property
    def currency(self) -> str:
        """In which money is; empty where neither says it."""
        return self.after.business.currency or self.before.business.currency

    @cached_property
    def verdicts(self) -> tuple[Verdict, Verdict] | None:
        """How the work was done and is done, by scores or recommendations; None for plans."""
        if isinstance(self.before, Plan) or isinstance(self.after, Plan):
            return None
        return _verdict(self.before), _verdict(self.after)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """What each row of the cost was and becomes, of the verdicts or of the whole plans."""
        return rows_between(*(_costs(answer) for answer in (self.before, self.after)))

    @property
    def total(self) -> Row:
        """What all rows together were and become; its difference is the sum of theirs."""
        return _total(self.rows, *(_costs(answer) for answer in (self.before, self.after)))

    @property
    def difference(self) -> float | None:
        """What the second costs more than the first; below 0 it saves; None where nobody would do the work."""
        return self.total.difference

    @cached_property
    def ways(self) -> tuple[tuple[Mode, tuple[Row, ...]], ...]:
        """Of scores every mode with its cost rows, the last the total; else empty."""
        if not isinstance(self.before, Score) or not isinstance(self.after, Score):
            return ()
        costs = [(mode, _chosen(self.before, mode), _chosen(self.after, mode)) for mode in MODES]
        return tuple(
            (mode, (*(rows := rows_between(before, after)), _total(rows, before, after)))
            for mode, before, after in costs
        )

    @cached_property
    def tasks(self) -> tuple[TaskChange, ...]:
        """Of plans every task of either, in the order of the names; else empty."""
        if not isinstance(self.before, Plan) or not isinstance(self.after, Plan):
            return ()
        was, becomes = ({each.task.name: each for each in plan} for plan in (self.before, self.after))
        return tuple(TaskChange(name, was.get(name), becomes.get(name)) for name in sorted(was.keys() | becomes))

    @cached_property
    def retainers(self) -> tuple[RetainerChange, ...]:
        """Of plans the retainer with each contractor who has one in either, in the order of the names; else empty."""
        if not isinstance(self.before, Plan) or not isinstance(self.after, Plan):
            return ()
        was, becomes = ({each.contractor.name: each for each in plan.retainers} for plan in (self.before, self.after))
        return tuple(RetainerChange(name, was.get(name), becomes.get(name)) for name in sorted(was.keys() | becomes))

    @property
    def changed(self) -> bool:
        """Whether mode, contractor or terms of the verdict, or of any task or retainer of a plan, differ."""
        if self.verdicts is not None:
            return not self.verdicts[0].same(self.verdicts[1])
        changes = [*(each.change for each in self.tasks), *(each.change for each in self.retainers)]
        return any(change is not Change.SAME for change in changes)

    def to_dicts(self) -> list[dict[str, Plain]]:
        """The comparison as flat records of plain values, all with the same keys.

        First come the cost rows of the verdicts, or of the whole plans, and their total; then, of scores, the rows of
        every mode; of plans, the tasks and the retainers. Each has, in this order:

        - ``of``: ``verdict`` or ``plan``; a mode; ``task``; or ``retainer``
        - ``name``: the name of the task, or of the retainer's contractor; else None
        - ``row``: the cost row (``work``, ``fee``, ``overage``, ``hiring``, ``waiting``, ``undone``) or ``total``
        - ``change``: what becomes of verdict, plan, task or retainer: ``as before``, ``changed``, ``new`` or ``gone``;
          None for a mode
        - ``before_mode``, ``after_mode``, ``before_contractor``, ``after_contractor``: how and with whom a task, or by
          the verdict the work, was done and is done; the mode is ``undone`` where nobody does it and None where it is
          not there, the contractor None in both and where you keep it
        - ``before_retainer_money_per_month``, ``before_retainer_hours_per_month``,
          ``after_retainer_money_per_month``, ``after_retainer_hours_per_month``: fees and blocks; None where there is
          no retainer
        - ``before_money_per_month``, ``after_money_per_month``: what it cost and costs; None where it is not there, or
          is no choice
        - ``difference_money_per_month``: what it costs more; of rows they add up to that of their total; a task or
          retainer that is not there counts as 0; None for what is no choice
        - ``currency``: in which money is; empty where that was not said
        """
        return records.records_of(self)

    def __str__(self) -> str:
        """The comparison as sentences and tables."""
        return report.text(self)

    def __repr__(self) -> str:
        """The comparison in one line."""
        return report.line(self)

    _repr_html_ = view.in_html
    _repr_markdown_ = view.in_markdown


@explain_call
def compare(before: Answer, after: Answer) -> Comparison:
    """Compare two answers of one kind: what is done otherwise, what it costs and what it saves.

    Args:
        before: A score, a recommendation or a plan.
        after: Another of the same kind; it may be about other tasks or contractors.

    Returns:
        A `Comparison`.

    Raises:
        RefusedValueError: If they are of different kinds or in different currencies, or something else is given.
        RefusedCallError: If an argument is misspelt or missing.
    """
    if not isinstance(before, Score | Recommendation | Plan):
        raise RefusedValueError("compare", "before", before, "it takes a Score, a Recommendation or a Plan")
    kind = type(before)
    if not isinstance(after, kind):
        raise RefusedValueError("compare", "after", after, f"it takes a {kind.__name__}, as the first is one")
    was, becomes = before.business.currency, after.business.currency
    if was and becomes and was != becomes:
        accepted = f"the first is in {was} and this is in {becomes}: ask both questions in one currency"
        raise RefusedValueError("compare", "after", after, accepted)
    return Comparison(before=before, after=after)


def _verdict(answer: Score | Recommendation) -> Verdict:
    """How the work is done by an answer."""
    if isinstance(answer, Recommendation):
        best = answer.best
        return Verdict(answer.mode, answer.contractor, answer.retainer, None if best is None else best.costs)
    mode = verdict_of(answer)
    return Verdict(
        mode,
        None if mode in {None, Mode.KEEP} else answer.contractor,
        answer.retainer if mode is Mode.OUTSOURCE else None,
        None if mode is None else answer.costs[mode],
    )


def _chosen(score: Score, mode: Mode) -> CostRows | None:
    """What a mode costs, where it is a choice."""
    return None if mode is Mode.OUT_TASK and score.never_reached else score.costs[mode]


def _costs(answer: Answer) -> CostRows | None:
    """What is compared of an answer's costs."""
    return answer.costs if isinstance(answer, Plan) else _verdict(answer).costs


def _total(rows: tuple[Row, ...], before: CostRows | None, after: CostRows | None) -> Row:
    """What rows come to."""
    known = [row.difference for row in rows if row.difference is not None]
    return Row(
        "total",
        None if before is None else before.total,
        None if after is None else after.total,
        math.fsum(known) if known else None,
    )
