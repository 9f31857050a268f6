"""_summary: what does a plan come to, in numbers?"""

import datetime as dt
import math

import attrs

from delegation._assignment import Answer
from delegation._costs import CostRows
from delegation._outline import Agreement, Assignment, Ending
from delegation.model import Business, Contractor, Mode, Task


@attrs.frozen(kw_only=True, repr=False)
class Summary:
    """The fields and figures of a plan; `delegation.planning.Plan` says what each field means."""

    tasks: tuple[Task, ...]
    contractors: tuple[Contractor, ...]
    business: Business
    on: dt.date | None
    assignments: tuple[Assignment, ...]
    retainers: tuple[Agreement, ...]
    endings: tuple[Ending, ...]
    costs: CostRows
    planned: float
    sunk: float
    rounds: int
    solver: str
    status: str
    objective: float
    bound: float
    shortages: tuple[str, ...]
    paid: float
    owner_hours: float
    dearest_month: tuple[int, float]
    seconds: float = attrs.field(eq=False)
    """Seconds that planning took."""

    @property
    def cost(self) -> float:
        """The true cost a month."""
        return self.costs.total

    @property
    def gap(self) -> float:
        """How far the objective may be above the best one, as a part of it; infinite where nothing is proven."""
        return Answer((), self.objective, self.bound, self.status).gap

    @property
    def undone(self) -> tuple[Task, ...]:
        """The tasks that nobody does."""
        return tuple(each.task for each in self.assignments if each.mode is None)

    @property
    def included(self) -> float:
        """Hours a month that all blocks include."""
        return math.fsum(each.block.included for each in self.retainers)

    @property
    def used(self) -> float:
        """Hours of them that are used."""
        return math.fsum(each.block.used for each in self.retainers)

    @property
    def unused(self) -> float:
        """Hours of them that are paid and not used."""
        return math.fsum(each.block.unused for each in self.retainers)

    @property
    def utilisation(self) -> float | None:
        """Used hours of all blocks, as a part of those included; None where there are none."""
        return self.used / self.included if self.included else None

    @property
    def coverage(self) -> float | None:
        """Hours within blocks, as a part of all hours that contractors work; None where they do not work."""
        hours = math.fsum(each.hours for each in self.assignments if each.contractor is not None)
        return min(1.0, self.used / hours) if hours else None

    @property
    def lock_in(self) -> float:
        """Fees that would still be owed if notice were given for every retainer on the day they are signed or kept."""
        return math.fsum(each.lock_in for each in self.retainers)

    @property
    def out_tasked_cost(self) -> float | None:
        """What it would cost to hire the cheapest for every task that is handed over, each reckoned by itself.

        None where nobody could be hired for one of them.
        """
        amounts = [each.cheapest_hire for each in self.assignments if each.contractor is not None]
        known = [amount for amount in amounts if amount is not None]
        return math.fsum(known) if len(known) == len(amounts) else None

    @property
    def net_savings(self) -> float | None:
        """What the plan saves against hiring for all that it hands over, a month; None where that cannot be told."""
        hired = self.out_tasked_cost
        if hired is None:
            return None
        kept = math.fsum(each.cost for each in self.assignments if each.mode is Mode.KEEP)
        return hired - (self.cost - kept)

    @property
    def given_back(self) -> float:
        """Your hours that it gives back: of tasks that you could do and hand over, less hiring and briefing."""
        handed = [each for each in self.assignments if each.contractor is not None]
        kept = math.fsum(each.own_hours or 0.0 for each in self.assignments if each.mode is Mode.KEEP)
        return math.fsum(each.own_hours or 0.0 for each in handed) - (self.owner_hours - kept)
