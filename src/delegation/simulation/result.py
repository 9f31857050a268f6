"""simulation.result: what came out when a business was played, and what had been promised?"""

import datetime as dt
import math
from typing import ClassVar, Generic, NamedTuple, TypeVar

import attrs

from delegation._costing.records import Plain
from delegation._formatting.frames import Columns, Framed
from delegation._formatting.phrases import articled, days, money, number, retained
from delegation.errors import titled
from delegation.model.business import Business
from delegation.model.retainer import Retainer
from delegation.simulation import records, report, view
from delegation.simulation.estimates import Estimate, Spread, average

Told = TypeVar("Told", bound=Estimate)


class Rows(NamedTuple, Generic[Told]):
    """Money a month by row, as `score` and `plan` tell it, and all rows together.

    Attributes:
        work: Hours at the one-off rate, and your own hours where you keep the work.
        fee: The retainers' fees, those that are owed whatever is decided included.
        overage: Hours above the blocks.
        hiring: Your hours to find, onboard and brief.
        waiting: What late starts cost, of what you hand over and, where your hours are limited, of what you keep.
        total: All of it.
    """

    work: Told
    fee: Told
    overage: Told
    hiring: Told
    waiting: Told
    total: Told


@attrs.frozen
class BlockMonth:
    """What becomes of a block in one month of the simulation, in hours.

    Attributes:
        used: Hours of the block that were used.
        unused: Hours that were paid and lost.
        overage_hours: Hours above the block.
    """

    used: Spread
    unused: Spread
    overage_hours: Spread

    def __repr__(self) -> str:
        """Hours used, unused and above on average, in one line."""
        used, unused, above = (number(each.mean) for each in (self.used, self.unused, self.overage_hours))
        return f"<BlockMonth: {used} h used, {unused} h unused, {above} h above>"


@attrs.frozen(kw_only=True)
class Party:
    """What one contractor came to.

    Attributes:
        contractor: Their name.
        retainer: Their retainer, or None.
        costs: What they cost a month, in rows.
        used: Hours a month of the block that were used.
        unused: Hours a month of it that were paid and lost.
        overage_hours: Hours a month above it.
        months: The same month by month; empty without a retainer.
    """

    contractor: str
    retainer: Retainer | None
    costs: Rows[Estimate]
    used: Estimate
    unused: Estimate
    overage_hours: Estimate
    months: tuple[BlockMonth, ...]

    def __repr__(self) -> str:
        """With whom, on which terms, and what it costs on average, in one line."""
        terms = f" on {articled(retained(self.retainer))}" if self.retainer else ""
        return f"<Party: {titled(self.contractor)}{terms}, {money(self.costs.total.mean)} a month>"


@attrs.frozen(kw_only=True)
class Waits:
    """How long the jobs of a task waited, or those of all tasks of one class.

    Attributes:
        task: The task; empty for a class.
        contractor: With whom, or ``you``; empty for a class.
        served: As whose: ``regular``, ``one-off`` or ``kept``.
        per_month: Jobs a month.
        wait: Days until a job was started; of one that went elsewhere, until it would have been.
        turned_away: Which part of the jobs went elsewhere.
        lost: Money a month that waiting cost.
        bins: How many jobs of all runs waited up to so many days, and not up to the number before, within 5 %.
    """

    task: str
    contractor: str
    served: str
    per_month: Estimate
    wait: Estimate
    turned_away: Estimate
    lost: Estimate
    bins: tuple[tuple[float, int], ...]

    def __repr__(self) -> str:
        """Whose jobs they are, and how long they waited on average, in one line."""
        whose = f" of {titled(self.task)} with {titled(self.contractor)}" if self.task else ""
        return f"<Waits{whose}: {self.served}, {days(self.wait.mean)} on average>"

    def within(self, share: float) -> float:
        """The days in which a share of the jobs was started, within 5 %.

        Args:
            share: From 0 to 1; 0.5 asks for the median.
        """
        left = share * sum(jobs for _, jobs in self.bins)
        for end, jobs in self.bins:
            left -= jobs
            if left <= 0.0:
                return end
        return math.nan

    def exceeds(self, days: float) -> float:
        """Which part of the jobs waited longer than so many days, within 5 % of these.

        Args:
            days: From 0.
        """
        jobs = sum(jobs for _, jobs in self.bins)
        return sum(count for end, count in self.bins if end > days) / jobs if jobs else math.nan


@attrs.frozen(kw_only=True, repr=False)
class Simulation(Framed):
    """What a business came to when it was played forward many times.

    All money is a month, on average over the months that were played. Equal questions give equal simulations, on any
    number of workers.

    Attributes:
        business: The owner's assumptions.
        on: The first day, or None.
        months: How many months each run is long.
        runs: How many runs were played.
        numbers: The numbers of these runs; all from 0 on, unless somebody stopped them.
        seed: The seed of all chance.
        stopped: Whether somebody stopped it before all runs were played.
        events: How many events were played: jobs that came, and jobs that were ended.
        rows: The cost a month by row; what is promised for each is in it.
        monthly: How the cost differs from month to month, by row.
        totals: The cost a month in every run.
        parties: What each contractor came to, in the order of their names.
        tasks: How long the jobs of each task waited, in the order of the contractors and tasks; kept ones last.
        classes: The same for all tasks that are served alike.
        worst_month: The dearest month of a run.
        departures: Money a month that contractors' leaving costs; None where nobody leaves.
        undone: Money a month that the plan reckons for what it leaves undone at a cost, which is not played: it is in
            no other number, and in no promise; default 0.
        unstable: Who has more work than hours, so that what waits grows without end, in words; what nobody reaches has
            gone elsewhere.
    """

    business: Business
    on: dt.date | None
    months: int
    runs: int
    numbers: tuple[int, ...]
    seed: int
    stopped: bool
    events: int
    rows: Rows[Estimate]
    monthly: Rows[Spread]
    totals: tuple[float, ...]
    parties: tuple[Party, ...]
    tasks: tuple[Waits, ...]
    classes: tuple[Waits, ...]
    worst_month: Spread
    departures: Estimate | None
    undone: float = 0.0
    unstable: tuple[str, ...]
    _columns: ClassVar[Columns] = records.COLUMNS

    @property
    def cost(self) -> float:
        """The cost a month, on average over all runs."""
        return self.rows.total.mean

    @property
    def standard_error(self) -> float:
        """The standard error of `cost`; infinite where only one run was played."""
        return self.rows.total.standard_error

    @property
    def promised(self) -> float | None:
        """What score or plan promises for `cost`; None where they promise nothing."""
        return self.rows.total.promised

    def __str__(self) -> str:
        """The simulation as a text of tables and sentences."""
        return report.text(self)

    def __repr__(self) -> str:
        """The simulation in one line."""
        return report.line(self)

    def to_dicts(self) -> list[dict[str, Plain]]:
        """The simulation as flat records of plain values, one a number, all with the same keys.

        Each has, in this order:

        - ``of``: what is told: ``cost`` and ``monthly cost`` (money a month, of runs and of single months), ``hours``
          (of a block, a month), ``jobs`` (a month), ``wait`` (days), ``turned away`` (a share), ``worst month`` and
          ``departures`` (money a month)
        - ``row``: which row of a cost (``work``, ``fee``, ``overage``, ``hiring``, ``waiting``, ``total``), or which
          hours of a block (``used``, ``unused``, ``overage_hours``)
        - ``contractor``, ``task``, ``served``, ``month``: whose; None where it is about all. ``month`` counts from 0
        - ``mean``, ``standard_error``, ``promised``: the number, how far it may be off, what score or plan promises;
          None where that is not known
        - ``low``, ``median``, ``high``, ``largest``: of what differs from month to month or job to job, a twentieth
          below, half below, a twentieth above, the largest of all; else None
        - ``currency``: in which money is; empty where that was not said
        """
        return records.records_of(self)

    _repr_html_ = view.in_html
    _repr_markdown_ = view.in_markdown


@attrs.frozen(kw_only=True, repr=False)
class Comparison:
    """Two ways of having the same work done, played with the same chance.

    Attributes:
        first: What the first came to.
        second: What the second came to.
    """

    first: Simulation
    second: Simulation

    @property
    def difference(self) -> Estimate:
        """What the second costs a month more than the first; `interval` holds the true difference with 95 %."""
        known = dict(zip(self.first.numbers, self.first.totals, strict=True))
        pairs = zip(self.second.numbers, self.second.totals, strict=True)
        return average([cost - known[run] for run, cost in pairs if run in known])

    def __str__(self) -> str:
        """The comparison in sentences."""
        return report.compared(self)

    def __repr__(self) -> str:
        """The comparison in one line."""
        return f"<Comparison: {report.told(self.difference)} a month>"

    _repr_html_ = view.compared_in_html
    _repr_markdown_ = view.compared_in_markdown
