"""reviewing.review: what of all that has happened and runs is to be changed, and by when?"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import ClassVar, overload

import attrs

from delegation import _fields
from delegation._calls import explain_call
from delegation._costing.records import Plain
from delegation._formatting.frames import Columns, Framed
from delegation._formatting.phrases import counted
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.question import checked_engagements
from delegation.model.task import Task
from delegation.reviewing import records, report, view
from delegation.reviewing.advice import Advice, Kind, ranked
from delegation.reviewing.hires import about_hires
from delegation.reviewing.retainers import about_retainers
from delegation.reviewing.silences import about_silences
from delegation.reviewing.situation import LEAST_CONFIDENCE, LEAST_HOURS, Situation
from delegation.reviewing.slowness import about_slowness


@attrs.frozen(kw_only=True, repr=False)
class Review(Framed):
    """What is to be done about what runs, what is worth most first.

    It is a sequence of its advice: it has a length, is iterated over and takes a place or a slice, `found[0]`.

    Attributes:
        advice: Each thing to do; empty where nothing is worth it.
        business: The owner's assumptions.
        on: The day of the review.
    """

    advice: tuple[Advice, ...]
    business: Business
    on: dt.date
    _columns: ClassVar[Columns] = records.COLUMNS

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to do."""
        return not self.advice

    def why(self) -> str:
        """All advice in sentences, one a line."""
        return report.why(self)

    def to_dicts(self) -> list[dict[str, Plain]]:
        """The advice as flat records of plain values, what is worth most first.

        Each has, in this order:

        - ``rank``: 1 for what is worth most
        - ``kind``: what it is about, such as ``start a retainer``
        - ``contractor``: the contractor's name
        - ``tasks``: names of the tasks, with a semicolon between them
        - ``money_per_month``: what it is worth (`Advice.money`)
        - ``confidence``: how sure it is, 0 to 1
        - ``last_day``: the last day on which to act, as YYYY-MM-DD; None where any day does
        - ``retainer_money_per_month``, ``retainer_hours_per_month``: fee and block of the offer to sign, or of the
          terms to end; None where it is about neither
        - ``sentence``: what to do and why
        - ``evidence``: the numbers that it rests on, each with its day, with a semicolon between them
        - ``on``: the day of the review, as YYYY-MM-DD
        - ``currency``: in which money is; empty where that was not said
        """
        return records.records_of(self)

    def __iter__(self) -> Iterator[Advice]:
        return iter(self.advice)

    @overload
    def __getitem__(self, rank: int) -> Advice: ...

    @overload
    def __getitem__(self, rank: slice) -> tuple[Advice, ...]: ...

    def __getitem__(self, rank: int | slice) -> Advice | tuple[Advice, ...]:
        """The advice at a place, from 0, or those at several."""
        return self.advice[rank]

    def __len__(self) -> int:
        return len(self.advice)

    def __str__(self) -> str:
        """The advice as a table, and in sentences below it."""
        return report.text(self)

    def __repr__(self) -> str:
        """The review in one line."""
        return f"<Review on {self.on}: {report.QUIET if self.quiet else counted(len(self), 'thing') + ' to do'}>"

    _repr_html_ = view.in_html
    _repr_markdown_ = view.in_markdown


@explain_call
def review(
    engagements: Engagement | Iterable[Engagement],
    business: Business = Business(),
    *,
    tasks: Task | Iterable[Task] = (),
    contractors: Contractor | Iterable[Contractor] = (),
    on: dt.date,
    least_money: float | None = None,
    least_confidence: float = LEAST_CONFIDENCE,
) -> Review:
    """Look at what has happened and what runs, and say what is to be changed.

    Jobs that would be cheaper on a retainer, retainers to end, blocks to shrink or to enlarge, work that seems to have
    ended or is overdue, a contractor who has become slower, and verdicts of which too little is known. What has ended
    is learnt from, and never advised upon.

    A silence that may be a holiday ends no retainer: only one that is longer than 45 days, and one and a half times as
    long as the longest gap so far, tells that work has ended. Of a retainer whose jobs all cost something, though they
    would have fitted into its block, only that is said: such a log, as payments make it, lacks what the fee paid for.

    Args:
        engagements: What has run and what runs, with the jobs done.
        business: The owner's assumptions.
        tasks: Tasks as you know them now, in place of those of the same names in the engagements; default none.
        contractors: Contractors as you know them now, such as with new offers, in the same way; default none.
        on: The day of the review; jobs after it are not looked at.
        least_money: From how much money a month on a change is worth advising; default None, half an hour of yours.
        least_confidence: From which probability on a change is advised, 0.5 to 1; default 0.7. What is less sure is
            told as too little history where that matters.

    Returns:
        A `Review`, empty where nothing is worth doing.

    Raises:
        RefusedValueError: If an argument is of the wrong kind, or two tasks or contractors bear one name.
        RefusedCallError: If an argument is misspelt or missing.
    """
    _fields.check("review", "business", business, Business)
    day = _fields.own_day("review", "on", on)
    known = _fields.unique_by_name("review", "contractors", contractors, Contractor)
    told = _fields.unique_by_name("review", "tasks", tasks, Task)
    listed = checked_engagements("review", engagements, day, known)
    least = LEAST_HOURS * business.owner_rate
    if least_money is not None:
        least = _fields.number_between(
            "review", "least_money", least_money, 0.0, _fields.LARGEST, meaning="money a month"
        )
    sure = _fields.number_between("review", "least_confidence", least_confidence, 0.5, 1.0, meaning="a probability")
    situation = Situation(
        engagements=_as_known(listed, {each.name: each for each in known}, {each.name: each for each in told}),
        business=business,
        on=day,
        least_money=least,
        least_confidence=sure,
    )
    return Review(advice=ranked(_all(situation)), business=business, on=day)


def _as_known(
    engagements: Iterable[Engagement], contractors: dict[str, Contractor], tasks: dict[str, Task]
) -> tuple[Engagement, ...]:
    """Engagements with contractors and tasks as they are known now, in an order that does not depend on theirs.

    Of a contractor, or a task, that engagements have in several ways, the latest start tells.
    """
    listed = sorted(engagements, key=_order)
    people = {each.contractor.name: each.contractor for each in listed} | contractors
    work = {task.name: task for each in listed for task in each.tasks} | tasks
    return tuple(
        attrs.evolve(each, contractor=people[each.contractor.name], tasks=[work[task.name] for task in each.tasks])
        for each in listed
    )


def _order(each: Engagement) -> tuple[object, ...]:
    """What orders engagements: what decides between two that have all of it alike is what they are, as text."""
    return (each.start, each.contractor.name, each.mode.value, [task.name for task in each.tasks], repr(each))


def _all(situation: Situation) -> list[Advice]:
    """All advice; of work for whose end a retainer is to end its silence is not told again."""
    about = about_retainers(situation)
    ended = {(each.contractor, name) for each in about if each.kind is Kind.ENDED for name in each.tasks}
    silent = [each for each in about_silences(situation) if (each.contractor, each.tasks[0]) not in ended]
    return [*about, *about_hires(situation), *silent, *about_slowness(situation)]
