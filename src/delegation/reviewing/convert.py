"""reviewing.convert: is it time to turn one-off hires into a retainer, by a rule that needs no forecast?

What a forecast says stands beside it; acting on that one gives up the rule's guarantee.
"""

import datetime as dt
import math
from collections.abc import Iterable
from typing import ClassVar

import attrs

from delegation import _fields
from delegation._calls import explain_call
from delegation._costing.records import Plain
from delegation._formatting.frames import Columns, Framed
from delegation._formatting.phrases import counted
from delegation.errors import RefusedValueError, titled
from delegation.model.business import Business
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.mode import Mode
from delegation.model.retainer import Retainer
from delegation.model.task import Task
from delegation.queueing.own import MONTH_DAYS
from delegation.reviewing import bahncard, conversion_view
from delegation.reviewing import conversion_report as report
from delegation.reviewing.log import one_off_jobs
from delegation.scoring.score import Score
from delegation.scoring.scorer import score


@attrs.frozen(kw_only=True, repr=False)
class Conversion(Framed):
    """Whether to turn one-off hires into a retainer, by counting them.

    The rule: count the jobs paid one-off in the trailing term, the next one included; when the count reaches F/(a - b),
    start the retainer before that job. While prices stay and the block suffices it never costs more than 2 - b/a times
    the best decision in hindsight (Fleischer 2001). Prices are a job's mean over the bundle, waiting included, as the
    score reckons them.

    Attributes:
        score: What the forecast says: the score of the same question.
        on: The day of the question.
        a: What a job costs one-off, in money: work, briefing and waiting.
        b: What it costs on the retainer, in money: waiting, and hours above the block; infinite where a retainer is
            impossible.
        F: What a term of the retainer costs whatever comes, in money: fees, set-up fee and onboarding; infinite where a
            retainer is impossible.
        term_months: The term: what is owed at least, minimum term or notice, and at least a month.
        jobs: The days of all jobs that were paid one-off until then, in order.
    """

    score: Score
    on: dt.date
    a: float
    b: float
    F: float
    term_months: int
    jobs: tuple[dt.date, ...]
    _columns: ClassVar[Columns] = report.COLUMNS

    @property
    def retainer(self) -> Retainer | None:
        """The offer in question; None where the contractor takes none."""
        return self.score.retainer

    @property
    def threshold(self) -> float:
        """F/(a - b): the count of jobs at which the rule starts the retainer; infinite where none ever does."""
        return bahncard.needed(self.a, self.b, self.F)

    @property
    def needed(self) -> int | None:
        """How many jobs in a term make the rule start the retainer, the next included; None where none ever do."""
        return bahncard.jobs_needed(self.threshold)

    @property
    def guarantee(self) -> float:
        """2 - b/a, from 1 to 2: how many times the best cost in hindsight the rule costs at the most."""
        return bahncard.guarantee(self.a, self.b)

    @property
    def counted(self) -> tuple[dt.date, ...]:
        """The days of the jobs in the trailing term, those of the day of the question included."""
        return tuple(day for day in self.jobs if (self.on - day).days < self._term)

    @property
    def now(self) -> bool:
        """Whether to start the retainer before the next job, if it comes until `until`."""
        return self.more == 0

    @property
    def more(self) -> int | None:
        """How many more jobs to hire one-off, before one that starts the retainer; None where none ever does."""
        return None if self.needed is None else max(0, self.needed - 1 - len(self.counted))

    @property
    def until(self) -> dt.date | None:
        """The last day on which the job that starts the retainer must come; None where there is no such day.

        The day after, the oldest of the jobs counted on falls out of the trailing term.
        """
        if self.needed is None or self.needed == 1 or not self.counted:
            return None
        oldest = self.counted[-min(self.needed - 1, len(self.counted))]
        return oldest + dt.timedelta(days=math.ceil(self._term) - 1)

    @property
    def since(self) -> dt.date | None:
        """The day on which the rule would first have started the retainer; None where it would not have yet."""
        return self.jobs[self._starts[0]] if self._starts else None

    @property
    def paid(self) -> float:
        """What all jobs so far cost one-off at price a, in money."""
        return len(self.jobs) * self.a

    @property
    def followed(self) -> float:
        """What they would have cost by the rule, in money."""
        return self._cost(self._starts)

    @property
    def hindsight(self) -> float:
        """What they would have cost by the best decisions in hindsight, in money."""
        if math.isinf(self.F):
            return self.paid
        return bahncard.hindsight(self._times, a=self.a, b=self.b, F=self.F, T=self._term)

    def why(self) -> str:
        """What to do, what it rests on, what it promises, and what the forecast says, in a few sentences."""
        return report.why(self)

    def to_dicts(self) -> list[dict[str, Plain]]:
        """The conversion as one flat record of plain values, in a list as of other answers.

        It has, in this order:

        - ``tasks``: names of the tasks, with a semicolon between them
        - ``contractor``: the contractor's name
        - ``on``: the day of the question, as YYYY-MM-DD
        - ``now``: whether to start the retainer before the next job
        - ``more_jobs``: how many more to hire one-off before; None where the rule never starts it
        - ``until``: the last day on which the job that starts it must come, or None
        - ``since``: the day on which the rule would first have started it, or None
        - ``counted_jobs``, ``needed_jobs``: jobs in the trailing term, and how many start the retainer, the next
          included; None where none do
        - ``one_off_money_per_job``, ``retained_money_per_job``, ``committed_money``: a, b and F
        - ``term_months``: the term
        - ``guarantee``: how many times the best cost in hindsight it costs at the most
        - ``paid_money``, ``followed_money``, ``hindsight_money``: what all jobs so far cost one-off, by the rule, and
          by the best decisions in hindsight
        - ``forecast_mode``: what the score says
        - ``retainer_money_per_month``, ``retainer_hours_per_month``: fee and block of the offer, or None
        - ``currency``: in which money is; empty where that was not said
        """
        return report.records_of(self)

    def __str__(self) -> str:
        """The same as `why`."""
        return self.why()

    def __repr__(self) -> str:
        """The conversion in one line."""
        what = "now" if self.now else "never" if self.more is None else f"after {counted(self.more, 'more job')}"
        return f"<Conversion of hires of {titled(self.score.contractor.name)} on {self.on}: {what}>"

    _repr_html_ = conversion_view.in_html
    _repr_markdown_ = conversion_view.in_markdown

    @property
    def _term(self) -> float:
        """The term in days."""
        return self.term_months * MONTH_DAYS

    @property
    def _times(self) -> list[float]:
        return [float(day.toordinal()) for day in self.jobs]

    @property
    def _starts(self) -> list[int]:
        return bahncard.starts(self._times, self.threshold, self._term)

    def _cost(self, starts: list[int]) -> float:
        return bahncard.cost(self._times, starts, a=self.a, b=self.b, F=self.F, T=self._term) if starts else self.paid


@explain_call
def convert(
    tasks: Task | Iterable[Task],
    contractor: Contractor,
    business: Business = Business(),
    *,
    retainer: Retainer | None = None,
    engagements: Engagement | Iterable[Engagement] = (),
    on: dt.date,
) -> Conversion:
    """Ask whether to turn one-off hires of a contractor into a retainer, without trusting a forecast.

    Args:
        tasks: A task or several that one retainer would be for.
        contractor: Who does them job by job.
        business: The owner's assumptions.
        retainer: The offer in question; default None, the one that a score takes.
        engagements: What has run: its one-off jobs are counted.
        on: The day of the question; jobs after it are not looked at.

    Returns:
        A `Conversion`.

    Raises:
        RefusedValueError: If an argument is of the wrong kind, or a retainer with the contractor runs already.
        RefusedCallError: If an argument is misspelt or missing.
    """
    day = _fields.own_day("convert", "on", on)
    found = score(tasks, contractor, business, retainer=retainer, engagements=engagements, on=day)
    for each in found.engagements:
        if each.contractor.name == contractor.name and each.mode is Mode.OUTSOURCE and each.active(day):
            accepted = f"{titled(contractor.name)} is on retainer since {each.start}: ask score or review about that"
            raise RefusedValueError("convert", "engagements", each, accepted)
    return conversion_of(found, day, found.engagements)


def conversion_of(found: Score, on: dt.date, engagements: Iterable[Engagement]) -> Conversion:
    """What the rule says of a question that is scored already, of a contractor who is on no retainer that day.

    Args:
        found: The score.
        on: The day of the question.
        engagements: What has run, with its jobs.
    """
    contractor, business, offer = found.contractor, found.business, found.retainer
    names, listed = {task.name for task in found.tasks}, tuple(engagements)
    retained = any(
        each.contractor.name == contractor.name and each.mode is Mode.OUTSOURCE and each.start <= on for each in listed
    )
    a, b, F, term = *_prices(found), math.inf, 1
    if offer is not None:
        term = max(1, offer.minimum_months, offer.notice_months)
        onboarding = 0.0 if retained else business.onboarding_hours * business.owner_rate
        F = term * offer.monthly_fee + offer.setup_fee + onboarding
    return Conversion(
        score=found,
        on=on,
        a=a,
        b=b,
        F=F if not found.impossible else math.inf,
        term_months=term,
        jobs=tuple(job.date for job in one_off_jobs(listed, contractor.name, names, on)),
    )


def _prices(found: Score) -> tuple[float, float]:
    """What a job costs one-off and on the retainer, a and b, from the rows that a job causes."""
    business, costs, times = found.business, found.costs, found.recurrence.per_month
    briefing = business.briefing_hours * business.owner_rate
    if not times:  # nothing is to come of it
        rate = found.contractor.rate
        hours = [
            max(task.hours * found.contractor.pace, found.contractor.one_off_minimum_hours) for task in found.tasks
        ]
        soon = found.availability
        a = math.fsum(hours) / len(hours) * rate + briefing + soon.one_off.loss
        return a, soon.regular.loss if costs.outsource else math.inf
    a = (costs.out_task.work + costs.out_task.waiting) / times + briefing
    return a, math.inf if costs.outsource is None else (costs.outsource.overage + costs.outsource.waiting) / times
