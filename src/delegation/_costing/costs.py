"""_costing.costs: what does each way of having the work done cost a month, in rows that add up?"""

import math
from collections.abc import Iterable

import attrs

from delegation._costing.balance import Balance
from delegation._costing.case import Case
from delegation._costing.keyed import Keyed
from delegation._formatting.phrases import amounts, money
from delegation.model.mode import Mode
from delegation.model.retainer import Retainer

ROWS = ("work", "fee", "overage", "hiring", "waiting", "undone")
"""The names of the rows in their order."""

MODES = tuple(Mode)
"""The modes in their order."""


BILLED = "billed hours"
"""What the hours above a block are called of an access retainer, which has no block."""


def called(row: str, offers: Iterable[Retainer | None]) -> str:
    """What a row is called in a text.

    Args:
        row: Its name.
        offers: The retainers of what it adds up; None where there is none.
    """
    access = {not offer.hours for offer in offers if offer is not None}
    if row != "overage" or True not in access:
        return row
    return BILLED if access == {True} else f"{row} or {BILLED}"


@attrs.frozen
class CostRows(Keyed[str, float]):
    """What one mode costs a month on average over the horizon, in money, held like a mapping of names to amounts.

    Attributes:
        work: Hours at the one-off rate, or your own hours where you keep the work.
        fee: The retainer's fees. Fees that run whatever is decided are in no row.
        overage: Hours above the block.
        hiring: Your hours to find, onboard and brief.
        waiting: What late starts cost.
        undone: What leaving work undone costs, where a plan leaves it; else nothing.
        later: Of the fees those that fall due after the horizon; no row, as the fee has them.
    """

    work: float = 0.0
    fee: float = 0.0
    overage: float = 0.0
    hiring: float = 0.0
    waiting: float = 0.0
    undone: float = 0.0
    later: float = 0.0

    def __repr__(self) -> str:
        """The rows that are not nothing and their sum, in one line."""
        return f"<CostRows: {amounts(self.items())}, {money(self.total)} a month>"

    @classmethod
    def _keys(cls) -> tuple[str, ...]:
        return ROWS

    @classmethod
    def added(cls, several: Iterable["CostRows"]) -> "CostRows":
        """Rows of which each is the sum of that row of several; nothing where there are none."""
        listed = list(several)
        sums = {name: math.fsum(getattr(rows, name) for rows in listed) for name in (*ROWS, "later")}
        return cls(**sums)

    def named(self, offer: Retainer | None) -> list[tuple[str, float]]:
        """The rows as they are called of one retainer, or without any."""
        return [(called(name, (offer,)), amount) for name, amount in self.items()]

    @property
    def total(self) -> float:
        """The sum of the rows."""
        return math.fsum((self.work, self.fee, self.overage, self.hiring, self.waiting, self.undone))

    @property
    def cash(self) -> float:
        """What is paid to the contractor within the horizon, and counts against the monthly budget.

        Work, fee and overage, without the fees that fall due later.
        """
        return math.fsum((self.work, self.fee, self.overage, -self.later))


NO_COSTS = CostRows()
"""What costs nothing."""


@attrs.frozen
class Costs(Keyed[Mode, CostRows | None]):
    """The cost rows of every mode, held like a mapping indexed by `Mode`; None where a mode is no choice.

    Attributes:
        outsource: None where the contractor takes no retainers or has no room.
        out_task: Hired job by job.
        keep: None where a task is one that you cannot do yourself, or your hours do not suffice.
    """

    outsource: CostRows | None
    out_task: CostRows
    keep: CostRows | None

    def __repr__(self) -> str:
        """What each mode costs, in one line."""
        told = [f"{mode} {'no choice' if rows is None else money(rows.total)}" for mode, rows in self.items()]
        return f"<Costs a month: {', '.join(told)}>"

    @classmethod
    def _keys(cls) -> tuple[Mode, ...]:
        return MODES


def costs_of(case: Case, balance: Balance, keep: CostRows | None, *, possible: bool) -> Costs:
    """The cost rows of a case.

    Outsourced and out-tasked differ by exactly F - B: what both pay alike, such as the search for somebody new, is in
    both.

    Args:
        case: The case.
        balance: The case as it stands, weighed.
        keep: What keeping the work costs; None where that is no choice.
        possible: Whether outsourcing is.
    """
    months = case.business.horizon_months
    search = 0.0 if case.relationship.known else case.search_cost
    jobs = balance.jobs
    out_task = CostRows(
        work=math.fsum([job.occurrences * job.one_off_price for job in jobs]) / months,
        hiring=math.fsum([search, *[job.occurrences * job.briefing for job in jobs]]) / months,
        waiting=math.fsum([job.occurrences * job.one_off_loss for job in jobs]) / months,
    )
    outsource = CostRows(
        work=math.fsum([job.occurrences * (1.0 - job.covered) * job.one_off_price for job in jobs]) / months,
        fee=balance.fees / months,
        overage=case.overage_rate * balance.overage_hours / months,
        hiring=math.fsum(
            [search, balance.onboarding, *[job.occurrences * (1.0 - job.covered) * job.briefing for job in jobs]]
        )
        / months,
        waiting=math.fsum([job.occurrences * job.regular_loss for job in jobs]) / months,
        later=case.fees_later / months,
    )
    return Costs(outsource if possible else None, out_task, keep)
